//! The offices of a city at work on what no unit begins: contracts and the catalogue.

use chrono::{DateTime, Utc};

use crate::domain::law::command::Command;
use crate::domain::law::matter::MatterId;
use crate::domain::law::party::Actor;
use crate::ledger::batch::Batch;
use crate::locale::{Lang, T};

use super::cast::Cast;
use super::demo::{Failure, act};
use super::story_step::Doer;

/// Those who act for the offices, and how often they did.
pub(super) struct Officials {
    /// The city's language.
    pub(super) lang: Lang,
    cast: Cast,
    acts: u32,
}

impl Officials {
    pub(super) fn new(lang: Lang, large: bool) -> Self {
        Self {
            lang,
            cast: Cast::new(lang, large),
            acts: 0,
        }
    }

    pub(super) fn text(&self, text: T) -> String {
        text.get(self.lang).to_owned()
    }

    /// One of them does something; the clockwork, where none can.
    pub(super) fn act(
        &mut self,
        batch: &mut Batch<'_>,
        doer: Doer,
        command: Command,
        at: DateTime<Utc>,
    ) -> Result<Option<MatterId>, Failure> {
        let actor = self.cast.official(doer, 0).cloned();
        self.by(batch, &actor.unwrap_or_else(Actor::clockwork), command, at)
    }

    /// Somebody does something.
    pub(super) fn by(
        &mut self,
        batch: &mut Batch<'_>,
        actor: &Actor,
        command: Command,
        at: DateTime<Utc>,
    ) -> Result<Option<MatterId>, Failure> {
        self.acts += 1;
        let key = format!("c{:06}", self.acts);
        act(batch, actor, key, command, at)
    }
}
