//! What the hub's door tells people, in the language they asked for.

use std::sync::Arc;

use crate::domain::law::act::Verb;
use crate::hub::request::Answer;
use crate::hub::wire::message::Fault;
use crate::hub::wire::{Said, Words};
use crate::locale::cli::door as words;
use crate::locale::{Lang, json};

use super::failure;
use super::output;

/// The words of a door.
pub(super) fn words() -> Words {
    Arc::new(|lang: &str, said: &Said<'_>| {
        let lang = if lang.starts_with("en") {
            Lang::En
        } else {
            Lang::Zh
        };
        match said {
            Said::Answer(verb, answer) => of_answer(lang, *verb, answer),
            Said::Fault(fault) => of_fault(lang, fault),
        }
    })
}

fn of_answer(lang: Lang, verb: Verb, answer: &Answer) -> String {
    match failure::good(lang, verb, answer.clone()) {
        Ok(_) => String::new(),
        Err(failure) => failure.text(lang),
    }
}

fn of_fault(lang: Lang, fault: &Fault) -> String {
    match fault {
        Fault::NotJson(said) => {
            words::NOT_JSON.fill(lang, &[&output::line(&json::told(lang, said))])
        }
        Fault::NotACall => words::NOT_A_CALL.get(lang).to_owned(),
        Fault::Batch => words::BATCH.get(lang).to_owned(),
        Fault::NoId => words::NO_ID.get(lang).to_owned(),
        Fault::UnknownMethod(name) => words::UNKNOWN_METHOD.fill(lang, &[&output::line(name)]),
        Fault::BadParams(said) => {
            words::BAD_PARAMS.fill(lang, &[&output::line(&json::told(lang, said))])
        }
        Fault::LineTooLong(limit) => words::LINE_TOO_LONG.fill(lang, &[limit]),
        Fault::TooManyFaults(count) => words::TOO_MANY_FAULTS.fill(lang, &[count]),
        Fault::Silent => words::SILENT.get(lang).to_owned(),
        Fault::Crowded(limit) => words::CROWDED.fill(lang, &[limit]),
        Fault::Evicted => words::EVICTED.get(lang).to_owned(),
        Fault::Unread => words::UNREAD.get(lang).to_owned(),
        Fault::NotAdmitted(owner) => words::NOT_ADMITTED.fill(lang, &[owner]),
        Fault::NotTheOwner => words::NOT_THE_OWNER.get(lang).to_owned(),
        Fault::OnlySandbox => crate::locale::cli::ONLY_SANDBOX.fill(lang, &[&"as"]),
        Fault::Protocol(version) => words::PROTOCOL.fill(lang, &[version]),
        Fault::NoYield => words::NO_YIELD.get(lang).to_owned(),
        Fault::Overloaded => words::OVERLOADED.get(lang).to_owned(),
        Fault::Stopping => words::STOPPING.get(lang).to_owned(),
    }
}
