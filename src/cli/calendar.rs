//! `calendar`: the notices, and deadlines without any matter.

use std::io::{self, BufRead, Read, Write};
use std::path::Path;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::law::calendar::{Calendar, CalendarProblem, CalendarYear, Loading, SpecialDay};
use crate::domain::law::clock::{self, DAYS_LIMIT, Limit, MIDNIGHT, Moment};
use crate::domain::law::command::Command;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::fill::read_day;
use crate::domain::law::matter::MatterId;
use crate::domain::register::{Act, LoadCalendar, SignCalendar};
use crate::hub::request::{Answer, Look, Order, Request, View, WINDOW_LIMIT};
use crate::ledger::error::LedgerError;
use crate::locale::cli as words;
use crate::locale::{Lang, date, day, domain};

use super::act;
use super::args::{CalendarTask, DueLine, LoadLine};
use super::context::{Context, Seated, act_request};
use super::failure::{self, Failure, USAGE};
use super::{output, progress};

/// The longest line of a batch, in bytes.
const LINE_LIMIT: u64 = 64 * 1024;
/// The most months of a limit: ten years.
const MONTHS_LIMIT: u64 = 120;
/// The years in which a start is believed.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// One verb of the calendar.
pub(super) fn run(context: &Context, task: &CalendarTask) -> Result<(), Failure> {
    match task {
        CalendarTask::Load(line) => load(context, line),
        CalendarTask::Sign { number } => {
            let sign = SignCalendar { proposal: *number };
            act::one(
                context,
                act_request(Command::Keep(Act::SignCalendar(sign))),
                false,
            )
        }
        CalendarTask::Show { year } => show(context, *year),
        CalendarTask::Due(line) if line.batch => batch(context),
        CalendarTask::Due(line) => due(context, line),
    }
}

fn load(context: &Context, line: &LoadLine) -> Result<(), Failure> {
    let notice = notice_in(context, &line.file)?;
    let how = match (line.replace, line.add) {
        (true, _) => Some(Loading::Replace),
        (false, true) => Some(Loading::Add),
        (false, false) => None,
    };
    let command = Command::Keep(Act::LoadCalendar(LoadCalendar {
        notice: notice.clone(),
        how,
    }));
    if line.preview {
        return preview(context, command, &notice, how);
    }
    act::one(context, act_request(command), false)
}

/// The most deadlines that a preview names.
const NAMED_LIMIT: usize = 10;

/// What a notice would do, if the rules allow it: the days that come and go, the open deadlines that would move.
fn preview(
    context: &Context,
    command: Command,
    notice: &CalendarYear,
    how: Option<Loading>,
) -> Result<(), Failure> {
    let lang = context.lang;
    let seated = context.seated()?;
    let verb = command.verb();
    let answer = seated.seat.ask(Request::Preview(act_request(command)));
    failure::good(lang, verb, answer)?;
    let Answer::CalendarInForce(calendar) = seated.ask(lang, Request::CalendarInForce)? else {
        return Ok(());
    };
    let known = calendar.notice(notice.year);
    let whole = match (how, known) {
        (Some(Loading::Add), Some(known)) => known.with(notice),
        _ => notice.clone(),
    };
    let days_of = |year: Option<&CalendarYear>| year.map_or(&[][..], |year| &year.days).to_vec();
    let (before, after) = (days_of(known), days_of(Some(&whole)));
    let come: Vec<_> = after.iter().filter(|day| !before.contains(day)).collect();
    let is_kept = |day: &&SpecialDay| after.iter().any(|kept| kept.date == day.date);
    let go: Vec<_> = before.iter().filter(|day| !is_kept(day)).collect();
    let moves = moves(context, &seated, &calendar.with(&whole).0)?;
    let first = moves
        .get(..moves.len().min(NAMED_LIMIT))
        .unwrap_or_default();
    let document = serde_json::json!({
        "answer": "calendar_preview",
        "result": {"year": notice.year, "come": come, "go": go, "moves": moves.len(), "first": first},
    });
    context.show(&document, || {
        let listed = |days: &[&SpecialDay]| {
            let days = days.iter().map(|day| {
                let kind = calendar.with(&whole).0.day(day.date);
                format!(
                    "{} {}",
                    date::date_long(lang, day.date),
                    day::kind(lang, &kind)
                )
            });
            let text = days.collect::<Vec<_>>().join("  ");
            if text.is_empty() {
                words::CALENDAR_NONE.get(lang).to_owned()
            } else {
                output::line(&text)
            }
        };
        let mut lines = vec![
            words::CALENDAR_COME.fill(lang, &[&listed(&come)]),
            words::CALENDAR_GO.fill(lang, &[&listed(&go)]),
            words::CALENDAR_MOVES.fill(lang, &[&moves.len()]),
        ];
        lines.extend(first.iter().map(|moved| {
            let (id, duty) = (
                domain::matter_id(lang, moved.matter),
                domain::duty_key(lang, moved.duty),
            );
            let shown = |due: NaiveDate, provisional| {
                act::provisionally(lang, date::date_long(lang, due), provisional)
            };
            let from = shown(moved.from, moved.was_provisional);
            format!(
                "{id}  {duty}  {from} → {}",
                shown(moved.to, moved.provisional)
            )
        }));
        lines.join("\n")
    })
}

/// An open deadline that would move.
#[derive(Debug, Serialize)]
struct Moved {
    matter: MatterId,
    duty: DutyKey,
    from: NaiveDate,
    was_provisional: bool,
    to: NaiveDate,
    provisional: bool,
}

/// The open deadlines that another calendar would end on another day, in the order of their ends.
fn moves(context: &Context, seated: &Seated, after: &Calendar) -> Result<Vec<Moved>, Failure> {
    let mut moves = Vec::new();
    let mut anchor = None;
    loop {
        let look = Look {
            view: View::Open,
            order: Order::Ascending,
            before: 0,
            after: WINDOW_LIMIT,
            filter: None,
            version: None,
            anchor: anchor.clone(),
        };
        let Answer::Window(window) = seated.ask(context.lang, Request::Look(look))? else {
            return Ok(moves);
        };
        let again = usize::from(anchor.is_some());
        for row in window.rows.iter().skip(again) {
            let Some(of) = &row.duty else { continue };
            let (from, to) = (&of.duty.deadline, of.duty.deadline.recomputed(after));
            if from.due() != to.due() {
                moves.push(Moved {
                    matter: row.matter,
                    duty: of.duty.key,
                    from: from.due(),
                    was_provisional: from.provisional,
                    to: to.due(),
                    provisional: to.provisional,
                });
            }
        }
        let last = window.rows.last().map(|row| row.key.clone());
        if window.at_end || last == anchor {
            return Ok(moves);
        }
        anchor = last;
    }
}

fn notice_in(context: &Context, file: &Path) -> Result<CalendarYear, Failure> {
    let text = context.text_of(file)?;
    CalendarYear::parse(&text).map_err(|problem| {
        let said = problem_text(context.lang, &problem);
        Failure::Trouble(words::FILE.fill(context.lang, &[&file.display(), &said]))
    })
}

/// What is wrong with a notice.
fn problem_text(lang: Lang, problem: &CalendarProblem) -> String {
    match problem {
        CalendarProblem::Malformed(what) => words::NOTICE_MALFORMED.fill(lang, &[what]),
        CalendarProblem::Year(year) => words::NOTICE_YEAR.fill(lang, &[year]),
        CalendarProblem::Outside(day) => words::NOTICE_OUTSIDE.fill(lang, &[day]),
        CalendarProblem::Statutory(day) => words::NOTICE_STATUTORY.fill(lang, &[day]),
        CalendarProblem::Feast(name) => words::NOTICE_FEAST.fill(lang, &[name]),
        CalendarProblem::MakeUp(day) => words::NOTICE_MAKE_UP.fill(lang, &[day]),
        CalendarProblem::Twice(day) => words::NOTICE_TWICE.fill(lang, &[day]),
        CalendarProblem::Count(count) => words::NOTICE_COUNT.fill(lang, &[count]),
        CalendarProblem::Name(day) => words::NOTICE_NAME.fill(lang, &[day]),
    }
}

/// The calendar in force, or the built-in one where there is no store. It is public knowledge: no account is needed.
fn in_force(context: &Context) -> Result<Calendar, Failure> {
    let Ok(folder) = context.folder() else {
        return Ok(Calendar::built_in());
    };
    if !context.has_store(&folder)? {
        return Ok(Calendar::built_in());
    }
    let trouble = |error| context.trouble(&error);
    let ledger = match progress::open(context.lang, &folder) {
        // Whoever keeps it can be asked.
        Err(LedgerError::InUse(_)) => {
            let answer = context
                .seated()?
                .ask(context.lang, Request::CalendarInForce)?;
            return Ok(match answer {
                Answer::CalendarInForce(calendar) => *calendar,
                _ => Calendar::built_in(),
            });
        }
        opened => opened.map_err(trouble)?,
    };
    let snapshot = ledger.snapshot().map_err(trouble)?;
    Ok(snapshot.facts.calendar.clone())
}

fn show(context: &Context, year: i32) -> Result<(), Failure> {
    let lang = context.lang;
    let calendar = in_force(context)?;
    let is_covered = calendar.covered().any(|covered| covered == year);
    let days: Vec<_> = calendar.special_days(year).cloned().collect();
    let document = Answer::Calendar {
        edition: calendar.edition(),
        notice: is_covered.then(|| CalendarYear {
            year,
            papers: Vec::new(),
            days: days.clone(),
        }),
    };
    context.show(&document, || {
        if !is_covered {
            return words::YEAR_PROVISIONAL.fill(lang, &[&year]);
        }
        let edition = calendar.edition();
        let mut text = words::YEAR_COVERED.fill(lang, &[&year, &edition, &days.len()]);
        text.push('\n');
        let rows: Vec<[String; 2]> = days
            .iter()
            .map(|special| {
                let kind = calendar.day(special.date);
                [date::date_long(lang, special.date), day::kind(lang, &kind)]
            })
            .collect();
        text.push_str(&output::table(["", ""], &rows));
        text
    })
}

/// A deadline as scripts read it.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Due {
    due: NaiveDate,
    provisional: bool,
}

fn compute(calendar: &Calendar, from: NaiveDate, limit: Limit) -> Due {
    let deadline = clock::compute(calendar, Moment::of_day(from), limit, MIDNIGHT, vec![]);
    Due {
        due: deadline.due(),
        provisional: deadline.provisional,
    }
}

/// The one limit that was given, in its bounds.
fn limit_of(
    working_days: Option<u64>,
    months: Option<u64>,
    calendar_days: Option<u64>,
) -> Option<Limit> {
    let within = |count: u64, most: u64| {
        u16::try_from(count)
            .ok()
            .filter(|_| (1..=most).contains(&count))
    };
    let days = u64::from(DAYS_LIMIT);
    match (working_days, months, calendar_days) {
        (Some(count), None, None) => within(count, days).map(Limit::WorkingDays),
        (None, Some(count), None) => within(count, MONTHS_LIMIT).map(Limit::Months),
        (None, None, Some(count)) => within(count, days).map(Limit::CalendarDays),
        _ => None,
    }
}

fn due(context: &Context, line: &DueLine) -> Result<(), Failure> {
    let lang = context.lang;
    let from = context.day("--from", line.from.as_deref().unwrap_or_default())?;
    let limit = limit_of(line.working_days, line.months, line.calendar_days)
        .filter(|_| YEARS.contains(&from.year()))
        .ok_or_else(|| {
            Failure::Usage(words::BAD_LIMIT.fill(lang, &[&DAYS_LIMIT, &MONTHS_LIMIT]))
        })?;
    let due = compute(&in_force(context)?, from, limit);
    context.show(&due, || {
        let ends = date::due(lang, due.due, MIDNIGHT);
        let ends = act::provisionally(lang, ends, due.provisional);
        let from = date::date_long(lang, from);
        words::DUE_FROM.fill(lang, &[&from, &date::limit(lang, limit), &ends])
    })
}

/// One line of a batch; what else is in it is of no concern here.
#[derive(Debug, Deserialize)]
struct Asked {
    from: String,
    #[serde(default)]
    working_days: Option<u64>,
    #[serde(default)]
    months: Option<u64>,
    #[serde(default)]
    calendar_days: Option<u64>,
}

/// What is wrong with a line of a batch.
#[derive(Debug, Serialize)]
struct BadLine {
    error: String,
}

fn batch(context: &Context) -> Result<(), Failure> {
    let calendar = in_force(context)?;
    let mut input = io::BufReader::new(io::stdin().lock());
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut is_bad = false;
    let mut line = Vec::new();
    while let Some(is_whole) = next_line(&mut input, &mut line)? {
        if line.iter().all(u8::is_ascii_whitespace) && is_whole {
            continue;
        }
        let answered = if is_whole {
            answer(context.lang, &calendar, &line)
        } else {
            Err(words::LINE_TOO_LONG.fill(context.lang, &[&LINE_LIMIT]))
        };
        let written = match answered {
            Ok(due) => serde_json::to_writer(&mut out, &due),
            Err(error) => {
                is_bad = true;
                serde_json::to_writer(&mut out, &BadLine { error })
            }
        };
        written.map_err(io::Error::from)?;
        out.write_all(b"\n")?;
        // Whoever sends a line and waits for its answer gets it; a file is answered in large pieces.
        if input.buffer().is_empty() {
            out.flush()?;
        }
    }
    out.flush()?;
    if is_bad {
        return Err(Failure::Told(USAGE));
    }
    Ok(())
}

/// The next line; `Some(false)` if it was longer than [`LINE_LIMIT`] and its rest was skipped.
fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Option<bool>> {
    line.clear();
    let count = input.by_ref().take(LINE_LIMIT).read_until(b'\n', line)?;
    if count == 0 {
        return Ok(None);
    }
    let at_limit = u64::try_from(count).is_ok_and(|count| count == LINE_LIMIT);
    if line.ends_with(b"\n") || !at_limit {
        return Ok(Some(true));
    }
    input.skip_until(b'\n')?;
    Ok(Some(false))
}

fn answer(lang: Lang, calendar: &Calendar, line: &[u8]) -> Result<Due, String> {
    let asked: Asked =
        serde_json::from_slice(line).map_err(|error| words::BAD_JSON.fill(lang, &[&"", &error]))?;
    let from = read_day(&asked.from)
        .ok_or_else(|| words::NOT_A_DAY.fill(lang, &[&"from", &output::line(&asked.from)]))?;
    let limit = limit_of(asked.working_days, asked.months, asked.calendar_days)
        .filter(|_| YEARS.contains(&from.year()))
        .ok_or_else(|| words::BAD_LIMIT.fill(lang, &[&DAYS_LIMIT, &MONTHS_LIMIT]))?;
    Ok(compute(calendar, from, limit))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use super::*;

    #[test]
    fn lines_are_bounded_and_the_next_one_is_read_all_the_same() {
        let long = "x".repeat(usize::try_from(LINE_LIMIT).unwrap() + 5);
        let text = format!("one\n{long}\ntwo");
        let mut input = text.as_bytes();
        let mut line = Vec::new();
        let mut seen = Vec::new();
        while let Some(is_whole) = next_line(&mut input, &mut line).unwrap() {
            seen.push((is_whole, line.len().min(4)));
        }
        assert_eq!(seen, [(true, 4), (false, 4), (true, 3)]);
    }

    #[test]
    fn a_line_has_one_limit_within_bounds() {
        let calendar = Calendar::built_in();
        let ask = |text: &str| answer(Lang::En, &calendar, text.as_bytes());
        let due = ask(r#"{"from":"2024-02-01","working_days":20,"id":"D0001"}"#).unwrap();
        assert_eq!(due.due.to_string(), "2024-03-05");
        assert!(!due.provisional);
        assert!(
            ask(r#"{"from":"2026-12-30","months":1}"#)
                .unwrap()
                .provisional
        );
        for bad in [
            "",
            "[]",
            "{}",
            "null",
            "\u{1b}",
            r#"{"from":"2024-02-01"}"#,
            r#"{"from":"2024-02-30","working_days":1}"#,
            r#"{"from":"2024-02-01","working_days":0}"#,
            r#"{"from":"2024-02-01","working_days":-1}"#,
            r#"{"from":"2024-02-01","working_days":99999999999}"#,
            r#"{"from":"2024-02-01","months":121}"#,
            r#"{"from":"2024-02-01","months":1,"working_days":1}"#,
            r#"{"from":"9999-12-31","months":1}"#,
        ] {
            assert!(ask(bad).is_err(), "{bad}");
        }
    }
}
