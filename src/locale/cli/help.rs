//! What `--help` and the manual say, keyed by the path of a verb; an argument by its path and ` @name`. An argument
//! that several verbs share stands once, at the path above them.
use crate::locale::T;

/// The exit codes, under the help of the whole program.
pub const EXIT_CODES: T = T(
    "退出码：0 办成；1 依规则不能办（标准错误写明条款与理由，--json 时另有 JSON）；2 用法不对；3 故障（台账库、文件、机器）。\n时间都是北京时间。不带动词时打开控制台。",
    "Exit codes: 0 done; 1 refused by a rule (article and reason on standard error, with --json as JSON too); 2 wrong usage; 3 trouble (store, file, machine).\nTimes are Beijing times. Without a verb the console opens.",
);

/// The words that the parser writes into what it renders, to be translated.
pub const PARSERS_OWN: &[T] = &[
    T("[选项]", "[OPTIONS]"),
    T("[默认：", "[default: "),
    T("[可选：", "[possible values: "),
    T("[简称：", "[aliases: "),
    T("[简称：", "[alias: "),
];

/// Every help text by its key.
pub const ALL: &[(&str, T)] = &[
    (
        "yunguan",
        T(
            "云管：市级政务云的治理控制台",
            "yunguan: the console that runs the governance of a city's government cloud",
        ),
    ),
    (
        "yunguan @store",
        T(
            "台账库的目录；也可用 YUNGUAN_STORE，默认在 XDG 数据目录下的 yunguan",
            "the store's folder; or YUNGUAN_STORE; by default yunguan under the XDG data folder",
        ),
    ),
    (
        "yunguan @socket",
        T(
            "枢纽的套接字；也可用 YUNGUAN_SOCKET，默认在 XDG 运行时目录或 /run 下的 yunguan/hub.sock",
            "the hub's socket; or YUNGUAN_SOCKET; by default yunguan/hub.sock under the XDG runtime folder or /run",
        ),
    ),
    (
        "yunguan @lang",
        T(
            "语言；默认依环境，LANG=en* 时为英文，其余为中文",
            "language; by default from the environment: English if LANG=en*, else Chinese",
        ),
    ),
    (
        "yunguan @act_as",
        T(
            "以另一账号办理，只限沙箱",
            "act as another login; only in a sandbox",
        ),
    ),
    (
        "yunguan @now",
        T(
            "先把沙箱的时钟拨到此时（如 2026-11-23T10:31），只限沙箱",
            "first set a sandbox's clock to this time (as 2026-11-23T10:31); only in a sandbox",
        ),
    ),
    (
        "yunguan @json",
        T("输出一份 JSON", "print one JSON document"),
    ),
    (
        "yunguan @keymap",
        T(
            "控制台键位：文件，或 vim、emacs",
            "the console's keys: a file, or vim, or emacs",
        ),
    ),
    ("yunguan @palette", T("控制台配色", "the console's colours")),
    (
        "yunguan @glyphs",
        T("控制台线条字符", "the console's drawing characters"),
    ),
    (
        "yunguan @mouse",
        T(
            "控制台的鼠标：on（默认）滚轮翻看、单击选中、再击打开，按住 Shift 仍可选取文字；off 全归终端。也可用 YUNGUAN_MOUSE",
            "the console's mouse: on (the default), the wheel scrolls, a click selects, a second opens, and with Shift held text is selected as ever; off, all of it is the terminal's. Or YUNGUAN_MOUSE",
        ),
    ),
    (
        "yunguan @once",
        T(
            "不开全屏：印出页首各数和队列表格就退出",
            "no full screen: print the header's facts and the queue as a table, and end",
        ),
    ),
    (
        "yunguan @plain",
        T(
            "同上，逐句写、每项带名目，供读屏用；TERM=dumb 时自动如此",
            "the same in sentences, every field with its name, for screen readers; what TERM=dumb gets anyway",
        ),
    ),
    (
        "yunguan @notify",
        T(
            "这些岗位有新应急待办或待办转为逾期时响铃并通知（OSC 9、777）：handler 经办，reviewer 审核；也可用 YUNGUAN_NOTIFY。只限正式库",
            "ring and notify (OSC 9 and 777) when an emergency comes to be yours or a duty turns late at these posts: handler, reviewer; or YUNGUAN_NOTIFY. Only for the live store",
        ),
    ),
    (
        "yunguan @limit",
        T(
            "印至多几行，默认 50",
            "print at most so many rows; 50 by default",
        ),
    ),
    ("yunguan @help", T("看帮助", "show help")),
    ("yunguan @version", T("看版本", "show the version")),
    (
        "init",
        T(
            "新建台账库，把当前账号登记为首位管理员；已有的不动",
            "create a store and bind your account to its first administrator; an existing store is refused",
        ),
    ),
    (
        "init @starter",
        T(
            "起步内容：yiyang 为《办法》写明的各主体和示例目录，empty 为空",
            "what it begins with: yiyang has the parties that the Measures name and an example catalogue",
        ),
    ),
    (
        "init @sandbox",
        T(
            "建成沙箱：可以 --as、--now",
            "make it a sandbox: allows --as and --now",
        ),
    ),
    ("init @name", T("管理员的姓名", "the administrator's name")),
    (
        "init @login",
        T(
            "首位管理员的登录名；默认就是运行本命令的账号，专设服务账号掌管台账库时用",
            "the first administrator's login; by default whoever runs this; for a service account that keeps the store",
        ),
    ),
    (
        "demo",
        T(
            "示范城市：没有就建一个沙箱，然后打开控制台并自动演示",
            "a demo city: builds a sandbox if there is none, then opens the console with a simulator running",
        ),
    ),
    (
        "demo @matters",
        T("事项数，至多 1000000", "how many matters, at most 1000000"),
    ),
    (
        "demo @build_only",
        T("只建，不打开控制台", "only build, do not open the console"),
    ),
    ("template", T("写出空白表格", "write an empty table")),
    (
        "template @table",
        T(
            "哪一种表：applications 是资源申请，其余按动词，一行一件",
            "which table: applications, or any verb, an act a row",
        ),
    ),
    (
        "template @file",
        T(
            "新文件，不覆盖已有的",
            "a new file; an existing one is not overwritten",
        ),
    ),
    (
        "import",
        T(
            "从表格导入：要么全部办成，要么一件不动；同一文件不会重复导入",
            "import from a table: all or none; the same file is never imported twice",
        ),
    ),
    (
        "import @table",
        T(
            "哪一种表：applications 是资源申请，其余按动词，一行一件",
            "which table: applications, or any verb, an act a row",
        ),
    ),
    (
        "import @file",
        T("xlsx、csv 或 json 文件", "an xlsx, csv or json file"),
    ),
    (
        "import @set",
        T(
            "各行都一样的栏目，表里不必有这一列；可写几次",
            "a field that is the same in every row, which then needs no column; may be repeated",
        ),
    ),
    (
        "import @on",
        T(
            "办在哪件事项上，动词要在事项上办时写明",
            "the matter that it is done on, for verbs that are done on one",
        ),
    ),
    (
        "import @preview",
        T("只核对，不办", "only check, do nothing"),
    ),
    ("queue", T("待办队列", "the queue of duties")),
    (
        "queue @view",
        T(
            "mine 待我办，open 全部待办，late 逾期，today 今日到期，all 全部事项",
            "mine, every open duty, late ones, those due today, or all matters",
        ),
    ),
    (
        "queue @party",
        T("某一主体的待办", "the duties of one party"),
    ),
    ("queue @kind", T("只看一类事项", "only matters of one kind")),
    (
        "queue @limit",
        T(
            "至多几行；默认 50，导出时全部（至多 100000）",
            "at most so many rows; 50 by default, all of them (100000 at most) in an export",
        ),
    ),
    (
        "queue @plain",
        T(
            "逐句写，每项带名目，供读屏用",
            "in sentences, every field with its name, for screen readers",
        ),
    ),
    (
        "yunguan @columns",
        T(
            "哪几列、什么次序：列名或其英文名，逗号隔开；写错时列出有哪些",
            "which columns, in their order: by name or label, with commas; a wrong one names those there are",
        ),
    ),
    (
        "yunguan @by",
        T(
            "按哪一列排序，由前到后；写错时列出有哪些",
            "by which column it is ordered, ascending; a wrong one names those there are",
        ),
    ),
    ("yunguan @descending", T("由后到前", "the other way round")),
    (
        "yunguan @filter",
        T(
            "只看这样的行：所写的每个词都在该行所显示的里（如 赫山 存储、第28条、今日）",
            "only rows in which every word is found, in what they show (as: heshan storage, Art. 28, today)",
        ),
    ),
    (
        "yunguan @export",
        T(
            "写成新文件，按扩展名为 xlsx 或 csv；写明依据台账第几条",
            "into a new file, xlsx or csv by its extension; it names the journal entry that it stands on",
        ),
    ),
    (
        "list",
        T(
            "任一列表：待办、事项、台账、裁定、日历、《办法》和各名册",
            "any list: duties, matters, the journal, rulings, the calendar, the Measures, every register",
        ),
    ),
    ("list @name", T("哪个列表", "which list")),
    (
        "list @year",
        T(
            "日历的年份，默认今年",
            "the year of the calendar; this year by default",
        ),
    ),
    (
        "list @pool",
        T(
            "只看这个资源池的：list system 是在那里有资源的系统；list resource 还要写 --system",
            "only of this pool: with list system those that have resources there; list resource needs --system as well",
        ),
    ),
    (
        "list @system",
        T(
            "只看这个系统在那个资源池的资源",
            "only the resources of this system in that pool",
        ),
    ),
    (
        "list @limit",
        T(
            "至多几行；默认 50，导出时全部（至多 100000）",
            "at most so many rows; 50 by default, all of them (100000 at most) in an export",
        ),
    ),
    (
        "list @plain",
        T(
            "逐句写，每项带名目，供读屏用",
            "in sentences, every field with its name, for screen readers",
        ),
    ),
    (
        "show",
        T(
            "一件事项：资源行、待办、文书、经过、可办的事",
            "one matter: lines, duties, papers, history, what can be done",
        ),
    ),
    (
        "show @id",
        T(
            "事项编号，如 申请-20261109-0007 或 APP-20261109-0007",
            "the matter's number, as APP-20261109-0007",
        ),
    ),
    (
        "show @clear",
        T(
            "联系人的电话写明，不遮掩；审计看的记入台账",
            "the contact's telephone number in clear; where audit asks, the journal says so",
        ),
    ),
    (
        "show @paper",
        T(
            "看第几份文书的全文",
            "show the text of this paper, by its position",
        ),
    ),
    (
        "explain",
        T(
            "时限为什么是这一天，逐日说明",
            "why a deadline is what it is, day by day",
        ),
    ),
    ("explain @id", T("事项编号", "the matter's number")),
    (
        "explain @duty",
        T(
            "哪项待办，如 review；默认最急的一项",
            "which duty, as review; by default the most urgent",
        ),
    ),
    (
        "enclose",
        T(
            "把文件附上，随本单位的下一份文书发出；台账记文件名、大小和 SHA-256",
            "enclose files: they go with your party's next paper; the journal keeps name, size and SHA-256",
        ),
    ),
    ("enclose @id", T("事项编号", "the matter's number")),
    (
        "enclose @files",
        T(
            "文件，至多32个；一个不成，都不附",
            "files, 32 at most; if one cannot be, none is",
        ),
    ),
    (
        "act",
        T(
            "办理一件事；每个动词的选项就是它的栏目",
            "do one thing; the options of each verb are its fields",
        ),
    ),
    ("act @matter", T("事项编号", "the matter's number")),
    (
        "act @expect",
        T(
            "所看的版本；事项已变则不办",
            "the version you looked at; refused if the matter has changed",
        ),
    ),
    (
        "act @input",
        T(
            "栏目写成一个 JSON 对象，- 为标准输入",
            "the fields as one JSON object; - for standard input",
        ),
    ),
    (
        "act @key",
        T(
            "请求号：同一请求号只办一次",
            "the request key: the same key acts once",
        ),
    ),
    (
        "act @preview",
        T("只看会怎样，不办", "only say what would happen"),
    ),
    ("party", T("主体名册", "the register of parties")),
    ("party list", T("列出全部", "list all")),
    ("party show", T("看一条", "show one")),
    ("party show @code", T("代码", "the code")),
    ("party add", T("登记或修改", "register or change")),
    (
        "party add @input",
        T(
            "栏目写成一个 JSON 对象，- 为标准输入",
            "the fields as one JSON object; - for standard input",
        ),
    ),
    (
        "party add @key",
        T(
            "请求号：同一请求号只办一次",
            "the request key: the same key acts once",
        ),
    ),
    (
        "party add @preview",
        T("只看会怎样，不办", "only say what would happen"),
    ),
    ("person", T("人员名册", "the register of persons")),
    ("account", T("账号名册", "the register of accounts")),
    ("pool", T("资源池名册", "the register of pools")),
    ("system", T("系统名册", "the register of systems")),
    ("item", T("服务目录", "the service catalogue")),
    (
        "resource",
        T(
            "资源：发放了什么、怎样变化、现在怎样",
            "resources: what was issued, what became of it, how it stands",
        ),
    ),
    (
        "listing",
        T(
            "目录条目：各版目录列入什么、限价多少",
            "listings: what each edition of the catalogue lists, at which cap",
        ),
    ),
    (
        "resource",
        T(
            "资源名册：发放了什么、在哪个系统和资源池、状态如何",
            "the register of resources: what was issued, for which system, from which pool, how it stands",
        ),
    ),
    (
        "contract",
        T(
            "自签合同名册：非市本级单位自己签的",
            "the register of own contracts: of units outside the municipal budget",
        ),
    ),
    (
        "agreement",
        T(
            "统签合同：期限、首个结算周期",
            "the city's contracts: term, first settlement cycle",
        ),
    ),
    (
        "pricing",
        T(
            "合同价：每项今天的单价",
            "contract prices: what each item costs today",
        ),
    ),
    (
        "exception",
        T(
            "例外名册：自行采购目录内资源、自建机房",
            "the register of exceptions: buying what the catalogue has, rooms",
        ),
    ),
    (
        "block",
        T(
            "限制名册：停发、冻结、失信、测评过期、合同终止、退出、容量不足、资源池关闭",
            "the register of blocks: stops, freezes, dishonesty, expired evaluations, ended contracts, exits, short capacity, closing pools",
        ),
    ),
    (
        "capacity",
        T(
            "容量：资源池各维度有多少、超配多少、为应急留多少（第14条，R30）",
            "capacity: what a pool has of each dimension, over-commits and keeps for emergencies (Art. 14, R30)",
        ),
    ),
    (
        "inventory",
        T(
            "巡查清单：资源池的运行实例和备份；列有已清理的即成发现（第21条第二款）",
            "inventories of what pools run or keep as backups; a cleared instance in one is a finding (Art. 21(2))",
        ),
    ),
    (
        "finding",
        T(
            "发现：已清理而又列入清单的实例；add 是办结",
            "findings: cleared instances that an inventory lists; add settles one",
        ),
    ),
    (
        "holding",
        T(
            "持股名册：谁持有哪家公司多少股份",
            "the register of holdings: who holds how much of which company",
        ),
    ),
    (
        "ruling",
        T(
            "裁定：《办法》没有写明之处的取值",
            "rulings: the values for what the Measures leave open",
        ),
    ),
    (
        "ruling list",
        T(
            "各项裁定的现行取值，和待签署的提议",
            "the values in force, and proposals that wait for a signature",
        ),
    ),
    (
        "ruling show",
        T(
            "一项裁定的问题、说明和历次取值",
            "one ruling: its question, explanation and every proposal",
        ),
    ),
    ("ruling show @ruling", T("R1 至 R52", "R1 to R52")),
    (
        "ruling try",
        T(
            "试算：若换一个取值，历史上哪些时限会不同；什么都不写",
            "try other values: which deadlines of history would differ; nothing is written",
        ),
    ),
    ("ruling try @ruling", T("R1 至 R52", "R1 to R52")),
    (
        "ruling try @values",
        T(
            "取值，如 order=from_submission",
            "values such as order=from_submission",
        ),
    ),
    ("ruling try @limit", T("列出多少条", "how many to list")),
    (
        "ruling propose",
        T(
            "提议改一项取值，须另一人签署",
            "propose a value; another person signs it",
        ),
    ),
    ("ruling propose @ruling", T("R1 至 R52", "R1 to R52")),
    (
        "ruling propose @values",
        T(
            "参数和取值，如 order=sequential",
            "parameter and value, as order=sequential",
        ),
    ),
    (
        "ruling propose @effective",
        T("从哪天起施行", "the day from which it acts"),
    ),
    ("ruling propose @reason", T("理由", "the reason")),
    (
        "ruling propose @scope",
        T("只对一个资源池或一个主体", "only for one pool or one party"),
    ),
    (
        "ruling propose @preview",
        T("只看会怎样，不办", "only say what would happen"),
    ),
    ("ruling sign", T("签署一项提议", "sign a proposal")),
    (
        "ruling sign @number",
        T(
            "提议的序号，见 ruling list",
            "the proposal's number, see ruling list",
        ),
    ),
    (
        "calendar",
        T("节假日通知与时限计算", "holiday notices and deadlines"),
    ),
    (
        "calendar load",
        T(
            "提议载入一年的节假日通知（holiday-cn JSON），另一人签署后未了结的时限随之重算",
            "propose a year's holiday notice (holiday-cn JSON); signed by another person, open deadlines are recomputed",
        ),
    ),
    ("calendar load @file", T("JSON 文件", "a JSON file")),
    (
        "calendar load @replace",
        T(
            "取代该年已载入的通知",
            "take the place of the year's loaded notice",
        ),
    ),
    (
        "calendar load @add",
        T(
            "补充该年已载入的通知",
            "add the days to the year's loaded notice",
        ),
    ),
    (
        "calendar load @preview",
        T(
            "只看哪些日子来去、哪些时限改期，什么也不记",
            "only show the days that come and go and the deadlines that would move; nothing is written",
        ),
    ),
    (
        "calendar sign",
        T("签署一项提议载入的通知", "sign a proposed notice"),
    ),
    (
        "calendar sign @number",
        T("提议的序号", "the proposal's number"),
    ),
    (
        "calendar show",
        T("一年的放假与调休", "a year's days off and make-up days"),
    ),
    ("calendar show @year", T("年份", "the year")),
    (
        "calendar due",
        T(
            "从某日起算的时限哪天到期；没有台账库也能算",
            "the day on which a limit from a day ends; works without any store",
        ),
    ),
    (
        "calendar due @from",
        T(
            "起算日，当日不计；以小时计的写起算时刻",
            "the day of the event, which does not count; of a limit in hours the instant",
        ),
    ),
    (
        "calendar due @working_days",
        T("几个工作日", "so many working days"),
    ),
    (
        "calendar due @hours",
        T(
            "几小时，从起算时刻连续计算",
            "so many hours, which run through from the instant",
        ),
    ),
    ("calendar due @months", T("几个月", "so many months")),
    (
        "calendar due @calendar_days",
        T("几个自然日", "so many calendar days"),
    ),
    (
        "calendar due @batch",
        T(
            "从标准输入逐行读 JSON，依次逐行作答",
            "read JSON lines on standard input, answer each in order by a line",
        ),
    ),
    (
        "calc",
        T(
            "按规则计算：从标准输入逐行读 JSON，依次逐行作答；没有台账库也能算",
            "what the rules come to: read JSON lines on standard input, answer each in order by a line; works without any store",
        ),
    ),
    (
        "calc @kind",
        T(
            "算什么：segments 一行资源的计费段；bills 一个周期的账单；settlement 一项资源的年度结算；capacity 资源池容纳得下吗",
            "what: segments of one line of resource; bills, a whole cycle; settlement, one item's year; capacity, whether a pool has room",
        ),
    ),
    (
        "calc @ruling",
        T(
            "按裁定的另一取值计算，如 R3=365；可写几次",
            "compute under another value of a ruling, as R3=365; may be given several times",
        ),
    ),
    (
        "calc @explain",
        T(
            "每个答复附上怎么算出来的，逐行说明到分",
            "with each answer how it came about, line by line and to the fen",
        ),
    ),
    (
        "measures",
        T(
            "《办法》有效到哪天、为什么；原文和本程序的概要",
            "until when the Measures are in force, and why; their text, beside our summaries",
        ),
    ),
    (
        "measures load",
        T(
            "载入原文，按“第几条”分条",
            "load the official text, split at its article numbers",
        ),
    ),
    ("measures load @file", T("文本文件", "a text file")),
    (
        "measures show",
        T("看全部或一条", "show all or one article"),
    ),
    (
        "measures show @article",
        T("第几条，1 至 42", "the article, 1 to 42"),
    ),
    (
        "verify",
        T("核对台账的哈希链", "check the journal's hash chain"),
    ),
    (
        "rebuild",
        T("由台账重建各表", "rebuild every table from the journal"),
    ),
    (
        "rebuild @check",
        T("只比对，不改", "only compare, change nothing"),
    ),
    (
        "backup",
        T(
            "备份成一个新文件，写入不停",
            "copy into a new file while writing goes on",
        ),
    ),
    (
        "backup @file",
        T(
            "新文件；作 ledger.redb 放进目录即可打开",
            "a new file; as ledger.redb in a folder it opens as a store",
        ),
    ),
    ("export", T("导出", "export")),
    (
        "export journal",
        T(
            "导出台账，一行一条，就是算哈希的原字节",
            "the journal, one entry a line: exactly the bytes that were hashed",
        ),
    ),
    (
        "export journal @file",
        T(
            "新文件，- 为标准输出",
            "a new file, or - for standard output",
        ),
    ),
    (
        "serve",
        T(
            "只当枢纽：掌管台账库，让本机各账号接入，直到收到 SIGTERM",
            "the hub alone: keeps the store and lets the accounts of this machine in, until SIGTERM",
        ),
    ),
    (
        "serve @config",
        T(
            "配置文件；不写时读 /etc/yunguan/serve.toml（如果有）",
            "the file to read; else /etc/yunguan/serve.toml if it is there",
        ),
    ),
    (
        "connect",
        T(
            "经 ssh 到另一台机器的枢纽打开控制台",
            "open the console at the hub of another machine, through ssh",
        ),
    ),
    (
        "connect @address",
        T(
            "哪台机器；端口、跳板等照 ssh 的配置，末尾可加套接字路径",
            "which machine; ports and jump hosts as ssh is configured; a socket's path may follow",
        ),
    ),
    (
        "connect @ssh_config",
        T(
            "ssh 的配置文件（ssh -F）",
            "ssh's configuration file (ssh -F)",
        ),
    ),
    (
        "stdio",
        T(
            "标准输入输出接到本机枢纽，供 connect 或 sshd 的 ForceCommand 调用",
            "standard input and output are the hub's, for connect or for sshd's ForceCommand",
        ),
    ),
    (
        "status",
        T(
            "怎样接到枢纽；接入、拒绝和丢弃了多少",
            "how the hub is reached; what it let in, refused and dropped",
        ),
    ),
    (
        "doctor",
        T(
            "检查终端、语言环境、字宽、台账库、日历、账号和服务的配置",
            "look at terminal, locale, widths, store, calendar, account and the service's file",
        ),
    ),
    (
        "doctor @config",
        T(
            "也检查服务的这个配置文件；不写时看 /etc/yunguan/serve.toml（如果有）",
            "look at this file of the service too; else at /etc/yunguan/serve.toml if it is there",
        ),
    ),
    ("keys", T("控制台的键位表", "the console's table of keys")),
    (
        "completions",
        T("输出补全脚本", "print a shell's completions"),
    ),
    ("completions @shell", T("哪种 shell", "which shell")),
    (
        "manual",
        T(
            "输出参考手册：键位、动词、列表、裁定，Markdown 格式",
            "print the manual: keys, verbs, lists and rulings, as Markdown",
        ),
    ),
    ("man", T("输出手册页", "print a manual page")),
    (
        "man @verb",
        T(
            "哪个动词；没有则为总页",
            "of which verb; without one, of the program",
        ),
    ),
];

/// The text of a command, or of one of its arguments: at its path, or at the nearest path above it that has one.
#[must_use]
pub fn find(path: &[&str], arg: Option<&str>) -> Option<T> {
    let text = |key: &str| {
        ALL.iter()
            .find(|(known, _)| *known == key)
            .map(|(_, text)| *text)
    };
    let Some(arg) = arg else {
        let key = if path.is_empty() {
            "yunguan".to_owned()
        } else {
            path.join(" ")
        };
        // The registers are alike below their names.
        return text(&key).or_else(|| match path {
            [_, below] => text(&format!("party {below}")),
            _ => None,
        });
    };
    let own = (0..=path.len()).rev().find_map(|length| {
        let above = path.get(..length)?;
        let key = if above.is_empty() {
            "yunguan".to_owned()
        } else {
            above.join(" ")
        };
        text(&format!("{key} @{arg}"))
    });
    own.or_else(|| match path {
        [_, below] => text(&format!("party {below} @{arg}")),
        _ => None,
    })
}

#[test]
fn messages_are_whole() {
    crate::locale::check::assert_whole(ALL);
    crate::locale::check::assert_whole(&[("exit codes", EXIT_CODES)]);
}
