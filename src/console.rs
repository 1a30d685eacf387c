//! The screen: panes, forms, keys, theme. It knows only what a seat can be asked.

pub mod action;
pub mod app;
pub mod bulk;
pub mod chrome;
pub mod detail;
pub mod draw;
pub mod event;
pub mod form;
pub mod frame_writer;
pub mod fresh;
pub mod input;
pub mod keymap;
pub mod layer;
pub mod list;
pub mod messages;
pub mod notify;
mod pane;
pub mod pointer;
pub mod preset;
pub mod preview;
pub mod run;
mod session;
mod shortcut;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod trouble;
