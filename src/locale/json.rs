//! What a parser of JSON says, in words of ours: which kind of mistake it is, where, and how to mend it.
//!
//! The parsers name their mistakes in English only, and of a mistake in the data only in a sentence; the sentences are a
//! small set, each with its place at the end. What is none of them is told as a value of another form, without a guess.
use super::{Lang, T};

messages! {
    PLACED = "{0}（第{1}行第{2}列）", "{0} (line {1}, column {2})";
    ON = "{0}：{1}", "{0}: {1}";

    MISSING = "少了“{0}”，请补上", "“{0}” is missing: add it";
    UNKNOWN_FIELD = "没有栏目“{0}”，有：{1}", "there is no field “{0}”, but: {1}";
    NO_FIELDS = "没有栏目“{0}”，这里什么也不填", "there is no field “{0}”: nothing is given here";
    TWICE = "“{0}”写了两次，请只留一个", "“{0}” stands twice: keep one of them";
    UNKNOWN_WORD = "没有“{0}”，可用：{1}", "there is no “{0}”, but: {1}";
    NO_SUCH_WORD = "没有“{0}”，请核对写法", "there is no “{0}”: check how it is written";
    WRONG_TYPE = "这里写的是{0}，请改写成{1}", "this is {0}: write {1} instead";
    WRONG_VALUE = "{0}不在允许的范围内，请写{1}", "{0} is out of bounds: write {1}";
    WRONG_COUNT = "个数不对，有{0}个，请核对", "there are {0} of them, which is not as many as are wanted: count them";
    BAD_MOMENT = "不是日期或时间，请写作 2026-11-23 或 2026-11-23T10:31:00+08:00", "no day or instant: write 2026-11-23, or 2026-11-23T10:31:00+08:00";
    BAD_MATTER = "不是事项编号，请核对", "no matter's number: check it";
    BAD_PARAMETER = "裁定没有这个参数，或取值不合，请核对", "the ruling has no such parameter or value: check it";
    BY_NAME = "请写成一个对象，每项都带名字", "write an object, each part by its name";
    OTHER = "值的写法不合，请核对", "the value is not written as it should be: check it";

    UNFINISHED = "没有写完，请补上缺的引号或括号", "the text ends too early: close the quotes and brackets that are open";
    NOT_UTF8 = "有不是 UTF-8 的字节，请另存为 UTF-8", "there are bytes that are not UTF-8: save it as UTF-8";
    WANTS_COLON = "名字后面请加冒号", "put a colon after the name";
    WANTS_COMMA = "两项之间请加逗号，或补上收尾的括号", "put a comma between the two, or close the bracket";
    WANTS_VALUE = "这里要有一个值：文字加双引号，或写数、true、false、null", "a value is wanted here: a text in double quotes, a number, true, false or null";
    WANTS_NAME = "名字请加双引号", "put the name in double quotes";
    BAD_ESCAPE = "反斜杠后面的写法不对，请核对", "what follows the backslash cannot be: check it";
    BAD_NUMBER = "数的写法不对，或太大，请核对", "the number is not written as one, or too large: check it";
    CONTROL = "文字里有换行或控制字符，请写成 \\n 这样的形式", "a text holds a line break or a control character: write it as \\n";
    TRAILING_COMMA = "最后一项后面多了逗号，请去掉", "remove the comma after the last one";
    TRAILING = "后面多了内容，请去掉", "remove what follows the end";
    TOO_DEEP = "套得太深，请改写", "it is nested too deeply: write it flat";

    A_TEXT_OF = "文字“{0}”", "the text “{0}”";
    A_NUMBER_OF = "数{0}", "the number {0}";
    NOTHING = "空值（null）", "null";
    AN_OBJECT = "对象", "an object";
    A_LIST = "列表", "a list";
    SOMETHING = "别的值", "another value";
    A_TEXT = "加双引号的文字", "a text in double quotes";
    A_WHOLE = "不小于0的整数", "a whole number from 0";
    AN_INTEGER = "整数", "a whole number";
    A_FLAG = "true 或 false", "true or false";
    A_DAY = "日期，如 \"2026-11-23\"", "a day such as \"2026-11-23\"";
    AN_INSTANT = "时间，如 \"2026-11-23T10:31:00+08:00\"", "an instant such as \"2026-11-23T10:31:00+08:00\"";
    ANOTHER = "要求的值", "the value that is wanted";
}

/// Mistakes in the text itself, by how the parser's sentence begins.
const OF_TEXT: [(&str, T); 18] = [
    ("EOF while parsing", UNFINISHED),
    ("unexpected end of hex escape", UNFINISHED),
    ("expected `:`", WANTS_COLON),
    ("expected `,`", WANTS_COMMA),
    ("expected ident", WANTS_VALUE),
    ("expected value", WANTS_VALUE),
    ("expected `\"`", WANTS_NAME),
    ("key must be a string", WANTS_NAME),
    ("invalid escape", BAD_ESCAPE),
    ("invalid unicode code point", BAD_ESCAPE),
    ("lone leading surrogate", BAD_ESCAPE),
    ("invalid number", BAD_NUMBER),
    ("number out of range", BAD_NUMBER),
    ("control character", CONTROL),
    ("trailing comma", TRAILING_COMMA),
    ("trailing characters", TRAILING),
    ("recursion limit exceeded", TOO_DEEP),
    ("invalid utf-8", NOT_UTF8),
];

/// Mistakes in a value that a type of ours or a calendar's tells, by how the sentence begins.
const OF_VALUE: [(&str, T); 10] = [
    ("incomplete utf-8", NOT_UTF8),
    ("input contains invalid characters", BAD_MOMENT),
    ("premature end of input", BAD_MOMENT),
    ("input is out of range", BAD_MOMENT),
    ("input is not enough", BAD_MOMENT),
    ("trailing input", BAD_MOMENT),
    ("an instant beyond the calendar", BAD_MOMENT),
    ("not a matter's id", BAD_MATTER),
    ("a parameter that its ruling does not have", BAD_PARAMETER),
    ("by name, as an object", BY_NAME),
];

/// What a parser said, with the line and column if it names them.
#[must_use]
pub fn told(lang: Lang, parser: &str) -> String {
    let (said, place) = split_place(parser);
    let what = what(lang, said);
    match place {
        Some((line, column)) => PLACED.fill(lang, &[&what, &line, &column]),
        None => what,
    }
}

/// What a parser said, without its place.
#[must_use]
pub fn what(lang: Lang, parser: &str) -> String {
    let (said, _) = split_place(parser);
    if let Some(what) = classified(lang, said) {
        return what;
    }
    // `lines[0].quantity: ..`: where in the data it is stands before it.
    let of_path = said.split_once(": ").and_then(|(path, said)| {
        let is_path = !path.is_empty() && !path.contains(char::is_whitespace);
        let what = classified(lang, said).filter(|_| is_path)?;
        Some(ON.fill(lang, &[&path, &what]))
    });
    of_path.unwrap_or_else(|| OTHER.get(lang).to_owned())
}

/// A sentence, and the line and column that it ends with.
fn split_place(parser: &str) -> (&str, Option<(usize, usize)>) {
    let found = parser.rsplit_once(" at line ").and_then(|(said, place)| {
        let (line, column) = place.split_once(" column ")?;
        Some((said, (line.parse().ok()?, column.parse().ok()?)))
    });
    found.map_or((parser, None), |(said, place)| (said, Some(place)))
}

fn classified(lang: Lang, said: &str) -> Option<String> {
    let quoted = |begins: &str| {
        let rest = said.strip_prefix(begins)?;
        rest.split_once('`')
    };
    if let Some((field, _)) = quoted("missing field `") {
        return Some(MISSING.fill(lang, &[&field]));
    }
    if let Some((field, known)) = quoted("unknown field `") {
        let known = names(known);
        return Some(if known.is_empty() {
            NO_FIELDS.fill(lang, &[&field])
        } else {
            UNKNOWN_FIELD.fill(lang, &[&field, &known])
        });
    }
    if let Some((field, _)) = quoted("duplicate field `") {
        return Some(TWICE.fill(lang, &[&field]));
    }
    if let Some((word, known)) = quoted("unknown variant `") {
        return Some(UNKNOWN_WORD.fill(lang, &[&word, &names(known)]));
    }
    let parted = |begins: &str| said.strip_prefix(begins)?.rsplit_once(", expected ");
    if let Some((given, wanted)) = parted("invalid type: ") {
        let given = given_words(lang, given);
        return Some(WRONG_TYPE.fill(lang, &[&given, &wanted_words(wanted).get(lang)]));
    }
    if let Some((given, wanted)) = parted("invalid value: ") {
        let given = given_words(lang, given);
        return Some(WRONG_VALUE.fill(lang, &[&given, &wanted_words(wanted).get(lang)]));
    }
    if let Some((count, _)) = parted("invalid length ") {
        return Some(WRONG_COUNT.fill(lang, &[&count]));
    }
    // What the enums of this program say when they do not know a word: `no Verb is called nap`, `no ruling 99`.
    let called = said.strip_prefix("no ").and_then(|rest| {
        let called = rest.split_once(" is called ");
        called.or_else(|| rest.split_once(' '))
    });
    if let Some((_, word)) = called {
        return Some(NO_SUCH_WORD.fill(lang, &[&word]));
    }
    let mut known = OF_TEXT.iter().chain(&OF_VALUE);
    known
        .find(|(begins, _)| said.starts_with(begins))
        .map(|(_, words)| words.get(lang).to_owned())
}

/// The names between backquotes, as a parser lists what there is.
fn names(listed: &str) -> String {
    let names: Vec<&str> = listed.split('`').skip(1).step_by(2).collect();
    names.join(" ")
}

/// What stands there, as the parser describes it: by its kind, a text in quotes, a number in backquotes.
fn given_words(lang: Lang, given: &str) -> String {
    let inside = |mark: char| {
        let (_, rest) = given.split_once(mark)?;
        rest.rsplit_once(mark).map(|(inside, _)| inside)
    };
    let kind = given.split(' ').next().unwrap_or(given);
    match kind {
        "string" => A_TEXT_OF.fill(lang, &[&inside('"').unwrap_or_default()]),
        "integer" | "floating" | "number" => {
            A_NUMBER_OF.fill(lang, &[&inside('`').unwrap_or_default()])
        }
        "boolean" => inside('`').unwrap_or_default().to_owned(),
        "null" | "unit" => NOTHING.get(lang).to_owned(),
        "map" | "struct" => AN_OBJECT.get(lang).to_owned(),
        "sequence" | "tuple" => A_LIST.get(lang).to_owned(),
        _ => SOMETHING.get(lang).to_owned(),
    }
}

/// What should stand there, as the parser describes it: `u32`, `a string`, `struct LineRequest`.
fn wanted_words(wanted: &str) -> T {
    match wanted {
        "a string" | "a borrowed string" | "string or map" => A_TEXT,
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => A_WHOLE,
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => AN_INTEGER,
        "a boolean" => A_FLAG,
        "a sequence" | "an array of objects" => A_LIST,
        "a map" => AN_OBJECT,
        "a formatted date string" => A_DAY,
        "an RFC 3339 formatted date and time string" => AN_INSTANT,
        record if record.starts_with("struct ") || record.starts_with("internally tagged") => {
            AN_OBJECT
        }
        tuple if tuple.starts_with("a tuple") || tuple.starts_with("tuple ") => A_LIST,
        _ => ANOTHER,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::domain::law::act::{FieldProblem, Verb};
    use crate::domain::law::command::Command;

    fn broken(text: &str) -> String {
        serde_json::from_str::<Value>(text).unwrap_err().to_string()
    }

    fn of_fields(text: &str) -> String {
        let fields = serde_json::from_str(text).unwrap();
        let verb = Verb::find("exception.register").unwrap();
        let problem: FieldProblem = Command::read(verb, None, fields).unwrap_err();
        problem.to_string()
    }

    /// Made with the parser itself, so that a new release of it that words its mistakes otherwise is noticed.
    #[test]
    fn every_mistake_in_the_text_is_told_in_both_languages_with_its_place() {
        for (text, zh, en) in [
            ("{", "没有写完", "ends too early"),
            (r#"{"a""#, "没有写完", "ends too early"),
            (r#"{"a" 1}"#, "加冒号", "a colon"),
            (r#"{"a":1 "b":2}"#, "加逗号", "a comma"),
            ("[1 2]", "加逗号", "a comma"),
            ("[nul]", "要有一个值", "a value is wanted"),
            (r#"{"a":}"#, "要有一个值", "a value is wanted"),
            ("{a:1}", "名字请加双引号", "name in double quotes"),
            (r#"["\q"]"#, "反斜杠", "backslash"),
            (r#"["\ud800"]"#, "没有写完", "ends too early"),
            ("[01]", "数的写法", "number"),
            ("[1e999]", "数的写法", "number"),
            ("[\"a\nb\"]", "控制字符", "control character"),
            ("[1,]", "多了逗号", "remove the comma"),
            ("{} {}", "后面多了", "what follows the end"),
            (&"[".repeat(200), "套得太深", "nested"),
        ] {
            let said = broken(text);
            let (chinese, english) = (told(Lang::Zh, &said), told(Lang::En, &said));
            assert!(chinese.contains(zh), "{text}: {said}: {chinese}");
            assert!(english.contains(en), "{text}: {said}: {english}");
            assert!(
                chinese.contains("行第") && chinese.ends_with("列）"),
                "{chinese}"
            );
            assert!(english.contains("(line "), "{english}");
        }
    }

    #[test]
    fn mistakes_in_the_values_name_the_field_what_stands_there_and_what_is_wanted() {
        for (fields, zh, en) in [
            (
                r#"{"unit":"edu"}"#,
                "少了“kind”，请补上",
                "“kind” is missing: add it",
            ),
            (
                r#"{"unit":5}"#,
                "unit：这里写的是数5，请改写成加双引号的文字",
                "unit: this is the number 5: write a text in double quotes instead",
            ),
            (
                r#"{"unit":"edu","kind":"nap"}"#,
                "kind：没有“nap”，",
                "kind: there is no “nap”",
            ),
            (
                r#"{"colour":1}"#,
                "colour：没有栏目“colour”，有：unit kind item room ground until",
                "colour: there is no field “colour”, but: unit kind item room ground until",
            ),
            (
                r#"{"until":"soon"}"#,
                "until：不是日期或时间",
                "until: no day or instant",
            ),
            (
                r#"{"until":[1]}"#,
                "until：这里写的是列表，请改写成日期",
                "until: this is a list: write a day",
            ),
        ] {
            let said = of_fields(fields);
            for (lang, wanted) in [(Lang::Zh, zh), (Lang::En, en)] {
                let told = told(lang, &said);
                assert!(told.starts_with(wanted), "{said}: {told}");
            }
        }
    }

    #[test]
    fn no_word_of_the_parsers_stands_in_what_is_told_in_chinese() {
        for said in [
            "data did not match any variant of untagged enum Named at line 1 column 7",
            "invalid type: map, expected something or other",
            "invalid length 3, expected an array of length 2",
            "duplicate field `id`",
            "invalid utf-8 sequence of 1 bytes from index 3",
            "whatever comes",
        ] {
            let chinese = told(Lang::Zh, said);
            let plain = |letter: char| letter.is_ascii_alphabetic();
            let bare = chinese.replace("“id”", "").replace("UTF-8", "");
            assert!(!bare.contains(plain), "{said}: {chinese}");
        }
    }
}
