//! The console's manners: the real program on a real pseudo-terminal, treated as lines and people treat it.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::fs::File;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use rustix::termios::LocalModes;
use tempfile::TempDir;

use yunguan::domain::law::code::Login;
use yunguan::hub::request::{Answer, Draft, Request};
use yunguan::hub::{Hub, set_clock};
use yunguan::ledger::{Ledger, file_in};

use crate::support::chance::Chance;
use crate::support::city::{City, time};
use crate::support::pty::Pty;

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunguan");
const UTF8: (&str, &str) = ("LANG", "C.UTF-8");

/// A sandbox on disk, in which anybody may be played.
struct Store {
    folder: TempDir,
}

impl Store {
    /// Twenty applications to accept, and a clock that shows `shows` and runs at `rate`.
    fn new(shows: &str, rate: u32) -> Self {
        let folder = TempDir::new().unwrap();
        let file = File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .open(file_in(folder.path()))
            .unwrap();
        let mut city = City::on(redb::backends::FileBackend::new(file).unwrap());
        for _ in 0..20 {
            city.given("pa submitted");
        }
        set_clock(&city.ledger, time(shows), rate).unwrap();
        Self { folder }
    }

    /// With a clock that stands still.
    fn still() -> Self {
        Self::new("2026-11-09 10:31", 0)
    }

    fn path(&self) -> &str {
        self.folder.path().to_str().unwrap()
    }

    fn arguments<'a>(&'a self, login: &'a str) -> [&'a str; 6] {
        ["--store", self.path(), "--as", login, "--lang", "zh"]
    }

    /// Somebody's console, once it shows its queue.
    fn console(&self, login: &str) -> Pty {
        self.console_in(login, &[UTF8], 80, 24)
    }

    fn console_in(
        &self,
        login: &str,
        environment: &[(&str, &str)],
        columns: u16,
        rows: u16,
    ) -> Pty {
        let pty = Pty::spawn(PROGRAM, &self.arguments(login), environment, columns, rows);
        pty.wait_for_text("1队列", 20.0);
        pty
    }

    /// What somebody's drafts are, once nobody has the store open.
    fn drafts(&self, login: &str) -> Vec<Draft> {
        let hub = Hub::start(Ledger::open(self.folder.path()).unwrap()).unwrap();
        match hub.seat(Login::new(login)).ask(Request::Drafts) {
            Answer::Drafts(drafts) => drafts,
            other => unreachable!("{other:?}"),
        }
    }
}

fn is_raw(pty: &Pty) -> bool {
    !pty.settings().local_modes.contains(LocalModes::ICANON)
}

/// Whether the terminal tells of the mouse.
fn has_mouse(screen: &vt100::Screen) -> bool {
    screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None
        || screen.mouse_protocol_encoding() != vt100::MouseProtocolEncoding::Default
}

/// The terminal is as the shell had it.
fn is_restored(pty: &Pty) -> bool {
    let screen = pty.screen();
    !screen.alternate_screen()
        && !screen.hide_cursor()
        && !screen.bracketed_paste()
        && !has_mouse(&screen)
        && !is_raw(pty)
}

#[test]
fn idle_costs_no_byte_and_a_minute_few() {
    let store = Store::new("2026-11-09 10:30", 1);
    let pty = store.console("acceptor");
    pty.wait_quiet(1.5, 20.0);
    let mark = pty.mark();
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(
        pty.count_since(mark),
        0,
        "{:?}",
        String::from_utf8_lossy(&pty.bytes_since(mark))
    );
    // A clock thirty times as fast turns its minutes while we wait.
    drop(pty);
    let store = Store::new("2026-11-09 10:30", 30);
    let pty = store.console("acceptor");
    pty.wait_quiet(1.2, 20.0);
    let mark = pty.mark();
    let before = pty.contents();
    pty.wait_for("another minute", 5.0, |screen| screen.contents() != before);
    pty.wait_quiet(0.3, 5.0);
    let sent = pty.count_since(mark);
    assert!(sent < 120, "{sent} bytes a minute");
}

#[test]
fn a_mark_fades_in_one_frame_and_costs_nothing_else() {
    let store = Store::still();
    let pty = store.console("acceptor");
    for keys in ["v", "\x1b[B\x1b[B\x1b[B\x1b[B", "\r"] {
        pty.send(keys);
    }
    pty.wait_for_text("全部事项", 5.0);
    pty.wait_quiet(0.6, 5.0);
    pty.send("a");
    pty.wait_for_text("预览", 5.0);
    pty.send("\x13");
    pty.wait_for_text("将会", 5.0);
    pty.send("\r");
    pty.wait_for_text(">◆", 5.0);
    pty.wait_quiet(1.0, 5.0);
    let mark = pty.mark();
    pty.wait_for("no mark", 6.0, |screen| !screen.contents().contains('◆'));
    pty.wait_quiet(1.0, 5.0);
    let sent = pty.bytes_since(mark);
    let frames = String::from_utf8_lossy(&sent)
        .matches("\x1b[?2026h")
        .count();
    assert_eq!(frames, 1, "{:?}", String::from_utf8_lossy(&sent));
    assert!(sent.len() < 400, "{}", sent.len());
    let mark = pty.mark();
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(pty.count_since(mark), 0);
}

#[test]
fn quitting_leaves_the_terminal_as_it_was() {
    let store = Store::still();
    let mut pty = store.console("acceptor");
    assert!(is_raw(&pty) && pty.screen().alternate_screen() && has_mouse(&pty.screen()));
    pty.send("q");
    assert_eq!(pty.wait_exit(5.0).and_then(|status| status.code()), Some(0));
    pty.wait_for("own screen", 5.0, |screen| !screen.alternate_screen());
    assert!(is_restored(&pty));
}

#[test]
fn a_hang_up_ends_it_within_two_seconds_and_keeps_the_draft() {
    let store = Store::still();
    let mut pty = store.console("edu");
    pty.send("n");
    pty.wait_for_text("提交申请", 5.0);
    pty.send("半张表");
    pty.wait_for_text("半张表", 5.0);
    let began = Instant::now();
    pty.hang_up();
    assert!(
        pty.wait_exit(2.0).is_some(),
        "still there after {:?}",
        began.elapsed()
    );
    assert_eq!(store.drafts("edu")[0].fields["title"], "半张表");
}

#[test]
fn every_signal_restores_the_terminal_and_keeps_the_draft() {
    for signal in [Signal::TERM, Signal::INT, Signal::QUIT, Signal::HUP] {
        let store = Store::still();
        let mut pty = store.console("edu");
        pty.send("n");
        pty.wait_for_text("提交申请", 5.0);
        pty.send("半张表");
        pty.wait_for_text("半张表", 5.0);
        pty.signal(signal);
        assert!(pty.wait_exit(5.0).is_some(), "{signal:?}");
        pty.wait_for("own screen", 5.0, |screen| !screen.alternate_screen());
        assert!(is_restored(&pty), "{signal:?}");
        assert_eq!(store.drafts("edu").len(), 1, "{signal:?}");
    }
}

#[test]
fn killed_outright_it_loses_no_more_than_a_second_of_typing() {
    let store = Store::still();
    let mut pty = store.console("edu");
    pty.send("n");
    pty.wait_for_text("提交申请", 5.0);
    pty.send("半张表");
    pty.wait_for_text("半张表", 5.0);
    std::thread::sleep(Duration::from_millis(1_800));
    pty.signal(Signal::KILL);
    assert_eq!(
        pty.wait_exit(5.0).and_then(|status| status.signal()),
        Some(9)
    );
    let again = store.console("edu");
    again.send("D");
    again.wait_for_text("草稿", 5.0);
    again.send("\r");
    again.wait_for_text("半张表", 5.0);
}

#[test]
fn a_shell_suspends_and_resumes_it() {
    let store = Store::still();
    let environment = [UTF8, ("PS1", "prompt$ ")];
    let mut pty = Pty::spawn(
        "bash",
        &["--norc", "--noprofile", "-i"],
        &environment,
        80,
        24,
    );
    pty.wait_for_text("prompt$", 10.0);
    pty.send(format!("{PROGRAM} {}\r", store.arguments("edu").join(" ")));
    pty.wait_for_text("1队列", 20.0);
    pty.send("n");
    pty.wait_for_text("提交申请", 5.0);
    pty.send("半张表");
    pty.wait_for_text("半张表", 5.0);
    for _ in 0..2 {
        pty.send("\x1a");
        pty.wait_for("shell", 5.0, |screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && !has_mouse(screen)
        });
        pty.send("echo $((40+2))\r");
        pty.wait_for_text("\n42\n", 5.0);
        pty.send("fg\r");
        pty.wait_for("screen again", 5.0, |screen| {
            let is_back = screen.alternate_screen() && has_mouse(screen);
            is_back && screen.contents().contains("半张表")
        });
    }
    pty.send("\x1b");
    pty.wait_for_text("草稿已留存", 5.0);
    pty.send("q");
    pty.wait_for("shell", 5.0, |screen| !screen.alternate_screen());
    // The shell has its keys back once the program has closed its store and is gone.
    pty.wait_quiet(0.5, 5.0);
    pty.send("exit\r");
    assert!(pty.wait_exit(5.0).is_some());
}

#[test]
fn any_size_will_do() {
    let store = Store::still();
    let mut pty = store.console("acceptor");
    for (columns, rows) in [
        (1, 1),
        (2, 60),
        (200, 2),
        (12, 3),
        (40, 10),
        (120, 36),
        (1, 1),
        (80, 24),
    ] {
        pty.resize(columns, rows);
        pty.wait_quiet(0.15, 5.0);
        // Everything that lies over a page, at this size too.
        for keys in [
            "?", "\x1b", "n", "\x1b", ":", "\x1b", "e", "\x1b", "jjG", "gg",
        ] {
            pty.send(keys);
            std::thread::sleep(Duration::from_millis(30));
        }
        assert!(pty.wait_exit(0.0).is_none(), "ended at {columns}x{rows}");
    }
    pty.wait_for_text("1队列", 5.0);
    pty.wait_for_text("待我 20", 5.0);
    pty.send("q");
    assert_eq!(pty.wait_exit(5.0).and_then(|status| status.code()), Some(0));
}

#[test]
fn without_colour_nothing_is_coloured() {
    let store = Store::still();
    for (environment, coloured) in [
        (&[UTF8][..], true),
        (&[UTF8, ("NO_COLOR", "1")], false),
        (&[UTF8, ("TERM", "vt220")], true),
    ] {
        let pty = store.console_in("acceptor", environment, 80, 24);
        pty.send("e");
        pty.wait_for_text("为什么是", 5.0);
        let screen = pty.screen();
        let (rows, columns) = screen.size();
        let (rows, columns) = (u16::from(rows), u16::from(columns));
        let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
        let any = cells
            .filter_map(|(row, column)| screen.cell(row, column))
            .any(|cell| {
                cell.fgcolor() != vt100::Color::Default || cell.bgcolor() != vt100::Color::Default
            });
        assert_eq!(any, coloured, "{environment:?}");
    }
}

#[test]
fn a_paste_runs_no_keys() {
    let store = Store::still();
    let mut pty = store.console("edu");
    pty.send("\x1b[200~q\rnE\x1b[31m\r\x1b[201~");
    pty.wait_quiet(0.5, 5.0);
    assert!(pty.wait_exit(0.0).is_none());
    pty.wait_for_text("队列 ›", 5.0);
    pty.send("n");
    pty.wait_for_text("提交申请", 5.0);
    pty.send("\x1b[200~扩\x07容\r二\x1b[201~");
    pty.wait_for_text("扩容 二", 5.0);
    assert!(pty.contents().contains("提交申请"));
}

/// How terminals tell of the mouse: a press and a release of the left button, and two notches of the wheel.
fn click(x: u16, y: u16) -> String {
    format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m")
}
const WHEEL_DOWN: &str = "\x1b[<65;9;9M";

#[test]
fn the_mouse_is_heard_by_presses_and_the_wheel_alone() {
    let store = Store::still();
    let pty = store.console("acceptor");
    pty.wait_quiet(0.6, 5.0);
    let screen = pty.screen();
    assert_eq!(
        (
            screen.mouse_protocol_mode(),
            screen.mouse_protocol_encoding()
        ),
        (
            // No movements: a slow line could not carry them.
            vt100::MouseProtocolMode::PressRelease,
            vt100::MouseProtocolEncoding::Sgr
        )
    );
    // A burst of the wheel is hardly more frames than a single notch: the one under way, one more, the rested selection.
    let mark = pty.mark();
    pty.send(WHEEL_DOWN.repeat(40));
    pty.wait_for("the last row", 5.0, |screen| {
        screen.contents().contains("> ") && screen.contents().contains("0020")
    });
    pty.wait_quiet(0.6, 5.0);
    let sent = pty.bytes_since(mark);
    let frames = String::from_utf8_lossy(&sent)
        .matches("\x1b[?2026h")
        .count();
    assert!((1..=4).contains(&frames), "{frames} frames");
    // A click where nothing stands, and every release, is no byte.
    let mark = pty.mark();
    pty.send(click(70, 24));
    pty.send("\x1b[<2;9;9M\x1b[<35;9;9M\x1b[<0;9;9m");
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(pty.count_since(mark), 0);
    // The first line of the header, "2资源".
    pty.send(click(23, 1));
    pty.wait_for_text("资源池", 5.0);
}

#[test]
fn without_the_mouse_the_terminal_keeps_it() {
    let store = Store::still();
    let words = [&store.arguments("acceptor")[..], &["--mouse", "off"]].concat();
    for (words, environment) in [
        (words, &[UTF8][..]),
        (
            store.arguments("acceptor").to_vec(),
            &[UTF8, ("YUNGUAN_MOUSE", "off")],
        ),
    ] {
        let mut pty = Pty::spawn(PROGRAM, &words, environment, 80, 24);
        pty.wait_for_text("1队列", 20.0);
        pty.wait_quiet(0.6, 5.0);
        assert!(!has_mouse(&pty.screen()));
        // What comes all the same is nothing.
        let mark = pty.mark();
        pty.send(click(23, 1));
        pty.send(WHEEL_DOWN);
        std::thread::sleep(Duration::from_millis(300));
        assert_eq!(pty.count_since(mark), 0);
        pty.send("q");
        assert!(pty.wait_exit(5.0).is_some());
        let sent = String::from_utf8_lossy(&pty.bytes_since(mark)).into_owned();
        assert!(!sent.contains("?1000"), "{sent:?}");
    }
    let ran = Command::new(PROGRAM)
        .args(store.arguments("acceptor"))
        .env("YUNGUAN_MOUSE", "sideways")
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(2), "{ran:?}");
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(said.contains("YUNGUAN_MOUSE：没有“sideways”"), "{said}");
}

#[test]
fn a_mouse_that_lies_does_no_harm() {
    let store = Store::still();
    let pty = store.console("acceptor");
    let mut chance = Chance::new(9);
    let whole = [
        "\x1b[<0;10;8M",
        "\x1b[<64;3;3M",
        "\x1b[<65;200;9m",
        "\x1b[M !!",
    ];
    let odd = [
        "0",
        "1",
        "65535",
        "65536",
        "99999999999999999999",
        ";",
        "-",
        "<",
        "\x1b",
        "\x1b[",
        "M",
        "m",
        "\u{fffd}",
        " ",
    ];
    for _ in 0..400 {
        let mut bytes = (*chance.one(&whole)).to_owned();
        for _ in 0..chance.below(4) {
            let at = chance.below(u32::try_from(bytes.len()).unwrap()) as usize;
            let at = bytes.floor_char_boundary(at);
            if chance.half() {
                let piece: &&str = chance.one(&odd);
                bytes.insert_str(at, piece);
            } else {
                bytes.remove(at);
            }
            bytes.push(' ');
        }
        pty.send(bytes);
        std::thread::sleep(Duration::from_millis(2));
    }
    // A whole sequence ends whatever half of one came before it; then keys are keys.
    pty.send(click(70, 24));
    pty.wait_quiet(0.3, 5.0);
    for _ in 0..8 {
        pty.send("\x1b");
        std::thread::sleep(Duration::from_millis(120));
    }
    pty.send("1");
    pty.send("?");
    pty.wait_for_text("┌ 帮助", 5.0);
    // Places that no terminal has, one by one.
    for place in ["0;0", "0;1", "65535;65535", "65536;1", "1;99999999"] {
        pty.send(format!("\x1b[<0;{place}M"));
    }
    pty.send("\x1b");
    pty.wait_for("the page", 5.0, |screen| {
        !screen.contents().contains("┌ 帮助")
    });
}

#[test]
fn an_input_methods_signs_are_keys_and_in_text_text() {
    let store = Store::still();
    let pty = store.console("acceptor");
    pty.send("、");
    pty.wait_for_text("筛选：", 5.0);
    pty.send("。、【");
    pty.wait_for_text("筛选：。、【", 5.0);
    pty.send("\x1b");
    pty.wait_for_text("待我办", 5.0);
    pty.send("４】");
    pty.wait_for_text("2027", 5.0);
    pty.send("ｇ");
    pty.wait_for_text("g …", 5.0);
    pty.send("ｈ");
    pty.wait_for_text("何事", 5.0);
}

#[test]
fn on_a_slow_line_no_key_waits_for_stale_frames() {
    let store = Store::still();
    let pty = store.console("acceptor");
    pty.wait_quiet(0.5, 10.0);
    pty.set_speed(2_400);
    for _ in 0..150 {
        pty.send("j");
        std::thread::sleep(Duration::from_millis(5));
    }
    let began = Instant::now();
    pty.send("g");
    pty.wait_for_text("g …", 30.0);
    let waited = began.elapsed();
    assert!(
        waited < Duration::from_millis(1_500),
        "the last key showed after {waited:?}"
    );
}

#[test]
fn a_second_console_on_the_same_store_is_let_in() {
    let store = Store::still();
    let first = store.console("acceptor");
    let mut second = store.console("edu");
    second.wait_for_text("本机", 5.0);
    first.send("a");
    first.wait_for_text("备注", 5.0);
    second.send("G");
    second.wait_for_text("正在办理", 5.0);
    second.send("q");
    assert_eq!(
        second.wait_exit(5.0).and_then(|status| status.code()),
        Some(0)
    );
    second.wait_for("own screen", 5.0, |screen| !screen.alternate_screen());
    assert!(is_restored(&second));
}

#[test]
fn without_a_terminal_it_says_so() {
    let store = Store::still();
    let ran = Command::new(PROGRAM)
        .args(store.arguments("acceptor"))
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(2), "{ran:?}");
    assert!(ran.stdout.is_empty() && !ran.stderr.is_empty(), "{ran:?}");
}

#[test]
fn an_empty_folder_becomes_a_store_only_when_it_is_founded() {
    let folder = TempDir::new().unwrap();
    let store: PathBuf = folder.path().join("new");
    let path = store.to_str().unwrap();
    let open = |keys: &str, wanted: &str| {
        let mut pty = Pty::spawn(PROGRAM, &["--store", path, "--lang", "zh"], &[UTF8], 80, 24);
        pty.wait_for_text("第一次使用", 20.0);
        pty.send(keys);
        if !wanted.is_empty() {
            pty.wait_for_text(wanted, 20.0);
            pty.send("q");
        }
        assert_eq!(pty.wait_exit(5.0).and_then(|status| status.code()), Some(0));
    };
    open("q", "");
    assert!(!is_there(&store));
    let mut pty = Pty::spawn(PROGRAM, &["--store", path, "--lang", "zh"], &[UTF8], 80, 24);
    pty.wait_for_text("第一次使用", 20.0);
    assert!(is_there(&store));
    pty.hang_up();
    assert!(pty.wait_exit(2.0).is_some());
    assert!(!is_there(&store));
    open("1\r", "1队列");
    assert!(is_there(&store));
}

fn is_there(store: &Path) -> bool {
    file_in(store).exists()
}
