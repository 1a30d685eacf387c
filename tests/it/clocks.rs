//! Clocks: against another program's calendar and deadlines, at their edges, and under a new notice.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::{Value, json};

use yunguan::domain::law::calendar::{Calendar, DayKind};
use yunguan::domain::law::clock::{LastDay, Limit, MIDNIGHT, Moment, compute, remaining, steps};

use crate::support::city::{City, answer, look, time};

/// The folder of calendars made elsewhere, if it is there.
pub fn folder() -> Option<PathBuf> {
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

fn texts(lines: &[yunguan::locale::explain::ExplainLine]) -> Vec<String> {
    let text = yunguan::locale::explain::ExplainLine::text;
    lines.iter().map(text).collect()
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
    let told: Vec<_> = steps(
        &calendar,
        day("2026-09-24"),
        Limit::WorkingDays(10),
        LastDay::Moves,
    )
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
    let told: Vec<_> = steps(
        &calendar,
        day("2026-09-01"),
        Limit::Months(1),
        LastDay::Moves,
    )
    .collect();
    assert_eq!(told[29].date, day("2026-10-01"));
    assert_eq!(told[29].number, Some(30), "the month's own last day counts");
    assert!(
        told[30..].iter().all(|step| step.number.is_none()),
        "what moves the end does not"
    );
    assert_eq!(told.last().unwrap().date, day("2026-10-08"));
}

#[test]
fn hours_and_minutes_run_through_everything() {
    for (start, limit, ends) in [
        // Over a holiday, over midnight, over a year whose notice is out or not: nothing is left out.
        ("2026-02-14 22:00", Limit::Hours(4), "2026-02-15 02:00"),
        ("2026-09-30 23:59", Limit::Minutes(2), "2026-10-01 00:01"),
        ("2026-12-31 23:30", Limit::Hours(1), "2027-01-01 00:30"),
    ] {
        // The cut-off of a day (R18) is of no account.
        let deadline = compute(
            &Calendar::built_in(),
            time(start).into(),
            limit,
            17 * 60,
            vec![],
        );
        assert_eq!(*deadline.ends_at, time(ends), "{start} + {limit:?}");
        assert!(!deadline.provisional, "no notice can move it");
        assert_eq!(deadline.steps(&Calendar::built_in()).count(), 0);
        assert_eq!(deadline.recomputed(&Calendar::built_in()), deadline);
    }
}

#[test]
fn what_remains_of_hours_is_counted_in_minutes_and_of_days_in_days() {
    let calendar = Calendar::built_in();
    let started = time("2026-11-09 10:00").into();
    let minutes = |limit, now| {
        let deadline = compute(&calendar, started, limit, MIDNIGHT, vec![]);
        let left = remaining(&calendar, &deadline, time(now));
        (left.minutes, left.late)
    };
    let four = Limit::Hours(4);
    assert_eq!(minutes(four, "2026-11-09 10:00"), (Some(240), false));
    assert_eq!(minutes(four, "2026-11-09 13:25"), (Some(35), false));
    assert_eq!(minutes(four, "2026-11-09 14:00"), (Some(0), true));
    assert_eq!(minutes(four, "2026-11-10 14:00"), (Some(-1440), true));
    assert_eq!(
        minutes(Limit::WorkingDays(1), "2026-11-09 10:00"),
        (None, false)
    );
}

#[test]
fn the_statutory_days_of_a_year_without_notice_are_off() {
    let Some(folder) = folder() else { return };
    let table = std::fs::read_to_string(folder.join("cn_2027_statutory_only.csv")).unwrap();
    let calendar = Calendar::built_in();
    let mut named = std::collections::BTreeSet::new();
    for line in table.lines().skip(1) {
        let cells: Vec<_> = line.split(',').collect();
        let date = day(cells[0]);
        assert_eq!(calendar.day(date), DayKind::Holiday(cells[2].to_owned()));
        assert!(!calendar.is_working(date) && calendar.is_provisional(date));
        named.insert(date);
    }
    assert_eq!(named.len(), 13);
    for date in day("2027-01-01").iter_days().take(365) {
        let is_holiday = matches!(calendar.day(date), DayKind::Holiday(_));
        assert_eq!(is_holiday, named.contains(&date), "{date}");
    }
    // A notice has the last word on its own year: 2026 arranges New Year's Day itself.
    assert!(calendar.special_days(2027).next().is_none());
    assert_eq!(due("2026-12-31", Limit::WorkingDays(1)), "2027-01-04");
}

#[test]
fn an_internal_limit_in_calendar_days_does_not_move_off_a_rest_day() {
    use yunguan::domain::law::ruling::{R36, RulingValue};
    let mut city = City::new();
    // Saturday; the Spring Festival begins on the next day and ends on the 23rd.
    city.at("2026-02-14 22:00");
    let id = city.given("emergency applied").unwrap();
    assert_eq!(city.look(id), "applied; review_emergency jishu 2026-02-15");
    let duty = city.matter(id).head.duties[0].clone();
    let used = duty.deadline.rulings.iter().find(|used| used.ruling == R36);
    assert!(used.is_some_and(|used| used.is("as_counted")), "{duty:?}");
    let moved = [(
        "internal_end".to_owned(),
        RulingValue::Word("next_working_day".to_owned()),
    )];
    let calendar = Calendar::built_in();
    let other = duty.deadline.under(&calendar, R36, &moved.into()).unwrap();
    assert_eq!(other.due(), day("2026-02-24"));
    assert_eq!(other.recomputed(&calendar), other);
    let lines = yunguan::locale::explain::explain_full(
        yunguan::locale::Lang::Zh,
        &duty,
        &calendar,
        time("2026-02-14 22:01"),
    );
    let lines = texts(&lines);
    assert!(
        lines[0].contains("R36 内部自然日期限遇休息日：不顺延") && lines[0].contains("内部时限"),
        "{lines:?}"
    );
    assert_eq!(
        lines[1..],
        [
            "起 02-14 周六（当日不计）",
            "  2026-02-15 周日 第1日、春节",
            "止 2026-02-15 周日 24:00 · 第1日 · 剩1个自然日",
        ]
    );
    // Of another law's days the end does move, and so does a month's (Civil Code 203).
    assert_eq!(due("2026-02-14", Limit::CalendarDays(1)), "2026-02-24");
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
/// The statutory days, and a day more that an arrangement might add to New Year's.
fn arranged_2027(folder: &Path) -> Value {
    let table = std::fs::read_to_string(folder.join("cn_2027_statutory_only.csv")).unwrap();
    let days: Vec<_> = table
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<_> = line.split(',').collect();
            json!({"name": cells[2], "date": cells[0], "isOffDay": true})
        })
        .chain([json!({"name": "元旦", "date": "2027-01-04", "isOffDay": true})])
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
    assert_eq!(city.look(moves), "submitted; accept shuju 2027-01-08");
    assert_eq!(city.look(surer), "submitted; accept shuju 2027-01-18");

    city.load_notice(&arranged_2027(&folder));
    let by_notice = |id| json!({ "matter": id, "why": "notice" });
    assert_eq!(
        answer(&mut city, "clockwork", "wake", &by_notice(moves)),
        "submitted; accept shuju 2027-01-11",
        "4 January counts no longer"
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
    assert_eq!(duty.moved[0].due(), day("2027-01-08"));
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
        "handed_over; confirm_issuance health 2027-01-05; file_application health 2027-01-05"
    );
    let notice = crate::rules_register::notice(2027, "2027-01-04");
    city.load_notice(&notice);
    let before = city.matter(id).head.version;
    let receipt = city
        .on_matter("clockwork", "wake", id, &json!({"why": "notice"}))
        .unwrap();
    assert_eq!(receipt.last, receipt.first, "one event");
    let matter = city.matter(id);
    assert_eq!(matter.head.version, before + 1);
    assert_eq!(
        look(&matter),
        "handed_over; confirm_issuance health 2027-01-06; file_application health 2027-01-06"
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
            if let Some(report) = duty.next_report() {
                assert_eq!(report.from, duty.deadline.ends_at);
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
    assert_eq!(
        kept.len(),
        4,
        "one to confirm, two of the emergency, one to review"
    );
}

/// Two matters of which each must be done by a provisional day: the unit's confirmation of an emergency, and the
/// authority's acceptance.
fn provisional_ones(city: &mut City) -> [yunguan::domain::law::matter::MatterId; 2] {
    city.at("2026-12-30 10:00");
    let emergency = city.given("emergency handed_over").unwrap();
    let application = city.given("pa submitted").unwrap();
    assert_eq!(
        city.look(emergency),
        "handed_over; confirm_issuance health 2027-01-05; file_application health 2027-01-05"
    );
    [emergency, application]
}

fn by(duty: &yunguan::domain::law::duty::Duty) -> (String, Option<&'static str>) {
    let outcome = duty.closed.as_ref().map(|closing| closing.outcome.word());
    (duty.key.to_string(), outcome)
}

/// The first rows of a list.
fn list(list: yunguan::hub::request::List) -> yunguan::hub::request::Look {
    yunguan::hub::request::Look::at(list, 20)
}

#[test]
fn nothing_provisional_escalates_or_is_late() {
    use yunguan::hub::list::cell::Cell;
    use yunguan::hub::list::look;
    let mut city = City::new();
    let [emergency, _] = provisional_ones(&mut city);
    city.at("2027-03-01 10:00");
    let head = city.matter(emergency).head;
    assert!(head.duties.iter().all(|duty| duty.escalates()
        && duty.next_report().is_none()
        && duty.deadline.is_late(city.now)
        && !duty.deadline.is_proven_late(city.now)));
    // Neither by itself nor by hand, and no reminder goes out.
    let why = json!({"matter": emergency, "why": {"late": "confirm_issuance"}});
    assert_eq!(
        answer(&mut city, "clockwork", "wake", &why),
        "refused not_overdue under 23"
    );
    let on = json!({"matter": emergency});
    assert_eq!(
        answer(&mut city, "builder", "escalate", &on),
        "refused not_overdue under 23"
    );
    // It is shown as what it is, and counted nowhere as late.
    let snapshot = city.ledger.snapshot().unwrap();
    let actor = city.actor("builder");
    let asked = list(yunguan::hub::request::List::Late);
    let window = look(&snapshot, &actor, city.now, &asked).unwrap().unwrap();
    assert_eq!((window.rows.len(), window.total), (0, 0));
    let open = list(yunguan::hub::request::List::Open);
    let window = look(&snapshot, &actor, city.now, &open).unwrap().unwrap();
    assert_eq!((window.rows.len(), window.total), (3, 3));
    for row in window.rows {
        let Cell::Left(left) = row.cells[1] else {
            unreachable!()
        };
        assert!(left.undetermined && !left.late);
        for lang in [yunguan::locale::Lang::Zh, yunguan::locale::Lang::En] {
            let compact = yunguan::locale::date::remaining_compact(lang, left);
            assert!(["待定", "pending"].contains(&compact.as_str()), "{compact}");
        }
    }
    yunguan::ledger::verify::check_tables(&city.ledger, &mut |_, _| true).unwrap();
}

#[test]
fn what_ended_after_a_provisional_end_waits_for_the_notice() {
    for (further, day_off, expected) in [
        // The notice gives a day more: both were in time after all, or one was, or none was.
        ("2027-01-06 10:00", "2027-01-04", "met"),
        ("2027-01-06 10:00", "2027-01-01", "late"),
    ] {
        let mut city = City::new();
        let [emergency, _] = provisional_ones(&mut city);
        city.at(further);
        let confirm = json!({"completed_on": "2026-12-30"});
        city.on_matter("health", "emergency.confirm", emergency, &confirm)
            .unwrap();
        let waiting = city.matter(emergency).head.undetermined;
        assert_eq!(
            waiting.iter().map(by).collect::<Vec<_>>(),
            [("confirm_issuance".to_owned(), Some("undetermined"))]
        );
        assert_eq!(
            city.past(emergency)
                .0
                .iter()
                .filter(|duty| duty.is_undetermined())
                .count(),
            0
        );
        let lines = yunguan::locale::explain::explain(
            yunguan::locale::Lang::En,
            &waiting[0],
            &Calendar::built_in(),
            city.now,
        );
        let lines = texts(&lines);
        assert!(lines[0].contains("ruling R43"), "{lines:?}");
        assert!(
            lines.last().unwrap().contains("pending until the notice"),
            "{lines:?}"
        );
        let notice = crate::rules_register::notice(2027, day_off);
        city.load_notice(&notice);
        city.on_matter("clockwork", "wake", emergency, &json!({"why": "notice"}))
            .unwrap();
        assert!(city.matter(emergency).head.undetermined.is_empty());
        let ended: Vec<_> = city.past(emergency).0;
        let confirmed = ended.iter().rfind(|duty| by(duty).0 == "confirm_issuance");
        let confirmed = confirmed.unwrap();
        assert_eq!(by(confirmed).1, Some(expected), "{day_off}");
        assert!(!confirmed.deadline.provisional && confirmed.moved.len() == 1);
        assert_eq!(
            answer(
                &mut city,
                "clockwork",
                "wake",
                &json!({"matter": emergency, "why": "notice"})
            ),
            "refused already_done under 19(2)"
        );
        yunguan::ledger::verify::check_tables(&city.ledger, &mut |_, _| true).unwrap();
    }
}

#[test]
fn under_r43_as_computed_a_provisional_date_convicts() {
    let mut city = City::new();
    let ruling = json!({"ruling": "R43", "values": {"provisional": {"word": "as_computed"}},
        "effective": city.today(), "reason": "从严"});
    city.send("reviewer", "ruling.propose", &ruling).unwrap();
    city.send("reviewer2", "ruling.sign", &json!({"proposal": 1}))
        .unwrap();
    let [emergency, _] = provisional_ones(&mut city);
    city.at("2027-01-06 10:00");
    city.wake_late(emergency);
    assert!(city.matter(emergency).head.escalated_at.is_some());
}

#[test]
fn a_due_day_that_moves_arms_its_report_again() {
    let mut city = City::new();
    city.at("2026-09-23 10:00");
    let emergency = city.given("emergency handed_over").unwrap();
    city.at("2026-09-30 10:00");
    city.wake_late(emergency);
    let head = city.matter(emergency).head;
    assert!(
        head.escalated_at.is_some() && head.duties.len() == 4,
        "supervision and the determination begin"
    );
    // A supplement gives two days more off, so that it is not late yet.
    let mut days: Vec<_> = Calendar::built_in().special_days(2026).cloned().collect();
    for date in ["2026-09-28", "2026-09-29"] {
        days.push(yunguan::domain::law::calendar::SpecialDay {
            name: "补休".to_owned(),
            date: day(date),
            off: true,
        });
    }
    let notice = json!({"notice": {"year": 2026, "days": days}, "how": "replace"});
    city.load_notice(&notice);
    city.on_matter("clockwork", "wake", emergency, &json!({"why": "notice"}))
        .unwrap();
    let head = city.matter(emergency).head;
    assert_eq!(
        city.look(emergency),
        "handed_over; confirm_issuance health 2026-10-08; file_application health 2026-10-08",
        "and ends"
    );
    assert_eq!(head.escalated_at, None);
    assert!(head.duties.iter().all(|duty| duty.escalated_at().is_none()));
    city.at("2026-10-09 10:00");
    city.wake_late(emergency);
    let again = city.matter(emergency).head.escalated_at.unwrap();
    assert_eq!(again.day(), day("2026-10-09"));
}

#[test]
fn the_authoritys_own_lateness_goes_to_its_reviewer_and_then_to_audits_list() {
    use yunguan::domain::law::escalation::Superior;
    use yunguan::hub::{list::look, request};
    let mut city = City::new();
    let audit = json!({"code": "audit", "kind": "audit", "name": "审计", "paper_word": "审",
        "region": "municipal", "municipal_budget": true});
    city.send("keeper", "party.register", &audit).unwrap();
    let id = city.given("pa submitted").unwrap();
    assert_eq!(city.look(id), "submitted; accept shuju 2026-11-23");
    let told = |city: &City| {
        let duty = city.matter(id).head.duties[0].clone();
        let made = duty.reports.iter().filter(|report| report.made.is_some());
        made.map(|report| report.to).collect::<Vec<_>>()
    };
    let listed = |city: &City| {
        let mut auditor = city.actor("reviewer");
        auditor.party = "audit".into();
        auditor.kind = yunguan::domain::law::party::PartyKind::Audit;
        let asked = list(request::List::Mine);
        let snapshot = city.ledger.snapshot().unwrap();
        let window = look(&snapshot, &auditor, city.now, &asked)
            .unwrap()
            .unwrap();
        assert_eq!(window.rows.len() as u64, window.total);
        window.total
    };
    city.at("2026-11-24 00:00");
    let why = json!({"why": {"late": "accept"}});
    city.on_matter("clockwork", "wake", id, &why).unwrap();
    assert_eq!(told(&city), [Superior::Reviewer]);
    assert_eq!(
        city.matter(id).head.escalated_at,
        None,
        "not to the authority"
    );
    assert_eq!(listed(&city), 0);
    assert_eq!(
        answer(&mut city, "builder", "escalate", &json!({"matter": id})),
        "refused not_overdue under 23",
        "support has nothing to report of it"
    );
    city.at("2026-11-26 23:59");
    let on = json!({"matter": id, "why": {"late": "accept"}});
    assert_eq!(
        answer(&mut city, "clockwork", "wake", &on),
        "refused not_overdue under 23"
    );
    city.at("2026-11-27 00:00");
    city.on_matter("clockwork", "wake", id, &why).unwrap();
    assert_eq!(told(&city), [Superior::Reviewer, Superior::Audit]);
    assert_eq!(listed(&city), 1);
    city.send("acceptor", "application.accept", &json!({"matter": id}))
        .unwrap();
    assert_eq!(listed(&city), 0, "it is no longer open");
    yunguan::ledger::verify::check_tables(&city.ledger, &mut |_, _| true).unwrap();
}
