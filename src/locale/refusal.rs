//! Refusals in words: what cannot be done, why and under which article or ruling, and how to mend it.
use super::{Lang, article, domain, joined, verb};
use crate::domain::law::act::Verb;
use crate::domain::law::article::Citation;
use crate::domain::law::party::{PartyKind, Post};
use crate::domain::law::refusal::{Reason, Refusal};

pub mod mending;
pub mod why;

messages! {
    RULING = "裁定 {0}", "ruling {0}";
    CANNOT = "不能{0}", "Cannot do: {0}";
    UNDER = "{0}（{1}）", "{0} ({1})";
}

/// A refusal in words, each part a sentence of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What cannot be done.
    pub what: String,
    /// Why, with the article or ruling.
    pub why: String,
    /// How to mend it.
    pub mend: String,
}

/// A refusal of a verb: what, why with its citation, how to mend it.
#[must_use]
pub fn full(lang: Lang, refusal: &Refusal, verb: Verb) -> Refused {
    Refused {
        what: CANNOT.fill(lang, &[&verb::verb(verb).get(lang)]),
        why: cited(lang, refusal, verb),
        mend: mend(lang, refusal, verb),
    }
}

/// Why an act is refused, with what it rests on. Some reasons name the article within their sentence; once is enough.
#[must_use]
pub fn cited(lang: Lang, refusal: &Refusal, verb: Verb) -> String {
    let why = reason(lang, refusal, verb);
    if says_its_basis(&refusal.reason) {
        return why;
    }
    UNDER.fill(lang, &[&why, &citation(lang, refusal.citation)])
}

/// Whether the words of a reason name the article by themselves.
#[must_use]
pub fn says_its_basis(reason: &Reason) -> bool {
    let (Reason::Blocked(_) | Reason::Affiliated(_)) = reason else {
        return false;
    };
    true
}

/// Why an act is refused, without what it rests on.
#[must_use]
pub fn reason(lang: Lang, refusal: &Refusal, verb: Verb) -> String {
    why::why(lang, &refusal.names, &refusal.reason, verb)
}

/// How to mend what stands against a verb.
#[must_use]
pub fn mend(lang: Lang, refusal: &Refusal, verb: Verb) -> String {
    mending::mend(lang, &refusal.names, &refusal.reason, verb)
}

/// What a refusal, a deadline or a block rests on: `第19条(二)`, `裁定 R6`.
#[must_use]
pub fn citation(lang: Lang, citation: Citation) -> String {
    match citation {
        Citation::Article(cited) => article::cite(lang, cited.number, cited.paragraph),
        Citation::Ruling(id) => RULING.fill(lang, &[&id]),
    }
}

/// A field by its label, or by its own name where no form has it: the number of an article, say.
fn field(lang: Lang, verb: Verb, name: &str) -> String {
    verb::find_field(verb, name).map_or_else(|| name.to_owned(), |label| label.get(lang).to_owned())
}

/// The kinds of party that may.
fn parties(lang: Lang, kinds: &[PartyKind]) -> String {
    joined(
        lang,
        kinds.iter().map(|kind| domain::party_kind(*kind).get(lang)),
    )
}

/// The posts that may.
fn posts(lang: Lang, posts: &[Post]) -> String {
    joined(lang, posts.iter().map(|post| domain::post(*post).get(lang)))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests;
