//! Chapter 4: resource pools and systems.

pub mod capacity;
pub mod pool;
pub mod system;
