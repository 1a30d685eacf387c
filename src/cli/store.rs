//! Verbs on the whole store: checking, rebuilding, copying out.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use serde_json::json;

use crate::ledger::error::LedgerError;
use crate::ledger::verify::Checked;
use crate::ledger::{copy, verify};
use crate::locale::T;
use crate::locale::cli as words;

use super::context::Context;
use super::failure::Failure;
use super::progress::Progress;

/// `verify`: the chain.
pub(super) fn check(context: &Context) -> Result<(), Failure> {
    let ledger = context.ledger()?;
    let trouble = |error| context.trouble(&error);
    let snapshot = ledger.snapshot().map_err(trouble)?;
    let mut progress = Progress::start(context.lang, words::VERIFYING)?;
    let checked = verify::verify(&snapshot, &mut |done, of| progress.step(done, of));
    drop(progress);
    said(
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
    said(context, name, done, &checked.map_err(trouble)?)
}

fn said(context: &Context, name: &str, text: T, checked: &Checked) -> Result<(), Failure> {
    let (entries, head) = (checked.entries, checked.head.to_string());
    let document = json!({ "answer": name, "result": { "entries": entries, "head": head } });
    context.show(&document, || text.fill(context.lang, &[&entries, &head]))
}

/// `backup`: a copy that opens as a store.
pub(super) fn backup(context: &Context, file: &Path) -> Result<(), Failure> {
    let ledger = context.ledger()?;
    let trouble = |error| context.trouble(&error);
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
    let ledger = context.ledger()?;
    let trouble = |error| context.trouble(&error);
    let snapshot = ledger.snapshot().map_err(trouble)?;
    let mut progress = Progress::start(context.lang, words::EXPORTING)?;
    let mut step = |done, of| progress.step(done, of);
    if file == Path::new("-") {
        let mut out = BufWriter::new(io::stdout().lock());
        copy::export_journal(&snapshot, &mut out, &mut step).map_err(trouble)?;
        return Ok(out.flush()?);
    }
    let created = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .map_err(|error| context.file_trouble(file, &error))?;
    let mut out = BufWriter::new(created);
    let written = copy::export_journal(&snapshot, &mut out, &mut step)
        .map_err(|error| match error {
            LedgerError::File { source, .. } => context.file_trouble(file, &source),
            other => trouble(other),
        })
        .and_then(|entries| {
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
