//! `yunguan serve`: what its consoles live through when it is killed, stopped, or wants their store.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::support::pty::{Pty, wait};

use super::house::{
    DIRECT, House, LOCAL, LOST, SOON, all_show, application, confirm_form, open_form, preview,
};

/// How many consoles lose their hub at once.
const MANY: usize = 50;
/// How long after a new hub listens all of them may take to be back: the longest back-off, and then some.
const BACK_WITHIN: f64 = 15.0;

/// How long a console's process has worked, in hundredths of a second.
fn worked(pty: &Pty) -> u64 {
    let path = format!("/proc/{}/stat", pty.id().as_raw_nonzero());
    let stat = std::fs::read_to_string(path).unwrap();
    let after = stat.rsplit(')').next().unwrap();
    let times = after.split_whitespace().skip(11).take(2);
    times.map(|time| time.parse::<u64>().unwrap()).sum()
}

#[test]
fn fifty_consoles_outlive_their_hub() {
    let house = House::new();
    let mut hub = house.serve();
    let consoles: Vec<_> = (0..MANY)
        .map(|_| house.start_guest("acceptor", &house.socket()))
        .collect();
    all_show(&consoles, LOCAL, 90.0);
    all_show(&consoles, "待我 20", SOON);
    // One act before, by one of them; all see it.
    preview(&consoles[0]);
    consoles[0].send("\r");
    all_show(&consoles, "待我 19", SOON);
    // A form half typed.
    let typing = &consoles[7];
    typing.wait_for("the next row", SOON, |screen| {
        !screen.contents().contains("申请-20261109-0001")
    });
    open_form(typing);
    typing.send("半张表");
    typing.wait_for_text("半张表", SOON);
    hub.kill();
    all_show(&consoles, LOST, SOON);
    // The screens stay, and go on being of use.
    assert!(consoles.iter().all(|pty| pty.contents().contains("1队列")));
    typing.send("写完了");
    typing.wait_for_text("半张表写完了", SOON);
    // None of them spins meanwhile: fifty that did would fill every core. By now they try only now and then.
    std::thread::sleep(Duration::from_secs(3));
    let before: u64 = consoles.iter().map(worked).sum();
    std::thread::sleep(Duration::from_secs(1));
    let work = consoles.iter().map(worked).sum::<u64>() - before;
    eprintln!("{MANY} lost consoles worked {work} hundredths of a second in one second");
    assert!(work < 100, "{work} hundredths of a second in one second");
    let hub = house.serve();
    let began = Instant::now();
    all_show(&consoles, LOCAL, BACK_WITHIN);
    eprintln!("{MANY} consoles were back after {:?}", began.elapsed());
    typing.wait_for_text("半张表写完了", SOON);
    confirm_form(typing);
    typing.send("\r");
    all_show(&consoles, "待我 18", SOON);
    assert_eq!(hub.stop().code(), Some(0));
    drop(consoles);
    let accepted = house.entries("application.accepted");
    assert_eq!(accepted.len(), 2, "{accepted:?}");
    assert!(
        accepted[1].1.to_string().contains("半张表写完了"),
        "{accepted:?}"
    );
}

#[test]
fn a_service_that_is_told_to_stop_keeps_what_it_accepted_and_clears_away() {
    let house = House::new();
    let hub = house.serve();
    let beside = house.store().join("hub.sock");
    assert!(beside.is_symlink() && house.socket().exists());
    // Found beside the store as well, by whoever knows only that.
    let console = house.console("acceptor", LOCAL);
    preview(&console);
    console.send("\r");
    console.wait_for_text("已办", SOON);
    let number = application(9);
    house.verb("acceptor", &["act", "accept", &number]);
    drop(console);
    let guest = house.guest("acceptor", &house.socket());
    assert_eq!(hub.stop().code(), Some(0));
    // Who was attached is told why.
    guest.wait_for_text(LOST, SOON);
    guest.send("gl");
    guest.wait_for_text("枢纽正在停止", SOON);
    drop(guest);
    assert!(!beside.is_symlink() && !house.socket().exists());
    assert_eq!(house.entries("application.accepted").len(), 2);
    // A dead socket is in nobody's way.
    let mut hub = house.serve();
    hub.kill();
    assert!(house.socket().exists());
    assert_eq!(house.serve().stop().code(), Some(0));
}

#[test]
fn a_console_gives_its_store_to_a_service_and_goes_on() {
    let house = House::new();
    let owner = house.console("acceptor", DIRECT);
    let other = house.console("acceptor2", LOCAL);
    for pty in [&owner, &other] {
        open_form(pty);
        pty.send("半张表");
        pty.wait_for_text("半张表", SOON);
    }
    let hub = house.serve();
    for pty in [&owner, &other] {
        pty.wait_for_text(LOCAL, SOON);
        pty.wait_for_text("半张表", SOON);
    }
    confirm_form(&owner);
    owner.send("\r");
    owner.wait_for_text("待我 19", SOON);
    // It is a service's now, so a second service is refused.
    let second = std::process::Command::new(super::house::PROGRAM)
        .arg("--store")
        .arg(house.store())
        .args(["--lang", "zh", "--socket"])
        .arg(house.folder.path().join("other.sock"))
        .arg("serve")
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(3), "{second:?}");
    // When the service goes, a console that knows the store takes it up again.
    hub.signal(Signal::KILL);
    let direct = |pty: &Pty| pty.contents().contains(DIRECT);
    assert!(wait(SOON, || direct(&owner) != direct(&other)));
    drop((owner, other, hub));
    assert_eq!(house.entries("application.accepted").len(), 1);
}
