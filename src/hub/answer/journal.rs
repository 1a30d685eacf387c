//! Questions about the journal: what happened, told or as it was hashed, as far as whoever asks may see it.

use crate::domain::law::article::article;
use crate::domain::law::code::PartyCode;
use crate::domain::law::event::Event;
use crate::domain::law::fact::OnMatter;
use crate::domain::law::matter::Role;
use crate::domain::law::paper::Paper;
use crate::domain::law::party::{PartyKind, Person};
use crate::domain::law::refusal::Reason;
use crate::ledger::error::LedgerError;

use super::super::list::column::Column;
use super::super::list::{self, List, Look};
use super::super::request::{Answer, Happening, WINDOW_LIMIT};
use super::super::sight;
use super::Room;

impl Room<'_> {
    pub(super) fn happening(&self, seq: u64) -> Result<Happening, LedgerError> {
        let mut entry = self.snapshot.entry(seq)?;
        sight::entry(self.eyes()?, &mut entry);
        let person: Option<Person> = self.registered(entry.actor.person.as_str())?;
        Ok(Happening {
            person: person.map_or_else(|| entry.actor.person.to_string(), |person| person.name),
            party: self.name(&entry.actor.party)?,
            entry,
        })
    }

    /// Newest first. A party that sees only its own matters reads only their entries.
    pub(super) fn journal(&self, from: Option<u64>, count: u16) -> Result<Answer, LedgerError> {
        let look = Look {
            columns: vec![Column::Seq],
            anchor: from.map(list::place_of_entry),
            ..Look::at(List::Journal, count.min(WINDOW_LIMIT))
        };
        let window = match list::look(&self.snapshot, &self.actor, self.now, &look)? {
            Ok(window) => window,
            Err(trouble) => return Ok(Answer::Trouble(trouble)),
        };
        let entries = window.rows.into_iter().filter_map(|row| row.of.entry());
        entries
            .map(|seq| self.happening(seq))
            .collect::<Result<_, _>>()
            .map(Answer::Journal)
    }

    /// The journal's own bytes: of everything, so only for those who see everything. Nothing in them can be covered, as it
    /// is they that are hashed.
    pub(super) fn lines(&self, from: u64, count: u16) -> Result<Answer, LedgerError> {
        if !self.actor.kind.sees_all() {
            let all = PartyKind::ALL.into_iter().filter(|kind| kind.sees_all());
            let refused = Reason::PartyNeeded(all.collect()).under(article(5));
            return Ok(Answer::Refused(refused));
        }
        let until = from
            .saturating_add(u64::from(count.min(WINDOW_LIMIT)))
            .min(self.snapshot.seq()? + 1);
        (from.max(1)..until)
            .map(|seq| {
                let bytes = crate::ledger::entry_bytes(&self.snapshot.tables.journal, seq)?;
                String::from_utf8(bytes).map_err(|error| LedgerError::Damaged {
                    seq,
                    what: error.to_string(),
                })
            })
            .collect::<Result<_, _>>()
            .map(Answer::Lines)
    }
}

/// The parties that an event speaks of.
pub(super) fn parties_in(event: &Event) -> Vec<&PartyCode> {
    let Some(done) = event.on_matter() else {
        return vec![];
    };
    let concerned: &[(Role, PartyCode)] = match done {
        OnMatter::Opens(head) => &head.concerned,
        OnMatter::Moves(_) => &[],
    };
    done.opened()
        .iter()
        .map(|duty| &duty.party)
        .chain(done.papers().iter().flat_map(Paper::readers))
        .chain(concerned.iter().map(|(_, party)| party))
        .collect()
}
