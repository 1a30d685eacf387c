//! The words of editions of the catalogue: stages, acts and their fields, duties, papers, what happened, why not.
use super::super::{Lang, T, date, domain, listing, naming};
use super::{Row, asked, rows};
use crate::domain::law::money::parted;
use crate::domain::law::naming::Names;
use crate::domain::purchase::catalogue_edition::{
    CatalogueEdition, DutyKind, Extent, PaperKind, Reason, Stage, Verb,
};
use crate::domain::r#use::asked::Decision;

pub mod paper;

labels! {
    /// A stage of an edition (Art. 11).
    stage(Stage) {
        Drafted = "编制中", "being drafted";
        HandedIn = "待审定目录", "to review";
        Approved = "待公布", "to publish";
        Announced = "待生效", "to come into force";
        InForce = "执行中", "in force";
        Superseded = "已更替", "superseded";
        GivenUp = "终止编制", "draft given up";
    }
    /// A verb as a button and the palette show it: the imperative.
    verb(Verb) {
        Draft = "编制目录", "Draft the catalogue";
        List = "列入目录项", "List an item";
        Carry = "沿用现行目录", "Carry the catalogue over";
        Strike = "删去目录项", "Strike an item";
        HandIn = "报审目录", "Submit the catalogue";
        Review = "审定目录", "Review the catalogue";
        Announce = "公布目录", "Publish the catalogue";
        GiveUp = "终止编制", "Give the draft up";
    }
    /// What a verb does, in a sentence.
    verb_hint(Verb) {
        Draft = "一年一版；年内有新需求的编制增补。",
            "An edition a year; what is new within the year goes into a supplement.";
        List = "列入一项，或改写已列入的；成批的用表格导入。",
            "List an item, or list it otherwise; many at once come in as a spreadsheet.";
        Carry = "把现行目录里还没列入的各项照原样列入，再改要改的。",
            "List all that is in force and not listed yet as it stands; then change what changes.";
        Strike = "从编制中的目录里删去一项；删去的不计。",
            "Take an item out of the draft; what is struck counts for nothing.";
        HandIn = "附第三方的限价编制报告和财政的控制数，报云主管部门审定。",
            "With the third party's report on the caps and finance's control figure, to the authority.";
        Review = "通过后可作采购需求；不通过的退回修改。",
            "Approved, it can be procured by; else it goes back to be drafted.";
        Announce = "到生效日自动成为现行目录，旧版随之更替。",
            "On its day it becomes the catalogue by itself, and the one before is superseded.";
        GiveUp = "公布之前可以终止编制。", "A draft can be given up before it is published.";
    }
    /// What must be done: the deed, in 12 cells of Chinese at most.
    duty(DutyKind) {
        HandInCatalogue = "报审目录", "submit catalogue";
        ReviewCatalogue = "审定目录", "review catalogue";
        AnnounceCatalogue = "公布目录", "publish it";
        ReviseCatalogue = "年度调整目录", "yearly revision";
    }
    /// A kind of paper.
    paper_kind(PaperKind) {
        CapReport = "最高限价编制报告", "report on the caps";
        CatalogueOpinion = "目录审定意见", "opinion on the catalogue";
        CatalogueNotice = "目录公布通知", "notice of the catalogue";
        CatalogueComparison = "版本对照表", "comparison of editions";
    }
    /// How far an edition goes.
    extent(Extent) {
        Annual = "年度目录", "a year's catalogue";
        Supplement = "年内增补", "a supplement";
    }
}

messages! {
    MATTER = "目录", "catalogue";
    MATTERS = "目录版本", "Editions";

    BAD_RATE = "“{0}”不是一个价格", "“{0}” is no price";
    EDITION_EXISTS = "该年度的目录已在办：{0}", "That year's catalogue is in hand already: {0}";
    NOTHING_TO_SUPPLEMENT = "{0}年没有执行中的目录可以增补", "No catalogue of {0} is in force to add to";
    ABOVE_CONTROL = "{0}的限价 {1} 元/年超过预算控制数 {2} 元/年（第{3}件起）", "{0}: its cap of {1} yuan a year is above its control figure of {2} (from no. {3})";
    ABOVE_TOTAL = "限价乘计划量合计 {0} 元/年，超过财政控制数 {1} 元/年", "Caps times planned quantities come to {0} yuan a year, above the {1} that finance approved";
    UNCONTROLLED = "{0}项没有单项控制数也没有计划量，总控制数管不到", "{0} items have neither a control figure nor a planned quantity: no total holds them";
    NOT_INDEPENDENT = "没有声明第三方与可能投标的单位无利害关系", "Nobody declared that the third party is independent of who may bid";
    NOT_LISTED = "本版没有列入{0}", "This edition does not list {0}";
    OUTSIDE_YEAR = "生效日不在{0}年内", "That day is not in {0}";
    NOTHING_LISTED = "本版还没有列入任何一项", "This edition lists nothing yet";
    NOTHING_TO_CARRY = "现行目录的各项都已列入", "All that is in force is listed already";
    ENOUGH_ITEMS = "一版目录至多{0}项", "An edition lists {0} items at most";
    BAD_SUCCESSOR = "{0}是本项自己，或本版仍列着它", "{0} is the item itself, or this edition still lists it";
    ITEM_ENDED = "{0}自 {1} 起不在服务目录内", "{0} is not in the catalogue since {1}";
    KEPT_BY_EDITIONS = "{0}版目录执行中，不能再单项登记", "CatalogueEdition {0} of the catalogue is in force: items are not registered one by one";
    ABOVE_CAP = "{0}的价格 {1} 元/年超过最高限价 {2} 元/年（第{3}件起；{4}版目录，报告{5}）", "{0}: {1} yuan a year is above the cap of {2} (from no. {3}; edition {4}, report {5})";

    MEND_RATE = "年价写“5500.00”，月价写“458.00/月”；分档的加“101:5000.00”", "A year's price as “5500.00”, a month's as “458.00/month”; a tier as “101:5000.00”";
    MEND_EXISTS = "在那一版上办，或编制年内增补", "Work on that one, or draft a supplement";
    MEND_SUPPLEMENT = "先编制年度目录", "Draft the year's catalogue first";
    MEND_CONTROL = "降低限价，或请财政另核控制数", "Lower the cap, or let finance approve another figure";
    MEND_TOTAL = "降低限价或计划量，或请财政另核控制数", "Lower caps or quantities, or let finance approve another figure";
    MEND_UNCONTROLLED = "给这些项填计划量，或填单项控制数", "Give them a planned quantity, or a control figure of their own";
    MEND_INDEPENDENT = "核实后作出声明；不独立的另行委托", "Declare it once that is verified; engage another one if it is not";
    MEND_NOT_LISTED = "请核对目录项代码", "Check the item's code";
    MEND_YEAR = "请填本版年度之内的日子", "Name a day of the year that the edition is for";
    MEND_NOTHING_LISTED = "先列入目录项，或沿用现行目录", "List items first, or carry the catalogue over";
    MEND_CARRY = "直接修改要改的项", "Change what changes";
    MEND_ENOUGH = "请合并规格，或删去不用的项", "Merge specifications, or strike what is not used";
    MEND_SUCCESSOR = "填被替代的、本版不再列的旧项", "Name the item that it replaces and that this edition lists no more";
    MEND_ENDED = "请选现行目录里的项；在用的不受影响", "Choose an item of the catalogue; what runs goes on";
    MEND_EDITIONS = "编制年内增补或下一年度目录", "Draft a supplement or the next year's catalogue";
    MEND_CAP = "请核对价格；限价只能经新版目录改变", "Check the price; a cap changes by another edition only";

    DETAIL_NUMBER = "版本", "Edition";
    NUMBERED = "{0} · {1}", "{0} · {1}";
    DETAIL_BASIS = "编制依据", "What it rests on";
    DETAIL_ITEMS = "列入", "Lists";
    ITEMS = "{0}项，见目录条目", "{0} items, see Listings";
    DETAIL_CAPPED = "限价×计划量", "Caps × planned";
    CAPPED = "{0} 元/年（{1}项按总控制数，R32）", "{0} yuan a year ({1} items under the total, R32)";
    UNPLANNED = "；{0}项缺计划量", "; {0} items lack a planned quantity";
    DETAIL_REPORT = "限价编制", "Caps by";
    REPORT = "{0}，委托{1}，报告{2}（{3}）", "{0}, engaged by {1}, report {2} ({3})";
    DETAIL_SAMPLES = "方法与样本", "Method and samples";
    DETAIL_CONTROL = "财政控制数", "Control figure";
    CONTROL = "{0} 元/年（{1}）", "{0} yuan a year ({1})";
    DETAIL_OPINION = "审定意见", "Opinion";
    DETAIL_FROM = "生效日", "In force from";
    DETAIL_SUPERSEDED = "更替为", "Superseded by";
    DETAIL_GIVEN_UP = "终止编制的理由", "Why it was given up";

}

lines! {
    "catalogue.opened" = "编制 {0} 版目录：{1}", "CatalogueEdition {0} begun: {1}";
    "catalogue.listed new" = "列入{0}（{1}）：新增，限价 {2} 元/年", "{0} ({1}) listed: new, capped at {2} yuan a year";
    "catalogue.listed same" = "列入{0}（{1}）：限价 {2} 元/年，未变", "{0} ({1}) listed: capped at {2} yuan a year as before";
    "catalogue.listed changed" = "列入{0}（{1}）：限价 {3} → {2} 元/年", "{0} ({1}) listed: its cap goes from {3} to {2} yuan a year";
    "catalogue.carried" = "沿用现行目录{0}项", "{0} items carried over";
    "catalogue.struck" = "删去{0}（{1}）", "{0} ({1}) struck out";
    "catalogue.handed-in" = "报审目录：{0}编制限价，报告 {1}", "Submitted: caps by {0}, report {1}";
    "catalogue.reviewed approved" = "目录审定通过", "Catalogue approved";
    "catalogue.reviewed rejected" = "目录退回修改：{0}", "Catalogue sent back: {0}";
    "catalogue.announced" = "公布目录，{0} 起执行：新增{1}、变更{2}、停用{3}项", "Published, in force from {0}: {1} new, {2} changed, {3} ended";
    "catalogue.entered" = "目录生效，{0}项", "In force, {0} items";
    "catalogue.superseded" = "由 {0} 版目录更替", "Superseded by edition {0}";
    "catalogue.given-up" = "终止编制：{0}", "Draft given up: {0}";
}

/// The fields of its acts. A name that only one act uses in that sense stands before the general one.
pub(super) const FIELDS: &[Row] = rows! { CatalogueEdition:
    "title" = "标题", "Title":
        "如“2027年度政务云服务目录”。", "For instance “Catalogue of government cloud services 2027”.";
    "extent" = "编制范围", "Extent":
        "年度目录未列的项到期停用；年内增补只加不减。", "What a year's catalogue does not list ends; a supplement only adds.";
    "year" = "年度", "Year";
    "basis" = "编制依据", "What it rests on":
        "建设和运维需求、技术和市场的变化。", "What is built and run, how technology and market moved.";
    "item" = "目录项代码", "Item's code":
        "各版沿用同一代码。", "The same in every edition.";
    "family" = "类别", "Family";
    "name" = "名称", "Name";
    "specification" = "规格", "Specification";
    "unit" = "计量单位", "Unit of measure";
    "cap" = "最高限价", "Cap":
        "年价“5500.00”，月价“458.00/月”，分档加“101:5000.00”。", "A year's “5500.00”, a month's “458.00/month”, a tier “101:5000.00”.";
    "control" = "单项预算控制数", "Control figure of one":
        "写法同限价；财政只核总数的空着。", "Written like the cap; empty where finance gives the total only.";
    "planned" = "计划量", "Planned quantity":
        "没有单项控制数的，按限价乘计划量计入总数（R32）。", "Without a figure of its own, cap times this counts to the total (R32).";
    "replaces" = "替代的旧项", "Replaces";
    "vcpu" = "CPU线程", "Virtual processors";
    "memory_gib" = "内存 GiB", "Memory, GiB";
    "fast_disk_gib" = "高速盘 GiB", "Fast disk, GiB";
    "ordinary_disk_gib" = "普通盘 GiB", "Ordinary disk, GiB";
    "bandwidth_mbps" = "带宽 Mbit/s", "Bandwidth, Mbit/s";
    "gpu" = "GPU", "Graphics processors";
    "addresses" = "公网地址", "Public addresses";
    "third_party" = "第三方专业机构", "Third party":
        "限价由它编制。", "It computed the caps.";
    "engagement" = "委托文号", "Engagement";
    "report" = "报告编号", "Report no.";
    "reported_on" = "报告日期", "Report of";
    "samples" = "方法与样本", "Method and samples":
        "方法、市场样本及日期、复核人。", "Method, market samples with their dates, who checked it.";
    "independent" = "与投标方无利害关系", "Independent of bidders";
    "control_total" = "财政控制总数（元/年）", "Total control figure (yuan a year)":
        "各项都有单项控制数的空着。", "Empty where every item has its own.";
    "control_paper" = "核定文号", "Approved by":
        "财政核定控制数的文件。", "The paper by which finance approved it.";
    "decision" = "结论", "Decision";
    "opinion" = "意见", "Opinion";
    "from" = "生效日", "In force from":
        "不早于今天；在用资源的价格只随合同变更（R46）。", "Not before today; what runs is priced by its contract (R46).";
    "reason" = "理由", "Reason";
};

/// What a word that a field may be is called.
pub(super) fn choice(field: &str, word: &str) -> Option<T> {
    match field {
        "extent" => Extent::find(word).map(extent),
        "decision" => Decision::find(word).map(asked::decision),
        _ => None,
    }
}

/// Why an act is refused.
pub(super) fn why(lang: Lang, names: &Names, reason: &Reason) -> String {
    let called = |item| naming::called(lang, names, item);
    match reason {
        Reason::BadRate(_, text) => BAD_RATE.fill(lang, &[text]),
        Reason::EditionExists(id) => EDITION_EXISTS.fill(lang, &[&domain::matter_id(lang, *id)]),
        Reason::NothingToSupplement(year) => NOTHING_TO_SUPPLEMENT.fill(lang, &[year]),
        Reason::AboveControl {
            item,
            quantity,
            cap_fen,
            control_fen,
        } => {
            let (cap, control) = (parted(*cap_fen), parted(*control_fen));
            ABOVE_CONTROL.fill(lang, &[&called(item), &cap, &control, quantity])
        }
        Reason::AboveTotal {
            sum_fen,
            control_fen,
        } => ABOVE_TOTAL.fill(lang, &[&parted(*sum_fen), &parted(*control_fen)]),
        Reason::Uncontrolled(items) => UNCONTROLLED.fill(lang, &[items]),
        Reason::NotIndependent => NOT_INDEPENDENT.get(lang).to_owned(),
        Reason::ItemNotListed(item) => NOT_LISTED.fill(lang, &[&called(item)]),
        Reason::OutsideYear(year) => OUTSIDE_YEAR.fill(lang, &[year]),
        Reason::NothingListed => NOTHING_LISTED.get(lang).to_owned(),
        Reason::NothingToCarry => NOTHING_TO_CARRY.get(lang).to_owned(),
        Reason::EnoughItems(most) => ENOUGH_ITEMS.fill(lang, &[most]),
        Reason::BadSuccessor(item) => BAD_SUCCESSOR.fill(lang, &[&called(item)]),
        Reason::ItemEnded(item, on) => {
            ITEM_ENDED.fill(lang, &[&called(item), &date::date_long(lang, *on)])
        }
        Reason::KeptByEditions(number) => KEPT_BY_EDITIONS.fill(lang, &[number]),
        Reason::AboveCap {
            item,
            quantity,
            price_fen,
            cap_fen,
            edition,
            report,
        } => {
            let (price, cap) = (parted(*price_fen), parted(*cap_fen));
            let item = called(item);
            ABOVE_CAP.fill(lang, &[&item, &price, &cap, quantity, edition, report])
        }
    }
}

/// How to mend it.
pub(super) fn mend(lang: Lang, reason: &Reason) -> String {
    let mend = match reason {
        Reason::BadRate(..) => MEND_RATE,
        Reason::EditionExists(_) => MEND_EXISTS,
        Reason::NothingToSupplement(_) => MEND_SUPPLEMENT,
        Reason::AboveControl { .. } => MEND_CONTROL,
        Reason::AboveTotal { .. } => MEND_TOTAL,
        Reason::Uncontrolled(_) => MEND_UNCONTROLLED,
        Reason::NotIndependent => MEND_INDEPENDENT,
        Reason::ItemNotListed(_) => MEND_NOT_LISTED,
        Reason::OutsideYear(_) => MEND_YEAR,
        Reason::NothingListed => MEND_NOTHING_LISTED,
        Reason::NothingToCarry => MEND_CARRY,
        Reason::EnoughItems(_) => MEND_ENOUGH,
        Reason::BadSuccessor(_) => MEND_SUCCESSOR,
        Reason::ItemEnded(..) => MEND_ENDED,
        Reason::KeptByEditions(_) => MEND_EDITIONS,
        Reason::AboveCap { .. } => MEND_CAP,
    };
    mend.get(lang).to_owned()
}

/// What belongs to an edition, each with its label.
pub(super) fn details(lang: Lang, body: &CatalogueEdition) -> Vec<(T, String)> {
    let extent = extent(body.extent).get(lang);
    let mut details = vec![
        (DETAIL_NUMBER, NUMBERED.fill(lang, &[&body.number, &extent])),
        (DETAIL_BASIS, body.basis.clone()),
    ];
    details.extend(totals(lang, body));
    details.extend(submitted(lang, body));
    let opinion = body.opinion.as_ref().filter(|text| !text.is_empty());
    details.extend(opinion.map(|text| (DETAIL_OPINION, text.clone())));
    let from = body.from.map(|from| date::date_long(lang, from));
    details.extend(from.map(|from| (DETAIL_FROM, from)));
    let changes = body.changes.as_ref();
    details.extend(changes.map(|changes| (listing::CHANGES, listing::changed(lang, changes))));
    let superseded = body.superseded_by.clone();
    details.extend(superseded.map(|number| (DETAIL_SUPERSEDED, number)));
    let cancelled = body.given_up.clone();
    details.extend(cancelled.map(|reason| (DETAIL_GIVEN_UP, reason)));
    details
}

/// How many items an edition lists, and what their caps come to.
#[must_use]
pub fn totals(lang: Lang, body: &CatalogueEdition) -> Vec<(T, String)> {
    let totals = body.totals;
    let mut told = vec![(DETAIL_ITEMS, ITEMS.fill(lang, &[&totals.items]))];
    if totals.by_total > 0 {
        let mut capped = CAPPED.fill(lang, &[&parted(totals.capped_fen), &totals.by_total]);
        if totals.unplanned > 0 {
            capped += &UNPLANNED.fill(lang, &[&totals.unplanned]);
        }
        told.push((DETAIL_CAPPED, capped));
    }
    told
}

/// What was submitted with it: who computed the caps and how, and what finance approved.
#[must_use]
pub fn submitted(lang: Lang, body: &CatalogueEdition) -> Vec<(T, String)> {
    let report = body.report.iter().flat_map(|report| {
        let day = date::date_long(lang, report.reported_on);
        let told = REPORT.fill(
            lang,
            &[
                &report.third_party,
                &report.engagement,
                &report.number,
                &day,
            ],
        );
        [
            (DETAIL_REPORT, told),
            (DETAIL_SAMPLES, report.samples.clone()),
        ]
    });
    let control = body.control.iter().map(|control| {
        let total = parted(control.total_fen);
        (
            DETAIL_CONTROL,
            CONTROL.fill(lang, &[&total, &control.paper]),
        )
    });
    report.chain(control).collect()
}

/// What whoever reviews an edition reads first.
pub(super) fn grounds(lang: Lang, body: &CatalogueEdition) -> Vec<(T, String)> {
    let basis = (DETAIL_BASIS, body.basis.clone());
    [basis].into_iter().chain(submitted(lang, body)).collect()
}

/// Every reason of an edition, with values that must show.
#[cfg(test)]
pub(super) fn every_reason() -> Vec<crate::domain::law::refusal::Reason> {
    use crate::domain::law::refusal::Reason as Any;
    let day = chrono::NaiveDate::MIN;
    let id = "CAT-20261109-0001".parse();
    let exists = id.into_iter().map(Reason::EditionExists);
    let reasons = [
        Reason::BadRate("cap".to_owned(), "x/y".to_owned()),
        Reason::NothingToSupplement(2_027),
        Reason::AboveControl {
            item: "ecs-4c16g".into(),
            quantity: 101,
            cap_fen: 600_001,
            control_fen: 600_000,
        },
        Reason::AboveTotal {
            sum_fen: 700_001,
            control_fen: 700_000,
        },
        Reason::Uncontrolled(7),
        Reason::NotIndependent,
        Reason::ItemNotListed("ecs-4c16g".into()),
        Reason::OutsideYear(2_027),
        Reason::NothingListed,
        Reason::NothingToCarry,
        Reason::EnoughItems(10_000),
        Reason::BadSuccessor("ecs-4c16g".into()),
        Reason::ItemEnded("ecs-4c16g".into(), day),
        Reason::KeptByEditions("2027".to_owned()),
        Reason::AboveCap {
            item: "ecs-4c16g".into(),
            quantity: 101,
            price_fen: 550_001,
            cap_fen: 550_000,
            edition: "2027".to_owned(),
            report: "R-9".to_owned(),
        },
    ];
    let at_a_stage = Stage::ALL.map(|stage| Any::WrongStage(stage.into()));
    exists
        .chain(reasons)
        .map(Any::from)
        .chain(at_a_stage)
        .collect()
}
