//! `queue`: the lists of duties and matters.

use crate::domain::law::code::PartyCode;
use crate::domain::law::matter::MatterKind;
use crate::domain::record::RecordKind;
use crate::hub::request::{Answer, List, Order, Request};
use crate::locale::cli as words;

use super::args::QueueLine;
use super::context::{Context, Seated};
use super::failure::Failure;
use super::list::{self, Asked};

/// A list, as far as it was asked for.
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
    // Lists of duties have no kind: rows of one are found by the letters that its matters' numbers begin with.
    let number = kind
        .filter(|_| wanted.is_of_duties())
        .map(|kind| format!("{}-", kind.alias()));
    let typed = line.shown.filter.iter().chain(&number).cloned();
    let asked = Asked {
        list: wanted,
        order: Some(Order::Ascending),
        filter: typed.collect::<Vec<_>>().join(" "),
    };
    list::show(context, &seated, &standing, &asked, &line.shown)
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
