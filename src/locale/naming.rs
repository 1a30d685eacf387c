//! What those are called whom codes stand for.

use super::Lang;
use crate::domain::law::code::{Code, PersonCode};
use crate::domain::law::naming::Names;
use crate::domain::law::party::CLOCKWORK;

messages! {
    PROGRAM = "程序", "program";
    CODED = "{0}（{1}）", "{0} ({1})";
}

/// The name of whom or what a code stands for; the program itself has one in every language.
#[must_use]
pub fn called(lang: Lang, names: &Names, code: impl Into<Code>) -> String {
    let code = code.into();
    if code == Code::Person(PersonCode::new(CLOCKWORK)) {
        return PROGRAM.get(lang).to_owned();
    }
    names.call(&code).to_owned()
}

/// The same with the code behind it, where that is asked for; what has no name is its code alone.
#[must_use]
pub fn coded(lang: Lang, names: &Names, code: impl Into<Code>) -> String {
    let code = code.into();
    with_code(lang, names.call(&code), code.as_str())
}

/// A name with its code behind it.
#[must_use]
pub fn with_code(lang: Lang, name: &str, code: &str) -> String {
    if name == code {
        return code.to_owned();
    }
    CODED.fill(lang, &[&name, &code])
}
