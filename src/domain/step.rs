//! One step of a matter: which duties end, which begin, which papers go out.
//!
//! Every kind of matter says in one function, `owed`, which duties its state has. This module compares that list with
//! the duties still open, computes the deadlines of the new ones, and writes the results into the event.

use std::cell::Cell;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::apply;
use super::article::Article;
use super::authority::Rule;
use super::clock::{self, Limit, civil_date};
use super::code::PartyCode;
use super::duty::{Closing, Duty, DutyKind, Nature, Outcome};
use super::event::{Event, Step};
use super::matter::{Body, Matter, Stage};
use super::paper::{Paper, PaperKind, PaperNumber};
use super::party::{Actor, Party, PartyKind, Post};
use super::refusal::{Reason, RecordKind, Refusal};
use super::ruling::{R16, R18, RulingId, RulingUse, Scope};
use super::verb::Verb;
use super::world::World;
use super::{application, emergency};

/// Who owes a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The authority.
    Authority,
    /// Support.
    Support,
    /// The unit of the matter.
    Unit,
    /// Who delivers.
    Operator,
}

/// How long a duty may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// As the article says.
    Statutory(Limit),
    /// A target of R16 in working days, by the name of its parameter.
    WorkingDays(&'static str),
    /// A target of R16 in calendar days.
    CalendarDays(&'static str),
}

/// The day that starts a duty's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// The day of the act.
    Today,
    /// The day of an earlier event.
    On(NaiveDate),
    /// That day if the ruling's parameter is that word, else as [`Start::On`] the second day.
    Ruled {
        /// The ruling.
        ruling: RulingId,
        /// Its parameter.
        parameter: &'static str,
        /// The word.
        word: &'static str,
        /// The day if it is that word.
        on: NaiveDate,
        /// The day otherwise; none is the day of the act.
        otherwise: Option<NaiveDate>,
    },
}

/// A duty that a state has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// What must be done.
    pub kind: DutyKind,
    /// By whom.
    pub role: Role,
    /// At which post.
    pub post: Post,
    /// Under which article.
    pub article: Article,
    /// Within which time.
    pub term: Term,
    /// Counted from when.
    pub start: Start,
}

/// The duties that a matter has in its present state.
#[must_use]
pub fn owed(matter: &Matter) -> Vec<Owed> {
    match &matter.body {
        Body::Application(body) => application::owed(matter, body),
        Body::Emergency(body) => emergency::owed(matter, body),
    }
}

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
    papers: Cell<u32>,
}

impl<'a> Case<'a> {
    /// A decision that has given out no paper numbers yet.
    #[must_use]
    pub fn new(world: &'a dyn World, actor: &'a Actor, now: DateTime<Utc>, verb: Verb) -> Self {
        Self {
            world,
            actor,
            now,
            verb,
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
    pub fn refuse(&self, reason: Reason) -> Refusal {
        reason.under(self.verb.article())
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

    /// A registered party.
    ///
    /// # Errors
    /// If the code is unknown.
    pub fn party(&self, code: &PartyCode) -> Result<Party, Refusal> {
        self.world
            .party(code)
            .ok_or_else(|| self.refuse(Reason::Unknown(RecordKind::Party, code.to_string())))
    }

    /// The value of a ruling for a matter, today.
    #[must_use]
    pub fn ruled(&self, matter: &Matter, id: RulingId, parameter: &str) -> RulingUse {
        let scopes = [
            Scope::Party(matter.unit.clone()),
            Scope::Pool(matter.pool.clone()),
        ];
        self.world
            .rulings()
            .value(id, parameter, self.today(), &scopes)
    }

    /// A paper of the actor's party.
    ///
    /// # Errors
    /// If the party is not registered.
    pub fn paper(
        &self,
        kind: PaperKind,
        recipient: &PartyCode,
        remark: &str,
    ) -> Result<Paper, Refusal> {
        let issuer = self.party(&self.actor.party)?;
        let year = self.today().year();
        let given = self.papers.replace(self.papers.get() + 1);
        let number = self.world.next_paper_number(&issuer.paper_word, year) + given;
        Ok(Paper {
            kind,
            number: PaperNumber {
                word: issuer.paper_word,
                year,
                number,
            },
            issuer: issuer.code,
            recipient: recipient.clone(),
            at: self.now,
            remark: remark.to_owned(),
        })
    }

    /// Completes an event that moves a matter to `stage`.
    ///
    /// # Errors
    /// If a party that will owe a duty is not registered.
    pub fn step(
        &self,
        before: &Matter,
        stage: Stage,
        papers: Vec<Paper>,
        rule: Option<Rule>,
        event: impl FnOnce(Step) -> Event,
    ) -> Result<Event, Refusal> {
        let mut event = event(Step {
            matter: before.id,
            version: before.version.saturating_add(1),
            stage,
            closed: Vec::new(),
            opened: Vec::new(),
            papers,
            part: rule
                .and_then(|rule| rule.part)
                .map(|part| (part, self.actor.person.clone())),
        });
        let mut after = before.clone();
        apply::change(&mut after, &event);
        let owed = owed(&after);
        let lapses = matches!(event, Event::Withdrawn { .. } | Event::Abandoned { .. });
        let closed = before
            .open_duties()
            .filter(|duty| owed.iter().all(|wanted| wanted.kind != duty.kind))
            .map(|duty| (duty.kind, self.closing(duty, lapses)))
            .collect();
        let opened = owed
            .iter()
            .filter(|wanted| before.open_duty(wanted.kind).is_none())
            .map(|wanted| self.open(&after, *wanted))
            .collect::<Result<_, _>>()?;
        if let Some(step) = event.step_mut() {
            step.closed = closed;
            step.opened = opened;
        }
        Ok(event)
    }

    /// Only who owes a duty can meet it: when another party's act ends one that was not late, it lapses.
    fn closing(&self, duty: &Duty, lapses: bool) -> Closing {
        let outcome = if lapses {
            Outcome::Lapsed
        } else if duty.deadline.is_late(self.now) {
            Outcome::Late
        } else if duty.party == self.actor.party {
            Outcome::Met
        } else {
            Outcome::Lapsed
        };
        Closing {
            at: self.now,
            outcome,
        }
    }

    /// Opens a duty: finds who owes it and computes by when.
    ///
    /// # Errors
    /// If the party is not registered.
    pub fn open(&self, matter: &Matter, owed: Owed) -> Result<Duty, Refusal> {
        let party = match owed.role {
            Role::Authority => self.sole(PartyKind::Authority)?.code,
            Role::Support => self.sole(PartyKind::Support)?.code,
            Role::Unit => matter.unit.clone(),
            Role::Operator => matter.operator.clone(),
        };
        let mut rulings = Vec::new();
        let mut ruled = |id, parameter| {
            let used = self.ruled(matter, id, parameter);
            rulings.push(used.clone());
            used
        };
        let days = |used: RulingUse| u16::try_from(used.number()).unwrap_or(clock::DAYS_LIMIT);
        let (limit, nature) = match owed.term {
            Term::Statutory(limit) => (limit, Nature::Statutory),
            Term::WorkingDays(name) => {
                (Limit::WorkingDays(days(ruled(R16, name))), Nature::Internal)
            }
            Term::CalendarDays(name) => (
                Limit::CalendarDays(days(ruled(R16, name))),
                Nature::Internal,
            ),
        };
        let start = match owed.start {
            Start::Today => self.today(),
            Start::On(date) => date,
            Start::Ruled {
                ruling,
                parameter,
                word,
                on,
                otherwise,
            } => {
                if ruled(ruling, parameter).is(word) {
                    on
                } else {
                    otherwise.unwrap_or_else(|| self.today())
                }
            }
        };
        let cut_off =
            u16::try_from(ruled(R18, "minute_of_day").number()).unwrap_or(clock::MIDNIGHT);
        Ok(Duty {
            kind: owed.kind,
            party,
            post: owed.post,
            article: owed.article,
            nature,
            opened_at: self.now,
            deadline: clock::compute(self.world.calendar(), start, limit, cut_off, rulings),
            moved: Vec::new(),
            escalated_at: None,
            closed: None,
        })
    }
}
