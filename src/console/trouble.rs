//! What trouble of the hub is called on the screen.

use crate::domain::law::matter::MatterId;
use crate::hub::request::Trouble;
use crate::locale::Lang;
use crate::locale::console as words;
use crate::locale::domain;
use crate::locale::list as list_words;

/// Trouble, in words.
#[must_use]
pub fn trouble_words(lang: Lang, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Busy => words::TROUBLE_BUSY.get(lang).to_owned(),
        Trouble::Gone => words::TROUBLE_GONE.get(lang).to_owned(),
        Trouble::TooMuch { limit } => words::TROUBLE_TOO_MUCH.fill(lang, &[limit]),
        Trouble::TooLarge { bytes } => words::TROUBLE_TOO_LARGE.fill(lang, &[&(bytes >> 20)]),
        Trouble::OutOfStep { staged } => words::TROUBLE_OUT_OF_STEP.fill(lang, &[staged]),
        Trouble::NoColumn { columns } => {
            words::TROUBLE_NO_COLUMN.fill(lang, &[&list_words::columns(lang, columns)])
        }
        Trouble::NoOrder { orders } => {
            words::TROUBLE_NO_ORDER.fill(lang, &[&list_words::columns(lang, orders)])
        }
        Trouble::TooLong { limit, by } => {
            let by = list_words::column(*by).get(lang);
            words::TROUBLE_TOO_LONG.fill(lang, &[limit, &by])
        }
        Trouble::Store(error) => words::TROUBLE_STORE.fill(lang, &[error]),
        Trouble::NoSuch(what) => {
            let id = what.parse::<MatterId>();
            let named = id.map_or_else(|_| what.clone(), |id| domain::matter_id(lang, id));
            words::TROUBLE_NO_SUCH.fill(lang, &[&named])
        }
        Trouble::BadKey => words::TROUBLE_BAD_KEY.get(lang).to_owned(),
        Trouble::NotYet => words::TROUBLE_NOT_YET.get(lang).to_owned(),
        Trouble::NotDone => words::TROUBLE_NOT_DONE.get(lang).to_owned(),
        Trouble::Unknown => words::TROUBLE_UNKNOWN.get(lang).to_owned(),
        Trouble::Hub(said) => words::TROUBLE_HUB.fill(lang, &[said]),
    }
}
