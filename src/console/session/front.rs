//! What lies over the page: forms and previews, texts to read, lists to pick from. A key goes to the foremost, and what
//! means nothing there goes on to whatever stands behind it.

use std::collections::BTreeMap;
use std::time::Instant;

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use crate::domain::law::act::Verb;
use crate::domain::law::authority;
use crate::domain::law::clock::Limit;
use crate::domain::law::code::PersonCode;
use crate::domain::law::matter::MatterId;
use crate::domain::law::party::{PartyKind, Post};
use crate::domain::law::ruling::RulingId;
use crate::hub::list::column::Column;
use crate::hub::request::{List, Shown};
use crate::locale::console as words;

use super::super::action::{Action, Context};
use super::super::bulk::acts::Bulk;
use super::super::bulk::offers::Gathering;
use super::super::chrome::keys_text;
use super::super::form::{Form, FormLook};
use super::super::layer::{Choice, Picker, Reading};
use super::super::pointer::{Clicked, NOTCH, Pointed, Turn};
use super::super::preview::Previewing;
use super::{Aim, DRAFT_REST, Session};

/// What is picked from a list.
#[derive(Debug, Clone)]
pub enum Pick {
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
    /// A form of that verb, filled in so.
    Filled(Verb, BTreeMap<String, String>),
    /// A form of that verb beside the draft that there is of one.
    Fresh(Verb),
    Value(String),
    /// A paper of a matter, counted from 0.
    Paper(MatterId, usize),
    Parties,
    /// Until when a limit from a day runs.
    Reckon(NaiveDate, Limit),
    /// A matter, from whoever is at it.
    TakeOver(MatterId, PersonCode),
    /// The ruling that is to change.
    Ruling(RulingId),
    /// The signature under the proposal of that number.
    Sign(Verb, u32),
    /// What is open already.
    GoOn,
    /// To throw away what was typed into the form of that key.
    Discard(String),
    /// A verb on the matter that the choices were about, whatever is under the mark by then; where it is refused, why.
    On(Aim, Verb),
    /// A verb on the rows that are marked.
    OnMarked(Verb),
}

/// What lies over the page.
pub enum Layer {
    Form(Box<Form>),
    Preview(Box<Previewing>),
    Gathering(Box<Gathering>),
    Bulk(Box<Bulk>),
    Reading(Reading),
    Picker(Picker<Pick>),
}

/// What became of an action in front.
pub enum Did {
    /// It was done, or means nothing and is not for anybody else.
    Done,
    /// Something was picked.
    Picked(Pick),
    /// A text was typed as an answer.
    Answered(String),
    /// It is for whatever stands behind.
    Pass(Action),
}

impl Session {
    /// The context of what is foremost, if anything lies over the page.
    pub fn context(&self) -> Option<Context> {
        self.layers.last().map(|layer| match layer {
            Layer::Form(_) => Context::Form,
            Layer::Preview(_) | Layer::Gathering(_) | Layer::Bulk(_) => Context::Preview,
            Layer::Reading(_) => Context::Reading,
            Layer::Picker(_) => Context::Picker,
        })
    }

    /// The foremost form, whatever lies over it.
    pub(super) fn form_mut(&mut self) -> Option<&mut Form> {
        self.layers.iter_mut().rev().find_map(|layer| match layer {
            Layer::Form(form) => Some(&mut **form),
            _ => None,
        })
    }

    /// Does an action in the foremost layer.
    pub fn act(&mut self, action: Action) -> Did {
        match self.layers.last_mut() {
            None => return Did::Pass(action),
            Some(Layer::Form(_)) => self.act_in_form(action),
            Some(Layer::Preview(_)) => self.act_in_preview(action),
            Some(Layer::Gathering(_)) => self.act_in_gathering(action),
            Some(Layer::Bulk(_)) => self.act_in_bulk(action),
            Some(Layer::Reading(reading)) => {
                if !reading.act(action) {
                    self.layers.pop();
                    if action != Action::Back {
                        return Did::Pass(action);
                    }
                }
            }
            Some(Layer::Picker(picker)) => {
                if !picker.act(action) {
                    let answer = picker.answer().filter(|_| action == Action::Confirm);
                    let chosen = picker.picked().filter(|_| action == Action::Confirm);
                    if matches!(action, Action::Confirm | Action::Back) {
                        self.layers.pop();
                    }
                    if let Some(text) = answer {
                        return Did::Answered(text);
                    } else if let Some(pick) = chosen {
                        return Did::Picked(pick);
                    }
                }
            }
        }
        Did::Done
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
                        .map(|choice| Choice {
                            value: Pick::Value(choice.value),
                            label: choice.label,
                            note: choice.note,
                        })
                        .collect();
                    let typed = form.typed_choice();
                    let at = form.chosen_place();
                    let mut picker = Picker::new(title, choices).standing_at(at);
                    picker.insert(&typed);
                    self.layers.push(Layer::Picker(picker));
                }
            }
            Action::ReadMatter => {
                let theme = &self.settings.theme;
                let whole = form.matter_to_read(theme, lang);
                self.layers.extend(whole.map(Layer::Reading));
            }
            Action::Try => self.try_out(),
            Action::Help => self.read_form_keys(),
            Action::Discard => self.ask_to_discard(),
            Action::Back => self.leave_form(),
            _ => {}
        }
    }

    /// Leaves the foremost form; what was typed into it is kept.
    pub(super) fn leave_form(&mut self) {
        self.keep_draft();
        self.draft_at = None;
        let Some(Layer::Form(form)) = self.layers.pop() else {
            return;
        };
        if self.drafts.iter().any(|draft| draft.key == form.key) {
            self.say(words::NOTICE_DRAFT_KEPT.get(self.lang()));
        }
    }

    fn act_in_preview(&mut self, action: Action) {
        let Some(Layer::Preview(previewing)) = self.layers.last_mut() else {
            return;
        };
        let has_form = !previewing.is_straight;
        match action {
            _ if previewing.act(action) => {}
            Action::Confirm => {
                if let Some(refused) = previewing.refusal().cloned() {
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
                let refused = previewing.refusal().cloned();
                self.layers.pop();
                if !has_form {
                    self.layers.pop();
                } else if let Some(refused) = refused {
                    self.heed(&refused);
                }
            }
            _ => {}
        }
    }

    /// Puts a picked value into the foremost form.
    pub fn choose(&mut self, value: &str) {
        if let Some(Layer::Form(form)) = self.layers.last_mut() {
            form.choose(value);
            self.draft_at = Some(Instant::now() + DRAFT_REST);
        }
    }

    /// A key that is text.
    pub fn text_key(&mut self, key: KeyEvent) {
        let today = self.today();
        match self.layers.last_mut() {
            Some(Layer::Form(form)) => {
                let onward = form.key(key, today);
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

    /// Whether a key is text where the caret is; a letter that cannot be typed there is free to be a key.
    pub fn takes(&self, key: KeyEvent) -> bool {
        match (self.layers.last(), key.code) {
            (Some(Layer::Form(form)), KeyCode::Char(letter)) => form.takes(letter),
            _ => true,
        }
    }

    /// Pasted text goes where text is typed, and nowhere else.
    pub fn paste(&mut self, text: &str) {
        match self.layers.last_mut() {
            Some(Layer::Form(form)) => {
                let left = form.paste(text);
                self.draft_at = Some(Instant::now() + DRAFT_REST);
                if left > 0 {
                    self.complain(words::FORM_PASTE_CUT.fill(self.lang(), &[&left]));
                }
            }
            Some(Layer::Picker(picker)) => picker.insert(text),
            _ => {}
        }
    }

    /// A click on the foremost layer: what it means there, if it was on what is marked.
    pub fn click(&mut self, place: Position) -> Option<Action> {
        let (clicked, action) = match self.layers.last_mut()? {
            Layer::Form(form) => (form.click(place), Action::Choose),
            Layer::Picker(picker) => (picker.click(place), Action::Confirm),
            Layer::Preview(_) | Layer::Reading(_) | Layer::Gathering(_) | Layer::Bulk(_) => {
                return None;
            }
        };
        (clicked == Clicked::Opened).then_some(action)
    }

    /// The wheel over the foremost layer.
    pub fn wheel(&mut self, turn: Turn) {
        let action = turn.action();
        match self.layers.last_mut() {
            Some(Layer::Form(form)) => form.wheel(turn),
            Some(Layer::Picker(picker)) => picker.wheel(turn),
            Some(Layer::Reading(reading)) => {
                for _ in 0..NOTCH {
                    reading.act(action);
                }
            }
            Some(Layer::Bulk(bulk)) => drop(bulk.act(action)),
            Some(Layer::Preview(previewing)) => {
                for _ in 0..NOTCH {
                    previewing.act(action);
                }
            }
            Some(Layer::Gathering(_)) | None => {}
        }
    }

    /// What an action of the foremost layer is called in its hints, if it works there now.
    pub fn hint(&self, action: Action) -> Option<String> {
        let lang = self.lang();
        let label = action.label().get(lang);
        let (works, label) = match (self.layers.last()?, action) {
            (Layer::Form(form), _) if form.is_awaiting() => (action == Action::Back, label),
            (Layer::Form(_), Action::Confirm) => (true, words::PREVIEW_TITLE.get(lang)),
            (Layer::Form(form), Action::Try) => (form.ruling().is_some(), label),
            (Layer::Form(form), Action::AddLine) => (form.line_count() > 0, label),
            (Layer::Form(form), Action::ReadMatter) => (form.is_on_matter(), label),
            (Layer::Form(form), Action::Choose) => (form.focused_choices(lang).is_some(), label),
            (Layer::Preview(previewing), Action::Explain) => {
                (previewing.first_duty().is_some(), label)
            }
            // The box itself says which key confirms.
            (
                Layer::Preview(_) | Layer::Gathering(_) | Layer::Bulk(_),
                Action::Confirm | Action::Help | Action::Palette | Action::Explain,
            )
            | (_, Action::Sign) => (false, label),
            _ => (true, label),
        };
        works.then(|| label.to_owned())
    }

    /// Whether the emergency key does anything for me: I apply, or one waits for me.
    pub fn has_urgent(&self) -> bool {
        self.may_apply() || self.alarm.first().is_some()
    }

    /// Whether I am one of those who do such an act, on whatever it is done.
    pub fn may(&self, verb: Verb) -> bool {
        let standing = self.standing.as_ref();
        standing.is_some_and(|mine| authority::check_actor(verb, &mine.actor).is_ok())
    }

    /// Whether I am one of those who apply.
    pub fn may_apply(&self) -> bool {
        self.standing.as_ref().is_some_and(|standing| {
            standing.actor.kind == PartyKind::Unit && standing.actor.holds(Post::Handler)
        })
    }

    /// Draws what lies over the page.
    pub fn render(&mut self, frame: &mut Frame, body: Rect) {
        let lang = self.lang();
        let today = self.today();
        let theme = &self.settings.theme;
        let keys = self.settings.keymap.keys_for(Context::Form, Action::Try);
        let keys = keys.first().map(|keys| keys_text(keys)).unwrap_or_default();
        let look = FormLook {
            theme,
            lang,
            today,
            keys: &keys,
        };
        // A form hides what is below it; its preview stands in its place, over the page: no box inside a box.
        let top = self.layers.len();
        let is_preview = |layer: &Layer| matches!(layer, Layer::Preview(_) | Layer::Bulk(_));
        let previewed = self.layers.iter().rposition(is_preview);
        let is_form = |layer: &Layer| matches!(layer, Layer::Form(_));
        let covered = self.layers.iter().rposition(is_form).unwrap_or(0);
        // What a preview compares with is the matter that its form is on, which need not be the one at hand.
        let mut on_form: Option<&Shown> = None;
        for (at, layer) in (1..).zip(&mut self.layers).skip(covered) {
            match layer {
                Layer::Form(form) => {
                    if previewed != Some(at) {
                        form.render(frame, body, at == top, &look);
                    }
                    on_form = form.matter();
                }
                Layer::Preview(previewing) => {
                    let before = on_form.or(self.at_hand.as_deref());
                    previewing.render(frame, body, before, theme, lang);
                }
                Layer::Gathering(gathering) => gathering.render(frame, body, theme, lang),
                Layer::Bulk(bulk) => bulk.render(frame, body, theme, lang),
                Layer::Reading(reading) => reading.render(frame, body, theme),
                Layer::Picker(picker) => {
                    picker.render(frame, body, theme, words::PICKER_NONE.get(lang));
                }
            }
        }
    }
}
