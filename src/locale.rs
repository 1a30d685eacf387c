//! Every message once.
