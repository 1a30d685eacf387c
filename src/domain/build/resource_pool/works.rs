//! From the contract to the interface (Art. 13, 15, 16).

use std::collections::BTreeSet;

use super::{
    Build, Built, Component, Connect, Connection, Contract, Contracted, Fact, PaperKind, Reason,
    ResourcePool, Stage,
};
use crate::domain::build::pool::{CloudMode, Pool};
use crate::domain::kinds::Event;
use crate::domain::law::kind::On;
use crate::domain::law::paper::Paper;
use crate::domain::law::party::{PartyKind, Region};
use crate::domain::law::refusal::Refusal;
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::purchase::agreement::Object;

/// Records the contract. What the city buys is built under a contract of the city with who runs it; for what it builds
/// itself support has one of its own.
pub(super) fn contract(
    case: &Case,
    on: &On<ResourcePool>,
    act: &Contract,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::PlanApproved])?;
    let number = text::required(case, "number", &act.number, text::LINE)?;
    text::not_in_future(case, act.signed_on)?;
    if on.body.mode == CloudMode::Purchased {
        let agreement = case.world.agreement_numbered(&number);
        let agreed = agreement.filter(|agreement| {
            agreement.contractor == on.body.operator
                && agreement.object == Object::Cloud
                && agreement.signed_on == act.signed_on
        });
        if agreed.is_none() {
            return Err(case.refuse(Reason::NotContracted(number)));
        }
    }
    let contract = Contracted {
        number,
        signed_on: act.signed_on,
    };
    case.moves(on.matter)
        .to(Stage::Contracted)
        .record(|step| Fact::Contracted { step, contract })
}

/// Reports that it is built, and declares every product that it is made of (Art. 15). What is added to a self-built pool is
/// built after the Measures, by the ground that its plan was approved on: its day has no bound of its own.
pub(super) fn build(case: &Case, on: &On<ResourcePool>, act: &Build) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Contracted])?;
    text::not_in_future(case, act.built_on)?;
    let lines = text::list(case, "components", &act.components)?;
    let read = |line: &String| {
        let component = Component::read(line);
        component.ok_or_else(|| case.refuse(Reason::BadComponent(line.clone())))
    };
    let built = Built {
        built_on: act.built_on,
        components: lines.iter().map(read).collect::<Result<_, _>>()?,
    };
    let authority = case.sole(PartyKind::Authority)?.code;
    let paper = case.paper(PaperKind::Declaration, &authority, "")?;
    let paper = copied(case, on, paper);
    let reported = case.moves(on.matter).to(Stage::Built).sends(paper);
    reported.record(|step| Fact::Built { step, built })
}

/// Accepts the interface to the city's one management platform.
pub(super) fn connect(case: &Case, on: &On<ResourcePool>, act: &Connect) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Built])?;
    text::not_in_future(case, act.connected_on)?;
    let connection = Connection {
        connected_on: act.connected_on,
        class: text::required(case, "interface_class", &act.interface_class, text::LINE)?,
        version: text::required(
            case,
            "interface_version",
            &act.interface_version,
            text::LINE,
        )?,
    };
    let authority = case.sole(PartyKind::Authority)?.code;
    let paper = case.paper(PaperKind::Connection, &authority, "")?;
    let paper = copied(case, on, paper);
    let accepted = case.moves(on.matter).to(after(case, on)).sends(paper);
    accepted.record(|step| Fact::Connected { step, connection })
}

/// A county's pool that stood before is connected and no more: the city issues nothing from it (Art. 14). Any other is
/// evaluated next.
fn after(case: &Case, on: &On<ResourcePool>) -> Stage {
    let stood = on.body.plan.is_none();
    let pool = stood.then(|| case.world.find::<Pool>(on.body.pool.as_str()));
    match pool.flatten().map(|pool| pool.region) {
        Some(Region::Heshan | Region::Ziyang | Region::OtherCounty) => Stage::Joined,
        Some(Region::Municipal) | None => Stage::Connected,
    }
}

/// The same, with a copy to whoever of support and who runs it did not write it.
pub(super) fn copied(case: &Case, on: &On<ResourcePool>, paper: Paper) -> Paper {
    let support = case.world.sole_party(PartyKind::Support);
    let support = support.map(|party| party.code);
    let others: BTreeSet<_> = support
        .into_iter()
        .chain([on.body.operator.clone()])
        .collect();
    let others = others
        .iter()
        .filter(|party| **party != paper.issuer && !paper.recipients.contains(party));
    let others: Vec<_> = others.cloned().collect();
    others.iter().fold(paper, Paper::copied_to)
}

impl Component {
    /// Reads a line: component; vendor; product; evidence.
    #[must_use]
    pub fn read(line: &str) -> Option<Self> {
        let parts: Vec<&str> = line.split([';', '；']).map(str::trim).collect();
        let [component, vendor, product, evidence] = parts[..] else {
            return None;
        };
        parts.iter().all(|part| !part.is_empty()).then(|| Self {
            component: component.to_owned(),
            vendor: vendor.to_owned(),
            product: product.to_owned(),
            evidence: evidence.to_owned(),
        })
    }
}
