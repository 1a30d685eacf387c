//! The words of materials: which there are, what was supplied, what is missing.
use super::super::{Lang, T, article, date, joined, naming};
use crate::domain::law::naming::Names;
use crate::domain::r#use::materials::{Completeness, DataHeld, Gap, Material, MaterialKind};

labels! {
    /// A kind of material.
    material(MaterialKind) {
        ProjectBasis = "立项批复或预算依据", "project approval or budget basis";
        GradingRecord = "定级备案", "grading record";
        CryptographyPlan = "密码应用方案", "cryptography plan";
        SizingSheet = "资源测算表", "sizing sheet";
        DataInventory = "数据清单", "data inventory";
        OperatingRules = "运维管理制度", "operating rules";
        ResponsiblePerson = "责任人", "responsible person";
    }
    /// What an inventory says of the data.
    data(DataHeld) {
        Ordinary = "一般数据", "ordinary data";
        Personal = "含个人信息", "personal data";
        Important = "含重要数据", "important data";
        PersonalAndImportant = "含个人信息和重要数据", "personal and important data";
    }
}

messages! {
    MATERIALS = "材料", "Materials";
    COMPLETE = "{0}/{0}，齐全", "{0}/{0}, complete";
    INCOMPLETE = "{0}/{1}，缺{2}", "{0}/{1}, missing: {2}";
    BRIEF = "材料{0}/{1}", "materials {0}/{1}";
    GAP = "{0}（{1}）", "{0} ({1})";
    DATED = "文件日期{0}", "dated {0}";
    SUPPLIED = "提交 {0}，{1}", "supplied {0} by {1}";
    LEVEL = "等保{0}级", "level {0}";
    STAYS = "数据不出境", "none leaves the country";
    DIGEST = "SHA-256：{0}", "SHA-256: {0}";
    OBJECTION = "缺少材料：{0}（{1}）", "Missing: {0} ({1})";
}

/// Several materials in a row.
#[must_use]
pub fn named(lang: Lang, kinds: impl Iterator<Item = MaterialKind>) -> String {
    joined(lang, kinds.map(|kind| material(kind).get(lang)))
}

/// What was supplied, each with when and by whom.
pub(super) fn supplied(lang: Lang, names: &Names, materials: &[Material]) -> Vec<(T, String)> {
    let said = materials.iter().map(|supplied| {
        let mut said = vec![
            supplied.document.clone(),
            DATED.fill(lang, &[&date::date_long(lang, supplied.dated)]),
        ];
        said.extend(supplied.level.map(|level| LEVEL.fill(lang, &[&level])));
        said.extend(supplied.data.map(|held| data(held).get(lang).to_owned()));
        said.extend(supplied.data.map(|_| STAYS.get(lang).to_owned()));
        let digest = supplied.sha256.as_ref();
        said.extend(digest.map(|digest| DIGEST.fill(lang, &[digest])));
        let at = date::moment(lang, *supplied.supplied_at);
        let by = naming::called(lang, names, &supplied.supplied_by);
        said.push(SUPPLIED.fill(lang, &[&at, &by]));
        (material(supplied.kind), said.join(" · "))
    });
    said.collect()
}

fn gap(lang: Lang, message: T, gap: Gap) -> String {
    let cited = article::cite(lang, gap.article.number, gap.article.paragraph);
    message.fill(lang, &[&material(gap.kind).get(lang), &cited])
}

/// How complete the materials are: `6/7，缺密码应用方案（第33条）`.
#[must_use]
pub fn completeness(lang: Lang, materials: &Completeness) -> (T, String) {
    let Completeness { asked, gaps } = materials;
    if gaps.is_empty() {
        return (MATERIALS, COMPLETE.fill(lang, &[asked]));
    }
    let missing: Vec<_> = gaps.iter().map(|one| gap(lang, GAP, *one)).collect();
    let missing = joined(lang, missing.iter().map(String::as_str));
    let there = asked.saturating_sub(gaps.len());
    (MATERIALS, INCOMPLETE.fill(lang, &[&there, asked, &missing]))
}

/// The same in a few cells: `材料6/7`.
#[must_use]
pub fn brief(lang: Lang, materials: &Completeness) -> String {
    let there = materials.asked.saturating_sub(materials.gaps.len());
    BRIEF.fill(lang, &[&there, &materials.asked])
}

/// What may be said against an application whose materials are not complete: an objection a line.
#[must_use]
pub fn objections(lang: Lang, materials: &Completeness) -> String {
    let lines = materials.gaps.iter().map(|one| gap(lang, OBJECTION, *one));
    lines.collect::<Vec<_>>().join("\n")
}
