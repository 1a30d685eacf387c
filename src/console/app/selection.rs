//! The row under the mark, and what is known of its matter.

use std::time::Instant;

use crate::hub::request::{Request, Shown};

use super::{App, Purpose, REST};

impl App {
    /// A key moved the selection: its detail is fetched at once. Only while a key repeats, or where every answer has to
    /// come over a line, does the mark go ahead and the detail come once it rests.
    pub(super) fn moved(&mut self) {
        let now = Instant::now();
        let before = self.moved_at.replace(now);
        let repeats = before.is_some_and(|before| now.duration_since(before) < REST);
        if repeats || self.queue.is_afar {
            self.rest();
        } else {
            self.rest_at = None;
            self.fetch_selected();
        }
    }

    /// The detail of the selection is fetched in a moment.
    pub(super) fn rest(&mut self) {
        self.rest_at = Some(Instant::now() + REST);
    }

    /// What is known of the selected matter; nothing of another is shown beside its row.
    pub(super) fn shown_here(&self) -> Option<&Shown> {
        let (id, _) = self.queue.matter()?;
        let shown = self.shown.as_deref()?;
        (shown.matter.head.id == id).then_some(shown)
    }

    pub(super) fn fetch_selected(&mut self) {
        let Some((id, version)) = self.queue.matter() else {
            self.shown = None;
            return;
        };
        let known = self.shown.as_ref().is_some_and(|shown| {
            shown.matter.head.id == id && shown.matter.head.version == version
        });
        if !known {
            self.ask(Purpose::Show, Request::Show { matter: id });
        }
    }
}
