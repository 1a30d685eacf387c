//! The reasons of refusals in words.
use super::{field, parties, posts};
use crate::domain::build::capacity::Portion;
use crate::domain::law::act::Verb;
use crate::domain::law::calendar::CalendarProblem;
use crate::domain::law::field::FieldKind;
use crate::domain::law::naming::Names;
use crate::domain::law::refusal::{Coming, NoRoom, Reason};
use crate::domain::r#use::objection::DAY_OBJECTIONS_LIMIT;
use crate::locale::{
    Lang, block, date, domain, event, joined, json, listing, matter, naming, resource, ruling,
};

messages! {
    PARTY_NEEDED = "此事由{0}办", "This belongs to: {0}";
    POST_NEEDED = "须有岗位：{0}", "This needs the post of: {0}";
    SAME_PERSON = "您已是本事项的{0}，这一步须由另一人办", "You are the {0} of this matter already; this step takes another person";
    NOT_YOUR_MATTER = "这不是本单位的事项", "This matter belongs to another party";
    CLOCKWORK_ONLY = "此事只由程序自动办理", "Only the program itself does this";
    NO_SUCH_MATTER = "没有事项 {0}，或您无权查看", "There is no matter {0}, or none that you may see";
    WRONG_STAGE = "事项现为“{0}”，此时办不了", "The matter is at the stage “{0}”, where this cannot be done";
    CHANGED = "您看的是第{0}版，{2}已于 {3} 改到第{1}版", "You looked at version {0}; {2} changed it on {3}, now version {1}";
    MISSING = "没有填“{0}”", "“{0}” is missing";
    TOO_LONG = "“{0}”太长，至多{1}", "“{0}” is too long, at most {1}";
    BAD_CHARACTERS = "“{0}”里有控制字符或看不见的方向符", "“{0}” holds control characters or invisible direction marks";
    BAD_CODE = "“{0}”不合代码的写法", "“{0}” is not a well-formed code";
    OUT_OF_RANGE = "“{0}”应在{1}到{2}之间", "“{0}” must lie between {1} and {2}";
    NOT_ON_ITS_WAY = "没有待送达的文书{0}，或不止一份", "No paper {0} is on its way, or several are";
    NOT_SIGNED = "{0} 还没有签发，不能送达", "{0} is not signed, and is not served before";
    NOTHING_TO_SIGN = "本单位没有待签发的 {0}", "No paper {0} waits for a signature of your party";
    BAD_DIGEST = "“{0}”不是 SHA-256 摘要（64位十六进制）", "“{0}” is no SHA-256 digest of 64 hexadecimal digits";
    ENCLOSED_ALREADY = "本单位已附上同名附件“{0}”", "Your party has enclosed a file called “{0}” already";
    ENOUGH_ENCLOSURES = "待发的附件已有{0}个，不能再多", "{0} files wait to go out, and no more may";
    NO_SUCH_ENCLOSURE = "本单位没有附上“{0}”，或已随文发出", "Your party has no “{0}” enclosed, or it went out";
    QUANTITY_ZERO = "第{0}行数量为0", "Line {0} asks for none";
    QUANTITY_ABOVE = "第{0}行超出上限{1}", "Line {0} is above {1}, the most it may be";
    QUANTITY_COUNT = "有{0}行，填了{1}个数量", "There are {0} lines, but {1} quantities came";
    NOTHING_LEFT = "每一行都成了0", "Nothing would be left on any line";
    NO_LINES = "没有任何资源行", "There is no line at all";
    NO_GROUND = "第{0}行不在服务目录里，也没有写理由", "Line {0} is not in the catalogue and gives no ground";
    NO_NEAREST_ITEM = "自建池须先适配相近的目录项，第{0}行没有指明哪一项", "A self-built pool adapts the nearest item first, and line {0} names none";
    NOT_DECLARED = "没有作出非涉密承诺", "Nobody declared that nothing is classified";
    UNKNOWN = "{0}“{1}”没有登记，或不归您用", "No {0} “{1}” is registered, or it is not yours to use";
    PARTY_WANTED = "“{0}”不能是“{1}”，应是登记在册的{2}", "“{0}” cannot be “{1}”: it takes a registered {2}";
    NOT_YET = "{0} 还没有到", "{0} is still to come";
    TOO_EARLY = "{0} 早于最早可能的 {1}", "{0} is before {1}, the earliest it can be";
    TAKEN = "{0}“{1}”已被占用", "The {0} “{1}” is taken";
    NO_SOLE_PARTY = "还没有登记{0}", "No {0} is registered yet";
    SOLE_PARTY_TAKEN = "全市只有一个{0}，已经登记", "The city has one {0}, which is registered";
    NO_CONTRACT = "单位不属市本级预算，与云服务商自签的合同没有登记，或没有会签", "The unit is outside the municipal budget, and its contract with the provider is not registered, or not countersigned";
    IN_FUTURE = "{0} 还没有到", "{0} lies in the future";
    BEFORE = "{0} 早于最早可能的 {1}", "{0} is before {1}, the earliest it can be";
    NOT_CLAIMED = "现在没有别人正在办这件事项", "Nobody else is at this matter now";
    CLAIMED_BY_ANOTHER = "正在办这件事项的是 {0}", "It is {0} who is at this matter now";
    NO_SUCH_HOLD = "没有这样的搁置", "There is no such hold";
    NOT_YOUR_HOLD = "这是主体 {0} 记录的搁置", "The hold was recorded by the party {0}";
    WHICH_HOLD = "有几项搁置：第{0}号，没有写明解除哪一项", "There are several holds, and it is not said which: {0}";
    BUILT_TOO_LATE = "{0} 不早于《办法》公布的 {1}，此后不得自建资源池", "{0} is not before {1}, when the Measures were published; no pool is self-built since";
    BAD_PAPER_WORD = "机关代字里有数字、括号或空格", "The paper word holds a digit, a bracket or a blank";
    PAPER_WORD_TAKEN = "这个机关代字归主体 {0}", "The paper word belongs to the party {0}";
    NOT_OVERDUE = "没有逾期而未上报的", "Nothing is overdue that was not reported";
    ALREADY_DONE = "已经办过，或没有可办的", "It was done already, or there is nothing to do";
    BAD_PARAMETER = "裁定 {0} 没有参数“{1}”，或取值不合", "Ruling {0} has no parameter “{1}”, or its value does not fit";
    RETROACTIVE = "{0} 已过去，裁定不溯及既往", "{0} is past, and a ruling does not act backwards";
    FOUNDED = "台账库已经建立", "The store is founded already";
    IN_CATALOGUE = "第{0}行写作目录外，而目录里有：{1}", "Line {0} asks off the catalogue for what the catalogue has: {1}";
    BAD_INSTANCES = "“{0}”没有以行号开头", "“{0}” does not begin with the number of a line";
    INSTANCE_COUNT = "第{0}行这次是{1}个，写了{2}个实例编号", "Line {0} is about {1} this time, and {2} instances are named";
    RESOURCE_TWICE = "{0} 写了两次", "{0} is named twice";
    RESOURCE_ELSEWHERE = "{0} 与其余的不是同一系统、资源池和交付方", "{0} is not of the system, pool and provider of the others";
    RESOURCE_NOT_RUNNING = "{0} 不在运行：{1}", "{0} does not run: {1}";
    RESOURCE_CLAIMED = "{0} 正由 {1} 办理", "{1} is about {0}";
    NOBODY_WATCHED = "清理人和见证人都是“{0}”", "Cleared and watched by one person: “{0}”";
    INSTANCE_TWICE = "实例编号“{0}”写了两次", "“{0}” names two instances";
    NOT_ASKED_FOR = "“{0}”与所选的不合", "“{0}” does not go with what was chosen";
    STILL_BLOCKED = "第{0}号限制还在这个单位名下", "Block no. {0} lies on the unit still";
    SUCCEEDED = "这个主体已撤并，由 {0} 承接", "The party was dissolved or merged: {0} took over from it";
    OWN_KEEPING = "管理员不能停用自己，也不能去掉自己的管理员岗", "Administrators can neither close their own account nor give up their own post";
    CALENDAR = "节假日通知有误：{0}", "The holiday notice is faulty: {0}";
    NOTICE_MALFORMED = "不是节假日通知的格式（{0}）", "not of the notice's form ({0})";
    NOTICE_YEAR = "年份 {0} 不对", "the year {0} cannot be";
    NOTICE_LOADED = "{0}年的通知已经载入", "The notice for {0} is loaded already";
    NOTHING_TO_ADD_TO = "{0}年的通知还没有载入，无从补充", "The notice for {0} is not loaded, so there is nothing to add to";
    NOTICE_STATUTORY = "{0} 是法定节日，应是放假日", "{0} is a statutory holiday and must be off";
    NOTICE_FEAST = "没有{0}的放假日", "no day off is named {0}";
    NOTICE_MAKE_UP = "{0} 不是周末，不能是调休上班日", "{0} is no weekend and cannot be a make-up workday";
    NOTICE_OUTSIDE = "{0} 不在该年，也不在上年最后一周", "{0} is neither in that year nor in the last week before it";
    NOTICE_TWICE = "{0} 写了两次", "{0} stands twice";
    NOTICE_COUNT = "列了 {0} 日", "it lists {0} days";
    NOTICE_NAME = "{0} 的名称不对", "the name of {0} cannot be";
    WRONG_SUBJECT = "“{0}”的对象不对，或写了不止一个", "“{0}” does not lie on that, or on several at once";
    ENOUGH_BLOCKS = "这个对象上的限制已经太多", "As many blocks lie on it as may";
    SAME_NOTICE = "{0}年的通知与已载入的相同", "The notice for {0} is the one in force";

    MEASURES_OVER = "《办法》已于 {0} 24:00 期满，没有延续或接续，也没有对本单位适用的书面依据", "The Measures expired at the end of {0}, nothing extended or replaced them, and no ground is on record that holds for your unit";
    NO_DETERMINATION = "没有发给本单位的认定，或者提出异议的期限已过", "No determination for you, or its days are over";
    ENOUGH_OBJECTIONS = "异议已满{0}条", "There are {0} objections already";
    NO_OBJECTION = "没有待处理的异议", "No objection waits";

    ENOUGH_RECORDS = "{0}已有{1}条，不能再多", "There are {1} records of this kind, and no more can be: {0}";
    BAD_SHARE = "“{0}”应是0到100之间的百分数，至多两位小数", "“{0}” takes a percentage from 0 to 100 with two decimals at most";
    COUNTY_POOL = "{0}是区县的资源池，只对接统一云管平台，市里不从中发放", "{0} is a county's pool: it is connected to the platform, and the city issues nothing from it";
    BAD_MEASUREMENT = "“{0}”不是容量的写法，或这个维度写了两次", "“{0}” is no line of a capacity, or its dimension has one already";
    NO_ROOM = "资源池“{0}”容纳不下：短缺 {1}", "Pool “{0}” has no room: short of {1}";
    GIVES_BACK = "{0} 办结后可释放 {1}", "{0} will give back {1} once it is over";
    NOW_OWED = "{0}（眼下时限 {1}）", "{0} (what is owed on it now: by {1})";

    CHARACTERS = "{0}个字", "{0} characters";
    ENTRIES = "{0}条", "{0} entries";
}

/// The reason in words, its fields named as the verb names them.
#[expect(
    clippy::too_many_lines,
    reason = "an arm a reason, each in its own words"
)]
#[must_use]
pub(super) fn why(lang: Lang, names: &Names, reason: &Reason, verb: Verb) -> String {
    let field = |name: &str| field(lang, verb, name);
    match reason {
        Reason::PartyNeeded(kinds) => PARTY_NEEDED.fill(lang, &[&parties(lang, kinds)]),
        Reason::PostNeeded(needed) => POST_NEEDED.fill(lang, &[&posts(lang, needed)]),
        Reason::SamePerson(part) => SAME_PERSON.fill(lang, &[&domain::part(*part).get(lang)]),
        Reason::NotYourMatter => NOT_YOUR_MATTER.fill(lang, &[]),
        Reason::ClockworkOnly => CLOCKWORK_ONLY.fill(lang, &[]),
        Reason::NoSuchMatter(id) => NO_SUCH_MATTER.fill(lang, &[&domain::matter_id(lang, *id)]),
        Reason::WrongStage(stage) => WRONG_STAGE.fill(lang, &[&domain::stage(*stage).get(lang)]),
        Reason::Changed {
            expected,
            actual,
            by,
            at,
        } => {
            let by = naming::called(lang, names, by);
            CHANGED.fill(lang, &[expected, actual, &by, &date::moment(lang, *at)])
        }
        Reason::Missing(name) => MISSING.fill(lang, &[&field(name)]),
        Reason::TooLong(name, most) => {
            let unit = if is_counted_in_entries(verb, name) && *most < 1_000 {
                ENTRIES
            } else {
                CHARACTERS
            };
            TOO_LONG.fill(lang, &[&field(name), &unit.fill(lang, &[most])])
        }
        Reason::BadCharacters(name) => BAD_CHARACTERS.fill(lang, &[&field(name)]),
        Reason::BadCode(name) => BAD_CODE.fill(lang, &[&field(name)]),
        Reason::OutOfRange(name, least, most) => {
            OUT_OF_RANGE.fill(lang, &[&field(name), least, most])
        }
        Reason::NotOnItsWay(number) => NOT_ON_ITS_WAY.fill(lang, &[number]),
        Reason::NotSigned(number) => NOT_SIGNED.fill(lang, &[number]),
        Reason::NothingToSign(number) => NOTHING_TO_SIGN.fill(lang, &[number]),
        Reason::BadDigest(name) => BAD_DIGEST.fill(lang, &[&field(name)]),
        Reason::EnclosedAlready(name) => ENCLOSED_ALREADY.fill(lang, &[name]),
        Reason::EnoughEnclosures(most) => ENOUGH_ENCLOSURES.fill(lang, &[most]),
        Reason::NoSuchEnclosure(name) => NO_SUCH_ENCLOSURE.fill(lang, &[name]),
        Reason::QuantityZero(line) => QUANTITY_ZERO.fill(lang, &[line]),
        Reason::QuantityAbove { line, most } => QUANTITY_ABOVE.fill(lang, &[line, most]),
        Reason::QuantityCount { lines, given } => QUANTITY_COUNT.fill(lang, &[lines, given]),
        Reason::NothingLeft => NOTHING_LEFT.fill(lang, &[]),
        Reason::NoLines => NO_LINES.fill(lang, &[]),
        Reason::NoGround(line) => NO_GROUND.fill(lang, &[line]),
        Reason::NoNearestItem(line) => NO_NEAREST_ITEM.fill(lang, &[line]),
        Reason::NotDeclared => NOT_DECLARED.fill(lang, &[]),
        Reason::Unknown(kind, code) => {
            UNKNOWN.fill(lang, &[&domain::record_kind(*kind).get(lang), code])
        }
        Reason::PartyWanted {
            field: name,
            code,
            kind,
        } => {
            let kind = domain::party_kind(*kind).get(lang);
            PARTY_WANTED.fill(
                lang,
                &[&field(name), &naming::coded(lang, names, code), &kind],
            )
        }
        Reason::NotYet(at) => NOT_YET.fill(lang, &[&date::instant(lang, *at)]),
        Reason::TooEarly(at, earliest) => {
            let instants = [at, earliest].map(|at| date::instant(lang, *at));
            TOO_EARLY.fill(lang, &[&instants[0], &instants[1]])
        }
        Reason::Taken(kind, code) => {
            TAKEN.fill(lang, &[&domain::record_kind(*kind).get(lang), code])
        }
        Reason::NoSoleParty(kind) => {
            NO_SOLE_PARTY.fill(lang, &[&domain::party_kind(*kind).get(lang)])
        }
        Reason::SolePartyTaken(kind) => {
            SOLE_PARTY_TAKEN.fill(lang, &[&domain::party_kind(*kind).get(lang)])
        }
        Reason::NoContract => NO_CONTRACT.fill(lang, &[]),
        Reason::InFuture(day) => IN_FUTURE.fill(lang, &[&date::date_long(lang, *day)]),
        Reason::Before(day, earliest) => {
            let days = [day, earliest].map(|day| date::date_long(lang, *day));
            BEFORE.fill(lang, &[&days[0], &days[1]])
        }
        Reason::NotClaimed { holder: None } => NOT_CLAIMED.fill(lang, &[]),
        Reason::NotClaimed {
            holder: Some(holder),
        } => CLAIMED_BY_ANOTHER.fill(lang, &[&naming::called(lang, names, holder)]),
        Reason::NoSuchHold => NO_SUCH_HOLD.fill(lang, &[]),
        Reason::NotYourHold(party) => {
            NOT_YOUR_HOLD.fill(lang, &[&naming::called(lang, names, party)])
        }
        Reason::WhichHold(numbers) => {
            let numbers: Vec<_> = numbers.iter().map(u32::to_string).collect();
            WHICH_HOLD.fill(lang, &[&joined(lang, numbers.iter().map(String::as_str))])
        }
        Reason::BuiltTooLate(built, published) => {
            let days = [built, published].map(|day| date::date_long(lang, *day));
            BUILT_TOO_LATE.fill(lang, &[&days[0], &days[1]])
        }
        Reason::BadPaperWord => BAD_PAPER_WORD.fill(lang, &[]),
        Reason::PaperWordTaken(party) => {
            PAPER_WORD_TAKEN.fill(lang, &[&naming::called(lang, names, party)])
        }
        Reason::NotOverdue => NOT_OVERDUE.fill(lang, &[]),
        Reason::AlreadyDone => ALREADY_DONE.fill(lang, &[]),
        Reason::BadParameter(id, name) => {
            let label = ruling::parameter(*id, name).map_or(name.as_str(), |label| label.get(lang));
            BAD_PARAMETER.fill(lang, &[id, &label])
        }
        Reason::Retroactive(day) => RETROACTIVE.fill(lang, &[&date::date_long(lang, *day)]),
        Reason::Founded => FOUNDED.fill(lang, &[]),
        Reason::OwnKeeping => OWN_KEEPING.fill(lang, &[]),
        Reason::InCatalogue(line, item) => {
            IN_CATALOGUE.fill(lang, &[line, &naming::coded(lang, names, item)])
        }
        Reason::BadInstances(given) => BAD_INSTANCES.fill(lang, &[given]),
        Reason::InstanceCount {
            line,
            wanted,
            given,
        } => INSTANCE_COUNT.fill(lang, &[line, wanted, given]),
        Reason::ResourceTwice(id) => RESOURCE_TWICE.fill(lang, &[&resource::id(lang, *id)]),
        Reason::ResourceElsewhere(id) => RESOURCE_ELSEWHERE.fill(lang, &[&resource::id(lang, *id)]),
        Reason::ResourceNotRunning(id, state) => {
            let state = resource::state(*state).get(lang);
            RESOURCE_NOT_RUNNING.fill(lang, &[&resource::id(lang, *id), &state])
        }
        Reason::ResourceClaimed(id, by) => {
            let by = domain::matter_id(lang, *by);
            RESOURCE_CLAIMED.fill(lang, &[&resource::id(lang, *id), &by])
        }
        Reason::InstanceTwice(id) => INSTANCE_TWICE.fill(lang, &[id]),
        Reason::NobodyWatched(name) => NOBODY_WATCHED.fill(lang, &[name]),
        Reason::NotAskedFor(name) => NOT_ASKED_FOR.fill(lang, &[&field(name)]),
        Reason::StillBlocked(number) => STILL_BLOCKED.fill(lang, &[number]),
        Reason::Succeeded(by) => SUCCEEDED.fill(lang, &[&naming::called(lang, names, by)]),
        Reason::Calendar(problem) => CALENDAR.fill(lang, &[&notice_problem(lang, problem)]),
        Reason::SameNotice(year) => SAME_NOTICE.fill(lang, &[year]),
        Reason::NoticeLoaded(year) => NOTICE_LOADED.fill(lang, &[year]),
        Reason::NothingToAddTo(year) => NOTHING_TO_ADD_TO.fill(lang, &[year]),
        Reason::Blocked(by) => block::stopped(lang, names, by),
        Reason::WrongSubject(of) => WRONG_SUBJECT.fill(lang, &[&block::ground(*of).get(lang)]),
        Reason::EnoughBlocks => ENOUGH_BLOCKS.fill(lang, &[]),
        Reason::MeasuresOver(last) => MEASURES_OVER.fill(lang, &[&date::date_long(lang, *last)]),
        Reason::NoDetermination => NO_DETERMINATION.fill(lang, &[]),
        Reason::EnoughObjections => ENOUGH_OBJECTIONS.fill(lang, &[&DAY_OBJECTIONS_LIMIT]),
        Reason::NoObjection => NO_OBJECTION.fill(lang, &[]),
        Reason::EnoughRecords(kind, most) => {
            ENOUGH_RECORDS.fill(lang, &[&domain::record_kind(*kind).get(lang), most])
        }
        Reason::CountyPool(pool) => COUNTY_POOL.fill(lang, &[&naming::called(lang, names, pool)]),
        Reason::BadMeasurement(line) => BAD_MEASUREMENT.fill(lang, &[line]),
        Reason::NoRoom(no_room) => self::no_room(lang, names, no_room),
        Reason::BadShare(name) => BAD_SHARE.fill(lang, &[&field(name)]),
        Reason::Affiliated(found) => event::worded(lang, names, &found.said()),
        Reason::Kind(reason) => matter::why(lang, names, reason),
    }
}

/// Whether the length of a field is counted in entries: it takes several of something.
fn is_counted_in_entries(verb: Verb, name: &str) -> bool {
    let field = verb.fields().iter().find(|field| field.name == name);
    field.is_some_and(|field| match field.kind {
        FieldKind::List | FieldKind::Lines | FieldKind::Quantities | FieldKind::Words(_) => true,
        FieldKind::Text
        | FieldKind::Paragraph
        | FieldKind::Number
        | FieldKind::LineNumber
        | FieldKind::Date
        | FieldKind::Time
        | FieldKind::Word(_)
        | FieldKind::Flag
        | FieldKind::Code(_)
        | FieldKind::Matter
        | FieldKind::Json => false,
    })
}

/// What is wrong with a holiday notice.
#[must_use]
pub fn notice_problem(lang: Lang, problem: &CalendarProblem) -> String {
    match problem {
        CalendarProblem::Malformed(parser) => {
            NOTICE_MALFORMED.fill(lang, &[&json::told(lang, parser)])
        }
        CalendarProblem::Year(year) => NOTICE_YEAR.fill(lang, &[year]),
        CalendarProblem::Outside(day) => NOTICE_OUTSIDE.fill(lang, &[day]),
        CalendarProblem::Statutory(day) => NOTICE_STATUTORY.fill(lang, &[day]),
        CalendarProblem::Feast(name) => NOTICE_FEAST.fill(lang, &[name]),
        CalendarProblem::MakeUp(day) => NOTICE_MAKE_UP.fill(lang, &[day]),
        CalendarProblem::Twice(day) => NOTICE_TWICE.fill(lang, &[day]),
        CalendarProblem::Count(days) => NOTICE_COUNT.fill(lang, &[days]),
        CalendarProblem::Name(day) => NOTICE_NAME.fill(lang, &[day]),
    }
}

/// So much of each dimension.
fn portions(lang: Lang, portions: &[Portion]) -> String {
    let told = portions.iter().map(|one| {
        let dimension = domain::dimension(one.dimension).get(lang);
        format!("{} {dimension}", one.amount)
    });
    let told: Vec<String> = told.collect();
    joined(lang, told.iter().map(String::as_str))
}

/// What a matter will give back to its pool.
#[must_use]
pub fn gives_back(lang: Lang, coming: &Coming) -> String {
    let by = domain::matter_id(lang, coming.by);
    let told = GIVES_BACK.fill(lang, &[&by, &portions(lang, &coming.portions)]);
    match coming.due {
        Some(due) => NOW_OWED.fill(lang, &[&told, &date::date_long(lang, due)]),
        None => told,
    }
}

/// What a pool is short of, and what will give some of it back.
fn no_room(lang: Lang, names: &Names, no_room: &NoRoom) -> String {
    let pool = naming::called(lang, names, &no_room.pool);
    let short = NO_ROOM.fill(lang, &[&pool, &portions(lang, &no_room.short)]);
    let coming = no_room.coming.iter().map(|one| gives_back(lang, one));
    let told: Vec<String> = std::iter::once(short).chain(coming).collect();
    told.join(listing::part(lang))
}
