//! Choosing what is shown: another list, a view that was kept, an order, columns.

use crate::domain::law::clock::civil_date;
use crate::domain::law::code::PartyCode;
use crate::domain::law::matter::MatterKind;
use crate::domain::record::RecordKind;
use crate::hub::list::REGISTERS;
use crate::hub::list::column::Column;
use crate::hub::request::{Answer, List, Look, Request, RowOf, WINDOW_LIMIT};
use crate::hub::views::NAME_LIMIT;
use crate::locale::console as words;
use crate::locale::list::{self as list_words, Width};

use super::super::layer::{Choice, Picker};
use super::super::list::Listing;
use super::choices::CHOICES_LIMIT;
use super::{App, Layer, Pick, Purpose};

impl App {
    /// The views that were kept, by this screen or by another of the same account.
    pub(super) fn take_views(&mut self, answer: &Answer) {
        match answer {
            Answer::Views(views) => self.views.clone_from(views),
            other => self.trouble(other),
        }
    }

    /// Every list and every view that was kept, with how many rows each has once that is known. It opens with what is at
    /// hand, so that keys typed ahead find it; what another screen kept meanwhile is there the next time.
    pub(super) fn open_views(&mut self) {
        self.ask(Purpose::Views, Request::Views);
        let lang = self.lang();
        let saved = self.views.iter().map(|view| Choice {
            value: Pick::View(view.name.clone()),
            label: view.name.clone(),
            note: format!("{} {}", list_words::name(lang, &view.list), view.filter),
        });
        let lists = [
            List::Mine,
            List::Late,
            List::Today,
            List::Open,
            List::Matters(None),
        ];
        let of_kinds = MatterKind::ALL.map(|kind| List::Matters(Some(kind)));
        let registers = REGISTERS.iter().copied().map(List::Register);
        let year = chrono::Datelike::year(&civil_date(self.now()));
        let others = [
            List::Journal,
            List::Rulings,
            List::Calendar(year),
            List::Measures,
        ];
        let choice = |list: List| Choice {
            label: list_words::name(lang, &list),
            value: Pick::List(list, None),
            note: String::new(),
        };
        let mut choices: Vec<_> = saved
            .chain(lists.into_iter().chain(of_kinds).map(choice))
            .collect();
        let sees_all = self
            .standing
            .as_ref()
            .is_some_and(|standing| standing.actor.kind.sees_all());
        if sees_all {
            choices.push(Choice {
                label: words::VIEW_OF_PARTY.get(lang).to_owned(),
                value: Pick::Parties,
                note: String::new(),
            });
        }
        choices.extend(others.into_iter().chain(registers).map(choice));
        // How many rows each has is asked for and filled in while the list of lists is open.
        let counted: Vec<(String, Look)> = choices
            .iter()
            .filter_map(|choice| Some((choice.label.clone(), self.count_of(&choice.value)?)))
            .collect();
        let title = words::VIEWS_TITLE.get(lang);
        self.layers.push(Layer::Picker(Picker::new(title, choices)));
        for (label, look) in counted {
            self.ask(Purpose::Count(label), Request::Look(look));
        }
    }

    /// The question that counts the rows of a choice.
    fn count_of(&self, pick: &Pick) -> Option<Look> {
        let today = civil_date(self.now());
        match pick {
            Pick::List(list, _) => Some(Look::at(list.clone(), 1)),
            Pick::View(name) => {
                let view = self.views.iter().find(|view| view.name == *name)?;
                let filter = list_words::filter(self.lang(), &view.filter, today);
                Some(Look {
                    filter: (!filter.is_empty()).then_some(filter),
                    columns: view.columns.clone(),
                    ..Look::at(view.list.clone(), WINDOW_LIMIT)
                })
            }
            _ => None,
        }
    }

    /// Writes how many rows a list has beside its name: exactly, or as many as were found.
    pub(super) fn take_count(&mut self, label: &str, answer: &Answer) {
        let Answer::Window(window) = answer else {
            return;
        };
        let found = u64::try_from(window.rows.len()).unwrap_or(u64::MAX);
        let is_of_view = self
            .views
            .iter()
            .any(|view| view.name == label && !view.filter.is_empty());
        let (count, more) = if is_of_view {
            (found, !window.at_end)
        } else {
            (window.total, window.more)
        };
        let count = format!("{count}{}", if more { "+" } else { "" });
        if let Some(Layer::Picker(picker)) = self.layers.last_mut() {
            picker.note(label, &count);
        }
    }

    /// Opens a view that was kept.
    pub(super) fn open_saved(&mut self, name: &str) {
        let Some(view) = self.views.iter().find(|view| view.name == name).cloned() else {
            return;
        };
        self.leave_list();
        self.show_list(Listing::of_saved(view));
    }

    /// Asks how what is shown shall be called, to keep it.
    pub(super) fn name_view(&mut self) {
        let lang = self.lang();
        let open = self.open();
        let filter = open.filter.clone().unwrap_or_default();
        let name: String = format!("{} {filter}", open.name(lang));
        let name: String = name.trim().chars().take(NAME_LIMIT).collect();
        let picker = Picker::new(words::SAVE_VIEW_TITLE.get(lang), Vec::new());
        self.layers.push(Layer::Picker(picker.asking(name)));
    }

    /// Keeps what is shown under a name.
    pub(super) fn save_view(&mut self, name: &str) {
        let lang = self.lang();
        let name: String = name.trim().chars().take(NAME_LIMIT).collect();
        if name.is_empty() {
            return;
        }
        let view = self.open().saved(name.clone());
        self.open_mut().called = Some(name.clone());
        // It can be dropped at once, before the kept views are read again.
        self.views.retain(|known| known.name != name);
        self.views.push(view.clone());
        self.say(words::NOTICE_VIEW_KEPT.fill(lang, &[&name]));
        self.ask(Purpose::Nothing, Request::SaveView(view));
    }

    /// Drops the view that is open.
    pub(super) fn drop_view(&mut self) {
        let lang = self.lang();
        let called = self.open().called.clone();
        let known = called.filter(|name| self.views.iter().any(|view| view.name == *name));
        let Some(name) = known else {
            self.complain_of(words::NOTICE_NO_VIEW);
            return;
        };
        self.views.retain(|view| view.name != name);
        self.open_mut().called = None;
        self.say(words::NOTICE_VIEW_DROPPED.fill(lang, &[&name]));
        self.ask(Purpose::Nothing, Request::DropView { name });
    }

    /// The orders that the open list can be read in.
    pub(super) fn open_orders(&mut self) {
        let lang = self.lang();
        let open = self.open();
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
        self.layers.push(Layer::Picker(Picker::new(title, choices)));
    }

    /// The columns of the open list, those that are shown marked.
    pub(super) fn open_columns(&mut self, stands_on: Option<Column>) {
        let lang = self.lang();
        let open = self.open();
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
        self.layers.push(Layer::Picker(picker));
    }

    /// Asks for the parties whose duties can be listed, a window after the other.
    pub(super) fn ask_parties(&mut self, after: Option<String>) {
        let look = Look {
            columns: vec![Column::Name],
            anchor: after,
            ..Look::at(List::Register(RecordKind::Party), WINDOW_LIMIT)
        };
        self.ask(Purpose::Parties, Request::Look(look));
    }

    /// The parties whose duties can be listed.
    pub(super) fn take_parties(&mut self, answer: &Answer) {
        let Answer::Window(window) = answer else {
            self.trouble(answer);
            return;
        };
        let lang = self.lang();
        let choice = |row: &crate::hub::request::Row| {
            let RowOf::Record { key, .. } = &row.of else {
                return None;
            };
            let name = list_words::cell(lang, row.cells.first()?, Width::Line);
            Some(Choice {
                value: Pick::List(List::Party(PartyCode::new(key.clone())), Some(name.clone())),
                label: name,
                note: key.clone(),
            })
        };
        let choices = window.rows.iter().filter_map(choice).collect();
        let title = words::PARTIES_TITLE.get(lang);
        let count = match self.layers.last_mut() {
            Some(Layer::Picker(picker)) if picker.title == title => picker.extend(choices),
            // Whoever closed it while more came has made up their mind.
            _ if !window.at_start => return,
            _ => {
                let picker = Picker::new(title, choices);
                self.layers.push(Layer::Picker(picker));
                window.rows.len()
            }
        };
        if window.resume.is_some() && count < CHOICES_LIMIT {
            self.ask_parties(window.resume.clone());
        }
    }
}
