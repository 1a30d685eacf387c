//! yunguan (云管): the governance of a city's government cloud.
pub mod domain;
pub mod feed;
pub mod ledger;
pub mod locale;
pub mod paper;
