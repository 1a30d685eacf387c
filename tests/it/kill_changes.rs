//! Kill -9 in the middle of changes and cancellations: whatever was answered is there afterwards, nothing is half there, the
//! resource, its matter and the room of the pool say the same, and the road goes on to its end.
//!
//! Roads are gone side by side at a real service, each act as soon as the one before it is answered: a change that grows, one
//! that shrinks, a cancellation. What is sent again after a kill goes by the same key.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use serde_json::{Value, json};

use yunguan::domain::build::capacity::Dimension;
use yunguan::domain::build::room;
use yunguan::domain::law::clock::civil_date;
use yunguan::domain::law::code::PersonCode;
use yunguan::domain::law::matter::MatterId;
use yunguan::domain::law::world::World;
use yunguan::domain::r#use::resource::{Resource, ResourceState};
use yunguan::hub::request::Receipt;
use yunguan::hub::set_clock;
use yunguan::ledger::batch::find_request;
use yunguan::ledger::entry::Realm;
use yunguan::ledger::verify::check_tables;
use yunguan::ledger::{Ledger, Snapshot};

use crate::capacity::{measure, vectors};
use crate::support::chance::Chance;
use crate::support::city::{City, START, time, with};
use crate::support::door::{Peer, hello, line};
use crate::support::office::Office;
use crate::support::service::Service;

/// How many roads are gone at once, and how often the service is killed on the way.
const ROADS: usize = 10;
const KILLS: u32 = 10;
/// The story of the kills.
const SEED: u64 = 20;
/// The most acts that are waited for before a kill, and the most microseconds after that.
const MOST_ACTS: u32 = 12;
const MOST_MICROS: u32 = 4_000;
/// The day of all of it.
const DAY: &str = "2026-11-09";
/// What a server takes of the pool, and what the disks take that nothing becomes of, on each road.
const CORES: usize = 4;
const DISKS: u64 = 200;

/// An act, and how everything stands after it.
struct Leg {
    login: &'static str,
    verb: &'static str,
    /// The stage of the matter.
    stage: &'static str,
    /// How many servers the resource has, how it stands, and whether the matter is about it.
    servers: u32,
    state: ResourceState,
    is_claimed: bool,
    /// How many servers the pool counts as issued, and as reserved.
    issued: usize,
    reserved: usize,
}

/// A table of legs.
macro_rules! legs {
    ($($login:literal $verb:literal => $stage:literal, $servers:literal $state:ident $claimed:literal, $issued:literal $reserved:literal;)*) => {
        [$(Leg {
            login: $login, verb: $verb, stage: $stage, servers: $servers, state: ResourceState::$state, is_claimed: $claimed,
            issued: $issued, reserved: $reserved,
        }),*]
    };
}

/// From four servers to six, to three, to none.
const LEGS: [Leg; 21] = legs! {
    "edu" "change.request" => "requested", 4 Running true, 4 0;
    "builder" "change.advise" => "requested", 4 Running true, 4 0;
    "reviewer" "change.review" => "approved", 4 Running true, 4 2;
    "builder" "change.order" => "executing", 4 Running true, 4 2;
    "host-a" "change.carry-out" => "done", 4 Running true, 4 2;
    "edu" "change.confirm" => "closed", 6 Running false, 6 0;
    "edu" "change.request" => "requested", 6 Running true, 6 0;
    "builder" "change.advise" => "requested", 6 Running true, 6 0;
    "reviewer" "change.review" => "approved", 6 Running true, 6 0;
    "builder" "change.order" => "executing", 6 Running true, 6 0;
    "host-a" "change.carry-out" => "done", 6 Running true, 6 0;
    "edu" "change.confirm" => "clearing", 3 Running false, 6 0;
    "host-a" "change.clear" => "closed", 3 Running false, 3 0;
    "edu" "cancellation.submit" => "submitted", 3 Running true, 3 0;
    "reviewer" "cancellation.review" => "approved", 3 Running true, 3 0;
    "edu" "cancellation.confirm-backup" => "backed_up", 3 Running true, 3 0;
    "host-a" "cancellation.take-offline" => "offline", 3 Running true, 3 0;
    "edu" "cancellation.attest" => "terminated", 3 Ended false, 3 0;
    "host-a" "cancellation.clear" => "cleared", 3 Cleared false, 3 0;
    "checker" "cancellation.countersign" => "countersigned", 3 Cleared false, 3 0;
    "host-a" "cancellation.reclaim" => "closed", 3 Cleared false, 0 0;
};

/// What a leg says, for a resource that has so many servers.
fn fields(verb: &str, resource: &str, servers: u32) -> Value {
    match verb {
        "change.request" => {
            let wanted = if servers == 4 { 6 } else { 3 };
            json!({"title": "报名系统调整", "resources": [format!("{resource} vm {wanted}")], "reason": "30日p95为81%",
                "backup": "已备份"})
        }
        "change.advise" => json!({"agrees": true, "opinion": "容量足够"}),
        "change.review" | "cancellation.review" => {
            json!({"decision": "approve", "opinion": "同意"})
        }
        "change.carry-out" => json!({"done_on": DAY}),
        "change.confirm" => json!({"completed_on": DAY}),
        "cancellation.submit" => {
            json!({"title": "报名系统下线", "system": "exam", "extent": "resources",
            "resources": [resource], "reason": "项目结束", "archives": "handed_over", "shared": "not_shared",
            "no_way_back": true})
        }
        "cancellation.confirm-backup" => {
            json!({"place": "本单位机房", "done_by": "张工", "restorable": true, "volume": "1.2 TB"})
        }
        "cancellation.take-offline" => json!({"offline_on": DAY, "evidence": "主机关机"}),
        "cancellation.attest" => json!({"ended_on": DAY}),
        "change.clear" | "cancellation.clear" => {
            json!({"method": "覆写", "standard": "GB/T 37988", "media": "盘2块", "done_by": "张工", "witness": "李工",
                "check": "抽查，均无残留", "from": DAY, "until": DAY, "no_copy": true})
        }
        "cancellation.reclaim" => json!({"reclaimed_on": DAY}),
        _ => json!({}),
    }
}

/// A resource on its road.
struct Road {
    resource: String,
    number: usize,
    /// How many acts it goes for now.
    until: usize,
    /// What was answered of its acts, in order.
    receipts: Vec<Receipt>,
}

impl Road {
    fn key(&self, leg: usize) -> String {
        format!("road-{}-{leg}", self.number)
    }

    /// The act that comes next.
    fn next(&self, leg: &Leg) -> Value {
        let at = self.receipts.len();
        let servers = at.checked_sub(1).map_or(4, |before| LEGS[before].servers);
        let said = with(
            fields(leg.verb, &self.resource, servers),
            "verb",
            json!(leg.verb),
        );
        let opens = ["change.request", "cancellation.submit"].contains(&leg.verb);
        let said = match self.receipts.last() {
            Some(last) if !opens => with(said, "matter", json!(last.matter)),
            _ => said,
        };
        json!({"key": self.key(at), "command": said})
    }

    /// Goes on until it is at its end, or the service is gone; says each act that is answered.
    fn go(&mut self, peers: &mut BTreeMap<&str, Peer>, heard: &Sender<()>) {
        while let Some(leg) = LEGS[..self.until].get(self.receipts.len()) {
            let act = self.next(leg);
            let peer = peers.get_mut(leg.login).unwrap();
            if !peer.try_write(line(&json!(1), "act", &act)) {
                return;
            }
            let Some(answer) = peer.read() else { return };
            let receipt = answer["result"]["result"].clone();
            let receipt =
                serde_json::from_value(receipt).unwrap_or_else(|_| unreachable!("{act}: {answer}"));
            self.receipts.push(receipt);
            let _ = heard.send(());
        }
    }

    /// What was done of it, as the ledger has it: what was answered, and the act under way if it was not lost.
    fn done(&self, snapshot: &Snapshot) -> Vec<Receipt> {
        let found = |leg: usize| {
            let person = PersonCode::new(LEGS.get(leg)?.login);
            find_request(&snapshot.tables, &person, &self.key(leg)).unwrap()
        };
        for (leg, receipt) in self.receipts.iter().enumerate() {
            assert_eq!(
                found(leg).as_ref(),
                Some(receipt),
                "{leg} of {}",
                self.resource
            );
        }
        let under_way = found(self.receipts.len());
        assert_eq!(found(self.receipts.len() + 1), None);
        self.receipts.iter().cloned().chain(under_way).collect()
    }
}

/// A city on disk whose pool is measured, with a resource for each road, and what its journal ends with.
fn begun(office: &Office) -> (Vec<Road>, u64) {
    let ledger = Ledger::create(&office.path("store"), &Realm::Sandbox).unwrap();
    let mut city = City::founded_in(ledger);
    vectors(&mut city);
    measure(
        &mut city,
        "pa",
        &["vcpu 400 1 0%", "fast_disk_gib 9000 1 0%"],
    );
    let roads = (0..ROADS).map(|number| Road {
        resource: format!("{}/1", city.given("pa running").unwrap()),
        number,
        // Each begins further on, so that a kill meets every part of the way.
        until: number * LEGS.len() / ROADS,
        receipts: Vec::new(),
    });
    let roads = roads.collect();
    set_clock(&city.ledger, city.now, 0).unwrap();
    (roads, city.ledger.snapshot().unwrap().seq().unwrap())
}

/// Everybody's connection, for one road.
fn connected(office: &Office) -> BTreeMap<&'static str, Peer> {
    let logins = ["edu", "builder", "reviewer", "host-a", "checker"];
    let peers = logins.map(|login| {
        let mut peer = Peer::at(&office.path("hub.sock"));
        assert_eq!(peer.call("hello", &hello(login))["result"]["login"], login);
        (login, peer)
    });
    peers.into()
}

/// Goes on with all roads until so many acts are answered, and kills the service a little later; as far as they are to go,
/// if it is never to be killed. Whether it was killed on the way.
fn live(office: &Office, roads: &mut [Road], kill: Option<(u32, Duration)>) -> bool {
    let mut service = Service::over(office);
    let peers: Vec<_> = roads.iter().map(|_| connected(office)).collect();
    let is_killed = std::thread::scope(|scope| {
        let (heard, answers) = channel();
        for (road, mut peers) in roads.iter_mut().zip(peers) {
            let heard = heard.clone();
            scope.spawn(move || road.go(&mut peers, &heard));
        }
        drop(heard);
        if let Some((acts, pause)) = kill {
            let answered = answers.iter().take(acts as usize).count();
            std::thread::sleep(pause);
            service.kill();
            return answered == acts as usize;
        }
        false
    });
    if kill.is_none() {
        assert_eq!(service.stop().code(), Some(0));
    }
    is_killed
}

/// That all agree on what was done. How many acts were done that nobody heard of; after which legs roads stand goes among
/// those that were met.
fn agree(office: &Office, roads: &[Road], begin: u64, met: &mut BTreeSet<usize>) -> usize {
    office.run(&["verify"]).is(0);
    let ledger = Ledger::open(&office.path("store")).unwrap();
    check_tables(&ledger, &mut |_, _| true).unwrap();
    let snapshot = ledger.snapshot().unwrap();
    let view = snapshot.view();
    let world: &dyn World = &view;
    let (mut issued, mut reserved, mut entries, mut unheard) = (0, 0, 0, 0);
    for road in roads {
        let done = road.done(&snapshot);
        entries += done.iter().map(|one| one.last - one.first + 1).sum::<u64>();
        unheard += done.len() - road.receipts.len();
        met.insert(done.len());
        let resource: Resource = world.find(&road.resource).unwrap();
        let about: Option<MatterId> = done.last().and_then(|last| last.matter);
        let Some(leg) = done.len().checked_sub(1).map(|last| &LEGS[last]) else {
            assert!(
                resource.is_free() && resource.used.quantity == 4,
                "{resource:?}"
            );
            issued += 4;
            continue;
        };
        let stands = (resource.used.quantity, resource.state, resource.claimed_by);
        let claims = about.filter(|_| leg.is_claimed);
        assert_eq!(
            stands,
            (leg.servers, leg.state, claims),
            "after {} of {}",
            done.len(),
            road.resource
        );
        let matter = world.matter(about.unwrap()).unwrap();
        assert_eq!(
            matter.head.stage.word(),
            leg.stage,
            "after {} of {}",
            done.len(),
            road.resource
        );
        issued += leg.issued;
        reserved += leg.reserved;
    }
    let rooms = room::of_pool(world, &"pa".into(), civil_date(time(START))).unwrap();
    let room = |of| rooms.iter().find(|room| room.dimension == of).unwrap();
    let cores = room(Dimension::Vcpu);
    let wanted = [issued, reserved].map(|servers| u64::try_from(servers * CORES).unwrap());
    assert_eq!([cores.issued, cores.reserved], wanted);
    let disks = DISKS * u64::try_from(roads.len()).unwrap();
    assert_eq!(room(Dimension::FastDiskGib).issued, disks);
    // Nothing else was written.
    assert_eq!(snapshot.seq().unwrap(), begin + entries);
    unheard
}

#[test]
fn no_kill_in_the_middle_of_changes_and_cancellations_leaves_anything_half_done() {
    let office = Office::bare("zh");
    let (mut roads, begin) = begun(&office);
    live(&office, &mut roads, None);
    for road in &mut roads {
        road.until = LEGS.len();
    }
    let mut chance = Chance::new(SEED);
    let (mut unheard, mut on_the_way, mut met) = (0, 0, BTreeSet::new());
    for _ in 0..KILLS {
        let acts = chance.below(MOST_ACTS) + 1;
        let pause = Duration::from_micros(u64::from(chance.below(MOST_MICROS)));
        on_the_way += usize::from(live(&office, &mut roads, Some((acts, pause))));
        unheard += agree(&office, &roads, begin, &mut met);
    }
    eprintln!(
        "{KILLS} kills, which met {met:?}; none lost, {unheard} acts done that nobody heard of"
    );
    assert!(on_the_way > KILLS as usize / 2, "{on_the_way}");
    assert!(met.len() > LEGS.len() * 2 / 3, "{met:?}");
    live(&office, &mut roads, None);
    assert_eq!(agree(&office, &roads, begin, &mut met), 0);
    let at_their_ends = roads.iter().all(|road| road.receipts.len() == LEGS.len());
    assert!(at_their_ends);
}
