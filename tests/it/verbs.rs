//! The verbs' table and the commands' JSON say the same.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::BTreeSet;

use serde_json::{Value, json};

use yunguan::domain::law::act::Verb;
use yunguan::domain::law::command::Command;
use yunguan::domain::law::common;
use yunguan::domain::law::duty::DutyKind;
use yunguan::domain::law::event::Event;
use yunguan::domain::law::field::{Field, FieldKind};
use yunguan::domain::law::matter::{MatterId, MatterKind, Stage};
use yunguan::domain::law::paper::PaperKind;
use yunguan::domain::record::RecordKind;
use yunguan::domain::register;
use yunguan::domain::r#use::{application, cancellation, emergency};

use crate::support::city::item;

/// A value that the field takes.
fn sample(verb: Verb, field: &Field) -> Value {
    use register::Verb as Keeping;
    match verb {
        Verb::Common(common::Verb::Wake) => return json!({"late": "check_product#2"}),
        Verb::Register(verb) => match (verb, field.name) {
            (Keeping::ProposeRuling, "ruling") => return json!("R16"),
            (Keeping::ProposeRuling, "values") => {
                return json!({"cancel_working_days": {"number": 5}});
            }
            (Keeping::ProposeRuling, "scope") => return json!({"pool": "pa"}),
            (Keeping::LoadCalendar, "notice") => {
                return json!({"year": 2027, "papers": [], "days": [
                    {"name": "元旦", "date": "2027-01-01", "isOffDay": true}]});
            }
            (Keeping::LoadMeasures, "articles") => return json!({"1": "正文"}),
            (Keeping::Found, "party") => return whole(Keeping::RegisterParty.into(), |_| true),
            (Keeping::Found, "person") => return whole(Keeping::RegisterPerson.into(), |_| true),
            _ => {}
        },
        _ => {}
    }
    match field.kind {
        FieldKind::Text | FieldKind::Paragraph | FieldKind::Code(_) => json!("a"),
        FieldKind::Number | FieldKind::LineNumber => json!(1),
        FieldKind::Date => json!("2026-11-09"),
        FieldKind::Time => json!("2026-11-09T02:00:00Z"),
        FieldKind::Word(words) => json!(words[0]),
        FieldKind::Words(words) => json!([words[0]]),
        FieldKind::Flag => json!(true),
        FieldKind::List => json!(["1 a"]),
        FieldKind::Quantities => json!([1]),
        FieldKind::Lines => json!([item("vm", 1)]),
        FieldKind::Matter => json!(of_kind(MatterKind::Application)),
        FieldKind::Json => Value::Null,
    }
}

fn of_kind(kind: MatterKind) -> String {
    format!("{}-20261109-0001", kind.alias())
}

/// The fields of a verb that are wanted.
fn whole(verb: Verb, wanted: impl Fn(&Field) -> bool) -> Value {
    let fields = verb.fields().iter().filter(|field| wanted(field));
    fields
        .map(|field| (field.name.to_owned(), sample(verb, field)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// The command of a verb with the wanted fields.
fn command(verb: Verb, wanted: impl Fn(&Field) -> bool) -> Value {
    let mut command = whole(verb, wanted);
    command["verb"] = json!(verb.word());
    if verb.is_on_matter() {
        let kind = MatterKind::ALL
            .into_iter()
            .find(|kind| verb.is_done_on(*kind));
        command["matter"] = json!(of_kind(kind.unwrap()));
    }
    command
}

fn read(value: &Value) -> Result<Command, serde_json::Error> {
    serde_json::from_value(value.clone())
}

#[test]
fn a_command_is_its_verb_and_the_fields_of_its_table() {
    for verb in Verb::all() {
        let full = command(verb, |_| true);
        let read_full = read(&full).unwrap_or_else(|error| unreachable!("{error}: {full}"));
        assert_eq!(read_full.verb(), verb);
        assert_eq!(read_full.matter().is_some(), verb.is_on_matter());
        // Written again, it has exactly the fields of the table.
        let names = |value: &Value| -> BTreeSet<String> {
            value.as_object().unwrap().keys().cloned().collect()
        };
        assert_eq!(names(&json!(read_full)), names(&full), "{verb:?}");
        assert_eq!(read(&json!(read_full)).unwrap(), read_full);
        // As text too, where numbers as keys are read differently.
        assert_eq!(
            serde_json::from_str::<Command>(&full.to_string()).unwrap(),
            read_full
        );
    }
}

#[test]
fn what_is_required_is_required_and_nothing_else_is() {
    for verb in Verb::all() {
        assert!(
            read(&command(verb, |field| field.required)).is_ok(),
            "{verb:?}"
        );
        for missing in verb.fields() {
            let without = command(verb, |field| field.name != missing.name);
            assert_eq!(
                read(&without).is_err(),
                missing.required,
                "{verb:?} without {}",
                missing.name
            );
        }
    }
}

#[test]
fn a_field_that_nobody_knows_is_an_error() {
    for verb in Verb::all() {
        let mut more = command(verb, |_| true);
        more["remrak"] = json!("a");
        assert!(read(&more).is_err(), "{verb:?}");
    }
    let mut line = command(application::Verb::Submit.into(), |_| true);
    line["lines"][0]["remrak"] = json!("a");
    assert!(read(&line).is_err());
}

#[test]
fn a_matter_stands_in_a_command_if_and_only_if_the_act_is_done_on_one() {
    for verb in Verb::all() {
        let full = command(verb, |_| true);
        if verb.is_on_matter() {
            for wrong in [
                Value::Null,
                json!("a"),
                json!(7),
                json!("APP-20261109-0000"),
            ] {
                let mut command = full.clone();
                command["matter"] = wrong;
                assert!(read(&command).is_err(), "{command}");
            }
            let mut without = full.clone();
            without.as_object_mut().unwrap().remove("matter");
            assert!(read(&without).is_err(), "{without}");
        } else {
            let mut with = full.clone();
            with["matter"] = json!(of_kind(MatterKind::Application));
            assert!(read(&with).is_err(), "{with}");
            assert!(MatterKind::ALL.iter().all(|kind| !verb.is_done_on(*kind)));
        }
    }
    for kind in MatterKind::ALL {
        let on = |verb: Verb| verb.is_done_on(kind);
        assert!(common::Verb::ALL.into_iter().all(|verb| on(verb.into())));
        let (applications, emergencies) = (application::Verb::ALL, emergency::Verb::ALL);
        assert_eq!(
            applications.into_iter().any(|verb| on(verb.into())),
            kind == MatterKind::Application
        );
        assert_eq!(
            emergencies.into_iter().any(|verb| on(verb.into())),
            kind == MatterKind::Emergency
        );
    }
}

#[test]
fn every_word_of_a_field_is_understood_and_no_other() {
    let mut seen = 0;
    for verb in Verb::all() {
        for field in verb.fields() {
            let (words, several) = match field.kind {
                FieldKind::Word(words) => (words, false),
                FieldKind::Words(words) => (words, true),
                _ => continue,
            };
            let with = |value: Value| {
                let mut command = command(verb, |_| true);
                command[field.name] = value;
                read(&command)
            };
            let one = |word: &str| {
                if several {
                    with(json!([word]))
                } else {
                    with(json!(word))
                }
            };
            for word in words {
                assert!(one(word).is_ok(), "{verb:?} {} {word}", field.name);
            }
            if several {
                assert!(with(json!(words)).is_ok(), "{verb:?} {}", field.name);
                assert!(with(json!([])).is_ok(), "{verb:?} {}", field.name);
            }
            assert!(one("whatever").is_err(), "{verb:?} {}", field.name);
            assert!(one(&words[0].to_uppercase()).is_err(), "{verb:?}");
            seen += 1;
        }
    }
    // Decisions, results, grounds, and those of the registers.
    assert!(seen >= 10, "{seen}");
}

#[test]
fn verbs_are_found_by_name_and_by_an_ending_that_is_theirs_alone() {
    for verb in Verb::all() {
        assert_eq!(Verb::find(verb.word()), Some(verb));
        assert_eq!(Verb::named(verb.word()), Some(verb));
        assert_eq!(json!(verb), verb.word());
    }
    for (name, found) in [
        // Cancellations are submitted too; applications were first.
        ("submit", Some(application::Verb::Submit.into())),
        ("reclaim", Some(cancellation::Verb::Reclaim.into())),
        ("apply", Some(emergency::Verb::Apply.into())),
        ("withdraw", Some(common::Verb::Withdraw.into())),
        ("bind", Some(register::Verb::BindAccount.into())),
        ("review", None),
        ("confirm", None),
        ("register", None),
        ("application", None),
        ("", None),
        (".", None),
    ] {
        assert_eq!(Verb::named(name), found, "{name}");
    }
    // Where a word is written in full, its ending alone is none.
    assert_eq!(Verb::find("submit"), None);
}

/// Each once; what stands twice otherwise is named.
fn all_differ<'w>(what: &str, words: impl Iterator<Item = &'w str>) {
    let mut seen = BTreeSet::new();
    for word in words {
        assert!(seen.insert(word), "two {what} are called {word}");
    }
    assert!(!seen.is_empty() && !seen.contains(""), "{what}");
}

macro_rules! family {
    ($family:ident) => {
        all_differ(
            concat!("values of ", stringify!($family)),
            $family::all().map($family::word),
        );
        let mut tags = BTreeSet::new();
        for one in $family::all() {
            assert_eq!($family::find(one.word()), Some(one));
            assert_eq!($family::from_tag(one.tag()), Some(one), "{one:?}");
            assert!(tags.insert(one.tag()), "{one:?} shares its tag");
            // In text the word, in rows the tag.
            assert_eq!(json!(one), one.word());
            assert_eq!(serde_json::from_value::<$family>(json!(one)).unwrap(), one);
            let row = postcard::to_allocvec(&one).unwrap();
            assert_eq!(row, one.tag());
            assert_eq!(postcard::from_bytes::<$family>(&row).unwrap(), one);
        }
        for word in ["", "whatever"] {
            assert_eq!($family::find(word), None);
            assert!(serde_json::from_value::<$family>(json!(word)).is_err());
        }
        for tag in [[254, 0], [1, 255]] {
            assert_eq!($family::from_tag(tag), None);
            assert!(postcard::from_bytes::<$family>(&tag).is_err());
        }
    };
}

#[test]
fn no_word_is_claimed_by_two_families() {
    family!(Verb);
    family!(DutyKind);
    family!(PaperKind);
    all_differ("event types", Event::types().map(|(name, _)| name));
    all_differ("registers", RecordKind::WORDS.into_iter());
    // A stage is always read beside its kind, so that only those of one kind must differ.
    all_differ("stages", application::Stage::WORDS.into_iter());
    all_differ("stages", emergency::Stage::WORDS.into_iter());
    assert_eq!(
        Stage::from(application::Stage::Withdrawn).word(),
        Stage::from(emergency::Stage::Withdrawn).word()
    );
    // A kind is told by its tag, its alias and its word.
    all_differ("kinds", MatterKind::ALL.into_iter().map(MatterKind::alias));
    all_differ("kinds", MatterKind::ALL.into_iter().map(MatterKind::word));
    for kind in MatterKind::ALL {
        assert_eq!(MatterKind::from_tag(kind.tag()), Some(kind));
    }
}

#[test]
fn every_duty_is_met_by_a_verb_of_its_name_or_is_said_to_have_none() {
    let none: BTreeSet<_> = DutyKind::all()
        .filter(|duty| duty.verb().is_none())
        .map(DutyKind::word)
        .collect();
    assert_eq!(
        none,
        BTreeSet::from(["supervise", "revise_catalogue", "measure_pool"])
    );
    // Whoever wakes a matter names its duty by the same text that everybody reads.
    for duty in DutyKind::all() {
        for subject in ["", "#2", "#200"] {
            let text = format!("{}{subject}", duty.word());
            let mut wake = command(common::Verb::Wake.into(), |_| true);
            wake["why"] = json!({"late": text});
            let woken = read(&wake).unwrap();
            assert_eq!(json!(woken)["why"]["late"], text);
        }
    }
    for wrong in [json!({"late": "nap"}), json!("late"), json!("recompute")] {
        let mut wake = command(common::Verb::Wake.into(), |_| true);
        wake["why"] = wrong;
        assert!(read(&wake).is_err(), "{wake}");
    }
    let mut wake = command(common::Verb::Wake.into(), |_| true);
    wake["why"] = json!("notice");
    assert!(read(&wake).is_ok());
}

#[test]
fn names_and_numbers_of_matters_are_read_as_written() {
    for (text, read) in [
        ("APP-20261109-0007", Some("申请-20261109-0007")),
        ("应急-20261109-12345", Some("应急-20261109-12345")),
        ("emg-20261109-0001", Some("应急-20261109-0001")),
        (" APP-20261109-0007 ", Some("申请-20261109-0007")),
        ("APP-20261109-7", None),
        ("APP-20261109-0000", None),
        ("APP-20261131-0001", None),
        ("APP-20261109-+001", None),
        ("APP-20261109-99999999999", None),
        ("APP-20261109-0007-1", None),
        ("应急", None),
        ("", None),
    ] {
        let seen = text.parse::<MatterId>().ok().map(MatterId::label);
        assert_eq!(seen.as_deref(), read, "{text}");
    }
}

/// Who may do what stands beside each act; here it is read side by side. Read the whole table before committing a change
/// of it.
#[test]
fn who_may_do_what_is_as_it_was_reviewed() {
    use std::fmt::Write;
    use yunguan::domain::law::authority::Whose;
    let mut table = String::new();
    for verb in Verb::all() {
        let rule = verb.rule();
        let kinds = |kinds: &[yunguan::domain::law::party::PartyKind]| {
            let words = kinds.iter().map(|kind| kind.word());
            words.collect::<Vec<_>>().join(" or ")
        };
        let whose = match rule.whose {
            Whose::Kinds(of) => kinds(of),
            Whose::Concerned(concern, of) => format!("its {} ({})", concern.word(), kinds(of)),
            Whose::AnyConcerned => "anyone it concerns, authority, support".to_owned(),
            Whose::Clockwork => "clockwork".to_owned(),
            Whose::Founder => "founder".to_owned(),
        };
        let posts = rule.posts.iter().map(|post| post.word());
        let posts = posts.collect::<Vec<_>>().join(" or ");
        let apart = rule.apart_from.iter().map(|part| part.word());
        let apart = apart.collect::<Vec<_>>().join(", ");
        let wears = rule
            .part
            .map_or("", yunguan::domain::law::matter::Part::word);
        let article = crate::support::city::cited(verb.article().into());
        writeln!(
            table,
            "{} | {article} | {whose} | {posts} | not {apart} | then {wears}",
            verb.word()
        )
        .unwrap();
    }
    insta::assert_snapshot!(table);
}

/// Every field and every fact that is not open to everybody who sees the matter (R49), and every kind of party that it is
/// open to. Read the whole table before committing a change of it.
#[test]
fn who_sees_less_is_as_it_was_reviewed() {
    use std::fmt::Write;
    use yunguan::domain::law::party::PartyKind;
    use yunguan::domain::law::sight::Sight;
    let mut table = String::new();
    for sight in Sight::ALL {
        let kinds = PartyKind::ALL.into_iter();
        let open = kinds.filter(|kind| sight.is_open_to(*kind));
        let open: Vec<_> = open.map(PartyKind::word).collect();
        writeln!(table, "{} is open to {}", sight.word(), open.join(", ")).unwrap();
    }
    for verb in Verb::all() {
        let closed = |field: &&Field| field.sight != Sight::Everybody;
        for field in verb.fields().iter().filter(closed) {
            let sight = field.sight.word();
            writeln!(table, "{} | {} | {sight}", verb.word(), field.name).unwrap();
        }
    }
    for field in
        <yunguan::domain::r#use::line::LineRequest as yunguan::domain::law::field::Fields>::FIELDS
    {
        if field.sight != Sight::Everybody {
            writeln!(table, "a line | {} | {}", field.name, field.sight.word()).unwrap();
        }
    }
    for (fact, part, sight) in yunguan::domain::law::event::Event::SIGHTS
        .iter()
        .copied()
        .flatten()
    {
        writeln!(table, "{fact} | {part} | {}", sight.word()).unwrap();
    }
    insta::assert_snapshot!(table);
}

/// Every duty as it opened: by whom, under which article, whose limit, how long, what it rests on. Read the whole table
/// before committing a change of it.
#[test]
fn what_is_owed_is_as_it_was_reviewed() {
    use yunguan::domain::law::duty::DutyKind;
    let city = crate::support::city::City::tour();
    let snapshot = city.ledger.snapshot().unwrap();
    let mut seen = std::collections::BTreeMap::new();
    for row in redb::ReadableTable::iter(&snapshot.tables.matters).unwrap() {
        let head = yunguan::ledger::row::read_head(row.unwrap().1.value()).unwrap();
        for duty in city.duties(head.id) {
            let rulings = duty.deadline.rulings.iter();
            let rulings = rulings.map(|used| format!("{} {}", used.ruling, used.parameter));
            let mut rulings: Vec<_> = rulings.collect();
            rulings.sort();
            let reports = duty.kind().escalation().iter();
            let reported: Vec<_> = reports
                .map(|line| format!(" | {} after {}", line.to.word(), json!(line.after)))
                .collect();
            let reported = reported.concat();
            let line = format!(
                "{} | {} {} | {} {} {} | {}{}",
                duty.kind().word(),
                city.kind_of(&duty.party).word(),
                duty.post.word(),
                crate::support::city::cited(duty.article.into()),
                duty.nature.word(),
                json!(duty.deadline.limit),
                rulings.join(", "),
                reported,
            );
            seen.entry(duty.kind())
                .or_insert_with(BTreeSet::new)
                .insert(line);
        }
    }
    let never: Vec<_> = DutyKind::all()
        .filter(|kind| !seen.contains_key(kind))
        .collect();
    assert_eq!(never, [], "the tour never comes to these");
    let lines: Vec<_> = seen.into_values().flatten().collect();
    insta::assert_snapshot!(lines.join("\n"));
}

/// What is on offer is what can be done by hand; a verb on a line is on offer if it is on any.
#[test]
fn offers_are_of_hands_and_look_at_every_line() {
    use yunguan::domain::law::authority::Whose;
    use yunguan::domain::law::offer::offers;
    let mut city = crate::support::city::City::new();
    let id = city.given("pa approved mixed").unwrap();
    let arrival = serde_json::json!({"line": 2, "arrived_on": city.today(), "evidence": "一台"});
    city.on_matter("edu", "application.report-arrival", id, &arrival)
        .unwrap();
    let matter = city.matter(id);
    let actor = city.actor("checker");
    let snapshot = city.ledger.snapshot().unwrap();
    let view = snapshot.view();
    let all = offers(&view, &actor, city.now, &matter);
    view.settle().unwrap();
    let by_itself = |verb: Verb| verb.rule().whose == Whose::Clockwork;
    assert!(all.iter().all(|offer| !by_itself(offer.verb)));
    let offered = |word: &str| {
        let found = all.iter().find(|offer| offer.verb.word() == word);
        found.unwrap().refusal.is_none()
    };
    assert!(offered("application.check-product"), "line 2 is a product");
    assert!(!offered("application.deploy-product"));
}
