//! From the draft to the opinion (Art. 5(2), 11): the report on the caps, the control figure, the review.

use super::{
    CapReport, CatalogueEdition, Control, Fact, HandIn, PaperKind, Reason, Review, Stage, Totals,
    cap, listings,
};
use crate::domain::kinds::Event;
use crate::domain::law::article::article;
use crate::domain::law::field::text_of;
use crate::domain::law::kind::On;
use crate::domain::law::money;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::R32;
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::r#use::asked::Decision;

/// Submits the draft: its caps are computed by a third party, and come to no more than finance approved.
pub(super) fn hand_in(
    case: &Case,
    on: &On<CatalogueEdition>,
    act: &HandIn,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Drafted])?;
    if on.body.totals.items == 0 {
        return Err(case.refuse(Reason::NothingListed));
    }
    let required = |field: &str, text: &str| text::required(case, field, text, text::LINE);
    text::not_in_future(case, act.reported_on)?;
    let report = CapReport {
        third_party: required("third_party", &act.third_party)?,
        engagement: required("engagement", &act.engagement)?,
        number: required("report", &act.report)?,
        reported_on: act.reported_on,
        samples: text::required(case, "samples", act.samples.as_str(), text::PARAGRAPH)?,
    };
    if !act.independent {
        return Err(case.refuse(Reason::NotIndependent));
    }
    let totals = totals(case, on)?;
    let control = control(case, totals, act)?;
    let authority = case.sole(PartyKind::Authority)?.code;
    let paper = case.paper(PaperKind::CapReport, &authority, "")?;
    let paper = case.copied(paper, &[PartyKind::Finance]);
    let submitted = case.moves(on.matter).to(Stage::HandedIn).sends(paper);
    submitted.record(|step| Fact::HandedIn {
        step,
        report,
        control,
        totals,
    })
}

/// What the edition comes to, counted anew: a ruling may have changed since an item was listed.
fn totals(case: &Case, on: &On<CatalogueEdition>) -> Result<Totals, Refusal> {
    let listed = listings(case, on.head().id);
    let none = Totals {
        struck: on.body.totals.struck,
        ..Totals::default()
    };
    listed.iter().try_fold(none, |totals, listing| {
        cap::controlled(case, listing)?;
        Ok(totals.with(case, listing))
    })
}

/// What finance approved in total, which holds what no figure of its own holds (R32).
fn control(case: &Case, totals: Totals, act: &HandIn) -> Result<Option<Control>, Refusal> {
    let total = act.control_total.as_deref().map(str::trim);
    let Some(total) = total.filter(|total| !total.is_empty()) else {
        return if totals.by_total == 0 {
            Ok(None)
        } else {
            Err(AnyReason::Missing("control_total".to_owned()).under(R32))
        };
    };
    let bad = || Reason::BadRate("control_total".to_owned(), total.to_owned());
    let total_fen = money::read(total).ok_or_else(|| case.refuse(bad()))?;
    let paper = act.control_paper.as_deref().unwrap_or_default();
    let paper = text::required(case, "control_paper", paper, text::LINE)?;
    if totals.unplanned > 0 {
        return Err(AnyReason::from(Reason::Uncontrolled(totals.unplanned)).under(R32));
    }
    if totals.capped_fen > total_fen {
        return Err(AnyReason::from(Reason::AboveTotal {
            sum_fen: totals.capped_fen,
            control_fen: total_fen,
        })
        .under(article(11)));
    }
    Ok(Some(Control { total_fen, paper }))
}

/// Reviews it; what is not approved goes back to be drafted.
pub(super) fn review(
    case: &Case,
    on: &On<CatalogueEdition>,
    act: &Review,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::HandedIn])?;
    let opinion = text_of(act.opinion.as_ref());
    let (approved, stage, opinion) = match act.decision {
        Decision::Approve => {
            let opinion = text::optional(case, "opinion", opinion, text::PARAGRAPH)?;
            (true, Stage::Approved, opinion)
        }
        Decision::Reject => {
            let opinion = text::required(case, "opinion", opinion, text::PARAGRAPH)?;
            (false, Stage::Drafted, opinion)
        }
    };
    let support = case.sole(PartyKind::Support)?.code;
    let paper = case.paper(PaperKind::CatalogueOpinion, &support, &opinion)?;
    let reviewed = case.moves(on.matter).to(stage).sends(paper);
    reviewed.record(|step| Fact::Reviewed {
        step,
        approved,
        opinion,
    })
}

/// Gives it up before it is published.
pub(super) fn give_up(
    case: &Case,
    on: &On<CatalogueEdition>,
    reason: &str,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Drafted, Stage::HandedIn, Stage::Approved])?;
    let reason = text::required(case, "reason", reason, text::PARAGRAPH)?;
    let cancelled = case.moves(on.matter).to(Stage::GivenUp).lapsing();
    cancelled.record(|step| Fact::GivenUp { step, reason })
}
