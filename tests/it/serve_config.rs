//! The service's file, and the folders whose files it imports: the real program, on real folders.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::office::Office;
use crate::support::service::Service;

const ITEMS: &str = "code,family,name,specification,unit,basis,price_fen\n";
/// As long as a file must not have changed, and a few looks more.
const LONG_ENOUGH: Duration = Duration::from_secs(6);

fn items(from: usize, count: usize) -> String {
    let mut text = ITEMS.to_owned();
    for at in from..from + count {
        writeln!(text, "item-{at},compute,甲{at},4C,台,month,{at}").unwrap();
    }
    text
}

/// An office with a file of the service, and the folders that it names.
struct Desk {
    office: Office,
    login: String,
}

impl Desk {
    fn new(lang: &'static str) -> Self {
        let office = Office::sandbox(lang);
        let status = office.run(&["status", "--json"]).is(0).json();
        let login = status["result"]["login"].as_str().unwrap().to_owned();
        let desk = Self { office, login };
        for folder in ["items", "persons"] {
            fs::create_dir(desk.office.path(folder)).unwrap();
        }
        desk.configure(&desk.both());
        desk
    }

    /// Two folders: of items, and of the persons of one party.
    fn both(&self) -> String {
        let path = |name: &str| self.office.path(name).to_str().unwrap().to_owned();
        let (socket, items, persons) = (path("hub.sock"), path("items"), path("persons"));
        let login = &self.login;
        format!(
            "socket = {socket:?}\nmode = \"0600\"\n\n[[intake]]\nfolder = {items:?}\ntable = \"item.register\"\n\
             as = {login:?}\n\n[[intake]]\nfolder = {persons:?}\ntable = \"person.register\"\nas = {login:?}\n\
             set = {{ party = \"edu\" }}\n"
        )
    }

    fn file(&self) -> PathBuf {
        self.office.path("serve.toml")
    }

    fn configure(&self, text: &str) {
        fs::write(self.file(), text).unwrap();
        fs::set_permissions(self.file(), fs::Permissions::from_mode(0o640)).unwrap();
    }

    fn serve(&self) -> Service {
        let command = self
            .office
            .command(&["serve", "--config", self.file().to_str().unwrap()]);
        Service::start(command, &self.office.path("hub.sock"))
    }

    fn status(&self) -> Value {
        self.office.run(&["status", "--json"]).is(0).json()["result"].clone()
    }

    fn entries(&self) -> u64 {
        self.status()["entries"].as_u64().unwrap()
    }

    fn folder(&self, name: &str) -> Value {
        let folder = self.office.path(name);
        let folders = self.status()["jobs"]["folders"].clone();
        let mut of = folders.as_array().unwrap().iter();
        let found = of.find(|one| one["folder"] == folder.to_str().unwrap());
        found.unwrap().clone()
    }

    fn put(&self, name: &str, text: &str) {
        let part = self.office.path(&format!("{name}.part"));
        fs::write(&part, text).unwrap();
        fs::rename(part, self.office.path(name)).unwrap();
    }
}

fn waited_for(path: &Path) {
    let until = Instant::now() + Duration::from_mins(1);
    while !path.exists() {
        assert!(Instant::now() < until, "{}", path.display());
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn what_is_wrong_with_the_file_is_said_at_its_place() {
    for (lang, meant, others) in [
        ("zh", "是不是“folder”", "别人可以改写"),
        ("en", "was “folder” meant", "written by others"),
    ] {
        let desk = Desk::new(lang);
        let file = desk.file();
        let name = file.to_str().unwrap();
        desk.configure("mode = 660\n[[intake]]\nfoldr = \"/x\"\ntable = \"items\"\n");
        for verb in ["serve", "doctor"] {
            let ran = desk.office.run(&[verb, "--config", name]);
            let said = format!("{}{}", ran.out, ran.err);
            assert_eq!(ran.code, if verb == "serve" { 2 } else { 0 }, "{said}");
            for place in ["1:8", "2:1", "3:1", "4:9"] {
                assert!(
                    said.contains(&format!("{name}:{place}: ")),
                    "{place} {said}"
                );
            }
            assert!(said.contains(meant), "{said}");
        }
        desk.configure(&desk.both());
        fs::set_permissions(&file, fs::Permissions::from_mode(0o666)).unwrap();
        let told = desk.office.run(&["serve", "--config", name]).is(2);
        assert!(told.err.contains(others), "{}", told.err);
        let told = desk.office.run(&["doctor", "--config", name]).is(0);
        assert!(told.out.contains(others), "{}", told.out);
        fs::remove_file(&file).unwrap();
        desk.office.run(&["serve", "--config", name]).is(3);
    }
}

#[test]
fn a_good_file_is_done_a_bad_one_refused_and_each_only_once() {
    let desk = Desk::new("en");
    let path = |name: &str| desk.office.path(name);
    let before = desk.entries();
    let service = desk.serve();
    let mode = fs::metadata(path("hub.sock")).unwrap().mode() & 0o777;
    assert_eq!(mode, 0o600);

    desk.put("items/good.csv", &items(0, 3));
    desk.put(
        "persons/p.csv",
        "code,name,posts,telephone\nli,Li,handler,0737-1\n",
    );
    waited_for(&path("items/done/good.csv"));
    waited_for(&path("persons/done/p.csv"));
    assert!(!path("items/good.csv").exists());
    let told = fs::read_to_string(path("items/done/good.csv.txt")).unwrap();
    assert!(told.contains("Rows imported: 3"), "{told}");
    assert_eq!(desk.entries(), before + 4);
    let person = desk
        .office
        .run(&["person", "show", "li", "--json"])
        .is(0)
        .json();
    assert_eq!(person["result"][0]["person"]["party"], "edu");

    // One row of it is good: nothing of it is done.
    let mut bad = items(10, 1);
    bad.push_str("item-11,compute,A,4C,piece,month,\nitem-12,compute,A,4C,piece,nonsense,1\n");
    desk.put("items/bad.csv", &bad);
    waited_for(&path("items/refused/bad.csv"));
    let told = fs::read_to_string(path("items/refused/bad.csv.txt")).unwrap();
    for said in ["row 3, column G", "row 4, column F", "Nothing was imported"] {
        assert!(told.contains(said), "{told}");
    }
    // What a rule stands against is refused as well: no code has a blank in it.
    desk.put(
        "persons/again.csv",
        "code,name,posts,telephone\nwang,Wang,handler,0737-2\nli li,Li,handler,0737-2\n",
    );
    waited_for(&path("persons/refused/again.csv"));
    let told = fs::read_to_string(path("persons/refused/again.csv.txt")).unwrap();
    assert!(told.contains("row 3, column A"), "{told}");
    assert_eq!(desk.entries(), before + 4);

    // The same bytes under the same name: nothing is done twice, and nothing is written over.
    desk.put("items/good.csv", &items(0, 3));
    waited_for(&path("items/done/good-2.csv"));
    let told = fs::read_to_string(path("items/done/good-2.csv.txt")).unwrap();
    assert!(told.contains("before"), "{told}");
    assert_eq!(desk.entries(), before + 4);

    let folder = desk.folder("items");
    assert_eq!(
        (&folder["taken"], &folder["refused"]),
        (&2.into(), &1.into())
    );
    assert_eq!(folder["last"]["became"], "before");
    let told = desk.office.run(&["status"]).is(0).out;
    assert!(told.contains("imported 2, refused 1"), "{told}");
    // Whoever neither acts for it nor keeps the registers is told of no folder.
    let other = desk
        .office
        .run(&["status", "--json", "--as", "unit-h"])
        .is(0)
        .json();
    assert!(other["result"]["jobs"].get("folders").is_none(), "{other}");
    assert!(service.stop().success());
    desk.office.run(&["verify"]).is(0);
}

#[test]
fn what_grows_is_not_taken_early_and_what_is_no_plain_file_never() {
    let desk = Desk::new("en");
    let path = |name: &str| desk.office.path(name);
    let before = desk.entries();
    fs::write(path("elsewhere.csv"), items(90, 1)).unwrap();
    symlink(path("elsewhere.csv"), path("items/link.csv")).unwrap();
    fs::hard_link(path("elsewhere.csv"), path("items/other-name.csv")).unwrap();
    fs::create_dir(path("items/folder.csv")).unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        path("items/pipe.csv"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::from_raw_mode(0o600),
        0,
    )
    .unwrap();
    for name in [".hidden.csv", "~$lock.csv", "half.csv.part", "old.csv~"] {
        fs::write(path("items").join(name), items(91, 1)).unwrap();
    }
    let service = desk.serve();
    let mut growing = fs::File::create(path("items/growing.csv")).unwrap();
    growing.write_all(ITEMS.as_bytes()).unwrap();
    let began = Instant::now();
    let mut rows = 0;
    while began.elapsed() < LONG_ENOUGH {
        let row = items(rows, 1);
        growing
            .write_all(row.strip_prefix(ITEMS).unwrap().as_bytes())
            .unwrap();
        rows += 1;
        std::thread::sleep(Duration::from_millis(500));
        assert!(path("items/growing.csv").exists());
        assert_eq!(desk.entries(), before);
    }
    drop(growing);
    waited_for(&path("items/done/growing.csv"));
    assert_eq!(desk.entries(), before + u64::try_from(rows).unwrap());
    assert_eq!(desk.folder("items")["left_alone"], 4);
    let left = fs::read_dir(path("items")).unwrap().count();
    // Four that are no plain files, four that are not whole yet, and `done`.
    assert_eq!(left, 4 + 4 + 1);

    // A folder in which anybody may write is left alone until nobody may.
    fs::set_permissions(path("persons"), fs::Permissions::from_mode(0o777)).unwrap();
    desk.put(
        "persons/p.csv",
        "code,name,posts,telephone\nli,Li,handler,0737-1\n",
    );
    std::thread::sleep(LONG_ENOUGH);
    assert!(path("persons/p.csv").exists());
    assert_eq!(desk.folder("persons")["last"]["became"], "waits");
    assert!(service.stop().success());
}

/// `done` cannot be made, so that the service is held just between the import and the move.
#[test]
fn killed_between_the_import_and_the_move_it_repeats_nothing() {
    let desk = Desk::new("en");
    let path = |name: &str| desk.office.path(name);
    for count in [3, 700] {
        let before = desk.entries();
        fs::write(path("items/done"), "in the way").unwrap();
        let name = format!("i{count}.csv");
        let mut service = desk.serve();
        desk.put(&format!("items/{name}"), &items(count, count));
        let until = Instant::now() + Duration::from_mins(1);
        while desk.folder("items")["last"]["became"] != "waits" {
            assert!(Instant::now() < until);
            std::thread::sleep(Duration::from_millis(50));
        }
        service.kill();
        assert!(path(&format!("items/{name}")).exists());
        fs::remove_file(path("items/done")).unwrap();
        let service = desk.serve();
        waited_for(&path(&format!("items/done/{name}")));
        let told = fs::read_to_string(path(&format!("items/done/{name}.txt"))).unwrap();
        assert!(told.contains("before"), "{told}");
        assert!(service.stop().success());
        assert_eq!(desk.entries(), before + u64::try_from(count).unwrap());
        fs::remove_dir_all(path("items/done")).unwrap();
    }
    desk.office.run(&["verify"]).is(0);
}

#[test]
fn doctor_tells_who_is_bound_and_may_and_who_else_may_write() {
    let desk = Desk::new("en");
    let file = desk.file();
    let doctor = || {
        let told = desk
            .office
            .run(&["doctor", "--config", file.to_str().unwrap()]);
        let told = told.is(0).out;
        let about = |line: &&str| line.contains("intake folder");
        told.lines()
            .filter(about)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let warns = |told: &[String], said: &str| {
        let line = told.iter().find(|line| line.contains(said));
        assert!(
            line.is_some_and(|line| line.starts_with('!')),
            "{said} {told:#?}"
        );
    };
    let told = doctor();
    assert_eq!(told.len(), 4, "{told:#?}");
    assert!(told.iter().all(|line| !line.starts_with('!')), "{told:#?}");
    let both = desk.both();
    let login = format!("as = {:?}", desk.login);
    desk.configure(
        &both
            .replacen(&login, "as = \"nobody-here\"", 1)
            .replace(&login, "as = \"unit-h\""),
    );
    fs::set_permissions(
        desk.office.path("persons"),
        fs::Permissions::from_mode(0o777),
    )
    .unwrap();
    fs::remove_dir(desk.office.path("items")).unwrap();
    // By the store itself, and through whoever keeps it.
    for served in [false, true] {
        let service = served.then(|| desk.serve());
        let told = doctor();
        for said in [
            "nobody-here is bound to nobody",
            "unit-h may not do person.register",
            "mode 0777",
            "not there",
        ] {
            warns(&told, said);
        }
        drop(service);
    }
}

/// What the guides show is a file that the program takes, in both languages the same.
#[test]
fn the_guides_example_is_one_that_the_program_takes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let examples = ["zh", "en"].map(|lang| {
        let guide = fs::read_to_string(root.join(lang).join("ADMINISTRATOR.md")).unwrap();
        let (_, rest) = guide.split_once("```toml\n").unwrap();
        rest.split_once("```").unwrap().0.to_owned()
    });
    assert_eq!(examples[0], examples[1]);
    let desk = Desk::new("en");
    desk.configure(&examples[0].replace("zhang", &desk.login));
    let file = desk.file();
    let told = desk
        .office
        .run(&["doctor", "--config", file.to_str().unwrap(), "--json"]);
    let told = told.is(0).json();
    let wrong = format!("{}:", file.display());
    let mut found = told.as_array().unwrap().iter();
    assert!(
        found.all(|one| !one["found"].as_str().unwrap().starts_with(&wrong)),
        "{told}"
    );
    let known = told.to_string();
    for table in ["item.register", "person.register"] {
        assert!(known.contains(&format!("may do {table}")), "{told}");
    }
}
