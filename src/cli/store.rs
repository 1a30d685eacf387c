//! Verbs on the whole store: checking, rebuilding, copying out.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use serde_json::json;

use crate::hub::request::{Answer, JobKind, Realm, Request, WINDOW_LIMIT};
use crate::ledger::error::LedgerError;
use crate::ledger::replica::Replica;
use crate::ledger::verify::{Chain, Checked};
use crate::ledger::{Ledger, copy, verify};
use crate::locale::T;
use crate::locale::cli as words;

use super::context::{Context, Seated};
use super::failure::Failure;
use super::progress::Progress;

/// How many lines of the journal are gathered from a hub before they are worked on.
const GATHERED: usize = 5_000;

/// Where the whole of a store is read from.
enum Source {
    /// The file, which nobody else has open.
    File(Ledger),
    /// Whoever keeps the file.
    Hub(Seated),
}

/// The hub that answers, if one does; else the file.
fn source(context: &Context) -> Result<Source, Failure> {
    if context.global.now.is_none() && context.answers() {
        return context.seated().map(Source::Hub);
    }
    context.ledger().map(Source::File)
}

/// Every line of the journal as it stands now, in pieces, from whoever keeps it.
fn lines(
    context: &Context,
    seated: &Seated,
    last: u64,
    progress: &mut Progress,
    mut work: impl FnMut(&[String]) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut from = 1;
    let mut gathered = Vec::new();
    while from <= last {
        let request = Request::Lines {
            from,
            count: u16::try_from(last - from + 1).unwrap_or(WINDOW_LIMIT),
        };
        let Answer::Lines(mut found) = seated.ask(context.lang, request)? else {
            return Ok(());
        };
        if found.is_empty() {
            break;
        }
        from += u64::try_from(found.len()).unwrap_or(u64::MAX);
        gathered.append(&mut found);
        if gathered.len() >= GATHERED || from > last {
            work(&gathered)?;
            gathered.clear();
        }
        if !progress.step(from - 1, last) {
            return Err(context.trouble(&LedgerError::Stopped));
        }
    }
    Ok(())
}

/// How many entries the hub's journal has, and whose world it is.
fn standing(context: &Context, seated: &Seated) -> Result<(u64, Realm), Failure> {
    match seated.ask(context.lang, Request::Whoami)? {
        Answer::Standing(standing) => Ok((standing.seq, standing.realm)),
        _ => Ok((0, Realm::Sandbox)),
    }
}

/// `verify`: the chain.
pub(super) fn check(context: &Context) -> Result<(), Failure> {
    let ledger = match source(context)? {
        Source::File(ledger) => ledger,
        Source::Hub(seated) => {
            let (last, _) = standing(context, &seated)?;
            let mut chain = Chain::default();
            let (lang, seat) = (context.lang, &seated.seat);
            let mut progress = Progress::at(lang, words::VERIFYING, JobKind::Verify, seat)?;
            lines(context, &seated, last, &mut progress, |lines| {
                lines
                    .iter()
                    .try_for_each(|line| chain.add(line.as_bytes()).map(drop))
                    .map_err(|error| context.trouble(&error))
            })?;
            drop(progress);
            return tell_checked(context, "verified", words::VERIFIED, &chain.checked());
        }
    };
    let trouble = |error| context.trouble(&error);
    let snapshot = ledger.snapshot().map_err(trouble)?;
    let mut progress = Progress::start(context.lang, words::VERIFYING)?;
    let checked = verify::verify(&snapshot, &mut |done, of| progress.step(done, of));
    drop(progress);
    tell_checked(
        context,
        "verified",
        words::VERIFIED,
        &checked.map_err(trouble)?,
    )
}

/// `rebuild`: the tables from the journal; with `--check` only whether they would be the same.
pub(super) fn rebuild(context: &Context, only_check: bool) -> Result<(), Failure> {
    let ledger = context.ledger()?;
    let trouble = |error| context.trouble(&error);
    let (label, name, done) = if only_check {
        (words::COMPARING, "same", words::SAME_TABLES)
    } else {
        (words::REBUILDING, "rebuilt", words::REBUILT)
    };
    let mut progress = Progress::start(context.lang, label)?;
    let mut step = |done, of| progress.step(done, of);
    let checked = if only_check {
        verify::check_tables(&ledger, &mut step)
    } else {
        verify::rebuild(&ledger, &mut step)
    };
    drop(progress);
    tell_checked(context, name, done, &checked.map_err(trouble)?)
}

fn tell_checked(context: &Context, name: &str, text: T, checked: &Checked) -> Result<(), Failure> {
    let (entries, head) = (checked.entries, checked.head.to_string());
    let document = json!({ "answer": name, "result": { "entries": entries, "head": head } });
    context.show(&document, || text.fill(context.lang, &[&entries, &head]))
}

/// `backup`: a copy that opens as a store.
pub(super) fn backup(context: &Context, file: &Path) -> Result<(), Failure> {
    let trouble = |error| context.trouble(&error);
    let ledger = match source(context)? {
        Source::File(ledger) => ledger,
        Source::Hub(seated) => {
            let (last, realm) = standing(context, &seated)?;
            let mut replica = Replica::begin(file, &realm).map_err(trouble)?;
            let (lang, seat) = (context.lang, &seated.seat);
            let mut progress = Progress::at(lang, words::COPYING, JobKind::Backup, seat)?;
            lines(context, &seated, last, &mut progress, |lines| {
                replica.add(lines).map_err(trouble)
            })?;
            drop(progress);
            let entries = replica.finish().map_err(trouble)?.entries;
            let document = json!({ "answer": "copied", "result": { "entries": entries } });
            return context.show(&document, || {
                words::COPIED_FROM_HUB.fill(context.lang, &[&file.display(), &entries])
            });
        }
    };
    let snapshot = ledger.snapshot().map_err(trouble)?;
    let mut progress = Progress::start(context.lang, words::COPYING)?;
    let copied = copy::backup(&snapshot, file, &mut |done, of| progress.step(done, of));
    drop(progress);
    let rows = copied.map_err(trouble)?;
    let entries = snapshot.seq().map_err(trouble)?;
    let document = json!({ "answer": "copied", "result": { "entries": entries, "rows": rows } });
    context.show(&document, || {
        words::COPIED.fill(context.lang, &[&file.display(), &entries, &rows])
    })
}

/// `export journal`: exactly the bytes that were hashed, one entry a line.
pub(super) fn export(context: &Context, file: &Path) -> Result<(), Failure> {
    let source = source(context)?;
    let (lang, label) = (context.lang, words::EXPORTING);
    let mut progress = match &source {
        Source::File(_) => Progress::start(lang, label)?,
        Source::Hub(seated) => Progress::at(lang, label, JobKind::Export, &seated.seat)?,
    };
    if file == Path::new("-") {
        let mut out = BufWriter::new(io::stdout().lock());
        write_journal(context, &source, &mut out, &mut progress)?;
        return Ok(out.flush()?);
    }
    let created = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .map_err(|error| context.file_trouble(file, &error))?;
    let mut out = BufWriter::new(created);
    let written = write_journal(context, &source, &mut out, &mut progress).and_then(|entries| {
        let synced = out.flush().and_then(|()| out.get_ref().sync_all());
        synced.map_err(|error| context.file_trouble(file, &error))?;
        Ok(entries)
    });
    drop(progress);
    if written.is_err() {
        // Half a journal would look like a whole one; the first trouble is the one worth telling.
        let _ = std::fs::remove_file(file);
    }
    let entries = written?;
    let document = json!({ "answer": "exported", "result": { "entries": entries } });
    context.show(&document, || {
        words::EXPORTED.fill(context.lang, &[&file.display(), &entries])
    })
}

/// Writes every line, from wherever the journal is read; answers how many there were.
fn write_journal(
    context: &Context,
    source: &Source,
    out: &mut impl Write,
    progress: &mut Progress,
) -> Result<u64, Failure> {
    match source {
        Source::File(ledger) => ledger
            .snapshot()
            .and_then(|snapshot| {
                let mut step = |done, of| progress.step(done, of);
                copy::export_journal(&snapshot, out, &mut step)
            })
            .map_err(|error| context.trouble(&error)),
        Source::Hub(seated) => {
            let (last, _) = standing(context, seated)?;
            lines(context, seated, last, progress, |lines| {
                for line in lines {
                    out.write_all(line.as_bytes())?;
                    out.write_all(b"\n")?;
                }
                Ok(())
            })?;
            Ok(last)
        }
    }
}
