//! How a verb can end badly, and the exit code that says so.

use std::io::ErrorKind;

use crate::domain::law::act::Verb;
use crate::domain::law::matter::MatterId;
use crate::domain::law::refusal::Refusal;
use crate::hub::request::{Answer, Trouble};
use crate::ledger::error::LedgerError;
use crate::locale::cli as words;
use crate::locale::{Lang, domain, refusal};

use crate::console::trouble::trouble_words;

use super::output;

/// A bad end. Every text in it is in the language of the command line already.
#[derive(Debug)]
pub(super) enum Failure {
    /// A rule stands against it.
    Refused(Verb, Box<Refusal>),
    /// Asked for in a way that is not understood.
    Usage(String),
    /// The store, a file, the machine.
    Trouble(String),
    /// Trouble that the hub answered, which scripts read as it is.
    Answered(String, Box<Answer>),
    /// Told already, on standard output or error; only the exit code is left.
    Told(u8),
    /// Whoever read our output went away: no error of anybody's.
    Unread,
}

/// Refused by a rule.
pub(super) const REFUSED: u8 = 1;
/// Wrong usage.
pub(super) const USAGE: u8 = 2;
/// Trouble.
pub(super) const TROUBLE: u8 = 3;

impl Failure {
    /// The exit code.
    pub(super) fn code(&self) -> u8 {
        match self {
            Self::Refused(..) => REFUSED,
            Self::Usage(_) => USAGE,
            Self::Answered(_, answer)
                if matches!(
                    **answer,
                    Answer::KeyReused | Answer::Trouble(Trouble::BadKey)
                ) =>
            {
                USAGE
            }
            Self::Trouble(_) | Self::Answered(..) => TROUBLE,
            Self::Told(code) => *code,
            Self::Unread => 0,
        }
    }

    /// It in words, where anything is left to be said.
    pub(super) fn text(&self, lang: Lang) -> String {
        match self {
            Self::Refused(verb, refused) => refused_text(lang, *verb, refused),
            Self::Usage(text) | Self::Trouble(text) | Self::Answered(text, _) => text.clone(),
            Self::Told(_) | Self::Unread => String::new(),
        }
    }

    /// Says it: in words on standard error, for scripts as a document on standard output.
    pub(super) fn tell(&self, lang: Lang, json: bool) {
        if matches!(self, Self::Told(_) | Self::Unread) {
            return;
        }
        output::complain(&self.text(lang));
        let answer = match self {
            Self::Refused(_, refusal) => Answer::Refused((**refusal).clone()),
            Self::Answered(_, answer) => (**answer).clone(),
            _ => return,
        };
        if json {
            // Nothing is left to be done if this one is unread as well.
            let _ = output::document(&answer);
        }
    }
}

fn refused_text(lang: Lang, verb: Verb, refused: &Refusal) -> String {
    let full = refusal::full(lang, refused, verb);
    [full.what, full.why, full.mend]
        .iter()
        .filter(|part| !part.is_empty())
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join("\n")
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe {
            Self::Unread
        } else {
            Self::Trouble(error.to_string())
        }
    }
}

/// Trouble with the ledger, in words.
pub(super) fn of_ledger(lang: Lang, error: &LedgerError) -> Failure {
    let text = match error {
        LedgerError::InUse(path) => words::IN_USE.fill(lang, &[&path.display()]),
        LedgerError::Missing(path) => words::NO_STORE.fill(lang, &[&path.display()]),
        LedgerError::Exists(path) => words::FILE_EXISTS.fill(lang, &[&path.display()]),
        LedgerError::NewerRelease { seq, what } => words::NEWER_RELEASE.fill(lang, &[seq, what]),
        LedgerError::Damaged { seq: 0, what } => words::DAMAGED_TABLES.fill(lang, &[what]),
        LedgerError::Damaged { seq, what } => words::DAMAGED.fill(lang, &[seq, what]),
        LedgerError::Replaced(path) => words::REPLACED.fill(lang, &[&path.display()]),
        LedgerError::Stopped => words::STOPPED.get(lang).to_owned(),
        LedgerError::Storage(what) => words::STORAGE.fill(lang, &[what]),
        LedgerError::File { source, .. } if source.kind() == ErrorKind::BrokenPipe => {
            return Failure::Unread;
        }
        LedgerError::File { path, source } => {
            words::FILE.fill(lang, &[&path.display(), &io_words(lang, source)])
        }
    };
    Failure::Trouble(text)
}

/// What the system said of a file, where it is a common thing in the reader's language.
pub(super) fn io_words(lang: Lang, error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => words::IO_NOT_FOUND.get(lang).to_owned(),
        ErrorKind::PermissionDenied => words::IO_DENIED.get(lang).to_owned(),
        ErrorKind::AlreadyExists => words::IO_EXISTS.get(lang).to_owned(),
        ErrorKind::StorageFull => words::IO_FULL.get(lang).to_owned(),
        ErrorKind::IsADirectory => words::IO_FOLDER.get(lang).to_owned(),
        _ => error.to_string(),
    }
}

/// The answer if it is what was hoped for; a failure for every answer that is none.
pub(super) fn good(lang: Lang, verb: Verb, answer: Answer) -> Result<Answer, Failure> {
    let text = match &answer {
        Answer::Refused(refusal) => return Err(Failure::Refused(verb, Box::new(refusal.clone()))),
        Answer::NoneDone { refusal, .. } => {
            return Err(Failure::Refused(verb, Box::new(refusal.clone())));
        }
        Answer::KeyReused => words::KEY_REUSED.get(lang).to_owned(),
        Answer::Stranger(login) => words::STRANGER.fill(lang, &[login]),
        Answer::Trouble(Trouble::NoSuch(what)) => {
            let id = what.parse::<MatterId>();
            let named = id.map_or_else(|_| what.clone(), |id| domain::matter_id(lang, id));
            words::NO_SUCH.fill(lang, &[&named])
        }
        Answer::Trouble(Trouble::TooMuch { limit }) => words::TOO_MUCH.fill(lang, &[limit]),
        Answer::Trouble(
            trouble
            @ (Trouble::NoColumn { .. } | Trouble::NoOrder { .. } | Trouble::TooLong { .. }),
        ) => trouble_words(lang, trouble),
        Answer::Trouble(Trouble::TooLarge { bytes }) => {
            words::TOO_LARGE.fill(lang, &[&(bytes >> 20)])
        }
        Answer::Trouble(Trouble::OutOfStep { staged }) => words::OUT_OF_STEP.fill(lang, &[staged]),
        Answer::Trouble(Trouble::Busy) => words::BUSY.get(lang).to_owned(),
        Answer::Trouble(Trouble::Gone) => words::GONE.get(lang).to_owned(),
        Answer::Trouble(Trouble::BadKey) => words::BAD_KEY.get(lang).to_owned(),
        Answer::Trouble(Trouble::NotYet) => words::NOT_YET.get(lang).to_owned(),
        Answer::Trouble(Trouble::NotDone) => words::NOT_DONE.get(lang).to_owned(),
        Answer::Trouble(Trouble::Unknown) => words::UNKNOWN.get(lang).to_owned(),
        Answer::Trouble(Trouble::Hub(said)) => words::HUB_SAID.fill(lang, &[&output::line(said)]),
        Answer::Trouble(Trouble::Store(what)) => words::STORAGE.fill(lang, &[what]),
        _ => return Ok(answer),
    };
    Err(Failure::Answered(text, Box::new(answer)))
}
