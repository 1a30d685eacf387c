//! The acts of a table on their way to the hub: each is checked, a slice at a time, before anything is sent to be done;
//! then all of them are done or none.
//!
//! What is checked is each act alone; the hub decides them one after the other, each seeing those before it. What the
//! check cannot see, as two rows of one holding that do not go together, is refused then, and nothing of it stays.

use crate::cli::context::Seated;
use crate::cli::failure::{self, Failure};
use crate::domain::law::act::Verb;
use crate::domain::law::command::Command;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::feed::table::Place;
use crate::hub::request::{
    ACTS_LIMIT, ActRequest, Adopted, Answer, MANY_SLICE, Preview, Receipt, Request, Trouble,
};
use crate::ledger::entry::Hash;
use crate::ledger::error::LedgerError;
use crate::locale::{Lang, refusal};

use super::reading::Found;

/// The most acts of one slice on its way to the hub, and the most bytes: a line may have more, but others want theirs.
const SLICE: (usize, usize) = (256, 256 << 10);

/// Told how far it is, and of how much; it answers whether to go on.
pub(in crate::cli) type Steps<'s> = dyn FnMut(u64, u64) -> bool + 's;

/// The cell that a refusal is about; the act is told by its place in the file.
type Placed = Box<dyn Fn(usize, &Reason) -> Place>;

/// The acts of a table, and where what stands against one of them is.
pub(in crate::cli) struct HandingIn {
    pub(super) lang: Lang,
    pub(super) verb: Verb,
    /// What the request keys begin with: it comes from the file, so that the same file is never imported twice.
    pub(super) name: String,
    pub(super) requests: Vec<ActRequest>,
    pub(super) place: Placed,
}

/// What became of a table.
pub(in crate::cli) enum Done {
    /// The receipts of few acts.
    Few(Vec<Receipt>),
    /// What many came to.
    Many(Adopted),
}

impl Done {
    /// How many acts were done.
    pub(in crate::cli) fn acts(&self) -> usize {
        match self {
            Self::Few(receipts) => receipts.len(),
            Self::Many(adopted) => adopted.acts,
        }
    }
}

/// Why nothing became of it.
pub(in crate::cli) enum Undone {
    /// Rules stand against these acts.
    Refused(Found),
    /// Something else.
    Failed(Failure),
}

impl From<Failure> for Undone {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// What the request keys of a file begin with; beside its bytes they come from what was said with it.
pub(super) fn name_of(bytes: &[u8], beside: &str) -> String {
    let digest = if beside.is_empty() {
        Hash::of(bytes)
    } else {
        Hash::of(&[beside.as_bytes(), b"\n", bytes].concat())
    };
    let digest = digest.to_string();
    format!("import-{}", digest.get(..32).unwrap_or(&digest))
}

/// One request for each act.
pub(super) fn requests(name: &str, commands: Vec<Command>) -> Vec<ActRequest> {
    let numbered = commands.into_iter().zip(1_u32..);
    numbered
        .map(|(command, number)| ActRequest {
            key: format!("{name}-{number}"),
            expected: None,
            command,
        })
        .collect()
}

impl HandingIn {
    /// What became of the same file before; none if nothing did. As it was all done or none, its last act tells.
    pub(in crate::cli) fn before(&self, seated: &Seated) -> Result<Option<Done>, Failure> {
        let find = |request: &ActRequest| {
            let key = request.key.clone();
            match seated.ask(self.lang, Request::Find { key })? {
                Answer::Found(receipt) => Ok::<_, Failure>(receipt),
                _ => Ok(None),
            }
        };
        let (Some(first), Some(last)) = (self.requests.first(), self.requests.last()) else {
            return Ok(None);
        };
        let Some(last) = find(last)? else {
            return Ok(None);
        };
        if self.requests.len() <= ACTS_LIMIT {
            let receipts: Result<Option<Vec<_>>, Failure> =
                self.requests.iter().map(find).collect();
            return Ok(receipts?.map(Done::Few));
        }
        let ends = find(first)?.map(|first| [first, last]);
        let adopted = ends.and_then(|ends| Adopted::of(&ends));
        Ok(adopted.map(|adopted| {
            Done::Many(Adopted {
                acts: self.requests.len(),
                ..adopted
            })
        }))
    }

    /// Previews every act, so that a person hears of everything that stands against the file at once.
    pub(in crate::cli) fn check(
        &self,
        seated: &Seated,
        steps: &mut Steps<'_>,
    ) -> Result<(), Undone> {
        let mut problems = Found::default();
        let mut read = 0;
        while let Some(rest) = self.requests.get(read..).filter(|rest| !rest.is_empty()) {
            let acts = rest.iter().take(MANY_SLICE).cloned().collect();
            let found = match seated.seat.ask(Request::PreviewAll { acts }) {
                Answer::Previews(found) => found,
                other => {
                    failure::good(self.lang, self.verb, other)?;
                    break;
                }
            };
            let refused = found.cannot.iter();
            let mut refused: Vec<_> = refused
                .flat_map(|one| one.at.iter().map(|at| (read + at, &one.refusal)))
                .collect();
            refused.sort_by_key(|(at, _)| *at);
            for (at, refusal) in refused {
                self.note(&mut problems, at, refusal);
            }
            if let Some(unsaid) = found.unsaid.first() {
                let why = Answer::Trouble(Trouble::Store(unsaid.why.clone()));
                failure::good(self.lang, self.verb, why)?;
            }
            read += found.read.max(1);
            self.goes_on(steps(count(read), count(self.requests.len())))?;
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(Undone::Refused(problems))
        }
    }

    /// What each act would come to, of few.
    pub(super) fn previews(&self, seated: &Seated) -> Result<Vec<Preview>, Failure> {
        let mut previews = Vec::with_capacity(self.requests.len());
        for request in &self.requests {
            let answer = seated.seat.ask(Request::Preview(request.clone()));
            if let Answer::Preview(preview) = failure::good(self.lang, self.verb, answer)? {
                previews.push(*preview);
            }
        }
        Ok(previews)
    }

    /// Does all of it, or nothing.
    pub(in crate::cli) fn hand_in(
        &self,
        seated: &Seated,
        steps: &mut Steps<'_>,
    ) -> Result<Done, Undone> {
        let answer = if self.requests.len() <= ACTS_LIMIT {
            let acts = self.requests.clone();
            seated.seat.ask(Request::ActAll { acts })
        } else {
            self.stage(seated, steps)?;
            let intake = self.name.clone();
            seated.seat.ask(Request::Adopt { intake })
        };
        let done = match answer {
            Answer::AllDone(receipts) => Done::Few(receipts),
            Answer::Adopted(adopted) => Done::Many(adopted),
            // The check just before found nothing: something has changed since, or no act alone shows it.
            Answer::NoneDone { at, refusal } => {
                let mut problems = Found::default();
                self.note(&mut problems, at, &refusal);
                return Err(Undone::Refused(problems));
            }
            // The link broke while it was closed: closed again it is no more there, whether it was done or not.
            answer @ Answer::Trouble(Trouble::NoSuch(_)) => match self.before(seated)? {
                Some(done) => done,
                None => {
                    return Err(failure::good(self.lang, self.verb, answer)
                        .err()
                        .map_or_else(|| Undone::Refused(Found::default()), Undone::Failed));
                }
            },
            other => {
                failure::good(self.lang, self.verb, other)?;
                return Err(Undone::Refused(Found::default()));
            }
        };
        seated.settle();
        Ok(done)
    }

    /// Sends the acts to the hub, slice by slice. Stopped, they are given up.
    fn stage(&self, seated: &Seated, steps: &mut Steps<'_>) -> Result<(), Failure> {
        let of = self.requests.len();
        let mut from = 0;
        while from < of {
            let acts = self.slice(from);
            let next = from + acts.len();
            let staged = Request::Stage {
                intake: self.name.clone(),
                from,
                of,
                acts,
            };
            failure::good(self.lang, self.verb, seated.seat.ask(staged))?;
            from = next;
            if !steps(count(from), count(of)) {
                let intake = self.name.clone();
                // It would be forgotten after a while; what became of that changes nothing.
                let _ = seated.seat.ask(Request::Unstage { intake });
                return self.goes_on(false);
            }
        }
        Ok(())
    }

    /// The acts from one on that go together: one at least.
    fn slice(&self, from: usize) -> Vec<ActRequest> {
        let (most, bytes) = SLICE;
        let mut written = 0;
        let rest = self.requests.iter().skip(from).take(most).enumerate();
        rest.take_while(|(at, act)| {
            written += serde_json::to_vec(act).map_or(0, |bytes| bytes.len());
            *at == 0 || written <= bytes
        })
        .map(|(_, act)| act.clone())
        .collect()
    }

    /// Notes a refusal at the cell that it is about.
    fn note(&self, problems: &mut Found, at: usize, refused: &Refusal) {
        let full = refusal::full(self.lang, refused, self.verb);
        let place = (self.place)(at, &refused.reason);
        problems.add(Some(place), format!("{} {}", full.why, full.mend));
    }

    fn goes_on(&self, on: bool) -> Result<(), Failure> {
        if on {
            Ok(())
        } else {
            Err(failure::of_ledger(self.lang, &LedgerError::Stopped))
        }
    }
}

fn count(acts: usize) -> u64 {
    u64::try_from(acts).unwrap_or(u64::MAX)
}
