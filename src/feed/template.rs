//! The empty workbook that people fill in, and that [`super::table`] reads back.
//!
//! The first sheet has nothing but the titles, so that whatever is in it later was meant. Notes, examples and choices
//! are on the second: an example that stood among the data would one day be imported.
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use rust_xlsxwriter::{Color, DataValidation, Format, Formula, Workbook, Worksheet, XlsxError};

use super::table::{MAX_COLUMNS, MAX_ROWS};

/// The width of the second sheet's columns of prose, in characters.
const PROSE_WIDTH: f64 = 40.0;
/// The second sheet's columns: title, note, example, and from here to the right the choices.
const FIRST_CHOICE: u16 = 3;

/// One column to be filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateColumn {
    /// The title in the header row.
    pub title: String,
    /// What belongs there, on the second sheet.
    pub note: String,
    /// A value that would be accepted, on the second sheet.
    pub example: String,
    /// The only values that are accepted, offered as a list; none if anything is.
    pub choices: Vec<String>,
    /// How wide the column is shown, in characters of the default font; a Chinese one takes two.
    pub width: u16,
}

/// The words of the workbook itself, in the language of its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TemplateWords<'a> {
    /// The name of the sheet to be filled in.
    pub data_sheet: &'a str,
    /// The name of the sheet that explains; not that of the other.
    pub explanation_sheet: &'a str,
    /// Heads the titles.
    pub title: &'a str,
    /// Heads the notes.
    pub note: &'a str,
    /// Heads the examples.
    pub example: &'a str,
    /// Heads the choices.
    pub choices: &'a str,
}

/// Why a template was not written.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// More columns than a table may have when it comes back.
    #[error("more than {MAX_COLUMNS} columns")]
    TooManyColumns,
    /// The workbook cannot be made, for instance because a sheet's name is not allowed.
    #[error(transparent)]
    Workbook(#[from] XlsxError),
    /// The file cannot be written; an existing one is never overwritten, it may be filled in already.
    #[error(transparent)]
    File(#[from] std::io::Error),
}

/// Writes an empty workbook for these columns to a new file.
///
/// # Errors
/// [`TemplateError`]; a file that exists is [`TemplateError::File`].
pub fn write_template(
    words: &TemplateWords<'_>,
    columns: &[TemplateColumn],
    path: &Path,
) -> Result<(), TemplateError> {
    if columns.len() > MAX_COLUMNS {
        return Err(TemplateError::TooManyColumns);
    }
    let mut workbook = Workbook::new();
    fill_data_sheet(workbook.add_worksheet(), words, columns)?;
    fill_explanation_sheet(workbook.add_worksheet(), words, columns)?;
    // Made before the file is, so that a failure leaves no empty file behind.
    let bytes = workbook.save_to_buffer()?;
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(&bytes)?;
    Ok(())
}

fn fill_data_sheet(
    sheet: &mut Worksheet,
    words: &TemplateWords<'_>,
    columns: &[TemplateColumn],
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let last_row = u32::try_from(MAX_ROWS).unwrap_or(u32::MAX);
    sheet.set_name(words.data_sheet)?.set_freeze_panes(1, 0)?;
    for (position, column) in (0_u16..).zip(columns) {
        sheet
            .write_string_with_format(0, position, &column.title, &bold)?
            .set_column_width(position, column.width)?;
        if let Some(choices) = choices_range(words, position, column) {
            let list = DataValidation::new().allow_list_formula(choices);
            sheet.add_data_validation(1, position, last_row, position, &list)?;
        }
    }
    Ok(())
}

/// Where a column's choices stand on the second sheet: a list written into the rule itself may have 255 characters only.
fn choices_range(
    words: &TemplateWords<'_>,
    position: u16,
    column: &TemplateColumn,
) -> Option<Formula> {
    let count = u16::try_from(column.choices.len()).ok()?;
    let last = FIRST_CHOICE.checked_add(count.checked_sub(1)?)?;
    let sheet = words.explanation_sheet.replace('\'', "''");
    let row = u32::from(position) + 1;
    let range = rust_xlsxwriter::utility::cell_range_absolute(row, FIRST_CHOICE, row, last);
    Some(Formula::new(format!("='{sheet}'!{range}")))
}

fn fill_explanation_sheet(
    sheet: &mut Worksheet,
    words: &TemplateWords<'_>,
    columns: &[TemplateColumn],
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let prose = Format::new().set_text_wrap();
    let grey = Format::new().set_font_color(Color::Gray);
    sheet
        .set_name(words.explanation_sheet)?
        .set_freeze_panes(1, 1)?;
    let headings = [words.title, words.note, words.example, words.choices];
    for (position, heading) in (0_u16..).zip(headings) {
        sheet
            .write_string_with_format(0, position, heading, &bold)?
            .set_column_width(position, PROSE_WIDTH)?;
    }
    for (row, column) in (1_u32..).zip(columns) {
        sheet
            .write_string_with_format(row, 0, &column.title, &bold)?
            .write_string_with_format(row, 1, &column.note, &prose)?
            .write_string_with_format(row, 2, &column.example, &grey)?;
        for (position, choice) in (FIRST_CHOICE..).zip(&column.choices) {
            sheet.write_string(row, position, choice)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at once")]
    use std::collections::BTreeMap;
    use std::io::{Cursor, Read, Write};

    use zip::write::SimpleFileOptions;
    use zip::{ZipArchive, ZipWriter};

    use super::super::table::{self, Cell, TableProblem};
    use super::*;

    const WORDS: TemplateWords<'_> = TemplateWords {
        data_sheet: "资源申请",
        explanation_sheet: "填写'说明",
        title: "栏目",
        note: "说明",
        example: "示例",
        choices: "可选值",
    };

    fn columns() -> Vec<TemplateColumn> {
        let column = |title: &str, example: &str, choices: &[&str]| TemplateColumn {
            title: title.into(),
            note: format!("{title}的说明"),
            example: example.into(),
            choices: choices.iter().map(ToString::to_string).collect(),
            width: 20,
        };
        let long = "很长的选项".repeat(60);
        vec![
            column("单位", "市教育局", &[]),
            column("等级", "二级", &["二级", "三级, 四级", &long]),
            column("到期", "2026-11-23", &[]),
        ]
    }

    fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        (0..archive.len())
            .map(|index| {
                let mut part = archive.by_index(index).unwrap();
                let mut content = String::new();
                part.read_to_string(&mut content).unwrap();
                (part.name().unwrap().into_owned(), content)
            })
            .collect()
    }

    #[test]
    fn a_template_comes_back_filled() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("模板.xlsx");
        write_template(&WORDS, &columns(), &path).unwrap();
        assert_eq!(
            table::read_file(&path).unwrap_err().listed,
            [TableProblem::NoRows]
        );

        // Filled in as a spreadsheet program would: a row more in the first sheet.
        let mut parts = parts(&std::fs::read(&path).unwrap());
        let sheet = parts.get_mut("xl/worksheets/sheet1.xml").unwrap();
        let row = r#"<row r="2"><c r="A2" t="inlineStr"><is><t>市卫健委</t></is></c>
            <c r="B2" t="inlineStr"><is><t>二级</t></is></c>
            <c r="C2" t="inlineStr"><is><t>2026年11月23日</t></is></c></row>"#;
        *sheet = sheet.replace("</sheetData>", &format!("{row}</sheetData>"));
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &parts {
            writer
                .start_file(name.as_str(), SimpleFileOptions::default())
                .unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        let filled = writer.finish().unwrap().into_inner();

        let table = table::read("模板.xlsx", &filled).unwrap();
        assert_eq!(table.sheet.as_deref(), Some(WORDS.data_sheet));
        let titles: Vec<_> = table
            .columns
            .iter()
            .map(|column| column.title.as_str())
            .collect();
        assert_eq!(titles, ["单位", "等级", "到期"]);
        assert_eq!(table.rows.len(), 1);
        assert_eq!(table.rows[0].cells[0], Cell::Text("市卫健委".into()));
        assert_eq!(table.rows[0].cells[2].as_text(), "2026年11月23日");
    }

    #[test]
    fn notes_examples_and_choices_stand_on_the_second_sheet() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("模板.xlsx");
        write_template(&WORDS, &columns(), &path).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        let table = table::read_sheet("模板.xlsx", &bytes, WORDS.explanation_sheet);
        // The choices after the first stand under no heading, which a table may not have.
        assert!(matches!(
            table.unwrap_err().listed[..],
            [
                TableProblem::MissingTitle { .. },
                TableProblem::MissingTitle { .. }
            ]
        ));
        let first = &parts(&bytes)["xl/worksheets/sheet1.xml"];
        assert!(first.contains("state=\"frozen\""), "{first}");
        assert!(
            first.contains("<formula1>'填写''说明'!$D$3:$F$3</formula1>"),
            "{first}"
        );
    }

    #[test]
    fn a_file_that_exists_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("模板.xlsx");
        std::fs::write(&path, "filled in already").unwrap();
        assert!(matches!(
            write_template(&WORDS, &columns(), &path),
            Err(TemplateError::File(_))
        ));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "filled in already");
    }
}
