//! The founding of a ledger (Art. 5).

use std::collections::BTreeSet;

use super::{Fact, Found, party, person::check_login, person::checked_person};
use crate::domain::kinds::Event;
use crate::domain::law::party::{Account, PartyKind, Post};
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::Case;

/// Founds an empty ledger: the authority, its first administrator, and the login that founds.
///
/// # Errors
/// If the ledger is founded already, or what is given is not well formed. The first administrator holds no post that
/// decides.
pub(super) fn found(case: &Case, act: &Found) -> Result<Vec<Event>, Refusal> {
    let (authority, administrator, login) = (&act.party, &act.person, &act.login);
    if case.world.is_founded() {
        return Err(case.refuse(Reason::Founded));
    }
    let authority = party::entered(case, party::checked(case, authority)?, None)?;
    let person = checked_person(case, administrator)?;
    if authority.kind != PartyKind::Authority || person.party != authority.code {
        return Err(case.refuse(Reason::PartyNeeded(vec![PartyKind::Authority])));
    }
    if person.posts != BTreeSet::from([Post::Administrator]) {
        return Err(case.refuse(Reason::PostNeeded(vec![Post::Administrator])));
    }
    check_login(case, login)?;
    let account = Account {
        login: login.clone(),
        person: person.code.clone(),
        active: true,
    };
    Ok(vec![
        Fact::PartyRegistered(authority).into(),
        Fact::PersonRegistered {
            person,
            alike: Vec::new(),
        }
        .into(),
        Fact::AccountBound(account).into(),
    ])
}
