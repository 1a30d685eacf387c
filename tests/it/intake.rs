//! Tables of any verb through the real program, and large intakes: checked, sent in slices, adopted whole or not at all.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]
use std::fmt::Write as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::support::office::Office;
use crate::support::service::Service;

const ITEMS: &str = "code,family,name,specification,unit,basis,price_fen\n";

/// A table of so many items.
fn items(count: usize) -> String {
    let mut text = ITEMS.to_owned();
    for at in 0..count {
        writeln!(text, "item-{at},compute,甲{at},4C,台,month,{at}").unwrap();
    }
    text
}

fn entries(office: &Office) -> u64 {
    let status = office.run(&["status", "--json"]).is(0).json();
    status["result"]["entries"].as_u64().unwrap()
}

fn figures(office: &Office) -> Value {
    office.run(&["status", "--json"]).is(0).json()["result"]["jobs"].clone()
}

#[test]
fn a_table_of_any_verb_is_imported_once_and_whole() {
    for lang in ["zh", "en"] {
        let office = Office::sandbox(lang);
        let template = office.path("t.xlsx");
        let template = template.to_str().unwrap();
        office.run(&["template", "person.register", template]).is(0);
        office.run(&["template", "person.register", template]).is(3);
        office.run(&["import", "person.register", template]).is(2);

        let file = office.path("p.csv");
        let rows = "Code*,姓名*,岗位*,telephone\nli,李,经办、审核,0737-1\nwang,王,handler,0737-2\n";
        std::fs::write(&file, rows).unwrap();
        let import = ["import", "person.register", file.to_str().unwrap()];
        // A column that must be there, unless it is said for all rows.
        let told = office.run(&import).is(2);
        assert!(
            told.err
                .contains(if lang == "zh" { "主体" } else { "Party" }),
            "{}",
            told.err
        );
        let set = [&import[..], &["--set", "party=edu"]].concat();
        let before = entries(&office);
        office.run(&[&set[..], &["--preview"]].concat()).is(0);
        assert_eq!(entries(&office), before);
        let done = office.run(&[&set[..], &["--json"]].concat()).is(0).json();
        assert_eq!(done["result"].as_array().unwrap().len(), 2, "{done}");
        let again = office.run(&set).is(0);
        let said = if lang == "zh" {
            "此前已导入"
        } else {
            "before"
        };
        assert!(again.out.contains(said), "{}", again.out);
        assert_eq!(entries(&office), before + 2);
        // The same file with another thing said is another intake: these persons are elsewhere already.
        let other = [&import[..], &["--set", "party=support"]].concat();
        assert!(office.run(&other).is(1).err.contains("li"));
        assert_eq!(entries(&office), before + 2);
        let person = office.run(&["person", "show", "li", "--json"]).is(0).json();
        assert_eq!(
            person["result"][0]["person"]["posts"],
            serde_json::json!(["handler", "reviewer"]),
            "{person}"
        );
    }
}

#[test]
fn what_stands_against_rows_is_named_at_its_cells_and_nothing_stays() {
    let office = Office::sandbox("en");
    let file = office.path("s.csv");
    let rows = "code,name,unit,protection_level,funding\na,A,edu,2,government\n\
                b,B,nowhere,2,government\nc,C,edu,9,government\n";
    std::fs::write(&file, rows).unwrap();
    let before = entries(&office);
    let told = office
        .run(&["import", "system.register", file.to_str().unwrap()])
        .is(1);
    for place in ["row 3, column C", "row 4, column D"] {
        assert!(told.err.contains(place), "{}", told.err);
    }
    assert_eq!(entries(&office), before);
    for (words, said) in [
        (&["--set", "colour=red"][..], "colour"),
        (&["--set", "unit"], "FIELD=VALUE"),
        (&["--set", "unit=edu", "--set", "unit=edu"], "twice"),
        (&["--on", "APP-20261109-0001"], "--on"),
        (&["--set", "unit=edu"], "column C"),
    ] {
        let line = [
            &["import", "system.register", file.to_str().unwrap()],
            words,
        ]
        .concat();
        let told = office.run(&line).is(2);
        assert!(told.err.contains(said), "{words:?} {}", told.err);
    }
    let applications = [
        "import",
        "applications",
        file.to_str().unwrap(),
        "--set",
        "title=x",
    ];
    office.run(&applications).is(2);
}

#[test]
fn five_thousand_items_are_imported_in_one_go_and_never_twice() {
    let office = Office::sandbox("en");
    let file = office.path("i.csv");
    std::fs::write(&file, items(5_000)).unwrap();
    let import = ["import", "item.register", file.to_str().unwrap()];
    let before = entries(&office);
    // By this process itself, and through a service.
    let mut bad = items(4_999);
    bad.push_str("item-4999,compute,A,4C,piece,month,\n");
    let wrong = office.path("w.csv");
    std::fs::write(&wrong, bad).unwrap();
    let told = office
        .run(&["import", "item.register", wrong.to_str().unwrap()])
        .is(2);
    assert!(told.err.contains("row 5001, column G"), "{}", told.err);
    assert_eq!(entries(&office), before);

    let service = Service::over(&office);
    let socket = office.path("hub.sock");
    let socket = ["--socket", socket.to_str().unwrap()];
    let preview = office
        .run(&[&import[..], &socket, &["--preview"]].concat())
        .is(0);
    assert!(preview.out.contains("5000"), "{}", preview.out);
    let done = office
        .run(&[&import[..], &socket, &["--json"]].concat())
        .is(0)
        .json();
    assert_eq!(done["answer"], "adopted", "{done}");
    assert_eq!(done["result"]["acts"], 5_000);
    let (first, last) = (&done["result"]["first"], &done["result"]["last"]);
    assert_eq!(first.as_u64().unwrap(), before + 1);
    assert_eq!(last.as_u64().unwrap(), before + 5_000);
    let status = office
        .run(&[&["status", "--json"], &socket[..]].concat())
        .is(0)
        .json();
    assert_eq!(
        status["result"]["jobs"]["intakes"]["adopted"], 1,
        "{status}"
    );
    let again = office.run(&[&import[..], &socket].concat()).is(0);
    assert!(
        again.out.contains("before") && again.out.contains("5000"),
        "{}",
        again.out
    );
    assert!(service.stop().success());
    assert_eq!(entries(&office), before + 5_000);
    // Without a service as well.
    assert!(office.run(&import).is(0).out.contains("before"));
    let other = office.path("j.csv");
    std::fs::write(&other, items(501)).unwrap();
    office
        .run(&["import", "item.register", other.to_str().unwrap()])
        .is(0);
    assert_eq!(entries(&office), before + 5_501);
    office.run(&["verify"]).is(0);
}

#[test]
fn a_client_that_is_stopped_or_killed_while_it_checks_or_sends_leaves_nothing() {
    let office = Office::sandbox("en");
    let file = office.path("i.csv");
    std::fs::write(&file, items(20_000)).unwrap();
    let service = Service::over(&office);
    let before = entries(&office);
    // First it is checked; once it is sent, it begins anew.
    let seen = |is_sent: bool| {
        let mut child = office
            .command(&["import", "item.register", file.to_str().unwrap()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let until = Instant::now() + Duration::from_mins(2);
        let mut checked = 0;
        loop {
            if let Some(job) = figures(&office)["jobs"].get(0) {
                assert_eq!(job["kind"], "intake");
                let done = job["done"].as_u64().unwrap();
                if !is_sent || done < checked {
                    return child;
                }
                checked = done;
            }
            assert!(child.try_wait().unwrap().is_none() && Instant::now() < until);
        }
    };
    // Ctrl+C ends the checking, and gives an intake up at once.
    for (is_sent, dropped) in [(false, 0), (true, 1)] {
        let mut child = seen(is_sent);
        kill_process(Pid::from_child(&child), Signal::INT).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(3));
        let told = figures(&office);
        assert_eq!(
            (told["jobs"].get(0), &told["intakes"]["dropped"]),
            (None, &dropped.into())
        );
    }
    // Whoever is killed gives nothing up, and nothing of it counts.
    let mut child = seen(true);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(figures(&office)["intakes"]["adopted"], 0);
    assert_eq!(entries(&office), before);
    assert!(service.stop().success());
    assert_eq!(entries(&office), before);
    office.run(&["verify"]).is(0);
}

#[test]
fn others_see_an_export_while_it_runs_and_no_longer() {
    let office = Office::sandbox("en");
    let file = office.path("i.csv");
    std::fs::write(&file, items(900)).unwrap();
    let service = Service::over(&office);
    office
        .run(&["import", "item.register", file.to_str().unwrap()])
        .is(0);
    // Nobody reads what it writes, so that it goes on until somebody does.
    let mut child = office
        .command(&["export", "journal", "-"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let until = Instant::now() + Duration::from_secs(30);
    let seen = loop {
        let figures = figures(&office);
        if let Some(job) = figures["jobs"].get(0) {
            break job.clone();
        }
        assert!(Instant::now() < until);
    };
    assert_eq!(seen["kind"], "export");
    let told = office.run(&["status"]).is(0);
    assert!(told.out.contains("export under way"), "{}", told.out);
    let read = std::io::copy(child.stdout.as_mut().unwrap(), &mut std::io::sink()).unwrap();
    assert!(read > 64 << 10);
    assert!(child.wait().unwrap().success());
    assert!(figures(&office)["jobs"].get(0).is_none());
    for verb in [
        &["verify"][..],
        &["backup", office.path("b").to_str().unwrap()],
    ] {
        office.run(verb).is(0);
        assert!(figures(&office)["jobs"].get(0).is_none());
    }
    assert!(service.stop().success());
}

/// An edition is drafted by a table: the template has its columns, the preview says what each item changes of what is in
/// force, a cap above its figure is named at its cell, and what is imported is listed.
#[test]
fn a_catalogue_is_listed_by_a_table() {
    let office = Office::sandbox("en");
    let draft = office.act(
        "sup-h",
        &[
            "catalogue.draft",
            "--title",
            "Catalogue 2027",
            "--extent",
            "annual",
            "--year",
            "2027",
            "--basis",
            "needs",
        ],
    );
    let id = draft["matter"].as_str().unwrap().to_owned();
    let template = office.path("c.xlsx");
    let template = template.to_str().unwrap();
    office.run(&["template", "catalogue.list", template]).is(0);
    let file = office.path("c.csv");
    let head = "Item's code*,Family,Name,Specification,Unit of measure,Cap,Control figure of one,planned\n";
    let listed = |cap: &str| {
        format!(
            "{head}ecs-4c16g,compute,server,4C16G,set,{cap},5000.00,\nnpu,compute,card,64G,set,3000.00/month,,20\n"
        )
    };
    let import = |more: &[&str]| {
        let line = [
            "import",
            "catalogue.list",
            file.to_str().unwrap(),
            "--on",
            &id,
        ];
        office.by("sup-h", &[&line[..], more].concat())
    };
    std::fs::write(&file, listed("5000.01")).unwrap();
    let told = import(&[]).is(1);
    assert!(told.err.contains("row 2, column F"), "{}", told.err);
    std::fs::write(&file, listed("4900.00")).unwrap();
    let told = import(&["--preview"]).is(0).out;
    for line in [
        "its cap goes from 4,800.00 to 4,900.00 yuan",
        "new, capped at 36,000.00 yuan",
    ] {
        assert!(told.contains(line), "{told}");
    }
    let before = entries(&office);
    import(&[]).is(0);
    assert_eq!(entries(&office), before + 2);
    let list = ["list", "listing", "--json"];
    let listed = office.by("sup-h", &list).is(0).json();
    assert_eq!(listed["result"]["rows"].as_array().unwrap().len(), 2);
}
