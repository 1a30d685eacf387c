//! Lists in words: what they and their columns are called, what their cells say, and what a filter's words stand for.

mod filter;

use super::{
    Lang, article, block, date, day, domain, event, listing, measures, naming, resource, ruling,
    sight,
};
use crate::domain::law::money::{parted, yuan};
use crate::domain::law::naming::Names;
use crate::domain::law::sight::HIDDEN;
use crate::domain::record::RecordKind;
use crate::hub::list::cell::{Cell, Mark, Sentence, SentenceOf, Status, Term};
use crate::hub::list::column::Column;
use crate::hub::list::{About, List, Row};

pub use filter::filter;

labels! {
    /// What a column is called.
    column(Column) {
        Due = "时限", "Due";
        Left = "剩余", "Left";
        Deadline = "时限全文", "Deadline";
        Matter = "事项", "Matter";
        Title = "标题", "Title";
        Unit = "单位", "Unit";
        Stage = "环节", "Stage";
        Duty = "待办", "To do";
        Delay = "每日(元)", "A day (yuan)";
        Billed = "本期(元)", "Cycle (yuan)";
        Party = "责任方", "Party";
        Affiliation = "主体", "Party";
        Post = "岗位", "Post";
        Basis = "依据", "Basis";
        Code = "代码", "Code";
        Kind = "类别", "Kind";
        Name = "名称", "Name";
        PaperWord = "机关代字", "Paper word";
        ShortName = "简称", "Short name";
        Region = "属地", "Region";
        Budget = "预算", "Budget";
        Posts = "岗位", "Posts";
        Telephone = "电话", "Telephone";
        State = "状态", "State";
        Login = "登录名", "Login";
        Person = "人员", "Person";
        Mode = "方式", "Mode";
        Operator = "交付方", "Supplier";
        BuiltOn = "建成日", "Built on";
        Funding = "资金", "Funding";
        Confirmed = "等保", "Level";
        Family = "类目", "Family";
        Specification = "规格", "Specification";
        CountedIn = "计量", "Counted in";
        Price = "单价(元)", "Price (yuan)";
        PriceBasis = "计价", "Priced";
        Edition = "目录版本", "Edition";
        Cap = "限价(元/年)", "Cap (a year)";
        CapBefore = "原限价", "Cap before";
        Planned = "计划量", "Planned";
        Number = "编号", "Number";
        Provider = "云服务商", "Provider";
        Contractor = "承包方", "Contractor";
        FirstCycle = "首个结算周期", "First cycle";
        Amount = "金额（元/年）", "Amount a year";
        SignedOn = "签订日", "Signed on";
        Term = "起止", "From, to";
        Countersigned = "会签", "Countersigned";
        Subject = "对象", "Lies on";
        Ground = "事由", "Ground";
        By = "经手人", "By";
        AskedBy = "申请人", "Asked by";
        Paper = "文号", "Paper";
        Lifted = "解除文号", "Lifted by";
        Seq = "号", "No.";
        Time = "时间", "Time";
        Who = "何人", "Who";
        What = "何事", "What";
        Ruling = "裁定", "Ruling";
        Values = "现值", "Holds now";
        Since = "起始日", "Since";
        Question = "内容", "About";
        Day = "日期", "Date";
        DayKind = "性质", "Day";
        Article = "条", "Art.";
        Holder = "持股方", "Holder";
        Held = "被持股公司", "Company held";
        Share = "持股", "Share";
        Source = "出处", "Source";
        Resource = "资源编号", "Resource";
        System = "系统", "System";
        Pool = "资源池", "Pool";
        Quantity = "数量", "Quantity";
        Until = "终止日", "Until";
        Vcpu = "vCPU", "vCPU";
        Memory = "内存(GiB)", "Memory GiB";
        FastDisk = "高速盘(GiB)", "Fast GiB";
        OrdinaryDisk = "普通盘(GiB)", "Disk GiB";
        Bandwidth = "带宽(Mb/s)", "Mbit/s";
        Gpu = "GPU", "GPU";
        Addresses = "公网地址", "Addresses";
        Used = "在用资源", "In use";
        InWork = "正在办理", "In work";
        Cleared = "已清理", "Cleared";
        Unknown = "查无", "Unknown";
        Instance = "实例", "Instance";
        Certificate = "清理证明", "Certificate";
        Severity = "级别", "Severity";
        Room = "余量", "Room";
    }
    /// What a sign of a row means.
    mark(Mark) {
        Late = "逾期", "late";
        Today = "今日", "today";
        Mine = "我的", "mine";
        Held = "搁置", "on hold";
        Nobody = "无人", "nobody";
        Blocked = "受阻", "blocked";
        Over = "已止", "over";
        Waits = "待签署", "to sign";
        Unattested = "办毕待认", "unattested";
        InWork = "办理中", "in work";
    }
    /// How something registered stands.
    status(Status) {
        Active = "在用", "active";
        Inactive = "停用", "inactive";
        Restricted = "受限", "restricted";
        Closing = "关闭", "closing";
        Joined = "仅对接", "connected";
        ToCome = "未到", "to come";
        InForce = "有效", "in force";
        Over = "已止", "ended";
        Confirmed = "已确认", "confirmed";
        Unconfirmed = "未确认", "not confirmed";
        Proposed = "待第二人确认", "waits for a second";
        ToSign = "待签署", "to sign";
        ToApprove = "待批准", "to be approved";
        NearsEnd = "将到期", "nears its end";
        Expired = "已到期", "expired";
        Enough = "有余", "enough";
        Short = "紧张", "short";
        Countersigned = "已会签", "yes";
        NotCountersigned = "待会签", "not yet";
        Usual = "默认", "default";
        DayOff = "放假", "day off";
        WorkedDay = "调休上班", "make-up workday";
        Notice = "待签署通知", "notice to sign";
        Validity = "有效期", "In force";
        Clockwork = "程序", "program";
        WholeCity = "全市", "the whole city";
        GroundAfterEnd = "期满依据", "Ground";
        InControl = "实际控制", "control in fact";
        TheState = "国家持股", "held by the State";
        Unsettled = "未办结", "open";
        Settled = "已办结", "settled";
        Critical = "严重", "critical";
    }
    /// What a register is called.
    register(RecordKind) {
        Party = "主体", "Parties";
        Person = "人员", "Persons";
        Account = "账号", "Accounts";
        Pool = "资源池", "Pools";
        Capacity = "容量", "Capacity";
        System = "系统", "Systems";
        Item = "目录", "Catalogue";
        Contract = "自签合同", "Own contracts";
        Agreement = "统签合同", "City contracts";
        Pricing = "合同价", "Contract prices";
        Listing = "目录条目", "Listings";
        Resource = "资源", "Resources";
        Exception = "例外", "Exceptions";
        Block = "限制", "Blocks";
        Holding = "持股", "Holdings";
        Inventory = "巡查清单", "Inventories";
        Finding = "发现", "Findings";
        Proposal = "裁定提议", "Proposed rulings";
        Notice = "节假日通知", "Holiday notices";
        NoticeProposal = "待签署节假日通知", "Proposed notices";
        MeasuresChange = "办法变动", "Changes of the Measures";
        MeasuresGround = "期满依据", "Grounds after the end";
        ArticleText = "办法原文", "Official texts";
    }
}

messages! {
    MINE = "待我办", "Mine";
    OF_PARTY = "{0}待办", "Duties of {0}";
    LATE = "逾期", "Late";
    TODAY = "今日到期", "Due today";
    OPEN = "全部待办", "All open";
    MATTERS = "全部事项", "All matters";
    JOURNAL = "台账", "Journal";
    RULINGS = "裁定", "Rulings";
    CALENDAR = "日历 {0}", "Calendar {0}";
    MEASURES = "办法", "Measures";
    BILLED = "本期 {0} 元", "this cycle {0} yuan";
    BILLED_UNPRICED = "本期 {0} 元，另{1}项无价", "this cycle {0} yuan, {1} without a price";
    DAY_TODAY = "今日", "today";
    DAY_TOMORROW = "明日", "tomorrow";
    DAY_YESTERDAY = "昨日", "yesterday";
    WEEK = "本周", "this week";
    LEVEL = "{0}级", "level {0}";
    LEVEL_WAITS = "待确认{0}级", "{0} waits";
    WAITS = "待签署 #{0}", "to sign #{0}";
    PROPOSED_BY = "{0} 提议，{1} 日", "proposed by {0}, {1} days";
    YEAR = "版次 {0} · {1}", "edition {0} · {1}";
    PUBLISHED = "正式", "formal";
    UNPUBLISHED = "通知未载入：法定节日放假，其余暂按周一至周五", "notice not loaded: statutory holidays off, else weekdays";
    NOT_LOADED = "原文未载入：yunguan measures load 文件", "not loaded: yunguan measures load FILE";
    PROVISIONAL = "{0} 暂定", "{0} provisional";
}

/// What a list is called.
#[must_use]
pub fn name(lang: Lang, names: &Names, list: &List) -> String {
    let word = match list {
        List::Mine => MINE,
        List::Party(party) => return OF_PARTY.fill(lang, &[&naming::called(lang, names, party)]),
        List::Late => LATE,
        List::Today => TODAY,
        List::Open => OPEN,
        List::Matters(None) => MATTERS,
        List::Matters(Some(kind)) => domain::matters(*kind),
        List::Journal => JOURNAL,
        List::Rulings => RULINGS,
        List::Calendar(year) => return CALENDAR.fill(lang, &[year]),
        List::Measures => MEASURES,
        List::Register(kind) => register(*kind),
        List::SystemsIn(pool) => return naming::called(lang, names, pool),
        List::ResourcesOf { system, .. } => return naming::called(lang, names, system),
    };
    word.get(lang).to_owned()
}

/// Columns by name, with the names that scripts use.
#[must_use]
pub fn columns(lang: Lang, columns: &[Column]) -> String {
    let named = columns.iter();
    let named = named.map(|one| format!("{} ({})", column(*one).get(lang), one.word()));
    let named: Vec<_> = named.collect();
    super::joined(lang, named.iter().map(String::as_str))
}

/// What is to be said of a list as a whole.
#[must_use]
pub fn about(lang: Lang, about: About) -> String {
    match about {
        About::Calendar {
            edition, published, ..
        } => {
            let state = if published { PUBLISHED } else { UNPUBLISHED };
            YEAR.fill(lang, &[&edition, &state.get(lang)])
        }
        About::Measures { loaded: false } => NOT_LOADED.get(lang).to_owned(),
        About::Measures { loaded: true } => String::new(),
        About::Billed { fen, unpriced: 0 } => BILLED.fill(lang, &[&parted(fen)]),
        About::Billed { fen, unpriced } => BILLED_UNPRICED.fill(lang, &[&parted(fen), &unpriced]),
    }
}

/// How wide a cell may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// A column of a few cells.
    Column,
    /// A line of its own, a file.
    Line,
}

/// A word of ours.
#[must_use]
pub fn term(lang: Lang, term: Term) -> String {
    let word = match term {
        Term::Stage(stage) => domain::stage(stage),
        Term::Duty(duty) => domain::duty(duty),
        Term::Mark(one) => mark(one),
        Term::Party(kind) => domain::party_kind(kind),
        Term::Post(post) => domain::post(post),
        Term::Region(region) => domain::region(region),
        Term::Budget(is) => domain::budget(is),
        Term::Mode(mode) => domain::cloud_mode(mode),
        Term::Funding(funding) => domain::funding(funding),
        Term::Object(object) => domain::object(object),
        Term::Status(one) => status(one),
        Term::Exception(kind) => domain::exception(kind),
        Term::Inventory(kind) => domain::inventory(kind),
        Term::Ground(ground) => block::ground(ground),
        Term::PriceBasis(basis) => domain::price_basis(basis),
        Term::Became(became) => listing::became(became),
        Term::Resource(state) => resource::state(state),
        Term::Ruling(id) => {
            let question = ruling::question(id.number());
            return question.map_or_else(String::new, |question| question.get(lang).to_owned());
        }
        Term::Article(number) => {
            return article::summary(number)
                .map_or_else(String::new, |said| said.get(lang).to_owned());
        }
        Term::Change(change) => measures::change(change),
        Term::Level(level) => return LEVEL.fill(lang, &[&level]),
        Term::WaitingLevel(level) => return LEVEL_WAITS.fill(lang, &[&level]),
        Term::Ends(ends) => return date::between(lang, ends).to_owned(),
    };
    word.get(lang).to_owned()
}

/// What a cell says.
#[must_use]
pub fn cell(lang: Lang, cell: &Cell, width: Width) -> String {
    match cell {
        Cell::Nothing => String::new(),
        Cell::Hidden => sight::worded(lang, HIDDEN),
        Cell::Text(text) | Cell::Code(text) | Cell::Party { name: text, .. } => {
            sight::worded(lang, text)
        }
        Cell::Matter(id) => domain::matter_id(lang, *id),
        Cell::Resource(id) => resource::id(lang, *id),
        Cell::Term(one) => term(lang, *one),
        Cell::Terms(several) => {
            let words: Vec<_> = several.iter().map(|one| term(lang, *one)).collect();
            words.join(" ")
        }
        Cell::Duty(key) => domain::duty_key(lang, *key),
        Cell::Basis(one) => article::cite(lang, one.number, one.paragraph),
        Cell::Number(count) => count.to_string(),
        Cell::Money(fen) => yuan(*fen),
        Cell::Share(share) => format!("{share}%"),
        Cell::Day(day) => date::date_long(lang, *day),
        Cell::Due { day, provisional } => match width {
            Width::Column => date::date_short(lang, *day),
            Width::Line if *provisional => PROVISIONAL.fill(lang, &[&date::date_long(lang, *day)]),
            Width::Line => date::date_long(lang, *day),
        },
        Cell::Deadline(deadline) => {
            let due = date::due(lang, deadline.due(), deadline.cut_off());
            if deadline.provisional {
                PROVISIONAL.fill(lang, &[&due])
            } else {
                due
            }
        }
        Cell::Left(left) => match width {
            Width::Column => date::remaining_compact(lang, *left),
            Width::Line => date::remaining(lang, *left),
        },
        Cell::Instant(at) => date::moment(lang, *at),
        Cell::Span { from, until } => date::from_to(lang, *from, *until),
        Cell::Holiday(name) => day::holiday(lang, name),
        Cell::Graded {
            level,
            status: one,
            waits,
        } => {
            let stands = match waits {
                Some(waits) => Term::WaitingLevel(*waits),
                None => Term::Status(*one),
            };
            [Term::Level(*level), stands]
                .map(|one| term(lang, one))
                .join(" ")
        }
        Cell::Sentence(told) => sentence(lang, told),
    }
}

fn sentence(lang: Lang, Sentence { of, names }: &Sentence) -> String {
    match of {
        SentenceOf::Event(event) => event::happened(lang, names, event),
        SentenceOf::Validity(validity) => measures::until(lang, validity),
        SentenceOf::Change(change) if change.signed_by.is_none() => {
            let waits = WAITS.fill(lang, &[&change.number]);
            format!("{waits} · {}", event::worded(lang, names, &change.said()))
        }
        SentenceOf::Change(change) => event::worded(lang, names, &change.said()),
        SentenceOf::Proposal { number, by, days } => {
            let waits = WAITS.fill(lang, &[number]);
            let by = PROPOSED_BY.fill(lang, &[&naming::called(lang, names, by), days]);
            format!("{waits} · {by}")
        }
        SentenceOf::Ground(ground) => event::worded(lang, names, &ground.said()),
        SentenceOf::Ruled(uses) => ruling::holding(lang, uses),
    }
}

/// What a cell says of what is to be done or where it stands, behind the signs of its row; another cell as it is.
#[must_use]
pub fn with_signs(lang: Lang, row: &Row, of: Column, text: String) -> String {
    let is_of_work = of == Column::Duty || (of == Column::Stage && row.of.duty().is_none());
    let signs: Vec<Mark> = if is_of_work {
        SIGNS.into_iter().filter(|sign| row.has(*sign)).collect()
    } else {
        sign_of_state(row, of).into_iter().collect()
    };
    let signs = signs.into_iter();
    let signs = signs.map(|sign| mark(sign).get(lang).to_owned());
    signs.chain([text]).collect::<Vec<_>>().join("·")
}

/// The sign that stands before how something stands, if it has one: of several the one that waits for somebody.
#[must_use]
pub fn sign_of_state(row: &Row, of: Column) -> Option<Mark> {
    let mut signs = [Mark::Unattested, Mark::InWork].into_iter();
    signs.find(|sign| of == Column::State && row.has(*sign))
}

/// The signs that stand before what is to be done.
pub const SIGNS: [Mark; 3] = [Mark::Nobody, Mark::Held, Mark::Blocked];
