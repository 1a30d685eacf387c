//! The names behind the codes in a register: a row tells people, its text behind tells the code.

use std::collections::BTreeMap;

use crate::domain::law::code::{PartyCode, PersonCode};
use crate::domain::record::{Record, RecordKind};
use crate::hub::request::Answer;

/// Names as far as they are known, and the registers still to be asked for them.
#[derive(Debug, Default)]
pub(super) struct Names {
    known: BTreeMap<(RecordKind, String), String>,
    wanted: Vec<RecordKind>,
    asked: Option<RecordKind>,
}

impl Names {
    /// None yet, of the registers that the records of this one name.
    pub(super) fn behind(kind: RecordKind) -> Self {
        let wanted = match kind {
            RecordKind::Person | RecordKind::Pool | RecordKind::System | RecordKind::Contract => {
                vec![RecordKind::Party]
            }
            RecordKind::Account => vec![RecordKind::Person],
            RecordKind::Exception => vec![RecordKind::Party, RecordKind::Item],
            RecordKind::Block => vec![RecordKind::Party, RecordKind::Pool, RecordKind::System],
            RecordKind::Party
            | RecordKind::Item
            | RecordKind::Proposal
            | RecordKind::Notice
            | RecordKind::NoticeProposal
            | RecordKind::MeasuresChange
            | RecordKind::MeasuresGround
            | RecordKind::ArticleText => Vec::new(),
        };
        Self {
            wanted,
            ..Self::default()
        }
    }

    /// The next register to ask, if one is left.
    pub(super) fn ask(&mut self) -> Option<RecordKind> {
        self.asked = self.wanted.pop();
        self.asked
    }

    /// Whether an answer is waited for.
    pub(super) fn is_asked(&self) -> bool {
        self.asked.is_some()
    }

    /// Takes the answer; without one the codes stand.
    pub(super) fn take(&mut self, answer: &Answer) {
        self.asked = None;
        if let Answer::Records(records) = answer {
            let named = records.iter().filter_map(|record| {
                let name = named(record)?;
                Some(((record.kind(), record.key()), name))
            });
            self.known.extend(named);
        }
    }

    /// Nobody answered; it is asked again.
    pub(super) fn failed(&mut self) {
        self.wanted.extend(self.asked.take());
    }

    /// The name of a record, or its code while that is all that is known.
    pub(super) fn of(&self, kind: RecordKind, code: &str) -> String {
        let known = self.known.get(&(kind, code.to_owned()));
        known.cloned().unwrap_or_else(|| code.to_owned())
    }

    /// That of a party.
    pub(super) fn party(&self, code: &PartyCode) -> String {
        self.of(RecordKind::Party, code.as_str())
    }

    /// That of a person.
    pub(super) fn person(&self, code: &PersonCode) -> String {
        self.of(RecordKind::Person, code.as_str())
    }
}

/// What people call a record that others name.
fn named(record: &Record) -> Option<String> {
    match record {
        Record::Party(party) => Some(party.name.clone()),
        Record::Person(person) => Some(person.name.clone()),
        Record::Pool(pool) => Some(pool.name.clone()),
        Record::System(system) => Some(system.name.clone()),
        Record::Item(item) => Some(format!("{} {}", item.name, item.specification)),
        Record::Account(_)
        | Record::Contract(_)
        | Record::Exception(_)
        | Record::Block(_)
        | Record::Proposal(_)
        | Record::Notice(_)
        | Record::NoticeProposal(_)
        | Record::MeasuresChange(_)
        | Record::MeasuresGround(_)
        | Record::ArticleText(_) => None,
    }
}
