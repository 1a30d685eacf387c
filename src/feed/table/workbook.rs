//! A sheet of an xlsx workbook, through calamine.
use std::io::Cursor;
use std::panic::catch_unwind;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};
use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

use super::cell::whole;
use super::gather::{Checked, Grid, Stopped, place};
use super::package::{broken, weigh};
use super::problem::printable;
use super::{Cell, Problems, Table, TableProblem};

/// How the old binary format and password-protected workbooks begin (a compound file).
const COMPOUND_FILE: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];
/// The most sheet names that a problem repeats.
const MAX_NAMES: usize = 20;
/// Milliseconds of a day.
const DAY: f64 = 86_400_000.0;
/// The last serial day number Excel knows, 9999-12-31, and one.
const END_OF_DAYS: f64 = 2_958_466.0;

/// Reads the named sheet, or the first visible one.
pub(super) fn read(bytes: &[u8], sheet: Option<&str>) -> Result<Table, Problems> {
    if bytes.starts_with(&COMPOUND_FILE) {
        return Err(TableProblem::OldWorkbook.into());
    }
    // In a build with overflow checks calamine panics on a dimension that ends before it begins and on a cell reference
    // with too many digits (`hostile` has both). Only borrowed bytes go in and only the answer comes out, so that
    // nothing half-done survives.
    catch_unwind(|| read_guarded(bytes, sheet)).unwrap_or_else(|_| {
        Err(TableProblem::BrokenWorkbook {
            detail: "the workbook reader failed".into(),
        }
        .into())
    })
}

fn read_guarded(bytes: &[u8], sheet: Option<&str>) -> Result<Table, Problems> {
    weigh(bytes)?;
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let name = choose(&workbook, sheet)?;
    let mut grid = Grid::default();
    // A stop is a problem noted, and `finish` reports it.
    let _ = read_rows(&mut workbook, &name, &mut grid);
    grid.finish(Some(printable(&name)))
}

fn choose(workbook: &Xlsx<Cursor<&[u8]>>, wanted: Option<&str>) -> Result<String, TableProblem> {
    let mut sheets = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet);
    match wanted {
        // What a person does not see, a person does not mean to import.
        None => sheets
            .find(|sheet| sheet.visible == SheetVisible::Visible)
            .map(|sheet| sheet.name.clone())
            .ok_or(TableProblem::NoSheet),
        Some(wanted) if sheets.clone().any(|sheet| sheet.name == wanted) => Ok(wanted.to_owned()),
        Some(wanted) => Err(TableProblem::SheetMissing {
            wanted: printable(wanted),
            present: sheets
                .take(MAX_NAMES)
                .map(|sheet| printable(&sheet.name))
                .collect(),
        }),
    }
}

/// Streams the cells: a range would be as large as the distance of its corners.
fn read_rows(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    grid: &mut Grid,
) -> Result<(), Stopped> {
    let from_1904 = workbook.has_1904_epoch();
    let mut reader = match workbook.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(error) => {
            grid.problem(broken(&error));
            return Err(Stopped);
        }
    };
    let mut cells: Vec<(u32, Checked)> = Vec::new();
    let mut last: Option<(u32, u32)> = None;
    loop {
        let cell = match reader.next_cell() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            Err(error) => {
                grid.problem(broken(&error));
                return Err(Stopped);
            }
        };
        let position = cell.get_position();
        let (row, column) = (position.0.saturating_add(1), position.1);
        if last.is_some_and(|last| position <= last) {
            let place = place(row, column);
            grid.problem(TableProblem::CellsOutOfOrder { place });
            return Err(Stopped);
        }
        if let Some((previous, _)) = last
            && previous != position.0
        {
            grid.row(previous.saturating_add(1), std::mem::take(&mut cells))?;
        }
        last = Some(position);
        match cell.get_value() {
            DataRef::String(text) => grid.text(&mut cells, row, column, text)?,
            DataRef::SharedString(text) => grid.text(&mut cells, row, column, text)?,
            value => {
                let checked = match plain(value, from_1904) {
                    Ok(cell) => Some(cell),
                    Err(wrong) => {
                        grid.problem(wrong.at(row, column));
                        None
                    }
                };
                grid.cell(&mut cells, column, checked)?;
            }
        }
    }
    match last {
        Some((row, _)) => grid.row(row.saturating_add(1), cells),
        None => Ok(()),
    }
}

/// A problem whose place is not known yet.
enum Wrong {
    Date,
    Number,
    Error(String),
}

impl Wrong {
    fn at(self, row: u32, column: u32) -> TableProblem {
        let place = place(row, column);
        match self {
            Self::Date => TableProblem::ImpossibleDate { place },
            Self::Number => TableProblem::NumberOutOfRange { place },
            Self::Error(error) => TableProblem::ErrorValue { place, error },
        }
    }
}

/// A value that is not text.
fn plain(value: &DataRef<'_>, from_1904: bool) -> Result<Cell, Wrong> {
    match value {
        DataRef::Empty | DataRef::String(_) | DataRef::SharedString(_) => Ok(Cell::Empty),
        DataRef::Int(integer) => Ok(Cell::Integer(*integer)),
        DataRef::Float(number) => Cell::number(*number).ok_or(Wrong::Number),
        DataRef::Bool(value) => Ok(Cell::Bool(*value)),
        DataRef::DateTime(serial) if serial.is_datetime() => instant(serial.as_f64(), from_1904)
            .map(dated)
            .ok_or(Wrong::Date),
        DataRef::DateTime(_) | DataRef::DurationIso(_) => Err(Wrong::Date),
        DataRef::DateTimeIso(text) => text
            .parse::<NaiveDateTime>()
            .ok()
            .or_else(|| Some(text.parse::<NaiveDate>().ok()?.and_time(NaiveTime::MIN)))
            .map(dated)
            .ok_or(Wrong::Date),
        DataRef::Error(error) => Err(Wrong::Error(error.to_string())),
    }
}

fn dated(instant: NaiveDateTime) -> Cell {
    if instant.time() == NaiveTime::MIN {
        Cell::Date(instant.date())
    } else {
        Cell::DateTime(instant)
    }
}

/// The instant of a serial day number, to the millisecond; below 1 it is a time of day without a date.
fn instant(serial: f64, from_1904: bool) -> Option<NaiveDateTime> {
    if !(1.0..END_OF_DAYS).contains(&serial) {
        return None;
    }
    let first = if from_1904 {
        NaiveDate::from_ymd_opt(1904, 1, 1)
    } else if serial < 60.0 {
        NaiveDate::from_ymd_opt(1899, 12, 31)
    } else if serial < 61.0 {
        // Excel has a 29th of February 1900; the calendar has not.
        None
    } else {
        NaiveDate::from_ymd_opt(1899, 12, 30)
    };
    let elapsed = Duration::milliseconds(whole((serial * DAY).round())?);
    first?.and_time(NaiveTime::MIN).checked_add_signed(elapsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_day_numbers_are_the_dates_excel_shows() {
        // Known from Excel: 1 is 1900-01-01, 61 is 1900-03-01, 46349 is 2026-11-23; 1904 counts 1,462 days less.
        let known = [
            (1.0, false, "1900-01-01T00:00:00"),
            (59.0, false, "1900-02-28T00:00:00"),
            (61.0, false, "1900-03-01T00:00:00"),
            (46_349.0, false, "2026-11-23T00:00:00"),
            (46_349.354_166_666_664, false, "2026-11-23T08:30:00"),
            (44_887.0, true, "2026-11-23T00:00:00"),
            (2_958_465.0, false, "9999-12-31T00:00:00"),
        ];
        for (serial, from_1904, expected) in known {
            assert_eq!(
                instant(serial, from_1904),
                expected.parse().ok(),
                "{serial}"
            );
        }
        for impossible in [0.5, -3.0, 60.0, 2_958_466.0, f64::NAN, f64::INFINITY] {
            assert_eq!(instant(impossible, false), None, "{impossible}");
        }
    }
}
