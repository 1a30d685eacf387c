//! The words of emergencies: stages, acts and their fields, duties, papers, what happened, why not.
use super::super::{Lang, T, block, date};
use super::{Row, asked, rows};
use crate::domain::law::naming::Names;
use crate::domain::law::sight::{HIDDEN, Told};
use crate::domain::r#use::asked::Decision;
use crate::domain::r#use::emergency::{
    DutyKind, Emergency, Ground, OralOrder, PaperKind, Reason, Stage, Verb,
};
use crate::locale::domain;

pub mod paper;

labels! {
    /// A stage of an emergency (Art. 23).
    stage(Stage) {
        Applied = "待应急审核", "to review urgently";
        Issued = "待移交", "to hand over";
        HandedOver = "待确认补办", "to confirm and file";
        Regularised = "已补办", "regularised";
        Rejected = "审核不通过", "rejected";
        Recalled = "已撤销发放", "recalled";
        Withdrawn = "已撤回", "withdrawn";
        ToCancel = "应转注销", "to cancel";
    }
    /// A verb as a button and the palette show it: the imperative.
    verb(Verb) {
        Apply = "应急申请", "Apply in an emergency";
        Review = "应急审核", "Review the emergency";
        HandOver = "移交应急资源", "Hand over";
        Recall = "撤销应急发放", "Recall the issuance";
        Acknowledge = "确认补记的移交", "Acknowledge the hand-over";
        SupplyDocument = "补交依据文件", "Hand in the document";
        Confirm = "确认应急发放", "Confirm the issuance";
        DetermineCompletion = "认定完成日", "Determine the completion day";
        CheckAttestation = "核对签认日", "Check the attested day";
        Object = "对认定提出异议", "Object to the determination";
        DecideObjection = "处理异议", "Decide an objection";
        Remind = "催告补办", "Remind";
    }
    /// What a verb does, in a sentence.
    verb_hint(Verb) {
        Apply = "情况紧急时直接向云技术保障部门提出，先发放、后补办。",
            "In urgency, apply to technical support: issued first, regularised afterwards.";
        Review = "审核通过即发放，并发应急发放单。",
            "Approval issues at once, with the emergency issuance order.";
        HandOver = "把已发放的资源交给单位，三个工作日从移交起算。",
            "The unit gets what was issued; its three working days count from here.";
        Confirm = "确认收到应急资源，并签认完成日。",
            "Confirm the emergency resources and attest the completion day.";
        Recall = "移交之前撤销发放，发撤销通知。",
            "Before the hand-over, what was issued is recalled by a notice.";
        Acknowledge = "移交是事后补记的：单位确认之后，三个工作日才起算。",
            "The hand-over was recorded later: the three working days begin only when the unit acknowledges it.";
        SupplyDocument = "口头指令的书面件，三个工作日内补齐。",
            "The paper of an oral order follows within three working days.";
        DetermineCompletion = "单位逾期不确认的，凭证据认定完成日，送达三方。",
            "For a unit that does not confirm in time, set the day on the evidence; three parties are served.";
        CheckAttestation = "签认日与移交日不同：核对理由和差额。",
            "The attested day is not that of the hand-over: check the reason and what it is worth.";
        Object = "认定送达后5个工作日内可提出；计费照常。",
            "Within five working days of its service; billing goes on.";
        DecideObjection = "逐一处理对认定的异议；成立的，更正完成日。",
            "Decide what was said against the day; one that is upheld corrects it.";
        Remind = "补办已逾期：向单位发催告。",
            "The regularisation is overdue: a reminder goes to the unit.";
    }
    /// What must be done: the deed, in 12 cells of Chinese at most.
    duty(DutyKind) {
        ReviewEmergency = "应急审核", "emergency review";
        HandOver = "移交", "hand-over";
        ConfirmIssuance = "确认应急发放", "confirm issuance";
        AcknowledgeHandOver = "确认移交", "acknowledge";
        SupplyDocument = "补交文件", "hand in document";
        DetermineIssuance = "认定完成日", "determine day";
        ServeIssuanceDetermination = "送达认定书", "serve decision";
        CheckIssuanceDay = "核对签认日", "check the day";
        DecideIssuanceObjection = "处理异议", "decide objection";
        RefileFormal = "重新补办", "file again";
        FileFormal = "补办申请", "file application";
        Supervise = "督办补办", "supervise filing";
        Cancel = "转注销", "cancellation";
    }
    /// A kind of paper.
    paper_kind(PaperKind) {
        EmergencyIssuance = "应急发放单", "emergency issuance order";
        EmergencyRecall = "应急发放撤销通知", "recall of an emergency issuance";
        RegularisationReminder = "补办催告", "reminder to regularise";
    }
    /// The ground of an emergency (Art. 23).
    ground(Ground) {
        MunicipalRequirement = "市级新要求", "new municipal requirement";
        ProvincialRequirement = "省级新要求", "new provincial requirement";
        CentralRequirement = "中央新要求", "new central requirement";
        NationalStrategy = "国家重大战略", "major national strategy";
        NationalSecurity = "国家安全", "national security";
        OtherSpecial = "其他特殊原因", "another special reason";
    }
}

messages! {
    MATTER = "应急", "emergency";
    MATTERS = "应急", "Emergencies";
    ASKED = "应急申请", "emergency application";

    DETAIL_OVERRIDDEN = "越过的限制", "Blocks passed";
    DETAIL_OVERRIDE = "越过的理由", "Why they were passed";

    BEFORE_ISSUANCE = "移交不能早于发放（{0}）", "A hand-over cannot come before the issuance ({0})";
    NOT_REGULARISABLE = "应急 {0} 现在没有可补办的", "The emergency {0} has nothing to regularise now";
    NOT_COVERING = "正式申请与应急已发放的资源不一致", "The formal application differs from what the emergency issued";
    NO_PROOF = "上级的新要求须写明文件，或口头指令的下达人、时间和接收人", "A superior's requirement cites its document, or the oral order: who, when, received by whom";
    ORAL_REFUSED = "现行裁定不认口头指令", "As ruled now, no oral order is taken";
    NO_SPECIAL_REASON = "其他特殊原因须写明", "Another special reason must be stated";
    NO_DOCUMENT_OWED = "这件应急没有待补的文件", "No document is owed on this emergency";
    NOT_ACKNOWLEDGED = "移交是补记的，单位还没有确认", "The hand-over was recorded late and is not acknowledged yet";
    OFF_CATALOGUE_EMERGENCY = "第{0}行不在服务目录里，应急只发放目录内的", "Line {0} is off the catalogue; an emergency issues only what it lists";

    NOT_EARLIER = "请填 {0} 或以后", "Enter {0} or later";
    LEAVE_EMERGENCY = "请核对应急编号；不是补办的，此栏留空", "Check the emergency's number; leave it empty if this regularises none";
    COVER = "同一系统、同一资源池，逐项按已发放的数量申请或批准；更多的另行申请", "Same system, same pool, item by item what was issued; apply for more separately";
    CITE = "请写“依据文件”的文号，或填齐口头指令三项", "Enter the document's number, or all three fields of the oral order";
    STATE_REASON = "请填写“特殊原因”", "Fill in “Special reason”";
    CITE_DOCUMENT = "请写依据文件的文号", "Enter the document's number";
    NOTHING_TO_DO = "无须办理", "Nothing is to be done";
    ACKNOWLEDGE_FIRST = "请单位先“确认补记的移交”", "Let the unit acknowledge the hand-over first";
    ORDINARY = "第{0}行请改选目录项，或走普通申请", "Choose a catalogue item on line {0}, or make an ordinary application";

    DETAIL_GROUND = "应急事由", "Ground";
    DETAIL_DOCUMENT = "依据文件", "Document";
    DETAIL_SPECIAL = "特殊原因", "Special reason";
    UNSAID = "（未说明）", "(not said)";
    DETAIL_ORDER = "口头指令", "Oral order";
    ORDER = "{0}，{1}，{2}接收", "{0}, {1}, received by {2}";
    DETAIL_CONTRACT = "自签合同", "Own contract";
    WITHOUT_CONTRACT = "缺（第40条），补办时须有", "missing (Art. 40), needed to regularise";
    ACKNOWLEDGED_AS = "{0}：{1}", "{0}: {1}";
    DETAIL_ACKNOWLEDGED = "单位所认移交", "Hand-over, the unit says";
    TO_ACKNOWLEDGE = "{0}（补记，待单位确认）", "{0} (recorded late, to be acknowledged)";
    DETAIL_URGENCY = "紧急情况", "Urgency";
    DETAIL_OPINION = "审核意见", "Opinion";
    DETAIL_ISSUED = "先行发放", "Issued";
    DETAIL_HANDED_OVER = "移交", "Handed over";
    DETAIL_FORMAL = "正式申请", "Formal application";
}

lines! {
    "emergency.applied" = "应急申请：{0}", "Emergency applied for: {0}";
    "emergency.reviewed issued" = "应急审核通过，先行发放", "Emergency approved and issued";
    "emergency.reviewed without contract" = "{0}；单位尚无自签合同（第40条）", "{0}; the unit has no contract of its own (Art. 40)";
    "emergency.reviewed passing" = "{0}；越过限制{1}，发放单同时送云主管部门：{2}", "{0}; blocks passed: {1}, the issuance order goes to the authority too: {2}";
    "emergency.reviewed rejected" = "应急审核不通过：{0}", "Emergency rejected: {0}";
    "emergency.recalled" = "撤销应急发放：{0}", "Issuance recalled: {0}";
    "emergency.handed-over in time" = "应急资源移交，{0}", "Handed over, {0}";
    "emergency.handed-over late" = "补记应急资源移交，{0}，待单位确认", "Hand-over of {0} recorded late, to be acknowledged";
    "emergency.acknowledged" = "单位确认移交，{0}", "Hand-over acknowledged, {0}";
    "emergency.document-supplied" = "补交依据文件：{0}", "Document handed in: {0}";
    "emergency.attestation-checked" = "签认日已核对", "Attested day checked";
    "emergency.formal-declined" = "补办的申请 {0} 未获受理，须重新补办", "Formal application {0} not accepted: another is owed";
    "emergency.formal-approved" = "补办的申请 {0} 审核通过", "Formal application {0} approved";
    "emergency.confirmed determined" = "认定应急发放完成日 {0}", "Completion determined as {0}";
    "emergency.confirmed attested" = "确认应急发放，签认完成日 {0}", "Issuance confirmed, completion attested as {0}";
    "emergency.filed" = "补办申请 {0}", "Formal application {0} filed";
    "emergency.formal-refused" = "补办的申请 {0} 未通过，应转注销", "Formal application {0} refused: to be cancelled";
    "emergency.reminded" = "催告补办", "Reminded to regularise";
}

/// The fields of its acts. A name that only one act uses in that sense stands before the general one.
pub(super) const FIELDS: &[Row] = rows! { Emergency:
    Review "opinion" = "审核意见", "Opinion":
        "不通过时必填。", "Needed when it is rejected.";
    "override_reason" = "越过限制的理由", "Why blocks are passed":
        "有停发等限制时必填，并即时告知云主管部门；容量不足和退出不能越过。", "Needed where a block stands; the authority is told at once. Capacity and exit let nothing pass.";
    DecideObjection "completed_on" = "更正的完成日", "Corrected day":
        "异议成立时必填。", "Needed when an objection is upheld.";
    DecideObjection "opinion" = "处理意见", "Opinion";
    "title" = "标题", "Title":
        "一句话说明为哪件事、要什么。", "In one line: for what, and what is wanted.";
    "system" = "系统", "System";
    "pool" = "资源池", "Resource pool":
        "选了池，也就选了交付方。", "The pool decides the supplier.";
    "lines" = "资源明细", "Lines":
        "每行：目录项或名称、数量、用途；目录外的另写理由。", "Each: item or name, quantity, purpose; off the catalogue also why.";
    "contact_name" = "联系人", "Contact";
    "contact_telephone" = "联系电话", "Telephone";
    "remark" = "备注", "Remark";
    "special_reason" = "特殊原因", "Special reason":
        "事由为其他特殊原因的必填。", "Needed for another special reason.";
    "ordered_by" = "口头指令下达人", "Order given by":
        "没有文件的上级新要求，三项都填。", "Without a document, all three are needed.";
    "ordered_at" = "指令时间", "Order given at";
    "received_by" = "指令接收人", "Order received by";
    "non_classified" = "非涉密承诺", "Nothing classified":
        "承诺系统和数据都不涉密，否则不能上政务云。", "Declares that neither system nor data are classified.";
    "evidence" = "证据", "Evidence":
        "写明凭什么认定这一天。", "What shows that it was this day.";
    Confirm "reason" = "不同的理由", "Why another day":
        "与移交日不同时必填。", "Needed when it is not the day of the hand-over.";
    "reason" = "理由", "Reason";
    "decision" = "结论", "Decision";
    "completed_on" = "签认的完成日", "Completion day attested":
        "资源实际可用的日子，计费从这天算。", "The day the resources were usable; billing counts from it.";
    "ground" = "应急事由", "Ground";
    "document" = "依据文件", "Superior's document":
        "上级新要求写文号；口头指令的三个工作日内补。", "A superior's requirement cites it; of an oral order it follows within three working days.";
    "urgency" = "紧急情况", "Urgency";
    "instances" = "实例编号", "Instances":
        "可不写；每行写行号和各实例编号，如“1 i-0a1 i-0a2”。", "May be empty; a line each, its number and the names: “1 i-0a1 i-0a2”.";
    "handed_over_at" = "移交时刻", "Handed over at":
        "空着即此刻。", "Empty means now.";
};

/// What a word that a field may be is called.
pub(super) fn choice(field: &str, word: &str) -> Option<T> {
    match field {
        "decision" => Decision::find(word).map(asked::decision),
        "ground" => Ground::find(word).map(ground),
        _ => None,
    }
}

/// Why an act is refused.
pub(super) fn why(lang: Lang, reason: &Reason) -> String {
    match reason {
        Reason::NoProof => NO_PROOF.get(lang).to_owned(),
        Reason::OralRefused => ORAL_REFUSED.get(lang).to_owned(),
        Reason::NoSpecialReason => NO_SPECIAL_REASON.get(lang).to_owned(),
        Reason::NoDocumentOwed => NO_DOCUMENT_OWED.get(lang).to_owned(),
        Reason::NotAcknowledged => NOT_ACKNOWLEDGED.get(lang).to_owned(),
        Reason::OffCatalogueEmergency(line) => OFF_CATALOGUE_EMERGENCY.fill(lang, &[line]),
        Reason::BeforeIssuance(at) => BEFORE_ISSUANCE.fill(lang, &[&date::moment(lang, *at)]),
        Reason::NotRegularisable(id) => {
            NOT_REGULARISABLE.fill(lang, &[&domain::matter_id(lang, *id)])
        }
        Reason::NotCovering => NOT_COVERING.get(lang).to_owned(),
    }
}

/// How to mend it.
pub(super) fn mend(lang: Lang, reason: &Reason) -> String {
    match reason {
        Reason::NoProof => CITE.get(lang).to_owned(),
        Reason::OralRefused => CITE_DOCUMENT.get(lang).to_owned(),
        Reason::NoSpecialReason => STATE_REASON.get(lang).to_owned(),
        Reason::NoDocumentOwed => NOTHING_TO_DO.get(lang).to_owned(),
        Reason::NotAcknowledged => ACKNOWLEDGE_FIRST.get(lang).to_owned(),
        Reason::OffCatalogueEmergency(line) => ORDINARY.fill(lang, &[line]),
        Reason::BeforeIssuance(at) => NOT_EARLIER.fill(lang, &[&date::moment(lang, *at)]),
        Reason::NotRegularisable(_) => LEAVE_EMERGENCY.get(lang).to_owned(),
        Reason::NotCovering => COVER.get(lang).to_owned(),
    }
}

/// The ground as it is told.
#[must_use]
pub fn told(lang: Lang, ground: Told<Ground>) -> String {
    match ground {
        Told::Is(word) => self::ground(word).get(lang).to_owned(),
        Told::Hidden => HIDDEN.to_owned(),
    }
}

/// Who gave an oral order, when, and who received it.
#[must_use]
pub fn order(lang: Lang, order: &OralOrder) -> [String; 3] {
    if order.ordered_by == HIDDEN {
        return [HIDDEN; 3].map(str::to_owned);
    }
    let said = |name: &str| {
        let unsaid = name.is_empty().then(|| UNSAID.get(lang));
        unsaid.unwrap_or(name).to_owned()
    };
    let at = order.ordered_at.map(|at| date::moment(lang, *at));
    let at = at.unwrap_or_else(|| UNSAID.get(lang).to_owned());
    [said(&order.ordered_by), at, said(&order.received_by)]
}

/// On what ground it is asked for, what shows that, and why it cannot wait.
pub(super) fn grounds(lang: Lang, body: &Emergency) -> Vec<(T, String)> {
    let mut grounds = proof(lang, body);
    grounds.push((DETAIL_URGENCY, body.urgency.clone()));
    grounds
}

fn proof(lang: Lang, body: &Emergency) -> Vec<(T, String)> {
    let mut proof = vec![(DETAIL_GROUND, told(lang, body.ground))];
    let special = body.special_reason.clone();
    proof.extend(special.map(|reason| (DETAIL_SPECIAL, reason)));
    proof.extend(body.document.clone().map(|text| (DETAIL_DOCUMENT, text)));
    if let Some(order) = &body.order {
        let [by, at, received_by] = self::order(lang, order);
        // What is hidden is one thing that is not told, not three.
        let text = if by == HIDDEN {
            by
        } else {
            ORDER.fill(lang, &[&by, &at, &received_by])
        };
        proof.push((DETAIL_ORDER, text));
    }
    proof
}

/// What belongs to an emergency, each with its label.
pub(super) fn details(lang: Lang, names: &Names, body: &Emergency) -> Vec<(T, String)> {
    let mut details = proof(lang, body);
    let contract = body.contract.clone();
    details.extend(contract.map(|number| (DETAIL_CONTRACT, number)));
    if body.without_contract {
        details.push((DETAIL_CONTRACT, WITHOUT_CONTRACT.get(lang).to_owned()));
    }
    details.push((DETAIL_URGENCY, body.urgency.clone()));
    details.push(asked::stood(lang, &body.asked.stood));
    let opinion = body.opinion.clone().filter(|opinion| !opinion.is_empty());
    details.extend(opinion.map(|text| (DETAIL_OPINION, text)));
    if let Some(passed) = &body.overridden {
        let blocks = passed
            .blocks
            .iter()
            .map(|by| block::stopped(lang, names, by));
        let blocks: Vec<_> = blocks.collect();
        details.push((DETAIL_OVERRIDDEN, blocks.join("\n")));
        details.push((DETAIL_OVERRIDE, passed.reason.clone()));
    }
    let issued = body.issued_at.map(|at| date::moment(lang, *at));
    details.extend(issued.map(|at| (DETAIL_ISSUED, at)));
    let handed_over = body.handed_over_at.map(|at| date::moment(lang, *at));
    details.extend(handed_over.map(|at| {
        let text = if body.unacknowledged && body.attestation.is_none() {
            TO_ACKNOWLEDGE.fill(lang, &[&at])
        } else {
            at
        };
        (DETAIL_HANDED_OVER, text)
    }));
    if let Some(unit) = &body.acknowledgement {
        let at = date::moment(lang, *unit.at);
        let text = match &unit.reason {
            Some(reason) => ACKNOWLEDGED_AS.fill(lang, &[&at, reason]),
            None => at,
        };
        details.push((DETAIL_ACKNOWLEDGED, text));
    }
    let formal = body.formal.map(|id| domain::matter_id(lang, id));
    details.extend(formal.map(|id| (DETAIL_FORMAL, id)));
    details.extend(asked::attested(lang, body.attestation.as_ref()));
    details.extend(asked::objections(lang, names, &body.day_objections));
    details
}

/// The superior's document, for the few lines under a list.
pub(super) fn brief(body: &Emergency) -> Option<(T, &str)> {
    let document = body.document.as_deref()?;
    Some((DETAIL_DOCUMENT, document))
}

/// Every reason of an emergency, with values that must show.
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
pub(super) fn every_reason() -> Vec<crate::domain::law::refusal::Reason> {
    use crate::domain::law::refusal::Reason as Any;
    let reasons = [
        Reason::NoProof,
        Reason::OralRefused,
        Reason::NoSpecialReason,
        Reason::NoDocumentOwed,
        Reason::NotAcknowledged,
        Reason::OffCatalogueEmergency(2),
        Reason::BeforeIssuance(chrono::DateTime::UNIX_EPOCH),
        Reason::NotRegularisable("APP-20261109-0007".parse().unwrap()),
        Reason::NotCovering,
    ];
    let at_a_stage = Stage::ALL.map(|stage| Any::WrongStage(stage.into()));
    reasons
        .map(Any::from)
        .into_iter()
        .chain(at_a_stage)
        .collect()
}
