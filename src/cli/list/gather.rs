//! The whole of a list, or its beginning, window by window.

use crate::hub::request::{Answer, Look, Request, Row, WINDOW_LIMIT, Window};

use super::super::context::{Context, Seated};
use super::super::failure::Failure;

/// Windows one after the other, until there are rows enough.
pub(in crate::cli) fn gather(
    context: &Context,
    seated: &Seated,
    wanted: &Look,
    limit: usize,
) -> Result<Window, Failure> {
    gather_telling(context, seated, wanted, limit, |_| Ok(()))
}

/// The same; after each window somebody hears what there is so far, and may stop it.
pub(super) fn gather_telling(
    context: &Context,
    seated: &Seated,
    wanted: &Look,
    limit: usize,
    mut heard: impl FnMut(&Window) -> Result<(), Failure>,
) -> Result<Window, Failure> {
    let mut all = Window::default();
    let mut anchor: Option<String> = None;
    loop {
        let is_again = anchor.is_some() && wanted.filter.is_none();
        let stands = all.rows.len() - usize::from(is_again);
        let look = Look {
            anchor: anchor.clone(),
            // Where the order is that of a column, the anchor's row may be gone by now: its place goes on.
            position: anchor
                .is_some()
                .then(|| u64::try_from(stands).unwrap_or(u64::MAX)),
            after: u16::try_from(limit - stands)
                .unwrap_or(WINDOW_LIMIT)
                .min(WINDOW_LIMIT),
            ..wanted.clone()
        };
        let Answer::Window(mut window) = seated.ask(context.lang, Request::Look(look))? else {
            return Ok(all);
        };
        // Without a filter the anchor is the last row seen, unless it went; with one it is the first not yet read.
        let last = window.rows.last().map(|row| row.key.clone());
        let is_first_known = |row: &Row| is_again && Some(&row.key) == anchor.as_ref();
        let known = usize::from(window.rows.first().is_some_and(is_first_known));
        let before = all.rows.len();
        all.rows.extend(window.rows.drain(..).skip(known));
        all.scanned += window.scanned;
        all = Window {
            rows: all.rows,
            scanned: all.scanned,
            at_start: true,
            position: Some(0),
            anchor: 0,
            ..*window
        };
        heard(&all)?;
        let next = if wanted.filter.is_some() {
            all.resume.clone()
        } else {
            last.filter(|_| all.rows.len() > before)
        };
        if all.at_end || all.rows.len() >= limit || next.is_none() {
            return Ok(all);
        }
        anchor = next;
    }
}
