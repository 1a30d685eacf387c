//! Lists on the command line, and as files: the real program, its files read back by the house's own reader of tables.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde_json::Value;

use yunguan::domain::law::matter::MatterKind;
use yunguan::feed::table::{self, Cell, Table};
use yunguan::hub::list::REGISTERS;

use crate::support::office::{Office, Ran};
use crate::support::service::Service;

fn file(office: &Office, name: &str) -> (PathBuf, String) {
    let path = office.path(name);
    let text = path.to_str().unwrap().to_owned();
    (path, text)
}

/// As somebody who sees all, without moving the clock.
fn asked(office: &Office, words: &[&str]) -> Ran {
    let words: Vec<&str> = words.iter().copied().chain(["--as", "acceptor"]).collect();
    office.run(&words)
}

/// The last line of a delimited file, which is no row.
fn about(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let last = text.lines().last().unwrap();
    assert!(
        last.starts_with("# ") && text.starts_with('\u{feff}'),
        "{text}"
    );
    last.to_owned()
}

fn titles(table: &Table) -> Vec<&str> {
    let columns = table.columns.iter();
    columns.map(|column| column.title.as_str()).collect()
}

/// Every row in text, the same whatever the file: a spreadsheet keeps numbers without their last noughts.
fn texts(table: &Table) -> Vec<Vec<String>> {
    let plain = |cell: &Cell| {
        let text = cell.as_text().into_owned();
        let number = text.parse::<f64>();
        number.map_or(text, |number| number.to_string())
    };
    let rows = table.rows.iter();
    rows.map(|row| row.cells.iter().map(plain).collect())
        .collect()
}

/// A sandbox with two applications, one of them named as nobody should.
fn city() -> Office {
    let office = Office::sandbox("zh");
    let named = [
        "submit",
        "--title",
        "=1+1",
        "--system",
        "exam",
        "--pool",
        "pool-a",
        "--lines",
        "item=ecs-4c16g quantity=8 purpose=Servers",
        "--contact-name",
        "Duty desk",
        "--contact-telephone",
        "0737-0000000",
        "--non-classified",
        "yes",
    ];
    let receipt = office.act("unit-h", &named);
    office.act("acceptor", &["accept", receipt["matter"].as_str().unwrap()]);
    office.submit(&[]);
    office
}

fn names() -> Vec<String> {
    let fixed = "mine open late today matters journal rulings calendar measures".split(' ');
    let mut names: Vec<String> = fixed.map(str::to_owned).collect();
    names.extend(
        [
            "applications",
            "emergencies",
            "procurements",
            "catalogue_editions",
            "resource_changes",
            "cancellations",
            "resource_pools",
        ]
        .map(str::to_owned),
    );
    names.extend(REGISTERS.iter().map(|kind| kind.word().to_owned()));
    names
}

#[test]
fn every_list_is_shown_in_both_languages() {
    let mut office = city();
    for lang in ["zh", "en"] {
        office.lang = lang;
        let help = office.run(&["list", "--help"]).is(0).out;
        for name in names() {
            assert!(help.contains(&name), "{lang} {name}: {help}");
            let text = asked(&office, &["list", &name]).is(0).out;
            assert!(!text.trim().is_empty(), "{lang} {name}");
            let plain = asked(&office, &["list", &name, "--plain"]).is(0).out;
            let listed = if lang == "zh" { "列表 " } else { "list " };
            assert!(plain.starts_with(listed), "{lang} {name}: {plain}");
        }
    }
    assert_eq!(MatterKind::ALL.len(), 7, "a kind without its list above");
}

#[test]
fn a_document_is_the_window_and_its_options_are_those_of_the_console() {
    let office = city();
    let json = |words: &[&str]| {
        let words = [&["list"], words, &["--json"]].concat();
        let document = asked(&office, &words).is(0).json();
        assert_eq!(document["answer"], "window");
        document["result"].clone()
    };
    let keys = |window: &Value| -> Vec<Value> {
        let rows = window["rows"].as_array().unwrap();
        rows.iter().map(|row| row["key"].clone()).collect()
    };
    let newest = json(&["matters"]);
    let oldest = json(&["matters", "--by", "matter"]);
    let mut turned = keys(&oldest);
    turned.reverse();
    assert_eq!(keys(&newest), turned);
    assert_eq!(turned.len(), 2);
    assert_eq!(
        keys(&json(&["matters", "--by", "事项", "--descending"])),
        turned
    );
    let chosen = json(&["matters", "--columns", "单位,matter", "--limit", "1"]);
    assert_eq!(chosen["columns"], serde_json::json!(["unit", "matter"]));
    assert_eq!(
        (keys(&chosen).len(), &chosen["total"]),
        (1, &Value::from(2))
    );
    assert_eq!(keys(&json(&["applications"])), turned);
    assert_eq!(keys(&json(&["emergencies"])), Vec::<Value>::new());
    assert_eq!(keys(&json(&["matters", "--filter", "=1+1"])).len(), 1);
    let year = json(&["calendar", "--year", "2025"]);
    assert_eq!(year["about"]["calendar"]["year"], 2025);
    let queue = asked(
        &office,
        &[
            "queue",
            "--view",
            "open",
            "--by",
            "matter",
            "--columns",
            "matter",
            "--json",
        ],
    );
    assert_eq!(
        queue.is(0).json()["result"]["columns"],
        serde_json::json!(["matter"])
    );
    let plain = asked(&office, &["list", "party", "--plain", "--limit", "1"])
        .is(0)
        .out;
    assert!(
        plain.contains("第1行：代码 ") && plain.contains("没有列出"),
        "{plain}"
    );
    let plain = asked(&office, &["list", "party", "--plain", "--filter", "edu"])
        .is(0)
        .out;
    assert!(
        plain.starts_with("列表 主体，筛选出1行。\n第1行：代码 edu；"),
        "{plain}"
    );
}

#[test]
fn what_there_is_not_is_answered_with_what_there_is() {
    let office = city();
    let (path, csv) = file(&office, "a.csv");
    for (words, said) in [
        (
            &["list", "party", "--columns", "code,stage"][..],
            "--columns：列表没有这一列",
        ),
        (&["list", "party", "--by", "stage"], "(code)"),
        // What is masked orders nothing.
        (&["list", "person", "--by", "telephone"], "(name)"),
        (&["list", "party", "--year", "2026"], "calendar"),
        (&["list", "nonsense"], "emergencies"),
        (&["list", "party", "--export", "a.ods"], ".xlsx"),
        (&["list", "party", "--export", "a"], ".csv"),
        (&["list", "party", "--plain", "--export", &csv], "--plain"),
        (
            &["list", "party", "--columns", "stage", "--export", &csv],
            "(code)",
        ),
    ] {
        let ran = asked(&office, words).is(2);
        let said = said.replace("列表没有这一列", "这个列表没有这一列");
        assert!(ran.err.contains(&said), "{words:?}: {ran:?}");
    }
    assert!(!path.exists());
}

#[test]
fn both_files_hold_the_same_cells_and_what_they_stand_on() {
    let office = city();
    for words in [
        &[
            "list",
            "matters",
            "--columns",
            "title,matter,unit,stage,due",
        ][..],
        &[
            "list",
            "open",
            "--columns",
            "due,left,deadline,matter,duty,party,post,basis",
        ],
        &["list", "journal"],
        &["list", "item"],
        &["list", "party", "--filter", "edu"],
        &["list", "system", "--by", "name", "--descending"],
        &["queue", "--view", "all"],
    ] {
        let ((csv, csv_name), (xlsx, xlsx_name)) =
            (file(&office, "a.csv"), file(&office, "a.xlsx"));
        let window = asked(&office, &[words, &["--json"]].concat()).is(0).json();
        for name in [&csv_name, &xlsx_name] {
            asked(&office, &[words, &["--export", name]].concat()).is(0);
        }
        let mut of_csv = table::read_file(&csv).unwrap();
        let of_xlsx = table::read_file(&xlsx).unwrap();
        let last = of_csv.rows.pop().unwrap();
        assert_eq!(last.cells[0].as_text(), about(&csv));
        assert!(last.cells[1..].iter().all(Cell::is_empty));
        assert_eq!(titles(&of_csv), titles(&of_xlsx));
        let mut guarded = texts(&of_csv);
        for cell in guarded.iter_mut().flatten() {
            if let Some(text) = cell.strip_prefix("'=") {
                *cell = format!("={text}");
            }
        }
        assert_eq!(guarded, texts(&of_xlsx), "{words:?}");
        let window = &window["result"];
        assert_eq!(of_xlsx.rows.len(), window["rows"].as_array().unwrap().len());
        let entry = format!("台账第几条 {}", window["seq"]);
        assert!(about(&csv).contains(&entry), "{}", about(&csv));

        let bytes = std::fs::read(&xlsx).unwrap();
        let told = table::read_sheet("a.xlsx", &bytes, "关于").unwrap();
        let told: Vec<String> = (told.rows.iter())
            .map(|row| format!("{} {}", row.cells[0].as_text(), row.cells[1].as_text()))
            .collect();
        // Both say when they were written, one after the other.
        let timeless = |text: &str| {
            let parts = text
                .split(" · ")
                .filter(|part| !part.starts_with("导出时间"));
            parts.collect::<Vec<_>>().join(" · ")
        };
        let of_sheet = format!("# 列表 {} · {}", of_xlsx.sheet.unwrap(), told.join(" · "));
        assert_eq!(timeless(&about(&csv)), timeless(&of_sheet));
        assert!(of_sheet.contains("导出时间"), "{of_sheet}");
        for path in [&csv, &xlsx] {
            let mode = std::fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
            std::fs::remove_file(path).unwrap();
        }
    }
}

#[test]
fn a_spreadsheet_gets_days_numbers_and_money_and_never_a_formula() {
    let office = city();
    let (path, name) = file(&office, "a.xlsx");
    let kinds = |words: &[&str]| {
        asked(&office, &[words, &["--export", &name]].concat()).is(0);
        let table = table::read_file(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        table.rows[0].cells.clone()
    };
    let money = kinds(&["list", "item", "--columns", "price"]);
    assert_eq!(money, [Cell::Integer(4800)]);
    let entry = kinds(&["list", "journal", "--by", "seq", "--columns", "seq,time"]);
    assert_eq!(entry[0], Cell::Integer(1));
    assert!(matches!(entry[1], Cell::DateTime(_)), "{entry:?}");
    let due = kinds(&["list", "open", "--columns", "due"]);
    assert!(matches!(due[0], Cell::Date(_)), "{due:?}");
    let title = kinds(&["list", "matters", "--by", "matter", "--columns", "title"]);
    assert_eq!(title, [Cell::Text("=1+1".to_owned())]);

    let (path, name) = file(&office, "a.csv");
    let words = [
        "list",
        "matters",
        "--by",
        "matter",
        "--columns",
        "title",
        "--export",
        &name,
    ];
    asked(&office, &words).is(0);
    let text = std::fs::read_to_string(path).unwrap();
    assert_eq!(text.lines().nth(1), Some("'=1+1"));
}

#[test]
fn a_limit_is_said_and_a_file_in_the_way_is_left_alone() {
    let office = city();
    let (path, name) = file(&office, "a.csv");
    let words = ["list", "party", "--limit", "2", "--export", &name];
    let said = asked(&office, &words).is(0).out;
    assert!(said.contains("只有前2行"), "{said}");
    assert!(
        about(&path).contains("行数 前2行，后面还有"),
        "{}",
        about(&path)
    );
    let before = std::fs::read(&path).unwrap();
    let ran = asked(&office, &words).is(2);
    assert!(ran.err.contains("换一个名字"), "{ran:?}");
    assert_eq!(std::fs::read(&path).unwrap(), before);

    let link = office.path("link.csv");
    std::os::unix::fs::symlink(office.path("nowhere"), &link).unwrap();
    asked(
        &office,
        &["list", "party", "--export", link.to_str().unwrap()],
    )
    .is(2);
    let lost = office.path("no-folder").join("a.csv");
    asked(
        &office,
        &["list", "party", "--export", lost.to_str().unwrap()],
    )
    .is(3);
    assert_eq!(left_in(&office), ["a.csv", "link.csv", "store"]);
}

fn left_in(office: &Office) -> Vec<String> {
    let entries = std::fs::read_dir(office.path("")).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn more_rows_than_a_window_has_are_all_there_once() {
    let office = Office::bare("en");
    let store = office.path("store");
    let build = [
        "demo",
        "--matters",
        "60",
        "--build-only",
        "--store",
        store.to_str().unwrap(),
    ];
    office.run(&build).is(0);
    let (path, name) = file(&office, "a.csv");
    let by_who = ["--as", "authority-handler"];
    let count = |words: &[&str]| {
        let words = [words, &["--export", &name, "--json"], &by_who].concat();
        let document = office.run(&words).is(0).json();
        let mut rows = texts(&table::read_file(&path).unwrap());
        rows.pop();
        std::fs::remove_file(&path).unwrap();
        assert_eq!(document["result"]["rows"], rows.len());
        assert_eq!(document["result"]["whole"], true);
        rows
    };
    let entries = count(&["list", "journal", "--columns", "seq"]);
    assert!(entries.len() > 500, "{}", entries.len());
    let numbers: Vec<usize> = entries.iter().map(|row| row[0].parse().unwrap()).collect();
    let expected: Vec<usize> = (1..=entries.len()).rev().collect();
    assert_eq!(numbers, expected);
    let sorted = count(&["list", "journal", "--columns", "seq", "--by", "time"]);
    assert_eq!(sorted.len(), entries.len());
    let found = count(&[
        "list",
        "journal",
        "--columns",
        "seq,time,who",
        "--filter",
        "2026",
    ]);
    assert!(!found.is_empty());
}

#[test]
fn over_the_socket_whoever_asked_writes_the_file() {
    let office = city();
    let ((alone, alone_name), (served, served_name)) =
        (file(&office, "alone.csv"), file(&office, "served.csv"));
    let words = |name| ["list", "matters", "--export", name];
    asked(&office, &words(&alone_name)).is(0);
    let hub = Service::over(&office);
    asked(&office, &words(&served_name)).is(0);
    drop(hub);
    let rows = |path: &Path| {
        let mut rows = texts(&table::read_file(path).unwrap());
        rows.pop();
        rows
    };
    assert_eq!(rows(&alone), rows(&served));
    assert!(rows(&served).len() == 2);
}
