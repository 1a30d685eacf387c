//! `show --paper`: one paper as it went out.

use crate::hub::request::{Answer, Issued};
use crate::paper::document;

use super::context::Context;
use super::failure::Failure;
use super::output;

/// How wide a paper is set, in cells.
const WIDTH: usize = 78;

/// A paper of a matter.
pub(super) fn show(context: &Context, issued: &Issued) -> Result<(), Failure> {
    let document = Answer::Issued(Box::new(issued.clone()));
    context.show(&document, || {
        let written = document::issued(issued, context.lang);
        output::paragraph("", &written.to_text(WIDTH))
    })
}
