//! What can be done on an emergency, and who may do it.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::law::act::acts;
use crate::domain::law::article::article;
use crate::domain::law::authority::{
    EITHER, HANDLER, OPERATOR, OWN_UNIT, REVIEWER, SUPPORT, UNITS, by,
};
use crate::domain::law::code::{PoolCode, SystemCode};
use crate::domain::law::field::{Begins, Paragraph};
use crate::domain::law::matter::Part;
use crate::domain::law::names::words;
use crate::domain::r#use::asked::Decision;
use crate::domain::r#use::line::LineRequest;

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
    }
}

impl Ground {
    /// Whether it is a superior's requirement, which cites its document.
    #[must_use]
    pub fn needs_document(self) -> bool {
        match self {
            Self::MunicipalRequirement | Self::ProvincialRequirement | Self::CentralRequirement => {
                true
            }
            Self::NationalStrategy | Self::NationalSecurity => false,
        }
    }
}

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
            ground: Ground [begins(Begins::Before)],
            /// The superior's document; only a superior's requirement needs one.
            document: Option<String> [begins(Begins::Before)],
            /// Why it cannot wait.
            urgency: Paragraph,
            /// Whom to call.
            contact_name: String [begins(Begins::MyName)],
            /// And where.
            contact_telephone: String [begins(Begins::MyTelephone)],
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
            opinion: Option<Paragraph>,
        };
        /// The issued resources are handed over to the unit.
        HandOver = "emergency.hand-over", article(23), by(OPERATOR, EITHER) => {
            /// When; none is now.
            handed_over_at: Option<DateTime<Utc>>,
        };
        /// The unit confirms the emergency issuance and attests the completion day.
        Confirm = "emergency.confirm", article(23), by(OWN_UNIT, HANDLER) => {
            /// The day from which billing counts.
            completed_on: NaiveDate,
        };
        /// Support reminds the unit of an overdue regularisation.
        Remind = "emergency.remind", article(23), by(SUPPORT, HANDLER) => {
            /// Anything to say.
            remark: Option<Paragraph>,
        };
    }
}
