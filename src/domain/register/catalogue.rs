//! Items of the service catalogue (Art. 11).

use super::{Fact, PRICE_LIMIT, code};
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::purchase::catalogue::ItemEntry;
use crate::domain::purchase::catalogue_edition;

/// Registers or changes a catalogue item, as long as no edition of the catalogue is in force.
///
/// # Errors
/// If it is not well formed, its price is beyond [`PRICE_LIMIT`], or an edition is in force.
pub(super) fn register(case: &Case, item: &ItemEntry) -> Result<Fact, Refusal> {
    code(case, "code", item.code.as_str())?;
    if let Some(edition) = catalogue_edition::kept_by(case) {
        return Err(case.refuse(catalogue_edition::Reason::KeptByEditions(edition)));
    }
    if item.price_fen > PRICE_LIMIT {
        return Err(case.refuse(Reason::OutOfRange("price_fen".to_owned(), 0, PRICE_LIMIT)));
    }
    Ok(Fact::ItemRegistered(ItemEntry {
        family: text::required(case, "family", &item.family, text::LINE)?,
        name: text::required(case, "name", &item.name, text::LINE)?,
        specification: text::required(case, "specification", &item.specification, text::LINE)?,
        unit: text::required(case, "unit", &item.unit, text::LINE)?,
        ..item.clone()
    }))
}
