//! How long the Measures are in force (Art. 42): from the day of their publication (R21), so many months, that day itself
//! counting (R44), unless a notice extends or repeals them or a successor takes their place. What is open goes on under
//! the rule set that it began under; a new ordinary matter needs one in force, or the authority's written ground.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::article::article;
use super::code::{PartyCode, PersonCode};
use super::names::words;
use super::refusal::{Reason, Refusal};
use super::ruling::{R21, R44, RulingBook, RulingValue};
use super::step::Case;

/// How many months ahead of the end it is told.
const WARNED_MONTHS: u32 = 12;

words! {
    /// What befalls the Measures.
    pub enum Change {
        /// 延续有效: they stay in force until a later day.
        Extension = "extension",
        /// 废止: they are out of force from a day on.
        Repeal = "repeal",
        /// 接续: another rule set is in force from a day on.
        Successor = "successor",
        /// 期满失效: their last day passed.
        Lapse = "lapse",
    }
}

/// What a person may propose: a lapse is nobody's doing.
pub const PROPOSED: &[&str] = &[
    Change::Extension.word(),
    Change::Repeal.word(),
    Change::Successor.word(),
];

words! {
    /// Whether a day finds the Measures in force.
    pub enum Force {
        /// In force.
        InForce = "in_force",
        /// Their last day passed.
        Lapsed = "lapsed",
        /// Repealed.
        Repealed = "repealed",
        /// A successor is in force.
        Succeeded = "succeeded",
    }
}

words! {
    /// What has to be done ahead of the end, by an internal target each.
    pub enum Preparation {
        /// The end is told on every screen.
        Warn = "warn",
        /// The report on how the Measures worked.
        Evaluation = "evaluation",
        /// The draft of the successor.
        Draft = "draft",
    }
}

impl Preparation {
    /// How many months ahead of the last day.
    #[must_use]
    pub const fn months_ahead(self) -> u32 {
        match self {
            Self::Warn => WARNED_MONTHS,
            Self::Evaluation => 6,
            Self::Draft => 3,
        }
    }
}

/// What befell the Measures, on record: a notice that two persons signed, or a lapse that the clockwork wrote down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasuresChange {
    /// Its number, from 1.
    pub number: u32,
    /// What it is.
    pub change: Change,
    /// Of an extension and of a lapse the last day; of a repeal the first day out of force, of a successor its first day
    /// in force.
    pub day: NaiveDate,
    /// The successor's title.
    pub title: Option<String>,
    /// The number of the document; a lapse has none.
    pub paper: Option<String>,
    /// The unified registration number (统一登记号) of the document.
    pub registration: Option<String>,
    /// The day of the document; of a lapse the day on which it was written down.
    pub issued_on: NaiveDate,
    /// Who proposed it.
    pub proposed_by: PersonCode,
    /// Who signed it; another person than the proposer. Until then it changes nothing.
    pub signed_by: Option<PersonCode>,
}

/// The authority's dated written ground for new ordinary matters after the last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasuresGround {
    /// For which unit; none is the whole city.
    pub unit: Option<PartyCode>,
    /// The ground.
    pub ground: String,
    /// The day on which it was given.
    pub from: NaiveDate,
    /// The last day on which it lets a matter begin.
    pub until: NaiveDate,
    /// Who gave it.
    pub by: PersonCode,
}

impl MeasuresGround {
    /// The key of the ground for a unit, or for the whole city.
    #[must_use]
    pub fn key_of(unit: Option<&PartyCode>) -> String {
        unit.map_or_else(String::new, ToString::to_string)
    }
}

/// The rule set that a matter began under; whatever comes after, it ends under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSet {
    /// The successor of the Measures; none is the Measures themselves.
    pub successor: Option<Successor>,
    /// The last day of the Measures as it stood then; of a successor none is on record.
    pub until: Option<NaiveDate>,
}

/// A successor of the Measures by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Successor {
    /// Its title.
    pub title: String,
    /// Its number.
    pub paper: String,
}

/// Until when the Measures are in force, as one day sees it, with all that it follows from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    /// The last day, until 24:00.
    pub last_day: NaiveDate,
    /// Days left after the day that asks; 0 is the last day itself, negative after it.
    pub days_left: i64,
    /// Whether the end is less than a year away, or past, and nothing takes over.
    pub warns: bool,
    /// Whether they are in force on the day that asks.
    pub force: Force,
    /// The day of publication (R21).
    pub published: NaiveDate,
    /// For how many months from it (R44).
    pub months: u32,
    /// The last day that these two give.
    pub computed: NaiveDate,
    /// The notice that sets the last day; none if the two rulings do.
    pub by: Option<MeasuresChange>,
    /// The successor on record.
    pub successor: Option<MeasuresChange>,
    /// What has to be done ahead of the end, each by its internal target; nothing once a successor is on record.
    pub preparing: Vec<(Preparation, NaiveDate)>,
}

fn is_repeal(by: Option<&MeasuresChange>) -> bool {
    by.is_some_and(|by| by.change == Change::Repeal)
}

/// The validity as `today` sees it, under the rulings in force then and the notices that are signed. Of several notices of
/// a kind the one proposed last holds.
#[must_use]
pub fn validity(rulings: &RulingBook, changes: &[MeasuresChange], today: NaiveDate) -> Validity {
    let published = match rulings.value(R21, "published", today, &[]).value {
        RulingValue::Date(day) => day,
        RulingValue::Number(_) | RulingValue::Word(_) => NaiveDate::MAX,
    };
    let months = rulings.value(R44, "months", today, &[]).number();
    // The day of publication counts, so that the last day is the one before the same day number.
    let computed = published
        .checked_add_months(Months::new(months))
        .map_or(NaiveDate::MAX, before);
    let (mut last_day, mut by, mut successor) = (computed, None, None);
    for change in changes.iter().filter(|one| one.signed_by.is_some()) {
        match change.change {
            // What was repealed is extended by nothing, in whichever order the two were proposed and signed.
            Change::Extension if is_repeal(by) => {}
            Change::Extension => (last_day, by) = (change.day, Some(change)),
            Change::Repeal => (last_day, by) = (before(change.day), Some(change)),
            Change::Successor => successor = Some(change),
            Change::Lapse => {}
        }
    }
    if let Some(next) = successor.filter(|next| before(next.day) < last_day) {
        (last_day, by) = (before(next.day), Some(next));
    }
    let is_followed = successor.is_some_and(|next| before(next.day) <= last_day);
    let ahead = |months| last_day.checked_sub_months(Months::new(months));
    let force = if successor.is_some_and(|next| today >= next.day) {
        Force::Succeeded
    } else if today <= last_day {
        Force::InForce
    } else if is_repeal(by) {
        Force::Repealed
    } else {
        Force::Lapsed
    };
    let prepared = Preparation::ALL.into_iter();
    Validity {
        last_day,
        days_left: last_day.signed_duration_since(today).num_days(),
        warns: force != Force::Succeeded
            && !is_followed
            && ahead(WARNED_MONTHS).is_some_and(|from| today >= from),
        force,
        published,
        months,
        computed,
        by: by.cloned(),
        successor: successor.cloned(),
        preparing: prepared
            .filter(|_| successor.is_none())
            .filter_map(|what| Some((what, ahead(what.months_ahead())?)))
            .collect(),
    }
}

/// Whether it is written down already that the Measures lapsed after that last day.
#[must_use]
pub fn is_lapse_known(changes: &[MeasuresChange], last_day: NaiveDate) -> bool {
    let is_it = |one: &MeasuresChange| one.change == Change::Lapse && one.day == last_day;
    changes.iter().any(is_it)
}

fn before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).unwrap_or(day)
}

impl Validity {
    /// Whether a rule set is in force: the Measures or their successor.
    #[must_use]
    pub fn has_rules(&self) -> bool {
        match self.force {
            Force::InForce | Force::Succeeded => true,
            Force::Lapsed | Force::Repealed => false,
        }
    }

    /// The rule set that a matter begins under now.
    #[must_use]
    pub fn rule_set(&self) -> RuleSet {
        let successor = self.successor.as_ref();
        match successor.filter(|_| self.force == Force::Succeeded) {
            Some(next) => RuleSet {
                successor: Some(Successor {
                    title: next.title.clone().unwrap_or_default(),
                    paper: next.paper.clone().unwrap_or_default(),
                }),
                until: None,
            },
            None => RuleSet {
                successor: None,
                until: Some(self.last_day),
            },
        }
    }
}

/// The ground on which a unit begins a new ordinary matter: none while a rule set is in force, else the authority's for
/// the unit or for the whole city, whichever lasts longer.
///
/// # Errors
/// [`Reason::MeasuresOver`] if the Measures are over and no ground is on record for today (Art. 42).
pub fn ground_to_begin(case: &Case, unit: &PartyCode) -> Result<Option<MeasuresGround>, Refusal> {
    let validity = case.validity();
    if validity.has_rules() {
        return Ok(None);
    }
    let holds = |ground: &MeasuresGround| ground.until >= case.today();
    let found = [Some(unit), None].map(|unit| {
        let found: Option<MeasuresGround> = case.world.find(&MeasuresGround::key_of(unit));
        found.filter(holds)
    });
    let longest = found
        .into_iter()
        .flatten()
        .max_by_key(|ground| ground.until);
    let over = || Reason::MeasuresOver(validity.last_day).under(article(42));
    longest.map(Some).ok_or_else(over)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use super::*;
    use crate::domain::law::ruling::{Ruling, RulingId, Scope};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn ruled(id: RulingId, name: &str, value: RulingValue) -> RulingBook {
        RulingBook::new(vec![Ruling {
            id,
            scope: Scope::City,
            values: [(name.to_owned(), value)].into(),
            effective: day("2026-01-01"),
            reason: String::new(),
            proposed_by: "a".into(),
            signed_by: Some("b".into()),
        }])
    }

    #[test]
    fn the_day_of_publication_counts_and_a_year_ahead_it_warns() {
        let book = RulingBook::default();
        for (today, left, warns) in [
            ("2026-09-23", 366, false),
            ("2026-09-24", 365, true),
            ("2026-11-26", 302, true),
            ("2027-09-24", 0, true),
            ("2027-09-25", -1, true),
        ] {
            let found = validity(&book, &[], day(today));
            assert_eq!(found.last_day, day("2027-09-24"));
            assert_eq!((found.days_left, found.warns), (left, warns), "{today}");
        }
    }

    #[test]
    fn both_rulings_move_the_last_day() {
        let today = day("2026-11-26");
        let later = ruled(R21, "published", RulingValue::Date(day("2025-10-09")));
        assert_eq!(validity(&later, &[], today).last_day, day("2027-10-08"));
        let longer = ruled(R44, "months", RulingValue::Number(36));
        let found = validity(&longer, &[], today);
        assert_eq!((found.last_day, found.warns), (day("2028-09-24"), false));
    }

    fn change(number: u32, change: Change, day_of: &str, signed: bool) -> MeasuresChange {
        MeasuresChange {
            number,
            change,
            day: day(day_of),
            title: Some("管理办法".to_owned()),
            paper: Some("益政办发〔2027〕3号".to_owned()),
            registration: None,
            issued_on: day("2027-09-20"),
            proposed_by: "a".into(),
            signed_by: signed.then(|| "b".into()),
        }
    }

    #[test]
    fn signed_notices_move_the_last_day_and_say_what_holds_after_it() {
        use Change::{Extension, Lapse, Repeal, Successor};
        let of = |what, day, signed| change(1, what, day, signed);
        let cases: [(&[MeasuresChange], &str, &str, Force, bool); 10] = [
            (&[], "2027-09-25", "2027-09-24", Force::Lapsed, true),
            (
                &[of(Extension, "2028-09-24", false)],
                "2027-09-21",
                "2027-09-24",
                Force::InForce,
                true,
            ),
            (
                &[of(Extension, "2028-09-24", true)],
                "2027-09-21",
                "2028-09-24",
                Force::InForce,
                false,
            ),
            (
                &[of(Extension, "2028-09-24", true)],
                "2027-09-24",
                "2028-09-24",
                Force::InForce,
                true,
            ),
            (
                &[of(Repeal, "2027-03-01", true)],
                "2027-02-28",
                "2027-02-28",
                Force::InForce,
                true,
            ),
            (
                &[of(Repeal, "2027-03-01", true)],
                "2027-03-01",
                "2027-02-28",
                Force::Repealed,
                true,
            ),
            (
                &[of(Successor, "2027-09-25", true)],
                "2027-09-24",
                "2027-09-24",
                Force::InForce,
                false,
            ),
            (
                &[of(Successor, "2027-09-25", true)],
                "2027-09-25",
                "2027-09-24",
                Force::Succeeded,
                false,
            ),
            // A gap before the successor: it is told, and bridged by a ground alone.
            (
                &[of(Successor, "2027-11-01", true)],
                "2027-10-01",
                "2027-09-24",
                Force::Lapsed,
                true,
            ),
            (
                &[
                    of(Lapse, "2027-09-24", true),
                    change(2, Extension, "2028-09-24", true),
                ],
                "2027-10-10",
                "2028-09-24",
                Force::InForce,
                true,
            ),
        ];
        for (changes, today, last, force, warns) in cases {
            let found = validity(&RulingBook::default(), changes, day(today));
            let seen = (found.last_day, found.force, found.warns);
            assert_eq!(seen, (day(last), force, warns), "{today} {changes:?}");
        }
    }

    #[test]
    fn what_has_to_be_prepared_is_counted_back_from_the_last_day() {
        let days = |changes: &[MeasuresChange]| -> Vec<String> {
            let found = validity(&RulingBook::default(), changes, day("2026-11-27"));
            let listed = found.preparing.iter();
            listed
                .map(|(what, day)| format!("{} {day}", what.word()))
                .collect()
        };
        assert_eq!(
            days(&[]),
            [
                "warn 2026-09-24",
                "evaluation 2027-03-24",
                "draft 2027-06-24"
            ]
        );
        let longer = change(1, Change::Extension, "2028-09-24", true);
        assert_eq!(days(&[longer])[2], "draft 2028-06-24");
        assert_eq!(
            days(&[change(1, Change::Successor, "2027-09-25", true)]),
            [""; 0]
        );
    }
}
