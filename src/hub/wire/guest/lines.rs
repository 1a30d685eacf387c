//! Bytes, cut into lines, within bounds of length, of time and of all connections' memory together.

use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::net::unix::OwnedReadHalf;
use tokio::time::timeout_at;

use super::super::message::{BLANK, FIRST_LINE_LIMIT, Fault, LINE_LIMIT};
use super::super::server::House;
use super::super::traffic::count;
use super::Guest;
use super::writing::has_hung_up;

/// How long the first line may take, and the rest of any line that has begun.
const PATIENCE: Duration = Duration::from_secs(15);
/// How many bytes of a long line a second more is given for: a slow link is no silence.
const SLOWEST: usize = 16 << 10;
/// How much is read at once.
pub(in crate::hub::wire) const CHUNK: usize = 16 << 10;
/// How many bytes all connections together may gather of lines longer than a first one may be.
const GATHERING: usize = 64 << 20;
/// How many bytes of what a connection still sends are read away when it is closed, so that it reads why.
const READ_AWAY: usize = 1 << 20;
/// After how many blank bytes a connection has to rest, and how long.
const BLANK_LIMIT: usize = 8 << 10;
const BLANK_REST: Duration = Duration::from_millis(100);
/// How many lines are cut, of one reading, before everybody else has a go.
const LINES_AT_ONCE: u32 = 16;

/// Bytes, cut into lines.
pub(super) struct Lines {
    reading: OwnedReadHalf,
    house: Rc<House>,
    guest: Rc<Guest>,
    gathered: Vec<u8>,
    /// Where the line begins: before it stand lines that were cut.
    from: usize,
    /// How far a line's end was searched.
    seen: usize,
    /// When the line began.
    since: Instant,
    /// Lines cut since others had a go.
    cut: u32,
    /// Blank bytes since the last rest.
    blank: usize,
}

impl Lines {
    pub(super) fn new(house: &Rc<House>, guest: &Rc<Guest>, reading: OwnedReadHalf) -> Self {
        Self {
            reading,
            house: Rc::clone(house),
            guest: Rc::clone(guest),
            gathered: Vec::new(),
            from: 0,
            seen: 0,
            since: Instant::now(),
            cut: 0,
            blank: 0,
        }
    }

    /// The next line that is not blank; none at the end. What stands there without its end is a line too.
    pub(super) async fn next(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        loop {
            self.cut += 1;
            if self.cut > LINES_AT_ONCE {
                self.cut = 0;
                tokio::task::yield_now().await;
            }
            let limit = if self.guest.is_known() {
                LINE_LIMIT
            } else {
                FIRST_LINE_LIMIT
            };
            if let Some(line) = self.cut() {
                if line.len() > limit {
                    count(&self.house.counters.oversized);
                    return Err(Fault::LineTooLong(limit));
                }
                return Ok(Some(line));
            }
            if self.gathered.len() > limit {
                count(&self.house.counters.oversized);
                return Err(Fault::LineTooLong(limit));
            }
            self.house
                .charge_gathering(&self.guest, self.gathered.len())?;
            if self.blank > BLANK_LIMIT {
                // No client needs that many blank bytes, and skipping them takes time from the others.
                self.blank = 0;
                tokio::time::sleep(BLANK_REST).await;
            }
            if !self.read().await? {
                let rest = self.rest();
                return Ok((!rest.is_empty()).then_some(rest));
            }
        }
    }

    /// Reads some more; whether there was any.
    async fn read(&mut self) -> Result<bool, Fault> {
        if self.gathered.is_empty() {
            self.since = Instant::now();
        }
        loop {
            let waiting = self.reading.readable();
            let ready = if self.gathered.is_empty() && self.guest.is_known() {
                waiting.await
            } else {
                let earned = u64::try_from(self.gathered.len() / SLOWEST).unwrap_or(u64::MAX);
                let until = self.since + PATIENCE + Duration::from_secs(earned);
                timeout_at(until.into(), waiting).await.map_err(|_| {
                    count(&self.house.counters.silent);
                    Fault::Silent
                })?
            };
            if ready.is_err() {
                return Ok(false);
            }
            // Idle connections share one room to read into.
            let mut chunk = self.house.chunk.borrow_mut();
            match self.reading.try_read(&mut chunk) {
                Ok(read @ 1..) => {
                    self.gathered
                        .extend_from_slice(chunk.get(..read).unwrap_or_default());
                    return Ok(true);
                }
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                Ok(_) | Err(_) => return Ok(false),
            }
        }
    }

    /// The next whole line that is not blank.
    fn cut(&mut self) -> Option<Vec<u8>> {
        // Blank lines, and blanks before a line, are passed over all at once.
        let rest = self.gathered.get(self.from..).unwrap_or_default();
        let blank = |byte: &u8| BLANK.contains(&char::from(*byte));
        let first = rest.iter().position(|byte| !blank(byte));
        let passed = first.unwrap_or(rest.len());
        self.blank += passed;
        self.from += passed;
        self.seen = self.seen.max(self.from);
        let rest = self.gathered.get(self.seen..).unwrap_or_default();
        let Some(end) = rest.iter().position(|byte| *byte == b'\n') else {
            // Complete lines are removed from the buffer; what is left is the beginning of the next one.
            self.gathered.drain(..self.from);
            self.from = 0;
            self.seen = self.gathered.len();
            return None;
        };
        let end = self.seen + end;
        self.blank = 0;
        let line = self
            .gathered
            .get(self.from..end)
            .unwrap_or_default()
            .to_vec();
        self.from = end + 1;
        self.seen = self.from;
        if self.from == self.gathered.len() {
            // The buffer shrinks after a long line: short ones do not need it.
            self.gathered = Vec::new();
            (self.from, self.seen) = (0, 0);
        }
        Some(line)
    }

    /// Whether the peer is gone altogether, and not only at the end of what it sends.
    pub(super) fn has_hung_up(&self) -> bool {
        has_hung_up(self.reading.as_ref())
    }

    fn rest(&mut self) -> Vec<u8> {
        (self.from, self.seen) = (0, 0);
        std::mem::take(&mut self.gathered)
    }

    /// Reads away what still comes, for a short while: a socket that is closed with something unread tells its peer of
    /// that only, and not why.
    pub(super) async fn read_away(mut self, while_: Duration) {
        let until = Instant::now() + while_;
        let mut away = 0;
        self.gathered = Vec::new();
        self.house.forget_gathering(&self.guest);
        while away < READ_AWAY {
            let Ok(Ok(())) = timeout_at(until.into(), self.reading.readable()).await else {
                return;
            };
            let read = self.reading.try_read(&mut self.house.chunk.borrow_mut());
            match read {
                Ok(read @ 1..) => away += read,
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                Ok(_) | Err(_) => return,
            }
            tokio::task::yield_now().await;
        }
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        self.house.forget_gathering(&self.guest);
    }
}

impl House {
    /// Long lines share one bound: many connections together must not fill the memory. Whoever takes longest to end one
    /// has to leave.
    fn charge_gathering(&self, guest: &Rc<Guest>, gathered: usize) -> Result<(), Fault> {
        let long = gathered.saturating_sub(FIRST_LINE_LIMIT);
        let before = guest.gathered.replace(long);
        if long == 0 && before == 0 {
            return Ok(());
        }
        if before == 0 {
            guest.gathers_since.set(Instant::now());
        }
        self.gathering
            .set(self.gathering.get().saturating_sub(before) + long);
        while self.gathering.get() > GATHERING {
            let guests = self.guests.borrow();
            let slowest = guests
                .values()
                .filter(|guest| guest.gathered.get() > 0)
                .min_by_key(|guest| guest.gathers_since.get());
            count(&self.counters.oversized);
            let fault = Fault::LineTooLong(FIRST_LINE_LIMIT);
            match slowest {
                Some(slowest) if !Rc::ptr_eq(slowest, guest) => {
                    self.forget_gathering(slowest);
                    slowest.dismiss(fault);
                }
                _ => {
                    self.forget_gathering(guest);
                    return Err(fault);
                }
            }
        }
        Ok(())
    }

    fn forget_gathering(&self, guest: &Guest) {
        let gathered = guest.gathered.take();
        self.gathering
            .set(self.gathering.get().saturating_sub(gathered));
    }
}
