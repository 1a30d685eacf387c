//! Months drawn: as many side by side as there is room for, what the day under the mark is, and what is special in them.

use chrono::{Datelike, Days, Months as OfMonths, NaiveDate, Weekday};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::domain::law::calendar::{Calendar, DayKind};
use crate::locale::console as console_words;
use crate::locale::months as words;
use crate::locale::{Lang, date, day, explain};

use super::super::super::draw::{self, data};
use super::super::super::session::Session;
use super::super::super::text;
use super::super::super::theme::Theme;
use super::super::Pane;
use super::Months;

/// The cells of a day: its two digits, and a sign of what it is.
const DAY: u16 = 3;
/// The cells of a month.
const MONTH: u16 = 7 * DAY;
/// Between two months.
const GAP: u16 = 4;
/// The rows over a month's weeks: its name, and those of the days.
const HEAD: u16 = 2;
/// The most weeks of a month.
const WEEKS: u16 = 6;
/// The signs of a day off, of a weekend day that is worked, and of today.
const SIGNS: [char; 3] = ['-', '+', '*'];

/// A month being drawn.
struct Page<'a> {
    calendar: &'a Calendar,
    theme: &'a Theme,
    lang: Lang,
    today: NaiveDate,
    /// The day under the mark.
    marked: NaiveDate,
}

impl Months {
    pub(super) fn render_months(&mut self, session: &Session, buffer: &mut Buffer, body: Rect) {
        let lang = session.lang();
        let theme = &session.settings.theme;
        self.spots.clear();
        let Some(calendar) = self.calendar.as_deref() else {
            let line = Line::styled(console_words::LOADING.get(lang), theme.palette.muted);
            return draw::put(buffer, body, 0, &line);
        };
        let page = Page {
            calendar,
            theme,
            lang,
            today: session.today(),
            marked: self.day,
        };
        page.heading(buffer, body);
        let area = Rect {
            x: body.x + 2.min(body.width),
            width: body.width.saturating_sub(2),
            ..draw::below(body, 1)
        };
        // Of three months the one under the mark stands in the middle, whatever day of it: only another month moves them.
        let count = ((area.width + GAP) / (MONTH + GAP)).clamp(1, 3);
        let before = u32::from(count == 3);
        let first = first_of(self.day).checked_sub_months(OfMonths::new(before));
        let Some(first) = first else { return };
        let weeks = WEEKS.min(area.height.saturating_sub(HEAD + 1)).max(1);
        for number in 0..count {
            let month = first.checked_add_months(OfMonths::new(u32::from(number)));
            let Some(month) = month else { continue };
            let place = Rect {
                x: area.x + number * (MONTH + GAP),
                width: MONTH.min(area.width),
                height: (HEAD + weeks).min(area.height),
                ..area
            };
            for (spot, day) in page.month(buffer, place, month) {
                let day = usize::try_from(day.num_days_from_ce()).unwrap_or(0);
                self.spots.put(area, spot, day);
            }
        }
        let until = first.checked_add_months(OfMonths::new(u32::from(count)));
        let mut lines = vec![page.told()];
        if area.height > HEAD + WEEKS + 3 {
            lines.insert(0, Line::default());
            lines.extend([page.legend(), Line::default()]);
            let waiting = self.listing().waiting_rows();
            if waiting > 0 {
                let said = words::WAITING.fill(lang, &[&waiting]);
                lines.push(Line::from(draw::warned(&said, true, theme)));
            }
            lines.extend(page.special(first, until.unwrap_or(first)));
        }
        let rest = draw::below(area, HEAD + weeks);
        for (row, line) in (0..rest.height).zip(&lines) {
            let line = draw::cut(line, usize::from(rest.width), theme);
            draw::put(buffer, rest, row, &line);
        }
    }
}

impl Page<'_> {
    /// Where one is, and how sure the year is.
    fn heading(&self, buffer: &mut Buffer, area: Rect) {
        let palette = &self.theme.palette;
        let year = self.marked.year();
        let line = Line::from(vec![
            Span::styled(
                format!(
                    " {} {} ",
                    console_words::PAGE_CALENDAR.get(self.lang),
                    self.theme.glyphs.crumb
                ),
                palette.muted,
            ),
            Span::styled(self.name(self.marked), palette.title),
        ]);
        draw::put(buffer, area, 0, &line);
        let is_known = !self.calendar.is_provisional(self.marked);
        let sure = explain::year(self.lang, year, is_known);
        let edition = explain::edition(self.lang, self.calendar.edition());
        let style = if is_known {
            palette.muted
        } else {
            palette.today
        };
        let sure = Line::styled(format!("{edition} · {sure} "), style);
        if line.width() + sure.width() < usize::from(area.width) {
            draw::put_right(buffer, area, 0, &sure);
        }
    }

    fn name(&self, month: NaiveDate) -> String {
        let number = match self.lang {
            Lang::Zh => month.month().to_string(),
            Lang::En => format!("{:02}", month.month()),
        };
        words::OF_YEAR.fill(self.lang, &[&month.year(), &number])
    }

    /// Draws a month; answers where its days stand. Where not all of its weeks have room, those around the mark have.
    fn month(&self, buffer: &mut Buffer, area: Rect, month: NaiveDate) -> Vec<(Rect, NaiveDate)> {
        let palette = &self.theme.palette;
        let is_marked = first_of(self.marked) == month;
        let style = if is_marked {
            palette.title
        } else {
            palette.muted
        };
        let name = Line::styled(self.name(month), style);
        draw::put(buffer, area, 0, &name);
        let days = (0..7).map(|number| {
            let weekday = Weekday::try_from(number).unwrap_or(Weekday::Mon);
            let name = date::weekday(weekday).get(self.lang);
            let name = match self.lang {
                Lang::Zh => name.trim_start_matches('周'),
                Lang::En => name.get(..2).unwrap_or(name),
            };
            Span::styled(text::pad_right(name, usize::from(DAY)), palette.muted)
        });
        draw::put(buffer, area, 1, &days.collect());
        let week_of = |day: NaiveDate| {
            let before = month.weekday().num_days_from_monday() + day.day0();
            u16::try_from(before / 7).unwrap_or(0)
        };
        let visible = area.height.saturating_sub(HEAD);
        let top = if is_marked {
            (week_of(self.marked) + 1).saturating_sub(visible)
        } else {
            0
        };
        let mut spots = Vec::new();
        let days = month
            .iter_days()
            .take_while(|day| day.month() == month.month());
        for day in days {
            let Some(row) = week_of(day).checked_sub(top).filter(|row| *row < visible) else {
                continue;
            };
            let column = u16::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
            let spot = Rect {
                x: area.x + column * DAY,
                y: area.y + HEAD + row,
                width: DAY,
                height: 1,
            };
            let spot = spot.intersection(area);
            let (sign, style) = self.sign(day);
            if day == self.marked {
                draw::select(buffer, spot, 0, self.theme);
            }
            let cell = Line::styled(format!("{:>2}{sign}", day.day()), style);
            draw::put(buffer, spot, 0, &cell);
            spots.push((spot, day));
        }
        spots
    }

    /// What a day is, by a sign and by a colour.
    fn sign(&self, day: NaiveDate) -> (char, Style) {
        let palette = &self.theme.palette;
        let [off, worked, today] = SIGNS;
        let (sign, style) = match self.calendar.day(day) {
            DayKind::Working => (' ', Style::new()),
            DayKind::Weekend => (' ', palette.muted),
            DayKind::Holiday(_) => (off, palette.accent),
            DayKind::MakeUp(_) => (worked, palette.today),
        };
        if day == self.today {
            (
                today,
                style.add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
            )
        } else {
            (sign, style)
        }
    }

    /// What the day under the mark is, and how far away.
    fn told(&self) -> Line<'static> {
        let palette = &self.theme.palette;
        let kind = day::kind(self.lang, &self.calendar.day(self.marked));
        let provisional = self.calendar.is_provisional(self.marked);
        let kind = date::provisionally(self.lang, kind, provisional);
        let mut spans = vec![
            Span::styled(date::date_long(self.lang, self.marked), palette.title),
            data(&format!("  {kind}"), Style::new()),
        ];
        let (from, to) = (self.today.min(self.marked), self.today.max(self.marked));
        let days = to.signed_duration_since(from).num_days();
        if days > 0 {
            let between = from.iter_days().skip(1).take_while(|day| *day <= to);
            let working = between.filter(|day| self.calendar.is_working(*day)).count();
            let message = if self.marked > self.today {
                words::AWAY
            } else {
                words::AGO
            };
            let away = message.fill(self.lang, &[&days, &working]);
            spans.push(Span::styled(format!("  {away}"), palette.muted));
        }
        Line::from(spans)
    }

    /// What the signs mean.
    fn legend(&self) -> Line<'static> {
        let names = [words::OFF, words::WORKED, words::TODAY];
        let each = SIGNS.iter().zip(names);
        let each = each.map(|(sign, name)| format!("{sign} {}", name.get(self.lang)));
        let said = each.collect::<Vec<_>>().join("   ");
        Line::styled(said, self.theme.palette.muted)
    }

    /// What is special from a day on and before another: days off in runs, and the weekend days that are worked.
    fn special(&self, from: NaiveDate, until: NaiveDate) -> Vec<Line<'static>> {
        let mut runs: Vec<(NaiveDate, NaiveDate, DayKind)> = Vec::new();
        for day in from.iter_days().take_while(|day| *day < until) {
            let kind = self.calendar.day(day);
            let is_special = match kind {
                DayKind::Working | DayKind::Weekend => false,
                DayKind::MakeUp(_) | DayKind::Holiday(_) => true,
            };
            match runs.last_mut() {
                Some((_, last, of)) if *of == kind && last.succ_opt() == Some(day) => *last = day,
                _ if is_special => runs.push((day, day, kind)),
                _ => {}
            }
        }
        let told = runs.into_iter().map(|(first, last, kind)| {
            let (begins, name) = (
                date::date_short(self.lang, first),
                day::kind(self.lang, &kind),
            );
            let off = match kind {
                DayKind::Holiday(_) => format!(" {}", words::OFF.get(self.lang)),
                DayKind::Working | DayKind::Weekend | DayKind::MakeUp(_) => String::new(),
            };
            let name = format!("{name}{off}");
            let days = last.signed_duration_since(first).num_days() + 1;
            let said = if days > 1 {
                let ends = date::date_short(self.lang, last);
                words::RUN.fill(self.lang, &[&begins, &ends, &name, &days])
            } else {
                words::ONE_DAY.fill(self.lang, &[&begins, &name])
            };
            Line::from(data(&said, Style::new()))
        });
        told.collect()
    }
}

/// The first day of a day's month.
fn first_of(day: NaiveDate) -> NaiveDate {
    let before = Days::new(u64::from(day.day0()));
    day.checked_sub_days(before).unwrap_or(day)
}
