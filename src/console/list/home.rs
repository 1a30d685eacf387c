//! Which list one begins with.

use crate::hub::request::{List, Standing};

/// The list to begin with: my duties; who has none and sees only their own matters wants to know how these stand.
#[must_use]
pub fn home(standing: &Standing) -> List {
    if !standing.actor.kind.sees_all() && standing.mine == 0 && standing.founded {
        List::Matters(None)
    } else {
        List::Mine
    }
}
