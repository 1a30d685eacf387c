//! A document in lines of so many cells, as Chinese offices set it: title and number centred, the recipient at the
//! margin, paragraphs indented by two characters, issuer and date to the right.
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::document::Document;
use crate::locale::Lang;

/// The narrowest and the widest a document is set, in cells.
pub const WIDTHS: std::ops::RangeInclusive<usize> = 20..=200;

/// Marks that may not begin a line, so that they go down with the word before them.
const CLOSING: &str = "，。；：、！？）》〕”’…·,.;:!?)]}";
/// Marks that may not end a line; the dot within a unit, as 台·年, may do neither.
const OPENING: &str = "（《〔“‘·([{";

impl Document {
    /// The document as lines of at most `width` cells, which is brought within [`WIDTHS`]. Control characters are
    /// shown as `\u{fffd}`, never sent.
    #[must_use]
    pub fn to_text(&self, width: usize) -> String {
        let width = width.clamp(*WIDTHS.start(), *WIDTHS.end());
        let indentation = match self.lang {
            Lang::Zh => 4,
            Lang::En => 0,
        };
        let mut lines = Vec::new();
        lines.extend(placed(&self.title, width, centred));
        lines.extend(placed(&self.number, width, centred));
        lines.push(String::new());
        lines.extend(wrap(&self.recipients, 0, width));
        for paragraph in &self.body {
            if self.lang == Lang::En {
                lines.push(String::new());
            }
            lines.extend(wrap(paragraph, indentation, width));
        }
        if !self.attachments.is_empty() {
            lines.push(String::new());
        }
        for attachment in &self.attachments {
            lines.extend(wrap(attachment, indentation, width));
        }
        lines.push(String::new());
        lines.extend(placed(&self.issuer, width, rightmost));
        lines.extend(placed(&self.date, width, rightmost));
        if !self.copies.is_empty() {
            lines.push(String::new());
            lines.extend(wrap(&self.copies, 0, width));
        }
        lines.push(String::new());
        lines.extend(wrap(&self.hands, 0, width));
        if !self.foot.is_empty() {
            lines.push(String::new());
            lines.extend(wrap(&self.foot, 0, width));
        }
        let mut text = lines.join("\n");
        text.push('\n');
        text
    }
}

fn centred(line: &str, width: usize) -> usize {
    width.saturating_sub(line.width()) / 2
}

fn rightmost(line: &str, width: usize) -> usize {
    width.saturating_sub(line.width())
}

fn placed(text: &str, width: usize, margin: fn(&str, usize) -> usize) -> Vec<String> {
    wrap(text, 0, width)
        .into_iter()
        .map(|line| " ".repeat(margin(&line, width)) + &line)
        .collect()
}

/// Breaks a paragraph into lines of at most `width` cells, the first one indented: between words, and between Chinese
/// characters except where a mark forbids it.
fn wrap(text: &str, indentation: usize, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = " ".repeat(indentation);
    let mut is_empty = true;
    for word in words(text, width.saturating_sub(indentation)) {
        let fits = line.width() + word.trim_end().width() <= width;
        if !fits && !is_empty {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line.push_str(&word);
        is_empty = false;
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The unbreakable parts of a paragraph, blanks at their ends; none is wider than `limit` cells, so that a long run
/// without a blank breaks too.
fn words(text: &str, limit: usize) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for letter in text.graphemes(true) {
        let letter = match letter {
            "\t" => " ",
            _ if letter.chars().any(char::is_control) => "\u{fffd}",
            _ => letter,
        };
        match words.last_mut() {
            Some(word) if joins(word, letter) && word.width() + letter.width() <= limit => {
                word.push_str(letter);
            }
            _ => words.push(letter.to_owned()),
        }
    }
    words
}

/// Whether a letter stays on the line of the word before it.
fn joins(word: &str, letter: &str) -> bool {
    let Some(last) = word.chars().last() else {
        return true;
    };
    letter == " "
        || CLOSING.contains(letter)
        || OPENING.contains(last)
        || (last != ' ' && is_narrow(last) && letter.width() <= 1)
}

fn is_narrow(letter: char) -> bool {
    letter.to_string().width() <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_breaks_between_characters_but_not_before_a_mark() {
        assert_eq!(
            wrap("一二三四五六七八九，十", 4, 20),
            ["    一二三四五六七八", "九，十"]
        );
        assert_eq!(wrap("看（第十九条）", 0, 6), ["看（第", "十九", "条）"]);
        assert_eq!(wrap("申请量8台·年，", 0, 10), ["申请量8", "台·年，"]);
        assert_eq!(
            wrap("handed over by 2026-11-23, unbilled", 0, 14),
            ["handed over by", "2026-11-23,", "unbilled"]
        );
    }

    #[test]
    fn no_line_is_wider_than_asked_whatever_comes_in() {
        let texts = [
            "长".repeat(200),
            "w".repeat(200),
            "，".repeat(50),
            "（".repeat(50),
            "a\u{1b}[31m b\u{7}字".repeat(30),
            "👩‍👩‍👧‍👦 家 ".repeat(20),
            " ".repeat(90),
        ];
        for text in &texts {
            for indentation in [0, 4] {
                for width in [20, 21, 80] {
                    for line in wrap(text, indentation, width) {
                        assert!(line.width() <= width, "{line:?}");
                        assert!(!line.chars().any(char::is_control), "{line:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_is_lost_in_wrapping() {
        let text = "事项：申请-20261109-0007，防汛会商平台 扩容 8 × 4核16G。";
        let bare = |text: &str| text.replace(' ', "");
        let wrapped = wrap(text, 4, 22).join("");
        assert_eq!(bare(&wrapped), bare(text));
    }
}
