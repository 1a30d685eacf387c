//! Holiday notices: proposed by one person, signed by another.

use super::{Fact, LoadCalendar, first_free, numbered, signed_by_another};
use crate::domain::law::calendar::{
    Calendar, CalendarYear, Loading, Notice, NoticeProposal, SpecialDay,
};
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;

/// Proposes a year's holiday notice, or a supplement to it; it acts once a second person has signed it.
///
/// # Errors
/// If the notice is faulty or changes nothing, or its year is loaded and it does not say how it goes onto that.
pub(super) fn propose(case: &Case, act: &LoadCalendar) -> Result<Fact, Refusal> {
    let notice = &act.notice;
    if notice.papers.len() > text::LIST {
        let most = u32::try_from(text::LIST).unwrap_or(u32::MAX);
        return Err(case.refuse(Reason::TooLong("papers".to_owned(), most)));
    }
    for paper in &notice.papers {
        text::optional(case, "papers", paper, text::PARAGRAPH)?;
    }
    laid(case, notice, act.how)?;
    Ok(Fact::CalendarProposed(NoticeProposal {
        number: first_free::<NoticeProposal>(case),
        notice: notice.clone(),
        how: act.how,
        proposed_by: case.actor.person.clone(),
        signed_by: None,
    }))
}

/// Signs a proposed notice; the clockwork then recomputes what it touches.
///
/// # Errors
/// If there is no such proposal, it is signed already, the proposer signs, or it no longer fits the calendar in force.
pub(super) fn sign(case: &Case, number: u32) -> Result<Fact, Refusal> {
    let proposal: NoticeProposal = numbered(case, number)?;
    signed_by_another(
        case,
        case.verb.article(),
        &proposal.proposed_by,
        proposal.signed_by.is_some(),
    )?;
    let year = laid(case, &proposal.notice, proposal.how)?;
    let (after, reaches_from) = case.world.calendar().with(&year);
    Ok(Fact::CalendarLoaded {
        notice: Notice {
            edition: after.edition(),
            reaches_from,
            year,
        },
        proposal: NoticeProposal {
            signed_by: Some(case.actor.person.clone()),
            ..proposal
        },
    })
}

/// The whole notice of a year, once a file is laid onto what is loaded of it.
fn laid(case: &Case, notice: &CalendarYear, how: Option<Loading>) -> Result<CalendarYear, Refusal> {
    let problem = |problem| case.refuse(Reason::Calendar(problem));
    notice.check().map_err(problem)?;
    let calendar: &Calendar = case.world.calendar();
    let known = calendar.notice(notice.year);
    let year = match how {
        Some(Loading::Add) => match known {
            Some(known) => known.with(notice),
            None => return Err(case.refuse(Reason::NothingToAddTo(notice.year))),
        },
        Some(Loading::Replace) | None => notice.clone(),
    };
    year.check_whole().map_err(problem)?;
    if known.is_some_and(|known| in_order(known).eq(in_order(&year))) {
        return Err(case.refuse(Reason::SameNotice(notice.year)));
    }
    if known.is_some() && how.is_none() {
        return Err(case.refuse(Reason::NoticeLoaded(notice.year)));
    }
    Ok(year)
}

fn in_order(notice: &CalendarYear) -> impl Iterator<Item = &SpecialDay> {
    let mut days: Vec<_> = notice.days.iter().collect();
    days.sort_by_key(|day| day.date);
    days.into_iter()
}
