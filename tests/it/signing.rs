//! What takes two persons: a ruling proposed by its parameters' names and tried, and the second signature as a duty of
//! whoever may give it.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::json;

use yunguan::domain::law::code::Login;
use yunguan::domain::law::ruling::{R16, R18, Ruling, RulingId, RulingValue, Scope};
use yunguan::hub::request::{Answer, Request, SLICE_LIMIT, Standing, WhatIf};
use yunguan::locale::Lang;

use crate::support::city::City;
use crate::support::screen::{LANGS, Screen, Town};

/// A city in which a reviewer of the authority proposed that delivery takes fifteen days.
pub fn proposed() -> Town {
    Town::new(|city| {
        city.given("pa delivery_ordered").unwrap();
        let fields = json!({"ruling": "R16", "values": {"deliver_working_days": {"number": 15}},
            "effective": "2026-11-11", "reason": "试行半年"});
        city.send("reviewer", "ruling.propose", &fields).unwrap();
    })
}

fn standing(town: &Town, login: &str) -> Standing {
    match town.hub.seat(Login::new(login)).ask(Request::Whoami) {
        Answer::Standing(standing) => *standing,
        other => unreachable!("{other:?}"),
    }
}

/// The ruling that was proposed last.
fn newest(town: &Town) -> Ruling {
    let snapshot = town.hub.ledger().snapshot().unwrap();
    snapshot.facts.rulings.rulings().last().unwrap().clone()
}

/// The row that has the mark of the focus.
fn focused(screen: &mut Screen) -> String {
    let text = screen.text();
    let row = text.lines().find(|row| row.starts_with("│ > "));
    row.unwrap_or_default().to_owned()
}

#[test]
fn a_ruling_is_proposed_by_the_names_of_its_parameters() {
    let town = Town::new(|_| {});
    let mut screen = town.screen("reviewer");
    screen.keys("3 / type:r16 Enter c");
    screen.shows("交付（工作日） 10 现为 10，默认 10");
    // A number is typed over, and what differs from what holds now is all that is sent.
    screen.keys("Down Down Down Down Down Down type:１２");
    assert!(focused(&mut screen).contains("交付（工作日）"));
    screen.keys("Enter type:加快 ctrl+s");
    screen.shows("R16 交付（工作日）：10 → 12").shows("全市");
    screen.keys("Enter").shows("已办");
    let ruling = newest(&town);
    let values = [("deliver_working_days".to_owned(), RulingValue::Number(12))];
    assert_eq!(ruling.values, values.into());
    assert_eq!(ruling.scope, Scope::City);
    assert_eq!(ruling.effective.to_string(), "2026-11-10");
    // In the other language, a word is chosen as a word.
    let mut screen = town.screen_as("reviewer", Lang::En, 80, 24, &|_| {});
    screen.keys("3 / type:r6 Enter c");
    screen.shows("[acceptance, one after the other]");
    screen
        .keys("ctrl+o")
        .shows("submission")
        .keys("Down Enter")
        .shows("[submission]");
    screen.keys("Enter type:Sooner ctrl+s");
    screen.shows("R6 Review clock starts at: acceptance, one after the other →");
    screen.keys("Enter").shows("Done");
    let value = RulingValue::Word("from_submission".to_owned());
    assert_eq!(newest(&town).values, [("order".to_owned(), value)].into());
}

#[test]
fn the_end_of_the_day_is_typed_as_a_time() {
    let town = Town::new(|_| {});
    let mut screen = town.screen("reviewer");
    screen
        .keys("3 / type:r18 Enter c")
        .shows("现为 24:00，默认 24:00");
    for wrong in ["17:60", "25:00", "0:00", "x"] {
        screen.keys(&format!("ctrl+u type:{wrong} ctrl+s"));
        screen.shows("末日截止：00:01 到 24:00");
    }
    screen.keys("ctrl+u type:17：30 Enter type:办公时间 ctrl+s");
    screen.shows("24:00 → 17:30").keys("Enter").shows("已办");
    let value = RulingValue::Number(17 * 60 + 30);
    let values = [("minute_of_day".to_owned(), value)];
    assert_eq!(newest(&town).values, values.into());
}

/// Over a slow line the present values are long in coming.
#[test]
fn a_form_that_waits_for_its_parameters_says_so_and_can_be_left() {
    let town = Town::new(|_| {});
    for (lang, waits, row, busy) in [
        (
            Lang::Zh,
            "正在读取…",
            "重新申请（工作日） 12 现为 10",
            "太忙，请再试",
        ),
        (
            Lang::En,
            "Reading…",
            "New application (working days) 12 now 10",
            "Too busy; try again",
        ),
    ] {
        let mut screen = town.screen_as("reviewer", lang, 80, 24, &|_| {});
        let page = screen.keys("3 / type:r16 Enter").text();
        screen.ahead("c\x1b");
        assert_eq!(screen.text(), page);
        let raw = ["Parameters", "参数"][usize::from(lang == Lang::Zh)];
        screen.holds_back = |request| matches!(request, Request::Rulings);
        screen.keys("c").shows(waits).shows("R16").hides(raw);
        screen.shows("Esc").hides("Ctrl+s");
        // Whoever does not want to wait is back where the form was opened, and nothing is left of it or of what was typed.
        screen.keys("9 Down x Esc");
        assert_eq!(screen.text(), page);
        assert_eq!(screen.let_go(), 1);
        assert_eq!(screen.text(), page);
        // What was typed and pasted meanwhile is for the rows.
        screen.keys("c 1").paste("2");
        screen.shows(waits).let_go();
        screen.hides(waits).shows(row).keys("Esc");
        // Taken up again, a draft is as it was whether it was waited for or not.
        let draft = ["Draft kept", "草稿"][usize::from(lang == Lang::Zh)];
        screen.keys("c").shows(waits).keys("Esc").hides(waits);
        screen.shows(draft).let_go();
        screen.keys("c").let_go();
        screen.shows(row).keys("Esc");
        // What cannot be had is not waited for.
        screen.keys("c").shows(waits).turn_away_held();
        screen.hides(waits).hides(row).shows(busy);
        screen.keys("c").let_go();
        screen.shows(row).forget_drafts();
    }
}

#[test]
fn what_cannot_be_is_said_at_its_parameter_and_nothing_typed_is_lost() {
    let town = Town::new(|_| {});
    let mut screen = town.screen("reviewer");
    screen.keys("3 / type:r16 Enter c");
    // Nothing differs.
    screen.keys("ctrl+s").shows("没有一项与现值不同");
    // Out of bounds.
    screen
        .keys("type:999 ctrl+s")
        .shows("重新申请（工作日）：1 到 250");
    screen.keys("ctrl+u type:20 Down type:4 Enter type:试行 Esc");
    screen.shows("草稿");
    // A draft is of its ruling: of another one a new form opens.
    screen.keys("/ ctrl+u type:r18 Enter c").shows("现为 24:00");
    screen.keys("Esc / ctrl+u type:r16 Enter c");
    screen.shows("重新申请（工作日） 20 现为 10");
    screen
        .shows("下达测试工单（工作日） 4 现为 3")
        .keys("ctrl+s");
    screen.shows("10 → 20").shows("3 → 4").shows("试行");
}

#[test]
fn in_a_pool_what_holds_there_stands_beside_what_is_typed() {
    let town = Town::new(|city| {
        let fields = json!({"ruling": "R36", "values": {"internal_end": {"word": "next_working_day"}},
            "effective": "2026-11-09", "reason": "试", "scope": {"pool": "pa"}});
        city.send("reviewer", "ruling.propose", &fields).unwrap();
        city.send("reviewer2", "ruling.sign", &json!({"proposal": 1}))
            .unwrap();
    });
    let mut screen = town.screen("reviewer");
    screen.keys(": type:ruling.propose Enter type:R36 Enter");
    screen
        .shows("[不顺延]")
        .keys("Down Down Down type:pool ctrl+o");
    screen.keys("type:pa Enter").shows("pool:pa");
    // The row in which nothing was typed says what holds there; turned back, it is what is proposed.
    screen.shows("[顺延到工作日]").keys("Up Up Up Right");
    screen.keys("Enter type:复原 ctrl+s");
    screen.shows("顺延到工作日 → 不顺延").shows("资源池 pa");
    // What names no scope is said there.
    screen.keys("Esc Down ctrl+u type:pol:x Up Up Up Right ctrl+s");
    screen.shows("适用范围：写作 city");
}

#[test]
fn what_is_typed_is_tried_out_beside_it() {
    let town = proposed();
    for (lang, tried, stale) in [
        (Lang::Zh, "试算1件事项：1个时限会不同", "按改动之前"),
        (
            Lang::En,
            "1 matters tried: 1 deadlines would differ",
            "typed before",
        ),
    ] {
        let mut screen = town.screen_as("reviewer", lang, 80, 24, &|_| {});
        screen.keys("3 / type:r16 Enter c alt+t");
        let nothing = ["没有一项与现值不同", "nothing differs"][usize::from(lang == Lang::En)];
        screen.shows(nothing);
        screen.keys("Down Down Down Down Down Down type:15 alt+t");
        screen.shows(tried).shows("2026-11-23").shows("2026-11-30");
        // What cannot be is not tried; what can be is, once typing rests.
        screen.keys("type:99").shows(stale);
        screen
            .keys("ctrl+u type:12")
            .hides(stale)
            .shows("2026-11-25");
        screen.forget_drafts();
    }
}

/// More matters than are read in one slice of a trial, and far more deadlines than are told in one.
const MANY: usize = SLICE_LIMIT + 100;

/// A city whose every matter is due on the day that it is, at six in the evening.
fn many() -> Town {
    let mut city = City::new();
    for _ in 0..MANY {
        city.given("pa submitted").unwrap();
    }
    city.at("2026-11-23 18:00");
    Town::of(city.ledger, city.now)
}

/// Every slice of what would be under another value of a ruling.
fn slices(town: &Town, ruling: RulingId, name: &str, value: u32) -> Vec<WhatIf> {
    let seat = town.hub.seat(Login::new("reviewer"));
    let mut after = None;
    let mut slices = Vec::new();
    loop {
        let request = Request::WhatIf {
            ruling,
            values: [(name.to_owned(), RulingValue::Number(value))].into(),
            after,
        };
        let Answer::WhatIf(slice) = seat.ask(request) else {
            unreachable!("a trial is answered");
        };
        after = slice.resume;
        slices.push(*slice);
        if after.is_none() {
            return slices;
        }
    }
}

/// A slice ends by how much it read or told, never by the clock: the machine's speed changes nothing here.
#[test]
fn a_trial_goes_slice_by_slice_and_is_left_at_any() {
    let town = many();
    // Every matter is read once, and its deadline told once.
    let found = slices(&town, R18, "minute_of_day", 17 * 60 + 30);
    let read: Vec<_> = found.iter().map(|slice| slice.read).collect();
    assert_eq!(read, [500, 500, 500, 500, 500, 500, 500, 500, 196]);
    let told = found.iter().flat_map(|slice| &slice.differences);
    let told: BTreeSet<_> = told.map(|found| found.matter).collect();
    assert_eq!(told.len(), MANY);
    // Where nothing would differ it stops all the same, so that nobody waits for the whole city.
    let found = slices(&town, R16, "deliver_working_days", 15);
    let read: Vec<_> = found.iter().map(|slice| slice.read).collect();
    assert_eq!(read, [SLICE_LIMIT, 100]);
    assert!(found.iter().all(|slice| slice.differences.is_empty()));

    for lang in LANGS {
        screens_of_trials(&town, lang);
    }
}

/// How far a trial has come; what it came to; that it was stopped, is of before, could not go on.
const SAID_OF_TRIALS: [[&str; 5]; 2] = [
    [
        "试算中，已算{}件，再按 Alt+t 停",
        "试算{}件事项：{}个时限会不同，其中0个不再逾期，{}个变为逾期",
        "没有算完",
        "按改动之前所填",
        "太忙，请再试",
    ],
    [
        "trying: {} matters so far, Alt+t again stops it",
        "{} matters tried: {} deadlines would differ, 0 no longer late, {} newly late",
        "stopped before the end",
        "of what was typed before",
        "Too busy; try again",
    ],
];

fn screens_of_trials(town: &Town, lang: Lang) {
    let [going, came_to, left, stale, busy] = SAID_OF_TRIALS[usize::from(lang == Lang::En)];
    let going = |read: usize| going.replace("{}", &read.to_string());
    let came_to = |read: usize| came_to.replace("{}", &read.to_string());
    let mut screen = town.screen_as("reviewer", lang, 120, 30, &|_| {});
    let goes_on =
        |request: &Request| matches!(request, Request::WhatIf { after, .. } if after.is_some());
    screen.holds_back = goes_on;
    screen.keys("3 / type:r18 Enter c type:17:30 alt+t");
    screen.shows(&going(500)).hides(left);
    // Whoever leaves the form leaves the trial. Taken up again, the draft begins one of its own, and a slice of the former
    // that was still on its way is none of it.
    screen.keys("Esc c").hides(&going(500));
    screen.keys("alt+t").shows(&going(500));
    assert_eq!((screen.let_go(), screen.let_go()), (2, 1));
    screen.shows(&going(1_500));
    while screen.let_go() > 0 {}
    screen.shows(&came_to(MANY)).hides(left).hides(stale);
    // It begins anew, and goes on.
    screen.keys("alt+t").shows(&going(500));
    assert_eq!(screen.let_go(), 1);
    screen.shows(&going(1_000)).hides(left);
    // It is stopped: what was on its way is not taken any more, and nothing else is asked.
    screen.keys("alt+t").shows(&came_to(1_000)).shows(left);
    assert_eq!((screen.let_go(), screen.let_go()), (1, 0));
    screen.shows(&came_to(1_000)).shows(left);
    // What is typed meanwhile makes it one of before, and one that costs much is not tried again by
    // itself.
    screen.keys("alt+t").shows(&going(500));
    screen
        .keys("ctrl+u type:17:00")
        .shows(&going(500))
        .shows(stale);
    while screen.let_go() > 0 {}
    screen.shows(&came_to(MANY)).shows(stale).hides(left);
    // The hub may be busy, and says so.
    screen.keys("alt+t").shows(&going(500)).hides(stale);
    screen.turn_away_held();
    screen.shows(&came_to(500)).shows(left).shows(busy);
    // Whoever leaves the form leaves the trial.
    screen.keys("alt+t Esc");
    assert_eq!((screen.let_go(), screen.let_go()), (1, 0));
    screen.forget_drafts();
}

#[test]
fn a_trial_says_how_many_it_does_not_show_and_the_preview_has_room_for_them() {
    let town = Town::new(|city| {
        for _ in 0..8 {
            city.given("pa delivery_ordered").unwrap();
        }
    });
    for (lang, tried, more) in [
        (Lang::Zh, "8个时限会不同", "另有3个时限"),
        (Lang::En, "8 deadlines would differ", "and 3 more deadlines"),
    ] {
        let mut screen = town.screen_as("reviewer", lang, 80, 24, &|_| {});
        screen.keys("3 / type:r16 Enter c Down Down Down Down Down Down");
        screen.keys("type:15 alt+t").shows(tried).shows(more);
        screen
            .keys("Enter type:Slow ctrl+s")
            .shows(tried)
            .hides(more);
        screen.keys("End").shows("0008");
        screen.keys("Esc Esc").forget_drafts();
    }
}

/// What was signed and begins only in two days is told before what holds today, by names and words.
#[test]
fn a_ruling_says_what_is_to_come_in_words_and_who_decided_it() {
    let on = |day: &str| {
        let mut city = crate::support::city::City::new();
        let fields = json!({"ruling": "R16", "values": {"deliver_working_days": {"number": 15}},
            "effective": "2026-11-11", "reason": "试行半年"});
        city.send("reviewer", "ruling.propose", &fields).unwrap();
        let sign = json!({"proposal": 1});
        city.send("reviewer2", "ruling.sign", &sign).unwrap();
        city.at(day);
        Town::of(city.ledger, city.now)
    };
    let town = on("2026-11-10 09:00");
    let told = [
        (
            Lang::Zh,
            "未到",
            "自 2026-11-11 周三 起 交付（工作日）：15",
            "reviewer君 提议，reviewer2君 签署",
        ),
        (
            Lang::En,
            "to come",
            "from 2026-11-11 Wed Delivery (working days): 15",
            "proposed by reviewer君, signed by",
        ),
    ];
    for (lang, state, coming, hands) in told {
        let mut screen = town.screen_as("acceptor", lang, 120, 70, &|_| {});
        screen.keys("3 / type:r16 Enter").shows(state).keys("Enter");
        screen.shows(coming).shows(hands);
        let text = screen.hides("deliver_working_days").text();
        let mut labels = ["R16 交付", "R16 Delivery"].into_iter();
        let holds = labels.find_map(|label| text.find(label));
        assert!(text.find("2026-11-11") < holds, "{text}");
    }
    let town = on("2026-11-11 09:00");
    let mut screen = town.screen("acceptor");
    screen
        .keys("3 / type:r16 Enter")
        .shows("有效")
        .hides("未到");
    // The list shows what holds, and a filter finds it.
    screen
        .keys("/ ctrl+u type:资源移交 Enter")
        .shows("R1 ")
        .hides("R16");
    screen
        .keys("/ ctrl+u type:交付（工作日） Enter")
        .shows("R16")
        .hides("资源移交");
}

#[test]
fn the_second_signature_stands_above_the_queue_of_those_who_may_give_it() {
    let town = proposed();
    for login in ["reviewer", "acceptor", "builder", "edu", "keeper"] {
        assert_eq!(standing(&town, login).to_sign, [], "{login}");
        town.screen(login).hides("待签署");
    }
    let [waits] = standing(&town, "reviewer2").to_sign.try_into().unwrap();
    assert_eq!((waits.number, waits.by.as_str()), (1, "reviewer君"));
    let mut screen = town.screen("reviewer2");
    screen
        .shows("待签署 1")
        .shows("待签署 裁定 R16 第1号，reviewer君 提议，最迟 2026-11-11 周三 签署");
    // It is left again without a form between.
    screen.keys("g s").shows("10 → 15").shows("试行半年");
    // What it would come to is tried without a key.
    screen
        .shows("试算1件事项：1个时限会不同")
        .shows("2026-11-30");
    screen.keys("Esc").shows("队列 › 待我办").hides("试行半年");
    // The proposer is refused, by the rule, on the page of the ruling.
    let mut proposer = town.screen("reviewer");
    proposer.keys("3 / type:r16 Enter a").shows("R22");
    proposer.keys("Enter").hides("R22").keys("1 g s");
    proposer.shows("没有等您签署的提议");
    let mut acceptor = town.screen("acceptor");
    acceptor.keys("3 / type:r16 Enter a").shows("不能办");
    screen.keys("3 / type:r16 Enter a").shows("10 → 15");
    screen.keys("Enter").shows("已办").hides("待签署 1");
    assert_eq!(standing(&town, "reviewer2").to_sign, []);
}

/// A notice and a change of the Measures wait in the same way; what can be signed no more waits for nobody.
#[test]
fn whatever_two_persons_decide_waits_in_one_line() {
    let town = two_wait();
    for lang in LANGS {
        let mut screen = town.screen_as("reviewer2", lang, 80, 24, &|_| {});
        let [header, more] =
            [["待签署 2", "另1件"], ["to sign 2", "+1"]][usize::from(lang == Lang::En)];
        screen.shows(header).shows(more).keys("g s Down Enter");
        screen.shows("2027-09-24").shows("2028-09-24").keys("Esc");
    }
}

/// A notice and a change of the Measures that wait, and a ruling that can be signed no more.
pub fn two_wait() -> Town {
    let mut city = crate::support::city::City::new();
    let fields = json!({"ruling": "R16", "values": {"deliver_working_days": {"number": 15}},
        "effective": "2026-11-09", "reason": "试行"});
    city.send("reviewer", "ruling.propose", &fields).unwrap();
    let change = json!({"change": "extension", "day": "2028-09-24", "paper": "益政办发〔2026〕3号",
        "issued_on": "2026-11-09"});
    city.send("reviewer", "measures.propose", &change).unwrap();
    let notice = crate::rules_register::notice(2027, "2027-01-04");
    city.send("reviewer", "calendar.load", &notice).unwrap();
    city.at("2026-11-10 09:00");
    Town::of(city.ledger, city.now)
}

#[test]
fn forms_and_previews_of_rulings_are_as_they_were_reviewed() {
    let town = proposed();
    let mut all = String::new();
    for lang in LANGS {
        for (columns, rows) in [(80, 24), (120, 36)] {
            for (login, keys) in [
                ("reviewer2", ""),
                ("reviewer2", "g s"),
                ("reviewer", "3 / type:r6 Enter c"),
                (
                    "reviewer",
                    "3 / type:r16 Enter c Down Down Down Down Down Down type:15 alt+t",
                ),
            ] {
                let mut screen = town.screen_as(login, lang, columns, rows, &|_| {});
                let _ = writeln!(all, "\n{lang:?} {columns}x{rows} {login}: {keys}");
                all.push_str(&screen.keys(keys).text());
                screen.forget_drafts();
            }
        }
    }
    insta::assert_snapshot!("rulings_at_the_desk", all);
}
