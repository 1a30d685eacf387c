//! A workbook: the rows on its first sheet, what they were made of on the second.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use crate::locale::export as words;
use crate::locale::{Lang, date};

use super::{Export, Value};

/// How narrow and how wide a column may be, in characters of the default font; a Chinese one takes two.
const WIDTHS: (usize, usize) = (6, 60);
/// The most characters of a text in a cell. Excel counts 32,767 UTF-16 units, and a character may be two of them.
const TEXT_LIMIT: usize = 16_000;
/// The most characters of a sheet's name; below, those that it may not have.
const NAME_LIMIT: usize = 31;
const NOT_IN_NAMES: [char; 8] = ['[', ']', ':', '*', '?', '/', '\\', '\''];

const DAY: &str = "yyyy-mm-dd";
const INSTANT: &str = "yyyy-mm-dd hh:mm";

/// How values are shown.
struct Shown {
    lang: Lang,
    heading: Format,
    number: Format,
    money: Format,
    day: Format,
    may_move: Format,
    instant: Format,
}

impl Shown {
    fn new(lang: Lang) -> Self {
        let of = |format: &str| Format::new().set_num_format(format);
        let (before, after) = around_a_day(lang);
        let quoted = |text: String| {
            if text.is_empty() {
                text
            } else {
                format!("\"{text}\"")
            }
        };
        let may_move = format!("{}{DAY}{}", quoted(before), quoted(after));
        Self {
            lang,
            heading: Format::new().set_bold(),
            number: Format::new(),
            money: of("0.00"),
            day: of(DAY),
            may_move: of(&may_move),
            instant: of(INSTANT),
        }
    }
}

/// What stands around a day that may yet move. It is part of the cell's format, so that the cell stays a day.
fn around_a_day(lang: Lang) -> (String, String) {
    let marked = date::provisionally(lang, "\0".to_owned(), true);
    let (before, after) = marked.split_once('\0').unwrap_or_default();
    (before.to_owned(), after.to_owned())
}

/// The file.
pub(super) fn write(export: &Export<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let shown = Shown::new(export.lang);
    fill_rows(workbook.add_worksheet(), export, &shown)?;
    fill_about(workbook.add_worksheet(), export, &shown)?;
    workbook.save_to_buffer()
}

fn fill_rows(sheet: &mut Worksheet, export: &Export<'_>, shown: &Shown) -> Result<(), XlsxError> {
    sheet.set_name(name(export))?.set_freeze_panes(1, 0)?;
    let mut widths = Vec::new();
    for (column, heading) in (0_u16..).zip(export.headings()) {
        sheet.write_string_with_format(0, column, heading, &shown.heading)?;
        widths.push(heading.width());
    }
    for (at, row) in (1_u32..).zip(export.rows) {
        let cells = (0_u16..).zip(&mut widths).zip(export.values(row));
        for ((column, width), value) in cells {
            *width = (*width).max(value.plain(export.lang).width());
            put(sheet, (at, column), &value, shown)?;
        }
    }
    set_widths(sheet, &widths)
}

fn fill_about(sheet: &mut Worksheet, export: &Export<'_>, shown: &Shown) -> Result<(), XlsxError> {
    sheet.set_name(words::ABOUT.get(export.lang))?;
    let mut widths = [0; 2];
    for (at, (label, value)) in (0_u32..).zip(export.about()) {
        sheet.write_string_with_format(at, 0, label, &shown.heading)?;
        put(sheet, (at, 1), &value, shown)?;
        let [labels, values] = &mut widths;
        *labels = (*labels).max(label.width());
        *values = (*values).max(value.plain(export.lang).width());
    }
    set_widths(sheet, &widths)
}

fn set_widths(sheet: &mut Worksheet, widths: &[usize]) -> Result<(), XlsxError> {
    let (least, most) = WIDTHS;
    for (column, width) in (0_u16..).zip(widths) {
        // A little room beside the text, as a spreadsheet leaves itself.
        let width = u16::try_from((width + 2).clamp(least, most)).unwrap_or(u16::MAX);
        sheet.set_column_width(column, width)?;
    }
    Ok(())
}

/// A sheet is called as its list, as far as a sheet may be.
fn name(export: &Export<'_>) -> String {
    let name = export
        .list
        .chars()
        .filter(|letter| !NOT_IN_NAMES.contains(letter));
    name.take(NAME_LIMIT).collect()
}

/// A text is written as a text whatever it begins with, and so is a number or a day beyond what a spreadsheet knows.
fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    shown: &Shown,
) -> Result<(), XlsxError> {
    let known = match value {
        Value::Empty => return Ok(()),
        Value::Text(_) => None,
        Value::Number(_) => number(value, shown).map(|number| (number, &shown.number)),
        Value::Money(_) => number(value, shown).map(|number| (number, &shown.money)),
        Value::Day(day) => day_of(*day).map(|day| (day.to_excel(), &shown.day)),
        Value::MayMove(day) => day_of(*day).map(|day| (day.to_excel(), &shown.may_move)),
        Value::Instant(at) => instant_of(*at).map(|at| (at.to_excel(), &shown.instant)),
    };
    if let Some((number, format)) = known {
        sheet.write_number_with_format(row, column, number, format)?;
        return Ok(());
    }
    let text = value.plain(shown.lang);
    let text: String = text.chars().take(TEXT_LIMIT).collect();
    sheet.write_string(row, column, text)?;
    Ok(())
}

/// Through its decimal digits: Rust has no checked conversion to a float, and `as` would silently round.
fn number(value: &Value, shown: &Shown) -> Option<f64> {
    value.plain(shown.lang).parse().ok()
}

fn day_of(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let small = |number: u32| u8::try_from(number).ok();
    ExcelDateTime::from_ymd(year, small(day.month())?, small(day.day())?).ok()
}

fn instant_of(at: NaiveDateTime) -> Option<ExcelDateTime> {
    let hour = u16::try_from(at.hour()).ok()?;
    let minute = u8::try_from(at.minute()).ok()?;
    day_of(at.date())?.and_hms(hour, minute, at.second()).ok()
}
