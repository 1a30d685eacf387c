//! What the hub's answers do to the screen.

use std::time::Instant;

use crate::domain::law::refusal::{Reason, Refusal};
use crate::hub::Touched;
use crate::hub::request::{Answer, Draft, Request, Standing, Trouble};
use crate::locale::console as words;
use crate::locale::{refusal, verb as verb_words};

use super::super::messages::Notice;
use super::super::pane::Tab;
use super::super::preview::Previewing;
use super::super::shortcut::FOUND;
use super::super::trouble::trouble_words;
use super::drafts::last_values_key;
use super::{Layer, Purpose, Session, Touch};

impl Session {
    /// Takes an answer; one that nobody waits for any more is dropped. Answers what is for a pane.
    pub fn take(&mut self, ticket: u64, answer: Answer) -> Option<(Tab, Answer)> {
        let purpose = self.waiting.remove(&ticket)?;
        if let Answer::Stranger(_) = answer {
            return self.take_stranger(&purpose, answer);
        }
        if let Answer::Trouble(Trouble::Gone) = answer
            && purpose.is_asked_again()
        {
            // The header says that the hub is not reached, or will in a moment; once it is, everything is asked anew.
            return self.let_go(&purpose, answer);
        }
        match purpose {
            Purpose::Pane(tab) => return Some((tab, answer)),
            Purpose::Traffic => self.show_link(&answer),
            Purpose::Standing => {
                if let Answer::Standing(standing) = answer {
                    self.take_standing(*standing);
                }
            }
            Purpose::Behind(of) => self.read_behind(&of, &answer),
            Purpose::Edit => self.take_edited(&answer),
            Purpose::Show(id) => self.take_shown(id, answer),
            Purpose::Claim(id) => self.take_claim(id, &answer),
            Purpose::Changes(key) => self.take_changes(&key, answer),
            Purpose::Weigh => self.take_weighed(&answer),
            Purpose::Rulings => self.take_rulings(&answer),
            Purpose::Trial(number) => self.take_trial(number, answer),
            Purpose::Paper => self.read_paper(&answer),
            Purpose::Explain => self.take_explained(&answer),
            Purpose::ExplainPreview(key) => self.take_calendar(&key, &answer),
            Purpose::Reckon(from, limit) => self.take_reckoned(from, limit, &answer),
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
            Purpose::Alarm => {
                // The same rule as for what rings.
                if let Answer::Window(window) = answer {
                    self.alarm.take(*window);
                }
            }
            Purpose::Jobs => match answer {
                Answer::Jobs(found) => self.under_way.take(found.jobs, Instant::now()),
                _ => self.under_way.ask_soon(Instant::now()),
            },
            Purpose::Take(aim) => self.take_up(aim, &answer),
            Purpose::Nothing => self.trouble(&answer),
        }
        None
    }

    /// A question that the screen asks of itself again came to nothing.
    fn let_go(&mut self, purpose: &Purpose, answer: Answer) -> Option<(Tab, Answer)> {
        match purpose {
            Purpose::Pane(tab) => return Some((*tab, answer)),
            // By the time the hub is back, whoever opened the matter may want something else: it is not opened then.
            Purpose::Show(id) => self.give_up(*id),
            Purpose::Rulings => self.open_nothing(),
            Purpose::Jobs => self.under_way.forget(),
            _ => {}
        }
        None
    }

    /// Whoever asked is bound to nobody.
    fn take_stranger(&mut self, purpose: &Purpose, answer: Answer) -> Option<(Tab, Answer)> {
        // An empty store answers every other question of its founder in the same way.
        match purpose {
            // It was not done; the form waits for whoever is bound again.
            Purpose::Act(key) => self.take_act(key, &answer),
            Purpose::OffersOn(_) | Purpose::PreviewAll(_) | Purpose::ActOfMany(..) => {
                self.take_of_many(purpose, answer.clone());
            }
            _ => {}
        }
        let founded = self.standing.as_ref().is_some_and(|one| one.founded);
        if *purpose == Purpose::Standing {
            self.stranger = true;
        } else if founded {
            self.ask(Purpose::Standing, Request::Whoami);
        }
        self.let_go(purpose, answer)
    }

    fn take_standing(&mut self, standing: Standing) {
        self.heard = (standing.now, Instant::now());
        if standing.founded && self.standing.as_ref().is_none_or(|before| !before.founded) {
            self.ask(Purpose::Drafts, Request::Drafts);
            self.ask(Purpose::Views, Request::Views);
            self.ask(Purpose::Jobs, Request::Jobs);
        }
        self.stranger = false;
        self.notifier.take_standing(&standing);
        self.standing = Some(standing);
        self.touches.push(Touch::Standing);
        if !self.waiting.values().any(|one| *one == Purpose::Ringing) {
            self.ask_ringing(None);
        }
    }

    fn take_preview(&mut self, key: &str, answer: Answer) {
        if let Answer::Refused(refused) = &answer {
            self.ask_changes(key, refused);
        }
        if let Some(previewing) = self.previewing(key) {
            previewing.take(answer);
        }
        self.try_previewed(key);
    }

    /// The preview of that key.
    pub(super) fn previewing(&mut self, key: &str) -> Option<&mut Previewing> {
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

    fn take_changes(&mut self, key: &str, answer: Answer) {
        let Answer::Shown(shown) = answer else {
            self.trouble(&answer);
            return;
        };
        if let Some(previewing) = self.previewing(key) {
            previewing.take_changes(&shown);
        }
        self.hold(shown);
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
        if let Some(draft) = self.form_mut().map(|form| form.draft(at)) {
            self.remember(draft);
        }
    }

    fn take_act(&mut self, key: &str, answer: &Answer) {
        let good = matches!(answer, Answer::Done(_) | Answer::Before(_));
        let notice = self.notice_of(answer);
        self.take_receipt(answer);
        if let Answer::Done(receipt) = answer
            && self.sending().is_some_and(|verb| !verb.is_on_matter())
        {
            self.touches.extend(receipt.matter.map(Touch::Opened));
        }
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
            self.touches.push(Touch::Done(id));
        }
        if let Answer::Done(receipt) = answer
            && let (Some(id), Some(version)) = (receipt.matter, receipt.version)
        {
            self.keep_up(id, version);
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

    /// Takes a refusal to the form. Whoever was told of somebody else's change may confirm under the new version, whose
    /// preview says what then; any other reason is said at the field that it speaks of. Answers whether it told of a change.
    pub(super) fn heed(&mut self, refused: &Refusal) -> bool {
        let lang = self.lang();
        let Reason::Changed { actual, .. } = refused.reason else {
            if let Some(form) = self.form_mut() {
                form.take_refusal(refused, lang);
            }
            return false;
        };
        let form = self.form_mut();
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
        self.touches.push(Touch::Written(Touched::Everything));
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
    pub fn trouble(&mut self, answer: &Answer) {
        let notice = self.notice_of(answer);
        if notice.bad {
            self.note(notice);
        }
    }

    fn take_founded(&mut self, answer: &Answer) {
        self.trouble(answer);
        self.ask(Purpose::Standing, Request::Whoami);
    }
}
