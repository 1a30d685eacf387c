//! yunguan (云管): the governance of a city's government cloud.
pub mod domain;
pub mod feed;
pub mod hub;
pub mod ledger;
pub mod locale;
