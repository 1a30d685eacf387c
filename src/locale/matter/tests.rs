use super::*;
use crate::domain::r#use::{application as app, emergency as emg};
use crate::locale::check::assert_whole;
use unicode_width::UnicodeWidthStr;

#[test]
fn every_field_of_every_verb_and_every_word_of_it_has_its_name() {
    let mut fields = 0;
    let mut words = 0;
    for verb in Verb::all() {
        for wanted in verb.fields() {
            let label = find_field(verb, wanted.name);
            assert!(label.is_some(), "{} {}", verb.word(), wanted.name);
            assert_eq!(Some(field(verb, wanted.name)), label);
            fields += 1;
            if let FieldKind::Word(choices) | FieldKind::Words(choices) = wanted.kind {
                for word in choices {
                    let label = find_choice(verb, wanted.name, word);
                    assert!(label.is_some(), "{} {word}", wanted.name);
                    words += 1;
                }
            }
        }
    }
    assert!(fields > 80 && words > 30, "{fields} {words}");
}

#[test]
fn every_label_belongs_to_a_field() {
    for verb in Verb::all() {
        for row in fields(verb) {
            let used = Verb::all()
                .filter(|other| std::ptr::eq(fields(*other), fields(verb)))
                .filter(|other| row.verb.is_none_or(|only| only == *other))
                .any(|other| other.fields().iter().any(|field| field.name == row.name));
            assert!(used, "{:?} {}", row.verb, row.name);
        }
    }
}

#[test]
fn one_name_means_what_its_verb_means() {
    let submit = Verb::Application(app::Verb::Submit);
    let labels = [
        (Verb::Application(app::Verb::Review), "ground", "书面依据"),
        (Verb::Emergency(emg::Verb::Apply), "ground", "应急事由"),
        (submit, "ground", "目录外理由"),
        (
            Verb::Register(crate::domain::register::Verb::RegisterItem),
            "unit",
            "计量单位",
        ),
        (
            Verb::Register(crate::domain::register::Verb::RecordContract),
            "unit",
            "云使用单位",
        ),
    ];
    for (verb, name, label) in labels {
        assert_eq!(field(verb, name).0, label);
    }
    assert_eq!(field(submit, "no_such"), UNKNOWN_FIELD);
    let apply = Verb::Emergency(emg::Verb::Apply);
    assert_eq!(choice(apply, "ground", "national_security").0, "国家安全");
    assert_eq!(choice(apply, "ground", "weather"), UNKNOWN_CHOICE);
}

#[test]
fn labels_and_hints_are_whole() {
    assert_whole(&messages().collect::<Vec<_>>());
}

#[test]
fn stages_and_duties_fit_their_columns() {
    let stages = app::Stage::ALL
        .map(Stage::from)
        .into_iter()
        .chain(emg::Stage::ALL.map(Stage::from));
    for message in stages.map(stage) {
        assert!(
            message.0.width() <= 14 && message.1.width() <= 21,
            "{message:?}"
        );
    }
    for message in DutyKind::all().map(duty) {
        assert!(
            message.0.width() <= 12 && message.1.width() <= 16,
            "{message:?}"
        );
    }
}

#[test]
fn a_matters_word_is_the_one_in_front_of_its_number() {
    for kind in MatterKind::ALL {
        assert_eq!(matter_kind(kind).0, kind.word());
    }
}
