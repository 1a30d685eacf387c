//! A procurement and an edition of the catalogue, with everything that their papers say.

use super::{Body, PaperKind};
use crate::domain::purchase::affiliate::{AffiliateFinding, Association, Company, Link, Relation};
use crate::domain::purchase::agreement::{Agreement, EndDay, Object, TermEnd};
use crate::domain::purchase::catalogue_edition::{self, CatalogueEdition};
use crate::domain::purchase::holding::Share;
use crate::domain::purchase::listing;
use crate::domain::purchase::procurement::{self, Procurement};
use crate::domain::settle::segment::Exit;

pub(super) fn catalogue_edition() -> Body {
    let day = |text: &str| text.parse().unwrap();
    Body::CatalogueEdition(CatalogueEdition {
        number: "2027".to_owned(),
        year: 2_027,
        extent: catalogue_edition::Extent::Annual,
        basis: "the year's needs".to_owned(),
        totals: catalogue_edition::Totals {
            items: 300,
            struck: 0,
            by_total: 2,
            unplanned: 1,
            capped_fen: 60_000_000,
        },
        report: Some(catalogue_edition::CapReport {
            third_party: "an appraiser".to_owned(),
            engagement: "E-3".to_owned(),
            number: "R-9".to_owned(),
            reported_on: day("2026-11-06"),
            samples: "three samples".to_owned(),
        }),
        control: Some(catalogue_edition::Control {
            total_fen: 70_000_000,
            paper: "F-8".to_owned(),
        }),
        opinion: Some("fine".to_owned()),
        from: Some(day("2027-01-01")),
        changes: Some(listing::Changes {
            added: 300,
            changed: 1,
            ended: 1,
            same: 0,
            lines: vec![listing::Change {
                item: "vm".into(),
                name: "VM".to_owned(),
                became: listing::Became::Changed,
                before_fen: Some(540_000),
                after_fen: Some(500_000),
            }],
        }),
        superseded_by: None,
        given_up: None,
    })
}

/// A procurement; ended, for its notice of termination.
pub(super) fn procurement(kind: PaperKind) -> Body {
    let day = |text: &str| text.parse().unwrap();
    let company = |code: &str| Company {
        code: code.into(),
        name: format!("Company {code}"),
    };
    let ends = TermEnd::written(day("2027-10-31"), EndDay::Included);
    let agreement = Agreement {
        matter: "PRC-20261109-0001".parse().unwrap(),
        number: "HT-1".to_owned(),
        contractor: "east".into(),
        object: Object::Cloud,
        signed_on: day("2026-11-09"),
        starts_on: day("2026-11-09"),
        ends,
        first_cycle_start: Some(day("2026-11-09")),
        terminated_on: None,
    };
    let is_notice = kind == PaperKind::Procurement(procurement::PaperKind::TerminationNotice);
    Body::Procurement(Procurement {
        object: Object::Cloud,
        needs: vec![procurement::Need {
            item: "vm".into(),
            name: "VM".to_owned(),
            unit: "set".to_owned(),
            quantity: 120,
        }],
        basis: "the first lot".to_owned(),
        opinion: None,
        award: Some(procurement::Awarded {
            winner: "east".into(),
            notified_on: day("2026-11-09"),
        }),
        agreement: Some(agreement),
        gaps: vec![procurement::Clause::FreeTransition],
        priced: 2,
        given: vec![],
        arrange_from: Some(day("2027-08-02")),
        nears_end: false,
        arranged: None,
        published: None,
        filed: None,
        amendments: vec![procurement::Amendment {
            number: "A-1".to_owned(),
            signed_on: day("2026-11-09"),
            effective_on: day("2027-01-01"),
            priced: 1,
            ends,
            reason: "cheaper".to_owned(),
            given: vec![],
            retroactive: None,
        }],
        check: Some(procurement::Checked {
            number: 3,
            checked_on: day("2026-11-09"),
            source: "the list".to_owned(),
            evidence: "shot 7".to_owned(),
            listed_on: Some(day("2026-11-09")),
        }),
        consequence: Some(procurement::Consequence::GoOn),
        consequence_opinion: Some("it goes on".to_owned()),
        affiliated: Some(AffiliateFinding {
            provider: company("east"),
            agency: company("helper"),
            association: Association {
                relation: Relation::Controls,
                to_first: vec![],
                to_second: vec![Link {
                    holder: company("east"),
                    held: company("helper"),
                    share: Share::WHOLE,
                    control: false,
                    state: false,
                }],
            },
            rulings: vec![],
        }),
        ending: Some(procurement::Ending {
            terminated_on: day("2027-01-01"),
            reason: "a breach".to_owned(),
            exit: Some(Exit {
                ended_on: day("2027-01-01"),
                last_free_day: day("2027-07-01"),
                provisional: true,
            }),
        })
        .filter(|_| is_notice),
        cancelled: None,
    })
}
