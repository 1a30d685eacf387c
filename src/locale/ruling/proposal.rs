//! Rulings that were proposed, in words: what each sets from which day where, and who proposed and signed it.
use chrono::NaiveDate;

use crate::domain::law::naming::Names;
use crate::domain::law::ruling::{Ruling, Scope};
use crate::locale::{Lang, date, event, naming};

use super::set;

messages! {
    SETS = "自 {0} 起  {1}", "from {0}  {1}";
    NUMBERED = "第{0}号  {1}  {2}", "no. {0}  {1}  {2}";
    UNSIGNED = "{0} 提议，待签署", "proposed by {0}, to sign";
    SIGNED = "{0} 提议，{1} 签署", "proposed by {0}, signed by {1}";
}

/// What it sets, from which day, and where, if not in the whole city.
fn sets(lang: Lang, names: &Names, ruling: &Ruling) -> String {
    let values = match &ruling.scope {
        Scope::City => set(lang, ruling),
        scope @ (Scope::Pool(_) | Scope::Party(_)) => format!(
            "{}  {}",
            event::worded(lang, names, &scope.said()),
            set(lang, ruling)
        ),
    };
    SETS.fill(lang, &[&date::date_long(lang, ruling.effective), &values])
}

/// What was signed and begins only after a day, the next first.
#[must_use]
pub fn coming<'r>(
    lang: Lang,
    names: &Names,
    rulings: impl Iterator<Item = &'r Ruling>,
    today: NaiveDate,
) -> Vec<String> {
    let is_to_come = |one: &&Ruling| one.signed_by.is_some() && one.effective > today;
    let mut coming: Vec<&Ruling> = rulings.filter(is_to_come).collect();
    coming.sort_by_key(|one| one.effective);
    let told = coming.into_iter().map(|one| sets(lang, names, one));
    told.collect()
}

/// A proposal with its number, and whose hands it went through.
#[must_use]
pub fn told(lang: Lang, number: u32, ruling: &Ruling, names: &Names) -> String {
    let name = |code| naming::called(lang, names, code);
    let proposer = name(&ruling.proposed_by);
    let hands = match &ruling.signed_by {
        None => UNSIGNED.fill(lang, &[&proposer]),
        Some(signer) => SIGNED.fill(lang, &[&proposer, &name(signer)]),
    };
    NUMBERED.fill(lang, &[&number, &sets(lang, names, ruling), &hands])
}
