//! The program as its users meet it: real processes on real terminals.
mod city;
mod support;
mod terminal_layer;
mod verbs_cli;
