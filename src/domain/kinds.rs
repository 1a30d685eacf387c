//! The kinds of matters: one line each. From these lines follow the sums over all of them (stages, bodies, acts, events,
//! duties, papers, reasons) and the way from each to the folder that it belongs to. Adding a matter adds its folder and
//! its line; nothing else in the domain has to know of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::build::capacity::{Amounts, Dimension};
use super::law::act::{Declaration, FieldProblem};
use super::law::block::{Deed, Place};
use super::law::clock::Moment;
use super::law::code::PartyCode;
use super::law::common;
use super::law::escalation::Escalation;
use super::law::fact::OnMatter;
use super::law::kind::{Form, Kind, On, Withdrawing};
use super::law::matter::{Head, Matter};
use super::law::names::families;
use super::law::paper::{PaperNumber, Signature};
use super::law::party::PartyKind;
use super::law::refusal::{Reason, Refusal, Spoken};
use super::law::ruling::Scope;
use super::law::said::Said;
use super::law::sight::{Eyes, Sight};
use super::law::step::{Case, Owed};
use super::law::tally::Tally;
use super::law::world::World;
use super::record::Record;
use super::register;
use super::settle::charge::Issue;
use super::settle::delay::Delay;
use super::r#use::asked::{self, Asked};
use super::r#use::materials::Completeness;
use super::r#use::named_instance::Wiped;
use super::r#use::point::Point;

/// `tag "ALIAS" "词" Kind in folder;`. The tag stands in table keys and is never reused; the alias is written in the journal
/// and in scripts; the word stands before the number on screens and papers.
macro_rules! kinds {
    ($($tag:literal $alias:literal $word:literal $kind:ident in $chapter:ident::$folder:ident;)+) => {
        $(use super::$chapter::$folder;)+

        /// What kind of matter it is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum MatterKind {
            $(#[doc = $word] $kind),+
        }

        impl MatterKind {
            /// Every kind.
            pub const ALL: [Self; [$($tag),+].len()] = [$(Self::$kind),+];

            /// The name of its folder, as scripts and JSON write it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => stringify!($folder)),+ }
            }

            /// The word in front of a matter's number, as screens and papers write it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$kind => $word),+ }
            }

            /// Its ASCII alias, as the journal and scripts write it.
            #[must_use]
            pub const fn alias(self) -> &'static str {
                match self { $(Self::$kind => $alias),+ }
            }

            /// Its number in table keys; never reused.
            #[must_use]
            pub const fn tag(self) -> u8 {
                match self { $(Self::$kind => $tag),+ }
            }

            /// The kind with that number.
            #[must_use]
            pub const fn from_tag(tag: u8) -> Option<Self> {
                match tag {
                    $($tag => Some(Self::$kind),)+
                    _ => None,
                }
            }
        }

        /// The stage of a matter of any kind.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Stage {
            $(#[doc = $word] $kind($folder::Stage)),+
        }

        $(impl From<$folder::Stage> for Stage {
            fn from(stage: $folder::Stage) -> Self {
                Self::$kind(stage)
            }
        })+

        impl Stage {
            /// Every stage of every kind.
            pub fn all() -> impl Iterator<Item = Self> {
                std::iter::empty()$(.chain($folder::Stage::ALL.into_iter().map(Self::$kind)))+
            }

            /// Its kind's number, and its place among the stages of the kind.
            #[must_use]
            pub const fn tag(self) -> [u8; 2] {
                match self { $(Self::$kind(stage) => [$tag, stage.place()]),+ }
            }

            /// The word that it is written as.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$kind(stage) => stage.word()),+ }
            }
        }

        /// What belongs to one kind of matter.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Body {
            $(#[doc = $word] $kind($folder::$kind)),+
        }

        $(impl From<$folder::$kind> for Body {
            fn from(body: $folder::$kind) -> Self {
                Self::$kind(body)
            }
        })+

        /// An act that opens a matter. It is written as its fields.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[serde(untagged)]
        pub enum Opening {
            $(#[doc = $word] $kind($folder::Opening)),+
        }

        /// An act that is done on a matter. It is written as its fields.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[serde(untagged)]
        pub enum Act {
            $(#[doc = $word] $kind($folder::Act),)+
            /// What can be done on matters of every kind.
            Common(common::Act),
        }

        families! {
            /// Everything that a party can do, by name.
            Verb {
                $($tag $kind($folder::Verb),)+
                0 Common(common::Verb),
                255 Register(register::Verb),
            }
        }

        impl Verb {
            /// What is declared of it.
            #[must_use]
            pub const fn declaration(self) -> Declaration {
                match self {
                    $(Self::$kind(verb) => verb.declaration(),)+
                    Self::Common(verb) => verb.declaration(),
                    Self::Register(verb) => verb.declaration(),
                }
            }

            /// Whether it is done on matters of that kind.
            #[must_use]
            pub const fn is_done_on(self, kind: MatterKind) -> bool {
                match self {
                    $(Self::$kind(_) => self.is_on_matter() && kind.tag() == $tag,)+
                    Self::Common(_) => true,
                    Self::Register(_) => false,
                }
            }
        }

        impl Opening {
            /// Its verb.
            #[must_use]
            pub const fn verb(&self) -> Verb {
                match self { $(Self::$kind(act) => Verb::$kind(act.verb())),+ }
            }

            /// The one of that verb with these fields; none if the verb opens nothing.
            pub fn read(verb: Verb, fields: Map<String, Value>) -> Option<Result<Self, FieldProblem>> {
                match verb {
                    $(Verb::$kind(verb) => {
                        $folder::Opening::read(verb, fields).map(|read| read.map(Self::$kind))
                    })+
                    Verb::Common(_) | Verb::Register(_) => None,
                }
            }
        }

        impl Act {
            /// Its verb.
            #[must_use]
            pub const fn verb(&self) -> Verb {
                match self {
                    $(Self::$kind(act) => Verb::$kind(act.verb()),)+
                    Self::Common(act) => Verb::Common(act.verb()),
                }
            }

            /// The one of that verb with these fields; none if the verb is done on no matter.
            pub fn read(verb: Verb, fields: Map<String, Value>) -> Option<Result<Self, FieldProblem>> {
                match verb {
                    $(Verb::$kind(verb) => {
                        $folder::Act::read(verb, fields).map(|read| read.map(Self::$kind))
                    })+
                    Verb::Common(verb) => common::Act::read(verb, fields).map(|read| read.map(Self::Common)),
                    Verb::Register(_) => None,
                }
            }
        }

        families! {
            /// What must be done, by name.
            DutyKind { 0 Common(common::DutyKind), $($tag $kind($folder::DutyKind)),+ }
        }

        impl DutyKind {
            /// The verb that discharges it; none if several do, or one of a later matter.
            #[must_use]
            pub fn verb(self) -> Option<Verb> {
                match self { Self::Common(duty) => duty.verb(), $(Self::$kind(duty) => duty.verb()),+ }
            }

            /// Whether money depends on when it is done.
            #[must_use]
            pub const fn moves_money(self) -> bool {
                match self {
                    Self::Common(duty) => duty.moves_money(),
                    $(Self::$kind(duty) => duty.moves_money()),+
                }
            }

            /// Who hears of its lateness, and when.
            #[must_use]
            pub fn escalation(self) -> &'static [Escalation] {
                match self {
                    Self::Common(duty) => duty.escalation(),
                    $(Self::$kind(duty) => duty.escalation()),+
                }
            }
        }

        families! {
            /// Which document a paper is.
            PaperKind { 0 Asked(asked::PaperKind), $($tag $kind($folder::PaperKind)),+ }
        }

        impl PaperKind {
            /// Whether something begins by its service: a duty's time, or the days to object.
            #[must_use]
            pub const fn begins_something(self) -> bool {
                match self {
                    Self::Asked(paper) => paper.begins_something(),
                    $(Self::$kind(paper) => paper.begins_something()),+
                }
            }
        }

        impl PaperKind {
            /// To whom what one adds to it is open, of those who read it (R49).
            #[must_use]
            pub const fn sight(self) -> Sight {
                match self {
                    Self::Asked(paper) => paper.sight(),
                    $(Self::$kind(paper) => paper.sight()),+
                }
            }
        }

        /// A reason that belongs to one kind of matter. In text it stands by its own name, which is no other kind's.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(untagged)]
        pub enum KindReason {
            $(#[doc = $word] $kind($folder::Reason)),+
        }

        $(impl From<$folder::Reason> for Reason {
            fn from(reason: $folder::Reason) -> Self {
                Self::Kind(KindReason::$kind(reason))
            }
        })+

        impl KindReason {
            /// What of the act's fields it speaks of.
            #[must_use]
            pub fn speaks_of(&self) -> Option<Spoken<'_>> {
                match self { $(Self::$kind(reason) => reason.speaks_of()),+ }
            }
        }

        /// An event: a fact of one family. It is written flat, by the fact's own type.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[serde(untagged)]
        pub enum Event {
            $(#[doc = $word] $kind($folder::Fact),)+
            /// What can happen to matters of every kind.
            Common(common::Fact),
            /// What the registers keep.
            Register(register::Fact),
        }

        $(impl From<$folder::Fact> for Event {
            fn from(fact: $folder::Fact) -> Self {
                Self::$kind(fact)
            }
        })+

        impl Event {
            /// The types of every family, each with its version.
            pub const FAMILIES: &'static [&'static [(&'static str, u32)]] = &[
                $($folder::Fact::TYPES,)+ common::Fact::TYPES, register::Fact::TYPES,
            ];

            /// Its type and version, as the journal writes them.
            #[must_use]
            pub const fn written_as(&self) -> (&'static str, u32) {
                match self {
                    $(Self::$kind(fact) => fact.written_as(),)+
                    Self::Common(fact) => fact.written_as(),
                    Self::Register(fact) => fact.written_as(),
                }
            }

            /// Hands what was written to the family whose type it is; none if no family knows the type.
            pub fn read<'de, D: serde::Deserializer<'de>>(
                name: &str,
                written: D,
            ) -> Option<Result<Self, D::Error>> {
                let is_of = |types: &[(&str, u32)]| types.iter().any(|(known, _)| *known == name);
                $(if is_of($folder::Fact::TYPES) {
                    return Some($folder::Fact::deserialize(written).map(Self::$kind));
                })+
                if is_of(common::Fact::TYPES) {
                    return Some(common::Fact::deserialize(written).map(Self::Common));
                }
                if is_of(register::Fact::TYPES) {
                    return Some(register::Fact::deserialize(written).map(Self::Register));
                }
                None
            }

            /// What of the facts on matters is open to fewer than see the matter (R49): the type, its part, the class.
            pub const SIGHTS: &'static [&'static [(&'static str, &'static str, Sight)]] = &[
                $($folder::Fact::SIGHTS,)+ common::Fact::SIGHTS,
            ];

            /// Covers what of it is not open to whoever looks.
            pub fn cover(&mut self, eyes: &Eyes) {
                match self {
                    $(Self::$kind(fact) => fact.cover(eyes),)+
                    Self::Common(fact) => common::cover(fact, eyes),
                    Self::Register(fact) => fact.cover(eyes),
                }
            }

            /// What its sentence says.
            #[must_use]
            pub fn said(&self) -> Said<'_> {
                match self {
                    $(Self::$kind(fact) => fact.said(),)+
                    Self::Common(fact) => fact.said(),
                    Self::Register(fact) => fact.said(),
                }
            }

            /// The matter that it opens or moves, and how.
            #[must_use]
            pub fn on_matter(&self) -> Option<OnMatter<'_>> {
                match self {
                    $(Self::$kind(fact) => Some(fact.on_matter()),)+
                    Self::Common(fact) => Some(fact.on_matter()),
                    Self::Register(_) => None,
                }
            }

            /// What it registers.
            #[must_use]
            pub fn records(&self) -> Vec<Record> {
                match self {
                    $(Self::$kind(fact) => <$folder::$kind as Kind>::records(fact),)+
                    Self::Common(_) => Vec::new(),
                    Self::Register(fact) => fact.records(),
                }
            }

            /// The matter that it opens, if it opens one.
            #[must_use]
            pub fn opened(&self) -> Option<Matter> {
                match self {
                    $(Self::$kind(fact) => fact.opened(),)+
                    Self::Common(_) | Self::Register(_) => None,
                }
            }

            /// The paper that it signs, with the signature.
            #[must_use]
            pub fn signed(&self) -> Option<(PaperNumber, Signature)> {
                match self {
                    Self::Common(common::Fact::Signed { number, signature, .. }) => {
                        Some((number.clone(), signature.clone()))
                    }
                    $(Self::$kind(_) => None,)+
                    Self::Common(_) | Self::Register(_) => None,
                }
            }

            /// Its step, to be filled in.
            pub(super) fn step_mut(&mut self) -> Option<&mut super::law::fact::Step> {
                match self {
                    $(Self::$kind(fact) => fact.step_mut(),)+
                    Self::Common(fact) => fact.step_mut(),
                    Self::Register(_) => None,
                }
            }

            /// Takes it into a matter, all but what its step says; none if it is no event of such a matter.
            #[must_use]
            pub(super) fn change(&self, matter: &mut Matter) -> Option<()> {
                match self {
                    $(Self::$kind(fact) => {
                        let Body::$kind(body) = &mut matter.body else {
                            return None;
                        };
                        <$folder::$kind as Kind>::apply(fact, body);
                        matter.head.concerned.extend(<$folder::$kind as Kind>::joins(fact));
                    })+
                    Self::Common(fact) => common::apply(fact, matter),
                    Self::Register(_) => return None,
                }
                Some(())
            }
        }

        /// Opens a matter.
        ///
        /// # Errors
        /// What stands against it.
        pub(super) fn open(case: &Case, opening: &Opening) -> Result<Vec<Event>, Refusal> {
            match opening { $(Opening::$kind(opening) => <$folder::$kind as Kind>::open(case, opening)),+ }
        }

        $(impl $folder::$kind {
            /// A matter of this kind; none if it is of another.
            #[must_use]
            pub fn of(matter: &Matter) -> Option<On<'_, Self>> {
                let Body::$kind(body) = &matter.body else {
                    return None;
                };
                let Stage::$kind(stage) = matter.head.stage else {
                    return None;
                };
                Some(On { matter, stage, body })
            }
        })+

        /// Does something on a matter.
        ///
        /// # Errors
        /// What stands against it.
        pub(super) fn decide(case: &Case, matter: &Matter, act: &Act) -> Result<Vec<Event>, Refusal> {
            match act {
                $(Act::$kind(act) => match $folder::$kind::of(matter) {
                    Some(on) => <$folder::$kind as Kind>::decide(case, &on, act),
                    None => Err(case.refuse(Reason::WrongStage(matter.head.stage))),
                },)+
                Act::Common(act) => common::decide(case, matter, act),
            }
        }

        /// What whoever does the case's act on a matter must have before them.
        ///
        /// # Errors
        /// If something that it names is not registered.
        pub(super) fn points(case: &Case, matter: &Matter) -> Result<Vec<Point>, Refusal> {
            match matter.head.id.kind {
                $(MatterKind::$kind => match $folder::$kind::of(matter) {
                    Some(on) => <$folder::$kind as Kind>::points(case, &on),
                    None => Ok(Vec::new()),
                },)+
            }
        }

        /// What else happens once a paper of a matter is served.
        ///
        /// # Errors
        /// What stands against it.
        pub(super) fn served(
            case: &Case,
            matter: &Matter,
            paper: PaperKind,
            at: Moment,
        ) -> Result<Vec<Event>, Refusal> {
            match matter.head.id.kind {
                $(MatterKind::$kind => match $folder::$kind::of(matter) {
                    Some(on) => <$folder::$kind as Kind>::served(case, &on, paper, at),
                    None => Ok(Vec::new()),
                },)+
            }
        }

        /// The instant at which something happens to a matter by itself.
        #[must_use]
        pub(super) fn awaits(matter: &Matter) -> Option<Moment> {
            match matter.head.id.kind {
                $(MatterKind::$kind => $folder::$kind::of(matter).and_then(|on| {
                    <$folder::$kind as Kind>::awaits(&matter.head, on.stage, on.body)
                }),)+
            }
        }

        /// What happens once the instant has come that a matter waits for.
        ///
        /// # Errors
        /// What stands against it.
        pub(super) fn came(case: &Case, matter: &Matter) -> Result<Vec<Event>, Refusal> {
            match matter.head.id.kind {
                $(MatterKind::$kind => match $folder::$kind::of(matter) {
                    Some(on) => <$folder::$kind as Kind>::came(case, &on),
                    None => Err(case.refuse(Reason::WrongStage(matter.head.stage))),
                },)+
            }
        }

        /// Where a matter stands once it is withdrawn.
        ///
        /// # Errors
        /// If it cannot be.
        pub(super) fn withdrawn(case: &Case, matter: &Matter) -> Result<Stage, Refusal> {
            match matter.head.id.kind {
                $(MatterKind::$kind => match $folder::$kind::of(matter) {
                    Some(on) => <$folder::$kind as Kind>::withdrawn(case, &on).map(Stage::$kind),
                    None => Err(case.refuse(Reason::WrongStage(matter.head.stage))),
                },)+
            }
        }

        /// What comes with a matter's being withdrawn.
        ///
        /// # Errors
        /// What stands against it.
        pub(super) fn withdrawing(
            case: &Case,
            matter: &Matter,
            reason: &str,
        ) -> Result<Withdrawing, Refusal> {
            match matter.head.id.kind {
                $(MatterKind::$kind => match $folder::$kind::of(matter) {
                    Some(on) => <$folder::$kind as Kind>::withdrawing(case, &on, reason),
                    None => Ok(Withdrawing::default()),
                },)+
            }
        }

        /// The duties that a matter has as it stands.
        #[must_use]
        pub fn owed(matter: &Matter) -> Vec<Owed> {
            let mut owed = match matter.head.id.kind {
                $(MatterKind::$kind => $folder::$kind::of(matter).map_or_else(Vec::new, |on| {
                    <$folder::$kind as Kind>::owed(&matter.head, on.stage, on.body)
                }),)+
            };
            owed.extend(common::owed(&matter.head));
            owed
        }

        /// What a matter adds to which tally, and that it will give room back where it will.
        #[must_use]
        pub fn tallies(matter: &Matter) -> Vec<(Tally, u64)> {
            let mut tallies = match matter.head.id.kind {
                $(MatterKind::$kind => $folder::$kind::of(matter).map_or_else(Vec::new, |on| {
                    <$folder::$kind as Kind>::tallies(&matter.head, on.stage, on.body)
                }),)+
            };
            let place = matter.body.place().filter(|_| !frees(matter).is_empty());
            tallies.extend(place.map(|place| {
                let tally = Tally::Freeing(place.pool.clone(), matter.head.id);
                (tally, 1)
            }));
            tallies
        }

        /// What a matter will give back to its pool once it is over.
        #[must_use]
        pub fn frees(matter: &Matter) -> Amounts<Dimension> {
            match matter.head.id.kind {
                $(MatterKind::$kind => $folder::$kind::of(matter).map_or_else(Amounts::new, |on| {
                    <$folder::$kind as Kind>::frees(on.stage, on.body)
                }),)+
            }
        }

        /// What every day costs today on which a duty of a matter is not done; nothing where no money depends on it.
        #[must_use]
        pub fn delays(world: &dyn World, matter: &Matter, duty: DutyKind, today: NaiveDate) -> Vec<Delay> {
            if !duty.moves_money() {
                return Vec::new();
            }
            match matter.head.id.kind {
                $(MatterKind::$kind => $folder::$kind::of(matter).map_or_else(Vec::new, |on| {
                    <$folder::$kind as Kind>::delays(world, &on, duty, today)
                }),)+
            }
        }

        impl Body {
            /// Where it applies a ruling, the narrowest scope first.
            #[must_use]
            pub fn scopes(&self, head: &Head) -> Vec<Scope> {
                match self { $(Self::$kind(body) => <$folder::$kind as Kind>::scopes(head, body)),+ }
            }

            /// What is asked for in it, if it asks for resources.
            #[must_use]
            pub fn asked(&self) -> Option<&Asked> {
                match self { $(Self::$kind(body) => <$folder::$kind as Kind>::asked(body)),+ }
            }

            /// For which system and from which pool the resources are that it asks for, or is about.
            #[must_use]
            pub fn place(&self) -> Option<Place<'_>> {
                match self { $(Self::$kind(body) => <$folder::$kind as Kind>::place(body)),+ }
            }

            /// The instances that were cleared by it, once that is certified.
            #[must_use]
            pub fn wiped<'b>(&'b self, head: &Head) -> Option<Wiped<'b>> {
                match self { $(Self::$kind(body) => <$folder::$kind as Kind>::wiped(head, body)),+ }
            }

            /// That what it asked for was issued, once it was.
            #[must_use]
            pub fn issue(&self) -> Option<Issue<'_>> {
                match self { $(Self::$kind(body) => <$folder::$kind as Kind>::issue(body)),+ }
            }

            /// The same, to say in clear what was masked.
            #[must_use]
            pub fn asked_mut(&mut self) -> Option<&mut Asked> {
                match self { $(Self::$kind(body) => <$folder::$kind as Kind>::asked_mut(body)),+ }
            }

            /// What of it a block may stop when that is done on it now.
            #[must_use]
            pub fn deed(&self, verb: Verb) -> Option<Deed> {
                match self { $(Self::$kind(body) => <$folder::$kind as Kind>::deed(body, verb)),+ }
            }

            /// The fields that such an act needs on this matter, though not on every one.
            #[must_use]
            pub fn needs(&self, verb: Verb) -> &'static [&'static str] {
                match self { $(Self::$kind(body) => <$folder::$kind as Kind>::needs(body, verb)),+ }
            }

            /// The kind of party that alone can stand in a field of such an act on this matter; none where any may.
            #[must_use]
            pub fn party_kind(&self, verb: Verb, field: &str) -> Option<PartyKind> {
                match self {
                    $(Self::$kind(body) => <$folder::$kind as Kind>::party_kind(body, verb, field)),+
                }
            }

            /// Covers what of it is not open to whoever looks: `owner` is whose matter it is.
            pub fn cover(&mut self, owner: Option<&PartyCode>, eyes: &Eyes) {
                match self { $(Self::$kind(body) => <$folder::$kind as Kind>::cover(body, owner, eyes)),+ }
            }

            /// How complete its materials are, while that is to be judged.
            #[must_use]
            pub fn materials(&self, head: &Head) -> Option<Completeness> {
                match self { $(Self::$kind(body) => <$folder::$kind as Kind>::materials(head, body)),+ }
            }

            /// What a form of an act on it begins with.
            #[must_use]
            pub fn form(&self, head: &Head, verb: Verb, now: Moment) -> Form {
                match self { $(Self::$kind(body) => <$folder::$kind as Kind>::form(head, body, verb, now)),+ }
            }

            /// The matters that may follow from it.
            #[must_use]
            pub fn successors(&self, head: &Head) -> Vec<(Verb, Form)> {
                match self { $(Self::$kind(body) => <$folder::$kind as Kind>::successors(head, body)),+ }
            }

            /// Reads what was written of a [`Bare`] body of that kind.
            ///
            /// # Errors
            /// If the bytes are not of such a body.
            pub fn read_row<'de, D: serde::Deserializer<'de>>(
                kind: MatterKind,
                row: D,
            ) -> Result<Self, D::Error> {
                match kind { $(MatterKind::$kind => Deserialize::deserialize(row).map(Self::$kind)),+ }
            }
        }

        /// A body as a row has it: without its kind, which is in the row's key.
        pub struct Bare<'b>(pub &'b Body);

        impl Serialize for Bare<'_> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self.0 { $(Body::$kind(body) => body.serialize(serializer)),+ }
            }
        }
    };
}
kinds! {
    1 "APP" "申请" Application in r#use::application;
    2 "EMG" "应急" Emergency in r#use::emergency;
    3 "PRC" "采购" Procurement in purchase::procurement;
    4 "CAT" "目录" CatalogueEdition in purchase::catalogue_edition;
    5 "CHG" "变更" ResourceChange in r#use::resource_change;
    6 "CAN" "注销" Cancellation in r#use::cancellation;
    7 "POL" "建设" ResourcePool in build::resource_pool;
}
