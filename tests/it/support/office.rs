//! An office that works through the verbs: the real program, on a store of its own.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may stop at once")]
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder with a store, and the time that its clock is set to before each act.
pub struct Office {
    folder: TempDir,
    pub now: String,
    pub lang: &'static str,
}

/// What a verb came to.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn is(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }
}

impl Office {
    pub fn bare(lang: &'static str) -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            now: "2026-11-09T09:00".to_owned(),
            lang,
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yunguan"));
        command
            .args(words)
            .args(["--lang", self.lang])
            .env("YUNGUAN_STORE", self.path("store"))
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, words: &[&str]) -> Ran {
        ended(self.command(words).output().unwrap())
    }

    pub fn fed(&self, words: &[&str], input: &[u8]) -> Ran {
        let mut child = self
            .command(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let feeder = std::thread::spawn(move || stdin.write_all(&input));
        let output = child.wait_with_output().unwrap();
        // A program that stops reading early is told apart by its exit code.
        let _ = feeder.join().unwrap();
        ended(output)
    }

    /// A verb as one of the persons, at this office's time.
    pub fn by(&self, login: &str, words: &[&str]) -> Ran {
        let words: Vec<&str> = words
            .iter()
            .copied()
            .chain(["--as", login, "--now", &self.now])
            .collect();
        self.run(&words)
    }

    pub fn act(&self, login: &str, words: &[&str]) -> Value {
        let words: Vec<&str> = ["act"]
            .iter()
            .chain(words)
            .copied()
            .chain(["--json"])
            .collect();
        let ran = self.by(login, &words).is(0);
        let answer = ran.json();
        assert_eq!(answer["answer"], "done", "{answer}");
        answer["result"].clone()
    }

    pub fn stage(&self, login: &str, id: &str) -> String {
        let shown = self.by(login, &["show", id, "--json"]).is(0).json();
        let stage = shown["result"]["matter"]["head"]["stage"]
            .as_object()
            .unwrap();
        stage.values().next().unwrap().as_str().unwrap().to_owned()
    }

    /// A sandbox with one party of each kind that the two roads need.
    pub fn sandbox(lang: &'static str) -> Self {
        let office = Self::bare(lang);
        let now = office.now.clone();
        office.run(&["init", "--sandbox", "--now", &now]).is(0);
        for (code, kind) in [
            ("support", "support"),
            ("edu", "unit"),
            ("cloud-a", "provider"),
        ] {
            let place = "--region municipal --municipal-budget yes";
            office.add(&format!(
                "party add --code {code} --kind {kind} --name {code} --paper-word {code} {place}"
            ));
        }
        for (code, party, posts) in [
            ("acceptor", "data-bureau", "handler"),
            ("reviewer", "data-bureau", "reviewer"),
            ("second", "data-bureau", "reviewer"),
            ("sup-h", "support", "handler"),
            ("sup-r", "support", "reviewer,administrator"),
            ("unit-h", "edu", "handler"),
            ("prov-h", "cloud-a", "handler"),
        ] {
            office.add(&format!(
                "person add --code {code} --name {code} --party {party} --posts {posts} --telephone 13900002211"
            ));
            office.add(&format!("account add --login {code} --person {code}"));
        }
        office.add("pool add --code pool-a --name A --mode purchased --operator cloud-a");
        office.add(
            "system add --code exam --name Exam --unit edu --protection-level 3 --funding government",
        );
        for item in ["ecs-4c16g", "disk-1t"] {
            let price = "--specification s --unit 1 --basis year --price-fen 480000";
            office.add(&format!(
                "item add --code {item} --family compute --name {item} {price}"
            ));
        }
        office
    }

    fn add(&self, line: &str) {
        let words: Vec<&str> = line.split(' ').collect();
        self.run(&words).is(0);
    }

    pub fn submit(&self, more: &[&str]) -> String {
        let title: &[&str] = if more.contains(&"--title") {
            &[]
        } else {
            &["--title", "More room"]
        };
        let words: Vec<&str> = [
            "submit",
            "--system",
            "exam",
            "--pool",
            "pool-a",
            "--lines",
            "item=ecs-4c16g quantity=8 purpose=Servers of the exam",
            "--lines",
            r#"{"item":"disk-1t","quantity":2,"purpose":"Papers"}"#,
            "--contact-name",
            "Duty desk",
            "--contact_telephone",
            "0737-0000000",
            "--non-classified",
            "yes",
        ]
        .iter()
        .chain(title)
        .chain(more)
        .copied()
        .collect();
        let receipt = self.act("unit-h", &words);
        receipt["matter"].as_str().unwrap().to_owned()
    }
}

pub fn ended(output: std::process::Output) -> Ran {
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The last day of a deadline in JSON, in Beijing: the day whose midnight ends it.
pub fn last_day(deadline: &serde_json::Value) -> String {
    let ends: chrono::DateTime<chrono::Utc> =
        deadline["ends_at"].as_str().unwrap().parse().unwrap();
    let last = ends - chrono::Duration::minutes(1);
    yunguan::domain::law::clock::civil_date(last).to_string()
}
