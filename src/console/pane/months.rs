//! The calendar: months at today, with the list of a year's exceptions behind them.

mod drawing;

use chrono::{Datelike, Days, Months as OfMonths, NaiveDate};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use crate::domain::law::calendar::Calendar;
use crate::domain::law::clock::Limit;
use crate::hub::Touched;
use crate::hub::request::{Answer, List, Request, Trouble};
use crate::locale::{date, months as words};

use super::super::action::{Action, Context};
use super::super::layer::{Choice, Picker};
use super::super::list::Listing;
use super::super::pointer::{Clicked, Spots, Turn};
use super::super::session::{Layer, Pick, Purpose, Session, Touch};
use super::records::Records;
use super::{Pane, Tab};

/// The years that can be looked at: those that a list of a year can be of.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2199;
/// The most days, working days among them, that a deadline is worked out for here.
const MOST_DAYS: u16 = 99;
/// The most months.
const MOST_MONTHS: u16 = 60;

/// The pane of the calendar.
pub struct Months {
    /// The list of the year, which the months stand before.
    records: Records,
    /// Whether that list is open.
    is_list: bool,
    /// The calendar in force, as far as it is known.
    calendar: Option<Box<Calendar>>,
    /// Under which ticket it is asked for.
    asked: Option<u64>,
    /// Whether it may be another by now.
    is_stale: bool,
    /// The day under the mark.
    day: NaiveDate,
    /// Where the days stand, as they were drawn last.
    spots: Spots,
}

impl Months {
    /// The pane before anything is known.
    pub fn new(tab: Tab, session: &Session) -> Self {
        Self {
            records: Records::new(tab, session),
            is_list: false,
            calendar: None,
            asked: None,
            is_stale: true,
            day: session.today(),
            spots: Spots::default(),
        }
    }

    /// Puts the mark on a day; the list behind follows into its year.
    fn go(&mut self, session: &Session, day: NaiveDate) {
        if !YEARS.contains(&day.year()) {
            return;
        }
        self.day = day;
        let list = List::Calendar(day.year());
        if self.records.listing().list != list {
            self.records.show(session, Listing::new(list), false);
        }
    }

    /// Where an action leads to from the day under the mark, if it moves the mark.
    fn moved(&self, session: &Session, action: Action) -> Option<NaiveDate> {
        let day = self.day;
        let (one, week, month) = (Days::new(1), Days::new(7), OfMonths::new(1));
        let to = match action {
            Action::Previous => day.checked_sub_days(one),
            Action::Next => day.checked_add_days(one),
            Action::Up => day.checked_sub_days(week),
            Action::Down => day.checked_add_days(week),
            Action::PageUp => day.checked_sub_months(month),
            Action::PageDown => day.checked_add_months(month),
            Action::First => Some(session.today()),
            _ => return None,
        };
        // At the first and the last day that a date can hold the mark stays.
        Some(to.unwrap_or(day))
    }

    /// Opens the list of the year at the day under the mark, or at the next one that it has.
    fn open_list(&mut self, session: &Session) {
        let listing = Listing::new(List::Calendar(self.day.year()));
        self.records.show(session, listing, false);
        self.records.listing_mut().opens_on = Some(self.day);
        self.is_list = true;
    }

    /// Asks from the day under the mark within which limit.
    fn ask_for_a_limit(&self, session: &mut Session) {
        let lang = session.lang();
        let days = 1..=MOST_DAYS;
        let limits = days.clone().map(Limit::WorkingDays);
        let limits = limits.chain((1..=MOST_MONTHS).map(Limit::Months));
        let limits = limits.chain(days.map(Limit::CalendarDays));
        let choices = limits.map(|limit| Choice {
            value: Pick::Reckon(self.day, limit),
            label: date::limit(lang, limit),
            note: String::new(),
        });
        let title = words::FROM.fill(lang, &[&date::date_long(lang, self.day)]);
        let picker = Picker::new(title, choices.collect());
        session.layers.push(Layer::Picker(picker));
    }
}

impl Pane for Months {
    fn tab(&self) -> Tab {
        self.records.tab()
    }

    fn context(&self) -> Context {
        if self.is_list {
            self.records.context()
        } else {
            Context::Months
        }
    }

    fn listing(&self) -> &Listing {
        self.records.listing()
    }

    fn listing_mut(&mut self) -> &mut Listing {
        self.records.listing_mut()
    }

    fn entered(&mut self, session: &Session, from: Tab) {
        // Opened from itself, or for the first time, it begins at today; else it stands as it was left.
        if from == self.tab() || self.calendar.is_none() {
            self.is_list = false;
            self.go(session, session.today());
        }
        self.is_stale = true;
        self.records.listing_mut().touched();
    }

    fn show(&mut self, session: &Session, listing: Listing, is_page: bool) {
        // A list as it was kept is a list; the year as such is told by its months.
        self.is_list = self.is_list || listing.called.is_some() || listing.filter.is_some();
        if let List::Calendar(year) = &listing.list {
            let day = self.day.with_year(*year);
            self.day = day.unwrap_or(self.day);
        }
        self.records.show(session, listing, is_page);
    }

    fn ask(&mut self, session: &mut Session) {
        self.ask_rows(session);
        if self.is_stale && self.asked.is_none() {
            let ticket = session.ticket();
            self.asked = Some(ticket);
            self.is_stale = false;
            let purpose = Purpose::Pane(self.tab());
            session.ask_under(ticket, purpose, Request::CalendarInForce);
        }
    }

    fn take(&mut self, session: &mut Session, ticket: u64, answer: Answer) {
        if self.asked != Some(ticket) {
            return self.records.take(session, ticket, answer);
        }
        self.asked = None;
        match answer {
            Answer::CalendarInForce(calendar) => self.calendar = Some(calendar),
            // Of a link that is lost, and of a login that is bound to nobody, the whole screen tells.
            Answer::Trouble(Trouble::Gone) | Answer::Stranger(_) => self.is_stale = true,
            other => session.trouble(&other),
        }
    }

    fn touched(&mut self, session: &Session, touch: &Touch) {
        match touch {
            // What changes the calendar touches everything.
            Touch::Written(Touched::Everything) => self.is_stale = true,
            Touch::Written(Touched::Matters(_))
            | Touch::Standing
            | Touch::Done(_)
            | Touch::Opened(_)
            | Touch::Told(..) => {}
        }
        self.records.touched(session, touch);
    }

    fn act(&mut self, session: &mut Session, action: Action) -> Option<Action> {
        if self.is_list {
            if action == Action::Back && self.records.listing().filter.is_none() {
                self.is_list = false;
                return None;
            }
            return self.records.act(session, action);
        }
        if let Some(day) = self.moved(session, action) {
            self.go(session, day);
            return None;
        }
        match action {
            Action::Open => self.open_list(session),
            Action::Reckon => self.ask_for_a_limit(session),
            // What asks for rows opens the list that has them.
            Action::Filter => {
                self.open_list(session);
                return Some(action);
            }
            other => return Some(other),
        }
        None
    }

    fn hint(&self, session: &Session, action: Action) -> Option<String> {
        if self.is_list {
            return self.records.hint(session, action);
        }
        let lang = session.lang();
        let label = match action {
            Action::Open => words::LIST_OF_THE_YEAR,
            Action::Previous => words::DAY_BEFORE,
            Action::Next => words::DAY_AFTER,
            // What waits for a signature stands in the list of the year.
            Action::Sign => return None,
            other => other.label(),
        };
        Some(label.get(lang).to_owned())
    }

    fn is_whole(&self, _session: &Session) -> bool {
        if self.is_list {
            self.listing().is_loaded()
        } else {
            self.calendar.is_some()
        }
    }

    fn render(&mut self, session: &Session, frame: &mut Frame, body: Rect) {
        if self.is_list {
            self.records.render(session, frame, body);
        } else {
            self.render_months(session, frame.buffer_mut(), body);
        }
    }

    fn click(&mut self, place: Position) -> Clicked {
        if self.is_list {
            return self.records.click(place);
        }
        let number = self.spots.at(place);
        let number = number.and_then(|number| i32::try_from(number).ok());
        match number.and_then(NaiveDate::from_num_days_from_ce_opt) {
            None => Clicked::Nothing,
            Some(day) if day == self.day => Clicked::Opened,
            Some(day) => {
                self.day = day;
                Clicked::Marked
            }
        }
    }

    fn wheel(&mut self, turn: Turn) {
        if self.is_list {
            return self.records.wheel(turn);
        }
        let month = OfMonths::new(1);
        let day = match turn {
            Turn::Up => self.day.checked_sub_months(month),
            Turn::Down => self.day.checked_add_months(month),
        };
        self.day = day
            .filter(|day| YEARS.contains(&day.year()))
            .unwrap_or(self.day);
    }
}
