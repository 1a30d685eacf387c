//! The supplementary opinion (R24): what the test showed to be too little is approved anew before the adjustment is
//! proposed, which then may come up to it. What was approved before stays on record beside it.

use serde::{Deserialize, Serialize};

use super::{Application, Fact, PaperKind, Reason, Stage, Supplement, outside, quantities};
use crate::domain::build::capacity::need;
use crate::domain::kinds::Event;
use crate::domain::law::block;
use crate::domain::law::clock::Moment;
use crate::domain::law::kind::On;
use crate::domain::law::matter::{Matter, Role};
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::R24;
use crate::domain::law::sight::Hide;
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::r#use::line::{Line, QUANTITY_LIMIT};
use crate::domain::r#use::room::{self, Taking};

/// What a supplementary opinion raised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raised {
    /// When.
    pub at: Moment,
    /// The approved quantity of every line before it.
    pub before: Vec<u32>,
    /// And after it.
    pub after: Vec<u32>,
    /// Why.
    pub reason: String,
}

/// By how much stands on the lines; why is hidden.
impl Hide for Raised {
    fn hide(&mut self) {
        self.reason.hide();
    }
}

/// The approved quantity of a line.
pub(super) fn approved(line: &Line) -> u32 {
    line.approved.unwrap_or(line.applied)
}

/// Whether a supplementary opinion may raise a line: of a product the unit applies anew, which asks for consent.
pub(super) fn may_raise(case: &Case, matter: &Matter, line: &Line) -> bool {
    let is_refused = case.ruled(matter, R24, "above_approved").is("refused");
    !is_refused && !line.is_off_catalogue()
}

/// A quantity above its ceiling is refused under the ruling that sets it (R24).
pub(super) fn above(refusal: Refusal) -> Refusal {
    if let AnyReason::QuantityAbove { .. } = refusal.reason {
        refusal.reason.under(R24)
    } else {
        refusal
    }
}

/// Raises what was approved. Refused where a line would have less than before or none has more, where a ruling allows none
/// (R24) or no longer allows what the written ground was given for (R20, R42, R45), and where the pool has no room (R30).
pub(super) fn raise(case: &Case, on: &On<Application>, act: &Supplement) -> Result<Event, Refusal> {
    on.at(case, &[Stage::TestReported])?;
    block::check_verb(case, on.matter)?;
    let reason = text::required(case, "reason", act.reason.as_str(), text::PARAGRAPH)?;
    outside::ground(case, on, on.body.ground.as_deref().unwrap_or_default())?;
    let lines = &on.body.asked.lines;
    let before: Vec<u32> = lines.iter().map(approved).collect();
    let most = |line: &Line| {
        if may_raise(case, on.matter, line) {
            QUANTITY_LIMIT
        } else {
            approved(line)
        }
    };
    let most: Vec<u32> = lines.iter().map(most).collect();
    let not_raised = || AnyReason::from(Reason::NotRaised(before.clone())).under(R24);
    if act.quantities.0.is_empty() {
        return Err(not_raised());
    }
    let after = quantities(case, &act.quantities.0, &most).map_err(above)?;
    let is_less = before
        .iter()
        .zip(&after)
        .any(|(before, after)| after < before);
    if is_less || after == before {
        return Err(not_raised());
    }
    let [had, has] = [&before, &after].map(|given| room::of_lines(lines, given.iter().copied()));
    room::check(
        case,
        &on.body.asked.pool,
        &need(&has, &had),
        Taking::General,
    )?;
    let unit = case.concerned(on.head(), Role::Unit)?;
    let support = case.sole(PartyKind::Support)?.code;
    let paper = case
        .paper(PaperKind::SupplementaryOpinion, unit, &reason)?
        .and_to(&support);
    case.moves(on.matter)
        .sends(paper)
        .record(|step| Fact::Supplemented {
            step,
            raised: Raised {
                at: case.now.into(),
                before,
                after,
                reason,
            },
        })
}
