//! Random acts of random actors over random times: what must hold, holds after each.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use redb::ReadableTable;
use serde_json::{Value, json};

use yunguan::domain::article::{ARTICLE_COUNT, Citation};
use yunguan::domain::authority;
use yunguan::domain::clock::civil_date;
use yunguan::domain::duty::{Duty, DutyKind};
use yunguan::domain::line::Line;
use yunguan::domain::matter::{Matter, MatterId};
use yunguan::domain::party::{CLOCKWORK, PartyKind};
use yunguan::domain::verb::{FieldKind, Lookup, Verb};
use yunguan::domain::world::World;
use yunguan::ledger::batch::{Act, Ended};
use yunguan::ledger::keys::{self, Count};
use yunguan::ledger::verify;

use crate::support::chance::Chance;
use crate::support::city::{
    City, application, command, emergency, holds_together, item, lines, product, with,
};

const LOGINS: [&str; 18] = [
    "keeper",
    "acceptor",
    "acceptor2",
    "reviewer",
    "reviewer2",
    "alone",
    "alone2",
    "builder",
    "checker",
    "host-a",
    "host-b",
    "edu",
    "looker",
    "health",
    "heshan",
    "helper",
    CLOCKWORK,
    "edu",
];
const UNITS: [(&str, &str); 4] = [
    ("edu", "exam"),
    ("edu", "tax4"),
    ("health", "flood"),
    ("heshan", "portal"),
];
const POOLS: [&str; 3] = ["pa", "pb", "own"];
const TEXTS: [&str; 6] = [
    "见附件",
    "",
    " ",
    "一\u{202e}二",
    "\u{1b}[2J",
    "第一行\n第二行",
];

struct Story {
    city: City,
    chance: Chance,
    matters: Vec<MatterId>,
    before: BTreeMap<MatterId, Matter>,
    done: BTreeMap<Verb, u32>,
    refused: u32,
}

impl Story {
    fn new(seed: u64) -> Self {
        Self {
            city: City::new(),
            chance: Chance::new(seed),
            matters: Vec::new(),
            before: BTreeMap::new(),
            done: BTreeMap::new(),
            refused: 0,
        }
    }

    fn text(&mut self) -> String {
        if self.chance.below(8) > 0 {
            return TEXTS[0].to_owned();
        }
        if self.chance.below(10) == 0 {
            return "长".repeat(5000);
        }
        (*self.chance.one(&TEXTS)).to_owned()
    }

    fn day(&mut self) -> String {
        let days = *self.chance.one(&[0, 0, 0, 1, 3, 20, -1, 400]);
        (civil_date(self.city.now) - Duration::days(days)).to_string()
    }

    fn lines(&mut self) -> Vec<Value> {
        (0..=self.chance.below(2))
            .map(|_| match self.chance.below(12) {
                0 => item("nothing", 1),
                1 => item("vm", 0),
                2 | 3 => product("阅卷机", "vm"),
                4 => item("vm", 1_000_001),
                5..=7 => item("disk", self.chance.below(9) + 1),
                _ => item("vm", self.chance.below(9) + 1),
            })
            .collect()
    }

    /// A new application or emergency, sometimes linked to something old.
    fn opening(&mut self) -> (&'static str, &'static str, Value) {
        let (login, system) = *self.chance.one(&UNITS);
        let pool = *self.chance.one(&POOLS);
        if self.chance.below(3) == 0 {
            let ground = *self.chance.one(yunguan::domain::verb::GROUNDS);
            let document = *self.chance.one(&["", "湘防指〔2026〕7号"]);
            return (
                login,
                "emergency.apply",
                emergency(system, pool, ground, document),
            );
        }
        let mut fields = application(system, pool, &self.lines());
        if self.matters.is_empty() || self.chance.half() {
            return (login, "application.submit", fields);
        }
        let old = self.city.matter(*self.chance.one(&self.matters));
        let link = if old.id.kind.alias() == "EMG" {
            "emergency"
        } else {
            "previous"
        };
        fields[link] = json!(old.id);
        fields["answers"] = json!(["1 已补"]);
        if self.chance.below(4) > 0 {
            // As a unit would that knows what it does.
            fields["system"] = json!(old.system);
            fields["pool"] = json!(old.pool);
            let again: Vec<_> = lines(&old)
                .iter()
                .map(|line| item("vm", line.applied))
                .collect();
            fields["lines"] = json!(again);
            let unit = UNITS.iter().find(|(unit, _)| *unit == old.unit.as_str());
            return (unit.unwrap().0, "application.submit", fields);
        }
        (login, "application.submit", fields)
    }

    /// Does what is owed, mostly rightly.
    fn owed(&mut self) -> Option<(String, Verb, Value)> {
        let matter = self.city.matter(*self.chance.one(&self.matters));
        let duties: Vec<_> = matter.open_duties().collect();
        if duties.is_empty() {
            return None;
        }
        let duty = *self.chance.one(&duties);
        let verb = verb_of(duty.kind, &mut self.chance)?;
        let mut fields = self.fields(verb, &matter);
        // What the rules ask for on top.
        let product = lines(&matter).iter().position(Line::is_off_catalogue);
        for (name, right) in [
            ("decision", json!("approve")),
            ("result", json!("passed")),
            ("line", json!(product.map_or(0, |at| at + 1))),
            ("opinion", json!("同意")),
            ("ground", json!("市委专题会")),
            ("quantities", json!([])),
            ("completed_on", json!(self.city.today())),
            ("deployed_on", json!(self.city.today())),
            ("handed_over_at", json!(self.city.now)),
        ] {
            if fields.get(name).is_some() && self.chance.below(5) > 0 {
                fields[name] = right;
            }
        }
        Some((
            self.login_of(duty),
            verb,
            with(fields, "matter", json!(matter.id)),
        ))
    }

    /// A login that may do it, or for want of one the wrong one.
    fn login_of(&self, duty: &Duty) -> String {
        let fits = |login: &&&str| {
            let actor = self.city.actor(login);
            actor.party == duty.party && actor.holds(duty.post)
        };
        (*LOGINS.iter().find(fits).unwrap_or(&"edu")).to_owned()
    }

    /// Anything at all on anything at all, half the time by somebody who may.
    fn anything(&mut self) -> (String, Verb, Value) {
        let verb = *self.chance.one(Verb::ALL);
        let id = *self.chance.one(&self.matters);
        let matter = self.city.matter(id);
        let may =
            |login: &&str| authority::check(verb, &self.city.actor(login), Some(&matter)).is_ok();
        let able: Vec<_> = LOGINS.into_iter().filter(may).collect();
        let anybody = able.is_empty() || self.chance.half();
        let among: &[&str] = if anybody { &LOGINS } else { &able };
        let login = (*self.chance.one(among)).to_owned();
        let mut fields = self.fields(verb, &matter);
        if !verb.on().is_empty() {
            fields["matter"] = json!(id);
        }
        (login, verb, fields)
    }

    fn fields(&mut self, verb: Verb, matter: &Matter) -> Value {
        let mut fields = json!({});
        for field in verb.fields() {
            if field.required || self.chance.half() {
                fields[field.name] = self.value(verb, field.name, field.kind, matter);
            }
        }
        fields
    }

    fn value(&mut self, verb: Verb, name: &str, kind: FieldKind, matter: &Matter) -> Value {
        match (verb, name) {
            (Verb::ProposeRuling, "ruling") => return json!("R16"),
            (Verb::ProposeRuling, "values") => {
                return json!({"cancel_working_days": {"number": self.chance.below(20)}});
            }
            (Verb::ProposeRuling, "scope") => return json!("city"),
            (Verb::ProposeRuling, "effective") => return json!(self.city.today()),
            (Verb::LoadCalendar, _) => {
                let day = self.chance.below(28) + 1;
                return json!({"year": 2027, "days": [
                    {"name": "某日", "date": format!("2027-01-{day:02}"), "isOffDay": true}]});
            }
            (Verb::LoadMeasures, "articles") => return json!({"1": "正文"}),
            (Verb::Found, "party" | "person") => {
                let verb = if name == "party" {
                    Verb::RegisterParty
                } else {
                    Verb::RegisterPerson
                };
                let fields = verb.fields().iter();
                return fields
                    .map(|field| {
                        (
                            field.name.to_owned(),
                            self.value(verb, field.name, field.kind, matter),
                        )
                    })
                    .collect::<serde_json::Map<_, _>>()
                    .into();
            }
            // What is registered stays as the tables know it, but for a name.
            (Verb::RegisterPerson, "posts") => return json!(["reader"]),
            (
                Verb::RegisterParty
                | Verb::RegisterPerson
                | Verb::BindAccount
                | Verb::RegisterPool
                | Verb::RegisterSystem
                | Verb::RegisterItem,
                "code" | "login",
            ) => return json!("new"),
            _ => {}
        }
        match kind {
            FieldKind::Text | FieldKind::Paragraph => json!(self.text()),
            FieldKind::Number => json!(self.chance.below(4)),
            FieldKind::Date => json!(self.day()),
            FieldKind::Time => {
                json!(self.city.now - Duration::minutes(i64::from(self.chance.below(90)) - 10))
            }
            FieldKind::Word(words) => json!(self.chance.one(words)),
            FieldKind::Flag => json!(self.chance.below(4) > 0),
            FieldKind::List => json!([self.text()]),
            FieldKind::Quantities => {
                let count = lines(matter).len() + usize::from(self.chance.below(6) == 0);
                json!((0..count).map(|_| self.chance.below(9)).collect::<Vec<_>>())
            }
            FieldKind::Lines => json!(self.lines()),
            FieldKind::Code(Lookup::Party) => {
                json!(self.chance.one(&["edu", "heshan", "yun-a", "jishu"]))
            }
            FieldKind::Code(Lookup::Person) => json!(self.chance.one(&["edu", "alone", "nobody"])),
            FieldKind::Code(Lookup::Pool) => json!(self.chance.one(&POOLS)),
            FieldKind::Code(Lookup::System) => json!(self.chance.one(&UNITS).1),
            FieldKind::Code(Lookup::Item) => json!("vm"),
            FieldKind::Matter(_) => json!(self.chance.one(&self.matters.clone())),
            FieldKind::Json => Value::Null,
        }
    }

    fn turn(&mut self, number: u32) {
        let minutes = *self.chance.one(&[0, 1, 7, 60, 60, 600, 1440, 1440, 10_080]);
        self.city.now += Duration::minutes(minutes);
        let (login, verb, fields) = match self.chance.below(10) {
            0 | 1 => self.open(),
            _ if self.matters.is_empty() => self.open(),
            2 | 3 => self.anything(),
            4 => {
                let id = *self.chance.one(&self.matters);
                let verb = *self.chance.one(&[Verb::Escalate, Verb::Recompute]);
                (CLOCKWORK.to_owned(), verb, json!({ "matter": id }))
            }
            _ => match self.owed() {
                Some(act) => act,
                None => self.anything(),
            },
        };
        let Ok(command) = serde_json::from_value(with(fields.clone(), "verb", json!(verb.name())))
        else {
            // A word where an id of another kind belongs, for instance: it never reaches the rules.
            return;
        };
        let act = Act {
            actor: self.city.actor(&login),
            key: format!("turn-{number}"),
            expected: None,
            command,
        };
        let ended = self.city.end(&act);
        self.judge(verb, &act, ended);
    }

    fn open(&mut self) -> (String, Verb, Value) {
        let (login, verb, fields) = self.opening();
        (login.to_owned(), Verb::find(verb).unwrap(), fields)
    }

    fn judge(&mut self, verb: Verb, act: &Act, ended: Ended) {
        match ended {
            Ended::Done(receipt) => {
                *self.done.entry(verb).or_default() += 1;
                if let Some(id) = receipt.matter.filter(|id| !self.matters.contains(id)) {
                    self.matters.push(id);
                }
                self.compare(act);
                let again = self.city.end(act);
                assert_eq!(again, Ended::Before(receipt));
            }
            Ended::Refused(refusal) => {
                self.refused += 1;
                if let Citation::Article(article) = refusal.citation {
                    assert!((1..=ARTICLE_COUNT).contains(&article.number), "{refusal:?}");
                }
            }
            other => unreachable!("{other:?}"),
        }
    }

    /// Every matter against what it was before the act.
    fn compare(&mut self, act: &Act) {
        for id in &self.matters {
            let after = self.city.matter(*id);
            holds_together(&after);
            assert_eq!(after.history.len(), after.version as usize, "{id}");
            let Some(before) = self.before.insert(*id, after.clone()) else {
                continue;
            };
            let events = after.history.len() - before.history.len();
            assert_eq!(
                after.version - before.version,
                u32::try_from(events).unwrap(),
                "{id}"
            );
            assert_eq!(before.parts[..], after.parts[..before.parts.len()], "{id}");
            assert_eq!(
                before.papers[..],
                after.papers[..before.papers.len()],
                "{id}"
            );
            for (old, new) in before.duties.iter().zip(&after.duties) {
                assert_eq!((old.kind, old.opened_at), (new.kind, new.opened_at));
                assert!(old.closed.is_none() || old.closed == new.closed, "{id}");
                assert!(old.escalated_at.is_none() || old.escalated_at == new.escalated_at);
                let moved = new.moved.len() - old.moved.len();
                assert!(
                    moved > 0 || old.deadline == new.deadline,
                    "{id} {:?}",
                    act.command
                );
            }
            for (old, new) in lines(&before).iter().zip(lines(&after)) {
                assert_eq!(old.applied, new.applied);
                for (old, new) in [
                    (old.approved, new.approved),
                    (old.adjusted, new.adjusted),
                    (old.issued, new.issued),
                ] {
                    assert!(
                        old.is_none() || old == new,
                        "{id}: a quantity was overwritten"
                    );
                }
            }
        }
    }

    /// What holds for the whole ledger.
    fn close(&self) {
        let matters: Vec<_> = self
            .matters
            .iter()
            .map(|id| self.city.matter(*id))
            .collect();
        gapless(
            matters
                .iter()
                .map(|matter| ((matter.id.kind, matter.id.date), matter.id.number)),
        );
        let papers = matters.iter().flat_map(|matter| &matter.papers);
        gapless(papers.map(|paper| {
            (
                (paper.number.word.clone(), paper.number.year),
                paper.number.number,
            )
        }));
        self.recount(&matters);
        verify::check_tables(&self.city.ledger, &mut |_, _| true).unwrap();
    }

    fn recount(&self, matters: &[Matter]) {
        let mut counts: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
        let mut add = |key: Vec<u8>| *counts.entry(key).or_default() += 1;
        for matter in matters {
            add(vec![Count::Kind as u8, matter.id.kind.tag()]);
            for party in BTreeSet::from([&matter.unit, &matter.operator]) {
                add([
                    &[Count::PartyMatter as u8][..],
                    party.as_str().as_bytes(),
                    &[0],
                ]
                .concat());
            }
            for duty in matter.open_duties() {
                let due = keys::day(duty.deadline.due);
                add([&[Count::Due as u8][..], &due].concat());
                let party = duty.party.as_str().as_bytes();
                add([
                    &[Count::PartyDue as u8][..],
                    party,
                    &[0, keys::post(duty.post)],
                    &due,
                ]
                .concat());
            }
        }
        let snapshot = self.city.ledger.snapshot().unwrap();
        let stored: BTreeMap<_, _> = snapshot
            .tables
            .counters
            .iter()
            .unwrap()
            .map(|row| {
                let (key, value) = row.unwrap();
                (
                    key.value().to_vec(),
                    u64::from_be_bytes(value.value().try_into().unwrap()),
                )
            })
            .collect();
        assert_eq!(stored, counts);
    }
}

/// Numbers run from 1 without gaps or repeats.
fn gapless<K: Ord + std::fmt::Debug>(numbers: impl Iterator<Item = (K, u32)>) {
    let mut series: BTreeMap<K, Vec<u32>> = BTreeMap::new();
    for (key, number) in numbers {
        series.entry(key).or_default().push(number);
    }
    for (key, mut numbers) in series {
        numbers.sort_unstable();
        let last = u32::try_from(numbers.len()).unwrap();
        assert_eq!(numbers, (1..=last).collect::<Vec<_>>(), "{key:?}");
    }
}

/// An act that would meet the duty.
fn verb_of(kind: DutyKind, chance: &mut Chance) -> Option<Verb> {
    Some(match kind {
        DutyKind::Accept if chance.below(4) == 0 => Verb::Decline,
        DutyKind::Accept => Verb::Accept,
        DutyKind::Review => Verb::Review,
        DutyKind::OrderTest => Verb::OrderTest,
        DutyKind::BuildTest => Verb::HandOverTest,
        DutyKind::Test => Verb::ReportTest,
        DutyKind::Propose => Verb::Propose,
        DutyKind::ReceiveFiling => Verb::ReceiveFiling,
        DutyKind::OrderDelivery => Verb::OrderDelivery,
        DutyKind::Deliver => Verb::Deliver,
        DutyKind::Confirm if chance.below(4) == 0 => return None,
        DutyKind::Confirm => Verb::Confirm,
        DutyKind::DetermineCompletion => Verb::DetermineCompletion,
        DutyKind::CheckProduct => Verb::CheckProduct,
        DutyKind::DeployProduct => Verb::DeployProduct,
        DutyKind::ReviewEmergency => Verb::ReviewEmergency,
        DutyKind::HandOver => Verb::HandOver,
        DutyKind::ConfirmIssuance => Verb::ConfirmIssuance,
        DutyKind::Supervise => Verb::Remind,
        DutyKind::Resubmit | DutyKind::FileApplication | DutyKind::Cancel => return None,
    })
}

#[test]
fn random_stories_hold_together() {
    let mut done: BTreeMap<Verb, u32> = BTreeMap::new();
    let mut refused = 0;
    for seed in 0..20 {
        let mut story = Story::new(seed);
        for number in 0..400 {
            story.turn(number);
        }
        story.close();
        refused += story.refused;
        for (verb, count) in story.done {
            *done.entry(verb).or_default() += count;
        }
    }
    eprintln!("{refused} refused, done: {done:?}");
    let never: Vec<_> = Verb::ALL
        .iter()
        .filter(|verb| !done.contains_key(verb))
        .collect();
    let rare = [
        Verb::Found,
        Verb::LoadMeasures,
        Verb::SignRuling,
        Verb::DetermineCompletion,
    ];
    assert!(
        never.iter().all(|verb| rare.contains(verb)),
        "the stories never came to {never:?}"
    );
    assert!(refused > 300, "{refused}");
}

#[test]
fn nobody_sees_what_is_not_theirs() {
    let mut city = City::new();
    let id = city.given("pa submitted").unwrap();
    for login in LOGINS {
        let actor = city.actor(login);
        let snapshot = city.ledger.snapshot().unwrap();
        let matter = snapshot.view().matter(id).unwrap();
        let sees = yunguan::domain::decide::may_see(&actor, &matter);
        let own = ["edu", "yun-a"].contains(&actor.party.as_str());
        let office = !matches!(actor.kind, PartyKind::Unit | PartyKind::Provider);
        assert_eq!(sees, own || office, "{login}");
    }
    assert!(
        city.act("health", command("resume", &json!({ "matter": id })))
            .is_err()
    );
}
