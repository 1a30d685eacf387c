//! Who may do what: the check that every act goes through. The rule of an act stands beside it, where the act is declared
//! (Art. 5 to 9, R22).
//!
//! The party and the post are asked before any matter is read; what hangs on the matter (whose it is, who wore which hat)
//! is asked once it is.

use std::collections::BTreeSet;

use super::act::Verb;
use super::article::{Citation, article};
use super::code::PersonCode;
use super::duty::{Duty, Lack};
use super::matter::{Head, Part, Role};
use super::party::{Actor, PartyKind, Person, Post};
use super::refusal::{Reason, Refusal};
use super::ruling::R22;

/// Which party an act belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// A party of one of these kinds.
    Kinds(&'static [PartyKind]),
    /// The party that the matter concerns in that way; parties of these kinds can be.
    Concerned(Role, &'static [PartyKind]),
    /// Any party that the matter concerns, the authority and support.
    AnyConcerned,
    /// The program's own clockwork.
    Clockwork,
    /// Whoever founds the ledger.
    Founder,
}

impl Whose {
    /// Whether people of a founded ledger do it.
    #[must_use]
    pub const fn is_by_hand(self) -> bool {
        match self {
            Self::Kinds(_) | Self::Concerned(..) | Self::AnyConcerned => true,
            Self::Clockwork | Self::Founder => false,
        }
    }
}

/// Who may do an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The party.
    pub whose: Whose,
    /// Any one of these posts.
    pub posts: &'static [Post],
    /// Hats that the person must not have worn on the matter.
    pub apart_from: &'static [Part],
    /// The hat that the person wears by it.
    pub part: Option<Part>,
}

/// A rule: a party, and the posts of which the person holds one.
#[must_use]
pub const fn by(whose: Whose, posts: &'static [Post]) -> Rule {
    Rule {
        whose,
        posts,
        apart_from: &[],
        part: None,
    }
}

impl Rule {
    /// The same, for somebody who wore none of these hats.
    #[must_use]
    pub const fn apart(mut self, hats: &'static [Part]) -> Self {
        self.apart_from = hats;
        self
    }

    /// The same; whoever does it wears that hat from then on.
    #[must_use]
    pub const fn wears(mut self, hat: Part) -> Self {
        self.part = Some(hat);
        self
    }
}

/// The handler.
pub const HANDLER: &[Post] = &[Post::Handler];
/// The reviewer.
pub const REVIEWER: &[Post] = &[Post::Reviewer];
/// The handler or the reviewer.
pub const EITHER: &[Post] = &[Post::Handler, Post::Reviewer];
/// Whoever signs papers.
pub const SIGNATORY: &[Post] = &[Post::Signatory];
/// Whoever keeps the registers.
pub const KEEPER: &[Post] = &[Post::Administrator];
/// Whoever may put a signature under a notice.
pub const SIGNER: &[Post] = &[Post::Reviewer, Post::Administrator];
/// Nobody in particular: the seat says it all.
pub const NO_POST: &[Post] = &[];

/// The authority.
pub const AUTHORITY: Whose = Whose::Kinds(&[PartyKind::Authority]);
/// Support.
pub const SUPPORT: Whose = Whose::Kinds(&[PartyKind::Support]);
/// The authority or support.
pub const OFFICES: Whose = Whose::Kinds(&[PartyKind::Authority, PartyKind::Support]);
/// Any unit.
pub const UNITS: Whose = Whose::Kinds(&[PartyKind::Unit]);
/// The unit whose matter it is.
pub const OWN_UNIT: Whose = Whose::Concerned(Role::Unit, &[PartyKind::Unit]);
/// Who delivers: support or the provider, as the matter has it.
pub const OPERATOR: Whose =
    Whose::Concerned(Role::Operator, &[PartyKind::Provider, PartyKind::Support]);

/// The article that gives a kind of party its part.
const fn article_of(kind: PartyKind) -> u8 {
    match kind {
        PartyKind::Authority => 5,
        PartyKind::Support => 6,
        PartyKind::Unit => 7,
        PartyKind::Agency => 8,
        PartyKind::Provider => 9,
        PartyKind::Finance => 10,
        PartyKind::Audit => 22,
        PartyKind::Cyber => 29,
    }
}

/// Whether the actor may do such an act at all: what can be said without looking at any matter.
///
/// # Errors
/// The party, then the post.
pub fn check_actor(verb: Verb, actor: &Actor) -> Result<(), Refusal> {
    let rule = verb.rule();
    match rule.whose {
        Whose::Founder => return Ok(()),
        Whose::Clockwork if actor.clockwork => return Ok(()),
        Whose::Clockwork => return Err(Reason::ClockworkOnly.under(verb.article())),
        Whose::Kinds(kinds) | Whose::Concerned(_, kinds) => {
            if actor.clockwork || !kinds.contains(&actor.kind) {
                return Err(needs(verb, kinds));
            }
        }
        Whose::AnyConcerned => {
            if actor.clockwork {
                return Err(Reason::NotYourMatter.under(verb.article()));
            }
        }
    }
    if rule.posts.iter().any(|post| actor.holds(*post)) {
        Ok(())
    } else {
        Err(Reason::PostNeeded(rule.posts.to_vec()).under(article(article_of(actor.kind))))
    }
}

fn needs(verb: Verb, kinds: &[PartyKind]) -> Refusal {
    let citation = kinds
        .first()
        .map_or(Citation::from(verb.article()), |kind| {
            article(article_of(*kind)).into()
        });
    Reason::PartyNeeded(kinds.to_vec()).under(citation)
}

/// Whether the actor, who may do such acts, may do this one on this matter.
///
/// # Errors
/// Whose matter it is, then separation of duties.
pub fn check_matter(verb: Verb, actor: &Actor, head: &Head) -> Result<(), Refusal> {
    let rule = verb.rule();
    let is_theirs = match rule.whose {
        Whose::Concerned(concern, _) => head.party(concern) == Some(&actor.party),
        Whose::AnyConcerned => actor.kind.is_office() || head.concerns(&actor.party),
        Whose::Kinds(_) | Whose::Clockwork | Whose::Founder => true,
    };
    if !is_theirs {
        return Err(Reason::NotYourMatter.under(verb.article()));
    }
    let worn = rule
        .apart_from
        .iter()
        .find(|part| head.wore(**part, &actor.person));
    match worn {
        Some(part) => Err(Reason::SamePerson(*part).under(R22)),
        None => Ok(()),
    }
}

/// Who must not do what is owed, whatever posts they hold: they wore a hat that the act which discharges it is apart from
/// (R22). A duty that several acts discharge bars nobody before one of them is chosen.
#[must_use]
pub fn barred<'h>(head: &'h Head, duty: &Duty) -> BTreeSet<&'h PersonCode> {
    let Some(verb) = duty.kind().verb() else {
        return BTreeSet::new();
    };
    let apart_from = verb.rule().apart_from;
    let worn = head.parts.iter();
    let worn = worn.filter(|(worn, _)| apart_from.contains(worn));
    let drafts = head.unsigned.iter();
    let drafted = drafts.filter(|draft| draft.duty() == duty.key);
    worn.map(|(_, person)| person)
        .chain(drafted.map(|draft| &draft.drafted_by))
        .collect()
}

/// Why nobody of these can do what is owed; none if somebody can. `people` are the active persons with an active account
/// of the party that owes it.
#[must_use]
pub fn lacking(head: &Head, duty: &Duty, people: &[Person]) -> Option<Lack> {
    let barred = barred(head, duty);
    let mut lack = Some(Lack::Post);
    for person in people.iter().filter(|one| one.posts.contains(&duty.post)) {
        if !barred.contains(&person.code) {
            return None;
        }
        lack = Some(Lack::Apart);
    }
    lack
}
