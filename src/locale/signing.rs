//! What waits for a second signature, in a line.

use super::{Lang, date};
use crate::domain::law::act::Verb;
use crate::domain::law::proposal::ToSign;
use crate::domain::register;

messages! {
    TO_SIGN = "待签署", "To sign";
    RULING = "裁定 {0} 第{1}号，{2} 提议", "ruling {0} no. {1}, proposed by {2}";
    NOTICE = "节假日通知第{0}号，{1} 提议", "holiday notice no. {0}, proposed by {1}";
    CHANGE = "办法变动第{0}号，{1} 提议", "change of the Measures no. {0}, proposed by {1}";
    UNTIL = "{0}，最迟 {1} 签署", "{0}, until {1}";
}

/// What waits, who proposed it, and until when it can be signed.
#[must_use]
pub fn waits(lang: Lang, waits: &ToSign) -> String {
    let is_of_the_measures = waits.verb == Verb::Register(register::Verb::SignMeasures);
    let said = match waits.ruling {
        Some(id) => RULING.fill(lang, &[&id, &waits.number, &waits.by]),
        None if is_of_the_measures => CHANGE.fill(lang, &[&waits.number, &waits.by]),
        None => NOTICE.fill(lang, &[&waits.number, &waits.by]),
    };
    match waits.until {
        Some(day) => UNTIL.fill(lang, &[&said, &date::date_long(lang, day)]),
        None => said,
    }
}
