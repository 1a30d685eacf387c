//! Several consoles at one hub, as offices have them: the real program on real terminals, over a real socket, a real
//! sshd and a real tmux, under several accounts of the machine, while hubs die and lines break.

mod accounts;
mod consoles;
mod house;
mod inflight;
mod lines;
mod ours;
mod service;
mod ssh;
mod sshd;
