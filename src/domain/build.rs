//! Chapter 4: resource pools and systems.

pub mod capacity;
pub mod measure;
pub mod pool;
pub mod resource_pool;
pub mod room;
pub mod system;
