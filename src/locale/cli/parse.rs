//! What is wrong with a line as typed, and the headings of its help.

messages! {
    USAGE = "用法：", "Usage:";
    VERB = "动词", "VERB";
    VERBS = "动词", "Verbs";
    ARGUMENTS = "参数", "Arguments";
    OPTIONS = "选项", "Options";
    EVERYWHERE = "通用选项", "Options of every verb";
    OPENING = "不带动词时的选项", "Options without a verb";
    VERB_ABOUT = "{0}（{1}）", "{0} ({1})";
    LINES_FORM = "写成 item=代码 quantity=数量 purpose=用途，目录外再加 ground=理由 nearest=相近项；或一个 JSON 对象；每行一个 --lines", "as item=CODE quantity=N purpose=TEXT, off the catalogue with ground=TEXT nearest=CODE; or a JSON object; one --lines for each";
    FIELD = "{0}（{1}）{2}", "{0} ({1}) {2}";
    ASKED_WHEN = "（只在 --{0} 为 {1} 时）", "(only when --{0} is {1})";
    NEEDED = "必填", "needed";
    OPTIONAL = "可空", "optional";

    UNKNOWN_ARGUMENT = "没有选项 {0}", "there is no option {0}";
    UNKNOWN_VERB = "没有动词 {0}", "there is no verb {0}";
    MISSING_VERB = "少了动词", "a verb is missing";
    MISSING_ARGUMENT = "少了：{0}", "missing: {0}";
    CONFLICT = "{0} 不能与 {1} 同用", "{0} cannot be used with {1}";
    NO_VALUE = "{0} 少了值", "{0} needs a value";
    UNKNOWN_VALUE = "{0} 没有 {1} 这个值，可用：{2}", "{0} cannot be {1}, but any of: {2}";
    BAD_VALUE = "{0} 的值 {1} 不合要求", "the value {1} of {0} does not fit";
    NOT_UTF8 = "命令行里有不是 UTF-8 的文字", "the command line holds text that is not UTF-8";
    WRONG_COUNT = "{0} 的值数目不对", "the number of values of {0} is wrong";
    SUGGESTED = "是不是：{0}", "did you mean: {0}";
    SEE_HELP = "详见 {0} --help", "see {0} --help";
}
