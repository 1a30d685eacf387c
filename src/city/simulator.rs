//! The simulator: a sandbox that lives. Every few seconds a demo account does something believable, through a seat.
//!
//! It looks at queues as people do, does what a duty asks for, and applies for something new now and then. What the rules
//! refuse stays undone; the next turn tries something else.

use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use chrono::NaiveDate;

use crate::domain::build::system::System;
use crate::domain::law::clock::civil_date;
use crate::domain::law::code::PoolCode;
use crate::domain::law::command::Command;
use crate::domain::law::party::{PartyKind, Post};
use crate::domain::record::{RecordKind, Registered};
use crate::domain::r#use::line::{Line, LineRequest, Subject};
use crate::hub::request::{
    ActRequest, Answer, List, Look, Request, Row, RowOf, Standing, WINDOW_LIMIT,
};
use crate::hub::{Hub, Seat};
use crate::ledger::entry::Realm;
use crate::locale::Lang;
use crate::locale::city::office;

use super::CityError;
use super::demo::{DemoLogin, logins};
use super::dice::Dice;
use super::names;
use super::story;
use super::story_step::Scene;
use super::writer::Writer;

/// How long it waits between two turns.
pub const PACE: Duration = Duration::from_secs(3);
/// The shortest that it may be made to wait.
pub const PACE_LIMIT: Duration = Duration::from_millis(20);
/// Of a hundred turns of a unit, so many begin something new.
const NEW_PERCENT: u32 = 30;
/// How many logins a turn tries before it lets the moment pass.
const TRIES: u32 = 6;
/// How far down a queue it chooses.
const CHOICE: u16 = 12;
const POOLS: [&str; 3] = ["pool-a", "pool-b", super::starter::SELF_BUILT_POOL];

/// The running simulator; dropping it stops it.
pub struct Simulator {
    stop: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Simulator {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // If its thread panicked, the one that drops it need not panic too.
            let _ = thread.join();
        }
    }
}

/// Starts it at its ordinary pace; its people write in one language.
///
/// # Errors
/// If the ledger is no sandbox, or the thread cannot start.
pub fn start(hub: &Hub, seed: u64, lang: Lang) -> Result<Simulator, CityError> {
    start_at(hub, seed, lang, PACE)
}

/// Starts it at a pace, at least [`PACE_LIMIT`].
///
/// # Errors
/// If the ledger is no sandbox, or the thread cannot start.
pub fn start_at(hub: &Hub, seed: u64, lang: Lang, pace: Duration) -> Result<Simulator, CityError> {
    if *hub.ledger().realm() != Realm::Sandbox {
        return Err(CityError::NotSandbox);
    }
    let mut player = Player {
        writer: Writer::new(lang),
        run: seed,
        turn: 0,
        dice: Dice::new(seed, 0),
        seats: logins(lang, 0)
            .into_iter()
            .filter(|login| !login.person.posts.contains(&Post::Reader))
            .map(|login| (hub.seat(login.login.clone()), login))
            .collect(),
    };
    let pace = pace.max(PACE_LIMIT);
    let (stop, stopped) = sync_channel::<()>(0);
    let thread = std::thread::Builder::new()
        .name("simulator".to_owned())
        .spawn(move || {
            while stopped.recv_timeout(pace) == Err(RecvTimeoutError::Timeout) {
                player.turn();
            }
        })
        .map_err(CityError::Thread)?;
    Ok(Simulator {
        stop: Some(stop),
        thread: Some(thread),
    })
}

/// Everybody of the demo, played by one.
struct Player {
    writer: Writer,
    run: u64,
    turn: u64,
    dice: Dice,
    seats: Vec<(Seat, DemoLogin)>,
}

impl Player {
    /// One act, by the first of a few random persons that finds something to do.
    fn turn(&mut self) {
        for _ in 0..TRIES {
            // Half of the turns go to those whose queues are longest.
            let offices = self.dice.percent(50);
            let seats = self.seats.iter().filter(|(_, login)| {
                offices
                    == matches!(
                        login.party.kind,
                        PartyKind::Authority | PartyKind::Support | PartyKind::Provider
                    )
            });
            let seats: Vec<_> = seats.collect();
            let Some((seat, login)) = self.dice.pick(&seats).copied() else {
                return;
            };
            let (seat, login) = (seat.clone(), login.clone());
            if self.play(&seat, &login).is_some() {
                return;
            }
        }
    }

    /// What one person does; none if nothing was done.
    fn play(&mut self, seat: &Seat, login: &DemoLogin) -> Option<()> {
        let Answer::Standing(standing) = seat.ask(Request::Whoami) else {
            return None;
        };
        let today = civil_date(standing.now);
        let starts = login.party.kind == PartyKind::Unit && self.dice.percent(NEW_PERCENT);
        let (command, expected) = if starts {
            (self.begin(seat, login, today)?, None)
        } else {
            self.work(seat, login, today)?
        };
        self.turn += 1;
        let key = self.key(&standing);
        let answer = seat.ask(Request::Act(ActRequest {
            key,
            expected,
            command,
        }));
        matches!(answer, Answer::Done(_)).then_some(())
    }

    /// A key that no other run of any simulator has used: the entry that it saw, and its turn.
    fn key(&self, standing: &Standing) -> String {
        format!("sim-{:x}-{}-{}", self.run, standing.seq, self.turn)
    }

    /// Something of the queue, done.
    fn work(
        &mut self,
        seat: &Seat,
        login: &DemoLogin,
        today: NaiveDate,
    ) -> Option<(Command, Option<u32>)> {
        let look = Look::at(List::Mine, CHOICE);
        let Answer::Window(window) = seat.ask(Request::Look(look)) else {
            return None;
        };
        let row: &Row = self.dice.pick(&window.rows)?;
        let (duty, (id, _)) = (row.of.duty()?.kind, row.of.matter()?);
        let Answer::Shown(shown) = seat.ask(Request::Show { matter: id }) else {
            return None;
        };
        let matter = &shown.matter;
        let deed = story::discharge(duty, &mut self.dice)?;
        let place = matter.body.place()?;
        let told = story::told(matter);
        // Nothing is cut by a simulated person; a deed that opens a second matter asks for what the first has.
        let lines = if deed.opens_second() {
            again(&matter.body.asked()?.lines)
        } else {
            vec![]
        };
        let scene = Scene {
            writer: &self.writer,
            matter: Some(matter.head.id),
            here: Some(matter),
            system: place.system,
            kind: names::kind_of(place.system).unwrap_or(office::SYSTEM_BUSINESS),
            level: told.level,
            pool: place.pool,
            lines: &lines,
            contact: &login.person.name,
            telephone: &login.person.telephone,
            delivered_on: told.delivered_on.unwrap_or(today),
            today,
        };
        let command = deed.command(&scene, &mut self.dice)?;
        let expected = command.matter().map(|_| matter.head.version);
        Some((command, expected))
    }

    /// Something new.
    fn begin(&mut self, seat: &Seat, login: &DemoLogin, today: NaiveDate) -> Option<Command> {
        let systems = Look::at(List::Register(RecordKind::System), WINDOW_LIMIT);
        let Answer::Window(window) = seat.ask(Request::Look(systems)) else {
            return None;
        };
        let RowOf::Record { kind, key } = self.dice.pick(&window.rows)?.of.clone() else {
            return None;
        };
        let Answer::Record(Some(found)) = seat.ask(Request::Record { kind, key }) else {
            return None;
        };
        let system = System::of(found.record)?;
        let pool = PoolCode::new(*self.dice.pick(&POOLS)?);
        let lines = self.writer.lines(&mut self.dice);
        let scene = Scene {
            writer: &self.writer,
            matter: None,
            here: None,
            system: &system.code,
            kind: names::kind_of(&system.code).unwrap_or(office::SYSTEM_BUSINESS),
            level: system.protection_level,
            pool: &pool,
            lines: &lines,
            contact: &login.person.name,
            telephone: &login.person.telephone,
            delivered_on: today,
            today,
        };
        let kind = story::draw(&mut self.dice);
        story::of(kind)?.begins.command(&scene, &mut self.dice)
    }
}

/// The items of lines, asked for again as many as they came to.
fn again(lines: &[Line]) -> Vec<LineRequest> {
    lines
        .iter()
        .filter_map(|line| match &line.subject {
            Subject::Item { code, .. } => Some(LineRequest {
                item: code.to_string(),
                quantity: line.latest(),
                purpose: line.purpose.clone(),
                ground: String::new(),
                nearest: String::new(),
            }),
            Subject::OffCatalogue { .. } => None,
        })
        .collect()
}
