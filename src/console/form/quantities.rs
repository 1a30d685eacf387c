//! A quantity for every line of the matter: a row of its own each once the lines are known. Until then, and for several
//! matters at once, it is one text; a draft always keeps it as one.

use crate::domain::law::field::FieldKind;

use super::Form;
use super::field::FormField;

impl Form {
    /// The rows, in the order of the lines; none while the lines are not known.
    pub(super) fn quantity_rows(&self) -> impl Iterator<Item = &FormField> {
        let name = self.quantities_field();
        let is_row = move |field: &&FormField| {
            Some(field.declared()) == name && Some(field.name.as_str()) != name
        };
        self.fields.iter().filter(is_row)
    }

    pub(super) fn has_quantity_rows(&self) -> bool {
        self.quantity_rows().next().is_some()
    }

    /// The act's field that has a quantity for every line.
    pub(super) fn quantities_field(&self) -> Option<&'static str> {
        let mut fields = self.verb.fields().iter();
        let found = fields.find(|field| field.kind == FieldKind::Quantities);
        found.map(|field| field.name)
    }

    /// The rows as the one text that they are kept as.
    pub(super) fn quantities_text(&self) -> Option<(&'static str, String)> {
        let name = self.quantities_field()?;
        let rows: Vec<String> = self.quantity_rows().map(FormField::text).collect();
        let is_typed = rows.iter().any(|row| !row.trim().is_empty());
        (!rows.is_empty()).then(|| {
            (
                name,
                if is_typed {
                    rows.join(",")
                } else {
                    String::new()
                },
            )
        })
    }

    /// Makes rows of the one text, of which there are as many as there are lines. What was typed and is not as many
    /// quantities stays the text that it is: nothing that somebody typed is lost.
    pub(super) fn spread_quantities(&mut self, lines: usize) {
        let Some(name) = self.quantities_field() else {
            return;
        };
        let Some(at) = self.fields.iter().position(|field| field.name == name) else {
            return;
        };
        let Some(whole) = self.fields.get(at) else {
            return;
        };
        let text = whole.text();
        let typed: Vec<&str> = text.split([',', '，', '、', '\n']).map(str::trim).collect();
        if lines == 0 || !(typed.len() == lines || whole.is_blank()) {
            return;
        }
        let required = whole.required;
        let rows: Vec<FormField> = (0..lines)
            .map(|row| {
                let name = format!("{name}.{row}");
                let content = typed.get(row).copied().unwrap_or_default();
                FormField::new(name, FieldKind::Number, required, content)
            })
            .collect();
        self.fields.splice(at..=at, rows);
        if self.focus > at {
            self.focus += lines - 1;
        }
    }
}
