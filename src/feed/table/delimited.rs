//! Text with commas, tabs or semicolons between the cells.
use csv::{ReaderBuilder, StringRecord};

use super::gather::{Grid, Stopped};
use super::{Problems, Table, TableProblem};

/// Reads text whose line ends are line feeds.
pub(super) fn read(text: &str) -> Result<Table, Problems> {
    let mut grid = Grid::default();
    // A stop is a problem noted, and `finish` reports it.
    let _ = read_rows(text, &mut grid);
    grid.finish(None)
}

fn read_rows(text: &str, grid: &mut Grid) -> Result<(), Stopped> {
    // The rows below are told by their line ends, and the last line of a file may lack its own.
    let text = format!("{}\n", text.strip_suffix('\n').unwrap_or(text));
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut row = 0_u32;
    let mut line = reader.position().line();
    // The text is valid UTF-8 in memory, so that reading it cannot fail.
    while let Ok(true) = reader.read_record(&mut record) {
        let lines = reader.position().line() - line;
        line = reader.position().line();
        let inside: usize = record.iter().map(|field| field.matches('\n').count()).sum();
        // A spreadsheet shows blank lines as rows; the csv reader skips them, and only the lines tell.
        let Some(blank) = lines.checked_sub(1 + inside as u64) else {
            grid.problem(TableProblem::UnclosedQuote {
                row: row.saturating_add(1),
            });
            return Err(Stopped);
        };
        row = row.saturating_add(1 + u32::try_from(blank).unwrap_or(u32::MAX));
        let mut cells = Vec::new();
        for (column, field) in (0_u32..).zip(record.iter()) {
            grid.text(&mut cells, row, column, field)?;
        }
        grid.row(row, cells)?;
    }
    Ok(())
}

/// The delimiter that is most frequent in the first line that is not blank, outside of quotes.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b'\t', 0), (b';', 0)];
    let mut quoted = false;
    for byte in text.trim_start_matches('\n').bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                for (candidate, count) in &mut counts {
                    *count += usize::from(*candidate == byte);
                }
            }
        }
    }
    // `max_by_key` takes the last of equals: in reverse, the comma wins.
    counts
        .into_iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(b',', |(candidate, _)| candidate)
}
