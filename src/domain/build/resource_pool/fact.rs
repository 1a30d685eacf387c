//! What can happen to a pool.

use chrono::NaiveDate;

use super::{Built, CapacityReview, Connection, Contracted, Evaluation, ResourcePool};
use crate::domain::build::pool::Pool;
use crate::domain::law::fact::facts;

facts! {
    /// What can happen to a pool.
    ResourcePool
    opens {
        /// Its plan was submitted, or one that stood before is to be connected.
        Opened = "pool.opened";
    }
    moves {
        /// The authority decided on the plan.
        PlanReviewed = "pool.plan-reviewed" {
            /// Whether it is approved.
            approved: bool,
            /// The opinion.
            opinion: String,
        }
        /// It was contracted.
        Contracted = "pool.contracted" {
            /// The contract.
            contract: Contracted,
        }
        /// It was built.
        Built = "pool.built" {
            /// When, and what of.
            built: Built,
        }
        /// It was connected.
        Connected = "pool.connected" {
            /// How.
            connection: Connection,
        }
        /// Its platform was evaluated.
        Evaluated = "pool.evaluated" {
            /// The evaluation.
            evaluation: Evaluation,
            /// The block that stands all the same, for what has lapsed beside it.
            block: Option<u32>,
        }
        /// It was put into service.
        Commissioned = "pool.commissioned" {
            /// The day.
            commissioned_on: NaiveDate,
            /// As it is registered; none of what is added to one that is.
            pool: Option<Box<Pool>>,
            /// The last day of the quarter after which its capacity is reviewed first; none of what another matter keeps.
            next_quarter_end: Option<NaiveDate>,
            /// Whether what it has is on record already: of a pool that stood before alone.
            measured: bool,
        }
        /// What it has was measured.
        Measured = "pool.counted" {}
        /// What comes by itself came: notices of the end of evaluations, those ends, the end of a quarter.
        DayCame = "pool.day-came" {
            /// The evaluations of whose end notice is given, as they are from then on.
            nearing: Vec<Evaluation>,
            /// Those that lapsed.
            lapsed: Vec<Evaluation>,
            /// The block that stands for what lapsed; none where the authority recorded one by hand.
            block: Option<u32>,
            /// The last day of a quarter that is over and to be reviewed.
            quarter: Option<NaiveDate>,
        }
        /// Support reviewed its capacity.
        CapacityReviewed = "pool.capacity-reviewed" {
            /// What it found.
            review: CapacityReview,
            /// The last day of the quarter after which it is reviewed next.
            next_quarter_end: NaiveDate,
        }
        /// Nothing new is issued any more.
        Closing = "pool.closing" {
            /// Why.
            ground: String,
        }
        /// It is over.
        Closed = "pool.closed" {}
        /// It was given up.
        GivenUp = "pool.given-up" {
            /// Why.
            reason: String,
        }
    }
}
