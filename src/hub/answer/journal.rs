//! Questions about the journal: what happened, told or as it was hashed, as far as whoever asks may see it.

use crate::domain::law::article::article;
use crate::domain::law::code::Code;
use crate::domain::law::naming::codes_in;
use crate::domain::law::party::PartyKind;
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
        let codes = codes_in(&entry.actor).into_iter();
        let codes = codes.chain(codes_in(&entry.event));
        let names = self.names_of(codes.chain(entry.event.said().codes()))?;
        let call = |code: Code| names.call(&code).to_owned();
        Ok(Happening {
            person: call((&entry.actor.person).into()),
            party: call((&entry.actor.party).into()),
            names,
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
        let window = match list::look(self.snapshot, &self.actor, self.now, &look)? {
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
