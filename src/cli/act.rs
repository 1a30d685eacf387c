//! Doing one thing: the receipt, or what would happen.

use clap::ArgMatches;
use serde_json::{Map, Value};

use crate::domain::law::act::Verb;
use crate::domain::law::code::PartyCode;
use crate::domain::law::duty::{Duty, Lack};
use crate::domain::law::event::Event;
use crate::domain::law::fact::OnMatter;
use crate::domain::law::matter::MatterId;
use crate::domain::law::paper::Paper;
use crate::domain::register::Fact;
use crate::domain::r#use::point::Point;
use crate::hub::request::{ActRequest, Answer, Preview, Request};
use crate::ledger::batch::Receipt;
use crate::locale::cli as words;
use crate::locale::matter::point;
use crate::locale::paper::{marked, readers};
use crate::locale::{Lang, date, domain, event, refusal, verb};

use super::context::{Context, new_key};
use super::failure::{self, Failure};
use super::fields::{self, ActLine};
use super::output;

/// `act`: the verb with its fields.
pub(super) fn run(context: &Context, line: &ActLine) -> Result<(), Failure> {
    let fields = fields::read(context.lang, line.verb, &line.matches, &[])?;
    with_fields(context, line.verb, &line.matches, fields)
}

/// A verb whose fields were read already.
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
    one(context, request, matches.get_flag("preview"))
}

/// Does one act, or says what it would do.
pub(super) fn one(context: &Context, request: ActRequest, preview: bool) -> Result<(), Failure> {
    let lang = context.lang;
    let verb = request.command.verb();
    let key = request.key.clone();
    let request = if preview {
        Request::Preview(request)
    } else {
        Request::Act(request)
    };
    let seated = context.seated()?;
    let answer = seated.seat.ask(request);
    if !preview && matches!(answer, Answer::Trouble(_)) {
        // Nothing is known to have happened, and the key will tell.
        output::complain(&words::SAME_KEY.fill(lang, &[&key]));
    }
    let answer = failure::good(lang, verb, answer)?;
    if !preview {
        // A notice moves deadlines.
        seated.settle();
    }
    let told = |receipt: &Receipt, before| {
        let mut text = receipt_text(lang, verb, receipt, before);
        // It is done all the same if its entry cannot be read back.
        let entry = seated.seat.ask(Request::Journal {
            from: Some(receipt.first),
            count: 1,
        });
        let entry = match &entry {
            Answer::Journal(entries) => entries.first(),
            _ => None,
        };
        if let Some(note) = entry.and_then(|happened| note(lang, &happened.entry.event)) {
            text.push('\n');
            text.push_str(&note);
        }
        text
    };
    context.show(&answer, || match &answer {
        Answer::Done(receipt) => told(receipt, false),
        Answer::Before(receipt) => told(receipt, true),
        Answer::Preview(preview) => preview_text(lang, verb, preview),
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

/// What whoever did it needs to know next, where the receipt does not say it.
fn note(lang: Lang, event: &Event) -> Option<String> {
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
            Some(event::happened(lang, event))
        }
        Fact::PartyRegistered(_)
        | Fact::PersonRegistered { .. }
        | Fact::AccountBound(_)
        | Fact::PartySucceeded { .. }
        | Fact::ExceptionRegistered(_)
        | Fact::PoolRegistered(_)
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
        | Fact::TelephoneRevealed { .. } => None,
    }
}

/// What would happen.
pub(super) fn preview_text(lang: Lang, verb: Verb, preview: &Preview) -> String {
    let mut text = words::PREVIEW.fill(lang, &[&verb::verb(verb).get(lang), &preview.seq]);
    text.push('\n');
    let name = |code: &PartyCode| {
        let name = preview.names.get(code);
        output::line(name.map_or(code.as_str(), String::as_str))
    };
    for point in &preview.points {
        text.push_str(&point_line(lang, point));
        text.push('\n');
    }
    for event in &preview.events {
        text.push_str(&output::line(&event::happened(lang, event)));
        text.push('\n');
        let Some(on) = event.on_matter() else {
            continue;
        };
        let stage = domain::stage(on.stage()).get(lang);
        let id = domain::matter_id(lang, on.id());
        let from = match on {
            OnMatter::Opens(_) => None,
            OnMatter::Moves(_) => preview.from,
        };
        let moved = match from {
            Some(from) => {
                let from = domain::stage(from).get(lang);
                words::PREVIEW_MOVED.fill(lang, &[&id, &from, &stage])
            }
            None => words::PREVIEW_STAGE.fill(lang, &[&id, &stage]),
        };
        text.push_str(&moved);
        text.push('\n');
        for duty in on.opened() {
            text.push_str(&duty_line(lang, &name(&duty.party), duty));
            let mut lacks = preview.nobody.iter();
            let lack = lacks.find(|(id, key, _)| *id == on.id() && *key == duty.key);
            text.push_str(&nobody(lang, lack.map(|(.., lack)| *lack)));
            text.push('\n');
        }
        for paper in on.papers() {
            text.push_str(&paper_line(lang, paper, &name));
            text.push('\n');
        }
    }
    text
}

/// What whoever decides must have before them, marked where it warns.
pub(super) fn point_line(lang: Lang, of: &Point) -> String {
    let (label, said) = point::told(lang, of);
    let mark = if of.warns() { "! " } else { "" };
    format!("{mark}{}  {}", label.get(lang), output::line(&said))
}

/// That nobody can do a duty, and why; nothing if somebody can.
pub(super) fn nobody(lang: Lang, lack: Option<Lack>) -> String {
    lack.map_or_else(String::new, |lack| {
        let why = domain::lack(lack).get(lang);
        format!("  ! {}", words::NOBODY.fill(lang, &[&why]))
    })
}

/// A duty: who, what, by when, under what.
pub(super) fn duty_line(lang: Lang, party: &str, duty: &Duty) -> String {
    let what = domain::duty_key(lang, duty.key);
    let post = domain::post(duty.post).get(lang);
    let due = date::due(lang, duty.deadline.due(), duty.deadline.cut_off());
    let cited = refusal::citation(lang, duty.article.into());
    let nature = domain::nature(duty.nature).get(lang);
    let due = provisionally(lang, due, duty.deadline.provisional);
    words::DUTY.fill(lang, &[&what, &party, &post, &due, &cited, &nature])
}

/// A day, marked if it may yet move.
pub(super) fn provisionally(lang: Lang, day: String, provisional: bool) -> String {
    if provisional {
        words::PROVISIONAL.fill(lang, &[&day])
    } else {
        day
    }
}

/// A paper: which, its number, to whom.
pub(super) fn paper_line(lang: Lang, paper: &Paper, name: &dyn Fn(&PartyCode) -> String) -> String {
    let kind = domain::paper_kind(paper.kind).get(lang);
    let number = output::line(&paper.number.to_string());
    let readers = readers(lang, paper, name);
    marked(
        lang,
        paper,
        words::PAPER_TO.fill(lang, &[&kind, &number, &readers]),
    )
}
