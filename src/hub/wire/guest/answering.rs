//! What a call is answered: who comes, what is put to the hub, and in which order.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use serde_json::{Value, json};
use tokio::sync::oneshot;

use crate::domain::law::act::Verb;
use crate::domain::law::code::Login;
use crate::domain::register;

use super::super::super::request::{ActRequest, Answer, Realm, Request, Trouble};
use super::super::message::{self, Call, Fault, Hello, LINE_LIMIT, Method, PROTOCOL, Welcome};
use super::super::server::{Admits, House};
use super::super::traffic::count;
use super::super::turns::{Turn, Work};
use super::super::{Said, Words};
use super::{Guest, UNWRITTEN};

/// Begins to answer a call: all that must happen in the order of the lines is done when this returns.
pub(super) async fn begin(
    house: &Rc<House>,
    guest: &Rc<Guest>,
    call: Call,
) -> Pin<Box<dyn Future<Output = Vec<u8>>>> {
    let Call { id, method } = call;
    if let Method::Ask(request) = method {
        return ask(house, guest, id, *request).await;
    }
    let bytes = answer_own(house, guest, &id, method).await;
    Box::pin(std::future::ready(bytes))
}

/// What a call of the link's own is answered, as a line.
async fn answer_own(house: &Rc<House>, guest: &Rc<Guest>, id: &Value, method: Method) -> Vec<u8> {
    let answered = match method {
        Method::Hello(hello) => greet(house, guest, hello).await,
        Method::Ping | Method::Ask(_) => Ok(json!({})),
        Method::Subscribe => subscribe(house, guest).await,
        Method::Yield => give_way(house, guest),
    };
    match answered {
        Ok(result) => message::result_line(id, &result),
        Err(Stopped::Fault(fault)) => house.fault_line(id, &guest.lang.borrow(), &fault),
        Err(Stopped::Answer(answer)) => answer_line(
            &house.settings.words,
            id,
            Verb::Register(register::Verb::RegisterParty),
            &guest.lang.borrow(),
            &answer,
        ),
    }
}

/// Why a call of the link's own came to nothing.
enum Stopped {
    Fault(Fault),
    Answer(Box<Answer>),
}

/// Who comes. Whoever is bound to nobody learns here how to mend it.
async fn greet(house: &Rc<House>, guest: &Rc<Guest>, hello: Hello) -> Result<Value, Stopped> {
    if let Some(lang) = hello.lang {
        *guest.lang.borrow_mut() = lang.chars().take(8).collect();
    }
    if hello.protocol != PROTOCOL {
        return Err(Stopped::Fault(Fault::Protocol(hello.protocol)));
    }
    if let Some(login) = hello.act_as {
        let live = house
            .direct
            .shared()
            .is_none_or(|shared| shared.ledger.realm().is_live());
        if live {
            return Err(Stopped::Fault(Fault::OnlySandbox));
        }
        *guest.act_as.borrow_mut() = Some(login);
        guest.stop_listening();
    } else if guest.act_as.borrow_mut().take().is_some() {
        // From here on they act under their own login again.
        guest.stop_listening();
    }
    let (login, realm) = known(house, guest).await?;
    Ok(json!(Welcome {
        protocol: PROTOCOL,
        program: concat!("yunguan ", env!("CARGO_PKG_VERSION")).to_owned(),
        login,
        realm,
        service: house.settings.service,
        capabilities: message::methods().map(str::to_owned).collect(),
        line_limit: LINE_LIMIT,
    }))
}

/// Whom the connection speaks for, if that is somebody here.
async fn known(house: &Rc<House>, guest: &Rc<Guest>) -> Result<(Login, Realm), Stopped> {
    let login = guest.speaks_for().await;
    let gone = || Stopped::Answer(Box::new(Answer::Trouble(Trouble::Gone)));
    let shared = house.direct.shared().ok_or_else(gone)?;
    let realm = shared.ledger.realm().clone();
    drop(shared);
    if !house.knows(&login) {
        let whoami = Request::Whoami;
        let turn = house.turns.take(&guest.account, Work::of(&whoami)).await;
        let registers = house.registers();
        // Many of the same may have waited.
        if !house.knows(&login) {
            let answer = put(house, &login, whoami, turn).await;
            if !matches!(answer, Answer::Standing(_)) {
                if matches!(answer, Answer::Stranger(_)) {
                    count(&house.counters.strangers);
                }
                return Err(Stopped::Answer(Box::new(answer)));
            }
            house.remember(&login, registers);
        }
    }
    guest.known.set(true);
    Ok((login, realm))
}

async fn subscribe(house: &Rc<House>, guest: &Rc<Guest>) -> Result<Value, Stopped> {
    let (login, _) = known(house, guest).await?;
    let news = Arc::clone(&guest.news);
    let mailbox = house
        .direct
        .for_login(login)
        .subscribe(move || news.notify_one());
    guest.listen(house, mailbox);
    Ok(json!(Answer::Ok))
}

/// A console gives the store to a service of its own user, which asks here.
fn give_way(house: &House, guest: &Guest) -> Result<Value, Stopped> {
    if house.settings.service || house.settings.admits != Admits::Only(guest.uid) {
        return Err(Stopped::Fault(Fault::NoYield));
    }
    (house.on_yield)();
    Ok(json!(Answer::Ok))
}

/// Puts a question of our own to the hub.
async fn put(house: &House, login: &Login, request: Request, turn: Turn) -> Answer {
    let (sender, receiver) = oneshot::channel();
    house.direct.for_login(login.clone()).send_timed(
        request,
        Box::new(move |answer| {
            let _ = sender.send(answer);
        }),
        Some(turn.took()),
    );
    // The turn lasts as long as the work, even if the peer leaves meanwhile.
    let work = tokio::task::spawn_local(async move {
        let answer = receiver.await;
        drop(turn);
        answer.unwrap_or(Answer::Trouble(Trouble::Gone))
    });
    work.await.unwrap_or(Answer::Trouble(Trouble::Gone))
}

/// Puts a request to the hub. Its answer is written down on the hub's own threads: they are several.
///
/// Acts are done in the order of their lines. A question sees what the acts before it did.
async fn ask(
    house: &Rc<House>,
    guest: &Rc<Guest>,
    id: Value,
    request: Request,
) -> Pin<Box<dyn Future<Output = Vec<u8>>>> {
    let login = guest.speaks_for().await;
    let lang = guest.lang.borrow().clone();
    if founds(&request) && !house.is_owner(guest.uid) {
        let bytes = house.fault_line(&id, &lang, &Fault::NotTheOwner);
        return Box::pin(std::future::ready(bytes));
    }
    let is_act = request.is_for_the_writer();
    let work = Work::of(&request);
    let acts_before = guest.acts.begun.get();
    let act = is_act.then(|| guest.acts.begin(Rc::clone(guest)));
    let turn = is_act.then(|| house.turns.take(&guest.account, work));
    let (house, guest) = (Rc::clone(house), Rc::clone(guest));
    Box::pin(async move {
        let turn = match turn {
            // An act that was taken is done, whatever becomes of the peer.
            Some(turn) => Some(turn.await),
            None => turn_to_ask(&house, &guest, acts_before, work).await,
        };
        let Some(turn) = turn else { return Vec::new() };
        let verb = verb_of(&request);
        let words = Arc::clone(&house.settings.words);
        let (sender, receiver) = oneshot::channel();
        let for_lost = id.clone();
        let took = turn.took();
        house.direct.for_login(login).send_timed(
            request,
            Box::new(move |answer| {
                let begun = Instant::now();
                let bytes = answer_line(&words, &id, verb, &lang, &answer);
                let nanos = u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX);
                took.fetch_add(nanos, Ordering::Relaxed);
                let stranger = matches!(answer, Answer::Stranger(_));
                let _ = sender.send((bytes, stranger));
            }),
            Some(turn.took()),
        );
        let answered = receiver.await;
        drop((turn, act));
        match answered {
            Ok((bytes, stranger)) => {
                if stranger {
                    count(&house.counters.strangers);
                } else {
                    guest.known.set(true);
                    guest.has_asked.set(true);
                }
                bytes
            }
            Err(_) => house.fault_line(&for_lost, &guest.lang.borrow(), &Fault::Stopping),
        }
    })
}

/// The turn of a question: after the acts before it, once its peer has read most of what it was answered. None if the peer
/// is gone: nobody wants to know any more.
async fn turn_to_ask(house: &House, guest: &Guest, acts_before: u64, work: Work) -> Option<Turn> {
    guest.acts.wait_for(acts_before).await;
    loop {
        if !guest.has_read().await {
            return None;
        }
        let turn = tokio::select! {
            biased;
            () = guest.is_gone() => return None,
            turn = house.turns.take(&guest.account, work) => turn,
        };
        if guest.unwritten.get() <= UNWRITTEN {
            return Some(turn);
        }
        // Other answers filled the peer's queue while this one waited for its turn: it waits again.
    }
}

/// Whether a request founds a store.
fn founds(request: &Request) -> bool {
    let one = |act: &ActRequest| act.command.verb() == Verb::Register(register::Verb::Found);
    request.acts().iter().any(one)
}

/// The verb whose article a refusal falls back on.
fn verb_of(request: &Request) -> Verb {
    let first = request.acts().first();
    first.map_or(Verb::Register(register::Verb::RegisterParty), |act| {
        act.command.verb()
    })
}

fn answer_line(words: &Words, id: &Value, verb: Verb, lang: &str, answer: &Answer) -> Vec<u8> {
    match message::code_of(answer) {
        None => message::result_line(id, answer),
        Some(code) => {
            let said = words(lang, &Said::Answer(verb, answer));
            message::error_line(id, code, &said, Some(answer))
        }
    }
}
