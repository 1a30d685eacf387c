//! What can happen to a procurement.

use crate::domain::law::fact::facts;
use crate::domain::purchase::affiliate::Finding;
use crate::domain::purchase::agreement::{Agreement, Pricing};

use super::clause::Clause;
use super::{Amendment, Awarded, Checked, Consequence, Done, Ending, Procurement};

facts! {
    /// What can happen to a procurement.
    Procurement
    opens {
        /// It was begun.
        Opened = "procurement.opened";
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
        Signed = "procurement.signed" {
            /// The contract.
            agreement: Agreement,
            /// The clauses that it lacks, which was signed before the Measures.
            gaps: Vec<Clause>,
            /// What items cost by it.
            pricing: Vec<Pricing>,
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
        Amended = "procurement.amended" {
            /// By what.
            amendment: Amendment,
            /// The contract as it is now.
            agreement: Agreement,
            /// What items cost from then on.
            pricing: Vec<Pricing>,
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
            finding: Finding,
        }
        /// The contractor is nobody's affiliate any more.
        Cured = "procurement.cured" {
            /// What shows it.
            evidence: String,
        }
        /// The contract was ended.
        Ended = "procurement.ended" {
            /// When, and why.
            ending: Ending,
            /// The contract as it is now.
            agreement: Agreement,
        }
        /// It was given up before a contract was signed.
        Cancelled = "procurement.cancelled" {
            /// Why.
            reason: String,
        }
    }
}
