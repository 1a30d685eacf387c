//! The words of details: one matter, one entry of the journal, what an act would do; the same in `show` and on the screen.

use super::T;
use crate::domain::r#use::line::Quantity;

messages! {
    ENTRY = "台账 #{0}", "Journal #{0}";
    SUMMARY = "概要", "Summary";
    OFFICIAL = "原文", "Official text";
    COMING = "将要生效", "To come";
    CHANGES = "历次提议", "Proposals";
    ROOM = "余量", "Room";
    MATTERS = "事项", "Matters";
    ROOM_OF = "{0}：有效 {1}，可用 {2}，应急预留余 {3}/{4}；已发放 {5}，应急发放 {6}，已预留 {7}", "{0}: {1} effective, {2} free, emergency reserve {3} of {4} left; {5} issued, {6} in emergencies, {7} reserved";
    ROOM_LEFT = "可用 {0}/{1}", "{0}/{1} free";
    AFFILIATIONS = "控股关联（第13条）", "Affiliates by control (Art. 13)";
    AFFILIATION = "{0} {1}：{2}，{3}", "{0} {1}: {2}, {3}";
    NO_AFFILIATION = "今天与其他云服务商、综合服务机构都没有", "none today among the providers and agencies";
    UNIT = "单位", "Unit";
    SYSTEM = "系统", "System";
    POOL = "资源池", "Pool";
    OPERATOR = "交付方", "Supplier";
    STAGE = "环节", "Stage";
    CONTACT = "联系人", "Contact";
    CODES = "代码", "Codes";
    OPENED = "提交", "Opened";
    CHANGED = "最近变动", "Last changed";
    VERSION = "版本", "Version";
    RULES = "所依办法", "Rule set";
    PARTS = "经手", "Roles";
    ESCALATED = "首次上报", "First reported";
    CLAIM = "正在办理", "At it now";
    HOLD = "已搁置（不停时限）", "On hold (no clock stops)";
    HELD = "第{0}号，自 {1}，{2} · {3}：{4}", "no. {0} since {1}, {2} · {3}: {4}";
    SINCE = "提交之后", "Since submission";
    BECAME = "{0} → {1}", "{0} → {1}";
    RECORD = "案卷", "On record";
    LINES = "资源", "Lines";
    ABOUT = "内容", "About it";
    CHARGES = "费用", "Cost";
    CHARGED = "本周期", "This cycle";
    CHARGED_HOW = "怎么算", "How";
    CHARGED_LINE = "第{0}行 {1} × {2}", "line {0}, {1} × {2}";
    CHARGED_AMOUNT = "{0}：{1} 元，用到 {2} 前", "{0}: {1} yuan, if used to before {2}";
    CHARGED_ENDED = "{0}：{1} 元，{2}终止", "{0}: {1} yuan, ended {2}";
    CHARGED_DAILY = "{0}：{1} 元，用到 {2} 前；每天 {3} 元", "{0}: {1} yuan, if used to before {2}; {3} yuan a day";
    UNATTESTED = "{0}：还没有签认完成日，不计（R2）", "{0}: no completion day is attested, nothing is billed (R2)";
    UNATTESTED_DAILY = "{0}：还没有签认完成日，不计（R2）；每拖一天 {1} 元", "{0}: no completion day is attested, nothing is billed (R2); {1} yuan for every day of delay";
    UNPRICED = "{0}：没有金额。{1}", "{0}: there is no amount. {1}";
    DUTIES = "待办", "Duties";
    ENDED = "已了结的待办", "Duties that ended";
    ENDED_COUNT = "{0}项，逾期{1}项", "{0}, late: {1}";
    PAPERS = "文书", "Papers";
    UNSIGNED = "待签发的文书", "Papers to be signed";
    UNSIGNED_PAPER = "#{0}  {1} {2}，{3}，拟稿 {4}", "#{0}  {1} {2}, {3}, drafted by {4}";
    AT_ONCE = "#{0}  {1} {2}，{3}，拟稿 {4}，先发后签", "#{0}  {1} {2}, {3}, drafted by {4}, issued at once";
    ENCLOSED = "待随文发出的附件", "Enclosed, to go with the next paper";
    ENCLOSED_BY = "{0}：{1}，{2} · {3}", "{0}: {1}, {2} · {3}";
    ATTACHED = "附件：{0}", "attached: {0}";
    HISTORY = "经过", "History";
    OFFERS = "您可办", "What you can do";
    ITEM = "目录项", "item";
    COUNTED_IN = "计量", "counted in";
    APPLIED = "申请", "applied";
    APPROVED = "审核", "approved";
    ADJUSTED = "调整", "adjusted";
    ISSUED = "发放", "issued";
    PURPOSE = "用途", "purpose";
    OFF_GROUND = "目录外理由：{0}", "why off the catalogue: {0}";
    ON_EXCEPTION = "目录里有 {0}，按登记的例外自行采购", "the catalogue has {0}: bought elsewhere on a registered exception";
    NEAREST = "相近目录项：{0}", "nearest item: {0}";
    CHECKED = "检查于 {0}：{1}", "checked on {0}: {1}";
    DEPLOYED = "部署于 {0}", "deployed on {0}";
    ARRIVED = "到货 {0}：{1}", "arrived {0}: {1}";
    NOBODY = "无人能办：{0}", "nobody can do it: {0}";
    DELAY = "拖一天 {0} 元：{1}", "{0} yuan a day: {1}";
    BEGUN = "{0} 产生", "begun {0}";
    COUNTED = "自 {0} 起 {1}（日历第{2}版）", "{1} from {0} (calendar edition {2})";
    MOVED_FROM = "原为 {0}（日历第{1}版）", "was {0} (calendar edition {1})";
    REPORTS = "逾期自{1}起报{0}", "reported to {0} from {1} on, if late";
    REPORTED = "逾期自{1}起报{0}，已于 {2} 报", "reported to {0} from {1} on: done {2}";
    PAPER_TO = "{0} {1}，送{2}", "{0} {1}, to {2}";
    ISSUED_BY = "{0} 发，{1}", "from {0}, {1}";
    SERVED_ON = "送达{0}：{1}，{2}签收", "served on {0}: {1}, received by {2}";
    PASSED_TO = "{0}；由{1}承接", "{0}; taken over by {1}";
    ON_ITS_WAY = "待送达：{0}", "not served yet: {0}";
    ENDS = "了结", "Ended";
    WRITTEN = "台账所记", "As written";
    BY = "账号 {0}  请求号 {1}  规则 {2}", "account {0}  request key {1}  rules {2}";
    CHAIN = "前一条 {0}", "previous {0}";
    MEANWHILE = "其间", "Since";
    SAME_STAGE = "未变，仍为{0}", "still {0}";
    WILL = "将会", "Will";
    OPENS = "新建 {0}，环节 {1}", "opens {0}, stage {1}";
    BECOMES = "改动", "Change";
    BY_WEEKDAY = "照星期", "by its weekday";
    LAST_DAY = "末日 {0}", "last day {0}";
    EFFECTIVE = "生效", "Effective";
    EFFECTIVE_IN = "{0} 起，{1}", "from {0}, {1}";
    REASON = "理由", "Reason";
    GROUNDED = "依据", "Papers";
    HOW = "载入", "Loading";
    PROPOSED_BY = "提议", "Proposed";
    AMOUNT = "{0} {1}", "{0} {1}";
    AND_MORE = "另有{0}行", "and {0} lines more";
    TURN = "轮到", "Next";
    NOT_YOU = "{0}（不能是您：须两人）", "{0} (not you: it takes two)";
    DUE = "时限", "Due";
    PAPER = "出文", "Paper";
    LEDGER = "将记入台账 #{0} · 编号以确认时为准", "Will be entry #{0} · numbers are given on confirming";
}

/// The name of one of the four quantities, short.
#[must_use]
pub const fn quantity(which: Quantity) -> T {
    match which {
        Quantity::Applied => APPLIED,
        Quantity::Approved => APPROVED,
        Quantity::Adjusted => ADJUSTED,
        Quantity::Issued => ISSUED,
    }
}
