//! Finding the hub: at a socket where one answers, else by opening the store and letting others in.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::domain::law::code::Login;
use crate::domain::law::party::Account;
use crate::domain::law::world::World;
use crate::hub::Seat;
use crate::hub::host::Host;
use crate::hub::request::Answer;
use crate::hub::wire::client::Linked;
use crate::hub::wire::link::{Help, Manner, Reach, Reached, Unreached};
use crate::hub::wire::message::{Hello, PROTOCOL};
use crate::hub::wire::server::{Admits, Settings};
use crate::hub::wire::transport::Wire;
use crate::ledger::entry::Realm;
use crate::ledger::error::LedgerError;
use crate::ledger::{Ledger, file_in, register};
use crate::locale::Lang;
use crate::locale::cli as words;
use crate::locale::cli::{door, parse};

use super::context::{Context, set_variable};
use super::failure::{self, Failure};
use super::{progress, wording};

/// The name of the socket that stands beside every store which a hub keeps.
const BESIDE: &str = "hub.sock";
/// Where a service listens if nobody says and no person's runtime folder is known.
const SYSTEM: &str = "/run/yunguan/hub.sock";
/// How long a store that is just being let go or taken up is waited for.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long between two looks at it.
const GLANCE: Duration = Duration::from_millis(40);
/// How long a verb waits for a hub that went away, to learn what became of its act.
pub(super) const VERBS_PATIENCE: Duration = Duration::from_secs(20);

/// Whether the store may be opened where no hub answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// If it is there; for a verb, which lets nobody else in.
    ForOneVerb,
    /// If it is there, and others are let in.
    Hosting,
    /// An empty one is made if there is none.
    Founding,
}

/// Where a hub may be, and how a store may be opened: all that is needed to find it again and again.
#[derive(Clone)]
struct Search {
    lang: Lang,
    /// Sockets, in order.
    sockets: Vec<PathBuf>,
    /// The store, if it may be opened.
    folder: Option<PathBuf>,
    opening: Opening,
    /// Where to listen.
    door: Option<PathBuf>,
    /// Only a sandbox lets anybody be somebody else.
    act_as: Option<Login>,
    /// Whether an empty store was made.
    made: Arc<AtomicBool>,
}

/// A seat, and whether an empty store was made for it.
pub(super) struct Attached {
    pub(super) seat: Seat,
    pub(super) made: bool,
}

impl Context {
    /// The socket that was named.
    pub(super) fn named_socket(&self) -> Option<PathBuf> {
        self.global
            .socket
            .clone()
            .or_else(|| set_variable("YUNGUAN_SOCKET").map(PathBuf::from))
    }

    /// Whether a store was named.
    fn names_store(&self) -> bool {
        self.global.store.is_some() || set_variable("YUNGUAN_STORE").is_some()
    }

    /// Where a hub may answer, in order: the one that was named; beside the store that was named; the service of this
    /// machine, and last the person's own store.
    pub(super) fn sockets(&self) -> Vec<PathBuf> {
        if let Some(named) = self.named_socket() {
            return vec![named];
        }
        let beside = self.folder().ok().map(|folder| folder.join(BESIDE));
        if self.names_store() {
            return beside.into_iter().collect();
        }
        service_sockets().into_iter().chain(beside).collect()
    }

    /// Whom to be at the hub.
    fn hello(&self) -> Hello {
        Hello {
            protocol: PROTOCOL,
            act_as: self.global.act_as.clone().map(Login::new),
            lang: Some(self.lang.name().to_owned()),
        }
    }

    /// Whether a hub answers.
    pub(super) fn answers(&self) -> bool {
        self.answering().is_some()
    }

    /// Where the first hub that answers is.
    pub(super) fn answering(&self) -> Option<PathBuf> {
        self.sockets()
            .into_iter()
            .find(|socket| Wire::open_socket(socket).is_ok())
    }

    /// The store that is opened where no hub answers. Whoever named a socket means that hub: the store that they would
    /// have anyway is opened if it is there, and never thought missing.
    pub(super) fn folder_to_open(&self) -> Result<Option<PathBuf>, Failure> {
        let folder = match self.folder() {
            Ok(folder) => folder,
            Err(_) if !self.sockets().is_empty() => return Ok(None),
            Err(failure) => return Err(failure),
        };
        let is_meant = self.named_socket().is_none() || self.names_store();
        Ok((is_meant || self.has_store(&folder)?).then_some(folder))
    }

    /// Takes a seat at the hub that answers, or at one of our own.
    pub(super) fn attach(&self, opening: Opening) -> Result<Attached, Failure> {
        let made = Arc::new(AtomicBool::new(false));
        let search = self.search(opening, &made)?;
        let is_verb = opening == Opening::ForOneVerb;
        let patience = is_verb.then_some(VERBS_PATIENCE);
        let reach = search.into_reach();
        let linked = Linked::reach(self.hello(), patience, reach, Manner::Quiet)
            .map_err(|unreached| failure_of(self.lang, unreached))?;
        let seat = Seat::from(linked);
        if is_verb {
            // A verb is over before the clockwork would look: what is due is done first.
            if let Some(settled) = seat.with_host(|host| host.hub().settle()) {
                settled.map_err(|error| self.trouble(&error))?;
            }
        }
        if let Some(wish) = &self.global.act_as
            && let Some(known) = seat.with_host(|host| self.known(host.hub().ledger(), wish))
        {
            known?;
        }
        Ok(Attached {
            seat,
            made: made.load(Ordering::Relaxed),
        })
    }

    /// Takes a seat at a hub on another host. What ssh said before it failed stands on standard error already.
    pub(super) fn attach_by(&self, host: &str, reach: Reach) -> Result<Seat, Failure> {
        Linked::reach(self.hello(), None, reach, Manner::Asking)
            .map(Seat::from)
            .map_err(|unreached| match unreached.help {
                Help::Person => Failure::Trouble(door::SSH_ENDED.fill(self.lang, &[&host])),
                Help::Patience | Help::AnotherWish => failure_of(self.lang, unreached),
            })
    }

    /// Whoever wants to be somebody in a sandbox is told at once if nobody is called so, and which login is nearest. Only
    /// where this process keeps the store: at another's door a stranger is told of nobody.
    fn known(&self, ledger: &Ledger, wish: &str) -> Result<(), Failure> {
        let snapshot = ledger.snapshot().map_err(|error| self.trouble(&error))?;
        let view = snapshot.view();
        let world: &dyn World = &view;
        if world.find::<Account>(wish).is_some() {
            return Ok(());
        }
        let accounts: Vec<Account> =
            register::all(&snapshot.tables.register).map_err(|error| self.trouble(&error))?;
        if accounts.is_empty() {
            return Ok(());
        }
        let active = accounts.iter().filter(|account| account.active);
        let logins = active.map(|account| account.login.as_str());
        let login = Login::new(wish);
        let mut text = words::STRANGER.fill(self.lang, &[&login]);
        if let Some(nearest) = nearest(wish, logins) {
            text.push('\n');
            text.push_str(&parse::SUGGESTED.fill(self.lang, &[&nearest]));
        }
        Err(Failure::Answered(text, Box::new(Answer::Stranger(login))))
    }

    fn search(&self, opening: Opening, made: &Arc<AtomicBool>) -> Result<Search, Failure> {
        let sockets = self.sockets();
        // A sandbox's clock can only be set before its hub starts, so with `--now` no hub that runs already is looked
        // for.
        let sockets = if self.global.now.is_some() {
            Vec::new()
        } else {
            sockets
        };
        let named = self.named_socket();
        let folder = self.folder_to_open()?;
        if let Some(folder) = &folder
            && self.global.now.is_some()
            && self.has_store(folder)?
        {
            let ledger = progress::open(self.lang, folder).map_err(|error| self.trouble(&error))?;
            self.set_clock(&ledger)?;
        }
        Ok(Search {
            lang: self.lang,
            door: named.or_else(|| folder.as_ref().map(|folder| folder.join(BESIDE))),
            sockets,
            folder,
            opening,
            act_as: self.global.act_as.clone().map(Login::new),
            made: Arc::clone(made),
        })
    }
}

/// Where a service of this machine listens, if nobody says.
pub(super) fn service_sockets() -> Vec<PathBuf> {
    let own = set_variable("XDG_RUNTIME_DIR")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute() && is_own(path))
        .map(|folder| folder.join("yunguan").join(BESIDE));
    own.into_iter().chain([PathBuf::from(SYSTEM)]).collect()
}

/// A runtime folder that came along with `su` or `sudo` is another person's, and so is whoever listens there.
fn is_own(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let own = rustix::process::geteuid().as_raw();
    folder.metadata().is_ok_and(|found| found.uid() == own)
}

/// The socket beside a store, at which whoever keeps it is found by whoever knows only the store.
pub(super) fn door_beside(folder: &Path) -> PathBuf {
    folder.join(BESIDE)
}

/// The socket beside a store, unless the hub listens there already: the second name by which it is found.
pub(super) fn beside(folder: &Path, socket: &Path) -> Option<PathBuf> {
    let beside = door_beside(folder);
    (beside != socket).then_some(beside)
}

fn own_door(socket: PathBuf, folder: &Path) -> Settings {
    Settings {
        beside: beside(folder, &socket),
        path: socket,
        mode: 0o600,
        admits: Admits::Only(rustix::process::geteuid().as_raw()),
        service: false,
        words: wording::words(),
    }
}

impl Search {
    fn into_reach(mut self) -> Reach {
        let mut first = true;
        Box::new(move |_| {
            let (reached, at) = self.seek(std::mem::take(&mut first))?;
            self.keep_to(at);
            Ok(reached)
        })
    }

    /// After a hub was reached once, only the same ledger is sought again: at the socket where it was reached, or in
    /// the store that it is kept in. No store is made any more.
    fn keep_to(&mut self, at: Option<PathBuf>) {
        if self.opening == Opening::Founding {
            self.opening = Opening::Hosting;
        }
        if let Some(at) = &at {
            self.folder.take_if(|folder| !is_kept_at(folder, at));
        }
        let beside = self.folder.as_ref().map(|folder| folder.join(BESIDE));
        let mut sockets: Vec<PathBuf> = at.or_else(|| self.door.clone()).into_iter().collect();
        sockets.extend(beside.filter(|beside| !sockets.contains(beside)));
        self.sockets = sockets;
    }

    /// Looks once; the first time it waits a little for a store that one process is just leaving to another. Answers
    /// where a hub was reached, if it was behind a socket.
    fn seek(&self, first: bool) -> Result<(Reached, Option<PathBuf>), Unreached> {
        let until = Instant::now() + PATIENCE;
        loop {
            let mut why = None;
            for socket in &self.sockets {
                match Wire::to_socket(socket) {
                    Ok(wire) => return Ok((Reached::Wire(wire), Some(socket.clone()))),
                    Err(error) if is_nobody(&error) => {}
                    Err(error) => {
                        why.get_or_insert(self.socket_trouble(socket, &error));
                    }
                }
            }
            if let Some(why) = why.take_if(|_| self.would_found()) {
                // A hub is there that cannot be reached: an empty store made beside it would only mislead.
                return Err(Unreached::because(why));
            }
            match self.open(first) {
                Ok(Some(host)) if self.act_as.is_some() && is_live(&host) => {
                    return Err(Unreached {
                        why: words::ONLY_SANDBOX.fill(self.lang, &[&"--as"]),
                        help: Help::AnotherWish,
                    });
                }
                Ok(Some(host)) => return Ok((Reached::Own(Box::new(host)), None)),
                Ok(None) => {
                    let nobody = || match self.sockets.first() {
                        Some(socket) => words::NO_HUB.fill(self.lang, &[&socket.display()]),
                        None => words::NO_HOME.get(self.lang).to_owned(),
                    };
                    return Err(Unreached::because(why.unwrap_or_else(nobody)));
                }
                Err(LedgerError::InUse(_)) if first && Instant::now() < until => {
                    std::thread::sleep(GLANCE);
                }
                Err(error) => {
                    return Err(Unreached::because(
                        why.unwrap_or_else(|| self.store_trouble(&error)),
                    ));
                }
            }
        }
    }

    /// Whether opening would make an empty store.
    fn would_found(&self) -> bool {
        let missing = |folder: &PathBuf| !file_in(folder).exists();
        self.opening == Opening::Founding && self.folder.as_ref().is_some_and(missing)
    }

    /// Opens the store, if that may be done; none if there is none to open. Progress is drawn the first time only:
    /// later a console has the terminal.
    fn open(&self, first: bool) -> Result<Option<Host>, LedgerError> {
        let Some(folder) = &self.folder else {
            return Ok(None);
        };
        let is_there = file_in(folder).exists();
        let ledger = match self.opening {
            Opening::Founding if !is_there => {
                let ledger = Ledger::create(folder, &Realm::Live)?;
                self.made.store(true, Ordering::Relaxed);
                ledger
            }
            _ if first => progress::open(self.lang, folder)?,
            _ => Ledger::open(folder)?,
        };
        let door = match (&self.door, self.opening) {
            (_, Opening::ForOneVerb) | (None, _) => None,
            (Some(socket), _) => Some(own_door(socket.clone(), folder)),
        };
        Host::start(ledger, door).map(Some)
    }

    fn socket_trouble(&self, socket: &Path, error: &io::Error) -> String {
        let lang = self.lang;
        if error.kind() == ErrorKind::PermissionDenied {
            return words::SOCKET_DENIED.fill(lang, &[&socket.display()]);
        }
        let said = failure::io_words(lang, error);
        words::FILE.fill(lang, &[&socket.display(), &said])
    }

    fn store_trouble(&self, error: &LedgerError) -> String {
        match failure::of_ledger(self.lang, error) {
            Failure::Trouble(text) => text,
            _ => error.to_string(),
        }
    }
}

/// How like what was typed a name must be to be the one that was meant: as like as a verb must be for clap.
const LIKE: f64 = 0.7;

/// Which of some names was meant by one that is none of them, if any is like it.
pub(super) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let like = names.map(|name| (strsim::jaro(typed, name), name));
    let near = like.filter(|(like, _)| *like > LIKE);
    let nearest = near.max_by(|one, other| one.0.total_cmp(&other.0));
    nearest.map(|(_, name)| name)
}

/// Whether the hub at a socket keeps the store in a folder.
pub(super) fn is_kept_at(folder: &Path, socket: &Path) -> bool {
    let beside = folder.join(BESIDE);
    let place = |path: &Path| path.canonicalize().ok();
    beside == socket || place(&beside).is_some_and(|kept| Some(kept) == place(socket))
}

fn is_live(host: &Host) -> bool {
    host.hub().ledger().realm().is_live()
}

fn failure_of(lang: Lang, unreached: Unreached) -> Failure {
    if unreached.why.is_empty() {
        return Failure::Trouble(door::HUB_SILENT.get(lang).to_owned());
    }
    if unreached.help == Help::AnotherWish {
        Failure::Usage(unreached.why)
    } else {
        Failure::Trouble(unreached.why)
    }
}

/// Nobody listens there, and nothing stands in the way either.
fn is_nobody(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::NotFound | ErrorKind::ConnectionRefused | ErrorKind::NotADirectory
    )
}
