//! A pool, with everything that its papers say.

use super::Body;
use crate::domain::build::capacity::Dimension;
use crate::domain::build::pool::CloudMode;
use crate::domain::build::resource_pool::{
    Built, CapacityReview, Component, Connection, Contracted, Evaluation, EvaluationKind, Extent,
    PurchasePlan, ResourcePool,
};
use crate::domain::build::room::Room;
use crate::domain::law::party::Region;

pub(super) fn resource_pool() -> Body {
    let day = |text: &str| text.parse().unwrap();
    Body::ResourcePool(ResourcePool {
        pool: "pool-9".into(),
        name: "Pool nine".to_owned(),
        mode: CloudMode::Purchased,
        operator: "east".into(),
        plan: Some(PurchasePlan {
            extent: Extent::New,
            region: Some(Region::Ziyang),
            number: "JH-7".to_owned(),
            text: "sixteen servers".to_owned(),
            ground: Some("flood control".to_owned()),
        }),
        opinion: Some("for the floods".to_owned()),
        contract: Some(Contracted {
            number: "HT-1".to_owned(),
            signed_on: day("2026-11-09"),
        }),
        built: Some(Built {
            built_on: day("2026-11-10"),
            components: vec![Component {
                component: "processor".to_owned(),
                vendor: "a vendor".to_owned(),
                product: "P-1".to_owned(),
                evidence: "C-3".to_owned(),
            }],
        }),
        connection: Some(Connection {
            connected_on: day("2026-11-11"),
            class: "resources".to_owned(),
            version: "2.1".to_owned(),
        }),
        evaluations: vec![Evaluation {
            kind: EvaluationKind::Mlps,
            report: "DB-5".to_owned(),
            reported_on: day("2026-11-12"),
            valid_until: day("2027-11-12"),
            first_notice_on: day("2027-08-14"),
            second_notice_on: day("2027-10-13"),
            notices: 0,
            lapsed: false,
        }],
        commissioned_on: Some(day("2026-11-13")),
        measured: true,
        next_quarter_end: Some(day("2026-12-31")),
        unreviewed_quarter_end: None,
        review: Some(CapacityReview {
            reviewed_on: day("2026-11-20"),
            finding: "enough".to_owned(),
            rooms: vec![Room {
                dimension: Dimension::Vcpu,
                effective: 2_048,
                reserve: 204,
                issued: 1_700,
                drawn: 0,
                reserved: 120,
            }],
        }),
        block: None,
        closing: Some("worn out".to_owned()),
        given_up: None,
    })
}
