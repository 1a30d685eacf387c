//! What marked rows offer: gathered slice by slice, then one verb chosen, with the rows that fall out of it and why.

use std::collections::BTreeMap;
use std::time::Instant;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::domain::law::act::Verb;
use crate::domain::law::field::FieldKind;
use crate::domain::law::matter::MatterId;
use crate::domain::law::refusal::Refusal;
use crate::hub::request::{Answer, MANY_SLICE, OffersOn, Request, Trouble};
use crate::locale::console as words;
use crate::locale::{Lang, refusal};

use super::super::draw;
use super::super::form::Prefill;
use super::super::session::Intent;
use super::super::theme::Theme;
use super::super::trouble::trouble_words;
use super::{Look, Pace, group, is_asked_again};

/// One verb on the marked rows.
#[derive(Debug)]
struct OnMarked {
    verb: Verb,
    allowed: Vec<usize>,
    is_owed: bool,
    refused: Vec<(Refusal, Vec<usize>)>,
    fields: BTreeMap<String, String>,
}

/// What the rows marked for a bulk act offer, as far as it is known.
#[derive(Debug)]
pub struct Gathering {
    /// Tells its answers from those of another.
    pub serial: u64,
    /// What is to be done with them.
    pub(in crate::console) intent: Intent,
    targets: Vec<(MatterId, u32)>,
    /// How many of them, from the first, are known.
    read: usize,
    /// How many of the next were asked for.
    asked: usize,
    verbs: Vec<OnMarked>,
    missing: Vec<usize>,
    unsaid: Vec<(Trouble, Vec<usize>)>,
    /// When and whether it asks.
    pub pace: Pace,
}

impl Gathering {
    /// Marked rows, of which nothing is known yet.
    #[must_use]
    pub(in crate::console) fn new(
        serial: u64,
        intent: Intent,
        targets: Vec<(MatterId, u32)>,
    ) -> Self {
        Self {
            serial,
            intent,
            targets,
            read: 0,
            asked: 0,
            verbs: Vec::new(),
            missing: Vec::new(),
            unsaid: Vec::new(),
            pace: Pace::default(),
        }
    }

    /// The next question, if one may go out.
    pub fn next(&mut self, now: Instant) -> Option<Request> {
        if self.is_whole() || !self.pace.allows(1, now) {
            return None;
        }
        let rest = self.targets.get(self.read..).unwrap_or_default();
        let matters: Vec<MatterId> = rest.iter().take(MANY_SLICE).map(|(id, _)| *id).collect();
        self.asked = matters.len();
        self.pace.waiting += 1;
        Some(Request::OffersOn { matters })
    }

    /// Takes the answer to the last question.
    pub fn take(&mut self, answer: Answer, now: Instant) {
        self.pace.waiting = 0;
        let trouble = match answer {
            Answer::OffersOn(found) => return self.take_slice(*found),
            Answer::Trouble(trouble) => trouble,
            other => Trouble::Hub(format!("{other:?}")),
        };
        if is_asked_again(&trouble) {
            return self.pace.rest(now);
        }
        let asked = (self.read..self.read + self.asked).collect();
        self.unsaid.push((trouble, asked));
        self.read += self.asked;
    }

    fn take_slice(&mut self, found: OffersOn) {
        let first = self.read;
        let placed = |at: Vec<usize>| at.into_iter().map(move |at| first + at);
        for on in found.verbs {
            if !self.verbs.iter().any(|known| known.verb == on.verb) {
                self.verbs.push(OnMarked {
                    verb: on.verb,
                    allowed: Vec::new(),
                    is_owed: false,
                    refused: Vec::new(),
                    fields: on.fields.clone(),
                });
            }
            let known = self.verbs.iter_mut().find(|known| known.verb == on.verb);
            let Some(known) = known else { continue };
            if !on.allowed.is_empty() {
                if known.allowed.is_empty() {
                    known.fields = on.fields;
                } else {
                    let fields = on.fields;
                    known
                        .fields
                        .retain(|name, text| fields.get(name) == Some(text));
                }
            }
            known.allowed.extend(placed(on.allowed));
            known.is_owed |= !on.owed.is_empty();
            for one in on.refused {
                let at = placed(one.at);
                match known
                    .refused
                    .iter_mut()
                    .find(|(why, _)| *why == one.refusal)
                {
                    Some((_, of)) => of.extend(at),
                    None => known.refused.push((one.refusal, at.collect())),
                }
            }
        }
        self.missing.extend(placed(found.missing));
        for one in found.unsaid {
            self.unsaid
                .push((Trouble::Store(one.why), vec![first + one.at]));
        }
        // At least one counts as read: a hub that reads none of them would be asked for ever.
        self.read += found.read.clamp(1, self.asked.max(1));
    }

    /// Whether everything is known that will be.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.read >= self.targets.len()
    }

    /// How many rows are marked.
    #[must_use]
    pub fn count(&self) -> usize {
        self.targets.len()
    }

    /// The verbs, with how many rows allow each: those that all allow, then those that some do, then the others; of each
    /// what is a duty of mine first.
    #[must_use]
    pub fn offered(&self) -> Vec<(Verb, usize)> {
        let mut sorted: Vec<_> = self.verbs.iter().collect();
        sorted.sort_by_key(|on| {
            let all = on.allowed.len() == self.targets.len();
            let none = on.allowed.is_empty();
            (!all, none, !on.is_owed, std::cmp::Reverse(on.allowed.len()))
        });
        let offered = sorted.into_iter().map(|on| (on.verb, on.allowed.len()));
        offered.collect()
    }

    /// The verbs that duties of mine on these rows ask for and that can be done.
    #[must_use]
    pub fn owed(&self) -> Vec<Verb> {
        let owed = self.verbs.iter().filter(|on| on.is_owed);
        owed.map(|on| on.verb).collect()
    }

    fn of(&self, verb: Verb) -> Option<&OnMarked> {
        self.verbs.iter().find(|on| on.verb == verb)
    }

    /// The rows that allow a verb, as they were looked at.
    #[must_use]
    pub fn targets(&self, verb: Verb) -> Vec<(MatterId, u32)> {
        let allowed = self.of(verb).map_or(&[][..], |on| &on.allowed);
        let targets = allowed.iter().filter_map(|at| self.targets.get(*at));
        targets.copied().collect()
    }

    /// What the form of a verb begins with on several rows: only what holds for all of them.
    #[must_use]
    pub fn prefill(&self, verb: Verb) -> Prefill {
        let mut fields = self
            .of(verb)
            .map_or_else(BTreeMap::new, |on| on.fields.clone());
        for field in verb.fields() {
            if field.kind == FieldKind::Quantities {
                fields.remove(field.name);
            }
        }
        Prefill { fields }
    }

    /// The rows that fall out of a verb, by reason in words.
    #[must_use]
    pub fn fallen(&self, verb: Verb, lang: Lang) -> Vec<(String, Vec<MatterId>)> {
        let named = |at: &[usize]| -> Vec<MatterId> {
            let of = at.iter().filter_map(|at| self.targets.get(*at));
            of.map(|(id, _)| *id).collect()
        };
        let refused = self.of(verb).map_or(&[][..], |on| &on.refused);
        let mut fallen: Vec<_> = refused
            .iter()
            .map(|(why, at)| (refusal::cited(lang, why, verb), named(at)))
            .collect();
        let silent = |at: &usize| {
            self.missing.contains(at) || self.unsaid.iter().any(|(_, of)| of.contains(at))
        };
        let other: Vec<usize> = (0..self.targets.len())
            .filter(|at| !silent(at))
            .filter(|at| {
                let target = self.targets.get(*at);
                target.is_some_and(|(id, _)| !verb.is_done_on(id.kind))
            })
            .collect();
        for (why, at) in [
            (words::BULK_OTHER_KIND, &other),
            (words::BULK_MISSING, &self.missing),
        ] {
            if !at.is_empty() {
                fallen.push((why.get(lang).to_owned(), named(at)));
            }
        }
        for (trouble, at) in &self.unsaid {
            let why = words::BULK_UNSAID.fill(lang, &[&trouble_words(lang, trouble)]);
            fallen.push((why, named(at)));
        }
        fallen
    }

    /// The same as lines to read.
    #[must_use]
    pub fn fallen_lines(&self, verb: Verb, look: &Look) -> Vec<Line<'static>> {
        let fallen = self.fallen(verb, look.lang).into_iter();
        let grouped = fallen.flat_map(|(why, matters)| {
            let matters: Vec<_> = matters.into_iter().map(Some).collect();
            let why = format!("{} {why}", look.theme.glyphs.alert);
            group(&why, look.theme.palette.late, &matters, look)
        });
        grouped.collect()
    }

    /// Draws how far it is, once that is worth a frame: most are gathered before anybody could read it.
    pub fn render(&self, frame: &mut Frame, area: Rect, theme: &Theme, lang: Lang) {
        let hitch = self.pace.hitch();
        if self.read == 0 && hitch.is_none() {
            return;
        }
        let title = words::BULK_OFFERS_TITLE.fill(lang, &[&self.targets.len()]);
        let width = area.width.min(60);
        let place = draw::over(frame.buffer_mut(), area, width, 5);
        let inside = draw::framed(frame.buffer_mut(), place, &title, theme);
        let text = words::BULK_GATHERING.fill(lang, &[&self.read, &self.targets.len()]);
        draw::put(frame.buffer_mut(), inside, 0, &Line::raw(text));
        if let Some(hitch) = hitch {
            let line = Line::styled(hitch.get(lang), theme.palette.today);
            draw::put(frame.buffer_mut(), inside, 1, &line);
        }
        let keys = Line::styled(words::BULK_STOP.get(lang), theme.palette.accent);
        draw::put_right(frame.buffer_mut(), inside, 2, &keys);
    }
}
