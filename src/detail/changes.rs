//! What somebody else did to a matter since it was looked at, for whoever comes second.

use crate::domain::law::act::Verb;
use crate::domain::law::event::Event;
use crate::domain::law::matter::Stage;
use crate::domain::law::naming::Names;
use crate::domain::law::refusal::Refusal;
use crate::hub::request::{Happening, Shown};
use crate::locale::console as screen;
use crate::locale::detail as words;
use crate::locale::{Lang, date, domain, event, refusal};

use super::{Block, Field, Tone, Value, entry};

/// The most entries that are told; of more, the newest.
const TOLD: usize = 5;

/// What changed.
#[derive(Debug)]
pub struct Changes {
    happenings: Vec<Happening>,
    names: Names,
    from: Option<Stage>,
    to: Stage,
    verb: Verb,
    against: Option<Refusal>,
}

impl Changes {
    /// What happened to a matter after a version, and whether a verb can still be done on it.
    #[must_use]
    pub fn since(shown: &Shown, version: u32, verb: Verb) -> Self {
        let looked_at = shown
            .history
            .iter()
            .find(|happening| reached(&happening.entry.event).0 == version);
        let later = shown
            .history
            .iter()
            .filter(|happening| reached(&happening.entry.event).0 > version);
        let later: Vec<Happening> = later.cloned().collect();
        let offer = shown.offers.iter().find(|offer| offer.verb == verb);
        Self {
            from: looked_at.and_then(|happening| reached(&happening.entry.event).1),
            to: shown.matter.head.stage,
            verb,
            against: offer.and_then(|offer| offer.refusal.clone()),
            happenings: later,
            names: shown.names.clone(),
        }
    }

    /// The same in words: each entry, the stage before and now, and whether it can still be done.
    #[must_use]
    pub fn told(&self, lang: Lang) -> [Block; 2] {
        let skipped = self.happenings.len().saturating_sub(TOLD);
        let told = self.happenings.iter().skip(skipped).map(|happening| {
            let text = format!(
                "{} {} · {} #{}",
                date::moment(lang, happening.entry.time),
                entry::by(happening, lang),
                event::happened(lang, &self.names, &happening.entry.event),
                happening.entry.seq,
            );
            Field::new(words::MEANWHILE.get(lang), text)
        });
        let mut fields: Vec<_> = told.collect();
        let to = domain::stage(self.to).get(lang);
        let stages = match self.from.filter(|from| *from != self.to) {
            Some(from) => Value::Became {
                from: domain::stage(from).get(lang).to_owned(),
                to: to.to_owned(),
            },
            None => words::SAME_STAGE.fill(lang, &[&to]).into(),
        };
        fields.push(Field::new(words::STAGE.get(lang), stages));
        let (still, tone) = match &self.against {
            Some(refused) => {
                let why = refusal::reason(lang, refused, self.verb);
                (screen::CHANGED_CLOSED.fill(lang, &[&why]), Tone::Late)
            }
            None => (screen::CHANGED_OPEN.get(lang).to_owned(), Tone::Strong),
        };
        let still = Field::new("", still).toned(tone);
        [Block::Fields(fields), Block::Fields(vec![still])]
    }
}

/// The version and stage that an event left its matter at.
fn reached(event: &Event) -> (u32, Option<Stage>) {
    event
        .on_matter()
        .map_or((0, None), |done| (done.version(), Some(done.stage())))
}
