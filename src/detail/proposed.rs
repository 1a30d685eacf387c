//! What an act would change of the rules, and what whoever signs it has before them: each value before and after, from
//! which day, why, and who proposed it.

use crate::domain::law::calendar::{NoticeProposal, SpecialDay};
use crate::domain::law::code::PersonCode;
use crate::domain::law::event::Event;
use crate::domain::law::proposal::Otherwise;
use crate::domain::law::ruling::Proposal;
use crate::domain::law::validity::MeasuresChange;
use crate::domain::record::{RecordKind, Registered};
use crate::hub::list::cell::Status;
use crate::hub::request::Preview;
use crate::locale::detail as words;
use crate::locale::list::status;
use crate::locale::naming::called;
use crate::locale::{Lang, date, day, domain, event, record, ruling};

use super::preview::{LINES, became};
use super::{Field, Tone};

/// What would be otherwise, and what is known of the proposal.
pub(super) fn proposed(preview: &Preview, lang: Lang) -> Vec<Field> {
    let mut fields: Vec<Field> = preview.otherwise.iter().map(|of| told(of, lang)).collect();
    let more = fields.len().saturating_sub(LINES);
    // Whoever signs a ruling sees all of it; of a year's days the first few are enough.
    let is_of_days = preview.otherwise.iter().any(is_of_day);
    if more > 1 && is_of_days {
        fields.truncate(LINES);
        let more = words::AND_MORE.fill(lang, &[&more]);
        fields.push(Field::new(words::BECOMES.get(lang), more));
    }
    let records = preview.events.iter().flat_map(Event::records);
    for record in records {
        let ruling = Proposal::of(record.clone()).map(|one| of_ruling(&one, preview, lang));
        let notice = NoticeProposal::of(record.clone()).map(|one| of_notice(&one, preview, lang));
        // Who countersigns a unit's own contract reads what it says first.
        let contract = (record.kind() == RecordKind::Contract).then(|| {
            let told = record::told(lang, &preview.names, &record).into_iter();
            told.map(|(label, said)| Field::new(label, said)).collect()
        });
        let change =
            MeasuresChange::of(record).map(|one| by(&one.proposed_by, preview, lang).into());
        let all: [Option<Vec<Field>>; 4] = [ruling, notice, contract, change];
        fields.extend(all.into_iter().flatten().flatten());
    }
    fields
}

fn is_of_day(otherwise: &Otherwise) -> bool {
    match otherwise {
        Otherwise::Day { .. } => true,
        Otherwise::Ruled { .. } | Otherwise::LastDay { .. } => false,
    }
}

fn told(otherwise: &Otherwise, lang: Lang) -> Field {
    let (from, to) = match otherwise {
        Otherwise::Ruled { from, to } => {
            let to = ruling::value(lang, from.ruling, to);
            (ruling::used(lang, from), to)
        }
        Otherwise::Day { day: on, from, to } => {
            let on = date::date_long(lang, *on);
            let from = special(from.as_ref(), lang);
            (format!("{on}  {from}"), special(to.as_ref(), lang))
        }
        Otherwise::LastDay { from, to } => {
            let day = |day| date::date_long(lang, day);
            let from = words::LAST_DAY.fill(lang, &[&day(*from)]);
            (from, day(*to))
        }
    };
    became(words::BECOMES.get(lang), from, to).toned(Tone::Strong)
}

/// What a day of a notice is; without one it is what its weekday says.
fn special(day: Option<&SpecialDay>, lang: Lang) -> String {
    let Some(special) = day else {
        return words::BY_WEEKDAY.get(lang).to_owned();
    };
    let kind = if special.off {
        Status::DayOff
    } else {
        Status::WorkedDay
    };
    let name = day::holiday(lang, &special.name);
    format!("{} {name}", status(kind).get(lang))
}

fn of_ruling(Proposal { ruling, .. }: &Proposal, preview: &Preview, lang: Lang) -> Vec<Field> {
    let effective = date::date_long(lang, ruling.effective);
    let scope = event::worded(lang, &preview.names, &ruling.scope.said());
    let [proposed] = by(&ruling.proposed_by, preview, lang);
    vec![
        Field::new(
            words::EFFECTIVE.get(lang),
            words::EFFECTIVE_IN.fill(lang, &[&effective, &scope]),
        ),
        Field::new(words::REASON.get(lang), ruling.reason.clone()),
        proposed,
    ]
}

fn of_notice(proposal: &NoticeProposal, preview: &Preview, lang: Lang) -> Vec<Field> {
    let how = proposal.how.map(|how| domain::loading(how).get(lang));
    let how = how.map(|how| Field::new(words::HOW.get(lang), how));
    let papers = proposal.notice.papers.iter();
    let papers = papers.map(|paper| Field::new(words::GROUNDED.get(lang), paper.clone()));
    let by = by(&proposal.proposed_by, preview, lang);
    how.into_iter().chain(papers).chain(by).collect()
}

fn by(person: &PersonCode, preview: &Preview, lang: Lang) -> [Field; 1] {
    let name = called(lang, &preview.names, person);
    [Field::new(words::PROPOSED_BY.get(lang), name)]
}
