//! The roads of Art. 11, Art. 19, Art. 20, Art. 21 and Art. 23 by keys alone, everybody at a screen of their own; of Art. 19,
//! Art. 21 and Art. 23 in both languages.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use yunguan::ledger::Ledger;
use yunguan::ledger::entry::Realm;
use yunguan::locale::Lang;

use crate::support::city::{City, time};
use crate::support::screen::{LANGS, Screen, Town};

/// Both languages' words for the same thing.
type Words = (&'static str, &'static str);

/// A step: whose screen, what its queue first shows, keys, and what all may see afterwards. Between the keys, `sees:` is what
/// the screen shows by then.
pub type Step = (&'static str, Words, &'static str, Words);

const DONE: Words = ("已办：", "Done:");

/// Art. 19: four servers, from the application to their confirmation.
pub const ORDINARY: [Step; 11] = [
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

/// Art. 20: what a unit asked for is advised on, decided, ordered and carried out.
pub const CHANGED: [Step; 4] = [
    (
        "builder",
        ("提变更意见", "advise on it"),
        "a type:可以变更 BackTab Left ctrl+s",
        ("变更审核中", "to review"),
    ),
    // Who decides has the unit's reason and support's opinion before them.
    (
        "reviewer",
        ("审核变更", "decide change"),
        "a sees:旺季 sees:可以变更 type:同意 ctrl+s",
        ("待下变更工单", "to order"),
    ),
    (
        "builder",
        ("下变更工单", "order change"),
        "a ctrl+s",
        ("调整中", "being carried"),
    ),
    (
        "host-a",
        ("完成调整", "carry it out"),
        "a ctrl+s",
        ("待确认变更", "to confirm"),
    ),
];

/// And confirmed where something left, which is wiped.
pub const LESSENED: [Step; 2] = [
    (
        "edu",
        ("确认变更", "confirm change"),
        "a ctrl+s",
        ("待清理", "to clear"),
    ),
    (
        "host-a",
        ("清理退出资源", "clear what left"),
        "a type:覆写 Tab type:国标 Tab type:盘1块 Tab type:张工 Tab type:李工 Tab type:均无残留 Tab Tab Tab Left ctrl+s",
        ("已变更", "changed"),
    ),
];

/// Art. 21: the first resource of a system is given up on the page of resources, and the authority agrees.
pub const GIVEN_UP: [Step; 2] = [
    (
        "edu",
        ("无待办", "mine 0"),
        "2 / type:pa池 Enter Enter Enter sees:云主机 . Down Enter sees:0001/1 type:项目结束 Tab Right Tab Right Tab Left ctrl+s",
        ("待审核注销", "to review"),
    ),
    (
        "reviewer",
        ("审核注销", "review"),
        "a sees:项目结束 type:同意 ctrl+s",
        ("待备份", "to back up"),
    ),
];

/// It is backed up and goes offline.
pub const OFFLINE: [Step; 2] = [
    (
        "edu",
        ("确认备份", "confirm backup"),
        "a type:本单位机房 Tab type:王工 Tab Tab type:1.2_TB ctrl+s",
        ("待下线", "to go offline"),
    ),
    (
        "host-a",
        ("下线", "take offline"),
        "a type:域名停止解析 ctrl+s",
        ("待签认终止", "end to attest"),
    ),
];

/// Its end is attested, it is wiped under two hands, and the room is the pool's again.
pub const ENDED: [Step; 4] = [
    (
        "edu",
        ("签认终止", "attest the end"),
        "a ctrl+s",
        ("待清理", "to clear"),
    ),
    (
        "host-a",
        ("清理数据", "clear data"),
        "a type:覆写 Tab type:国标 Tab type:盘1块 Tab type:张工 Tab type:李工 Tab type:均无残留 Tab Tab Tab Left ctrl+s",
        ("待会签", "to countersign"),
    ),
    (
        "checker",
        ("会签清理证明", "countersign"),
        "a sees:均无残留 ctrl+s",
        ("待回收", "to take back"),
    ),
    (
        "host-a",
        ("回收资源", "take room back"),
        "a ctrl+s",
        ("已注销", "cancelled"),
    ),
];

fn walk(lang: Lang, road: &[Step]) {
    walk_in(&Town::new(|_| {}), lang, road);
}

/// Goes a road in a town, each step at a screen of its own.
pub fn walk_in(town: &Town, lang: Lang, road: &[Step]) {
    let of = |words: Words| match lang {
        Lang::Zh => words.0,
        Lang::En => words.1,
    };
    let screen = |login: &str| -> Screen { town.screen_as(login, lang, 80, 24, &|_| {}) };
    for (login, waits, keys, after) in road {
        let mut at = screen(login);
        at.shows(of(*waits));
        for word in keys.split_whitespace() {
            match word.strip_prefix("sees:") {
                Some(seen) => at.shows(seen),
                None => at.keys(word),
            };
        }
        at.shows(match lang {
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
    unit.keys("v type:目录 Enter")
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
    town.screen("edu").keys("v type:目录 Enter").shows("推理卡");
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
    walk_in(&town, Lang::Zh, &CHANGED);
    walk_in(&town, Lang::Zh, &LESSENED);
    unit.keys("v type:全部事项 Enter").shows("已变更");
}

/// Art. 21: a unit gives servers up on the page of resources, and its disks run on.
#[test]
fn the_road_of_article_21_by_keys() {
    for lang in LANGS {
        let mut city = City::new();
        city.given("pa running");
        let town = Town::of(city.ledger, city.now);
        for road in [&GIVEN_UP[..], &OFFLINE, &ENDED] {
            walk_in(&town, lang, road);
        }
        let mut unit = town.screen_as("edu", lang, 80, 24, &|_| {});
        let (cleared, running) = match lang {
            Lang::Zh => ("已清理", "运行中"),
            Lang::En => ("cleared", "running"),
        };
        unit.keys("2 / type:pa池 Enter Enter Enter");
        unit.shows(cleared).shows(running);
    }
}
