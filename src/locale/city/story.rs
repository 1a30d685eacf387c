//! What the demo city writes: titles, purposes, opinions, reports. Every text is invented.
//!
//! Texts of one kind are numbered; the city's writer chooses among them.

messages! {
    /// `{0}` is the kind of system.
    TITLE_1 = "{0}上云", "{0} to the cloud";
    TITLE_2 = "{0}扩容", "{0} expansion";
    TITLE_3 = "{0}新增数据库节点", "{0} database nodes";
    TITLE_4 = "{0}改版所需资源", "{0} redesign";
    TITLE_5 = "{0}等级保护整改所需资源", "{0} protection rework";
    TITLE_6 = "{0}测试环境", "{0} test environment";
    TITLE_7 = "{0}存储扩容", "{0} storage";
    TITLE_8 = "{0}国产化改造", "{0} move to domestic technology";
    PRODUCT_TITLE_1 = "{0}专用软件自行采购", "{0} special software";
    PRODUCT_TITLE_2 = "{0}图形处理资源", "{0} graphics resources";
    URGENT_TITLE_1 = "{0}防汛应急资源", "{0} flood response";
    URGENT_TITLE_2 = "{0}专项任务应急资源", "{0} special task";
    URGENT_TITLE_3 = "{0}网络安全专项应急资源", "{0} security response";
    FORMAL_TITLE_1 = "{0}应急资源补办", "{0} regularisation";

    PURPOSE_1 = "应用服务节点", "application nodes";
    PURPOSE_2 = "数据库主备", "database pair";
    PURPOSE_3 = "附件与影像存放", "attachments and scans";
    PURPOSE_4 = "业务高峰分流", "load at peak times";
    PURPOSE_5 = "与省平台数据交换", "exchange with the province";
    PURPOSE_6 = "日志留存与审计", "logs and audit";
    PURPOSE_7 = "前置机与接口服务", "front end and interfaces";
    PURPOSE_8 = "备份与容灾", "backup and recovery";

    PRODUCT_1 = "地理信息引擎软件", "Geographic engine";
    PRODUCT_2 = "图形处理加速卡", "Graphics accelerator";
    PRODUCT_3 = "电子签章服务", "Electronic seal service";
    PRODUCT_GROUND_1 = "目录内无同类产品，业务离不开", "nothing of the kind in the catalogue, and needed";
    PRODUCT_GROUND_2 = "上级统一指定接口，目录产品不支持", "a prescribed interface that no item supports";

    REMARK_1 = "需求清楚", "the demand is clear";
    REMARK_2 = "已电话核对需求", "confirmed by telephone";
    REMARK_3 = "请按时限办理", "please keep to the time";

    OBJECTION_1 = "缺系统定级备案证明", "the record of the system's level is missing";
    OBJECTION_2 = "资源测算依据不足，请补充近三个月用量", "the figures do not bear out the demand";
    OBJECTION_3 = "资金来源说明缺盖章件", "the stamped funding statement is missing";
    OBJECTION_4 = "建设方案未附专家意见", "the experts' opinion is not attached";
    ANSWER_1 = "已补充，见附件", "supplied, see the annex";
    ANSWER_2 = "已按意见修改测算", "figures revised as asked";

    APPROVAL_1 = "需求合理，同意按目录发放", "reasonable, to be issued from the catalogue";
    APPROVAL_2 = "同意，请先行测试核实用量", "agreed, to be tested first";
    APPROVAL_3 = "与上云计划一致，同意", "agrees with the migration plan";
    APPROVAL_4 = "同意，按压减后数量办理", "agreed with reduced quantities";
    RECALL_1 = "险情解除，不再需要", "the danger is over, no longer needed";
    MATERIAL_1 = "立项批复及申请材料一册", "project approval and application papers, one volume";
    MATERIAL_2 = "信息化项目批复及附件", "approval of the project, with its annexes";
    ARRIVAL_1 = "设备到货，型号与采购合同一致，随货文件齐全", "arrived, the model as in the contract, papers complete";
    EARLY_1 = "测试项目已全部完成", "all test items are done";
    LEVEL_GROUND_1 = "单独物理区域部署，已书面论证", "in a separate area, argued in writing";
    REJECTION_1 = "现有资源利用率偏低，请先整合", "present resources are little used, consolidate first";
    REJECTION_2 = "与已建平台重复", "duplicates an existing platform";
    REJECTION_3 = "建设依据不充分", "the grounds are not sufficient";

    ENVIRONMENT_1 = "测试区已开通，账号另行告知", "the test area is open, accounts follow";
    ENVIRONMENT_2 = "虚拟网络与安全组已配置，可登录测试", "network and rules are set, ready to sign in";
    TEST_PASSED_1 = "功能与压力测试通过，用量符合预期", "function and load passed, use as expected";
    TEST_PASSED_2 = "测试通过，高峰内存占用六成", "passed, memory at six tenths under load";
    TEST_FAILED_1 = "压力测试超时，待调整后复测", "timeouts under load, to be repeated";
    ADJUSTMENT_1 = "按测试峰值核定，建议维持审核数量", "by the measured peak, keep what was approved";
    ADJUSTMENT_2 = "测试用量与审核数量相当，建议照审核数量交付", "the test used what was approved, deliver that";
    LESS_1 = "测试用量偏低，建议压减", "use was low, less is enough";
    FILING_1 = "已备案", "filed";
    EVIDENCE_1 = "交付单与登录日志相符", "delivery note and sign-in log agree";
    CHECK_PASSED_1 = "漏洞扫描与配置核查通过", "scan and configuration passed";
    CHECK_FAILED_1 = "发现高危漏洞，请供应商修复", "a serious flaw, the vendor must mend it";

    WITHDRAWAL_1 = "项目计划调整", "the project was rescheduled";
    WITHDRAWAL_2 = "并入其他项目统一申请", "merged into another project";
    ABANDONMENT_1 = "项目资金未落实", "the funds did not come";
    ABANDONMENT_2 = "改用已有平台", "an existing platform is used instead";
    HOLD_1 = "待单位补充测算说明", "waiting for the unit's figures";

    DOCUMENT_1 = "专项工作通知〔示例〕12号", "special task notice (example) 12";
    DOCUMENT_2 = "防汛工作调度令〔示例〕3号", "flood dispatch order (example) 3";
    URGENCY_1 = "须在当日上线，晚则影响调度", "must run today or the dispatch suffers";
    URGENCY_2 = "上级限时接入", "the superior set a time to connect";
    URGENT_APPROVAL_1 = "情况属实，立即发放", "true, issue at once";
    URGENT_REJECTION_1 = "不属应急情形，请按一般程序申请", "no emergency, apply in the ordinary way";
    CHANGE_TITLE_1 = "{0}资源调整", "{0}, resources adjusted";
    NEW_PURPOSE_1 = "按现有业务量调整", "as much as there is to do now";
    NEW_PURPOSE_2 = "按监测用量调整", "as much as was measured";
    MORE_1 = "近30日p95为81%，高峰排队", "p95 of 30 days 81 %, queues at the peak";
    MORE_2 = "新增业务上线，近30日p95为78%", "a new service began, p95 of 30 days 78 %";
    FEWER_1 = "近三个月p95不到20%", "p95 below 20 % for three months";
    FEWER_2 = "旺季已过，近30日p95为16%", "the season is over, p95 of 30 days 16 %";
    BACKUP_1 = "单位自有存储，离线一份", "the unit's own storage, one copy offline";
    BACKUP_2 = "市档案馆数据备份区", "the backup area of the city archives";
    ADVICE_1 = "容量足够，规格合适", "there is room, and the size fits";
    ADVICE_2 = "与监测用量相符", "as the measured use shows";
    CHANGE_APPROVAL_1 = "与使用情况相符，同意", "as its use shows, agreed";
    END_TITLE_1 = "{0}停用", "{0} goes out of use";
    END_REASON_1 = "业务已并入省级平台", "the work went over to a platform of the province";
    END_REASON_2 = "项目结束，不再使用", "the project ended, no longer used";
    END_APPROVAL_1 = "同意注销，请先备份", "agreed, back up first";
    END_REJECTION_1 = "仍有单位在共享数据，请先处理", "data are still shared from there, settle that first";
    VOLUME_1 = "约1.2TiB，附清单", "about 1.2 TiB, with a list";
    OFFLINE_1 = "入口已关闭，24小时无访问", "the entry is closed, no access for 24 hours";
    METHOD_1 = "覆写三遍", "overwritten three times";
    STANDARD_1 = "GB/T 37988", "GB/T 37988";
    MEDIA_1 = "系统盘、数据盘及快照、镜像、备份副本", "system and data disks with their snapshots, images and backups";
    CLEANER_1 = "清理人01", "Cleaner 01";
    WITNESS_1 = "见证人02", "Witness 02";
    SAMPLED_1 = "抽检两块，均无残留", "two sampled, nothing left";
    JOIN_TITLE_1 = "既有资源池对接统一云管平台", "a pool that stood before is connected";
    PLAN_TITLE_1 = "资源池扩容", "more of the pool";
    PLAN_1 = "服务器8台、全闪存储1套，满足明年新增系统", "8 servers and one flash storage, for the systems of next year";
    PLAN_NUMBER_1 = "采〔示例〕7号", "plan (example) 7";
    PLAN_GROUND_1 = "防汛会商扩容，迁移完成前无替代", "for the flood dispatch, nothing else before the migration ends";
    PLAN_APPROVAL_1 = "按计划扩容，同意", "as planned, agreed";
    INTERFACE_1 = "资源与监测接口", "resources and monitoring";
    PLATFORM_REPORT_1 = "测〔示例〕3号", "(example) 3";
    CAPACITY_FINDING_1 = "容量够用，内存余量偏紧，建议下季度复核", "enough; memory is short, to be looked at again next quarter";
    CAPACITY_FINDING_2 = "容量够用，无需扩容", "enough, nothing to add";
    REMINDER_1 = "补办已超期，请尽快确认并申请", "overdue, please confirm and apply";
}
