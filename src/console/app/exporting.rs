//! How what is shown is exported. No path crosses a seat, and the hub may be on another machine: the command line of
//! whoever asks writes the file where they are, so the console tells that line, whole.

use ratatui::style::Style;
use ratatui::text::Line;

use crate::domain::record::RecordKind;
use crate::hub::list::called;
use crate::hub::list::{List, Order};
use crate::hub::request::Standing;
use crate::locale::console as words;

use super::super::draw::data;
use super::super::layer::Reading;
use super::super::list::Listing;
use super::super::session::Layer;
use super::App;

impl App {
    /// Tells the command line that exports what is shown.
    pub(super) fn tell_export(&mut self) {
        let lang = self.lang();
        let palette = self.session.settings.theme.palette;
        let standing = self.session.standing.as_ref();
        let command = command(self.pane().listing(), standing);
        let lines = vec![
            Line::raw(words::EXPORT_RUN.get(lang)),
            Line::from(data(&format!("  {command}"), palette.accent)),
            Line::from(data(words::EXPORT_MORE.get(lang), Style::new())),
        ];
        let title = words::ACTION_EXPORT.get(lang);
        self.put(Layer::Reading(Reading::new(title, lines)));
    }
}

/// The line that exports a list as it is shown.
fn command(open: &Listing, standing: Option<&Standing>) -> String {
    let list = match &open.list {
        List::Party(party) => format!("yunguan queue --party {party}"),
        List::Calendar(year) => format!("yunguan list {} --year {year}", called::CALENDAR),
        List::SystemsIn(pool) => {
            format!("yunguan list {} --pool {pool}", RecordKind::System.word())
        }
        List::ResourcesOf { pool, system } => {
            let of = RecordKind::Resource.word();
            format!("yunguan list {of} --pool {pool} --system {system}")
        }
        list => {
            let known = called::named().find(|(_, known)| known == list);
            format!(
                "yunguan list {}",
                known.map_or_else(String::new, |(name, _)| name)
            )
        }
    };
    let outside = standing.filter(|standing| !standing.realm.is_live());
    let columns: Vec<&str> = open.columns.iter().map(|column| column.word()).collect();
    let columns = (!columns.is_empty()).then(|| columns.join(","));
    let filter = open
        .filter
        .as_deref()
        .filter(|text| !text.trim().is_empty());
    let is_turned = open.by.is_some() && open.order() == Order::Descending;
    let parts = [
        Some(list),
        outside.map(|standing| format!("--as {}", standing.actor.login)),
        columns.map(|columns| format!("--columns {columns}")),
        open.by.map(|by| format!("--by {}", by.word())),
        is_turned.then(|| "--descending".to_owned()),
        filter.map(|filter| format!("--filter {}", quoted(filter))),
        Some("--export FILE.xlsx".to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A text as a shell takes it whole, whatever is in it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn nothing_in_a_filter_is_more_than_one_word_to_a_shell() {
        assert_eq!(quoted("赫山 存储"), "'赫山 存储'");
        assert_eq!(quoted("a'; rm -rf $(x)"), r"'a'\''; rm -rf $(x)'");
    }
}
