//! One entry of the journal, as the text behind its row.

use ratatui::text::Line;

use crate::detail::{Depth, of_entry};
use crate::hub::request::Happening;
use crate::locale::Lang;

use super::super::detail::Pen;
use super::super::theme::{Glyphs, GlyphsName, Palette, PaletteName, Theme};

/// The entry in full. It has labels and values only, so that it reads the same in whatever look.
pub(super) fn text(happening: &Happening, lang: Lang) -> Vec<String> {
    let theme = Theme {
        palette: Palette::named(PaletteName::Mono),
        glyphs: Glyphs::named(GlyphsName::Ascii),
    };
    let pen = Pen {
        theme: &theme,
        lang,
        // The box that shows it wraps it to its own width.
        cells: usize::MAX,
    };
    let detail = of_entry(happening, lang).at(Depth::Page);
    pen.lines(&detail).iter().map(Line::to_string).collect()
}
