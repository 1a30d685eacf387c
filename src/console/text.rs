//! Cell widths: the one place that knows how many columns a text takes.
//!
//! Widths agree with what ratatui itself computes (grapheme by grapheme, through its `CellWidth`),
//! because a row that is measured by one rule and drawn by another does not line up.
use std::borrow::Cow;
use std::fmt::Write as _;

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// What stands for text that was cut, one cell wide.
pub const ELLIPSIS: &str = "…";

/// How many characters may follow the first one of a grapheme cluster; the rest are counted, not sent.
const MARKS_PER_CLUSTER: usize = 4;

/// The cells `text` takes when ratatui draws it: clusters with control characters are not drawn and take none.
#[must_use]
pub fn width(text: &str) -> usize {
    clusters(text).map(|(_, cells)| cells).sum()
}

/// `text` in at most `cells` cells, cut between grapheme clusters and closed by [`ELLIPSIS`].
#[must_use]
pub fn truncate(text: &str, cells: usize) -> Cow<'_, str> {
    truncate_with(text, cells, ELLIPSIS)
}

/// [`truncate`] with an ellipsis of the caller's choice, for terminals that have no `…`.
#[must_use]
pub fn truncate_with<'a>(text: &'a str, cells: usize, ellipsis: &str) -> Cow<'a, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    let Some(room) = cells.checked_sub(width(ellipsis)) else {
        return Cow::Borrowed("");
    };
    let mut kept = String::new();
    let mut used = 0;
    for (cluster, wide) in clusters(text) {
        if used + wide > room {
            break;
        }
        used += wide;
        kept.push_str(cluster);
    }
    kept.push_str(ellipsis);
    Cow::Owned(kept)
}

/// A name, or the short one where that has no room in so many cells.
#[must_use]
pub fn roomy<'n>(name: &'n str, short: Option<&'n str>, cells: usize) -> &'n str {
    match short {
        Some(short) if width(name) > cells => short,
        Some(_) | None => name,
    }
}

/// `text` in at most `cells` cells, cut in its middle: where names begin alike, as the offices of a city do, their ends tell
/// them apart.
#[must_use]
pub fn shorten<'a>(text: &'a str, cells: usize, ellipsis: &str) -> Cow<'a, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    let tail = cells.saturating_sub(width(ellipsis)) / 2;
    let mut end = text.len();
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true).rev() {
        used += width(cluster);
        if used > tail {
            break;
        }
        end = at;
    }
    let end = text.get(end..).unwrap_or_default();
    let begin = truncate_with(text, cells.saturating_sub(width(end)), ellipsis);
    Cow::Owned(format!("{begin}{end}"))
}

/// `text` in exactly `cells` cells: cut if longer, followed by spaces if shorter.
#[must_use]
pub fn pad_right(text: &str, cells: usize) -> String {
    let text = truncate(text, cells);
    let spaces = cells.saturating_sub(width(&text));
    let mut padded = text.into_owned();
    padded.extend(std::iter::repeat_n(' ', spaces));
    padded
}

/// `text` in exactly `cells` cells: cut if longer, preceded by spaces if shorter.
#[must_use]
pub fn pad_left(text: &str, cells: usize) -> String {
    let text = truncate(text, cells);
    let mut padded = " ".repeat(cells.saturating_sub(width(&text)));
    padded.push_str(&text);
    padded
}

/// `text` as lines of at most `cells` cells.
///
/// Lines break at spaces, and between wide characters except before closing and after opening
/// punctuation. A word longer than a line is cut; a cluster wider than a line becomes [`ELLIPSIS`].
#[must_use]
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    if cells == 0 {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, cells, &mut lines);
    }
    lines
}

fn wrap_paragraph(paragraph: &str, cells: usize, lines: &mut Vec<String>) {
    let pieces: Vec<(&str, usize)> = clusters(paragraph)
        .map(|(cluster, wide)| {
            if wide > cells {
                (ELLIPSIS, 1)
            } else {
                (cluster, wide)
            }
        })
        .collect();
    let mut start = 0;
    loop {
        let end = line_end(&pieces[start..], cells) + start;
        let line: String = pieces[start..end]
            .iter()
            .map(|(cluster, _)| *cluster)
            .collect();
        lines.push(line.trim_end_matches(' ').to_owned());
        // The spaces at which a line broke belong to neither line.
        start = end
            + pieces[end..]
                .iter()
                .take_while(|(cluster, _)| *cluster == " ")
                .count();
        if start >= pieces.len() {
            return;
        }
    }
}

/// How many of `pieces` go on the first line; at least one of a non-empty slice.
fn line_end(pieces: &[(&str, usize)], cells: usize) -> usize {
    let mut used = 0;
    let mut last_break = 0;
    for (index, &(cluster, wide)) in pieces.iter().enumerate() {
        if index > 0 && may_break(pieces[index - 1], (cluster, wide)) {
            last_break = index;
        }
        used += wide;
        if used > cells && cluster != " " {
            return if last_break > 0 {
                last_break
            } else {
                index.max(1)
            };
        }
        if used > cells {
            return index.max(1);
        }
    }
    pieces.len()
}

fn may_break((before, before_wide): (&str, usize), (after, after_wide): (&str, usize)) -> bool {
    if after == " " {
        return false;
    }
    before == " " || ((before_wide > 1 || after_wide > 1) && !closes(after) && !opens(before))
}

fn closes(cluster: &str) -> bool {
    cluster.starts_with([
        '，', '。', '；', '：', '、', '！', '？', '）', '》', '〉', '”', '’', '】', '〕', '」',
        '』', '％', '…', '—', '·', ',', '.', ';', ':', '!', '?', ')', ']', '}', '%',
    ])
}

fn opens(cluster: &str) -> bool {
    cluster.starts_with([
        '（', '《', '〈', '“', '‘', '【', '〔', '「', '『', '(', '[', '{', '￥',
    ])
}

/// `text` with everything a terminal could obey, hide or reorder shown as visible characters.
///
/// C0 controls and DEL become their pictures (`␛`), other controls, bidi controls, zero-width and
/// other default-ignorable characters become `<U+202E>`; of a cluster's marks four are kept and the
/// rest counted (`<+12>`). The result holds no control character, and each of its clusters is visible.
#[must_use]
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for cluster in text.graphemes(true) {
        let mut sent = 0;
        let mut counted = 0_usize;
        for character in cluster.chars() {
            let bare_mark = sent == 0 && character.width().unwrap_or(0) == 0;
            if is_unsafe(character) || bare_mark {
                // A mark that follows a picture has lost its base, and would show as nothing.
                push_picture(&mut shown, character);
                sent = 0;
            } else if sent > MARKS_PER_CLUSTER {
                counted += 1;
            } else {
                shown.push(character);
                sent += 1;
            }
        }
        if counted > 0 {
            let _ = write!(shown, "<+{counted}>");
        }
    }
    Cow::Owned(shown)
}

fn push_picture(shown: &mut String, character: char) {
    match character {
        '\0'..='\u{1f}' => shown.extend(char::from_u32(0x2400 + u32::from(character))),
        '\u{7f}' => shown.push('␡'),
        _ => {
            let _ = write!(shown, "<U+{:04X}>", u32::from(character));
        }
    }
}

/// Characters that are one cluster each and always visible: nearly all real text, decided quickly.
fn is_plain(character: char) -> bool {
    matches!(character,
        ' '..='~'
        | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{2100}'..='\u{2bff}'
        | '\u{3000}'..='\u{3029}' | '\u{3031}'..='\u{3098}' | '\u{309b}'..='\u{30ff}'
        | '\u{3190}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff01}'..='\u{ff9d}' | '\u{ffe0}'..='\u{ffe6}')
}

/// Whether a terminal could obey `character`, hide it or reorder text by it: controls, line and
/// paragraph separators, bidi controls, and the default-ignorable code points of Unicode.
#[must_use]
pub fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The clusters ratatui would draw, with their cells.
fn clusters(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.graphemes(true)
        .filter(|cluster| !cluster.contains(char::is_control))
        .map(|cluster| (cluster, usize::from(cluster.cell_width())))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    /// Text as hostile as it comes, with the interesting ranges made likely.
    fn hostile() -> impl Strategy<Value = String> {
        let character = prop_oneof![
            any::<char>(),
            prop::char::range(' ', '~'),
            prop::char::range('\u{4e00}', '\u{9fff}'),
            prop::char::range('\0', '\u{9f}'),
            prop::char::range('\u{300}', '\u{36f}'),
            prop::char::range('\u{600}', '\u{6ff}'),
            prop::char::range('\u{900}', '\u{97f}'),
            prop::char::range('\u{1100}', '\u{11ff}'),
            prop::char::range('\u{2000}', '\u{206f}'),
            prop::char::range('\u{1f1e6}', '\u{1f64f}'),
            prop::char::range('\u{ff61}', '\u{ffdf}'),
        ];
        prop::collection::vec(character, 0..40).prop_map(String::from_iter)
    }

    /// Where ratatui's pen stands after drawing `text` on one long row.
    fn drawn_cells(text: &str) -> usize {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 2_000, 1));
        let (column, _) = buffer.set_stringn(0, 0, text, 2_000, Style::new());
        usize::from(column)
    }

    proptest! {
        #[test]
        fn width_is_what_ratatui_draws(text in hostile()) {
            prop_assert_eq!(width(&text), drawn_cells(&text));
        }

        #[test]
        fn sanitized_text_is_harmless_and_fully_visible(text in hostile()) {
            let shown = sanitize(&text);
            prop_assert!(!shown.chars().any(is_unsafe), "{shown:?}");
            for cluster in shown.graphemes(true) {
                prop_assert!(cluster.cell_width() >= 1, "invisible {cluster:?} in {shown:?}");
                prop_assert!(cluster.chars().count() <= MARKS_PER_CLUSTER + 2, "tall {cluster:?}");
            }
            let again = sanitize(&shown);
            prop_assert_eq!(&*again, &*shown);
        }

        #[test]
        fn truncated_text_fits(text in hostile(), cells in 0_usize..30) {
            prop_assert!(width(&truncate(&text, cells)) <= cells);
            let shown = sanitize(&text);
            prop_assert!(width(&truncate(&shown, cells)) <= cells);
        }

        #[test]
        fn padded_text_fits_exactly(text in hostile(), cells in 0_usize..30) {
            let shown = sanitize(&text);
            prop_assert_eq!(width(&pad_right(&shown, cells)), cells);
            prop_assert_eq!(width(&pad_left(&shown, cells)), cells);
        }

        #[test]
        fn wrapped_lines_fit_and_lose_nothing(text in hostile(), cells in 2_usize..30) {
            let shown = sanitize(&text);
            let lines = wrap(&shown, cells);
            for line in &lines {
                prop_assert!(width(line) <= cells, "{line:?} is wider than {cells}");
            }
            if shown.graphemes(true).all(|cluster| usize::from(cluster.cell_width()) <= cells) {
                let without_spaces = |text: &str| text.replace(' ', "");
                prop_assert_eq!(without_spaces(&lines.concat()), without_spaces(&shown));
            }
        }
    }

    #[test]
    fn widths_of_real_text() {
        for (text, cells) in [
            ("", 0),
            ("abc", 3),
            ("市教育局", 8),
            ("申请-20261109-0007", 18),
            ("第19条(三)", 10),
            ("a\u{301}", 1),
            ("🇨🇳", 2),
            ("→…●", 3),
        ] {
            assert_eq!(width(text), cells, "{text}");
        }
    }

    #[test]
    fn truncation_never_splits() {
        for (text, cells, expected) in [
            ("市教育局", 8, "市教育局"),
            ("市教育局", 7, "市教育…"),
            ("市教育局", 6, "市教…"),
            ("市教育局", 2, "…"),
            ("市教育局", 1, "…"),
            ("市教育局", 0, ""),
            ("abcdef", 4, "abc…"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
        ] {
            assert_eq!(truncate(text, cells), expected, "{text} in {cells}");
        }
        assert_eq!(truncate_with("abcdef", 4, "~"), "abc~");
        assert_eq!(truncate_with("abcdef", 2, "..."), "");
    }

    #[test]
    fn padding_fills_the_half_cell_of_a_cut_wide_character() {
        assert_eq!(pad_right("市教育局", 6), "市教… ");
        assert_eq!(pad_left("12", 5), "   12");
    }

    #[test]
    fn wrapping_keeps_punctuation_with_its_text() {
        for (text, cells, expected) in [
            ("三个工作日，已过", 10, vec!["三个工作", "日，已过"]),
            (
                "见《办法》第五条",
                4,
                vec!["见", "《办", "法》", "第五", "条"],
            ),
            ("the quick brown fox", 9, vec!["the quick", "brown fox"]),
            ("extraordinary", 5, vec!["extra", "ordin", "ary"]),
            ("核 CPU 利用率", 8, vec!["核 CPU", "利用率"]),
            ("a\nb", 8, vec!["a", "b"]),
            ("", 8, vec![""]),
            ("市", 1, vec!["…"]),
        ] {
            assert_eq!(wrap(text, cells), expected, "{text} in {cells}");
        }
        assert!(wrap("anything", 0).is_empty());
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        let stacked = format!("e{}", "\u{301}".repeat(10));
        for (text, expected) in [
            ("plain 文字", "plain 文字"),
            ("\u{1b}[2J", "␛[2J"),
            ("a\tb\r\n", "a␉b␍␊"),
            ("\u{7f}\u{9b}31m", "␡<U+009B>31m"),
            ("\u{202e}txt.exe", "<U+202E>txt.exe"),
            ("zero\u{200b}width", "zero<U+200B>width"),
            ("\u{301}bare", "<U+0301>bare"),
            (&stacked, "e\u{301}\u{301}\u{301}\u{301}<+6>"),
        ] {
            assert_eq!(sanitize(text), expected, "{text:?}");
        }
    }
}
