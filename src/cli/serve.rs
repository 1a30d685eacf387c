//! The hub alone, for several accounts; and the relay by which other machines reach it.
//!
//! | module | what it does |
//! |---|---|
//! | `config` | the file that an administrator writes |
//! | `folders` | imports the files that are put into its intake folders |

pub(super) mod config;
mod folders;

use std::io::{self, BufRead, BufReader, ErrorKind, IsTerminal, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::hub::host::Host;
use crate::hub::request::Traffic;
use crate::hub::wire::server::{Admits, Settings};
use crate::hub::wire::transport::Wire;
use crate::ledger::Ledger;
use crate::ledger::error::LedgerError;
use crate::locale::Lang;
use crate::locale::cli as messages;
use crate::locale::cli::door as words;

use super::attach;
use super::context::Context;
use super::doctor::realm_words;
use super::failure::{self, Failure};
use super::{output, progress, wording};

use folders::Taking;

/// How often the status is looked at.
const STATUS_EVERY: Duration = Duration::from_secs(2);
/// How long the service manager is asked to wait for the next step of a rebuild, in microseconds.
const PATIENCE_USEC: u32 = 30_000_000;
/// How long a store is waited for that nobody can be asked for: a verb may be at it, or a console just leaving.
const CHANGING_HANDS: Duration = Duration::from_secs(2);
/// How long a console may take to give the store to a service of the same account.
const YIELD_LIMIT: Duration = Duration::from_secs(10);
/// How long one may take to answer that it does.
const ANSWER_LIMIT: Duration = Duration::from_secs(3);
/// When whoever keeps the store by then is asked again.
const ASK_AGAIN: Duration = Duration::from_millis(400);

/// `serve`: keeps the store and lets every account in, until told to stop.
pub(super) fn run(context: &mut Context, named: Option<&Path>) -> Result<(), Failure> {
    let lang = context.lang;
    let config = config::file(named);
    let config = config
        .map(|file| config::read(context, &file))
        .transpose()?;
    let config = config.unwrap_or_default();
    config.fill_in(context);
    let context = &*context;
    let folder = std::path::absolute(context.folder()?)?;
    let socket = socket(context)?;
    let mut signals = Signals::new(stopping())?;
    let ledger = open(context, &folder, &mut signals)?;
    context.set_clock(&ledger)?;
    let realm = realm_words(lang, ledger.realm());
    let door = Settings {
        path: socket.clone(),
        beside: attach::beside(&folder, &socket),
        mode: config.mode.unwrap_or(0o660),
        admits: Admits::Everybody,
        service: true,
        words: wording::words(),
    };
    let host = Host::start(ledger, Some(door)).map_err(|error| context.trouble(&error))?;
    if let Some(error) = host.closed() {
        return Err(cannot_listen(lang, &socket, error));
    }
    let (stop, stopped) = sync_channel(1);
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            if signals.forever().next().is_some() {
                let _ = stop.send(());
            }
        })?;
    let version = env!("CARGO_PKG_VERSION");
    let shown: [&dyn std::fmt::Display; 4] =
        [&version, &realm, &folder.display(), &socket.display()];
    output::print(&words::SERVING.fill(lang, &shown))?;
    tell_manager(&[sd_notify::NotifyState::Ready]);
    let is_terminal = io::stdout().is_terminal();
    let taking = Taking::start(lang, config.intakes, host.hub(), move |line| {
        // The status line is drawn over. A service outlives whoever read what it says.
        let clear = if is_terminal { "\r\u{1b}[K" } else { "" };
        let _ = output::print(&format!("{clear}{line}"));
    })?;
    let mut status = Status {
        lang,
        is_terminal,
        last: None,
    };
    while stopped.recv_timeout(STATUS_EVERY) == Err(RecvTimeoutError::Timeout) {
        status.show(&host.hub().traffic());
    }
    tell_manager(&[sd_notify::NotifyState::Stopping]);
    drop(taking);
    status.show(&host.hub().traffic());
    drop(host);
    status.end()?;
    output::print(words::STOPPED.get(lang))?;
    Ok(())
}

/// The signals that stop it. Whoever started it under nohup wants it to outlive the terminal.
fn stopping() -> Vec<i32> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .unwrap_or(0);
    let hears = |signal: &i32| ignored & 1 << (signal - 1) == 0;
    [SIGTERM, SIGINT, SIGHUP]
        .into_iter()
        .filter(|signal| *signal != SIGHUP || hears(signal))
        .collect()
}

/// Where to listen: as named, else in the person's runtime folder, else where services do.
fn socket(context: &Context) -> Result<PathBuf, Failure> {
    if let Some(named) = context.named_socket() {
        return Ok(named);
    }
    let socket = attach::service_sockets()
        .into_iter()
        .next()
        .unwrap_or_default();
    if let Some(folder) = socket.parent() {
        use std::os::unix::fs::DirBuilderExt;
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o750)
            .create(folder)
            .map_err(|error| context.file_trouble(folder, &error))?;
    }
    Ok(socket)
}

/// Opens the store; a console of the same account that keeps it is asked to give it up, and goes on as a guest. A signal
/// that stops the service stops a rebuild too.
fn open(context: &Context, folder: &Path, signals: &mut Signals) -> Result<Ledger, Failure> {
    let began = Instant::now();
    let mut limit = CHANGING_HANDS;
    let mut asked_at: Option<Instant> = None;
    loop {
        let is_over = || {
            // A rebuild calls this at every step: as long as it goes on, the service manager is asked to wait.
            tell_manager(&[sd_notify::NotifyState::ExtendTimeoutUsec(PATIENCE_USEC)]);
            signals.pending().next().is_some()
        };
        let in_use = match progress::open_until(context.lang, folder, is_over) {
            Ok(ledger) => return Ok(ledger),
            Err(error @ LedgerError::InUse(_)) => context.trouble(&error),
            Err(error) => return Err(context.trouble(&error)),
        };
        // Another console of the account may have taken the store meanwhile: then that one is asked.
        if asked_at.is_none_or(|at| at.elapsed() > ASK_AGAIN) {
            match ask_to_yield(&attach::door_beside(folder)) {
                Yielding::Agreed => limit = YIELD_LIMIT,
                Yielding::Refused => return Err(in_use),
                Yielding::Nobody => {}
            }
            asked_at = Some(Instant::now());
        }
        if began.elapsed() > limit {
            return Err(in_use);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// What became of asking for the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Yielding {
    Agreed,
    /// Whoever keeps it does not give it up.
    Refused,
    /// Nobody was there to be asked.
    Nobody,
}

fn ask_to_yield(socket: &Path) -> Yielding {
    let ask = || -> io::Result<Yielding> {
        let mut stream = Wire::open_socket(socket)?;
        stream.set_read_timeout(Some(ANSWER_LIMIT))?;
        stream.write_all(b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"yield\"}\n")?;
        for line in BufReader::new(stream).lines() {
            let said: serde_json::Value = serde_json::from_str(&line?)?;
            if said.get("id") == Some(&serde_json::Value::from(1)) {
                let is_refused = said.get("error").is_some();
                return Ok(if is_refused {
                    Yielding::Refused
                } else {
                    Yielding::Agreed
                });
            }
        }
        // A console that gives the store up stops at once: the line may end before its answer has left.
        Ok(Yielding::Agreed)
    };
    ask().unwrap_or(Yielding::Nobody)
}

fn cannot_listen(lang: Lang, socket: &Path, error: &io::Error) -> Failure {
    let said = match error.kind() {
        ErrorKind::AddrInUse => words::ADDRESS_IN_USE.get(lang).to_owned(),
        ErrorKind::AlreadyExists => words::ADDRESS_IS_FILE.get(lang).to_owned(),
        _ => failure::io_words(lang, error),
    };
    Failure::Trouble(words::CANNOT_LISTEN.fill(lang, &[&socket.display(), &said]))
}

/// Tells the service manager, if one started us.
fn tell_manager(state: &[sd_notify::NotifyState<'_>]) {
    // A manager that does not listen is no reason to stop serving.
    let _ = sd_notify::notify(state);
}

/// The one status line: drawn over on a terminal, and told to the service manager.
struct Status {
    lang: Lang,
    is_terminal: bool,
    last: Option<(u64, u64, u64, u64)>,
}

impl Status {
    fn show(&mut self, traffic: &Traffic) {
        let figures = (
            traffic.connected,
            traffic.subscribed,
            traffic.calls,
            traffic.turned_away(),
        );
        if self.last.replace(figures) == Some(figures) {
            return;
        }
        let shown: [&dyn std::fmt::Display; 4] = [&figures.0, &figures.1, &figures.2, &figures.3];
        let line = words::STATUS.fill(self.lang, &shown);
        tell_manager(&[sd_notify::NotifyState::Status(&line)]);
        if self.is_terminal {
            let mut out = io::stdout().lock();
            let _ = write!(out, "\r{line}\u{1b}[K").and_then(|()| out.flush());
        }
    }

    fn end(&self) -> io::Result<()> {
        if self.is_terminal && self.last.is_some() {
            writeln!(io::stdout())?;
        }
        Ok(())
    }
}

/// `stdio`: standard input and output are the hub's socket, for whoever comes over SSH.
pub(super) fn relay(context: &Context) -> Result<(), Failure> {
    let lang = context.lang;
    let sockets = context.sockets();
    let mut trouble = None;
    let found = sockets.iter().find_map(|socket| {
        Wire::open_socket(socket)
            .map_err(|error| trouble.get_or_insert((socket.clone(), error)).1.kind())
            .ok()
    });
    let Some(stream) = found else {
        let text = match trouble {
            Some((socket, error)) if error.kind() == ErrorKind::PermissionDenied => {
                messages::SOCKET_DENIED.fill(lang, &[&socket.display()])
            }
            Some((socket, _)) => messages::NO_HUB.fill(lang, &[&socket.display()]),
            None => messages::NO_HOME.get(lang).to_owned(),
        };
        return Err(Failure::Trouble(text));
    };
    let mut to_hub = stream.try_clone()?;
    std::thread::Builder::new()
        .name("relay-in".to_owned())
        .spawn(move || {
            let _ = io::copy(&mut io::stdin().lock(), &mut to_hub);
            // Nothing more is asked, but what was asked is still to be answered: only this direction is closed.
            let _ = to_hub.shutdown(Shutdown::Write);
        })?;
    pour(stream)
}

/// From the hub to standard output, each message as soon as it comes.
fn pour(mut from: UnixStream) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let mut chunk = vec![0; 64 << 10];
    loop {
        if !wait_for_more(&from)? {
            return Ok(());
        }
        let read = match from.read(&mut chunk) {
            Ok(0) => return Ok(()),
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        out.write_all(chunk.get(..read).unwrap_or_default())?;
        out.flush()?;
    }
}

/// Waits until the hub says something. False if nobody reads standard output any more: then the SSH line broke, and the
/// relay ends with it.
fn wait_for_more(from: &UnixStream) -> io::Result<bool> {
    let out = io::stdout();
    let mut watched = [
        PollFd::new(from, PollFlags::IN),
        PollFd::new(&out, PollFlags::empty()),
    ];
    loop {
        match poll(&mut watched, None) {
            Err(Errno::INTR) => {}
            Err(errno) => return Err(errno.into()),
            Ok(_) => {
                let [_, reader] = &watched;
                let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
                return Ok(!reader.revents().intersects(gone));
            }
        }
    }
}
