//! What an earlier release wrote, read as this one understands it.
//!
//! The bytes of an entry are never rewritten. When an event type changes, its version is raised and a [`Step`] says how a
//! body of the version before becomes one of the next; reading an old entry takes one step after another. Steps are never
//! changed or taken away either, or a store that skipped a release could not be opened.

use serde_json::Value;

/// The way from one version of some event types to the next.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// The types, all of which changed alike.
    pub types: &'static [&'static str],
    /// The version that it starts from.
    pub from: u32,
    /// Changes a body of that version into one of the next; none if it is not of that version's form.
    pub raise: fn(&mut Value) -> Option<()>,
}

/// Every step that was ever needed, in the order of the releases. The format was frozen at version 1 of every type.
pub const STEPS: &[Step] = &[
    // A party may have a short name.
    Step {
        types: &["party.registered"],
        from: 1,
        raise: without_short_name,
    },
    Step {
        types: &["party.succeeded"],
        from: 1,
        raise: |body| without_short_name(body.get_mut("party")?),
    },
    // A contract is told price by price beside what was, nears its end, expires; an amendment may reach back.
    Step {
        types: &["procurement.opened"],
        from: 1,
        raise: |body| {
            let body = body.get_mut("body")?.as_object_mut()?;
            body.insert("given".to_owned(), Value::Array(Vec::new()));
            body.insert("arrange_from".to_owned(), Value::Null);
            body.insert("nears_end".to_owned(), Value::Bool(false));
            body.insert("arranged".to_owned(), Value::Null);
            Some(())
        },
    },
    Step {
        types: &["procurement.signed"],
        from: 1,
        raise: |body| {
            let body = body.as_object_mut()?;
            body.insert("given".to_owned(), Value::Array(Vec::new()));
            body.insert("arrange_from".to_owned(), Value::Null);
            Some(())
        },
    },
    Step {
        types: &["procurement.amended"],
        from: 1,
        raise: |body| {
            let body = body.as_object_mut()?;
            body.insert("arrange_from".to_owned(), Value::Null);
            let amendment = body.get_mut("amendment")?.as_object_mut()?;
            amendment.insert("given".to_owned(), Value::Array(Vec::new()));
            amendment.insert("retroactive".to_owned(), Value::Null);
            Some(())
        },
    },
    // A unit's own contract says what may be bought by it, and at which prices.
    Step {
        types: &["contract.recorded", "contract.countersigned"],
        from: 1,
        raise: |contract| {
            without_prices(contract)?;
            let terms = contract.get_mut("terms")?;
            if let Some(waiting) = terms.get_mut("waiting").filter(|one| !one.is_null()) {
                without_prices(waiting.get_mut("value")?)?;
            }
            for former in terms.get_mut("former")?.as_array_mut()? {
                without_prices(former.get_mut("value")?)?;
            }
            Some(())
        },
    },
    // Resources that were issued have a course of their own.
    Step {
        types: &["application.submitted", "emergency.applied"],
        from: 1,
        raise: |body| {
            let asked = body.get_mut("body")?.get_mut("asked")?.as_object_mut()?;
            asked.insert("turns".to_owned(), Value::Array(Vec::new()));
            asked.insert("claims".to_owned(), Value::Array(Vec::new()));
            Some(())
        },
    },
    Step {
        types: &["procurement.ended"],
        from: 1,
        raise: |body| {
            let ending = body.get_mut("ending")?.as_object_mut()?;
            ending.insert("exit".to_owned(), Value::Null);
            Some(())
        },
    },
    // A county's pool is connected and the city issues nothing from it.
    Step {
        types: &["pool.registered"],
        from: 1,
        raise: the_citys,
    },
    // A certificate of clearing has fields of its own. The one text of an older one says all that was certified then.
    Step {
        types: &["application.environment-cleared"],
        from: 1,
        raise: |body| {
            let body = body.as_object_mut()?;
            let text = body.remove("certificate")?;
            let clearing = body.get_mut("clearing")?.as_object_mut()?;
            let certificate = serde_json::json!({ "in_words": text });
            clearing.insert("certificate".to_owned(), certificate);
            Some(())
        },
    },
    // What a change costs a year is kept with it, for its papers. Older ones did not say it.
    Step {
        types: &["change.requested"],
        from: 1,
        raise: |body| without_yearly(body.get_mut("body")?),
    },
    Step {
        types: &["change.confirmed"],
        from: 1,
        raise: without_yearly,
    },
];

/// A pool from before a county's could be told was the city's.
fn the_citys(pool: &mut Value) -> Option<()> {
    let pool = pool.as_object_mut()?;
    pool.insert("region".to_owned(), Value::from("municipal"));
    pool.insert("ground".to_owned(), Value::Null);
    Some(())
}

/// A party from before there were short names has none.
fn without_short_name(party: &mut Value) -> Option<()> {
    let party = party.as_object_mut()?;
    party.insert("short_name".to_owned(), Value::Null);
    Some(())
}

/// An own contract from before it was told what it comes to says neither amount nor prices.
fn without_prices(terms: &mut Value) -> Option<()> {
    let terms = terms.as_object_mut()?;
    terms.insert("amount_fen".to_owned(), Value::Null);
    terms.insert("prices".to_owned(), Value::Array(Vec::new()));
    Some(())
}

/// A change from before its papers said what it costs a year does not say it.
fn without_yearly(change: &mut Value) -> Option<()> {
    let change = change.as_object_mut()?;
    change.insert("yearly".to_owned(), Value::Null);
    Some(())
}

/// Takes a body from one version to another by `steps`.
///
/// # Errors
/// The version from which there is no way on, or whose form the body does not have.
pub fn raise(
    steps: &[Step],
    name: &str,
    versions: std::ops::Range<u32>,
    body: &mut Value,
) -> Result<(), u32> {
    for version in versions {
        let mut known = steps.iter();
        let step = known.find(|step| step.from == version && step.types.contains(&name));
        step.and_then(|step| (step.raise)(body)).ok_or(version)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::law::event::Event;

    const STEPS_OF_A_TEST: &[Step] = &[
        Step {
            types: &["a.done", "b.done"],
            from: 1,
            raise: |body| {
                let why = body.as_object_mut()?.remove("reason")?;
                body.as_object_mut()?
                    .insert("grounds".to_owned(), json!([why]));
                Some(())
            },
        },
        Step {
            types: &["b.done"],
            from: 2,
            raise: |body| {
                body.as_object_mut()?.insert("copies".to_owned(), json!([]));
                Some(())
            },
        },
    ];

    #[test]
    fn one_step_is_taken_after_another() {
        let mut body = json!({ "reason": "flood" });
        assert_eq!(raise(STEPS_OF_A_TEST, "b.done", 1..3, &mut body), Ok(()));
        assert_eq!(body, json!({ "grounds": ["flood"], "copies": [] }));
        let mut newest = json!({ "grounds": [] });
        assert_eq!(raise(STEPS_OF_A_TEST, "a.done", 2..2, &mut newest), Ok(()));
        assert_eq!(newest, json!({ "grounds": [] }));
    }

    #[test]
    fn where_there_is_no_way_on_its_version_is_named() {
        let mut body = json!({ "reason": "flood" });
        assert_eq!(raise(STEPS_OF_A_TEST, "a.done", 1..3, &mut body), Err(2));
        assert_eq!(raise(STEPS_OF_A_TEST, "c.done", 1..2, &mut body), Err(1));
        let mut other = json!({ "no": "reason" });
        assert_eq!(raise(STEPS_OF_A_TEST, "a.done", 1..2, &mut other), Err(1));
    }

    #[test]
    fn every_version_that_was_ever_written_has_its_way() {
        for (name, version) in Event::types() {
            for from in 1..version {
                let known = STEPS.iter();
                let ways = known.filter(|step| step.from == from && step.types.contains(&name));
                assert_eq!(ways.count(), 1, "{name} v{from}");
            }
        }
    }
}
