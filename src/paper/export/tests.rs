use chrono::TimeZone;

use crate::domain::law::duty::{DutyKey, DutyKind};
use crate::domain::law::matter::MatterId;
use crate::hub::list::RowOf;
use crate::hub::list::cell::Mark;

use super::*;

const LIST: &str = "全部待办";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn row(cells: Vec<Cell>) -> Row {
    Row {
        key: String::new(),
        of: RowOf::Article(1),
        cells,
        marks: Vec::new(),
        waits: None,
        claim: None,
    }
}

fn export<'a>(columns: &'a [Column], rows: &'a [Row]) -> Export<'a> {
    Export {
        lang: Lang::Zh,
        list: LIST,
        columns,
        rows,
        source: Source {
            world: "沙箱".to_owned(),
            filter: "赫山,\"存储\"".to_owned(),
            by: Column::Due,
            order: Order::Ascending,
            is_whole: true,
            entries: (7, 9),
            at: Utc.with_ymd_and_hms(2026, 11, 23, 16, 30, 5).unwrap(),
            who: "甲".to_owned(),
        },
    }
}

#[test]
fn a_cell_is_what_a_spreadsheet_can_reckon_with() {
    let row = row(Vec::new());
    let at = Utc.with_ymd_and_hms(2026, 11, 23, 16, 30, 5).unwrap();
    let due = |provisional| Cell::Due {
        day: day("2026-11-23"),
        provisional,
    };
    let told = [
        (Cell::Nothing, Value::Empty, ""),
        (Cell::text("=1"), Value::Text("=1".to_owned()), "=1"),
        (
            Cell::text("a\u{1b}\u{0}b\tc"),
            Value::Text("a\u{fffd}\u{fffd}b\tc".to_owned()),
            "a\u{fffd}\u{fffd}b\tc",
        ),
        (Cell::Number(7), Value::Number(7), "7"),
        (Cell::Money(480_005), Value::Money(480_005), "4800.05"),
        (
            Cell::Day(day("2026-11-23")),
            Value::Day(day("2026-11-23")),
            "2026-11-23",
        ),
        (due(false), Value::Day(day("2026-11-23")), "2026-11-23"),
        (
            due(true),
            Value::MayMove(day("2026-11-23")),
            "2026-11-23（暂定）",
        ),
        // In Beijing it is the next day already.
        (
            Cell::Instant(at),
            Value::Instant(date::beijing(at)),
            "2026-11-24 00:30:05",
        ),
        (
            Cell::Hidden,
            Value::Text("（不对您公开）".to_owned()),
            "（不对您公开）",
        ),
    ];
    for (cell, expected, plain) in told {
        let value = value(Lang::Zh, &row, Column::Title, &cell);
        assert_eq!(value, expected);
        assert_eq!(value.plain(Lang::Zh), plain);
    }
}

#[test]
fn the_signs_of_a_row_stand_before_its_duty() {
    let kind = DutyKind::all().next().unwrap();
    let key = DutyKey { kind, subject: 0 };
    let matter: MatterId = "APP-20261109-0001".parse().unwrap();
    let row = Row {
        of: RowOf::Duty {
            matter,
            version: 1,
            duty: key,
        },
        marks: vec![Mark::Held, Mark::Nobody],
        ..row(vec![Cell::Duty(key)])
    };
    let said = value(Lang::Zh, &row, Column::Duty, &Cell::Duty(key));
    assert!(said.plain(Lang::Zh).starts_with("无人·搁置·"), "{said:?}");
}

#[test]
fn every_format_is_found_by_its_extension() {
    for format in Format::ALL {
        assert_eq!(Format::of(format.extension()), Some(format));
        assert_eq!(Format::of(&format.extension().to_uppercase()), Some(format));
    }
    assert_eq!(Format::of("xls"), None);
    assert_eq!(Format::of(""), None);
}

#[test]
fn a_delimited_file_begins_with_its_mark_and_ends_with_what_it_stands_on() {
    let rows = [row(vec![
        Cell::text("=cmd|' /C calc'!A0"),
        Cell::text("甲,\"乙\""),
    ])];
    let made = export(&[Column::Title, Column::Unit], &rows).file(Format::Csv);
    let text = String::from_utf8(made.unwrap()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "\u{feff}标题,单位");
    assert_eq!(lines[1], "'=cmd|' /C calc'!A0,\"甲,\"\"乙\"\"\"");
    assert_eq!(
        lines[2],
        "# 列表 全部待办 · 筛选 赫山，”存储” · 排序 时限，由前到后 · 行数 1 · 台账第几条 读取期间从第7条到第9条 · \
         导出时间（北京） 2026-11-24 00:30:05 · 导出人 甲 · 所在 沙箱"
    );
    assert_eq!(lines.len(), 3);
}

#[test]
fn what_was_cut_is_said() {
    let mut cut = export(&[Column::Title], &[]);
    cut.source.is_whole = false;
    let text = String::from_utf8(cut.file(Format::Csv).unwrap()).unwrap();
    assert!(text.contains("行数 前0行，后面还有"), "{text}");
}
