//! Where our enums decide what is applied, offered, closed, worded or shown, every case is written out: a new one that was
//! forgotten there does not compile.
//!
//! The compiler's lint against `_` arms (denied in these rooms) sees neither `matches!`, which answers no for whatever it
//! was not asked about, nor `_` within a tuple.

use syn::visit::{self, Visit};
use syn::{Arm, ExprMatch, Macro, Pat};

use super::sources;

/// What decides: rules, words, papers, and what the console tells of a matter.
const DECIDING: [&str; 11] = [
    "domain/",
    "domain.rs",
    "locale/",
    "paper/",
    "ledger/index.rs",
    "ledger/register.rs",
    "ledger/facts.rs",
    "console/detail.rs",
    "console/changes.rs",
    "console/preview.rs",
    "console/bulk",
];

/// What is found in one source.
#[derive(Default)]
struct Swallowed(Vec<String>);

impl<'ast> Visit<'ast> for Swallowed {
    fn visit_macro(&mut self, node: &'ast Macro) {
        if node.path.is_ident("matches") && names_a_variant(&node.tokens.to_string()) {
            self.0.push(format!("matches!({})", node.tokens));
        }
        visit::visit_macro(self, node);
    }

    fn visit_expr_match(&mut self, node: &'ast ExprMatch) {
        let decides = node.arms.iter().any(|arm| has_variant(&arm.pat));
        if decides && matches!(*node.expr, syn::Expr::Tuple(_)) {
            self.0.push("a match over a tuple of ours".to_owned());
        }
        if decides && node.arms.iter().any(is_wild) {
            self.0.push("a `_` arm beside variants of ours".to_owned());
        }
        visit::visit_expr_match(self, node);
    }

    fn visit_item_mod(&mut self, node: &'ast syn::ItemMod) {
        if node.ident != "tests" {
            visit::visit_item_mod(self, node);
        }
    }
}

fn is_wild(arm: &Arm) -> bool {
    matches!(arm.pat, Pat::Wild(_))
}

/// Whether a pattern names a variant behind its enum, as `Stage::Accepted`; those of the standard library stand alone.
fn has_variant(pattern: &Pat) -> bool {
    struct Variants(bool);
    impl<'ast> Visit<'ast> for Variants {
        fn visit_path(&mut self, node: &'ast syn::Path) {
            self.0 |= node.segments.len() > 1;
        }
    }
    let mut found = Variants(false);
    found.visit_pat(pattern);
    found.0
}

/// The same of the tokens of a macro, where blanks stand between them.
fn names_a_variant(tokens: &str) -> bool {
    let pattern = tokens.split_once(',').map_or("", |(_, pattern)| pattern);
    pattern.contains("::")
}

#[test]
fn nothing_of_ours_is_swallowed_where_it_decides() {
    let mut wrong = Vec::new();
    let deciding = |path: &str| DECIDING.iter().any(|room| path.starts_with(room));
    for source in sources().iter().filter(|source| deciding(&source.path)) {
        if source.path.ends_with("tests.rs") {
            continue;
        }
        let file = syn::parse_file(&source.code).unwrap();
        let mut found = Swallowed::default();
        found.visit_file(&file);
        wrong.extend(
            found
                .0
                .into_iter()
                .map(|what| format!("{}: {what}", source.path)),
        );
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_rooms_that_decide_deny_the_lint() {
    for room in ["domain.rs", "ledger.rs", "hub.rs", "locale.rs"] {
        let of_room = sources().into_iter().find(|source| source.path == room);
        let code = of_room.unwrap().code;
        assert!(
            code.contains("#![deny(clippy::wildcard_enum_match_arm)]"),
            "{room}"
        );
    }
}
