//! yunguan (云管): the governance of a city's government cloud.
pub mod feed;
pub mod locale;
