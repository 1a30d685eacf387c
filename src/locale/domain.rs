//! What the Measures' parties, matters, stages, duties and papers are called.
//!
//! Stages are named by what is awaited, so that a queue reads as a list of what to do; duties by the deed.
use super::{Lang, T};
use crate::domain::application::Stage as ApplicationStage;
use crate::domain::catalogue::PriceBasis;
use crate::domain::command::{Decision, TestResult};
use crate::domain::duty::{DutyKind, Nature, Outcome};
use crate::domain::emergency::{Ground, Stage as EmergencyStage};
use crate::domain::line::{Procurement, Quantity};
use crate::domain::matter::{MatterId, MatterKind, Part, Stage};
use crate::domain::paper::PaperKind;
use crate::domain::party::{PartyKind, Post, Region};
use crate::domain::pool::CloudMode;
use crate::domain::refusal::RecordKind;
use crate::domain::system::Funding;
use crate::domain::verb::Lookup;

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
    /// A kind of matter, as it begins the matter's number.
    matter_kind(MatterKind) {
        Application = "申请", "application";
        Emergency = "应急", "emergency";
    }
    /// A stage of an application (Art. 19).
    application_stage(ApplicationStage) {
        Submitted = "待受理", "to accept";
        Accepted = "审核中", "in review";
        NotAccepted = "不予受理", "not accepted";
        Approved = "审核通过", "approved";
        Rejected = "审核不通过", "rejected";
        TestOrdered = "待搭建测试环境", "to set up test";
        Testing = "测试中", "in testing";
        TestReported = "待提调整建议", "to propose adjustment";
        AdjustmentProposed = "待备案", "to file";
        Filed = "已备案", "filed";
        DeliveryOrdered = "待交付", "to deliver";
        Delivered = "待确认", "to confirm";
        Running = "运行中", "running";
        SelfProcuring = "自行采购中", "self-procuring";
        Withdrawn = "已撤回", "withdrawn";
        Abandoned = "已放弃", "abandoned";
    }
    /// A stage of an emergency (Art. 23).
    emergency_stage(EmergencyStage) {
        Applied = "待应急审核", "to review urgently";
        Issued = "待交接", "to hand over";
        HandedOver = "待确认补办", "to confirm and file";
        Regularised = "已补办", "regularised";
        Rejected = "审核不通过", "rejected";
        Withdrawn = "已撤回", "withdrawn";
        ToCancel = "应转注销", "to cancel";
    }
    /// A kind of paper.
    paper_kind(PaperKind) {
        AcceptanceNotice = "受理通知书", "notice of acceptance";
        NonAcceptanceOpinion = "不予受理意见书", "opinion of non-acceptance";
        ReviewOpinion = "审核意见", "review opinion";
        TestOrder = "测试工单", "test work order";
        TestHandOver = "测试环境移交单", "test environment hand-over";
        TestReport = "测试报告", "test report";
        AdjustmentProposal = "资源调整建议（备案）", "resource adjustment proposal (for filing)";
        DeliveryOrder = "交付工单", "delivery work order";
        IssuanceConfirmation = "发放确认单", "confirmation of issuance";
        EmergencyIssuance = "应急发放单", "emergency issuance order";
        RegularisationReminder = "补办催告", "reminder to regularise";
    }
    /// How a system is funded (Art. 3).
    funding(Funding) {
        Government = "政府投资建设", "government investment";
        Joint = "政企联合建设", "built jointly with an enterprise";
        PurchasedService = "政府购买服务", "purchased service";
        FiscalOperation = "财政资金运维", "maintained with public funds";
        Private = "非财政资金", "not publicly funded";
    }
    /// Which of the four quantities of a line.
    quantity(Quantity) {
        Applied = "申请量", "applied";
        Approved = "审核量", "approved";
        Adjusted = "调整量", "adjusted";
        Issued = "发放量", "issued";
    }
    /// The ground of an emergency (Art. 23).
    ground(Ground) {
        MunicipalRequirement = "市级新要求", "new municipal requirement";
        ProvincialRequirement = "省级新要求", "new provincial requirement";
        CentralRequirement = "中央新要求", "new central requirement";
        NationalStrategy = "国家重大战略", "major national strategy";
        NationalSecurity = "国家安全", "national security";
    }
    /// How a pool is run (Art. 4).
    cloud_mode(CloudMode) {
        SelfBuilt = "政府自建", "self-built";
        Purchased = "购买服务", "purchased";
    }
    /// What must be done: the deed, in 12 cells of Chinese at most.
    duty(DutyKind) {
        Accept = "受理", "acceptance";
        Review = "审核意见", "review opinion";
        Resubmit = "重新申请", "new application";
        OrderTest = "下达测试单", "test order";
        BuildTest = "搭建测试环境", "test environment";
        Test = "测试并报告", "test and report";
        Propose = "提调整建议", "adjustment proposal";
        ReceiveFiling = "备案签收", "receipt of filing";
        OrderDelivery = "下达交付单", "delivery order";
        Deliver = "交付", "delivery";
        Confirm = "确认发放", "confirmation";
        DetermineCompletion = "督办确认", "determine completion";
        CheckProduct = "产品安全检查", "product check";
        DeployProduct = "部署产品", "product deployment";
        ReviewEmergency = "应急审核", "emergency review";
        HandOver = "交接", "hand-over";
        ConfirmIssuance = "确认应急发放", "confirm issuance";
        FileApplication = "补办申请", "file application";
        Supervise = "督办补办", "supervise filing";
        Cancel = "转注销", "cancellation";
    }
    /// How a duty ended.
    outcome(Outcome) {
        Met = "按期", "met";
        Late = "逾期", "late";
        Lapsed = "已免", "lapsed";
    }
    /// Whether a time limit is the Measures' or ours; the two are never mixed.
    nature(Nature) {
        Statutory = "法定时限", "statutory limit";
        Internal = "内部时限", "internal target";
    }
    /// A hat that a person wore on a matter (R22).
    part(Part) {
        Applicant = "申请人", "applicant";
        Acceptor = "受理人", "acceptor";
        Reviewer = "审核人", "reviewer";
        Proposer = "提议人", "proposer";
    }
    /// The decision of a review.
    decision(Decision) {
        Approve = "通过", "approve";
        Reject = "不通过", "reject";
    }
    /// The result of a test or a check.
    test_result(TestResult) {
        Passed = "合格", "passed";
        Failed = "不合格", "failed";
    }
    /// How a catalogue item is priced (Art. 11, 39).
    price_basis(PriceBasis) {
        Year = "按年", "per year";
        Month = "按月", "per month";
    }
    /// The kind of record that a code names.
    record_kind(RecordKind) {
        Party = "主体", "party";
        Person = "人员", "person";
        Account = "账号", "account";
        Pool = "资源池", "resource pool";
        System = "系统", "system";
        Item = "目录项", "catalogue item";
        Line = "资源行", "line";
        Proposal = "待签裁定", "ruling to be signed";
    }
    /// What a code field is looked up in.
    lookup(Lookup) {
        Party = "主体", "parties";
        Person = "人员", "persons";
        Pool = "资源池", "resource pools";
        System = "系统", "systems";
        Item = "服务目录", "service catalogue";
    }
}

messages! {
    BUDGET_MUNICIPAL = "市本级预算", "municipal budget";
    BUDGET_OTHER = "非市本级预算", "other budget";

    PROCUREMENT_ASKED = "待同意", "consent asked";
    PROCUREMENT_REFUSED = "未获同意", "consent refused";
    PROCUREMENT_CONSENTED = "已同意，待安全检查", "consented, to be checked";
    PROCUREMENT_FAILED = "安全检查不合格", "check failed";
    PROCUREMENT_PASSED = "安全检查合格，待部署", "check passed, to be deployed";
    PROCUREMENT_DEPLOYED = "已部署", "deployed";
}

/// The stage of a matter of any kind.
#[must_use]
pub const fn stage(value: Stage) -> T {
    match value {
        Stage::Application(value) => application_stage(value),
        Stage::Emergency(value) => emergency_stage(value),
    }
}

/// A matter's number: `申请-20261109-0007`, in English its ASCII alias.
#[must_use]
pub fn matter_id(lang: Lang, id: MatterId) -> String {
    match lang {
        Lang::Zh => id.label(),
        Lang::En => id.to_string(),
    }
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

/// How far a self-procured product has come (Art. 19(1), 28).
#[must_use]
pub const fn procurement(value: &Procurement) -> T {
    match value {
        Procurement::Asked => PROCUREMENT_ASKED,
        Procurement::Refused => PROCUREMENT_REFUSED,
        Procurement::Consented => PROCUREMENT_CONSENTED,
        Procurement::Failed { .. } => PROCUREMENT_FAILED,
        Procurement::Passed { .. } => PROCUREMENT_PASSED,
        Procurement::Deployed { .. } => PROCUREMENT_DEPLOYED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use unicode_width::UnicodeWidthStr;

    fn group(function: &str) -> impl Iterator<Item = (&'static str, T)> + '_ {
        LABELS.iter().filter_map(move |&(name, message)| {
            let (group, variant) = name.split_once(' ')?;
            (group == function).then_some((variant, message))
        })
    }

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

    #[test]
    fn stages_and_duties_fit_their_columns() {
        for (function, zh, en) in [
            ("application_stage", 14, 21),
            ("emergency_stage", 14, 21),
            ("duty", 12, 20),
        ] {
            assert!(group(function).count() > 5);
            for (name, message) in group(function) {
                let fits = message.0.width() <= zh && message.1.width() <= en;
                assert!(fits, "{function} {name}");
            }
        }
    }

    #[test]
    fn a_matters_word_is_the_one_in_front_of_its_number() {
        for kind in MatterKind::ALL {
            assert_eq!(matter_kind(kind).0, kind.word());
        }
    }
}
