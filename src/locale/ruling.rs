//! The rulings (裁定) R1 to R52: what the text of the Measures leaves open, asked, and the default explained.
//!
//! A question is followed by the explanation of its default; the value in force is the ledger's, not these words'.
use super::{T, numbered};

mod parameter;
pub mod proposal;
pub use parameter::{PARAMETERS, WORDS, holding, label, lines, parameter, set, used, value, word};

messages! {
    R1_QUESTION = "应急的3个工作日从哪一刻起算？", "From when do the three working days of an emergency run?";
    R1_EXPLANATION = "从云技术保障部门或云服务商把已发放的资源移交给单位时起算（第23条）：移交之前，单位没有可确认的东西。",
        "From the hand-over of the issued resources to the unit, by technical support or the provider (Art. 23): before it there is nothing the unit could confirm.";
    R2_QUESTION = "计费从何时开始、到何时结束？", "When does billing start and end?";
    R2_EXPLANATION = "以单位签认的完成时间和终止时间为准（第39条），不看按键的日子；完成、签认、确认三个时间分开留存。第19条(四)所说的计费开始，指的是阶段。已用而不签认的，先列为待办，再上报，最后由云主管部门凭交付证据认定。",
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
    R16_QUESTION = "《办法》没给时间的事项怎样计时？", "What of matters the text gives no time for?";
    R16_EXPLANATION = "备案、确认、备份等另设内部目标，处处标明内部时限，不计作法定时限。",
        "Filing, confirmation, backup and the like have internal targets, always labelled as such and never counted as statutory.";
    R17_QUESTION = "用得少但有正当理由的，怎么办？", "What of low but legitimate use?";
    R17_EXPLANATION = "灾备、季节性使用等可以豁免，写明理由和期限，到期复查。",
        "Disaster recovery, seasonal use and the like may be exempted, with reason and dates, and the exemption is reviewed at its end.";
    R18_QUESTION = "最后一天到几点？", "When does the last day end?";
    R18_EXPLANATION = "到北京时间24:00；机关定有办公时间的，可改裁为下班时刻。",
        "At 24:00 Beijing time; where an office keeps business hours, a ruling may set their end instead.";
    R19_QUESTION = "《办法》所说的定期是多久？", "How often is periodic?";
    R19_EXPLANATION = "通报每月（第22条），安全检查每半年（第29条），预案修订、演练、培训每年（第34条）。内部时限。",
        "The bulletin monthly (Art. 22), inspection half-yearly (Art. 29), plan revision, drill and training yearly (Art. 34). Internal targets.";
    R20_QUESTION = "等保四级以上的系统能申请上云吗？", "May a system of MLPS level 4 or above apply?";
    R20_EXPLANATION = "能；标明不属应迁移的范围（第4条），并附云主管部门的书面依据。",
        "Yes, marked as outside the duty to migrate (Art. 4), and with the authority's written ground.";
    R21_QUESTION = "《办法》的公布日是哪天？", "On which day were the Measures published?";
    R21_EXPLANATION = "2025-09-25；两年有效期从这天算（第42条）。", "On 2025-09-25; the two years of Art. 42 count from it.";
    R22_QUESTION = "哪些岗位不能由同一人担任？", "Who must be different persons?";
    R22_EXPLANATION = "申请、受理、审核是三个人，核算与审计是两个人；只有一名审批人也不例外。",
        "Applicant, acceptor and reviewer are three persons, calculator and auditor two; a sole approver is no exception.";
    R23_QUESTION = "第19条(三)的测试时间是一个月，能早能晚吗？", "The test time of Art. 19(3) is one month: may it be shorter or longer?";
    R23_EXPLANATION = "最多一个月：提前结束要说明理由；期满未结束即上报，云技术保障部门可在3个工作日内终结（内部时限）。",
        "At most one month: an early end needs a reason; when it is over it is reported, and technical support may end it within 3 working days (internal).";
    R24_QUESTION = "测试后的调整能超过审核数量吗？", "May the adjustment after the test exceed what was approved?";
    R24_EXPLANATION = "逐行不得超过审核数量（第19条(四)）；要超过，先取得云主管部门的补充审核意见，已在运行的走第20条变更。",
        "Not line by line (Art. 19(4)); above it the authority's supplementary opinion comes first, or a change under Art. 20 once it runs.";
    R25_QUESTION = "备案无人签收怎么办？", "What of a filing that nobody receipts?";
    R25_EXPLANATION = "签收即完成；有送达证明的，送达后2个工作日视为完成。备案不是审批。",
        "It is complete on receipt, or 2 working days after its proven service. A filing is not an approval.";
    R26_QUESTION = "注销的先后顺序是什么？", "In which order does a cancellation end?";
    R26_EXPLANATION = "先下线，再签认终止，再清理，再回收；计费到签认的终止时间为止（第21条）。",
        "Offline, termination attested, cleared, reclaimed; billing ends at the attested termination (Art. 21).";
    R27_QUESTION = "应急的事由和凭证是什么？", "What are the grounds and the proof of an emergency?";
    R27_EXPLANATION = "第23条列明的事由，以及须写明的其他特殊原因；凭证是文件，或口头指令（谁、何时、谁接收），书面件在三日内补齐。",
        "Those that Art. 23 lists, and other special reasons, stated; the proof is a document, or an oral order (who, when, received by whom) whose paper follows within the three days.";
    R28_QUESTION = "停止发放针对谁？", "Whom does a stop of issuance hit?";
    R28_EXPLANATION = "针对单位的全部系统（另一选择：只针对该系统）；已下单的做完，未下单的等待，期限和决定照常进行（第22条(四)）。",
        "The unit with all its systems (or: the system); what was ordered is finished, what was not yet ordered waits, clocks and decisions go on (Art. 22(4)).";
    R29_QUESTION = "怎样由资源推到系统？", "How do resources speak for their system?";
    R29_EXPLANATION = "低用、僵尸、过大：在跑的资源全都符合才算；过小：有一个就算。时段已知数据不足90%的不作判断，缺数既不开脱也不指认。",
        "Low, zombie and oversized only if all its resources that ran are so; undersized if any is. A span counts with 90% of it known; a gap neither clears nor accuses.";
    R30_QUESTION = "容量怎样计算？", "How is capacity counted?";
    R30_EXPLANATION = "审核意见时预留，发放时扣减，终止时释放；有效容量是物理量乘以超配比后取整，减去应急预留（10%），预留只供应急且先用。",
        "Reserved at the review opinion, consumed at issuance, released on ending; effective is physical times ratio, rounded down, less an emergency reserve (10%) that only emergencies may take, and draw first.";
    R31_QUESTION = "阶梯价怎样适用？", "How do price tiers apply?";
    R31_EXPLANATION = "分段累进，按已发放的行、按天计算。",
        "Graduated, by issued line and day.";
    R32_QUESTION = "预算控制数和什么比？", "What is the budget control figure compared with?";
    R32_EXPLANATION = "财政按条目核定的按条目比；否则比总额：最高限价乘以计划数量之和不超过控制数（第11条）。",
        "Per item where finance gives it so, else the total: caps times planned quantities, summed, at most the figure (Art. 11).";
    R33_QUESTION = "什么是控股关联？", "Who is a controlled affiliate?";
    R33_EXPLANATION = "持股超过50%或实际控制，上下追溯，并含同一控制人之下的兄弟公司；仅因国家控股不算（第13条）。",
        "Over 50% or actual control, up, down, and sisters under one controller; the State as common holder makes none (Art. 13).";
    R34_QUESTION = "退出的六个月怎样算？", "How do the six months of an exit run?";
    R34_EXPLANATION = "从最后付费日的次日起六个月（第17条）；通知之日起不再新发放，已批准未发放的换资源池。",
        "Six months from the day after the last paid day (Art. 17); no new issuance from the notice on, approved ones go to another pool.";
    R35_QUESTION = "运维报告的年度是哪一年？", "Which year do the operation reports follow?";
    R35_EXPLANATION = "自然年（第25条）。",
        "The calendar year (Art. 25).";
    R36_QUESTION = "以自然日计的期限遇休息日顺延吗？", "Do limits in calendar days move off a rest day?";
    R36_EXPLANATION = "内部时限、有效期和内部周年不顺延，凌晨三点的事不因放假而停；国家规定的期限依民法典第203条顺延。",
        "Internal ones, validities and internal years do not: what is owed at 3 a.m. does not rest over a holiday; national ones move by Civil Code 203.";
    R37_QUESTION = "安全事件何时对外报告？", "When is an incident reported to the outside?";
    R37_EXPLANATION = "依国家规定，从获知起算：关键信息基础设施1小时，其他4小时，三级以上都报；标为国家规定。",
        "By national rules, in hours from learning: critical information infrastructure 1, others 4, from grade III upwards; labelled national.";
    R38_QUESTION = "测评过期挡住什么？", "What does an expired evaluation block?";
    R38_EXPLANATION = "该平台不再新发放，在用的照常（第32条）；到期前90天、30天各提醒一次。",
        "New issuance on that platform; what runs goes on (Art. 32). Notice 90 and 30 days ahead.";
    R39_QUESTION = "考核按哪个周期？", "By which period is the appraisal?";
    R39_EXPLANATION = "按结算周期；结果先于核算表。",
        "By the settlement cycle; results come before the statement.";
    R40_QUESTION = "终止无人签认怎么办？", "What of a termination nobody attests?";
    R40_EXPLANATION = "与R2对应：3个工作日不签认即上报，再由云主管部门凭下线证据认定。",
        "The mirror of R2: after 3 working days it is reported, then the authority determines it on the evidence of going offline.";
    R41_QUESTION = "迟办的减少怎样计费？", "How is a decrease done late billed?";
    R41_EXPLANATION = "计费到签认日；多出的部分列为对云服务商的扣减，扣除R51说明的天数（第20条）。",
        "To the attested day; the excess is a claim line against the provider, less the days excused by R51 (Art. 20).";
    R42_QUESTION = "非市本级预算单位能用自建池吗？", "May a unit outside the municipal budget use a self-built pool?";
    R42_EXPLANATION = "能，凭云主管部门的书面依据（第40条）。",
        "Yes, on the authority's written ground (Art. 40).";
    R43_QUESTION = "暂定日期能认定逾期吗？", "Does a provisional date make anybody late?";
    R43_EXPLANATION = "不能：不上报，不计逾期；通知载入之前结果待定，载入之后自动认定。",
        "No: nothing is reported and nobody is late; the outcome stays pending until the notice is loaded, and is then settled by itself.";
    R44_QUESTION = "《办法》的最后一天是哪天？", "Which is the last day of the Measures?";
    R44_EXPLANATION = "自R21之日起两年，当日计入：2027-09-24 24:00（第42条）。提前一年提醒。",
        "Two years from R21, the day itself counting: 2027-09-24 24:00 (Art. 42). Warned of a year ahead.";
    R45_QUESTION = "其他县市能作使用单位吗？", "May other counties be using units?";
    R45_EXPLANATION = "能，凭云主管部门的书面依据（第14条、第41条）。",
        "Yes, on the authority's written ground (Art. 14, 41).";
    R46_QUESTION = "目录新价何时用于在用的行？", "When does a new catalogue price reach running lines?";
    R46_EXPLANATION = "只经合同变更，自其生效日起（第39条）。",
        "Only by an amendment of the contract, from its effective day (Art. 39).";
    R47_QUESTION = "主管或保障部门自己用云怎么办？", "What of the authority or support using the cloud themselves?";
    R47_EXPLANATION = "另设同一机构的单位，由机构内既不为该单位办事、也不管这项业务的人决定（第7条）。",
        "A unit under the same body, decided on by a person of the body who serves neither the unit nor the line (Art. 7).";
    R48_QUESTION = "同日起止怎样计费？", "What of a start and an end on one day?";
    R48_EXPLANATION = "0天，0.00元，照列。",
        "0 days, 0.00, shown.";
    R49_QUESTION = "谁能看到什么？", "Who sees what?";
    R49_EXPLANATION = "按参与方：主管和保障看全部；单位看自己的；云服务商从下单起看；电话对非相对方遮蔽；审计看全部，看明文要留痕。",
        "By party: authority and support see all, a unit its own, a provider from the order on; telephones are masked for all but the counterparty; audit sees all, and what it sees in clear is recorded.";
    R50_QUESTION = "单位无人在岗时怎样授权？", "How is access granted when nobody of the unit is awake?";
    R50_EXPLANATION = "预案中的常设预授权由事件触发，立即告知，4小时后终止，次一工作日确认（第34条、第36条）。",
        "A standing pre-grant in the unit's plan is activated by an incident, told at once, ends after 4 hours and is confirmed on the next working day (Art. 34, 36).";
    R51_QUESTION = "因冻结、停发或他人环节造成的迟延怎样算？", "How does lateness count that a freeze, a stop or another's open step caused?";
    R51_EXPLANATION = "处处仍是逾期，但不计入响应时间和扣减，并注明。",
        "Late everywhere, but left out of response time and of claims, and shown so.";
    R52_QUESTION = "综合服务机构由谁采购？", "Who procures the agency?";
    R52_EXPLANATION = "云主管部门采购，云技术保障部门签约（第8条、第12条）。",
        "The authority procures, support signs (Art. 8, 12).";
}

/// How many rulings there are.
pub const RULINGS: u8 = 52;

/// The question that ruling 1 to 52 answers; `None` for any other number.
#[must_use]
pub fn question(id: u8) -> Option<T> {
    numbered(ALL, id.checked_mul(2)?.checked_sub(1)?)
}

/// The default of ruling 1 to 52, and why; `None` for any other number.
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
        assert_eq!(question(RULINGS), Some(R52_QUESTION));
        for id in [0, RULINGS + 1, u8::MAX] {
            assert_eq!((question(id), explanation(id)), (None, None), "{id}");
        }
    }
}
