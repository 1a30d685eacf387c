//! What a list asks the hub, and what it takes from the answers.

use chrono::NaiveDate;

use crate::hub::request::{List, Look, Request, Row, RowOf, Window};
use crate::locale::Lang;
use crate::locale::list as list_words;

use super::super::fresh::Stretch;
use super::{FOUND_LIMIT, Listing, Wait, is_of, place_after};

impl Listing {
    /// The selected row.
    #[must_use]
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.selected)
    }

    /// Reads anew, and stands on the same row again.
    pub fn resume(&mut self) {
        let stood_on = self.row().map(|row| row.key.clone());
        self.restart();
        self.opens_at = stood_on;
    }

    /// How many of its rows wait for a second signature.
    #[must_use]
    pub fn waiting_rows(&self) -> usize {
        self.rows.iter().filter(|row| row.waits.is_some()).count()
    }

    /// A window of this list as it is shown.
    fn look(&self, before: u16, after: u16) -> Look {
        Look {
            columns: self.columns.clone(),
            by: self.by,
            order: Some(self.order),
            before,
            ..Look::at(self.list.clone(), after)
        }
    }

    /// The question to ask now, if any; `ticket` is the one that its answer will carry.
    pub fn ask(&mut self, ticket: u64, lang: Lang, today: NaiveDate) -> Option<Request> {
        if self.wait != Wait::Nothing {
            return None;
        }
        if self.filtered_by().is_some() {
            return self.ask_filtered(ticket, lang, today);
        }
        let near_start = self.selected < usize::from(self.reach() / 4) && !self.at_start;
        let near_end =
            self.selected + usize::from(self.reach() / 4) >= self.rows.len() && !self.at_end;
        let is_elsewhere = self.row().map(|row| &row.key) != self.around.as_ref();
        if !(self.stale || (is_elsewhere && (near_start || near_end))) {
            return None;
        }
        self.stale = false;
        self.wait = Wait::Window(ticket);
        // On the journal the newest stays in sight while one stands on it.
        let follows = self.list == List::Journal && self.selected == 0 && self.at_start;
        let anchor = self.row().filter(|_| !follows).map(|row| row.key.clone());
        self.around = self.row().map(|row| row.key.clone());
        Some(Request::Look(Look {
            // Only once: a later request for the first rows means the first rows.
            anchor: anchor.or_else(|| self.opens_at.take()),
            position: self.position().map(|place| place - 1),
            ..self.look(self.reach(), self.reach())
        }))
    }

    fn ask_filtered(&mut self, ticket: u64, lang: Lang, today: NaiveDate) -> Option<Request> {
        let found = self.again.as_ref().unwrap_or(&self.rows).len();
        let goes_on = self.resume.is_some() && found < FOUND_LIMIT;
        // A reading is gone through with before the next begins: on a busy day it would otherwise never end.
        if !goes_on {
            if !self.stale {
                return None;
            }
            self.stale = false;
            self.resume = None;
            self.scanned = 0;
            self.again = self.loaded.then(Vec::new);
        }
        self.wait = Wait::Slice(ticket);
        let typed = self.filtered_by().unwrap_or_default();
        Some(Request::Look(Look {
            anchor: self.resume.clone(),
            filter: Some(list_words::filter(lang, typed, today)),
            ..self.look(0, self.reach())
        }))
    }

    /// Asks for the end of the list.
    pub fn ask_end(&mut self, ticket: u64) -> Option<Request> {
        if self.at_end || self.filter.is_some() {
            self.selected = self.rows.len().saturating_sub(1);
            return None;
        }
        self.wait = Wait::End(ticket);
        Some(Request::Look(Look {
            order: Some(self.order.turned()),
            ..self.look(0, self.reach())
        }))
    }

    /// Where the selected row stands in what is shown, from 1; none in the middle of a long list.
    #[must_use]
    pub fn position(&self) -> Option<u64> {
        let at = u64::try_from(self.selected).unwrap_or(u64::MAX);
        let first = if self.filtered_by().is_some() {
            0
        } else {
            self.first?
        };
        (!self.rows.is_empty()).then_some(first + at + 1)
    }

    /// Takes a window that was asked for; an answer to an older question is dropped.
    pub fn take(&mut self, ticket: u64, window: Window) {
        match self.wait {
            Wait::Window(waited) if waited == ticket => self.take_window(window),
            Wait::End(waited) if waited == ticket => {
                self.rows = window.rows.into_iter().rev().collect();
                self.selected = self.rows.len().saturating_sub(1);
                (self.at_start, self.at_end) = (window.at_end, true);
                (self.total, self.more) = (window.total, window.more);
                let loaded = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
                self.first = self.total.checked_sub(loaded).filter(|_| !self.more);
                self.loaded = true;
            }
            Wait::Slice(waited) if waited == ticket => self.take_slice(window),
            _ => return,
        }
        self.wait = Wait::Nothing;
    }

    /// The question failed; it may be asked again after the next key.
    pub fn failed(&mut self, ticket: u64) {
        let (Wait::Window(waited) | Wait::End(waited) | Wait::Slice(waited)) = self.wait else {
            return;
        };
        if waited == ticket {
            self.wait = Wait::Nothing;
        }
    }

    fn take_window(&mut self, window: Window) {
        self.about = window.about;
        self.names = window.names;
        let (rows, at_start, at_end) = (window.rows, window.at_start, window.at_end);
        (self.total, self.more) = (window.total, window.more);
        let first = window.position.or_else(|| self.first_of(&rows));
        if self.loaded {
            self.replace(rows, at_start, at_end);
        } else {
            let opens = self.opens_on.take().and_then(|day| {
                let is_next = |row: &Row| matches!(row.of, RowOf::Day(on) if on >= day);
                rows.iter().position(is_next)
            });
            let opens = opens.unwrap_or(window.anchor);
            self.selected = opens.min(rows.len().saturating_sub(1));
            self.rows = rows;
            (self.at_start, self.at_end) = (at_start, at_end);
            self.loaded = true;
        }
        self.first = first;
    }

    /// Where rows of now begin in the list, from a row whose place was known.
    fn first_of(&self, rows: &[Row]) -> Option<u64> {
        let known = self.first?;
        let place = |key: &str| self.rows.iter().position(|row| row.key == key);
        let (at, was) = rows
            .iter()
            .enumerate()
            .find_map(|(at, row)| Some((at, place(&row.key)?)))?;
        (known + u64::try_from(was).ok()?).checked_sub(u64::try_from(at).ok()?)
    }

    /// What is shown now takes the place of what was; the selection stays where it was, and as far down the screen.
    fn replace(&mut self, rows: Vec<Row>, at_start: bool, at_end: bool) {
        let before = Stretch {
            rows: &self.rows,
            at_start: self.at_start,
            at_end: self.at_end,
        };
        self.fresh.compare(before, &rows);
        let offset = self.selected.saturating_sub(self.top);
        // Whoever sees the newest entry of the journal goes on seeing the newest: the mark goes down with its own.
        let sees_newest = self.list == List::Journal && self.top == 0 && self.at_start && at_start;
        let awaited = self.awaited;
        let awaited = awaited.and_then(|id| rows.iter().position(|row| is_of(row, id)));
        self.selected = if let Some(at) = awaited {
            self.awaited = None;
            at
        } else {
            place_after(&self.rows, self.selected, &rows)
        };
        self.top = if sees_newest && self.selected < self.height {
            0
        } else {
            self.selected.saturating_sub(offset)
        };
        self.rows = rows;
        (self.at_start, self.at_end) = (at_start, at_end);
    }

    fn take_slice(&mut self, window: Window) {
        self.scanned += window.scanned;
        self.resume = window.resume;
        (self.total, self.more) = (window.total, window.more);
        let at_end = self.resume.is_none();
        if let Some(mut again) = self.again.take() {
            again.extend(window.rows);
            if at_end || again.len() >= FOUND_LIMIT {
                self.replace(again, true, at_end);
            } else {
                self.again = Some(again);
            }
        } else {
            self.rows.extend(window.rows);
            (self.at_start, self.at_end) = (true, at_end);
            let opens_at = self.opens_at.as_deref();
            let opens = opens_at.and_then(|key| self.rows.iter().position(|row| row.key == key));
            if let Some(at) = opens {
                self.selected = at;
                self.opens_at = None;
            }
        }
        self.loaded = true;
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::shortcut::RINGING;
    use super::*;
    use crate::hub::list::column::Column;
    use crate::hub::request::Order;

    #[test]
    fn an_order_that_was_proposed_gives_way_to_the_lists_own_and_one_that_was_chosen_does_not() {
        let mut listing = Listing::new(List::Matters(Some(RINGING)));
        assert_eq!(listing.by, Some(Column::Due));
        assert!(listing.falls_back());
        assert_eq!((listing.by, listing.order), (None, Order::Descending));
        assert!(!listing.falls_back());
        listing.order_by(Column::Title);
        assert!(!listing.falls_back());
        assert_eq!(Listing::new(List::Matters(None)).by, None);
    }
}
