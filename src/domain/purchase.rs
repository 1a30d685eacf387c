//! Chapter 3: the service catalogue, procurement, contracts and their prices, and who controls whom.

pub mod affiliate;
pub mod agreement;
pub mod catalogue;
pub mod catalogue_edition;
pub mod covering;
pub mod exception;
pub mod holding;
pub mod listing;
pub mod price;
pub mod procurement;
