//! Files that are put into an intake folder are imported all or nothing, through the same code as `import`, and then lie in
//! `done` or `refused` beside a text that says what became of them.
//!
//! What a folder holds is hostile: nothing is followed that is a link, nothing is opened that is no plain file, nothing is
//! written over. A file is taken once it has not changed for some seconds, and left if it changes while it is read. That it
//! was imported is known by its bytes, from the journal: whenever this ends, between the import and the move or anywhere
//! else, whoever looks next finds the file and repeats nothing.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::ffi::OsStringExt;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use chrono::Utc;
use rustix::fd::OwnedFd;
use rustix::fs::{AtFlags, Mode, OFlags};
use rustix::io::Errno;

use crate::cli::context::Seated;
use crate::cli::failure::{self, Failure};
use crate::cli::import::{Done, Undone};
use crate::cli::output;
use crate::cli::progress::Teller;
use crate::feed::table::{MAX_FILE_BYTES, TableProblem};
use crate::hub::Hub;
use crate::hub::folder::Folders;
use crate::hub::request::{Answer, FileEnd, Folder, JobKind, LastFile, Trouble};
use crate::locale::Lang;
use crate::locale::cli as messages;
use crate::locale::cli::import as import_words;
use crate::locale::cli::serve as words;
use crate::locale::cli::table as table_words;

use super::config::Intake;

mod files;

use files::{Mark, is_unfinished};

/// How often each folder is looked at.
const EVERY: Duration = Duration::from_secs(1);
/// How long a file must not have changed.
const SETTLED: Duration = Duration::from_secs(3);
/// How long a folder waits after trouble that may pass.
const AGAIN: Duration = Duration::from_secs(30);
/// The most names of a folder that one look reads.
const NAMES: usize = 1_000;
/// The most files that one look takes.
const FILES: usize = 16;
/// Where a file goes whose acts are done.
const DONE: &str = "done";
/// Where a file goes that something stands against.
const REFUSED_FOLDER: &str = "refused";
/// Takes files in until it is dropped.
pub(super) struct Taking {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Taking {
    /// Begins; `say` prints a line.
    pub(super) fn start(
        lang: Lang,
        intakes: Vec<Intake>,
        hub: &Hub,
        say: impl Fn(&str) + Send + 'static,
    ) -> io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let mut watched: Vec<Watched> = intakes
            .into_iter()
            .map(|intake| Watched::new(lang, intake, hub, Arc::clone(&stop)))
            .collect();
        let stopped = Arc::clone(&stop);
        let work = move || {
            while !stopped.load(Ordering::Relaxed) {
                for folder in &mut watched {
                    folder.look(&say);
                }
                std::thread::park_timeout(EVERY);
            }
        };
        let thread = std::thread::Builder::new()
            .name("folders".to_owned())
            .spawn(work)?;
        Ok(Self {
            stop,
            thread: Some(thread),
        })
    }
}

impl Drop for Taking {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            // What it panicked over was told where it happened.
            let _ = thread.join();
        }
    }
}

/// What became of a file.
enum Ended {
    Taken {
        done: Done,
        before: bool,
    },
    Refused(Vec<String>),
    /// It is tried again later: why.
    Waits(String),
    /// It changed meanwhile, or the service stops: nothing is said of it.
    Left,
}

impl From<Errno> for Ended {
    fn from(errno: Errno) -> Self {
        match errno {
            // Somebody took it away, or it became a link.
            Errno::NOENT | Errno::LOOP => Self::Left,
            errno => Self::Waits(io::Error::from(errno).to_string()),
        }
    }
}

/// One folder.
struct Watched {
    lang: Lang,
    intake: Intake,
    seated: Seated,
    stop: Arc<AtomicBool>,
    told: Folder,
    folders: Arc<Folders>,
    /// How each file was found, and since when it is so.
    seen: HashMap<OsString, (Mark, Instant)>,
    not_before: Option<Instant>,
}

impl Watched {
    fn new(lang: Lang, intake: Intake, hub: &Hub, stop: Arc<AtomicBool>) -> Self {
        let told = Folder {
            folder: intake.folder.display().to_string(),
            table: intake.table.clone(),
            whose: intake.login.clone(),
            taken: 0,
            refused: 0,
            left_alone: 0,
            last: None,
        };
        let folders = hub.folders();
        folders.tell(&told);
        Self {
            lang,
            seated: Seated::at(hub.seat(intake.login.clone())),
            intake,
            stop,
            told,
            folders,
            seen: HashMap::new(),
            not_before: None,
        }
    }

    fn look(&mut self, say: &dyn Fn(&str)) {
        if self.not_before.is_some_and(|at| Instant::now() < at) {
            return;
        }
        self.not_before = None;
        let folder = match self.open() {
            Ok(folder) => folder,
            Err(why) => return self.wait(say, "", why),
        };
        let ready = match self.ready(&folder) {
            Ok(ready) => ready,
            Err(error) => return self.wait(say, "", failure::io_words(self.lang, &error)),
        };
        for (name, mark) in ready.into_iter().take(FILES) {
            if self.not_before.is_some() || self.stop.load(Ordering::Relaxed) {
                break;
            }
            self.file(say, &folder, &name, mark);
        }
        self.folders.tell(&self.told);
    }

    /// The folder itself, unless anybody at all may write there.
    fn open(&self) -> Result<OwnedFd, String> {
        let said = |errno: Errno| failure::io_words(self.lang, &errno.into());
        let flags = OFlags::DIRECTORY | OFlags::CLOEXEC;
        let folder = rustix::fs::open(&self.intake.folder, flags, Mode::empty()).map_err(said)?;
        let stat = rustix::fs::fstat(&folder).map_err(said)?;
        if stat.st_mode & 0o002 != 0 {
            return Err(words::OPEN_FOLDER.get(self.lang).to_owned());
        }
        Ok(folder)
    }

    /// The files that have not changed for long enough, by name.
    fn ready(&mut self, folder: &OwnedFd) -> io::Result<Vec<(OsString, Mark)>> {
        let now = Instant::now();
        let mut seen = HashMap::new();
        let mut left_alone = 0;
        for entry in rustix::fs::Dir::read_from(folder)?.take(NAMES) {
            let name = OsString::from_vec(entry?.file_name().to_bytes().to_vec());
            if is_unfinished(&name) || [DONE, REFUSED_FOLDER].map(OsStr::new).contains(&&*name) {
                continue;
            }
            let stat = match rustix::fs::statat(folder, &name, AtFlags::SYMLINK_NOFOLLOW) {
                Ok(stat) => stat,
                Err(Errno::NOENT) => continue,
                Err(errno) => return Err(errno.into()),
            };
            let Some(mark) = Mark::of(&stat) else {
                left_alone += 1;
                continue;
            };
            let before = self.seen.get(&name).filter(|(was, _)| *was == mark);
            let since = before.map_or(now, |(_, since)| *since);
            seen.insert(name, (mark, since));
        }
        self.told.left_alone = left_alone;
        self.seen = seen;
        let settled = self
            .seen
            .iter()
            .filter(|(_, (_, since))| now.duration_since(*since) >= SETTLED);
        let mut ready: Vec<_> = settled
            .map(|(name, (mark, _))| (name.clone(), *mark))
            .collect();
        ready.sort_by(|one, other| one.0.cmp(&other.0));
        Ok(ready)
    }

    /// Takes one file, moves it, and says what became of it.
    fn file(&mut self, say: &dyn Fn(&str), folder: &OwnedFd, name: &OsStr, mark: Mark) {
        // The parser or the store may be at fault: the other files and folders are not.
        let ended = std::panic::catch_unwind(AssertUnwindSafe(|| self.take(folder, name, mark)));
        let ended =
            ended.unwrap_or_else(|_| Ended::Waits(messages::BROKEN.get(self.lang).to_owned()));
        let lang = self.lang;
        let shown = output::line(&name.to_string_lossy());
        let (to, text, became, count) = match ended {
            Ended::Left => return,
            Ended::Waits(why) => return self.wait(say, &shown, why),
            Ended::Taken { done, before } => {
                let text = self.intake.manner.told(lang, &done, before);
                let became = if before {
                    FileEnd::Before
                } else {
                    FileEnd::Taken
                };
                (DONE, text, became, done.acts())
            }
            Ended::Refused(mut problems) => {
                let count = problems.len();
                problems.push(import_words::NOTHING_IMPORTED.get(lang).to_owned());
                (REFUSED_FOLDER, problems.join("\n"), FileEnd::Refused, count)
            }
        };
        // What came in its place while it was read is another file, and is read in its turn.
        let now = rustix::fs::statat(folder, name, AtFlags::SYMLINK_NOFOLLOW);
        let is_there = now.ok().as_ref().and_then(Mark::of) == Some(mark);
        if is_there && let Err(errno) = files::put(folder, name, to, &text) {
            let said = failure::io_words(lang, &errno.into());
            return self.wait(say, &shown, messages::FILE.fill(lang, &[&to, &said]));
        }
        self.seen.remove(name);
        let line = if became == FileEnd::Refused {
            self.told.refused += 1;
            words::FILE_REFUSED.fill(lang, &[&self.beside(&shown), &count])
        } else {
            self.told.taken += 1;
            let first = text.lines().next().unwrap_or_default();
            words::FILE_TAKEN.fill(lang, &[&self.beside(&shown), &first])
        };
        self.note(&shown, became, count, String::new());
        say(&line);
    }

    /// Imports it whole, or nothing of it.
    fn take(&self, folder: &OwnedFd, name: &OsStr, mark: Mark) -> Ended {
        let lang = self.lang;
        let too_large = TableProblem::FileTooLarge {
            limit: MAX_FILE_BYTES,
        };
        if mark.size > MAX_FILE_BYTES {
            return Ended::Refused(vec![table_words::problems(lang, &too_large.into())]);
        }
        let bytes = match files::read(folder, name, mark) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Ended::Left,
            Err(errno) => return errno.into(),
        };
        let shown = name.to_string_lossy();
        let handing_in = match self.intake.manner.read(lang, &shown, &bytes) {
            Ok(handing_in) => handing_in,
            Err(problems) => return Ended::Refused(problems),
        };
        let done = || -> Result<(Done, bool), Undone> {
            if let Some(done) = handing_in.before(&self.seated)? {
                return Ok((done, true));
            }
            let goes_on = || !self.stop.load(Ordering::Relaxed);
            let mut teller = Teller::start(JobKind::Intake, &self.seated.seat);
            handing_in.check(&self.seated, &mut |done, of| {
                teller.tell(done, of);
                goes_on()
            })?;
            drop(teller);
            let done = handing_in.hand_in(&self.seated, &mut |_, _| goes_on())?;
            Ok((done, false))
        };
        match done() {
            Ok((done, before)) => Ended::Taken { done, before },
            Err(Undone::Refused(found)) => Ended::Refused(found.lines(lang)),
            Err(Undone::Failed(_)) if self.stop.load(Ordering::Relaxed) => Ended::Left,
            Err(Undone::Failed(failure)) if is_the_files(&failure) => {
                Ended::Refused(vec![failure.text(lang)])
            }
            Err(Undone::Failed(failure)) => Ended::Waits(failure.text(lang)),
        }
    }

    /// Leaves the folder alone for a while.
    fn wait(&mut self, say: &dyn Fn(&str), file: &str, why: String) {
        self.not_before = Some(Instant::now() + AGAIN);
        let is_news = self.told.last.as_ref().is_none_or(|last| {
            last.became != FileEnd::Waits || last.file != file || last.why != why
        });
        if is_news {
            let line = words::FILE_WAITS.fill(self.lang, &[&self.beside(file), &why]);
            self.note(file, FileEnd::Waits, 0, why);
            say(&line);
        }
    }

    fn note(&mut self, file: &str, became: FileEnd, count: usize, why: String) {
        self.told.last = Some(LastFile {
            file: file.to_owned(),
            at: Utc::now(),
            became,
            count,
            why,
        });
        self.folders.tell(&self.told);
    }

    fn beside(&self, file: &str) -> String {
        let path = self.intake.folder.join(file);
        output::line(&path.display().to_string())
    }
}

/// Whether it is the file that cannot be imported, rather than that it cannot be now.
fn is_the_files(failure: &Failure) -> bool {
    match failure {
        Failure::Refused(..) | Failure::Usage(_) => true,
        Failure::Answered(_, answer) => matches!(
            **answer,
            Answer::KeyReused
                | Answer::Trouble(
                    Trouble::BadKey
                        | Trouble::TooMuch { .. }
                        | Trouble::TooLarge { .. }
                        | Trouble::TooLong { .. }
                )
        ),
        Failure::Trouble(_) | Failure::Told(_) | Failure::Unread => false,
    }
}
