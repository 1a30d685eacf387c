//! Whether what `y` sends (OSC 52) gets past a terminal multiplexer. tmux is asked, for a moment at most; one that does
//! not answer, or is not installed, is no trouble.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::locale::cli::doctor as words;

use super::super::context::set_variable;
use super::super::output;
use super::Findings;

/// How long tmux may take for an answer.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long between two looks whether it has answered.
const GLANCE: Duration = Duration::from_millis(10);
/// The longest answer that is read, in bytes.
const LONGEST: usize = 200;

impl Findings<'_> {
    /// A multiplexer that this runs in, and whether it passes the clipboard on. Of two, the inner one set its variable last,
    /// and nobody can tell which that was: both are told.
    pub(super) fn clipboard(&mut self) {
        if set_variable("STY").is_some() {
            let found = self.say(words::SCREEN_DROPS);
            self.note(words::CLIPBOARD, found, true);
        }
        if set_variable("TMUX").is_some() {
            self.tmux();
        }
    }

    fn tmux(&mut self) {
        let lang = self.context.lang;
        let option = answer(&["show-options", "-sv", "set-clipboard"]);
        let version = answer(&["-V"]).unwrap_or_else(|| "tmux".to_owned());
        let Some(option) = option else {
            let found = words::TMUX_SILENT.fill(lang, &[&version]);
            return self.note(words::CLIPBOARD, found, false);
        };
        // `external` lets tmux alone write to the clipboard: what a program in it sends is dropped all the same.
        let passes = option == "on";
        let found = if passes {
            words::TMUX_PASSES
        } else {
            words::TMUX_DROPS
        };
        let found = found.fill(lang, &[&version, &option]);
        self.note(words::CLIPBOARD, found, !passes);
    }
}

/// The line that tmux answers, clean; none if it failed or took too long.
fn answer(words: &[&str]) -> Option<String> {
    let mut tmux = Command::new("tmux")
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let until = Instant::now() + PATIENCE;
    let status = loop {
        match tmux.try_wait() {
            Ok(Some(status)) => break Some(status),
            Ok(None) if Instant::now() < until => std::thread::sleep(GLANCE),
            Ok(None) | Err(_) => break None,
        }
    };
    let Some(status) = status else {
        let _ = tmux.kill();
        let _ = tmux.wait();
        return None;
    };
    let mut said = [0; LONGEST];
    let mut stdout = tmux.stdout.take()?;
    // Whoever it left behind may hold the pipe open: only what is there already is read.
    rustix::io::ioctl_fionbio(&stdout, true).ok()?;
    let length = stdout.read(&mut said).ok()?;
    let said = String::from_utf8_lossy(said.get(..length)?).into_owned();
    let said = output::line(said.trim());
    (status.success() && !said.is_empty()).then_some(said)
}
