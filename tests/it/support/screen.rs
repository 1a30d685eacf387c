//! The console without a terminal: the real screen over a real hub, driven by keys, read as text.
#![expect(clippy::panic, clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr;

use yunguan::city::{found, starter};
use yunguan::console::action::{Action, Context};
use yunguan::console::app::App;
use yunguan::console::event::{Effect, Event};
use yunguan::console::input::{Input, Signal};
use yunguan::console::keymap::Keymap;
use yunguan::console::pointer::{Mouse, Turn};
use yunguan::console::settings::{Founding, Settings};
use yunguan::console::theme::{Colours, Glyphs, GlyphsName, Palette, PaletteName, Theme};
use yunguan::domain::law::code::{Login, PersonCode};
use yunguan::hub::request::{Answer, Request, Trouble};
use yunguan::hub::wire::link::{Link, Lost};
use yunguan::hub::{Hub, Mailbox, Seat, set_clock};
use yunguan::ledger::Ledger;
use yunguan::ledger::entry::Realm;
use yunguan::locale::{Lang, T};

use super::city::City;

/// How long an answer, or a text, may take to come.
const PATIENCE: Duration = Duration::from_secs(10);
/// The bindings that come with the program.
pub const DEFAULT_KEYS: &str = include_str!("../../../keymaps/default.toml");

/// Both languages.
pub const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

/// A city with a little of everything: late, today, soon, long, held, done.
fn various(city: &mut City) {
    let old = [
        "pa delivered",
        "emergency handed_over",
        "pa approved mixed",
        "own testing",
        "pa not_accepted",
        "pa running",
    ];
    let old = old.map(|words| city.given(words));
    if let Some(declined) = old[4] {
        let served = serde_json::json!({"received_by": "收发员"});
        city.on_matter("acceptor", "serve", declined, &served)
            .unwrap();
    }
    city.at("2026-11-13 16:30");
    for words in [
        "pa accepted",
        "pa submitted",
        "emergency applied",
        "pa filed heshan",
    ] {
        city.given(words);
    }
    city.at("2026-11-16 09:05");
    city.given("own submitted");
    // What the clockwork would do within its first second, so that no frame depends on when that is.
    for id in old.into_iter().flatten() {
        city.wake_late(id);
    }
}

/// A running hub, and everybody's screens before it.
pub struct Town {
    /// The hub.
    pub hub: Hub,
}

impl Town {
    /// The small city after `prepare`, with its clock stopped at that moment.
    pub fn new(prepare: impl FnOnce(&mut City)) -> Self {
        let mut city = City::new();
        prepare(&mut city);
        Self::of(city.ledger, city.now)
    }

    /// The small city with a little of everything in it.
    pub fn various() -> Self {
        Self::new(various)
    }

    /// A hub over a sandbox's ledger, with its clock stopped.
    pub fn of(ledger: Ledger, now: DateTime<Utc>) -> Self {
        set_clock(&ledger, now, 0).unwrap();
        Self {
            hub: Hub::start(ledger).unwrap(),
        }
    }

    /// The small city after `prepare`, in a live ledger: its clock is the machine's.
    pub fn live(prepare: impl FnOnce(&mut City)) -> Self {
        let backend = redb::backends::InMemoryBackend::new();
        let ledger = Ledger::create_on(backend, &Realm::Live).unwrap();
        let mut city = City::founded_in(ledger);
        prepare(&mut city);
        Self {
            hub: Hub::start(city.ledger).unwrap(),
        }
    }

    /// The small city after `prepare`, in which a claim holds only so long.
    pub fn leasing(lease: Duration, prepare: impl FnOnce(&mut City)) -> Self {
        let mut city = City::new();
        prepare(&mut city);
        set_clock(&city.ledger, city.now, 0).unwrap();
        Self {
            hub: Hub::start_leasing(city.ledger, lease).unwrap(),
        }
    }

    /// A store in which nothing was ever registered.
    pub fn empty() -> Self {
        let backend = redb::backends::InMemoryBackend::new();
        let ledger = Ledger::create_on(backend, &Realm::Sandbox).unwrap();
        Self::of(ledger, super::city::time(super::city::START))
    }

    /// Somebody's screen in Chinese at 80x24.
    pub fn screen(&self, login: &str) -> Screen {
        self.screen_as(login, Lang::Zh, 80, 24, &|_| {})
    }

    /// Somebody's screen.
    pub fn screen_as(
        &self,
        login: &str,
        lang: Lang,
        columns: u16,
        rows: u16,
        change: &dyn Fn(&mut Settings),
    ) -> Screen {
        let mut settings = settings(login, lang);
        change(&mut settings);
        Screen::open(self.hub.seat(Login::new(login)), settings, columns, rows)
    }
}

/// What a screen is started with, in a test.
pub fn settings(login: &str, lang: Lang) -> Settings {
    let theme = Theme {
        palette: Palette::named(PaletteName::Dark, Colours::Many),
        glyphs: Glyphs::named(GlyphsName::Unicode),
    };
    let (keymap, text_keymap) = keymaps(DEFAULT_KEYS);
    let founder = login.to_owned();
    Settings {
        lang,
        theme,
        keymap,
        text_keymap,
        founding: Founding {
            found: Box::new(move |lang, name| {
                let login = Login::new(&founder);
                found(lang, login, PersonCode::new("admin"), name)
            }),
            nameless: T("admin", "admin"),
            store: None,
            starter: Box::new(starter::commands),
        },
        login: login.to_owned(),
        notify: BTreeSet::new(),
        is_root: false,
        mouse: true,
        warning: None,
    }
}

/// The bindings of a file, for commands and for text.
pub fn keymaps(file: &str) -> (Keymap<Context, Action>, Keymap<Context, Action>) {
    let of = |fallback| Keymap::parse("test.toml", file.as_bytes(), fallback).unwrap();
    (of(Context::Global), of(Context::Text))
}

/// A screen.
pub struct Screen {
    app: App,
    seat: Seat,
    mailbox: Arc<Mailbox>,
    sender: Sender<Event>,
    events: Receiver<Event>,
    waiting: usize,
    terminal: Terminal<TestBackend>,
    /// What was put on the clipboard.
    pub copied: Vec<String>,
    /// What rang.
    pub notified: Vec<String>,
    /// Whether the screen wanted to be left.
    pub left: bool,
    /// How often it wanted to give the terminal back.
    pub suspended: usize,
    /// From now on answers to acts are lost on their way, though the acts are done.
    pub loses_answers: bool,
    /// So many acts more reach the hub; then the link is cut.
    pub cut_after: usize,
    /// So many acts more are turned away by a hub that has no room for them.
    pub turns_away: usize,
    /// So many acts more of a preview of many are worked out, in as many slices as the hub likes; then it is busy.
    pub worked_out: Option<usize>,
    /// How many acts are on their way, and how many were at once at most.
    pub acts: (usize, usize),
    /// Which questions are held back on their way until they are let go or lost.
    pub holds_back: fn(&Request) -> bool,
    /// Those that are.
    held: Vec<(u64, Request)>,
}

impl Drop for Screen {
    /// Leaves as a person would, giving back what the screen was at; what was typed is not kept.
    fn drop(&mut self) {
        for effect in self.app.update(Event::Input(Input::HangUp)) {
            if let Effect::Ask(_, request) = effect
                && matches!(*request, Request::Release { .. })
            {
                let _ = self.seat.ask(*request);
            }
        }
    }
}

impl Screen {
    /// Opens a screen at a seat.
    pub fn open(seat: Seat, settings: Settings, columns: u16, rows: u16) -> Self {
        let (sender, events) = channel();
        let woken = sender.clone();
        let mailbox = seat.subscribe(move || {
            let _ = woken.send(Event::Updated);
        });
        let mut screen = Self {
            app: App::new(settings),
            seat,
            mailbox,
            sender,
            events,
            waiting: 0,
            terminal: Terminal::new(TestBackend::new(columns, rows)).unwrap(),
            copied: Vec::new(),
            notified: Vec::new(),
            left: false,
            suspended: 0,
            loses_answers: false,
            cut_after: usize::MAX,
            turns_away: 0,
            worked_out: None,
            acts: (0, 0),
            holds_back: |_| false,
            held: Vec::new(),
        };
        let effects = screen.app.start();
        screen.carry_out(effects);
        screen.settle();
        screen
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(ticket, request) if (self.holds_back)(&request) => {
                    self.held.push((ticket, *request));
                }
                Effect::Ask(ticket, request) => self.ask(ticket, *request),
                Effect::Copy(text) => self.copied.push(text),
                Effect::Notify(text) => self.notified.push(text),
                Effect::Suspend => self.suspended += 1,
                Effect::Resume | Effect::Redraw | Effect::Reconnect { .. } => {}
                Effect::OpenDemo | Effect::Quit => self.left = true,
            }
        }
    }

    fn ask(&mut self, ticket: u64, mut request: Request) {
        self.waiting += 1;
        let sender = self.sender.clone();
        if let Some(trouble) = self.trouble(&mut request) {
            let answer = Box::new(Answer::Trouble(trouble));
            sender.send(Event::Answer(ticket, answer)).unwrap();
            return;
        }
        if let Request::Act(_) = request {
            self.acts.0 += 1;
            self.acts.1 = self.acts.1.max(self.acts.0);
        }
        let loses = self.loses_answers && matches!(request, Request::Act(_));
        self.seat.send(
            request,
            Box::new(move |answer| {
                let answer = if loses {
                    Answer::Trouble(Trouble::Unknown)
                } else {
                    answer
                };
                let _ = sender.send(Event::Answer(ticket, Box::new(answer)));
            }),
        );
    }

    /// What the way to the hub says instead of it, as this screen's is made to be.
    fn trouble(&mut self, request: &mut Request) -> Option<Trouble> {
        if let Request::Act(_) = request {
            if self.turns_away > 0 {
                self.turns_away -= 1;
                return Some(Trouble::Busy);
            }
            if self.cut_after == 0 {
                return Some(Trouble::NotDone);
            }
            self.cut_after -= 1;
            if self.cut_after == 0 {
                self.app.set_link(Link::Lost(Lost {
                    since: Instant::now(),
                    again_at: None,
                    why: String::new(),
                    needs_person: false,
                }));
            }
        }
        if let (Request::PreviewAll { acts }, Some(left)) = (request, self.worked_out) {
            if left == 0 {
                return Some(Trouble::Busy);
            }
            acts.truncate(left);
        }
        None
    }

    /// Lets the questions that are held back reach the hub; answers how many there were.
    pub fn let_go(&mut self) -> usize {
        let held = std::mem::take(&mut self.held);
        let count = held.len();
        for (ticket, request) in held {
            self.ask(ticket, request);
        }
        self.settle();
        count
    }

    /// Answers the questions that are held back as a busy hub would.
    pub fn turn_away_held(&mut self) {
        for (ticket, _) in std::mem::take(&mut self.held) {
            self.waiting += 1;
            let answer = Box::new(Answer::Trouble(Trouble::Busy));
            self.sender.send(Event::Answer(ticket, answer)).unwrap();
        }
        self.settle();
    }

    /// The link is there again.
    pub fn mend(&mut self) -> &mut Self {
        self.cut_after = usize::MAX;
        self.app.set_link(Link::Direct);
        self.wake();
        self
    }

    fn take(&mut self, event: Event) {
        if let Event::Answer(_, answer) = &event
            && matches!(**answer, Answer::Done(_) | Answer::Before(_))
        {
            self.acts.0 = self.acts.0.saturating_sub(1);
        }
        if let (Event::Answer(_, answer), Some(left)) = (&event, &mut self.worked_out)
            && let Answer::Previews(found) = &**answer
        {
            *left -= found.read;
        }
        let effects = match event {
            Event::Updated => match self.mailbox.take() {
                Some(update) => self.app.touched(&update),
                None => Vec::new(),
            },
            event => {
                self.waiting -= usize::from(matches!(event, Event::Answer(..)));
                self.app.update(event)
            }
        };
        self.carry_out(effects);
    }

    /// Lets every answer arrive.
    pub fn settle(&mut self) {
        let began = Instant::now();
        loop {
            while let Ok(event) = self.events.try_recv() {
                self.take(event);
            }
            if self.waiting == 0 {
                return;
            }
            assert!(began.elapsed() < PATIENCE, "an answer never came");
            if let Ok(event) = self.events.recv_timeout(Duration::from_millis(50)) {
                self.take(event);
            }
        }
    }

    /// Lets everything come to rest: answers arrive, a resting selection is read, typing that rests is kept.
    pub fn rest(&mut self) {
        self.settle();
        for _ in 0..3 {
            let now = Instant::now();
            let wait = self.app.next_wake(now).saturating_duration_since(now);
            if wait > Duration::from_millis(1_100) {
                return;
            }
            std::thread::sleep(wait + Duration::from_millis(1));
            self.take(Event::Wake);
            self.settle();
        }
    }

    /// It is woken, as whenever it asked for it.
    pub fn wake(&mut self) {
        self.take(Event::Wake);
        self.settle();
    }

    /// How long it wants to sleep.
    pub fn next_wake(&self) -> Duration {
        let now = Instant::now();
        self.app.next_wake(now).saturating_duration_since(now)
    }

    /// Presses keys: characters and names apart by spaces, `ctrl+s`, `alt+l`, `type:text`, `paste:text`; `_` in
    /// a text stands for a space.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for word in keys.split_whitespace() {
            if let Some(text) = word.strip_prefix("type:") {
                for letter in text.replace('_', " ").chars() {
                    self.press(KeyCode::Char(letter), KeyModifiers::NONE);
                }
            } else if let Some(text) = word.strip_prefix("paste:") {
                self.paste(&text.replace('_', " "));
            } else {
                let (code, modifiers) = key(word);
                self.press(code, modifiers);
            }
        }
        self
    }

    fn press(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        self.hear(Input::Key(KeyEvent::new(code, modifiers)));
    }

    /// Presses letters one after the other, before any answer to the first has come.
    pub fn ahead(&mut self, letters: &str) -> &mut Self {
        for letter in letters.chars() {
            let code = if letter == '\x1b' {
                KeyCode::Esc
            } else {
                KeyCode::Char(letter)
            };
            let key = KeyEvent::new(code, KeyModifiers::NONE);
            let effects = self.app.update(Event::Input(Input::Key(key)));
            self.carry_out(effects);
        }
        self.settle();
        self
    }

    /// What is on the screen with the last answer, whatever rests.
    pub fn at_once(&mut self) -> String {
        self.settle();
        text_of(&self.buffer())
    }

    /// Pastes.
    pub fn paste(&mut self, text: &str) {
        let text = text.to_owned();
        self.hear(Input::Paste { text, cut: 0 });
    }

    /// Clicks on the first place where the screen shows a text.
    #[track_caller]
    pub fn click(&mut self, wanted: &str) -> &mut Self {
        let seen = self.text();
        let row = seen.lines().position(|line| line.contains(wanted));
        let y = row.unwrap_or_else(|| panic!("no {wanted}:\n{seen}"));
        let line = seen.lines().nth(y).unwrap();
        let x = line.split_once(wanted).unwrap().0.width();
        self.click_at(u16::try_from(x).unwrap(), u16::try_from(y).unwrap())
    }

    /// Clicks at a place.
    pub fn click_at(&mut self, x: u16, y: u16) -> &mut Self {
        let place = ratatui::layout::Position { x, y };
        self.hear(Input::Mouse(Mouse::Click(place)));
        self
    }

    /// Turns the wheel so many notches, all before the next frame.
    pub fn wheel(&mut self, turn: Turn, notches: usize) -> &mut Self {
        self.text();
        for _ in 0..notches {
            self.hear(Input::Mouse(Mouse::Wheel(turn)));
        }
        self
    }

    /// The line is cut.
    pub fn hang_up(&mut self) {
        self.hear(Input::HangUp);
    }

    /// A signal arrives.
    pub fn signal(&mut self, signal: Signal) {
        self.hear(Input::Signal(signal));
    }

    fn hear(&mut self, input: Input) {
        let effects = self.app.update(Event::Input(input));
        self.carry_out(effects);
        self.settle();
    }

    /// Drops this account's drafts, so that the next screen finds none.
    pub fn forget_drafts(&mut self) {
        if let Answer::Drafts(drafts) = self.seat.ask(Request::Drafts) {
            for draft in drafts {
                assert_eq!(
                    self.seat.ask(Request::DropDraft { key: draft.key }),
                    Answer::Ok
                );
            }
        }
    }

    /// What is on the screen once it rests.
    pub fn text(&mut self) -> String {
        self.rest();
        text_of(&self.buffer())
    }

    /// The same with its styles, for the few frames where they matter.
    pub fn frame(&mut self) -> String {
        self.rest();
        let buffer = self.buffer();
        format!("{}{}", text_of(&buffer), styles_of(&buffer))
    }

    fn buffer(&mut self) -> Buffer {
        let app = &mut self.app;
        // This backend keeps what stood below the second half of a wide letter, where a terminal blanks it.
        self.terminal.clear().unwrap();
        self.terminal.draw(|frame| app.render(frame)).unwrap();
        self.terminal.backend().buffer().clone()
    }

    /// Waits until the screen shows `wanted`: another screen's act may still be on its way here.
    #[track_caller]
    pub fn shows(&mut self, wanted: &str) -> &mut Self {
        let began = Instant::now();
        loop {
            let seen = self.text();
            if flat(&seen).contains(&flat(wanted)) {
                return self;
            }
            assert!(began.elapsed() < PATIENCE, "no {wanted}:\n{seen}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Fails if the screen shows `unwanted`.
    #[track_caller]
    pub fn hides(&mut self, unwanted: &str) -> &mut Self {
        let seen = self.text();
        assert!(
            !flat(&seen).contains(&flat(unwanted)),
            "{unwanted}:\n{seen}"
        );
        self
    }

    /// The line of the screen that begins the selected row.
    pub fn selected(&mut self) -> String {
        let seen = self.text();
        let row = seen.lines().find(|line| line.starts_with('>'));
        row.unwrap_or_else(|| panic!("nothing selected:\n{seen}"))
            .to_owned()
    }
}

/// A text without its spaces and the sides of its boxes: what is broken into lines or columns still reads the same.
pub fn flat(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '│')
        .collect()
}

fn key(word: &str) -> (KeyCode, KeyModifiers) {
    let (modifiers, name) = match word.split_once('+') {
        Some(("ctrl", name)) => (KeyModifiers::CONTROL, name),
        Some(("alt", name)) => (KeyModifiers::ALT, name),
        _ => (KeyModifiers::NONE, word),
    };
    let mut letters = name.chars();
    let code = match (letters.next(), letters.next()) {
        (Some(letter), None) => KeyCode::Char(letter),
        _ => match name {
            "Enter" => KeyCode::Enter,
            "Esc" => KeyCode::Esc,
            "Tab" => KeyCode::Tab,
            "BackTab" => KeyCode::BackTab,
            "Space" => KeyCode::Char(' '),
            "Up" => KeyCode::Up,
            "Down" => KeyCode::Down,
            "Left" => KeyCode::Left,
            "Right" => KeyCode::Right,
            "PageUp" => KeyCode::PageUp,
            "PageDown" => KeyCode::PageDown,
            "Home" => KeyCode::Home,
            "End" => KeyCode::End,
            "Backspace" => KeyCode::Backspace,
            other => panic!("no key is called {other}"),
        },
    };
    (code, modifiers)
}

/// The cells as lines, without the blanks at their ends.
fn text_of(buffer: &Buffer) -> String {
    let area = buffer.area;
    let mut text = String::new();
    for y in 0..area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(symbol.width().max(1)).unwrap_or(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Every stretch of cells that is styled: row, columns, text, style.
fn styles_of(buffer: &Buffer) -> String {
    let area = buffer.area;
    let mut text = String::new();
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let style = buffer[(x, y)].style();
            let from = x;
            let mut stretch = String::new();
            while x < area.width && buffer[(x, y)].style() == style {
                let symbol = buffer[(x, y)].symbol();
                stretch.push_str(symbol);
                x += u16::try_from(symbol.width().max(1)).unwrap_or(1);
            }
            let (fg, bg) = (style.fg.unwrap_or_default(), style.bg.unwrap_or_default());
            let plain = fg == bg && style.add_modifier.is_empty();
            if !plain && !stretch.trim().is_empty() {
                let stretch = stretch.trim_end();
                let _ = writeln!(
                    text,
                    "{y},{from} {fg}/{bg} {:?} {stretch}",
                    style.add_modifier
                );
            }
        }
    }
    text
}
