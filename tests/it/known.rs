//! What the writer keeps of the registers between its transactions is what they hold: chance writes records, fails
//! transactions and asks, and every answer is compared with the table's own.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use serde_json::{Value, json};

use yunguan::domain::law::block::Subject;
use yunguan::domain::law::code::{PartyCode, PoolCode};
use yunguan::domain::law::world::World;
use yunguan::domain::record::RecordKind;
use yunguan::ledger::batch::{Act, Batch, Ended};
use yunguan::ledger::error::LedgerError;
use yunguan::ledger::{register, verify};

use crate::support::chance::Chance;
use crate::support::city::{City, command};

const PARTIES: [&str; 4] = ["edu", "jishu", "shuju", "nobody"];
const LOGINS: [&str; 4] = ["edu", "looker", "builder", "nobody"];

/// Some record that somebody registers or changes: who, the verb, the fields.
fn some(chance: &mut Chance) -> (&'static str, &'static str, Value) {
    let number = chance.below(3);
    let active = chance.half();
    match chance.below(5) {
        0 => (
            "keeper",
            "person.register",
            json!({"code": format!("new-{number}"), "name": format!("某{}", chance.below(3)), "party": *chance.one(&PARTIES),
                "posts": ["handler"], "telephone": "", "active": active}),
        ),
        1 => (
            "keeper",
            "account.bind",
            json!({"login": format!("new-{number}"), "person": format!("new-{}", chance.below(3)), "active": active}),
        ),
        2 => (
            "edu",
            "system.register",
            json!({"code": format!("new-{number}"), "name": "某系统", "unit": "edu", "protection_level": 1 + number,
                "funding": "government"}),
        ),
        3 => (
            "reviewer",
            "block.record",
            json!({"ground": "stop", "party": "edu", "from": "2026-11-09", "paper": "号", "reason": "未整改"}),
        ),
        _ => (
            "reviewer",
            "block.lift",
            json!({"block": 1 + chance.below(6), "paper": "号", "reason": "已整改"}),
        ),
    }
}

/// Every answer that may be kept, asked of the writer's world and of the table; all of them or a few.
fn compare(batch: &Batch<'_>, city_day: chrono::NaiveDate, chance: &mut Chance) -> usize {
    let table = &batch.tables().register;
    let view = batch.view();
    let world: &dyn World = &view;
    let mut asked = 0;
    for (kind, names) in [
        (RecordKind::Account, &LOGINS[..]),
        (RecordKind::Account, &["new-0", "new-1", "new-2"]),
        (RecordKind::Person, &["new-0", "new-1", "new-2", "edu"]),
        (RecordKind::System, &["new-0", "new-1", "new-2", "exam"]),
        (RecordKind::Party, &PARTIES),
        (RecordKind::Block, &["1", "2", "3"]),
    ] {
        for name in names.iter().filter(|_| chance.below(3) > 0) {
            let stored = register::find(table, kind, name).unwrap();
            assert_eq!(view.record(kind, name), stored, "{kind:?} {name}");
            asked += 1;
        }
    }
    for party in PARTIES.map(PartyCode::new) {
        let stored = register::people(table, &party).unwrap();
        assert_eq!(world.people(&party), stored, "{party}");
        for since in [city_day, city_day.succ_opt().unwrap()] {
            for on in [
                Subject::Unit(party.clone()),
                Subject::Pool(PoolCode::new("pa")),
            ] {
                let stored = register::blocks(table, &on, since).unwrap();
                assert_eq!(world.blocks(&on, since), stored, "{on:?} {since}");
            }
        }
        asked += 5;
    }
    view.settle().unwrap();
    asked
}

#[test]
fn what_is_kept_is_what_the_registers_hold() {
    let city = City::new();
    let mut chance = Chance::new(11);
    let day = yunguan::domain::law::clock::civil_date(city.now);
    let (mut done, mut refused, mut failed, mut asked) = (0, 0, 0, 0);
    for round in 0..400 {
        let acts: Vec<_> = (0..chance.below(4)).map(|_| some(&mut chance)).collect();
        let acts = acts
            .into_iter()
            .enumerate()
            .map(|(at, (login, verb, fields))| Act {
                actor: city.actor(login),
                key: format!("known-{round}-{at}"),
                expected: None,
                command: command(verb, &fields),
            });
        let acts: Vec<_> = acts.collect();
        let fails = chance.below(4) == 0;
        let now = city.now;
        let written = city.ledger.write(|batch| {
            asked += compare(batch, day, &mut chance);
            for act in &acts {
                match batch.act(act, now)? {
                    Ended::Done(_) => done += 1,
                    _ => refused += 1,
                }
                asked += compare(batch, day, &mut chance);
            }
            if fails {
                Err(LedgerError::Stopped)
            } else {
                Ok(())
            }
        });
        assert_eq!(written.is_err(), fails);
        failed += usize::from(fails);
        if round % 40 == 39 {
            verify::rebuild(&city.ledger, &mut |_, _| true).unwrap();
        }
    }
    assert!(
        done > 100 && refused > 20 && failed > 50 && asked > 5_000,
        "{done} {refused} {failed} {asked}"
    );
}
