//! What flows in from outside, all of it hostile until read.
//!
//! - [`table`]: the bytes of a spreadsheet, a delimited text or a JSON file, read into one bounded [`table::Table`];
//! - [`template`]: the empty spreadsheet that people fill in before it comes back through [`table`].
//!
//! Nothing here knows what a table is about, and nothing here speaks to people: problems are data, worded elsewhere.
pub mod table;
pub mod template;
