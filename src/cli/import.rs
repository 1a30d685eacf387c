//! `template applications` and `import applications`: a spreadsheet out, and back in all or nothing.

mod sheet;

use std::path::Path;

use serde_json::json;

use crate::domain::kinds::KindReason;
use crate::domain::law::act::{Opening, Verb};
use crate::domain::law::command::Command;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::record::RecordKind;
use crate::domain::r#use::application::{self, Submit};
use crate::domain::r#use::line::LineRequest;
use crate::feed::table::{self, Place};
use crate::feed::template::{self, TemplateColumn, TemplateError, TemplateWords};
use crate::hub::request::{ActRequest, Answer, Preview, Request};
use crate::ledger::batch::Receipt;
use crate::ledger::entry::Hash;
use crate::locale::cli::import as words;
use crate::locale::cli::table as table_words;
use crate::locale::{Lang, domain, refusal};

use super::context::{Context, Seated};
use super::failure::{self, Failure, REFUSED, USAGE};
use super::output;

use sheet::{Column, Draft, Found, Sheet};

/// What every application of the table is submitted by.
const SUBMIT: Verb = Verb::Application(application::Verb::Submit);

/// Writes the empty workbook to a new file.
pub(super) fn template(context: &Context, file: &Path) -> Result<(), Failure> {
    let lang = context.lang;
    let columns: Vec<TemplateColumn> = Column::ALL
        .into_iter()
        .map(|column| TemplateColumn {
            title: column.title().get(lang).to_owned(),
            note: column.note().get(lang).to_owned(),
            example: column.example(lang).to_owned(),
            choices: column.choices(lang),
            width: column.width(),
        })
        .collect();
    let names = TemplateWords {
        data_sheet: words::DATA_SHEET.get(lang),
        explanation_sheet: words::EXPLANATION_SHEET.get(lang),
        title: words::HEADING_TITLE.get(lang),
        note: words::HEADING_NOTE.get(lang),
        example: words::HEADING_EXAMPLE.get(lang),
        choices: words::HEADING_CHOICES.get(lang),
    };
    template::write_template(&names, &columns, file).map_err(|error| match error {
        TemplateError::File(error) => context.file_trouble(file, &error),
        other => Failure::Trouble(other.to_string()),
    })?;
    let document = json!({ "answer": "written", "result": { "columns": columns.len() } });
    context.show(&document, || words::WRITTEN.fill(lang, &[&file.display()]))
}

/// Reads a table of applications, checks each, and submits all or none.
pub(super) fn run(context: &Context, file: &Path, preview: bool) -> Result<(), Failure> {
    let lang = context.lang;
    let bytes = table::load(file)
        .map_err(|problems| Failure::Trouble(table_words::problems(lang, &problems)))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let read =
        table::read(&name, &bytes).map_err(|problems| table_words::problems(lang, &problems));
    let table = match read {
        Ok(table) => table,
        Err(text) => return Err(faulty(context, &[text], USAGE)),
    };
    let sheet = match sheet::read(lang, &table) {
        Ok(sheet) => sheet,
        Err(found) => return Err(faulty(context, &found_lines(lang, &found), USAGE)),
    };
    let requests = requests(&sheet, &bytes);
    let seated = context.seated()?;
    if let Some(receipts) = done_before(context, &seated, &requests)? {
        return tell_receipts(context, &receipts, words::IMPORTED_BEFORE);
    }
    let previews = check(context, &seated, &sheet, &requests)?;
    if preview {
        return previewed(context, &previews);
    }
    match seated.seat.ask(Request::ActAll { acts: requests }) {
        Answer::AllDone(receipts) => tell_receipts(context, &receipts, words::IMPORTED),
        // The check just before found nothing: something has changed since.
        Answer::NoneDone { at, refusal } => {
            let problem = sheet
                .drafts
                .get(at)
                .map_or_else(String::new, |draft| placed(lang, &sheet, draft, &refusal));
            Err(faulty(context, &[problem], REFUSED))
        }
        other => failure::good(lang, SUBMIT, other).map(drop),
    }
}

/// Says what is wrong with the file, all of it, in words or as a document.
fn faulty(context: &Context, problems: &[String], code: u8) -> Failure {
    let text = words::NOTHING_IMPORTED.get(context.lang);
    for line in problems.iter().map(String::as_str).chain([text]) {
        output::complain(line);
    }
    if context.global.json {
        let document = json!({ "answer": "none_done", "result": { "problems": problems } });
        if let Err(error) = output::document(&document) {
            return error.into();
        }
    }
    Failure::Told(code)
}

fn found_lines(lang: Lang, found: &Found) -> Vec<String> {
    let mut lines: Vec<String> = found
        .listed
        .iter()
        .map(|(place, said)| match place {
            Some(place) => at(lang, place, said),
            None => said.clone(),
        })
        .collect();
    if found.more > 0 {
        lines.push(table_words::AND_MORE.fill(lang, &[&found.more]));
    }
    lines
}

fn at(lang: Lang, place: &Place, said: &str) -> String {
    table_words::AT.fill(lang, &[&place.row, &place.column, &said])
}

/// One request for each application. Its key comes from the file, so that the same file is never imported twice.
fn requests(sheet: &Sheet, bytes: &[u8]) -> Vec<ActRequest> {
    let digest = Hash::of(bytes).to_string();
    let digest = digest.get(..32).unwrap_or(&digest);
    sheet
        .drafts
        .iter()
        .zip(1_u32..)
        .map(|(draft, number)| ActRequest {
            key: format!("import-{digest}-{number}"),
            expected: None,
            command: submit(draft),
        })
        .collect()
}

fn submit(draft: &Draft) -> Command {
    let submit = application::Opening::Submit(draft.submit.clone());
    Command::Open(Opening::Application(submit))
}

/// The receipts, if the same file was imported before.
fn done_before(
    context: &Context,
    seated: &Seated,
    requests: &[ActRequest],
) -> Result<Option<Vec<Receipt>>, Failure> {
    let mut receipts = Vec::with_capacity(requests.len());
    for request in requests {
        match seated.ask(
            context.lang,
            Request::Find {
                key: request.key.clone(),
            },
        )? {
            Answer::Found(Some(receipt)) => receipts.push(receipt),
            _ => return Ok(None),
        }
    }
    Ok(Some(receipts))
}

/// Previews every application, so that a person hears of everything that stands against the file at once.
fn check(
    context: &Context,
    seated: &Seated,
    sheet: &Sheet,
    requests: &[ActRequest],
) -> Result<Vec<Preview>, Failure> {
    let lang = context.lang;
    let mut previews = Vec::with_capacity(requests.len());
    let mut problems = Found::default();
    for (request, draft) in requests.iter().zip(&sheet.drafts) {
        match seated.seat.ask(Request::Preview(request.clone())) {
            Answer::Preview(preview) => previews.push(*preview),
            Answer::Refused(refusal) => problems.add(None, placed(lang, sheet, draft, &refusal)),
            other => {
                failure::good(lang, SUBMIT, other)?;
            }
        }
    }
    if problems.is_empty() {
        Ok(previews)
    } else {
        Err(faulty(context, &found_lines(lang, &problems), REFUSED))
    }
}

/// A refusal at the cell that it is about.
fn placed(lang: Lang, sheet: &Sheet, draft: &Draft, refused: &Refusal) -> String {
    let full = refusal::full(lang, refused, SUBMIT);
    let (line, column) = cell_of(draft, &refused.reason);
    let place = sheet.place(draft, line, column);
    at(lang, &place, &format!("{} {}", full.why, full.mend))
}

/// The line from 0 and the column that a reason is about.
fn cell_of(draft: &Draft, reason: &Reason) -> (usize, Column) {
    let line = |number: u32| usize::try_from(number).map_or(0, |number| number.saturating_sub(1));
    let with = |found: &dyn Fn(&LineRequest) -> bool| {
        draft.submit.lines.iter().position(found).unwrap_or(0)
    };
    match reason {
        Reason::QuantityZero(number) | Reason::QuantityAbove { line: number, .. } => {
            (line(*number), Column::Quantity)
        }
        Reason::NoGround(number) => (line(*number), Column::Ground),
        Reason::NoNearestItem(number) => (line(*number), Column::Nearest),
        Reason::Unknown(RecordKind::Item, code) => {
            let nearest = draft
                .submit
                .lines
                .iter()
                .position(|line| line.nearest == *code);
            match nearest {
                Some(at) => (at, Column::Nearest),
                None => (with(&|line| line.item.trim() == code), Column::Item),
            }
        }
        Reason::Unknown(RecordKind::System, _)
        | Reason::Kind(KindReason::Application(
            application::Reason::GroundNeeded(_) | application::Reason::OutsideRefused(_),
        )) => (0, Column::System),
        Reason::Unknown(RecordKind::Pool, _) | Reason::NoContract => (0, Column::Pool),
        Reason::NotDeclared => (0, Column::NonClassified),
        Reason::Missing(field) | Reason::TooLong(field, _) | Reason::BadCharacters(field) => {
            let hidden = |text: &str| text.contains(crate::console::text::is_unsafe);
            match field.as_str() {
                "system" => (0, Column::System),
                "pool" => (0, Column::Pool),
                "contact_name" => (0, Column::Contact),
                "contact_telephone" => (0, Column::Telephone),
                "item" => (with(&|line| hidden(&line.item)), Column::Item),
                "purpose" => (with(&|line| hidden(&line.purpose)), Column::Purpose),
                "ground" => (with(&|line| hidden(&line.ground)), Column::Ground),
                "nearest" => (with(&|line| hidden(&line.nearest)), Column::Nearest),
                _ => (0, Column::Title),
            }
        }
        _ => (0, Column::Title),
    }
}

fn tell_receipts(
    context: &Context,
    receipts: &[Receipt],
    message: crate::locale::T,
) -> Result<(), Failure> {
    let lang = context.lang;
    let document = Answer::AllDone(receipts.to_vec());
    context.show(&document, || {
        let mut text = message.fill(lang, &[&receipts.len()]);
        for id in receipts.iter().filter_map(|receipt| receipt.matter) {
            text.push('\n');
            text.push_str(&domain::matter_id(lang, id));
        }
        text
    })
}

fn previewed(context: &Context, previews: &[Preview]) -> Result<(), Failure> {
    let lang = context.lang;
    let document = json!({ "answer": "previews", "result": previews });
    context.show(&document, || {
        let mut text = words::WOULD_IMPORT.fill(lang, &[&previews.len()]);
        for preview in previews {
            for event in &preview.events {
                text.push('\n');
                text.push_str(&output::line(&crate::locale::event::happened(
                    lang,
                    &preview.names,
                    event,
                )));
            }
        }
        text
    })
}
