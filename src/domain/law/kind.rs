//! What a kind of matter brings: the one interface between a matter's folder and everything that holds for all matters.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::act::Verb;
use super::block::{Deed, Place};
use super::clock::Moment;
use super::code::PartyCode;
use super::duty::DutyKind;
use super::field::FieldKind;
use super::matter::{Head, Matter, Role, Stage};
use super::paper::{Paper, PaperKind};
use super::party::PartyKind;
use super::refusal::{Reason, Refusal};
use super::ruling::Scope;
use super::sight::Eyes;
use super::step::{Case, Owed};
use super::tally::Tally;
use super::world::World;
use crate::domain::build::capacity::{Amounts, Dimension};
use crate::domain::kinds::Event;
use crate::domain::record::Record;
use crate::domain::settle::charge::Issue;
use crate::domain::settle::delay::Delay;
use crate::domain::r#use::asked::Asked;
use crate::domain::r#use::materials::Completeness;
use crate::domain::r#use::named_instance::Wiped;
use crate::domain::r#use::point::Point;

/// What comes with a matter's being withdrawn.
#[derive(Default)]
pub struct Withdrawing {
    /// The paper by which whoever works on it hears of it; none where nobody does yet.
    pub paper: Option<Paper>,
    /// What happens to other matters.
    pub also: Vec<Event>,
}

/// A kind of matter. What is asked for is exhaustive in every folder: a forgotten act, fact or stage does not compile.
pub trait Kind: Sized {
    /// Where it can stand.
    type Stage: Copy + PartialEq + Into<Stage>;
    /// The acts that open one.
    type Opening;
    /// The acts that are done on one.
    type Act;
    /// What can happen to one.
    type Fact;

    /// Opens one.
    ///
    /// # Errors
    /// What stands against it.
    fn open(case: &Case, opening: &Self::Opening) -> Result<Vec<Event>, Refusal>;

    /// Does something on one.
    ///
    /// # Errors
    /// What stands against it.
    fn decide(case: &Case, on: &On<Self>, act: &Self::Act) -> Result<Vec<Event>, Refusal>;

    /// Where it stands once it is withdrawn. A matter that nobody applied for is never withdrawn: whoever began it gives it
    /// up by an act of its own.
    ///
    /// # Errors
    /// If it cannot be, or can no longer.
    fn withdrawn(case: &Case, on: &On<Self>) -> Result<Self::Stage, Refusal> {
        Err(case.refuse(Reason::WrongStage(on.head().stage)))
    }

    /// What comes with its being withdrawn, for a reason: nothing, for most.
    ///
    /// # Errors
    /// What stands against it.
    fn withdrawing(_case: &Case, _on: &On<Self>, _reason: &str) -> Result<Withdrawing, Refusal> {
        Ok(Withdrawing::default())
    }

    /// Takes in a fact: it copies what the fact says, cannot refuse and cannot calculate.
    fn apply(fact: &Self::Fact, body: &mut Self);

    /// Whom a fact makes concerned, and in what way: nobody, for most.
    fn joins(_fact: &Self::Fact) -> Option<(Role, PartyCode)> {
        None
    }

    /// The duties that it has as it stands.
    fn owed(head: &Head, stage: Self::Stage, body: &Self) -> Vec<Owed>;

    /// Where it applies a ruling, the narrowest scope first; the city's holds everywhere. What is about resources applies
    /// it at its unit and its pool.
    fn scopes(head: &Head, body: &Self) -> Vec<Scope> {
        let Some(place) = Self::place(body) else {
            return Vec::new();
        };
        let unit = head.party(Role::Unit).cloned().map(Scope::Party);
        let pool = Scope::Pool(place.pool.clone());
        unit.into_iter().chain([pool]).collect()
    }

    /// How complete its materials are, while that is to be judged; none for most.
    fn materials(_head: &Head, _body: &Self) -> Option<Completeness> {
        None
    }

    /// What whoever does the case's act on it must have before them; nothing for most acts.
    ///
    /// # Errors
    /// If something that it names is not registered.
    fn points(_case: &Case, _on: &On<Self>) -> Result<Vec<Point>, Refusal> {
        Ok(Vec::new())
    }

    /// Covers what of it is not open to whoever looks (R49): `owner` is whose matter it is.
    fn cover(body: &mut Self, owner: Option<&PartyCode>, eyes: &Eyes);

    /// What it adds to which tally; nothing of what issues nothing.
    fn tallies(_head: &Head, _stage: Self::Stage, _body: &Self) -> Vec<(Tally, u64)> {
        Vec::new()
    }

    /// What it will give back to its pool once it is over; nothing of what gives nothing back, or is over.
    fn frees(_stage: Self::Stage, _body: &Self) -> Amounts<Dimension> {
        Amounts::new()
    }

    /// That what it asked for was issued, once it was; nothing of what issues nothing.
    fn issue(_body: &Self) -> Option<Issue<'_>> {
        None
    }

    /// What every day costs today on which such a duty of it, that money depends on, is not done; nothing of most.
    fn delays(
        _world: &dyn World,
        _on: &On<Self>,
        _duty: DutyKind,
        _today: NaiveDate,
    ) -> Vec<Delay> {
        Vec::new()
    }

    /// What is asked for in it, if it asks for resources.
    fn asked(_body: &Self) -> Option<&Asked> {
        None
    }

    /// For which system and from which pool the resources are that it asks for, or is about.
    fn place(body: &Self) -> Option<Place<'_>> {
        Self::asked(body).map(Asked::place)
    }

    /// What is asked for in it, to say in clear what was masked.
    fn asked_mut(_body: &mut Self) -> Option<&mut Asked> {
        None
    }

    /// The instances that were cleared by it, once that is certified; none of what clears nothing.
    fn wiped<'b>(_head: &Head, _body: &'b Self) -> Option<Wiped<'b>> {
        None
    }

    /// What of it a block may stop when that is done on it now; none of what no block stops.
    fn deed(_body: &Self, _verb: Verb) -> Option<Deed> {
        None
    }

    /// The fields that such an act needs on this matter, though not on every one: to mark what is missing before it is
    /// refused. None, for most.
    fn needs(_body: &Self, _verb: Verb) -> &'static [&'static str] {
        &[]
    }

    /// The kind of party that alone can stand in a field of such an act on this matter; none where any may: what it is chosen
    /// from is narrowed to it. None, for most.
    fn party_kind(_body: &Self, _verb: Verb, _field: &str) -> Option<PartyKind> {
        None
    }

    /// What a form of one of its acts begins with.
    fn form(head: &Head, body: &Self, verb: Verb, now: Moment) -> Form;

    /// The matters that may follow from it: of each its verb, and what its form begins with. None, for most.
    fn successors(_head: &Head, _body: &Self) -> Vec<(Verb, Form)> {
        Vec::new()
    }

    /// What else happens once one of its papers is served: nothing, for most.
    ///
    /// # Errors
    /// What stands against it.
    fn served(
        _case: &Case,
        _on: &On<Self>,
        _paper: PaperKind,
        _at: Moment,
    ) -> Result<Vec<Event>, Refusal> {
        Ok(Vec::new())
    }

    /// The instant at which something happens to it by itself; none, for most.
    fn awaits(_head: &Head, _stage: Self::Stage, _body: &Self) -> Option<Moment> {
        None
    }

    /// What happens once the instant has come that it waits for.
    ///
    /// # Errors
    /// What stands against it.
    fn came(case: &Case, on: &On<Self>) -> Result<Vec<Event>, Refusal> {
        on.at(case, &[]).map(|()| Vec::new())
    }

    /// What a fact of it registers beside moving it.
    fn records(_fact: &Self::Fact) -> Vec<Record> {
        Vec::new()
    }
}

/// A matter of one kind that something is done on.
pub struct On<'m, K: Kind> {
    /// The matter.
    pub matter: &'m Matter,
    /// Where it stands.
    pub stage: K::Stage,
    /// What belongs to its kind.
    pub body: &'m K,
}

impl<K: Kind> On<'_, K> {
    /// Its head.
    #[must_use]
    pub fn head(&self) -> &Head {
        &self.matter.head
    }

    /// Only at one of these stages.
    ///
    /// # Errors
    /// [`Reason::WrongStage`], if it stands at another.
    pub fn at(&self, case: &Case, stages: &[K::Stage]) -> Result<(), Refusal> {
        if stages.contains(&self.stage) {
            Ok(())
        } else {
            Err(case.refuse(Reason::WrongStage(self.head().stage)))
        }
    }
}

/// What a form begins with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// By field; the parts of line `n` are `lines.n.part`.
    pub fields: BTreeMap<String, String>,
}

impl Form {
    /// With every day that an act needs.
    #[must_use]
    pub fn of_days(verb: Verb, day: NaiveDate) -> Self {
        let days = verb.fields().iter();
        let days = days.filter(|field| field.kind == FieldKind::Date && field.required);
        days.fold(Self::default(), |form, field| {
            form.with(field.name, day.to_string())
        })
    }

    /// The same, with one field more.
    #[must_use]
    pub fn with(mut self, field: &str, text: impl Into<String>) -> Self {
        self.fields.insert(field.to_owned(), text.into());
        self
    }
}
