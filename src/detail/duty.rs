//! Duties: by when, how long that is, what, who, on what basis, and what stands in the way.

use crate::domain::law::clock::Remaining;
use crate::domain::law::duty::{Duty, Lack, Nature, Outcome};
use crate::domain::law::money::parted;
use crate::hub::request::Shown;
use crate::locale::detail as words;
use crate::locale::{Lang, article, block, date, domain, ruling};

use super::{Block, Depth, Note, Section, Tone};

/// The most duties that ended which a pane lists; of more it tells how many.
const FEW: usize = 3;

/// A duty as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What must be done.
    pub what: String,
    /// Who must do it.
    pub who: String,
    /// At which post.
    pub post: &'static str,
    /// By when, marked where that is provisional.
    pub due: String,
    /// How long that is, while it is owed.
    pub left: Option<String>,
    /// The article.
    pub basis: String,
    /// Whose the limit is.
    pub nature: &'static str,
    /// Whether the Measures themselves give it, so that nothing need be said of it on the screen.
    pub is_statutory: bool,
    /// How it ended and when; none while it is owed.
    pub ended: Option<String>,
    /// That nobody can do it, and why.
    pub nobody: Option<String>,
    /// What stops it, what excuses it; and what it was computed from.
    pub under: Vec<Note>,
    /// What it means.
    pub tone: Tone,
    /// The least depth at which it is told.
    pub depth: Depth,
}

/// What is owed, the most urgent first.
pub(super) fn owed(shown: &Shown, lang: Lang) -> Section {
    let mut duties: Vec<&Duty> = shown.matter.head.duties.iter().collect();
    duties.sort_by_key(|duty| duty.deadline.ends_at);
    let told = duties.into_iter().map(|duty| of_shown(shown, duty, lang));
    Section::of(words::DUTIES.get(lang), Block::Duties(told.collect()))
}

/// What is over, in the order in which it ended.
pub(super) fn ended(shown: &Shown, lang: Lang) -> Section {
    let late = shown.ended.iter().filter(|duty| {
        let closing = duty.closed.as_ref();
        closing.is_some_and(|closing| closing.outcome == Outcome::Late)
    });
    let count = shown.ended.len();
    let depth = if count > FEW {
        Depth::Page
    } else {
        Depth::Pane
    };
    let told = shown.ended.iter().map(|duty| Due {
        depth,
        ..of_shown(shown, duty, lang)
    });
    let note = words::ENDED_COUNT.fill(lang, &[&count, &late.count()]);
    Section {
        note: if count > 0 { note } else { String::new() },
        ..Section::of(words::ENDED.get(lang), Block::Duties(told.collect()))
    }
}

fn of_shown(shown: &Shown, duty: &Duty, lang: Lang) -> Due {
    let told = told(duty, shown.party(&duty.party), lang);
    let mut under = told.under;
    if let Some(closing) = &duty.closed {
        let excused = closing.excused.iter().map(|part| block::excuse(lang, part));
        under.extend(excused.map(Note::new));
        under.extend(computed(lang, duty));
        return Due { under, ..told };
    }
    let hindered = shown.hindered.iter().filter(|(key, _)| *key == duty.key);
    let hindered = hindered.flat_map(|(_, by)| block::hindered(lang, &shown.names, by));
    under.extend(hindered.map(|text| Note {
        tone: Tone::Warns,
        depth: Depth::Block,
        ..Note::new(text)
    }));
    under.extend(computed(lang, duty));
    let delays = shown.delays.iter().filter(|(key, _)| *key == duty.key);
    let delays = delays.flat_map(|(_, delays)| delays);
    under.extend(delays.map(|delay| {
        let cause = domain::cause(delay.cause).get(lang);
        Note::new(words::DELAY.fill(lang, &[&parted(delay.fen), &cause]))
    }));
    let mut lacks = shown.nobody.iter();
    let lack = lacks.find(|(key, _)| *key == duty.key);
    let mut left = shown.remaining.iter();
    let left = left
        .find(|(key, _)| *key == duty.key)
        .map(|(_, left)| *left);
    Due {
        tone: left.map_or(Tone::Plain, urgency),
        left: left.map(|left| date::remaining(lang, left)),
        nobody: lack.map(|(_, lack)| nobody(lang, *lack)),
        under,
        ..told
    }
}

/// A duty by itself, of the party by that name.
pub(super) fn told(duty: &Duty, party: String, lang: Lang) -> Due {
    let closing = duty.closed.as_ref();
    let ended = closing.map(|closing| {
        let outcome = domain::outcome(closing.outcome).get(lang);
        format!("{outcome} {}", date::moment(lang, *closing.at))
    });
    Due {
        what: domain::duty_key(lang, duty.key),
        who: party,
        post: domain::post(duty.post).get(lang),
        due: due(lang, duty),
        left: None,
        basis: basis(lang, duty),
        nature: domain::nature(duty.nature).get(lang),
        is_statutory: duty.nature == Nature::Statutory,
        ended,
        nobody: None,
        under: Vec::new(),
        tone: Tone::Plain,
        depth: Depth::Block,
    }
}

/// By when, marked if the day may yet move.
pub(super) fn due(lang: Lang, duty: &Duty) -> String {
    let deadline = &duty.deadline;
    date::provisionally(
        lang,
        date::due(lang, deadline.due(), deadline.cut_off()),
        deadline.provisional,
    )
}

/// The article that a duty stands on.
pub(super) fn basis(lang: Lang, duty: &Duty) -> String {
    article::cite(lang, duty.article.number, duty.article.paragraph)
}

/// That nobody can do it, and why.
pub(super) fn nobody(lang: Lang, lack: Lack) -> String {
    words::NOBODY.fill(lang, &[&domain::lack(lack).get(lang)])
}

fn urgency(left: Remaining) -> Tone {
    if left.late {
        Tone::Late
    } else if left.days == 0 || left.undetermined {
        Tone::Warns
    } else {
        Tone::Plain
    }
}

/// What a deadline was computed from, what it was before, and whether its lateness is reported.
fn computed(lang: Lang, duty: &Duty) -> [Note; 1] {
    let deadline = &duty.deadline;
    let start = date::moment(lang, *deadline.start);
    let limit = date::limit(lang, deadline.limit);
    let mut said = vec![
        words::BEGUN.fill(lang, &[&date::moment(lang, *duty.opened_at)]),
        words::COUNTED.fill(lang, &[&start, &limit, &deadline.edition]),
    ];
    said.extend(deadline.rulings.iter().map(|used| ruling::used(lang, used)));
    said.extend(duty.moved.iter().map(|before| {
        let due = date::due(lang, before.due(), before.cut_off());
        let due = date::provisionally(lang, due, before.provisional);
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
    [Note::new(said.join(" · ")).from(Depth::Whole)]
}
