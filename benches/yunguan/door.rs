//! Many seats at the hub's socket: acts without subscriptions, then how soon all of many subscribers hear of a commit,
//! beside Redis publishing as many messages to as many subscribers in the same run.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use serde_json::{Value, json};
use yunguan::domain::law::code::Login;
use yunguan::hub::host::Host;
use yunguan::hub::request::{Answer, Request};
use yunguan::hub::wire::server::{Admits, Settings};

use super::acts::Round;
use super::city::{Applicant, City, Place, accept};
use super::heard::{Log, commits};
use super::tally::{Tally, head, median, row, short};
use super::{number, numbers};

/// How many subscribe.
const SUBSCRIBERS: usize = 200;
/// How many things happen in a second.
const EVENTS_A_SECOND: u32 = 1_000;
/// How long they do.
const LASTS: Duration = Duration::from_secs(8);
/// How many seats make them happen.
const ACTORS: u32 = 8;

/// Both tables.
pub fn print(place: &Place) {
    let city = place.city(1_000);
    let rounds = number("YUNGUAN_ROUNDS", "3");
    let acts = number("YUNGUAN_ACTS", "2000");
    head(&["seats", "at the socket", "acts/s", "p50", "p99"]);
    for seats in numbers("YUNGUAN_SEATS", "1,16,200") {
        let each = (acts * seats.min(10) / seats).max(20);
        let mut all: Vec<Round> = (0..rounds)
            .map(|_| {
                let trial = place.trial();
                acting(&city, trial.path(), seats, each)
            })
            .collect();
        let rate = median(all.iter().map(|round| round.rate).collect());
        all.sort_by(|one, other| one.rate.total_cmp(&other.rate));
        let middle = &all[all.len() / 2];
        row(&[
            seats.to_string(),
            "yunguan".to_owned(),
            format!("{rate:.0}"),
            short(middle.waited.percent(50)),
            short(middle.waited.percent(99)),
        ]);
    }
    println!(
        "\n{SUBSCRIBERS} subscribers, {EVENTS_A_SECOND} events a second: until the last one has heard\n"
    );
    head(&["through", "events/s", "p50", "p99", "most"]);
    let trial = place.trial();
    told("yunguan", &fan_out(&city, trial.path()));
    match Redis::start(trial.path()) {
        Some(redis) => told("redis", &redis.fan_out()),
        None => println!("(no redis-server here to compare with)"),
    }
}

fn told(through: &str, heard: &(f64, Tally)) {
    let (rate, waited) = heard;
    row(&[
        through.to_owned(),
        format!("{rate:.0}"),
        short(waited.percent(50)),
        short(waited.percent(99)),
        short(waited.percent(100)),
    ]);
}

/// A hub over a copy of the city, with its door.
fn host(city: &City, folder: &Path) -> Host {
    let door = Settings {
        path: folder.join("bench.sock"),
        beside: None,
        mode: 0o600,
        admits: Admits::Everybody,
        service: true,
        words: Arc::new(|_, said| format!("{said:?}")),
    };
    let host = Host::start(city.copy_to(folder), Some(door)).unwrap();
    assert!(host.closed().is_none(), "{:?}", host.closed());
    host
}

/// A client as anybody would write it: one line out, lines in until the answer.
struct Client {
    reader: BufReader<UnixStream>,
    writer: UnixStream,
    next: u64,
}

impl Client {
    fn new(folder: &Path, login: &Login) -> Self {
        let writer = UnixStream::connect(folder.join("bench.sock")).unwrap();
        let mut client = Self {
            reader: BufReader::new(writer.try_clone().unwrap()),
            writer,
            next: 0,
        };
        client.call("hello", &json!({ "protocol": 1, "as": login }));
        client
    }

    fn call(&mut self, method: &str, params: &Value) -> Value {
        self.next += 1;
        let call = json!({ "jsonrpc": "2.0", "id": self.next, "method": method, "params": params });
        self.writer
            .write_all(format!("{call}\n").as_bytes())
            .unwrap();
        let mut line = String::new();
        self.reader.read_line(&mut line).unwrap();
        let answer: Value = serde_json::from_str(&line).unwrap();
        assert!(answer["error"].is_null(), "{line}");
        answer["result"].clone()
    }

    fn act(&mut self, request: Request) -> yunguan::domain::law::matter::MatterId {
        let request = serde_json::to_value(request).unwrap();
        let done = self.call("act", &request["params"]);
        serde_json::from_value(done["result"]["matter"].clone()).unwrap()
    }
}

fn acting(city: &City, folder: &Path, seats: u32, each: u32) -> Round {
    let host = host(city, folder);
    let applicants = Applicant::all(host.hub());
    let together = Barrier::new(usize::try_from(seats).unwrap() + 1);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..seats)
            .map(|number| {
                let at = usize::try_from(number).unwrap() % applicants.len();
                let (applicant, together) = (&applicants[at], &together);
                let mut unit = Client::new(folder, &applicant.login);
                let mut acceptor = Client::new(folder, &Login::new("authority-handler"));
                scope.spawn(move || {
                    together.wait();
                    let mut waits = Vec::new();
                    for act in 0..each.div_ceil(2) {
                        let begun = Instant::now();
                        let matter = unit.act(applicant.submit(format!("submit-{number}-{act}")));
                        waits.push(begun.elapsed());
                        let begun = Instant::now();
                        acceptor.act(accept(matter, format!("accept-{number}-{act}")));
                        waits.push(begun.elapsed());
                    }
                    waits
                })
            })
            .collect();
        together.wait();
        let begun = Instant::now();
        let waits = threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect();
        Round::new(begun, waits)
    })
}

/// Reads from many sockets at once until told to stop; what each heard, and when.
fn listen(
    sockets: Vec<UnixStream>,
    number_in: fn(&[u8]) -> Option<u64>,
    stop: Arc<AtomicBool>,
) -> std::thread::JoinHandle<Vec<Log>> {
    std::thread::spawn(move || {
        let mut heard: Vec<Log> = sockets.iter().map(|_| Vec::new()).collect();
        let mut rests: Vec<Vec<u8>> = sockets.iter().map(|_| Vec::new()).collect();
        let mut chunk = vec![0; 64 << 10];
        let patience = Timespec {
            tv_sec: 0,
            tv_nsec: 50_000_000,
        };
        while !stop.load(Ordering::Relaxed) {
            let mut watched: Vec<_> = sockets
                .iter()
                .map(|socket| PollFd::new(socket, PollFlags::IN))
                .collect();
            poll(&mut watched, Some(&patience)).unwrap();
            let ready: Vec<usize> = (0..watched.len())
                .filter(|at| watched[*at].revents().contains(PollFlags::IN))
                .collect();
            for at in ready {
                let read = (&sockets[at]).read(&mut chunk).unwrap();
                let now = Instant::now();
                rests[at].extend_from_slice(&chunk[..read]);
                let Some(end) = rests[at].iter().rposition(|byte| *byte == b'\n') else {
                    continue;
                };
                let rest = rests[at].split_off(end + 1);
                let whole = std::mem::replace(&mut rests[at], rest);
                let last = whole
                    .split(|byte| *byte == b'\n')
                    .filter_map(number_in)
                    .max();
                heard[at].extend(last.map(|number| (number, now)));
            }
        }
        heard
    })
}

/// From each thing that happened until the last has heard of it, or of a later one.
fn until_last(happened: &Log, heard: &[Log]) -> Tally {
    let by_number: Vec<BTreeMap<u64, Instant>> = heard
        .iter()
        .map(|log| {
            let mut first = BTreeMap::new();
            for (number, at) in log {
                first.entry(*number).or_insert(*at);
            }
            first
        })
        .collect();
    let waits = happened
        .iter()
        .filter_map(|(number, at)| {
            let last = by_number
                .iter()
                .map(|log| log.range(number..).next().map(|(_, at)| *at))
                .collect::<Option<Vec<_>>>()?
                .into_iter()
                .max()?;
            Some(last.saturating_duration_since(*at))
        })
        .collect();
    Tally::of(waits)
}

/// Lets something happen so often a second, as evenly as sleeping allows.
fn paced(a_second: u32, mut happen: impl FnMut(u64)) {
    let begun = Instant::now();
    let mut done = 0;
    while begun.elapsed() < LASTS {
        let due = begun.elapsed().as_secs_f64() * f64::from(a_second);
        while f64::from(u32::try_from(done).unwrap()) < due {
            happen(done);
            done += 1;
        }
        std::thread::sleep(Duration::from_micros(500));
    }
}

fn fan_out(city: &City, folder: &Path) -> (f64, Tally) {
    let host = host(city, folder);
    let applicants = Applicant::all(host.hub());
    let sockets: Vec<UnixStream> = (0..SUBSCRIBERS)
        .map(|_| {
            let mut client = Client::new(folder, &Login::new("authority-handler"));
            client.call("subscribe", &json!({}));
            client.writer
        })
        .collect();
    let commits = commits(&host.hub().seat(Login::new("authority-handler")));
    let stop = Arc::new(AtomicBool::new(false));
    let listening = listen(sockets, seq_in, Arc::clone(&stop));
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for actor in 0..ACTORS {
            let at = usize::try_from(actor).unwrap() % applicants.len();
            let applicant = &applicants[at];
            let seat = host.hub().seat(applicant.login.clone());
            scope.spawn(move || {
                paced(EVENTS_A_SECOND / ACTORS, |done| {
                    let done = seat.ask(applicant.submit(format!("fan-{actor}-{done}")));
                    assert!(matches!(done, Answer::Done(_)), "{done:?}");
                });
            });
        }
    });
    let taken = begun.elapsed().as_secs_f64();
    std::thread::sleep(Duration::from_millis(300));
    stop.store(true, Ordering::Relaxed);
    let heard = listening.join().unwrap();
    let commits = std::mem::take(&mut *commits.lock().unwrap());
    let events = commits.last().unwrap().0 - commits.first().unwrap().0;
    let rate = f64::from(u32::try_from(events).unwrap()) / taken;
    (rate, until_last(&commits, &heard))
}

fn seq_in(line: &[u8]) -> Option<u64> {
    let message: Value = serde_json::from_slice(line).ok()?;
    message["params"]["seq"].as_u64()
}

/// A Redis of this machine that keeps nothing.
struct Redis {
    server: Child,
    socket: std::path::PathBuf,
}

impl Drop for Redis {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Redis {
    fn start(folder: &Path) -> Option<Self> {
        let socket = folder.join("redis.sock");
        let server = Command::new("redis-server")
            .args(["--port", "0", "--save", "", "--appendonly", "no"])
            .arg("--unixsocket")
            .arg(&socket)
            .stdout(Stdio::null())
            .spawn()
            .ok()?;
        let redis = Self { server, socket };
        for _ in 0..200 {
            if UnixStream::connect(&redis.socket).is_ok() {
                return Some(redis);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }

    fn fan_out(&self) -> (f64, Tally) {
        let sockets: Vec<UnixStream> = (0..SUBSCRIBERS)
            .map(|_| {
                let mut socket = UnixStream::connect(&self.socket).unwrap();
                socket.write_all(b"SUBSCRIBE news\r\n").unwrap();
                let mut welcome = [0; 256];
                let read = socket.read(&mut welcome).unwrap();
                assert!(welcome[..read].starts_with(b"*3"));
                socket
            })
            .collect();
        let stop = Arc::new(AtomicBool::new(false));
        let listening = listen(sockets, number_in, Arc::clone(&stop));
        let mut publisher = BufReader::new(UnixStream::connect(&self.socket).unwrap());
        let mut happened: Log = Vec::new();
        let begun = Instant::now();
        paced(EVENTS_A_SECOND, |number| {
            let now = Instant::now();
            // A body like that of an update.
            let body = format!("seq-{number}-{}", "x".repeat(80));
            let command = format!("PUBLISH news {body}\r\n");
            publisher.get_mut().write_all(command.as_bytes()).unwrap();
            let mut answer = String::new();
            publisher.read_line(&mut answer).unwrap();
            happened.push((number, now));
        });
        let taken = begun.elapsed().as_secs_f64();
        std::thread::sleep(Duration::from_millis(300));
        stop.store(true, Ordering::Relaxed);
        let heard = listening.join().unwrap();
        let rate = f64::from(u32::try_from(happened.len()).unwrap()) / taken;
        (rate, until_last(&happened, &heard))
    }
}

fn number_in(line: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(line).ok()?;
    let number = text.strip_prefix("seq-")?.split('-').next()?;
    number.parse().ok()
}
