//! What the papers say, in our own words: notices, opinions, work orders, reports and confirmations.
use super::{Lang, T};
use crate::domain::clock::Deadline;
use crate::domain::matter::MatterKind;
use chrono::{Datelike, NaiveDate};

messages! {
    TO = "{0}：", "To: {0}";
    NUMBER = "{0}", "No. {0}";
    DATE = "{0}年{1}月{2}日", "{2} {1} {0}";
    DUE = "{0}{1}", "{1} on {0}";
    DUE_PROVISIONAL = "{0}{1}（暂定）", "{1} on {0} (provisional)";

    APPLICATION = "申请", "application";
    EMERGENCY_APPLICATION = "应急申请", "emergency application";
    ABOUT = "事项：{0}，{1}。", "Matter: {0}, {1}.";
    PLACE = "系统 {0}，资源池 {1}（{2}）。", "System {0}, pool {1} ({2}).";
    CONTACT = "联系人：{0}，{1}。", "Contact: {0}, {1}.";
    REMARK = "备注：{0}", "Remark: {0}";
    ITEM = "{0}. {1}", "{0}. {1}";

    LINES = "资源如下：", "Resources:";
    LINE = "{0}（{1}）：{2}。用途：{3}。", "{0} ({1}): {2}. Purpose: {3}.";
    LINE_OFF_CATALOGUE = "{0}（目录外，自行采购）：{1}。用途：{2}。", "{0} (off the catalogue, self-procured): {1}. Purpose: {2}.";
    AMOUNT = "{0}{1}{2}", "{0} {1} {2}";
    AMOUNT_BARE = "{0}{1}", "{0} {1}";

    ACCEPTED = "贵单位{0}提交的申请，经核实材料齐全、需求合理，现予受理。", "Your application of {0} was found complete and reasonable, and is accepted.";
    ACCEPTED_DUE = "依据{1}，本机关将在 {0} 前给出审核意见（{2}）。", "Under {1} the review opinion will be given by {0} ({2}).";

    DECLINED = "贵单位{0}提交的申请，经核实不予受理（{1}），意见如下：", "Your application of {0} is not accepted ({1}), for these reasons:";
    DECLINED_NEXT = "请针对上列意见另行申请并逐条回应，宜在 {0} 前提出（{1}）。", "Please apply again and answer each objection, preferably by {0} ({1}).";

    REVIEWED_APPROVED = "贵单位的{0}，经审核予以通过（{1}）。", "Your {0} is approved ({1}).";
    REVIEWED_REJECTED = "贵单位的{0}，经审核不予通过（{1}）。", "Your {0} is rejected ({1}).";
    OPINION = "审核意见：{0}", "Opinion: {0}";
    GROUND = "书面依据：{0}", "Written ground: {0}";
    NEXT = "下一步：{1}{0}，限 {2} 前（{3}）。", "Next: {0} by {1}, until {2} ({3}).";

    TEST_ORDER = "请依本工单为{0}搭建测试环境，并在 {1} 前移交（{2}，{3}）。", "Please set up the test environment for {0} and hand it over by {1} ({2}, {3}).";
    TEST_HANDED_OVER = "贵单位的测试环境已经建好，现予移交。", "Your test environment is ready and handed over herewith.";
    ENVIRONMENT = "环境说明：{0}", "Environment: {0}";
    TEST_PERIOD = "测试期自移交次日起，至 {0} 止（{1}，{2}）；测试期内不计费。", "Testing runs from the day after hand-over until {0} ({1}, {2}), unbilled.";
    TEST_PASSED = "我单位已在测试环境部署并测试，结论：合格（{0}）。", "We deployed and tested in the test environment; the result: passed ({0}).";
    TEST_FAILED = "我单位已在测试环境部署并测试，结论：不合格，继续测试（{0}）。", "We deployed and tested in the test environment; the result: failed, testing goes on ({0}).";
    REPORT = "测试情况：{0}", "Report: {0}";

    PROPOSED = "{0}的测试已经结束，现就其资源提出调整建议，送请备案（{1}）。", "The test of {0} is over; the adjustment below is submitted for filing ({1}).";
    PROPOSED_BECAUSE = "调整理由：{0}", "Reason: {0}";

    DELIVERY_ORDER = "请依本工单向{0}交付下列资源，并在 {1} 前完成（{2}，{3}）。", "Please deliver the resources below to {0} by {1} ({2}, {3}).";
    DELIVERY_BILLING = "完成日由{0}签认（{1}），计费起点按裁定 R2 确定。", "{0} attests the completion day ({1}); ruling R2 says from when billing counts.";

    CONFIRMED = "我单位确认收到下列资源，并签认完成日为{0}（{1}）。", "We confirm the resources below and attest {0} as the completion day ({1}).";
    CONFIRMED_BILLING = "计费起点按裁定 R2 确定。", "Ruling R2 says from when billing counts.";
    DETERMINED = "{0}逾期未作确认，现凭交付证据认定完成日为{1}（{2}）。", "{0} did not confirm in time; on the delivery evidence the completion day is determined as {1} ({2}).";
    EVIDENCE = "证据：{0}", "Evidence: {0}";

    EMERGENCY_ISSUED = "{0}的应急申请已审核通过，请立即发放下列资源（{1}）。", "The emergency application of {0} is approved; please issue the resources below at once ({1}).";
    EMERGENCY_GROUND = "应急事由：{0}。", "Ground: {0}.";
    EMERGENCY_DOCUMENT = "依据文件：{0}。", "Document: {0}.";
    EMERGENCY_URGENCY = "紧急情形：{0}", "Urgency: {0}";
    EMERGENCY_DUE = "请在 {0} 前移交（{1}）。", "Please hand over by {0} ({1}).";
    EMERGENCY_AFTER = "移交之后，{0}应按{1}在三个工作日内确认并补办。", "After that, {0} confirms and files the application within three working days under {1}.";

    REMINDED = "贵单位的应急资源已于{0}移交，下列事项至今未办，已经逾期：", "Your emergency resources were handed over on {0}; the following is overdue:";
    OVERDUE = "{0}，限 {1} 前（{2}，{3}）", "{0}, due by {1} ({2}, {3})";
    REMINDED_NEXT = "请立即办理；逾期已如实记入台账。", "Please act at once; the lateness is on record in the ledger.";

    JANUARY = "1", "January";
    FEBRUARY = "2", "February";
    MARCH = "3", "March";
    APRIL = "4", "April";
    MAY = "5", "May";
    JUNE = "6", "June";
    JULY = "7", "July";
    AUGUST = "8", "August";
    SEPTEMBER = "9", "September";
    OCTOBER = "10", "October";
    NOVEMBER = "11", "November";
    DECEMBER = "12", "December";
}

const MONTHS: [T; 12] = [
    JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER,
    DECEMBER,
];

/// A date as papers write it: `2026年11月23日`, `23 November 2026`.
#[must_use]
pub fn date(lang: Lang, date: NaiveDate) -> String {
    let month = MONTHS
        .into_iter()
        .zip(1..)
        .find(|(_, number)| *number == date.month())
        .map_or("", |(month, _)| month.get(lang));
    DATE.fill(lang, &[&date.year(), &month, &date.day()])
}

/// What a unit asked for by a matter of that kind.
#[must_use]
pub const fn asked(kind: MatterKind) -> T {
    match kind {
        MatterKind::Application => APPLICATION,
        MatterKind::Emergency => EMERGENCY_APPLICATION,
    }
}

/// A deadline as papers write it: `2026年12月7日24:00`, `24:00 on 7 December 2026`.
#[must_use]
pub fn due(lang: Lang, deadline: &Deadline) -> String {
    let (hour, minute) = (deadline.cut_off / 60, deadline.cut_off % 60);
    let message = if deadline.provisional {
        DUE_PROVISIONAL
    } else {
        DUE
    };
    let time = format!("{hour:02}:{minute:02}");
    message.fill(lang, &[&date(lang, deadline.due), &time])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_date_themselves_in_words() {
        for (text, zh, en) in [
            ("2026-11-23", "2026年11月23日", "23 November 2026"),
            ("2027-01-04", "2027年1月4日", "4 January 2027"),
        ] {
            let day: Option<NaiveDate> = text.parse().ok();
            assert_eq!(day.map(|day| date(Lang::Zh, day)), Some(zh.to_owned()));
            assert_eq!(day.map(|day| date(Lang::En, day)), Some(en.to_owned()));
        }
    }
}
