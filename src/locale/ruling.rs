//! The rulings (裁定) R1 to R22: what the text of the Measures leaves open, asked, and the default explained.
//!
//! A question is followed by the explanation of its default; the value in force is the ledger's, not these words'.
use super::{T, numbered};

mod parameter;
pub use parameter::{PARAMETERS, WORDS, parameter, used, value, word};

messages! {
    R1_QUESTION = "应急的3个工作日从哪一刻起算？", "From when do the three working days of an emergency run?";
    R1_EXPLANATION = "从云技术保障部门或云服务商把已发放的资源移交给单位时起算（第23条）：移交之前，单位没有可确认的东西。",
        "From the hand-over of the issued resources to the unit, by technical support or the provider (Art. 23): before it there is nothing the unit could confirm.";
    R2_QUESTION = "计费从何时开始、到何时结束？", "When does billing start and end?";
    R2_EXPLANATION = "以单位签认的完成时间和终止时间为准（第39条），不看按键的日子；完成、签认、确认三个时间分开留存。第19条(四)所说的计费开始，指的是阶段。已用而不签认的，先列为义务，再上报，最后由云主管部门凭交付证据认定。",
        "At the completion time and the termination time that the unit attests (Art. 39), not on the day the key was pressed; completed, attested and confirmed-on are kept apart. Where Art. 19(4) says that billing begins, it names the stage. Use without attestation is a duty, then escalated, and last the authority determines the date on the delivery evidence.";
    R3_QUESTION = "不满一年时除以多少天？", "By how many days is a part of a year divided?";
    R3_EXPLANATION = "除以该段所在结算年（9月1日至次年8月31日）的天数，365或366，整个周期正好一个年价；另一选择是固定365天。",
        "By the days of the 1 September to 31 August year that holds the segment, 365 or 366, so that a full cycle is exactly one annual price; the alternative is always 365.";
    R4_QUESTION = "计费段的首日和末日算不算？", "Do the first and the last day of a billing segment count?";
    R4_EXPLANATION = "首日算，末日不算；周期以9月1日为末日，所以8月31日算在内。",
        "The first counts, the last does not; a cycle ends at 1 September, so 31 August counts.";
    R5_QUESTION = "金额如何取整？", "How are amounts rounded?";
    R5_EXPLANATION = "每行取整一次，到分，四舍五入；合计是各行之和；行内分段按最大余数法分摊。",
        "Once per line, to the fen, half up; totals are sums of lines; segments within a line share it by largest remainder.";
    R6_QUESTION = "第19条、第20条的两个10日是先后还是同时？", "Do the two ten-day clocks of Art. 19 and of Art. 20 run in turn or together?";
    R6_EXPLANATION = "先后：受理10个工作日，其后审核10个工作日；变更审核10个工作日，其后执行10个工作日。",
        "In turn: acceptance 10 working days, then review 10; review of a change 10 working days, then its execution 10.";
    R7_QUESTION = "停止发放挡住哪些事项？", "What does stopped issuance block?";
    R7_EXPLANATION = "挡新发放和增加；不挡在用系统、减少和注销；应急须有记录在案的放行。",
        "New issuance and increases; not running systems, decreases or cancellations; an emergency needs a recorded override.";
    R8_QUESTION = "怎样算利用率低？", "What is low use?";
    R8_EXPLANATION = "按系统看，由其资源汇总：连续3个月，CPU和内存的小时均值月内峰值都低于30%，存储低于40%。",
        "Judged by system, from its resources: for 3 months in a row the monthly peak of hourly means below 30% for CPU and for memory, and storage below 40%.";
    R9_QUESTION = "怎样算僵尸系统？", "What is a zombie system?";
    R9_EXPLANATION = "全部资源都符合的系统才算：关机满30天；或30天内CPU均值不高于5%，且网络除去代理、采集等管理流量后不高于10 kbit/s。",
        "A system all of whose resources were off for 30 days, or over 30 days had a CPU mean of at most 5% and network of at most 10 kbit/s without management traffic such as agents and scrapes.";
    R10_QUESTION = "怎样算过大、过小？", "What is oversized, and undersized?";
    R10_EXPLANATION = "看30天的第95百分位（取最近的名次）：CPU和内存都低于20%为过大，任一高于85%为过小；建议规格是现规格乘以该值再除以0.7，向上取整。",
        "By the 95th percentile of 30 days (nearest rank): CPU and memory both below 20% is oversized, either above 85% is undersized; the suggested size is the present one times that value, divided by 0.7, rounded up.";
    R11_QUESTION = "收到整合清理提示后，多久内整改？", "How long has a unit to act on a prompt?";
    R11_EXPLANATION = "20个工作日，到期日写在提示单上；写明了，逾期未改才能停止发放（第22条(四)）。",
        "20 working days, and the prompt states the date: only then can a stop of issuance follow (Art. 22(4)).";
    R12_QUESTION = "安全问题按级别多久整改？", "How long does rectification take by severity?";
    R12_EXPLANATION = "严重3天、高15天、中30天、低90天，都是自然日；重保期内前两级为1天和3天。内部时限，第29条只要求及时。",
        "Critical 3, high 15, medium 30 and low 90 calendar days; in a key period 1 and 3 for the first two. Internal targets: Art. 29 only says in good time.";
    R13_QUESTION = "考核怎样打分？", "How is an appraisal scored?";
    R13_EXPLANATION = "响应时间、满意度、服务能力、服务质量各25分；90分起合格，80分起一般，再低不合格。合同另有约定的从合同（第38条）。用于云服务商和综合服务机构，单位另有一张表（第37条）。",
        "Response time, satisfaction, capability and quality, 25 points each; from 90 qualified, from 80 fair, below that not qualified. What the contract says overrides (Art. 38). For providers and agencies; units have a sheet of their own (Art. 37).";
    R14_QUESTION = "运维报告何时报送？", "When are operation and maintenance reports due?";
    R14_EXPLANATION = "期末之后，月报第5个、季报第10个、年报第20个工作日到期。内部时限。",
        "After the end of the period: a monthly report on the 5th working day, a quarterly on the 10th, an annual on the 20th. Internal targets.";
    R15_QUESTION = "测评多久有效？", "How long is an evaluation valid?";
    R15_EXPLANATION = "等保三级1年、四级半年，密码1年，是第32条援引的国家规定的底线；二级2年，内部时限。",
        "MLPS level 3 for 1 year, level 4 for half a year, cryptography for 1 year: floors of the national rules that Art. 32 imports; level 2 for 2 years, an internal target.";
    R16_QUESTION = "办法没给时间的事项怎样计时？", "What of matters the text gives no time for?";
    R16_EXPLANATION = "备案、确认、备份等另设内部目标，处处标明内部时限，不计作法定时限。",
        "Filing, confirmation, backup and the like have internal targets, always labelled as such and never counted as statutory.";
    R17_QUESTION = "用得少但有正当理由的，怎么办？", "What of low but legitimate use?";
    R17_EXPLANATION = "灾备、季节性使用等可以豁免，写明理由和期限，到期复查。",
        "Disaster recovery, seasonal use and the like may be exempted, with reason and dates, and the exemption is reviewed at its end.";
    R18_QUESTION = "最后一天到几点？", "When does the last day end?";
    R18_EXPLANATION = "到北京时间24:00；机关定有办公时间的，可改裁为下班时刻。",
        "At 24:00 Beijing time; where an office keeps business hours, a ruling may set their end instead.";
    R19_QUESTION = "办法所说的定期是多久？", "How often is periodic?";
    R19_EXPLANATION = "通报每月（第22条），安全检查每半年（第29条），预案修订、演练、培训每年（第34条）。内部时限。",
        "The bulletin monthly (Art. 22), inspection half-yearly (Art. 29), plan revision, drill and training yearly (Art. 34). Internal targets.";
    R20_QUESTION = "等保四级以上的系统能申请上云吗？", "May a system of MLPS level 4 or above apply?";
    R20_EXPLANATION = "能；标明不属应迁移的范围（第4条），并附云主管部门的书面依据。",
        "Yes, marked as outside the duty to migrate (Art. 4), and with the authority's written ground.";
    R21_QUESTION = "办法的公布日是哪天？", "On which day were the Measures published?";
    R21_EXPLANATION = "2025-09-25；两年有效期从这天算（第42条）。", "On 2025-09-25; the two years of Art. 42 count from it.";
    R22_QUESTION = "哪些岗位不能由同一人担任？", "Who must be different persons?";
    R22_EXPLANATION = "申请、受理、审核是三个人，核算与审计是两个人；只有一名审批人也不例外。",
        "Applicant, acceptor and reviewer are three persons, calculator and auditor two; a sole approver is no exception.";
}

/// How many rulings there are.
pub const RULINGS: u8 = 22;

/// The question that ruling 1 to 22 answers; `None` for any other number.
#[must_use]
pub fn question(id: u8) -> Option<T> {
    numbered(ALL, id.checked_mul(2)?.checked_sub(1)?)
}

/// The default of ruling 1 to 22, and why; `None` for any other number.
#[must_use]
pub fn explanation(id: u8) -> Option<T> {
    numbered(ALL, id.checked_mul(2)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_ruling_has_its_question_and_its_answer() {
        for (id, pair) in (1_u8..).zip(ALL.chunks(2)) {
            assert_eq!(pair[0].0, format!("R{id}_QUESTION"));
            assert_eq!(question(id), Some(pair[0].1));
            assert!(pair[0].1.0.ends_with('？') && pair[0].1.1.ends_with('?'));
            assert_eq!(pair[1].0, format!("R{id}_EXPLANATION"));
            assert_eq!(explanation(id), Some(pair[1].1));
            assert!(pair[1].1.0.ends_with('。') && pair[1].1.1.ends_with('.'));
        }
        assert_eq!(question(RULINGS), Some(R22_QUESTION));
        for id in [0, RULINGS + 1, u8::MAX] {
            assert_eq!((question(id), explanation(id)), (None, None), "{id}");
        }
    }
}
