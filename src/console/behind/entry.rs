//! One entry of the journal: in the words that its matter's history uses, and below them as it is written.

use crate::domain::law::fact::OnMatter;
use crate::hub::request::Happening;
use crate::locale::console as words;
use crate::locale::record as record_words;
use crate::locale::{Lang, T, article, date, domain, event};

use super::super::detail::{is_clockwork, who};

/// Who did what, when, on what; what became of it; then the entry as it stands in the chain.
pub(super) fn text(happening: &Happening, lang: Lang) -> Vec<String> {
    let entry = &happening.entry;
    let line = |label: T, said: &str| format!("{}  {said}", label.get(lang));
    let by = who(happening, lang);
    let by = if is_clockwork(happening) {
        by.to_owned()
    } else {
        format!("{by} · {}", happening.party)
    };
    let mut text = vec![
        line(words::COLUMN_WHO, &by),
        line(words::COLUMN_TIME, &date::moment(lang, entry.time)),
        line(words::COLUMN_WHAT, &event::happened(lang, &entry.event)),
    ];
    let done = entry.event.on_matter();
    text.extend(done.into_iter().flat_map(|done| changed(done, lang)));
    for record in entry.event.records() {
        text.push(String::new());
        let told = record_words::told(lang, &record).into_iter();
        text.extend(told.map(|(label, said)| format!("{label}  {said}")));
    }
    // Below the words the values, which are what is hashed.
    let written = serde_json::to_string_pretty(&entry.event).unwrap_or_default();
    text.extend([
        String::new(),
        format!("[{}]", words::JOURNAL_WRITTEN.get(lang)),
        words::JOURNAL_BY.fill(lang, &[&entry.actor.account, &entry.key, &entry.rules]),
        words::JOURNAL_CHAIN.fill(lang, &[&entry.prev]),
        written,
    ]);
    text
}

/// What became of the matter: where it stands then, what ended, what began, what went out.
fn changed(done: OnMatter, lang: Lang) -> Vec<String> {
    let line = |label: T, said: &str| format!("{}  {said}", label.get(lang));
    let id = domain::matter_id(lang, done.id());
    let mut lines = vec![
        line(words::COLUMN_MATTER, &id),
        line(words::DETAIL_STAGE, domain::stage(done.stage()).get(lang)),
    ];
    let closed = match done {
        OnMatter::Opens(_) => &[][..],
        OnMatter::Moves(step) => &step.closed,
    };
    lines.extend(closed.iter().map(|(key, closing)| {
        let outcome = domain::outcome(closing.outcome).get(lang);
        let said = format!("{} · {outcome}", domain::duty_key(lang, *key));
        line(words::JOURNAL_ENDED, &said)
    }));
    lines.extend(done.opened().iter().map(|duty| {
        let deadline = &duty.deadline;
        let cited = article::cite(lang, duty.article.number, duty.article.paragraph);
        let said = format!(
            "{} · {} · {} · {cited}",
            domain::duty_key(lang, duty.key),
            domain::post(duty.post).get(lang),
            date::due(lang, deadline.due(), deadline.cut_off()),
        );
        line(words::JOURNAL_BEGUN, &said)
    }));
    lines.extend(done.papers().iter().map(|paper| {
        let kind = domain::paper_kind(paper.kind).get(lang);
        line(words::PREVIEW_PAPER, &format!("{kind} {}", paper.number))
    }));
    lines
}
