//! A hub of its own, as a service manager runs it: started, waited for, stopped, killed.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::io::{BufRead, BufReader};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::office::Office;

/// A running `yunguan serve`. Killed when dropped.
pub struct Service {
    child: Child,
}

impl Service {
    /// One over an office's store.
    pub fn over(office: &Office) -> Self {
        let socket = office.path("hub.sock");
        let command = office.command(&["serve", "--socket", socket.to_str().unwrap()]);
        Self::start(command, &socket)
    }

    /// Starts it, and waits until it answers.
    pub fn start(mut command: Command, socket: &Path) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        assert!(line.contains("yunguan"), "{line:?} {:?}", child.try_wait());
        // It goes on saying how it is: somebody has to listen.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        assert!(UnixStream::connect(socket).is_ok());
        Self { child }
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Kills it outright.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Stops it as a service manager does.
    pub fn stop(mut self) -> ExitStatus {
        self.signal(Signal::TERM);
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(
                began.elapsed() < Duration::from_secs(10),
                "it does not stop"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
