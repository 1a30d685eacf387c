//! What is asked for: the part that every matter asking for resources has, checked for completeness as it is taken in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::instance::Batch;
use super::line::{LINES_LIMIT, Line, LineRequest, OwnPurchase, QUANTITY_LIMIT, Subject};
use super::resource::{Claim, Turn};
use super::stood::AsRegistered;
use crate::domain::build::pool::{CloudMode, Pool};
use crate::domain::build::system::System;
use crate::domain::law::article::{article, paragraph};
use crate::domain::law::block::Place;
use crate::domain::law::code::{ItemCode, PartyCode, PoolCode, SystemCode, is_code};
use crate::domain::law::kind::Form;
use crate::domain::law::matter::{Head, MatterKind, Role, Stage};
use crate::domain::law::names::words;
use crate::domain::law::party::{Party, PartyKind, Region};
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::sight::{Eyes, Sight};
use crate::domain::law::step::Case;
use crate::domain::law::tally::Tally;
use crate::domain::law::text;
use crate::domain::purchase::catalogue::{Contract, Item, Terms};
use crate::domain::purchase::catalogue_edition;
use crate::domain::purchase::exception::{Exception, ExceptionKind};
use crate::domain::record::{RecordKind, contract_key, exception_key};

words! {
    /// The papers that go out whatever asks for resources.
    pub enum PaperKind {
        /// 审核意见.
        ReviewOpinion = "review_opinion",
        /// 发放确认单.
        IssuanceConfirmation = "issuance_confirmation",
        /// 完成日认定书.
        CompletionDetermination = "completion_determination",
        /// 完成日异议处理意见.
        ObjectionDecision = "objection_decision",
    }
}

impl PaperKind {
    /// Whether something begins by its service: the days to object to a determination.
    #[must_use]
    pub const fn begins_something(self) -> bool {
        match self {
            Self::CompletionDetermination => true,
            Self::ReviewOpinion | Self::IssuanceConfirmation | Self::ObjectionDecision => false,
        }
    }

    /// To whom what one adds to it is open, of those who read it: a determination, and what is decided of it, is served on
    /// who delivers too.
    #[must_use]
    pub const fn sight(self) -> Sight {
        match self {
            Self::ReviewOpinion => Sight::Opinion,
            Self::IssuanceConfirmation
            | Self::CompletionDetermination
            | Self::ObjectionDecision => Sight::Everybody,
        }
    }
}

/// Someone to reach about a matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The telephone number; masked to everybody but whose matter it is.
    pub telephone: String,
}

words! {
    /// The decision of a review.
    pub enum Decision {
        /// Approved.
        Approve = "approve",
        /// Rejected.
        Reject = "reject",
    }
}

/// The words under which a review approves, so that what only an approval has is asked for.
pub const APPROVED: &[&str] = &[Decision::Approve.word()];
/// The words under which a review rejects, for which it must say why.
pub const REJECTED: &[&str] = &[Decision::Reject.word()];

/// What is asked for, where, for what, and whom to call about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The system.
    pub system: SystemCode,
    /// The pool.
    pub pool: PoolCode,
    /// How the pool is run.
    pub mode: CloudMode,
    /// The lines.
    pub lines: Vec<Line>,
    /// Whom to call.
    pub contact: Contact,
    /// How the registers stood.
    pub stood: AsRegistered,
    /// What was handed over of it, in the order in which it was.
    pub instances: Vec<Batch>,
    /// What became of issued lines since, in the order of recording.
    pub turns: Vec<Turn>,
    /// The lines that an open change or cancellation is about.
    pub claims: Vec<Claim>,
}

impl Asked {
    /// For which system, from which pool.
    #[must_use]
    pub fn place(&self) -> Place<'_> {
        Place {
            system: &self.system,
            pool: &self.pool,
        }
    }

    /// Covers what is not open to whoever looks: what for and why, and the number of the contact that the owner named.
    pub fn cover(&mut self, owner: Option<&PartyCode>, eyes: &Eyes) {
        eyes.mask(owner, &mut self.contact.telephone);
        for line in &mut self.lines {
            Sight::Grounds.cover(eyes, &mut line.purpose);
            match &mut line.subject {
                Subject::Item { .. } => {}
                Subject::OffCatalogue { ground, .. } => Sight::Grounds.cover(eyes, ground),
            }
        }
        for turn in &mut self.turns {
            turn.cover(eyes);
        }
    }

    /// What is issued of the catalogue, by item: from the pool, and of what is purchased to the unit.
    #[must_use]
    pub fn issued(&self, head: &Head) -> Vec<(Tally, u64)> {
        let mut issued: BTreeMap<ItemCode, u64> = BTreeMap::new();
        for used in (1..)
            .zip(&self.lines)
            .filter_map(|(line, _)| self.used(line))
        {
            *issued.entry(used.item).or_default() += u64::from(used.quantity);
        }
        let sides = head.party(Role::Unit).zip(head.party(Role::Operator));
        let sides = sides.filter(|_| self.mode == CloudMode::Purchased);
        issued
            .into_iter()
            .filter(|(_, quantity)| *quantity > 0)
            .flat_map(|(item, quantity)| {
                let of_pool = Tally::Issued(self.pool.clone(), item.clone());
                let of_unit = sides.map(|(unit, operator)| {
                    Tally::IssuedTo(unit.clone(), operator.clone(), item.clone())
                });
                let both = [Some(of_pool), of_unit].into_iter().flatten();
                both.map(move |tally| (tally, quantity))
            })
            .collect()
    }

    /// What a form begins with that asks for the same again: title, place, contact and lines.
    #[must_use]
    pub fn form(&self, head: &Head) -> Form {
        let form = Form::default()
            .with("title", &head.title)
            .with("system", self.system.as_str())
            .with("pool", self.pool.as_str())
            .with("contact_name", &self.contact.name)
            .with("contact_telephone", &self.contact.telephone);
        self.lines
            .iter()
            .enumerate()
            .fold(form, |form, (at, line)| line_of_form(form, at, line))
    }

    /// The latest quantity of every line, as a form has them.
    #[must_use]
    pub fn latest(&self) -> String {
        let quantities = self.lines.iter().map(|line| line.latest().to_string());
        quantities.collect::<Vec<_>>().join(",")
    }
}

fn line_of_form(form: Form, at: usize, line: &Line) -> Form {
    let part = |part: &str| format!("lines.{at}.{part}");
    let form = match &line.subject {
        Subject::Item { code, .. } => form.with(&part("item"), code.as_str()),
        Subject::OffCatalogue {
            name,
            ground,
            nearest,
            ..
        } => form
            .with(&part("item"), name)
            .with(&part("ground"), ground)
            .with(
                &part("nearest"),
                nearest.as_ref().map_or("", ItemCode::as_str),
            ),
    };
    form.with(&part("quantity"), line.latest().to_string())
        .with(&part("purpose"), &line.purpose)
}

/// What comes in.
pub struct Request<'a> {
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
pub struct CheckedRequest {
    /// What it is about.
    pub title: String,
    /// What is asked for.
    pub asked: Asked,
    operator: PartyCode,
}

/// Checks completeness.
///
/// # Errors
/// The first part that is missing or names what is not there.
pub fn take(case: &Case, request: &Request) -> Result<CheckedRequest, Refusal> {
    let title = text::required(case, "title", request.title, text::LINE)?;
    let system: System = case.registered(request.system.as_str())?;
    if system.unit != case.actor.party {
        return Err(case.refuse(Reason::Unknown(RecordKind::System, system.code.to_string())));
    }
    let unit: Party = case.registered(system.unit.as_str())?;
    let pool: Pool = case.registered(request.pool.as_str())?;
    if pool.region != Region::Municipal {
        return Err(Reason::CountyPool(pool.code).under(article(14)));
    }
    let contact = Contact {
        name: text::required(case, "contact_name", request.contact_name, text::LINE)?,
        telephone: text::required(
            case,
            "contact_telephone",
            request.contact_telephone,
            text::LINE,
        )?,
    };
    let lines = take_lines(case, request.lines, pool.mode)?;
    let operator = match pool.mode {
        CloudMode::Purchased => pool.operator,
        CloudMode::SelfBuilt => case.sole(PartyKind::Support)?.code,
    };
    Ok(CheckedRequest {
        title,
        asked: Asked {
            system: system.code.clone(),
            pool: pool.code,
            mode: pool.mode,
            lines,
            contact,
            instances: Vec::new(),
            turns: Vec::new(),
            claims: Vec::new(),
            stood: AsRegistered {
                protection_level: system.protection_level,
                funding: system.funding,
                confirmed: system.is_confirmed(),
                municipal_budget: unit.municipal_budget,
            },
        },
        operator,
    })
}

/// The contract of its own that a unit outside the municipal budget has with the provider and that counts today (Art. 40);
/// none of a unit that needs none.
///
/// # Errors
/// If a party is not registered.
pub fn own_contract(case: &Case, head: &Head, asked: &Asked) -> Result<Option<Terms>, Refusal> {
    let unit = case.concerned(head, Role::Unit)?;
    let operator = case.concerned(head, Role::Operator)?;
    let outside = !case.registered::<Party>(unit.as_str())?.municipal_budget;
    if !outside || asked.mode != CloudMode::Purchased {
        return Ok(None);
    }
    let contract: Option<Contract> = case.world.find(&contract_key(unit, operator));
    Ok(contract.and_then(|contract| contract.counting_on(case.today())))
}

/// Whether a unit outside the municipal budget asks for purchased resources without a contract of its own (Art. 40).
///
/// # Errors
/// If a party is not registered.
pub fn lacks_contract(case: &Case, head: &Head, asked: &Asked) -> Result<bool, Refusal> {
    let unit = case.concerned(head, Role::Unit)?;
    let outside = !case.registered::<Party>(unit.as_str())?.municipal_budget;
    let needs = outside && asked.mode == CloudMode::Purchased;
    Ok(needs && own_contract(case, head, asked)?.is_none())
}

/// The parts of a matter that begins: who it concerns, and how its head stands.
pub struct Beginning {
    /// The head, without duties yet.
    pub head: Head,
    /// What is asked for.
    pub asked: Asked,
}

impl CheckedRequest {
    /// Begins a matter, with its number.
    #[must_use]
    pub fn begin(self, case: &Case, kind: MatterKind, stage: impl Into<Stage>) -> Beginning {
        Beginning {
            head: Head {
                concerned: vec![
                    (Role::Unit, case.actor.party.clone()),
                    (Role::Operator, self.operator),
                ],
                ..Head::begun(case, kind, self.title, stage)
            },
            asked: self.asked,
        }
    }
}

/// The catalogue item that a code or a name stands for, as it is offered today; none that is not in the catalogue.
///
/// # Errors
/// If the item ended.
pub fn offered(case: &Case, name: &str) -> Result<Option<Item>, Refusal> {
    catalogue_edition::offered(case, name)
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
    let subject = match offered(case, &name)? {
        Some(item) => Subject::Item {
            vector: item.vector,
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
        Some(code) if offered(case, code.as_str())?.is_none() => {
            return Err(case.refuse(Reason::Unknown(RecordKind::Item, code.to_string())));
        }
        Some(_) | None => {}
    }
    let exception = excepted(case, number, &name)?;
    Ok(Subject::OffCatalogue {
        name,
        ground,
        nearest,
        exception,
        own_purchase: OwnPurchase::Asked,
    })
}

/// The catalogue item that the line would buy elsewhere, on a registered exception; none if the catalogue has no such
/// thing. Refused without the exception (Art. 11).
fn excepted(case: &Case, number: u32, name: &str) -> Result<Option<ItemCode>, Refusal> {
    let item = case.world.item_called(name);
    let Some(item) = item.filter(|item| item.is_offered_on(case.today())) else {
        return Ok(None);
    };
    let kind = ExceptionKind::Purchase;
    let key = exception_key(&case.actor.party, kind, item.code.as_str());
    let exception: Option<Exception> = case.world.find(&key);
    if exception.is_some_and(|exception| exception.holds_on(case.today())) {
        return Ok(Some(item.code));
    }
    Err(Reason::InCatalogue(number, item.code).under(kind.article()))
}
