//! The acts on a procurement, each with its fields.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::clause::Clause;
use crate::domain::law::act::acts;
use crate::domain::law::article::article;
use crate::domain::law::authority::{AUTHORITY, HANDLER, REVIEWER, SUPPORT, Whose, by};
use crate::domain::law::code::PartyCode;
use crate::domain::law::field::{Begins, Paragraph};
use crate::domain::law::matter::{Part, Role};
use crate::domain::law::names::words;
use crate::domain::law::party::PartyKind;
use crate::domain::purchase::agreement::{EndDay, Object};
use crate::domain::r#use::asked::{Decision, REJECTED};

words! {
    /// What becomes of a contractor that is listed as seriously dishonest.
    pub enum Consequence {
        /// The contract goes on; nothing new is ordered while it is listed.
        GoOn = "go_on",
        /// The contract is to be ended.
        ToEnd = "to_end",
    }
}

words! {
    /// What comes after a contract's term.
    pub enum Arrangement {
        /// It is renewed, by an amendment of its end or a contract that follows.
        Renew = "renew",
        /// The next procurement begins.
        Procure = "procure",
        /// It ends, and nothing follows.
        LetEnd = "let_end",
    }
}

/// Under what the items that are needed are asked for.
pub const CLOUD: &[&str] = &[Object::Cloud.word()];
/// Who can be a contractor.
const CONTRACTOR: Whose =
    Whose::Concerned(Role::Contractor, &[PartyKind::Provider, PartyKind::Agency]);

acts! {
    /// What opens a procurement.
    Opens Opening {
        /// The authority says what is to be procured.
        Open = "procurement.open", article(12), by(AUTHORITY, HANDLER).wears(Part::Applicant) => {
            /// What it is about, in one line.
            title: String,
            /// What is procured.
            object: Object,
            /// What of the catalogue is needed, a line each: `ecs-4c16g 120`.
            needs: Option<Vec<Paragraph>> [asked_when("object", CLOUD), needed_when("object", CLOUD)],
            /// What the need rests on.
            basis: Paragraph,
        };
    }

    /// What is done on a procurement.
    Matter Act {
        /// Another person of the authority reviews the need.
        Review = "procurement.review", article(12),
            by(AUTHORITY, REVIEWER).apart(&[Part::Applicant]).wears(Part::Reviewer) => {
            /// The decision.
            decision: Decision,
            /// The opinion; a rejection needs one.
            opinion: Option<Paragraph> [needed_when("decision", REJECTED)],
        };
        /// The authority records the award, after it checked who won.
        Award = "procurement.award", article(12), by(AUTHORITY, REVIEWER).apart(&[Part::Applicant]) => {
            /// Who won.
            winner: PartyCode,
            /// The day of the award notice.
            notified_on: NaiveDate,
            /// The day on which the list of the seriously dishonest was looked at.
            checked_on: NaiveDate,
            /// Which list, where.
            source: String [begins(Begins::Before)],
            /// What shows the result.
            evidence: Paragraph,
            /// Since when the winner is listed; none is not.
            listed_on: Option<NaiveDate>,
        };
        /// Support signs the contract.
        Sign = "procurement.sign", article(13), by(SUPPORT, REVIEWER) => {
            /// The contract's number.
            number: String,
            /// The day it was signed.
            signed_on: NaiveDate,
            /// The first day of its term; none is the day it was signed.
            starts_on: Option<NaiveDate>,
            /// The day on which its term ends, as the contract writes it; none is open.
            ends_on: Option<NaiveDate>,
            /// Whether that day is one of the term's.
            end_day: Option<EndDay> [needed_with(&["ends_on"])],
            /// When the first settlement cycle begins; needed of cloud resources.
            first_cycle_start: Option<NaiveDate>,
            /// What an item costs, a line each: `ecs-4c16g 5400.00`, `ecs-4c16g 450.00/月 101:400.00`.
            prices: Option<Vec<Paragraph>>,
            /// The clauses that it has.
            clauses: BTreeSet<Clause>,
            /// The day on which the list of the seriously dishonest was looked at.
            checked_on: NaiveDate,
            /// Which list, where.
            source: String [begins(Begins::Before)],
            /// What shows the result.
            evidence: Paragraph,
            /// Since when the contractor is listed; none is not.
            listed_on: Option<NaiveDate>,
        };
        /// Support publishes the contract.
        Publish = "procurement.publish", article(13), by(SUPPORT, HANDLER) => {
            /// When.
            published_on: NaiveDate,
            /// Where.
            place: String [begins(Begins::Before)],
        };
        /// Support files the contract with finance.
        File = "procurement.file", article(13), by(SUPPORT, HANDLER) => {
            /// When.
            filed_on: NaiveDate,
            /// The receipt's number.
            receipt: Option<String>,
        };
        /// Support records an amendment of the contract.
        Amend = "procurement.amend", article(13), by(SUPPORT, REVIEWER) => {
            /// The amendment's number.
            number: String,
            /// The day it was signed.
            signed_on: NaiveDate,
            /// From which day on it holds.
            effective_on: NaiveDate,
            /// What an item costs from then on, a line each.
            prices: Option<Vec<Paragraph>>,
            /// The day on which the term ends from now on; none leaves it.
            ends_on: Option<NaiveDate>,
            /// Whether that day is one of the term's.
            end_day: Option<EndDay> [needed_with(&["ends_on"])],
            /// Why.
            reason: Paragraph,
            /// Why it holds from a day before its signature, if it does.
            retroactive_reason: Option<Paragraph>,
        };
        /// The authority says what comes after the contract's term.
        Arrange = "procurement.arrange", article(12), by(AUTHORITY, HANDLER) => {
            /// What.
            arrangement: Arrangement,
            /// How, by which paper.
            remark: Paragraph,
        };
        /// The authority looks again at the list of the seriously dishonest.
        Check = "procurement.check", article(12), by(AUTHORITY, HANDLER) => {
            /// The day on which the list was looked at.
            checked_on: NaiveDate,
            /// Which list, where.
            source: String [begins(Begins::Before)],
            /// What shows the result.
            evidence: Paragraph,
            /// Since when the contractor is listed; none is not.
            listed_on: Option<NaiveDate>,
        };
        /// The authority decides what becomes of a contractor that is listed.
        DecideListing = "procurement.decide-listing", article(12), by(AUTHORITY, REVIEWER) => {
            /// What.
            consequence: Consequence,
            /// Why.
            opinion: Paragraph,
        };
        /// The contractor reports that it is nobody's affiliate any more.
        ReportCure = "procurement.report-cure", article(13), by(CONTRACTOR, HANDLER) => {
            /// What shows it.
            evidence: Paragraph,
        };
        /// Support ends the contract.
        End = "procurement.end", article(13), by(SUPPORT, REVIEWER) => {
            /// The first day on which it holds no more.
            terminated_on: NaiveDate,
            /// Why.
            reason: Paragraph,
        };
        /// The authority gives the procurement up before a contract is signed.
        Cancel = "procurement.cancel", article(12), by(AUTHORITY, REVIEWER) => {
            /// Why.
            reason: Paragraph,
        };
    }
}

/// Whoever wins, and whoever signs, is looked up in the list of the seriously dishonest first: what was found.
macro_rules! looks {
    ($($act:ident),+) => {
        $(impl $act {
            pub(super) fn look(&self) -> Check {
                Check {
                    checked_on: self.checked_on,
                    source: self.source.clone(),
                    evidence: self.evidence.clone(),
                    listed_on: self.listed_on,
                }
            }
        })+
    };
}

looks!(Award, Sign);
