//! Blocks: what a stop, a freeze, dishonesty, a lapsed evaluation, an ended contract, an exit and a short pool stop, what
//! passes them, and what they excuse (Art. 12, 14, 17, 22(4), 32, 35, 40; R7, R28, R34, R38, R51).

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use serde_json::{Value, json};

use yunguan::domain::law::block::{Block, Deed, Excuse, Ground, Subject, hindrance};
use yunguan::domain::law::code::Login;
use yunguan::domain::law::duty::Duty;
use yunguan::domain::law::matter::{Body, MatterId};
use yunguan::domain::law::party::PartyKind;
use yunguan::domain::law::world::World;
use yunguan::domain::record::RecordKind;
use yunguan::hub::list::cell::Cell;
use yunguan::hub::request::{Answer, List, Look, Request};
use yunguan::ledger::entry::Realm;
use yunguan::ledger::{Ledger, register};

use crate::support::city::{
    City, Row, answer, application, check, command, emergency, item, refused, table, with,
};
use crate::support::office::Office;
use crate::support::screen::Town;

/// The fields of a block from today on: `stop party edu`, `freeze`.
fn block(words: &str, today: &str) -> Value {
    let words: Vec<_> = words.split(' ').collect();
    let fields = json!({"ground": words[0], "from": today, "paper": format!("益数云〔2026〕{}号", words.len()),
        "reason": "逾期未整改"});
    match words[..] {
        [_, field, code] => with(fields, field, json!(code)),
        _ => fields,
    }
}

/// Whoever records blocks of that ground.
fn keeper(words: &str) -> &'static str {
    let word = words.split(' ').next().unwrap();
    match Ground::find(word).unwrap().belongs_to() {
        PartyKind::Support => "checker",
        _ => "reviewer",
    }
}

pub fn record(city: &mut City, words: &str) {
    let fields = block(words, &city.today());
    city.send(keeper(words), "block.record", &fields).unwrap();
}

fn lift(city: &mut City, login: &str, number: u32) {
    let fields = json!({"block": number, "paper": "益数云〔2026〕9号", "reason": "已整改"});
    city.send(login, "block.lift", &fields).unwrap();
}

fn all(city: &City) -> Vec<Block> {
    register::all(&city.ledger.snapshot().unwrap().tables.register).unwrap()
}

fn day(city: &City) -> Value {
    json!({ "completed_on": city.today() })
}

/// What is tried, by a few words; who does it, and with what.
fn tried(city: &City, what: &str) -> (&'static str, &'static str, Value) {
    let why = json!({"reason": "项目取消"});
    match what {
        "submit pa" => (
            "edu",
            "application.submit",
            application("exam", "pa", &[item("vm", 1)]),
        ),
        "submit pb" => (
            "edu",
            "application.submit",
            application("exam", "pb", &[item("vm", 1)]),
        ),
        "accept" => ("acceptor", "application.accept", json!({})),
        "approve" => (
            "reviewer",
            "application.review",
            json!({"decision": "approve", "opinion": "同意"}),
        ),
        "reject" => (
            "reviewer",
            "application.review",
            json!({"decision": "reject", "opinion": "不同意"}),
        ),
        "order-test" => ("builder", "application.order-test", json!({})),
        "hand-over-test" => (
            "host-a",
            "application.hand-over-test",
            json!({"environment": "两台"}),
        ),
        "build" => (
            "builder",
            "application.hand-over-test",
            json!({"environment": "两台"}),
        ),
        "order-delivery" => ("builder", "application.order-delivery", json!({})),
        "deliver" => ("host-a", "application.deliver", day(city)),
        "deliver own" => ("builder", "application.deliver", day(city)),
        "confirm" => ("edu", "application.confirm", day(city)),
        "abandon" => ("edu", "application.abandon", why),
        "withdraw" => ("edu", "withdraw", why),
        "issue" => (
            "checker",
            "emergency.review",
            json!({"decision": "approve"}),
        ),
        "pass" => (
            "checker",
            "emergency.review",
            json!({"decision": "approve", "override_reason": "人命关天"}),
        ),
        "refuse" => (
            "checker",
            "emergency.review",
            json!({"decision": "reject", "opinion": "不急"}),
        ),
        "hand-over" => ("host-a", "emergency.hand-over", json!({})),
        other => unreachable!("{other}"),
    }
}

/// Given a matter, and then a block; when something is tried; then its stage, or its refusal: what is wrong with a line.
fn wrong(line: &str) -> Option<String> {
    let parts: Vec<_> = line.split(" | ").collect();
    let [given, blocked, what, then] = parts[..] else {
        unreachable!("{line}")
    };
    let mut city = City::new();
    let id = city.given(given);
    record(&mut city, blocked);
    let (login, verb, fields) = tried(&city, what);
    let fields = id.map_or(fields.clone(), |id| with(fields, "matter", json!(id)));
    let told = answer(&mut city, login, verb, &fields);
    let seen = told.split(';').next().unwrap();
    (seen != then).then(|| format!("{line}\n  {told}"))
}

const STOPPED: &str = "refused blocked under 22(4)";

#[test]
fn what_is_not_yet_ordered_waits_and_all_else_goes_on() {
    let lines = [
        // In flight under a stop (MATTERS 7): clocks and decisions go on, orders are not placed, placed ones finished.
        "nothing | stop party edu | submit pa | submitted",
        "pa submitted | stop party edu | accept | accepted",
        "pa accepted | stop party edu | approve | approved",
        "pa approved | stop party edu | order-test | refused blocked under 22(4)",
        "pa test_ordered | stop party edu | hand-over-test | testing",
        "pa filed | stop party edu | order-delivery | refused blocked under 22(4)",
        "pa delivery_ordered | stop party edu | deliver | delivered",
        "pa delivered | stop party edu | confirm | running",
        // Where nothing is ordered, it is the beginning that waits.
        "own approved | stop party edu | build | refused blocked under 22(4)",
        "own filed | stop party edu | deliver own | refused blocked under 22(4)",
        // Nothing that decreases or ends is blocked.
        "pa submitted | stop party edu | withdraw | withdrawn",
        "pa approved | stop party edu | abandon | abandoned",
        // Whom it does not hit.
        "pa approved | stop party health | order-test | test_ordered",
        "pa approved | freeze | order-test | test_ordered",
        // A freeze binds whoever changes the platform, also by what was ordered before.
        "pa test_ordered | freeze | hand-over-test | refused blocked under 35",
        "pa test_ordered | freeze pool pb | hand-over-test | testing",
        "pa test_ordered | freeze system exam | hand-over-test | refused blocked under 35",
        "pa delivery_ordered | freeze pool pa | deliver | refused blocked under 35",
        "own approved | freeze pool own | build | refused blocked under 35",
        // An exit bars new applications too; what is ordered is finished.
        "nothing | exit party yun-a | submit pa | refused blocked under 17",
        "nothing | exit party yun-a | submit pb | submitted",
        "nothing | exit pool pa | submit pa | refused blocked under 17",
        "pa approved | exit party yun-a | order-test | refused blocked under 17",
        "pa delivery_ordered | exit party yun-a | deliver | delivered",
        "pa filed | evaluation pool pa | order-delivery | refused blocked under 32",
        "nothing | evaluation pool pa | submit pa | submitted",
        "pa approved | dishonesty party yun-a | order-test | refused blocked under 12",
        "pa approved | dishonesty party yun-b | order-test | test_ordered",
        "pa test_ordered | dishonesty party yun-a | hand-over-test | testing",
        "pa filed | contract party yun-a | order-delivery | refused blocked under 40",
        "pa filed | contract party edu | order-delivery | refused blocked under 40",
        // Room is taken by the opinion.
        "pa accepted | capacity pool pa | approve | refused blocked under 14",
        "pa accepted | capacity pool pa | reject | rejected",
        "pa approved | capacity pool pa | order-test | test_ordered",
    ];
    let wrong: Vec<_> = lines.iter().copied().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn an_emergency_passes_by_a_recorded_reason_what_can_be_passed() {
    let lines = [
        "emergency applied | stop party health | issue | refused blocked under 22(4)",
        "emergency applied | stop party health | pass | issued",
        "emergency applied | stop party health | refuse | rejected",
        "emergency applied | stop party edu | issue | issued",
        "emergency applied | freeze | issue | refused blocked under 35",
        "emergency applied | freeze | pass | issued",
        "emergency issued | freeze | hand-over | handed_over",
        "emergency applied | dishonesty party yun-a | pass | issued",
        "emergency applied | evaluation pool pa | pass | issued",
        "emergency applied | contract party yun-a | pass | issued",
        "emergency applied | capacity pool pa | pass | refused blocked under 14",
        "emergency applied | exit party yun-a | pass | refused blocked under 17",
        "emergency applied | exit party yun-a | refuse | rejected",
    ];
    let wrong: Vec<_> = lines.iter().copied().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The override is frozen with what it passed, and the authority has the slip that says so.
#[test]
fn an_override_is_frozen_and_told_to_the_authority() {
    let mut city = City::new();
    let id = city.given("emergency applied").unwrap();
    record(&mut city, "stop party health");
    record(&mut city, "evaluation pool pa");
    let (login, verb, fields) = tried(&city, "pass");
    city.on_matter(login, verb, id, &fields).unwrap();
    lift(&mut city, "reviewer", 1);
    let Body::Emergency(body) = city.matter(id).body else {
        unreachable!()
    };
    let passed = body.overridden.unwrap();
    let numbers: Vec<_> = passed.blocks.iter().map(|by| by.number).collect();
    assert_eq!((passed.reason.as_str(), numbers), ("人命关天", vec![1, 2]));
    let slip = city.past(id).1.remove(0);
    assert!(slip.recipients.contains(&"shuju".into()));
    // With capacity beside it no reason helps, and what is refused is what cannot be passed.
    let id = city.given("emergency applied").unwrap();
    record(&mut city, "capacity pool pa");
    let told = city.on_matter(login, verb, id, &fields).unwrap_err();
    assert_eq!(refused(&told), "refused blocked under 14");
    // A reason that nothing asks for is not kept.
    for (login, number) in [("checker", 3), ("reviewer", 2)] {
        lift(&mut city, login, number);
    }
    city.on_matter(login, verb, id, &fields).unwrap();
    let Body::Emergency(body) = city.matter(id).body else {
        unreachable!()
    };
    assert_eq!(body.overridden, None);
}

/// What regularises an emergency issues nothing new: nothing of it is blocked (Art. 23).
#[test]
fn a_formal_application_is_filed_and_approved_under_every_block() {
    let mut city = City::new();
    let id = city.given("emergency handed_over").unwrap();
    for words in [
        "exit party yun-a",
        "capacity pool pa",
        "stop party health",
        "freeze",
    ] {
        record(&mut city, words);
    }
    let formal = city.formal_approved(id);
    assert_eq!(city.stage(formal), "running");
}

/// What was begun in a self-built pool is finished: the rest of a part, and what the unit objected to.
#[test]
fn what_support_began_to_deliver_is_finished() {
    let mut city = City::new();
    let id = city.given("own filed").unwrap();
    let (login, verb, fields) = tried(&city, "deliver own");
    city.on_matter(login, verb, id, &fields).unwrap();
    let why = json!({"reason": "少一台"});
    city.on_matter("edu", "application.object-delivery", id, &why)
        .unwrap();
    record(&mut city, "stop party edu");
    city.on_matter(login, verb, id, &fields).unwrap();
    assert_eq!(city.stage(id), "delivered");
}

#[test]
fn a_block_acts_from_its_day_until_its_last_and_never_before_it_was_recorded() {
    let mut city = City::new();
    let id = city.given("pa approved").unwrap();
    let order = |city: &mut City| {
        let actor = city.actor("builder");
        let snapshot = city.ledger.snapshot().unwrap();
        let view = snapshot.view();
        let order = command("application.order-test", &json!({ "matter": id }));
        let told = yunguan::domain::law::decide::decide(&view, &actor, city.now, &order, None);
        told.map_or_else(|told| refused(&told), |_| "done".to_owned())
    };
    let days = with(
        block("stop party edu", "2026-11-11"),
        "until",
        json!("2026-11-12"),
    );
    city.send("reviewer", "block.record", &days).unwrap();
    for (at, then) in [
        ("2026-11-09 10:00", "done"),
        ("2026-11-10 23:59", "done"),
        ("2026-11-11 00:00", STOPPED),
        ("2026-11-12 23:59", STOPPED),
        ("2026-11-13 00:00", "done"),
    ] {
        city.at(at);
        assert_eq!(order(&mut city), then, "{at}");
    }
    // One whose paper is older acts from its recording on.
    let former = with(
        block("stop party edu", "2026-11-01"),
        "paper",
        json!("益数云〔2026〕7号"),
    );
    city.at("2026-11-13 10:00");
    city.send("reviewer", "block.record", &former).unwrap();
    let recorded = all(&city).remove(1);
    assert_eq!(recorded.begins(), city.now.into());
    assert!(recorded.stands(city.now));
    lift(&mut city, "reviewer", 2);
    let lifted = all(&city).remove(1);
    assert!(!lifted.stands(city.now), "lifted at once");
    assert_eq!(order(&mut city), "done");
    assert_eq!(all(&city).len(), 2, "a block is never deleted");
    // A block that is to come is called off before it acts.
    let planned = with(block("freeze", "2026-12-24"), "until", json!("2026-12-31"));
    city.send("reviewer", "block.record", &planned).unwrap();
    lift(&mut city, "reviewer", 3);
    let off = all(&city).remove(2);
    city.at("2026-12-25 10:00");
    assert!(!off.stands(city.now));
}

/// Refusals of the two acts, and who may.
#[test]
fn blocks_are_recorded_and_lifted_by_whom_they_belong_to() {
    let stop = || block("stop party edu", "2026-11-09");
    let rows: Vec<Row> = table! {
        "nothing", "reviewer", "block.record", stop() => "done";
        "nothing", "acceptor", "block.record", stop() => "refused post_needed under 5";
        "nothing", "edu", "block.record", stop() => "refused party_needed under 5";
        "nothing", "checker", "block.record", stop() => "refused party_needed under 22(4)";
        "nothing", "reviewer", "block.record", block("capacity pool pa", "2026-11-09") => "refused party_needed under 14";
        "nothing", "checker", "block.record", block("capacity pool pa", "2026-11-09") => "done";
        "nothing", "reviewer", "block.record", with(stop(), "paper", json!(" ")) => "refused missing under 5";
        "nothing", "reviewer", "block.record", with(stop(), "reason", json!("")) => "refused missing under 5";
        "nothing", "reviewer", "block.record", with(stop(), "party", json!("nobody")) => "refused unknown under 5";
        "nothing", "reviewer", "block.record", with(stop(), "until", json!("2026-11-08")) => "refused before under 22(4)";
        "nothing", "reviewer", "block.record", with(stop(), "until", json!("2026-11-09")) => "done";
        "nothing", "reviewer", "block.record", with(stop(), "from", json!("1999-12-31")) => "refused before under 22(4)";
        "nothing", "reviewer", "block.record", with(stop(), "until", json!("2200-01-01")) => "refused out_of_range under 5";
        // On what a ground may lie, and on one thing alone.
        "nothing", "reviewer", "block.record", with(stop(), "pool", json!("pa")) => "refused wrong_subject under 22(4)";
        "nothing", "reviewer", "block.record", block("stop", "2026-11-09") => "refused wrong_subject under 22(4)";
        "nothing", "reviewer", "block.record", block("stop party yun-a", "2026-11-09") => "refused wrong_subject under 22(4)";
        "nothing", "reviewer", "block.record", block("stop party caizheng", "2026-11-09") => "refused wrong_subject under 22(4)";
        "nothing", "reviewer", "block.record", block("stop system exam", "2026-11-09") => "refused wrong_subject under R28";
        "nothing", "reviewer", "block.record", block("freeze", "2026-11-09") => "done";
        "nothing", "reviewer", "block.record", block("freeze system exam", "2026-11-09") => "done";
        "nothing", "reviewer", "block.record", block("freeze party edu", "2026-11-09") => "refused wrong_subject under 35";
        "nothing", "reviewer", "block.record", block("dishonesty party edu", "2026-11-09") => "refused wrong_subject under 12";
        "nothing", "reviewer", "block.record", block("evaluation party yun-a", "2026-11-09") => "refused wrong_subject under 32";
        "nothing", "reviewer", "block.record", block("exit party edu", "2026-11-09") => "refused wrong_subject under 17";
        "nothing", "reviewer", "block.record", block("contract pool pa", "2026-11-09") => "refused wrong_subject under 40";
        "nothing", "reviewer", "block.lift", json!({"block": 1, "paper": "号", "reason": "已整改"}) => "refused unknown under 5";
    };
    check(&rows);
    let mut city = City::new();
    record(&mut city, "stop party edu");
    record(&mut city, "capacity pool pa");
    let lift = |block: u32| json!({"block": block, "paper": "号", "reason": "已整改"});
    for (login, fields, then) in [
        ("checker", lift(1), "refused party_needed under 22(4)"),
        ("reviewer", lift(2), "refused party_needed under 14"),
        (
            "reviewer",
            with(lift(1), "paper", json!("")),
            "refused missing under 5",
        ),
        (
            "reviewer",
            with(lift(1), "reason", json!("")),
            "refused missing under 5",
        ),
        ("reviewer", lift(1), "done"),
        ("reviewer", lift(1), "refused already_done under 22(4)"),
        ("checker", lift(2), "done"),
    ] {
        assert_eq!(answer(&mut city, login, "block.lift", &fields), then);
    }
}

/// R28 as ruled for a unit has a stop hit a system, and only that.
#[test]
fn a_stop_hits_a_system_where_the_ruling_says_so() {
    let mut city = City::new();
    let ruling = json!({"ruling": "R28", "values": {"stop_covers": {"word": "system"}},
        "effective": city.today(), "reason": "只停一个系统", "scope": {"party": "edu"}});
    city.send("reviewer", "ruling.propose", &ruling).unwrap();
    city.send("reviewer2", "ruling.sign", &json!({"proposal": 1}))
        .unwrap();
    let (stopped, other) = (
        city.given("pa approved").unwrap(),
        city.given("pa approved level4").unwrap(),
    );
    record(&mut city, "stop system exam");
    let mut order = |id| {
        let fields = json!({ "matter": id });
        let told = answer(&mut city, "builder", "application.order-test", &fields);
        told.split(';').next().unwrap().to_owned()
    };
    assert_eq!(order(stopped), STOPPED);
    assert_eq!(order(other), "test_ordered");
}

#[test]
fn one_paper_orders_a_block_once_and_two_papers_two() {
    let mut city = City::new();
    let stop = block("stop party edu", "2026-11-09");
    let other = with(stop.clone(), "paper", json!("益数云〔2026〕8号"));
    for (fields, then) in [
        (&stop, "done"),
        (&stop, "refused already_done under 22(4)"),
        (&other, "done"),
    ] {
        assert_eq!(answer(&mut city, "reviewer", "block.record", fields), then);
    }
    let id = city.given("pa approved").unwrap();
    let order = json!({ "matter": id });
    lift(&mut city, "reviewer", 1);
    let told = answer(&mut city, "builder", "application.order-test", &order);
    assert_eq!(told, STOPPED, "the other stands");
    lift(&mut city, "reviewer", 2);
    assert_eq!(answer(&mut city, "reviewer", "block.record", &stop), "done");
}

#[test]
fn a_subject_bears_so_many_blocks_and_no_more() {
    let mut city = City::new();
    let mut send = |number: u32, from: &str| {
        let stop = with(
            block("stop party edu", from),
            "paper",
            json!(format!("益数云〔2026〕{number}号")),
        );
        answer(&mut city, "reviewer", "block.record", &stop)
    };
    for number in 1..=50 {
        assert_eq!(send(number, "2027-11-09"), "done", "{number}");
    }
    assert_eq!(send(51, "2026-11-09"), "refused enough_blocks under 22(4)");
    lift(&mut city, "reviewer", 7);
    let mut send = |number: u32| {
        let stop = with(
            block("stop party edu", "2026-11-09"),
            "paper",
            json!(format!("益数云〔2026〕{number}号")),
        );
        answer(&mut city, "reviewer", "block.record", &stop)
    };
    assert_eq!(send(51), "done");
    // Many that have ended hide none that stands.
    let id = city.given("pa approved").unwrap();
    let told = answer(
        &mut city,
        "builder",
        "application.order-test",
        &json!({ "matter": id }),
    );
    assert_eq!(told, STOPPED);
    let numbers: Vec<_> = all(&city).iter().map(|block| block.number).collect();
    assert_eq!(numbers, (1..=51).collect::<Vec<_>>());
}

/// No block without its article, whatever the ground, the subject and the deed: what is stopped is refused under it, and
/// the table of what a ground stops is as it was decided.
#[test]
fn no_block_is_without_its_article() {
    // Apply, approve, issue, order, build, execute, increase, clear.
    let table = [
        (Ground::Stop, "22(4)", "..IOB.M.", "unit system", true),
        (Ground::Freeze, "35", "..I.BE..", "city pool system", true),
        (Ground::Dishonesty, "12", "..IOB.M.", "provider", true),
        (Ground::Evaluation, "32", "..IOB.M.", "pool", true),
        (Ground::Contract, "40", "..IOB.M.", "provider unit", true),
        (Ground::Exit, "17", "A.IOB.M.", "pool provider", false),
        (Ground::Capacity, "14", ".VI.....", "pool", false),
        (Ground::LegalHold, "21(2)", ".......C", "unit system", false),
        (Ground::Closing, "14", "AVIOB.M.", "pool", false),
    ];
    assert_eq!(table.map(|line| line.0), Ground::ALL);
    let subjects = [
        ("city", Subject::City),
        ("pool", Subject::Pool("pa".into())),
        ("provider", Subject::Provider("yun-a".into())),
        ("unit", Subject::Unit("edu".into())),
        ("system", Subject::System("exam".into())),
    ];
    for (ground, article, stops, on, overridable) in table {
        let cited = crate::support::city::cited(ground.article().into());
        assert_eq!(cited, article);
        let stopped: String = Deed::ALL
            .into_iter()
            .zip("AVIOBEMC".chars())
            .map(|(deed, letter)| if ground.stops(deed) { letter } else { '.' })
            .collect();
        assert_eq!(stopped, stops, "{ground:?}");
        let about: Vec<_> = subjects
            .iter()
            .filter(|(_, subject)| ground.is_about(subject))
            .map(|(word, _)| *word)
            .collect();
        assert_eq!(about.join(" "), on, "{ground:?}");
        assert_eq!(ground.is_overridable(), overridable, "{ground:?}");
    }
}

/// What an ended duty of that name says: its outcome, and what excuses it.
fn ended(city: &City, id: MatterId, name: &str) -> String {
    let duties = city.duties(id);
    let mut named = duties.iter().rev().filter(|duty| duty.closed.is_some());
    let duty = named.find(|duty| duty.key.to_string() == name).unwrap();
    let closing = duty.closed.as_ref().unwrap();
    let excused = closing.excused.iter().map(|part| {
        let span = [part.from, part.until].map(|at| at.day().format("%m-%d").to_string());
        format!(
            " {} {} {}..{} {}d",
            part.block,
            part.ground.word(),
            span[0],
            span[1],
            part.days()
        )
    });
    std::iter::once(closing.outcome.word().to_owned())
        .chain(excused)
        .collect()
}

/// Given a block recorded and lifted at such times while the order is owed (due 2026-11-12), when it is placed; then how
/// the duty ended.
#[test]
fn lateness_under_a_block_is_late_and_excused_for_that_part() {
    for (blocked, recorded, lifted, ordered, then) in [
        (
            "stop party edu",
            "2026-11-10 10:00",
            "2026-11-17 10:00",
            "2026-11-17 11:00",
            "late 1 stop 11-10..11-17 7d",
        ),
        (
            "stop party edu",
            "2026-11-10 10:00",
            "2026-11-11 10:00",
            "2026-11-16 10:00",
            "late 1 stop 11-10..11-11 1d",
        ),
        (
            "stop party edu",
            "2026-11-10 10:00",
            "2026-11-11 10:00",
            "2026-11-12 10:00",
            "met",
        ),
        (
            "stop party edu",
            "2026-11-16 10:00",
            "2026-11-16 18:00",
            "2026-11-17 10:00",
            "late 1 stop 11-16..11-16 0d",
        ),
        // Others' blocks excuse nobody, nor do those that stop something else.
        (
            "stop party health",
            "2026-11-10 10:00",
            "2026-11-17 10:00",
            "2026-11-17 11:00",
            "late",
        ),
        (
            "freeze",
            "2026-11-10 10:00",
            "2026-11-17 10:00",
            "2026-11-17 11:00",
            "late",
        ),
        (
            "evaluation pool pa",
            "2026-11-10 10:00",
            "2026-11-17 10:00",
            "2026-11-17 11:00",
            "late 1 evaluation 11-10..11-17 7d",
        ),
    ] {
        let mut city = City::new();
        let id = city.given("pa approved").unwrap();
        city.at(recorded);
        record(&mut city, blocked);
        city.at(lifted);
        lift(&mut city, "reviewer", 1);
        city.at(ordered);
        city.on_matter("builder", "application.order-test", id, &json!({}))
            .unwrap();
        assert_eq!(ended(&city, id, "order_test"), then, "{blocked} {recorded}");
    }
}

/// What was ordered is not excused by a stop, and is by a freeze; a decision by neither.
#[test]
fn only_what_waits_on_a_block_is_excused_by_it() {
    for (given, blocked, name, what, then) in [
        (
            "pa delivery_ordered",
            "stop party edu",
            "deliver",
            "deliver",
            "late",
        ),
        (
            "pa delivery_ordered",
            "freeze",
            "deliver",
            "deliver",
            "late 1 freeze 11-09..12-09 30d",
        ),
        (
            "pa accepted",
            "capacity pool pa",
            "review",
            "approve",
            "late",
        ),
        (
            "own approved",
            "stop party edu",
            "build_test",
            "build",
            "late 1 stop 11-09..12-09 30d",
        ),
    ] {
        let mut city = City::new();
        let id = city.given(given).unwrap();
        record(&mut city, blocked);
        city.wait_days(30);
        lift(&mut city, keeper(blocked), 1);
        let (login, verb, fields) = tried(&city, what);
        city.on_matter(login, verb, id, &fields).unwrap();
        assert_eq!(ended(&city, id, name), then, "{given} {blocked}");
    }
}

/// The ruling may count it all the same.
#[test]
fn the_ruling_may_excuse_nothing() {
    let mut city = City::new();
    let ruling = json!({"ruling": "R51", "values": {"excused": {"word": "counted"}},
        "effective": city.today(), "reason": "从严"});
    city.send("reviewer", "ruling.propose", &ruling).unwrap();
    city.send("reviewer2", "ruling.sign", &json!({"proposal": 1}))
        .unwrap();
    let id = city.given("pa approved").unwrap();
    record(&mut city, "stop party edu");
    city.wait_days(10);
    lift(&mut city, "reviewer", 1);
    city.on_matter("builder", "application.order-test", id, &json!({}))
        .unwrap();
    assert_eq!(ended(&city, id, "order_test"), "late");
}

/// What ended after a provisional end keeps its excuse until the notice, and loses it if it was in time (R43).
#[test]
fn a_notice_settles_what_is_excused() {
    for (off, then) in [
        ("2027-01-08", "met"),
        ("2027-01-20", "late 1 stop 12-31..01-08 8d"),
    ] {
        let mut city = City::new();
        city.at("2026-12-31 10:00");
        let id = city.given("pa approved").unwrap();
        record(&mut city, "stop party edu");
        // Provisionally due on 2027-01-06; with days off before it, later.
        city.at("2027-01-08 10:00");
        lift(&mut city, "reviewer", 1);
        city.on_matter("builder", "application.order-test", id, &json!({}))
            .unwrap();
        assert_eq!(
            ended(&city, id, "order_test"),
            "undetermined 1 stop 12-31..01-08 8d"
        );
        let mut notice = crate::rules_register::notice(2027, off);
        if off == "2027-01-08" {
            let days = notice["notice"]["days"].as_array_mut().unwrap();
            for more in ["2027-01-04", "2027-01-05", "2027-01-06", "2027-01-07"] {
                days.push(json!({"name": "元旦", "date": more, "isOffDay": true}));
            }
        }
        city.load_notice(&notice);
        city.on_matter("clockwork", "wake", id, &json!({"why": "notice"}))
            .unwrap();
        assert_eq!(ended(&city, id, "order_test"), then, "{off}");
    }
}

/// Whoever looks at an open duty sees what stops it, since when, and what is excused so far.
#[test]
fn an_open_duty_shows_what_stops_it_and_stopped_it() {
    let mut city = City::new();
    let id = city.given("pa approved").unwrap();
    let seen = |city: &City| {
        let matter = city.matter(id);
        let duty: &Duty = &matter.head.duties[0];
        let snapshot = city.ledger.snapshot().unwrap();
        let view = snapshot.view();
        let world: &dyn World = &view;
        hindrance(world, &matter, duty, city.now).map(|by| {
            let numbers: Vec<_> = by.by.iter().map(|by| by.number).collect();
            let days: Vec<_> = by.excused.iter().map(Excuse::days).collect();
            (numbers, days)
        })
    };
    assert_eq!(seen(&city), None);
    record(&mut city, "stop party edu");
    assert_eq!(seen(&city), Some((vec![1], vec![])));
    city.wait_days(3);
    assert_eq!(seen(&city), Some((vec![1], vec![3])));
    lift(&mut city, "reviewer", 1);
    city.wait_days(3);
    assert_eq!(seen(&city), Some((vec![], vec![3])), "over, and on record");
}

/// The formal road of an emergency's own refusal and paper is told elsewhere; here that its review shows the block.
#[test]
fn a_review_shows_what_the_emergency_would_pass() {
    let mut city = City::new();
    record(&mut city, "stop party health");
    let fields = emergency("flood", "pa", "national_security", "");
    let id = city.open("health", "emergency.apply", &fields);
    let matter = city.matter(id);
    let snapshot = city.ledger.snapshot().unwrap();
    let view = snapshot.view();
    let found = hindrance(&view, &matter, &matter.head.duties[0], city.now).unwrap();
    assert_eq!(found.by[0].deed, Deed::Issue);
    assert!(found.by[0].is_passed_by_override() && found.excused.is_empty());
}

/// On screen: under the list, on the matter's page, when the act is tried, and in the register.
#[test]
fn whoever_looks_at_the_screen_sees_what_stands_against_it() {
    let town = Town::new(|city| {
        city.given("pa approved");
        record(city, "stop party edu");
        city.given("emergency applied");
        record(city, "stop party health");
    });
    let mut screen = town.screen("builder");
    let said = "受阻：下达工单；第1号限制：停止发放（第22条(四)），单位 edu";
    screen.shows(said);
    screen.keys("Enter").shows(said);
    screen.keys(": type:application.order-test Enter");
    screen.shows(said).shows("请等限制解除或期满");
    let seen = screen.text();
    let boxed = seen.lines().filter(|line| line.starts_with('│'));
    let boxed: String = boxed.collect();
    assert_eq!(boxed.matches("第22条").count(), 1, "cited once");
    let mut screen = town.screen("checker");
    screen.keys("Enter").shows("受阻：应急发放；第2号限制");
    screen.keys(": type:emergency.review Enter");
    screen.shows("越过限制的理由");
    let mut screen = town.screen("keeper");
    screen.keys("5 [").shows("停止发放").shows("edu单位");
}

/// From the command line: recorded, listed, shown, told by what it stops, counted, lifted.
#[test]
fn verbs_record_list_tell_and_lift_blocks() {
    let mut office = Office::bare("zh");
    let store = office.path("store");
    let mut city = City::founded_in(Ledger::create(&store, &Realm::Sandbox).unwrap());
    let id = city.given("pa approved").unwrap().to_string();
    office.now = "2026-11-10T09:00".to_owned();
    drop(city);
    let stop = "block add --ground 停止发放 --party edu --from 2026-11-10 --paper 益数云〔2026〕5号 --reason 未整改";
    let words: Vec<_> = stop.split(' ').collect();
    office.by("reviewer", &words).is(0);
    let list = office.by("acceptor", &["block", "list"]).is(0).out;
    for said in [
        "有效",
        "停止发放",
        "edu单位",
        "益数云〔2026〕5号",
        "未整改",
        "reviewer君",
    ] {
        assert!(list.contains(said), "{said}\n{list}");
    }
    let json = office.by("acceptor", &["block", "show", "1", "--json"]);
    let json = json.is(0).json();
    assert_eq!(
        json["result"][0]["block"]["subject"],
        json!({"unit": "edu"})
    );
    let told = office.by("builder", &["act", "application.order-test", &id]);
    assert!(
        told.err.contains("第1号限制：停止发放（第22条(四)）"),
        "{told:?}"
    );
    assert!(told.err.contains("第22条(四)") && told.code != 0);
    let status = office.by("acceptor", &["status", "--json"]).is(0).json();
    assert_eq!(status["result"]["blocks"], 1);
    let status = office.by("host-b", &["status", "--json"]).is(0).json();
    assert_eq!(status["result"]["blocks"], 0, "of what one may see");
    office.now = "2026-11-12T09:00".to_owned();
    let told = office.by("acceptor", &["explain", &id, "order-test"]);
    let told = told.is(0).out;
    for said in ["受阻：下达工单；第1号限制", "计2天", "仍记逾期"] {
        assert!(told.contains(said), "{said}\n{told}");
    }
    let end = "act block.lift --block 1 --paper 益数云〔2026〕9号 --reason 已整改";
    let words: Vec<_> = end.split(' ').collect();
    office.by("reviewer", &words).is(0);
    let list = office.by("acceptor", &["block", "list"]).is(0).out;
    assert!(
        list.contains("已止") && list.contains("益数云〔2026〕9号"),
        "{list}"
    );
    office.now = "2026-11-16T09:00".to_owned();
    office
        .by("builder", &["act", "application.order-test", &id])
        .is(0);
    let told = office.by("acceptor", &["explain", &id, "order-test"]);
    let told = told.is(0).out;
    assert!(told.contains("计2天") && told.contains("逾期"), "{told}");
    let json = office.by("acceptor", &["show", &id, "--json"]).is(0).json();
    let ended = json["result"]["ended"].as_array().unwrap();
    let ended = ended
        .iter()
        .find(|duty| duty["key"] == "order_test")
        .unwrap();
    assert_eq!(ended["closed"]["outcome"], "late");
    assert_eq!(ended["closed"]["excused"][0]["block"], 1);
    let doctor = office.by("acceptor", &["doctor"]);
    assert!(doctor.out.contains("项有效"), "{doctor:?}");
}

/// Who sees which block (R49): units those on where they may apply, providers those on themselves and their pools.
#[test]
fn a_block_is_seen_by_whom_it_concerns() {
    let blocks = [
        "stop party edu",
        "freeze system flood",
        "evaluation pool pa",
        "dishonesty party yun-a",
        "freeze",
    ];
    let town = Town::new(|city| blocks.iter().for_each(|words| record(city, words)));
    for (login, seen) in [
        ("acceptor", "12345"),
        ("edu", "1345"),
        ("health", "2345"),
        ("host-a", "345"),
        ("host-b", "5"),
    ] {
        let asked = Request::Look(Look::at(List::Register(RecordKind::Block), 100));
        let Answer::Window(found) = town.hub.seat(Login::new(login)).ask(asked) else {
            unreachable!()
        };
        let number = |row: yunguan::hub::request::Row| match row.cells.first() {
            Some(Cell::Number(number)) => number.to_string(),
            other => unreachable!("{other:?}"),
        };
        let numbers: String = found.rows.into_iter().map(number).collect();
        assert_eq!(numbers, seen, "{login}");
    }
}

/// What stood before a duty excuses it from its beginning on; of several blocks the earlier part stands first.
#[test]
fn a_duty_is_excused_from_its_own_beginning_and_part_by_part() {
    let mut city = City::new();
    let id = city.given("pa accepted").unwrap();
    record(&mut city, "stop party edu");
    city.at("2026-11-16 10:00");
    let (login, verb, fields) = tried(&city, "approve");
    city.on_matter(login, verb, id, &fields).unwrap();
    let later = with(
        block("evaluation pool pa", "2026-11-19"),
        "paper",
        json!("一号"),
    );
    city.send("reviewer", "block.record", &later).unwrap();
    record(&mut city, "evaluation pool pa");
    city.at("2026-11-26 10:00");
    for number in 1..=3 {
        lift(&mut city, "reviewer", number);
    }
    city.on_matter("builder", "application.order-test", id, &json!({}))
        .unwrap();
    assert_eq!(
        ended(&city, id, "order_test"),
        "late 1 stop 11-16..11-26 10d 3 evaluation 11-16..11-26 10d 2 evaluation 11-19..11-26 7d"
    );
}

/// What was asked for in a pool that is given up goes to another one (R34): by a new application in place of one that was
/// not accepted, or after what was approved is abandoned, as the refusal says.
#[test]
fn what_was_asked_of_a_provider_that_exits_goes_to_another_pool() {
    for (exit, then) in [
        (None, "refused other_place under 19(2)"),
        (Some("stop party edu"), "refused other_place under 19(2)"),
        (Some("exit party yun-a"), "submitted"),
        (Some("exit pool pa"), "submitted"),
    ] {
        let mut city = City::new();
        let id = city.given("pa not_accepted").unwrap();
        if let Some(words) = exit {
            record(&mut city, words);
        }
        let again = with(
            application("exam", "pb", &[item("vm", 4)]),
            "previous",
            json!(id),
        );
        let again = with(again, "answers", json!(["1 已补", "2 已减"]));
        let told = answer(&mut city, "edu", "application.submit", &again);
        assert!(told.starts_with(then), "{exit:?} {told}");
    }
    let mut city = City::new();
    let id = city.given("pa approved").unwrap();
    record(&mut city, "exit party yun-a");
    let order = city.on_matter("builder", "application.order-test", id, &json!({}));
    let refusal = order.unwrap_err();
    let verb = yunguan::domain::r#use::application::Verb::OrderTest.into();
    let lang = yunguan::locale::Lang::Zh;
    let mend = yunguan::locale::refusal::mend(lang, &refusal, verb);
    assert!(mend.contains("放弃"), "{mend}");
}
