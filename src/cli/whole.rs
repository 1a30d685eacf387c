//! A matter in text, whole: what JSON says of it, in words. What one looks for first stands first; a test compares the
//! two value by value.

use crate::domain::law::code::PartyCode;
use crate::domain::law::duty::Duty;
use crate::domain::law::matter::Role;
use crate::domain::law::paper::{Service, Signing};
use crate::domain::r#use::line::{Line, Procurement, Subject};
use crate::hub::request::Shown;
use crate::locale::cli::whole as words;
use crate::locale::matter::asked::{
    procurement as procured, since as since_words, vector as vector_words,
};
use crate::locale::matter::details;
use crate::locale::matter::materials::completeness;
use crate::locale::paper::{attachment, hands};
use crate::locale::{Lang, T, block, date, domain, event, joined, measures, ruling, sight, verb};

use super::act::{duty_line, nobody, paper_line, point_line};
use super::output;

/// All of it.
pub(super) fn text(lang: Lang, shown: &Shown) -> String {
    let mut text = heading(lang, shown);
    section(&mut text, lang, words::LINES, &lines(lang, shown));
    section(&mut text, lang, words::ABOUT, &about(lang, shown));
    section(&mut text, lang, words::DUTIES, &duties(lang, shown));
    section(&mut text, lang, words::ENDED, &ended(lang, shown));
    section(&mut text, lang, words::PAPERS, &papers(lang, shown));
    section(&mut text, lang, words::UNSIGNED, &unsigned(lang, shown));
    section(&mut text, lang, words::ENCLOSED, &enclosed(lang, shown));
    section(&mut text, lang, words::HISTORY, &history(lang, shown));
    section(&mut text, lang, words::OFFERS, &offers(lang, shown));
    sight::worded(lang, &text)
}

fn section(text: &mut String, lang: Lang, heading: T, body: &str) {
    if !body.is_empty() {
        text.push_str(heading.get(lang));
        text.push('\n');
        text.push_str(body);
    }
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
        let telephone = &asked.contact.telephone;
        facts.extend([
            (
                words::SYSTEM,
                words::CODED.fill(lang, &[&shown.system, &asked.system]),
            ),
            (
                words::POOL,
                format!(
                    "{} · {mode} · {operator}",
                    words::CODED.fill(lang, &[&shown.pool, &asked.pool])
                ),
            ),
            (
                words::CONTACT,
                format!("{} {telephone}", asked.contact.name),
            ),
        ]);
    }
    let hats = head.parts.iter();
    let hats: Vec<String> = hats
        .map(|(part, person)| format!("{} {person}", domain::part(*part).get(lang)))
        .collect();
    facts.extend([
        (words::OPENED, date::moment(lang, *head.opened_at)),
        (
            words::CHANGED,
            format!(
                "{} · {}",
                date::moment(lang, *head.updated_at),
                head.updated_by
            ),
        ),
        (words::VERSION, head.version.to_string()),
        (
            words::RULES,
            measures::rule_sets(lang, &head.rules, shown.rules_now.as_ref()),
        ),
    ]);
    if !hats.is_empty() {
        let hats = joined(lang, hats.iter().map(String::as_str));
        facts.push((words::PARTS, hats));
    }
    let escalated = head.escalated_at.map(|at| date::moment(lang, *at));
    facts.extend(escalated.map(|at| (words::ESCALATED, at)));
    let facts: Vec<[String; 2]> = facts
        .into_iter()
        .map(|(label, value)| [label.get(lang).to_owned(), value])
        .collect();
    let holds = head.holds.iter().map(|hold| {
        let since = date::moment(lang, *hold.since);
        let party = name(shown, &hold.party);
        let (reason, more) = hold.reason.split_once('\n').unwrap_or((&hold.reason, ""));
        let reason = output::line(reason);
        let by = match shown.people.get(&hold.by) {
            Some(name) => words::CODED.fill(lang, &[&output::line(name), &hold.by]),
            None => hold.by.to_string(),
        };
        let first = words::HELD.fill(lang, &[&hold.number, &since, &party, &by, &reason]);
        format!("{first}\n{}", output::paragraph("    ", more))
    });
    let on_hold: String = holds.collect();
    let claimed = shown.claim.as_ref().map_or_else(String::new, |claim| {
        let who = [&claim.name, &claim.party].map(|name| output::line(name));
        words::CLAIMED.fill(lang, &[&who[0], &who[1]]) + "\n"
    });
    let since = shown.since.iter().map(|since| {
        let what = since_words(lang, since);
        words::SINCE.fill(lang, &[&what]) + "\n"
    });
    let since: String = since.collect();
    let materials = shown.materials.as_ref().map(|materials| {
        let (label, said) = completeness(lang, materials);
        format!("{}  {said}\n", label.get(lang))
    });
    let materials = materials.unwrap_or_default();
    first + &output::table(["", ""], &facts) + &materials + &since + &on_hold + &claimed
}

/// What belongs to the matter's kind: a label and, under it, however many lines there are.
fn about(lang: Lang, shown: &Shown) -> String {
    let details = details(lang, &shown.matter).into_iter();
    details
        .map(|(label, said)| {
            if said.contains('\n') {
                let said = output::paragraph("    ", &said);
                format!("  {}\n{said}", label.get(lang))
            } else {
                format!("  {}  {}\n", label.get(lang), output::line(&said))
            }
        })
        .collect()
}

/// What stands under a duty, a line each.
fn under(said: impl Iterator<Item = String>) -> String {
    let lines = said.map(|said| format!("      {}", output::line(&said)));
    lines.flat_map(|line| [line, "\n".to_owned()]).collect()
}

fn duties(lang: Lang, shown: &Shown) -> String {
    let duties = shown.matter.head.duties.iter().map(|duty| {
        let left = shown.remaining.iter().find(|(key, _)| *key == duty.key);
        let left = left.map_or_else(String::new, |(_, left)| date::remaining(lang, *left));
        let mut lacks = shown.nobody.iter();
        let lack = lacks.find(|(key, _)| *key == duty.key);
        let nobody = nobody(lang, lack.map(|(_, lack)| *lack));
        let line = duty_line(lang, &name(shown, &duty.party), duty);
        let hindered = shown.hindered.iter().filter(|(key, _)| *key == duty.key);
        let hindered = under(hindered.flat_map(|(_, by)| block::hindered(lang, by)));
        format!(
            "  {line}  {left}{nobody}\n{hindered}{}",
            deadline(lang, duty)
        )
    });
    duties.collect()
}

/// The duties that are over, with how they ended.
fn ended(lang: Lang, shown: &Shown) -> String {
    let duties = shown.ended.iter().map(|duty| {
        let closed = duty.closed.as_ref().map_or_else(String::new, |closing| {
            let outcome = domain::outcome(closing.outcome).get(lang);
            format!("  {outcome} {}", date::moment(lang, *closing.at))
        });
        let line = duty_line(lang, &name(shown, &duty.party), duty);
        let excused = duty.closed.iter().flat_map(|closing| &closing.excused);
        let excused = under(excused.map(|part| block::excuse(lang, part)));
        format!("  {line}{closed}\n{excused}{}", deadline(lang, duty))
    });
    duties.collect()
}

/// What a deadline was computed from, what it was before, and whether its lateness is reported.
fn deadline(lang: Lang, duty: &Duty) -> String {
    let deadline = &duty.deadline;
    let mut said = vec![
        words::BEGUN.fill(lang, &[&date::moment(lang, *duty.opened_at)]),
        words::COUNTED.fill(
            lang,
            &[
                &date::moment(lang, *deadline.start),
                &date::limit(lang, deadline.limit),
                &deadline.edition,
            ],
        ),
    ];
    said.extend(deadline.rulings.iter().map(|used| ruling::used(lang, used)));
    said.extend(duty.moved.iter().map(|before| {
        let due = date::due(lang, before.due(), before.cut_off());
        let due = super::act::provisionally(lang, due, before.provisional);
        words::MOVED_FROM.fill(lang, &[&due, &before.edition])
    }));
    said.extend(duty.reports.iter().map(|report| {
        let to = domain::superior(report.to).get(lang);
        let from = date::moment(lang, *report.from);
        match report.made {
            Some(made) => {
                let made = date::moment(lang, *made);
                words::REPORTED.fill(lang, &[&to, &from, &made])
            }
            None => words::REPORTS.fill(lang, &[&to, &from]),
        }
    }));
    format!("      {}\n", output::line(&said.join(" · ")))
}

/// Papers with the number that `--paper` takes, and what they say beyond the matter.
fn papers(lang: Lang, shown: &Shown) -> String {
    let papers = shown.papers.iter().zip(1_u32..);
    let lines = papers.map(|(paper, number)| {
        let line = paper_line(lang, paper, &|party| name(shown, party));
        let at = date::moment(lang, *paper.at);
        let issued = words::ISSUED_BY.fill(lang, &[&name(shown, &paper.issuer), &at]);
        let remark = output::paragraph("      ", &paper.remark);
        let services = shown.matter.head.services.iter();
        let services = services
            .filter(|service| service.number == paper.number)
            .map(|service| format!("      {}\n", serviced(lang, shown, service)));
        let services = services.collect::<String>();
        let hands = hands(lang, paper).into_iter();
        let signed = paper.signing.as_ref().and_then(|signing| match signing {
            Signing::Signed(signature) => Some(date::moment(lang, *signature.at)),
            Signing::Awaited | Signing::Afterwards => None,
        });
        let hands: Vec<_> = hands.chain(signed).collect();
        let hands = format!("      {}\n", output::line(&hands.join(" · ")));
        let attached = paper.attachments.iter().map(|file| {
            let file = output::line(&attachment(lang, file));
            format!("      {}\n", words::ATTACHED.fill(lang, &[&file]))
        });
        let attached = attached.collect::<String>();
        format!("  {number}  {line}  {issued}\n{remark}{hands}{attached}{services}")
    });
    lines.collect()
}

/// The papers that are not signed yet, by the number that the duty to sign has.
fn unsigned(lang: Lang, shown: &Shown) -> String {
    let drafts = shown.matter.head.unsigned.iter().map(|draft| {
        let kind = domain::paper_kind(draft.kind).get(lang);
        let number = output::line(&draft.number.to_string());
        let issuer = name(shown, &draft.issuer);
        let (subject, drafter) = (draft.subject, shown.person(&draft.drafted_by));
        let message = if draft.at_once {
            words::AT_ONCE
        } else {
            words::UNSIGNED_PAPER
        };
        let said = message.fill(lang, &[&subject, &kind, &number, &issuer, &drafter]);
        format!("  {said}\n")
    });
    drafts.collect()
}

/// What goes with the next paper of each party: whose, and who enclosed it when.
fn enclosed(lang: Lang, shown: &Shown) -> String {
    let enclosures = shown.matter.head.enclosures.iter().map(|enclosure| {
        let party = name(shown, &enclosure.party);
        let file = output::line(&attachment(lang, &enclosure.file));
        let at = date::moment(lang, *enclosure.at);
        let said = words::ENCLOSED_BY.fill(lang, &[&party, &file, &at, &enclosure.by]);
        format!("  {said}\n")
    });
    enclosures.collect()
}

/// Whether a paper reached a party: when, and who received it.
fn serviced(lang: Lang, shown: &Shown, service: &Service) -> String {
    let party = name(shown, &service.party);
    match &service.served {
        Some(served) => {
            let at = date::moment(lang, *served.at);
            let by = output::line(&served.received_by);
            let served = words::SERVED_ON.fill(lang, &[&party, &at, &by]);
            match &service.passed_to {
                Some(by) => words::PASSED_TO.fill(lang, &[&served, &name(shown, by)]),
                None => served,
            }
        }
        None => words::ON_ITS_WAY.fill(lang, &[&party]),
    }
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
        let points = offer.points.iter().map(|point| point_line(lang, point));
        format!("  {}  {label}\n{}", offer.verb.word(), under(points))
    });
    lines.collect()
}

/// The lines in columns, then of each what no column has room for.
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
    let numbered = asked.lines.iter().zip(1_u32..).flat_map(|(line, number)| {
        let said = subject(lang, line).into_iter();
        said.map(move |said| {
            let said = output::paragraph("", &said);
            let said = said.trim_end().replace('\n', "\n       ");
            format!("  {number}  {said}\n")
        })
    });
    output::table(heading, &rows) + &numbered.collect::<String>()
}

/// What a line is about, in full: columns are cut where they grow wide.
fn subject(lang: Lang, line: &Line) -> Vec<String> {
    match &line.subject {
        Subject::Item {
            code,
            name,
            specification,
            unit,
            vector,
        } => {
            let takes = vector_words(lang, vector);
            let line = format!("{code}  {name}  {specification}  {unit}  {takes}");
            vec![line.trim_end().to_owned()]
        }
        Subject::OffCatalogue {
            name,
            ground,
            nearest,
            exception,
            procurement,
        } => {
            let mut said = vec![
                format!("{name}  {}", procured(procurement).get(lang)),
                words::OFF_GROUND.fill(lang, &[ground]),
            ];
            said.extend(
                nearest
                    .as_ref()
                    .map(|nearest| words::NEAREST.fill(lang, &[nearest])),
            );
            said.extend(
                exception
                    .as_ref()
                    .map(|item| words::ON_EXCEPTION.fill(lang, &[item])),
            );
            said.extend(match procurement {
                Procurement::Asked | Procurement::Refused | Procurement::Consented => None,
                Procurement::Arrived { on, evidence } => {
                    let on = date::date_long(lang, *on);
                    Some(words::ARRIVED.fill(lang, &[&on, evidence]))
                }
                Procurement::Failed { at, evidence } | Procurement::Passed { at, evidence } => {
                    let at = date::moment(lang, **at);
                    Some(words::CHECKED.fill(lang, &[&at, evidence]))
                }
                Procurement::Deployed { on } => {
                    Some(words::DEPLOYED.fill(lang, &[&date::date_long(lang, *on)]))
                }
            });
            said
        }
    }
}
