//! What keys do: through the keymap to an action, or into text.

use super::super::shortcut::{NEW, URGENT};
use std::time::Instant;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::domain::law::act::Verb;
use crate::hub::request::Request;
use crate::locale::console as words;
use crate::locale::{Lang, domain};

use super::super::action::{Action, Context};
use super::super::chrome::keys_text;
use super::super::event::Effect;
use super::super::form::Prefill;
use super::super::keymap::{Chord, Fed, Key, as_key};
use super::{App, DRAFT_REST, Intent, Layer, Pick, Place, Purpose};

/// Plain letters are text wherever text is typed, whatever a keymap says.
fn is_plain(key: KeyEvent) -> bool {
    let held = KeyModifiers::CONTROL | KeyModifiers::ALT;
    matches!(key.code, KeyCode::Char(_)) && !key.modifiers.intersects(held)
}

impl App {
    /// The context of what is foremost.
    pub(super) fn context(&self) -> Context {
        match self.layers.last() {
            Some(Layer::Form(_)) => Context::Form,
            Some(Layer::Preview(_) | Layer::Gathering(_) | Layer::Bulk(_)) => Context::Preview,
            Some(Layer::Reading(_)) => Context::Reading,
            Some(Layer::Picker(_)) => Context::Picker,
            None => self.page_context(),
        }
    }

    /// The context of the page below the layers.
    pub(super) fn page_context(&self) -> Context {
        match self.place {
            Place::Queue => Context::Queue,
            Place::Sheet => Context::Sheet,
            Place::Detail { .. } => Context::Detail,
        }
    }

    /// Takes a key.
    pub(super) fn key(&mut self, key: KeyEvent) {
        self.messages.clear();
        if self.stranger
            || self
                .standing
                .as_ref()
                .is_some_and(|standing| !standing.founded)
        {
            self.welcome_key(key);
            return;
        }
        if self.open_mut().typing && self.layers.is_empty() {
            self.filter_key(key);
            return;
        }
        let context = self.context();
        let Some(pressed) = Key::from_event(key) else {
            return;
        };
        if context.is_text() && is_plain(key) && self.chord.keys().is_empty() {
            // Half a sign that opened what is typed into is not waited for any more.
            self.chord.clear();
            self.text_key(key);
            return;
        }
        let keymap = if context.is_text() {
            &self.settings.text_keymap
        } else {
            &self.settings.keymap
        };
        // What the filter found has keys of its own before those of the list; a begun chord goes on as it began.
        let is_found = self.layers.is_empty()
            && !matches!(self.place, Place::Detail { .. })
            && self.chord.keys().is_empty()
            && self.open().is_filtered();
        if is_found && let Some(action) = keymap.bound(Context::Found, pressed) {
            return self.act(action);
        }
        match self.chord.feed(keymap, context, pressed) {
            Fed::Matched(action) => self.act(action),
            Fed::Pending(_) => {
                let keys = keys_text(self.chord.keys());
                let lang = self.lang();
                self.messages
                    .prompt(words::NOTICE_CHORD.fill(lang, &[&keys]));
            }
            Fed::Cancelled(keys) => self.unknown_keys(&keys),
            Fed::Again => {}
            Fed::NotFound if context.is_text() => self.text_key(key),
            Fed::NotFound => self.unknown_keys(&[pressed]),
        }
    }

    fn unknown_keys(&mut self, keys: &[Key]) {
        let lang = self.lang();
        let text = words::NOTICE_KEY_UNKNOWN.fill(lang, &[&keys_text(keys)]);
        self.complain(text);
    }

    /// A key that is text.
    fn text_key(&mut self, key: KeyEvent) {
        match self.layers.last_mut() {
            Some(Layer::Form(form)) => {
                let onward = form.key(key);
                if form.unsaved {
                    self.draft_at = Some(Instant::now() + DRAFT_REST);
                }
                if onward {
                    self.preview_form();
                }
            }
            Some(Layer::Picker(picker)) => match key.code {
                KeyCode::Char('u') if key.modifiers.contains(KeyModifiers::CONTROL) => {
                    picker.clear();
                }
                KeyCode::Char(letter) => picker.insert(&letter.to_string()),
                KeyCode::Backspace => picker.erase(),
                _ => {}
            },
            _ => {}
        }
    }

    /// The filter is typed: every key narrows, the list follows.
    fn filter_key(&mut self, key: KeyEvent) {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        // What holds wherever text is typed holds here too.
        let pressed = Key::from_event(key).filter(|_| !is_plain(key));
        let bound = pressed.map(|pressed| {
            Chord::default().feed(&self.settings.text_keymap, Context::Text, pressed)
        });
        match bound {
            Some(Fed::Matched(Action::Back)) => return self.drop_filter(),
            Some(Fed::Matched(action)) => return self.act(action),
            _ => {}
        }
        let open = self.open_mut();
        let filter = open.filter.get_or_insert_with(String::new);
        match key.code {
            KeyCode::Enter | KeyCode::Down | KeyCode::Up | KeyCode::Tab => {
                open.typing = false;
                if filter.trim().is_empty() {
                    self.drop_filter();
                }
                return;
            }
            KeyCode::Char('u') if control => filter.clear(),
            KeyCode::Char(letter) if !control && filter.chars().count() < 60 => filter.push(letter),
            KeyCode::Backspace => {
                filter.pop();
            }
            _ => return,
        }
        open.restart();
    }

    fn drop_filter(&mut self) {
        let open = self.open_mut();
        open.filter = None;
        open.typing = false;
        open.restart();
    }

    /// Pasted text goes where text is typed, and nowhere else.
    pub(super) fn paste(&mut self, text: &str, cut: usize) {
        self.messages.clear();
        if self.open_mut().typing && self.layers.is_empty() {
            let clean: String = text
                .chars()
                .filter(|letter| !super::super::text::is_unsafe(*letter))
                .take(60)
                .collect();
            let open = self.open_mut();
            open.filter.get_or_insert_with(String::new).push_str(&clean);
            open.restart();
        } else {
            match self.layers.last_mut() {
                Some(Layer::Form(form)) => {
                    form.paste(text);
                    self.draft_at = Some(Instant::now() + DRAFT_REST);
                }
                Some(Layer::Picker(picker)) => picker.insert(text),
                _ => {}
            }
        }
        if cut > 0 {
            let lang = self.lang();
            self.complain(words::NOTICE_PASTE_CUT.fill(lang, &[&cut]));
        }
    }

    /// On an empty store, or without a binding, there are few keys.
    fn welcome_key(&mut self, key: KeyEvent) {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let code = match key.code {
            KeyCode::Char(letter) => KeyCode::Char(as_key(letter)),
            named => named,
        };
        match code {
            KeyCode::Char('q') | KeyCode::Esc => self.effects.push(Effect::Quit),
            KeyCode::Char('c') if control => self.effects.push(Effect::Quit),
            KeyCode::Char('z') if control => self.effects.push(Effect::Suspend),
            KeyCode::Char('L') => self.switch_language(),
            KeyCode::Enter if self.stranger => self.ask(Purpose::Standing, Request::Whoami),
            _ if self.stranger => {}
            KeyCode::Char('1') => self.found(true),
            KeyCode::Char('2') => self.effects.push(Effect::OpenDemo),
            KeyCode::Char('3') => self.found(false),
            _ => {}
        }
    }

    fn found(&mut self, with_starter: bool) {
        let lang = self.lang();
        let founding = (self.settings.founding.found)(lang);
        let request = |command| crate::hub::request::ActRequest {
            key: super::new_key(),
            expected: None,
            command,
        };
        self.ask(Purpose::Found, Request::Act(request(founding)));
        if with_starter {
            let acts = (self.settings.founding.starter)(lang)
                .into_iter()
                .map(request)
                .collect();
            self.ask(Purpose::Starter, Request::ActAll { acts });
        }
    }

    fn switch_language(&mut self) {
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

    /// Does an action, where it means something; the foremost layer first.
    pub(super) fn act(&mut self, action: Action) {
        match action {
            Action::Suspend => return self.effects.push(Effect::Suspend),
            Action::Redraw => return self.effects.push(Effect::Redraw),
            Action::SwitchLanguage => return self.switch_language(),
            Action::Urgent => {
                return self.open_form(URGENT, vec![], Prefill::default());
            }
            _ => {}
        }
        let height = self.height;
        match self.layers.last_mut() {
            Some(Layer::Form(_)) => self.act_in_form(action),
            Some(Layer::Preview(_)) => self.act_in_preview(action),
            Some(Layer::Gathering(_)) => self.act_in_gathering(action),
            Some(Layer::Bulk(_)) => self.act_in_bulk(action),
            Some(Layer::Reading(reading)) => {
                if !reading.act(action, height) {
                    self.layers.pop();
                    if action != Action::Back {
                        self.act_anywhere(action);
                    }
                }
            }
            Some(Layer::Picker(picker)) => {
                if !picker.act(action) {
                    let asked = picker.answer().filter(|_| action == Action::Confirm);
                    let choice = picker.picked().filter(|_| action == Action::Confirm);
                    if matches!(action, Action::Confirm | Action::Back) {
                        self.layers.pop();
                    }
                    if let Some(name) = asked {
                        self.save_view(&name);
                    } else if let Some(pick) = choice {
                        self.picked(pick);
                    }
                }
            }
            None => self.act_on_page(action),
        }
    }

    fn act_in_form(&mut self, action: Action) {
        let lang = self.lang();
        let Some(Layer::Form(form)) = self.layers.last_mut() else {
            return;
        };
        match action {
            Action::Confirm => self.preview_form(),
            Action::NextField => form.step(true),
            Action::PreviousField => form.step(false),
            Action::AddLine => form.add_line(),
            Action::Choose => {
                if let Some((title, choices)) = form.focused_choices(lang) {
                    let choices = choices
                        .into_iter()
                        .map(|choice| super::super::layer::Choice {
                            value: Pick::Value(choice.value),
                            label: choice.label,
                            note: choice.note,
                        })
                        .collect();
                    let picker = super::super::layer::Picker::new(title, choices);
                    self.layers.push(Layer::Picker(picker));
                }
            }
            Action::Discard => {
                let key = form.key.clone();
                self.layers.pop();
                self.draft_at = None;
                self.forget(&key);
                self.say(words::NOTICE_DISCARDED.get(lang));
            }
            Action::Back => {
                let key = form.key.clone();
                self.keep_draft();
                let kept = self.drafts.iter().any(|draft| draft.key == key);
                self.draft_at = None;
                self.layers.pop();
                if kept {
                    self.say(words::NOTICE_DRAFT_KEPT.get(lang));
                }
            }
            _ => {}
        }
    }

    fn act_in_preview(&mut self, action: Action) {
        let Some(Layer::Preview(previewing)) = self.layers.last() else {
            return;
        };
        match action {
            Action::Confirm => {
                if let Some(refused) = previewing.refusal().cloned() {
                    let has_form = !previewing.verb.fields().is_empty();
                    self.layers.pop();
                    let again = self.heed(&refused);
                    if !has_form && again {
                        self.preview_form();
                    } else if !has_form {
                        self.layers.pop();
                    }
                } else {
                    self.send_previewed();
                }
            }
            Action::Explain => self.ask_to_explain_preview(),
            Action::Back if !previewing.sent || !self.link.is_up() => {
                let verb_has_form = !previewing.verb.fields().is_empty();
                let refused = previewing.refusal().cloned();
                self.layers.pop();
                if !verb_has_form {
                    self.layers.pop();
                } else if let Some(refused) = refused {
                    self.heed(&refused);
                }
            }
            _ => {}
        }
    }

    fn picked(&mut self, pick: Pick) {
        match pick {
            Pick::Action(Action::Act(verb)) | Pick::Refused(verb) => self.intend_verb(verb),
            Pick::OnMarked(verb) => self.do_on_marked(verb),
            Pick::Action(action) => self.act(action),
            Pick::List(list, name) => self.open_list(list, name),
            Pick::View(name) => self.open_saved(&name),
            Pick::Order(column) => {
                self.open_mut().order_by(column);
                self.moved();
            }
            Pick::Column(column) => {
                self.open_mut().toggle(column);
                self.open_columns(Some(column));
            }
            Pick::Row(id) => {
                self.queue.stand_on(id);
                self.moved();
            }
            Pick::Draft(key) => self.open_draft(&key),
            Pick::Value(value) => {
                if let Some(Layer::Form(form)) = self.layers.last_mut() {
                    form.choose(&value);
                    self.draft_at = Some(Instant::now() + DRAFT_REST);
                }
            }
            Pick::Paper(at) => self.ask_paper(at),
            Pick::TakeOver(id, from) => self.take_over(id, &from),
            Pick::GoOn => {}
            Pick::Parties => self.ask_parties(None),
        }
    }

    fn intend_verb(&mut self, verb: Verb) {
        if verb.is_on_matter() {
            self.intend(Intent::Verb(verb));
        } else {
            self.do_verb(verb);
        }
    }

    /// What holds on every page.
    pub(super) fn act_anywhere(&mut self, action: Action) {
        match action {
            Action::OpenQueue => self.open_tab(0),
            Action::OpenJournal => self.open_tab(1),
            Action::OpenRulings => self.open_tab(2),
            Action::OpenCalendar => self.open_tab(3),
            Action::OpenRegisters => self.open_tab(4),
            Action::OpenMeasures => self.open_tab(5),
            Action::NextPage => self.open_tab((self.tab() + 1) % super::super::chrome::TABS.len()),
            Action::PreviousPage => {
                let count = super::super::chrome::TABS.len();
                self.open_tab((self.tab() + count - 1) % count);
            }
            Action::Drafts => self.open_drafts(),
            Action::Palette => self.open_palette(),
            Action::Help => self.open_help(),
            Action::Messages => self.open_messages(),
            Action::Link => {
                self.ask(Purpose::Traffic, Request::Traffic);
            }
            Action::Reconnect => self.reconnect(),
            Action::Backward => self.travel(false),
            Action::Forward => self.travel(true),
            Action::Quit => self.quit(),
            Action::Back => self.back(),
            _ => {}
        }
    }

    fn back(&mut self) {
        match self.place {
            Place::Sheet if self.sheet.filter.is_some() => self.drop_filter(),
            Place::Detail { .. } | Place::Sheet => self.place = Place::Queue,
            Place::Queue if self.queue.filter.is_some() => self.drop_filter(),
            Place::Queue => self.queue.marked.clear(),
        }
    }

    fn act_on_page(&mut self, action: Action) {
        match self.place {
            Place::Queue => self.act_on_queue(action),
            Place::Sheet => self.act_on_sheet(action),
            Place::Detail { .. } => self.act_on_detail(action),
        }
    }

    fn act_on_queue(&mut self, action: Action) {
        let before = self.queue.matter().map(|(id, _)| id);
        match action {
            Action::Last => self.ask_end(),
            Action::Open => {
                if self.queue.row().is_some() {
                    self.place = Place::Detail { scroll: 0 };
                    self.fetch_selected();
                }
            }
            Action::Jump => self.open_jump(),
            Action::Mark if self.queue.is_full_of_marks() => self.complain_of_marks(),
            _ if self.queue.act(action, self.height) => {}
            _ => self.act_on_matter(action),
        }
        if self.queue.matter().map(|(id, _)| id) != before {
            self.moved();
        }
    }

    /// What can be done with the selected matter, in the list and on its page alike.
    fn act_on_matter(&mut self, action: Action) {
        match action {
            Action::Do => self.intend(Intent::Do),
            Action::Offers => self.intend(Intent::Offers),
            Action::Explain => self.intend(Intent::Explain),
            Action::Papers => self.intend(Intent::Papers),
            Action::Act(verb) => self.intend_verb(verb),
            Action::New => self.open_form(NEW, vec![], Prefill::default()),
            Action::Reveal => {
                if let Some((matter, _)) = self.queue.matter() {
                    let key = super::new_key();
                    self.ask(Purpose::Reveal, Request::Reveal { key, matter });
                }
            }
            Action::Copy => {
                if let Some((id, _)) = self.queue.matter() {
                    let label = domain::matter_id(self.lang(), id);
                    let text = words::NOTICE_COPIED.fill(self.lang(), &[&label]);
                    self.effects.push(Effect::Copy(label));
                    self.say(text);
                }
            }
            other => self.act_on_list(other),
        }
    }

    /// The matter before or after, without going back to the list.
    fn step_detail(&mut self, step: Action) {
        self.queue.act(step, 1);
        self.place = Place::Detail { scroll: 0 };
        self.fetch_selected();
    }

    fn act_on_detail(&mut self, action: Action) {
        let height = self.height;
        let Place::Detail { scroll } = &mut self.place else {
            return;
        };
        match action {
            Action::Down => *scroll += 1,
            Action::Up => *scroll = scroll.saturating_sub(1),
            Action::PageDown => *scroll += height,
            Action::PageUp => *scroll = scroll.saturating_sub(height),
            Action::Previous => self.step_detail(Action::Up),
            Action::Next => self.step_detail(Action::Down),
            Action::First => *scroll = 0,
            Action::Last => *scroll = usize::MAX / 2,
            other => self.act_on_matter(other),
        }
    }
}
