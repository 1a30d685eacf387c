//! `calc capacity`: whether a pool has room for what is asked for, one request after the other (R30).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::asked::believed;
use super::{Answered, Rules, Wrong};
use crate::domain::build::capacity::{self, PHYSICAL_LIMIT, Ratio, add, fits_on, need, short};
use crate::domain::r#use::line::QUANTITY_LIMIT;
use crate::locale::cli::calc as words;

/// A dimension, as the question calls it.
type Dimension = String;
type Amounts = capacity::Amounts<Dimension>;

/// The most lines of one list.
const LINES_LIMIT: usize = 10_000;
/// The most requests of one question: for each that does not fit every release is gone through.
const REQUESTS_LIMIT: usize = 1_000;

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    id: String,
    on: NaiveDate,
    pool: Pool,
    items: BTreeMap<String, BTreeMap<Dimension, u32>>,
    issued: Vec<(String, u32)>,
    reserved: Vec<(String, String, u32)>,
    releases: Vec<(NaiveDate, String, u32)>,
    requests: Vec<Request>,
}

#[derive(Debug, Deserialize)]
struct Pool {
    physical: BTreeMap<Dimension, u64>,
    #[serde(default)]
    overcommit: BTreeMap<Dimension, String>,
}

#[derive(Debug, Deserialize)]
struct Request {
    matter: String,
    lines: Vec<(String, u32)>,
    #[serde(default)]
    before: Vec<(String, u32)>,
}

/// How the requests were answered, and what was free before and after.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    effective: Amounts,
    free_before: Amounts,
    answers: Vec<OfRequest>,
    free_after: Amounts,
}

#[derive(Debug, Serialize)]
struct OfRequest {
    matter: String,
    fits: bool,
    short: Amounts,
    fits_on: Option<NaiveDate>,
}

/// Answers one question.
pub(super) fn answer(_: &Rules, asked: Asked) -> Result<Answered<Answer>, Wrong> {
    let on = believed(asked.on, || "on".to_owned())?;
    few("reserved", asked.reserved.len(), LINES_LIMIT)?;
    few("releases", asked.releases.len(), LINES_LIMIT)?;
    few("requests", asked.requests.len(), REQUESTS_LIMIT)?;
    let effective = asked.pool.effective()?;
    let items = Items(&asked.items);
    let issued = items.sum(&asked.issued, "issued")?;
    let mut reserved: BTreeMap<String, Amounts> = BTreeMap::new();
    for (place, (matter, item, quantity)) in asked.reserved.iter().enumerate() {
        let of = items.of(item, *quantity, || format!("reserved[{place}]"))?;
        add(reserved.entry(matter.clone()).or_default(), &of, 1);
    }
    let releases = asked.releases.iter().enumerate();
    let releases = releases.map(|(place, (day, item, quantity))| {
        let at = || format!("releases[{place}]");
        let day = believed(*day, at)?;
        if day < on {
            return Err(Wrong(at(), words::RELEASED_BEFORE));
        }
        Ok((day, items.of(item, *quantity, at)?))
    });
    let releases: Vec<(NaiveDate, Amounts)> = releases.collect::<Result<_, _>>()?;
    let mut left = effective.clone();
    add(&mut left, &issued, -1);
    for of in reserved.values() {
        add(&mut left, of, -1);
    }
    let free_before = shown(&effective, &left);
    let mut answers = Vec::with_capacity(asked.requests.len());
    for (place, request) in asked.requests.into_iter().enumerate() {
        let after = items.sum(&request.lines, &format!("requests[{place}].lines"))?;
        let before = items.sum(&request.before, &format!("requests[{place}].before"))?;
        let need = need(&after, &before);
        let own = reserved.get(&request.matter).cloned().unwrap_or_default();
        let mut free = left.clone();
        add(&mut free, &own, 1);
        let short = short(&need, &free);
        let fits = short.is_empty();
        let fits_on = if fits {
            None
        } else {
            fits_on(&need, &free, &releases)
        };
        if fits {
            left = free;
            add(&mut left, &need, -1);
            reserved.insert(request.matter.clone(), need);
        }
        answers.push(OfRequest {
            matter: request.matter,
            fits,
            short,
            fits_on,
        });
    }
    Ok(Answered {
        id: asked.id,
        answer: Answer {
            free_after: shown(&effective, &left),
            effective,
            free_before,
            answers,
        },
        explain: None,
    })
}

/// The dimensions of the pool, and any other that is not 0.
fn shown(of_pool: &Amounts, amounts: &Amounts) -> Amounts {
    let mut shown = amounts.clone();
    shown.retain(|dimension, amount| of_pool.contains_key(dimension) || *amount != 0);
    shown
}

impl Pool {
    fn effective(&self) -> Result<Amounts, Wrong> {
        let of = |(dimension, physical): (&Dimension, &u64)| {
            if *physical > PHYSICAL_LIMIT {
                let at = format!("pool.physical.{dimension}");
                return Err(Wrong(at, words::PHYSICAL_TOO_HIGH));
            }
            let ratio = match self.overcommit.get(dimension) {
                Some(text) => Ratio::read(text).ok_or_else(|| {
                    Wrong(format!("pool.overcommit.{dimension}"), words::BAD_RATIO)
                })?,
                None => Ratio::ONE,
            };
            Ok((dimension.clone(), ratio.of(*physical).into()))
        };
        self.physical.iter().map(of).collect()
    }
}

/// What one of each item takes of a pool.
struct Items<'a>(&'a BTreeMap<String, BTreeMap<Dimension, u32>>);

impl Items<'_> {
    /// What so many of an item take.
    fn of(&self, item: &str, quantity: u32, at: impl Fn() -> String) -> Result<Amounts, Wrong> {
        let vector = self.0.get(item);
        let vector = vector.ok_or_else(|| Wrong(at(), words::NO_SUCH_ITEM))?;
        if quantity > QUANTITY_LIMIT {
            return Err(Wrong(at(), words::QUANTITY_TOO_HIGH));
        }
        let of = |(dimension, one): (&Dimension, &u32)| {
            (dimension.clone(), i128::from(*one) * i128::from(quantity))
        };
        Ok(vector.iter().map(of).collect())
    }

    /// What lines take together; `at` is where they stand.
    fn sum(&self, lines: &[(String, u32)], at: &str) -> Result<Amounts, Wrong> {
        few(at, lines.len(), LINES_LIMIT)?;
        let mut sum = Amounts::new();
        for (place, (item, quantity)) in lines.iter().enumerate() {
            let of = self.of(item, *quantity, || format!("{at}[{place}]"))?;
            add(&mut sum, &of, 1);
        }
        Ok(sum)
    }
}

fn few(at: &str, length: usize, most: usize) -> Result<(), Wrong> {
    if length > most {
        Err(Wrong(at.to_owned(), words::TOO_MANY))
    } else {
        Ok(())
    }
}
