//! What somebody else did to a matter since it was looked at, for whoever comes second.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::law::act::Verb;
use crate::domain::law::event::Event;
use crate::domain::law::matter::Stage;
use crate::domain::law::refusal::Refusal;
use crate::hub::request::{Happening, Shown};
use crate::locale::console as words;
use crate::locale::{Lang, date, domain, event, refusal};

use super::detail::who;
use super::draw::data;
use super::theme::Theme;

/// The most entries that are told; of more, the newest.
const TOLD: usize = 5;

/// What changed.
#[derive(Debug)]
pub struct Changes {
    happenings: Vec<Happening>,
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
        }
    }

    /// The same in words: each entry, the stage before and now, and whether it can still be done.
    #[must_use]
    pub fn lines(&self, theme: &Theme, lang: Lang) -> Vec<Line<'static>> {
        let labelled = |label: crate::locale::T, text: &str| {
            Line::from(vec![
                Span::styled(format!("{}  ", label.get(lang)), theme.palette.muted),
                data(text, Style::new()),
            ])
        };
        let skipped = self.happenings.len().saturating_sub(TOLD);
        let mut lines: Vec<_> = self
            .happenings
            .iter()
            .skip(skipped)
            .map(|happening| {
                let text = format!(
                    "{} {} {} {} {} {} #{}",
                    date::moment(lang, happening.entry.time),
                    who(happening, lang),
                    theme.glyphs.separator,
                    happening.party,
                    theme.glyphs.separator,
                    event::happened(lang, &happening.entry.event),
                    happening.entry.seq,
                );
                labelled(words::CHANGED_WHAT, &text)
            })
            .collect();
        let stage = |stage: Stage| domain::stage(stage).get(lang);
        let stages = match self.from {
            Some(from) if from != self.to => {
                format!(
                    "{} {} {}",
                    stage(from),
                    theme.glyphs.arrow_right,
                    stage(self.to)
                )
            }
            _ => words::CHANGED_STAGE_SAME.fill(lang, &[&stage(self.to)]),
        };
        lines.push(labelled(words::DETAIL_STAGE, &stages));
        lines.push(match &self.against {
            Some(refused) => Line::from(data(
                &words::CHANGED_CLOSED
                    .fill(lang, &[&refusal::reason(lang, &refused.reason, self.verb)]),
                theme.palette.late,
            )),
            None => Line::styled(words::CHANGED_OPEN.get(lang), theme.palette.title),
        });
        lines
    }
}

/// The version and stage that an event left its matter at.
fn reached(event: &Event) -> (u32, Option<Stage>) {
    event
        .on_matter()
        .map_or((0, None), |done| (done.version(), Some(done.stage())))
}
