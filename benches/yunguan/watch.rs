//! Seats that watch: each looks again after every update, while others act.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use yunguan::domain::law::code::Login;
use yunguan::hub::request::{List, Order};
use yunguan::hub::{Hub, Seat};

use super::city::{Applicant, City, Place, accept};
use super::heard::{Log, commits, done};
use super::looks::{plain, resident, window};
use super::number;
use super::tally::{Tally, head, median, row, short};

/// How many watch.
const WATCHERS: u32 = 200;
/// How many act, each its next act as soon as the last is durable.
const ACTORS: u32 = 16;
/// How long they do.
const LASTS: Duration = Duration::from_secs(5);

/// The table: the same acts while nobody watches and while many do.
pub fn print(place: &Place, sizes: &[u32]) {
    head(&[
        "matters",
        "watching",
        "acting",
        "acts/s",
        "act p50",
        "act p99",
        "window p50",
        "window p99",
        "windows/s",
        "resident",
    ]);
    for matters in sizes {
        let city = place.city(*matters);
        for watchers in [0, WATCHERS] {
            let rounds = number("YUNGUAN_ROUNDS", "3");
            let mut rounds: Vec<Round> = (0..rounds)
                .map(|_| {
                    let trial = place.trial();
                    watched(&city, trial.path(), watchers)
                })
                .collect();
            let rate = median(rounds.iter().map(|round| round.rate).collect());
            rounds.sort_by(|one, other| one.rate.total_cmp(&other.rate));
            let middle = &rounds[rounds.len() / 2];
            let seen = |percent| {
                let seen = middle.seen.as_ref();
                seen.map_or_else(String::new, |seen| short(seen.percent(percent)))
            };
            row(&[
                matters.to_string(),
                watchers.to_string(),
                ACTORS.to_string(),
                format!("{rate:.0}"),
                short(middle.waited.percent(50)),
                short(middle.waited.percent(99)),
                seen(50),
                seen(99),
                format!("{:.0}", middle.windows),
                format!("{} MiB", resident("VmRSS") >> 10),
            ]);
        }
    }
}

/// What a round came to.
struct Round {
    rate: f64,
    waited: Tally,
    /// From each commit until each watcher had the window that shows it.
    seen: Option<Tally>,
    /// Windows of all watchers in a second.
    windows: f64,
}

fn watched(city: &City, folder: &Path, watchers: u32) -> Round {
    let hub = Hub::start(city.copy_to(folder)).unwrap();
    let applicants = Applicant::all(&hub);
    let commits = commits(&hub.seat(watcher()));
    let stop = AtomicBool::new(false);
    let (taken, waits, seen) = std::thread::scope(|scope| {
        let watching: Vec<_> = (0..watchers)
            .map(|_| {
                let (seat, stop) = (hub.seat(watcher()), &stop);
                scope.spawn(move || watch(&seat, stop))
            })
            .collect();
        let begun = Instant::now();
        let acting: Vec<_> = (0..ACTORS)
            .map(|number| {
                let applicant = &applicants[usize::try_from(number).unwrap() % applicants.len()];
                let hub = &hub;
                scope.spawn(move || act(hub, number, applicant))
            })
            .collect();
        let waits: Vec<_> = acting
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect();
        let taken = begun.elapsed();
        // The last commit is still to be seen.
        std::thread::sleep(Duration::from_millis(500));
        stop.store(true, Ordering::Relaxed);
        let seen: Vec<Log> = watching
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect();
        (taken, waits, seen)
    });
    let commits = std::mem::take(&mut *commits.lock().unwrap());
    let per_second = |count: usize| f64::from(u32::try_from(count).unwrap()) / taken.as_secs_f64();
    Round {
        rate: per_second(waits.len()),
        waited: Tally::of(waits),
        windows: per_second(seen.iter().map(Vec::len).sum()),
        seen: (watchers > 0).then(|| until_seen(&commits, seen)),
    }
}

fn watcher() -> Login {
    Login::new("authority-handler")
}

/// Looks again after every update until told to stop: what each window showed, and when it was there.
fn watch(seat: &Seat, stop: &AtomicBool) -> Log {
    let (wake, woken): (_, Receiver<()>) = channel();
    // Whoever does not listen any more needs no waking.
    let mailbox = seat.subscribe(move || wake.send(()).unwrap_or(()));
    let look = plain(List::Open, Order::Ascending);
    let mut log = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        if woken.recv_timeout(Duration::from_millis(50)).is_err() {
            continue;
        }
        // As many as came while it looked are one.
        while woken.try_recv().is_ok() {}
        if mailbox.take().is_some() {
            let seq = window(seat, &look).seq;
            log.push((seq, Instant::now()));
        }
    }
    log
}

/// Submits and has accepted, until the time is over.
fn act(hub: &Hub, number: u32, applicant: &Applicant) -> Vec<Duration> {
    let (unit, acceptor) = (hub.seat(applicant.login.clone()), hub.seat(watcher()));
    let mut waits = Vec::new();
    let begun = Instant::now();
    for at in 0.. {
        if begun.elapsed() > LASTS {
            break;
        }
        let submit = applicant.submit(format!("watch-{number}-{at}"));
        let matter = done(&unit, submit, &mut waits);
        let accept = accept(matter, format!("watched-{number}-{at}"));
        done(&acceptor, accept, &mut waits);
    }
    waits
}

/// From each commit until each watcher had a window that shows it or a later one.
fn until_seen(commits: &Log, seen: Vec<Log>) -> Tally {
    let mut waits = Vec::new();
    for log in seen {
        let mut first = BTreeMap::new();
        for (seq, at) in log {
            first.entry(seq).or_insert(at);
        }
        for (seq, at) in commits {
            let shown = first.range(seq..).next();
            waits.extend(shown.map(|(_, shown)| shown.saturating_duration_since(*at)));
        }
    }
    Tally::of(waits)
}
