//! What the lines of matters cost, where a list has a column for it: read from the matter's own row when the row is shown,
//! so that a list of any length costs what one window of it does.

use chrono::NaiveDate;

use crate::domain::law::duty::Duty;
use crate::domain::law::matter::Matter;
use crate::domain::law::party::Actor;
use crate::domain::law::sight::Eyes;
use crate::domain::settle::charge::Charges;
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
    if !duty.is_some_and(|duty| duty.kind().moves_money()) {
        return Ok(Cell::Nothing);
    }
    let charges = charges(snapshot, matter, today)?;
    let fen = charges.and_then(|charges| charges.delay_fen());
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
