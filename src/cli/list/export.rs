//! `--export`: a list as a file. Whoever asked writes it, wherever the hub is: no path goes to another seat.

use std::io::Write;
use std::path::Path;

use serde_json::json;

use crate::hub::request::{JobKind, Look, Standing};
use crate::ledger::error::LedgerError;
use crate::ledger::nascent::Nascent;
use crate::locale::Lang;
use crate::locale::cli as words;
use crate::locale::list as list_words;
use crate::paper::export::{Export, Format, Source};

use super::super::context::{Context, Seated};
use super::super::failure::Failure;
use super::super::home;
use super::super::progress::Progress;
use super::gather::gather_telling;

/// The most rows of an export.
const ROWS: usize = 100_000;

/// What is to be exported, and to where.
pub(super) struct Wanted<'a> {
    pub(super) look: &'a Look,
    /// The filter as it was typed.
    pub(super) typed: &'a str,
    pub(super) limit: Option<usize>,
    pub(super) file: &'a Path,
}

/// Gathers all rows and makes the file in memory; it appears on the disk when it is whole, so stopping leaves nothing
/// behind.
pub(super) fn run(
    context: &Context,
    seated: &Seated,
    standing: &Standing,
    wanted: &Wanted<'_>,
) -> Result<(), Failure> {
    let lang = context.lang;
    let (look, file) = (wanted.look, wanted.file);
    let format = format_of(lang, file)?;
    Nascent::is_free(file).map_err(|error| trouble(context, file, &error))?;
    let limit = wanted.limit.unwrap_or(ROWS);
    let mut progress = Progress::at(lang, words::EXPORTING, JobKind::Export, &seated.seat)?;
    let mut first = None;
    let window = gather_telling(context, seated, look, limit, |window| {
        first.get_or_insert(window.seq);
        let (done, of) = if look.filter.is_some() {
            (window.scanned, window.total)
        } else {
            let wanted = u64::try_from(limit).unwrap_or(u64::MAX);
            let done = u64::try_from(window.rows.len()).unwrap_or(u64::MAX);
            (done, window.total.min(wanted))
        };
        goes_on(context, &mut progress, done, of)
    })?;
    let called = list_words::name(lang, &window.names, &look.list);
    let export = Export {
        lang,
        list: &called,
        columns: look.columns(),
        rows: &window.rows,
        source: Source {
            world: home::realm(lang, standing),
            filter: wanted.typed.trim().to_owned(),
            by: look.by(),
            order: look.order(),
            is_whole: window.at_end,
            entries: (first.unwrap_or(window.seq), window.seq),
            at: standing.now,
            who: who(standing),
        },
    };
    let made = export.file(format);
    let bytes = made.map_err(|said| Failure::Trouble(words::EXPORT_FAILED.fill(lang, &[&said])))?;
    let rows = window.rows.len();
    let count = u64::try_from(rows).unwrap_or(u64::MAX);
    goes_on(context, &mut progress, count, count)?;
    write(context, file, &bytes)?;
    drop(progress);
    let (from, until) = export.source.entries;
    let document = json!({ "answer": "exported", "result": {
        "rows": rows, "whole": window.at_end, "first_entry": from, "last_entry": until,
    } });
    context.show(&document, || {
        let said = if window.at_end {
            words::EXPORTED_ROWS
        } else {
            words::EXPORTED_CUT
        };
        said.fill(lang, &[&file.display(), &rows, &until])
    })
}

fn goes_on(context: &Context, progress: &mut Progress, done: u64, of: u64) -> Result<(), Failure> {
    if progress.step(done, of) {
        Ok(())
    } else {
        Err(context.trouble(&LedgerError::Stopped))
    }
}

/// The format by the file's extension.
fn format_of(lang: Lang, file: &Path) -> Result<Format, Failure> {
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    Format::of(&extension).ok_or_else(|| {
        let known = Format::ALL.map(|format| format!(".{}", format.extension()));
        let known = crate::locale::joined(lang, known.iter().map(String::as_str));
        Failure::Usage(words::EXPORT_FORMAT.fill(lang, &[&file.display(), &known]))
    })
}

/// Who asked, by name and party; a service account has neither.
fn who(standing: &Standing) -> String {
    let named = [&standing.actor.name, &standing.party];
    let named = named.into_iter().map(String::as_str);
    let named: Vec<_> = named.filter(|part| !part.is_empty()).collect();
    named.join(" · ")
}

fn write(context: &Context, file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let (mut out, nascent) = Nascent::file(file).map_err(|error| trouble(context, file, &error))?;
    let written = out.write_all(bytes).and_then(|()| out.sync_all());
    written.map_err(|error| context.file_trouble(file, &error))?;
    nascent
        .appear()
        .map_err(|error| trouble(context, file, &error))
}

/// What went wrong with the file, under the name that was asked for. A file that is there already is left alone, and
/// the person is told to choose another name.
fn trouble(context: &Context, file: &Path, error: &LedgerError) -> Failure {
    match error {
        LedgerError::Exists(path) => {
            let said = words::EXPORT_EXISTS.fill(context.lang, &[&path.display()]);
            Failure::Usage(said)
        }
        LedgerError::File { source, .. } => context.file_trouble(file, source),
        other => context.trouble(other),
    }
}
