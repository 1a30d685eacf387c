//! What the papers of procurements say, in our own words.

messages! {
    NEED = "下列采购需求已审定，由本机关组织采购（{0}），中标后请按期签订合同。", "The need below is approved and is procured by this authority ({0}); please sign the contract in time once it is awarded.";
    NEED_ITEM = "{0}：{1}{2}", "{0}: {1} {2}";
    NEED_OBJECT = "采购内容：{0}。", "Procured: {0}.";
    BASIS = "需求依据：{0}", "It rests on: {0}";
    AWARDED = "{0}于{1}中标（{2}）。", "{0} won by the award notice of {1} ({2}).";
    SIGN_BY = "合同请在 {0} 前签订（{1}）。", "The contract is to be signed by {0} ({1}).";
    CHECKED = "失信名单核查：{0}，出处：{1}。", "Dishonesty list checked on {0}: {1}.";
    SIGNED = "与{0}签订的合同登记如下（{1}）。", "The contract with {0} is registered as below ({1}).";
    FIELD = "{0}：{1}", "{0}: {1}";
    PRICED = "价格表：{0}项，见台账。", "Prices: {0} items, as in the journal.";
    CLAUSES = "必备条款齐全。", "It has all mandatory clauses.";
    GAPS = "办法施行前签订，缺少下列条款：", "It was signed before the Measures and lacks:";
    PUBLISH_BY = "合同请在 {0} 前公告（{1}）。", "It is to be published by {0} ({1}).";
    FILE_BY = "合同请在 {0} 前报财政备案（{1}）。", "It is to be filed with finance by {0} ({1}).";
    AMENDED = "合同{2}变更登记如下：{0}，{1}起生效（{3}）。", "Contract {2} is amended as below: {0}, in force from {1} ({3}).";
    AMENDED_PRICES = "{0}项价格从生效日起改变；生效日之前照原价计。", "{0} prices change from that day; what was used before that day is billed as before.";
    REASON = "理由：{0}", "Reason: {0}";
    LISTED = "{0}自{1}起列入严重失信主体名单（出处：{2}），当日起停止新下单，在用资源继续（{3}）。", "{0} has been listed as seriously dishonest since {1} ({2}): nothing new is ordered from that day, what runs goes on ({3}).";
    LISTED_AGENCY = "{0}自{1}起列入严重失信主体名单（出处：{2}），云主管部门将决定合同是否继续（{3}）。", "{0} has been listed as seriously dishonest since {1} ({2}); the authority decides whether the contract goes on ({3}).";
    EVIDENCE = "核查证据：{0}", "What shows it: {0}";
    DECIDED = "关于{0}列入严重失信主体名单，决定：{1}（{2}）。", "On the listing of {0} as seriously dishonest it is decided: {1} ({2}).";
    AFFILIATED = "因股权变动，{0}与{1}构成控股关联，不得作为综合服务机构（{2}）。", "By a share deal {0} and {1} are affiliates, so that it may not be the agency ({2}).";
    CURE_BY = "请在 {0} 前消除（{1}）。", "It is to be cured by {0} ({1}).";
    ENDED = "与{0}的合同自{1}起终止（{2}）。", "The contract with {0} ends from {1} on ({2}).";
    CANCELLED = "本采购终止，不再签订合同（{0}）。", "This procurement is given up; no contract will be signed ({0}).";
}
