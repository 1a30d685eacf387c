//! Materials (申请材料): what is to be shown for an application, each kind of it with the article that it rests on, and what
//! of it is still missing. Completeness (Art. 19(2)) is computed from the list; to judge it is for whoever accepts. What is
//! missing refuses nothing and stops no clock.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::law::article::{Article, article, paragraph};
use crate::domain::law::clock::Moment;
use crate::domain::law::code::PersonCode;
use crate::domain::law::field::{FieldKind, FieldValue, fields};
use crate::domain::law::names::words;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::sight::{Hide, Sight};
use crate::domain::law::step::Case;
use crate::domain::law::text;

words! {
    /// A kind of material.
    pub enum MaterialKind {
        /// 立项批复或预算依据: what is publicly paid for falls under the Measures.
        ProjectBasis = "project_basis",
        /// 定级备案: the system's protection level, and the number under which it is on file.
        GradingRecord = "grading_record",
        /// 密码应用方案.
        CryptographyPlan = "cryptography_plan",
        /// 资源测算表: why so much, and no more.
        SizingSheet = "sizing_sheet",
        /// 数据清单: personal and important data, none of which leaves the country.
        DataInventory = "data_inventory",
        /// 运维管理制度 of the unit.
        OperatingRules = "operating_rules",
        /// 责任人: who answers for the system.
        ResponsiblePerson = "responsible_person",
    }
}

impl MaterialKind {
    /// The article that it rests on.
    #[must_use]
    pub const fn article(self) -> Article {
        match self {
            Self::ProjectBasis => article(3),
            Self::SizingSheet => paragraph(19, 2),
            Self::OperatingRules => article(27),
            Self::DataInventory => article(28),
            Self::GradingRecord | Self::CryptographyPlan | Self::ResponsiblePerson => article(33),
        }
    }

    /// The protection level of the system, 1 to 5, from which it is asked for.
    #[must_use]
    pub const fn asked_from(self) -> u8 {
        match self {
            Self::GradingRecord => 2,
            Self::CryptographyPlan => 3,
            Self::ProjectBasis
            | Self::SizingSheet
            | Self::DataInventory
            | Self::OperatingRules
            | Self::ResponsiblePerson => 1,
        }
    }
}

impl FieldValue for BTreeSet<MaterialKind> {
    const KIND: FieldKind = FieldKind::Words(&MaterialKind::WORDS);
}

words! {
    /// What an inventory says of the data.
    pub enum DataHeld {
        /// Neither personal nor important.
        Ordinary = "ordinary",
        /// Personal data.
        Personal = "personal",
        /// Important data.
        Important = "important",
        /// Both.
        PersonalAndImportant = "personal_and_important",
    }
}

/// A material on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    /// What it serves as.
    pub kind: MaterialKind,
    /// The document: its name and number; of the responsible person name and office.
    pub document: String,
    /// Its day.
    pub dated: NaiveDate,
    /// Of a grading record the level, 1 to 5.
    pub level: Option<u8>,
    /// Of an inventory what it says of the data; that none leaves the country was declared with it.
    pub data: Option<DataHeld>,
    /// The SHA-256 digest of its file, if that was given.
    pub sha256: Option<String>,
    /// When it was supplied.
    pub supplied_at: Moment,
    /// By whom.
    pub supplied_by: PersonCode,
}

/// What it serves as, and when it came, is told; not what it is.
impl Hide for Vec<Material> {
    fn hide(&mut self) {
        for material in self {
            material.document.hide();
            material.level = None;
            material.data = None;
            material.sha256.hide();
        }
    }
}

/// What alone has a level.
const GRADING: &[&str] = &[MaterialKind::GradingRecord.word()];
/// What alone says of data what they are.
const INVENTORY: &[&str] = &[MaterialKind::DataInventory.word()];

fields! {
/// A document that a unit supplies; it may serve as several materials.
pub struct Supply {
    /// What it serves as.
    materials: BTreeSet<MaterialKind>,
    /// Its name and number; of the responsible person name and office.
    document: String [sight(Sight::Grounds)],
    /// Its day.
    dated: NaiveDate,
    /// The level, of a grading record.
    level: Option<u8> [asked_when("materials", GRADING), needed_when("materials", GRADING), sight(Sight::Grounds)],
    /// What the inventory says of the data.
    data: Option<DataHeld> [asked_when("materials", INVENTORY), needed_when("materials", INVENTORY), sight(Sight::Grounds)],
    /// The declaration that none of them leaves the country, with an inventory.
    stays_in_country: Option<bool> [asked_when("materials", INVENTORY), declares()],
    /// The SHA-256 digest of its file.
    sha256: Option<String> [sight(Sight::Grounds)],
}
}

/// A material that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Which.
    pub kind: MaterialKind,
    /// The article that it rests on.
    pub article: Article,
}

/// How complete the materials of a matter are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completeness {
    /// How many are asked for at the system's level.
    pub asked: usize,
    /// Those of them that are missing, in the order of the list.
    pub gaps: Vec<Gap>,
}

/// How complete they are for a system of that protection level, as it stood when the matter began.
#[must_use]
pub fn completeness(supplied: &[Material], level: u8) -> Completeness {
    let asked: Vec<MaterialKind> = MaterialKind::ALL
        .into_iter()
        .filter(|kind| kind.asked_from() <= level)
        .collect();
    let is_missing = |kind: &&MaterialKind| supplied.iter().all(|known| known.kind != **kind);
    let gaps = asked.iter().filter(is_missing).map(|kind| Gap {
        kind: *kind,
        article: kind.article(),
    });
    Completeness {
        gaps: gaps.collect(),
        asked: asked.len(),
    }
}

/// Checks what is supplied: one material for each kind that the document serves as.
///
/// # Errors
/// If nothing or no document is named, its day lies in the future, a grading record has no level, an inventory does not
/// say what data there are or declare that none leaves the country (Art. 28), or the digest is none.
pub(super) fn take(case: &Case, act: &Supply) -> Result<Vec<Material>, Refusal> {
    let missing = |field: &str| Reason::Missing(field.to_owned());
    if act.materials.is_empty() {
        return Err(case.refuse(missing("materials")));
    }
    let document = text::required(case, "document", &act.document, text::LINE)?;
    text::not_in_future(case, act.dated)?;
    let digest = act.sha256.as_deref().filter(|text| !text.trim().is_empty());
    let sha256 = digest
        .map(|digest| text::digest(case, "sha256", digest))
        .transpose()?;
    let of = |kind: MaterialKind| act.materials.contains(&kind);
    let level = if of(MaterialKind::GradingRecord) {
        let level = act.level.ok_or_else(|| case.refuse(missing("level")))?;
        if !(1..=5).contains(&level) {
            return Err(case.refuse(Reason::OutOfRange("level".to_owned(), 1, 5)));
        }
        Some(level)
    } else {
        None
    };
    let data = if of(MaterialKind::DataInventory) {
        let data = act.data.ok_or_else(|| missing("data").under(article(28)))?;
        if act.stays_in_country != Some(true) {
            return Err(missing("stays_in_country").under(article(28)));
        }
        Some(data)
    } else {
        None
    };
    let materials = act.materials.iter().map(|kind| Material {
        kind: *kind,
        document: document.clone(),
        dated: act.dated,
        level: level.filter(|_| *kind == MaterialKind::GradingRecord),
        data: data.filter(|_| *kind == MaterialKind::DataInventory),
        sha256: sha256.clone(),
        supplied_at: case.now.into(),
        supplied_by: case.actor.person.clone(),
    });
    Ok(materials.collect())
}

/// Takes in what was supplied: of each kind the newest stands, in the order of the list.
pub(super) fn put(into: &mut Vec<Material>, supplied: &[Material]) {
    into.retain(|known| supplied.iter().all(|new| new.kind != known.kind));
    into.extend(supplied.iter().cloned());
    into.sort_by_key(|material| material.kind);
}
