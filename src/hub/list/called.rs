//! What lists are called where a name alone must do: on the command line, and by whoever tells how to write it.

use crate::domain::law::matter::MatterKind;
use crate::domain::record::RecordKind;

use super::{List, REGISTERS};

/// The one list of which there is one for each year.
pub const CALENDAR: &str = "calendar";

/// Every list that is known by a name alone: the name, and the list; of the calendar that of no year.
pub fn named() -> impl Iterator<Item = (String, List)> {
    let fixed = [
        ("mine", List::Mine),
        ("open", List::Open),
        ("late", List::Late),
        ("today", List::Today),
        ("matters", List::Matters(None)),
    ];
    let kinds = MatterKind::ALL.map(|kind| (plural(kind.name()), List::Matters(Some(kind))));
    let small = [
        ("journal", List::Journal),
        ("rulings", List::Rulings),
        (CALENDAR, List::Calendar(0)),
        ("measures", List::Measures),
    ];
    let registers = REGISTERS.iter().copied();
    let registers =
        registers.map(|kind: RecordKind| (kind.word().to_owned(), List::Register(kind)));
    let owned = |(name, list): (&str, List)| (name.to_owned(), list);
    fixed
        .map(owned)
        .into_iter()
        .chain(kinds)
        .chain(small.map(owned))
        .chain(registers)
}

fn plural(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{word}s"),
    }
}
