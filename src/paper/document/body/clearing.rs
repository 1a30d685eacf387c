//! The certificate of clearing (Art. 21(2)), one by whatever road the resources left: what left, and what was certified.
use super::super::Writer;
use super::operator;
use crate::domain::law::article::paragraph;
use crate::domain::r#use::clearing::{Certificate, Clearing};
use crate::locale::matter::clearing as words;
use crate::locale::paper as shared;

/// Writes a certificate with what left, an item each.
pub(super) fn certified(
    writer: &mut Writer,
    left: impl IntoIterator<Item = String>,
    clearing: &Clearing,
) {
    let (unit, operator) = (writer.unit(), operator(writer));
    let cited = writer.cite(paragraph(21, 2));
    writer.say(words::CLEARED, &[&unit, &operator, &cited]);
    listed(writer, left);
    writer.fields(words::certified(writer.lang, shared::date, clearing));
}

/// Writes a certificate of whatever age: an older one is no more than its text, under the sentence that it went out with.
pub(super) fn of_any_age(
    writer: &mut Writer,
    left: impl IntoIterator<Item = String>,
    certificate: &Certificate,
) {
    match certificate {
        Certificate::Stated(clearing) => certified(writer, left, clearing),
        Certificate::InWords(_) => {
            let (unit, cited) = (writer.unit(), writer.cite(paragraph(21, 2)));
            writer.say(words::CLEARED_IN_WORDS, &[&unit, &cited]);
            listed(writer, left);
            writer.fields(words::told(writer.lang, shared::date, certificate));
        }
    }
}

fn listed(writer: &mut Writer, left: impl IntoIterator<Item = String>) {
    writer.about();
    writer.say(words::CLEARED_LIST, &[]);
    writer.number(left);
}
