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

use tokio::sync::oneshot;

use super::super::request::Request;

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
        let size = match request {
            Request::ActAll { acts } => u64::try_from(acts.len()).unwrap_or(ACTS),
            _ => 1,
        };
        let is_filtered = matches!(request, Request::Look(look) if look.filter.is_some());
        let reads_many = matches!(
            request,
            Request::Journal { .. }
                | Request::Lines { .. }
                | Request::Records { .. }
                | Request::WhatIf { .. }
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

/// What one connection has used.
#[derive(Default)]
pub(super) struct Account {
    /// Until when its requests have taken its share, of questions and of acts.
    until: [Cell<u64>; 2],
}

impl Account {
    fn until(&self, work: Work) -> &Cell<u64> {
        let [questions, acts] = &self.until;
        if work.is_act { acts } else { questions }
    }
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
        let until = account.until(work);
        let start = until.get().max(lane.clock);
        until.set(start + cost);
        let places = work.places();
        if lane.free >= places && lane.waiting.is_empty() {
            lane.begin(start, cost, places);
            return None;
        }
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
            // It pays what it took, not what its like usually takes.
            let until = self.account.until(self.work);
            until.set((until.get() + took).saturating_sub(self.cost));
        }
        let mut lane = self.turns.lane(self.work).borrow_mut();
        lane.free += self.work.places();
        lane.admit();
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at once")]
    use super::*;

    const QUESTION: Request = Request::Whoami;

    fn acts(count: usize) -> Work {
        Work {
            size: count as u64,
            ..Work::of(&Request::ActAll { acts: Vec::new() })
        }
    }

    fn run(test: impl AsyncFnOnce(Rc<Turns>)) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let local = tokio::task::LocalSet::new();
        local.block_on(&runtime, test(Rc::new(Turns::new())));
    }

    /// Who was served, in order.
    type Served = Rc<RefCell<Vec<&'static str>>>;

    fn wait(
        turns: &Rc<Turns>,
        served: &Served,
        name: &'static str,
        account: &Rc<Account>,
        work: Work,
        takes: u64,
    ) -> tokio::task::JoinHandle<()> {
        let turn = turns.take(account, work);
        let served = Rc::clone(served);
        tokio::task::spawn_local(async move {
            let turn = turn.await;
            served.borrow_mut().push(name);
            tokio::task::yield_now().await;
            turn.took().store(takes, Ordering::Relaxed);
        })
    }

    #[test]
    fn who_asks_now_and_then_comes_before_who_asks_without_end() {
        run(async |turns| {
            let (greedy, modest) = (Rc::default(), Rc::default());
            let question = Work::of(&QUESTION);
            let mut held = Vec::new();
            for _ in 0..QUESTIONS {
                held.push(turns.take(&greedy, question).await);
            }
            let served = Served::default();
            let mut all: Vec<_> = (0..100)
                .map(|_| wait(&turns, &served, "greedy", &greedy, question, 1_000))
                .collect();
            all.push(wait(&turns, &served, "modest", &modest, question, 1_000));
            drop(held);
            for one in all {
                one.await.unwrap();
            }
            let at = served.borrow().iter().position(|name| *name == "modest");
            assert!(at.unwrap() <= 3, "{at:?}");
            assert_eq!(served.borrow().len(), 101);
            assert_eq!(turns.questions.borrow().free, QUESTIONS);
        });
    }

    #[test]
    fn what_is_soon_done_passes_many_who_ask_for_much_and_they_are_served_all_the_same() {
        run(async |turns| {
            let look = |filter: Option<&str>| {
                Request::Look(super::super::super::request::Look {
                    view: super::super::super::request::View::Open,
                    order: super::super::super::request::Order::Ascending,
                    anchor: None,
                    before: 0,
                    after: 1,
                    filter: filter.map(str::to_owned),
                    version: None,
                })
            };
            let (costly, cheap) = (Work::of(&look(Some("x"))), Work::of(&look(None)));
            turns.costs.borrow_mut().insert(costly.kind, 8_000_000);
            turns.costs.borrow_mut().insert(cheap.kind, 100_000);
            let first: Rc<Account> = Rc::default();
            let mut held = Vec::new();
            for _ in 0..QUESTIONS {
                held.push(turns.take(&first, costly).await);
            }
            let served = Served::default();
            let mut all: Vec<_> = (0..200)
                .map(|_| wait(&turns, &served, "much", &Rc::default(), costly, 8_000_000))
                .collect();
            all.push(wait(
                &turns,
                &served,
                "little",
                &Rc::default(),
                cheap,
                100_000,
            ));
            drop(held);
            // Whoever asks for little without end, each time as somebody new, holds nobody up for ever.
            let mut little = 0;
            while served
                .borrow()
                .iter()
                .filter(|name| **name == "much")
                .count()
                < 200
            {
                all.push(wait(
                    &turns,
                    &served,
                    "more",
                    &Rc::default(),
                    cheap,
                    100_000,
                ));
                little += 1;
                assert!(little < 200_000, "{:?}", served.borrow().len());
                tokio::task::yield_now().await;
            }
            let at = served.borrow().iter().position(|name| *name == "little");
            assert!(at.unwrap() < 8, "{at:?}");
        });
    }

    #[test]
    fn a_long_transaction_takes_the_room_of_its_acts_and_gives_it_back() {
        run(async |turns| {
            let (greedy, modest): (Rc<Account>, Rc<Account>) = (Rc::default(), Rc::default());
            let served = Served::default();
            let mut all: Vec<_> = (0..20)
                .map(|_| wait(&turns, &served, "import", &greedy, acts(2_000), 0))
                .collect();
            tokio::task::yield_now().await;
            assert_eq!(*served.borrow(), ["import"]);
            all.push(wait(&turns, &served, "act", &modest, acts(1), 0));
            for one in all {
                one.await.unwrap();
            }
            assert_eq!(served.borrow().get(1), Some(&"act"));
            assert_eq!(served.borrow().len(), 21);
            assert_eq!(turns.acts.borrow().free, ACTS);
        });
    }

    #[test]
    fn who_hangs_up_while_waiting_takes_no_turn_with_them() {
        run(async |turns| {
            let account: Rc<Account> = Rc::default();
            let served = Served::default();
            let question = Work::of(&QUESTION);
            let mut held = Vec::new();
            for _ in 0..QUESTIONS {
                held.push(turns.take(&account, question).await);
            }
            let gone = [
                wait(&turns, &served, "gone", &account, question, 1),
                wait(&turns, &served, "gone", &account, question, 1),
            ];
            let unasked = turns.take(&account, question);
            tokio::task::yield_now().await;
            for one in &gone {
                one.abort();
            }
            tokio::task::yield_now().await;
            assert_eq!(turns.questions.borrow().waiting.len(), 1);
            drop(held);
            // Granted, and never taken.
            drop(unasked);
            drop(turns.take(&account, question).await);
            // One who waits for much room, and leaves, lets those behind go on.
            let one = turns.take(&account, acts(1)).await;
            let import = turns.take(&account, acts(2_000));
            let act = wait(&turns, &served, "act", &account, acts(1), 0);
            tokio::task::yield_now().await;
            assert!(served.borrow().is_empty());
            drop(import);
            act.await.unwrap();
            drop(one);
            assert_eq!(turns.questions.borrow().free, QUESTIONS);
            assert_eq!(turns.acts.borrow().free, ACTS);
        });
    }
}
