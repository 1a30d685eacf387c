//! Which keys mean which action, in which context, as chords of up to [`CHORD_LIMIT`] keys.
//!
//! The map is generic: actions and contexts belong to the caller, who names one context as the
//! fallback whose bindings hold wherever the present context says nothing else. A map has at most
//! [`ENTRY_LIMIT`] bindings, so a look-up is a walk over one vector and nothing cleverer.
use std::fmt::Debug;
use std::hash::Hash;
use std::str::FromStr;

mod file;
mod key;
mod problem;

pub use file::read_file;
pub use key::{Key, UnknownKey};

/// The character of the key that a character stands on, if an input method wrote it; else itself.
#[must_use]
pub fn as_key(character: char) -> char {
    key::stands_on(character).next().unwrap_or(character)
}

pub use problem::{
    CHORD_LIMIT, ENTRY_LIMIT, Expected, FILE_LIMIT, KeymapError, KeymapProblem, PROBLEM_LIMIT,
    Place,
};

/// What a key can do: named in keymap files by its [`FromStr`].
pub trait KeyAction: Copy + Eq + FromStr {}
impl<T: Copy + Eq + FromStr> KeyAction for T {}

/// Where a key is pressed: named in keymap files by its [`FromStr`].
pub trait KeyContext: Copy + Eq + Ord + Hash + FromStr {}
impl<T: Copy + Eq + Ord + Hash + FromStr> KeyContext for T {}

/// The bindings in force.
#[derive(Debug, Clone)]
pub struct Keymap<C, A> {
    fallback: C,
    bindings: Vec<Binding<C, A>>,
}

/// One binding, and where it was written.
#[derive(Debug, Clone)]
struct Binding<C, A> {
    context: C,
    keys: Vec<Key>,
    action: A,
    place: Place,
}

/// What one more key led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fed<A> {
    /// The keys so far begin these chords.
    Pending(Vec<Continuation<A>>),
    /// The keys are bound to this action.
    Matched(A),
    /// A begun chord does not go on with this key: these keys were given up.
    Cancelled(Vec<Key>),
    /// The key begins nothing; it is free for other use, such as text.
    NotFound,
    /// The second half of a sign whose first half was the key: nothing more.
    Again,
}

/// How a begun chord can go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continuation<A> {
    /// The keys still to come.
    pub keys: Vec<Key>,
    /// What they would do.
    pub action: A,
}

impl<C: KeyContext, A: KeyAction> Keymap<C, A> {
    /// The actions bound in `context` alone, in the order in which they were written.
    pub fn bindings(&self, context: C) -> impl Iterator<Item = (&[Key], A)> {
        self.bindings
            .iter()
            .filter(move |binding| binding.context == context)
            .map(|binding| (binding.keys.as_slice(), binding.action))
    }

    /// What a single key is bound to in a context itself.
    #[must_use]
    pub fn bound(&self, context: C, key: Key) -> Option<A> {
        let mut bindings = self.bindings(context);
        let found = bindings.find(|(keys, _)| *keys == [key]);
        found.map(|(_, action)| action)
    }

    /// The chords that reach `action` in `context`, its own before those of the fallback.
    #[must_use]
    pub fn keys_for(&self, context: C, action: A) -> Vec<&[Key]> {
        self.reachable(context)
            .filter(|(_, bound)| *bound == action)
            .map(|(keys, _)| keys)
            .collect()
    }

    /// What `context` binds, then what the fallback binds beside it.
    fn reachable(&self, context: C) -> impl Iterator<Item = (&[Key], A)> {
        let own = self.bindings(context);
        let inherited = self.bindings(self.fallback).filter(move |(keys, _)| {
            context != self.fallback
                && !self.bindings(context).any(|(nearer, _)| {
                    nearer == *keys || begins(nearer, keys) || begins(keys, nearer)
                })
        });
        own.chain(inherited)
    }
}

/// Whether `chord` is a true beginning of `longer`.
fn begins(chord: &[Key], longer: &[Key]) -> bool {
    chord.len() < longer.len() && longer.starts_with(chord)
}

/// The keys of a chord that has begun.
#[derive(Debug, Clone)]
pub struct Chord<C> {
    begun: Option<(C, Vec<Key>)>,
    /// The first half of a sign that an input method sends as two, once it was taken for a key.
    half: Option<Key>,
}

impl<C> Default for Chord<C> {
    fn default() -> Self {
        Self {
            begun: None,
            half: None,
        }
    }
}

impl<C: KeyContext> Chord<C> {
    /// Adds `key`, pressed in `context`, and says where that led. Anything but
    /// [`Fed::Pending`] leaves the chord empty; a change of context starts it anew.
    ///
    /// A sign of an input method is the key it stands on, unless something is bound to the sign itself.
    pub fn feed<A: KeyAction>(&mut self, keymap: &Keymap<C, A>, context: C, key: Key) -> Fed<A> {
        if self.half.take() == Some(key) {
            return Fed::Again;
        }
        let begun = self.begun.take();
        for meant in key.meanings() {
            self.begun.clone_from(&begun);
            let fed = self.feed_exactly(keymap, context, meant);
            if matches!(fed, Fed::Matched(_) | Fed::Pending(_)) {
                self.half = Some(key).filter(|key| *key != meant && key.comes_twice());
                return fed;
            }
        }
        self.begun = begun;
        self.feed_exactly(keymap, context, key)
    }

    fn feed_exactly<A: KeyAction>(
        &mut self,
        keymap: &Keymap<C, A>,
        context: C,
        key: Key,
    ) -> Fed<A> {
        let mut keys = match self.begun.take() {
            Some((begun_in, keys)) if begun_in == context => keys,
            _ => Vec::new(),
        };
        keys.push(key);
        let mut continuations = Vec::new();
        for (bound, action) in keymap.reachable(context) {
            if bound == keys {
                return Fed::Matched(action);
            }
            if begins(&keys, bound) {
                continuations.push(Continuation {
                    keys: bound[keys.len()..].to_vec(),
                    action,
                });
            }
        }
        if !continuations.is_empty() {
            self.begun = Some((context, keys));
            Fed::Pending(continuations)
        } else if keys.len() > 1 {
            Fed::Cancelled(keys)
        } else {
            Fed::NotFound
        }
    }

    /// The keys pressed so far.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        self.begun.as_ref().map_or(&[], |(_, keys)| keys)
    }

    /// Gives the begun chord up.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests;
