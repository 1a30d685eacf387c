//! What happened, one line an event, for timelines and the journal.
use super::{Lang, T, matter, sight};
use crate::domain::law::event::Event;

pub use super::register::scope;

/// The most characters of somebody's text within a line.
const EXCERPT: usize = 40;

/// What happened, in one line; of what somebody wrote, only the beginning.
#[must_use]
pub fn happened(lang: Lang, event: &Event) -> String {
    sight::worded(lang, &matter::happened(lang, event))
}

/// The types of the events whose lines have these small letters in the words that are ours.
pub fn types_saying(lang: Lang, small: &str) -> impl Iterator<Item = &'static str> {
    let says = move |lines: &[T]| {
        let mut lines = lines.iter();
        lines.any(|line| line.get(lang).to_lowercase().contains(small))
    };
    let types = matter::happenings();
    types
        .filter(move |(_, lines)| says(lines))
        .map(|(kind, _)| kind)
}

/// The first line of a text, cut where it is long.
pub(super) fn excerpt(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default().trim();
    let cut: String = first.chars().take(EXCERPT).collect();
    if cut.len() < text.trim().len() {
        cut + "…"
    } else {
        cut
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use super::*;
    use crate::domain::law::calendar::Calendar;
    use crate::domain::law::clock::{self, Limit, Moment};
    use crate::domain::law::common::{Fact as Common, Recomputation, Reported};
    use crate::domain::law::duty::DutyKey;
    use crate::domain::law::escalation::Superior;
    use crate::domain::law::fact::Step;
    use crate::domain::law::ruling::{Proposal, R16, Ruling, RulingValue, Scope};
    use crate::domain::purchase::catalogue;
    use crate::domain::register::Fact as Register;
    use serde_json::json;

    fn key(text: &str) -> DutyKey {
        text.parse().unwrap()
    }

    fn step() -> Step {
        Step {
            matter: "APP-20261109-0007".parse().unwrap(),
            version: 2,
            stage: serde_json::from_value(json!({"application": "accepted"})).unwrap(),
            closed: vec![],
            opened: vec![],
            papers: vec![],
            part: None,
        }
    }

    fn reported(word: &str) -> Reported {
        Reported {
            duty: key(word),
            to: Superior::Authority,
        }
    }

    fn recomputed(begins: Moment, differs: bool) -> Common {
        let calendar = Calendar::built_in();
        let again = Recomputation {
            duty: key("review"),
            to: clock::compute(&calendar, begins, Limit::WorkingDays(10), 1440, vec![]),
            differs,
            reports: vec![],
        };
        Common::Recomputed {
            step: step(),
            edition: 1,
            deadlines: vec![again],
            settled: vec![],
            escalated_at: None,
        }
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "a table of examples")]
    fn an_event_is_one_line() {
        let begins = Moment::of_day("2026-12-21".parse().unwrap());
        let read = |kind: &str, body: serde_json::Value| -> Event {
            // The type comes first, as the journal has it.
            let text = format!("{{\"type\":\"{kind}\",\"body\":{body}}}");
            serde_json::from_str(&text).unwrap()
        };
        let cases: [(Event, &str, &str); 9] = [
            (
                read(
                    "application.accepted",
                    json!({ "step": step(), "lacking": [] }),
                ),
                "受理",
                "Accepted",
            ),
            (
                read(
                    "application.accepted",
                    json!({ "step": step(), "lacking": ["sizing_sheet", "data_inventory"] }),
                ),
                "受理，尚缺材料2种",
                "Accepted, materials missing: 2",
            ),
            (
                read(
                    "application.declined",
                    json!({"step": step(), "objections": ["甲", "乙"], "reapply_within": 10}),
                ),
                "不予受理：2条意见",
                "Not accepted: 2 objections",
            ),
            (
                Common::Withdrawn {
                    step: step(),
                    reason: "改期\n另报".to_owned(),
                }
                .into(),
                "撤回：改期…",
                "Withdrawn: 改期…",
            ),
            (
                Common::Escalated {
                    step: step(),
                    reports: ["confirm_issuance", "file_application"]
                        .map(reported)
                        .into(),
                    remark: String::new(),
                    at: begins,
                }
                .into(),
                "逾期上报：确认应急发放（报云主管部门）、补办申请（报云主管部门）",
                "Lateness reported: confirm issuance (to the authority), file application (to the authority)",
            ),
            (
                recomputed(begins, true).into(),
                "审核意见时限按日历第1版改为 2027-01-05 周二 24:00（暂定）",
                "review opinion due moved to 2027-01-05 Tue 24:00 (provisional) by calendar edition 1",
            ),
            (
                recomputed(begins, false).into(),
                "按日历第1版核过时限，不变",
                "Checked against calendar edition 1, nothing due moves",
            ),
            (
                Register::ItemRegistered(catalogue::Item {
                    code: "vm-4-16".into(),
                    family: "计算".to_owned(),
                    name: "云主机".to_owned(),
                    specification: "4核16G".to_owned(),
                    unit: "台".to_owned(),
                    basis: catalogue::PriceBasis::Month,
                    price_fen: 123_405,
                    vcpu: Some(4),
                    memory_gib: Some(16),
                    fast_disk_gib: None,
                    ordinary_disk_gib: None,
                    bandwidth_mbps: None,
                    gpu: None,
                    addresses: None,
                })
                .into(),
                "登记目录项：云主机（vm-4-16，按月1234.05元）",
                "Item registered: 云主机 (vm-4-16, 1234.05 yuan per month)",
            ),
            (
                Register::RulingProposed(Proposal {
                    number: 3,
                    ruling: Ruling {
                        id: R16,
                        scope: Scope::Pool("east".into()),
                        values: [("deliver_working_days".to_owned(), RulingValue::Number(5))]
                            .into(),
                        effective: begins.day(),
                        reason: "加快".to_owned(),
                        proposed_by: "li".into(),
                        signed_by: None,
                    },
                })
                .into(),
                "提议裁定（第3号）R16 交付（工作日）：5，自 2026-12-21 周一 起，资源池 east",
                "Ruling proposed (no. 3): R16 Delivery (working days): 5, from 2026-12-21 Mon, pool east",
            ),
        ];
        for (event, zh, en) in cases {
            assert_eq!(happened(Lang::Zh, &event), zh);
            assert_eq!(happened(Lang::En, &event), en);
        }
    }

    #[test]
    fn every_type_of_event_is_found_by_its_words() {
        for (kind, _) in Event::types() {
            let known =
                matter::happenings().filter(|(known, lines)| *known == kind && !lines.is_empty());
            assert_eq!(known.count(), 1, "{kind}");
        }
        let saying = |lang, words| types_saying(lang, words).collect::<Vec<_>>();
        assert!(saying(Lang::Zh, "撤回：").contains(&"matter.withdrawn"));
        assert!(saying(Lang::En, "not accepted").contains(&"application.declined"));
        assert_eq!(saying(Lang::Zh, "绝无此文"), Vec::<&str>::new());
    }

    #[test]
    fn a_long_text_is_cut_and_a_short_one_is_not() {
        assert_eq!(excerpt("  短  "), "短");
        assert_eq!(excerpt(&"长".repeat(41)), "长".repeat(40) + "…");
        assert_eq!(excerpt(&"长".repeat(40)), "长".repeat(40));
        assert_eq!(excerpt("一\n二"), "一…");
    }
}
