//! The authority's decision on a cancellation (Art. 21(2)).

use super::{Cancellation, Fact, PaperKind, Review, Stage, Verb};
use crate::domain::kinds::Event;
use crate::domain::law::block::Deed;
use crate::domain::law::field::text_of;
use crate::domain::law::kind::On;
use crate::domain::law::matter::Role;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::Refusal;
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::r#use::asked::Decision;
use crate::domain::r#use::issued;
use crate::domain::r#use::point::{self, Point};

/// Reviews it. Approved, it goes to whoever runs the pool too, who helps with the backup; rejected, the resources are free
/// again.
pub(super) fn review(
    case: &Case,
    on: &On<Cancellation>,
    act: &Review,
) -> Result<Vec<Event>, Refusal> {
    on.at(case, &[Stage::Submitted])?;
    let opinion = text_of(act.opinion.as_ref());
    let unit = case.concerned(on.head(), Role::Unit)?;
    let (next, approved_on, opinion) = match act.decision {
        Decision::Approve => {
            let opinion = text::optional(case, "opinion", opinion, text::PARAGRAPH)?;
            (Stage::Approved, Some(case.today()), opinion)
        }
        Decision::Reject => {
            let opinion = text::required(case, "opinion", opinion, text::PARAGRAPH)?;
            (Stage::Rejected, None, opinion)
        }
    };
    let paper = case.paper(PaperKind::Opinion, unit, &opinion)?;
    let paper = match act.decision {
        Decision::Approve => {
            let operator = case.concerned(on.head(), Role::Operator)?;
            let support = case.sole(PartyKind::Support)?.code;
            paper.and_to(operator).and_to(&support)
        }
        Decision::Reject => paper,
    };
    let freed = match act.decision {
        Decision::Approve => Vec::new(),
        Decision::Reject => issued::free(case, on.body.resources(), on.head().id)?,
    };
    let reviewed = case.moves(on.matter).to(next).sends(paper);
    let reviewed = reviewed.record(|step| Fact::Reviewed {
        step,
        approved_on,
        opinion,
    })?;
    Ok(std::iter::once(reviewed).chain(freed).collect())
}

/// What whoever reviews it must have before them: what keeps it from being cleared.
pub(super) fn points(case: &Case, on: &On<Cancellation>) -> Vec<Point> {
    if case.verb != Verb::Review.into() {
        return Vec::new();
    }
    point::of_blocks(case, on.matter, on.body.place(), &[Deed::Clear])
}
