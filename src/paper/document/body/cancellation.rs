//! The papers of cancellations.
use super::super::Writer;
use super::{clearing, operator};
use crate::domain::law::article::paragraph;
use crate::domain::law::matter::Body;
use crate::domain::r#use::cancellation::{Cancellation, DutyKind, PaperKind, Stage};
use crate::locale::matter::cancellation::{self as matter_words, paper as words};
use crate::locale::matter::clearing as words_of_clearing;
use crate::locale::{date, paper as shared};

/// Writes the text of a paper of that kind.
pub(super) fn write(writer: &mut Writer, kind: PaperKind) {
    let Body::Cancellation(body) = &writer.matter.body else {
        return;
    };
    match kind {
        PaperKind::Request => request(writer, body),
        PaperKind::Opinion => opinion(writer, body),
        PaperKind::BackupConfirmation => backed_up(writer, body),
        PaperKind::TerminationConfirmation | PaperKind::TerminationDetermination => {
            terminated(writer, body);
        }
        PaperKind::ClearingProof => cleared(writer, body),
        PaperKind::ReclaimSlip => reclaimed(writer, body),
        PaperKind::Withdrawal => withdrawn(writer, body),
    }
}

/// What the matter is about, where, and which resources.
fn about(writer: &mut Writer, body: &Cancellation) {
    writer.about();
    writer.say(words::RESOURCES, &[]);
    let endings = matter_words::endings(writer.lang, body).into_iter();
    writer.number(endings.map(|(_, told)| told));
}

fn request(writer: &mut Writer, body: &Cancellation) {
    let (unit, cited) = (writer.unit(), writer.cite(paragraph(21, 1)));
    writer.say(words::REQUESTED, &[&unit, &cited]);
    about(writer, body);
    writer.quote(words::REASON, &writer.paper.remark);
    writer.fields(matter_words::answers(writer.lang, body));
    writer.say(words::KNOWN, &[]);
}

fn opinion(writer: &mut Writer, body: &Cancellation) {
    let cited = writer.cite(paragraph(21, 2));
    let rejected = writer.matter.head.stage == Stage::Rejected.into();
    writer.say(
        if rejected {
            words::REJECTED
        } else {
            words::APPROVED
        },
        &[&cited],
    );
    about(writer, body);
    writer.quote(shared::OPINION, &writer.paper.remark);
    if rejected {
        return;
    }
    writer.say(words::ORDER, &[]);
    if let Some((duty, deadline)) = writer.opened(DutyKind::BackUp) {
        let (due, nature) = (writer.due(deadline), writer.nature(duty));
        let (operator, unit) = (operator(writer), writer.unit());
        writer.say(words::ASSIST, &[&operator, &unit, &due, &nature]);
    }
}

fn backed_up(writer: &mut Writer, body: &Cancellation) {
    let (unit, cited) = (writer.unit(), writer.cite(paragraph(21, 2)));
    writer.say(words::BACKED_UP, &[&unit, &cited]);
    about(writer, body);
    writer.fields(matter_words::backup(writer.lang, body));
    writer.next(DutyKind::TakeOffline);
}

/// The end of the service, attested or determined: the day, the last one that is billed, and what it comes to.
fn terminated(writer: &mut Writer, body: &Cancellation) {
    let Some(end) = &body.termination else {
        return;
    };
    let day = shared::date(writer.lang, end.ended_on);
    let cited = writer.cite(paragraph(21, 2));
    if end.evidence.is_some() {
        let unit = writer.unit();
        writer.say(words::DETERMINED, &[&unit, &day, &cited]);
    } else {
        writer.say(words::TERMINATED, &[&day, &cited]);
    }
    about(writer, body);
    writer.fields(
        end.billed
            .as_ref()
            .map(|billed| matter_words::billed(writer.lang, shared::date, billed)),
    );
    writer.quote(words::AGREED, end.agreement.as_deref().unwrap_or_default());
    writer.quote(shared::EVIDENCE, &writer.paper.remark);
    writer.next(DutyKind::ClearResources);
}

/// The certificate, under which support puts its hand.
fn cleared(writer: &mut Writer, body: &Cancellation) {
    if let Some(certified) = &body.clearing {
        let left = words_of_clearing::listed(writer.lang, &body.leaving);
        clearing::certified(writer, left, certified);
    }
    writer.quote(shared::REMARK, &writer.paper.remark);
    let operator = operator(writer);
    writer.say(words::TWO_HANDS, &[&operator]);
    writer.next(DutyKind::Reclaim);
}

fn reclaimed(writer: &mut Writer, body: &Cancellation) {
    if let Some(day) = body.reclaimed_on {
        let day = shared::date(writer.lang, day);
        let (unit, cited) = (writer.unit(), writer.cite(paragraph(21, 2)));
        writer.say(words::RECLAIMED, &[&unit, &day, &cited]);
    }
    about(writer, body);
    writer.fields(matter_words::frees(writer.lang, body));
}

fn withdrawn(writer: &mut Writer, body: &Cancellation) {
    let (unit, cited) = (writer.unit(), writer.cite(paragraph(21, 1)));
    writer.say(words::WITHDRAWN, &[&unit, &cited]);
    about(writer, body);
    writer.quote(words::REASON, &writer.paper.remark);
    if let Some(offline) = &body.offline {
        let on = date::date_long(writer.lang, offline.on);
        writer.say(words::RUN_AGAIN, &[&on]);
    }
}
