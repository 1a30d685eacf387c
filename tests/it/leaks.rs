//! Who is told what (R49), by table: every kind of party, every question, every stage at which somebody begins to see. What
//! is said in fields of a class carries a mark of that class, and no answer may hold the mark of a class that is closed.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may stop at once")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use serde_json::{Value, json};

use yunguan::domain::law::code::Login;
use yunguan::domain::law::matter::{MatterId, MatterKind};
use yunguan::domain::law::party::PartyKind;
use yunguan::domain::law::ruling::R16;
use yunguan::domain::law::sight::{Eyes, HIDDEN, Hide, Told, masked};
use yunguan::domain::record::RecordKind;
use yunguan::domain::r#use::emergency::Ground;
use yunguan::hub::list::REGISTERS;
use yunguan::hub::list::column::Column;
use yunguan::hub::list::filter::Filter;
use yunguan::hub::request::{ActRequest, Answer, Draft, List, Look, Request, Shown, Trouble};
use yunguan::hub::{Mailbox, Seat, Touched};
use yunguan::locale::Lang;
use yunguan::locale::list as words;

use crate::support::city::{
    City, application, command, emergency, item, product, refused, supply, with,
};
use crate::support::screen::Town;

/// In whatever a unit says of its grounds.
const GROUNDS: &str = "理由甲";
/// In whatever the authority or support says as its opinion.
const OPINION: &str = "意见乙";
/// In whatever stands on a matter before there is an order.
const EARLY: &str = "未下单丙";
/// The number of every matter's contact.
const NUMBER: &str = "13712345678";
/// The numbers of the persons that the city is founded with.
fn numbers() -> impl Iterator<Item = String> {
    (0..15).map(|person| format!("139{person:04}0000"))
}

/// Somebody of every kind of party, and two more: a unit and a provider that the matters are not about. Which matters they
/// see, whether the grounds and opinions on them, and what asking for the number comes to.
struct Viewer {
    login: &'static str,
    sees: Sees,
    open: bool,
    number: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sees {
    All,
    Own,
    Ordered,
    Nothing,
}

const fn viewer(login: &'static str, sees: Sees, open: bool, number: &'static str) -> Viewer {
    Viewer {
        login,
        sees,
        open,
        number,
    }
}

/// One of every kind; a new kind of party does not compile before somebody says what it sees.
fn of_kind(kind: PartyKind) -> Viewer {
    match kind {
        PartyKind::Authority => viewer("reviewer", Sees::All, true, "told"),
        PartyKind::Support => viewer("checker", Sees::All, true, "told"),
        PartyKind::Unit => viewer("edu", Sees::Own, true, "told"),
        PartyKind::Provider => viewer("host-a", Sees::Ordered, false, "told"),
        PartyKind::Agency => viewer(
            "helper",
            Sees::Nothing,
            false,
            "refused party_needed under R49",
        ),
        PartyKind::Finance => viewer(
            "banker",
            Sees::Nothing,
            false,
            "refused party_needed under R49",
        ),
        PartyKind::Audit => viewer("auditor", Sees::All, true, "told and recorded"),
        PartyKind::Cyber => viewer(
            "guard",
            Sees::Nothing,
            false,
            "refused party_needed under R49",
        ),
    }
}

fn viewers() -> Vec<Viewer> {
    let others = [
        viewer("health", Sees::Nothing, false, "no such"),
        viewer("host-b", Sees::Nothing, false, "no such"),
    ];
    PartyKind::ALL
        .into_iter()
        .map(of_kind)
        .chain(others)
        .collect()
}

/// An application and an emergency at every stage that matters: before the order, after it, delivered.
struct Scene {
    town: Town,
    early: [MatterId; 2],
    ordered: Vec<MatterId>,
}

fn scene() -> Scene {
    let (mut early, mut ordered) = (Vec::new(), Vec::new());
    let town = Town::new(|city| {
        for kind in ["audit", "cyber"] {
            let party = json!({"code": kind, "kind": kind, "name": kind, "paper_word": kind,
                "region": "municipal", "municipal_budget": true});
            city.send("keeper", "party.register", &party).unwrap();
        }
        for (login, party) in [
            ("auditor", "audit"),
            ("guard", "cyber"),
            ("banker", "caizheng"),
        ] {
            city.employs(login, party, &["reader", "handler"]);
        }
        early = vec![applied(city, EARLY), urgent(city, EARLY)];
        accept(city, early[0]);
        ordered = vec![applied(city, "工单"), applied(city, "交付")];
        for id in &ordered {
            accept(city, *id);
            order(city, *id);
        }
        let road = [
            (
                "host-a",
                "application.hand-over-test",
                json!({"environment": "10.1.0.0/24"}),
            ),
            (
                "edu",
                "application.report-test",
                json!({"result": "passed", "report": "通过", "early_reason": "测完"}),
            ),
            (
                "reviewer",
                "application.supplement",
                json!({"quantities": [6, 1], "reason": OPINION}),
            ),
            (
                "builder",
                "application.propose",
                json!({"reason": "按测试"}),
            ),
            ("acceptor", "application.receive-filing", json!({})),
            ("builder", "application.order-delivery", json!({})),
            (
                "host-a",
                "application.deliver",
                json!({"completed_on": city.today()}),
            ),
        ];
        for (login, verb, fields) in road {
            city.on_matter(login, verb, ordered[1], &fields).unwrap();
        }
        for handed_over in [false, true] {
            let id = urgent(city, "应急");
            issue(city, id);
            if handed_over {
                city.on_matter("host-a", "emergency.hand-over", id, &json!({}))
                    .unwrap();
            }
            ordered.push(id);
        }
    });
    Scene {
        town,
        early: early.try_into().unwrap(),
        ordered,
    }
}

fn marked(fields: Value, title: &str) -> Value {
    let fields = with(fields, "title", json!(title));
    with(fields, "contact_telephone", json!(NUMBER))
}

fn line() -> Value {
    with(item("vm", 4), "purpose", json!(GROUNDS))
}

fn applied(city: &mut City, title: &str) -> MatterId {
    let off = with(product("阅卷机", "vm"), "ground", json!(GROUNDS));
    let off = with(off, "purpose", json!(GROUNDS));
    let fields = marked(application("exam", "pa", &[line(), off]), title);
    let id = city.open("edu", "application.submit", &fields);
    let shown = with(supply(&["project_basis"]), "document", json!(GROUNDS));
    city.on_matter("edu", "application.supply", id, &shown)
        .unwrap();
    let file = json!({"name": format!("{GROUNDS}.pdf"), "size": 1, "sha256": "0f".repeat(32)});
    city.on_matter("edu", "enclose", id, &file).unwrap();
    id
}

fn urgent(city: &mut City, title: &str) -> MatterId {
    let fields = emergency(
        "exam",
        "pa",
        "other_special",
        &format!("{GROUNDS}〔2026〕7号"),
    );
    let mut fields = marked(fields, title);
    for field in ["special_reason", "urgency"] {
        fields[field] = json!(GROUNDS);
    }
    fields["lines"] = json!([line()]);
    city.open("edu", "emergency.apply", &fields)
}

fn accept(city: &mut City, id: MatterId) {
    city.on_matter("acceptor", "application.accept", id, &json!({}))
        .unwrap();
}

fn order(city: &mut City, id: MatterId) {
    let approve = json!({"decision": "approve", "opinion": OPINION});
    city.on_matter("reviewer", "application.review", id, &approve)
        .unwrap();
    city.on_matter("builder", "application.order-test", id, &json!({}))
        .unwrap();
}

fn issue(city: &mut City, id: MatterId) {
    let approve = json!({"decision": "approve", "opinion": OPINION});
    city.on_matter("checker", "emergency.review", id, &approve)
        .unwrap();
}

/// Every question, by name. A new one does not compile before it stands here, and is asked below.
const QUESTIONS: [&str; 29] = [
    "act",
    "act_all",
    "intake",
    "jobs",
    "preview",
    "look",
    "show",
    "paper",
    "explain",
    "whoami",
    "journal",
    "record",
    "preview_all",
    "offers_on",
    "views",
    "rulings",
    "what_if",
    "lines",
    "calendar",
    "calendar_in_force",
    "traffic",
    "health",
    "due",
    "measures",
    "drafts",
    "claim",
    "release",
    "reveal",
    "find",
];

fn name(request: &Request) -> &'static str {
    match request {
        Request::Act(_) => "act",
        Request::ActAll { .. } => "act_all",
        Request::Stage { .. } | Request::Adopt { .. } | Request::Unstage { .. } => "intake",
        Request::Jobs | Request::Working { .. } => "jobs",
        Request::Preview(_) => "preview",
        Request::Look(_) => "look",
        Request::Show { .. } => "show",
        Request::Paper { .. } => "paper",
        Request::Explain { .. } => "explain",
        Request::Whoami => "whoami",
        Request::Journal { .. } => "journal",
        Request::Record { .. } => "record",
        Request::PreviewAll { .. } => "preview_all",
        Request::OffersOn { .. } => "offers_on",
        Request::SaveView(_) | Request::DropView { .. } | Request::Views => "views",
        Request::Rulings => "rulings",
        Request::WhatIf { .. } => "what_if",
        Request::Lines { .. } => "lines",
        Request::Calendar { .. } => "calendar",
        Request::CalendarInForce => "calendar_in_force",
        Request::Traffic => "traffic",
        Request::Health => "health",
        Request::Due { .. } => "due",
        Request::Measures => "measures",
        Request::SaveDraft(_) | Request::DropDraft { .. } | Request::Drafts => "drafts",
        Request::Claim { .. } => "claim",
        Request::Release { .. } => "release",
        Request::Reveal { .. } => "reveal",
        Request::Find { .. } => "find",
    }
}

/// Every list: a new one does not compile before it stands here.
fn lists() -> Vec<List> {
    let mut all = vec![
        List::Mine,
        List::Party("edu".into()),
        List::Party("yun-a".into()),
        List::Late,
        List::Today,
        List::Open,
        List::Matters(None),
        List::Matters(Some(MatterKind::Emergency)),
        List::Journal,
        List::Rulings,
        List::Calendar(2026),
        List::Measures,
        List::SystemsIn("pa".into()),
        List::ResourcesOf {
            pool: "pa".into(),
            system: "exam".into(),
        },
    ];
    all.extend(REGISTERS.iter().copied().map(List::Register));
    for list in &all {
        match list {
            List::Mine
            | List::Party(_)
            | List::Late
            | List::Today
            | List::Open
            | List::Matters(_)
            | List::Journal
            | List::Rulings
            | List::Calendar(_)
            | List::Measures
            | List::Register(_)
            | List::SystemsIn(_)
            | List::ResourcesOf { .. } => {}
        }
    }
    all
}

/// The orders of a list; by what is masked there is none.
fn orders(list: &List) -> Vec<Option<Column>> {
    let columns = list.columns().iter().copied();
    std::iter::once(None)
        .chain(columns.filter(|column| column.is_searched()).map(Some))
        .collect()
}

/// What can be asked without naming a matter.
fn at_large() -> Vec<Request> {
    let looks = lists().into_iter().flat_map(|list| {
        let filters = [None, Some(GROUNDS), Some(OPINION), Some("37123456")];
        let filtered = filters.map(|filter| Look {
            columns: list.columns().to_vec(),
            filter: filter.map(Filter::plain),
            ..Look::at(list.clone(), 500)
        });
        let ordered = orders(&list).into_iter().map(|by| Look {
            columns: list.columns().to_vec(),
            by,
            ..Look::at(list.clone(), 500)
        });
        let looks: Vec<_> = filtered.into_iter().chain(ordered).collect();
        looks.into_iter().map(Request::Look)
    });
    let draft = Draft {
        key: "draft".to_owned(),
        verb: yunguan::domain::law::act::Verb::find("hold").unwrap(),
        matter: None,
        expected: None,
        fields: std::collections::BTreeMap::new(),
        at: "2026-11-09T02:00:00Z".parse().unwrap(),
    };
    let found = |key: &str| Request::Find {
        key: key.to_owned(),
    };
    let rest = [
        Request::Whoami,
        Request::Journal {
            from: None,
            count: 500,
        },
        Request::Rulings,
        Request::WhatIf {
            ruling: R16,
            values: serde_json::from_value(json!({"deliver_working_days": {"number": 15}})).unwrap(),
            after: None,
        },
        Request::Calendar { year: 2026 },
        Request::CalendarInForce,
        Request::Traffic,
        Request::Jobs,
        Request::Unstage {
            intake: "none".to_owned(),
        },
        Request::Health,
        serde_json::from_value(
            json!({"method": "due", "params": {"from": "2026-11-09", "limit": {"working_days": 3}}}),
        )
        .unwrap(),
        Request::Measures,
        Request::SaveDraft(draft),
        Request::Drafts,
        Request::Views,
        found("key-1"),
    ];
    // Whatever key somebody guesses, of every register.
    let keys = [
        "edu",
        "acceptor",
        "host-a",
        "host-b",
        "yun-a",
        "pa",
        "exam",
        "0000000001",
    ];
    let records = RecordKind::ALL.into_iter().flat_map(|kind| {
        keys.map(|key| Request::Record {
            kind,
            key: key.to_owned(),
        })
    });
    looks.chain(rest).chain(records).collect()
}

/// What can be asked of one matter.
fn of_matter(id: MatterId) -> Vec<Request> {
    let act = |verb: &str, fields: Value| ActRequest {
        key: String::new(),
        expected: None,
        command: command(verb, &with(fields, "matter", json!(id))),
    };
    let with_key = |request: ActRequest| ActRequest {
        key: format!("leak-{id}"),
        ..request
    };
    let take_over = || act("take-over", json!({"from": "nobody"}));
    let duty = match id.kind {
        MatterKind::Application => "review",
        MatterKind::Emergency => "review_emergency",
        MatterKind::Procurement => "review_need",
        MatterKind::CatalogueEdition => "review_catalogue",
        MatterKind::ResourceChange => "review_change",
        MatterKind::Cancellation => "review_cancellation",
        MatterKind::ResourcePool => "approve_pool_plan",
    };
    vec![
        Request::Show { matter: id },
        Request::Paper {
            matter: id,
            number: 1,
        },
        Request::Explain {
            matter: id,
            duty: duty.parse().unwrap(),
        },
        Request::Preview(act("hold", json!({"reason": "看看"}))),
        Request::Act(with_key(take_over())),
        Request::ActAll {
            acts: vec![with_key(take_over())],
        },
        Request::PreviewAll {
            acts: vec![act("hold", json!({"reason": "看看"}))],
        },
        Request::OffersOn { matters: vec![id] },
        Request::Claim { matter: id },
        Request::Release { matter: id },
    ]
}

fn shown(seat: &Seat, id: MatterId) -> Option<Shown> {
    match seat.ask(Request::Show { matter: id }) {
        Answer::Shown(shown) => Some(*shown),
        Answer::Trouble(Trouble::NoSuch(_)) => None,
        other => panic!("{other:?}"),
    }
}

/// The marks that no answer to somebody may hold.
fn forbidden(viewer: &Viewer) -> Vec<&'static str> {
    let mut marks = Vec::new();
    if !viewer.open {
        marks.extend([GROUNDS, OPINION]);
    }
    if viewer.sees != Sees::All && viewer.sees != Sees::Own {
        marks.push(EARLY);
    }
    if viewer.login != "edu" {
        marks.push(NUMBER);
    }
    marks
}

#[test]
fn no_answer_holds_what_is_not_open_to_whoever_asks() {
    let scene = scene();
    let mut asked = BTreeSet::new();
    for viewer in viewers() {
        let seat = scene.town.hub.seat(Login::new(viewer.login));
        let marks = forbidden(&viewer);
        let check = |request: Request, asked: &mut BTreeSet<&str>| {
            let what = format!("{} asks {request:?}", viewer.login);
            asked.insert(name(&request));
            let answer = seat.ask(request);
            let told = serde_json::to_string(&answer).unwrap();
            for mark in &marks {
                assert!(!told.contains(mark), "{what}\nis told {mark}: {told}");
            }
            // Whoever sees a person sees the number masked, but for their own.
            let own = numbers().filter(|number| told.contains(number)).count();
            assert!(own <= 1, "{what}\n{told}");
            answer
        };
        for request in at_large() {
            check(request, &mut asked);
        }
        let sees_early = matches!(viewer.sees, Sees::All | Sees::Own);
        let sees_ordered = viewer.sees != Sees::Nothing;
        let early = scene.early.iter().map(|id| (*id, sees_early));
        let ordered = scene.ordered.iter().map(|id| (*id, sees_ordered));
        for (id, sees) in early.chain(ordered) {
            assert_eq!(shown(&seat, id).is_some(), sees, "{} {id}", viewer.login);
            for request in of_matter(id) {
                let what = format!("{} {request:?}", viewer.login);
                let answer = check(request.clone(), &mut asked);
                let told = match answer {
                    Answer::Trouble(Trouble::NoSuch(_)) | Answer::Ok => false,
                    Answer::Refused(refusal) | Answer::NoneDone { refusal, .. } => {
                        let name = refused(&refusal);
                        assert!(!sees || !name.contains("no_such_matter"), "{what} {name}");
                        continue;
                    }
                    Answer::Previews(previews) => !previews.can.is_empty(),
                    Answer::OffersOn(offers) => !offers.verbs.is_empty(),
                    _ => true,
                };
                assert!(sees || !told, "{what}");
            }
        }
        // The bytes that are hashed cannot be covered: they are for those who see all.
        let lines = Request::Lines {
            from: 1,
            count: 500,
        };
        asked.insert(name(&lines));
        let all = matches!(seat.ask(lines), Answer::Lines(_));
        assert_eq!(all, viewer.sees == Sees::All, "{}", viewer.login);
    }
    asked.insert("reveal");
    assert_eq!(asked, QUESTIONS.into_iter().collect(), "what was asked");
}

/// Whoever filters learns what is found: of an entry's sentence that is what they see of it, and nothing that is covered.
#[test]
fn a_filter_of_the_journal_finds_what_whoever_asks_sees_of_it() {
    let scene = scene();
    let mut table = String::new();
    for viewer in viewers() {
        let seat = scene.town.hub.seat(Login::new(viewer.login));
        let columns = List::Journal.columns().to_vec();
        let rows = |filter: Option<Filter>| {
            let mut look = Look {
                columns: columns.clone(),
                filter,
                ..Look::at(List::Journal, 1_000)
            };
            let mut rows = Vec::new();
            loop {
                let answer = seat.ask(Request::Look(look.clone()));
                let Answer::Window(window) = answer else {
                    panic!("{answer:?}");
                };
                rows.extend(window.rows);
                match window.resume {
                    Some(resume) => look.anchor = Some(resume),
                    None => return rows,
                }
            }
        };
        let all = rows(None);
        let digits = numbers().collect::<Vec<_>>();
        let marks = [GROUNDS, OPINION, EARLY, NUMBER, HIDDEN];
        for mark in marks.into_iter().chain(digits.iter().map(String::as_str)) {
            let is_shown = |row: &&yunguan::hub::request::Row| {
                let mut cells = row.cells.iter();
                cells.any(|cell| words::cell(Lang::Zh, cell, words::Width::Line).contains(mark))
            };
            let shown: Vec<_> = all.iter().filter(is_shown).map(|row| &row.key).collect();
            for filter in [
                Filter::plain(mark),
                words::filter(Lang::Zh, mark, chrono::NaiveDate::MIN),
            ] {
                let found = rows(Some(filter));
                let found: Vec<_> = found.iter().map(|row| &row.key).collect();
                assert_eq!(found, shown, "{} {mark}", viewer.login);
            }
            let closed = forbidden(&viewer).contains(&mark) || mark == HIDDEN;
            assert!(!closed || shown.is_empty(), "{} {mark}", viewer.login);
            if marks.contains(&mark) {
                let mark = if mark == HIDDEN {
                    "what is hidden"
                } else {
                    mark
                };
                writeln!(table, "{} {mark} {}", viewer.login, shown.len()).unwrap();
            }
        }
    }
    insta::assert_snapshot!(table);
}

/// What stands in each place of a matter that carries a class, as each viewer is shown it.
#[test]
fn what_is_covered_says_so_where_it_stood() {
    let scene = scene();
    let delivered = scene.ordered[1];
    let handed_over = scene.ordered[3];
    let of_application = [
        "/matter/body/application/asked/lines/0/purpose",
        "/matter/body/application/asked/lines/1/subject/off_catalogue/ground",
        "/matter/body/application/materials/0/document",
        "/matter/body/application/opinion",
        "/matter/body/application/supplements/0/reason",
        "/matter/body/application/asked/contact/telephone",
        "/matter/body/application/environment",
        "/history/0/entry/event/body/body/asked/lines/0/purpose",
        "/history/0/entry/event/body/body/asked/contact/telephone",
    ];
    let of_emergency = [
        "/matter/body/emergency/ground",
        "/matter/body/emergency/special_reason",
        "/matter/body/emergency/document",
        "/matter/body/emergency/urgency",
        "/matter/body/emergency/opinion",
        "/papers/0/remark",
        "/history/0/entry/event/body/body/ground",
        "/history/1/entry/event/body/opinion",
        "/history/1/entry/event/body/step/papers/0/remark",
    ];
    let mut table = String::new();
    for viewer in viewers() {
        let seat = scene.town.hub.seat(Login::new(viewer.login));
        for (id, places) in [(delivered, of_application), (handed_over, of_emergency)] {
            let Some(shown) = shown(&seat, id) else {
                writeln!(table, "{} is not shown {id}", viewer.login).unwrap();
                continue;
            };
            let papers: Vec<_> = shown.papers.iter().map(|paper| paper.kind.word()).collect();
            assert_eq!(papers.len(), shown.anchors.len());
            writeln!(
                table,
                "{} {id} | papers | {}",
                viewer.login,
                papers.join(" ")
            )
            .unwrap();
            let shown = json!(shown);
            for place in places {
                let said = shown.pointer(place).unwrap_or(&Value::Null);
                let said = if *said == json!(HIDDEN) {
                    "hidden".to_owned()
                } else {
                    said.to_string()
                };
                writeln!(table, "{} {id} | {place} | {said}", viewer.login).unwrap();
            }
        }
    }
    insta::assert_snapshot!(table);
}

/// In both languages text says that something is not open where JSON does.
#[test]
fn what_is_covered_is_said_in_words() {
    use yunguan::locale::event;
    use yunguan::paper::document;
    let scene = scene();
    let seat = scene.town.hub.seat(Login::new("host-a"));
    let id = scene.ordered[3];
    let shown = shown(&seat, id).unwrap();
    let Answer::Issued(issued) = seat.ask(Request::Paper {
        matter: id,
        number: 1,
    }) else {
        panic!("no paper")
    };
    for (lang, words) in [
        (Lang::Zh, "（不对您公开）"),
        (Lang::En, "(not open to you)"),
    ] {
        let paper = document::issued(&issued, lang).to_text(80);
        assert!(paper.contains(words), "{paper}");
        assert!(!paper.contains(HIDDEN), "{paper}");
        for happening in &shown.history {
            assert!(
                !event::happened(lang, &happening.names, &happening.entry.event).contains(HIDDEN)
            );
        }
    }
}

#[test]
fn a_number_in_clear_is_for_counterparties_and_on_record_for_audit() {
    let scene = scene();
    let id = scene.ordered[1];
    for viewer in viewers() {
        let seat = scene.town.hub.seat(Login::new(viewer.login));
        let reveal = |key: &str| {
            seat.ask(Request::Reveal {
                key: key.to_owned(),
                matter: id,
            })
        };
        let told = match reveal("reveal") {
            Answer::Revealed(revealed) => {
                assert_eq!(revealed.contact.telephone, NUMBER, "{}", viewer.login);
                let mut shown = shown(&seat, id).unwrap();
                revealed.tell(&mut shown.matter);
                let asked = shown.matter.body.asked().unwrap();
                assert_eq!(asked.contact.telephone, NUMBER);
                match revealed.entry {
                    Some(seq) => {
                        let journal = Request::Journal {
                            from: Some(seq),
                            count: 1,
                        };
                        let told = json!(seat.ask(journal)).to_string();
                        assert!(told.contains("telephone.revealed"), "{told}");
                        assert!(told.contains(&id.to_string()) && told.contains(viewer.login));
                        // The same key again is the same entry, and another one another.
                        let seqs = ["reveal", "again"].map(|key| match reveal(key) {
                            Answer::Revealed(revealed) => revealed.entry,
                            other => panic!("{other:?}"),
                        });
                        assert_eq!(seqs[0], Some(seq));
                        assert_eq!(seqs[1], Some(seq + 1));
                        "told and recorded".to_owned()
                    }
                    None => "told".to_owned(),
                }
            }
            Answer::Refused(refusal) => refused(&refusal),
            Answer::Trouble(Trouble::NoSuch(_)) => "no such".to_owned(),
            other => panic!("{other:?}"),
        };
        assert_eq!(told, viewer.number, "{}", viewer.login);
    }
    let seat = scene.town.hub.seat(Login::new("host-a"));
    let early = Request::Reveal {
        key: "early".to_owned(),
        matter: scene.early[0],
    };
    assert!(matches!(
        seat.ask(early),
        Answer::Trouble(Trouble::NoSuch(_))
    ));
}

/// Updates name a matter to whoever sees it, and to who delivers from the order on: in the very commit that orders.
#[test]
fn an_update_names_no_matter_to_whom_it_is_not_shown() {
    let scene = scene();
    let authority = scene.town.hub.seat(Login::new("acceptor"));
    let support = scene.town.hub.seat(Login::new("checker"));
    let mailboxes = mailboxes(&scene);
    let heard = |id: MatterId| -> Vec<&str> {
        let told = mailboxes.iter().filter(|(_, mailbox)| {
            let update = mailbox.take();
            update.is_some_and(|update| update.touched == Touched::Matters([id].into()))
        });
        told.map(|(viewer, _)| viewer.login).collect()
    };
    let act = |seat: &Seat, verb: &str, id: MatterId, fields: Value| {
        let done = seat.ask(Request::Act(ActRequest {
            key: format!("{verb}-{id}"),
            expected: None,
            command: command(verb, &with(fields, "matter", json!(id))),
        }));
        assert!(matches!(done, Answer::Done(_)), "{done:?}");
    };
    let all = ["reviewer", "checker", "edu", "auditor"];
    let with_provider = ["reviewer", "checker", "edu", "host-a", "auditor"];
    let [early, urgent] = scene.early;
    act(&authority, "hold", early, json!({"reason": "等"}));
    assert_eq!(heard(early), all);
    let claimed = authority.ask(Request::Claim { matter: early });
    assert!(matches!(claimed, Answer::Claimed(_)));
    assert_eq!(heard(early), all, "who is at it is no more theirs to know");
    act(
        &authority,
        "hold",
        scene.ordered[0],
        json!({"reason": "等"}),
    );
    assert_eq!(heard(scene.ordered[0]), with_provider);
    let approve = json!({"decision": "approve", "opinion": OPINION});
    act(&support, "emergency.review", urgent, approve);
    assert_eq!(heard(urgent), with_provider, "the order itself");
}

/// A provider sees a matter "from the order on" (R49), and never the unit's grounds. What regularises an emergency
/// (Art. 23) is applied for to the authority, and nothing is ordered by it: the order was the issuance slip, which makes the
/// emergency the provider's to see, with the number of the application and what became of it. The application itself stays
/// between the unit and the offices, at every stage.
#[test]
fn what_regularises_an_emergency_is_not_its_providers_to_see() {
    for approved in [false, true] {
        let mut both = None;
        let town = Town::new(|city| {
            let id = city.given("emergency handed_over").unwrap();
            let formal = if approved {
                city.formal_approved(id)
            } else {
                city.formal(id)
            };
            both = Some((id, formal));
        });
        let (id, formal) = both.unwrap();
        let provider = town.hub.seat(Login::new("host-a"));
        let seen = shown(&provider, id).unwrap();
        let stands = json!(seen.matter.body);
        assert_eq!(stands["emergency"]["formal"], json!(formal), "{stands}");
        assert!(shown(&provider, formal).is_none(), "{approved}");
        for list in lists() {
            let answer = provider.ask(Request::Look(Look::at(list.clone(), 500)));
            let Answer::Window(window) = answer else {
                panic!("{list:?}: {answer:?}");
            };
            let about = |row: &yunguan::hub::request::Row| row.of.matter().map(|(id, _)| id);
            assert!(window.rows.iter().all(|row| about(row) != Some(formal)));
        }
        let office = town.hub.seat(Login::new("reviewer"));
        assert!(shown(&office, formal).is_some());
    }
}

/// Where each of those who look hears what was touched.
fn mailboxes(scene: &Scene) -> Vec<(Viewer, Arc<Mailbox>)> {
    let of = |viewer: Viewer| {
        let seat = scene.town.hub.seat(Login::new(viewer.login));
        let mailbox = seat.subscribe(|| {});
        (viewer, mailbox)
    };
    viewers().into_iter().map(of).collect()
}

/// That a number was called up stands in the journal alone: whoever sees all of it hears so, and nobody else.
#[test]
fn a_number_called_up_wakes_those_who_see_all_of_the_journal() {
    let scene = scene();
    let mailboxes = mailboxes(&scene);
    let reveal = |login: &str, key: &str| {
        let seat = scene.town.hub.seat(Login::new(login));
        let answer = seat.ask(Request::Reveal {
            key: key.to_owned(),
            matter: scene.ordered[1],
        });
        assert!(matches!(answer, Answer::Revealed(_)), "{answer:?}");
    };
    // A counterparty is told without an entry.
    for (login, key, is_entry) in [
        ("host-a", "one", false),
        ("auditor", "two", true),
        ("auditor", "two", false),
        ("auditor", "three", true),
    ] {
        reveal(login, key);
        for (viewer, mailbox) in &mailboxes {
            let heard = mailbox.take().map(|update| update.touched);
            let wanted =
                (is_entry && viewer.sees == Sees::All).then(|| Touched::Matters(BTreeSet::new()));
            assert_eq!(heard, wanted, "{} of {login} {key}", viewer.login);
        }
    }
}

#[test]
fn what_comes_back_masked_was_not_changed() {
    let mut city = City::new();
    let number = |city: &City| {
        let person: yunguan::domain::law::party::Person = city.record_of("host-a");
        person.telephone
    };
    let before = number(&city);
    let mut person = json!({"code": "host-a", "name": "新名", "party": "yun-a", "posts": ["handler"],
        "telephone": masked(&before), "active": true});
    city.send("keeper", "person.register", &person).unwrap();
    assert_eq!(number(&city), before);
    person["telephone"] = json!("0737-7654321");
    city.send("keeper", "person.register", &person).unwrap();
    assert_eq!(number(&city), "0737-7654321");
}

/// Whoever took over from a unit reads what was addressed to it.
#[test]
fn eyes_look_for_those_that_were_taken_over_too() {
    let city = City::new();
    let actor = city.actor("edu");
    let eyes = Eyes::of(&actor, ["heshan".into()]);
    assert!(eyes.own(&"heshan".into()) && eyes.own(&"edu".into()) && !eyes.own(&"health".into()));
}

#[test]
fn what_is_hidden_is_read_back_hidden_and_is_no_word_of_anybodys() {
    let mut ground = Told::Is(Ground::NationalSecurity);
    assert_eq!(json!(ground), json!("national_security"));
    ground.hide();
    assert_eq!(json!(ground), json!(HIDDEN));
    let read: Told<Ground> = serde_json::from_value(json!(HIDDEN)).unwrap();
    assert_eq!(read, ground);
    assert!(serde_json::from_value::<Told<Ground>>(json!("no_such_word")).is_err());
    let mut city = City::new();
    let fields = with(application("exam", "pa", &[line()]), "title", json!(HIDDEN));
    let refusal = city.send("edu", "application.submit", &fields).unwrap_err();
    assert_eq!(refused(&refusal), "refused bad_characters under 19(1)");
}
