//! The demo city's persons as the schedule needs them: who does which deed.

use crate::domain::build::pool::CloudMode;
use crate::domain::law::code::PoolCode;
use crate::domain::law::party::{Actor, PartyEntry, PartyKind};
use crate::locale::Lang;

use super::names::{self, DemoLogin, OwnSystem};
use super::starter;
use super::story_step::Doer;

/// A unit with its handler and systems.
pub(super) struct Unit {
    pub(super) handler: Actor,
    pub(super) telephone: String,
    pub(super) systems: Vec<OwnSystem>,
}

/// A pool, and who hands over from it.
pub(super) struct OwnPool {
    pub(super) code: PoolCode,
    handler: Actor,
}

/// Everybody who acts.
pub(super) struct Cast {
    pub(super) units: Vec<Unit>,
    pub(super) purchased: Vec<OwnPool>,
    pub(super) self_built: Vec<OwnPool>,
    authority: [Vec<Actor>; 2],
    support: [Vec<Actor>; 2],
}

impl DemoLogin {
    /// The person as the one who acts.
    pub(super) fn actor(&self) -> Actor {
        Actor {
            login: self.login.clone(),
            person: self.person.code.clone(),
            name: self.person.name.clone(),
            party: self.party.code.clone(),
            kind: self.party.kind,
            posts: self.person.posts.clone(),
            clockwork: false,
        }
    }
}

/// Handlers, then reviewers.
fn deciders(lang: Lang, party: &PartyEntry) -> [Vec<Actor>; 2] {
    use crate::domain::law::party::Post::{Handler, Reviewer};
    let staff = names::staff(lang, party);
    [Handler, Reviewer].map(|post| {
        let at_post = staff
            .iter()
            .filter(|login| login.person.posts.contains(&post));
        at_post.map(DemoLogin::actor).collect()
    })
}

impl Cast {
    /// The cast of a city.
    pub(super) fn new(lang: Lang, large: bool) -> Self {
        let authority = names::authority(lang);
        let mut all = starter::parties(lang);
        all.extend(names::parties(lang, large));
        let handlers = |party: &PartyEntry| {
            let [handlers, _] = deciders(lang, party);
            handlers
        };
        let support = all
            .iter()
            .find(|party| party.kind == PartyKind::Support)
            .map_or_else(Default::default, |party| deciders(lang, party));
        let pool = |code: &str, handler: Actor| OwnPool {
            code: PoolCode::new(code),
            handler,
        };
        let [support_handlers, _] = &support;
        let self_built = support_handlers
            .iter()
            .take(1)
            .map(|handler| pool(starter::SELF_BUILT_POOL, handler.clone()))
            .collect();
        let providers = all.iter().filter(|party| party.kind == PartyKind::Provider);
        let purchased = ["pool-a", "pool-b", "pool-c"]
            .into_iter()
            .zip(providers.flat_map(handlers))
            .map(|(code, handler)| pool(code, handler))
            .collect();
        let units = all.iter().filter(|party| party.kind == PartyKind::Unit);
        let units = units
            .enumerate()
            .flat_map(|(index, party)| {
                names::staff(lang, party)
                    .into_iter()
                    .map(move |login| Unit {
                        handler: login.actor(),
                        telephone: login.person.telephone,
                        systems: names::systems(lang, party, index),
                    })
            })
            .collect();
        Self {
            units,
            purchased,
            self_built,
            authority: deciders(lang, &authority),
            support,
        }
    }

    /// The pools of a mode.
    pub(super) fn pools(&self, mode: CloudMode) -> &[OwnPool] {
        match mode {
            CloudMode::Purchased => &self.purchased,
            CloudMode::SelfBuilt => &self.self_built,
        }
    }

    /// Who does a deed; `which` picks among several at one post.
    pub(super) fn doer<'a>(
        &'a self,
        doer: Doer,
        unit: &'a Unit,
        pool: &'a OwnPool,
        which: usize,
    ) -> &'a Actor {
        let official = match doer {
            Doer::Operator => Some(&pool.handler),
            Doer::Unit
            | Doer::AuthorityHandler
            | Doer::AuthorityReviewer
            | Doer::SupportHandler
            | Doer::SupportReviewer => self.official(doer, which),
        };
        official.unwrap_or(&unit.handler)
    }

    /// Who does a deed of the authority or of support; nobody, if it is neither's.
    pub(super) fn official(&self, doer: Doer, which: usize) -> Option<&Actor> {
        let [authority_handlers, authority_reviewers] = &self.authority;
        let [support_handlers, support_reviewers] = &self.support;
        let several = match doer {
            Doer::Unit | Doer::Operator => return None,
            Doer::AuthorityHandler => authority_handlers,
            Doer::AuthorityReviewer => authority_reviewers,
            Doer::SupportHandler => support_handlers,
            Doer::SupportReviewer => support_reviewers,
        };
        several.get(which % several.len().max(1))
    }
}
