//! What the hub's answers do to the screen.

use std::time::Instant;

use crate::domain::law::clock::civil_date;
use crate::domain::law::party::Post;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::record::RecordKind;
use crate::hub::request::{ActRequest, Answer, Draft, Request, Shown, Standing, Trouble};
use crate::locale::console as words;
use crate::locale::{event, refusal, verb as verb_words};

use super::super::detail::{is_clockwork, who};
use super::super::queue::home;
use super::super::shortcut::FOUND;
use super::super::trouble::trouble_words;
use super::choices::choices_of;
use super::{App, Intent, Layer, Notice, Purpose, new_key, pages};

/// The key under which the last values of a verb's form are remembered.
pub(super) fn last_values_key(verb: crate::domain::law::act::Verb) -> String {
    format!("last.{}", verb.word())
}

/// How the acts of one confirmation went.
#[derive(Debug, Default)]
pub(super) struct Sent {
    expected: usize,
    done: usize,
    failed: usize,
    last: Option<Notice>,
}

impl App {
    /// Takes an answer; one that nobody waits for any more is dropped.
    pub(super) fn answer(&mut self, ticket: u64, answer: Answer) {
        let Some(purpose) = self.waiting.remove(&ticket) else {
            return;
        };
        if let Answer::Stranger(_) = answer {
            // An empty store answers every other question of its founder in the same way.
            if let Purpose::Act(group, _) = &purpose {
                // It was not done; the form waits for whoever is bound again.
                self.take_act(group, &answer);
            }
            if purpose == Purpose::Standing {
                self.stranger = true;
            } else if self
                .standing
                .as_ref()
                .is_some_and(|standing| standing.founded)
            {
                self.ask(Purpose::Standing, Request::Whoami);
            }
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
                Answer::Trouble(_) => {
                    self.sheet.failed(ticket);
                    self.trouble(&answer);
                }
                answer => {
                    let lang = self.lang();
                    self.sheet.take(ticket, &answer, lang);
                }
            },
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
            Purpose::Preview(key, at) => self.take_preview(&key, at, answer),
            Purpose::Act(key, _) => self.take_act(&key, &answer),
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
            Purpose::Parties => self.take_parties(&answer),
            Purpose::Ringing => {
                // What could not be looked at now is found by the next look.
                if let (Answer::Window(window), Some(standing)) = (answer, &self.standing) {
                    self.notifier.take_ringing(standing, *window);
                }
            }
            Purpose::Nothing => self.trouble(&answer),
        }
    }

    fn take_standing(&mut self, standing: Standing) {
        self.heard = (standing.now, Instant::now());
        let first = self.standing.is_none();
        if first {
            self.queue = super::Queue::new(home(&standing));
        }
        let day = civil_date(standing.now);
        if first {
            self.sheet = super::Sheet::new(super::Page::Journal, day);
        }
        if standing.founded && self.standing.as_ref().is_none_or(|before| !before.founded) {
            self.ask(Purpose::Drafts, Request::Drafts);
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
        let row = self.queue.row().map(|row| (row.matter, row.version));
        let shown = self
            .shown
            .as_ref()
            .map(|shown| (shown.matter.head.id, shown.matter.head.version));
        if row != shown && self.rest_at.is_none() {
            self.moved();
        }
    }

    fn take_shown(&mut self, shown: Box<Shown>) {
        let id = shown.matter.head.id;
        self.tell_of_others(&shown);
        self.weigh_forms_of(&shown);
        self.shown = Some(shown);
        // Its row may have left the list meanwhile, and the selection with it.
        if self.queue.row().is_some_and(|row| row.matter != id) {
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
        let is_bad = self.notice.as_ref().is_some_and(|notice| notice.bad);
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
        let Answer::Records(list) = answer else {
            self.trouble(answer);
            return;
        };
        let choices = choices_of(list);
        let form = self.layers.iter_mut().rev().find_map(|layer| match layer {
            Layer::Form(form) => Some(form),
            _ => None,
        });
        if let Some(form) = form {
            form.take_choices(lookup, choices);
        }
    }

    fn take_preview(&mut self, key: &str, at: usize, answer: Answer) {
        if let Answer::Refused(refused) = &answer {
            self.ask_changes(key, refused);
        }
        for layer in self.layers.iter_mut().rev() {
            if let Layer::Preview(previewing) = layer
                && previewing
                    .requests
                    .get(at)
                    .is_some_and(|request| request.key == key)
            {
                previewing.take(at, answer);
                return;
            }
        }
    }

    /// Whoever is told that a matter changed wants to know what changed.
    fn ask_changes(&mut self, key: &str, refused: &Refusal) {
        let only = self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Preview(previewing) => previewing.only().filter(|request| request.key == key),
            _ => None,
        });
        let matter = only.and_then(|request| request.command.matter());
        if let (Reason::Changed { .. }, Some(matter)) = (&refused.reason, matter) {
            let purpose = Purpose::Changes(key.to_owned());
            self.ask(purpose, Request::Show { matter });
        }
    }

    fn take_changes(&mut self, key: &str, shown: Box<Shown>) {
        let wanted = self.layers.iter_mut().rev().find_map(|layer| match layer {
            Layer::Preview(previewing) => {
                let is_it = previewing.only().is_some_and(|request| request.key == key);
                is_it.then_some(previewing)
            }
            _ => None,
        });
        if let Some(previewing) = wanted {
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
        let requests: Vec<ActRequest> = previewing.confirmable();
        if requests.is_empty() {
            return;
        }
        previewing.sent = true;
        let at = self.now();
        let form = self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Form(form) => Some(form.draft(at)),
            _ => None,
        });
        let group = form
            .as_ref()
            .map_or_else(new_key, |draft| draft.key.clone());
        if let Some(draft) = form {
            self.remember(draft);
        }
        self.sent.insert(
            group.clone(),
            Sent {
                expected: requests.len(),
                ..Sent::default()
            },
        );
        for (at, request) in requests.into_iter().enumerate() {
            self.ask(Purpose::Act(group.clone(), at), Request::Act(request));
        }
    }

    fn take_act(&mut self, group: &str, answer: &Answer) {
        let lang = self.lang();
        let good = matches!(answer, Answer::Done(_) | Answer::Before(_));
        let notice = self.notice_of(answer);
        if let Answer::Done(receipt) = answer
            && let (Some(id), Some(version)) = (receipt.matter, receipt.version)
        {
            self.follow(id, version);
        }
        if let Some(sent) = self.sent.get_mut(group) {
            if good {
                sent.done += 1;
            } else {
                sent.failed += 1;
            }
            sent.last = Some(notice);
            if sent.done + sent.failed < sent.expected {
                return;
            }
        }
        let Some(sent) = self.sent.remove(group) else {
            return;
        };
        self.notice = if sent.expected > 1 {
            Some(Notice {
                text: words::NOTICE_BULK.fill(lang, &[&sent.done, &sent.failed]),
                bad: sent.failed > 0,
            })
        } else {
            sent.last
        };
        if let Answer::Refused(refused) = answer
            && sent.expected == 1
        {
            self.refused_after_all(refused);
        }
        self.layers
            .retain(|layer| !matches!(layer, Layer::Preview(previewing) if previewing.sent));
        if sent.failed == 0 {
            self.form_is_done(group);
        }
    }

    /// What the preview still allowed has been refused: somebody was faster. The reason stands where the preview stood,
    /// over the form, which keeps what was typed.
    fn refused_after_all(&mut self, refused: &Refusal) {
        let sent = self.layers.iter_mut().rev().find_map(|layer| match layer {
            Layer::Preview(previewing) if previewing.sent => Some(previewing),
            _ => None,
        });
        let key = sent.and_then(|previewing| {
            previewing.sent = false;
            previewing.take(0, Answer::Refused(refused.clone()));
            previewing.only().map(|request| request.key.clone())
        });
        if let Some(key) = key {
            self.notice = None;
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
    fn form_is_done(&mut self, key: &str) {
        let at = self.now();
        let form = self.layers.iter().find_map(|layer| match layer {
            Layer::Form(form) if form.key == key => Some(form),
            _ => None,
        });
        if let Some(form) = form {
            let remembers = form.targets.is_empty();
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
        self.queue.marked.clear();
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
            self.notice = Some(notice);
        }
    }

    fn take_founded(&mut self, answer: &Answer) {
        self.trouble(answer);
        self.ask(Purpose::Standing, Request::Whoami);
    }
}
