//! Who is at which matter now: leases in the hub's memory, never in the journal.
//!
//! A claim says "this person is at this matter", and forbids nothing. A statutory deadline must not wait for somebody's
//! lease, and what two people do at once is settled by the version that each of them looked at. So a claim may be lost
//! with the hub, runs out by itself when its console is gone, and is counted in the machine's time even in a sandbox
//! whose clock stands still. Only taking one over is an act, because it is done to somebody.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use serde::{Deserialize, Serialize};

use crate::domain::law::act::Act;
use crate::domain::law::code::PersonCode;
use crate::domain::law::command::Command;
use crate::domain::law::common;
use crate::domain::law::matter::MatterId;
use crate::domain::law::party::Actor;
use crate::domain::law::refusal::{Reason, Refusal};

use super::mailbox::{TOUCHED_LIMIT, Touched};

/// How long a claim holds without being renewed.
pub const LEASE: Duration = Duration::from_mins(2);
/// How many claims there may be; beyond it the one that would end soonest gives way.
pub const CLAIMS_LIMIT: usize = 10_000;

/// Somebody's claim as a seat sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The matter.
    pub matter: MatterId,
    /// Who is at it.
    pub person: PersonCode,
    /// Their name.
    pub name: String,
    /// Their party's name.
    pub party: String,
    /// For how many seconds they have been, when this was answered.
    pub since_seconds: u64,
    /// In how many seconds it ends unless they renew it.
    pub left_seconds: u64,
    /// Whether it is whoever asked.
    pub mine: bool,
}

/// Who holds a claim.
#[derive(Debug, Clone)]
pub(super) struct Holder {
    person: PersonCode,
    name: String,
    party: String,
}

impl Holder {
    /// An actor, with their party's name.
    pub(super) fn new(actor: &Actor, party: String) -> Self {
        Self {
            person: actor.person.clone(),
            name: actor.name.clone(),
            party,
        }
    }
}

/// What an act that is about to be committed means for the claim on its matter.
#[derive(Debug)]
pub(super) enum Settled {
    /// Something was done: if it was by the holder, they are through with it.
    Done(MatterId, PersonCode),
    /// It was taken over.
    TakenOver(MatterId, Holder),
}

#[derive(Debug)]
struct Lease {
    holder: Holder,
    since: Instant,
    until: Instant,
}

#[derive(Debug)]
struct Leases {
    of: HashMap<MatterId, Lease>,
    /// Those that gave way and that nobody has been told of yet; no more than an update names, and one.
    lost: Vec<MatterId>,
    revision: u64,
}

/// The claims of one hub. Every question takes the moment it is asked at, so that tests need not wait.
#[derive(Debug)]
pub(crate) struct Claims {
    lease: Duration,
    leases: Mutex<Leases>,
}

impl Claims {
    /// No claims yet, each to hold for `lease`.
    pub(super) fn new(lease: Duration) -> Self {
        // Counted on from the microsecond of the start: the version of a list must not come round again when a hub
        // starts anew.
        let begun = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
        Self {
            lease,
            leases: Mutex::new(Leases {
                of: HashMap::new(),
                lost: Vec::new(),
                revision: u64::try_from(begun.as_micros()).unwrap_or(0),
            }),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Leases> {
        self.leases.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Grows with every change of a claim, but not with renewals.
    pub(super) fn revision(&self) -> u64 {
        self.lock().revision
    }

    /// Grants or renews; if somebody else is at the matter, names them instead. Also whether anything changed.
    pub(super) fn claim(&self, matter: MatterId, asker: &Holder, now: Instant) -> (Claim, bool) {
        let mut leases = self.lock();
        let mut theirs = leases.of.get_mut(&matter);
        if let Some(lease) = theirs.as_mut().filter(|lease| lease.until > now) {
            if lease.holder.person == asker.person {
                lease.until = now + self.lease;
            }
            return (lease.told(matter, &asker.person, now), false);
        }
        let lease = leases.grant(matter, asker.clone(), now, self.lease);
        (lease.told(matter, &asker.person, now), true)
    }

    /// Gives a claim back; whether there was one.
    pub(super) fn release(&self, matter: MatterId, person: &PersonCode) -> bool {
        self.lock().end(matter, person)
    }

    /// Who is at a matter now.
    pub(super) fn on(&self, matter: MatterId, asker: &PersonCode, now: Instant) -> Option<Claim> {
        let leases = self.lock();
        let lease = leases.of.get(&matter).filter(|lease| lease.until > now)?;
        Some(lease.told(matter, asker, now))
    }

    /// What stands against a command for the sake of claims, after the acts that share its commit: only what somebody
    /// else is at can be taken over, and only from them.
    pub(super) fn against(
        &self,
        command: &Command,
        asker: &PersonCode,
        settled: &[Settled],
        now: Instant,
    ) -> Option<Refusal> {
        let Command::On(matter, Act::Common(common::Act::TakeOver(act))) = command else {
            return None;
        };
        let from = &act.from;
        let mut holder = self.on(*matter, asker, now).map(|claim| claim.person);
        for one in settled {
            match one {
                Settled::Done(of, by) if of == matter && holder.as_ref() == Some(by) => {
                    holder = None;
                }
                Settled::TakenOver(of, by) if of == matter => holder = Some(by.person.clone()),
                Settled::Done(..) | Settled::TakenOver(..) => {}
            }
        }
        let holder = holder.filter(|holder| holder != asker);
        let refused = holder.as_ref() != Some(from);
        refused.then(|| Reason::NotClaimed { holder }.under(command.verb().article()))
    }

    /// Takes note of what was committed.
    pub(super) fn settle(&self, settled: Vec<Settled>, now: Instant) {
        if settled.is_empty() {
            return;
        }
        let mut leases = self.lock();
        for one in settled {
            match one {
                Settled::Done(matter, by) => {
                    leases.end(matter, &by);
                }
                Settled::TakenOver(matter, by) => {
                    leases.grant(matter, by, now, self.lease);
                }
            }
        }
    }

    /// Drops what has run out; the matters that somebody must be told of.
    pub(super) fn sweep(&self, now: Instant) -> Option<Touched> {
        let mut leases = self.lock();
        let mut gone = std::mem::take(&mut leases.lost);
        leases.of.retain(|matter, lease| {
            let lives = lease.until > now;
            if !lives {
                gone.push(*matter);
            }
            lives
        });
        if gone.is_empty() {
            return None;
        }
        leases.revision += 1;
        Some(if gone.len() > TOUCHED_LIMIT {
            Touched::Everything
        } else {
            Touched::Matters(gone.into_iter().collect())
        })
    }
}

impl Leases {
    fn grant(&mut self, matter: MatterId, holder: Holder, now: Instant, lease: Duration) -> &Lease {
        if self.of.len() >= CLAIMS_LIMIT && !self.of.contains_key(&matter) {
            let soonest = self.of.iter().min_by_key(|(_, lease)| lease.until);
            if let Some(gone) = soonest.map(|(matter, _)| *matter) {
                self.of.remove(&gone);
                if self.lost.len() <= TOUCHED_LIMIT {
                    self.lost.push(gone);
                }
            }
        }
        self.revision += 1;
        let granted = Lease {
            holder,
            since: now,
            until: now + lease,
        };
        self.of.entry(matter).insert_entry(granted).into_mut()
    }

    fn end(&mut self, matter: MatterId, person: &PersonCode) -> bool {
        let held = self.of.get(&matter);
        let theirs = held.is_some_and(|lease| lease.holder.person == *person);
        if theirs {
            self.of.remove(&matter);
            self.revision += 1;
        }
        theirs
    }
}

impl Lease {
    fn told(&self, matter: MatterId, asker: &PersonCode, now: Instant) -> Claim {
        Claim {
            since_seconds: now.saturating_duration_since(self.since).as_secs(),
            left_seconds: self.until.saturating_duration_since(now).as_secs(),
            mine: self.holder.person == *asker,
            matter,
            person: self.holder.person.clone(),
            name: self.holder.name.clone(),
            party: self.holder.party.clone(),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use super::*;
    use crate::domain::law::matter::MatterKind;
    use chrono::NaiveDate;

    fn matter(number: u32) -> MatterId {
        MatterId {
            kind: MatterKind::ALL[0],
            date: NaiveDate::MIN,
            number,
        }
    }

    fn holder(person: &str) -> Holder {
        Holder {
            person: person.into(),
            name: person.to_uppercase(),
            party: "x".to_owned(),
        }
    }

    fn take_over(from: &str) -> Command {
        let act = common::TakeOver {
            from: from.into(),
            remark: None,
        };
        Command::On(matter(1), Act::Common(common::Act::TakeOver(act)))
    }

    #[test]
    fn a_lease_holds_until_it_is_not_renewed() {
        let claims = Claims::new(LEASE);
        let start = Instant::now();
        let (a, b) = (holder("a"), holder("b"));
        let (granted, changed) = claims.claim(matter(1), &a, start);
        assert!(granted.mine && changed && granted.left_seconds == 120);
        let late = start + LEASE / 2;
        let (renewed, changed) = claims.claim(matter(1), &a, late);
        assert!(renewed.mine && !changed);
        assert_eq!((renewed.since_seconds, renewed.left_seconds), (60, 120));
        let later = start + LEASE;
        let (told, changed) = claims.claim(matter(1), &b, later);
        assert!(!told.mine && !changed && told.name == "A");
        assert_eq!((told.since_seconds, told.left_seconds), (120, 60));
        assert_eq!(claims.sweep(later), None);
        let over = late + LEASE;
        assert_eq!(claims.on(matter(1), &b.person, over), None);
        let revision = claims.revision();
        let gone = claims.sweep(over);
        assert_eq!(gone, Some(Touched::Matters([matter(1)].into())));
        assert!(claims.revision() > revision);
        assert_eq!(claims.sweep(over), None);
        assert!(claims.claim(matter(1), &b, over).0.mine);
    }

    #[test]
    fn there_are_only_so_many_and_who_gives_way_hears_of_it() {
        let claims = Claims::new(LEASE);
        let start = Instant::now();
        let count = u32::try_from(CLAIMS_LIMIT).unwrap();
        for number in 0..count {
            let at = start + Duration::from_millis(u64::from(number));
            claims.claim(matter(number), &holder("a"), at);
        }
        let now = start + Duration::from_secs(20);
        // The first lease was renewed, so the second now ends soonest.
        claims.claim(matter(0), &holder("a"), now);
        claims.claim(matter(count), &holder("b"), now);
        assert_eq!(claims.lock().of.len(), CLAIMS_LIMIT);
        let asker = PersonCode::new("c");
        for (number, there) in [(0, true), (1, false), (2, true), (count, true)] {
            let claim = claims.on(matter(number), &asker, now);
            assert_eq!(claim.is_some(), there, "{number}");
        }
        let gone = claims.sweep(now);
        assert_eq!(gone, Some(Touched::Matters([matter(1)].into())));
        for number in 1..=100 {
            claims.claim(matter(count + number), &holder("b"), now);
        }
        assert_eq!(claims.lock().of.len(), CLAIMS_LIMIT);
        assert!(claims.lock().lost.len() <= TOUCHED_LIMIT + 1);
        assert_eq!(claims.sweep(now), Some(Touched::Everything));
    }

    #[test]
    fn of_two_who_take_over_in_one_commit_the_first_does() {
        let claims = Claims::new(LEASE);
        let now = Instant::now();
        claims.claim(matter(1), &holder("a"), now);
        let (b, c) = (PersonCode::new("b"), PersonCode::new("c"));
        let against = |asker: &PersonCode, from: &str, settled: &[Settled]| {
            let refused = claims.against(&take_over(from), asker, settled, now);
            refused.map(|refusal| refusal.reason)
        };
        let held_by = |holder: Option<&str>| Reason::NotClaimed {
            holder: holder.map(PersonCode::from),
        };
        assert_eq!(against(&b, "a", &[]), None);
        let taken = [Settled::TakenOver(matter(1), holder("b"))];
        assert_eq!(against(&c, "a", &taken), Some(held_by(Some("b"))));
        assert_eq!(against(&c, "b", &taken), None);
        assert_eq!(against(&b, "a", &taken), Some(held_by(None)));
        let done = [Settled::Done(matter(1), "a".into())];
        assert_eq!(against(&c, "a", &done), Some(held_by(None)));
        let others = [Settled::Done(matter(1), "c".into())];
        assert_eq!(against(&b, "a", &others), None);
        claims.settle(taken.into(), now);
        assert!(claims.on(matter(1), &b, now).unwrap().mine);
    }
}
