//! The message line, and the history of what stood in it.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::locale::{Lang, date};

use super::draw::data;
use super::theme::Theme;

/// How many messages are remembered at most.
const COUNT_LIMIT: usize = 200;
/// How many bytes of them at most.
const BYTES_LIMIT: usize = 32 << 10;
/// How many letters of one are remembered: some carry the words of a store or a parser.
const LETTERS_LIMIT: usize = 1_000;

/// A line that stays until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether something is wrong.
    pub bad: bool,
}

/// What stood in the message line.
#[derive(Debug)]
struct Past {
    notice: Notice,
    /// When it was said last.
    at: DateTime<Utc>,
    /// How often in a row.
    times: u32,
}

/// The message line with its history.
#[derive(Debug, Default)]
pub struct Messages {
    line: Option<Notice>,
    /// The newest last.
    past: VecDeque<Past>,
    bytes: usize,
}

impl Messages {
    /// What stands in the line.
    #[must_use]
    pub fn line(&self) -> Option<&Notice> {
        self.line.as_ref()
    }

    /// The line is empty; the history keeps what stood there.
    pub fn clear(&mut self) {
        self.line = None;
    }

    /// Puts something into the line that is no message: the keys of a chord that is not whole.
    pub fn prompt(&mut self, text: String) {
        self.line = Some(Notice { text, bad: false });
    }

    /// Says something. The same said again is one message, said twice.
    pub fn put(&mut self, at: DateTime<Utc>, notice: Notice) {
        let text = notice.text.chars().take(LETTERS_LIMIT).collect();
        let bad = notice.bad;
        self.line = Some(notice);
        let notice = Notice { text, bad };
        if let Some(last) = self.past.back_mut().filter(|last| last.notice == notice) {
            last.at = at;
            last.times = last.times.saturating_add(1);
            return;
        }
        self.bytes += notice.text.len();
        self.past.push_back(Past {
            notice,
            at,
            times: 1,
        });
        while self.past.len() > COUNT_LIMIT || self.bytes > BYTES_LIMIT {
            let Some(oldest) = self.past.pop_front() else {
                return;
            };
            self.bytes -= oldest.notice.text.len();
        }
    }

    /// The history as lines to read, newest first.
    #[must_use]
    pub fn lines(&self, theme: &Theme, lang: Lang) -> Vec<Line<'static>> {
        let newest = self.past.iter().rev();
        let told = newest.map(|past| {
            let (mark, style) = if past.notice.bad {
                (theme.glyphs.alert, theme.palette.late)
            } else {
                (" ", Style::new())
            };
            let times = if past.times > 1 {
                format!("  ×{}", past.times)
            } else {
                String::new()
            };
            Line::from(vec![
                Span::styled(
                    format!("{}  ", date::moment(lang, past.at)),
                    theme.palette.muted,
                ),
                Span::styled(format!("{mark} "), style),
                data(&past.notice.text, style),
                Span::styled(times, theme.palette.muted),
            ])
        });
        told.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(messages: &mut Messages, text: &str) {
        let notice = Notice {
            text: text.to_owned(),
            bad: false,
        };
        messages.put(DateTime::UNIX_EPOCH, notice);
    }

    #[test]
    fn the_history_is_bounded_in_count_and_in_bytes() {
        let mut messages = Messages::default();
        for number in 0..COUNT_LIMIT + 5 {
            said(&mut messages, &number.to_string());
        }
        assert_eq!(messages.past.len(), COUNT_LIMIT);
        let oldest = messages.past.front().map(|past| past.notice.text.as_str());
        assert_eq!(oldest, Some("5"));
        let mut messages = Messages::default();
        for number in 0..COUNT_LIMIT {
            said(&mut messages, &format!("{number}{}", "云".repeat(5_000)));
            assert!(messages.bytes <= BYTES_LIMIT);
        }
        let whole: usize = messages
            .past
            .iter()
            .map(|past| past.notice.text.len())
            .sum();
        assert_eq!(whole, messages.bytes);
        assert!(messages.past.len() > 5);
        // The line itself is whole.
        assert!(messages.line().is_some_and(|line| line.text.len() > 5_000));
    }

    #[test]
    fn the_same_again_is_one_message() {
        let mut messages = Messages::default();
        for text in ["a", "a", "b", "a"] {
            said(&mut messages, text);
            messages.clear();
        }
        let times: Vec<_> = messages.past.iter().map(|past| past.times).collect();
        assert_eq!(times, [2, 1, 1]);
        messages.prompt("g".to_owned());
        assert_eq!(messages.past.len(), 3);
    }
}
