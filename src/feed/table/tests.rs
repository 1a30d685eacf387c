//! Each format as offices save it, and each problem at its place.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::*;

fn texts(table: &Table) -> Vec<(u32, Vec<String>)> {
    table
        .rows
        .iter()
        .map(|row| {
            let cells = row.cells.iter().map(|cell| cell.as_text().into_owned());
            (row.number, cells.collect())
        })
        .collect()
}

fn titles(table: &Table) -> Vec<(&str, &str)> {
    table
        .columns
        .iter()
        .map(|column| (column.title.as_str(), column.label.as_str()))
        .collect()
}

fn problems(name: &str, bytes: &[u8]) -> Vec<TableProblem> {
    read(name, bytes).unwrap_err().listed
}

fn at(row: u32, column: &str) -> Place {
    Place {
        row,
        column: column.into(),
    }
}

fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
    (number, cells.iter().map(ToString::to_string).collect())
}

#[test]
fn delimited_text_is_read_in_every_encoding_and_delimiter_offices_save() {
    let text = "单位,核数\n市教育局,8\n市卫健委,16\n";
    let (gbk, _, _) = encoding_rs::GB18030.encode(text);
    let unicode_text: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(
            text.replace(',', "\t")
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        )
        .collect();
    let files = [
        text.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        gbk.into_owned(),
        unicode_text,
        text.replace(',', ";").into_bytes(),
        text.replace('\n', "\r\n").into_bytes(),
        text.replace('\n', "\r").trim_end().into(),
    ];
    for (index, file) in files.iter().enumerate() {
        let table = read("申请.csv", file).unwrap();
        assert_eq!(titles(&table), [("单位", "A"), ("核数", "B")], "{index}");
        assert_eq!(
            texts(&table),
            [row(2, &["市教育局", "8"]), row(3, &["市卫健委", "16"])],
            "{index}"
        );
        assert_eq!(table.rows[1].cells[1].as_text(), "16");
        assert_eq!(table.column("核数"), Some(1));
        assert_eq!(table.place(&table.rows[1], 1), at(3, "B"));
    }
    assert_eq!(
        problems("a.csv", b"a\n\xFF\xFF\n"),
        [TableProblem::UnknownEncoding]
    );
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_shows_them() {
    for end in ["\n", "\r\n"] {
        let text = "\na,b\n\n\"two\nlines\",1\n\n\n,\nx,\"2\"\n\n".replace('\n', end);
        let table = read("a.csv", text.as_bytes()).unwrap();
        assert_eq!(
            texts(&table),
            [row(4, &["two\nlines", "1"]), row(8, &["x", "2"])]
        );
    }
}

#[test]
fn a_quote_that_never_closes_does_not_swallow_rows() {
    assert_eq!(
        problems("a.csv", b"a,b\n1,2\n3,\"4\n5,6\n"),
        [TableProblem::UnclosedQuote { row: 3 }]
    );
    let closed = read("a.csv", b"a,b\n3,\"4\n\"\n").unwrap();
    assert_eq!(closed.rows[0].cells[1], Cell::Text("4\n".into()));
}

#[test]
fn a_delimiter_in_quotes_is_not_counted() {
    let table = read("a.csv", b"\"a,b,c\";d\n1;2\n").unwrap();
    assert_eq!(titles(&table), [("a,b,c", "A"), ("d", "B")]);
}

#[test]
fn short_rows_are_filled_and_untitled_data_is_told_once() {
    let table = read("a.csv", b"a,b,,\n1\n").unwrap();
    assert_eq!(table.rows[0].cells, [Cell::Text("1".into()), Cell::Empty]);
    assert_eq!(
        problems("a.csv", b"a,,b\n1,2,3\n4,5,6,7\n"),
        [
            TableProblem::MissingTitle { place: at(2, "B") },
            TableProblem::MissingTitle { place: at(3, "D") },
        ]
    );
}

#[test]
fn missing_headers_rows_and_double_titles_are_problems() {
    assert_eq!(problems("a.csv", b" \n\n"), [TableProblem::NoHeader]);
    assert_eq!(problems("a.csv", b"a,b\n\n,\n"), [TableProblem::NoRows]);
    assert_eq!(problems("a.json", b"[]"), [TableProblem::NoHeader]);
    assert_eq!(
        problems("a.csv", "单位,b,\"单位\n\"\n1,2,3\n".as_bytes()),
        [TableProblem::DuplicateTitle {
            title: "单位".into(),
            first: "A".into(),
            second: "C".into(),
        }]
    );
}

#[test]
fn forbidden_characters_are_found_at_their_cell_in_every_format() {
    for character in [
        '\0', '\u{1b}', '\u{9b}', '\u{7f}', '\u{0b}', '\u{202E}', '\u{2066}', '\u{2028}',
    ] {
        let csv = format!("a,b\n1,x{character}\n2,\tfine\n");
        let json = serde_json::json!([{"a": 1, "b": format!("x{character}")}]).to_string();
        let expected = |row, column: &str| {
            vec![TableProblem::ForbiddenCharacter {
                place: at(row, column),
                character,
            }]
        };
        assert_eq!(problems("a.csv", csv.as_bytes()), expected(2, "B"));
        assert_eq!(problems("a.json", json.as_bytes()), expected(1, "b"));
        let told = read("a.csv", csv.as_bytes()).unwrap_err().to_string();
        assert!(!told.contains(character), "{told:?}");
    }
    // Even alone, where it would pass for white space.
    assert!(matches!(
        problems("a.csv", b"a\n\x0b\n")[..],
        [TableProblem::ForbiddenCharacter { .. }]
    ));
}

#[test]
fn problems_are_collected_and_the_rest_is_counted() {
    let text = format!("a\n{}", "\u{7}\n".repeat(150));
    let problems = read("a.csv", text.as_bytes()).unwrap_err();
    assert_eq!((problems.listed.len(), problems.more), (MAX_PROBLEMS, 50));
    assert!(problems.to_string().ends_with("and 50 more"));
}

#[test]
fn every_bound_holds_at_its_edge() {
    let rows = |count: usize| format!("a\n{}", "1\n".repeat(count));
    assert_eq!(
        read("a.csv", rows(MAX_ROWS).as_bytes()).unwrap().rows.len(),
        MAX_ROWS
    );
    assert_eq!(
        problems("a.csv", rows(MAX_ROWS + 1).as_bytes()),
        [TableProblem::TooManyRows { limit: MAX_ROWS }]
    );

    let columns = |count: usize| {
        let titles: Vec<String> = (0..count).map(|number| format!("t{number}")).collect();
        format!("{}\n1\n", titles.join(","))
    };
    assert_eq!(
        read("a.csv", columns(MAX_COLUMNS).as_bytes())
            .unwrap()
            .columns
            .len(),
        MAX_COLUMNS
    );
    let too_many = [TableProblem::TooManyColumns { limit: MAX_COLUMNS }];
    assert_eq!(
        problems("a.csv", columns(MAX_COLUMNS + 1).as_bytes()),
        too_many
    );
    let object: Vec<String> = (0..=MAX_COLUMNS)
        .map(|number| format!("\"{number}\":1"))
        .collect();
    assert_eq!(
        problems("a.json", format!("[{{{}}}]", object.join(",")).as_bytes()),
        too_many
    );

    let text = |count: usize| format!("a\n{}\n", "云".repeat(count));
    assert!(read("a.csv", text(MAX_CELL_CHARACTERS).as_bytes()).is_ok());
    assert_eq!(
        problems("a.csv", text(MAX_CELL_CHARACTERS + 1).as_bytes()),
        [TableProblem::TextTooLong {
            place: at(2, "A"),
            limit: MAX_CELL_CHARACTERS
        }]
    );

    let wide: Vec<String> = (0..MAX_COLUMNS)
        .map(|number| format!("t{number}"))
        .collect();
    let cells = format!(
        "{}\n{}",
        wide.join(","),
        "1\n".repeat(MAX_CELLS / MAX_COLUMNS + 1)
    );
    assert_eq!(
        problems("a.csv", cells.as_bytes()),
        [TableProblem::TooManyCells { limit: MAX_CELLS }]
    );

    let large = vec![b'a'; usize::try_from(MAX_FILE_BYTES).unwrap() + 1];
    assert_eq!(
        problems("a.csv", &large),
        [TableProblem::FileTooLarge {
            limit: MAX_FILE_BYTES
        }]
    );
}

#[test]
fn json_keys_are_columns_in_the_order_first_seen() {
    let table = read(
        "a.json",
        "\u{feff}[{\"单位\":\"市教育局\",\"a\":8},{\"z\":true,\"a\":1.5,\"单位\":null},{}]"
            .as_bytes(),
    )
    .unwrap();
    assert_eq!(titles(&table), [("单位", "单位"), ("a", "a"), ("z", "z")]);
    assert_eq!(table.rows.len(), 2);
    assert_eq!(
        table.rows[0].cells,
        [Cell::Text("市教育局".into()), Cell::Integer(8), Cell::Empty]
    );
    assert_eq!(
        table.rows[1].cells,
        [Cell::Empty, Cell::Number(1.5), Cell::Bool(true)]
    );
}

#[test]
fn json_of_another_shape_is_told_by_row_and_key() {
    let text = r#"[{"a":{"b":[1]}}, 7, {"a":[],"c":18446744073709551615}, {"a":1,"a":2}, {"":1}, [[]], "x"]"#;
    assert_eq!(
        problems("a.json", text.as_bytes()),
        [
            TableProblem::NestedValue { place: at(1, "a") },
            TableProblem::NotAnObject { row: 2 },
            TableProblem::NestedValue { place: at(3, "a") },
            TableProblem::NumberOutOfRange { place: at(3, "c") },
            TableProblem::RepeatedKey { place: at(4, "a") },
            TableProblem::MissingTitle { place: at(5, "") },
            TableProblem::NotAnObject { row: 6 },
            TableProblem::NotAnObject { row: 7 },
        ]
    );
    for broken in ["", "{}", "[{]", "[{}] x", "[1e999]", &"[".repeat(100_000)] {
        assert!(
            matches!(
                problems("a.json", broken.as_bytes())[..],
                [TableProblem::BrokenJson { .. }]
            ),
            "{broken:.20}"
        );
    }
}

#[test]
fn a_workbook_keeps_its_types_and_positions() {
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet().set_name("申请").unwrap();
    for (column, title) in (0..).zip(["名称", "核数", "单价", "日期", "时间", "是否", "合计"])
    {
        sheet.write(0, column, title).unwrap();
    }
    sheet.write(2, 0, "=不是公式").unwrap();
    sheet.write(2, 1, 8).unwrap();
    sheet.write(2, 2, 1.25).unwrap();
    let date = ExcelDateTime::from_ymd(2026, 11, 23).unwrap();
    sheet.write_with_format(2, 3, &date, &day).unwrap();
    let time = ExcelDateTime::from_ymd(2026, 11, 23)
        .unwrap()
        .and_hms(8, 30, 0)
        .unwrap();
    sheet.write_with_format(2, 4, &time, &day).unwrap();
    sheet.write(2, 5, true).unwrap();
    sheet
        .write(2, 6, Formula::new("=B3*2").set_result("16"))
        .unwrap();
    workbook
        .add_worksheet()
        .set_name("乙")
        .unwrap()
        .write(0, 0, "x")
        .unwrap();
    let bytes = workbook.save_to_buffer().unwrap();

    let table = read("申请.XLSX", &bytes).unwrap();
    let date = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    assert_eq!(table.sheet.as_deref(), Some("申请"));
    assert_eq!(table.rows.len(), 1);
    assert_eq!(table.rows[0].number, 3);
    assert_eq!(
        table.rows[0].cells,
        [
            Cell::Text("=不是公式".into()),
            Cell::Integer(8),
            Cell::Number(1.25),
            Cell::Date(date),
            Cell::DateTime(date.and_hms_opt(8, 30, 0).unwrap()),
            Cell::Bool(true),
            Cell::Integer(16),
        ]
    );
    assert!(table.rows[0].cells[0].looks_like_formula());

    assert_eq!(
        read_sheet("a.xlsx", &bytes, "乙").unwrap_err().listed,
        [TableProblem::NoRows]
    );
    assert_eq!(
        read_sheet("a.xlsx", &bytes, "丙").unwrap_err().listed,
        [TableProblem::SheetMissing {
            wanted: "丙".into(),
            present: vec!["申请".into(), "乙".into()],
        }]
    );
}

#[test]
fn a_hidden_first_sheet_is_not_what_a_person_means() {
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .set_name("藏")
        .unwrap()
        .set_hidden(true);
    let sheet = workbook.add_worksheet().set_name("见").unwrap();
    sheet.set_active(true);
    sheet.write(0, 0, "a").unwrap().write(1, 0, 1).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    assert_eq!(read("a.xlsx", &bytes).unwrap().sheet.as_deref(), Some("见"));
}

#[test]
fn spreadsheet_errors_and_impossible_dates_are_problems_at_their_cell() {
    let mut workbook = Workbook::new();
    let clock = Format::new().set_num_format("hh:mm");
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "a").unwrap().write(0, 1, "b").unwrap();
    sheet
        .write(1, 0, Formula::new("=1/0").set_result("#DIV/0!"))
        .unwrap();
    sheet
        .write(1, 1, Formula::new("=#REF!").set_result("#REF!"))
        .unwrap();
    sheet.write_with_format(2, 0, 0.5, &clock).unwrap();
    sheet.write_with_format(2, 1, 60, &day).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let error = |row, column: &str, error: &str| TableProblem::ErrorValue {
        place: at(row, column),
        error: error.into(),
    };
    assert_eq!(
        problems("a.xlsx", &bytes),
        [
            error(2, "A", "#DIV/0!"),
            error(2, "B", "#REF!"),
            TableProblem::ImpossibleDate { place: at(3, "A") },
            TableProblem::ImpossibleDate { place: at(3, "B") },
        ]
    );
}

#[test]
fn files_of_other_kinds_are_named() {
    assert_eq!(problems("a.xls", b""), [TableProblem::OldWorkbook]);
    assert_eq!(
        problems("a.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        [TableProblem::OldWorkbook]
    );
    assert_eq!(
        problems("a.p\u{1b}df", b""),
        [TableProblem::UnknownFormat {
            extension: "p\u{FFFD}df".into()
        }]
    );
    assert_eq!(
        problems("csv", b"a\n1"),
        [TableProblem::UnknownFormat {
            extension: String::new()
        }]
    );
    assert!(matches!(
        problems("a.xlsx", b"a,b\n1,2\n")[..],
        [TableProblem::BrokenWorkbook { .. }]
    ));
}

#[test]
fn only_regular_files_of_bearable_size_are_opened() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("申请.csv");
    std::fs::write(&file, "a\n1\n").unwrap();
    assert_eq!(read_file(&file).unwrap().rows.len(), 1);

    let listed = |path: &Path| read_file(path).unwrap_err().listed;
    assert_eq!(listed(folder.path()), [TableProblem::NotRegularFile]);
    assert_eq!(
        listed(Path::new("/dev/zero")),
        [TableProblem::NotRegularFile]
    );
    assert_eq!(
        listed(&folder.path().join("none.csv")),
        [TableProblem::Unreadable {
            kind: std::io::ErrorKind::NotFound
        }]
    );

    let fifo = folder.path().join("fifo.csv");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &fifo,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR,
        0,
    )
    .unwrap();
    let begun = Instant::now();
    assert_eq!(listed(&fifo), [TableProblem::NotRegularFile]);
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "waited for a writer"
    );

    let large = folder.path().join("large.csv");
    std::fs::File::create(&large)
        .unwrap()
        .set_len(MAX_FILE_BYTES + 1)
        .unwrap();
    assert_eq!(
        listed(&large),
        [TableProblem::FileTooLarge {
            limit: MAX_FILE_BYTES
        }]
    );
}
