//! What is wrong with a keymap file, and how to mend it.

use super::Lang;
use crate::console::keymap::{CHORD_LIMIT, ENTRY_LIMIT, Expected, FILE_LIMIT, Key, KeymapProblem};

messages! {
    TOO_LONG = "文件超过{0}字节；键位文件不需要这么长", "the file is longer than {0} bytes; a keymap needs far less";
    NOT_TEXT = "不是 UTF-8 文本；请存为 UTF-8", "not UTF-8 text; save the file as UTF-8";
    SYNTAX = "不是 TOML：{0}", "not TOML: {0}";
    TOO_MANY = "键位多于{0}条；请删减", "more than {0} bindings; remove some";
    UNKNOWN_CONTEXT = "没有“{0}”这个场合；帮助里列有各场合", "unknown context `{0}`; the help lists the contexts";
    UNKNOWN_ACTION = "没有“{0}”这个动作；yunguan keys 列有各动作，noop 取消键位", "unknown action `{0}`; `yunguan keys` lists the actions, `noop` removes a binding";
    UNKNOWN_KEY = "没有“{0}”这个键；写作 j、G、ctrl+x、alt+Enter、F5，连键写作 g 与 h 的列表", "unknown key `{0}`; write j, G, ctrl+x, alt+Enter, F5, and a chord as [\"g\", \"h\"]";
    UNKNOWN_FIELD = "没有“{0}”这一项；一条键位有 on 和 run", "unknown field `{0}`; a binding has `on` and `run`";
    MISSING_FIELD = "缺“{0}”；一条键位有 on 和 run", "`{0}` is missing; a binding has `on` and `run`";
    WRONG_TYPE = "此处应是{0}，现为 {1}", "{0} is expected here, found {1}";
    NO_KEYS = "一条键位至少要一个键", "a binding needs at least one key";
    CHORD_TOO_LONG = "连键有{0}个；至多{1}个", "{0} keys in a chord; at most {1}";
    DUPLICATE = "“{0}”在第{1}行已有；请删去一处", "`{0}` is bound already at line {1}; remove one of the two";
    SHADOWED = "“{0}”与“{1}”（{2}）不能并存；请改一处，或以 run = \"noop\" 取消另一处", "`{0}` and `{1}` ({2}) cannot both be bound; change one, or remove the other with run = \"noop\"";
    EXPECTED_BINDINGS = "一组键位 [[场合]]", "a list of bindings, written [[context]],";
    EXPECTED_BINDING = "一条键位，含 on 和 run", "a binding with `on` and `run`";
    EXPECTED_KEYS = "一个键或一列键", "a key, or a list of keys,";
    EXPECTED_KEY = "一个键", "a key";
    EXPECTED_ACTION = "一个动作的名字", "the name of an action";
    MORE = "还有{0}处", "{0} more";
}

/// What is wrong at one place.
#[must_use]
pub fn problem(lang: Lang, problem: &KeymapProblem) -> String {
    match problem {
        KeymapProblem::TooLong => TOO_LONG.fill(lang, &[&FILE_LIMIT]),
        KeymapProblem::NotText => NOT_TEXT.get(lang).to_owned(),
        KeymapProblem::Syntax { message } => SYNTAX.fill(lang, &[message]),
        KeymapProblem::TooManyEntries => TOO_MANY.fill(lang, &[&ENTRY_LIMIT]),
        KeymapProblem::UnknownContext { name } => UNKNOWN_CONTEXT.fill(lang, &[name]),
        KeymapProblem::UnknownAction { name } => UNKNOWN_ACTION.fill(lang, &[name]),
        KeymapProblem::UnknownKey { name } => UNKNOWN_KEY.fill(lang, &[name]),
        KeymapProblem::UnknownField { name } => UNKNOWN_FIELD.fill(lang, &[name]),
        KeymapProblem::MissingField { field } => MISSING_FIELD.fill(lang, &[field]),
        KeymapProblem::WrongType { expected, found } => {
            let expected = match expected {
                Expected::Bindings => EXPECTED_BINDINGS,
                Expected::Binding => EXPECTED_BINDING,
                Expected::Keys => EXPECTED_KEYS,
                Expected::Key => EXPECTED_KEY,
                Expected::Action => EXPECTED_ACTION,
            };
            WRONG_TYPE.fill(lang, &[&expected.get(lang), found])
        }
        KeymapProblem::NoKeys => NO_KEYS.get(lang).to_owned(),
        KeymapProblem::ChordTooLong { keys } => CHORD_TOO_LONG.fill(lang, &[keys, &CHORD_LIMIT]),
        KeymapProblem::Duplicate { keys, first_line } => {
            DUPLICATE.fill(lang, &[&chord(keys), first_line])
        }
        KeymapProblem::Shadowed {
            keys,
            other_keys,
            other,
        } => SHADOWED.fill(lang, &[&chord(keys), &chord(other_keys), other]),
    }
}

fn chord(keys: &[Key]) -> String {
    keys.iter()
        .map(Key::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}
