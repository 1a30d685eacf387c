//! Who may do what: one table of verb, party, post, and the hats that must be on another person's head (Art. 5 to 9,
//! R22).

use super::article::{Citation, article};
use super::matter::{Matter, Part};
use super::party::{Actor, PartyKind, Post};
use super::refusal::{Reason, Refusal};
use super::ruling::R22;
use super::verb::Verb;

/// Which party a verb belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    /// A party of one of these kinds.
    Kinds(&'static [PartyKind]),
    /// The unit that the matter belongs to.
    MattersUnit,
    /// Who delivers: support or the provider, as the matter has it.
    MattersOperator,
    /// Any party that the matter concerns, the authority and support.
    AnyConcerned,
    /// The clockwork; support too where `support` is true.
    Clockwork {
        /// Whether support may do it by hand.
        support: bool,
    },
    /// Whoever founds the ledger.
    Founder,
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The party.
    pub seat: Seat,
    /// Any one of these posts.
    pub posts: &'static [Post],
    /// Hats that the person must not have worn on the matter.
    pub apart_from: &'static [Part],
    /// The hat that the person wears by it.
    pub part: Option<Part>,
}

const HANDLER: &[Post] = &[Post::Handler];
const REVIEWER: &[Post] = &[Post::Reviewer];
const EITHER: &[Post] = &[Post::Handler, Post::Reviewer];
const KEEPER: &[Post] = &[Post::Administrator];
const SIGNER: &[Post] = &[Post::Reviewer, Post::Administrator];
const AUTHORITY: Seat = Seat::Kinds(&[PartyKind::Authority]);
const SUPPORT: Seat = Seat::Kinds(&[PartyKind::Support]);
const OFFICES: Seat = Seat::Kinds(&[PartyKind::Authority, PartyKind::Support]);
const UNITS: Seat = Seat::Kinds(&[PartyKind::Unit]);

const fn rule(seat: Seat, posts: &'static [Post]) -> Rule {
    Rule {
        seat,
        posts,
        apart_from: &[],
        part: None,
    }
}

/// The table.
#[must_use]
pub const fn rule_of(verb: Verb) -> Rule {
    match verb {
        Verb::Submit | Verb::Apply => Rule {
            part: Some(Part::Applicant),
            ..rule(UNITS, HANDLER)
        },
        Verb::Accept | Verb::Decline => Rule {
            apart_from: &[Part::Applicant, Part::Reviewer],
            part: Some(Part::Acceptor),
            ..rule(AUTHORITY, HANDLER)
        },
        Verb::Review => Rule {
            apart_from: &[Part::Applicant, Part::Acceptor],
            part: Some(Part::Reviewer),
            ..rule(AUTHORITY, REVIEWER)
        },
        Verb::ReviewEmergency => Rule {
            apart_from: &[Part::Applicant],
            part: Some(Part::Reviewer),
            ..rule(SUPPORT, REVIEWER)
        },
        Verb::OrderTest | Verb::Propose | Verb::OrderDelivery | Verb::Remind => {
            rule(SUPPORT, HANDLER)
        }
        Verb::ReceiveFiling => rule(AUTHORITY, HANDLER),
        Verb::CheckProduct => rule(SUPPORT, REVIEWER),
        Verb::HandOverTest | Verb::Deliver | Verb::HandOver => rule(Seat::MattersOperator, EITHER),
        Verb::ReportTest
        | Verb::Confirm
        | Verb::DeployProduct
        | Verb::Withdraw
        | Verb::Abandon
        | Verb::ConfirmIssuance => rule(Seat::MattersUnit, HANDLER),
        Verb::Hold | Verb::Resume | Verb::TakeOver => rule(Seat::AnyConcerned, EITHER),
        Verb::Escalate => rule(Seat::Clockwork { support: true }, HANDLER),
        Verb::Recompute => rule(Seat::Clockwork { support: false }, &[]),
        Verb::Found => rule(Seat::Founder, &[]),
        Verb::RegisterParty
        | Verb::RegisterPerson
        | Verb::BindAccount
        | Verb::RegisterPool
        | Verb::RegisterItem
        | Verb::LoadMeasures => rule(OFFICES, KEEPER),
        Verb::RegisterSystem | Verb::RecordContract => rule(
            Seat::Kinds(&[PartyKind::Authority, PartyKind::Support, PartyKind::Unit]),
            &[Post::Handler, Post::Administrator],
        ),
        Verb::ProposeRuling => rule(OFFICES, REVIEWER),
        // A ruling binds the city: whoever proposes, the authority signs.
        Verb::DetermineCompletion | Verb::SignRuling => rule(AUTHORITY, REVIEWER),
        Verb::LoadCalendar => rule(OFFICES, SIGNER),
    }
}

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

/// Whether the actor may do it, on the matter if there is one.
///
/// # Errors
/// The first thing that stands against it: party, then post, then separation of duties.
pub fn check(verb: Verb, actor: &Actor, matter: Option<&Matter>) -> Result<Rule, Refusal> {
    let rule = rule_of(verb);
    check_seat(rule.seat, verb, actor, matter)?;
    if actor.clockwork || matches!(rule.seat, Seat::Founder) {
        return Ok(rule);
    }
    if !rule.posts.iter().any(|post| actor.holds(*post)) {
        return Err(Reason::PostNeeded(rule.posts.to_vec()).under(article(article_of(actor.kind))));
    }
    let worn = matter.and_then(|matter| {
        rule.apart_from
            .iter()
            .find(|part| matter.wore(**part, &actor.person))
    });
    match worn {
        Some(part) => Err(Reason::SamePerson(*part).under(R22)),
        None => Ok(rule),
    }
}

fn check_seat(
    seat: Seat,
    verb: Verb,
    actor: &Actor,
    matter: Option<&Matter>,
) -> Result<(), Refusal> {
    let needs = |kinds: &[PartyKind]| {
        let citation = kinds
            .first()
            .map_or(Citation::from(verb.article()), |kind| {
                article(article_of(*kind)).into()
            });
        Err(Reason::PartyNeeded(kinds.to_vec()).under(citation))
    };
    let not_yours = || Err(Reason::NotYourMatter.under(verb.article()));
    match seat {
        Seat::Kinds(kinds) if !actor.clockwork && kinds.contains(&actor.kind) => Ok(()),
        Seat::Kinds(kinds) => needs(kinds),
        Seat::MattersUnit => match matter {
            Some(matter) if matter.unit == actor.party => Ok(()),
            _ if actor.kind == PartyKind::Unit => not_yours(),
            _ => needs(&[PartyKind::Unit]),
        },
        Seat::MattersOperator => match matter {
            Some(matter) if matter.operator == actor.party => Ok(()),
            _ if matches!(actor.kind, PartyKind::Provider | PartyKind::Support)
                && !actor.clockwork =>
            {
                not_yours()
            }
            _ => needs(&[PartyKind::Provider, PartyKind::Support]),
        },
        Seat::AnyConcerned => match matter {
            _ if actor.clockwork => not_yours(),
            Some(matter) if matter.concerns(&actor.party) => Ok(()),
            _ if matches!(actor.kind, PartyKind::Authority | PartyKind::Support) => Ok(()),
            _ => not_yours(),
        },
        Seat::Clockwork { support } => {
            if actor.clockwork || (support && actor.kind == PartyKind::Support) {
                Ok(())
            } else if support {
                needs(&[PartyKind::Support])
            } else {
                Err(Reason::ClockworkOnly.under(verb.article()))
            }
        }
        Seat::Founder => Ok(()),
    }
}
