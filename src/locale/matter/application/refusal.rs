//! Why an act on an application is refused, and how to mend it.

use super::outside;
use crate::domain::r#use::application::Reason;
use crate::locale::{Lang, date, domain};

messages! {
    GROUND_NEEDED = "{0}，须附云主管部门的书面依据", "This needs the authority's written ground: {0}";
    OUTSIDE_REFUSED = "{0}，现行裁定不准", "As ruled now this is refused: {0}";
    SELF_BUILT = "自建资源池不下工单", "No order is placed on a self-built pool";
    NOT_CHECKED = "第{0}行的产品还没有通过安全检查", "The product on line {0} has not passed its security check";
    NOT_SELF_PROCURED = "第{0}行不是经同意自行采购的产品", "Line {0} is not a product procured with consent";
    NOT_REAPPLICABLE = "{0} 不是本单位未获受理的申请，或已经再报过", "{0} is no application of yours that was not accepted, or was answered already";
    NO_ANSWER = "意见共{0}条，须逐条回应", "Each of the {0} objections must be answered";
    OTHER_PLACE = "重新申请须与 {0} 同一系统、同一资源池", "A new application is for the system and pool of {0}";
    TEST_NOT_OVER = "一个月的测试期还没有满", "The month of testing is not over";
    NOT_ARRIVED = "第{0}行的产品还没有报告到货", "The product on line {0} was not reported as arrived";
    NOTHING_TO_CLEAR = "没有待清理的测试环境", "No test environment is left to clear";
    REGULARISING = "为应急补办的申请不能撤回或放弃", "An application that regularises an emergency is neither withdrawn nor abandoned";
    ALREADY_DELIVERED = "资源已经交付，应当注销，不能放弃", "What is delivered is cancelled, not abandoned";
    NOT_YET_ESCALATED = "单位的确认期限未过，不能代为认定", "The unit still has time to confirm; nobody may do it in its place";
    SAME_PLACE = "请选同一系统、同一资源池；要换的另行申请，不填原申请。原资源池有退出通知的，可以换资源池（裁定 R34）", "Choose the same system and pool, or apply anew without naming the earlier one; a pool whose provider gave notice of its exit may be changed (ruling R34)";
    WAIT_FOR_MONTH = "请等测试期满", "Wait until the month is over";
    REPORT_ARRIVAL_FIRST = "请单位先报告到货", "Let the unit report its arrival first";
    NOTHING_TO_DO = "无须办理", "Nothing is to be done";
    CHANGE_RULING = "请作“不通过”；要准许，先由一人提议、另一人签署，改裁定 {0}", "Reject; to allow it, let one person propose and another sign a change of ruling {0} first";
    SUPPORT_BUILDS = "谁也不必下达：由云技术保障部门直接搭建、交付", "Nobody places one: technical support builds and delivers by itself";
    CHECK_FIRST = "请云技术保障部门先记录合格的安全检查", "Let technical support record a check that it passed first";
    CHOOSE_PRODUCT = "请选经同意自行采购的行", "Choose a line that is procured with consent";
    LEAVE_PREVIOUS = "请核对原申请编号；与旧申请无关的，此栏留空", "Check the earlier application's number; leave it empty if this answers none";
    ANSWER = "每行以序号开头回应，如“1 已补材料”；序号从1到{0}", "Begin each answer with an objection's number, 1 to {0}: 1 now attached";
    LET_DECIDE = "请等审核结论；不再需要的，之后申请注销", "Wait for the review; what is not needed is cancelled afterwards";
    CANCEL_INSTEAD = "请单位签认之后申请注销（第21条）", "Let the unit attest it, then apply for its cancellation (Art. 21)";
    NOT_YET_FILED = "调整建议尚未备案：没有签收，按送达计到 {0} 才完成", "The adjustment is not filed yet: it was not received, and by its service it is complete on {0}";
    WAIT_FILING = "请云主管部门签收备案，或等到 {0} 再办", "Let the authority receive the filing, or wait until {0}";
    WAIT_ESCALATION = "请等期限过后自动上报，再作认定", "Wait until it is overdue and reported, then determine the day";
    FILL_IN_GROUND = "请填写“书面依据”", "Fill in “Written ground”";
    ABOVE_APPROVED = "第{0}行超过审核量{1}", "Line {0} is above the approved {1}";
    NOT_RAISED = "补充审核意见只提高审核量", "A supplementary opinion only raises what was approved";
    RAISE_FIRST = "第{0}行请填不超过{1}的数；确需更多的，先由云主管部门审核岗出具补充审核意见（application.supplement，裁定 R24）", "Enter {1} or less on line {0}; if more is needed, let a reviewer of the authority give a supplementary opinion first (application.supplement, ruling R24)";
    RAISE_ONE = "每行不少于原审核量（{0}），至少一行多于它", "Leave no line less than what was approved ({0}), and give one at least more";
}

/// Why an act is refused.
pub(in crate::locale::matter) fn why(lang: Lang, reason: &Reason) -> String {
    match reason {
        Reason::GroundNeeded(of) => GROUND_NEEDED.fill(lang, &[&outside(*of).get(lang)]),
        Reason::OutsideRefused(of) => OUTSIDE_REFUSED.fill(lang, &[&outside(*of).get(lang)]),
        Reason::SelfBuilt => SELF_BUILT.get(lang).to_owned(),
        Reason::NotChecked(line) => NOT_CHECKED.fill(lang, &[line]),
        Reason::NotSelfProcured(line) => NOT_SELF_PROCURED.fill(lang, &[line]),
        Reason::NotReapplicable(id) => {
            NOT_REAPPLICABLE.fill(lang, &[&domain::matter_id(lang, *id)])
        }
        Reason::NoAnswer(objections) => NO_ANSWER.fill(lang, &[objections]),
        Reason::OtherPlace(id) => OTHER_PLACE.fill(lang, &[&domain::matter_id(lang, *id)]),
        Reason::TestNotOver => TEST_NOT_OVER.get(lang).to_owned(),
        Reason::NotArrived(line) => NOT_ARRIVED.fill(lang, &[line]),
        Reason::AboveApproved(line, most) => ABOVE_APPROVED.fill(lang, &[line, most]),
        Reason::NotRaised(_) => NOT_RAISED.get(lang).to_owned(),
        Reason::NothingToClear => NOTHING_TO_CLEAR.get(lang).to_owned(),
        Reason::Regularising => REGULARISING.get(lang).to_owned(),
        Reason::AlreadyDelivered => ALREADY_DELIVERED.get(lang).to_owned(),
        Reason::NotYetEscalated => NOT_YET_ESCALATED.get(lang).to_owned(),
        Reason::NotYetFiled(since) => NOT_YET_FILED.fill(lang, &[&date::date_long(lang, *since)]),
    }
}

/// How to mend it.
pub(in crate::locale::matter) fn mend(lang: Lang, reason: &Reason) -> String {
    match reason {
        Reason::GroundNeeded(_) => FILL_IN_GROUND.get(lang).to_owned(),
        Reason::OutsideRefused(of) => CHANGE_RULING.fill(lang, &[&of.ruling()]),
        Reason::SelfBuilt => SUPPORT_BUILDS.get(lang).to_owned(),
        Reason::NotChecked(_) => CHECK_FIRST.get(lang).to_owned(),
        Reason::NotSelfProcured(_) => CHOOSE_PRODUCT.get(lang).to_owned(),
        Reason::NotReapplicable(_) => LEAVE_PREVIOUS.get(lang).to_owned(),
        Reason::NoAnswer(objections) => ANSWER.fill(lang, &[objections]),
        Reason::OtherPlace(_) => SAME_PLACE.get(lang).to_owned(),
        Reason::TestNotOver => WAIT_FOR_MONTH.get(lang).to_owned(),
        Reason::NotArrived(_) => REPORT_ARRIVAL_FIRST.get(lang).to_owned(),
        Reason::AboveApproved(line, most) => RAISE_FIRST.fill(lang, &[line, most]),
        Reason::NotRaised(approved) => {
            let approved: Vec<String> = approved.iter().map(u32::to_string).collect();
            RAISE_ONE.fill(lang, &[&approved.join(",")])
        }
        Reason::NothingToClear => NOTHING_TO_DO.get(lang).to_owned(),
        Reason::Regularising => LET_DECIDE.get(lang).to_owned(),
        Reason::AlreadyDelivered => CANCEL_INSTEAD.get(lang).to_owned(),
        Reason::NotYetEscalated => WAIT_ESCALATION.get(lang).to_owned(),
        Reason::NotYetFiled(since) => WAIT_FILING.fill(lang, &[&date::date_long(lang, *since)]),
    }
}

/// Every reason of an application, with values that must show.
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
pub(in crate::locale::matter) fn every_reason() -> Vec<crate::domain::law::refusal::Reason> {
    use crate::domain::law::refusal::Reason as Any;
    use crate::domain::r#use::application::{Outside, Stage};
    let reasons = [
        Reason::GroundNeeded(Outside::Level4),
        Reason::OutsideRefused(Outside::OffBudget),
        Reason::GroundNeeded(Outside::OtherCounty),
        Reason::SelfBuilt,
        Reason::NotChecked(2),
        Reason::NotSelfProcured(2),
        Reason::NotReapplicable("APP-20261109-0007".parse().unwrap()),
        Reason::NoAnswer(2),
        Reason::OtherPlace("APP-20261109-0007".parse().unwrap()),
        Reason::TestNotOver,
        Reason::NotArrived(2),
        Reason::AboveApproved(2, 8),
        Reason::NotRaised(vec![8, 2]),
        Reason::NothingToClear,
        Reason::Regularising,
        Reason::AlreadyDelivered,
        Reason::NotYetEscalated,
        Reason::NotYetFiled(chrono::NaiveDate::from_ymd_opt(2026, 11, 12).unwrap()),
    ];
    let at_a_stage = Stage::ALL.map(|stage| Any::WrongStage(stage.into()));
    reasons
        .map(Any::from)
        .into_iter()
        .chain(at_a_stage)
        .collect()
}
