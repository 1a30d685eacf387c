//! The page of resources: what a window of each of its lists costs, a way down to one resource, a filter and how full a pool
//! is, by how many instances are issued; beside `SQLite` holding a row for each resource.

use std::rc::Rc;
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};
use yunguan::domain::law::code::{Login, PoolCode, SystemCode};
use yunguan::domain::record::RecordKind;
use yunguan::hub::list::filter::Filter;
use yunguan::hub::request::{Answer, List, Look, Request};
use yunguan::hub::{Hub, Seat};
use yunguan::ledger::Ledger;

use super::city::{City, Place};
use super::issued::{self, CORES, EACH, POOL};
use super::looks::{ABSENT, COMMON, ROWS, resident, window};
use super::number;
use super::tally::{Tally, head, row, short};

/// A figure: how long something took here, and how long in `SQLite`, where it is something that can be asked there.
type Figure = (&'static str, Duration, Option<Duration>);

/// What is asked, and how `SQLite` is asked the same; the way down is several questions.
const QUERIES: [(&str, Option<&str>); 7] = [
    (
        "systems of a pool",
        Some(
            "SELECT system, name, SUM(running) FROM resources JOIN systems USING (system)
             WHERE pool = ?1 GROUP BY system ORDER BY system LIMIT 50",
        ),
    ),
    (
        "resources of one",
        Some(
            "SELECT id, item, quantity, running FROM resources
             WHERE pool = ?1 AND system = 'z0000' ORDER BY id LIMIT 50",
        ),
    ),
    (
        "all resources",
        Some("SELECT * FROM resources WHERE pool = ?1 ORDER BY id LIMIT 50"),
    ),
    ("way down to one", None),
    (
        "filter, common",
        Some(
            "SELECT * FROM resources JOIN systems USING (system)
             WHERE pool = ?1 AND name LIKE '%教育%' ORDER BY id LIMIT 50",
        ),
    ),
    (
        "filter, absent",
        Some(
            "SELECT * FROM resources JOIN systems USING (system)
             WHERE pool = ?1 AND name || item LIKE '%此文绝无%' ORDER BY id LIMIT 50",
        ),
    ),
    (
        "how full it is",
        Some("SELECT SUM(quantity * cores) FROM resources WHERE pool = ?1 AND running"),
    ),
];

/// What is said of a city beside its figures.
struct Told {
    figures: Vec<Figure>,
    said: Vec<(&'static str, String)>,
}

/// A table: figures by row; by column the sizes, each beside `SQLite`.
pub fn print(place: &Place, sizes: &[u32]) {
    let told: Vec<Told> = sizes
        .iter()
        .map(|instances| measured(place, &place.instances(*instances), *instances))
        .collect();
    println!();
    let mut heading = vec!["instances".to_owned()];
    for instances in sizes {
        heading.extend([
            instances.to_string(),
            "SQLite".to_owned(),
            "SQLite / ours".to_owned(),
        ]);
    }
    heading.push("last / first".to_owned());
    head(&heading.iter().map(String::as_str).collect::<Vec<_>>());
    for at in 0..told[0].said.len() {
        let mut cells = vec![told[0].said[at].0.to_owned()];
        for city in &told {
            cells.extend([city.said[at].1.clone(), String::new(), String::new()]);
        }
        cells.push(String::new());
        row(&cells);
    }
    for at in 0..told[0].figures.len() {
        let mut cells = vec![told[0].figures[at].0.to_owned()];
        for city in &told {
            let (_, ours, theirs) = city.figures[at];
            cells.push(short(ours));
            cells.push(theirs.map_or_else(String::new, short));
            cells.push(theirs.map_or_else(String::new, |theirs| ratio(theirs, ours)));
        }
        cells.push(ratio(
            told[told.len() - 1].figures[at].1,
            told[0].figures[at].1,
        ));
        row(&cells);
    }
}

fn ratio(one: Duration, other: Duration) -> String {
    format!("{:.2} x", one.as_secs_f64() / other.as_secs_f64())
}

fn measured(place: &Place, city: &Rc<City>, instances: u32) -> Told {
    let hub = Hub::start(Ledger::open(&city.folder).unwrap()).unwrap();
    let seat = hub.seat(Login::new("authority-handler"));
    let pool = PoolCode::new(POOL);
    let one = SystemCode::new(issued::system(0));
    let all = List::Register(RecordKind::Resource);
    let systems = List::SystemsIn(pool.clone());
    let resources = List::ResourcesOf { pool, system: one };
    let count = |list: &List| window(&seat, &Look::at(list.clone(), 1)).total.to_string();
    let here = |list: &List| median(|| drop(window(&seat, &Look::at(list.clone(), ROWS))));
    let ours = [
        here(&systems),
        here(&resources),
        here(&all),
        median(|| way_down(&seat)),
        median(|| filtered(&seat, &all, COMMON, usize::from(ROWS))),
        once(|| filtered(&seat, &all, ABSENT, usize::MAX)),
        median(|| record(&seat, RecordKind::Pool, POOL.to_owned())),
    ];
    let said = vec![
        ("resources", count(&all)),
        ("of one system", count(&resources)),
        ("built in", city.built.clone()),
        ("file", format!("{} MiB", city.size() >> 20)),
        ("resident", format!("{} MiB", resident("VmRSS") >> 10)),
    ];
    // Only now, so that its pages are none of what is resident here.
    let trial = place.trial();
    let beside = tables(&trial.path().join("resources.sqlite"), instances);
    let figures = QUERIES.iter().zip(ours).map(|((name, query), ours)| {
        let theirs = query.map(|query| median(|| drop(rows(&beside, query))));
        (*name, ours, theirs)
    });
    Told {
        figures: figures.collect(),
        said,
    }
}

fn median(work: impl FnMut()) -> Duration {
    Tally::time(number("YUNGUAN_LOOKS", "300"), work).percent(50)
}

fn once(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

/// From the pools to the systems of one, to the resources of one of these, to the page of the last that is shown.
fn way_down(seat: &Seat) {
    let pool = PoolCode::new(POOL);
    let system = SystemCode::new(issued::system(0));
    drop(window(
        seat,
        &Look::at(List::Register(RecordKind::Pool), ROWS),
    ));
    drop(window(seat, &Look::at(List::SystemsIn(pool.clone()), ROWS)));
    let look = Look::at(List::ResourcesOf { pool, system }, ROWS);
    let shown = window(seat, &look);
    let yunguan::hub::request::RowOf::Record { kind, key } = &shown.rows[shown.rows.len() - 1].of
    else {
        unreachable!("resources are records")
    };
    record(seat, *kind, key.clone());
}

fn record(seat: &Seat, kind: RecordKind, key: String) {
    let Answer::Record(Some(_)) = seat.ask(Request::Record { kind, key }) else {
        unreachable!("it is there")
    };
}

/// Slice by slice until so many are found or the list ends.
fn filtered(seat: &Seat, list: &List, text: &str, enough: usize) {
    let mut look = Look {
        filter: Some(Filter::plain(text)),
        ..Look::at(list.clone(), ROWS)
    };
    let mut found = 0;
    loop {
        let slice = window(seat, &look);
        found += slice.rows.len();
        look.anchor = slice.resume;
        if look.anchor.is_none() || found >= enough {
            return;
        }
    }
}

/// What whoever keeps a table would have: a row for each resource, found by pool and system.
fn tables(file: &std::path::Path, instances: u32) -> Connection {
    let mut database = Connection::open(file).unwrap();
    database
        .execute_batch(
            "PRAGMA journal_mode = WAL;
             PRAGMA cache_size = -32768;
             CREATE TABLE systems (system TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
             CREATE TABLE resources (id TEXT PRIMARY KEY, pool TEXT, system TEXT, item TEXT, quantity INTEGER,
                 cores INTEGER, running INTEGER) WITHOUT ROWID;",
        )
        .unwrap();
    let write = database.transaction().unwrap();
    for number in 0..issued::SYSTEMS {
        let system = params![issued::system(number), issued::name(number)];
        write
            .execute("INSERT INTO systems VALUES (?1, ?2)", system)
            .unwrap();
    }
    for line in issued::lines(instances) {
        let id = format!("APP-20261109-{:04}/{}", line.of.0, line.of.1);
        let cores = if line.item.starts_with("ecs") {
            CORES
        } else {
            0
        };
        let insert = "INSERT INTO resources VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1)";
        let mut insert = write.prepare_cached(insert).unwrap();
        let values = params![id, POOL, line.system, line.item, EACH, cores];
        insert.execute(values).unwrap();
    }
    write.commit().unwrap();
    database
        .execute_batch("CREATE INDEX placed ON resources (pool, system, id); ANALYZE;")
        .unwrap();
    database
}

/// What a query about the pool answers, its values as texts.
fn rows(database: &Connection, query: &str) -> Vec<Vec<String>> {
    let mut query = database.prepare_cached(query).unwrap();
    let columns = query.column_count();
    let found = query.query_map([POOL], |row| {
        let value = |at| Ok(format!("{:?}", row.get_ref(at)?));
        (0..columns).map(value).collect()
    });
    found.unwrap().map(Result::unwrap).collect()
}
