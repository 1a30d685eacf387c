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
    PRICED = "价格表（{0}项）：", "Prices ({0} items):";
    CLAUSES = "必备条款齐全：", "It has all mandatory clauses:";
    GAPS = "办法施行前签订，必备条款有缺：", "It was signed before the Measures and lacks mandatory clauses:";
    NATIONAL = "国家法律（不是本办法）：签订期限依《中华人民共和国政府采购法》第四十六条，备案依第四十七条；公告依《中华人民共和国政府采购法实施条例》第五十条。", "National law, not the Measures: to be signed in time by Art. 46 of the Government Procurement Law, filed by its Art. 47, published by Art. 50 of its Regulation.";
    PUBLISH_BY = "合同请在 {0} 前公告（{1}）。", "It is to be published by {0} ({1}).";
    FILE_BY = "合同请在 {0} 前报财政备案（{1}）。", "It is to be filed with finance by {0} ({1}).";
    AMENDED = "合同{2}变更登记如下：{0}，{1}起生效（{3}）。", "Contract {2} is amended as below: {0}, in force from {1} ({3}).";
    AMENDED_PRICES = "{0}项价格从生效日起改变，生效日之前照原价计（R46）：", "{0} prices change from that day, and what was used before it is billed as before (R46):";
    AMENDED_BACK = "追溯生效：{0}", "It reaches back: {0}";
    REASON = "理由：{0}", "Reason: {0}";
    LISTED = "{0}自{1}起列入严重失信主体名单（出处：{2}），当日起停止新下单，在用资源继续（{3}）。", "{0} has been listed as seriously dishonest since {1} ({2}): nothing new is ordered from that day, what runs goes on ({3}).";
    LISTED_AGENCY = "{0}自{1}起列入严重失信主体名单（出处：{2}），云主管部门将决定合同是否继续（{3}）。", "{0} has been listed as seriously dishonest since {1} ({2}); the authority decides whether the contract goes on ({3}).";
    EVIDENCE = "核查证据：{0}", "What shows it: {0}";
    DECIDED = "关于{0}列入严重失信主体名单，决定：{1}（{2}）。", "On the listing of {0} as seriously dishonest it is decided: {1} ({2}).";
    AFFILIATED = "因股权变动，{0}与{1}构成控股关联，不得作为综合服务机构（{2}）。", "By a share deal {0} and {1} are affiliates, so that it may not be the agency ({2}).";
    CURE_BY = "请在 {0} 前消除（{1}）。", "It is to be cured by {0} ({1}).";
    ENDED = "与{0}的合同自{1}起终止（{2}）。", "The contract with {0} ends from {1} on ({2}).";
    FREE = "合同终止后免费过渡，到 {0}（含当日）为止（{1}）；其间使用不计费，云服务商须协助业务系统下线、迁移、移交和数据备份、清除。", "Use stays free after the end until and including {0} ({1}); nothing of it is billed, and the provider helps to take systems offline, to move and hand them over, and to back up and clear their data.";
    FREE_PROVISIONAL = "该日暂定：当年的节假日通知还没有发布。", "That day is provisional: the holiday notice of its year is not published.";
    EXIT_PLAN = "退出方案由云技术保障部门编制，逐系统写明五个步骤、日期、责任人和去向（{0}）。", "Technical support draws up the exit plan: for each system the five steps, dates, who is responsible, and where it goes ({0}).";
    OWNERS = "使用单位的数据和应用归使用单位，云平台设备归云服务商（{0}）。", "Data and applications are the using unit's, the platform's equipment is the provider's ({0}).";
    CANCELLED = "本采购终止，不再签订合同（{0}）。", "This procurement is given up; no contract will be signed ({0}).";
}
