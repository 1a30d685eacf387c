//! What stands behind a row of a list that is not of matters: read in full, or changed.

use crate::detail::{Depth, of_row};
use crate::domain::record::RecordKind;
use crate::domain::register;
use crate::hub::request::{Answer, Request, RowOf};

use super::super::detail::Pen;
use super::super::form::Prefill;
use super::super::layer::Reading;
use super::prefill::of_record;
use super::{Layer, Purpose, Session};

impl Session {
    /// Opens what stands behind the row of a list that is not of matters.
    pub fn open_row(&mut self, of: RowOf) {
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
        let (lang, today) = (self.lang(), self.today());
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

    /// Asks for a record, to open the form that changes it.
    pub fn ask_record(&mut self, kind: RecordKind, key: String) {
        self.ask(Purpose::Edit, Request::Record { kind, key });
    }

    /// Opens the form that changes a record.
    pub(super) fn take_edited(&mut self, answer: &Answer) {
        let Answer::Record(Some(found)) = answer else {
            self.trouble(answer);
            return;
        };
        let verb = register::keeping(found.record.kind());
        // What comes of a matter is changed there.
        if verb.is_on_matter() {
            return;
        }
        let fields = of_record(&found.record);
        self.open_form(verb, vec![], Prefill { fields });
    }
}
