//! Answering questions, from snapshots, on the readers' threads.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use chrono::{DateTime, Utc};
use tokio::sync::mpsc;

use crate::domain::build::pool::Pool;
use crate::domain::build::system::System;
use crate::domain::law::act::{Act, Verb};
use crate::domain::law::article::{ArticleText, Articles, article};
use crate::domain::law::authority::lacking;
use crate::domain::law::block::{self, Block, Subject};
use crate::domain::law::calendar::{CalendarYear, NoticeProposal};
use crate::domain::law::clock::{self, Moment, civil_date, remaining};
use crate::domain::law::code::{Login, PartyCode, PersonCode};
use crate::domain::law::command::Command;
use crate::domain::law::common;
use crate::domain::law::decide::decide;
use crate::domain::law::duty::{Duty, DutyKey, Lack};
use crate::domain::law::event::Event;
use crate::domain::law::fact::OnMatter;
use crate::domain::law::matter::{Head, Matter, MatterId, Past, Role};
use crate::domain::law::offer::{self, Offer, offers};
use crate::domain::law::paper::{Paper, Signing};
use crate::domain::law::party::{Actor, Party, PartyKind, Person, Post};
use crate::domain::law::refusal::Reason;
use crate::domain::law::refusal::Refusal;
use crate::domain::law::ruling::R18;
use crate::domain::law::validity::{Validity, validity};
use crate::domain::law::world::World;
use crate::domain::record::{Record, RecordKind, Registered};
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;
use crate::ledger::register::{self, Also};

use super::claims::Holder;
use super::mailbox::Touched;
use super::request::{
    ActRequest, Anchor, Answer, Claim, Explanation, Happening, Issued, Look, MeasuresAnswer, Order,
    Preview, RECORDS_LIMIT, Request, Shown, Standing, Trouble, View, WINDOW_LIMIT,
};
use super::{Asked, Question, Shared, drafts, health, look, what_if, writer};

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
        measures: None,
        seq: snapshot.seq()?,
        founded,
    })))
}

/// What is over on a matter: the duties that ended, and the papers each with what stands at its foot.
type Over = (Vec<Duty>, Vec<(Paper, Anchor)>);

impl Room<'_> {
    fn answer(&self, request: Request) -> Result<Answer, LedgerError> {
        match request {
            Request::Preview(request) => self.preview(&request),
            Request::Look(look) => self.look(&look),
            Request::Show { matter: id } => self.show(id),
            Request::Paper { matter: id, number } => self.paper(id, number),
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
    fn matter(&self, id: MatterId) -> Result<Option<Arc<Matter>>, LedgerError> {
        let view = self.snapshot.view();
        let found = view.matter(id);
        view.settle()?;
        Ok(found.filter(|matter| matter.head.is_seen_by(&self.actor)))
    }

    fn name(&self, code: &PartyCode) -> Result<String, LedgerError> {
        let found: Option<Party> = self.registered(code.as_str())?;
        Ok(found.map_or_else(|| code.to_string(), |party| party.name))
    }

    fn registered<R: Registered>(&self, key: &str) -> Result<Option<R>, LedgerError> {
        let found = register::find(&self.snapshot.tables.register, R::KIND, key)?;
        Ok(found.and_then(R::of))
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
        let before = match request.command.matter() {
            Some(id) => self.matter(id)?,
            None => None,
        };
        let verb = request.command.verb();
        let weighed = decided.and_then(|events| {
            let points = before
                .as_deref()
                .map(|matter| offer::points(verb, &view, &self.actor, self.now, matter));
            Ok((events, points.transpose()?.unwrap_or_default()))
        });
        view.settle()?;
        let (events, points) = match weighed {
            Ok(weighed) => weighed,
            Err(refusal) => return Ok(Answer::Refused(refusal)),
        };
        if let Some(refusal) = self.against(&request.command) {
            return Ok(Answer::Refused(refusal));
        }
        Ok(Answer::Preview(Box::new(Preview {
            from: before.as_deref().map(|matter| matter.head.stage),
            points,
            seq: self.snapshot.seq()? + 1,
            names: self.names(events.iter().flat_map(parties_in))?,
            nobody: self.nobody_after(&events)?,
            claim: request.command.matter().and_then(|id| self.claim_on(id)),
            events,
        })))
    }

    /// The duties that events begin and that nobody could do after them.
    fn nobody_after(
        &self,
        events: &[Event],
    ) -> Result<Vec<(MatterId, DutyKey, Lack)>, LedgerError> {
        let mut nobody = Vec::new();
        for done in events.iter().filter_map(Event::on_matter) {
            let head = match done {
                OnMatter::Opens(head) => Some(head.clone()),
                OnMatter::Moves(step) => self.matter(step.matter)?.map(|before| {
                    let mut head = before.head.clone();
                    head.parts.extend(step.part.clone());
                    head
                }),
            };
            let Some(head) = head else {
                continue;
            };
            let lacks = self.lacking(&head, done.opened())?;
            nobody.extend(lacks.into_iter().map(|(key, lack)| (head.id, key, lack)));
        }
        Ok(nobody)
    }

    /// Which of a matter's duties nobody can do now.
    fn lacking<'d>(
        &self,
        head: &Head,
        duties: impl IntoIterator<Item = &'d Duty>,
    ) -> Result<Vec<(DutyKey, Lack)>, LedgerError> {
        let mut found = Vec::new();
        for duty in duties {
            let people = register::people(&self.snapshot.tables.register, &duty.party)?;
            found.extend(lacking(head, duty, &people).map(|lack| (duty.key, lack)));
        }
        Ok(found)
    }

    /// What nobody can do is shown to whoever may see it; who may be one person, to those who keep the registers.
    fn health(&self) -> Result<Answer, LedgerError> {
        let mut found = health::health(&self.snapshot, self.now)?;
        found.unable.retain(|unable| self.may_know(&unable.party));
        if !self.keeps_registers() {
            found.alike.clear();
        }
        if !self.actor.kind.sees_all() {
            let blocks: Vec<Block> = register::all(&self.snapshot.tables.register)?;
            found.blocks = 0;
            for block in blocks.iter().filter(|block| block.stands(self.now)) {
                found.blocks += u64::from(self.may_see_block(&block.subject)?);
            }
        }
        Ok(Answer::Health(Box::new(found)))
    }

    fn show(&self, id: MatterId) -> Result<Answer, LedgerError> {
        let Some(matter) = self.matter(id)? else {
            return Ok(Answer::Trouble(Trouble::NoSuch(id.to_string())));
        };
        let head = &matter.head;
        let mut history = Vec::new();
        for seq in self
            .snapshot
            .entries_of(id, u64::MAX, usize::from(WINDOW_LIMIT))?
        {
            history.push(self.happening(seq)?);
        }
        history.reverse();
        let (mut ended, issued) = self.over(id)?;
        let (papers, anchors): (Vec<_>, Vec<_>) = issued.into_iter().unzip();
        let (mut system, mut pool, mut since) = (String::new(), String::new(), Vec::new());
        ended.extend(head.undetermined.iter().cloned());
        if let Some(asked) = matter.body.asked() {
            let of_system: Option<System> = self.registered(asked.system.as_str())?;
            let of_pool: Option<Pool> = self.registered(asked.pool.as_str())?;
            let unit: Option<Party> = match head.party(Role::Unit) {
                Some(unit) => self.registered(unit.as_str())?,
                None => None,
            };
            if let (Some(system), Some(pool), Some(unit)) = (&of_system, &of_pool, &unit) {
                since = asked.since(head, system, pool, unit);
            }
            system = of_system.map_or_else(|| asked.system.to_string(), |system| system.name);
            pool = of_pool.map_or_else(|| asked.pool.to_string(), |pool| pool.name);
        }
        let claim = self.claim_on(id);
        let view = self.snapshot.view();
        let mut offers = offers(&view, &self.actor, self.now, &matter);
        self.offer_taking_over(&mut offers, id, claim.as_ref());
        let hindered = head.duties.iter().filter_map(|duty| {
            let by = block::hindrance(&view, &matter, duty, self.now)?;
            Some((duty.key, by))
        });
        let hindered = hindered.collect();
        view.settle()?;
        let codes = head
            .concerned
            .iter()
            .map(|(_, party)| party)
            .chain(head.duties.iter().chain(&ended).map(|duty| &duty.party))
            .chain(papers.iter().flat_map(Paper::readers))
            .chain(papers.iter().map(|paper| &paper.issuer));
        let rules_now = self.validity(civil_date(self.now)).rule_set();
        let holding = head.holds.iter().map(|hold| &hold.by);
        let people = self.people(holding.chain(papers.iter().flat_map(Paper::hands)))?;
        Ok(Answer::Shown(Box::new(Shown {
            rules_now: (rules_now.successor != head.rules.successor).then_some(rules_now),
            people,
            system,
            pool,
            since,
            materials: matter.body.materials(head),
            names: self.names(codes)?,
            history,
            offers,
            remaining: head
                .duties
                .iter()
                .map(|duty| {
                    let left = remaining(&self.snapshot.facts.calendar, &duty.deadline, self.now);
                    (duty.key, left)
                })
                .collect(),
            nobody: self.lacking(head, &head.duties)?,
            hindered,
            claim,
            ended,
            papers,
            anchors,
            matter: Arc::unwrap_or_clone(matter),
        })))
    }

    /// What is over on a matter: its duties, and its papers each with what stands at its foot.
    fn over(&self, id: MatterId) -> Result<Over, LedgerError> {
        let (mut ended, mut issued) = (Vec::new(), Vec::new());
        for (seq, past) in self.snapshot.past(id)? {
            match past {
                Past::Duty(duty) => ended.push(duty),
                Past::Signed(number, signature) => {
                    let mut signed = issued
                        .iter_mut()
                        .filter(|(paper, _): &&mut (Paper, Anchor)| paper.number == number);
                    if let Some((paper, _)) = signed.next() {
                        paper.signing = Some(Signing::Signed(signature));
                    }
                }
                Past::Paper(paper) => {
                    let anchor = Anchor {
                        seq: seq.saturating_sub(1),
                        hash: self.snapshot.entry(seq)?.prev,
                    };
                    issued.push((paper, anchor));
                }
            }
        }
        Ok((ended, issued))
    }

    /// A paper, with the matter as it stood by the entry that issued it: the one after that of its foot.
    fn paper(&self, id: MatterId, number: usize) -> Result<Answer, LedgerError> {
        let none = || Ok(Answer::Trouble(Trouble::NoSuch(format!("{id} {number}"))));
        if self.matter(id)?.is_none() {
            return none();
        }
        let (_, mut issued) = self.over(id)?;
        issued.truncate(number);
        let last = issued
            .pop()
            .filter(|_| number == issued.len().saturating_add(1));
        let Some((paper, anchor)) = last else {
            return none();
        };
        let Some((matter, ended)) = self.snapshot.stood(id, anchor.seq.saturating_add(1))? else {
            return none();
        };
        Ok(Answer::Issued(Box::new(Issued {
            paper,
            matter,
            ended,
            earlier: issued.into_iter().map(|(paper, _)| paper).collect(),
            anchor,
        })))
    }

    /// The names of persons.
    fn people<'p>(
        &self,
        codes: impl Iterator<Item = &'p PersonCode>,
    ) -> Result<BTreeMap<PersonCode, String>, LedgerError> {
        let mut people = BTreeMap::new();
        for code in codes {
            let person: Option<Person> = self.registered(code.as_str())?;
            people.extend(person.map(|person| (person.code, person.name)));
        }
        Ok(people)
    }

    /// The rules allow taking over to whoever may act on the matter; it is on offer when somebody else is at it.
    fn offer_taking_over(&self, offers: &mut [Offer], id: MatterId, claim: Option<&Claim>) {
        let from = claim.map_or_else(|| "".into(), |claim| claim.person.clone());
        let act = common::Act::TakeOver(common::TakeOver { from, remark: None });
        let refusal = self.against(&Command::On(id, Act::Common(act)));
        let open = offers.iter_mut().filter(|offer| offer.refusal.is_none());
        for offer in open.filter(|offer| offer.verb == Verb::Common(common::Verb::TakeOver)) {
            offer.refusal.clone_from(&refusal);
        }
    }

    fn explain(&self, id: MatterId, key: DutyKey) -> Result<Answer, LedgerError> {
        let Some(matter) = self.matter(id)? else {
            return Ok(Answer::Trouble(Trouble::NoSuch(id.to_string())));
        };
        // The open one if there is one, else the newest of that key.
        let waiting = matter.head.undetermined.iter().rev();
        let waiting = || waiting.clone().find(|duty| duty.key == key);
        let duty = match matter.head.duty(key).or_else(waiting) {
            Some(duty) => Some(duty.clone()),
            None => self
                .snapshot
                .past(id)?
                .into_iter()
                .rev()
                .find_map(|(_, past)| match past {
                    Past::Duty(duty) => Some(duty).filter(|duty| duty.key == key),
                    Past::Paper(_) | Past::Signed(..) => None,
                }),
        };
        let Some(duty) = duty else {
            return Ok(Answer::Trouble(Trouble::NoSuch(id.to_string())));
        };
        let view = self.snapshot.view();
        let open = Some(&duty).filter(|duty| duty.closed.is_none());
        let hindered = open.and_then(|duty| block::hindrance(&view, &matter, duty, self.now));
        view.settle()?;
        Ok(Answer::Explained(Box::new(Explanation {
            hindered,
            matter: id,
            party: self.name(&duty.party)?,
            remaining: remaining(&self.snapshot.facts.calendar, &duty.deadline, self.now),
            calendar: self.snapshot.facts.calendar_at(duty.deadline.edition),
            duty,
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
            let late: &mut u64 = late_by.entry(post).or_default();
            for (day, count, certain) in look::days_of_mine(counters, &self.actor, post)? {
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
            look::count_duties(counters, None, None, None)?
        } else {
            look::DUTY_POSTS.iter().try_fold(0, |sum, post| {
                let of = Some((&self.actor.party, *post));
                Ok::<_, LedgerError>(sum + look::count_duties(counters, of, None, None)?)
            })?
        };
        let person: Option<Person> = self.registered(self.actor.person.as_str())?;
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
            measures: Some(self.validity(today)),
            seq: self.snapshot.seq()?,
            founded: true,
        })))
    }

    fn happening(&self, seq: u64) -> Result<Happening, LedgerError> {
        let entry = self.snapshot.entry(seq)?;
        let person: Option<Person> = self.registered(entry.actor.person.as_str())?;
        Ok(Happening {
            person: person.map_or_else(|| entry.actor.person.to_string(), |person| person.name),
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
            entries.extend(self.snapshot.entries_of(row.matter, newest, wanted)?);
        }
        entries.sort_unstable_by_key(|seq| std::cmp::Reverse(*seq));
        entries.truncate(wanted);
        Ok(entries)
    }

    fn records(&self, kind: RecordKind) -> Result<Answer, LedgerError> {
        let table = &self.snapshot.tables.register;
        let from = match kind {
            // A provider has none: it reads a system's name on the matters that concern it.
            RecordKind::System if !self.actor.kind.sees_all() => {
                Also::SystemOf(self.actor.party.clone()).key()
            }
            RecordKind::System
            | RecordKind::Party
            | RecordKind::Person
            | RecordKind::Account
            | RecordKind::Pool
            | RecordKind::Item
            | RecordKind::Contract
            | RecordKind::Exception
            | RecordKind::Proposal
            | RecordKind::Notice
            | RecordKind::Block
            | RecordKind::NoticeProposal
            | RecordKind::MeasuresChange
            | RecordKind::MeasuresGround
            | RecordKind::ArticleText => register::key(kind, ""),
        };
        let records = register::beginning(table, kind, &from, RECORDS_LIMIT)?;
        let mut seen = Vec::new();
        for record in records {
            if self.may_look_at(&record)? {
                seen.push(record);
            }
        }
        Ok(Answer::Records(seen))
    }

    /// Whether the actor may see a block (R49): a unit those on itself and its systems, and those on where it may apply;
    /// a provider those on itself and the pools that it runs.
    fn may_see_block(&self, on: &Subject) -> Result<bool, LedgerError> {
        let is_unit = self.actor.kind == PartyKind::Unit;
        let seen = match on {
            Subject::City => true,
            Subject::Pool(_) | Subject::Provider(_) if is_unit => true,
            Subject::Pool(pool) => {
                let pool: Option<Pool> = self.registered(pool.as_str())?;
                pool.is_some_and(|pool| self.may_know(&pool.operator))
            }
            Subject::Provider(party) | Subject::Unit(party) => self.may_know(party),
            Subject::System(system) => {
                let system: Option<System> = self.registered(system.as_str())?;
                system.is_some_and(|system| self.may_know(&system.unit))
            }
        };
        Ok(seen)
    }

    /// Whether the actor may see a record of a register.
    fn may_look_at(&self, record: &Record) -> Result<bool, LedgerError> {
        Ok(match record {
            Record::Block(block) => self.may_see_block(&block.subject)?,
            Record::Person(person) => self.may_know(&person.party),
            Record::Account(_) => self.keeps_registers(),
            Record::Contract(contract) => {
                self.may_know(&contract.unit) || self.may_know(&contract.provider)
            }
            Record::Exception(exception) => self.may_know(&exception.unit),
            Record::Party(_)
            | Record::Pool(_)
            | Record::System(_)
            | Record::Item(_)
            | Record::Proposal(_)
            | Record::Notice(_)
            | Record::NoticeProposal(_)
            | Record::MeasuresChange(_)
            | Record::MeasuresGround(_)
            | Record::ArticleText(_) => true,
        })
    }

    fn may_know(&self, party: &PartyCode) -> bool {
        self.actor.kind.sees_all() || self.actor.party == *party
    }

    fn keeps_registers(&self) -> bool {
        let is_office = match self.actor.kind {
            PartyKind::Authority | PartyKind::Support => true,
            PartyKind::Unit
            | PartyKind::Provider
            | PartyKind::Agency
            | PartyKind::Finance
            | PartyKind::Audit
            | PartyKind::Cyber => false,
        };
        is_office && (self.actor.holds(Post::Administrator) || self.actor.holds(Post::Reviewer))
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
        let by_number = texts.into_iter().map(|found| (found.number, found.text));
        Ok(Answer::Measures(Box::new(MeasuresAnswer {
            articles: Articles(by_number.collect()),
            validity: self.validity(civil_date(self.now)),
            changes: self.snapshot.facts.measures.clone(),
            grounds: register::all(table)?,
        })))
    }

    fn validity(&self, today: chrono::NaiveDate) -> Validity {
        let facts = &self.snapshot.facts;
        validity(&facts.rulings, &facts.measures, today)
    }
}

/// The parties that an event speaks of.
fn parties_in(event: &Event) -> Vec<&PartyCode> {
    let Some(done) = event.on_matter() else {
        return vec![];
    };
    let concerned: &[(Role, PartyCode)] = match done {
        OnMatter::Opens(head) => &head.concerned,
        OnMatter::Moves(_) => &[],
    };
    done.opened()
        .iter()
        .map(|duty| &duty.party)
        .chain(done.papers().iter().flat_map(Paper::readers))
        .chain(concerned.iter().map(|(_, party)| party))
        .collect()
}
