//! One entry of the journal, and one record of a register.

use crate::domain::law::event::Event;
use crate::domain::law::fact::OnMatter;
use crate::domain::law::naming::Names;
use crate::domain::law::party::CLOCKWORK;
use crate::domain::record::Record;
use crate::hub::list::column::Column;
use crate::hub::request::Happening;
use crate::locale::detail as words;
use crate::locale::list::column;
use crate::locale::naming::{PROGRAM, called};
use crate::locale::record;
use crate::locale::{Lang, date, domain, event};

use super::{Block, Detail, Field, Section, duty};

/// Whether the program itself did it.
#[must_use]
pub fn is_clockwork(happening: &Happening) -> bool {
    happening.entry.actor.person.as_str() == CLOCKWORK
}

/// Who did it, in words: the program itself has a name in every language.
#[must_use]
pub fn who(happening: &Happening, lang: Lang) -> &str {
    if is_clockwork(happening) {
        PROGRAM.get(lang)
    } else {
        &happening.person
    }
}

/// Who did it, with their party; the program itself has none.
pub(super) fn by(happening: &Happening, lang: Lang) -> String {
    let who = who(happening, lang);
    if is_clockwork(happening) {
        who.to_owned()
    } else {
        format!("{who} · {}", happening.party)
    }
}

/// Who did what, when, on what; what became of it; then the entry as it stands in the chain.
#[must_use]
pub fn of_entry(happening: &Happening, lang: Lang) -> Detail {
    let entry = &happening.entry;
    let done = entry.event.on_matter();
    let what = event::happened(lang, &happening.names, &entry.event);
    let mut facts = vec![
        Field::new(column(Column::Who).get(lang), by(happening, lang)),
        Field::new(
            column(Column::Time).get(lang),
            date::moment(lang, entry.time),
        ),
        Field::new(column(Column::What).get(lang), what.clone()),
    ];
    facts.extend(
        done.into_iter()
            .flat_map(|done| became(done, &happening.names, lang)),
    );
    let mut sections = vec![Section::of("", Block::Fields(facts))];
    let records = entry.event.records().into_iter();
    sections
        .extend(records.map(|record| Section::of("", of_record(&record, &happening.names, lang))));
    sections.push(written(happening, lang));
    Detail {
        name: words::ENTRY.fill(lang, &[&entry.seq]),
        about: what,
        sections,
    }
}

/// A record of a register: what stands, since when and on whose word, what waits, and what stood before.
#[must_use]
pub fn of_record(of: &Record, names: &Names, lang: Lang) -> Block {
    let told = record::told(lang, names, of).into_iter();
    Block::Fields(told.map(|(label, said)| Field::new(label, said)).collect())
}

/// Where the matter stands then, what of it ended, what begins, what goes out.
fn became(done: OnMatter, names: &Names, lang: Lang) -> Vec<Field> {
    let stage = domain::stage(done.stage()).get(lang);
    let mut fields = vec![
        Field::new(
            column(Column::Matter).get(lang),
            domain::matter_id(lang, done.id()),
        ),
        Field::new(words::STAGE.get(lang), stage),
    ];
    let closed = match done {
        OnMatter::Opens(_) => &[][..],
        OnMatter::Moves(step) => &step.closed,
    };
    fields.extend(closed.iter().map(|(key, closing)| {
        let outcome = domain::outcome(closing.outcome).get(lang);
        let said = format!("{} · {outcome}", domain::duty_key(lang, *key));
        Field::new(words::ENDS.get(lang), said)
    }));
    fields.extend(done.opened().iter().map(|duty| {
        let told = duty::told(duty, called(lang, names, &duty.party), lang);
        let said = [told.what.as_str(), told.post, &told.due, &told.basis].join(" · ");
        Field::new(words::TURN.get(lang), said)
    }));
    fields.extend(done.papers().iter().map(|paper| {
        let kind = domain::paper_kind(paper.kind).get(lang);
        Field::new(words::PAPER.get(lang), format!("{kind} {}", paper.number))
    }));
    fields
}

/// Below the words the values, which are what is hashed.
fn written(happening: &Happening, lang: Lang) -> Section {
    let entry = &happening.entry;
    let values = |event: &Event| serde_json::to_string_pretty(event).unwrap_or_default();
    let said = [
        words::BY.fill(lang, &[&entry.actor.account, &entry.key, &entry.rules]),
        words::CHAIN.fill(lang, &[&entry.prev]),
        values(&entry.event),
    ];
    Section::of(words::WRITTEN.get(lang), Block::Text(said.join("\n")))
}
