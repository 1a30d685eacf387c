//! Chapter 5: applications and emergencies, and what asking for resources has in common.

pub mod application;
pub mod asked;
pub mod attestation;
pub mod clearing;
pub mod emergency;
pub mod instance;
pub mod line;
pub mod materials;
pub mod objection;
pub mod own_contract;
pub mod point;
pub mod resource;
pub mod resource_change;
mod said;
pub mod stood;
