//! The words of clearings (Art. 21(2)): what was certified of one, and what it is about.
use super::super::{Lang, T, date, resource};
use super::{Row, asked, rows};
use crate::domain::r#use::clearing::{Certificate, Clearing, Leaving};

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
    CERTIFICATE = "清理证明", "Certificate";
    CLEARED = "{0}的下列资源，数据已全部清理，{1}和技术保障部门都没有留下任何副本，不得以任何技术手段恢复（{2}）。", "Of these resources of {0} everything is wiped; neither {1} nor support keeps any copy, and no technical means may bring them back ({2}).";
    CLEARED_IN_WORDS = "{0}的下列资源已经清理，没有留存副本（{1}）。", "These resources of {0} have been cleared and no copy is left ({1}).";
    CLEARED_LIST = "清理的资源：", "Cleared:";
    CLEARED_INSTANCES = "{0} {1}：实例 {2}，共{3}个", "{0} {1}: instances {2}, {3} in all";
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

/// What was certified of a certificate of whatever age.
#[must_use]
pub fn told(lang: Lang, day: date::Written, certificate: &Certificate) -> Vec<(T, String)> {
    match certificate {
        Certificate::Stated(clearing) => certified(lang, day, clearing),
        Certificate::InWords(text) => vec![(CERTIFICATE, text.clone())],
    }
}

/// What left, as a certificate lists it: the instances and how many they are, by the resource that they were of.
#[must_use]
pub fn listed(lang: Lang, leaving: &[Leaving]) -> Vec<String> {
    let listed = leaving.iter().map(|gone| {
        let id = resource::id(lang, gone.resource);
        let instances = resource::instances(&gone.instances);
        CLEARED_INSTANCES.fill(lang, &[&id, &gone.name, &instances, &gone.count()])
    });
    listed.collect()
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
