//! The roads of Art. 19 and Art. 23 by keys alone, everybody at a screen of their own, in both languages.

use yunguan::locale::Lang;

use crate::support::screen::{LANGS, Screen, Town};

/// Both languages' words for the same thing.
type Words = (&'static str, &'static str);

/// A step: whose screen, what its queue first shows, keys, and what all may see afterwards.
type Step = (&'static str, Words, &'static str, Words);

const DONE: Words = ("已办：", "Done:");

const ORDINARY: [Step; 11] = [
    (
        "edu",
        ("无待办", "mine 0"),
        "n type:扩容 Tab type:exam Tab type:pa Tab type:vm Tab type:4 Tab type:报名 Tab Tab Tab Left ctrl+s",
        ("待受理", "to accept"),
    ),
    (
        "acceptor",
        ("受理", "acceptance"),
        "a ctrl+s",
        ("审核中", "in review"),
    ),
    (
        "reviewer",
        ("审核意见", "review opinion"),
        "a type:同意 ctrl+s",
        ("审核通过", "approved"),
    ),
    (
        "builder",
        ("下达测试工单", "test order"),
        "a ctrl+s",
        ("待搭建", "to set up"),
    ),
    (
        "host-a",
        ("搭建测试环境", "test environment"),
        "a type:10.1.0.0/24 ctrl+s",
        ("测试中", "testing"),
    ),
    (
        "edu",
        ("测试并报告", "test and rep"),
        "a type:测试通过 Tab type:测完 ctrl+s",
        ("待提调整", "to propose"),
    ),
    (
        "builder",
        ("提调整建议", "adjustment"),
        "a type:负载正常 ctrl+s",
        ("待备案", "to file"),
    ),
    (
        "acceptor",
        ("备案签收", "filing receipt"),
        "a ctrl+s",
        ("已备案", "filed"),
    ),
    (
        "builder",
        ("下达交付工单", "delivery ord"),
        "a ctrl+s",
        ("待交付", "to deliver"),
    ),
    (
        "host-a",
        ("交付", "delivery"),
        "a ctrl+s",
        ("待确认", "to confirm"),
    ),
    (
        "edu",
        ("确认发放", "confirmation"),
        "a ctrl+s",
        ("运行中", "running"),
    ),
];

const EMERGENCY: [Step; 7] = [
    (
        "health",
        ("无待办", "mine 0"),
        "E type:防汛扩容 Tab Tab type:pa Tab type:vm Tab type:8 Tab type:会商 Tab Right Tab type:湘防指〔2026〕7号 Tab \
         type:今晚会商 Tab Left ctrl+s",
        ("应急-", "EMG-"),
    ),
    (
        "checker",
        ("应急审核", "emergency re"),
        "a ctrl+s",
        ("待移交", "to hand over"),
    ),
    (
        "host-a",
        ("应急-", "EMG-"),
        "a ctrl+s",
        ("待确认补办", "to confirm a"),
    ),
    (
        "health",
        ("确认应急发放", "confirm issu"),
        "a ctrl+s",
        ("补办申请", "file application"),
    ),
    // The formal application repeats what was issued: only the declaration is still to be made.
    (
        "health",
        ("补办申请", "file applica"),
        "a Tab Tab Tab Tab Tab Tab Tab Tab Left ctrl+s",
        ("待受理", "to accept"),
    ),
    (
        "acceptor",
        ("受理", "acceptance"),
        "a ctrl+s",
        ("审核中", "in review"),
    ),
    (
        "reviewer",
        ("审核意见", "review opinion"),
        "a type:同意 ctrl+s",
        ("已补办", "regularised"),
    ),
];

fn walk(lang: Lang, road: &[Step]) {
    let of = |words: Words| match lang {
        Lang::Zh => words.0,
        Lang::En => words.1,
    };
    let town = Town::new(|_| {});
    let screen = |login: &str| -> Screen { town.screen_as(login, lang, 80, 24, &|_| {}) };
    for (login, waits, keys, after) in road {
        let mut at = screen(login);
        at.shows(of(*waits));
        at.keys(keys).shows(match lang {
            Lang::Zh => "将会",
            Lang::En => "Will",
        });
        at.keys("Enter").shows(of(DONE));
        // Everybody who may see the matter sees where it now stands.
        let mut looker = screen("keeper");
        looker.keys("v Down Down Down Down Enter");
        looker.shows(of(*after));
    }
}

#[test]
fn the_road_of_article_19_by_keys() {
    for lang in LANGS {
        walk(lang, &ORDINARY);
    }
}

#[test]
fn the_road_of_article_23_by_keys() {
    for lang in LANGS {
        walk(lang, &EMERGENCY);
    }
}
