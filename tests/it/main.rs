//! The program from outside: its rules through a real ledger, and as its users meet it on real terminals.
mod city;
mod clocks;
mod durability;
mod golden;
mod kill;
mod looks;
mod properties;
mod rules_application;
mod rules_emergency;
mod rules_reasons;
mod rules_register;
mod rulings;
mod support;
mod terminal_layer;
mod verbs;
