//! The demo city's contracts: one with each provider and one with the agency, from the need to the filing, and since then
//! looked after: the list of the seriously dishonest was looked at again, and one price falls with the new year.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::domain::law::act::{Act, Opening};
use crate::domain::law::clock::civil_date;
use crate::domain::law::code::PartyCode;
use crate::domain::law::command::Command;
use crate::domain::law::field::Paragraph;
use crate::domain::law::matter::MatterId;
use crate::domain::law::money::yuan;
use crate::domain::purchase::agreement::{EndDay, Object};
use crate::domain::purchase::procurement::{self as rules, Clause};
use crate::domain::r#use::asked::Decision;
use crate::ledger::batch::Batch;
use crate::locale::city as words;

use super::demo::Failure;
use super::officials::Officials;
use super::starter;
use super::story_step::Doer;

/// Who has a contract with the city.
const CONTRACTORS: [(&str, Object); 4] = [
    ("provider-a", Object::Cloud),
    ("provider-b", Object::Cloud),
    ("provider-c", Object::Cloud),
    ("agency-a", Object::Assistance),
];
/// How many of each item are needed.
const NEEDED: u32 = 200;

/// The contracts of a city, as they are made.
pub(super) struct Contracts {
    /// Who makes them.
    pub(super) officials: Officials,
    matters: Vec<MatterId>,
}

impl Contracts {
    pub(super) fn of(officials: Officials) -> Self {
        Self {
            officials,
            matters: Vec::new(),
        }
    }

    /// Procures, signs, publishes and files them all.
    pub(super) fn sign(&mut self, batch: &mut Batch<'_>, at: DateTime<Utc>) -> Result<(), Failure> {
        for (number, (contractor, object)) in (1_u32..).zip(CONTRACTORS) {
            let open = Command::Open(Opening::Procurement(self.open(contractor, object)));
            let Some(id) = self
                .officials
                .act(batch, Doer::AuthorityHandler, open, at)?
            else {
                continue;
            };
            self.matters.push(id);
            for (doer, done) in self.road(number, contractor, object, civil_date(at)) {
                let command = Command::On(id, Act::Procurement(done));
                self.officials.act(batch, doer, command, at)?;
            }
        }
        Ok(())
    }

    /// What has come since: a look at the list for each, and a price that falls with the next year.
    pub(super) fn look_after(
        &mut self,
        batch: &mut Batch<'_>,
        at: DateTime<Utc>,
    ) -> Result<(), Failure> {
        let today = civil_date(at);
        for id in self.matters.clone() {
            let check = rules::Act::Check(rules::Check {
                checked_on: today,
                source: self.officials.text(words::DISHONESTY_LIST),
                evidence: self.officials.text(words::DISHONESTY_EVIDENCE).into(),
                listed_on: None,
            });
            let command = Command::On(id, Act::Procurement(check));
            self.officials
                .act(batch, Doer::AuthorityHandler, command, at)?;
        }
        let next_year = NaiveDate::from_ymd_opt(today.year() + 1, 1, 1);
        if let Some((id, effective_on)) = self.matters.first().copied().zip(next_year) {
            let prices = starter::items(self.officials.lang).into_iter().take(1);
            let cheaper = prices.map(|item| {
                let fen = item.price_fen / 100 * 95;
                Paragraph(format!("{} {}", item.code, yuan(fen)))
            });
            let amend = rules::Act::Amend(rules::Amend {
                number: words::CONTRACT_NUMBER.fill(self.officials.lang, &[&today.year(), &"1-1"]),
                signed_on: today,
                effective_on,
                prices: Some(cheaper.collect()),
                ends_on: None,
                end_day: None,
                reason: self.officials.text(words::AMENDMENT).into(),
                retroactive_reason: None,
            });
            let command = Command::On(id, Act::Procurement(amend));
            self.officials
                .act(batch, Doer::SupportReviewer, command, at)?;
        }
        Ok(())
    }

    fn open(&self, contractor: &str, object: Object) -> rules::Opening {
        let needs = starter::items(self.officials.lang).into_iter();
        let needs = needs.map(|item| Paragraph(format!("{} {NEEDED}", item.code)));
        let name = starter::name_of(self.officials.lang, contractor);
        rules::Opening::Open(rules::Open {
            title: words::PROCURED.fill(self.officials.lang, &[&name]),
            object,
            needs: (object == Object::Cloud).then(|| needs.collect()),
            basis: self.officials.text(words::PROCUREMENT_BASIS).into(),
        })
    }

    /// From the need that was stated to the contract that is filed.
    fn road(
        &self,
        number: u32,
        contractor: &str,
        object: Object,
        today: NaiveDate,
    ) -> Vec<(Doer, rules::Act)> {
        let cloud = object == Object::Cloud;
        let list = || self.officials.text(words::DISHONESTY_LIST);
        let seen = || Paragraph(self.officials.text(words::DISHONESTY_EVIDENCE));
        let prices = starter::items(self.officials.lang).into_iter();
        let prices =
            prices.map(|item| Paragraph(format!("{} {}", item.code, yuan(item.price_fen))));
        let clauses = Clause::ALL.into_iter();
        let clauses: BTreeSet<Clause> = clauses.filter(|one| one.is_wanted_of(object)).collect();
        vec![
            (
                Doer::AuthorityReviewer,
                rules::Act::Review(rules::Review {
                    decision: Decision::Approve,
                    opinion: None,
                }),
            ),
            (
                Doer::AuthorityReviewer,
                rules::Act::Award(rules::Award {
                    winner: PartyCode::new(contractor),
                    notified_on: today,
                    checked_on: today,
                    source: list(),
                    evidence: seen(),
                    listed_on: None,
                }),
            ),
            (
                Doer::SupportReviewer,
                rules::Act::Sign(rules::Sign {
                    number: words::CONTRACT_NUMBER
                        .fill(self.officials.lang, &[&today.year(), &number]),
                    signed_on: today,
                    starts_on: None,
                    ends_on: today
                        .with_year(today.year() + 3)
                        .and_then(|day| day.pred_opt()),
                    end_day: Some(EndDay::Included),
                    first_cycle_start: cloud.then_some(today),
                    prices: cloud.then(|| prices.collect()),
                    clauses,
                    checked_on: today,
                    source: list(),
                    evidence: seen(),
                    listed_on: None,
                }),
            ),
            (
                Doer::SupportHandler,
                rules::Act::Publish(rules::Publish {
                    published_on: today,
                    place: self.officials.text(words::PROCUREMENT_SITE),
                }),
            ),
            (
                Doer::SupportHandler,
                rules::Act::File(rules::File {
                    filed_on: today,
                    receipt: None,
                }),
            ),
        ]
    }
}
