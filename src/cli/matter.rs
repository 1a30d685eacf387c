//! `show` and `explain`: one matter, and one of its deadlines.

use crate::domain::law::code::PartyCode;
use crate::domain::law::duty::{Duty, DutyKey, DutyKind};
use crate::domain::law::matter::Role;
use crate::domain::r#use::line::{Line, Subject};
use crate::hub::request::{Answer, Request, Shown};
use crate::locale::cli as words;
use crate::locale::matter::asked::procurement as procured;
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
        .filter(|position| *position < shown.papers.len());
    let Some(position) = position else {
        let count = shown.papers.len();
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
    let head = &shown.matter.head;
    let first = format!(
        "{}  {}  {}\n",
        domain::matter_id(lang, head.id),
        domain::stage(head.stage).get(lang),
        output::line(&head.title)
    );
    let party = |role| head.party(role).map(|code| name(shown, code));
    let mut facts: Vec<(T, String)> = Vec::new();
    facts.extend(party(Role::Unit).map(|unit| (words::UNIT, unit)));
    if let Some(asked) = shown.matter.body.asked() {
        let mode = domain::cloud_mode(asked.mode).get(lang);
        let operator = party(Role::Operator).unwrap_or_default();
        let telephone = masked(&asked.contact.telephone);
        facts.extend([
            (words::SYSTEM, shown.system.clone()),
            (words::POOL, format!("{} · {mode} · {operator}", shown.pool)),
            (
                words::CONTACT,
                format!("{} {telephone}", asked.contact.name),
            ),
        ]);
    }
    facts.extend([
        (words::OPENED, date::moment(lang, *head.opened_at)),
        (words::VERSION, head.version.to_string()),
    ]);
    let facts: Vec<[String; 2]> = facts
        .into_iter()
        .map(|(label, value)| [label.get(lang).to_owned(), value])
        .collect();
    let on_hold = head.hold.as_ref().map_or_else(String::new, |hold| {
        let since = date::moment(lang, *hold.since);
        words::HELD.fill(lang, &[&since, &output::line(&hold.reason)]) + "\n"
    });
    let claimed = shown.claim.as_ref().map_or_else(String::new, |claim| {
        let who = [&claim.name, &claim.party].map(|name| output::line(name));
        words::CLAIMED.fill(lang, &[&who[0], &who[1]]) + "\n"
    });
    first + &output::table(["", ""], &facts) + &on_hold + &claimed
}

fn duties(lang: Lang, shown: &Shown) -> String {
    let duties = shown.matter.head.duties.iter().map(|duty| {
        let left = shown.remaining.iter().find(|(key, _)| *key == duty.key);
        let left = left.map_or_else(String::new, |(_, left)| date::remaining(lang, *left));
        let line = duty_line(lang, &name(shown, &duty.party), duty);
        format!("  {line}  {left}\n")
    });
    duties.collect::<Vec<_>>().concat()
}

/// Papers with the number that `--paper` takes.
fn papers(lang: Lang, shown: &Shown) -> String {
    let papers = shown.papers.iter().zip(1_u32..);
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
        format!("  {}  {label}\n", offer.verb.word())
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
    let Some(asked) = shown.matter.body.asked() else {
        return String::new();
    };
    let rows: Vec<[String; 8]> = asked
        .lines
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
                    ("", procured(procurement).get(lang).to_owned())
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
    let duty = the_duty(&shown, wanted)
        .ok_or_else(|| Failure::Trouble(words::NO_DUTY.get(lang).to_owned()))?;
    let answer = seated.ask(lang, Request::Explain { matter: id, duty })?;
    let Answer::Explained(explanation) = &answer else {
        return Ok(());
    };
    let Answer::Standing(standing) = seated.ask(lang, Request::Whoami)? else {
        return Ok(());
    };
    let calendar = &explanation.calendar;
    let deadline = &explanation.duty.deadline;
    let days: Vec<_> = deadline.steps(calendar).collect();
    // The days say what the calendar said of them; its notices are printed by `calendar show`.
    let document = serde_json::json!({
        "answer": "explained",
        "result": {
            "matter": explanation.matter, "duty": explanation.duty, "party": explanation.party,
            "remaining": explanation.remaining, "days": days,
        },
    });
    context.show(&document, || {
        let what = domain::duty_key(lang, explanation.duty.key);
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

/// The duty that is meant: the most urgent of those owed, else the last that ended. A name without a number is any of
/// that kind: who names `check_product` need not know the line.
fn the_duty(shown: &Shown, wanted: Option<DutyKey>) -> Option<DutyKey> {
    let is_meant = |duty: &&Duty| {
        wanted.is_none_or(|wanted| {
            let is_any = wanted == DutyKey::whole(wanted.kind);
            wanted == duty.key || (is_any && wanted.kind == duty.kind())
        })
    };
    let owed = shown.matter.head.duties.iter().filter(is_meant);
    let urgent = owed.min_by_key(|duty| duty.deadline.ends_at);
    let ended = || shown.ended.iter().rfind(is_meant);
    urgent.or_else(ended).map(|duty| duty.key)
}

/// A duty by the name that JSON gives it.
fn duty_named(lang: Lang, name: &str) -> Result<DutyKey, Failure> {
    name.replace('-', "_").parse().map_err(|_| {
        let known: Vec<&str> = DutyKind::all().map(DutyKind::word).collect();
        Failure::Usage(words::NOT_A_DUTY.fill(lang, &[&name, &known.join(" ")]))
    })
}
