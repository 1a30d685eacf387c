//! Details: one declaration of what is told, and every place that tells it.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use serde_json::{Value as Json, json};

use yunguan::console::detail::Pen;
use yunguan::console::theme::{Colours, Glyphs, GlyphsName, Palette, PaletteName, Theme};
use yunguan::detail::{
    Block, Column, Depth, Detail, Due, Field, Happened, Link, Note, Row, Section, Table, Tone,
    of_matter, of_preview,
};
use yunguan::domain::law::code::Login;
use yunguan::domain::law::matter::MatterId;
use yunguan::hub::request::{ActRequest, Answer, Preview, Request, Shown};
use yunguan::ledger::Ledger;
use yunguan::ledger::entry::Realm;
use yunguan::locale::matter::grounds;
use yunguan::locale::{Lang, date};

use crate::support::city::{City, application, command, emergency, item, with};
use crate::support::office::Office;
use crate::support::screen::{Town, flat};

/// What a block looks like in so many cells, without colour.
fn drawn(cells: usize, block: &Block) -> Vec<String> {
    let theme = Theme {
        palette: Palette::named(PaletteName::Mono, Colours::Many),
        glyphs: Glyphs::named(GlyphsName::Unicode),
    };
    let lang = Lang::Zh;
    let pen = Pen {
        theme: &theme,
        lang,
        cells,
    };
    let lines = pen.block(block);
    for line in &lines {
        assert!(line.width() <= cells, "{line}");
    }
    lines
        .iter()
        .map(|line| line.to_string().trim_end().to_owned())
        .collect()
}

fn due() -> Due {
    Due {
        what: "受理".to_owned(),
        who: "数据局".to_owned(),
        post: "经办",
        due: "2026-11-23 周一 24:00".to_owned(),
        left: Some("剩10个工作日".to_owned()),
        basis: "第19条(二)".to_owned(),
        nature: "法定时限",
        is_statutory: true,
        ended: None,
        nobody: None,
        under: Vec::new(),
        tone: Tone::Plain,
        depth: Depth::Block,
    }
}

fn table() -> Block {
    let column = |title, is_number| Column {
        title,
        is_number,
        depth: Depth::Block,
    };
    let row = |cells: [&str; 4]| Row {
        cells: cells.map(str::to_owned).to_vec(),
        under: Vec::new(),
    };
    Block::Lines(Table {
        columns: vec![
            column("", true),
            column("目录项", false),
            column("申请", true),
            column("用途", false),
        ],
        rows: vec![
            row(["1", "云主机", "12", "阅卷"]),
            row(["2", "云硬盘", "", "试卷库"]),
        ],
    })
}

/// What is drawn, in how many cells, and what it looks like then.
type Drawn<'a> = (&'a str, usize, Block, &'a [&'a str]);

fn are_drawn(rows: &[Drawn]) {
    for (what, cells, block, lines) in rows {
        assert_eq!(drawn(*cells, block), *lines, "{what}");
    }
}

fn fields(fields: &[(&'static str, &str, Tone)]) -> Block {
    let of_row =
        |(label, said, tone): &(&'static str, &str, Tone)| Field::new(label, *said).toned(*tone);
    Block::Fields(fields.iter().map(of_row).collect())
}

#[test]
fn fields_stand_in_a_column_with_marks_beside_colours() {
    let facts = fields(&[
        ("单位", "教育局", Tone::Plain),
        ("资源池", "甲池\n购买服务", Tone::Plain),
        ("材料", "缺一件", Tone::Warns),
        ("", "无人能办", Tone::Late),
    ]);
    are_drawn(&[
        (
            "several lines under one another",
            40,
            facts,
            &[
                "单位    教育局",
                "资源池  甲池",
                "        购买服务",
                "材料    ! 缺一件",
                "        ! 无人能办",
            ],
        ),
        (
            "a value that is longer than its room goes on below itself",
            20,
            fields(&[("单位", "市教育局考试院办公室", Tone::Plain)]),
            &["单位  市教育局考试院", "      办公室"],
        ),
        (
            "a label that is too long for a column stands above its value",
            20,
            fields(&[
                ("单位", "局", Tone::Plain),
                ("受理时尚缺的", "数据清单", Tone::Plain),
            ]),
            &["单位  局", "受理时尚缺的", "      数据清单"],
        ),
    ]);
}

#[test]
fn duties_stand_on_one_row_where_there_is_room() {
    let stopped = Note {
        tone: Tone::Warns,
        ..Note::new("受阻：停止发放")
    };
    let late = Due {
        left: Some("逾2个工作日".to_owned()),
        tone: Tone::Late,
        under: vec![stopped],
        nature: "内部时限",
        is_statutory: false,
        ..due()
    };
    let nobody = Due {
        nobody: Some("无人能办：岗上无人".to_owned()),
        ..due()
    };
    let longer = Due {
        what: "下达测试单".to_owned(),
        left: Some("今日".to_owned()),
        tone: Tone::Warns,
        ..due()
    };
    let today = Due {
        left: Some("今日".to_owned()),
        tone: Tone::Warns,
        ..due()
    };
    let ended = Due {
        left: None,
        ended: Some("按期 11-09 周一 10:00".to_owned()),
        ..due()
    };
    are_drawn(&[
        (
            "one row",
            80,
            Block::Duties(vec![due()]),
            &["● 受理  剩10个工作日  2026-11-23 周一 24:00  第19条(二)  数据局"],
        ),
        (
            "a late one in a narrow pane: whole pieces, its mark, what stops it",
            36,
            Block::Duties(vec![late]),
            &[
                "● 受理  逾2个工作日 !",
                "  2026-11-23 周一 24:00",
                "  第19条(二) 内部时限  数据局",
                "    ! 受阻：停止发放",
            ],
        ),
        (
            "nobody can do it, and that stands under it",
            80,
            Block::Duties(vec![nobody]),
            &[
                "● 受理  剩10个工作日  2026-11-23 周一 24:00  第19条(二)  数据局",
                "    ! 无人能办：岗上无人",
            ],
        ),
        (
            "two, their columns one under the other",
            80,
            Block::Duties(vec![due(), longer.clone()]),
            &[
                "● 受理        剩10个工作日  2026-11-23 周一 24:00  第19条(二)  数据局",
                "● 下达测试单  今日 !        2026-11-23 周一 24:00  第19条(二)  数据局",
            ],
        ),
        (
            "two in a narrow pane, broken before the same column",
            40,
            Block::Duties(vec![due(), longer]),
            &[
                "● 受理        剩10个工作日",
                "  2026-11-23 周一 24:00  第19条(二)",
                "  数据局",
                "● 下达测试单  今日 !",
                "  2026-11-23 周一 24:00  第19条(二)",
                "  数据局",
            ],
        ),
        (
            "one that is due today",
            80,
            Block::Duties(vec![today]),
            &["● 受理  今日 !  2026-11-23 周一 24:00  第19条(二)  数据局"],
        ),
        (
            "one that is over has no sign",
            80,
            Block::Duties(vec![ended]),
            &["  受理  按期 11-09 周一 10:00  2026-11-23 周一 24:00  第19条(二)  数据局"],
        ),
    ]);
}

#[test]
fn columns_give_way_where_there_is_no_room() {
    are_drawn(&[
        (
            "numbers at the right, and what is not set",
            40,
            table(),
            &[
                "   目录项  申请  用途",
                "1  云主机    12  阅卷",
                "2  云硬盘     -  试卷库",
            ],
        ),
        (
            "the last text stands under its row",
            18,
            table(),
            &[
                "   目录项  申请",
                "1  云主机    12",
                "    阅卷",
                "2  云硬盘     -",
                "    试卷库",
            ],
        ),
        (
            "each row is told by its headings",
            13,
            table(),
            &[
                "1  云主机",
                "  申请 12",
                "    阅卷",
                "2  云硬盘",
                "    试卷库",
            ],
        ),
    ]);
}

#[test]
fn what_happened_links_and_texts_are_wrapped() {
    let happened = Block::Timeline(vec![Happened {
        when: "11-09 周一 10:00".to_owned(),
        what: "受理".to_owned(),
        who: "王磊".to_owned(),
        party: "数据局".to_owned(),
        entry: "#12".to_owned(),
    }]);
    let link = Block::Links(vec![Link {
        key: "1".to_owned(),
        what: "受理通知书 益数云〔2026〕1号，送教育局".to_owned(),
        under: vec![Note::new("拟稿：王磊")],
        depth: Depth::Pane,
    }]);
    are_drawn(&[
        (
            "what happened",
            60,
            happened,
            &["#12  11-09 周一 10:00  王磊 · 数据局  受理"],
        ),
        (
            "what one can go on to",
            60,
            link,
            &[
                "1  受理通知书 益数云〔2026〕1号，送教育局",
                "    拟稿：王磊",
            ],
        ),
        (
            "a text",
            12,
            Block::Text("甲乙丙丁戊己庚\n辛".to_owned()),
            &["甲乙丙丁戊", "  己庚", "辛"],
        ),
    ]);
}

#[test]
fn a_detail_tells_as_much_as_its_place_has_room_for() {
    let fields = vec![
        Field::new("单位", "教育局").bare(),
        Field::new("联系人", "周敏").from(Depth::Block),
        Field::new("方案", "甲"),
        Field::new("代码", "edu").from(Depth::Whole),
    ];
    let detail = Detail {
        name: String::new(),
        about: String::new(),
        sections: vec![
            Section::of("", Block::Fields(fields)),
            Section::of("空", Block::Text(String::new())),
        ],
    };
    let told = |depth| {
        let at = detail.at(depth);
        assert_eq!(at.sections.len(), 1, "what says nothing has no heading");
        let Some(Block::Fields(fields)) = at.sections[0].blocks.first() else {
            unreachable!()
        };
        fields
            .iter()
            .map(|field| field.value.told(Lang::Zh))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(Depth::Block), ["教育局", "周敏"]);
    assert_eq!(told(Depth::Pane), ["教育局", "周敏", "甲"]);
    assert_eq!(told(Depth::Page), ["教育局", "周敏", "甲"]);
    assert_eq!(told(Depth::Whole), ["教育局", "周敏", "甲", "edu"]);
}

/// Everything that a detail tells, piece by piece.
fn pieces(detail: &Detail) -> Vec<String> {
    let mut told = vec![detail.name.clone(), detail.about.clone()];
    for section in &detail.sections {
        told.extend([section.title.to_owned(), section.note.clone()]);
        for block in &section.blocks {
            match block {
                Block::Fields(fields) => {
                    for field in fields {
                        told.push(field.label.to_owned());
                        let said = field.value.told(Lang::Zh);
                        told.extend(said.lines().map(str::to_owned));
                    }
                }
                Block::Duties(duties) => {
                    for due in duties {
                        told.extend([
                            due.what.clone(),
                            due.who.clone(),
                            due.due.clone(),
                            due.basis.clone(),
                        ]);
                        told.extend(
                            due.left
                                .iter()
                                .chain(&due.ended)
                                .chain(&due.nobody)
                                .cloned(),
                        );
                        told.extend(due.under.iter().map(|note| note.text.clone()));
                    }
                }
                Block::Gauges(gauges) => {
                    for gauge in gauges {
                        told.extend([
                            gauge.label.to_owned(),
                            gauge.left.clone(),
                            gauge.told.clone(),
                        ]);
                    }
                }
                Block::Lines(table) => {
                    for row in &table.rows {
                        told.extend(row.cells.iter().cloned());
                        told.extend(row.under.iter().map(|note| note.text.clone()));
                    }
                }
                Block::Timeline(happened) => {
                    for one in happened {
                        told.extend([
                            one.when.clone(),
                            one.what.clone(),
                            one.who.clone(),
                            one.entry.clone(),
                        ]);
                    }
                }
                Block::Links(links) => {
                    for link in links {
                        told.extend([link.key.clone(), link.what.clone()]);
                        told.extend(link.under.iter().map(|note| note.text.clone()));
                    }
                }
                Block::Text(text) => told.extend(text.lines().map(str::to_owned)),
            }
        }
    }
    told
}

fn says_all(place: &str, text: &str, detail: &Detail) {
    let text = flat(text);
    let told = pieces(detail);
    assert!(told.len() > 20, "{place}: {told:?}");
    for piece in told {
        assert!(
            text.contains(&flat(&piece)),
            "{place} says no {piece}:\n{text}"
        );
    }
}

/// The same sections stand in `show`, in the pane, on the page, and begin under the list.
#[test]
fn every_place_tells_the_same_sections() {
    let prepare = |city: &mut City| {
        let running = city.given("pa delivered").unwrap();
        city.given("own self_procuring off").unwrap();
        city.wait_days(9);
        city.wake_late(running);
        running
    };
    let mut town_city = City::new();
    let id = prepare(&mut town_city);
    let town = Town::of(town_city.ledger, town_city.now);
    let shown = shown(&town, "builder", id);
    let detail = of_matter(&shown, Lang::Zh);
    // The list of all duties, on the matter's row.
    let list = "v Down Down Down Enter / type:申请-20261109-0001 Enter";
    let mut screen = town.screen_as("builder", Lang::Zh, 400, 120, &|_| {});
    let text = screen.keys(list).text();
    let beside: Vec<&str> = text
        .lines()
        .filter_map(|line| line.split_once('│'))
        .map(|(_, pane)| pane)
        .collect();
    says_all("the pane", &beside.join("\n"), &detail.at(Depth::Pane));
    says_all(
        "the page",
        &screen.keys("Enter").text(),
        &detail.at(Depth::Page),
    );
    let mut screen = town.screen("builder");
    let under = screen.keys(list).text();
    let (_, under) = under.rsplit_once('─').unwrap();
    let first = detail.at(Depth::Block).sections[0].clone();
    let Some(Block::Duties(duties)) = first.blocks.first() else {
        unreachable!("what is owed stands first")
    };
    assert!(duties.len() >= 2);
    for due in duties.iter().take(2) {
        assert!(
            flat(under).contains(&flat(&format!("{}{}", due.what, due.left.clone().unwrap()))),
            "{under}"
        );
    }
    for said in [
        "edu单位",
        "exam系统",
        "pa池",
        "云主机 4核16G × 4，另1行",
        "073*****4567",
    ] {
        assert!(flat(under).contains(&flat(said)), "{said}:\n{under}");
    }

    let mut office = Office::bare("zh");
    let mut city =
        City::founded_in(Ledger::create(&office.path("store"), &Realm::Sandbox).unwrap());
    let id = prepare(&mut city).to_string();
    office.now = date::beijing(city.now).format("%Y-%m-%dT%H:%M").to_string();
    drop(city);
    let json = office.by("builder", &["show", &id, "--json"]).is(0).out;
    let Ok(Answer::Shown(shown)) = serde_json::from_str(&json) else {
        unreachable!("{json}")
    };
    let text = office.by("builder", &["show", &id]).is(0).out;
    says_all("show", &text, &of_matter(&shown, Lang::Zh).at(Depth::Whole));
}

/// A pane is short: what is owed stands first, the most urgent on top, and many duties that ended are only counted.
#[test]
fn a_pane_is_not_buried_under_what_is_over() {
    for (words, many) in [("pa delivered", true), ("emergency handed_over", false)] {
        let mut city = City::new();
        let id = city.given(words).unwrap();
        city.wait_days(9);
        city.wake_late(id);
        let town = Town::of(city.ledger, city.now);
        let shown = shown(&town, "builder", id);
        let ended = shown.ended.len();
        assert_eq!(ended > 3, many, "{words}");
        let pane = of_matter(&shown, Lang::Zh).at(Depth::Pane);
        let duties = |section: &Section| match section.blocks.first() {
            Some(Block::Duties(duties)) => duties.len(),
            _ => 0,
        };
        let owed = &shown.matter.head.duties;
        assert_eq!(duties(&pane.sections[0]), owed.len());
        let Some(Block::Duties(first)) = pane.sections[0].blocks.first() else {
            unreachable!()
        };
        let urgent = owed.iter().map(|duty| duty.deadline.ends_at).min();
        let of_first = owed
            .iter()
            .filter(|duty| Some(duty.deadline.ends_at) == urgent);
        let names = of_first.map(|duty| yunguan::locale::domain::duty_key(Lang::Zh, duty.key));
        assert!(names.collect::<Vec<_>>().contains(&first[0].what));
        let over = pane
            .sections
            .iter()
            .find(|one| one.title == "已了结的待办")
            .unwrap();
        assert_eq!(over.note, format!("{ended}项，逾期0项"));
        assert_eq!(duties(over), if many { 0 } else { ended }, "{words}");
        let whole = of_matter(&shown, Lang::Zh).at(Depth::Page);
        let over = whole
            .sections
            .iter()
            .find(|one| one.title == "已了结的待办")
            .unwrap();
        assert_eq!(duties(over), ended, "{words}");
    }
}

fn shown(town: &Town, login: &str, matter: MatterId) -> Shown {
    match town
        .hub
        .seat(Login::new(login))
        .ask(Request::Show { matter })
    {
        Answer::Shown(shown) => *shown,
        other => unreachable!("{other:?}"),
    }
}

fn preview(town: &Town, login: &str, verb: &str, fields: &Json) -> Preview {
    let request = ActRequest {
        key: "preview".to_owned(),
        expected: None,
        command: command(verb, fields),
    };
    match town
        .hub
        .seat(Login::new(login))
        .ask(Request::Preview(request))
    {
        Answer::Preview(preview) => *preview,
        other => unreachable!("{other:?}"),
    }
}

/// The fields of a preview by their label.
fn labelled(detail: &Detail, label: &str) -> Vec<String> {
    let Some(Block::Fields(fields)) = detail.sections[0].blocks.first() else {
        unreachable!()
    };
    let of_label = fields.iter().filter(|field| field.label == label);
    of_label.map(|field| field.value.told(Lang::Zh)).collect()
}

/// A matter, who does what with it, and what its stage and its lines become.
type Becomes<'a> = (
    &'a str,
    &'a str,
    &'a str,
    &'a Json,
    &'a [&'a str],
    &'a [&'a str],
);

/// A preview says what becomes of what: the stage, every quantity that moves, the state of a purchase.
#[test]
fn a_preview_sets_before_against_after() {
    let cut = json!({"decision": "approve", "opinion": "同意", "quantities": [1, 2]});
    let consent = json!({"decision": "approve", "opinion": "同意"});
    let approve = json!({"decision": "approve"});
    let adjust = json!({"quantities": [3, 2], "reason": "测试"});
    let rows: &[Becomes] = &[
        (
            "pa accepted",
            "reviewer",
            "application.review",
            &cut,
            &["审核中 → 审核通过"],
            &["云主机 4核16G 申请 4 → 审核 1", "云硬盘 申请 2 → 审核 2"],
        ),
        (
            "pa accepted off",
            "reviewer",
            "application.review",
            &consent,
            &["审核中 → 自行采购中"],
            &["阅卷机 待同意 → 已同意，待到货"],
        ),
        (
            "pa test_reported",
            "builder",
            "application.propose",
            &adjust,
            &["待提调整建议 → 待备案"],
            &["云主机 4核16G 审核 4 → 调整 3", "云硬盘 审核 2 → 调整 2"],
        ),
        (
            "emergency applied",
            "checker",
            "emergency.review",
            &approve,
            &["待应急审核 → 待移交"],
            &["云主机 4核16G 申请 8 → 发放 8"],
        ),
        (
            "pa submitted",
            "acceptor",
            "application.accept",
            &json!({}),
            &["待受理 → 审核中"],
            &[],
        ),
    ];
    let mut wrong = Vec::new();
    for (words, login, verb, fields, stages, lines) in rows {
        let mut city = City::new();
        let id = city.given(words).unwrap();
        let town = Town::of(city.ledger, city.now);
        let fields = with((*fields).clone(), "matter", json!(id));
        let would = preview(&town, login, verb, &fields);
        let before = shown(&town, login, id);
        let detail = of_preview(Some(&before), &would, Lang::Zh);
        let became = (labelled(&detail, "环节"), labelled(&detail, "资源"));
        if became.0 != *stages || became.1 != *lines {
            wrong.push(format!("{words} {verb}: {became:?}"));
        }
        // Of a matter that is not at hand as the act finds it nothing is made up.
        let mut other = before.clone();
        other.matter.head.version += 1;
        for before in [None, Some(&other)] {
            let detail = of_preview(before, &would, Lang::Zh);
            assert_eq!(labelled(&detail, "环节"), became.0, "{verb}");
            assert!(labelled(&detail, "资源").is_empty(), "{verb}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A preview and a form on a change or a cancellation say what it is about, on every act: what becomes of what, what ends,
/// and at its end up to when it is billed.
#[test]
fn what_a_change_is_about_is_seen_before_it_is_decided() {
    let approve = json!({"decision": "approve", "opinion": "同意"});
    let lines = ["APP-20261109-0001/1 vm 6", "APP-20261109-0001/2 disk 1"];
    let request = json!({"title": "调整", "resources": lines, "reason": "高", "backup": "已备份"});
    let changes = "云主机 4核16G ×4 → ×6、云硬盘 ×2 → ×1；退出第2号";
    let ends = "云主机 4核16G ×4、云硬盘 ×2";
    let rows = [
        (
            "pa running",
            "edu",
            "change.request",
            request,
            "变更",
            changes,
        ),
        (
            "change advised",
            "reviewer",
            "change.review",
            approve.clone(),
            "变更",
            changes,
        ),
        (
            "change done",
            "edu",
            "change.confirm",
            json!({"completed_on": "2026-11-09"}),
            "变更",
            changes,
        ),
        (
            "cancellation submitted",
            "reviewer",
            "cancellation.review",
            approve,
            "注销资源",
            ends,
        ),
        (
            "cancellation offline",
            "edu",
            "cancellation.attest",
            json!({"ended_on": "2026-11-09"}),
            "计费",
            "计到2026-11-08 周日；2026-09-01 周二起的结算周期至此 0.00 元",
        ),
    ];
    for (words, login, verb, fields, label, told) in rows {
        let mut city = City::new();
        let id = city.given(words).unwrap();
        let town = Town::of(city.ledger, city.now);
        let is_new = verb == "change.request";
        let fields = if is_new {
            fields
        } else {
            with(fields, "matter", json!(id))
        };
        let would = preview(&town, login, verb, &fields);
        let before = shown(&town, login, id);
        let detail = of_preview(Some(&before).filter(|_| !is_new), &would, Lang::Zh);
        assert_eq!(labelled(&detail, label), [told], "{words} {verb}");
        let above = grounds(Lang::Zh, &before.matter.body);
        let first = above.first().map(|(label, _)| label.get(Lang::Zh));
        let wanted = match words.split_once(' ') {
            Some(("change", _)) => Some("变更"),
            Some(("cancellation", _)) => Some("电子文件归档"),
            _ => None,
        };
        assert_eq!(first, wanted, "{words}");
    }
}

/// What can be begun from a matter stands below what can be done on it, for whoever may begin it and in every place alike.
#[test]
fn what_follows_stands_with_what_can_be_done() {
    let mut city = City::new();
    let id = city.given("pa running").unwrap();
    let now = city.now;
    let town = Town::of(city.ledger, now);
    let follows = |login: &str| {
        let shown = shown(&town, login, id);
        let words: Vec<_> = shown.follows.iter().map(|verb| verb.word()).collect();
        let told = format!("{:?}", of_matter(&shown, Lang::Zh).sections);
        assert!(words.iter().all(|word| told.contains(word)), "{told}");
        words
    };
    assert_eq!(follows("edu"), ["change.request", "cancellation.submit"]);
    assert_eq!(follows("builder"), [""; 0]);
}

/// What ended costs what it cost up to its end, and is not told as if it were used to the end of the cycle.
#[test]
fn what_ended_is_billed_to_its_end() {
    let mut city = City::new();
    city.given("procurement performing").unwrap();
    let id = city.given("cancellation terminated").unwrap();
    let issued = "APP-20261109-0001".parse().unwrap();
    assert!(
        city.matter(id).head.stage
            == yunguan::domain::r#use::cancellation::Stage::Terminated.into()
    );
    let town = Town::of(city.ledger, city.now);
    let told = of_matter(&shown(&town, "edu", issued), Lang::Zh);
    let text = format!("{told:?}");
    assert!(text.contains("元，2026-11-09 周一终止"), "{text}");
    assert!(!text.contains("用到"), "{text}");
}

/// What is asked for anew is listed before it is sent, however much it is; whose turn it is stays in sight.
#[test]
fn a_preview_lists_what_is_asked_for() {
    let town = Town::new(|_| {});
    let fields = emergency("flood", "pa", "national_security", "");
    let detail = of_preview(
        None,
        &preview(&town, "health", "emergency.apply", &fields),
        Lang::Zh,
    );
    assert_eq!(labelled(&detail, "资源"), ["云主机 4核16G 申请 8"]);
    for (count, rows) in [(8, 8), (9, 9), (10, 9), (200, 9)] {
        let lines: Vec<Json> = (0..count).map(|_| item("vm", 4)).collect();
        let fields = application("exam", "pa", &lines);
        let detail = of_preview(
            None,
            &preview(&town, "edu", "application.submit", &fields),
            Lang::Zh,
        );
        let told = labelled(&detail, "资源");
        assert_eq!(told.len(), rows, "{count}");
        let more = format!("另有{}行", count - 8);
        assert_eq!(told.last() == Some(&more), count > 9, "{count}");
        assert_eq!(
            labelled(&detail, "轮到"),
            ["shuju单位 · 经办 · 受理（不能是您：须两人）"]
        );
    }
}

/// Text and screen preview the same act in the same words.
#[test]
fn a_preview_is_printed_as_it_is_drawn() {
    let mut office = Office::bare("zh");
    let mut city =
        City::founded_in(Ledger::create(&office.path("store"), &Realm::Sandbox).unwrap());
    let id = city.given("emergency applied").unwrap().to_string();
    office.now = "2026-11-09T10:00".to_owned();
    drop(city);
    let line = [
        "act",
        "emergency.review",
        &id,
        "--decision",
        "approve",
        "--preview",
    ];
    let told = office.by("checker", &line).is(0).out;
    let mut city = City::new();
    city.given("emergency applied");
    let town = Town::of(city.ledger, city.now);
    let mut screen = town.screen("checker");
    for said in [
        "资源云主机4核16G申请8→发放8",
        "环节待应急审核→待移交",
        "轮到yun-a单位·经办·移交",
    ] {
        assert!(flat(&told).contains(said), "{said}:\n{told}");
    }
    screen.keys("a ctrl+s");
    for said in [
        "资源云主机4核16G申请8→发放8",
        "环节待应急审核→待移交",
        "轮到yun-a单位·经办·移交",
    ] {
        screen.shows(said);
    }
    screen.forget_drafts();
}
