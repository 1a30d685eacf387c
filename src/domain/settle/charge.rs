//! What the lines that a matter issued cost in a cycle, from what is on record: the attested days, the contracts with who
//! delivers and the prices by them, and since when the unit is of the municipal budget.
//!
//! What happened to a line stands with it; no sum is stored beside that. A fact that arrives late, a day that is corrected, an amendment of a price, changes
//! what follows from it the next time somebody looks, and the same journal always comes to the same fen.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::convention::Conventions;
use super::cycle::Cycle;
use super::line::{Account, Known, Line, Terms};
use super::segment::Exit;
use super::usage::{Entry, Happened, Held};
use crate::domain::build::pool::CloudMode;
use crate::domain::law::calendar::Calendar;
use crate::domain::law::code::{ItemCode, PartyCode};
use crate::domain::law::matter::{Matter, Role};
use crate::domain::law::party::Party;
use crate::domain::law::world::World;
use crate::domain::purchase::agreement::{self, Agreement, Pricing};
use crate::domain::purchase::catalogue::Contract;
use crate::domain::purchase::price::PriceTable;
use crate::domain::record::{contract_key, pricing_key};
use crate::domain::r#use::attestation::Attestation;
use crate::domain::r#use::resource::{Turn, Used};

/// That what a matter asked for was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Issue<'m> {
    /// The day that whoever delivered reports.
    pub reported_on: NaiveDate,
    /// What the unit attests of it, or what was determined in its place; none before that.
    pub attestation: Option<&'m Attestation>,
}

/// One issued line and what it costs in a cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// Which of the matter's lines, from 1.
    pub line: u32,
    /// Of what.
    pub item: ItemCode,
    /// How many.
    pub quantity: u32,
    /// What its contract says.
    pub terms: Terms,
    /// What it comes to, if it is used to the end of the cycle.
    pub account: Account,
    /// What one day of it costs today, in fen, rounded (R5); none without a price today. Before anybody attests it, it
    /// is what is not billed for every day that nobody does.
    pub daily_fen: Option<u64>,
}

/// What the lines of a matter cost in a cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charges {
    /// The cycle.
    pub cycle: Cycle,
    /// The conventions that it is computed under.
    pub conventions: Conventions,
    /// Whether a completion day is attested or determined; nothing is billed before (R2).
    pub attested: bool,
    /// A line each.
    pub lines: Vec<Charge>,
}

impl Charges {
    /// What a line costs; none of one that is not billed at all.
    #[must_use]
    pub fn line(&self, line: u32) -> Option<&Charge> {
        self.lines.iter().find(|charge| charge.line == line)
    }

    /// The same of one line alone; none of one that is not billed at all.
    #[must_use]
    pub fn of_line(mut self, line: u32) -> Option<Self> {
        self.lines.retain(|charge| charge.line == line);
        (!self.lines.is_empty()).then_some(self)
    }

    /// What every day costs, in fen, on which nobody attests when it was complete (拖延计价); none once somebody did, or
    /// without any price.
    #[must_use]
    pub fn delay_fen(&self) -> Option<u64> {
        let priced = self.lines.iter().filter_map(|line| line.daily_fen);
        let priced = priced.filter(|_| !self.attested);
        priced.reduce(u64::saturating_add)
    }

    /// What the lines come to in the cycle if they are used to its end, in fen; none before anybody attested when they were
    /// complete, or where a day has no price.
    #[must_use]
    pub fn billed_fen(&self) -> Option<u64> {
        let lines = self.lines.iter();
        let billed = sum(lines.map(|line| line.account.amount_fen()));
        billed.filter(|_| self.attested)
    }

    /// What the lines of a matter cost in the cycle that a day lies in, as known on that day; none of a matter that issued
    /// nothing, or from a self-built pool, which is not billed (Art. 39).
    #[must_use]
    pub fn of(world: &dyn World, matter: &Matter, today: NaiveDate) -> Option<Self> {
        Self::in_cycle(world, matter, Cycle::of(today), today)
    }

    /// What they cost in a cycle, as known on a day.
    #[must_use]
    pub fn in_cycle(
        world: &dyn World,
        matter: &Matter,
        cycle: Cycle,
        today: NaiveDate,
    ) -> Option<Self> {
        let asked = matter.body.asked()?;
        let issue = matter.body.issue()?;
        if asked.mode == CloudMode::SelfBuilt {
            return None;
        }
        let operator = matter.head.party(Role::Operator)?;
        let unit: Party = world.find(matter.head.party(Role::Unit)?.as_str())?;
        let conventions = conventions(world, matter, today);
        let levels = levels(&unit);
        let own: Option<Contract> = world.find(&contract_key(&unit.code, operator));
        let first_day = own_first_day(own.as_ref(), &unit, today);
        // On the days on which the unit is of the municipal budget nothing is billed by its own.
        let own = own.map_or_else(Vec::new, |contract| contract.vouched());
        let contracts = world.agreements(operator);
        let recorded = issue
            .attestation
            .map(|attested| attested.confirmed_at.day());
        let issued = (1..).zip(&asked.lines).filter_map(|(number, _)| {
            let issued = asked.issued_as(number)?;
            (issued.quantity > 0).then_some((number, issued))
        });
        let lines = issued.map(|(number, issued)| {
            let entry = Entry {
                recorded_on: recorded.unwrap_or(issue.reported_on).min(today),
                happened: Happened::Issued(Held {
                    attested_on: issue.attestation.map(|attested| attested.completed_on),
                    item: issued.item.clone(),
                    quantity: issued.quantity,
                }),
            };
            let turns = asked.turns_of(number);
            let history: Vec<Entry> = [entry].into_iter().chain(turns.map(turned)).collect();
            let mut last = asked.turns_of(number).rev();
            let last = last
                .find_map(|turn| turn.into.clone())
                .unwrap_or(issued.clone());
            let runs = asked.used(number).is_some();
            let was = asked.turns_of(number).filter_map(|turn| turn.into.as_ref());
            let items: BTreeSet<&ItemCode> =
                was.map(|used| &used.item).chain([&issued.item]).collect();
            let tables = items.into_iter().map(|item| {
                let pricing: Option<Pricing> = world.find(&pricing_key(operator, item));
                let agreed = pricing.map_or_else(Vec::new, |pricing| pricing.agreed);
                let beside = (!own.is_empty())
                    .then(|| agreement::prices_beside(item, &contracts, &agreed, &own));
                (agreement::prices(item, &contracts, &agreed), beside)
            });
            let (city, own_prices): (Vec<PriceTable>, Vec<Option<PriceTable>>) = tables.unzip();
            let own_prices = own_prices.into_iter().flatten();
            let terms = terms(&contracts, conventions, world.calendar());
            let terms = Terms {
                first_day: first_day.unwrap_or(terms.first_day),
                prices: city
                    .into_iter()
                    .reduce(PriceTable::with)
                    .unwrap_or_default(),
                own: own_prices.reduce(PriceTable::with),
                ..terms
            };
            let line = Line {
                levels: &levels,
                mode: asked.mode,
                terms: &terms,
                history: &history,
            };
            let known = Known {
                paid_on: None,
                as_of: today,
            };
            let account = line.account(cycle, known, conventions);
            let prices = terms.prices(unit.municipal_budget);
            let yearly = prices.on(&last.item, today).filter(|_| runs);
            let yearly =
                yearly.map(|version| version.yearly_sum(last.quantity, conventions.tiering));
            let daily = |sum: u64| conventions.rounding.whole(sum.into(), account.divisor);
            Charge {
                line: number,
                item: last.item,
                quantity: last.quantity,
                daily_fen: yearly.map(daily),
                account,
                terms,
            }
        });
        let lines: Vec<Charge> = lines.collect();
        (!lines.is_empty()).then(|| Self {
            cycle,
            conventions,
            attested: issue.attestation.is_some(),
            lines,
        })
    }
}

/// The conventions of bills as they are ruled for a matter on a day.
#[must_use]
pub fn conventions(world: &dyn World, matter: &Matter, on: NaiveDate) -> Conventions {
    let scopes = matter.body.scopes(&matter.head);
    let rulings = world.rulings();
    Conventions::under(|id, name| rulings.value(id, name, on, &scopes))
}

/// Amounts in fen together; none while one of them is open.
pub fn sum(amounts: impl IntoIterator<Item = Option<u64>>) -> Option<u64> {
    let mut amounts = amounts.into_iter();
    amounts.try_fold(0, |sum: u64, more| Some(sum.saturating_add(more?)))
}

/// What a unit pays a year for what it uses, at the price in force on a day; none without a price that day.
#[must_use]
pub fn yearly_fen(
    world: &dyn World,
    (unit, operator): (&Party, &PartyCode),
    used: &Used,
    on: NaiveDate,
    conventions: Conventions,
) -> Option<u64> {
    let own: Option<Contract> = world.find(&contract_key(&unit.code, operator));
    let own = own.filter(|_| !unit.municipal_budget);
    let own = own.map_or_else(Vec::new, |contract| contract.vouched());
    let pricing: Option<Pricing> = world.find(&pricing_key(operator, &used.item));
    let agreed = pricing.map_or_else(Vec::new, |pricing| pricing.agreed);
    let contracts = world.agreements(operator);
    let prices = agreement::prices_beside(&used.item, &contracts, &agreed, &own);
    let version = prices.on(&used.item, on)?;
    Some(version.yearly_sum(used.quantity, conventions.tiering))
}

/// Since when a unit is of the municipal budget, and was before.
fn levels(unit: &Party) -> Vec<(NaiveDate, bool)> {
    let former = unit.budget.former.iter();
    let former = former.map(|former| (former.from, former.value));
    former
        .chain([(unit.budget.from, unit.municipal_budget)])
        .collect()
}

/// The first day of the contract that a unit has itself with who delivers, where it is outside the municipal budget
/// (Art. 40).
fn own_first_day(own: Option<&Contract>, unit: &Party, today: NaiveDate) -> Option<NaiveDate> {
    let own = own.filter(|_| !unit.municipal_budget);
    let counts = own.and_then(|contract| contract.counting_on(today));
    counts.map(|terms| terms.starts_on)
}

/// What became of a line, as billing sees it.
fn turned(turn: &Turn) -> Entry {
    let from = Some(turn.from);
    Entry {
        recorded_on: turn.recorded_on,
        happened: match &turn.into {
            Some(used) => Happened::Changed(Held {
                attested_on: from,
                item: used.item.clone(),
                quantity: used.quantity,
            }),
            None => Happened::Terminated(from),
        },
    }
}

/// What the city's contracts with who delivers say, but for prices. The first settlement cycle begins with the first of
/// them (Art. 40); without any nothing is held back.
#[must_use]
pub fn terms(contracts: &[Agreement], conventions: Conventions, calendar: &Calendar) -> Terms {
    let begins = contracts.iter().filter_map(|one| one.first_cycle_start);
    Terms {
        first_day: begins.min().unwrap_or(NaiveDate::MIN),
        prices: PriceTable::default(),
        own: None,
        exit: exit(contracts, conventions, calendar),
    }
}

/// The free months after the last contract with who delivers ended (Art. 17); none while one runs or is to run.
fn exit(contracts: &[Agreement], conventions: Conventions, calendar: &Calendar) -> Option<Exit> {
    let ends = contracts.iter().map(|one| (one.starts_on, one.until()));
    // One that was terminated before its term began never held.
    let ends = ends.filter(|(from, until)| until.is_none_or(|until| *from < until));
    let ends: Option<Vec<NaiveDate>> = ends.map(|(_, until)| until).collect();
    let ended_on = ends?.into_iter().max()?;
    Some(Exit::of(ended_on, conventions, calendar))
}
