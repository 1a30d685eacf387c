//! The attested day, from which billing counts (Art. 39, R2): never before the completion that was reported, and of another
//! day than that one the reason and what it is worth.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::asked::{Asked, PaperKind};
use super::line::Subject;
use crate::domain::build::pool::CloudMode;
use crate::domain::law::article::article;
use crate::domain::law::clock::Moment;
use crate::domain::law::duty::{DutyKey, DutyKind};
use crate::domain::law::field::{Paragraph, fields, text_of};
use crate::domain::law::matter::{Head, Role};
use crate::domain::law::paper::Paper;
use crate::domain::law::party::{PartyKind, Post};
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::{By, Case, Owed, Start, Term};
use crate::domain::law::text;
use crate::domain::purchase::catalogue::Item;
use crate::domain::settle::convention::Conventions;
use crate::domain::settle::cycle::{Cycle, days_between};

fields! {
    /// What a unit attests, as it is typed.
    pub struct Attesting {
        /// The day from which billing counts.
        completed_on: NaiveDate,
        /// Why it is another day than the reported one.
        reason: Option<Paragraph>,
    }
}

fields! {
    /// What the authority determines in the place of a unit that uses but never attests, as it is typed.
    pub struct Determining {
        /// The day from which billing counts.
        completed_on: NaiveDate,
        /// What shows that it was this day.
        evidence: Paragraph,
    }
}

fields! {
    /// What support says when it checks an attested day that is not the reported one.
    pub struct Checking {
        /// Anything to say.
        remark: Option<Paragraph>,
    }
}

/// The day from which, or up to which, resources are billed: completed, attested and confirmed-on are kept apart (R2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attestation {
    /// The completion day that is attested.
    pub completed_on: NaiveDate,
    /// When it was attested.
    pub confirmed_at: Moment,
    /// The evidence on which the authority determined it in the unit's place.
    pub evidence: Option<String>,
    /// What is to be said of it if it is another day than the one that was reported.
    pub other_day: Option<OtherDay>,
}

/// An attested day that is not the reported one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherDay {
    /// The day that whoever delivered reported.
    pub reported_on: NaiveDate,
    /// Why it is another.
    pub reason: String,
    /// What the days between are worth at catalogue prices, in fen; 0 in a self-built pool, which bills nothing.
    pub stake_fen: u64,
    /// When support had checked it.
    pub checked_at: Option<Moment>,
}

impl Attestation {
    /// Whether support has yet to check a day that is not the reported one.
    #[must_use]
    pub fn is_to_be_checked(&self) -> bool {
        let other = self.other_day.as_ref();
        other.is_some_and(|other| other.checked_at.is_none())
    }

    /// Takes in that support checked it.
    pub fn checked(&mut self, at: Moment) {
        if let Some(other) = &mut self.other_day {
            other.checked_at = Some(at);
        }
    }
}

/// A day as it is attested, or determined on evidence.
pub struct Attested<'a> {
    /// The day.
    pub day: NaiveDate,
    /// Why it is not the reported one.
    pub reason: &'a str,
    /// The evidence of a determination, which says why as well.
    pub evidence: Option<String>,
}

impl<'a> Attested<'a> {
    /// What the unit attests.
    #[must_use]
    pub fn by_unit(typed: &'a Attesting) -> Self {
        Self {
            day: typed.completed_on,
            reason: text_of(typed.reason.as_ref()),
            evidence: None,
        }
    }

    /// What the authority determines in the unit's place, on evidence.
    ///
    /// # Errors
    /// If there is no evidence.
    pub fn on_evidence(case: &Case, typed: &Determining) -> Result<Self, Refusal> {
        let evidence = typed.evidence.as_str();
        let evidence = text::required(case, "evidence", evidence, text::PARAGRAPH)?;
        Ok(Self {
            day: typed.completed_on,
            reason: "",
            evidence: Some(evidence),
        })
    }
}

/// The paper by which a day stands: the unit's confirmation to who delivers, or the authority's determination, which is
/// served on the three whom it binds.
///
/// # Errors
/// If a party is not registered.
pub fn paper(case: &Case, head: &Head, attestation: &Attestation) -> Result<Paper, Refusal> {
    match &attestation.evidence {
        None => {
            let operator = case.concerned(head, Role::Operator)?;
            case.paper(PaperKind::IssuanceConfirmation, operator, "")
        }
        Some(evidence) => on_three(case, head, PaperKind::CompletionDetermination, evidence),
    }
}

/// A paper to the unit, to who delivers and to support.
///
/// # Errors
/// If a party is not registered.
pub fn on_three(case: &Case, head: &Head, kind: PaperKind, remark: &str) -> Result<Paper, Refusal> {
    let unit = case.concerned(head, Role::Unit)?;
    let operator = case.concerned(head, Role::Operator)?;
    let support = case.sole(PartyKind::Support)?.code;
    Ok(case
        .paper(kind, unit, remark)?
        .and_to(operator)
        .and_to(&support))
}

/// The service of a determination, and of what was decided on objections to it, owed until it is on record for everybody
/// whom it binds: the days to object begin by it, for each of them by their own.
#[must_use]
pub fn service_owed(head: &Head, kind: impl Into<DutyKind>) -> Option<Owed> {
    let binding = [
        PaperKind::CompletionDetermination,
        PaperKind::ObjectionDecision,
    ]
    .map(Into::into);
    let mut services = head.services.iter();
    let waits = services.any(|known| binding.contains(&known.kind) && known.served.is_none());
    waits.then(|| Owed {
        key: DutyKey::whole(kind),
        by: By::Sole(PartyKind::Authority),
        post: Post::Handler,
        article: article(39),
        term: Term::WorkingDays("serve_working_days"),
        start: Start::Now,
    })
}

/// What support says when it checks an attested day that is not the reported one. Refused if no such day waits.
///
/// # Errors
/// [`Reason::AlreadyDone`], or a remark that is no text.
pub fn check(
    case: &Case,
    attestation: Option<&Attestation>,
    typed: &Checking,
) -> Result<String, Refusal> {
    if !attestation.is_some_and(Attestation::is_to_be_checked) {
        return Err(case.refuse(Reason::AlreadyDone));
    }
    let remark = text_of(typed.remark.as_ref());
    text::optional(case, "remark", remark, text::PARAGRAPH)
}

/// Attests a day. It lies between the reported completion and today; another day than the reported one needs its reason.
///
/// # Errors
/// A day that cannot be (Art. 39), or a reason that is missing.
pub fn attest(
    case: &Case,
    asked: &Asked,
    reported_on: NaiveDate,
    attested: Attested,
) -> Result<Attestation, Refusal> {
    attest_day(case, reported_on, attested, |from, to| {
        stake(case, asked, from, to)
    })
}

/// The same of a day of which `stake` says what the days up to another are worth, in fen.
///
/// # Errors
/// As [`attest`].
pub fn attest_day(
    case: &Case,
    reported_on: NaiveDate,
    attested: Attested,
    stake: impl Fn(NaiveDate, NaiveDate) -> u64,
) -> Result<Attestation, Refusal> {
    let day = attested.day;
    text::not_in_future(case, day)?;
    if day < reported_on {
        return Err(Reason::Before(day, reported_on).under(article(39)));
    }
    let reason = attested.evidence.as_deref().unwrap_or(attested.reason);
    let other_day = if day == reported_on {
        None
    } else {
        Some(OtherDay {
            reported_on,
            reason: text::required(case, "reason", reason, text::PARAGRAPH)?,
            stake_fen: stake(reported_on, day),
            checked_at: attested.evidence.is_some().then(|| case.now.into()),
        })
    };
    Ok(Attestation {
        completed_on: day,
        confirmed_at: case.now.into(),
        evidence: attested.evidence,
        other_day,
    })
}

/// What the issued lines cost between two days, the second not counted (R4), at the catalogue's prices: a line is rounded
/// once (R5), over the days of each settlement cycle that holds a part of it (R3).
#[must_use]
pub fn stake(case: &Case, asked: &Asked, from: NaiveDate, to: NaiveDate) -> u64 {
    // What a self-built pool issues is not billed.
    match asked.mode {
        CloudMode::SelfBuilt => return 0,
        CloudMode::Purchased => {}
    }
    let conventions = Conventions::under(|id, parameter| {
        let rulings = case.world.rulings();
        rulings.value(id, parameter, case.today(), &[])
    });
    let of_line = |line: &super::line::Line| {
        let Subject::Item { code, .. } = &line.subject else {
            return 0;
        };
        let Some(item) = case.world.find::<Item>(code.as_str()) else {
            return 0;
        };
        let yearly = u128::from(item.price_fen).saturating_mul(item.basis.in_a_year().into());
        let amount = yearly.saturating_mul(u128::from(line.latest()));
        // Amounts are counted in fen / (365 × 366), so that parts of years of 365 and of 366 days add up exactly.
        let whole: u32 = 365 * 366;
        let shares = cycles(from, to)
            .map(|(cycle, days)| u128::from(days * (whole / conventions.divisor_of(cycle))));
        let exact = amount.saturating_mul(shares.sum());
        conventions.rounding.whole(exact, whole)
    };
    asked.lines.iter().map(of_line).sum()
}

/// The cycles that a span lies in, each with how many of its days do.
fn cycles(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = (Cycle, u32)> {
    let all = std::iter::successors(Some(Cycle::of(from)), |cycle| Some(cycle.next()));
    let all = all.take_while(move |cycle| cycle.begin() < to);
    all.map(move |cycle| {
        let days = days_between(from.max(cycle.begin()), to.min(cycle.end()));
        (cycle, days)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_parted_at_the_first_of_september() {
        let day = |text: &str| text.parse().unwrap_or_default();
        let parted = |from, to| {
            let parts = cycles(day(from), day(to));
            let parts = parts.map(|(cycle, days)| (days, cycle.days()));
            parts.collect::<Vec<_>>()
        };
        assert_eq!(parted("2025-11-10", "2026-02-26"), [(108, 365)]);
        assert_eq!(parted("2026-08-31", "2026-09-02"), [(1, 365), (1, 365)]);
        assert_eq!(parted("2024-02-28", "2024-03-01"), [(2, 366)]);
        assert_eq!(parted("2026-05-01", "2026-05-01"), [(0, 365)]);
    }
}
