//! What happened, one line an event, for timelines and the journal: the tree that the domain says, in words.
use super::{Lang, T, block, date, domain, joined, matter, measures, naming, ruling, sight};
use crate::domain::law::duty::Outcome;
use crate::domain::law::escalation::Superior;
use crate::domain::law::event::Event;
use crate::domain::law::money::yuan;
use crate::domain::law::naming::Names;
use crate::domain::law::party::Likeness;
use crate::domain::law::said::{Said, Value};
use crate::domain::r#use::materials::MaterialKind;
use std::fmt::Display;

/// What happened, in one line; of what somebody wrote, only the beginning.
#[must_use]
pub fn happened(lang: Lang, names: &Names, event: &Event) -> String {
    worded(lang, names, &event.said())
}

/// A line, with what stands in its slots.
#[must_use]
pub fn worded(lang: Lang, names: &Names, said: &Said) -> String {
    let slots = said.slots.iter();
    let slots: Vec<String> = slots.map(|slot| value(lang, names, slot)).collect();
    let slots: Vec<&dyn Display> = slots.iter().map(|slot| slot as &dyn Display).collect();
    line(said.line).fill(lang, &slots)
}

/// The words of a line. A test holds that each has some; one that had none would show its name.
fn line(name: &'static str) -> T {
    let known = matter::lines().find(|(known, _)| *known == name);
    known.map_or(T(name, name), |(_, line)| line)
}

/// Several in a row.
pub(super) fn several(lang: Lang, names: &Names, values: &[Value]) -> String {
    let words: Vec<String> = values.iter().map(|one| value(lang, names, one)).collect();
    joined(lang, words.iter().map(String::as_str))
}

fn value(lang: Lang, names: &Names, value: &Value) -> String {
    let word = match value {
        Value::Text(text) => return sight::worded(lang, text),
        Value::Called(code) => return naming::called(lang, names, code.clone()),
        Value::Number(number) => return number.to_string(),
        Value::Money(fen) => return yuan(*fen),
        Value::Level(level) => return level.to_string(),
        Value::Matter(id) => return domain::matter_id(lang, *id),
        Value::Day(day) => return date::date_long(lang, *day),
        Value::Due(day, minutes) => return date::due(lang, *day, *minutes),
        Value::At(at) => return date::moment(lang, *at),
        Value::Duty(key) => return domain::duty_key(lang, *key),
        Value::Ground(ground) => return block::grounded(lang, *ground),
        Value::Ruled(used) => return ruling::used(lang, used),
        Value::Line(said) => return worded(lang, names, said),
        Value::Several(values) => return several(lang, names, values),
        Value::Way(values) => {
            let each = values.iter().map(|one| self::value(lang, names, one));
            return each.collect::<Vec<_>>().join("→");
        }
        Value::Outcome(outcome) => domain::outcome(*outcome),
        Value::Superior(to) => domain::superior(*to),
        Value::Material(kind) => matter::materials::material(*kind),
        Value::Kind(kind) => domain::party_kind(*kind),
        Value::Post(post) => domain::post(*post),
        Value::Likeness(by) => domain::likeness(*by),
        Value::Mode(mode) => domain::cloud_mode(*mode),
        Value::Funding(funding) => domain::funding(*funding),
        Value::Basis(basis) => domain::price_basis(*basis),
        Value::Exception(kind) => domain::exception(*kind),
        Value::Change(change) => measures::change(*change),
    };
    word.get(lang).to_owned()
}

/// The types of events, and the lines by their names, that have these small letters in the words that are ours.
pub fn lines_saying(lang: Lang, small: &str) -> impl Iterator<Item = String> {
    let says = move |words: &str| pieces(words).any(|piece| piece.to_lowercase().contains(small));
    let lines = matter::lines().map(|(name, line)| (name.to_owned(), line));
    let lines = lines.chain(words());
    let lines = lines.map(move |(name, line)| (name, line.get(lang)));
    let lines = lines.chain(ruling::lines(lang));
    lines.filter_map(move |(name, line)| says(line).then_some(name))
}

/// The words that a filter finds as lines of their own, by their names.
fn words() -> impl Iterator<Item = (String, T)> {
    let materials =
        MaterialKind::ALL.map(|kind| ("material", kind.word(), matter::materials::material(kind)));
    let superiors = Superior::ALL.map(|to| ("superior", to.word(), domain::superior(to)));
    let outcomes = Outcome::ALL.map(|of| ("outcome", of.word(), domain::outcome(of)));
    let alike = Likeness::ALL.map(|by| ("alike", by.word(), domain::likeness(by)));
    materials
        .into_iter()
        .chain(superiors)
        .chain(outcomes)
        .chain(alike)
        .map(|(of, word, said)| (format!("{of} {word}"), said))
        .chain([("hidden".to_owned(), sight::HIDDEN)])
}

/// What of a line is ours: what stands between its slots.
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let after = |part: &'_ str| part.split_once('}').map_or(0, |(slot, _)| slot.len() + 1);
    let mut parts = line.split('{');
    let first = parts.next();
    first
        .into_iter()
        .chain(parts.map(move |part| part.get(after(part)..).unwrap_or_default()))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use super::*;
    use crate::domain::law::calendar::Calendar;
    use crate::domain::law::clock::{self, Limit, Moment};
    use crate::domain::law::code::Code;
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
                Register::ItemRegistered(catalogue::ItemEntry {
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
                "提议裁定（第3号）R16 交付（工作日）：5，自 2026-12-21 周一 起，资源池 东区池",
                "Ruling proposed (no. 3): R16 Delivery (working days): 5, from 2026-12-21 Mon, pool 东区池",
            ),
        ];
        let mut names = Names::default();
        names.put(Code::Pool("east".into()), "东区池".to_owned());
        for (event, zh, en) in cases {
            assert_eq!(happened(Lang::Zh, &names, &event), zh);
            assert_eq!(happened(Lang::En, &names, &event), en);
        }
    }

    #[test]
    fn a_line_is_found_by_its_words_and_has_a_name_of_its_own() {
        let mut names = std::collections::BTreeSet::new();
        let lines = matter::lines().map(|(name, _)| name.to_owned());
        for name in lines.chain(words().map(|(name, _)| name)) {
            assert!(names.insert(name.clone()), "{name}");
        }
        let saying = |lang, words| lines_saying(lang, words).collect::<Vec<_>>();
        let has = |lang, words, name: &str| saying(lang, words).iter().any(|one| one == name);
        assert!(has(Lang::Zh, "撤回：", "matter.withdrawn"));
        assert!(has(Lang::En, "not accepted", "application.declined once"));
        assert!(has(Lang::Zh, "密码应用方案", "material cryptography_plan"));
        assert!(has(
            Lang::En,
            "delivery (working",
            "parameter R16 deliver_working_days"
        ));
        for nothing in ["绝无此文", "{0}", "}"] {
            assert_eq!(saying(Lang::Zh, nothing), Vec::<String>::new());
        }
    }
}
