//! One connection: lines in, answers and updates out, both bounded.

mod acts;
mod answering;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::time::timeout;

use crate::domain::code::Login;

use super::super::mailbox::Mailbox;
use super::message::{self, FIRST_LINE_LIMIT, Fault, LINE_LIMIT};
use super::server::{self, House};
use super::traffic::count;
use super::turns::Account;
use acts::Acts;
use answering::begin;

/// How many requests of one connection may be under way, answers not yet written among them.
const IN_FLIGHT: usize = 64;
/// How many unwritten bytes a connection may have when it asks for more.
const UNWRITTEN: usize = 256 << 10;
/// How long the first line may take, and the rest of any line that has begun.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long a peer may read nothing of what waits for it.
const UNREAD: Duration = Duration::from_secs(20);
/// How long a peer that was dismissed may take to read why.
const FAREWELL: Duration = Duration::from_secs(2);
/// How many bad messages in a row end a connection.
const FAULTS: u32 = 16;
/// How long a name is believed to be a user id's.
const NAME_HOLDS: Duration = Duration::from_secs(1);
/// How much is read at once.
const CHUNK: usize = 8 << 10;
/// How many bytes all connections together may gather of lines longer than a first one may be.
const GATHERING: usize = 64 << 20;

/// A connection, as the house knows it.
pub(super) struct Guest {
    pub(super) uid: u32,
    login: RefCell<Option<Login>>,
    named_at: Cell<Instant>,
    /// In a sandbox: as whom.
    act_as: RefCell<Option<Login>>,
    lang: RefCell<String>,
    /// Whether anything good was ever asked by somebody bound.
    known: Cell<bool>,
    active_at: Cell<Instant>,
    in_flight: Arc<Semaphore>,
    unwritten: Cell<usize>,
    written: Notify,
    mailbox: RefCell<Option<Arc<Mailbox>>>,
    news: Arc<Notify>,
    account: Rc<Account>,
    acts: Acts,
    leave: Notify,
    why: RefCell<Option<Fault>>,
}

/// An answer on its way; its place is free for another request once it is written.
struct Packet {
    bytes: Vec<u8>,
    _place: Option<OwnedSemaphorePermit>,
}

type Out = mpsc::UnboundedSender<Packet>;

impl Guest {
    pub(super) fn new(uid: u32) -> Self {
        Self {
            uid,
            login: RefCell::new(None),
            named_at: Cell::new(Instant::now()),
            act_as: RefCell::new(None),
            lang: RefCell::new("zh".to_owned()),
            known: Cell::new(false),
            active_at: Cell::new(Instant::now()),
            in_flight: Arc::new(Semaphore::new(IN_FLIGHT)),
            unwritten: Cell::new(0),
            written: Notify::new(),
            mailbox: RefCell::new(None),
            news: Arc::new(Notify::new()),
            account: Rc::new(Account::new()),
            acts: Acts::default(),
            leave: Notify::new(),
            why: RefCell::new(None),
        }
    }

    pub(super) fn is_known(&self) -> bool {
        self.known.get()
    }

    pub(super) fn is_subscribed(&self) -> bool {
        self.mailbox.borrow().is_some()
    }

    pub(super) fn last_active(&self) -> Instant {
        self.active_at.get()
    }

    /// Whether it may have to make room for another.
    pub(super) fn can_be_spared(&self, idle: Duration) -> bool {
        let leaving = self.why.borrow().is_some();
        let is_busy = self.in_flight.available_permits() < IN_FLIGHT;
        let resting = !self.is_subscribed() && !is_busy && self.active_at.get().elapsed() > idle;
        !leaving && (!self.is_known() || resting)
    }

    /// Asks it to leave.
    pub(super) fn dismiss(&self, why: Fault) {
        self.why.borrow_mut().get_or_insert(why);
        self.leave.notify_one();
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
                    self.mailbox.borrow_mut().take();
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
    let writer = tokio::task::spawn_local(write_out(
        Rc::clone(house),
        Rc::clone(guest),
        writing,
        packets,
    ));
    let fault = tokio::select! {
        biased;
        () = guest.leave.notified() => guest.why.borrow_mut().take(),
        fault = read_lines(house, guest, reading, &out) => fault,
    };
    let Some(fault) = fault else {
        // It asks no more; what it asked is answered, and a subscriber may go on listening.
        drop(out);
        let _ = writer.await;
        return;
    };
    guest.mailbox.borrow_mut().take();
    let lang = guest.lang.borrow().clone();
    let bytes = house.fault_line(&Value::Null, &lang, &fault);
    let _ = out.send(Packet {
        bytes,
        _place: None,
    });
    drop(out);
    let _ = timeout(FAREWELL, writer).await;
}

/// Reads lines until the peer ends, or has to; answers why it has to.
async fn read_lines(
    house: &Rc<House>,
    guest: &Rc<Guest>,
    reading: OwnedReadHalf,
    out: &Out,
) -> Option<Fault> {
    let mut lines = Lines {
        reading,
        house: Rc::clone(house),
        gathered: Vec::new(),
        seen: 0,
        charged: 0,
    };
    let mut faults = 0;
    loop {
        while guest.unwritten.get() > UNWRITTEN {
            guest.written.notified().await;
        }
        let line = match lines.next(guest).await {
            Ok(Some(line)) => line,
            Ok(None) => return None,
            Err(fault) => return Some(fault),
        };
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let Ok(place) = Arc::clone(&guest.in_flight).acquire_owned().await else {
            return None;
        };
        guest.active_at.set(Instant::now());
        match message::read_call(&line) {
            Ok(call) => {
                faults = 0;
                count(&house.counters.calls);
                // What was said before is in force before the next line is read: who it is, and its place in line.
                let answering = begin(house, guest, call).await;
                let out = out.clone();
                let guest = Rc::clone(guest);
                tokio::task::spawn_local(async move {
                    let bytes = answering.await;
                    post(&guest, &out, bytes, place);
                });
            }
            Err((id, fault)) => {
                faults += 1;
                count(&house.counters.malformed);
                let lang = guest.lang.borrow().clone();
                post(guest, out, house.fault_line(&id, &lang, &fault), place);
                if faults == FAULTS {
                    return Some(Fault::TooManyFaults(FAULTS));
                }
            }
        }
    }
}

fn post(guest: &Guest, out: &Out, bytes: Vec<u8>, place: OwnedSemaphorePermit) {
    guest.unwritten.set(guest.unwritten.get() + bytes.len());
    // Nobody takes it only if the connection is gone.
    let _ = out.send(Packet {
        bytes,
        _place: Some(place),
    });
}

/// Bytes, cut into lines.
struct Lines {
    reading: OwnedReadHalf,
    house: Rc<House>,
    gathered: Vec<u8>,
    /// How many of them were searched for a line's end.
    seen: usize,
    /// How many of them the house counts.
    charged: usize,
}

impl Lines {
    /// The next line; none at the end. What stands there without its end is a line too.
    async fn next(&mut self, guest: &Guest) -> Result<Option<Vec<u8>>, Fault> {
        loop {
            if let Some(line) = self.cut() {
                return Ok(Some(line));
            }
            let limit = if guest.is_known() {
                LINE_LIMIT
            } else {
                FIRST_LINE_LIMIT
            };
            if self.gathered.len() > limit {
                count(&self.house.counters.oversized);
                return Err(Fault::LineTooLong(limit));
            }
            self.charge()?;
            let mut chunk = [0; CHUNK];
            let waiting = self.reading.read(&mut chunk);
            let read = if self.gathered.is_empty() && guest.is_known() {
                waiting.await
            } else {
                timeout(PATIENCE, waiting).await.map_err(|_| {
                    count(&self.house.counters.silent);
                    Fault::Silent
                })?
            };
            match read {
                Ok(0) | Err(_) if self.gathered.is_empty() => return Ok(None),
                Ok(0) | Err(_) => {
                    self.seen = 0;
                    return Ok(Some(std::mem::take(&mut self.gathered)));
                }
                Ok(read) => self
                    .gathered
                    .extend_from_slice(chunk.get(..read).unwrap_or_default()),
            }
        }
    }

    fn cut(&mut self) -> Option<Vec<u8>> {
        let rest = self.gathered.get(self.seen..)?;
        let Some(end) = rest.iter().position(|byte| *byte == b'\n') else {
            self.seen = self.gathered.len();
            return None;
        };
        let after = self.gathered.split_off(self.seen + end + 1);
        let mut line = std::mem::replace(&mut self.gathered, after);
        line.pop();
        self.seen = 0;
        Some(line)
    }

    /// Long lines share one bound: many connections together must not fill the memory.
    fn charge(&mut self) -> Result<(), Fault> {
        let long = self.gathered.len().saturating_sub(FIRST_LINE_LIMIT);
        let others = self.house.gathering.get().saturating_sub(self.charged);
        self.charged = long;
        self.house.gathering.set(others + long);
        if others + long > GATHERING {
            count(&self.house.counters.oversized);
            return Err(Fault::LineTooLong(FIRST_LINE_LIMIT));
        }
        Ok(())
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        let others = self.house.gathering.get().saturating_sub(self.charged);
        self.house.gathering.set(others);
    }
}

/// Writes answers and updates until there are no more; a peer that reads nothing is given up.
async fn write_out(
    house: Rc<House>,
    guest: Rc<Guest>,
    mut writing: OwnedWriteHalf,
    mut packets: mpsc::UnboundedReceiver<Packet>,
) {
    let mut open = true;
    while open || (guest.is_subscribed() && !has_hung_up(&writing)) {
        let news = Arc::clone(&guest.news);
        tokio::select! {
            biased;
            packet = packets.recv(), if open => match packet {
                None => open = false,
                Some(packet) => {
                    let length = packet.bytes.len();
                    let sent = write_all(&mut writing, &packet.bytes).await;
                    guest.unwritten.set(guest.unwritten.get().saturating_sub(length));
                    guest.written.notify_one();
                    if !sent {
                        give_up(&house, &guest);
                        break;
                    }
                }
            },
            () = news.notified() => {
                let update = guest.mailbox.borrow().as_ref().and_then(|mailbox| mailbox.take());
                if let Some(update) = update {
                    count(&house.counters.updates);
                    let told = json!({ "jsonrpc": "2.0", "method": "update", "params": update });
                    if !write_all(&mut writing, &message::line(&told)).await {
                        give_up(&house, &guest);
                        break;
                    }
                }
            },
            // A peer that ended its side only may still listen; one that is gone altogether tells nobody.
            () = tokio::time::sleep(Duration::from_secs(1)), if !open => {}
        }
    }
    guest.mailbox.borrow_mut().take();
    // Whoever reads lines for it learns that there is nobody to answer.
    guest.leave.notify_one();
}

fn give_up(house: &House, guest: &Guest) {
    count(&house.counters.unread);
    guest.dismiss(Fault::Unread);
}

/// Writes all of it; whether the peer took it.
async fn write_all(writing: &mut OwnedWriteHalf, mut bytes: &[u8]) -> bool {
    while !bytes.is_empty() {
        match timeout(UNREAD, writing.write(bytes)).await {
            Ok(Ok(written @ 1..)) => bytes = bytes.get(written..).unwrap_or_default(),
            _ => return false,
        }
    }
    true
}

fn has_hung_up(writing: &OwnedWriteHalf) -> bool {
    let stream: &UnixStream = writing.as_ref();
    let mut watched = [PollFd::new(stream, PollFlags::empty())];
    let at_once = Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    let polled = poll(&mut watched, Some(&at_once));
    let [watched] = watched;
    let lost = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    polled.is_ok() && watched.revents().intersects(lost)
}
