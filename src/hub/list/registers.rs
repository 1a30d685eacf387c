//! The registers as lists. A register is declared once: its columns, and what each says of a record.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::build::capacity::Dimension;
use crate::domain::law::block::Subject;
use crate::domain::law::party::Actor;
use crate::domain::record::{Record, RecordKind};
use crate::domain::r#use::inventory::Severity;
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;

use super::cell::{Cell, Status, Term};
use super::column::Column;
use super::money::Bills;
use super::names::NameBook;

mod reading;
mod state;

pub(super) use reading::Register;
use state::{became, given_out, in_use, price_today, term_state};

/// What the cells of a record are made with.
struct Lookups<'s> {
    snapshot: &'s Snapshot,
    actor: &'s Actor,
    names: NameBook<'s>,
    bills: Bills<'s>,
    today: NaiveDate,
    now: DateTime<Utc>,
}

/// Declares registers: those in brackets are shown unless others are chosen, the first of all is the one that the
/// register is kept by.
macro_rules! registers {
    ($($kind:ident($record:ident, $lookups:ident) {
        [$($shown:ident => $cell:expr),+ $(,)?]
        $($more:ident => $other:expr),* $(,)?
    })+) => {
        /// The registers that are lists, in the order in which they are shown.
        pub const REGISTERS: &[RecordKind] = &[$(RecordKind::$kind),+];

        /// The columns of a register; one that is no list has none.
        pub(super) fn columns(kind: RecordKind) -> &'static [Column] {
            $(if kind == RecordKind::$kind {
                return &[$(Column::$shown,)+ $(Column::$more,)*];
            })+
            &[]
        }

        /// How many of them are shown unless others are chosen.
        pub(super) fn shown(kind: RecordKind) -> usize {
            $(if kind == RecordKind::$kind {
                return [$(Column::$shown),+].len();
            })+
            0
        }

        /// What a record says in a column.
        fn cell(record: &Record, column: Column, lookups: &mut Lookups) -> Result<Cell, LedgerError> {
            $(if let Record::$kind($record) = record {
                let $lookups = lookups;
                $(if column == Column::$shown {
                    return Ok($cell);
                })+
                $(if column == Column::$more {
                    return Ok($other);
                })*
                return Ok(Cell::Nothing);
            })+
            Ok(Cell::Nothing)
        }
    };
}

registers! {
    Party(party, _room) {
        [
            Code => Cell::code(&party.code),
            Kind => Cell::Term(Term::Party(party.kind)),
            Name => Cell::text(&party.name),
        ]
        ShortName => Cell::text(party.short_name.as_deref().unwrap_or_default()),
        PaperWord => Cell::text(&party.paper_word),
        Region => Cell::Term(Term::Region(party.region)),
        Budget => Cell::Term(Term::Budget(party.municipal_budget)),
    }
    Person(person, lookups) {
        [
            Code => Cell::code(&person.code),
            Name => Cell::text(&person.name),
            Affiliation => lookups.names.party(&person.party)?,
            Posts => Cell::Terms(person.posts.iter().copied().map(Term::Post).collect()),
        ]
        State => Cell::status(in_use(person.active)),
        Telephone => Cell::text(&person.telephone),
    }
    Account(account, lookups) {
        [
            Login => Cell::code(&account.login),
            Person => Cell::text(&lookups.names.call(&account.person)?),
            State => Cell::status(in_use(account.active)),
        ]
    }
    Pool(pool, lookups) {
        [
            Code => Cell::code(&pool.code),
            State => Cell::status(lookups.service_of(pool)?),
            Mode => Cell::Term(Term::Mode(pool.mode)),
            Used => Cell::Number(lookups.used_from(&pool.code)?),
            Operator => lookups.names.party(&pool.operator)?,
            Region => Cell::Term(Term::Region(pool.region)),
            BuiltOn => pool.built_on.map_or(Cell::Nothing, Cell::Day),
            Name => Cell::text(&pool.name),
        ]
        Room => lookups.availability_of(&pool.code)?,
    }
    System(system, lookups) {
        [
            Code => Cell::code(&system.code),
            Unit => lookups.names.party(&system.unit)?,
            Confirmed => Cell::Graded {
                level: system.protection_level,
                status: match (&system.grading.waiting, &system.grading.approved_by) {
                    (Some(_), _) => Status::Proposed,
                    (None, Some(_)) => Status::Confirmed,
                    (None, None) => Status::Unconfirmed,
                },
                waits: system.grading.waiting.as_ref().map(|waits| waits.value.protection_level),
            },
            Name => Cell::text(&system.name),
        ]
        Funding => Cell::Term(Term::Funding(system.funding)),
    }
    Item(item, _room) {
        [
            Code => Cell::code(&item.code),
            Price => Cell::Money(item.price_fen),
            Name => Cell::text(&item.name),
            Specification => Cell::text(&item.specification),
        ]
        Family => Cell::text(&item.family),
        CountedIn => Cell::text(&item.unit),
        PriceBasis => Cell::Term(Term::PriceBasis(item.basis)),
        Number => item.listed.as_ref().map_or(Cell::Nothing, |listed| Cell::text(&listed.number)),
        Since => item.listed.as_ref().map_or(Cell::Nothing, |listed| Cell::Day(listed.since)),
    }
    Listing(listing, _room) {
        [
            Edition => Cell::text(&listing.number),
            Code => Cell::code(&listing.item),
            Cap => Cell::Money(listing.yearly_fen()),
            CapBefore => listing.before_fen.map_or(Cell::Nothing, Cell::Money),
            State => became(listing),
            Name => Cell::text(&listing.name),
        ]
        Matter => Cell::Matter(listing.edition),
        Planned => Cell::Number(listing.planned.into()),
        Specification => Cell::text(&listing.specification),
        Family => Cell::text(&listing.family),
        CountedIn => Cell::text(&listing.unit),
    }
    Resource(resource, lookups) {
        [
            Resource => Cell::Resource(resource.id),
            System => Cell::text(&lookups.names.call(&resource.system)?),
            Name => Cell::text(&resource.used.name),
            Quantity => Cell::Number(resource.used.quantity.into()),
            State => Cell::Term(Term::Resource(resource.state)),
            Billed => lookups.bills.cell(resource.id)?,
            Since => resource.attested_on.map_or(Cell::Nothing, Cell::Day),
        ]
        InWork => resource.claimed_by.map_or(Cell::Nothing, Cell::Matter),
        Pool => Cell::text(&lookups.names.call(&resource.pool)?),
        Unit => lookups.names.party(&resource.unit)?,
        Operator => lookups.names.party(&resource.operator)?,
        Until => resource.ended_on.map_or(Cell::Nothing, Cell::Day),
        Matter => Cell::Matter(resource.id.matter),
        Specification => Cell::text(&resource.used.specification),
        Mode => Cell::Term(Term::Mode(resource.mode)),
    }
    Contract(contract, lookups) {
        [
            Unit => lookups.names.party(&contract.unit)?,
            Provider => lookups.names.party(&contract.provider)?,
            Number => Cell::text(&contract.number),
            Term => Cell::Span { from: contract.starts_on, until: contract.ends_on },
            Countersigned => Cell::status(if contract.is_vouched_for() {
                Status::Countersigned
            } else {
                Status::NotCountersigned
            }),
        ]
        SignedOn => Cell::Day(contract.signed_on),
        Amount => contract.amount_fen.map_or(Cell::Nothing, Cell::Money),
    }
    Agreement(agreement, lookups) {
        [
            Contractor => lookups.names.party(&agreement.contractor)?,
            Number => Cell::text(&agreement.number),
            Kind => Cell::Term(Term::Object(agreement.object)),
            Term => Cell::Span {
                from: agreement.starts_on,
                until: agreement.until().and_then(|until| until.pred_opt()),
            },
            State => Cell::status(term_state(agreement, lookups.today)),
        ]
        SignedOn => Cell::Day(agreement.signed_on),
        FirstCycle => agreement.first_cycle_start.map_or(Cell::Nothing, Cell::Day),
        Matter => Cell::Matter(agreement.matter),
    }
    Pricing(pricing, lookups) {
        [
            Contractor => lookups.names.party(&pricing.contractor)?,
            Name => Cell::text(&lookups.names.call(&pricing.item)?),
            Price => price_today(pricing, lookups)?.map_or(Cell::Nothing, |held| Cell::Money(held.price.at(1))),
            PriceBasis => price_today(pricing, lookups)?.map_or(Cell::Nothing, |held| {
                Cell::Term(Term::PriceBasis(held.basis))
            }),
            Since => price_today(pricing, lookups)?.map_or(Cell::Nothing, |held| Cell::Day(held.from)),
        ]
    }
    Exception(exception, lookups) {
        [
            Unit => lookups.names.party(&exception.unit)?,
            Kind => Cell::Term(Term::Exception(exception.kind)),
            Subject => Cell::text(&match exception.item() {
                Some(item) => lookups.names.call(item)?,
                None => exception.subject.clone(),
            }),
            Term => Cell::Span { from: exception.granted.from, until: exception.until },
            State => Cell::status(exception.stands_on(lookups.today).into()),
        ]
        Ground => Cell::text(&exception.ground.replace('\n', " ")),
        AskedBy => Cell::text(&lookups.names.call(&exception.granted.entered_by)?),
        By => match &exception.granted.approved_by {
            Some(person) => Cell::text(&lookups.names.call(person)?),
            None => Cell::Nothing,
        },
    }
    Capacity(capacity, lookups) {
        [
            Code => Cell::code(&capacity.pool),
            Vcpu => given_out(capacity, Dimension::Vcpu),
            Memory => given_out(capacity, Dimension::MemoryGib),
            FastDisk => given_out(capacity, Dimension::FastDiskGib),
            OrdinaryDisk => given_out(capacity, Dimension::OrdinaryDiskGib),
            Name => Cell::text(&lookups.names.call(&capacity.pool)?),
        ]
        Bandwidth => given_out(capacity, Dimension::BandwidthMbps),
        Gpu => given_out(capacity, Dimension::Gpu),
        Addresses => given_out(capacity, Dimension::Addresses),
        Since => Cell::Day(capacity.measured.from),
        Source => Cell::text(&capacity.basis),
        By => Cell::text(&lookups.names.call(&capacity.measured.entered_by)?),
    }
    Holding(holding, lookups) {
        [
            Holder => Cell::text(&holding.holder_name),
            Held => Cell::text(&holding.held_name),
            Share => Cell::Share(holding.share),
            State => Cell::status(match (holding.stake().is_none(), holding.control) {
                (true, _) => Status::Over,
                (false, true) => Status::InControl,
                (false, false) => Status::InForce,
            }),
            Since => Cell::Day(holding.stakes.from),
        ]
        Kind => if holding.state { Cell::status(Status::TheState) } else { Cell::Nothing },
        Source => Cell::text(&holding.source),
        By => match &holding.stakes.approved_by {
            Some(person) => Cell::text(&lookups.names.call(person)?),
            None => Cell::Nothing,
        },
    }
    Inventory(inventory, lookups) {
        [
            Seq => Cell::Number(u64::from(inventory.number)),
            Day => Cell::Day(inventory.as_of),
            Pool => Cell::text(&lookups.names.call(&inventory.pool)?),
            Kind => Cell::Term(Term::Inventory(inventory.kind)),
            Quantity => Cell::Number(u64::from(inventory.listed)),
            Cleared => Cell::Number(u64::from(inventory.cleared)),
            Unknown => Cell::Number(u64::from(inventory.unknown)),
        ]
        Used => Cell::Number(u64::from(inventory.running)),
        Operator => lookups.names.party(&inventory.operator)?,
        Source => Cell::text(&inventory.source),
        By => Cell::text(&lookups.names.call(&inventory.taken_by)?),
    }
    Finding(finding, lookups) {
        [
            Seq => Cell::Number(u64::from(finding.number)),
            State => Cell::status(match finding.settled {
                Some(_) => Status::Settled,
                None => Status::Unsettled,
            }),
            Severity => Cell::status(match finding.severity {
                Severity::Critical => Status::Critical,
            }),
            Instance => Cell::text(&finding.instance),
            Operator => lookups.names.party(&finding.against)?,
            Certificate => match &finding.certificate {
                Some(number) => Cell::text(&number.to_string()),
                None => Cell::Matter(finding.cleared_by),
            },
        ]
        Pool => Cell::text(&lookups.names.call(&finding.pool)?),
        Since => Cell::Day(finding.first_seen.as_of),
        Quantity => Cell::Number(u64::from(finding.times)),
        Matter => Cell::Matter(finding.cleared_by),
        Resource => Cell::Resource(finding.resource),
        Paper => finding.settled.as_ref().map_or(Cell::Nothing, |settled| Cell::text(&settled.paper)),
    }
    Block(block, lookups) {
        [
            Seq => Cell::Number(u64::from(block.number)),
            State => Cell::status(if block.is_over(lookups.now) {
                Status::Over
            } else if block.stands(lookups.now) {
                Status::InForce
            } else {
                Status::ToCome
            }),
            Kind => Cell::Term(Term::Ground(block.ground)),
            Subject => match &block.subject {
                Subject::City => Cell::status(Status::WholeCity),
                Subject::Pool(pool) => Cell::text(&lookups.names.call(pool)?),
                Subject::Provider(party) | Subject::Unit(party) => {
                    lookups.names.party(party)?
                }
                Subject::System(system) => {
                    Cell::text(&lookups.names.call(system)?)
                }
            },
            Term => Cell::Span { from: block.from, until: block.until },
            Paper => Cell::text(&block.paper),
        ]
        Ground => Cell::text(&block.reason.replace('\n', " ")),
        By => Cell::text(&lookups.names.call(&block.recorded_by)?),
        Lifted => match &block.lifted {
            Some(lift) => Cell::text(&lift.paper),
            None => Cell::Nothing,
        },
    }
}

/// The columns of the resources of one system from one pool: neither is said again in every row.
pub(super) const RESOURCES_OF_ONE: &[Column] = &[
    Column::Resource,
    Column::Name,
    Column::Quantity,
    Column::State,
    Column::Billed,
    Column::Since,
    Column::InWork,
    Column::Until,
    Column::Specification,
    Column::Unit,
    Column::Operator,
    Column::Matter,
];
/// How many of them are shown unless others are chosen.
pub(super) const SHOWN_OF_ONE: usize = 6;

/// The column that a register is kept by: the code or number that its records are found under.
pub(super) fn kept_by(kind: RecordKind) -> Column {
    columns(kind).first().copied().unwrap_or(Column::Code)
}
