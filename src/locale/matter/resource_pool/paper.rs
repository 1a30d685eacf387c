//! What the papers of resource pools say, in our own words.

messages! {
    FIELD = "{0}：{1}", "{0}: {1}";
    APPROVED = "{0}：采购计划批准（{1}）。", "{0}: the purchase plan is approved ({1}).";
    REJECTED = "{0}：采购计划不予批准（{1}）。", "{0}: the purchase plan is rejected ({1}).";
    EXCEPTION = "本计划属例外，依据批准意见办理（{0}）。", "This is an exception, on the ground of the opinion ({0}).";
    DECLARED = "{0} 于{1}建成，所用软硬件产品均自主可控，逐项声明如下（{2}）。", "{0} was built on {1}; its products are self-controllable, each declared below ({2}).";
    CONNECTED = "{0} 的接口于{1}向统一云管平台开放并验收：类别 {2}，版本 {3}（{4}）。", "The interface of {0} is open to the management platform and was accepted on {1}: class {2}, version {3} ({4}).";
    COMMISSIONED = "{0} 自{1}起入役（{2}）。", "{0} is in service from {1} ({2}).";
    MEASURE = "请云技术保障部门登记其容量。", "Technical support registers its capacity.";
    REVIEWED = "{0} 截至{1}的容量情况如下（{2}）。", "The capacity of {0} as of {1} ({2}).";
    UNMEASURED = "该池容量尚未登记。", "Nothing is on record of what it has.";
    FINDING = "评估结论：{0}", "Finding: {0}";
    CLOSING = "{0} 自本日起关闭，不再新发放；在用资源照常，请各单位迁往其他资源池（{1}）。", "{0} is being closed from today: nothing new is issued, what runs goes on, and its units move to other pools ({1}).";
    GROUND = "理由：{0}", "Ground: {0}";
}
