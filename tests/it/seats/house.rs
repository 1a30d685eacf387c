//! A store on disk with a socket before it: who serves, who sits at it, and what its ledger holds afterwards.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use yunguan::domain::law::code::Login;
use yunguan::hub::request::{Answer, Draft, Request};
use yunguan::hub::{Hub, set_clock};
use yunguan::ledger::verify::check_tables;
use yunguan::ledger::{Ledger, file_in};

use crate::support::city::{City, time};
use crate::support::pty::{Pty, wait};
pub use crate::support::service::Service;

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_yunguan");

/// How long a console may take to be where it should be, on a busy machine.
pub const SOON: f64 = 20.0;

/// The header's words for a link.
pub const DIRECT: &str = "● 直连";
pub const LOCAL: &str = "● 本机";
pub const LOST: &str = "断线";

/// A sandbox in which anybody may be played, with a place for a socket beside it.
pub struct House {
    pub folder: TempDir,
}

impl House {
    /// Twenty applications to accept, and a clock that stands still.
    pub fn new() -> Self {
        Self::with(20)
    }

    /// So many applications to accept.
    pub fn with(applications: usize) -> Self {
        let folder = TempDir::new().unwrap();
        std::fs::create_dir(folder.path().join("store")).unwrap();
        let file = File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .open(file_in(&folder.path().join("store")))
            .unwrap();
        let mut city = City::on(redb::backends::FileBackend::new(file).unwrap());
        for _ in 0..applications {
            city.given("pa submitted");
        }
        set_clock(&city.ledger, time("2026-11-09 10:31"), 0).unwrap();
        Self { folder }
    }

    pub fn store(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("hub.sock")
    }

    /// Somebody's console that knows the store, once its header says how it reaches the hub.
    pub fn console(&self, login: &str, link: &str) -> Pty {
        let store = self.store();
        let pty = self.start(&["--store", text(&store), "--as", login]);
        pty.wait_for_text("待我", SOON);
        pty.wait_for_text(link, SOON);
        pty
    }

    /// Somebody's console that knows a socket and no store, so that it can never open one.
    pub fn guest(&self, login: &str, socket: &Path) -> Pty {
        let pty = self.start_guest(login, socket);
        pty.wait_for_text("待我", SOON);
        pty.wait_for_text(LOCAL, SOON);
        pty
    }

    /// The same, not waited for.
    pub fn start_guest(&self, login: &str, socket: &Path) -> Pty {
        self.start(&["--socket", text(socket), "--as", login])
    }

    fn start(&self, words: &[&str]) -> Pty {
        // A home of its own: whoever runs the tests may have a store.
        let home = text(self.folder.path());
        let environment = [("LANG", "C.UTF-8"), ("HOME", home)];
        let words = [words, &["--lang", "zh"]].concat();
        Pty::spawn(PROGRAM, &words, &environment, 80, 24)
    }

    /// A hub of its own, once it listens.
    pub fn serve(&self) -> Service {
        let mut command = Command::new(PROGRAM);
        command.arg("--store").arg(self.store());
        command.arg("--socket").arg(self.socket()).arg("serve");
        Service::start(command, &self.socket())
    }

    /// A verb's document, by somebody who knows the store.
    #[track_caller]
    pub fn verb(&self, login: &str, words: &[&str]) -> Value {
        let ran = Command::new(PROGRAM)
            .args(words)
            .args(["--as", login, "--json", "--lang", "zh", "--store"])
            .arg(self.store())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(ran.status.success(), "{words:?}: {ran:?}");
        serde_json::from_slice(&ran.stdout).unwrap()
    }

    /// Opens the store, once nobody has it open any more, and finds it whole.
    fn ledger(&self) -> Ledger {
        let mut opened = None;
        wait(SOON, || {
            opened = Ledger::open(&self.store()).ok();
            opened.is_some()
        });
        let ledger = opened.unwrap();
        check_tables(&ledger, &mut |_, _| true).unwrap();
        ledger
    }

    /// Who did what of that kind, in order, with the words of it.
    pub fn entries(&self, kind: &str) -> Vec<(String, Value)> {
        let ledger = self.ledger();
        let snapshot = ledger.snapshot().unwrap();
        (1..=snapshot.seq().unwrap())
            .map(|seq| snapshot.entry(seq).unwrap())
            .map(|entry| (entry.actor.account.to_string(), json!(entry.event)))
            .filter(|(_, event)| event.to_string().contains(&format!("\"{kind}\"")))
            .collect()
    }

    /// What somebody's drafts are.
    pub fn drafts(&self, login: &str) -> Vec<Draft> {
        let hub = Hub::start(self.ledger()).unwrap();
        match hub.seat(Login::new(login)).ask(Request::Drafts) {
            Answer::Drafts(drafts) => drafts,
            other => unreachable!("{other:?}"),
        }
    }
}

pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The number of an application of the house.
pub fn application(number: u32) -> String {
    format!("APP-20261109-{number:04}")
}

/// Opens the form of the act that the selected row waits for. Who comes second is told of the first, and goes on.
pub fn open_form(pty: &Pty) {
    pty.send("a");
    let goes_on = "不接手，照常办";
    pty.wait_for("a form", SOON, |screen| {
        let screen = screen.contents();
        screen.contains("> 备注") || screen.contains(goes_on)
    });
    // The lease is asked for with the form, and answered after it.
    pty.wait_quiet(0.3, SOON);
    if pty.contents().contains(goes_on) {
        pty.send("\x1b");
        pty.wait_for("the form", SOON, |screen| {
            !screen.contents().contains(goes_on)
        });
    }
}

/// Opens that act and sees what it would do.
pub fn preview(pty: &Pty) {
    open_form(pty);
    confirm_form(pty);
}

/// From the form to its preview.
pub fn confirm_form(pty: &Pty) {
    pty.send("\x13");
    pty.wait_for_text("将会", SOON);
}

/// Waits until every console shows `text`.
#[track_caller]
pub fn all_show(consoles: &[Pty], text: &str, seconds: f64) {
    let came = wait(seconds, || {
        consoles.iter().all(|pty| pty.contents().contains(text))
    });
    let missing = consoles
        .iter()
        .map(Pty::contents)
        .find(|screen| !screen.contains(text));
    assert!(
        came,
        "no {text} within {seconds} s:\n{}",
        missing.unwrap_or_default()
    );
}
