//! Lists by keys: another order, other columns, kept views, filters, the way back, neighbours, what stands behind a row;
//! and what every list looks like.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::fmt::Write as _;

use yunguan::locale::Lang;

use crate::support::screen::{Screen, Town};

/// All open duties, whoever looks.
const ALL: &str = "v Down Down Down Enter";

fn wide(town: &Town, login: &str) -> Screen {
    town.screen_as(login, Lang::Zh, 120, 36, &|_| {})
}

#[test]
fn an_order_columns_and_a_view_are_chosen_kept_and_dropped() {
    let town = Town::various();
    let mut screen = wide(&town, "builder");
    screen.keys(ALL).keys("S").shows("按哪一列排");
    screen.keys("type:单位 Enter").shows("单位 ↑");
    screen.keys("S type:单位 Enter").shows("单位 ↓").shows("1/");
    // One stays on the row while columns come and go, and the mark on the column.
    screen.keys("j j").shows("3/");
    let stood_on = screen.selected();
    screen.keys("C").shows("显示哪些列").shows("[ ] 责任方");
    screen.keys("type:责任方 Enter").shows("[x] 责任方");
    screen.keys("Enter").shows("[ ] 责任方");
    screen.keys("Enter Esc").shows("责任方").shows("3/");
    let now = screen.selected();
    let matter = |row: &str| {
        row.split_whitespace()
            .find(|word| word.contains("-2026"))
            .map(str::to_owned)
    };
    assert_eq!(matter(&now), matter(&stood_on));
    screen
        .keys("/ type:edu_确认 Enter")
        .shows("/edu 确认")
        .shows("找到");
    screen
        .keys("W")
        .shows("视图名称")
        .keys("ctrl+u type:我的一 Enter");
    screen.shows("视图“我的一”已保存");
    // It opens again as it was, with how many rows it has beside its name.
    let found = screen.text();
    let found = found.lines().filter(|line| line.contains("-2026")).count();
    screen.keys("7").shows("何事");
    let lists = screen.keys("v").text();
    let line = lists.lines().find(|line| line.contains("我的一"));
    assert!(
        line.is_some_and(|line| line.chars().any(|letter| letter.is_ascii_digit())),
        "{lists}"
    );
    assert!(found > 0);
    screen
        .keys("type:我的一 Enter")
        .shows("我的一  /edu 确认")
        .shows("单位 ↓")
        .shows("责任方");
    // Another account has none of it.
    town.screen("acceptor")
        .keys("v type:我的一")
        .shows("没有符合");
    screen
        .keys("g d")
        .shows("视图“我的一”已删除")
        .keys("g d")
        .shows("当前不是保存的视图");
    screen
        .keys("v type:我的一")
        .shows("没有符合")
        .keys("Esc Esc");
    // What was kept just now is dropped as well as what was read.
    screen
        .keys("W ctrl+u type:又一 Enter")
        .shows("已保存")
        .keys("g d")
        .shows("视图“又一”已删除");
}

#[test]
fn what_is_found_is_gone_through_and_let_go() {
    let town = Town::various();
    let mut screen = wide(&town, "builder");
    screen.keys(ALL).keys("/ type:edu_单位 Enter").shows("1/");
    let first = screen.selected();
    assert!(first.contains("edu"), "{first}");
    let second = screen.keys("n").selected();
    assert_ne!(second, first);
    assert_eq!(screen.keys("N").selected(), first);
    screen.keys("Esc").hides("/edu");
    screen.keys("g n").shows("此处没有这个键");
}

#[test]
fn one_goes_back_to_where_one_stood_and_forward_again() {
    let town = Town::various();
    let mut screen = wide(&town, "builder");
    screen.keys(ALL).keys("j j j");
    let in_the_queue = screen.selected();
    screen.keys("7 j j");
    let in_the_journal = screen.selected();
    screen.keys("5 ] j");
    assert_eq!(screen.keys("< ").selected(), in_the_journal);
    assert_eq!(screen.keys("<").selected(), in_the_queue);
    assert_eq!(screen.keys(">").selected(), in_the_journal);
    screen
        .keys("> ")
        .shows("人员")
        .keys(">")
        .shows("没有后退过的列表");
    // A filtered list too.
    screen.keys("1 / type:edu Enter j");
    let filtered = screen.selected();
    screen.keys("3 <");
    assert_eq!(screen.selected(), filtered);
    screen.shows("/edu");
    // The first rows are the first, wherever one came back to.
    screen.keys("Esc < < g g").shows("1/");
}

#[test]
fn a_pane_stands_as_it_was_left_until_its_own_key_opens_it_anew() {
    let town = Town::various();
    let mut screen = wide(&town, "builder");
    screen.keys("7 / type:edu Enter j");
    let left = screen.shows("/edu").selected();
    screen.keys("1 j 5 ] 7");
    assert_eq!(screen.shows("/edu").selected(), left);
    screen
        .keys("5")
        .shows("名册 › 人员")
        .keys("5")
        .shows("名册 › 主体");
    screen.keys("7 7").hides("/edu");
    // The header and the keys say the same of every pane, and the last is followed by the first.
    for (key, name) in [
        ("1", "1队列"),
        ("2", "2资源"),
        ("3", "3裁定"),
        ("4", "4日历"),
        ("5", "5名册"),
        ("6", "6办法"),
        ("7", "7台账"),
    ] {
        screen.keys(key).shows(name);
    }
    screen.keys("7 Tab").shows("队列 ›");
}

#[test]
fn a_detail_has_neighbours() {
    let town = Town::various();
    let mut screen = wide(&town, "builder");
    let second = screen.keys(ALL).keys("j").selected();
    let first = screen.keys("k").selected();
    screen.keys("Enter ] Esc");
    assert_eq!(screen.selected(), second);
    screen.keys("Enter [ Esc");
    assert_eq!(screen.selected(), first);
}

#[test]
fn something_stands_behind_every_row() {
    let town = Town::new(|city| {
        crate::points::urgent(city);
        crate::points::ordinary(city);
    });
    let mut screen = wide(&town, "keeper");
    let registers = (0..9).map(|turns| format!("5{}", " ]".repeat(turns)));
    let pages = ["3", "4 Enter", "6", "7"].map(str::to_owned);
    let mut opened = 0;
    for page in pages.into_iter().chain(registers) {
        let seen = screen.keys(&page).text();
        if !seen.lines().any(|line| line.starts_with('>')) {
            continue;
        }
        let behind = screen.keys("Enter").text();
        assert_ne!(behind, seen, "{page}");
        assert!(
            behind.contains('┌') || behind.contains('│'),
            "{page}\n{behind}"
        );
        screen.keys("Esc");
        assert_eq!(screen.text(), seen, "{page}");
        opened += 1;
    }
    assert!(opened >= 10, "{opened} pages have rows");
}

#[test]
fn where_one_stands_and_what_is_out_of_sight_is_shown() {
    let town = Town::various();
    let mut screen = town.screen("builder");
    screen.keys("6").shows("1/43").shows("↓");
    screen.keys("j j").shows("3/43");
    screen.keys("G").shows("43/43").shows("↑");
    screen.keys("PageUp PageUp PageUp g g").shows("1/43");
}

/// A list or a chooser: a name, and the keys that lead there.
const LISTS: [(&str, &str); 30] = [
    ("mine", "1"),
    ("late", "v Down Enter"),
    ("today", "v Down Down Enter"),
    ("open", "v Down Down Down Enter"),
    ("matters", "v Down Down Down Down Enter"),
    ("applications", "v Down Down Down Down Down Enter"),
    (
        "party",
        "v Down Down Down Down Down Down Down Enter type:edu Enter",
    ),
    ("journal", "7"),
    ("rulings", "3"),
    ("calendar", "4 Enter"),
    ("parties", "5"),
    ("persons", "5 ]"),
    ("accounts", "5 ] ]"),
    ("pools", "5 ] ] ]"),
    ("systems", "5 ] ] ] ]"),
    ("items", "5 ] ] ] ] ]"),
    ("listings", "5 ] ] ] ] ] ]"),
    ("resources", "5 ] ] ] ] ] ] ]"),
    ("contracts", "5 ] ] ] ] ] ] ] ]"),
    ("agreements", "5 ] ] ] ] ] ] ] ] ]"),
    ("exceptions", "5 ] ] ] ] ] ] ] ] ] ] ]"),
    ("holdings", "5 [ [ [ ["),
    ("blocks", "5 ["),
    ("measures", "6"),
    ("views", "v"),
    ("orders", "S"),
    ("columns", "C"),
    ("naming", "W"),
    ("filtering", "v Down Down Down Enter / type:单位_确认"),
    (
        "all_columns",
        "5 ] C Down Down Down Down Enter Down Enter Esc",
    ),
];

#[test]
fn every_list_is_as_it_was_reviewed() {
    let town = Town::new(|city| {
        crate::points::urgent(city);
        crate::points::ordinary(city);
    });
    for (name, keys) in LISTS {
        let mut all = format!("keeper: {keys}\n");
        for (lang, columns, rows) in [(Lang::Zh, 80, 24), (Lang::En, 120, 36)] {
            let mut screen = town.screen_as("keeper", lang, columns, rows, &|_| {});
            let _ = writeln!(all, "\n{lang:?} {columns}x{rows}");
            all.push_str(&screen.keys(keys).text());
        }
        insta::assert_snapshot!(format!("list_{name}"), all);
    }
}

#[test]
fn keys_typed_ahead_are_meant_for_what_an_earlier_one_opens() {
    let town = Town::various();
    let mut screen = town.screen("keeper");
    // The form of the record opens once it is read; what was typed meanwhile is typed into it.
    screen.keys("5").shows("heshan");
    screen.ahead("c甲乙");
    screen.shows("甲乙");
    screen.keys("Esc");
    // Whoever does not want to wait takes it all back.
    screen.ahead("c\x1b");
    screen.shows("名册").hides("甲乙");
    // The lists to choose from are there with the key.
    screen.ahead("v台账");
    screen.keys("Enter").shows("何事");
}

#[test]
fn what_stands_under_the_cursor_is_shown_with_the_key_that_moved_it() {
    let town = Town::various();
    let mut screen = town.screen("builder");
    screen.keys(ALL).shows("应急-20261109-0001");
    let number = |row: &str| {
        let mut words = row.split_whitespace();
        words
            .find(|word| word.contains("-2026"))
            .unwrap()
            .to_owned()
    };
    for _ in 0..4 {
        screen.rest();
        // A pause as between two looks: only a key that repeats goes ahead of the detail.
        std::thread::sleep(std::time::Duration::from_millis(220));
        screen.keys("j");
        let seen = screen.at_once();
        let row = seen.lines().find(|line| line.starts_with('>')).unwrap();
        let count = seen.matches(&number(row)).count();
        assert!(count >= 2, "in its row and below it:\n{seen}");
    }
    // While it repeats, nothing of another matter stands there.
    screen.rest();
    screen.keys("k k k");
    let seen = screen.at_once();
    let (list, below) = seen.split_once("────").unwrap();
    let row = list.lines().find(|line| line.starts_with('>')).unwrap();
    assert!(
        !below.contains("-2026") || below.contains(&number(row)),
        "{seen}"
    );
}

/// No path crosses a seat: the palette tells the line that writes the file where whoever asks is.
#[test]
fn the_palette_tells_how_what_is_shown_is_exported() {
    let town = Town::various();
    for (lang, word, own) in [
        (Lang::Zh, "导出", "在您自己的机器上运行"),
        (Lang::En, "export", "Run it on your own machine"),
    ] {
        let mut screen = town.screen_as("builder", lang, 120, 36, &|_| {});
        screen.keys("7 / type:edu Enter");
        screen.keys(&format!(": type:{word} Enter")).shows(own);
        screen.shows("yunguan list journal --as builder --filter 'edu' --export ");
        screen.keys("Esc / ctrl+u Enter 4");
        screen.keys(&format!(": type:{word} Enter"));
        screen.shows("yunguan list calendar --year 2026 --as builder --export ");
    }
}

/// What a narrow screen cuts is never what has to be typed, or the only word of its row.
#[test]
fn a_narrow_english_screen_says_the_whole_command_and_the_names_that_fit() {
    let town = Town::various();
    let mut screen = town.screen_as("builder", Lang::En, 80, 24, &|_| {});
    screen.shows("2Resources").keys("6");
    screen.shows("yunguan measures load FILE").shows("In force");
    // What an emergency is about is told before since when to the minute.
    let mut screen = town.screen_as("checker", Lang::En, 80, 24, &|_| {});
    screen
        .shows("EMERGENCY")
        .shows("防汛会商扩容")
        .shows(", 64h");
}

/// The year's list says of an unpublished year what the month's picture shows: statutory holidays are off.
#[test]
fn an_unpublished_year_is_told_by_its_holidays_and_its_weekdays() {
    let town = Town::various();
    let mut screen = wide(&town, "builder");
    for (lang, word) in [(Lang::Zh, "法定节日"), (Lang::En, "statutory holidays")] {
        let mut screen = town.screen_as("builder", lang, 120, 36, &|_| {});
        screen.keys("4 Enter ]").shows("2027").shows(word);
    }
    // On the journal the key that signs says where the duties are.
    screen.keys("7 a").shows("待办在队列页");
}
