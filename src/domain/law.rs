//! What every matter shares: articles, calendar, clocks, rulings, duties, parties, authority, refusals, the head of a
//! matter, one step of it, the world it is decided against.

pub mod act;
pub mod apply;
pub mod article;
pub mod authority;
pub mod block;
pub mod calendar;
pub mod clock;
mod closing;
pub mod code;
pub mod command;
pub mod common;
pub mod dated;
pub mod decide;
pub mod duty;
pub mod escalation;
pub mod event;
pub mod fact;
pub mod field;
pub mod fill;
pub mod kind;
pub mod matter;
pub mod names;
pub mod offer;
pub mod paper;
pub mod party;
mod recompute;
pub mod refusal;
pub mod ruling;
pub mod step;
pub mod succession;
pub mod tally;
pub mod text;
pub mod validity;
pub mod wake;
pub mod what_if;
pub mod world;
