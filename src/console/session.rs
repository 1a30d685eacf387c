//! One sitting at the console: who I am, what I asked, what lies open before the page, what I typed, and the link to the
//! hub. Panes ask through it and open their forms in it. Of them it knows only the tabs, to hand them their
//! answers, and tells them by a [`Touch`] what they did not ask for.

mod acting;
mod answers;
mod bulk;
mod choices;
mod claims;
mod drafts;
mod editing;
mod explain;
mod front;
mod link;
mod matter;
mod prefill;
mod purpose;
mod records;
mod signing;
mod views;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::domain::law::clock::civil_date;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::matter::MatterId;
use crate::domain::law::naming::Names;
use crate::hub::request::{Draft, Request, SavedView, Shown, Standing};
use crate::hub::wire::link::Link;
use crate::hub::{Touched, Update};
use crate::locale::{Lang, T};

use super::alarm::Alarm;
use super::bulk::offers::Gathering;
use super::event::Effect;
use super::messages::{Messages, Notice};
use super::notify::Notifier;
use super::settings::Settings;
use super::under_way::UnderWay;
pub use front::{Did, Layer, Pick};
use link::Unkept;
pub use matter::Intent;
use matter::Seen;
pub use purpose::Purpose;

/// How often the clock is drawn at most, in milliseconds, however fast a sandbox's runs.
const FASTEST_MINUTE: u64 = 250;
/// How long typing rests before the draft is kept.
const DRAFT_REST: Duration = Duration::from_secs(1);

/// What a pane hears of that it did not ask for.
#[derive(Debug, Clone, PartialEq)]
pub enum Touch {
    /// Something was written.
    Written(Touched),
    /// Who I am, and how my duties stand, is known anew.
    Standing,
    /// An act of mine on a matter is done.
    Done(MatterId),
    /// I opened a matter.
    Opened(MatterId),
    /// I have been told of a matter's newer version, and may act under it.
    Told(MatterId, u32),
}

impl Touch {
    /// Tells marks: what is done is marked no more, and what I was told of is marked as it is now.
    pub fn tell(&self, marked: &mut BTreeMap<MatterId, u32>) {
        match self {
            Self::Written(_) | Self::Standing | Self::Opened(_) => {}
            Self::Done(id) => drop(marked.remove(id)),
            Self::Told(id, now) => {
                if let Some(version) = marked.get_mut(id) {
                    *version = *now;
                }
            }
        }
    }
}

/// A matter as it was seen, with the duty that its row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aim {
    /// The matter.
    pub id: MatterId,
    /// The version seen.
    pub version: u32,
    /// The duty that the row is about, if it is about one.
    pub duty: Option<DutyKey>,
}

/// One sitting at the console.
pub struct Session {
    pub settings: Settings,
    pub standing: Option<Standing>,
    /// Whether the login is bound to nobody.
    pub stranger: bool,
    /// What the hub's clock showed, and when it was heard.
    heard: (DateTime<Utc>, Instant),
    /// The matter at hand: what is known of the one that is looked at.
    pub at_hand: Option<Box<Shown>>,
    /// Which matter is to be at hand: an answer about another one is told of, and not taken in hand.
    wanted: Option<MatterId>,
    /// The matter at hand as it was when it was touched last: what became of it is told although its row, and the mark with
    /// it, may have gone before the answer comes.
    seen: Option<Seen>,
    pub views: Vec<SavedView>,
    /// The names of the parties whose duties they list.
    view_names: Names,
    /// What lies over the page, the foremost last.
    pub layers: Vec<Layer>,
    pub messages: Messages,
    tickets: u64,
    waiting: HashMap<u64, Purpose>,
    /// What is to be done with a matter once it is at hand.
    intent: Option<(Aim, Intent)>,
    drafts: Vec<Draft>,
    /// What was thrown away, the newest first: a hand may slip.
    discarded: VecDeque<Draft>,
    claims: BTreeMap<MatterId, claims::Held>,
    /// What the marked rows offered last, while one of it is chosen.
    gathered: Option<Box<Gathering>>,
    notifier: Notifier,
    pub alarm: Alarm,
    pub under_way: UnderWay,
    draft_at: Option<Instant>,
    /// Keys that found no room.
    pub dropped: u64,
    pub link: Link,
    unkept: Unkept,
    /// What was said last of the link.
    link_news: Option<String>,
    touches: Vec<Touch>,
    effects: Vec<Effect>,
}

impl Session {
    /// A sitting that has asked nothing yet.
    pub fn new(settings: Settings) -> Self {
        let mut messages = Messages::default();
        if let Some(text) = settings.warning.clone() {
            messages.put(Utc::now(), Notice { text, bad: true });
        }
        Self {
            notifier: Notifier::new(settings.notify.clone()),
            alarm: Alarm::default(),
            under_way: UnderWay::default(),
            settings,
            standing: None,
            stranger: false,
            heard: (Utc::now(), Instant::now()),
            at_hand: None,
            wanted: None,
            seen: None,
            views: Vec::new(),
            view_names: Names::default(),
            layers: Vec::new(),
            messages,
            tickets: 0,
            waiting: HashMap::new(),
            intent: None,
            drafts: Vec::new(),
            discarded: VecDeque::new(),
            claims: BTreeMap::new(),
            gathered: None,
            draft_at: None,
            dropped: 0,
            link: Link::Direct,
            unkept: Unkept::default(),
            link_news: None,
            touches: Vec::new(),
            effects: Vec::new(),
        }
    }

    pub fn lang(&self) -> Lang {
        self.settings.lang
    }

    /// The hub's clock now.
    pub fn now(&self) -> DateTime<Utc> {
        let (shown, heard) = self.heard;
        let rate = i32::try_from(self.rate()).unwrap_or(1);
        TimeDelta::from_std(heard.elapsed())
            .ok()
            .and_then(|passed| passed.checked_mul(rate))
            .and_then(|passed| shown.checked_add_signed(passed))
            .unwrap_or(shown)
    }

    /// The hub's day.
    pub fn today(&self) -> NaiveDate {
        civil_date(self.now())
    }

    /// How fast the hub's clock runs.
    fn rate(&self) -> u32 {
        self.standing.as_ref().map_or(1, |standing| standing.rate)
    }

    /// Whether there is a city to look at, and I am somebody in it.
    pub fn is_settled(&self) -> bool {
        let founded = self.standing.as_ref().is_some_and(|one| one.founded);
        founded && !self.stranger
    }

    /// Whether the hub is on another machine.
    pub fn is_afar(&self) -> bool {
        matches!(self.link, Link::Remote { .. })
    }

    /// A ticket for a question.
    pub fn ticket(&mut self) -> u64 {
        self.tickets += 1;
        self.tickets
    }

    /// Asks the hub.
    pub fn ask(&mut self, purpose: Purpose, request: Request) {
        let ticket = self.ticket();
        self.ask_under(ticket, purpose, request);
    }

    /// Asks the hub under a ticket that was taken before.
    pub fn ask_under(&mut self, ticket: u64, purpose: Purpose, request: Request) {
        self.waiting.insert(ticket, purpose);
        self.effects.push(Effect::Ask(ticket, Box::new(request)));
    }

    /// Has something done outside the screen.
    pub fn want(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Everything that is to be done outside the screen.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        let told = self.notifier.tell(self.lang(), Instant::now());
        self.effects.extend(told.map(Effect::Notify));
        std::mem::take(&mut self.effects)
    }

    /// What the panes have to be told.
    pub fn take_touches(&mut self) -> Vec<Touch> {
        std::mem::take(&mut self.touches)
    }

    /// Something was written.
    pub fn touched(&mut self, update: &Update) {
        self.ask(Purpose::Standing, Request::Whoami);
        self.ask_ringing(Some(&update.touched));
        if update.jobs {
            self.under_way.ask_soon(Instant::now());
        }
        let touches = |id: MatterId| match &update.touched {
            Touched::Everything => true,
            Touched::Matters(matters) => matters.contains(&id),
        };
        let seen = self.at_hand.as_deref().map(Seen::of);
        if let Some(seen) = seen.filter(|seen| touches(seen.id)) {
            let id = seen.id;
            self.seen = Some(seen);
            // Asked again even while an answer is under way: that answer may be older than the change.
            self.ask(Purpose::Show(id), Request::Show { matter: id });
        }
        for (id, held) in &mut self.claims {
            if touches(*id) {
                held.renew_at = Instant::now();
            }
        }
        self.touches.push(Touch::Written(update.touched.clone()));
    }

    /// Looks whether an emergency has come to be mine.
    fn ask_ringing(&mut self, touched: Option<&Touched>) {
        let standing = self.standing.as_ref().filter(|one| one.founded);
        let rings = standing.and_then(|one| self.notifier.ask(one, touched));
        let alarms = standing.and_then(|one| Alarm::ask(&one.actor, touched));
        if let Some(request) = rings {
            self.ask(Purpose::Ringing, request);
        }
        if let Some(request) = alarms {
            self.ask(Purpose::Alarm, request);
        }
    }

    /// When it wants to be woken: typing rests, a lease runs out, something rings, long work goes on, or the minute turns.
    pub fn next_wake(&self, now: Instant) -> Instant {
        let clock = self.now();
        let into_minute = clock.timestamp_millis().rem_euclid(60_000);
        let to_minute = u64::try_from(60_000 - into_minute).unwrap_or(60_000);
        // A paused clock is looked at all the same; a fast one turns its minutes no faster than they can be read.
        let to_minute = (to_minute / u64::from(self.rate().max(1))).max(FASTEST_MINUTE);
        let minute = now + Duration::from_millis(to_minute + 5);
        let wakes = [
            self.draft_at,
            self.notifier.wake_at(),
            self.under_way.wake_at(),
        ];
        wakes
            .into_iter()
            .flatten()
            .chain(self.claims.values().map(|held| held.renew_at))
            .chain(self.bulk_wakes())
            .fold(minute, Instant::min)
    }

    /// Does what has come to be time for.
    pub fn wake(&mut self, now: Instant) {
        // At midnight what is late and what is due today changes although nothing is written.
        let turned = self.standing.as_ref().is_some_and(|standing| {
            civil_date(standing.now) != self.today()
                && !self.waiting.values().any(|one| *one == Purpose::Standing)
        });
        if turned {
            self.ask(Purpose::Standing, Request::Whoami);
            self.touches.push(Touch::Written(Touched::Everything));
        }
        if self.draft_at.is_some_and(|at| at <= now) {
            self.draft_at = None;
            self.keep_draft();
            self.try_again();
        }
        if self.under_way.is_due(now) {
            self.ask(Purpose::Jobs, Request::Jobs);
        }
        self.go_on_with_many();
    }

    /// Leaves, keeping whatever is typed.
    pub fn leave(&mut self) {
        self.keep_draft();
        self.layers.clear();
        self.keep_claims();
        self.effects.push(Effect::Quit);
    }

    /// Says something.
    pub fn say(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.note(Notice { text, bad: false });
    }

    /// Says that something is wrong.
    pub fn complain(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.note(Notice { text, bad: true });
    }

    /// Says that something did not work.
    pub fn complain_of(&mut self, what: T) {
        let text = what.get(self.lang());
        self.complain(text);
    }

    /// Puts a message into its line, and into the history.
    fn note(&mut self, notice: Notice) {
        self.messages.put(self.now(), notice);
    }

    pub fn switch_language(&mut self) {
        self.settings.lang = match self.settings.lang {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        };
        // What was made of words must be made again; a form and a preview are made of fields, and stay.
        self.layers.retain(|layer| match layer {
            Layer::Form(_) | Layer::Preview(_) | Layer::Gathering(_) | Layer::Bulk(_) => true,
            Layer::Reading(_) | Layer::Picker(_) => false,
        });
        for layer in &mut self.layers {
            if let Layer::Form(form) = layer {
                form.error = None;
            }
        }
    }
}

/// A request key: sorts by time, chosen before anything is sent.
pub fn new_key() -> String {
    ulid::Ulid::generate().to_string()
}
