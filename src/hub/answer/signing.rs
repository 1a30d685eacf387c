//! Questions about what takes two persons: what waits for the signature of whoever asks, and what an act would change of
//! the rules.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::law::authority::check_actor;
use crate::domain::law::calendar::{Notice, SpecialDay};
use crate::domain::law::clock::civil_date;
use crate::domain::law::code::PersonCode;
use crate::domain::law::command::Command;
use crate::domain::law::decide::decide;
use crate::domain::law::event::Event;
use crate::domain::law::proposal::{Otherwise, ToSign};
use crate::domain::law::ruling::Proposal;
use crate::domain::law::validity::{MeasuresChange, validity};
use crate::domain::record::{Record, Registered};
use crate::domain::register::{Act, SignCalendar, SignMeasures, SignRuling};
use crate::ledger::error::LedgerError;

use super::super::request::TO_SIGN_LIMIT;
use super::Room;

/// A proposal that nobody signed, with the act that would.
struct Unsigned {
    act: Act,
    waits: ToSign,
    by: PersonCode,
}

impl Room<'_> {
    /// What waits for the signature of whoever asks: what the rules would let them sign now, and nothing else.
    pub(super) fn to_sign(&self) -> Result<Vec<ToSign>, LedgerError> {
        let view = self.snapshot.view();
        let may = |one: &Unsigned| {
            let command = Command::Keep(one.act.clone());
            decide(&view, &self.actor, self.now, &command, None).is_ok()
        };
        // Each costs a decision: it stops once there are as many as are told.
        let unsigned: Vec<_> = self.unsigned().filter(may).take(TO_SIGN_LIMIT).collect();
        view.settle()?;
        let named = unsigned.into_iter().map(|one| {
            Ok(ToSign {
                by: self.name(&one.by)?,
                ..one.waits
            })
        });
        named.collect()
    }

    /// What nobody signed, of what the actor may sign at all. A ruling whose day is past is not among it: it could only be
    /// refused, and such may become many.
    fn unsigned(&self) -> impl Iterator<Item = Unsigned> {
        let facts = &self.snapshot.facts;
        let today = civil_date(self.now);
        let waiting = |act: Act, number, ruling, until, by: &PersonCode| Unsigned {
            waits: ToSign {
                verb: act.verb().into(),
                number,
                ruling,
                until,
                by: String::new(),
            },
            act,
            by: by.clone(),
        };
        let rulings = facts.rulings.rulings().iter().zip(1..);
        let rulings = rulings
            .filter(move |(ruling, _)| ruling.signed_by.is_none() && ruling.effective >= today);
        let rulings = rulings.map(move |(ruling, number)| {
            let act = Act::SignRuling(SignRuling { proposal: number });
            let (id, until) = (Some(ruling.id), Some(ruling.effective));
            waiting(act, number, id, until, &ruling.proposed_by)
        });
        let notices = facts.notices_to_sign.iter().map(move |(number, by)| {
            let act = Act::SignCalendar(SignCalendar { proposal: *number });
            waiting(act, *number, None, None, by)
        });
        let changes = facts.measures.iter();
        let changes = changes.filter(|change| change.signed_by.is_none());
        let changes = changes.map(move |change| {
            let number = change.number;
            let act = Act::SignMeasures(SignMeasures { proposal: number });
            waiting(act, number, None, None, &change.proposed_by)
        });
        let all = rulings.chain(notices).chain(changes);
        all.filter(|one| check_actor(one.waits.verb, &self.actor).is_ok())
    }

    /// What of the rules would be otherwise once these events act, or once the proposals among them are signed.
    pub(super) fn otherwise(&self, events: &[Event]) -> Vec<Otherwise> {
        let records = events.iter().flat_map(Event::records);
        records.flat_map(|record| self.by_record(&record)).collect()
    }

    fn by_record(&self, record: &Record) -> Vec<Otherwise> {
        let ruled = Proposal::of(record.clone()).map(|proposal| self.ruled(&proposal));
        let days = Notice::of(record.clone()).map(|notice| self.days(&notice));
        let last = MeasuresChange::of(record.clone()).map(|change| self.last_day(change));
        let all = [ruled, days, last];
        all.into_iter().flatten().flatten().collect()
    }

    fn ruled(&self, Proposal { ruling, .. }: &Proposal) -> Vec<Otherwise> {
        let book = &self.snapshot.facts.rulings;
        let scope = std::slice::from_ref(&ruling.scope);
        let values = ruling.values.iter().map(|(name, value)| Otherwise::Ruled {
            from: book.value(ruling.id, name, ruling.effective, scope),
            to: value.clone(),
        });
        values.collect()
    }

    fn days(&self, Notice { year, .. }: &Notice) -> Vec<Otherwise> {
        let by_day = |day: &SpecialDay| (day.date, day.clone());
        let calendar = &self.snapshot.facts.calendar;
        let before: BTreeMap<_, _> = calendar.special_days(year.year).map(by_day).collect();
        let after: BTreeMap<_, _> = year.days.iter().map(by_day).collect();
        let all: BTreeSet<_> = before.keys().chain(after.keys()).copied().collect();
        let differs = all
            .into_iter()
            .filter(|day| before.get(day) != after.get(day));
        let otherwise = differs.map(|day| Otherwise::Day {
            day,
            from: before.get(&day).cloned(),
            to: after.get(&day).cloned(),
        });
        otherwise.collect()
    }

    fn last_day(&self, change: MeasuresChange) -> Vec<Otherwise> {
        let facts = &self.snapshot.facts;
        let last = |changes: &[MeasuresChange]| {
            validity(&facts.rulings, changes, civil_date(self.now)).last_day
        };
        let mut changes = facts.measures.clone();
        changes.retain(|known| known.number != change.number);
        let signed_by = change
            .signed_by
            .clone()
            .or_else(|| Some(self.actor.person.clone()));
        changes.push(MeasuresChange {
            signed_by,
            ..change
        });
        let (from, to) = (last(&facts.measures), last(&changes));
        let differs = (from != to).then_some(Otherwise::LastDay { from, to });
        differs.into_iter().collect()
    }
}
