//! What `doctor` looks at.

messages! {
    TERMINAL = "终端", "terminal";
    NO_TERMINAL = "不是终端", "not a terminal";
    LOCALE = "语言环境", "locale";
    WIDTHS = "字宽", "widths";
    WIDTHS_FOUND = "{0} 应占{1}格；对齐的尺：{2}", "{0} should take {1} cells; a ruler as long: {2}";
    CLIPBOARD = "剪贴板", "clipboard";
    TMUX_PASSES = "{0}，set-clipboard {1}：y 复制的送到外层终端", "{0}, set-clipboard {1}: what y copies goes on to the outer terminal";
    TMUX_DROPS = "{0}，set-clipboard {1}：y 复制的被丢弃；运行 tmux set -s set-clipboard on，或写进 ~/.tmux.conf", "{0}, set-clipboard {1}: what y copies is dropped; run tmux set -s set-clipboard on, or put that into ~/.tmux.conf";
    TMUX_SILENT = "在 {0} 里，问不到它的 set-clipboard；须为 on，y 复制的才送到外层终端", "in {0}, which does not tell its set-clipboard: only if that is on, what y copies goes on to the outer terminal";
    SCREEN_DROPS = "GNU screen 不转送剪贴板，y 复制的到不了外层终端；用 tmux 或不套 screen", "GNU screen passes no clipboard on: what y copies does not reach the outer terminal; use tmux, or no screen";
    STORE = "台账库", "store";
    STORE_FILE = "台账库的文件", "store's file";
    FILE_FOUND = "{0}  权限 {1}  {2} KiB", "{0}  mode {1}  {2} KiB";
    REALM = "所属", "realm";
    LIVE = "正式", "live";
    KEPT = "由枢纽掌管，在 {0} 应答，正常", "kept by a hub, which answers at {0}, as it should be";
    SANDBOX = "沙箱", "sandbox";
    DRILL = "演练 {0}", "drill {0}";
    ENTRIES = "台账条数", "entries";
    ACCOUNT = "账号", "account";
    BOUND = "{0} 绑定 {1}", "{0} is bound to {1}";
    NOT_BOUND = "{0} 没有绑定人员", "{0} is bound to nobody";
    NOBODY = "无人能办", "nobody able";
    UNABLE = "{0} · {1}：{2}；{3}件在等，最急 {4} {5}", "{0} · {1}: {2}; {3} waiting, first {4} {5}";
    ALIKE = "是否同一人", "one person?";
    ALIKE_PAIR = "{0} · {1} 与 {2} · {3}：{4}", "{0} · {1} and {2} · {3}: {4}";
    BLOCKS = "限制", "blocks";
    IN_FORCE = "{0}项有效；逐项见 block list", "{0} in force; see block list";
    CALENDAR = "日历", "calendar";
    COVERED = "已有通知：{0}（后载入{1}份）", "notices known: {0} (loaded later: {1})";
    PROVISIONAL_YEAR = "{0}年的通知还没有，涉及它的时限为暂定；公布后用 calendar load 载入", "the notice for {0} is missing, deadlines that reach into it are provisional; load it with calendar load";
    CONFIG = "服务的配置", "service's file";
    INTAKE = "收件目录", "intake folder";
    NO_PATH = "{0}：没有，或看不到", "{0}: not there, or not to be seen";
    NO_FOLDER = "{0} 不是目录", "{0} is no folder";
    PATH_FOUND = "{0}  属主 {1}  权限 {2}", "{0}  owner {1}  mode {2}";
    UNBOUND = "{0} 没有绑定在岗人员，或这个账号看不到：它的文件都会留在原处", "{0} is bound to nobody active, or this account is not told: its files stay where they are";
    MAY = "{0} 可以办 {1}", "{0} may do {1}";
    MAY_NOT = "{0} 不能办 {1}：{2}", "{0} may not do {1}: {2}";
}
