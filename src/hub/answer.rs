//! Answering questions, from snapshots, on the readers' threads.

mod journal;
mod long_work;
mod many;
mod matter;
mod records;
mod signing;

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use chrono::{DateTime, Utc};
use serde::Serialize;
use tokio::sync::mpsc;

use crate::domain::law::article::{ArticleText, Articles};
use crate::domain::law::block::Block;
use crate::domain::law::calendar::{CalendarYear, NoticeProposal};
use crate::domain::law::clock::{self, Moment, civil_date};
use crate::domain::law::code::{Code, Login, PartyCode};
use crate::domain::law::command::Command;
use crate::domain::law::matter::{Matter, MatterId};
use crate::domain::law::naming::{Names, codes_in};
use crate::domain::law::party::{Actor, Person};
use crate::domain::law::refusal::Refusal;
use crate::domain::law::ruling::R18;
use crate::domain::law::sight::Eyes;
use crate::domain::law::validity::{MeasuresGround, Validity, validity};
use crate::domain::law::world::World;
use crate::domain::record::Registered;
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;
use crate::ledger::register::{self};

use super::claims::Holder;
use super::list::names::NameBook;
use super::list::{self, List, Look};
use super::mailbox::Touched;
use super::request::{Answer, Claim, MeasuresAnswer, Request, Rulings, Standing, Trouble};
use super::seen::{Viewer, eyes_of};
use super::{Asked, Question, Shared, drafts, health, views, what_if, writer};

/// The most proposed notices of a year that its calendar tells of: the newest.
const WAITING_LIMIT: usize = 20;

/// Runs until told to stop.
pub(super) fn run(shared: &Shared, questions: &Mutex<mpsc::Receiver<Question>>) {
    loop {
        let asked = {
            let mut questions = questions.lock().unwrap_or_else(PoisonError::into_inner);
            questions.blocking_recv()
        };
        let Some(Question::Asked(asked)) = asked else {
            return turn_away(questions);
        };
        let Asked {
            login,
            request,
            reply,
            took,
        } = *asked;
        let begun = Instant::now();
        // A damaged page can make the engine panic; the next question may well find whole ones.
        let answer = writer::shielded(|| answer(shared, &login, request))
            .unwrap_or_else(|error| Answer::Trouble(Trouble::Store(error.to_string())));
        if let Some(took) = took {
            let nanos = u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX);
            took.store(nanos, Ordering::Relaxed);
        }
        writer::deliver(reply, answer);
    }
}

/// Nobody is left to answer what still waits, and it hears so.
fn turn_away(questions: &Mutex<mpsc::Receiver<Question>>) {
    let mut questions = questions.lock().unwrap_or_else(PoisonError::into_inner);
    questions.close();
    while let Ok(question) = questions.try_recv() {
        if let Question::Asked(asked) = question {
            writer::deliver(asked.reply, Answer::Trouble(Trouble::Gone));
        }
    }
}

/// One question's room: a snapshot, who asks, and when.
struct Room<'s> {
    shared: &'s Shared,
    snapshot: &'s Snapshot,
    actor: Actor,
    now: DateTime<Utc>,
    eyes: OnceCell<Eyes>,
    /// What was looked up for this question so far.
    book: RefCell<NameBook<'s>>,
}

fn answer(shared: &Shared, login: &Login, request: Request) -> Result<Answer, LedgerError> {
    let snapshot = shared.ledger.snapshot()?;
    let now = shared.clock.now();
    let view = snapshot.view();
    let actor = writer::resolve(&view, login);
    let founded = view.is_founded();
    view.settle()?;
    let Some(actor) = actor else {
        return stranger(shared, &snapshot, login, now, founded, &request);
    };
    let room = Room {
        shared,
        book: RefCell::new(NameBook::new(&snapshot)),
        snapshot: &snapshot,
        actor,
        now,
        eyes: OnceCell::new(),
    };
    room.answer(request)
}

/// Whoever is bound to nobody may only ask who they are, and on an empty store what founding it would do.
fn stranger(
    shared: &Shared,
    snapshot: &Snapshot,
    login: &Login,
    now: DateTime<Utc>,
    founded: bool,
    request: &Request,
) -> Result<Answer, LedgerError> {
    if founded || !matches!(request, Request::Whoami) {
        return Ok(Answer::Stranger(login.clone()));
    }
    Ok(Answer::Standing(Box::new(Standing {
        actor: Actor {
            login: login.clone(),
            name: login.to_string(),
            clockwork: false,
            ..Actor::clockwork()
        },
        telephone: String::new(),
        party: String::new(),
        short: None,
        realm: shared.ledger.realm().clone(),
        now,
        rate: shared.clock.rate(),
        mine: 0,
        late: 0,
        late_by: BTreeMap::new(),
        today: 0,
        next_due: None,
        to_sign: Vec::new(),
        open: 0,
        measures: None,
        names: Names::default(),
        seq: snapshot.seq()?,
        founded,
    })))
}

impl Room<'_> {
    fn answer(&self, request: Request) -> Result<Answer, LedgerError> {
        match request {
            Request::Preview(request) => self.preview(&request),
            Request::PreviewAll { acts } => self.preview_all(&acts),
            Request::OffersOn { matters } => self.offers_on(&matters),
            Request::Look(look) => self.look(&look),
            Request::Show { matter: id } => self.show(id),
            Request::Paper { matter: id, number } => self.paper(id, number),
            Request::Explain { matter: id, duty } => self.explain(id, duty),
            Request::Whoami => self.standing(),
            Request::Journal { from, count } => self.journal(from, count),
            Request::Lines { from, count } => self.lines(from, count),
            Request::Record { kind, key } => self.record(kind, &key),
            Request::Rulings => self.rulings(),
            Request::WhatIf {
                ruling,
                values,
                after,
            } => {
                let slice =
                    what_if::what_if(self.snapshot, &self.actor, self.now, ruling, &values, after)?;
                Ok(Answer::WhatIf(Box::new(slice)))
            }
            Request::Calendar { year } => self.calendar(year),
            Request::CalendarInForce => Ok(Answer::CalendarInForce(Box::new(
                self.snapshot.facts.calendar.clone(),
            ))),
            Request::Health => self.health(),
            Request::Traffic => Ok(Answer::Traffic(self.shared.traffic.read())),
            Request::Due { from, limit } => Ok(self.due(from, limit)),
            Request::Measures => self.measures(),
            Request::Drafts => {
                drafts::list(&self.snapshot.tables.local, &self.actor.login).map(Answer::Drafts)
            }
            Request::Views => {
                let views = views::list(&self.snapshot.tables.local, &self.actor.login)?;
                let names = self.names(&views)?;
                Ok(Answer::Views { views, names })
            }
            Request::Claim { matter } => self.claim(matter),
            Request::Release { matter } => {
                if self.shared.claims.release(matter, &self.actor.person) {
                    self.touch(matter);
                }
                Ok(Answer::Ok)
            }
            Request::Stage {
                intake,
                from,
                of,
                acts,
            } => self.stage(&intake, (from, of), acts),
            Request::Unstage { intake } => Ok(self.unstage(&intake)),
            Request::Working {
                job,
                kind,
                done,
                of,
            } => self.working(job, kind, (done, of)),
            Request::Jobs => Ok(Answer::Jobs(self.jobs())),
            Request::Act(_)
            | Request::ActAll { .. }
            | Request::Adopt { .. }
            | Request::SaveDraft(_)
            | Request::DropDraft { .. }
            | Request::SaveView(_)
            | Request::DropView { .. }
            | Request::Reveal { .. }
            | Request::Find { .. } => Ok(Answer::Trouble(Trouble::NoSuch("question".to_owned()))),
        }
    }

    /// What was read is at least as new as the version given to it, which is therefore read first.
    fn look(&self, look: &Look) -> Result<Answer, LedgerError> {
        let version = self.snapshot.seq()? + self.shared.claims.revision();
        if look.version == Some(version) {
            return Ok(Answer::Unchanged);
        }
        let mut window = match list::look(self.snapshot, &self.actor, self.now, look)? {
            Ok(window) => window,
            Err(trouble) => return Ok(Answer::Trouble(trouble)),
        };
        for row in &mut window.rows {
            row.claim = row.of.matter().and_then(|(id, _)| self.claim_on(id));
        }
        let is_of_somebody = match &look.list {
            List::Party(_) | List::SystemsIn(_) => true,
            // A system is called by its name only for whom it has something.
            List::ResourcesOf { .. } => window.total > 0 || self.actor.kind.sees_all(),
            List::Mine
            | List::Late
            | List::Today
            | List::Open
            | List::Matters(_)
            | List::Journal
            | List::Rulings
            | List::Calendar(_)
            | List::Measures
            | List::Register(_) => false,
        };
        if is_of_somebody {
            window.names = self.names(&look.list)?;
        }
        window.version = version;
        Ok(Answer::Window(Box::new(window)))
    }

    fn claim(&self, id: MatterId) -> Result<Answer, LedgerError> {
        if self.matter(id)?.is_none() {
            return Ok(Answer::Trouble(Trouble::NoSuch(id.to_string())));
        }
        let asker = Holder::new(&self.actor, self.name(&self.actor.party)?);
        let (claim, changed) = self.shared.claims.claim(id, &asker, Instant::now());
        if changed {
            self.touch(id);
        }
        Ok(Answer::Claimed(claim))
    }

    fn claim_on(&self, id: MatterId) -> Option<Claim> {
        let claims = &self.shared.claims;
        claims.on(id, &self.actor.person, Instant::now())
    }

    fn touch(&self, id: MatterId) {
        self.shared.touch(&Touched::Matters([id].into()));
    }

    /// What stands against a command that the rules allow: whether somebody is at a matter is not theirs to know.
    fn against(&self, command: &Command) -> Result<Option<Refusal>, LedgerError> {
        let claims = &self.shared.claims;
        let refused = claims.against(command, &self.actor.person, &[], Instant::now());
        let view = self.snapshot.view();
        let refused = refused.map(|refusal| refusal.named(&view));
        view.settle()?;
        Ok(refused)
    }

    /// The actor's eyes, who looks for the units too that the party took over from.
    fn eyes(&self) -> Result<&Eyes, LedgerError> {
        if let Some(eyes) = self.eyes.get() {
            return Ok(eyes);
        }
        let eyes = eyes_of(self.snapshot, &self.actor)?;
        Ok(self.eyes.get_or_init(|| eyes))
    }

    /// A matter that the actor may see.
    fn matter(&self, id: MatterId) -> Result<Option<Arc<Matter>>, LedgerError> {
        let view = self.snapshot.view();
        let found = view.matter(id);
        view.settle()?;
        Ok(found.filter(|matter| matter.head.is_seen_by(&self.actor)))
    }

    fn viewer(&self) -> Viewer<'_> {
        Viewer {
            snapshot: self.snapshot,
            actor: &self.actor,
        }
    }

    fn name(&self, code: impl Into<Code>) -> Result<String, LedgerError> {
        self.book.borrow_mut().call(code)
    }

    fn shortly(&self, party: &PartyCode) -> Result<Option<String>, LedgerError> {
        self.book.borrow_mut().shortly(party)
    }

    fn registered<R: Registered>(&self, key: &str) -> Result<Option<R>, LedgerError> {
        let found = register::find(&self.snapshot.tables.register, R::KIND, key)?;
        Ok(found.and_then(R::of))
    }

    /// The names of all that an answer speaks of. It must be covered before.
    fn names(&self, answer: &impl Serialize) -> Result<Names, LedgerError> {
        self.names_of(codes_in(answer))
    }

    fn names_of(&self, codes: impl IntoIterator<Item = Code>) -> Result<Names, LedgerError> {
        self.book.borrow_mut().names(codes)
    }

    fn rulings(&self) -> Result<Answer, LedgerError> {
        let rulings = self.snapshot.facts.rulings.rulings().to_vec();
        let names = self.names(&rulings)?;
        Ok(Answer::Rulings(Box::new(Rulings { rulings, names })))
    }

    /// What nobody can do is shown to whoever may see it; who may be one person, to those who keep the registers.
    fn health(&self) -> Result<Answer, LedgerError> {
        let mut found = health::health(self.snapshot, self.now)?;
        found
            .unable
            .retain(|unable| self.viewer().may_know(&unable.party));
        if !self.viewer().keeps_registers() {
            found.alike.clear();
            found.names = Names::default();
        }
        if !self.actor.kind.sees_all() {
            let blocks: Vec<Block> = register::all(&self.snapshot.tables.register)?;
            found.blocks = 0;
            for block in blocks.iter().filter(|block| block.stands(self.now)) {
                found.blocks += u64::from(self.viewer().may_see_block(block)?);
            }
        }
        Ok(Answer::Health(Box::new(found)))
    }

    fn standing(&self) -> Result<Answer, LedgerError> {
        let today = civil_date(self.now);
        let counters = &self.snapshot.tables.counters;
        let (mut mine, mut due_today, mut next_due) = (0, 0, None);
        let mut late_by = BTreeMap::new();
        let posts = list::DUTY_POSTS
            .into_iter()
            .filter(|post| self.actor.holds(*post));
        for post in posts {
            let late: &mut u64 = late_by.entry(post).or_default();
            for (day, count, certain) in list::days_of_mine(counters, &self.actor, post)? {
                mine += count;
                match day.cmp(&today) {
                    // A provisional date makes nobody late (R43).
                    std::cmp::Ordering::Less => *late += if certain { count } else { 0 },
                    std::cmp::Ordering::Equal => due_today += count,
                    std::cmp::Ordering::Greater => {}
                }
                if day >= today {
                    next_due =
                        Some(next_due.map_or(day, |known: chrono::NaiveDate| known.min(day)));
                }
            }
        }
        let open = if self.actor.kind.sees_all() {
            list::count_duties(counters, None, None, None)?
        } else {
            list::DUTY_POSTS.iter().try_fold(0, |sum, post| {
                let of = Some((&self.actor.party, *post));
                Ok::<_, LedgerError>(sum + list::count_duties(counters, of, None, None)?)
            })?
        };
        let person: Option<Person> = self.registered(self.actor.person.as_str())?;
        let measures = self.validity(today);
        Ok(Answer::Standing(Box::new(Standing {
            telephone: person.map(|person| person.telephone).unwrap_or_default(),
            party: self.name(&self.actor.party)?,
            short: self.shortly(&self.actor.party)?,
            actor: self.actor.clone(),
            realm: self.shared.ledger.realm().clone(),
            now: self.now,
            rate: self.shared.clock.rate(),
            mine,
            late: late_by.values().sum(),
            late_by,
            today: due_today,
            next_due,
            to_sign: self.to_sign()?,
            open,
            names: self.names(&measures)?,
            measures: Some(measures),
            seq: self.snapshot.seq()?,
            founded: true,
        })))
    }

    fn calendar(&self, year: i32) -> Result<Answer, LedgerError> {
        let mut waiting: Vec<NoticeProposal> = register::all(&self.snapshot.tables.register)?;
        waiting.retain(|one| one.notice.year == year && one.signed_by.is_none());
        let old = waiting.len().saturating_sub(WAITING_LIMIT);
        waiting.drain(..old);
        let calendar = &self.snapshot.facts.calendar;
        let notice = calendar
            .covered()
            .any(|covered| covered == year)
            .then(|| CalendarYear {
                year,
                papers: self
                    .snapshot
                    .facts
                    .notices
                    .iter()
                    .rfind(|notice| notice.year.year == year)
                    .map_or_else(Vec::new, |notice| notice.year.papers.clone()),
                days: calendar.special_days(year).cloned().collect(),
            });
        Ok(Answer::Calendar {
            edition: calendar.edition(),
            notice,
            waiting,
        })
    }

    fn due(&self, from: chrono::NaiveDate, limit: clock::Limit) -> Answer {
        let facts = &self.snapshot.facts;
        let used = facts
            .rulings
            .value(R18, "minute_of_day", civil_date(self.now), &[]);
        let (start, cut_off) = (Moment::of_day(from), used.days());
        Answer::Due(clock::compute(
            &facts.calendar,
            start,
            limit,
            cut_off,
            vec![used],
        ))
    }

    fn measures(&self) -> Result<Answer, LedgerError> {
        let table = &self.snapshot.tables.register;
        let texts: Vec<ArticleText> = register::all(table)?;
        let mut grounds: Vec<MeasuresGround> = register::all(table)?;
        grounds.retain(|given| self.viewer().may_know_ground(given));
        let by_number = texts.into_iter().map(|found| (found.number, found.text));
        let mut answer = MeasuresAnswer {
            articles: Articles(by_number.collect()),
            validity: self.validity(civil_date(self.now)),
            changes: self.snapshot.facts.measures.clone(),
            grounds,
            names: Names::default(),
        };
        answer.names = self.names(&answer)?;
        Ok(Answer::Measures(Box::new(answer)))
    }

    fn validity(&self, today: chrono::NaiveDate) -> Validity {
        let facts = &self.snapshot.facts;
        validity(&facts.rulings, &facts.measures, today)
    }
}
