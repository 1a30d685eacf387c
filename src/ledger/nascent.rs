//! A file that takes its name only when it is whole: a new store, a backup, an exported list.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use redb::Database;

use super::error::LedgerError;
use super::{CACHE_BYTES, opening};

/// A file under another name; dropped before it has appeared, it is gone.
#[derive(Debug)]
pub struct Nascent {
    part: PathBuf,
    path: PathBuf,
}

impl Nascent {
    /// An empty database that will stand at `path`, readable by its owner only.
    ///
    /// # Errors
    /// As [`Nascent::file`].
    pub(super) fn database(path: &Path) -> Result<(Database, Self), LedgerError> {
        let (file, nascent) = Self::file(path)?;
        let database = redb::backends::FileBackend::new(file)
            .and_then(|backend| {
                Database::builder()
                    .set_cache_size(CACHE_BYTES)
                    .create_with_backend(backend)
            })
            .map_err(|error| opening(error, path))?;
        Ok((database, nascent))
    }

    /// An empty file that will stand at `path`, readable by its owner only.
    ///
    /// # Errors
    /// If there is something already, or the folder cannot be written.
    pub fn file(path: &Path) -> Result<(File, Self), LedgerError> {
        Self::is_free(path)?;
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".part-{}", std::process::id()));
        let part = path.with_file_name(name);
        // Never through what stands there: it may be a link to anything, the live store too. What a dead process of
        // the same number left is taken away.
        let _ = std::fs::remove_file(&part);
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&part)
            .map_err(|source| LedgerError::File {
                path: part.clone(),
                source,
            })?;
        let nascent = Self {
            part,
            path: path.to_owned(),
        };
        Ok((file, nascent))
    }

    /// Whether a file may appear at `path`: nothing ever takes the place of another.
    ///
    /// # Errors
    /// If there is something already.
    pub fn is_free(path: &Path) -> Result<(), LedgerError> {
        // A link that leads nowhere is in the way as well.
        if path.symlink_metadata().is_ok() {
            return Err(LedgerError::Exists(path.to_owned()));
        }
        Ok(())
    }

    /// Gives it its name, durably.
    ///
    /// # Errors
    /// If something took the name meanwhile, which is left alone, or the folder cannot be written.
    pub fn appear(self) -> Result<(), LedgerError> {
        self.link().map_err(|source| {
            let path = self.path.clone();
            if source.kind() == ErrorKind::AlreadyExists {
                LedgerError::Exists(path)
            } else {
                LedgerError::File { path, source }
            }
        })
    }

    fn link(&self) -> io::Result<()> {
        // A hard link refuses to take the place of what appeared meanwhile; a rename would not, but file systems
        // without links, as of memory sticks, have nothing else.
        match std::fs::hard_link(&self.part, &self.path) {
            Err(error)
                if error.kind() != ErrorKind::AlreadyExists
                    && self.path.symlink_metadata().is_err() =>
            {
                std::fs::rename(&self.part, &self.path)?;
            }
            linked => linked?,
        }
        let folder = self.path.parent().filter(|folder| *folder != Path::new(""));
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    }
}

impl Drop for Nascent {
    fn drop(&mut self) {
        // Either the file was renamed away, or this is a second name of the new one: nothing is left to be removed.
        let _ = std::fs::remove_file(&self.part);
    }
}
