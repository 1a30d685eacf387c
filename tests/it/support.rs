//! What the tests share.

pub mod city;
