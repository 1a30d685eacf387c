//! What can happen to a cancellation.

use chrono::NaiveDate;

use super::{Backup, Cancellation, Offline, Termination};
use crate::domain::law::fact::facts;
use crate::domain::purchase::catalogue::Vector;
use crate::domain::r#use::clearing::{Clearing, Leaving};

facts! {
    /// What can happen to a cancellation.
    Cancellation
    opens {
        /// It was begun.
        Opened = "cancellation.opened";
    }
    moves {
        /// The unit's request went out.
        Submitted = "cancellation.submitted" {}
        /// The authority decided.
        Reviewed = "cancellation.reviewed" {
            /// The day of the approval; none of what was rejected.
            approved_on: Option<NaiveDate>,
            /// The opinion.
            opinion: String [Opinion],
        }
        /// The unit confirmed its backup.
        BackedUp = "cancellation.backed-up" {
            /// The backup.
            backup: Backup,
        }
        /// It was taken offline.
        WentOffline = "cancellation.went-offline" {
            /// When, and what shows it.
            offline: Offline,
        }
        /// The end of use was attested, or determined.
        Terminated = "cancellation.terminated" {
            /// The end.
            termination: Termination,
            /// The instances that left.
            leaving: Vec<Leaving>,
        }
        /// It was certified that everything is wiped.
        Cleared = "cancellation.cleared" {
            /// The clearing.
            clearing: Clearing,
        }
        /// Support put its hand under the certificate.
        Countersigned = "cancellation.countersigned" {
            /// What it said.
            remark: String,
        }
        /// The room was taken back.
        Reclaimed = "cancellation.reclaimed" {
            /// The day.
            reclaimed_on: NaiveDate,
            /// What room that gives.
            frees: Vector,
        }
    }
}
