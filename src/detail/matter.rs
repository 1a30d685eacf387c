//! A matter, whole.

use crate::domain::law::act::Verb;
use crate::domain::law::matter::Role;
use crate::hub::request::Shown;
use crate::locale::detail as words;
use crate::locale::matter::asked as asked_words;
use crate::locale::matter::materials::completeness;
use crate::locale::matter::point;
use crate::locale::matter::{brief, details};
use crate::locale::naming::called;
use crate::locale::{Lang, date, domain, event, joined, measures, verb};

use super::{
    Block, Depth, Detail, Field, Happened, Link, Note, Section, Tone, charges, duty, entry, lines,
    paper,
};

/// A matter: what is owed on it first, what is over last.
#[must_use]
pub fn of_matter(shown: &Shown, lang: Lang) -> Detail {
    let head = &shown.matter.head;
    let asked = shown.matter.body.asked();
    let sections = vec![
        duty::owed(shown, lang),
        Section::of("", Block::Fields(facts(shown, lang))),
        lines::asked(asked.map_or(&[], |asked| &asked.lines), &shown.names, lang),
        Section::of(words::ABOUT.get(lang), Block::Fields(about(shown, lang))),
        charges::charges(shown, lang),
        paper::issued(shown, lang),
        paper::unsigned(shown, lang),
        paper::enclosed(shown, lang),
        duty::ended(shown, lang),
        Section::of(
            words::HISTORY.get(lang),
            Block::Timeline(history(shown, lang)),
        ),
        Section::of(words::RECORD.get(lang), Block::Fields(record(shown, lang))),
        Section::of(words::OFFERS.get(lang), Block::Links(offers(shown, lang))),
    ];
    Detail {
        name: domain::matter_id(lang, head.id),
        about: head.title.clone(),
        sections,
    }
}

/// Where it stands, whose it is, where it runs, whom to call; and what must be seen before anything is decided.
fn facts(shown: &Shown, lang: Lang) -> Vec<Field> {
    let head = &shown.matter.head;
    let stage = domain::stage(head.stage).get(lang);
    let party = |role| head.party(role).map(|code| shown.party(code));
    let mut facts = vec![Field::new(words::STAGE.get(lang), stage).toned(Tone::Strong)];
    let unit = party(Role::Unit);
    facts.extend(unit.map(|unit| Field::new(words::UNIT.get(lang), unit).bare()));
    if let Some(asked) = shown.matter.body.asked() {
        let mode = domain::cloud_mode(asked.mode).get(lang);
        let operator = party(Role::Operator).unwrap_or_default();
        let contact = format!("{} {}", asked.contact.name, asked.contact.telephone);
        let pool = format!("{} · {mode}", shown.pool);
        facts.extend([
            Field::new(words::SYSTEM.get(lang), &shown.system).bare(),
            Field::new(words::POOL.get(lang), pool).bare(),
            Field::new(words::OPERATOR.get(lang), operator),
            Field::new(words::CONTACT.get(lang), contact).from(Depth::Block),
        ]);
    }
    let claim = shown.claim.as_ref().map(|claim| {
        let who = format!("{} · {}", claim.name, claim.party);
        let tone = if claim.mine { Tone::Plain } else { Tone::Warns };
        let depth = if claim.mine {
            Depth::Whole
        } else {
            Depth::Block
        };
        Field::new(words::CLAIM.get(lang), who)
            .toned(tone)
            .from(depth)
    });
    facts.extend(claim);
    facts.extend(shown.materials.as_ref().map(|materials| {
        let (label, said) = completeness(lang, materials);
        let complete = materials.gaps.is_empty();
        let tone = if complete { Tone::Plain } else { Tone::Warns };
        Field::new(label.get(lang), said)
            .toned(tone)
            .from(Depth::Block)
    }));
    facts.extend(shown.since.iter().map(|since| {
        let said = asked_words::since(lang, &shown.names, since);
        Field::new(words::SINCE.get(lang), said)
            .toned(Tone::Warns)
            .from(Depth::Block)
    }));
    facts.extend(holds(shown, lang));
    facts
}

fn holds(shown: &Shown, lang: Lang) -> impl Iterator<Item = Field> {
    shown.matter.head.holds.iter().map(move |hold| {
        let since = date::moment(lang, *hold.since);
        let party = shown.party(&hold.party);
        let by = called(lang, &shown.names, &hold.by);
        let said = words::HELD.fill(lang, &[&hold.number, &since, &party, &by, &hold.reason]);
        Field::new(words::HOLD.get(lang), said)
            .toned(Tone::Warns)
            .from(Depth::Block)
    })
}

/// What belongs to the matter's kind.
fn about(shown: &Shown, lang: Lang) -> Vec<Field> {
    let first = brief(&shown.matter.body);
    let said = details(lang, &shown.names, &shown.matter).into_iter();
    said.map(|(label, text)| {
        let is_first = first == Some((label, text.as_str()));
        let depth = if is_first { Depth::Block } else { Depth::Pane };
        Field::new(label.get(lang), text).from(depth)
    })
    .collect()
}

/// How the matter stands on record: since when, in which version, under which rules, who had which part in it.
fn record(shown: &Shown, lang: Lang) -> Vec<Field> {
    let head = &shown.matter.head;
    let changed = format!(
        "{} · {}",
        date::moment(lang, *head.updated_at),
        called(lang, &shown.names, &head.updated_by)
    );
    let rules = measures::rule_sets(lang, &head.rules, shown.rules_now.as_ref());
    let mut record = vec![
        Field::new(words::OPENED.get(lang), date::moment(lang, *head.opened_at)),
        Field::new(words::CHANGED.get(lang), changed),
        Field::new(words::VERSION.get(lang), head.version.to_string()),
        Field::new(words::RULES.get(lang), rules),
    ];
    record.extend(parts(shown, lang).map(|parts| Field::new(words::PARTS.get(lang), parts)));
    record.extend(
        head.escalated_at
            .map(|at| Field::new(words::ESCALATED.get(lang), date::moment(lang, *at))),
    );
    record.extend(shown.matter.body.asked().map(|asked| {
        let codes = joined(
            lang,
            [asked.system.as_str(), asked.pool.as_str()].into_iter(),
        );
        Field::new(words::CODES.get(lang), codes).from(Depth::Whole)
    }));
    record
}

/// Who had which part in the matter (R22).
fn parts(shown: &Shown, lang: Lang) -> Option<String> {
    let parts = shown.matter.head.parts.iter();
    let parts: Vec<String> = parts
        .map(|(part, who)| {
            let part = domain::part(*part).get(lang);
            format!("{part} {}", called(lang, &shown.names, who))
        })
        .collect();
    (!parts.is_empty()).then(|| joined(lang, parts.iter().map(String::as_str)))
}

fn history(shown: &Shown, lang: Lang) -> Vec<Happened> {
    let told = shown.history.iter().map(|step| Happened {
        when: date::moment(lang, step.entry.time),
        what: event::happened(lang, &shown.names, &step.entry.event),
        who: entry::who(step, lang).to_owned(),
        party: if entry::is_clockwork(step) {
            String::new()
        } else {
            step.party.clone()
        },
        entry: format!("#{}", step.entry.seq),
    });
    told.collect()
}

/// What can be done, each with what whoever does it must have before them; then what can be begun from it.
fn offers(shown: &Shown, lang: Lang) -> Vec<Link> {
    let open = shown.offers.iter().filter(|offer| offer.refusal.is_none());
    let link = |of: Verb, under| Link {
        key: of.word().to_owned(),
        what: verb::verb(of).get(lang).to_owned(),
        under,
        depth: Depth::Whole,
    };
    let told = open.map(|offer| {
        let of_point = |of| {
            let (label, said) = point::told(lang, &shown.names, of);
            let tone = if of.warns() { Tone::Warns } else { Tone::Plain };
            let text = format!("{}  {said}", label.get(lang));
            Note {
                tone,
                ..Note::new(text)
            }
        };
        link(offer.verb, offer.points.iter().map(of_point).collect())
    });
    let follows = shown.follows.iter().map(|verb| link(*verb, Vec::new()));
    told.chain(follows).collect()
}
