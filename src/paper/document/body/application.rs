//! The papers of applications.
use std::fmt::Display;

use super::super::Writer;
use super::{all, catalogued, clearing};
use crate::domain::law::article::{Article, article, paragraph};
use crate::domain::law::duty::Duty;
use crate::domain::law::matter::Body;
use crate::domain::law::paper::{Paper, PaperKind as AnyPaper};
use crate::domain::r#use::application::{Application, DutyKind, PaperKind, Stage};
use crate::domain::r#use::line::{Line, Quantity, Subject};
use crate::locale::matter::application::marked;
use crate::locale::matter::application::paper as words;
use crate::locale::matter::asked as asked_words;
use crate::locale::matter::materials::named;
use crate::locale::{T, paper as shared};

/// Writes the text of a paper of that kind.
pub(super) fn write(writer: &mut Writer, kind: PaperKind) {
    match kind {
        PaperKind::AcceptanceNotice => acceptance(writer),
        PaperKind::NonAcceptanceOpinion => non_acceptance(writer),
        PaperKind::TestOrder => test_order(writer),
        PaperKind::TestHandOver => test_hand_over(writer),
        PaperKind::TestReport => test_report(writer),
        PaperKind::TestTermination => test_termination(writer),
        PaperKind::SupplementaryOpinion => supplement(writer),
        PaperKind::AdjustmentProposal => adjustment(writer),
        PaperKind::DeliveryOrder => delivery_order(writer),
        PaperKind::DeliveryObjection => to_unit(writer, words::DELIVERY_OBJECTED, paragraph(19, 4)),
        PaperKind::OrderRevocation => revocation(writer),
        PaperKind::ClearingCertificate => cleared(writer),
    }
}

fn body<'a>(writer: &Writer<'a>) -> Option<&'a Application> {
    let Body::Application(body) = &writer.matter.body else {
        return None;
    };
    Some(body)
}

/// The review opinion, whichever way it went.
pub(super) fn review(writer: &mut Writer, asked: &str) {
    let rejected = writer.matter.head.stage == Stage::Rejected.into();
    let cited = writer.cite(paragraph(19, 2));
    let message = if rejected {
        shared::REVIEWED_REJECTED
    } else {
        words::REVIEWED_APPROVED
    };
    writer.say(message, &[&asked, &cited]);
    writer.about();
    writer.quote(shared::OPINION, &writer.paper.remark);
    if let Some(ground) = body(writer).and_then(|body| body.ground.as_deref()) {
        let allowed = body(writer).map(|body| marked(writer.lang, body));
        for outside in allowed.into_iter().flatten() {
            writer.say(words::OUTSIDE, &[&outside]);
        }
        writer.quote(words::GROUND, ground);
    }
    if rejected {
        writer.lines(&[Quantity::Applied], all);
        writer.say(shared::REJECTED_NEXT, &[]);
    } else {
        writer.lines(&[Quantity::Applied, Quantity::Approved], all);
    }
    writer.next(DutyKind::OrderTest);
    writer.next(DutyKind::BuildTest);
}

fn acceptance(writer: &mut Writer) {
    let opened_on = writer.opened_on();
    let lacking = body(writer).map(|body| body.accepted_without.as_slice());
    let lacking = lacking.unwrap_or_default();
    if lacking.is_empty() {
        writer.say(words::ACCEPTED, &[&opened_on]);
    } else {
        let lacking = named(writer.lang, lacking.iter().copied());
        writer.say(words::ACCEPTED_WITHOUT, &[&opened_on, &lacking]);
    }
    writer.about();
    writer.lines(&[Quantity::Applied], all);
    if let Some((duty, deadline)) = writer.opened(DutyKind::Review) {
        let (due, nature) = (writer.due(deadline), writer.nature(duty));
        let cited = writer.cite(duty.article);
        writer.say(words::ACCEPTED_DUE, &[&due, &cited, &nature]);
    }
    writer.quote(shared::REMARK, &writer.paper.remark);
}

fn non_acceptance(writer: &mut Writer) {
    let (opened_on, cited) = (writer.opened_on(), writer.cite(paragraph(19, 2)));
    writer.about();
    writer.say(words::DECLINED, &[&opened_on, &cited]);
    let objections = body(writer).map(|body| body.objections.as_slice());
    writer.number(objections.unwrap_or_default().iter().cloned());
    if let Some(days) = body(writer).and_then(|body| body.reapply_within) {
        writer.say(words::DECLINED_NEXT, &[&days]);
    }
}

fn test_order(writer: &mut Writer) {
    if let Some((duty, deadline)) = writer.opened(DutyKind::BuildTest) {
        let (due, nature) = (writer.due(deadline), writer.nature(duty));
        let (unit, cited) = (writer.unit(), writer.cite(duty.article));
        writer.say(words::TEST_ORDER, &[&unit, &due, &cited, &nature]);
    }
    writer.about();
    writer.lines(&[Quantity::Approved], catalogued(Quantity::Approved));
    writer.contact();
    writer.quote(shared::REMARK, &writer.paper.remark);
}

fn test_hand_over(writer: &mut Writer) {
    writer.say(words::TEST_HANDED_OVER, &[]);
    writer.about();
    writer.quote(words::ENVIRONMENT, &writer.paper.remark);
    writer.lines(&[Quantity::Approved], catalogued(Quantity::Approved));
    if let Some((duty, deadline)) = writer.opened(DutyKind::Test) {
        let (due, nature) = (writer.due(deadline), writer.nature(duty));
        let cited = writer.cite(duty.article);
        writer.say(words::TEST_PERIOD, &[&due, &cited, &nature]);
    }
}

fn test_report(writer: &mut Writer) {
    let at = writer.paper.at;
    let run = body(writer).and_then(|body| body.tests.iter().find(|run| run.at == at));
    let message = if run.is_none_or(|run| run.passed) {
        words::TEST_PASSED
    } else {
        words::TEST_FAILED
    };
    let cited = writer.cite(paragraph(19, 3));
    writer.say(message, &[&cited]);
    writer.about();
    writer.quote(words::REPORT, &writer.paper.remark);
}

/// The end of a test whose month was over: since when, why, and what becomes of the environment.
fn test_termination(writer: &mut Writer) {
    let (unit, cited) = (writer.unit(), writer.cite(paragraph(19, 3)));
    writer.say(words::TEST_TERMINATED, &[&unit, &cited]);
    let at = writer.paper.at;
    let ended = |duty: &&Duty| {
        let closed = duty.closed.as_ref();
        duty.kind() == DutyKind::Test.into() && closed.is_some_and(|closed| closed.at == at)
    };
    let month = writer.duties().find(ended).map(|month| {
        let (over, nature) = (writer.due(&month.deadline), writer.nature(month));
        (over, writer.cite(month.article), nature)
    });
    if let Some((over, cited, nature)) = month {
        writer.say(words::TEST_OVER_SINCE, &[&over, &cited, &nature]);
    }
    match body(writer).and_then(|body| body.tests.last()) {
        None => writer.say(words::NEVER_REPORTED, &[]),
        Some(run) if !run.passed => writer.say(words::LAST_FAILED, &[]),
        // A test that passes ends the month, so this paper does not go out after one.
        Some(_) => {}
    }
    writer.about();
    writer.quote(words::TERMINATED_BECAUSE, &writer.paper.remark);
    writer.next(DutyKind::Propose);
    let cited = writer.cite(article(21));
    writer.say(words::ENVIRONMENT_STAYS, &[&cited]);
}

/// What the supplementary opinion raised, from what to what.
fn supplement(writer: &mut Writer) {
    let (unit, cited) = (writer.unit(), writer.cite(paragraph(19, 4)));
    writer.say(words::SUPPLEMENTED, &[&unit, &cited]);
    writer.about();
    writer.quote(words::SUPPLEMENTED_BECAUSE, &writer.paper.remark);
    let (at, lang) = (writer.paper.at, writer.lang);
    let Some(body) = body(writer) else { return };
    let Some(raised) = body.supplements.iter().find(|raised| raised.at == at) else {
        return;
    };
    let changes = raised.before.iter().zip(&raised.after);
    let lines = (1..).zip(body.asked.lines.iter().zip(changes));
    let lines = lines.filter(|(_, (_, (before, after)))| before != after);
    let items: Vec<String> = lines
        .filter_map(|(number, (line, (before, after))): (u32, _)| {
            let (name, specification, unit) = item(line)?;
            let values: [&dyn Display; 6] = [&number, &name, &specification, before, after, &unit];
            Some(words::RAISED_LINE.fill(lang, &values))
        })
        .collect();
    writer.say(shared::LINES, &[]);
    writer.body.extend(items);
}

/// The name, the specification and the unit of a line of the catalogue.
fn item(line: &Line) -> Option<(&str, &str, &str)> {
    match &line.subject {
        Subject::Item {
            name,
            specification,
            unit,
            ..
        } => Some((name, specification, unit)),
        Subject::OffCatalogue { .. } => None,
    }
}

/// The certificate of what was cleared: of which lines how much, and of deliveries that were objected to the instances.
fn cleared(writer: &mut Writer) {
    let (at, lang) = (writer.paper.at, writer.lang);
    let Some(body) = body(writer) else { return };
    let Some(cleared) = body.clearings.iter().find(|cleared| cleared.at == at) else {
        return;
    };
    let lines = (1..).zip(body.asked.lines.iter().zip(&cleared.quantities));
    let lines = lines.filter(|(_, (_, quantity))| **quantity > 0);
    let lines = lines.filter_map(|(number, (line, quantity)): (u32, _)| {
        let (name, specification, unit) = item(line)?;
        let values: [&dyn Display; 5] = [&number, &name, &specification, quantity, &unit];
        Some(words::CLEARED_LINE.fill(lang, &values))
    });
    let objected = asked_words::instances(lang, &body.asked.instances);
    let objected = objected.into_iter().filter(|_| cleared.last);
    let objected = objected.map(|(_, told)| words::CLEARED_DELIVERY.fill(lang, &[&told]));
    let left: Vec<String> = lines.chain(objected).collect();
    clearing::of_any_age(writer, left, &cleared.certificate);
    if writer.matter.head.stage != Stage::Abandoned.into() {
        writer.say(words::SURPLUS, &[]);
    }
}

fn adjustment(writer: &mut Writer) {
    let (unit, cited) = (writer.unit(), writer.cite(paragraph(19, 4)));
    writer.say(words::PROPOSED, &[&unit, &cited]);
    writer.about();
    writer.quote(words::PROPOSED_BECAUSE, &writer.paper.remark);
    writer.lines(
        &[Quantity::Applied, Quantity::Approved, Quantity::Adjusted],
        |line| !line.is_off_catalogue(),
    );
}

fn delivery_order(writer: &mut Writer) {
    let unit = writer.unit();
    if let Some((duty, deadline)) = writer.opened(DutyKind::Deliver) {
        let (due, nature) = (writer.due(deadline), writer.nature(duty));
        let cited = writer.cite(duty.article);
        writer.say(words::DELIVERY_ORDER, &[&unit, &due, &cited, &nature]);
    }
    writer.about();
    writer.lines(&[Quantity::Adjusted], catalogued(Quantity::Adjusted));
    let cited = writer.cite(article(39));
    writer.say(words::DELIVERY_BILLING, &[&unit, &cited]);
    writer.contact();
    writer.quote(shared::REMARK, &writer.paper.remark);
}

/// The revocation names the order that stood, the last one that had gone out.
fn revocation(writer: &mut Writer) {
    let is_order = |paper: &&Paper| {
        [PaperKind::TestOrder, PaperKind::DeliveryOrder]
            .map(AnyPaper::from)
            .contains(&paper.kind)
    };
    let order = writer.earlier.iter().rev().find(is_order);
    let order = order.map_or_else(String::new, |order| order.number.to_string());
    let (unit, cited) = (writer.unit(), writer.cite(article(21)));
    writer.say(words::REVOKED, &[&unit, &cited, &order]);
    writer.about();
    writer.quote(shared::REMARK, &writer.paper.remark);
}

/// A short paper about the unit's application: what it says, and what was added.
fn to_unit(writer: &mut Writer, message: T, basis: Article) {
    let (unit, cited) = (writer.unit(), writer.cite(basis));
    writer.say(message, &[&unit, &cited]);
    writer.about();
    writer.quote(shared::REMARK, &writer.paper.remark);
}
