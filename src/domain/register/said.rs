//! What the sentences of what the registers keep say.

use chrono::NaiveDate;

use super::Fact;
use crate::domain::build::capacity::Dimension;
use crate::domain::build::measure::Measured;
use crate::domain::build::system::System;
use crate::domain::law::block::{Block, Subject};
use crate::domain::law::party::{Alike, Party, Person};
use crate::domain::law::ruling::{Proposal, RulingUse, Scope};
use crate::domain::law::said::{Said, Value};
use crate::domain::law::validity::{Change, MeasuresChange, MeasuresGround};
use crate::domain::purchase::affiliate::{self, Association, Link};
use crate::domain::purchase::catalogue::Contract;
use crate::domain::purchase::exception::Exception;
use crate::domain::purchase::holding::{Holding, Share};
use crate::domain::r#use::inventory::{Finding, Inventory, InventoryKind};

impl Fact {
    /// What its sentence says.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        let said = Said::of(self.written_as().0);
        match self {
            Self::PartyRegistered(party) => said
                .name(&party.name)
                .name(&party.code)
                .value(Value::Kind(party.kind)),
            Self::PartySucceeded { party, systems } => succeeded(said, party, systems.len()),
            Self::PersonRegistered { person, alike } => registered(person, alike),
            Self::AccountBound(account) => Said::of(if account.active {
                "account.bound open"
            } else {
                "account.bound closed"
            })
            .name(&account.login)
            .called(&account.person),
            Self::PoolRegistered(pool) => said
                .name(&pool.name)
                .name(&pool.code)
                .value(Value::Mode(pool.mode)),
            Self::PoolMeasured(capacity) => said
                .called(&capacity.pool)
                .several(capacity.dimensions.iter().map(measured).map(Value::Line))
                .day(capacity.measured.from)
                .text(&capacity.basis),
            Self::InventoryTaken {
                inventory,
                findings,
            } => taken(inventory, findings),
            Self::FindingSettled(finding) => settled(said, finding),
            Self::SystemRegistered(system) => {
                let waits = system.grading.waiting.as_ref();
                let level = waits.map_or(system.protection_level, |waits| {
                    waits.value.protection_level
                });
                let waits = waits.is_some() || !system.is_confirmed();
                let waits = waits.then(|| Value::Line(Said::of("system.registered waits")));
                named(said, system, level).several(waits)
            }
            Self::SystemConfirmed(system) => {
                named(said, system, system.protection_level).value(Value::Funding(system.funding))
            }
            Self::ItemRegistered(item) => said
                .name(&item.name)
                .name(&item.code)
                .value(Value::Basis(item.basis))
                .value(Value::Money(item.price_fen)),
            Self::ItemsEntered { edition, items } => {
                said.value(Value::Matter(*edition)).count(items.len())
            }
            Self::ListingsCarried { edition, listings } => {
                said.value(Value::Matter(*edition)).count(listings.len())
            }
            Self::ExceptionRegistered(exception) => asked(said, exception),
            Self::ExceptionApproved(exception) => {
                excepted(said, exception, &exception.ground, exception.until)
            }
            Self::ContractRecorded(contract) => {
                let waits = contract.terms.waiting.as_ref();
                let number = waits.map_or(&contract.number, |waits| &waits.value.number);
                let recorded = between(said, contract, number);
                if waits.is_some() || !contract.is_vouched_for() {
                    Said::of("contract.recorded waits").line(recorded)
                } else {
                    recorded
                }
            }
            Self::ContractCountersigned(contract) => between(said, contract, &contract.number),
            Self::HoldingRecorded(holding) => held(holding),
            Self::AffiliationFound(finding) => finding.said(),
            Self::BlockRecorded(block) => blocked(said, block)
                .line(span(Value::Day(block.from), block.until.map(Value::Day)))
                .name(&block.paper),
            Self::BlockLifted(block) => {
                let lifted = block.lifted.as_ref();
                blocked(said, block).name(lifted.map_or("", |lift| lift.paper.as_str()))
            }
            Self::RulingProposed(proposal) => proposed(said, proposal),
            Self::RulingSigned(Proposal { number, ruling }) => {
                let said = said.number(*number);
                match &ruling.signed_by {
                    Some(by) => said.called(by),
                    None => said.name(""),
                }
            }
            Self::CalendarProposed(proposal) => said
                .name(proposal.notice.year.to_string())
                .number(proposal.number),
            Self::CalendarLoaded { notice, .. } => said
                .name(notice.year.year.to_string())
                .number(notice.edition),
            Self::MeasuresProposed(one) | Self::MeasuresSigned(one) | Self::MeasuresLapsed(one) => {
                said.line(one.said())
            }
            Self::MeasuresGrounded(ground) => said.line(ground.said()),
            Self::TelephoneRevealed { matter, party } => {
                said.value(Value::Matter(*matter)).called(party)
            }
            Self::MeasuresLoaded { source, articles } => said.count(articles.0.len()).text(source),
        }
    }
}

/// What a pool has of a dimension.
#[must_use]
pub fn measured(measured: &Measured) -> Said<'static> {
    let line = match measured.dimension {
        Dimension::Vcpu => "capacity vcpu",
        Dimension::MemoryGib => "capacity memory",
        Dimension::FastDiskGib => "capacity fast disk",
        Dimension::OrdinaryDiskGib => "capacity ordinary disk",
        Dimension::BandwidthMbps => "capacity bandwidth",
        Dimension::Gpu => "capacity gpu",
        Dimension::Addresses => "capacity addresses",
    };
    let kept = measured.reserve.map(|percent| {
        let said = Said::of("capacity kept").number(percent);
        Value::Line(said)
    });
    Said::of(line)
        .number(measured.physical)
        .name(measured.ratio.to_string())
        .several(kept)
}

/// The most findings that the sentence of an inventory names; the others are counted in it, and have records of their own.
const NAMED_LIMIT: usize = 3;

fn taken<'e>(inventory: &'e Inventory, findings: &'e [Finding]) -> Said<'e> {
    let counts = [
        inventory.listed,
        inventory.running,
        inventory.leaving,
        inventory.cleared,
        inventory.unknown,
    ];
    let said = Said::of(match inventory.kind {
        InventoryKind::Running => "inventory.taken running",
        InventoryKind::Backups => "inventory.taken backups",
    })
    .number(inventory.number)
    .called(&inventory.pool)
    .day(inventory.as_of);
    let said = counts.into_iter().fold(said, Said::number);
    let named = findings.iter().take(NAMED_LIMIT).map(|finding| {
        let line = match finding.times {
            1 => "finding made",
            _ => "finding again",
        };
        let said = Said::of(line).number(finding.number);
        let said = said.name(&finding.instance).day(finding.cleared_on);
        said.line(certified(finding))
    });
    let named = named.map(Value::Line);
    let named = (!findings.is_empty()).then(|| Said::of("findings of it").several(named));
    said.several(named.map(Value::Line)).text(&inventory.source)
}

fn settled<'e>(said: Said<'e>, finding: &'e Finding) -> Said<'e> {
    let settled = finding.settled.as_ref();
    let text = |text: Option<&'e str>| text.unwrap_or_default();
    said.number(finding.number)
        .name(&finding.instance)
        .text(text(settled.map(|settled| settled.outcome.as_str())))
        .text(text(settled.map(|settled| settled.paper.as_str())))
}

/// The certificate under which what was found had been cleared; while that is not out, the matter.
#[must_use]
pub fn certified(finding: &Finding) -> Said<'_> {
    match &finding.certificate {
        Some(number) => Said::of("finding certificate").name(number.to_string()),
        None => Said::of("finding matter").value(Value::Matter(finding.cleared_by)),
    }
}

fn named<'e>(said: Said<'e>, system: &'e System, level: u8) -> Said<'e> {
    said.name(&system.name)
        .name(&system.code)
        .value(Value::Level(level))
}

/// An exception that somebody asked for: with what waits of it. What an earlier release registered was approved by that.
fn asked<'e>(said: Said<'e>, exception: &'e Exception) -> Said<'e> {
    let waiting = exception.granted.waiting.as_ref();
    let (ground, until) = waiting.map_or((&exception.ground, exception.until), |waits| {
        (&waits.value.ground, waits.value.until)
    });
    let registered = excepted(said, exception, ground, until);
    if waiting.is_some() || exception.granted.approved_by.is_none() {
        Said::of("exception.registered waits").line(registered)
    } else {
        registered
    }
}

fn excepted<'e>(
    said: Said<'e>,
    exception: &'e Exception,
    ground: &'e str,
    until: Option<NaiveDate>,
) -> Said<'e> {
    said.called(&exception.unit)
        .value(Value::Exception(exception.kind))
        .value(subject(exception))
        .text(ground)
        .line(match until {
            Some(last) => Said::of("exception until").day(last),
            None => Said::of("exception open"),
        })
}

/// What an exception is for: an item of the catalogue, or a room as it was described.
fn subject(exception: &Exception) -> Value<'_> {
    match exception.item() {
        Some(item) => Value::Called(item.into()),
        None => Value::Text(exception.subject.as_str().into()),
    }
}

fn between<'e>(said: Said<'e>, contract: &'e Contract, number: &'e str) -> Said<'e> {
    said.called(&contract.unit)
        .called(&contract.provider)
        .name(number)
}

fn held(holding: &Holding) -> Said<'_> {
    let of = |line| {
        let said = Said::of(line);
        said.name(&holding.holder_name).name(&holding.held_name)
    };
    let said = if holding.stake().is_none() {
        of("holding.recorded ended")
    } else {
        of("holding.recorded held").line(share(holding.share, holding.control))
    };
    said.day(holding.stakes.from).text(&holding.source)
}

/// A way from company to company, and what is held at each step.
fn way(links: &[Link]) -> Said<'_> {
    let top = links.first().map(|link| &link.holder);
    let below = links.iter().map(|link| &link.held);
    let names = top.into_iter().chain(below);
    let names = names.map(|company| Value::Text(company.name.as_str().into()));
    let shares = links.iter().map(|link| share(link.share, link.control));
    Said::of("affiliation way")
        .value(Value::Way(names.collect()))
        .several(shares.map(Value::Line))
}

impl Association {
    /// The ways with their shares.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        match (self.to_first.as_slice(), self.to_second.as_slice()) {
            (links, []) | ([], links) => way(links),
            (first, second) => Said::of("affiliation ways")
                .line(way(first))
                .line(way(second)),
        }
    }
}

impl affiliate::AffiliateFinding {
    /// What was found.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        Said::of(if self.association.counts() {
            "affiliation.found counts"
        } else {
            "affiliation.found state"
        })
        .name(&self.provider.name)
        .name(&self.agency.name)
        .line(self.association.said())
    }
}

/// How much is held, and whether it is control in fact.
#[must_use]
pub fn share(share: Share, control: bool) -> Said<'static> {
    let line = if control {
        "holding in fact"
    } else {
        "holding of"
    };
    Said::of(line).name(share.to_string())
}

fn succeeded<'e>(said: Said<'e>, party: &'e Party, systems: usize) -> Said<'e> {
    party.succeeded.iter().fold(said, |said, succession| {
        said.name(&party.name)
            .called(&succession.by)
            .day(succession.from)
            .count(systems)
            .text(&succession.document)
    })
}

fn registered<'e>(person: &'e Person, alike: &'e [Alike]) -> Said<'e> {
    let registered = Said::of(if person.active {
        "person.registered active"
    } else {
        "person.registered left"
    })
    .name(&person.name)
    .name(&person.code)
    .several(person.posts.iter().copied().map(Value::Post));
    if alike.is_empty() {
        return registered;
    }
    let others = alike.iter().map(|other| {
        let said = Said::of("person alike").called(&other.person);
        said.called(&other.party).value(Value::Likeness(other.by))
    });
    Said::of("person.registered alike")
        .line(registered)
        .several(others.map(Value::Line))
}

/// A block, but for when it acts and by which paper.
fn blocked<'e>(said: Said<'e>, block: &'e Block) -> Said<'e> {
    said.number(block.number)
        .value(Value::Ground(block.ground))
        .line(block.subject.said())
}

fn proposed<'e>(said: Said<'e>, Proposal { number, ruling }: &'e Proposal) -> Said<'e> {
    let ruled = ruling.values.iter().map(|(parameter, value)| {
        Value::Ruled(RulingUse {
            ruling: ruling.id,
            parameter: parameter.clone(),
            value: value.clone(),
        })
    });
    said.number(*number)
        .several(ruled)
        .day(ruling.effective)
        .line(ruling.scope.said())
}

/// Since when, and until when if that is known: days or instants.
#[must_use]
pub fn span(from: Value<'static>, until: Option<Value<'static>>) -> Said<'static> {
    match until {
        Some(until) => Said::of("block until").value(from).value(until),
        None => Said::of("block since").value(from),
    }
}

/// The title of what takes the Measures' place.
#[must_use]
pub fn titled(title: &str) -> Said<'_> {
    Said::of("change titled").name(title)
}

impl Subject {
    /// On what a block lies.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        match self {
            Self::City => Said::of("block on city"),
            Self::Pool(pool) => Said::of("block on pool").called(pool),
            Self::Provider(party) => Said::of("block on provider").called(party),
            Self::Unit(party) => Said::of("block on unit").called(party),
            Self::System(system) => Said::of("block on system").called(system),
        }
    }
}

impl Scope {
    /// Where a ruling applies.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        match self {
            Self::City => Said::of("ruling in the city"),
            Self::Pool(pool) => Said::of("ruling of a pool").called(pool),
            Self::Party(party) => Said::of("ruling of a party").called(party),
        }
    }
}

impl MeasuresChange {
    /// Its number and what it is.
    #[must_use]
    pub fn numbered(&self) -> Said<'_> {
        let said = Said::of("change numbered").number(self.number);
        said.value(Value::Change(self.change))
    }

    /// What befell the Measures: part beside part, as far as each is known.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        let day = Said::of(match self.change {
            Change::Extension | Change::Lapse => "change until",
            Change::Repeal | Change::Successor => "change from",
        })
        .day(self.day);
        let paper = self.paper.as_ref();
        let registration = self.registration.as_ref();
        let by = match (self.change == Change::Lapse, &self.signed_by) {
            (true, _) => Said::of("change by itself").day(self.issued_on),
            (false, Some(by)) => Said::of("change signed")
                .called(&self.proposed_by)
                .called(by),
            (false, None) => Said::of("change waits"),
        };
        let parts = [
            Some(day),
            self.title.as_deref().map(titled),
            paper.map(|paper| Said::of("change paper").name(paper).day(self.issued_on)),
            registration.map(|number| Said::of("change registered").name(number)),
            Some(by),
        ];
        let beside = |said, part| Said::of("change beside").line(said).line(part);
        parts.into_iter().flatten().fold(self.numbered(), beside)
    }
}

impl MeasuresGround {
    /// A ground after the end of the Measures.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        let said = Said::of("ground given");
        let said = match &self.unit {
            Some(unit) => said.called(unit),
            None => said.line(Said::of("ground of the city")),
        };
        let text: Vec<&str> = self.ground.split_whitespace().collect();
        said.day(self.from)
            .day(self.until)
            .called(&self.by)
            .name(text.join(" "))
    }
}
