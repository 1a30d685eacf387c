//! What can happen to an application.

use chrono::NaiveDate;

use crate::domain::law::clock::Moment;
use crate::domain::law::fact::facts;
use crate::domain::law::matter::MatterId;
use crate::domain::r#use::attestation::Attestation;
use crate::domain::r#use::instance::Batch;
use crate::domain::r#use::line::OwnPurchase;
use crate::domain::r#use::materials::{Material, MaterialKind};
use crate::domain::r#use::objection::{DayObjection, Decided};

use super::{Application, EnvironmentClearing, Raised};

facts! {
    /// What can happen to an application.
    Application
    opens {
        /// It was submitted.
        Submitted = "application.submitted" v 2;
    }
    moves {
        /// The unit supplied materials.
        Supplied = "application.supplied" {
            /// One for each kind that the document serves as.
            materials: Vec<Material> [Grounds],
        }
        /// The authority accepted it.
        Accepted = "application.accepted" {
            /// The materials that were missing.
            lacking: Vec<MaterialKind>,
        }
        /// The authority did not accept it.
        Declined = "application.declined" {
            /// Why, objection by objection.
            objections: Vec<String> [Opinion],
            /// Within how many working days of its service the unit is to apply again (R16), as the opinion says.
            reapply_within: u16,
        }
        /// A new application answered its objections.
        Answered = "application.answered" {
            /// The new one.
            by: MatterId,
        }
        /// The review opinion was given.
        Reviewed = "application.reviewed" {
            /// Whether it is approved.
            approved: bool,
            /// The opinion.
            opinion: String [Opinion],
            /// The approved quantity of every line.
            quantities: Vec<u32>,
            /// The ground for a system of level 4 or above.
            ground: Option<String> [Opinion],
        }
        /// The test environment was ordered.
        TestOrdered = "application.test-ordered" {}
        /// The test environment was handed over.
        TestHandedOver = "application.test-handed-over" {
            /// The environment.
            environment: String,
        }
        /// A test was reported.
        TestReported = "application.test-reported" {
            /// Whether it passed.
            passed: bool,
            /// The report.
            report: String,
            /// Why a test that passed ends before its month is over.
            early_reason: Option<String>,
            /// When.
            at: Moment,
        }
        /// A test whose month was over was ended by support.
        TestEnded = "application.test-ended" {
            /// Why.
            reason: String,
        }
        /// The authority raised what it had approved.
        Supplemented = "application.supplemented" {
            /// From what to what, and why.
            raised: Raised [Opinion],
        }
        /// The adjustment was proposed and sent for filing.
        AdjustmentProposed = "application.adjustment-proposed" {
            /// The adjusted quantity of every line.
            quantities: Vec<u32>,
            /// Why.
            reason: String,
            /// Within how many working days of its proven service it is filed without a receipt (R25); none where only
            /// the receipt files it.
            served_days: Option<u16>,
        }
        /// The filing was received.
        FilingReceived = "application.filing-received" {
            /// What was said.
            remark: String,
            /// The day: nothing is delivered before it.
            filed_on: NaiveDate,
        }
        /// The delivery was ordered.
        DeliveryOrdered = "application.delivery-ordered" {}
        /// It was delivered.
        Delivered = "application.delivered" {
            /// The day on which the delivery was complete, as whoever delivered reports it: of several parts the latest.
            completed_on: NaiveDate,
            /// The earliest day on which it can have been: the delivery began to be owed then.
            not_before: NaiveDate,
            /// The issued quantity of every line.
            quantities: Vec<u32>,
            /// The instances that it made.
            instances: Vec<Batch>,
        }
        /// The unit objected to what was delivered.
        DeliveryObjected = "application.delivery-objected" {
            /// Why.
            reason: String,
            /// The day: from it on nothing of it is the unit's.
            objected_on: NaiveDate,
        }
        /// The completion day was attested, or determined.
        Confirmed = "application.confirmed" {
            /// The day.
            attestation: Attestation,
        }
        /// Support checked an attested day that is not the reported one.
        AttestationChecked = "application.attestation-checked" {
            /// What was said.
            remark: String,
            /// When.
            at: Moment,
        }
        /// Somebody objected to the determined day.
        DeterminationObjected = "application.determination-objected" {
            /// What was said.
            objection: DayObjection,
        }
        /// What was said against the determined day was decided.
        ObjectionDecided = "application.objection-decided" {
            /// How, and the day that holds.
            decided: Decided,
        }
        /// A self-procured product moved on.
        ProductMoved = "application.product-moved" {
            /// Its line, from 1.
            line: u32,
            /// How far it has come.
            #[serde(rename = "procurement")]
            own_purchase: OwnPurchase,
        }
        /// It was abandoned.
        Abandoned = "application.abandoned" {
            /// Why.
            reason: String,
        }
        /// The emergency that it regularises was recalled: it ends with it.
        EndedWith = "application.ended-with" {
            /// Which.
            recalled: MatterId,
        }
        /// What left of the test environment was cleared.
        EnvironmentCleared = "application.environment-cleared" v 2 {
            /// When, what, and what was certified.
            clearing: EnvironmentClearing,
        }
    }
}
