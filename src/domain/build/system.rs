//! Systems (Art. 3): what an application needs to know of them.

use crate::domain::law::code::{PartyCode, SystemCode};
use crate::domain::law::field::{FieldKind, fields};
use crate::domain::law::names::words;

words! {
/// What pays for a system; decides whether it falls under the Measures (Art. 3).
pub enum Funding {
    /// Government investment.
    Government = "government",
    /// Government and enterprise together.
    Joint = "joint",
    /// A service bought by government.
    PurchasedService = "purchased_service",
    /// Run on public money.
    FiscalOperation = "fiscal_operation",
    /// None of these: outside Art. 3.
    Private = "private",
}
}

fields! {
/// A non-classified government information system (Art. 3).
pub struct System {
    /// Its short name.
    code: SystemCode [kind(FieldKind::Text)],
    /// Its name.
    name: String,
    /// Whose it is.
    unit: PartyCode,
    /// Multi-level protection scheme level, 1 to 5.
    protection_level: u8,
    /// What pays for it.
    funding: Funding,
}
}
