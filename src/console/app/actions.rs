//! What actions do, the foremost layer first.

use super::super::action::Action;
use super::super::event::Effect;
use super::super::form::Prefill;
use super::super::shortcut::{NEW, URGENT};
use super::{App, DRAFT_REST, Intent, Layer, Pick, Place, Purpose};
use crate::domain::law::act::Verb;
use crate::hub::request::Request;
use crate::locale::console as words;
use crate::locale::domain;
use std::time::Instant;

impl App {
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

    pub(super) fn act_in_form(&mut self, action: Action) {
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

    pub(super) fn act_in_preview(&mut self, action: Action) {
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

    pub(super) fn picked(&mut self, pick: Pick) {
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

    pub(super) fn intend_verb(&mut self, verb: Verb) {
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

    pub(super) fn back(&mut self) {
        match self.place {
            Place::Sheet if self.sheet.filter.is_some() => self.drop_filter(),
            Place::Detail { .. } | Place::Sheet => self.place = Place::Queue,
            Place::Queue if self.queue.filter.is_some() => self.drop_filter(),
            Place::Queue => self.queue.marked.clear(),
        }
    }

    pub(super) fn act_on_page(&mut self, action: Action) {
        match self.place {
            Place::Queue => self.act_on_queue(action),
            Place::Sheet => self.act_on_sheet(action),
            Place::Detail { .. } => self.act_on_detail(action),
        }
    }

    pub(super) fn act_on_queue(&mut self, action: Action) {
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
    pub(super) fn act_on_matter(&mut self, action: Action) {
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
    pub(super) fn step_detail(&mut self, step: Action) {
        self.queue.act(step, 1);
        self.place = Place::Detail { scroll: 0 };
        self.fetch_selected();
    }

    pub(super) fn act_on_detail(&mut self, action: Action) {
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
