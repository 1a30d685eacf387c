//! Choosing what the open list shows: a view that was kept, an order, columns.

use crate::hub::list::column::Column;
use crate::hub::request::Request;
use crate::hub::views::NAME_LIMIT;
use crate::locale::console as words;
use crate::locale::list as list_words;

use super::super::layer::{Choice, Picker};
use super::super::session::{Layer, Pick, Purpose};
use super::App;

impl App {
    /// Asks how what is shown shall be called, to keep it.
    pub(super) fn name_view(&mut self) {
        let lang = self.lang();
        let open = self.pane().listing();
        let filter = open.filter.clone().unwrap_or_default();
        let name: String = format!("{} {filter}", open.name(lang));
        let name: String = name.trim().chars().take(NAME_LIMIT).collect();
        let picker = Picker::new(words::SAVE_VIEW_TITLE.get(lang), Vec::new());
        self.put(Layer::Picker(picker.asking(name)));
    }

    /// Keeps what is shown under a name.
    pub(super) fn save_view(&mut self, name: &str) {
        let lang = self.lang();
        let name: String = name.trim().chars().take(NAME_LIMIT).collect();
        if name.is_empty() {
            return;
        }
        let view = self.pane().listing().saved(name.clone());
        self.pane_mut().listing_mut().called = Some(name.clone());
        // It can be dropped at once, before the kept views are read again.
        self.session.views.retain(|known| known.name != name);
        self.session.views.push(view.clone());
        self.session
            .say(words::NOTICE_VIEW_KEPT.fill(lang, &[&name]));
        self.session.ask(Purpose::Nothing, Request::SaveView(view));
    }

    /// Drops the view that is open.
    pub(super) fn drop_view(&mut self) {
        let lang = self.lang();
        let called = self.pane().listing().called.clone();
        let known = called.filter(|name| self.session.views.iter().any(|view| view.name == *name));
        let Some(name) = known else {
            self.session.complain_of(words::NOTICE_NO_VIEW);
            return;
        };
        self.session.views.retain(|view| view.name != name);
        self.pane_mut().listing_mut().called = None;
        self.session
            .say(words::NOTICE_VIEW_DROPPED.fill(lang, &[&name]));
        self.session
            .ask(Purpose::Nothing, Request::DropView { name });
    }

    /// The orders that the open list can be read in.
    pub(super) fn open_orders(&mut self) {
        let lang = self.lang();
        let open = self.pane().listing();
        let kept_by = open.list.kept_by();
        let columns = open.list.columns().iter().copied();
        let choices = columns
            .filter(|column| column.is_searched() && *column != Column::Deadline)
            .map(|column| Choice {
                value: Pick::Order(column),
                label: list_words::column(column).get(lang).to_owned(),
                note: if column == kept_by {
                    words::ORDER_KEPT.get(lang).to_owned()
                } else {
                    String::new()
                },
            })
            .collect();
        let title = words::ORDERS_TITLE.get(lang);
        self.put(Layer::Picker(Picker::new(title, choices)));
    }

    /// The columns of the open list, those that are shown marked.
    pub(super) fn open_columns(&mut self, stands_on: Option<Column>) {
        let lang = self.lang();
        let open = self.pane().listing();
        let shown = open.shown();
        let choices = open
            .list
            .columns()
            .iter()
            .map(|column| Choice {
                value: Pick::Column(*column),
                label: format!(
                    "{} {}",
                    if shown.contains(column) { "[x]" } else { "[ ]" },
                    list_words::column(*column).get(lang)
                ),
                note: String::new(),
            })
            .collect();
        // After each choice the mark stays where it was, for the next.
        let known = open.list.columns().iter();
        let at = stands_on.and_then(|on| known.clone().position(|column| *column == on));
        let title = words::COLUMNS_TITLE.get(lang);
        let picker = Picker::new(title, choices).standing_at(at.unwrap_or(0));
        self.put(Layer::Picker(picker));
    }
}
