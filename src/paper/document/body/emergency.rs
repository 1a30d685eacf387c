//! The papers of emergencies.
use super::super::Writer;
use super::all;
use crate::domain::law::article::article;
use crate::domain::law::matter::Body;
use crate::domain::r#use::emergency::{DutyKind, Emergency, PaperKind};
use crate::domain::r#use::line::Quantity;
use crate::locale::matter::emergency::{self as matter_words, paper as words};
use crate::locale::{block, domain, paper as shared};

/// Writes the text of a paper of that kind.
pub(super) fn write(writer: &mut Writer, kind: PaperKind) {
    match kind {
        PaperKind::EmergencyIssuance => emergency_issuance(writer),
        PaperKind::EmergencyRecall => recall(writer),
        PaperKind::RegularisationReminder => reminder(writer),
    }
}

fn body<'a>(writer: &Writer<'a>) -> Option<&'a Emergency> {
    let Body::Emergency(body) = &writer.matter.body else {
        return None;
    };
    Some(body)
}

/// The review opinion: only a refusal, since the approval is the issuance order.
pub(super) fn review(writer: &mut Writer, asked: &str) {
    let cited = writer.cite(article(23));
    writer.say(shared::REVIEWED_REJECTED, &[&asked, &cited]);
    writer.about();
    writer.quote(shared::OPINION, &writer.paper.remark);
    writer.lines(&[Quantity::Applied], all);
    writer.say(shared::REJECTED_NEXT, &[]);
}

fn emergency_issuance(writer: &mut Writer) {
    let (unit, cited) = (writer.unit(), writer.cite(article(23)));
    writer.say(words::ISSUED, &[&unit, &cited]);
    writer.about();
    if let Some(body) = body(writer) {
        let ground = matter_words::told(writer.lang, body.ground);
        writer.say(words::GROUND, &[&ground]);
        if let Some(document) = &body.document {
            writer.say(words::DOCUMENT, &[document]);
        }
        if let Some(reason) = &body.special_reason {
            writer.quote(words::SPECIAL, reason);
        }
        if let Some(order) = &body.order {
            let [by, at, received_by] = matter_words::order(writer.lang, order);
            writer.say(words::ORDER, &[&by, &at, &received_by]);
        }
        writer.quote(words::URGENCY, &body.urgency);
        if body.without_contract {
            writer.say(words::WITHOUT_CONTRACT, &[]);
        }
        if let Some(passed) = &body.overridden {
            let (lang, reason) = (writer.lang, &passed.reason);
            let names = writer.paper.called.names(writer.matter);
            let blocks = passed.blocks.iter();
            let blocks = blocks.map(|by| block::blocked(lang, &names, by));
            writer.say(words::OVERRIDDEN, &[]);
            writer.number(blocks.collect::<Vec<_>>());
            writer.quote(words::OVERRIDE_REASON, reason);
        }
    }
    writer.quote(shared::OPINION, &writer.paper.remark);
    writer.lines(&[Quantity::Issued], all);
    if let Some((duty, deadline)) = writer.opened(DutyKind::HandOver) {
        let (due, nature) = (writer.due(deadline), writer.nature(duty));
        writer.say(words::DUE, &[&due, &nature]);
    }
    writer.say(words::AFTER, &[&unit, &cited]);
    writer.contact();
}

fn recall(writer: &mut Writer) {
    let (unit, cited) = (writer.unit(), writer.cite(article(23)));
    writer.say(words::RECALLED, &[&unit, &cited]);
    writer.about();
    writer.quote(words::BECAUSE, &writer.paper.remark);
    writer.lines(&[Quantity::Applied], all);
}

/// The overdue duties as they stood when the reminder went out.
fn reminder(writer: &mut Writer) {
    if let Some(handed_over) = body(writer).and_then(|body| body.handed_over_at) {
        let day = shared::date(writer.lang, handed_over.day());
        writer.say(words::REMINDED, &[&day]);
    }
    let at = writer.paper.at;
    let overdue: Vec<_> = writer
        .duties()
        .filter(|duty| duty.opened_at <= at && duty.is_overdue(*at))
        .filter(|duty| duty.closed.as_ref().is_none_or(|closing| closing.at > at))
        .map(|duty| {
            let deed = domain::duty(duty.kind()).get(writer.lang);
            let (due, nature) = (writer.due(&duty.deadline), writer.nature(duty));
            let cited = writer.cite(duty.article);
            words::OVERDUE.fill(writer.lang, &[&deed, &due, &cited, &nature])
        })
        .collect();
    writer.number(overdue);
    writer.about();
    writer.say(words::REMINDED_NEXT, &[]);
    writer.quote(shared::REMARK, &writer.paper.remark);
}
