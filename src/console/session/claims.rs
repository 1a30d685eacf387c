//! Telling colleagues which matter I am at, and hearing who else is: a lease for as long as a form stands open.
//!
//! Which leases are wanted follows from the forms alone, so that no way out of a form can forget to give one back. A
//! bulk act takes none: it is confirmed matter by matter, each under the version that was looked at.

use super::super::shortcut::TAKE_OVER;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::domain::law::code::PersonCode;
use crate::domain::law::matter::MatterId;
use crate::hub::request::{Answer, Claim, Request};
use crate::locale::console as words;
use crate::locale::domain;

use super::super::form::Prefill;
use super::super::layer::{Choice, Picker};
use super::{Layer, Pick, Purpose, Session};

/// How often a lease is renewed: often enough that one lost answer loses no lease.
const RENEWAL: Duration = Duration::from_secs(40);

/// A lease that is asked for while a form stands open.
pub(super) struct Held {
    pub(super) renew_at: Instant,
    /// Whether it was mine when last heard of.
    mine: bool,
    /// Who else was there, once I have been told of them.
    told: Option<PersonCode>,
}

impl Session {
    /// Asks for, renews and gives back, as the open forms want it.
    pub fn keep_claims(&mut self) {
        let now = Instant::now();
        let wanted: BTreeSet<MatterId> = self.layers.iter().filter_map(claimed_by).collect();
        // What is being done ends with its act; asking once more in between would take it up again.
        let sending: BTreeSet<MatterId> = self.layers.iter().filter_map(matter_sent).collect();
        for id in &sending {
            if let Some(held) = self.claims.get_mut(id) {
                held.renew_at = now + RENEWAL;
            }
        }
        let left: Vec<MatterId> = self.claims.keys().copied().collect();
        for id in left.into_iter().filter(|id| !wanted.contains(id)) {
            self.give_back(id);
        }
        for id in wanted.into_iter().filter(|id| !sending.contains(id)) {
            let held = self.claims.entry(id).or_insert(Held {
                renew_at: now,
                mine: false,
                told: None,
            });
            if held.renew_at <= now {
                held.renew_at = now + RENEWAL;
                self.ask(Purpose::Claim(id), Request::Claim { matter: id });
            }
        }
    }

    fn give_back(&mut self, id: MatterId) {
        // One that was never answered is given back when its answer comes: two readers may change the order.
        if self.claims.remove(&id).is_some_and(|held| held.mine) {
            self.ask(Purpose::Claim(id), Request::Release { matter: id });
        }
    }

    /// Who is at a matter that a form stands open on. Trouble is no answer: a claim only helps.
    pub(super) fn take_claim(&mut self, id: MatterId, answer: &Answer) {
        let Answer::Claimed(claim) = answer else {
            return;
        };
        let foremost = self.form_mut().and_then(|form| form.targets.first());
        let is_foremost = foremost.is_some_and(|(of, _)| *of == id);
        let Some(held) = self.claims.get_mut(&id) else {
            if claim.mine {
                self.ask(Purpose::Claim(id), Request::Release { matter: id });
            }
            return;
        };
        let was_mine = std::mem::replace(&mut held.mine, claim.mine);
        if claim.mine {
            held.told = None;
            let before = self.layers.len();
            self.layers.retain(|layer| !asks_about(layer, id));
            if self.layers.len() < before {
                self.say(words::NOTICE_CLAIM_FREE.get(self.lang()));
            }
        } else if was_mine {
            held.told = Some(claim.person.clone());
            let text = words::NOTICE_CLAIM_LOST.fill(self.lang(), &[&claim.name, &claim.party]);
            self.complain(text);
        } else if held.told.as_ref() != Some(&claim.person) && is_foremost {
            held.told = Some(claim.person.clone());
            self.ask_about(claim);
        }
    }

    /// Somebody else is at it: take over, or go on all the same. Nobody is ever locked out.
    fn ask_about(&mut self, claim: &Claim) {
        let lang = self.lang();
        let minutes = |seconds: u64| seconds.div_ceil(60).max(1);
        let (since, left) = (minutes(claim.since_seconds), minutes(claim.left_seconds));
        let about = [
            format!("{} · {}", claim.name, claim.party),
            words::CLAIM_ABOUT.fill(lang, &[&since, &left]),
        ];
        let choice = |value, label: crate::locale::T, note: crate::locale::T| Choice {
            value,
            label: label.get(lang).to_owned(),
            note: note.get(lang).to_owned(),
        };
        let over = Pick::TakeOver(claim.matter, claim.person.clone());
        let choices = vec![
            choice(
                over,
                crate::locale::verb::verb(TAKE_OVER),
                words::CLAIM_TAKE_OVER_NOTE,
            ),
            choice(Pick::GoOn, words::CLAIM_GO_ON, words::CLAIM_GO_ON_NOTE),
        ];
        let title = words::CLAIM_TITLE.fill(lang, &[&domain::matter_id(lang, claim.matter)]);
        self.layers.retain(|layer| !asks_about(layer, claim.matter));
        let picker = Picker::new(title, choices).about(about);
        self.layers.push(Layer::Picker(picker));
    }

    /// Goes to the preview of taking a matter over, under the version that its form was opened on.
    pub fn take_over(&mut self, id: MatterId, from: &PersonCode) {
        let version = self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Form(form) => form.targets.iter().find(|(of, _)| *of == id),
            _ => None,
        });
        let Some(target) = version.copied() else {
            return;
        };
        // A preview below would be of a version that is about to pass.
        if matches!(self.layers.last(), Some(Layer::Preview(_))) {
            self.layers.pop();
        }
        let mut prefill = Prefill::default();
        prefill.fields.insert("from".to_owned(), from.to_string());
        self.open_form(TAKE_OVER, vec![target], prefill);
        self.preview_form();
    }

    /// My own act is no surprise to my other forms on the same matter.
    pub(super) fn keep_up(&mut self, id: MatterId, to: u32) {
        for layer in &mut self.layers {
            if let Layer::Form(form) = layer {
                for (of, version) in &mut form.targets {
                    if *of == id && version.checked_add(1) == Some(to) {
                        *version = to;
                    }
                }
            }
        }
    }
}

/// The one matter that a form is about. Taking over is how one gets to a matter, not being at it.
fn claimed_by(layer: &Layer) -> Option<MatterId> {
    match layer {
        Layer::Form(form) if form.verb != TAKE_OVER => match form.targets.as_slice() {
            [(id, _)] => Some(*id),
            _ => None,
        },
        _ => None,
    }
}

fn matter_sent(layer: &Layer) -> Option<MatterId> {
    match layer {
        Layer::Preview(previewing) if previewing.sent => previewing.request.command.matter(),
        _ => None,
    }
}

fn asks_about(layer: &Layer, id: MatterId) -> bool {
    let about = |pick: &Pick| matches!(pick, Pick::TakeOver(of, _) if *of == id);
    matches!(layer, Layer::Picker(picker) if picker.offers(about))
}
