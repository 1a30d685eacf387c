//! Editions of the service catalogue (目录): Art. 5(2), 6(2), 11. Support drafts, a third party computes the caps, the
//! authority reviews and publishes.
//!
//! One matter is one edition: the whole catalogue of a year, or a supplement within it. What it lists are records of their
//! own, a few thousand at most; the items that applications ask for are those of the edition in force.

mod act;
mod cap;
mod draft;
mod duty;
mod fact;
mod force;
mod paper;
mod reason;
mod review;
mod said;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::listing::{Changes, Listing};
use crate::domain::kinds::{self, Event};
use crate::domain::law::clock::Moment;
use crate::domain::law::code::PartyCode;
use crate::domain::law::kind::{Form, Kind, On};
use crate::domain::law::matter::{Head, MatterId};
use crate::domain::law::names::words;
use crate::domain::law::refusal::Refusal;
use crate::domain::law::sight::{Eyes, Sight};
use crate::domain::law::step::{Case, Owed};
use crate::domain::record::Record;
use crate::domain::r#use::point::Point;

pub use act::*;
pub use cap::{cap_of, kept_by, offered, within};
pub use duty::DutyKind;
pub use fact::Fact;
pub use paper::PaperKind;
pub use reason::Reason;

/// How many consents to buy one thing outside the catalogue make it a candidate for the next edition.
pub const CANDIDATE_CONSENTS: u64 = 3;
/// How many records one event carries, where many change at once.
const SLICE: usize = 100;

words! {
    /// Where an edition stands.
    pub enum Stage {
        /// 编制中.
        Drafted = "drafted",
        /// 待审定.
        HandedIn = "handed_in",
        /// 待公布.
        Approved = "approved",
        /// 待生效: it is published, and its day has not come.
        Announced = "announced",
        /// 执行中.
        InForce = "in_force",
        /// 已更替.
        Superseded = "superseded",
        /// 终止编制.
        GivenUp = "given_up",
    }
}

/// What an edition comes to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// How many items it lists.
    pub items: u32,
    /// How many it listed and struck out again: they stay on record.
    pub struck: u32,
    /// How many of the items have no control figure of their own.
    pub by_total: u32,
    /// How many of those have no planned quantity either.
    pub unplanned: u32,
    /// What the caps of those come to a year by their planned quantities, in fen (R32).
    pub capped_fen: u64,
}

/// The report by which a third party computed the caps (Art. 11).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapReport {
    /// Who computed them.
    pub third_party: String,
    /// The number of its engagement.
    pub engagement: String,
    /// The number of the report.
    pub number: String,
    /// Its day.
    pub reported_on: NaiveDate,
    /// Method, samples with their dates, who checked it.
    pub samples: String,
}

/// What finance approved in total (R32).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Control {
    /// How much a year, in fen.
    pub total_fen: u64,
    /// The paper that says so.
    pub paper: String,
}

/// What belongs to an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueEdition {
    /// Its number: the year, and behind it that of the supplement.
    pub number: String,
    /// The year that it is for.
    pub year: i32,
    /// How far it goes.
    pub extent: Extent,
    /// What it rests on.
    pub basis: String,
    /// What it comes to.
    pub totals: Totals,
    /// The report on its caps, once it is submitted.
    pub report: Option<CapReport>,
    /// What finance approved in total; none where every item has its own figure.
    pub control: Option<Control>,
    /// The last opinion on it.
    pub opinion: Option<String>,
    /// From which day on it is in force, once it is published.
    pub from: Option<NaiveDate>,
    /// What it changes of what was in force before.
    pub changes: Option<Changes>,
    /// The number of the edition that took its place.
    pub superseded_by: Option<String>,
    /// Why it was given up.
    pub given_up: Option<String>,
}

impl Kind for CatalogueEdition {
    type Stage = Stage;
    type Opening = Opening;
    type Act = Act;
    type Fact = Fact;

    fn open(case: &Case, opening: &Opening) -> Result<Vec<Event>, Refusal> {
        match opening {
            Opening::Draft(act) => draft::open(case, act).map(|event| vec![event]),
        }
    }

    fn decide(case: &Case, on: &On<Self>, act: &Act) -> Result<Vec<Event>, Refusal> {
        let event = match act {
            Act::List(act) => draft::list(case, on, act),
            Act::Carry(_) => return draft::carry(case, on),
            Act::Strike(act) => draft::strike(case, on, &act.item),
            Act::HandIn(act) => review::hand_in(case, on, act),
            Act::Review(act) => review::review(case, on, act),
            Act::Announce(act) => force::announce(case, on, act.from),
            Act::GiveUp(act) => review::give_up(case, on, act.reason.as_str()),
        };
        event.map(|event| vec![event])
    }

    fn apply(fact: &Fact, body: &mut Self) {
        match fact {
            Fact::Opened(_) | Fact::Entered { .. } => {}
            Fact::Listed { totals, .. }
            | Fact::Carried { totals, .. }
            | Fact::Struck { totals, .. } => body.totals = *totals,
            Fact::HandedIn {
                report,
                control,
                totals,
                ..
            } => {
                body.totals = *totals;
                body.report = Some(report.clone());
                body.control.clone_from(control);
            }
            Fact::Reviewed { opinion, .. } => body.opinion = Some(opinion.clone()),
            Fact::Announced { from, changes, .. } => {
                body.from = Some(*from);
                body.changes = Some(changes.clone());
            }
            Fact::Superseded { number, .. } => body.superseded_by = Some(number.clone()),
            Fact::GivenUp { reason, .. } => body.given_up = Some(reason.clone()),
        }
    }

    fn owed(_head: &Head, stage: Stage, body: &Self) -> Vec<Owed> {
        duty::owed(stage, body).into_iter().collect()
    }

    fn points(case: &Case, on: &On<Self>) -> Result<Vec<Point>, Refusal> {
        Ok(force::points(case, on))
    }

    fn cover(body: &mut Self, _owner: Option<&PartyCode>, eyes: &Eyes) {
        Sight::Opinion.cover(eyes, &mut body.opinion);
    }

    /// Where an item has no control figure of its own, finance's total is needed.
    fn needs(body: &Self, verb: kinds::Verb) -> &'static [&'static str] {
        if verb == Verb::HandIn.into() && body.totals.by_total > 0 {
            &["control_total"]
        } else {
            &[]
        }
    }

    /// Days begin with today, and the year's edition with the first of January that it is for, if that is still to come.
    fn form(_head: &Head, body: &Self, verb: kinds::Verb, now: Moment) -> Form {
        let january = NaiveDate::from_ymd_opt(body.year, 1, 1);
        let january = january.filter(|_| body.extent == Extent::Annual);
        let begins = january.filter(|_| verb == Verb::Announce.into());
        let begins = begins.unwrap_or(now.day()).max(now.day());
        Form::of_days(verb, begins)
    }

    /// The next year's, once the year's is in force.
    fn successors(head: &Head, body: &Self) -> Vec<(kinds::Verb, Form)> {
        if head.stage != Stage::InForce.into() || body.extent != Extent::Annual {
            return Vec::new();
        }
        let next = body.year.saturating_add(1).to_string();
        let form = Form::default()
            .with("extent", Extent::Annual.word())
            .with("title", head.title.replace(&body.number, &next))
            .with("year", next);
        vec![(Verb::Draft.into(), form)]
    }

    fn awaits(_head: &Head, stage: Stage, body: &Self) -> Option<Moment> {
        let published = body.from.filter(|_| stage == Stage::Announced);
        published.map(Moment::of_day)
    }

    fn came(case: &Case, on: &On<Self>) -> Result<Vec<Event>, Refusal> {
        force::enter(case, on)
    }

    /// What it lists.
    fn records(fact: &Fact) -> Vec<Record> {
        match fact {
            Fact::Listed { listing, .. } | Fact::Struck { listing, .. } => {
                vec![listing.clone().into()]
            }
            Fact::Opened(_)
            | Fact::Carried { .. }
            | Fact::HandedIn { .. }
            | Fact::Reviewed { .. }
            | Fact::Announced { .. }
            | Fact::Entered { .. }
            | Fact::Superseded { .. }
            | Fact::GivenUp { .. } => Vec::new(),
        }
    }
}

/// What an edition lists, without what was struck out, by code.
fn listings(case: &Case, edition: MatterId) -> Vec<Listing> {
    let listed = case.world.listings(edition).into_iter();
    listed.filter(|listing| !listing.struck).collect()
}
