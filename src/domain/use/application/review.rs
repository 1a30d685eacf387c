//! Acceptance and the review opinion (Art. 19(2)).

use super::{
    Application, Fact, PaperKind, Review, Stage, Verb, approves, needs_contract, outside,
    quantities,
};
use crate::domain::kinds::Event;
use crate::domain::law::article::article;
use crate::domain::law::block::{self, Deed};
use crate::domain::law::clock::Moment;
use crate::domain::law::field::{Paragraph, quantities_of, text_of};
use crate::domain::law::kind::On;
use crate::domain::law::matter::Role;
use crate::domain::law::paper::PaperKind as AnyPaper;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::R16;
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::r#use::asked;
use crate::domain::r#use::emergency;
use crate::domain::r#use::materials;
use crate::domain::r#use::point::{self, Cover, Point};
use crate::domain::r#use::room::{self, Taking};

/// What accepting, not accepting and reviewing have before them: how things stood and stand, the contract that must be there
/// before anything is issued (Art. 40), the materials (Art. 19(2)), and what blocks will stop. Nothing stops what
/// regularises an emergency.
pub(super) fn points(case: &Case, on: &On<Application>) -> Result<Vec<Point>, Refusal> {
    let decided = [Verb::Accept, Verb::Decline, Verb::Review];
    if !decided.iter().any(|verb| case.verb == (*verb).into()) {
        return Ok(Vec::new());
    }
    // The acts below stand in the order in which they are done.
    let ahead = [
        Verb::Review,
        Verb::OrderTest,
        Verb::HandOverTest,
        Verb::OrderDelivery,
        Verb::Deliver,
    ];
    let deeds: Vec<Deed> = ahead
        .into_iter()
        .filter_map(|verb| verb.deed(on.body))
        .collect();
    let mut points = point::of(case, on.matter, &on.body.asked, &deeds, Cover::Owed)?;
    // What regularises an emergency takes nothing: it is issued already.
    if on.body.regularises.is_none() {
        let need = room::applied(&on.body.asked);
        points.extend(room::point(
            case,
            &on.body.asked.pool,
            &need,
            Taking::General,
        ));
    }
    let materials = on.matter.body.materials(on.head());
    points.extend(materials.map(Point::Materials));
    Ok(points)
}

/// Accepts. Materials that are missing do not stand in the way: which were is kept.
pub(super) fn accept(case: &Case, on: &On<Application>, remark: &str) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Submitted])?;
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    let unit = case.concerned(on.head(), Role::Unit)?;
    let level = on.body.asked.stood.protection_level;
    let gaps = materials::completeness(&on.body.materials, level).gaps;
    let lacking = gaps.into_iter().map(|gap| gap.kind).collect();
    let paper = case.paper(PaperKind::AcceptanceNotice, unit, &remark)?;
    case.moves(on.matter)
        .to(Stage::Accepted)
        .sends(paper)
        .record(|step| Fact::Accepted { step, lacking })
}

/// Does not accept, with the written opinion.
pub(super) fn decline(
    case: &Case,
    on: &On<Application>,
    objections: &[Paragraph],
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Submitted])?;
    let objections = text::list(case, "objections", objections)?;
    // What regularises an emergency is owed again on the emergency, which has a target of its own.
    let target = match on.body.regularises {
        Some(_) => "refile_working_days",
        None => "resubmit_working_days",
    };
    let reapply_within = case.ruled(on.matter, R16, target).days();
    let unit = case.concerned(on.head(), Role::Unit)?;
    let paper = case.paper(
        PaperKind::NonAcceptanceOpinion,
        unit,
        &objections.join("\n"),
    )?;
    case.moves(on.matter)
        .to(Stage::NotAccepted)
        .sends(paper)
        .record(|step| Fact::Declined {
            step,
            objections,
            reapply_within,
        })
}

/// By the service of the opinion that does not accept what regularises an emergency, the days for another one begin.
pub(super) fn served(
    case: &Case,
    on: &On<Application>,
    paper: AnyPaper,
    at: Moment,
) -> Result<Vec<Event>, Refusal> {
    let declined = paper == PaperKind::NonAcceptanceOpinion.into();
    let emergency = on.body.regularises.filter(|_| declined);
    let event = emergency.map(|id| emergency::decline_formal(case, id, on.head().id, at));
    Ok(event.transpose()?.into_iter().collect())
}

/// Gives the review opinion. Refused for texts, quantities, a missing ground (R20, R42, R45) or contract (Art. 40), and an
/// approval for which the pool has no room (R30).
pub(super) fn review(
    case: &Case,
    on: &On<Application>,
    act: &Review,
) -> Result<Vec<Event>, Refusal> {
    on.at(case, &[Stage::Accepted])?;
    let lines = &on.body.asked.lines;
    let opinion = text::required(case, "opinion", act.opinion.as_str(), text::PARAGRAPH)?;
    let unit = case.concerned(on.head(), Role::Unit)?;
    let paper = case.paper(asked::PaperKind::ReviewOpinion, unit, &opinion)?;
    if !approves(act.decision) {
        let rejected = case
            .moves(on.matter)
            .to(Stage::Rejected)
            .sends(paper)
            .record(|step| Fact::Reviewed {
                step,
                approved: false,
                opinion: opinion.clone(),
                quantities: vec![0; lines.len()],
                ground: None,
            })?;
        let refused = on
            .body
            .regularises
            .map(|id| emergency::refuse_formal(case, id, on.head().id, &opinion))
            .transpose()?;
        return Ok([Some(rejected), refused].into_iter().flatten().collect());
    }
    block::check_verb(case, on.matter)?;
    let ground = outside::ground(case, on, text_of(act.ground.as_ref()))?;
    let given = quantities_of(act.quantities.as_ref());
    let applied: Vec<u32> = lines.iter().map(|line| line.applied).collect();
    let quantities = quantities(case, given, &applied)?;
    let next = if on.body.regularises.is_some() {
        needs_contract(case, on)?;
        let less = |(line, given): (&crate::domain::r#use::line::Line, &u32)| *given < line.applied;
        if lines.iter().zip(&quantities).any(less) {
            return Err(AnyReason::from(emergency::Reason::NotCovering).under(article(23)));
        }
        Stage::Running
    } else {
        let need = room::of_lines(lines, quantities.iter().copied());
        room::check(case, &on.body.asked.pool, &need, Taking::General)?;
        let mut given = lines.iter().zip(&quantities);
        if given.all(|(line, given)| line.is_off_catalogue() || *given == 0) {
            Stage::SelfProcuring
        } else {
            Stage::Approved
        }
    };
    let approved = case
        .moves(on.matter)
        .to(next)
        .sends(paper)
        .record(|step| Fact::Reviewed {
            step,
            approved: true,
            opinion,
            quantities,
            ground,
        })?;
    let regularised = on
        .body
        .regularises
        .map(|id| emergency::approve_formal(case, id, on.head().id))
        .transpose()?;
    Ok([Some(approved), regularised]
        .into_iter()
        .flatten()
        .collect())
}
