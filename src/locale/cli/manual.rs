//! The headings of the manual, and what stands between what comes from the program's own tables.

messages! {
    TITLE = "参考手册", "Manual";
    PREFACE = "由 `yunguan manual` 印出，用来查，不必从头读。", "Printed by `yunguan manual`: for looking things up, not for reading through.";
    KEYS = "键位", "Keys";
    KEYS_ABOUT = "不加键位文件时的键。名字用在键位文件里。", "The keys without a keymap file. A keymap file uses the names.";
    KEYS_HEADING = "键|做什么|名字", "keys|what they do|name";
    VERBS = "动词", "Verbs";
    COMMON = "都可加：", "Each takes:";
    WHO = "{0}：{1}", "{0}: {1}";
    OF_THE_MATTER = "本事项的{0}", "the matter's {0}";
    ANYONE_CONCERNED = "事项所涉各方、云主管部门、云技术保障部门", "whoever the matter concerns, cloud authority, technical support";
    FOUNDER = "新建台账库的人", "whoever founds the store";
    APART = "；不得是{0}（R22）", "; not the {0} (R22)";
    NAMED = "{0}（{1}）", "{0} ({1})";
    CHOICE = "[可选：{0}]", "[{0}]";
    DEFAULT = "[默认：{0}]", "[default: {0}]";
    LISTS = "列表", "Lists";
    LISTS_ABOUT = "`yunguan list 名字` 印出，控制台里都有。括号里是 `--columns`、`--by` 用的名字。不能筛选、不能作排序依据的列：{0}。", "What `yunguan list NAME` prints, and the console shows. In brackets: the names that `--columns` and `--by` take. Not to be filtered or ordered by: {0}.";
    LISTS_HEADING = "名字|列表|常用的列|另可选的列|次序", "name|list|usual columns|other columns|order";
    ASCENDING = "{0}，升序", "{0}, ascending";
    DESCENDING = "{0}，降序", "{0}, descending";
    RULINGS = "裁定", "Rulings";
    RULINGS_ABOUT = "《办法》没有写明之处的取值。这里是默认值；现在的值见 `yunguan ruling list`。", "What the Measures leave open. These are the defaults; what is in force: `yunguan ruling list`.";
    PARAMETER = "{0}：{1}（`{2}={3}`，可为 {4}）", "{0}: {1} (`{2}={3}`; may be {4})";
    RANGE = "{0}—{1}", "{0} to {1}";
    ANY_DATE = "任一日期", "any date";
}
