//! The screen: panes, forms, keys, theme.
pub mod frame_writer;
pub mod keymap;
pub mod text;
pub mod theme;
