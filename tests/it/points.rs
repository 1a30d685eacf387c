//! What whoever decides has before them, and what a row says of what stands in its way: on screen, in text and in JSON.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use serde_json::{Value, json};

use yunguan::domain::law::act::Verb;
use yunguan::domain::law::block::OVERRIDE_REASON;
use yunguan::domain::law::code::Login;
use yunguan::domain::law::matter::MatterId;
use yunguan::domain::law::naming::Names;
use yunguan::domain::law::offer::offers;
use yunguan::domain::law::world::World;
use yunguan::domain::record::Registered;
use yunguan::domain::r#use::emergency as emergency_rules;
use yunguan::domain::r#use::point::Point;
use yunguan::hub::list::cell::Mark;
use yunguan::hub::request::{Answer, List, Look, Request, Row};
use yunguan::ledger::Ledger;
use yunguan::ledger::entry::Realm;
use yunguan::locale::Lang;
use yunguan::locale::matter::point;

use crate::blocks::record;
use crate::{rules_catalogue_edition, rules_procurement};

use crate::support::city::{City, application, emergency, item};
use crate::support::office::Office;
use crate::support::screen::Town;

/// An emergency of a unit outside the municipal budget without a contract, stopped, whose system was graded anew since.
pub fn urgent(city: &mut City) -> MatterId {
    let fields = emergency("portal", "pa", "national_security", "");
    let id = city.open("heshan", "emergency.apply", &fields);
    let system = json!({"code": "portal", "name": "portal系统", "unit": "heshan", "protection_level": 3,
        "funding": "government"});
    city.send("keeper", "system.register", &system).unwrap();
    record(city, "stop party heshan");
    id
}

/// An application that support has no room for, whose unit is stopped as well.
pub fn ordinary(city: &mut City) -> MatterId {
    let id = city.given("pa accepted").unwrap();
    record(city, "capacity pool pa");
    record(city, "stop party edu");
    id
}

/// What somebody who may do a verb has before them, in words.
pub fn points(city: &City, login: &str, id: MatterId, verb: &str) -> Vec<String> {
    let snapshot = city.ledger.snapshot().unwrap();
    let view = snapshot.view();
    let world: &dyn World = &view;
    let actor = city.actor(login);
    let all = offers(world, &actor, city.now, &city.matter(id));
    let offer = all.into_iter().find(|offer| offer.verb.word() == verb);
    let names = Names::within(world, &offer);
    let said = |one: &Point| {
        let (label, said) = point::told(Lang::Zh, &names, one);
        let mark = if one.warns() { "! " } else { "" };
        format!("{mark}{} {said}", label.get(Lang::Zh))
    };
    offer.unwrap().points.iter().map(said).collect()
}

#[test]
fn an_emergencys_reviewer_has_everything_before_them() {
    let mut city = City::new();
    let id = urgent(&mut city);
    let stood = "提交时 等保2级（已确认） · 政府投资建设 · 非市本级预算";
    assert_eq!(
        points(&city, "checker", id, "emergency.review"),
        [
            stood,
            "! 限制 第1号 停止发放（第22条(四)） 单位 heshan单位：须写明越过限制的理由",
            "! 自签合同 没有生效的（第40条）：不挡发放，列为未了事项",
            "! 提交之后 等保级别 2 → 3",
        ]
    );
    record(&mut city, "exit pool pa");
    let contract = json!({"unit": "heshan", "provider": "yun-a", "number": "赫合-1", "signed_on": city.today(),
        "ends_on": "2027-10-31"});
    city.send("heshan", "contract.record", &contract).unwrap();
    city.send("host-a", "contract.countersign", &json!({"unit": "heshan"}))
        .unwrap();
    let now = points(&city, "checker", id, "emergency.review");
    let term = format!("自签合同 赫合-1，{} 至 2027-10-31", city.today());
    assert_eq!(now[3], term, "one counts");
    assert_eq!(
        now[1], "! 限制 第2号 退出通知（第17条） 资源池 pa池：不能越过，不能通过",
        "what nothing passes stands first"
    );
    // Nobody is shown it who may not decide.
    for login in ["heshan", "host-a", "builder", "reviewer"] {
        let none: Vec<String> = Vec::new();
        assert_eq!(
            points(&city, login, id, "emergency.review"),
            none,
            "{login}"
        );
    }
}

#[test]
fn who_accepts_and_who_reviews_an_application_see_what_will_stop_it() {
    let mut city = City::new();
    let submitted = city.given("pa submitted").unwrap();
    let id = ordinary(&mut city);
    let room = "! 限制 第1号 容量不足（第14条） 资源池 pa池：";
    let stop = "! 限制 第2号 停止发放（第22条(四)） 单位 edu单位：不挡本项决定，挡以后的下达工单";
    let review = points(&city, "reviewer", id, "application.review");
    assert_eq!(
        review[..4],
        [
            "提交时 等保3级（已确认） · 政府投资建设 · 市本级预算".to_owned(),
            format!("{room}不能越过，不能通过"),
            stop.to_owned(),
            "自签合同 不须".to_owned(),
        ]
    );
    assert!(review[4].starts_with("! 材料 0/7，缺"), "{review:?}");
    let accept = points(&city, "acceptor", submitted, "application.accept");
    assert_eq!(
        accept[1],
        format!("{room}不挡本项决定，挡以后的审核通过"),
        "accepting takes no room"
    );
    assert_eq!(
        points(&city, "edu", submitted, "application.supply").len(),
        0
    );
}

/// The reason that passes a block is asked for by the block, under the name that the rule reads.
#[test]
fn the_reason_is_asked_for_by_the_name_that_the_act_has() {
    let review = Verb::Emergency(emergency_rules::Verb::Review);
    let fields = review.fields();
    assert!(fields.iter().any(|field| field.name == OVERRIDE_REASON));
    let town = Town::new(|city| {
        urgent(city);
    });
    let mut screen = town.screen("checker");
    screen.keys("a").shows("越过限制的理由 *");
    // A rejection passes nothing, and needs an opinion.
    screen
        .keys("Right")
        .shows("意见 *")
        .hides("越过限制的理由 *");
    screen.forget_drafts();
}

/// The form is told again when something changes while it is open, and when it is a draft of another matter.
#[test]
fn a_form_that_is_open_is_told_of_what_comes_to_lie_on_its_matter() {
    let town = Town::new(|city| {
        let fields = emergency("flood", "pa", "national_security", "");
        city.open("health", "emergency.apply", &fields);
    });
    let mut screen = town.screen("checker");
    screen.keys("a type:x").hides("限制 第1号");
    let stop = json!({"verb": "block.record", "ground": "stop", "party": "health", "from": "2026-11-09",
        "paper": "益数云〔2026〕5号", "reason": "未整改"});
    let act = Request::Act(yunguan::hub::request::ActRequest {
        key: "stop".to_owned(),
        expected: None,
        command: serde_json::from_value(stop).unwrap(),
    });
    let done = town.hub.seat(Login::new("reviewer")).ask(act);
    assert!(matches!(done, Answer::Done(_)), "{done:?}");
    screen.shows("限制 第1号 停止发放（第22条(四)） 单位 health");
    screen.forget_drafts();
}

#[test]
fn text_and_json_say_the_points_too() {
    let mut office = Office::bare("zh");
    let store = office.path("store");
    let mut city = City::founded_in(Ledger::create(&store, &Realm::Sandbox).unwrap());
    let id = urgent(&mut city).to_string();
    let own = json!({"unit": "heshan", "provider": "yun-a", "number": "自-1", "signed_on": "2026-11-09",
        "amount": "480000", "prices": ["vm 5300", "disk 75/月"]});
    city.send("heshan", "contract.record", &own).unwrap();
    office.now = "2026-11-09T10:00".to_owned();
    drop(city);
    // Who countersigns reads what it comes to.
    let sign = [
        "act",
        "contract.countersign",
        "--unit",
        "heshan",
        "--preview",
    ];
    let told = office.by("host-a", &sign).is(0).out;
    for said in ["480,000.00", "5,300.00 元/年", "75.00 元/月"] {
        assert!(told.contains(said), "{said}\n{told}");
    }
    let pass = [
        "act",
        "emergency.review",
        &id,
        "--decision",
        "approve",
        "--override-reason",
        "人命关天",
        "--preview",
    ];
    let told = office.by("checker", &pass).is(0).out;
    for said in [
        "提交时 等保2级（已确认） · 政府投资建设 · 非市本级预算",
        "! 自签合同 没有生效的（第40条）",
        "! 限制 第1号 停止发放（第22条(四)） 单位 heshan单位：须写明越过限制的理由",
        "! 提交之后 等保级别 2 → 3",
    ] {
        let words: Vec<&str> = told.split_whitespace().collect();
        assert!(words.join(" ").contains(said), "{said}\n{told}");
    }
    let json: Vec<&str> = pass.into_iter().chain(["--json"]).collect();
    let json = office.by("checker", &json).is(0).json();
    let points = json["result"]["points"].as_array().unwrap();
    assert_eq!(points[2], json!({"contract": "open"}));
    assert_eq!(points[1]["block"]["bearing"], "override");
    assert_eq!(points[1]["block"]["block"]["ground"], "stop");
    assert_eq!(points[3], json!({"since": [{"protection_level": [2, 3]}]}));
    // What can be done is told with the same.
    let told = office.by("checker", &["show", &id]).is(0).out;
    assert!(told.contains("! 限制  第1号"), "{told}");
    let shown = office.by("checker", &["show", &id, "--json"]).is(0).json();
    let offers = shown["result"]["offers"].as_array().unwrap();
    let is_review = |offer: &&Value| offer["verb"] == "emergency.review";
    let review = offers.iter().find(is_review).unwrap();
    assert_eq!(&review["points"], &json["result"]["points"]);
    let rows = office.by("checker", &["queue"]).is(0).out;
    assert!(rows.contains("受阻·应急审核"), "{rows}");
}

/// Of each row whether a block stops what it asks for: what is only decided, or on another subject, is not marked.
#[test]
fn a_row_says_that_a_block_stops_its_step() {
    let rows = |city: City| -> Vec<(String, bool)> {
        let town = Town::of(city.ledger, city.now);
        let look = Request::Look(Look::at(List::Open, 50));
        let Answer::Window(window) = town.hub.seat(Login::new("builder")).ask(look) else {
            unreachable!()
        };
        let of = |row: &Row| {
            let duty = row.of.duty().unwrap();
            (duty.kind.word().to_owned(), row.has(Mark::Blocked))
        };
        window.rows.iter().map(of).collect()
    };
    let blocked = |blocks: &[&str]| -> Vec<String> {
        let mut city = City::new();
        for words in [
            "pa approved",
            "pa accepted",
            "own approved",
            "emergency applied",
        ] {
            city.given(words);
        }
        for words in blocks {
            record(&mut city, words);
        }
        let found = rows(city);
        assert!(found.len() >= 4, "{found:?}");
        let hit = found.into_iter().filter(|(_, blocked)| *blocked);
        let mut names: Vec<String> = hit.map(|(name, _)| name).collect();
        names.sort();
        names
    };
    for (blocks, hit) in [
        (&[][..], &[][..]),
        (&["stop party edu"][..], &["build_test", "order_test"][..]),
        (&["stop party heshan"][..], &[][..]),
        (
            &["capacity pool pa"][..],
            &["review", "review_emergency"][..],
        ),
        (
            &["freeze", "stop party health"][..],
            &["build_test", "review_emergency"][..],
        ),
    ] {
        assert_eq!(blocked(blocks), hit, "{blocks:?}");
    }
    // Without colour the sign stands there all the same, and help says what it means.
    let town = Town::new(|city| {
        city.given("pa approved");
        record(city, "stop party edu");
    });
    let mut screen = town.screen("builder");
    screen.shows("×下达测试工单").keys("? PageDown");
    screen.shows("有限制挡着这一步");
}

/// Every block that has not ended is found by one look, whatever it lies on; what ended or was lifted is not.
#[test]
fn the_open_blocks_are_found_at_once() {
    let mut city = City::new();
    for words in [
        "stop party edu",
        "freeze",
        "exit pool pa",
        "freeze system exam",
        "stop party health",
    ] {
        record(&mut city, words);
    }
    let lift = json!({"block": 2, "paper": "益数云〔2026〕9号", "reason": "已整改"});
    city.send("reviewer", "block.lift", &lift).unwrap();
    city.wait_days(1);
    let snapshot = city.ledger.snapshot().unwrap();
    let table = &snapshot.tables.register;
    let today = yunguan::domain::law::clock::civil_date(city.now);
    let found = yunguan::ledger::register::open_blocks(table, today).unwrap();
    let mut keys: Vec<String> = found.iter().map(Registered::key).collect();
    keys.sort();
    let numbers: Vec<&str> = keys.iter().map(|key| key.trim_start_matches('0')).collect();
    assert_eq!(numbers, ["1", "3", "4", "5"]);
}

/// What must be typed carries its mark as the other fields stand.
#[test]
fn a_field_is_marked_once_others_make_it_necessary() {
    let town = Town::new(|_| {});
    let mut screen = town.screen("health");
    // The ground is a superior's requirement: a document, or all of an oral order.
    screen
        .keys("E")
        .shows("依据文件 *")
        .hides("口头指令下达人 *");
    let to_order = "Tab Tab Tab Tab Tab Tab Tab Tab";
    screen.keys(to_order);
    screen.keys("type:市领导").hides("依据文件 *");
    screen.shows("指令时间 *").shows("指令接收人 *");
    screen.forget_drafts();
    let mut screen = town.screen("health");
    screen.keys("E Tab Tab Tab Tab Tab Tab Left").shows("*");
    screen.shows("其他特殊原因").hides("依据文件 *");
    screen.keys("Left").shows("国家安全").hides("依据文件");
    screen.forget_drafts();
}

/// The written ground is marked where the system's level needs it to be approved, and nowhere else.
#[test]
fn the_ground_is_marked_where_what_is_outside_needs_one() {
    for (given, is_needed) in [("pa accepted level4", true), ("pa accepted", false)] {
        let town = Town::new(|city| {
            city.given(given);
        });
        let mut screen = town.screen("reviewer");
        let star = "书面依据*";
        screen.keys("a");
        assert_eq!(screen.text().contains(star), is_needed, "{}", screen.text());
        // What is not approved needs none.
        screen.keys("Up Right").hides(star);
        // `Enter` goes on to it, where nothing else is missing, and else to the preview.
        screen.keys("Left Down type:同意 Enter");
        let text = screen.text();
        assert_eq!(text.contains("> 书面依据*"), is_needed, "{text}");
        assert_eq!(text.contains("将会"), !is_needed, "{text}");
        screen.forget_drafts();
    }
}

/// A register tells people by name; the code stands in the record's own text.
#[test]
fn a_register_shows_names_and_its_record_the_code() {
    let town = Town::new(|city| record(city, "stop party edu"));
    let mut screen = town.screen("keeper");
    screen.keys("5 ]").shows("jishu单位");
    screen.keys("5 ] Down Enter").shows("所属主体  shuju");
    screen.keys("Esc 5 [").shows("edu单位").hides("单位 edu");
}

/// Art. 40: a unit's own contract that ends soon with nothing after it, and one by which less may be bought than the unit has
/// and asks for, are told to whoever reviews; neither stops anything.
#[test]
fn a_reviewer_is_told_what_a_units_own_contract_does_not_cover() {
    let mut city = City::new();
    city.given("procurement performing").unwrap();
    let fields = emergency("portal", "pa", "national_security", "");
    let id = city.open("heshan", "emergency.apply", &fields);
    let own = |number: &str, days: [&str; 2], amount: &str, prices: &[&str]| {
        json!({"unit": "heshan", "provider": "yun-a", "number": number, "signed_on": "2026-11-09",
            "starts_on": days[0], "ends_on": days[1], "amount": amount, "prices": prices})
    };
    let warned = |city: &City, login: &str, id, verb: &str| {
        let all = points(city, login, id, verb).into_iter();
        let own = all.filter(|said| said.starts_with("! 自签合同"));
        own.collect::<Vec<_>>().join("\n")
    };
    let above = "一年 43,200.00 元（在用 0.00，本件 43,200.00），超过合同 自-1 的";
    // Eight servers at 5,400.00 by the city's contract, or at what its own says.
    for (last, amount, prices, told) in [
        ("2027-02-08", "", &[][..], ""),
        ("2027-02-07", "", &[], "自-1 履行期到 2027-02-07"),
        ("2027-11-08", "43,200.00", &[], ""),
        ("2027-11-08", "43199.99", &[], above),
        ("2027-11-08", "43199.99", &["vm 5000"], ""),
        ("2027-11-08", "43199.99", &["vm 450/月"], above),
        ("2027-02-07", "1", &["vm 5400"], "为止"),
    ] {
        let days = ["2026-11-09", last];
        city.send(
            "keeper",
            "contract.record",
            &own("自-1", days, amount, prices),
        )
        .unwrap();
        let said = warned(&city, "checker", id, "emergency.review");
        let is_as_told = said.contains(told) && (told.is_empty() == said.is_empty());
        assert!(is_as_told, "{last} {amount} {prices:?}: {said}");
    }
    // What follows on record ends that warning; what runs is counted with what is asked for.
    let next = own("自-2", ["2027-02-08", "2028-02-07"], "50000", &["vm 5400"]);
    city.send("keeper", "contract.record", &next).unwrap();
    let said = warned(&city, "checker", id, "emergency.review");
    assert!(
        !said.contains("为止") && said.contains("的 1.00 元"),
        "{said}"
    );
    city.send(
        "keeper",
        "contract.record",
        &own("自-2", ["2026-11-09", "2027-11-08"], "48,599.99", &[]),
    )
    .unwrap();
    let approve = json!({"decision": "approve", "opinion": "同意"});
    city.on_matter("checker", "emergency.review", id, &approve)
        .unwrap();
    let more = application("portal", "pa", &[item("vm", 1)]);
    let more = city.open("heshan", "application.submit", &more);
    city.on_matter("acceptor", "application.accept", more, &json!({}))
        .unwrap();
    let said = warned(&city, "reviewer", more, "application.review");
    let sum = "一年 48,600.00 元（在用 43,200.00，本件 5,400.00），超过合同 自-2 的 48,599.99 元";
    assert!(said.contains(sum), "{said}");
    city.on_matter("reviewer", "application.review", more, &approve)
        .unwrap();
}

/// Art. 11, 12: who signs a contract sees what is needed with its cap by the last reviewed edition, and who amends it what its
/// items cost now; of many the first are told and the rest counted.
#[test]
fn who_signs_sees_the_caps_and_who_amends_the_prices_too() {
    let mut city = City::new();
    let id = rules_procurement::given(&mut city, "cloud", "awarded");
    let sign = |city: &City, id| points(city, "checker", id, "procurement.sign").join("\n");
    let uncapped = sign(&city, id);
    assert!(uncapped.starts_with("需求与限价 "), "{uncapped}");
    assert!(uncapped.contains("没有限价"), "{uncapped}");
    rules_catalogue_edition::given(&mut city, "handed_in");
    assert_eq!(sign(&city, id), uncapped, "nobody reviewed it yet");
    let mut city = City::new();
    rules_catalogue_edition::given(&mut city, "approved");
    let id = rules_procurement::given(&mut city, "cloud", "awarded");
    let capped = sign(&city, id);
    assert!(
        capped.contains("限价 第1个起 100.00 · 第101个起 90.00 元/月（"),
        "{capped}"
    );

    let mut city = City::new();
    let id = rules_procurement::given(&mut city, "cloud", "performing");
    let amend = |city: &City| points(city, "checker", id, "procurement.amend").join("\n");
    let now = amend(&city);
    for words in [
        "需求与限价 ",
        "现行价格 ",
        "5,400.00 元/年，自 2026-11-01",
        "80.00 元/月",
    ] {
        assert!(now.contains(words), "{words}: {now}");
    }
    let cheaper = json!({"number": "补-1", "signed_on": "2026-11-09", "effective_on": "2027-01-01",
        "prices": ["vm 5000.00"], "reason": "市场价下降"});
    city.on_matter("checker", "procurement.amend", id, &cheaper)
        .unwrap();
    assert_eq!(amend(&city), now, "it holds from a later day on");
    city.at("2027-01-04 10:00");
    let later = amend(&city);
    assert!(later.contains("5,000.00 元/年，自 2027-01-01"), "{later}");
    assert!(!later.contains("5,400.00"), "{later}");

    let mut city = City::new();
    let items: Vec<String> = (10..55).map(|number| format!("it-{number}")).collect();
    for code in &items {
        let entry = json!({"code": code, "family": "计算", "name": code, "specification": "标准", "unit": "台",
            "basis": "year", "price_fen": 100});
        city.send("keeper", "item.register", &entry).unwrap();
    }
    let needs: Vec<String> = items.iter().map(|code| format!("{code} 1")).collect();
    let open = json!({"title": "多", "object": "cloud", "needs": needs, "basis": "目录"});
    let id = city.open("acceptor", "procurement.open", &open);
    let approve = json!({"decision": "approve", "opinion": "同意"});
    city.on_matter("reviewer", "procurement.review", id, &approve)
        .unwrap();
    let award = json!({"winner": "yun-a", "notified_on": "2026-11-09", "checked_on": "2026-11-09",
        "source": "信用中国", "evidence": "截图"});
    city.on_matter("reviewer2", "procurement.award", id, &award)
        .unwrap();
    let many = sign(&city, id);
    assert_eq!(many.matches("没有限价").count(), 3,);
    assert!(many.ends_with("另有42项"), "{many}");
}
