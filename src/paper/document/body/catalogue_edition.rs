//! The papers of editions of the catalogue.
use super::super::Writer;
use crate::domain::law::article::article;
use crate::domain::law::matter::Body;
use crate::domain::purchase::catalogue_edition::{CatalogueEdition, PaperKind, Stage};
use crate::locale::matter::catalogue_edition::{self as matter_words, paper as words};
use crate::locale::{T, listing, paper as shared};

/// Writes the text of a paper of that kind.
pub(super) fn write(writer: &mut Writer, kind: PaperKind) {
    let Body::CatalogueEdition(body) = &writer.matter.body else {
        return;
    };
    match kind {
        PaperKind::CapReport => reported(writer, body),
        PaperKind::CatalogueOpinion => reviewed(writer, body),
        PaperKind::CatalogueNotice => published(writer, body),
        PaperKind::CatalogueComparison => compared(writer, body),
    }
}

/// What a paper says of the edition, each with its label.
fn fields(writer: &mut Writer, told: Vec<(T, String)>) {
    for (label, said) in told {
        let label = label.get(writer.lang);
        writer.say(words::FIELD, &[&label, &said]);
    }
}

fn reported(writer: &mut Writer, body: &CatalogueEdition) {
    let cited = writer.cite(article(11));
    writer.say(words::REPORTED, &[&body.number, &cited]);
    writer.about();
    fields(writer, matter_words::totals(writer.lang, body));
    fields(writer, matter_words::submitted(writer.lang, body));
    writer.say(words::INDEPENDENT, &[]);
}

fn reviewed(writer: &mut Writer, body: &CatalogueEdition) {
    let cited = writer.cite(article(11));
    let said = if writer.matter.head.stage == Stage::Drafted.into() {
        words::RETURNED
    } else {
        words::APPROVED
    };
    writer.say(said, &[&body.number, &cited]);
    writer.about();
    fields(writer, matter_words::totals(writer.lang, body));
    writer.quote(shared::OPINION, &writer.paper.remark);
}

fn published(writer: &mut Writer, body: &CatalogueEdition) {
    if let Some(from) = body.from {
        let day = shared::date(writer.lang, from);
        let cited = writer.cite(article(11));
        writer.say(words::PUBLISHED, &[&body.number, &day, &cited]);
    }
    writer.about();
    writer.say(words::CONTRACTS, &[]);
}

fn compared(writer: &mut Writer, body: &CatalogueEdition) {
    let Some(changes) = &body.changes else {
        return;
    };
    let cited = writer.cite(article(11));
    writer.say(
        words::COMPARED,
        &[
            &body.number,
            &changes.added,
            &changes.changed,
            &changes.ended,
            &changes.same,
            &cited,
        ],
    );
    writer.about();
    let lines = changes.lines.iter();
    let lines = lines.map(|one| listing::change(writer.lang, one));
    writer.number(lines.collect::<Vec<_>>());
    let listed = changes.lines.len();
    let all = [changes.added, changes.changed, changes.ended];
    let all: usize = all
        .iter()
        .filter_map(|one| usize::try_from(*one).ok())
        .sum();
    if all > listed {
        writer.say(words::MORE, &[&(all - listed)]);
    }
}
