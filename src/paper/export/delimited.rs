//! Comma-separated values, in UTF-8 with the mark by which spreadsheets know it.

use std::io::Write;

use csv::Writer;

use crate::locale::Lang;

use super::{Export, Value};

/// Without this byte order mark a spreadsheet reads the file in the old encoding of its country.
const MARK: &str = "\u{feff}";
/// What a text that a spreadsheet would take for a formula begins with.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The file.
pub(super) fn write(export: &Export<'_>) -> std::io::Result<Vec<u8>> {
    let mut out = Writer::from_writer(MARK.as_bytes().to_vec());
    out.write_record(export.headings())?;
    for row in export.rows {
        let cells = export.values(row);
        out.write_record(cells.map(|cell| match &cell {
            Value::Text(text) => guarded(text),
            other => other.plain(export.lang),
        }))?;
    }
    let mut bytes = out.into_inner().map_err(csv::IntoInnerError::into_error)?;
    writeln!(bytes, "# {}", about(export))?;
    Ok(bytes)
}

/// A text behind an apostrophe if a spreadsheet would take it for a formula. A signed number only looks like one.
fn guarded(text: &str) -> String {
    let is_formula = text.trim_start_matches(' ').starts_with(FORMULA);
    if is_formula && !is_number(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Whether it is a number as people write one: a sign, digits, at most one point.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits =
        |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    are_digits(whole) && are_digits(part)
}

/// What the last line says: what the list was made of. It is one cell to whoever reads the file as a table, so no
/// comma, quote or line end is in it.
fn about(export: &Export<'_>) -> String {
    let told = export.about();
    let told = told
        .iter()
        .map(|(label, value)| format!("{label} {}", value.plain(export.lang)));
    let comma = match export.lang {
        Lang::Zh => "，",
        Lang::En => ";",
    };
    told.collect::<Vec<_>>()
        .join(" · ")
        .replace(',', comma)
        .replace('"', "”")
        .replace(['\n', '\t', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_a_formula_stands_behind_an_apostrophe_but_a_number_does_not() {
        for text in [
            "=1+1",
            "+HYPERLINK(1)",
            "-2+3",
            "@SUM(A1)",
            "\tx",
            "\rx",
            " =1",
            "＝1",
            "-",
            "+inf",
            "-1e5",
            "-1.",
        ] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["-5", "+3.50", "0737-0000000", "1=1", "a-b", "", "'=1"] {
            assert_eq!(guarded(text), text);
        }
    }
}
