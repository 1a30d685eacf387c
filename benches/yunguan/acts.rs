//! Durable acts: many seats that each submit an application and have it accepted, one after the other.

use std::path::Path;
use std::sync::Barrier;
use std::time::{Duration, Instant};

use yunguan::domain::law::code::Login;
use yunguan::hub::Hub;
use yunguan::hub::Seat;
use yunguan::ledger::Ledger;

use super::city::{Applicant, City, Place, accept};
use super::heard::done;
use super::rows::{self, Writes};
use super::sqlite;
use super::tally::{Tally, head, median, row, short};
use super::{disk, number, numbers};

/// What a round came to.
pub struct Round {
    /// Acts per second.
    pub rate: f64,
    /// How long each act's answer took.
    pub waited: Tally,
}

impl Round {
    /// From the waits of so many at once.
    pub fn new(begun: Instant, waits: Vec<Vec<Duration>>) -> Self {
        let taken = begun.elapsed().as_secs_f64();
        let waits: Vec<_> = waits.into_iter().flatten().collect();
        Self {
            rate: f64::from(u32::try_from(waits.len()).unwrap()) / taken,
            waited: Tally::of(waits),
        }
    }
}

/// The table.
pub fn print(place: &Place) {
    let rounds = number("YUNGUAN_ROUNDS", "3");
    let acts = number("YUNGUAN_ACTS", "2000");
    let city = place.city(1_000);
    head(&["seats", "store", "acts/s", "p50", "p99", "yunguan is"]);
    let trial = place.trial();
    let disk = disk::writes(trial.path(), acts);
    let per_second = |taken: Duration| 1.0 / taken.as_secs_f64();
    line(
        "-",
        "4 KiB+fdatasync",
        per_second(disk.percent(50)),
        &disk,
        None,
    );
    for seats in numbers("YUNGUAN_SEATS", "1,16,200") {
        let each = (acts * seats.min(10) / seats).max(20);
        let mut ours = Vec::new();
        let mut alone = Vec::new();
        let mut grouped = Vec::new();
        for _ in 0..rounds {
            let trial = place.trial();
            let (round, writes) = seated(&city, trial.path(), seats, each);
            ours.push(round);
            let base = sqlite::Base::of(&city);
            alone.push(sqlite::one_by_one(
                &base,
                &trial.path().join("alone"),
                &writes,
            ));
            let folder = trial.path().join("grouped");
            grouped.push(sqlite::grouped(&base, &folder, writes, seats));
        }
        let rate = |rounds: &[Round]| median(rounds.iter().map(|round| round.rate).collect());
        let (rate_of_ours, of_alone, of_grouped) = (rate(&ours), rate(&alone), rate(&grouped));
        let seats = seats.to_string();
        line(&seats, "yunguan", rate_of_ours, middle(&ours), None);
        line(
            &seats,
            "sqlite, each",
            of_alone,
            middle(&alone),
            Some(rate_of_ours / of_alone),
        );
        line(
            &seats,
            "sqlite, grouped",
            of_grouped,
            middle(&grouped),
            Some(rate_of_ours / of_grouped),
        );
    }
}

fn line(seats: &str, store: &str, rate: f64, waited: &Tally, ratio: Option<f64>) {
    row(&[
        seats.to_owned(),
        store.to_owned(),
        format!("{rate:.0}"),
        short(waited.percent(50)),
        short(waited.percent(99)),
        ratio.map_or_else(String::new, |ratio| format!("{ratio:.2} x")),
    ]);
}

/// The waits of the round with the median rate.
fn middle(rounds: &[Round]) -> &Tally {
    let wanted = median(rounds.iter().map(|round| round.rate).collect());
    let nearest = rounds.iter().min_by(|one, other| {
        (one.rate - wanted)
            .abs()
            .total_cmp(&(other.rate - wanted).abs())
    });
    &nearest.unwrap().waited
}

/// A round through the real hub, and what it wrote.
fn seated(city: &City, folder: &Path, seats: u32, each: u32) -> (Round, Vec<Writes>) {
    let ledger = city.copy_to(folder);
    let hub = Hub::start(ledger).unwrap();
    let applicants = Applicant::all(&hub);
    let together = Barrier::new(usize::try_from(seats).unwrap() + 1);
    let (begun, waits) = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..seats)
            .map(|number| {
                let at = usize::try_from(number).unwrap() % applicants.len();
                let (applicant, together) = (applicants[at].clone(), &together);
                let seat = hub.seat(applicant.login.clone());
                let acceptor = hub.seat(Login::new("authority-handler"));
                scope.spawn(move || {
                    together.wait();
                    acting(number, each, &applicant, &seat, &acceptor)
                })
            })
            .collect();
        together.wait();
        let begun = Instant::now();
        let waits: Vec<_> = threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect();
        (begun, waits)
    });
    let round = Round::new(begun, waits);
    // Of the city's own file: a snapshot of the copy would have stood in the round's way.
    let before = Ledger::open(&city.folder).unwrap();
    let writes = rows::since(&before.snapshot().unwrap(), hub.ledger());
    (round, writes)
}

fn acting(
    number: u32,
    each: u32,
    applicant: &Applicant,
    seat: &Seat,
    acceptor: &Seat,
) -> Vec<Duration> {
    let mut waits = Vec::new();
    for act in 0..each.div_ceil(2) {
        let submit = applicant.submit(format!("submit-{number}-{act}"));
        let matter = done(seat, submit, &mut waits);
        let accept = accept(matter, format!("accept-{number}-{act}"));
        done(acceptor, accept, &mut waits);
    }
    waits
}
