//! What the papers say, in our own words: notices, opinions, work orders, reports and confirmations.
use super::{Lang, T};
use crate::domain::law::clock::Deadline;
use crate::domain::law::code::PartyCode;
use crate::domain::law::paper::{Attachment, Paper, Signing};
use chrono::{Datelike, NaiveDate};

messages! {
    TO = "{0}：", "To: {0}";
    COPIES = "抄送：{0}", "Copies to: {0}";
    DRAFTED = "拟稿：{0}", "Drafted by: {0}";
    SIGNED = "签发：{0}", "Signed by: {0}";
    TO_SIGN = "待签发", "to be signed";
    SIGNED_LATER = "先发后签，待签发", "issued at once, to be signed";
    MARKED = "{0}（{1}）", "{0} ({1})";
    ATTACHMENTS = "附件：", "Attachments:";
    ATTACHMENT = "{0}（{1}字节，SHA-256：{2}）", "{0} ({1} bytes, SHA-256: {2})";
    FOOT = "本件由台账第{0}条出具。此前台账末条为第{1}条，其SM3：{2}", "Issued by journal entry {0}. The last before it was entry {1}, SM3: {2}";
    NUMBER = "{0}", "No. {0}";
    DATE = "{0}年{1}月{2}日", "{2} {1} {0}";
    DUE = "{0}{1}", "{1} on {0}";
    DUE_PROVISIONAL = "{0}{1}（暂定）", "{1} on {0} (provisional)";

    ABOUT = "事项：{0}，{1}。", "Matter: {0}, {1}.";
    PLACE = "系统 {0}，资源池 {1}（{2}）。", "System {0}, pool {1} ({2}).";
    CONTACT = "联系人：{0}，{1}。", "Contact: {0}, {1}.";
    REMARK = "备注：{0}", "Remark: {0}";
    ITEM = "{0}. {1}", "{0}. {1}";
    FIELD = "{0}：{1}", "{0}: {1}";
    NEXT = "下一步：{1}{0}，限 {2} 前（{3}）。", "Next: {0} by {1}, until {2} ({3}).";

    LINES = "资源如下：", "Resources:";
    LINE = "{0}（{1}）：{2}。用途：{3}。", "{0} ({1}): {2}. Purpose: {3}.";
    LINE_OFF_CATALOGUE = "{0}（目录外，自行采购）：{1}。用途：{2}。", "{0} (off the catalogue, self-procured): {1}. Purpose: {2}.";
    AMOUNT = "{0}{1}{2}", "{0} {1} {2}";
    AMOUNT_BARE = "{0}{1}", "{0} {1}";

    REVIEWED_REJECTED = "贵单位的{0}，经审核不予通过（{1}）。", "Your {0} is rejected ({1}).";
    REJECTED_NEXT = "对本意见有异议的，请以书面向本机关提出，《办法》没有为此规定期限；仍有需要的，可以另行申请，也不限时。", "Whoever disagrees with this opinion turns to this authority in writing; the Measures set no time for that. What is still needed may be applied for again, at any time.";
    OPINION = "审核意见：{0}", "Opinion: {0}";

    CONFIRMED = "我单位确认收到下列资源，并签认完成日为{0}（{1}）。", "We confirm the resources below and attest {0} as the completion day ({1}).";
    CONFIRMED_BILLING = "计费从签认的完成日起算，不看确认的日子（裁定 R2）。", "Billing counts from the attested completion day, not from the day of confirming (ruling R2).";
    OTHER_DAY = "报告的完成日为{0}；签认的日子不同，理由：{1}", "The reported completion was {0}; the attested day differs, because: {1}";
    DETERMINED = "{0}逾期未作确认，现凭证据认定完成日为{1}（{2}）。", "{0} did not confirm in time; on the evidence the completion day is determined as {1} ({2}).";
    DETERMINED_BILLING = "计费即从该日起算。", "Billing counts from that day at once.";
    EVIDENCE = "证据：{0}", "Evidence: {0}";
    OBJECT = "对认定有异议的，自送达次日起五个工作日内提出；异议成立的，以更正处理。", "Objections may be made within five working days from the day after service; one that is upheld is settled as a correction.";
    OBJECTION_UPHELD = "对完成日认定的异议成立，完成日更正为{0}（{1}）；已经计费的以更正处理。", "The objections to the determination are upheld: the completion day is corrected to {0} ({1}); what was billed already is settled as a correction.";
    OBJECTION_REJECTED = "对完成日认定的异议不成立，完成日仍为{0}（{1}）。", "The objections to the determination are rejected: the completion day stays {0} ({1}).";

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

/// What stands between names in a row.
pub const BETWEEN: T = T("、", ", ");

/// Everybody who gets a paper, by name.
#[must_use]
pub fn readers(lang: Lang, paper: &Paper, name: &dyn Fn(&PartyCode) -> String) -> String {
    let named: Vec<String> = paper.readers().map(name).collect();
    named.join(BETWEEN.get(lang))
}

/// Whose hands a paper went through: who drafted it, and who signed it or that somebody still has to.
#[must_use]
pub fn hands(lang: Lang, paper: &Paper) -> Vec<String> {
    let drafted = DRAFTED.fill(lang, &[&paper.called.drafter]);
    let signed = paper.signing.as_ref().map(|signing| match signing {
        Signing::Signed(signature) => SIGNED.fill(lang, &[&signature.name]),
        Signing::Awaited => TO_SIGN.get(lang).to_owned(),
        Signing::Afterwards => SIGNED_LATER.get(lang).to_owned(),
    });
    std::iter::once(drafted).chain(signed).collect()
}

/// A line about a paper, marked if somebody still has to sign it.
#[must_use]
pub fn marked(lang: Lang, paper: &Paper, line: String) -> String {
    let mark = paper.signing.as_ref().and_then(|signing| match signing {
        Signing::Signed(_) => None,
        Signing::Awaited => Some(TO_SIGN),
        Signing::Afterwards => Some(SIGNED_LATER),
    });
    match mark {
        Some(mark) => MARKED.fill(lang, &[&line, &mark.get(lang)]),
        None => line,
    }
}

/// What goes with a paper, as whoever receives it can compare it: `方案.pdf（20480字节，SHA-256：…）`.
#[must_use]
pub fn attachment(lang: Lang, file: &Attachment) -> String {
    ATTACHMENT.fill(lang, &[&file.name, &file.size, &file.sha256])
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

/// A deadline as papers write it: `2026年12月7日24:00`, `24:00 on 7 December 2026`.
#[must_use]
pub fn due(lang: Lang, deadline: &Deadline) -> String {
    let (hour, minute) = (deadline.cut_off() / 60, deadline.cut_off() % 60);
    let message = if deadline.provisional {
        DUE_PROVISIONAL
    } else {
        DUE
    };
    let time = format!("{hour:02}:{minute:02}");
    message.fill(lang, &[&date(lang, deadline.due()), &time])
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
