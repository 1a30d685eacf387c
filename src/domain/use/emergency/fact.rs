//! What can happen to an emergency.

use crate::domain::law::block::Override;

use crate::domain::law::clock::Moment;
use crate::domain::law::fact::facts;
use crate::domain::law::matter::MatterId;
use crate::domain::r#use::attestation::Attestation;
use crate::domain::r#use::instance::Batch;
use crate::domain::r#use::objection::{DayObjection, Decided};

use super::{Acknowledgement, Emergency};

facts! {
    /// What can happen to an emergency.
    Emergency
    opens {
        /// It was applied for.
        Applied = "emergency.applied" v 2;
    }
    moves {
        /// It was reviewed; approval issued at once.
        Reviewed = "emergency.reviewed" {
            /// Whether it is approved.
            approved: bool,
            /// The opinion.
            opinion: String [Opinion],
            /// When it was issued.
            issued_at: Option<Moment>,
            /// Whether the unit, outside the municipal budget, had no contract with the provider then (Art. 40).
            without_contract: bool,
            /// The number of the contract that it had, where it needs one.
            contract: Option<String>,
            /// The blocks that it passed, and why.
            overridden: Option<Override> [Opinion],
        }
        /// What was issued was recalled before it was handed over.
        Recalled = "emergency.recalled" {
            /// Why.
            reason: String,
        }
        /// The issued resources were handed over.
        HandedOver = "emergency.handed-over" {
            /// When.
            handed_over_at: Moment,
            /// Whether it was recorded on a later day, so that no clock starts before the unit acknowledges it.
            late: bool,
            /// The instances that it made.
            instances: Vec<Batch>,
        }
        /// The unit acknowledged a hand-over that was recorded late.
        Acknowledged = "emergency.acknowledged" {
            /// What the unit says of it.
            acknowledgement: Acknowledgement,
        }
        /// The document of an oral order was handed in.
        DocumentSupplied = "emergency.document-supplied" {
            /// The document.
            document: String [Grounds],
        }
        /// The unit confirmed the issuance.
        Confirmed = "emergency.confirmed" {
            /// The day that it attested.
            attestation: Attestation,
        }
        /// Support checked an attested day that is not the day of the hand-over.
        AttestationChecked = "emergency.attestation-checked" {
            /// What was said.
            remark: String,
            /// When.
            at: Moment,
        }
        /// Somebody objected to the determined day.
        DeterminationObjected = "emergency.determination-objected" {
            /// What was said.
            objection: DayObjection,
        }
        /// What was said against the determined day was decided.
        ObjectionDecided = "emergency.objection-decided" {
            /// How, and the day that holds.
            decided: Decided,
        }
        /// A formal application was filed.
        Filed = "emergency.filed" {
            /// Which.
            formal: MatterId,
        }
        /// The formal application was not accepted: another one must be filed.
        FormalDeclined = "emergency.formal-declined" {
            /// Which.
            formal: MatterId,
            /// When the opinion was served on the unit.
            served_at: Moment,
        }
        /// The formal application was approved.
        FormalApproved = "emergency.formal-approved" {
            /// Which.
            formal: MatterId,
        }
        /// The formal application was refused.
        FormalRefused = "emergency.formal-refused" {
            /// Which.
            formal: MatterId,
        }
        /// The unit was reminded.
        Reminded = "emergency.reminded" {
            /// What was said.
            remark: String,
        }
    }
}
