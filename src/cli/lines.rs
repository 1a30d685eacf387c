//! Questions on standard input, a line of JSON each, and their answers in the same order.

use std::io::{self, BufRead, Read, Write};

use serde::Serialize;

use crate::locale::Lang;
use crate::locale::cli as words;

use super::failure::{Failure, USAGE};

/// What is wrong with a line.
#[derive(Debug, Serialize)]
struct BadLine {
    error: String,
}

/// Answers every line of the input by one of the output. A line that is wrong is answered by what is wrong with it, and
/// the exit code says that there was one.
///
/// # Errors
/// If the input or the output fails, or a line was wrong.
pub(super) fn answer_each<T: Serialize>(
    lang: Lang,
    limit: u64,
    answer: impl Fn(&[u8]) -> Result<T, String>,
) -> Result<(), Failure> {
    let mut input = io::BufReader::new(io::stdin().lock());
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut is_bad = false;
    let mut line = Vec::new();
    while let Some(is_whole) = next_line(&mut input, limit, &mut line)? {
        if line.iter().all(u8::is_ascii_whitespace) && is_whole {
            continue;
        }
        let answered = if is_whole {
            answer(&line)
        } else {
            Err(words::LINE_TOO_LONG.fill(lang, &[&limit]))
        };
        let written = match answered {
            Ok(answer) => serde_json::to_writer(&mut out, &answer),
            Err(error) => {
                is_bad = true;
                serde_json::to_writer(&mut out, &BadLine { error })
            }
        };
        written.map_err(io::Error::from)?;
        out.write_all(b"\n")?;
        // Whoever sends a line and waits for its answer gets it; a file is answered in large pieces.
        if input.buffer().is_empty() {
            out.flush()?;
        }
    }
    out.flush()?;
    if is_bad {
        return Err(Failure::Told(USAGE));
    }
    Ok(())
}

/// The next line; `Some(false)` if it was longer than the limit and its rest was skipped.
fn next_line(input: &mut impl BufRead, limit: u64, line: &mut Vec<u8>) -> io::Result<Option<bool>> {
    line.clear();
    let count = input.by_ref().take(limit).read_until(b'\n', line)?;
    if count == 0 {
        return Ok(None);
    }
    let at_limit = u64::try_from(count).is_ok_and(|count| count == limit);
    if line.ends_with(b"\n") || !at_limit {
        return Ok(Some(true));
    }
    input.skip_until(b'\n')?;
    Ok(Some(false))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use super::*;

    #[test]
    fn lines_are_bounded_and_the_next_one_is_read_all_the_same() {
        let long = "x".repeat(105);
        let text = format!("one\n{long}\ntwo");
        let mut input = text.as_bytes();
        let mut line = Vec::new();
        let mut seen = Vec::new();
        while let Some(is_whole) = next_line(&mut input, 100, &mut line).unwrap() {
            seen.push((is_whole, line.len().min(4)));
        }
        assert_eq!(seen, [(true, 4), (false, 4), (true, 3)]);
    }
}
