//! Files made to harm: bombs, lies about sizes, and some thousands of mutations.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]
use std::io::{Cursor, Read, Write};
use std::time::{Duration, Instant};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::*;

type Parts = Vec<(String, Vec<u8>)>;

fn valid() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let date = ExcelDateTime::from_ymd(2026, 11, 23).unwrap();
    let sheet = workbook.add_worksheet();
    for (column, title) in (0..).zip(["单位", "核数", "日期", "合计"]) {
        sheet.write(0, column, title).unwrap();
    }
    for row in 1..6 {
        sheet.write(row, 0, format!("单位 {row}")).unwrap();
        sheet.write(row, 1, row).unwrap();
        sheet.write_with_format(row, 2, &date, &day).unwrap();
        sheet
            .write(row, 3, Formula::new("=B2*2").set_result("2"))
            .unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

fn unpack(bytes: &[u8]) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn pack(parts: &Parts, method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(name.as_str(), options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The valid workbook with one part changed as text.
fn forged(name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut parts = unpack(&valid());
    let (_, content) = parts.iter_mut().find(|(part, _)| part == name).unwrap();
    let before = String::from_utf8(content.clone()).unwrap();
    let after = change(&before);
    assert_ne!(before, after, "the forgery found nothing to change");
    *content = after.into_bytes();
    pack(&parts, CompressionMethod::Deflated)
}

/// After so long it is taken to go on for ever.
const PATIENCE: Duration = Duration::from_mins(5);

fn problems(bytes: &[u8]) -> Vec<TableProblem> {
    let begun = Instant::now();
    let listed = read("a.xlsx", bytes).unwrap_err().listed;
    // How fast it ends is the machine's business; that it does not go on for ever is ours.
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
    listed
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const TEXTS: &str = "xl/sharedStrings.xml";
const STYLES: &str = "xl/styles.xml";

#[test]
fn the_pattern_for_the_forgeries_is_valid() {
    assert_eq!(read("a.xlsx", &valid()).unwrap().rows.len(), 5);
    let repacked = pack(&unpack(&valid()), CompressionMethod::Stored);
    assert_eq!(read("a.xlsx", &repacked).unwrap().rows.len(), 5);
}

#[test]
fn a_part_that_unpacks_beyond_the_bound_is_refused() {
    let mut parts = unpack(&valid());
    let zeros = vec![0; usize::try_from(MAX_UNPACKED_BYTES).unwrap()];
    parts.push(("xl/media/image1.png".into(), zeros));
    let bomb = pack(&parts, CompressionMethod::Deflated);
    assert!(bomb.len() < 1_000_000);
    let too_large = [TableProblem::WorkbookTooLarge {
        limit: MAX_UNPACKED_BYTES,
    }];
    assert_eq!(problems(&bomb), too_large);

    // The same, with its size in the central directory told as 16 bytes: whichever guard speaks, it is refused.
    let size = u32::try_from(MAX_UNPACKED_BYTES).unwrap().to_le_bytes();
    let mut lie = bomb;
    let mut position = 0;
    let mut changed = 0;
    while let Some(found) = lie[position..].windows(4).position(|window| window == size) {
        position += found;
        lie[position..position + 4].copy_from_slice(&16_u32.to_le_bytes());
        changed += 1;
    }
    assert!(changed > 0);
    assert!(matches!(
        problems(&lie)[..],
        [TableProblem::WorkbookTooLarge { .. } | TableProblem::BrokenWorkbook { .. }]
    ));
}

#[test]
fn a_billion_laughs_are_not_laughed() {
    let mut entities = String::from("<!DOCTYPE x [<!ENTITY e0 \"哈\">");
    for level in 1..10 {
        let inner = format!("&e{};", level - 1).repeat(10);
        entities.extend(["<!ENTITY e", &level.to_string(), " \"", &inner, "\">"]);
    }
    entities += "]>";
    for part in [TEXTS, SHEET, STYLES, "xl/workbook.xml"] {
        let bomb = forged(part, |xml| {
            let (declaration, rest) = xml.split_once("?>").unwrap();
            let rest = rest
                .replace("单位 1</t>", "&e9;</t>")
                .replace("<v>2</v>", "<v>&e9;</v>");
            format!("{declaration}?>{entities}{rest}")
        });
        let begun = Instant::now();
        let answer = read("a.xlsx", &bomb);
        // calamine knows no entities but XML's own, and says so where one stands in a text.
        assert!(part != TEXTS || answer.is_err());
        if let Ok(table) = answer {
            let longest = table.rows.iter().flat_map(|row| &row.cells);
            assert!(
                longest.map(|cell| cell.as_text().len()).max() < Some(100),
                "{part}"
            );
        }
        assert!(begun.elapsed() < Duration::from_secs(2), "{part}");
    }
}

#[test]
fn a_claim_of_endless_shared_texts_reserves_no_memory() {
    for claim in [
        "999999999999",
        "18446744073709551615",
        "99999999999999999999999",
        " 2000001 ",
    ] {
        let forged = forged(TEXTS, |xml| {
            xml.replacen(
                "uniqueCount=\"",
                &format!("uniqueCount=\"{claim}\" x=\""),
                1,
            )
        });
        assert_eq!(
            problems(&forged),
            [TableProblem::PartTooLarge { part: TEXTS.into() }],
            "{claim}"
        );
    }
    // In the encoding of the other half of the world, and in other letters' case.
    let mut parts = unpack(&valid());
    for (name, content) in &mut parts {
        if name == TEXTS {
            let xml = "<sst uniqueCount='999999999999'></sst>";
            *content = [0xFF, 0xFE]
                .into_iter()
                .chain(xml.encode_utf16().flat_map(u16::to_le_bytes))
                .collect();
            *name = "XL/SharedStrings.XML".into();
        }
    }
    let refused = problems(&pack(&parts, CompressionMethod::Deflated));
    assert!(
        matches!(
            refused[..],
            [TableProblem::PartTooLarge { .. } | TableProblem::BrokenWorkbook { .. }]
        ),
        "{refused:?}"
    );
}

#[test]
fn floods_of_shared_texts_and_of_styles_are_refused() {
    let texts = forged(TEXTS, |xml| {
        xml.replace("</sst>", &("<si/>".repeat(MAX_CELLS + 1) + "</sst>"))
    });
    assert_eq!(
        problems(&texts),
        [TableProblem::PartTooLarge { part: TEXTS.into() }]
    );
    let formats = forged(STYLES, |xml| {
        xml.replace("</cellXfs>", &("<xf/>".repeat(200_001) + "</cellXfs>"))
    });
    assert_eq!(
        problems(&formats),
        [TableProblem::PartTooLarge {
            part: STYLES.into()
        }]
    );
    let font = forged(STYLES, |xml| {
        xml.replacen(
            "<name val=\"",
            &format!("<name val=\"{}", "x".repeat(10_000)),
            1,
        )
    });
    assert_eq!(
        problems(&font),
        [TableProblem::PartTooLarge {
            part: STYLES.into()
        }]
    );
}

#[test]
fn one_long_text_shared_by_many_cells_is_bounded() {
    let mut parts = unpack(&valid());
    for (name, content) in &mut parts {
        if name == TEXTS {
            let long = "x".repeat(MAX_CELL_CHARACTERS);
            *content = format!("<sst><si><t>a</t></si><si><t>{long}</t></si></sst>").into_bytes();
        } else if name == SHEET {
            let mut xml = String::from(
                "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>",
            );
            xml += &"<row><c t=\"s\"><v>1</v></c></row>".repeat(20_000);
            *content = (xml + "</sheetData></worksheet>").into_bytes();
        }
    }
    assert_eq!(
        problems(&pack(&parts, CompressionMethod::Deflated)),
        [TableProblem::TooMuchText {
            limit: MAX_TEXT_BYTES
        }]
    );
}

#[test]
fn cells_at_the_far_corner_cost_nothing_and_disorder_is_refused() {
    let far = forged(SHEET, |xml| xml.replace("r=\"D6\"", "r=\"XFD1048576\""));
    assert_eq!(
        problems(&far),
        [TableProblem::TooManyColumns { limit: MAX_COLUMNS }]
    );
    let low = forged(SHEET, |xml| {
        let xml = xml.replace("<row r=\"6\"", "<row r=\"1048576\"");
        ["A6", "B6", "C6", "D6"].iter().fold(xml, |xml, cell| {
            let moved = cell.replace('6', "1048576");
            xml.replace(&format!("<c r=\"{cell}\""), &format!("<c r=\"{moved}\""))
        })
    });
    assert_eq!(
        read("a.xlsx", &low).unwrap().rows.last().unwrap().number,
        1_048_576
    );
    let twice = forged(SHEET, |xml| xml.replace("r=\"B3\"", "r=\"A3\""));
    let place = Place {
        row: 3,
        column: "A".into(),
    };
    assert_eq!(problems(&twice), [TableProblem::CellsOutOfOrder { place }]);
}

#[test]
fn what_makes_calamine_panic_is_survived() {
    let forgeries = [
        ("<dimension ref=\"A1:D6\"/>", "<dimension ref=\"D6:A1\"/>"),
        ("r=\"D6\"", "r=\"D104857104857\""),
    ];
    for (pattern, stone) in forgeries {
        let forged = forged(SHEET, |xml| xml.replace(pattern, stone));
        // A panic in a checked build; in a release build a wrapped number, by which the cell may stand in a row of its own.
        match read("a.xlsx", &forged) {
            Ok(table) => assert!((5..=6).contains(&table.rows.len())),
            Err(problems) => assert_eq!(problems.listed.len(), 1),
        }
    }
}

/// Numbers that are the same in every run (splitmix64), so that what one run finds, the next finds again.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit.max(1) as u64).unwrap()
    }
}

/// One to four changes: a byte, a cut, a doubled stretch, or something that parsers like to stumble over.
fn mutate(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    const STONES: [&[u8]; 12] = [
        b"\"",
        b"<",
        b">",
        b"&#x110000;",
        b"\0",
        b"4294967296",
        b"-1",
        b"99999999999999999999",
        b"]]>",
        b"\xFF\xFE",
        b"ZZZZZZZ9",
        b"A0:A0",
    ];
    let mut bytes = bytes.to_vec();
    for _ in 0..=numbers.below(4) {
        let start = numbers.below(bytes.len());
        let end = (start + numbers.below(40)).min(bytes.len());
        match numbers.below(4) {
            0 => {
                if let Some(byte) = bytes.get_mut(start) {
                    *byte = u8::try_from(numbers.below(256)).unwrap();
                }
            }
            1 => drop(bytes.drain(start..end)),
            2 => {
                let stretch = bytes[start..end].to_vec();
                bytes.splice(start..start, stretch);
            }
            _ => {
                let stone = STONES[numbers.below(STONES.len())];
                bytes.splice(start..end.min(start + stone.len()), stone.iter().copied());
            }
        }
    }
    bytes
}

/// What must be true of any answer whatever.
fn check(answer: Result<Table, Problems>) {
    match answer {
        Ok(table) => {
            assert!(!table.columns.is_empty() && !table.rows.is_empty());
            for row in &table.rows {
                assert_eq!(row.cells.len(), table.columns.len());
                let text = row.cells.iter().map(Cell::as_text).collect::<String>();
                assert!(!text.chars().any(problem::forbidden), "{text:?}");
            }
        }
        Err(problems) => {
            assert!(!problems.listed.is_empty() && problems.listed.len() <= MAX_PROBLEMS);
            for problem in &problems.listed {
                let told = problem.to_string();
                assert!(!told.chars().any(char::is_control), "{told:?}");
            }
        }
    }
}

#[test]
fn no_mutation_of_a_workbook_gets_through_or_stops_us() {
    let whole = valid();
    let parts = unpack(&whole);
    let mut numbers = Numbers(79);
    let mut understood = 0;
    for _ in 0..1_500 {
        check(read("a.xlsx", &mutate(&whole, &mut numbers)));
        // Behind intact compression and checksums the mutation reaches the XML.
        let mut changed = parts.clone();
        let victim = numbers.below(changed.len());
        changed[victim].1 = mutate(&changed[victim].1, &mut numbers);
        let answer = read("a.xlsx", &pack(&changed, CompressionMethod::Stored));
        understood += usize::from(answer.is_ok());
        check(answer);
    }
    assert!(
        (1..1_500).contains(&understood),
        "the mutations are too harsh or too mild: {understood}"
    );
}

#[test]
fn no_mutation_of_text_gets_through_or_stops_us() {
    let csv =
        "单位,核数,说明\n市教育局,8,\"甲,乙\"\n市卫健委,16,\"两\n行\"\n\n赫山区,4,\n".as_bytes();
    let json =
        r#"[{"单位":"市教育局","核数":8,"说明":null},{"单位":"市卫健委","核数":1.5e3,"新":true}]"#
            .as_bytes();
    let mut numbers = Numbers(1);
    for _ in 0..2_000 {
        check(read("a.csv", &mutate(csv, &mut numbers)));
        check(read("a.json", &mutate(json, &mut numbers)));
    }
}
