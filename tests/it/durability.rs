//! Power cuts, failing disks and full ones: what was answered is there afterwards.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::io::{Error, ErrorKind};
use std::sync::{Arc, Mutex};

use yunguan::ledger::batch::{Act, Ended, Receipt};
use yunguan::ledger::entry::Realm;
use yunguan::ledger::error::LedgerError;
use yunguan::ledger::{Ledger, verify};

use crate::support::chance::Chance;
use crate::support::city::{City, application, command, item};

/// What a disk writes at once, or not at all.
const SECTOR: usize = 512;

/// What the next operations of a disk meet.
#[derive(Debug, Clone, Copy)]
enum Fate {
    /// Nothing goes wrong.
    Well,
    /// The power is cut at that operation.
    CutAt(u64),
    /// Flushing fails from that operation on.
    SyncFailsAt(u64),
    /// No more bytes than that fit.
    Room(u64),
    /// Flushing is confirmed, and not done.
    Lies,
}

/// A disk that keeps for certain only what was flushed.
#[derive(Debug)]
struct Platter {
    /// What a reader sees.
    seen: Vec<u8>,
    /// What is kept for certain.
    kept: Vec<u8>,
    /// The sectors written since the last flush.
    unsynced: std::collections::BTreeSet<usize>,
    operations: u64,
    fate: Fate,
    off: bool,
    chance: Chance,
}

#[derive(Debug, Clone)]
struct Disk(Arc<Mutex<Platter>>);

impl Disk {
    fn new(bytes: Vec<u8>, fate: Fate, seed: u64) -> Self {
        Self(Arc::new(Mutex::new(Platter {
            seen: bytes.clone(),
            kept: bytes,
            unsynced: std::collections::BTreeSet::new(),
            operations: 0,
            fate,
            off: false,
            chance: Chance::new(seed),
        })))
    }

    /// What is there when the power is back: of the sectors that were not flushed, any may have arrived.
    fn after_power_cut(&self) -> Vec<u8> {
        let mut platter = self.0.lock().unwrap();
        let mut bytes = platter.kept.clone();
        if matches!(platter.fate, Fate::Lies) {
            // All of it, so that the store is merely old: the engine panics on one that is half old.
            return bytes;
        }
        if platter.chance.half() {
            bytes.resize(platter.seen.len(), 0);
        }
        for sector in std::mem::take(&mut platter.unsynced) {
            let from = sector * SECTOR;
            let to = (from + SECTOR).min(bytes.len()).min(platter.seen.len());
            if from < to && platter.chance.half() {
                let written = platter.seen[from..to].to_vec();
                bytes[from..to].copy_from_slice(&written);
            }
        }
        bytes
    }

    fn seen(&self) -> Vec<u8> {
        self.0.lock().unwrap().seen.clone()
    }

    fn operations(&self) -> u64 {
        self.0.lock().unwrap().operations
    }
}

impl Platter {
    fn operate(&mut self) -> Result<(), Error> {
        self.operations += 1;
        if matches!(self.fate, Fate::CutAt(at) if self.operations >= at) {
            self.off = true;
        }
        if self.off {
            Err(Error::other("no power"))
        } else {
            Ok(())
        }
    }

    fn fits(&self, len: u64) -> Result<(), Error> {
        match self.fate {
            Fate::Room(most) if len > most => Err(Error::new(
                ErrorKind::StorageFull,
                "no space left on device",
            )),
            _ => Ok(()),
        }
    }
}

impl redb::StorageBackend for Disk {
    fn len(&self) -> Result<u64, Error> {
        Ok(self.0.lock().unwrap().seen.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> Result<(), Error> {
        let platter = self.0.lock().unwrap();
        let from = usize::try_from(offset).unwrap();
        let bytes = platter.seen.get(from..from + out.len());
        out.copy_from_slice(bytes.ok_or_else(|| Error::from(ErrorKind::UnexpectedEof))?);
        Ok(())
    }

    fn set_len(&self, len: u64) -> Result<(), Error> {
        let mut platter = self.0.lock().unwrap();
        platter.operate()?;
        platter.fits(len)?;
        platter.seen.resize(usize::try_from(len).unwrap(), 0);
        Ok(())
    }

    fn sync_data(&self) -> Result<(), Error> {
        let mut platter = self.0.lock().unwrap();
        platter.operate()?;
        if matches!(platter.fate, Fate::SyncFailsAt(at) if platter.operations >= at) {
            return Err(Error::other("input/output error"));
        }
        if matches!(platter.fate, Fate::Lies) {
            return Ok(());
        }
        let Platter {
            seen,
            kept,
            unsynced,
            ..
        } = &mut *platter;
        kept.resize(seen.len(), 0);
        for sector in std::mem::take(unsynced) {
            let from = sector * SECTOR;
            let to = (from + SECTOR).min(seen.len());
            if from < to {
                kept[from..to].copy_from_slice(&seen[from..to]);
            }
        }
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> Result<(), Error> {
        let mut platter = self.0.lock().unwrap();
        platter.operate()?;
        let from = usize::try_from(offset).unwrap();
        platter.fits((from + data.len()) as u64)?;
        platter.seen[from..from + data.len()].copy_from_slice(data);
        let sectors = from / SECTOR..=(from + data.len() - 1) / SECTOR;
        platter.unsynced.extend(sectors);
        Ok(())
    }
}

/// The bytes of a founded city, and a person of it who applies.
struct Base {
    bytes: Vec<u8>,
    actor: yunguan::domain::law::party::Actor,
    now: chrono::DateTime<chrono::Utc>,
}

fn base() -> Base {
    let disk = Disk::new(Vec::new(), Fate::Well, 0);
    let city = City::on(disk.clone());
    let (actor, now) = (city.actor("edu"), city.now);
    drop(city);
    Base {
        bytes: disk.seen(),
        actor,
        now,
    }
}

impl Base {
    fn act(&self, number: u32) -> Act {
        Act {
            actor: self.actor.clone(),
            key: format!("act-{number}"),
            expected: None,
            command: command(
                "application.submit",
                &application("exam", "pa", &[item("vm", number)]),
            ),
        }
    }

    /// Batches of one to eight acts until the disk fails; what was answered, and the failure.
    fn work(
        &self,
        ledger: &Ledger,
        chance: &mut Chance,
        most: u32,
    ) -> (Vec<(Act, Receipt)>, Option<LedgerError>) {
        let mut answered = Vec::new();
        let mut number = 1;
        while number < most {
            let acts: Vec<_> = (0..=chance.below(7))
                .map(|more| self.act(number + more))
                .collect();
            number += u32::try_from(acts.len()).unwrap();
            let ended = ledger.write(|batch| {
                acts.iter()
                    .map(|act| batch.act(act, self.now))
                    .collect::<Result<Vec<_>, _>>()
            });
            match ended {
                Ok(ended) => answered.extend(acts.into_iter().zip(ended).map(|(act, ended)| {
                    let Ended::Done(receipt) = ended else {
                        unreachable!("{ended:?}")
                    };
                    (act, receipt)
                })),
                Err(error) => return (answered, Some(error)),
            }
        }
        (answered, None)
    }

    /// Everything answered is there and nothing else is broken.
    fn holds(&self, bytes: Vec<u8>, answered: &[(Act, Receipt)], deep: bool) -> u64 {
        let ledger = Ledger::create_on(Disk::new(bytes, Fate::Well, 0), &Realm::Sandbox).unwrap();
        let checked = verify::verify(&ledger.snapshot().unwrap(), &mut |_, _| true).unwrap();
        let last = answered.last().map_or(0, |(_, receipt)| receipt.last);
        assert!(checked.entries >= last, "{} of {last}", checked.entries);
        ledger
            .write(|batch| {
                for (act, receipt) in answered {
                    assert_eq!(batch.act(act, self.now)?, Ended::Before(receipt.clone()));
                }
                // And work goes on.
                let next = batch.act(&self.act(900_000), self.now)?;
                assert!(matches!(next, Ended::Done(_)), "{next:?}");
                Ok(())
            })
            .unwrap();
        if deep {
            verify::check_tables(&ledger, &mut |_, _| true).unwrap();
        }
        checked.entries
    }
}

#[test]
fn no_power_cut_loses_an_answered_act() {
    let base = base();
    let (mut answered_acts, mut unanswered_kept) = (0, 0);
    for seed in 0..300 {
        let mut chance = Chance::new(seed);
        let cut = u64::from(chance.below(400)) + 1;
        let disk = Disk::new(base.bytes.clone(), Fate::CutAt(cut), seed);
        let opened = Ledger::create_on(disk.clone(), &Realm::Sandbox);
        let answered = match &opened {
            Ok(ledger) => {
                let (answered, error) = base.work(ledger, &mut chance, 200);
                assert!(error.is_some() || disk.operations() < cut);
                answered
            }
            Err(_) => Vec::new(),
        };
        drop(opened);
        let entries = base.holds(disk.after_power_cut(), &answered, seed % 30 == 0);
        let founding = answered
            .first()
            .map_or(entries, |(_, receipt)| receipt.first - 1);
        answered_acts += answered.len();
        unanswered_kept += entries - founding - answered.len() as u64;
    }
    assert!(
        answered_acts > 1000,
        "{answered_acts} acts were answered before the cuts"
    );
    eprintln!("{answered_acts} answered acts kept, {unanswered_kept} entries kept unanswered");
}

#[test]
fn a_disk_that_lies_about_flushing_is_caught_by_this_test() {
    // The proof that the trials above can fail: flushes are confirmed and forgotten, and answered acts are gone.
    let base = base();
    let mut lost = 0;
    for seed in 0..20 {
        let disk = Disk::new(base.bytes.clone(), Fate::Lies, seed);
        let ledger = Ledger::create_on(disk.clone(), &Realm::Sandbox).unwrap();
        let (answered, _) = base.work(&ledger, &mut Chance::new(seed), 20);
        let promised = answered.last().unwrap().1.last;
        drop(ledger);
        let back = Disk::new(disk.after_power_cut(), Fate::Well, 0);
        let kept = Ledger::create_on(back, &Realm::Sandbox).unwrap();
        lost += usize::from(kept.snapshot().unwrap().seq().unwrap() < promised);
    }
    assert_eq!(lost, 20);
}

#[test]
fn a_flush_that_fails_answers_nothing_that_is_not_kept() {
    let base = base();
    for seed in 0..60 {
        let mut chance = Chance::new(seed);
        let disk = Disk::new(base.bytes.clone(), Fate::Well, seed);
        let ledger = Ledger::create_on(disk.clone(), &Realm::Sandbox).unwrap();
        let from = disk.operations() + u64::from(chance.below(120)) + 1;
        disk.0.lock().unwrap().fate = Fate::SyncFailsAt(from);
        let (answered, error) = base.work(&ledger, &mut chance, 200);
        let error = error.unwrap_or_else(|| unreachable!("the flush failed"));
        assert!(matches!(error, LedgerError::Storage(_)), "{error:?}");
        assert!(!error.to_string().is_empty());
        // Whoever goes on without opening anew is told so, and gets no answer.
        let after = ledger.write(|batch| batch.act(&base.act(800_000), base.now));
        assert!(matches!(after, Err(LedgerError::Storage(_))), "{after:?}");
        drop(ledger);
        base.holds(disk.after_power_cut(), &answered, seed % 20 == 0);
    }
}

#[test]
fn a_full_disk_answers_nothing_that_is_not_kept() {
    let base = base();
    for seed in 0..20 {
        let mut chance = Chance::new(seed);
        let room = base.bytes.len() as u64 + u64::from(chance.below(200_000));
        let disk = Disk::new(base.bytes.clone(), Fate::Room(room), seed);
        let ledger = Ledger::create_on(disk.clone(), &Realm::Sandbox).unwrap();
        let (answered, error) = base.work(&ledger, &mut chance, 4000);
        let error = error.unwrap_or_else(|| unreachable!("it never filled up"));
        assert!(
            error.to_string().contains("no space left on device"),
            "{error}"
        );
        drop(ledger);
        base.holds(disk.seen(), &answered, seed % 10 == 0);
    }
}

#[test]
fn a_batch_that_fails_leaves_no_trace() {
    let base = base();
    let disk = Disk::new(base.bytes.clone(), Fate::Well, 0);
    let ledger = Ledger::create_on(disk, &Realm::Sandbox).unwrap();
    let before = ledger.snapshot().unwrap().head().unwrap();
    let failed: Result<(), _> = ledger.write(|batch| {
        assert!(matches!(batch.act(&base.act(1), base.now)?, Ended::Done(_)));
        Err(LedgerError::Stopped)
    });
    assert!(matches!(failed, Err(LedgerError::Stopped)));
    assert_eq!(ledger.snapshot().unwrap().head().unwrap(), before);
    let again = ledger
        .write(|batch| batch.act(&base.act(1), base.now))
        .unwrap();
    assert!(matches!(again, Ended::Done(_)));
}

#[test]
fn a_store_that_was_replaced_takes_no_more_acts() {
    use yunguan::ledger::error::LedgerError;
    let folder = tempfile::tempdir().unwrap();
    let other = tempfile::tempdir().unwrap();
    for place in [&folder, &other] {
        drop(Ledger::create(place.path(), &Realm::Sandbox).unwrap());
    }
    let ledger = Ledger::open(folder.path()).unwrap();
    ledger.write(|_| Ok(())).unwrap();
    let file = yunguan::ledger::file_in(folder.path());
    std::fs::rename(yunguan::ledger::file_in(other.path()), &file).unwrap();
    // What it wrote now would be in a file that nobody can find again.
    let refused = ledger.write(|_| Ok(()));
    assert!(matches!(refused, Err(LedgerError::Replaced(path)) if path == file));
}
