//! What the mouse does on every kind of page: the wheel scrolls, a click selects, a click on what is selected opens it;
//! and that nothing is done by it alone.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use yunguan::console::pointer::Turn;
use yunguan::console::settings::Settings;
use yunguan::locale::Lang;

use crate::support::screen::{Screen, Town};

/// All open duties, whoever looks.
const ALL: &str = "v Down Down Down Enter";

/// The number in the selected row.
fn number(screen: &mut Screen) -> String {
    let row = screen.selected();
    let number = row.split_whitespace().find(|word| word.contains("-2026"));
    number.unwrap_or_default().to_owned()
}

/// Forty applications to accept.
fn long() -> Town {
    Town::new(|city| {
        for _ in 0..40 {
            city.given("pa submitted");
        }
    })
}

#[test]
fn a_click_selects_and_a_second_opens() {
    let town = Town::various();
    let mut screen = town.screen("builder");
    screen.keys(ALL).click("申请-20261109-0002");
    assert_eq!(number(&mut screen), "申请-20261109-0002");
    screen.shows("队列 ›").click("> 11").shows("版本");
    // On the page of a matter there is nothing to click on.
    screen.click("申请-20261109-0002").shows("版本");
    // The filter that is being typed stands when a row is clicked.
    let mut screen = town.screen("builder");
    screen
        .keys(ALL)
        .keys("/ type:0002")
        .click("申请-20261113-0002");
    screen.shows("/0002").keys("?").shows("┌ 帮助");
    // Where nothing was typed yet there is no filter, and the row is the one that was clicked on.
    let mut screen = town.screen("builder");
    screen.keys(ALL).keys("/").click("申请-20261109-0002");
    assert_eq!(number(&mut screen), "申请-20261109-0002");
    screen.shows("队列 › 全部待办");
}

#[test]
fn tabs_rows_and_texts_of_the_pages() {
    let town = Town::various();
    for lang in [Lang::Zh, Lang::En] {
        let mut screen = town.screen_as("keeper", lang, 120, 36, &|_| {});
        let tab = ["3裁定", "3Rulings"][usize::from(lang == Lang::En)];
        screen.click(tab).shows("R12");
        screen.click("R12");
        assert!(screen.selected().contains("R12"));
        let before = screen.text();
        screen.click("R12");
        assert_ne!(screen.text(), before);
        screen.keys("Esc");
        assert_eq!(screen.text(), before);
    }
    // The help says what the mouse does, where it does anything.
    let help = |mouse| {
        let change = move |settings: &mut Settings| settings.mouse = mouse;
        let mut screen = town.screen_as("builder", Lang::Zh, 100, 160, &change);
        screen.keys("?").text()
    };
    assert!(help(true).contains("按住 Shift") && !help(false).contains("按住 Shift"));
    // A tab under a layer is not there.
    let mut screen = town.screen("builder");
    screen.keys("?").click("3裁定").shows("┌ 帮助");
}

#[test]
fn choices_and_fields() {
    let town = Town::various();
    let mut screen = town.screen("builder");
    screen.keys("v").click("今日到期").shows("> 今日到期");
    screen.click("今日到期").shows("队列 › 今日到期");
    let mut screen = town.screen("edu");
    screen.keys("n").click("资源池").shows("> 资源池");
    // On the field that has the focus it is the list to choose from.
    screen.click("资源池").shows("┌ 资源池").click("pb池");
    screen.click("> pb").hides("┌ 资源池").shows("pb池");
    screen.forget_drafts();
}

/// The line above the queue names the key that goes to what waits for a signature, and so does a click on it.
#[test]
fn a_click_on_what_is_to_sign_goes_to_its_preview() {
    let town = crate::signing::proposed();
    for (columns, rows) in [(80, 24), (120, 36)] {
        let mut screen = town.screen_as("reviewer2", Lang::Zh, columns, rows, &|_| {});
        let queue = screen.text();
        screen.click("待签署 裁定").shows("10 → 15");
        let by_click = screen.text();
        // A click shows; it never signs.
        screen.click("10 → 15").click("R16").keys("Esc");
        assert_eq!(screen.text(), queue);
        assert_eq!(screen.keys("g s").text(), by_click);
        screen.keys("Esc");
        // The rest of the line is the line as well; the row below it is the list's.
        let row = queue.lines().position(|line| line.contains("待签署 裁定"));
        let row = u16::try_from(row.unwrap()).unwrap();
        screen.click_at(columns - 1, row).shows("10 → 15");
        screen
            .keys("Esc")
            .click_at(columns - 1, row + 1)
            .hides("10 → 15");
        // The filter that is being typed stands.
        screen
            .keys("/ type:x")
            .click("待签署 裁定")
            .shows("10 → 15");
        screen.keys("Esc").shows("/x");
        // Where the line is not drawn nothing is to be clicked on: on another list, on a page.
        screen.keys("Esc v Down Enter").hides("待签署 裁定");
        screen.click_at(columns - 1, row).hides("10 → 15");
    }
    // Of several, the choice among them.
    let town = crate::signing::two_wait();
    let mut screen = town.screen("reviewer2");
    screen
        .click("待签署 节假日通知")
        .shows("> 节假日通知")
        .shows("办法变动");
}

#[test]
fn the_wheel_scrolls() {
    let town = long();
    let mut screen = town.screen("acceptor");
    let first = number(&mut screen);
    // The rows move by three, the mark only with the edge.
    screen.keys("j j j j");
    let fifth = number(&mut screen);
    screen.wheel(Turn::Down, 1).hides(&first);
    assert_eq!(number(&mut screen), fifth);
    screen.wheel(Turn::Down, 1);
    assert_eq!(number(&mut screen), "申请-20261109-0007");
    // To the last row and back to the first, however far it is turned.
    screen.wheel(Turn::Down, 40);
    assert_eq!(number(&mut screen), "申请-20261109-0040");
    screen.wheel(Turn::Up, 40);
    assert_eq!(number(&mut screen), first);
    // A text: what is turned beyond its end is not turned back first.
    screen.keys("?").wheel(Turn::Down, 200);
    let end = screen.text();
    screen.wheel(Turn::Up, 1);
    assert_ne!(screen.text(), end);
    screen.wheel(Turn::Down, 1);
    assert_eq!(screen.text(), end);
    screen.wheel(Turn::Up, 200).shows("┌ 帮助").keys("Esc");
    // A list to pick from, a page, a detail, a form.
    screen.keys(":").wheel(Turn::Down, 2).keys("Esc");
    screen.keys("6").wheel(Turn::Down, 40).shows("第42条");
    assert!(screen.selected().contains("第42条"));
    screen.keys("1 Enter").shows("版本");
    let top = screen.text();
    screen.wheel(Turn::Down, 1);
    assert_ne!(screen.text(), top);
    screen.wheel(Turn::Up, 5);
    assert_eq!(screen.text(), top);
    let mut screen = town.screen("edu");
    screen.keys("n").shows("> 标题").wheel(Turn::Up, 3);
    screen.shows("> 标题").wheel(Turn::Down, 1).hides("> 标题");
    screen.wheel(Turn::Down, 50);
    let last = screen.text();
    screen.wheel(Turn::Down, 1);
    assert_eq!(screen.text(), last);
}

#[test]
fn nothing_is_done_by_the_mouse_alone() {
    let town = long();
    let mut screen = town.screen("acceptor");
    screen.keys("a ctrl+s").shows("将会");
    let before = screen.text();
    for y in 0..24 {
        for x in (0..80).step_by(8) {
            screen.click_at(x, y);
        }
    }
    screen.wheel(Turn::Down, 3);
    assert_eq!(screen.text(), before);
    // Places that are not on the screen.
    screen.keys("Esc Esc");
    let before = screen.text();
    for (x, y) in [(u16::MAX, u16::MAX), (0, u16::MAX), (80, 5), (3, 24)] {
        screen.click_at(x, y);
    }
    assert_eq!(screen.text(), before);
    // Whoever does not want it.
    let mut screen = town.screen_as("acceptor", Lang::Zh, 80, 24, &|settings| {
        settings.mouse = false;
    });
    let before = screen.text();
    screen.click("7台账").click("0003").wheel(Turn::Down, 2);
    assert_eq!(screen.text(), before);
    // Nobody is helped by it before the store is founded.
    let mut screen = Town::empty().screen("first");
    let before = screen.text();
    screen.click("1").wheel(Turn::Down, 1);
    assert_eq!(screen.text(), before);
}
