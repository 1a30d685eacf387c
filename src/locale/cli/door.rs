//! What the hub says at its door: to whoever sends what it cannot take, and how serving goes.

messages! {
    NOT_JSON = "这一行不是 JSON：{0}", "This line is no JSON: {0}";
    NOT_A_CALL = "不是 JSON-RPC 2.0 请求：要有 jsonrpc（“2.0”）、id（整数或文字）和 method（文字）", "This is no JSON-RPC 2.0 request: it needs jsonrpc (“2.0”), id (a number or a text) and method (a text)";
    BATCH = "一行只放一个请求，不收数组", "One request a line: arrays are not taken";
    NO_ID = "没有 id 就没有答复，谁也不知道办没办成：什么也没有办", "Without an id there would be no answer, and nobody would know whether it was done: nothing was done";
    UNKNOWN_METHOD = "没有方法 {0}；hello 的 capabilities 列出全部方法", "There is no method {0}; the capabilities in what hello is answered list them all";
    BAD_PARAMS = "参数不合：{0}", "The parameters do not fit: {0}";
    LINE_TOO_LONG = "一行至多{0}字节，连接就此关闭", "A line has at most {0} bytes; the connection is closed";
    TOO_MANY_FAULTS = "接连{0}条都读不懂，连接就此关闭", "{0} messages in a row could not be taken; the connection is closed";
    SILENT = "等了很久没有收到完整的一行，连接就此关闭", "No whole line came for long; the connection is closed";
    CROWDED = "连接太多（上限 {0}），请关掉不用的再试", "Too many connections (the limit is {0}): close some that are not used, and try again";
    EVICTED = "连接太多，闲着的这一条让出了位置；请重新连接", "Too many connections, and this idle one made room: connect again";
    UNREAD = "发出的答复很久没有读，连接就此关闭", "What was answered was not read for long; the connection is closed";
    NOT_ADMITTED = "这里只接受账号 {0} 自己的控制台。多个账号合用，请由专门的账号运行 yunguan serve", "Only consoles of the account {0} are let in here. For several accounts, an account of its own runs yunguan serve";
    NOT_THE_OWNER = "新建台账库只能由文件的主人来办", "Only the owner of the store's file may found it";
    PROTOCOL = "不支持协议第{0}版，只支持第1版；请两端换用相同版本的 yunguan", "Version {0} of the protocol is not supported, only version 1: use the same release of yunguan at both ends";
    NO_YIELD = "台账库由服务或别的账号掌管，不让出", "The store is kept by a service or by another account, and is not given up";
    OVERLOADED = "枢纽太忙，这一件没有办，请稍后原样再发", "The hub is too busy: this was not done; send the same again a little later";
    STOPPING = "枢纽正在停止", "The hub is stopping";

    SERVING = "yunguan {0} · {1} · 台账库 {2} · 在 {3} 监听", "yunguan {0} · {1} · store {2} · listening at {3}";
    STATUS = "接入 {0}，订阅 {1} · 请求 {2} · 拒绝或丢弃 {3}", "{0} connected, {1} subscribed · {2} calls · {3} refused or dropped";
    STOPPED = "已停止：接受了的都已办完", "Stopped: all that was accepted is done";
    CANNOT_LISTEN = "不能在 {0} 监听：{1}", "Cannot listen at {0}: {1}";
    ADDRESS_IN_USE = "那里已有一个枢纽在监听；请停掉它，或用 --socket 另指", "another hub listens there: stop it, or name another place with --socket";
    ADDRESS_IS_FILE = "那里有一个不是套接字的文件，没有动它", "something that is no socket stands there, and was left alone";

    FIGURE_CONNECTED = "现有连接", "connections now";
    FIGURE_SUBSCRIBED = "其中订阅", "of them subscribed";
    FIGURE_ADMITTED = "接入过", "let in";
    FIGURE_REFUSED = "拒绝接入", "refused";
    FIGURE_EVICTED = "让出位置", "made to leave for others";
    FIGURE_SILENT = "长期无请求", "silent";
    FIGURE_UNREAD = "长期不读答复", "not reading";
    FIGURE_MALFORMED = "读不懂的消息", "messages not understood";
    FIGURE_OVERSIZED = "过长的行", "lines too long";
    FIGURE_STRANGERS = "未绑定账号的请求", "requests of unbound logins";
    FIGURE_OVERLOADED = "太忙而请稍后再来的请求", "calls told to come again";
    FIGURE_CALLS = "收到的请求", "calls";
    FIGURE_UPDATES = "发出的更新", "updates sent";
    LINK = "连接方式", "link";
    LINK_OWN = "本进程掌管台账库", "this process keeps the store";
    LINK_LOCAL = "本机的枢纽", "a hub on this machine";
    LOGIN = "账号", "login";
    BLOCKS = "有效的限制", "blocks in force";
    MEASURES = "《办法》有效期", "the Measures";
    ENTRIES = "台账条数", "entries";
    REALM = "用途", "realm";
    UNDER_WAY = "正在{0}", "{0} under way";
    HOW_FAR = "{0} / {1}", "{0} of {1}";
    INTAKES_ADOPTED = "成批导入：办成", "large intakes done";
    INTAKES_REFUSED = "成批导入：整批不办", "large intakes refused";
    INTAKES_DROPPED = "成批导入：没有送完", "large intakes never closed";

    NOT_AN_ADDRESS = "“{0}”不是地址，应写成 ssh://[用户@]主机[:端口][/套接字路径]", "“{0}” is no address: write ssh://[USER@]HOST[:PORT][/PATH/OF/SOCKET]";
    HUB_SILENT = "枢纽接受了连接却没有应答；请看服务的状态，再试", "The hub took the connection and did not answer: look how its service is, and try again";
    NO_SSH = "不能启动 ssh：{0}", "ssh cannot be started: {0}";
    SSH_ENDED = "到 {0} 的 ssh 没有接通（上面是它自己的话）。请确认 {0} 上装有 yunguan，且枢纽在运行。", "ssh to {0} did not come through (its own words are above). Make sure that yunguan is installed on {0} and that the hub runs there.";
}

/// The figures of the traffic, in its order.
pub const FIGURES: &[crate::locale::T] = &[
    FIGURE_CONNECTED,
    FIGURE_SUBSCRIBED,
    FIGURE_ADMITTED,
    FIGURE_REFUSED,
    FIGURE_EVICTED,
    FIGURE_SILENT,
    FIGURE_UNREAD,
    FIGURE_MALFORMED,
    FIGURE_OVERSIZED,
    FIGURE_STRANGERS,
    FIGURE_OVERLOADED,
    FIGURE_CALLS,
    FIGURE_UPDATES,
];
