//! The console at a hub on another machine, through a real ssh and a real sshd.

use crate::support::pty::{Pty, wait};

use super::accounts::{Hall, can_run};
use super::house::{LOST, SOON, Service, confirm_form, text};
use super::sshd::{PASSPHRASE, Sshd};

const PROGRAMS: [&str; 6] = ["useradd", "userdel", "setpriv", "ssh", "sshd", "ssh-keygen"];

fn begin() -> Option<(Hall, Service, Sshd)> {
    if !can_run(&PROGRAMS) {
        return None;
    }
    let hall = Hall::new();
    let hub = hall.serve();
    let sshd = Sshd::start(&hall);
    Some((hall, hub, sshd))
}

/// The header says where the hub is and how far away; the account is the one that sshd let in.
#[track_caller]
fn is_at(pty: &Pty, host: &str) {
    pty.wait_for("the link", SOON, |screen| {
        let screen = screen.contents();
        let header = screen.lines().next().unwrap_or_default();
        let far = header
            .split_once(&format!("● {host} "))
            .map(|(_, rest)| rest);
        let far = far
            .and_then(|rest| rest.split_once("ms"))
            .map(|(far, _)| far);
        far.is_some_and(|far| far.parse::<u32>().is_ok())
    });
    pty.wait_for_text("health君", SOON);
}

#[test]
fn there_are_many_ways_through_ssh() {
    let Some((hall, hub, sshd)) = begin() else {
        return;
    };
    let config = sshd.config("key", "");
    let socket = text(&hall.socket);
    for (address, host) in [
        (format!("ssh://any{socket}"), "any"),
        // What the server runs is its own business.
        ("ssh://relay".to_owned(), "relay"),
        ("ssh://noisy".to_owned(), "noisy"),
        ("ssh://behind".to_owned(), "behind"),
        (format!("ssh://{}@relay", hall.bound.name), "relay"),
    ] {
        let mut pty = sshd.connect(&config, &address);
        is_at(&pty, host);
        pty.send("q");
        assert_eq!(pty.wait_exit(5.0).and_then(|status| status.code()), Some(0));
        pty.wait_for("its own screen", SOON, |screen| !screen.alternate_screen());
    }
    assert_eq!(hub.stop().code(), Some(0));
}

fn asks_again(pty: &Pty, question: &str) {
    pty.wait_for(question, SOON, |screen| {
        !screen.alternate_screen() && screen.contents().matches(question).count() == 2
    });
}

#[test]
fn what_ssh_asks_is_asked_on_the_terminal() {
    let Some((_hall, _hub, sshd)) = begin() else {
        return;
    };
    // A host never seen, and a key with a passphrase: two questions before there is a screen.
    let unknown = "Host *\n  UserKnownHostsFile /dev/null\n  StrictHostKeyChecking ask\n";
    let pty = sshd.connect(&sshd.config("locked", unknown), "ssh://relay");
    pty.wait_for_text("continue connecting", SOON);
    pty.send("yes\r");
    pty.wait_for_text("passphrase", SOON);
    assert!(!pty.screen().alternate_screen());
    pty.send(format!("{PASSPHRASE}\r"));
    is_at(&pty, "relay");
    // Cut off, it cannot come back by itself, and says what helps; the screen is given for it.
    sshd.cut();
    pty.wait_for_text(LOST, SOON);
    // The box shows how it stood when it was opened; the first attempt takes a moment.
    let helps = wait(SOON, || {
        pty.send("gl");
        pty.wait_for_text("连接情况", SOON);
        let helps = pty.contents().contains("要人来登录");
        pty.send("\x1b");
        pty.wait_for("the page", SOON, |screen| {
            !screen.contents().contains("连接情况")
        });
        helps
    });
    assert!(helps, "{}", pty.contents());
    pty.send("gr");
    // The screen that was there before shows the first questions still.
    asks_again(&pty, "continue connecting");
    pty.send("yes\r");
    asks_again(&pty, "passphrase");
    pty.send(format!("{PASSPHRASE}\r"));
    is_at(&pty, "relay");
    pty.send("n");
    pty.wait_for_text("提交申请", SOON);
}

#[test]
fn an_emergency_outlives_the_line_it_is_typed_on() {
    let Some((hall, hub, sshd)) = begin() else {
        return;
    };
    let pty = sshd.connect(&sshd.config("key", ""), "ssh://relay");
    is_at(&pty, "relay");
    pty.send("E");
    pty.wait_for_text("应急", SOON);
    pty.wait_quiet(0.5, SOON);
    pty.send("防汛扩容");
    pty.wait_for_text("防汛扩容", SOON);
    sshd.close();
    sshd.cut();
    pty.wait_for_text(LOST, SOON);
    // Typing goes on while the line is down.
    pty.send("二期");
    pty.wait_for_text("防汛扩容二期", SOON);
    sshd.open();
    is_at(&pty, "relay");
    pty.wait_for_text("防汛扩容二期", SOON);
    for part in [
        "\t\tpa",
        "\tvm",
        "\t8",
        "\t会商",
        "\t\x1b[C",
        "\t湘防指〔2026〕7号",
        "\t今晚会商",
        "\t\x1b[D",
    ] {
        pty.send(part);
        pty.wait_quiet(0.15, SOON);
    }
    confirm_form(&pty);
    // And cut right after it was confirmed: whether it arrived or not, it is done once.
    pty.send("\r");
    sshd.cut();
    let settled = |texts: &[&str]| {
        let screen = pty.contents();
        texts.iter().any(|text| screen.contains(text))
    };
    assert!(
        wait(SOON, || settled(&["已办", "还没有记", "没有办成"])),
        "{}",
        pty.contents()
    );
    // Nothing left, or nothing arrived: either way the form is confirmed once more.
    if settled(&["还没有记", "没有办成"]) {
        is_at(&pty, "relay");
        confirm_form(&pty);
        pty.send("\r");
        pty.wait_for_text("已办", SOON);
    }
    is_at(&pty, "relay");
    drop((pty, sshd));
    assert_eq!(hub.stop().code(), Some(0));
    let applied = hall.house.entries("emergency.applied");
    assert_eq!(applied.len(), 1, "{applied:?}");
    assert_eq!(applied[0].0, hall.bound.name);
    assert!(applied[0].1.to_string().contains("防汛扩容二期"));
}

#[test]
fn what_ssh_cannot_do_is_told_in_its_own_words_and_ours() {
    let Some((_hall, hub, sshd)) = begin() else {
        return;
    };
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").and_then(|one| one.local_addr());
    let nobody = nobody.map(|at| format!("Host nobody\n  Port {}\n", at.port()));
    let right = sshd.config("key", &nobody.unwrap_or_default());
    let wrong = sshd.config("wrong", "");
    let fails = |config: &_, address: &str, words: &[&str]| {
        let mut pty = sshd.connect(config, address);
        assert_eq!(
            pty.wait_exit(SOON).and_then(|status| status.code()),
            Some(3)
        );
        // What a program wrote last may be read after its end.
        let said = || {
            let screen = pty.contents().replace('\n', "");
            words.iter().all(|word| screen.contains(word))
        };
        assert!(
            wait(SOON, said),
            "not all of {words:?}:\n{}",
            pty.contents()
        );
        assert!(!pty.screen().alternate_screen() && !pty.screen().hide_cursor());
    };
    let mend = "没有接通";
    fails(&wrong, "ssh://relay", &["Permission denied", mend, "relay"]);
    fails(
        &right,
        "ssh://nobody",
        &["Connection refused", mend, "nobody"],
    );
    fails(
        &right,
        "ssh://any/no/such/socket",
        &["/no/such/socket", mend],
    );
    assert_eq!(hub.stop().code(), Some(0));
    fails(&right, "ssh://relay", &["没有枢纽", mend]);
}
