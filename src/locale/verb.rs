//! What everything that a party can do is called, what it does, and what its fields ask for.

pub use super::matter::{choice, field, field_hint, find_choice, find_field, verb, verb_hint};
