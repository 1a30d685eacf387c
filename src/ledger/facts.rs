//! What almost every decision needs and hardly ever changes: the calendar, the rulings, the parties the city has once.

use std::collections::BTreeMap;

use crate::domain::law::calendar::{Calendar, Notice, NoticeProposal};
use crate::domain::law::code::{PartyCode, PersonCode};
use crate::domain::law::party::{Party, PartyKind};
use crate::domain::law::ruling::{Proposal, RulingBook};
use crate::domain::law::validity::MeasuresChange;
use crate::domain::record::{Record, Registered};

use super::error::LedgerError;
use super::register;
use super::tables::Rows;

/// The facts as of one entry.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The entry that last changed them.
    pub as_of: u64,
    /// The calendar in force.
    pub calendar: Calendar,
    /// The notices loaded after the built-in ones, oldest first.
    pub notices: Vec<Notice>,
    /// The proposed notices that nobody signed: their numbers, and who proposed them.
    pub notices_to_sign: Vec<(u32, PersonCode)>,
    /// Every ruling.
    pub rulings: RulingBook,
    /// What befell the Measures, in order.
    pub measures: Vec<MeasuresChange>,
    /// The parties that the city has once.
    pub sole: BTreeMap<PartyKind, Party>,
    /// The parties that another took over from, each with that one.
    pub successions: BTreeMap<PartyCode, PartyCode>,
}

impl Facts {
    /// Reads them from the register.
    ///
    /// # Errors
    /// If the engine fails or a record is damaged.
    pub fn load(table: &impl Rows, as_of: u64) -> Result<Self, LedgerError> {
        let notices: Vec<Notice> = register::all(table)?;
        let proposed: Vec<NoticeProposal> = register::all(table)?;
        let unsigned = proposed.into_iter().filter(|one| one.signed_by.is_none());
        let proposals: Vec<Proposal> = register::all(table)?;
        let rulings = proposals.into_iter().map(|proposal| proposal.ruling);
        let mut sole = BTreeMap::new();
        for kind in PartyKind::ALL {
            let found = register::sole(table, kind)?.and_then(Party::of);
            sole.extend(found.map(|party| (kind, party)));
        }
        let parties: Vec<Party> = register::all(table)?;
        let succession = |party: Party| Some((party.code, party.succeeded?.by));
        Ok(Self {
            successions: parties.into_iter().filter_map(succession).collect(),
            as_of,
            calendar: Calendar::with_notices(notices.iter().map(|notice| &notice.year)),
            notices,
            notices_to_sign: unsigned.map(|one| (one.number, one.proposed_by)).collect(),
            rulings: RulingBook::new(rulings.collect()),
            measures: register::all(table)?,
            sole,
        })
    }

    /// Whether a record is among them.
    #[must_use]
    pub fn hold(record: &Record) -> bool {
        match record {
            Record::Proposal(_)
            | Record::Notice(_)
            | Record::NoticeProposal(_)
            | Record::MeasuresChange(_) => true,
            Record::Party(party) => party.kind.is_sole() || party.succeeded.is_some(),
            Record::Person(_)
            | Record::Account(_)
            | Record::Pool(_)
            | Record::System(_)
            | Record::Item(_)
            | Record::Contract(_)
            | Record::Exception(_)
            | Record::Block(_)
            | Record::MeasuresGround(_)
            | Record::Holding(_)
            | Record::Agreement(_)
            | Record::Pricing(_)
            | Record::Listing(_)
            | Record::Resource(_)
            | Record::Capacity(_)
            | Record::Inventory(_)
            | Record::Finding(_)
            | Record::ArticleText(_) => false,
        }
    }

    /// The calendar as it was at an edition.
    #[must_use]
    pub fn calendar_at(&self, edition: u32) -> Calendar {
        let count = usize::try_from(edition).unwrap_or(usize::MAX);
        Calendar::with_notices(self.notices.iter().take(count).map(|notice| &notice.year))
    }
}
