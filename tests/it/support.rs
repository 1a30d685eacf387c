//! What the tests stand on.

pub mod chance;
pub mod city;
pub mod door;
pub mod office;
pub mod pty;
pub mod screen;
pub mod service;
