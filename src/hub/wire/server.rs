//! The hub's end of the wire: a socket, who is let in, and who has to make room.
//!
//! One thread with an event loop serves every connection; the work itself is done on the hub's threads. Everything that
//! a client can make grow is bounded: connections, lines, requests under way, bytes not yet read.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{Notify, Semaphore};
use tokio::task::LocalSet;

use crate::domain::law::code::Login;

use super::super::direct::Direct;
use super::Words;
use super::guest::{self, Guest};
use super::message::{self, Fault};
use super::place::{bind, file_at, link_beside, named};
use super::traffic::{Counters, count, discount};
use super::turns::Turns;

/// The most connections, if the machine grants that many descriptors. One account may have half of them.
pub const CONNECTIONS: usize = 8_192;
/// Descriptors that are left to everything else.
const DESCRIPTORS_KEPT: u64 = 64;
/// How many connections come in before those that are in have a go.
const ARRIVALS_AT_ONCE: u32 = 256;
/// How many logins are remembered as somebody.
const KNOWN: usize = 4_096;
/// How many make room at once, of those who can be spared: looking for them takes its time.
const LEAVING_AT_ONCE: usize = 24;
/// How many may be leaving while others come in their places.
const LEAVING: usize = 32;
/// How long it is not looked again who can be spared, where nobody could.
const NOBODY_SPARED: Duration = Duration::from_millis(20);
/// How long stopping waits for what was accepted.
const STOP_LIMIT: Duration = Duration::from_secs(3);

/// Who is let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admits {
    /// This account and no other.
    Only(u32),
    /// Every account; what each may do, the ledger says.
    Everybody,
}

/// How a hub listens.
pub struct Settings {
    /// Where.
    pub path: PathBuf,
    /// A second name for it, beside the store, by which whoever knows the store finds it.
    pub beside: Option<PathBuf>,
    /// Who may open the socket, as a file's mode.
    pub mode: u32,
    /// Who is let in.
    pub admits: Admits,
    /// Whether it is a service rather than somebody's console.
    pub service: bool,
    /// What people are told.
    pub words: Words,
}

/// A socket that is being served. Dropping it finishes what was accepted, then closes.
pub struct Server {
    stop: Arc<Notify>,
    thread: Option<JoinHandle<()>>,
    names: Vec<(PathBuf, (u64, u64))>,
}

/// What the event loop and every connection share.
pub(super) struct House {
    pub(super) direct: Direct,
    pub(super) settings: Settings,
    pub(super) owner: u32,
    pub(super) turns: Rc<Turns>,
    pub(super) counters: Arc<Counters>,
    pub(super) guests: RefCell<HashMap<u64, Rc<Guest>>>,
    /// Bytes of long lines that are still coming in, of all connections.
    pub(super) gathering: Cell<usize>,
    /// Bytes of requests under way, of all connections.
    pub(super) under_way: Cell<usize>,
    /// Bytes of answers that are not yet written, of all connections.
    pub(super) unwritten: Cell<usize>,
    /// How many closed connections are still read from.
    pub(super) reading_away: Cell<usize>,
    /// Where all connections' bytes are read into.
    pub(super) chunk: RefCell<Vec<u8>>,
    /// Who may read a long line.
    pub(super) reading: Semaphore,
    /// Who was found to be somebody, as of a version of the registers: a storm of greetings asks the hub once.
    known: RefCell<(u64, BTreeSet<Login>)>,
    /// How many connections each account has.
    each: RefCell<HashMap<u32, usize>>,
    /// How many connections are not leaving.
    staying: Cell<usize>,
    /// When nobody could be spared last.
    nobody_spared: Cell<Option<Instant>>,
    pub(super) on_yield: Arc<dyn Fn() + Send + Sync>,
    most: usize,
}

impl Server {
    /// Listens, and serves until dropped. `on_yield` is told when a service of the same user wants the store.
    ///
    /// # Errors
    /// If the place is taken, or cannot be listened at.
    pub(in crate::hub) fn start(
        direct: Direct,
        settings: Settings,
        on_yield: Arc<dyn Fn() + Send + Sync>,
    ) -> io::Result<Self> {
        let most = raise_descriptors();
        let listener = bind(&settings.path, settings.mode)?;
        let mut names = vec![named(&settings.path)?];
        if let Some(beside) = &settings.beside {
            names.push(link_beside(beside, &settings.path)?);
        }
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .max_blocking_threads(4)
            // Usually it looks for what comes in only once in thousands of steps while there is anything else to do: a
            // few who keep it busy would keep everybody else waiting for seconds.
            .event_interval(1)
            .build()?;
        let stop = Arc::new(Notify::new());
        let stopped = Arc::clone(&stop);
        let counters = direct
            .shared()
            .map(|shared| Arc::clone(&shared.traffic))
            .unwrap_or_default();
        let thread = std::thread::Builder::new()
            .name("socket".to_owned())
            .spawn(move || {
                let house = Rc::new(House {
                    direct,
                    settings,
                    owner: rustix::process::geteuid().as_raw(),
                    turns: Rc::new(Turns::new()),
                    counters,
                    guests: RefCell::default(),
                    gathering: Cell::new(0),
                    under_way: Cell::new(0),
                    unwritten: Cell::new(0),
                    reading_away: Cell::new(0),
                    chunk: RefCell::new(vec![0; guest::CHUNK]),
                    reading: Semaphore::new(1),
                    known: RefCell::default(),
                    each: RefCell::default(),
                    staying: Cell::new(0),
                    nobody_spared: Cell::new(None),
                    on_yield,
                    most,
                });
                // Accepting is a task among the others: the runtime polls its main future before every few tasks, and a
                // storm of newcomers would leave those who are in no time.
                let serving = async move {
                    let _ = tokio::task::spawn_local(serve(house, listener, stopped)).await;
                };
                LocalSet::new().block_on(&runtime, serving);
                // A slow name service must not keep the store.
                runtime.shutdown_background();
            })?;
        Ok(Self {
            stop,
            thread: Some(thread),
            names,
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for (path, file) in &self.names {
            // Another hub may have taken the place; its own is left alone.
            if file_at(path) == Some(*file) {
                let _ = fs::remove_file(path);
            }
        }
        self.stop.notify_one();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Raises the soft limit of open files, as far as it goes; answers how many connections that leaves room for.
fn raise_descriptors() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let wanted = u64::try_from(CONNECTIONS).unwrap_or(u64::MAX) + DESCRIPTORS_KEPT;
    let limit = getrlimit(Resource::Nofile);
    let soft = limit.current.unwrap_or(u64::MAX);
    let reached = if soft < wanted {
        let raised = limit.maximum.map_or(wanted, |most| most.min(wanted));
        let limit = Rlimit {
            current: Some(raised),
            maximum: limit.maximum,
        };
        if setrlimit(Resource::Nofile, limit).is_ok() {
            raised
        } else {
            soft
        }
    } else {
        soft
    };
    usize::try_from(reached - DESCRIPTORS_KEPT.min(reached / 2))
        .unwrap_or(CONNECTIONS)
        .clamp(1, CONNECTIONS)
}

async fn serve(house: Rc<House>, listener: std::os::unix::net::UnixListener, stop: Arc<Notify>) {
    let Ok(listener) = UnixListener::from_std(listener) else {
        return;
    };
    let (mut number, mut arrivals) = (0, 0);
    loop {
        arrivals += 1;
        if arrivals > ARRIVALS_AT_ONCE {
            arrivals = 0;
            tokio::task::yield_now().await;
        }
        let accepted = tokio::select! {
            biased;
            () = stop.notified() => break,
            // Whoever knocks is let in or turned away at once, or the queue before the door fills up for everybody.
            accepted = tokio::task::coop::unconstrained(listener.accept()) => accepted,
        };
        if let Ok((stream, _)) = accepted {
            number += 1;
            let house = Rc::clone(&house);
            tokio::task::spawn_local(async move { let_in(house, number, stream).await });
        } else {
            // No descriptors left, most likely: somebody has to make room.
            house.evict(None);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    drop(listener);
    for guest in house.guests.borrow().values() {
        guest.dismiss(Fault::Stopping);
    }
    let until = Instant::now() + STOP_LIMIT;
    while !house.guests.borrow().is_empty() && Instant::now() < until {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn let_in(house: Rc<House>, number: u64, stream: UnixStream) {
    let Ok(peer) = stream.peer_cred() else { return };
    let uid = peer.uid();
    let refused = match house.settings.admits {
        Admits::Only(owner) if owner != uid => {
            let owner = guest::login_of(house.owner).await;
            Some(Fault::NotAdmitted(owner))
        }
        Admits::Only(_) | Admits::Everybody if !house.has_room(uid) => {
            Some(Fault::Crowded(house.most_each()))
        }
        Admits::Only(_) | Admits::Everybody => None,
    };
    if let Some(fault) = refused {
        count(&house.counters.refused);
        turn_away(&house, &stream, &fault);
        return;
    }
    // The place is taken before the name is looked up, which may take its time.
    let place = Place::take(&house, number, uid);
    guest::attend(&house, &place.guest, stream).await;
}

/// A connection's place in the house, given back however it ends.
struct Place {
    house: Rc<House>,
    number: u64,
    guest: Rc<Guest>,
}

impl Place {
    fn take(house: &Rc<House>, number: u64, uid: u32) -> Self {
        let guest = Rc::new(Guest::new(uid));
        house.guests.borrow_mut().insert(number, Rc::clone(&guest));
        *house.each.borrow_mut().entry(uid).or_default() += 1;
        house.staying.set(house.staying.get() + 1);
        count(&house.counters.admitted);
        count(&house.counters.connected);
        Self {
            house: Rc::clone(house),
            number,
            guest,
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        guest::clear_away(&self.house, &self.guest);
        self.house.guests.borrow_mut().remove(&self.number);
        self.house.give_up_place(&self.guest);
        discount(&self.house.counters.connected);
    }
}

/// Says why, as far as the peer takes it at once.
fn turn_away(house: &House, stream: &UnixStream, fault: &Fault) {
    let _ = stream.try_write(&house.fault_line(&serde_json::Value::Null, "zh", fault));
}

impl House {
    /// A fault, in words.
    pub(super) fn fault_line(&self, id: &serde_json::Value, lang: &str, fault: &Fault) -> Vec<u8> {
        let words = (self.settings.words)(lang, &super::Said::Fault(fault));
        message::error_line(id, fault.code(), &words, None)
    }

    /// The version of the registers.
    pub(super) fn registers(&self) -> u64 {
        let shared = self.direct.shared();
        shared.map_or(0, |shared| shared.registers.load(Ordering::Acquire))
    }

    /// Whether a login was found to be somebody since the registers last changed.
    pub(super) fn knows(&self, login: &Login) -> bool {
        let known = self.known.borrow();
        known.0 == self.registers() && known.1.contains(login)
    }

    /// Remembers that a login is somebody, as the registers were then.
    pub(super) fn remember(&self, login: &Login, registers: u64) {
        let mut known = self.known.borrow_mut();
        if known.0 != registers || known.1.len() >= KNOWN {
            *known = (registers, BTreeSet::new());
        }
        known.1.insert(login.clone());
    }

    /// The most connections of one account.
    fn most_each(&self) -> usize {
        self.most.div_ceil(2)
    }

    /// Whether there is room for one more of an account; room is made where somebody can be spared.
    fn has_room(&self, uid: u32) -> bool {
        if self.guests.borrow().len() >= self.most + LEAVING {
            return false;
        }
        let each = self.each.borrow().get(&uid).copied().unwrap_or(0);
        if each >= self.most_each() {
            return self.evict(Some(uid));
        }
        self.staying.get() < self.most || self.evict(None)
    }

    /// Asks those to leave who can best be spared, and of those the ones who did nothing for longest.
    fn evict(&self, uid: Option<u32>) -> bool {
        let nobody = self.nobody_spared.get();
        if nobody.is_some_and(|at| at.elapsed() < NOBODY_SPARED) {
            return false;
        }
        let guests = self.guests.borrow();
        let mut spared: Vec<_> = guests
            .values()
            .filter(|guest| uid.is_none_or(|uid| guest.uid == uid))
            .filter_map(|guest| Some((guest.spared()?, guest.last_active(), guest)))
            .collect();
        spared.sort_by_key(|(rank, active, _)| (*rank, *active));
        let several = LEAVING_AT_ONCE.min(self.most.div_ceil(LEAVING));
        for (_, _, guest) in spared.iter().take(several) {
            count(&self.counters.evicted);
            guest.dismiss(Fault::Evicted);
            self.give_up_place(guest);
        }
        self.nobody_spared.set(spared.is_empty().then(Instant::now));
        !spared.is_empty()
    }

    /// A place that is free again, before or when its connection ends.
    fn give_up_place(&self, guest: &Guest) {
        if !guest.has_place.replace(false) {
            return;
        }
        self.staying.set(self.staying.get() - 1);
        let mut each = self.each.borrow_mut();
        if let Some(count) = each.get_mut(&guest.uid) {
            *count -= 1;
            if *count == 0 {
                each.remove(&guest.uid);
            }
        }
    }

    /// The login that the store's owner has.
    pub(super) fn is_owner(&self, uid: u32) -> bool {
        self.owner == uid
    }
}

/// The login behind a user id, by the system's own name services; a made-up one if it has none.
#[must_use]
pub fn login_of(uid: u32) -> Login {
    let name = uzers::get_user_by_uid(uid)
        .and_then(|user| user.name().to_str().map(str::to_owned))
        .unwrap_or_else(|| format!("uid-{uid}"));
    Login::new(name)
}
