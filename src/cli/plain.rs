//! A detail in plain text: every section under its heading, one value a line where it can be, all of it safe to print.

use crate::console::text;
use crate::detail::{Block, Detail, Due, Field, Link, Note, Section, Table, Tone};
use crate::locale::cli as words;
use crate::locale::{Lang, sight};

use super::output;

/// The whole of it, under its name.
pub(super) fn text(lang: Lang, detail: &Detail) -> String {
    let first = format!("{}  {}", detail.name, output::line(&detail.about));
    let text = format!("{}\n{}", first.trim(), sections(lang, detail));
    sight::worded(lang, &text)
}

/// Its sections.
pub(super) fn sections(lang: Lang, detail: &Detail) -> String {
    let each = detail.sections.iter().map(|one| section(lang, one));
    each.collect()
}

/// One of them.
pub(super) fn section(lang: Lang, section: &Section) -> String {
    let heading = format!("{}  {}", section.title, section.note);
    let heading = heading.trim();
    let (heading, indent) = if heading.is_empty() {
        (String::new(), "")
    } else {
        (format!("{heading}\n"), "  ")
    };
    let blocks = section.blocks.iter().map(|one| block(lang, one, indent));
    blocks.fold(heading, |text, block| text + &block)
}

/// One block, each of its lines behind an indent.
pub(super) fn block(lang: Lang, block: &Block, indent: &str) -> String {
    match block {
        Block::Fields(fields) => each_field(lang, fields, indent),
        Block::Duties(duties) => duties.iter().map(|due| duty(lang, due)).collect(),
        Block::Lines(table) => columns(table),
        Block::Timeline(happened) => {
            let rows: Vec<[String; 4]> = happened
                .iter()
                .map(|one| {
                    let entry = format!("{indent}{}", one.entry);
                    [entry, one.when.clone(), one.by("·"), one.what.clone()]
                })
                .collect();
            output::table([""; 4], &rows)
        }
        Block::Links(links) => links.iter().map(link).collect(),
        Block::Gauges(gauges) => {
            let told = gauges
                .iter()
                .map(|gauge| format!("{indent}{}{}\n", mark(gauge.tone), gauge.told));
            told.collect()
        }
        Block::Text(text) => output::paragraph(indent, text),
    }
}

/// The mark that says here what a colour says on the screen.
fn mark(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain | Tone::Strong => "",
        Tone::Warns | Tone::Late => "! ",
    }
}

/// Labels with their values beside them; a text of several lines stands under its label.
fn each_field(lang: Lang, fields: &[Field], indent: &str) -> String {
    let labels = fields
        .iter()
        .map(|field| format!("{indent}{}{}", mark(field.tone), field.label));
    let labels: Vec<String> = labels.collect();
    let column = labels
        .iter()
        .map(|label| text::width(label))
        .max()
        .unwrap_or(0);
    let each = fields.iter().zip(&labels).map(|(field, label)| {
        let said = field.value.told(lang);
        if said.contains('\n') {
            let said = output::paragraph(&format!("{indent}    "), &said);
            format!("{label}\n{said}")
        } else {
            let label = text::pad_right(label, column);
            let row = format!("{label}  {}", output::line(&said));
            format!("{}\n", row.trim_end())
        }
    });
    each.collect()
}

fn duty(lang: Lang, due: &Due) -> String {
    let who = output::line(&due.who);
    let said = words::DUTY.fill(
        lang,
        &[
            &due.what,
            &who,
            &due.post,
            &due.due,
            &due.basis,
            &due.nature,
        ],
    );
    let left = due.left.as_ref().or(due.ended.as_ref());
    let left = left.map_or_else(String::new, |left| format!("  {left}"));
    let nobody = due.nobody.as_ref();
    let nobody = nobody.map_or_else(String::new, |why| format!("  ! {why}"));
    format!("  {said}{left}{nobody}\n{}", notes(&due.under))
}

/// Notes, a line each, under what they are about.
fn notes(notes: &[Note]) -> String {
    let each = notes.iter().map(|note| {
        let said = format!("{}{}", mark(note.tone), note.text);
        output::paragraph("      ", &said)
    });
    each.collect()
}

fn link(link: &Link) -> String {
    let what = output::line(&link.what);
    format!("  {}  {what}\n{}", link.key, notes(&link.under))
}

/// Rows in columns, whole: numbers at the right of theirs.
fn columns(table: &Table) -> String {
    let headings = table.columns.iter().map(|column| column.title.to_owned());
    let headings: Vec<String> = headings.collect();
    let clean = |row: &[String]| -> Vec<String> {
        let cells = row.iter().zip(&table.columns).map(|(cell, column)| {
            if cell.is_empty() && column.is_number {
                "-".to_owned()
            } else {
                output::line(cell)
            }
        });
        cells.collect()
    };
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| clean(&row.cells)).collect();
    let widths: Vec<usize> = (0..table.columns.len())
        .map(|at| {
            let cells = rows.iter().chain([&headings]).filter_map(|row| row.get(at));
            cells.map(|cell| text::width(cell)).max().unwrap_or(0)
        })
        .collect();
    let written = |row: &[String]| {
        let cells = row.iter().zip(&widths).zip(&table.columns);
        let cells = cells.map(|((cell, width), column)| {
            if column.is_number {
                text::pad_left(cell, *width)
            } else {
                text::pad_right(cell, *width)
            }
        });
        let row = cells.collect::<Vec<_>>().join("  ");
        format!("  {}\n", row.trim_end())
    };
    let each = rows
        .iter()
        .zip(&table.rows)
        .map(|(row, of)| written(row) + &notes(&of.under));
    each.fold(written(&headings), |text, row| text + &row)
}
