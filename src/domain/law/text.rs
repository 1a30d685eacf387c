//! Texts and days as they come from people: checked once, the same way everywhere.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::clock::minute_of;
use super::field::Paragraph;
use super::refusal::{Reason, Refusal};
use super::step::Case;

/// The most characters of a one-line text.
pub const LINE: usize = 120;
/// The most characters of a text of several lines.
pub const PARAGRAPH: usize = 4_000;
/// The earliest day that is believed: the first of 2000.
pub const EARLIEST: NaiveDate = match NaiveDate::from_ymd_opt(2000, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
/// The most entries of a list.
pub const LIST: usize = 50;

/// A text that may be empty, without the blanks around it.
///
/// # Errors
/// If it is too long, or holds characters that do not belong on paper.
pub fn optional(case: &Case, field: &str, text: &str, limit: usize) -> Result<String, Refusal> {
    let text = text.trim();
    let limit = if limit == 0 { LINE } else { limit };
    if text.chars().count() > limit {
        let limit = u32::try_from(limit).unwrap_or(u32::MAX);
        return Err(case.refuse(Reason::TooLong(field.to_owned(), limit)));
    }
    let breaks_allowed = limit > LINE;
    if text.chars().any(|letter| is_bad(letter, breaks_allowed)) {
        return Err(case.refuse(Reason::BadCharacters(field.to_owned())));
    }
    Ok(text.to_owned())
}

/// A text that must say something.
///
/// # Errors
/// As [`optional`], and if it is empty.
pub fn required(case: &Case, field: &str, text: &str, limit: usize) -> Result<String, Refusal> {
    let text = optional(case, field, text, limit)?;
    if text.is_empty() {
        return Err(case.refuse(Reason::Missing(field.to_owned())));
    }
    Ok(text)
}

/// A list of texts of which at least one must say something.
///
/// # Errors
/// As [`required`], and if there are too many.
pub fn list(case: &Case, field: &str, texts: &[Paragraph]) -> Result<Vec<String>, Refusal> {
    if texts.len() > LIST {
        let limit = u32::try_from(LIST).unwrap_or(u32::MAX);
        return Err(case.refuse(Reason::TooLong(field.to_owned(), limit)));
    }
    let kept = texts
        .iter()
        .map(Paragraph::as_str)
        .filter(|text| !text.trim().is_empty())
        .map(|text| required(case, field, text, PARAGRAPH))
        .collect::<Result<Vec<_>, _>>()?;
    if kept.is_empty() {
        return Err(case.refuse(Reason::Missing(field.to_owned())));
    }
    Ok(kept)
}

/// A SHA-256 digest, in lower case whichever way it was written.
///
/// # Errors
/// If it is not 64 hexadecimal digits.
pub fn digest(case: &Case, field: &str, text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    let is_digest = text.len() == 64 && text.chars().all(|letter| letter.is_ascii_hexdigit());
    if is_digest {
        Ok(text.to_ascii_lowercase())
    } else {
        Err(case.refuse(Reason::BadDigest(field.to_owned())))
    }
}

/// Whether a one-line text holds what [`optional`] refuses.
#[must_use]
pub fn is_dirty(text: &str) -> bool {
    text.chars().any(|letter| is_bad(letter, false))
}

/// Control characters, and what is not seen or is nobody's in common: marks of the reading direction, joiners, fillers,
/// variation selectors, private use.
fn is_bad(letter: char, breaks_allowed: bool) -> bool {
    if breaks_allowed && matches!(letter, '\n' | '\t') {
        return false;
    }
    letter.is_control()
        || matches!(letter, '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{00ad}' | '\u{034f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{2800}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{10ffff}')
}

/// The latest year that is believed of a day to come.
pub const LATEST_YEAR: i32 = 2199;

/// A day to come, or past, that is no slip of the hand.
///
/// # Errors
/// If it lies before [`EARLIEST`], or after [`LATEST_YEAR`].
pub fn believable(case: &Case, field: &str, day: NaiveDate) -> Result<(), Refusal> {
    if day < EARLIEST || day.year() > LATEST_YEAR {
        let year = |year: i32| u64::try_from(year).unwrap_or_default();
        let (first, last) = (year(EARLIEST.year()), year(LATEST_YEAR));
        return Err(case.refuse(Reason::OutOfRange(field.to_owned(), first, last)));
    }
    Ok(())
}

/// A day that has come, and that anybody at work can have lived.
///
/// # Errors
/// If it lies after today, or before [`EARLIEST`]: a slip of the hand, as in 0206-11-23.
pub fn not_in_future(case: &Case, day: NaiveDate) -> Result<(), Refusal> {
    if day < EARLIEST {
        return Err(case.refuse(Reason::Before(day, EARLIEST)));
    }
    if day > case.today() {
        return Err(case.refuse(Reason::InFuture(day)));
    }
    Ok(())
}

/// An instant that has come, and is not before the earliest it can be. People tell it to the minute: told as the minute in
/// which the earliest lies, it is the earliest.
///
/// # Errors
/// If it lies after now, or before `earliest`.
pub fn instant_that_came(
    case: &Case,
    at: DateTime<Utc>,
    earliest: DateTime<Utc>,
) -> Result<DateTime<Utc>, Refusal> {
    if at > case.now {
        return Err(case.refuse(Reason::NotYet(at)));
    }
    if at == minute_of(earliest) {
        return Ok(earliest);
    }
    if at < earliest {
        return Err(case.refuse(Reason::TooEarly(at, earliest)));
    }
    Ok(at)
}
