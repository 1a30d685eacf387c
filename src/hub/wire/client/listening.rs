//! One open wire: what is read from it, what is written to it, and its end.

use std::io::{BufRead, BufReader, Read, Write};
use std::sync::Weak;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::super::super::mailbox::Update;
use super::super::super::request::{Answer, Trouble};
use super::super::link::{Help, Unreached};
use super::super::message::{self, Heard};
use super::super::transport::{Ending, FAREWELL};
use super::settling::is_kept;
use super::{Pending, Shared, Ungreeted, Way, guard, lost};

/// The longest line believed of a hub, in bytes.
const ANSWER_LIMIT: u64 = 256 << 20;
/// How much of what is no message is put up with: a login script may greet.
const NOISE_LIMIT: usize = 64 << 10;
/// How often a quiet wire is tried.
const PING_EVERY: Duration = Duration::from_secs(10);
/// How long a hub may take to answer that.
const PING_LIMIT: Duration = Duration::from_secs(25);

impl Shared {
    /// A wire ended. What it still owed is kept or answered.
    fn ended(&self, number: u64) {
        let mut state = guard(&self.state);
        if state.wires != number {
            return;
        }
        // An end before the greeting is told by whoever greets, who must not take this wire for an open one.
        state.wires += 1;
        let goodbye = state.goodbye.clone().unwrap_or_default();
        let was_open = matches!(state.way, Way::Wire(_));
        let before = was_open.then(|| {
            let lost = lost(String::new(), false);
            std::mem::replace(&mut state.way, Way::None(lost))
        });
        let mut unanswered = Vec::new();
        for (_, pending) in std::mem::take(&mut state.pending) {
            match pending {
                Pending::Ask(request, reply) if is_kept(&request) => {
                    state.unsettled.push((*request, reply));
                }
                Pending::Ask(_, reply) => unanswered.push(reply),
                Pending::Own(_) | Pending::Ping(_) => {}
            }
        }
        drop(state);
        if let Some(Way::Wire(open)) = before {
            let words = open.ending.end(FAREWELL);
            if let Way::None(lost) = &mut guard(&self.state).way {
                lost.why = if goodbye.is_empty() { words } else { goodbye };
            }
        }
        for reply in unanswered {
            reply(Answer::Trouble(Trouble::Gone));
        }
        self.changed.notify_all();
        self.wake_all();
    }

    /// Takes a message; what nobody waits for is dropped.
    fn heard(&self, heard: Heard) {
        if heard.method.as_deref() == Some("update") {
            let update = heard
                .params
                .and_then(|params| serde_json::from_str::<Update>(params.get()).ok());
            if let Some(update) = update {
                for mailbox in guard(&self.mailboxes).iter().filter_map(Weak::upgrade) {
                    mailbox.put(update.clone());
                }
            }
            return;
        }
        if let (Value::Null, Some(error)) = (&heard.id, heard.error.as_ref()) {
            return self.sent_away(error);
        }
        let pending = heard
            .id
            .as_u64()
            .and_then(|id| guard(&self.state).pending.remove(&id));
        match pending {
            Some(Pending::Ask(_, reply)) => reply(answer_in(heard)),
            Some(Pending::Own(sender)) => {
                let _ = sender.try_send(match (heard.result, heard.error) {
                    (Some(result), _) => Ok(result),
                    (None, Some(error)) => Err(said(&error)),
                    (None, None) => Err(Ungreeted::Silent(String::new())),
                });
            }
            Some(Pending::Ping(sent)) => self.took(sent.elapsed()),
            None => {}
        }
    }

    /// The hub ends the connection, and says why: to whoever greets it, and else to whoever looks why it was lost.
    fn sent_away(&self, error: &message::HeardError) {
        let mut state = guard(&self.state);
        state.goodbye = Some(error.message.clone());
        for pending in state.pending.values() {
            if let Pending::Own(sender) = pending {
                let _ = sender.try_send(Err(said(error)));
            }
        }
    }

    /// How long there and back took; the screen is told of changes that a person would notice.
    fn took(&self, now: Duration) {
        let mut state = guard(&self.state);
        let Way::Wire(open) = &mut state.way else {
            return;
        };
        let before = open.latency.replace(now);
        let is_remote = open.host.is_some();
        drop(state);
        let notable = before
            .is_none_or(|before| now.abs_diff(before) > Duration::from_millis(10).max(before / 4));
        if is_remote && notable {
            self.wake_all();
        }
    }

    /// Tries a quiet wire; answers the line to send, or that the hub has not answered the last one.
    pub(super) fn ping(&self) -> Option<Vec<u8>> {
        let mut state = guard(&self.state);
        let overdue = state
            .pending
            .values()
            .any(|pending| matches!(pending, Pending::Ping(sent) if sent.elapsed() > PING_LIMIT));
        if overdue {
            return None;
        }
        let is_waiting = state
            .pending
            .values()
            .any(|pending| matches!(pending, Pending::Ping(_)));
        if is_waiting {
            return Some(Vec::new());
        }
        let id = state.next;
        state.next += 1;
        state.pending.insert(id, Pending::Ping(Instant::now()));
        Some(message::own_line(id, "ping", &Value::Null))
    }
}

/// What the hub said against a call of the link's own.
fn said(error: &message::HeardError) -> Ungreeted {
    Ungreeted::Said(Unreached {
        help: if error.code == message::USAGE {
            Help::AnotherWish
        } else {
            Help::Patience
        },
        why: error.message.clone(),
    })
}

fn answer_in(heard: Heard) -> Answer {
    let document = match (heard.result, heard.error) {
        (Some(result), _) => result,
        (None, Some(error)) => match error.data {
            Some(data) => data,
            None => return Answer::Trouble(Trouble::Hub(error.message)),
        },
        (None, None) => return Answer::Trouble(Trouble::Hub(String::new())),
    };
    serde_json::from_str(document.get())
        .unwrap_or_else(|error| Answer::Trouble(Trouble::Hub(error.to_string())))
}

pub(super) fn read(shared: &Weak<Shared>, reader: Box<dyn Read + Send>, number: u64) {
    let mut reader = BufReader::with_capacity(64 << 10, reader);
    let mut noise = 0;
    let mut line = Vec::new();
    loop {
        line.clear();
        match (&mut reader)
            .take(ANSWER_LIMIT)
            .read_until(b'\n', &mut line)
        {
            Ok(0) | Err(_) => break,
            Ok(_) => {}
        }
        let Some(shared) = shared.upgrade() else {
            return;
        };
        match serde_json::from_slice::<Heard>(&line) {
            Ok(heard) if heard.jsonrpc == "2.0" => shared.heard(heard),
            _ => {
                noise += line.len();
                if noise > NOISE_LIMIT {
                    break;
                }
            }
        }
    }
    if let Some(shared) = shared.upgrade() {
        shared.ended(number);
    }
}

pub(super) fn write(
    shared: &Weak<Shared>,
    mut writer: Box<dyn Write + Send>,
    to_write: &Receiver<Vec<u8>>,
    ending: &Ending,
) {
    loop {
        let bytes = match to_write.recv_timeout(PING_EVERY) {
            Ok(bytes) => bytes,
            Err(RecvTimeoutError::Timeout) => {
                let Some(shared) = shared.upgrade() else {
                    break;
                };
                match shared.ping() {
                    Some(line) => line,
                    None => break,
                }
            }
            Err(RecvTimeoutError::Disconnected) => break,
        };
        if writer
            .write_all(&bytes)
            .and_then(|()| writer.flush())
            .is_err()
        {
            break;
        }
    }
    // The reader then reads the end, and says so.
    ending.end(Duration::ZERO);
}
