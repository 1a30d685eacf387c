//! Signatures (签发): the third hand under a paper, after whoever drafted and whoever checked it.
//!
//! A party that keeps a signatory sends nothing out unsigned: what it issued is owed a signature, and cannot be served
//! before. What was issued in an emergency goes out at once and is signed afterwards. Where nobody has the post, nothing
//! is asked for. Whether it is is settled when a paper is issued, so that it does not change under way.

use super::Fact;
use crate::domain::law::act::Verb;
use crate::domain::law::article::paragraph;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::escalation::{self, Escalation};
use crate::domain::law::event::Event;
use crate::domain::law::matter::{Head, Matter, Part};
use crate::domain::law::names::words;
use crate::domain::law::paper::{Draft, PaperNumber, Signature};
use crate::domain::law::party::Post;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::ruling::R22;
use crate::domain::law::step::{By, Case, Owed, Start, Term};

words! {
    /// What must be done on matters of every kind.
    pub enum DutyKind {
        /// Sign a paper of the party's own.
        SignPaper = "sign_paper",
    }
}

impl DutyKind {
    /// Whether money depends on when it is done: nothing is billed while it is owed (Art. 39, R2).
    #[must_use]
    pub const fn moves_money(self) -> bool {
        match self {
            Self::SignPaper => false,
        }
    }

    /// The verb that discharges it.
    #[must_use]
    pub fn verb(self) -> Option<Verb> {
        match self {
            Self::SignPaper => Some(Verb::Common(super::Verb::SignPaper)),
        }
    }

    /// Who hears of its lateness: nobody, since the target is internal and the clocks of others wait for the service.
    #[must_use]
    pub fn escalation(self) -> &'static [Escalation] {
        match self {
            Self::SignPaper => escalation::NOBODY,
        }
    }
}

/// What is owed on a matter of any kind: a signature under each paper that has none yet.
pub fn owed(head: &Head) -> impl Iterator<Item = Owed> {
    head.unsigned.iter().map(|draft| {
        Owed {
            key: DutyKey::whole(DutyKind::SignPaper),
            by: By::Party(draft.issuer.clone()),
            post: Post::Signatory,
            article: paragraph(19, 2),
            term: Term::WorkingDays("sign_paper_working_days"),
            start: Start::Now,
        }
        .on(draft.subject)
    })
}

/// Signs a paper of the actor's party. Of several that wait, the act says which, by its number or by that of the duty. Refused to whoever drafted it (R22).
pub(super) fn sign(case: &Case, matter: &Matter, wanted: Option<&str>) -> Result<Event, Refusal> {
    let wanted = wanted.map(str::trim).filter(|number| !number.is_empty());
    let drafts = matter.head.unsigned.iter();
    let mut mine = drafts.filter(|draft| draft.issuer == case.actor.party);
    let draft: &Draft = if let Some(number) = wanted {
        let is_named = |draft: &&Draft| {
            draft.number.to_string() == number || draft.subject.to_string() == number
        };
        let found = mine.find(is_named);
        found.ok_or_else(|| case.refuse(Reason::NothingToSign(number.to_owned())))?
    } else {
        let only = mine.next();
        let only = only.ok_or_else(|| case.refuse(Reason::AlreadyDone))?;
        if mine.next().is_some() {
            return Err(case.refuse(Reason::Missing("paper".to_owned())));
        }
        only
    };
    if draft.drafted_by == case.actor.person {
        return Err(Reason::SamePerson(Part::Drafter).under(R22));
    }
    let number = draft.number.clone();
    let signature = Signature {
        by: case.actor.person.clone(),
        name: case.actor.name.clone(),
        at: case.now.into(),
    };
    case.moves(matter).record(|step| Fact::Signed {
        step,
        number,
        signature,
    })
}

/// What waits for its signature is not served before.
///
/// # Errors
/// [`Reason::NotSigned`], if the paper of that number does.
pub(super) fn needs_signature(head: &Head, number: &PaperNumber) -> Result<(), Refusal> {
    let mut drafts = head.unsigned.iter();
    if drafts.any(|draft| draft.number == *number && !draft.at_once) {
        return Err(Reason::NotSigned(number.to_string()).under(R22));
    }
    Ok(())
}
