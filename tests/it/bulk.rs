//! Acts on many marked rows at once: what they offer, what each would come to, and what became of it.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};

use serde_json::json;

use yunguan::domain::law::code::Login;
use yunguan::domain::law::matter::MatterId;
use yunguan::hub::READER_QUEUE;
use yunguan::hub::request::{
    ActRequest, Answer, MANY_LIMIT, MANY_SLICE, OffersOn, Previews, Request, Trouble,
};
use yunguan::locale::Lang;

use crate::support::city::command;
use crate::support::screen::{LANGS, Screen, Town};

/// The list of all open duties.
const OPEN: &str = "v Down Down Down Enter";

/// A town of so many applications that wait to be accepted.
fn waiting(count: usize) -> Town {
    Town::new(|city| {
        for _ in 0..count {
            city.given("pa submitted");
        }
    })
}

fn mark(screen: &mut Screen, count: usize) {
    for _ in 0..count {
        screen.keys("Space");
    }
    screen.shows(&format!("已标记 {count}"));
}

/// How many matters wait for the acceptor.
fn left(town: &Town) -> u64 {
    match town.hub.seat(Login::new("acceptor")).ask(Request::Whoami) {
        Answer::Standing(standing) => standing.mine,
        other => unreachable!("{other:?}"),
    }
}

/// Keeps every reader of the hub waiting and its queue of questions full, until the sender is dropped.
fn full(town: &Town) -> Sender<()> {
    let seat = town.hub.seat(Login::new("keeper"));
    let (release, until) = channel::<()>();
    let until = Arc::new(Mutex::new(until));
    let taken = Arc::new(AtomicUsize::new(0));
    let hold = || {
        let (until, taken) = (Arc::clone(&until), Arc::clone(&taken));
        seat.send(
            Request::Rulings,
            Box::new(move |answer| {
                if matches!(answer, Answer::Trouble(Trouble::Busy)) {
                    return;
                }
                taken.fetch_add(1, Ordering::SeqCst);
                // The reader that holds the lock waits for the release, the others for the lock.
                let _ = until.lock().unwrap().recv();
            }),
        );
    };
    for readers in 1..=2 {
        hold();
        while taken.load(Ordering::SeqCst) < readers {
            std::thread::yield_now();
        }
    }
    (0..READER_QUEUE).for_each(|_| hold());
    let turned_away = seat.ask(Request::Rulings);
    assert_eq!(turned_away, Answer::Trouble(Trouble::Busy));
    release
}

/// A queue that was full is no answer: until this was one question, such a preview said "259 can be done" of 300, and that
/// the rest could not.
#[test]
fn a_hub_without_room_is_asked_again_and_never_taken_for_a_refusal() {
    let town = waiting(300);
    let mut screen = town.screen("acceptor");
    mark(&mut screen, 300);
    let release = full(&town);
    // What they offer is not known yet.
    screen
        .keys("a")
        .shows("正在逐件查看 0/300")
        .shows("枢纽太忙");
    drop(release);
    screen.shows("对300件一并办理：受理");
    let release = full(&town);
    screen
        .keys("ctrl+s")
        .shows("可办 0 · 不可办 0 · 未知 300")
        .shows("枢纽太忙");
    // Nothing can be confirmed of which nothing is known.
    screen.keys("Enter").shows("未知 300");
    drop(release);
    screen
        .shows("可办 300 · 不可办 0 · 未知 0")
        .hides("枢纽太忙");
    screen.keys("Enter").shows("300件已办，0件未办，0件未知");
    screen.hides("已标记");
    assert_eq!(left(&town), 0);
}

#[test]
fn acts_are_paced_and_what_had_no_room_goes_out_again() {
    let town = waiting(120);
    let mut screen = town.screen("acceptor");
    mark(&mut screen, 120);
    screen.turns_away = 40;
    screen.keys("a ctrl+s Enter");
    screen.shows("120件已办，0件未办，0件未知");
    assert!((1..=32).contains(&screen.acts.1), "{:?}", screen.acts);
    assert_eq!((screen.turns_away, left(&town)), (0, 0));
}

#[test]
fn esc_stops_what_has_not_gone_out() {
    let town = waiting(40);
    let mut screen = town.screen("acceptor");
    mark(&mut screen, 40);
    screen.turns_away = usize::MAX;
    screen
        .keys("a ctrl+s Enter")
        .shows("正在办 40")
        .shows("枢纽太忙");
    screen
        .keys("Esc")
        .shows("已办 0 · 未办 40 · 未知 0")
        .shows("您停下了，没有发出 ×40");
    assert_eq!(left(&town), 40);
    // Nothing is lost by it.
    screen.turns_away = 0;
    screen.keys("Esc ctrl+s Enter").shows("40件已办");
    assert_eq!(left(&town), 0);
}

#[test]
fn a_link_that_breaks_in_the_middle_loses_nothing_and_repeats_nothing() {
    let town = waiting(100);
    let mut screen = town.screen("acceptor");
    mark(&mut screen, 100);
    screen.cut_after = 37;
    screen
        .keys("a ctrl+s Enter")
        .shows("已办 37 · 未办 0 · 未知 0 · 正在办 63")
        .shows("联系不上枢纽，接通后自动接着");
    assert_eq!(left(&town), 63);
    screen.mend().shows("100件已办，0件未办，0件未知");
    screen.hides("已标记");
    assert_eq!(left(&town), 0);
}

#[test]
fn an_answer_that_was_lost_is_not_known_and_its_key_tells() {
    let town = waiting(3);
    let mut screen = town.screen("acceptor");
    mark(&mut screen, 3);
    screen.loses_answers = true;
    screen
        .keys("a ctrl+s Enter")
        .shows("已办 0 · 未办 0 · 未知 3")
        .shows("0件已办，0件未办，3件未知");
    assert_eq!(left(&town), 0);
    screen.loses_answers = false;
    screen.keys("Esc ctrl+s").shows("此前已办，不会重复 ×3");
    screen
        .keys("Enter")
        .shows("3件已办，0件未办，0件未知")
        .hides("已标记");
}

/// The emergency under the cursor is somebody's duty too; neither its verbs nor it come into an act on the marked rows.
#[test]
fn the_row_under_the_cursor_plays_no_part_unless_it_is_marked() {
    let town = Town::various();
    let mut screen = town.screen("acceptor");
    screen.keys("j Space Space g g");
    assert!(screen.selected().contains("应急-"), "{}", screen.selected());
    screen.hides("下一步：");
    screen.keys("a").shows("对2件一并办理：受理");
    screen
        .keys("Esc .")
        .shows("可办事 · 已标记2件")
        .hides("催告");
    screen
        .keys("Esc c")
        .shows("标记的都不能办")
        .shows("这类事项不办这个 ×2");
    // On the page of a matter it is that matter which is acted on.
    screen.keys("Esc j Enter a").hides("一并办理").shows("受理");
    screen.keys("ctrl+s Enter").shows("已办");
    screen.keys("Esc").shows("已标记 1");
    // Of one row alone the form is as it would be without a mark.
    screen.keys("g g a").shows("受理 申请-").hides("一并办理");
}

#[test]
fn a_verb_says_which_rows_fall_out_and_why() {
    let town = Town::new(|city| {
        for stage in [
            "submitted",
            "submitted",
            "submitted",
            "accepted",
            "accepted",
        ] {
            city.given(&format!("pa {stage}"));
        }
    });
    let mut screen = town.screen("acceptor");
    screen.keys(OPEN);
    mark(&mut screen, 5);
    screen
        .keys(". type:受理")
        .shows("3/5件 · 2件除外：")
        .keys("Enter")
        .shows("受理：除外2件")
        .shows("×2");
    screen.keys("Enter").shows("对3件一并办理：受理");
    screen.keys("ctrl+s").shows("可办 3 · 不可办 0 · 未知 0");
    // Two of them are taken away meanwhile, for one reason each told once.
    for keys in ["a ctrl+s Enter", "a ctrl+s Enter"] {
        town.screen("acceptor2").keys(keys);
    }
    screen
        .keys("Enter")
        .shows("已办 1 · 未办 2 · 未知 0")
        .shows("1件已办，2件未办，0件未知")
        .shows("未办 2");
    screen.keys("Esc Esc").shows("已标记 4");
}

/// What whoever sits before such a list all day does most, with the keys that it takes: find one, see only a stage, act on
/// ten of them.
#[test]
fn to_find_to_isolate_and_to_act_on_ten_take_few_keys() {
    let town = Town::new(|city| {
        for at in 0..30 {
            let stage = ["submitted", "accepted", "approved"][at % 3];
            city.given(&format!("pa {stage}"));
        }
    });
    let mut screen = town.screen("acceptor");
    let mut pressed = 0;
    let mut press = |screen: &mut Screen, keys: &str| {
        // A text is typed by its letters, a Chinese one by as many as there are signs: an input method adds its own.
        let texts = keys.split(' ').map(|key| key.strip_prefix("type:"));
        pressed += texts
            .map(|text| text.map_or(1, |text| text.chars().count()))
            .sum::<usize>();
        screen.keys(keys);
        pressed
    };
    press(&mut screen, OPEN);
    let begun = press(&mut screen, "j");
    let found = press(&mut screen, "/ type:-0017 Enter");
    assert!(screen.selected().contains("-0017"), "{}", screen.selected());
    let isolated = press(&mut screen, "/ ctrl+u type:受理 Enter");
    screen.shows("/10");
    let acted = press(&mut screen, "Space G M a ctrl+s Enter");
    screen.shows("10件已办");
    assert_eq!(
        [found - begun, isolated - found, acted - isolated],
        [7, 5, 6]
    );
}

/// From the nearest mark to the row under the cursor, upwards as downwards, and never more than may be marked.
#[test]
fn rows_are_marked_up_to_here() {
    let town = waiting(MANY_LIMIT + 150);
    let mut screen = town.screen("acceptor");
    screen
        .keys("M")
        .shows("已标记 1")
        .keys("U j j Space j j j M");
    screen.shows("已标记 5").keys("g g M").shows("已标记 7");
    // What lies between is not known where the rows are not: nothing is marked, and that is said.
    screen.keys("G M").shows("离这里太远").shows("已标记 7");
    screen.keys("U g g M");
    for _ in 0..MANY_LIMIT / 5 {
        screen.keys("PageDown M");
    }
    screen.shows("已标记 500").shows("至多标记500件");
    // Upwards too what has no room is what is farthest from the mark.
    let marked = |screen: &mut Screen| {
        let text = screen.text();
        let (_, after) = text.split_once("已标记 ").unwrap();
        after.split(' ').next().unwrap().parse::<usize>().unwrap()
    };
    screen.keys("U g g M");
    while marked(&mut screen) < MANY_LIMIT - 60 {
        screen.keys("PageDown M");
    }
    screen.keys("G Space");
    for _ in 0..70 {
        screen.keys("k");
    }
    screen.keys("M").shows("至多标记500件").shows("已标记 500");
    assert!(!screen.selected().contains('*'), "{}", screen.selected());
}

/// Whoever looks elsewhere and comes back finds what was marked, but for what was done meanwhile.
#[test]
fn a_list_that_one_comes_back_to_has_its_marks() {
    let town = waiting(6);
    let mut screen = town.screen("acceptor");
    screen.keys("/ type:申请 Enter j");
    mark(&mut screen, 3);
    let left = screen.selected();
    screen.keys("7").hides("已标记").keys("<").shows("已标记 3");
    screen.shows("/申请");
    assert_eq!(screen.selected(), left);
    // Another list in the same pane, marked as well, and forward again.
    screen.keys(OPEN).hides("已标记").keys("Space");
    screen
        .keys("<")
        .shows("已标记 3")
        .keys(">")
        .shows("已标记 1");
    // What is done there is marked no more where one was before.
    screen.keys("U g g j Space a ctrl+s Enter").shows("已办");
    screen.keys("<").shows("已标记 2").shows("/申请");
    screen.keys("a").shows("对2件一并办理：受理");
    screen.keys("ctrl+s Enter").shows("2件已办").hides("已标记");
}

/// Marked rows that the list has lost, or that its filter leaves out, are counted beside those that it shows.
#[test]
fn marks_that_are_not_in_the_list_are_told() {
    let town = waiting(5);
    let mut screen = town.screen("acceptor");
    mark(&mut screen, 3);
    screen.hides("不在列表").keys("/ type:-0001 Enter");
    screen.shows("已标记 3（2 不在列表）");
    screen.keys("Esc").shows("已标记 3").hides("不在列表");
    // Somebody else does one of them.
    town.screen("acceptor2").keys("a ctrl+s Enter");
    screen.shows("已标记 3（1 不在列表）");
    screen.keys("U").hides("已标记");
    let mut english = town.screen_as("acceptor", Lang::En, 80, 24, &|_| {});
    english.keys("Space / type:-0005 Enter");
    english.shows("1 marked (1 not listed)").shows("1 found");
}

#[test]
fn no_more_than_the_limit_is_marked_and_that_is_said() {
    let town = waiting(MANY_LIMIT + 1);
    let mut screen = town.screen("acceptor");
    mark(&mut screen, MANY_LIMIT);
    screen
        .keys("Space")
        .shows("至多标记500件")
        .shows("已标记 500");
    // A mark is still taken away.
    screen.keys("k Space").shows("已标记 499");
}

fn seat_asks(town: &Town, login: &str, request: Request) -> Answer {
    town.hub.seat(Login::new(login)).ask(request)
}

fn offers(town: &Town, login: &str, matters: &[MatterId]) -> OffersOn {
    let matters = matters.to_vec();
    match seat_asks(town, login, Request::OffersOn { matters }) {
        Answer::OffersOn(found) => *found,
        other => unreachable!("{other:?}"),
    }
}

fn previews(town: &Town, acts: &[ActRequest]) -> Previews {
    let acts = acts.to_vec();
    match seat_asks(town, "acceptor", Request::PreviewAll { acts }) {
        Answer::Previews(found) => *found,
        other => unreachable!("{other:?}"),
    }
}

fn accepting(id: MatterId) -> ActRequest {
    ActRequest {
        key: format!("key.{id}"),
        expected: None,
        command: command("application.accept", &json!({"matter": id})),
    }
}

#[test]
fn a_slice_is_bounded_and_each_of_it_stands_in_one_place() {
    let mut ids = Vec::new();
    let town = Town::new(|city| {
        for at in 0..100 {
            let stage = if at % 3 == 0 {
                "pa accepted"
            } else {
                "pa submitted"
            };
            ids.extend(city.given(stage));
        }
    });
    let none: MatterId = "APP-20200101-0001".parse().unwrap();
    ids.insert(1, none);
    let acts: Vec<_> = ids.iter().map(|id| accepting(*id)).collect();
    let done = seat_asks(&town, "acceptor", Request::Act(acts[2].clone()));
    assert!(matches!(done, Answer::Done(_)), "{done:?}");
    let (mut read, mut slices) = (0, 0);
    let mut counts = [0; 3];
    while read < acts.len() {
        let found = previews(&town, &acts[read..]);
        assert!((1..=MANY_SLICE).contains(&found.read), "{}", found.read);
        assert!(found.unsaid.is_empty());
        let places = found.can.iter().map(|one| one.at);
        let places = places.chain(found.before.iter().map(|one| one.at));
        let mut places: Vec<_> = places
            .chain(found.cannot.iter().flat_map(|one| one.at.clone()))
            .collect();
        places.sort_unstable();
        assert_eq!(places, (0..found.read).collect::<Vec<_>>());
        // One reason is told once, whatever the number that it stands against.
        let reasons: BTreeSet<_> = found
            .cannot
            .iter()
            .map(|one| format!("{:?}", one.refusal))
            .collect();
        assert_eq!(reasons.len(), found.cannot.len());
        counts[0] += found.can.len();
        counts[1] += found.before.len();
        counts[2] += found.cannot.iter().map(|one| one.at.len()).sum::<usize>();
        read += found.read;
        slices += 1;
    }
    assert!(slices > 1);
    assert_eq!((read, counts), (101, [65, 1, 35]));
    // Of what they offer as well; what there is not, and what one may not see, is missing.
    let found = offers(&town, "acceptor", &ids[..4]);
    let accept = found
        .verbs
        .iter()
        .find(|on| on.verb.word() == "application.accept");
    let accept = accept.unwrap();
    assert_eq!((found.read, found.missing.as_slice()), (4, &[1][..]));
    assert_eq!((&*accept.allowed, &*accept.owed), (&[3][..], &[3][..]));
    let against: Vec<_> = accept.refused.iter().map(|one| one.at.clone()).collect();
    assert_eq!(against, [vec![0, 2]]);
    let strange = offers(&town, "health", &ids[..4]);
    assert_eq!(strange.missing, [0, 1, 2, 3]);
    assert!(strange.verbs.is_empty());
}

#[test]
fn more_than_the_limit_is_not_answered_in_part() {
    let town = waiting(1);
    let matter: MatterId = "APP-20261109-0001".parse().unwrap();
    let matters = vec![matter; MANY_LIMIT + 1];
    let too_many = seat_asks(&town, "acceptor", Request::OffersOn { matters });
    assert_eq!(too_many, Answer::Trouble(Trouble::TooMuch { limit: 500 }));
    let acts = vec![accepting(matter); 501];
    let too_many = seat_asks(&town, "acceptor", Request::PreviewAll { acts });
    assert_eq!(too_many, Answer::Trouble(Trouble::TooMuch { limit: 500 }));
}

#[test]
fn what_the_message_line_said_is_kept_newest_first() {
    let town = waiting(2);
    let mut screen = town.screen("acceptor");
    screen.keys("g m").shows("还没有消息");
    screen.keys("y Z Z Z y g m");
    let seen = screen.text();
    let lines: Vec<_> = seen.lines().filter(|line| line.contains("11-09")).collect();
    let at = |text: &str| seen.lines().position(|line| line.contains(text)).unwrap();
    assert!(
        at("! 此处没有这个键：Z  ×3") > at("  已送终端剪贴板 申请-"),
        "{seen}"
    );
    assert!(lines.len() >= 3, "{seen}");
    screen
        .hides("g …")
        .keys("Esc : type:messages Enter")
        .shows("消息记录");
}

/// Some keys, with what the way to the hub is like meanwhile.
type Story = fn(&mut Screen);

#[test]
fn every_scene_of_many_is_as_it_was_reviewed() {
    let town = |accepted: usize| {
        Town::new(move |city| {
            city.given("emergency handed_over");
            for at in 0..9 {
                city.given(if at < accepted {
                    "pa accepted"
                } else {
                    "pa submitted"
                });
            }
        })
    };
    let marked = |screen: &mut Screen| {
        // The emergency has two duties, and a row for each; marking the last row again would drop its mark.
        screen.keys(OPEN).keys("j");
        for _ in 0..10 {
            screen.keys("Space");
        }
    };
    let scenes: [(&str, Story); 6] = [
        ("bulk_offers", |screen| {
            screen.keys(".");
        }),
        ("bulk_fallen", |screen| {
            screen.keys(": type:application.accept Enter");
        }),
        ("bulk_progress", |screen| {
            screen.worked_out = Some(3);
            screen.keys(": type:application.accept Enter Enter ctrl+s");
        }),
        ("bulk_preview", |screen| {
            screen.keys(": type:application.accept Enter Enter ctrl+s");
        }),
        ("bulk_stopped", |screen| {
            screen.turns_away = usize::MAX;
            screen.keys(": type:application.accept Enter Enter ctrl+s Enter Esc");
        }),
        ("bulk_messages", |screen| {
            screen.keys("y Z U y g m");
        }),
    ];
    for (name, story) in scenes {
        let town = town(2);
        let mut all = String::new();
        for lang in LANGS {
            for (columns, rows) in [(80, 24), (120, 36)] {
                let mut screen = town.screen_as("acceptor", lang, columns, rows, &|_| {});
                marked(&mut screen);
                story(&mut screen);
                let _ = writeln!(all, "\n{lang:?} {columns}x{rows}");
                all.push_str(&screen.text());
                screen.forget_drafts();
            }
        }
        insta::assert_snapshot!(name, all);
    }
    let mut all = String::new();
    for lang in LANGS {
        for (columns, rows) in [(80, 24), (120, 36)] {
            let town = town(0);
            let mut screen = town.screen_as("acceptor", lang, columns, rows, &|_| {});
            marked(&mut screen);
            screen.keys(": type:application.accept Enter Enter ctrl+s Enter");
            let _ = writeln!(all, "\n{lang:?} {columns}x{rows}");
            all.push_str(&screen.text());
        }
    }
    insta::assert_snapshot!("bulk_done", all);
}
