//! The configuration of `serve`, what can be wrong with it, and what becomes of files in its intake folders.

messages! {
    UNKNOWN_KEY = "没有“{0}”这一项；可写：{1}", "there is no “{0}” here; known: {1}";
    LIKELY_KEY = "没有“{0}”这一项，是不是“{1}”？可写：{2}", "there is no “{0}” here; was “{1}” meant? Known: {2}";
    WRONG_TYPE = "{0} 应是{1}", "{0} takes {1}";
    A_TEXT = "引号里的文字", "a text in quotes";
    FIELDS = "写成 { 栏目 = \"值\" } 的各栏", "fields, as { FIELD = \"VALUE\" }";
    SECTIONS = "[[intake]] 各段", "sections, each under [[intake]]";
    MISSING = "这一段缺“{0}”", "this section lacks “{0}”";
    NOT_ABSOLUTE = "{0} 应是以 / 开头的路径", "{0} takes a path that begins with /";
    BAD_MODE = "mode 应写成 \"0600\" 到 \"0777\"，主人可读写", "mode is \"0600\" to \"0777\", readable and writable for the owner";
    UNKNOWN_TABLE = "没有“{0}”这张表；见 yunguan import --help", "there is no table “{0}”; see yunguan import --help";
    LIKELY_TABLE = "没有“{0}”这张表，是不是“{1}”？", "there is no table “{0}”; was “{1}” meant?";
    ON_MATTER = "“{0}”是在一件事项上办的，目录说不出是哪一件", "“{0}” is done on a matter, and a folder cannot say on which";
    NO_LOGIN = "as 应是一个登录名", "as takes a login";
    FOLDER_TWICE = "这个目录前面已经写过", "this folder stands there already";
    TOO_MANY = "[[intake]] 至多{0}段", "at most {0} sections under [[intake]]";
    NOT_OURS = "{0} 别人可以改写（属主 {1}，权限 {2}）：应归 root 或运行服务的账号，并 chmod go-w", "{0} may be written by others (owner {1}, mode {2}): it must belong to root or the service's account, and chmod go-w";

    OPEN_FOLDER = "谁都可以往里写，不取任何文件；请 chmod o-w", "anybody may write there, and nothing is taken; chmod o-w";
    FILE_TAKEN = "{0}：{1}", "{0}: {1}";
    FILE_REFUSED = "{0} 没有导入，移到 refused，原因 {1} 处写在旁边的 .txt", "{0} is not imported and moved to refused; problems, in the .txt beside it: {1}";
    FILE_WAITS = "{0} 仍在原处，稍后再试：{1}", "{0} lies where it was and is tried again: {1}";

    FOLDER = "收件目录", "intake folder";
    FOLDER_STANDS = "{0} · {1} · {2} · 导入 {3}，退回 {4}，不取 {5}", "{0} · {1} · {2} · imported {3}, refused {4}, left alone {5}";
    LAST = "{0}；最近 {1} {2}：{3}", "{0}; last {1} {2}: {3}";
    LAST_TAKEN = "导入{0}件", "acts done: {0}";
    LAST_BEFORE = "此前已导入", "imported before";
    LAST_REFUSED = "退回，{0}处", "refused, problems: {0}";
}
