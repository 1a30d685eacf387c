//! Exceptions on the authority's ground (Art. 4(2), 11): asked for by one person, approved by another.

use super::{Fact, own_unit};
use crate::domain::law::code::ItemCode;
use crate::domain::law::dated::{Dates, Entered};
use crate::domain::law::matter::Part;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::ruling::R22;
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::purchase::catalogue::Item;
use crate::domain::purchase::exception::{
    Exception, ExceptionEntry, ExceptionKind, ExceptionNamed, Grant,
};
use crate::domain::record::{RecordKind, exception_key};

/// What an exception of a kind is for: the item's code, or the room.
///
/// # Errors
/// If the item is not registered, or the kind's field is empty.
fn subject(
    case: &Case,
    kind: ExceptionKind,
    item: Option<&ItemCode>,
    room: Option<&str>,
) -> Result<String, Refusal> {
    match kind {
        ExceptionKind::Purchase => {
            let missing = || Reason::Missing("item".to_owned()).under(kind.article());
            let code = item.ok_or_else(missing)?;
            Ok(case.registered::<Item>(code.as_str())?.code.to_string())
        }
        ExceptionKind::Room => text::required(case, "room", room.unwrap_or_default(), text::LINE),
    }
}

/// Registers what is asked for: an exception, or another ground or last day of one, by which one that ends today is taken
/// back. It waits for approval; what was approved before holds until then.
///
/// # Errors
/// If the unit or the item is not registered, what it is for or the ground is missing, or its last day is past.
pub(super) fn register(case: &Case, entry: &ExceptionEntry) -> Result<Fact, Refusal> {
    let cited = entry.kind.article();
    own_unit(case, &entry.unit)?;
    let subject = subject(case, entry.kind, entry.item.as_ref(), entry.room.as_deref())?;
    if let Some(last) = entry.until {
        text::believable(case, "until", last)?;
    }
    if let Some(last) = entry.until.filter(|last| *last < case.today()) {
        return Err(Reason::Before(last, case.today()).under(cited));
    }
    let ground = text::required(case, "ground", entry.ground.as_str(), text::PARAGRAPH);
    let entered = Entered {
        value: Grant {
            ground: ground.map_err(|refusal| refusal.reason.under(cited))?,
            until: entry.until,
        },
        from: case.today(),
        by: case.actor.person.clone(),
    };
    let key = exception_key(&entry.unit, entry.kind, &subject);
    let before: Option<Exception> = case.world.find(&key);
    let (grant, granted) = if let Some(before) = before {
        let (grant, mut granted) = (before.grant(), before.granted);
        (granted.enter(case, &grant, entered, false)?, granted)
    } else {
        let granted = Dates::begin(&entered, false);
        (entered.value, granted)
    };
    Ok(Fact::ExceptionRegistered(Exception {
        unit: entry.unit.clone(),
        kind: entry.kind,
        subject,
        ground: grant.ground,
        until: grant.until,
        granted,
    }))
}

/// Approves what was asked for: it holds from today on.
///
/// # Errors
/// If nobody asked for it, it is approved, its last day passed meanwhile, or whoever asked would approve it (R22).
pub(super) fn approve(case: &Case, named: &ExceptionNamed) -> Result<Fact, Refusal> {
    let cited = named.kind.article();
    let subject = subject(case, named.kind, named.item.as_ref(), named.room.as_deref())?;
    let key = exception_key(&named.unit, named.kind, &subject);
    let found: Option<Exception> = case.world.find(&key);
    let unknown = || Reason::Unknown(RecordKind::Exception, subject).under(cited);
    let found = found.ok_or_else(unknown)?;
    let holds = found.grant();
    let waits = found.granted.to_approve(&holds);
    let waits = waits.ok_or_else(|| Reason::AlreadyDone.under(cited))?;
    if waits.by == case.actor.person {
        return Err(Reason::SamePerson(Part::Proposer).under(R22));
    }
    if let Some(last) = waits.value.until.filter(|last| *last < case.today()) {
        return Err(Reason::Before(last, case.today()).under(cited));
    }
    let mut granted = found.granted.clone();
    let is_first = granted.waiting.is_none();
    let grant = granted.approve(case, &holds)?;
    // What nobody approved allowed nothing: its days begin with the approval, not with the asking.
    if is_first {
        granted.from = case.today();
    }
    Ok(Fact::ExceptionApproved(Exception {
        ground: grant.ground,
        until: grant.until,
        granted,
        ..found
    }))
}
