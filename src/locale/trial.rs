//! What history under another ruling came to: how much of it would be otherwise, and which deadlines.

use super::{Lang, date, domain};
use crate::domain::law::clock::Deadline;
use crate::domain::law::what_if::{Difference, Tried};

messages! {
    CAME_TO = "试算{0}件事项：{1}个时限会不同，其中{2}个不再逾期，{3}个变为逾期", "{0} matters tried: {1} deadlines would differ, {2} no longer late, {3} newly late";
    GOING = "试算中，已算{0}件，再按 {1} 停", "trying: {0} matters so far, {1} again stops it";
    UNDER_WAY = "试算中，已算{0}件", "trying: {0} matters so far";
    AND_MORE = "另有{0}个时限；逐个看用 yunguan ruling try", "and {0} more deadlines; yunguan ruling try lists them";
    LEFT = "{0}（没有算完）", "{0} (stopped before the end)";
    STALE = "{0}（按改动之前所填）", "{0} (of what was typed before)";
    NOTHING_DIFFERS = "没有一项与现值不同", "nothing differs from what holds now";
}

/// How many matters were tried, and what would be otherwise on them.
#[must_use]
pub fn came_to(lang: Lang, tried: &Tried) -> String {
    let Tried {
        read,
        differ,
        no_longer_late,
        newly_late,
        ..
    } = tried;
    CAME_TO.fill(lang, &[read, differ, no_longer_late, newly_late])
}

/// A deadline that would be another: of what, as it stands, as it would be.
#[must_use]
pub fn differs(lang: Lang, difference: &Difference) -> String {
    let id = domain::matter_id(lang, difference.matter);
    let duty = domain::duty_key(lang, difference.duty);
    let due = |deadline: &Deadline| date::due(lang, deadline.due(), deadline.cut_off());
    let (from, to) = (due(&difference.from), due(&difference.to));
    format!("{id}  {duty}  {from} → {to}")
}
