//! The lists that can be opened, the views that were kept among them, and the parties whose duties can be looked at.

use chrono::Datelike;

use crate::domain::law::code::PartyCode;
use crate::domain::law::matter::MatterKind;
use crate::domain::record::RecordKind;
use crate::hub::list::REGISTERS;
use crate::hub::list::column::Column;
use crate::hub::request::{Answer, List, Look, Request, Row, RowOf, WINDOW_LIMIT};
use crate::locale::console as words;
use crate::locale::list::{self as list_words, Width};

use super::super::layer::{Choice, Picker};
use super::choices::CHOICES_LIMIT;
use super::{Layer, Pick, Purpose, Session};

impl Session {
    /// The views that were kept, by this screen or by another of the same account.
    pub(super) fn take_views(&mut self, answer: &Answer) {
        match answer {
            Answer::Views { views, names } => {
                self.views.clone_from(views);
                self.view_names.clone_from(names);
            }
            other => self.trouble(other),
        }
    }

    /// Every list and every view that was kept, with how many rows each has once that is known. It opens with what is at
    /// hand, so that keys typed ahead find it; what another screen kept meanwhile is there the next time.
    pub fn open_views(&mut self) {
        self.ask(Purpose::Views, Request::Views);
        let lang = self.lang();
        let saved = self.views.iter().map(|view| Choice {
            value: Pick::View(view.name.clone()),
            label: view.name.clone(),
            note: format!(
                "{} {}",
                list_words::name(lang, &self.view_names, &view.list),
                view.filter
            ),
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
        let year = self.today().year();
        let others = [
            List::Journal,
            List::Rulings,
            List::Calendar(year),
            List::Measures,
        ];
        let choice = |list: List| Choice {
            label: list_words::name(lang, &self.view_names, &list),
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
        let today = self.today();
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

    /// Asks for the parties whose duties can be listed, a window after the other.
    pub fn ask_parties(&mut self, after: Option<String>) {
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
        let choice = |row: &Row| {
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
            // The picker was closed while more rows came: it is not opened again.
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
