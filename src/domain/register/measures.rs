//! The Measures themselves (Art. 42): their official text, the notices that extend, repeal or replace them, their lapse, and
//! the authority's ground for what begins after it.

use std::collections::BTreeMap;

use super::{
    ARTICLE_TEXT_LIMIT, Fact, GroundMeasures, LapseMeasures, ProposeMeasures, first_free, numbered,
    party_in, signed_by_another,
};
use crate::domain::law::article::{ARTICLE_COUNT, Articles, article};
use crate::domain::law::field::text_of;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::law::validity::{Change, Force, MeasuresChange, MeasuresGround, is_lapse_known};

/// Loads the official text, article by article.
///
/// # Errors
/// If an article is missing, beyond the last, or too long.
pub(super) fn load(
    case: &Case,
    articles: &BTreeMap<u8, String>,
    source: &str,
) -> Result<Fact, Refusal> {
    for number in 1..=ARTICLE_COUNT {
        if !articles.contains_key(&number) {
            return Err(case.refuse(Reason::Missing(number.to_string())));
        }
    }
    if let Some(number) = articles
        .keys()
        .find(|number| !(1..=ARTICLE_COUNT).contains(*number))
    {
        return Err(case.refuse(Reason::OutOfRange(
            number.to_string(),
            1,
            u64::from(ARTICLE_COUNT),
        )));
    }
    let articles = articles
        .iter()
        .map(|(number, official)| {
            let official = text::required(case, &number.to_string(), official, ARTICLE_TEXT_LIMIT)?;
            Ok((*number, official))
        })
        .collect::<Result<_, Refusal>>()?;
    Ok(Fact::MeasuresLoaded {
        source: text::required(case, "source", source, text::LINE)?,
        articles: Articles(articles),
    })
}

/// Proposes a notice that extends, repeals or replaces the Measures; it acts once a second person has signed it.
///
/// # Errors
/// If it names no paper, its day cannot be, or a lapse is proposed, which happens by itself.
pub(super) fn propose(case: &Case, act: &ProposeMeasures) -> Result<Fact, Refusal> {
    text::not_in_future(case, act.issued_on)?;
    text::believable(case, "day", act.day)?;
    let title = act.title.as_deref().unwrap_or_default();
    let title = match act.change {
        Change::Successor => Some(text::required(case, "title", title, text::LINE)?),
        Change::Extension | Change::Repeal => None,
        Change::Lapse => return Err(case.refuse(Reason::ClockworkOnly)),
    };
    let registration = act.registration.as_deref().unwrap_or_default();
    let registration = text::optional(case, "registration", registration, text::LINE)?;
    let change = MeasuresChange {
        number: first_free::<MeasuresChange>(case),
        change: act.change,
        day: act.day,
        title,
        paper: Some(text::required(case, "paper", &act.paper, text::LINE)?),
        registration: (!registration.is_empty()).then_some(registration),
        issued_on: act.issued_on,
        proposed_by: case.actor.person.clone(),
        signed_by: None,
    };
    possible(case, &change)?;
    Ok(Fact::MeasuresProposed(change))
}

/// Signs a proposed notice.
///
/// # Errors
/// If there is no such proposal, it is signed already, the proposer signs, or its day can be no longer.
pub(super) fn sign(case: &Case, number: u32) -> Result<Fact, Refusal> {
    let change: MeasuresChange = numbered(case, number)?;
    signed_by_another(
        case,
        article(42),
        &change.proposed_by,
        change.signed_by.is_some(),
    )?;
    possible(case, &change)?;
    Ok(Fact::MeasuresSigned(MeasuresChange {
        signed_by: Some(case.actor.person.clone()),
        ..change
    }))
}

/// An extension reaches beyond the last day there is, and nothing ends or follows before it began. A notice of the past is
/// recorded all the same: what it finds open stays as it is.
fn possible(case: &Case, change: &MeasuresChange) -> Result<(), Refusal> {
    let validity = case.validity();
    let earliest = match change.change {
        Change::Extension => validity.last_day.succ_opt(),
        Change::Repeal | Change::Successor => validity.published.succ_opt(),
        Change::Lapse => None,
    };
    match earliest.filter(|earliest| change.day < *earliest) {
        Some(earliest) => Err(Reason::Before(change.day, earliest).under(article(42))),
        None => Ok(()),
    }
}

/// The clockwork writes down that the last day passed and nothing took over.
///
/// # Errors
/// If that is not so, or stands already.
pub(super) fn lapse(case: &Case, act: &LapseMeasures) -> Result<Fact, Refusal> {
    let validity = case.validity();
    if validity.force != Force::Lapsed || validity.last_day != act.last_day {
        return Err(case.refuse(Reason::AlreadyDone));
    }
    if is_lapse_known(case.world.measures(), act.last_day) {
        return Err(case.refuse(Reason::AlreadyDone));
    }
    let clockwork = &case.actor.person;
    Ok(Fact::MeasuresLapsed(MeasuresChange {
        number: first_free::<MeasuresChange>(case),
        change: Change::Lapse,
        day: act.last_day,
        title: None,
        paper: None,
        registration: None,
        issued_on: case.today(),
        proposed_by: clockwork.clone(),
        signed_by: Some(clockwork.clone()),
    }))
}

/// Gives the written ground on which new ordinary matters begin after the last day, for a unit or for the whole city. It
/// takes the place of the one before it.
///
/// # Errors
/// If the unit is none, the ground says nothing, or its last day is past.
pub(super) fn ground(case: &Case, act: &GroundMeasures) -> Result<Fact, Refusal> {
    if let Some(unit) = &act.unit {
        party_in(case, "unit", unit, PartyKind::Unit)?;
    }
    text::believable(case, "until", act.until)?;
    if act.until < case.today() {
        return Err(case.refuse(Reason::Before(act.until, case.today())));
    }
    let ground = text_of(Some(&act.ground));
    Ok(Fact::MeasuresGrounded(MeasuresGround {
        unit: act.unit.clone(),
        ground: text::required(case, "ground", ground, text::PARAGRAPH)?,
        from: case.today(),
        until: act.until,
        by: case.actor.person.clone(),
    }))
}
