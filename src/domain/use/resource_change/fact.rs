//! What can happen to a change.

use chrono::NaiveDate;

use super::{Advice, LateDecrease, ResourceChange, Yearly};
use crate::domain::law::clock::Moment;
use crate::domain::law::fact::facts;
use crate::domain::r#use::attestation::Attestation;
use crate::domain::r#use::clearing::{Clearing, Leaving};

facts! {
    /// What can happen to a change.
    ResourceChange
    opens {
        /// It was asked for.
        Requested = "change.requested" v 2;
    }
    moves {
        /// The unit's request went out.
        Submitted = "change.submitted" {}
        /// Support gave its opinion.
        Advised = "change.advised" {
            /// Which.
            advice: Advice [Opinion],
        }
        /// It was decided.
        Reviewed = "change.reviewed" {
            /// Whether it is approved.
            approved: bool,
            /// The opinion.
            opinion: String [Opinion],
            /// When.
            at: Moment,
        }
        /// It was ordered from the provider.
        Ordered = "change.ordered" {}
        /// It was carried out.
        CarriedOut = "change.carried-out" {
            /// On which day, as is reported.
            done_on: NaiveDate,
            /// What the instances are called that came, by line.
            ids: Vec<Vec<String>>,
        }
        /// The day stands from which it counts.
        Confirmed = "change.confirmed" v 2 {
            /// Attested, or determined.
            attestation: Attestation,
            /// What a decrease cost that was done late.
            late_decrease: Option<LateDecrease>,
            /// The instances that left.
            leaving: Vec<Leaving>,
            /// What it costs a year before and after, at the prices of that day.
            yearly: Option<Yearly>,
        }
        /// What left was cleared.
        Cleared = "change.cleared" {
            /// As was certified.
            clearing: Clearing,
        }
    }
}
