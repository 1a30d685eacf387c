//! What people of the demo city write: lines, titles and whatever a field takes, from invented texts.

use std::collections::BTreeMap;

use crate::domain::r#use::line::LineRequest;
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

    /// A title of a kind, about a system.
    pub(super) fn title(&self, kind: &str, system: T, dice: &mut Dice) -> String {
        self.choose(kind, dice).map_or_else(String::new, |text| {
            text.fill(self.lang, &[&system.get(self.lang)])
        })
    }

    /// Lines of the catalogue: a server or two, and what goes with them.
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
