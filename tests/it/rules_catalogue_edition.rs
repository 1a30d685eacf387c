//! Art. 11: editions of the service catalogue, their caps and what they change.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use chrono::Duration;
use serde_json::{Value, json};

use yunguan::domain::law::clock::civil_date;
use yunguan::domain::law::matter::{Body, MatterId};
use yunguan::domain::law::party::CLOCKWORK;
use yunguan::domain::purchase::catalogue::Item;
use yunguan::domain::purchase::catalogue_edition::CatalogueEdition;
use yunguan::domain::purchase::listing::Listing;
use yunguan::domain::purchase::listing::{CHANGES_LIMIT, Changes, LISTINGS_LIMIT};
use yunguan::ledger::batch::{Act, Ended};

use crate::support::city::{City, Row, answer, check, command, product, refused, table, with};

fn draft() -> Value {
    json!({"title": "2026年度政务云服务目录", "extent": "annual", "year": 2026, "basis": "首版"})
}

/// An item that no edition has yet, with a control figure of its own.
fn gpu() -> Value {
    json!({"item": "gpu", "family": "计算", "name": "GPU 云主机", "specification": "1×24G", "unit": "台",
        "cap": "5500.00", "control": "500.00/月", "gpu": 1})
}

/// The same item as always at another cap, under the total.
fn vm() -> Value {
    json!({"item": "vm", "family": "计算", "name": "云主机 4核16G", "specification": "标准", "unit": "台",
        "cap": "100.00/月 101:90.00", "planned": 120, "vcpu": 4, "memory_gib": 16})
}

fn submit() -> Value {
    json!({"third_party": "某评估公司", "engagement": "益智云委〔2026〕3号", "report": "评-9", "reported_on": "2026-11-06",
        "samples": "询价法，三家样本，2026年10月", "independent": true, "control_total": "200000.00",
        "control_paper": "益财〔2026〕8号"})
}

fn approve() -> Value {
    json!({"decision": "approve", "opinion": "同意"})
}

fn publish() -> Value {
    json!({"from": "2026-11-10"})
}

/// The road to an edition's stage: it lists the GPU and the server, and leaves the disk out.
pub fn given(city: &mut City, stage: &str) -> MatterId {
    let tomorrow = tomorrow(city);
    let year: u32 = tomorrow[..4].parse().unwrap();
    let id = city.open(
        "builder",
        "catalogue.draft",
        &with(draft(), "year", json!(year)),
    );
    let (gpu, vm, cancel) = (gpu(), vm(), json!({"reason": "并入下一年度"}));
    let (submit, approve, publish) = (submit(), approve(), json!({"from": tomorrow}));
    let roads = [
        ("empty", "", "", &cancel),
        ("listed", "builder", "catalogue.list", &gpu),
        ("drafted", "builder", "catalogue.list", &vm),
        ("given_up", "checker", "catalogue.give-up", &cancel),
        ("handed_in", "checker", "catalogue.hand-in", &submit),
        ("approved", "reviewer", "catalogue.review", &approve),
        ("announced", "reviewer", "catalogue.announce", &publish),
    ];
    for (reached, login, verb, fields) in roads {
        if reached == "given_up" && stage != "given_up" {
            continue;
        }
        if reached != "empty" {
            city.on_matter(login, verb, id, fields).unwrap();
        }
        if reached == stage {
            return id;
        }
    }
    on_its_day(city, id, &tomorrow);
    id
}

fn tomorrow(city: &City) -> String {
    (civil_date(city.now) + Duration::days(1)).to_string()
}

fn on_its_day(city: &mut City, id: MatterId, day: &str) {
    city.at(&format!("{day} 00:00"));
    city.on_matter(CLOCKWORK, "wake", id, &json!({"why": "day"}))
        .unwrap();
}

/// Everything that can happen to editions: one in force, its supplement sent back once, the next one in its place.
pub fn tour(city: &mut City) {
    let first = given(city, "in_force");
    let year = body(city, first).year;
    let supplement = with(
        with(draft(), "extent", json!("supplement")),
        "year",
        json!(year),
    );
    let id = city.open("builder", "catalogue.draft", &supplement);
    let better = with(
        with(gpu(), "item", json!("gpu-2")),
        "replaces",
        json!("gpu"),
    );
    let reject = json!({"decision": "reject", "opinion": "样本不足"});
    for (login, verb, fields) in [
        ("builder", "catalogue.list", better),
        ("builder", "catalogue.list", vm()),
        ("builder", "catalogue.strike", json!({"item": "vm"})),
        ("checker", "catalogue.hand-in", submit()),
        ("reviewer", "catalogue.review", reject),
    ] {
        city.on_matter(login, verb, id, &fields).unwrap();
    }
    let next = with(draft(), "year", json!(year + 1));
    let next = city.open("builder", "catalogue.draft", &next);
    city.on_matter("builder", "catalogue.carry", next, &json!({}))
        .unwrap();
    // What the first left out is in the catalogue again.
    let disk = json!({"item": "disk", "family": "计算", "name": "云硬盘", "specification": "标准", "unit": "TB",
        "cap": "1200.00", "planned": 9});
    city.on_matter("builder", "catalogue.list", next, &disk)
        .unwrap();
    go_in_force(city, next, &format!("{}-01-01", year + 1));
}

fn roads() -> Vec<Row> {
    table! {
        "nothing", "builder", "catalogue.draft", draft() => "drafted; hand_in_catalogue jishu 2026-11-23";
        "catalogue in_force", "builder", "catalogue.draft", with(draft(), "year", json!(2027)) => "drafted; hand_in_catalogue jishu 2026-11-24";
        "catalogue in_force", "builder", "catalogue.draft", with(draft(), "extent", json!("supplement")) => "drafted; hand_in_catalogue jishu 2026-11-24";
        "catalogue given_up", "builder", "catalogue.draft", draft() => "drafted; hand_in_catalogue jishu 2026-11-23";
        "catalogue empty", "builder", "catalogue.list", gpu() => "drafted; hand_in_catalogue jishu 2026-11-23 ~ totals.items";
        "catalogue empty", "builder", "catalogue.list", vm() => "drafted; hand_in_catalogue jishu 2026-11-23 ~ totals.by_total ~ totals.capped_fen ~ totals.items";
        "catalogue drafted", "builder", "catalogue.list", with(vm(), "planned", json!(null)) => "drafted; hand_in_catalogue jishu 2026-11-23 ~ totals.capped_fen ~ totals.unplanned";
        "catalogue drafted", "builder", "catalogue.list", with(gpu(), "control", json!("5500.00")) => "drafted; hand_in_catalogue jishu 2026-11-23";
        "catalogue drafted", "builder", "catalogue.strike", json!({"item": "vm"}) => "drafted; hand_in_catalogue jishu 2026-11-23 ~ totals.by_total ~ totals.capped_fen ~ totals.items ~ totals.struck";
        "catalogue listed", "builder", "catalogue.carry", json!({}) => "drafted; hand_in_catalogue jishu 2026-11-23 ~ totals.by_total ~ totals.items ~ totals.unplanned";
        "catalogue drafted", "checker", "catalogue.hand-in", submit() => "handed_in; review_catalogue shuju 2026-11-23 | cap_report to shuju+caizheng ~ control ~ report";
        "catalogue listed", "checker", "catalogue.hand-in", with(with(submit(), "control_total", json!(null)), "control_paper", json!(null)) => "handed_in; review_catalogue shuju 2026-11-23 | cap_report to shuju+caizheng ~ report";
        "catalogue handed_in", "reviewer", "catalogue.review", approve() => "approved; announce_catalogue shuju 2026-11-23 | catalogue_opinion to jishu ~ opinion ~ parts";
        "catalogue handed_in", "reviewer", "catalogue.review", json!({"decision": "reject", "opinion": "样本不足"}) => "drafted; hand_in_catalogue jishu 2026-11-23 | catalogue_opinion to jishu ~ opinion ~ parts";
        "catalogue approved", "reviewer", "catalogue.announce", publish() => "announced | catalogue_notice to jishu+caizheng | catalogue_comparison to jishu ~ changes ~ from";
        "catalogue drafted", "checker", "catalogue.give-up", json!({"reason": "并入"}) => "given_up ~ given_up";
        "catalogue handed_in", "checker", "catalogue.give-up", json!({"reason": "并入"}) => "given_up ~ given_up";
        "catalogue approved", "checker", "catalogue.give-up", json!({"reason": "并入"}) => "given_up ~ given_up";
    }
}

/// What stands against an act on an edition.
pub fn refusals() -> Vec<Row> {
    table! {
        "nothing", "reviewer", "catalogue.draft", draft() => "refused party_needed under 6";
        "nothing", "checker", "catalogue.draft", draft() => "refused post_needed under 6";
        "nothing", "builder", "catalogue.draft", with(draft(), "year", json!(1999)) => "refused out_of_range under 11";
        "nothing", "builder", "catalogue.draft", with(draft(), "basis", json!(" ")) => "refused missing under 11";
        "nothing", "builder", "catalogue.draft", with(draft(), "extent", json!("supplement")) => "refused nothing_to_supplement under 11";
        "catalogue drafted", "builder", "catalogue.draft", draft() => "refused edition_exists under 11";
        "catalogue in_force", "builder", "catalogue.draft", draft() => "refused edition_exists under 11";
        "catalogue empty", "builder", "catalogue.list", with(gpu(), "item", json!("GPU 1")) => "refused bad_code under 11";
        "catalogue empty", "builder", "catalogue.list", with(gpu(), "name", json!("")) => "refused missing under 11";
        "catalogue empty", "builder", "catalogue.list", with(gpu(), "cap", json!("五千")) => "refused bad_rate under 11";
        "catalogue empty", "builder", "catalogue.list", with(gpu(), "control", json!("6000/day")) => "refused bad_rate under 11";
        "catalogue empty", "builder", "catalogue.list", with(gpu(), "cap", json!("6000.01")) => "refused above_control under R32";
        "catalogue empty", "builder", "catalogue.list", with(gpu(), "cap", json!("5500.00 101:6100.00")) => "refused above_control under R32";
        "catalogue empty", "builder", "catalogue.list", with(gpu(), "cap", json!("500.01/月")) => "refused above_control under R32";
        "catalogue empty", "builder", "catalogue.list", with(vm(), "planned", json!(1_000_001)) => "refused out_of_range under 11";
        "catalogue empty", "builder", "catalogue.list", with(gpu(), "replaces", json!("nothing")) => "refused unknown under 11";
        "catalogue drafted", "builder", "catalogue.list", with(gpu(), "replaces", json!("vm")) => "refused bad_successor under 11";
        "catalogue handed_in", "builder", "catalogue.list", gpu() => "refused wrong_stage under 11";
        "catalogue drafted", "builder", "catalogue.strike", json!({"item": "disk"}) => "refused item_not_listed under 11";
        "catalogue empty", "checker", "catalogue.hand-in", submit() => "refused nothing_listed under 11";
        "catalogue drafted", "checker", "catalogue.hand-in", with(submit(), "independent", json!(false)) => "refused not_independent under 11";
        "catalogue drafted", "checker", "catalogue.hand-in", with(submit(), "reported_on", json!("2026-11-10")) => "refused in_future under 11";
        "catalogue drafted", "checker", "catalogue.hand-in", with(submit(), "third_party", json!("")) => "refused missing under 11";
        "catalogue drafted", "checker", "catalogue.hand-in", with(submit(), "samples", json!("")) => "refused missing under 11";
        "catalogue drafted", "checker", "catalogue.hand-in", with(submit(), "control_total", json!(null)) => "refused missing under R32";
        "catalogue drafted", "checker", "catalogue.hand-in", with(submit(), "control_total", json!("十万")) => "refused bad_rate under 11";
        "catalogue drafted", "checker", "catalogue.hand-in", with(submit(), "control_paper", json!(null)) => "refused missing under 11";
        "catalogue drafted", "checker", "catalogue.hand-in", with(submit(), "control_total", json!("141599.99")) => "refused above_total under 11";
        "catalogue drafted", "builder", "catalogue.hand-in", submit() => "refused post_needed under 6";
        "catalogue handed_in", "reviewer", "catalogue.review", json!({"decision": "reject"}) => "refused missing under 11";
        "catalogue handed_in", "checker", "catalogue.review", approve() => "refused party_needed under 5";
        "catalogue drafted", "reviewer", "catalogue.review", approve() => "refused wrong_stage under 11";
        "catalogue approved", "reviewer", "catalogue.announce", json!({"from": "2026-11-08"}) => "refused before under 11";
        "catalogue approved", "reviewer", "catalogue.announce", json!({"from": "2027-01-01"}) => "refused outside_year under 11";
        "catalogue handed_in", "reviewer", "catalogue.announce", publish() => "refused wrong_stage under 11";
        "catalogue announced", "checker", "catalogue.give-up", json!({"reason": "并入"}) => "refused wrong_stage under 11";
        "catalogue announced", "edu", "withdraw", json!({"reason": "无"}) => "refused no_such_matter under 19(1)";
        "catalogue in_force", "keeper", "item.register", json!({"code": "x", "family": "计算", "name": "x", "specification": "x",
            "unit": "台", "basis": "year", "price_fen": 1}) => "refused kept_by_editions under 11";
        "catalogue in_force", "edu", "application.submit", crate::support::city::application("exam", "pa", &[crate::support::city::item("disk", 1)]) => "refused item_ended under 11";
        "catalogue in_force", "acceptor", "procurement.open", json!({"title": "采购", "object": "cloud", "needs": ["disk 1"], "basis": "目录"}) => "refused item_ended under 11";
    }
}

#[test]
fn an_edition_goes_where_the_measures_lead() {
    check(&roads());
}

#[test]
fn what_stands_against_an_edition_is_cited() {
    check(&refusals());
}

fn body(city: &City, id: MatterId) -> CatalogueEdition {
    match city.matter(id).body {
        Body::CatalogueEdition(body) => body,
        Body::Application(_)
        | Body::Emergency(_)
        | Body::Procurement(_)
        | Body::Cancellation(_) => unreachable!(),
    }
}

/// Every item that reached the sum: 120 at 100.00 a month, graduated from the 101st at 90.00 (R31).
#[test]
fn caps_times_what_is_planned_are_summed_in_whole_fen() {
    let mut city = City::new();
    let id = given(&mut city, "drafted");
    let totals = body(&city, id).totals;
    assert_eq!((totals.items, totals.by_total, totals.unplanned), (2, 1, 0));
    assert_eq!(totals.capped_fen, (100 * 10_000 + 20 * 9_000) * 12);
    // Listed otherwise it counts as it is listed then, and struck out not at all.
    let cheaper = with(vm(), "cap", json!("1000.00"));
    city.on_matter("builder", "catalogue.list", id, &cheaper)
        .unwrap();
    assert_eq!(body(&city, id).totals.capped_fen, 120 * 100_000);
    city.on_matter("builder", "catalogue.strike", id, &json!({"item": "vm"}))
        .unwrap();
    let totals = body(&city, id).totals;
    assert_eq!((totals.items, totals.struck, totals.capped_fen), (1, 1, 0));
    // What was struck out is not carried over again: only the disk is in force beside it.
    city.on_matter("builder", "catalogue.carry", id, &json!({}))
        .unwrap();
    let totals = body(&city, id).totals;
    assert_eq!((totals.items, totals.struck), (2, 1));
    city.on_matter("builder", "catalogue.strike", id, &json!({"item": "disk"}))
        .unwrap();
    city.on_matter("builder", "catalogue.list", id, &vm())
        .unwrap();
    // What is equal to the figure is within it.
    let exact = with(submit(), "control_total", json!("141600"));
    city.on_matter("checker", "catalogue.hand-in", id, &exact)
        .unwrap();
}

/// What an edition comes to is counted anew when it is handed in, by the rulings of that day: an item whose own figure held
/// it counts to the total once a ruling says so.
#[test]
fn a_ruling_since_an_item_was_listed_counts_when_it_is_handed_in() {
    let mut city = City::new();
    let id = given(&mut city, "listed");
    assert_eq!(body(&city, id).totals.by_total, 0);
    total_alone(&mut city);
    let fields = with(submit(), "matter", json!(id));
    assert_eq!(
        answer(&mut city, "checker", "catalogue.hand-in", &fields),
        "refused uncontrolled under R32"
    );
    let planned = with(gpu(), "planned", json!(30));
    city.on_matter("builder", "catalogue.list", id, &planned)
        .unwrap();
    city.on_matter("checker", "catalogue.hand-in", id, &submit())
        .unwrap();
    let totals = body(&city, id).totals;
    assert_eq!((totals.by_total, totals.capped_fen), (1, 30 * 550_000));
}

fn total_alone(city: &mut City) {
    let ruled = json!({"ruling": "R32", "values": {"figure": {"word": "total"}},
        "effective": "2026-11-09", "reason": "财政只核总数"});
    city.send("reviewer", "ruling.propose", &ruled).unwrap();
    let sign = json!({"proposal": 1});
    city.send("reviewer2", "ruling.sign", &sign).unwrap();
}

/// Where the total alone counts, a figure of its own holds nothing (R32).
#[test]
fn a_city_may_hold_every_cap_by_the_total() {
    let mut city = City::new();
    total_alone(&mut city);
    let id = city.open("builder", "catalogue.draft", &draft());
    let high = with(gpu(), "cap", json!("9000.00"));
    city.on_matter("builder", "catalogue.list", id, &high)
        .unwrap();
    let totals = body(&city, id).totals;
    assert_eq!((totals.by_total, totals.unplanned), (1, 1));
    let fields = with(submit(), "matter", json!(id));
    assert_eq!(
        answer(&mut city, "checker", "catalogue.hand-in", &fields),
        "refused uncontrolled under R32"
    );
}

/// On its day the edition is the catalogue: what it lists is asked for at its caps, what it leaves out has ended, what it
/// replaces too; the codes stay.
#[test]
fn an_edition_is_in_force_from_its_day_on() {
    let mut city = City::new();
    let id = given(&mut city, "announced");
    assert_eq!(city.look(id), "announced");
    let fields = json!({"matter": id, "why": "day"});
    assert_eq!(
        answer(&mut city, CLOCKWORK, "wake", &fields),
        "refused in_future under 19(2)"
    );
    let before: Item = city.record_of("vm");
    assert_eq!((before.price_fen, before.listed), (120_000, None));
    city.at("2026-11-10 00:00");
    city.on_matter(CLOCKWORK, "wake", id, &json!({"why": "day"}))
        .unwrap();
    assert_eq!(city.look(id), "in_force; revise_catalogue jishu 2026-12-31");
    let vm: Item = city.record_of("vm");
    assert_eq!((vm.yearly_fen(), vm.price_fen), (120_000, 10_000));
    let listed = vm.listed.clone().unwrap();
    assert_eq!((listed.edition, listed.number.as_str()), (id, "2026"));
    assert_eq!(listed.planned, 120);
    let disk: Item = city.record_of("disk");
    assert_eq!(disk.ended_on.unwrap().to_string(), "2026-11-10");
    let gpu: Item = city.record_of("gpu");
    assert_eq!(gpu.vector.gpu, Some(1));
    let changes = body(&city, id).changes.unwrap();
    assert_eq!(
        (changes.added, changes.changed, changes.ended, changes.same),
        (1, 1, 1, 0)
    );
}

/// A supplement adds and changes, and ends only what it replaces; the year's next edition supersedes both.
#[test]
fn a_supplement_ends_nothing_but_what_it_replaces() {
    let mut city = City::new();
    let first = given(&mut city, "in_force");
    let supplement = with(draft(), "extent", json!("supplement"));
    let id = city.open("builder", "catalogue.draft", &supplement);
    assert_eq!(body(&city, id).number, "2026-1");
    let better = with(gpu(), "item", json!("gpu-2"));
    let better = with(better, "replaces", json!("gpu"));
    city.on_matter("builder", "catalogue.list", id, &better)
        .unwrap();
    go_in_force(&mut city, id, "2026-11-12");
    assert_eq!(city.look(id), "in_force");
    let item = |code: &str| city.record_of::<Item>(code);
    assert!(item("gpu").ended_on.is_some());
    assert_eq!(item("vm").ended_on, None);
    assert_eq!(
        item("gpu-2").listed.unwrap().replaces.unwrap().as_str(),
        "gpu"
    );
    assert!(city.look(first).starts_with("in_force"));
    // The next year's edition carries all that is in force, and takes the place of both.
    let next = city.open(
        "builder",
        "catalogue.draft",
        &with(draft(), "year", json!(2027)),
    );
    city.on_matter("builder", "catalogue.carry", next, &json!({}))
        .unwrap();
    let fields = json!({"matter": next});
    assert_eq!(
        answer(&mut city, "builder", "catalogue.carry", &fields),
        "refused nothing_to_carry under 11"
    );
    let key = Listing::key_of(next, "vm");
    let carried: Listing = city.record_of(&key);
    assert_eq!((carried.planned, carried.before_fen), (120, Some(120_000)));
    go_in_force(&mut city, next, "2027-01-01");
    assert_eq!(city.look(first), "superseded");
    assert_eq!(city.look(id), "superseded");
    assert_eq!(
        city.look(next),
        "in_force; revise_catalogue jishu 2027-12-31"
    );
    let changes = body(&city, next).changes.unwrap();
    assert_eq!(
        changes,
        Changes {
            same: 2,
            ..Changes::default()
        }
    );
}

fn go_in_force(city: &mut City, id: MatterId, from: &str) {
    for (login, verb, fields) in [
        ("checker", "catalogue.hand-in", submit()),
        ("reviewer", "catalogue.review", approve()),
        ("reviewer", "catalogue.announce", json!({"from": from})),
    ] {
        city.on_matter(login, verb, id, &fields).unwrap();
    }
    on_its_day(city, id, from);
}

/// Matter 8, example 1: a final price up to the cap passes, a fen more names cap and report; a month's price is twelve of a
/// year, and a tier is held tier by tier.
#[test]
fn no_contract_prices_above_the_cap() {
    let mut city = City::new();
    let edition = given(&mut city, "listed");
    let vm = with(vm(), "cap", json!("5500.00"));
    let vm = with(vm, "control", json!("6000.00"));
    city.on_matter("builder", "catalogue.list", edition, &vm)
        .unwrap();
    for (login, verb, fields) in [
        ("checker", "catalogue.hand-in", submit()),
        ("reviewer", "catalogue.review", approve()),
    ] {
        city.on_matter(login, verb, edition, &fields).unwrap();
    }
    // What nobody reviewed yet caps nothing.
    let next = with(draft(), "year", json!(2027));
    let next = city.open("builder", "catalogue.draft", &next);
    let disk = with(gpu(), "item", json!("disk"));
    city.on_matter("builder", "catalogue.list", next, &disk)
        .unwrap();
    for (price, then) in [
        ("vm 5400.00", "performing"),
        ("vm 450.00/月", "performing"),
        ("vm 5500.00", "performing"),
        ("vm 5500.00 101:5000.00", "performing"),
        ("vm 5500.01", "refused above_cap under 11"),
        ("vm 458.34/月", "refused above_cap under 11"),
        ("vm 5400.00 101:5500.01", "refused above_cap under 11"),
        // What the edition does not list has no cap.
        ("disk 99999.00", "performing"),
    ] {
        let id = crate::rules_procurement::given(&mut city, "cloud", "awarded");
        let contract = with(crate::rules_procurement::sign(), "prices", json!([price]));
        let contract = with(contract, "number", json!(format!("HT-{price}")));
        let fields = with(contract, "matter", json!(id));
        let ended = answer(&mut city, "checker", "procurement.sign", &fields);
        assert!(ended.starts_with(then), "{price}: {ended}");
    }
}

/// Three consents of a year to buy one thing outside the catalogue make it a candidate, shown to whoever submits, reviews
/// or publishes an edition, with what the edition changes.
#[test]
fn what_is_bought_outside_again_and_again_is_a_candidate() {
    let mut city = City::new();
    let consented = |city: &mut City, name: &str| {
        let fields = crate::support::city::application("exam", "pa", &[product(name, "vm")]);
        let id = city.open("edu", "application.submit", &fields);
        for (login, verb, fields) in [
            ("acceptor", "application.accept", json!({})),
            (
                "reviewer",
                "application.review",
                json!({"decision": "approve", "opinion": "同意"}),
            ),
        ] {
            city.on_matter(login, verb, id, &fields).unwrap();
        }
    };
    for name in ["阅卷机", "阅 卷 机", "扫描仪"] {
        consented(&mut city, name);
    }
    let id = given(&mut city, "drafted");
    let seen = |city: &City| crate::points::points(city, "checker", id, "catalogue.hand-in");
    let changes = "版本对照 新增1项、变更1项、停用1项、不变0项；停用 云硬盘 原 1,200.00 元/年；新增 GPU 云主机 5,500.00 元/年；变更 云主机 4核16G 1,200.00 → 1,200.00 元/年";
    assert_eq!(seen(&city), [changes]);
    consented(&mut city, "阅卷机");
    let candidate = "! 目录外同意采购 阅卷机：3次，可考虑列入";
    assert_eq!(seen(&city), [changes, candidate]);
    // What nobody reviewed yet is no consent.
    let fields = crate::support::city::application("exam", "pa", &[product("阅卷机", "vm")]);
    city.open("edu", "application.submit", &fields);
    assert_eq!(seen(&city), [changes, candidate]);
}

/// An edition lists as many items as it may, in one batch as an import writes them, and not one more; all of them come into
/// force in one wake.
#[test]
fn ten_thousand_items_come_into_force_at_once_and_no_more() {
    let mut city = City::new();
    let id = city.open("builder", "catalogue.draft", &draft());
    let actor = city.actor("builder");
    let now = city.now;
    let listed = |number: usize| {
        let fields = with(gpu(), "item", json!(format!("item-{number}")));
        Act {
            actor: actor.clone(),
            key: format!("listed-{number}"),
            expected: None,
            command: command("catalogue.list", &with(fields, "matter", json!(id))),
        }
    };
    city.ledger
        .write(|batch| {
            for number in 0..LISTINGS_LIMIT {
                let ended = batch.act(&listed(number), now)?;
                assert!(matches!(ended, Ended::Done(_)), "{ended:?}");
            }
            Ok(())
        })
        .unwrap();
    match city.end(&listed(LISTINGS_LIMIT)) {
        Ended::Refused(refusal) => assert_eq!(refused(&refusal), "refused enough_items under 11"),
        other => unreachable!("{other:?}"),
    }
    let plain = with(submit(), "control_total", json!(null));
    let plain = with(plain, "control_paper", json!(null));
    for (login, verb, fields) in [
        ("checker", "catalogue.hand-in", plain),
        ("reviewer", "catalogue.review", approve()),
        ("reviewer", "catalogue.announce", publish()),
    ] {
        city.on_matter(login, verb, id, &fields).unwrap();
    }
    on_its_day(&mut city, id, "2026-11-10");
    let last: Item = city.record_of(&format!("item-{}", LISTINGS_LIMIT - 1));
    assert_eq!(last.listed.unwrap().edition, id);
    let changes = body(&city, id).changes.unwrap();
    assert_eq!((changes.added, changes.ended), (10_000, 2));
    assert_eq!(changes.lines.len(), CHANGES_LIMIT);
}
