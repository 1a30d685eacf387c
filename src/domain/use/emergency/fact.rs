//! What can happen to an emergency.

use crate::domain::law::clock::Moment;
use crate::domain::law::fact::facts;
use crate::domain::law::matter::MatterId;
use crate::domain::r#use::asked::Attestation;

use super::Emergency;

facts! {
    /// What can happen to an emergency.
    Emergency
    opens {
        /// It was applied for.
        Applied = "emergency.applied";
    }
    moves {
        /// It was reviewed; approval issued at once.
        Reviewed = "emergency.reviewed" {
            /// Whether it is approved.
            approved: bool,
            /// The opinion.
            opinion: String,
            /// When it was issued.
            issued_at: Option<Moment>,
        }
        /// The issued resources were handed over.
        HandedOver = "emergency.handed-over" {
            /// When.
            handed_over_at: Moment,
        }
        /// The unit confirmed the issuance.
        Confirmed = "emergency.confirmed" {
            /// The day that it attested.
            attestation: Attestation,
        }
        /// A formal application was filed.
        Filed = "emergency.filed" {
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
