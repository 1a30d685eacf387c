//! Registered records as things to choose from.

use crate::hub::request::RecordList;

use super::super::layer::Choice;

/// The records by their codes, with their names beside them.
pub(super) fn choices_of(list: &RecordList) -> Vec<Choice<String>> {
    let choice = |code: &str, note: String| Choice {
        value: code.to_owned(),
        label: code.to_owned(),
        note,
    };
    match list {
        RecordList::Parties(list) => list
            .iter()
            .map(|party| choice(party.code.as_str(), party.name.clone()))
            .collect(),
        RecordList::Persons(list) => list
            .iter()
            .map(|person| choice(person.code.as_str(), person.name.clone()))
            .collect(),
        RecordList::Accounts(list) => list
            .iter()
            .map(|account| choice(account.login.as_str(), account.person.to_string()))
            .collect(),
        RecordList::Pools(list) => list
            .iter()
            .map(|pool| choice(pool.code.as_str(), pool.name.clone()))
            .collect(),
        RecordList::Systems(list) => list
            .iter()
            .map(|system| choice(system.code.as_str(), system.name.clone()))
            .collect(),
        RecordList::Items(list) => list
            .iter()
            .map(|item| {
                choice(
                    item.code.as_str(),
                    format!("{} {}", item.name, item.specification),
                )
            })
            .collect(),
        RecordList::Contracts(list) => list
            .iter()
            .map(|contract| choice(contract.unit.as_str(), contract.number.clone()))
            .collect(),
    }
}
