//! The acts on a change, each with its fields.

use chrono::NaiveDate;

use crate::domain::law::act::acts;
use crate::domain::law::article::{article, paragraph};
use crate::domain::law::authority::{
    AUTHORITY, HANDLER, OPERATOR, OWN_UNIT, REVIEWER, SUPPORT, UNITS, by,
};
use crate::domain::law::field::Paragraph;
use crate::domain::law::matter::Part;
use crate::domain::law::sight::Sight;
use crate::domain::r#use::asked::{Decision, REJECTED};
use crate::domain::r#use::attestation::{Attesting, Determining};
use crate::domain::r#use::clearing::Certifying;

acts! {
    /// What opens a change.
    Opens Opening {
        /// A unit asks for it.
        Request = "change.request", article(20), by(UNITS, HANDLER).wears(Part::Applicant) => {
            /// What it is about, in one line.
            title: String,
            /// What becomes of which resource, a line each: `APP-20261109-0007/1 ecs-4c16g 12`, with another purpose
            /// behind it where that changes.
            resources: Vec<Paragraph>,
            /// Why, with figures of its use.
            reason: Paragraph [sight(Sight::Grounds)],
            /// By when it is wanted.
            wanted_by: Option<NaiveDate>,
            /// Which instances leave of a line, a line each: `1 i-0a1 i-0a2`; the last ones where that is not said.
            instances: Option<Vec<Paragraph>>,
            /// Where what leaves is backed up; a decrease needs it (Art. 21(2)).
            backup: Option<Paragraph>,
        };
    }

    /// What is done on a change.
    Matter Act {
        /// Support gives its opinion.
        Advise = "change.advise", article(20), by(SUPPORT, HANDLER) => {
            /// Whether it agrees.
            agrees: bool [sight(Sight::Opinion)],
            /// What it says: capacity, the size it suggests.
            opinion: Paragraph [sight(Sight::Opinion)],
        };
        /// The authority decides.
        Review = "change.review", article(20),
            by(AUTHORITY, REVIEWER).apart(&[Part::Applicant]).wears(Part::Reviewer) => {
            /// The decision.
            decision: Decision,
            /// The opinion; a rejection needs one.
            opinion: Option<Paragraph> [needed_when("decision", REJECTED), sight(Sight::Opinion)],
        };
        /// Support orders it from the provider.
        Order = "change.order", article(20), by(SUPPORT, HANDLER) => {
            /// Anything to say.
            remark: Option<Paragraph>,
        };
        /// Whoever delivers has carried it out.
        CarryOut = "change.carry-out", article(20), by(OPERATOR, HANDLER) => {
            /// The day.
            done_on: NaiveDate,
            /// What the instances are called that came, a line each: `1 i-0a1 i-0a2`.
            instances: Option<Vec<Paragraph>>,
        };
        /// The unit confirms, and attests the day from which it counts.
        Confirm = "change.confirm", article(39), by(OWN_UNIT, HANDLER) => (Attesting);
        /// The authority determines the day of a unit that never confirms.
        Determine = "change.determine", article(39), by(AUTHORITY, REVIEWER) => (Determining);
        /// Whoever delivers has cleared what left.
        Clear = "change.clear", paragraph(21, 2), by(OPERATOR, HANDLER) => (Certifying);
    }
}
