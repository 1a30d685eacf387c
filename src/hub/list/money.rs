//! What the lines of matters cost, where a list has a column for it: read from the matter's own row when the row is shown,
//! so that a list of any length costs what one window of it does.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::kinds;
use crate::domain::law::duty::Duty;
use crate::domain::law::matter::{Matter, MatterId};
use crate::domain::law::party::Actor;
use crate::domain::law::sight::Eyes;
use crate::domain::law::world::World;
use crate::domain::settle::charge::Charges;
use crate::domain::r#use::resource::ResourceId;
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;

use super::cell::Cell;
use super::column::Column;

/// Whether what a column says is in the body of a matter alone.
pub(super) fn is_of_money(column: Column) -> bool {
    matches!(column, Column::Delay | Column::Billed)
}

/// What every day costs on which a duty of a matter is not done; nothing where no money depends on it.
pub(super) fn delay(
    snapshot: &Snapshot,
    matter: &Matter,
    duty: Option<&Duty>,
    today: NaiveDate,
) -> Result<Cell, LedgerError> {
    let Some(duty) = duty else {
        return Ok(Cell::Nothing);
    };
    let view = snapshot.view();
    let delays = kinds::delays(&view, matter, duty.kind(), today);
    view.settle()?;
    let fen = delays.iter().map(|delay| delay.fen);
    let fen = fen.reduce(u64::saturating_add);
    Ok(fen.map_or(Cell::Nothing, Cell::Money))
}

/// What the lines of a matter come to in the present cycle if they are used to its end; nothing where nothing is billed yet,
/// or a day has no price.
pub(super) fn billed(
    snapshot: &Snapshot,
    actor: &Actor,
    matter: &Matter,
    today: NaiveDate,
) -> Result<Cell, LedgerError> {
    if !Eyes::of(actor, Vec::new()).are_told_of_money() {
        return Ok(Cell::Hidden);
    }
    let charges = charges(snapshot, matter, today)?;
    let fen = charges.and_then(|charges| charges.billed_fen());
    Ok(fen.map_or(Cell::Nothing, Cell::Money))
}

fn charges(
    snapshot: &Snapshot,
    matter: &Matter,
    today: NaiveDate,
) -> Result<Option<Charges>, LedgerError> {
    let view = snapshot.view();
    let charges = Charges::of(&view, matter, today);
    view.settle()?;
    Ok(charges)
}

/// What a resource costs in the present cycle if it is used to its end.
pub(super) enum Bill {
    /// It is not billed, or nobody attested yet from when on.
    Nothing,
    /// A day has no price.
    Unpriced,
    /// So much, in fen.
    Amount(u64),
}

/// What resources cost, matter by matter: the lines of one are computed together, and once for all that is answered.
pub(super) struct Bills<'s> {
    snapshot: &'s Snapshot,
    are_told: bool,
    today: NaiveDate,
    known: HashMap<MatterId, Option<Charges>>,
}

impl<'s> Bills<'s> {
    pub(super) fn new(snapshot: &'s Snapshot, eyes: &Eyes, today: NaiveDate) -> Self {
        Self {
            snapshot,
            are_told: eyes.are_told_of_money(),
            today,
            known: HashMap::new(),
        }
    }

    /// Whether whoever asks is told of money.
    pub(super) fn are_told(&self) -> bool {
        self.are_told
    }

    /// What a resource costs.
    pub(super) fn of(&mut self, id: ResourceId) -> Result<Bill, LedgerError> {
        if !self.known.contains_key(&id.matter) {
            let view = self.snapshot.view();
            let matter = view.matter(id.matter);
            let charges = matter.and_then(|matter| Charges::of(&view, &matter, self.today));
            view.settle()?;
            self.known.insert(id.matter, charges);
        }
        let charges = self.known.get(&id.matter).and_then(Option::as_ref);
        let charges = charges.filter(|charges| charges.attested);
        let charge = charges.and_then(|charges| charges.line(id.line));
        Ok(match charge.map(|charge| charge.account.amount_fen()) {
            None => Bill::Nothing,
            Some(None) => Bill::Unpriced,
            Some(Some(fen)) => Bill::Amount(fen),
        })
    }

    /// The same as a cell.
    pub(super) fn cell(&mut self, id: ResourceId) -> Result<Cell, LedgerError> {
        if !self.are_told {
            return Ok(Cell::Hidden);
        }
        Ok(match self.of(id)? {
            Bill::Nothing | Bill::Unpriced => Cell::Nothing,
            Bill::Amount(fen) => Cell::Money(fen),
        })
    }
}
