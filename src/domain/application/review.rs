//! Acceptance and the review opinion (Art. 19(2)).

use crate::domain::article::article;
use crate::domain::authority::Rule;
use crate::domain::command::Decision;
use crate::domain::event::Event;
use crate::domain::matter::Matter;
use crate::domain::paper::PaperKind;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::ruling::R20;
use crate::domain::step::Case;
use crate::domain::text;

use super::{Application, Stage, at, needs_contract, quantities, stage};

/// Accepts.
///
/// # Errors
/// If the stage, or a text, is not right.
pub fn accept(case: &Case, rule: Rule, matter: &Matter, remark: &str) -> Result<Event, Refusal> {
    at(case, matter, &[Stage::Submitted])?;
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    let paper = case.paper(PaperKind::AcceptanceNotice, &matter.unit, &remark)?;
    case.step(
        matter,
        stage(Stage::Accepted),
        vec![paper],
        Some(rule),
        |step| Event::ApplicationAccepted { step },
    )
}

/// Does not accept, with the written opinion.
///
/// # Errors
/// If the stage is not right or the opinion is empty.
pub fn decline(
    case: &Case,
    rule: Rule,
    matter: &Matter,
    objections: &[String],
) -> Result<Event, Refusal> {
    at(case, matter, &[Stage::Submitted])?;
    let objections = text::list(case, "objections", objections)?;
    let paper = case.paper(
        PaperKind::NonAcceptanceOpinion,
        &matter.unit,
        &objections.join("\n"),
    )?;
    case.step(
        matter,
        stage(Stage::NotAccepted),
        vec![paper],
        Some(rule),
        |step| Event::ApplicationDeclined { step, objections },
    )
}

/// The review opinion's parts.
pub struct Review<'a> {
    /// The decision.
    pub decision: Decision,
    /// The opinion.
    pub opinion: &'a str,
    /// The approved quantities; none means as applied.
    pub quantities: &'a [u32],
    /// The ground for a system of level 4 or above.
    pub ground: &'a str,
}

/// Gives the review opinion.
///
/// # Errors
/// Stage, texts, quantities, a missing ground (R20) or contract (Art. 40).
pub fn review(
    case: &Case,
    rule: Rule,
    matter: &Matter,
    review: &Review,
) -> Result<Vec<Event>, Refusal> {
    let body = at(case, matter, &[Stage::Accepted])?;
    let opinion = text::required(case, "opinion", review.opinion, text::PARAGRAPH)?;
    let paper = case.paper(PaperKind::ReviewOpinion, &matter.unit, &opinion)?;
    if review.decision == Decision::Reject {
        let zeros = vec![0; body.lines.len()];
        let rejected = case.step(
            matter,
            stage(Stage::Rejected),
            vec![paper],
            Some(rule),
            |step| Event::ApplicationReviewed {
                step,
                approved: false,
                opinion,
                quantities: zeros,
                ground: None,
            },
        )?;
        let refused = body
            .emergency
            .map(|emergency| crate::domain::emergency::refuse_formal(case, emergency, matter.id))
            .transpose()?;
        return Ok([Some(rejected), refused].into_iter().flatten().collect());
    }
    let ground = level_ground(case, matter, body, review.ground)?;
    let quantities = quantities(case, &body.lines, review.quantities, |line| {
        (line.applied, line.applied)
    })?;
    let next = if body.emergency.is_some() {
        needs_contract(case, matter)?;
        if body
            .lines
            .iter()
            .zip(&quantities)
            .any(|(line, given)| *given < line.applied)
        {
            return Err(Reason::NotCovering.under(article(23)));
        }
        Stage::Running
    } else if body
        .lines
        .iter()
        .zip(&quantities)
        .all(|(line, given)| line.is_off_catalogue() || *given == 0)
    {
        Stage::SelfProcuring
    } else {
        Stage::Approved
    };
    let approved = case.step(matter, stage(next), vec![paper], Some(rule), |step| {
        Event::ApplicationReviewed {
            step,
            approved: true,
            opinion,
            quantities,
            ground,
        }
    })?;
    Ok(vec![approved])
}

/// R20: a system of level 4 or above is outside the duty to migrate; it is allowed on the authority's written ground.
fn level_ground(
    case: &Case,
    matter: &Matter,
    body: &Application,
    ground: &str,
) -> Result<Option<String>, Refusal> {
    if body.protection_level < 4 {
        return Ok(None);
    }
    if case.ruled(matter, R20, "level_4").is("refused") {
        return Err(Reason::LevelRefused(body.protection_level).under(R20));
    }
    let ground = text::optional(case, "ground", ground, text::PARAGRAPH)?;
    if ground.is_empty() {
        return Err(Reason::GroundForLevel(body.protection_level).under(R20));
    }
    Ok(Some(ground))
}
