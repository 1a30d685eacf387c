//! One connection: lines in, answers and updates out, both bounded.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, mpsc, oneshot};
use tokio::time::timeout;

use crate::domain::code::Login;
use crate::domain::command::Command;
use crate::domain::verb::Verb;

use super::super::mailbox::Mailbox;
use super::super::request::{ActRequest, Answer, Request, Trouble};
use super::Said;
use super::message::{
    self, Call, FIRST_LINE_LIMIT, Fault, Hello, LINE_LIMIT, Method, PROTOCOL, Welcome,
};
use super::server::{self, Admits, House};
use super::traffic::count;
use super::turns::Account;

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

/// Begins to answer a call: all that must happen in the order of the lines is done when this returns.
async fn begin(
    house: &Rc<House>,
    guest: &Rc<Guest>,
    call: Call,
) -> Pin<Box<dyn Future<Output = Vec<u8>>>> {
    let Call { id, method } = call;
    match method {
        Method::Ask(request) => ask(house, guest, id, *request).await,
        own => {
            let bytes = answer_own(house, guest, &id, own).await;
            Box::pin(std::future::ready(bytes))
        }
    }
}

/// What a call of the link's own is answered, as a line.
async fn answer_own(house: &Rc<House>, guest: &Rc<Guest>, id: &Value, method: Method) -> Vec<u8> {
    let answered = match method {
        Method::Hello(hello) => greet(house, guest, hello).await,
        Method::Ping | Method::Ask(_) => Ok(json!({})),
        Method::Subscribe => subscribe(house, guest).await,
        Method::Yield => give_way(house, guest),
    };
    match answered {
        Ok(result) => message::result_line(id, &result),
        Err(Stopped::Fault(fault)) => house.fault_line(id, &guest.lang.borrow(), &fault),
        Err(Stopped::Answer(answer)) => answer_line(
            &house.settings.words,
            id,
            Verb::RegisterParty,
            &guest.lang.borrow(),
            &answer,
        ),
    }
}

/// Why a call of the link's own came to nothing.
enum Stopped {
    Fault(Fault),
    Answer(Box<Answer>),
}

/// Who comes. Whoever is bound to nobody learns here how to mend it.
async fn greet(house: &Rc<House>, guest: &Rc<Guest>, hello: Hello) -> Result<Value, Stopped> {
    if let Some(lang) = hello.lang {
        *guest.lang.borrow_mut() = lang.chars().take(8).collect();
    }
    if hello.protocol != PROTOCOL {
        return Err(Stopped::Fault(Fault::Protocol(hello.protocol)));
    }
    if let Some(login) = hello.act_as {
        let live = house
            .direct
            .shared()
            .is_none_or(|shared| shared.ledger.realm().is_live());
        if live {
            return Err(Stopped::Fault(Fault::OnlySandbox));
        }
        *guest.act_as.borrow_mut() = Some(login);
        guest.mailbox.borrow_mut().take();
    }
    let (login, realm) = known(house, guest).await?;
    Ok(json!(Welcome {
        protocol: PROTOCOL,
        program: concat!("yunguan ", env!("CARGO_PKG_VERSION")).to_owned(),
        login,
        realm,
        service: house.settings.service,
        capabilities: message::methods().map(str::to_owned).collect(),
        line_limit: LINE_LIMIT,
    }))
}

/// Whom the connection speaks for, if that is somebody here.
async fn known(
    house: &Rc<House>,
    guest: &Rc<Guest>,
) -> Result<(Login, super::super::request::Realm), Stopped> {
    match put(house, guest, Request::Whoami).await {
        (login, Answer::Standing(standing)) => Ok((login, standing.realm)),
        (_, other) => Err(Stopped::Answer(Box::new(other))),
    }
}

async fn subscribe(house: &Rc<House>, guest: &Rc<Guest>) -> Result<Value, Stopped> {
    let (login, _) = known(house, guest).await?;
    let news = Arc::clone(&guest.news);
    let mailbox = house
        .direct
        .for_login(login)
        .subscribe(move || news.notify_one());
    *guest.mailbox.borrow_mut() = Some(mailbox);
    house.note_connected();
    Ok(json!(Answer::Ok))
}

/// A console gives the store to a service of its own user, which asks here.
fn give_way(house: &House, guest: &Guest) -> Result<Value, Stopped> {
    if house.settings.service || house.settings.admits != Admits::Only(guest.uid) {
        return Err(Stopped::Fault(Fault::NoYield));
    }
    (house.on_yield)();
    Ok(json!(Answer::Ok))
}

/// Puts a question of our own to the hub.
async fn put(house: &Rc<House>, guest: &Rc<Guest>, request: Request) -> (Login, Answer) {
    let login = guest.speaks_for().await;
    let turn = house.turns.take(&guest.account, false).await;
    let (sender, receiver) = oneshot::channel();
    house.direct.for_login(login.clone()).send(
        request,
        Box::new(move |answer| {
            let _ = sender.send(answer);
        }),
    );
    let answer = receiver.await.unwrap_or(Answer::Trouble(Trouble::Gone));
    drop(turn);
    note(house, guest, &answer);
    (login, answer)
}

/// Puts a request to the hub. Its answer is written down on the hub's own threads: they are several.
///
/// Acts are done in the order of their lines. A question sees what the acts before it did.
async fn ask(
    house: &Rc<House>,
    guest: &Rc<Guest>,
    id: Value,
    request: Request,
) -> Pin<Box<dyn Future<Output = Vec<u8>>>> {
    let login = guest.speaks_for().await;
    let lang = guest.lang.borrow().clone();
    if founds(&request) && !house.is_owner(guest.uid) {
        let bytes = house.fault_line(&id, &lang, &Fault::NotTheOwner);
        return Box::pin(std::future::ready(bytes));
    }
    let is_act = request.is_for_the_writer();
    let acts_before = guest.acts.begun.get();
    let act = is_act.then(|| guest.acts.begin(Rc::clone(guest)));
    let turn = is_act.then(|| house.turns.take(&guest.account, true));
    let (house, guest) = (Rc::clone(house), Rc::clone(guest));
    Box::pin(async move {
        let turn = if let Some(turn) = turn {
            turn.await
        } else {
            guest.acts.wait_for(acts_before).await;
            house.turns.take(&guest.account, false).await
        };
        let verb = verb_of(&request);
        let words = Arc::clone(&house.settings.words);
        let (sender, receiver) = oneshot::channel();
        let for_lost = id.clone();
        house.direct.for_login(login).send(
            request,
            Box::new(move |answer| {
                let bytes = answer_line(&words, &id, verb, &lang, &answer);
                let stranger = matches!(answer, Answer::Stranger(_));
                let _ = sender.send((bytes, stranger));
            }),
        );
        let answered = receiver.await;
        drop((turn, act));
        match answered {
            Ok((bytes, stranger)) => {
                if stranger {
                    house.counters.strangers.fetch_add(1, Ordering::Relaxed);
                } else {
                    guest.known.set(true);
                }
                bytes
            }
            Err(_) => house.fault_line(&for_lost, &guest.lang.borrow(), &Fault::Stopping),
        }
    })
}

/// The acts of one connection, counted: they are answered in the order in which they began.
#[derive(Default)]
struct Acts {
    begun: Cell<u64>,
    ended: Cell<u64>,
    changed: Notify,
}

/// An act under way.
struct UnderWay(Rc<Guest>);

impl Acts {
    fn begin(&self, guest: Rc<Guest>) -> UnderWay {
        self.begun.set(self.begun.get() + 1);
        UnderWay(guest)
    }

    /// Waits until so many have ended.
    async fn wait_for(&self, count: u64) {
        while self.ended.get() < count {
            let changed = self.changed.notified();
            if self.ended.get() >= count {
                return;
            }
            changed.await;
        }
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let acts = &self.0.acts;
        acts.ended.set(acts.ended.get() + 1);
        acts.changed.notify_waiters();
    }
}

fn note(house: &House, guest: &Guest, answer: &Answer) {
    if matches!(answer, Answer::Stranger(_)) {
        count(&house.counters.strangers);
    } else {
        guest.known.set(true);
    }
}

/// Whether a request founds a store.
fn founds(request: &Request) -> bool {
    let one = |act: &ActRequest| matches!(act.command, Command::Found { .. });
    match request {
        Request::Act(act) | Request::Preview(act) => one(act),
        Request::ActAll { acts } => acts.iter().any(one),
        _ => false,
    }
}

/// The verb whose article a refusal falls back on.
fn verb_of(request: &Request) -> Verb {
    match request {
        Request::Act(act) | Request::Preview(act) => act.command.verb(),
        Request::ActAll { acts } => acts
            .first()
            .map_or(Verb::RegisterParty, |act| act.command.verb()),
        _ => Verb::RegisterParty,
    }
}

fn answer_line(
    words: &super::Words,
    id: &Value,
    verb: Verb,
    lang: &str,
    answer: &Answer,
) -> Vec<u8> {
    match message::code_of(answer) {
        None => message::result_line(id, answer),
        Some(code) => {
            let said = words(lang, &Said::Answer(verb, answer));
            message::error_line(id, code, &said, Some(answer))
        }
    }
}
