//! A seat's end of the wire: what waits for answers, and how a lost hub is found again.
//!
//! A request goes out once. When the wire breaks, questions are answered "gone" and asked anew by whoever wants to know;
//! acts that were on their way are looked up by their request keys once a hub is reached again, and are never sent
//! twice. A hub that is gone for good may be followed by this process itself, if it may open the store.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::domain::code::Login;

use super::super::Reply;
use super::super::direct::Direct;
use super::super::host::Host;
use super::super::mailbox::{Mailbox, Touched, Update};
use super::super::request::{Answer, Request, Trouble};
use super::link::{Link, Lost, Manner, Reach, Reached, Unreached};
use super::message::{self, Heard, Hello, Welcome};
use super::transport::{Ending, FAREWELL, Wire};

/// How many messages may wait to be written.
const OUTGOING: usize = 2_048;
/// The longest line believed of a hub, in bytes.
const ANSWER_LIMIT: u64 = 256 << 20;
/// How much of what is no message is put up with before the first one: a login script may greet.
const NOISE_LIMIT: usize = 64 << 10;
/// How long a hub may take to answer the first question, where nobody types a password meanwhile.
const GREETING: Duration = Duration::from_secs(15);
/// And where somebody may.
const GREETING_OF_PERSON: Duration = Duration::from_mins(3);
/// How often a quiet wire is tried.
const PING_EVERY: Duration = Duration::from_secs(10);
/// How long a hub may take to answer that.
const PING_LIMIT: Duration = Duration::from_secs(25);
/// How long leaving waits for what is on its way to be kept.
const LAST_WORDS: Duration = Duration::from_secs(1);
/// The first wait before a lost hub is tried again, and the longest.
const BACK_OFF: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(5));

/// A seat that reaches its hub through a link.
pub struct Linked {
    shared: Arc<Shared>,
    login: Login,
}

struct Shared {
    hello: Hello,
    /// How long acts without an answer are held before they are called unknown; none for a person who can wait.
    patience: Option<Duration>,
    reach: Mutex<Reach>,
    state: Mutex<State>,
    changed: Condvar,
    mailboxes: Mutex<Vec<Weak<Mailbox>>>,
}

struct State {
    way: Way,
    next: u64,
    pending: HashMap<u64, Pending>,
    /// What was on its way when the wire broke, and drafts made since.
    unsettled: Vec<(Request, Reply)>,
    /// Counts the wires, so that the end of an old one is told from the end of this.
    wires: u64,
    /// Whether the store is to be given to a service.
    yields: bool,
    /// Whether somebody wants it tried at once.
    hurry: bool,
    closing: bool,
}

enum Way {
    Wire(Open),
    Own(Box<Host>, Direct),
    None(Lost),
}

/// A wire in use.
struct Open {
    outgoing: SyncSender<Vec<u8>>,
    ending: Ending,
    host: Option<String>,
    latency: Option<Duration>,
}

enum Pending {
    Ask(Box<Request>, Reply),
    Own(SyncSender<Result<Value, String>>),
    Ping(Instant),
}

impl Linked {
    /// Reaches a hub for the first time, and keeps it reached.
    ///
    /// # Errors
    /// If none is reached.
    pub fn reach(
        hello: Hello,
        patience: Option<Duration>,
        mut reach: Reach,
        manner: Manner,
    ) -> Result<Self, Unreached> {
        let reached = reach(manner)?;
        let shared = Arc::new(Shared {
            hello,
            patience,
            reach: Mutex::new(reach),
            state: Mutex::new(State {
                way: Way::None(lost(String::new(), false)),
                next: 1,
                pending: HashMap::new(),
                unsettled: Vec::new(),
                wires: 0,
                yields: false,
                hurry: false,
                closing: false,
            }),
            changed: Condvar::new(),
            mailboxes: Mutex::default(),
        });
        let login = shared.adopt(reached, manner)?;
        let linked = Self {
            shared: Arc::clone(&shared),
            login,
        };
        start("link", move || keep(&shared)).map_err(|why| Unreached {
            why,
            needs_person: false,
        })?;
        Ok(linked)
    }

    pub(in crate::hub) fn login(&self) -> &Login {
        &self.login
    }

    pub(in crate::hub) fn send(&self, request: Request, reply: Reply) {
        self.shared.send(request, reply);
    }

    pub(in crate::hub) fn subscribe(
        &self,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Arc<Mailbox> {
        let mailbox = Arc::new(Mailbox::new(self.login.clone(), wake));
        let mut mailboxes = guard(&self.shared.mailboxes);
        mailboxes.retain(|mailbox| mailbox.strong_count() > 0);
        mailboxes.push(Arc::downgrade(&mailbox));
        drop(mailboxes);
        if let Way::Own(_, direct) = &guard(&self.shared.state).way {
            direct.listen(&mailbox);
        }
        mailbox
    }

    pub(in crate::hub) fn link(&self) -> Link {
        match &guard(&self.shared.state).way {
            Way::Own(..) => Link::Direct,
            Way::Wire(Open {
                host: Some(host),
                latency,
                ..
            }) => Link::Remote {
                host: host.clone(),
                latency: *latency,
            },
            Way::Wire(_) => Link::Local,
            Way::None(lost) => Link::Lost(lost.clone()),
        }
    }

    pub(in crate::hub) fn reconnect(&self, asking: bool) {
        if asking {
            self.shared.try_once(Manner::Asking);
        } else {
            guard(&self.shared.state).hurry = true;
        }
        self.shared.changed.notify_all();
    }

    /// The hub of this process, if it keeps the store itself.
    pub fn with_own<R>(&self, work: impl FnOnce(&Host) -> R) -> Option<R> {
        match &guard(&self.shared.state).way {
            Way::Own(host, _) => Some(work(host)),
            Way::Wire(_) | Way::None(_) => None,
        }
    }
}

impl Drop for Linked {
    fn drop(&mut self) {
        // What was typed last is to be kept, if the hub still answers.
        let until = Instant::now() + LAST_WORDS;
        while self.shared.owes_anything() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(5));
        }
        let mut state = guard(&self.shared.state);
        state.closing = true;
        let way = std::mem::replace(&mut state.way, Way::None(lost(String::new(), false)));
        drop(state);
        self.shared.changed.notify_all();
        if let Way::Wire(open) = &way {
            open.ending.end(Duration::ZERO);
        }
        // A hub of our own finishes what was accepted, and frees the store.
        drop(way);
    }
}

impl Shared {
    fn send(self: &Arc<Self>, request: Request, reply: Reply) {
        let mut state = guard(&self.state);
        let unsent = match &state.way {
            Way::Own(_, direct) => {
                let direct = direct.clone();
                drop(state);
                return direct.send(request, reply);
            }
            Way::Wire(open) => {
                let outgoing = open.outgoing.clone();
                let id = state.next;
                state.next += 1;
                let line = message::call_line(id, &request);
                state
                    .pending
                    .insert(id, Pending::Ask(Box::new(request), reply));
                match outgoing.try_send(line) {
                    Ok(()) => return,
                    Err(TrySendError::Full(_)) => (state.pending.remove(&id), Trouble::Busy),
                    Err(TrySendError::Disconnected(_)) => {
                        (state.pending.remove(&id), Trouble::Gone)
                    }
                }
            }
            Way::None(_) => match request {
                // What was typed waits for the hub; of several drafts of one form the last counts.
                Request::SaveDraft(_) | Request::DropDraft { .. } => {
                    keep_draft(&mut state.unsettled, request, reply);
                    return;
                }
                request => (Some(Pending::Ask(Box::new(request), reply)), Trouble::Gone),
            },
        };
        drop(state);
        if let (Some(Pending::Ask(_, reply)), trouble) = unsent {
            reply(Answer::Trouble(trouble));
        }
    }

    /// Makes what was reached the way to the hub; answers the login that it is for.
    fn adopt(self: &Arc<Self>, reached: Reached, manner: Manner) -> Result<Login, Unreached> {
        let login = match reached {
            Reached::Own(host) => {
                let login = self.hello.act_as.clone().unwrap_or_else(|| {
                    super::server::login_of(rustix::process::geteuid().as_raw())
                });
                self.adopt_own(host, &login);
                login
            }
            Reached::Wire(wire) => self.adopt_wire(wire, manner)?,
        };
        self.tell_everything();
        self.settle();
        Ok(login)
    }

    fn adopt_own(self: &Arc<Self>, host: Box<Host>, login: &Login) {
        let asked = Arc::downgrade(self);
        host.on_yield(move || {
            if let Some(shared) = asked.upgrade() {
                guard(&shared.state).yields = true;
                shared.changed.notify_all();
            }
        });
        let direct = host.hub().direct(login.clone());
        for mailbox in guard(&self.mailboxes).iter().filter_map(Weak::upgrade) {
            direct.listen(&mailbox);
        }
        guard(&self.state).way = Way::Own(host, direct);
    }

    /// Greets, and listens.
    fn adopt_wire(self: &Arc<Self>, wire: Wire, manner: Manner) -> Result<Login, Unreached> {
        let failed = |why: String| Unreached {
            why,
            needs_person: false,
        };
        let Wire {
            reader,
            writer,
            ending,
            host,
            asking,
        } = wire;
        let is_remote = host.is_some();
        let (outgoing, to_write) = sync_channel(OUTGOING);
        let number = {
            let mut state = guard(&self.state);
            state.wires += 1;
            state.wires
        };
        let (for_reader, for_writer) = (Arc::downgrade(self), Arc::downgrade(self));
        let end_of_writer = ending.clone();
        start("link-reader", move || read(&for_reader, reader, number)).map_err(failed)?;
        start("link-writer", move || {
            write(&for_writer, writer, &to_write, &end_of_writer);
        })
        .map_err(failed)?;
        let limit = match manner {
            Manner::Asking if is_remote => GREETING_OF_PERSON,
            _ => GREETING,
        };
        let greeted = self
            .own_call(&outgoing, "hello", &self.hello, limit)
            .and_then(|welcome| {
                serde_json::from_value::<Welcome>(welcome).map_err(|error| error.to_string())
            })
            .and_then(|welcome| {
                self.own_call(&outgoing, "subscribe", &Value::Null, GREETING)?;
                Ok(welcome)
            });
        asking.store(false, Ordering::Relaxed);
        match greeted {
            Ok(welcome) => {
                let mut state = guard(&self.state);
                if state.wires == number {
                    state.way = Way::Wire(Open {
                        outgoing,
                        ending,
                        host,
                        latency: None,
                    });
                }
                Ok(welcome.login)
            }
            Err(why) => {
                let said = ending.end(FAREWELL);
                let why = if said.is_empty() { why } else { said };
                Err(Unreached {
                    // A way that ended before the hub spoke may have wanted a person.
                    needs_person: is_remote,
                    why,
                })
            }
        }
    }

    /// A call of the link's own, answered or not within a time.
    fn own_call(
        &self,
        outgoing: &SyncSender<Vec<u8>>,
        method: &str,
        params: &impl serde::Serialize,
        limit: Duration,
    ) -> Result<Value, String> {
        let (sender, answered) = sync_channel(1);
        let id = {
            let mut state = guard(&self.state);
            let id = state.next;
            state.next += 1;
            state.pending.insert(id, Pending::Own(sender));
            id
        };
        let _ = outgoing.try_send(message::own_line(id, method, params));
        answered.recv_timeout(limit).unwrap_or_else(|error| {
            guard(&self.state).pending.remove(&id);
            Err(match error {
                RecvTimeoutError::Timeout => format!("{method}: no answer within {limit:?}"),
                RecvTimeoutError::Disconnected => String::new(),
            })
        })
    }

    /// Everything may have changed while nobody listened.
    fn tell_everything(&self) {
        for mailbox in guard(&self.mailboxes).iter().filter_map(Weak::upgrade) {
            mailbox.put(Update {
                seq: 0,
                touched: Touched::Everything,
            });
        }
    }

    fn wake_all(&self) {
        for mailbox in guard(&self.mailboxes).iter().filter_map(Weak::upgrade) {
            mailbox.wake();
        }
    }

    /// Finds out what became of acts whose answers were lost, and keeps the drafts made meanwhile.
    fn settle(self: &Arc<Self>) {
        let unsettled = std::mem::take(&mut guard(&self.state).unsettled);
        for (request, reply) in unsettled {
            match &request {
                Request::Act(_) | Request::ActAll { .. } => {
                    self.settle_from(request, Vec::new(), reply);
                }
                _ => self.send(request, reply),
            }
        }
    }

    /// Looks up an act's keys one after the other; the acts of one request were all done or none.
    fn settle_from(
        self: &Arc<Self>,
        request: Request,
        mut found: Vec<super::super::request::Receipt>,
        reply: Reply,
    ) {
        let key = match &request {
            Request::Act(act) => Some(act.key.clone()),
            Request::ActAll { acts } => acts.get(found.len()).map(|act| act.key.clone()),
            _ => None,
        };
        let Some(key) = key else {
            return reply(Answer::AllDone(found));
        };
        let shared = Arc::downgrade(self);
        let look_up = Request::Find { key };
        self.send(
            look_up,
            Box::new(move |answer| match (answer, shared.upgrade()) {
                (Answer::Found(Some(receipt)), Some(shared)) => {
                    if matches!(request, Request::Act(_)) {
                        return reply(Answer::Before(receipt));
                    }
                    found.push(receipt);
                    shared.settle_from(request, found, reply);
                }
                (Answer::Found(None), _) => reply(Answer::Trouble(Trouble::NotDone)),
                (Answer::Trouble(_), Some(shared)) => {
                    // Lost again: it is looked up again.
                    guard(&shared.state).unsettled.push((request, reply));
                }
                (other, _) => reply(other),
            }),
        );
    }

    /// A wire ended. What it still owed is kept or answered.
    fn ended(&self, number: u64) {
        let mut state = guard(&self.state);
        if state.wires != number {
            return;
        }
        // An end before the greeting is told by whoever greets.
        let before = std::mem::replace(&mut state.way, Way::None(lost(String::new(), false)));
        let mut unanswered = Vec::new();
        for (_, pending) in std::mem::take(&mut state.pending) {
            match pending {
                Pending::Ask(request, reply) if is_kept(&request) => {
                    state.unsettled.push((*request, reply));
                }
                Pending::Ask(_, reply) => unanswered.push(reply),
                Pending::Own(_) | Pending::Ping(_) => {}
            }
        }
        drop(state);
        if let Way::Wire(open) = before {
            let said = open.ending.end(FAREWELL);
            if let Way::None(lost) = &mut guard(&self.state).way {
                lost.why = said;
            }
        }
        for reply in unanswered {
            reply(Answer::Trouble(Trouble::Gone));
        }
        self.changed.notify_all();
        self.wake_all();
    }

    /// Takes a message; what nobody waits for is dropped.
    fn heard(&self, heard: Heard) {
        if heard.method.as_deref() == Some("update") {
            if let Ok(update) = serde_json::from_value::<Update>(heard.params) {
                for mailbox in guard(&self.mailboxes).iter().filter_map(Weak::upgrade) {
                    mailbox.put(update.clone());
                }
            }
            return;
        }
        let pending = heard
            .id
            .as_u64()
            .and_then(|id| guard(&self.state).pending.remove(&id));
        match pending {
            Some(Pending::Ask(_, reply)) => reply(answer_in(heard)),
            Some(Pending::Own(sender)) => {
                let _ = sender.try_send(match (heard.result, heard.error) {
                    (Some(result), _) => Ok(result),
                    (None, Some(error)) => Err(error.message),
                    (None, None) => Err(String::new()),
                });
            }
            Some(Pending::Ping(sent)) => self.took(sent.elapsed()),
            None => {}
        }
    }

    /// How long there and back took; the screen is told of changes that a person would notice.
    fn took(&self, now: Duration) {
        let mut state = guard(&self.state);
        let Way::Wire(open) = &mut state.way else {
            return;
        };
        let before = open.latency.replace(now);
        let is_remote = open.host.is_some();
        drop(state);
        let notable = before
            .is_none_or(|before| now.abs_diff(before) > Duration::from_millis(10).max(before / 4));
        if is_remote && notable {
            self.wake_all();
        }
    }

    /// Tries a quiet wire; answers the line to send, or that the hub has not answered the last one.
    fn ping(&self) -> Option<Vec<u8>> {
        let mut state = guard(&self.state);
        let overdue = state
            .pending
            .values()
            .any(|pending| matches!(pending, Pending::Ping(sent) if sent.elapsed() > PING_LIMIT));
        if overdue {
            return None;
        }
        let is_waiting = state
            .pending
            .values()
            .any(|pending| matches!(pending, Pending::Ping(_)));
        if is_waiting {
            return Some(Vec::new());
        }
        let id = state.next;
        state.next += 1;
        state.pending.insert(id, Pending::Ping(Instant::now()));
        Some(message::own_line(id, "ping", &Value::Null))
    }

    /// One attempt to reach a hub.
    fn try_once(self: &Arc<Self>, manner: Manner) -> bool {
        let reached = {
            let mut reach = guard(&self.reach);
            if self.is_up() {
                return true;
            }
            reach(manner)
        };
        match reached.and_then(|reached| self.adopt(reached, manner)) {
            Ok(_) => true,
            Err(unreached) => {
                if let Way::None(lost) = &mut guard(&self.state).way {
                    if !unreached.why.is_empty() {
                        lost.why = unreached.why;
                    }
                    lost.needs_person = unreached.needs_person;
                }
                false
            }
        }
    }

    /// Whether something that was to be kept is on its way.
    fn owes_anything(&self) -> bool {
        let state = guard(&self.state);
        matches!(state.way, Way::Wire(_))
            && state
                .pending
                .values()
                .any(|pending| matches!(pending, Pending::Ask(request, _) if is_kept(request)))
    }

    fn is_up(&self) -> bool {
        !matches!(guard(&self.state).way, Way::None(_))
    }

    /// Whoever cannot wait is told that it is not known what became of their acts.
    fn give_up_waiting(&self) {
        let mut state = guard(&self.state);
        let too_long = match (&state.way, self.patience) {
            (Way::None(lost), Some(patience)) => lost.since.elapsed() > patience,
            _ => false,
        };
        if !too_long {
            return;
        }
        let unsettled = std::mem::take(&mut state.unsettled);
        drop(state);
        for (_, reply) in unsettled {
            reply(Answer::Trouble(Trouble::Unknown));
        }
    }
}

/// Keeps the hub reached until the seat is gone.
fn keep(shared: &Arc<Shared>) {
    let mut wait = BACK_OFF.0;
    loop {
        let mut state = guard(&shared.state);
        while !state.closing && !state.yields && !matches!(state.way, Way::None(_)) {
            wait = BACK_OFF.0;
            state = shared
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        if state.closing {
            let way = std::mem::replace(&mut state.way, Way::None(lost(String::new(), false)));
            drop(state);
            drop(way);
            return;
        }
        if std::mem::take(&mut state.yields) {
            let own = std::mem::replace(&mut state.way, Way::None(lost(String::new(), false)));
            drop(state);
            // Finishes what was accepted, and frees the store.
            drop(own);
            shared.wake_all();
            continue;
        }
        let until = Instant::now() + jittered(wait);
        if let Way::None(lost) = &mut state.way {
            lost.again_at = Some(until);
        }
        while !state.closing && !state.hurry && matches!(state.way, Way::None(_)) {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            let (after, _) = shared
                .changed
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner);
            state = after;
        }
        state.hurry = false;
        if state.closing || !matches!(state.way, Way::None(_)) {
            continue;
        }
        if let Way::None(lost) = &mut state.way {
            lost.again_at = None;
        }
        drop(state);
        shared.try_once(Manner::Quiet);
        shared.give_up_waiting();
        shared.wake_all();
        wait = (wait * 2).min(BACK_OFF.1);
    }
}

/// Fifty consoles that lost one hub should not all come back in the same instant.
fn jittered(wait: Duration) -> Duration {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| since.subsec_nanos());
    let share = (now ^ std::process::id().rotate_left(16)) % 512;
    wait.mul_f64(0.75 + f64::from(share) / 1_024.0)
}

/// Whether a request is kept when its wire breaks: it was to leave something.
fn is_kept(request: &Request) -> bool {
    matches!(
        request,
        Request::Act(_)
            | Request::ActAll { .. }
            | Request::SaveDraft(_)
            | Request::DropDraft { .. }
    )
}

fn keep_draft(unsettled: &mut Vec<(Request, Reply)>, request: Request, reply: Reply) {
    fn key_of(request: &Request) -> Option<&str> {
        match request {
            Request::SaveDraft(draft) => Some(&draft.key),
            Request::DropDraft { key } => Some(key),
            _ => None,
        }
    }
    let key = key_of(&request).map(str::to_owned);
    unsettled.retain(|(other, _)| key_of(other).map(str::to_owned) != key || key.is_none());
    unsettled.push((request, reply));
}

fn answer_in(heard: Heard) -> Answer {
    let document = match (heard.result, heard.error) {
        (Some(result), _) => result,
        (None, Some(error)) => match error.data {
            Some(data) => data,
            None => return Answer::Trouble(Trouble::Hub(error.message)),
        },
        (None, None) => return Answer::Trouble(Trouble::Hub(String::new())),
    };
    serde_json::from_value(document)
        .unwrap_or_else(|error| Answer::Trouble(Trouble::Hub(error.to_string())))
}

fn read(shared: &Weak<Shared>, reader: Box<dyn Read + Send>, number: u64) {
    let mut reader = BufReader::with_capacity(64 << 10, reader);
    let mut noise = 0;
    let mut line = Vec::new();
    loop {
        line.clear();
        match (&mut reader)
            .take(ANSWER_LIMIT)
            .read_until(b'\n', &mut line)
        {
            Ok(0) | Err(_) => break,
            Ok(_) => {}
        }
        let Some(shared) = shared.upgrade() else {
            return;
        };
        match serde_json::from_slice::<Heard>(&line) {
            Ok(heard) if heard.jsonrpc == "2.0" => shared.heard(heard),
            _ => {
                noise += line.len();
                if noise > NOISE_LIMIT {
                    break;
                }
            }
        }
    }
    if let Some(shared) = shared.upgrade() {
        shared.ended(number);
    }
}

fn write(
    shared: &Weak<Shared>,
    mut writer: Box<dyn Write + Send>,
    to_write: &Receiver<Vec<u8>>,
    ending: &Ending,
) {
    loop {
        let bytes = match to_write.recv_timeout(PING_EVERY) {
            Ok(bytes) => bytes,
            Err(RecvTimeoutError::Timeout) => {
                let Some(shared) = shared.upgrade() else {
                    break;
                };
                match shared.ping() {
                    Some(line) => line,
                    None => break,
                }
            }
            Err(RecvTimeoutError::Disconnected) => break,
        };
        if writer
            .write_all(&bytes)
            .and_then(|()| writer.flush())
            .is_err()
        {
            break;
        }
    }
    // The reader then reads the end, and says so.
    ending.end(Duration::ZERO);
}

fn lost(why: String, needs_person: bool) -> Lost {
    Lost {
        since: Instant::now(),
        again_at: None,
        why,
        needs_person,
    }
}

fn start(name: &str, run: impl FnOnce() + Send + 'static) -> Result<(), String> {
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(run)
        .map(drop)
        .map_err(|error| error.to_string())
}

fn guard<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
