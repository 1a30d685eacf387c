//! Which codes a value holds. A code is a type of its own, which it says when it is written: so every value is asked by
//! writing it to nowhere, and no kind of record, event or answer has to list the codes within it.

use std::collections::BTreeSet;
use std::fmt;

use serde::ser::{self, Serialize, Serializer};

use super::Code;
use crate::domain::law::code::{ItemCode, PartyCode, PersonCode, PoolCode, SystemCode};

/// Every code that a value holds, wherever it stands.
#[must_use]
pub fn codes_in(value: &impl Serialize) -> BTreeSet<Code> {
    let mut found = Found::default();
    // What cannot be written ends the walk, and leaves codes without their names.
    let _ = value.serialize(&mut found);
    found.codes
}

/// What was found so far.
#[derive(Default)]
struct Found {
    codes: BTreeSet<Code>,
    /// What the text that comes next is the code of; none where it is a text like any other.
    next: Option<fn(&str) -> Code>,
}

/// What makes a code of a text, by the name of the code's type.
fn maker(name: &str) -> Option<fn(&str) -> Code> {
    match name {
        "PartyCode" => Some(|text| Code::Party(PartyCode::new(text))),
        "PersonCode" => Some(|text| Code::Person(PersonCode::new(text))),
        "PoolCode" => Some(|text| Code::Pool(PoolCode::new(text))),
        "SystemCode" => Some(|text| Code::System(SystemCode::new(text))),
        "ItemCode" => Some(|text| Code::Item(ItemCode::new(text))),
        _ => None,
    }
}

type Walked = Result<(), fmt::Error>;

macro_rules! nothing_in {
    ($($method:ident($kind:ty)),+) => {
        $(fn $method(self, _value: $kind) -> Walked {
            Ok(())
        })+
    };
}

impl Serializer for &mut Found {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    nothing_in! {
        serialize_bool(bool), serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64), serialize_f32(f32),
        serialize_f64(f64), serialize_char(char), serialize_bytes(&[u8]), serialize_unit_struct(&'static str)
    }

    fn serialize_str(self, text: &str) -> Walked {
        if let Some(make) = self.next.take() {
            self.codes.insert(make(text));
        }
        Ok(())
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        name: &'static str,
        value: &T,
    ) -> Walked {
        self.next = maker(name);
        value.serialize(self)
    }

    fn serialize_none(self) -> Walked {
        Ok(())
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Walked {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Walked {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Walked {
        Ok(())
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Walked {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, fmt::Error> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, fmt::Error> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, fmt::Error> {
        Ok(self)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, fmt::Error> {
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, fmt::Error> {
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, fmt::Error> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, fmt::Error> {
        Ok(self)
    }
}

macro_rules! each_of {
    ($($kind:ident $method:ident),+) => {
        $(impl ser::$kind for &mut Found {
            type Ok = ();
            type Error = fmt::Error;

            fn $method<T: ?Sized + Serialize>(&mut self, value: &T) -> Walked {
                value.serialize(&mut **self)
            }

            fn end(self) -> Walked {
                Ok(())
            }
        })+
    };
}

each_of! {
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field
}

macro_rules! each_field_of {
    ($($kind:ident),+) => {
        $(impl ser::$kind for &mut Found {
            type Ok = ();
            type Error = fmt::Error;

            fn serialize_field<T: ?Sized + Serialize>(
                &mut self,
                _: &'static str,
                value: &T,
            ) -> Walked {
                value.serialize(&mut **self)
            }

            fn end(self) -> Walked {
                Ok(())
            }
        })+
    };
}

each_field_of! { SerializeStruct, SerializeStructVariant }

impl ser::SerializeMap for &mut Found {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Walked {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Walked {
        value.serialize(&mut **self)
    }

    fn end(self) -> Walked {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use super::*;
    use crate::domain::law::block::Subject;
    use crate::domain::law::code::Login;

    #[derive(Serialize)]
    struct Within<'w> {
        login: Login,
        by: Option<PersonCode>,
        none: Option<ItemCode>,
        on: Vec<Subject>,
        of: BTreeMap<PartyCode, &'w str>,
        pair: (u8, SystemCode),
    }

    /// Codes stand in options, lists, variants, pairs and as keys; a login is nobody's code, and a text beside one is none.
    #[test]
    fn every_code_is_found_wherever_it_stands_and_nothing_else_is() {
        let value = Within {
            login: Login::new("login"),
            by: Some("zhang".into()),
            none: None,
            on: vec![Subject::City, Subject::Pool("pool-a".into())],
            of: BTreeMap::from([("edu".into(), "text")]),
            pair: (1, "exam".into()),
        };
        let found = codes_in(&value);
        let wanted = [
            Code::Party("edu".into()),
            Code::Person("zhang".into()),
            Code::Pool("pool-a".into()),
            Code::System("exam".into()),
        ];
        assert_eq!(found, wanted.into());
    }
}
