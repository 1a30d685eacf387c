//! Which fields are asked as the others stand, and which of them must be given.

use crate::domain::law::block::OVERRIDE_REASON;
use crate::domain::law::field::{Need, When};
use crate::domain::law::fill;
use crate::domain::record::RecordKind;
use crate::locale::verb as verb_words;

use super::Form;
use super::field::FormField;

impl Form {
    /// A field that is asked only under certain words of another, or on a line: ground and nearest item concern only what
    /// is not in the catalogue.
    pub(super) fn is_shown(&self, field: &FormField) -> bool {
        if self.is_awaiting() {
            return false;
        }
        // Which ruling it proposes is in its title, and its rows are that one's.
        if !self.is_asked(field.declared()) || (self.is_ruled() && field.name == "ruling") {
            return false;
        }
        let Some((line, "ground" | "nearest")) = field.name.rsplit_once('.') else {
            return true;
        };
        let item = self
            .fields
            .iter()
            .find(|other| other.name == format!("{line}.item"))
            .map(FormField::text)
            .unwrap_or_default();
        let known = self
            .choices
            .get(&RecordKind::Item)
            .is_some_and(|items| items.iter().any(|choice| choice.value == item.trim()));
        !item.trim().is_empty() && !known
    }

    /// Whether what another field says lets this one be asked. What was typed before that changed stays in the form and in
    /// its draft, and is not sent.
    pub(super) fn is_asked(&self, name: &str) -> bool {
        let mut fields = self.verb.fields().iter();
        let when = fields
            .find(|known| known.name == name)
            .and_then(|known| known.when);
        when.is_none_or(|when| self.says(when)) && !self.is_needless(name)
    }

    /// Whether it is the reason that passes a block and none is to be passed.
    fn is_needless(&self, name: &str) -> bool {
        let mut points = self.points().iter();
        let is_blank = !self.has(name);
        name == OVERRIDE_REASON
            && is_blank
            && self.is_on_matter()
            && points.all(|point| point.asks_for() != Some(name))
    }

    /// Whether another field says one of these words; what cannot be read says nothing.
    pub(super) fn says(&self, when: When) -> bool {
        let declared = self.verb.fields().iter();
        let typed = self.fields.iter().find(|other| other.name == when.field);
        let labels = verb_words::labels(self.verb);
        declared
            .filter(|other| other.name == when.field)
            .zip(typed)
            .filter_map(|(other, typed)| fill::read(other, &[&typed.text()], &labels).ok()?)
            .any(|said| when.holds(&said))
    }

    /// Whether nothing need be typed into a field because something else does as well.
    pub(super) fn is_spared(&self, field: &FormField) -> bool {
        let mut fields = self.verb.fields().iter();
        let declared = fields.find(|known| known.name == field.name);
        let is_met = declared.is_some_and(|known| known.need.unless.iter().any(|it| self.has(it)));
        is_met && field.text().trim().is_empty() && !self.is_needed(field)
    }

    /// Whether anything is typed into the field of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        let mut named = self.fields.iter().filter(|other| other.name == name);
        named.any(|other| !other.text().trim().is_empty())
    }

    /// Whether the matter that the form is on needs a field that others do not, as it is asked at all.
    fn is_needed_here(&self, name: &str) -> bool {
        let body = self.matter().map(|shown| &shown.matter.body);
        let is_named = body.is_some_and(|body| body.needs(self.verb).contains(&name));
        let mut fields = self.verb.fields().iter();
        let declared = fields.find(|known| known.name == name);
        is_named && declared.is_some_and(|known| known.when.is_none_or(|when| self.says(when)))
    }

    /// Whether something must be typed into a field as the others stand: always, or by what they, the matter or a point ask for. What
    /// is still missing is marked; to refuse is for the rules.
    pub(super) fn is_needed(&self, field: &FormField) -> bool {
        let mut fields = self.verb.fields().iter();
        let declared = fields.find(|known| known.name == field.declared());
        let asked_for = || {
            let mut points = self.points().iter();
            let by_point = points.any(|point| point.asks_for() == Some(field.name.as_str()));
            by_point || self.is_needed_here(field.declared())
        };
        let by_others = |need: Need| {
            let is_met = need.unless.iter().any(|it| self.has(it));
            let is_wanted = need.when.is_some_and(|when| self.says(when)) && !is_met;
            is_wanted || need.with.iter().any(|it| self.has(it))
        };
        field.required || declared.is_some_and(|known| by_others(known.need)) || asked_for()
    }
}
