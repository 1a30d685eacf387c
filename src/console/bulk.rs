//! Many marked rows at once: what they offer, what each act would come to, and what became of it.
//!
//! Every question goes out a bounded slice at a time and every act among a bounded number on the way, so that nothing here
//! fills a queue of the hub. What the hub had no room for is asked again; what it did not say is not known, and is shown
//! as that and as nothing else.

pub mod acts;
pub mod offers;
mod telling;

use std::time::{Duration, Instant};

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::law::matter::MatterId;
use crate::hub::request::Trouble;
use crate::locale::console as words;
use crate::locale::{Lang, domain};

use super::draw::data;
use super::text;
use super::theme::Theme;

/// How long whatever the hub had no room for waits before it is asked again.
const AGAIN: Duration = Duration::from_millis(200);

/// When the next question may go out.
#[derive(Debug, Default)]
pub struct Pace {
    /// How many answers are still to come.
    waiting: usize,
    /// When to ask again what the hub had no room for.
    pub again_at: Option<Instant>,
    /// Whether the hub is not reached.
    pub lost: bool,
}

impl Pace {
    /// Whether another question may go out beside so many at most.
    fn allows(&mut self, most: usize, now: Instant) -> bool {
        if self.again_at.is_some_and(|at| at <= now) {
            self.again_at = None;
        }
        !self.lost && self.again_at.is_none() && self.waiting < most
    }

    /// The hub had no room, or was not reached: the same is asked again in a moment.
    fn rest(&mut self, now: Instant) {
        self.again_at = Some(now + AGAIN);
    }

    /// Why nothing goes on, where that is so.
    fn hitch(&self) -> Option<crate::locale::T> {
        if self.lost {
            Some(words::BULK_LOST)
        } else {
            self.again_at.map(|_| words::BULK_BUSY)
        }
    }
}

/// Whether the same question may simply be asked again.
fn is_asked_again(trouble: &Trouble) -> bool {
    match trouble {
        Trouble::Busy | Trouble::Gone | Trouble::NotDone => true,
        Trouble::NotYet
        | Trouble::Unknown
        | Trouble::Hub(_)
        | Trouble::TooMuch { .. }
        | Trouble::Store(_)
        | Trouble::NoSuch(_)
        | Trouble::NoColumn { .. }
        | Trouble::NoOrder { .. }
        | Trouble::TooLong { .. }
        | Trouble::TooLarge { .. }
        | Trouble::OutOfStep { .. }
        | Trouble::BadKey => false,
    }
}

/// Some of many that have one thing in common: what that is with how many they are, and which below it, as many a line as
/// fit.
fn group(
    text: &str,
    style: Style,
    matters: &[Option<MatterId>],
    look: &Look,
) -> Vec<Line<'static>> {
    let Look { theme, lang, cells } = *look;
    let mut lines = vec![Line::from(vec![
        data(text, style),
        Span::styled(format!("  ×{}", matters.len()), theme.palette.muted),
    ])];
    let mut row = String::new();
    for id in matters.iter().flatten() {
        let name = domain::matter_id(lang, *id);
        if text::width(&row) + 2 + text::width(&name) > cells && !row.is_empty() {
            lines.push(Line::from(data(&std::mem::take(&mut row), Style::new())));
        }
        row.push_str("  ");
        row.push_str(&name);
    }
    if !row.is_empty() {
        lines.push(Line::from(data(&row, Style::new())));
    }
    lines
}

/// How many are told.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// The look.
    pub theme: &'a Theme,
    /// The language.
    pub lang: Lang,
    /// How many cells a line has.
    pub cells: usize,
}
