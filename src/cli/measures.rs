//! `measures`: until when they are in force and why; the official text, loaded by the operator and shown beside our
//! summaries.

use std::collections::BTreeMap;
use std::path::Path;

use crate::domain::law::article::{ARTICLE_COUNT, Articles};
use crate::domain::law::command::Command;
use crate::domain::register::{Act, LoadMeasures};
use crate::hub::request::{Answer, Request};
use crate::locale::cli as words;
use crate::locale::cli::door;
use crate::locale::{Lang, T, article, event, measures};

use super::act;
use super::args::{MeasuresLine, MeasuresTask};
use super::context::{Context, act_request};
use super::failure::Failure;
use super::output;

/// One verb of the Measures.
pub(super) fn run(context: &Context, line: &MeasuresLine) -> Result<(), Failure> {
    match &line.task {
        None => explain(context),
        Some(MeasuresTask::Load { file }) => load(context, file),
        Some(MeasuresTask::Show { article }) => show(context, *article),
    }
}

/// Until when they are in force, step by step, what befell them, and on what grounds matters begin after it.
fn explain(context: &Context) -> Result<(), Failure> {
    let lang = context.lang;
    let seated = context.seated()?;
    let Answer::Measures(found) = seated.ask(lang, Request::Measures)? else {
        return Ok(());
    };
    let document = serde_json::json!({
        "answer": "measures",
        "result": {"validity": found.validity, "changes": found.changes, "grounds": found.grounds},
    });
    context.show(&document, || {
        let changes = found.changes.iter();
        let changes = changes
            .map(|one| event::worded(lang, &found.names, &one.said()))
            .collect();
        let grounds = found.grounds.iter();
        let grounds = grounds
            .map(|one| event::worded(lang, &found.names, &one.said()))
            .collect();
        let of = |heading: T, lines: Vec<String>| {
            let lines = lines
                .iter()
                .map(|line| format!("  {}\n", output::line(line)));
            let lines: String = lines.collect();
            if lines.is_empty() {
                lines
            } else {
                format!("{}\n{lines}", heading.get(lang))
            }
        };
        of(
            door::MEASURES,
            measures::explained(lang, &found.names, &found.validity),
        ) + &of(measures::CHANGES, changes)
            + &of(measures::GROUNDS, grounds)
    })
}

fn load(context: &Context, file: &Path) -> Result<(), Failure> {
    let text = context.text_of(file)?;
    let articles = articles_in(&text).map_err(|problem| {
        let said = match problem {
            Faulty::None => words::MEASURES_NONE.get(context.lang).to_owned(),
            Faulty::Expected(number, found) => {
                words::MEASURES_ORDER.fill(context.lang, &[&number, &found])
            }
            Faulty::Count(count) => {
                words::MEASURES_COUNT.fill(context.lang, &[&count, &ARTICLE_COUNT])
            }
        };
        Failure::Trouble(words::FILE.fill(context.lang, &[&file.display(), &said]))
    })?;
    let source = file.file_name().unwrap_or_default().to_string_lossy();
    let command = Command::Keep(Act::LoadMeasures(LoadMeasures {
        articles: Articles(articles),
        source: source.into_owned(),
    }));
    act::carry_out(context, act_request(command), false)
}

/// Why a text is not that of the Measures.
#[derive(Debug, PartialEq, Eq)]
enum Faulty {
    /// No line begins an article.
    None,
    /// This article was due, and another came.
    Expected(u8, u8),
    /// So many articles, and no more.
    Count(u8),
}

/// The articles of an official text. Each begins with its number at the start of a line. What stands before the first
/// is a header; headings of chapters belong to no article; what follows the last after a blank line is an annex.
fn articles_in(text: &str) -> Result<BTreeMap<u8, String>, Faulty> {
    let mut articles: BTreeMap<u8, String> = BTreeMap::new();
    let mut current = 0;
    for line in text.lines() {
        let line = line.trim();
        if let Some((number, rest)) = numbered(line, '条') {
            if number != current + 1 {
                return Err(Faulty::Expected(current + 1, number));
            }
            current = number;
            articles.insert(number, rest.to_owned());
        } else if current == ARTICLE_COUNT && line.is_empty() {
            break;
        } else if !line.is_empty()
            && numbered(line, '章').is_none()
            && let Some(article) = articles.get_mut(&current)
        {
            if !article.is_empty() {
                article.push('\n');
            }
            article.push_str(line);
        }
    }
    match current {
        0 => Err(Faulty::None),
        ARTICLE_COUNT => Ok(articles),
        count => Err(Faulty::Count(count)),
    }
}

/// `第十九条  …` is 19 and what follows. A reference in the middle of a sentence is followed by no blank.
fn numbered(line: &str, mark: char) -> Option<(u8, &str)> {
    let (digits, rest) = line.strip_prefix('第')?.split_once(mark)?;
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    Some((chinese_number(digits.trim())?, rest.trim_start()))
}

/// `十九` is 19, `四十` 40; plain digits are understood too.
fn chinese_number(text: &str) -> Option<u8> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let digit = |text: &str| match text {
        "一" => Some(1),
        "二" => Some(2),
        "三" => Some(3),
        "四" => Some(4),
        "五" => Some(5),
        "六" => Some(6),
        "七" => Some(7),
        "八" => Some(8),
        "九" => Some(9),
        _ => None,
    };
    match text.split_once('十') {
        None => digit(text),
        Some((tens, ones)) => {
            let tens: u8 = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

fn show(context: &Context, wanted: Option<u8>) -> Result<(), Failure> {
    let lang = context.lang;
    let seated = context.seated()?;
    let Answer::Measures(mut found) = seated.ask(lang, Request::Measures)? else {
        return Ok(());
    };
    if let Some(wanted) = wanted {
        found.articles.0.retain(|number, _| *number == wanted);
    }
    let document = Answer::Measures(found.clone());
    let official = &found.articles.0;
    context.show(&document, || {
        let mut text: String = (1..=ARTICLE_COUNT)
            .filter(|number| wanted.is_none_or(|wanted| wanted == *number))
            .map(|number| article_text(lang, number, official.get(&number)))
            .collect();
        if wanted.is_none_or(|wanted| wanted == 42) {
            let until = measures::until(lang, &found.validity);
            text = format!("{}  {until}\n{text}", door::MEASURES.get(lang));
        }
        if official.is_empty() {
            text.push_str(words::MEASURES_NOT_LOADED.get(lang));
        }
        text
    })
}

fn article_text(lang: Lang, number: u8, official: Option<&String>) -> String {
    let cited = article::cite(lang, number, None);
    let summary = article::summary(number).map_or("", |summary| summary.get(lang));
    let mut text = format!("{cited}  {summary}\n");
    if let Some(official) = official {
        text.push_str(&output::paragraph("  │ ", official));
    }
    text
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for (text, number) in [
            ("一", Some(1)),
            ("十", Some(10)),
            ("十九", Some(19)),
            ("二十", Some(20)),
            ("四十二", Some(42)),
            ("42", Some(42)),
            ("", None),
            ("百", None),
            ("十十", None),
        ] {
            assert_eq!(chinese_number(text), number, "{text}");
        }
    }

    #[test]
    fn a_faulty_text_is_told_apart() {
        assert_eq!(articles_in("前言\n"), Err(Faulty::None));
        assert_eq!(
            articles_in("第一条  甲\n第三条  丙"),
            Err(Faulty::Expected(2, 3))
        );
        assert_eq!(
            articles_in("第一条  甲\n第二条  乙\n依第一条办理\n"),
            Err(Faulty::Count(2))
        );
    }

    #[test]
    fn header_chapters_and_annex_belong_to_no_article() {
        let articles = (1..=ARTICLE_COUNT)
            .map(|number| format!("第{number}条  甲\n第{number}条所称的乙\n\n"))
            .collect::<Vec<_>>()
            .concat();
        let text = format!("通知\n第一章  总则\n{articles}附件\n丙\n");
        let articles = articles_in(&text).unwrap();
        assert_eq!(articles.len(), usize::from(ARTICLE_COUNT));
        assert_eq!(articles.get(&42).unwrap(), "甲\n第42条所称的乙");
    }

    #[test]
    fn the_official_text_has_all_its_articles() {
        let official = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .map(|folder| folder.join("shared/regulation.txt"))
            .find_map(|file| std::fs::read_to_string(file).ok());
        let Some(official) = official else {
            eprintln!("skipped: no ../shared/regulation.txt to read");
            return;
        };
        let articles = articles_in(&official).unwrap();
        assert_eq!(articles.len(), usize::from(ARTICLE_COUNT));
        assert!(
            articles
                .values()
                .all(|text| !text.is_empty() && !text.contains('章')),
            "{articles:?}"
        );
        // Art. 4 has a second paragraph, Art. 19 four numbered ones.
        assert_eq!(articles.get(&4).unwrap().lines().count(), 2);
        assert_eq!(articles.get(&19).unwrap().lines().count(), 5);
        assert_eq!(articles.get(&42).unwrap().lines().count(), 1);
    }
}
