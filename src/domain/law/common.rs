//! What can be done, and can happen, on matters of every kind: withdrawal, holds, taking over, lateness, new calendars.

mod covering;
mod enclosing;
mod holds;
mod said;
mod signing;

pub use covering::cover;
pub use signing::{DutyKind, owed};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::act::acts;
use super::article::{article, paragraph};
use super::authority::{EITHER, HANDLER, NO_POST, OWN_UNIT, SIGNATORY, SUPPORT, Whose, by};
use super::block::Excuse;
use super::clock::{Deadline, Moment};
use super::code::{PartyCode, PersonCode};
use super::duty::{Duty, DutyKey, Outcome};
use super::escalation::{Report, Superior};
use super::event::Event;
use super::fact::facts;
use super::field::{Begins, Paragraph, text_of};
use super::kind::Withdrawing;
use super::matter::{self, Matter, MatterId};
use super::paper::{Enclosure, PaperNumber, Served, Service, Signature};
use super::party::{Party, Person};
use super::recompute;
use super::refusal::{Reason, Refusal};
use super::step::Case;
use super::succession;
use super::text;
use super::wake::Why;
use crate::domain::kinds;
use crate::domain::r#use::instance::Batch;
use crate::domain::r#use::resource::Turn;

acts! {
    /// What can be done on a matter of any kind.
    Matter Act {
        /// The unit withdraws while that is open to it.
        Withdraw = "withdraw", paragraph(19, 1), by(OWN_UNIT, HANDLER) => {
            /// Why.
            reason: Paragraph,
        };
        /// A hold is recorded; no clock stops.
        Hold = "hold", paragraph(19, 2), by(Whose::AnyConcerned, EITHER) => {
            /// Why.
            reason: Paragraph,
        };
        /// A hold is over: whoever recorded it says so, or the authority.
        Resume = "resume", paragraph(19, 2), by(Whose::AnyConcerned, EITHER) => {
            /// Which, by its number; needed only of several that one may lift.
            number: Option<u32>,
            /// Which, by who recorded it.
            by: Option<PersonCode>,
        };
        /// A matter that somebody else is at is taken over from them; nothing else about it changes.
        TakeOver = "take-over", article(5), by(Whose::AnyConcerned, EITHER) => {
            /// Who is at it.
            from: PersonCode,
            /// Anything to say.
            remark: Option<Paragraph>,
        };
        /// The service of a paper is put on record, by who sent it or by who received it.
        Serve = "serve", paragraph(19, 2), by(Whose::AnyConcerned, EITHER) => {
            /// The paper's number, as it stands on it; none is the only one on its way.
            paper: Option<String>,
            /// On whom; none is the only one left.
            party: Option<PartyCode>,
            /// Who received it.
            received_by: String [begins(Begins::MyName)],
            /// When; none is now.
            served_at: Option<DateTime<Utc>>,
        };
        /// A paper of the actor's party is signed, by another than whoever drafted it.
        SignPaper = "sign-paper", paragraph(19, 2), by(Whose::AnyConcerned, SIGNATORY) => {
            /// The paper's number, as it stands on it, or that of the duty to sign it; none is the only one that waits.
            paper: Option<String>,
        };
        /// A file is enclosed: it goes with the next paper that the actor's party issues on the matter.
        Enclose = "enclose", paragraph(19, 2), by(Whose::AnyConcerned, EITHER) => {
            /// The file's name, without any folder.
            name: String,
            /// How many bytes it has.
            size: u64,
            /// The SHA-256 digest of its bytes, 64 hexadecimal digits.
            sha256: String,
        };
        /// A file that did not go out yet is taken out again.
        TakeOut = "take-out", paragraph(19, 2), by(Whose::AnyConcerned, EITHER) => {
            /// Which, by its name; needed only of several.
            name: Option<String>,
        };
        /// Support reports lateness to the authority.
        Escalate = "escalate", article(23), by(SUPPORT, HANDLER) => {
            /// Anything to say.
            remark: Option<Paragraph>,
        };
        /// The clockwork lets happen what happens by itself.
        Wake = "wake", paragraph(19, 2), by(Whose::Clockwork, NO_POST) => {
            /// What is to happen.
            why: Why,
        };
    }
}

/// A deadline that was computed again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recomputation {
    /// The duty.
    pub duty: DutyKey,
    /// The deadline as it is now.
    pub to: Deadline,
    /// Whether a person sees another date by it, or another certainty.
    pub differs: bool,
    /// To whom its lateness is reported now: all anew if it is not late by the new end.
    pub reports: Vec<Report>,
}

/// How a duty ended that had waited for a notice (R43).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// The duty.
    pub duty: DutyKey,
    /// When it had begun: of a key there may have been several.
    pub opened_at: Moment,
    /// The deadline as the notice has it.
    pub to: Deadline,
    /// Whether a person sees another date by it, or another certainty.
    pub differs: bool,
    /// How it ended; undetermined still if this notice leaves it provisional.
    pub outcome: Outcome,
    /// What excuses its lateness, if it is late (R51): as it was when it ended.
    pub excused: Vec<Excuse>,
}

/// A report of lateness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// Of which duty.
    pub duty: DutyKey,
    /// To whom.
    pub to: Superior,
}

facts! {
    /// What can happen to a matter of any kind.
    Head
    opens {}
    moves {
        /// Withdrawn.
        Withdrawn = "matter.withdrawn" {
            /// Why.
            reason: String,
        }
        /// A hold was recorded.
        Held = "matter.held" {
            /// The hold.
            hold: matter::Hold,
        }
        /// The hold ended.
        Resumed = "matter.resumed" {
            /// Its number.
            number: u32,
        }
        /// Taken over.
        TakenOver = "matter.taken-over" {
            /// From whom.
            from: PersonCode,
            /// What was said.
            remark: String,
        }
        /// A paper was served.
        Served = "matter.served" {
            /// Its number.
            number: PaperNumber,
            /// On whom.
            party: PartyCode,
            /// Its service.
            served: Served,
        }
        /// A paper was signed.
        Signed = "matter.signed" {
            /// Its number.
            number: PaperNumber,
            /// Its signature.
            signature: Signature,
        }
        /// A file was enclosed.
        Enclosed = "matter.enclosed" {
            /// The file, whose, and by whom.
            enclosure: Enclosure,
        }
        /// A file was taken out again.
        TakenOut = "matter.taken-out" {
            /// Whose.
            party: PartyCode,
            /// Its name.
            name: String,
        }
        /// Lateness was reported.
        Escalated = "matter.escalated" {
            /// Of which duties, to whom.
            reports: Vec<Reported>,
            /// What was said.
            remark: String,
            /// When.
            at: Moment,
        }
        /// What was one party's on it is another's, which took over from that one.
        Succeeded = "matter.succeeded" {
            /// Whose it was.
            party: PartyCode,
            /// Whose it is.
            by: PartyCode,
        }
        /// Deadlines were computed again under a new calendar.
        Recomputed = "matter.recomputed" {
            /// The edition.
            edition: u32,
            /// The deadlines as they are now.
            deadlines: Vec<Recomputation>,
            /// What had waited for the notice.
            settled: Vec<Settlement>,
            /// When lateness that still stands was first reported to the authority.
            escalated_at: Option<Moment>,
        }
        /// Another matter is about resources that this one issued: no other may be until that one is over.
        Claimed = "resources.claimed" {
            /// Its lines.
            lines: Vec<u32>,
            /// Which matter.
            by: MatterId,
        }
        /// That matter is over and left them as they were.
        Freed = "resources.freed" {
            /// Which matter.
            by: MatterId,
        }
        /// Another matter turned resources that this one issued into something else, or ended them.
        Turned = "resources.turned" {
            /// What each became.
            turns: Vec<Turn>,
            /// The instances of these lines, as they are since.
            instances: Vec<Batch>,
            /// Which matter; it is no longer about them.
            by: MatterId,
        }
        /// What left by another matter was cleared, with no way back.
        Cleared = "resources.cleared" {
            /// Which matter.
            by: MatterId,
            /// When.
            cleared_on: NaiveDate,
        }
    }
}

impl From<Fact> for Event {
    fn from(fact: Fact) -> Self {
        Self::Common(fact)
    }
}

/// Does it.
///
/// # Errors
/// What stands against it.
pub fn decide(case: &Case, matter: &Matter, act: &Act) -> Result<Vec<Event>, Refusal> {
    let event = match act {
        Act::Serve(act) => return serve(case, matter, act),
        Act::Withdraw(act) => return withdraw(case, matter, act),
        Act::Hold(act) => holds::hold(case, matter, act),
        Act::Resume(act) => holds::resume(case, matter, act),
        Act::TakeOver(act) => take_over(case, matter, act),
        Act::SignPaper(act) => signing::sign(case, matter, act.paper.as_deref()),
        Act::Enclose(act) => enclosing::enclose(case, matter, act),
        Act::TakeOut(act) => enclosing::take_out(case, matter, act.name.as_deref()),
        Act::Escalate(act) => {
            let remark = text_of(act.remark.as_ref());
            escalate(case, matter, remark, |to| to == Superior::Authority)
        }
        Act::Wake(act) => match act.why {
            Why::Late(_) => escalate(case, matter, "", |_| true),
            Why::Notice => recompute::recompute(case, matter),
            Why::Succession => succession::pass(case, matter),
            Why::Day => return kinds::came(case, matter),
        },
    };
    event.map(|event| vec![event])
}

/// Takes a fact into a matter.
pub fn apply(fact: &Fact, matter: &mut Matter) {
    let Matter { head, body } = matter;
    match fact {
        Fact::Claimed { lines, by, .. } => {
            if let Some(asked) = body.asked_mut() {
                asked.claim(lines, *by);
            }
        }
        Fact::Freed { by, .. } => {
            if let Some(asked) = body.asked_mut() {
                asked.free(*by);
            }
        }
        Fact::Turned {
            turns,
            instances,
            by,
            ..
        } => {
            if let Some(asked) = body.asked_mut() {
                asked.turn(turns, instances);
                asked.free(*by);
            }
        }
        Fact::Cleared { by, cleared_on, .. } => {
            if let Some(asked) = body.asked_mut() {
                asked.clear(*by, *cleared_on);
            }
        }
        Fact::Withdrawn { .. } | Fact::TakenOver { .. } => {}
        Fact::Served {
            number,
            party,
            served,
            ..
        } => head.serve(number, party, served),
        Fact::Succeeded { party, by, .. } => head.pass(party, by),
        Fact::Signed {
            number, signature, ..
        } => head.sign(number, signature),
        Fact::Enclosed { enclosure, .. } => head.enclosures.push(enclosure.clone()),
        Fact::TakenOut { party, name, .. } => head
            .enclosures
            .retain(|known| known.party != *party || known.file.name != *name),
        Fact::Held { hold, .. } => {
            head.holds_given = hold.number;
            head.holds.push(hold.clone());
        }
        Fact::Resumed { number, .. } => head.holds.retain(|hold| hold.number != *number),
        Fact::Escalated { reports, at, .. } => {
            if reports.iter().any(|one| one.to == Superior::Authority) {
                head.escalated_at.get_or_insert(*at);
            }
            for duty in &mut head.duties {
                let key = duty.key;
                let made = |report: &&mut Report| {
                    let of = |one: &Reported| one.duty == key && one.to == report.to;
                    reports.iter().any(of)
                };
                for report in duty.reports.iter_mut().filter(made) {
                    report.made = Some(*at);
                }
            }
        }
        Fact::Recomputed {
            deadlines,
            settled,
            escalated_at,
            ..
        } => {
            for duty in &mut head.duties {
                if let Some(again) = deadlines.iter().find(|again| again.duty == duty.key) {
                    move_to(duty, &again.to, again.differs);
                    duty.reports.clone_from(&again.reports);
                }
            }
            for duty in &mut head.undetermined {
                let of =
                    |one: &&Settlement| (one.duty, one.opened_at) == (duty.key, duty.opened_at);
                if let Some(settlement) = settled.iter().find(of) {
                    move_to(duty, &settlement.to, settlement.differs);
                    if let Some(closing) = &mut duty.closed {
                        closing.outcome = settlement.outcome;
                        closing.excused.clone_from(&settlement.excused);
                    }
                }
            }
            head.escalated_at = *escalated_at;
        }
    }
}

fn move_to(duty: &mut Duty, to: &Deadline, differs: bool) {
    let from = std::mem::replace(&mut duty.deadline, to.clone());
    if differs {
        duty.moved.push(from);
    }
}

fn withdraw(case: &Case, matter: &Matter, act: &Withdraw) -> Result<Vec<Event>, Refusal> {
    let stage = kinds::withdrawn(case, matter)?;
    let reason = text::required(case, "reason", act.reason.as_str(), text::PARAGRAPH)?;
    let Withdrawing { paper, also } = kinds::withdrawing(case, matter, &reason)?;
    let moved = case.moves(matter).to(stage).lapsing();
    let moved = match paper {
        Some(paper) => moved.sends(paper),
        None => moved,
    };
    let event = moved.record(|step| Fact::Withdrawn { step, reason })?;
    Ok(std::iter::once(event).chain(also).collect())
}

/// Takes the matter over from a colleague who is at it: an entry and nothing else, no duty and no clock moves. Whether
/// they are at it now is no matter of record, so that the hub, which knows, has the last word.
fn take_over(case: &Case, matter: &Matter, act: &TakeOver) -> Result<Event, Refusal> {
    let from = &act.from;
    if from.as_str().trim().is_empty() {
        return Err(case.refuse(Reason::Missing("from".to_owned())));
    }
    if *from == case.actor.person {
        return Err(case.refuse(Reason::AlreadyDone));
    }
    case.registered::<Person>(from.as_str())?;
    let remark = text_of(act.remark.as_ref());
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    case.moves(matter).record(|step| Fact::TakenOver {
        step,
        from: from.clone(),
        remark,
    })
}

/// Puts the service of a paper on record (送达). It is on the word of who sent it, with the name of who received it, or of
/// who received it. Refused for a paper that is not on its way or waits for its signature, and for an instant before it went
/// out or in the future.
fn serve(case: &Case, matter: &Matter, act: &Serve) -> Result<Vec<Event>, Refusal> {
    let wanted = act.paper.as_deref().unwrap_or_default().trim();
    let me: Party = case.registered(case.actor.party.as_str())?;
    let on_its_way: Vec<&Service> = matter
        .head
        .services
        .iter()
        .filter(|service| service.served.is_none())
        .filter(|service| wanted.is_empty() || service.number.to_string() == wanted)
        .filter(|service| {
            act.party
                .as_ref()
                .is_none_or(|party| service.party == *party)
        })
        .filter(|service| service.number.word == me.paper_word || service.party == me.code)
        .collect();
    let [service] = on_its_way.as_slice() else {
        return Err(case.refuse(Reason::NotOnItsWay(wanted.to_owned())));
    };
    signing::needs_signature(&matter.head, &service.number)?;
    let received_by = text::required(case, "received_by", &act.received_by, text::LINE)?;
    let at = act.served_at.unwrap_or(case.now);
    let at = Moment::from(text::instant_that_came(case, at, *service.sent_at)?);
    let served = Served { at, received_by };
    let (number, party) = (service.number.clone(), service.party.clone());
    let event = case.moves(matter).record(|step| Fact::Served {
        step,
        number,
        party,
        served,
    })?;
    let also = kinds::served(case, matter, service.kind, at)?;
    Ok(std::iter::once(event).chain(also).collect())
}

/// Reports lateness, once a duty and superior. Refused if nothing is overdue that was not reported before; nothing is while
/// its end is provisional (R43).
fn escalate(
    case: &Case,
    matter: &Matter,
    remark: &str,
    to: impl Fn(Superior) -> bool,
) -> Result<Event, Refusal> {
    let now = Moment::from(case.now);
    let is_news = |report: &&Report| report.made.is_none() && report.from <= now && to(report.to);
    let proven = matter.head.duties.iter();
    let proven = proven.filter(|duty| duty.deadline.is_proven_late(case.now));
    let reports: Vec<_> = proven
        .flat_map(|duty| {
            let news = duty.reports.iter().filter(is_news);
            news.map(|report| Reported {
                duty: duty.key,
                to: report.to,
            })
        })
        .collect();
    if reports.is_empty() {
        return Err(Reason::NotOverdue.under(article(23)));
    }
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    case.moves(matter).record(|step| Fact::Escalated {
        step,
        reports,
        remark,
        at: now,
    })
}
