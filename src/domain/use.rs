//! Chapter 5: applications, emergencies and cancellations, and what resources have in common.

pub mod application;
pub mod asked;
pub mod attestation;
pub mod cancellation;
pub mod clearing;
pub mod emergency;
pub mod following;
pub mod instance;
pub mod inventory;
pub mod issued;
pub mod line;
pub mod materials;
pub mod named_instance;
pub mod objection;
pub mod own_contract;
pub mod point;
mod price;
pub mod resource;
pub mod resource_change;
pub mod room;
mod said;
pub mod stood;
