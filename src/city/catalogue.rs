//! The demo city's catalogue: an edition in force since it was founded, with its caps and its control figure, and the next
//! year's being drafted.

use chrono::{DateTime, Datelike, Utc};

use crate::domain::law::act::{Act, Opening};
use crate::domain::law::clock::civil_date;
use crate::domain::law::command::Command;
use crate::domain::law::common;
use crate::domain::law::matter::MatterId;
use crate::domain::law::money::yuan;
use crate::domain::law::party::Actor;
use crate::domain::law::wake::Why;
use crate::domain::purchase::catalogue::ItemEntry;
use crate::domain::purchase::catalogue_edition as rules;
use crate::domain::r#use::asked::Decision;
use crate::ledger::batch::Batch;
use crate::locale::city as words;

use super::demo::Failure;
use super::officials::Officials;
use super::starter;
use super::story_step::Doer;

/// How many of each item are planned.
const PLANNED: u32 = 300;
/// How much higher than the price that everybody pays the cap is, in percent.
const ABOVE: u64 = 10;

/// Drafts, reviews and publishes the catalogue of the year that a city is founded in: it is in force the same day.
pub(super) fn publish(
    officials: &mut Officials,
    batch: &mut Batch<'_>,
    at: DateTime<Utc>,
) -> Result<(), Failure> {
    let today = civil_date(at);
    let Some(id) = draft(officials, batch, today.year(), at)? else {
        return Ok(());
    };
    let items = starter::items(officials.lang);
    let capped = |item: &ItemEntry| (item.price_fen / 100) * (100 + ABOVE) / 100 * 100;
    let total: u64 = items
        .iter()
        .map(|item| capped(item) * u64::from(PLANNED))
        .sum();
    let mut acts: Vec<(Doer, rules::Act)> = items
        .iter()
        .map(|item| (Doer::SupportHandler, list(item, yuan(capped(item)))))
        .collect();
    let year = today.year();
    acts.extend([
        (
            Doer::SupportReviewer,
            rules::Act::HandIn(rules::HandIn {
                third_party: officials.text(words::APPRAISER),
                engagement: words::ENGAGEMENT.fill(officials.lang, &[&year]),
                report: words::CAP_REPORT.fill(officials.lang, &[&year]),
                reported_on: today,
                samples: officials.text(words::SAMPLES).into(),
                independent: true,
                control_total: Some(yuan(total)),
                control_paper: Some(words::CONTROL_PAPER.fill(officials.lang, &[&year])),
            }),
        ),
        (
            Doer::AuthorityReviewer,
            rules::Act::Review(rules::Review {
                decision: Decision::Approve,
                opinion: None,
            }),
        ),
        (
            Doer::AuthorityReviewer,
            rules::Act::Announce(rules::Announce { from: today }),
        ),
    ]);
    for (doer, done) in acts {
        officials.act(
            batch,
            doer,
            Command::On(id, Act::CatalogueEdition(done)),
            at,
        )?;
    }
    let wake = common::Act::Wake(common::Wake { why: Why::Day });
    let wake = Command::On(id, Act::Common(wake));
    officials.by(batch, &Actor::clockwork(), wake, at)?;
    Ok(())
}

/// The next year's is begun, and lists so far what is in force.
pub(super) fn revise(
    officials: &mut Officials,
    batch: &mut Batch<'_>,
    at: DateTime<Utc>,
) -> Result<(), Failure> {
    let next = civil_date(at).year() + 1;
    if let Some(id) = draft(officials, batch, next, at)? {
        let carry = rules::Act::Carry(rules::Carry {});
        let carry = Command::On(id, Act::CatalogueEdition(carry));
        officials.act(batch, Doer::SupportHandler, carry, at)?;
    }
    Ok(())
}

fn draft(
    officials: &mut Officials,
    batch: &mut Batch<'_>,
    year: i32,
    at: DateTime<Utc>,
) -> Result<Option<MatterId>, Failure> {
    let draft = rules::Opening::Draft(rules::Draft {
        title: words::CATALOGUE.fill(officials.lang, &[&year]),
        extent: rules::Extent::Annual,
        year: u32::try_from(year).unwrap_or_default(),
        basis: officials.text(words::CATALOGUE_BASIS).into(),
    });
    let draft = Command::Open(Opening::CatalogueEdition(draft));
    officials.act(batch, Doer::SupportHandler, draft, at)
}

fn list(item: &ItemEntry, cap: String) -> rules::Act {
    rules::Act::List(rules::List {
        item: item.code.clone(),
        family: item.family.clone(),
        name: item.name.clone(),
        specification: item.specification.clone(),
        unit: item.unit.clone(),
        cap,
        control: None,
        planned: Some(PLANNED),
        replaces: None,
        vcpu: item.vcpu,
        memory_gib: item.memory_gib,
        fast_disk_gib: item.fast_disk_gib,
        ordinary_disk_gib: item.ordinary_disk_gib,
        bandwidth_mbps: item.bandwidth_mbps,
        gpu: item.gpu,
        addresses: item.addresses,
    })
}
