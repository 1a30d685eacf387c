//! One seat beside redb alone: the same acts, decided and applied by the ledger, and only the rows they came to, written
//! into tables of the same names by redb with the same durability, act by act in turns.

use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use redb::{Database, ReadableDatabase};
use yunguan::hub::Hub;
use yunguan::ledger::batch::{Act, Ended, Receipt};
use yunguan::ledger::tables::{self, JOURNAL};
use yunguan::ledger::{CACHE_BYTES, Ledger, file_in};

use super::city::{Applicant, City, Place, acceptor, accepts, now};
use super::number;
use super::rows::{self, Writes};
use super::tally::{Tally, head, median, row, short};

/// An act, and when it is done.
type Step = (Act, DateTime<Utc>);

/// The table.
pub fn print(place: &Place) {
    let rounds = number("YUNGUAN_ROUNDS", "3");
    let acts = number("YUNGUAN_ACTS", "2000");
    let city = place.city(1_000);
    let trial = place.trial();
    let (steps, writes) = script(&city, trial.path(), acts);
    drop(trial);
    let (mut ours, mut alone) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let trial = place.trial();
        let (our, other) = round(&city, trial.path(), &steps, &writes);
        ours.push(our);
        alone.push(other);
    }
    head(&["one seat", "acts/s", "p50", "p99", "p50 takes", "all take"]);
    let middle = |of: &[Tally], figure: fn(&Tally) -> Duration| {
        median(of.iter().map(|tally| figure(tally).as_secs_f64()).collect())
    };
    // Of each round by itself: what else goes on on the machine then weighs on both.
    let ratio = |figure: fn(&Tally) -> Duration| {
        let ratios = ours.iter().zip(&alone);
        let ratios =
            ratios.map(|(our, other)| figure(our).as_secs_f64() / figure(other).as_secs_f64());
        format!("{:.2} x", median(ratios.collect()))
    };
    let half = |tally: &Tally| tally.percent(50);
    let most = |tally: &Tally| tally.percent(99);
    let done = f64::from(u32::try_from(steps.len()).unwrap());
    let time = |seconds: f64| short(Duration::from_secs_f64(seconds));
    for (store, of, ratios) in [
        ("redb alone", &alone, ["1".to_owned(), "1".to_owned()]),
        ("yunguan", &ours, [ratio(half), ratio(Tally::total)]),
    ] {
        let [by_half, by_all] = ratios;
        row(&[
            store.to_owned(),
            format!("{:.0}", done / middle(of, Tally::total)),
            time(middle(of, half)),
            time(middle(of, most)),
            by_half,
            by_all,
        ]);
    }
    let (rows, bytes, journal) = weigh(&writes);
    println!(
        "\n(an act: {:.1} rows, {:.0} bytes of keys and values, {:.0} of them the journal's; the tables end up the same)",
        rows / done,
        bytes / done,
        journal / done
    );
}

/// The acts, done once on a copy, and what each of them wrote there.
fn script(city: &City, folder: &Path, acts: u32) -> (Vec<Step>, Vec<Writes>) {
    let hub = Hub::start(city.copy_to(&folder.join("asked"))).unwrap();
    let applicants = Applicant::all(&hub);
    drop(hub);
    let ledger = city.copy_to(&folder.join("done"));
    let acceptor = acceptor();
    let mut steps: Vec<Step> = Vec::new();
    let mut did = |act: Act| {
        let at = now() + TimeDelta::milliseconds(i64::try_from(steps.len()).unwrap());
        let receipt = done(&ledger, &act, at);
        steps.push((act, at));
        receipt.matter.unwrap()
    };
    for (number, applicant) in (0..acts.div_ceil(2)).zip(applicants.iter().cycle()) {
        let matter = did(Act {
            actor: applicant.actor.clone(),
            key: format!("submit-{number}"),
            expected: None,
            command: applicant.submits(),
        });
        did(Act {
            actor: acceptor.clone(),
            key: format!("accept-{number}"),
            expected: None,
            command: accepts(matter),
        });
    }
    let before = Ledger::open(&city.folder).unwrap();
    let writes = rows::since(&before.snapshot().unwrap(), &ledger);
    assert_eq!(steps.len(), writes.len());
    (steps, writes)
}

/// One act in a transaction of its own.
fn done(ledger: &Ledger, act: &Act, at: DateTime<Utc>) -> Receipt {
    let ended = ledger.write(|batch| batch.act(act, at)).unwrap();
    let Ended::Done(receipt) = ended else {
        unreachable!("{ended:?}")
    };
    receipt
}

/// Both stores in turns, on copies of the same file, so that neither has the quieter machine.
fn round(city: &City, folder: &Path, steps: &[Step], writes: &[Writes]) -> (Tally, Tally) {
    let ledger = city.copy_to(&folder.join("ours"));
    let path = file_in(&folder.join("alone"));
    drop(city.copy_to(&folder.join("alone")));
    let bare = Database::builder()
        .set_cache_size(CACHE_BYTES)
        .open(path)
        .unwrap();
    let (mut ours, mut alone) = (Vec::new(), Vec::new());
    for (at, ((act, when), writes)) in steps.iter().zip(writes).enumerate() {
        let mut our = || {
            let begun = Instant::now();
            done(&ledger, act, *when);
            ours.push(begun.elapsed());
        };
        let mut other = || {
            let begun = Instant::now();
            write(&bare, writes);
            alone.push(begun.elapsed());
        };
        // Pairs: submitting and accepting take turns in going first.
        if at / 2 % 2 == 0 {
            our();
            other();
        } else {
            other();
            our();
        }
    }
    let written = tables::read(&bare.begin_read().unwrap()).unwrap();
    rows::assert_same(&ledger.snapshot().unwrap().tables, &written);
    (Tally::of(ours), Tally::of(alone))
}

/// The rows of an act in a transaction of its own, as durable as the ledger's.
fn write(database: &Database, writes: &Writes) {
    let mut transaction = database.begin_write().unwrap();
    transaction.set_two_phase_commit(true);
    transaction.set_quick_repair(true);
    for (definition, rows) in &writes.tables {
        let mut table = transaction.open_table(*definition).unwrap();
        for (key, value) in rows {
            match value {
                Some(value) => drop(table.insert(key.as_slice(), value.as_slice()).unwrap()),
                None => drop(table.remove(key.as_slice()).unwrap()),
            }
        }
    }
    transaction.commit().unwrap();
}

/// Rows, bytes, and bytes of the journal, of all the acts.
fn weigh(writes: &[Writes]) -> (f64, f64, f64) {
    let (mut rows, mut bytes, mut journal) = (0_u32, 0_usize, 0_usize);
    for (definition, table) in writes.iter().flat_map(|writes| &writes.tables) {
        rows += u32::try_from(table.len()).unwrap();
        let these = table
            .iter()
            .map(|(key, value)| key.len() + value.as_ref().map_or(0, Vec::len));
        let these: usize = these.sum();
        bytes += these;
        if redb::TableHandle::name(definition) == redb::TableHandle::name(&JOURNAL) {
            journal += these;
        }
    }
    let wide = |bytes: usize| f64::from(u32::try_from(bytes).unwrap());
    (f64::from(rows), wide(bytes), wide(journal))
}
