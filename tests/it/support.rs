//! What the tests stand on.
pub mod office;
pub mod pty;
