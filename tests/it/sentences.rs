//! What the sentence of an event says, of every type and in every language: a filter finds each word and each value of it,
//! nothing that it does not say, and nothing of what is covered.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use serde_json::Value;
use yunguan::domain::law::clock::civil_date;
use yunguan::domain::law::code::{Login, PartyCode, PersonCode};
use yunguan::domain::law::event::Event;
use yunguan::domain::law::naming::Names;
use yunguan::domain::law::party::{Actor, Alike, Likeness, PartyKind};
use yunguan::domain::law::said::Value as Slot;
use yunguan::domain::law::said::{self, Said};
use yunguan::domain::law::sight::{Eyes, Sight};
use yunguan::domain::register::Fact;
use yunguan::hub::list::cell::{Cell, Sentence, SentenceOf};
use yunguan::hub::list::filter::Filter;
use yunguan::ledger::entry::{CALLING, Entry};
use yunguan::locale::{Lang, event, list, matter};

/// A day that no sample has: what is found because it is called today is none of a sentence's words.
const TODAY: NaiveDate = NaiveDate::MIN;

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

/// The frozen samples of every type, as this release reads them.
fn samples() -> Vec<Event> {
    entries().into_iter().map(|(_, event)| event).collect()
}

/// The same, each behind its line.
fn entries() -> Vec<(String, Event)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/golden");
    let mut all = Vec::new();
    for (kind, version) in Event::types() {
        for version in 1..=version {
            let file = folder.join(format!("v{version}/{kind}.jsonl"));
            let text = std::fs::read_to_string(file).unwrap();
            for line in text.lines() {
                let stands: Value = serde_json::from_str(line).unwrap();
                let seq = stands["seq"].as_u64().unwrap();
                let entry = Entry::from_bytes(seq, line.as_bytes()).unwrap();
                all.push((line.to_owned(), entry.event));
            }
        }
    }
    all
}

/// What those are called whom an event speaks of: never as their codes are written.
fn names(event: &Event) -> Names {
    let mut names = Names::default();
    for code in event.said().codes() {
        let name = code.as_str().to_uppercase();
        names.put(code, format!("称{name}"));
    }
    names
}

fn cell(event: &Event) -> Cell {
    let of = SentenceOf::Event(event.clone());
    let names = names(event);
    Cell::Sentence(Box::new(Sentence { of, names }))
}

/// The sentence of an event.
fn told(lang: Lang, event: &Event) -> String {
    event::happened(lang, &names(event), event)
}

/// The values that a sentence says, in whichever of its lines.
pub fn values<'e>(said: &Said<'e>) -> Vec<said::Value<'e>> {
    let mut waiting = said.slots.clone();
    let mut values = Vec::new();
    while let Some(value) = waiting.pop() {
        match value {
            said::Value::Line(line) => waiting.extend(line.slots),
            said::Value::Several(several) | said::Value::Way(several) => waiting.extend(several),
            value => values.push(value),
        }
    }
    values
}

/// Filters by what was typed, each made once.
struct Typed {
    lang: Lang,
    known: BTreeMap<String, Filter>,
}

impl Typed {
    fn new(lang: Lang) -> Self {
        let known = BTreeMap::new();
        Self { lang, known }
    }

    fn finds(&mut self, word: &str, cell: &Cell) -> bool {
        let made = || list::filter(self.lang, word, TODAY);
        let filter = self.known.entry(word.to_owned()).or_insert_with(made);
        filter.is_in(cell)
    }
}

/// The words of a sentence, without the signs between them.
fn words(sentence: &str) -> Vec<&str> {
    let is_sign = |letter: char| !letter.is_alphanumeric() && !"-#:.〔〕".contains(letter);
    let words = sentence.split(is_sign);
    let words = words.map(|word| word.trim_matches([':', '.', '-']));
    words.filter(|word| !word.is_empty()).collect()
}

/// The longest pieces of a word, from its beginning on, that are found; none if a letter of it is in none.
fn pieces<'w>(typed: &mut Typed, word: &'w str, cell: &Cell) -> Option<Vec<&'w str>> {
    let mut pieces = Vec::new();
    let mut rest = word;
    while !rest.is_empty() {
        let ends = rest
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8());
        let ends: Vec<usize> = ends.collect();
        let mut ends = ends.into_iter().rev();
        let end = ends.find(|end| typed.finds(&rest[..*end], cell))?;
        pieces.push(&rest[..end]);
        rest = &rest[end..];
    }
    Some(pieces)
}

/// Every text and number that an event holds, wherever it stands.
fn leaves(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            into.insert(text.clone());
        }
        Value::Number(number) => {
            into.insert(number.to_string());
        }
        Value::Array(all) => all.iter().for_each(|one| leaves(one, into)),
        Value::Object(all) => all.values().for_each(|one| leaves(one, into)),
        Value::Bool(_) | Value::Null => {}
    }
}

/// What has no words would be told by its name: every name that a file of the domain says, and the type that a fact is
/// told by where it names no line. And nothing has words that is not said.
#[test]
fn every_line_has_its_words_and_all_words_their_line() {
    let sources = crate::arrows::sources();
    let files = sources
        .iter()
        .filter(|source| source.path.starts_with("domain") && source.path.ends_with("/said.rs"));
    let literals = files.flat_map(|source| source.code.split('"').skip(1).step_by(2));
    let is_name = |literal: &&str| literal.starts_with(|first: char| first.is_ascii_lowercase());
    let said: BTreeSet<&str> = literals.filter(is_name).collect();
    let samples = samples();
    let told = samples.iter().map(|event| event.said().line);
    let worded: BTreeSet<&str> = matter::lines().map(|(name, _)| name).collect();
    let all = said.iter().copied().chain(told);
    let lacking: BTreeSet<&str> = all.filter(|name| !worded.contains(name)).collect();
    assert!(lacking.is_empty(), "no words: {lacking:?}");
    let is_type = |name: &str| Event::types().any(|(kind, _)| kind == name);
    let unsaid = worded
        .iter()
        .filter(|name| !said.contains(*name) && !is_type(name));
    assert_eq!(unsaid.count(), 0);
    assert!(said.len() > 60, "{said:?}");
}

#[test]
fn a_filter_finds_every_word_that_a_sentence_says() {
    let samples = samples();
    let mut kinds = BTreeSet::new();
    let mut count = 0;
    for lang in LANGS {
        let mut typed = Typed::new(lang);
        for event in &samples {
            let (kind, _) = event.written_as();
            kinds.insert(kind);
            let sentence = told(lang, event);
            let cell = cell(event);
            for word in words(&sentence) {
                let found = pieces(&mut typed, word, &cell);
                let found = found.unwrap_or_else(|| unreachable!("{kind}: {word} of {sentence}"));
                // A word is ours, or data, or both side by side: it does not fall into single letters.
                assert!(found.len() <= 4, "{kind}: {found:?} of {sentence}");
                count += 1;
            }
            // What the event holds and its sentence shows is found as it stands there.
            let mut held = BTreeSet::new();
            leaves(&serde_json::to_value(event).unwrap(), &mut held);
            for value in held {
                for word in value.split_whitespace() {
                    let is_whole = |shown: &&str| *shown == word;
                    if words(&sentence).iter().any(is_whole) {
                        assert!(typed.finds(word, &cell), "{kind}: {word} of {sentence}");
                    }
                }
            }
        }
    }
    assert_eq!(kinds.len(), Event::types().count());
    assert!(count > 500, "{count}");
}

/// Every text that is said, also in the lines within a line.
fn texts_in(slots: Vec<Slot>, into: &mut Vec<String>) {
    for slot in slots {
        match slot {
            Slot::Text(text) => into.push(text.into_owned()),
            Slot::Line(line) => texts_in(line.slots, into),
            Slot::Several(slots) | Slot::Way(slots) => texts_in(slots, into),
            _ => {}
        }
    }
}

/// A filter of the journal does not read the event of an entry whose line has not the word: no letters may be put together by
/// what is said, but with digits and with those of a paper's number.
#[test]
fn what_a_sentence_says_in_a_text_stands_so_in_its_line() {
    let mut count = 0;
    for (line, event) in entries() {
        let mut texts = Vec::new();
        texts_in(event.said().slots, &mut texts);
        for text in texts {
            let is_otherwise = |letter: char| {
                letter.is_whitespace() || letter.is_ascii_digit() || "\"\\…〔〕号".contains(letter)
            };
            let words = text.split(is_otherwise);
            for word in words.filter(|word| word.chars().any(char::is_alphabetic)) {
                assert!(line.contains(word), "{word} of {line}");
                count += 1;
            }
        }
    }
    assert!(count > 80, "{count}");
}

/// A person who is registered although somebody of another party has the same name, which no sample says.
fn of_two_alike() -> Event {
    let is_of_person = |event: &Event| event.written_as().0 == "person.registered";
    let Some(Event::Register(Fact::PersonRegistered { person, .. })) =
        samples().into_iter().find(is_of_person)
    else {
        unreachable!("persons are registered");
    };
    let alike = vec![Alike {
        person: "other".into(),
        party: "elsewhere".into(),
        by: Likeness::Name,
    }];
    Fact::PersonRegistered { person, alike }.into()
}

/// Such an entry is read whole, though, where its sentence calls somebody by a name, which is not in its line.
#[test]
fn the_types_whose_sentences_call_somebody_by_a_name_are_known() {
    let mut calling = BTreeSet::new();
    for event in samples().into_iter().chain([of_two_alike()]) {
        for code in event.said().codes() {
            for lang in LANGS {
                let (sentence, kind) = (told(lang, &event), event.written_as().0);
                let name = names(&event).call(&code).to_owned();
                assert!(sentence.contains(&name), "{kind}: {sentence}");
            }
            calling.insert(event.written_as().0);
        }
    }
    assert_eq!(calling, CALLING.into());
}

/// A hit can be marked: the sentence has the word, but for a day, which is found by its full date wherever it is shown.
#[test]
fn a_filter_finds_nothing_that_a_sentence_does_not_say() {
    let samples = samples();
    let mut held = BTreeSet::new();
    for event in &samples {
        leaves(&serde_json::to_value(event).unwrap(), &mut held);
    }
    for lang in LANGS {
        let mut typed = Typed::new(lang);
        let sentences: Vec<String> = samples.iter().map(|one| told(lang, one)).collect();
        let ours = matter::lines().map(|(_, line)| line.get(lang));
        let mut vocabulary: BTreeSet<String> =
            ["{0}", "0", "1", "}", "号", "e"].map(str::to_owned).into();
        for text in ours
            .chain(sentences.iter().map(String::as_str))
            .chain(held.iter().map(String::as_str).step_by(5))
        {
            vocabulary.extend(words(text).into_iter().map(str::to_owned));
        }
        vocabulary.retain(|word| word.chars().nth(64).is_none());
        let cells: Vec<Cell> = samples.iter().map(cell).collect();
        for word in &vocabulary {
            let small = word.to_lowercase();
            let could_be_a_day = small
                .chars()
                .all(|letter| letter.is_ascii_digit() || letter == '-');
            for ((event, sentence), cell) in samples.iter().zip(&sentences).zip(&cells) {
                if typed.finds(word, cell) {
                    let says = sentence.to_lowercase().contains(&small);
                    let is_day = could_be_a_day && has_a_day(event, &small);
                    assert!(
                        says || is_day || is_number(event, &small),
                        "{word}: {sentence}"
                    );
                }
            }
        }
    }
}

/// Whether a day that the event says is written so.
fn has_a_day(event: &Event, word: &str) -> bool {
    values(&event.said()).iter().any(|value| match value {
        said::Value::Day(day) | said::Value::Due(day, _) => day.to_string().contains(word),
        said::Value::At(at) => civil_date(*at).to_string().contains(word),
        _ => false,
    })
}

/// Whether a matter's number is written so, for people or for scripts.
fn is_number(event: &Event, word: &str) -> bool {
    values(&event.said()).iter().any(|value| match value {
        said::Value::Matter(id) => {
            let names = [id.label(), id.to_string()];
            names.iter().any(|name| name.to_lowercase().contains(word))
        }
        _ => false,
    })
}

/// The eyes of somebody of a kind who has nothing to do with any sample.
fn eyes(kind: PartyKind) -> Eyes {
    let actor = Actor {
        login: Login::new("stranger"),
        person: PersonCode::new("stranger"),
        party: PartyCode::new("elsewhere"),
        kind,
        clockwork: false,
        ..Actor::clockwork()
    };
    Eyes::of(&actor, [])
}

/// What stands in a part of an event, but for words that scripts use.
fn texts_of(event: &Event, part: &str) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    let whole = serde_json::to_value(event).unwrap();
    leaves(&whole["body"][part], &mut said);
    said.retain(|text| !text.is_ascii());
    said
}

#[test]
fn a_filter_finds_nothing_of_what_is_covered() {
    let samples = samples();
    let sights: Vec<_> = Event::SIGHTS.iter().copied().flatten().collect();
    let (mut hidden, mut open) = (BTreeSet::new(), BTreeSet::new());
    for event in &samples {
        let (kind, _) = event.written_as();
        for (_, part, sight) in sights.iter().filter(|(of, _, _)| *of == kind) {
            for looks in PartyKind::ALL {
                let mut covered = event.clone();
                covered.cover(&eyes(looks));
                for text in texts_of(event, part) {
                    for word in text.split_whitespace() {
                        let finds = |event: &Event| Filter::plain(word).is_in(&cell(event));
                        if !finds(event) {
                            continue;
                        }
                        let is_open = sight.is_open_to(looks) && *sight != Sight::Telephone;
                        // What is hidden here may be said by another part as well: then it is on the screen.
                        let is_shown = LANGS
                            .iter()
                            .any(|lang| told(*lang, &covered).contains(word));
                        assert_eq!(
                            finds(&covered),
                            is_open || is_shown,
                            "{kind} {part} {looks:?} {word}"
                        );
                        if is_open { &mut open } else { &mut hidden }.insert((kind, *part));
                    }
                }
                // That something is hidden is on the screen, and found.
                for (lang, word) in LANGS.into_iter().zip(["不对您公开", "(not"]) {
                    let shows = told(lang, &covered).contains(word);
                    let finds = list::filter(lang, word, TODAY).is_in(&cell(&covered));
                    assert_eq!(finds, shows, "{kind} {part} {looks:?}");
                }
            }
        }
    }
    // Every part of a class that a sentence shows was seen hidden and open.
    assert_eq!(hidden, open);
    assert!(hidden.len() >= 4, "{hidden:?}");
}
