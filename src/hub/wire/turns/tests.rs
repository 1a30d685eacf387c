//! Whose turn it is, told in order.
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
            Request::Look(crate::hub::request::Look {
                filter: filter.map(crate::hub::list::filter::Filter::plain),
                ..crate::hub::request::Look::at(crate::hub::request::List::Open, 50)
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
        // The permit was granted but its asker left before it took it.
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

#[test]
fn who_has_worked_for_long_is_not_kept_out_by_a_row_of_newcomers() {
    run(async |turns| {
        let (veteran, served): (Rc<Account>, Served) = <_>::default();
        let question = Work::of(&QUESTION);
        // It used one second of work, and then rested slightly longer than one second.
        let used = veteran.used(question);
        used.until.set(1_000_000_000);
        used.asked
            .set(Instant::now().checked_sub(Duration::from_secs(2)));
        let mut held = Vec::new();
        for _ in 0..QUESTIONS {
            held.push(turns.take(&Rc::default(), question).await);
        }
        let newcomer = || wait(&turns, &served, "new", &Rc::default(), question, 50_000);
        let mut all: Vec<_> = (0..50).map(|_| newcomer()).collect();
        all.push(wait(&turns, &served, "old", &veteran, question, 50_000));
        drop(held);
        for _ in 0..500 {
            all.push(newcomer());
            tokio::task::yield_now().await;
        }
        for one in all {
            one.await.unwrap();
        }
        let at = served.borrow().iter().position(|name| *name == "old");
        assert!(at.unwrap() < 120, "{at:?}");
        // Its acts, one right after the other, stay in order all the same.
        let one = turns.take(&veteran, acts(2_000)).await;
        let (much, little) = (acts(400), acts(1));
        let all = [
            wait(&turns, &served, "first", &veteran, much, 0),
            wait(&turns, &served, "second", &veteran, little, 0),
        ];
        drop(one);
        for one in all {
            one.await.unwrap();
        }
        assert!(served.borrow().ends_with(&["first", "second"]));
    });
}
