//! A change with everything that its papers say.

use super::Body;
use crate::domain::build::pool::CloudMode;
use crate::domain::law::clock::Moment;
use crate::domain::law::sight::Told;
use crate::domain::purchase::catalogue::Vector;
use crate::domain::r#use::attestation::Attestation;
use crate::domain::r#use::clearing::{Clearing, Leaving};
use crate::domain::r#use::instance::Batch;
use crate::domain::r#use::resource::Used;
use crate::domain::r#use::resource_change::{
    Advice, ChangeLine, LateDecrease, ResourceChange, Yearly,
};

pub(super) fn change(at: Moment) -> Body {
    let day = |text: &str| text.parse().unwrap();
    let used = |quantity| Used {
        item: "vm".into(),
        name: "VM".to_owned(),
        specification: "4C16G".to_owned(),
        unit: "piece".to_owned(),
        vector: Vector::default(),
        quantity,
        purpose: "marking".to_owned(),
    };
    let resource = "APP-20261109-0007/1".parse().unwrap();
    Body::ResourceChange(ResourceChange {
        system: "flood".into(),
        pool: "pa".into(),
        mode: CloudMode::Purchased,
        lines: vec![ChangeLine {
            resource,
            before: used(8),
            after: used(4),
            leaving: vec![5, 6, 7, 8],
            ids: Vec::new(),
        }],
        reason: "out of season".to_owned(),
        wanted_by: Some(day("2026-12-01")),
        yearly: Some(Yearly {
            on: day("2026-12-01"),
            lines: vec![Some((4_320_000, 2_160_000))],
        }),
        backup: Some("own store".to_owned()),
        advice: Some(Advice {
            agrees: Told::Is(true),
            opinion: "fine".to_owned(),
            at,
        }),
        opinion: Some("fine".to_owned()),
        approved_at: Some(at),
        done_on: Some(day("2026-12-01")),
        attestation: Some(Attestation {
            completed_on: day("2026-12-01"),
            confirmed_at: at,
            evidence: None,
            other_day: None,
        }),
        late_decrease: Some(LateDecrease {
            due_on: day("2026-11-23"),
            days: 8,
            excused: 1,
            fen: Some(41_424),
        }),
        leaving: vec![Leaving {
            resource,
            name: "VM".to_owned(),
            instances: vec![Batch {
                line: 1,
                first: 5,
                last: 8,
                from: day("2026-11-10"),
                until: Some(day("2026-12-01")),
                ids: Vec::new(),
            }],
        }],
        clearing: Some(Clearing {
            method: "overwritten".to_owned(),
            standard: "GB/T 37988".to_owned(),
            media: "disks".to_owned(),
            done_by: "zhang".to_owned(),
            witness: "li".to_owned(),
            check: "nothing left".to_owned(),
            from: day("2026-12-02"),
            until: day("2026-12-03"),
        }),
    })
}
