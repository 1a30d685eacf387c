//! What the papers of editions of the catalogue say, in our own words.

messages! {
    REPORTED = "{0}版服务目录的最高限价由第三方专业机构编制完成，报请审定（{1}）。", "The caps of edition {0} of the catalogue were computed by a third party and are submitted for review ({1}).";
    FIELD = "{0}：{1}", "{0}: {1}";
    INDEPENDENT = "已声明：该机构与可能投标的单位无利害关系。", "It is declared independent of everybody who may bid.";
    APPROVED = "{0}版服务目录审定通过，可据以采购（{1}）。", "Edition {0} of the catalogue is approved and may be procured by ({1}).";
    RETURNED = "{0}版服务目录退回修改（{1}）。", "Edition {0} of the catalogue is sent back to be drafted ({1}).";
    PUBLISHED = "{0}版服务目录现予公布，自{1}起执行（{2}）。", "Edition {0} of the catalogue is published and in force from {1} ({2}).";
    CONTRACTS = "在用资源仍按合同价计费，新价只经合同变更计到在用资源上。", "What runs is still billed by its contract; a new price reaches it by an amendment only.";
    COMPARED = "{0}版与其生效前现行目录的对照：新增{1}项、变更{2}项、停用{3}项、不变{4}项（{5}）。", "Edition {0} beside the catalogue before it: {1} new, {2} changed, {3} ended, {4} as they are ({5}).";
    MORE = "其余{0}项见目录条目的导出表。", "The other {0} are in the exported list of listings.";
}
