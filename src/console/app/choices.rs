//! Registered records as things to choose from.

use crate::domain::record::Record;

use super::super::layer::Choice;

/// The records by their codes, with their names beside them.
pub(super) fn choices_of(records: &[Record]) -> Vec<Choice<String>> {
    records.iter().filter_map(choice_of).collect()
}

fn choice_of(record: &Record) -> Option<Choice<String>> {
    let (code, note) = match record {
        Record::Party(party) => (party.code.to_string(), party.name.clone()),
        Record::Person(person) => (person.code.to_string(), person.name.clone()),
        Record::Account(account) => (account.login.to_string(), account.person.to_string()),
        Record::Pool(pool) => (pool.code.to_string(), pool.name.clone()),
        Record::System(system) => (system.code.to_string(), system.name.clone()),
        Record::Item(item) => {
            let note = format!("{} {}", item.name, item.specification);
            (item.code.to_string(), note)
        }
        Record::Contract(contract) => (contract.unit.to_string(), contract.number.clone()),
        Record::Exception(exception) => (exception.unit.to_string(), exception.subject.clone()),
        Record::Block(block) => (block.number.to_string(), block.paper.clone()),
        Record::Proposal(_)
        | Record::Notice(_)
        | Record::NoticeProposal(_)
        | Record::MeasuresChange(_)
        | Record::MeasuresGround(_)
        | Record::ArticleText(_) => return None,
    };
    Some(Choice {
        label: code.clone(),
        value: code,
        note,
    })
}
