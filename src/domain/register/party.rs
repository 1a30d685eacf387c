//! Parties (Art. 5 to 10, 29).

use super::{Fact, code};
use crate::domain::law::party::Party;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::record::RecordKind;

/// Registers or changes a party.
///
/// # Errors
/// If it is not well formed, the city has such a party already and may have only one, or its paper word is another's.
pub(super) fn register(case: &Case, party: &Party) -> Result<Fact, Refusal> {
    let party = checked_party(case, party)?;
    let holder = case.world.sole_party(party.kind);
    if party.kind.is_sole() && holder.is_some_and(|holder| holder.code != party.code) {
        return Err(case.refuse(Reason::SolePartyTaken(party.kind)));
    }
    let before = case.world.find::<Party>(party.code.as_str());
    if before.is_some_and(|before| before.kind != party.kind) {
        return Err(case.refuse(Reason::Taken(RecordKind::Party, party.code.to_string())));
    }
    let holder = case.world.word_holder(&party.paper_word);
    if let Some(holder) = holder.filter(|holder| *holder != party.code) {
        return Err(case.refuse(Reason::PaperWordTaken(holder)));
    }
    Ok(Fact::PartyRegistered(party))
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

pub(super) fn checked_party(case: &Case, party: &Party) -> Result<Party, Refusal> {
    code(case, "code", party.code.as_str())?;
    Ok(Party {
        name: text::required(case, "name", &party.name, text::LINE)?,
        paper_word: paper_word(case, &party.paper_word)?,
        ..party.clone()
    })
}
