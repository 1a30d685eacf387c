//! The text of each kind of paper: where each family writes its own, and what all that ask for resources have alike.
mod application;
mod cancellation;
mod catalogue_edition;
mod clearing;
mod emergency;
mod procurement;
mod resource_change;
mod resource_pool;

use super::{Writer, amount};
use crate::domain::build::pool::CloudMode;
use crate::domain::law::article::article;
use crate::domain::law::matter::{Body, Role};
use crate::domain::law::paper::PaperKind;
use crate::domain::r#use::asked;
use crate::domain::r#use::attestation::Attestation;
use crate::domain::r#use::line::{Line, Quantity};
use crate::locale::matter::what_was_asked;
use crate::locale::paper as words;

/// Writes the text of the writer's paper.
pub(super) fn write(writer: &mut Writer) {
    match writer.paper.kind {
        PaperKind::Asked(asked::PaperKind::ReviewOpinion) => review(writer),
        PaperKind::Asked(asked::PaperKind::IssuanceConfirmation) => confirmation(writer),
        PaperKind::Asked(asked::PaperKind::CompletionDetermination) => determination(writer),
        PaperKind::Asked(asked::PaperKind::ObjectionDecision) => objection_decision(writer),
        PaperKind::Application(kind) => application::write(writer, kind),
        PaperKind::Emergency(kind) => emergency::write(writer, kind),
        PaperKind::Procurement(kind) => procurement::write(writer, kind),
        PaperKind::CatalogueEdition(kind) => catalogue_edition::write(writer, kind),
        PaperKind::ResourceChange(kind) => resource_change::write(writer, kind),
        PaperKind::Cancellation(kind) => cancellation::write(writer, kind),
        PaperKind::ResourcePool(kind) => resource_pool::write(writer, kind),
    }
}

/// How the pool is run that a matter's system is in; none where it is about no system.
pub(super) fn mode(body: &Body) -> Option<CloudMode> {
    match body {
        Body::Application(body) => Some(body.asked.mode),
        Body::Emergency(body) => Some(body.asked.mode),
        Body::ResourceChange(body) => Some(body.mode),
        Body::Cancellation(body) => Some(body.mode),
        // The papers of a pool say how it is run themselves: no system is in it.
        Body::Procurement(_) | Body::CatalogueEdition(_) | Body::ResourcePool(_) => None,
    }
}

/// Who delivers, by name.
pub(super) fn operator(writer: &Writer) -> String {
    let operator = writer.matter.head.party(Role::Operator);
    operator.map_or_else(String::new, |party| writer.paper.called.party(party))
}

/// Every line.
pub(super) fn all(_: &Line) -> bool {
    true
}

/// Of the catalogue lines those of which something is left by that quantity.
pub(super) fn catalogued(which: Quantity) -> impl Fn(&Line) -> bool {
    move |line| !line.is_off_catalogue() && amount(line, which) != Some(0)
}

fn review(writer: &mut Writer) {
    let asked = what_was_asked(writer.matter.head.id.kind).get(writer.lang);
    match writer.matter.body {
        Body::Application(_) => application::review(writer, asked),
        Body::Emergency(_) => emergency::review(writer, asked),
        // It has no review opinion of this form: what is approved goes out as the need.
        Body::Procurement(_)
        | Body::CatalogueEdition(_)
        | Body::ResourceChange(_)
        | Body::Cancellation(_)
        | Body::ResourcePool(_) => {}
    }
}

fn attestation<'a>(writer: &Writer<'a>) -> Option<&'a Attestation> {
    match &writer.matter.body {
        Body::Application(body) => body.attestation.as_ref(),
        Body::Emergency(body) => body.attestation.as_ref(),
        Body::ResourceChange(body) => body.attestation.as_ref(),
        Body::Procurement(_)
        | Body::CatalogueEdition(_)
        | Body::Cancellation(_)
        | Body::ResourcePool(_) => None,
    }
}

fn confirmation(writer: &mut Writer) {
    if let Some(attested) = attestation(writer) {
        let day = words::date(writer.lang, attested.completed_on);
        let cited = writer.cite(article(39));
        writer.say(words::CONFIRMED, &[&day, &cited]);
        if let Some(other) = &attested.other_day {
            let reported = words::date(writer.lang, other.reported_on);
            writer.say(words::OTHER_DAY, &[&reported, &other.reason]);
        }
    }
    writer.about();
    writer.lines(&[Quantity::Issued], catalogued(Quantity::Issued));
    let asked = writer.matter.body.asked();
    if asked.is_some_and(|asked| asked.mode == CloudMode::Purchased) {
        writer.say(words::CONFIRMED_BILLING, &[]);
    }
}

/// The determination in the unit's place: a paper of its own, with how to object to it.
fn determination(writer: &mut Writer) {
    if let Some(determined) = attestation(writer) {
        let day = words::date(writer.lang, determined.completed_on);
        let (unit, cited) = (writer.unit(), writer.cite(article(39)));
        writer.say(words::DETERMINED, &[&unit, &day, &cited]);
    }
    let asked = writer.matter.body.asked();
    if asked.is_some_and(|asked| asked.mode == CloudMode::Purchased) {
        writer.say(words::DETERMINED_BILLING, &[]);
    }
    writer.about();
    writer.lines(&[Quantity::Issued], catalogued(Quantity::Issued));
    writer.quote(words::EVIDENCE, &writer.paper.remark);
    writer.say(words::OBJECT, &[]);
}

/// Whether what was decided last was upheld: a paper is written from the matter as it stood when it went out.
fn is_upheld(writer: &Writer) -> bool {
    let objections = match &writer.matter.body {
        Body::Application(body) => body.day_objections.as_slice(),
        Body::Emergency(body) => body.day_objections.as_slice(),
        Body::Procurement(_)
        | Body::CatalogueEdition(_)
        | Body::ResourceChange(_)
        | Body::Cancellation(_)
        | Body::ResourcePool(_) => &[],
    };
    objections.last().and_then(|last| last.upheld) == Some(true)
}

fn objection_decision(writer: &mut Writer) {
    if let Some(decided) = attestation(writer) {
        let day = words::date(writer.lang, decided.completed_on);
        let cited = writer.cite(article(39));
        let message = if is_upheld(writer) {
            words::OBJECTION_UPHELD
        } else {
            words::OBJECTION_REJECTED
        };
        writer.say(message, &[&day, &cited]);
    }
    writer.about();
    writer.quote(words::OPINION, &writer.paper.remark);
}
