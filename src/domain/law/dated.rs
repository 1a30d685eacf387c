//! Dated records: since when something holds, on whose word, what waits for approval, and what held before. Whoever asks
//! about a day of the past is told what held on it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::code::PersonCode;
use super::refusal::{Reason, Refusal};
use super::step::Case;
use super::text;

/// The most values that one record keeps of what held before.
pub const FORMER_LIMIT: usize = 200;

/// What somebody entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered<T> {
    /// What.
    pub value: T,
    /// From which day it is to hold.
    pub from: NaiveDate,
    /// Who.
    pub by: PersonCode,
}

/// What held before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former<T> {
    /// What.
    pub value: T,
    /// From this day on.
    pub from: NaiveDate,
    /// Up to this day, which is no longer one of them.
    pub until: NaiveDate,
    /// Who approved it, if anybody did.
    pub approved_by: Option<PersonCode>,
}

/// The dates of a value that stands beside them in its record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dates<T> {
    /// Since when it holds.
    pub from: NaiveDate,
    /// Who entered it.
    pub entered_by: PersonCode,
    /// Who approved it; nobody yet of what only one side says.
    pub approved_by: Option<PersonCode>,
    /// What was entered since and waits for approval, while something approved holds.
    pub waiting: Option<Entered<T>>,
    /// What held before, the oldest first.
    pub former: Vec<Former<T>>,
}

impl<T: Clone + PartialEq> Dates<T> {
    /// The dates of a value that is entered for the first time.
    #[must_use]
    pub fn begin(entered: &Entered<T>, approves: bool) -> Self {
        Self {
            from: entered.from,
            entered_by: entered.by.clone(),
            approved_by: approves.then(|| entered.by.clone()),
            waiting: None,
            former: Vec::new(),
        }
    }

    /// Takes in what is entered while `holds` does, and says what holds then. The word of whoever approves holds from its
    /// day on; anybody else's does while nothing approved holds, and waits otherwise.
    ///
    /// # Errors
    /// If it would hold from before what holds now does: what was is not rewritten; or if there were too many values.
    pub fn enter(
        &mut self,
        case: &Case,
        holds: &T,
        entered: Entered<T>,
        approves: bool,
    ) -> Result<T, Refusal> {
        let is_settled = self.approved_by.is_some();
        if entered.value == *holds {
            self.waiting = None;
            // Since when the first value holds may turn out to be earlier than it was thought.
            if self.former.is_empty() && entered.from < self.from {
                self.from = entered.from;
            }
            if approves && !is_settled {
                self.approved_by = Some(entered.by);
            }
            return Ok(entered.value);
        }
        if approves || !is_settled {
            let approved_by = approves.then(|| entered.by.clone());
            return self.replace(case, holds, entered, approved_by);
        }
        self.waiting = Some(entered);
        Ok(holds.clone())
    }

    /// What is to be approved while `holds` does: what waits, or else that itself if nobody approved it.
    #[must_use]
    pub fn to_approve(&self, holds: &T) -> Option<Entered<T>> {
        let itself = || Entered {
            value: holds.clone(),
            from: self.from,
            by: self.entered_by.clone(),
        };
        let unapproved = self.approved_by.is_none();
        self.waiting.clone().or_else(|| unapproved.then(itself))
    }

    /// Approves what is to be approved, and says what holds then. What waited holds from today on, or from its own later
    /// day.
    ///
    /// # Errors
    /// If nothing is to be approved, or there were too many values.
    pub fn approve(&mut self, case: &Case, holds: &T) -> Result<T, Refusal> {
        let by = Some(case.actor.person.clone());
        match self.waiting.take() {
            Some(waiting) => {
                let from = case.today().max(waiting.from);
                self.replace(case, holds, Entered { from, ..waiting }, by)
            }
            None if self.approved_by.is_none() => {
                self.approved_by = by;
                Ok(holds.clone())
            }
            None => Err(case.refuse(Reason::AlreadyDone)),
        }
    }

    /// Another value holds from its day on. One that held for no day is kept as it was.
    fn replace(
        &mut self,
        case: &Case,
        holds: &T,
        entered: Entered<T>,
        approved_by: Option<PersonCode>,
    ) -> Result<T, Refusal> {
        text::not_in_future(case, entered.from)?;
        if entered.from < self.from {
            return Err(case.refuse(Reason::Before(entered.from, self.from)));
        }
        if self.former.len() >= FORMER_LIMIT {
            let most = u32::try_from(FORMER_LIMIT).unwrap_or(u32::MAX);
            return Err(case.refuse(Reason::TooLong("since".to_owned(), most)));
        }
        self.former.push(Former {
            value: holds.clone(),
            from: self.from,
            until: entered.from,
            approved_by: self.approved_by.take(),
        });
        self.from = entered.from;
        self.entered_by = entered.by;
        self.approved_by = approved_by;
        self.waiting = None;
        Ok(entered.value)
    }

    /// What held on a day, while `holds` does now; before the first day what held first.
    #[must_use]
    pub fn on<'v>(&'v self, day: NaiveDate, holds: &'v T) -> &'v T {
        if day >= self.from {
            return holds;
        }
        let then = self.former.iter().find(|former| day < former.until);
        then.map_or(holds, |former| &former.value)
    }
}
