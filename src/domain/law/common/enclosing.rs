//! Attachments (附件): a file is enclosed, and goes with the next paper that its party issues on the matter.
//!
//! The ledger keeps a file's name, size and SHA-256 digest. Whoever receives the paper computes the digest of what came
//! with it and compares; the file itself never passes through here.

use super::{Enclose, Fact};
use crate::domain::law::event::Event;
use crate::domain::law::matter::Matter;
use crate::domain::law::paper::{Attachment, Enclosure};
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;

/// The most files that one party may have enclosed on a matter.
pub const ENCLOSURES_LIMIT: usize = 32;
/// The most files that may be enclosed on a matter by all its parties.
const ENCLOSURES_OF_ALL: usize = 128;
/// The most bytes that a file may have: one tebibyte.
const SIZE_LIMIT: u64 = 1 << 40;

/// Encloses a file. Refused where nothing is owed any more, so that no paper would take it along; for a name that the
/// party has enclosed already; for a digest that is none; and beyond the bounds.
pub(super) fn enclose(case: &Case, matter: &Matter, act: &Enclose) -> Result<Event, Refusal> {
    let head = &matter.head;
    let me = &case.actor.party;
    if head.duties.is_empty() {
        return Err(case.refuse(Reason::WrongStage(head.stage)));
    }
    if head.enclosed_by(me).count() >= ENCLOSURES_LIMIT {
        return Err(enough(case, ENCLOSURES_LIMIT));
    }
    if head.enclosures.len() >= ENCLOSURES_OF_ALL {
        return Err(enough(case, ENCLOSURES_OF_ALL));
    }
    let name = text::required(case, "name", &act.name, text::LINE)?;
    // A name and no path: whoever fetches the file must not be led elsewhere by it.
    if name.contains(['/', '\\']) || name.trim_matches('.').is_empty() {
        return Err(case.refuse(Reason::BadCharacters("name".to_owned())));
    }
    if head.enclosed_by(me).any(|known| known.name == name) {
        return Err(case.refuse(Reason::EnclosedAlready(name)));
    }
    if act.size == 0 || act.size > SIZE_LIMIT {
        return Err(case.refuse(Reason::OutOfRange("size".to_owned(), 1, SIZE_LIMIT)));
    }
    let enclosure = Enclosure {
        party: me.clone(),
        by: case.actor.person.clone(),
        at: case.now.into(),
        file: Attachment {
            name,
            size: act.size,
            sha256: text::digest(case, "sha256", &act.sha256)?,
        },
    };
    case.moves(matter)
        .record(|step| Fact::Enclosed { step, enclosure })
}

fn enough(case: &Case, limit: usize) -> Refusal {
    case.refuse(Reason::EnoughEnclosures(
        u32::try_from(limit).unwrap_or(u32::MAX),
    ))
}

/// Takes a file of the actor's party out again. Of several, the act says which.
pub(super) fn take_out(case: &Case, matter: &Matter, name: Option<&str>) -> Result<Event, Refusal> {
    let party = &case.actor.party;
    let mut mine = matter.head.enclosed_by(party);
    let wanted = name.map(str::trim).filter(|name| !name.is_empty());
    let file = if let Some(name) = wanted {
        let found = mine.find(|known| known.name == name);
        found.ok_or_else(|| case.refuse(Reason::NoSuchEnclosure(name.to_owned())))?
    } else {
        let only = mine.next();
        let only = only.ok_or_else(|| case.refuse(Reason::AlreadyDone))?;
        if mine.next().is_some() {
            return Err(case.refuse(Reason::Missing("name".to_owned())));
        }
        only
    };
    case.moves(matter).record(|step| Fact::TakenOut {
        step,
        party: party.clone(),
        name: file.name.clone(),
    })
}
