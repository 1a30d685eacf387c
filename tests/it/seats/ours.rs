//! Whose ledger it is: a console that lost its hub wants that ledger and no other, and takes away no store but an empty
//! one of its own.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::os::unix::fs::DirBuilderExt;
use std::process::Command;
use std::time::Duration;

use rustix::process::Signal;
use tempfile::TempDir;

use yunguan::ledger::file_in;

use crate::support::pty::Pty;

use super::house::{DIRECT, House, LOCAL, LOST, PROGRAM, SOON, Service, text};

#[test]
fn whoever_lost_the_service_opens_no_other_ledger() {
    let (service, own) = (House::new(), House::new());
    let runtime = service.folder.path().join("run");
    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true).mode(0o700);
    folder.create(runtime.join("yunguan")).unwrap();
    // The person has a store of their own, where it is looked for if no hub answers.
    let data = service.folder.path().join("data");
    folder.create(&data).unwrap();
    std::fs::rename(own.store(), data.join("yunguan")).unwrap();
    let socket = runtime.join("yunguan/hub.sock");
    let serve = || {
        let mut command = Command::new(PROGRAM);
        command.arg("--store").arg(service.store());
        command.arg("--socket").arg(&socket).arg("serve");
        Service::start(command, &socket)
    };
    let mut hub = serve();
    let environment = [
        ("LANG", "C.UTF-8"),
        ("HOME", text(service.folder.path())),
        ("XDG_RUNTIME_DIR", text(&runtime)),
        ("XDG_DATA_HOME", text(&data)),
    ];
    let words = ["--as", "acceptor", "--lang", "zh"];
    let console = Pty::spawn(PROGRAM, &words, &environment, 80, 24);
    console.wait_for_text(LOCAL, SOON);
    hub.kill();
    console.wait_for_text(LOST, SOON);
    std::thread::sleep(Duration::from_secs(3));
    assert!(console.contents().contains(LOST), "{}", console.contents());
    let again = serve();
    console.wait_for_text(LOCAL, SOON);
    // Without any hub the same words do open the person's own.
    drop(console);
    drop(again);
    let alone = Pty::spawn(PROGRAM, &words, &environment, 80, 24);
    alone.wait_for_text(DIRECT, SOON);
}

#[test]
fn a_store_that_was_founded_and_given_away_stays() {
    let home = TempDir::new().unwrap();
    let store = home.path().join("store");
    let environment = [("LANG", "C.UTF-8"), ("HOME", text(home.path()))];
    let words = ["--store", text(&store), "--lang", "zh"];
    let mut founder = Pty::spawn(PROGRAM, &words, &environment, 80, 24);
    founder.wait_for_text("第一次使用", SOON);
    founder.send("3\r");
    founder.wait_for_text("1队列", SOON);
    let socket = home.path().join("hub.sock");
    let mut command = Command::new(PROGRAM);
    command.arg("--store").arg(&store);
    command.arg("--socket").arg(&socket).arg("serve");
    let hub = Service::start(command, &socket);
    founder.signal(Signal::TERM);
    assert!(founder.wait_exit(5.0).is_some());
    assert!(file_in(&store).exists());
    assert_eq!(hub.stop().code(), Some(0));
    assert!(file_in(&store).exists());
}

/// A console whose hub was killed, with half a form typed since.
fn half_typed_while_lost(house: &House) -> Pty {
    let mut hub = house.serve();
    let console = house.guest("edu", &house.socket());
    hub.kill();
    console.wait_for_text(LOST, SOON);
    console.send("n");
    console.wait_for_text("提交申请", SOON);
    console.send("半句");
    console.wait_for_text("半句", SOON);
    console
}

#[test]
fn whoever_would_lose_what_was_typed_is_asked_twice() {
    let house = House::new();
    let mut console = half_typed_while_lost(&house);
    console.send("\x1b");
    console.wait_for_text("草稿", SOON);
    console.send("q");
    console.wait_for_text("再按一次 q", SOON);
    console.send("q");
    assert_eq!(
        console.wait_exit(5.0).and_then(|status| status.code()),
        Some(0)
    );
    // Where the hub came back meanwhile, it is kept as ever.
    let mut console = half_typed_while_lost(&house);
    let hub = house.serve();
    console.wait_for_text("本机", SOON);
    console.send("\x1b");
    console.wait_for_text("草稿", SOON);
    console.send("q");
    assert!(console.wait_exit(5.0).is_some());
    assert_eq!(hub.stop().code(), Some(0));
    assert_eq!(house.drafts("edu")[0].fields["title"], "半句");
}
