//! A cancellation that is over, with everything that its papers say.

use super::{Body, PaperKind, now};
use crate::domain::build::pool::CloudMode;
use crate::domain::purchase::catalogue::Vector;
use crate::domain::r#use::cancellation::{
    self, Archives, Backup, Billed, Cancellation, Ending, Extent, Offline, Shared, Termination,
};
use crate::domain::r#use::clearing::{Clearing, Leaving};
use crate::domain::r#use::instance::Batch;
use crate::domain::r#use::resource::{ResourceId, Used};

/// Its end was determined where the paper says so, else attested.
pub(super) fn body(kind: PaperKind) -> Body {
    let day = |text: &str| text.parse().unwrap();
    let resource: ResourceId = "APP-20261109-0007/1".parse().unwrap();
    let is_determined =
        kind == PaperKind::Cancellation(cancellation::PaperKind::TerminationDetermination);
    Body::Cancellation(Cancellation {
        system: "flood".into(),
        pool: "pool-a".into(),
        mode: CloudMode::Purchased,
        extent: Extent::Resources,
        endings: vec![Ending {
            resource,
            used: Used {
                item: "vm".into(),
                name: "VM".to_owned(),
                specification: "4C16G".to_owned(),
                unit: "set".to_owned(),
                vector: Vector {
                    vcpu: Some(4),
                    ..Vector::default()
                },
                quantity: 8,
                purpose: "flood desk".to_owned(),
            },
        }],
        reason: "it is over".to_owned(),
        archives: Archives::HandedOver,
        shared: Shared::Source,
        sharing: Some("the platform provides it".to_owned()),
        opinion: Some("fine".to_owned()),
        approved_on: Some(day("2026-11-10")),
        backup: Some(Backup {
            place: "room 3".to_owned(),
            done_by: "li".to_owned(),
            restorable: true,
            volume: "1 TB".to_owned(),
        }),
        offline: Some(Offline {
            on: day("2026-11-12"),
            evidence: "off".to_owned(),
            whole_system: true,
        }),
        termination: Some(Termination {
            ended_on: day("2026-11-11"),
            recorded_at: now(),
            evidence: is_determined.then(|| "it was off".to_owned()),
            agreement: (!is_determined).then(|| "letter 3".to_owned()),
            billed: Some(Billed {
                cycle: day("2026-09-01"),
                last_day: day("2026-11-10"),
                fen: Some(281_425),
            }),
        }),
        leaving: vec![Leaving {
            resource,
            name: "VM".to_owned(),
            instances: vec![Batch {
                line: 1,
                first: 1,
                last: 8,
                from: day("2026-11-09"),
                until: Some(day("2026-11-11")),
                ids: Vec::new(),
            }],
        }],
        clearing: Some(Clearing {
            method: "overwritten".to_owned(),
            standard: "S-1".to_owned(),
            media: "2 disks".to_owned(),
            done_by: "li".to_owned(),
            witness: "wang".to_owned(),
            check: "3 samples".to_owned(),
            from: day("2026-11-12"),
            until: day("2026-11-13"),
        }),
        countersigned: Some(String::new()),
        reclaimed_on: Some(day("2026-11-14")),
    })
}
