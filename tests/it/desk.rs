//! The desk: a form shows what it decides about, and stands where it is wrong.

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
    screen.keys("v").shows("承办方").keys("Esc").shows("少1");
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
    screen.shows("略去 30 字");
    screen.keys("Tab Tab Tab Tab");
    screen.paste("12 台");
    screen.shows("略去 2 字");
}
