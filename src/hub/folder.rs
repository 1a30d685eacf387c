//! Intake folders, as everybody at the hub may see them: what a service takes in, for whom, and what came of it.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::law::code::Login;
use crate::domain::law::names::words;

words! {
    /// What became of a file in an intake folder.
    pub enum FileEnd {
        /// All of it was done.
        Taken = "taken",
        /// It had been done before, and nothing was repeated.
        Before = "before",
        /// Something stands against it, and nothing of it was done.
        Refused = "refused",
        /// It lies where it was, and is tried again.
        Waits = "waits",
    }
}

/// What came of the last file of an intake folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastFile {
    /// Its name; empty where it is about the folder itself.
    pub file: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What became of it.
    pub became: FileEnd,
    /// The acts that were done, or the problems that stand against it.
    pub count: usize,
    /// Why it waits, in the service's language.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// A folder whose files a service takes in, as it stands since the hub began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Folder {
    /// Where it is.
    pub folder: String,
    /// The table that its files are of.
    pub table: String,
    /// Who acts for it.
    pub whose: Login,
    /// How many files were done.
    pub taken: u64,
    /// How many were refused.
    pub refused: u64,
    /// What lies there now and is never taken: links, folders, whatever is no plain file.
    pub left_alone: usize,
    /// What came of the last file.
    pub last: Option<LastFile>,
}

/// The intake folders of whoever keeps the store.
#[derive(Debug, Default)]
pub struct Folders {
    of: Mutex<Vec<Folder>>,
}

impl Folders {
    /// Tells how one of them stands; it is known by its path.
    pub fn tell(&self, folder: &Folder) {
        let mut of = self.of.lock().unwrap_or_else(PoisonError::into_inner);
        match of.iter_mut().find(|one| one.folder == folder.folder) {
            Some(one) => one.clone_from(folder),
            None => of.push(folder.clone()),
        }
    }

    /// How all of them stand.
    #[must_use]
    pub fn all(&self) -> Vec<Folder> {
        let of = self.of.lock().unwrap_or_else(PoisonError::into_inner);
        of.clone()
    }
}
