//! What people of the demo city write: lines, titles, applications and emergencies, from invented texts.

use std::collections::BTreeMap;

use crate::domain::code::{PoolCode, SystemCode};
use crate::domain::command::{Apply, Command, Submit};
use crate::domain::emergency::Ground;
use crate::domain::line::LineRequest;
use crate::domain::matter::MatterId;
use crate::locale::city::story;
use crate::locale::{Lang, T};

use super::dice::Dice;
use super::starter;

/// Writes the invented texts, in one language.
pub(super) struct Writer {
    lang: Lang,
    by_kind: BTreeMap<&'static str, Vec<T>>,
    servers: Vec<String>,
    others: Vec<String>,
}

impl Writer {
    /// A writer in a language.
    pub(super) fn new(lang: Lang) -> Self {
        let mut by_kind: BTreeMap<_, Vec<T>> = BTreeMap::new();
        for (name, text) in story::ALL {
            if let Some((kind, _)) = name.rsplit_once('_') {
                by_kind.entry(kind).or_default().push(*text);
            }
        }
        let codes = starter::items(lang).into_iter().map(|item| item.code);
        let (servers, others) = codes
            .map(|code| code.to_string())
            .partition(|code| code.starts_with("ecs-"));
        Self {
            lang,
            by_kind,
            servers,
            others,
        }
    }

    /// A text of a kind.
    pub(super) fn write(&self, kind: &str, dice: &mut Dice) -> String {
        self.choose(kind, dice)
            .map_or_else(String::new, |text| text.get(self.lang).to_owned())
    }

    fn choose(&self, kind: &str, dice: &mut Dice) -> Option<T> {
        dice.pick(self.by_kind.get(kind)?).copied()
    }

    fn title(&self, kind: &str, system: T, dice: &mut Dice) -> String {
        self.choose(kind, dice).map_or_else(String::new, |text| {
            text.fill(self.lang, &[&system.get(self.lang)])
        })
    }

    /// The lines of an ordinary application: a server or two, and what goes with them.
    pub(super) fn lines(&self, dice: &mut Dice) -> Vec<LineRequest> {
        let others = dice.below(3);
        let servers = [&self.servers].into_iter();
        let others = (0..others).map(|_| &self.others);
        servers
            .chain(others)
            .filter_map(|from| dice_line(self, from, dice))
            .collect()
    }

    /// The line of a product that the catalogue does not have.
    pub(super) fn product(&self, dice: &mut Dice) -> Vec<LineRequest> {
        vec![LineRequest {
            item: self.write("PRODUCT", dice),
            quantity: dice.between((1, 4)),
            purpose: self.write("PURPOSE", dice),
            ground: self.write("PRODUCT_GROUND", dice),
            nearest: dice.pick(&self.servers).cloned().unwrap_or_default(),
        }]
    }
}

fn dice_line(writer: &Writer, from: &[String], dice: &mut Dice) -> Option<LineRequest> {
    Some(LineRequest {
        item: dice.pick(from)?.clone(),
        quantity: dice.between((1, 12)),
        purpose: writer.write("PURPOSE", dice),
        ground: String::new(),
        nearest: String::new(),
    })
}

/// What an application or emergency is made from.
pub(super) struct Request<'a> {
    pub(super) system: &'a SystemCode,
    pub(super) kind: T,
    pub(super) pool: &'a PoolCode,
    pub(super) lines: Vec<LineRequest>,
    pub(super) contact: &'a str,
    pub(super) telephone: &'a str,
    pub(super) previous: Option<MatterId>,
    pub(super) emergency: Option<MatterId>,
}

impl Request<'_> {
    /// An application.
    pub(super) fn submit(self, title: &str, writer: &Writer, dice: &mut Dice) -> Command {
        let answers = self
            .previous
            .map(|_| format!("1 {}", writer.write("ANSWER", dice)));
        Command::Submit(Box::new(Submit {
            title: writer.title(title, self.kind, dice),
            system: self.system.clone(),
            pool: self.pool.clone(),
            lines: self.lines,
            contact_name: self.contact.to_owned(),
            contact_telephone: self.telephone.to_owned(),
            non_classified: true,
            emergency: self.emergency,
            previous: self.previous,
            answers: answers.into_iter().collect(),
        }))
    }

    /// An emergency.
    pub(super) fn apply(self, writer: &Writer, dice: &mut Dice) -> Command {
        const GROUNDS: [Ground; 5] = [
            Ground::MunicipalRequirement,
            Ground::ProvincialRequirement,
            Ground::CentralRequirement,
            Ground::NationalStrategy,
            Ground::NationalSecurity,
        ];
        let ground = dice.pick(&GROUNDS).copied().unwrap_or(GROUNDS[0]);
        Command::Apply(Box::new(Apply {
            title: writer.title("EMERGENCY_TITLE", self.kind, dice),
            system: self.system.clone(),
            pool: self.pool.clone(),
            lines: self.lines,
            ground,
            document: if ground.needs_document() {
                writer.write("DOCUMENT", dice)
            } else {
                String::new()
            },
            urgency: writer.write("URGENCY", dice),
            contact_name: self.contact.to_owned(),
            contact_telephone: self.telephone.to_owned(),
        }))
    }
}
