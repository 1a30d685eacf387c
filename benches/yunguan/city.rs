//! Where the cities of the bench stand, and who acts in them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Instant;

use chrono::{DateTime, Utc};
use tempfile::TempDir;
use yunguan::city::demo::{self, DemoLogin, Wish};
use yunguan::domain::build::pool::Pool;
use yunguan::domain::build::system::System;
use yunguan::domain::law::act::{self, Opening};
use yunguan::domain::law::code::{ItemCode, Login, PoolCode, SystemCode};
use yunguan::domain::law::command::Command;
use yunguan::domain::law::matter::MatterId;
use yunguan::domain::law::party::{Actor, PartyKind, Post};
use yunguan::domain::purchase::catalogue::{Item, ItemEntry, PriceBasis};
use yunguan::domain::record::Registered;
use yunguan::domain::register;
use yunguan::domain::r#use::application;
use yunguan::domain::r#use::line::LineRequest;
use yunguan::hub::request::{ActRequest, Answer, List, Look, Request, RowOf};
use yunguan::hub::{Hub, Seat};
use yunguan::ledger::batch::{Act, Batch, Ended};
use yunguan::ledger::entry::Realm;
use yunguan::ledger::{LAYOUT, Ledger, file_in};
use yunguan::locale::Lang;

use super::issued;
use super::tally::short;

/// A folder on a real disk.
pub struct Place {
    kept: bool,
    under: PathBuf,
    cities: RefCell<BTreeMap<u32, Rc<City>>>,
}

impl Place {
    /// The one that was asked for, else one under `target`.
    pub fn choose() -> Self {
        let asked = std::env::var_os("YUNGUAN_BENCH_DIR");
        let kept = asked.is_some();
        let under = PathBuf::from(asked.unwrap_or_else(|| env!("CARGO_TARGET_TMPDIR").into()));
        std::fs::create_dir_all(&under).unwrap();
        Self {
            kept,
            under,
            cities: RefCell::default(),
        }
    }

    /// Which file system it is, since figures of one in memory would say nothing.
    pub fn describe(&self) -> String {
        let kind = rustix::fs::statfs(&self.under).unwrap().f_type;
        let name = match kind {
            0xef53 => "ext2/3/4",
            0x5846_5342 => "xfs",
            0x9123_683e => "btrfs",
            0x794c_7630 => "overlayfs",
            0x0102_1994 => "tmpfs, which is no disk: set YUNGUAN_BENCH_DIR",
            _ => "unknown",
        };
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        format!("file system: {name} ({kind:#x}); cores: {cores}")
    }

    /// A folder for one trial.
    pub fn trial(&self) -> TempDir {
        tempfile::tempdir_in(&self.under).unwrap()
    }

    /// A city of so many matters, built once: the one kept from an earlier run, or a new one. Says how long building took.
    pub fn city(&self, matters: u32) -> Rc<City> {
        let mut cities = self.cities.borrow_mut();
        let city = cities
            .entry(matters)
            .or_insert_with(|| Rc::new(self.build(matters)));
        Rc::clone(city)
    }

    /// A small city with so many items in its catalogue: a register as long as is wanted.
    pub fn catalogue(&self, items: u32) -> Rc<City> {
        let name = format!("catalogue-{items}");
        Rc::new(self.made(&name, &|folder| {
            let ledger = Ledger::create(folder, &Realm::Sandbox).unwrap();
            demo::build(&ledger, &wish(100), &mut |_, _| true).unwrap();
            stock(&ledger, items);
        }))
    }

    /// A small city from whose one pool so many instances are issued.
    pub fn instances(&self, instances: u32) -> Rc<City> {
        let name = format!("instances-{instances}");
        Rc::new(self.made(&name, &|folder| {
            let ledger = Ledger::create(folder, &Realm::Sandbox).unwrap();
            demo::build(&ledger, &wish(100), &mut |_, _| true).unwrap();
            issued::issue(&ledger, instances);
        }))
    }

    fn build(&self, matters: u32) -> City {
        self.made(&format!("city-{matters}"), &|folder| {
            let ledger = Ledger::create(folder, &Realm::Sandbox).unwrap();
            demo::build(&ledger, &wish(matters), &mut |_, _| true).unwrap();
        })
    }

    fn made(&self, name: &str, make: &dyn Fn(&Path)) -> City {
        let gone = (!self.kept).then(|| self.trial());
        let under = gone.as_ref().map_or(&*self.under, TempDir::path);
        // By layout: a kept city of another release is left to the bench of that release.
        let folder = under.join(format!("{name}-layout-{LAYOUT}"));
        let built = if folder.is_dir() {
            "kept".to_owned()
        } else {
            let begun = Instant::now();
            make(&folder);
            short(begun.elapsed())
        };
        City {
            folder,
            built,
            _gone: gone,
        }
    }
}

/// A city on disk.
pub struct City {
    /// The store's folder.
    pub folder: PathBuf,
    /// How long it took to build.
    pub built: String,
    _gone: Option<TempDir>,
}

impl City {
    /// The store's size in bytes.
    pub fn size(&self) -> u64 {
        std::fs::metadata(file_in(&self.folder)).unwrap().len()
    }

    /// A copy to act on.
    pub fn copy_to(&self, folder: &Path) -> Ledger {
        std::fs::create_dir_all(folder).unwrap();
        std::fs::copy(file_in(&self.folder), file_in(folder)).unwrap();
        Ledger::open(folder).unwrap()
    }

    /// Something done with a copy that is gone afterwards.
    pub fn copied<R>(&self, place: &Place, work: impl FnOnce(&Ledger) -> R) -> R {
        let trial = place.trial();
        work(&self.copy_to(trial.path()))
    }
}

/// The same city in every run.
fn wish(matters: u32) -> Wish {
    Wish {
        lang: Lang::Zh,
        matters,
        seed: 1,
        now: now(),
        me: None,
    }
}

/// When the city is as it is.
pub fn now() -> DateTime<Utc> {
    "2026-11-09T15:00:00+08:00".parse().unwrap()
}

/// A unit's login that applies, and for what.
#[derive(Clone)]
pub struct Applicant {
    /// The login.
    pub login: Login,
    /// Who it is.
    pub actor: Actor,
    system: SystemCode,
    item: ItemCode,
    pool: PoolCode,
}

impl Applicant {
    /// One of each unit.
    pub fn all(hub: &Hub) -> Vec<Self> {
        demo::logins(Lang::Zh, 0)
            .into_iter()
            .filter(|login| login.party.kind == PartyKind::Unit)
            .filter(|login| login.person.posts.contains(&Post::Handler))
            .filter_map(|login| {
                let seat = hub.seat(login.login.clone());
                Some(Self {
                    actor: actor(&login),
                    login: login.login,
                    system: first::<System>(&seat)?.code,
                    item: first::<Item>(&seat)?.code,
                    pool: first::<Pool>(&seat)?.code,
                })
            })
            .collect()
    }

    /// To submit an application.
    pub fn submits(&self) -> Command {
        Command::Open(Opening::Application(application::Opening::Submit(
            application::Submit {
                title: "业务系统扩容".to_owned(),
                system: self.system.clone(),
                pool: self.pool.clone(),
                lines: vec![LineRequest {
                    item: self.item.to_string(),
                    quantity: 4,
                    purpose: "业务办理高峰期扩容".to_owned(),
                    ground: String::new(),
                    nearest: String::new(),
                }],
                contact_name: "联系人".to_owned(),
                contact_telephone: "0737-0000000".to_owned(),
                non_classified: true,
                emergency: None,
                previous: None,
                answers: None,
            },
        )))
    }

    /// An application.
    pub fn submit(&self, key: String) -> Request {
        request(key, self.submits())
    }
}

/// The first record of a register that a seat may see.
fn first<R: Registered>(seat: &Seat) -> Option<R> {
    let answer = seat.ask(Request::Look(Look::at(List::Register(R::KIND), 1)));
    let Answer::Window(window) = answer else {
        unreachable!("{answer:?}")
    };
    let RowOf::Record { kind, key } = window.rows.first()?.of.clone() else {
        unreachable!("a register keeps records")
    };
    let Answer::Record(found) = seat.ask(Request::Record { kind, key }) else {
        unreachable!("a record was asked for")
    };
    R::of(found?.record)
}

/// Who a login of the demo is.
pub fn known(login: &str) -> Actor {
    let mut logins = demo::logins(Lang::Zh, 0).into_iter();
    let found = logins.find(|one| one.login == Login::new(login));
    actor(&found.unwrap())
}

/// A demo login's person as the one who acts.
pub fn actor(of: &DemoLogin) -> Actor {
    Actor {
        login: of.login.clone(),
        person: of.person.code.clone(),
        name: of.person.name.clone(),
        party: of.party.code.clone(),
        kind: of.party.kind,
        posts: of.person.posts.clone(),
        clockwork: false,
    }
}

/// Registers so many items, as many in one transaction as the demo does acts.
fn stock(ledger: &Ledger, items: u32) {
    let keeper = known("authority-administrator");
    let numbers: Vec<_> = (0..items).collect();
    for some in numbers.chunks(8_192) {
        let acts = some.iter().map(|number| Act {
            actor: keeper.clone(),
            key: format!("item-{number}"),
            expected: None,
            command: Command::Keep(register::Act::RegisterItem(item(*number))),
        });
        let acts: Vec<_> = acts.collect();
        let work = |batch: &mut Batch<'_>| {
            for act in &acts {
                let ended = batch.act(act, now())?;
                assert!(matches!(ended, Ended::Done(_)), "{ended:?}");
            }
            Ok(())
        };
        ledger.write(work).unwrap();
    }
}

/// One of a large catalogue: every tenth is of the bureau that the filter of the bench looks for.
fn item(number: u32) -> ItemEntry {
    let whose = if number.is_multiple_of(10) {
        "教育"
    } else {
        "通用"
    };
    ItemEntry {
        code: ItemCode::new(format!("x{number:07}")),
        name: format!("{whose}云主机第{number}型"),
        family: "云主机".to_owned(),
        specification: "八核三十二吉".to_owned(),
        unit: "台".to_owned(),
        basis: PriceBasis::Year,
        price_fen: 100 + u64::from(number),
        vcpu: Some(8),
        memory_gib: Some(32),
        fast_disk_gib: None,
        ordinary_disk_gib: None,
        bandwidth_mbps: None,
        gpu: None,
        addresses: None,
    }
}

/// Who accepts.
pub fn acceptor() -> Actor {
    known("authority-handler")
}

/// To accept an application.
pub fn accepts(matter: MatterId) -> Command {
    let accept = application::Accept { remark: None };
    Command::On(
        matter,
        act::Act::Application(application::Act::Accept(accept)),
    )
}

/// The acceptance of an application.
pub fn accept(matter: MatterId, key: String) -> Request {
    request(key, accepts(matter))
}

fn request(key: String, command: Command) -> Request {
    Request::Act(ActRequest {
        key,
        expected: None,
        command,
    })
}
