//! What a connection is sent: answers and updates, as fast as it reads them and no faster.

use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use serde_json::json;
use tokio::io::AsyncWriteExt;
use tokio::net::UnixStream;
use tokio::net::unix::OwnedWriteHalf;
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::time::timeout;

use super::super::message::{self, Fault};
use super::super::server::House;
use super::super::traffic::count;
use super::Guest;

/// How long a peer may read nothing of what waits for it.
const UNREAD: Duration = Duration::from_secs(20);
/// How many unwritten bytes all connections together may have.
const UNWRITTEN_ALL: usize = 64 << 20;
/// How long a half-closed subscriber may be gone before that is noticed.
const LOOK_AFTER: Duration = Duration::from_secs(1);
/// What each subscriber adds to the time between two updates of one: together they are sent so many a second.
const UPDATE_PACE: Duration = Duration::from_micros(20);
/// Below this it is not worth a wait.
const LEAST_PACE: Duration = Duration::from_millis(5);

/// An answer on its way; its place is free for another request once it is written.
pub(super) struct Packet {
    bytes: Vec<u8>,
    _place: OwnedSemaphorePermit,
}

pub(super) type Out = mpsc::UnboundedSender<Packet>;

/// Sends an answer on its way.
pub(super) fn post(
    house: &House,
    guest: &Guest,
    out: &Out,
    bytes: Vec<u8>,
    place: OwnedSemaphorePermit,
) {
    if guest.is_cut_off() {
        return;
    }
    let length = bytes.len();
    let packet = Packet {
        bytes,
        _place: place,
    };
    if out.send(packet).is_err() {
        return;
    }
    if guest.unwritten.get() == 0 {
        guest.reads_since.set(Instant::now());
    }
    guest.unwritten.set(guest.unwritten.get() + length);
    house.unwritten.set(house.unwritten.get() + length);
    house.relieve();
}

impl House {
    /// Cuts off whoever has read nothing for longest, while more waits than the memory is to hold.
    fn relieve(&self) {
        while self.unwritten.get() > UNWRITTEN_ALL {
            let guests = self.guests.borrow();
            let slowest = guests
                .values()
                .filter(|guest| guest.unwritten.get() > 0)
                .min_by_key(|guest| guest.reads_since.get());
            let Some(slowest) = slowest else { return };
            self.cut_off(slowest);
        }
    }

    /// Nothing more is written to it, and what waits for it is forgotten.
    fn cut_off(&self, guest: &Guest) {
        count(&self.counters.unread);
        self.forget_unwritten(guest);
        guest.dismiss(Fault::Unread);
    }

    pub(super) fn forget_unwritten(&self, guest: &Guest) {
        let unwritten = guest.unwritten.take();
        self.unwritten
            .set(self.unwritten.get().saturating_sub(unwritten));
        guest.written.notify_waiters();
    }

    fn note_written(&self, guest: &Guest, length: usize) {
        // What was forgotten is not there any more.
        let length = length.min(guest.unwritten.get());
        guest.unwritten.set(guest.unwritten.get() - length);
        self.unwritten
            .set(self.unwritten.get().saturating_sub(length));
        guest.written.notify_waiters();
    }

    /// How long one subscriber rests between two updates.
    fn pace(&self) -> Duration {
        let subscribed = self.counters.subscribed();
        let pace = UPDATE_PACE.saturating_mul(u32::try_from(subscribed).unwrap_or(u32::MAX));
        if pace < LEAST_PACE {
            Duration::ZERO
        } else {
            pace
        }
    }
}

/// Writes answers and updates until there are no more; a peer that reads nothing is given up. Whoever has to leave is
/// told why after all that it was still to be answered.
pub(super) async fn write_out(
    house: Rc<House>,
    guest: Rc<Guest>,
    mut writing: OwnedWriteHalf,
    mut packets: mpsc::UnboundedReceiver<Packet>,
) {
    let mut open = true;
    let mut rests_until = Instant::now();
    while open || (guest.is_subscribed() && !has_hung_up(writing.as_ref())) {
        let news = async {
            if rests_until > Instant::now() {
                tokio::time::sleep_until(rests_until.into()).await;
            }
            guest.news.notified().await;
        };
        tokio::select! {
            biased;
            packet = packets.recv(), if open => match packet {
                None => open = false,
                Some(packet) => {
                    let length = packet.bytes.len();
                    let sent = write_all(&guest, &mut writing, &packet.bytes).await;
                    house.note_written(&guest, length);
                    if !sent {
                        house.cut_off(&guest);
                        break;
                    }
                }
            },
            () = news => {
                if let Some(update) = guest.update() {
                    count(&house.counters.updates);
                    let told = json!({ "jsonrpc": "2.0", "method": "update", "params": update });
                    if !write_all(&guest, &mut writing, &message::line(&told)).await {
                        house.cut_off(&guest);
                        break;
                    }
                    rests_until = Instant::now() + house.pace();
                }
            },
            () = guest.parting.notified(), if !open => break,
            // A peer that ended its side only may still listen; one that is gone altogether tells nobody.
            () = tokio::time::sleep(LOOK_AFTER), if !open => {}
        }
    }
    let farewell = guest.farewell.borrow_mut().take();
    if let Some(farewell) = farewell {
        let _ = write_all(&guest, &mut writing, &farewell).await;
    }
    guest.stop_listening();
    // Whoever reads lines for it learns that there is nobody to answer.
    guest.leave.notify_one();
}

/// Writes all of it; whether the peer took it.
async fn write_all(guest: &Guest, writing: &mut OwnedWriteHalf, mut bytes: &[u8]) -> bool {
    while !bytes.is_empty() {
        match timeout(UNREAD, writing.write(bytes)).await {
            Ok(Ok(written @ 1..)) => {
                guest.reads_since.set(Instant::now());
                bytes = bytes.get(written..).unwrap_or_default();
            }
            _ => return false,
        }
    }
    true
}

/// Whether the other end is gone, in both directions.
pub(super) fn has_hung_up(stream: &UnixStream) -> bool {
    let mut watched = [PollFd::new(stream, PollFlags::empty())];
    let at_once = Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    let polled = poll(&mut watched, Some(&at_once));
    let [watched] = watched;
    let lost = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    polled.is_ok() && watched.revents().intersects(lost)
}

/// A subscription, counted while it lasts.
pub(super) struct Listening {
    pub(super) mailbox: Arc<super::super::super::mailbox::Mailbox>,
    counters: Arc<super::super::traffic::Counters>,
}

impl Listening {
    pub(super) fn new(house: &House, mailbox: Arc<super::super::super::mailbox::Mailbox>) -> Self {
        count(&house.counters.subscribed);
        Self {
            mailbox,
            counters: Arc::clone(&house.counters),
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        super::super::traffic::discount(&self.counters.subscribed);
    }
}
