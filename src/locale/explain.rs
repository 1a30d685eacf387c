//! Why a duty is due on its day: the article, the rulings with their values, the calendar, and each day from start to
//! due, counted or why not.
//!
//! The lines are data; whoever shows them breaks them between pieces and gives each emphasis its colour and mark.
pub mod bill;
pub mod room;

use super::{Lang, article, block, date, day, domain, joined, ruling};
use crate::domain::law::block::{Excuse, Hindrance};
use crate::domain::law::calendar::{Calendar, DayKind};
use crate::domain::law::clock::{self, DayStep, Deadline, Limit};
use crate::domain::law::duty::{Duty, Outcome};
use crate::domain::law::naming::Names;
use chrono::{DateTime, Datelike, NaiveDate, Utc};

messages! {
    TITLE = "为什么是 {0}？", "Why {0}?";
    HEAD = "{0} {1}", "{0} {1}";
    WITHIN = "{0}内", "within {0}";
    RULING = "裁定 {0}", "ruling {0}";
    CALENDAR = "日历第{0}版", "calendar edition {0}";
    YEAR_FORMAL = "{0}正式", "{0} published";
    YEAR_PROVISIONAL = "{0}暂定：节假日通知未载入", "{0} provisional: holiday notice not loaded";
    START = "起 {0}（当日不计）", "From {0} (not counted)";
    START_AT = "起 {0}（连续计算，不分工作日）", "From {0} (runs through every day)";
    END = "止 {0}", "Until {0}";
    NUMBERED = "第{0}日", "day {0}";
    DAY = "{0} {1}", "{0} {1}";
    FOLDED = "{0}至{1} {2}", "{0} to {1} {2}";
    NOT_COUNTED = "{0}，不计", "{0}, not counted";
    REST_AT_THE_END = "{0}，末日顺延", "{0}, moves the end on";
    END_MOVED_HERE = "末日顺延至此", "the end moves here";
    PROVISIONAL = "{0}（暂定）", "{0} (provisional)";
    MET = "已于 {0} 按期办结", "Done in time on {0}";
    DONE_LATE = "已于 {0} 办结，逾期", "Done late on {0}";
    UNDETERMINED = "已于 {0} 办结，末日暂定，是否逾期待通知载入后认定", "Done on {0}, after a provisional end: lateness pending until the notice is loaded";
    LAPSED = "{0} 起已免", "No longer owed since {0}";
    ESCALATED = "{0} 逾期，已上报{1}", "Late since {0}, reported to {1}";
    MOVED = "原定 {0}，按日历第{1}版改", "Due {0} before, moved by calendar edition {1}";
    OTHER_EDITION = "所列各日出自日历第{0}版，本时限按第{1}版算定", "The days listed are calendar edition {0}'s; this limit was computed with edition {1}";
}

/// How much a piece matters to the eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emphasis {
    /// What the answer is: the article, the start, the end.
    Strong,
    /// What it rests on, and the days that count.
    Plain,
    /// The days that do not count, and what was before.
    Quiet,
    /// What a later holiday notice may change (暂定).
    Provisional,
    /// What is late, or does not agree.
    Alarm,
}

/// A run of text that is better not broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// How it should look.
    pub emphasis: Emphasis,
}

/// A line, or a paragraph where the screen is narrow: it breaks between its pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainLine {
    /// The pieces, shown with [`SEPARATOR`] between them.
    pub pieces: Vec<Piece>,
    /// Whether it stands under the line before it.
    pub indented: bool,
}

/// What stands between two pieces of a line.
pub const SEPARATOR: &str = " · ";

impl ExplainLine {
    fn of(pieces: Vec<Piece>) -> Self {
        Self {
            pieces,
            indented: false,
        }
    }

    fn one(emphasis: Emphasis, text: String) -> Self {
        Self::of(vec![piece(emphasis, text)])
    }

    fn under(pieces: Vec<Piece>) -> Self {
        Self {
            pieces,
            indented: true,
        }
    }

    /// The line as plain text, with its indentation.
    #[must_use]
    pub fn text(&self) -> String {
        let pieces: Vec<_> = self
            .pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect();
        let indentation = if self.indented { "  " } else { "" };
        indentation.to_owned() + &pieces.join(SEPARATOR)
    }
}

fn piece(emphasis: Emphasis, text: String) -> Piece {
    Piece { text, emphasis }
}

/// The question that the lines answer: `为什么是 2026-10-15？`
#[must_use]
pub fn title(lang: Lang, duty: &Duty) -> String {
    TITLE.fill(lang, &[&duty.deadline.due()])
}

/// Why a duty is due on its day, with days that count alike folded together. `calendar` is the deadline's edition,
/// `now` the instant at which it is asked whether the duty is late.
#[must_use]
pub fn explain(
    lang: Lang,
    duty: &Duty,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> Vec<ExplainLine> {
    let folded = folded(lang, &duty.deadline, calendar);
    // A limit in hours or minutes knows no days.
    let days = (!folded.is_empty()).then(|| ExplainLine::under(folded));
    let days = days.into_iter().collect();
    around(lang, duty, calendar, now, days)
}

/// Until when a limit runs that nobody owes anything by: the limit and the calendar, each day counted or why not, the end.
#[must_use]
pub fn reckoned(lang: Lang, deadline: &Deadline, calendar: &Calendar) -> Vec<ExplainLine> {
    let within = WITHIN.fill(lang, &[&date::limit(lang, deadline.limit)]);
    let mut head = vec![piece(Emphasis::Strong, within)];
    head.extend(by_calendar(lang, deadline, calendar));
    let days = folded(lang, deadline, calendar);
    vec![
        ExplainLine::of(head),
        start(lang, deadline),
        ExplainLine::under(days),
        ExplainLine::of(end(lang, deadline, calendar)),
    ]
}

/// The same with a line for every day, for scripts and the full page.
#[must_use]
pub fn explain_full(
    lang: Lang,
    duty: &Duty,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> Vec<ExplainLine> {
    let days = duty
        .deadline
        .steps(calendar)
        .map(|step| ExplainLine::under(vec![single(lang, duty.deadline.limit, &step)]))
        .collect();
    around(lang, duty, calendar, now, days)
}

/// The days between the lines that frame them.
fn around(
    lang: Lang,
    duty: &Duty,
    calendar: &Calendar,
    now: DateTime<Utc>,
    days: Vec<ExplainLine>,
) -> Vec<ExplainLine> {
    let deadline = &duty.deadline;
    let mut lines = vec![ExplainLine::of(head(lang, duty, calendar))];
    lines.push(start(lang, deadline));
    lines.extend(days);
    let mut ends = end(lang, deadline, calendar);
    ends.extend(how_far(lang, duty, calendar, now));
    lines.push(ExplainLine::of(ends));
    if calendar.edition() != deadline.edition {
        let editions = OTHER_EDITION.fill(lang, &[&calendar.edition(), &deadline.edition]);
        lines.push(ExplainLine::one(Emphasis::Alarm, editions));
    }
    if let Some(line) = fate(lang, duty) {
        lines.push(line);
    }
    if let Some(closing) = &duty.closed {
        lines.extend(excused(lang, &closing.excused));
    }
    // The latest first: it is the one whose notice people remember.
    let moved_by = duty.moved.iter().skip(1).chain([deadline]);
    let moves: Vec<_> = duty.moved.iter().zip(moved_by).collect();
    lines.extend(moves.into_iter().rev().map(|(from, to)| {
        let before = date::due(lang, from.due(), from.cut_off());
        let before = provisional(lang, before, from.provisional);
        ExplainLine::one(Emphasis::Quiet, MOVED.fill(lang, &[&before, &to.edition]))
    }));
    lines
}

/// From when the limit runs.
fn start(lang: Lang, deadline: &Deadline) -> ExplainLine {
    let start = if deadline.limit.runs_through().is_some() {
        START_AT.fill(lang, &[&date::moment(lang, *deadline.start)])
    } else {
        let day = dated(lang, deadline.start.day(), deadline.due().year());
        START.fill(lang, &[&day])
    };
    ExplainLine::one(Emphasis::Strong, start)
}

/// Article and deed, the limit and whose it is, the rulings, the calendar year by year.
fn head(lang: Lang, duty: &Duty, calendar: &Calendar) -> Vec<Piece> {
    let deadline = &duty.deadline;
    let cited = article::cite(lang, duty.article.number, duty.article.paragraph);
    let deed = domain::duty_key(lang, duty.key);
    let within = WITHIN.fill(lang, &[&date::limit(lang, deadline.limit)]);
    let nature = domain::nature(duty.nature).get(lang);
    let mut pieces = vec![
        piece(Emphasis::Strong, HEAD.fill(lang, &[&cited, &deed])),
        piece(Emphasis::Strong, within),
        piece(Emphasis::Plain, nature.to_owned()),
    ];
    pieces.extend(deadline.rulings.iter().map(|used| {
        let used = ruling::used(lang, used);
        piece(Emphasis::Plain, RULING.fill(lang, &[&used]))
    }));
    pieces.extend(by_calendar(lang, deadline, calendar));
    pieces
}

/// A calendar by its edition.
#[must_use]
pub fn edition(lang: Lang, edition: u32) -> String {
    CALENDAR.fill(lang, &[&edition])
}

/// How sure a year is.
#[must_use]
pub fn year(lang: Lang, year: i32, is_known: bool) -> String {
    let message = if is_known {
        YEAR_FORMAL
    } else {
        YEAR_PROVISIONAL
    };
    message.fill(lang, &[&year])
}

/// The calendar by which a deadline was computed, year by year.
fn by_calendar(lang: Lang, deadline: &Deadline, calendar: &Calendar) -> Vec<Piece> {
    let mut pieces = vec![piece(Emphasis::Plain, edition(lang, deadline.edition))];
    let years = deadline.start.day().year()..=deadline.due().year();
    pieces.extend(years.map(|of| {
        let is_known = calendar.covered().any(|covered| covered == of);
        let emphasis = if is_known {
            Emphasis::Plain
        } else {
            Emphasis::Provisional
        };
        piece(emphasis, year(lang, of, is_known))
    }));
    pieces
}

/// The last day, and its number.
fn end(lang: Lang, deadline: &Deadline, calendar: &Calendar) -> Vec<Piece> {
    let due = date::due(lang, deadline.due(), deadline.cut_off());
    let due = provisional(lang, due, deadline.provisional);
    let mut pieces = vec![piece(Emphasis::Strong, END.fill(lang, &[&due]))];
    let numbers = deadline.steps(calendar).filter_map(|step| step.number);
    let number = numbers.last();
    pieces.extend(number.map(|number| piece(Emphasis::Strong, NUMBERED.fill(lang, &[&number]))));
    pieces
}

/// How far the end of what is still owed is.
fn how_far(lang: Lang, duty: &Duty, calendar: &Calendar, now: DateTime<Utc>) -> Option<Piece> {
    if duty.closed.is_some() {
        return None;
    }
    let remaining = clock::remaining(calendar, &duty.deadline, now);
    let emphasis = if remaining.late {
        Emphasis::Alarm
    } else if remaining.undetermined {
        Emphasis::Provisional
    } else {
        Emphasis::Plain
    };
    Some(piece(emphasis, date::remaining(lang, remaining)))
}

/// How the duty ended, and whether its lateness was reported.
fn fate(lang: Lang, duty: &Duty) -> Option<ExplainLine> {
    let closed = duty.closed.as_ref().map(|closing| {
        let (message, emphasis) = match closing.outcome {
            Outcome::Met => (MET, Emphasis::Plain),
            Outcome::Late => (DONE_LATE, Emphasis::Alarm),
            Outcome::Undetermined => (UNDETERMINED, Emphasis::Provisional),
            Outcome::Lapsed => (LAPSED, Emphasis::Quiet),
        };
        piece(
            emphasis,
            message.fill(lang, &[&date::moment(lang, *closing.at)]),
        )
    });
    let escalated = duty.reports.iter().filter_map(|report| {
        let at = date::moment(lang, *report.made?);
        let to = domain::superior(report.to).get(lang);
        Some(piece(Emphasis::Alarm, ESCALATED.fill(lang, &[&at, &to])))
    });
    let pieces: Vec<_> = escalated.chain(closed).collect();
    (!pieces.is_empty()).then(|| ExplainLine::of(pieces))
}

/// What excuses a lateness (R51): that it is late all the same, then each part with its days.
fn excused(lang: Lang, parts: &[Excuse]) -> Vec<ExplainLine> {
    let said = parts.iter().map(|part| {
        let said = piece(Emphasis::Plain, block::excuse(lang, part));
        ExplainLine::under(vec![said])
    });
    let still = block::LATE_STILL.get(lang).to_owned();
    let still = (!parts.is_empty()).then(|| ExplainLine::one(Emphasis::Plain, still));
    said.chain(still).collect()
}

/// How an open duty stands to the blocks on record.
#[must_use]
pub fn hindered(lang: Lang, names: &Names, by: &Hindrance) -> Vec<ExplainLine> {
    let stopped = by.by.iter().map(|by| {
        let said = block::stopped(lang, names, by);
        ExplainLine::one(Emphasis::Alarm, said)
    });
    stopped.chain(excused(lang, &by.excused)).collect()
}

/// A run of days that count alike.
struct Run {
    first: DayStep,
    last: DayStep,
}

impl Run {
    /// Whether a day belongs to the run: it counts alike and for the same cause. Where calendar days count, the cause
    /// does not matter.
    fn takes(&self, limit: Limit, step: &DayStep) -> bool {
        let same_cause =
            self.first.kind == step.kind || (step.number.is_some() && !limit.counts_working_days());
        self.first.number.is_some() == step.number.is_some()
            && self.first.provisional == step.provisional
            && self.first.date.year() == step.date.year()
            && same_cause
    }
}

fn folded(lang: Lang, deadline: &Deadline, calendar: &Calendar) -> Vec<Piece> {
    let limit = deadline.limit;
    let mut runs: Vec<Run> = Vec::new();
    for step in deadline.steps(calendar) {
        match runs.last_mut() {
            Some(run) if run.takes(limit, &step) => run.last = step,
            _ => runs.push(Run {
                first: step.clone(),
                last: step,
            }),
        }
    }
    let mut shown_year = deadline.due().year();
    runs.iter()
        .map(|run| {
            let text = written(lang, limit, run, shown_year);
            shown_year = run.first.date.year();
            piece(emphasis(&run.first), text)
        })
        .collect()
}

/// `09-28 周一 第1日 … 09-30 周三 第3日`, `10-01至10-07 国庆节`, `10-10 周六 国庆节调休上班 第6日`.
fn written(lang: Lang, limit: Limit, run: &Run, shown_year: i32) -> String {
    let Run { first, last } = run;
    let begins = dated(lang, first.date, shown_year);
    let text = if first.date == last.date {
        DAY.fill(lang, &[&begins, &cause(lang, limit, first)])
    } else if first.number.is_some() {
        let ends = dated(lang, last.date, first.date.year());
        let [begins, ends] = [(begins, first), (ends, last)]
            .map(|(day, step)| DAY.fill(lang, &[&day, &cause(lang, limit, step)]));
        format!("{begins} … {ends}")
    } else {
        let shown = |date: NaiveDate, year: i32| {
            let format = if date.year() == year {
                "%m-%d"
            } else {
                "%Y-%m-%d"
            };
            date.format(format).to_string()
        };
        let begins = shown(first.date, shown_year);
        let ends = shown(last.date, first.date.year());
        FOLDED.fill(lang, &[&begins, &ends, &cause(lang, limit, first)])
    };
    provisional(lang, text, first.provisional)
}

/// Why a day counts, or does not: `第1日`, `国庆节调休上班 第6日`, `国庆节`.
fn cause(lang: Lang, limit: Limit, step: &DayStep) -> String {
    let name = day::kind(lang, &step.kind);
    let works = limit.counts_working_days();
    if let Some(number) = step.number {
        let number = NUMBERED.fill(lang, &[&number]);
        let is_make_up = match step.kind {
            DayKind::MakeUp(_) => true,
            DayKind::Working | DayKind::Weekend | DayKind::Holiday(_) => false,
        };
        if works && is_make_up {
            format!("{name} {number}")
        } else {
            number
        }
    } else if works {
        name
    } else if step.kind.counts() {
        END_MOVED_HERE.get(lang).to_owned()
    } else {
        REST_AT_THE_END.fill(lang, &[&name])
    }
}

/// One day on a line of its own: the year always, and of a day that does not count, that it does not.
fn single(lang: Lang, limit: Limit, step: &DayStep) -> Piece {
    let works = limit.counts_working_days();
    let name = day::kind(lang, &step.kind);
    let counted = step.number.map(|number| NUMBERED.fill(lang, &[&number]));
    let cause = match counted {
        None if works => NOT_COUNTED.fill(lang, &[&name]),
        Some(number) if !works && !step.kind.counts() => {
            joined(lang, [number.as_str(), &name].into_iter())
        }
        None | Some(_) => cause(lang, limit, step),
    };
    let text = DAY.fill(lang, &[&date::date_long(lang, step.date), &cause]);
    piece(emphasis(step), provisional(lang, text, step.provisional))
}

fn emphasis(step: &DayStep) -> Emphasis {
    match (step.provisional, step.number) {
        (true, _) => Emphasis::Provisional,
        (false, Some(_)) => Emphasis::Plain,
        (false, None) => Emphasis::Quiet,
    }
}

fn provisional(lang: Lang, text: String, provisional: bool) -> String {
    if provisional {
        PROVISIONAL.fill(lang, &[&text])
    } else {
        text
    }
}

/// A date, with its year where that is not the one last shown.
fn dated(lang: Lang, date: NaiveDate, shown_year: i32) -> String {
    if date.year() == shown_year {
        date::date_short(lang, date)
    } else {
        date::date_long(lang, date)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests;
