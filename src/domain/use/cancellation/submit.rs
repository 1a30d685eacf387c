//! Giving up resources (Art. 21(1)): which, why, and the two questions whose answers nobody can give once all is wiped.

use super::{Cancellation, Ending, Extent, Fact, PaperKind, Reason, Shared, Stage, Submit};
use crate::domain::build::system::System;
use crate::domain::kinds::Event;
use crate::domain::law::field::{Paragraph, text_of};
use crate::domain::law::matter::{Head, Matter, MatterKind, Role};
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::record::RecordKind;
use crate::domain::r#use::issued;
use crate::domain::r#use::line::LINES_LIMIT;
use crate::domain::r#use::resource::Resource;

/// Submits it. No block and no end of the Measures stands in its way: what ends takes nothing from anybody.
pub(super) fn submit(case: &Case, act: &Submit) -> Result<Vec<Event>, Refusal> {
    let title = text::required(case, "title", &act.title, text::LINE)?;
    let system: System = case.registered(act.system.as_str())?;
    if system.unit != case.actor.party {
        let code = system.code.to_string();
        return Err(case.refuse(AnyReason::Unknown(RecordKind::System, code)));
    }
    let reason = text::required(case, "reason", act.reason.as_str(), text::PARAGRAPH)?;
    let sharing = text_of(act.sharing.as_ref());
    let sharing = match act.shared {
        Shared::No => None,
        Shared::Source => Some(text::required(case, "sharing", sharing, text::PARAGRAPH)?),
    };
    let resources = match act.extent {
        Extent::System => running(case, &system)?,
        Extent::Resources => named(case, &system, act.resources.as_deref().unwrap_or_default())?,
    };
    let [first, ..] = resources.as_slice() else {
        return Err(case.refuse(Reason::NothingRuns));
    };
    for resource in &resources {
        issued::may_turn(case, resource)?;
    }
    if resources.iter().any(|one| one.pool != first.pool) {
        return Err(case.refuse(Reason::SeveralPools));
    }
    if !act.no_way_back {
        return Err(case.refuse(AnyReason::Missing("no_way_back".to_owned())));
    }
    let head = Head {
        concerned: vec![
            (Role::Unit, case.actor.party.clone()),
            (Role::Operator, first.operator.clone()),
        ],
        ..Head::begun(case, MatterKind::Cancellation, title, Stage::Submitted)
    };
    let claimed = issued::claim(case, resources.iter().map(|one| one.id), head.id)?;
    let body = Cancellation {
        system: system.code,
        pool: first.pool.clone(),
        mode: first.mode,
        extent: act.extent,
        endings: resources.iter().map(ending).collect(),
        reason: reason.clone(),
        archives: act.archives,
        shared: act.shared,
        sharing,
        opinion: None,
        approved_on: None,
        backup: None,
        offline: None,
        termination: None,
        leaving: Vec::new(),
        clearing: None,
        countersigned: None,
        reclaimed_on: None,
    };
    let opened = case.opened(head, body)?;
    // Its form goes out with it, on the matter as it was begun.
    let begun = Matter {
        head: opened.head.clone(),
        body: opened.body.clone().into(),
    };
    let authority = case.sole(PartyKind::Authority)?.code;
    let form = case.paper(PaperKind::Request, &authority, &reason)?;
    let form = case.copied(form, &[PartyKind::Support]);
    let submitted = case
        .moves(&begun)
        .sends(form)
        .record(|step| Fact::Submitted { step })?;
    let opened: Event = Fact::Opened(Box::new(opened)).into();
    Ok([opened, submitted].into_iter().chain(claimed).collect())
}

fn ending(resource: &Resource) -> Ending {
    Ending {
        resource: resource.id,
        used: resource.used.clone(),
    }
}

fn bounded(case: &Case, count: usize) -> Result<(), Refusal> {
    if count > LINES_LIMIT {
        let most = u32::try_from(LINES_LIMIT).unwrap_or(u32::MAX);
        return Err(case.refuse(AnyReason::TooLong("resources".to_owned(), most)));
    }
    Ok(())
}

/// All that is left of a system.
fn running(case: &Case, system: &System) -> Result<Vec<Resource>, Refusal> {
    let mut resources = case.world.resources_on(&system.code);
    resources.retain(|resource| !resource.is_over());
    bounded(case, resources.len())?;
    Ok(resources)
}

/// The resources of a system that are named, one a line. What is another unit's is not known to this one.
fn named(case: &Case, system: &System, names: &[Paragraph]) -> Result<Vec<Resource>, Refusal> {
    let names = names.iter().map(|name| name.as_str().trim());
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return Err(case.refuse(AnyReason::Missing("resources".to_owned())));
    }
    bounded(case, names.len())?;
    let mut found: Vec<Resource> = Vec::new();
    for name in names {
        let resource = issued::running(case, name)?;
        if resource.system != system.code {
            return Err(case.refuse(AnyReason::ResourceElsewhere(resource.id)));
        }
        if found.iter().any(|known| known.id == resource.id) {
            return Err(case.refuse(AnyReason::ResourceTwice(resource.id)));
        }
        found.push(resource);
    }
    Ok(found)
}
