//! No service: the first console opens the store and lets the next ones in; when it goes, another takes over.

use rustix::process::Signal;

use crate::support::pty::{Pty, wait};

use super::house::{
    DIRECT, House, LOCAL, SOON, all_show, application, confirm_form, open_form, preview,
};

/// Leaves, in one way or another.
type Leaving = fn(&mut Pty);

const LEAVINGS: [Leaving; 3] = [
    |pty| pty.send("q"),
    |pty| pty.signal(Signal::KILL),
    Pty::hang_up,
];

#[test]
fn whoever_is_left_takes_over_and_lets_the_next_ones_in() {
    let house = House::new();
    let mut owner = house.console("acceptor", DIRECT);
    for (round, leave) in (1..).zip(LEAVINGS) {
        let second = house.console("acceptor2", LOCAL);
        // Verbs go to the hub that there is.
        let number = application(20 - round);
        let done = house.verb("acceptor", &["act", "accept", &number]);
        assert_eq!(done["answer"], "done", "{done}");
        let listed = house.verb("keeper", &["queue", "--view", "all"]);
        assert!(listed.to_string().contains(&number), "{listed}");
        leave(&mut owner);
        assert!(owner.wait_exit(5.0).is_some());
        second.wait_for_text(DIRECT, 5.0);
        preview(&second);
        second.send("\r");
        second.wait_for_text("已办", SOON);
        let third = house.console("edu", LOCAL);
        drop(third);
        owner = second;
    }
    owner.send("q");
    assert!(owner.wait_exit(5.0).is_some());
    let accepted = house.entries("application.accepted");
    let by = |login: &str| accepted.iter().filter(|(who, _)| who == login).count();
    assert_eq!((by("acceptor"), by("acceptor2")), (3, 3), "{accepted:?}");
}

#[test]
fn of_many_exactly_one_takes_over() {
    let house = House::new();
    let owner = house.console("acceptor", DIRECT);
    let others: Vec<_> = (0..8).map(|_| house.console("acceptor2", LOCAL)).collect();
    owner.signal(Signal::KILL);
    let direct = || {
        let shows = |pty: &&Pty| pty.contents().contains(DIRECT);
        others.iter().filter(shows).count()
    };
    let local = || {
        let shows = |pty: &&Pty| pty.contents().contains(LOCAL);
        others.iter().filter(shows).count()
    };
    assert!(
        wait(SOON, || (direct(), local()) == (1, 7)),
        "{} took over, {} attached",
        direct(),
        local()
    );
    // Each sees what any other does.
    preview(&others[0]);
    others[0].send("\r");
    all_show(&others, "待我 19", SOON);
}

#[test]
fn two_race_for_one_matter_and_one_wins() {
    let house = House::with(1);
    let owner = house.console("keeper", DIRECT);
    let racers = [
        house.console("acceptor", LOCAL),
        house.console("acceptor2", LOCAL),
    ];
    for (racer, words) in racers.iter().zip(["甲的话", "乙的话"]) {
        open_form(racer);
        racer.send(words);
        racer.wait_for_text(words, SOON);
        confirm_form(racer);
    }
    racers[0].send("\r");
    racers[1].send("\r");
    let won = |pty: &Pty| pty.contents().contains("已办");
    let lost = |pty: &Pty| pty.contents().contains("其间");
    let [one, two] = &racers;
    assert!(
        wait(SOON, || (won(one) && lost(two)) || (won(two) && lost(one))),
        "{}\n{}",
        one.contents(),
        two.contents()
    );
    let (loser, login, words) = if lost(two) {
        (two, "acceptor2", "乙的话")
    } else {
        (one, "acceptor", "甲的话")
    };
    let winner = if login == "acceptor" {
        "acceptor2"
    } else {
        "acceptor"
    };
    loser.wait_for_text(&format!("{winner}君"), SOON);
    loser.send("\x1b");
    loser.wait_for("the form", SOON, |screen| {
        let screen = screen.contents();
        screen.contains(words) && !screen.contains("其间")
    });
    loser.send("\x1b");
    loser.wait_for_text("草稿已留存", SOON);
    drop((racers, owner));
    let accepted = house.entries("application.accepted");
    assert_eq!(accepted.len(), 1, "{accepted:?}");
    assert_eq!(accepted[0].0, winner);
    let drafts = house.drafts(login);
    assert!(
        drafts
            .iter()
            .any(|draft| format!("{:?}", draft.fields).contains(words)),
        "{drafts:?}"
    );
}
