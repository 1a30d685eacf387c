//! Inventories of pools, and the findings that they make (Art. 21(2)).

use std::collections::{BTreeMap, BTreeSet};

use super::{Fact, SettleFinding, first_free, numbered};
use crate::domain::build::pool::Pool;
use crate::domain::law::field::Paragraph;
use crate::domain::law::matter::MatterId;
use crate::domain::law::paper::PaperNumber;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::r#use::inventory::{
    Finding, INSTANCES_LIMIT, Inventory, InventoryEntry, Settlement, Severity, Sighting,
    UNKNOWN_LIMIT,
};
use crate::domain::r#use::named_instance::{Whereabouts, whereabouts};

/// Takes an inventory of a pool. What it lists is counted by what is known of it; a cleared instance is a finding against
/// who runs the pool, or is seen again if a finding of it is open.
///
/// # Errors
/// If there is no such pool, its day has not come, or it lists nothing, too much or what is no name.
pub(super) fn take(case: &Case, entry: &InventoryEntry) -> Result<Fact, Refusal> {
    let pool: Pool = case.registered(entry.pool.as_str())?;
    text::not_in_future(case, entry.as_of)?;
    let names = names(case, &entry.instances)?;
    let mut inventory = Inventory {
        number: first_free::<Inventory>(case),
        operator: pool.operator,
        pool: pool.code,
        kind: entry.kind,
        as_of: entry.as_of,
        source: text::required(case, "source", &entry.source, text::LINE)?,
        listed: u32::try_from(names.len()).unwrap_or(u32::MAX),
        running: 0,
        leaving: 0,
        cleared: 0,
        unknown: 0,
        unknown_names: Vec::new(),
        taken_by: case.actor.person.clone(),
        taken_at: case.now.into(),
    };
    let seen = Sighting {
        inventory: inventory.number,
        kind: inventory.kind,
        as_of: inventory.as_of,
    };
    let mut next = first_free::<Finding>(case);
    let mut certificates = BTreeMap::new();
    let mut findings = Vec::new();
    for name in names {
        let known = case.world.instances(&inventory.pool, name);
        match whereabouts(&known, inventory.as_of) {
            Whereabouts::Running => inventory.running += 1,
            Whereabouts::Leaving => inventory.leaving += 1,
            Whereabouts::Unknown => {
                inventory.unknown += 1;
                if inventory.unknown_names.len() < UNKNOWN_LIMIT {
                    inventory.unknown_names.push(name.to_owned());
                }
            }
            Whereabouts::Cleared(known, by, on) => {
                inventory.cleared += 1;
                let before = case.world.finding_on(&inventory.pool, name);
                let open = before.filter(|finding| finding.settled.is_none());
                findings.push(if let Some(open) = open {
                    open.seen_again(seen.clone())
                } else {
                    let certificate = certificates.entry(by);
                    let certificate = certificate.or_insert_with(|| certificate_of(case, by));
                    let number = next;
                    next = next.saturating_add(1);
                    Finding {
                        number,
                        pool: inventory.pool.clone(),
                        against: inventory.operator.clone(),
                        instance: name.to_owned(),
                        resource: known.resource,
                        cleared_by: by,
                        cleared_on: on,
                        certificate: certificate.clone(),
                        severity: Severity::Critical,
                        first_seen: seen.clone(),
                        last_seen: seen.clone(),
                        times: 1,
                        settled: None,
                    }
                });
            }
        }
    }
    Ok(Fact::InventoryTaken {
        inventory,
        findings,
    })
}

/// What an inventory lists, each name once: a file may well have a row twice.
fn names<'e>(case: &Case, instances: &'e [Paragraph]) -> Result<BTreeSet<&'e str>, Refusal> {
    let is_between = |letter: char| letter.is_whitespace() || ",，、;；".contains(letter);
    let lines = instances.iter().map(Paragraph::as_str);
    let listed = lines.flat_map(|line| line.split(is_between));
    let mut names = BTreeSet::new();
    for name in listed.filter(|name| !name.is_empty()) {
        text::required(case, "instances", name, text::LINE)?;
        names.insert(name);
        if names.len() > INSTANCES_LIMIT {
            let most = u32::try_from(INSTANCES_LIMIT).unwrap_or(u32::MAX);
            return Err(case.refuse(Reason::TooLong("instances".to_owned(), most)));
        }
    }
    if names.is_empty() {
        return Err(case.refuse(Reason::Missing("instances".to_owned())));
    }
    Ok(names)
}

/// The number of the certificate under which a matter cleared, if it is out.
fn certificate_of(case: &Case, by: MatterId) -> Option<PaperNumber> {
    let matter = case.world.matter(by)?;
    let kind = matter.wiped()?.paper;
    let mut papers = case.world.papers(by).into_iter().rev();
    let found = papers.find(|paper| paper.kind == kind);
    found.map(|paper| paper.number)
}

/// Settles a finding with what was found out. Nothing comes back by it: the instance stays cleared, and where it is seen
/// again that is another finding.
///
/// # Errors
/// If there is no such finding, it is settled already, or it is not said what was found out and by which paper.
pub(super) fn settle(case: &Case, act: &SettleFinding) -> Result<Fact, Refusal> {
    let finding: Finding = numbered(case, act.number)?;
    if finding.settled.is_some() {
        return Err(case.refuse(Reason::AlreadyDone));
    }
    let settled = Settlement {
        outcome: text::required(case, "outcome", act.outcome.as_str(), text::PARAGRAPH)?,
        paper: text::required(case, "paper", &act.paper, text::LINE)?,
        by: case.actor.person.clone(),
        at: case.now.into(),
    };
    Ok(Fact::FindingSettled(Finding {
        settled: Some(settled),
        ..finding
    }))
}
