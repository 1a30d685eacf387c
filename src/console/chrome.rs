//! What stands around every page: the two header lines, the notice line, the hint bar.

use chrono::{DateTime, Utc};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::law::clock::civil_date;
use crate::domain::law::validity::{Force, Validity};
use crate::hub::request::{Realm, Standing};
use crate::hub::wire::link::Link;
use crate::locale::console as words;
use crate::locale::{Lang, date, domain};

use super::draw::{self, data};
use super::keymap::Key;
use super::pane::Tab;
use super::pointer::Spots;
use super::text;
use super::theme::Theme;

/// What the header shows.
pub struct Header<'a> {
    /// The tabs, with the keys that open them.
    pub tabs: &'a [(Tab, String)],
    /// Which of them is open.
    pub open: Tab,
    /// How my duties stand.
    pub standing: &'a Standing,
    /// The hub's clock now.
    pub now: DateTime<Utc>,
    /// Keys that found the queue full.
    pub dropped: u64,
    /// How the hub is reached.
    pub link: &'a Link,
    /// What is said of long work under way, the longest first.
    pub under_way: &'a [String],
}

/// How much the tabs have room for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tabs {
    /// The open one and so many of the first by their names, the others by their keys.
    Named(usize),
    /// The open one alone.
    Open,
}

/// How much the corner has room for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    /// The link and the moment.
    Whole,
    /// The link and the moment without the name of the day.
    Short,
    /// The link with the first word of its host's name, and the time of day.
    Near,
    /// The moment.
    Moment,
    /// The moment without the name of the day.
    Bare,
}

impl Header<'_> {
    /// Draws the two lines; answers where the tabs stand.
    pub fn render(&self, buffer: &mut Buffer, area: Rect, theme: &Theme, lang: Lang) -> Spots {
        let banner = self.banner(lang);
        // How the hub is reached is said before every tab has its name; whoever sits far away always sees how far.
        let far = matches!(self.link, Link::Remote { .. });
        let least = if far { Room::Near } else { Room::Short };
        let corner = self.link(theme, lang, least).width();
        let drawn = |tabs| self.tabs(banner.as_deref(), tabs, area, theme, lang);
        let named = (0..=self.tabs.len()).rev().map(Tabs::Named);
        let mut fuller = named.map(drawn);
        let fits = |(tabs, _): &(Line, Spots)| tabs.width() + corner < usize::from(area.width);
        let (tabs, spots) = fuller.find(fits).unwrap_or_else(|| drawn(Tabs::Open));
        draw::put(buffer, area, 0, &tabs);
        let room = usize::from(area.width).saturating_sub(tabs.width() + 1);
        let rooms: &[Room] = if far {
            &[Room::Whole, Room::Short, Room::Near]
        } else {
            &[Room::Whole, Room::Short]
        };
        let mut links = rooms
            .iter()
            .chain(&[Room::Moment, Room::Bare])
            .map(|room| self.link(theme, lang, *room));
        if let Some(link) = links.find(|link| link.width() <= room) {
            draw::put_right(buffer, area, 0, &link);
        }
        self.second(buffer, area, theme, lang);
        spots
    }

    fn banner(&self, lang: Lang) -> Option<String> {
        match &self.standing.realm {
            Realm::Live => None,
            Realm::Sandbox => Some(words::REALM_SANDBOX.get(lang).to_owned()),
            Realm::Drill(name) => Some(words::REALM_DRILL.fill(lang, &[name])),
        }
    }

    /// The tabs, and where they stand.
    fn tabs(
        &self,
        banner: Option<&str>,
        room: Tabs,
        area: Rect,
        theme: &Theme,
        lang: Lang,
    ) -> (Line<'static>, Spots) {
        let mut spots = Spots::default();
        let mut spans = vec![Span::raw(" ")];
        match banner {
            Some(banner) => spans.push(data(&format!(" {banner} "), theme.palette.realm_banner)),
            None => spans.push(Span::styled(words::PRODUCT.get(lang), theme.palette.title)),
        }
        spans.push(Span::raw(" "));
        for (at, (tab, keys)) in self.tabs.iter().enumerate() {
            let is_open = *tab == self.open;
            let name = match (is_open, room) {
                (false, Tabs::Open) => continue,
                (false, Tabs::Named(first)) if at >= first => "",
                (true, _) | (false, Tabs::Named(_)) => tab.label().get(lang),
            };
            let style = if is_open {
                theme
                    .palette
                    .accent
                    .add_modifier(ratatui::style::Modifier::UNDERLINED)
            } else {
                Style::new()
            };
            spans.push(Span::raw(" "));
            let before: usize = spans.iter().map(Span::width).sum();
            let tab = Span::styled(format!("{keys}{name}"), style);
            let cells = |count| u16::try_from(count).unwrap_or(u16::MAX);
            let place = Rect {
                x: area.x.saturating_add(cells(before)),
                width: cells(tab.width()),
                height: 1,
                ..area
            };
            spots.put(area, place, at);
            spans.push(tab);
        }
        (Line::from(spans), spots)
    }

    fn link(&self, theme: &Theme, lang: Lang, room: Room) -> Line<'static> {
        let mut spans = Vec::new();
        if self.dropped > 0 {
            let text = words::HEADER_DROPPED.fill(lang, &[&self.dropped]);
            spans.push(Span::styled(format!("{text} "), theme.palette.today));
        }
        let lost = !self.link.is_up();
        // A good link gives way on a narrow screen; a lost one never does.
        if matches!(room, Room::Whole | Room::Short | Room::Near) || lost {
            let (mark, style) = if lost {
                (theme.glyphs.lost, theme.palette.late)
            } else {
                (theme.glyphs.bullet, theme.palette.ok)
            };
            spans.push(Span::styled(mark, style));
            let style = if lost { style } else { Style::new() };
            let way = link_words(self.link, lang);
            let way = if room == Room::Near {
                without_domain(&way)
            } else {
                way
            };
            spans.push(data(&format!(" {way}  "), style));
        } else {
            // The mark of a good link stays when its word is dropped: no mark would read as an unknown link.
            spans.push(Span::styled(theme.glyphs.bullet, theme.palette.ok));
        }
        let day = civil_date(self.now);
        let day = match room {
            Room::Near => String::new(),
            Room::Bare | Room::Short => format!("{} ", day.format("%m-%d")),
            Room::Whole | Room::Moment => format!("{} ", date::date_short(lang, day)),
        };
        let edge = if room == Room::Bare { "" } else { " " };
        spans.push(Span::raw(format!("{day}{}{edge}", date::time(self.now))));
        Line::from(spans)
    }

    fn second(&self, buffer: &mut Buffer, area: Rect, theme: &Theme, lang: Lang) {
        let standing = self.standing;
        let style = |count: u64, style: Style| if count > 0 { style } else { Style::new() };
        let alert = if standing.late > 0 {
            theme.glyphs.alert
        } else {
            ""
        };
        let late = words::HEADER_LATE.fill(lang, &[&standing.late]);
        let mut line = Line::from(vec![
            Span::raw(words::HEADER_MINE.fill(lang, &[&standing.mine])),
            Span::raw(GAP),
            Span::styled(
                format!("{late}{alert}"),
                style(standing.late, theme.palette.late),
            ),
            Span::raw(GAP),
            Span::styled(
                words::HEADER_TODAY.fill(lang, &[&standing.today]),
                style(standing.today, theme.palette.today),
            ),
        ]);
        let to_sign = standing.to_sign.len();
        if to_sign > 0 {
            let said = words::HEADER_TO_SIGN.fill(lang, &[&to_sign]);
            line.push_span(Span::raw(GAP));
            line.push_span(Span::styled(said, theme.palette.today));
        }
        let width = usize::from(area.width);
        let room = |line: &Line| width.saturating_sub(line.width() + EDGES);
        // How far long work is, is said in whatever room there is: it is gone soon.
        let telling = |said: &String| {
            let mut more = line.clone();
            more.push_span(Span::raw(GAP));
            more.push_span(Span::styled(said.clone(), theme.palette.accent));
            more
        };
        let mut fuller = self.under_way.iter().map(telling);
        let fits = |line: &Line| room(line) >= WHO_CELLS;
        let shortest = self.under_way.last().map(telling);
        if let Some(more) = fuller.find(fits).or(shortest) {
            line = more;
        }
        // The end of the Measures (Art. 42) is told a year ahead.
        if let Some(measures) = standing.measures.as_ref().filter(|known| known.warns) {
            let text = measures_words(lang, measures);
            let mut more = line.clone();
            more.push_span(Span::raw(GAP));
            more.push_span(Span::styled(text, theme.palette.today));
            if room(&more) >= WHO_CELLS {
                line = more;
            }
        }
        // The nearest deadline goes first: the queue has it as well.
        let next = standing.next_due.map_or_else(
            || words::HEADER_CLEAR.get(lang).to_owned(),
            |day| words::HEADER_NEXT.fill(lang, &[&date::date_short(lang, day)]),
        );
        let mut whole = line.clone();
        whole.push_span(Span::raw(GAP));
        whole.push_span(Span::styled(next, theme.palette.muted));
        if text::width(&self.who(usize::MAX, theme, lang)) <= room(&whole) {
            line = whole;
        }
        let who = draw::cell(
            &self.who(room(&line), theme, lang),
            room(&line),
            theme.palette.muted,
            theme,
        );
        line.push_span(Span::raw(" "));
        draw::put(buffer, area, 1, &Line::from(vec![Span::raw(" "), who]));
        draw::put_right(buffer, area, 1, &line);
    }

    /// Who I am in so many cells. What I may do hangs on the post, which stays whole; the unit gives way to its short name,
    /// then in its middle, then altogether, and the name from its end.
    fn who(&self, cells: usize, theme: &Theme, lang: Lang) -> String {
        let actor = &self.standing.actor;
        let posts = actor.posts.iter().map(|post| domain::post(*post).get(lang));
        let posts = posts.collect::<Vec<_>>().join("/");
        let dot = format!(" {} ", theme.glyphs.separator);
        let others = text::width(&actor.name) + text::width(&posts) + 2 * text::width(&dot);
        let (name, room) = (actor.name.as_str(), cells.saturating_sub(others));
        let ellipsis = theme.glyphs.ellipsis;
        let whole = text::roomy(&self.standing.party, self.standing.short.as_deref(), room);
        let unit = text::shorten(whole, room, ellipsis);
        if text::width(&unit) >= UNIT_CELLS.min(text::width(whole)) {
            return [name, &unit, &posts].join(&dot);
        }
        let left = cells.saturating_sub(text::width(&posts) + text::width(&dot));
        if left < NAME_CELLS {
            return posts;
        }
        let name = text::truncate_with(name, left, ellipsis);
        [&*name, &posts].join(&dot)
    }
}

/// Between what stands on the second line.
const GAP: &str = "  ";
/// The cells of air at its edges and between who I am and the counts.
const EDGES: usize = 4;
/// The fewest cells that are left for who I am.
const WHO_CELLS: usize = 12;
/// The fewest cells in which a name says anything.
const NAME_CELLS: usize = 5;
/// The fewest cells in which a unit can be told from another.
const UNIT_CELLS: usize = 7;

/// How long the Measures are still in force, in a few words.
#[must_use]
pub fn measures_words(lang: Lang, measures: &Validity) -> String {
    match measures.force {
        Force::InForce => words::HEADER_MEASURES.fill(lang, &[&measures.days_left]),
        Force::Lapsed => words::HEADER_MEASURES_OVER.get(lang).to_owned(),
        Force::Repealed => words::HEADER_MEASURES_REPEALED.get(lang).to_owned(),
        Force::Succeeded => words::HEADER_MEASURES_FOLLOWED.get(lang).to_owned(),
    }
}

/// How the hub is reached, in a few words.
#[must_use]
pub fn link_words(link: &Link, lang: Lang) -> String {
    match link {
        Link::Direct => words::LINK_DIRECT.get(lang).to_owned(),
        Link::Local => words::LINK_LOCAL.get(lang).to_owned(),
        Link::Remote { host, latency } => {
            // The user's name is on the line below already.
            let host = host
                .rsplit_once('@')
                .map_or(host.as_str(), |(_, host)| host);
            match latency {
                Some(latency) => format!("{host} {}ms", latency.as_millis()),
                None => host.to_owned(),
            }
        }
        Link::Lost(_) => words::LINK_LOST.get(lang).to_owned(),
    }
}

/// A way with the first word of its host's name alone; an address has no such word, and stays.
fn without_domain(way: &str) -> String {
    let (host, far) = way.split_once(' ').unwrap_or((way, ""));
    let name = host.split_once('.').map_or(host, |(name, _)| name);
    let name = if name.contains(|letter: char| letter.is_ascii_alphabetic()) {
        name
    } else {
        host
    };
    format!("{name} {far}").trim_end().to_owned()
}

/// A hint: keys, and what they do.
#[derive(Debug, Clone)]
pub struct Hint {
    /// The keys.
    pub keys: Vec<Key>,
    /// What they do.
    pub label: String,
    /// How much it deserves its place.
    pub weight: u8,
}

/// Keys as people write them.
#[must_use]
pub fn keys_text(keys: &[Key]) -> String {
    keys.iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Draws the hint bar: the most deserving hints that fit, in their order.
pub fn hints(buffer: &mut Buffer, area: Rect, hints: &[Hint], theme: &Theme) {
    let mut by_weight: Vec<usize> = (0..hints.len()).collect();
    by_weight.sort_by_key(|at| std::cmp::Reverse(hints.get(*at).map_or(0, |hint| hint.weight)));
    let width = |hint: &Hint| text::width(&keys_text(&hint.keys)) + text::width(&hint.label) + 3;
    let mut room = usize::from(area.width.saturating_sub(1));
    let mut kept = Vec::new();
    for at in by_weight {
        let Some(hint) = hints.get(at) else { continue };
        if width(hint) <= room {
            room -= width(hint);
            kept.push(at);
        }
    }
    kept.sort_unstable();
    let mut spans = vec![Span::raw(" ")];
    for at in kept {
        if let Some(hint) = hints.get(at) {
            spans.push(Span::styled(keys_text(&hint.keys), theme.palette.accent));
            spans.push(Span::raw(format!(" {}  ", hint.label)));
        }
    }
    draw::put(buffer, area, 0, &Line::from(spans));
}
