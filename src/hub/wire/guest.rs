//! One connection: lines in, answers and updates out, both bounded.

mod acts;
mod answering;
mod lines;
mod writing;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::net::UnixStream;
use tokio::sync::{Notify, Semaphore, mpsc};
use tokio::time::timeout;

use crate::domain::law::code::Login;

use super::super::mailbox::{Mailbox, Update};
use super::message::{self, Call, FIRST_LINE_LIMIT, Fault};
use super::server::{self, House};
use super::traffic::count;
use super::turns::Account;
use acts::Acts;
use answering::begin;
pub(super) use lines::CHUNK;
use lines::Lines;
use writing::{Listening, Out, post, write_out};

/// How many requests of one connection may be under way, answers not yet written among them.
const IN_FLIGHT: usize = 64;
/// How many unwritten bytes a connection may have when it asks for more.
const UNWRITTEN: usize = 256 << 10;
/// How many bytes of one connection's requests may be under way when it sends more.
const UNDER_WAY: usize = 1 << 20;
/// How many bytes of long lines may be under way, of all connections; and of any lines. Beyond that they are told to
/// come again.
const UNDER_WAY_ALL: (usize, usize) = (32 << 20, 64 << 20);
/// How long a peer that was dismissed may take to read why.
const FAREWELL: Duration = Duration::from_secs(2);
/// How long what a dismissed peer still sends is read away, and for how many at once.
const READ_AWAY: (Duration, usize) = (Duration::from_millis(500), 64);
/// How many bad messages in a row end a connection.
const FAULTS: u32 = 16;
/// How long a name is believed to be a user id's.
const NAME_HOLDS: Duration = Duration::from_secs(1);
/// How long a peer that answers nothing of what it was sent counts as busy.
const READS_WITHIN: Duration = Duration::from_secs(2);
/// How long one rests before it may have to make room: whoever is not subscribed or never asked the hub anything, and a
/// console.
const RESTS: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(5));

/// A connection, as the house knows it.
pub(super) struct Guest {
    pub(super) uid: u32,
    /// Whether it takes a place that another might have.
    pub(super) has_place: Cell<bool>,
    login: RefCell<Option<Login>>,
    named_at: Cell<Instant>,
    /// In a sandbox: as whom.
    act_as: RefCell<Option<Login>>,
    lang: RefCell<String>,
    /// Whether anything good was ever asked by somebody bound.
    known: Cell<bool>,
    /// Whether that was more than who they are.
    has_asked: Cell<bool>,
    active_at: Cell<Instant>,
    in_flight: Arc<Semaphore>,
    /// Closed when the connection is gone: what only it wanted to know need not be asked any more.
    staying: Semaphore,
    /// Bytes of its requests under way.
    under_way: Cell<usize>,
    unwritten: Cell<usize>,
    /// When it last read anything, or was to begin.
    reads_since: Cell<Instant>,
    written: Notify,
    /// Bytes of a long line that is still coming in, and since when.
    gathered: Cell<usize>,
    gathers_since: Cell<Instant>,
    listening: RefCell<Option<Listening>>,
    news: Arc<Notify>,
    account: Rc<Account>,
    acts: Acts,
    leave: Notify,
    why: RefCell<Option<Fault>>,
    /// What it is told last, and that it is time.
    farewell: RefCell<Option<Vec<u8>>>,
    parting: Notify,
}

impl Guest {
    pub(super) fn new(uid: u32) -> Self {
        let now = Instant::now();
        Self {
            uid,
            has_place: Cell::new(true),
            login: RefCell::new(None),
            named_at: Cell::new(now),
            act_as: RefCell::new(None),
            lang: RefCell::new("zh".to_owned()),
            known: Cell::new(false),
            has_asked: Cell::new(false),
            active_at: Cell::new(now),
            in_flight: Arc::new(Semaphore::new(IN_FLIGHT)),
            staying: Semaphore::new(0),
            under_way: Cell::new(0),
            unwritten: Cell::new(0),
            reads_since: Cell::new(now),
            written: Notify::new(),
            gathered: Cell::new(0),
            gathers_since: Cell::new(now),
            listening: RefCell::new(None),
            news: Arc::new(Notify::new()),
            account: Rc::default(),
            acts: Acts::default(),
            leave: Notify::new(),
            why: RefCell::new(None),
            farewell: RefCell::new(None),
            parting: Notify::new(),
        }
    }

    pub(super) fn is_known(&self) -> bool {
        self.known.get()
    }

    fn is_subscribed(&self) -> bool {
        self.listening.borrow().is_some()
    }

    fn listen(&self, house: &House, mailbox: Arc<Mailbox>) {
        *self.listening.borrow_mut() = Some(Listening::new(house, mailbox));
    }

    fn stop_listening(&self) {
        self.listening.borrow_mut().take();
    }

    fn update(&self) -> Option<Update> {
        let listening = self.listening.borrow();
        listening.as_ref()?.mailbox.take()
    }

    pub(super) fn last_active(&self) -> Instant {
        self.active_at.get()
    }

    /// How well it can be spared when room is needed, the least first; none if it cannot. Who has said nothing good goes
    /// first, then who only said hello, then who rests, and consoles last: they come again by themselves. Whoever waits
    /// for an answer stays, or a storm of newcomers would turn out all who are nearly served.
    pub(super) fn spared(&self) -> Option<u8> {
        let waits = self.in_flight.available_permits() < IN_FLIGHT;
        let reads = self.unwritten.get() == 0 || self.reads_since.get().elapsed() < READS_WITHIN;
        let rests = self.active_at.get().elapsed();
        let is_leaving = self.why.borrow().is_some();
        if is_leaving || (waits && reads) {
            return None;
        }
        if !self.is_known() {
            return Some(0);
        }
        let (order, needed) = match (self.is_subscribed(), self.has_asked.get()) {
            (false, false) => return Some(1),
            (false, true) => (2, RESTS.0),
            (true, false) => (3, RESTS.0),
            (true, true) => (4, RESTS.1),
        };
        (rests > needed).then_some(order)
    }

    /// Asks it to leave.
    pub(super) fn dismiss(&self, why: Fault) {
        self.why.borrow_mut().get_or_insert(why);
        self.leave.notify_one();
    }

    /// Whether nothing more is to be written to it.
    fn is_cut_off(&self) -> bool {
        matches!(*self.why.borrow(), Some(Fault::Unread))
    }

    /// Until it has read most of what it was answered; false if it never will.
    async fn has_read(&self) -> bool {
        while self.unwritten.get() > UNWRITTEN {
            tokio::select! {
                () = self.written.notified() => {}
                () = self.is_gone() => return false,
            }
        }
        !self.staying.is_closed()
    }

    /// Returns once it is gone.
    async fn is_gone(&self) {
        // It has no permits to give.
        let _ = self.staying.acquire().await;
    }

    /// Whom it speaks for: by the name that its user id has now, so that an account taken away has no power a moment
    /// later.
    async fn speaks_for(&self) -> Login {
        if let Some(login) = self.act_as.borrow().as_ref() {
            return login.clone();
        }
        let known = self.login.borrow().clone();
        match known {
            Some(login) if self.named_at.get().elapsed() < NAME_HOLDS => login,
            before => {
                let login = login_of(self.uid).await;
                if before.is_some_and(|before| before != login) {
                    // Its mailbox is another's.
                    self.stop_listening();
                }
                self.named_at.set(Instant::now());
                *self.login.borrow_mut() = Some(login.clone());
                login
            }
        }
    }
}

/// The login of a user id, asked where it may take its time.
pub(super) async fn login_of(uid: u32) -> Login {
    tokio::task::spawn_blocking(move || server::login_of(uid))
        .await
        .unwrap_or_else(|_| Login::new(format!("uid-{uid}")))
}

/// Serves a connection until it ends.
pub(super) async fn attend(house: &Rc<House>, guest: &Rc<Guest>, stream: UnixStream) {
    let (reading, writing) = stream.into_split();
    let (out, packets) = mpsc::unbounded_channel();
    let mut writer = tokio::task::spawn_local(write_out(
        Rc::clone(house),
        Rc::clone(guest),
        writing,
        packets,
    ));
    let mut lines = Lines::new(house, guest, reading);
    let fault = tokio::select! {
        biased;
        () = guest.leave.notified() => guest.why.borrow().clone(),
        fault = read_lines(house, guest, &mut lines, &out) => fault,
    };
    // It asks no more; what it asked is answered, and a subscriber may go on listening.
    drop(out);
    if fault.is_none() && lines.has_hung_up() {
        guest.staying.close();
    }
    let fault = if fault.is_some() {
        fault
    } else {
        tokio::select! {
            _ = &mut writer => return,
            () = guest.leave.notified() => guest.why.borrow().clone(),
        }
    };
    let Some(fault) = fault else { return };
    guest.why.borrow_mut().get_or_insert(fault.clone());
    guest.stop_listening();
    if fault != Fault::Unread {
        let lang = guest.lang.borrow().clone();
        *guest.farewell.borrow_mut() = Some(house.fault_line(&Value::Null, &lang, &fault));
        guest.parting.notify_one();
        let _ = timeout(FAREWELL, &mut writer).await;
    }
    // It would go on for as long as the peer reads nothing.
    writer.abort();
    let sends_on = matches!(fault, Fault::TooManyFaults(_) | Fault::LineTooLong(_));
    if sends_on && house.reading_away.get() < READ_AWAY.1 {
        let house = Rc::clone(house);
        tokio::task::spawn_local(async move {
            house.reading_away.set(house.reading_away.get() + 1);
            lines.read_away(READ_AWAY.0).await;
            house.reading_away.set(house.reading_away.get() - 1);
        });
    }
}

/// What is left of a connection that ended.
pub(super) fn clear_away(house: &House, guest: &Guest) {
    guest.staying.close();
    guest.stop_listening();
    house.forget_unwritten(guest);
}

/// Reads lines until the peer ends, or has to; answers why it has to.
async fn read_lines(
    house: &Rc<House>,
    guest: &Rc<Guest>,
    lines: &mut Lines,
    out: &Out,
) -> Option<Fault> {
    let mut faults = 0;
    loop {
        while guest.unwritten.get() > UNWRITTEN || guest.under_way.get() > UNDER_WAY {
            guest.written.notified().await;
        }
        let line = match lines.next().await {
            Ok(Some(line)) => line,
            Ok(None) => return None,
            Err(fault) => return Some(fault),
        };
        let Ok(place) = Arc::clone(&guest.in_flight).acquire_owned().await else {
            return None;
        };
        guest.active_at.set(Instant::now());
        let length = line.len();
        let taken = match read_call(house, line).await {
            Ok(call) if !house.has_room_for(length) => {
                count(&house.counters.overloaded);
                let bytes = house.fault_line(&call.id, &guest.lang.borrow(), &Fault::Overloaded);
                post(house, guest, out, bytes, place);
                continue;
            }
            taken => taken,
        };
        match taken {
            Ok(call) => {
                faults = 0;
                count(&house.counters.calls);
                let under_way = UnderWay::new(house, guest, length);
                // What was said before is in force before the next line is read: who it is, and its place in line.
                let answering = begin(house, guest, call).await;
                let out = out.clone();
                let (house, guest) = (Rc::clone(house), Rc::clone(guest));
                tokio::task::spawn_local(async move {
                    let bytes = answering.await;
                    drop(under_way);
                    post(&house, &guest, &out, bytes, place);
                });
            }
            Err((id, fault)) => {
                faults += 1;
                count(&house.counters.malformed);
                let bytes = house.fault_line(&id, &guest.lang.borrow(), &fault);
                post(house, guest, out, bytes, place);
                if faults == FAULTS {
                    return Some(Fault::TooManyFaults(FAULTS));
                }
            }
        }
    }
}

/// A long line is read beside the loop that serves everybody, and one at a time.
async fn read_call(house: &Rc<House>, line: Vec<u8>) -> Result<Call, (Value, Fault)> {
    if line.len() <= FIRST_LINE_LIMIT {
        return message::read_call(&line);
    }
    let _alone = house.reading.acquire().await;
    let read = tokio::task::spawn_blocking(move || message::read_call(&line));
    read.await.unwrap_or(Err((Value::Null, Fault::Stopping)))
}

/// The bytes of a request, counted while it is under way.
struct UnderWay {
    house: Rc<House>,
    guest: Rc<Guest>,
    length: usize,
}

impl UnderWay {
    fn new(house: &Rc<House>, guest: &Rc<Guest>, length: usize) -> Self {
        house.under_way.set(house.under_way.get() + length);
        guest.under_way.set(guest.under_way.get() + length);
        Self {
            house: Rc::clone(house),
            guest: Rc::clone(guest),
            length,
        }
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let less = |figure: &Cell<usize>| figure.set(figure.get().saturating_sub(self.length));
        less(&self.house.under_way);
        less(&self.guest.under_way);
        self.guest.written.notify_waiters();
    }
}

impl House {
    /// Whether another request of that many bytes may be under way.
    fn has_room_for(&self, length: usize) -> bool {
        let (long, any) = UNDER_WAY_ALL;
        let limit = if length > FIRST_LINE_LIMIT { long } else { any };
        self.under_way.get() + length <= limit
    }
}
