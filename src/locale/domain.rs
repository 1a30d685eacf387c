//! What the Measures' parties, matters, stages, duties and papers are called.
//!
//! Stages are named by what is awaited, so that a queue reads as a list of what to do; duties by the deed.
use super::{Lang, T};
use crate::domain::build::capacity::Dimension;
use crate::domain::build::pool::CloudMode;
use crate::domain::build::system::Funding;
use crate::domain::law::calendar::Loading;
use crate::domain::law::duty::{Lack, Nature, Outcome};
use crate::domain::law::escalation::Superior;
use crate::domain::law::matter::{MatterId, Part};
use crate::domain::law::party::{Likeness, PartyKind, Post, Region};
use crate::domain::purchase::affiliate::Relation;
use crate::domain::purchase::catalogue::PriceBasis;
use crate::domain::purchase::exception::ExceptionKind;
use crate::domain::record::RecordKind;
use crate::domain::settle::delay::Cause;
use crate::domain::r#use::inventory::InventoryKind;

pub use crate::domain::law::sight::masked;

pub use super::matter::procurement::object;
pub use super::matter::{duty, duty_key, matter_kind, matters, paper_kind, stage};

/// The post that people mean by a word, in either language.
#[must_use]
pub fn find_post(word: &str) -> Option<Post> {
    Post::ALL.into_iter().find(|found| {
        let label = post(*found);
        word == label.0 || word.eq_ignore_ascii_case(label.1)
    })
}

labels! {
    /// A kind of party.
    party_kind(PartyKind) {
        Authority = "云主管部门", "cloud authority";
        Support = "云技术保障部门", "technical support";
        Unit = "云使用单位", "using unit";
        Provider = "云服务商", "cloud provider";
        Agency = "综合服务机构", "integrated service agency";
        Finance = "市财政局", "Municipal Finance Bureau";
        Audit = "市审计局", "Municipal Audit Bureau";
        Cyber = "网络安全职能部门", "cybersecurity authority";
    }
    /// A post of a person.
    post(Post) {
        Handler = "经办", "handler";
        Reviewer = "审核", "reviewer";
        Signatory = "签发", "signatory";
        Administrator = "管理员", "administrator";
        Reader = "只读", "reader";
    }
    /// The region of a unit, on which Art. 41 turns.
    region(Region) {
        Municipal = "市本级", "municipal";
        Heshan = "赫山", "Heshan";
        Ziyang = "资阳", "Ziyang";
        OtherCounty = "其他县市", "other county";
    }
    /// How a system is funded (Art. 3).
    funding(Funding) {
        Government = "政府投资建设", "government investment";
        Joint = "政企联合建设", "built jointly with an enterprise";
        PurchasedService = "政府购买服务", "purchased service";
        FiscalOperation = "财政资金运维", "maintained with public funds";
        Private = "非财政资金", "not publicly funded";
    }
    /// How a pool is run (Art. 4).
    cloud_mode(CloudMode) {
        SelfBuilt = "政府自建", "self-built";
        Purchased = "购买服务", "purchased";
    }
    /// How a duty ended.
    outcome(Outcome) {
        Met = "按期", "met";
        Late = "逾期", "late";
        Undetermined = "待定", "pending";
        Lapsed = "已免", "no longer owed";
    }
    /// How a holiday notice goes onto a year that is loaded.
    loading(Loading) {
        Replace = "取代原通知", "replace the notice";
        Add = "补充几天", "add days to it";
    }
    /// To whom lateness is reported.
    superior(Superior) {
        Authority = "云主管部门", "the authority";
        Reviewer = "本部门审核岗", "its own reviewer";
        Audit = "市审计局", "audit";
    }
    /// Who set a time limit: the Measures, the state, a contract or this program. They are never mixed.
    nature(Nature) {
        Statutory = "法定时限", "statutory limit";
        National = "国家规定时限", "national limit";
        Contract = "合同时限", "contract limit";
        Internal = "内部时限", "internal target";
    }
    /// What makes a day of delay cost something (Art. 39, R40, R41).
    cause(Cause) {
        NotBilledYet = "已交付，签认之前不计费", "delivered, and not billed before it is attested";
        StillBilled = "不再使用，签认之前照常计费", "no longer used, and billed until that is attested";
    }
    /// Why nobody can do a duty (R22).
    lack(Lack) {
        Post = "岗上无人", "nobody at the post";
        Apart = "在岗者都须回避（R22）", "everybody at the post must stand aside (R22)";
    }
    /// In what two persons of two parties are alike.
    likeness(Likeness) {
        Name = "同名", "same name";
        Telephone = "同电话", "same telephone";
        Both = "同名同电话", "same name and telephone";
    }
    /// A part that a person had in a matter (R22).
    part(Part) {
        Applicant = "申请人", "applicant";
        Acceptor = "受理人", "acceptor";
        Reviewer = "审核人", "reviewer";
        Proposer = "提议人", "proposer";
        Drafter = "拟稿人", "drafter";
    }
    /// What an exception is from.
    exception(ExceptionKind) {
        Purchase = "采购目录内资源", "buying what the catalogue has";
        Room = "自建机房", "a room of its own";
    }
    /// How a company is associated with another.
    relation(Relation) {
        Controls = "控制对方", "controls it";
        Controlled = "受对方控制", "controlled by it";
        Sisters = "同受一方控制", "both under one controller";
        State = "仅同受国家控股，不构成关联（R33）", "both held by the State alone, no affiliates (R33)";
    }
    /// What a pool is measured in.
    dimension(Dimension) {
        Vcpu = "vCPU", "vCPU";
        MemoryGib = "GiB 内存", "GiB of memory";
        FastDiskGib = "GiB 高速盘", "GiB of fast disk";
        OrdinaryDiskGib = "GiB 普通盘", "GiB of ordinary disk";
        BandwidthMbps = "Mbit/s 带宽", "Mbit/s of bandwidth";
        Gpu = "GPU", "GPUs";
        Addresses = "个公网地址", "public addresses";
    }
    /// How a catalogue item is priced (Art. 11, 39).
    price_basis(PriceBasis) {
        Year = "按年", "per year";
        Month = "按月", "per month";
    }
    /// What an inventory lists.
    inventory(InventoryKind) {
        Running = "运行实例", "what runs";
        Backups = "备份", "backups";
    }
    /// The kind of record that a code names.
    record_kind(RecordKind) {
        Party = "主体", "party";
        Person = "人员", "person";
        Account = "账号", "account";
        Pool = "资源池", "resource pool";
        System = "系统", "system";
        Item = "目录项", "catalogue item";
        Contract = "自签合同", "own contract";
        Agreement = "统签合同", "city contract";
        Pricing = "合同价", "contract price";
        Listing = "目录条目", "listing";
        Resource = "资源", "resource";
        Capacity = "资源池容量", "capacity of a pool";
        Inventory = "巡查清单", "inventory";
        Finding = "发现", "finding";
        Exception = "例外", "exception";
        Block = "限制", "block";
        Holding = "持股关系", "holding";
        Proposal = "待签署裁定", "ruling to be signed";
        Notice = "节假日通知", "holiday notice";
        NoticeProposal = "待签署节假日通知", "holiday notice to be signed";
        MeasuresChange = "办法变动", "change of the Measures";
        MeasuresGround = "期满后书面依据", "ground after the end";
        ArticleText = "办法原文", "official text";
    }
}

messages! {
    YES = "是", "yes";
    NO = "否", "no";
    BUDGET_MUNICIPAL = "市本级预算", "municipal budget";
    BUDGET_OTHER = "非市本级预算", "other budget";

}

/// A matter's number: `申请-20261109-0007`, in English its ASCII alias.
#[must_use]
pub fn matter_id(lang: Lang, id: MatterId) -> String {
    match lang {
        Lang::Zh => id.label(),
        Lang::En => id.to_string(),
    }
}

/// Whether something is so.
#[must_use]
pub const fn yes_or_no(is: bool) -> T {
    if is { YES } else { NO }
}

/// The budget level of a unit, on which Art. 40 turns.
#[must_use]
pub const fn budget(municipal: bool) -> T {
    if municipal {
        BUDGET_MUNICIPAL
    } else {
        BUDGET_OTHER
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn telephones_are_masked() {
        for (telephone, shown) in [
            ("13900002211", "139****2211"),
            ("0737-4221100", "073*****1100"),
            ("110", "***"),
            ("", ""),
        ] {
            assert_eq!(masked(telephone), shown);
        }
    }

    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn no_two_labels_of_a_group_read_the_same() {
        let mut groups: BTreeMap<&str, Vec<T>> = BTreeMap::new();
        for &(name, message) in LABELS {
            let group = name.split_once(' ').map_or(name, |(group, _)| group);
            let seen = groups.entry(group).or_default();
            let again = seen
                .iter()
                .any(|other| other.0 == message.0 || other.1 == message.1);
            assert!(!again, "{name}");
            seen.push(message);
        }
        assert!(groups.values().all(|labels| labels.len() > 1));
    }
}
