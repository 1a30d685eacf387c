//! What can be done on a cancellation, and who may do it.

use chrono::NaiveDate;

use crate::domain::law::act::acts;
use crate::domain::law::article::paragraph;
use crate::domain::law::authority::{
    AUTHORITY, EITHER, HANDLER, OPERATOR, OWN_UNIT, REVIEWER, SUPPORT, UNITS, by,
};
use crate::domain::law::code::SystemCode;
use crate::domain::law::field::{Begins, Paragraph};
use crate::domain::law::matter::Part;
use crate::domain::law::names::words;
use crate::domain::law::sight::Sight;
use crate::domain::r#use::asked::{Decision, REJECTED};
use crate::domain::r#use::clearing::Certifying;

words! {
    /// How much of a system ends.
    pub enum Extent {
        /// All that runs of it.
        System = "system",
        /// The resources that are named.
        Resources = "resources",
    }
}

words! {
    /// What became of the electronic files that have to be kept.
    pub enum Archives {
        /// They were handed over to the archives.
        HandedOver = "handed_over",
        /// There are none.
        Nothing = "nothing_kept",
    }
}

words! {
    /// Whether a shared data resource comes from what ends (Art. 18).
    pub enum Shared {
        /// None does.
        No = "not_shared",
        /// It is the source of one.
        Source = "shared_source",
    }
}

/// The extent under which resources are named.
const NAMED: &[&str] = &[Extent::Resources.word()];
/// The answer under which it is said what becomes of the sharing.
const SOURCE: &[&str] = &[Shared::Source.word()];

acts! {
    /// What opens a cancellation.
    Opens Opening {
        /// A unit gives up resources.
        Submit = "cancellation.submit", paragraph(21, 1), by(UNITS, HANDLER).wears(Part::Applicant) => {
            /// What it is about, in one line.
            title: String,
            /// The system.
            system: SystemCode [begins(Begins::Before)],
            /// All of it, or some resources.
            extent: Extent,
            /// Which, one a line: `APP-20261109-0007/1`.
            resources: Option<Vec<Paragraph>> [asked_when("extent", NAMED), needed_when("extent", NAMED)],
            /// Why.
            reason: Paragraph [sight(Sight::Grounds)],
            /// What became of the electronic files: to be answered by whoever knows, never by the form.
            archives: Archives [begins(Begins::Text(""))],
            /// Whether it is the source of a shared data resource, which nobody can find out any more once all is wiped.
            shared: Shared [begins(Begins::Text(""))],
            /// What becomes of the sharing.
            sharing: Option<Paragraph>
                [asked_when("shared", SOURCE), needed_when("shared", SOURCE), sight(Sight::Grounds)],
            /// That the unit knows that nothing comes back once it is cleared.
            no_way_back: bool [declares()],
        };
    }

    /// What is done on a cancellation.
    Matter Act {
        /// The authority decides.
        Review = "cancellation.review", paragraph(21, 2),
            by(AUTHORITY, REVIEWER).apart(&[Part::Applicant]).wears(Part::Reviewer) => {
            /// The decision.
            decision: Decision,
            /// The opinion; a rejection needs one.
            opinion: Option<Paragraph> [needed_when("decision", REJECTED), sight(Sight::Opinion)],
        };
        /// The unit confirms its backup, which whoever runs the pool helped with.
        ConfirmBackup = "cancellation.confirm-backup", paragraph(21, 2), by(OWN_UNIT, HANDLER) => {
            /// Where it is kept.
            place: String,
            /// Who made it.
            done_by: String [begins(Begins::MyName)],
            /// Whether anybody tested that it can be restored.
            restorable: bool,
            /// Its hash, or how much it is.
            volume: String,
        };
        /// Who runs the pool takes it offline.
        TakeOffline = "cancellation.take-offline", paragraph(21, 2), by(OPERATOR, EITHER) => {
            /// The day.
            offline_on: NaiveDate,
            /// What shows it.
            evidence: Paragraph,
        };
        /// The unit attests the day on which use ended; billing ends there.
        Attest = "cancellation.attest", paragraph(21, 2), by(OWN_UNIT, HANDLER) => {
            /// The first day on which nothing is used any more.
            ended_on: NaiveDate,
            /// By what whoever delivers agrees to a day before the evidence of going offline.
            agreement: Option<Paragraph>,
        };
        /// The authority determines the day of a unit that never attests it (R40).
        Determine = "cancellation.determine", paragraph(21, 2), by(AUTHORITY, REVIEWER) => {
            /// The first day on which nothing was used any more.
            ended_on: NaiveDate,
            /// What shows it.
            evidence: Paragraph,
        };
        /// Who runs the pool certifies that everything is wiped.
        Clear = "cancellation.clear", paragraph(21, 2), by(OPERATOR, EITHER).wears(Part::Drafter) => (Certifying);
        /// Support puts its hand under the certificate.
        Countersign = "cancellation.countersign", paragraph(21, 2),
            by(SUPPORT, REVIEWER).apart(&[Part::Drafter]) => {
            /// Anything to say.
            remark: Option<Paragraph>,
        };
        /// Who runs the pool takes the room back.
        Reclaim = "cancellation.reclaim", paragraph(21, 2), by(OPERATOR, EITHER) => {
            /// The day.
            reclaimed_on: NaiveDate,
        };
    }
}
