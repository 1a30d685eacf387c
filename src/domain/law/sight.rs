//! Who sees what (R49). Whom a matter concerns sees it; of what it holds, part is for fewer. The class stands beside each
//! field of an act and each part of a fact, and here is the one place that says who is told what, and what stands where
//! something is not told.

use std::collections::BTreeSet;
use std::marker::PhantomData;

use serde::de::value::{BoolDeserializer, StrDeserializer};
use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, Visitor};
use serde::ser::{Serialize, Serializer};

use super::code::{PartyCode, PersonCode};
use super::names::words;
use super::paper::Paper;
use super::party::{Actor, PartyKind};

words! {
    /// To whom a field or a part of a fact is open, of those who see the matter.
    pub enum Sight {
        /// To all of them.
        Everybody = "everybody",
        /// What a unit gives as its grounds: not to who delivers and who assists.
        Grounds = "grounds",
        /// What the authority or support gives as its opinion: not to who delivers and who assists.
        Opinion = "opinion",
        /// A telephone number: masked, and in clear on request to the matter's counterparties.
        Telephone = "telephone",
    }
}

words! {
    /// Who is told a telephone number in clear.
    pub enum Clear {
        /// Whoever asks: those who deal with each other on the matter.
        Asked = "asked",
        /// Whoever asks, and the journal says so: those who call up everything.
        Recorded = "recorded",
        /// Nobody.
        Never = "never",
    }
}

impl Sight {
    /// Whether it is open to a party of that kind; of a telephone number, whether it can be had in clear.
    #[must_use]
    pub fn is_open_to(self, kind: PartyKind) -> bool {
        match self {
            Self::Everybody => true,
            Self::Grounds | Self::Opinion => match kind {
                PartyKind::Authority | PartyKind::Support | PartyKind::Unit | PartyKind::Audit => {
                    true
                }
                PartyKind::Provider | PartyKind::Agency | PartyKind::Finance | PartyKind::Cyber => {
                    false
                }
            },
            Self::Telephone => match Clear::to(kind) {
                Clear::Asked | Clear::Recorded => true,
                Clear::Never => false,
            },
        }
    }

    /// Covers a value of this class, unless it is open to whoever looks.
    pub fn cover(self, eyes: &Eyes, value: &mut impl Hide) {
        if !eyes.sees(self) {
            value.hide();
        }
    }
}

impl Clear {
    /// How a party of that kind, if it sees the matter, comes by its contact's number. Authority and support handle the
    /// matter and call the contact like who delivers; audit is nobody's counterparty, and what it calls up is on record.
    #[must_use]
    pub fn to(kind: PartyKind) -> Self {
        match kind {
            PartyKind::Authority | PartyKind::Support | PartyKind::Unit | PartyKind::Provider => {
                Self::Asked
            }
            PartyKind::Audit => Self::Recorded,
            PartyKind::Agency | PartyKind::Finance | PartyKind::Cyber => Self::Never,
        }
    }
}

/// What stands where something is not open to whoever looks: the character that stands for what cannot be shown. No text
/// of anybody's holds it ([`super::text::optional`] refuses it), so that it never looks like something that was said, and
/// never like nothing.
pub const HIDDEN: &str = "\u{fffc}";

/// What can be hidden: afterwards it says that something is, and nothing of what it was.
pub trait Hide {
    /// Hides it.
    fn hide(&mut self);
}

impl Hide for String {
    fn hide(&mut self) {
        HIDDEN.clone_into(self);
    }
}

/// Whether anything was said is hidden with it.
impl Hide for Option<String> {
    fn hide(&mut self) {
        *self = Some(HIDDEN.to_owned());
    }
}

/// And how much.
impl Hide for Vec<String> {
    fn hide(&mut self) {
        *self = vec![HIDDEN.to_owned()];
    }
}

/// A word of a set, or a yes or no, where it can be hidden. It is written as that alone, and as [`HIDDEN`] where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told<T> {
    /// It is this.
    Is(T),
    /// It is not open to whoever looks.
    Hidden,
}

impl<T> Told<T> {
    /// The word, if it is told.
    pub const fn word(&self) -> Option<&T> {
        match self {
            Self::Is(word) => Some(word),
            Self::Hidden => None,
        }
    }
}

impl<T> Hide for Told<T> {
    fn hide(&mut self) {
        *self = Self::Hidden;
    }
}

impl<T: Serialize> Serialize for Told<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.word() {
            word if !serializer.is_human_readable() => word.serialize(serializer),
            Some(word) => word.serialize(serializer),
            None => serializer.serialize_str(HIDDEN),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Told<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            let word: Option<T> = Deserialize::deserialize(deserializer)?;
            return Ok(word.map_or(Self::Hidden, Self::Is));
        }
        deserializer.deserialize_any(Reads(PhantomData))
    }
}

/// Reads what may be hidden, as it is written where people read.
struct Reads<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Reads<T> {
    type Value = Told<T>;

    fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str("a word, or yes or no")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Told<T>, E> {
        if word == HIDDEN {
            return Ok(Told::Hidden);
        }
        let word: StrDeserializer<E> = word.into_deserializer();
        T::deserialize(word).map(Told::Is)
    }

    fn visit_bool<E: Error>(self, holds: bool) -> Result<Told<T>, E> {
        let holds: BoolDeserializer<E> = holds.into_deserializer();
        T::deserialize(holds).map(Told::Is)
    }
}

/// A telephone number as it is shown to who need not call it: `139****2211`. Masked again it stays the same.
#[must_use]
pub fn masked(telephone: &str) -> String {
    let letters: Vec<char> = telephone.chars().collect();
    if letters.len() < 8 {
        return "*".repeat(letters.len());
    }
    letters
        .iter()
        .enumerate()
        .map(|(at, letter)| {
            if at < 3 || at + 4 >= letters.len() {
                *letter
            } else {
                '*'
            }
        })
        .collect()
}

/// Who looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eyes {
    kind: PartyKind,
    person: PersonCode,
    own: BTreeSet<PartyCode>,
    all: bool,
}

impl Eyes {
    /// An actor's, who looks for the party and for those that it took over from.
    #[must_use]
    pub fn of(actor: &Actor, took_over_from: impl IntoIterator<Item = PartyCode>) -> Self {
        Self {
            kind: actor.kind,
            person: actor.person.clone(),
            own: took_over_from
                .into_iter()
                .chain([actor.party.clone()])
                .collect(),
            all: actor.clockwork || actor.kind.sees_all(),
        }
    }

    /// Whether they see everything but telephone numbers.
    #[must_use]
    pub const fn see_all(&self) -> bool {
        self.all
    }

    /// Whether a class is open to them. A telephone number is masked even to those who may have it in clear.
    #[must_use]
    pub fn sees(&self, sight: Sight) -> bool {
        match sight {
            Sight::Everybody | Sight::Grounds | Sight::Opinion => sight.is_open_to(self.kind),
            Sight::Telephone => false,
        }
    }

    /// Whether what resources cost is theirs to know, on a matter that they see: the agency and network security are told of
    /// no money but their own.
    #[must_use]
    pub const fn are_told_of_money(&self) -> bool {
        match self.kind {
            PartyKind::Authority
            | PartyKind::Support
            | PartyKind::Unit
            | PartyKind::Provider
            | PartyKind::Finance
            | PartyKind::Audit => true,
            PartyKind::Agency | PartyKind::Cyber => false,
        }
    }

    /// Whether what is a party's is theirs.
    #[must_use]
    pub fn own(&self, party: &PartyCode) -> bool {
        self.own.contains(party)
    }

    /// Whether it is they themselves.
    #[must_use]
    pub fn are(&self, person: &PersonCode) -> bool {
        self.person == *person
    }

    /// Whether they read a paper: who issued it, to whom it is, and who has a copy.
    #[must_use]
    pub fn read(&self, paper: &Paper) -> bool {
        self.all || self.own(&paper.issuer) || paper.readers().any(|reader| self.own(reader))
    }

    /// Leaves of papers those that they read, each without what is not open to them.
    pub fn leave(&self, papers: &mut Vec<Paper>) {
        papers.retain(|paper| self.read(paper));
        for paper in papers {
            if !self.own(&paper.issuer) {
                paper.kind.sight().cover(self, &mut paper.remark);
            }
        }
    }

    /// Masks a number that a party gave, which is its own to see.
    pub fn mask(&self, party: Option<&PartyCode>, telephone: &mut String) {
        if !party.is_some_and(|party| self.own(party)) {
            *telephone = masked(telephone);
        }
    }
}
