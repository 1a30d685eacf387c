//! What can be wrong with a table, at its row and column.
use crate::feed::table::{Problems, TableProblem};
use crate::locale::{Lang, json};
use std::io::ErrorKind;

messages! {
    AT = "第{0}行 {1}列：{2}", "row {0}, column {1}: {2}";
    AND_MORE = "另有{0}处", "and {0} more";
    UNREADABLE = "文件读不了：{0}", "the file cannot be read: {0}";
    NOT_FOUND = "没有这个文件", "there is no such file";
    DENIED = "没有权限", "permission denied";
    NOT_REGULAR = "不是普通文件", "not a regular file";
    TOO_LARGE = "文件超过{0}字节", "the file is larger than {0} bytes";
    UNKNOWN_FORMAT = "不认得“{0}”文件，可读 xlsx、csv、json", "unknown kind of file “{0}”: xlsx, csv or json is read";
    OLD_WORKBOOK = "旧格式或加了密码的工作簿，请另存为普通 xlsx", "an old-format or password-protected workbook: save it as a plain xlsx";
    BROKEN_WORKBOOK = "工作簿已损坏：{0}", "the workbook is damaged: {0}";
    WORKBOOK_TOO_LARGE = "工作簿展开后超过{0}字节", "the workbook unpacks to more than {0} bytes";
    PART_TOO_LARGE = "工作簿的部件 {0} 过大", "the workbook's part {0} is too large";
    NO_SHEET = "工作簿没有可见的工作表", "the workbook has no visible worksheet";
    SHEET_MISSING = "工作簿没有工作表“{0}”，有：{1}", "the workbook has no worksheet “{0}”, but: {1}";
    UNKNOWN_ENCODING = "文字既不是 UTF-8，也不是 GB18030 或 UTF-16", "the text is neither UTF-8, GB18030 nor UTF-16";
    UNCLOSED_QUOTE = "第{0}行的引号没有闭合", "row {0}: a quotation mark is never closed";
    BROKEN_JSON = "不是由对象组成的 JSON 数组：第{0}行第{1}列，{2}", "not a JSON array of objects: line {0}, column {1}: {2}";
    NOT_AN_OBJECT = "第{0}行不是对象", "row {0} is not an object";
    REPEATED_KEY = "键重复", "the key is repeated";
    NESTED_VALUE = "应是单个值，却是数组或对象", "an array or object where a plain value is wanted";
    NO_HEADER = "没有标题行", "there is no header row";
    NO_ROWS = "标题行下没有数据", "there are no rows after the header";
    MISSING_TITLE = "这一列有数据而没有标题", "the column has data but no title";
    DUPLICATE_TITLE = "{0}列和{1}列的标题都是“{2}”", "columns {0} and {1} are both titled “{2}”";
    TOO_MANY_ROWS = "超过{0}行", "more than {0} rows";
    TOO_MANY_COLUMNS = "超过{0}列", "more than {0} columns";
    TOO_MANY_CELLS = "超过{0}格", "more than {0} cells";
    TOO_MUCH_TEXT = "文字超过{0}字节", "more than {0} bytes of text";
    TEXT_TOO_LONG = "超过{0}个字", "more than {0} characters";
    FORBIDDEN = "有不允许的字符 {0}", "the character {0} is not allowed";
    ERROR_VALUE = "表格里的错误值 {0}", "the spreadsheet's error {0}";
    IMPOSSIBLE_DATE = "不是日期", "not a date";
    OUT_OF_RANGE = "数字超出范围", "the number is out of range";
    OUT_OF_ORDER = "工作簿的单元格次序混乱", "the workbook's cells are out of order";
}

/// All that is wrong with a table, a line each.
#[must_use]
pub fn problems(lang: Lang, problems: &Problems) -> String {
    let mut lines: Vec<String> = problems
        .listed
        .iter()
        .map(|each| problem(lang, each))
        .collect();
    if problems.more > 0 {
        lines.push(AND_MORE.fill(lang, &[&problems.more]));
    }
    lines.join("\n")
}

/// One thing that is wrong with a table.
#[must_use]
pub fn problem(lang: Lang, problem: &TableProblem) -> String {
    match problem {
        TableProblem::RepeatedKey { place }
        | TableProblem::NestedValue { place }
        | TableProblem::MissingTitle { place }
        | TableProblem::TextTooLong { place, .. }
        | TableProblem::ForbiddenCharacter { place, .. }
        | TableProblem::ErrorValue { place, .. }
        | TableProblem::ImpossibleDate { place }
        | TableProblem::NumberOutOfRange { place }
        | TableProblem::CellsOutOfOrder { place } => {
            AT.fill(lang, &[&place.row, &place.column, &what(lang, problem)])
        }
        TableProblem::Unreadable { .. }
        | TableProblem::NotRegularFile
        | TableProblem::FileTooLarge { .. }
        | TableProblem::UnknownFormat { .. }
        | TableProblem::OldWorkbook
        | TableProblem::BrokenWorkbook { .. }
        | TableProblem::WorkbookTooLarge { .. }
        | TableProblem::PartTooLarge { .. }
        | TableProblem::NoSheet
        | TableProblem::SheetMissing { .. }
        | TableProblem::UnknownEncoding
        | TableProblem::UnclosedQuote { .. }
        | TableProblem::BrokenJson { .. }
        | TableProblem::NotAnObject { .. }
        | TableProblem::NoHeader
        | TableProblem::NoRows
        | TableProblem::DuplicateTitle { .. }
        | TableProblem::TooManyRows { .. }
        | TableProblem::TooManyColumns { .. }
        | TableProblem::TooManyCells { .. }
        | TableProblem::TooMuchText { .. } => what(lang, problem),
    }
}

/// What is wrong, without its place.
fn what(lang: Lang, problem: &TableProblem) -> String {
    let plain = match problem {
        TableProblem::Unreadable { kind } => {
            let said = if *kind == ErrorKind::NotFound {
                NOT_FOUND.get(lang).to_owned()
            } else if *kind == ErrorKind::PermissionDenied {
                DENIED.get(lang).to_owned()
            } else {
                kind.to_string()
            };
            return UNREADABLE.fill(lang, &[&said]);
        }
        TableProblem::FileTooLarge { limit } => return TOO_LARGE.fill(lang, &[limit]),
        TableProblem::UnknownFormat { extension } => {
            return UNKNOWN_FORMAT.fill(lang, &[extension]);
        }
        TableProblem::BrokenWorkbook { detail } => return BROKEN_WORKBOOK.fill(lang, &[detail]),
        TableProblem::WorkbookTooLarge { limit } => {
            return WORKBOOK_TOO_LARGE.fill(lang, &[limit]);
        }
        TableProblem::PartTooLarge { part } => return PART_TOO_LARGE.fill(lang, &[part]),
        TableProblem::SheetMissing { wanted, present } => {
            return SHEET_MISSING.fill(lang, &[wanted, &present.join(" ")]);
        }
        TableProblem::UnclosedQuote { row } => return UNCLOSED_QUOTE.fill(lang, &[row]),
        TableProblem::BrokenJson {
            line,
            column,
            detail,
        } => return BROKEN_JSON.fill(lang, &[line, column, &json::what(lang, detail)]),
        TableProblem::NotAnObject { row } => return NOT_AN_OBJECT.fill(lang, &[row]),
        TableProblem::DuplicateTitle {
            title,
            first,
            second,
        } => return DUPLICATE_TITLE.fill(lang, &[first, second, title]),
        TableProblem::TooManyRows { limit } => return TOO_MANY_ROWS.fill(lang, &[limit]),
        TableProblem::TooManyColumns { limit } => return TOO_MANY_COLUMNS.fill(lang, &[limit]),
        TableProblem::TooManyCells { limit } => return TOO_MANY_CELLS.fill(lang, &[limit]),
        TableProblem::TooMuchText { limit } => return TOO_MUCH_TEXT.fill(lang, &[limit]),
        TableProblem::TextTooLong { limit, .. } => return TEXT_TOO_LONG.fill(lang, &[limit]),
        TableProblem::ForbiddenCharacter { character, .. } => {
            let number = format!("U+{:04X}", u32::from(*character));
            return FORBIDDEN.fill(lang, &[&number]);
        }
        TableProblem::ErrorValue { error, .. } => return ERROR_VALUE.fill(lang, &[error]),
        TableProblem::NotRegularFile => NOT_REGULAR,
        TableProblem::OldWorkbook => OLD_WORKBOOK,
        TableProblem::NoSheet => NO_SHEET,
        TableProblem::UnknownEncoding => UNKNOWN_ENCODING,
        TableProblem::RepeatedKey { .. } => REPEATED_KEY,
        TableProblem::NestedValue { .. } => NESTED_VALUE,
        TableProblem::NoHeader => NO_HEADER,
        TableProblem::NoRows => NO_ROWS,
        TableProblem::MissingTitle { .. } => MISSING_TITLE,
        TableProblem::ImpossibleDate { .. } => IMPOSSIBLE_DATE,
        TableProblem::NumberOutOfRange { .. } => OUT_OF_RANGE,
        TableProblem::CellsOutOfOrder { .. } => OUT_OF_ORDER,
    };
    plain.get(lang).to_owned()
}
