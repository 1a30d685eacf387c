//! The words of resources: of what was issued, how it stands, and what became of it.

use super::{Lang, T, date, domain, naming};
use crate::domain::build::pool::CloudMode;
use crate::domain::law::block::Place;
use crate::domain::law::matter::{Head, Role};
use crate::domain::law::naming::Names;
use crate::domain::r#use::instance::Batch;
use crate::domain::r#use::resource::{ResourceId, ResourceState, Turn, Used};

labels! {
    /// How a resource stands.
    state(ResourceState) {
        Unattested = "待确认", "not attested";
        Running = "运行中", "running";
        Ended = "已终止", "ended";
        Cleared = "已清理", "cleared";
        Returned = "已退回", "returned";
    }
}

messages! {
    RESOURCE = "资源", "Resource";
    COURSE = "变化", "Course";
    STATE = "状态", "State";
    REPORTED_ON = "交付完成", "Completed";
    ATTESTED_ON = "认定计费起始", "Billed from";
    ENDED_ON = "终止", "Ended";
    CLAIMED = "正在办理", "In work";
    PURPOSE = "用途", "Purpose";
    CLEARED_ON = "{0}清理", "cleared {0}";
    USED = "{0} {1} ×{2}{3}", "{0} {1} × {2} {3}";
    FROM = "{0}起 {1}", "from {0}: {1}";
    ENDED = "{0}终止", "ended {0}";
    BY = "{0}（{1}）", "{0} ({1})";
    LINE_OF = "{0}/{1}", "{0}/{1}";
    SYSTEM = "系统", "System";
    POOL = "资源池", "Pool";
    IN_MODE = "{0} · {1}", "{0} · {1}";
    OPERATOR = "交付方", "Supplier";
}

/// Which resource.
#[must_use]
pub fn id(lang: Lang, id: ResourceId) -> String {
    LINE_OF.fill(lang, &[&domain::matter_id(lang, id.matter), &id.line])
}

/// Where the resources are that a matter is about: of which system, in which pool, from whom; each with its label.
#[must_use]
pub fn place(
    lang: Lang,
    names: &Names,
    head: &Head,
    place: Place,
    mode: CloudMode,
) -> Vec<(T, String)> {
    let mode = domain::cloud_mode(mode).get(lang);
    let pool = naming::called(lang, names, place.pool.clone());
    let operator = head.party(Role::Operator);
    let operator = operator.map(|code| (OPERATOR, naming::called(lang, names, code.clone())));
    [
        (SYSTEM, naming::called(lang, names, place.system.clone())),
        (POOL, IN_MODE.fill(lang, &[&pool, &mode])),
    ]
    .into_iter()
    .chain(operator)
    .collect()
}

/// What is used, and how much.
#[must_use]
pub fn used(lang: Lang, used: &Used) -> String {
    let parts: [&dyn std::fmt::Display; 4] =
        [&used.name, &used.specification, &used.quantity, &used.unit];
    USED.fill(lang, &parts)
}

/// Ordinals, those that follow one another as a span: `1-3, 7`.
#[must_use]
pub fn ordinals(of: &[u32]) -> String {
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for one in of {
        match spans.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*one) => *last = *one,
            Some(_) | None => spans.push((*one, *one)),
        }
    }
    let spans = spans.into_iter().map(|(first, last)| match last {
        last if last == first => first.to_string(),
        last => format!("{first}-{last}"),
    });
    spans.collect::<Vec<_>>().join(", ")
}

/// Instances, by their ids where they have any, else by their ordinals.
#[must_use]
pub fn instances(batches: &[Batch]) -> String {
    let told = batches.iter().map(|batch| {
        if batch.ids.is_empty() {
            ordinals(&(batch.first..=batch.last).collect::<Vec<_>>())
        } else {
            batch.ids.join(", ")
        }
    });
    told.collect::<Vec<_>>().join(", ")
}

/// What became of a line.
#[must_use]
pub fn turn(lang: Lang, turn: &Turn) -> String {
    let from = date::date_long(lang, turn.from);
    let became = match &turn.into {
        Some(into) => FROM.fill(lang, &[&from, &used(lang, into)]),
        None => ENDED.fill(lang, &[&from]),
    };
    let by = domain::matter_id(lang, turn.by);
    let became = BY.fill(lang, &[&became, &by]);
    match turn.cleared_on {
        Some(day) => format!(
            "{became} · {}",
            CLEARED_ON.fill(lang, &[&date::date_long(lang, day)])
        ),
        None => became,
    }
}
