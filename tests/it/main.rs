//! The rules and the ledger, tried from outside.

mod rules_application;
mod rules_emergency;
mod rules_reasons;
mod rules_register;
mod support;
