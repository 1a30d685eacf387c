//! Chapter 3: the service catalogue, contracts, and who controls whom.

pub mod affiliate;
pub mod catalogue;
pub mod exception;
pub mod holding;
