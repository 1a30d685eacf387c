//! What can happen to an edition of the catalogue.

use chrono::NaiveDate;

use super::{CapReport, CatalogueEdition, Control, Totals};
use crate::domain::law::code::ItemCode;
use crate::domain::law::fact::facts;
use crate::domain::law::matter::MatterId;
use crate::domain::purchase::listing::{Changes, Listing};

facts! {
    /// What can happen to an edition.
    CatalogueEdition
    opens {
        /// It was begun.
        Opened = "catalogue.opened";
    }
    moves {
        /// An item was listed, or listed otherwise.
        Listed = "catalogue.listed" {
            /// As what.
            listing: Listing,
            /// What the edition comes to with it.
            totals: Totals,
        }
        /// What was in force was listed as it is in force.
        Carried = "catalogue.carried" {
            /// How many items.
            count: u32,
            /// What the edition comes to with them.
            totals: Totals,
        }
        /// An item was struck out.
        Struck = "catalogue.struck" {
            /// Which, as it was listed.
            listing: Listing,
            /// What the edition comes to without it.
            totals: Totals,
        }
        /// It was submitted.
        HandedIn = "catalogue.handed-in" {
            /// The report on its caps.
            report: CapReport,
            /// What finance approved in total.
            control: Option<Control>,
            /// What it comes to by the rulings of that day.
            totals: Totals,
        }
        /// It was reviewed.
        Reviewed = "catalogue.reviewed" {
            /// Whether it is approved.
            approved: bool,
            /// The opinion.
            opinion: String [Opinion],
        }
        /// It was published.
        Announced = "catalogue.announced" {
            /// From which day on it is in force.
            from: NaiveDate,
            /// What it changes of what is in force.
            changes: Changes,
        }
        /// It came into force.
        Entered = "catalogue.entered" {
            /// How many items it brought.
            listed: u32,
            /// The items that ended by it, as many as are written down.
            ended: Vec<ItemCode>,
        }
        /// Another edition took its place.
        Superseded = "catalogue.superseded" {
            /// Which.
            by: MatterId,
            /// Its number.
            number: String,
        }
        /// It was given up.
        GivenUp = "catalogue.given-up" {
            /// Why.
            reason: String,
        }
    }
}
