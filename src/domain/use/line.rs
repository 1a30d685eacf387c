//! Lines of an application: what is asked for, how much, and what for.
//!
//! A quantity is kept four times and never overwritten: applied, approved, adjusted after the test, issued. Where a
//! supplementary opinion raises what was approved, the matter keeps what it was beside it (R24).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::law::clock::Moment;
use crate::domain::law::code::ItemCode;
use crate::domain::law::field::{FieldKind, FieldValue, Fields, fields};
use crate::domain::law::names::words;
use crate::domain::law::sight::Sight;
use crate::domain::purchase::catalogue::Vector;
use crate::domain::record::RecordKind;

/// The most lines one application may have.
pub const LINES_LIMIT: usize = 200;
/// The most of one item.
pub const QUANTITY_LIMIT: u32 = 1_000_000;

fields! {
    /// What a line asks for, as it is typed, imported or sent.
    pub struct LineRequest {
        /// A catalogue item's code, or for something off the catalogue its name.
        item: String [kind(FieldKind::Code(RecordKind::Item))],
        /// How many.
        quantity: u32,
        /// What for; Art. 22(4) tests use against it.
        purpose: String [sight(Sight::Grounds)],
        /// Why the catalogue does not do: only off the catalogue.
        #[serde(default)]
        ground: String [optional(), sight(Sight::Grounds)],
        /// The nearest catalogue item, which a self-built pool adapts first: only off the catalogue.
        #[serde(default)]
        nearest: String [kind(FieldKind::Code(RecordKind::Item)), optional()],
    }
}

impl FieldValue for Vec<LineRequest> {
    const KIND: FieldKind = FieldKind::Lines;
}

/// The texts of a line's fields by name, of a line as `item=.. quantity=.. purpose=..`. A value reaches up to the next
/// known name, so that it may hold blanks. None if it is no such line.
#[must_use]
pub fn parts(text: &str) -> Option<Vec<(&'static str, String)>> {
    let mut values: Vec<(&'static str, String)> = Vec::new();
    for word in text.split_whitespace() {
        let begun = word.split_once('=').and_then(|(name, rest)| {
            let field = LineRequest::FIELDS
                .iter()
                .find(|known| known.name == name)?;
            Some((field.name, rest))
        });
        if let Some((name, rest)) = begun {
            if values.iter().any(|(known, _)| *known == name) {
                return None;
            }
            values.push((name, rest.to_owned()));
        } else {
            let (_, value) = values.last_mut()?;
            value.push(' ');
            value.push_str(word);
        }
    }
    Some(values)
}

/// What a line is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A catalogue item, with its name as it stood.
    Item {
        /// The item.
        code: ItemCode,
        /// Its name then.
        name: String,
        /// Its specification then.
        specification: String,
        /// The unit it is counted in.
        unit: String,
        /// What one of it takes of a pool, as it stood.
        vector: Vector,
    },
    /// Something the catalogue does not have.
    OffCatalogue {
        /// What it is.
        name: String,
        /// Why no item does.
        ground: String,
        /// The nearest item considered; self-built pools must name one.
        nearest: Option<ItemCode>,
        /// The item that the catalogue has of it, bought elsewhere on a registered exception (Art. 11).
        exception: Option<ItemCode>,
        /// How far the self-procurement has come.
        #[serde(rename = "procurement")]
        own_purchase: OwnPurchase,
    },
}

impl Line {
    /// What the unit may buy outside the catalogue by it, with consent.
    #[must_use]
    pub fn consented(&self) -> Option<&str> {
        match &self.subject {
            Subject::Item { .. } => None,
            Subject::OffCatalogue {
                name, own_purchase, ..
            } => match own_purchase {
                OwnPurchase::Asked | OwnPurchase::Refused => None,
                OwnPurchase::Consented
                | OwnPurchase::Arrived { .. }
                | OwnPurchase::Failed { .. }
                | OwnPurchase::Passed { .. }
                | OwnPurchase::Deployed { .. } => Some(name),
            },
        }
    }
}

/// How far self-procurement has come (Art. 19(1), 28).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnPurchase {
    /// Awaiting the authority's consent.
    Asked,
    /// The authority did not consent.
    Refused,
    /// The authority consented; the product must pass its security check before it is deployed.
    Consented,
    /// The unit reported that it arrived; its check is owed.
    Arrived {
        /// The day.
        on: NaiveDate,
        /// What arrived: its version, its papers.
        evidence: String,
    },
    /// The check failed; the unit mends that and reports again.
    Failed {
        /// When.
        at: Moment,
        /// What the check found.
        evidence: String,
    },
    /// The check passed.
    Passed {
        /// When.
        at: Moment,
        /// What the check found.
        evidence: String,
    },
    /// Deployed after a passed check.
    Deployed {
        /// The day.
        on: NaiveDate,
    },
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is about.
    pub subject: Subject,
    /// What for.
    pub purpose: String,
    /// 申请量.
    pub applied: u32,
    /// 审核量.
    pub approved: Option<u32>,
    /// 调整量, after the test.
    pub adjusted: Option<u32>,
    /// 发放量.
    pub issued: Option<u32>,
}

words! {
    /// One of the four quantities of a line.
    pub enum Quantity {
        /// 申请量.
        Applied = "applied",
        /// 审核量.
        Approved = "approved",
        /// 调整量.
        Adjusted = "adjusted",
        /// 发放量.
        Issued = "issued",
    }
}

impl Line {
    /// One of the four quantities, if it is set.
    #[must_use]
    pub const fn quantity(&self, which: Quantity) -> Option<u32> {
        match which {
            Quantity::Applied => Some(self.applied),
            Quantity::Approved => self.approved,
            Quantity::Adjusted => self.adjusted,
            Quantity::Issued => self.issued,
        }
    }

    /// Whether the line is off the catalogue.
    #[must_use]
    pub fn is_off_catalogue(&self) -> bool {
        self.own_purchase().is_some()
    }

    /// How far its self-procurement has come, if it is off the catalogue.
    #[must_use]
    pub fn own_purchase(&self) -> Option<&OwnPurchase> {
        match &self.subject {
            Subject::OffCatalogue { own_purchase, .. } => Some(own_purchase),
            Subject::Item { .. } => None,
        }
    }

    /// The latest quantity that was set.
    #[must_use]
    pub fn latest(&self) -> u32 {
        self.quantity(self.last_set()).unwrap_or(self.applied)
    }

    /// Which of its quantities was set last.
    #[must_use]
    pub fn last_set(&self) -> Quantity {
        let mut newest = Quantity::ALL.into_iter().rev();
        let set = newest.find(|which| self.quantity(*which).is_some());
        set.unwrap_or(Quantity::Applied)
    }

    /// Whether anything of it is issued.
    #[must_use]
    pub fn is_issued(&self) -> bool {
        self.issued.is_some_and(|issued| issued > 0)
    }

    /// The name of what it is about.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.subject {
            Subject::Item { name, .. } | Subject::OffCatalogue { name, .. } => name,
        }
    }
}

/// Writes one quantity of every line; a value for every line, in order.
pub fn set_quantities(lines: &mut [Line], which: Quantity, values: &[u32]) {
    for (line, value) in lines.iter_mut().zip(values) {
        match which {
            Quantity::Applied => line.applied = *value,
            Quantity::Approved => line.approved = Some(*value),
            Quantity::Adjusted => line.adjusted = Some(*value),
            Quantity::Issued => line.issued = Some(*value),
        }
    }
}
