//! The console: `yunguan` without a verb.

use crate::locale::cli as words;

use super::context::{Context, Seated};
use super::failure::Failure;

/// Opens the console at a seat, and returns when it is closed.
pub(super) fn open_console(context: &Context, seated: &Seated) -> Result<(), Failure> {
    let login = seated.seat.login();
    Err(Failure::Trouble(
        words::NO_CONSOLE.fill(context.lang, &[login]),
    ))
}

/// Prints the binding table.
pub(super) fn keys(context: &Context) -> Result<(), Failure> {
    let login = super::context::whoever_runs_this();
    Err(Failure::Trouble(
        words::NO_CONSOLE.fill(context.lang, &[&login]),
    ))
}
