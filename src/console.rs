//! The screen: panes, forms, keys, theme.
pub mod frame_writer;
pub mod input;
pub mod keymap;
pub mod terminal;
pub mod text;
pub mod theme;
