//! The lists: opening one, another order, other columns, views that are kept, and what stands behind a row.

use std::collections::VecDeque;

use crate::detail::{Depth, of_row};
use crate::domain::law::act::Verb;
use crate::domain::law::clock::civil_date;
use crate::domain::record::RecordKind;
use crate::domain::register;
use crate::hub::list::REGISTERS;
use crate::hub::request::{Answer, List, Request, RowOf, SavedView};
use crate::locale::console as words;

use super::super::action::Action;
use super::super::detail::Pen;
use super::super::form::Prefill;
use super::super::layer::Reading;
use super::super::list::Listing;
use super::super::shortcut::NEW;
use super::prefill::of_record;
use super::{App, Layer, Place, Purpose};

/// How many lists one can go back to.
const VISITED_LIMIT: usize = 32;

/// The lists that were looked at before the one that is open, and those that were left by going back.
#[derive(Debug, Default)]
pub(super) struct Visited {
    before: VecDeque<Stop>,
    after: Vec<Stop>,
}

/// A list as it was left: to be read again, with the same row under the mark.
#[derive(Debug, Clone, PartialEq)]
struct Stop {
    view: SavedView,
    called: Option<String>,
    stood_on: Option<String>,
    is_detail: bool,
}

impl App {
    /// The list that is open.
    pub(super) fn open(&self) -> &Listing {
        match self.place {
            Place::Queue | Place::Detail { .. } => &self.queue,
            Place::Sheet => &self.sheet,
        }
    }

    /// The same, to be changed.
    pub(super) fn open_mut(&mut self) -> &mut Listing {
        match self.place {
            Place::Queue | Place::Detail { .. } => &mut self.queue,
            Place::Sheet => &mut self.sheet,
        }
    }

    /// Opens the page of a tab.
    pub(super) fn open_tab(&mut self, tab: usize) {
        let today = civil_date(self.now());
        let list = match tab {
            1 => List::Journal,
            2 => List::Rulings,
            3 => List::Calendar(chrono::Datelike::year(&today)),
            4 => List::Register(RecordKind::Party),
            5 => List::Measures,
            _ => {
                self.leave_list();
                self.place = Place::Queue;
                return;
            }
        };
        self.open_list(list, None);
    }

    /// The tab that is open.
    pub(super) fn tab(&self) -> usize {
        match (&self.place, &self.sheet.list) {
            (Place::Queue | Place::Detail { .. }, _) => 0,
            (Place::Sheet, List::Rulings) => 2,
            (Place::Sheet, List::Calendar(_)) => 3,
            (Place::Sheet, List::Register(_)) => 4,
            (Place::Sheet, List::Measures) => 5,
            (Place::Sheet, _) => 1,
        }
    }

    /// Opens a list.
    pub(super) fn open_list(&mut self, list: List, called: Option<String>) {
        self.leave_list();
        let mut listing = Listing::new(list);
        listing.called = called;
        self.show_list(listing);
    }

    /// Puts a list on the page that lists of its kind have.
    pub(super) fn show_list(&mut self, mut listing: Listing) {
        if listing.list.is_of_matters() {
            listing.is_keepers = self.queue.is_keepers;
            self.queue = listing;
            self.shown = None;
            self.place = Place::Queue;
        } else {
            if let (List::Calendar(year), None) = (&listing.list, &listing.opens_at) {
                // It opens at the next day that matters.
                let today = civil_date(self.now());
                listing.opens_on = (chrono::Datelike::year(&today) == *year).then_some(today);
            }
            self.sheet = listing;
            self.place = Place::Sheet;
        }
    }

    fn stop(&self) -> Stop {
        let open = self.open();
        Stop {
            view: open.saved(String::new()),
            called: open.called.clone(),
            stood_on: open.row().map(|row| row.key.clone()),
            is_detail: matches!(self.place, Place::Detail { .. }),
        }
    }

    /// Remembers the list that is open before another takes its place.
    pub(super) fn leave_list(&mut self) {
        let stop = self.stop();
        if self.visited.before.back() != Some(&stop) {
            self.visited.before.push_back(stop);
        }
        if self.visited.before.len() > VISITED_LIMIT {
            self.visited.before.pop_front();
        }
        self.visited.after.clear();
    }

    /// Goes back to the list before, or forward again.
    pub(super) fn travel(&mut self, forward: bool) {
        let here = self.stop();
        let to = if forward {
            self.visited.after.pop()
        } else {
            self.visited.before.pop_back()
        };
        let Some(to) = to else {
            self.complain_of(if forward {
                words::NOTICE_NO_LATER
            } else {
                words::NOTICE_NO_EARLIER
            });
            return;
        };
        if forward {
            self.visited.before.push_back(here);
        } else {
            self.visited.after.push(here);
        }
        let mut listing = Listing::of_saved(to.view);
        listing.called = to.called;
        listing.opens_at = to.stood_on;
        self.show_list(listing);
        if to.is_detail {
            self.place = Place::Detail { scroll: 0 };
        }
    }

    /// The neighbouring year or register; answers whether the list that is open has one.
    pub(super) fn turn(&mut self, forwards: bool) -> bool {
        let next = match &self.sheet.list {
            List::Calendar(year) => {
                List::Calendar((year + if forwards { 1 } else { -1 }).clamp(2000, 2199))
            }
            List::Register(kind) => {
                let at = REGISTERS.iter().position(|each| each == kind).unwrap_or(0);
                let count = REGISTERS.len();
                let next = if forwards { at + 1 } else { at + count - 1 } % count;
                List::Register(REGISTERS.get(next).copied().unwrap_or(*kind))
            }
            _ => return false,
        };
        self.show_list(Listing::new(next));
        true
    }

    /// Whether there is a page before and after this one.
    pub(super) fn has_neighbours(&self) -> bool {
        matches!(self.sheet.list, List::Calendar(_) | List::Register(_))
    }

    /// What a key does in a list that is not of matters.
    pub(super) fn act_on_sheet(&mut self, action: Action) {
        match action {
            Action::Last => self.ask_end(),
            Action::Previous => drop(self.turn(false)),
            Action::Next => drop(self.turn(true)),
            Action::Open => self.open_row(),
            Action::New => {
                if let Some(verb) = self.page_verb() {
                    let prefill = self.sheet_prefill();
                    self.open_form(verb, vec![], prefill);
                }
            }
            Action::Edit => self.edit_row(),
            action if self.sheet.act(action, self.height) => {}
            other => self.act_on_list(other),
        }
    }

    /// What a key does in every list.
    pub(super) fn act_on_list(&mut self, action: Action) {
        match action {
            Action::Filter => {
                let open = self.open_mut();
                open.typing = true;
                open.filter.get_or_insert_with(String::new);
            }
            Action::ChooseView => self.open_views(),
            Action::ChooseOrder => self.open_orders(),
            Action::ChooseColumns => self.open_columns(None),
            Action::SaveView => self.name_view(),
            Action::DropView => self.drop_view(),
            other => self.act_anywhere(other),
        }
    }

    /// Asks for the end of the open list.
    pub(super) fn ask_end(&mut self) {
        let ticket = self.ticket();
        let is_sheet = matches!(self.place, Place::Sheet);
        if let Some(request) = self.open_mut().ask_end(ticket) {
            let purpose = if is_sheet {
                Purpose::Sheet
            } else {
                Purpose::Queue
            };
            self.ask_under(ticket, purpose, request);
        }
    }

    /// Opens what stands behind the row under the mark.
    fn open_row(&mut self) {
        let Some(of) = self.sheet.row().map(|row| row.of.clone()) else {
            return;
        };
        let request = match &of {
            RowOf::Record { kind, key } => Request::Record {
                kind: *kind,
                key: key.clone(),
            },
            RowOf::Entry(seq) => Request::Journal {
                from: Some(*seq),
                count: 1,
            },
            RowOf::Ruling(_) => Request::Rulings,
            RowOf::Day(day) => Request::Calendar {
                year: chrono::Datelike::year(day),
            },
            RowOf::Validity | RowOf::Article(_) => Request::Measures,
            RowOf::Duty { .. } | RowOf::Matter { .. } => return,
        };
        self.ask(Purpose::Behind(of), request);
    }

    /// Shows what stands behind a row.
    pub(super) fn read_behind(&mut self, of: &RowOf, answer: &Answer) {
        let (lang, today) = (self.lang(), civil_date(self.now()));
        let Some(detail) = of_row(of, answer, today, lang) else {
            self.trouble(answer);
            return;
        };
        let pen = Pen {
            theme: &self.settings.theme,
            lang,
            // The box that shows it wraps it to its own width.
            cells: usize::MAX,
        };
        let lines = pen.lines(&detail.at(Depth::Page));
        let reading = Reading::new(detail.name, lines);
        self.layers.push(Layer::Reading(reading));
    }

    /// The ruling under the mark is the one that a new proposal is about.
    fn sheet_prefill(&self) -> Prefill {
        let mut prefill = Prefill::default();
        if let Some(RowOf::Ruling(id)) = self.sheet.row().map(|row| &row.of) {
            prefill.fields.insert("ruling".to_owned(), id.to_string());
            let tomorrow = civil_date(self.now()).succ_opt();
            if let Some(day) = tomorrow {
                prefill
                    .fields
                    .insert("effective".to_owned(), day.to_string());
            }
        }
        prefill
    }

    /// Changes the record under the mark; where proposals wait for a second signature, signs the one under the mark.
    fn edit_row(&mut self) {
        let signs = match &self.sheet.list {
            List::Rulings => Some(register::Verb::SignRuling),
            List::Calendar(_) => Some(register::Verb::SignCalendar),
            List::Measures => Some(register::Verb::SignMeasures),
            _ => None,
        };
        let row = self.sheet.row();
        if let Some(verb) = signs {
            let mut prefill = Prefill::default();
            if let Some(number) = row.and_then(|row| row.waits) {
                prefill
                    .fields
                    .insert("proposal".to_owned(), number.to_string());
            }
            self.open_form(Verb::Register(verb), vec![], prefill);
        } else if let Some(RowOf::Record { kind, key }) = row.map(|row| row.of.clone()) {
            self.ask(Purpose::Edit, Request::Record { kind, key });
        }
    }

    /// Opens the form that changes a record.
    pub(super) fn take_edited(&mut self, answer: &Answer) {
        let Answer::Record(Some(record)) = answer else {
            self.trouble(answer);
            return;
        };
        let verb = Verb::Register(register::keeping(record.kind()));
        let fields = of_record(record);
        self.open_form(verb, vec![], Prefill { fields });
    }

    /// The verb that this page's "new" and "change" mean.
    pub(super) fn page_verb(&self) -> Option<Verb> {
        let keeping = |kind| Some(Verb::Register(register::keeping(kind)));
        match (&self.place, &self.sheet.list) {
            (Place::Queue | Place::Detail { .. }, _) => Some(NEW),
            (Place::Sheet, List::Register(kind)) => keeping(*kind),
            (Place::Sheet, List::Rulings) => keeping(RecordKind::Proposal),
            (Place::Sheet, List::Measures) => keeping(RecordKind::MeasuresChange),
            (Place::Sheet, _) => None,
        }
    }
}
