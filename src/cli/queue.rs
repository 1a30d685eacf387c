//! `queue`: the same lists that the console shows.

use crate::domain::law::code::PartyCode;
use crate::domain::law::matter::MatterKind;
use crate::domain::record::RecordKind;
use crate::hub::request::{Answer, Look, Order, Request, Row, View, WINDOW_LIMIT, Window};
use crate::locale::cli as words;
use crate::locale::{Lang, date, domain, refusal};

use super::act::provisionally;
use super::args::QueueLine;
use super::context::{Context, Seated};
use super::failure::Failure;
use super::output;

/// What is wanted of a list.
pub(super) struct List<'a> {
    pub(super) view: &'a View,
    pub(super) order: Order,
    pub(super) filter: Option<&'a str>,
    pub(super) kind: Option<MatterKind>,
    pub(super) limit: usize,
}

/// A list, its first rows.
pub(super) fn run(context: &Context, line: &QueueLine) -> Result<(), Failure> {
    let kind = MatterKind::ALL
        .into_iter()
        .find(|kind| line.kind.as_deref() == Some(kind.name()));
    let view = match (&line.party, line.view.as_str()) {
        (Some(party), _) => View::Party(PartyCode::new(party.clone())),
        (None, "open") => View::Open,
        (None, "late") => View::Late,
        (None, "today") => View::Today,
        (None, "all") => View::Matters(kind),
        (None, _) => View::Mine,
    };
    let seated = context.seated()?;
    if let View::Party(party) = &view {
        known(context, &seated, party)?;
    }
    let list = List {
        view: &view,
        order: Order::Ascending,
        filter: line.filter.as_deref(),
        kind,
        limit: usize::try_from(line.limit).unwrap_or(usize::MAX),
    };
    let window = gather(context, &seated, &list)?;
    let document = Answer::Window(Box::new(window));
    context.show(&document, || match &document {
        Answer::Window(window) => text(context.lang, &view, window),
        _ => String::new(),
    })
}

/// A party that nobody registered has no list, which is not an empty one.
fn known(context: &Context, seated: &Seated, party: &PartyCode) -> Result<(), Failure> {
    let parties = Request::Records {
        kind: RecordKind::Party,
    };
    match seated.ask(context.lang, parties)? {
        Answer::Records(parties) if parties.iter().all(|known| known.key() != party.as_str()) => {
            Err(Failure::Usage(
                words::NOT_A_PARTY.fill(context.lang, &[party]),
            ))
        }
        _ => Ok(()),
    }
}

/// Windows one after the other, until there are rows enough.
pub(super) fn gather(context: &Context, seated: &Seated, wanted: &List) -> Result<Window, Failure> {
    let (filter, limit) = (wanted.filter, wanted.limit);
    let mut all = Window {
        at_start: true,
        ..Window::default()
    };
    let mut anchor = None;
    loop {
        let count = limit - all.rows.len() + usize::from(anchor.is_some());
        let look = Look {
            view: wanted.view.clone(),
            order: wanted.order,
            anchor: anchor.clone(),
            before: 0,
            after: u16::try_from(count)
                .unwrap_or(WINDOW_LIMIT)
                .min(WINDOW_LIMIT),
            filter: filter.map(str::to_owned),
            version: None,
        };
        let Answer::Window(window) = seated.ask(context.lang, Request::Look(look))? else {
            return Ok(all);
        };
        // Without a filter the anchor is the last row seen; with one it is the first row not yet read.
        let last = window.rows.last().map(|row| row.key.clone());
        let fresh = window.rows.into_iter().filter(|row: &Row| {
            (filter.is_some() || anchor.as_ref() != Some(&row.key))
                && wanted.kind.is_none_or(|kind| row.matter.kind == kind)
        });
        all.rows.extend(fresh);
        all.scanned += window.scanned;
        all.total = window.total;
        all.version = window.version;
        all.at_end = window.at_end;
        all.resume = window.resume;
        let next = if filter.is_some() {
            all.resume.clone()
        } else {
            last
        };
        if all.at_end || all.rows.len() >= limit || next.is_none() {
            return Ok(all);
        }
        anchor = next;
    }
}

/// The rows as a table, with how many there are.
pub(super) fn text(lang: Lang, view: &View, window: &Window) -> String {
    if window.rows.is_empty() {
        return words::QUEUE_EMPTY.get(lang).to_owned();
    }
    let of_matters = matches!(view, View::Matters(_));
    let heading = [
        words::DUE,
        words::REMAINING,
        words::MATTER,
        words::UNIT,
        if of_matters {
            words::STAGE
        } else {
            words::DUTY_DUE
        },
        words::BASIS,
        words::TITLE,
    ];
    let rows: Vec<[String; 7]> = window
        .rows
        .iter()
        .map(|row| cells(lang, row, of_matters))
        .collect();
    let mut text = output::table(heading.map(|heading| heading.get(lang)), &rows);
    let shown = window.rows.len();
    let more = if window.at_end {
        words::QUEUE_ALL.fill(lang, &[&shown])
    } else {
        words::QUEUE_MORE.fill(lang, &[&shown, &window.total])
    };
    text.push_str(&more);
    text
}

/// A list of duties says what is to be done, a list of matters where they stand.
pub(super) fn cells(lang: Lang, row: &Row, of_matters: bool) -> [String; 7] {
    let (due, remaining, basis) = row.duty.as_ref().map_or_else(Default::default, |open| {
        let deadline = &open.duty.deadline;
        let due = date::date_long(lang, deadline.due());
        let due = provisionally(lang, due, deadline.provisional);
        let remaining = date::remaining(lang, open.remaining);
        let cited = refusal::citation(lang, open.duty.article.into());
        (due, remaining, cited)
    });
    let standing = match &row.duty {
        Some(open) if !of_matters => {
            let what = domain::duty_key(lang, open.duty.key);
            let what = if open.blocked {
                words::BLOCK_STOPS.fill(lang, &[&what])
            } else {
                what
            };
            match open.nobody {
                Some(_) => words::NOBODY_DOES.fill(lang, &[&what]),
                None => what,
            }
        }
        _ => domain::stage(row.stage).get(lang).to_owned(),
    };
    [
        due,
        remaining,
        domain::matter_id(lang, row.matter),
        row.unit.clone(),
        standing,
        basis,
        row.title.clone(),
    ]
}
