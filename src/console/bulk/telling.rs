//! How many acts are told: how many can, cannot and are not known, the reasons with what they stand against, what warns.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::r#use::point::Point;
use crate::locale::console as words;
use crate::locale::matter::point;
use crate::locale::{Lang, T, verb as verb_words};

use super::super::draw;
use super::super::layer::{Boxed, rewrap};
use super::super::theme::Theme;
use super::acts::{Bulk, Sort, Stand, Why};
use super::{Look, group};

impl Bulk {
    /// Draws it over the page.
    pub fn render(&mut self, frame: &mut Frame, area: Rect, theme: &Theme, lang: Lang) {
        let width = area.width.min(88);
        let cells = usize::from(width.saturating_sub(4));
        let verb = verb_words::verb(self.verb).get(lang);
        let boxed = Boxed {
            title: words::PREVIEW_BULK.fill(lang, &[&self.acts.len(), &verb]),
            lines: rewrap(&self.lines(&Look { theme, lang, cells }), cells),
            keys: Some(self.keys(lang)),
            width,
        };
        self.reach = boxed.render(frame, area, self.scroll, theme);
        self.scroll = self.scroll.min(self.reach.0);
    }

    fn keys(&self, lang: Lang) -> String {
        if self.is_under_way() {
            return words::BULK_STOP.get(lang).to_owned();
        }
        let good = self.count(Sort::Good);
        if self.is_confirmed {
            words::PREVIEW_BACK.get(lang).to_owned()
        } else if self.count(Sort::Open) > 0 {
            words::BULK_STOP.get(lang).to_owned()
        } else if good > 0 {
            words::BULK_KEYS.fill(lang, &[&good])
        } else if self.count(Sort::Unknown) > 0 {
            words::BULK_AGAIN.get(lang).to_owned()
        } else {
            words::PREVIEW_BACK.get(lang).to_owned()
        }
    }

    fn lines(&self, look: &Look) -> Vec<Line<'static>> {
        let Look { theme, lang, .. } = *look;
        let mut lines = vec![self.counts(theme, lang)];
        lines.extend(self.progress(theme, lang));
        let heads: [(Sort, Option<T>, Style); 2] = [
            (Sort::Bad, None, theme.palette.late),
            (Sort::Unknown, Some(words::BULK_UNSAID), theme.palette.today),
        ];
        for (sort, wording, style) in heads {
            for (why, at) in self.by_reason(sort) {
                let said = why.said(self.verb, lang);
                let said = wording.map_or_else(|| said.clone(), |of| of.fill(lang, &[&said]));
                let said = format!("{} {said}", theme.glyphs.alert);
                lines.extend(self.group(&said, style, &at, look));
            }
        }
        // What is done was warned of before.
        if self.is_confirmed {
            return lines;
        }
        for (warning, at) in self.warned() {
            let said = draw::warned(&point::told(lang, &self.names, warning).1, true, theme);
            lines.extend(self.group(&said.content, said.style, &at, look));
        }
        let before = self.places(|stand| *stand == Stand::Before);
        let can = self.places(|stand| match stand {
            Stand::Can(_) => true,
            Stand::Open
            | Stand::Unsaid(_)
            | Stand::Cannot(_)
            | Stand::Before
            | Stand::Queued
            | Stand::Sent
            | Stand::Done
            | Stand::Failed(_)
            | Stand::Unclear(_) => false,
        });
        for (word, at) in [(words::BULK_BEFORE, before), (words::BULK_ALLOWED, can)] {
            if !at.is_empty() {
                lines.extend(self.group(word.get(lang), Style::new(), &at, look));
            }
        }
        if self.count(Sort::Open) == 0 {
            lines.push(Line::styled(
                words::BULK_EACH_ALONE.get(lang),
                theme.palette.muted,
            ));
        }
        lines
    }

    /// How many of each; what has not been said counts as not known.
    fn counts(&self, theme: &Theme, lang: Lang) -> Line<'static> {
        let [good, bad, unknown] = self.ended();
        let unknown = unknown + self.count(Sort::Open);
        let under = self.count(Sort::Under);
        let counted = if self.is_confirmed {
            [words::BULK_DONE, words::BULK_FAILED, words::BULK_UNKNOWN]
        } else {
            [words::BULK_CAN, words::BULK_CANNOT, words::BULK_UNKNOWN]
        };
        let styles = [theme.palette.title, theme.palette.late, theme.palette.today];
        let separator =
            || Span::styled(format!(" {} ", theme.glyphs.separator), theme.palette.muted);
        let mut spans = Vec::new();
        for ((word, count), style) in counted.into_iter().zip([good, bad, unknown]).zip(styles) {
            if !spans.is_empty() {
                spans.push(separator());
            }
            let style = if count > 0 {
                style
            } else {
                theme.palette.muted
            };
            spans.push(Span::styled(word.fill(lang, &[&count]), style));
        }
        if under > 0 {
            spans.push(separator());
            spans.push(Span::raw(words::BULK_UNDER.fill(lang, &[&under])));
        }
        Line::from(spans)
    }

    /// How far it is, while it goes on; and why it does not.
    fn progress(&self, theme: &Theme, lang: Lang) -> Vec<Line<'static>> {
        let open = self.count(Sort::Open);
        let mut lines = Vec::new();
        if open > 0 {
            let known = self.acts.len() - open;
            let text = words::BULK_WEIGHING.fill(lang, &[&known, &self.acts.len()]);
            lines.push(Line::styled(text, theme.palette.muted));
        }
        if open > 0 || self.is_under_way() {
            let hitch = self.pace.hitch();
            lines.extend(hitch.map(|why| Line::styled(why.get(lang), theme.palette.today)));
        }
        lines
    }

    fn group(&self, text: &str, style: Style, at: &[usize], look: &Look) -> Vec<Line<'static>> {
        let matters: Vec<_> = at.iter().map(|at| self.matter(*at)).collect();
        group(text, style, &matters, look)
    }

    fn by_reason(&self, sort: Sort) -> Vec<(&Why, Vec<usize>)> {
        let stands = self.acts.iter().enumerate();
        let of = stands.filter(|(_, (_, stand))| stand.sort() == sort);
        grouped(of.filter_map(|(at, (_, stand))| Some((stand.why()?, at))))
    }

    /// What warns of acts that can be done: each of them is decided with it in sight.
    fn warned(&self) -> Vec<(&Point, Vec<usize>)> {
        let stands = self.acts.iter().enumerate();
        grouped(stands.flat_map(|(at, (_, stand))| {
            let warnings = if let Stand::Can(warnings) = stand {
                warnings.as_slice()
            } else {
                &[]
            };
            warnings.iter().map(move |warning| (warning, at))
        }))
    }
}

/// Places by what they have in common, in the order in which that came first.
fn grouped<V: PartialEq>(of: impl Iterator<Item = (V, usize)>) -> Vec<(V, Vec<usize>)> {
    let mut groups: Vec<(V, Vec<usize>)> = Vec::new();
    for (value, at) in of {
        match groups.iter_mut().find(|(known, _)| *known == value) {
            Some((_, places)) => places.push(at),
            None => groups.push((value, vec![at])),
        }
    }
    groups
}
