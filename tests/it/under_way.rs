//! Long work at the console: it comes and goes by itself at every screen, on every page, and costs nothing when there is
//! none.

use serde_json::json;

use yunguan::console::theme::{Colours, Glyphs, GlyphsName, Palette, PaletteName};
use yunguan::domain::law::code::Login;
use yunguan::hub::request::{ActRequest, Answer, JobKind, Request};
use yunguan::locale::Lang;

use crate::support::city::command;
use crate::support::screen::{LANGS, Town};

/// Somebody's program tells of its work, as it does while it exports or checks a table.
fn tell(town: &Town, login: &str, kind: JobKind, done: u64) {
    let of = 200;
    let told = Request::Working {
        job: format!("{login}-{}", kind.word()),
        kind,
        done,
        of,
    };
    assert_eq!(town.hub.seat(Login::new(login)).ask(told), Answer::Ok);
}

/// A slice of a large intake; its acts are never decided here.
fn stage(town: &Town, login: &str, from: usize, of: usize) {
    let act = |at| ActRequest {
        key: format!("k{at}"),
        expected: None,
        command: command("system.confirm", &json!({ "system": "exam" })),
    };
    let staged = Request::Stage {
        intake: "table".to_owned(),
        from,
        of,
        acts: vec![act(from)],
    };
    let answer = town.hub.seat(Login::new(login)).ask(staged);
    assert_eq!(answer, Answer::Staged { acts: from + 1 });
}

#[test]
fn long_work_comes_and_goes_at_every_screen_by_itself() {
    let town = Town::various();
    let mut unit = town.screen("edu");
    let mut keeper = town.screen("keeper");
    unit.hides("导出");
    tell(&town, "acceptor", JobKind::Export, 85);
    unit.shows("导出 42%");
    keeper.shows("导出 42%");
    // Whoever comes to it sees it, and on every page.
    let mut late = town.screen("reviewer");
    late.shows("导出 42%");
    for page in ["2", "3", "4", "5", "6", "7", "1"] {
        // What is not told of for half a minute is over.
        tell(&town, "acceptor", JobKind::Export, 85);
        late.keys(page).shows("导出 42%");
    }
    late.keys("j Enter").shows("导出 42%");
    tell(&town, "acceptor", JobKind::Export, 199);
    unit.shows("导出 99%").hides("42%");
    // One's own is said first, the others are counted.
    stage(&town, "edu", 0, 4);
    stage(&town, "edu", 1, 4);
    unit.shows("导入 50%  另1项");
    keeper.shows("导入 50%  另1项");
    tell(&town, "acceptor", JobKind::Export, 200);
    unit.shows("导入 50%").hides("另1项");
    let given_up = Request::Unstage {
        intake: "table".to_owned(),
    };
    assert_eq!(town.hub.seat(Login::new("edu")).ask(given_up), Answer::Ok);
    for screen in [&mut unit, &mut keeper, &mut late] {
        screen.hides("导入").hides("导出").hides("%");
    }
}

#[test]
fn nobody_asks_how_far_nothing_is_and_no_oftener_than_once_a_second() {
    let town = Town::various();
    let mut screen = town.screen("edu");
    screen.holds_back = |request| matches!(request, Request::Jobs);
    screen.keys("2 1").rest();
    screen.wake();
    assert_eq!(screen.let_go(), 0);
    // Work that begins and is over at once, again and again, is asked of once.
    for _ in 0..20 {
        tell(&town, "acceptor", JobKind::Verify, 1);
        tell(&town, "acceptor", JobKind::Verify, 200);
        screen.settle();
        screen.wake();
    }
    assert_eq!(screen.let_go(), 0);
    screen.rest();
    assert_eq!(screen.let_go(), 1);
    screen.hides("核验").rest();
    assert_eq!(screen.let_go(), 0);
}

#[test]
fn how_far_it_is_stands_on_the_smallest_screen_and_without_colours() {
    let town = Town::various();
    tell(&town, "acceptor", JobKind::Backup, 85);
    tell(&town, "edu", JobKind::Verify, 10);
    let mut all = String::new();
    for lang in LANGS {
        for (columns, rows) in [(80, 24), (40, 10)] {
            let mut screen = town.screen_as("builder", lang, columns, rows, &|settings| {
                settings.theme.palette = Palette::named(PaletteName::Mono, Colours::Many);
                settings.theme.glyphs = Glyphs::named(GlyphsName::Ascii);
            });
            let told = match lang {
                Lang::Zh => "核验 5%",
                Lang::En => "verification 5%",
            };
            let told = if columns == 80 { told } else { "5%" };
            all.push_str(&screen.shows(told).frame());
            all.push('\n');
        }
    }
    insta::assert_snapshot!(all);
}
