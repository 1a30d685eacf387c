//! Tables of verbs as people fill them in, rightly and wrongly.
use std::collections::BTreeSet;

use super::super::reading::meant;
use super::*;
use crate::domain::register;
use crate::feed::table;

const ITEM: Verb = Verb::Register(register::Verb::RegisterItem);
const PERSON: Verb = Verb::Register(register::Verb::RegisterPerson);

fn understood(verb: Verb, lang: Lang, text: &str) -> Result<Rows, Vec<String>> {
    let table = table::read("a.csv", text.as_bytes()).unwrap();
    read(lang, verb, &Common::default(), &table).map_err(|found| {
        let listed = found.listed.into_iter();
        let told = listed.map(|(place, said)| match place {
            Some(place) => format!("{place}: {said}"),
            None => said,
        });
        told.collect()
    })
}

#[test]
fn a_row_is_an_act_by_titles_in_either_language_and_by_names() {
    let persons = "Code*,姓名,party,岗位,telephone\nli,李,edu,经办、审核,0737-1\nwang,王,edu,handler,0737-2\n";
    let rows = understood(PERSON, Lang::Zh, persons).unwrap();
    let first = json!(rows.commands[0]);
    assert_eq!(
        first,
        json!({
            "verb": "person.register", "code": "li", "name": "李", "party": "edu",
            "posts": ["handler", "reviewer"], "telephone": "0737-1",
            // Nothing said of it, whoever is registered is active.
            "active": true,
        })
    );
    assert_eq!(rows.commands.len(), 2);
}

#[test]
fn every_problem_is_named_at_its_cell() {
    let items = "code,family,name,specification,unit,basis,price_fen\n\
                 a,compute,甲,4C,台,month,many\n\
                 b,compute,乙,4C,台,weekly,\n";
    let found = understood(ITEM, Lang::En, items).unwrap_err();
    assert_eq!(found.len(), 3, "{found:?}");
    for (said, place) in found.iter().zip([
        "row 2, column G: ",
        "row 3, column F: ",
        "row 3, column G: ",
    ]) {
        assert!(said.starts_with(place), "{said}");
    }
    let head = understood(ITEM, Lang::En, "code,colour,Code\na,red,b\n").unwrap_err();
    assert_eq!(head.len(), 8, "{head:?}");
}

#[test]
fn every_verb_that_is_one_row_has_columns_that_are_told_apart() {
    let tabular: Vec<_> = Verb::all().filter(|verb| is_tabular(*verb)).collect();
    let words: BTreeSet<_> = tabular.iter().map(|verb| verb.word()).collect();
    for wanted in [
        "item.register",
        "party.register",
        "person.register",
        "system.register",
        "pool.register",
        "contract.record",
        "holding.record",
    ] {
        assert!(words.contains(wanted), "{wanted}");
    }
    for unwanted in ["application.submit", "wake", "found", "ruling.propose"] {
        assert!(!words.contains(unwanted), "{unwanted}");
    }
    for verb in tabular {
        let (fields, heads) = heads(verb, &Common::default());
        for (at, (known, head)) in fields.iter().zip(&heads).enumerate() {
            for title in [head.title.0, head.title.1, known.name] {
                let found = meant(&heads, &format!("{title} *"));
                assert_eq!(found, Some(at), "{} {title}", verb.word());
            }
        }
    }
}
