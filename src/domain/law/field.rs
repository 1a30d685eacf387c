//! Fields: what an act asks for, by name and kind. Forms, the command line, scripts and documentation all come from these.
//!
//! The kind of a field follows from its type, so that the two cannot differ: a [`Paragraph`] is typed in several lines
//! wherever it is typed.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::code::{ItemCode, Login, PartyCode, PersonCode, PoolCode, SystemCode};
use super::matter::MatterId;
use super::sight::Sight;
use crate::domain::record::RecordKind;

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of text.
    Text,
    /// Several lines of text.
    Paragraph,
    /// A whole number.
    Number,
    /// The number of one of the matter's lines, from 1.
    LineNumber,
    /// A day.
    Date,
    /// An instant in Beijing time.
    Time,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Any of these words.
    Words(&'static [&'static str]),
    /// Yes or no.
    Flag,
    /// Several texts, one a line.
    List,
    /// A quantity for every line of the matter.
    Quantities,
    /// Lines of what is asked for.
    Lines,
    /// The code of a registered record.
    Code(RecordKind),
    /// Another matter's id.
    Matter,
    /// Structured JSON, typed by hand only in scripts.
    Json,
}

/// A field of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in JSON.
    pub name: &'static str,
    /// What it takes.
    pub kind: FieldKind,
    /// Whether it must be given.
    pub required: bool,
    /// What a form begins with.
    pub begins: Begins,
    /// To whom what was said in it is open.
    pub sight: Sight,
    /// When it is asked at all; none is always.
    pub when: Option<When>,
    /// Whether it may be said where it is not asked for: more proof than is asked for harms nobody.
    pub taken_anyway: bool,
    /// When it must be given although it need not always be.
    pub need: Need,
    /// Whether it is a declaration: nothing is done unless it says yes.
    pub declares: bool,
}

/// What another field of the act must say so that a field is asked. What does not apply is hidden in a form and refused
/// where it is sent all the same, unless it is taken anyway, so that nothing that somebody typed is dropped; what must be
/// given is for the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// The other field, which takes one of a set of words, or several.
    pub field: &'static str,
    /// The words of it under which this one is asked.
    pub words: &'static [&'static str],
}

impl When {
    /// Whether what the other field says asks for this one: of several words one is enough.
    #[must_use]
    pub fn holds(&self, said: &Value) -> bool {
        match said {
            Value::String(word) => self.words.contains(&word.as_str()),
            Value::Array(words) => words.iter().any(|word| self.holds(word)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
        }
    }
}

/// The first of an act's fields that says something although the others do not ask for it.
#[must_use]
pub fn not_asked_for(fields: &'static [Field], act: &Value) -> Option<&'static Field> {
    let value = |name: &str| act.get(name).unwrap_or(&Value::Null);
    fields.iter().find(|field| {
        let refused = field.when.filter(|_| !field.taken_anyway);
        refused
            .is_some_and(|when| says_something(value(field.name)) && !when.holds(value(when.field)))
    })
}

/// Whether a value is more than a field left empty.
fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(values) => values.iter().any(says_something),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => true,
    }
}

/// When a field must be given by what others say: a form marks it then. It is the rules that refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// While another field says so.
    pub when: Option<When>,
    /// But not once one of these is filled in, which does as well.
    pub unless: &'static [&'static str],
    /// And always once one of these is filled in, of which it is a part.
    pub with: &'static [&'static str],
}

impl Need {
    /// Never.
    pub const NONE: Self = Self {
        when: None,
        unless: &[],
        with: &[],
    };
}

/// What a form begins with in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// What every field of its kind begins with.
    Kind,
    /// A text.
    Text(&'static str),
    /// What stood there in the last form of the same act: it is likely to hold again.
    Before,
    /// The same, or else the name of whoever fills it in.
    MyName,
    /// The same, or else the telephone number of whoever fills it in.
    MyTelephone,
}

impl Field {
    /// The field of that name and type.
    #[must_use]
    pub const fn of<T: FieldValue>(name: &'static str) -> Self {
        Self {
            name,
            kind: T::KIND,
            required: T::REQUIRED,
            begins: Begins::Kind,
            sight: Sight::Everybody,
            when: None,
            taken_anyway: false,
            need: Need::NONE,
            declares: false,
        }
    }

    /// The same, a declaration without which nothing is done.
    #[must_use]
    pub const fn declares(mut self) -> Self {
        self.declares = true;
        self
    }

    /// The same, which must be given while another field says one of these words.
    #[must_use]
    pub const fn needed_when(
        mut self,
        field: &'static str,
        words: &'static [&'static str],
    ) -> Self {
        self.need.when = Some(When { field, words });
        self
    }

    /// The same, but not once one of these fields is filled in.
    #[must_use]
    pub const fn needed_unless(mut self, fields: &'static [&'static str]) -> Self {
        self.need.unless = fields;
        self
    }

    /// The same, which must be given once one of these fields is filled in.
    #[must_use]
    pub const fn needed_with(mut self, fields: &'static [&'static str]) -> Self {
        self.need.with = fields;
        self
    }

    /// The same, asked only while another field says one of these words.
    #[must_use]
    pub const fn asked_when(mut self, field: &'static str, words: &'static [&'static str]) -> Self {
        self.when = Some(When { field, words });
        self
    }

    /// The same, taken where it is not asked for too.
    #[must_use]
    pub const fn taken_anyway(mut self) -> Self {
        self.taken_anyway = true;
        self
    }

    /// The same, open to fewer than see the matter.
    #[must_use]
    pub const fn sight(mut self, sight: Sight) -> Self {
        self.sight = sight;
        self
    }

    /// The same, of another kind than its type has: a code that is new is typed as text.
    #[must_use]
    pub const fn kind(mut self, kind: FieldKind) -> Self {
        self.kind = kind;
        self
    }

    /// The same, beginning so in a form.
    #[must_use]
    pub const fn begins(mut self, begins: Begins) -> Self {
        self.begins = begins;
        self
    }

    /// The same, which need not be given.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// What it takes while nothing is filled in: what tries an act out before anybody typed anything. Of line numbers
    /// and days the ones given.
    #[must_use]
    pub fn blank(&self, line: usize, now: DateTime<Utc>) -> Value {
        match self.kind {
            FieldKind::Number => json!(1),
            FieldKind::LineNumber => json!(line),
            FieldKind::Date => json!(super::clock::civil_date(now)),
            FieldKind::Time => json!(now),
            FieldKind::Flag => json!(true),
            FieldKind::List | FieldKind::Words(_) | FieldKind::Quantities | FieldKind::Lines => {
                json!([])
            }
            FieldKind::Word(words) => json!(words.first()),
            FieldKind::Text | FieldKind::Paragraph | FieldKind::Code(_) => json!(""),
            FieldKind::Matter | FieldKind::Json => Value::Null,
        }
    }
}

/// A type that a field can have.
pub trait FieldValue {
    /// What is typed for it.
    const KIND: FieldKind;
    /// Whether it must be given.
    const REQUIRED: bool = true;
}

impl<T: FieldValue> FieldValue for Option<T> {
    const KIND: FieldKind = T::KIND;
    const REQUIRED: bool = false;
}

/// What carries the fields of an act.
pub trait Fields {
    /// Its fields, in the order of a form.
    const FIELDS: &'static [Field];
}

/// Declares a struct together with the fields that an act of it has. After a type may stand, in brackets, what differs
/// from the type's own kind of field: `[kind(FieldKind::Text)]`,
/// `[begins(Begins::Text("yes"))]`, `[asked_when("ground", OTHER)]`, `[needed_when("decision", REJECTED)]`, `[sight(Sight::Grounds)]`.
macro_rules! fields {
    ($(#[$meta:meta])* pub struct $name:ident {
        $($(#[$doc:meta])* $field:ident: $type:ty $([$($change:ident($($argument:expr),*)),+])?),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$doc])* pub $field: $type),*
        }

        impl $crate::domain::law::field::Fields for $name {
            const FIELDS: &'static [$crate::domain::law::field::Field] = &[$(
                $crate::domain::law::field::Field::of::<$type>(stringify!($field))
                    $($(.$change($($argument),*))+)?
            ),*];
        }
    };
}

pub(crate) use fields;

/// Several lines of text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph(pub String);

impl Paragraph {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Paragraph {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Paragraph {
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// The text of an optional paragraph, empty if none was given.
#[must_use]
pub fn text_of(paragraph: Option<&Paragraph>) -> &str {
    paragraph.map_or("", Paragraph::as_str)
}

/// A quantity for every line of a matter, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantities(pub Vec<u32>);

/// The quantities of an optional field, none if none were given.
#[must_use]
pub fn quantities_of(quantities: Option<&Quantities>) -> &[u32] {
    quantities.map_or(&[], |quantities| &quantities.0)
}

/// The number of one of a matter's lines, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineNumber(pub u32);

macro_rules! kinds_of_fields {
    ($($type:ty: $kind:expr;)+) => {
        $(impl FieldValue for $type { const KIND: FieldKind = $kind; })+
    };
}

kinds_of_fields! {
    String: FieldKind::Text;
    Login: FieldKind::Text;
    Paragraph: FieldKind::Paragraph;
    Vec<Paragraph>: FieldKind::List;
    u8: FieldKind::Number;
    u32: FieldKind::Number;
    u64: FieldKind::Number;
    LineNumber: FieldKind::LineNumber;
    Quantities: FieldKind::Quantities;
    NaiveDate: FieldKind::Date;
    DateTime<Utc>: FieldKind::Time;
    bool: FieldKind::Flag;
    MatterId: FieldKind::Matter;
    PartyCode: FieldKind::Code(RecordKind::Party);
    PersonCode: FieldKind::Code(RecordKind::Person);
    PoolCode: FieldKind::Code(RecordKind::Pool);
    SystemCode: FieldKind::Code(RecordKind::System);
    ItemCode: FieldKind::Code(RecordKind::Item);
    Value: FieldKind::Json;
}

impl FieldValue for BTreeSet<super::party::Post> {
    const KIND: FieldKind = FieldKind::Words(&super::party::Post::WORDS);
}

kinds_of_fields! {
    super::party::PartyEntry: FieldKind::Json;
    super::party::Person: FieldKind::Json;
    super::ruling::RulingId: FieldKind::Text;
    std::collections::BTreeMap<String, super::ruling::RulingValue>: FieldKind::Json;
    super::ruling::Scope: FieldKind::Json;
    super::calendar::CalendarYear: FieldKind::Json;
    super::article::Articles: FieldKind::Json;
    super::wake::Why: FieldKind::Json;
}
