//! What a seat hears and how long it waits: shared by the parts in which many act.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use yunguan::domain::law::matter::MatterId;
use yunguan::hub::request::{Answer, Request};
use yunguan::hub::{Mailbox, Seat};

/// What happened when, by its number: a commit may carry several entries, and then has the last one's.
pub type Log = Vec<(u64, Instant)>;

/// When each batch was committed: a seat of this process is told by the writer itself, right after the commit.
pub fn commits(seat: &Seat) -> Arc<Mutex<Log>> {
    let commits: Arc<Mutex<Log>> = Arc::default();
    let noted = Arc::clone(&commits);
    let slot: Arc<Mutex<Option<Arc<Mailbox>>>> = Arc::default();
    let own = Arc::clone(&slot);
    let mailbox = seat.subscribe(move || {
        let now = Instant::now();
        let update = own.lock().unwrap().as_ref().and_then(|own| own.take());
        if let Some(update) = update {
            noted.lock().unwrap().push((update.seq, now));
        }
    });
    *slot.lock().unwrap() = Some(mailbox);
    commits
}

/// Does an act, and notes how long its answer took.
pub fn done(seat: &Seat, request: Request, waits: &mut Vec<Duration>) -> MatterId {
    let begun = Instant::now();
    let answer = seat.ask(request);
    waits.push(begun.elapsed());
    let Answer::Done(receipt) = answer else {
        unreachable!("{answer:?}")
    };
    receipt.matter.unwrap()
}
