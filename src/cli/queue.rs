//! `queue`: the lists of duties and matters.

use crate::domain::law::clock::civil_date;
use crate::domain::law::code::PartyCode;
use crate::domain::law::matter::MatterKind;
use crate::domain::record::RecordKind;
use crate::hub::request::{Answer, List, Look, Order, Request};
use crate::locale::cli as words;
use crate::locale::list as list_words;

use super::args::QueueLine;
use super::context::{Context, Seated};
use super::failure::Failure;
use super::list;

/// A list, its first rows.
pub(super) fn run(context: &Context, line: &QueueLine) -> Result<(), Failure> {
    let lang = context.lang;
    let kind = MatterKind::ALL
        .into_iter()
        .find(|kind| line.kind.as_deref() == Some(kind.name()));
    let wanted = match (&line.party, line.view.as_str()) {
        (Some(party), _) => List::Party(PartyCode::new(party.clone())),
        (None, "open") => List::Open,
        (None, "late") => List::Late,
        (None, "today") => List::Today,
        (None, "all") => List::Matters(kind),
        (None, _) => List::Mine,
    };
    let seated = context.seated()?;
    if let List::Party(party) = &wanted {
        known(context, &seated, party)?;
    }
    let Answer::Standing(standing) = seated.ask(lang, Request::Whoami)? else {
        return Ok(());
    };
    let today = civil_date(standing.now);
    // A duty is of a kind by its matter's number.
    let number = kind
        .filter(|_| wanted.is_of_duties())
        .map(|kind| format!("{}-", kind.alias()));
    let typed = line
        .filter
        .iter()
        .chain(&number)
        .cloned()
        .collect::<Vec<_>>()
        .join(" ");
    let look = Look {
        order: Some(Order::Ascending),
        filter: (!typed.trim().is_empty()).then(|| list_words::filter(lang, &typed, today)),
        ..Look::at(wanted, 0)
    };
    let limit = usize::try_from(line.limit).unwrap_or(usize::MAX);
    let window = list::gather(context, &seated, &look, limit)?;
    let document = Answer::Window(Box::new(window));
    context.show(&document, || match &document {
        Answer::Window(window) => list::text(lang, window, words::QUEUE_EMPTY.get(lang)),
        _ => String::new(),
    })
}

/// A party that nobody registered has no list, which is not an empty one.
fn known(context: &Context, seated: &Seated, party: &PartyCode) -> Result<(), Failure> {
    let record = Request::Record {
        kind: RecordKind::Party,
        key: party.to_string(),
    };
    match seated.ask(context.lang, record)? {
        Answer::Record(None) => Err(Failure::Usage(
            words::NOT_A_PARTY.fill(context.lang, &[party]),
        )),
        _ => Ok(()),
    }
}
