//! hub
pub mod look;
pub mod request;
pub mod time;
