//! What can be done on an emergency, and who may do it.

use chrono::{DateTime, Utc};

use crate::domain::law::act::acts;
use crate::domain::law::article::article;
use crate::domain::law::authority::{
    AUTHORITY, EITHER, HANDLER, OPERATOR, OWN_UNIT, REVIEWER, SUPPORT, UNITS, Whose, by,
};
use crate::domain::law::code::{PoolCode, SystemCode};
use crate::domain::law::field::{Begins, Paragraph};
use crate::domain::law::matter::Part;
use crate::domain::law::names::words;
use crate::domain::law::sight::Sight;
use crate::domain::r#use::asked::{APPROVED, Decision, REJECTED};
use crate::domain::r#use::attestation::{Attesting, Checking, Determining};
use crate::domain::r#use::line::LineRequest;
use crate::domain::r#use::objection::{Deciding, Objecting};

words! {
    /// The ground on which resources are issued first.
    pub enum Ground {
        /// A new requirement of the municipal party committee or government.
        MunicipalRequirement = "municipal_requirement",
        /// A new requirement of the provincial party committee or government.
        ProvincialRequirement = "provincial_requirement",
        /// A new requirement of the Central Committee or the State Council.
        CentralRequirement = "central_requirement",
        /// A major national strategy.
        NationalStrategy = "national_strategy",
        /// National security.
        NationalSecurity = "national_security",
        /// Another special reason, which must be stated (R27).
        OtherSpecial = "other_special",
    }
}

impl Ground {
    /// Whether it is a superior's requirement, which is proved by its document or by the order as it was given (R27).
    #[must_use]
    pub fn needs_proof(self) -> bool {
        match self {
            Self::MunicipalRequirement | Self::ProvincialRequirement | Self::CentralRequirement => {
                true
            }
            Self::NationalStrategy | Self::NationalSecurity | Self::OtherSpecial => false,
        }
    }

    /// Whether it says nothing by itself, so that the reason must be stated (R27).
    #[must_use]
    pub fn needs_reason(self) -> bool {
        match self {
            Self::OtherSpecial => true,
            Self::MunicipalRequirement
            | Self::ProvincialRequirement
            | Self::CentralRequirement
            | Self::NationalStrategy
            | Self::NationalSecurity => false,
        }
    }
}

/// The grounds that a document or an oral order proves, as [`Ground::needs_proof`] has it.
pub const REQUIREMENTS: &[&str] = &[
    Ground::MunicipalRequirement.word(),
    Ground::ProvincialRequirement.word(),
    Ground::CentralRequirement.word(),
];
/// The grounds whose proof a form asks for: the requirements, and another special reason, which a document or an order may
/// prove as well (R27).
pub const PROVABLE: &[&str] = &[
    Ground::MunicipalRequirement.word(),
    Ground::ProvincialRequirement.word(),
    Ground::CentralRequirement.word(),
    Ground::OtherSpecial.word(),
];
/// The ground that says nothing by itself, as [`Ground::needs_reason`] has it.
pub const UNNAMED: &[&str] = &[Ground::OtherSpecial.word()];

acts! {
    /// What opens an emergency.
    Opens Opening {
        /// A unit applies for emergency issuance.
        Apply = "emergency.apply", article(23), by(UNITS, HANDLER).wears(Part::Applicant) => {
            /// What it is about, in one line.
            title: String,
            /// The system.
            system: SystemCode [begins(Begins::Before)],
            /// The pool.
            pool: PoolCode [begins(Begins::Before)],
            /// What is asked for.
            lines: Vec<LineRequest>,
            /// The ground.
            ground: Ground [sight(Sight::Grounds)],
            /// Of another special reason, which.
            special_reason: Option<Paragraph> [asked_when("ground", UNNAMED), taken_anyway(), needed_when("ground", UNNAMED),
                sight(Sight::Grounds)],
            /// The superior's document.
            document: Option<String> [asked_when("ground", PROVABLE), taken_anyway(), needed_when("ground", REQUIREMENTS),
                needed_unless(&["ordered_by", "ordered_at", "received_by"]), sight(Sight::Grounds)],
            /// Of an order that was given orally: who gave it.
            ordered_by: Option<String> [asked_when("ground", PROVABLE), taken_anyway(),
                needed_with(&["ordered_at", "received_by"]), needed_unless(&["document"]), sight(Sight::Grounds)],
            /// When it was given.
            ordered_at: Option<DateTime<Utc>> [asked_when("ground", PROVABLE), taken_anyway(),
                needed_with(&["ordered_by", "received_by"]), needed_unless(&["document"]), sight(Sight::Grounds)],
            /// Who received it.
            received_by: Option<String> [asked_when("ground", PROVABLE), taken_anyway(),
                needed_with(&["ordered_by", "ordered_at"]), needed_unless(&["document"]), sight(Sight::Grounds)],
            /// Why it cannot wait.
            urgency: Paragraph [sight(Sight::Grounds)],
            /// The declaration that nothing is classified.
            non_classified: bool [declares()],
            /// Whom to call.
            contact_name: String [begins(Begins::MyName)],
            /// And where.
            contact_telephone: String [begins(Begins::MyTelephone), sight(Sight::Telephone)],
        };
    }

    /// What is done on an emergency.
    Matter Act {
        /// Support reviews; approval issues at once.
        Review = "emergency.review", article(23),
            by(SUPPORT, REVIEWER).apart(&[Part::Applicant]).wears(Part::Reviewer) => {
            /// The decision.
            decision: Decision,
            /// The opinion; a rejection needs one.
            opinion: Option<Paragraph> [needed_when("decision", REJECTED), sight(Sight::Opinion)],
            /// Why it passes the blocks that stand against it; needed only where one does.
            override_reason: Option<Paragraph> [asked_when("decision", APPROVED), sight(Sight::Opinion)],
        };
        /// Support recalls what was issued, before it is handed over.
        Recall = "emergency.recall", article(23), by(SUPPORT, REVIEWER).apart(&[Part::Applicant]) => {
            /// Why.
            reason: Paragraph,
        };
        /// The issued resources are handed over to the unit.
        HandOver = "emergency.hand-over", article(23), by(OPERATOR, EITHER) => {
            /// When; none is now.
            handed_over_at: Option<DateTime<Utc>>,
            /// What whoever delivers calls the instances, a line each: `1 i-0a1 i-0a2`.
            instances: Option<Vec<Paragraph>>,
        };
        /// The unit acknowledges a hand-over that was recorded on a later day.
        Acknowledge = "emergency.acknowledge", article(23), by(OWN_UNIT, HANDLER) => {
            /// When the resources were handed over; none is as recorded.
            handed_over_at: Option<DateTime<Utc>>,
            /// Why it is another instant than the one that was recorded.
            reason: Option<Paragraph>,
        };
        /// The unit hands in the document of an order that was given orally.
        SupplyDocument = "emergency.supply-document", article(23), by(OWN_UNIT, HANDLER) => {
            /// The superior's document.
            document: String [sight(Sight::Grounds)],
        };
        /// The unit confirms the emergency issuance and attests the completion day.
        Confirm = "emergency.confirm", article(23), by(OWN_UNIT, HANDLER) => (Attesting);
        /// The authority determines the completion day of a unit that uses but never attests (R2).
        DetermineCompletion = "emergency.determine-completion", article(39), by(AUTHORITY, REVIEWER) => (Determining);
        /// Support checks an attested day that is not the day of the hand-over.
        CheckAttestation = "emergency.check-attestation", article(39), by(SUPPORT, HANDLER) => (Checking);
        /// Somebody on whom a determination was served objects to its day.
        Object = "emergency.object", article(39), by(Whose::AnyConcerned, EITHER) => (Objecting);
        /// The authority decides what was said against a determined day.
        DecideObjection = "emergency.decide-objection", article(39), by(AUTHORITY, REVIEWER) => (Deciding);
        /// Support reminds the unit of an overdue regularisation.
        Remind = "emergency.remind", article(23), by(SUPPORT, HANDLER) => {
            /// Anything to say.
            remark: Option<Paragraph>,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_asks_for_what_a_ground_needs() {
        for ground in Ground::ALL {
            let of = |words: &[&str]| words.contains(&ground.word());
            assert_eq!(of(REQUIREMENTS), ground.needs_proof(), "{ground:?}");
            assert_eq!(of(UNNAMED), ground.needs_reason(), "{ground:?}");
        }
    }
}
