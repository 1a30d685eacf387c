//! Questions about one matter: what it is, what is over on it, its papers, what an act on it would do.

use std::sync::Arc;

use crate::domain::build::pool::Pool;
use crate::domain::build::system::System;
use crate::domain::kinds;
use crate::domain::law::act::{Act, Verb};
use crate::domain::law::authority::lacking;
use crate::domain::law::block;
use crate::domain::law::clock::{civil_date, remaining};
use crate::domain::law::command::Command;
use crate::domain::law::common;
use crate::domain::law::decide::decide;
use crate::domain::law::duty::{Duty, DutyKey, Lack};
use crate::domain::law::event::Event;
use crate::domain::law::fact::OnMatter;
use crate::domain::law::matter::{Head, MatterId, Past, Role};
use crate::domain::law::naming::Names;
use crate::domain::law::offer::{self, Offer, offers};
use crate::domain::law::paper::{Paper, Signing};
use crate::domain::law::party::Party;
use crate::domain::settle::charge::Charges;
use crate::ledger::error::LedgerError;
use crate::ledger::register;

use super::super::request::{
    ActRequest, Anchor, Answer, Claim, Explanation, Happening, Issued, Preview, Shown, Trouble,
    WINDOW_LIMIT,
};
use super::super::sight;
use super::Room;

/// What is over on a matter: the duties that ended, and the papers each with what stands at its foot.
type Over = (Vec<Duty>, Vec<(Paper, Anchor)>);

impl Room<'_> {
    /// What would happen; of a key that was used already, what did. Its act may have been done although its answer was
    /// lost, and the rules would then stand against doing it again.
    pub(super) fn preview(&self, request: &ActRequest) -> Result<Answer, LedgerError> {
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
        if let Some(refusal) = self.against(&request.command)? {
            return Ok(Answer::Refused(refusal));
        }
        let mut preview = Preview {
            from: before.as_deref().map(|matter| matter.head.stage),
            points,
            seq: self.snapshot.seq()? + 1,
            names: Names::default(),
            nobody: self.nobody_after(&events)?,
            otherwise: self.otherwise(&events),
            claim: request.command.matter().and_then(|id| self.claim_on(id)),
            events,
        };
        sight::preview(self.eyes()?, &mut preview);
        let said = preview.events.iter().flat_map(|event| event.said().codes());
        preview.names = self.names(&preview)?.and(&self.names_of(said)?);
        Ok(Answer::Preview(Box::new(preview)))
    }

    /// The duties that events begin and that nobody could do after them.
    pub(super) fn nobody_after(
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
    pub(super) fn lacking<'d>(
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

    pub(super) fn show(&self, id: MatterId) -> Result<Answer, LedgerError> {
        let Some(matter) = self.matter(id)? else {
            return Ok(Answer::Trouble(Trouble::NoSuch(id.to_string())));
        };
        let head = &matter.head;
        let mut history = Vec::new();
        for seq in self
            .snapshot
            .entries_of(id, u64::MAX, usize::from(WINDOW_LIMIT))?
        {
            // The names of the whole stand beside the whole.
            history.push(Happening {
                names: Names::default(),
                ..self.happening(seq)?
            });
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
        let charges = Charges::of(&view, &matter, civil_date(self.now));
        let mut offers = offers(&view, &self.actor, self.now, &matter);
        self.offer_taking_over(&mut offers, id, claim.as_ref())?;
        let hindered = head.duties.iter().filter_map(|duty| {
            let by = block::hindrance(&view, &matter, duty, self.now)?;
            Some((duty.key, by))
        });
        let hindered = hindered.collect();
        let delays = head.duties.iter().map(|duty| {
            let costs = kinds::delays(&view, &matter, duty.kind(), civil_date(self.now));
            (duty.key, costs)
        });
        let delays = delays.filter(|(_, costs)| !costs.is_empty()).collect();
        view.settle()?;
        let rules_now = self.validity(civil_date(self.now)).rule_set();
        let mut shown = Shown {
            charges,
            delays,
            rules_now: (rules_now.successor != head.rules.successor).then_some(rules_now),
            system,
            pool,
            since,
            materials: matter.body.materials(head),
            names: Names::default(),
            history,
            follows: offer::follows(&self.actor, &matter),
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
        };
        sight::shown(self.eyes()?, &mut shown);
        shown.names = self.names(&shown)?;
        Ok(Answer::Shown(Box::new(shown)))
    }

    /// What is over on a matter: its duties, and its papers each with what stands at its foot.
    pub(super) fn over(&self, id: MatterId) -> Result<Over, LedgerError> {
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

    /// A paper of those that the actor reads, with the matter as it stood by the entry that issued it: the one after that of its foot.
    pub(super) fn paper(&self, id: MatterId, number: usize) -> Result<Answer, LedgerError> {
        let none = || Ok(Answer::Trouble(Trouble::NoSuch(format!("{id} {number}"))));
        if self.matter(id)?.is_none() {
            return none();
        }
        let eyes = self.eyes()?;
        let (_, mut issued) = self.over(id)?;
        issued.retain(|(paper, _)| eyes.read(paper));
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
        let mut issued = Issued {
            paper,
            matter,
            ended,
            earlier: issued.into_iter().map(|(paper, _)| paper).collect(),
            anchor,
        };
        sight::issued(eyes, &mut issued);
        Ok(Answer::Issued(Box::new(issued)))
    }

    /// The rules allow taking over to whoever may act on the matter; it is on offer when somebody else is at it.
    pub(super) fn offer_taking_over(
        &self,
        offers: &mut [Offer],
        id: MatterId,
        claim: Option<&Claim>,
    ) -> Result<(), LedgerError> {
        let from = claim.map_or_else(|| "".into(), |claim| claim.person.clone());
        let act = common::Act::TakeOver(common::TakeOver { from, remark: None });
        let refusal = self.against(&Command::On(id, Act::Common(act)))?;
        let open = offers.iter_mut().filter(|offer| offer.refusal.is_none());
        for offer in open.filter(|offer| offer.verb == Verb::Common(common::Verb::TakeOver)) {
            offer.refusal.clone_from(&refusal);
        }
        Ok(())
    }

    pub(super) fn explain(&self, id: MatterId, key: DutyKey) -> Result<Answer, LedgerError> {
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
            names: self.names(&hindered)?,
            hindered,
            matter: id,
            party: self.name(&duty.party)?,
            remaining: remaining(&self.snapshot.facts.calendar, &duty.deadline, self.now),
            calendar: self.snapshot.facts.calendar_at(duty.deadline.edition),
            duty,
        })))
    }
}
