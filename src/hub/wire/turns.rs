//! Whose turn it is: so that a client that asks without end delays no other.
//!
//! The hub is given only a few things at a time; what else waits here, by connection. Each waiting request carries the
//! time at which its connection would have been served if all shared evenly (start-time fair queueing): whoever used
//! much lately stands further back, and whoever asks now and then is next.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

/// How many questions the hub has at once: its readers and the next ones.
const QUESTIONS: usize = 4;
/// How many acts the hub has at once: a commit's worth and the next.
const ACTS: usize = 512;
/// What a request is taken to cost before any was measured, in microseconds.
const USUAL_COST: u64 = 200;

/// One kind of work.
struct Lane {
    free: usize,
    /// The even time that service has come to.
    clock: u64,
    waiting: BTreeMap<(u64, u64), oneshot::Sender<()>>,
}

/// Every connection's turns.
pub(super) struct Turns {
    questions: RefCell<Lane>,
    acts: RefCell<Lane>,
    next: Cell<u64>,
}

/// What one connection has used.
pub(super) struct Account {
    /// Until when its requests have taken its share.
    until: Cell<u64>,
    /// What its requests cost of late, in microseconds.
    cost: Cell<u64>,
}

impl Account {
    pub(super) fn new() -> Self {
        Self {
            until: Cell::new(0),
            cost: Cell::new(USUAL_COST),
        }
    }
}

/// A place in line; dropping it leaves the line, and gives back a turn that came meanwhile.
struct Waiting {
    turns: Rc<Turns>,
    account: Rc<Account>,
    is_act: bool,
    /// None if the turn was free.
    granted: Option<oneshot::Receiver<()>>,
    taken: bool,
}

impl Waiting {
    async fn granted(mut self) -> Turn {
        if let Some(granted) = &mut self.granted {
            // The sender is kept until it grants: it is never dropped unsent.
            let _ = granted.await;
        }
        let turn = Turn {
            turns: Rc::clone(&self.turns),
            account: Rc::clone(&self.account),
            is_act: self.is_act,
            begun: Instant::now(),
        };
        self.taken = true;
        turn
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let was_granted = match &mut self.granted {
            None => true,
            Some(granted) => {
                granted.close();
                granted.try_recv().is_ok()
            }
        };
        if was_granted && !self.taken {
            self.turns.give_back(self.is_act);
        }
    }
}

/// A turn; dropping it lets the next one have it.
pub(super) struct Turn {
    turns: Rc<Turns>,
    account: Rc<Account>,
    is_act: bool,
    begun: Instant,
}

impl Turns {
    pub(super) fn new() -> Self {
        let lane = |free| {
            RefCell::new(Lane {
                free,
                clock: 0,
                waiting: BTreeMap::new(),
            })
        };
        Self {
            questions: lane(QUESTIONS),
            acts: lane(ACTS),
            next: Cell::new(0),
        }
    }

    fn lane(&self, is_act: bool) -> &RefCell<Lane> {
        if is_act { &self.acts } else { &self.questions }
    }

    /// Stands in line at once; the turn comes with the future. The requests of one connection get their turns in the
    /// order in which they stood in line.
    pub(super) fn take(
        self: &Rc<Self>,
        account: &Rc<Account>,
        is_act: bool,
    ) -> impl Future<Output = Turn> + use<> {
        let waiting = Waiting {
            turns: Rc::clone(self),
            account: Rc::clone(account),
            is_act,
            granted: self.ask(account, is_act),
            taken: false,
        };
        async move { waiting.granted().await }
    }

    /// Takes a free turn, or stands in line.
    fn ask(&self, account: &Account, is_act: bool) -> Option<oneshot::Receiver<()>> {
        let mut lane = self.lane(is_act).borrow_mut();
        let start = account.until.get().max(lane.clock);
        account.until.set(start + account.cost.get());
        if lane.free > 0 {
            lane.free -= 1;
            lane.clock = lane.clock.max(start);
            return None;
        }
        let number = self.next.get();
        self.next.set(number + 1);
        let (grant, granted) = oneshot::channel();
        lane.waiting.insert((start, number), grant);
        Some(granted)
    }

    fn give_back(&self, is_act: bool) {
        let mut lane = self.lane(is_act).borrow_mut();
        while let Some(((start, _), grant)) = lane.waiting.pop_first() {
            lane.clock = lane.clock.max(start);
            // Who waited may have hung up.
            if grant.send(()).is_ok() {
                return;
            }
        }
        lane.free += 1;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if !self.is_act {
            // Acts share their commits, so only questions are charged by the clock.
            let took = self.begun.elapsed().max(Duration::from_micros(1));
            let took = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
            let before = self.account.cost.get();
            self.account
                .cost
                .set((before.saturating_mul(3).saturating_add(took)) / 4);
        }
        self.turns.give_back(self.is_act);
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at once")]
    use super::*;

    #[test]
    fn who_asks_now_and_then_comes_before_who_asks_without_end() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let local = tokio::task::LocalSet::new();
        local.block_on(&runtime, async {
            let turns = Rc::new(Turns::new());
            let (greedy, modest) = (Rc::new(Account::new()), Rc::new(Account::new()));
            let mut held = Vec::new();
            for _ in 0..QUESTIONS {
                held.push(turns.take(&greedy, false).await);
            }
            let served = Rc::new(RefCell::new(Vec::new()));
            let wait = |name: &'static str, account: &Rc<Account>| {
                let (turns, account, served) =
                    (Rc::clone(&turns), Rc::clone(account), Rc::clone(&served));
                tokio::task::spawn_local(async move {
                    let turn = turns.take(&account, false).await;
                    served.borrow_mut().push(name);
                    tokio::task::yield_now().await;
                    drop(turn);
                })
            };
            let mut all: Vec<_> = (0..100).map(|_| wait("greedy", &greedy)).collect();
            tokio::task::yield_now().await;
            all.push(wait("modest", &modest));
            tokio::task::yield_now().await;
            drop(held);
            for one in all {
                one.await.unwrap();
            }
            let at = served.borrow().iter().position(|name| *name == "modest");
            assert!(at.unwrap() <= QUESTIONS, "{at:?}");
            assert_eq!(served.borrow().len(), 101);
            // Who hung up while waiting takes no turn with them.
            let held: Vec<_> = [
                turns.take(&greedy, false).await,
                turns.take(&greedy, false).await,
                turns.take(&greedy, false).await,
                turns.take(&greedy, false).await,
            ]
            .into();
            let gone = wait("gone", &modest);
            tokio::task::yield_now().await;
            gone.abort();
            tokio::task::yield_now().await;
            drop(held);
            drop(turns.take(&modest, false).await);
            assert_eq!(turns.questions.borrow().free, QUESTIONS);
        });
    }
}
