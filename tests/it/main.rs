//! The rules and the ledger, tried from outside.

mod clocks;
mod durability;
mod golden;
mod properties;
mod rules_application;
mod rules_emergency;
mod rules_reasons;
mod rules_register;
mod rulings;
mod support;
mod verbs;
