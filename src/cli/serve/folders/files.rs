//! One file of a folder in which others may write: told from every other, read, moved over nothing that is there.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustix::fd::{AsFd, OwnedFd};
use rustix::fs::{AtFlags, FileType, Mode, OFlags, RenameFlags, Stat};
use rustix::io::Errno;

use crate::feed::table::MAX_FILE_BYTES;

/// The most files of one name that are told apart where they lie.
const ALIKE: usize = 1_000;
/// How names begin and end that editors, spreadsheets and copying programs give to what is not whole yet.
const UNFINISHED: (&[&str], &[&str]) = (
    &[".", "~", "#"],
    &[
        "~",
        ".tmp",
        ".temp",
        ".part",
        ".partial",
        ".filepart",
        ".crdownload",
        ".swp",
    ],
);

/// What tells one state of a file from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    file: (u64, u64),
    pub(super) size: u64,
    changed: (i64, u64),
}

impl Mark {
    /// Of a plain file that has no other name; through one, whoever may write here might reach what they may not read.
    pub(super) fn of(stat: &Stat) -> Option<Self> {
        let is_plain = FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile;
        (is_plain && stat.st_nlink == 1).then(|| Self {
            file: (stat.st_dev, stat.st_ino),
            size: u64::try_from(stat.st_size).unwrap_or(u64::MAX),
            changed: (stat.st_mtime, stat.st_mtime_nsec),
        })
    }
}

pub(super) fn is_unfinished(name: &OsStr) -> bool {
    let (begins, ends) = UNFINISHED;
    let name = name.as_bytes().to_ascii_lowercase();
    begins
        .iter()
        .any(|begin| name.starts_with(begin.as_bytes()))
        || ends.iter().any(|end| name.ends_with(end.as_bytes()))
}

/// Moves a file into a folder within, with a text beside it, over nothing that is there.
pub(super) fn put(folder: &OwnedFd, name: &OsStr, to: &str, text: &str) -> Result<(), Errno> {
    let place = inner(folder, to)?;
    for number in 1..=ALIKE {
        let called = numbered(name, number);
        let mut beside = called.clone();
        beside.push(".txt");
        // The text first: should this end here, what it says is true, and the file is found again.
        if !is_free(&place, &called)? || !write_new(&place, &beside, text)? {
            continue;
        }
        match rustix::fs::renameat_with(folder, name, &place, &called, RenameFlags::NOREPLACE) {
            Ok(()) => return Ok(()),
            Err(errno) => {
                // Only the text that was just written is taken back.
                let _ = rustix::fs::unlinkat(&place, &beside, AtFlags::empty());
                if errno != Errno::EXIST {
                    return Err(errno);
                }
            }
        }
    }
    Err(Errno::EXIST)
}

/// All of a file; none if it is not, or is no longer, as it was found.
pub(super) fn read(folder: &OwnedFd, name: &OsStr, mark: Mark) -> Result<Option<Vec<u8>>, Errno> {
    // Opening a fifo would wait for its writer, and a terminal could become ours.
    let careful = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = rustix::fs::openat(folder, name, OFlags::RDONLY | careful, Mode::empty())?;
    let is_same =
        |file: &File| rustix::fs::fstat(file.as_fd()).map(|stat| Mark::of(&stat) == Some(mark));
    let mut file = File::from(file);
    if !is_same(&file)? {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let read = Read::by_ref(&mut file)
        .take(MAX_FILE_BYTES + 1)
        .read_to_end(&mut bytes);
    read.map_err(|error| Errno::from_io_error(&error).unwrap_or(Errno::IO))?;
    let is_whole = u64::try_from(bytes.len()) == Ok(mark.size) && is_same(&file)?;
    Ok(is_whole.then_some(bytes))
}

/// A folder within the folder, made if it is missing; one that is a link is none.
fn inner(folder: &OwnedFd, name: &str) -> Result<OwnedFd, Errno> {
    let made = match rustix::fs::mkdirat(folder, name, Mode::from_raw_mode(0o750)) {
        Ok(()) => true,
        Err(Errno::EXIST) => false,
        Err(errno) => return Err(errno),
    };
    let flags = OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let inner = rustix::fs::openat(folder, name, flags, Mode::empty())?;
    if made {
        // Whoever sends files is to read what became of them, whatever the service's mask is.
        let open = rustix::fs::fstat(&inner)?.st_mode | 0o750;
        rustix::fs::fchmod(&inner, Mode::from_raw_mode(open))?;
    }
    Ok(inner)
}

fn is_free(place: &OwnedFd, name: &OsStr) -> Result<bool, Errno> {
    match rustix::fs::statat(place, name, AtFlags::SYMLINK_NOFOLLOW) {
        Ok(_) => Ok(false),
        Err(Errno::NOENT) => Ok(true),
        Err(errno) => Err(errno),
    }
}

/// Writes a text to a new file; false if there is one of that name.
fn write_new(place: &OwnedFd, name: &OsStr, text: &str) -> Result<bool, Errno> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
    let mode = Mode::from_raw_mode(0o640);
    let file = match rustix::fs::openat(place, name, flags, mode) {
        Ok(file) => file,
        Err(Errno::EXIST) => return Ok(false),
        Err(errno) => return Err(errno),
    };
    rustix::fs::fchmod(&file, mode)?;
    let written = File::from(file).write_all(format!("{text}\n").as_bytes());
    written.map_err(|error| Errno::from_io_error(&error).unwrap_or(Errno::IO))?;
    Ok(true)
}

/// A free name for a file where others of its name may lie already: `items.csv`, then `items-2.csv`.
fn numbered(name: &OsStr, number: usize) -> OsString {
    if number == 1 {
        return name.to_owned();
    }
    let path = Path::new(name);
    let mut called = path.file_stem().unwrap_or(name).to_owned();
    called.push(format!("-{number}"));
    if let Some(extension) = path.extension() {
        called.push(".");
        called.push(extension);
    }
    called
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_what_is_not_whole_are_known() {
        for name in [
            ".a.csv",
            "~$a.xlsx",
            "a.csv~",
            "a.csv.PART",
            "#a#",
            ".~lock.a.csv#",
        ] {
            assert!(is_unfinished(OsStr::new(name)), "{name}");
        }
        for name in ["a.csv", "部门.xlsx", "a.partial.csv"] {
            assert!(!is_unfinished(OsStr::new(name)), "{name}");
        }
        assert_eq!(numbered(OsStr::new("a.b.csv"), 2), "a.b-2.csv");
        assert_eq!(numbered(OsStr::new("a"), 3), "a-3");
    }
}
