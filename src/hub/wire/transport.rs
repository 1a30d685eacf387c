//! Bytes to and from a hub: a Unix socket, or a program that relays one.

use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, ChildStderr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::place::short_path;

/// How much of what a relaying program said is kept, in bytes.
const WORDS_KEPT: usize = 2_048;
/// How long a relaying program may take to end by itself.
pub(super) const FAREWELL: Duration = Duration::from_millis(300);

/// An open way to a hub.
pub struct Wire {
    pub(super) reader: Box<dyn Read + Send>,
    pub(super) writer: Box<dyn Write + Send>,
    pub(super) ending: Ending,
    pub(super) host: Option<String>,
    /// Set to false once the hub was greeted: whoever passes words on to a terminal then stops.
    pub(super) asking: Arc<AtomicBool>,
}

/// Ends a wire from any thread, so that whoever reads from it reads its end.
#[derive(Clone)]
pub(super) enum Ending {
    /// A socket.
    Socket(Arc<UnixStream>),
    /// A program, and what it said last.
    Program(Arc<Mutex<Child>>, Said),
}

/// What a program said on its standard error, the last of it.
#[derive(Clone, Default)]
pub struct Said {
    kept: Arc<Mutex<Vec<u8>>>,
    /// Whether it may say more.
    listening: Arc<AtomicBool>,
}

impl Said {
    /// Gathers what a program says, and passes it on while `pass_on` wants it.
    ///
    /// # Errors
    /// If no thread can be started.
    pub fn listen(
        mut from: ChildStderr,
        pass_on: impl Fn(&[u8]) + Send + 'static,
    ) -> io::Result<Self> {
        let said = Self::default();
        said.listening.store(true, Ordering::Release);
        let heard = said.clone();
        std::thread::Builder::new()
            .name("relay-words".to_owned())
            .spawn(move || {
                let mut chunk = [0; 1_024];
                while let Ok(read @ 1..) = from.read(&mut chunk) {
                    let bytes = chunk.get(..read).unwrap_or_default();
                    pass_on(bytes);
                    let mut kept = heard.kept.lock().unwrap_or_else(PoisonError::into_inner);
                    kept.extend_from_slice(bytes);
                    let excess = kept.len().saturating_sub(WORDS_KEPT);
                    kept.drain(..excess);
                }
                heard.listening.store(false, Ordering::Release);
            })?;
        Ok(said)
    }

    /// The last of it, as text.
    #[must_use]
    pub fn words(&self) -> String {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&kept).trim().to_owned()
    }
}

impl Wire {
    /// A socket of this machine.
    ///
    /// # Errors
    /// If nobody listens there, or it may not be reached.
    pub fn open_socket(path: &Path) -> io::Result<UnixStream> {
        UnixStream::connect(short_path(path)?.path())
    }

    /// The way to a socket of this machine.
    ///
    /// # Errors
    /// If nobody listens there, or it may not be reached.
    pub fn to_socket(path: &Path) -> io::Result<Self> {
        let stream = Self::open_socket(path)?;
        let reader = stream.try_clone()?;
        let writer = stream.try_clone()?;
        Ok(Self {
            reader: Box::new(reader),
            writer: Box::new(writer),
            ending: Ending::Socket(Arc::new(stream)),
            host: None,
            asking: Arc::default(),
        })
    }

    /// The way through a program whose standard streams are a hub's.
    ///
    /// # Errors
    /// If its streams are not piped.
    pub fn through(mut program: Child, said: Said, host: String) -> io::Result<Self> {
        let (Some(writer), Some(reader)) = (program.stdin.take(), program.stdout.take()) else {
            return Err(io::Error::from(io::ErrorKind::BrokenPipe));
        };
        Ok(Self {
            reader: Box::new(reader),
            writer: Box::new(writer),
            ending: Ending::Program(Arc::new(Mutex::new(program)), said),
            host: Some(host),
            asking: Arc::default(),
        })
    }

    /// With a flag that is lowered once the hub was greeted.
    #[must_use]
    pub fn quiet_once_greeted(self, asking: Arc<AtomicBool>) -> Self {
        Self { asking, ..self }
    }
}

impl Ending {
    /// Ends the wire; answers what a relaying program had said last.
    pub(super) fn end(&self, patience: Duration) -> String {
        match self {
            Self::Socket(stream) => {
                let _ = stream.shutdown(Shutdown::Both);
                String::new()
            }
            Self::Program(program, said) => {
                let mut program = program.lock().unwrap_or_else(PoisonError::into_inner);
                // The process may still write the reason why it ends.
                let until = Instant::now() + patience;
                while matches!(program.try_wait(), Ok(None)) && Instant::now() < until {
                    std::thread::sleep(Duration::from_millis(10));
                }
                let _ = program.kill();
                let _ = program.wait();
                // Its last words may still be on their way here; somebody else may hold its standard error open.
                while said.listening.load(Ordering::Acquire) && Instant::now() < until {
                    std::thread::sleep(Duration::from_millis(10));
                }
                said.words()
            }
        }
    }
}
