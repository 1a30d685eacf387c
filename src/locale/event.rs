//! What happened, one line an event, for timelines and the journal.
use super::{Lang, T, date, domain, joined, ruling};
use crate::domain::event::{Attestation, Event};
use crate::domain::matter::MatterId;
use crate::domain::ruling::{Ruling, RulingUse, Scope};

messages! {
    SUBMITTED = "提交申请：{0}", "Application submitted: {0}";
    ACCEPTED = "受理", "Accepted";
    DECLINED = "不予受理：{0}条意见", "Not accepted: {0} objections";
    DECLINED_ONCE = "不予受理：1条意见", "Not accepted: 1 objection";
    ANSWERED = "另有新申请 {0} 回应意见", "Answered by the new application {0}";
    APPROVED = "审核通过：{0}", "Approved: {0}";
    REJECTED = "审核不通过：{0}", "Rejected: {0}";
    TEST_ORDERED = "下达测试工单", "Test ordered";
    TEST_HANDED_OVER = "测试环境移交", "Test environment handed over";
    TEST_PASSED = "测试合格：{0}", "Test passed: {0}";
    TEST_FAILED = "测试不合格，继续测试：{0}", "Test failed, testing goes on: {0}";
    PROPOSED = "提出调整建议：{0}", "Adjustment proposed: {0}";
    FILED = "备案签收", "Filing received";
    FILED_WITH = "备案签收：{0}", "Filing received: {0}";
    DELIVERY_ORDERED = "下达交付工单", "Delivery ordered";
    DELIVERED = "交付，完成日 {0}", "Delivered, completed on {0}";
    CONFIRMED = "确认发放，签认完成日 {0}", "Confirmed, completion attested as {0}";
    DETERMINED = "认定完成日 {0}", "Completion determined as {0}";
    PRODUCT_MOVED = "第{0}行产品：{1}", "Product on line {0}: {1}";

    EMERGENCY_APPLIED = "应急申请：{0}", "Emergency applied for: {0}";
    EMERGENCY_ISSUED = "应急审核通过，先行发放", "Emergency approved and issued";
    EMERGENCY_REJECTED = "应急审核不通过：{0}", "Emergency rejected: {0}";
    HANDED_OVER = "应急资源移交，{0}", "Handed over, {0}";
    ISSUANCE_CONFIRMED = "确认应急发放，签认完成日 {0}", "Issuance confirmed, completion attested as {0}";
    FORMAL_FILED = "补办申请 {0}", "Formal application {0} filed";
    FORMAL_REFUSED = "补办的申请 {0} 未通过，应转注销", "Formal application {0} refused: to be cancelled";
    REMINDED = "催告补办", "Reminded to regularise";
    ESCALATED = "逾期上报：{0}", "Lateness reported: {0}";

    WITHDRAWN = "撤回：{0}", "Withdrawn: {0}";
    ABANDONED = "放弃：{0}", "Abandoned: {0}";
    HELD = "搁置（时限照走）：{0}", "Held, clocks running: {0}";
    RESUMED = "解除搁置", "Hold ended";
    TAKEN_OVER = "接手自 {0}", "Taken over from {0}";
    TAKEN_OVER_WITH = "接手自 {0}：{1}", "Taken over from {0}: {1}";
    DUE_MOVED = "{0}时限按日历第{1}版改为 {2}", "{0} due moved to {2} by calendar edition {1}";
    DUE_MOVED_PROVISIONALLY = "{0}时限按日历第{1}版改为 {2}（暂定）", "{0} due moved to {2} (provisional) by calendar edition {1}";

    PARTY = "登记主体：{0}（{1}，{2}）", "Party registered: {0} ({1}, {2})";
    PERSON = "登记人员：{0}（{1}，{2}）", "Person registered: {0} ({1}, {2})";
    PERSON_LEFT = "人员停用：{0}（{1}，{2}）", "Person inactive: {0} ({1}, {2})";
    ACCOUNT = "绑定账号：{0} → {1}", "Account bound: {0} → {1}";
    ACCOUNT_CLOSED = "停用账号：{0}（{1}）", "Account closed: {0} ({1})";
    POOL = "登记资源池：{0}（{1}，{2}）", "Pool registered: {0} ({1}, {2})";
    SYSTEM = "登记系统：{0}（{1}，等保{2}级）", "System registered: {0} ({1}, level {2})";
    ITEM = "登记目录项：{0}（{1}，{2}{3}元）", "Item registered: {0} ({1}, {3} yuan {2})";
    CONTRACT = "登记合同：{0} 与 {1}，{2}", "Contract recorded: {0} with {1}, {2}";
    RULING_PROPOSED = "提议裁定（第{0}号）{1}，自 {2} 起，{3}", "Ruling proposed (no. {0}): {1}, from {2}, {3}";
    RULING_SIGNED = "签署第{0}号裁定：{1}", "Ruling no. {0} signed by {1}";
    CALENDAR = "载入{0}年节假日通知，日历第{1}版", "Holiday notice for {0} loaded, calendar edition {1}";
    MEASURES = "载入办法原文{0}条：{1}", "Official text loaded, {0} articles: {1}";

    CITY = "全市", "the whole city";
    POOL_SCOPE = "资源池 {0}", "pool {0}";
    PARTY_SCOPE = "主体 {0}", "party {0}";
}

/// The most characters of somebody's text within a line.
const EXCERPT: usize = 40;

/// What happened, in one line; of what somebody wrote, only the beginning.
#[must_use]
#[expect(clippy::too_many_lines, reason = "one line an event, exhaustive")]
pub fn happened(lang: Lang, event: &Event) -> String {
    match event {
        Event::ApplicationSubmitted { matter } => SUBMITTED.fill(lang, &[&excerpt(&matter.title)]),
        Event::ApplicationAccepted { .. } => ACCEPTED.get(lang).to_owned(),
        Event::ApplicationDeclined { objections, .. } if objections.len() == 1 => {
            DECLINED_ONCE.get(lang).to_owned()
        }
        Event::ApplicationDeclined { objections, .. } => DECLINED.fill(lang, &[&objections.len()]),
        Event::ApplicationAnswered { by, .. } => with_matter(lang, ANSWERED, *by),
        Event::ApplicationReviewed {
            approved: true,
            opinion,
            ..
        } => APPROVED.fill(lang, &[&excerpt(opinion)]),
        Event::ApplicationReviewed { opinion, .. } => REJECTED.fill(lang, &[&excerpt(opinion)]),
        Event::TestOrdered { .. } => TEST_ORDERED.get(lang).to_owned(),
        Event::TestHandedOver { .. } => TEST_HANDED_OVER.get(lang).to_owned(),
        Event::TestReported { passed, report, .. } => {
            let message = if *passed { TEST_PASSED } else { TEST_FAILED };
            message.fill(lang, &[&excerpt(report)])
        }
        Event::AdjustmentProposed { reason, .. } => PROPOSED.fill(lang, &[&excerpt(reason)]),
        Event::FilingReceived { remark, .. } if remark.is_empty() => FILED.get(lang).to_owned(),
        Event::FilingReceived { remark, .. } => FILED_WITH.fill(lang, &[&excerpt(remark)]),
        Event::DeliveryOrdered { .. } => DELIVERY_ORDERED.get(lang).to_owned(),
        Event::Delivered { completed_on, .. } => {
            DELIVERED.fill(lang, &[&date::date_long(lang, *completed_on)])
        }
        Event::Confirmed { attestation, .. } => attested(lang, attestation, CONFIRMED),
        Event::ProductMoved {
            line, procurement, ..
        } => PRODUCT_MOVED.fill(lang, &[line, &domain::procurement(procurement).get(lang)]),
        Event::EmergencyApplied { matter } => {
            EMERGENCY_APPLIED.fill(lang, &[&excerpt(&matter.title)])
        }
        Event::EmergencyReviewed { approved: true, .. } => EMERGENCY_ISSUED.get(lang).to_owned(),
        Event::EmergencyReviewed { opinion, .. } => {
            EMERGENCY_REJECTED.fill(lang, &[&excerpt(opinion)])
        }
        Event::HandedOver { handed_over_at, .. } => {
            HANDED_OVER.fill(lang, &[&date::moment(lang, *handed_over_at)])
        }
        Event::IssuanceConfirmed { attestation, .. } => {
            attested(lang, attestation, ISSUANCE_CONFIRMED)
        }
        Event::FormalFiled { application, .. } => with_matter(lang, FORMAL_FILED, *application),
        Event::FormalRefused { application, .. } => with_matter(lang, FORMAL_REFUSED, *application),
        Event::Reminded { .. } => REMINDED.get(lang).to_owned(),
        Event::Escalated { duties, .. } => {
            let duties = duties.iter().map(|duty| domain::duty(*duty).get(lang));
            ESCALATED.fill(lang, &[&joined(lang, duties)])
        }
        Event::Withdrawn { reason, .. } => WITHDRAWN.fill(lang, &[&excerpt(reason)]),
        Event::Abandoned { reason, .. } => ABANDONED.fill(lang, &[&excerpt(reason)]),
        Event::Held { hold, .. } => HELD.fill(lang, &[&excerpt(&hold.reason)]),
        Event::Resumed { .. } => RESUMED.get(lang).to_owned(),
        Event::TakenOver { from, remark, .. } if remark.is_empty() => {
            TAKEN_OVER.fill(lang, &[from])
        }
        Event::TakenOver { from, remark, .. } => {
            TAKEN_OVER_WITH.fill(lang, &[from, &excerpt(remark)])
        }
        Event::DueMoved { duty, to, .. } => {
            let message = if to.provisional {
                DUE_MOVED_PROVISIONALLY
            } else {
                DUE_MOVED
            };
            let due = date::due(lang, to.due, to.cut_off);
            message.fill(lang, &[&domain::duty(*duty).get(lang), &to.edition, &due])
        }
        Event::PartyRegistered(party) => {
            let kind = domain::party_kind(party.kind).get(lang);
            PARTY.fill(lang, &[&party.name, &party.code, &kind])
        }
        Event::PersonRegistered(person) => {
            let message = if person.active { PERSON } else { PERSON_LEFT };
            let posts = person
                .posts
                .iter()
                .map(|post| domain::post(*post).get(lang));
            message.fill(lang, &[&person.name, &person.code, &joined(lang, posts)])
        }
        Event::AccountBound(account) => {
            let message = if account.active {
                ACCOUNT
            } else {
                ACCOUNT_CLOSED
            };
            message.fill(lang, &[&account.login, &account.person])
        }
        Event::PoolRegistered(pool) => {
            let mode = domain::cloud_mode(pool.mode).get(lang);
            POOL.fill(lang, &[&pool.name, &pool.code, &mode])
        }
        Event::SystemRegistered(system) => SYSTEM.fill(
            lang,
            &[&system.name, &system.code, &system.protection_level],
        ),
        Event::ItemRegistered(item) => {
            let basis = domain::price_basis(item.basis).get(lang);
            ITEM.fill(
                lang,
                &[&item.name, &item.code, &basis, &yuan(item.price_fen)],
            )
        }
        Event::ContractRecorded(contract) => CONTRACT.fill(
            lang,
            &[&contract.unit, &contract.provider, &contract.number],
        ),
        Event::RulingProposed { number, ruling } => RULING_PROPOSED.fill(
            lang,
            &[
                number,
                &parameters(lang, ruling),
                &date::date_long(lang, ruling.effective),
                &scope(lang, &ruling.scope),
            ],
        ),
        Event::RulingSigned { number, by } => RULING_SIGNED.fill(lang, &[number, by]),
        Event::CalendarLoaded { edition, notice } => CALENDAR.fill(lang, &[&notice.year, edition]),
        Event::MeasuresLoaded { source, articles } => {
            MEASURES.fill(lang, &[&articles.len(), &excerpt(source)])
        }
    }
}

fn attested(lang: Lang, attestation: &Attestation, message: T) -> String {
    let message = if attestation.evidence.is_some() {
        DETERMINED
    } else {
        message
    };
    message.fill(lang, &[&date::date_long(lang, attestation.completed_on)])
}

fn with_matter(lang: Lang, message: T, id: MatterId) -> String {
    message.fill(lang, &[&domain::matter_id(lang, id)])
}

/// What a ruling sets: `R16 交付（工作日）：5`.
fn parameters(lang: Lang, ruling: &Ruling) -> String {
    let used: Vec<_> = ruling
        .values
        .iter()
        .map(|(parameter, value)| {
            ruling::used(
                lang,
                &RulingUse {
                    ruling: ruling.id,
                    parameter: parameter.clone(),
                    value: value.clone(),
                },
            )
        })
        .collect();
    joined(lang, used.iter().map(String::as_str))
}

/// Where a ruling applies.
#[must_use]
pub fn scope(lang: Lang, scope: &Scope) -> String {
    match scope {
        Scope::City => CITY.get(lang).to_owned(),
        Scope::Pool(pool) => POOL_SCOPE.fill(lang, &[pool]),
        Scope::Party(party) => PARTY_SCOPE.fill(lang, &[party]),
    }
}

/// Fen as yuan, with both decimals.
fn yuan(fen: u64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

/// The first line of a text, cut where it is long.
fn excerpt(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default().trim();
    let cut: String = first.chars().take(EXCERPT).collect();
    if cut.len() < text.trim().len() {
        cut + "…"
    } else {
        cut
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::domain::clock::{self, Limit};
    use crate::domain::duty::DutyKind;
    use crate::domain::event::Step;
    use crate::domain::matter::Stage;
    use crate::domain::ruling::{R16, RulingValue};
    use crate::domain::{application, catalogue};

    fn step() -> Step {
        Step {
            matter: "APP-20261109-0007".parse().unwrap(),
            version: 2,
            stage: Stage::Application(application::Stage::Accepted),
            closed: vec![],
            opened: vec![],
            papers: vec![],
            part: None,
        }
    }

    #[test]
    fn an_event_is_one_line() {
        let start = "2026-12-21".parse().unwrap();
        let calendar = Calendar::built_in();
        let to = clock::compute(&calendar, start, Limit::WorkingDays(10), 1440, vec![]);
        let cases = [
            (
                Event::ApplicationAccepted { step: step() },
                "受理",
                "Accepted",
            ),
            (
                Event::ApplicationDeclined {
                    step: step(),
                    objections: vec!["甲".to_owned(), "乙".to_owned()],
                },
                "不予受理：2条意见",
                "Not accepted: 2 objections",
            ),
            (
                Event::Withdrawn {
                    step: step(),
                    reason: "改期\n另报".to_owned(),
                },
                "撤回：改期…",
                "Withdrawn: 改期…",
            ),
            (
                Event::Escalated {
                    step: step(),
                    duties: vec![DutyKind::ConfirmIssuance, DutyKind::FileApplication],
                    remark: String::new(),
                    at: chrono::DateTime::UNIX_EPOCH,
                },
                "逾期上报：确认应急发放、补办申请",
                "Lateness reported: confirm issuance, file application",
            ),
            (
                Event::DueMoved {
                    step: step(),
                    duty: DutyKind::Review,
                    to,
                },
                "审核意见时限按日历第0版改为 2027-01-04 周一 24:00（暂定）",
                "review opinion due moved to 2027-01-04 Mon 24:00 (provisional) by calendar edition 0",
            ),
            (
                Event::ItemRegistered(catalogue::Item {
                    code: "vm-4-16".into(),
                    family: "计算".to_owned(),
                    name: "云主机".to_owned(),
                    specification: "4核16G".to_owned(),
                    unit: "台".to_owned(),
                    basis: catalogue::PriceBasis::Month,
                    price_fen: 123_405,
                }),
                "登记目录项：云主机（vm-4-16，按月1234.05元）",
                "Item registered: 云主机 (vm-4-16, 1234.05 yuan per month)",
            ),
            (
                Event::RulingProposed {
                    number: 3,
                    ruling: Ruling {
                        id: R16,
                        scope: Scope::Pool("east".into()),
                        values: [("deliver_working_days".to_owned(), RulingValue::Number(5))]
                            .into(),
                        effective: start,
                        reason: "加快".to_owned(),
                        proposed_by: "li".into(),
                        signed_by: None,
                    },
                },
                "提议裁定（第3号）R16 交付（工作日）：5，自 2026-12-21 周一 起，资源池 east",
                "Ruling proposed (no. 3): R16 Delivery (working days): 5, from 2026-12-21 Mon, pool east",
            ),
        ];
        for (event, zh, en) in cases {
            assert_eq!(happened(Lang::Zh, &event), zh);
            assert_eq!(happened(Lang::En, &event), en);
        }
    }

    #[test]
    fn a_long_text_is_cut_and_a_short_one_is_not() {
        assert_eq!(excerpt("  短  "), "短");
        assert_eq!(excerpt(&"长".repeat(41)), "长".repeat(40) + "…");
        assert_eq!(excerpt(&"长".repeat(40)), "长".repeat(40));
        assert_eq!(excerpt("一\n二"), "一…");
    }
}
