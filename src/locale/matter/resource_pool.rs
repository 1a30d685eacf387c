//! The words of resource pools: stages, acts and their fields, duties, papers, what happened, why not.
use super::super::{Lang, T, date, domain, joined, naming};
use super::{Row, asked, rows};
use crate::domain::build::resource_pool::{
    Component, DutyKind, Evaluation, EvaluationKind, Extent, PaperKind, Reason, ResourcePool,
    Stage, Verb,
};
use crate::domain::build::room::Room;
use crate::domain::law::naming::Names;
use crate::domain::law::party::Region;
use crate::domain::r#use::asked::Decision;

pub mod paper;

labels! {
    /// A stage of a pool (Art. 14, 15, 16, 32).
    stage(Stage) {
        Planned = "待审批计划", "plan to approve";
        PlanApproved = "待签约", "to contract";
        Rejected = "计划未通过", "plan rejected";
        Contracted = "待建设", "to build";
        Built = "待对接", "to connect";
        Connected = "待测评", "to evaluate";
        Joined = "已对接", "connected";
        Evaluated = "待入役", "to commission";
        InService = "在役", "in service";
        Enlarged = "已并入", "merged in";
        Closing = "关闭中", "being closed";
        Closed = "已关闭", "closed";
        GivenUp = "终止建设", "given up";
    }
    /// A verb as a button and the palette show it: the imperative.
    verb(Verb) {
        Plan = "报采购计划", "Submit a pool's plan";
        Join = "既有云对接", "Have a pool connected";
        ApprovePlan = "审批采购计划", "Decide on the plan";
        Contract = "登记建设合同", "Record the contract";
        Build = "报告建成", "Report it built";
        Connect = "验收对接", "Accept the interface";
        Evaluate = "登记测评", "Record an evaluation";
        Commission = "入役", "Put into service";
        ReviewCapacity = "报容量季报", "Review the capacity";
        Close = "关闭资源池", "Close the pool";
        End = "办结关闭", "End the pool";
        GiveUp = "终止建设", "Give the pool up";
    }
    /// What a verb does, in a sentence.
    verb_hint(Verb) {
        Plan = "新建或扩容资源池先报采购计划；谁报谁运营：云服务商的是购买服务，保障部门的是自建。",
            "A new pool, or more of one, begins with its purchase plan; who submits it runs it: a provider's is purchased, support's self-built.";
        Join = "《办法》之前就有的市级、区县资源池对接统一云管平台：由运营方提出，不报采购计划。",
            "A pool of the city or a county that stood before the Measures is connected to the platform: who runs it asks, and no plan is needed.";
        ApprovePlan = "自建池扩容、赫山和资阳新建是例外，批准要写明理由。",
            "More of a self-built pool, or a new one in Heshan or Ziyang, is an exception: approving it needs a ground.";
        Contract = "购买服务的须是与该云服务商在册的云资源合同。",
            "What is purchased needs the city's contract for cloud resources with that provider on record.";
        Build = "写明哪天建成，逐项声明用了哪些自主可控产品。",
            "When it was built, and line by line which self-controllable products it is made of.";
        Connect = "接口向统一云管平台开放，验收后进入测评；区县的到此为止。",
            "Its interface is open to the management platform; then it is evaluated, unless it is a county's.";
        Evaluate = "等保三级和商用密码的测评都有效才能入役；在役期间可再登记。",
            "It serves with both the MLPS level 3 and the cryptography evaluation in date; they are recorded again while it serves.";
        Commission = "从此可以选用；不能由登记测评的人入役。",
            "From now on units can choose it; not by whoever recorded the evaluation.";
        ReviewCapacity = "每季度结束后报一次，各维度余量由程序附上。",
            "Once after every quarter; how each dimension stands is added by itself.";
        Close = "从此不再新发放；在用的照常，直到单位迁走。",
            "Nothing new is issued from now on; what runs goes on until its units have left.";
        End = "没有在用、待发放、待回收的资源后办结。",
            "Once nothing from it is used, promised or still to be taken back.";
        GiveUp = "入役之前可以终止。", "It can be given up before it serves.";
    }
    /// What must be done: the deed, in 12 cells of Chinese at most.
    duty(DutyKind) {
        ApprovePoolPlan = "审批采购计划", "decide on plan";
        ContractPool = "登记建设合同", "record contract";
        BuildPool = "建设资源池", "build the pool";
        ConnectPool = "验收对接", "connect the pool";
        EvaluatePool = "登记测评", "evaluate pool";
        CommissionPool = "资源池入役", "commission pool";
        MeasurePool = "登记池容量", "measure the pool";
        RenewEvaluation = "督促续测评", "renew evaluation";
        UrgeEvaluation = "再催续测评", "urge evaluation";
        ReviewCapacity = "报容量季报", "capacity review";
    }
    /// A kind of paper.
    paper_kind(PaperKind) {
        PlanApproval = "资源池采购计划审批表", "decision on a pool's purchase plan";
        Declaration = "自主可控声明", "declaration of self-controllable products";
        Connection = "统一云管平台对接验收单", "acceptance of the interface";
        Commissioning = "资源池入役通知", "notice of commissioning";
        CapacityReport = "容量季报", "quarterly capacity report";
        ClosingNotice = "资源池关闭通知", "notice of closing";
    }
    /// Whether it is new.
    extent(Extent) {
        New = "新建", "new";
        Enlargement = "扩容", "enlargement";
    }
    /// Which evaluation.
    evaluation(EvaluationKind) {
        Mlps = "等保三级测评", "MLPS level 3";
        Crypto = "商用密码评估", "cryptography";
        Cloud = "云服务安全评估", "cloud service security";
    }
}

messages! {
    MATTER = "建设", "pool project";
    WHAT = "资源池", "resource pool";
    MATTERS = "资源池建设", "Pool projects";

    NEW_SELF_BUILT = "不再新建政府自建的资源池", "No self-built pool is built any more";
    POOL_EXISTS = "{0}已经在册，用着这个代码", "{0} is registered under that code already";
    UNDER_WAY = "{0}已有一件在办：{1}", "{0} has a matter under way already: {1}";
    RUN_BY_ANOTHER = "该资源池由{0}运营", "That pool is run by {0}";
    NOT_CONTRACTED = "没有编号{0}、该日与运营方签订的在册云资源合同", "No contract for cloud resources with who runs it is on record as {0} of that day";
    BAD_COMPONENT = "“{0}”不是一行声明", "“{0}” is no line of the declaration";
    NOT_EVALUATED = "缺有效的{0}", "Not evaluated, or not in date: {0}";
    STILL_USED = "还有{0}项资源在用", "{0} resources from it are still used";
    STILL_PROMISED = "还有已审核未发放或已终止未回收的资源", "Something is approved and not issued, or ended and not taken back";

    MEND_NEW_SELF_BUILT = "由云服务商报购买服务的资源池，或对在册自建池报扩容", "A provider plans a purchased one; of a self-built one plan an enlargement";
    MEND_EXISTS = "换一个代码，或报扩容", "Choose another code, or plan an enlargement";
    MEND_UNDER_WAY = "在那一件上办", "Work on that one";
    MEND_RUN_BY = "由运营方报", "Who runs it submits the plan";
    MEND_NOT_CONTRACTED = "请核对合同编号和签订日期，或先登记采购合同", "Check its number and day, or have the contract recorded first";
    MEND_COMPONENT = "写四段，用分号隔开：部件；厂商；产品；证明", "Write four parts with semicolons: component; vendor; product; evidence";
    MEND_NOT_EVALUATED = "先登记有效的测评", "Record one that is in date first";
    MEND_STILL_USED = "等单位注销或迁走后再办结", "Wait until their units have left";
    MEND_STILL_PROMISED = "等放弃、发放或回收办完", "Wait until it is abandoned, issued or taken back";

    DETAIL_POOL = "资源池", "Pool";
    POOL = "{0}（{1}），{2}，{3}", "{0} ({1}), {2}, {3}";
    EXISTING = "既有", "stood before";
    DETAIL_REGION = "建设地", "Built in";
    DETAIL_OPERATOR = "运营方", "Run by";
    DETAIL_PLAN = "采购计划", "Purchase plan";
    DETAIL_NUMBER = "计划编号", "Plan no.";
    DETAIL_GROUND = "例外理由", "Ground";
    DETAIL_OPINION = "审批意见", "Opinion";
    DETAIL_CONTRACT = "建设合同", "Contract";
    CONTRACT = "{0}（{1}签订）", "{0} (signed {1})";
    DETAIL_BUILT = "建成", "Built";
    BUILT = "{0}，{1}项自主可控产品", "{0}, {1} self-controllable products";
    DETAIL_CONNECTION = "平台对接", "Interface";
    CONNECTION = "{0} {1}（{2}验收）", "{0} {1} (accepted {2})";
    EVALUATION = "报告{0}（{1}），有效至{2}", "report {0} ({1}), valid until {2}";
    LAPSED = "报告{0}（{1}），{2}已过期", "report {0} ({1}), lapsed after {2}";
    DETAIL_COMMISSIONED = "入役", "In service since";
    DETAIL_REVIEW = "上次容量季报", "Last capacity review";
    REVIEW = "{0}：{1}", "{0}: {1}";
    DETAIL_CLOSING = "关闭理由", "Why it is closed";
    DETAIL_GIVEN_UP = "终止建设的理由", "Why it was given up";
    COMPONENT = "{0}：{1} {2}（{3}）", "{0}: {1} {2} ({3})";
    ROOM = "{1}：可发放{0}，应急预留{2}，已发放{3}，已预留{4}，余{5}", "{1}: {0} can be given out, {2} kept for emergencies, {3} issued, {4} reserved, {5} free";
}

lines! {
    "pool.opened new" = "报新建资源池{0}的采购计划 {1}", "Plan {1} submitted for the new pool {0}";
    "pool.opened existing" = "既有资源池{0}提出对接", "{0}, which stood before, is to be connected";
    "pool.opened enlargement" = "报资源池{0}扩容的采购计划 {1}", "Plan {1} submitted for more of the pool {0}";
    "pool.plan-reviewed approved" = "采购计划批准：{0}", "Plan approved: {0}";
    "pool.plan-reviewed bare" = "采购计划批准", "Plan approved";
    "pool.plan-reviewed rejected" = "采购计划未批准：{0}", "Plan rejected: {0}";
    "pool.contracted" = "登记建设合同 {0}（{1}）", "Contract {0} of {1} recorded";
    "pool.built" = "{0} 建成，声明{1}项自主可控产品", "Built on {0} of {1} self-controllable products";
    "pool.connected" = "{0} 对接统一云管平台：{1} {2}", "Connected on {0}: {1} {2}";
    "pool.evaluated" = "登记{0}报告 {1}，有效至 {2}", "Evaluated ({0}): report {1}, valid until {2}";
    "pool.commissioned" = "{0} 入役", "In service from {0}";
    "pool.commissioned enlargement" = "{0} 扩容部分入役", "The enlargement is in service from {0}";
    "pool.counted" = "容量已登记", "Its capacity is on record";
    "pool.day-came" = "{0}", "{0}";
    "evaluation nears" = "{0}有效期将满（{1}）", "the evaluation ({0}) ends on {1}";
    "evaluation lapsed" = "{0}过期（有效至 {1}），停止新发放", "the evaluation ({0}) lapsed after {1}: nothing new is issued";
    "quarter over" = "至 {0} 的季度结束，待报容量", "the quarter up to {0} is over: its capacity is to be reviewed";
    "pool.capacity-reviewed" = "容量季报：{0}", "Capacity reviewed: {0}";
    "pool.closing" = "关闭资源池，停止新发放：{0}", "Being closed, nothing new is issued: {0}";
    "pool.closed" = "资源池关闭办结", "The pool is closed";
    "pool.given-up" = "终止建设：{0}", "Given up: {0}";
    "evaluation mlps" = "等保三级测评", "MLPS level 3";
    "evaluation crypto" = "商用密码评估", "cryptography";
    "evaluation cloud" = "云服务安全评估", "cloud service security";
}

/// The fields of its acts. A name that only one act uses in that sense stands before the general one.
pub(super) const FIELDS: &[Row] = rows! { ResourcePool:
    "title" = "标题", "Title";
    "extent" = "新建或扩容", "New or more of one":
        "扩容填在册资源池的代码。", "Of an enlargement give the code of the pool that is there.";
    "code" = "资源池代码", "Code";
    "name" = "名称", "Name";
    "region" = "建设地", "Built in":
        "赫山、资阳原则上不再新建，要写例外理由（第41条）。", "Heshan and Ziyang build none in principle: give a ground (Art. 41).";
    "plan" = "采购计划", "Purchase plan":
        "买什么、多少、为什么。", "What is bought, how much, what for.";
    "plan_number" = "计划编号", "Plan no.";
    Plan "ground" = "例外理由", "Ground":
        "自建池扩容、赫山和资阳新建要填。", "For more of a self-built pool, and a new one in Heshan or Ziyang.";
    "ground" = "关闭理由", "Ground";
    "decision" = "结论", "Decision";
    "opinion" = "意见", "Opinion":
        "不批准的要写；批准例外的也要写。", "A rejection needs one, and so does an exception.";
    "number" = "合同编号", "Contract no.";
    "signed_on" = "签订日期", "Signed on";
    "built_on" = "建成日期", "Built on";
    "components" = "自主可控清单", "Self-controllable products":
        "一行一项：部件；厂商；产品；证明。", "One a line: component; vendor; product; evidence.";
    "connected_on" = "验收日期", "Accepted on";
    "interface_class" = "接口类别", "Class of the interface";
    "interface_version" = "接口版本", "Version";
    "evaluation" = "测评类别", "Evaluation";
    "report" = "报告编号", "Report no.";
    "reported_on" = "报告日期", "Report of";
    "valid_until" = "有效至", "Valid until":
        "空着即按有效期计（R15），一年。", "Empty means as long as its kind is valid (R15), a year.";
    "finding" = "评估结论", "Finding":
        "够不够用、哪一维先紧张、要不要扩容。", "Whether it is enough, what runs short first, whether to enlarge.";
    "reason" = "理由", "Reason";
};

/// What a word that a field may be is called.
pub(super) fn choice(field: &str, word: &str) -> Option<T> {
    match field {
        "extent" => Extent::find(word).map(extent),
        "region" => Region::find(word).map(domain::region),
        "evaluation" => EvaluationKind::find(word).map(evaluation),
        "decision" => Decision::find(word).map(asked::decision),
        _ => None,
    }
}

/// Why an act is refused.
pub(super) fn why(lang: Lang, names: &Names, reason: &Reason) -> String {
    match reason {
        Reason::NewSelfBuilt => NEW_SELF_BUILT.get(lang).to_owned(),
        Reason::PoolExists(code) => POOL_EXISTS.fill(lang, &[&naming::called(lang, names, code)]),
        Reason::PoolUnderWay(code, id) => {
            let pool = naming::called(lang, names, code);
            UNDER_WAY.fill(lang, &[&pool, &domain::matter_id(lang, *id)])
        }
        Reason::RunByAnother(party) => {
            RUN_BY_ANOTHER.fill(lang, &[&naming::called(lang, names, party)])
        }
        Reason::NotContracted(number) => NOT_CONTRACTED.fill(lang, &[number]),
        Reason::BadComponent(line) => BAD_COMPONENT.fill(lang, &[line]),
        Reason::NotEvaluated(kinds) => {
            let kinds = kinds.iter().map(|kind| evaluation(*kind).get(lang));
            NOT_EVALUATED.fill(lang, &[&joined(lang, kinds)])
        }
        Reason::StillUsed(used) => STILL_USED.fill(lang, &[used]),
        Reason::StillPromised => STILL_PROMISED.get(lang).to_owned(),
    }
}

/// How to mend it.
pub(super) fn mend(lang: Lang, reason: &Reason) -> String {
    let mend = match reason {
        Reason::NewSelfBuilt => MEND_NEW_SELF_BUILT,
        Reason::PoolExists(_) => MEND_EXISTS,
        Reason::PoolUnderWay(..) => MEND_UNDER_WAY,
        Reason::RunByAnother(_) => MEND_RUN_BY,
        Reason::NotContracted(_) => MEND_NOT_CONTRACTED,
        Reason::BadComponent(_) => MEND_COMPONENT,
        Reason::NotEvaluated(_) => MEND_NOT_EVALUATED,
        Reason::StillUsed(_) => MEND_STILL_USED,
        Reason::StillPromised => MEND_STILL_PROMISED,
    };
    mend.get(lang).to_owned()
}

/// What belongs to a pool, each with its label.
pub(super) fn details(lang: Lang, names: &Names, body: &ResourcePool) -> Vec<(T, String)> {
    let day = |day| date::date_long(lang, day);
    let mut details = vec![
        (DETAIL_POOL, called(lang, body)),
        (
            DETAIL_OPERATOR,
            naming::called(lang, names, body.operator.clone()),
        ),
    ];
    let region = body.plan.as_ref().and_then(|plan| plan.region);
    let region = region.map(|region| domain::region(region).get(lang));
    details.extend(region.map(|region| (DETAIL_REGION, region.to_owned())));
    details.extend(planned(body));
    let opinion = body.opinion.as_ref().filter(|text| !text.is_empty());
    details.extend(opinion.map(|text| (DETAIL_OPINION, text.clone())));
    details.extend(body.contract.as_ref().map(|contract| {
        let signed = day(contract.signed_on);
        let told = CONTRACT.fill(lang, &[&contract.number, &signed]);
        (DETAIL_CONTRACT, told)
    }));
    details.extend(body.built.as_ref().map(|built| {
        let count = built.components.len();
        let told = BUILT.fill(lang, &[&day(built.built_on), &count]);
        (DETAIL_BUILT, told)
    }));
    details.extend(body.connection.as_ref().map(|connection| {
        let accepted = day(connection.connected_on);
        let told = CONNECTION.fill(lang, &[&connection.class, &connection.version, &accepted]);
        (DETAIL_CONNECTION, told)
    }));
    details.extend(briefly(lang, body));
    let closing = body.closing.clone();
    details.extend(closing.map(|ground| (DETAIL_CLOSING, ground)));
    let given_up = body.given_up.clone();
    details.extend(given_up.map(|reason| (DETAIL_GIVEN_UP, reason)));
    details
}

/// Its evaluations, since when it serves, and its last capacity review.
pub(super) fn briefly(lang: Lang, body: &ResourcePool) -> Vec<(T, String)> {
    let day = |day| date::date_long(lang, day);
    let evaluations = body.evaluations.iter();
    let evaluations = evaluations.map(|known| (evaluation(known.kind), evaluated(lang, known)));
    let commissioned = body.commissioned_on.map(day);
    let commissioned = commissioned.map(|day| (DETAIL_COMMISSIONED, day));
    let review = body.review.as_ref().map(|review| {
        let told = REVIEW.fill(lang, &[&day(review.reviewed_on), &review.finding]);
        (DETAIL_REVIEW, told)
    });
    evaluations.chain(commissioned).chain(review).collect()
}

/// Which pool it is: its name, its code, whether it is new, how it is run.
#[must_use]
pub fn called(lang: Lang, body: &ResourcePool) -> String {
    let extent = body.plan.as_ref().map(|plan| extent(plan.extent));
    let (extent, mode) = (extent.unwrap_or(EXISTING), domain::cloud_mode(body.mode));
    POOL.fill(
        lang,
        &[&body.name, &body.pool, &extent.get(lang), &mode.get(lang)],
    )
}

/// The plan, with its number and the ground of an exception; nothing of what needed none.
#[must_use]
pub fn planned(body: &ResourcePool) -> Vec<(T, String)> {
    let Some(plan) = body.plan.clone() else {
        return Vec::new();
    };
    let ground = plan.ground.map(|ground| (DETAIL_GROUND, ground));
    let plan = [(DETAIL_NUMBER, plan.number), (DETAIL_PLAN, plan.text)];
    plan.into_iter().chain(ground).collect()
}

/// An evaluation, with its report and until when it is valid.
#[must_use]
pub fn evaluated(lang: Lang, known: &Evaluation) -> String {
    let message = if known.lapsed { LAPSED } else { EVALUATION };
    let [of, until] = [known.reported_on, known.valid_until].map(|day| date::date_long(lang, day));
    message.fill(lang, &[&known.report, &of, &until])
}

/// A line of the declaration.
#[must_use]
pub fn component(lang: Lang, one: &Component) -> String {
    COMPONENT.fill(
        lang,
        &[&one.component, &one.vendor, &one.product, &one.evidence],
    )
}

/// How a dimension stands.
#[must_use]
pub fn room(lang: Lang, room: &Room) -> String {
    let issued = room.issued.saturating_add(room.drawn);
    ROOM.fill(
        lang,
        &[
            &room.effective,
            &domain::dimension(room.dimension).get(lang),
            &room.reserve,
            &issued,
            &room.reserved,
            &room.free(),
        ],
    )
}

/// What whoever decides on a plan reads first.
pub(super) fn grounds(lang: Lang, body: &ResourcePool) -> Vec<(T, String)> {
    let pool = (DETAIL_POOL, called(lang, body));
    [pool].into_iter().chain(planned(body)).collect()
}

/// Every reason of a pool, with values that must show.
#[cfg(test)]
pub(super) fn every_reason() -> Vec<crate::domain::law::refusal::Reason> {
    use crate::domain::law::refusal::Reason as Any;
    let id = "POL-20261109-0001".parse();
    let under_way = id
        .into_iter()
        .map(|id| Reason::PoolUnderWay("pool-9".into(), id));
    let reasons = [
        Reason::NewSelfBuilt,
        Reason::PoolExists("pool-9".into()),
        Reason::RunByAnother("yun-a".into()),
        Reason::NotContracted("HT-9".to_owned()),
        Reason::BadComponent("a; b".to_owned()),
        Reason::NotEvaluated(vec![EvaluationKind::Mlps, EvaluationKind::Crypto]),
        Reason::StillUsed(7),
        Reason::StillPromised,
    ];
    let at_a_stage = Stage::ALL.map(|stage| Any::WrongStage(stage.into()));
    under_way
        .chain(reasons)
        .map(Any::from)
        .chain(at_a_stage)
        .collect()
}
