//! What the sentences of what the registers keep say.

use super::Fact;
use crate::domain::build::system::System;
use crate::domain::law::party::{Alike, Party, Person};
use crate::domain::law::ruling::{Proposal, RulingUse, Scope};
use crate::domain::law::said::{Said, Value};
use crate::domain::purchase::catalogue::Contract;

impl Fact {
    /// What its sentence says.
    #[must_use]
    pub fn said(&self) -> Said {
        let said = Said::default();
        match self {
            Self::PartyRegistered(party) => said
                .name(&party.name)
                .name(&party.code)
                .value(Value::Kind(party.kind)),
            Self::PartySucceeded { party, systems } => succeeded(party, systems.len()),
            Self::PersonRegistered { person, alike } => registered(person, alike),
            Self::AccountBound(account) => Said::by(if account.active {
                "account.bound open"
            } else {
                "account.bound closed"
            })
            .name(&account.login)
            .name(&account.person),
            Self::PoolRegistered(pool) => said
                .name(&pool.name)
                .name(&pool.code)
                .value(Value::Mode(pool.mode)),
            Self::SystemRegistered(system) => {
                let waits = system.grading.waiting.as_ref();
                let level = waits.map_or(system.protection_level, |waits| {
                    waits.value.protection_level
                });
                let waits = waits.is_some() || !system.is_confirmed();
                named(system, level).line_if(waits, "system.registered waits")
            }
            Self::SystemConfirmed(system) => {
                named(system, system.protection_level).value(Value::Funding(system.funding))
            }
            Self::ItemRegistered(item) => said
                .name(&item.name)
                .name(&item.code)
                .value(Value::Basis(item.basis))
                .value(Value::Money(item.price_fen)),
            Self::ExceptionRegistered(exception) => said
                .name(&exception.unit)
                .value(Value::Exception(exception.kind))
                .name(&exception.subject)
                .text(&exception.ground),
            Self::ContractRecorded(contract) => {
                let waits = contract.terms.waiting.as_ref();
                let number = waits.map_or(&contract.number, |waits| &waits.value.number);
                let waits = waits.is_some() || !contract.is_vouched_for();
                between(contract, number).line_if(waits, "contract.recorded waits")
            }
            Self::ContractCountersigned(contract) => between(contract, &contract.number),
            Self::BlockRecorded(block) => {
                let said = said.block(block).day(block.from).name(&block.paper);
                match block.until {
                    Some(until) => said.line("block until").day(until),
                    None => said.line("block since"),
                }
            }
            Self::BlockLifted(block) => {
                let lifted = block.lifted.iter();
                lifted.fold(said.block(block), |said, lift| said.name(&lift.paper))
            }
            Self::RulingProposed(proposal) => proposed(proposal),
            Self::RulingSigned(Proposal { number, ruling }) => {
                let by = ruling.signed_by.iter();
                by.fold(said.number(*number), Said::name)
            }
            Self::CalendarProposed(proposal) => {
                said.name(&proposal.notice.year).number(proposal.number)
            }
            Self::CalendarLoaded { notice, .. } => {
                said.name(&notice.year.year).number(notice.edition)
            }
            Self::MeasuresProposed(one) | Self::MeasuresSigned(one) | Self::MeasuresLapsed(one) => {
                said.change(one)
            }
            Self::MeasuresGrounded(ground) => said.ground(ground),
            Self::TelephoneRevealed { matter, party } => {
                said.value(Value::Matter(*matter)).name(party)
            }
            Self::MeasuresLoaded { source, articles } => said.count(articles.0.len()).text(source),
        }
    }
}

fn named(system: &System, level: u8) -> Said {
    Said::default()
        .name(&system.name)
        .name(&system.code)
        .value(Value::Level(level))
}

fn between(contract: &Contract, number: &String) -> Said {
    Said::default()
        .name(&contract.unit)
        .name(&contract.provider)
        .name(number)
}

fn succeeded(party: &Party, systems: usize) -> Said {
    let said = Said::default();
    party.succeeded.iter().fold(said, |said, succession| {
        said.name(&party.code)
            .name(&succession.by)
            .day(succession.from)
            .count(systems)
            .text(&succession.document)
    })
}

fn registered(person: &Person, alike: &[Alike]) -> Said {
    let said = Said::by(if person.active {
        "person.registered active"
    } else {
        "person.registered left"
    })
    .name(&person.name)
    .name(&person.code);
    let posts = person.posts.iter();
    let said = posts.fold(said, |said, post| said.value(Value::Post(*post)));
    let said = said.line_if(!alike.is_empty(), "person.registered alike");
    alike.iter().fold(said, |said, other| {
        said.name(&other.person)
            .name(&other.party)
            .line(format!("alike {}", other.by.word()))
    })
}

fn proposed(Proposal { number, ruling }: &Proposal) -> Said {
    let said = Said::default().number(*number).day(ruling.effective);
    let said = ruling.values.iter().fold(said, |said, (parameter, value)| {
        said.ruled(&RulingUse {
            ruling: ruling.id,
            parameter: parameter.clone(),
            value: value.clone(),
        })
    });
    match &ruling.scope {
        Scope::City => said.line("ruling in the city"),
        Scope::Pool(pool) => said.line("ruling of a pool").name(pool),
        Scope::Party(party) => said.line("ruling of a party").name(party),
    }
}
