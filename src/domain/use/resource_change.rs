//! Changes of resources that run (变更): Art. 20, with 21(2) for what leaves, 22(4) and 40 where they bear on it.
//!
//! A change is about resources of one system in one pool, line by line: another quantity, item or purpose. Another pool or
//! provider is a new application beside a cancellation. What a change does to a resource stands with the matter that issued
//! it; this one keeps the way there.

mod act;
mod carrying_out;
mod claim;
mod completion;
mod duty;
mod fact;
mod line;
mod paper;
mod price;
mod reason;
mod request;
mod review;
mod said;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::attestation::Attestation;
use super::clearing::{Clearing, Leaving};
use super::issued;
use super::point::Point;
use super::resource::ResourceId;
use super::room;
use crate::domain::build::capacity::{Amounts, Dimension};
use crate::domain::build::pool::CloudMode;
use crate::domain::kinds::{self, Event};
use crate::domain::law::article::article;
use crate::domain::law::block::{Deed, Place};
use crate::domain::law::clock::Moment;
use crate::domain::law::code::{PartyCode, PoolCode, SystemCode};
use crate::domain::law::duty::DutyKind as AnyDuty;
use crate::domain::law::kind::{Form, Kind, On, Withdrawing};
use crate::domain::law::matter::Head;
use crate::domain::law::names::words;
use crate::domain::law::refusal::Refusal;
use crate::domain::law::sight::{Eyes, Hide, Sight, Told};
use crate::domain::law::step::{Case, Owed};
use crate::domain::law::tally::{Tally, Use};
use crate::domain::law::world::World;
use crate::domain::settle::delay::Delay;
use crate::domain::r#use::named_instance::Wiped;

pub use act::*;
pub use claim::LateDecrease;
pub use duty::DutyKind;
pub use fact::Fact;
pub use line::ChangeLine;
pub use paper::PaperKind;
pub use price::Yearly;
pub use reason::Reason;
pub use request::{of_resource, of_running};

words! {
    /// Where a change stands.
    pub enum Stage {
        /// 审核中.
        Requested = "requested",
        /// 待下变更工单: approved, in a purchased pool.
        Approved = "approved",
        /// 调整中.
        Executing = "executing",
        /// 待确认.
        Done = "done",
        /// 待清理: it stands, and what left is not cleared yet.
        Clearing = "clearing",
        /// 已变更.
        Closed = "closed",
        /// 审核不通过.
        Rejected = "rejected",
        /// 已撤回.
        Withdrawn = "withdrawn",
    }
}

/// What support says of a change: its part of the decision (Art. 20).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// Whether it is for it.
    pub agrees: Told<bool>,
    /// What it says.
    pub opinion: String,
    /// When.
    pub at: Moment,
}

impl Hide for Advice {
    fn hide(&mut self) {
        self.agrees.hide();
        self.opinion.hide();
    }
}

/// What belongs to a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceChange {
    /// The system.
    pub system: SystemCode,
    /// The pool.
    pub pool: PoolCode,
    /// How the pool is run.
    pub mode: CloudMode,
    /// What is to become of which resource.
    pub lines: Vec<ChangeLine>,
    /// Why, with figures.
    pub reason: String,
    /// By when it is wanted.
    pub wanted_by: Option<NaiveDate>,
    /// What it costs a year before and after: as it was asked for, and once the day stands, as of that. None in a self-built
    /// pool, and in what an earlier release wrote.
    pub yearly: Option<Yearly>,
    /// Where what leaves is backed up, as the unit confirms (Art. 21(2)).
    pub backup: Option<String>,
    /// What support says of it.
    pub advice: Option<Advice>,
    /// The authority's opinion.
    pub opinion: Option<String>,
    /// When it was approved: the time to carry it out counts from there, for whoever does it (Art. 20).
    pub approved_at: Option<Moment>,
    /// The day that whoever carried it out reports.
    pub done_on: Option<NaiveDate>,
    /// The day that the unit attests, or that was determined in its place.
    pub attestation: Option<Attestation>,
    /// What a decrease that was done late cost (R41).
    pub late_decrease: Option<LateDecrease>,
    /// The instances that left.
    pub leaving: Vec<Leaving>,
    /// The clearing of what left.
    pub clearing: Option<Clearing>,
}

impl Kind for ResourceChange {
    type Stage = Stage;
    type Opening = Opening;
    type Act = Act;
    type Fact = Fact;

    fn open(case: &Case, opening: &Opening) -> Result<Vec<Event>, Refusal> {
        match opening {
            Opening::Request(act) => request::request(case, act),
        }
    }

    fn decide(case: &Case, on: &On<Self>, act: &Act) -> Result<Vec<Event>, Refusal> {
        let event = match act {
            Act::Advise(act) => review::advise(case, on, act),
            Act::Review(act) => return review::review(case, on, act),
            Act::Order(act) => review::order(case, on, act),
            Act::CarryOut(act) => carrying_out::carry_out(case, on, act),
            Act::Confirm(act) => return completion::confirm(case, on, act),
            Act::Determine(act) => return completion::determine(case, on, act),
            Act::Clear(act) => return completion::clear(case, on, act),
        };
        event.map(|event| vec![event])
    }

    /// Before it is decided.
    fn withdrawn(case: &Case, on: &On<Self>) -> Result<Stage, Refusal> {
        on.at(case, &[Stage::Requested])
            .map_err(|refusal| refusal.reason.under(article(20)))?;
        Ok(Stage::Withdrawn)
    }

    fn withdrawing(case: &Case, on: &On<Self>, _reason: &str) -> Result<Withdrawing, Refusal> {
        let also = issued::free(case, on.body.resources(), on.head().id)?;
        Ok(Withdrawing { paper: None, also })
    }

    fn apply(fact: &Fact, body: &mut Self) {
        match fact {
            Fact::Requested(_) | Fact::Submitted { .. } | Fact::Ordered { .. } => {}
            Fact::Advised { advice, .. } => body.advice = Some(advice.clone()),
            Fact::Reviewed {
                approved,
                opinion,
                at,
                ..
            } => {
                body.opinion = Some(opinion.clone());
                body.approved_at = approved.then_some(*at);
            }
            Fact::CarriedOut { done_on, ids, .. } => {
                body.done_on = Some(*done_on);
                for (line, ids) in body.lines.iter_mut().zip(ids) {
                    line.ids.clone_from(ids);
                }
            }
            Fact::Confirmed {
                attestation,
                late_decrease,
                leaving,
                yearly,
                ..
            } => {
                body.yearly.clone_from(yearly);
                body.attestation = Some(attestation.clone());
                body.late_decrease = *late_decrease;
                body.leaving.clone_from(leaving);
            }
            Fact::Cleared { clearing, .. } => body.clearing = Some(clearing.clone()),
        }
    }

    fn owed(head: &Head, stage: Stage, body: &Self) -> Vec<Owed> {
        duty::owed(head, stage, body)
    }

    /// What comes is reserved from the approval until it is attested; what leaves is given back once it is cleared (R30).
    fn tallies(_head: &Head, stage: Stage, body: &Self) -> Vec<(Tally, u64)> {
        let (of, takes) = match stage {
            Stage::Approved | Stage::Executing | Stage::Done => {
                (Use::Reserved, line::needs(&body.lines))
            }
            Stage::Clearing => (Use::Issued, line::gives_back(&body.lines)),
            Stage::Requested | Stage::Closed | Stage::Rejected | Stage::Withdrawn => {
                return Vec::new();
            }
        };
        room::given_out(&body.pool, of, takes).collect()
    }

    fn frees(stage: Stage, body: &Self) -> Amounts<Dimension> {
        match stage {
            Stage::Approved | Stage::Executing | Stage::Done | Stage::Clearing => {
                line::gives_back(&body.lines)
            }
            Stage::Requested | Stage::Closed | Stage::Rejected | Stage::Withdrawn => Amounts::new(),
        }
    }

    fn delays(world: &dyn World, on: &On<Self>, duty: AnyDuty, today: NaiveDate) -> Vec<Delay> {
        price::delays(world, on, duty, today)
    }

    fn place(body: &Self) -> Option<Place<'_>> {
        Some(body.place())
    }

    fn wiped<'b>(_head: &Head, body: &'b Self) -> Option<Wiped<'b>> {
        let on = body.clearing.as_ref()?.until;
        Some(Wiped::of(&body.leaving, on, PaperKind::ChangeClearing))
    }

    fn points(case: &Case, on: &On<Self>) -> Result<Vec<Point>, Refusal> {
        Ok(review::points(case, on))
    }

    fn cover(body: &mut Self, _owner: Option<&PartyCode>, eyes: &Eyes) {
        Sight::Grounds.cover(eyes, &mut body.reason);
        for line in &mut body.lines {
            Sight::Grounds.cover(eyes, &mut line.before.purpose);
            Sight::Grounds.cover(eyes, &mut line.after.purpose);
        }
        Sight::Opinion.cover(eyes, &mut body.opinion);
        if let Some(advice) = &mut body.advice {
            Sight::Opinion.cover(eyes, advice);
        }
    }

    /// A stop hits only what increases (R7); a freeze whatever is carried out (Art. 35).
    fn deed(body: &Self, verb: kinds::Verb) -> Option<Deed> {
        let kinds::Verb::ResourceChange(verb) = verb else {
            return None;
        };
        let grows = body.lines.iter().any(ChangeLine::grows) || body.is_dearer();
        match verb {
            Verb::Request | Verb::Review | Verb::Order => grows.then_some(Deed::Increase),
            Verb::CarryOut => Some(Deed::Execute),
            Verb::Clear => Some(Deed::Clear),
            Verb::Advise | Verb::Confirm | Verb::Determine => None,
        }
    }

    /// What support is against is not decided without a word on it.
    fn needs(body: &Self, verb: kinds::Verb) -> &'static [&'static str] {
        if verb == Verb::Review.into() && body.is_advised_against() {
            &["opinion"]
        } else {
            &[]
        }
    }

    /// The day that was reported where it is attested, today everywhere else.
    fn form(_head: &Head, body: &Self, verb: kinds::Verb, now: Moment) -> Form {
        let attests = [Verb::Confirm, Verb::Determine].map(kinds::Verb::from);
        let reported = body.done_on.filter(|_| attests.contains(&verb));
        Form::of_days(verb, reported.unwrap_or(now.day()))
    }
}

impl ResourceChange {
    /// What it is about.
    pub fn resources(&self) -> impl Iterator<Item = ResourceId> {
        self.lines.iter().map(|line| line.resource)
    }

    /// Whether any line was dearer a year than before by the prices that its papers say. A decision looks at those of its day.
    fn is_dearer(&self) -> bool {
        let lines = self.yearly.iter().flat_map(|yearly| &yearly.lines);
        lines.flatten().any(|(before, after)| after > before)
    }

    /// Whether support is against it, where that is told.
    #[must_use]
    pub fn is_advised_against(&self) -> bool {
        let advice = self.advice.as_ref();
        advice.is_some_and(|advice| advice.agrees == Told::Is(false))
    }

    /// For which system, from which pool.
    #[must_use]
    pub fn place(&self) -> Place<'_> {
        Place {
            system: &self.system,
            pool: &self.pool,
        }
    }
}
