//! What is told of one thing, once: sections of typed blocks, in the order in which somebody who has to act needs them.
//!
//! The same declaration is drawn by the console (the few lines under a list, the pane beside it, the page, a preview, an
//! entry of the journal) and printed by `show` and `act --preview`. It knows the domain, what a seat is answered, and the
//! words; never how it is drawn. Texts from outside are in it as they came: whoever draws or prints makes them safe.

mod changes;
mod charges;
mod duty;
mod entry;
mod lines;
mod matter;
mod paper;
mod preview;
mod proposed;
mod resource;
mod room;
mod row;

use crate::locale::Lang;
use crate::locale::detail as words;

pub use changes::Changes;
pub use duty::Due;
pub use entry::{is_clockwork, of_entry, of_record, who};
pub use lines::{Column, Row, Table};
pub use matter::of_matter;
pub use preview::of_preview;
pub use row::{beside, of_row};

/// How much is told. Each tells what the one before it does, and more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// The few lines under a list.
    Block,
    /// The pane beside a list.
    Pane,
    /// The page of its own.
    Page,
    /// Printed: all that JSON says.
    Whole,
}

/// What a value means for whoever looks; a drawn one has its mark beside its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// As usual.
    #[default]
    Plain,
    /// What one looks for first.
    Strong,
    /// To be seen before anything is decided, or due today.
    Warns,
    /// Late, or stuck.
    Late,
}

/// One thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// What it is called.
    pub name: String,
    /// What it is about, in one line.
    pub about: String,
    /// The rest, what is most urgent first.
    pub sections: Vec<Section>,
}

/// What belongs together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// Its heading; none of what needs none.
    pub title: &'static str,
    /// What stands beside the heading, and is all that is told of it where its blocks are too much.
    pub note: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a section, of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Labels with a value each.
    Fields(Vec<Field>),
    /// Duties.
    Duties(Vec<Due>),
    /// Columns.
    Lines(Table),
    /// What happened, in order.
    Timeline(Vec<Happened>),
    /// What one can go on to.
    Links(Vec<Link>),
    /// How much of each is used and free.
    Gauges(Vec<Gauge>),
    /// A text.
    Text(String),
}

/// How much of something is used and free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gauge {
    /// Of what.
    pub label: &'static str,
    /// How much there is of it.
    pub whole: u64,
    /// How much of that is gone, promised, and kept, in this order.
    pub parts: [u64; 3],
    /// What is left, in a few words.
    pub left: String,
    /// All of it, in a sentence.
    pub told: String,
    /// What it means.
    pub tone: Tone,
}

/// A label with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What the value is.
    pub label: &'static str,
    /// The value.
    pub value: Value,
    /// What it means.
    pub tone: Tone,
    /// The least depth at which it is told.
    pub depth: Depth,
    /// Whether the value says by itself what it is.
    pub bare: bool,
}

impl Field {
    /// A field of the pane and the page.
    #[must_use]
    pub fn new(label: &'static str, value: impl Into<Value>) -> Self {
        Self {
            label,
            value: value.into(),
            tone: Tone::Plain,
            depth: Depth::Pane,
            bare: false,
        }
    }

    /// The same, told from that depth on.
    #[must_use]
    pub fn from(self, depth: Depth) -> Self {
        Self { depth, ..self }
    }

    /// The same, with what it means.
    #[must_use]
    pub fn toned(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    /// The same, told under a list as well, and there without its label.
    #[must_use]
    pub fn bare(self) -> Self {
        let (depth, bare) = (Depth::Block, true);
        Self {
            depth,
            bare,
            ..self
        }
    }
}

/// What a field says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text, of one line or more.
    Text(String),
    /// A change of it.
    Became {
        /// As it is.
        from: String,
        /// As it will be.
        to: String,
    },
}

impl<S: Into<String>> From<S> for Value {
    fn from(text: S) -> Self {
        Self::Text(text.into())
    }
}

impl Value {
    /// The value in words.
    #[must_use]
    pub fn told(&self, lang: Lang) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Became { from, to } => words::BECAME.fill(lang, &[from, to]),
        }
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// When.
    pub when: String,
    /// What.
    pub what: String,
    /// Who did it.
    pub who: String,
    /// For whom; the program itself has no party.
    pub party: String,
    /// Where it stands in the journal.
    pub entry: String,
}

impl Happened {
    /// Who did it, and for whom.
    #[must_use]
    pub fn by(&self, separator: &str) -> String {
        if self.party.is_empty() {
            self.who.clone()
        } else {
            format!("{} {separator} {}", self.who, self.party)
        }
    }
}

/// Something that one can go on to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What opens it.
    pub key: String,
    /// What it is.
    pub what: String,
    /// What is said of it.
    pub under: Vec<Note>,
    /// The least depth at which it is told.
    pub depth: Depth,
}

/// A line under something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it says.
    pub text: String,
    /// What it means.
    pub tone: Tone,
    /// The least depth at which it is told.
    pub depth: Depth,
}

impl Note {
    /// A line of the page.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            tone: Tone::Plain,
            depth: Depth::Page,
        }
    }

    /// The same, told from that depth on.
    #[must_use]
    pub fn from(self, depth: Depth) -> Self {
        Self { depth, ..self }
    }
}

impl Section {
    /// A section of one block.
    #[must_use]
    pub fn of(title: &'static str, block: Block) -> Self {
        Self {
            title,
            note: String::new(),
            blocks: vec![block],
        }
    }
}

impl Detail {
    /// What is told of it at a depth: nothing is left of what belongs further down.
    #[must_use]
    pub fn at(&self, depth: Depth) -> Self {
        let of_section = |section: &Section| Section {
            blocks: section
                .blocks
                .iter()
                .filter_map(|block| block.at(depth))
                .collect(),
            ..section.clone()
        };
        let sections = self.sections.iter().map(of_section);
        Self {
            sections: sections
                .filter(|section| !section.blocks.is_empty() || !section.note.is_empty())
                .collect(),
            ..self.clone()
        }
    }
}

/// Of notes those that are told at a depth.
fn notes_at(notes: &[Note], depth: Depth) -> Vec<Note> {
    let told = notes.iter().filter(|note| note.depth <= depth);
    told.cloned().collect()
}

impl Block {
    fn at(&self, depth: Depth) -> Option<Self> {
        let block = match self {
            Self::Fields(fields) => {
                let told = fields.iter().filter(|field| field.depth <= depth);
                Self::Fields(told.cloned().collect())
            }
            Self::Duties(duties) => {
                let told = duties.iter().filter(|due| due.depth <= depth);
                let told = told.cloned().map(|due| Due {
                    under: notes_at(&due.under, depth),
                    ..due
                });
                Self::Duties(told.collect())
            }
            Self::Lines(table) => Self::Lines(table.at(depth)),
            Self::Timeline(happened) if depth >= Depth::Pane => Self::Timeline(happened.clone()),
            Self::Links(links) => {
                let told = links.iter().filter(|link| link.depth <= depth);
                let told = told.cloned().map(|link| Link {
                    under: notes_at(&link.under, depth),
                    ..link
                });
                Self::Links(told.collect())
            }
            Self::Gauges(gauges) => Self::Gauges(gauges.clone()),
            Self::Text(text) if depth >= Depth::Pane => Self::Text(text.clone()),
            Self::Timeline(_) | Self::Text(_) => return None,
        };
        Some(block).filter(|block| !block.is_empty())
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Fields(fields) => fields.is_empty(),
            Self::Duties(duties) => duties.is_empty(),
            Self::Lines(table) => table.rows.is_empty(),
            Self::Timeline(happened) => happened.is_empty(),
            Self::Links(links) => links.is_empty(),
            Self::Gauges(gauges) => gauges.is_empty(),
            Self::Text(text) => text.is_empty(),
        }
    }
}
