//! The words of what editions of the catalogue list and change: on records, in papers, before whoever decides.

use super::Lang;
use crate::domain::law::money::parted;
use crate::domain::purchase::listing::{Became, Candidate, Change, Changes};

labels! {
    /// What an edition makes of an item.
    became(Became) {
        Added = "新增", "new";
        Changed = "变更", "changed";
        Ended = "停用", "ended";
    }
}

messages! {
    CHANGES = "版本对照", "Changes";
    CHANGED = "新增{0}项、变更{1}项、停用{2}项、不变{3}项", "{0} new, {1} changed, {2} ended, {3} as they are";
    CHANGE = "{0} {1} {2}", "{0} {1} {2}";
    CHANGE_ADDED = "{0} 元/年", "{0} yuan a year";
    CHANGE_CHANGED = "{0} → {1} 元/年", "{0} → {1} yuan a year";
    CHANGE_ENDED = "原 {0} 元/年", "was {0} yuan a year";
    MORE = "……另有{0}项", "... and {0} more";
    CANDIDATES = "目录外同意采购", "Bought outside the catalogue";
    CANDIDATE = "{0}：{1}次，可考虑列入", "{0}: {1} consents, a candidate";

    LISTED_IN = "目录版本", "Edition";
    IN_EDITION = "{0}（{1} 起）", "{0} (from {1})";
    AT_EDITION = "{0}（{1}）", "{0} ({1})";
    ENDED_ON = "停用", "Ended";
    CAP = "最高限价", "Cap";
    CONTROL_OF_ONE = "单项控制数", "Control figure";
    PLANNED = "计划量", "Planned";
    REPLACES = "替代", "Replaces";
    BEFORE = "上版限价", "Cap before";
    STRUCK = "已删去", "Struck out";
}

/// What an edition changes: how many, and the first of them, a line each.
#[must_use]
pub fn changed(lang: Lang, changes: &Changes) -> String {
    told(lang, changes, changes.lines.len()).join("\n")
}

/// The same in a sentence, where there is little room.
#[must_use]
pub fn changed_briefly(lang: Lang, changes: &Changes) -> String {
    told(lang, changes, BRIEFLY).join(part(lang))
}

/// How many changes a sentence names.
const BRIEFLY: usize = 3;

fn told(lang: Lang, changes: &Changes, named: usize) -> Vec<String> {
    let counted = CHANGED.fill(
        lang,
        &[
            &changes.added,
            &changes.changed,
            &changes.ended,
            &changes.same,
        ],
    );
    let lines = changes.lines.iter().take(named);
    let lines: Vec<String> = lines.map(|one| change(lang, one)).collect();
    let all = changes.added + changes.changed + changes.ended;
    let more = all.saturating_sub(u32::try_from(lines.len()).unwrap_or(u32::MAX));
    let more = (more > 0).then(|| MORE.fill(lang, &[&more]));
    [counted].into_iter().chain(lines).chain(more).collect()
}

/// What becomes of one item.
#[must_use]
pub fn change(lang: Lang, change: &Change) -> String {
    let fen = |fen: Option<u64>| parted(fen.unwrap_or(0));
    let (before, after) = (fen(change.before_fen), fen(change.after_fen));
    let price = match change.became {
        Became::Added => CHANGE_ADDED.fill(lang, &[&after]),
        Became::Changed => CHANGE_CHANGED.fill(lang, &[&before, &after]),
        Became::Ended => CHANGE_ENDED.fill(lang, &[&before]),
    };
    let became = became(change.became).get(lang);
    CHANGE.fill(lang, &[&became, &change.name, &price])
}

/// What was bought outside the catalogue so often that it belongs in one.
#[must_use]
pub fn candidates(lang: Lang, candidates: &[Candidate]) -> String {
    let lines = candidates
        .iter()
        .map(|one| CANDIDATE.fill(lang, &[&one.name, &one.consents]));
    lines.collect::<Vec<_>>().join(part(lang))
}

/// What parts the sentences of one line.
#[must_use]
pub fn part(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    }
}
