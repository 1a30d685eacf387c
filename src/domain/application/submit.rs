//! Applying (Art. 19(1)): only what is incomplete is refused; what needs judgement is for the authority.

use crate::domain::article::{article, paragraph};
use crate::domain::authority::Rule;
use crate::domain::command::Submit;
use crate::domain::event::Event;
use crate::domain::intake::{self, Intake};
use crate::domain::matter::{Body, Matter, MatterId, MatterKind, Stage as AnyStage};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::step::Case;
use crate::domain::text;

use super::{Answer, Application, Stage};

/// Submits an application.
///
/// # Errors
/// Only what is incomplete; what needs judgement is for the authority's written opinion (Art. 19(2)).
pub fn submit(case: &Case, rule: Rule, request: &Submit) -> Result<Vec<Event>, Refusal> {
    if !request.non_classified {
        return Err(Reason::NotDeclared.under(article(3)));
    }
    let intake = intake::take(
        case,
        &Intake {
            title: &request.title,
            system: &request.system,
            pool: &request.pool,
            lines: &request.lines,
            contact_name: &request.contact_name,
            contact_telephone: &request.contact_telephone,
        },
    )?;
    let emergency = regularises(case, request)?;
    let mut matter = intake.open(case, MatterKind::Application, rule, |lines, system| {
        Body::Application(Application {
            stage: Stage::Submitted,
            lines,
            protection_level: system.protection_level,
            funding: system.funding,
            previous: request.previous,
            answers: Vec::new(),
            emergency,
            objections: Vec::new(),
            answered_by: None,
            opinion: None,
            ground: None,
            environment: None,
            tests: Vec::new(),
            adjustment_reason: None,
            filing_remark: None,
            completed_on: None,
            attestation: None,
            ended_because: None,
        })
    })?;
    let mut also = Vec::new();
    if let Some(previous) = request.previous {
        let (answers, event) = answer(case, &matter, previous, &request.answers)?;
        if let Body::Application(body) = &mut matter.body {
            body.answers = answers;
        }
        also.push(event);
    }
    if let Some(emergency) = emergency {
        also.push(crate::domain::emergency::file(case, &matter, emergency)?);
    }
    let mut events = vec![Event::ApplicationSubmitted {
        matter: Box::new(matter),
    }];
    events.extend(also);
    Ok(events)
}

/// The emergency that an application regularises. A new application in place of one that was not accepted regularises
/// the same one, named or not: otherwise the emergency would rest on an application that leads nowhere.
fn regularises(case: &Case, request: &Submit) -> Result<Option<MatterId>, Refusal> {
    let earlier = request.previous.and_then(|id| case.world.matter(id));
    let inherited = earlier.and_then(|earlier| match earlier.body {
        Body::Application(body) => body.emergency,
        Body::Emergency(_) => None,
    });
    match (inherited, request.emergency) {
        (Some(inherited), Some(named)) if inherited != named => {
            Err(Reason::NotRegularisable(named).under(article(23)))
        }
        (inherited, named) => Ok(inherited.or(named)),
    }
}

/// A new application answers the objections of one that was not accepted.
fn answer(
    case: &Case,
    matter: &Matter,
    previous: MatterId,
    given: &[String],
) -> Result<(Vec<Answer>, Event), Refusal> {
    let refuse = |reason: Reason| reason.under(paragraph(19, 2));
    let not_reapplicable = || refuse(Reason::NotReapplicable(previous));
    let earlier = case.world.matter(previous).ok_or_else(not_reapplicable)?;
    let Body::Application(body) = &earlier.body else {
        return Err(not_reapplicable());
    };
    let open = body.stage == Stage::NotAccepted && body.answered_by.is_none();
    if !open || earlier.unit != matter.unit {
        return Err(not_reapplicable());
    }
    let most = u32::try_from(text::LIST).unwrap_or(u32::MAX);
    if given.len() > text::LIST {
        return Err(refuse(Reason::TooLong("answers".to_owned(), most)));
    }
    let count = u32::try_from(body.objections.len()).unwrap_or(u32::MAX);
    let answers = given
        .iter()
        .map(|line| read_answer(line, count))
        .collect::<Option<Vec<_>>>()
        .filter(|answers| !answers.is_empty())
        .ok_or_else(|| refuse(Reason::NoAnswer(count)))?;
    for answer in &answers {
        text::required(case, "answers", &answer.text, text::PARAGRAPH)?;
    }
    let stage = AnyStage::Application(Stage::NotAccepted);
    let event = case.step(&earlier, stage, vec![], None, |step| {
        Event::ApplicationAnswered {
            step,
            by: matter.id,
        }
    })?;
    Ok((answers, event))
}

/// `2 the report is attached`: the objection's number, then the answer.
fn read_answer(line: &str, objections: u32) -> Option<Answer> {
    let line = line.trim();
    let end = line.find(|letter: char| !letter.is_ascii_digit())?;
    let (number, text) = line.split_at_checked(end)?;
    let objection = number
        .parse()
        .ok()
        .filter(|n| (1..=objections).contains(n))?;
    let text =
        text.trim_matches(|letter: char| letter.is_whitespace() || ".:、．：".contains(letter));
    (!text.is_empty()).then(|| Answer {
        objection,
        text: text.to_owned(),
    })
}
