//! A unit asks for a change: only of what runs, in one system and one pool, and no resource is in two open changes.

use super::line::Numbered;
use super::{
    ChangeLine, Fact, PaperKind, Reason, Request, ResourceChange, Stage, Verb, line, price,
};
use crate::domain::kinds::{self, Event};
use crate::domain::law::article::{article, paragraph};
use crate::domain::law::block::{self, Deed};
use crate::domain::law::field::text_of;
use crate::domain::law::kind::Form;
use crate::domain::law::matter::{Head, Matter, MatterKind, Role};
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::record::RecordKind;
use crate::domain::r#use::asked::{self, Asked};
use crate::domain::r#use::issued;
use crate::domain::r#use::line::{LINES_LIMIT, QUANTITY_LIMIT};
use crate::domain::r#use::resource::{Resource, ResourceId, Used};

/// Asks for it. There is no acceptance here: the ten days run from this act on, complete or not.
pub(super) fn request(case: &Case, act: &Request) -> Result<Vec<Event>, Refusal> {
    let title = text::required(case, "title", &act.title, text::LINE)?;
    let reason = text::required(case, "reason", act.reason.as_str(), text::PARAGRAPH)?;
    let backup = text_of(act.backup.as_ref());
    let backup = text::optional(case, "backup", backup, text::PARAGRAPH)?;
    if act.resources.len() > LINES_LIMIT {
        let most = u32::try_from(LINES_LIMIT).unwrap_or(u32::MAX);
        return Err(case.refuse(AnyReason::TooLong("resources".to_owned(), most)));
    }
    // The form begins with every resource as it is, so a line that says so is no part of what is asked for.
    let (mut lines, mut resources): (Vec<Numbered>, Vec<Resource>) = (Vec::new(), Vec::new());
    for (number, said) in (1..).zip(&act.resources) {
        let (line, resource) = take(case, number, said.as_str())?;
        if line.before != line.after {
            issued::stands_with(case, &resources, &resource)?;
            lines.push((number, line));
            resources.push(resource);
        }
    }
    let Some(first) = resources.first() else {
        return Err(case.refuse(if act.resources.is_empty() {
            AnyReason::Missing("resources".to_owned())
        } else {
            Reason::NothingChanges.into()
        }));
    };
    line::leaving(
        case,
        &mut lines,
        act.instances.as_deref().unwrap_or_default(),
    )?;
    let head = Head {
        concerned: vec![
            (Role::Unit, case.actor.party.clone()),
            (Role::Operator, first.operator.clone()),
        ],
        ..Head::begun(case, MatterKind::ResourceChange, title, Stage::Requested)
    };
    let by = head.id;
    let mut body = ResourceChange {
        system: first.system.clone(),
        pool: first.pool.clone(),
        mode: first.mode,
        reason: reason.clone(),
        wanted_by: act.wanted_by,
        yearly: None,
        backup: Some(backup).filter(|backup| !backup.is_empty()),
        advice: None,
        opinion: None,
        approved_at: None,
        done_on: None,
        attestation: None,
        late_decrease: None,
        leaving: Vec::new(),
        clearing: None,
        lines: lines.iter().map(|(_, line)| line.clone()).collect(),
    };
    let asked = Matter {
        head: head.clone(),
        body: body.clone().into(),
    };
    stopped(case, &asked, &lines)?;
    body.yearly = price::yearly(case, &asked, &body, case.today());
    let mut leaving = lines.iter().filter(|(_, line)| line.fewer() > 0);
    if body.backup.is_none()
        && let Some((number, _)) = leaving.next()
    {
        return Err(AnyReason::from(Reason::NoBackup(*number)).under(paragraph(21, 2)));
    }
    let claims = issued::claim(case, body.resources(), by)?;
    let opened = case.opened(head, body)?;
    // Its form goes out with it, on the matter as it was begun.
    let begun = Matter {
        head: opened.head.clone(),
        body: opened.body.clone().into(),
    };
    let authority = case.sole(PartyKind::Authority)?.code;
    let form = case.paper(PaperKind::ChangeRequest, &authority, &reason)?;
    let form = case.copied(form, &[PartyKind::Support]);
    let submitted = case.moves(&begun).sends(form);
    let submitted = submitted.record(|step| Fact::Submitted { step })?;
    let opened = Event::from(Fact::Requested(Box::new(opened)));
    Ok([opened, submitted].into_iter().chain(claims).collect())
}

/// A stop hits what increases, and with it the whole request: the unit submits the rest as another (Art. 22(4), R7).
fn stopped(case: &Case, asked: &Matter, lines: &[Numbered]) -> Result<(), Refusal> {
    let mut lines = lines.iter();
    let Some((number, _)) = lines.find(|(_, line)| price::increases(case, asked, line)) else {
        return Ok(());
    };
    let (head, place) = (&asked.head, asked.body.place());
    let standing = block::standing(case.world, head, place, Deed::Increase, case.now);
    match standing.into_iter().next() {
        None => Ok(()),
        Some(by) => {
            let cited = by.ground.article();
            Err(AnyReason::from(Reason::Increases(*number, Box::new(by))).under(cited))
        }
    }
}

/// One line of what is asked for, and the resource that it is about.
fn take(case: &Case, number: u32, said: &str) -> Result<(ChangeLine, Resource), Refusal> {
    let bad = || case.refuse(Reason::BadLine(number));
    let mut words = said.split_whitespace();
    let (Some(resource), Some(item), Some(quantity)) = (words.next(), words.next(), words.next())
    else {
        return Err(bad());
    };
    let quantity: u32 = quantity.parse().map_err(|_| bad())?;
    let purpose = words.collect::<Vec<_>>().join(" ");
    let purpose = text::optional(case, "resources", &purpose, text::LINE)?;
    let resource = issued::running(case, resource)?;
    let before = resource.used.clone();
    if quantity == 0 {
        return Err(AnyReason::from(Reason::WouldEnd(resource.id)).under(article(21)));
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
    let line = ChangeLine {
        resource: resource.id,
        before,
        after,
        leaving: Vec::new(),
        ids: Vec::new(),
    };
    Ok((line, resource))
}

/// The change of what a matter issued that runs: each resource as it is, but for those that another is about; none where
/// there is nothing to change.
#[must_use]
pub fn of_running(head: &Head, asked: &Asked) -> Option<(kinds::Verb, Form)> {
    let lines = (1..).zip(&asked.lines).filter_map(|(line, _)| {
        let used = asked.used(line).filter(|_| asked.claimed(line).is_none())?;
        let matter = head.id;
        Some(line_of(ResourceId { matter, line }, &used))
    });
    let lines: Vec<String> = lines.collect();
    let form = Form::default().with("title", &head.title);
    (!lines.is_empty()).then(|| {
        (
            Verb::Request.into(),
            form.with("resources", lines.join("\n")),
        )
    })
}

/// The change of one resource; none unless it is free to be turned.
#[must_use]
pub fn of_resource(resource: &Resource) -> Option<(kinds::Verb, Form)> {
    resource.is_free().then(|| {
        let form = Form::default()
            .with("title", &resource.used.name)
            .with("resources", line_of(resource.id, &resource.used));
        (Verb::Request.into(), form)
    })
}

/// A resource as it is, in the words of a line.
fn line_of(id: ResourceId, used: &Used) -> String {
    format!("{id} {} {}", used.item, used.quantity)
}
