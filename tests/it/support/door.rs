//! A hub behind its socket in this process, and peers that write and read lines there by hand.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]
use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use yunguan::hub::host::Host;
use yunguan::hub::request::Traffic;
use yunguan::hub::set_clock;
use yunguan::hub::wire::server::{Admits, Settings};
use yunguan::ledger::Ledger;

use super::city::{City, application, item, with};

/// How long any answer may take before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A served city.
pub struct Door {
    pub host: Host,
    folder: TempDir,
}

/// The settings of a service at a path; what it says names what it means.
pub fn settings(path: PathBuf) -> Settings {
    Settings {
        path,
        beside: None,
        mode: 0o600,
        admits: Admits::Everybody,
        service: true,
        words: Arc::new(|lang, said| format!("{lang} {said:?}")),
    }
}

impl Door {
    pub fn new(prepare: impl FnOnce(&mut City)) -> Self {
        let mut city = City::new();
        prepare(&mut city);
        set_clock(&city.ledger, city.now, 0).unwrap();
        Self::of(city.ledger)
    }

    pub fn of(ledger: Ledger) -> Self {
        let folder = TempDir::new().unwrap();
        let host = Host::start(ledger, Some(settings(folder.path().join("s")))).unwrap();
        assert!(host.closed().is_none());
        Self { host, folder }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("s")
    }

    /// Somebody who has said nothing yet.
    pub fn knock(&self) -> Peer {
        Peer::at(&self.path())
    }

    /// Somebody known.
    pub fn peer(&self, login: &str) -> Peer {
        let mut peer = self.knock();
        let welcome = peer.call("hello", &hello(login));
        assert_eq!(welcome["result"]["login"], login, "{welcome}");
        peer
    }

    pub fn traffic(&self) -> Traffic {
        self.host.hub().traffic()
    }

    /// The figures once they are as wanted; what they came to, if they never are.
    pub fn counted(&self, wanted: impl Fn(&Traffic) -> bool) -> Traffic {
        // Long enough for a machine that does other things as well: how fast it is, is for the benches.
        let until = Instant::now() + Duration::from_secs(90);
        loop {
            let traffic = self.traffic();
            if wanted(&traffic) {
                return traffic;
            }
            assert!(Instant::now() < until, "{traffic:?}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// How somebody greets.
pub fn hello(login: &str) -> Value {
    json!({ "protocol": 1, "as": login })
}

/// A call as a line.
pub fn line(id: &Value, method: &str, params: &Value) -> String {
    let call = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
    format!("{call}\n")
}

/// The submission of an application, as the parameters of an act.
pub fn submission(key: &str) -> Value {
    let fields = application("exam", "pa", &[item("vm", 1)]);
    json!({ "key": key, "command": with(fields, "verb", json!("application.submit")) })
}

/// A look at the newest matters.
pub fn looks(filter: Option<&str>) -> Value {
    json!({ "list": { "matters": null }, "order": "descending", "after": 50, "filter": filter })
}

/// One end of a connection.
pub struct Peer {
    pub stream: UnixStream,
    reader: BufReader<UnixStream>,
    next: u64,
}

impl Peer {
    pub fn at(path: &std::path::Path) -> Self {
        let stream = UnixStream::connect(path).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        let reader = BufReader::new(stream.try_clone().unwrap());
        Self {
            stream,
            reader,
            next: 1,
        }
    }

    pub fn write(&mut self, bytes: impl AsRef<[u8]>) {
        self.stream.write_all(bytes.as_ref()).unwrap();
    }

    /// Writes as far as the other end takes it.
    pub fn try_write(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.stream.write_all(bytes.as_ref()).is_ok()
    }

    pub fn end(&mut self) {
        self.stream.shutdown(Shutdown::Write).unwrap();
    }

    /// The next line; none at the end. A line that was cut off on its way is one that nobody heard.
    pub fn read(&mut self) -> Option<Value> {
        let mut line = String::new();
        match self.reader.read_line(&mut line) {
            Ok(_) if !line.ends_with('\n') => None,
            Ok(_) => Some(serde_json::from_str(&line).unwrap()),
            // What was still on its way to a closed socket is told so.
            Err(error) if error.kind() == ErrorKind::ConnectionReset => None,
            Err(error) => unreachable!("{error}"),
        }
    }

    /// What comes until the end.
    pub fn rest(&mut self) -> Vec<Value> {
        std::iter::from_fn(|| self.read()).collect()
    }

    /// Sends a call; its id.
    pub fn send(&mut self, method: &str, params: &Value) -> Value {
        let id = json!(self.next);
        self.next += 1;
        self.write(line(&id, method, params));
        id
    }

    /// The answer to a call; updates before it are passed over.
    pub fn call(&mut self, method: &str, params: &Value) -> Value {
        let id = self.send(method, params);
        loop {
            let heard = self.read().unwrap();
            if heard["method"] != "update" {
                assert_eq!(heard["id"], id, "{heard}");
                return heard;
            }
        }
    }

    /// The code of an error.
    pub fn fails(&mut self, method: &str, params: &Value) -> i64 {
        let answer = self.call(method, params);
        answer["error"]["code"]
            .as_i64()
            .unwrap_or_else(|| unreachable!("{answer}"))
    }
}

/// How long an honest peer's questions and acts take, each time anew: the middle and the worst of some.
pub fn latency(door: &Door, times: usize) -> (Duration, Duration) {
    let mut took = Vec::new();
    for at in 0..times {
        let begun = Instant::now();
        let mut honest = door.peer("edu");
        took.push(begun.elapsed());
        for (method, params) in [
            ("act", submission(&format!("honest-{at}-{times}"))),
            ("look", looks(None)),
            ("whoami", json!({})),
        ] {
            let begun = Instant::now();
            let answer = honest.call(method, &params);
            assert!(answer.get("result").is_some(), "{answer}");
            took.push(begun.elapsed());
        }
    }
    took.sort_unstable();
    (took[took.len() / 2], took[took.len() - 1])
}

/// How much memory this process holds, in bytes.
pub fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/statm").unwrap();
    let pages = status.split(' ').nth(1).unwrap();
    pages.parse::<usize>().unwrap() * 4096
}
