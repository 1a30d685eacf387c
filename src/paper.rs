//! What flows out: the papers that an act issues, as documents to read, print and send; and lists, as files for
//! spreadsheets.
//!
//! [`document`] says what a paper says, from the matter and the paper alone; [`layout`] sets it in lines of so many
//! cells; [`export`] makes a file of a list. None of them knows a file, a terminal or the ledger. The words themselves are `locale::paper`'s.
pub mod document;
pub mod export;
pub mod layout;
