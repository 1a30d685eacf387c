//! Procurement and contract (采购与合同): Art. 12, 13, 38, 40. The authority procures, support signs (R52).
//!
//! One matter is one procurement, from the need over the award to the end of its contract. The contract itself and the
//! prices by it are records of their own, which settlement reads.

mod act;
mod award;
mod clause;
mod contract;
mod duty;
mod fact;
mod paper;
mod point;
mod pricing;
mod reason;
mod said;
mod standing;
mod term;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::affiliate::AffiliateFinding;
use super::agreement::{Agreement, Object, PriceChange, TermEnd};
use crate::domain::kinds::{self, Event};
use crate::domain::law::clock::Moment;
use crate::domain::law::code::{ItemCode, PartyCode};
use crate::domain::law::field::Paragraph;
use crate::domain::law::kind::{Form, Kind, On};
use crate::domain::law::matter::{Head, Role};
use crate::domain::law::names::words;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::Scope;
use crate::domain::law::sight::{Eyes, Sight};
use crate::domain::law::step::{Case, Owed};
use crate::domain::record::Record;
use crate::domain::settle::segment::Exit;
use crate::domain::r#use::point::Point;

pub use act::*;
pub use clause::Clause;
pub use duty::DutyKind;
pub use fact::Fact;
pub use paper::PaperKind;
pub use pricing::PRICES_LIMIT;
pub(in crate::domain) use pricing::table as price_table;
pub use reason::Reason;
pub use standing::affiliated;

words! {
    /// Where a procurement stands.
    pub enum Stage {
        /// 待审定需求.
        Drafted = "drafted",
        /// 采购中.
        Procuring = "procuring",
        /// 待签合同.
        Awarded = "awarded",
        /// 履行中: the contract is signed.
        Performing = "performing",
        /// 已到期: its term has passed.
        Expired = "expired",
        /// 已终止.
        Ended = "ended",
        /// 需求未通过.
        Rejected = "rejected",
        /// 采购终止: given up before a contract was signed.
        Cancelled = "cancelled",
    }
}

/// What is needed of one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// Which.
    pub item: ItemCode,
    /// What it was called then.
    pub name: String,
    /// The unit it is counted in.
    pub unit: String,
    /// How many.
    pub quantity: u32,
}

/// Who won a procurement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Awarded {
    /// Who.
    pub winner: PartyCode,
    /// The day of the award notice.
    pub notified_on: NaiveDate,
}

/// A look at the list of the seriously dishonest (Art. 12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// Which look of this procurement it is, from 1.
    pub number: u32,
    /// When the list was looked at.
    pub checked_on: NaiveDate,
    /// Which list, where.
    pub source: String,
    /// What shows the result.
    pub evidence: String,
    /// Since when the company is listed; none is not.
    pub listed_on: Option<NaiveDate>,
}

/// Something that was done with a contract elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// When.
    pub on: NaiveDate,
    /// Where, or the receipt; may be empty.
    pub reference: String,
}

/// An amendment of a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// Its number.
    pub number: String,
    /// The day it was signed.
    pub signed_on: NaiveDate,
    /// From which day on it holds.
    pub effective_on: NaiveDate,
    /// How many items cost something else from then on.
    pub priced: u32,
    /// When the term ends from now on; none leaves it.
    pub ends: Option<TermEnd>,
    /// Why.
    pub reason: String,
    /// What it prices, and what that cost before.
    pub given: Vec<PriceChange>,
    /// Why it reaches back, if it holds from a day before its signature.
    pub retroactive: Option<Retroactive>,
}

/// That an amendment holds from a day before its signature (R46).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retroactive {
    /// Why.
    pub reason: String,
    /// The days before its signature on which it holds.
    pub days: u32,
    /// How many of them lie in settlement cycles that are closed: what they cost becomes a correction.
    pub closed_days: u32,
}

/// What comes after a contract's term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arranged {
    /// What.
    pub arrangement: Arrangement,
    /// How, by which paper.
    pub remark: String,
}

/// The end of a contract before its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// The first day on which it holds no more.
    pub terminated_on: NaiveDate,
    /// Why.
    pub reason: String,
    /// The free months after it (Art. 17); none while another contract runs on, or of what is no cloud.
    pub exit: Option<Exit>,
}

/// What belongs to a procurement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procurement {
    /// What is procured.
    pub object: Object,
    /// What of the catalogue is needed.
    pub needs: Vec<Need>,
    /// What the need rests on.
    pub basis: String,
    /// The opinion on the need.
    pub opinion: Option<String>,
    /// Who won.
    pub award: Option<Awarded>,
    /// The contract.
    pub agreement: Option<Agreement>,
    /// The clauses that a contract from before the Measures lacks.
    pub gaps: Vec<Clause>,
    /// How many items are priced by it.
    pub priced: u32,
    /// What they cost by the contract itself.
    pub given: Vec<PriceChange>,
    /// The day from which on it is owed to arrange what comes after its term.
    pub arrange_from: Option<NaiveDate>,
    /// Whether that day has come.
    pub nears_end: bool,
    /// What comes after its term.
    pub arranged: Option<Arranged>,
    /// Its publication.
    pub published: Option<Done>,
    /// Its filing with finance.
    pub filed: Option<Done>,
    /// Its amendments, in the order in which they were recorded.
    pub amendments: Vec<Amendment>,
    /// The last look at the list of the seriously dishonest.
    pub check: Option<Checked>,
    /// What becomes of a contractor that is listed, once that is decided.
    pub consequence: Option<Consequence>,
    /// Why.
    pub consequence_opinion: Option<String>,
    /// What makes an affiliate of the contractor, until that is cured.
    pub affiliated: Option<AffiliateFinding>,
    /// The end of the contract before its time.
    pub ending: Option<Ending>,
    /// Why it was given up.
    pub cancelled: Option<String>,
}

impl Kind for Procurement {
    type Stage = Stage;
    type Opening = Opening;
    type Act = Act;
    type Fact = Fact;

    fn open(case: &Case, opening: &Opening) -> Result<Vec<Event>, Refusal> {
        match opening {
            Opening::Open(act) => award::open(case, act).map(|event| vec![event]),
        }
    }

    fn decide(case: &Case, on: &On<Self>, act: &Act) -> Result<Vec<Event>, Refusal> {
        let event = match act {
            Act::Review(act) => award::review(case, on, act),
            Act::Award(act) => award::award(case, on, act),
            Act::Cancel(act) => award::cancel(case, on, act.reason.as_str()),
            Act::Sign(act) => contract::sign(case, on, act),
            Act::Publish(act) => contract::publish(case, on, act),
            Act::File(act) => contract::file(case, on, act),
            Act::Amend(act) => contract::amend(case, on, act),
            Act::End(act) => return contract::end(case, on, act),
            Act::Check(act) => return standing::check(case, on, act),
            Act::DecideListing(act) => standing::decide_listing(case, on, act),
            Act::Arrange(act) => term::arrange(case, on, act),
            Act::ReportCure(act) => standing::report_cure(case, on, act.evidence.as_str()),
        };
        event.map(|event| vec![event])
    }

    fn apply(fact: &Fact, body: &mut Self) {
        match fact {
            Fact::Opened(_) | Fact::Expired { .. } => {}
            Fact::Reviewed { opinion, .. } => body.opinion = Some(opinion.clone()),
            Fact::Awarded { award, check, .. } => {
                body.award = Some(award.clone());
                body.check = Some(check.clone());
            }
            Fact::Signed {
                agreement,
                gaps,
                pricing,
                check,
                given,
                arrange_from,
                ..
            } => {
                body.agreement = Some(agreement.clone());
                body.given.clone_from(given);
                body.arrange_from = *arrange_from;
                body.gaps.clone_from(gaps);
                body.priced = u32::try_from(pricing.len()).unwrap_or(u32::MAX);
                body.check = Some(check.clone());
            }
            Fact::Published { done, .. } => body.published = Some(done.clone()),
            Fact::Filed { done, .. } => body.filed = Some(done.clone()),
            Fact::Amended {
                amendment,
                agreement,
                arrange_from,
                ..
            } => {
                // Only the last one's prices are kept here: the register has all of them.
                if let Some(last) = body.amendments.last_mut() {
                    last.given = Vec::new();
                }
                body.amendments.push(amendment.clone());
                // Another end is another thing to arrange.
                if amendment.ends.is_some() {
                    body.arrange_from = *arrange_from;
                    body.nears_end = false;
                    body.arranged = None;
                }
                body.agreement = Some(agreement.clone());
            }
            Fact::Checked { check, .. } => {
                let was_listed = body
                    .check
                    .as_ref()
                    .is_some_and(|last| last.listed_on.is_some());
                if !was_listed || check.listed_on.is_none() {
                    body.consequence = None;
                    body.consequence_opinion = None;
                }
                body.check = Some(check.clone());
            }
            Fact::ListingDecided {
                consequence,
                opinion,
                ..
            } => {
                body.consequence = Some(*consequence);
                body.consequence_opinion = Some(opinion.clone());
            }
            Fact::Affiliated { finding, .. } => body.affiliated = Some(finding.clone()),
            Fact::Cured { .. } => body.affiliated = None,
            Fact::Ended {
                ending, agreement, ..
            } => {
                body.ending = Some(ending.clone());
                body.agreement = Some(agreement.clone());
            }
            Fact::Cancelled { reason, .. } => body.cancelled = Some(reason.clone()),
            Fact::Neared { .. } => body.nears_end = true,
            Fact::Arranged { arranged, .. } => body.arranged = Some(arranged.clone()),
        }
    }

    /// Whoever won sees it from then on.
    fn joins(fact: &Fact) -> Option<(Role, PartyCode)> {
        match fact {
            Fact::Awarded { award, .. } => Some((Role::Contractor, award.winner.clone())),
            Fact::Opened(_)
            | Fact::Reviewed { .. }
            | Fact::Signed { .. }
            | Fact::Published { .. }
            | Fact::Filed { .. }
            | Fact::Amended { .. }
            | Fact::Checked { .. }
            | Fact::ListingDecided { .. }
            | Fact::Affiliated { .. }
            | Fact::Cured { .. }
            | Fact::Neared { .. }
            | Fact::Arranged { .. }
            | Fact::Expired { .. }
            | Fact::Ended { .. }
            | Fact::Cancelled { .. } => None,
        }
    }

    fn owed(_head: &Head, stage: Stage, body: &Self) -> Vec<Owed> {
        duty::owed(stage, body)
    }

    /// The contractor's, once there is one.
    fn scopes(_head: &Head, body: &Self) -> Vec<Scope> {
        let won = body.award.iter();
        won.map(|award| Scope::Party(award.winner.clone()))
            .collect()
    }

    fn cover(body: &mut Self, _owner: Option<&PartyCode>, eyes: &Eyes) {
        Sight::Opinion.cover(eyes, &mut body.opinion);
        Sight::Opinion.cover(eyes, &mut body.consequence_opinion);
    }

    fn points(case: &Case, on: &On<Self>) -> Result<Vec<Point>, Refusal> {
        Ok(point::points(case, on))
    }

    /// Of cloud resources a contract says when its first cycle begins, and what each item costs.
    fn needs(body: &Self, verb: kinds::Verb) -> &'static [&'static str] {
        match body.object {
            Object::Cloud if verb == Verb::Sign.into() => &["first_cycle_start", "prices"],
            Object::Cloud | Object::Assistance => &[],
        }
    }

    fn party_kind(body: &Self, verb: kinds::Verb, field: &str) -> Option<PartyKind> {
        award::party_kind(body.object, verb, field)
    }

    /// Days that must be given begin with today, and a contract's prices with a line for each item that is needed.
    fn form(_head: &Head, body: &Self, verb: kinds::Verb, now: Moment) -> Form {
        let form = Form::of_days(verb, now.day());
        if verb != Verb::Sign.into() {
            return form;
        }
        let items = body.needs.iter().map(|need| format!("{} ", need.item));
        form.with("prices", items.collect::<Vec<_>>().join("\n"))
    }

    /// The end of the contract's term, and what is to be arranged ahead of it.
    fn awaits(_head: &Head, stage: Stage, body: &Self) -> Option<Moment> {
        term::awaits(stage, body)
    }

    fn came(case: &Case, on: &On<Self>) -> Result<Vec<Event>, Refusal> {
        term::came(case, on).map(|event| vec![event])
    }

    /// The contract, and what items cost by it.
    fn records(fact: &Fact) -> Vec<Record> {
        match fact {
            Fact::Signed {
                agreement, pricing, ..
            }
            | Fact::Amended {
                agreement, pricing, ..
            } => {
                let priced = pricing.iter().cloned().map(Record::from);
                [Record::from(agreement.clone())]
                    .into_iter()
                    .chain(priced)
                    .collect()
            }
            Fact::Ended { agreement, .. } => vec![agreement.clone().into()],
            Fact::Opened(_)
            | Fact::Reviewed { .. }
            | Fact::Awarded { .. }
            | Fact::Published { .. }
            | Fact::Filed { .. }
            | Fact::Checked { .. }
            | Fact::ListingDecided { .. }
            | Fact::Affiliated { .. }
            | Fact::Cured { .. }
            | Fact::Neared { .. }
            | Fact::Arranged { .. }
            | Fact::Expired { .. }
            | Fact::Cancelled { .. } => Vec::new(),
        }
    }
}

/// The lines of a list that say something, without the blanks around them.
///
/// # Errors
/// If there are more than [`PRICES_LIMIT`].
fn lines<'l>(
    case: &Case,
    field: &str,
    lines: Option<&'l [Paragraph]>,
) -> Result<impl Iterator<Item = &'l str>, Refusal> {
    let lines = lines.unwrap_or_default();
    if lines.len() > PRICES_LIMIT {
        let most = u32::try_from(PRICES_LIMIT).unwrap_or(u32::MAX);
        return Err(case.refuse(AnyReason::TooLong(field.to_owned(), most)));
    }
    let lines = lines.iter().map(|line| line.as_str().trim());
    Ok(lines.filter(|line| !line.is_empty()))
}
