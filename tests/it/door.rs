//! The hub's door, by hand: what it promises whoever keeps to its rules, and what those who do not can do to the others.

mod files;
mod flood;
mod garbage;
mod identity;
mod intake;
mod manners;
