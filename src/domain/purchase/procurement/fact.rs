//! What can happen to a procurement.

use chrono::NaiveDate;

use crate::domain::law::fact::facts;
use crate::domain::purchase::affiliate::AffiliateFinding;
use crate::domain::purchase::agreement::{Agreement, Pricing};

use super::clause::Clause;
use super::{
    Amendment, Arranged, Awarded, Checked, Consequence, Done, Ending, PriceChange, Procurement,
};

facts! {
    /// What can happen to a procurement.
    Procurement
    opens {
        /// It was begun.
        Opened = "procurement.opened" v 2;
    }
    moves {
        /// The need was reviewed.
        Reviewed = "procurement.reviewed" {
            /// Whether it is approved.
            approved: bool,
            /// The opinion.
            opinion: String [Opinion],
        }
        /// Somebody won.
        Awarded = "procurement.awarded" {
            /// Who, by which notice.
            award: Awarded,
            /// What the list of the seriously dishonest said.
            check: Checked,
        }
        /// The contract was signed.
        Signed = "procurement.signed" v 2 {
            /// The contract.
            agreement: Agreement,
            /// The clauses that it lacks, which was signed before the Measures.
            gaps: Vec<Clause>,
            /// What items cost by it, as the register keeps it.
            pricing: Vec<Pricing>,
            /// The same item by item, beside what it cost before.
            given: Vec<PriceChange>,
            /// The day from which on it is owed to arrange what comes after its term.
            arrange_from: Option<NaiveDate>,
            /// What the list of the seriously dishonest said.
            check: Checked,
        }
        /// The contract was published.
        Published = "procurement.published" {
            /// When, where.
            done: Done,
        }
        /// The contract was filed with finance.
        Filed = "procurement.filed" {
            /// When, and the receipt.
            done: Done,
        }
        /// The contract was amended.
        Amended = "procurement.amended" v 2 {
            /// By what.
            amendment: Amendment,
            /// The contract as it is now.
            agreement: Agreement,
            /// What items cost from then on.
            pricing: Vec<Pricing>,
            /// The day from which on it is owed to arrange what comes after the term, if the amendment moves its end.
            arrange_from: Option<NaiveDate>,
        }
        /// The list of the seriously dishonest was looked at again.
        Checked = "procurement.checked" {
            /// What it said.
            check: Checked,
        }
        /// What becomes of a contractor that is listed was decided.
        ListingDecided = "procurement.listing-decided" {
            /// What.
            consequence: Consequence,
            /// Why.
            opinion: String [Opinion],
        }
        /// A share deal made an affiliate of the contractor.
        Affiliated = "procurement.affiliated" {
            /// Of whom, by which way.
            finding: AffiliateFinding,
        }
        /// The contractor is nobody's affiliate any more.
        Cured = "procurement.cured" {
            /// What shows it.
            evidence: String,
        }
        /// The contract was ended.
        Ended = "procurement.ended" v 2 {
            /// When, and why.
            ending: Ending,
            /// The contract as it is now.
            agreement: Agreement,
        }
        /// The end of its term is near: what comes after it is to be arranged.
        Neared = "procurement.neared" {}
        /// What comes after its term was arranged.
        Arranged = "procurement.arranged" {
            /// What.
            arranged: Arranged,
        }
        /// Its term has passed.
        Expired = "procurement.expired" {}
        /// It was given up before a contract was signed.
        Cancelled = "procurement.cancelled" {
            /// Why.
            reason: String,
        }
    }
}
