//! `template` and `import`: a spreadsheet out, and back in all or nothing.
//!
//! | module | what it does |
//! |---|---|
//! | `reading` | what every table has in common: titles, cells, problems at their cells |
//! | `sheet` | the table of applications, rows of one group being the lines of one |
//! | `rows` | the table of any verb whose fields are one row |
//! | `handing_in` | checks the acts and has the hub do all of them, or none |

mod handing_in;
mod reading;
mod rows;
mod sheet;

use std::path::Path;

use serde_json::json;

use crate::domain::law::act::Verb;
use crate::domain::law::refusal::Reason;
use crate::feed::table::{self, Place, Table};
use crate::feed::template::{self, TemplateColumn, TemplateError, TemplateWords};
use crate::hub::request::{ACTS_LIMIT, Answer, Preview};
use crate::locale::cli::import as words;
use crate::locale::cli::table as table_words;
use crate::locale::{Lang, domain, verb as verb_words};

use super::args::ImportLine;
use super::context::Context;
use super::failure::{Failure, REFUSED, USAGE};
use super::output;

use handing_in::{Done, HandingIn, Undone};
use reading::Found;
use rows::{Common, Rows};
use sheet::{SUBMIT, Sheet};

/// The table whose rows are lines of applications.
const GROUPED: &str = "applications";

/// Every table that there is, by name: that of applications, and every verb whose fields are one row.
pub(super) fn tables() -> impl Iterator<Item = &'static str> {
    let verbs = Verb::all().filter(|verb| rows::is_tabular(*verb));
    std::iter::once(GROUPED).chain(verbs.map(Verb::word))
}

/// What a table is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Grouped,
    Verb(Verb),
}

impl Of {
    /// What a name of a table means; the command line takes no other names.
    fn named(name: &str) -> Self {
        Verb::find(name).map_or(Self::Grouped, Self::Verb)
    }

    fn verb(self) -> Verb {
        match self {
            Self::Grouped => SUBMIT,
            Self::Verb(verb) => verb,
        }
    }

    fn columns(self, lang: Lang) -> Vec<TemplateColumn> {
        match self {
            Self::Grouped => sheet::template(lang),
            Self::Verb(verb) => rows::template(lang, verb),
        }
    }

    /// The name of the sheet that is filled in.
    fn called(self, lang: Lang) -> String {
        match self {
            Self::Grouped => words::DATA_SHEET.get(lang).to_owned(),
            Self::Verb(verb) => sheet_name(verb_words::verb(verb).get(lang)),
        }
    }
}

/// What may be the name of a worksheet: at most 31 characters, and none of those that a reference is made of.
fn sheet_name(text: &str) -> String {
    let is_taken = |character: &char| !"[]:*?/\\'".contains(*character);
    text.chars().filter(is_taken).take(31).collect()
}

/// Writes the empty workbook to a new file.
pub(super) fn template(context: &Context, table: &str, file: &Path) -> Result<(), Failure> {
    let lang = context.lang;
    let of = Of::named(table);
    let columns = of.columns(lang);
    let names = TemplateWords {
        data_sheet: &of.called(lang),
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

/// A table understood.
enum Understood {
    Grouped(Sheet),
    Rows(Rows),
}

impl Understood {
    fn read(lang: Lang, of: Of, common: &Common, table: &Table) -> Result<Self, Found> {
        match of {
            Of::Grouped => sheet::read(lang, table).map(Self::Grouped),
            Of::Verb(verb) => rows::read(lang, verb, common, table).map(Self::Rows),
        }
    }

    /// The cell that what stands against an act is about.
    fn place(&self, act: usize, reason: &Reason) -> Place {
        match self {
            Self::Grouped(sheet) => sheet.place_of(act, reason),
            Self::Rows(rows) => rows.place(act, reason),
        }
    }
}

/// Reads a table, checks every act of it, and has all or none done.
pub(super) fn run(context: &Context, line: &ImportLine) -> Result<(), Failure> {
    let lang = context.lang;
    let of = Of::named(&line.table);
    let common = match of {
        Of::Grouped if line.on.is_some() || !line.set.is_empty() => {
            return Err(Failure::Usage(words::NO_SET_HERE.get(lang).to_owned()));
        }
        Of::Grouped => Common::default(),
        Of::Verb(verb) => Common::read(context, verb, line.on.as_deref(), &line.set)?,
    };
    let bytes = table::load(&line.file)
        .map_err(|problems| Failure::Trouble(table_words::problems(lang, &problems)))?;
    let name = line.file.file_name().unwrap_or_default().to_string_lossy();
    let table = match table::read(&name, &bytes) {
        Ok(table) => table,
        Err(problems) => {
            return Err(faulty(
                context,
                &[table_words::problems(lang, &problems)],
                USAGE,
            ));
        }
    };
    let mut understood = match Understood::read(lang, of, &common, &table) {
        Ok(understood) => understood,
        Err(found) => return Err(faulty(context, &found_lines(lang, &found), USAGE)),
    };
    let (beside, commands) = match &mut understood {
        Understood::Grouped(sheet) => (String::new(), sheet.commands()),
        Understood::Rows(rows) => (
            format!("{} {}", of.verb().word(), common.told()),
            rows.commands.clone(),
        ),
    };
    let name = handing_in::name_of(&bytes, &beside);
    let handing_in = HandingIn {
        verb: of.verb(),
        requests: handing_in::requests(&name, commands),
        name,
        place: &|act, reason| understood.place(act, reason),
    };
    let seated = context.seated()?;
    if let Some(done) = handing_in.before(context, &seated)? {
        return tell(context, of, &done, true);
    }
    let undone = |undone| match undone {
        Undone::Refused(found) => faulty(context, &found_lines(lang, &found), REFUSED),
        Undone::Failed(failure) => failure,
    };
    handing_in.check(context, &seated).map_err(undone)?;
    if line.preview {
        let acts = handing_in.requests.len();
        let previews = if acts <= ACTS_LIMIT {
            handing_in.previews(context, &seated)?
        } else {
            Vec::new()
        };
        return previewed(context, of, acts, &previews);
    }
    let done = handing_in.hand_in(context, &seated).map_err(undone)?;
    tell(context, of, &done, false)
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
            Some(place) => table_words::AT.fill(lang, &[&place.row, &place.column, said]),
            None => said.clone(),
        })
        .collect();
    if found.more > 0 {
        lines.push(table_words::AND_MORE.fill(lang, &[&found.more]));
    }
    lines
}

fn tell(context: &Context, of: Of, done: &Done, before: bool) -> Result<(), Failure> {
    let lang = context.lang;
    let (acts, document) = match done {
        Done::Few(receipts) => (receipts.len(), Answer::AllDone(receipts.clone())),
        Done::Many(adopted) => (adopted.acts, Answer::Adopted(adopted.clone())),
    };
    context.show(&document, || {
        let message = match (of, before) {
            (Of::Grouped, false) => words::IMPORTED,
            (Of::Grouped, true) => words::IMPORTED_BEFORE,
            (Of::Verb(_), false) => words::ROWS_IMPORTED,
            (Of::Verb(_), true) => words::ROWS_IMPORTED_BEFORE,
        };
        let mut lines = vec![message.fill(lang, &[&acts, &verb_words::verb(of.verb()).get(lang)])];
        match (of, done) {
            (Of::Grouped, Done::Few(receipts)) => {
                let ids = receipts.iter().filter_map(|receipt| receipt.matter);
                lines.extend(ids.map(|id| domain::matter_id(lang, id)));
            }
            (_, Done::Few(receipts)) => {
                let ends = (receipts.first(), receipts.last());
                if let (Some(first), Some(last)) = ends {
                    lines.push(words::ENTRIES.fill(lang, &[&first.first, &last.last]));
                }
            }
            (_, Done::Many(adopted)) => {
                lines.push(words::ENTRIES.fill(lang, &[&adopted.first, &adopted.last]));
            }
        }
        lines.join("\n")
    })
}

fn previewed(context: &Context, of: Of, acts: usize, previews: &[Preview]) -> Result<(), Failure> {
    let lang = context.lang;
    let document = json!({ "answer": "previews", "result": previews });
    context.show(&document, || {
        let message = match of {
            Of::Grouped => words::WOULD_IMPORT,
            Of::Verb(_) => words::ROWS_WOULD_IMPORT,
        };
        let mut text = message.fill(lang, &[&acts, &verb_words::verb(of.verb()).get(lang)]);
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
