//! What happened to an application, in one line.
use super::{
    ABANDONED, ACCEPTED, ACCEPTED_WITHOUT, ANSWERED, APPROVED, ATTESTATION_CHECKED, CONFIRMED,
    DECLINED, DECLINED_ONCE, DELIVERED, DELIVERY_OBJECTED, DELIVERY_ORDERED, DETERMINED,
    ENDED_WITH, ENVIRONMENT_CLEARED, FILED, FILED_WITH, LINE_RAISED, LINES_CLEARED, OF_LINE,
    PRODUCT_MOVED, PROPOSED, REJECTED, SUBMITTED, SUBMITTED_ON_GROUND, SUPPLEMENTED, SUPPLIED,
    TEST_ENDED, TEST_FAILED, TEST_HANDED_OVER, TEST_ORDERED, TEST_PASSED,
};
use crate::domain::r#use::application::{Fact, Raised};
use crate::locale::matter::{asked, materials};
use crate::locale::{Lang, T, date, domain, event, joined};

/// The lines of its events, by type or by name.
pub(in crate::locale) const HAPPENINGS: &[(&str, &[T])] = &[
    ("application.submitted in force", &[SUBMITTED]),
    ("application.submitted on ground", &[SUBMITTED_ON_GROUND]),
    ("application.supplied", &[SUPPLIED]),
    ("application.accepted", &[ACCEPTED]),
    ("application.accepted lacking", &[ACCEPTED_WITHOUT]),
    ("application.declined once", &[DECLINED_ONCE]),
    ("application.declined often", &[DECLINED]),
    ("application.answered", &[ANSWERED]),
    ("application.reviewed approved", &[APPROVED]),
    ("application.reviewed rejected", &[REJECTED]),
    ("application.test-ordered", &[TEST_ORDERED]),
    ("application.test-handed-over", &[TEST_HANDED_OVER]),
    ("application.test-reported passed", &[TEST_PASSED]),
    ("application.test-reported failed", &[TEST_FAILED]),
    ("application.test-ended", &[TEST_ENDED]),
    ("application.delivery-objected", &[DELIVERY_OBJECTED]),
    ("application.attestation-checked", &[ATTESTATION_CHECKED]),
    ("application.determination-objected", &[asked::DAY_OBJECTED]),
    ("objection upheld", &[asked::OBJECTION_UPHELD]),
    ("objection dismissed", &[asked::OBJECTION_DISMISSED]),
    ("application.environment-cleared", &[ENVIRONMENT_CLEARED]),
    ("of lines", &[LINES_CLEARED, OF_LINE]),
    ("application.supplemented", &[SUPPLEMENTED]),
    ("line raised", &[LINE_RAISED]),
    ("application.adjustment-proposed", &[PROPOSED]),
    ("application.filing-received", &[FILED]),
    ("application.filing-received remark", &[FILED_WITH]),
    ("application.delivery-ordered", &[DELIVERY_ORDERED]),
    ("application.delivered", &[DELIVERED]),
    ("application.confirmed determined", &[DETERMINED]),
    ("application.confirmed attested", &[CONFIRMED]),
    ("application.product-moved", &[PRODUCT_MOVED]),
    ("product asked", &[asked::ASKED]),
    ("product refused", &[asked::REFUSED]),
    ("product consented", &[asked::CONSENTED]),
    ("product arrived", &[asked::ARRIVED]),
    ("product failed", &[asked::FAILED]),
    ("product passed", &[asked::PASSED]),
    ("product deployed", &[asked::DEPLOYED]),
    ("application.ended-with", &[ENDED_WITH]),
    ("application.abandoned", &[ABANDONED]),
];

/// What happened, in one line.
pub(in crate::locale) fn happened(lang: Lang, fact: &Fact) -> String {
    match fact {
        Fact::Submitted(opened) => {
            let message = if opened.body.measures_ground.is_some() {
                SUBMITTED_ON_GROUND
            } else {
                SUBMITTED
            };
            message.fill(lang, &[&event::excerpt(&opened.head.title)])
        }
        Fact::Supplied { materials, .. } => {
            let kinds = materials.iter().map(|material| material.kind);
            SUPPLIED.fill(lang, &[&materials::named(lang, kinds)])
        }
        Fact::Accepted { lacking, .. } if lacking.is_empty() => ACCEPTED.get(lang).to_owned(),
        Fact::Accepted { lacking, .. } => ACCEPTED_WITHOUT.fill(lang, &[&lacking.len()]),
        Fact::Declined { objections, .. } if objections.len() == 1 => {
            DECLINED_ONCE.get(lang).to_owned()
        }
        Fact::Declined { objections, .. } => DECLINED.fill(lang, &[&objections.len()]),
        Fact::Answered { by, .. } => ANSWERED.fill(lang, &[&domain::matter_id(lang, *by)]),
        Fact::Reviewed {
            approved, opinion, ..
        } => {
            let message = if *approved { APPROVED } else { REJECTED };
            message.fill(lang, &[&event::excerpt(opinion)])
        }
        Fact::TestOrdered { .. } => TEST_ORDERED.get(lang).to_owned(),
        Fact::TestHandedOver { .. } => TEST_HANDED_OVER.get(lang).to_owned(),
        Fact::TestReported { passed, report, .. } => {
            let message = if *passed { TEST_PASSED } else { TEST_FAILED };
            message.fill(lang, &[&event::excerpt(report)])
        }
        Fact::TestEnded { reason, .. } => TEST_ENDED.fill(lang, &[&event::excerpt(reason)]),
        Fact::DeliveryObjected { reason, .. } => {
            DELIVERY_OBJECTED.fill(lang, &[&event::excerpt(reason)])
        }
        Fact::AttestationChecked { .. } => ATTESTATION_CHECKED.get(lang).to_owned(),
        Fact::DeterminationObjected { objection, .. } => asked::objected(lang, objection),
        Fact::ObjectionDecided { decided, .. } => {
            asked::objection_decided(lang, decided.upheld, decided.completed_on)
        }
        Fact::EnvironmentCleared { clearing, .. } => {
            let lines = of_lines(lang, &clearing.quantities);
            if lines.is_empty() {
                ENVIRONMENT_CLEARED.get(lang).to_owned()
            } else {
                LINES_CLEARED.fill(lang, &[&lines])
            }
        }
        Fact::Supplemented { raised, .. } => {
            let reason = event::excerpt(&raised.reason);
            SUPPLEMENTED.fill(lang, &[&lines_raised(lang, raised), &reason])
        }
        Fact::AdjustmentProposed { reason, .. } => PROPOSED.fill(lang, &[&event::excerpt(reason)]),
        Fact::FilingReceived { remark, .. } if remark.is_empty() => FILED.get(lang).to_owned(),
        Fact::FilingReceived { remark, .. } => FILED_WITH.fill(lang, &[&event::excerpt(remark)]),
        Fact::DeliveryOrdered { .. } => DELIVERY_ORDERED.get(lang).to_owned(),
        Fact::Delivered { completed_on, .. } => {
            DELIVERED.fill(lang, &[&date::date_long(lang, *completed_on)])
        }
        Fact::Confirmed { attestation, .. } => {
            let message = if attestation.evidence.is_some() {
                DETERMINED
            } else {
                CONFIRMED
            };
            message.fill(lang, &[&date::date_long(lang, attestation.completed_on)])
        }
        Fact::ProductMoved {
            line, procurement, ..
        } => PRODUCT_MOVED.fill(lang, &[line, &asked::procurement(procurement).get(lang)]),
        Fact::EndedWith { recalled, .. } => {
            ENDED_WITH.fill(lang, &[&domain::matter_id(lang, *recalled)])
        }
        Fact::Abandoned { reason, .. } => ABANDONED.fill(lang, &[&event::excerpt(reason)]),
    }
}

/// How much of which lines, those that have any: `第1行 3、第2行 1`.
pub(super) fn of_lines(lang: Lang, quantities: &[u32]) -> String {
    let numbered = (1..).zip(quantities).filter(|(_, quantity)| **quantity > 0);
    let said: Vec<String> = numbered
        .map(|(line, quantity): (u32, &u32)| OF_LINE.fill(lang, &[&line, quantity]))
        .collect();
    joined(lang, said.iter().map(String::as_str))
}

/// Which lines were raised, from what to what: `第1行 4 → 6`.
pub(super) fn lines_raised(lang: Lang, raised: &Raised) -> String {
    let numbered = (1..).zip(raised.before.iter().zip(&raised.after));
    let said: Vec<String> = numbered
        .filter(|(_, (before, after))| before != after)
        .map(|(line, (before, after)): (u32, _)| LINE_RAISED.fill(lang, &[&line, before, after]))
        .collect();
    joined(lang, said.iter().map(String::as_str))
}
