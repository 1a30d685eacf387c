//! Exceptions on the authority's ground (Art. 4(2), 11).

use super::{Fact, own_unit};
use crate::domain::law::dated::{Dates, Entered};
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::purchase::catalogue::Item;
use crate::domain::purchase::exception::{Exception, ExceptionEntry, ExceptionKind, Grant};
use crate::domain::record::exception_key;

/// Registers an exception, or another ground or last day of one. One that ends today is one that is taken back.
///
/// # Errors
/// If the unit or the item is not registered, what it is for or the ground is missing, or its last day is past.
pub(super) fn register(case: &Case, entry: &ExceptionEntry) -> Result<Fact, Refusal> {
    let cited = entry.kind.article();
    own_unit(case, &entry.unit)?;
    let missing = |field: &str| Reason::Missing(field.to_owned()).under(cited);
    let subject = match entry.kind {
        ExceptionKind::Purchase => {
            let code = entry.item.as_ref().ok_or_else(|| missing("item"))?;
            case.registered::<Item>(code.as_str())?.code.to_string()
        }
        ExceptionKind::Room => {
            let room = entry.room.as_deref().unwrap_or_default();
            text::required(case, "room", room, text::LINE)?
        }
    };
    if let Some(last) = entry.until {
        text::believable(case, "until", last)?;
    }
    if let Some(last) = entry.until.filter(|last| *last < case.today()) {
        return Err(Reason::Before(last, case.today()).under(cited));
    }
    let entered = Entered {
        value: Grant {
            ground: text::required(case, "ground", entry.ground.as_str(), text::PARAGRAPH)?,
            until: entry.until,
        },
        from: case.today(),
        by: case.actor.person.clone(),
    };
    let key = exception_key(&entry.unit, entry.kind, &subject);
    let before: Option<Exception> = case.world.find(&key);
    let (grant, granted) = if let Some(before) = before {
        let (grant, mut granted) = (before.grant(), before.granted);
        (granted.enter(case, &grant, entered, true)?, granted)
    } else {
        let granted = Dates::begin(&entered, true);
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
