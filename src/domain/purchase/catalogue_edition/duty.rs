//! What must be done on an edition of the catalogue, by when.

use chrono::NaiveDate;

use super::{CatalogueEdition, Extent, Stage, Verb};
use crate::domain::kinds;
use crate::domain::law::article::article;
use crate::domain::law::clock::Moment;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::escalation::{self, Escalation};
use crate::domain::law::names::words;
use crate::domain::law::party::{PartyKind, Post};
use crate::domain::law::step::{By, Owed, Start, Term};

words! {
    /// A duty of editions.
    pub enum DutyKind {
        /// Draft it, with the report on its caps: Art. 11.
        HandInCatalogue = "hand_in_catalogue",
        /// Review it: Art. 11.
        ReviewCatalogue = "review_catalogue",
        /// Publish it: Art. 11.
        AnnounceCatalogue = "announce_catalogue",
        /// Bring the next year's into force: Art. 11.
        ReviseCatalogue = "revise_catalogue",
    }
}

impl DutyKind {
    /// Whether money depends on when it is done: a price reaches what runs by its contract only (R46).
    #[must_use]
    pub const fn moves_money(self) -> bool {
        match self {
            Self::HandInCatalogue
            | Self::ReviewCatalogue
            | Self::AnnounceCatalogue
            | Self::ReviseCatalogue => false,
        }
    }

    /// The verb that discharges it; the year's revision is an edition of its own.
    #[must_use]
    pub fn verb(self) -> Option<kinds::Verb> {
        let verb = match self {
            Self::HandInCatalogue => Verb::HandIn,
            Self::ReviewCatalogue => Verb::Review,
            Self::AnnounceCatalogue => Verb::Announce,
            Self::ReviseCatalogue => return None,
        };
        Some(verb.into())
    }

    /// Who hears of its lateness.
    #[must_use]
    pub fn escalation(self) -> &'static [Escalation] {
        match self {
            Self::HandInCatalogue | Self::ReviseCatalogue => escalation::AUTHORITY,
            Self::ReviewCatalogue | Self::AnnounceCatalogue => escalation::NOBODY,
        }
    }
}

fn duty(kind: DutyKind, by: PartyKind, term: Term) -> Owed {
    Owed {
        key: DutyKey::whole(kind),
        by: By::Sole(by),
        post: Post::Reviewer,
        article: article(11),
        term,
        start: Start::Now,
    }
}

/// The duties of an edition as it stands.
pub(super) fn owed(stage: Stage, body: &CatalogueEdition) -> Option<Owed> {
    match stage {
        Stage::Drafted => Some(duty(
            DutyKind::HandInCatalogue,
            PartyKind::Support,
            Term::WorkingDays("hand_in_catalogue_working_days"),
        )),
        Stage::HandedIn => Some(duty(
            DutyKind::ReviewCatalogue,
            PartyKind::Authority,
            Term::WorkingDays("review_catalogue_working_days"),
        )),
        Stage::Approved => Some(duty(
            DutyKind::AnnounceCatalogue,
            PartyKind::Authority,
            Term::WorkingDays("announce_catalogue_working_days"),
        )),
        Stage::InForce if body.extent == Extent::Annual => revise(body),
        Stage::InForce | Stage::Announced | Stage::Superseded | Stage::GivenUp => None,
    }
}

/// The catalogue is adjusted every year (Art. 11): the days for it begin with October, so that the next year's is in force
/// by the first of January.
fn revise(body: &CatalogueEdition) -> Option<Owed> {
    let october = NaiveDate::from_ymd_opt(body.year, 10, 1)?;
    let revise = duty(
        DutyKind::ReviseCatalogue,
        PartyKind::Support,
        Term::CalendarDays("revise_catalogue_days"),
    );
    Some(revise.from(Start::At(Moment::of_day(october))))
}
