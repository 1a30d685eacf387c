//! The end of a contract's term. Ahead of it the authority arranges what comes after (内); once it has passed the contract
//! is expired by itself, and nothing is looked up for it any more.

use chrono::{Days, NaiveDate};

use super::{Arrange, Arranged, Fact, Procurement, Stage};
use crate::domain::kinds::Event;
use crate::domain::law::clock::Moment;
use crate::domain::law::kind::On;
use crate::domain::law::refusal::Refusal;
use crate::domain::law::ruling::R16;
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::purchase::agreement::{ARRANGE_AHEAD, Agreement, TermEnd};

/// The day from which on it is owed to arrange what comes after a term that ends so.
pub(super) fn arrange_from(
    case: &Case,
    on: &On<Procurement>,
    ends: Option<TermEnd>,
) -> Option<NaiveDate> {
    let days = case.ruled(on.matter, R16, ARRANGE_AHEAD).days();
    let last = ends?.until.pred_opt()?;
    last.checked_sub_days(Days::new(days.into()))
}

/// When something happens by itself: the arrangement comes to be owed, or the term has passed.
pub(super) fn awaits(stage: Stage, body: &Procurement) -> Option<Moment> {
    let runs = body
        .agreement
        .as_ref()
        .filter(|_| stage == Stage::Performing);
    let until = runs?.until()?;
    let ahead = body.arrange_from.filter(|_| !body.nears_end);
    Some(Moment::of_day(ahead.map_or(until, |day| day.min(until))))
}

/// What happens then.
pub(super) fn came(case: &Case, on: &On<Procurement>) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Performing])?;
    let until = on.body.agreement.as_ref().and_then(Agreement::until);
    let is_past = |day: Option<NaiveDate>| day.is_some_and(|day| day <= case.today());
    if is_past(until) {
        let expired = case.moves(on.matter).to(Stage::Expired).lapsing();
        return expired.record(|step| Fact::Expired { step });
    }
    if on.body.nears_end || !is_past(on.body.arrange_from) {
        on.at(case, &[])?;
    }
    case.moves(on.matter).record(|step| Fact::Neared { step })
}

/// Records what comes after the contract's term.
pub(super) fn arrange(case: &Case, on: &On<Procurement>, act: &Arrange) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Performing])?;
    let remark = text::required(case, "remark", act.remark.as_str(), text::PARAGRAPH)?;
    let arranged = Arranged {
        arrangement: act.arrangement,
        remark,
    };
    case.moves(on.matter)
        .record(|step| Fact::Arranged { step, arranged })
}
