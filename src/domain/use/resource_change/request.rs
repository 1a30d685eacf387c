//! A unit asks for a change: only of what runs, in one system and one pool, and no resource is in two open changes.

use super::{ChangeLine, Fact, Reason, Request, ResourceChange, Stage, line};
use crate::domain::kinds::Event;
use crate::domain::law::article::{article, paragraph};
use crate::domain::law::block::{self, Deed};
use crate::domain::law::field::text_of;
use crate::domain::law::kind::Form;
use crate::domain::law::matter::{Head, Matter, MatterKind, Role};
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::record::RecordKind;
use crate::domain::r#use::asked::{self, Asked};
use crate::domain::r#use::line::{LINES_LIMIT, QUANTITY_LIMIT};
use crate::domain::r#use::resource::{Resource, ResourceId, ResourceState, Used};

/// Asks for it. There is no acceptance here: the ten days run from this act on, complete or not.
pub(super) fn request(case: &Case, act: &Request) -> Result<Vec<Event>, Refusal> {
    let title = text::required(case, "title", &act.title, text::LINE)?;
    let reason = text::required(case, "reason", act.reason.as_str(), text::PARAGRAPH)?;
    let backup = text_of(act.backup.as_ref());
    let backup = text::optional(case, "backup", backup, text::PARAGRAPH)?;
    if act.lines.is_empty() {
        return Err(case.refuse(AnyReason::NoLines));
    }
    if act.lines.len() > LINES_LIMIT {
        let most = u32::try_from(LINES_LIMIT).unwrap_or(u32::MAX);
        return Err(case.refuse(AnyReason::TooLong("lines".to_owned(), most)));
    }
    let (mut lines, mut place): (Vec<ChangeLine>, Option<Matter>) = (Vec::new(), None);
    for (number, said) in (1..).zip(&act.lines) {
        let (line, matter) = take(case, number, said.as_str())?;
        if lines.iter().any(|known| known.resource == line.resource) {
            return Err(case.refuse(Reason::Twice(line.resource)));
        }
        let first = place.get_or_insert_with(|| matter.clone());
        if !stand_together(first, &matter) {
            return Err(case.refuse(Reason::Elsewhere(line.resource)));
        }
        lines.push(line);
    }
    line::leaving(case, &mut lines, act.leaving.as_deref().unwrap_or_default())?;
    let Some((first, asked)) = place
        .as_ref()
        .and_then(|first| Some((first, first.body.asked()?)))
    else {
        return Err(case.refuse(AnyReason::NoLines));
    };
    let operator = case.concerned(&first.head, Role::Operator)?.clone();
    let head = Head {
        concerned: vec![
            (Role::Unit, case.actor.party.clone()),
            (Role::Operator, operator),
        ],
        ..Head::begun(case, MatterKind::ResourceChange, title, Stage::Requested)
    };
    stopped(case, &head, asked, &lines)?;
    if backup.is_empty() && lines.iter().any(|line| line.fewer() > 0) {
        return Err(AnyReason::Missing("backup".to_owned()).under(paragraph(21, 2)));
    }
    let by = head.id;
    let body = ResourceChange {
        system: asked.system.clone(),
        pool: asked.pool.clone(),
        mode: asked.mode,
        reason,
        wanted_by: act.wanted_by,
        backup: (!backup.is_empty()).then_some(backup),
        advice: None,
        opinion: None,
        approved_at: None,
        done_on: None,
        attestation: None,
        late_decrease: None,
        leaving: Vec::new(),
        clearing: None,
        lines,
    };
    let claims = line::claimed(case, by, &body.lines)?;
    let opened = case.opened(head, body)?;
    let opened = Event::from(Fact::Requested(Box::new(opened)));
    Ok([opened].into_iter().chain(claims).collect())
}

/// Whether two matters issued for one system, of one unit, from one pool.
fn stand_together(one: &Matter, other: &Matter) -> bool {
    let of = |matter: &Matter| {
        let asked = matter.body.asked()?;
        let (system, pool) = (asked.system.clone(), asked.pool.clone());
        let operator = matter.head.party(Role::Operator).cloned();
        Some((system, pool, asked.mode, operator))
    };
    of(one) == of(other)
}

/// A stop hits what increases, and with it the whole request: the unit submits the rest as another (Art. 22(4), R7).
fn stopped(case: &Case, head: &Head, asked: &Asked, lines: &[ChangeLine]) -> Result<(), Refusal> {
    let mut numbered = (1..).zip(lines);
    let Some((number, _)) = numbered.find(|(_, line)| line.grows()) else {
        return Ok(());
    };
    let place = Some(asked.place());
    let standing = block::standing(case.world, head, place, Deed::Increase, case.now);
    match standing.into_iter().next() {
        None => Ok(()),
        Some(by) => {
            let cited = by.ground.article();
            Err(AnyReason::from(Reason::Increases(number, Box::new(by))).under(cited))
        }
    }
}

/// One line of what is asked for, and the matter that issued what it is about.
fn take(case: &Case, number: u32, said: &str) -> Result<(ChangeLine, Matter), Refusal> {
    let bad = || case.refuse(Reason::BadLine(number));
    let mut words = said.split_whitespace();
    let (resource, item, quantity) = match (words.next(), words.next(), words.next()) {
        (Some(resource), Some(item), Some(quantity)) => (resource, item, quantity),
        _ => return Err(bad()),
    };
    let resource: ResourceId = resource.parse().map_err(|_| bad())?;
    let quantity: u32 = quantity.parse().map_err(|_| bad())?;
    let purpose = words.collect::<Vec<_>>().join(" ");
    let purpose = text::optional(case, "lines", &purpose, text::LINE)?;
    let unknown = || case.refuse(AnyReason::Unknown(RecordKind::Resource, resource.label()));
    let matter = case.world.matter(resource.matter).ok_or_else(unknown)?;
    if matter.head.party(Role::Unit) != Some(&case.actor.party) {
        return Err(unknown());
    }
    let asked = matter.body.asked().ok_or_else(unknown)?;
    let before = asked.used(resource.line).ok_or_else(unknown)?;
    // What runs is attested: before, there is nothing to change, and nothing is billed.
    let attested = matter.body.issue().and_then(|issue| issue.attestation);
    if attested.is_none() {
        return Err(case.refuse(Reason::NotRunning(resource)));
    }
    if let Some(by) = asked.claimed(resource.line) {
        return Err(case.refuse(Reason::InHand(resource, by)));
    }
    if quantity == 0 {
        return Err(AnyReason::from(Reason::IsCancellation(resource)).under(article(21)));
    }
    if quantity > QUANTITY_LIMIT {
        return Err(case.refuse(AnyReason::QuantityAbove {
            line: number,
            most: QUANTITY_LIMIT,
        }));
    }
    let mut after = if item == before.item.as_str() {
        before.clone()
    } else {
        let unknown = || case.refuse(AnyReason::Unknown(RecordKind::Item, item.to_owned()));
        let item = asked::offered(case, item)?.ok_or_else(unknown)?;
        Used {
            item: item.code,
            name: item.name,
            specification: item.specification,
            unit: item.unit,
            vector: item.vector,
            ..before.clone()
        }
    };
    after.quantity = quantity;
    if !purpose.is_empty() {
        after.purpose = purpose;
    }
    if after == before {
        return Err(case.refuse(Reason::NothingChanges(number)));
    }
    let line = ChangeLine {
        resource,
        before,
        after,
        leaving: Vec::new(),
        ids: Vec::new(),
    };
    Ok((line, Matter::clone(&matter)))
}

/// What a form begins with that asks for a change of what a matter issued: each resource that runs as it is, and nobody
/// else is about.
#[must_use]
pub fn form_of(matter: &Matter) -> Option<Form> {
    let asked = matter.body.asked()?;
    matter.body.issue()?.attestation?;
    let lines = (1..).zip(&asked.lines).filter_map(|(line, _)| {
        let used = asked.used(line).filter(|_| asked.claimed(line).is_none())?;
        let resource = ResourceId {
            matter: matter.head.id,
            line,
        };
        Some(line_of(resource, &used))
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| {
        Form::default()
            .with("title", &matter.head.title)
            .with("lines", lines.join("\n"))
    })
}

/// What a form begins with that asks for a change of one resource; none while it is not attested, once it ended, or while
/// something else is about it.
#[must_use]
pub fn form_of_one(resource: &Resource) -> Option<Form> {
    let is_free = resource.state == ResourceState::Running && resource.claimed_by.is_none();
    is_free.then(|| {
        Form::default()
            .with("title", &resource.used.name)
            .with("lines", line_of(resource.id, &resource.used))
    })
}

/// A resource as it is, in the words of a line.
fn line_of(id: ResourceId, used: &Used) -> String {
    format!("{} {} {}", id.label(), used.item, used.quantity)
}
