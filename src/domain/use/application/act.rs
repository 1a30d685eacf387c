//! What can be done on an application, and who may do it.

use chrono::NaiveDate;

use super::Application;
use crate::domain::build::pool::CloudMode;
use crate::domain::law::act::acts;
use crate::domain::law::article::{article, paragraph};
use crate::domain::law::authority::{
    AUTHORITY, EITHER, HANDLER, OPERATOR, OWN_UNIT, REVIEWER, SUPPORT, UNITS, Whose, by,
};
use crate::domain::law::block::Deed;
use crate::domain::law::code::{PoolCode, SystemCode};
use crate::domain::law::field::{Begins, LineNumber, Paragraph, Quantities};
use crate::domain::law::matter::{MatterId, Part};
use crate::domain::law::names::words;
use crate::domain::law::sight::Sight;
use crate::domain::r#use::asked::{APPROVED, Decision};
use crate::domain::r#use::attestation::{Attesting, Checking, Determining};
use crate::domain::r#use::clearing::Certifying;
use crate::domain::r#use::line::LineRequest;
use crate::domain::r#use::materials;
use crate::domain::r#use::objection::{Deciding, Objecting};

words! {
    /// The result of a test or a check.
    pub enum TestResult {
        /// Passed.
        Passed = "passed",
        /// Failed.
        Failed = "failed",
    }
}

/// The result under which a test may end early.
const PASSED: &[&str] = &[TestResult::Passed.word()];

acts! {
    /// What opens an application.
    Opens Opening {
        /// A unit applies for resources.
        Submit = "application.submit", paragraph(19, 1), by(UNITS, HANDLER).wears(Part::Applicant) => {
            /// What it is about, in one line.
            title: String,
            /// The system.
            system: SystemCode [begins(Begins::Before)],
            /// The pool, and with it who delivers.
            pool: PoolCode [begins(Begins::Before)],
            /// What is asked for.
            lines: Vec<LineRequest>,
            /// Whom to call.
            contact_name: String [begins(Begins::MyName)],
            /// And where.
            contact_telephone: String [begins(Begins::MyTelephone), sight(Sight::Telephone)],
            /// The declaration that nothing is classified.
            non_classified: bool [declares()],
            /// The emergency that this regularises.
            emergency: Option<MatterId>,
            /// The application that was not accepted.
            previous: Option<MatterId>,
            /// Answers to its objections, each beginning with the objection's number: `1 attached`.
            answers: Option<Vec<Paragraph>> [sight(Sight::Grounds)],
        };
    }

    /// What is done on an application.
    Matter Act {
        /// The unit supplies a document that serves as one or several of the materials; one of its kind gives way.
        Supply = "application.supply", paragraph(19, 1), by(OWN_UNIT, HANDLER) => (materials::Supply);
        /// The authority accepts.
        Accept = "application.accept", paragraph(19, 2),
            by(AUTHORITY, HANDLER).apart(&[Part::Applicant, Part::Reviewer]).wears(Part::Acceptor) => {
            /// Anything to say.
            remark: Option<Paragraph>,
        };
        /// The authority does not accept, with its written opinion.
        Decline = "application.decline", paragraph(19, 2),
            by(AUTHORITY, HANDLER).apart(&[Part::Applicant, Part::Reviewer]).wears(Part::Acceptor) => {
            /// The opinion, objection by objection.
            objections: Vec<Paragraph> [sight(Sight::Opinion)],
        };
        /// The authority gives its review opinion.
        Review = "application.review", paragraph(19, 2),
            by(AUTHORITY, REVIEWER).apart(&[Part::Applicant, Part::Acceptor]).wears(Part::Reviewer) => {
            /// The decision.
            decision: Decision,
            /// The opinion.
            opinion: Paragraph [sight(Sight::Opinion)],
            /// The approved quantities; none means as applied.
            quantities: Option<Quantities> [asked_when("decision", APPROVED)],
            /// The written ground for what is outside: a level of 4 or above, an off-budget unit on a self-built pool, another county.
            ground: Option<Paragraph> [asked_when("decision", APPROVED), sight(Sight::Opinion)],
        };
        /// Support orders the test environment from the provider.
        OrderTest = "application.order-test", paragraph(19, 3), by(SUPPORT, HANDLER) => {
            /// Anything to say.
            remark: Option<Paragraph>,
        };
        /// Who runs the pool hands the test environment over.
        HandOverTest = "application.hand-over-test", paragraph(19, 3), by(OPERATOR, EITHER) => {
            /// The environment: addresses, size, access.
            environment: Paragraph,
        };
        /// The unit reports its test.
        ReportTest = "application.report-test", paragraph(19, 3), by(OWN_UNIT, HANDLER) => {
            /// The result.
            result: TestResult,
            /// The report.
            report: Paragraph,
            /// Why a test that passed ends before its month is over (R23).
            early_reason: Option<Paragraph> [asked_when("result", PASSED)],
        };
        /// Support ends a test whose month is over (R23).
        EndTest = "application.end-test", paragraph(19, 3), by(SUPPORT, HANDLER) => {
            /// Why.
            reason: Paragraph,
        };
        /// The authority raises what it approved before the adjustment is proposed, by a supplementary opinion (R24).
        Supplement = "application.supplement", paragraph(19, 4),
            by(AUTHORITY, REVIEWER).apart(&[Part::Applicant, Part::Acceptor]).wears(Part::Reviewer) => {
            /// The approved quantities as they are to be: none less than before, one at least more.
            quantities: Quantities,
            /// Why.
            reason: Paragraph [sight(Sight::Opinion)],
        };
        /// Support proposes the adjustment and files it with the authority.
        Propose = "application.propose", paragraph(19, 4), by(SUPPORT, HANDLER) => {
            /// The adjusted quantities; none means as approved.
            quantities: Option<Quantities>,
            /// Why.
            reason: Paragraph,
        };
        /// The authority records the receipt of the filing.
        ReceiveFiling = "application.receive-filing", paragraph(19, 4), by(AUTHORITY, HANDLER) => {
            /// Anything to say.
            remark: Option<Paragraph>,
        };
        /// Support orders the delivery from the provider.
        OrderDelivery = "application.order-delivery", paragraph(19, 4), by(SUPPORT, HANDLER) => {
            /// Anything to say.
            remark: Option<Paragraph>,
        };
        /// Who runs the pool delivers.
        Deliver = "application.deliver", paragraph(19, 4), by(OPERATOR, EITHER) => {
            /// The day on which the delivery was complete.
            completed_on: NaiveDate,
            /// What is issued now; none means all that is left. A part leaves the rest owed.
            quantities: Option<Quantities>,
            /// What whoever delivers calls the instances, a line each: `1 i-0a1 i-0a2`.
            instances: Option<Vec<Paragraph>>,
        };
        /// The unit objects to what was delivered, which is then owed again.
        ObjectDelivery = "application.object-delivery", paragraph(19, 4), by(OWN_UNIT, HANDLER) => {
            /// What is wrong with it.
            reason: Paragraph,
        };
        /// The unit confirms and attests the completion day.
        Confirm = "application.confirm", article(39), by(OWN_UNIT, HANDLER) => (Attesting);
        /// Support checks an attested day that is not the reported one.
        CheckAttestation = "application.check-attestation", article(39), by(SUPPORT, HANDLER) => (Checking);
        /// The authority determines the completion day of a unit that uses but never attests.
        DetermineCompletion = "application.determine-completion", article(39), by(AUTHORITY, REVIEWER) => (Determining);
        /// Somebody on whom a determination was served objects to its day.
        Object = "application.object", article(39), by(Whose::AnyConcerned, EITHER) => (Objecting);
        /// The authority decides what was said against a determined day.
        DecideObjection = "application.decide-objection", article(39), by(AUTHORITY, REVIEWER) => (Deciding);
        /// The unit reports that a self-procured product arrived, at first or mended.
        ReportArrival = "application.report-arrival", article(28), by(OWN_UNIT, HANDLER) => {
            /// The line.
            line: LineNumber,
            /// The day.
            arrived_on: NaiveDate,
            /// What arrived: its version, its papers.
            evidence: Paragraph,
        };
        /// The result of a self-procured product's security check.
        CheckProduct = "application.check-product", article(28), by(SUPPORT, REVIEWER) => {
            /// The line.
            line: LineNumber,
            /// The result.
            result: TestResult,
            /// What the check found.
            evidence: Paragraph,
        };
        /// The unit deploys a self-procured product that passed.
        DeployProduct = "application.deploy-product", article(28), by(OWN_UNIT, HANDLER) => {
            /// The line.
            line: LineNumber,
            /// The day.
            deployed_on: NaiveDate,
        };
        /// The unit abandons after the opinion, or after non-acceptance.
        Abandon = "application.abandon", paragraph(19, 1), by(OWN_UNIT, HANDLER) => {
            /// Why.
            reason: Paragraph,
        };
        /// Who runs the pool certifies that what left of the test environment is wiped: all of it where the application was
        /// abandoned, else what the filed adjustment does not take over.
        ClearEnvironment = "application.clear-environment", paragraph(21, 2), by(OPERATOR, EITHER) => (Certifying);
    }
}

impl Verb {
    /// What of the application a block may stop when that is done now. What regularises an emergency has its resources:
    /// nothing of it is new. In a self-built pool, where nothing is ordered, what was begun is finished like an order.
    #[must_use]
    pub(super) fn deed(self, body: &Application) -> Option<Deed> {
        if body.regularises.is_some() {
            return None;
        }
        let is_begun = !body.asked.instances.is_empty();
        match self {
            Self::Submit => Some(Deed::Apply),
            Self::Review | Self::Supplement => Some(Deed::Approve),
            Self::OrderTest | Self::OrderDelivery => Some(Deed::Order),
            Self::HandOverTest => Some(match body.asked.mode {
                CloudMode::Purchased => Deed::Execute,
                CloudMode::SelfBuilt => Deed::Build,
            }),
            Self::Deliver => Some(match body.asked.mode {
                CloudMode::SelfBuilt if !is_begun => Deed::Build,
                CloudMode::SelfBuilt | CloudMode::Purchased => Deed::Execute,
            }),
            Self::Supply
            | Self::Accept
            | Self::Decline
            | Self::ReportTest
            | Self::EndTest
            | Self::Propose
            | Self::ReceiveFiling
            | Self::ObjectDelivery
            | Self::Confirm
            | Self::CheckAttestation
            | Self::DetermineCompletion
            | Self::Object
            | Self::DecideObjection
            | Self::ReportArrival
            | Self::CheckProduct
            | Self::DeployProduct
            | Self::Abandon => None,
            Self::ClearEnvironment => Some(Deed::Clear),
        }
    }
}
