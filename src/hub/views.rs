//! Saved views: a list as somebody wants to see it, kept per account beside the journal.

use serde::{Deserialize, Serialize};

use crate::domain::law::code::Login;
use crate::ledger::batch::Batch;
use crate::ledger::error::LedgerError;
use crate::ledger::keys;
use crate::ledger::tables::Rows;

use super::list::column::Column;
use super::list::{List, Order};
use super::request::{Answer, Trouble};

/// The most views of one account.
pub const VIEWS_LIMIT: usize = 50;
/// The most characters of a view's name.
pub const NAME_LIMIT: usize = 40;
/// The largest view, in bytes of JSON.
pub const VIEW_BYTES: usize = 4 << 10;

/// A list, its columns, its order and its filter, under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedView {
    /// The name; another view of that name is replaced.
    pub name: String,
    /// The list.
    pub list: List,
    /// The columns; none are the usual ones.
    #[serde(default)]
    pub columns: Vec<Column>,
    /// By which column it is ordered; none is the one by which the list is kept.
    #[serde(default)]
    pub by: Option<Column>,
    /// Which way; none is the usual one.
    #[serde(default)]
    pub order: Option<Order>,
    /// The filter as it was typed: what "today" means is known only when it is used.
    #[serde(default)]
    pub filter: String,
}

fn prefix(login: &Login) -> Vec<u8> {
    keys::join(&[b"view\0", login.as_str().as_bytes(), &[0]])
}

/// Keeps a view under its name.
///
/// # Errors
/// If the engine fails.
pub(super) fn save(
    batch: &mut Batch<'_>,
    login: &Login,
    view: &SavedView,
) -> Result<Answer, LedgerError> {
    let too_much = |limit| Ok(Answer::Trouble(Trouble::TooMuch { limit }));
    let bytes = serde_json::to_vec(view).unwrap_or_default();
    if view.name.trim().is_empty() || view.name.chars().count() > NAME_LIMIT {
        return too_much(NAME_LIMIT);
    }
    if bytes.is_empty() || bytes.len() > VIEW_BYTES {
        return too_much(VIEW_BYTES);
    }
    let kept = list(&batch.tables().local, login)?;
    if kept.len() >= VIEWS_LIMIT && kept.iter().all(|other| other.name != view.name) {
        return too_much(VIEWS_LIMIT);
    }
    let key = keys::join(&[&prefix(login), view.name.as_bytes()]);
    batch.local().insert(key.as_slice(), bytes.as_slice())?;
    Ok(Answer::Ok)
}

/// Drops a view.
///
/// # Errors
/// If the engine fails.
pub(super) fn remove(
    batch: &mut Batch<'_>,
    login: &Login,
    name: &str,
) -> Result<Answer, LedgerError> {
    let key = keys::join(&[&prefix(login), name.as_bytes()]);
    batch.local().remove(key.as_slice())?;
    Ok(Answer::Ok)
}

/// The views of an account by name. One that a newer release wrote is left alone and not listed.
///
/// # Errors
/// If the engine fails.
pub(super) fn list(local: &impl Rows, login: &Login) -> Result<Vec<SavedView>, LedgerError> {
    let from = prefix(login);
    let mut views = Vec::new();
    for row in local.range(from.as_slice()..)?.take(VIEWS_LIMIT) {
        let (key, bytes) = row?;
        if !key.value().starts_with(&from) {
            break;
        }
        views.extend(serde_json::from_slice::<SavedView>(bytes.value()).ok());
    }
    Ok(views)
}
