//! What was attested of a line of issued resource, as it was known on a day (Art. 39, R2).

use chrono::NaiveDate;

use super::convention::LastDay;
use crate::domain::law::code::ItemCode;

/// The day that a unit attests, or that was determined for it; none of what nobody attested yet.
pub type AttestedOn = Option<NaiveDate>;

/// What is used from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// That day.
    pub attested_on: AttestedOn,
    /// Which item.
    pub item: ItemCode,
    /// How many of it.
    pub quantity: u32,
}

/// What a correction or a determination puts in the place of what an entry said; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Put {
    /// The attested day, or that there is none.
    pub attested_on: Option<AttestedOn>,
    /// The item.
    pub item: Option<ItemCode>,
    /// The quantity.
    pub quantity: Option<u32>,
}

/// What happened to a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// It was tested, which bills nothing (Art. 19).
    Tested,
    /// It was issued, upon an application or in an emergency: both are billed alike.
    Issued(Held),
    /// It became another item or quantity.
    Changed(Held),
    /// Its end was approved.
    TerminationApproved,
    /// It ended on the day that the unit attests.
    Terminated(AttestedOn),
    /// The authority corrected or determined what an earlier entry says (R2); its place counts from 0.
    Corrected(usize, Put),
}

/// An entry of a line's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The day on which it was recorded: from the end of that day on it is known.
    pub recorded_on: NaiveDate,
    /// What.
    pub happened: Happened,
}

/// A line as billing sees it: when what was used, as it was known on a day. Only attested days count (R2).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Usage {
    /// Its issue.
    issued: Option<Held>,
    /// The attested changes by their days; of one day in the order of recording.
    changes: Vec<(NaiveDate, ItemCode, u32)>,
    /// The attested end, which is not billed itself.
    ended_on: Option<NaiveDate>,
    /// Whether its end was approved or reported.
    is_ending: bool,
}

impl Usage {
    /// What a history says of a line once everything up to the end of a day is known.
    #[must_use]
    pub fn known(history: &[Entry], on: NaiveDate) -> Self {
        let mut known = Self::default();
        for happened in corrected(history, on).into_iter().flatten() {
            match happened {
                Happened::Tested | Happened::Corrected(..) => {}
                Happened::Issued(held) => known.issued = Some(held),
                Happened::Changed(held) => {
                    let Held {
                        attested_on,
                        item,
                        quantity,
                    } = held;
                    known
                        .changes
                        .extend(attested_on.map(|day| (day, item, quantity)));
                }
                Happened::TerminationApproved => known.is_ending = true,
                Happened::Terminated(attested_on) => {
                    known.is_ending = true;
                    known.ended_on = attested_on.or(known.ended_on);
                }
            }
        }
        known.changes.sort_by_key(|(day, ..)| *day);
        known
    }

    /// Whether it was issued and nobody attested that: it is not billed.
    #[must_use]
    pub fn is_unattested(&self) -> bool {
        self.issued
            .as_ref()
            .is_some_and(|held| held.attested_on.is_none())
    }

    /// Whether its end was approved and nobody attested that: it is billed on.
    #[must_use]
    pub fn is_end_unattested(&self) -> bool {
        self.is_ending && self.ended_on.is_none()
    }

    /// The first day that is billed, and the first one that is not any more, of a line whose issue was attested.
    #[must_use]
    pub fn span(&self, last_day: LastDay) -> Option<(NaiveDate, NaiveDate)> {
        let begin = self.issued.as_ref()?.attested_on?;
        let end = self.ended_on.map_or(NaiveDate::MAX, |day| match last_day {
            LastDay::Free => day,
            LastDay::Billed => day.succ_opt().unwrap_or(day),
        });
        (begin < end).then_some((begin, end))
    }

    /// What is used on a day within its [`span`](Self::span): what the last change up to it says, or else the issue.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<(&ItemCode, u32)> {
        let before = self
            .changes
            .partition_point(|(changed, ..)| *changed <= day);
        let change = before.checked_sub(1).and_then(|at| self.changes.get(at));
        match change {
            Some((_, item, quantity)) => Some((item, *quantity)),
            None => self.issued.as_ref().map(|held| (&held.item, held.quantity)),
        }
    }

    /// The days on which what is used may change, ascending.
    pub fn changes(&self) -> impl Iterator<Item = NaiveDate> {
        self.changes.iter().map(|(day, ..)| *day)
    }
}

/// The entries known at the end of a day, each with what was put in its place; none where one was not known yet. What
/// corrects a correction changes what that one corrected.
fn corrected(history: &[Entry], on: NaiveDate) -> Vec<Option<Happened>> {
    let is_known = |entry: &Entry| entry.recorded_on <= on;
    let known = history.iter();
    let known = known.map(|entry| is_known(entry).then(|| entry.happened.clone()));
    let mut known: Vec<Option<Happened>> = known.collect();
    // What each entry speaks of in the end: itself, or what it corrects.
    let mut about: Vec<usize> = Vec::with_capacity(history.len());
    for (at, entry) in history.iter().enumerate() {
        let Happened::Corrected(earlier, put) = &entry.happened else {
            about.push(at);
            continue;
        };
        let target = about.get(*earlier).copied().unwrap_or(at);
        about.push(target);
        if is_known(entry)
            && let Some(Some(happened)) = known.get_mut(target)
        {
            happened.put(put);
        }
    }
    known
}

impl Happened {
    fn put(&mut self, put: &Put) {
        match self {
            Self::Issued(held) | Self::Changed(held) => {
                if let Some(day) = put.attested_on {
                    held.attested_on = day;
                }
                if let Some(item) = &put.item {
                    held.item = item.clone();
                }
                if let Some(quantity) = put.quantity {
                    held.quantity = quantity;
                }
            }
            Self::Terminated(attested_on) => {
                if let Some(day) = put.attested_on {
                    *attested_on = day;
                }
            }
            Self::Tested | Self::TerminationApproved | Self::Corrected(..) => {}
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn held(attested_on: &str, item: &str, quantity: u32) -> Held {
        Held {
            attested_on: attested_on.parse().ok(),
            item: item.into(),
            quantity,
        }
    }

    fn recorded(recorded_on: &str, happened: Happened) -> Entry {
        Entry {
            recorded_on: day(recorded_on),
            happened,
        }
    }

    #[test]
    fn only_attested_days_count_and_the_later_recorded_of_one_day() {
        let history = [
            recorded("2026-01-09", Happened::Issued(held("2026-01-05", "a", 1))),
            recorded("2026-02-01", Happened::Changed(held("", "b", 9))),
            recorded("2026-03-01", Happened::Changed(held("2026-03-01", "b", 2))),
            recorded("2026-03-02", Happened::Changed(held("2026-03-01", "b", 3))),
            recorded("2026-04-01", Happened::TerminationApproved),
            recorded("2026-05-01", Happened::Terminated(None)),
        ];
        let known = Usage::known(&history, day("2026-06-01"));
        let on = |text| {
            known
                .on(day(text))
                .map(|(item, many)| (item.to_string(), many))
        };
        assert_eq!(on("2026-02-28"), Some(("a".to_owned(), 1)));
        assert_eq!(on("2026-03-01"), Some(("b".to_owned(), 3)));
        assert!(known.is_end_unattested() && !known.is_unattested());
        let span = known.span(LastDay::Free);
        assert_eq!(span, Some((day("2026-01-05"), NaiveDate::MAX)));
        assert_eq!(
            Usage::known(&history, day("2026-01-08")).span(LastDay::Free),
            None
        );
    }

    #[test]
    fn a_change_of_the_day_of_issue_wins_and_what_ends_that_day_is_not_billed() {
        let mut history = vec![
            recorded("2026-01-09", Happened::Issued(held("2026-01-05", "a", 1))),
            recorded("2026-01-10", Happened::Changed(held("2026-01-05", "a", 5))),
        ];
        let known = Usage::known(&history, day("2026-02-01"));
        assert_eq!(known.on(day("2026-01-05")).map(|(_, many)| many), Some(5));
        history.push(recorded(
            "2026-01-11",
            Happened::Terminated(Some(day("2026-01-05"))),
        ));
        let known = Usage::known(&history, day("2026-02-01"));
        assert_eq!(known.span(LastDay::Free), None);
        let billed = (day("2026-01-05"), day("2026-01-06"));
        assert_eq!(known.span(LastDay::Billed), Some(billed));
    }

    #[test]
    fn a_correction_is_known_from_its_own_day_on_and_may_be_corrected() {
        let put = |quantity| Put {
            quantity: Some(quantity),
            ..Put::default()
        };
        let history = [
            recorded("2026-01-09", Happened::Issued(held("2026-01-05", "a", 1))),
            recorded("2026-02-01", Happened::Corrected(0, put(2))),
            recorded("2026-03-01", Happened::Corrected(1, put(3))),
            // What is not there, or comes later, is corrected by nobody.
            recorded("2026-03-01", Happened::Corrected(4, put(9))),
            recorded("2026-03-01", Happened::Corrected(77, put(9))),
        ];
        for (on, quantity) in [("2026-01-31", 1), ("2026-02-01", 2), ("2026-03-01", 3)] {
            let known = Usage::known(&history, day(on));
            assert_eq!(
                known.on(day(on)).map(|(_, many)| many),
                Some(quantity),
                "{on}"
            );
        }
    }

    #[test]
    fn what_nobody_attested_is_determined() {
        let determined = Put {
            attested_on: Some(Some(day("2026-01-07"))),
            ..Put::default()
        };
        let history = [
            recorded("2026-01-09", Happened::Issued(held("", "a", 1))),
            recorded("2026-02-01", Happened::Corrected(0, determined)),
        ];
        assert!(Usage::known(&history, day("2026-01-31")).is_unattested());
        let known = Usage::known(&history, day("2026-02-01"));
        assert!(!known.is_unattested());
        let begin = known.span(LastDay::Free).map(|(begin, _)| begin);
        assert_eq!(begin, Some(day("2026-01-07")));
    }
}
