//! The words of procurements and contracts: stages, acts and their fields, duties, papers, what happened, why not.
use super::super::{Lang, T, date, domain, event, naming};
use super::{Row, asked, rows};
use crate::domain::law::naming::Names;
use crate::domain::purchase::agreement::{EndDay, Object, PriceChange};
use crate::domain::purchase::procurement::{
    Arrangement, Checked, Clause, Consequence, DutyKind, PaperKind, Procurement, Reason, Stage,
    Verb,
};
use crate::domain::r#use::asked::Decision;

pub mod contract;
pub mod paper;

labels! {
    /// A stage of a procurement (Art. 12, 13).
    stage(Stage) {
        Drafted = "待审定需求", "need to review";
        Procuring = "采购中", "being procured";
        Awarded = "待签合同", "contract to sign";
        Performing = "履行中", "in performance";
        Expired = "已到期", "expired";
        Ended = "已终止", "ended";
        Rejected = "需求未通过", "need rejected";
        Cancelled = "采购终止", "given up";
    }
    /// A verb as a button and the palette show it: the imperative.
    verb(Verb) {
        Open = "提出采购需求", "State a procurement need";
        Review = "审定采购需求", "Review the need";
        Award = "登记中标", "Record the award";
        Sign = "签订合同", "Sign the contract";
        Publish = "登记合同公告", "Record the publication";
        File = "登记合同备案", "Record the filing";
        Amend = "登记合同变更", "Record an amendment";
        Arrange = "安排到期接续", "Arrange what follows";
        Check = "核查失信名单", "Check the dishonesty list";
        DecideListing = "处理失信", "Decide on a listed contractor";
        ReportCure = "报告关联已消除", "Report the affiliation cured";
        End = "终止合同", "End the contract";
        Cancel = "终止采购", "Give the procurement up";
    }
    /// What a verb does, in a sentence.
    verb_hint(Verb) {
        Open = "云资源的需求按服务目录逐项写，另一人审定后采购。",
            "Cloud resources are needed item by item of the catalogue; another person reviews it before it is procured.";
        Review = "通过后发采购需求书给云技术保障部门，抄送财政。",
            "Approved, it goes to technical support as the need, with a copy to finance.";
        Award = "登记中标通知；失信的、有控股关联的不能登记。",
            "Record the award notice; nobody who is dishonest or an affiliate can be recorded.";
        Sign = "登记合同的期限、首个结算周期、价格和必备条款。",
            "Record the contract's term, first settlement cycle, prices and mandatory clauses.";
        Publish = "签订之日起两个工作日内公告。", "It is published within two working days of its signing.";
        File = "签订之日起七个工作日内报财政备案。", "It is filed with finance within seven working days of its signing.";
        Amend = "新价格从生效日起计到在用资源上，此前照旧。",
            "A new price reaches what runs from its effective day on, and nothing before it.";
        Arrange = "到期之前定下：续签、另行采购，还是到期即止。",
            "Before the term ends: renew the contract, procure anew, or let it end.";
        Check = "定期核查；列入的，当日起停止新下单，并交云主管部门决定。",
            "Looked at regularly; once listed, nothing new is ordered from that day, and the authority decides.";
        DecideListing = "在用资源不受影响；决定合同是否继续。",
            "What runs goes on; decide whether the contract does.";
        ReportCure = "持股登记里已没有控股关联的，才能报告。",
            "Only once the register of holdings shows no affiliation any more.";
        End = "从所填之日起不再履行。", "It holds no more from that day on.";
        Cancel = "合同签订之前可以终止采购。", "A procurement can be given up before its contract is signed.";
    }
    /// What must be done: the deed, in 12 cells of Chinese at most.
    duty(DutyKind) {
        ReviewNeed = "审定需求", "review need";
        Award = "登记中标", "record award";
        SignContract = "签订合同", "sign contract";
        PublishContract = "公告合同", "publish it";
        FileContract = "合同备案", "file it";
        CheckStanding = "核查失信", "dishonesty check";
        DecideListing = "处理失信", "decide listing";
        CureAffiliation = "消除关联", "cure affiliation";
        ArrangeEnd = "安排到期", "arrange its end";
    }
    /// A kind of paper.
    paper_kind(PaperKind) {
        ProcurementNeed = "采购需求书", "statement of need";
        AwardRegistration = "中标通知登记", "registration of an award";
        ContractRegistration = "合同登记表", "registration of a contract";
        AmendmentRegistration = "合同变更登记", "registration of an amendment";
        DishonestyRecord = "失信核查记录", "record of a dishonesty check";
        ListingDecision = "失信处理决定", "decision on a listed contractor";
        AffiliationNotice = "控股关联关系告知", "notice of an affiliation";
        TerminationNotice = "终止通知", "notice of termination";
    }
    /// What is procured.
    object(Object) {
        Cloud = "云资源", "cloud resources";
        Assistance = "综合服务", "agency services";
    }
    /// How the day is written on which a term ends.
    end_day(EndDay) {
        Included = "至该日止（含当日）", "until and including it";
        Excluded = "该日之前止（不含）", "before it";
    }
    /// A clause that a contract must have.
    clause(Clause) {
        Appraisal = "考核及扣减", "appraisal and deductions";
        FreeTransition = "六个月免费过渡", "six free months";
        DataOwnership = "数据归属", "data ownership";
        Evaluation = "平台测评", "platform evaluations";
        Access = "授权访问", "access by grant only";
        Confidentiality = "保密", "confidentiality";
        NoSubcontracting = "禁止转包", "no subcontracting";
    }
    /// What comes after a contract's term.
    arrangement(Arrangement) {
        Renew = "续签", "renew it";
        Procure = "另行采购", "procure anew";
        LetEnd = "到期即止", "let it end";
    }
    /// What becomes of a contractor that is listed.
    consequence(Consequence) {
        GoOn = "继续履行，不下新单", "go on, with nothing new ordered";
        ToEnd = "准备终止合同", "prepare to end the contract";
    }
}

messages! {
    MATTER = "采购", "procurement";
    MATTERS = "采购", "Procurements";

    BAD_NEED = "“{0}”不是一项需求", "“{0}” is no need";
    BAD_PRICE = "“{0}”不是一项价格", "“{0}” is no price";
    PRICED_TWICE = "{0}写了两个价格", "{0} is priced twice";
    BAD_AMOUNT = "“{0}”不是金额", "“{0}” is no amount";
    LISTED = "{0}自 {1} 起列入严重失信主体名单", "{0} has been listed as seriously dishonest since {1}";
    LISTED_ON_RECORD = "第{1}号限制：{0}已列入严重失信主体名单", "Block no. {1}: {0} is listed as seriously dishonest";
    LACKS_CLAUSES = "合同缺少条款：{0}", "The contract lacks: {0}";
    NUMBER_OF_CITY = "合同编号 {0} 已经用在 {1}", "The contract number {0} is taken by {1}";
    NUMBER_OF_UNIT = "合同编号 {0} 已经用在{1}与{2}的自签合同", "The contract number {0} is taken by the own contract of {1} with {2}";
    REACHES_BACK = "变更在签订之前已生效：往回改 {0} 天，其中已结束的周期 {1} 天", "The amendment holds before it was signed: it changes {0} days back, {1} of them in cycles that are over";
    STILL_AFFILIATED = "持股登记仍显示控股关联", "The register of holdings still shows the affiliation";
    ENOUGH_AMENDMENTS = "一份合同至多登记{0}次变更", "A contract takes {0} amendments at most";
    NOTHING_AMENDED = "变更没有改动价格或期限", "The amendment changes neither a price nor the term";
    NOT_LISTED = "中标方没有列入名单，或已经处理", "The contractor is not listed, or that is decided already";

    MEND_NEED = "每行写目录项代码和数量，如“ecs-4c16g 120”，一项只写一行", "A line each, an item's code and how many: “ecs-4c16g 120”, no item twice";
    MEND_PRICE = "每行写目录项代码和年单价，如“ecs-4c16g 5400.00”；按月的写“450.00/月”；分档的加“101:5000.00”", "A line each, an item's code and its price a year: “ecs-4c16g 5400.00”; a month's as “450.00/month”; a tier as “101:5000.00”";
    MEND_AMOUNT = "写人民币元，如“480000”或“480000.00”", "Write yuan, such as “480000” or “480,000.00”";
    MEND_TWICE = "一项只留一行", "Leave one line of it";
    MEND_LISTED = "另定中标方，或终止采购", "Award somebody else, or give the procurement up";
    MEND_NUMBER = "请核对编号；补登的是变更就登记变更", "Check the number; what amends a contract is recorded as its amendment";
    MEND_BACK = "确需追溯的请写明理由；否则生效日不早于签订日", "Say why it reaches back, or let it hold from its signature on";
    MEND_CLAUSE = "请把条款补进合同再登记", "Put the clause into the contract, then record it";
    MEND_AFFILIATED = "请云主管部门先登记股权变动", "Let the authority register the share deal first";
    MEND_AMENDMENTS = "请重新采购", "Procure anew";
    MEND_NOTHING = "请填价格或新的终止日", "Enter a price or a new end";
    MEND_NOT_LISTED = "无须办理", "Nothing is to be done";

    DETAIL_OBJECT = "采购内容", "Procured";
    DETAIL_NEEDS = "需求", "Needs";
    NEED = "{0} × {1}（{2}）", "{0} × {1} ({2})";
    DETAIL_BASIS = "需求依据", "What it rests on";
    DETAIL_OPINION = "审定意见", "Opinion";
    DETAIL_WINNER = "中标方", "Winner";
    WON = "{0}，{1} 中标通知", "{0}, by the notice of {1}";
    DETAIL_CONTRACT = "合同", "Contract";
    DETAIL_TERM = "期限", "Term";
    DETAIL_FIRST_CYCLE = "首个结算周期起", "First cycle begins";
    DETAIL_PRICED = "价格表", "Prices";
    PRICED = "{0} 项，见价格", "{0} items, see Prices";
    DETAIL_CLAUSES = "必备条款", "Mandatory clauses";
    DETAIL_BACK = "追溯", "It reaches back";
    DETAIL_PUBLISHED = "公告", "Published";
    DETAIL_FILED = "备案", "Filed";
    DONE = "{0}，{1}", "{0}, {1}";
    NAMED = "{0}：{1}", "{0}: {1}";
    DETAIL_AMENDED = "变更", "Amended";
    AMENDED = "{0}，{1} 起：{2}项价格{3}；{4}", "{0}, from {1}: {2} prices{3}; {4}";
    AMENDED_END = "，期限改到 {0}", ", its term now ends {0}";
    DETAIL_CHECK = "失信核查", "Dishonesty check";
    UNLISTED = "{0} 第{1}次：未列入（{2}）", "{0}, no. {1}: not listed ({2})";
    LISTED_SINCE = "{0} 第{1}次：{2} 列入（{3}）", "{0}, no. {1}: listed on {2} ({3})";
    DETAIL_CONSEQUENCE = "失信处理", "Decision on the listing";
    DETAIL_AFFILIATED = "控股关联，待消除", "Affiliated, to be cured";
    DETAIL_ARRANGED = "到期安排", "After its term";
    DETAIL_ENDED = "终止", "Ended";
    DETAIL_CANCELLED = "终止采购的理由", "Why it was given up";
}

lines! {
    "procurement.opened" = "提出采购需求：{0}", "Procurement need: {0}";
    "procurement.reviewed approved" = "采购需求审定通过", "Need approved";
    "procurement.reviewed rejected" = "采购需求未通过：{0}", "Need rejected: {0}";
    "procurement.awarded" = "{0}中标，{1} 通知", "{0} won, by the notice of {1}";
    "procurement.signed" = "与{1}签订合同 {0}，价格{2}项", "Contract {0} signed with {1}, {2} prices";
    "procurement.published" = "合同 {0} 公告：{1}", "Contract published on {0}: {1}";
    "procurement.filed" = "合同 {0} 备案", "Contract filed on {0}";
    "procurement.amended" = "合同变更 {0}，{1} 起生效", "Amendment {0}, in force from {1}";
    "procurement.checked unlisted" = "核查失信名单：{0} 未列入（{1}）", "Dishonesty check of {0}: not listed ({1})";
    "procurement.checked listed" = "核查失信名单：{0} 列入（{1}）", "Dishonesty check: listed on {0} ({1})";
    "procurement.listing-decided" = "失信处理：{0}", "Decided on the listing: {0}";
    "procurement.affiliated" = "{0}成为{1}的控股关联单位，限期消除", "{0} became an affiliate of {1}, to be cured";
    "procurement.cured" = "控股关联已消除：{0}", "Affiliation cured: {0}";
    "procurement.ended" = "合同自 {0} 起终止：{1}", "Contract ended from {0} on: {1}";
    "procurement.neared" = "合同将到期，须安排接续", "The contract nears its end: what follows is to be arranged";
    "procurement.arranged" = "到期安排：{0}", "What follows the term: {0}";
    "procurement.expired" = "合同期限已满", "The contract's term has passed";
    "procurement.cancelled" = "终止采购：{0}", "Procurement given up: {0}";
}

/// The fields of its acts. A name that only one act uses in that sense stands before the general one.
pub(super) const FIELDS: &[Row] = rows! { Procurement:
    Award "listed_on" = "列入之日", "Listed on":
        "没有列入名单就空着；列入的不能中标。", "Empty unless it is listed; nobody listed can win.";
    Amend "number" = "变更协议编号", "Amendment's number";
    Amend "ends_on" = "新的终止日", "New end":
        "不改期限就空着。", "Empty leaves the term.";
    Amend "prices" = "新价格", "New prices":
        "每行一项，如“ecs-4c16g 5000.00”；从生效日起计。", "A line an item: “ecs-4c16g 5000.00”; from the effective day on.";
    Amend "retroactive_reason" = "追溯的理由", "Why it reaches back":
        "生效日早于签订日才填；已付的由更正单补差（R46）。", "Only if it holds before its signature; what was paid is corrected (R46).";
    Arrange "arrangement" = "安排", "What follows";
    Arrange "remark" = "说明", "How":
        "如何接续，依据什么文件。", "How it goes on, by which paper.";
    ReportCure "evidence" = "消除的证据", "What shows it";
    "title" = "标题", "Title":
        "一句话说明采购什么。", "In one line: what is procured.";
    "object" = "采购内容", "Procured":
        "云资源确定云服务商，综合服务确定综合服务机构。", "Cloud resources find a provider, integrated services an agency.";
    "needs" = "需求", "Needs":
        "每行写目录项代码和数量，如“ecs-4c16g 120”。", "A line each, an item's code and how many: “ecs-4c16g 120”.";
    "basis" = "需求依据", "What it rests on";
    "decision" = "结论", "Decision";
    "opinion" = "意见", "Opinion";
    "winner" = "中标方", "Winner":
        "须已登记为云服务商或综合服务机构。", "Registered as a provider or an agency.";
    "notified_on" = "中标通知日", "Award notice of":
        "合同须在此后30天内签订（国家规定）。", "The contract is to be signed within 30 days of it (national rule).";
    "checked_on" = "核查日", "Checked on";
    "source" = "名单出处", "List":
        "查的哪份名单，在哪里。", "Which list, where.";
    "evidence" = "核查证据", "What shows it":
        "如截图编号、查询流水号。", "A screenshot's number, a query's reference.";
    "listed_on" = "列入之日", "Listed on":
        "没有列入名单就空着。", "Empty unless it is listed.";
    "number" = "合同编号", "Contract's number";
    "signed_on" = "签订日", "Signed on";
    "starts_on" = "期限首日", "First day":
        "空着即签订日。", "Empty is the day it was signed.";
    "ends_on" = "合同写的终止日", "End as written":
        "空着即未定。", "Empty is open.";
    "end_day" = "终止日写法", "How it is written":
        "填了终止日就要选：“至…止”含当日，“…前”不含；计费差一天。", "Needed with an end: “until” includes the day, “before” does not, a day's billing.";
    "first_cycle_start" = "首个结算周期起", "First cycle begins":
        "云资源合同必填（第40条）。", "Needed of cloud resources (Art. 40).";
    "prices" = "价格表", "Prices":
        "每行一项，如“ecs-4c16g 5400.00”；按月写“450.00/月”，分档加“101:5000.00”。", "A line an item: “ecs-4c16g 5400.00”; monthly “450.00/month”, a tier “101:5000.00”.";
    "clauses" = "必备条款", "Clauses":
        "合同里有的都选；缺的不能登记。", "All that the contract has; it is not recorded while one is missing.";
    "published_on" = "公告日", "Published on";
    "place" = "公告处", "Published where";
    "filed_on" = "备案日", "Filed on";
    "receipt" = "回执编号", "Receipt";
    "effective_on" = "生效日", "In force from";
    "consequence" = "处理", "Consequence";
    "terminated_on" = "终止日", "Ended from":
        "从这天起不再履行。", "It holds no more from this day on.";
    "reason" = "理由", "Reason";
};

/// What a word that a field may be is called.
pub(super) fn choice(field: &str, word: &str) -> Option<T> {
    match field {
        "decision" => Decision::find(word).map(asked::decision),
        "object" => Object::find(word).map(object),
        "end_day" => EndDay::find(word).map(end_day),
        "clauses" => Clause::find(word).map(clause),
        "consequence" => Consequence::find(word).map(consequence),
        "arrangement" => Arrangement::find(word).map(arrangement),
        _ => None,
    }
}

/// Why an act is refused.
pub(super) fn why(lang: Lang, names: &Names, reason: &Reason) -> String {
    match reason {
        Reason::BadNeed(text) => BAD_NEED.fill(lang, &[text]),
        Reason::BadPrice(text) => BAD_PRICE.fill(lang, &[text]),
        Reason::BadAmount(text) => BAD_AMOUNT.fill(lang, &[text]),
        Reason::PricedTwice(item) => PRICED_TWICE.fill(lang, &[&naming::called(lang, names, item)]),
        Reason::Listed(party, since) => {
            let party = naming::called(lang, names, party);
            LISTED.fill(lang, &[&party, &date::date_long(lang, *since)])
        }
        Reason::ListedOnRecord(party, number) => {
            LISTED_ON_RECORD.fill(lang, &[&naming::called(lang, names, party), number])
        }
        Reason::LacksClauses(lacks) => {
            let lacks = lacks.iter().map(|one| contract::cited(lang, *one));
            LACKS_CLAUSES.fill(lang, &[&lacks.collect::<Vec<_>>().join(" · ")])
        }
        Reason::NumberOfCity(number, matter) => {
            NUMBER_OF_CITY.fill(lang, &[number, &domain::matter_id(lang, *matter)])
        }
        Reason::NumberOfUnit(number, unit, provider) => {
            let [unit, provider] = [unit, provider].map(|one| naming::called(lang, names, one));
            NUMBER_OF_UNIT.fill(lang, &[number, &unit, &provider])
        }
        Reason::ReachesBack(days, closed) => REACHES_BACK.fill(lang, &[days, closed]),
        Reason::StillAffiliated => STILL_AFFILIATED.get(lang).to_owned(),
        Reason::EnoughAmendments(most) => ENOUGH_AMENDMENTS.fill(lang, &[most]),
        Reason::NothingAmended => NOTHING_AMENDED.get(lang).to_owned(),
        Reason::NotListed => NOT_LISTED.get(lang).to_owned(),
    }
}

/// How to mend it.
pub(super) fn mend(lang: Lang, reason: &Reason) -> String {
    let mend = match reason {
        Reason::BadNeed(_) => MEND_NEED,
        Reason::BadPrice(_) => MEND_PRICE,
        Reason::PricedTwice(_) => MEND_TWICE,
        Reason::BadAmount(_) => MEND_AMOUNT,
        Reason::Listed(..) | Reason::ListedOnRecord(..) => MEND_LISTED,
        Reason::LacksClauses(_) => MEND_CLAUSE,
        Reason::NumberOfCity(..) | Reason::NumberOfUnit(..) => MEND_NUMBER,
        Reason::ReachesBack(..) => MEND_BACK,
        Reason::StillAffiliated => MEND_AFFILIATED,
        Reason::EnoughAmendments(_) => MEND_AMENDMENTS,
        Reason::NothingAmended => MEND_NOTHING,
        Reason::NotListed => MEND_NOT_LISTED,
    };
    mend.get(lang).to_owned()
}

/// What is procured, how much of it, and what that rests on, for whoever reviews it; and what was found since.
pub(super) fn grounds(lang: Lang, body: &Procurement) -> Vec<(T, String)> {
    let needs = needs(lang, body);
    let procured = object(body.object).get(lang).to_owned();
    let needs = Some((DETAIL_NEEDS, needs)).filter(|(_, needs)| !needs.is_empty());
    let found = body.check.as_ref();
    let found = found.map(|check| (DETAIL_CHECK, checked(lang, check)));
    [(DETAIL_OBJECT, procured)]
        .into_iter()
        .chain(needs)
        .chain([(DETAIL_BASIS, body.basis.clone())])
        .chain(found)
        .collect()
}

/// What is needed, a line each, as it was called then.
fn needs(lang: Lang, body: &Procurement) -> String {
    let needs = body.needs.iter();
    let needs = needs.map(|need| NEED.fill(lang, &[&need.name, &need.quantity, &need.unit]));
    needs.collect::<Vec<_>>().join("\n")
}

fn checked(lang: Lang, check: &Checked) -> String {
    let on = date::date_long(lang, check.checked_on);
    match check.listed_on {
        Some(since) => {
            let since = date::date_long(lang, since);
            LISTED_SINCE.fill(lang, &[&on, &check.number, &since, &check.source])
        }
        None => UNLISTED.fill(lang, &[&on, &check.number, &check.source]),
    }
}

/// What belongs to a procurement, each with its label.
pub(super) fn details(lang: Lang, names: &Names, body: &Procurement) -> Vec<(T, String)> {
    let day = |day| date::date_long(lang, day);
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut details = vec![(DETAIL_OBJECT, object(body.object).get(lang).to_owned())];
    // Once a contract is signed it is what the page is read for: the needs stand last.
    let needs = said(&needs(lang, body)).map(|needs| (DETAIL_NEEDS, needs));
    let (first, last) = if body.agreement.is_some() {
        (None, needs)
    } else {
        (needs, None)
    };
    details.extend(first);
    details.push((DETAIL_BASIS, body.basis.clone()));
    let opinion = body.opinion.as_deref().and_then(said);
    details.extend(opinion.map(|text| (DETAIL_OPINION, text)));
    if let Some(award) = &body.award {
        let winner = naming::called(lang, names, &award.winner);
        details.push((
            DETAIL_WINNER,
            WON.fill(lang, &[&winner, &day(award.notified_on)]),
        ));
    }
    if let Some(agreement) = &body.agreement {
        details.extend(contract::told(lang, agreement));
        let given = contract::prices(lang, &body.given);
        let priced = if given.is_empty() {
            PRICED.fill(lang, &[&body.priced])
        } else {
            given.join("\n")
        };
        details.push((DETAIL_PRICED, priced));
        details.push((DETAIL_CLAUSES, contract::checklist(lang, body).join("\n")));
    }
    for (label, done) in [
        (DETAIL_PUBLISHED, &body.published),
        (DETAIL_FILED, &body.filed),
    ] {
        details.extend(done.as_ref().map(|done| {
            let text = match said(&done.reference) {
                Some(reference) => DONE.fill(lang, &[&day(done.on), &reference]),
                None => day(done.on),
            };
            (label, text)
        }));
    }
    details.extend(body.amendments.iter().map(|amendment| {
        let moved = amendment.ends.as_ref();
        let moved = moved.map_or_else(String::new, |ends| {
            AMENDED_END.fill(lang, &[&contract::end(lang, ends)])
        });
        let from = day(amendment.effective_on);
        let given = contract::prices(lang, &amendment.given).into_iter();
        let back = amendment.retroactive.as_ref();
        let back = back
            .map(|back| NAMED.fill(lang, &[&DETAIL_BACK.get(lang), &contract::back(lang, back)]));
        let text = AMENDED.fill(
            lang,
            &[
                &amendment.number,
                &from,
                &amendment.priced,
                &moved,
                &amendment.reason,
            ],
        );
        let lines = [text].into_iter().chain(back).chain(given);
        (DETAIL_AMENDED, lines.collect::<Vec<_>>().join("\n"))
    }));
    let check = body.check.as_ref();
    details.extend(check.map(|check| (DETAIL_CHECK, checked(lang, check))));
    if let Some(decided) = body.consequence {
        let decided = consequence(decided).get(lang);
        let opinion = body.consequence_opinion.as_deref().unwrap_or_default();
        details.push((DETAIL_CONSEQUENCE, DONE.fill(lang, &[&decided, &opinion])));
    }
    if let Some(finding) = &body.affiliated {
        details.push((
            DETAIL_AFFILIATED,
            event::worded(lang, names, &finding.said()),
        ));
    }
    details.extend(body.arranged.as_ref().map(|arranged| {
        let what = arrangement(arranged.arrangement).get(lang);
        (DETAIL_ARRANGED, DONE.fill(lang, &[&what, &arranged.remark]))
    }));
    if let Some(ending) = &body.ending {
        let text = DONE.fill(lang, &[&day(ending.terminated_on), &ending.reason]);
        details.push((DETAIL_ENDED, text));
    }
    let cancelled = body.cancelled.clone();
    details.extend(cancelled.map(|reason| (DETAIL_CANCELLED, reason)));
    details.extend(last);
    details
}

/// Every reason of a procurement, with values that must show.
#[cfg(test)]
pub(super) fn every_reason() -> Vec<crate::domain::law::refusal::Reason> {
    use crate::domain::law::refusal::Reason as Any;
    let day = chrono::NaiveDate::MIN;
    let matter = crate::domain::law::matter::MatterId {
        kind: crate::domain::law::matter::MatterKind::Procurement,
        date: day,
        number: 7,
    };
    let reasons = [
        Reason::BadNeed("ecs".to_owned()),
        Reason::BadPrice("ecs x".to_owned()),
        Reason::PricedTwice("ecs-4c16g".into()),
        Reason::BadAmount("x".to_owned()),
        Reason::Listed("yun-a".into(), day),
        Reason::ListedOnRecord("yun-a".into(), 7),
        Reason::LacksClauses(vec![Clause::Appraisal, Clause::Access]),
        Reason::NumberOfCity("HT-7".to_owned(), matter),
        Reason::NumberOfUnit("HT-7".to_owned(), "edu".into(), "yun-a".into()),
        Reason::ReachesBack(62, 31),
        Reason::StillAffiliated,
        Reason::EnoughAmendments(100),
        Reason::NothingAmended,
        Reason::NotListed,
    ];
    let at_a_stage = Stage::ALL.map(|stage| Any::WrongStage(stage.into()));
    reasons
        .map(Any::from)
        .into_iter()
        .chain(at_a_stage)
        .collect()
}
