//! Applying (Art. 19(1)): only what is incomplete is refused; what needs judgement is for the authority.

use super::{Answer, Application, Fact, Outside, Reason, Stage, Submit, Verb};
use crate::domain::kinds::Event;
use crate::domain::law::article::{article, paragraph};
use crate::domain::law::block::{self, Deed, Ground};
use crate::domain::law::field::Paragraph;
use crate::domain::law::kind::On;
use crate::domain::law::matter::{Head, MatterId, MatterKind, Role};
use crate::domain::law::party::Party;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::law::validity::ground_to_begin;
use crate::domain::r#use::asked::{self, Asked, Request};
use crate::domain::r#use::emergency;
use crate::domain::r#use::materials::{self, Material};

/// Submits an application. Refused for a pool whose provider gave notice of its exit (R34).
pub(super) fn submit(case: &Case, act: &Submit) -> Result<Vec<Event>, Refusal> {
    if !act.non_classified {
        return Err(AnyReason::NotDeclared.under(article(3)));
    }
    let taken = asked::take(
        case,
        &Request {
            title: &act.title,
            system: &act.system,
            pool: &act.pool,
            lines: &act.lines,
            contact_name: &act.contact_name,
            contact_telephone: &act.contact_telephone,
        },
    )?;
    let regularises = regularised(case, act)?;
    let begun = taken.begin(case, MatterKind::Application, Stage::Submitted);
    let mut head = begun.head;
    // What goes on with a matter that was begun is no new one: it begins under the rule set of that one (Art. 42).
    let goes_on = act.previous.or(regularises);
    let measures_ground = match goes_on {
        Some(_) => None,
        None => ground_to_begin(case, &case.actor.party)?,
    };
    if let Some(earlier) = goes_on.and_then(|id| case.world.matter(id)) {
        head.rules = earlier.head.rules.clone();
    }
    let mut also = Vec::new();
    let given = act.answers.as_deref().unwrap_or_default();
    let answers = match act.previous {
        Some(previous) => {
            let (answers, event) = answer(case, &head, &begun.asked, previous, given)?;
            also.push(event);
            answers
        }
        // There are no objections to answer.
        None if given.iter().any(|line| !line.as_str().trim().is_empty()) => {
            return Err(case.refuse(AnyReason::NotAskedFor("answers".to_owned())));
        }
        None => Vec::new(),
    };
    let unit: Option<Party> = case.world.find(case.actor.party.as_str());
    let outside = Outside::of(&begun.asked, unit.as_ref());
    let body = Application {
        asked: begun.asked,
        previous: act.previous,
        answers,
        regularises,
        materials: carried_over(case, act.previous),
        accepted_without: Vec::new(),
        objections: Vec::new(),
        reapply_within: None,
        answered_by: None,
        opinion: None,
        outside,
        ground: None,
        measures_ground,
        environment: None,
        clearings: Vec::new(),
        tests: Vec::new(),
        supplements: Vec::new(),
        served_days: None,
        completed_on: None,
        not_before: None,
        attestation: None,
        day_objections: Vec::new(),
    };
    if let Some(id) = regularises {
        also.push(emergency::file(case, &head, &body, id)?);
    }
    if let Some(deed) = Verb::Submit.deed(&body) {
        block::check(case, &head, body.asked.place(), deed)?;
    }
    let submitted = Fact::Submitted(Box::new(case.opened(head, body)?));
    Ok(std::iter::once(submitted.into()).chain(also).collect())
}

/// A new application begins with what was supplied for the one that was not accepted.
fn carried_over(case: &Case, previous: Option<MatterId>) -> Vec<Material> {
    let earlier = previous.and_then(|id| case.world.matter(id));
    let earlier = earlier.as_deref().and_then(Application::of);
    earlier.map_or_else(Vec::new, |earlier| earlier.body.materials.clone())
}

/// The unit supplies materials, until the review opinion is given.
pub(super) fn supply(
    case: &Case,
    on: &On<Application>,
    act: &materials::Supply,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Submitted, Stage::Accepted])?;
    let materials = materials::take(case, act)?;
    case.moves(on.matter)
        .record(|step| Fact::Supplied { step, materials })
}

/// The emergency that an application regularises. A new application in place of one that was not accepted regularises
/// the same one, named or not: otherwise the emergency would rest on an application that leads nowhere.
fn regularised(case: &Case, act: &Submit) -> Result<Option<MatterId>, Refusal> {
    let earlier = act.previous.and_then(|id| case.world.matter(id));
    let inherited = earlier
        .as_deref()
        .and_then(Application::of)
        .and_then(|earlier| earlier.body.regularises);
    if let Some(named) = act
        .emergency
        .filter(|named| inherited.is_some_and(|known| known != *named))
    {
        return Err(AnyReason::from(emergency::Reason::NotRegularisable(named)).under(article(23)));
    }
    Ok(inherited.or(act.emergency))
}

/// A new application answers the objections of one that was not accepted.
fn answer(
    case: &Case,
    head: &Head,
    asked: &Asked,
    previous: MatterId,
    given: &[Paragraph],
) -> Result<(Vec<Answer>, Event), Refusal> {
    let refuse = |reason: AnyReason| reason.under(paragraph(19, 2));
    let not_reapplicable = || refuse(Reason::NotReapplicable(previous).into());
    let earlier = case.world.matter(previous).ok_or_else(not_reapplicable)?;
    let on = Application::of(&earlier).ok_or_else(not_reapplicable)?;
    let open = on.stage == Stage::NotAccepted && on.body.answered_by.is_none();
    if !open || on.head().party(Role::Unit) != head.party(Role::Unit) {
        return Err(not_reapplicable());
    }
    let moved = asked.pool != on.body.asked.pool && !exits(case, &on);
    if asked.system != on.body.asked.system || moved {
        return Err(refuse(Reason::OtherPlace(previous).into()));
    }
    let most = u32::try_from(text::LIST).unwrap_or(u32::MAX);
    if given.len() > text::LIST {
        return Err(refuse(AnyReason::TooLong("answers".to_owned(), most)));
    }
    let count = u32::try_from(on.body.objections.len()).unwrap_or(u32::MAX);
    let answers = given
        .iter()
        .map(|line| read_answer(line.as_str(), count))
        .collect::<Option<Vec<_>>>()
        .filter(|answers| {
            (1..=count).all(|number| answers.iter().any(|answer| answer.objection == number))
        })
        .ok_or_else(|| refuse(Reason::NoAnswer(count).into()))?;
    for answer in &answers {
        text::required(case, "answers", &answer.text, text::PARAGRAPH)?;
    }
    let event = case
        .moves(on.matter)
        .record(|step| Fact::Answered { step, by: head.id })?;
    Ok((answers, event))
}

/// Whether the provider of an application's pool gave notice of its exit (R34), or the pool is being closed: what was asked
/// for there goes to another pool.
fn exits(case: &Case, on: &On<Application>) -> bool {
    let asked = Some(&on.body.asked);
    block::standing(
        case.world,
        on.head(),
        asked.map(Asked::place),
        Deed::Apply,
        case.now,
    )
    .iter()
    .any(|by| by.ground == Ground::Exit || by.ground == Ground::Closing)
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
