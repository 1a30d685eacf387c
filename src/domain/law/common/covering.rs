//! What of the facts of every kind of matter is not open to whoever looks (R49).

use super::Fact;
use crate::domain::law::sight::{Eyes, Hide};

/// Covers what of a fact is not open to whoever looks. What a party encloses is its own until the paper takes it along.
pub fn cover(fact: &mut Fact, eyes: &Eyes) {
    fact.cover(eyes);
    if let Fact::Turned { turns, .. } = fact {
        for turn in turns {
            turn.cover(eyes);
        }
    }
    let (party, name, digest) = match fact {
        Fact::Enclosed { enclosure, .. } => {
            let file = &mut enclosure.file;
            (&enclosure.party, &mut file.name, Some(&mut file.sha256))
        }
        Fact::TakenOut { party, name, .. } => (&*party, name, None),
        Fact::Withdrawn { .. }
        | Fact::Claimed { .. }
        | Fact::Freed { .. }
        | Fact::Turned { .. }
        | Fact::Cleared { .. }
        | Fact::Held { .. }
        | Fact::Resumed { .. }
        | Fact::TakenOver { .. }
        | Fact::Served { .. }
        | Fact::Signed { .. }
        | Fact::Escalated { .. }
        | Fact::Succeeded { .. }
        | Fact::Recomputed { .. } => return,
    };
    if !eyes.see_all() && !eyes.own(party) {
        name.hide();
        if let Some(digest) = digest {
            digest.hide();
        }
    }
}
