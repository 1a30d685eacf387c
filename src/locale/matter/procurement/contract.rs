//! What a contract says of its term, its clauses and its prices, for pages, previews and papers alike.

use super::super::super::{Lang, T, article, date, domain, price};
use super::{DETAIL_CONTRACT, DETAIL_FIRST_CYCLE, DETAIL_TERM, PriceChange, clause, end_day};
use crate::domain::law::money::signed;
use crate::domain::purchase::agreement::{Agreement, EndDay, TermEnd};
use crate::domain::purchase::price::{Price, Version};
use crate::domain::purchase::procurement::{Clause, Procurement, Retroactive};
use crate::domain::settle::cycle::days_between;

/// The most prices that are told one by one: the register has all of them.
pub const PRICES: usize = 40;

messages! {
    CAME_OF = "采购", "Procurement";
    SIGNED = "{0}，{1} 签订", "{0}, signed on {1}";
    TERM_OPEN = "自 {0} 起", "from {0}";
    TERM_INCLUDED = "{0} 至 {1} 止（含当日，计费到 {2} 前）", "{0} until and including {1} (billed to before {2})";
    TERM_EXCLUDED = "{0} 至 {1} 前止（不含，末日为 {2}）", "{0} until before {1} (its last day is {2})";
    HALF_OPEN = "{0} · [{1}，{2}) {3}天", "{0} · [{1}, {2}) {3} days";
    TERMINATED = "{0}，{1} 起终止", "{0}, terminated from {1} on";
    CITED = "{0}（{1}）", "{0} ({1})";
    HAS = "有 {0}", "has {0}";
    LACKS = "缺 {0}", "lacks {0}";
    NEW = "{0}：{1}", "{0}: {1}";
    CHANGED = "{0}：{1}，原 {2}，每年每单位 {3}", "{0}: {1}, before {2}, {3} a year for one";
    SAME = "{0}：{1}，不变", "{0}: {1}, as before";
    RETIERED = "{0}：{1}，原 {2}", "{0}: {1}, before {2}";
    MORE = "另有{0}项，见价格", "{0} more, see Prices";
    BACK = "往回 {0} 天，其中已结束的周期 {1} 天，已付的由更正单补差（R46）：{2}",
        "{0} days back, {1} of them in cycles that are over, where what was paid is corrected (R46): {2}";
}

/// The term of a contract as it is written, with what is computed with beside it: the days from the first up to, and
/// without, the one after the last.
#[must_use]
pub fn term(lang: Lang, agreement: &Agreement) -> String {
    let day = |day| date::date_long(lang, day);
    let starts = day(agreement.starts_on);
    let term = match &agreement.ends {
        None => TERM_OPEN.fill(lang, &[&starts]),
        Some(ends) => {
            let (message, other) = match ends.day {
                EndDay::Included => (TERM_INCLUDED, Some(ends.until)),
                EndDay::Excluded => (TERM_EXCLUDED, ends.until.pred_opt()),
            };
            let other = day(other.unwrap_or(ends.until));
            let written = message.fill(lang, &[&starts, &day(ends.written), &other]);
            let days = days_between(agreement.starts_on, ends.until);
            HALF_OPEN.fill(lang, &[&written, &agreement.starts_on, &ends.until, &days])
        }
    };
    match agreement.terminated_on {
        Some(from) => TERMINATED.fill(lang, &[&term, &day(from)]),
        None => term,
    }
}

/// The end of a term as it is written.
pub(super) fn end(lang: Lang, ends: &TermEnd) -> String {
    let written = date::date_long(lang, ends.written);
    format!("{written} · {}", end_day(ends.day).get(lang))
}

/// A clause with the article that it rests on.
#[must_use]
pub fn cited(lang: Lang, of: Clause) -> String {
    let rests_on = of.article();
    let rests_on = article::cite(lang, rests_on.number, rests_on.paragraph);
    CITED.fill(lang, &[&clause(of).get(lang), &rests_on])
}

/// The clauses that a signed contract must have, each with whether it has it.
#[must_use]
pub fn checklist(lang: Lang, body: &Procurement) -> Vec<String> {
    let wanted = Clause::ALL.into_iter();
    let wanted = wanted.filter(|one| one.is_wanted_of(body.object) && body.agreement.is_some());
    let told = wanted.map(|one| {
        let has = if body.gaps.contains(&one) { LACKS } else { HAS };
        has.fill(lang, &[&cited(lang, one)])
    });
    told.collect()
}

/// What one of an item costs a year, in fen; none where that depends on how many there are.
fn yearly(version: &Version) -> Option<i64> {
    match &version.price {
        Price::Flat(fen) => i64::try_from(fen.saturating_mul(version.basis.in_a_year())).ok(),
        Price::Tiers(_) => None,
    }
}

/// Prices, a line each with what was before and the difference a year; what is left out is counted.
#[must_use]
pub fn prices(lang: Lang, given: &[PriceChange]) -> Vec<String> {
    let told = given.iter().take(PRICES).map(|one| {
        let now = price::rate(lang, &one.price.rate());
        let Some(was) = &one.was else {
            return NEW.fill(lang, &[&one.name, &now]);
        };
        let before = price::rate(lang, &was.rate());
        match yearly(&one.price).zip(yearly(was)) {
            Some((now_fen, was_fen)) if now_fen == was_fen => SAME.fill(lang, &[&one.name, &now]),
            Some((now_fen, was_fen)) => {
                let differs = signed(now_fen.saturating_sub(was_fen));
                CHANGED.fill(lang, &[&one.name, &now, &before, &differs])
            }
            None => RETIERED.fill(lang, &[&one.name, &now, &before]),
        }
    });
    let left = given.len().saturating_sub(PRICES);
    let more = (left > 0).then(|| MORE.fill(lang, &[&left]));
    told.chain(more).collect()
}

/// How far an amendment reaches back, and why.
#[must_use]
pub fn back(lang: Lang, of: &Retroactive) -> String {
    BACK.fill(lang, &[&of.days, &of.closed_days, &of.reason])
}

/// What a contract says, each with its label.
#[must_use]
pub fn told(lang: Lang, agreement: &Agreement) -> Vec<(T, String)> {
    let day = |day| date::date_long(lang, day);
    let signed = SIGNED.fill(lang, &[&agreement.number, &day(agreement.signed_on)]);
    let mut told = vec![
        (DETAIL_CONTRACT, signed),
        (DETAIL_TERM, term(lang, agreement)),
    ];
    let first = agreement.first_cycle_start;
    told.extend(first.map(|first| (DETAIL_FIRST_CYCLE, day(first))));
    told
}

/// The procurement that a contract came of.
#[must_use]
pub fn came_of(lang: Lang, agreement: &Agreement) -> (T, String) {
    (CAME_OF, domain::matter_id(lang, agreement.matter))
}
