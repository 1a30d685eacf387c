//! The words of applications: stages, acts and their fields, duties, papers, what happened, why not.
use super::super::{Lang, T, date};
use super::{asked, clearing, materials};
use crate::domain::law::duty::DutyKey;
use crate::domain::law::matter::{Head, Stage as AnyStage};
use crate::domain::law::naming::Names;
use crate::domain::r#use::application::{
    self, Application, DutyKind, Outside, PaperKind, Stage, TestResult, Verb, of_lines,
};
use crate::domain::r#use::asked::Decision;
use crate::domain::r#use::materials::{DataHeld, MaterialKind};
use crate::locale::{domain, event};

mod fields;
pub mod paper;
pub mod refusal;

pub(super) use fields::FIELDS;
pub(super) use refusal::{mend, why};

#[cfg(test)]
pub(super) use refusal::every_reason;

labels! {
    /// A stage of an application (Art. 19).
    stage(Stage) {
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
    /// A verb as a button and the palette show it: the imperative.
    verb(Verb) {
        Submit = "提交申请", "Submit an application";
        Supply = "提交材料", "Supply materials";
        Accept = "受理", "Accept";
        Decline = "不予受理", "Do not accept";
        Review = "出具审核意见", "Give the review opinion";
        OrderTest = "下达测试工单", "Order the test";
        HandOverTest = "移交测试环境", "Hand over the test environment";
        ReportTest = "提交测试报告", "Report the test";
        EndTest = "终结超期测试", "End the overrun test";
        Propose = "提出调整建议", "Propose the adjustment";
        Supplement = "出具补充审核意见", "Give a supplementary opinion";
        ReceiveFiling = "签收备案", "Receive the filing";
        OrderDelivery = "下达交付工单", "Order the delivery";
        Deliver = "交付资源", "Deliver";
        ObjectDelivery = "对交付提出异议", "Object to the delivery";
        Confirm = "确认发放", "Confirm";
        CheckAttestation = "核对签认日", "Check the attested day";
        DetermineCompletion = "认定完成日", "Determine the completion day";
        Object = "对认定提出异议", "Object to the determination";
        DecideObjection = "处理异议", "Decide an objection";
        ReportArrival = "报告产品到货", "Report a product's arrival";
        CheckProduct = "记录产品安全检查", "Record a product check";
        DeployProduct = "记录产品部署", "Record a deployment";
        Abandon = "放弃", "Abandon";
        ClearEnvironment = "清理测试环境", "Clear the test environment";
    }
    /// What a verb does, in a sentence.
    verb_hint(Verb) {
        Submit = "本单位申请云资源，云主管部门的受理期限从今天起算。提交后再按 . 提交材料。",
            "Your unit applies for resources; the authority's time to accept starts today. Then press . to supply the materials.";
        Supply = "记录随申请提交的材料；审核意见之前可以补交、更换，不影响时限。",
            "Record what is supplied with the application; until the review opinion more may follow, and no clock stops.";
        Accept = "发受理通知书，转入审核；尚缺的材料记在案上。",
            "The notice of acceptance goes out and the review begins; what is missing is put on record.";
        Decline = "出具书面意见，逐条写明理由，单位可据此再报。",
            "A written opinion goes out, objection by objection, which a new application can answer.";
        Review = "逐行核定数量，给出通过或不通过的意见。",
            "Set the quantity of each line, and approve or reject with an opinion.";
        OrderTest = "请云服务商按审核量搭建测试环境。",
            "The provider is to set up the test environment for the approved quantities.";
        HandOverTest = "把搭好的测试环境交给单位，一个月的测试期从今天起算。",
            "The unit gets the test environment; its month of testing starts today.";
        ReportTest = "报告测试结果；不合格的继续测试，期限不变。",
            "Report the result; after a failure testing goes on within the same month.";
        EndTest = "测试期已满而未结束：由云技术保障部门发文终结，转入调整建议。",
            "The month is over and the test is not: technical support ends it by a notice, and the adjustment follows.";
        Propose = "按测试情况提出调整量，并送云主管部门备案。",
            "Propose quantities from the test and file them with the authority.";
        Supplement = "测试显示审核量不够：在提出调整之前提高它，原审核量留在记录里。",
            "The test shows the approved quantity to be too little: raise it before the adjustment; what was approved stays on record.";
        ReceiveFiling = "记录收到备案；备案不是审批，不能驳回。",
            "Record that the filing arrived; it is no approval and cannot be refused.";
        OrderDelivery = "请云服务商按调整量交付。",
            "The provider is to deliver the adjusted quantities.";
        Deliver = "记录实际发放的数量和完成日，交单位确认。",
            "Record what was issued and the completion day, for the unit to confirm.";
        ObjectDelivery = "交付的与要求不符：写明哪里不符，交付方重新交付。",
            "What was delivered is not what was asked for: say how, and the supplier delivers again.";
        CheckAttestation = "签认日与报告的完成日不同：核对理由和差额。",
            "The attested day is not the reported one: check the reason and what it is worth.";
        Object = "认定送达后5个工作日内可提出；计费照常。",
            "Within five working days of its service; billing goes on.";
        DecideObjection = "逐一处理对认定的异议；成立的，更正完成日。",
            "Decide what was said against the day; one that is upheld corrects it.";
        ReportArrival = "产品到货，或整改后再次报检；安全检查从此算起。",
            "A product arrived, or is back mended; its security check is owed from then on.";
        Confirm = "确认收到资源，并签认完成日；计费从签认的日子算。",
            "Confirm the resources and attest the completion day, from which billing counts.";
        DetermineCompletion = "单位逾期不确认的，凭交付证据代为认定完成日。",
            "For a unit that does not confirm in time, set the completion day on the delivery evidence.";
        CheckProduct = "记录自购产品的安全检查结果；不合格的可复检。",
            "Record the security check of a self-procured product; a failed one may be repeated.";
        DeployProduct = "记录合格产品的部署日。",
            "Record the day on which a product that passed was deployed.";
        Abandon = "在交付之前放弃；已下的工单随文撤销，测试环境转入清理。",
            "Give up before delivery; an order is revoked by a paper, a test environment is cleared.";
        ClearEnvironment = "清理已放弃申请的测试环境，或备案的调整不再需要的部分，出具数据清理证明；清理后不能恢复。",
            "Wipe the test environment of what was abandoned, or what the filed adjustment does not take over, with a certificate; nothing brings it back.";
    }
    /// What must be done: the deed, in 12 cells of Chinese at most.
    duty(DutyKind) {
        Accept = "受理", "acceptance";
        Review = "审核意见", "review opinion";
        Resubmit = "重新申请", "new application";
        OrderTest = "下达测试工单", "test order";
        BuildTest = "搭建测试环境", "test environment";
        Test = "测试并报告", "test and report";
        Propose = "提调整建议", "adjust proposal";
        ReceiveFiling = "备案签收", "filing receipt";
        OrderDelivery = "下达交付工单", "delivery order";
        Deliver = "交付", "delivery";
        Confirm = "确认发放", "confirmation";
        DetermineCompletion = "督办确认", "determine day";
        ServeOpinion = "送达意见书", "serve opinion";
        ServeDetermination = "送达认定书", "serve decision";
        EndTest = "终结测试", "end the test";
        CheckAttestation = "核对签认日", "check the day";
        DecideObjection = "处理异议", "decide objection";
        ClearEnvironment = "清理环境", "clear test setup";
        ClearSurplus = "清理余量", "clear surplus";
        ReportArrival = "报告到货", "report arrival";
        MendProduct = "整改产品", "mend product";
        CheckProduct = "产品安全检查", "product check";
        DeployProduct = "部署产品", "deploy product";
    }
    /// Why an application needs the authority's written ground.
    outside(Outside) {
        Level4 = "等保四级及以上，不属应迁移的范围", "level 4 or above, outside the duty to migrate";
        OffBudget = "非市本级预算单位使用自建资源池", "a unit outside the municipal budget on a self-built pool";
        OtherCounty = "其他县市的使用单位", "a unit of another county";
    }
    /// A kind of paper.
    paper_kind(PaperKind) {
        AcceptanceNotice = "受理通知书", "notice of acceptance";
        NonAcceptanceOpinion = "不予受理意见书", "opinion of non-acceptance";
        TestOrder = "测试工单", "test work order";
        TestHandOver = "测试环境移交单", "test environment hand-over";
        TestReport = "测试报告", "test report";
        TestTermination = "测试终止通知", "notice of a test's end";
        SupplementaryOpinion = "补充审核意见", "supplementary opinion";
        AdjustmentProposal = "资源调整建议（备案）", "resource adjustment proposal (for filing)";
        DeliveryOrder = "交付工单", "delivery work order";
        DeliveryObjection = "交付异议书", "objection to a delivery";
        OrderRevocation = "工单撤销通知", "revocation of an order";
        ClearingCertificate = "数据清理证明", "certificate of clearing";
    }
    /// The result of a test or a check.
    test_result(TestResult) {
        Passed = "合格", "passed";
        Failed = "不合格", "failed";
    }
}

messages! {
    MATTER = "申请", "application";
    MATTERS = "申请", "Applications";
    ASKED = "申请", "application";

    OUTSIDE_MARKED = "{0}（裁定 {1}）", "{0} (ruling {1})";
    DETAIL_OUTSIDE = "须书面依据", "Needs a ground";
    DETAIL_PREVIOUS = "原申请", "Answers";
    DETAIL_REGULARISES = "对应应急", "Regularises";
    DETAIL_WITHOUT = "受理时尚缺", "Accepted without";
    DETAIL_OBJECTIONS = "不予受理意见", "Objections";
    DETAIL_REAPPLY = "另行申请期限", "To apply again";
    REAPPLY_WITHIN = "自送达次日起{0}个工作日", "within {0} working days from the day after service";
    DETAIL_OPINION = "审核意见", "Opinion";
    DETAIL_GROUND = "书面依据", "Written ground";
    DETAIL_MEASURES_GROUND = "期满后的书面依据", "Ground after the end of the Measures";
    DETAIL_ENVIRONMENT = "测试环境", "Test environment";
    DETAIL_TESTS = "测试", "Tests";
    DETAIL_EARLY = "提前结束", "Early end";
    DETAIL_CLEARED = "测试环境清理", "Environment cleared";
    DETAIL_TO_CLEAR = "待清理", "To be cleared";
    DETAIL_RAISED = "补充审核", "Approval raised";
    DETAIL_ANSWERED = "已另行申请", "Answered by";
    DETAIL_REPORTED = "交付方所报完成日", "Completed, as reported";
    DETAIL_SERVED_DAYS = "备案", "Filing";
    SERVED_DAYS = "有回执，或送达后满{0}个工作日即为完成", "on receipt, or {0} working days after its service";
    DETAIL_NOT_BEFORE = "最早可能的完成日", "Not complete before";
}

lines! {
    "application.submitted in force" = "提交申请：{0}", "Application submitted: {0}";
    "application.submitted on ground" = "凭期满后的书面依据提交申请（第42条）：{0}", "Application submitted on the ground after the end (Art. 42): {0}";
    "application.supplied" = "提交材料：{0}", "Materials supplied: {0}";
    "application.accepted" = "受理", "Accepted";
    "application.accepted lacking" = "受理，尚缺材料{0}种", "Accepted, materials missing: {0}";
    "application.declined once" = "不予受理：1条意见", "Not accepted: 1 objection";
    "application.declined often" = "不予受理：{0}条意见", "Not accepted: {0} objections";
    "application.answered" = "另有新申请 {0} 回应意见", "Answered by the new application {0}";
    "application.reviewed approved" = "审核通过：{0}", "Approved: {0}";
    "application.reviewed rejected" = "审核不通过：{0}", "Rejected: {0}";
    "application.test-ordered" = "下达测试工单", "Test ordered";
    "application.test-handed-over" = "测试环境移交", "Test environment handed over";
    "application.test-reported passed" = "测试合格：{0}", "Test passed: {0}";
    "application.test-reported failed" = "测试不合格，继续测试：{0}", "Test failed, testing goes on: {0}";
    "application.test-ended" = "测试期满，终结测试：{0}", "The month over, test ended: {0}";
    "application.delivery-objected" = "对交付有异议，须重新交付：{0}", "Delivery objected to, owed again: {0}";
    "application.attestation-checked" = "签认日已核对", "Attested day checked";
    "application.environment-cleared" = "测试环境已清理", "Test environment cleared";
    "of lines" = "测试环境已清理：{0}", "Test environment cleared: {0}";
    "of line" = "第{0}行 {1}", "line {0}: {1}";
    "application.supplemented" = "补充审核，{0}：{1}", "Approval raised, {0}: {1}";
    "line raised" = "第{0}行 {1} → {2}", "line {0} {1} → {2}";
    "application.adjustment-proposed" = "提出调整建议：{0}", "Adjustment proposed: {0}";
    "application.filing-received" = "备案签收", "Filing received";
    "application.filing-received remark" = "备案签收：{0}", "Filing received: {0}";
    "application.delivery-ordered" = "下达交付工单", "Delivery ordered";
    "application.delivered" = "交付，完成日 {0}", "Delivered, completed on {0}";
    "application.confirmed determined" = "认定完成日 {0}", "Completion determined as {0}";
    "application.confirmed attested" = "确认发放，签认完成日 {0}", "Confirmed, completion attested as {0}";
    "application.product-moved" = "第{0}行产品：{1}", "Product on line {0}: {1}";
    "application.ended-with" = "{0} 已撤销发放，补办随之了结", "{0} was recalled; what regularises it ends too";
    "application.abandoned" = "放弃：{0}", "Abandoned: {0}";
}

/// What a word that a field may be is called.
pub(super) fn choice(field: &str, word: &str) -> Option<T> {
    match field {
        "decision" => Decision::find(word).map(asked::decision),
        "result" => TestResult::find(word).map(test_result),
        "materials" => MaterialKind::find(word).map(materials::material),
        "data" => DataHeld::find(word).map(materials::data),
        _ => None,
    }
}

/// What an application needs a written ground for, each with its ruling.
#[must_use]
pub fn marked(lang: Lang, body: &Application) -> Vec<String> {
    let said = move |of: &Outside| {
        let what = outside(*of).get(lang);
        OUTSIDE_MARKED.fill(lang, &[&what, &of.ruling()])
    };
    body.outside.iter().map(said).collect()
}

/// What belongs to an application, each with its label.
pub(super) fn details(
    lang: Lang,
    names: &Names,
    head: &Head,
    body: &Application,
) -> Vec<(T, String)> {
    let mut details = vec![asked::stood(lang, &body.asked.stood)];
    if let Some(previous) = body.previous {
        let answers = body
            .answers
            .iter()
            .map(|answer| format!("\n{}. {}", answer.objection, answer.text));
        let text = domain::matter_id(lang, previous) + &answers.collect::<String>();
        details.push((DETAIL_PREVIOUS, text));
    }
    if let Some(id) = body.regularises {
        details.push((DETAIL_REGULARISES, domain::matter_id(lang, id)));
    }
    details.extend(materials::supplied(lang, names, &body.materials));
    if !body.accepted_without.is_empty() {
        let lacking = materials::named(lang, body.accepted_without.iter().copied());
        details.push((DETAIL_WITHOUT, lacking));
    }
    let ground = body.measures_ground.as_ref();
    details.extend(ground.map(|ground| {
        let text = event::worded(lang, names, &ground.said());
        (DETAIL_MEASURES_GROUND, text)
    }));
    for (number, objection) in (1..).zip(&body.objections) {
        details.push((DETAIL_OBJECTIONS, format!("{number}. {objection}")));
    }
    let within = body.reapply_within;
    details.extend(within.map(|days| (DETAIL_REAPPLY, REAPPLY_WITHIN.fill(lang, &[&days]))));
    let answered = body.answered_by.map(|id| domain::matter_id(lang, id));
    details.extend(answered.map(|id| (DETAIL_ANSWERED, id)));
    details.extend(
        marked(lang, body)
            .into_iter()
            .map(|said| (DETAIL_OUTSIDE, said)),
    );
    let texts = [
        (DETAIL_OPINION, &body.opinion),
        (DETAIL_GROUND, &body.ground),
        (DETAIL_ENVIRONMENT, &body.environment),
    ];
    for (label, text) in texts {
        details.extend(text.clone().map(|text| (label, text)));
    }
    for test in &body.tests {
        let at = date::moment(lang, *test.at);
        let result = test_result(if test.passed {
            TestResult::Passed
        } else {
            TestResult::Failed
        });
        let said = format!("{at}  {}  {}", result.get(lang), test.report);
        details.push((DETAIL_TESTS, said));
        let early = test.early_reason.clone();
        details.extend(early.map(|reason| (DETAIL_EARLY, reason)));
    }
    details.extend(body.supplements.iter().map(|raised| {
        let at = date::moment(lang, *raised.at);
        let lines = event::several(lang, names, &raised.lines());
        (DETAIL_RAISED, format!("{at}  {lines}  {}", raised.reason))
    }));
    let filing = body
        .served_days
        .map(|days| SERVED_DAYS.fill(lang, &[&days]));
    details.extend(filing.map(|said| (DETAIL_SERVED_DAYS, said)));
    for (label, day) in [
        (DETAIL_REPORTED, body.completed_on),
        (DETAIL_NOT_BEFORE, body.not_before),
    ] {
        details.extend(day.map(|day| (label, date::date_long(lang, day))));
    }
    details.extend(asked::attested(lang, body.attestation.as_ref()));
    details.extend(asked::objections(lang, names, &body.day_objections));
    details.extend(clearings(lang, head, body));
    details
}

/// What of the test environment was cleared, and what of it is still to be.
fn clearings(lang: Lang, head: &Head, body: &Application) -> Vec<(T, String)> {
    let cleared = body.clearings.iter().flat_map(|cleared| {
        let at = date::moment(lang, *cleared.at);
        let lines = event::several(lang, &Names::default(), &of_lines(&cleared.quantities));
        let what = format!("{at}  {lines}").trim_end().to_owned();
        let certified = clearing::told(lang, date::date_long, &cleared.certificate);
        std::iter::once((DETAIL_CLEARED, what)).chain(certified)
    });
    let mut said: Vec<(T, String)> = cleared.collect();
    let owed = [DutyKind::ClearEnvironment, DutyKind::ClearSurplus].map(DutyKey::whole);
    let is_owed = owed.iter().any(|key| head.duty(*key).is_some());
    if let AnyStage::Application(stage) = head.stage
        && is_owed
    {
        let lines = event::several(
            lang,
            &Names::default(),
            &of_lines(&application::still_to_clear(stage, body)),
        );
        said.extend((!lines.is_empty()).then_some((DETAIL_TO_CLEAR, lines)));
    }
    said
}
