//! The whole of a list, or its beginning, window by window.

use crate::hub::request::{Answer, Look, Request, WINDOW_LIMIT, Window};

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

/// The same; `heard` gets what there is after each window, and may stop it.
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
        let stands = all.rows.len();
        let look = Look {
            // In the order of a column the anchor's row may be gone by now; then the next window begins at its
            // position.
            position: anchor
                .is_some()
                .then(|| u64::try_from(stands).unwrap_or(u64::MAX)),
            anchor: anchor.take(),
            after: u16::try_from(limit - stands)
                .unwrap_or(WINDOW_LIMIT)
                .min(WINDOW_LIMIT),
            ..wanted.clone()
        };
        let Answer::Window(mut window) = seated.ask(context.lang, Request::Look(look))? else {
            return Ok(all);
        };
        all.rows.append(&mut window.rows);
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
        anchor.clone_from(&all.resume);
        if anchor.is_none() || all.rows.len() >= limit {
            return Ok(all);
        }
    }
}
