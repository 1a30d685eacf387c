//! yunguan (云管): the governance of a city's government cloud.
pub mod console;
pub mod locale;
