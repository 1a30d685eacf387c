//! Taking a matter in: the parts that applications and emergencies share, checked for completeness.

use super::article::{article, paragraph};
use super::authority::Rule;
use super::code::{ItemCode, PoolCode, SystemCode, is_code};
use super::line::{LINES_LIMIT, Line, LineRequest, Procurement, QUANTITY_LIMIT, Subject};
use super::matter::{Body, Contact, Matter, MatterId, MatterKind};
use super::party::PartyKind;
use super::pool::{CloudMode, Pool};
use super::refusal::{Reason, RecordKind, Refusal};
use super::step::{self, Case};
use super::system::System;
use super::text;

/// What comes in.
pub struct Intake<'a> {
    /// What it is about.
    pub title: &'a str,
    /// The system.
    pub system: &'a SystemCode,
    /// The pool.
    pub pool: &'a PoolCode,
    /// What is asked for.
    pub lines: &'a [LineRequest],
    /// Whom to call.
    pub contact_name: &'a str,
    /// And where.
    pub contact_telephone: &'a str,
}

/// What was found complete.
pub struct Taken {
    title: String,
    system: System,
    pool: Pool,
    lines: Vec<Line>,
    contact: Contact,
}

/// Checks completeness.
///
/// # Errors
/// The first part that is missing or names what is not there.
pub fn take(case: &Case, intake: &Intake) -> Result<Taken, Refusal> {
    let title = text::required(case, "title", intake.title, text::LINE)?;
    let system = case.world.system(intake.system).ok_or_else(|| {
        case.refuse(Reason::Unknown(
            RecordKind::System,
            intake.system.to_string(),
        ))
    })?;
    if system.unit != case.actor.party {
        return Err(case.refuse(Reason::Unknown(RecordKind::System, system.code.to_string())));
    }
    let pool = case
        .world
        .pool(intake.pool)
        .ok_or_else(|| case.refuse(Reason::Unknown(RecordKind::Pool, intake.pool.to_string())))?;
    let contact = Contact {
        name: text::required(case, "contact_name", intake.contact_name, text::LINE)?,
        telephone: text::required(
            case,
            "contact_telephone",
            intake.contact_telephone,
            text::LINE,
        )?,
    };
    Ok(Taken {
        title,
        lines: take_lines(case, intake.lines, pool.mode)?,
        system,
        pool,
        contact,
    })
}

fn take_lines(
    case: &Case,
    requests: &[LineRequest],
    mode: CloudMode,
) -> Result<Vec<Line>, Refusal> {
    if requests.is_empty() {
        return Err(case.refuse(Reason::NoLines));
    }
    if requests.len() > LINES_LIMIT {
        let limit = u32::try_from(LINES_LIMIT).unwrap_or(u32::MAX);
        return Err(case.refuse(Reason::TooLong("lines".to_owned(), limit)));
    }
    (1..)
        .zip(requests)
        .map(|(number, request)| take_line(case, number, request, mode))
        .collect()
}

fn take_line(
    case: &Case,
    number: u32,
    request: &LineRequest,
    mode: CloudMode,
) -> Result<Line, Refusal> {
    if request.quantity == 0 {
        return Err(case.refuse(Reason::QuantityZero(number)));
    }
    if request.quantity > QUANTITY_LIMIT {
        return Err(case.refuse(Reason::QuantityAbove {
            line: number,
            most: QUANTITY_LIMIT,
        }));
    }
    let name = text::required(case, "item", &request.item, text::LINE)?;
    let subject = match case.world.item(&ItemCode::new(name.as_str())) {
        Some(item) => Subject::Item {
            code: item.code,
            name: item.name,
            specification: item.specification,
            unit: item.unit,
        },
        None => off_catalogue(case, number, name, request, mode)?,
    };
    Ok(Line {
        subject,
        purpose: text::required(case, "purpose", &request.purpose, text::LINE)?,
        applied: request.quantity,
        approved: None,
        adjusted: None,
        issued: None,
    })
}

/// Off the catalogue, a ground is needed; a self-built pool also tries the nearest item first (Art. 19(1)).
fn off_catalogue(
    case: &Case,
    number: u32,
    name: String,
    request: &LineRequest,
    mode: CloudMode,
) -> Result<Subject, Refusal> {
    let ground = text::optional(case, "ground", &request.ground, text::PARAGRAPH)?;
    if ground.is_empty() {
        // A well-formed code without a ground is a mistyped item rather than a product.
        let reason = if is_code(&name) {
            Reason::Unknown(RecordKind::Item, name)
        } else {
            Reason::NoGround(number)
        };
        return Err(reason.under(article(11)));
    }
    let nearest = text::optional(case, "nearest", &request.nearest, text::LINE)?;
    let nearest = (!nearest.is_empty()).then(|| ItemCode::new(nearest));
    match &nearest {
        None if mode == CloudMode::SelfBuilt => {
            return Err(Reason::NoNearestItem(number).under(paragraph(19, 1)));
        }
        Some(code) if case.world.item(code).is_none() => {
            return Err(case.refuse(Reason::Unknown(RecordKind::Item, code.to_string())));
        }
        _ => {}
    }
    Ok(Subject::OffCatalogue {
        name,
        ground,
        nearest,
        procurement: Procurement::Asked,
    })
}

impl Taken {
    /// What was taken in.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Opens the matter, with its number and first duties.
    ///
    /// # Errors
    /// If the authority or support is not registered.
    pub fn open(
        self,
        case: &Case,
        kind: MatterKind,
        rule: Rule,
        body: impl FnOnce(Vec<Line>, &System) -> Body,
    ) -> Result<Matter, Refusal> {
        let date = case.today();
        let mut matter = Matter {
            id: MatterId {
                kind,
                date,
                number: case.world.next_matter_number(kind, date),
            },
            version: 1,
            title: self.title,
            unit: case.actor.party.clone(),
            operator: match self.pool.mode {
                CloudMode::Purchased => self.pool.operator,
                CloudMode::SelfBuilt => case.sole(PartyKind::Support)?.code,
            },
            pool: self.pool.code,
            mode: self.pool.mode,
            body: body(self.lines, &self.system),
            system: self.system.code,
            contact: self.contact,
            opened_at: case.now,
            updated_at: case.now,
            updated_by: case.actor.person.clone(),
            duties: Vec::new(),
            parts: rule
                .part
                .map(|part| (part, case.actor.person.clone()))
                .into_iter()
                .collect(),
            papers: Vec::new(),
            hold: None,
            history: Vec::new(),
        };
        matter.duties = step::owed(&matter)
            .into_iter()
            .map(|owed| case.open(&matter, owed))
            .collect::<Result<_, _>>()?;
        Ok(matter)
    }
}
