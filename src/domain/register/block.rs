//! Blocks (Art. 12, 14, 17, 22(4), 32, 35, 40): recorded and lifted by a reviewer of whom the ground belongs to.
//!
//! One person does it: what a block rests on is a paper that has its signatures already, and the act names it.

use chrono::NaiveDate;

use super::{Fact, LiftBlock, RecordBlock, first_free, numbered};
use crate::domain::build::pool::Pool;
use crate::domain::build::system::System;
use crate::domain::law::block::{BLOCKS_LIMIT, Block, Ground, Lift, Subject};
use crate::domain::law::party::{Party, PartyKind};
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::ruling::{R28, Scope};
use crate::domain::law::step::Case;
use crate::domain::law::text;

/// Records a block. It acts from its first day, but never before it is on record.
///
/// # Errors
/// If the ground belongs to another party, is not about such a subject, or lies on it by that paper already; if a day
/// cannot be; if as many lie on the subject as may.
pub(super) fn record(case: &Case, act: &RecordBlock) -> Result<Fact, Refusal> {
    let ground = act.ground;
    belongs(case, ground)?;
    let subject = subject(case, act)?;
    let paper = text::required(case, "paper", &act.paper, text::LINE)?;
    let reason = text::required(case, "reason", act.reason.as_str(), text::PARAGRAPH)?;
    days(ground, act.from, act.until)?;
    text::believable(case, "from", act.from)?;
    if let Some(last) = act.until {
        text::believable(case, "until", last)?;
    }
    let open = open(case, &subject);
    if open
        .iter()
        .any(|block| block.ground == ground && block.paper == paper)
    {
        return Err(Reason::AlreadyDone.under(ground.article()));
    }
    if open.len() >= BLOCKS_LIMIT {
        return Err(Reason::EnoughBlocks.under(ground.article()));
    }
    Ok(Fact::BlockRecorded(Block {
        number: first_free::<Block>(case),
        ground,
        subject,
        from: act.from,
        until: act.until,
        paper,
        reason,
        recorded_by: case.actor.person.clone(),
        recorded_at: case.now.into(),
        lifted: None,
    }))
}

/// The blocks on a subject that have not ended.
fn open(case: &Case, subject: &Subject) -> Vec<Block> {
    let mut open = case.world.blocks(subject, case.today());
    open.retain(|block| !block.is_over(case.now));
    open
}

/// The block that follows from what became of its subject: on a provider from its listing (Art. 12) or the end of its
/// contract (40), on a pool from the lapse of an evaluation (32) or its closing (14); none where one of that ground stands
/// already. It is recorded with the act that it follows from, and lifted like any other.
///
/// # Errors
/// If as many blocks lie on the subject as may.
pub(in crate::domain) fn following(
    case: &Case,
    ground: Ground,
    subject: Subject,
    from: NaiveDate,
    paper: String,
    reason: String,
) -> Result<Option<Block>, Refusal> {
    let open = open(case, &subject);
    if open.iter().any(|block| block.ground == ground) {
        return Ok(None);
    }
    if open.len() >= BLOCKS_LIMIT {
        return Err(Reason::EnoughBlocks.under(ground.article()));
    }
    Ok(Some(Block {
        number: first_free::<Block>(case),
        ground,
        subject,
        from,
        until: None,
        paper,
        reason,
        recorded_by: case.actor.person.clone(),
        recorded_at: case.now.into(),
        lifted: None,
    }))
}

/// Lifts a block that has not ended, also one that is still to begin.
///
/// # Errors
/// If there is no such block, the ground belongs to another party, or it has ended.
pub(super) fn lift(case: &Case, act: &LiftBlock) -> Result<Fact, Refusal> {
    let block: Block = numbered(case, act.block)?;
    belongs(case, block.ground)?;
    if block.is_over(case.now) {
        return Err(Reason::AlreadyDone.under(block.ground.article()));
    }
    let lift = Lift {
        at: case.now.into(),
        by: case.actor.person.clone(),
        paper: text::required(case, "paper", &act.paper, text::LINE)?,
        reason: text::required(case, "reason", act.reason.as_str(), text::PARAGRAPH)?,
    };
    Ok(Fact::BlockLifted(Block {
        lifted: Some(lift),
        ..block
    }))
}

fn belongs(case: &Case, ground: Ground) -> Result<(), Refusal> {
    let kind = ground.belongs_to();
    if case.actor.kind == kind {
        Ok(())
    } else {
        Err(Reason::PartyNeeded(vec![kind]).under(ground.article()))
    }
}

fn days(ground: Ground, from: NaiveDate, until: Option<NaiveDate>) -> Result<(), Refusal> {
    let earliest = [(from, text::EARLIEST)];
    let last = until.map(|until| (until, from));
    match earliest
        .into_iter()
        .chain(last)
        .find(|(day, bound)| day < bound)
    {
        Some((day, bound)) => Err(Reason::Before(day, bound).under(ground.article())),
        None => Ok(()),
    }
}

/// What the act names: one of a pool, a party and a system, or none for the city.
fn subject(case: &Case, act: &RecordBlock) -> Result<Subject, Refusal> {
    let wrong = || Reason::WrongSubject(act.ground).under(act.ground.article());
    let pool = act.pool.as_ref().map(|code| {
        let pool: Pool = case.registered(code.as_str())?;
        Ok(Subject::Pool(pool.code))
    });
    let party = act.party.as_ref().map(|code| {
        let party: Party = case.registered(code.as_str())?;
        match party.kind {
            PartyKind::Provider => Ok(Subject::Provider(party.code)),
            PartyKind::Unit => Ok(Subject::Unit(party.code)),
            PartyKind::Authority
            | PartyKind::Support
            | PartyKind::Agency
            | PartyKind::Finance
            | PartyKind::Audit
            | PartyKind::Cyber => Err(wrong()),
        }
    });
    let system = act.system.as_ref().map(|code| {
        let system: System = case.registered(code.as_str())?;
        of_stop(case, act.ground, &system)?;
        Ok(Subject::System(system.code))
    });
    let named: Vec<Subject> = [pool, party, system]
        .into_iter()
        .flatten()
        .collect::<Result<_, Refusal>>()?;
    let subject = match named.as_slice() {
        [] => Subject::City,
        [only] => only.clone(),
        [_, _, ..] => return Err(wrong()),
    };
    if act.ground.is_about(&subject) {
        Ok(subject)
    } else {
        Err(wrong())
    }
}

/// A stop hits the unit with all its systems, unless R28 as ruled for it says the system.
fn of_stop(case: &Case, ground: Ground, system: &System) -> Result<(), Refusal> {
    let scope = Scope::Party(system.unit.clone());
    let rulings = case.world.rulings();
    let covers = rulings.value(R28, "stop_covers", case.today(), &[scope]);
    if ground == Ground::Stop && !covers.is("system") {
        return Err(Reason::WrongSubject(ground).under(R28));
    }
    Ok(())
}
