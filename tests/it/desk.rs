//! The desk: a form shows what it decides about, and stands where it is wrong.

use yunguan::locale::Lang;

use crate::support::screen::Town;

/// The row under the one that has the mark of the focus.
fn under_focus(text: &str) -> (&str, &str) {
    let rows: Vec<&str> = text.lines().collect();
    let at = rows.iter().position(|row| row.starts_with("│ > "));
    let row = |at: usize| rows.get(at).copied().unwrap_or_default();
    at.map_or(("", ""), |at| (row(at), row(at + 1)))
}

fn accepted() -> Town {
    Town::new(|city| {
        city.given("pa accepted");
    })
}

#[test]
fn a_decision_stands_beside_what_is_decided_about() {
    let town = accepted();
    let mut screen = town.screen("reviewer");
    // What it is, whose, where; and a row for each line with what was applied for.
    screen.keys("a").shows("报名系统扩容 · edu单位 · pa池");
    screen.shows("云主机 4核16G        4  4");
    screen.keys("type:按测算 Tab type:3").shows("少1");
    // What cannot be typed into a quantity is a key.
    screen.keys("v").shows("交付方").keys("Esc").shows("少1");
    screen.keys("?").shows("编辑键").keys("Esc").shows("少1");
    screen.keys("Down Left type:1").shows("多10");
    screen.keys("Backspace ctrl+s").shows("申请 4 → 审核 3");
    // It is kept and taken up again as it was.
    screen.keys("Esc Esc a").shows("少1").keys("ctrl+s Enter");
    screen.shows("已办");
    let mut screen = town.screen("reviewer");
    screen
        .keys("v Down Down Down Down Enter Enter")
        .shows("4     3");
}

#[test]
fn what_was_refused_is_said_at_the_field_that_it_speaks_of() {
    let town = accepted();
    let mut screen = town.screen("reviewer");
    screen.keys("a type:同意 Tab Tab type:7 ctrl+s");
    screen.shows("超出上限2").keys("Enter");
    let text = screen.text();
    let (row, below) = under_focus(&text);
    assert!(row.contains("云硬盘"), "{text}");
    assert!(below.contains('!') && below.contains('2'), "{text}");
    screen.keys("type:2");
    let text = screen.text();
    assert!(!under_focus(&text).1.contains('!'), "{text}");
    // What is not even a number is said before anything is asked of the hub.
    screen.keys("Backspace ctrl+s");
    let text = screen.text();
    let (row, below) = under_focus(&text);
    assert!(
        row.contains("云硬盘") && below.contains("不是整数"),
        "{text}"
    );
}

#[test]
fn rows_of_lines_are_walked_by_column() {
    let town = Town::new(|_| {});
    let mut screen = town.screen("edu");
    screen.keys("n type:扩容 Tab type:exam Tab type:own Tab type:vm Tab type:4 Tab type:报名");
    screen.shows("云主机").keys("ctrl+n type:disk Tab type:2");
    // What stands there is typed over, unless the caret was moved in it first.
    screen
        .keys("Up type:1")
        .shows("标准1报名")
        .keys("Down End type:2");
    screen.shows("22");
    // Below the last row it goes on to the field after the table.
    screen.keys("Down");
    let text = screen.text();
    assert!(under_focus(&text).0.contains("联系人"), "{text}");
}

#[test]
fn a_choice_is_narrowed_by_what_was_typed_and_the_focus_stays() {
    let town = Town::new(|_| {});
    let mut screen = town.screen("edu");
    screen
        .keys("n Tab type:ex ctrl+o")
        .shows("> ex")
        .shows("exam");
    screen.keys("Enter");
    let text = screen.text();
    let (row, _) = under_focus(&text);
    assert!(row.contains("系统") && row.contains("exam系统"), "{text}");
}

#[test]
fn a_day_is_stepped_by_a_key_and_said_beside_what_is_typed() {
    let town = Town::new(|city| {
        city.given("pa delivery_ordered");
    });
    let mut screen = town.screen("host-a");
    screen.keys("a type:11-5").shows("2026-11-05 周四");
    screen.keys("PageUp").shows("2026-11-06 周五");
    screen.keys("PageDown PageDown").shows("2026-11-04 周三");
}

#[test]
fn a_paste_that_does_not_fit_says_so() {
    let town = Town::new(|_| {});
    let mut screen = town.screen("edu");
    screen.keys("n");
    screen.paste(&"长".repeat(230));
    screen.shows("略去30字");
    screen.keys("Tab Tab Tab Tab");
    screen.paste("12 台");
    screen.shows("略去2字");
}

/// The keys by which a unit asks for an emergency: every field that must be filled in is reached by Enter alone. What the
/// last one said of system and pool is proposed again.
const ASKED: &str = "E type:会商扩容 Enter type:pa Enter type:vm Enter type:8 Enter type:湘防指〔2026〕7号 Enter \
    type:今晚会商 Tab Space Enter";

/// An emergency stands on every page of those who can do something about it, until somebody takes it; its key takes it.
#[test]
fn an_emergency_stands_on_every_page_until_it_is_taken() {
    let town = Town::new(|city| {
        city.given("pa accepted");
    });
    let mut checker = town.screen("checker");
    let mut host = town.screen("host-a");
    let mut other = town.screen("host-b");
    let mut health = town.screen("health");
    checker.hides("▌应急");
    health.keys(ASKED).shows("将会").keys("Enter").shows("已办");
    health.hides("▌应急");
    for page in ["1", "2", "3", "4", "5", "6", "7"] {
        checker.settle();
        checker.keys(page).shows("▌应急 health单位 会商扩容");
    }
    host.settle();
    host.hides("▌应急");
    // While its form is open it is taken: a colleague at the same post is not called.
    let mut second = town.screen("checker");
    second.shows("▌应急");
    checker.keys("E").shows("审核应急").hides("▌应急");
    // Three keys issue it, whatever page is open.
    checker
        .keys("ctrl+s")
        .shows("将会")
        .keys("Enter")
        .shows("已办");
    checker.settle();
    checker.hides("▌应急");
    host.settle();
    other.settle();
    other.hides("▌应急");
    host.shows("▌应急")
        .keys("E ctrl+s")
        .shows("将会")
        .keys("Enter")
        .shows("已办");
    host.settle();
    host.hides("▌应急");
    // The next one of the unit begins where the last one was.
    health.keys("E").shows("flood系统").shows("pa池");
}

#[test]
fn of_several_emergencies_the_one_that_is_due_first_stands_there() {
    let town = Town::new(|city| {
        city.given("emergency applied");
        city.given("emergency applied");
    });
    for (columns, rows) in [(80, 24), (40, 10), (120, 36)] {
        let mut screen = town.screen_as("checker", Lang::Zh, columns, rows, &|_| {});
        screen.shows("▌应急").shows("另1件");
        screen.keys("2").shows("▌应急");
    }
    let mut screen = town.screen_as("checker", Lang::En, 80, 24, &|_| {});
    screen.shows("EMERGENCY").shows("+1");
    // A click does what its key does.
    screen.click("EMERGENCY").shows("Review the emergency");
}

#[test]
fn emergencies_are_listed_by_lateness() {
    let town = Town::new(|city| {
        city.given("emergency handed_over");
        city.given("emergency regularised");
        city.wait_days(9);
        city.given("emergency applied");
    });
    let mut screen = town.screen("checker");
    screen.keys("v type:应急 Enter");
    let text = screen.text();
    let rows: Vec<&str> = text
        .lines()
        .filter(|row| row.contains("应急-2026"))
        .collect();
    let at = |number: &str| rows.iter().position(|row| row.contains(number));
    // The late one, the new one, and what is over.
    assert!(
        at("1109-0001") < at("1118-0001") && at("1118-0001") < at("1109-0002"),
        "{text}"
    );
}

#[test]
fn on_the_smallest_screen_a_preview_is_read_to_its_end() {
    let town = accepted();
    let mut screen = town.screen_as("reviewer", Lang::Zh, 40, 10, &|_| {});
    screen
        .keys("a type:同意 ctrl+s")
        .shows("将会")
        .hides("将记入台账");
    screen.keys("PageDown").hides("将会");
    screen.keys("G").shows("将记入台账");
    screen.keys("g g").shows("将会");
    screen.keys("Enter").shows("已办");
}

/// The article of a duty stands under the list, and is found there.
#[test]
fn a_filter_finds_the_article_that_stands_under_the_list() {
    let town = accepted();
    let mut screen = town.screen("reviewer");
    screen.keys("/ type:第19条 Enter").shows("申请-2026");
    screen.keys("/ ctrl+u type:第28条 Enter").hides("申请-2026");
    screen
        .keys("/ ctrl+u type:第19条 type:_审核意见 Enter")
        .shows("申请-2026");
}

/// A reason that belongs to a kind of matter lands where it speaks of as well: more than was approved of one line.
#[test]
fn what_a_kinds_own_reason_speaks_of_is_where_the_caret_lands() {
    let town = Town::new(|city| {
        city.given("pa test_reported");
    });
    let mut screen = town.screen("builder");
    screen.keys("a type:多测 Up Up type:9");
    let typed = screen.text();
    screen.keys("ctrl+s Enter");
    let text = screen.text();
    let (row, below) = under_focus(&text);
    assert!(
        row.contains("云主机") && below.contains('!'),
        "{typed}{text}"
    );
}

#[test]
fn whoever_reviews_an_emergency_has_its_grounds_before_them() {
    let town = Town::new(|_| {});
    let mut health = town.screen("health");
    health.keys(ASKED).keys("Enter").shows("已办");
    for (columns, rows) in [(80, 24), (120, 36)] {
        let mut checker = town.screen_as("checker", Lang::Zh, columns, rows, &|_| {});
        checker.keys("4 E").shows("市级新要求").shows("湘防指");
        checker.shows("今晚会商");
    }
}

#[test]
fn enter_goes_on_from_a_paragraph_and_begins_a_line_where_lines_are_texts() {
    let town = accepted();
    let mut screen = town.screen("reviewer");
    screen.keys("a type:按测算 alt+Enter type:核定 Enter");
    screen
        .shows("将会")
        .keys("Esc")
        .shows("按测算")
        .shows("核定");
    let town = Town::new(|city| {
        city.given("pa submitted");
    });
    let mut screen = town.screen("acceptor");
    screen.keys(": type:application.decline Enter type:缺批复 Enter type:缺清单");
    screen.shows("Enter 换行").shows("缺批复").shows("缺清单");
    screen.hides("将会");
}

#[test]
fn the_key_of_what_is_due_offers_nothing_that_is_not() {
    let town = accepted();
    let mut screen = town.screen("edu");
    screen.keys("a").shows("没有轮到您办的事").hides("撤回");
    screen.keys(".").shows("撤回");
}

#[test]
fn an_item_that_is_typed_by_its_name_is_the_catalogues() {
    let town = Town::new(|_| {});
    let mut screen = town.screen("edu");
    screen.keys("n type:扩容 Tab type:exam Tab type:own Tab type:云主机４核16g Tab");
    screen.hides("目录外").shows("vm");
}

#[test]
fn a_choice_is_made_from_what_stands_there() {
    let town = Town::new(|_| {});
    let mut screen = town.screen("keeper");
    // The kind of a party begins with the unit; its list does not begin elsewhere.
    screen.keys(": type:party.register Enter Tab Tab");
    screen
        .shows("[云使用单位]")
        .keys("ctrl+o Enter")
        .shows("[云使用单位]");
}

#[test]
fn a_list_hides_no_row_above_while_there_is_room_below() {
    let town = Town::new(|_| {});
    let mut screen = town.screen("reviewer");
    screen.keys("3 G");
    let text = screen.text();
    let rows = text.lines().filter(|row| row.contains(" R"));
    assert!(rows.count() > 10, "{text}");
    screen.shows("52/52");
}

#[test]
fn i_stand_on_what_i_just_made() {
    let town = accepted();
    let mut screen = town.screen("edu");
    screen
        .shows("全部事项")
        .keys("n type:新的 Enter type:exam Enter");
    screen.keys("type:pa Enter type:vm Enter type:1 Enter type:报名 Enter");
    screen.keys("Space ctrl+s Enter").shows("已办");
    let text = screen.text();
    let marked = text.lines().find(|row| row.starts_with('>'));
    assert!(marked.unwrap_or_default().contains("新的"), "{text}");
}

/// What waits for me comes to the front while I am in the middle of nothing, and its page's key brings it in any case.
#[test]
fn my_duties_come_to_the_front() {
    let town = Town::new(|city| {
        city.given("pa delivery_ordered");
    });
    let mut unit = town.screen("edu");
    let mut host = town.screen("host-a");
    unit.shows("全部事项");
    host.keys("a ctrl+s Enter").shows("已办");
    unit.rest();
    unit.shows("队列 › 待我办").keys("v Down Down Enter");
    unit.hides("队列 › 待我办").keys("1").shows("队列 › 待我办");
}

/// What each post is told by its help: what it may do here, each movement once with all its keys, nothing else.
#[test]
fn the_help_lists_what_a_post_can_do_and_nothing_twice() {
    let town = accepted();
    let help = |login: &str, keys: &str| {
        let mut screen = town.screen_as(login, Lang::Zh, 80, 160, &|_| {});
        screen.keys(keys).text()
    };
    for (login, keys, can, cannot) in [
        (
            "edu",
            "?",
            &["新建", "应急发放"][..],
            &["催告补办", "签署"][..],
        ),
        (
            "builder",
            "?",
            &["催告补办", "上报逾期", "应急发放"],
            &["新建"],
        ),
        (
            "reviewer",
            "?",
            &["签署"],
            &["新建", "催告补办", "上报逾期", "应急发放"],
        ),
        ("keeper", "5 ?", &["新建", "修改"], &["应急发放"]),
        ("reviewer", "5 ?", &["签署"], &["新建"]),
    ] {
        let text = help(login, keys);
        let rows: Vec<&str> = text
            .lines()
            .take_while(|row| !row.contains("不能办的"))
            .map(|row| row.trim_matches(['│', ' ']))
            .collect();
        let says = |word: &&str| rows.iter().any(|row| row.ends_with(*word));
        assert!(can.iter().all(says), "{login} {can:?}\n{text}");
        assert!(!cannot.iter().any(says), "{login} {cannot:?}\n{text}");
        let down: Vec<&&str> = rows.iter().filter(|row| row.ends_with("下一屏")).collect();
        assert_eq!(down, [&"PageDown, Ctrl+f 下一屏"], "{text}");
    }
}

/// A box over a page stands on rows that are empty beside it, and its lines stand in two columns where both have room.
#[test]
fn beside_a_box_nothing_of_the_page_is_left() {
    let town = accepted();
    let mut screen = town.screen_as("reviewer", Lang::Zh, 160, 36, &|_| {});
    for keys in ["?", ".", "e", "a type:同意 Tab ctrl+s", ":"] {
        let text = screen.keys(keys).text();
        let boxed = text.lines().filter(|row| row.matches('│').count() == 2);
        let boxed: Vec<&str> = boxed.collect();
        assert!(boxed.len() > 2, "{keys}\n{text}");
        for row in boxed {
            assert!(
                row.trim().starts_with('│') && row.trim_end().ends_with('│'),
                "{keys}: {row}\n{text}"
            );
        }
        screen.keys("Esc Esc");
    }
    let wide = screen.keys("?").text();
    let both = |row: &str| row.contains("详情") && row.contains("已逾期");
    assert!(wide.lines().any(both), "{wide}");
    let narrow = town
        .screen_as("reviewer", Lang::Zh, 100, 36, &|_| {})
        .keys("?")
        .text();
    assert!(!narrow.lines().any(both), "{narrow}");
}
