//! The words of emergencies: stages, acts and their fields, duties, papers, what happened, why not.
use super::super::{Lang, T, date, event};
use super::{Row, asked, rows};
use crate::domain::r#use::asked::Decision;
use crate::domain::r#use::emergency::{
    DutyKind, Emergency, Fact, Ground, PaperKind, Reason, Stage, Verb,
};
use crate::locale::domain;

pub mod paper;

labels! {
    /// A stage of an emergency (Art. 23).
    stage(Stage) {
        Applied = "待应急审核", "to review urgently";
        Issued = "待交接", "to hand over";
        HandedOver = "待确认补办", "to confirm and file";
        Regularised = "已补办", "regularised";
        Rejected = "审核不通过", "rejected";
        Withdrawn = "已撤回", "withdrawn";
        ToCancel = "应转注销", "to cancel";
    }
    /// A verb as a button and the palette show it: the imperative.
    verb(Verb) {
        Apply = "应急申请", "Apply in an emergency";
        Review = "应急审核", "Review the emergency";
        HandOver = "移交应急资源", "Hand over";
        Confirm = "确认应急发放", "Confirm the issuance";
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
        Remind = "补办已逾期：向单位发催告。",
            "The regularisation is overdue: a reminder goes to the unit.";
    }
    /// What must be done: the deed, in 12 cells of Chinese at most.
    duty(DutyKind) {
        ReviewEmergency = "应急审核", "emergency review";
        HandOver = "交接", "hand-over";
        ConfirmIssuance = "确认应急发放", "confirm issuance";
        FileFormal = "补办申请", "file application";
        Supervise = "督办补办", "supervise filing";
        Cancel = "转注销", "cancellation";
    }
    /// A kind of paper.
    paper_kind(PaperKind) {
        EmergencyIssuance = "应急发放单", "emergency issuance order";
        RegularisationReminder = "补办催告", "reminder to regularise";
    }
    /// The ground of an emergency (Art. 23).
    ground(Ground) {
        MunicipalRequirement = "市级新要求", "new municipal requirement";
        ProvincialRequirement = "省级新要求", "new provincial requirement";
        CentralRequirement = "中央新要求", "new central requirement";
        NationalStrategy = "国家重大战略", "major national strategy";
        NationalSecurity = "国家安全", "national security";
    }
}

messages! {
    MATTER = "应急", "emergency";
    MATTERS = "应急", "Emergencies";
    ASKED = "应急申请", "emergency application";

    APPLIED = "应急申请：{0}", "Emergency applied for: {0}";
    ISSUED = "应急审核通过，先行发放", "Emergency approved and issued";
    REJECTED = "应急审核不通过：{0}", "Emergency rejected: {0}";
    HANDED_OVER = "应急资源移交，{0}", "Handed over, {0}";
    ISSUANCE_CONFIRMED = "确认应急发放，签认完成日 {0}", "Issuance confirmed, completion attested as {0}";
    FORMAL_FILED = "补办申请 {0}", "Formal application {0} filed";
    FORMAL_REFUSED = "补办的申请 {0} 未通过，应转注销", "Formal application {0} refused: to be cancelled";
    REMINDED = "催告补办", "Reminded to regularise";

    BEFORE_ISSUANCE = "交接不能早于发放（{0}）", "A hand-over cannot come before the issuance ({0})";
    NOT_REGULARISABLE = "应急 {0} 现在没有可补办的", "The emergency {0} has nothing to regularise now";
    NOT_COVERING = "正式申请与应急已发放的资源不一致", "The formal application differs from what the emergency issued";
    NO_DOCUMENT = "上级的新要求须写明文件", "A superior's requirement must cite its document";
    OFF_CATALOGUE_EMERGENCY = "第{0}行不在服务目录里，应急只发放目录内的", "Line {0} is off the catalogue; an emergency issues only what it lists";

    NOT_EARLIER = "请填 {0} 或以后", "Enter {0} or later";
    LEAVE_EMERGENCY = "请核对应急编号；不是补办的，此栏留空", "Check the emergency's number; leave it empty if this regularises none";
    COVER = "同一系统、同一资源池，逐项按已发放的数量申请或批准；更多的另行申请", "Same system, same pool, item by item what was issued; apply for more separately";
    CITE = "请在“依据文件”里写文号", "Enter its number under “Superior’s document”";
    ORDINARY = "第{0}行请改选目录项，或走普通申请", "Choose a catalogue item on line {0}, or make an ordinary application";

    DETAIL_GROUND = "事由", "Ground";
    DETAIL_DOCUMENT = "依据文件", "Document";
    DETAIL_URGENCY = "紧急情况", "Urgency";
    DETAIL_OPINION = "审核意见", "Opinion";
    DETAIL_ISSUED = "先行发放", "Issued";
    DETAIL_HANDED_OVER = "交接", "Handed over";
    DETAIL_FORMAL = "正式申请", "Formal application";
}

/// The fields of its acts. A name that only one act uses in that sense stands before the general one.
pub(super) const FIELDS: &[Row] = rows! { Emergency:
    Review "opinion" = "审核意见", "Opinion":
        "不通过时必填。", "Needed when it is rejected.";
    "title" = "标题", "Title":
        "一句话说明为哪件事、要什么。", "In one line: for what, and what is wanted.";
    "system" = "系统", "System";
    "pool" = "资源池", "Resource pool":
        "选了池，也就选了交付方。", "The pool decides who delivers.";
    "lines" = "资源明细", "Lines":
        "每行：目录项或名称、数量、用途；目录外的另写理由。", "Each: item or name, quantity, purpose; off the catalogue also why.";
    "contact_name" = "联系人", "Contact";
    "contact_telephone" = "联系电话", "Telephone";
    "remark" = "备注", "Remark";
    "decision" = "结论", "Decision";
    "completed_on" = "签认的完成日", "Completion day attested":
        "资源实际可用的日子，计费从这天算。", "The day the resources were usable; billing counts from it.";
    "ground" = "应急事由", "Ground";
    "document" = "依据文件", "Superior's document":
        "上级新要求须写文号；国家战略和安全可空。", "A superior's requirement cites it; strategy and security need none.";
    "urgency" = "紧急情形", "Urgency";
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

/// What happened, in one line.
pub(super) fn happened(lang: Lang, fact: &Fact) -> String {
    match fact {
        Fact::Applied(opened) => APPLIED.fill(lang, &[&event::excerpt(&opened.head.title)]),
        Fact::Reviewed { approved: true, .. } => ISSUED.get(lang).to_owned(),
        Fact::Reviewed { opinion, .. } => REJECTED.fill(lang, &[&event::excerpt(opinion)]),
        Fact::HandedOver { handed_over_at, .. } => {
            HANDED_OVER.fill(lang, &[&date::moment(lang, **handed_over_at)])
        }
        Fact::Confirmed { attestation, .. } => {
            ISSUANCE_CONFIRMED.fill(lang, &[&date::date_long(lang, attestation.completed_on)])
        }
        Fact::Filed { formal, .. } => FORMAL_FILED.fill(lang, &[&domain::matter_id(lang, *formal)]),
        Fact::FormalRefused { formal, .. } => {
            FORMAL_REFUSED.fill(lang, &[&domain::matter_id(lang, *formal)])
        }
        Fact::Reminded { .. } => REMINDED.get(lang).to_owned(),
    }
}

/// Why an act is refused.
pub(super) fn why(lang: Lang, reason: &Reason) -> String {
    match reason {
        Reason::NoDocument => NO_DOCUMENT.get(lang).to_owned(),
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
        Reason::NoDocument => CITE.get(lang).to_owned(),
        Reason::OffCatalogueEmergency(line) => ORDINARY.fill(lang, &[line]),
        Reason::BeforeIssuance(at) => NOT_EARLIER.fill(lang, &[&date::moment(lang, *at)]),
        Reason::NotRegularisable(_) => LEAVE_EMERGENCY.get(lang).to_owned(),
        Reason::NotCovering => COVER.get(lang).to_owned(),
    }
}

/// What belongs to an emergency, each with its label.
pub(super) fn details(lang: Lang, body: &Emergency) -> Vec<(T, String)> {
    let mut details = vec![(DETAIL_GROUND, ground(body.ground).get(lang).to_owned())];
    details.extend(body.document.clone().map(|text| (DETAIL_DOCUMENT, text)));
    details.push((DETAIL_URGENCY, body.urgency.clone()));
    details.push(asked::stood(lang, &body.asked.stood));
    let opinion = body.opinion.clone().filter(|opinion| !opinion.is_empty());
    details.extend(opinion.map(|text| (DETAIL_OPINION, text)));
    for (label, at) in [
        (DETAIL_ISSUED, body.issued_at),
        (DETAIL_HANDED_OVER, body.handed_over_at),
    ] {
        details.extend(at.map(|at| (label, date::moment(lang, *at))));
    }
    let formal = body.formal.map(|id| domain::matter_id(lang, id));
    details.extend(formal.map(|id| (DETAIL_FORMAL, id)));
    details.extend(asked::attested(lang, body.attestation.as_ref()));
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
        Reason::NoDocument,
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
