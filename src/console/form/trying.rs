//! Trying out what is typed into the form of a ruling.

use ratatui::text::Line;

use crate::domain::law::ruling::RulingId;
use crate::hub::request::Request;
use crate::locale::Lang;

use super::super::theme::Theme;
use super::super::trial::Trial;
use super::Form;

/// How many deadlines are shown: the form must stay in sight. Its preview has room for more.
const SHOWN: usize = 5;

impl Form {
    /// Begins to try under a number what is typed, or stops the trial that goes; answers what to ask.
    ///
    /// # Errors
    /// What is wrong, in words; the form then stands on the first such field.
    pub fn try_out(&mut self, number: u64, lang: Lang) -> Result<Option<Request>, String> {
        if let Some(trial) = self.trial.as_mut().filter(|trial| trial.is_going()) {
            trial.leave();
            return Ok(None);
        }
        let Some(id) = self.ruling().filter(|_| self.is_ruled()) else {
            return Ok(None);
        };
        match self.values() {
            Ok(values) => {
                let (trial, request) = Trial::begin(number, id, values, SHOWN);
                self.trial = Some(trial);
                Ok(Some(request))
            }
            Err(problems) => Err(self.stand_on_problem(problems, lang)),
        }
    }

    /// Tries again under a number what has been typed since, if the last trial was short.
    pub fn try_again(&mut self, number: u64) -> Option<Request> {
        let trial = self.trial.as_ref()?;
        let values = self.values().ok()?;
        let is_wanted = trial.was_short() && !trial.is_of(&values);
        let id: RulingId = self.ruling().filter(|_| is_wanted)?;
        let (trial, request) = Trial::begin(number, id, values, SHOWN);
        self.trial = Some(trial);
        Some(request)
    }

    /// Its trial.
    pub fn trial_mut(&mut self) -> Option<&mut Trial> {
        self.trial.as_mut()
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
        let is_stale = !self.values().is_ok_and(|values| trial.is_of(&values));
        trial.lines(is_stale, Some(key), cells, theme, lang)
    }
}
