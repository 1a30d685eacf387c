//! What the papers of emergencies say, in our own words.

messages! {
    ISSUED = "{0}的应急申请已审核通过，请立即发放下列资源（{1}）。", "The emergency application of {0} is approved; please issue the resources below at once ({1}).";
    GROUND = "应急事由：{0}。", "Ground: {0}.";
    DOCUMENT = "依据文件：{0}。", "Document: {0}.";
    URGENCY = "紧急情况：{0}", "Urgency: {0}";
    DUE = "请在 {0} 前移交（{1}）。", "Please hand over by {0} ({1}).";
    AFTER = "移交之后，{0}应按{1}在三个工作日内确认并补办。", "After that, {0} confirms and files the application within three working days under {1}.";
    SPECIAL = "特殊原因：{0}", "Special reason: {0}";
    ORDER = "口头指令：{0}，{1}，{2}接收；书面件随后补齐。", "Oral order: {0}, {1}, received by {2}; its paper follows.";
    WITHOUT_CONTRACT = "单位尚无自签合同，补办时须有（第40条）。", "The unit has no contract of its own yet, which regularising it needs (Art. 40).";
    OVERRIDDEN = "发放时有下列限制，经审核越过，本单即时告知云主管部门：", "The blocks below stand and were passed by the review; this order tells the authority of it at once:";
    OVERRIDE_REASON = "越过的理由：{0}", "Why they were passed: {0}";
    RECALLED = "{0}的应急发放尚未移交，现予撤销，请停止交付（{1}）。", "The emergency issuance to {0}, not yet handed over, is recalled; please stop the delivery ({1}).";
    BECAUSE = "理由：{0}", "Reason: {0}";
    REMINDED = "贵单位的应急资源已于{0}移交，下列事项至今未办，已经逾期：", "Your emergency resources were handed over on {0}; the following is overdue:";
    OVERDUE = "{0}，限 {1} 前（{2}，{3}）", "{0}, due by {1} ({2}, {3})";
    REMINDED_NEXT = "请立即办理；逾期已如实记入台账。", "Please act at once; the lateness is on record in the journal.";
}
