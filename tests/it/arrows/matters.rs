//! A matter is a folder: how few files outside it know that it is there.

use std::str::FromStr;

use proc_macro2::{TokenStream, TokenTree};
use yunguan::domain::kinds::MatterKind;

use super::{Source, sources};

/// A matter's name, the files that are its own, and those beside them that name it, each with its reason.
struct Known {
    /// How its name begins, in whatever form.
    name: &'static str,
    /// Its own files: rules, words, texts of its papers, its story in the demo city.
    own: &'static [&'static str],
    /// Who else names it, and why.
    elsewhere: &'static [(&'static str, &'static str)],
}

const MATTERS: [Known; 7] = [
    Known {
        name: "emergenc",
        own: &[
            "domain/use/emergency",
            "locale/matter/emergency",
            "paper/document/body/emergency",
            "city/story/emergency",
        ],
        elsewhere: &[
            ("domain/kinds.rs", "the one list of matters"),
            ("domain/use.rs", "the folder's module"),
            (
                "domain/use/application/act.rs",
                "an application names what it regularises",
            ),
            (
                "domain/use/application/submit.rs",
                "filing one answers the emergency",
            ),
            (
                "domain/use/application/review.rs",
                "refusing one answers the emergency",
            ),
            ("locale/matter.rs", "the one list of words"),
            ("paper/document/body.rs", "the one list of papers"),
            ("paper/document/tests.rs", "every paper, written once"),
            ("city/story.rs", "the one list of stories"),
            (
                "city/story/application.rs",
                "an application names what it regularises",
            ),
            (
                "cli/import/sheet.rs",
                "a table's application regularises none",
            ),
            ("console/shortcut.rs", "a key of its own, from anywhere"),
        ],
    },
    Known {
        name: "application",
        own: &[
            "domain/use/application",
            "locale/matter/application",
            "paper/document/body/application",
            "city/story/application",
        ],
        elsewhere: &[
            ("domain/kinds.rs", "the one list of matters"),
            ("domain/use.rs", "the folder's module"),
            (
                "domain/use/emergency.rs",
                "what regularises an emergency is one",
            ),
            (
                "domain/use/emergency/duty.rs",
                "submitting one meets the duty to file",
            ),
            (
                "domain/use/emergency/formal.rs",
                "what regularises an emergency is one",
            ),
            ("locale/matter.rs", "the one list of words"),
            ("paper/document/body.rs", "the one list of papers"),
            ("paper/document/tests.rs", "every paper, written once"),
            ("city/story.rs", "the one list of stories"),
            ("city/story/emergency.rs", "an emergency goes on in one"),
            ("cli/import/sheet.rs", "tables of them are read"),
            ("console/shortcut.rs", "what \"new\" opens"),
        ],
    },
    Known {
        name: "procurement",
        own: &[
            "domain/purchase/procurement",
            "locale/matter/procurement",
            "paper/document/body/procurement",
            "paper/document/tests/purchase",
            "city/contracts",
        ],
        elsewhere: &[
            ("domain/kinds.rs", "the one list of matters"),
            ("domain/purchase.rs", "the folder's module"),
            ("domain/register.rs", "what makes a contract and its prices"),
            ("domain/register/contract.rs", "a number is one contract's"),
            (
                "domain/register/holding.rs",
                "a share deal is to be cured on the contract",
            ),
            ("locale/matter.rs", "the one list of words"),
            ("locale/city.rs", "what the demo city's contracts say"),
            ("locale/domain.rs", "what is procured is a column of a list"),
            ("locale/record.rs", "a contract is told as on its matter"),
            ("paper/document/body.rs", "the one list of papers"),
            ("paper/document/tests.rs", "every paper, written once"),
            ("city/story.rs", "the one list of stories"),
        ],
    },
    Known {
        name: "catalogueedition",
        own: &[
            "domain/purchase/catalogue_edition",
            "locale/matter/catalogue_edition",
            "paper/document/body/catalogue_edition",
            "paper/document/tests/purchase",
            "city/catalogue",
        ],
        elsewhere: &[
            ("domain/kinds.rs", "the one list of matters"),
            ("domain/purchase.rs", "the folder's module"),
            ("domain/register.rs", "what makes a listing"),
            (
                "domain/register/catalogue.rs",
                "an edition keeps the catalogue",
            ),
            ("domain/use/asked.rs", "what ended is not asked for"),
            (
                "domain/purchase/procurement/award.rs",
                "what ended is not procured",
            ),
            (
                "domain/purchase/procurement/pricing.rs",
                "no price is above its cap",
            ),
            (
                "domain/purchase/procurement/point.rs",
                "who signs sees the caps",
            ),
            ("locale/matter.rs", "the one list of words"),
            ("paper/document/body.rs", "the one list of papers"),
            ("paper/document/tests.rs", "every paper, written once"),
            ("city/story.rs", "the one list of stories"),
        ],
    },
    Known {
        name: "resourcechange",
        own: &[
            "domain/use/resource_change",
            "locale/matter/resource_change",
            "paper/document/body/resource_change",
            "city/story/resource_change.rs",
            "paper/document/tests/resource_change",
        ],
        elsewhere: &[
            ("domain/kinds.rs", "the one list of matters"),
            ("domain/use.rs", "the folder's module"),
            ("domain/register.rs", "what turns a resource"),
            ("domain/use/following.rs", "what runs can be changed"),
            ("locale/matter.rs", "the one list of words"),
            ("paper/document/body.rs", "the one list of papers"),
            ("paper/document/tests.rs", "every paper, written once"),
            ("city/story.rs", "the one list of stories"),
        ],
    },
    Known {
        name: "cancellation",
        own: &[
            "domain/use/cancellation",
            "locale/matter/cancellation",
            "paper/document/body/cancellation",
            "city/story/cancellation.rs",
            "paper/document/tests/cancellation",
        ],
        elsewhere: &[
            ("domain/kinds.rs", "the one list of matters"),
            ("domain/use.rs", "the folder's module"),
            ("domain/use/following.rs", "what runs can be given up"),
            (
                "domain/use/emergency/duty.rs",
                "what was refused afterwards is given up",
            ),
            ("locale/matter.rs", "the one list of words"),
            ("paper/document/body.rs", "the one list of papers"),
            ("paper/document/tests.rs", "every paper, written once"),
            ("city/story.rs", "the one list of stories"),
        ],
    },
    Known {
        name: "resourcepool",
        own: &[
            "domain/build/resource_pool",
            "locale/matter/resource_pool",
            "paper/document/body/resource_pool",
            "city/story/resource_pool.rs",
            "paper/document/tests/resource_pool",
        ],
        elsewhere: &[
            ("domain/kinds.rs", "the one list of matters"),
            ("domain/build.rs", "the folder's module"),
            (
                "domain/register/capacity.rs",
                "what came into service waits to be measured",
            ),
            (
                "hub/answer/records.rs",
                "a pool's page tells by which matters it came into service",
            ),
            ("locale/matter.rs", "the one list of words"),
            ("paper/document/body.rs", "the one list of papers"),
            ("paper/document/tests.rs", "every paper, written once"),
            ("city/story.rs", "the one list of stories"),
        ],
    },
];

/// The most files that may name a matter beside its own.
const MOST: usize = 12;

/// Which matter's rules may use another's, and what for.
const ARROWS: [(&str, &str); 4] = [
    // Filing, and its refusal, are told to the emergency.
    ("application", "emergency"),
    // What is filed is an application.
    ("emergency", "application"),
    // What was refused afterwards is given up.
    ("emergency", "cancellation"),
    // The catalogue is the need, and its caps hold the prices (Art. 11, 12).
    ("procurement", "catalogue_edition"),
];

/// Whether code, without comments and texts, has a name with that beginning in it.
fn names(code: &TokenStream, beginning: &str) -> bool {
    code.clone().into_iter().any(|token| match token {
        TokenTree::Ident(name) => name
            .to_string()
            .to_lowercase()
            .replace('_', "")
            .contains(beginning),
        TokenTree::Group(group) => names(&group.stream(), beginning),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

fn tokens(source: &Source) -> TokenStream {
    TokenStream::from_str(&source.code).unwrap()
}

#[test]
fn a_matter_is_named_in_few_files_and_every_one_is_listed() {
    for matter in MATTERS {
        let is_own = |path: &str| matter.own.iter().any(|own| path.starts_with(own));
        let named: Vec<_> = sources()
            .into_iter()
            .filter(|source| !is_own(&source.path) && names(&tokens(source), matter.name))
            .map(|source| source.path)
            // A module's tests count as its own file.
            .filter(|path| path != "locale/matter/tests.rs")
            .collect();
        let mut listed: Vec<_> = matter.elsewhere.iter().map(|(path, _)| *path).collect();
        listed.sort_unstable();
        let mut sorted = named.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, listed, "{}", matter.name);
        assert!(named.len() <= MOST, "{}: {}", matter.name, named.len());
    }
}

/// Every matter is counted here, and has its tables of rules with the roads to its stages.
#[test]
fn no_matter_is_forgotten() {
    for kind in MatterKind::ALL {
        let own = format!("/{}", kind.name());
        let counted = MATTERS.iter().any(|matter| matter.own[0].ends_with(&own));
        assert!(counted, "{own} is not counted");
        let file = format!(
            "{}/tests/it/rules_{}.rs",
            env!("CARGO_MANIFEST_DIR"),
            kind.name()
        );
        let rules = std::fs::read_to_string(&file);
        let rules = rules.unwrap_or_else(|error| unreachable!("{file}: {error}"));
        for table in [
            "fn given(",
            "fn roads() -> Vec<Row>",
            "fn refusals() -> Vec<Row>",
        ] {
            assert!(rules.contains(table), "{file} has no {table}");
        }
    }
}

#[test]
fn no_matter_uses_another_but_by_a_listed_arrow() {
    let kinds = MatterKind::ALL.map(MatterKind::name);
    let mut used = Vec::new();
    for source in sources() {
        let Some(own) = kinds.iter().find(|kind| is_in_folder(&source.path, kind)) else {
            continue;
        };
        let others = kinds.iter().filter(|other| *other != own);
        let seen = others.filter(|other| {
            let paths =
                ["r#use", "purchase", "build", "super"].map(|room| format!("{room}::{other}"));
            paths.iter().any(|path| source.code.contains(path))
        });
        used.extend(seen.map(|other| (*own, *other)));
    }
    used.sort_unstable();
    used.dedup();
    assert_eq!(used, ARROWS, "arrows between matters");
}

/// Whether a file is of the rules of that matter, in whatever chapter.
fn is_in_folder(path: &str, kind: &str) -> bool {
    let mut parts = path
        .strip_prefix("domain/")
        .unwrap_or_default()
        .split('/')
        .skip(1);
    parts.any(|part| part.strip_suffix(".rs").unwrap_or(part) == kind)
}
