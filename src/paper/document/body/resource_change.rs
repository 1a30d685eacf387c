//! The papers of changes.
use super::super::Writer;
use super::{clearing, operator};
use crate::domain::law::article::article;
use crate::domain::law::matter::Body;
use crate::domain::r#use::resource_change::{DutyKind, PaperKind, ResourceChange, Stage};
use crate::locale::matter::clearing as words_of_clearing;
use crate::locale::matter::resource_change::{self as matter_words, paper as words};
use crate::locale::paper as shared;

/// Writes the text of a paper of that kind.
pub(super) fn write(writer: &mut Writer, kind: PaperKind) {
    let Body::ResourceChange(body) = &writer.matter.body else {
        return;
    };
    match kind {
        PaperKind::ChangeRequest => requested(writer, body),
        PaperKind::ChangeAdvice => advised(writer, body),
        PaperKind::ChangeOpinion => reviewed(writer, body),
        PaperKind::ChangeOrder => ordered(writer, body),
        PaperKind::ChangeConfirmation | PaperKind::ChangeDetermination => confirmed(writer, body),
        PaperKind::ChangeClearing => cleared(writer, body),
    }
}

/// What the matter is about, where, and what becomes of which resource.
fn about(writer: &mut Writer, body: &ResourceChange) {
    writer.about();
    let lines = body.lines.iter();
    let lines = lines.map(|line| matter_words::line(writer.lang, line));
    writer.number(lines.collect::<Vec<_>>());
}

/// What is asked for line by line, why, by when, and what it comes to a year.
fn requested(writer: &mut Writer, body: &ResourceChange) {
    let (unit, cited) = (writer.unit(), writer.cite(article(20)));
    writer.say(words::REQUESTED, &[&unit, &cited]);
    about(writer, body);
    writer.quote(words::REASON, &writer.paper.remark);
    writer.fields(matter_words::wanted(writer.lang, shared::date, body));
    writer.fields(matter_words::yearly(writer.lang, shared::date, body));
}

fn advised(writer: &mut Writer, body: &ResourceChange) {
    let (unit, cited) = (writer.unit(), writer.cite(article(20)));
    let said = if body.is_advised_against() {
        words::ADVISED_AGAINST
    } else {
        words::ADVISED_FOR
    };
    writer.say(said, &[&unit, &cited]);
    about(writer, body);
    writer.quote(words::ADVICE, &writer.paper.remark);
}

fn reviewed(writer: &mut Writer, body: &ResourceChange) {
    let cited = writer.cite(article(20));
    if writer.matter.head.stage == Stage::Rejected.into() {
        writer.say(words::REJECTED, &[&cited]);
    } else {
        let operator = operator(writer);
        writer.say(words::APPROVED, &[&cited, &operator]);
    }
    about(writer, body);
    match &body.advice {
        Some(advice) => {
            let said = matter_words::advised(writer.lang, advice);
            writer.quote(words::ADVICE, &said);
        }
        None if is_last_day(writer) => writer.say(words::ALONE, &[]),
        None => {}
    }
    writer.quote(shared::OPINION, &writer.paper.remark);
    writer.next(DutyKind::OrderChange);
    writer.next(DutyKind::CarryOutChange);
}

/// Whether it was decided on the last day or later, until which support's opinion is waited for. What was rejected by an
/// earlier release may have been so before.
fn is_last_day(writer: &Writer) -> bool {
    let mut duties = writer.duties();
    let review = duties.find(|duty| duty.kind() == DutyKind::ReviewChange.into());
    review.is_some_and(|duty| writer.paper.at.day() >= duty.deadline.due())
}

fn ordered(writer: &mut Writer, body: &ResourceChange) {
    let cited = writer.cite(article(20));
    writer.say(words::ORDERED, &[&cited]);
    about(writer, body);
    writer.quote(shared::REMARK, &writer.paper.remark);
    writer.next(DutyKind::CarryOutChange);
}

fn confirmed(writer: &mut Writer, body: &ResourceChange) {
    let Some(attested) = &body.attestation else {
        return;
    };
    let day = shared::date(writer.lang, attested.completed_on);
    let cited = writer.cite(article(39));
    if attested.evidence.is_some() {
        let unit = writer.unit();
        writer.say(words::DETERMINED, &[&unit, &day, &cited]);
    } else {
        writer.say(words::CONFIRMED, &[&day, &cited]);
        if let Some(other) = &attested.other_day {
            let reported = shared::date(writer.lang, other.reported_on);
            writer.say(shared::OTHER_DAY, &[&reported, &other.reason]);
        }
    }
    about(writer, body);
    writer.fields(matter_words::yearly(writer.lang, shared::date, body));
    if let Some(late) = &body.late_decrease {
        let due = shared::date(writer.lang, late.due_on);
        let late = matter_words::late(writer.lang, &due, late);
        writer.say(words::LATE, &[&late]);
    }
    if !body.leaving.is_empty() {
        writer.say(words::LEFT, &[]);
    }
    writer.quote(shared::EVIDENCE, &writer.paper.remark);
    writer.next(DutyKind::ClearChange);
}

fn cleared(writer: &mut Writer, body: &ResourceChange) {
    if let Some(certified) = &body.clearing {
        let left = words_of_clearing::listed(writer.lang, &body.leaving);
        clearing::certified(writer, left, certified);
    }
}
