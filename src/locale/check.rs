//! What every message must be, and the test that none repeats the regulation.
use super::{
    Lang, T, article, chapter, domain, explain, listing, matter, measures, paper, price, refusal,
    ruling,
};
use std::collections::BTreeSet;
use std::path::Path;

/// The longest run of the regulation's Chinese characters that a text of ours may share: room for its terms, not for
/// its sentences.
const LONGEST_SHARED_RUN: usize = 12;

/// Stops the test at the first module that holds a flawed message, naming all of them.
pub fn assert_whole(all: &[(&str, T)]) {
    let flawed: Vec<_> = all
        .iter()
        .map(|&(name, message)| (name, flaws(message)))
        .filter(|(_, flaws)| !flaws.is_empty())
        .collect();
    assert!(flawed.is_empty(), "{flawed:#?}");
}

/// What is wrong with a message.
fn flaws(message: T) -> Vec<&'static str> {
    let T(zh, en) = message;
    let blank = |text: &str| text.trim() != text || text.is_empty();
    [
        (blank(zh) || blank(en), "empty, or blanks at an end"),
        (slots(zh) != slots(en), "slots differ between languages"),
        (zh.contains(','), "ASCII comma in Chinese"),
        (
            has_half_width_clause(zh),
            "a Chinese clause ends in ASCII punctuation",
        ),
        (
            en.chars().any(|c| is_han(c) || is_full_width(c)),
            "Chinese in English",
        ),
    ]
    .into_iter()
    .filter_map(|(wrong, flaw)| wrong.then_some(flaw))
    .collect()
}

/// The numbers of the slots `{n}` in a text.
fn slots(text: &str) -> BTreeSet<usize> {
    text.split('{')
        .skip(1)
        .filter_map(|tail| tail.split_once('}')?.0.parse().ok())
        .collect()
}

fn has_half_width_clause(text: &str) -> bool {
    text.chars()
        .zip(text.chars().skip(1))
        .any(|(before, mark)| is_han(before) && ".;:?!".contains(mark))
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn is_full_width(c: char) -> bool {
    ('\u{3000}'..='\u{303f}').contains(&c) || ('\u{ff00}'..='\u{ff60}').contains(&c)
}

/// The first run of more than the permitted Chinese characters of `text` that `source` holds as well. Both are read
/// without their punctuation and digits, so that a moved comma hides nothing.
fn shared_run(text: &str, source: &str) -> Option<String> {
    let han = |text: &str| text.chars().filter(|&c| is_han(c)).collect::<Vec<_>>();
    let source: String = han(source).into_iter().collect();
    han(text)
        .windows(LONGEST_SHARED_RUN + 1)
        .map(|run| run.iter().collect::<String>())
        .find(|run| source.contains(run))
}

#[test]
fn each_flaw_is_seen() {
    let flawed = [
        (T("", "word"), "empty, or blanks at an end"),
        (T("字", "word "), "empty, or blanks at an end"),
        (T("字{0}", "word {1}"), "slots differ between languages"),
        (T("字 , 字", "word"), "ASCII comma in Chinese"),
        (
            T("谁?", "who?"),
            "a Chinese clause ends in ASCII punctuation",
        ),
        (T("字", "word 字"), "Chinese in English"),
        (T("字", "word（s）"), "Chinese in English"),
    ];
    for (message, flaw) in flawed {
        assert_eq!(flaws(message), [flaw], "{message:?}");
    }
    let whole = T("第{0}条({1})，{0} 24:00 止。", "{1} of {0}.");
    assert!(flaws(whole).is_empty());
}

#[test]
fn a_shared_run_is_seen_across_punctuation() {
    let source = "甲乙丙丁戊己，庚辛壬癸子丑寅卯。";
    assert_eq!(shared_run("甲乙丙丁戊己庚辛壬癸子丑", source), None);
    let found = shared_run("乙丙丁戊己庚辛；壬癸子丑寅卯", source);
    assert_eq!(found.as_deref(), Some("乙丙丁戊己庚辛壬癸子丑寅卯"));
}

#[test]
fn no_text_of_ours_repeats_the_regulation() {
    let regulation = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("shared/regulation.txt"))
        .find_map(|file| std::fs::read_to_string(file).ok());
    let Some(regulation) = regulation else {
        eprintln!("skipped: no ../shared/regulation.txt to compare with");
        return;
    };
    let repeated: Vec<_> = every_message()
        .filter_map(|(name, text)| Some((name, shared_run(text.get(Lang::Zh), &regulation)?)))
        .collect();
    assert!(repeated.is_empty(), "{repeated:#?}");
}

/// Every message and label that is not a number or a day.
fn every_message() -> impl Iterator<Item = (&'static str, T)> {
    let rows = ruling::PARAMETERS.iter().chain(ruling::WORDS);
    [
        article::ALL,
        chapter::ALL,
        domain::ALL,
        listing::ALL,
        listing::LABELS,
        domain::LABELS,
        explain::ALL,
        measures::ALL,
        measures::LABELS,
        paper::ALL,
        price::ALL,
        refusal::ALL,
        refusal::mending::ALL,
        refusal::why::ALL,
        ruling::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
    .chain(rows.map(|&(_, name, message)| (name, message)))
    .chain(matter::messages())
}
