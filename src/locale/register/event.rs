//! What was registered, in one line.
use super::{
    ACCOUNT, ACCOUNT_CLOSED, ALIKE, CALENDAR, CALENDAR_PROPOSED, CITY, CONFIRMED, CONTRACT,
    CONTRACT_WAITS, COUNTERSIGNED, EXCEPTION, ITEM, MEASURES, MEASURES_GROUNDED, MEASURES_LAPSED,
    MEASURES_PROPOSED, MEASURES_SIGNED, OTHER, PARTY, PARTY_SCOPE, PERSON, PERSON_LEFT, POOL,
    POOL_SCOPE, RULING_PROPOSED, RULING_SIGNED, SUCCESSION, SYSTEM, TELEPHONE_REVEALED, TO_CONFIRM,
};
use crate::domain::law::code::PersonCode;
use crate::domain::law::party::{Alike, Party};
use crate::domain::law::ruling::{Proposal, Ruling, RulingUse};
use crate::domain::law::validity::MeasuresChange;
use crate::domain::register::Fact;
use crate::locale::{Lang, T, block, date, domain, event, joined, measures, ruling};

/// The lines of its events, by type or by name.
pub(in crate::locale) const HAPPENINGS: &[(&str, &[T])] = &[
    ("party.registered", &[PARTY]),
    ("party.succeeded", &[SUCCESSION]),
    ("person.registered active", &[PERSON]),
    ("person.registered left", &[PERSON_LEFT]),
    ("person.registered alike", &[ALIKE, OTHER]),
    ("account.bound open", &[ACCOUNT]),
    ("account.bound closed", &[ACCOUNT_CLOSED]),
    ("pool.registered", &[POOL]),
    ("system.registered", &[SYSTEM]),
    ("system.registered waits", &[TO_CONFIRM]),
    ("system.confirmed", &[CONFIRMED]),
    ("item.registered", &[ITEM]),
    ("exception.registered", &[EXCEPTION]),
    ("contract.recorded", &[CONTRACT]),
    ("contract.recorded waits", &[CONTRACT_WAITS]),
    ("contract.countersigned", &[COUNTERSIGNED]),
    ("block.recorded", &[block::RECORDED]),
    ("block.lifted", &[block::LIFTED]),
    ("block on city", &[block::CITY]),
    ("block on pool", &[block::POOL]),
    ("block on provider", &[block::PROVIDER]),
    ("block on unit", &[block::UNIT]),
    ("block on system", &[block::SYSTEM]),
    ("block until", &[block::SPAN]),
    ("block since", &[block::SINCE]),
    ("ruling.proposed", &[RULING_PROPOSED]),
    ("ruling in the city", &[CITY]),
    ("ruling of a pool", &[POOL_SCOPE]),
    ("ruling of a party", &[PARTY_SCOPE]),
    ("ruling.signed", &[RULING_SIGNED]),
    ("calendar.proposed", &[CALENDAR_PROPOSED]),
    ("calendar.loaded", &[CALENDAR]),
    ("measures.proposed", &[MEASURES_PROPOSED]),
    ("measures.signed", &[MEASURES_SIGNED]),
    ("measures.lapsed", &[MEASURES_LAPSED]),
    ("change numbered", &[measures::NUMBERED]),
    ("change until", &[measures::UNTIL_DAY]),
    ("change from", &[measures::FROM_DAY]),
    ("change paper", &[measures::PAPER]),
    ("change registered", &[measures::REGISTERED]),
    ("change waits", &[measures::WAITS]),
    ("change signed", &[measures::SIGNED]),
    ("change by itself", &[measures::BY_ITSELF]),
    ("measures.grounded", &[MEASURES_GROUNDED]),
    ("ground given", &[measures::GROUND]),
    ("ground of the city", &[measures::CITY]),
    ("measures.loaded", &[MEASURES]),
    ("telephone.revealed", &[TELEPHONE_REVEALED]),
];

/// What was registered, in one line.
#[expect(
    clippy::too_many_lines,
    reason = "an arm a fact, each in its own words"
)]
pub(in crate::locale) fn happened(lang: Lang, fact: &Fact) -> String {
    match fact {
        Fact::PartyRegistered(party) => {
            let kind = domain::party_kind(party.kind).get(lang);
            PARTY.fill(lang, &[&party.name, &party.code, &kind])
        }
        Fact::PartySucceeded { party, systems } => succession(lang, party, systems.len()),
        Fact::PersonRegistered { person, alike } => {
            let message = if person.active { PERSON } else { PERSON_LEFT };
            let posts = person
                .posts
                .iter()
                .map(|post| domain::post(*post).get(lang));
            let told = message.fill(lang, &[&person.name, &person.code, &joined(lang, posts)]);
            match self::alike(lang, alike) {
                Some(others) => ALIKE.fill(lang, &[&told, &others]),
                None => told,
            }
        }
        Fact::AccountBound(account) => {
            let message = if account.active {
                ACCOUNT
            } else {
                ACCOUNT_CLOSED
            };
            message.fill(lang, &[&account.login, &account.person])
        }
        Fact::PoolRegistered(pool) => {
            let mode = domain::cloud_mode(pool.mode).get(lang);
            POOL.fill(lang, &[&pool.name, &pool.code, &mode])
        }
        Fact::SystemRegistered(system) => {
            let (level, state) = match &system.grading.waiting {
                Some(waits) => (waits.value.protection_level, TO_CONFIRM.get(lang)),
                None if !system.is_confirmed() => (system.protection_level, TO_CONFIRM.get(lang)),
                None => (system.protection_level, ""),
            };
            SYSTEM.fill(lang, &[&system.name, &system.code, &level, &state])
        }
        Fact::SystemConfirmed(system) => {
            let funding = domain::funding(system.funding).get(lang);
            CONFIRMED.fill(
                lang,
                &[
                    &system.name,
                    &system.code,
                    &system.protection_level,
                    &funding,
                ],
            )
        }
        Fact::ItemRegistered(item) => {
            let basis = domain::price_basis(item.basis).get(lang);
            ITEM.fill(
                lang,
                &[&item.name, &item.code, &basis, &yuan(item.price_fen)],
            )
        }
        Fact::ExceptionRegistered(exception) => {
            let kind = domain::exception(exception.kind).get(lang);
            let ground = event::excerpt(&exception.ground);
            EXCEPTION.fill(lang, &[&exception.unit, &kind, &exception.subject, &ground])
        }
        Fact::ContractRecorded(contract) => {
            let told = [&contract.unit, &contract.provider];
            let (message, number) = match &contract.terms.waiting {
                Some(waits) => (CONTRACT_WAITS, &waits.value.number),
                None if contract.is_vouched_for() => (CONTRACT, &contract.number),
                None => (CONTRACT_WAITS, &contract.number),
            };
            message.fill(lang, &[told[0], told[1], number])
        }
        Fact::ContractCountersigned(contract) => COUNTERSIGNED.fill(
            lang,
            &[&contract.unit, &contract.provider, &contract.number],
        ),
        Fact::BlockRecorded(of) => block::recorded(lang, of),
        Fact::BlockLifted(of) => block::lifted(lang, of),
        Fact::RulingProposed(Proposal { number, ruling }) => RULING_PROPOSED.fill(
            lang,
            &[
                number,
                &parameters(lang, ruling),
                &date::date_long(lang, ruling.effective),
                &super::scope(lang, &ruling.scope),
            ],
        ),
        Fact::RulingSigned(Proposal { number, ruling }) => {
            let by = ruling.signed_by.as_ref().map_or("", PersonCode::as_str);
            RULING_SIGNED.fill(lang, &[number, &by])
        }
        Fact::CalendarProposed(proposal) => {
            CALENDAR_PROPOSED.fill(lang, &[&proposal.notice.year, &proposal.number])
        }
        Fact::CalendarLoaded { notice, .. } => {
            CALENDAR.fill(lang, &[&notice.year.year, &notice.edition])
        }
        Fact::MeasuresProposed(one) => changed(lang, MEASURES_PROPOSED, one),
        Fact::MeasuresSigned(one) => changed(lang, MEASURES_SIGNED, one),
        Fact::MeasuresLapsed(one) => changed(lang, MEASURES_LAPSED, one),
        Fact::MeasuresGrounded(ground) => {
            MEASURES_GROUNDED.fill(lang, &[&measures::ground_line(lang, ground)])
        }
        Fact::TelephoneRevealed { matter, party } => {
            TELEPHONE_REVEALED.fill(lang, &[&domain::matter_id(lang, *matter), party])
        }
        Fact::MeasuresLoaded { source, articles } => {
            MEASURES.fill(lang, &[&articles.0.len(), &event::excerpt(source)])
        }
    }
}

/// Which party took over from one, with how many systems.
fn succession(lang: Lang, party: &Party, systems: usize) -> String {
    let Some(succession) = &party.succeeded else {
        return String::new();
    };
    let from = date::date_long(lang, succession.from);
    let document = event::excerpt(&succession.document);
    SUCCESSION.fill(
        lang,
        &[&party.code, &succession.by, &from, &systems, &document],
    )
}

fn changed(lang: Lang, message: T, one: &MeasuresChange) -> String {
    message.fill(lang, &[&measures::change_line(lang, one)])
}

/// Persons of other parties who may be the same one: `某君（edu，同名）`; none if there are none.
fn alike(lang: Lang, others: &[Alike]) -> Option<String> {
    let others: Vec<_> = others
        .iter()
        .map(|other| {
            let by = domain::likeness(other.by).get(lang);
            OTHER.fill(lang, &[&other.person, &other.party, &by])
        })
        .collect();
    (!others.is_empty()).then(|| joined(lang, others.iter().map(String::as_str)))
}

/// What a ruling sets: `R16 交付（工作日）：5`.
fn parameters(lang: Lang, ruling: &Ruling) -> String {
    let used: Vec<_> = ruling
        .values
        .iter()
        .map(|(parameter, value)| {
            ruling::used(
                lang,
                &RulingUse {
                    ruling: ruling.id,
                    parameter: parameter.clone(),
                    value: value.clone(),
                },
            )
        })
        .collect();
    joined(lang, used.iter().map(String::as_str))
}

/// Fen as yuan, with both decimals.
fn yuan(fen: u64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}
