//! Colours and glyphs: every style and every drawn character has a name here.
//!
//! The terminal's own sixteen colours on its own background, so that the terminal's scheme stays in charge; greys and an
//! amber of the 256, where it has them, only where the sixteen cannot be read. What a colour says, a mark beside it says too.
use std::str::FromStr;

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

/// How the console looks on this terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// The styles, by what they say.
    pub palette: Palette,
    /// The characters drawn around text.
    pub glyphs: Glyphs,
}

impl Theme {
    /// Chooses by the caller's wish first, then by the environment (`variable` reads one variable).
    ///
    /// `NO_COLOR` and terminals without colour give [`PaletteName::Mono`]; `COLORFGBG` hints at a
    /// light background; `TERM` and `COLORTERM` at 256 colours; `YUNGUAN_GLYPHS` or a locale other than UTF-8 give
    /// [`GlyphsName::Ascii`].
    /// The terminal itself is never asked: an answer may never come.
    #[must_use]
    pub fn choose(
        palette: Option<PaletteName>,
        glyphs: Option<GlyphsName>,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let palette = palette.unwrap_or_else(|| palette_of_environment(&variable));
        let glyphs = glyphs.unwrap_or_else(|| glyphs_of_environment(&variable));
        Self {
            palette: Palette::named(palette, colours_of_environment(&variable)),
            glyphs: Glyphs::named(glyphs),
        }
    }
}

/// How many colours the terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// The sixteen that its scheme names.
    Sixteen,
    /// Those and 240 more, which are the same everywhere.
    Many,
}

/// The palettes to choose from; written `dark`, `light` or `mono` in flags and configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaletteName {
    /// For dark backgrounds.
    Dark,
    /// For light backgrounds.
    Light,
    /// Without any colour.
    Mono,
}

/// The glyph sets to choose from; written `unicode` or `ascii` in flags and configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GlyphsName {
    /// Box lines, arrows and blocks.
    Unicode,
    /// ASCII only, for terminals that draw ambiguous characters two cells wide.
    Ascii,
}

/// A name that is none of the known ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the known names are {known}")]
pub struct UnknownName {
    /// The names that would have been understood.
    pub known: &'static str,
}

impl FromStr for PaletteName {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        match name {
            "dark" => Ok(Self::Dark),
            "light" => Ok(Self::Light),
            "mono" => Ok(Self::Mono),
            _ => Err(UnknownName {
                known: "dark, light, mono",
            }),
        }
    }
}

impl FromStr for GlyphsName {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        match name {
            "unicode" => Ok(Self::Unicode),
            "ascii" => Ok(Self::Ascii),
            _ => Err(UnknownName {
                known: "unicode, ascii",
            }),
        }
    }
}

fn palette_of_environment(variable: &impl Fn(&str) -> Option<String>) -> PaletteName {
    let terminal = variable("TERM").unwrap_or_default();
    let no_color = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
    if no_color || terminal == "dumb" || terminal.ends_with("-m") {
        return PaletteName::Mono;
    }
    let background = variable("COLORFGBG").and_then(|value| {
        let last = value.rsplit(';').next()?;
        last.parse::<u8>().ok()
    });
    match background {
        Some(7 | 9..=15) => PaletteName::Light,
        _ => PaletteName::Dark,
    }
}

fn colours_of_environment(variable: &impl Fn(&str) -> Option<String>) -> Colours {
    let says = |name: &str, words: &[&str]| {
        let value = variable(name).unwrap_or_default();
        words.iter().any(|word| value.contains(word))
    };
    if says("TERM", &["256", "direct"]) || says("COLORTERM", &["truecolor", "24bit", "256"]) {
        Colours::Many
    } else {
        Colours::Sixteen
    }
}

fn glyphs_of_environment(variable: &impl Fn(&str) -> Option<String>) -> GlyphsName {
    if let Some(wish) = variable("YUNGUAN_GLYPHS").and_then(|name| name.parse().ok()) {
        return wish;
    }
    // The order in which POSIX looks for the character set.
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty())
        .unwrap_or_default()
        .to_ascii_lowercase();
    if locale.contains("utf-8") || locale.contains("utf8") {
        GlyphsName::Unicode
    } else {
        GlyphsName::Ascii
    }
}

/// The styles, by what they say; nothing else in the console names a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// The one accent: keys, the open tab, the focused field.
    pub accent: Style,
    /// A deadline that has passed; the only red.
    pub late: Style,
    /// A deadline that ends today; the only yellow.
    pub today: Style,
    /// What may be overlooked.
    pub muted: Style,
    /// What is as it should be.
    pub ok: Style,
    /// The mark of the selected row and the marks beside colours.
    pub mark: Style,
    /// An emergency that waits; nothing else looks so.
    pub alarm: Style,
    /// Where something is typed: a line as on a printed form.
    pub input: Style,
    /// What the next letter that is typed replaces.
    pub replaced: Style,
    /// Headings.
    pub title: Style,
    /// What stands under the whole of the selected row. It names both its colours or neither, so that it can be read where
    /// the background was guessed wrong.
    pub selected: Style,
    /// The banner of a sandbox or a drill: reversed, so that it stands out without colour too.
    pub realm_banner: Style,
}

impl Palette {
    /// The palette of that name, on a terminal with so many colours.
    #[must_use]
    pub const fn named(name: PaletteName, colours: Colours) -> Self {
        match (name, colours) {
            (PaletteName::Dark, Colours::Sixteen) => Self::DARK,
            (PaletteName::Dark, Colours::Many) => Self::DARK_OF_MANY,
            (PaletteName::Light, Colours::Sixteen) => Self::LIGHT,
            (PaletteName::Light, Colours::Many) => Self::LIGHT_OF_MANY,
            (PaletteName::Mono, _) => Self::MONO,
        }
    }

    const DARK: Self = Self {
        accent: Style::new().fg(Color::Cyan),
        alarm: Style::new()
            .fg(Color::White)
            .bg(Color::Magenta)
            .add_modifier(Modifier::BOLD),
        late: Style::new()
            .fg(Color::LightRed)
            .add_modifier(Modifier::BOLD),
        today: Style::new().fg(Color::Yellow),
        ok: Style::new().fg(Color::Green),
        mark: Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD),
        ..Self::MONO
    };

    const DARK_OF_MANY: Self = Self {
        selected: Style::new().fg(Color::White).bg(Color::Indexed(237)),
        ..Self::DARK
    };

    const LIGHT: Self = Self {
        accent: Style::new().fg(Color::Blue),
        alarm: Style::new()
            .fg(Color::White)
            .bg(Color::Magenta)
            .add_modifier(Modifier::BOLD),
        late: Style::new().fg(Color::Red).add_modifier(Modifier::BOLD),
        // Of the sixteen no yellow can be read on white; as a patch it can.
        today: Style::new().fg(Color::Black).bg(Color::Yellow),
        ok: Style::new().fg(Color::Green),
        mark: Style::new().fg(Color::Blue).add_modifier(Modifier::BOLD),
        ..Self::MONO
    };

    const LIGHT_OF_MANY: Self = Self {
        late: Style::new()
            .fg(Color::Indexed(160))
            .add_modifier(Modifier::BOLD),
        today: Style::new().fg(Color::Indexed(130)),
        // Many terminals dim black on white to black.
        muted: Style::new().fg(Color::Indexed(242)),
        ok: Style::new().fg(Color::Indexed(28)),
        selected: Style::new().fg(Color::Black).bg(Color::Indexed(254)),
        ..Self::LIGHT
    };

    const MONO: Self = Self {
        accent: Style::new().add_modifier(Modifier::BOLD),
        late: Style::new().add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
        today: Style::new().add_modifier(Modifier::UNDERLINED),
        // Dim rather than grey: bright black vanishes in several common schemes.
        muted: Style::new().add_modifier(Modifier::DIM),
        ok: Style::new(),
        mark: Style::new().add_modifier(Modifier::BOLD),
        alarm: Style::new().add_modifier(Modifier::REVERSED.union(Modifier::BOLD)),
        input: Style::new().add_modifier(Modifier::UNDERLINED),
        replaced: Style::new().add_modifier(Modifier::REVERSED),
        title: Style::new().add_modifier(Modifier::BOLD),
        selected: Style::new().add_modifier(Modifier::REVERSED),
        realm_banner: Style::new().add_modifier(Modifier::REVERSED.union(Modifier::BOLD)),
    };
}

/// The characters drawn around text. Each is one cell wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// The mark of the selected row.
    pub selected: &'static str,
    /// A row that is new or another than it was.
    pub fresh: &'static str,
    /// An emergency that waits.
    pub alarm: &'static str,
    /// A state that holds: connected, chosen.
    pub bullet: &'static str,
    /// A link that is lost.
    pub lost: &'static str,
    /// Something needs attention.
    pub alert: &'static str,
    /// A block stands in the way.
    pub blocked: &'static str,
    /// Between the steps of a path.
    pub crumb: &'static str,
    /// Between facts on one line.
    pub separator: &'static str,
    /// Text goes on.
    pub ellipsis: &'static str,
    /// Becomes, leads to.
    pub arrow_right: &'static str,
    /// Comes from.
    pub arrow_left: &'static str,
    /// Ascending; more above.
    pub arrow_up: &'static str,
    /// Descending; more below.
    pub arrow_down: &'static str,
    /// A rule across, and the horizontal side of a frame.
    pub horizontal: &'static str,
    /// The vertical side of a frame.
    pub vertical: &'static str,
    /// Frame corners: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// Eight rising heights, for charts.
    pub levels: [&'static str; 8],
    /// Five rising densities, the first of them empty, for gauges and heat strips.
    pub shades: [&'static str; 5],
}

impl Glyphs {
    /// The set of that name.
    #[must_use]
    pub const fn named(name: GlyphsName) -> Self {
        match name {
            GlyphsName::Unicode => Self::UNICODE,
            GlyphsName::Ascii => Self::ASCII,
        }
    }

    const UNICODE: Self = Self {
        selected: ">",
        fresh: "◆",
        alarm: "▌",
        bullet: "●",
        lost: "○",
        alert: "!",
        blocked: "×",
        crumb: "›",
        separator: "·",
        ellipsis: "…",
        arrow_right: "→",
        arrow_left: "←",
        arrow_up: "↑",
        arrow_down: "↓",
        horizontal: "─",
        vertical: "│",
        corners: ["┌", "┐", "└", "┘"],
        levels: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        shades: [" ", "░", "▒", "▓", "█"],
    };

    const ASCII: Self = Self {
        selected: ">",
        fresh: "+",
        alarm: "#",
        bullet: "*",
        lost: "x",
        alert: "!",
        blocked: "x",
        crumb: ">",
        separator: "|",
        ellipsis: "~",
        arrow_right: ">",
        arrow_left: "<",
        arrow_up: "^",
        arrow_down: "v",
        horizontal: "-",
        vertical: "|",
        corners: ["+"; 4],
        levels: [".", ":", "-", "=", "+", "*", "%", "#"],
        shades: [" ", ".", ":", "*", "#"],
    };

    /// The frame lines, as ratatui's blocks want them.
    #[must_use]
    pub const fn borders(&self) -> border::Set<'static> {
        let [top_left, top_right, bottom_left, bottom_right] = self.corners;
        border::Set {
            top_left,
            top_right,
            bottom_left,
            bottom_right,
            vertical_left: self.vertical,
            vertical_right: self.vertical,
            horizontal_top: self.horizontal,
            horizontal_bottom: self.horizontal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::text;

    fn chosen(environment: &[(&str, &str)]) -> Theme {
        Theme::choose(None, None, |name| {
            environment
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_environment_chooses_the_palette() {
        for (environment, expected) in [
            (&[("TERM", "xterm")][..], Palette::DARK),
            (&[("TERM", "xterm-256color")], Palette::DARK_OF_MANY),
            (
                &[("COLORTERM", "truecolor"), ("COLORFGBG", "0;15")],
                Palette::LIGHT_OF_MANY,
            ),
            (&[("TERM", "xterm"), ("NO_COLOR", "1")], Palette::MONO),
            (&[("TERM", "xterm"), ("NO_COLOR", "")], Palette::DARK),
            (&[("TERM", "dumb")], Palette::MONO),
            (&[("TERM", "vt220-m")], Palette::MONO),
            (&[("COLORFGBG", "0;15")], Palette::LIGHT),
            (&[("COLORFGBG", "0;default;7")], Palette::LIGHT),
            (&[("COLORFGBG", "15;0")], Palette::DARK),
            (&[("COLORFGBG", "nonsense")], Palette::DARK),
        ] {
            assert_eq!(chosen(environment).palette, expected, "{environment:?}");
        }
    }

    #[test]
    fn the_environment_chooses_the_glyphs() {
        for (environment, expected) in [
            (&[("LANG", "zh_CN.UTF-8")][..], Glyphs::UNICODE),
            (&[("LANG", "C.utf8")], Glyphs::UNICODE),
            (&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")], Glyphs::ASCII),
            (&[("LANG", "zh_CN.GB18030")], Glyphs::ASCII),
            (&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "")], Glyphs::UNICODE),
            (
                &[("LANG", "zh_CN.UTF-8"), ("YUNGUAN_GLYPHS", "ascii")],
                Glyphs::ASCII,
            ),
            (&[], Glyphs::ASCII),
        ] {
            assert_eq!(chosen(environment).glyphs, expected, "{environment:?}");
        }
    }

    #[test]
    fn a_wish_beats_the_environment() {
        let theme = Theme::choose(Some(PaletteName::Light), Some(GlyphsName::Ascii), |_| {
            Some("C.UTF-8".to_owned())
        });
        assert_eq!(theme.palette, Palette::LIGHT);
        assert_eq!(theme.glyphs, Glyphs::ASCII);
    }

    #[test]
    fn every_glyph_is_one_cell_and_ascii_is_ascii() {
        for (glyphs, ascii) in [(Glyphs::UNICODE, false), (Glyphs::ASCII, true)] {
            let single = [
                glyphs.selected,
                glyphs.fresh,
                glyphs.alarm,
                glyphs.bullet,
                glyphs.lost,
                glyphs.alert,
                glyphs.blocked,
                glyphs.crumb,
                glyphs.separator,
                glyphs.ellipsis,
                glyphs.arrow_right,
                glyphs.arrow_left,
                glyphs.arrow_up,
                glyphs.arrow_down,
                glyphs.horizontal,
                glyphs.vertical,
            ];
            let all = single
                .iter()
                .chain(&glyphs.corners)
                .chain(&glyphs.levels)
                .chain(&glyphs.shades);
            for glyph in all {
                assert_eq!(text::width(glyph), 1, "{glyph}");
                assert!(!ascii || glyph.is_ascii(), "{glyph}");
            }
        }
    }

    #[test]
    fn without_colour_every_warning_still_differs() {
        let mono = Palette::MONO;
        let styles = [
            mono.late,
            mono.today,
            mono.muted,
            mono.ok,
            mono.selected,
            mono.realm_banner,
        ];
        for (index, style) in styles.iter().enumerate() {
            assert!(style.fg.is_none() && style.bg.is_none());
            assert!(styles[index + 1..].iter().all(|other| other != style));
        }
    }
}
