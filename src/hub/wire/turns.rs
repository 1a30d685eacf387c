//! Whose turn it is: so that a client that asks without end, or for much, delays no other.
//!
//! The hub is given only a few things at a time; what else waits here, by connection. Each waiting request carries the
//! time at which it would be done if all connections shared evenly (weighted fair queueing), and the earliest is next:
//! whoever used much lately stands further back, and what is soon done goes before what takes long. That time moves on
//! with every turn, so that nobody waits for ever.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::mem::Discriminant;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::super::request::{INTAKE_ACTS, Request};

/// How many questions the hub has at once: its readers and the next one.
const QUESTIONS: u64 = 3;
/// How many acts the hub has at once: a commit's worth and the next. An all-or-nothing request counts as its acts, for
/// it is one long transaction.
const ACTS: u64 = 512;
/// What a question is taken to cost before any of its kind was measured, in nanoseconds: one that reads a few rows, and
/// one that may read many.
const USUAL_COST: (u64, u64) = (50_000, 5_000_000);
/// What an act is taken to cost: acts share their commits, so that none has a time of its own.
const ACT_COST: u64 = 50_000;

/// What a request asks of the hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Work {
    is_act: bool,
    /// How much of its lane it takes.
    size: u64,
    kind: Kind,
    /// What it is taken to cost before any of its kind was measured, in nanoseconds.
    usual: u64,
}

/// What costs alike: the same method, with a text filter or without.
type Kind = (Discriminant<Request>, bool);

impl Work {
    pub(super) fn of(request: &Request) -> Self {
        let is_act = request.is_for_the_writer();
        let acts = if let Request::ActAll { acts } = request {
            acts.len()
        } else if matches!(request, Request::Adopt { .. }) {
            // How many it has is known where it is kept: it is taken for the longest.
            INTAKE_ACTS
        } else {
            1
        };
        let size = u64::try_from(acts).unwrap_or(ACTS);
        let is_filtered = matches!(request, Request::Look(look) if look.filter.is_some());
        let reads_many = matches!(
            request,
            Request::Journal { .. }
                | Request::Lines { .. }
                | Request::Record { .. }
                | Request::WhatIf { .. }
                | Request::PreviewAll { .. }
                | Request::Stage { .. }
                | Request::OffersOn { .. }
        );
        let (few, many) = USUAL_COST;
        Self {
            is_act,
            size: size.max(1),
            kind: (std::mem::discriminant(request), is_filtered),
            usual: if is_filtered || reads_many { many } else { few },
        }
    }

    /// The places of its lane that it takes: at most all of them.
    fn places(self) -> u64 {
        if self.is_act { self.size.min(ACTS) } else { 1 }
    }
}

/// One kind of work.
struct Lane {
    free: u64,
    /// The even time that service has come to.
    clock: u64,
    waiting: BTreeMap<Place, Waiter>,
}

/// Where somebody stands in line: by the even time of being done, then in order.
type Place = (u64, u64);

struct Waiter {
    grant: oneshot::Sender<()>,
    start: u64,
    cost: u64,
    places: u64,
}

impl Lane {
    fn new(free: u64) -> RefCell<Self> {
        RefCell::new(Self {
            free,
            clock: 0,
            waiting: BTreeMap::new(),
        })
    }

    /// A turn begins: the even time moves on, by a share at least, or whoever comes anew would always be first.
    fn begin(&mut self, start: u64, cost: u64, places: u64) {
        let sharers = u64::try_from(self.waiting.len()).unwrap_or(u64::MAX - 1) + 1;
        self.free -= places;
        self.clock = start.max(self.clock + cost / sharers);
    }

    /// Lets in whoever is next, as far as there is room. Nobody passes one who waits for much room.
    fn admit(&mut self) {
        while let Some(first) = self.waiting.first_entry() {
            if first.get().places > self.free {
                return;
            }
            let next = first.remove();
            // Who waited may have hung up.
            if next.grant.send(()).is_ok() {
                self.begin(next.start, next.cost, next.places);
            }
        }
    }
}

/// Every connection's turns.
pub(super) struct Turns {
    questions: RefCell<Lane>,
    acts: RefCell<Lane>,
    /// What questions cost of late, by kind, in nanoseconds.
    costs: RefCell<HashMap<Kind, u64>>,
    next: Cell<u64>,
}

/// What one connection has used, of questions and of acts.
#[derive(Default)]
pub(super) struct Account {
    used: [Used; 2],
}

/// What one connection has used of a lane.
#[derive(Default)]
struct Used {
    /// Until when its requests have taken its share.
    until: Cell<u64>,
    /// When it asked last.
    asked: Cell<Option<Instant>>,
    /// How many of its requests are in line.
    waiting: Cell<usize>,
}

impl Account {
    fn used(&self, work: Work) -> &Used {
        let [questions, acts] = &self.used;
        if work.is_act { acts } else { questions }
    }
}

impl Used {
    /// When its next request begins, in even time. What it used is forgiven as time goes by, or an endless row of
    /// newcomers, each of whom has used nothing yet, would keep out whoever has been working for long. Not while others
    /// of its requests wait, which would be overtaken.
    fn start(&self, clock: u64) -> u64 {
        let before = self.asked.replace(Some(Instant::now()));
        let rested = before.map_or(0, |before| nanos(before.elapsed()));
        let forgiven = if self.waiting.get() == 0 { rested } else { 0 };
        self.until.get().saturating_sub(forgiven).max(clock)
    }
}

fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

/// A place in line; dropping it leaves the line, and gives back a turn that came meanwhile.
struct Waiting {
    turns: Rc<Turns>,
    account: Rc<Account>,
    work: Work,
    cost: u64,
    /// None if the turn was free.
    granted: Option<(Place, oneshot::Receiver<()>)>,
    taken: bool,
}

impl Waiting {
    async fn granted(mut self) -> Turn {
        if let Some((_, granted)) = &mut self.granted {
            // The sender is kept until it grants: it is never dropped unsent.
            let _ = granted.await;
        }
        let turn = Turn {
            turns: Rc::clone(&self.turns),
            account: Rc::clone(&self.account),
            work: self.work,
            cost: self.cost,
            took: Arc::default(),
        };
        self.taken = true;
        turn
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if self.granted.is_some() {
            let waiting = &self.account.used(self.work).waiting;
            waiting.set(waiting.get() - 1);
        }
        if self.taken {
            return;
        }
        let mut lane = self.turns.lane(self.work).borrow_mut();
        let was_granted = match &mut self.granted {
            None => true,
            Some((place, granted)) => {
                let left = lane.waiting.remove(place).is_some();
                !left && granted.try_recv().is_ok()
            }
        };
        if was_granted {
            lane.free += self.work.places();
        }
        lane.admit();
    }
}

/// A turn; dropping it lets the next one have it.
pub(super) struct Turn {
    turns: Rc<Turns>,
    account: Rc<Account>,
    work: Work,
    cost: u64,
    took: Arc<AtomicU64>,
}

impl Turn {
    /// Where whoever does the work writes down how long it took, in nanoseconds.
    pub(super) fn took(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.took)
    }
}

impl Turns {
    pub(super) fn new() -> Self {
        Self {
            questions: Lane::new(QUESTIONS),
            acts: Lane::new(ACTS),
            costs: RefCell::default(),
            next: Cell::new(0),
        }
    }

    fn lane(&self, work: Work) -> &RefCell<Lane> {
        if work.is_act {
            &self.acts
        } else {
            &self.questions
        }
    }

    /// Stands in line at once; the turn comes with the future. The acts of one connection get their turns in the order
    /// in which they stood in line.
    pub(super) fn take(
        self: &Rc<Self>,
        account: &Rc<Account>,
        work: Work,
    ) -> impl Future<Output = Turn> + use<> {
        let cost = if work.is_act {
            work.size.saturating_mul(ACT_COST)
        } else {
            let costs = self.costs.borrow();
            costs.get(&work.kind).copied().unwrap_or(work.usual)
        };
        let waiting = Waiting {
            turns: Rc::clone(self),
            account: Rc::clone(account),
            work,
            cost,
            granted: self.ask(account, work, cost),
            taken: false,
        };
        async move { waiting.granted().await }
    }

    /// Takes a free turn, or stands in line.
    fn ask(
        &self,
        account: &Account,
        work: Work,
        cost: u64,
    ) -> Option<(Place, oneshot::Receiver<()>)> {
        let mut lane = self.lane(work).borrow_mut();
        let used = account.used(work);
        let start = used.start(lane.clock);
        used.until.set(start + cost);
        let places = work.places();
        if lane.free >= places && lane.waiting.is_empty() {
            lane.begin(start, cost, places);
            return None;
        }
        used.waiting.set(used.waiting.get() + 1);
        let number = self.next.get();
        self.next.set(number + 1);
        let (grant, granted) = oneshot::channel();
        let waiter = Waiter {
            grant,
            start,
            cost,
            places,
        };
        lane.waiting.insert((start + cost, number), waiter);
        Some(((start + cost, number), granted))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let took = self.took.load(Ordering::Relaxed);
        if !self.work.is_act && took > 0 {
            let mut costs = self.turns.costs.borrow_mut();
            let usual = costs.entry(self.work.kind).or_insert(took);
            *usual = usual.saturating_mul(7).saturating_add(took) / 8;
            // It is charged the time that it took, instead of the usual cost that it was let in with.
            let until = &self.account.used(self.work).until;
            until.set((until.get() + took).saturating_sub(self.cost));
        }
        let mut lane = self.turns.lane(self.work).borrow_mut();
        lane.free += self.work.places();
        lane.admit();
    }
}

#[cfg(test)]
mod tests;
