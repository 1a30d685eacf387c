//! What everything that a party can do is called, what it does, and what its fields ask for.
use crate::domain::verb::Verb;

mod field;
#[cfg(test)]
pub use field::messages;
pub use field::{choice, field, field_hint, find_choice, find_field};

labels! {
    /// A verb as a button and the palette show it: the imperative.
    verb(Verb) {
        Submit = "提交申请", "Submit an application";
        Accept = "受理", "Accept";
        Decline = "不予受理", "Do not accept";
        Review = "出具审核意见", "Give the review opinion";
        OrderTest = "下达测试工单", "Order the test";
        HandOverTest = "移交测试环境", "Hand over the test environment";
        ReportTest = "提交测试报告", "Report the test";
        Propose = "提出调整建议", "Propose the adjustment";
        ReceiveFiling = "签收备案", "Receive the filing";
        OrderDelivery = "下达交付工单", "Order the delivery";
        Deliver = "交付资源", "Deliver";
        Confirm = "确认发放", "Confirm";
        DetermineCompletion = "认定完成日", "Determine the completion day";
        CheckProduct = "登记产品安全检查", "Record a product check";
        DeployProduct = "登记产品部署", "Record a deployment";
        Withdraw = "撤回", "Withdraw";
        Abandon = "放弃", "Abandon";
        Hold = "登记搁置", "Record a hold";
        Resume = "解除搁置", "End the hold";
        TakeOver = "接手办理", "Take over";
        Apply = "应急申请", "Apply in an emergency";
        ReviewEmergency = "应急审核", "Review the emergency";
        HandOver = "移交应急资源", "Hand over";
        ConfirmIssuance = "确认应急发放", "Confirm the issuance";
        Remind = "催告补办", "Remind";
        Escalate = "上报逾期", "Report lateness";
        Recompute = "按新日历重算", "Recompute";
        Found = "开立台账", "Found the ledger";
        RegisterParty = "登记主体", "Register a party";
        RegisterPerson = "登记人员", "Register a person";
        BindAccount = "绑定账号", "Bind an account";
        RegisterPool = "登记资源池", "Register a pool";
        RegisterSystem = "登记系统", "Register a system";
        RegisterItem = "登记目录项", "Register a catalogue item";
        RecordContract = "登记合同", "Record a contract";
        ProposeRuling = "提议裁定", "Propose a ruling";
        SignRuling = "签署裁定", "Sign a ruling";
        LoadCalendar = "载入节假日通知", "Load a holiday notice";
        LoadMeasures = "载入办法原文", "Load the official text";
    }
    /// What a verb does, in a sentence.
    verb_hint(Verb) {
        Submit = "本单位申请云资源，云主管部门的受理期限从今天起算。",
            "Your unit applies for resources; the authority's time to accept starts today.";
        Accept = "材料齐全、需求合理：发受理通知书，转入审核。",
            "Complete and reasonable: the notice of acceptance goes out and the review begins.";
        Decline = "出具书面意见，逐条写明理由，单位可据此再报。",
            "A written opinion goes out, objection by objection, which a new application can answer.";
        Review = "逐行核定数量，给出通过或不通过的意见。",
            "Set the quantity of each line, and approve or reject with an opinion.";
        OrderTest = "请云服务商按审核量搭建测试环境。",
            "The provider is to set up the test environment for the approved quantities.";
        HandOverTest = "把搭好的测试环境交给单位，一个月的测试期从今天起算。",
            "The unit gets the test environment; its month of testing starts today.";
        ReportTest = "报告测试结果；不合格的继续测试，期限不变。",
            "Report the result; after a failure testing goes on within the same month.";
        Propose = "按测试情况提出调整量，并送云主管部门备案。",
            "Propose quantities from the test and file them with the authority.";
        ReceiveFiling = "登记收到备案；备案不是审批，不能驳回。",
            "Record that the filing arrived; it is no approval and cannot be refused.";
        OrderDelivery = "请云服务商按调整量交付。",
            "The provider is to deliver the adjusted quantities.";
        Deliver = "登记实际发放的数量和完成日，交单位确认。",
            "Record what was issued and the completion day, for the unit to confirm.";
        Confirm = "确认收到资源，并签认完成日；计费从签认的日子算。",
            "Confirm the resources and attest the completion day, from which billing counts.";
        DetermineCompletion = "单位逾期不确认的，凭交付证据代为认定完成日。",
            "For a unit that does not confirm in time, set the completion day on the delivery evidence.";
        CheckProduct = "登记自购产品的安全检查结果；不合格的可复检。",
            "Record the security check of a self-procured product; a failed one may be repeated.";
        DeployProduct = "登记合格产品的部署日。",
            "Record the day on which a product that passed was deployed.";
        Withdraw = "在审核意见之前撤回，事项就此了结。",
            "Withdraw before the review opinion; the matter ends.";
        Abandon = "在交付之前放弃，事项就此了结。",
            "Give up before delivery; the matter ends.";
        Hold = "记下因何停顿；所有时限照常走。",
            "Record why nothing moves; every clock keeps running.";
        Resume = "停顿的缘由已消除。",
            "What it waited for is over.";
        TakeOver = "别人正在办的由您接手，记入台账；环节和时限都不变。",
            "What somebody else is at becomes yours, on record; stage and deadlines stay.";
        Apply = "情况紧急时直接向云技术保障部门提出，先发放、后补办。",
            "In urgency, apply to technical support: issued first, regularised afterwards.";
        ReviewEmergency = "审核通过即发放，并发应急发放单。",
            "Approval issues at once, with the emergency issuance order.";
        HandOver = "把已发放的资源交给单位，三个工作日从移交起算。",
            "The unit gets what was issued; its three working days count from here.";
        ConfirmIssuance = "确认收到应急资源，并签认完成日。",
            "Confirm the emergency resources and attest the completion day.";
        Remind = "补办已逾期：向单位发催告。",
            "The regularisation is overdue: a reminder goes to the unit.";
        Escalate = "把逾期的义务报给云主管部门，每项一次。",
            "Report overdue duties to the authority, each once.";
        Recompute = "新的节假日通知已载入：重算未了结的时限，旧日期留在历史里。",
            "A new holiday notice is in force: open deadlines are computed again, the old dates kept.";
        Found = "登记云主管部门及首位管理员，台账由此开始。",
            "Register the authority and its first administrator; the ledger begins.";
        RegisterParty = "新增主体，或改它的名称、代字、区域和预算级次。",
            "Add a party, or change its name, paper word, region or budget level.";
        RegisterPerson = "新增人员，或改其岗位、电话、在岗状态。",
            "Add a person, or change posts, telephone or whether active.";
        BindAccount = "把登录名绑定到人员，或停用；不能转给他人。",
            "Bind a login to a person, or close it; it never moves to another.";
        RegisterPool = "新增资源池，或改它的名称和交付方。",
            "Add a resource pool, or change its name and who delivers.";
        RegisterSystem = "新增系统，或改它的名称、等保级别和资金来源。",
            "Add a system, or change its name, protection level or funding.";
        RegisterItem = "新增目录项，或改它的规格和价格。",
            "Add a catalogue item, or change its specification and price.";
        RecordContract = "登记预算外单位与云服务商自签的合同。",
            "Record the contract that a unit outside the municipal budget signed with a provider.";
        ProposeRuling = "提议改变一项裁定，另一人签署后自生效日起适用。",
            "Propose to change a ruling; signed by another person, it acts from its effective day.";
        SignRuling = "签署他人提议的裁定。",
            "Sign a ruling that another person proposed.";
        LoadCalendar = "载入一年的放假调休安排，暂定时限随之重算。",
            "Load a year's holidays and make-up days; provisional deadlines are computed again.";
        LoadMeasures = "载入四十二条原文，与本程序的概要对照。",
            "Load the text of the 42 articles, shown beside this program's summaries.";
    }
}
