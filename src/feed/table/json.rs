//! A JSON array of objects; the keys are the columns, in the order first seen.
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::gather::{Checked, Gather, Stopped};
use super::problem::printable;
use super::{Cell, Column, Place, Problems, Table, TableProblem};

pub(super) fn read(text: &str) -> Result<Table, Problems> {
    let mut rows = Rows {
        gather: Gather::default(),
        stopped: false,
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let outcome = deserializer
        .deserialize_seq(&mut rows)
        .and_then(|()| deserializer.end());
    if let Err(error) = outcome
        && !rows.stopped
    {
        rows.gather.problem(TableProblem::BrokenJson {
            line: error.line(),
            column: error.column(),
            detail: printable(&error.to_string()),
        });
    }
    rows.gather.finish(None)
}

/// The array, read element by element, so that a long one is not held twice.
struct Rows {
    gather: Gather,
    /// A bound was reached: the deserializer's error is only our way out.
    stopped: bool,
}

impl<'de> Visitor<'de> for &mut Rows {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        let mut number = 0_u32;
        loop {
            number = number.saturating_add(1);
            let row = Element {
                rows: &mut *self,
                number,
            };
            if elements.next_element_seed(row)?.is_none() {
                return Ok(());
            }
        }
    }
}

/// One element of the array.
struct Element<'a> {
    rows: &'a mut Rows,
    number: u32,
}

impl Element<'_> {
    fn not_an_object(self) {
        let row = self.number;
        self.rows.gather.problem(TableProblem::NotAnObject { row });
    }

    fn place(&self, key: &str) -> Place {
        Place {
            row: self.number,
            column: printable(key),
        }
    }

    /// The position of a key's column; `None` when a problem was noted.
    fn column(&mut self, key: &str) -> Result<Option<usize>, Stopped> {
        if let Some(position) = self.rows.gather.position(key) {
            return Ok(Some(position));
        }
        let place = self.place(key);
        match self.rows.gather.check_text(key, || place.clone())? {
            None => Ok(None),
            Some(Cell::Text(title)) if !title.contains(['\n', '\t']) => {
                let label = printable(&title);
                let column = Column { title, label };
                self.rows.gather.add_column(column).map(Some)
            }
            Some(_) => {
                self.rows
                    .gather
                    .problem(TableProblem::MissingTitle { place });
                Ok(None)
            }
        }
    }

    fn checked(&mut self, key: &str, value: Value) -> Result<Checked, Stopped> {
        let place = self.place(key);
        let problem = match value {
            Value::Plain(cell) => return Ok(Some(cell)),
            Value::Text(text) => return self.rows.gather.check_text(&text, || place.clone()),
            Value::Nested => TableProblem::NestedValue { place },
            Value::OutOfRange => TableProblem::NumberOutOfRange { place },
        };
        self.rows.gather.problem(problem);
        Ok(None)
    }

    fn stopped<E: Error>(&mut self, _: Stopped) -> E {
        self.rows.stopped = true;
        E::custom("stopped")
    }
}

impl<'de> DeserializeSeed<'de> for Element<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Element<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<(), A::Error> {
        let mut cells: Vec<(usize, Cell)> = Vec::new();
        // A set of positions, because an object of hostile length may repeat one key.
        let mut seen = BTreeSet::new();
        while let Some(key) = entries.next_key::<String>()? {
            let value = entries.next_value_seed(AnyValue)?;
            let Some(position) = self.column(&key).map_err(|stop| self.stopped(stop))? else {
                continue;
            };
            if !seen.insert(position) {
                let place = self.place(&key);
                self.rows
                    .gather
                    .problem(TableProblem::RepeatedKey { place });
                continue;
            }
            let checked = self
                .checked(&key, value)
                .map_err(|stop| self.stopped(stop))?;
            cells.extend(checked.map(|cell| (position, cell)));
        }
        self.rows
            .gather
            .add_row(self.number, cells)
            .map_err(|stop| self.stopped(stop))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        while elements.next_element::<IgnoredAny>()?.is_some() {}
        self.not_an_object();
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        self.not_an_object();
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        self.not_an_object();
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        self.not_an_object();
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.not_an_object();
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        self.not_an_object();
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.not_an_object();
        Ok(())
    }
}

/// A value of an object, not yet checked.
enum Value {
    Plain(Cell),
    Text(String),
    Nested,
    OutOfRange,
}

struct AnyValue;

impl<'de> DeserializeSeed<'de> for AnyValue {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Plain(Cell::Empty))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Plain(Cell::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Plain(Cell::Integer(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(i64::try_from(value).map_or(Value::OutOfRange, |value| {
            Value::Plain(Cell::Integer(value))
        }))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Cell::number(value).map_or(Value::OutOfRange, Value::Plain))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        while elements.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Nested)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Nested)
    }
}
