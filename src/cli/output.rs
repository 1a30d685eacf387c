//! What is printed: sanitised, aligned by cells, and never a panic when nobody reads it.

use std::io::{self, Write};

use serde::Serialize;

use crate::console::text;

/// How wide the first columns of a table may grow, in cells; the last takes what it needs.
const WIDEST: usize = 40;

/// Prints a text of ours, in which everything from outside was sanitised.
pub(super) fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    if !text.is_empty() && !text.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// Prints one JSON document. Control characters in it are escapes, as JSON has them.
pub(super) fn document(value: &impl Serialize) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut out, value).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Says something on standard error. There is nobody to tell if that fails.
pub(super) fn complain(text: &str) {
    let mut error = io::stderr().lock();
    for line in text.lines() {
        let _ = writeln!(error, "{}", text::sanitize(line));
    }
}

/// One line from outside, safe to print.
pub(super) fn line(text: &str) -> String {
    text::sanitize(text).into_owned()
}

/// Several lines from outside, each safe to print and under an indent.
pub(super) fn paragraph(indent: &str, text: &str) -> String {
    text.lines()
        .map(|line| format!("{indent}{}\n", text::sanitize(line).replace('␉', "    ")))
        .collect::<Vec<_>>()
        .concat()
}

/// Rows in columns. Every cell is sanitised; a heading of nothing but blanks is left out.
pub(super) fn table<const N: usize>(heading: [&str; N], rows: &[[String; N]]) -> String {
    columns(&heading, rows)
}

/// The same, of rows that all have as many cells as the heading.
pub(super) fn columns<R: AsRef<[String]>>(heading: &[&str], rows: &[R]) -> String {
    let clean: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.as_ref().iter().map(|cell| line(cell)).collect())
        .collect();
    let width = |at: usize| {
        let cells = clean.iter().filter_map(|row| row.get(at));
        let cells = cells.map(String::as_str).chain(heading.get(at).copied());
        cells.map(text::width).max().unwrap_or(0).min(WIDEST)
    };
    let widths: Vec<usize> = (0..heading.len()).map(width).collect();
    let mut written = String::new();
    let mut write = |cells: &[&str]| {
        let mut row = String::new();
        for (at, cell) in cells.iter().enumerate() {
            if at + 1 == cells.len() {
                row.push_str(cell);
            } else {
                let width = widths.get(at).copied().unwrap_or(0);
                row.push_str(&text::pad_right(cell, width));
                row.push_str("  ");
            }
        }
        written.push_str(row.trim_end());
        written.push('\n');
    };
    if heading.iter().any(|cell| !cell.is_empty()) {
        write(heading);
    }
    for row in &clean {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        write(&cells);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_one_another_in_cells() {
        let rows = [
            ["教育局".to_owned(), "1".to_owned()],
            ["a\u{1b}[31m".to_owned(), "2".to_owned()],
        ];
        let written = table(["unit", "n"], &rows);
        let starts: Vec<usize> = written
            .lines()
            .map(|line| text::width(line.rsplit_once(' ').map_or("", |(before, _)| before)))
            .collect();
        assert!(
            starts.windows(2).all(|pair| pair[0] == pair[1]),
            "{written}"
        );
        assert!(!written.contains('\u{1b}'));
    }
}
