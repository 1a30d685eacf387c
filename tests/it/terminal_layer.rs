//! The console's terminal layer on a real pseudo-terminal, without the console: this test program
//! starts itself again on it, as a small screen that shows what it hears.
#![expect(clippy::expect_used, clippy::panic, reason = "tests may stop at once")]
use std::fmt::Write as _;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::style::Style;
use rustix::process::Signal as SystemSignal;
use rustix::termios::LocalModes;
use yunguan::console::input::{self, Input, Signal};
use yunguan::console::terminal::{Drawn, Terminal};

use crate::support::pty::Pty;

const CHILD: &str = "YUNGUAN_TEST_SCREEN";

enum Event {
    Input(Input),
    Written,
}

/// The small screen: a row that scrolls by `j`, the last input, and counters.
#[test]
#[ignore = "run by the other tests, on a terminal of its own"]
fn screen() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let (sender, events) = mpsc::sync_channel(4096);
    let for_written = sender.clone();
    let mut terminal = Terminal::enter(true, move || {
        for_written.try_send(Event::Written).unwrap_or_default();
    })
    .expect("a terminal");
    let dropped = input::spawn(sender, Event::Input, false).expect("the input threads");
    let (mut row, mut heard, mut frames) = (0_u16, String::from("nothing"), 0_u64);
    let mut caret = None;
    let mut keys = 0_u64;
    let mut changed = true;
    loop {
        if changed && terminal.writable() {
            let drawn = terminal.draw(|frame| {
                let (area, buffer) = (frame.area(), frame.buffer_mut());
                let lines = [
                    format!("大小 {}x{}", area.width, area.height),
                    format!("heard {heard}"),
                    format!("keys {keys} dropped {}", dropped.dropped()),
                ];
                for (y, line) in lines.iter().enumerate().take(usize::from(area.height)) {
                    buffer.set_stringn(
                        0,
                        u16::try_from(y).unwrap_or(0),
                        line,
                        area.width.into(),
                        Style::new(),
                    );
                }
                if area.height > 4 {
                    buffer.set_string(0, 4 + row % (area.height - 4), ">", Style::new());
                }
                if let Some(caret) = caret {
                    frame.set_cursor_position(caret);
                }
            });
            match drawn {
                Ok(Drawn::Sent(_)) => frames += 1,
                Ok(_) => {}
                Err(_) => std::process::exit(4),
            }
            changed = false;
        }
        let Ok(event) = events.recv() else { return };
        let mut waiting = Some(event);
        while let Some(event) = waiting {
            changed |= !matches!(event, Event::Written);
            match event {
                Event::Input(Input::HangUp) => std::process::exit(3),
                // Deaf to the signal, as under nohup: the watch on the terminal has to do.
                Event::Written | Event::Input(Input::Signal(Signal::HangUp)) => {}

                Event::Input(Input::Signal(Signal::Terminate)) => {
                    terminal.leave();
                    println!("left after {frames} frames");
                    std::process::exit(5);
                }
                Event::Input(Input::Signal(Signal::Continue)) => {
                    terminal.resume().expect("the terminal again");
                }
                Event::Input(Input::Signal(Signal::Stop)) => suspend(&mut terminal, &mut heard),
                Event::Input(Input::Key(key)) => {
                    keys += 1;
                    heard.clear();
                    let _ = write!(heard, "{:?}", key.code);
                    match (key.code, key.modifiers) {
                        (KeyCode::Char('j'), _) => row += 1,
                        (KeyCode::Char('c'), KeyModifiers::NONE) => caret = Some((7, 3)),
                        (KeyCode::Char('C'), _) => caret = None,
                        (KeyCode::Char('p'), _) => panic!("as asked"),
                        (KeyCode::Char('t'), _) => {
                            let _ = std::thread::spawn(|| panic!("in a thread, as asked")).join();
                        }
                        (KeyCode::Char('n'), _) => terminal.notify("a\x1b]0;evil\x07;b\n"),
                        (KeyCode::Char('y'), _) => terminal.copy("云管").expect("a clipboard"),
                        (KeyCode::Char('z'), KeyModifiers::CONTROL) => {
                            suspend(&mut terminal, &mut heard);
                        }
                        (KeyCode::Char('q'), _) => return,
                        _ => {}
                    }
                }
                Event::Input(other) => {
                    heard.clear();
                    let _ = write!(heard, "{other:?}");
                }
            }
            waiting = events.try_recv().ok();
        }
    }
}

fn suspend(terminal: &mut Terminal, heard: &mut String) {
    heard.clear();
    match terminal.suspend() {
        Ok(()) => heard.push_str("resumed"),
        Err(error) => {
            let _ = write!(heard, "{error}");
        }
    }
}

const ARGUMENTS: [&str; 4] = [
    "terminal_layer::screen",
    "--exact",
    "--ignored",
    "--nocapture",
];

fn start(columns: u16, rows: u16) -> Pty {
    let program = std::env::current_exe().expect("this program");
    let program = program.to_str().expect("a path in UTF-8");
    let pty = Pty::spawn(program, &ARGUMENTS, &[(CHILD, "1")], columns, rows);
    pty.wait_for("first frame", 10.0, |screen| {
        screen.alternate_screen() && screen.contents().contains("heard nothing")
    });
    pty
}

fn has_mouse(pty: &Pty) -> bool {
    pty.screen().mouse_protocol_mode() != vt100::MouseProtocolMode::None
}

fn is_raw(pty: &Pty) -> bool {
    !pty.settings().local_modes.contains(LocalModes::ICANON)
}

#[test]
fn a_command_runs_on_the_terminal() {
    let mut pty = Pty::spawn(
        "sh",
        &["-c", "stty size; read line; echo got $line; exit 7"],
        &[],
        80,
        24,
    );
    pty.wait_for_text("24 80", 5.0);
    let mark = pty.mark();
    pty.send("云\r");
    pty.wait_for_text("got 云", 5.0);
    assert!(String::from_utf8_lossy(&pty.bytes_since(mark)).contains("got 云"));
    assert_eq!(pty.wait_exit(5.0).and_then(|status| status.code()), Some(7));
}

#[test]
fn taken_and_given_back() {
    let mut pty = start(80, 24);
    let screen = pty.screen();
    assert!(screen.bracketed_paste() && screen.hide_cursor() && is_raw(&pty) && has_mouse(&pty));
    pty.send("q");
    assert!(pty.wait_exit(5.0).is_some_and(|status| status.success()));
    pty.wait_quiet(0.1, 5.0);
    let screen = pty.screen();
    assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
    assert!(!is_raw(&pty) && !has_mouse(&pty));
}

#[test]
fn idle_costs_no_byte_and_a_step_costs_few() {
    let pty = start(80, 24);
    pty.send("j");
    pty.wait_for_text("keys 1", 5.0);
    pty.wait_quiet(0.3, 5.0);
    let mark = pty.mark();
    std::thread::sleep(Duration::from_millis(1_500));
    assert_eq!(pty.count_since(mark), 0);
    pty.send("j");
    pty.wait_for_text("keys 2", 5.0);
    pty.wait_quiet(0.1, 5.0);
    let sent = pty.bytes_since(mark);
    assert!(
        sent.len() < 60,
        "{} bytes: {:?}",
        sent.len(),
        String::from_utf8_lossy(&sent)
    );
    assert!(sent.starts_with(b"\x1b[?2026h") && sent.ends_with(b"\x1b[?2026l"));
}

#[test]
fn the_real_cursor_stands_at_the_caret() {
    let pty = start(80, 24);
    pty.send("c");
    pty.wait_for("caret", 5.0, |screen| {
        !screen.hide_cursor() && screen.cursor_position() == (3, 7)
    });
    pty.send("C");
    pty.wait_for("no caret", 5.0, vt100::Screen::hide_cursor);
}

#[test]
fn a_paste_is_no_key_and_a_size_is_heard() {
    let pty = start(80, 24);
    pty.send("\x1b[200~qqq\rq云\x1b[201~");
    pty.wait_for_text("heard Paste", 5.0);
    pty.wait_for_text("keys 0", 5.0);
    for (columns, rows) in [(120, 36), (40, 10), (1, 1), (80, 24)] {
        pty.resize(columns, rows);
        if columns > 1 {
            pty.wait_for_text(&format!("大小 {columns}x{rows}"), 5.0);
        } else {
            pty.wait_quiet(0.3, 5.0);
        }
    }
}

#[test]
#[ignore = "crossterm 0.29 loses keys after the first 1024 of a burst unless its feature use-dev-tty is on"]
fn type_ahead_is_heard_to_the_last_key() {
    let pty = start(80, 24);
    pty.send("j".repeat(3_000));
    pty.wait_for_text("keys 3000 dropped 0", 10.0);
}

#[test]
fn gone_within_two_seconds_of_a_hang_up() {
    let mut pty = start(80, 24);
    let began = Instant::now();
    pty.hang_up();
    let status = pty.wait_exit(2.0);
    // 3 is how the small screen answers the watch; it does not listen to SIGHUP.
    assert_eq!(
        status.and_then(|status| status.code()),
        Some(3),
        "after {:?}",
        began.elapsed()
    );
}

#[test]
fn a_signal_restores_the_terminal() {
    let mut pty = start(80, 24);
    pty.signal(SystemSignal::TERM);
    assert_eq!(pty.wait_exit(5.0).and_then(|status| status.code()), Some(5));
    pty.wait_for_text("left after 1 frames", 5.0);
    assert!(!pty.screen().alternate_screen() && !pty.screen().hide_cursor() && !is_raw(&pty));
    assert!(!has_mouse(&pty));
}

#[test]
fn a_panic_restores_the_terminal_before_it_is_told() {
    let mut pty = start(80, 24);
    pty.send("p");
    assert!(pty.wait_exit(5.0).is_some_and(|status| !status.success()));
    pty.wait_for_text("as asked", 5.0);
    assert!(!pty.screen().alternate_screen() && !pty.screen().hide_cursor() && !is_raw(&pty));
    assert!(!has_mouse(&pty));
}

#[test]
fn a_panic_elsewhere_does_not_tear_the_screen() {
    let mut pty = start(80, 24);
    pty.send("t");
    pty.wait_for_text("Char('t')", 5.0);
    assert!(!pty.contents().contains("as asked") && pty.screen().alternate_screen());
    pty.send("q");
    assert!(pty.wait_exit(5.0).is_some());
    pty.wait_for_text("in a thread, as asked", 5.0);
}

#[test]
fn the_clipboard_is_reached_through_the_terminal() {
    let pty = start(80, 24);
    let mark = pty.mark();
    pty.send("y");
    pty.wait_for_text("Char('y')", 5.0);
    let sent = String::from_utf8_lossy(&pty.bytes_since(mark)).into_owned();
    assert!(sent.contains("\x1b]52;c;5LqR566h\x1b\\"), "{sent:?}");
}

#[test]
fn a_notification_is_one_piece_and_says_nothing_else() {
    let pty = start(80, 24);
    let mark = pty.mark();
    pty.send("n");
    pty.wait_for_text("Char('n')", 5.0);
    let sent = String::from_utf8_lossy(&pty.bytes_since(mark)).into_owned();
    let whole =
        "\x07\x1b]9;a␛]0,evil␇,b␊\x1b\\\x1b]777;notify;云管 yunguan;a␛]0,evil␇,b␊\x1b\\\x1b[?2026h";
    assert!(sent.starts_with(whole), "{sent:?}");
}

#[test]
fn without_a_shell_nothing_is_suspended() {
    let pty = start(80, 24);
    pty.send("\x1a");
    pty.wait_for_text("no shell here", 5.0);
}

#[test]
fn suspended_and_resumed_by_a_shell() {
    let program = std::env::current_exe().expect("this program");
    let mut pty = Pty::spawn(
        "bash",
        &["--norc", "--noprofile", "-i"],
        &[(CHILD, "1"), ("PS1", "prompt$ ")],
        80,
        24,
    );
    pty.wait_for_text("prompt$", 10.0);
    pty.send(format!("{} {}\r", program.display(), ARGUMENTS.join(" ")));
    for _ in 0..2 {
        pty.wait_for("screen", 10.0, |screen| {
            screen.alternate_screen() && screen.contents().contains("heard")
        });
        pty.send("\x1a");
        pty.wait_for("shell", 5.0, |screen| {
            !screen.alternate_screen() && !screen.hide_cursor()
        });
        pty.wait_for_text("Stopped", 5.0);
        pty.send("echo $((40+2))\r");
        pty.wait_for_text("\n42\n", 5.0);
        pty.send("fg\r");
        pty.wait_for("screen again", 5.0, |screen| {
            screen.alternate_screen() && screen.contents().contains("大小 80x24")
        });
        pty.wait_for_text("heard resumed", 5.0);
        pty.send("j");
        pty.wait_for_text("Char('j')", 5.0);
    }
    pty.send("q");
    pty.wait_for("shell", 5.0, |screen| !screen.alternate_screen());
    pty.send("exit\r");
    assert!(pty.wait_exit(5.0).is_some());
}

#[test]
fn on_a_slow_line_a_key_waits_for_no_stale_frames() {
    let pty = start(80, 24);
    pty.set_speed(2_000);
    for _ in 0..200 {
        pty.send("j");
        std::thread::sleep(Duration::from_millis(5));
    }
    let began = Instant::now();
    pty.send("x");
    pty.wait_for_text("Char('x')", 30.0);
    let waited = began.elapsed();
    assert!(
        waited < Duration::from_secs(1),
        "the last key showed after {waited:?}"
    );
}
