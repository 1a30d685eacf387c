//! What the papers of changes say, in our own words.

messages! {
    REQUESTED = "{0}申请变更下列资源（{1}）。", "{0} asks for a change of the resources below ({1}).";
    REASON = "理由：{0}", "Reason: {0}";
    ADVISED_FOR = "对{0}的变更申请，我单位同意（{1}）。", "We are for the change that {0} asked for ({1}).";
    ADVISED_AGAINST = "对{0}的变更申请，我单位不同意（{1}）。", "We are against the change that {0} asked for ({1}).";
    APPROVED = "贵单位的变更申请审核通过（{0}）。自审核通过之日起10个工作日内由{1}完成调整。", "Your change is approved ({0}). {1} carries it out within ten working days of the approval.";
    REJECTED = "贵单位的变更申请审核不通过（{0}）。", "Your change is not approved ({0}).";
    ADVICE = "技术意见：{0}", "Support's opinion: {0}";
    ALONE = "云技术保障部门在期限内未提出意见，本决定单独作出。", "Support gave no opinion in time; this is decided without it.";
    ORDERED = "请于审核通过之日起10个工作日内完成下列调整（{0}）。", "Carry out these changes within ten working days of the approval ({0}).";
    CONFIRMED = "下列变更完成，自{0}起算（{1}）。", "These changes are done and count from {0} ({1}).";
    DETERMINED = "{0}逾期未确认，现凭证据认定下列变更自{1}起算（{2}）。", "{0} did not confirm in time; on evidence these changes are determined to count from {1} ({2}).";
    LATE = "减少迟于时限完成的，多计的费用向交付方索赔，可免责的天数除外（裁定 R41）：{0}。", "What a decrease that is late costs is claimed from whoever delivers, but for days that are excused (ruling R41): {0}.";
    LEFT = "退出的资源自确认之日起清理，清理后不能恢复。", "What left is to be cleared, and nothing brings it back.";
}
