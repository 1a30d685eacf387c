//! Chapter 3: the service catalogue and contracts.

pub mod catalogue;
pub mod exception;
