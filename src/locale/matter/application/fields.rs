//! The fields of what is done on applications.

use super::super::{Row, rows};
use crate::domain::r#use::application::Verb;

/// The fields of its acts. A name that only one act uses in that sense stands before the general one.
pub(in crate::locale::matter) const FIELDS: &[Row] = rows! { Application:
    Review "ground" = "书面依据", "Written ground":
        "等保四级及以上、非市本级预算单位用自建池、其他县市的单位才需要。", "For level 4 or above, an off-budget unit on a self-built pool, another county.";
    Review "quantities" = "审核量", "Approved quantities":
        "每行一个，不高于申请量；不同意的填0；空着即照申请量。", "One a line, not above what was applied for; 0 refuses; empty means as applied.";
    Propose "quantities" = "调整量", "Adjusted quantities":
        "每行一个，不高于审核量，补充审核过的以补充的为准（R24）；空着即照审核量。", "One a line, not above what was approved or raised since (R24); empty means as approved.";
    Supplement "quantities" = "补充后的审核量", "Approved, as raised":
        "每行一个，不少于原审核量，至少一行多于它。", "One a line, none less than what was approved, one at least more.";
    Supplement "reason" = "补充审核的理由", "Reason for raising it":
        "测试看到了什么，为何原审核量不够。", "What the test showed, and why what was approved is too little.";
    Deliver "quantities" = "发放量", "Issued quantities":
        "这次交付的，每行一个；空着即全部余量。", "What is delivered now, one a line; empty means all that is left.";
    Deliver "instances" = "实例编号", "Instances":
        "可不写；每行写行号和各实例编号，如“1 i-0a1 i-0a2”。", "May be empty; a line each, its number and the names: “1 i-0a1 i-0a2”.";
    Deliver "completed_on" = "完成日", "Completed on":
        "实际交付完成的日子，不晚于今天。", "The day the delivery was complete, today at the latest.";
    DetermineCompletion "evidence" = "交付证据", "Delivery evidence":
        "写明凭什么认定这一天。", "What shows that it was this day.";
    CheckProduct "evidence" = "检查情况", "Findings":
        "检查了什么，结果如何，报告编号。", "What was checked, what was found, the report's number.";
    ReportArrival "evidence" = "到货情况", "What arrived":
        "名称、版本、数量和随货文件。", "Name, version, amount and papers.";
    Confirm "reason" = "不同的理由", "Why another day":
        "与报告的完成日不同时必填。", "Needed when it is not the reported day.";
    DecideObjection "completed_on" = "更正的完成日", "Corrected day":
        "异议成立时必填。", "Needed when an objection is upheld.";
    Propose "reason" = "调整理由", "Reason for the adjustment":
        "测试看到了什么，为何这样调整。", "What the test showed, and why this follows.";
    Supply "materials" = "作为哪些材料", "Serves as":
        "一份文件可作几种材料，逐一写明；同一种后交的取代先交的。", "One document may serve as several; of each the newest stands.";
    Supply "document" = "文件名称、文号", "Document and number":
        "责任人写姓名和职务。", "Of the responsible person name and office.";
    Supply "dated" = "文件日期", "Dated";
    Supply "level" = "定级级别", "Level on record":
        "只有定级备案需要，1到5。", "Only of a grading record, 1 to 5.";
    Supply "data" = "数据类别", "Data held":
        "只有数据清单需要。", "Only of a data inventory.";
    Supply "stays_in_country" = "承诺数据不出境", "Nothing leaves the country":
        "只有数据清单需要，须承诺。", "Declared with a data inventory.";
    Supply "sha256" = "SHA-256", "SHA-256":
        "文件的摘要，64位十六进制；可空。", "The file's digest, 64 hexadecimal digits; may be empty.";
    "title" = "标题", "Title":
        "一句话说明为哪件事、要什么。", "In one line: for what, and what is wanted.";
    "system" = "系统", "System";
    "pool" = "资源池", "Resource pool":
        "选了池，也就选了交付方。", "The pool decides the supplier.";
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
    "early_reason" = "提前结束的理由", "Why it ends early":
        "不满一个月而合格的必填（R23）。", "Needed when a test that passed ends before its month (R23).";
    "arrived_on" = "到货日", "Arrived on";
    "completed_on" = "签认的完成日", "Completion day attested":
        "资源实际可用的日子，计费从这天算。", "The day the resources were usable; billing counts from it.";
    "line" = "第几行", "Line":
        "从1数起。", "Counted from 1.";
    "deployed_on" = "部署日", "Deployed on";
    "reason" = "理由", "Reason";
};
