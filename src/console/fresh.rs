//! What is new in a list: marked for a moment, from when it is first seen.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use crate::domain::law::matter::MatterId;
use crate::hub::request::Row;

/// How long a mark stays once it was drawn.
const MOMENT: Duration = Duration::from_secs(4);

/// The marks. They end by themselves and not by a key: whoever types just then would never see them.
#[derive(Debug, Default)]
pub struct Fresh {
    /// Until when a mark stays; none as long as nobody has seen it.
    marks: BTreeMap<MatterId, Option<Instant>>,
}

/// A stretch of a list: its rows, and whether nothing comes before and after them.
#[derive(Clone, Copy)]
pub struct Stretch<'r> {
    /// The rows.
    pub rows: &'r [Row],
    /// Whether nothing comes before the first.
    pub at_start: bool,
    /// Whether nothing comes after the last.
    pub at_end: bool,
}

impl Fresh {
    /// Marks what is another now than it was, whoever did it: rows of another version, and rows that have come into the
    /// stretch that was known. What was merely beyond it has come by scrolling, and is no news.
    pub fn compare(&mut self, before: Stretch, now: &[Row]) {
        let known: BTreeMap<_, _> = before
            .rows
            .iter()
            .filter_map(|row| row.of.matter())
            .collect();
        // A row of the same key has not moved, so it lies within what was known.
        let keys: BTreeSet<_> = before.rows.iter().map(|row| &row.key).collect();
        let (first, last) = (
            now.iter().position(|row| keys.contains(&row.key)),
            now.iter().rposition(|row| keys.contains(&row.key)),
        );
        let was_within = |at: usize| match (first, last) {
            (Some(first), Some(last)) => {
                (before.at_start || at > first) && (before.at_end || at < last)
            }
            _ => before.at_start && before.at_end,
        };
        for (at, row) in now.iter().enumerate() {
            let Some((id, version)) = row.of.matter() else {
                continue;
            };
            let is_news = match known.get(&id) {
                Some(known) => *known != version,
                None => was_within(at),
            };
            if is_news {
                self.marks.insert(id, None);
            }
        }
        // Bounded by the window: what has left it is forgotten.
        let there: BTreeSet<_> = now.iter().filter_map(|row| row.of.matter()).collect();
        let there: BTreeSet<_> = there.into_iter().map(|(id, _)| id).collect();
        self.marks.retain(|id, _| there.contains(id));
    }

    /// These rows are drawn now: their marks begin to fade.
    pub fn seen(&mut self, rows: &[Row], now: Instant) {
        for (id, _) in rows.iter().filter_map(|row| row.of.matter()) {
            if let Some(until) = self.marks.get_mut(&id) {
                until.get_or_insert(now + MOMENT);
            }
        }
    }

    /// Takes away the marks whose moment is over.
    pub fn fade(&mut self, now: Instant) {
        self.marks
            .retain(|_, until| until.is_none_or(|until| until > now));
    }

    /// When the next mark fades.
    #[must_use]
    pub fn fades_at(&self) -> Option<Instant> {
        self.marks.values().flatten().min().copied()
    }

    /// Whether a matter is marked.
    #[must_use]
    pub fn has(&self, id: MatterId) -> bool {
        self.marks.contains_key(&id)
    }

    /// Forgets everything: another list begins.
    pub fn clear(&mut self) {
        self.marks.clear();
    }
}
