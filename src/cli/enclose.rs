//! `enclose`: files that go with a party's next paper. Read here, in pieces; the ledger gets name, size and digest only.

use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::domain::law::act::Act;
use crate::domain::law::command::Command;
use crate::domain::law::common;
use crate::domain::law::paper::Attachment;
use crate::feed::table;
use crate::hub::request::{Answer, Request};
use crate::locale::cli as words;
use crate::locale::cli::table as table_words;
use crate::locale::paper::attachment;
use crate::locale::{Lang, domain};

use super::context::{Context, act_request};
use super::failure::{self, Failure};
use super::output;

/// How much of a file is read at once.
const PIECE: usize = 1 << 16;

/// Encloses every file, or none: all are read before anything is done.
pub(super) fn run(context: &Context, id: &str, files: &[PathBuf]) -> Result<(), Failure> {
    let lang = context.lang;
    let matter = context.matter(id)?;
    let read = files.iter().map(|path| context.attachment_of(path));
    let read = read.collect::<Result<Vec<_>, Failure>>()?;
    let acts = read.iter().map(|file| {
        let act = common::Act::Enclose(common::Enclose {
            name: file.name.clone(),
            size: file.size,
            sha256: file.sha256.clone(),
        });
        act_request(Command::On(matter, Act::Common(act)))
    });
    let request = Request::ActAll {
        acts: acts.collect(),
    };
    let verb = crate::domain::law::act::Verb::Common(common::Verb::Enclose);
    let seated = context.seated()?;
    let answer = seated.seat.ask(request);
    if let Answer::NoneDone { at, .. } = &answer
        && let Some(path) = files.get(*at)
    {
        output::complain(&words::NOT_ENCLOSED.fill(lang, &[&path.display()]));
    }
    let answer = failure::good(lang, verb, answer)?;
    context.show(&answer, || {
        told(lang, &domain::matter_id(lang, matter), &read)
    })
}

fn told(lang: Lang, matter: &str, files: &[Attachment]) -> String {
    let lines = files
        .iter()
        .map(|file| output::line(&attachment(lang, file)));
    let heading = words::ENCLOSED.fill(lang, &[&files.len(), &matter]);
    std::iter::once(heading)
        .chain(lines)
        .collect::<Vec<_>>()
        .join("\n")
}

impl Context {
    /// What a regular file is known by.
    fn attachment_of(&self, path: &Path) -> Result<Attachment, Failure> {
        let (mut file, _) = table::open_regular(path).map_err(|problems| {
            let said = table_words::problems(self.lang, &problems);
            Failure::Trouble(words::FILE.fill(self.lang, &[&path.display(), &said]))
        })?;
        let mut digest = Sha256::new();
        let mut size = 0_u64;
        let mut piece = vec![0; PIECE];
        loop {
            let read = file.read(&mut piece);
            let read = read.map_err(|error| self.file_trouble(path, &error))?;
            let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else {
                break;
            };
            digest.update(bytes);
            size += bytes.len() as u64;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(Attachment {
            name: name.into_owned(),
            size,
            sha256: hexadecimal(&digest.finalize()),
        })
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
