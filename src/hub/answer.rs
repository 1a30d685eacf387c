//! Answering questions, from snapshots, on the readers' threads.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use chrono::{DateTime, Utc};
use tokio::sync::mpsc;

use crate::domain::article::article;
use crate::domain::calendar::CalendarYear;
use crate::domain::clock::{self, civil_date, remaining};
use crate::domain::code::{Login, PartyCode};
use crate::domain::command::Command;
use crate::domain::decide::{decide, may_see};
use crate::domain::duty::DutyKind;
use crate::domain::event::Event;
use crate::domain::matter::{Matter, MatterId};
use crate::domain::offer::{Offer, offers};
use crate::domain::party::{Actor, PartyKind, Post};
use crate::domain::refusal::Reason;
use crate::domain::refusal::Refusal;
use crate::domain::ruling::R18;
use crate::domain::verb::Verb;
use crate::domain::world::World;
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;
use crate::ledger::register::{self, Register};
use crate::ledger::tables::get;

use super::claims::Holder;
use super::mailbox::Touched;
use super::request::{
    ActRequest, Answer, Claim, Explanation, Happening, Look, Order, Preview, RECORDS_LIMIT,
    RecordList, Records, Request, Shown, Standing, Trouble, View, WINDOW_LIMIT,
};
use super::{Asked, Question, Shared, drafts, look, what_if, writer};

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
    snapshot: Snapshot,
    actor: Actor,
    now: DateTime<Utc>,
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
        snapshot,
        actor,
        now,
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
        realm: shared.ledger.realm().clone(),
        now,
        rate: shared.clock.rate(),
        mine: 0,
        late: 0,
        late_by: BTreeMap::new(),
        today: 0,
        next_due: None,
        open: 0,
        seq: snapshot.seq()?,
        founded,
    })))
}

impl Room<'_> {
    fn answer(&self, request: Request) -> Result<Answer, LedgerError> {
        match request {
            Request::Preview(request) => self.preview(&request),
            Request::Look(look) => self.look(&look),
            Request::Show { matter: id } => self.show(id),
            Request::Explain { matter: id, duty } => self.explain(id, duty),
            Request::Whoami => self.standing(),
            Request::Journal { from, count } => self.journal(from, count),
            Request::Lines { from, count } => self.lines(from, count),
            Request::Records { kind } => self.records(kind),
            Request::Rulings => Ok(Answer::Rulings(
                self.snapshot.facts.rulings.rulings().to_vec(),
            )),
            Request::WhatIf {
                ruling,
                values,
                after,
            } => {
                let slice = what_if::what_if(
                    &self.snapshot,
                    &self.actor,
                    self.now,
                    ruling,
                    &values,
                    after,
                )?;
                Ok(Answer::WhatIf(Box::new(slice)))
            }
            Request::Calendar { year } => Ok(self.calendar(year)),
            Request::CalendarInForce => Ok(Answer::CalendarInForce(Box::new(
                self.snapshot.facts.calendar.clone(),
            ))),
            Request::Traffic => Ok(Answer::Traffic(self.shared.traffic.read())),
            Request::Due { from, limit } => Ok(self.due(from, limit)),
            Request::Measures => self.measures(),
            Request::Drafts => {
                drafts::list(&self.snapshot.tables.local, &self.actor.login).map(Answer::Drafts)
            }
            Request::Claim { matter } => self.claim(matter),
            Request::Release { matter } => {
                if self.shared.claims.release(matter, &self.actor.person) {
                    self.touch(matter);
                }
                Ok(Answer::Ok)
            }
            Request::Act(_)
            | Request::ActAll { .. }
            | Request::SaveDraft(_)
            | Request::DropDraft { .. }
            | Request::Find { .. } => Ok(Answer::Trouble(Trouble::NoSuch("question".to_owned()))),
        }
    }

    /// What was read is at least as new as the version given to it, which is therefore read first.
    fn look(&self, look: &Look) -> Result<Answer, LedgerError> {
        let version = self.snapshot.seq()? + self.shared.claims.revision();
        if look.version == Some(version) {
            return Ok(Answer::Unchanged);
        }
        let mut window = look::look(&self.snapshot, &self.actor, self.now, look)?;
        for row in &mut window.rows {
            row.claim = self.claim_on(row.matter);
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
    fn against(&self, command: &Command) -> Option<Refusal> {
        let claims = &self.shared.claims;
        claims.against(command, &self.actor.person, &[], Instant::now())
    }

    /// A matter that the actor may see.
    fn matter(&self, id: MatterId) -> Result<Option<Matter>, LedgerError> {
        let view = self.snapshot.view();
        let found = view
            .matter(id)
            .filter(|matter| may_see(&self.actor, matter));
        view.settle()?;
        Ok(found)
    }

    fn name(&self, code: &PartyCode) -> Result<String, LedgerError> {
        let view = self.snapshot.view();
        let found = view.party(code);
        view.settle()?;
        Ok(found.map_or_else(|| code.to_string(), |party| party.name))
    }

    fn names<'c>(
        &self,
        codes: impl IntoIterator<Item = &'c PartyCode>,
    ) -> Result<BTreeMap<PartyCode, String>, LedgerError> {
        let mut names = BTreeMap::new();
        for code in codes {
            if !names.contains_key(code) {
                names.insert(code.clone(), self.name(code)?);
            }
        }
        Ok(names)
    }

    /// What would happen; of a key that was used already, what did. Its act may have been done although its answer was
    /// lost, and the rules would then stand against doing it again.
    fn preview(&self, request: &ActRequest) -> Result<Answer, LedgerError> {
        let person = &self.actor.person;
        if let Some(receipt) =
            crate::ledger::batch::find_request(&self.snapshot.tables, person, &request.key)?
        {
            return Ok(Answer::Before(receipt));
        }
        let view = self.snapshot.view();
        let decided = decide(
            &view,
            &self.actor,
            self.now,
            &request.command,
            request.expected,
        );
        view.settle()?;
        let events = match decided {
            Ok(events) => events,
            Err(refusal) => return Ok(Answer::Refused(refusal)),
        };
        if let Some(refusal) = self.against(&request.command) {
            return Ok(Answer::Refused(refusal));
        }
        let from = match request.command.matter() {
            Some(id) => self.matter(id)?.map(|matter| matter.stage()),
            None => None,
        };
        Ok(Answer::Preview(Box::new(Preview {
            from,
            seq: self.snapshot.seq()? + 1,
            names: self.names(events.iter().flat_map(parties_in))?,
            calendar: self.snapshot.facts.calendar.clone(),
            claim: request.command.matter().and_then(|id| self.claim_on(id)),
            events,
        })))
    }

    fn show(&self, id: MatterId) -> Result<Answer, LedgerError> {
        let Some(matter) = self.matter(id)? else {
            return Ok(Answer::Trouble(Trouble::NoSuch(id.to_string())));
        };
        let skipped = matter
            .history
            .len()
            .saturating_sub(usize::from(WINDOW_LIMIT));
        let history = matter
            .history
            .iter()
            .skip(skipped)
            .map(|seq| self.happening(*seq))
            .collect::<Result<_, _>>()?;
        let view = self.snapshot.view();
        let system = view.system(&matter.system).map(|system| system.name);
        let pool = view.pool(&matter.pool).map(|pool| pool.name);
        let claim = self.claim_on(id);
        let mut offers = offers(&view, &self.actor, self.now, &matter);
        view.settle()?;
        self.offer_taking_over(&mut offers, id, claim.as_ref());
        let codes = [&matter.unit, &matter.operator]
            .into_iter()
            .chain(matter.duties.iter().map(|duty| &duty.party))
            .chain(matter.papers.iter().map(|paper| &paper.recipient))
            .chain(matter.papers.iter().map(|paper| &paper.issuer));
        Ok(Answer::Shown(Box::new(Shown {
            system: system.unwrap_or_else(|| matter.system.to_string()),
            pool: pool.unwrap_or_else(|| matter.pool.to_string()),
            names: self.names(codes)?,
            history,
            offers,
            remaining: matter
                .open_duties()
                .map(|duty| {
                    let left = remaining(&self.snapshot.facts.calendar, &duty.deadline, self.now);
                    (duty.kind, left)
                })
                .collect(),
            claim,
            matter,
        })))
    }

    /// The rules allow taking over to whoever may act on the matter; it is on offer when somebody else is at it.
    fn offer_taking_over(&self, offers: &mut [Offer], id: MatterId, claim: Option<&Claim>) {
        let from = claim.map_or_else(|| "".into(), |claim| claim.person.clone());
        let command = Command::TakeOver {
            matter: id,
            from,
            remark: String::new(),
        };
        let refusal = self.against(&command);
        let open = offers.iter_mut().filter(|offer| offer.refusal.is_none());
        for offer in open.filter(|offer| offer.verb == Verb::TakeOver) {
            offer.refusal.clone_from(&refusal);
        }
    }

    fn explain(&self, id: MatterId, kind: DutyKind) -> Result<Answer, LedgerError> {
        let matter = self.matter(id)?;
        // The open one if there is one, else the newest of that kind.
        let duty = matter.as_ref().and_then(|matter| {
            matter
                .open_duty(kind)
                .or_else(|| matter.duties.iter().rfind(|duty| duty.kind == kind))
        });
        let Some(duty) = duty else {
            return Ok(Answer::Trouble(Trouble::NoSuch(id.to_string())));
        };
        Ok(Answer::Explained(Box::new(Explanation {
            matter: id,
            party: self.name(&duty.party)?,
            remaining: remaining(&self.snapshot.facts.calendar, &duty.deadline, self.now),
            calendar: self.snapshot.facts.calendar_at(duty.deadline.edition),
            duty: duty.clone(),
        })))
    }

    fn standing(&self) -> Result<Answer, LedgerError> {
        let today = civil_date(self.now);
        let counters = &self.snapshot.tables.counters;
        let (mut mine, mut due_today, mut next_due) = (0, 0, None);
        let mut late_by = BTreeMap::new();
        let posts = look::DUTY_POSTS
            .into_iter()
            .filter(|post| self.actor.holds(*post));
        for post in posts {
            let of = Some((&self.actor.party, post));
            let late: &mut u64 = late_by.entry(post).or_default();
            for day in look::counted_days(counters, of, None, None)? {
                let (day, count) = day?;
                mine += count;
                match day.cmp(&today) {
                    std::cmp::Ordering::Less => *late += count,
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
            look::count_duties(counters, None, None, None)?
        } else {
            look::DUTY_POSTS.iter().try_fold(0, |sum, post| {
                let of = Some((&self.actor.party, *post));
                Ok::<_, LedgerError>(sum + look::count_duties(counters, of, None, None)?)
            })?
        };
        let view = self.snapshot.view();
        let person = view.person(&self.actor.person);
        view.settle()?;
        Ok(Answer::Standing(Box::new(Standing {
            telephone: person.map(|person| person.telephone).unwrap_or_default(),
            party: self.name(&self.actor.party)?,
            actor: self.actor.clone(),
            realm: self.shared.ledger.realm().clone(),
            now: self.now,
            rate: self.shared.clock.rate(),
            mine,
            late: late_by.values().sum(),
            late_by,
            today: due_today,
            next_due,
            open,
            seq: self.snapshot.seq()?,
            founded: true,
        })))
    }

    fn happening(&self, seq: u64) -> Result<Happening, LedgerError> {
        let entry = self.snapshot.entry(seq)?;
        let view = self.snapshot.view();
        let person = view.person(&entry.actor.person).map(|person| person.name);
        view.settle()?;
        Ok(Happening {
            person: person.unwrap_or_else(|| entry.actor.person.to_string()),
            party: self.name(&entry.actor.party)?,
            entry,
        })
    }

    /// Newest first. A party that sees only its own matters reads only their entries.
    fn journal(&self, from: Option<u64>, count: u16) -> Result<Answer, LedgerError> {
        let last = self.snapshot.seq()?;
        let newest = from.unwrap_or(last).min(last);
        let wanted = usize::from(count.min(WINDOW_LIMIT));
        let entries: Vec<u64> = if self.actor.kind.sees_all() {
            (1..=newest).rev().take(wanted).collect()
        } else {
            self.own_entries(newest, wanted)?
        };
        entries
            .into_iter()
            .map(|seq| self.happening(seq))
            .collect::<Result<_, _>>()
            .map(Answer::Journal)
    }

    /// The journal's own bytes: of everything, so only for those who see everything.
    fn lines(&self, from: u64, count: u16) -> Result<Answer, LedgerError> {
        if !self.actor.kind.sees_all() {
            let all = PartyKind::ALL.into_iter().filter(|kind| kind.sees_all());
            let refused = Reason::PartyNeeded(all.collect()).under(article(5));
            return Ok(Answer::Refused(refused));
        }
        let until = from
            .saturating_add(u64::from(count.min(WINDOW_LIMIT)))
            .min(self.snapshot.seq()? + 1);
        (from.max(1)..until)
            .map(|seq| {
                let bytes = crate::ledger::entry_bytes(&self.snapshot.tables.journal, seq)?;
                String::from_utf8(bytes).map_err(|error| LedgerError::Damaged {
                    seq,
                    what: error.to_string(),
                })
            })
            .collect::<Result<_, _>>()
            .map(Answer::Lines)
    }

    /// The newest entries of a party's own matters, from the histories of those opened last.
    fn own_entries(&self, newest: u64, wanted: usize) -> Result<Vec<u64>, LedgerError> {
        let look = Look {
            view: View::Matters(None),
            order: Order::Descending,
            anchor: None,
            before: 0,
            after: WINDOW_LIMIT,
            filter: None,
            version: None,
        };
        let window = look::look(&self.snapshot, &self.actor, self.now, &look)?;
        let mut entries = Vec::new();
        for row in window.rows {
            if let Some(matter) = self.matter(row.matter)? {
                entries.extend(matter.history.into_iter().filter(|seq| *seq <= newest));
            }
        }
        entries.sort_unstable_by_key(|seq| std::cmp::Reverse(*seq));
        entries.truncate(wanted);
        Ok(entries)
    }

    fn records(&self, kind: Records) -> Result<Answer, LedgerError> {
        let table = &self.snapshot.tables.register;
        let all = |register| (register, Vec::new());
        let list = match kind {
            Records::Parties => RecordList::Parties(self.list(all(Register::Party))?),
            Records::Persons => RecordList::Persons(
                register::beginning(table, Register::Person, &[], RECORDS_LIMIT)?
                    .into_iter()
                    .filter(|person: &crate::domain::party::Person| self.may_know(&person.party))
                    .collect(),
            ),
            Records::Accounts if self.keeps_registers() => {
                RecordList::Accounts(self.list(all(Register::Account))?)
            }
            Records::Accounts => RecordList::Accounts(vec![]),
            Records::Pools => RecordList::Pools(self.list(all(Register::Pool))?),
            Records::Systems if self.actor.kind.sees_all() => {
                RecordList::Systems(self.list(all(Register::System))?)
            }
            Records::Systems => {
                // A provider has none: it reads a system's name on the matters that concern it.
                let own = crate::ledger::keys::party(&self.actor.party);
                RecordList::Systems(self.list((Register::UnitSystem, own))?)
            }
            Records::Items => RecordList::Items(self.list(all(Register::Item))?),
            Records::Contracts => {
                let contracts: Vec<crate::domain::catalogue::Contract> =
                    self.list(all(Register::Contract))?;
                RecordList::Contracts(
                    contracts
                        .into_iter()
                        .filter(|contract| {
                            self.may_know(&contract.unit) || self.may_know(&contract.provider)
                        })
                        .collect(),
                )
            }
        };
        Ok(Answer::Records(list))
    }

    fn list<V: serde::de::DeserializeOwned>(
        &self,
        (register, name): (Register, Vec<u8>),
    ) -> Result<Vec<V>, LedgerError> {
        register::beginning(
            &self.snapshot.tables.register,
            register,
            &name,
            RECORDS_LIMIT,
        )
    }

    fn may_know(&self, party: &PartyCode) -> bool {
        self.actor.kind.sees_all() || self.actor.party == *party
    }

    fn keeps_registers(&self) -> bool {
        matches!(self.actor.kind, PartyKind::Authority | PartyKind::Support)
            && (self.actor.holds(Post::Administrator) || self.actor.holds(Post::Reviewer))
    }

    fn calendar(&self, year: i32) -> Answer {
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
                    .rfind(|notice| notice.year == year)
                    .map_or_else(Vec::new, |notice| notice.papers.clone()),
                days: calendar.special_days(year).cloned().collect(),
            });
        Answer::Calendar {
            edition: calendar.edition(),
            notice,
        }
    }

    fn due(&self, from: chrono::NaiveDate, limit: clock::Limit) -> Answer {
        let facts = &self.snapshot.facts;
        let used = facts
            .rulings
            .value(R18, "minute_of_day", civil_date(self.now), &[]);
        let cut_off = u16::try_from(used.number()).unwrap_or(clock::MIDNIGHT);
        Answer::Due(clock::compute(
            &facts.calendar,
            from,
            limit,
            cut_off,
            vec![used],
        ))
    }

    fn measures(&self) -> Result<Answer, LedgerError> {
        let mut articles = BTreeMap::new();
        for number in 1..=crate::domain::article::ARTICLE_COUNT {
            let name = register::key(Register::Article, &[number]);
            if let Some(text) = get(&self.snapshot.tables.register, &name)? {
                articles.insert(number, text);
            }
        }
        Ok(Answer::Measures(articles))
    }
}

/// The parties that an event speaks of.
fn parties_in(event: &Event) -> Vec<&PartyCode> {
    let (duties, papers, also) = match event {
        Event::ApplicationSubmitted { matter } | Event::EmergencyApplied { matter } => (
            &matter.duties,
            &matter.papers,
            vec![&matter.unit, &matter.operator],
        ),
        event => match event.step() {
            Some(step) => (&step.opened, &step.papers, vec![]),
            None => return vec![],
        },
    };
    duties
        .iter()
        .map(|duty| &duty.party)
        .chain(papers.iter().map(|paper| &paper.recipient))
        .chain(also)
        .collect()
}
