//! A real terminal for a real process: a pseudo-terminal with an emulator that reads what is sent.
//!
//! Made of its parts rather than through a library, because only so can the line be cut: everybody
//! who holds a copy of the near end has to close it.
#![expect(clippy::expect_used, clippy::panic, reason = "tests may stop at once")]
use std::collections::VecDeque;
use std::ffi::OsStr;
use std::io;
use std::num::NonZeroU16;
use std::os::fd::OwnedFd;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Termios, Winsize, tcgetattr, tcsetwinsize};

/// How often waiting looks again.
const GLANCE: Duration = Duration::from_millis(5);
/// How much of what was sent is kept to be looked at byte by byte.
const KEPT_BYTES: usize = 4 << 20;

/// A process on a terminal of its own. Killed when dropped.
pub struct Pty {
    near: Option<Arc<OwnedFd>>,
    /// Kept open so that the settings outlive the process.
    far: OwnedFd,
    child: Child,
    shared: Arc<Shared>,
    reader: Option<JoinHandle<()>>,
}

struct Shared {
    seen: Mutex<Seen>,
    stop: AtomicBool,
    /// Bytes a second the line carries; 0 for no limit.
    speed: AtomicU64,
    /// How long every byte is under way, either way, in milliseconds.
    delay: AtomicU64,
    /// What was typed and is under way.
    typed: Mutex<VecDeque<(Instant, Vec<u8>)>>,
}

struct Seen {
    emulator: vt100::Parser,
    bytes: Vec<u8>,
    count: u64,
    last: Instant,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn delay(&self) -> Duration {
        Duration::from_millis(self.delay.load(Ordering::SeqCst))
    }

    /// The next keys that have arrived by now.
    fn arrived(&self) -> Option<Vec<u8>> {
        let mut typed = self.typed.lock().expect("what was typed");
        let next = typed.front()?;
        if next.0 > Instant::now() {
            return None;
        }
        typed.pop_front().map(|(_, bytes)| bytes)
    }

    /// Shows what has come.
    fn show(&self, bytes: &[u8]) {
        let mut seen = self.lock();
        seen.emulator.process(bytes);
        seen.bytes.extend_from_slice(bytes);
        if seen.bytes.len() > 2 * KEPT_BYTES {
            let surplus = seen.bytes.len() - KEPT_BYTES;
            seen.bytes.drain(..surplus);
        }
        seen.count += bytes.len() as u64;
        seen.last = Instant::now();
    }
}

/// A place in what was sent, to count from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark(u64);

impl Pty {
    /// Starts `command` with the terminal as its standard streams and its controlling terminal.
    /// The environment is `environment` alone, beside `PATH`, `HOME` and `TERM=xterm-256color`.
    pub fn spawn<S: AsRef<OsStr>>(
        command: &str,
        arguments: &[S],
        environment: &[(&str, &str)],
        columns: u16,
        rows: u16,
    ) -> Self {
        Self::try_spawn(command, arguments, environment, columns, rows)
            .expect("a process on a pseudo-terminal")
    }

    fn try_spawn<S: AsRef<OsStr>>(
        command: &str,
        arguments: &[S],
        environment: &[(&str, &str)],
        columns: u16,
        rows: u16,
    ) -> io::Result<Self> {
        let near = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
        grantpt(&near)?;
        unlockpt(&near)?;
        tcsetwinsize(&near, window(columns, rows))?;
        let far_name = ptsname(&near, Vec::new())?;
        let far_flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let far = rustix::fs::open(far_name, far_flags, Mode::empty())?;
        // Giving a child its controlling terminal takes code between fork and exec, which only
        // unsafe Rust may run; setsid(1) does it and then becomes the command, under the same id.
        let mut child = Command::new("setsid");
        child.arg("--ctty").arg(command).args(arguments).env_clear();
        for name in ["PATH", "HOME"] {
            child.envs(std::env::var_os(name).map(|value| (name, value)));
        }
        child
            .env("TERM", "xterm-256color")
            .envs(environment.iter().copied());
        child
            .stdin(Stdio::from(far.try_clone()?))
            .stdout(Stdio::from(far.try_clone()?))
            .stderr(Stdio::from(far.try_clone()?));
        let child = child.spawn()?;
        let near = Arc::new(near);
        let shared = Arc::new(Shared {
            seen: Mutex::new(Seen {
                emulator: vt100::Parser::new(cells(rows), cells(columns), 0),
                bytes: Vec::new(),
                count: 0,
                last: Instant::now(),
            }),
            stop: AtomicBool::new(false),
            speed: AtomicU64::new(0),
            delay: AtomicU64::new(0),
            typed: Mutex::default(),
        });
        let (for_reader, line) = (Arc::clone(&shared), Arc::clone(&near));
        let reader = thread::spawn(move || carry(&line, &for_reader));
        Ok(Self {
            near: Some(near),
            far,
            child,
            shared,
            reader: Some(reader),
        })
    }

    /// Types `bytes`.
    pub fn send(&self, bytes: impl AsRef<[u8]>) {
        let near = self.near.as_ref().expect("the line is cut");
        match self.shared.delay() {
            Duration::ZERO => write(near, bytes.as_ref()),
            delay => {
                let mut typed = self.shared.typed.lock().expect("what was typed");
                typed.push_back((Instant::now() + delay, bytes.as_ref().to_vec()));
            }
        }
    }

    /// What the terminal shows.
    pub fn screen(&self) -> vt100::Screen {
        self.shared.lock().emulator.screen().clone()
    }

    /// What the terminal shows, as text.
    pub fn contents(&self) -> String {
        self.screen().contents()
    }

    /// Waits until the screen is as wanted; fails with the screen after `seconds`.
    #[track_caller]
    pub fn wait_for(
        &self,
        what: &str,
        seconds: f64,
        mut wanted: impl FnMut(&vt100::Screen) -> bool,
    ) {
        let came = wait(seconds, || wanted(self.shared.lock().emulator.screen()));
        assert!(
            came,
            "no {what} within {seconds} s; the screen:\n{}",
            self.contents()
        );
    }

    /// Waits until the screen shows `text`.
    #[track_caller]
    pub fn wait_for_text(&self, text: &str, seconds: f64) {
        self.wait_for(text, seconds, |screen| screen.contents().contains(text));
    }

    /// Waits until nothing was sent for `quiet` seconds, at most `seconds` long.
    #[track_caller]
    pub fn wait_quiet(&self, quiet: f64, seconds: f64) {
        let quiet = Duration::from_secs_f64(quiet);
        assert!(
            wait(seconds, || self.shared.lock().last.elapsed() >= quiet),
            "not quiet within {seconds} s"
        );
    }

    /// The present end of what was sent.
    pub fn mark(&self) -> Mark {
        Mark(self.shared.lock().count)
    }

    /// How many bytes were sent since `mark`.
    pub fn count_since(&self, mark: Mark) -> u64 {
        self.shared.lock().count - mark.0
    }

    /// The bytes sent since `mark`, as far as they are kept.
    pub fn bytes_since(&self, mark: Mark) -> Vec<u8> {
        let seen = self.shared.lock();
        let wanted = usize::try_from(seen.count - mark.0).unwrap_or(usize::MAX);
        seen.bytes[seen.bytes.len().saturating_sub(wanted)..].to_vec()
    }

    /// Makes the line carry at most so many bytes a second from now on.
    pub fn set_speed(&self, bytes_a_second: u64) {
        self.shared.speed.store(bytes_a_second, Ordering::SeqCst);
    }

    /// Makes every byte take so long, either way, from now on.
    pub fn set_delay(&self, delay: Duration) {
        let millis = u64::try_from(delay.as_millis()).expect("a short time");
        self.shared.delay.store(millis, Ordering::SeqCst);
    }

    /// Gives the terminal another size; the process is told by SIGWINCH.
    pub fn resize(&self, columns: u16, rows: u16) {
        self.shared
            .lock()
            .emulator
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        let near = self.near.as_ref().expect("the line is cut");
        tcsetwinsize(near, window(columns, rows)).expect("a new size");
    }

    /// The terminal's settings, as the process left them.
    pub fn settings(&self) -> Termios {
        tcgetattr(&self.far).expect("the settings")
    }

    /// Cuts the line, as a lost connection does.
    pub fn hang_up(&mut self) {
        self.shared.stop.store(true, Ordering::SeqCst);
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the reader ends");
        }
        let near = self.near.take().expect("the line is cut already");
        assert_eq!(
            Arc::strong_count(&near),
            1,
            "somebody else still holds the line"
        );
    }

    /// The process's id.
    pub fn id(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Sends a signal to the process.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.id(), signal).expect("the process is there");
    }

    /// Waits for the process's end; `None` after `seconds`.
    pub fn wait_exit(&mut self, seconds: f64) -> Option<ExitStatus> {
        let mut status = None;
        wait(seconds, || {
            status = self.child.try_wait().expect("the child's state");
            status.is_some()
        });
        status
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            // It leads a session and a group of its own: whatever it started goes too.
            let _ = kill_process_group(self.id(), Signal::KILL);
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
        self.shared.stop.store(true, Ordering::SeqCst);
    }
}

/// How many times longer than on an idle machine a wait may take: it bounds nothing but being held up for good.
const BUSY: f64 = 6.0;

/// Looks again and again until `done`, at most `seconds` long on an idle machine; answers whether it was.
pub fn wait(seconds: f64, mut done: impl FnMut() -> bool) -> bool {
    let deadline = Instant::now() + Duration::from_secs_f64(seconds * BUSY);
    loop {
        if done() {
            return true;
        }
        if Instant::now() >= deadline {
            return false;
        }
        thread::sleep(GLANCE);
    }
}

fn window(columns: u16, rows: u16) -> Winsize {
    Winsize {
        ws_col: columns,
        ws_row: rows,
        ws_xpixel: 0,
        ws_ypixel: 0,
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN)
}

fn write(line: &OwnedFd, mut rest: &[u8]) {
    while !rest.is_empty() {
        match rustix::io::write(line, rest) {
            Ok(count) => rest = &rest[count..],
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => panic!("typing failed: {error}"),
        }
    }
}

/// Carries what goes over the line until told to stop or until nobody is left at its far end.
fn carry(line: &OwnedFd, shared: &Shared) {
    const PAUSE: Timespec = Timespec {
        tv_sec: 0,
        tv_nsec: 10_000_000,
    };
    let mut buffer = vec![0; 16 * 1024];
    let mut under_way: VecDeque<(Instant, Vec<u8>)> = VecDeque::new();
    while !shared.stop.load(Ordering::SeqCst) {
        while let Some(keys) = shared.arrived() {
            write(line, &keys);
        }
        while under_way
            .front()
            .is_some_and(|(due, _)| *due <= Instant::now())
        {
            if let Some((_, bytes)) = under_way.pop_front() {
                shared.show(&bytes);
            }
        }
        let mut fds = [PollFd::new(line, PollFlags::IN)];
        if !matches!(poll(&mut fds, Some(&PAUSE)), Ok(1..)) {
            continue;
        }
        // A slow line is read in small pieces, each followed by the time it takes.
        let speed = shared.speed.load(Ordering::SeqCst);
        let piece = match speed {
            0 => buffer.len(),
            speed => usize::try_from(speed / 50)
                .unwrap_or(1)
                .clamp(1, buffer.len()),
        };
        match rustix::io::read(line, &mut buffer[..piece]) {
            Ok(0) => return,
            Ok(count) => {
                match shared.delay() {
                    Duration::ZERO => shared.show(&buffer[..count]),
                    delay => {
                        under_way.push_back((Instant::now() + delay, buffer[..count].to_vec()));
                    }
                }
                if let Some(micros) = (count as u64 * 1_000_000).checked_div(speed) {
                    thread::sleep(Duration::from_micros(micros));
                }
            }
            Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => {}
            // Nobody holds the far end: either not yet, or no more.
            Err(_) => thread::sleep(GLANCE),
        }
    }
}
