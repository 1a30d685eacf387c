//! Lines between people and their consoles: a terminal multiplexer, and a slow line from far away.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::process::Command;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::support::pty::{Pty, wait};

use super::house::{DIRECT, House, LOCAL, PROGRAM, SOON, application, preview, text};

/// A tmux of our own, with a console in it. Its server is gone when dropped.
struct Tmux {
    socket: String,
}

impl Tmux {
    fn run(&self, words: &[&str]) -> String {
        let mut command = Command::new("tmux");
        command
            .args(["-S", &self.socket, "-f", "/dev/null"])
            .args(words);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    }

    fn client(&self, columns: u16, rows: u16) -> Pty {
        let words = ["-S", &self.socket, "-f", "/dev/null", "attach"];
        Pty::spawn("tmux", &words, &[("LANG", "C.UTF-8")], columns, rows)
    }

    /// The console's process.
    fn pane(&self) -> Pid {
        let id = self.run(&["list-panes", "-a", "-F", "#{pane_pid}"]);
        Pid::from_raw(id.trim().parse().unwrap()).unwrap()
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}

#[test]
fn in_tmux_it_comes_and_goes_with_its_clients() {
    if Command::new("tmux").arg("-V").output().is_err() {
        eprintln!("skipped: tmux not installed");
        return;
    }
    let house = House::new();
    let hub = house.serve();
    let tmux = Tmux {
        socket: text(&house.folder.path().join("tmux.sock")).to_owned(),
    };
    let socket = house.socket();
    let console = format!(
        "exec {PROGRAM} --socket {} --as edu --lang zh",
        text(&socket)
    );
    tmux.run(&["-u", "new-session", "-d", "-x", "80", "-y", "24", &console]);
    let mut client = tmux.client(80, 25);
    client.wait_for_text(LOCAL, SOON);
    client.send("n");
    client.wait_for_text("提交申请", SOON);
    client.send("半张表");
    client.wait_for_text("半张表", SOON);
    // Detached and attached again, all is there.
    client.send("\x02d");
    assert!(client.wait_exit(5.0).is_some());
    let client = tmux.client(80, 25);
    client.wait_for_text("半张表", SOON);
    // Another client of another size: the screen follows whoever typed last, and comes back.
    let wide = tmux.client(120, 40);
    wide.wait_for_text("半张表", SOON);
    wide.send("甲");
    wide.wait_for("the wide page", SOON, |screen| {
        let screen = screen.contents();
        screen.contains("半张表甲") && screen.lines().any(|line| line.width() > 100)
    });
    drop(wide);
    client.send("乙");
    client.wait_for("the narrow page", SOON, |screen| {
        let screen = screen.contents();
        screen.contains("半张表甲乙") && screen.contains("Esc 返回")
    });
    // All of it gone at once: the program within two seconds, what was typed not at all.
    let pane = tmux.pane();
    let began = Instant::now();
    tmux.run(&["kill-server"]);
    assert!(
        wait(2.0, || is_gone(pane)),
        "still there after {:?}",
        began.elapsed()
    );
    assert_eq!(hub.stop().code(), Some(0));
    let drafts = house.drafts("edu");
    assert_eq!(drafts[0].fields["title"], "半张表甲乙");
}

#[test]
fn tmux_passes_the_clipboard_on_or_doctor_says_that_it_does_not() {
    if Command::new("tmux").arg("-V").output().is_err() {
        eprintln!("skipped: tmux not installed");
        return;
    }
    let house = House::new();
    let hub = house.serve();
    let socket = house.socket();
    let tmux = Tmux {
        socket: text(&house.folder.path().join("tmux.sock")).to_owned(),
    };
    let console = format!(
        "exec {PROGRAM} --socket {} --as acceptor --lang zh",
        text(&socket)
    );
    tmux.run(&["-u", "new-session", "-d", "-x", "80", "-y", "24", &console]);
    let client = tmux.client(80, 25);
    client.wait_for_text(LOCAL, SOON);
    // As it comes from the packages, tmux keeps the clipboard to itself.
    for (option, passes) in [("external", false), ("off", false), ("on", true)] {
        if option != "external" {
            tmux.run(&["set", "-s", "set-clipboard", option]);
        }
        client.send("k");
        client.wait_quiet(0.5, SOON);
        let mark = client.mark();
        client.send("y");
        client.wait_for_text("已送终端剪贴板", SOON);
        client.wait_quiet(0.5, SOON);
        let sent = || String::from_utf8_lossy(&client.bytes_since(mark)).into_owned();
        let came = || sent().contains("\x1b]52;");
        // On a busy machine it may come after the words that say so.
        let has_come = if passes { wait(SOON, came) } else { came() };
        assert_eq!(has_come, passes, "{option}: {:?}", sent());
        let told = doctor(&house, &[("TMUX", &format!("{},1,0", tmux.socket))]);
        let line = told.lines().find(|line| line.contains("剪贴板")).unwrap();
        assert_eq!(line.starts_with('!'), !passes, "{line}");
        assert!(line.contains(&format!("set-clipboard {option}")), "{line}");
    }
    drop(client);
    tmux.run(&["kill-server"]);
    assert_eq!(hub.stop().code(), Some(0));
}

/// What the doctor says to somebody in such an environment.
fn doctor(house: &House, environment: &[(&str, &str)]) -> String {
    let ran = Command::new(PROGRAM)
        .args(["--lang", "zh", "--socket", text(&house.socket()), "doctor"])
        .env_remove("TMUX")
        .env_remove("STY")
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(0), "{ran:?}");
    String::from_utf8(ran.stdout).unwrap()
}

#[test]
fn a_multiplexer_that_is_silent_or_absent_is_no_trouble_to_the_doctor() {
    let house = House::new();
    let folder = house.folder.path().join("bin");
    std::fs::create_dir(&folder).unwrap();
    let bin = text(&folder);
    let told = |environment: &[(&str, &str)]| -> Vec<String> {
        let told = doctor(&house, environment);
        let lines = told.lines().filter(|line| line.contains("剪贴板"));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(told(&[]), Vec::<String>::new());
    let within = [("TMUX", "/nowhere,1,0"), ("PATH", bin)];
    let absent = told(&within);
    assert!(absent[0].contains("在 tmux 里，问不到"), "{absent:?}");
    assert!(!absent[0].starts_with('!'), "{absent:?}");
    // One that never answers is not waited for; what it leaves behind neither.
    for script in ["exec /bin/sleep 30", "/bin/sleep 30 &"] {
        let program = folder.join("tmux");
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(&program, mode).unwrap();
        let began = Instant::now();
        assert_eq!(told(&within), absent, "{script}");
        assert!(began.elapsed() < Duration::from_secs(15), "{script}");
    }
    let screen = told(&[("STY", "1.pts-0.here")]);
    assert!(
        screen[0].starts_with('!') && screen[0].contains("GNU screen"),
        "{screen:?}"
    );
}

/// Whether a process has ended, though nobody may have asked how.
fn is_gone(id: Pid) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", id.as_raw_nonzero()));
    stat.map_or(true, |stat| {
        stat.rsplit(')')
            .next()
            .is_some_and(|rest| rest.starts_with(" Z"))
    })
}

/// What the line carries, and how long everything is under way on it.
const SPEED: u64 = 2_400;
const FAR: Duration = Duration::from_millis(200);

#[test]
fn on_a_slow_line_from_far_away_keys_are_answered_and_nothing_is_torn() {
    let house = House::with(60);
    let hub = house.serve();
    let watcher = house.guest("builder", &house.socket());
    let slow = house.guest("builder", &house.socket());
    for pty in [&watcher, &slow] {
        // All matters, newest first.
        pty.send("v");
        pty.wait_quiet(0.3, SOON);
        pty.send("\x1b[B\x1b[B\x1b[B\x1b[B\r");
        pty.wait_for_text("全部事项", SOON);
        pty.wait_quiet(0.5, SOON);
    }
    slow.set_speed(SPEED);
    slow.set_delay(FAR);
    let mark = slow.mark();
    let began = Instant::now();
    let mut latest = Duration::ZERO;
    let acts = std::thread::scope(|scope| {
        // Somebody else acts twenty times a second: every act changes what is on the screen.
        let acting = scope.spawn(|| {
            let mut script = Script::new(&house);
            for number in (1..=60).rev() {
                script.accept(number);
                std::thread::sleep(Duration::from_millis(50));
            }
            60
        });
        for filter in ["0011", "0022", "0033"] {
            slow.send("/");
            slow.send(filter);
            let sent = Instant::now();
            slow.wait_for_text(filter, SOON);
            latest = latest.max(sent.elapsed());
            slow.send("\x1b");
            std::thread::sleep(Duration::from_millis(700));
        }
        acting.join().unwrap()
    });
    let took = began.elapsed();
    // There and back takes 0.4 s, and a frame that is on the line already goes before.
    assert!(
        latest < Duration::from_millis(2_500),
        "a key showed after {latest:?}"
    );
    // What is stale is never sent: there are fewer frames than acts, and soon after the last one the line is quiet.
    slow.wait_quiet(1.0, 4.0);
    let sent = slow.bytes_since(mark);
    let frames = String::from_utf8_lossy(&sent)
        .matches("\x1b[?2026h")
        .count();
    eprintln!(
        "{acts} acts in {took:?} were {frames} frames of {} bytes; the slowest key showed after {latest:?}",
        sent.len()
    );
    assert!(
        frames > 3 && frames < acts,
        "{frames} frames for {acts} acts"
    );
    // In the end both show the same, cell by cell.
    watcher.send("gg");
    slow.send("gg");
    assert!(
        wait(SOON, || looks(&slow) == looks(&watcher)),
        "torn:\n{}\n\n{}",
        slow.contents(),
        watcher.contents()
    );
    drop((slow, watcher));
    assert_eq!(hub.stop().code(), Some(0));
    assert_eq!(house.entries("application.accepted").len(), acts);
}

/// All that can be seen of a screen, whatever way it came there.
fn looks(pty: &Pty) -> Vec<String> {
    let screen = pty.screen();
    let (rows, columns) = screen.size();
    let cells = (0..u16::from(rows))
        .flat_map(|row| (0..u16::from(columns)).map(move |column| (row, column)));
    let look = |cell: &vt100::Cell| {
        let under = (cell.bgcolor(), cell.inverse(), cell.underline());
        match cell.contents().trim() {
            "" => format!("{under:?}"),
            glyph => format!(
                "{glyph} {under:?} {:?} {} {}",
                cell.fgcolor(),
                cell.bold(),
                cell.dim()
            ),
        }
    };
    let caret = if screen.hide_cursor() {
        String::new()
    } else {
        format!("{:?}", screen.cursor_position())
    };
    cells
        .map(|(row, column)| look(screen.cell(row, column).unwrap()))
        .chain([caret])
        .collect()
}

/// Somebody's script, straight at the socket.
struct Script {
    to: UnixStream,
    from: BufReader<UnixStream>,
}

impl Script {
    fn new(house: &House) -> Self {
        let to = UnixStream::connect(house.socket()).unwrap();
        let from = BufReader::new(to.try_clone().unwrap());
        let mut script = Self { to, from };
        script.call(&json!({"protocol": 1, "as": "acceptor"}), "hello");
        script
    }

    fn call(&mut self, params: &Value, method: &str) {
        let call = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
        writeln!(self.to, "{call}").unwrap();
        let mut said = String::new();
        self.from.read_line(&mut said).unwrap();
        assert!(said.contains("\"result\""), "{said}");
    }

    fn accept(&mut self, number: u32) {
        let command = json!({"verb": "application.accept", "matter": application(number)});
        let act = json!({"key": format!("script-{number}"), "command": command});
        self.call(&act, "act");
    }
}

#[test]
fn a_stopped_terminal_keeps_nobody_waiting() {
    let house = House::new();
    let owner = house.console("acceptor", DIRECT);
    let guest = house.console("acceptor2", LOCAL);
    // Whoever keeps the store has a terminal that takes nothing any more: as good as stopped.
    owner.set_speed(1);
    preview(&guest);
    guest.send("\r");
    guest.wait_for_text("已办", 5.0);
    owner.signal(Signal::TERM);
    guest.wait_for_text(DIRECT, SOON);
}
