//! One step of a matter: which duties end, which begin, which papers go out.
//!
//! Every kind of matter says in one function which duties it has as it stands. This module compares that list with the
//! duties still owed, computes the deadlines of the new ones, and writes the results into the event.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::act::Verb;
use super::called::Called;
use super::clock::{self, Candidates, Limit, Moment, civil_date};
use super::code::PartyCode;
use super::duty::{Duty, Nature};
use super::escalation;
use super::event::Event;
use super::fact::{Opened, Step};
use super::field::{Field, FieldKind};
use super::matter::{Body, Head, Matter, MatterId, MatterKind, Role, Stage};
pub use super::owed::{By, Owed, Start, Term};
use super::paper::{Paper, PaperKind, PaperNumber, Signing};
use super::party::{Actor, Party, PartyKind, Post};
use super::refusal::{Reason, Refusal};
use super::ruling::{R16, R18, R36, R43, RulingId, RulingUse, Scope};
use super::validity::{Validity, validity};
use super::world::{Series, World};
use crate::domain::kinds;
use crate::domain::record::Registered;

/// One decision in progress: the world, who acts, when, by which verb.
pub struct Case<'a> {
    /// The world.
    pub world: &'a dyn World,
    /// Who acts.
    pub actor: &'a Actor,
    /// When.
    pub now: DateTime<Utc>,
    /// By which verb.
    pub verb: Verb,
    /// On which matter, if on one: a hat is worn there, not on the others that the act moves too.
    pub on: Option<MatterId>,
    papers: Cell<u32>,
}

impl<'a> Case<'a> {
    /// A decision that has given out no paper numbers yet.
    #[must_use]
    pub fn new(
        world: &'a dyn World,
        actor: &'a Actor,
        now: DateTime<Utc>,
        verb: Verb,
        on: Option<MatterId>,
    ) -> Self {
        Self {
            world,
            actor,
            now,
            verb,
            on,
            papers: Cell::new(0),
        }
    }

    /// The Beijing day.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        civil_date(self.now)
    }

    /// A refusal under the verb's own article.
    #[must_use]
    pub fn refuse(&self, reason: impl Into<Reason>) -> Refusal {
        reason.into().under(self.verb.article())
    }

    /// Another matter.
    ///
    /// # Errors
    /// If it is not there.
    pub fn matter(&self, id: MatterId) -> Result<Arc<Matter>, Refusal> {
        self.world
            .matter(id)
            .ok_or_else(|| self.refuse(Reason::NoSuchMatter(id)))
    }

    /// The one party of a kind.
    ///
    /// # Errors
    /// If the city has none yet.
    pub fn sole(&self, kind: PartyKind) -> Result<Party, Refusal> {
        self.world
            .sole_party(kind)
            .ok_or_else(|| self.refuse(Reason::NoSoleParty(kind)))
    }

    /// A registered record.
    ///
    /// # Errors
    /// If nothing is registered under that key; a key that was left empty is the field that asks for it.
    pub fn registered<R: Registered>(&self, key: &str) -> Result<R, Refusal> {
        self.world.find(key).ok_or_else(|| {
            let asks = |field: &&Field| field.required && field.kind == FieldKind::Code(R::KIND);
            let mut fields = self.verb.fields().iter().filter(|_| key.trim().is_empty());
            self.refuse(match fields.find(asks) {
                Some(field) => Reason::Missing(field.name.to_owned()),
                None => Reason::Unknown(R::KIND, key.to_owned()),
            })
        })
    }

    /// Until when the Measures are in force, as today sees it (Art. 42).
    #[must_use]
    pub fn validity(&self) -> Validity {
        validity(self.world.rulings(), self.world.measures(), self.today())
    }

    /// The value of a ruling for a matter, today.
    #[must_use]
    pub fn ruled(&self, matter: &Matter, id: RulingId, parameter: &str) -> RulingUse {
        let scopes: Vec<Scope> = matter.body.scopes(&matter.head);
        let rulings = self.world.rulings();
        rulings.value(id, parameter, self.today(), &scopes)
    }

    /// The end of so many working days after an instant on record, by the cut-off that holds for the matter (R18). Whoever
    /// loses something by it asks [`clock::Deadline::is_proven_late`]: a provisional end takes nothing from anybody (R43).
    #[must_use]
    pub fn working_days_after(&self, matter: &Matter, start: Moment, days: u16) -> clock::Deadline {
        let cut_off = self.ruled(matter, R18, "minute_of_day");
        let rulings = vec![self.ruled(matter, R43, "provisional"), cut_off.clone()];
        let limit = Limit::WorkingDays(days);
        clock::compute(self.world.calendar(), start, limit, cut_off.days(), rulings)
    }

    /// The id of the matter that is opened next.
    #[must_use]
    pub fn next_id(&self, kind: MatterKind) -> MatterId {
        let date = self.today();
        MatterId {
            kind,
            date,
            number: self.world.next_number(Series::Matter(kind, date)),
        }
    }

    /// A paper of the actor's party, to be signed where somebody there has the post and an account in use.
    ///
    /// # Errors
    /// If the party is not registered.
    pub fn paper(
        &self,
        kind: impl Into<PaperKind>,
        recipient: &PartyCode,
        remark: &str,
    ) -> Result<Paper, Refusal> {
        let issuer: Party = self.registered(self.actor.party.as_str())?;
        let year = self.today().year();
        let given = self.papers.replace(self.papers.get() + 1);
        let next = self
            .world
            .next_number(Series::Paper(&issuer.paper_word, year));
        let people = self.world.people(&issuer.code);
        let signed = people
            .iter()
            .any(|one| one.posts.contains(&Post::Signatory));
        Ok(Paper {
            kind: kind.into(),
            number: PaperNumber {
                word: issuer.paper_word,
                year,
                number: next.saturating_add(given),
            },
            issuer: issuer.code,
            recipients: vec![recipient.clone()],
            copies: Vec::new(),
            at: self.now.into(),
            remark: remark.to_owned(),
            attachments: Vec::new(),
            drafted_by: self.actor.person.clone(),
            signing: signed.then_some(Signing::Awaited),
            called: Called::default(),
        })
    }

    /// The party that a matter concerns in a way.
    ///
    /// # Errors
    /// If it concerns nobody so, which its opening rules out.
    pub fn concerned<'h>(&self, head: &'h Head, role: Role) -> Result<&'h PartyCode, Refusal> {
        head.party(role)
            .ok_or_else(|| self.refuse(Reason::WrongStage(head.stage)))
    }

    /// A new matter, with its first duties.
    ///
    /// # Errors
    /// If a party that will owe a duty is not registered.
    pub fn opened<K: Clone + Into<Body>>(&self, head: Head, body: K) -> Result<Opened<K>, Refusal> {
        let mut matter = Matter {
            head,
            body: body.clone().into(),
        };
        if let Some(part) = self.verb.rule().part {
            matter.head.parts = vec![(part, self.actor.person.clone())];
        }
        matter.head.duties = kinds::owed(&matter)
            .into_iter()
            .map(|owed| self.begin(&matter, owed))
            .collect::<Result<_, _>>()?;
        Ok(Opened {
            head: matter.head,
            body,
        })
    }

    /// A paper with a copy to each party of these kinds that the city has.
    #[must_use]
    pub fn copied(&self, paper: Paper, to: &[PartyKind]) -> Paper {
        let parties = to.iter().filter_map(|kind| self.world.sole_party(*kind));
        parties.fold(paper, |paper, party| paper.copied_to(&party.code))
    }

    /// A step of a matter, still to be described.
    #[must_use]
    pub fn moves<'m>(&self, matter: &'m Matter) -> Move<'_, 'a, 'm> {
        Move {
            case: self,
            before: matter,
            stage: matter.head.stage,
            papers: Vec::new(),
            lapses: false,
        }
    }

    /// Begins a duty: finds who owes it and computes by when.
    fn begin(&self, matter: &Matter, owed: Owed) -> Result<Duty, Refusal> {
        let party = match owed.by {
            By::Sole(kind) => self.sole(kind)?.code,
            By::Concerned(role) => self.concerned(&matter.head, role)?.clone(),
            By::Party(party) => party,
        };
        let mut rulings = Vec::new();
        let mut ruled = |id: RulingId, parameter: &str| {
            let used = self.ruled(matter, id, parameter);
            rulings.push(used.clone());
            used
        };
        let days = |ruled: &mut dyn FnMut(RulingId, &str) -> RulingUse, id, name| {
            let limit = Limit::CalendarDays(ruled(id, name).days());
            ruled(R36, "internal_end");
            limit
        };
        let (limit, nature) = match owed.term {
            Term::Statutory(limit) => (limit, Nature::Statutory),
            Term::National(limit) => (limit, Nature::National),
            Term::Contract(limit) => (limit, Nature::Contract),
            Term::WorkingDays(name) => (
                Limit::WorkingDays(ruled(R16, name).days()),
                Nature::Internal,
            ),
            Term::Resting(name, id, parameter) => {
                let limit = Limit::WorkingDays(ruled(R16, name).days());
                ruled(id, parameter);
                (limit, Nature::Internal)
            }
            Term::Ruled(id, name) => (Limit::WorkingDays(ruled(id, name).days()), Nature::Internal),
            Term::CalendarDays(name) => (days(&mut ruled, R16, name), Nature::Internal),
            Term::RuledDays(id, name) => (days(&mut ruled, id, name), Nature::Internal),
            Term::Hours(name) => (Limit::Hours(ruled(R16, name).days()), Nature::Internal),
        };
        let now = Moment::from(self.now);
        let (start, candidates) = match owed.start {
            Start::Now => (now, None),
            Start::At(at) => (at, None),
            Start::After(at, days) => (self.working_days_after(matter, at, days).ends_at, None),
            Start::Ruled {
                ruling,
                parameter,
                starts,
            } => {
                let chosen = ruled(ruling, parameter).value.to_string();
                let starts: BTreeMap<String, Moment> = starts
                    .into_iter()
                    .map(|(word, at)| (word.to_owned(), at.unwrap_or(now)))
                    .collect();
                let start = starts.get(&chosen).copied().unwrap_or(now);
                let parameter = parameter.to_owned();
                let candidates = Candidates {
                    ruling,
                    parameter,
                    starts,
                };
                (start, Some(candidates))
            }
        };
        let cut_off = ruled(R18, "minute_of_day").days();
        let calendar = self.world.calendar();
        let mut deadline = clock::compute(calendar, start, limit, cut_off, rulings);
        deadline.candidates = candidates;
        if deadline.provisional {
            let used = self.ruled(matter, R43, "provisional");
            deadline.rulings.push(used);
        }
        Ok(Duty {
            key: owed.key,
            party,
            post: owed.post,
            article: owed.article,
            nature,
            opened_at: now,
            reports: escalation::reports(owed.key.kind, &deadline, calendar),
            deadline,
            moved: Vec::new(),
            closed: None,
        })
    }
}

/// A step that is being described.
pub struct Move<'c, 'a, 'm> {
    case: &'c Case<'a>,
    before: &'m Matter,
    stage: Stage,
    papers: Vec<Paper>,
    lapses: bool,
}

impl Move<'_, '_, '_> {
    /// To another stage.
    #[must_use]
    pub fn to(mut self, stage: impl Into<Stage>) -> Self {
        self.stage = stage.into();
        self
    }

    /// With a paper that goes out, and what its issuer enclosed: of several papers of one act with the first.
    #[must_use]
    pub fn sends(mut self, mut paper: Paper) -> Self {
        if self.papers.iter().all(|sent| sent.issuer != paper.issuer) {
            let enclosed = self.before.head.enclosed_by(&paper.issuer);
            paper.attachments.extend(enclosed.cloned());
        }
        self.papers.push(paper);
        self
    }

    /// Which ends the matter, so that what is owed on it lapses.
    #[must_use]
    pub fn lapsing(mut self) -> Self {
        self.lapses = true;
        self
    }

    /// Completes the fact: the duties that end and begin by it are written in.
    ///
    /// # Errors
    /// If a party that will owe a duty is not registered.
    pub fn record<F: Into<Event>>(self, fact: impl FnOnce(Step) -> F) -> Result<Event, Refusal> {
        let (case, before) = (self.case, self.before);
        let mut event: Event = fact(Step {
            matter: before.head.id,
            version: before.head.version.saturating_add(1),
            stage: self.stage,
            closed: Vec::new(),
            opened: Vec::new(),
            papers: self.papers,
            part: case
                .verb
                .rule()
                .part
                .filter(|_| case.on == Some(before.head.id))
                .map(|part| (part, case.actor.person.clone())),
        })
        .into();
        let mut after = before.clone();
        let fits = event.change(&mut after);
        after.head.stage = self.stage;
        if let Some(step) = event.step_mut() {
            for paper in &step.papers {
                after.head.send(paper);
            }
        }
        if fits.is_none() {
            return Err(case.refuse(Reason::WrongStage(before.head.stage)));
        }
        let owed = kinds::owed(&after);
        let closed = before
            .head
            .duties
            .iter()
            .filter(|duty| owed.iter().all(|wanted| wanted.key != duty.key))
            .map(|duty| (duty.key, case.closing(before, duty, self.lapses)))
            .collect();
        let opened: Vec<Duty> = owed
            .into_iter()
            .filter(|wanted| before.head.duty(wanted.key).is_none())
            .map(|wanted| case.begin(&after, wanted))
            .collect::<Result<_, _>>()?;
        after.head.duties.extend(opened.iter().cloned());
        if let Some(step) = event.step_mut() {
            for paper in &mut step.papers {
                paper.called = Called::now(case, &after, paper);
            }
            step.closed = closed;
            step.opened = opened;
        }
        Ok(event)
    }
}
