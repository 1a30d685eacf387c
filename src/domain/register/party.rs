//! Parties (Art. 5 to 10, 29).

use super::affiliates;
use super::{Fact, SYSTEMS_LIMIT, SucceedParty, code, party_in, since, standing};
use crate::domain::build::system::System;
use crate::domain::law::block::Subject;
use crate::domain::law::code::PartyCode;
use crate::domain::law::dated::{Dates, Entered};
use crate::domain::law::party::{Party, PartyEntry, PartyKind, SHORT_NAME};
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::succession::Succession;
use crate::domain::law::text;
use crate::domain::record::RecordKind;

/// Registers or changes a party.
///
/// # Errors
/// If it is not well formed, the city has such a party already and may have only one, its paper word is another's, it
/// was succeeded by another, its budget level would change from a day that cannot be, or it would become the agency as a
/// provider's affiliate, or a provider as the agency's (Art. 13): what bars is to become one, not to remain one.
pub(super) fn register(case: &Case, entry: &PartyEntry) -> Result<Vec<Fact>, Refusal> {
    let before: Option<Party> = case.world.find(entry.code.as_str());
    let entry = checked(case, entry)?;
    let holder = case.world.sole_party(entry.kind);
    if entry.kind.is_sole() && holder.is_some_and(|holder| holder.code != entry.code) {
        return Err(case.refuse(Reason::SolePartyTaken(entry.kind)));
    }
    if before
        .as_ref()
        .is_some_and(|before| before.kind != entry.kind)
    {
        return Err(case.refuse(Reason::Taken(RecordKind::Party, entry.code.to_string())));
    }
    let holder = case.world.word_holder(&entry.paper_word);
    if let Some(holder) = holder.filter(|holder| *holder != entry.code) {
        return Err(case.refuse(Reason::PaperWordTaken(holder)));
    }
    let is_new = before.is_none();
    let party = entered(case, entry, before)?;
    let found = if is_new {
        affiliates::of_new(case, &party)?
    } else {
        Vec::new()
    };
    let found = found.into_iter().map(Fact::AffiliationFound);
    let registered = Fact::PartyRegistered(party);
    Ok([registered].into_iter().chain(found).collect())
}

/// Records that a unit was dissolved or merged (Art. 7, 21): its systems pass to the other in the same entry, its matters
/// and duties follow by the clockwork.
///
/// # Errors
/// If either is no unit, both are the same, one of them was succeeded already, or the day lies in the future.
pub(super) fn succeed(case: &Case, act: &SucceedParty) -> Result<Fact, Refusal> {
    let unit = |field: &str, code: &PartyCode| {
        let party = party_in(case, field, code, PartyKind::Unit)?;
        standing(case, &party)?;
        Ok(party)
    };
    let party = unit("party", &act.party)?;
    let successor = unit("successor", &act.successor)?;
    if party.code == successor.code {
        return Err(case.refuse(Reason::Taken(RecordKind::Party, party.code.to_string())));
    }
    // A stop outlives the unit it lies on: whoever may register it lays it on the successor, or lifts it.
    let blocks = case
        .world
        .blocks(&Subject::Unit(party.code.clone()), case.today());
    if let Some(block) = blocks.iter().find(|block| !block.is_over(case.now)) {
        return Err(Reason::StillBlocked(block.number).under(block.ground.article()));
    }
    let systems = case.world.systems_of(&party.code);
    if systems.len() > SYSTEMS_LIMIT {
        let most = u32::try_from(SYSTEMS_LIMIT).unwrap_or(u32::MAX);
        return Err(case.refuse(Reason::TooLong("party".to_owned(), most)));
    }
    let theirs = |system: System| System {
        unit: successor.code.clone(),
        ..system
    };
    Ok(Fact::PartySucceeded {
        systems: systems.into_iter().map(theirs).collect(),
        party: Party {
            succeeded: Some(Succession {
                by: successor.code.clone(),
                from: since(case, act.since)?,
                document: text::required(case, "document", &act.document, text::LINE)?,
                recorded_by: case.actor.person.clone(),
            }),
            ..party
        },
    })
}

/// What an entry makes of a party. It is on the word of whoever enters it.
///
/// # Errors
/// If its budget level would change from a day that cannot be.
pub(super) fn entered(
    case: &Case,
    entry: PartyEntry,
    before: Option<Party>,
) -> Result<Party, Refusal> {
    let level = Entered {
        value: entry.municipal_budget,
        from: since(case, entry.since)?,
        by: case.actor.person.clone(),
    };
    let (municipal_budget, budget, succeeded) = match before {
        Some(before) => {
            let mut dates = before.budget;
            let holds = dates.enter(case, &before.municipal_budget, level, true)?;
            (holds, dates, before.succeeded)
        }
        None => (level.value, Dates::begin(&level, true), None),
    };
    Ok(Party {
        code: entry.code,
        kind: entry.kind,
        name: entry.name,
        short_name: entry.short_name,
        paper_word: entry.paper_word,
        region: entry.region,
        municipal_budget,
        budget,
        succeeded,
    })
}

/// A paper word runs before a bracketed year and a number, so that it holds none of these and no blank: two papers would
/// otherwise read alike.
fn paper_word(case: &Case, word: &str) -> Result<String, Refusal> {
    let word = text::required(case, "paper_word", word, text::LINE)?;
    let runs_on = |letter: char| {
        letter.is_numeric()
            || letter.is_whitespace()
            || "()[]{}<>（）〔〕［］【】｛｝〈〉《》「」『』".contains(letter)
    };
    if word.contains(runs_on) {
        return Err(case.refuse(Reason::BadPaperWord));
    }
    Ok(word)
}

/// An entry whose code, names and paper word are well formed.
///
/// # Errors
/// The first of them that is not.
pub(super) fn checked(case: &Case, entry: &PartyEntry) -> Result<PartyEntry, Refusal> {
    code(case, "code", entry.code.as_str())?;
    let short_name = entry.short_name.as_deref().unwrap_or_default();
    let short_name = text::optional(case, "short_name", short_name, SHORT_NAME)?;
    Ok(PartyEntry {
        name: text::required(case, "name", &entry.name, text::LINE)?,
        short_name: Some(short_name).filter(|name| !name.is_empty()),
        paper_word: paper_word(case, &entry.paper_word)?,
        ..entry.clone()
    })
}
