//! What keys do: before, keys, after; the keymaps; what is never lost; who loses a race and what they see.
#![expect(clippy::panic, clippy::unwrap_used, reason = "tests may stop at once")]

use yunguan::console::action::{Action, Context};
use yunguan::console::input::Signal;
use yunguan::console::keymap::Keymap;
use yunguan::console::preset::{Keymaps, PRESETS, problem_words};
use yunguan::console::settings::Settings;
use yunguan::hub::request::{Answer, Draft, Request};
use yunguan::locale::Lang;

use crate::support::screen::{Screen, Town, keymaps};

/// All open duties, whoever looks.
const ALL: &str = "v Down Down Down Enter";

/// Keys, then what the selected row says.
const MOVES: [(&str, &str); 19] = [
    ("", "申请-20261109-0001报名系统扩容确认发放"),
    ("j", "申请-20261109-0002报名系统扩容下达测试工单"),
    ("Down j k", "申请-20261109-0002报名系统扩容下达测试工单"),
    ("k Up", "申请-20261109-0001报名系统扩容确认发放"),
    ("j j j", "应急-20261109-0001防汛会商扩容补办申请"),
    ("G", "02-02周二"),
    ("End", "02-02周二"),
    ("G g g", "申请-20261109-0001报名系统扩容确认发放"),
    ("G Home", "申请-20261109-0001报名系统扩容确认发放"),
    ("PageDown", "11-30"),
    ("PageDown PageUp", "申请-20261109-0001报名系统扩容确认发放"),
    ("s", "02-02周二"),
    ("s s", "申请-20261109-0001报名系统扩容确认发放"),
    ("f type:0113 Enter", "应急-20261113-0001"),
    ("f type:heshan Enter", "heshan单位"),
    (
        "f type:heshan Esc",
        "申请-20261109-0001报名系统扩容确认发放",
    ),
    ("/ type:health Enter j", "补办申请"),
    (
        "/ type:health Enter Esc",
        "申请-20261109-0001报名系统扩容确认发放",
    ),
    ("/ type:heshan ctrl+u type:0003 Enter", "申请-20261113-0003"),
];

#[test]
fn movement_stands_where_it_should() {
    let town = Town::various();
    let mut wrong = Vec::new();
    for (keys, row) in MOVES {
        let mut screen = town.screen("builder");
        screen.keys(ALL).text();
        let seen = screen.keys(keys).selected().replace(' ', "");
        if !seen.contains(row) {
            wrong.push(format!("{keys}\n  {seen}\n  should be {row}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Whose screen, keys, what it then shows, what it then does not show.
const SIGHTS: [(&str, &str, &str, &str); 39] = [
    ("builder", "/", "筛选：", "健康"),
    ("builder", "/ type:qqq", "没有符合“qqq”的", "申请-"),
    (
        "builder",
        "/ type:qqq Backspace Backspace Backspace Enter",
        "待我办",
        "筛选：",
    ),
    ("builder", "/ type:Eq1:", "筛选：Eq1:", "应急申请"),
    ("builder", "v Down Enter", "队列 › 逾期", "待我办"),
    (
        "builder",
        "v type:applications Enter",
        "待我办",
        "没有符合的",
    ),
    ("builder", "v G", "没有符合的", "队列 › 全部事项"),
    ("edu", "v", "全部待办", "按主体"),
    ("builder", "g", "g …", "台账 1"),
    ("builder", "g h", "何事", "队列 ›"),
    ("builder", "g x", "此处没有这个键：g x", "何事"),
    ("builder", "X", "此处没有这个键：X", "何事"),
    ("builder", "Tab", "资源 › 资源池", "队列 ›"),
    ("builder", "BackTab", "何事", "队列 ›"),
    ("builder", "6 Esc", "队列 ›", "原文未载入"),
    ("builder", "Enter", "版本", "队列 ›"),
    ("builder", "Enter Esc", "队列 ›", "版本"),
    ("builder", "? Esc", "队列 ›", "┌ 帮助"),
    ("builder", "? 3", "怎样算僵尸系统", "┌ 帮助"),
    ("builder", ": type:journal Enter", "何事", "┌ 命令"),
    ("builder", ": type:台账 Enter", "何事", "┌ 命令"),
    ("builder", ": Esc", "队列 ›", "┌ 命令"),
    ("builder", "L", "Queue", "队列"),
    ("builder", "L L", "队列", "Queue"),
    ("builder", "D", "没有草稿", "┌ 草稿"),
    ("edu", "E type:Eq1:", "Eq1:", "队列 ›"),
    ("edu", "E Esc", "队列 ›", "应急申请"),
    ("keeper", "5 c Esc ]", "人员", "合同"),
    ("keeper", "5 [", "限制", "云主管部门"),
    ("acceptor", "4 Enter ]", "2027", "元旦"),
    // With an input method for Chinese switched on.
    ("builder", "、 type:qqq", "没有符合“qqq”的", "申请-"),
    ("builder", "／ type:。、", "筛选：。、", "应急申请"),
    ("builder", "ｇ ｈ", "何事", "队列 ›"),
    ("builder", "： type:台账 Enter", "何事", "┌ 命令"),
    ("builder", "？", "┌ 帮助", "此处没有"),
    ("builder", "。", "┌ 可办事", "此处没有"),
    ("builder", "〔", "此处没有这个键：〔", "何事"),
    ("acceptor", "４ Enter 】", "2027", "元旦"),
    ("edu", "n type:。、【】", "。、【】", "此处没有"),
];

#[test]
fn keys_lead_where_they_should() {
    let town = Town::various();
    let mut wrong = Vec::new();
    for (login, keys, wanted, unwanted) in SIGHTS {
        let mut screen = town.screen(login);
        let seen = screen.keys(keys).text();
        let flat = seen.replace([' ', '\n'], "");
        let has = |text: &str| flat.contains(&text.replace(' ', ""));
        if !has(wanted) || has(unwanted) {
            wrong.push(format!("{login} {keys}: {wanted}, not {unwanted}\n{seen}"));
        }
        screen.forget_drafts();
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_filter_narrows_with_every_letter() {
    let town = Town::various();
    let mut screen = town.screen("builder");
    let mut last = usize::MAX;
    screen.keys(ALL).keys("/");
    for letter in ["h", "e", "s"] {
        let seen = screen.keys(letter).text();
        let count = seen.lines().filter(|line| line.contains("-202611")).count();
        assert!(count > 0 && count <= last, "{seen}");
        last = count;
    }
    screen.shows("heshan单位").hides("edu单位");
}

#[test]
fn marks_are_done_together_and_counted() {
    let town = Town::new(|city| {
        for _ in 0..4 {
            city.given("pa submitted");
        }
    });
    let mut screen = town.screen("acceptor");
    screen.keys("Space Space Space").shows("已标记 3");
    screen.keys("U").hides("已标记");
    screen.keys("g g Space j Space Space").shows("已标记 3");
    screen.keys("a").shows("对3件一并办理：受理");
    // One of them is done by somebody else meanwhile.
    town.screen("acceptor2").keys("a ctrl+s Enter");
    screen.keys("ctrl+s").shows("可办 2 · 不可办 1 · 未知 0");
    // What was not done stays marked, for whatever can be done about it.
    screen
        .keys("Enter")
        .shows("2件已办，1件未办，0件未知")
        .shows("已标记 1");
    screen.shows("待我 1");
}

/// What is new follows from nothing: the emergency under the mark, which an application may follow, is none of it.
#[test]
fn a_new_application_is_empty_whatever_is_under_the_mark() {
    let town = Town::new(|city| {
        city.given("emergency handed_over");
    });
    let mut screen = town.screen("health");
    screen.shows("应急-");
    let name = |form: &str| {
        form.lines()
            .find(|line| line.contains("标题"))
            .map(str::to_owned)
    };
    let new = screen.keys("n").shows("提交申请").text();
    let follows = screen
        .keys("Esc : type:提交申请 Enter")
        .shows("提交申请")
        .text();
    assert!(name(&new).is_some(), "{new}");
    assert_ne!(name(&new), name(&follows), "{new}{follows}");
}

/// In a field the keys that change a line are those of a shell.
#[test]
fn a_line_is_changed_as_in_a_shell() {
    let town = Town::various();
    let mut screen = town.screen("edu");
    screen
        .keys("n type:加盘 ctrl+u type:新建")
        .shows("新建")
        .hides("加盘");
    screen
        .keys("ctrl+a type:再 ctrl+e type:一 ctrl+a ctrl+k type:甲")
        .shows("甲");
    screen
        .hides("再新建一")
        .keys("type: Space type:乙乙 ctrl+w type:丙");
    screen.hides("乙乙").shows("丙");
}

#[test]
fn what_is_typed_survives_esc_and_a_hang_up() {
    let town = Town::various();
    let mut screen = town.screen("edu");
    screen.keys("n type:扩容一 Esc").shows("草稿已留存");
    screen.keys("D").shows("扩容一");
    screen.keys("Enter").shows("提交申请").shows("扩容一");
    screen
        .keys("BackTab type:二 Esc n")
        .shows("接着填草稿")
        .shows("扩容一二");
    screen.keys("Enter").shows("提交申请").shows("扩容一二");
    // Nothing that was typed is thrown away unasked, and what was can be fetched back.
    screen.keys("ctrl+x").shows("弃掉填好的内容？");
    screen.keys("Esc").shows("扩容一二");
    screen.keys("ctrl+x Enter").shows("草稿已弃");
    screen.keys("n").hides("扩容一二").keys("ctrl+x");
    screen.keys("D").shows("扩容一二").shows("已弃");
    screen.keys("Enter").shows("扩容一二");
    screen.keys("ctrl+x Enter n").hides("扩容一二");
    screen
        .keys("type:第三 Esc n Down Enter")
        .hides("第三")
        .keys("type:第四 Esc");
    // Each of several drafts is its own.
    screen
        .keys("D")
        .shows("第三")
        .shows("第四")
        .keys("type:第三 Enter")
        .shows("提交申请")
        .shows("第三");
    screen.hang_up();
    assert!(screen.left);
    town.screen("edu")
        .keys("n Down Enter")
        .shows("提交申请")
        .hides("第三")
        .hides("第四");
    town.screen("edu")
        .keys("D type:第三 Enter")
        .shows("提交申请")
        .shows("第三");
    let mut other = town.screen("edu");
    other.keys("n Enter Tab Tab type:vm");
    other.signal(Signal::Terminate);
    assert!(other.left);
    town.screen("edu")
        .keys("D Enter")
        .shows("第四")
        .shows("云主机");
    assert_eq!(drafts(&town, "edu").len(), 2);
    assert_eq!(drafts(&town, "health").len(), 0);
}

#[test]
fn typing_that_rests_is_kept_without_any_key() {
    let town = Town::various();
    let mut screen = town.screen("edu");
    screen.keys("n type:慢慢写");
    assert!(drafts(&town, "edu").is_empty());
    screen.rest();
    assert_eq!(drafts(&town, "edu")[0].fields["title"], "慢慢写");
    screen.keys("Esc").shows("草稿已留存");
}

#[test]
fn two_forms_at_once_are_both_kept() {
    let town = Town::various();
    let mut screen = town.screen("edu");
    screen.rest();
    // Over the preview of one form the emergency is one key away; neither has rested long enough to be kept.
    screen.keys("a Backspace type:6 ctrl+s E type:急");
    assert!(drafts(&town, "edu").is_empty());
    screen.hang_up();
    let mut verbs: Vec<_> = drafts(&town, "edu")
        .iter()
        .map(|draft| draft.verb.word())
        .collect();
    verbs.sort_unstable();
    assert_eq!(verbs, ["application.confirm", "emergency.apply"]);
}

#[test]
fn a_paste_is_text_or_nothing() {
    let town = Town::various();
    let mut screen = town.screen("edu");
    screen.paste("qE:1n\nctrl");
    assert!(!screen.left);
    screen.shows("队列 ›").hides("应急申请");
    screen.keys("n");
    screen.paste("a\u{1b}[31mb\u{7}\u{202e}c\nd");
    screen.shows("a[31mbc d");
    let kept = {
        screen.keys("Esc");
        drafts(&town, "edu")
    };
    assert_eq!(kept[0].fields["title"], "a[31mbc d");
    let mut screen = town.screen("builder");
    screen.keys("/").paste("hes\u{1b}han\r");
    screen.shows("筛选：heshan").shows("找到");
    screen.keys("Esc :").paste("jour\u{1b}nal");
    screen.shows("> journal").shows("打开台账");
    // Longer than a field takes.
    let mut screen = town.screen("edu");
    screen.forget_drafts();
    let mut screen = town.screen("edu");
    screen.keys("n").paste(&"长".repeat(100_000));
    screen.keys("Esc");
    assert_eq!(drafts(&town, "edu")[0].fields["title"].chars().count(), 200);
}

#[test]
fn the_emergency_form_is_one_key_away_everywhere() {
    let town = Town::various();
    for keys in [
        "",
        "Enter",
        "1",
        "2",
        "7",
        "3",
        "4",
        "5",
        "6",
        "2 Enter",
        "e",
        "?",
        ": Esc",
        "n Esc",
        "v Esc",
        "/ type:x Esc",
        "n type:x Esc",
    ] {
        let mut screen = town.screen("health");
        screen
            .keys(keys)
            .keys("E")
            .shows("应急申请")
            .shows("紧急情况");
        screen.keys("Esc");
        screen.forget_drafts();
    }
    // From inside a form, what was typed there waits.
    let mut screen = town.screen("health");
    screen.keys("n type:普通 Esc E").shows("应急申请");
    screen.keys("Esc n").shows("普通");
}

/// From the title of an emergency to its ground.
const TO_GROUND: &str = "Tab Tab type:pa Tab type:vm Tab type:8 Tab type:会商 Tab";

#[test]
fn the_emergency_form_asks_only_what_its_ground_needs() {
    let town = Town::new(|_| {});
    for (turns, asked, left_out) in [
        (
            "",
            ["依据文件", "口头指令下达人", "指令接收人"],
            "特殊原因  ",
        ),
        (
            "Right",
            ["依据文件", "口头指令下达人", "指令接收人"],
            "特殊原因  ",
        ),
        (
            "Left Left",
            ["紧急情况", "非涉密承诺", "联系电话"],
            "依据文件",
        ),
        (
            "Left Left",
            ["紧急情况", "非涉密承诺", "联系电话"],
            "特殊原因  ",
        ),
    ] {
        let mut screen = town.screen("health");
        screen.keys("E type:防汛").keys(TO_GROUND).keys(turns);
        screen.hides(left_out);
        let above = screen.text();
        // What does not fit is below.
        let below = screen.keys("Tab Tab Tab Tab Tab Tab Tab Tab").text();
        for field in asked {
            assert!(
                above.contains(field) || below.contains(field),
                "{turns} {field}\n{above}"
            );
        }
        screen.forget_drafts();
    }
    // Another special reason is stated, and may be proved like a requirement.
    let mut screen = town.screen("health");
    screen.keys("E").keys(TO_GROUND).keys("Left");
    screen.shows("特殊原因 ").shows("依据文件");
    screen.forget_drafts();
    // What was typed under another ground stays in the form and is not sent.
    let mut screen = town.screen("health");
    screen
        .keys("E type:防汛")
        .keys(TO_GROUND)
        .keys("Tab type:湘防指〔2026〕7号 BackTab Left Left Tab type:今晚 Tab Left ctrl+s")
        .shows("将会")
        .keys("Enter")
        .shows("已办：应急-20261109-0001");
    let snapshot = town.hub.ledger().snapshot().unwrap();
    let id = "EMG-20261109-0001".parse().unwrap();
    let found = yunguan::domain::law::world::World::matter(&snapshot.view(), id);
    let body = serde_json::to_value(&found.unwrap().body).unwrap();
    assert_eq!(body["emergency"]["ground"], "national_security");
    assert_eq!(body["emergency"]["document"], serde_json::Value::Null);
}

#[test]
fn what_two_persons_decide_of_the_measures_and_the_calendar_is_done_on_their_pages() {
    let town = Town::new(|_| {});
    let mut reviewer = town.screen("reviewer");
    // The page says until when and why; what befalls the Measures is proposed here.
    reviewer
        .keys("6")
        .shows("至 2027-09-24 周五 24:00，剩319天");
    reviewer
        .keys("Enter")
        .shows("实施评估报告：2027-03-24")
        .keys("Esc");
    reviewer
        .keys("n type:2028-09-24 Tab type:益政办发〔2026〕3号 Tab Tab type:今天 ctrl+s")
        .shows("将会")
        // A day that was typed shortly is written out where it was typed.
        .keys("Esc")
        .shows("2026-11-09")
        .keys("ctrl+s")
        .keys("Enter")
        .shows("已办");
    let mut other = town.screen("reviewer2");
    other
        .keys("6 Down")
        .shows("待签署 #1")
        .keys("a")
        .shows("末日 2027-09-24 周五 → 2028-09-24 周日")
        .keys("Enter")
        .shows("已办");
    other.shows("至 2028-09-24 周日 24:00，剩685天");
    other.keys("? G").shows("末日改为 2028-09-24").keys("Esc");
    // A notice that waits stands on the calendar's page, and is signed there.
    let notice = crate::rules_register::notice(2027, "2027-01-04");
    crate::live::act(&town, "reviewer", "calendar.load", &notice);
    other
        .keys("4 Enter ]")
        .shows("待签署 #1")
        .keys("a")
        .shows("2027-01-04 周一  照星期 → 放假")
        .keys("Enter")
        .shows("已办")
        .hides("待签署 #");
}

#[test]
fn pages_say_what_is_built_confirmed_and_countersigned_and_who_holds() {
    let town = Town::new(|city| {
        let contract = serde_json::json!({"unit": "heshan", "provider": "yun-a",
            "number": "赫合-1", "signed_on": "2026-11-09"});
        city.send("heshan", "contract.record", &contract).unwrap();
        let system = serde_json::json!({"code": "exam", "name": "exam系统", "unit": "edu",
            "protection_level": 2, "funding": "government"});
        city.send("edu", "system.register", &system).unwrap();
        let id = city.given("pa submitted").unwrap();
        let why = serde_json::json!({"reason": "等材料"});
        city.on_matter("acceptor", "hold", id, &why).unwrap();
    });
    let mut screen = town.screen_as("acceptor2", Lang::Zh, 120, 36, &|_| {});
    screen.keys("5 ] ] ]").shows("建成日").shows("2023-06-01");
    screen.keys("]").shows("3级 待确认2级").shows("4级 已确认");
    screen.keys("] ] ] ]").shows("会签").shows("待会签");
    screen.keys("1 Enter").shows("acceptor君：等材");
}

#[test]
fn an_emergency_takes_few_keys() {
    let town = Town::new(|_| {});
    let mut unit = town.screen("health");
    let first = "E type:防汛扩容 Tab Tab type:pa Tab type:vm Tab type:8 Tab type:会商 Tab Right Tab \
         type:湘防指〔2026〕7号 Tab type:今晚会商 Tab Left ctrl+s";
    unit.keys(first)
        .shows("将会")
        .keys("Enter")
        .shows("已办：应急-20261109-0001");
    let mut support = town.screen("checker");
    support.shows("应急审核");
    let review = "a ctrl+s Enter";
    assert!(count(review) <= 4);
    support.keys(review).shows("已办");
    unit.shows("待移交");
    // The next one finds the system, the pool and the contact filled in; its ground and its document are its own.
    let again = "E type:再扩容 Tab Tab Tab type:vm Tab type:4 Tab type:会商 Tab Right Tab \
         type:湘防指〔2026〕8号 Tab type:今晚 Tab Left ctrl+s";
    unit.keys(again)
        .shows("将会")
        .keys("Enter")
        .shows("已办：应急-20261109-0002");
    let pressed = count(again) + 1;
    assert!(pressed <= 14, "{pressed} keys beside the text itself");
    let shown = unit.keys("v Down Down Down Down Enter Enter").text();
    assert!(
        shown.contains("湘防指〔2026〕8号") && shown.contains("省"),
        "{shown}"
    );
}

/// Keys pressed, without the letters of texts.
fn count(keys: &str) -> usize {
    keys.split_whitespace()
        .filter(|word| !word.starts_with("type:"))
        .count()
}

#[test]
fn who_loses_a_race_sees_who_won_and_keeps_the_draft() {
    let town = Town::new(|city| {
        city.given("pa accepted");
    });
    let mut first = town.screen("reviewer");
    let mut second = town.screen("reviewer2");
    first.keys("a type:同意 ctrl+s").shows("将会");
    second.keys("a").shows("别人正在办").keys("Esc");
    second.keys("type:不同意见 ctrl+s").shows("将会");
    first.keys("Enter").shows("已办");
    let seen = second.keys("Enter").text();
    assert!(
        seen.contains("reviewer君已于") && seen.contains("怎么办"),
        "{seen}"
    );
    // The box closes over the form; confirming again is confirming under the version one has been told of.
    second.keys("Esc").shows("不同意见");
    second.keys("ctrl+s").hides("您看的是");
    second.keys("Enter Esc").shows("草稿已留存");
    let kept = drafts(&town, "reviewer2");
    assert_eq!(kept[0].fields["opinion"], "不同意见");
}

#[test]
fn an_act_whose_answer_is_lost_is_done_once() {
    let town = Town::new(|_| {});
    let mut screen = town.screen("edu");
    let form = "n type:扩容 Tab type:exam Tab type:pa Tab type:vm Tab type:4 Tab type:报名 Tab Tab Tab Right ctrl+s";
    let form = form.replace("Tab Tab Tab Right", "Tab Tab Tab Left");
    screen.keys(&form).shows("将会");
    screen.loses_answers = true;
    screen.keys("Enter").shows("是否已办尚不可知");
    screen.loses_answers = false;
    screen.shows("扩容");
    screen.keys("ctrl+s").shows("此前已办过");
    screen.keys("Enter").shows("此前已办过");
    let seen = screen.keys("Esc v Down Down Down Down Enter").text();
    assert_eq!(
        seen.matches("申请-20261109-").count(),
        2,
        "a row and its detail:\n{seen}"
    );
    assert!(
        drafts(&town, "edu")
            .iter()
            .all(|draft| draft.key.starts_with("last."))
    );
}

#[test]
fn the_language_can_change_over_a_form() {
    let town = Town::various();
    let mut screen = town.screen("edu");
    screen
        .keys("n type:扩容 alt+l")
        .shows("Submit an application")
        .shows("扩容");
    screen.keys("ctrl+s").shows("required");
    screen.keys("alt+l").shows("提交申请").hides("required");
    screen.keys("Esc").shows("草稿已留存");
    let mut screen = town.screen("acceptor");
    screen
        .keys("j a ctrl+s L")
        .shows("Will")
        .keys("Enter")
        .shows("Done:");
}

/// A field that takes several words asks for others by any of them; what is hidden again stays typed and is not sent.
#[test]
fn a_form_of_materials_asks_what_the_chosen_kinds_need() {
    let town = Town::new(|city| {
        city.given("pa submitted");
    });
    let mut screen = town.screen("edu");
    screen.keys("v Down Down Down Down Enter Enter : type:application.supply Enter");
    screen.hides("定级级别").hides("数据类别");
    screen.keys("Space").shows("[x]");
    screen.keys("Right Space").shows("定级级别");
    screen.keys("Tab type:益发改〔2026〕12号 Tab Tab type:9");
    // The kind that asked for the level is taken away again.
    screen.keys("BackTab BackTab BackTab Space");
    screen.hides("定级级别").keys("ctrl+s").shows("将会");
}

#[test]
fn lines_are_added_and_the_off_catalogue_ones_say_why() {
    let town = Town::new(|_| {});
    let mut screen = town.screen("edu");
    screen.keys("n type:扩容 Tab type:exam Tab type:own Tab type:vm Tab type:4 Tab type:报名");
    screen.hides("目录外理由");
    screen.keys("ctrl+n type:阅卷机").shows("第2行 目录外理由");
    screen.keys("Tab type:1 Tab type:阅卷 Tab type:目录无此项 Tab type:vm Tab Tab Tab Left ctrl+s");
    screen
        .shows("将会")
        .keys("Enter")
        .shows("已办：申请-20261109-0001");
    screen
        .keys("v Down Down Down Down Enter Enter")
        .shows("阅卷机");
}

#[test]
fn an_empty_store_is_founded_by_one_key() {
    for key in ["1", "3"] {
        let town = Town::empty();
        let mut screen = town.screen("founder");
        screen.shows("第一次使用");
        screen
            .keys(key)
            .shows("您的姓名")
            .keys("Enter")
            .shows("admin · ");
        screen.keys("5").shows("云主管部门");
    }
    // Whoever founds it is asked for a name; Esc goes back.
    let town = Town::empty();
    let mut screen = town.screen("founder");
    screen.keys("1 type:q Esc").shows("第一次使用");
    screen
        .keys("3 type:王小磊 Backspace type:垒 Enter")
        .shows("王小垒 · ");
    // What nobody may miss is there on the smallest screen too.
    let root = |settings: &mut Settings| {
        settings.is_root = true;
        settings.founding.store = Some("/srv/here".to_owned());
    };
    let town = Town::empty();
    for (columns, rows) in [(40, 10), (80, 24)] {
        let mut screen = town.screen_as("founder", Lang::Zh, columns, rows, &root);
        screen
            .shows("q 退出")
            .shows("您以 root 运行")
            .shows("在 /srv/here");
        screen.keys("1").shows("您的姓名").shows("Enter 建库");
    }
    let mut screen = Town::empty().screen("founder");
    screen.keys("L").shows("First run");
    screen.keys("q");
    assert!(screen.left);
    let mut stranger = Town::new(|_| {}).screen("nobody");
    stranger.keys("1 2 3 E n").shows("尚未登记");
    stranger.keys("q");
    assert!(stranger.left);
}

#[test]
fn a_screen_follows_what_others_do() {
    let town = Town::various();
    let mut journal = town.screen("acceptor");
    journal.keys("7").shows("97");
    let mut queue = town.screen("reviewer");
    queue.shows("待我 3");
    let mut other = town.screen("acceptor2");
    other.keys("j a ctrl+s Enter").shows("已办");
    journal.shows("98").shows("受理");
    queue.shows("待我 4");
}

#[test]
fn the_mark_stays_on_its_duty_when_the_list_moves() {
    let town = Town::various();
    let mut screen = town.screen("builder");
    screen.keys(ALL).keys("j j j");
    let before = screen.selected();
    assert!(before.contains("补办申请"), "{before}");
    town.screen("acceptor")
        .keys("j a ctrl+s Enter")
        .shows("已办");
    screen.shows("审核意见");
    assert_eq!(screen.selected(), before);
}

#[test]
fn copying_and_suspending_are_asked_of_the_terminal() {
    let town = Town::various();
    let mut screen = town.screen("acceptor");
    screen.keys("j y ctrl+z").text();
    assert_eq!(screen.copied, ["申请-20261113-0002"]);
    assert_eq!(screen.suspended, 1);
    for keys in ["n ctrl+z", ": ctrl+z", "/ ctrl+z"] {
        let mut screen = town.screen("edu");
        screen.keys(keys);
        assert_eq!(screen.suspended, 1, "{keys}");
    }
    screen.keys("q");
    assert!(screen.left);
}

#[test]
fn every_action_has_a_key_or_stands_in_the_palette() {
    let (keymap, text) = keymaps(PRESETS[0].1);
    let bound = |action: Action| {
        Context::ALL.iter().any(|context| {
            keymap
                .bindings(*context)
                .chain(text.bindings(*context))
                .any(|(_, one)| one == action)
        })
    };
    let town = Town::various();
    let mut wrong = Vec::new();
    for action in Action::FIXED {
        let mut screen = town.screen_as("acceptor", Lang::Zh, 120, 60, &|_| {});
        let palette = screen.keys(&format!(": type:{}", action.name())).text();
        if !bound(*action) && !palette.contains(action.name()) {
            wrong.push(action.name());
        }
    }
    assert_eq!(wrong, Vec::<&str>::new());
}

#[test]
fn every_preset_reaches_every_action_in_its_own_way() {
    let reach = |name: &str| -> Vec<(Context, String, String)> {
        let keymaps = Keymaps::load(name, None)
            .unwrap_or_else(|error| panic!("{name}: {}", problem_words(Lang::En, &error)));
        let all = Context::ALL.iter().flat_map(|context| {
            let bound: Vec<_> = keymaps
                .commands
                .bindings(*context)
                .map(|(keys, action)| {
                    (
                        *context,
                        yunguan::console::chrome::keys_text(keys),
                        action.name().to_owned(),
                    )
                })
                .collect();
            bound
        });
        all.collect()
    };
    let default = reach("default");
    for (name, least) in [("vim", 12), ("emacs", 20)] {
        let own = reach(name);
        for (context, _, action) in &default {
            assert!(
                own.iter().any(|(_, _, other)| other == action),
                "{name} lacks {action} ({context:?})"
            );
        }
        let different = own.iter().filter(|one| !default.contains(one)).count();
        assert!(different >= least, "{name}: {different}");
    }
}

fn with_preset(town: &Town, login: &str, preset: &'static str) -> Screen {
    town.screen_as(login, Lang::Zh, 80, 24, &|settings| {
        let keymaps = Keymaps::load(preset, None).unwrap();
        settings.keymap = keymaps.commands;
        settings.text_keymap = keymaps.text;
    })
}

/// Preset, keys, what is then shown.
const HANDS: [(&str, &str, &str); 16] = [
    ("vim", "j j k l", "版本"),
    ("vim", "l h", "队列 ›"),
    ("vim", "G g g l", "版本"),
    ("vim", "ctrl+d ctrl+u", "队列 ›"),
    ("vim", "g t", "资源 › 资源池"),
    ("vim", "g T", "何事"),
    ("vim", "m m", "已标记 2"),
    ("vim", "y y", "已送终端剪贴板"),
    ("vim", ": type:rulings Enter", "怎样算僵尸系统"),
    ("emacs", "ctrl+n ctrl+p ctrl+v alt+v Enter", "版本"),
    ("emacs", "alt+> alt+< Enter ctrl+g", "队列 ›"),
    ("emacs", "ctrl+s type:edu", "筛选：edu"),
    ("emacs", "ctrl+s type:edu ctrl+g", "待我办"),
    ("emacs", "alt+x type:rulings Enter", "怎样算僵尸系统"),
    ("emacs", "n type:扩容 ctrl+x ctrl+s", "必填"),
    ("emacs", "n type:扩容 ctrl+x k Enter", "草稿已弃"),
];

#[test]
fn the_hands_of_vi_and_emacs_find_their_keys() {
    let town = Town::various();
    let mut wrong = Vec::new();
    for (preset, keys, wanted) in HANDS {
        // Only a unit applies: for anybody else the form does not open.
        let login = if keys.starts_with("n ") {
            "edu"
        } else {
            "acceptor"
        };
        let mut screen = with_preset(&town, login, preset);
        let seen = screen.keys(keys).text();
        if !seen.replace(' ', "").contains(&wanted.replace(' ', "")) {
            wrong.push(format!("{preset} {keys}: {wanted}\n{seen}"));
        }
        screen.forget_drafts();
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    for (preset, keys) in [("vim", "Z Z"), ("emacs", "ctrl+x ctrl+c")] {
        let mut screen = with_preset(&town, "acceptor", preset);
        screen.keys(keys);
        assert!(screen.left, "{preset}");
    }
}

#[test]
fn a_persons_file_adds_and_takes_away() {
    let own = "[[queue]]\non = \"x\"\nrun = \"open\"\n[[global]]\non = \"q\"\nrun = \"noop\"\n\
        [[queue]]\non = \"A\"\nrun = \"application.accept\"\n";
    let town = Town::various();
    let mut screen = town.screen_as("acceptor", Lang::Zh, 80, 24, &|settings| {
        let keymaps = Keymaps::load("default", Some(("mine.toml", own.as_bytes()))).unwrap();
        settings.keymap = keymaps.commands;
        settings.text_keymap = keymaps.text;
    });
    screen.keys("q").shows("此处没有这个键：q");
    assert!(!screen.left);
    screen.keys("x").shows("版本");
    screen.keys("Esc j A").shows("受理 申请-20261113-0002");
}

#[test]
fn what_is_wrong_in_a_file_is_told_by_file_and_line() {
    let own = "[[queue]]\non = \"x\"\nrun = \"fly\"\n\n[[attic]]\non = \"y\"\nrun = \"open\"\n\
        [[queue]]\non = \"hyper+x\"\nrun = \"open\"\n";
    for lang in [Lang::Zh, Lang::En] {
        let error = Keymaps::load("default", Some(("mine.toml", own.as_bytes())))
            .err()
            .unwrap();
        let words = problem_words(lang, &error);
        for place in ["mine.toml:3", "mine.toml:5", "mine.toml:9"] {
            assert!(words.contains(place), "{place} in\n{words}");
        }
        let hidden = "\n[[global]]\non = [\"g\", \"g\", \"g\"]\nrun = \"first\"\n";
        let error = Keymaps::load("default", Some(("mine.toml", hidden.as_bytes())))
            .err()
            .unwrap();
        let words = problem_words(lang, &error);
        assert!(words.contains("mine.toml:3"), "{words}");
    }
    let broken = Keymap::<Context, Action>::parse("x.toml", b"[[queue]\non=", Context::Global);
    assert!(broken.is_err());
}

fn drafts(town: &Town, login: &str) -> Vec<Draft> {
    match town
        .hub
        .seat(yunguan::domain::law::code::Login::new(login))
        .ask(Request::Drafts)
    {
        Answer::Drafts(drafts) => drafts,
        other => panic!("{other:?}"),
    }
}

/// The months of the calendar by their keys: where the mark goes, what the day is, until when a limit from it runs.
#[test]
fn the_calendar_is_walked_by_days_weeks_and_months() {
    let town = Town::new(|_| {});
    let mut screen = town.screen("acceptor");
    screen.keys("4").shows("2026-11-09 周一 工作日");
    screen
        .keys("l")
        .shows("2026-11-10 周二 工作日 距今1天，1个工作日");
    screen.keys("Down").shows("2026-11-17 周二");
    screen
        .keys("Left k [")
        .shows("2026-10-09 周五 工作日 31天前，其间22个工作日");
    screen.keys("l").shows("2026-10-10 周六 国庆节调休上班");
    screen.keys("] t").shows("2026-11-09 周一 工作日");
    // Art. 19(2)'s ten working days over two holidays and a weekend day that is worked.
    screen
        .keys("[ [ j j l")
        .shows("2026-09-24 周四")
        .keys("d type:10 Enter")
        .shows("止 2026-10-15 周四 24:00 · 第10日")
        .shows("国庆节调休上班 第6日");
    screen
        .keys("Esc d type:1个月 Enter")
        .shows("止 2026-10-26 周一 24:00");
    // The list of the year opens at the day, and goes back to it.
    screen
        .keys("Esc Enter")
        .shows("日历 2026")
        .hides("2026年9月")
        .keys("Esc")
        .shows("2026-09-24 周四");
}

/// Art. 12: who won is chosen from those who can win: a provider of cloud resources, an agency for assistance, which is
/// filled in where there is only one.
#[test]
fn an_award_offers_those_only_who_can_win() {
    for (object, offered, hidden) in [
        ("cloud", ["yun-a", "yun-b"], ["zonghe", "edu"]),
        ("assistance", ["zonghe", "zonghe"], ["yun-a", "edu"]),
    ] {
        let town = Town::new(|city| {
            crate::rules_procurement::given(city, object, "procuring");
        });
        let mut screen = town.screen("reviewer2");
        let form = screen.keys("a").shows("中标方").text();
        assert_eq!(form.contains("zonghe"), object == "assistance", "{form}");
        screen.keys("ctrl+o");
        for code in offered {
            screen.shows(code);
        }
        for code in hidden {
            screen.hides(code);
        }
    }
}
