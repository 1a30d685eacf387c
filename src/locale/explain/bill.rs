//! Why a line costs what it costs: days, price in force, divisor, rounding, and what each ruling decided, to the fen.

use chrono::NaiveDate;

use crate::domain::law::money::{parted, signed};
use crate::domain::law::naming::Names;
use crate::domain::purchase::catalogue::PriceBasis;
use crate::domain::purchase::covering::Lack;
use crate::domain::purchase::price::{Price, PriceTable, Tier, Tiering, Version};
use crate::domain::settle::convention::{Conventions, Divisor, LastDay, Rounding};
use crate::domain::settle::cycle::Cycle;
use crate::domain::settle::line::{Account, Paid, Part, Terms};
use crate::domain::settle::segment::{Exit, Segment, Span, Unpriced};
use crate::locale::naming;
use crate::locale::{Lang, T, date, joined};

messages! {
    CYCLE = "周期 {0}：{1}", "Cycle {0}: {1}";
    RULES = "{0}；{1}；{2}", "{0}; {1}; {2}";
    BILLED_FROM = "自 {0} 起计，合同的第一个周期（第40条）", "billed from {0}, the contract's first cycle (Art. 40)";
    BILLED_WHOLE = "从头计", "billed from its first day";
    BEFORE_CONTRACT = "合同还没有开始，不计（第40条）", "before the contract begins, not billed (Art. 40)";
    BY_CYCLE = "年价除以本周期的{0}天（R3）", "a year's price is divided by the cycle's {0} days (R3)";
    LEAP = "年价除以本周期的{0}天，含2月29日（R3）", "a year's price is divided by the cycle's {0} days, 29 February among them (R3)";
    BY_365 = "年价一律除以{0}天（R3）", "a year's price is always divided by {0} days (R3)";
    LAST_FREE = "下线当日不计（R4）", "the day on which use ends is not billed (R4)";
    LAST_BILLED = "下线当日计（R4）", "the day on which use ends is billed (R4)";

    IN_STATEMENT = "计入结算", "in the statement";
    APART = "另列，不计入结算（第40条）", "apart, not in the statement (Art. 40)";
    NOTHING = "没有要计的", "nothing is billed";
    SEGMENT = "{0}，{1}天：{2} × {3}", "{0}, {1} days: {2} × {3}";
    FREE = "退出过渡期，免费（第17条）", "the months after an exit, free (Art. 17)";
    YEARLY = "年价 {0} × {1} = {2}", "a year's price {0} × {1} = {2}";
    MONTHLY = "月价 {0} × 12 × {1} = {2}", "a month's price {0} × 12 × {1} = {2}";
    TIER = "{0} × {1}", "{0} × {1}";
    GRADUATED = "阶梯分段（R31）：{0} = {1}", "graduated tiers (R31): {0} = {1}";
    ALL_UNITS = "阶梯就全部数量（R31）：{0} = {1}", "tiers for all units (R31): {0} = {1}";
    GRADUATED_MONTHLY = "阶梯分段（R31）：({0}) × 12 = {1}", "graduated tiers (R31): ({0}) × 12 = {1}";
    ALL_UNITS_MONTHLY = "阶梯就全部数量（R31）：({0}) × 12 = {1}", "tiers for all units (R31): ({0}) × 12 = {1}";
    BY_OWN = "价格依单位自签合同 {0}（第40条）", "the price is the unit's own contract's, {0} (Art. 40)";
    BY_CITY = "自签合同没有这一项的价格，依统签合同 {0}", "the unit's own contract does not price it: the city's, {0}";
    DAYS_OF = "{0} × {1} ÷ {2} = {3}", "{0} × {1} ÷ {2} = {3}";
    SHARE = "{0}，本段记 {1}", "{0}, of the line's amount {1}";
    UNPRICED = "{0} 没有价格，不猜：这一行没有金额", "{0} has no price and nothing is guessed: the line has no amount";
    UNPRICED_WHY = "{0} 没有价格（{1}），不猜：这一行没有金额", "{0} has no price ({1}) and nothing is guessed: the line has no amount";
    ENDED = "合同 {0} 的期限到 {1} 为止，没有接续的合同", "the term of contract {0} ended with {1}, and no contract follows it";
    NOT_PRICED = "合同 {0} 没有这一项的价格", "contract {0} does not price the item";
    AMOUNT_UP = "合计 {0}，整行舍入一次，半分进一（R5）", "in all {0}, the line rounded once, half a fen up (R5)";
    AMOUNT_EVEN = "合计 {0}，整行舍入一次，半分取偶（R5）", "in all {0}, the line rounded once, half a fen to the even (R5)";
    PAID = "已付 {0}，按付款当日所知", "paid {0}, as known on the day of payment";
    PAID_NOTHING = "付款时没有金额", "nothing was paid: there was no amount";
    CORRECTED = "{0} 更正 {1}：新舍入的 {2}，减此前的 {3}", "{0} correction {1}: the line newly rounded, {2}, less the line before, {3}";
}

/// Why a line costs what it costs in a cycle, a line of text each; the inner ones are indented.
#[must_use]
pub fn account(
    lang: Lang,
    cycle: Cycle,
    account: &Account,
    (terms, names): (&Terms, &Names),
    conventions: Conventions,
) -> Vec<String> {
    let days = span(lang, (cycle.begin(), cycle.end()));
    let Some(from) = account.billed_from else {
        let why = BEFORE_CONTRACT.get(lang);
        return vec![CYCLE.fill(lang, &[&days, &why])];
    };
    let begins = if from == cycle.begin() {
        BILLED_WHOLE.get(lang).to_owned()
    } else {
        BILLED_FROM.fill(lang, &[&from])
    };
    let divisor = match conventions.divisor {
        Divisor::DaysOfCycle if account.divisor == 366 => LEAP,
        Divisor::DaysOfCycle => BY_CYCLE,
        Divisor::Fixed365 => BY_365,
    };
    let last_day = match conventions.last_day {
        LastDay::Free => LAST_FREE,
        LastDay::Billed => LAST_BILLED,
    };
    let divided = divisor.fill(lang, &[&account.divisor]);
    let rules = RULES.fill(lang, &[&begins, &divided, &last_day.get(lang)]);
    let head = CYCLE.fill(lang, &[&days, &rules]);
    let parts = account.parts.iter();
    let parts = parts.flat_map(|one| part(lang, one, account.divisor, (terms, names), conventions));
    std::iter::once(head)
        .chain(parts.map(|line| format!("  {line}")))
        .collect()
}

fn part(
    lang: Lang,
    part: &Part,
    divisor: u32,
    (terms, names): (&Terms, &Names),
    conventions: Conventions,
) -> Vec<String> {
    let place = if part.in_statement {
        IN_STATEMENT
    } else {
        APART
    };
    let mut lines = vec![place.get(lang).to_owned()];
    let billed = &part.billed;
    if billed.segments.is_empty() && billed.unpriced.is_empty() {
        lines.push(format!("  {}", NOTHING.get(lang)));
    }
    let shares = part.amount_fen.map(|amount| billed.shares(divisor, amount));
    for (at, one) in billed.segments.iter().enumerate() {
        let share = shares.as_ref().and_then(|shares| shares.get(at).copied());
        let prices = terms.prices(part.in_statement);
        let told = segment(
            (lang, names),
            one,
            share,
            divisor,
            (terms.exit, prices),
            conventions,
        );
        lines.extend(told.into_iter().map(|line| format!("  {line}")));
    }
    let without = billed.unpriced.iter();
    lines.extend(without.map(|days| format!("  {}", unpriced(lang, days))));
    let rounded = match conventions.rounding {
        Rounding::HalfUp => AMOUNT_UP,
        Rounding::HalfEven => AMOUNT_EVEN,
    };
    let amount = part
        .amount_fen
        .map(|fen| rounded.fill(lang, &[&parted(fen)]));
    let paid = part.paid.iter().flat_map(|one| paid(lang, one));
    lines.extend(
        amount
            .into_iter()
            .chain(paid)
            .map(|line| format!("  {line}")),
    );
    lines
}

/// Days without a price, and why they have none.
#[must_use]
pub fn unpriced(lang: Lang, days: &Unpriced) -> String {
    let span = span(lang, days.span);
    let why = match &days.why {
        Lack::Never => return UNPRICED.fill(lang, &[&span]),
        Lack::Ended { number, on } => {
            let last = on.pred_opt().unwrap_or(*on);
            ENDED.fill(lang, &[number, &date::date_long(lang, last)])
        }
        Lack::NotPriced { number } => NOT_PRICED.fill(lang, &[number]),
    };
    UNPRICED_WHY.fill(lang, &[&span, &why])
}

fn segment(
    (lang, names): (Lang, &Names),
    segment: &Segment,
    share: Option<u64>,
    divisor: u32,
    (exit, prices): (Option<Exit>, &PriceTable),
    conventions: Conventions,
) -> Vec<String> {
    let days = segment.days();
    let item = naming::called(lang, names, &segment.item);
    let head = SEGMENT.fill(
        lang,
        &[&span(lang, segment.span), &days, &item, &segment.quantity],
    );
    let is_free = exit.is_some_and(|exit| exit.ended_on <= segment.span.0);
    let version = prices.on(&segment.item, segment.span.0);
    let Some(version) = version.filter(|_| !is_free) else {
        return vec![head, format!("  {}", FREE.get(lang))];
    };
    let sum = segment.yearly_sum_fen;
    let exact = u128::from(sum) * u128::from(days);
    let divided = fraction(exact, divisor);
    let mut shared = DAYS_OF.fill(lang, &[&parted(sum), &days, &divisor, &divided]);
    if let Some(share) = share {
        shared = SHARE.fill(lang, &[&shared, &parted(share)]);
    }
    let at_price = priced(lang, version, segment.quantity, sum, conventions.tiering);
    let by = given_by(lang, segment, prices);
    let lines = [at_price].into_iter().chain(by).chain([shared]);
    std::iter::once(head)
        .chain(lines.map(|line| format!("  {line}")))
        .collect()
}

/// Whose contract gives a price, where a unit has contracts of its own beside the city's.
fn given_by(lang: Lang, segment: &Segment, prices: &PriceTable) -> Option<String> {
    let numbers = prices.given_by(&segment.item, segment.span);
    let words = match (segment.is_own, prices.has_own()) {
        (true, _) => BY_OWN,
        (false, true) => BY_CITY,
        (false, false) => return None,
    };
    Some(words.fill(lang, &[&joined(lang, numbers.into_iter())]))
}

/// How a quantity comes to its yearly sum.
fn priced(lang: Lang, version: &Version, quantity: u32, sum: u64, tiering: Tiering) -> String {
    match &version.price {
        Price::Flat(fen) => {
            let words = match version.basis {
                PriceBasis::Year => YEARLY,
                PriceBasis::Month => MONTHLY,
            };
            words.fill(lang, &[&parted(*fen), &quantity, &parted(sum)])
        }
        Price::Tiers(tiers) => {
            let (words, monthly) = match tiering {
                Tiering::Graduated => (GRADUATED, GRADUATED_MONTHLY),
                Tiering::AllUnits => (ALL_UNITS, ALL_UNITS_MONTHLY),
            };
            let words: T = match version.basis {
                PriceBasis::Year => words,
                PriceBasis::Month => monthly,
            };
            let units = tiering.units(tiers, quantity).into_iter();
            let units = units.map(|(Tier { price_fen, .. }, units)| {
                TIER.fill(lang, &[&units, &parted(price_fen)])
            });
            let units: Vec<String> = units.collect();
            words.fill(lang, &[&units.join(" + "), &parted(sum)])
        }
    }
}

fn paid(lang: Lang, paid: &Paid) -> Vec<String> {
    let first = match paid.paid_fen {
        Some(fen) => PAID.fill(lang, &[&parted(fen)]),
        None => PAID_NOTHING.get(lang).to_owned(),
    };
    let mut stood = paid.paid_fen.unwrap_or(0);
    let corrections = paid.corrections.iter().map(|(on, delta)| {
        let before = stood;
        stood = stood.saturating_add_signed(*delta);
        CORRECTED.fill(
            lang,
            &[on, &signed(*delta), &parted(stood), &parted(before)],
        )
    });
    std::iter::once(first).chain(corrections).collect()
}

/// Days as people say them: from the first to the last, both of them meant.
fn span(lang: Lang, (from, until): Span) -> String {
    let last: NaiveDate = until.pred_opt().unwrap_or(until);
    date::from_to(lang, from, Some(last))
}

/// A fraction of fen in yuan: to a hundredth of a fen, and a mark where more follows.
fn fraction(numerator: u128, divisor: u32) -> String {
    let divisor = u128::from(divisor.max(1));
    let hundredths = numerator * 100 / divisor;
    let is_exact = (numerator * 100).is_multiple_of(divisor);
    let fen = u64::try_from(hundredths / 100).unwrap_or(u64::MAX);
    let rest = hundredths % 100;
    if is_exact && rest == 0 {
        parted(fen)
    } else {
        let more = if is_exact { "" } else { "…" };
        format!("{}{rest:02}{more}", parted(fen))
    }
}
