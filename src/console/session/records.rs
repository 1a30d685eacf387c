//! What stands behind a row of a list that is not of matters: read in full, or changed.

use crate::detail::{Depth, of_row};
use crate::domain::law::act::Verb;
use crate::domain::law::kind::Form;
use crate::domain::record::{Record, RecordKind};
use crate::domain::register;
use crate::domain::r#use::following;
use crate::domain::r#use::resource::Resource;
use crate::hub::request::{Answer, Request, RowOf};
use crate::locale::console as words;
use crate::locale::{domain, resource, verb as verb_words};

use super::super::detail::Pen;
use super::super::form::Prefill;
use super::super::layer::{Choice, Picker, Reading};
use super::prefill::of_record;
use super::{Layer, Pick, Purpose, Session};

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
        if let Record::Resource(resource) = &found.record {
            self.change_resource(resource);
            return;
        }
        let verb = register::keeping(found.record.kind());
        // What comes of a matter is changed there.
        if verb.is_on_matter() {
            return;
        }
        let fields = of_record(&found.record);
        let approves = self.is_mine_to_approve(&found.record);
        let verb = if approves {
            register::Verb::ApproveException.into()
        } else {
            verb
        };
        self.open_form(verb, vec![], Prefill { fields });
    }

    /// Whether what was asked for waits for my approval, not for somebody else's.
    fn is_mine_to_approve(&self, record: &Record) -> bool {
        let (Record::Exception(exception), Some(mine)) = (record, &self.standing) else {
            return false;
        };
        let waits = exception.to_approve(self.today());
        waits.is_some_and(|waits| waits.by != mine.actor.person)
            && self.may(register::Verb::ApproveException.into())
    }

    /// What can be done on a resource: what its unit may ask for.
    pub fn fits(&self, resource: &Resource) -> Vec<(Verb, Form)> {
        let standing = self.standing.as_ref();
        let is_mine = standing.is_some_and(|mine| mine.actor.party == resource.unit);
        let mut fits = following::of_resource(resource);
        fits.retain(|(verb, _)| is_mine && self.may(*verb));
        fits
    }

    /// Opens the form of what can be done on a resource; says why nothing can.
    pub fn change_resource(&mut self, resource: &Resource) {
        match self.fits(resource).into_iter().next() {
            Some((verb, form)) => self.open_form(
                verb,
                vec![],
                Prefill {
                    fields: form.fields,
                },
            ),
            None => self.say_nothing_fits(resource),
        }
    }

    /// Everything that can be done on a resource, to choose from.
    pub fn open_resource_offers(&mut self, resource: &Resource) {
        let lang = self.lang();
        let fits = self.fits(resource).into_iter();
        let choices: Vec<_> = fits
            .map(|(verb, form)| Choice {
                value: Pick::Filled(verb, form.fields),
                label: verb_words::verb(verb).get(lang).to_owned(),
                note: verb_words::verb_hint(verb).get(lang).to_owned(),
            })
            .collect();
        if choices.is_empty() {
            self.say_nothing_fits(resource);
            return;
        }
        let id = resource::id(lang, resource.id);
        let title = format!("{} {id}", words::OFFERS_TITLE.get(lang));
        self.layers.push(Layer::Picker(Picker::new(title, choices)));
    }

    /// What a unit begins on resources that it names itself.
    pub fn begins_on_resources(&self) -> Vec<Verb> {
        let verbs = following::on_resources();
        verbs.into_iter().filter(|verb| self.may(*verb)).collect()
    }

    /// Lets one choose what to begin.
    pub fn open_resource_beginnings(&mut self) {
        let lang = self.lang();
        let choices: Vec<_> = self
            .begins_on_resources()
            .into_iter()
            .map(|verb| Choice {
                value: Pick::Fresh(verb),
                label: verb_words::verb(verb).get(lang).to_owned(),
                note: verb_words::verb_hint(verb).get(lang).to_owned(),
            })
            .collect();
        let title = words::ON_RESOURCES.get(lang);
        self.layers.push(Layer::Picker(Picker::new(title, choices)));
    }

    fn say_nothing_fits(&mut self, resource: &Resource) {
        let lang = self.lang();
        let text = match resource.claimed_by {
            Some(by) => words::IN_HAND.fill(lang, &[&domain::matter_id(lang, by)]),
            None => words::NOTHING_FITS.get(lang).to_owned(),
        };
        self.say(text);
    }
}
