//! Gauges: how much of something is gone, promised, kept and free, a row each.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::draw::data;
use super::super::text;
use super::Pen;
use crate::detail::{Gauge, Tone};

/// The bar is never shorter, whatever is cut beside it.
const SHORTEST: usize = 4;
/// The bar is never longer: how full it is shows no better then.
const LONGEST: usize = 40;
/// What is gone, promised and kept, by the density of each in the bar; what is free is empty.
const SHADES: [usize; 3] = [4, 2, 1];

impl Pen<'_> {
    /// A row each, with the bars below one another.
    pub(super) fn gauges(&self, gauges: &[Gauge]) -> Vec<Line<'static>> {
        let widest = |of: fn(&Gauge) -> &str| {
            let widths = gauges.iter().map(|gauge| text::width(of(gauge)));
            widths.max().unwrap_or(0)
        };
        let (label, left) = (widest(|gauge| gauge.label), widest(|gauge| &gauge.left));
        // A cell of air stands at the end, as behind whatever is wrapped.
        let bar = self.cells.saturating_sub(label + left + 5);
        let bar = bar.clamp(SHORTEST, LONGEST);
        let row = |gauge: &Gauge| {
            let pad = " ".repeat(label.saturating_sub(text::width(gauge.label)) + 1);
            let style = match gauge.tone {
                Tone::Plain | Tone::Strong => Style::new(),
                Tone::Warns => self.theme.palette.today,
                Tone::Late => self.theme.palette.late,
            };
            Line::from(vec![
                Span::raw(gauge.label),
                Span::raw(pad),
                Span::raw("["),
                Span::styled(self.bar(gauge, bar), self.theme.palette.accent),
                Span::raw(
                    "] ".to_owned() + &" ".repeat(left.saturating_sub(text::width(&gauge.left))),
                ),
                data(&gauge.left, style),
            ])
        };
        gauges.iter().map(row).collect()
    }

    /// The bar, each part from where the one before it ends; what is beyond the whole is not drawn.
    fn bar(&self, gauge: &Gauge, cells: usize) -> String {
        let shades = &self.theme.glyphs.shades;
        let (mut drawn, mut sum) = (0, 0_u128);
        let mut bar = String::new();
        for (part, shade) in gauge.parts.into_iter().zip(SHADES) {
            sum += u128::from(part);
            let cells = u128::try_from(cells).unwrap_or(0);
            let end = (sum * cells).div_ceil(u128::from(gauge.whole.max(1)));
            let end = usize::try_from(end.min(cells)).unwrap_or(0);
            bar.push_str(
                &shades
                    .get(shade)
                    .unwrap_or(&" ")
                    .repeat(end.saturating_sub(drawn)),
            );
            drawn = drawn.max(end);
        }
        let [free, ..] = shades;
        bar + &free.repeat(cells.saturating_sub(drawn))
    }
}
