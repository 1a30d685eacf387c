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
use crate::domain::law::matter::MatterId;
use crate::domain::law::refusal::Reason;
use crate::feed::table::{self, Place, Table};
use crate::feed::template::{self, TemplateColumn, TemplateError, TemplateWords};
use crate::hub::request::{ACTS_LIMIT, Answer, JobKind, Preview};
use crate::locale::cli::import as words;
use crate::locale::cli::table as table_words;
use crate::locale::{Lang, domain, verb as verb_words};

use super::args::ImportLine;
use super::context::Context;
use super::failure::{Failure, REFUSED, USAGE};
use super::output;
use super::progress::Progress;

pub(super) use handing_in::{Done, HandingIn, Undone};
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

/// Whether the rows of a table are acts on a matter, which is then said beside it.
pub(super) fn is_on_matter(table: &str) -> bool {
    matches!(Of::named(table), Of::Verb(verb) if verb.is_on_matter())
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

    /// The cell that the refusal of an act is about.
    fn place(&self, act: usize, reason: &Reason) -> Place {
        match self {
            Self::Grouped(sheet) => sheet.place_of(act, reason),
            Self::Rows(rows) => rows.place(act, reason),
        }
    }
}

/// What is read from every file in the same way: which table it is, and what its rows have in common.
#[derive(Debug, Clone)]
pub(super) struct Manner {
    of: Of,
    common: Common,
}

impl Manner {
    /// Of a table of [`tables`].
    ///
    /// # Errors
    /// In words: what its rows have in common is not what the table takes.
    pub(super) fn of(
        lang: Lang,
        table: &str,
        matter: Option<MatterId>,
        set: &[(&str, &str)],
    ) -> Result<Self, String> {
        let of = Of::named(table);
        let common = match of {
            Of::Grouped if matter.is_some() || !set.is_empty() => {
                return Err(words::NO_SET_HERE.get(lang).to_owned());
            }
            Of::Grouped => Common::default(),
            Of::Verb(verb) => {
                let mut common = Common::on(lang, verb, matter)?;
                for (name, given) in set {
                    common.set(lang, verb, name, given)?;
                }
                common
            }
        };
        Ok(Self { of, common })
    }

    /// The verb that every row is an act of.
    pub(super) fn verb(&self) -> Verb {
        self.of.verb()
    }

    /// Understands the bytes of a file.
    ///
    /// # Errors
    /// In words, everything that is wrong with it.
    pub(super) fn read(
        &self,
        lang: Lang,
        name: &str,
        bytes: &[u8],
    ) -> Result<HandingIn, Vec<String>> {
        let table = table::read(name, bytes)
            .map_err(|problems| vec![table_words::problems(lang, &problems)])?;
        let mut understood = Understood::read(lang, self.of, &self.common, &table)
            .map_err(|found| found.lines(lang))?;
        let (beside, commands) = match &mut understood {
            Understood::Grouped(sheet) => (String::new(), sheet.commands()),
            Understood::Rows(rows) => (
                format!("{} {}", self.verb().word(), self.common.told()),
                rows.commands.clone(),
            ),
        };
        let name = handing_in::name_of(bytes, &beside);
        Ok(HandingIn {
            lang,
            verb: self.verb(),
            requests: handing_in::requests(&name, commands),
            name,
            place: Box::new(move |act, reason| understood.place(act, reason)),
        })
    }

    /// What became of a file, in words.
    pub(super) fn told(&self, lang: Lang, done: &Done, before: bool) -> String {
        let message = match (self.of, before) {
            (Of::Grouped, false) => words::IMPORTED,
            (Of::Grouped, true) => words::IMPORTED_BEFORE,
            (Of::Verb(_), false) => words::ROWS_IMPORTED,
            (Of::Verb(_), true) => words::ROWS_IMPORTED_BEFORE,
        };
        let verb = verb_words::verb(self.verb()).get(lang);
        let mut lines = vec![message.fill(lang, &[&done.acts(), &verb])];
        match (self.of, done) {
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
    }
}

/// Reads a table, checks every act of it, and has all or none done.
pub(super) fn run(context: &Context, line: &ImportLine) -> Result<(), Failure> {
    let lang = context.lang;
    let matter = line.on.as_deref().map(|id| context.matter(id));
    let mut set = Vec::with_capacity(line.set.len());
    for text in &line.set {
        set.push(
            text.split_once('=')
                .ok_or_else(|| Failure::Usage(words::SET_FORM.fill(lang, &[text])))?,
        );
    }
    let manner = Manner::of(lang, &line.table, matter.transpose()?, &set);
    let manner = manner.map_err(Failure::Usage)?;
    let bytes = table::load(&line.file)
        .map_err(|problems| Failure::Trouble(table_words::problems(lang, &problems)))?;
    let name = line.file.file_name().unwrap_or_default().to_string_lossy();
    let handing_in = manner
        .read(lang, &name, &bytes)
        .map_err(|problems| faulty(context, &problems, USAGE))?;
    let seated = context.seated()?;
    if let Some(done) = handing_in.before(&seated)? {
        return tell(context, &manner, &done, true);
    }
    let undone = |undone| match undone {
        Undone::Refused(found) => faulty(context, &found.lines(lang), REFUSED),
        Undone::Failed(failure) => failure,
    };
    let mut progress = Progress::at(lang, words::CHECKING, JobKind::Intake, &seated.seat)?;
    let checked = handing_in.check(&seated, &mut |done, of| progress.step(done, of));
    drop(progress);
    checked.map_err(undone)?;
    if line.preview {
        let acts = handing_in.requests.len();
        let previews = if acts <= ACTS_LIMIT {
            handing_in.previews(&seated)?
        } else {
            Vec::new()
        };
        return previewed(context, manner.of, acts, &previews);
    }
    let mut progress = Progress::start(lang, words::SENDING)?;
    let done = handing_in.hand_in(&seated, &mut |done, of| progress.step(done, of));
    drop(progress);
    tell(context, &manner, &done.map_err(undone)?, false)
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

fn tell(context: &Context, manner: &Manner, done: &Done, before: bool) -> Result<(), Failure> {
    let document = match done {
        Done::Few(receipts) => Answer::AllDone(receipts.clone()),
        Done::Many(adopted) => Answer::Adopted(adopted.clone()),
    };
    context.show(&document, || manner.told(context.lang, done, before))
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
