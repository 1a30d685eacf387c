//! Clocks: against another program's calendar and deadlines, at their edges, and under a new notice.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::{Value, json};

use yunguan::domain::law::calendar::{Calendar, DayKind};
use yunguan::domain::law::clock::{Limit, MIDNIGHT, Moment, compute, remaining, steps};

use crate::support::city::{City, answer, look, time};

/// The folder of calendars made elsewhere, if it is there.
fn folder() -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("shared/data/calendar"))
        .find(|folder| folder.is_dir());
    if found.is_none() {
        eprintln!("skipped: no ../shared/data/calendar to compare with");
    }
    found
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn due(start: &str, limit: Limit) -> String {
    compute(
        &Calendar::built_in(),
        Moment::of_day(day(start)),
        limit,
        MIDNIGHT,
        vec![],
    )
    .due()
    .to_string()
}

#[test]
fn two_hundred_deadlines_of_another_program() {
    let Some(folder) = folder() else { return };
    let cases = std::fs::read_to_string(folder.join("deadline_cases.jsonl")).unwrap();
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let days = u16::try_from(case["n"].as_u64().unwrap()).unwrap();
        let seen = due(case["submit"].as_str().unwrap(), Limit::WorkingDays(days));
        assert_eq!(case["excl"], json!(seen), "{line}");
    }
    assert_eq!(cases.lines().count(), 200);
}

#[test]
fn every_day_of_three_years() {
    let Some(folder) = folder() else { return };
    let table = std::fs::read_to_string(folder.join("cn_calendar_2024_2026.csv")).unwrap();
    let calendar = Calendar::built_in();
    let mut days = 0;
    for line in table.lines().skip(1) {
        let (date, rest) = line.split_once(',').unwrap();
        assert_eq!(
            calendar.is_working(day(date)),
            rest.starts_with('1'),
            "{line}"
        );
        assert_eq!(
            calendar.day(day(date)).counts(),
            rest.starts_with('1'),
            "{line}"
        );
        days += 1;
    }
    assert_eq!(days, 366 + 365 + 365);
}

#[test]
fn months_and_calendar_days_end_on_working_days() {
    for (start, limit, expected) in [
        // No 31 February; the 28th is a make-up workday.
        ("2026-01-31", Limit::Months(1), "2026-02-28"),
        ("2024-01-31", Limit::Months(1), "2024-02-29"),
        ("2026-03-31", Limit::Months(1), "2026-04-30"),
        ("2026-11-09", Limit::Months(1), "2026-12-09"),
        // Ends in a holiday, or on a weekend.
        ("2026-09-01", Limit::Months(1), "2026-10-08"),
        ("2026-07-31", Limit::Months(3), "2026-11-02"),
        ("2026-08-31", Limit::Months(6), "2027-03-01"),
        ("2026-11-13", Limit::CalendarDays(1), "2026-11-16"),
        ("2026-11-13", Limit::CalendarDays(3), "2026-11-16"),
        ("2026-11-13", Limit::CalendarDays(4), "2026-11-17"),
        ("2026-11-13", Limit::CalendarDays(0), "2026-11-13"),
        ("2026-11-14", Limit::WorkingDays(0), "2026-11-14"),
        ("2026-11-14", Limit::WorkingDays(1), "2026-11-16"),
    ] {
        assert_eq!(due(start, limit), expected, "{start} + {limit:?}");
    }
}

#[test]
fn what_reaches_into_an_unpublished_year_is_provisional() {
    let reach = |start: &str, limit| {
        compute(
            &Calendar::built_in(),
            Moment::of_day(day(start)),
            limit,
            MIDNIGHT,
            vec![],
        )
        .provisional
    };
    assert!(
        !reach("2026-12-17", Limit::WorkingDays(10)),
        "ends on 31 December"
    );
    assert!(reach("2026-12-18", Limit::WorkingDays(10)));
    assert!(reach("2026-12-09", Limit::Months(1)));
    assert!(reach("2027-01-04", Limit::WorkingDays(1)));
}

#[test]
fn the_steps_tell_each_day() {
    let calendar = Calendar::built_in();
    let told: Vec<_> = steps(&calendar, day("2026-09-24"), Limit::WorkingDays(10))
        .map(|step| {
            let why = match step.kind {
                DayKind::Working => "日",
                DayKind::MakeUp(_) => "调休上班",
                DayKind::Holiday(ref name) => name,
                DayKind::Weekend => "周末",
            };
            let number = step
                .number
                .map(|number| number.to_string())
                .unwrap_or_default();
            format!("{} {why}{number}", step.date.format("%m-%d"))
        })
        .collect();
    assert_eq!(
        told.join(" "),
        "09-25 中秋节 09-26 中秋节 09-27 中秋节 09-28 日1 09-29 日2 09-30 日3 10-01 国庆节 10-02 国庆节 \
         10-03 国庆节 10-04 国庆节 10-05 国庆节 10-06 国庆节 10-07 国庆节 10-08 日4 10-09 日5 10-10 调休上班6 \
         10-11 周末 10-12 日7 10-13 日8 10-14 日9 10-15 日10"
    );
}

#[test]
fn the_steps_of_a_month_end_after_the_rest_days() {
    let calendar = Calendar::built_in();
    let told: Vec<_> = steps(&calendar, day("2026-09-01"), Limit::Months(1)).collect();
    assert_eq!(told[29].date, day("2026-10-01"));
    assert_eq!(told[29].number, Some(30), "the month's own last day counts");
    assert!(
        told[30..].iter().all(|step| step.number.is_none()),
        "what moves the end does not"
    );
    assert_eq!(told.last().unwrap().date, day("2026-10-08"));
}

#[test]
fn limits_beyond_reason_end() {
    for limit in [
        Limit::WorkingDays(u16::MAX),
        Limit::CalendarDays(u16::MAX),
        Limit::Months(u16::MAX),
    ] {
        let deadline = compute(
            &Calendar::built_in(),
            Moment::of_day(NaiveDate::MAX),
            limit,
            MIDNIGHT,
            vec![],
        );
        // The last day that the types know has no end that they know.
        assert_eq!(Some(deadline.due()), NaiveDate::MAX.pred_opt());
        let far = compute(
            &Calendar::built_in(),
            Moment::of_day(day("2026-11-09")),
            limit,
            MIDNIGHT,
            vec![],
        );
        assert!(far.due() < day("2050-01-01"), "{limit:?} {}", far.due());
    }
}

#[test]
fn the_last_day_ends_at_its_cut_off() {
    let calendar = Calendar::built_in();
    for (cut_off, last, late) in [
        (MIDNIGHT, "2026-11-23 23:59", "2026-11-24 00:00"),
        (17 * 60 + 30, "2026-11-23 17:29", "2026-11-23 17:30"),
    ] {
        let deadline = compute(
            &calendar,
            Moment::of_day(day("2026-11-09")),
            Limit::WorkingDays(10),
            cut_off,
            vec![],
        );
        assert!(!deadline.is_late(time(last)));
        assert!(deadline.is_late(time(late)));
        let left = remaining(&calendar, &deadline, time("2026-11-13 12:00"));
        assert_eq!((left.days, left.working, left.late), (6, true, false));
        let over = remaining(&calendar, &deadline, time("2026-11-30 12:00"));
        assert_eq!((over.days, over.late), (-5, true));
    }
}

/// The notice of 2027 as far as the law fixes it, in the form in which notices come.
fn statutory_2027(folder: &Path) -> Value {
    let table = std::fs::read_to_string(folder.join("cn_2027_statutory_only.csv")).unwrap();
    let days: Vec<_> = table
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<_> = line.split(',').collect();
            json!({"name": cells[2], "date": cells[0], "isOffDay": true})
        })
        .collect();
    json!({"notice": {"year": 2027, "days": days}})
}

#[test]
fn a_new_notice_moves_open_deadlines_by_events_of_their_own() {
    let Some(folder) = folder() else { return };
    let mut city = City::new();
    city.at("2026-12-24 10:00");
    let moves = city.given("pa submitted").unwrap();
    city.at("2026-12-28 10:00");
    let stays = city.given("emergency applied").unwrap();
    city.at("2027-01-04 10:00");
    let surer = city.given("pa submitted").unwrap();
    assert_eq!(city.look(moves), "submitted; accept shuju 2027-01-07");
    assert_eq!(city.look(surer), "submitted; accept shuju 2027-01-18");

    city.send("reviewer", "calendar.load", &statutory_2027(&folder))
        .unwrap();
    let by_notice = |id| json!({ "matter": id, "why": "notice" });
    assert_eq!(
        answer(&mut city, "clockwork", "wake", &by_notice(moves)),
        "submitted; accept shuju 2027-01-08",
        "New Year's Day counts no longer"
    );
    assert_eq!(
        answer(&mut city, "clockwork", "wake", &by_notice(stays)),
        "applied; review_emergency jishu 2026-12-29",
        "it ends before the notice begins, so that the clockwork does not even ask"
    );
    let unmoved = &city.matter(stays).head.duties[0];
    assert!(
        unmoved.moved.is_empty(),
        "nobody is told of a move to where it was"
    );
    assert_eq!(
        answer(&mut city, "clockwork", "wake", &by_notice(surer)),
        "submitted; accept shuju 2027-01-18",
        "the same day, but sure"
    );
    let matter = city.matter(moves);
    let duty = matter.head.duties.first().unwrap();
    assert_eq!(duty.moved.len(), 1);
    assert_eq!(duty.moved[0].due(), day("2027-01-07"));
    assert!(duty.moved[0].provisional && !duty.deadline.provisional);
    assert_eq!((duty.moved[0].edition, duty.deadline.edition), (0, 1));
    assert_eq!(matter.head.version, 2);
    assert_eq!(
        answer(&mut city, "clockwork", "wake", &by_notice(moves)),
        "refused already_done under 19(2)"
    );
    let entry = city
        .ledger
        .snapshot()
        .unwrap()
        .entry(city.entries_of(moves)[1])
        .unwrap();
    assert_eq!(entry.actor.person.as_str(), "clockwork");
    // The queue follows: the old day is gone from the lists and counts.
    yunguan::ledger::verify::check_tables(&city.ledger, &mut |_, _| true).unwrap();
}

#[test]
fn several_deadlines_of_one_matter_move_at_once() {
    let mut city = City::new();
    city.at("2026-12-30 10:00");
    let id = city.given("emergency handed_over").unwrap();
    assert_eq!(
        city.look(id),
        "handed_over; confirm_issuance health 2027-01-04; file_application health 2027-01-04"
    );
    let notice = crate::rules_register::notice(2027, "2027-01-01");
    city.send("reviewer", "calendar.load", &notice).unwrap();
    let before = city.matter(id).head.version;
    let receipt = city
        .on_matter("clockwork", "wake", id, &json!({"why": "notice"}))
        .unwrap();
    assert_eq!(receipt.last, receipt.first, "one event");
    let matter = city.matter(id);
    assert_eq!(matter.head.version, before + 1);
    assert_eq!(
        look(&matter),
        "handed_over; confirm_issuance health 2027-01-05; file_application health 2027-01-05"
    );
}

#[test]
fn a_matter_is_woken_at_the_minute_at_which_what_must_be_reported_is_late() {
    use redb::ReadableTable;
    use yunguan::domain::law::wake::Why;
    use yunguan::ledger::keys::{List, read_wake};
    let mut city = City::new();
    for words in ["pa delivered", "emergency handed_over", "pa accepted"] {
        city.given(words);
    }
    let snapshot = city.ledger.snapshot().unwrap();
    let mut wanted = std::collections::BTreeSet::new();
    for row in snapshot.tables.matters.iter().unwrap() {
        let head = yunguan::ledger::row::read_head(row.unwrap().1.value()).unwrap();
        for duty in &head.duties {
            if duty.escalates && duty.escalated_at.is_none() {
                let minute = duty.deadline.ends_at.timestamp() / 60;
                wanted.insert((minute, head.id, Why::Late(duty.key)));
            }
        }
    }
    let mut kept = std::collections::BTreeSet::new();
    for row in snapshot.tables.index.iter().unwrap() {
        let row = row.unwrap();
        let key = row.0.value();
        if key[0] == List::Wake as u8 {
            let minute = u32::from_be_bytes(key[1..5].try_into().unwrap());
            let (id, why) = read_wake(key).unwrap();
            kept.insert((i64::from(minute), id, why));
        }
    }
    assert_eq!(kept, wanted);
    assert_eq!(kept.len(), 3, "one to confirm, two of the emergency");
}
