//! Who and what the demo city has: offices, districts, providers, the persons in them, and their systems.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::build::pool::CloudMode;
use crate::domain::build::system::{Funding, SystemEntry};
use crate::domain::law::code::{Login, PartyCode, PersonCode, SystemCode};
use crate::domain::law::command::Command;
use crate::domain::law::party::{Account, PartyEntry, PartyKind, Person, Post, Region};
use crate::domain::purchase::catalogue::ContractEntry;
use crate::domain::register::Act;
use crate::locale::city as words;
use crate::locale::city::{office, short};
use crate::locale::{Lang, T, domain};

use super::offices::{DEPARTMENTS, DISTRICTS, OFFICES, STARTED};
use super::starter;

/// From so many matters on the districts have their departments too.
pub(super) const LARGE: u32 = 5_000;

/// Kinds of system.
const SYSTEMS: [(&str, T); 10] = [
    ("portal", office::SYSTEM_PORTAL),
    ("office", office::SYSTEM_OFFICE),
    ("data", office::SYSTEM_DATA),
    ("service", office::SYSTEM_SERVICE),
    ("business", office::SYSTEM_BUSINESS),
    ("statistics", office::SYSTEM_STATISTICS),
    ("dispatch", office::SYSTEM_DISPATCH),
    ("archive", office::SYSTEM_ARCHIVE),
    ("mobile", office::SYSTEM_MOBILE),
    ("training", office::SYSTEM_TRAINING),
];
/// How many systems a unit has.
const SYSTEMS_OF_UNIT: usize = 3;
/// Their protection levels; one in many is of level 4.
const LEVELS: [u8; 11] = [2, 3, 2, 3, 3, 2, 4, 2, 3, 2, 3];

/// A demo login with whom it is bound to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoLogin {
    /// The login.
    pub login: Login,
    /// The party.
    pub party: PartyEntry,
    /// The person; the short name is the login's.
    pub person: Person,
}

impl DemoLogin {
    fn new(
        lang: Lang,
        party: &PartyEntry,
        post: &'static str,
        number: u32,
        posts: &[Post],
    ) -> Self {
        let role = role(party);
        let code = match number {
            1 => format!("{role}-{post}"),
            _ => format!("{role}-{post}-{number}"),
        };
        let called = match post {
            "reviewer" => domain::post(Post::Reviewer),
            "administrator" => domain::post(Post::Administrator),
            "reader" => domain::post(Post::Reader),
            _ => domain::post(Post::Handler),
        };
        let number = format!("{number:02}");
        let name = office::PERSON.fill(lang, &[&party.name, &called.get(lang), &number]);
        Self {
            login: Login::new(code.as_str()),
            party: party.clone(),
            person: Person {
                code: PersonCode::new(code),
                name,
                party: party.code.clone(),
                posts: posts.iter().copied().collect::<BTreeSet<_>>(),
                // Numbers that begin so are given to nobody.
                telephone: "0737-0000000".to_owned(),
                active: true,
            },
        }
    }
}

/// What a party's logins begin with: the part it plays if the city has it once, else its code.
fn role(party: &PartyEntry) -> &str {
    match party.kind {
        PartyKind::Authority => "authority",
        PartyKind::Support => "support",
        PartyKind::Finance => "finance",
        PartyKind::Audit => "audit",
        PartyKind::Cyber => "cyber",
        PartyKind::Unit | PartyKind::Provider | PartyKind::Agency => party.code.as_str(),
    }
}

/// The persons of a party.
pub(super) fn staff(lang: Lang, party: &PartyEntry) -> Vec<DemoLogin> {
    let post = |post, number, posts: &[Post]| DemoLogin::new(lang, party, post, number, posts);
    let handler = |number| post("handler", number, &[Post::Handler]);
    let reviewer = |number| post("reviewer", number, &[Post::Reviewer]);
    match party.kind {
        PartyKind::Authority | PartyKind::Support => vec![
            post("administrator", 1, &[Post::Administrator]),
            handler(1),
            handler(2),
            reviewer(1),
            reviewer(2),
        ],
        PartyKind::Unit => vec![handler(1)],
        PartyKind::Provider | PartyKind::Agency => vec![handler(1), reviewer(1)],
        PartyKind::Finance | PartyKind::Audit | PartyKind::Cyber => {
            vec![post("reader", 1, &[Post::Reader])]
        }
    }
}

/// The authority, as the founding registers it.
pub(super) fn authority(lang: Lang) -> PartyEntry {
    PartyEntry {
        code: PartyCode::new(super::AUTHORITY),
        kind: PartyKind::Authority,
        name: words::AUTHORITY.get(lang).to_owned(),
        short_name: Some(short::AUTHORITY.get(lang).to_owned()),
        paper_word: super::AUTHORITY_WORD.to_owned(),
        region: Region::Municipal,
        municipal_budget: true,
        since: None,
    }
}

/// The parties that the demo has beyond the starter's.
pub(super) fn parties(lang: Lang, large: bool) -> Vec<PartyEntry> {
    let party =
        |code: &str, kind, [name, short]: [String; 2], word: String, region, own| PartyEntry {
            code: PartyCode::new(code),
            kind,
            name,
            short_name: Some(short),
            paper_word: word,
            region,
            municipal_budget: own,
            since: None,
        };
    let called = |names: [T; 2]| names.map(|name| name.get(lang).to_owned());
    let serving = |code: &str, kind, names, word: &str| {
        let word = word.to_owned();
        party(code, kind, called(names), word, Region::Municipal, false)
    };
    let unit = |code: &str, names, word: String, region| {
        let own = region == Region::Municipal;
        party(code, PartyKind::Unit, names, word, region, own)
    };
    let mut all = vec![
        serving(
            "provider-c",
            PartyKind::Provider,
            [words::PROVIDER_C, short::PROVIDER_C],
            "丙云",
        ),
        serving(
            "agency-a",
            PartyKind::Agency,
            [words::AGENCY_A, short::AGENCY_A],
            "甲综",
        ),
    ];
    for (code, word, name, short) in OFFICES {
        let names = called([name, short]);
        all.push(unit(code, names, word.to_owned(), Region::Municipal));
    }
    for (code, word, name, short, region) in DISTRICTS.into_iter().skip(STARTED) {
        let names = called([name, short]);
        all.push(unit(code, names, format!("{word}政"), region));
    }
    if large {
        for (district, first, place, near, region) in DISTRICTS {
            for (department, second, name, short) in DEPARTMENTS {
                let names = [(place, name), (near, short)];
                let names = names.map(|(place, name)| {
                    office::DISTRICT_OFFICE.fill(lang, &[&place.get(lang), &name.get(lang)])
                });
                let code = format!("{district}-{department}");
                all.push(unit(&code, names, format!("{first}{second}"), region));
            }
        }
    }
    all
}

/// A system of a unit, with its kind's name for titles.
pub(super) struct OwnSystem {
    pub(super) system: SystemEntry,
    pub(super) kind: T,
}

/// The systems of the `index`th unit.
pub(super) fn systems(lang: Lang, unit: &PartyEntry, index: usize) -> Vec<OwnSystem> {
    (0..SYSTEMS_OF_UNIT)
        .filter_map(|at| {
            // By strides that do not divide the lengths of the tables, so that neighbouring units differ in kinds and
            // levels.
            let (code, kind) = SYSTEMS.get((index + at * 3) % SYSTEMS.len())?;
            let level = LEVELS.get((index * SYSTEMS_OF_UNIT + at) % LEVELS.len())?;
            let system = SystemEntry {
                code: SystemCode::new(format!("{}-{code}", unit.code)),
                name: office::SYSTEM.fill(lang, &[&unit.name, &kind.get(lang)]),
                unit: unit.code.clone(),
                protection_level: *level,
                funding: Funding::Government,
                filing: None,
            };
            Some(OwnSystem {
                system,
                kind: *kind,
            })
        })
        .collect()
}

/// The kind of a demo system, by its code.
pub(super) fn kind_of(code: &SystemCode) -> Option<T> {
    SYSTEMS
        .iter()
        .find(|(kind, _)| code.as_str().ends_with(kind))
        .map(|(_, name)| *name)
}

/// What the administrator registers after the starter: parties, persons, accounts, systems, a third pool, contracts.
pub(super) fn commands(lang: Lang, large: bool, me: Option<Login>, day: NaiveDate) -> Vec<Command> {
    let acts = acts(lang, large, me, day).into_iter();
    acts.map(Command::Keep).collect()
}

fn acts(lang: Lang, large: bool, me: Option<Login>, day: NaiveDate) -> Vec<Act> {
    let more = parties(lang, large);
    let mut all: Vec<PartyEntry> = vec![authority(lang)];
    all.extend(starter::parties(lang));
    all.extend(more.iter().cloned());
    let mut acts: Vec<_> = more.into_iter().map(Act::RegisterParty).collect();
    let mut bound = BTreeSet::new();
    for login in all.iter().flat_map(|party| staff(lang, party)) {
        bound.insert(login.login.clone());
        acts.extend(bind(login.person, login.login));
    }
    // A login of one of the persons above is not bound a second time.
    if let Some(me) = me.filter(|me| !bound.contains(me)) {
        acts.extend(bind(myself(lang), me));
    }
    acts.push(starter::pool(
        lang,
        "pool-c",
        words::POOL_PROVIDER_C,
        CloudMode::Purchased,
        "provider-c",
    ));
    let units = all.iter().filter(|party| party.kind == PartyKind::Unit);
    for (index, unit) in units.enumerate() {
        let own = systems(lang, unit, index).into_iter();
        acts.extend(own.map(|own| Act::RegisterSystem(own.system)));
        if !unit.municipal_budget {
            let providers = all.iter().filter(|party| party.kind == PartyKind::Provider);
            acts.extend(providers.map(|provider| contract(unit, provider, day)));
        }
    }
    acts
}

fn bind(person: Person, login: Login) -> [Act; 2] {
    let account = Account {
        login,
        person: person.code.clone(),
        active: true,
    };
    [Act::RegisterPerson(person), Act::BindAccount(account)]
}

/// The person that whoever runs the demo is: of support, at both posts, which sees every matter and owes the most.
fn myself(lang: Lang) -> Person {
    Person {
        code: PersonCode::new("demonstrator"),
        name: office::ME.get(lang).to_owned(),
        party: PartyCode::new(starter::SUPPORT),
        posts: BTreeSet::from([Post::Handler, Post::Reviewer]),
        telephone: String::new(),
        active: true,
    }
}

/// Art. 40: a unit outside the municipal budget has its own contract with every provider.
fn contract(unit: &PartyEntry, provider: &PartyEntry, signed_on: NaiveDate) -> Act {
    Act::RecordContract(ContractEntry {
        unit: unit.code.clone(),
        provider: provider.code.clone(),
        number: format!("{}-{}", unit.code, provider.code),
        signed_on,
        starts_on: None,
        ends_on: None,
        amount: None,
        prices: None,
    })
}
