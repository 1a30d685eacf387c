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
use crate::locale::city::office;
use crate::locale::{Lang, T, domain};

use super::starter;

/// From so many matters on the districts have their departments too.
pub(super) const LARGE: u32 = 5_000;

/// The city's own offices: code, word on papers, name.
const OFFICES: [(&str, &str, T); 58] = [
    ("edu", "益教", office::EDU),
    ("health", "益卫", office::HEALTH),
    ("police", "益公", office::POLICE),
    ("civil", "益民", office::CIVIL),
    ("justice", "益司", office::JUSTICE),
    ("labour", "益人社", office::LABOUR),
    ("resources", "益资规", office::RESOURCES),
    ("ecology", "益环", office::ECOLOGY),
    ("housing", "益建", office::HOUSING),
    ("transport", "益交", office::TRANSPORT),
    ("water", "益水", office::WATER),
    ("agriculture", "益农", office::AGRICULTURE),
    ("commerce", "益商", office::COMMERCE),
    ("culture", "益文旅", office::CULTURE),
    ("emergency", "益应急", office::RESCUE),
    ("market", "益市监", office::MARKET),
    ("statistics", "益统", office::STATISTICS),
    ("insurance", "益医保", office::INSURANCE),
    ("forestry", "益林", office::FORESTRY),
    ("urban", "益城管", office::URBAN),
    ("veterans", "益退役", office::VETERANS),
    ("assets", "益国资", office::ASSETS),
    ("development", "益发改", office::DEVELOPMENT),
    ("industry", "益工信", office::INDUSTRY),
    ("science", "益科", office::SCIENCE),
    ("faith", "益民宗", office::FAITH),
    ("letters", "益信", office::LETTERS),
    ("approval", "益审批", office::APPROVAL),
    ("archives", "益档", office::ARCHIVES),
    ("premises", "益机关", office::PREMISES),
    ("fund", "益公积金", office::FUND),
    ("weather", "益气", office::WEATHER),
    ("fire", "益消", office::FIRE),
    ("disabled", "益残联", office::DISABLED),
    ("red-cross", "益红", office::RED_CROSS),
    ("women", "益妇", office::WOMEN),
    ("youth", "益青", office::YOUTH),
    ("unions", "益工会", office::UNIONS),
    ("school", "益党校", office::SCHOOL),
    ("library", "益图", office::LIBRARY),
    ("museum", "益博", office::MUSEUM),
    ("hospital", "益中医", office::HOSPITAL),
    ("disease", "益疾控", office::DISEASE),
    ("blood", "益血", office::BLOOD),
    ("college", "益职", office::COLLEGE),
    ("congress", "益人大", office::CONGRESS),
    ("consultative", "益政协", office::CONSULTATIVE),
    ("government", "益政办", office::GOVERNMENT),
    ("organisation", "益组", office::ORGANISATION),
    ("publicity", "益宣", office::PUBLICITY),
    ("legal", "益政法", office::LEGAL),
    ("establishment", "益编", office::ESTABLISHMENT),
    ("prosecution", "益检", office::PROSECUTION),
    ("court", "益法", office::COURT),
    ("grain", "益粮", office::GRAIN),
    ("investment", "益招", office::INVESTMENT),
    ("supply", "益供", office::SUPPLY),
    ("mapping", "益登", office::MAPPING),
];

/// The districts: code, word on papers, name, region. The first two come with the starter.
const DISTRICTS: [(&str, &str, T, Region); 8] = [
    ("heshan", "赫", words::HESHAN, Region::Heshan),
    ("ziyang", "资", words::ZIYANG, Region::Ziyang),
    ("nan", "南", office::NAN, Region::OtherCounty),
    ("taojiang", "桃", office::TAOJIANG, Region::OtherCounty),
    ("anhua", "安", office::ANHUA, Region::OtherCounty),
    ("yuanjiang", "沅", office::YUANJIANG, Region::OtherCounty),
    ("datong", "大", office::DATONG, Region::OtherCounty),
    ("high-tech", "高", office::HIGH_TECH, Region::OtherCounty),
];
const STARTED: usize = 2;

/// A district's departments: code, word on papers, name.
const DEPARTMENTS: [(&str, &str, T); 20] = [
    ("edu", "教", office::DEPARTMENT_EDU),
    ("health", "卫", office::DEPARTMENT_HEALTH),
    ("police", "公", office::DEPARTMENT_POLICE),
    ("civil", "民", office::DEPARTMENT_CIVIL),
    ("justice", "司", office::DEPARTMENT_JUSTICE),
    ("labour", "人社", office::DEPARTMENT_LABOUR),
    ("resources", "资规", office::DEPARTMENT_RESOURCES),
    ("ecology", "环", office::DEPARTMENT_ECOLOGY),
    ("housing", "建", office::DEPARTMENT_HOUSING),
    ("transport", "交", office::DEPARTMENT_TRANSPORT),
    ("water", "水", office::DEPARTMENT_WATER),
    ("agriculture", "农", office::DEPARTMENT_AGRICULTURE),
    ("commerce", "商", office::DEPARTMENT_COMMERCE),
    ("culture", "文旅", office::DEPARTMENT_CULTURE),
    ("emergency", "应急", office::DEPARTMENT_RESCUE),
    ("market", "市监", office::DEPARTMENT_MARKET),
    ("statistics", "统", office::DEPARTMENT_STATISTICS),
    ("insurance", "医保", office::DEPARTMENT_INSURANCE),
    ("urban", "城管", office::DEPARTMENT_URBAN),
    ("approval", "审批", office::DEPARTMENT_APPROVAL),
];

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
        paper_word: super::AUTHORITY_WORD.to_owned(),
        region: Region::Municipal,
        municipal_budget: true,
        since: None,
    }
}

/// The parties that the demo has beyond the starter's.
pub(super) fn parties(lang: Lang, large: bool) -> Vec<PartyEntry> {
    let party = |code: String, kind, name: String, paper_word: String, region, own| PartyEntry {
        code: PartyCode::new(code),
        kind,
        name,
        paper_word,
        region,
        municipal_budget: own,
        since: None,
    };
    let unit = |code: String, name: String, word: String, region| {
        let own = region == Region::Municipal;
        party(code, PartyKind::Unit, name, word, region, own)
    };
    let mut all = vec![
        party(
            "provider-c".to_owned(),
            PartyKind::Provider,
            words::PROVIDER_C.get(lang).to_owned(),
            "丙云".to_owned(),
            Region::Municipal,
            false,
        ),
        party(
            "agency-a".to_owned(),
            PartyKind::Agency,
            words::AGENCY_A.get(lang).to_owned(),
            "甲综".to_owned(),
            Region::Municipal,
            false,
        ),
    ];
    for (code, word, name) in OFFICES {
        let name = name.get(lang).to_owned();
        all.push(unit(
            code.to_owned(),
            name,
            word.to_owned(),
            Region::Municipal,
        ));
    }
    for (code, word, name, region) in DISTRICTS.into_iter().skip(STARTED) {
        let name = name.get(lang).to_owned();
        all.push(unit(code.to_owned(), name, format!("{word}政"), region));
    }
    if large {
        for (district, first, place, region) in DISTRICTS {
            for (department, second, name) in DEPARTMENTS {
                let name = office::DISTRICT_OFFICE.fill(lang, &[&place.get(lang), &name.get(lang)]);
                let code = format!("{district}-{department}");
                all.push(unit(code, name, format!("{first}{second}"), region));
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
    })
}
