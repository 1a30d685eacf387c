//! A pool from which much is issued: by applications along the whole road, each act by who does it, through the real ledger.

use serde_json::{Value, json};
use yunguan::city::demo;
use yunguan::domain::law::command::Command;
use yunguan::domain::law::matter::MatterId;
use yunguan::domain::law::party::{Actor, PartyKind, Post};
use yunguan::ledger::Ledger;
use yunguan::ledger::batch::{Act, Batch, Ended};
use yunguan::locale::Lang;

use super::city::{actor, known, now};

/// The pool.
pub const POOL: &str = "pool-z";
/// How many systems have resources from it, once there is enough for all.
pub const SYSTEMS: u32 = 200;
/// The lines of an application, and the instances of a line: each line is a resource.
pub const LINES: u32 = 25;
pub const EACH: u32 = 8;
/// What lines are of, by turns.
const ITEMS: [&str; 3] = ["ecs-4c16g", "disk-fast-100g", "disk-ordinary-100g"];
/// What a server takes of the pool's cores.
pub const CORES: u32 = 4;
/// Applications of one transaction.
const TOGETHER: usize = 200;

/// A resource, as another program would keep it.
pub struct Line {
    /// Of which application, from 0, and which of its lines, from 1.
    pub of: (u32, u32),
    /// For which system.
    pub system: String,
    /// Of what.
    pub item: &'static str,
}

/// How many applications issue so many instances.
fn applications(instances: u32) -> u32 {
    instances.div_ceil(LINES * EACH)
}

/// Every resource of a city of so many instances.
pub fn lines(instances: u32) -> impl Iterator<Item = Line> {
    let all =
        (0..applications(instances)).flat_map(|number| (1..=LINES).map(move |line| (number, line)));
    all.map(|(number, line)| Line {
        of: (number, line),
        system: system(number),
        item: item(line),
    })
}

fn item(line: u32) -> &'static str {
    ITEMS
        .into_iter()
        .cycle()
        .nth(line as usize)
        .unwrap_or(ITEMS[0])
}

/// The system of an application.
pub fn system(number: u32) -> String {
    format!("z{:04}", number % SYSTEMS)
}

/// What it is called: every tenth by the word that the filter of the bench looks for.
pub fn name(system: u32) -> String {
    let whose = if system.is_multiple_of(10) {
        "教育"
    } else {
        "通用"
    };
    format!("{whose}业务系统第{system}号")
}

/// Registers the pool and its systems, and issues so many instances.
pub fn issue(ledger: &Ledger, instances: u32) {
    let units: Vec<Actor> = demo::logins(Lang::Zh, 0)
        .iter()
        .filter(|login| login.party.kind == PartyKind::Unit && login.party.municipal_budget)
        .filter(|login| login.person.posts.contains(&Post::Handler))
        .map(actor)
        .collect();
    let unit_of = |number: u32| &units[(number % SYSTEMS) as usize % units.len()];
    ledger
        .write(|batch| {
            register(batch, &unit_of);
            Ok(())
        })
        .unwrap();
    let all: Vec<u32> = (0..applications(instances)).collect();
    for some in all.chunks(TOGETHER) {
        ledger
            .write(|batch| {
                for number in some {
                    issue_one(batch, *number, unit_of(*number));
                }
                Ok(())
            })
            .unwrap();
    }
}

fn register<'u>(batch: &mut Batch<'_>, unit_of: &impl Fn(u32) -> &'u Actor) {
    let (keeper, support) = (known("authority-administrator"), known("support-reviewer"));
    let pool =
        json!({"code": POOL, "name": "大资源池", "mode": "purchased", "operator": "provider-a"});
    act(batch, &keeper, "pool.register", pool);
    let kinds = ["vcpu", "memory_gib", "fast_disk_gib", "ordinary_disk_gib"];
    let lines = kinds.map(|kind| format!("{kind} 900000000 1"));
    let capacity = json!({"pool": POOL, "dimensions": lines, "basis": "盘点"});
    act(batch, &support, "pool.measure", capacity);
    for number in 0..SYSTEMS {
        let system = json!({"code": system(number), "name": name(number), "unit": unit_of(number).party,
            "protection_level": 2, "funding": "government"});
        act(batch, &keeper, "system.register", system);
    }
}

fn issue_one(batch: &mut Batch<'_>, number: u32, unit: &Actor) {
    let lines = (1..=LINES)
        .map(|line| json!({"item": item(line), "quantity": EACH, "purpose": "业务办理"}));
    let fields = json!({"title": "业务系统上云", "system": system(number), "pool": POOL, "lines": lines.collect::<Vec<_>>(),
        "contact_name": "联系人", "contact_telephone": "0737-0000000", "non_classified": true});
    let id = act(batch, unit, "application.submit", fields).unwrap();
    let today = now().date_naive();
    let tested = json!({"result": "passed", "report": "通过", "early_reason": "测完"});
    for (login, verb, fields) in [
        ("authority-handler", "accept", json!({})),
        (
            "authority-reviewer",
            "review",
            json!({"decision": "approve", "opinion": "同意"}),
        ),
        ("support-handler", "order-test", json!({})),
        (
            "provider-a-handler",
            "hand-over-test",
            json!({"environment": "10.1.0.0/24"}),
        ),
        ("", "report-test", tested),
        ("support-handler", "propose", json!({"reason": "照批"})),
        ("authority-handler", "receive-filing", json!({})),
        ("support-handler", "order-delivery", json!({})),
        (
            "provider-a-handler",
            "deliver",
            json!({"completed_on": today}),
        ),
        ("", "confirm", json!({"completed_on": today})),
    ] {
        let mut fields = fields;
        fields["matter"] = json!(id);
        let verb = format!("application.{verb}");
        if login.is_empty() {
            act(batch, unit, &verb, fields);
        } else {
            act(batch, &known(login), &verb, fields);
        }
    }
}

/// An act that is done; the matter that it is about.
fn act(batch: &mut Batch<'_>, actor: &Actor, verb: &str, mut fields: Value) -> Option<MatterId> {
    fields["verb"] = json!(verb);
    let command: Command = serde_json::from_value(fields).unwrap();
    let act = Act {
        actor: actor.clone(),
        key: format!("{verb}-{}", batch.seq()),
        expected: None,
        command,
    };
    match batch.act(&act, now()).unwrap() {
        Ended::Done(receipt) => receipt.matter,
        other => unreachable!("{other:?}"),
    }
}
