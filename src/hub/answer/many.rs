//! Questions about many matters at once, a slice at a time: each of them is answered as it would be alone.

use std::time::Instant;

use crate::domain::law::act::Verb;
use crate::domain::law::clock::Moment;
use crate::domain::law::matter::{Matter, MatterId};
use crate::domain::law::offer::offers;
use crate::domain::law::refusal::Refusal;
use crate::domain::r#use::point::Point;
use crate::ledger::error::LedgerError;

use super::super::request::{
    ACTS_LIMIT, ActRequest, Against, Answer, Can, DoneBefore, MANY_LIMIT, MANY_SLICE, OffersOn,
    OnMany, Previews, SLICE_TIME, Trouble, Unsaid,
};
use super::Room;

/// How far one question may go: at least one of what was asked, so that whoever goes on comes to the end.
struct Pace(Instant);

impl Pace {
    fn allows(&self, read: usize) -> bool {
        read == 0 || read < MANY_SLICE && self.0.elapsed() < SLICE_TIME
    }
}

impl Room<'_> {
    /// What can be done on each of many matters.
    pub(super) fn offers_on(&self, matters: &[MatterId]) -> Result<Answer, LedgerError> {
        if matters.len() > MANY_LIMIT {
            return Ok(Answer::Trouble(Trouble::TooMuch { limit: MANY_LIMIT }));
        }
        let pace = Pace(Instant::now());
        let mut found = OffersOn {
            seq: self.snapshot.seq()?,
            ..OffersOn::default()
        };
        for (at, id) in matters.iter().enumerate() {
            if !pace.allows(found.read) {
                break;
            }
            found.read += 1;
            // A damaged row is no reason to know nothing of the others.
            if let Err(error) = self.offer_on(at, *id, &mut found) {
                let why = error.to_string();
                found.unsaid.push(Unsaid { at, why });
            }
        }
        Ok(Answer::OffersOn(Box::new(found)))
    }

    fn offer_on(&self, at: usize, id: MatterId, found: &mut OffersOn) -> Result<(), LedgerError> {
        let Some(matter) = self.matter(id)? else {
            found.missing.push(at);
            return Ok(());
        };
        let view = self.snapshot.view();
        let mut offers = offers(&view, &self.actor, self.now, &matter);
        view.settle()?;
        self.offer_taking_over(&mut offers, id, self.claim_on(id).as_ref())?;
        for offer in offers {
            if !found.verbs.iter().any(|on| on.verb == offer.verb) {
                found.verbs.push(OnMany::new(offer.verb));
            }
            let known = found.verbs.iter_mut().find(|on| on.verb == offer.verb);
            let Some(on) = known else { continue };
            if let Some(refusal) = offer.refusal {
                put_against(&mut on.refused, refusal, at);
                continue;
            }
            let now = Moment::from(self.now);
            let begins = matter.body.form(&matter.head, offer.verb, now).fields;
            if on.allowed.is_empty() {
                on.fields = begins;
            } else {
                on.fields
                    .retain(|name, text| begins.get(name) == Some(text));
            }
            on.allowed.push(at);
            if self.owes(&matter, offer.verb) {
                on.owed.push(at);
            }
        }
        Ok(())
    }

    /// Whether a duty of the asker's on a matter asks for a verb.
    fn owes(&self, matter: &Matter, verb: Verb) -> bool {
        let mut duties = matter.head.duties.iter();
        duties.any(|duty| {
            duty.party == self.actor.party
                && self.actor.holds(duty.post)
                && duty.kind().verb() == Some(verb)
        })
    }

    /// What each of many acts would come to.
    pub(super) fn preview_all(&self, acts: &[ActRequest]) -> Result<Answer, LedgerError> {
        if acts.len() > ACTS_LIMIT {
            return Ok(Answer::Trouble(Trouble::TooMuch { limit: ACTS_LIMIT }));
        }
        let pace = Pace(Instant::now());
        let mut found = Previews {
            seq: self.snapshot.seq()?,
            ..Previews::default()
        };
        for (at, act) in acts.iter().enumerate() {
            if !pace.allows(found.read) {
                break;
            }
            found.read += 1;
            match self.preview(act) {
                Ok(Answer::Preview(preview)) => {
                    let warnings: Vec<Point> =
                        preview.points.into_iter().filter(Point::warns).collect();
                    found.names = found.names.and(&self.names(&warnings)?);
                    found.can.push(Can { at, warnings });
                }
                Ok(Answer::Before(receipt)) => found.before.push(DoneBefore {
                    at,
                    last: receipt.last,
                }),
                Ok(Answer::Refused(refusal)) => put_against(&mut found.cannot, refusal, at),
                Ok(other) => found.unsaid.push(Unsaid {
                    at,
                    why: format!("{other:?}"),
                }),
                Err(error) => found.unsaid.push(Unsaid {
                    at,
                    why: error.to_string(),
                }),
            }
        }
        Ok(Answer::Previews(Box::new(found)))
    }
}

fn put_against(known: &mut Vec<Against>, refusal: Refusal, at: usize) {
    match known.iter_mut().find(|one| one.refusal == refusal) {
        Some(one) => one.at.push(at),
        None => known.push(Against {
            refusal,
            at: vec![at],
        }),
    }
}
