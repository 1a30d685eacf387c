//! Drafts: forms not yet sent, kept per account beside the journal, so that a hang-up or a crash loses nothing typed.

use crate::domain::law::code::Login;
use crate::ledger::batch::Batch;
use crate::ledger::error::LedgerError;
use crate::ledger::keys;
use crate::ledger::tables::Rows;

use super::request::{Answer, Draft, Trouble};

/// The most drafts of one account.
pub const DRAFTS_LIMIT: usize = 50;
/// The largest draft, in bytes of JSON.
pub const DRAFT_BYTES: usize = 128 << 10;

fn prefix(login: &Login) -> Vec<u8> {
    keys::join(&[b"draft\0", login.as_str().as_bytes(), &[0]])
}

/// Keeps a draft under its request key.
///
/// # Errors
/// If the engine fails.
pub(super) fn save(
    batch: &mut Batch<'_>,
    login: &Login,
    draft: &Draft,
) -> Result<Answer, LedgerError> {
    let bytes = serde_json::to_vec(draft).unwrap_or_default();
    let too_much = |limit| Ok(Answer::Trouble(Trouble::TooMuch { limit }));
    if bytes.is_empty() || bytes.len() > DRAFT_BYTES || draft.key.len() > 64 {
        return too_much(DRAFT_BYTES);
    }
    let key = keys::join(&[&prefix(login), draft.key.as_bytes()]);
    let kept = list(&batch.tables().local, login)?;
    if kept.len() >= DRAFTS_LIMIT && kept.iter().all(|other| other.key != draft.key) {
        return too_much(DRAFTS_LIMIT);
    }
    batch.local().insert(key.as_slice(), bytes.as_slice())?;
    Ok(Answer::Ok)
}

/// Drops a draft.
///
/// # Errors
/// If the engine fails.
pub(super) fn remove(
    batch: &mut Batch<'_>,
    login: &Login,
    key: &str,
) -> Result<Answer, LedgerError> {
    let key = keys::join(&[&prefix(login), key.as_bytes()]);
    batch.local().remove(key.as_slice())?;
    Ok(Answer::Ok)
}

/// The drafts of an account, newest last. One that a newer release wrote is left alone and not listed.
///
/// # Errors
/// If the engine fails.
pub(super) fn list(local: &impl Rows, login: &Login) -> Result<Vec<Draft>, LedgerError> {
    let from = prefix(login);
    let mut drafts: Vec<Draft> = Vec::new();
    for row in local.range(from.as_slice()..)?.take(DRAFTS_LIMIT) {
        let (key, bytes) = row?;
        if !key.value().starts_with(&from) {
            break;
        }
        drafts.extend(serde_json::from_slice::<Draft>(bytes.value()).ok());
    }
    drafts.sort_by_key(|draft| draft.at);
    Ok(drafts)
}
