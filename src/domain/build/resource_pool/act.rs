//! What can be done on a pool, and who may do it.

use chrono::NaiveDate;

use crate::domain::law::act::acts;
use crate::domain::law::article::article;
use crate::domain::law::authority::{
    AUTHORITY, EITHER, HANDLER, OPERATOR, REVIEWER, SUPPORT, Whose, by,
};
use crate::domain::law::code::PoolCode;
use crate::domain::law::field::{FieldKind, Paragraph};
use crate::domain::law::matter::Part;
use crate::domain::law::names::words;
use crate::domain::law::party::{PartyKind, Region};
use crate::domain::r#use::asked::{Decision, REJECTED};

words! {
    /// Whether a pool is new.
    pub enum Extent {
        /// It is.
        New = "new_pool",
        /// It is added to one that is registered.
        Enlargement = "enlargement",
    }
}

words! {
    /// Which evaluation of a platform (Art. 32).
    pub enum EvaluationKind {
        /// 网络安全等级保护第三级测评.
        Mlps = "mlps",
        /// 商用密码应用安全性评估.
        Crypto = "crypto",
        /// 云计算服务安全评估.
        Cloud = "cloud_service",
    }
}

impl EvaluationKind {
    /// Those without which no platform serves.
    pub const NEEDED: [Self; 2] = [Self::Mlps, Self::Crypto];
}

/// Who plans a pool is who will run it: a provider one that the city buys from, support one of the city's own.
const PLANNERS: Whose = Whose::Kinds(&[PartyKind::Provider, PartyKind::Support]);
/// The extent under which a pool's own name and place are asked.
const NEW: &[&str] = &[Extent::New.word()];

acts! {
    /// What opens a matter of a pool.
    Opens Opening {
        /// Whoever will run it submits the purchase plan.
        Plan = "pool.plan", article(15), by(PLANNERS, HANDLER).wears(Part::Applicant) => {
            /// What it is about, in one line.
            title: String,
            /// Whether it is new, or is added to one that is there.
            extent: Extent,
            /// Its short name; of what is added that of the pool.
            code: PoolCode [kind(FieldKind::Text)],
            /// Its name.
            name: Option<String> [asked_when("extent", NEW), needed_when("extent", NEW)],
            /// Where it is built.
            region: Option<Region> [asked_when("extent", NEW), needed_when("extent", NEW)],
            /// What is bought, and what for.
            plan: Paragraph,
            /// The plan's number.
            plan_number: String,
            /// The ground of an exception.
            ground: Option<Paragraph>,
        };
        /// Whoever runs a pool that stood before has it connected.
        Join = "pool.join", article(14), by(PLANNERS, HANDLER).wears(Part::Applicant) => {
            /// What it is about, in one line.
            title: String,
            /// Its code in the register.
            code: PoolCode,
        };
    }

    /// What is done on a pool.
    Matter Act {
        /// The authority decides on the plan.
        ApprovePlan = "pool.approve-plan", article(15),
            by(AUTHORITY, REVIEWER).apart(&[Part::Applicant]).wears(Part::Reviewer) => {
            /// The decision.
            decision: Decision,
            /// The opinion; a rejection and an exception need one.
            opinion: Option<Paragraph> [needed_when("decision", REJECTED)],
        };
        /// The authority records the contract.
        Contract = "pool.contract", article(13), by(AUTHORITY, HANDLER) => {
            /// Its number.
            number: String,
            /// The day it was signed.
            signed_on: NaiveDate,
        };
        /// Who runs it reports that it is built, and declares what of.
        Build = "pool.build", article(15), by(OPERATOR, EITHER) => {
            /// The day.
            built_on: NaiveDate,
            /// The products, one a line: component; vendor; product; evidence.
            components: Vec<Paragraph>,
        };
        /// Support accepts its interface.
        Connect = "pool.connect", article(16), by(SUPPORT, HANDLER) => {
            /// The day.
            connected_on: NaiveDate,
            /// The class of the interface.
            interface_class: String,
            /// Its version.
            interface_version: String,
        };
        /// The authority records an evaluation.
        Evaluate = "pool.evaluate", article(32),
            by(AUTHORITY, HANDLER).apart(&[Part::Reviewer]).wears(Part::Acceptor) => {
            /// Which.
            evaluation: EvaluationKind,
            /// The number of its report.
            report: String,
            /// The day of the report.
            reported_on: NaiveDate,
            /// Its last valid day; none is as long as its kind is valid.
            valid_until: Option<NaiveDate>,
        };
        /// The authority puts it into service.
        Commission = "pool.commission", article(32), by(AUTHORITY, REVIEWER).apart(&[Part::Acceptor]) => {};
        /// Support reviews its capacity.
        ReviewCapacity = "pool.review-capacity", article(14), by(SUPPORT, HANDLER) => {
            /// What it found.
            finding: Paragraph,
        };
        /// The authority closes it: nothing new is issued.
        Close = "pool.close", article(14), by(AUTHORITY, REVIEWER) => {
            /// Why.
            ground: Paragraph,
        };
        /// The authority ends it, once nothing from it is used.
        End = "pool.end", article(14), by(AUTHORITY, REVIEWER) => {};
        /// Who planned it gives it up before it serves.
        GiveUp = "pool.give-up", article(15), by(OPERATOR, HANDLER) => {
            /// Why.
            reason: Paragraph,
        };
    }
}
