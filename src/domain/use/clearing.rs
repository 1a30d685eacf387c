//! Clearing (数据清理, Art. 21(2)): what leaves is wiped with all its copies, and nobody can bring it back. One mechanism for
//! whatever leaves: decreases, cancellations, test environments and deliveries that were objected to. What an emergency issued
//! leaves by a cancellation, and has no clearing of its own.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::instance::Batch;
use super::resource::ResourceId;
use crate::domain::law::article::paragraph;
use crate::domain::law::block::{self, Deed, Place};
use crate::domain::law::field::{Begins, Paragraph, fields};
use crate::domain::law::matter::Head;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;

fields! {
    /// What whoever cleared certifies, as it is typed.
    pub struct Certifying {
        /// How it was done.
        method: String [begins(Begins::Before)],
        /// By which standard.
        standard: String [begins(Begins::Before)],
        /// What was wiped: media, snapshots, replicas, backups, images, accounts, keys.
        media: Paragraph,
        /// Who did it.
        done_by: String [begins(Begins::Before)],
        /// Who watched.
        witness: String,
        /// What a check of samples found.
        check: Paragraph,
        /// The first day of it.
        from: NaiveDate,
        /// The last day of it.
        until: NaiveDate,
        /// That no copy remains.
        no_copy: bool [declares()],
    }
}

/// What left, by resource: the instances that are to be cleared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaving {
    /// The resource.
    pub resource: ResourceId,
    /// What it is called.
    pub name: String,
    /// Its instances that left.
    pub instances: Vec<Batch>,
}

impl Leaving {
    /// How many.
    #[must_use]
    pub fn count(&self) -> u32 {
        let counts = self.instances.iter().map(Batch::count);
        counts.fold(0, u32::saturating_add)
    }
}

/// A clearing as it was certified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clearing {
    /// How it was done.
    pub method: String,
    /// By which standard.
    pub standard: String,
    /// What was wiped.
    pub media: String,
    /// Who did it.
    pub done_by: String,
    /// Who watched.
    pub witness: String,
    /// What a check of samples found.
    pub check: String,
    /// The first day of it.
    pub from: NaiveDate,
    /// The last day of it.
    pub until: NaiveDate,
}

/// What a matter holds of a certificate that may be older than the fields that one has now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certificate {
    /// All that is certified.
    Stated(Clearing),
    /// One text, which was all that an earlier release asked for. It stays apart, so that it never seems to certify what
    /// nobody said: who watched, by which standard, on which days.
    InWords(String),
}

/// Takes in what is certified. What left on a day is not wiped before it.
///
/// # Errors
/// [`Reason::Blocked`] under a legal hold, a text that is missing, days that cannot be, that a copy remains, or that whoever
/// cleared watched too.
pub fn certify(
    case: &Case,
    head: &Head,
    place: Place,
    left_on: NaiveDate,
    typed: &Certifying,
) -> Result<Clearing, Refusal> {
    block::check(case, head, place, Deed::Clear)?;
    let line = |field: &str, given: &str| text::required(case, field, given, text::LINE);
    let lines = |field: &str, given: &Paragraph| {
        text::required(case, field, given.as_str(), text::PARAGRAPH)
    };
    text::not_in_future(case, typed.until)?;
    if typed.from < left_on {
        return Err(Reason::Before(typed.from, left_on).under(paragraph(21, 2)));
    }
    if typed.until < typed.from {
        return Err(Reason::Before(typed.until, typed.from).under(paragraph(21, 2)));
    }
    if !typed.no_copy {
        return Err(Reason::Missing("no_copy".to_owned()).under(paragraph(21, 2)));
    }
    let clearing = Clearing {
        method: line("method", &typed.method)?,
        standard: line("standard", &typed.standard)?,
        media: lines("media", &typed.media)?,
        done_by: line("done_by", &typed.done_by)?,
        witness: line("witness", &typed.witness)?,
        check: lines("check", &typed.check)?,
        from: typed.from,
        until: typed.until,
    };
    if clearing.done_by == clearing.witness {
        return Err(Reason::NobodyWatched(clearing.witness).under(paragraph(21, 2)));
    }
    Ok(clearing)
}
