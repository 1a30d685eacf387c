//! Persons, and the accounts they sign in with (Art. 5, R22).

use super::{ALIKE_LIMIT, Fact, code, standing};
use crate::domain::law::code::Login;
use crate::domain::law::matter::{MatterId, Role};
use crate::domain::law::party::{Account, Alike, CLOCKWORK, Party, Person, Post};
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::sight::masked;
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::record::RecordKind;

/// Registers or changes a person.
///
/// # Errors
/// If it is not well formed, or would move to another party: that is another person's code; or if administrators would
/// stop keeping the registers themselves.
pub(super) fn register(case: &Case, person: &Person) -> Result<Fact, Refusal> {
    let before: Option<Person> = case.world.find(person.code.as_str());
    let mut person = checked_person(case, person)?;
    // The form shows the number masked, so a masked number that comes back means that it was not changed.
    let is_unchanged = |before: &&Person| person.telephone == masked(&before.telephone);
    if let Some(before) = before.as_ref().filter(is_unchanged) {
        person.telephone.clone_from(&before.telephone);
    }
    let party: Party = case.registered(person.party.as_str())?;
    if person.active {
        standing(case, &party)?;
    }
    if before.is_some_and(|before| before.party != person.party) {
        return Err(case.refuse(Reason::Taken(RecordKind::Person, person.code.to_string())));
    }
    let keeps = person.active && person.posts.contains(&Post::Administrator);
    if case.actor.person == person.code && !keeps {
        return Err(case.refuse(Reason::OwnKeeping));
    }
    let alike = alike(case, &person);
    Ok(Fact::PersonRegistered { person, alike })
}

/// Who of other parties may be the same person (R22 asks for three persons, not for three codes).
fn alike(case: &Case, person: &Person) -> Vec<Alike> {
    let others = case.world.namesakes(person).into_iter();
    others
        .filter_map(|other| {
            let by = person.likeness(&other)?;
            Some(Alike {
                person: other.code,
                party: other.party,
                by,
            })
        })
        .take(ALIKE_LIMIT)
        .collect()
}

/// Puts on record that audit calls up the telephone number of a matter's contact.
///
/// # Errors
/// If the matter is not there, or has no contact.
pub(super) fn reveal(case: &Case, id: MatterId) -> Result<Fact, Refusal> {
    let matter = case.matter(id)?;
    let unit = matter.head.party(Role::Unit);
    match unit.filter(|_| matter.body.asked().is_some()) {
        Some(unit) => Ok(Fact::TelephoneRevealed {
            matter: id,
            party: unit.clone(),
        }),
        None => Err(case.refuse(Reason::NoSuchMatter(id))),
    }
}

pub(super) fn checked_person(case: &Case, person: &Person) -> Result<Person, Refusal> {
    code(case, "code", person.code.as_str())?;
    if person.posts.is_empty() {
        return Err(case.refuse(Reason::Missing("posts".to_owned())));
    }
    Ok(Person {
        name: text::required(case, "name", &person.name, text::LINE)?,
        telephone: text::optional(case, "telephone", &person.telephone, text::LINE)?,
        ..person.clone()
    })
}

pub(super) fn check_login(case: &Case, login: &Login) -> Result<(), Refusal> {
    let text = login.as_str();
    let good = (1..=32).contains(&text.len())
        && text != CLOCKWORK
        && text
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "-_.$".contains(letter));
    if good {
        Ok(())
    } else {
        Err(case.refuse(Reason::BadCode("login".to_owned())))
    }
}

/// Binds an account to a person, or closes it. A login belongs to one person at a time: it can be bound to another only
/// after it was closed, and the journal keeps the person beside the login.
///
/// # Errors
/// If the login is bound to somebody else, or the person is not registered; or if it is the login that asks, and would
/// be closed.
pub(super) fn bind_account(case: &Case, account: &Account) -> Result<Fact, Refusal> {
    check_login(case, &account.login)?;
    case.registered::<Person>(account.person.as_str())?;
    let before: Option<Account> = case.world.find(account.login.as_str());
    if before.is_some_and(|before| before.active && before.person != account.person) {
        return Err(case.refuse(Reason::Taken(
            RecordKind::Account,
            account.login.to_string(),
        )));
    }
    if account.login == case.actor.login && !account.active {
        return Err(case.refuse(Reason::OwnKeeping));
    }
    Ok(Fact::AccountBound(account.clone()))
}
