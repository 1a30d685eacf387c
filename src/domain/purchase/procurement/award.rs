//! From the need to the award (Art. 12): what is procured, and who won.

use super::{Award, Awarded, Fact, Need, Open, PaperKind, Procurement, Reason, Review, Stage};
use crate::domain::kinds::{self, Event};
use crate::domain::law::code::PartyCode;
use crate::domain::law::field::{Paragraph, text_of};
use crate::domain::law::kind::On;
use crate::domain::law::matter::{Head, MatterKind};
use crate::domain::law::party::{Party, PartyKind};
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::purchase::agreement::Object;
use crate::domain::purchase::catalogue_edition;
use crate::domain::record::RecordKind;
use crate::domain::register;
use crate::domain::r#use::asked::Decision;
use crate::domain::r#use::line::QUANTITY_LIMIT;

use super::{Verb, lines, standing};

/// The field of an award that says who won.
const WINNER: &str = "winner";

/// Begins a procurement. Of cloud resources the catalogue is the need (Art. 12).
pub(super) fn open(case: &Case, act: &Open) -> Result<Event, Refusal> {
    let title = text::required(case, "title", &act.title, text::LINE)?;
    let basis = text::required(case, "basis", act.basis.as_str(), text::PARAGRAPH)?;
    let needs = needs(case, act.needs.as_deref())?;
    if act.object == Object::Cloud && needs.is_empty() {
        return Err(case.refuse(AnyReason::Missing("needs".to_owned())));
    }
    let head = Head::begun(case, MatterKind::Procurement, title, Stage::Drafted)
        .informing(case, PartyKind::Finance);
    let body = Procurement {
        object: act.object,
        needs,
        basis,
        opinion: None,
        award: None,
        agreement: None,
        gaps: Vec::new(),
        priced: 0,
        given: Vec::new(),
        arrange_from: None,
        nears_end: false,
        arranged: None,
        published: None,
        filed: None,
        amendments: Vec::new(),
        check: None,
        consequence: None,
        consequence_opinion: None,
        affiliated: None,
        ending: None,
        cancelled: None,
    };
    let opened = case.opened(head, body)?;
    Ok(Fact::Opened(Box::new(opened)).into())
}

/// What is needed, a line each: an item and how many of it.
fn needs(case: &Case, typed: Option<&[Paragraph]>) -> Result<Vec<Need>, Refusal> {
    let mut needs: Vec<Need> = Vec::new();
    for line in lines(case, "needs", typed)? {
        let bad = || case.refuse(Reason::BadNeed(line.to_owned()));
        let (item, quantity) = line.split_once(char::is_whitespace).ok_or_else(bad)?;
        let quantity: u32 = quantity.trim().parse().map_err(|_| bad())?;
        let unknown = || AnyReason::Unknown(RecordKind::Item, item.to_owned());
        let item = catalogue_edition::offered(case, item)?.ok_or_else(|| case.refuse(unknown()))?;
        let named = needs.iter().any(|need| need.item == item.code);
        if named || !(1..=QUANTITY_LIMIT).contains(&quantity) {
            return Err(bad());
        }
        needs.push(Need {
            item: item.code,
            name: item.name,
            unit: item.unit,
            quantity,
        });
    }
    Ok(needs)
}

/// Reviews the need; what is approved goes to support, which will sign, and to finance.
pub(super) fn review(case: &Case, on: &On<Procurement>, act: &Review) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Drafted])?;
    let opinion = text_of(act.opinion.as_ref());
    match act.decision {
        Decision::Approve => {
            let opinion = text::optional(case, "opinion", opinion, text::PARAGRAPH)?;
            let support = case.sole(PartyKind::Support)?.code;
            let need = case.paper(PaperKind::ProcurementNeed, &support, &opinion)?;
            let need = case.copied(need, &[PartyKind::Finance]);
            let procuring = case.moves(on.matter).to(Stage::Procuring).sends(need);
            procuring.record(|step| Fact::Reviewed {
                step,
                approved: true,
                opinion,
            })
        }
        Decision::Reject => {
            let opinion = text::required(case, "opinion", opinion, text::PARAGRAPH)?;
            let rejected = case.moves(on.matter).to(Stage::Rejected);
            rejected.record(|step| Fact::Reviewed {
                step,
                approved: false,
                opinion,
            })
        }
    }
}

/// Records who won: a provider of cloud resources, an agency for assistance, neither listed as seriously dishonest
/// (Art. 12) nor an affiliate of one that it must be apart from (Art. 13).
pub(super) fn award(case: &Case, on: &On<Procurement>, act: &Award) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Procuring])?;
    text::not_in_future(case, act.notified_on)?;
    let winner = contractor(case, on.body.object, &act.winner)?;
    let check = standing::found(case, on.body, &act.look())?;
    standing::unlisted(case, &winner.code, &check)?;
    standing::unaffiliated(case, &winner)?;
    let support = case.sole(PartyKind::Support)?.code;
    let notice = case.paper(PaperKind::AwardRegistration, &winner.code, "")?;
    let award = Awarded {
        winner: winner.code,
        notified_on: act.notified_on,
    };
    let awarded = case.moves(on.matter).to(Stage::Awarded);
    awarded
        .sends(notice.and_to(&support))
        .record(|step| Fact::Awarded { step, award, check })
}

/// A registered party that can be the contractor of such a procurement.
fn contractor(case: &Case, object: Object, code: &PartyCode) -> Result<Party, Refusal> {
    register::party_in(case, WINNER, code, contractor_kind(object))
}

/// What kind of party can be the contractor of such a procurement.
const fn contractor_kind(object: Object) -> PartyKind {
    match object {
        Object::Cloud => PartyKind::Provider,
        Object::Assistance => PartyKind::Agency,
    }
}

/// What kind of party alone can stand in a field of an act: who won.
pub(super) fn party_kind(object: Object, verb: kinds::Verb, field: &str) -> Option<PartyKind> {
    let is_winner = verb == Verb::Award.into() && field == WINNER;
    is_winner.then(|| contractor_kind(object))
}

/// Gives a procurement up; whoever won is told.
pub(super) fn cancel(case: &Case, on: &On<Procurement>, reason: &str) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Drafted, Stage::Procuring, Stage::Awarded])?;
    let reason = text::required(case, "reason", reason, text::PARAGRAPH)?;
    let cancelled = case.moves(on.matter).to(Stage::Cancelled).lapsing();
    let cancelled = match &on.body.award {
        Some(award) => {
            let support = case.sole(PartyKind::Support)?.code;
            let notice = case.paper(PaperKind::TerminationNotice, &award.winner, &reason)?;
            cancelled.sends(case.copied(notice.and_to(&support), &[PartyKind::Finance]))
        }
        None => cancelled,
    };
    cancelled.record(|step| Fact::Cancelled { step, reason })
}
