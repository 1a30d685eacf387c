//! Random acts of random actors over random times: what must hold, holds after each.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::Duration;
use redb::ReadableTable;
use serde_json::{Value, json};

use yunguan::domain::build::resource_pool::{self, EvaluationKind};
use yunguan::domain::law::act::{Act as AnyAct, Verb};
use yunguan::domain::law::article::{ARTICLE_COUNT, Citation};
use yunguan::domain::law::clock::{Deadline, Moment, civil_date};
use yunguan::domain::law::code::{ItemCode, PartyCode, PoolCode};
use yunguan::domain::law::command::Command;
use yunguan::domain::law::duty::{Duty, DutyKey, DutyKind};
use yunguan::domain::law::field::{FieldKind, not_asked_for};
use yunguan::domain::law::matter::{Body, Head, Matter, MatterId, Role};
use yunguan::domain::law::paper::{Draft, Paper, Signing};
use yunguan::domain::law::party::{CLOCKWORK, PartyKind};
use yunguan::domain::law::refusal::Reason;
use yunguan::domain::law::tally::{Tally, Use};
use yunguan::domain::law::wake::Why;
use yunguan::domain::law::world::World;
use yunguan::domain::law::{authority, common};
use yunguan::domain::purchase::agreement::Object;
use yunguan::domain::purchase::catalogue::{Vector, called};
use yunguan::domain::purchase::catalogue_edition::{self, Extent};
use yunguan::domain::purchase::procurement::{self, Clause};
use yunguan::domain::record::RecordKind;
use yunguan::domain::register;
use yunguan::domain::r#use::asked::Asked;
use yunguan::domain::r#use::line::{Line, OwnPurchase, Subject};
use yunguan::domain::r#use::materials::MaterialKind;
use yunguan::domain::r#use::resource::{self, Resource, ResourceState};
use yunguan::domain::r#use::{application, cancellation, emergency as urgent, resource_change};
use yunguan::ledger::batch::{Act, Ended};
use yunguan::ledger::entry::Realm;
use yunguan::ledger::error::LedgerError;
use yunguan::ledger::index::{self, CountChanges};
use yunguan::ledger::keys::{self, Count};
use yunguan::ledger::{Ledger, Snapshot, file_in, tables, verify};

use crate::support::chance::Chance;
use crate::support::city::{
    City, application, command, emergency, holds_together, item, lines, product, supply, with,
};

const LOGINS: [&str; 21] = [
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
    "signer",
    "deputy",
    "chief",
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

/// A matter with what stands beside it.
struct Seen {
    matter: Matter,
    /// The duties that ended, in order.
    ended: Vec<Duty>,
    /// The papers that went out, in order.
    papers: Vec<Paper>,
    /// The entries that made it, oldest first.
    entries: Vec<u64>,
}

impl Seen {
    fn now(city: &City, id: MatterId) -> Self {
        let (ended, papers) = city.past(id);
        let snapshot = city.ledger.snapshot().unwrap();
        let mut entries = snapshot.entries_of(id, u64::MAX, usize::MAX).unwrap();
        entries.reverse();
        Self {
            matter: city.matter(id),
            ended,
            papers,
            entries,
        }
    }
}

/// A city with three persons more, who have this post.
fn staffed(post: &str) -> City {
    let mut city = City::new();
    crate::capacity::vectors(&mut city);
    city.keeps_signatory("shuju", "signer", &["handler", post]);
    city.keeps_signatory("shuju", "deputy", &[post]);
    city.keeps_signatory("jishu", "chief", &[post]);
    city
}

struct Story {
    city: City,
    chance: Chance,
    matters: Vec<MatterId>,
    before: BTreeMap<MatterId, Seen>,
    done: BTreeMap<Verb, u32>,
    /// How often a matter was woken for its lateness, and for a notice.
    woken: [u32; 2],
    refused: u32,
}

impl Story {
    /// In every fourth story two offices keep signatories, of whom one handles too.
    fn new(seed: u64) -> Self {
        let post = if seed % 4 == 1 { "signatory" } else { "reader" };
        let city = staffed(post);
        Self {
            city,
            chance: Chance::new(seed),
            matters: Vec::new(),
            before: BTreeMap::new(),
            done: BTreeMap::new(),
            woken: [0; 2],
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

    /// A change of what a matter issued, mostly.
    fn change(&mut self, of: &Matter) -> Option<(&'static str, &'static str, Value)> {
        of.body.issue()?.attestation?;
        if self.chance.below(4) == 0 {
            return None;
        }
        let id = of.head.id;
        let unit = of.head.party(Role::Unit)?.as_str();
        let (login, _) = UNITS.into_iter().find(|(login, _)| *login == unit)?;
        let line = self.chance.below(2) + 1;
        let item = *self.chance.one(&["vm", "vm", "disk"]);
        let lines = [format!("{id}/{line} {item} {}", self.chance.below(9))];
        let fields =
            json!({"title": "调整", "resources": lines, "reason": "旺季", "backup": "已备份"});
        Some((login, "change.request", fields))
    }

    /// A new application or emergency, sometimes linked to something old.
    fn opening(&mut self) -> (&'static str, &'static str, Value) {
        if self.chance.below(6) == 0 {
            let object = *self.chance.one(&Object::WORDS);
            let needs = (object == "cloud").then_some(["vm 3"]);
            let fields =
                json!({"title": "采购", "object": object, "needs": needs, "basis": "目录"});
            return ("acceptor", "procurement.open", fields);
        }
        if self.chance.below(8) == 0 {
            let extent = *self.chance.one(&Extent::WORDS);
            let year = 2026 + self.chance.below(3);
            let fields = json!({"title": "目录", "extent": extent, "year": year, "basis": "年度"});
            return ("builder", "catalogue.draft", fields);
        }
        if self.chance.below(16) == 0 {
            return self.pool();
        }
        if let Some(given_up) = self.giving_up() {
            return given_up;
        }
        let (login, system) = *self.chance.one(&UNITS);
        let pool = *self.chance.one(&POOLS);
        if self.chance.below(3) == 0 {
            let ground = *self.chance.one(&urgent::Ground::WORDS);
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
        if old.body.asked().is_none() {
            return (login, "application.submit", fields);
        }
        if let Some(change) = self.change(&old) {
            return change;
        }
        let link = if old.head.id.kind.alias() == "EMG" {
            "emergency"
        } else {
            "previous"
        };
        fields[link] = json!(old.head.id);
        let objections = match &old.body {
            Body::Application(body) => body.objections.len(),
            _ => 1,
        };
        let answers: Vec<_> = (1..=objections.max(1))
            .map(|number| format!("{number} 已补"))
            .collect();
        if link == "previous" || self.chance.below(8) == 0 {
            fields["answers"] = json!(answers);
        }
        if self.chance.below(4) > 0 {
            // As a unit would that knows what it does.
            let asked = old.body.asked().unwrap();
            fields["system"] = json!(asked.system);
            fields["pool"] = json!(asked.pool);
            let again: Vec<_> = lines(&old)
                .iter()
                .map(|line| item("vm", line.applied))
                .collect();
            fields["lines"] = json!(again);
            let of = old.head.party(Role::Unit).unwrap();
            let unit = UNITS.iter().find(|(unit, _)| *unit == of.as_str());
            return (unit.unwrap().0, "application.submit", fields);
        }
        (login, "application.submit", fields)
    }

    /// Plans more of a pool, or a new one.
    fn pool(&mut self) -> (&'static str, &'static str, Value) {
        let (login, code) = *self.chance.one(&[
            ("builder", "own"),
            ("builder", "own"),
            ("host-a", "pa"),
            ("host-b", "pd"),
        ]);
        let is_new = code == "pd";
        let extent = if is_new { "new_pool" } else { "enlargement" };
        let fields = json!({"title": "资源池", "extent": extent, "code": code, "plan": "服务器", "plan_number": "1号",
            "ground": "防汛", "name": is_new.then_some("丁池"), "region": is_new.then_some("municipal")});
        (login, "pool.plan", fields)
    }

    /// Gives up something that runs: half the time all of its system.
    fn giving_up(&mut self) -> Option<(&'static str, &'static str, Value)> {
        if self.matters.is_empty() || self.chance.below(3) > 0 {
            return None;
        }
        let matter = self.city.matter(*self.chance.one(&self.matters));
        let submit: Verb = cancellation::Verb::Submit.into();
        let mut following = matter.body.successors(&matter.head).into_iter();
        let form = following.find(|(verb, _)| *verb == submit)?.1.fields;
        let lines: Vec<&str> = form["resources"].lines().collect();
        let (extent, resources) = if self.chance.half() {
            ("system", Value::Null)
        } else {
            ("resources", json!(lines))
        };
        let fields = json!({"title": "下线", "system": form["system"], "extent": extent, "resources": resources,
            "reason": "停用", "archives": "handed_over", "shared": "not_shared", "no_way_back": true});
        let unit = matter.head.party(Role::Unit)?;
        let (login, _) = UNITS.iter().find(|(login, _)| *login == unit.as_str())?;
        Some((login, submit.word(), fields))
    }

    /// Does what is owed, mostly rightly, of what was begun last: so that stories come to their ends.
    fn owed(&mut self) -> Option<(String, Verb, Value)> {
        let newest = self.matters.iter().rev().take(8);
        let mut owing: Vec<_> = newest.map(|id| self.city.matter(*id)).collect();
        owing.retain(|matter| !matter.head.duties.is_empty());
        if owing.is_empty() {
            return None;
        }
        let matter = self.chance.one(&owing).clone();
        let duty = self.chance.one(&matter.head.duties);
        let verb = verb_of(duty.kind(), &mut self.chance)?;
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
            ("winner", json!(winner_of(&matter))),
            ("notified_on", json!(self.city.today())),
            ("checked_on", json!(self.city.today())),
            ("signed_on", json!(self.city.today())),
            ("starts_on", Value::Null),
            ("ends_on", Value::Null),
            ("effective_on", json!(self.city.today())),
            ("first_cycle_start", json!(self.city.today())),
            ("published_on", json!(self.city.today())),
            ("filed_on", json!(self.city.today())),
            ("prices", json!(["vm 5400.00"])),
            ("clauses", json!(Clause::WORDS)),
            ("listed_on", Value::Null),
            ("item", json!(self.chance.one(&["vm", "gpu"]))),
            ("family", json!("计算")),
            ("name", json!("云主机")),
            ("specification", json!("标准")),
            ("unit", json!("台")),
            ("cap", json!("1200.00")),
            ("third_party", json!("某评估公司")),
            ("engagement", json!("委-3")),
            ("report", json!("评-9")),
            ("samples", json!("三家样本")),
            ("control_paper", json!("益财〔2026〕8号")),
            ("control", json!("100.00/月")),
            ("planned", json!(9)),
            ("replaces", Value::Null),
            ("reported_on", json!(self.city.today())),
            ("independent", json!(true)),
            ("offline_on", json!(self.city.today())),
            ("ended_on", json!(self.city.today())),
            ("agreement", Value::Null),
            ("until", json!(self.city.today())),
            ("no_copy", json!(true)),
            ("reclaimed_on", json!(self.city.today())),
            ("control_total", json!("99999999.00")),
            ("from", json!(self.city.today())),
            ("until", json!(self.city.today())),
            ("done_on", json!(self.city.today())),
            ("agrees", json!(true)),
            (
                "evaluation",
                json!(self.chance.one(&EvaluationKind::NEEDED).word()),
            ),
            ("components", json!(["CPU；某厂；S5000；证书3"])),
            ("built_on", json!(self.city.today())),
            ("connected_on", json!(self.city.today())),
            ("valid_until", Value::Null),
            ("no_copy", json!(true)),
        ] {
            if fields.get(name).is_some() && self.chance.below(5) > 0 {
                fields[name] = right;
            }
        }
        // Who lists is not who hands in.
        let login = if verb == catalogue_edition::Verb::List.into() {
            "builder".to_owned()
        } else {
            self.login_of(duty)
        };
        // A contract's number is its own.
        if verb == procurement::Verb::Sign.into() {
            fields["number"] = json!(format!("HT-{}", matter.head.id));
        }
        Some((login, verb, with(fields, "matter", json!(matter.head.id))))
    }

    /// What moves nothing, from the unit whose matter it is: documents and holds.
    fn aside(&mut self) -> (String, Verb, Value) {
        let id = *self.chance.one(&self.matters);
        let matter = self.city.matter(id);
        let unit = matter
            .head
            .party(Role::Unit)
            .map_or("acceptor", PartyCode::as_str);
        let material = *self.chance.one(&MaterialKind::WORDS);
        let file = json!({"name": self.text(), "size": 7, "sha256": "0f".repeat(32)});
        let (verb, fields) = match self.chance.below(5) {
            0 => (application::Verb::Supply.into(), supply(&[material])),
            1 => (common::Verb::Enclose.into(), file),
            2 => (common::Verb::TakeOut.into(), json!({})),
            3 => (common::Verb::Hold.into(), json!({"reason": "等材料"})),
            _ => (common::Verb::Resume.into(), json!({})),
        };
        (unit.to_string(), verb, with(fields, "matter", json!(id)))
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
        let verbs: Vec<_> = Verb::all().collect();
        let verb = *self.chance.one(&verbs);
        let id = *self.chance.one(&self.matters);
        let matter = self.city.matter(id);
        let may = |login: &&str| {
            let actor = self.city.actor(login);
            authority::check_actor(verb, &actor).is_ok()
                && (!verb.is_on_matter()
                    || authority::check_matter(verb, &actor, &matter.head).is_ok())
        };
        let able: Vec<_> = LOGINS.into_iter().filter(may).collect();
        let anybody = able.is_empty() || self.chance.half();
        let among: &[&str] = if anybody { &LOGINS } else { &able };
        let login = (*self.chance.one(among)).to_owned();
        let mut fields = self.fields(verb, &matter);
        if verb.is_on_matter() {
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
        // Mostly nothing is said that the others do not ask for, as in a form.
        while let Some(field) = not_asked_for(verb.fields(), &fields) {
            if self.chance.below(8) == 0 {
                break;
            }
            fields[field.name] = Value::Null;
        }
        fields
    }

    fn value(&mut self, verb: Verb, name: &str, kind: FieldKind, matter: &Matter) -> Value {
        if let (Verb::Common(common::Verb::Wake), _) = (verb, name) {
            return self.why(matter);
        }
        if verb == Verb::Common(common::Verb::Resume) {
            let hold = matter.head.holds.last();
            return match name {
                "number" => json!(hold.map_or(1, |hold| hold.number)),
                _ => json!(hold.map_or("edu", |hold| hold.by.as_str())),
            };
        }
        if let Verb::Register(verb) = verb
            && let Some(value) = self.kept(verb, name, matter)
        {
            return value;
        }
        match kind {
            // Whoever watches is another than whoever clears, most of the time.
            FieldKind::Text if name == "witness" => json!(format!("{}二", self.text())),
            FieldKind::Text | FieldKind::Paragraph => json!(self.text()),
            FieldKind::Number | FieldKind::LineNumber => json!(self.chance.below(4)),
            FieldKind::Date => json!(self.day()),
            FieldKind::Time => {
                json!(self.city.now - Duration::minutes(i64::from(self.chance.below(90)) - 10))
            }
            FieldKind::Word(words) => json!(self.chance.one(words)),
            FieldKind::Words(words) => json!([self.chance.one(words)]),
            FieldKind::Flag => json!(self.chance.below(4) > 0),
            // Names of instances that fit are told elsewhere.
            FieldKind::List if name == "instances" => json!([]),
            FieldKind::List => json!([self.text()]),
            FieldKind::Quantities => {
                let count = lines(matter).len() + usize::from(self.chance.below(6) == 0);
                json!((0..count).map(|_| self.chance.below(9)).collect::<Vec<_>>())
            }
            FieldKind::Lines => json!(self.lines()),
            FieldKind::Code(RecordKind::Party) => {
                json!(self.chance.one(&["edu", "heshan", "yun-a", "jishu"]))
            }
            FieldKind::Code(RecordKind::Person) => {
                json!(self.chance.one(&["edu", "alone", "nobody"]))
            }
            FieldKind::Code(RecordKind::Pool) => json!(self.chance.one(&POOLS)),
            FieldKind::Code(RecordKind::System) => json!(self.chance.one(&UNITS).1),
            FieldKind::Code(RecordKind::Item) => json!("vm"),
            FieldKind::Code(
                RecordKind::Account
                | RecordKind::Contract
                | RecordKind::Exception
                | RecordKind::Block
                | RecordKind::Proposal
                | RecordKind::Notice
                | RecordKind::NoticeProposal
                | RecordKind::MeasuresChange
                | RecordKind::MeasuresGround
                | RecordKind::Holding
                | RecordKind::Agreement
                | RecordKind::Pricing
                | RecordKind::Listing
                | RecordKind::Resource
                | RecordKind::Capacity
                | RecordKind::Inventory
                | RecordKind::Finding
                | RecordKind::ArticleText,
            ) => unreachable!("no field asks for {kind:?}"),
            FieldKind::Matter => json!(self.chance.one(&self.matters.clone())),
            FieldKind::Json => Value::Null,
        }
    }

    /// What is filled in of a register's fields where chance would hardly say anything that fits.
    fn kept(&mut self, verb: register::Verb, name: &str, matter: &Matter) -> Option<Value> {
        use register::Verb as Keeping;
        Some(match (verb, name) {
            (Keeping::ProposeRuling, "ruling") => json!("R16"),
            (Keeping::ProposeRuling, "values") => {
                json!({"cancel_working_days": {"number": self.chance.below(20)}})
            }
            (Keeping::ProposeRuling, "scope") => json!("city"),
            // A block is of the day, so that the stories go on.
            (Keeping::ProposeRuling, "effective") | (Keeping::RecordBlock, "until") => {
                json!(self.city.today())
            }
            (Keeping::RecordHolding, "holder" | "held" | "share") => self.of_holding(name),
            (Keeping::MeasurePool, "dimensions") => {
                let (cores, ratio) = (self.chance.below(200), self.chance.below(4));
                json!([format!("vcpu {cores} 1.{ratio}"), "memory_gib 4096"])
            }
            (Keeping::TakeInventory, "instances") => json!(["i-1 i-2"]),
            (Keeping::LoadCalendar, "how") => json!("replace"),
            (Keeping::LoadCalendar, _) => {
                let day = format!("2027-01-{:02}", self.chance.below(28) + 1);
                crate::rules_register::notice(2027, &day)["notice"].clone()
            }
            (Keeping::SignCalendar, _) => json!(self.city.proposed_notices()),
            (Keeping::SignMeasures, _) => {
                let snapshot = self.city.ledger.snapshot().unwrap();
                json!(snapshot.facts.measures.len())
            }
            (Keeping::ProposeMeasures, "day") | (Keeping::GroundMeasures, "until") => {
                json!("2030-09-24")
            }
            (Keeping::LoadMeasures, "articles") => json!({"1": "正文"}),
            (Keeping::Found, "party" | "person") => {
                let verb = if name == "party" {
                    Keeping::RegisterParty
                } else {
                    Keeping::RegisterPerson
                };
                self.fields_of(verb.into(), matter)
            }
            // What is registered stays as the tables know it, but for a name.
            (Keeping::RegisterPerson, "posts") => json!(["reader"]),
            (
                Keeping::RegisterParty
                | Keeping::RegisterPerson
                | Keeping::BindAccount
                | Keeping::RegisterPool
                | Keeping::RegisterSystem
                | Keeping::RegisterItem,
                "code" | "login",
            )
            | (Keeping::ConfirmSystem, "system") => json!("new"),
            _ => return None,
        })
    }

    /// Who holds whom, and how much: few companies, so that circles and affiliates come about.
    fn of_holding(&mut self, name: &str) -> Value {
        json!(self.chance.one(if name == "share" {
            &["0", "50", "60", "over half"]
        } else {
            &["yun-a", "yun-b", "zonghe", "group"]
        }))
    }

    /// Every field of a verb.
    fn fields_of(&mut self, verb: Verb, matter: &Matter) -> Value {
        let fields = verb.fields().iter();
        fields
            .map(|field| {
                (
                    field.name.to_owned(),
                    self.value(verb, field.name, field.kind, matter),
                )
            })
            .collect::<serde_json::Map<_, _>>()
            .into()
    }

    /// Why a matter is woken: mostly for what is owed on it, sometimes for what is not.
    fn why(&mut self, matter: &Matter) -> Value {
        let owed = &matter.head.duties;
        if self.chance.below(3) == 0 {
            return json!("notice");
        }
        if owed.is_empty() || self.chance.below(6) == 0 {
            let all: Vec<_> = DutyKind::all().collect();
            return json!({"late": DutyKey::whole(*self.chance.one(&all))});
        }
        json!({"late": self.chance.one(owed).key})
    }

    fn turn(&mut self, number: u32) {
        let minutes = *self.chance.one(&[0, 1, 7, 60, 60, 600, 1440, 1440, 10_080]);
        self.city.now += Duration::minutes(minutes);
        let (login, verb, fields) = match self.chance.below(12) {
            0 | 1 => self.open(),
            _ if self.matters.is_empty() => self.open(),
            2 => self.aside(),
            3..=5 => self.anything(),
            6 => {
                let id = *self.chance.one(&self.matters);
                if self.chance.below(4) == 0 {
                    // Support may be faster than the clockwork.
                    let verb = common::Verb::Escalate.into();
                    ("builder".to_owned(), verb, json!({ "matter": id }))
                } else {
                    let why = self.why(&self.city.matter(id));
                    let verb = common::Verb::Wake.into();
                    (
                        CLOCKWORK.to_owned(),
                        verb,
                        json!({"matter": id, "why": why}),
                    )
                }
            }
            _ => match self.owed() {
                Some(act) => act,
                None => self.anything(),
            },
        };
        let Ok(command) = serde_json::from_value(with(fields.clone(), "verb", json!(verb.word())))
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
                if let Command::On(_, AnyAct::Common(common::Act::Wake(wake))) = &act.command {
                    match wake.why {
                        Why::Late(_) => self.woken[0] += 1,
                        Why::Notice => self.woken[1] += 1,
                        Why::Succession | Why::Day => {}
                    }
                }
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
                // No block is without its article.
                if let Reason::Blocked(by) = &refusal.reason {
                    assert_eq!(refusal.citation, by.ground.article().into());
                }
            }
            other => unreachable!("{other:?}"),
        }
    }

    /// Every matter against what it was before the act.
    fn compare(&mut self, act: &Act) {
        for id in &self.matters {
            let after = Seen::now(&self.city, *id);
            holds_together(&after.matter);
            days_are_in_order(&after.matter);
            let (version, count) = (after.matter.head.version, after.entries.len());
            assert_eq!(count, version as usize, "{id}");
            assert!(
                after.ended.iter().all(|duty| duty.closed.is_some())
                    && after
                        .matter
                        .head
                        .duties
                        .iter()
                        .all(|duty| duty.closed.is_none()),
                "{id}"
            );
            if let Some(before) = self.before.get(id) {
                follows(before, &after, act);
            }
            self.before.insert(*id, after);
        }
    }

    /// What holds for the whole ledger.
    fn close(&self) {
        let matters: Vec<_> = self
            .matters
            .iter()
            .map(|id| self.city.matter(*id))
            .collect();
        let ids = matters.iter().map(|matter| matter.head.id);
        gapless(ids.map(|id| ((id.kind, id.date), id.number)));
        let papers = self.matters.iter().flat_map(|id| self.city.past(*id).1);
        gapless(papers.map(|paper| ((paper.number.word, paper.number.year), paper.number.number)));
        let snapshot = self.city.ledger.snapshot().unwrap();
        assert_eq!(stored(&snapshot), recount(&snapshot, &matters));
        verify::check_tables(&self.city.ledger, &mut |_, _| true).unwrap();
    }
}

/// Whether a matter may have become so by an act.
fn follows(before: &Seen, after: &Seen, act: &Act) {
    let (old, new) = (&before.matter.head, &after.matter.head);
    let id = old.id;
    let events = after.entries.len() - before.entries.len();
    assert_eq!(new.version - old.version, u32::try_from(events).unwrap());
    assert_eq!(before.entries[..], after.entries[..before.entries.len()]);
    assert_eq!(old.parts[..], new.parts[..old.parts.len()], "{id}");
    for (paper, later) in before.papers.iter().zip(&after.papers) {
        let signed = matches!(later.signing, Some(Signing::Signed(_))) && paper.signing.is_some();
        assert!(signed || paper.signing == later.signing, "{id}");
        let with_signing = Paper {
            signing: later.signing.clone(),
            ..paper.clone()
        };
        assert_eq!(with_signing, *later, "{id}");
    }
    assert!(before.papers.len() <= after.papers.len(), "{id}");
    // What is over stays as it was; what ends now was owed before.
    let (over, ends) = after.ended.split_at(before.ended.len());
    assert_eq!(before.ended[..], *over, "{id}");
    let is_same = |one: &Duty, other: &Duty| {
        (one.key, one.opened_at, &one.party) == (other.key, other.opened_at, &other.party)
    };
    let waited = |duty: &&Duty| old.undetermined.iter().any(|known| is_same(known, duty));
    let settled: Vec<_> = ends.iter().filter(waited).collect();
    for duty in &settled {
        assert!(!duty.is_undetermined() && duty.deadline.convicts(), "{id}");
    }
    let kept = new.undetermined.iter().filter(waited).count();
    assert_eq!(kept + settled.len(), old.undetermined.len(), "{id}");
    // Nothing that is over is undetermined, and nothing else is kept as such: so it is counted nowhere (R43).
    assert!(after.ended.iter().all(|duty| !duty.is_undetermined()));
    assert!(new.undetermined.iter().all(Duty::is_undetermined));
    let ends: Vec<_> = ends
        .iter()
        .chain(&new.undetermined)
        .filter(|duty| !waited(duty))
        .collect();
    for duty in &ends {
        let closing = duty.closed.as_ref().unwrap();
        let is_late = closing.outcome == yunguan::domain::law::duty::Outcome::Late;
        assert!(!is_late || duty.deadline.convicts(), "{id}");
        assert!(old.duties.iter().any(|owed| is_same(owed, duty)), "{id}");
    }
    let stay = |duty: &&Duty| new.duties.iter().any(|later| is_same(duty, later));
    let stay: Vec<_> = old.duties.iter().filter(stay).collect();
    assert_eq!(stay.len() + ends.len(), old.duties.len(), "{id}");
    for (duty, later) in stay.iter().zip(&new.duties) {
        assert!(is_same(duty, later), "{id}: what is owed changed places");
    }
    for duty in &old.duties {
        let mut later = ends.iter().copied().chain(&new.duties);
        let later = later.find(|later| is_same(duty, later)).unwrap();
        // What was reported stays so, unless a later calendar says that it was not late.
        let is_rearmed = duty.deadline != later.deadline && later.escalated_at().is_none();
        assert!(
            duty.escalated_at().is_none()
                || duty.escalated_at() == later.escalated_at()
                || is_rearmed
        );
        assert!(
            later.escalated_at() == duty.escalated_at() || later.deadline.convicts(),
            "{id}: a provisional date was reported"
        );
        assert_eq!((duty.post, duty.nature), (later.post, later.nature));
        assert_eq!(duty.moved[..], later.moved[..duty.moved.len()], "{id}");
        let (from, to) = (&duty.deadline, &later.deadline);
        match later.moved.get(duty.moved.len()..).unwrap() {
            [moved] => assert_eq!(moved, from, "{id} {:?}", act.command),
            // A later calendar may confirm what stands; whoever looks at it sees no difference.
            [] => assert_eq!(at_edition(from, to.edition), *to, "{id} {:?}", act.command),
            more => unreachable!("{id} moved {more:?} at once"),
        }
        assert!(from.edition <= to.edition, "{id}");
        assert_eq!((from.start, from.limit), (to.start, to.limit), "{id}");
    }
    nothing_comes_back(&before.matter, &after.matter);
    for (old, new) in lines(&before.matter).iter().zip(lines(&after.matter)) {
        assert_eq!(old.applied, new.applied);
        // What was approved stays, or a supplementary opinion raises it (R24).
        let raised = act.command.verb() == application::Verb::Supplement.into()
            && old.approved <= new.approved;
        for (old, new, may) in [
            (old.approved, new.approved, raised),
            (old.adjusted, new.adjusted, false),
        ] {
            assert!(
                old.is_none() || old == new || may,
                "{id}: a quantity was overwritten"
            );
        }
        // What is delivered in parts grows; what the unit objects to was not delivered.
        let objected = act.command.verb() == application::Verb::ObjectDelivery.into();
        assert!(
            old.issued <= new.issued || objected,
            "{id}: issued {:?} became {:?}",
            old.issued,
            new.issued
        );
    }
}

/// What ended does not begin again, and what was cleared stays cleared (Art. 21(2)).
fn nothing_comes_back(before: &Matter, after: &Matter) {
    let id = before.head.id;
    let now = resource::of(after);
    for old in resource::of(before) {
        let state = now.iter().find(|one| one.id == old.id).map(|one| one.state);
        let follows: &[ResourceState] = match old.state {
            ResourceState::Cleared => &[ResourceState::Cleared],
            ResourceState::Ended => &[ResourceState::Ended, ResourceState::Cleared],
            ResourceState::Unattested | ResourceState::Running | ResourceState::Returned => {
                continue;
            }
        };
        assert!(
            state.is_some_and(|state| follows.contains(&state)),
            "{id} {state:?}"
        );
    }
}

/// Who can win a procurement.
fn winner_of(matter: &Matter) -> &'static str {
    match &matter.body {
        Body::Procurement(body) if body.object == Object::Assistance => "zonghe",
        _ => "yun-a",
    }
}

/// The same deadline, computed with another edition.
fn at_edition(deadline: &Deadline, edition: u32) -> Deadline {
    Deadline {
        edition,
        ..deadline.clone()
    }
}

/// No day is attested before the reported completion or the hand-over, nothing runs before it, and what begins at a
/// notice begins at its service.
fn days_are_in_order(matter: &Matter) {
    let head = &matter.head;
    let (attestation, reported) = match &matter.body {
        Body::Application(body) => (body.attestation.as_ref(), body.completed_on),
        Body::Emergency(body) => {
            assert!(
                body.attestation.is_none() || !body.unacknowledged,
                "{}",
                head.id
            );
            let handed_over = body.handed_over_at.map(Moment::day);
            (body.attestation.as_ref(), handed_over)
        }
        Body::ResourceChange(body) => (body.attestation.as_ref(), body.done_on),
        Body::Procurement(_)
        | Body::CatalogueEdition(_)
        | Body::Cancellation(_)
        | Body::ResourcePool(_) => (None, None),
    };
    if let Some(attestation) = attestation {
        assert!(Some(attestation.completed_on) >= reported, "{}", head.id);
        let differs = Some(attestation.completed_on) != reported;
        let says_why = attestation.other_day.is_some() || attestation.evidence.is_some();
        assert!(!differs || says_why, "{}", head.id);
    }
    // What waits for its signature reached nobody.
    for service in &head.services {
        let waits = |draft: &Draft| draft.number == service.number && !draft.at_once;
        let unsigned = head.unsigned.iter().any(waits);
        assert!(!unsigned || service.served.is_none(), "{}", head.id);
    }
    let Some(unit) = head.party(Role::Unit) else {
        return;
    };
    for duty in &head.duties {
        if duty.kind() == DutyKind::Application(application::DutyKind::Resubmit) {
            let served = head.served_at(application::PaperKind::NonAcceptanceOpinion, unit);
            assert_eq!(Some(duty.deadline.start), served, "{}", head.id);
        }
    }
}

/// The consents to buy outside the catalogue, by the keys that they are counted under.
fn consents(head: &Head, asked: &Asked) -> Vec<Vec<u8>> {
    let year = chrono::Datelike::year(&head.id.date).to_be_bytes();
    let lines = asked.lines.iter().filter_map(|line| match &line.subject {
        Subject::Item { .. } => None,
        Subject::OffCatalogue {
            name, own_purchase, ..
        } => {
            let open = matches!(own_purchase, OwnPurchase::Asked | OwnPurchase::Refused);
            (!open).then(|| [&[14][..], &year, called(name).as_bytes()].concat())
        }
    });
    lines.collect()
}

/// What a line is by what is recorded of it, counted beside the function that the index asks.
fn used_of<'m>(
    asked: &'m Asked,
    number: u32,
    line: &'m Line,
) -> Option<(&'m ItemCode, Vector, u32)> {
    let mut turns = asked.turns.iter().filter(|turn| turn.line == number);
    match (turns.next_back(), &line.subject) {
        (Some(turn), _) => {
            let used = turn.into.as_ref();
            used.map(|used| (&used.item, used.vector, used.quantity))
        }
        (None, Subject::Item { code, vector, .. }) => {
            line.issued.map(|issued| (code, *vector, issued))
        }
        (None, Subject::OffCatalogue { .. }) => None,
    }
}

/// How much of each dimension, in their order.
fn amounts(vector: Vector) -> [u64; 7] {
    vector
        .amounts()
        .map(|(_, one)| one.unwrap_or_default().into())
}

fn takes_any(vector: Vector) -> bool {
    amounts(vector).iter().any(|one| *one > 0)
}

/// What a matter has given out of its pool or reserved there, and what it will give back: by what became of it, each a
/// vector so many times.
fn given_out(matter: &Matter) -> (Vec<(Use, Vector, u32)>, bool) {
    let head = &matter.head;
    let mut out = Vec::new();
    if let Some(asked) = matter.body.asked() {
        let of = match &matter.body {
            Body::Emergency(body) if body.recalled => return (out, false),
            Body::Emergency(body) if !body.formal_approved => Use::Drawn,
            _ => Use::Issued,
        };
        for (number, line) in (1..).zip(&asked.lines) {
            out.extend(used_of(asked, number, line).map(|(_, vector, used)| (of, vector, used)));
            let owed = [
                "approved",
                "test_ordered",
                "testing",
                "test_reported",
                "adjustment_proposed",
                "filed",
                "delivery_ordered",
            ];
            if let (Subject::Item { vector, .. }, true) =
                (&line.subject, owed.contains(&head.stage.word()))
            {
                let planned = line.adjusted.or(line.approved).unwrap_or(line.applied);
                let left = planned - line.issued.unwrap_or(0);
                out.push((Use::Reserved, *vector, left));
            }
        }
    }
    let mut frees = false;
    match &matter.body {
        Body::ResourceChange(body) => {
            for line in &body.lines {
                // No item of these stories takes of two dimensions, so that a line comes or leaves wholly.
                let (before, after) = (&line.before, &line.after);
                let same = before.vector == after.vector;
                let kept = if same {
                    before.quantity.min(after.quantity)
                } else {
                    0
                };
                let (more, fewer) = (after.quantity - kept, before.quantity - kept);
                let gives = fewer > 0 && takes_any(before.vector);
                match head.stage.word() {
                    "approved" | "executing" | "done" => {
                        out.push((Use::Reserved, after.vector, more));
                        frees |= gives;
                    }
                    "clearing" => {
                        out.push((Use::Issued, before.vector, fewer));
                        frees |= gives;
                    }
                    _ => {}
                }
            }
        }
        Body::Cancellation(body) => {
            for ending in &body.endings {
                let gives = takes_any(ending.used.vector);
                match head.stage.word() {
                    "approved" | "backed_up" | "offline" => frees |= gives,
                    "terminated" | "cleared" | "countersigned" => {
                        out.push((Use::Issued, ending.used.vector, ending.used.quantity));
                        frees |= gives;
                    }
                    _ => {}
                }
            }
        }
        _ => {}
    }
    (out, frees)
}

/// Every resource that is on record.
fn resources(snapshot: &Snapshot) -> Vec<Resource> {
    let rows = snapshot.tables.register.iter().unwrap();
    let keys = rows.map(|row| row.unwrap().0.value().to_vec());
    let place = RecordKind::Resource.place();
    let keys = keys.filter(|key| key[0] == place);
    let view = snapshot.view();
    let world: &dyn World = &view;
    keys.map(|key| {
        let key = String::from_utf8(key[1..].to_vec()).unwrap();
        world.find(&key).unwrap()
    })
    .collect()
}

/// The keys of the counts that a resource is in: everybody's, its unit's, and that of who delivers it.
fn by_place(resource: &Resource) -> Vec<Vec<u8>> {
    let parties = BTreeSet::from([&resource.unit, &resource.operator]);
    let parties = parties.into_iter().map(|party| {
        let code = party.as_str().as_bytes();
        [&[1], code, &[0]].concat()
    });
    let mut counted = Vec::new();
    for whose in std::iter::once(vec![0]).chain(parties) {
        let pool = resource.pool.as_str().as_bytes();
        let system = resource.system.as_str().as_bytes();
        let of =
            |count: Count, system: &[u8]| [&[count as u8], &whose[..], pool, &[0], system].concat();
        counted.push(of(Count::Resources, system));
        if !resource.is_over() {
            counted.push(of(Count::UsedResources, system));
            counted.push(of(Count::UsedFrom, &[]));
        }
    }
    counted
}

/// What a matter adds to what is given out of its pool, dimension by dimension, and that it will give some back.
fn room(matter: &Matter) -> Vec<(Vec<u8>, u64)> {
    let Some(place) = matter.body.place() else {
        return Vec::new();
    };
    let pool = place.pool.as_str().as_bytes();
    let (out, frees) = given_out(matter);
    let mut counted = Vec::new();
    for (of, vector, quantity) in out {
        for (dimension, one) in (0..).zip(amounts(vector)) {
            let key = [&[Count::Used as u8], pool, &[0, dimension, of.place()]];
            counted.push((key.concat(), one * u64::from(quantity)));
        }
    }
    if frees {
        let id = keys::matter(matter.head.id);
        counted.push(([&[Count::Freeing as u8], pool, &[0], &id].concat(), 1));
    }
    counted
}

/// The tallies of these matters and of the registers, counted anew, by the keys that they stand under.
fn recount(snapshot: &Snapshot, matters: &[Matter]) -> BTreeMap<Vec<u8>, u64> {
    let mut counts: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    let mut add = |key: Vec<u8>, weight: u64| *counts.entry(key).or_default() += weight;
    for row in snapshot.tables.register.iter().unwrap() {
        let place = row.unwrap().0.value()[0];
        // Behind the registers stand the further places of their records.
        if usize::from(place) < RecordKind::ALL.len() {
            add(vec![Count::Records as u8, place], 1);
        }
    }
    for key in resources(snapshot).iter().flat_map(by_place) {
        add(key, 1);
    }
    for matter in matters {
        let head = &matter.head;
        add(vec![Count::Kind as u8, head.id.kind.tag()], 1);
        let parties: BTreeSet<_> = head.seen_by().collect();
        for party in parties {
            let party = party.as_str().as_bytes();
            let kind = head.id.kind.tag();
            add([&[Count::PartyMatter as u8], party, &[0, kind]].concat(), 1);
        }
        for duty in &head.duties {
            let due = keys::day(duty.deadline.due());
            let sure = duty.deadline.convicts();
            let [all, partys, barred] = if sure {
                [Count::Due, Count::PartyDue, Count::Barred]
            } else {
                [
                    Count::ProvisionalDue,
                    Count::ProvisionalPartyDue,
                    Count::ProvisionalBarred,
                ]
            }
            .map(|count| count as u8);
            if duty.is_audited() {
                add(vec![Count::Audit as u8], 1);
            }
            add([&[all][..], &due].concat(), 1);
            let party = duty.party.as_str().as_bytes();
            add(
                [&[partys][..], party, &[0, keys::post(duty.post)], &due].concat(),
                1,
            );
            // Counted from what the verbs declare, beside the function that the index asks.
            let apart = duty
                .kind()
                .verb()
                .map_or(&[][..], |verb| verb.rule().apart_from);
            let worn = head.parts.iter().filter(|(part, _)| apart.contains(part));
            let drafts = head.unsigned.iter();
            let drafts = drafts.filter(|draft| {
                duty.kind() == DutyKind::Common(common::DutyKind::SignPaper)
                    && draft.subject == duty.key.subject
            });
            let persons: BTreeSet<_> = worn
                .map(|(_, person)| person)
                .chain(drafts.map(|draft| &draft.drafted_by))
                .collect();
            for person in persons {
                let key = [
                    &[barred][..],
                    person.as_str().as_bytes(),
                    &[0],
                    party,
                    &[0, keys::post(duty.post)],
                    &due,
                ];
                add(key.concat(), 1);
            }
        }
        for (key, weight) in room(matter) {
            add(key, weight);
        }
        let Some(asked) = matter.body.asked() else {
            continue;
        };
        for key in consents(head, asked) {
            add(key, 1);
        }
        if let Body::Emergency(body) = &matter.body
            && body.recalled
        {
            continue;
        }
        for (number, line) in (1..).zip(&asked.lines) {
            let used = used_of(asked, number, line);
            if let Some((code, _, issued @ 1..)) = used {
                add(
                    issued_key(asked.pool.as_str(), code.as_str()),
                    issued.into(),
                );
                if asked.mode == yunguan::domain::build::pool::CloudMode::Purchased {
                    let of = |role| head.party(role).unwrap().as_str().as_bytes();
                    let (unit, operator) = (of(Role::Unit), of(Role::Operator));
                    let key = [&[15], unit, &[0], operator, &[0], code.as_str().as_bytes()];
                    add(key.concat(), issued.into());
                }
            }
        }
    }
    counts.retain(|_, count| *count > 0);
    counts
}

/// The key of what is issued of an item from a pool.
fn issued_key(pool: &str, item: &str) -> Vec<u8> {
    let (pool, item) = (pool.as_bytes(), item.as_bytes());
    [&[Count::Issued as u8], pool, &[0], item].concat()
}

/// The tallies as they are kept, beside the last numbers of series.
fn stored(snapshot: &Snapshot) -> BTreeMap<Vec<u8>, u64> {
    let series = [Count::LastMatter as u8, Count::LastPaper as u8];
    let rows = snapshot.tables.counters.iter().unwrap();
    rows.filter(|row| {
        let key = row.as_ref().unwrap().0.value();
        !series.contains(&key[0])
    })
    .map(|row| {
        let (key, value) = row.unwrap();
        let count = u64::from_be_bytes(value.value().try_into().unwrap());
        assert!(count > 0, "a tally of nothing has no row");
        (key.value().to_vec(), count)
    })
    .collect()
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
    use application::DutyKind as Of;
    use urgent::DutyKind as Urgent;
    match kind {
        DutyKind::Application(Of::Accept) if chance.below(4) == 0 => {
            Some(application::Verb::Decline.into())
        }
        DutyKind::Application(Of::Confirm) if chance.below(4) == 0 => None,
        DutyKind::Emergency(Urgent::Supervise) => Some(urgent::Verb::Remind.into()),
        // An edition lists something before it is handed in.
        DutyKind::CatalogueEdition(catalogue_edition::DutyKind::HandInCatalogue)
            if chance.below(3) > 0 =>
        {
            Some(catalogue_edition::Verb::List.into())
        }
        // A new matter meets these.
        DutyKind::Application(Of::Resubmit) | DutyKind::Emergency(Urgent::FileFormal) => None,
        _ => kind.verb(),
    }
}

#[test]
fn random_stories_hold_together() {
    let mut done: BTreeMap<Verb, u32> = BTreeMap::new();
    let (mut refused, mut woken) = (0, [0; 2]);
    for seed in 0..34 {
        let mut story = Story::new(seed);
        for number in 0..400 {
            story.turn(number);
        }
        story.close();
        refused += story.refused;
        woken = [woken[0] + story.woken[0], woken[1] + story.woken[1]];
        for (verb, count) in story.done {
            *done.entry(verb).or_default() += count;
        }
    }
    eprintln!("{refused} refused, {woken:?} woken, done: {done:?}");
    assert!(woken.iter().all(|count| *count > 0), "{woken:?}");
    let never: Vec<_> = Verb::all()
        .filter(|verb| !done.contains_key(verb))
        .collect();
    let rare = [
        register::Verb::Found.into(),
        register::Verb::RegisterPool.into(),
        register::Verb::LoadMeasures.into(),
        register::Verb::RecordBlock.into(),
        register::Verb::LiftBlock.into(),
        register::Verb::SettleFinding.into(),
        register::Verb::SignRuling.into(),
        register::Verb::ConfirmSystem.into(),
        register::Verb::CountersignContract.into(),
        register::Verb::ApproveException.into(),
        application::Verb::DetermineCompletion.into(),
        register::Verb::RecordContract.into(),
        common::Verb::Resume.into(),
        common::Verb::Withdraw.into(),
        application::Verb::Abandon.into(),
        application::Verb::EndTest.into(),
        application::Verb::ObjectDelivery.into(),
        application::Verb::ClearEnvironment.into(),
        application::Verb::Supplement.into(),
        application::Verb::Object.into(),
        application::Verb::DecideObjection.into(),
        urgent::Verb::Acknowledge.into(),
        urgent::Verb::Recall.into(),
        urgent::Verb::DetermineCompletion.into(),
        urgent::Verb::Object.into(),
        urgent::Verb::DecideObjection.into(),
        register::Verb::SignMeasures.into(),
        register::Verb::RevealTelephone.into(),
        register::Verb::LapseMeasures.into(),
        urgent::Verb::SupplyDocument.into(),
        urgent::Verb::Remind.into(),
        procurement::Verb::DecideListing.into(),
        procurement::Verb::ReportCure.into(),
        procurement::Verb::Amend.into(),
        procurement::Verb::End.into(),
        procurement::Verb::Cancel.into(),
        catalogue_edition::Verb::Carry.into(),
        catalogue_edition::Verb::Strike.into(),
        catalogue_edition::Verb::GiveUp.into(),
        catalogue_edition::Verb::Announce.into(),
        procurement::Verb::Arrange.into(),
        resource_change::Verb::Determine.into(),
        resource_change::Verb::Clear.into(),
        resource_change::Verb::Confirm.into(),
        resource_change::Verb::CarryOut.into(),
        cancellation::Verb::Determine.into(),
        resource_pool::Verb::Commission.into(),
        resource_pool::Verb::ReviewCapacity.into(),
        resource_pool::Verb::Close.into(),
        resource_pool::Verb::End.into(),
        resource_pool::Verb::GiveUp.into(),
    ];
    assert!(
        never.iter().all(|verb| rare.contains(verb)),
        "the stories never came to {never:?}"
    );
    assert!(refused > 300, "{refused}");
}

#[test]
fn nobody_sees_what_is_not_theirs() {
    let mut city = staffed("reader");
    let id = city.given("pa approved").unwrap();
    let ordered = city.given("pa test_ordered").unwrap();
    for login in LOGINS {
        let actor = city.actor(login);
        let snapshot = city.ledger.snapshot().unwrap();
        let sees = |id| {
            let matter = snapshot.view().matter(id).unwrap();
            matter.head.is_seen_by(&actor)
        };
        let office = matches!(
            actor.kind,
            PartyKind::Authority | PartyKind::Support | PartyKind::Audit
        );
        let own = actor.party == "edu".into() || office;
        assert_eq!(sees(id), own, "{login}");
        assert_eq!(
            sees(ordered),
            own || actor.party == "yun-a".into(),
            "{login}"
        );
    }
    assert!(
        city.act("health", command("resume", &json!({ "matter": id })))
            .is_err()
    );
}

/// What is issued of each item from each pool, as a story of tallies expects it.
type Issued = BTreeMap<(&'static str, String), u64>;

/// What a world says is issued.
fn issued_in(world: &impl World) -> Issued {
    let mut issued = Issued::new();
    for pool in POOLS {
        for item in ["vm", "disk"] {
            let tally = Tally::Issued(PoolCode::new(pool), ItemCode::new(item));
            let sum = world.tally(&tally);
            if sum > 0 {
                issued.insert((pool, item.to_owned()), sum);
            }
        }
    }
    issued
}

/// Something to be done on a matter, and what it issues.
struct Issuing {
    login: &'static str,
    command: Value,
    adds: Vec<(&'static str, String, u64)>,
}

/// An emergency that is to be approved, or rejected.
fn approval(city: &mut City, chance: &mut Chance, pool: &'static str) -> Issuing {
    let quantities = [("vm", chance.below(9) + 1), ("disk", chance.below(9) + 1)];
    let count = 1 + chance.below(2) as usize;
    // The same item on two lines is one sum.
    let twice = item(quantities[0].0, chance.below(3) + 1);
    let mut asked: Vec<_> = quantities[..count]
        .iter()
        .map(|(code, quantity)| item(code, *quantity))
        .collect();
    if chance.half() {
        asked.push(twice);
    }
    let fields = with(
        emergency("flood", pool, "national_security", ""),
        "lines",
        json!(asked),
    );
    let id = city.open("health", "emergency.apply", &fields);
    let approves = chance.below(5) > 0;
    let adds = asked.iter().map(|line| {
        let code = line["item"].as_str().unwrap().to_owned();
        (pool, code, line["quantity"].as_u64().unwrap())
    });
    Issuing {
        login: "checker",
        adds: adds.filter(|_| approves).collect(),
        command: json!({"verb": "emergency.review", "matter": id, "opinion": "查",
            "decision": if approves { "approve" } else { "reject" }}),
    }
}

/// An application that is to be delivered, with less than was adjusted or all of it; a line may be left out.
fn delivery(city: &mut City, chance: &mut Chance, pool: &'static str) -> Issuing {
    let stage = if pool == "own" {
        "filed"
    } else {
        "delivery_ordered"
    };
    let id = crate::rules_application::given(city, pool, stage, "");
    let given = [chance.below(4) + 1, chance.below(3)];
    let codes = ["vm", "disk"].into_iter().zip(given);
    Issuing {
        login: match pool {
            "own" => "builder",
            "pb" => "host-b",
            _ => "host-a",
        },
        adds: codes
            .map(|(code, quantity)| (pool, code.to_owned(), quantity.into()))
            .filter(|(_, _, quantity)| *quantity > 0)
            .collect(),
        command: json!({"verb": "application.deliver", "matter": id,
            "completed_on": city.today(), "quantities": given}),
    }
}

/// Every matter there is.
fn matters(ledger: &Ledger) -> Vec<Matter> {
    let snapshot = ledger.snapshot().unwrap();
    let rows = snapshot.tables.matters.iter().unwrap();
    rows.map(|row| yunguan::ledger::row::read(row.unwrap().1.value()).unwrap())
        .collect()
}

/// Two acts on one tally in one write: the second is decided against what the first added.
#[test]
fn an_act_sees_what_the_act_before_it_in_the_batch_added() {
    for seed in 0..6 {
        let (mut city, mut chance) = (City::new(), Chance::new(seed));
        let mut expected = Issued::new();
        for round in 0..8 {
            city.now += Duration::minutes(i64::from(chance.below(300)));
            // One pool for both, so that they meet on its tallies. Provider b's deliveries stand in the other stories.
            let pool = *chance.one(&["pa", "own"]);
            let pair: Vec<_> = (0..2)
                .map(|_| {
                    if chance.below(3) == 0 {
                        delivery(&mut city, &mut chance, pool)
                    } else {
                        approval(&mut city, &mut chance, pool)
                    }
                })
                .collect();
            let acts: Vec<_> = pair
                .iter()
                .enumerate()
                .map(|(at, issuing)| Act {
                    actor: city.actor(issuing.login),
                    key: format!("pair-{seed}-{round}-{at}"),
                    expected: None,
                    command: serde_json::from_value(issuing.command.clone()).unwrap(),
                })
                .collect();
            let (now, dropped) = (city.now, chance.below(5) == 0);
            let mut sums = expected.clone();
            let written = city.ledger.write(|batch| {
                for (issuing, act) in pair.iter().zip(&acts) {
                    assert_eq!(issued_in(&batch.view()), sums, "before {:?}", act.command);
                    let ended = batch.act(act, now)?;
                    assert!(matches!(ended, Ended::Done(_)), "{ended:?}");
                    for (pool, code, quantity) in &issuing.adds {
                        *sums.entry((pool, code.clone())).or_default() += quantity;
                    }
                    assert_eq!(issued_in(&batch.view()), sums, "after {:?}", act.command);
                    // The same again is done once, and what is refused adds nothing.
                    assert!(matches!(batch.act(act, now)?, Ended::Before(_)));
                    let again = Act {
                        key: format!("{}-again", act.key),
                        ..act.clone()
                    };
                    match batch.act(&again, now)? {
                        Ended::Refused(_) => {}
                        // A part was delivered, and as much was left.
                        Ended::Done(_) => {
                            for (pool, code, quantity) in &issuing.adds {
                                *sums.entry((pool, code.clone())).or_default() += quantity;
                            }
                        }
                        other => unreachable!("{other:?}"),
                    }
                    assert_eq!(issued_in(&batch.view()), sums, "again {:?}", act.command);
                }
                if dropped {
                    return Err(LedgerError::Stopped);
                }
                Ok(())
            });
            assert_eq!(written.is_err(), dropped, "{written:?}");
            if !dropped {
                expected = sums;
            }
            let snapshot = city.ledger.snapshot().unwrap();
            assert_eq!(issued_in(&snapshot.view()), expected, "{seed} {round}");
            assert_eq!(
                stored(&snapshot),
                recount(&snapshot, &matters(&city.ledger))
            );
        }
        assert!(expected.len() >= 2, "{expected:?}");
        verify::check_tables(&city.ledger, &mut |_, _| true).unwrap();
    }
}

/// A copy of a closed store, with one tally changed if one is given.
fn copy_of(from: &Path, to: &Path, tampered: Option<(&[u8], u64)>) -> Ledger {
    std::fs::create_dir_all(to).unwrap();
    std::fs::copy(file_in(from), file_in(to)).unwrap();
    if let Some((key, count)) = tampered {
        let database = redb::Database::open(file_in(to)).unwrap();
        let transaction = database.begin_write().unwrap();
        {
            let mut counters = transaction.open_table(tables::COUNTERS).unwrap();
            let count = count.to_be_bytes();
            counters.insert(key, count.as_slice()).unwrap();
        }
        transaction.commit().unwrap();
    }
    Ledger::open(to).unwrap()
}

fn is_damage<T>(found: &Result<T, LedgerError>, of: &str) -> bool {
    matches!(found, Err(LedgerError::Damaged { seq: 0, what }) if what.contains(of))
}

#[test]
fn a_tally_below_nothing_is_damage_and_nothing_is_written_over_it() {
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("whole");
    let (act, before, now) = {
        let mut city = City::founded_in(Ledger::create(&whole, &Realm::Sandbox).unwrap());
        city.given("emergency issued").unwrap();
        let id = city.given("pa submitted").unwrap();
        let act = Act {
            actor: city.actor("acceptor"),
            key: "accept".to_owned(),
            expected: None,
            command: command("application.accept", &json!({ "matter": id })),
        };
        // A day later the next duty is due on another day, so that both its tallies change.
        (act, city.matter(id), city.now + Duration::days(1))
    };
    let fair = copy_of(&whole, &folder.path().join("fair"), None);
    let counts = stored(&fair.snapshot().unwrap());
    let ended = fair.write(|batch| batch.act(&act, now)).unwrap();
    assert!(matches!(ended, Ended::Done(_)), "{ended:?}");
    let after = stored(&fair.snapshot().unwrap());
    let of = |counts: &BTreeMap<Vec<u8>, u64>, key: &[u8]| counts.get(key).copied().unwrap_or(0);
    let keys: BTreeSet<_> = counts.keys().chain(after.keys()).cloned().collect();
    let (mut lowered, mut raised) = (0, 0);
    for (at, key) in keys.iter().enumerate() {
        let (old, new) = (of(&counts, key), of(&after, key));
        let wrong = match new.cmp(&old) {
            std::cmp::Ordering::Equal => continue,
            std::cmp::Ordering::Less => {
                lowered += 1;
                0
            }
            std::cmp::Ordering::Greater => {
                raised += 1;
                u64::MAX
            }
        };
        let to = folder.path().join(format!("tampered-{at}"));
        let ledger = copy_of(&whole, &to, Some((key, wrong)));
        let seq = ledger.snapshot().unwrap().seq().unwrap();
        let ended = ledger.write(|batch| batch.act(&act, now));
        assert!(is_damage(&ended, "tally"), "{key:?} {ended:?}");
        let snapshot = ledger.snapshot().unwrap();
        assert_eq!(snapshot.seq().unwrap(), seq);
        let still = snapshot.view().matter(before.head.id).unwrap();
        assert_eq!(*still, before);
        let checked = verify::check_tables(&ledger, &mut |_, _| true);
        assert!(is_damage(&checked, "counters"), "{checked:?}");
    }
    // The duty that ends, of all and of its party and of the applicant barred from it; the one that begins is barred to
    // two.
    assert_eq!((lowered, raised), (3, 4));
    // One that no act of today lowers is found by whoever compares the tables.
    let issued = issued_key("pa", "vm");
    assert_eq!(of(&counts, &issued), 8);
    let to = folder.path().join("issued");
    let ledger = copy_of(&whole, &to, Some((&issued, 0)));
    let checked = verify::check_tables(&ledger, &mut |_, _| true);
    assert!(is_damage(&checked, "counters"), "{checked:?}");
}

#[test]
fn a_tally_is_never_below_nothing_nor_beyond_its_width() {
    let city = City::new();
    let snapshot = city.ledger.snapshot().unwrap();
    let key = issued_key("pa", "vm");
    assert_eq!(
        key,
        keys::tally(&Tally::Issued(PoolCode::new("pa"), ItemCode::new("vm")))
    );
    let with = |change: i64| {
        let changes = CountChanges::from([(key.clone(), change)]);
        index::tally(&snapshot.tables.counters, Some(&changes), &key)
    };
    assert_eq!(with(0).unwrap(), 0);
    assert_eq!(with(7).unwrap(), 7);
    assert!(is_damage(&with(-1), "tally"), "{:?}", with(-1));
}
