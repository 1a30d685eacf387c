//! Acts whose answers are lost: each is settled by its key and is never done twice.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustix::process::Signal;

use crate::support::pty::{Pty, wait};

use super::house::{House, LOCAL, LOST, SOON, confirm_form, open_form, preview};

/// A socket before a socket: it can swallow what the hub says, and be cut.
struct Relay {
    swallows: Arc<AtomicBool>,
    open: Arc<Mutex<Vec<UnixStream>>>,
}

impl Relay {
    fn start(at: &Path, to: PathBuf) -> Self {
        let listener = UnixListener::bind(at).unwrap();
        let relay = Self {
            swallows: Arc::default(),
            open: Arc::default(),
        };
        let (swallows, open) = (Arc::clone(&relay.swallows), Arc::clone(&relay.open));
        std::thread::spawn(move || {
            for seat in listener.incoming() {
                let seat = seat.unwrap();
                let Ok(hub) = UnixStream::connect(&to) else {
                    continue;
                };
                open.lock()
                    .unwrap()
                    .extend([&seat, &hub].map(|end| end.try_clone().unwrap()));
                let (seat_too, hub_too) = (seat.try_clone().unwrap(), hub.try_clone().unwrap());
                let swallows = Arc::clone(&swallows);
                std::thread::spawn(move || pass(seat, hub, &AtomicBool::new(false)));
                std::thread::spawn(move || pass(hub_too, seat_too, &swallows));
            }
        });
        relay
    }

    fn cut(&self) {
        for end in self.open.lock().unwrap().drain(..) {
            let _ = end.shutdown(Shutdown::Both);
        }
    }
}

fn pass(mut from: UnixStream, mut to: UnixStream, swallows: &AtomicBool) {
    let mut chunk = [0; 4_096];
    while let Ok(read @ 1..) = from.read(&mut chunk) {
        if !swallows.load(Ordering::SeqCst) && to.write_all(&chunk[..read]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
}

#[test]
fn an_act_that_was_done_and_not_answered_is_told_done_and_done_once() {
    let house = House::new();
    let mut hub = house.serve();
    let between = house.folder.path().join("relay.sock");
    let relay = Relay::start(&between, house.socket());
    let console = house.guest("acceptor", &between);
    for (done, kills) in [(1, false), (2, true)] {
        preview(&console);
        relay.swallows.store(true, Ordering::SeqCst);
        console.send("\r");
        // Done, as others see it; and nothing of it comes to the one who did it.
        assert!(
            wait(SOON, || {
                let listed = house.verb("acceptor", &["queue", "--view", "mine"]);
                listed["result"]["rows"].as_array().unwrap().len() == 20 - done
            }),
            "it was not done"
        );
        assert!(!console.contents().contains("已办："));
        if kills {
            hub.kill();
            hub = house.serve();
        }
        relay.cut();
        console.wait_for_text(LOST, SOON);
        relay.swallows.store(false, Ordering::SeqCst);
        console.wait_for_text("此前已办过", SOON);
        console.wait_for_text(LOCAL, SOON);
        console.wait_for_text(&format!("待我 {}", 20 - done), SOON);
        // The list follows the header: the next key is meant for the row that is there by then.
        console.wait_for_text(&format!("/{}  ", 20 - done), SOON);
        assert!(
            !console.contents().contains("将会"),
            "{}",
            console.contents()
        );
    }
    drop(console);
    assert_eq!(hub.stop().code(), Some(0));
    assert_eq!(house.entries("application.accepted").len(), 2);
}

/// An act that the hub never read.
fn lose_an_act(house: &House, console: &Pty) {
    let mut hub = house.serve();
    console.wait_for_text(LOCAL, SOON);
    open_form(console);
    console.send("齐全");
    console.wait_for_text("齐全", SOON);
    // Typing that rests for a second is kept at the hub.
    std::thread::sleep(Duration::from_millis(1_500));
    confirm_form(console);
    hub.signal(Signal::STOP);
    console.send("\r");
    console.wait_for("the act sent", SOON, |screen| {
        !screen.contents().contains("Enter 确认")
    });
    hub.kill();
    console.wait_for_text(LOST, SOON);
    console.wait_for_text("已发出，链路断了", SOON);
}

#[test]
fn an_act_that_never_arrived_is_told_not_done_and_can_be_confirmed_again() {
    let house = House::new();
    let first = house.serve();
    let console = house.guest("acceptor", &house.socket());
    assert_eq!(first.stop().code(), Some(0));
    lose_an_act(&house, &console);
    let hub = house.serve();
    console.wait_for_text("还没有记", SOON);
    // The form is still there, under its key.
    console.wait_for_text("齐全", SOON);
    confirm_form(&console);
    console.send("\r");
    console.wait_for_text("已办：", SOON);
    console.wait_for_text("待我 19", SOON);
    assert_eq!(hub.stop().code(), Some(0));
    // Left before the hub is back, the draft is all that there is, and nothing is done by itself.
    lose_an_act(&house, &console);
    drop(console);
    assert_eq!(house.entries("application.accepted").len(), 1);
    let drafts = house.drafts("acceptor");
    assert_eq!(drafts.len(), 1, "{drafts:?}");
    assert_eq!(drafts[0].fields["remark"], "齐全");
}
