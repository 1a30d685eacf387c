//! The words of points: what whoever decides must have before them.
use super::super::{Lang, T, block, date, domain, event, joined, listing, price};
use super::{asked, materials};
use crate::domain::law::block::Blocked;
use crate::domain::law::money::parted;
use crate::domain::law::naming::Names;
use crate::domain::purchase::listing::{Capped, Sheet};
use crate::domain::r#use::own_contract::Above;
use crate::domain::r#use::point::{Bearing, Cover, Point};
use crate::domain::r#use::room::Needed;

messages! {
    CONTRACT = "自签合同", "Own contract";
    UNNEEDED = "不须", "none needed";
    COUNTS = "{0}，{1}", "{0}, {1}";
    ENDS = "{0} 履行期到 {1} 为止，还没有接续：到期之后不能发放", "{0} ends with {1} and nothing follows yet: nothing is issued after it";
    ABOVE = "一年 {0} 元（在用 {1}，本件 {2}），超过合同 {4} 的 {3} 元：不挡决定", "{0} yuan a year ({1} in use, {2} asked for), above the {3} of contract {4}: nothing is stopped";
    UNPRICED = "{0}；另有{1}项没有价格，没有算", "{0}; {1} items have no price and are not in it";
    NEEDS = "需求与限价", "Needs and caps";
    CAPPED = "{0} × {1}，限价 {2}（{3}）", "{0} × {1}, at most {2} ({3})";
    UNCAPPED = "{0} × {1}，没有限价", "{0} × {1}, no cap";
    PRICES = "现行价格", "Prices in force";
    PRICE = "{0}：{1}，自 {2}", "{0}: {1}, from {2}";
    MORE = "另有{0}项", "{0} more";
    OPEN = "没有生效的（第40条）：不挡发放，列为未了事项", "none counts (Art. 40): an open point, nothing is stopped";
    OWED = "没有生效的（第40条）：发放之前须有", "none counts (Art. 40): one must before anything is issued";
    BLOCK = "限制", "Block";
    OVERRIDE = "{0}：须写明越过限制的理由", "{0}: needs an override reason";
    BARS = "{0}：不能越过，不能通过", "{0}: cannot be passed, nothing can be approved";
    LATER = "{0}：不挡本项决定，挡以后的{1}", "{0}: not this decision, but later {1}";
    ON = "第{0}号 {1} {2}", "no. {0}, {1}, {2}";
    ROOM = "容量", "Room";
    UNKNOWN = "资源池容量没有登记，是否容纳得下不得而知", "what the pool has is not on record: nobody knows whether it fits";
    FITS = "{0} {1}（可用 {2}）", "{0} {1} ({2} free)";
    SHORT = "{0} {1}（可用 {2}，短缺 {3}）", "{0} {1} ({2} free, {3} short)";
    OF_RESERVE = "{0}，动用应急预留 {1}（{2} → {3}）", "{0}, {1} from the emergency reserve ({2} → {3})";
    SINCE = "提交之后", "Since submission";
}

/// A point, with its label.
#[must_use]
pub fn told(lang: Lang, names: &Names, point: &Point) -> (T, String) {
    match point {
        Point::Stood(stood) => asked::stood(lang, stood),
        Point::Contract(cover) => (CONTRACT, cover_of(lang, cover)),
        Point::Ends { number, last } => {
            let last = date::date_long(lang, *last);
            (CONTRACT, ENDS.fill(lang, &[number, &last]))
        }
        Point::Above(above) => (CONTRACT, above_amount(lang, above)),
        Point::Materials(of) => materials::completeness(lang, of),
        Point::Room(None) => (ROOM, UNKNOWN.get(lang).to_owned()),
        Point::Room(Some(needed)) => {
            let told: Vec<_> = needed.iter().map(|one| needs(lang, one)).collect();
            (ROOM, told.join(listing::part(lang)))
        }
        Point::Block { block, bearing } => (BLOCK, blocked(lang, names, block, *bearing)),
        Point::Since(since) => {
            let said: Vec<_> = since
                .iter()
                .map(|one| asked::since(lang, names, one))
                .collect();
            (SINCE, joined(lang, said.iter().map(String::as_str)))
        }
        Point::Changes(changes) => (listing::CHANGES, listing::changed_briefly(lang, changes)),
        Point::Needs(needs) => (NEEDS, sheet(lang, needs, |one| capped(lang, one))),
        Point::Prices(prices) => (
            PRICES,
            sheet(lang, prices, |one| {
                let from = date::date_long(lang, one.price.from);
                let rate = price::rate(lang, &one.price.rate());
                PRICE.fill(lang, &[&one.name, &rate, &from])
            }),
        ),
        Point::Candidates(known) => (listing::CANDIDATES, listing::candidates(lang, known)),
    }
}

/// What is needed of a dimension, and what is free of it.
fn needs(lang: Lang, one: &Needed) -> String {
    let dimension = domain::dimension(one.dimension).get(lang);
    let short = one.short();
    let told = if short > 0 {
        SHORT.fill(lang, &[&one.need, &dimension, &one.free, &short])
    } else {
        FITS.fill(lang, &[&one.need, &dimension, &one.free])
    };
    match one.of_reserve {
        Some((taken, left)) if short == 0 => {
            let after = left.saturating_sub(taken);
            OF_RESERVE.fill(lang, &[&told, &taken, &left, &after])
        }
        Some(_) | None => told,
    }
}

fn cover_of(lang: Lang, cover: &Cover) -> String {
    match cover {
        Cover::Unneeded => UNNEEDED.get(lang).to_owned(),
        Cover::Counts(terms) => {
            let term = date::from_to(lang, terms.starts_on, terms.ends_on);
            COUNTS.fill(lang, &[&terms.number, &term])
        }
        Cover::Open => OPEN.get(lang).to_owned(),
        Cover::Owed => OWED.get(lang).to_owned(),
    }
}

/// The first lines in a sentence, and how many more there are: a form has little room above its fields.
fn sheet<T>(lang: Lang, sheet: &Sheet<T>, line: impl Fn(&T) -> String) -> String {
    let lines: Vec<String> = sheet.lines.iter().take(BRIEFLY).map(line).collect();
    let hidden = sheet.lines.len() - lines.len();
    let left = hidden.saturating_add(usize::try_from(sheet.left).unwrap_or(usize::MAX));
    let more = (left > 0).then(|| MORE.fill(lang, &[&left]));
    let told: Vec<String> = lines.into_iter().chain(more).collect();
    told.join(listing::part(lang))
}

/// How many lines a sentence has.
const BRIEFLY: usize = 3;

/// What is needed of an item, and its highest price.
fn capped(lang: Lang, one: &Capped) -> String {
    match &one.cap {
        Some((cap, edition)) => {
            let cap = price::rate(lang, cap);
            CAPPED.fill(lang, &[&one.name, &one.quantity, &cap, edition])
        }
        None => UNCAPPED.fill(lang, &[&one.name, &one.quantity]),
    }
}

fn above_amount(lang: Lang, above: &Above) -> String {
    let sum = above.running_fen.saturating_add(above.asked_fen);
    let sums = [sum, above.running_fen, above.asked_fen, above.amount_fen].map(parted);
    let [sum, running, asked, amount] = &sums;
    let told = ABOVE.fill(lang, &[sum, running, asked, amount, &above.number]);
    if above.unpriced == 0 {
        told
    } else {
        UNPRICED.fill(lang, &[&told, &above.unpriced])
    }
}

fn blocked(lang: Lang, names: &Names, by: &Blocked, bearing: Bearing) -> String {
    let ground = block::grounded(lang, by.ground);
    let on = event::worded(lang, names, &by.subject.said());
    let what = ON.fill(lang, &[&by.number, &ground, &on]);
    match bearing {
        Bearing::Override => OVERRIDE.fill(lang, &[&what]),
        Bearing::Bars => BARS.fill(lang, &[&what]),
        Bearing::Later => LATER.fill(lang, &[&what, &block::deed(by.deed).get(lang)]),
    }
}
