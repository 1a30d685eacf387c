//! The words of `show`: one matter, whole.

messages! {
    UNIT = "单位", "unit";
    SYSTEM = "系统", "system";
    POOL = "资源池", "pool";
    CODED = "{0}（{1}）", "{0} ({1})";
    CONTACT = "联系人", "contact";
    OPENED = "提交", "opened";
    CHANGED = "最近变动", "last changed";
    VERSION = "版本", "version";
    RULES = "所依办法", "rule set";
    PARTS = "经手", "hats worn";
    ESCALATED = "首次上报", "first reported";
    CLAIMED = "{0}（{1}）正在办理", "{0} ({1}) is at it now";
    HELD = "第 {0} 号搁置，自 {1}，{2} · {3}：{4}", "hold no. {0} since {1}, {2} · {3}: {4}";
    SINCE = "提交之后：{0}", "since submission: {0}";
    LINES = "资源", "Lines";
    ABOUT = "内容", "About it";
    DUTIES = "待办", "Duties";
    ENDED = "已了结的待办", "Duties that ended";
    PAPERS = "文书", "Papers";
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
    NEAREST = "最接近的目录项：{0}", "nearest item: {0}";
    CHECKED = "检查于 {0}：{1}", "checked on {0}: {1}";
    DEPLOYED = "部署于 {0}", "deployed on {0}";
    BEGUN = "{0} 产生", "begun {0}";
    COUNTED = "自 {0} 起 {1}（日历第 {2} 版）", "{1} from {0} (calendar edition {2})";
    MOVED_FROM = "原为 {0}（日历第 {1} 版）", "was {0} (calendar edition {1})";
    REPORTS = "逾期自{1}起报{0}", "reported to {0} from {1} on, if late";
    REPORTED = "逾期自{1}起报{0}，已于 {2} 报", "reported to {0} from {1} on: done {2}";
    SERVED_ON = "送达{0}：{1}，{2}签收", "served on {0}: {1}, received by {2}";
    ON_ITS_WAY = "待送达：{0}", "not served yet: {0}";
    ARRIVED = "到货 {0}：{1}", "arrived {0}: {1}";
    ISSUED_BY = "{0} 发，{1}", "from {0}, {1}";
}
