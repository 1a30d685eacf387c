//! `show --paper`: one paper as it went out.

use crate::domain::law::code::PartyCode;
use crate::hub::request::{Answer, Shown};
use crate::paper::document;

use super::context::Context;
use super::failure::Failure;
use super::output;

/// How wide a paper is set, in cells.
const WIDTH: usize = 78;

/// A paper of a matter by its position.
pub(super) fn show(context: &Context, shown: &Shown, position: usize) -> Result<(), Failure> {
    let Some(paper) = shown.papers.get(position) else {
        return Ok(());
    };
    let names = |code: &PartyCode| {
        let name = shown.names.get(code);
        name.map_or_else(|| code.to_string(), Clone::clone)
    };
    let names = document::Names {
        party: &names,
        person: &|person| shown.person(person),
        system: &shown.system,
        pool: &shown.pool,
    };
    let document = Answer::Shown(Box::new(shown.clone()));
    context.show(&document, || {
        let written = document::render(&shown.matter, &shown.ended, paper, names, context.lang);
        let written = match shown.anchors.get(position) {
            Some(anchor) => written.anchored(anchor.seq, &anchor.hash),
            None => written,
        };
        output::paragraph("", &written.to_text(WIDTH))
    })
}
