//! Chapter 5: applications and emergencies, and what asking for resources has in common.

pub mod application;
pub mod asked;
pub mod attestation;
pub mod emergency;
pub mod instance;
pub mod line;
pub mod materials;
pub mod objection;
pub mod own_contract;
pub mod point;
pub mod room;
mod said;
