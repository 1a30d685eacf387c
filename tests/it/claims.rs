//! Two people on one matter: who is at it, taking over, and who comes second.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};

use yunguan::domain::law::code::Login;
use yunguan::domain::law::common::Fact;
use yunguan::domain::law::event::Event;
use yunguan::domain::law::matter::MatterId;
use yunguan::hub::request::{
    ActRequest, Answer, Claim, List, Look, Request, Shown, Trouble, Window,
};
use yunguan::hub::{Seat, Touched};

use crate::support::city::{command, refused, with};
use crate::support::screen::{LANGS, Town};

/// The matter that every story here is about.
const ID: &str = "APP-20261109-0001";

fn town() -> Town {
    Town::new(|city| {
        city.given("pa accepted");
    })
}

fn seat(town: &Town, login: &str) -> Seat {
    town.hub.seat(Login::new(login))
}

fn id() -> MatterId {
    ID.parse().unwrap()
}

fn claim(seat: &Seat) -> Claim {
    match seat.ask(Request::Claim { matter: id() }) {
        Answer::Claimed(claim) => claim,
        other => unreachable!("{other:?}"),
    }
}

fn release(seat: &Seat) {
    assert_eq!(seat.ask(Request::Release { matter: id() }), Answer::Ok);
}

fn shown(seat: &Seat) -> Shown {
    match seat.ask(Request::Show { matter: id() }) {
        Answer::Shown(shown) => *shown,
        other => unreachable!("{other:?}"),
    }
}

/// Who is at the matter, in the eyes of a seat.
fn holder(seat: &Seat) -> Option<String> {
    let claim = shown(seat).claim;
    claim.map(|claim| claim.person.to_string())
}

fn act(seat: &Seat, key: &str, verb: &str, fields: &Value) -> Answer {
    seat.ask(Request::Act(request(key, verb, fields)))
}

fn request(key: &str, verb: &str, fields: &Value) -> ActRequest {
    ActRequest {
        key: key.to_owned(),
        expected: None,
        command: command(verb, &with(fields.clone(), "matter", json!(ID))),
    }
}

fn look(seat: &Seat, version: Option<u64>) -> Option<Window> {
    let look = Look {
        version,
        ..Look::at(List::Matters(None), 9)
    };
    match seat.ask(Request::Look(look)) {
        Answer::Window(window) => Some(*window),
        Answer::Unchanged => None,
        other => unreachable!("{other:?}"),
    }
}

/// How an act was refused, as the tables write it; `done` if it was not.
fn ending(answer: &Answer) -> String {
    match answer {
        Answer::Done(_) => "done".to_owned(),
        Answer::Before(_) => "before".to_owned(),
        Answer::Refused(refusal) => refused(refusal),
        Answer::NoneDone { refusal, .. } => format!("none done, {}", refused(refusal)),
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn the_first_is_granted_and_the_second_told_who_it_is() {
    let town = town();
    let (first, second) = (seat(&town, "reviewer"), seat(&town, "reviewer2"));
    let granted = claim(&first);
    assert!(granted.mine && granted.left_seconds > 100, "{granted:?}");
    let told = claim(&second);
    assert!(!told.mine);
    assert_eq!(
        (
            told.person.as_str(),
            told.name.as_str(),
            told.party.as_str()
        ),
        ("reviewer", "reviewer君", "shuju单位")
    );
    // Renewing keeps it, and asking is not taking.
    assert!(claim(&first).mine);
    assert!(!claim(&second).mine);
    assert_eq!(holder(&second).as_deref(), Some("reviewer"));
    // The unit whose matter it is sees it too, on its row; another unit does not even see the matter.
    let row = look(&seat(&town, "edu"), None).unwrap().rows.remove(0);
    assert_eq!(row.claim.unwrap().person.as_str(), "reviewer");
    let strange = seat(&town, "health").ask(Request::Claim { matter: id() });
    assert!(
        matches!(strange, Answer::Trouble(Trouble::NoSuch(_))),
        "{strange:?}"
    );
    // Only the holder can give it back.
    release(&second);
    assert_eq!(holder(&second).as_deref(), Some("reviewer"));
    release(&first);
    assert_eq!(holder(&second), None);
    assert!(claim(&second).mine);
}

#[test]
fn a_claim_belongs_to_a_person_whatever_their_login() {
    let town = town();
    assert!(claim(&seat(&town, "alone")).mine);
    assert!(claim(&seat(&town, "alone2")).mine);
    assert!(!claim(&seat(&town, "reviewer")).mine);
}

#[test]
fn every_change_is_heard_and_no_renewal_is() {
    let town = town();
    let (first, second) = (seat(&town, "reviewer"), seat(&town, "reviewer2"));
    let mailbox = second.subscribe(|| {});
    let before = look(&second, None).unwrap();
    assert_eq!(look(&second, Some(before.version)), None);
    claim(&first);
    let touched = mailbox.take().unwrap().touched;
    assert_eq!(touched, Touched::Matters([id()].into()));
    let after = look(&second, Some(before.version)).unwrap();
    assert!(after.rows[0].claim.is_some() && after.version > before.version);
    claim(&first);
    claim(&second);
    assert_eq!(mailbox.take(), None);
    assert_eq!(look(&second, Some(after.version)), None);
    release(&first);
    assert!(mailbox.take().is_some());
    assert!(
        look(&second, Some(after.version)).unwrap().rows[0]
            .claim
            .is_none()
    );
}

#[test]
fn a_claim_that_is_not_renewed_runs_out_and_everybody_hears() {
    let lease = Duration::from_millis(300);
    let town = Town::leasing(lease, |city| {
        city.given("pa accepted");
    });
    let (first, second) = (seat(&town, "reviewer"), seat(&town, "reviewer2"));
    claim(&first);
    let version = look(&second, None).unwrap().version;
    let (heard, hearing) = std::sync::mpsc::channel();
    let mailbox = second.subscribe(move || heard.send(()).unwrap_or_default());
    std::thread::sleep(lease);
    assert_eq!(holder(&second), None);
    hearing.recv_timeout(Duration::from_secs(10)).unwrap();
    let touched = mailbox.take().unwrap().touched;
    assert_eq!(touched, Touched::Matters([id()].into()));
    assert!(look(&second, Some(version)).is_some());
    assert!(claim(&second).mine);
}

#[test]
fn only_what_somebody_is_at_is_taken_over() {
    let town = town();
    let (first, second) = (seat(&town, "reviewer"), seat(&town, "reviewer2"));
    let from = |person: &str| json!({"from": person, "remark": "出差"});
    let take = |key: &str, person: &str| act(&second, key, "take-over", &from(person));
    assert_eq!(
        ending(&take("a", "reviewer")),
        "refused not_claimed under 5"
    );
    claim(&first);
    // It must be from whoever is at it, and a preview says so as well.
    assert_eq!(ending(&take("b", "alone")), "refused not_claimed under 5");
    let preview = Request::Preview(request("c", "take-over", &from("alone")));
    assert_eq!(ending(&second.ask(preview)), "refused not_claimed under 5");
    let all = Request::ActAll {
        acts: vec![request("d", "take-over", &from("alone"))],
    };
    assert_eq!(
        ending(&second.ask(all)),
        "none done, refused not_claimed under 5"
    );
    // Whoever may not see the matter learns nothing of who is at it.
    let blind = act(&seat(&town, "health"), "e", "take-over", &from("alone"));
    assert_eq!(ending(&blind), "refused no_such_matter under 5");
    let before = shown(&second);
    assert_eq!(ending(&take("f", "reviewer")), "done");
    let after = shown(&second);
    assert_eq!(holder(&first).as_deref(), Some("reviewer2"));
    assert_eq!(after.matter.head.version, before.matter.head.version + 1);
    assert_eq!(after.matter.head.duties, before.matter.head.duties);
    assert_eq!(after.matter.head.stage, before.matter.head.stage);
    assert_eq!(after.matter.body, before.matter.body);
    assert_eq!(
        (&after.ended, &after.papers),
        (&before.ended, &before.papers)
    );
    let last = &after.history.last().unwrap().entry;
    assert!(
        matches!(&last.event, Event::Common(Fact::TakenOver { from, remark, .. })
        if from.as_str() == "reviewer" && remark == "出差"),
        "{last:?}"
    );
    // The same key again is the same act, although nobody is at it any more as it was then.
    assert_eq!(ending(&take("f", "reviewer")), "before");
    assert_eq!(holder(&first).as_deref(), Some("reviewer2"));
}

#[test]
fn taking_over_is_on_offer_when_somebody_else_is_there() {
    let town = town();
    let (first, second) = (seat(&town, "reviewer"), seat(&town, "reviewer2"));
    let offered = |seat: &Seat| {
        let offers = shown(seat).offers;
        let offer = offers.iter().find(|one| one.verb.word() == "take-over");
        offer.unwrap().refusal.is_none()
    };
    assert!(!offered(&first) && !offered(&second));
    claim(&first);
    assert!(!offered(&first) && offered(&second));
    assert!(!offered(&seat(&town, "looker")));
}

#[test]
fn the_holders_act_ends_the_claim_and_nobody_elses_does() {
    let town = town();
    let (first, other) = (seat(&town, "reviewer"), seat(&town, "builder"));
    claim(&first);
    let reason = json!({"reason": "等会议"});
    assert_eq!(ending(&act(&other, "a", "hold", &reason)), "done");
    assert_eq!(holder(&other).as_deref(), Some("reviewer"));
    assert_eq!(ending(&act(&first, "b", "resume", &json!({}))), "done");
    assert_eq!(holder(&other), None);
    // A claim forbids nothing, and a refused act ends none.
    claim(&first);
    let refused = act(&first, "c", "resume", &json!({}));
    assert_eq!(ending(&refused), "refused already_done under 19(2)");
    assert_eq!(holder(&other).as_deref(), Some("reviewer"));
}

#[test]
fn whoever_comes_second_sees_who_is_there_and_is_not_locked_out() {
    let town = town();
    let mut first = town.screen("reviewer");
    let mut second = town.screen("reviewer2");
    first.keys("a type:同意");
    second.shows("@").shows("正在办理 reviewer君 · shuju单位");
    second
        .keys("Enter")
        .shows("正在办理 ! reviewer君")
        .keys("Esc");
    second
        .keys("a")
        .shows("别人正在办 申请-20261109-0001")
        .shows("reviewer君 · shuju单位")
        .shows("接手办理");
    // Back to the form, without taking over; it is said again only where it is confirmed.
    second.keys("Esc type:不同意见").shows("不同意见");
    second.keys("ctrl+s").shows("正在办理 ! reviewer君");
    second.keys("Enter").shows("已办");
    assert_eq!(
        holder(&seat(&town, "builder")).as_deref(),
        Some("reviewer"),
        "the first is still at it"
    );
    first
        .keys("ctrl+s")
        .shows("reviewer2君已于")
        .shows("现在不能再办");
    first.keys("Enter").shows("同意").keys("Esc");
    second.hides("@");
}

#[test]
fn who_is_taken_over_from_is_told_at_once_and_keeps_the_form() {
    let town = town();
    let mut first = town.screen("reviewer");
    let mut second = town.screen("reviewer2");
    first.keys("a type:同意");
    second.keys("a");
    second
        .keys("Enter")
        .shows("将会 接手自 reviewer")
        .hides("轮到");
    second.keys("Enter").shows("已办").shows("出具审核意见");
    first.shows("此事项现由 reviewer2君 · shuju单位 办理");
    first.shows("同意");
    // The taker goes on under the version that taking over made; the other learns what changed, and by whom.
    second.keys("type:不同意见 ctrl+s").shows("审核通过");
    first
        .keys("ctrl+s")
        .shows("reviewer2君已于")
        .shows("接手自 reviewer")
        .shows("未变，仍为")
        .shows("您填写的都在");
    first.keys("Enter").shows("同意");
    first.keys("ctrl+s").shows("正在办理 ! reviewer2君");
    second.keys("Enter").shows("已办");
    second
        .keys("7")
        .shows("接手自 reviewer")
        .shows("reviewer2君");
}

#[test]
fn leaving_by_every_way_gives_the_matter_back() {
    let town = town();
    let watcher = seat(&town, "builder");
    for keys in ["a Esc", "a ctrl+x", "a ctrl+s Esc Esc"] {
        let mut screen = town.screen("reviewer");
        screen.keys("a");
        assert_eq!(holder(&watcher).as_deref(), Some("reviewer"), "{keys}");
        screen.keys(keys.strip_prefix("a").unwrap());
        assert_eq!(holder(&watcher), None, "{keys}");
        screen.forget_drafts();
    }
    let mut screen = town.screen("reviewer");
    screen.keys("a type:同意 ctrl+s Enter").shows("已办");
    assert_eq!(holder(&watcher), None);
    screen.keys("a");
    screen.hang_up();
    assert_eq!(holder(&watcher), None);
}

#[test]
fn who_waits_over_a_form_is_told_when_the_matter_is_free() {
    let town = town();
    let mut first = town.screen("reviewer");
    let mut second = town.screen("reviewer2");
    first.keys("a");
    second.keys("a").shows("别人正在办");
    first.keys("Esc");
    second.shows("现由您办理").hides("别人正在办");
    let now = holder(&seat(&town, "builder"));
    assert_eq!(now.as_deref(), Some("reviewer2"));
}

#[test]
fn who_loses_a_race_sees_what_changed_and_may_confirm_what_still_can_be() {
    let town = Town::new(|city| {
        city.given("pa approved");
    });
    let mut first = town.screen("builder");
    let mut second = town.screen("checker");
    // A hold can be recorded at the new stage as well as at the old one.
    let hold = ": type:记录搁置 Enter";
    let there = "v Down Down Down Enter";
    second.keys(there).keys(hold).keys("type:等机房 ctrl+s");
    second.shows("将会");
    first.keys("a Esc ctrl+s Enter").shows("已办");
    let seen = second.keys("Enter").text().replace(' ', "");
    for said in [
        "builder君已于",
        "builder君·jishu单位·下达测试工单",
        "→",
        "您填写的都在",
    ] {
        assert!(seen.contains(said), "{said}\n{seen}");
    }
    second.keys("Esc").shows("等机房");
    second
        .keys("ctrl+s")
        .shows("将会")
        .keys("Enter")
        .shows("已办");
}

/// What the last of these keys lead to, at the two screens, in both languages and at both sizes.
fn frames(steps: &[(usize, &str)]) -> String {
    let mut all = String::new();
    for lang in LANGS {
        for (columns, rows) in [(80, 24), (120, 36)] {
            let town = town();
            let open = |login: &str| town.screen_as(login, lang, columns, rows, &|_| {});
            let mut screens = [open("reviewer"), open("reviewer2")];
            let mut seen = String::new();
            for (whose, keys) in steps {
                let [first, second] = &mut screens;
                // What the other did may still be on its way.
                let other = if *whose == 0 { second } else { first };
                other.text();
                seen = screens[*whose].keys(keys).text();
            }
            let _ = writeln!(all, "\n{lang:?} {columns}x{rows}\n{seen}");
        }
    }
    all
}

#[test]
fn what_two_people_see_is_as_it_was_reviewed() {
    let race = [
        (0, "a type:x ctrl+s"),
        (1, "a Esc type:y ctrl+s"),
        (0, "Enter"),
        (1, "Enter"),
    ];
    let scenes: [(&str, &[(usize, &str)]); 7] = [
        ("claim_in_the_list", &[(0, "a"), (1, "")]),
        ("claim_in_the_detail", &[(0, "a"), (1, "Enter")]),
        ("claim_over_the_form", &[(0, "a"), (1, "a")]),
        ("claim_taken_over_preview", &[(0, "a"), (1, "a Enter")]),
        (
            "claim_in_the_preview",
            &[(0, "a"), (1, "a Esc type:x ctrl+s")],
        ),
        (
            "claim_lost",
            &[(0, "a type:x"), (1, "a Enter Enter"), (0, "")],
        ),
        ("race_lost", &race),
    ];
    for (name, steps) in scenes {
        insta::assert_snapshot!(name, frames(steps));
    }
}
