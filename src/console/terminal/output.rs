//! The one thread that writes to the terminal.
//!
//! A write to a slow line blocks. Setting the line non-blocking would do so for the shell and for
//! our own standard input too, since they share one open file; so a thread of its own does the
//! blocking, and the event loop never does.
//!
//! A pseudo-terminal takes some 20 KB, and a network connection far more, before a write blocks; the
//! system does not tell how much of that is still on its way. So after a frame the thread rests for
//! the time the frame would take on a modest line: whoever holds a key down gets fewer frames, each
//! of them recent, instead of a queue of old ones. The first frame after a pause never waits.
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::console::frame_writer::BEGIN_FRAME;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

/// The least time from one frame to the next.
const FRAME_INTERVAL: Duration = Duration::from_millis(33);
/// What a modest line carries.
const BYTES_A_MILLISECOND: usize = 64;

/// The mailbox of the writing thread.
#[derive(Debug)]
pub struct Output {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    waiting: Vec<u8>,
    phase: Phase,
    closed: bool,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Phase {
    #[default]
    Ready,
    Writing,
    /// All is written, but the next frame would come too soon.
    Resting,
    /// The line is gone.
    Gone,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Output {
    /// Starts the thread on `line`. Whenever another frame may follow, and once when the line is
    /// gone, `on_written` is called on that thread; it must not block.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn start(line: OwnedFd, on_written: impl Fn() + Send + 'static) -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let for_thread = Arc::clone(&shared);
        std::thread::Builder::new()
            .name("terminal-output".to_owned())
            .spawn(move || run(&for_thread, &line, &on_written))?;
        Ok(Self { shared })
    }

    /// Hands bytes over to be written in one piece; `false` if the line is gone.
    pub fn submit(&self, bytes: &[u8]) -> bool {
        let mut state = self.shared.lock();
        if state.phase == Phase::Gone {
            return false;
        }
        state.waiting.extend_from_slice(bytes);
        self.shared.changed.notify_all();
        true
    }

    /// How many bytes wait behind the write under way.
    pub fn waiting(&self) -> usize {
        self.shared.lock().waiting.len()
    }

    /// Whether everything handed over has left, and another frame may follow.
    pub fn is_idle(&self) -> bool {
        let state = self.shared.lock();
        state.waiting.is_empty() && state.phase == Phase::Ready
    }

    /// Whether the terminal is gone.
    pub fn is_gone(&self) -> bool {
        self.shared.lock().phase == Phase::Gone
    }

    /// Waits until everything has left or the line is gone; `false` after `limit`.
    pub fn wait_sent(&self, limit: Duration) -> bool {
        let deadline = Instant::now() + limit;
        let mut state = self.shared.lock();
        while state.phase == Phase::Writing || !state.waiting.is_empty() {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            let (after, _) = self
                .shared
                .changed
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner);
            state = after;
        }
        true
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        self.shared.lock().closed = true;
        self.shared.changed.notify_all();
    }
}

fn run(shared: &Shared, line: &OwnedFd, on_written: &impl Fn()) {
    loop {
        let bytes = {
            let mut state = shared.lock();
            while state.waiting.is_empty() && !state.closed {
                state = shared
                    .changed
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner);
            }
            if state.waiting.is_empty() {
                return;
            }
            state.phase = Phase::Writing;
            std::mem::take(&mut state.waiting)
        };
        let began = Instant::now();
        // Only when the line would take more has this frame left.
        let gone = write_all(line, &bytes)
            .and_then(|()| wait_writable(line))
            .is_err();
        // Taking the terminal draws nothing; the first frame follows at once.
        let pause = if bytes.starts_with(BEGIN_FRAME) {
            pause_after(bytes.len())
        } else {
            Duration::ZERO
        };
        rest(shared, began + pause, gone);
        on_written();
        if gone {
            return;
        }
    }
}

fn pause_after(bytes: usize) -> Duration {
    let carrying = u64::try_from(bytes / BYTES_A_MILLISECOND).unwrap_or(u64::MAX);
    FRAME_INTERVAL.max(Duration::from_millis(carrying))
}

/// Ends a write and rests until the next frame may follow; what is handed over meanwhile, such as
/// the farewell, ends the rest.
fn rest(shared: &Shared, until: Instant, gone: bool) {
    let mut state = shared.lock();
    if gone {
        state.phase = Phase::Gone;
        state.waiting.clear();
        shared.changed.notify_all();
        return;
    }
    state.phase = Phase::Resting;
    shared.changed.notify_all();
    while state.waiting.is_empty() && !state.closed {
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
    state.phase = Phase::Ready;
}

/// Writes all of `bytes`: in one call, unless the line takes less or somebody made it non-blocking.
fn write_all(line: impl AsFd, mut bytes: &[u8]) -> Result<(), Errno> {
    while !bytes.is_empty() {
        match rustix::io::write(&line, bytes) {
            Ok(0) => return Err(Errno::IO),
            Ok(count) => bytes = &bytes[count..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => wait_writable(&line)?,
            Err(errno) => return Err(errno),
        }
    }
    Ok(())
}

fn wait_writable(line: impl AsFd) -> Result<(), Errno> {
    let mut fds = [PollFd::new(&line, PollFlags::OUT)];
    loop {
        match poll(&mut fds, None) {
            Err(Errno::INTR) => {}
            Err(errno) => return Err(errno),
            Ok(_) => {
                let lost = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
                let lost = fds[0].revents().intersects(lost);
                return if lost { Err(Errno::IO) } else { Ok(()) };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at once")]
    use std::io::Read as _;
    use std::sync::mpsc;

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(5);

    #[test]
    fn a_slow_line_holds_back_the_next_frame_but_never_the_caller() {
        let (mut far_end, line) = std::io::pipe().unwrap();
        let (sender, written) = mpsc::channel();
        let output =
            Output::start(line.into(), move || sender.send(()).unwrap_or_default()).unwrap();
        assert!(output.is_idle());
        assert!(output.submit(b"small"));
        written.recv_timeout(PATIENCE).unwrap();
        assert!(output.is_idle());
        // More than a pipe holds: stays under way until the far end reads.
        let large = vec![b'x'; 200 * 1024];
        assert!(output.submit(&large));
        assert!(!output.wait_sent(Duration::from_millis(50)));
        assert!(!output.is_idle());
        assert!(output.submit(b"behind"));
        assert_eq!(output.waiting(), 6);
        let reader = std::thread::spawn(move || {
            let mut received = vec![0; 11 + 200 * 1024];
            far_end.read_exact(&mut received).map(|()| received)
        });
        assert!(output.wait_sent(PATIENCE));
        let received = reader.join().unwrap().unwrap();
        assert!(received.starts_with(b"smallxxx") && received.ends_with(b"xxxbehind"));
    }

    #[test]
    fn a_large_frame_keeps_the_next_one_back_but_not_the_farewell() {
        let (mut far_end, line) = std::io::pipe().unwrap();
        let (sender, written) = mpsc::channel();
        let output =
            Output::start(line.into(), move || sender.send(()).unwrap_or_default()).unwrap();
        let frame = [BEGIN_FRAME, &vec![b'x'; 20 * 1024]].concat();
        let began = Instant::now();
        assert!(output.submit(&frame));
        written.recv_timeout(PATIENCE).unwrap();
        assert!(began.elapsed() >= pause_after(20 * 1024));
        assert!(pause_after(20 * 1024) >= Duration::from_millis(300));
        let began = Instant::now();
        assert!(output.submit(&frame));
        assert!(output.wait_sent(PATIENCE));
        assert!(output.submit(b"farewell"));
        assert!(output.wait_sent(PATIENCE));
        assert!(began.elapsed() < pause_after(20 * 1024));
        drop(output);
        let mut received = Vec::new();
        far_end.read_to_end(&mut received).unwrap();
        assert!(received.ends_with(b"farewell"));
    }

    #[test]
    fn a_line_that_is_gone_is_noticed() {
        let (far_end, line) = std::io::pipe().unwrap();
        drop(far_end);
        let (sender, written) = mpsc::channel();
        let output =
            Output::start(line.into(), move || sender.send(()).unwrap_or_default()).unwrap();
        assert!(output.submit(b"anybody?"));
        written.recv_timeout(PATIENCE).unwrap();
        assert!(output.is_gone());
        assert!(!output.submit(b"still?"));
        assert!(output.wait_sent(PATIENCE));
    }
}
