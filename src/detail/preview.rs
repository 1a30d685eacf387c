//! What an act would do: the matter before against the matter after, whose turn it is then, what goes out.

use crate::domain::law::apply::{Stamp, apply};
use crate::domain::law::duty::Duty;
use crate::domain::law::event::Event;
use crate::domain::law::fact::OnMatter;
use crate::domain::law::matter::Matter;
use crate::domain::law::naming::Names;
use crate::domain::r#use::line::Line;
use crate::hub::request::{Preview, Shown};
use crate::locale::detail as words;
use crate::locale::matter::{briefly, details, point};
use crate::locale::naming::called;
use crate::locale::{Lang, T, date, domain, event};

use super::{Block, Detail, Field, Section, Tone, Value, duty, paper, proposed::proposed};

/// The most lines whose quantities are listed, so that whose turn it is stays in sight.
pub(super) const LINES: usize = 8;

/// What an act would do. Of a matter that is not at hand as the act would find it, what becomes of it is told by the
/// events alone.
#[must_use]
pub fn of_preview(before: Option<&Shown>, preview: &Preview, lang: Lang) -> Detail {
    // What stood before speaks of others than what will be.
    let names = before.map_or_else(Names::default, |shown| shown.names.clone());
    let names = &names.and(&preview.names);
    let before = before.map(|shown| &shown.matter);
    let mut fields: Vec<Field> = Vec::new();
    for (number, happening) in preview.events.iter().enumerate() {
        fields.extend(will(happening, preview, number == 0, lang));
    }
    fields.extend(changes(before, &preview.events, names, lang));
    fields.extend(proposed(preview, lang));
    fields.extend(preview.points.iter().map(|of| {
        let (label, said) = point::told(lang, names, of);
        let tone = if of.warns() { Tone::Warns } else { Tone::Plain };
        Field::new(label.get(lang), said).toned(tone)
    }));
    for done in preview.events.iter().filter_map(Event::on_matter) {
        for duty in done.opened() {
            fields.extend(turn(duty, done, preview, lang));
        }
        fields.extend(done.papers().iter().map(|paper| {
            let said = paper::line(lang, paper, &|party| called(lang, names, party));
            Field::new(words::PAPER.get(lang), said)
        }));
    }
    fields.extend(
        preview
            .claim
            .as_ref()
            .filter(|claim| !claim.mine)
            .map(|claim| {
                let who = format!("{} · {}", claim.name, claim.party);
                Field::new(words::CLAIM.get(lang), who).toned(Tone::Warns)
            }),
    );
    Detail {
        name: String::new(),
        about: words::LEDGER.fill(lang, &[&preview.seq]),
        sections: vec![Section::of("", Block::Fields(fields))],
    }
}

/// What happens, and the stage that it leads to.
fn will(happening: &Event, preview: &Preview, is_first: bool, lang: Lang) -> Vec<Field> {
    let label = words::WILL.get(lang);
    let Some(done) = happening.on_matter() else {
        return vec![Field::new(
            label,
            event::happened(lang, &preview.names, happening),
        )];
    };
    let stage = domain::stage(done.stage()).get(lang);
    let step = match done {
        OnMatter::Opens(head) => {
            let id = domain::matter_id(lang, head.id);
            return vec![Field::new(label, words::OPENS.fill(lang, &[&id, &stage]))];
        }
        OnMatter::Moves(step) => step,
    };
    let mut fields = vec![Field::new(
        label,
        event::happened(lang, &preview.names, happening),
    )];
    let from = preview.from.filter(|from| is_first && *from != step.stage);
    fields.extend(from.map(|from| {
        let from = domain::stage(from).get(lang).to_owned();
        became(words::STAGE.get(lang), from, stage.to_owned()).toned(Tone::Strong)
    }));
    fields
}

pub(super) fn became(label: &'static str, from: String, to: String) -> Field {
    Field::new(label, Value::Became { from, to })
}

/// Whose turn it is after it, and by when.
fn turn(duty: &Duty, done: OnMatter, preview: &Preview, lang: Lang) -> Vec<Field> {
    let party = called(lang, &preview.names, &duty.party);
    let told = duty::told(duty, party, lang);
    let who = format!("{} · {} · {}", told.who, told.post, told.what);
    let apart = done.part().zip(duty.kind().verb());
    let apart = apart.is_some_and(|(part, verb)| verb.rule().apart_from.contains(&part));
    let who = if apart {
        words::NOT_YOU.fill(lang, &[&who])
    } else {
        who
    };
    let limit = date::limit(lang, duty.deadline.limit);
    let due = format!("{}  {limit}  {}  {}", told.due, told.basis, told.nature);
    let mut lacks = preview.nobody.iter();
    let lack = lacks.find(|(id, key, _)| *id == done.id() && *key == duty.key);
    let nobody = lack.map(|(.., lack)| {
        let said = duty::nobody(lang, *lack);
        Field::new("", said).toned(Tone::Late)
    });
    let turn = Field::new(words::TURN.get(lang), who);
    let due = Field::new(words::DUE.get(lang), due).toned(Tone::Strong);
    [turn, due].into_iter().chain(nobody).collect()
}

/// Of every matter that the events touch what is otherwise afterwards.
fn changes(before: Option<&Matter>, events: &[Event], names: &Names, lang: Lang) -> Vec<Field> {
    let mut touched: Vec<(Option<&Matter>, Matter)> = Vec::new();
    for event in events {
        let Some(done) = event.on_matter() else {
            continue;
        };
        let known = touched
            .iter_mut()
            .find(|(_, after)| after.head.id == done.id());
        let stood = before.filter(|before| before.head.id == done.id());
        let base = known.as_ref().map(|(_, after)| after).or(stood);
        // An act on another version than the one at hand is told by its events alone.
        let base = base.filter(|base| base.head.version.checked_add(1) == Some(done.version()));
        let at = base.map(|base| &base.head).or(match done {
            OnMatter::Opens(head) => Some(head),
            OnMatter::Moves(_) => None,
        });
        let stamp = at.map(|head| Stamp {
            at: head.updated_at,
            by: head.updated_by.clone(),
        });
        let applied = stamp.and_then(|stamp| apply(event, base, &stamp));
        match (known, applied) {
            (Some((_, after)), Some(applied)) => *after = applied.after,
            (None, Some(applied)) => touched.push((stood, applied.after)),
            (_, None) => {}
        }
    }
    let each = touched.iter().flat_map(|(before, after)| {
        let told = briefly(lang, &after.body).into_iter();
        let told = told.map(|(label, said)| Field::new(label.get(lang), said));
        let mut fields: Vec<Field> = told.collect();
        fields.extend(resources(*before, after, lang));
        fields.extend(
            before
                .iter()
                .flat_map(|before| otherwise(before, after, names, lang)),
        );
        fields
    });
    each.collect()
}

/// What becomes of the lines: of each what it was and what it will be.
fn resources(before: Option<&Matter>, after: &Matter, lang: Lang) -> Vec<Field> {
    let lines = |matter: &Matter| {
        let asked = matter.body.asked();
        asked.map_or_else(Vec::new, |asked| asked.lines.clone())
    };
    let label = words::LINES.get(lang);
    let old = before.map_or_else(Vec::new, lines);
    let mut fields = Vec::new();
    for (at, line) in lines(after).iter().enumerate() {
        match old.get(at) {
            None => {
                let said = format!("{} {}", line.name(), latest(line, lang));
                fields.push(Field::new(label, said));
            }
            Some(before) if before != line => fields.push(moved(label, before, line, lang)),
            Some(_) => {}
        }
    }
    let more = fields.len().saturating_sub(LINES);
    if more > 1 {
        fields.truncate(LINES);
        fields.push(Field::new(label, words::AND_MORE.fill(lang, &[&more])));
    }
    fields
}

/// A line before and after: how far its purchase has come where that changes, else its quantity.
fn moved(label: &'static str, before: &Line, after: &Line, lang: Lang) -> Field {
    let came = |line: &Line| {
        let came = line.own_purchase()?;
        Some(event::worded(lang, &Names::default(), &came.said()))
    };
    let (from, to) = match (came(before), came(after)) {
        (Some(from), Some(to)) if from != to => (from, to),
        _ => (latest(before, lang), latest(after, lang)),
    };
    became(label, format!("{} {from}", after.name()), to)
}

/// The quantity that was set last, with its name.
fn latest(line: &Line, lang: Lang) -> String {
    let which = words::quantity(line.last_set()).get(lang);
    words::AMOUNT.fill(lang, &[&which, &line.latest()])
}

/// What the matter said already and says otherwise afterwards; what it says for the first time the events tell.
fn otherwise(before: &Matter, after: &Matter, names: &Names, lang: Lang) -> Vec<Field> {
    let (old, new) = (details(lang, names, before), details(lang, names, after));
    let only = |all: &[(T, String)], label: T| {
        let mut found = all.iter().filter(|(of, _)| *of == label);
        let first = found.next().map(|(_, said)| said.clone());
        first.filter(|_| found.next().is_none())
    };
    let told = new.iter().filter_map(|(label, said)| {
        let was = only(&old, *label).filter(|was| was != said)?;
        let is_only = only(&new, *label).is_some();
        is_only.then(|| became(label.get(lang), was, said.clone()))
    });
    told.collect()
}
