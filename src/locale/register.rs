//! The words of what the registers keep: acts and their fields, what was registered.
use super::matter::{Row, rows};
use super::{T, block, domain, measures};
use crate::domain::build::pool::CloudMode;
use crate::domain::build::system::Funding;
use crate::domain::law::block::Ground;
use crate::domain::law::calendar::Loading;
use crate::domain::law::party::{PartyKind, Post, Region};
use crate::domain::purchase::catalogue::PriceBasis;
use crate::domain::purchase::exception::ExceptionKind;
use crate::domain::register::Verb;
use crate::domain::r#use::inventory::InventoryKind;

labels! {
    /// A verb as a button and the palette show it: the imperative.
    verb(Verb) {
        Found = "新建台账库", "Found the store";
        RegisterParty = "登记主体", "Register a party";
        SucceedParty = "记录撤并承接", "Record a succession";
        RegisterPerson = "登记人员", "Register a person";
        BindAccount = "绑定账号", "Bind an account";
        RegisterPool = "登记资源池", "Register a pool";
        MeasurePool = "登记资源池容量", "Measure a pool";
        TakeInventory = "登记巡查清单", "Take an inventory";
        SettleFinding = "办结发现", "Settle a finding";
        RegisterSystem = "登记系统", "Register a system";
        ConfirmSystem = "确认系统级别和资金", "Confirm a system's level and funding";
        RegisterItem = "登记目录项", "Register a catalogue item";
        RegisterException = "申请例外", "Ask for an exception";
        ApproveException = "批准例外", "Approve an exception";
        RecordContract = "登记合同", "Register a contract";
        RecordHolding = "登记持股关系", "Register a holding";
        CountersignContract = "会签合同", "Countersign a contract";
        RecordBlock = "登记限制", "Register a block";
        LiftBlock = "解除限制", "Lift a block";
        ProposeRuling = "提议裁定", "Propose a ruling";
        SignRuling = "签署裁定", "Sign a ruling";
        LoadCalendar = "提议载入节假日通知", "Propose a holiday notice";
        SignCalendar = "签署节假日通知", "Sign a holiday notice";
        LoadMeasures = "载入办法原文", "Load the official text";
        ProposeMeasures = "提议登记办法变动", "Propose a change of the Measures";
        SignMeasures = "签署办法变动", "Sign a change of the Measures";
        LapseMeasures = "记录办法期满", "Record the expiry";
        GroundMeasures = "给出期满后书面依据", "Give a ground after the end";
        RevealTelephone = "查看电话", "Show a telephone number";
    }
    /// What a verb does, in a sentence.
    verb_hint(Verb) {
        Found = "登记云主管部门及首位管理员，台账由此开始。",
            "Register the authority and its first administrator; the journal begins.";
        RegisterParty = "登记主体，或修改它的名称、简称、代字、属地和预算级次。",
            "Register a party, or change its name, short name, paper word, region or budget level.";
        SucceedParty = "单位撤并，其事项、系统和待办由另一单位承接。",
            "A unit was dissolved or merged: another takes over its matters, systems and duties.";
        RegisterPerson = "登记人员，或修改其岗位、电话、是否有效。",
            "Register a person, or change posts, telephone or whether active.";
        BindAccount = "把登录名绑定到人员，或停用；不能转给他人。",
            "Bind a login to a person, or close it; it never moves to another.";
        RegisterPool = "登记资源池，或修改它的名称和交付方。",
            "Register a resource pool, or change its name and supplier.";
        MeasurePool = "登记资源池各维度的物理量、超配比和应急预留；另起一日登记，原来的留着。",
            "Register what a pool has of every dimension, its ratio and emergency reserve; what was before stays.";
        TakeInventory = "登记资源池的运行实例或备份清单；列有已清理的实例，即是对交付方的一条发现。",
            "Take an inventory of what a pool runs or keeps as backups; a cleared instance in it is a finding against the supplier.";
        SettleFinding = "写明查实情况和所凭文书，办结一条发现；已清理的不能恢复。",
            "Settle a finding with what was found out and the paper that says so; what is cleared never comes back.";
        RegisterSystem = "登记系统，或修改它的名称、等保级别和资金来源。",
            "Register a system, or change its name, protection level or funding.";
        ConfirmSystem = "确认单位为系统申报的等保级别和资金来源，自当日起有效。",
            "Confirm the protection level and funding that a unit entered for its system; they are in force from the day.";
        RegisterItem = "登记目录项，或修改它的规格和单价。",
            "Register a catalogue item, or change its specification and price.";
        RegisterException = "申请单位自建机房，或自行采购目录内已有的资源，写明理由和期限；由云主管部门另一人批准后方有效。",
            "Ask for a unit's own room, or to buy elsewhere what the catalogue has, with ground and last day; it holds once another person of the authority approves it.";
        ApproveException = "批准他人申请的例外，自当日起有效。",
            "Approve an exception that another person asked for; it holds from the day.";
        RecordContract = "登记市本级预算外的单位自己同云服务商签的合同。",
            "Register the contract that a unit outside the municipal budget signed with a provider.";
        CountersignContract = "云服务商会签单位所登记的合同，会签后方算数。",
            "Countersign the contract that a unit registered with your firm; from then on it counts.";
        RecordHolding = "登记谁持有哪家公司多少股份；变动另起一日登记，原来的留着。",
            "Register who holds how much of a company; a deal is registered from its day on, and what was stays.";
        RecordBlock = "凭文书登记停发、冻结、失信等限制，自登记起执行。",
            "Register a stop, a freeze, dishonesty or another block on its paper; it acts from then on.";
        LiftBlock = "凭文书解除一项限制，受阻的即可续办。",
            "Lift a block on its paper; what it stopped goes on.";
        ProposeRuling = "提议改变一项裁定，另一人签署后自生效日起适用。",
            "Propose to change a ruling; signed by another person, it acts from its effective day.";
        SignRuling = "签署他人提议的裁定。",
            "Sign a ruling that another person proposed.";
        LoadCalendar = "提议载入一年的放假调休安排，另一人签署后生效。",
            "Propose a year's holidays and make-up days; signed by another person, they act.";
        SignCalendar = "签署他人提议的节假日通知，未了结的时限随之重算。",
            "Sign a notice that another person proposed; open deadlines are computed again.";
        LoadMeasures = "载入四十二条原文，与本程序的概要对照。",
            "Load the text of the 42 articles, shown beside this program's summaries.";
        ProposeMeasures = "登记延续有效的通知、废止决定或接续的新办法，另一人签署后起作用。",
            "Register a notice that extends, repeals or replaces the Measures; signed by another person, it acts.";
        SignMeasures = "签署他人提议登记的办法变动，有效期随之改变。",
            "Sign a change that another person proposed; the last day follows it.";
        LapseMeasures = "末日已过而没有延续、接续：由程序自动记录。",
            "The last day passed and nothing extended or replaced the Measures: the program records it by itself.";
        GroundMeasures = "《办法》期满后、接续之前，准许单位或全市提出新的普通事项。",
            "After the end, until a successor, it lets a unit or the whole city begin new ordinary matters.";
        RevealTelephone = "查看事项联系人的电话，记入台账；命令行用 show --clear。",
            "Show the number of a matter's contact; the journal says so. On the command line: show --clear.";
    }
}

messages! {
    PRICE = "单价", "Price";
    TAKES = "占用", "Takes";
    NUMBER = "编号", "Number";
    BLOCK_SUBJECT = "对象", "Lies on";
}

lines! {
    "party.registered" = "登记主体：{0}（{1}，{2}）", "Party registered: {0} ({1}, {2})";
    "party.succeeded" = "撤并承接：{0} 由 {1} 承接，自 {2} 起，系统{3}个（{4}）", "{1} took over from {0} on {2}, with {3} systems ({4})";
    "person.registered active" = "登记人员：{0}（{1}，{2}）", "Person registered: {0} ({1}, {2})";
    "person.registered left" = "人员停用：{0}（{1}，{2}）", "Person inactive: {0} ({1}, {2})";
    "person.registered alike" = "{0}；请核对是否同一人：{1}", "{0}; check whether they are one person: {1}";
    "person alike" = "{0}（{1}，{2}）", "{0} ({1}, {2})";
    "account.bound open" = "绑定账号：{0} → {1}", "Account bound: {0} → {1}";
    "account.bound closed" = "停用账号：{0}（{1}）", "Account closed: {0} ({1})";
    "pool.registered" = "登记资源池：{0}（{1}，{2}）", "Pool registered: {0} ({1}, {2})";
    "pool.measured" = "登记容量：{0}，{1}，自 {2} 起（{3}）", "Capacity registered: {0}, {1}, from {2} ({3})";
    "capacity vcpu" = "vCPU {0} × {1}{2}", "vCPU {0} × {1}{2}";
    "capacity memory" = "内存 {0} GiB × {1}{2}", "memory {0} GiB × {1}{2}";
    "capacity fast disk" = "高速盘 {0} GiB × {1}{2}", "fast disk {0} GiB × {1}{2}";
    "capacity ordinary disk" = "普通盘 {0} GiB × {1}{2}", "ordinary disk {0} GiB × {1}{2}";
    "capacity bandwidth" = "带宽 {0} Mbit/s × {1}{2}", "bandwidth {0} Mbit/s × {1}{2}";
    "capacity gpu" = "GPU {0} × {1}{2}", "GPU {0} × {1}{2}";
    "capacity addresses" = "公网地址 {0} × {1}{2}", "addresses {0} × {1}{2}";
    "capacity kept" = "（应急预留 {0}%）", "({0}% for emergencies)";
    "inventory.taken running" = "登记运行实例清单（第{0}号）：{1}，截至 {2}，列有{3}个：在用{4}，退出待清理{5}，已清理{6}，查无{7}（{9}）{8}", "Inventory of what runs (no. {0}): {1}, as of {2}, {3} listed: {4} in use, {5} left and not cleared, {6} cleared, {7} unknown ({9}){8}";
    "inventory.taken backups" = "登记备份清单（第{0}号）：{1}，截至 {2}，列有{3}个：在用{4}，退出待清理{5}，已清理{6}，查无{7}（{9}）{8}", "Inventory of backups (no. {0}): {1}, as of {2}, {3} listed: {4} in use, {5} left and not cleared, {6} cleared, {7} unknown ({9}){8}";
    "findings of it" = "：{0}", ": {0}";
    "finding made" = "第{0}号发现，严重（第21条第二款）：{1} 已于 {2} 清理，{3}", "finding no. {0}, critical (Art. 21(2)): {1} was cleared on {2}, {3}";
    "finding again" = "第{0}号发现再次列入：{1} 已于 {2} 清理，{3}", "finding no. {0} listed again: {1} was cleared on {2}, {3}";
    "finding certificate" = "见{0}", "as {0} certifies";
    "finding matter" = "见{0}", "as {0} has it";
    "finding.settled" = "办结第{0}号发现：{1}，{2}（{3}）", "Finding no. {0} settled: {1}, {2} ({3})";
    "system.registered" = "登记系统：{0}（{1}，等保{2}级）{3}", "System registered: {0} ({1}, level {2}){3}";
    "system.registered waits" = "，级别和资金待云主管部门确认", "; level and funding wait for the authority";
    "system.confirmed" = "确认系统：{0}（{1}，等保{2}级，{3}）", "System confirmed: {0} ({1}, level {2}, {3})";
    "items.entered" = "{0}生效：{1}项", "{0} in force: {1} items";
    "listings.carried" = "{0}沿用{1}项", "{0} carries {1} items over";
    "item.registered" = "登记目录项：{0}（{1}，{2}{3}元）", "Item registered: {0} ({1}, {3} yuan {2})";
    "exception.registered" = "登记例外：{0}，{1} {2}，{4}（{3}）", "Exception registered: {0}, {1} {2}, {4} ({3})";
    "exception.registered waits" = "{0}；待云主管部门另一人批准", "{0}; another person of the authority is to approve it";
    "exception.approved" = "批准例外：{0}，{1} {2}，{4}（{3}）", "Exception approved: {0}, {1} {2}, {4} ({3})";
    "exception until" = "至{0}", "until {0}";
    "exception open" = "不定期", "with no last day";
    "contract.recorded" = "登记合同：{0} 与 {1}，{2}", "Contract registered: {0} with {1}, {2}";
    "contract.recorded waits" = "{0}；待云服务商会签", "{0}; the provider is to countersign it";
    "contract.countersigned" = "会签合同：{0} 与 {1}，{2}", "Contract countersigned: {0} with {1}, {2}";
    "holding.recorded held" = "登记持股：{0} 持有 {1} {2}，自 {3} 起（{4}）", "Holding registered: {0} holds {2} of {1}, from {3} ({4})";
    "holding.recorded ended" = "持股终止：{0} 不再持有 {1}，自 {2} 起（{3}）", "Holding ended: {0} holds nothing of {1}, from {2} ({3})";
    "holding of" = "{0}%", "{0}%";
    "holding in fact" = "{0}%（实际控制）", "{0}% (control in fact)";
    "affiliation.found counts" = "控股关联：云服务商 {0} 与综合服务机构 {1}，{2}；不得同任（第13条）", "Affiliates by control: provider {0} and agency {1}, {2}; they may not be both (Art. 13)";
    "affiliation.found state" = "同受国家控股，不构成控股关联（R33）：云服务商 {0} 与综合服务机构 {1}，{2}", "Held together by the State alone, which makes no affiliates (R33): provider {0} and agency {1}, {2}";
    "affiliation way" = "{0} {1}", "{0} {1}";
    "affiliation ways" = "{0}；{1}", "{0}; {1}";
    "ruling.proposed" = "提议裁定（第{0}号）{1}，自 {2} 起，{3}", "Ruling proposed (no. {0}): {1}, from {2}, {3}";
    "ruling in the city" = "全市", "the whole city";
    "ruling of a pool" = "资源池 {0}", "pool {0}";
    "ruling of a party" = "主体 {0}", "party {0}";
    "ruling.signed" = "签署第{0}号裁定：{1}", "Ruling no. {0} signed by {1}";
    "calendar.proposed" = "提议载入{0}年节假日通知（第{1}号）", "Holiday notice for {0} proposed (no. {1})";
    "calendar.loaded" = "载入{0}年节假日通知，日历第{1}版", "Holiday notice for {0} loaded, calendar edition {1}";
    "measures.proposed" = "提议登记办法变动：{0}", "Change of the Measures proposed: {0}";
    "measures.signed" = "办法变动生效：{0}", "Change of the Measures signed: {0}";
    "measures.lapsed" = "办法期满：{0}", "The Measures expired: {0}";
    "measures.grounded" = "给出期满后书面依据：{0}", "Ground after the end given: {0}";
    "measures.loaded" = "载入办法原文{0}条：{1}", "Official text loaded, {0} articles: {1}";
    "telephone.revealed" = "查看电话：{0}（{1}）", "Telephone number shown: {0} ({1})";
}

/// The fields of its acts. A name that only one act uses in that sense stands before the general one.
pub(super) const FIELDS: &[Row] = rows! { Register:
    ProposeRuling "reason" = "提议理由", "Reason":
        "为何要改，签署人据此判断。", "Why it should change; the signer judges by it.";
    RegisterPool "region" = "属地", "Region":
        "区县的只对接统一云管平台，市里不从中发放（第14条）。", "A county's is connected only: the city issues nothing from it (Art. 14).";
    RegisterPool "ground" = "例外理由", "Ground":
        "《办法》公布后在赫山、资阳新建的要填（第41条）。", "For a new one in Heshan or Ziyang since the Measures (Art. 41).";
    RecordBlock "ground" = "事由", "Ground":
        "容量不足由云技术保障部门登记，其余由云主管部门。", "Short capacity is support's to register, all else the authority's.";
    RecordBlock "pool" = "资源池", "Pool":
        "对象三选一，都空着即全市。", "One of the three it lies on; none means the whole city.";
    RecordBlock "party" = "单位或云服务商", "Unit or provider":
        "对象三选一，都空着即全市。", "One of the three it lies on; none means the whole city.";
    RecordBlock "system" = "系统", "System":
        "对象三选一，都空着即全市。", "One of the three it lies on; none means the whole city.";
    RecordBlock "reason" = "事实", "Facts":
        "写明事实和经过。", "What happened, and in which steps.";
    LiftBlock "reason" = "理由", "Reason":
        "写明为何解除。", "Why it is lifted.";
    "from" = "起始日", "From":
        "文书所定的首日；登记之前不生效。", "The first day that the paper names; nothing acts before it is registered.";
    "until" = "截止日", "Until":
        "含当日；空着即至解除为止。", "That day included; empty until it is lifted.";
    "paper" = "文号", "Paper":
        "所凭文书的编号。", "The number of the paper it rests on.";
    "block" = "限制序号", "Block":
        "登记时给的号，见“限制”名册。", "The number it was given; see the register of blocks.";
    RecordHolding "holder" = "持股方代码", "Holder's code":
        "主体用登记的代码；其他公司、机构自取，可用小写的统一社会信用代码。日后登记为主体，用同一代码。", "A party's code as registered; any other gets one, such as its credit code in lower case, and keeps it if it becomes a party.";
    "holder_name" = "持股方名称", "Holder's name":
        "已登记的主体、写过的公司可空着。", "Empty for a party, or a company that was named before.";
    RecordHolding "held" = "被持股公司代码", "Code of the company held":
        "写法同持股方代码。", "As the holder's code.";
    "held_name" = "被持股公司名称", "Name of the company held":
        "已登记的主体、写过的公司可空着。", "Empty for a party, or a company that was named before.";
    "share" = "持股比例（%）", "Share (%)":
        "0到100，至多两位小数，不要进位；0且无实际控制即终止。", "0 to 100, two decimals at most, not rounded; 0 without control ends it.";
    "control" = "实际控制", "Control in fact":
        "不论比例，如协议控制、几方持股合计超过限度。", "Whatever the share: by agreement, or by several holdings together.";
    "state" = "国家持股", "Held by the State":
        "持股方是履行出资人职责的机构，如国资委；国有企业填否。", "The holder is a body that owns for the State; of a State-owned company say no.";
    RecordHolding "since" = "自何日起", "Since":
        "股权变动之日，不晚于今天；空着即今天。", "The day of the deal, today at the latest; empty means today.";
    RecordHolding "source" = "出处", "Source":
        "如企业信用信息公示系统、公告编号。", "Such as the public company register, or an announcement's number.";
    RecordHolding "evidence" = "依据", "Evidence":
        "查到什么，何时查的，材料在哪里。", "What was found, when, and where it is kept.";
    MeasurePool "pool" = "资源池", "Pool";
    "dimensions" = "容量", "Capacity":
        "每行一个维度：名称 物理量 超配比 应急预留，如“内存 4096 1.5 10%”；后两项空着即1、依R30。名称有vcpu、内存、高速盘、普通盘、带宽、gpu、公网地址，没写的即没有。", "A line a dimension: name, physical, ratio, reserve, as “vcpu 1024 2 10%”; without the last two 1 and R30. Names: vcpu, memory_gib, fast_disk_gib, ordinary_disk_gib, bandwidth_mbps, gpu, addresses; what is not named is none.";
    MeasurePool "since" = "自何日起", "Since":
        "不晚于今天；空着即今天。", "Today at the latest; empty means today.";
    MeasurePool "basis" = "依据", "Basis":
        "如盘点记录、验收单的编号。", "Such as the number of a count or a hand-over record.";
    TakeInventory "pool" = "资源池", "Pool";
    TakeInventory "kind" = "清单类别", "Kind of inventory";
    "as_of" = "截至日", "As of":
        "当日终了时的情形，不晚于今天。", "As it was at the end of that day; today at the latest.";
    TakeInventory "source" = "来源", "Source":
        "清单的文号或文件名。", "The paper or the file that it is from.";
    TakeInventory "instances" = "实例", "Instances":
        "交付时所用的名称，每行一个，也可用空格、逗号分开；至多5000个。", "By the names used when they were handed over: one a line, or parted by blanks or commas; 5000 at most.";
    SettleFinding "number" = "发现序号", "Finding":
        "见“发现”名册。", "See the register of findings.";
    "outcome" = "查实情况", "Outcome":
        "查到什么、怎样处置；已清理的不能恢复。", "What was found out, and what was done; nothing comes back.";
    SettleFinding "paper" = "文号", "Paper":
        "所凭文书的编号。", "The number of the paper that says so.";
    RecordContract "number" = "合同编号", "Contract number":
        "照合同上的写法。", "As the contract has it.";
    RecordContract "amount" = "合同金额（元/年）", "Amount a year (yuan)":
        "一年至多用多少，写人民币元，如 480000；合同没有写的空着。", "What may be bought a year, in yuan, such as 480000; empty if the contract does not say.";
    RecordContract "prices" = "价格", "Prices":
        "每行一项：代码 年单价；按月的写“/月”，分档的加“101:5000.00”。没有写的依统签合同的价格。", "A line an item: its code and price a year; “/month” for a month's, “101:5000.00” for a tier. What has none costs what it does by the city's contract.";
    RegisterItem "unit" = "计量单位", "Unit of measure":
        "台、GB、Mbps等。", "Such as set, GB, Mbps.";
    RegisterPerson "name" = "姓名", "Name";
    RegisterItem "name" = "名称", "Name":
        "目录里的名称。", "As the catalogue has it.";
    RegisterParty "code" = "代码", "Code":
        "小写字母、数字、短横；登记后不改。", "Lower-case letters, digits, hyphens; stays for good.";
    RegisterParty "kind" = "主体类别", "Kind of party":
        "登记后不改。", "Stays for good.";
    Found "party" = "云主管部门", "Authority":
        "台账的第一个主体。", "The first party of the journal.";
    Found "person" = "首位管理员", "First administrator":
        "只任管理员，不任经办和审核。", "Administrator only, neither handler nor reviewer.";
    "login" = "登录名", "Login";
    "code" = "代码", "Code":
        "小写字母、数字、短横。", "Lower-case letters, digits, hyphens.";
    "name" = "名称", "Name";
    SucceedParty "party" = "撤并单位", "Unit that is no more";
    "successor" = "承接单位", "Successor";
    SucceedParty "document" = "撤并文件", "Document":
        "批准撤并的文号。", "The number of the document that says so.";
    SucceedParty "since" = "承接日", "From":
        "不晚于今天；空着即今天。", "Today at the latest; empty means today.";
    "vcpu" = "vCPU", "vCPU":
        "每一计量单位占用资源池多少；不占的空着，下同。", "What one of it takes of a pool; empty if nothing, as below.";
    "memory_gib" = "内存（GiB）", "Memory (GiB)";
    "fast_disk_gib" = "高速盘（GiB）", "Fast disk (GiB)";
    "ordinary_disk_gib" = "普通盘（GiB）", "Ordinary disk (GiB)";
    "bandwidth_mbps" = "带宽（Mbit/s）", "Bandwidth (Mbit/s)";
    "gpu" = "GPU", "GPU";
    "addresses" = "公网地址", "Public addresses";
    RegisterException "kind" = "例外类别", "Kind of exception";
    RegisterException "item" = "目录项", "Catalogue item":
        "自行采购的是目录里哪一项；机房不填。", "Which item is bought elsewhere; not of a room.";
    RegisterException "room" = "机房", "Room":
        "何处、作何用；采购不填。", "Where it is, what for; not of a purchase.";
    RegisterException "ground" = "例外理由", "Ground":
        "为何原则上不许的在此可行。", "Why what should not be may be here.";
    RegisterException "until" = "末日", "Last day":
        "含当日；空着即不限。填今天，批准后即收回。", "That day included; empty means open. Today takes it back, once approved.";
    ApproveException "kind" = "例外类别", "Kind of exception";
    ApproveException "item" = "目录项", "Catalogue item":
        "自行采购的是目录里哪一项；机房不填。", "Which item is bought elsewhere; not of a room.";
    ApproveException "room" = "机房", "Room":
        "照申请的写法；采购不填。", "As it was asked for; not of a purchase.";
    "of_matter" = "事项", "Matter":
        "要打电话给哪一件的联系人。", "The one whose contact is to be called.";
    "short_name" = "简称", "Short name":
        "窄处用它代替名称，至多20字；空着即用名称。", "Stands for the name where there is little room, 20 characters at most; empty means the name.";
    "paper_word" = "机关代字", "Paper word":
        "文书编号的开头，如“益数云”；归一家专用，不含数字、括号、空格。", "What its papers' numbers begin with: one party's alone, without digits, brackets or blanks.";
    "region" = "属地", "Region";
    "municipal_budget" = "市本级预算", "Municipal budget":
        "不是的须自签合同并登记（第40条）。", "Others need a contract of their own on record (Art. 40).";
    "party" = "所属主体", "Party";
    "posts" = "岗位", "Posts":
        "一人可任几个。", "One person may hold several.";
    "telephone" = "电话", "Telephone";
    "active" = "有效", "Active";
    "person" = "人员", "Person";
    "mode" = "建设方式", "Mode";
    "operator" = "交付方", "Supplier":
        "自建的是云技术保障部门，购买服务的是云服务商。", "Technical support if self-built, the provider if purchased.";
    "built_on" = "建成日", "Built on":
        "自建的须填，且早于《办法》公布之日。", "Needed of a self-built pool: before the Measures were published.";
    "unit" = "云使用单位", "Using unit";
    "system" = "系统", "System";
    "protection_level" = "等保级别", "Protection level":
        "1到5。", "1 to 5.";
    "funding" = "资金来源", "Funding";
    "family" = "类目", "Family";
    "specification" = "规格", "Specification";
    "basis" = "计价", "Price basis";
    "price_fen" = "单价（分）", "Price (fen)":
        "每计量单位、每计价期，以分计：5400元填540000。", "For each unit and price period, in fen: 540000 is 5400 yuan.";
    "provider" = "云服务商", "Provider";
    "signed_on" = "签订日", "Signed on";
    "starts_on" = "履行期起", "Term from":
        "空着即签订日。", "Empty means the day it was signed.";
    "ends_on" = "履行期止", "Term to":
        "含当日；空着即未定。", "That day included; empty means open.";
    "since" = "自何日起", "Since":
        "预算级次、建设方式自哪天起如此，不晚于今天；空着即今天。", "The day from which its budget level or operation is so, today at the latest; empty means today.";
    "filing" = "备案编号", "Filing number":
        "等级保护备案证明上的编号。", "As the certificate of its filing has it.";
    "ruling" = "裁定", "Ruling":
        "R1到R52。", "R1 to R52.";
    "values" = "参数", "Parameters";
    "effective" = "生效日", "Effective":
        "今天或以后。", "Today or later.";
    "scope" = "适用范围", "Scope":
        "空着即全市。", "Empty means the whole city.";
    "how" = "怎样载入", "How":
        "只在该年的通知已经载入时填。", "Only where the year's notice is loaded already.";
    SignMeasures "proposal" = "提议序号", "Proposal":
        "待签署办法变动的序号。", "The number of the change to be signed.";
    SignCalendar "proposal" = "提议序号", "Proposal":
        "待签署节假日通知的序号。", "The number of the notice to be signed.";
    "proposal" = "提议序号", "Proposal":
        "待签署裁定的序号。", "The number of the ruling to be signed.";
    "change" = "变动", "Change";
    "day" = "日期", "Day":
        "延续的填新的末日；废止、接续的填起始日。", "Of an extension the new last day; of a repeal or successor its first.";
    "paper" = "文号", "Document number":
        "印发该文件的文号。", "The number of the document that does it.";
    "registration" = "统一登记号", "Registration number":
        "规范性文件的统一登记、统一编号，没有可空。", "The unified registration number; empty if it has none.";
    "issued_on" = "印发日期", "Issued on";
    "title" = "新办法名称", "Successor's title":
        "接续办法的名称。", "What the successor is called.";
    "last_day" = "末日", "Last day";
    "ground" = "书面依据", "Written ground":
        "写明为何在期满后准许新事项，依据何文。", "Why new matters may begin after the end, and on what paper.";
    "until" = "准许至", "Until":
        "这一天以后不再适用；再给一次即取代。", "Not after this day; a new one takes its place.";
    "notice" = "节假日通知", "Holiday notice":
        "holiday-cn 格式的一年文件。", "One year's file in the holiday-cn format.";
    "articles" = "各条原文", "Articles":
        "一至四十二条，逐条一段。", "Article 1 to 42, one text each.";
    "source" = "出处", "Source":
        "文号或网址。", "Its document number or address.";
};

/// What a word that a field may be is called.
pub(super) fn choice(field: &str, word: &str) -> Option<T> {
    match field {
        "kind" => PartyKind::find(word)
            .map(domain::party_kind)
            .or_else(|| ExceptionKind::find(word).map(domain::exception))
            .or_else(|| InventoryKind::find(word).map(domain::inventory)),
        "posts" => Post::find(word).map(domain::post),
        "region" => Region::find(word).map(domain::region),
        "mode" => CloudMode::find(word).map(domain::cloud_mode),
        "funding" => Funding::find(word).map(domain::funding),
        "basis" => PriceBasis::find(word).map(domain::price_basis),
        "ground" => Ground::find(word).map(block::ground),
        "how" => Loading::find(word).map(domain::loading),
        "change" => measures::choice(word),
        _ => None,
    }
}
