//! What the hub's answers do to the screen.

use std::time::Instant;

use crate::detail::{is_clockwork, who};
use crate::domain::law::party::Post;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::record::RecordKind;
use crate::hub::request::{Answer, Draft, Request, Shown, Standing, Trouble};
use crate::locale::console as words;
use crate::locale::{event, refusal, verb as verb_words};

use super::super::list::{Listing, home};
use super::super::preview::Previewing;
use super::super::shortcut::FOUND;
use super::super::trouble::trouble_words;
use super::choices::{CHOICES_LIMIT, choices_of};
use super::{App, Intent, Layer, Notice, Purpose, pages};

/// The key under which the last values of a verb's form are remembered.
pub(super) fn last_values_key(verb: crate::domain::law::act::Verb) -> String {
    format!("last.{}", verb.word())
}

impl App {
    /// Takes an answer; one that nobody waits for any more is dropped.
    pub(super) fn answer(&mut self, ticket: u64, answer: Answer) {
        let Some(purpose) = self.waiting.remove(&ticket) else {
            return;
        };
        if let Answer::Stranger(_) = answer {
            self.take_stranger(&purpose, answer);
            return;
        }
        if let Answer::Trouble(Trouble::Gone) = answer
            && purpose.is_asked_again()
        {
            // The header says that the hub is not reached, or will in a moment; once it is, everything is asked anew.
            self.queue.failed(ticket);
            self.sheet.failed(ticket);
            return;
        }
        match purpose {
            Purpose::Traffic => self.show_link(&answer),
            Purpose::Standing => {
                if let Answer::Standing(standing) = answer {
                    self.take_standing(*standing);
                }
            }
            Purpose::Queue => match answer {
                Answer::Window(window) => {
                    self.queue.take(ticket, *window);
                    if self.shown.is_none() && self.rest_at.is_none() {
                        self.rest_at = Some(Instant::now());
                    }
                    self.moved_by_update();
                }
                other => {
                    self.queue.failed(ticket);
                    self.trouble(&other);
                }
            },
            Purpose::Sheet => match answer {
                Answer::Window(window) => self.sheet.take(ticket, *window),
                other => {
                    self.sheet.failed(ticket);
                    self.trouble(&other);
                }
            },
            Purpose::Behind(of) => self.read_behind(&of, &answer),
            Purpose::Edit => self.take_edited(&answer),
            Purpose::Show => match answer {
                Answer::Shown(shown) => self.take_shown(shown),
                other => self.trouble(&other),
            },
            Purpose::Claim(id) => self.take_claim(id, &answer),
            Purpose::Changes(key) => match answer {
                Answer::Shown(shown) => self.take_changes(&key, shown),
                other => self.trouble(&other),
            },
            Purpose::Weigh => self.take_weighed(&answer),
            Purpose::Paper => self.read_paper(&answer),
            Purpose::Explain => match answer {
                Answer::Explained(explanation) => {
                    let reading = pages::explained(&explanation, self);
                    self.layers.push(Layer::Reading(reading));
                }
                other => self.trouble(&other),
            },
            Purpose::ExplainPreview(key) => match answer {
                Answer::CalendarInForce(calendar) => self.explain_preview(&key, &calendar),
                other => self.trouble(&other),
            },
            Purpose::Choices(lookup) => self.take_choices(lookup, &answer),
            Purpose::Preview(key) => self.take_preview(&key, answer),
            Purpose::Act(key) => self.take_act(&key, &answer),
            Purpose::OffersOn(_) | Purpose::PreviewAll(_) | Purpose::ActOfMany(..) => {
                self.take_of_many(&purpose, answer);
            }
            Purpose::OpenOne(verb) => self.open_one(verb, &answer),
            Purpose::Found => self.take_founded(&answer),
            Purpose::Starter => {
                self.ask(Purpose::Standing, Request::Whoami);
                self.trouble(&answer);
            }
            Purpose::Drafts => {
                if let Answer::Drafts(drafts) = answer {
                    self.drafts = drafts;
                }
            }
            Purpose::Reveal => self.take_revealed(&answer),
            Purpose::Parties => self.take_parties(&answer),
            Purpose::Views => self.take_views(&answer),
            Purpose::Count(label) => self.take_count(&label, &answer),
            Purpose::Ringing => {
                // What could not be looked at now is found by the next look.
                if let (Answer::Window(window), Some(standing)) = (answer, &self.standing) {
                    self.notifier.take_ringing(standing, *window);
                }
            }
            Purpose::Nothing => self.trouble(&answer),
        }
    }

    /// Whoever asked is bound to nobody.
    fn take_stranger(&mut self, purpose: &Purpose, answer: Answer) {
        // An empty store answers every other question of its founder in the same way.
        match purpose {
            // It was not done; the form waits for whoever is bound again.
            Purpose::Act(key) => self.take_act(key, &answer),
            Purpose::OffersOn(_) | Purpose::PreviewAll(_) | Purpose::ActOfMany(..) => {
                self.take_of_many(purpose, answer);
            }
            _ => {}
        }
        if *purpose == Purpose::Standing {
            self.stranger = true;
        } else if self
            .standing
            .as_ref()
            .is_some_and(|standing| standing.founded)
        {
            self.ask(Purpose::Standing, Request::Whoami);
        }
    }

    fn take_standing(&mut self, standing: Standing) {
        self.heard = (standing.now, Instant::now());
        let first = self.standing.is_none();
        if first {
            self.queue = Listing::new(home(&standing));
        }
        if standing.founded && self.standing.as_ref().is_none_or(|before| !before.founded) {
            self.ask(Purpose::Drafts, Request::Drafts);
            self.ask(Purpose::Views, Request::Views);
        }
        self.queue.is_keepers = standing
            .actor
            .posts
            .iter()
            .all(|post| *post == Post::Administrator);
        self.stranger = false;
        self.notifier.take_standing(&standing);
        self.standing = Some(standing);
        if !self.waiting.values().any(|one| *one == Purpose::Ringing) {
            self.ask_ringing(None);
        }
    }

    /// The row under the mark may be another matter, or another version of it, than the one shown.
    fn moved_by_update(&mut self) {
        let row = self.queue.matter();
        let shown = self
            .shown
            .as_ref()
            .map(|shown| (shown.matter.head.id, shown.matter.head.version));
        if row != shown && self.rest_at.is_none() {
            self.rest();
        }
    }

    fn take_shown(&mut self, shown: Box<Shown>) {
        let id = shown.matter.head.id;
        self.tell_of_others(&shown);
        self.weigh_forms_of(&shown);
        self.shown = Some(shown);
        // Its row may have left the list meanwhile, and the selection with it.
        if self.queue.matter().is_some_and(|(of, _)| of != id) {
            self.moved_by_update();
        }
        if let Some((wanted, intent)) = self.intent.take() {
            if wanted == id {
                self.carry_out(intent);
            } else {
                self.intent = Some((wanted, intent));
            }
        }
    }

    /// Says who did what, if somebody else has acted on the matter that is looked at. What is wrong stays until it was
    /// seen.
    fn tell_of_others(&mut self, now: &Shown) {
        let before = self.shown.as_deref().filter(|before| {
            before.matter.head.id == now.matter.head.id
                && before.matter.head.version < now.matter.head.version
        });
        let Some(before) = before else { return };
        let known = before.history.last().map_or(0, |last| last.entry.seq);
        let me = self
            .standing
            .as_ref()
            .map(|standing| &standing.actor.person);
        let by_others = now.history.iter().rev().find(|happening| {
            happening.entry.seq > known && Some(&happening.entry.actor.person) != me
        });
        let is_bad = self.messages.line().is_some_and(|notice| notice.bad);
        // A box that says why the act came too late says this as well.
        let is_told = matches!(
            self.layers.last(),
            Some(Layer::Preview(previewing)) if previewing.refusal().is_some()
        );
        if let Some(last) = by_others.filter(|_| !is_bad && !is_told) {
            let lang = self.lang();
            let id = crate::locale::domain::matter_id(lang, now.matter.head.id);
            let who = if is_clockwork(last) {
                who(last, lang).to_owned()
            } else {
                format!("{} {}", last.party, who(last, lang))
            };
            let what = event::happened(lang, &last.entry.event);
            self.say(words::NOTICE_CHANGED.fill(lang, &[&id, &who, &what]));
        }
    }

    /// Does what was meant once the matter is known.
    pub(super) fn carry_out(&mut self, intent: Intent) {
        match intent {
            Intent::Do => self.do_duty(),
            Intent::Offers => self.open_offers(),
            Intent::Explain => self.explain_shown(),
            Intent::Papers => self.open_papers(),
            Intent::Verb(verb) => self.do_verb(verb),
        }
    }

    fn take_choices(&mut self, lookup: RecordKind, answer: &Answer) {
        let Answer::Window(window) = answer else {
            self.trouble(answer);
            return;
        };
        let choices = choices_of(window, self.lang());
        let form = self.layers.iter_mut().rev().find_map(|layer| match layer {
            Layer::Form(form) => Some(form),
            _ => None,
        });
        let Some(form) = form else { return };
        let count = form.take_choices(lookup, choices, window.resume.is_none());
        if window.resume.is_some() && count < CHOICES_LIMIT {
            self.ask_choices(lookup, window.resume.clone());
        }
    }

    fn take_preview(&mut self, key: &str, answer: Answer) {
        if let Answer::Refused(refused) = &answer {
            self.ask_changes(key, refused);
        }
        if let Some(previewing) = self.previewing(key) {
            previewing.take(answer);
        }
    }

    /// The preview of that key.
    fn previewing(&mut self, key: &str) -> Option<&mut Previewing> {
        self.layers.iter_mut().rev().find_map(|layer| match layer {
            Layer::Preview(previewing) if previewing.request.key == key => Some(&mut **previewing),
            _ => None,
        })
    }

    /// Whoever is told that a matter changed wants to know what changed.
    fn ask_changes(&mut self, key: &str, refused: &Refusal) {
        let previewing = self.previewing(key);
        let matter = previewing.and_then(|one| one.request.command.matter());
        if let (Reason::Changed { .. }, Some(matter)) = (&refused.reason, matter) {
            let purpose = Purpose::Changes(key.to_owned());
            self.ask(purpose, Request::Show { matter });
        }
    }

    fn take_changes(&mut self, key: &str, shown: Box<Shown>) {
        if let Some(previewing) = self.previewing(key) {
            previewing.take_changes(&shown);
        }
        let known = self.shown.as_ref().map(|known| known.matter.head.id);
        if known == Some(shown.matter.head.id) {
            self.shown = Some(shown);
        }
    }

    /// Sends what was previewed. Nothing goes out before its draft, with its request key, is kept.
    pub(super) fn send_previewed(&mut self) {
        let Some(Layer::Preview(previewing)) = self.layers.last_mut() else {
            return;
        };
        let Some(request) = previewing.confirmable().cloned() else {
            return;
        };
        previewing.sent = true;
        self.keep_foremost();
        self.ask(Purpose::Act(request.key.clone()), Request::Act(request));
    }

    /// Keeps the draft of the form that is about to be sent: nothing goes out before its request key is kept.
    pub(super) fn keep_foremost(&mut self) {
        let at = self.now();
        let form = self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Form(form) => Some(form.draft(at)),
            _ => None,
        });
        if let Some(draft) = form {
            self.remember(draft);
        }
    }

    fn take_act(&mut self, key: &str, answer: &Answer) {
        let good = matches!(answer, Answer::Done(_) | Answer::Before(_));
        let notice = self.notice_of(answer);
        self.take_receipt(answer);
        self.note(notice);
        if let Answer::Refused(refused) = answer {
            self.refused_after_all(refused);
        }
        self.layers
            .retain(|layer| !matches!(layer, Layer::Preview(previewing) if previewing.sent));
        if good {
            self.form_is_done(key);
        }
    }

    /// My other forms follow what I did, and what is done needs no mark any more.
    pub(super) fn take_receipt(&mut self, answer: &Answer) {
        if let Answer::Done(receipt) | Answer::Before(receipt) = answer
            && let Some(id) = receipt.matter
        {
            self.queue.marked.remove(&id);
        }
        if let Answer::Done(receipt) = answer
            && let (Some(id), Some(version)) = (receipt.matter, receipt.version)
        {
            self.follow(id, version);
        }
    }

    /// What the preview still allowed has been refused: somebody was faster. The reason stands where the preview stood,
    /// over the form, which keeps what was typed.
    fn refused_after_all(&mut self, refused: &Refusal) {
        let sent = self.layers.iter_mut().rev().find_map(|layer| match layer {
            Layer::Preview(previewing) if previewing.sent => Some(previewing),
            _ => None,
        });
        let key = sent.map(|previewing| {
            previewing.sent = false;
            previewing.take(Answer::Refused(refused.clone()));
            previewing.request.key.clone()
        });
        if let Some(key) = key {
            self.messages.clear();
            self.ask_changes(&key, refused);
        }
    }

    /// Who has been told of somebody else's change may confirm under the new version: its preview says what then. Answers
    /// whether it was that.
    pub(super) fn heed(&mut self, refused: &Refusal) -> bool {
        let Reason::Changed { actual, .. } = refused.reason else {
            return false;
        };
        let form = self.layers.iter_mut().rev().find_map(|layer| match layer {
            Layer::Form(form) => Some(form),
            _ => None,
        });
        if let Some([(_, version)]) = form.map(|form| form.targets.as_mut_slice()) {
            *version = actual;
        }
        true
    }

    /// The form's act is on disk: its draft goes, its values are remembered for the next of its kind.
    pub(super) fn form_is_done(&mut self, key: &str) {
        let at = self.now();
        let form = self.layers.iter().find_map(|layer| match layer {
            Layer::Form(form) if form.key == key => Some(form),
            _ => None,
        });
        if let Some(form) = form {
            let remembers = form.targets.is_empty() && !form.is_of_many;
            let draft = Draft {
                key: last_values_key(form.verb),
                ..form.draft(at)
            };
            if remembers {
                self.remember(draft);
            }
        }
        self.layers
            .retain(|layer| !matches!(layer, Layer::Form(form) if form.key == key));
        self.forget(key);
        self.queue.touched();
        self.sheet.touched();
        self.ask(Purpose::Standing, Request::Whoami);
    }

    fn notice_of(&self, answer: &Answer) -> Notice {
        let lang = self.lang();
        let good = |text| Notice { text, bad: false };
        let bad = |text| Notice { text, bad: true };
        match answer {
            Answer::Done(receipt) => {
                let verb = self.sending().map(|verb| verb_words::verb(verb).get(lang));
                let what = receipt.matter.map_or_else(
                    || verb.unwrap_or_default().to_owned(),
                    |id| crate::locale::domain::matter_id(lang, id),
                );
                let papers: Vec<_> = receipt.papers.iter().map(ToString::to_string).collect();
                let what = format!("{what} {}", papers.join(" "));
                good(words::NOTICE_DONE.fill(lang, &[&what.trim(), &receipt.last]))
            }
            Answer::Before(receipt) => good(words::NOTICE_BEFORE.fill(lang, &[&receipt.last])),
            Answer::Refused(refused) => {
                let verb = self.sending().unwrap_or(FOUND);
                bad(refusal::cited(lang, refused, verb))
            }
            Answer::Stranger(login) => bad(words::STRANGER_TEXT.fill(lang, &[login])),
            Answer::KeyReused => bad(words::TROUBLE_KEY.get(lang).to_owned()),
            Answer::Trouble(trouble) => bad(trouble_words(lang, trouble)),
            _ => good(String::new()),
        }
    }

    /// The verb of the acts that are on their way. Only founding goes without a preview.
    fn sending(&self) -> Option<crate::domain::law::act::Verb> {
        self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Preview(previewing) if previewing.sent => Some(previewing.verb),
            _ => None,
        })
    }

    /// Says what is wrong, if the answer is not a good one.
    pub(super) fn trouble(&mut self, answer: &Answer) {
        let notice = self.notice_of(answer);
        if notice.bad {
            self.note(notice);
        }
    }

    /// Says the number in clear where the matter is shown, and that it is on record where it is.
    fn take_revealed(&mut self, answer: &Answer) {
        let Answer::Revealed(revealed) = answer else {
            self.trouble(answer);
            return;
        };
        if let Some(shown) = self.shown.as_deref_mut()
            && shown.matter.head.id == revealed.matter
        {
            revealed.tell(&mut shown.matter);
        }
        let (lang, contact) = (self.lang(), &revealed.contact);
        let text = match revealed.entry {
            Some(seq) => words::NOTICE_REVEALED_ON_RECORD
                .fill(lang, &[&contact.name, &contact.telephone, &seq]),
            None => words::NOTICE_REVEALED.fill(lang, &[&contact.name, &contact.telephone]),
        };
        self.say(text);
    }

    fn take_founded(&mut self, answer: &Answer) {
        self.trouble(answer);
        self.ask(Purpose::Standing, Request::Whoami);
    }
}
