//! The words of clearing: what was certified of it.

use super::{Lang, T, date};
use crate::domain::r#use::clearing::Clearing;

messages! {
    METHOD = "清理方法", "Method";
    STANDARD = "依据标准", "Standard";
    MEDIA = "介质与副本", "Media and copies";
    DONE_BY = "清理人", "Done by";
    WITNESS = "见证人", "Witness";
    CHECK = "抽查结果", "Check of samples";
    DAYS = "清理起止", "Cleared";
    FROM_TO = "{0} 至 {1}", "{0} to {1}";
}

/// What was certified of a clearing, each with its label.
#[must_use]
pub fn told(lang: Lang, clearing: &Clearing) -> Vec<(T, String)> {
    let day = |day| date::date_long(lang, day);
    let days = FROM_TO.fill(lang, &[&day(clearing.from), &day(clearing.until)]);
    vec![
        (METHOD, clearing.method.clone()),
        (STANDARD, clearing.standard.clone()),
        (MEDIA, clearing.media.clone()),
        (DONE_BY, clearing.done_by.clone()),
        (WITNESS, clearing.witness.clone()),
        (CHECK, clearing.check.clone()),
        (DAYS, days),
    ]
}
