//! The socket's place in the file system, and a hub that is none.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{FileTypeExt, symlink};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use yunguan::hub::host::Host;

use crate::support::city::City;
use crate::support::door::{Peer, hello, settings};
use crate::support::office::Office;

fn host(path: &Path) -> Host {
    Host::start(City::new().ledger, Some(settings(path.to_owned()))).unwrap()
}

fn answers(path: &Path) -> bool {
    let welcome = Peer::at(path).call("hello", &hello("edu"));
    welcome.get("result").is_some()
}

#[test]
fn a_socket_takes_the_place_of_a_dead_one_and_of_nothing_else() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    // A dead one, and a link to nowhere.
    drop(UnixListener::bind(at("dead")).unwrap());
    symlink("nowhere", at("link")).unwrap();
    for name in ["dead", "link"] {
        let host = host(&at(name));
        assert!(host.closed().is_none(), "{name}");
        assert!(answers(&at(name)));
        assert!(at(name).symlink_metadata().unwrap().file_type().is_socket());
        drop(host);
        assert!(at(name).symlink_metadata().is_err());
    }
    assert!(!at("nowhere").exists());
    // A file, a folder, and a hub that lives.
    std::fs::write(at("file"), "precious").unwrap();
    std::fs::create_dir(at("folder")).unwrap();
    let living = host(&at("living"));
    symlink(at("living"), at("link")).unwrap();
    for name in ["file", "folder", "living", "link", "none/s"] {
        assert!(host(&at(name)).closed().is_some(), "{name}");
    }
    assert_eq!(std::fs::read_to_string(at("file")).unwrap(), "precious");
    assert!(answers(&at("living")) && answers(&at("link")));
    drop(living);
    // Nothing hidden is left behind.
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 3);
}

#[test]
fn of_many_who_want_one_place_one_has_it() {
    let folder = TempDir::new().unwrap();
    for round in 0..10 {
        let path = folder.path().join(format!("s{round}"));
        if round % 2 == 0 {
            drop(UnixListener::bind(&path).unwrap());
        }
        let hosts: Vec<_> = std::thread::scope(|scope| {
            let all: Vec<_> = (0..4).map(|_| scope.spawn(|| host(&path))).collect();
            all.into_iter().map(|one| one.join().unwrap()).collect()
        });
        let open = hosts.iter().filter(|host| host.closed().is_none());
        assert_eq!(open.count(), 1, "round {round}");
        assert!(answers(&path));
        drop(hosts);
        assert!(!path.exists());
    }
}

#[test]
fn a_place_that_is_long_is_a_place_and_one_that_was_lost_is_taken_again() {
    let folder = TempDir::new().unwrap();
    let deep = folder.path().join("x".repeat(120)).join("y".repeat(120));
    std::fs::create_dir_all(&deep).unwrap();
    let long = host(&deep.join("s"));
    assert!(long.closed().is_none());
    let short = folder.path().join("link");
    symlink(deep.join("s"), &short).unwrap();
    assert!(answers(&short));

    let path = folder.path().join("s");
    let first = host(&path);
    std::fs::remove_file(&path).unwrap();
    let second = host(&path);
    assert!(second.closed().is_none());
    // The first one goes, and leaves the second one's place alone.
    drop(first);
    assert!(answers(&path));
}

/// Something at a socket that speaks like a hub, and means ill.
fn false_hub(path: &Path, speak: impl Fn(UnixStream) + Send + Sync + 'static) {
    let listener = UnixListener::bind(path).unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            speak(stream);
        }
    });
}

/// Answers every line with what is made of its id.
fn reply(mut stream: UnixStream, make: impl Fn(&Value) -> String) {
    let reader = BufReader::new(stream.try_clone().unwrap());
    for line in reader.lines().map_while(Result::ok) {
        let call: Value = serde_json::from_str(&line).unwrap();
        if stream.write_all(make(&call["id"]).as_bytes()).is_err() {
            return;
        }
    }
}

#[test]
fn a_hub_that_is_none_ends_a_verb_with_trouble_and_in_time() {
    let office = Office::bare("en");
    let error = |id: &Value, error: Value| {
        format!(
            "{}\n",
            json!({ "jsonrpc": "2.0", "id": id, "error": error })
        )
    };
    let at = |name: &str| office.path(name);
    false_hub(&at("closes"), drop);
    false_hub(&at("endless"), |mut stream| {
        while stream.write_all(&[b'x'; 1 << 13]).is_ok() {}
    });
    false_hub(&at("garbage"), |mut stream| {
        while stream
            .write_all("\u{1b}[2J\u{0}\n".repeat(999).as_bytes())
            .is_ok()
        {}
    });
    false_hub(&at("updates"), |mut stream| {
        let update = json!({ "jsonrpc": "2.0", "method": "update", "params": { "seq": 1, "touched": "everything" } });
        let text = format!("{update}\n").repeat(99);
        while stream.write_all(text.as_bytes()).is_ok() {}
    });
    false_hub(&at("silent"), |stream| reply(stream, |_| String::new()));
    false_hub(&at("other"), |stream| {
        reply(stream, |_| {
            "{\"jsonrpc\":\"2.0\",\"id\":999,\"result\":{}}\n".to_owned()
        });
    });
    false_hub(&at("wordless"), move |stream| {
        reply(stream, |id| error(id, json!({ "code": 3 })));
    });
    false_hub(&at("rude"), move |stream| {
        reply(stream, |id| {
            error(id, json!({ "code": 3, "message": "\u{1b}[2Jgone\u{7}" }))
        });
    });
    false_hub(&at("twice"), |stream| {
        reply(stream, |id| {
            let one = json!({ "jsonrpc": "2.0", "id": id, "result": "what" });
            format!("{one}\n{one}\n")
        });
    });
    let names = [
        "closes", "endless", "garbage", "updates", "silent", "other", "wordless", "rude", "twice",
    ];
    std::thread::scope(|scope| {
        for name in names {
            let office = &office;
            scope.spawn(move || {
                let begun = Instant::now();
                let ran = office.run(&["queue", "--socket", office.path(name).to_str().unwrap()]);
                eprintln!("{name}: {:?} {ran:?}", begun.elapsed());
                assert_eq!(ran.code, 3, "{name}: {ran:?}");
                assert!(!ran.err.trim().is_empty(), "{name}");
                assert!(!ran.err.contains('\u{1b}'), "{name}: {ran:?}");
                assert!(begun.elapsed() < Duration::from_secs(25), "{name}");
            });
        }
    });
}
