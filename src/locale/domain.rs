//! What the Measures' parties, matters, stages and papers are called.
//!
//! A label is found by the key of its value in the domain, `test_ordered` for `STAGE_TEST_ORDERED`. Stages are named
//! by what is awaited, so that a queue reads as a list of what to do.
use super::T;

messages! {
    PARTY_AUTHORITY = "云主管部门", "cloud authority";
    PARTY_SUPPORT = "云技术保障部门", "technical support";
    PARTY_UNIT = "云使用单位", "using unit";
    PARTY_PROVIDER = "云服务商", "cloud provider";
    PARTY_AGENCY = "综合服务机构", "integrated service agency";
    PARTY_FINANCE = "市财政局", "Municipal Finance Bureau";
    PARTY_AUDIT = "市审计局", "Municipal Audit Bureau";
    PARTY_CYBER = "网络安全职能部门", "cybersecurity authority";

    POST_HANDLER = "经办", "handler";
    POST_REVIEWER = "审核", "reviewer";
    POST_ADMINISTRATOR = "管理员", "administrator";
    POST_READER = "只读", "reader";

    REGION_MUNICIPAL = "市本级", "municipal";
    REGION_HESHAN = "赫山", "Heshan";
    REGION_ZIYANG = "资阳", "Ziyang";
    REGION_COUNTY = "其他县市", "other county";

    BUDGET_MUNICIPAL = "市本级预算", "municipal budget";
    BUDGET_OTHER = "非市本级预算", "other budget";

    MATTER_APPLICATION = "申请", "application";
    MATTER_EMERGENCY = "应急", "emergency";

    STAGE_SUBMITTED = "待受理", "to accept";
    STAGE_ACCEPTED = "审核中", "in review";
    STAGE_NOT_ACCEPTED = "不予受理", "not accepted";
    STAGE_APPROVED = "待下测试单", "to order test";
    STAGE_REJECTED = "审核不通过", "rejected";
    STAGE_TEST_ORDERED = "待搭建测试环境", "to set up test";
    STAGE_TESTING = "测试中", "in testing";
    STAGE_TEST_REPORTED = "待提调整建议", "to propose adjustment";
    STAGE_ADJUSTMENT_PROPOSED = "待备案", "to file";
    STAGE_FILED = "待下交付单", "to order delivery";
    STAGE_DELIVERY_ORDERED = "待交付", "to deliver";
    STAGE_DELIVERED = "待确认", "to confirm";
    STAGE_RUNNING = "运行中", "running";
    STAGE_SELF_PROCURING = "自行采购中", "self-procuring";
    STAGE_WITHDRAWN = "已撤回", "withdrawn";
    STAGE_ABANDONED = "已放弃", "abandoned";

    EMERGENCY_STAGE_APPLIED = "待应急审核", "to review urgently";
    EMERGENCY_STAGE_ISSUED = "待交接", "to hand over";
    EMERGENCY_STAGE_HANDED_OVER = "待确认补办", "to confirm and file";
    EMERGENCY_STAGE_REGULARISED = "已补办", "regularised";
    EMERGENCY_STAGE_REJECTED = "审核不通过", "rejected";
    EMERGENCY_STAGE_WITHDRAWN = "已撤回", "withdrawn";
    EMERGENCY_STAGE_TO_CANCEL = "应转注销", "to cancel";

    DOCUMENT_ACCEPTANCE = "受理通知书", "notice of acceptance";
    DOCUMENT_NON_ACCEPTANCE = "不予受理意见书", "opinion of non-acceptance";
    DOCUMENT_REVIEW_OPINION = "审核意见", "review opinion";
    DOCUMENT_TEST_ORDER = "测试工单", "test work order";
    DOCUMENT_TEST_HANDOVER = "测试环境移交单", "test environment hand-over";
    DOCUMENT_TEST_REPORT = "测试报告", "test report";
    DOCUMENT_ADJUSTMENT_PROPOSAL = "资源调整建议（备案）", "resource adjustment proposal (for filing)";
    DOCUMENT_DELIVERY_ORDER = "交付工单", "delivery work order";
    DOCUMENT_ISSUANCE_CONFIRMATION = "发放确认单", "confirmation of issuance";
    DOCUMENT_CHANGE_OPINION = "变更审核意见", "review opinion on a change";
    DOCUMENT_CHANGE_ORDER = "变更工单", "change work order";
    DOCUMENT_CANCELLATION_OPINION = "注销审核意见", "review opinion on a cancellation";
    DOCUMENT_TERMINATION_CONFIRMATION = "服务终止确认单", "confirmation of service termination";
    DOCUMENT_CLEARING_CERTIFICATE = "数据清理证明", "data clearing certificate";
    DOCUMENT_EMERGENCY_ISSUANCE = "应急发放单", "emergency issuance order";
    DOCUMENT_REGULARISATION_REMINDER = "补办催告", "reminder to regularise";
    DOCUMENT_USE_BULLETIN = "使用效率通报", "bulletin on efficiency of use";
    DOCUMENT_CONSOLIDATION_PROMPT = "整合清理提示单", "prompt to consolidate or clear";
    DOCUMENT_STOP_NOTICE = "停止发放通知", "notice of stopped issuance";
    DOCUMENT_STOP_LIFTING = "解除停发通知", "notice of resumed issuance";
    DOCUMENT_EXIT_PLAN = "退出方案", "exit plan";
    DOCUMENT_RECTIFICATION_NOTICE = "整改通知", "rectification notice";
    DOCUMENT_ACCESS_GRANT = "授权书", "access grant";
    DOCUMENT_APPRAISAL_SHEET = "考核表", "appraisal sheet";
    DOCUMENT_SETTLEMENT_STATEMENT = "结算核算表", "settlement statement";
    DOCUMENT_OPERATION_REPORT = "月报/季报/年报", "monthly/quarterly/annual report";

    FUNDING_INVESTED = "政府投资建设", "government investment";
    FUNDING_JOINT = "政企联合建设", "built jointly with an enterprise";
    FUNDING_PURCHASED = "政府购买服务", "purchased service";
    FUNDING_MAINTAINED = "财政资金运维", "maintained with public funds";

    QUANTITY_APPLIED = "申请量", "applied";
    QUANTITY_APPROVED = "审核量", "approved";
    QUANTITY_ADJUSTED = "调整量", "adjusted";
    QUANTITY_ISSUED = "发放量", "issued";

    GROUND_CENTRAL_REQUIREMENT = "中央新要求", "new central requirement";
    GROUND_PROVINCIAL_REQUIREMENT = "省级新要求", "new provincial requirement";
    GROUND_MUNICIPAL_REQUIREMENT = "市级新要求", "new municipal requirement";
    GROUND_NATIONAL_STRATEGY = "国家重大战略", "major national strategy";
    GROUND_NATIONAL_SECURITY = "国家安全", "national security";
}

/// A kind of party: `authority`, `support`, `unit`, `provider`, `agency`, `finance`, `audit`, `cyber`.
#[must_use]
pub fn party(key: &str) -> Option<T> {
    labelled("PARTY_", key)
}

/// A post of a person: `handler`, `reviewer`, `administrator`, `reader`.
#[must_use]
pub fn post(key: &str) -> Option<T> {
    labelled("POST_", key)
}

/// The region of a unit, on which Art. 41 turns: `municipal`, `heshan`, `ziyang`, `county`.
#[must_use]
pub fn region(key: &str) -> Option<T> {
    labelled("REGION_", key)
}

/// The budget level of a unit, on which Art. 40 turns: `municipal`, `other`.
#[must_use]
pub fn budget(key: &str) -> Option<T> {
    labelled("BUDGET_", key)
}

/// A kind of matter, as it begins the matter's number: `application`, `emergency`.
#[must_use]
pub fn matter(key: &str) -> Option<T> {
    labelled("MATTER_", key)
}

/// A stage of an application (Art. 19), `submitted` to `running`, and the ways it ends otherwise.
#[must_use]
pub fn stage(key: &str) -> Option<T> {
    labelled("STAGE_", key)
}

/// A stage of an emergency (Art. 23), `applied` to `regularised`, and the ways it ends otherwise.
#[must_use]
pub fn emergency_stage(key: &str) -> Option<T> {
    labelled("EMERGENCY_STAGE_", key)
}

/// A kind of paper: `acceptance`, `test_order`, `clearing_certificate` and so on.
#[must_use]
pub fn document(key: &str) -> Option<T> {
    labelled("DOCUMENT_", key)
}

/// How a system is funded (Art. 3): `invested`, `joint`, `purchased`, `maintained`.
#[must_use]
pub fn funding(key: &str) -> Option<T> {
    labelled("FUNDING_", key)
}

/// Which of the four quantities of a line: `applied`, `approved`, `adjusted`, `issued`.
#[must_use]
pub fn quantity(key: &str) -> Option<T> {
    labelled("QUANTITY_", key)
}

/// The ground of an emergency (Art. 23): `central_requirement`, `national_security` and so on.
#[must_use]
pub fn ground(key: &str) -> Option<T> {
    labelled("GROUND_", key)
}

/// The message whose name is the prefix and the key in capitals.
fn labelled(prefix: &str, key: &str) -> Option<T> {
    ALL.iter()
        .find(|(name, _)| {
            name.strip_prefix(prefix).is_some_and(|rest| {
                rest.bytes()
                    .eq(key.bytes().map(|byte| byte.to_ascii_uppercase()))
            })
        })
        .map(|&(_, message)| message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use unicode_width::UnicodeWidthStr;

    type Find = fn(&str) -> Option<T>;

    const PREFIXES: [(&str, usize, Find); 11] = [
        ("PARTY_", 8, party),
        ("POST_", 4, post),
        ("REGION_", 4, region),
        ("BUDGET_", 2, budget),
        ("MATTER_", 2, matter),
        ("STAGE_", 16, stage),
        ("EMERGENCY_STAGE_", 7, emergency_stage),
        ("DOCUMENT_", 26, document),
        ("FUNDING_", 4, funding),
        ("QUANTITY_", 4, quantity),
        ("GROUND_", 5, ground),
    ];

    fn group(prefix: &str) -> Vec<(&str, T)> {
        ALL.iter()
            .filter_map(|&(name, message)| Some((name.strip_prefix(prefix)?, message)))
            .collect()
    }

    #[test]
    fn every_label_is_found_by_its_key_and_no_other() {
        let mut labels = 0;
        for (prefix, count, find) in PREFIXES {
            let group = group(prefix);
            assert_eq!(group.len(), count, "{prefix}");
            for (name, message) in group {
                assert_eq!(find(&name.to_ascii_lowercase()), Some(message), "{name}");
            }
            assert_eq!((find(""), find("no_such_key")), (None, None));
            labels += count;
        }
        assert_eq!(labels, ALL.len());
        assert_eq!(stage("stage_testing"), None);
        assert_eq!(emergency_stage("rejected"), Some(EMERGENCY_STAGE_REJECTED));
    }

    #[test]
    fn no_two_labels_of_a_group_read_the_same() {
        for (prefix, count, _) in PREFIXES {
            let group = group(prefix);
            let zh: BTreeSet<_> = group.iter().map(|(_, message)| message.0).collect();
            let en: BTreeSet<_> = group.iter().map(|(_, message)| message.1).collect();
            assert_eq!((zh.len(), en.len()), (count, count), "{prefix}");
        }
    }

    #[test]
    fn stages_fit_a_column() {
        for prefix in ["STAGE_", "EMERGENCY_STAGE_"] {
            for (name, message) in group(prefix) {
                assert!(message.0.width() <= 14 && message.1.width() <= 21, "{name}");
            }
        }
    }
}
