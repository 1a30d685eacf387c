//! Trying out what is typed into the form of a ruling: which deadlines would have been others. Nothing is written; it goes
//! slice by slice, and can be left at any of them.

use std::collections::BTreeMap;

use ratatui::text::Line;

use crate::domain::law::matter::MatterId;
use crate::domain::law::ruling::{RulingId, RulingValue};
use crate::domain::law::what_if::Tried;
use crate::hub::request::{Request, WhatIf};
use crate::locale::{Lang, trial as words};

use super::super::draw;
use super::super::theme::Theme;
use super::Form;

/// How many deadlines are shown.
const SHOWN: usize = 5;

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
pub(super) struct Trial {
    /// No other trial of the sitting has it: a slice of one whose form was left may still be on its way.
    number: u64,
    values: BTreeMap<String, RulingValue>,
    tried: Tried,
    stage: Stage,
}

impl Form {
    /// Begins to try what is typed under a number of its own, or stops the trial that goes; answers what to ask.
    ///
    /// # Errors
    /// What is wrong, in words; the form then stands on the first such field.
    pub fn try_out(&mut self, number: u64, lang: Lang) -> Result<Option<Request>, String> {
        if self.stop_trying() {
            return Ok(None);
        }
        let Some(id) = self.ruling().filter(|_| self.is_ruled()) else {
            return Ok(None);
        };
        match self.values() {
            Ok(values) => Ok(Some(self.begin_trial(number, id, values))),
            Err(problems) => Err(self.stand_on_problem(problems, lang)),
        }
    }

    /// Tries again what has been typed since, if the last trial was short.
    pub fn try_again(&mut self, number: u64) -> Option<Request> {
        let trial = self.trial.as_ref()?;
        let values = self.values().ok()?;
        let is_wanted = trial.stage == Stage::Done { is_short: true } && trial.values != values;
        let id = self.ruling().filter(|_| is_wanted)?;
        Some(self.begin_trial(number, id, values))
    }

    fn begin_trial(
        &mut self,
        number: u64,
        id: RulingId,
        values: BTreeMap<String, RulingValue>,
    ) -> Request {
        let request = slice_of(id, &values, None);
        self.trial = Some(Trial {
            number,
            values,
            tried: Tried::default(),
            stage: Stage::Going,
        });
        request
    }

    /// Whether the trial of that number goes.
    #[must_use]
    pub fn is_trying(&self, number: u64) -> bool {
        let trial = self.trial.as_ref();
        trial.is_some_and(|trial| trial.number == number && trial.stage == Stage::Going)
    }

    /// Takes a slice of the trial that goes; answers what to ask next.
    pub fn take_slice(&mut self, slice: WhatIf) -> Option<Request> {
        let id = self.ruling()?;
        let trial = self.trial.as_mut()?;
        let is_short = trial.tried.read == 0;
        trial.tried.take(slice.read, slice.differences, SHOWN);
        if slice.resume.is_none() {
            trial.stage = Stage::Done { is_short };
        }
        let after = slice.resume?;
        Some(slice_of(id, &trial.values, Some(after)))
    }

    /// Stops the trial that goes; answers whether one went.
    pub fn stop_trying(&mut self) -> bool {
        let going = self.trial.as_mut();
        let going = going.filter(|trial| trial.stage == Stage::Going);
        going.is_some_and(|trial| {
            trial.stage = Stage::Left;
            true
        })
    }

    /// What the trial came to, at the foot of the form; `key` stops it.
    pub(super) fn trial_lines(
        &self,
        cells: usize,
        key: &str,
        theme: &Theme,
        lang: Lang,
    ) -> Vec<Line<'static>> {
        let Some(trial) = &self.trial else {
            return Vec::new();
        };
        let came_to = words::came_to(lang, &trial.tried);
        let said = match trial.stage {
            Stage::Going => words::GOING.fill(lang, &[&trial.tried.read, &key]),
            Stage::Done { .. } => came_to,
            Stage::Left => words::LEFT.fill(lang, &[&came_to]),
        };
        let is_stale = self.values().ok().as_ref() != Some(&trial.values);
        let said = if is_stale {
            words::STALE.fill(lang, &[&said])
        } else {
            said
        };
        let style = if is_stale {
            theme.palette.muted
        } else {
            theme.palette.title
        };
        let rule = theme.glyphs.horizontal.repeat(cells);
        let mut lines = vec![Line::styled(rule, theme.palette.muted)];
        lines.extend(draw::wrapped(&said, cells, 2, style));
        let differences = trial.tried.differences.iter();
        lines.extend(differences.map(|one| {
            let said = words::differs(lang, one);
            Line::from(draw::cell(&said, cells, theme.palette.muted, theme))
        }));
        lines
    }
}

/// The question for the matters after one.
fn slice_of(
    ruling: RulingId,
    values: &BTreeMap<String, RulingValue>,
    after: Option<MatterId>,
) -> Request {
    Request::WhatIf {
        ruling,
        values: values.clone(),
        after,
    }
}
