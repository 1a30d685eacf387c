//! The roads of Art. 11, Art. 19, Art. 20 and Art. 23 by keys alone, everybody at a screen of their own; of Art. 19 and
//! Art. 23 in both languages.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use yunguan::ledger::Ledger;
use yunguan::ledger::entry::Realm;
use yunguan::locale::Lang;

use crate::support::city::{City, time};
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

/// The next year's catalogue, from its first line to the day on which it is in force by itself.
#[test]
fn the_road_of_article_11_by_keys() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::create(folder.path(), &Realm::Sandbox).unwrap();
    let mut city = City::founded_in(ledger);
    city.given("catalogue in_force");
    let town = Town::of(city.ledger, city.now);

    // Begun on the edition in force, the next one has its title and its year.
    let mut drafter = town.screen("builder");
    drafter
        .keys("v type:目录版本 Enter : type:编制目录 Enter type:业务上云增加 Enter")
        .shows("将会")
        .shows("编制中");
    drafter.keys("Enter").shows("已办：").shows("2027年度");
    // One item is typed, those in force are carried; what is next to be done is under the same key.
    drafter.keys(". type:列入 Enter type:npu Enter type:计算 Enter type:推理卡 Enter type:64G Enter type:台 Enter");
    drafter
        .keys("type:3000.00/月 Down Down type:20 ctrl+s")
        .shows("新增，限价 36,000.00 元/年")
        .keys("Enter")
        .shows("已办：");
    drafter
        .keys(". type:沿用 Enter")
        .shows("沿用现行目录2项")
        .keys("Enter")
        .shows("已办：");

    // Each has it at the top of what is theirs, with what it changes before them.
    let changes = "新增1项、变更0项、停用0项、不变2项";
    let mut submitter = town.screen("checker");
    submitter
        .keys("a")
        .shows("报审目录")
        .shows(changes)
        .keys("type:某评估公司 Enter type:益智云委〔2026〕9号 Enter type:评-10 Enter type:询价法，三家样本 Tab Space")
        .keys("Enter type:2000000.00 Enter type:益财〔2026〕19号 Enter");
    submitter
        .shows("最高限价编制报告")
        .keys("Enter")
        .shows("已办：");
    let mut reviewer = town.screen("reviewer");
    reviewer
        .keys("a")
        .shows("审定目录")
        .shows("益智云委〔2026〕9号")
        .shows(changes)
        .keys("type:同意 Enter")
        .shows("待公布")
        .keys("Enter")
        .shows("已办：");
    reviewer
        .keys("a")
        .shows("公布目录")
        .keys("type:2027-01-01 Enter")
        .shows("版本对照表")
        .keys("Enter")
        .shows("已办：");
    let mut unit = town.screen("edu");
    unit.keys("v type:目录 Down Enter")
        .shows("GPU 云主机")
        .hides("推理卡");

    // On its day nobody has to do anything.
    drop((drafter, submitter, reviewer, unit, town));
    let ledger = Ledger::open(folder.path()).unwrap();
    let town = Town::of(ledger, time("2027-01-01 00:00"));
    let mut keeper = town.screen("keeper");
    keeper
        .keys("v type:目录版本 Enter")
        .shows("目录-20261110-0001 2027年度政… 执行中");
    town.screen("edu")
        .keys("v type:目录 Down Enter")
        .shows("推理卡");
}

/// Art. 20: a unit gives one of two disks up, from the application that runs to the certificate that it is wiped.
#[test]
fn the_road_of_article_20_by_keys() {
    let mut city = City::new();
    city.given("pa running");
    let town = Town::of(city.ledger, city.now);
    let mut unit = town.screen("edu");
    // What runs offers its change, with every resource as it is: only the numbers are changed.
    unit.keys("v type:全部事项 Enter . type:申请变更 Enter")
        .shows("APP-20261109-0001/1 vm 4")
        .keys("type:旺季已过 BackTab Backspace type:1 Tab Tab Tab Tab type:已备份至自有存储 ctrl+s")
        .shows("变更审核中")
        .keys("Enter")
        .shows("已办：");
    let mut support = town.screen("builder");
    support
        .keys("a")
        .shows("提变更意见")
        .keys("type:可以减少 BackTab Left ctrl+s Enter")
        .shows("已办：");
    // Who decides has the unit's reason and support's opinion before them.
    let mut reviewer = town.screen("reviewer");
    reviewer
        .keys("a")
        .shows("旺季已过")
        .shows("可以减少")
        .keys("type:同意 ctrl+s")
        .shows("待下变更工单")
        .keys("Enter")
        .shows("已办：");
    support
        .shows("下变更工单")
        .keys("a ctrl+s Enter")
        .shows("已办：");
    let mut provider = town.screen("host-a");
    provider.keys("a ctrl+s Enter").shows("已办：");
    unit.keys("1")
        .shows("确认变更")
        .keys("a ctrl+s")
        .shows("待清理")
        .keys("Enter")
        .shows("已办：");
    provider
        .shows("清理")
        .keys("a type:覆写 Tab type:国标 Tab type:盘1块 Tab type:张工 Tab type:李工 Tab type:均无残留 Tab Tab Tab Left ctrl+s")
        .shows("已变更")
        .keys("Enter")
        .shows("已办：");
    unit.keys("v type:全部事项 Enter").shows("已变更");
}
