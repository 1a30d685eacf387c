//! What a form begins with: what follows from another matter, and what stands on this one.

use std::collections::BTreeMap;

use crate::domain::line::{Line as ItemLine, Subject};
use crate::domain::matter::Body;
use crate::domain::verb::{FieldKind, Lookup, Verb};
use crate::hub::request::Shown;

use super::super::detail::body_lines;
use super::super::form::Prefill;

/// What ties a new matter to an older one, and taking over to whom it is taken from.
pub(super) fn linked(fields: &BTreeMap<String, String>) -> [Option<&String>; 3] {
    ["emergency", "previous", "from"].map(|name| fields.get(name).filter(|value| !value.is_empty()))
}

/// The form that follows from a matter: the regularising application of an emergency, or the new one for an application
/// that was not accepted.
pub(super) fn successor(shown: &Shown) -> Prefill {
    let matter = &shown.matter;
    let mut fields = BTreeMap::from([
        ("title".to_owned(), matter.title.clone()),
        ("system".to_owned(), matter.system.to_string()),
        ("pool".to_owned(), matter.pool.to_string()),
        ("contact_name".to_owned(), matter.contact.name.clone()),
        (
            "contact_telephone".to_owned(),
            matter.contact.telephone.clone(),
        ),
    ]);
    let follows = match &matter.body {
        Body::Emergency(_) => {
            fields.insert("emergency".to_owned(), matter.id.to_string());
            true
        }
        Body::Application(body) if !body.objections.is_empty() => {
            fields.insert("previous".to_owned(), matter.id.to_string());
            if let Some(emergency) = body.emergency {
                fields.insert("emergency".to_owned(), emergency.to_string());
            }
            let answers: Vec<_> = (1..=body.objections.len())
                .map(|at| format!("{at} "))
                .collect();
            fields.insert("answers".to_owned(), answers.join("\n"));
            true
        }
        Body::Application(_) => false,
    };
    if !follows {
        return Prefill::default();
    }
    for (at, line) in body_lines(&matter.body).iter().enumerate() {
        line_fields(at, line, &mut fields);
    }
    Prefill { fields, lines: 0 }
}

fn line_fields(at: usize, line: &ItemLine, fields: &mut BTreeMap<String, String>) {
    let mut put = |part: &str, value: String| {
        fields.insert(format!("lines.{at}.{part}"), value);
    };
    match &line.subject {
        Subject::Item { code, .. } => put("item", code.to_string()),
        Subject::OffCatalogue {
            name,
            ground,
            nearest,
            ..
        } => {
            put("item", name.clone());
            put("ground", ground.clone());
            put(
                "nearest",
                nearest
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default(),
            );
        }
    }
    put("quantity", line.latest().to_string());
    put("purpose", line.purpose.clone());
}

/// What a verb's form begins with on a matter: quantities as they stand, days as today.
pub(super) fn prefilled(
    verb: Verb,
    shown: &Shown,
    today: chrono::NaiveDate,
    targets: usize,
) -> Prefill {
    let lines = body_lines(&shown.matter.body);
    let mut fields = BTreeMap::new();
    for field in verb.fields() {
        let value = match field.kind {
            FieldKind::Quantities if targets == 1 => lines
                .iter()
                .map(|line| line.latest().to_string())
                .collect::<Vec<_>>()
                .join(","),
            FieldKind::Date => today.to_string(),
            FieldKind::Code(Lookup::Person) if verb == Verb::TakeOver => shown
                .claim
                .as_ref()
                .map(|claim| claim.person.to_string())
                .unwrap_or_default(),
            FieldKind::Number if field.name == "line" => (1..)
                .zip(lines)
                .find(|(_, line): &(u32, _)| line.is_off_catalogue())
                .map(|(number, _)| number.to_string())
                .unwrap_or_default(),
            _ => continue,
        };
        fields.insert(field.name.to_owned(), value);
    }
    Prefill {
        fields,
        lines: lines.len(),
    }
}
