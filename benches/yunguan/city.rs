//! Where the cities of the bench stand, and who acts in them.

use std::path::{Path, PathBuf};
use std::time::Instant;

use tempfile::TempDir;
use yunguan::city::demo::{self, Wish};
use yunguan::domain::code::{ItemCode, Login, PoolCode, SystemCode};
use yunguan::domain::command::{Command, Submit};
use yunguan::domain::line::LineRequest;
use yunguan::domain::matter::MatterId;
use yunguan::domain::party::{PartyKind, Post};
use yunguan::hub::Hub;
use yunguan::hub::request::{ActRequest, Answer, RecordList, Records, Request};
use yunguan::ledger::entry::Realm;
use yunguan::ledger::{FILE_NAME, Ledger};
use yunguan::locale::Lang;

use super::tally::short;

/// A folder on a real disk.
pub struct Place {
    kept: bool,
    under: PathBuf,
}

impl Place {
    /// The one that was asked for, else one under `target`.
    pub fn choose() -> Self {
        let asked = std::env::var_os("YUNGUAN_BENCH_DIR");
        let kept = asked.is_some();
        let under = PathBuf::from(asked.unwrap_or_else(|| env!("CARGO_TARGET_TMPDIR").into()));
        std::fs::create_dir_all(&under).unwrap();
        Self { kept, under }
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

    /// A city of so many matters: the one kept from an earlier run, or a new one. Says how long building took.
    pub fn city(&self, matters: u32) -> City {
        let gone = (!self.kept).then(|| self.trial());
        let under = gone.as_ref().map_or(&*self.under, TempDir::path);
        let folder = under.join(format!("city-{matters}"));
        let built = if folder.is_dir() {
            "kept".to_owned()
        } else {
            let begun = Instant::now();
            let ledger = Ledger::create(&folder, &Realm::Sandbox).unwrap();
            demo::build(&ledger, &wish(matters), &mut |_, _| true).unwrap();
            drop(ledger);
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
        std::fs::metadata(self.folder.join(FILE_NAME))
            .unwrap()
            .len()
    }

    /// A copy to act on.
    pub fn copy_to(&self, folder: &Path) -> Ledger {
        std::fs::create_dir_all(folder).unwrap();
        std::fs::copy(self.folder.join(FILE_NAME), folder.join(FILE_NAME)).unwrap();
        Ledger::open(folder).unwrap()
    }
}

/// The same city in every run.
fn wish(matters: u32) -> Wish {
    Wish {
        lang: Lang::Zh,
        matters,
        seed: 1,
        now: "2026-11-09T15:00:00+08:00".parse().unwrap(),
        me: None,
    }
}

/// A unit's login that applies, and for what.
#[derive(Clone)]
pub struct Applicant {
    /// The login.
    pub login: Login,
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
                let records = |kind| match seat.ask(Request::Records { kind }) {
                    Answer::Records(records) => Some(records),
                    _ => None,
                };
                let RecordList::Systems(systems) = records(Records::Systems)? else {
                    return None;
                };
                let RecordList::Items(items) = records(Records::Items)? else {
                    return None;
                };
                let RecordList::Pools(pools) = records(Records::Pools)? else {
                    return None;
                };
                Some(Self {
                    login: login.login,
                    system: systems.first()?.code.clone(),
                    item: items.first()?.code.clone(),
                    pool: pools.first()?.code.clone(),
                })
            })
            .collect()
    }

    /// An application.
    pub fn submit(&self, key: String) -> Request {
        Request::Act(ActRequest {
            key,
            expected: None,
            command: Command::Submit(Box::new(Submit {
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
                answers: vec![],
            })),
        })
    }
}

/// The acceptance of an application.
pub fn accept(matter: MatterId, key: String) -> Request {
    Request::Act(ActRequest {
        key,
        expected: None,
        command: Command::Accept {
            matter,
            remark: String::new(),
        },
    })
}
