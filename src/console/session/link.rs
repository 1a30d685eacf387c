//! How the screen lives with the link to its hub: it says how the hub is reached, stays when it is not, and asks anew when
//! it is again.

use std::time::Instant;

use ratatui::style::Style;
use ratatui::text::Line;

use crate::hub::request::{Answer, Request};
use crate::hub::wire::link::Link;
use crate::locale::cli::door;
use crate::locale::console as words;

use super::super::chrome;
use super::super::draw::data;
use super::super::event::Effect;
use super::super::layer::Reading;
use super::super::text;
use super::purpose::Purpose;
use super::{Layer, Session};

/// The width of the figures' names.
const LABEL_CELLS: usize = 26;
/// The width of the figures, which stand at its right.
const COUNT_CELLS: usize = 10;

/// Drafts that no hub has yet.
#[derive(Debug, Default)]
pub(super) struct Unkept {
    /// Whether there are any.
    pub(super) any: bool,
    /// Whether whoever wants to leave was told.
    warned: bool,
}

impl Session {
    /// Takes note of how the hub is reached. What was missed meanwhile is told by an update.
    pub fn set_link(&mut self, link: Link) {
        let lang = self.lang();
        // What became of an act stays until it was seen; the header says how the link is.
        let is_free = self
            .messages
            .line()
            .is_none_or(|notice| Some(&notice.text) == self.link_news.as_ref());
        let was_up = self.link.is_up();
        if was_up != link.is_up() && is_free {
            if was_up {
                self.complain(words::NOTICE_LOST.get(lang));
            } else {
                let way = chrome::link_words(&link, lang);
                self.say(words::NOTICE_FOUND.fill(lang, &[&way]));
            }
            self.link_news = self.messages.line().map(|notice| notice.text.clone());
        }
        if !was_up && link.is_up() {
            // The hub that kept the leases is gone: each is taken again at once.
            for held in self.claims.values_mut() {
                held.renew_at = Instant::now();
            }
        }
        if link.is_up() {
            self.unkept = Unkept::default();
        }
        self.link = link;
        let lost = !self.link.is_up();
        let mut again = Vec::new();
        for layer in &mut self.layers {
            if let Layer::Preview(previewing) = layer {
                previewing.lost = lost;
                if !lost {
                    again.extend(previewing.ask_again());
                }
            }
        }
        for request in again {
            let purpose = Purpose::Preview(request.key.clone());
            self.ask(purpose, Request::Preview(request));
        }
        self.bulk_linked(lost);
    }

    /// Leaves, unless that would lose what was typed: then only when asked twice.
    pub fn quit(&mut self) {
        self.keep_draft();
        if self.unkept.any && !std::mem::replace(&mut self.unkept.warned, true) {
            let lang = self.lang();
            self.complain(words::NOTICE_UNKEPT.get(lang));
        } else {
            self.leave();
        }
    }

    /// Seeks a lost hub at once.
    pub fn reconnect(&mut self) {
        let lang = self.lang();
        match &self.link {
            Link::Lost(lost) => {
                let asking = lost.needs_person;
                self.effects.push(Effect::Reconnect { asking });
            }
            _ => self.say(words::NOTICE_LINKED.get(lang)),
        }
    }

    /// How the hub is reached, and what its door let in and turned away.
    pub(super) fn show_link(&mut self, answer: &Answer) {
        let lang = self.lang();
        let way = chrome::link_words(&self.link, lang);
        let mut lines = vec![Line::from(data(
            &words::LINK_WAY.fill(lang, &[&way]),
            Style::new(),
        ))];
        if let Link::Lost(lost) = &self.link {
            let seconds = lost.since.elapsed().as_secs();
            lines.push(Line::raw(words::LINK_SINCE.fill(lang, &[&seconds])));
            let why = lost.why.lines().filter(|line| !line.trim().is_empty());
            lines.extend(why.map(|why| {
                let why = words::LINK_WHY.fill(lang, &[&why.trim()]);
                Line::from(data(&why, Style::new()))
            }));
            if lost.needs_person {
                lines.push(Line::raw(words::LINK_PERSON.get(lang)));
            }
        }
        if let Answer::Traffic(traffic) = answer {
            lines.push(Line::raw(""));
            // A figure of zero has no line, but that nothing was turned away is said.
            let named = traffic.named();
            let figures = named.iter().zip(door::FIGURES);
            lines.extend(figures.filter(|((_, count), _)| *count > 0).map(
                |((_, count), label)| {
                    let label = text::pad_right(label.get(lang), LABEL_CELLS);
                    Line::raw(format!("{label}{count:>COUNT_CELLS$}"))
                },
            ));
            if traffic.turned_away() == 0 {
                lines.push(Line::raw(words::LINK_NOTHING_AWAY.get(lang)));
            }
        }
        if self.dropped > 0 {
            lines.push(Line::raw(words::LINK_DROPPED.fill(lang, &[&self.dropped])));
        }
        let title = words::LINK_TITLE.get(lang);
        self.layers.push(Layer::Reading(Reading::new(title, lines)));
    }
}
