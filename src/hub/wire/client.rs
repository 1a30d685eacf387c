//! A seat's end of the wire: what waits for answers, and how a lost hub is found again.
//!
//! A request goes out once. When the wire breaks, questions are answered "gone" and asked anew by whoever wants to know;
//! acts that were on their way are looked up by their request keys once a hub is reached again, and are never sent
//! twice. A hub that is gone for good may be followed by this process itself, if it may open the store.

mod keeping;
mod listening;
mod settling;

use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use serde_json::Value;
use serde_json::value::RawValue;

use crate::domain::law::code::Login;

use super::super::Reply;
use super::super::direct::Direct;
use super::super::host::Host;
use super::super::mailbox::{Mailbox, Touched, Update};
use super::super::request::{Answer, Request, Trouble};
use super::link::{Help, Link, Lost, Manner, Reach, Reached, Unreached};
use super::message::{self, Hello, Welcome};
use super::transport::{Ending, FAREWELL, Wire};
use keeping::keep;
use listening::{read, write};
use settling::keep_draft;

/// How many messages may wait to be written.
const OUTGOING: usize = 2_048;
/// How long a hub may take to answer the first question, where nobody types a password meanwhile.
const GREETING: Duration = Duration::from_secs(15);
/// And where somebody may.
const GREETING_OF_PERSON: Duration = Duration::from_mins(3);
/// How long leaving waits for what is on its way to be kept.
const LAST_WORDS: Duration = Duration::from_secs(1);

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
    /// What the hub said to the connection itself rather than to a call: why it ends it.
    goodbye: Option<String>,
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
    Own(SyncSender<Result<Box<RawValue>, Ungreeted>>),
    Ping(Instant),
}

/// Why a call of the link's own came to nothing.
enum Ungreeted {
    /// The hub said so.
    Said(Unreached),
    /// It said nothing.
    Silent(String),
}

impl State {
    /// Why the last wire ended, as far as the hub said.
    fn farewell(&self) -> Ungreeted {
        match &self.goodbye {
            Some(why) => Ungreeted::Said(Unreached::because(why.as_str())),
            None => Ungreeted::Silent(String::new()),
        }
    }
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
                goodbye: None,
            }),
            changed: Condvar::new(),
            mailboxes: Mutex::default(),
        });
        let login = shared.adopt(reached, manner)?;
        let linked = Self {
            shared: Arc::clone(&shared),
            login,
        };
        start("link", move || keep(&shared)).map_err(Unreached::because)?;
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
            Way::None(_) => {
                // What was typed waits for the hub; of several drafts of one form the last counts.
                if let Request::SaveDraft(_) | Request::DropDraft { .. } = request {
                    keep_draft(&mut state.unsettled, request, reply);
                    return;
                }
                (Some(Pending::Ask(Box::new(request), reply)), Trouble::Gone)
            }
        };
        drop(state);
        if let (Some(Pending::Ask(request, reply)), trouble) = unsent {
            let is_act = matches!(
                *request,
                Request::Act(_) | Request::ActAll { .. } | Request::Adopt { .. }
            );
            // The act was never sent, so it is certain that it was not done.
            let never_left = is_act && trouble == Trouble::Gone;
            reply(Answer::Trouble(if never_left {
                Trouble::NotDone
            } else {
                trouble
            }));
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
            state.goodbye = None;
            state.wires
        };
        let (for_reader, for_writer) = (Arc::downgrade(self), Arc::downgrade(self));
        let end_of_writer = ending.clone();
        start("link-reader", move || read(&for_reader, reader, number))
            .map_err(Unreached::because)?;
        start("link-writer", move || {
            write(&for_writer, writer, &to_write, &end_of_writer);
        })
        .map_err(Unreached::because)?;
        let limit = match manner {
            Manner::Asking if is_remote => GREETING_OF_PERSON,
            Manner::Asking | Manner::Quiet => GREETING,
        };
        let greeted = self
            .own_call(number, &outgoing, "hello", &self.hello, limit)
            .and_then(|welcome| {
                serde_json::from_str::<Welcome>(welcome.get())
                    .map_err(|error| Ungreeted::Silent(error.to_string()))
            })
            .and_then(|welcome| {
                self.own_call(number, &outgoing, "subscribe", &Value::Null, GREETING)?;
                Ok(welcome)
            });
        let first_ping = outgoing.clone();
        let open = Open {
            outgoing,
            ending: ending.clone(),
            host,
            latency: None,
        };
        match greeted {
            Ok(welcome) if self.takes(open, number) => {
                asking.store(false, Ordering::Relaxed);
                // The first ping measures the link at once; if the queue is full, a later ping does.
                if let Some(line) = self.ping() {
                    let _ = first_ping.try_send(line);
                }
                return Ok(welcome.login);
            }
            // It ended between the greeting and now.
            Ok(_) => Err(Ungreeted::Silent(String::new())),
            Err(ungreeted) => Err(ungreeted),
        }
        .map_err(|ungreeted| {
            // Until it has ended its words are still passed on.
            let words = ending.end(FAREWELL);
            asking.store(false, Ordering::Relaxed);
            match ungreeted {
                Ungreeted::Said(unreached) => unreached,
                Ungreeted::Silent(why) => Unreached {
                    why: if words.is_empty() { why } else { words },
                    // A way that ended before the hub spoke may have wanted a person.
                    help: if is_remote {
                        Help::Person
                    } else {
                        Help::Patience
                    },
                },
            }
        })
    }

    /// Makes a greeted wire the way to the hub, unless it has ended meanwhile.
    fn takes(&self, open: Open, number: u64) -> bool {
        let mut state = guard(&self.state);
        let stands = state.wires == number;
        if stands {
            state.way = Way::Wire(open);
        }
        stands
    }

    /// A call of the link's own, answered or not within a time.
    fn own_call(
        &self,
        wire: u64,
        outgoing: &SyncSender<Vec<u8>>,
        method: &str,
        params: &impl serde::Serialize,
        limit: Duration,
    ) -> Result<Box<RawValue>, Ungreeted> {
        let (sender, answered) = sync_channel(1);
        let id = {
            let mut state = guard(&self.state);
            // It may have ended, or said why it will, before there was anybody to be told.
            if state.wires != wire || state.goodbye.is_some() {
                return Err(state.farewell());
            }
            let id = state.next;
            state.next += 1;
            state.pending.insert(id, Pending::Own(sender));
            id
        };
        let _ = outgoing.try_send(message::own_line(id, method, params));
        answered.recv_timeout(limit).unwrap_or_else(|error| {
            let mut state = guard(&self.state);
            state.pending.remove(&id);
            Err(match error {
                // Whoever puts it into words knows that nothing was said.
                RecvTimeoutError::Timeout => Ungreeted::Silent(String::new()),
                RecvTimeoutError::Disconnected => state.farewell(),
            })
        })
    }

    /// Everything may have changed while nobody listened.
    fn tell_everything(&self) {
        for mailbox in guard(&self.mailboxes).iter().filter_map(Weak::upgrade) {
            mailbox.put(Update {
                seq: 0,
                touched: Touched::Everything,
                jobs: true,
            });
        }
    }

    fn wake_all(&self) {
        for mailbox in guard(&self.mailboxes).iter().filter_map(Weak::upgrade) {
            mailbox.wake();
        }
    }
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
