//! `show` and `explain`: one matter, and one of its deadlines.

use crate::detail;
use crate::domain::law::duty::{Duty, DutyKey, DutyKind};
use crate::hub::request::{Answer, Request, Shown};
use crate::locale::cli as words;
use crate::locale::{Lang, domain, explain as explained};

use super::context::{Context, new_key};
use super::failure::Failure;
use super::{output, plain};

/// `show`: the whole matter, or one of its papers; with the contact's telephone number in clear, if that is wanted.
pub(super) fn show(
    context: &Context,
    id: &str,
    paper: Option<usize>,
    clear: bool,
) -> Result<(), Failure> {
    let lang = context.lang;
    let id = context.matter(id)?;
    let seated = context.seated()?;
    let Answer::Shown(mut shown) = seated.ask(lang, Request::Show { matter: id })? else {
        return Ok(());
    };
    let key = new_key();
    let reveal = clear.then_some(Request::Reveal { key, matter: id });
    let revealed = reveal
        .map(|request| seated.ask(lang, request))
        .transpose()?;
    if let Some(Answer::Revealed(revealed)) = &revealed {
        revealed.tell(&mut shown.matter);
    }
    let Some(number) = paper else {
        let document = Answer::Shown(shown.clone());
        let detail = || detail::of_matter(&shown, lang).at(detail::Depth::Whole);
        return context.show(&document, || plain::text(lang, &detail()));
    };
    let count = shown.papers.len();
    if number == 0 || number > count {
        return Err(Failure::Usage(
            words::NO_PAPER.fill(lang, &[&number, &count]),
        ));
    }
    let Answer::Issued(mut issued) = seated.ask(lang, Request::Paper { matter: id, number })?
    else {
        return Ok(());
    };
    if let Some(Answer::Revealed(revealed)) = &revealed {
        revealed.tell(&mut issued.matter);
    }
    super::papers::show(context, &issued)
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
    // Every day says how the calendar counted it, so the calendar itself is left out; `calendar show` prints it.
    let document = serde_json::json!({
        "answer": "explained",
        "result": {
            "matter": explanation.matter, "duty": explanation.duty, "party": explanation.party,
            "remaining": explanation.remaining, "hindered": explanation.hindered, "days": days,
        },
    });
    context.show(&document, || {
        let what = domain::duty_key(lang, explanation.duty.key);
        let party = output::line(&explanation.party);
        let about = words::EXPLAINED.fill(lang, &[&domain::matter_id(lang, id), &what, &party]);
        let mut lines = explained::explain_full(lang, &explanation.duty, calendar, standing.now);
        let hindered = explanation.hindered.iter();
        lines.extend(hindered.flat_map(|by| explained::hindered(lang, &explanation.names, by)));
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

/// The duty that is meant: the most urgent of those owed, else the last that ended. A name without a number stands for
/// any duty of that kind, so that `check_product` need not name a line.
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
