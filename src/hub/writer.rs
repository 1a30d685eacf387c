//! The one writer: collects what waits, decides in order, commits once, then answers.

use std::panic::AssertUnwindSafe;
use std::time::Instant;

use chrono::{DateTime, Utc};
use tokio::sync::mpsc;

use crate::domain::law::act::Act as AnyAct;
use crate::domain::law::code::Login;
use crate::domain::law::command::Command;
use crate::domain::law::common;
use crate::domain::law::decide::decide;
use crate::domain::law::matter::MatterId;
use crate::domain::law::party::{Account, Actor, Party, PartyKind, Person};
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::ruling::R49;
use crate::domain::law::sight::{Clear, Sight};
use crate::domain::law::world::World;
use crate::domain::register;
use crate::ledger::batch::{Act, Batch, Ended, find_request};
use crate::ledger::error::LedgerError;

use super::claims::{Holder, Settled};
use super::clockwork;
use super::mailbox::News;
use super::request::{ACTS_LIMIT, ActRequest, Adopted, Answer, Request, Revealed, Trouble};
use super::{Asked, Reply, Shared, drafts, views};

/// How many requests one commit may carry.
const BATCH_LIMIT: usize = 256;
/// The longest request key, in bytes.
const KEY_LIMIT: usize = 64;

/// What comes to the writer.
pub(crate) enum Work {
    /// A seat's request.
    Asked(Box<Asked>),
    /// The clock moved on: escalate and recompute what is due.
    Turn,
    /// Finish and stop.
    Stop,
}

/// Runs until told to stop, or until every seat is gone.
pub(super) fn run(shared: &Shared, mut jobs: mpsc::Receiver<Work>) {
    let mut waiting = Vec::with_capacity(BATCH_LIMIT);
    while jobs.blocking_recv_many(&mut waiting, BATCH_LIMIT) > 0 {
        let stop = waiting.iter().any(|job| matches!(job, Work::Stop));
        commit(shared, std::mem::take(&mut waiting));
        if stop {
            // Requests behind the stop are not done, and are told so.
            jobs.close();
            while let Ok(job) = jobs.try_recv() {
                if let Work::Asked(asked) = job {
                    deliver(asked.reply, Answer::Trouble(Trouble::Gone));
                }
            }
            return;
        }
    }
}

/// What waited, in order: plain requests share a transaction, an all-or-nothing one has its own.
fn commit(shared: &Shared, waiting: Vec<Work>) {
    let mut together = Vec::with_capacity(waiting.len());
    let mut turn = false;
    for work in waiting {
        match work {
            Work::Asked(asked) => {
                let asked = *asked;
                // What has a transaction of its own waits for those before it.
                let mut before = || commit_together(shared, std::mem::take(&mut together), false);
                if let Request::ActAll { acts } = asked.request {
                    before();
                    deliver(asked.reply, act_all(shared, &asked.login, acts));
                } else if let Request::Adopt { intake } = asked.request {
                    before();
                    deliver(asked.reply, adopt(shared, &asked.login, &intake));
                } else {
                    together.push(asked);
                }
            }
            Work::Turn => turn = true,
            Work::Stop => {}
        }
    }
    commit_together(shared, together, turn);
}

/// One transaction. A failure voids all of it: no answer of it may be believed.
fn commit_together(shared: &Shared, together: Vec<Asked>, turn: bool) {
    let turn = turn && clockwork::has_work(shared);
    if together.is_empty() && !turn {
        return;
    }
    // Whatever becomes of the transaction, everybody is answered.
    let (requests, replies): (Vec<_>, Vec<Reply>) = together
        .into_iter()
        .map(|asked| ((asked.login, asked.request), asked.reply))
        .unzip();
    let result = shielded(|| {
        shared.ledger.write(|batch| {
            let mut answers = Vec::with_capacity(requests.len());
            let mut settled = Vec::new();
            for (login, request) in requests {
                answers.push(one(shared, batch, &mut settled, &login, request));
            }
            if turn {
                clockwork::turn(shared, batch)?;
            }
            let answers = answers.into_iter().collect::<Result<Vec<_>, _>>()?;
            Ok((answers, news(batch), settled))
        })
    });
    match result {
        Ok((answers, news, settled)) => {
            shared.claims.settle(settled, Instant::now());
            shared.publish(&news);
            for (reply, answer) in replies.into_iter().zip(answers) {
                deliver(reply, answer);
            }
        }
        Err(error) => {
            let trouble = Answer::Trouble(Trouble::Store(error.to_string()));
            for reply in replies {
                deliver(reply, trouble.clone());
            }
        }
    }
}

/// A few acts, all or none.
fn act_all(shared: &Shared, login: &Login, acts: Vec<ActRequest>) -> Answer {
    if acts.len() > ACTS_LIMIT {
        return Answer::Trouble(Trouble::TooMuch { limit: ACTS_LIMIT });
    }
    if !acts.iter().all(|request| is_key(&request.key)) {
        return Answer::Trouble(Trouble::BadKey);
    }
    commit_all(shared, login, acts)
}

/// A large intake that its sender closes: one transaction, and an answer that does not grow with it.
fn adopt(shared: &Shared, login: &Login, intake: &str) -> Answer {
    let acts = match shared.intakes.close(login, intake, Instant::now()) {
        Ok(acts) => acts,
        Err(trouble) => return Answer::Trouble(trouble),
    };
    let answer = commit_all(shared, login, acts);
    let adopted = if let Answer::AllDone(receipts) = &answer {
        Adopted::of(receipts)
    } else {
        None
    };
    shared.intakes.closed(adopted.is_some());
    adopted.map_or(answer, Answer::Adopted)
}

/// All or none, in a transaction that is dropped at the first refusal.
fn commit_all(shared: &Shared, login: &Login, requests: Vec<ActRequest>) -> Answer {
    let mut stopped_by = None;
    let result = shielded(|| {
        shared.ledger.write(|batch| {
            let mut receipts = Vec::with_capacity(requests.len());
            let mut settled = Vec::new();
            for (at, request) in requests.into_iter().enumerate() {
                let against = match act(shared, batch, &mut settled, login, request)? {
                    Some(Ended::Done(receipt) | Ended::Before(receipt)) => {
                        receipts.push(receipt);
                        continue;
                    }
                    Some(Ended::Refused(refusal)) => Answer::NoneDone { at, refusal },
                    Some(Ended::KeyReused) => Answer::KeyReused,
                    None => Answer::Stranger(login.clone()),
                };
                stopped_by = Some(against);
                return Err(LedgerError::Stopped);
            }
            Ok((receipts, news(batch), settled))
        })
    });
    match (result, stopped_by) {
        (_, Some(answer)) => answer,
        (Ok((receipts, news, settled)), None) => {
            shared.claims.settle(settled, Instant::now());
            shared.publish(&news);
            Answer::AllDone(receipts)
        }
        (Err(error), None) => Answer::Trouble(Trouble::Store(error.to_string())),
    }
}

/// A panic while deciding would be a fault of ours. It voids its transaction like a failing disk; the writer goes on.
pub(super) fn shielded<R>(work: impl FnOnce() -> Result<R, LedgerError>) -> Result<R, LedgerError> {
    std::panic::catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(LedgerError::Storage("panic".to_owned())))
}

/// Hands an answer over. What whoever waits for it makes of it, its words and its bytes, must not end the thread that
/// everybody shares; they learn from the dropped reply that there is no answer.
pub(super) fn deliver(reply: Reply, answer: Answer) {
    let _ = std::panic::catch_unwind(AssertUnwindSafe(|| reply(answer)));
}

fn news(batch: &mut Batch<'_>) -> News {
    News {
        seq: batch.seq(),
        touched: std::mem::take(&mut batch.touched),
        registers: batch.registers_touched,
        journal: batch.journal_touched,
        ..News::default()
    }
}

fn one(
    shared: &Shared,
    batch: &mut Batch<'_>,
    settled: &mut Vec<Settled>,
    login: &Login,
    request: Request,
) -> Result<Answer, LedgerError> {
    match request {
        Request::Act(request) if !is_key(&request.key) => Ok(Answer::Trouble(Trouble::BadKey)),
        Request::Act(request) => Ok(match act(shared, batch, settled, login, request)? {
            Some(ended) => answer_of(ended),
            None => Answer::Stranger(login.clone()),
        }),
        Request::SaveDraft(draft) => drafts::save(batch, login, &draft),
        Request::DropDraft { key } => drafts::remove(batch, login, &key),
        Request::SaveView(view) => views::save(batch, login, &view),
        Request::DropView { name } => views::remove(batch, login, &name),
        Request::Find { key } => find(batch, login, &key),
        Request::Reveal { key, matter } => reveal(shared, batch, settled, login, key, matter),
        Request::ActAll { .. }
        | Request::Adopt { .. }
        | Request::Stage { .. }
        | Request::Unstage { .. }
        | Request::Jobs
        | Request::Working { .. }
        | Request::Preview(_)
        | Request::PreviewAll { .. }
        | Request::OffersOn { .. }
        | Request::Look(_)
        | Request::Show { .. }
        | Request::Paper { .. }
        | Request::Explain { .. }
        | Request::Whoami
        | Request::Journal { .. }
        | Request::Record { .. }
        | Request::Rulings
        | Request::WhatIf { .. }
        | Request::Lines { .. }
        | Request::Calendar { .. }
        | Request::CalendarInForce
        | Request::Traffic
        | Request::Health
        | Request::Due { .. }
        | Request::Measures
        | Request::Drafts
        | Request::Views
        | Request::Claim { .. }
        | Request::Release { .. } => Ok(Answer::Trouble(Trouble::NoSuch("act".to_owned()))),
    }
}

/// Whether text can be a request key: 1 to 64 visible ASCII characters.
pub(super) fn is_key(text: &str) -> bool {
    (1..=KEY_LIMIT).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// What a key was answered. Among the acts, in their order: an act whose answer was lost is either done by now or was
/// never received.
fn find(batch: &Batch<'_>, login: &Login, key: &str) -> Result<Answer, LedgerError> {
    let view = batch.view();
    let actor = resolve(&view, login);
    view.settle()?;
    match actor {
        Some(actor) => find_request(batch.tables(), &actor.person, key).map(Answer::Found),
        None => Ok(Answer::Stranger(login.clone())),
    }
}

/// Tells a contact's telephone number in clear (R49): to a counterparty at once, to audit by an act that puts it on record,
/// in the same transaction.
fn reveal(
    shared: &Shared,
    batch: &mut Batch<'_>,
    settled: &mut Vec<Settled>,
    login: &Login,
    key: String,
    id: MatterId,
) -> Result<Answer, LedgerError> {
    if !is_key(&key) {
        return Ok(Answer::Trouble(Trouble::BadKey));
    }
    let view = batch.view();
    let actor = resolve(&view, login);
    let matter = view.matter(id);
    view.settle()?;
    let Some(actor) = actor else {
        return Ok(Answer::Stranger(login.clone()));
    };
    let clear = Clear::to(actor.kind);
    if clear == Clear::Never {
        let kinds = PartyKind::ALL.into_iter();
        let told = kinds.filter(|kind| Sight::Telephone.is_open_to(*kind));
        let refused = Reason::PartyNeeded(told.collect()).under(R49);
        return Ok(Answer::Refused(refused));
    }
    let seen = matter.filter(|matter| matter.head.is_seen_by(&actor));
    let contact = seen.and_then(|matter| Some(matter.body.asked()?.contact.clone()));
    let Some(contact) = contact else {
        return Ok(Answer::Trouble(Trouble::NoSuch(id.to_string())));
    };
    let entry = match clear {
        Clear::Asked | Clear::Never => None,
        Clear::Recorded => {
            let act_of_it = register::RevealTelephone { of_matter: id };
            let request = ActRequest {
                key,
                expected: None,
                command: Command::Keep(register::Act::RevealTelephone(act_of_it)),
            };
            match act(shared, batch, settled, login, request)? {
                Some(Ended::Done(receipt) | Ended::Before(receipt)) => Some(receipt.first),
                Some(ended @ (Ended::Refused(_) | Ended::KeyReused)) => {
                    return Ok(answer_of(ended));
                }
                None => return Ok(Answer::Stranger(login.clone())),
            }
        }
    };
    Ok(Answer::Revealed(Revealed {
        matter: id,
        contact,
        entry,
    }))
}

fn answer_of(ended: Ended) -> Answer {
    match ended {
        Ended::Done(receipt) => Answer::Done(receipt),
        Ended::Before(receipt) => Answer::Before(receipt),
        Ended::Refused(refusal) => Answer::Refused(refusal),
        Ended::KeyReused => Answer::KeyReused,
    }
}

/// One act by whoever the login is bound to now; none if it is bound to nobody. What it means for claims is added to
/// `settled`, to hold once it is committed.
fn act(
    shared: &Shared,
    batch: &mut Batch<'_>,
    settled: &mut Vec<Settled>,
    login: &Login,
    request: ActRequest,
) -> Result<Option<Ended>, LedgerError> {
    let view = batch.view();
    let actor = match &request.command {
        Command::Keep(register::Act::Found(act)) => Some(founder(login, &act.person)),
        Command::Keep(_) | Command::Open(_) | Command::On(..) => resolve(&view, login),
    };
    view.settle()?;
    let Some(actor) = actor else { return Ok(None) };
    let act = Act {
        actor,
        key: request.key,
        expected: request.expected,
        command: request.command,
    };
    let now = shared.clock.now();
    if let Some(refusal) = against(shared, batch, settled, &act, now)? {
        return Ok(Some(Ended::Refused(refusal)));
    }
    let ended = batch.act(&act, now)?;
    if let (Ended::Done(_), Some(id)) = (&ended, act.command.matter()) {
        settled.push(settling(batch, &act, id)?);
    }
    Ok(Some(ended))
}

/// What stands against taking over, as far as only the hub knows it. The rules and an earlier use of the key come first:
/// who may not see a matter learns nothing of its claim, and what is done is not refused.
fn against(
    shared: &Shared,
    batch: &Batch<'_>,
    settled: &[Settled],
    act: &Act,
    now: DateTime<Utc>,
) -> Result<Option<Refusal>, LedgerError> {
    let person = &act.actor.person;
    let asked = Instant::now();
    let Some(refusal) = shared.claims.against(&act.command, person, settled, asked) else {
        return Ok(None);
    };
    let view = batch.view();
    let refusal = refusal.named(&view);
    let decided = decide(&view, &act.actor, now, &act.command, act.expected);
    view.settle()?;
    let used = find_request(batch.tables(), person, &act.key)?;
    Ok((decided.is_ok() && used.is_none()).then_some(refusal))
}

fn settling(batch: &Batch<'_>, act: &Act, id: MatterId) -> Result<Settled, LedgerError> {
    let Command::On(_, AnyAct::Common(common::Act::TakeOver(_))) = act.command else {
        return Ok(Settled::Done(id, act.actor.person.clone()));
    };
    let view = batch.view();
    let world: &dyn World = &view;
    let party: Option<Party> = world.find(act.actor.party.as_str());
    view.settle()?;
    let party = party.map_or_else(|| act.actor.party.to_string(), |party| party.name);
    Ok(Settled::TakenOver(id, Holder::new(&act.actor, party)))
}

/// Who a login is now.
pub(super) fn resolve(world: &dyn World, login: &Login) -> Option<Actor> {
    let account: Account = world.find(login.as_str())?;
    let person: Person = world.find(account.person.as_str())?;
    let party: Party = world.find(person.party.as_str())?;
    Actor::under(&account, person, &party)
}

/// Whoever founds the ledger signs as the administrator that the founding act names.
fn founder(login: &Login, person: &Person) -> Actor {
    Actor {
        login: login.clone(),
        person: person.code.clone(),
        name: person.name.clone(),
        party: person.party.clone(),
        kind: PartyKind::Authority,
        posts: person.posts.clone(),
        clockwork: false,
    }
}
