//! Chapter 9: what is billed (Art. 39, 40).
//!
//! A line of issued resource has a [`usage`]: what was attested of it, as known on a day. With the
//! [prices](super::purchase::price) of its contract that makes the [`segment`]s of a settlement [`cycle`], which a
//! [`line`](mod@line) rounds once and, after payment, corrects; a [`statement`] adds lines up, and a [`charge`] is
//! what a matter that is on record comes to, a [`delay`] what every day costs on which that is not settled. What the Measures leave
//! open is chosen by [`convention`].
//!
//! Amounts are whole fen. A price is at most [`PRICE_LIMIT`](super::register::PRICE_LIMIT) and a quantity at most
//! [`QUANTITY_LIMIT`](super::r#use::line::QUANTITY_LIMIT), so that what a line costs a year and in
//! a cycle stays below 2^63 fen; what cannot be entered is computed no further than 2^64.

pub mod charge;
pub mod convention;
pub mod cycle;
pub mod delay;
pub mod line;
pub mod segment;
pub mod statement;
pub mod usage;
