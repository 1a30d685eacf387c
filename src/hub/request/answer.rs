//! What a seat is answered: plain data, the same in the process, over the socket and over SSH.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Adopted, Claim, Draft, Entry, Jobs, OffersOn, Previews, Realm, Receipt, SavedView, Traffic,
    Trouble, Window,
};
use crate::domain::build::measure::Capacity;
use crate::domain::build::room::{Availability, Room};
use crate::domain::law::act::Verb;
use crate::domain::law::article::Articles;
use crate::domain::law::block::Hindrance;
use crate::domain::law::calendar::{Calendar, CalendarYear, NoticeProposal};
use crate::domain::law::clock::{Deadline, Remaining};
use crate::domain::law::code::{Login, PartyCode, PersonCode};
use crate::domain::law::duty::{Duty, DutyKey, Lack};
use crate::domain::law::event::Event;
use crate::domain::law::matter::{Matter, MatterId, Stage};
use crate::domain::law::naming::Names;
use crate::domain::law::offer::Offer;
use crate::domain::law::paper::Paper;
use crate::domain::law::party::{Actor, Alike, Post};
use crate::domain::law::proposal::{Otherwise, ToSign};
use crate::domain::law::refusal::{Coming, Refusal};
use crate::domain::law::ruling::Ruling;
use crate::domain::law::validity::{MeasuresChange, MeasuresGround, RuleSet, Validity};
use crate::domain::law::what_if::Difference;
use crate::domain::record::Record;
use crate::domain::register::Affiliation;
use crate::domain::settle::charge::Charges;
use crate::domain::settle::delay::Delay;
use crate::domain::r#use::asked::Contact;
use crate::domain::r#use::materials::Completeness;
use crate::domain::r#use::point::Point;
use crate::domain::r#use::resource::Turn;
use crate::domain::r#use::stood::Since;

/// How my duties stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Who I am.
    pub actor: Actor,
    /// My telephone number, as registered.
    pub telephone: String,
    /// My party's name.
    pub party: String,
    /// Its short name, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    /// Whose world.
    pub realm: Realm,
    /// The hub's clock.
    pub now: DateTime<Utc>,
    /// Seconds that the hub's clock runs in one second: 1, but for a sandbox's stored clock; 0 is paused.
    #[serde(default = "one")]
    pub rate: u32,
    /// Open duties of my party at my posts.
    pub mine: u64,
    /// Of those, late.
    pub late: u64,
    /// Of those, late, by post.
    #[serde(default)]
    pub late_by: BTreeMap<Post, u64>,
    /// Of those, due today.
    pub today: u64,
    /// The next due day among them, with today.
    pub next_due: Option<NaiveDate>,
    /// What waits for a second signature that I may give, at most [`TO_SIGN_LIMIT`].
    ///
    /// [`TO_SIGN_LIMIT`]: super::TO_SIGN_LIMIT
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_sign: Vec<ToSign>,
    /// Every open duty.
    pub open: u64,
    /// How long the Measures are in force, where anything was registered.
    #[serde(default)]
    pub measures: Option<Validity>,
    /// The names of who changed them last.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// The last entry.
    pub seq: u64,
    /// Whether anything was ever registered.
    pub founded: bool,
}

/// The rate of a clock that is nobody's toy.
const fn one() -> u32 {
    1
}

/// What would happen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// The stage before, of an existing matter.
    pub from: Option<Stage>,
    /// The events, with every result; numbers in them are provisional.
    pub events: Vec<Event>,
    /// The entry it would become.
    pub seq: u64,
    /// What whoever does it must have before them.
    #[serde(default)]
    pub points: Vec<Point>,
    /// The names of all that it speaks of.
    #[serde(default)]
    pub names: Names,
    /// The duties that would begin and that nobody could do, with why not.
    #[serde(default)]
    pub nobody: Vec<(MatterId, DutyKey, Lack)>,
    /// What of the rules would be otherwise, once it is signed by as many as it takes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub otherwise: Vec<Otherwise>,
    /// Who is at the matter now.
    #[serde(default)]
    pub claim: Option<Claim>,
}

/// Every ruling that was proposed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Rulings {
    /// Those proposed and signed, in order: the first is number 1.
    pub rulings: Vec<Ruling>,
    /// The names of who proposed and signed them, and of where they apply.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
}

/// One step in a matter's history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Happening {
    /// The entry.
    pub entry: Entry,
    /// The person's name.
    pub person: String,
    /// The party's name.
    pub party: String,
    /// The names of all that its event speaks of.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
}

/// The entry of the journal before the one that issued a paper: whoever holds the paper can show that nothing before it
/// was changed since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Its number.
    pub seq: u64,
    /// The SM3 digest of its bytes, in hexadecimal.
    pub hash: String,
}

/// One matter, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// The matter.
    pub matter: Matter,
    /// The duties that ended, in the order in which they did.
    pub ended: Vec<Duty>,
    /// The papers that went out, in order.
    pub papers: Vec<Paper>,
    /// What stands at the foot of each of them, in the same order.
    pub anchors: Vec<Anchor>,
    /// The system's name, where it asks for resources.
    pub system: String,
    /// The pool's name, where it asks for resources.
    pub pool: String,
    /// What is registered otherwise than when it began, where it asks for resources.
    #[serde(default)]
    pub since: Vec<Since>,
    /// How complete its materials are, while that is to be judged.
    #[serde(default)]
    pub materials: Option<Completeness>,
    /// What the lines that it issued cost in the present cycle, to who is told (R49).
    #[serde(default)]
    pub charges: Option<Charges>,
    /// What every day costs on which an open duty of it is not done, to who is told (R49).
    #[serde(default)]
    pub delays: Vec<(DutyKey, Vec<Delay>)>,
    /// The rule set in force now, where it began under another (Art. 42).
    #[serde(default)]
    pub rules_now: Option<RuleSet>,
    /// The names of all that it speaks of.
    #[serde(default)]
    pub names: Names,
    /// Its history, at most the newest [`WINDOW_LIMIT`](super::WINDOW_LIMIT).
    pub history: Vec<Happening>,
    /// What can be done on it, and why not.
    pub offers: Vec<Offer>,
    /// The matters that whoever looks may begin from it.
    #[serde(default)]
    pub follows: Vec<Verb>,
    /// What remains of its open duties.
    pub remaining: Vec<(DutyKey, Remaining)>,
    /// Its open duties that nobody can do now, with why not.
    #[serde(default)]
    pub nobody: Vec<(DutyKey, Lack)>,
    /// Its open duties that a block stops, or has stopped.
    #[serde(default)]
    pub hindered: Vec<(DutyKey, Hindrance)>,
    /// Who is at it now.
    #[serde(default)]
    pub claim: Option<Claim>,
}

impl Shown {
    /// The name of a party in it.
    #[must_use]
    pub fn party(&self, code: &PartyCode) -> String {
        self.names.call(&code.into()).to_owned()
    }
}

/// A paper as it went out: what its text is written from, for ever the same whatever happened on the matter since.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Issued {
    /// The paper; with its signature, if it was signed since.
    pub paper: Paper,
    /// The matter as it stood by the entry that issued the paper.
    pub matter: Matter,
    /// The duties that were over then, in the order in which they ended.
    pub ended: Vec<Duty>,
    /// The papers that had gone out before it, in order.
    pub earlier: Vec<Paper>,
    /// What stands at the paper's foot.
    pub anchor: Anchor,
}

/// Whom to call about a matter, in clear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revealed {
    /// The matter.
    pub matter: MatterId,
    /// Whom and where.
    pub contact: Contact,
    /// The entry of the journal that says so; none to its counterparties.
    pub entry: Option<u64>,
}

impl Revealed {
    /// Says the number in clear where a matter has it masked.
    pub fn tell(&self, matter: &mut Matter) {
        if let Some(asked) = matter.body.asked_mut() {
            asked.contact.clone_from(&self.contact);
        }
    }
}

/// Why a deadline is what it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// The matter.
    pub matter: MatterId,
    /// The duty.
    pub duty: Duty,
    /// The party's name.
    pub party: String,
    /// The calendar edition that it was computed with.
    pub calendar: Calendar,
    /// What remains.
    pub remaining: Remaining,
    /// How a block stops it, or has stopped it, while it is owed.
    #[serde(default)]
    pub hindered: Option<Hindrance>,
    /// The names of what the blocks lie on.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
}

/// What nobody can do at a post, for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unable {
    /// The party.
    pub party: PartyCode,
    /// Its name.
    pub name: String,
    /// The post.
    pub post: Post,
    /// Why nobody can.
    pub lack: Lack,
    /// How many duties wait.
    pub count: u64,
    /// The matter of the most urgent one.
    pub matter: MatterId,
    /// The most urgent one.
    pub duty: DutyKey,
}

/// Two persons of two parties who may be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Likely {
    /// The one.
    pub person: PersonCode,
    /// Their name.
    pub name: String,
    /// Their party.
    pub party: PartyCode,
    /// The other.
    pub other: Alike,
}

/// What stands in the way of work.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// What nobody can do, as far as the asker may see it.
    pub unable: Vec<Unable>,
    /// Persons who may be one, for those who keep the registers.
    pub alike: Vec<Likely>,
    /// How many blocks are in force, of those that the asker may see.
    #[serde(default)]
    pub blocks: u64,
    /// The names of those who may be one person, and of their parties.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
}

/// A record of a register, with what those are called whom it speaks of and what else is told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The record.
    #[serde(flatten)]
    pub record: Record,
    /// The names in it.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// Of a provider or an agency, with which others it is associated today (Art. 13); told to those who see everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliations: Option<Vec<Affiliation>>,
    /// Of a pool, and of what it has, how it stands (R30); told to whoever may know what it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<Box<PoolRoom>>,
    /// Of a pool, the matters that it came into service by, as far as they are seen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub matters: Vec<Matter>,
    /// Of a pool, to a unit, of which dimensions it is short: without a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub availability: Option<Vec<Availability>>,
    /// Of a resource, what became of it and what it costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub course: Option<Course>,
}

/// How a pool stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolRoom {
    /// What it has.
    pub capacity: Capacity,
    /// How much of that is given out and free, a dimension each.
    pub rooms: Vec<Room>,
    /// What open matters will give back to it.
    pub coming: Vec<Coming>,
}

/// What became of a resource since it was issued, and what it costs in the present cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// What it became, in the order of recording.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<Turn>,
    /// What it costs, to who is told (R49): of the lines that its matter issued, its own alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charges: Option<Charges>,
}

/// A slice of history under another ruling.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatIf {
    /// The deadlines that would be others.
    pub differences: Vec<Difference>,
    /// Matters read for it.
    pub read: usize,
    /// The matter to go on after; none at the end.
    pub resume: Option<MatterId>,
}

/// The Measures as they stand (Art. 42).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasuresAnswer {
    /// Official texts by article, as far as they are loaded.
    pub articles: Articles,
    /// Until when they are in force, with all that it follows from.
    pub validity: Validity,
    /// What befell them, in order, signed or waiting.
    pub changes: Vec<MeasuresChange>,
    /// The grounds on which matters begin after their end.
    pub grounds: Vec<MeasuresGround>,
    /// The names of who changed them and gave the grounds, and for whom.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "answer", content = "result", rename_all = "snake_case")]
pub enum Answer {
    /// Done; it is on disk.
    Done(Receipt),
    /// It had been done before under the same key.
    Before(Receipt),
    /// All done.
    AllDone(Vec<Receipt>),
    /// One of all stands against a rule, so none was done.
    NoneDone {
        /// Which, from 0.
        at: usize,
        /// Why.
        refusal: Refusal,
    },
    /// A slice of an intake is here.
    Staged {
        /// How many of its acts are here by now.
        acts: usize,
    },
    /// All of an intake is done.
    Adopted(Adopted),
    /// Long work under way.
    Jobs(Jobs),
    /// A rule stands against it.
    Refused(Refusal),
    /// The request key was used for something else.
    KeyReused,
    /// What would happen.
    Preview(Box<Preview>),
    /// What each of many acts would come to.
    Previews(Box<Previews>),
    /// What can be done on many matters.
    OffersOn(Box<OffersOn>),
    /// A window.
    Window(Box<Window>),
    /// Nothing was written since.
    Unchanged,
    /// A matter.
    Shown(Box<Shown>),
    /// A paper of a matter.
    Issued(Box<Issued>),
    /// Every day of a deadline.
    Explained(Box<Explanation>),
    /// How my duties stand.
    Standing(Box<Standing>),
    /// A stretch of the journal.
    Journal(Vec<Happening>),
    /// The journal's own bytes, one entry each, exactly as they were hashed.
    Lines(Vec<String>),
    /// A record; none if there is none of that key, or it is not open to whoever asks.
    Record(Option<Box<Found>>),
    /// Rulings, with their numbers from 1.
    Rulings(Box<Rulings>),
    /// History under another ruling.
    WhatIf(Box<WhatIf>),
    /// A year's notice, with the edition; none if the year is provisional.
    Calendar {
        /// The edition in force.
        edition: u32,
        /// The special days known.
        notice: Option<CalendarYear>,
        /// Notices of the year that wait for their second signature.
        #[serde(default)]
        waiting: Vec<NoticeProposal>,
    },
    /// The whole calendar in force.
    CalendarInForce(Box<Calendar>),
    /// What was let in and turned away.
    Traffic(Traffic),
    /// What stands in the way of work.
    Health(Box<Health>),
    /// A deadline.
    Due(Deadline),
    /// The Measures: until when, by what, and their text.
    Measures(Box<MeasuresAnswer>),
    /// Drafts.
    Drafts(Vec<Draft>),
    /// Saved views.
    Views {
        /// By name.
        views: Vec<SavedView>,
        /// The names of the parties whose duties they list.
        #[serde(default, skip_serializing_if = "Names::is_empty")]
        names: Names,
    },
    /// Whoever is at the matter now: the asker, unless somebody else was before them.
    Claimed(Claim),
    /// Kept, dropped, or given back.
    Ok,
    /// Whom to call about a matter, in clear.
    Revealed(Revealed),
    /// What the key was answered, if it was used.
    Found(Option<Receipt>),
    /// The login is not bound to an active person.
    Stranger(Login),
    /// Trouble: nothing is known to have happened, and the request key will tell.
    Trouble(Trouble),
}
