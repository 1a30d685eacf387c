//! Controlled affiliates (控股关联单位, Art. 13): whether one of two companies controls the other, or a third controls both
//! (R33).
//!
//! Control goes from holder to held along holdings that are large enough, or are control in fact, as they stand on a day.
//! Every relation between two companies is found by looking upwards from both, never downwards: a company has few who
//! control it, while one at the top of a group, or the State, may control thousands.

use std::collections::{BTreeMap, VecDeque};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::holding::{Holding, Share};
use crate::domain::law::code::PartyCode;
use crate::domain::law::names::words;
use crate::domain::law::ruling::{R33, RulingBook, RulingUse};

/// The most holdings that are looked at for one answer. What lies beyond is not guessed: the answer is that there is none.
pub const HOLDINGS_LIMIT: usize = 20_000;

/// What R33 says of control.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conventions {
    /// Whoever holds more than this controls.
    pub above: Share,
    /// Whether two companies that the State holds are sisters like any others.
    pub sisters_under_state: bool,
}

impl Conventions {
    /// How the parameters of R33 are ruled on a day: what decides goes into the journal with what was decided.
    #[must_use]
    pub fn ruled(rulings: &RulingBook, on: NaiveDate) -> [RulingUse; 2] {
        ["control_above_percent", "state_holder"].map(|name| rulings.value(R33, name, on, &[]))
    }

    /// What the ruling says by them.
    #[must_use]
    pub fn under([above, state]: &[RulingUse; 2]) -> Self {
        Self {
            above: Share::new(above.number().saturating_mul(100)),
            sisters_under_state: state.is("sisters"),
        }
    }
}

/// A company, body or person that holds or is held.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Company {
    /// Its code: a party's, if it is one.
    pub code: PartyCode,
    /// What it is called.
    pub name: String,
}

/// A holding by which one company controls another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Link {
    /// Who controls.
    pub holder: Company,
    /// Who is controlled.
    pub held: Company,
    /// How much is held.
    pub share: Share,
    /// Whether it is control in fact, whatever the share.
    pub control: bool,
    /// Whether the holder is the State itself.
    pub state: bool,
}

impl Link {
    /// The holding as it stands on a day, if it is control.
    fn of(holding: Holding, on: NaiveDate, conventions: Conventions) -> Option<Self> {
        let stake = holding.on(on)?;
        (stake.control || stake.share > conventions.above).then_some(Self {
            holder: Company {
                code: holding.holder,
                name: holding.holder_name,
            },
            held: Company {
                code: holding.held,
                name: holding.held_name,
            },
            share: stake.share,
            control: stake.control,
            state: stake.state,
        })
    }
}

/// All who control a company, each with the first step of the shortest way down to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Above {
    company: PartyCode,
    steps: BTreeMap<PartyCode, (usize, Link)>,
}

impl Above {
    /// All who control a company on a day. `holders` answers who holds a company; `left` is how many holdings may still be
    /// looked at. None if that was not enough.
    ///
    /// Of ways of one length the one is kept whose companies stand first by their codes, counted from the company upwards.
    #[must_use]
    pub fn of(
        company: &PartyCode,
        on: NaiveDate,
        conventions: Conventions,
        holders: &mut impl FnMut(&PartyCode) -> Vec<Holding>,
        left: &mut usize,
    ) -> Option<Self> {
        let mut steps: BTreeMap<PartyCode, (usize, Link)> = BTreeMap::new();
        let mut next = VecDeque::from([(0, company.clone())]);
        while let Some((far, held)) = next.pop_front() {
            let mut found = holders(&held);
            *left = left.checked_sub(found.len())?;
            found.sort_by(|one, other| one.holder.cmp(&other.holder));
            for link in found
                .into_iter()
                .filter_map(|holding| Link::of(holding, on, conventions))
            {
                let holder = link.holder.code.clone();
                if holder != *company && !steps.contains_key(&holder) {
                    steps.insert(holder.clone(), (far + 1, link));
                    next.push_back((far + 1, holder));
                }
            }
        }
        Some(Self {
            company: company.clone(),
            steps,
        })
    }

    /// How many steps lie between one who controls and the company; none if they do not control it.
    fn far(&self, from: &PartyCode) -> Option<usize> {
        self.steps.get(from).map(|(far, _)| *far)
    }

    /// The way down from one who controls. Every step comes nearer, so that it ends.
    fn way(&self, from: &PartyCode) -> Vec<Link> {
        let mut way: Vec<Link> = Vec::new();
        let mut at = from;
        while let Some((_, link)) = self.steps.get(at) {
            way.push(link.clone());
            at = &link.held.code;
        }
        way
    }
}

words! {
/// How one company is associated with another.
pub enum Relation {
    /// It controls the other.
    Controls = "controls",
    /// The other controls it.
    Controlled = "controlled",
    /// A third controls both.
    Sisters = "sisters",
    /// The State alone holds both, which makes no affiliates of them (R33).
    State = "state",
}
}

/// How two companies are associated, and by which holdings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Association {
    /// How the first is with the second.
    pub relation: Relation,
    /// The way down to the first from who controls it; empty if the first controls.
    pub to_first: Vec<Link>,
    /// The way down to the second; empty if the second controls.
    pub to_second: Vec<Link>,
}

impl Association {
    /// How two companies are associated, given who controls either: the shortest way if one controls the other, else the
    /// nearest who control both. A company is not associated with itself.
    #[must_use]
    pub fn between(first: &Above, second: &Above, conventions: Conventions) -> Option<Self> {
        if first.company == second.company {
            return None;
        }
        let controls = second.far(&first.company);
        let controlled = first.far(&second.company);
        let down = || Self {
            relation: Relation::Controls,
            to_first: Vec::new(),
            to_second: second.way(&first.company),
        };
        let up = || Self {
            relation: Relation::Controlled,
            to_first: first.way(&second.company),
            to_second: Vec::new(),
        };
        match (controls, controlled) {
            (Some(_), None) => Some(down()),
            (None, Some(_)) => Some(up()),
            // Each controls the other, in a circle. Of two ways of one length the one whose companies stand first is
            // told, so that it is the same whoever is asked first.
            (Some(below), Some(above)) => {
                let (down, up) = (down(), up());
                let order = below.cmp(&above);
                let goes_down = order.then_with(|| down.to_second.cmp(&up.to_first));
                Some(if goes_down.is_le() { down } else { up })
            }
            (None, None) => Self::sisters(first, second, conventions),
        }
    }

    /// The nearest who control both. The State is passed over while anybody else does.
    fn sisters(first: &Above, second: &Above, conventions: Conventions) -> Option<Self> {
        let common = first.steps.iter().filter_map(|(code, (far, to_first))| {
            let (also, to_second) = second.steps.get(code)?;
            // Marked as the State's on one way only it counts as anybody: what is unclear is no exemption.
            let is_state = to_first.state && to_second.state && !conventions.sisters_under_state;
            Some((is_state, far + also, code))
        });
        let (is_state, _, code) = common.min()?;
        Some(Self {
            relation: if is_state {
                Relation::State
            } else {
                Relation::Sisters
            },
            to_first: first.way(code),
            to_second: second.way(code),
        })
    }

    /// Whether it makes affiliates of the two.
    #[must_use]
    pub fn counts(&self) -> bool {
        match self.relation {
            Relation::Controls | Relation::Controlled | Relation::Sisters => true,
            Relation::State => false,
        }
    }
}

/// What was found between a provider and the agency (Art. 13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AffiliateFinding {
    /// The provider.
    pub provider: Company,
    /// The agency.
    pub agency: Company,
    /// How the provider is associated with the agency.
    pub association: Association,
    /// What R33 said then.
    pub rulings: Vec<RulingUse>,
}

#[cfg(test)]
mod tests;
