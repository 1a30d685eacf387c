//! What a paper calls everybody and everything in it, kept as it stood when the paper went out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::code::PartyCode;
use super::matter::Matter;
use super::naming::Names;
use super::paper::Paper;
use super::party::Party;
use super::step::Case;
use crate::domain::build::pool::Pool;
use crate::domain::build::system::System;

/// What was called how when a paper went out: it says so for ever, whatever is renamed since.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    /// The full names of the parties in it.
    pub parties: BTreeMap<PartyCode, String>,
    /// The name of who drafted it.
    pub drafter: String,
    /// The name of the matter's system; empty where it is about no resources.
    pub system: String,
    /// The name of the matter's pool; empty where it is about no resources.
    pub pool: String,
}

impl Called {
    /// What a paper of the matter calls everybody and everything in it, as the registers have it now.
    #[must_use]
    pub fn now(case: &Case, matter: &Matter, paper: &Paper) -> Self {
        let head = &matter.head;
        let concerned = head.concerned.iter().map(|(_, party)| party);
        let owing = head.duties.iter().map(|duty| &duty.party);
        let parties = concerned.chain(owing).chain(paper.readers());
        let name = |code: &PartyCode| {
            let found: Option<Party> = case.world.find(code.as_str());
            Some((code.clone(), found?.name))
        };
        let place = matter.body.place();
        let system: Option<System> = place.and_then(|place| case.world.find(place.system.as_str()));
        let pool: Option<Pool> = place.and_then(|place| case.world.find(place.pool.as_str()));
        Self {
            parties: parties.chain([&paper.issuer]).filter_map(name).collect(),
            drafter: case.actor.name.clone(),
            system: system.map_or_else(String::new, |system| system.name),
            pool: pool.map_or_else(String::new, |pool| pool.name),
        }
    }

    /// The same by the codes that the matter has for its system and its pool.
    #[must_use]
    pub fn names(&self, matter: &Matter) -> Names {
        let mut names = Names {
            parties: self.parties.clone(),
            ..Names::default()
        };
        if let Some(place) = matter.body.place() {
            names
                .systems
                .insert(place.system.clone(), self.system.clone());
            names.pools.insert(place.pool.clone(), self.pool.clone());
        }
        names
    }

    /// A party's name; its code, if the paper does not know it.
    #[must_use]
    pub fn party(&self, party: &PartyCode) -> String {
        let name = self.parties.get(party);
        name.map_or_else(|| party.to_string(), Clone::clone)
    }
}
