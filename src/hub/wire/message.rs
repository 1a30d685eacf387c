//! The messages: JSON-RPC 2.0, one a line, and everything that can be wrong with one.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::domain::law::code::Login;

use super::super::request::{Answer, Realm, Request, Trouble};

/// The version of the protocol that this release speaks.
pub const PROTOCOL: u32 = 1;
/// The longest line of somebody known, in bytes: an import of the largest size fits.
pub const LINE_LIMIT: usize = 4 << 20;
/// The longest line of somebody who has not said anything good yet.
pub const FIRST_LINE_LIMIT: usize = 64 << 10;
/// The longest id, in bytes.
const ID_LIMIT: usize = 128;
/// The longest words of a parser that are passed on, in characters: they may quote a whole line.
const WORDS_LIMIT: usize = 200;
/// What JSON takes for blank.
pub(super) const BLANK: [char; 4] = [' ', '\t', '\r', '\n'];

/// The methods that are the link's own, not the hub's.
const OWN_METHODS: [&str; 4] = ["hello", "ping", "subscribe", "yield"];
/// The methods that are the hub's requests.
const ASK_METHODS: [&str; 36] = [
    "act",
    "act_all",
    "stage",
    "adopt",
    "unstage",
    "jobs",
    "working",
    "preview",
    "preview_all",
    "offers_on",
    "look",
    "show",
    "paper",
    "explain",
    "whoami",
    "journal",
    "record",
    "rulings",
    "what_if",
    "calendar",
    "calendar_in_force",
    "due",
    "measures",
    "save_draft",
    "drop_draft",
    "drafts",
    "save_view",
    "drop_view",
    "views",
    "find",
    "lines",
    "traffic",
    "health",
    "claim",
    "release",
    "reveal",
];

/// Every method, as `hello` tells them.
pub fn methods() -> impl Iterator<Item = &'static str> {
    OWN_METHODS
        .into_iter()
        .filter(|name| *name != "yield")
        .chain(ASK_METHODS)
}

/// Who comes, and how they want to be spoken to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hello {
    /// The version that the peer speaks.
    pub protocol: u32,
    /// In a sandbox, as whom; elsewhere nobody is anybody else.
    #[serde(default, rename = "as", skip_serializing_if = "Option::is_none")]
    pub act_as: Option<Login>,
    /// The language of messages: `zh`, `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// What `hello` is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The version spoken.
    pub protocol: u32,
    /// The program and its release.
    pub program: String,
    /// Whom the connection speaks for.
    pub login: Login,
    /// Whose world.
    pub realm: Realm,
    /// Whether it is a service, or somebody's console that lets others in.
    pub service: bool,
    /// What can be asked.
    pub capabilities: Vec<String>,
    /// The longest line taken, in bytes.
    pub line_limit: usize,
}

/// What a connection asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Method {
    /// Who comes.
    Hello(Hello),
    /// Whether anybody is there.
    Ping,
    /// To hear what is touched, from now on.
    Subscribe,
    /// That a console give the store to a service of the same user.
    Yield,
    /// A request of the hub.
    Ask(Box<Request>),
}

/// A call.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// What the answer will carry.
    pub id: Value,
    /// What is asked for.
    pub method: Method,
}

/// What is wrong with a message, or with whoever sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is no JSON; the parser's own words.
    NotJson(String),
    /// It is no JSON-RPC 2.0 request object.
    NotACall,
    /// Several in one line.
    Batch,
    /// Without an id there would be no answer, and nobody would know whether it was done.
    NoId,
    /// There is no such method.
    UnknownMethod(String),
    /// The parameters do not fit; the parser's own words.
    BadParams(String),
    /// The line is longer than this.
    LineTooLong(usize),
    /// So many bad ones in a row.
    TooManyFaults(u32),
    /// Nothing came, or the rest of it did not.
    Silent,
    /// No room for another connection.
    Crowded(usize),
    /// Room is needed, and this connection used its own least.
    Evicted,
    /// What was answered was not read.
    Unread,
    /// This hub is another account's own; whose.
    NotAdmitted(Login),
    /// Only the owner of the store may found it.
    NotTheOwner,
    /// Being somebody else is for sandboxes.
    OnlySandbox,
    /// Another version of the protocol.
    Protocol(u32),
    /// A service keeps its store.
    NoYield,
    /// Too much is under way, of all connections; the call was not taken.
    Overloaded,
    /// The hub is stopping.
    Stopping,
}

/// The code of what a rule stands against; as the exit code of the command line.
pub const REFUSED: i64 = 1;
/// Wrong usage.
pub const USAGE: i64 = 2;
/// Trouble: store, machine, hub.
pub const TROUBLE: i64 = 3;
/// Not let in.
pub const NOT_ADMITTED: i64 = 4;
/// Too much at once; the same may be sent again.
pub const BUSY: i64 = 5;

impl Fault {
    /// The code of the error.
    #[must_use]
    pub const fn code(&self) -> i64 {
        match self {
            Self::NotJson(_) => -32_700,
            Self::NotACall | Self::Batch | Self::NoId | Self::LineTooLong(_) => -32_600,
            Self::UnknownMethod(_) => -32_601,
            Self::BadParams(_) => -32_602,
            Self::OnlySandbox | Self::Protocol(_) | Self::NoYield => USAGE,
            Self::NotAdmitted(_) | Self::NotTheOwner => NOT_ADMITTED,
            Self::TooManyFaults(_)
            | Self::Silent
            | Self::Crowded(_)
            | Self::Evicted
            | Self::Unread
            | Self::Overloaded
            | Self::Stopping => BUSY,
        }
    }
}

/// A call as it stands on the line: what it carries is read only when the method is known, so that a line takes no more
/// memory than its request.
#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow, default)]
    jsonrpc: Option<&'a RawValue>,
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow, default)]
    method: Option<&'a RawValue>,
    #[serde(borrow, default)]
    params: Option<&'a RawValue>,
}

/// Reads a call.
///
/// # Errors
/// The fault, with the id as far as one could be read.
pub fn read_call(line: &[u8]) -> Result<Call, (Value, Fault)> {
    let nameless = |fault| (Value::Null, fault);
    let line = std::str::from_utf8(line)
        .map_err(|error| nameless(Fault::NotJson(error.to_string())))?
        .trim_matches(BLANK);
    if !line.starts_with('{') {
        // A list would be read as the members of a call in their order.
        let is_list = line.starts_with('[');
        let fault = match serde_json::from_str::<IgnoredAny>(line) {
            Err(error) => Fault::NotJson(told(&error)),
            Ok(_) if is_list => Fault::Batch,
            Ok(_) => Fault::NotACall,
        };
        return Err(nameless(fault));
    }
    let envelope: Envelope<'_> = serde_json::from_str(line).map_err(|error| {
        nameless(if error.is_data() {
            Fault::NotACall
        } else {
            Fault::NotJson(told(&error))
        })
    })?;
    let id = match envelope.id {
        None => Value::Null,
        Some(id) => read_id(id.get()).ok_or_else(|| nameless(Fault::NotACall))?,
    };
    let method = match (text(envelope.jsonrpc), text(envelope.method)) {
        (Some(version), Some(method)) if version == "2.0" => method,
        _ => return Err((id, Fault::NotACall)),
    };
    if id.is_null() {
        return Err((id, Fault::NoId));
    }
    match read_method(&method, envelope.params) {
        Ok(method) => Ok(Call { id, method }),
        Err(fault) => Err((id, fault)),
    }
}

fn text(raw: Option<&RawValue>) -> Option<String> {
    serde_json::from_str(raw?.get()).ok()
}

/// A text or a number that is answered as it was sent; a number that this machine would write otherwise is none.
fn read_id(raw: &str) -> Option<Value> {
    if raw.len() > ID_LIMIT {
        return None;
    }
    let id: Value = serde_json::from_str(raw).ok()?;
    let same = match &id {
        Value::String(_) => true,
        Value::Number(number) => number.to_string() == raw,
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => false,
    };
    same.then_some(id)
}

/// The parser's words, without the place: it is that of what we made of the line. It may quote what was sent.
fn told(error: &serde_json::Error) -> String {
    let mut words = error.to_string();
    if let Some(at) = words.rfind(" at line ") {
        words.truncate(at);
    }
    match words.char_indices().nth(WORDS_LIMIT) {
        None => words,
        Some((at, _)) => {
            words.truncate(at);
            words + "…"
        }
    }
}

fn read_method(name: &str, params: Option<&RawValue>) -> Result<Method, Fault> {
    let bad = |error: serde_json::Error| Fault::BadParams(told(&error));
    let params = params.map_or("{}", RawValue::get);
    let inner = params.get(1..params.len().saturating_sub(1));
    let is_empty = inner.is_none_or(|inner| inner.trim_matches(BLANK).is_empty());
    let params = match params.as_bytes().first() {
        Some(b'{' | b'[') if is_empty => None,
        Some(b'{') => Some(params),
        _ => return Err(Fault::BadParams("by name, as an object".to_owned())),
    };
    match name {
        "hello" => serde_json::from_str(params.unwrap_or("{}"))
            .map(Method::Hello)
            .map_err(bad),
        "ping" => Ok(Method::Ping),
        "subscribe" => Ok(Method::Subscribe),
        "yield" => Ok(Method::Yield),
        known if ASK_METHODS.contains(&known) => {
            let request = match params {
                None => format!(r#"{{"method":"{known}"}}"#),
                Some(params) => format!(r#"{{"method":"{known}","params":{params}}}"#),
            };
            serde_json::from_str(&request)
                .map(|request| Method::Ask(Box::new(request)))
                .map_err(bad)
        }
        _ => {
            let shown: String = name.chars().take(64).collect();
            Err(Fault::UnknownMethod(shown))
        }
    }
}

/// One message as a line, with its end. A value that cannot be written would be a fault of ours.
#[must_use]
pub fn line(message: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(message).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// A call as it is sent.
#[must_use]
pub fn call_line(id: u64, request: &Request) -> Vec<u8> {
    #[derive(Serialize)]
    struct Sent<'a> {
        jsonrpc: &'static str,
        id: u64,
        #[serde(flatten)]
        request: &'a Request,
    }
    line(&Sent {
        jsonrpc: "2.0",
        id,
        request,
    })
}

/// A call of the link's own.
#[must_use]
pub fn own_line(id: u64, method: &str, params: &impl Serialize) -> Vec<u8> {
    line(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }))
}

/// A good answer.
#[must_use]
pub fn result_line(id: &Value, result: &impl Serialize) -> Vec<u8> {
    #[derive(Serialize)]
    struct Good<'a, R> {
        jsonrpc: &'static str,
        id: &'a Value,
        result: &'a R,
    }
    line(&Good {
        jsonrpc: "2.0",
        id,
        result,
    })
}

/// An error.
#[must_use]
pub fn error_line(id: &Value, code: i64, message: &str, data: Option<&Answer>) -> Vec<u8> {
    let mut error = json!({ "code": code, "message": message });
    if let (Some(data), Some(object)) = (data, error.as_object_mut()) {
        let data = serde_json::to_value(data).unwrap_or_default();
        object.insert("data".to_owned(), data);
    }
    line(&json!({ "jsonrpc": "2.0", "id": id, "error": error }))
}

/// The code of an answer that is none of the good ones.
#[must_use]
pub const fn code_of(answer: &Answer) -> Option<i64> {
    match answer {
        Answer::Refused(_) | Answer::NoneDone { .. } => Some(REFUSED),
        Answer::Stranger(_) => Some(NOT_ADMITTED),
        Answer::Trouble(Trouble::Busy) => Some(BUSY),
        Answer::KeyReused
        | Answer::Trouble(
            Trouble::NoSuch(_)
            | Trouble::NoColumn { .. }
            | Trouble::NoOrder { .. }
            | Trouble::TooLong { .. }
            | Trouble::TooMuch { .. }
            | Trouble::TooLarge { .. }
            | Trouble::OutOfStep { .. }
            | Trouble::BadKey,
        ) => Some(USAGE),
        Answer::Trouble(_) => Some(TROUBLE),
        Answer::Done(_)
        | Answer::Before(_)
        | Answer::AllDone(_)
        | Answer::Staged { .. }
        | Answer::Adopted(_)
        | Answer::Jobs(_)
        | Answer::Preview(_)
        | Answer::Previews(_)
        | Answer::OffersOn(_)
        | Answer::Window(_)
        | Answer::Unchanged
        | Answer::Shown(_)
        | Answer::Issued(_)
        | Answer::Explained(_)
        | Answer::Standing(_)
        | Answer::Journal(_)
        | Answer::Lines(_)
        | Answer::Record(_)
        | Answer::Rulings(_)
        | Answer::WhatIf(_)
        | Answer::Calendar { .. }
        | Answer::CalendarInForce(_)
        | Answer::Traffic(_)
        | Answer::Health(_)
        | Answer::Due(_)
        | Answer::Measures(_)
        | Answer::Drafts(_)
        | Answer::Views { .. }
        | Answer::Claimed(_)
        | Answer::Ok
        | Answer::Revealed(_)
        | Answer::Found(_) => None,
    }
}

/// What comes back: an answer to a call, or a notification. What it carries is kept as it was written: an entry of the
/// journal reads its version first.
#[derive(Debug, Deserialize)]
pub struct Heard {
    /// Always there in a message of ours: what else stands on a line is somebody else's.
    pub jsonrpc: String,
    /// The call's.
    #[serde(default)]
    pub id: Value,
    /// The name of a notification.
    #[serde(default)]
    pub method: Option<String>,
    /// What a notification says.
    #[serde(default)]
    pub params: Option<Box<RawValue>>,
    /// A good answer.
    #[serde(default)]
    pub result: Option<Box<RawValue>>,
    /// An error.
    #[serde(default)]
    pub error: Option<HeardError>,
}

/// An error that came back.
#[derive(Debug, Deserialize)]
pub struct HeardError {
    /// Its code.
    pub code: i64,
    /// Its words, in the language that was asked for.
    pub message: String,
    /// The answer itself, if the hub gave one.
    #[serde(default)]
    pub data: Option<Box<RawValue>>,
}

#[cfg(test)]
mod tests;
