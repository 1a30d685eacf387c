//! The words of clearings (Art. 21(2)): what was certified of one, and what it is about.
use super::super::{Lang, T, date, resource};
use super::{Row, asked, rows};
use crate::domain::r#use::clearing::{Clearing, Leaving};

messages! {
    METHOD = "清理方式", "Method";
    BY_STANDARD = "{0}（{1}）", "{0} ({1})";
    MEDIA = "介质与副本", "Media and copies";
    WHO = "清理与见证", "Done by, watched by";
    WHO_BOTH = "{0}清理，{1}见证", "done by {0}, watched by {1}";
    WHEN = "清理日期", "Wiped";
    SPAN = "{0}至{1}", "{0} to {1}";
    CHECK = "抽样核验", "Check of samples";
    LEFT = "退出", "Left";
    LEFT_LINE = "{0} {1}：{2}", "{0} {1}: {2}";
}

/// The fields of a certificate, whichever matter it is of.
pub(super) const FIELDS: &[Row] = rows! { Common:
    "method" = "清理方式", "Method";
    "standard" = "依据标准", "Standard";
    "media" = "介质与副本清单", "Media and copies":
        "磁盘、快照、副本、备份、镜像、账号、密钥、域名。", "Disks, snapshots, replicas, backups, images, accounts, keys, names.";
    "done_by" = "清理人", "Done by";
    "witness" = "见证人", "Watched by";
    "check" = "抽样核验结果", "Check of samples";
    "from" = "清理开始", "From";
    "until" = "清理结束", "Until";
    "no_copy" = "没有留下任何副本", "No copy remains";
};

/// What was certified, each with its label, and days as they are written there.
#[must_use]
pub fn certified(lang: Lang, day: date::Written, clearing: &Clearing) -> Vec<(T, String)> {
    let day = |of| day(lang, of);
    vec![
        (
            METHOD,
            BY_STANDARD.fill(lang, &[&clearing.method, &clearing.standard]),
        ),
        (MEDIA, clearing.media.clone()),
        (
            WHO,
            WHO_BOTH.fill(lang, &[&clearing.done_by, &clearing.witness]),
        ),
        (
            WHEN,
            SPAN.fill(lang, &[&day(clearing.from), &day(clearing.until)]),
        ),
        (CHECK, clearing.check.clone()),
    ]
}

/// What left, an instance or a row of them each, by the resource that it was of.
#[must_use]
pub fn left(lang: Lang, leaving: &[Leaving]) -> Vec<(T, String)> {
    let told = leaving.iter().flat_map(|gone| {
        let id = resource::id(lang, gone.resource);
        let instances = asked::instances(lang, &gone.instances).into_iter();
        instances.map(move |(_, told)| (LEFT, LEFT_LINE.fill(lang, &[&id, &gone.name, &told])))
    });
    told.collect()
}
