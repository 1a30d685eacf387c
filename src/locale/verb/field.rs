//! The fields of the verbs: what each is called, how to fill it in, what each of its choices means.
//!
//! A field is known by its name in JSON, and by its verb where one name stands for different things.
use crate::domain::verb::Verb;
use crate::locale::{T, domain};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

/// What a field is called and how to fill it in.
struct Row {
    /// The only verb that means this by the name; none for all others.
    verb: Option<Verb>,
    name: &'static str,
    label: T,
    hint: Option<T>,
}

macro_rules! rows {
    ($($($verb:ident)? $name:literal = $zh:literal, $en:literal $(: $hint_zh:literal, $hint_en:literal)?;)+) => {
        &[$(Row {
            verb: rows!(@$($verb)?),
            name: $name,
            label: T($zh, $en),
            hint: rows!(@$($hint_zh, $hint_en)?),
        }),+]
    };
    (@) => { None };
    (@$verb:ident) => { Some(Verb::$verb) };
    (@$zh:literal, $en:literal) => { Some(T($zh, $en)) };
}

/// A name that only one verb uses in that sense stands before the general one.
const FIELDS: &[Row] = rows! {
    Review "ground" = "书面依据", "Written ground":
        "只有等保四级以上的系统需要。", "Only for a system of protection level 4 or above.";
    Review "quantities" = "审核量", "Approved quantities":
        "每行一个，不高于申请量；不同意的填0；空着即照申请量。", "One a line, not above what was applied for; 0 refuses; empty means as applied.";
    Propose "quantities" = "调整量", "Adjusted quantities":
        "每行一个；空着即照审核量。", "One a line; empty means as approved.";
    Deliver "quantities" = "发放量", "Issued quantities":
        "每行一个，不高于调整量；空着即照调整量。", "One a line, not above the adjusted one; empty means as adjusted.";
    Deliver "completed_on" = "完成日", "Completed on":
        "实际交付完成的日子，不晚于今天。", "The day the delivery was complete, today at the latest.";
    DetermineCompletion "evidence" = "交付证据", "Delivery evidence":
        "写明凭什么认定这一天。", "What shows that it was this day.";
    CheckProduct "evidence" = "检查情况", "Findings":
        "检查了什么，结果如何，报告编号。", "What was checked, what was found, the report's number.";
    Propose "reason" = "调整理由", "Reason for the adjustment":
        "测试看到了什么，为何这样调整。", "What the test showed, and why this follows.";
    ProposeRuling "reason" = "提议理由", "Reason":
        "为何要改，签署人据此判断。", "Why it should change; the signer judges by it.";
    ReviewEmergency "opinion" = "审核意见", "Opinion":
        "不通过时必填。", "Needed when it is rejected.";
    RecordContract "number" = "合同编号", "Contract number":
        "照合同上的写法。", "As the contract has it.";
    TakeOver "from" = "接手自", "Taken over from":
        "现在正在办这件事项的人。", "Whoever is at the matter now.";
    RegisterItem "unit" = "计量单位", "Unit of measure":
        "台、GB、Mbps等。", "Such as set, GB, Mbps.";
    RegisterItem "name" = "名称", "Name":
        "目录里的名称。", "As the catalogue has it.";
    RegisterParty "code" = "代码", "Code":
        "小写字母、数字、短横；登记后不改。", "Lower-case letters, digits, hyphens; stays for good.";
    RegisterParty "kind" = "主体类别", "Kind of party":
        "登记后不改。", "Stays for good.";
    Found "party" = "云主管部门", "Authority":
        "台账的第一个主体。", "The first party of the ledger.";
    Found "person" = "首位管理员", "First administrator":
        "只任管理员，不任经办和审核。", "Administrator only, neither handler nor reviewer.";
    "title" = "标题", "Title":
        "一句话说明为哪件事、要什么。", "In one line: for what, and what is wanted.";
    "system" = "系统", "System";
    "pool" = "资源池", "Resource pool":
        "选了池，也就选了交付方。", "The pool decides who delivers.";
    "lines" = "资源明细", "Lines":
        "每行：目录项或名称、数量、用途；目录外的另写理由。", "Each: item or name, quantity, purpose; off the catalogue also why.";
    "contact_name" = "联系人", "Contact";
    "contact_telephone" = "联系电话", "Telephone";
    "non_classified" = "非涉密承诺", "Nothing classified":
        "承诺系统和数据都不涉密，否则不能上政务云。", "Declares that neither system nor data are classified.";
    "emergency" = "补办的应急", "Emergency regularised":
        "为应急发放补办时填它的编号。", "Its number, when this regularises an emergency.";
    "previous" = "原申请", "Earlier application":
        "针对不予受理再报时填原编号。", "Its number, when it was not accepted and this answers it.";
    "answers" = "逐条回应", "Answers":
        "每行以意见序号开头，如“1 已补等保证明”。", "Each begins with the objection's number: 1 certificate attached.";
    "remark" = "备注", "Remark";
    "objections" = "不予受理意见", "Objections":
        "每行一条，单位将逐条回应。", "One a line; the unit answers them one by one.";
    "decision" = "结论", "Decision";
    "opinion" = "审核意见", "Opinion";
    "environment" = "测试环境", "Test environment":
        "地址、规格和访问方式；不写口令。", "Address, size and access; never a password.";
    "result" = "结果", "Result";
    "report" = "测试报告", "Test report";
    "completed_on" = "签认的完成日", "Completion day attested":
        "资源实际可用的日子，计费从这天算。", "The day the resources were usable; billing counts from it.";
    "line" = "第几行", "Line":
        "从1数起。", "Counted from 1.";
    "deployed_on" = "部署日", "Deployed on";
    "reason" = "理由", "Reason";
    "ground" = "应急事由", "Ground";
    "document" = "依据文件", "Superior's document":
        "上级新要求须写文号；国家战略和安全可空。", "A superior's requirement cites it; strategy and security need none.";
    "urgency" = "紧急情形", "Urgency";
    "handed_over_at" = "移交时刻", "Handed over at":
        "空着即此刻。", "Empty means now.";
    "login" = "登录名", "Login";
    "code" = "代码", "Code":
        "小写字母、数字、短横。", "Lower-case letters, digits, hyphens.";
    "name" = "名称", "Name";
    "paper_word" = "机关代字", "Paper word":
        "文书编号的开头，如“益数云”。", "What its papers' numbers begin with.";
    "region" = "区域", "Region";
    "municipal_budget" = "市本级预算", "Municipal budget":
        "不是的须自签合同并登记（第40条）。", "Others need a contract of their own on record (Art. 40).";
    "party" = "所属主体", "Party";
    "posts" = "岗位", "Posts":
        "handler 经办，reviewer 审核，administrator 管理员，reader 只读。", "handler, reviewer, administrator, reader.";
    "telephone" = "电话", "Telephone";
    "active" = "有效", "Active";
    "person" = "人员", "Person";
    "mode" = "建设方式", "Mode";
    "operator" = "交付方", "Who delivers":
        "自建的是云技术保障部门，购买服务的是云服务商。", "Technical support if self-built, the provider if purchased.";
    "unit" = "云使用单位", "Using unit";
    "protection_level" = "等保级别", "Protection level":
        "1到5。", "1 to 5.";
    "funding" = "资金来源", "Funding";
    "family" = "类别", "Family";
    "specification" = "规格", "Specification";
    "basis" = "计价", "Price basis";
    "price_fen" = "单价（分）", "Price (fen)":
        "每计量单位、每计价期。", "For each unit and price period.";
    "provider" = "云服务商", "Provider";
    "signed_on" = "签订日", "Signed on";
    "ruling" = "裁定", "Ruling":
        "R1到R22。", "R1 to R22.";
    "values" = "参数", "Parameters";
    "effective" = "生效日", "Effective":
        "今天或以后。", "Today or later.";
    "scope" = "适用范围", "Scope":
        "空着即全市。", "Empty means the whole city.";
    "proposal" = "提议序号", "Proposal":
        "待签裁定的序号。", "The number of the ruling to be signed.";
    "notice" = "节假日通知", "Holiday notice":
        "holiday-cn 格式的一年文件。", "One year's file in the holiday-cn format.";
    "articles" = "各条原文", "Articles":
        "一至四十二条，逐条一段。", "Article 1 to 42, one text each.";
    "source" = "出处", "Source":
        "文号或网址。", "Its document number or address.";
};

/// The fields of a line, which [`crate::domain::line::LineRequest`] has.
const LINE_FIELDS: &[Row] = rows! {
    "item" = "目录项", "Item":
        "服务目录的代码；目录外的写名称。", "Its catalogue code; off the catalogue its name.";
    "quantity" = "数量", "Quantity";
    "purpose" = "用途", "Purpose":
        "以后按此核对使用情况。", "Its use is later compared with this.";
    "ground" = "目录外理由", "Why off the catalogue":
        "只有目录外的需要。", "Only off the catalogue.";
    "nearest" = "最接近的目录项", "Nearest item":
        "自建池须先试着适配它。", "A self-built pool adapts it first.";
};

/// The name of whatever a form asks for, where it has none of its own.
const UNKNOWN_FIELD: T = T("填写项", "field");
const UNKNOWN_CHOICE: T = T("其他选项", "another choice");

/// Every label and hint of this module, by the field's name.
#[cfg(test)]
pub fn messages() -> impl Iterator<Item = (&'static str, T)> {
    FIELDS
        .iter()
        .chain(LINE_FIELDS)
        .flat_map(|row| [Some(row.label), row.hint].map(|message| Some((row.name, message?))))
        .flatten()
        .chain([("", UNKNOWN_FIELD), ("", UNKNOWN_CHOICE)])
}

/// What a field of a verb is called; the fields of a line count as fields of the verbs that take lines.
#[must_use]
pub fn field(verb: Verb, name: &str) -> T {
    find_field(Some(verb), name).unwrap_or(UNKNOWN_FIELD)
}

/// How to fill a field in, where its label does not say it.
#[must_use]
pub fn field_hint(verb: Verb, name: &str) -> Option<T> {
    row(Some(verb), name).and_then(|row| row.hint)
}

/// What a word that a field may be is called.
#[must_use]
pub fn choice(field: &str, word: &str) -> T {
    find_choice(field, word).unwrap_or(UNKNOWN_CHOICE)
}

/// What a field is called, if there is one of that name; without a verb, in its most general sense.
#[must_use]
pub fn find_field(verb: Option<Verb>, name: &str) -> Option<T> {
    row(verb, name).map(|row| row.label)
}

fn row(verb: Option<Verb>, name: &str) -> Option<&'static Row> {
    let named = |row: &&Row| row.name == name;
    FIELDS
        .iter()
        .filter(named)
        .find(|row| row.verb.is_some() && row.verb == verb)
        .or_else(|| own_line_field(verb, name))
        .or_else(|| FIELDS.iter().filter(named).find(|row| row.verb.is_none()))
        .or_else(|| LINE_FIELDS.iter().find(named))
        .or_else(|| FIELDS.iter().find(named))
}

/// An application has no ground of its own, so that the ground there is a line's.
fn own_line_field(verb: Option<Verb>, name: &str) -> Option<&'static Row> {
    LINE_FIELDS
        .iter()
        .find(|row| verb == Some(Verb::Submit) && row.name == name)
}

/// What a word that a field may be is called, if the field has that word.
#[must_use]
pub fn find_choice(field: &str, word: &str) -> Option<T> {
    match field {
        "decision" => read(word).map(domain::decision),
        "result" => read(word).map(domain::test_result),
        "ground" => read(word).map(domain::ground),
        "kind" => read(word).map(domain::party_kind),
        "posts" => read(word).map(domain::post),
        "region" => read(word).map(domain::region),
        "mode" => read(word).map(domain::cloud_mode),
        "funding" => read(word).map(domain::funding),
        "basis" => read(word).map(domain::price_basis),
        _ => None,
    }
}

/// The value that a command would have for that word: the one reading that commands and labels share.
fn read<'de, V: Deserialize<'de>>(word: &'de str) -> Option<V> {
    let word: StrDeserializer<'de, Error> = word.into_deserializer();
    V::deserialize(word).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::verb::FieldKind;
    use crate::locale::check::assert_whole;

    #[test]
    fn every_field_of_every_verb_and_every_word_of_it_has_its_name() {
        let mut fields = 0;
        let mut words = 0;
        for verb in Verb::ALL {
            for wanted in verb.fields() {
                let label = find_field(Some(*verb), wanted.name);
                assert!(label.is_some(), "{} {}", verb.name(), wanted.name);
                assert_eq!(Some(field(*verb, wanted.name)), label);
                fields += 1;
                if let FieldKind::Word(choices) = wanted.kind {
                    for word in choices {
                        assert!(
                            find_choice(wanted.name, word).is_some(),
                            "{} {word}",
                            wanted.name
                        );
                        words += 1;
                    }
                }
            }
        }
        assert!(fields > 80 && words > 30, "{fields} {words}");
    }

    #[test]
    fn every_label_belongs_to_a_field() {
        for row in FIELDS {
            let used = Verb::ALL
                .iter()
                .filter(|verb| row.verb.is_none_or(|only| only == **verb))
                .any(|verb| verb.fields().iter().any(|field| field.name == row.name));
            assert!(used, "{:?} {}", row.verb, row.name);
        }
    }

    #[test]
    fn one_name_means_what_its_verb_means() {
        assert_eq!(field(Verb::Review, "ground").0, "书面依据");
        assert_eq!(field(Verb::Apply, "ground").0, "应急事由");
        assert_eq!(field(Verb::Submit, "ground").0, "目录外理由");
        assert_eq!(field(Verb::RegisterItem, "unit").0, "计量单位");
        assert_eq!(field(Verb::RecordContract, "unit").0, "云使用单位");
        assert_eq!(field(Verb::Submit, "no_such"), UNKNOWN_FIELD);
        assert_eq!(choice("ground", "national_security").0, "国家安全");
        assert_eq!(choice("ground", "weather"), UNKNOWN_CHOICE);
    }

    #[test]
    fn labels_and_hints_are_whole() {
        let messages: Vec<_> = messages().collect();
        assert_whole(&messages);
    }
}
