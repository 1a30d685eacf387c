//! An edition of the catalogue with everything that its papers say.

use super::Body;
use crate::domain::purchase::catalogue_edition::{self, CatalogueEdition};
use crate::domain::purchase::listing;

pub(super) fn body() -> Body {
    let day = |text: &str| text.parse().unwrap();
    Body::CatalogueEdition(CatalogueEdition {
        number: "2027".to_owned(),
        year: 2_027,
        extent: catalogue_edition::Extent::Annual,
        basis: "the year's needs".to_owned(),
        totals: catalogue_edition::Totals {
            items: 300,
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
        cancelled: None,
    })
}
