//! Several accounts of the machine at one service: each is who the kernel says, and may do what its binding says now.
//!
//! The accounts are made for the test and taken away after it, which takes root.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::pty::{Pty, wait};

use super::house::{House, LOCAL, PROGRAM, SOON, Service, preview, text};

/// One at a time: the system's lists of accounts have one lock.
static LISTS: Mutex<()> = Mutex::new(());
static NUMBER: AtomicU32 = AtomicU32::new(0);

/// Whether programs, and root, are there; says what is missing.
pub fn can_run(programs: &[&str]) -> bool {
    let folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];
    let is_there = |name: &&&str| folders.iter().any(|at| Path::new(at).join(name).exists());
    let missing: Vec<_> = programs.iter().filter(|name| !is_there(name)).collect();
    if !missing.is_empty() {
        eprintln!("skipped: {missing:?} not installed");
        return false;
    }
    if !rustix::process::geteuid().is_root() {
        eprintln!("skipped: it takes root to make accounts");
        return false;
    }
    true
}

/// An account of the machine, for as long as this is held.
pub struct Account {
    pub name: String,
    uid: u32,
    gid: u32,
}

impl Account {
    /// A new one with a group of its own, and in another's if that is given.
    pub fn new(also_of: Option<&Self>) -> Self {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("ygt{}-{number}", std::process::id());
        let mut words = vec!["-M", "-U", "-d", "/", "-s", "/bin/sh", "-p", "*"];
        if let Some(other) = also_of {
            words.extend(["-G", &other.name]);
        }
        words.push(&name);
        on_lists("useradd", &words);
        let user = uzers::get_user_by_name(&name).unwrap();
        Self {
            uid: user.uid(),
            gid: user.primary_group_id(),
            name,
        }
    }

    /// A program run as this account, with nothing of ours but the terminal.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new("setpriv");
        command.args(self.words(program)).env_clear();
        command.env("PATH", "/usr/bin:/bin").env("LANG", "C.UTF-8");
        command.stdin(Stdio::null());
        command
    }

    fn words(&self, program: &Path) -> Vec<String> {
        vec![
            format!("--reuid={}", self.uid),
            format!("--regid={}", self.gid),
            "--init-groups".to_owned(),
            text(program).to_owned(),
        ]
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        on_lists("userdel", &["-f", &self.name]);
    }
}

fn on_lists(program: &str, words: &[&str]) {
    let _guard = LISTS.lock().unwrap_or_else(PoisonError::into_inner);
    let mut last = None;
    // Somebody else may hold the lists for a moment.
    let done = wait(SOON, || {
        let output = Command::new(program).args(words).output().unwrap();
        let done = output.status.success();
        last = Some(output);
        done
    });
    if !done && !std::thread::panicking() {
        assert!(done, "{program} {words:?}: {last:?}");
    }
}

/// A house whose store belongs to a service's account, and the people who may come.
pub struct Hall {
    pub house: House,
    pub service: Account,
    /// Bound to a handler of the health bureau, and in the service's group.
    pub bound: Account,
    /// Where everybody can run the program from.
    pub program: PathBuf,
    pub socket: PathBuf,
}

impl Hall {
    pub fn new() -> Self {
        let house = House::new();
        let service = Account::new(None);
        let bound = Account::new(Some(&service));
        for person in ["health", "edu"] {
            let login = if person == "health" {
                bound.name.as_str()
            } else {
                "nobody-yet"
            };
            house.verb(
                "keeper",
                &["account", "add", "--login", login, "--person", person],
            );
        }
        let base = house.folder.path().to_owned();
        fs::set_permissions(&base, fs::Permissions::from_mode(0o755)).unwrap();
        let program = base.join("yunguan");
        if fs::hard_link(PROGRAM, &program).is_err() {
            fs::copy(PROGRAM, &program).unwrap();
        }
        let run = base.join("run");
        fs::create_dir(&run).unwrap();
        fs::set_permissions(&run, fs::Permissions::from_mode(0o755)).unwrap();
        let files = fs::read_dir(house.store())
            .unwrap()
            .map(|file| file.unwrap().path());
        for path in files.chain([house.store(), run.clone()]) {
            chown(path, Some(service.uid), Some(service.gid)).unwrap();
        }
        Self {
            socket: run.join("hub.sock"),
            house,
            service,
            bound,
            program,
        }
    }

    pub fn serve(&self) -> Service {
        let mut command = self.service.command(&self.program);
        command.arg("--store").arg(self.house.store());
        command.arg("--socket").arg(&self.socket).arg("serve");
        Service::start(command, &self.socket)
    }

    /// A verb of an account through the socket.
    fn verb(&self, account: &Account, words: &[&str]) -> Output {
        let mut command = account.command(&self.program);
        command.args(words).args(["--lang", "zh", "--socket"]);
        command.arg(&self.socket).output().unwrap()
    }

    /// A verb of whoever runs the tests, played by somebody of the sandbox.
    fn keeper(&self, words: &[&str]) {
        let mut command = Command::new(&self.program);
        command.args(words).args(["--as", "keeper", "--socket"]);
        let ran = command.arg(&self.socket).output().unwrap();
        assert!(ran.status.success(), "{words:?}: {ran:?}");
    }

    fn console(&self, account: &Account) -> Pty {
        let socket = text(&self.socket);
        let mut words = account.words(&self.program);
        words.extend(["--lang", "zh", "--socket", socket].map(str::to_owned));
        let environment = [("LANG", "C.UTF-8"), ("HOME", "/")];
        Pty::spawn("setpriv", &words, &environment, 80, 24)
    }
}

/// A script of an account, over `yunguan stdio`.
struct Peer {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    number: u64,
    /// What it heard without asking.
    heard: Vec<Value>,
}

impl Peer {
    fn new(hall: &Hall, account: &Account) -> Self {
        let mut command = account.command(&hall.program);
        command.arg("stdio").arg("--socket").arg(&hall.socket);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        let (sender, from) = channel();
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                let _ = sender.send(serde_json::from_str(&line).unwrap());
            }
        });
        Self {
            to: child.stdin.take().unwrap(),
            child,
            from,
            number: 0,
            heard: Vec::new(),
        }
    }

    fn call(&mut self, method: &str, params: &Value) -> Value {
        self.number += 1;
        let id = self.number;
        let call = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
        writeln!(self.to, "{call}").unwrap();
        loop {
            let message = self.from.recv_timeout(Duration::from_secs(10)).unwrap();
            if message["id"] == id {
                return message;
            }
            self.heard.push(message);
        }
    }

    fn listen(&mut self, time: Duration) {
        while let Ok(message) = self.from.recv_timeout(time) {
            self.heard.push(message);
        }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn submission(system: &str, key: &str) -> Value {
    let lines = [crate::support::city::item("vm", 2)];
    let mut command = crate::support::city::application(system, "pa", &lines);
    command["verb"] = json!("application.submit");
    json!({"key": key, "command": command})
}

#[test]
fn each_account_is_who_the_kernel_says() {
    if !can_run(&["useradd", "userdel", "setpriv"]) {
        return;
    }
    let hall = Hall::new();
    let unbound = Account::new(Some(&hall.service));
    let outsider = Account::new(None);
    let hub = hall.serve();
    let socket = fs::symlink_metadata(&hall.socket).unwrap();
    assert_eq!(socket.permissions().mode() & 0o777, 0o660);
    assert_eq!(
        (socket.uid(), socket.gid()),
        (hall.service.uid, hall.service.gid)
    );
    // Who is bound works under their own name.
    let mut peer = Peer::new(&hall, &hall.bound);
    let hello = peer.call("hello", &json!({"protocol": 1}));
    assert_eq!(hello["result"]["login"], json!(hall.bound.name), "{hello}");
    let done = peer.call("act", &submission("flood", "first"));
    assert_eq!(done["result"]["answer"], "done", "{done}");
    let shown = hall.verb(&hall.bound, &["status"]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains(&hall.bound.name), "{shown}");
    let console = hall.console(&hall.bound);
    console.wait_for_text(LOCAL, SOON);
    console.wait_for_text("health君", SOON);
    // Who is not, and root, are nobody, and are told what helps; also when they start a console.
    let as_root = Command::new(&hall.program)
        .args(["queue", "--lang", "zh", "--socket"])
        .arg(&hall.socket)
        .output()
        .unwrap();
    for refused in [hall.verb(&unbound, &["queue"]), as_root] {
        let said = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(3), "{said}");
        assert!(said.contains("yunguan account add"), "{said}");
    }
    let mut stranger = Peer::new(&hall, &unbound);
    for (method, params) in [
        ("whoami", json!({})),
        ("act", submission("flood", "second")),
        ("drafts", json!({})),
    ] {
        let answer = stranger.call(method, &params);
        assert!(answer["result"].is_null(), "{answer}");
    }
    let mut turned_away = hall.console(&unbound);
    turned_away.wait_for_text("yunguan account add", SOON);
    assert!(turned_away.wait_exit(5.0).is_some());
    // Who is not in the group cannot even open the door, and is told of the group.
    let kept_out = hall.verb(&outsider, &["queue"]);
    let said = String::from_utf8(kept_out.stderr).unwrap();
    assert_eq!(kept_out.status.code(), Some(3), "{said}");
    assert!(said.contains("没有权限") && said.contains("组"), "{said}");
    let relayed = hall.verb(&outsider, &["stdio"]);
    let said = String::from_utf8(relayed.stderr).unwrap();
    assert!(said.contains("没有权限") && said.contains("组"), "{said}");
    drop((peer, stranger, console));
    assert_eq!(hub.stop().code(), Some(0));
    let mine = hall.house.entries("application.submitted");
    let count = mine
        .iter()
        .filter(|(who, _)| *who == hall.bound.name)
        .count();
    assert_eq!(count, 1);
}

#[test]
fn a_console_lets_in_nobody_but_its_own_account() {
    if !can_run(&["useradd", "userdel", "setpriv"]) {
        return;
    }
    let hall = Hall::new();
    let store = hall.house.store();
    let mut words = hall.service.words(&hall.program);
    words.extend(["--lang", "zh", "--as", "acceptor", "--store", text(&store)].map(str::to_owned));
    let environment = [("LANG", "C.UTF-8"), ("HOME", "/")];
    let owner = Pty::spawn("setpriv", &words, &environment, 80, 24);
    owner.wait_for_text("待我 20", SOON);
    let door = store.join("hub.sock");
    let mode = fs::symlink_metadata(&door).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    // Root may open any door, and is sent away behind it with what helps.
    let queue = Command::new(&hall.program)
        .args(["queue", "--as", "acceptor", "--lang", "zh", "--store"])
        .arg(&store)
        .output()
        .unwrap();
    let said = String::from_utf8(queue.stderr).unwrap();
    assert_eq!(queue.status.code(), Some(3), "{said}");
    assert!(
        said.contains(&hall.service.name) && said.contains("yunguan serve"),
        "{said}"
    );
    // Nor does it give its store to a service of another account.
    let serve = Command::new(&hall.program)
        .args(["serve", "--lang", "zh", "--store"])
        .arg(&store)
        .arg("--socket")
        .arg(hall.house.folder.path().join("other.sock"))
        .output()
        .unwrap();
    assert_eq!(serve.status.code(), Some(3), "{serve:?}");
    preview(&owner);
    owner.send("\r");
    owner.wait_for_text("已办", SOON);
}

#[test]
fn an_account_taken_away_has_no_power_a_moment_later() {
    if !can_run(&["useradd", "userdel", "setpriv"]) {
        return;
    }
    let hall = Hall::new();
    let _hub = hall.serve();
    let console = hall.console(&hall.bound);
    console.wait_for_text(LOCAL, SOON);
    console.wait_for_text("health君", SOON);
    let mut peer = Peer::new(&hall, &hall.bound);
    let heard = peer.call("subscribe", &json!({}));
    assert!(heard["error"].is_null(), "{heard}");
    let done = peer.call("act", &submission("flood", "first"));
    assert_eq!(done["result"]["answer"], "done", "{done}");
    peer.listen(Duration::from_millis(500));
    assert!(!peer.heard.is_empty());
    let login = hall.bound.name.clone();
    hall.keeper(&[
        "account", "add", "--login", &login, "--person", "health", "--active", "no",
    ]);
    let refused = peer.call("act", &submission("flood", "second"));
    assert!(
        refused["error"]["message"]
            .to_string()
            .contains("yunguan account add"),
        "{refused}"
    );
    let look = json!({"list": "all", "order": {"by": "due"}, "after": 10, "before": 0});
    for (method, params) in [("whoami", json!({})), ("drafts", json!({})), ("look", look)] {
        let answer = peer.call(method, &params);
        assert!(answer["result"].is_null(), "{method}: {answer}");
    }
    console.wait_for_text("yunguan account add", SOON);
    // The change itself was heard once, to look and learn it; what comes after is not.
    peer.listen(Duration::from_millis(500));
    peer.heard.clear();
    hall.keeper(&["account", "add", "--login", "another", "--person", "edu"]);
    let accepted = Command::new(&hall.program)
        .args([
            "act",
            "accept",
            "APP-20261109-0003",
            "--as",
            "acceptor",
            "--socket",
        ])
        .arg(&hall.socket)
        .output()
        .unwrap();
    assert!(accepted.status.success(), "{accepted:?}");
    peer.listen(Duration::from_millis(800));
    assert!(peer.heard.is_empty(), "{:?}", peer.heard);
    // Bound again, it is somebody again, on the connection that stands.
    hall.keeper(&[
        "account", "add", "--login", &login, "--person", "health", "--active", "yes",
    ]);
    let done = peer.call("act", &submission("flood", "third"));
    assert_eq!(done["result"]["answer"], "done", "{done}");
}
