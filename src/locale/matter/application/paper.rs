//! What the papers of applications say, in our own words.

messages! {
    ACCEPTED = "贵单位{0}提交的申请，经核实材料齐全、需求合理，现予受理。", "Your application of {0} was found complete and reasonable, and is accepted.";
    ACCEPTED_WITHOUT = "贵单位{0}提交的申请，经核实需求合理，现予受理；尚缺下列材料，请在审核意见之前补交：{1}。", "Your application of {0} was found reasonable and is accepted; please supply what is still missing before the review opinion: {1}.";
    ACCEPTED_DUE = "依据{1}，本机关将在 {0} 前给出审核意见（{2}）。", "Under {1} the review opinion will be given by {0} ({2}).";
    DECLINED = "贵单位{0}提交的申请，经核实不予受理（{1}），意见如下：", "Your application of {0} is not accepted ({1}), for these reasons:";
    DECLINED_NEXT = "请针对上列意见，就同一系统、同一资源池另行申请并逐条回应；自本意见书送达次日起{0}个工作日（裁定 R16）。", "Please apply again for the same system and pool and answer each objection, within {0} working days from the day after this is served (ruling R16).";
    DELIVERY_OBJECTED = "{0}交付的资源与要求不符，现提出异议，请重新交付（{1}）。", "What was delivered to {0} is not what was asked for; please deliver again ({1}).";
    REVOKED = "{0}已放弃申请，原下达的工单{2}自即日起撤销；已建的测试环境请依规清理（{1}）。", "{0} has abandoned its application; the order {2} is revoked as of today, and the test environment is to be cleared ({1}).";
    CLEARED_LINE = "第{0}行 {1}（{2}）：{3}{4}", "Line {0}, {1} ({2}): {3} {4}";
    CLEARED_DELIVERY = "有异议的交付，一并清理：{0}", "Of a delivery that was objected to: {0}";
    SURPLUS = "以上是备案的调整不再需要的部分；测试过而交付的继续使用，不清理（裁定 R30）。", "This is what the filed adjustment does not take over; what was tested and is delivered is kept (ruling R30).";
    REVIEWED_APPROVED = "贵单位的{0}，经审核予以通过（{1}）。", "Your {0} is approved ({1}).";
    OUTSIDE = "凭书面依据准许：{0}。", "Allowed on a written ground: {0}.";
    GROUND = "书面依据：{0}", "Written ground: {0}";
    TEST_ORDER = "请依本工单为{0}搭建测试环境，并在 {1} 前移交（{2}，{3}）。", "Please set up the test environment for {0} and hand it over by {1} ({2}, {3}).";
    TEST_HANDED_OVER = "贵单位的测试环境已经建好，现予移交。", "Your test environment is ready and handed over herewith.";
    ENVIRONMENT = "环境说明：{0}", "Environment: {0}";
    TEST_PERIOD = "测试期自移交次日起，至 {0} 止（{1}，{2}）；测试期内不计费。", "Testing runs from the day after hand-over until {0} ({1}, {2}), unbilled.";
    TEST_PASSED = "我单位已在测试环境部署并测试，结论：合格（{0}）。", "We deployed and tested in the test environment; the result: passed ({0}).";
    TEST_FAILED = "我单位已在测试环境部署并测试，结论：不合格，继续测试（{0}）。", "We deployed and tested in the test environment; the result: failed, testing goes on ({0}).";
    REPORT = "测试情况：{0}", "Report: {0}";
    TEST_TERMINATED = "{0}的测试期已满而测试没有结束，现予终止，转入资源调整（{1}）；测试期最多一个月，期满没有结束的可以终止（裁定 R23）。", "The month of testing of {0} is over and the test is not; it is ended herewith and the adjustment follows ({1}). A test takes a month at most, and one that is not finished by then may be ended (ruling R23).";
    TEST_OVER_SINCE = "测试期于 {0} 届满（{1}，{2}）。", "The month was over at {0} ({1}, {2}).";
    NEVER_REPORTED = "未收到测试报告。", "No test report was received.";
    LAST_FAILED = "最近一次测试报告的结果为不合格。", "The last test reported failed.";
    TERMINATED_BECAUSE = "终止理由：{0}", "Reason: {0}";
    ENVIRONMENT_STAYS = "测试环境保留到调整建议备案；备案后不再需要的部分另行清理（{0}）。", "The test environment stays until the adjustment is filed; what that does not take over is then cleared ({0}).";
    SUPPLEMENTED = "{0}的测试表明原审核量不够，经补充审核，提高下列资源的审核量（{1}）；调整量不超过审核量，超过的以补充审核意见为限（裁定 R24）。", "The test of {0} showed what was approved to be too little; this supplementary opinion raises the approved quantities below ({1}). An adjustment keeps to what is approved, and above that to the supplementary opinion (ruling R24).";
    SUPPLEMENTED_BECAUSE = "补充审核的理由：{0}", "Reason: {0}";
    RAISED_LINE = "第{0}行 {1}（{2}）：原审核量{3}{5}，现审核量{4}{5}。", "Line {0}, {1} ({2}): approved {3} {5}, now {4} {5}.";
    PROPOSED = "{0}的测试已经结束，现就其资源提出调整建议，送请备案（{1}）。", "The test of {0} is over; the adjustment below is submitted for filing ({1}).";
    PROPOSED_BECAUSE = "调整理由：{0}", "Reason: {0}";
    DELIVERY_ORDER = "请依本工单向{0}交付下列资源，并在 {1} 前完成（{2}，{3}）。", "Please deliver the resources below to {0} by {1} ({2}, {3}).";
    DELIVERY_BILLING = "完成日由{0}签认（{1}），计费从签认的完成日起算（裁定 R2）。", "{0} attests the completion day ({1}), from which billing counts (ruling R2).";
}
