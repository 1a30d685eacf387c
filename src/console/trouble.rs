//! What trouble of the hub is called on the screen.

use crate::hub::request::Trouble;
use crate::locale::Lang;
use crate::locale::console as words;

/// Trouble, in words.
#[must_use]
pub fn trouble_words(lang: Lang, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Busy => words::TROUBLE_BUSY.get(lang).to_owned(),
        Trouble::Gone => words::TROUBLE_GONE.get(lang).to_owned(),
        Trouble::TooMuch { limit } => words::TROUBLE_TOO_MUCH.fill(lang, &[limit]),
        Trouble::Store(error) => words::TROUBLE_STORE.fill(lang, &[error]),
        Trouble::NoSuch(what) => words::TROUBLE_NO_SUCH.fill(lang, &[what]),
        Trouble::NotDone => words::TROUBLE_NOT_DONE.get(lang).to_owned(),
        Trouble::Unknown => words::TROUBLE_UNKNOWN.get(lang).to_owned(),
        Trouble::Hub(said) => words::TROUBLE_HUB.fill(lang, &[said]),
    }
}
