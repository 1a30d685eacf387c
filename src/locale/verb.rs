//! What everything that a party can do is called, what it does, and what its fields ask for.

use super::T;
use crate::domain::law::act::Verb;
use crate::domain::law::field::Field;

pub use super::matter::{choice, field, field_hint, find_choice, find_field, verb, verb_hint};

/// The labels that the words of a verb's fields are understood by, in both languages.
pub fn labels(verb: Verb) -> impl Fn(&Field, &str) -> Vec<&'static str> {
    move |field, word| {
        let label = find_choice(verb, field.name, word);
        label.map_or_else(Vec::new, |T(zh, en)| vec![zh, en])
    }
}
