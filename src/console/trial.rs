//! Trying out another value of a ruling: which deadlines would have been others. Nothing is written; it goes slice by
//! slice, and can be left at any of them.

use std::collections::BTreeMap;

use ratatui::text::Line;

use crate::domain::law::matter::MatterId;
use crate::domain::law::ruling::{RulingId, RulingValue};
use crate::domain::law::what_if::Tried;
use crate::hub::request::{Request, WhatIf};
use crate::locale::{Lang, trial as words};

use super::draw;
use super::theme::Theme;

/// How far a trial has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// It waits for a slice.
    Going,
    /// It has read everything; whether in one slice, so that it costs little.
    Done { is_short: bool },
    /// It was stopped, or could not go on.
    Left,
}

/// One trial.
pub struct Trial {
    /// Of answers to others it makes nothing.
    number: u64,
    ruling: RulingId,
    values: BTreeMap<String, RulingValue>,
    tried: Tried,
    /// The most deadlines that are shown.
    most: usize,
    stage: Stage,
}

impl Trial {
    /// Begins one, with what is to be asked first.
    #[must_use]
    pub fn begin(
        number: u64,
        ruling: RulingId,
        values: BTreeMap<String, RulingValue>,
        most: usize,
    ) -> (Self, Request) {
        let trial = Self {
            number,
            ruling,
            values,
            tried: Tried::default(),
            most,
            stage: Stage::Going,
        };
        let request = trial.slice(None);
        (trial, request)
    }

    /// Whether it waits for the answers of that number.
    #[must_use]
    pub fn waits_for(&self, number: u64) -> bool {
        self.number == number && self.is_going()
    }

    /// Whether it is not over yet.
    #[must_use]
    pub fn is_going(&self) -> bool {
        self.stage == Stage::Going
    }

    /// Whether it was over so soon that another costs little.
    #[must_use]
    pub fn was_short(&self) -> bool {
        self.stage == Stage::Done { is_short: true }
    }

    /// Whether these are the values that it tries.
    #[must_use]
    pub fn is_of(&self, values: &BTreeMap<String, RulingValue>) -> bool {
        self.values == *values
    }

    /// Takes a slice; answers what to ask next.
    pub fn take(&mut self, slice: WhatIf) -> Option<Request> {
        let is_short = self.tried.read == 0;
        self.tried.take(slice.read, slice.differences, self.most);
        if slice.resume.is_none() {
            self.stage = Stage::Done { is_short };
        }
        Some(self.slice(Some(slice.resume?)))
    }

    /// Goes no further.
    pub fn leave(&mut self) {
        self.stage = Stage::Left;
    }

    /// The question for the matters after one.
    fn slice(&self, after: Option<MatterId>) -> Request {
        Request::WhatIf {
            ruling: self.ruling,
            values: self.values.clone(),
            after,
        }
    }

    /// What it came to; `key` stops it, if any does. A stale one was of what was typed before.
    #[must_use]
    pub fn lines(
        &self,
        is_stale: bool,
        key: Option<&str>,
        cells: usize,
        theme: &Theme,
        lang: Lang,
    ) -> Vec<Line<'static>> {
        let came_to = words::came_to(lang, &self.tried);
        let said = match (self.stage, key) {
            (Stage::Going, Some(key)) => words::GOING.fill(lang, &[&self.tried.read, &key]),
            (Stage::Going, None) => words::UNDER_WAY.fill(lang, &[&self.tried.read]),
            (Stage::Done { .. }, _) => came_to,
            (Stage::Left, _) => words::LEFT.fill(lang, &[&came_to]),
        };
        let (said, style) = if is_stale {
            (words::STALE.fill(lang, &[&said]), theme.palette.muted)
        } else {
            (said, theme.palette.title)
        };
        let rule = theme.glyphs.horizontal.repeat(cells);
        let mut lines = vec![Line::styled(rule, theme.palette.muted)];
        lines.extend(draw::wrapped(&said, cells, 2, style));
        let shown = self.tried.differences.iter();
        let shown = shown.map(|one| words::differs(lang, one));
        let more = self
            .tried
            .differ
            .saturating_sub(self.tried.differences.len());
        let more = (more > 0).then(|| words::AND_MORE.fill(lang, &[&more]));
        lines.extend(
            shown
                .chain(more)
                .map(|said| Line::from(draw::cell(&said, cells, theme.palette.muted, theme))),
        );
        lines
    }
}
