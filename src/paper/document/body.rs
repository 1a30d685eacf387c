//! The text of each kind of paper.
use super::{Writer, amount};
use crate::domain::application::{Application, Stage};
use crate::domain::article::{article, paragraph};
use crate::domain::clock::civil_date;
use crate::domain::duty::DutyKind;
use crate::domain::emergency::Emergency;
use crate::domain::event::Attestation;
use crate::domain::line::{Line, Quantity};
use crate::domain::matter::{Body, MatterKind};
use crate::domain::paper::PaperKind;
use crate::domain::pool::CloudMode;
use crate::locale::{domain, paper as words};

/// Writes the text of the writer's paper.
pub(super) fn write(writer: &mut Writer) {
    match writer.paper.kind {
        PaperKind::AcceptanceNotice => acceptance(writer),
        PaperKind::NonAcceptanceOpinion => non_acceptance(writer),
        PaperKind::ReviewOpinion => review(writer),
        PaperKind::TestOrder => test_order(writer),
        PaperKind::TestHandOver => test_hand_over(writer),
        PaperKind::TestReport => test_report(writer),
        PaperKind::AdjustmentProposal => adjustment(writer),
        PaperKind::DeliveryOrder => delivery_order(writer),
        PaperKind::IssuanceConfirmation => confirmation(writer),
        PaperKind::EmergencyIssuance => emergency_issuance(writer),
        PaperKind::RegularisationReminder => reminder(writer),
    }
}

fn application<'a>(writer: &Writer<'a>) -> Option<&'a Application> {
    match &writer.matter.body {
        Body::Application(body) => Some(body),
        Body::Emergency(_) => None,
    }
}

fn emergency<'a>(writer: &Writer<'a>) -> Option<&'a Emergency> {
    match &writer.matter.body {
        Body::Emergency(body) => Some(body),
        Body::Application(_) => None,
    }
}

fn all(_: &Line) -> bool {
    true
}

/// Of the catalogue lines those of which something is left by that quantity.
fn catalogued(which: Quantity) -> impl Fn(&Line) -> bool {
    move |line| !line.is_off_catalogue() && amount(line, which) != Some(0)
}

fn acceptance(writer: &mut Writer) {
    let opened_on = writer.opened_on();
    writer.say(words::ACCEPTED, &[&opened_on]);
    writer.about();
    writer.lines(&[Quantity::Applied], all);
    if let Some((duty, deadline)) = writer.opened(DutyKind::Review) {
        let (due, nature) = (writer.due(deadline), writer.nature(duty));
        let cited = writer.cite(duty.article);
        writer.say(words::ACCEPTED_DUE, &[&due, &cited, &nature]);
    }
    writer.quote(words::REMARK, &writer.paper.remark);
}

fn non_acceptance(writer: &mut Writer) {
    let (opened_on, cited) = (writer.opened_on(), writer.cite(paragraph(19, 2)));
    writer.about();
    writer.say(words::DECLINED, &[&opened_on, &cited]);
    let objections = application(writer).map(|body| body.objections.as_slice());
    writer.number(objections.unwrap_or_default().iter().cloned());
    if let Some((duty, deadline)) = writer.opened(DutyKind::Resubmit) {
        let (due, nature) = (writer.due(deadline), writer.nature(duty));
        writer.say(words::DECLINED_NEXT, &[&due, &nature]);
    }
}

/// Of an application, whichever way it went; of an emergency, only the refusal: its approval is the issuance order.
fn review(writer: &mut Writer) {
    let asked = words::asked(writer.matter.id.kind).get(writer.lang);
    let rejected = application(writer).is_none_or(|body| body.stage == Stage::Rejected);
    let (message, cited) = match (rejected, writer.matter.id.kind) {
        (true, MatterKind::Application) => (words::REVIEWED_REJECTED, paragraph(19, 2)),
        (false, MatterKind::Application) => (words::REVIEWED_APPROVED, paragraph(19, 2)),
        (_, MatterKind::Emergency) => (words::REVIEWED_REJECTED, article(23)),
    };
    let cited = writer.cite(cited);
    writer.say(message, &[&asked, &cited]);
    writer.about();
    writer.quote(words::OPINION, &writer.paper.remark);
    if let Some(ground) = application(writer).and_then(|body| body.ground.as_deref()) {
        writer.quote(words::GROUND, ground);
    }
    if rejected {
        writer.lines(&[Quantity::Applied], all);
    } else {
        writer.lines(&[Quantity::Applied, Quantity::Approved], all);
    }
    for kind in [DutyKind::OrderTest, DutyKind::BuildTest] {
        if let Some((duty, deadline)) = writer.opened(kind) {
            let (due, nature) = (writer.due(deadline), writer.nature(duty));
            let deed = domain::duty(kind).get(writer.lang);
            let by = (writer.names.party)(&duty.party);
            writer.say(words::NEXT, &[&deed, &by, &due, &nature]);
        }
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
    contact(writer);
    writer.quote(words::REMARK, &writer.paper.remark);
}

fn contact(writer: &mut Writer) {
    let contact = &writer.matter.contact;
    writer.say(words::CONTACT, &[&contact.name, &contact.telephone]);
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
    let run = application(writer).and_then(|body| body.tests.iter().find(|run| run.at == at));
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
    contact(writer);
    writer.quote(words::REMARK, &writer.paper.remark);
}

fn attestation<'a>(writer: &Writer<'a>) -> Option<&'a Attestation> {
    match &writer.matter.body {
        Body::Application(body) => body.attestation.as_ref(),
        Body::Emergency(body) => body.attestation.as_ref(),
    }
}

fn confirmation(writer: &mut Writer) {
    if let Some(attested) = attestation(writer) {
        let day = words::date(writer.lang, attested.completed_on);
        let cited = writer.cite(article(39));
        if attested.evidence.is_some() {
            let unit = writer.unit();
            writer.say(words::DETERMINED, &[&unit, &day, &cited]);
        } else {
            writer.say(words::CONFIRMED, &[&day, &cited]);
        }
    }
    writer.about();
    writer.lines(&[Quantity::Issued], catalogued(Quantity::Issued));
    if writer.matter.mode == CloudMode::Purchased {
        writer.say(words::CONFIRMED_BILLING, &[]);
    }
    writer.quote(words::EVIDENCE, &writer.paper.remark);
}

fn emergency_issuance(writer: &mut Writer) {
    let (unit, cited) = (writer.unit(), writer.cite(article(23)));
    writer.say(words::EMERGENCY_ISSUED, &[&unit, &cited]);
    writer.about();
    if let Some(body) = emergency(writer) {
        let ground = domain::ground(body.ground).get(writer.lang);
        writer.say(words::EMERGENCY_GROUND, &[&ground]);
        if let Some(document) = &body.document {
            writer.say(words::EMERGENCY_DOCUMENT, &[document]);
        }
        writer.quote(words::EMERGENCY_URGENCY, &body.urgency);
    }
    writer.quote(words::OPINION, &writer.paper.remark);
    writer.lines(&[Quantity::Issued], all);
    if let Some((duty, deadline)) = writer.opened(DutyKind::HandOver) {
        let (due, nature) = (writer.due(deadline), writer.nature(duty));
        writer.say(words::EMERGENCY_DUE, &[&due, &nature]);
    }
    writer.say(words::EMERGENCY_AFTER, &[&unit, &cited]);
    contact(writer);
}

/// The overdue duties as they stood when the reminder went out.
fn reminder(writer: &mut Writer) {
    if let Some(handed_over) = emergency(writer).and_then(|body| body.handed_over_at) {
        let day = words::date(writer.lang, civil_date(handed_over));
        writer.say(words::REMINDED, &[&day]);
    }
    let at = writer.paper.at;
    let overdue: Vec<_> = writer
        .matter
        .duties
        .iter()
        .filter(|duty| duty.escalates() && duty.opened_at <= at && duty.deadline.is_late(at))
        .filter(|duty| duty.closed.is_none_or(|closing| closing.at > at))
        .map(|duty| {
            let deed = domain::duty(duty.kind).get(writer.lang);
            let (due, nature) = (writer.due(&duty.deadline), writer.nature(duty));
            let cited = writer.cite(duty.article);
            words::OVERDUE.fill(writer.lang, &[&deed, &due, &cited, &nature])
        })
        .collect();
    writer.number(overdue);
    writer.about();
    writer.say(words::REMINDED_NEXT, &[]);
    writer.quote(words::REMARK, &writer.paper.remark);
}
