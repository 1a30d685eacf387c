//! What can be read as a call, and what cannot.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]
use super::*;

fn fault(line: &str) -> Fault {
    read_call(line.as_bytes()).unwrap_err().1
}

#[test]
fn what_is_wrong_with_a_message_is_told_apart() {
    assert!(matches!(fault("{"), Fault::NotJson(_)));
    assert!(matches!(fault("\u{0}"), Fault::NotJson(_)));
    assert_eq!(fault("[]"), Fault::Batch);
    for line in [
        "1",
        "null",
        "{}",
        r#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#,
        r#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#,
        r#"{"jsonrpc":"2.0","id":1}"#,
    ] {
        assert_eq!(fault(line), Fault::NotACall, "{line}");
    }
    assert_eq!(fault(r#"{"jsonrpc":"2.0","method":"ping"}"#), Fault::NoId);
    let unknown = r#"{"jsonrpc":"2.0","id":1,"method":"pong"}"#;
    assert_eq!(fault(unknown), Fault::UnknownMethod("pong".to_owned()));
    for params in ["[1]", "1", r#"{"matter":"x"}"#, r#"{"matter":1}"#] {
        let line = format!(r#"{{"jsonrpc":"2.0","id":1,"method":"show","params":{params}}}"#);
        assert!(matches!(fault(&line), Fault::BadParams(_)), "{line}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(fault(&deep), Fault::Batch);
    let deep = deep.replace('[', r#"{"a":["#).replace(']', "]}");
    for params in [&*deep, "[", "1e400", r#""\ud800""#] {
        let line =
            format!(r#"{{"jsonrpc":"2.0","id":1,"method":"show","params":{{"matter":{params}}}}}"#);
        let (id, fault) = read_call(line.as_bytes()).unwrap_err();
        assert!(
            matches!(fault, Fault::BadParams(_) | Fault::NotJson(_)),
            "{fault:?}"
        );
        assert_eq!(id.is_null(), matches!(fault, Fault::NotJson(_)));
    }
    // What the parser says may quote what was sent, but not all of it.
    let long = format!(
        r#"{{"jsonrpc":"2.0","id":1,"method":"ping","params":{{}},"id":2,"{}":1}}"#,
        "x".repeat(9_999)
    );
    assert_eq!(fault(&long), Fault::NotACall);
    let long = long
        .replace(r#""params":{},"id":2,"#, r#""params":{"z":1},"#)
        .replace("ping", "hello");
    assert!(matches!(fault(&long), Fault::BadParams(_)));
    let long = format!(
        r#"{{"jsonrpc":"2.0","id":1,"method":"hello","params":{{"{}":1}}}}"#,
        "x".repeat(9_999)
    );
    let Fault::BadParams(words) = fault(&long) else {
        unreachable!()
    };
    assert!(words.chars().count() <= WORDS_LIMIT + 1);
}

#[test]
fn an_id_comes_back_as_it_was_sent_or_is_none() {
    for id in [
        "1",
        "-7",
        "1.5",
        "18446744073709551615",
        r#""""#,
        r#""甲""#,
        r#""\u001b""#,
    ] {
        let line = format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"ping"}}"#);
        let call = read_call(line.as_bytes()).unwrap();
        assert_eq!(call.id.to_string(), id);
    }
    let long = format!(r#""{}""#, "x".repeat(ID_LIMIT));
    for id in [
        "1e3",
        "12345678901234567890123",
        "1e400",
        "{}",
        "[]",
        "true",
        &long,
        r#""\ud800""#,
    ] {
        let line = format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"ping"}}"#);
        let (id, fault) = read_call(line.as_bytes()).unwrap_err();
        assert_eq!((id, fault), (Value::Null, Fault::NotACall), "{line}");
    }
}

#[test]
fn every_method_can_be_called_and_no_other() {
    // A name that the hub's requests do not have would be told as "unknown variant".
    for name in ASK_METHODS {
        let line = format!(r#"{{"jsonrpc":"2.0","id":1,"method":"{name}"}}"#);
        if let Err((_, Fault::BadParams(words))) = read_call(line.as_bytes()) {
            assert!(!words.contains("unknown variant"), "{name}: {words}");
        }
    }
    for request in [Request::Whoami, Request::Rulings, Request::Measures] {
        let line = call_line(7, &request);
        let call = read_call(&line).unwrap();
        assert_eq!(call.id, json!(7));
        assert_eq!(call.method, Method::Ask(Box::new(request)));
    }
    let empty = r#"{"jsonrpc":"2.0","id":"a","method":"whoami","params":{}}"#;
    assert!(read_call(empty.as_bytes()).is_ok());
}
