//! What almost every decision needs and hardly ever changes: the calendar, the rulings, the parties the city has once.

use std::collections::BTreeMap;

use crate::domain::calendar::{Calendar, CalendarYear};
use crate::domain::event::Event;
use crate::domain::party::{Party, PartyKind};
use crate::domain::ruling::{Ruling, RulingBook};

use super::error::LedgerError;
use super::register::{self, Register};
use super::tables::Rows;

/// The facts as of one entry.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The entry that last changed them.
    pub as_of: u64,
    /// The calendar in force.
    pub calendar: Calendar,
    /// The notices loaded after the built-in ones, oldest first.
    pub notices: Vec<CalendarYear>,
    /// Every ruling.
    pub rulings: RulingBook,
    /// The parties that the city has once.
    pub sole: BTreeMap<PartyKind, Party>,
}

impl Facts {
    /// Reads them from the register.
    ///
    /// # Errors
    /// If the engine fails or a record is damaged.
    pub fn load(table: &impl Rows, as_of: u64) -> Result<Self, LedgerError> {
        let notices: Vec<CalendarYear> = register::all(table, Register::Notice)?;
        let rulings: Vec<Ruling> = register::all(table, Register::Ruling)?;
        let parties: Vec<Party> = register::all(table, Register::Sole)?;
        Ok(Self {
            as_of,
            calendar: Calendar::with_notices(&notices),
            notices,
            rulings: RulingBook::new(rulings),
            sole: parties
                .into_iter()
                .map(|party| (party.kind, party))
                .collect(),
        })
    }

    /// Whether an event changes them.
    #[must_use]
    pub fn change_with(event: &Event) -> bool {
        match event {
            Event::RulingProposed { .. }
            | Event::RulingSigned { .. }
            | Event::CalendarLoaded { .. } => true,
            Event::PartyRegistered(party) => party.kind.is_sole(),
            _ => false,
        }
    }

    /// The calendar as it was at an edition.
    #[must_use]
    pub fn calendar_at(&self, edition: u32) -> Calendar {
        let count = usize::try_from(edition).unwrap_or(usize::MAX);
        Calendar::with_notices(self.notices.iter().take(count))
    }
}
