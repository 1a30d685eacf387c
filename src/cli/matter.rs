//! `show` and `explain`: one matter, and one of its deadlines.

use crate::domain::clock;
use crate::domain::code::PartyCode;
use crate::domain::duty::DutyKind;
use crate::domain::line::{Line, Subject};
use crate::domain::matter::Body;
use crate::hub::request::{Answer, Request, Shown};
use crate::locale::cli as words;
use crate::locale::{Lang, T, date, domain, event, explain as explained, verb};

use super::act::{duty_line, paper_line};
use super::context::Context;
use super::failure::Failure;
use super::output;
use super::register::masked;

/// `show`: the whole matter, or one of its papers.
pub(super) fn show(context: &Context, id: &str, paper: Option<usize>) -> Result<(), Failure> {
    let lang = context.lang;
    let id = context.matter(id)?;
    let seated = context.seated()?;
    let Answer::Shown(shown) = seated.ask(lang, Request::Show { matter: id })? else {
        return Ok(());
    };
    let Some(number) = paper else {
        let document = Answer::Shown(shown.clone());
        return context.show(&document, || text(lang, &shown));
    };
    let position = number
        .checked_sub(1)
        .filter(|position| *position < shown.matter.papers.len());
    let Some(position) = position else {
        let count = shown.matter.papers.len();
        return Err(Failure::Usage(
            words::NO_PAPER.fill(lang, &[&number, &count]),
        ));
    };
    super::papers::show(context, &shown, position)
}

fn text(lang: Lang, shown: &Shown) -> String {
    let mut text = heading(lang, shown);
    section(&mut text, lang, words::LINES, &lines(lang, shown));
    section(&mut text, lang, words::DUTIES, &duties(lang, shown));
    section(&mut text, lang, words::PAPERS, &papers(lang, shown));
    section(&mut text, lang, words::HISTORY, &history(lang, shown));
    section(&mut text, lang, words::OFFERS, &offers(lang, shown));
    text
}

/// A party's name, safe to print.
fn name(shown: &Shown, code: &PartyCode) -> String {
    let name = shown.names.get(code);
    output::line(name.map_or(code.as_str(), String::as_str))
}

fn heading(lang: Lang, shown: &Shown) -> String {
    let matter = &shown.matter;
    let first = format!(
        "{}  {}  {}\n",
        domain::matter_id(lang, matter.id),
        domain::stage(matter.stage()).get(lang),
        output::line(&matter.title)
    );
    let mode = domain::cloud_mode(matter.mode).get(lang);
    let operator = name(shown, &matter.operator);
    let telephone = masked(&matter.contact.telephone);
    let facts: [(T, String); 6] = [
        (words::UNIT, name(shown, &matter.unit)),
        (words::SYSTEM, shown.system.clone()),
        (words::POOL, format!("{} · {mode} · {operator}", shown.pool)),
        (
            words::CONTACT,
            format!("{} {telephone}", matter.contact.name),
        ),
        (words::OPENED, date::moment(lang, matter.opened_at)),
        (words::VERSION, matter.version.to_string()),
    ];
    let facts = facts.map(|(label, value)| [label.get(lang).to_owned(), value]);
    let held = matter.hold.as_ref().map_or_else(String::new, |hold| {
        let since = date::moment(lang, hold.since);
        words::HELD.fill(lang, &[&since, &output::line(&hold.reason)]) + "\n"
    });
    let claimed = shown.claim.as_ref().map_or_else(String::new, |claim| {
        let who = [&claim.name, &claim.party].map(|name| output::line(name));
        words::CLAIMED.fill(lang, &[&who[0], &who[1]]) + "\n"
    });
    first + &output::table(["", ""], &facts) + &held + &claimed
}

fn duties(lang: Lang, shown: &Shown) -> String {
    let duties = shown.matter.open_duties().map(|duty| {
        let left = shown.remaining.iter().find(|(kind, _)| *kind == duty.kind);
        let left = left.map_or_else(String::new, |(_, left)| date::remaining(lang, *left));
        let line = duty_line(lang, &name(shown, &duty.party), duty);
        format!("  {line}  {left}\n")
    });
    duties.collect::<Vec<_>>().concat()
}

/// Papers with the number that `--paper` takes.
fn papers(lang: Lang, shown: &Shown) -> String {
    let papers = shown.matter.papers.iter().zip(1_u32..);
    let lines = papers.map(|(paper, number)| {
        let line = paper_line(lang, paper, &name(shown, &paper.recipient));
        format!("  {number}  {line}\n")
    });
    lines.collect::<Vec<_>>().concat()
}

fn history(lang: Lang, shown: &Shown) -> String {
    let rows: Vec<[String; 4]> = shown
        .history
        .iter()
        .map(|step| {
            [
                format!("  #{}", step.entry.seq),
                date::moment(lang, step.entry.time),
                format!("{} · {}", step.party, step.person),
                event::happened(lang, &step.entry.event),
            ]
        })
        .collect();
    output::table([""; 4], &rows)
}

fn offers(lang: Lang, shown: &Shown) -> String {
    let open = shown.offers.iter().filter(|offer| offer.refusal.is_none());
    let lines = open.map(|offer| {
        let label = verb::verb(offer.verb).get(lang);
        format!("  {}  {label}\n", offer.verb.name())
    });
    lines.collect::<Vec<_>>().concat()
}

fn section(text: &mut String, lang: Lang, heading: T, body: &str) {
    if !body.is_empty() {
        text.push_str(heading.get(lang));
        text.push('\n');
        text.push_str(body);
    }
}

fn lines(lang: Lang, shown: &Shown) -> String {
    let quantity =
        |value: Option<u32>| value.map_or_else(|| "-".to_owned(), |value| value.to_string());
    let lines = match &shown.matter.body {
        Body::Application(application) => &application.lines,
        Body::Emergency(emergency) => &emergency.lines,
    };
    let rows: Vec<[String; 8]> = lines
        .iter()
        .zip(1..)
        .map(|(line, number): (&Line, u32)| {
            let (unit, specification) = match &line.subject {
                Subject::Item {
                    unit,
                    specification,
                    ..
                } => (unit.as_str(), specification.clone()),
                Subject::OffCatalogue { procurement, .. } => {
                    ("", domain::procurement(procurement).get(lang).to_owned())
                }
            };
            [
                format!("  {number}"),
                format!("{} {specification}", line.name()),
                unit.to_owned(),
                line.applied.to_string(),
                quantity(line.approved),
                quantity(line.adjusted),
                quantity(line.issued),
                line.purpose.clone(),
            ]
        })
        .collect();
    let heading = [
        "",
        words::ITEM.get(lang),
        words::COUNTED_IN.get(lang),
        words::APPLIED.get(lang),
        words::APPROVED.get(lang),
        words::ADJUSTED.get(lang),
        words::ISSUED.get(lang),
        words::PURPOSE.get(lang),
    ];
    output::table(heading, &rows)
}

/// `explain`: every day of a deadline; without a duty, of the most urgent one.
pub(super) fn explain(context: &Context, id: &str, duty: Option<&str>) -> Result<(), Failure> {
    let lang = context.lang;
    let id = context.matter(id)?;
    let wanted = duty.map(|name| duty_named(lang, name)).transpose()?;
    let seated = context.seated()?;
    let Answer::Shown(shown) = seated.ask(lang, Request::Show { matter: id })? else {
        return Ok(());
    };
    let urgent = || {
        let open = shown.matter.open_duties();
        let urgent = open.min_by_key(|duty| duty.deadline.due);
        urgent.or(shown.matter.duties.last()).map(|duty| duty.kind)
    };
    let kind = wanted
        .or_else(urgent)
        .ok_or_else(|| Failure::Trouble(words::NO_DUTY.get(lang).to_owned()))?;
    let has_kind = |duty: &crate::domain::duty::Duty| duty.kind == kind;
    if !shown.matter.duties.iter().any(has_kind) {
        return Err(Failure::Trouble(words::NO_DUTY.get(lang).to_owned()));
    }
    let answer = seated.ask(
        lang,
        Request::Explain {
            matter: id,
            duty: kind,
        },
    )?;
    let Answer::Explained(explanation) = &answer else {
        return Ok(());
    };
    let Answer::Standing(standing) = seated.ask(lang, Request::Whoami)? else {
        return Ok(());
    };
    let calendar = &explanation.calendar;
    let deadline = &explanation.duty.deadline;
    let days: Vec<_> = clock::steps(calendar, deadline.start, deadline.limit).collect();
    // The days say what the calendar said of them; its notices are printed by `calendar show`.
    let document = serde_json::json!({
        "answer": "explained",
        "result": {
            "matter": explanation.matter, "duty": explanation.duty, "party": explanation.party,
            "remaining": explanation.remaining, "days": days,
        },
    });
    context.show(&document, || {
        let what = domain::duty(explanation.duty.kind).get(lang);
        let party = output::line(&explanation.party);
        let about = words::EXPLAINED.fill(lang, &[&domain::matter_id(lang, id), &what, &party]);
        let lines = explained::explain_full(lang, &explanation.duty, calendar, standing.now);
        let lines = lines.iter().map(|line| {
            let pieces = line.pieces.iter().map(|piece| output::line(&piece.text));
            let pieces: Vec<_> = pieces.collect();
            let indent = if line.indented { "  " } else { "" };
            format!("{indent}{}", pieces.join(explained::SEPARATOR))
        });
        [explained::title(lang, &explanation.duty), about]
            .into_iter()
            .chain(lines)
            .collect::<Vec<_>>()
            .join("\n")
    })
}

/// A duty by the name that JSON gives it.
fn duty_named(lang: Lang, name: &str) -> Result<DutyKind, Failure> {
    let wanted = name.replace('-', "_");
    serde_json::from_value(serde_json::json!(wanted)).map_err(|_| {
        let known: Vec<String> = DutyKind::ALL.into_iter().filter_map(name_of).collect();
        Failure::Usage(words::NOT_A_DUTY.fill(lang, &[&name, &known.join(" ")]))
    })
}

fn name_of(kind: DutyKind) -> Option<String> {
    serde_json::to_value(kind).ok()?.as_str().map(str::to_owned)
}
