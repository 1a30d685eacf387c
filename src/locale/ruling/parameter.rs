//! The parameters of the rulings: a label with its unit, a name for each word a value may be, a value as people read it.
use crate::domain::law::ruling::{R18, Ruling, RulingId, RulingUse, RulingValue};
use crate::domain::law::said::time;
use crate::locale::{Lang, T};

macro_rules! rows {
    ($($ruling:literal $name:literal = $zh:literal, $en:literal;)+) => {
        &[$(($ruling, $name, T($zh, $en))),+]
    };
}

/// Every parameter's ruling, name and label.
pub const PARAMETERS: &[(u8, &str, T)] = rows! {
    1 "starts_at" = "应急三日的起点", "Emergency days start at";
    2 "billing_day" = "计费以哪天为准", "Billing counts from";
    3 "divisor" = "不满一年的除数", "Divisor of a part year";
    4 "segment_end" = "计费段的末端", "End of a segment";
    5 "rounding" = "取整方式", "Rounding";
    6 "order" = "审核期限的起点", "Review clock starts at";
    7 "emergency" = "停发期间的应急申请", "Emergency while stopped";
    8 "cpu_peak_percent" = "CPU月峰值低于（%）", "Monthly CPU peak below (%)";
    8 "memory_peak_percent" = "内存月峰值低于（%）", "Monthly memory peak below (%)";
    8 "storage_percent" = "存储使用率低于（%）", "Storage use below (%)";
    8 "months" = "连续多久（个月）", "In a row (months)";
    9 "off_days" = "关机满（天）", "Switched off for (days)";
    9 "cpu_mean_percent" = "CPU均值不超过（%）", "CPU mean at most (%)";
    9 "network_kbit_per_second" = "网络流量不超过（千比特/秒）", "Network at most (kbit/s)";
    10 "oversized_below_percent" = "过大：95分位低于（%）", "Oversized: p95 below (%)";
    10 "undersized_above_percent" = "过小：95分位高于（%）", "Undersized: p95 above (%)";
    10 "target_percent" = "建议规格的目标使用率（%）", "Target use of the suggested size (%)";
    10 "days" = "观察期（天）", "Observed for (days)";
    11 "working_days" = "提示后的整改期（工作日）", "Time to act on a prompt (working days)";
    12 "critical_days" = "严重风险整改（天）", "Critical risk (days)";
    12 "high_days" = "高风险整改（天）", "High risk (days)";
    12 "medium_days" = "中风险整改（天）", "Medium risk (days)";
    12 "low_days" = "低风险整改（天）", "Low risk (days)";
    12 "key_period_critical_days" = "重保期严重风险（天）", "Critical in a key period (days)";
    12 "key_period_high_days" = "重保期高风险（天）", "High in a key period (days)";
    13 "pass_score" = "合格线（分）", "Passes from (points)";
    13 "ordinary_score" = "一般线（分）", "Ordinary from (points)";
    14 "month_working_day" = "月报：期后第几个工作日", "Monthly report (working day after)";
    14 "quarter_working_day" = "季报：期后第几个工作日", "Quarterly report (working day after)";
    14 "year_working_day" = "年报：期后第几个工作日", "Annual report (working day after)";
    15 "level_3_months" = "等保三级有效（个月）", "MLPS level 3 valid (months)";
    15 "level_4_months" = "等保四级有效（个月）", "MLPS level 4 valid (months)";
    15 "cryptography_months" = "密评有效（个月）", "Cryptography valid (months)";
    15 "level_2_months" = "等保二级有效（个月）", "MLPS level 2 valid (months)";
    16 "resubmit_working_days" = "重新申请（工作日）", "New application (working days)";
    16 "order_test_working_days" = "下达测试工单（工作日）", "Test order (working days)";
    16 "build_test_working_days" = "搭建测试环境（工作日）", "Test environment (working days)";
    16 "propose_working_days" = "提调整建议（工作日）", "Adjustment proposal (working days)";
    16 "receive_filing_working_days" = "备案签收（工作日）", "Receipt of filing (working days)";
    16 "order_delivery_working_days" = "下达交付工单（工作日）", "Delivery order (working days)";
    16 "deliver_working_days" = "交付（工作日）", "Delivery (working days)";
    16 "confirm_working_days" = "确认发放（工作日）", "Confirmation (working days)";
    16 "supervise_working_days" = "督办（工作日）", "Supervision (working days)";
    16 "check_product_working_days" = "产品安全检查（工作日）", "Product check (working days)";
    16 "deploy_product_working_days" = "部署产品（工作日）", "Product deployment (working days)";
    16 "cancel_working_days" = "转注销（工作日）", "Cancellation (working days)";
    16 "sign_paper_working_days" = "签发（工作日）", "Signature (working days)";
    16 "review_emergency_days" = "应急审核（自然日）", "Emergency review (calendar days)";
    16 "hand_over_emergency_days" = "应急移交（自然日）", "Emergency hand-over (calendar days)";
    16 "acknowledge_hand_over_days" = "确认补记的移交（自然日）", "Acknowledging a late hand-over (calendar days)";
    16 "supply_document_working_days" = "补交文件（工作日）", "Handing in the document (working days)";
    16 "refile_working_days" = "重新补办申请（工作日）", "Filing again (working days)";
    16 "check_attestation_working_days" = "核对签认日（工作日）", "Checking an attested day (working days)";
    16 "serve_working_days" = "送达（工作日）", "Service (working days)";
    16 "clear_working_days" = "清理数据（工作日）", "Clearing what leaves (working days)";
    16 "decide_objection_working_days" = "处理异议（工作日）", "Deciding an objection (working days)";
    16 "report_arrival_working_days" = "报告到货（工作日）", "Reporting arrival (working days)";
    16 "mend_product_working_days" = "整改产品（工作日）", "Mending a product (working days)";
    16 "review_need_working_days" = "审定采购需求（工作日）", "Reviewing a procurement need (working days)";
    16 "award_working_days" = "登记中标（工作日）", "Recording an award (working days)";
    16 "check_standing_days" = "核查失信名单（天）", "Looking at the dishonesty list (days)";
    16 "decide_listing_working_days" = "处理失信（工作日）", "Deciding on a listing (working days)";
    16 "cure_affiliation_days" = "消除控股关联（天）", "Curing an affiliation (days)";
    16 "hand_in_catalogue_working_days" = "报审目录（工作日）", "Submitting the catalogue (working days)";
    16 "advise_change_working_days" = "提变更意见（工作日）", "Advising on a change (working days)";
    16 "order_change_working_days" = "下变更工单（工作日）", "Ordering a change (working days)";
    16 "review_catalogue_working_days" = "审定目录（工作日）", "Reviewing the catalogue (working days)";
    16 "announce_catalogue_working_days" = "公布目录（工作日）", "Publishing the catalogue (working days)";
    16 "revise_catalogue_days" = "年度调整目录（天）", "Yearly revision (days)";
    16 "arrange_end_days" = "合同到期前安排接续（天）", "Arranging what follows a contract, ahead of its end (days)";
    16 "review_cancellation_working_days" = "审核注销（工作日）", "Reviewing a cancellation (working days)";
    16 "back_up_working_days" = "确认备份（工作日）", "Confirming the backup (working days)";
    16 "take_offline_working_days" = "下线（工作日）", "Going offline (working days)";
    16 "attest_end_working_days" = "签认终止（工作日）", "Attesting the end (working days)";
    16 "countersign_working_days" = "会签清理证明（工作日）", "Countersigning the certificate (working days)";
    16 "reclaim_working_days" = "回收资源（工作日）", "Taking the room back (working days)";
    16 "approve_pool_plan_working_days" = "审批池采购计划（工作日）", "Deciding on a pool's plan (working days)";
    16 "contract_pool_working_days" = "登记池建设合同（工作日）", "Recording a pool's contract (working days)";
    16 "build_pool_working_days" = "建设资源池（工作日）", "Building a pool (working days)";
    16 "connect_pool_working_days" = "验收池对接（工作日）", "Connecting a pool (working days)";
    16 "evaluate_pool_working_days" = "登记池测评（工作日）", "Evaluating a pool (working days)";
    16 "commission_pool_working_days" = "资源池入役（工作日）", "Putting a pool into service (working days)";
    16 "measure_pool_working_days" = "登记池容量（工作日）", "Measuring a pool (working days)";
    17 "longest_months" = "低用豁免最长（个月）", "Longest exemption (months)";
    18 "minute_of_day" = "末日截止（当日第几分钟）", "Last day ends at (minute of the day)";
    19 "bulletin_months" = "通报周期（个月）", "Bulletin every (months)";
    19 "inspection_months" = "检查周期（个月）", "Inspection every (months)";
    19 "plan_months" = "预案、演练、培训周期（个月）", "Plan, drill and training every (months)";
    20 "level_4" = "等保四级以上申请", "Level 4 or above applying";
    21 "published" = "办法公布日", "Measures published on";
    22 "separation" = "岗位分离", "Separation of duties";
    23 "early_end" = "提前结束测试", "Early end of the test";
    23 "end_overrun_working_days" = "终结超期测试（工作日）", "Ending an overrun test (working days)";
    24 "above_approved" = "超过审核数量", "Above what was approved";
    25 "filing" = "备案何时完成", "A filing is complete on";
    25 "served_working_days" = "送达后视为签收（工作日）", "After service (working days)";
    26 "billing_ends" = "注销计费止于", "Billing of a cancellation ends at";
    27 "proof" = "应急的凭证", "Proof of an emergency";
    28 "stop_covers" = "停发的范围", "A stop covers";
    29 "known_percent" = "时段已知数据不少于（%）", "Known of a span at least (%)";
    30 "emergency_reserve_percent" = "应急预留（%）", "Emergency reserve (%)";
    31 "tiers" = "阶梯价", "Price tiers";
    32 "figure" = "预算控制数的比法", "Control figure compared by";
    33 "control_above_percent" = "控股超过（%）", "Control above (%)";
    33 "state_holder" = "国家作为共同股东", "The State as common holder";
    34 "months" = "退出期（个月）", "Exit (months)";
    35 "year" = "运维报告的年度", "Year of the reports";
    36 "internal_end" = "内部自然日期限遇休息日", "Internal calendar days ending on a rest day";
    37 "critical_infrastructure_hours" = "关键信息基础设施报告（小时）", "Critical infrastructure reports (hours)";
    37 "others_hours" = "其他事件报告（小时）", "Other incidents report (hours)";
    38 "first_notice_days" = "首次到期提醒（天）", "First notice of expiry (days)";
    38 "second_notice_days" = "再次到期提醒（天）", "Second notice of expiry (days)";
    39 "period" = "考核周期", "Appraisal period";
    40 "determine_working_days" = "终止认定（工作日）", "Determining a termination (working days)";
    41 "late_decrease" = "迟办的减少", "A decrease done late";
    42 "off_budget_self_built" = "非市本级预算单位用自建池", "Off-budget unit on a self-built pool";
    43 "provisional" = "暂定日期的结果", "Outcome under a provisional date";
    44 "months" = "办法有效（个月）", "Measures valid (months)";
    45 "other_counties" = "其他县市作使用单位", "Other counties as units";
    46 "running_lines" = "在用行的新价", "New price of running lines";
    47 "own_use" = "主管或保障部门自用", "Authority or support as unit";
    48 "same_day" = "同日起止", "Start and end on one day";
    49 "sight" = "可见范围", "Sight";
    50 "hours" = "预授权有效（小时）", "Pre-grant valid (hours)";
    51 "excused" = "有因迟延", "Excused lateness";
    52 "procures_agency" = "综合服务机构的采购人", "The agency is procured by";
};

/// Every word that a parameter may be: its ruling, the word and its name.
pub const WORDS: &[(u8, &str, T)] = rows! {
    1 "hand_over" = "资源移交", "hand-over";
    1 "issuance" = "先行发放", "issuance";
    2 "attested" = "单位签认的日子", "the attested day";
    2 "confirmed" = "确认操作的日子", "the day of confirming";
    3 "days_in_cycle" = "结算年的天数", "days of the cycle";
    3 "fixed_365" = "固定365天", "always 365";
    4 "half_open" = "末日不算", "last day not counted";
    4 "closed" = "末日计入", "last day counted";
    5 "half_up" = "四舍五入", "half up";
    5 "half_even" = "四舍六入五成双", "half to even";
    6 "sequential" = "受理之后接续", "acceptance, one after the other";
    6 "from_submission" = "自提交之日", "submission";
    7 "recorded_override" = "登记理由后放行", "allowed on a recorded override";
    7 "blocked" = "不放行", "blocked";
    20 "written_ground" = "凭书面依据准许", "allowed on a written ground";
    20 "refused" = "不准", "refused";
    22 "by_person" = "按自然人区分", "by person";
    23 "reason" = "说明理由即可", "with a reason";
    23 "refused" = "不准", "refused";
    24 "supplementary_opinion" = "凭补充审核意见", "on a supplementary opinion";
    24 "refused" = "不准", "refused";
    25 "receipt_or_service" = "签收或送达届满", "receipt, or after service";
    25 "receipt" = "签收", "receipt";
    26 "attested" = "签认的终止时间", "the attested termination";
    26 "reclaimed" = "回收", "reclaiming";
    27 "document_or_oral_order" = "文件或口头指令", "a document or an oral order";
    27 "document" = "文件", "a document";
    28 "unit" = "单位的全部系统", "the unit with all its systems";
    28 "system" = "该系统", "the system";
    31 "graduated" = "分段累进", "graduated";
    31 "all_units" = "全量按档", "all units at one tier";
    32 "item_then_total" = "有条目按条目，否则按总额", "by item where given, else in total";
    32 "total" = "总额", "in total";
    33 "no_sisters" = "不构成关联", "makes no affiliates";
    33 "sisters" = "构成关联", "makes affiliates";
    35 "calendar" = "自然年", "the calendar year";
    35 "settlement" = "结算年", "the settlement year";
    36 "as_counted" = "不顺延", "does not move";
    36 "next_working_day" = "顺延到工作日", "moves to the next working day";
    39 "settlement" = "结算周期", "the settlement cycle";
    39 "calendar" = "自然年", "the calendar year";
    41 "claim" = "列为扣减", "a claim line";
    41 "no_claim" = "不扣减", "no claim";
    42 "written_ground" = "凭书面依据准许", "allowed on a written ground";
    42 "refused" = "不准", "refused";
    43 "undetermined" = "待通知载入后认定", "pending until the notice is loaded";
    43 "as_computed" = "按当时计算认定", "as computed then";
    45 "written_ground" = "凭书面依据准许", "allowed on a written ground";
    45 "refused" = "不准", "refused";
    46 "contract_amendment" = "经合同变更", "by an amendment of the contract";
    46 "catalogue" = "随目录", "with the catalogue";
    47 "same_body" = "同一机构的单位", "a unit of the same body";
    47 "refused" = "不准", "refused";
    48 "no_day" = "0天", "no day";
    48 "one_day" = "1天", "one day";
    49 "by_party" = "按参与方", "by party";
    51 "left_out" = "不计入评分和扣减", "left out of scores and claims";
    51 "counted" = "照计", "counted";
    52 "authority" = "云主管部门", "the authority";
    52 "support" = "云技术保障部门", "technical support";
};

/// What a ruling's parameter is called, with its unit in brackets.
#[must_use]
pub fn parameter(id: RulingId, name: &str) -> Option<T> {
    find(PARAMETERS, id, name)
}

/// What a word that a ruling's parameter may be is called.
#[must_use]
pub fn word(id: RulingId, word: &str) -> Option<T> {
    find(WORDS, id, word)
}

fn find(table: &[(u8, &str, T)], id: RulingId, name: &str) -> Option<T> {
    table
        .iter()
        .find(|(number, known, _)| *number == id.number() && *known == name)
        .map(|(_, _, message)| *message)
}

/// A ruling's value as people read it: a word by its name, the cut-off of R18 as a time, a number as it is.
#[must_use]
pub fn value(lang: Lang, id: RulingId, value: &RulingValue) -> String {
    match value {
        RulingValue::Number(minutes) if id == R18 => time(*minutes),
        RulingValue::Word(name) => {
            word(id, name).map_or_else(|| name.clone(), |known| known.get(lang).to_owned())
        }
        RulingValue::Number(_) | RulingValue::Date(_) => value.to_string(),
    }
}

/// A parameter's label beside its value. The unit of a value that is written as a time is in the value.
fn labelled(ruling: u8, label: &str) -> &str {
    if ruling == R18.number() {
        label.split(['（', '(']).next().unwrap_or(label).trim_end()
    } else {
        label
    }
}

/// What a parameter is called beside its value.
#[must_use]
pub fn label(lang: Lang, id: RulingId, name: &str) -> String {
    let label = parameter(id, name).map_or(name, |known| known.get(lang));
    labelled(id.number(), label).to_owned()
}

/// The lines that say a parameter and a word that it may be, by their names.
pub fn lines(lang: Lang) -> impl Iterator<Item = (String, &'static str)> {
    let said = move |of: &'static str| {
        move |&(ruling, name, message): &(u8, &str, T)| {
            let line = format!("{of} R{ruling} {name}");
            (line, labelled(ruling, message.get(lang)))
        }
    };
    let parameters = PARAMETERS.iter().map(said("parameter"));
    parameters.chain(WORDS.iter().map(said("word")))
}

/// A parameter beside its value.
fn pair(lang: Lang, id: RulingId, name: &str, of: &RulingValue) -> String {
    let colon = match lang {
        Lang::Zh => "：",
        Lang::En => ": ",
    };
    format!("{}{colon}{}", label(lang, id, name), value(lang, id, of))
}

/// What holds by a ruling, in one line: a sole word or day alone, a number behind the name of its parameter, which says
/// what it counts.
#[must_use]
pub fn holding(lang: Lang, uses: &[RulingUse]) -> String {
    if let [used] = uses
        && used.says_itself()
    {
        return value(lang, used.ruling, &used.value);
    }
    let pairs = uses.iter();
    let pairs = pairs.map(|used| pair(lang, used.ruling, &used.parameter, &used.value));
    together(lang, pairs)
}

/// What a proposal sets, in one line.
#[must_use]
pub fn set(lang: Lang, ruling: &Ruling) -> String {
    let values = ruling.values.iter();
    let pairs = values.map(|(name, value)| pair(lang, ruling.id, name, value));
    together(lang, pairs)
}

fn together(lang: Lang, pairs: impl Iterator<Item = String>) -> String {
    let between = match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    };
    pairs.collect::<Vec<_>>().join(between)
}

/// A ruling as a deadline used it: `R6 审核期限的起点：受理之后接续`.
#[must_use]
pub fn used(lang: Lang, used: &RulingUse) -> String {
    let pair = pair(lang, used.ruling, &used.parameter, &used.value);
    format!("{} {pair}", used.ruling)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::law::ruling::{R6, R16, Shape, default_value, parameters};
    use crate::locale::check::assert_whole;

    #[test]
    fn every_parameter_and_word_has_its_label_and_no_label_lacks_one() {
        let mut labels = 0;
        let mut words_named = 0;
        for id in RulingId::all() {
            for known in parameters(id) {
                assert!(parameter(id, known.name).is_some(), "{id} {}", known.name);
                labels += 1;
                if let Shape::Word(words) = known.shape {
                    for name in words {
                        assert!(word(id, name).is_some(), "{id} {name}");
                        words_named += 1;
                    }
                }
            }
        }
        assert_eq!((labels, words_named), (PARAMETERS.len(), WORDS.len()));
        assert_eq!((parameter(R6, "days"), word(R6, "hand_over")), (None, None));
    }

    #[test]
    fn labels_and_words_are_whole() {
        let messages: Vec<_> = PARAMETERS
            .iter()
            .chain(WORDS)
            .map(|&(_, name, message)| (name, message))
            .collect();
        assert_whole(&messages);
    }

    #[test]
    fn a_ruling_in_use_reads_as_its_value() {
        let cases = [
            (
                R6,
                "order",
                "R6 审核期限的起点：受理之后接续",
                "R6 Review clock starts at: acceptance, one after the other",
            ),
            (
                R16,
                "deliver_working_days",
                "R16 交付（工作日）：10",
                "R16 Delivery (working days): 10",
            ),
            (
                R18,
                "minute_of_day",
                "R18 末日截止：24:00",
                "R18 Last day ends at: 24:00",
            ),
        ];
        for (ruling, name, zh, en) in cases {
            let use_of = RulingUse {
                ruling,
                parameter: name.to_owned(),
                value: default_value(ruling, name),
            };
            assert_eq!(used(Lang::Zh, &use_of), zh);
            assert_eq!(used(Lang::En, &use_of), en);
        }
    }
}
