//! The screen's state: events in, effects out. Pure but for the effects it returns.

mod acting;
mod actions;
mod ahead;
mod answers;
mod bulk;
mod choices;
mod choosing;
mod claims;
mod drafts;
mod keys;
mod link;
mod lists;
mod mouse;
mod pages;
mod prefill;
mod purpose;
mod render;
mod selection;
mod typing;

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use crossterm::event::KeyEvent;

use crate::domain::law::act::Verb;
use crate::domain::law::clock::civil_date;
use crate::domain::law::code::PersonCode;
use crate::domain::law::command::Command;
use crate::domain::law::matter::MatterId;
use crate::domain::law::party::Post;
use crate::hub::list::column::Column;
use crate::hub::request::{Draft, List, Request, SavedView, Shown, Standing};
use crate::hub::wire::link::Link;
use crate::hub::{Touched, Update};
use crate::locale::Lang;

use super::action::{Action, Context};
use super::bulk::acts::Bulk;
use super::bulk::offers::Gathering;
use super::event::{Effect, Event};
use super::form::Form;
use super::input::{Input, Signal};
use super::keymap::{Chord, Keymap};
use super::layer::{Picker, Reading};
use super::list::Listing;
use super::messages::{Messages, Notice};
use super::notify::Notifier;
use super::pointer::Spots;
use super::preview::Previewing;
use super::theme::Theme;
use link::Unkept;
use purpose::Purpose;

/// How long the selection rests before its detail is fetched: while a key repeats, only the mark moves.
const REST: Duration = Duration::from_millis(200);
/// How often the clock is drawn at most, in milliseconds, however fast a sandbox's runs.
const FASTEST_MINUTE: u64 = 250;
/// How long typing rests before the draft is kept.
const DRAFT_REST: Duration = Duration::from_secs(1);

/// What is picked from a list.
#[derive(Debug, Clone)]
pub(super) enum Pick {
    Action(Action),
    List(List, Option<String>),
    /// A list that was kept, by its name.
    View(String),
    /// By a column.
    Order(Column),
    /// A column, shown or not.
    Column(Column),
    Row(MatterId),
    Draft(String),
    Value(String),
    Paper(usize),
    Parties,
    /// A matter, from whoever is at it.
    TakeOver(MatterId, PersonCode),
    /// What is open already.
    GoOn,
    /// An explanation of why it cannot be picked.
    Refused(Verb),
    /// A verb on the rows that are marked.
    OnMarked(Verb),
}

/// What lies over the page.
pub(super) enum Layer {
    Form(Box<Form>),
    Preview(Box<Previewing>),
    Gathering(Box<Gathering>),
    Bulk(Box<Bulk>),
    Reading(Reading),
    Picker(Picker<Pick>),
}

/// Which page is open.
pub(super) enum Place {
    Queue,
    Sheet,
    /// One matter, over the queue.
    Detail {
        scroll: usize,
    },
}

/// What to do with a matter once it is known whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Intent {
    Do,
    Offers,
    Explain,
    Papers,
    Verb(Verb),
}

/// What a screen is started with.
pub struct Settings {
    /// The language.
    pub lang: Lang,
    /// The look.
    pub theme: Theme,
    /// The keys for commands.
    pub keymap: Keymap<Context, Action>,
    /// The same keys where text is typed, with [`Context::Text`] behind them.
    pub text_keymap: Keymap<Context, Action>,
    /// How an empty store is founded, and what the starter then does.
    pub founding: Founding,
    /// The login it speaks for.
    pub login: String,
    /// The posts whose news ring.
    pub notify: BTreeSet<Post>,
    /// Whether the process is root.
    pub is_root: bool,
    /// Whether the mouse is heard.
    pub mouse: bool,
    /// What is to be said at once.
    pub warning: Option<String>,
}

/// The commands that begin an empty store, by language.
pub struct Founding {
    /// The founding act.
    pub found: Box<dyn Fn(Lang) -> Command>,
    /// The starter's acts.
    pub starter: Box<dyn Fn(Lang) -> Vec<Command>>,
}

/// The screen's state.
pub struct App {
    pub(super) settings: Settings,
    pub(super) standing: Option<Standing>,
    pub(super) stranger: bool,
    /// What the hub's clock showed, and when it was heard.
    heard: (DateTime<Utc>, Instant),
    pub(super) place: Place,
    /// The list of matters or duties.
    pub(super) queue: Listing,
    /// Any other list.
    pub(super) sheet: Listing,
    pub(super) shown: Option<Box<Shown>>,
    visited: lists::Visited,
    views: Vec<SavedView>,
    pub(super) layers: Vec<Layer>,
    chord: Chord<Context>,
    pub(super) messages: Messages,
    tickets: u64,
    waiting: HashMap<u64, Purpose>,
    intent: Option<(MatterId, Intent)>,
    drafts: Vec<Draft>,
    claims: BTreeMap<MatterId, claims::Held>,
    /// What the marked rows offered last, while one of it is chosen.
    gathered: Option<Box<Gathering>>,
    notifier: Notifier,
    rest_at: Option<Instant>,
    /// Keys that wait for what an earlier one opens.
    ahead: VecDeque<KeyEvent>,
    /// When a key moved the selection last.
    moved_at: Option<Instant>,
    draft_at: Option<Instant>,
    pub(super) height: usize,
    /// Where the tabs of the header stand.
    pub(super) tabs: Spots,
    pub(super) dropped: u64,
    pub(super) link: Link,
    unkept: Unkept,
    /// What was said last of the link.
    link_news: Option<String>,
    effects: Vec<Effect>,
}

impl App {
    /// A screen that has asked nothing yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let mut messages = Messages::default();
        if let Some(text) = settings.warning.clone() {
            messages.put(Utc::now(), Notice { text, bad: true });
        }
        Self {
            chord: Chord::default(),
            notifier: Notifier::new(settings.notify.clone()),
            settings,
            standing: None,
            stranger: false,
            heard: (Utc::now(), Instant::now()),
            place: Place::Queue,
            queue: Listing::new(List::Mine),
            sheet: Listing::new(List::Journal),
            shown: None,
            visited: lists::Visited::default(),
            views: Vec::new(),
            layers: Vec::new(),
            messages,
            tickets: 0,
            waiting: HashMap::new(),
            intent: None,
            drafts: Vec::new(),
            claims: BTreeMap::new(),
            gathered: None,
            rest_at: None,
            ahead: VecDeque::new(),
            moved_at: None,
            draft_at: None,
            height: 10,
            tabs: Spots::default(),
            dropped: 0,
            link: Link::Direct,
            unkept: Unkept::default(),
            link_news: None,
            effects: Vec::new(),
        }
    }

    /// The first questions.
    pub fn start(&mut self) -> Vec<Effect> {
        self.ask(Purpose::Standing, Request::Whoami);
        std::mem::take(&mut self.effects)
    }

    /// Takes an event; answers what is to be done.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Input(Input::Key(key)) => self.key_in_turn(key),
            Event::Input(Input::Mouse(mouse)) => self.mouse(mouse),
            Event::Input(Input::Paste { text, cut }) => self.paste(&text, cut),
            Event::Input(Input::HangUp) => self.leave(),
            Event::Input(Input::Signal(signal)) => self.signal(signal),
            Event::Answer(ticket, answer) => {
                self.answer(ticket, *answer);
                self.take_up_keys();
            }
            // A new size and a frame that has left both mean only: draw what there is.
            Event::Input(Input::Resize(..)) | Event::Updated | Event::Written => {}
            Event::Wake => self.wake(),
        }
        self.keep_claims();
        self.ask_page();
        if let Some(text) = self.notifier.tell(self.lang(), Instant::now()) {
            self.effects.push(Effect::Notify(text));
        }
        std::mem::take(&mut self.effects)
    }

    /// Something was written elsewhere.
    pub fn touched(&mut self, update: &Update) -> Vec<Effect> {
        self.ask(Purpose::Standing, Request::Whoami);
        self.ask_ringing(Some(&update.touched));
        let everything = update.touched == Touched::Everything;
        let touches = |id: MatterId| match &update.touched {
            Touched::Everything => true,
            Touched::Matters(matters) => matters.contains(&id),
        };
        // A row that is not shown may come into sight by a change; only a list that cannot have changed stays.
        self.queue.touched();
        if self.sheet.list == List::Journal || everything {
            self.sheet.touched();
        }
        if let Some(id) = self.shown.as_ref().map(|shown| shown.matter.head.id)
            && touches(id)
        {
            self.ask(Purpose::Show, Request::Show { matter: id });
        }
        for (id, held) in &mut self.claims {
            if touches(*id) {
                held.renew_at = Instant::now();
            }
        }
        self.keep_claims();
        self.ask_page();
        std::mem::take(&mut self.effects)
    }

    /// When the screen wants to be woken although nothing happens: a rest is over, a mark fades, or the minute turns.
    #[must_use]
    pub fn next_wake(&self, now: Instant) -> Instant {
        let clock = self.now();
        let into_minute = clock.timestamp_millis().rem_euclid(60_000);
        let to_minute = u64::try_from(60_000 - into_minute).unwrap_or(60_000);
        // A paused clock is looked at all the same; a fast one turns its minutes no faster than they can be read.
        let to_minute = (to_minute / u64::from(self.rate().max(1))).max(FASTEST_MINUTE);
        let minute = now + Duration::from_millis(to_minute + 5);
        let wishes = [
            self.rest_at,
            self.draft_at,
            self.queue.fresh.fades_at(),
            self.notifier.wake_at(),
        ];
        wishes
            .into_iter()
            .flatten()
            .chain(self.claims.values().map(|held| held.renew_at))
            .chain(self.bulk_wakes())
            .fold(minute, Instant::min)
    }

    /// The hub's clock now.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let (shown, heard) = self.heard;
        let rate = i32::try_from(self.rate()).unwrap_or(1);
        TimeDelta::from_std(heard.elapsed())
            .ok()
            .and_then(|passed| passed.checked_mul(rate))
            .and_then(|passed| shown.checked_add_signed(passed))
            .unwrap_or(shown)
    }

    /// How fast the hub's clock runs.
    fn rate(&self) -> u32 {
        self.standing.as_ref().map_or(1, |standing| standing.rate)
    }

    pub(super) fn lang(&self) -> Lang {
        self.settings.lang
    }

    fn ticket(&mut self) -> u64 {
        self.tickets += 1;
        self.tickets
    }

    fn ask(&mut self, purpose: Purpose, request: Request) {
        let ticket = self.ticket();
        self.ask_under(ticket, purpose, request);
    }

    fn ask_under(&mut self, ticket: u64, purpose: Purpose, request: Request) {
        self.waiting.insert(ticket, purpose);
        self.effects.push(Effect::Ask(ticket, Box::new(request)));
    }

    /// Looks whether an emergency has come to be mine.
    fn ask_ringing(&mut self, touched: Option<&Touched>) {
        let standing = self.standing.as_ref();
        if let Some(request) = standing.and_then(|one| self.notifier.ask(one, touched)) {
            self.ask(Purpose::Ringing, request);
        }
    }

    /// Whatever the open page wants to know.
    fn ask_page(&mut self) {
        if self
            .standing
            .as_ref()
            .is_none_or(|standing| !standing.founded)
            || self.stranger
        {
            return;
        }
        self.queue.is_afar = matches!(self.link, Link::Remote { .. });
        self.sheet.is_afar = self.queue.is_afar;
        let (ticket, lang, today) = (self.ticket(), self.lang(), civil_date(self.now()));
        let asked = match self.place {
            Place::Queue | Place::Detail { .. } => self
                .queue
                .ask(ticket, lang, today)
                .map(|request| (Purpose::Queue, request)),
            Place::Sheet => self
                .sheet
                .ask(ticket, lang, today)
                .map(|request| (Purpose::Sheet, request)),
        };
        if let Some((purpose, request)) = asked {
            self.ask_under(ticket, purpose, request);
        }
    }

    fn wake(&mut self) {
        let now = Instant::now();
        self.queue.fresh.fade(now);
        // At midnight what is late and what is due today changes although nothing is written.
        let turned = self.standing.as_ref().is_some_and(|standing| {
            civil_date(standing.now) != civil_date(self.now())
                && !self.waiting.values().any(|one| *one == Purpose::Standing)
        });
        if turned {
            self.ask(Purpose::Standing, Request::Whoami);
            self.queue.touched();
        }
        if self.rest_at.is_some_and(|at| at <= now) {
            self.rest_at = None;
            self.fetch_selected();
        }
        if self.draft_at.is_some_and(|at| at <= now) {
            self.draft_at = None;
            self.keep_draft();
        }
        self.go_on_with_many();
    }

    fn signal(&mut self, signal: Signal) {
        match signal {
            Signal::Stop => self.effects.push(Effect::Suspend),
            Signal::Continue => self.effects.push(Effect::Resume),
            Signal::Terminate | Signal::Interrupt | Signal::HangUp | Signal::Quit => self.leave(),
        }
    }

    /// Leaves, keeping whatever is typed.
    fn leave(&mut self) {
        self.keep_draft();
        self.layers.clear();
        self.keep_claims();
        self.effects.push(Effect::Quit);
    }

    fn say(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.note(Notice { text, bad: false });
    }

    fn complain(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.note(Notice { text, bad: true });
    }

    /// Puts a message into its line, and into the history.
    fn note(&mut self, notice: Notice) {
        self.messages.put(self.now(), notice);
    }
}

/// A request key: sorts by time, chosen before anything is sent.
fn new_key() -> String {
    ulid::Ulid::generate().to_string()
}

impl App {
    /// Says that something did not work.
    pub fn complain_of(&mut self, what: crate::locale::T) {
        let text = what.get(self.lang());
        self.complain(text);
    }

    /// Whether a frame drawn now shows what it is about, and not that an answer is about to come.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        let Some(standing) = &self.standing else {
            return self.stranger;
        };
        let is_resting = self.rest_at.is_some() && self.moved_at.is_some();
        let is_whole = || match self.place {
            Place::Sheet => self.sheet.is_loaded(),
            Place::Queue | Place::Detail { .. } => {
                let has_none = self.queue.matter().is_none();
                self.queue.is_loaded() && (has_none || is_resting || self.shown_here().is_some())
            }
        };
        self.stranger || !standing.founded || is_whole()
    }

    /// Takes note of keys that found no room.
    pub fn note_dropped(&mut self, count: u64) {
        self.dropped = count;
    }
}
