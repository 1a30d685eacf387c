//! What an item costs, in words: for how long, and by quantity where further ones cost something else.

use super::Lang;
use crate::domain::law::money::parted;
use crate::domain::purchase::catalogue::PriceBasis;
use crate::domain::purchase::price::{Price, Rate};

messages! {
    YEARLY = "{0} 元/年", "{0} yuan a year";
    MONTHLY = "{0} 元/月", "{0} yuan a month";
    TIER = "第{0}个起 {1}", "{1} from no. {0} on";
}

/// A rate.
#[must_use]
pub fn rate(lang: Lang, rate: &Rate) -> String {
    let words = match rate.basis {
        PriceBasis::Year => YEARLY,
        PriceBasis::Month => MONTHLY,
    };
    let said = match &rate.price {
        Price::Flat(fen) => parted(*fen),
        Price::Tiers(tiers) => {
            let tiers = tiers.iter();
            let tiers = tiers.map(|tier| TIER.fill(lang, &[&tier.from, &parted(tier.price_fen)]));
            tiers.collect::<Vec<_>>().join(" · ")
        }
    };
    words.fill(lang, &[&said])
}
