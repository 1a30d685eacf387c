//! Doing one thing: the receipt, or what would happen.

use clap::ArgMatches;
use serde_json::{Map, Value};

use crate::detail::{self, Depth};
use crate::domain::law::act::Verb;
use crate::domain::law::event::Event;
use crate::domain::law::matter::MatterId;
use crate::domain::register::Fact;
use crate::hub::request::{ActRequest, Answer, Happening, Preview, Request, Shown};
use crate::ledger::batch::Receipt;
use crate::locale::cli as words;
use crate::locale::{Lang, date, domain, event, verb};

pub(super) use crate::locale::date::provisionally;

use super::context::{Context, new_key};
use super::failure::{self, Failure};
use super::fields::{self, ActLine};
use super::{output, plain};

/// `act`: the verb with its fields.
pub(super) fn run(context: &Context, line: &ActLine) -> Result<(), Failure> {
    let fields = fields::read(context.lang, line.verb, &line.matches, &[])?;
    with_fields(context, line.verb, &line.matches, fields)
}

/// The same, of a verb whose fields were read already.
pub(super) fn with_fields(
    context: &Context,
    verb: Verb,
    matches: &ArgMatches,
    fields: Map<String, Value>,
) -> Result<(), Failure> {
    let id = if verb.is_on_matter() {
        let id = matches.get_one::<String>("matter");
        Some(context.matter(id.map_or("", String::as_str))?)
    } else {
        None
    };
    let command = fields::command(context.lang, verb, id, fields)?;
    let expected = id.and_then(|_| matches.get_one::<u32>("expect").copied());
    let key = matches.get_one::<String>("key").cloned();
    let request = ActRequest {
        key: key.unwrap_or_else(new_key),
        expected,
        command,
    };
    carry_out(context, request, matches.get_flag("preview"))
}

/// Does one act, or says what it would do.
pub(super) fn carry_out(
    context: &Context,
    request: ActRequest,
    preview: bool,
) -> Result<(), Failure> {
    let lang = context.lang;
    let verb = request.command.verb();
    let key = request.key.clone();
    let matter = request.command.matter();
    let request = if preview {
        Request::Preview(request)
    } else {
        Request::Act(request)
    };
    let seated = context.seated()?;
    let answer = seated.seat.ask(request);
    if !preview && matches!(answer, Answer::Trouble(_)) {
        // Whether it was done is not known. Sent again under its key it is done once at most, and the answer tells.
        output::complain(&words::SAME_KEY.fill(lang, &[&key]));
    }
    let answer = failure::good(lang, verb, answer)?;
    if !preview {
        // An act may leave something due at once, as a holiday notice does that moves deadlines.
        seated.settle();
    }
    let told = |receipt: &Receipt, before| {
        let mut text = receipt_text(lang, verb, receipt, before);
        // It is done all the same if its entries cannot be read back.
        let entries = seated.seat.ask(Request::Journal {
            from: Some(receipt.last),
            count: u16::try_from(receipt.last + 1 - receipt.first).unwrap_or(u16::MAX),
        });
        let entries = match &entries {
            Answer::Journal(entries) => entries.as_slice(),
            _ => &[],
        };
        // They are told newest first.
        for happened in entries.iter().rev() {
            if let Some(note) = note(lang, happened) {
                text.push('\n');
                text.push_str(&note);
            }
        }
        text
    };
    context.show(&answer, || match &answer {
        Answer::Done(receipt) => told(receipt, false),
        Answer::Before(receipt) => told(receipt, true),
        Answer::Preview(preview) => {
            // The matter as it is now, to set against what would become of it.
            let before = matter.map(|matter| seated.seat.ask(Request::Show { matter }));
            let before = before.and_then(|answer| match answer {
                Answer::Shown(shown) => Some(shown),
                _ => None,
            });
            preview_text(lang, verb, before.as_deref(), preview)
        }
        _ => String::new(),
    })
}

impl Context {
    /// A matter's id as it is typed.
    pub(super) fn matter(&self, text: &str) -> Result<MatterId, Failure> {
        text.parse()
            .map_err(|_| Failure::Usage(words::NOT_A_MATTER.fill(self.lang, &[&text])))
    }
}

/// What an act came to.
pub(super) fn receipt_text(lang: Lang, verb: Verb, receipt: &Receipt, before: bool) -> String {
    let done = if before {
        words::DONE_BEFORE
    } else {
        words::DONE
    };
    let what = verb::verb(verb).get(lang);
    let matter = receipt
        .matter
        .map_or_else(String::new, |id| domain::matter_id(lang, id));
    let mut text = done.fill(lang, &[&what, &matter]).trim_end().to_owned();
    text.push('\n');
    let at = date::moment(lang, receipt.at);
    let entries = if receipt.first == receipt.last {
        words::ENTRY.fill(lang, &[&receipt.last, &at])
    } else {
        words::ENTRIES.fill(lang, &[&receipt.first, &receipt.last, &at])
    };
    text.push_str(&entries);
    text.push('\n');
    for number in &receipt.papers {
        text.push_str(&words::PAPER.fill(lang, &[&output::line(&number.to_string())]));
        text.push('\n');
    }
    text.push_str(&words::KEY.fill(lang, &[&receipt.key]));
    text
}

/// What comes next for whoever did it, where the receipt does not say so.
fn note(lang: Lang, happening: &Happening) -> Option<String> {
    let event = &happening.entry.event;
    let Event::Register(fact) = event else {
        return None;
    };
    match fact {
        Fact::RulingProposed(proposal) => Some(words::TO_SIGN.fill(lang, &[&proposal.number])),
        Fact::CalendarProposed(proposal) => {
            Some(words::CALENDAR_TO_SIGN.fill(lang, &[&proposal.number]))
        }
        Fact::CalendarLoaded { notice, .. } => {
            Some(words::CALENDAR_LOADED.fill(lang, &[&notice.year.year, &notice.edition]))
        }
        Fact::MeasuresProposed(change) => {
            Some(words::MEASURES_TO_SIGN.fill(lang, &[&change.number]))
        }
        Fact::MeasuresLoaded { articles, .. } => {
            Some(words::MEASURES_LOADED.fill(lang, &[&articles.0.len()]))
        }
        Fact::PersonRegistered { alike, .. } if !alike.is_empty() => {
            Some(event::happened(lang, &happening.names, event))
        }
        Fact::AffiliationFound(_) | Fact::InventoryTaken { .. } => {
            Some(event::happened(lang, &happening.names, event))
        }
        Fact::PartyRegistered(_)
        | Fact::HoldingRecorded(_)
        | Fact::PersonRegistered { .. }
        | Fact::AccountBound(_)
        | Fact::PartySucceeded { .. }
        | Fact::ExceptionRegistered(_)
        | Fact::ExceptionApproved(_)
        | Fact::PoolRegistered(_)
        | Fact::PoolMeasured(_)
        | Fact::FindingSettled(_)
        | Fact::SystemRegistered(_)
        | Fact::SystemConfirmed(_)
        | Fact::ItemRegistered(_)
        | Fact::ContractRecorded(_)
        | Fact::ContractCountersigned(_)
        | Fact::BlockRecorded(_)
        | Fact::BlockLifted(_)
        | Fact::RulingSigned(_)
        | Fact::MeasuresSigned(_)
        | Fact::MeasuresLapsed(_)
        | Fact::MeasuresGrounded(_)
        | Fact::ItemsEntered { .. }
        | Fact::ListingsCarried { .. }
        | Fact::TelephoneRevealed { .. } => None,
    }
}

/// What would happen.
fn preview_text(lang: Lang, verb: Verb, before: Option<&Shown>, preview: &Preview) -> String {
    let first = words::PREVIEW.fill(lang, &[&verb::verb(verb).get(lang), &preview.seq]);
    let detail = detail::of_preview(before, preview, lang).at(Depth::Whole);
    format!("{first}\n{}", plain::sections(lang, &detail))
}
