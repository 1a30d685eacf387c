//! `calendar`: the notices, and deadlines without any matter.

mod due;

use std::path::Path;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::law::calendar::{Calendar, CalendarProblem, CalendarYear, Loading, SpecialDay};
use crate::domain::law::command::Command;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::matter::MatterId;
use crate::domain::register::{Act, LoadCalendar, SignCalendar};
use crate::hub::list::cell::Cell;
use crate::hub::list::column::Column;
use crate::hub::request::{Answer, List, Look, Request, Row};
use crate::ledger::error::LedgerError;
use crate::locale::cli as words;
use crate::locale::{Lang, date, day, domain, json};

use super::act;
use super::args::{CalendarTask, LoadLine};
use super::context::{Context, Seated, act_request};
use super::failure::{self, Failure};
use super::{list, output, progress};

/// One verb of the calendar.
pub(super) fn run(context: &Context, task: &CalendarTask) -> Result<(), Failure> {
    match task {
        CalendarTask::Load(line) => load(context, line),
        CalendarTask::Sign { number } => {
            let sign = SignCalendar { proposal: *number };
            act::carry_out(
                context,
                act_request(Command::Keep(Act::SignCalendar(sign))),
                false,
            )
        }
        CalendarTask::Show { year } => show(context, *year),
        CalendarTask::Due(line) if line.batch => due::batch(context),
        CalendarTask::Due(line) => due::due(context, line),
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
    act::carry_out(context, act_request(command), false)
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
    let look = Look {
        columns: vec![Column::Deadline],
        ..Look::at(List::Open, 0)
    };
    let window = list::gather(context, seated, &look, usize::MAX)?;
    let moved = |row: Row| {
        let (matter, _) = row.of.matter()?;
        let (duty, Cell::Deadline(from)) = (row.of.duty()?, row.cells.into_iter().next()?) else {
            return None;
        };
        let to = from.recomputed(after);
        (from.due() != to.due()).then(|| Moved {
            matter,
            duty,
            from: from.due(),
            was_provisional: from.provisional,
            to: to.due(),
            provisional: to.provisional,
        })
    };
    Ok(window.rows.into_iter().filter_map(moved).collect())
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
        CalendarProblem::Malformed(what) => {
            words::NOTICE_MALFORMED.fill(lang, &[&output::line(&json::told(lang, what))])
        }
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
        // The store is open in another process, which can be asked.
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
        waiting: Vec::new(),
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
