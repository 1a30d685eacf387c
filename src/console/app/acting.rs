//! What actions do, from front to back.

use super::super::action::Action;
use super::super::event::Effect;
use super::super::form::Prefill;
use super::super::pane::Tab;
use super::super::session::{Did, Intent, Layer, Pick, Purpose};
use super::App;
use crate::hub::request::Request;

impl App {
    /// Does an action where it means something, the foremost first.
    pub(super) fn act(&mut self, action: Action) {
        match action {
            // These hold whatever is in front.
            Action::Suspend => self.session.want(Effect::Suspend),
            Action::Redraw => self.session.want(Effect::Redraw),
            Action::SwitchLanguage => self.session.switch_language(),
            Action::Urgent => self.session.open_urgent(),
            _ => match self.session.act(action) {
                Did::Done => {}
                Did::Picked(pick) => self.picked(pick),
                Did::Answered(name) => self.save_view(&name),
                Did::Pass(action) => self.act_behind(action),
            },
        }
    }

    /// What lies over the page makes nothing of it: the pane does, or it holds on every page.
    fn act_behind(&mut self, action: Action) {
        let pane = self.panes.get_mut(self.tab);
        if let Some(action) = pane.act(&mut self.session, action) {
            self.act_anywhere(action);
        }
    }

    fn picked(&mut self, pick: Pick) {
        match pick {
            Pick::On(aim, verb) => self.session.intend(Intent::Verb(verb), aim),
            Pick::OnMarked(verb) => self.session.do_on_marked(verb),
            Pick::Action(action) => self.act(action),
            Pick::List(list, name) => self.open_list(list, name),
            Pick::View(name) => self.open_saved(&name),
            Pick::Order(column) => self.pane_mut().listing_mut().order_by(column),
            Pick::Column(column) => {
                self.pane_mut().listing_mut().toggle(column);
                self.open_columns(Some(column));
            }
            Pick::Row(id) => self.pane_mut().listing_mut().stand_on(id),
            Pick::Draft(key) => self.session.open_draft(&key),
            Pick::Filled(verb, fields) => {
                self.session.open_form(verb, vec![], Prefill { fields });
            }
            Pick::Fresh(verb) => self.session.open_fresh(verb),
            Pick::Value(value) => self.session.choose(&value),
            Pick::Paper(matter, at) => self.session.ask_paper(matter, at),
            Pick::TakeOver(id, from) => self.session.take_over(id, &from),
            Pick::Ruling(id) => self.session.propose(id),
            Pick::Sign(verb, number) => self.session.sign(verb, number),
            Pick::GoOn => {}
            Pick::Discard(key) => self.session.discard(&key),
            Pick::Reckon(from, limit) => {
                let purpose = Purpose::Reckon(from, limit);
                self.session.ask(purpose, Request::CalendarInForce);
            }
            Pick::Parties => self.session.ask_parties(None),
        }
    }

    /// What holds on every page.
    fn act_anywhere(&mut self, action: Action) {
        if let Some(tab) = Tab::opened_by(action) {
            return self.open_tab(tab);
        }
        match action {
            Action::NextPage => self.open_tab(self.tab.turned(true)),
            Action::PreviousPage => self.open_tab(self.tab.turned(false)),
            Action::Filter => self.begin_filter(),
            Action::ChooseView => self.session.open_views(),
            Action::ChooseOrder => self.open_orders(),
            Action::ChooseColumns => self.open_columns(None),
            Action::SaveView => self.name_view(),
            Action::DropView => self.drop_view(),
            Action::Export => self.tell_export(),
            Action::Drafts => self.session.open_drafts(),
            Action::Sign => self.session.open_to_sign(),
            Action::Palette => self.open_palette(),
            Action::Help => self.open_help(),
            Action::Messages => self.open_messages(),
            Action::Link => self.session.ask(Purpose::Traffic, Request::Traffic),
            Action::Reconnect => self.session.reconnect(),
            Action::Backward => self.travel(false),
            Action::Forward => self.travel(true),
            Action::Quit => self.session.quit(),
            Action::Back => self.enter(Tab::Matters),
            Action::Act(verb) if !verb.is_on_matter() => self.session.begin(verb),
            _ => {}
        }
    }

    /// Opens the page of a tab.
    pub(super) fn open_tab(&mut self, tab: Tab) {
        self.leave_list();
        self.enter(tab);
    }

    fn enter(&mut self, tab: Tab) {
        let from = std::mem::replace(&mut self.tab, tab);
        self.panes.get_mut(tab).entered(&self.session, from);
    }

    /// Lays something over the page.
    pub(super) fn put(&mut self, layer: Layer) {
        self.session.layers.push(layer);
    }
}
