//! A socket's place in the file system: a path that fits, a name that appears when it may be used, a place that is only
//! taken when it is free.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::sync_channel;
use std::time::Duration;

use rustix::fs::{FlockOperation, Mode, OFlags};

/// The longest path that a socket's address takes, with some room for a longer name beside it.
const PATH_LIMIT: usize = 80;
/// How long a socket that stands in the place may take to let us in.
const KNOCKS_FOR: Duration = Duration::from_secs(2);
/// How often, and how long apart, the folder's lock is tried.
const LOCK_TRIES: (u32, Duration) = (100, Duration::from_millis(20));

/// A path that fits a socket's address.
pub(super) struct ShortPath {
    path: PathBuf,
    /// Open as long as the path is used.
    _folder: Option<OwnedFd>,
}

impl ShortPath {
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// A socket's address takes about a hundred bytes; longer paths go by their open folder.
pub(super) fn short_path(path: &Path) -> io::Result<ShortPath> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(io::Error::from(io::ErrorKind::InvalidInput));
    };
    if path.as_os_str().len() <= PATH_LIMIT {
        return Ok(ShortPath {
            path: path.to_owned(),
            _folder: None,
        });
    }
    let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let folder = rustix::fs::open(folder, flags, Mode::empty())?;
    Ok(ShortPath {
        path: PathBuf::from(format!("/proc/self/fd/{}", folder.as_raw_fd())).join(name),
        _folder: Some(folder),
    })
}

/// Binds a socket that stands in its place only once it has its mode; a dead one there is replaced.
pub(super) fn bind(path: &Path, mode: u32) -> io::Result<std::os::unix::net::UnixListener> {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let short = short_path(path)?;
    // Of several who find a place free, only one takes it.
    let _alone = lock_folder(short.path());
    if let Ok(found) = fs::symlink_metadata(short.path()) {
        let is_link = found.file_type().is_symlink();
        if !is_link && !found.file_type().is_socket() {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists));
        }
        if is_listened_at(short.path()) {
            return Err(io::Error::from(io::ErrorKind::AddrInUse));
        }
    }
    let mut hidden = OsString::from(".");
    hidden.push(short.path().file_name().unwrap_or_default());
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    hidden.push(format!(".{}.{number}", std::process::id()));
    let hidden = short.path().with_file_name(hidden);
    let _ = fs::remove_file(&hidden);
    let listener = std::os::unix::net::UnixListener::bind(&hidden)?;
    let appeared = fs::set_permissions(&hidden, fs::Permissions::from_mode(mode))
        .and_then(|()| listener.set_nonblocking(true))
        .and_then(|()| fs::rename(&hidden, short.path()));
    if let Err(error) = appeared {
        let _ = fs::remove_file(&hidden);
        return Err(error);
    }
    Ok(listener)
}

/// Whether somebody listens at a path; who has no time to let us in is somebody too.
fn is_listened_at(path: &Path) -> bool {
    let (sender, connected) = sync_channel(1);
    let path = path.to_owned();
    let trying = std::thread::Builder::new()
        .name("knock".to_owned())
        .spawn(move || {
            let _ = sender.send(UnixStream::connect(path).is_ok());
        });
    trying.is_err() || connected.recv_timeout(KNOCKS_FOR).unwrap_or(true)
}

/// The lock of a path's folder, as long as what is answered lives; none if it cannot be had, or somebody keeps it for
/// themselves: that is no reason not to serve.
fn lock_folder(path: &Path) -> Option<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let folder = match path.parent()? {
        here if here.as_os_str().is_empty() => Path::new("."),
        folder => folder,
    };
    let folder = rustix::fs::open(folder, flags, Mode::empty()).ok()?;
    let (tries, apart) = LOCK_TRIES;
    for _ in 0..tries {
        if rustix::fs::flock(&folder, FlockOperation::NonBlockingLockExclusive).is_ok() {
            return Some(folder);
        }
        std::thread::sleep(apart);
    }
    None
}

pub(super) fn file_at(path: &Path) -> Option<(u64, u64)> {
    let found = fs::symlink_metadata(path).ok()?;
    Some((found.dev(), found.ino()))
}

pub(super) fn named(path: &Path) -> io::Result<(PathBuf, (u64, u64))> {
    let file = file_at(path).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
    Ok((path.to_owned(), file))
}

/// Leaves a link beside the store. The caller owns the store, so whatever stood there is of a hub that is gone.
pub(super) fn link_beside(beside: &Path, socket: &Path) -> io::Result<(PathBuf, (u64, u64))> {
    let socket = std::path::absolute(socket)?;
    match fs::remove_file(beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => std::os::unix::fs::symlink(socket, beside)?,
    }
    named(beside)
}
