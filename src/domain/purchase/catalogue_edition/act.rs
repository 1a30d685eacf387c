//! The acts on an edition of the catalogue, each with its fields.

use chrono::NaiveDate;

use crate::domain::law::act::acts;
use crate::domain::law::article::article;
use crate::domain::law::authority::{AUTHORITY, HANDLER, REVIEWER, SUPPORT, by};
use crate::domain::law::code::ItemCode;
use crate::domain::law::field::{Begins, FieldKind, Paragraph};
use crate::domain::law::matter::Part;
use crate::domain::law::names::words;
use crate::domain::r#use::asked::{Decision, REJECTED};

words! {
    /// How far an edition goes.
    pub enum Extent {
        /// The whole catalogue of a year: what it does not list has ended.
        Annual = "annual",
        /// An addition within the year: it lists what is new or changes, and ends nothing.
        Supplement = "supplement",
    }
}

acts! {
    /// What opens an edition.
    Opens Opening {
        /// Support begins to draft it.
        Draft = "catalogue.draft", article(11), by(SUPPORT, HANDLER).wears(Part::Applicant) => {
            /// What it is about, in one line.
            title: String,
            /// How far it goes.
            extent: Extent,
            /// The year that it is for.
            year: u32,
            /// What it rests on: what was built, what is needed, how the market moved.
            basis: Paragraph,
        };
    }

    /// What is done on an edition.
    Matter Act {
        /// Support lists an item, or lists it otherwise.
        List = "catalogue.list", article(11), by(SUPPORT, HANDLER) => {
            /// The item's code.
            item: ItemCode [kind(FieldKind::Text)],
            /// The family: compute, storage, network, security, ...
            family: String,
            /// Its name.
            name: String,
            /// What it is made of.
            specification: String,
            /// The unit it is counted in.
            unit: String,
            /// The highest price: `5500.00`, `458.00/月`, `5500.00 101:5000.00`.
            cap: String,
            /// The budget control figure of one, written like the cap; none where finance gives the total only.
            control: Option<String>,
            /// How many are planned.
            planned: Option<u32>,
            /// The item whose place it takes.
            replaces: Option<ItemCode>,
            /// What one of it takes of a pool: virtual processors.
            vcpu: Option<u32>,
            /// Memory, in GiB.
            memory_gib: Option<u32>,
            /// Fast disk, in GiB.
            fast_disk_gib: Option<u32>,
            /// Ordinary disk, in GiB.
            ordinary_disk_gib: Option<u32>,
            /// Bandwidth, in Mbit/s.
            bandwidth_mbps: Option<u32>,
            /// Graphics processors.
            gpu: Option<u32>,
            /// Public addresses.
            addresses: Option<u32>,
        };
        /// Support lists all that is in force and not listed yet, as it is in force.
        Carry = "catalogue.carry", article(11), by(SUPPORT, HANDLER) => {};
        /// Support strikes an item out of the draft.
        Strike = "catalogue.strike", article(11), by(SUPPORT, HANDLER) => {
            /// The item's code.
            item: ItemCode [kind(FieldKind::Text)],
        };
        /// Support submits the draft with the report on its caps by a third party.
        HandIn = "catalogue.hand-in", article(11), by(SUPPORT, REVIEWER) => {
            /// Who computed the caps.
            third_party: String [begins(Begins::Before)],
            /// The number of its engagement.
            engagement: String [begins(Begins::Before)],
            /// The number of its report.
            report: String,
            /// The day of the report.
            reported_on: NaiveDate,
            /// How it was done: method, samples with their dates, who checked it.
            samples: Paragraph,
            /// That the third party is independent of everybody who may bid.
            independent: bool [declares()],
            /// The total that finance approved, in yuan; none where every item has its own control figure.
            control_total: Option<String>,
            /// The paper by which finance approved it.
            control_paper: Option<String> [needed_with(&["control_total"])],
        };
        /// The authority reviews it.
        Review = "catalogue.review", article(11),
            by(AUTHORITY, REVIEWER).apart(&[Part::Applicant]).wears(Part::Reviewer) => {
            /// The decision.
            decision: Decision,
            /// The opinion; a rejection needs one.
            opinion: Option<Paragraph> [needed_when("decision", REJECTED)],
        };
        /// The authority publishes it.
        Announce = "catalogue.announce", article(11), by(AUTHORITY, REVIEWER) => {
            /// From which day on it is in force.
            from: NaiveDate,
        };
        /// Support gives it up before it is published.
        GiveUp = "catalogue.give-up", article(11), by(SUPPORT, REVIEWER) => {
            /// Why.
            reason: Paragraph,
        };
    }
}
