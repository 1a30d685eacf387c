//! How to mend what a refusal names.
use super::{field, parties, posts};
use crate::domain::law::act::Verb;
use crate::domain::law::block::{Deed, Ground};
use crate::domain::law::naming::Names;
use crate::domain::law::refusal::Reason;
use crate::domain::record::RecordKind;
use crate::domain::register;
use crate::locale::{Lang, date, domain, joined, matter, naming, verb};

messages! {
    ANOTHER_PARTY = "请{0}的人员来办", "Let a person of this party do it: {0}";
    ANOTHER_POST = "请任“{0}”的同事来办，或请管理员调整岗位", "Let a colleague with the post of {0} do it, or have the posts changed by an administrator";
    ANOTHER_PERSON = "请换一位同事来办", "Let another colleague do it";
    LOOK_ELSEWHERE = "请从队列里选本单位的事项", "Pick a matter of your own party from the queue";
    WAIT_FOR_CLOCKWORK = "不必动手，到时自动办理", "Nothing to do: it happens by itself";
    CHECK_NUMBER = "请核对事项编号", "Check the matter's number";
    SEE_STAGE = "请看事项的下一步，按当前环节办理", "See the matter's next step and go on from its present stage";
    LOOK_AGAIN = "请看过最新内容再办", "Look at what changed, then do it again";
    FILL_IN = "请填写“{0}”", "Fill in “{0}”";
    SHORTEN = "请缩短“{0}”，详情可写进附件", "Shorten “{0}”; details can go into an enclosure";
    RETYPE = "请重新录入“{0}”，不要从别处粘贴", "Type “{0}” again instead of pasting it";
    WRITE_CODE = "用小写字母、数字和短横，以字母或数字开头，至多32个", "Use lower-case letters, digits and hyphens, beginning with a letter or digit, 32 at most";
    WITHIN = "请填{0}到{1}之间的整数", "Enter a whole number from {0} to {1}";
    NAME_PAPER = "请写明文号和送达对象；已送达的不再记录", "Name the paper and whom it is for; what was served is not recorded again";
    LET_SIGN = "请本单位任“签发”岗的同事先签发（不能是拟稿人）", "Let a signatory of the party sign it first, who is not its drafter";
    NAME_DRAFT = "请看事项上待签发的文书，写明文号", "See on the matter which papers wait, and name one by its number";
    COMPUTE_DIGEST = "请用 sha256sum 计算，或用 yunguan enclose 由程序计算", "Compute it with sha256sum, or let yunguan enclose do so";
    OTHER_FILE = "请先撤下原来的，或给文件另取一个名字", "Take the other one out first, or call this one differently";
    SEND_FIRST = "请先发文，或撤下几个，或合成一个文件", "Let a paper go out first, take some out, or put several into one";
    SEE_ENCLOSURES = "请看事项上待随文发出的附件", "See on the matter what is enclosed";
    RAISE_OR_REMOVE = "请填数量，或删去这一行", "Enter a quantity, or remove the line";
    LOWER = "第{0}行请填不超过{1}的数", "Enter {1} or less on line {0}";
    ONE_EACH = "请给出{0}个数量，每行一个，或一个也不给", "Give {0} quantities, one a line, or none at all";
    REFUSE_INSTEAD = "都不同意的，请改作“不通过”；否则至少留一行", "To refuse all of it, reject; otherwise leave one line at least";
    ADD_LINE = "请至少添加一行资源", "Add one line at least";
    GIVE_GROUND = "第{0}行请改选目录项，或写明目录里为何没有合用的", "On line {0} choose a catalogue item, or write why none of them does";
    NAME_NEAREST = "第{0}行请写明相近目录项", "On line {0} name the nearest catalogue item";
    DECLARE = "请在确认不涉密后选承诺；涉密的不能上政务云", "Tick the declaration once it is true; what is classified stays off this cloud";
    REGISTER_OR_CHECK = "请核对代码；没有登记的，先由任“{1}”的人登记{0}", "Check the code; a {0} that is not registered, this post registers first: {1}";
    CHECK_PROPOSAL = "请核对待签署裁定的序号", "Check the number of the ruling to be signed";
    ANOTHER_CODE = "请换一个代码，或到“{0}”里修改原有的", "Take another code, or change the one that exists under {0}";
    REGISTER_SOLE = "请管理员先登记{0}", "An administrator registers the {0} first";
    CHANGE_SOLE = "请改原有的{0}，不要另行登记", "Change the {0} that is registered";
    RECORD_CONTRACT = "请单位先登记合同，再由云服务商会签", "Let the unit register its contract, and the provider countersign it";
    NAME_PARTY = "请填一个{0}的代码；没有登记的，由管理员先登记", "Give the code of a {0}; one that is not registered, an administrator registers first";
    NOW_OR_EARLIER = "请填现在或更早的时间", "Enter now or an earlier time";
    TODAY_OR_EARLIER = "请填今天或更早的日期", "Enter today or an earlier day";
    NOT_EARLIER = "请填 {0} 或以后", "Enter {0} or later";
    JUST_DO_IT = "不必接手，直接办理", "There is nothing to take over: just do it";
    TAKE_FROM = "请写明接手自 {0}", "Take it over from {0}";
    SEE_HOLDS = "请看事项上的搁置", "See the holds on the matter";
    LEAVE_HOLD = "请由记录的一方解除，或由云主管部门解除", "Let the party that recorded it lift it, or the authority";
    NAME_HOLD = "请写明搁置序号，或搁置记录人", "Name the hold by its number, or by who recorded it";
    PURCHASE = "请改作购买服务；确系此前建成的，请改正建成日", "Let it be a purchased pool; if it was built before, correct the day";
    LETTERS_ONLY = "请只用文字，如“益数云”", "Use letters only";
    ANOTHER_WORD = "请另取一个代字", "Choose another word";
    WAIT_DUE = "请等时限过后再报；已上报的不必再报", "Wait until the time is over; what was reported stays reported";
    NOTHING_TO_DO = "不必再办", "Nothing more to do";
    SEE_PARAMETER = "请看裁定 {0} 的参数和取值范围", "See the parameters of ruling {0} and what they may be";
    TODAY_OR_LATER = "生效日请填今天或以后", "Let it act from today or later";
    USE_LEDGER = "请直接使用，或另选空目录", "Use it as it is, or choose an empty folder";
    OR_AN_EXCEPTION = "请改选目录项 {0}；确须自行采购的，先申请例外，待云主管部门批准", "Choose item {0}; if it must be bought elsewhere, ask for an exception first, which the authority approves";
    LINE_THEN_NAMES = "请每行先写行号，再写各实例编号，以空格隔开，如“1 i-0a1 i-0a2”", "Begin each with the line's number, then the instances, separated by blanks: “1 i-0a1 i-0a2”";
    NAME_EACH_OR_NONE = "请写全，或一个也不写", "Name each, or none";
    RESOURCE_ONCE = "删去重复的一行", "Name it once";
    RESOURCE_APART = "另提一件", "Ask for it by another matter";
    RESOURCE_RUNS_FIRST = "待确认的先签认完成日；已终止的不用再办", "Attest first what was not attested; of what ended nothing is left to do";
    RESOURCE_FREE_FIRST = "待那件事项办结，或先撤回它", "Wait until that is over, or withdraw it first";
    ANOTHER_WATCHES = "见证人须是另一人", "Whoever watches is another person";
    CHECK_RESOURCE = "请核对资源编号：资源列表，或 yunguan resource list", "Check the resource's number: the list of resources, or yunguan resource list";
    NAME_ONCE = "请核对实例编号，一个只写一次", "Check the instances; each is named once";
    LEAVE_EMPTY = "请把它空着", "Leave it empty";
    LEAVE_EMPTY_UNLESS = "请把它空着，它只用于{0}：{1}", "Leave it empty; it belongs to {0}: {1}";
    LIFT_OR_LAY_ANEW = "请先由审核岗解除；仍须限制的，先在承接单位名下另行登记", "Let a reviewer lift it first; what must go on, register on the successor before";
    AT_THE_SUCCESSOR = "请改填 {0}", "Name {0} instead";
    ANOTHER_KEEPER = "请由另一位管理员来办", "Let another administrator do it";
    CORRECT_NOTICE = "请对照国务院通知修正文件", "Correct the file against the State Council's notice";
    SAY_HOW = "请写明怎样载入：取代原通知（--replace），或补充几天（--add）", "Say how it goes in: in place of the notice (--replace), or adding days to it (--add)";
    LOAD_WHOLE = "请先载入该年的通知", "Load the year's notice first";
    WAIT_LIFTED = "请等限制解除或期满；时限照走，受阻的时间不计入响应时间（R51）", "Wait until it is lifted or ends; the clock runs, but the time blocked is left out of response time (R51)";
    ABANDON_FOR_ANOTHER = "请由单位放弃这一申请，改选别的资源池另行申请（裁定 R34）", "Let the unit abandon this one and apply for another pool (ruling R34)";
    ANOTHER_POOL = "请改选别的资源池", "Name another pool";
    REJECT_OR_WAIT = "请等解除后再通过，或作“不通过”", "Approve once it is lifted, or reject";
    OVERRIDE = "确须先发放的，请填“{0}”，并即时告知云主管部门", "If it must be issued, fill in “{0}”; the authority is told at once";
    ON_STOP = "填单位；裁定 R28 定为系统的，填系统", "Name the unit; where ruling R28 says the system, name that";
    ON_FREEZE = "填资源池或系统之一；都不填即全市", "Name a pool or a system, or neither for the whole city";
    ON_PROVIDER = "填云服务商", "Name the provider";
    ON_POOL = "填资源池", "Name the pool";
    ON_EITHER_PARTY = "填单位或云服务商", "Name the unit or the provider";
    ON_UNIT_OR_SYSTEM = "填单位或系统", "Name the unit, or one system";
    WITHOUT_INCREASES = "请去掉增加的行再提交，减少的不受限制；或等解除", "Submit it without what increases, for a decrease is never stopped; or wait until it is lifted";
    ON_PROVIDER_OR_POOL = "填云服务商或资源池之一", "Name the provider, or one pool";
    LIFT_FIRST = "请先解除已无必要的", "Lift those that are no longer needed";
    ASK_FOR_GROUND = "请云主管部门“{0}”，或“{1}”；应急申请和补办不受影响", "Let the authority do one of these: {0}; {1}. Emergencies and what regularises them are not affected";
    SEE_PAPERS = "请看事项的文书", "See the matter's papers";
    CHECK_CHANGE = "请核对待签署办法变动的序号", "Check the number of the change to be signed";
    ONLY_WHAT_CONTROLS = "只登记起控制作用的，零散小股东不必登记", "Register only what controls; small holders need not be there";
    A_POOL_OF_THE_CITY = "选市本级的资源池", "choose a pool of the city";
    LIKE_A_MEASUREMENT = "每行一个维度，如“内存 4096 1.5 10%”", "write a line a dimension, such as “vcpu 1024 2 10%”";
    LESS_OR_REJECT = "减少数量，或审核不通过；或等容量登记增加、有事项终止", "approve less, or reject; or wait until the pool is measured larger or something ends";
    LIKE_A_PERCENTAGE = "请写成 60 或 55.5 这样", "Write it like 60 or 55.5";
    ANOTHER_COMPANY = "请另选单位；股权已变的，先由云主管部门审核岗登记持股关系", "Choose another company; if shares changed hands, let a reviewer of the authority register the holding first";
    KEEP_NOTICE = "不必再载入", "No need to load it again";
}

/// The mend in words.
#[expect(
    clippy::too_many_lines,
    reason = "an arm a reason, each in its own words"
)]
#[must_use]
pub(super) fn mend(lang: Lang, names: &Names, reason: &Reason, verb: Verb) -> String {
    let field = |name: &str| field(lang, verb, name);
    match reason {
        Reason::PartyNeeded(kinds) => ANOTHER_PARTY.fill(lang, &[&parties(lang, kinds)]),
        Reason::PostNeeded(needed) => ANOTHER_POST.fill(lang, &[&posts(lang, needed)]),
        Reason::SamePerson(_) => ANOTHER_PERSON.fill(lang, &[]),
        Reason::NotYourMatter => LOOK_ELSEWHERE.fill(lang, &[]),
        Reason::ClockworkOnly => WAIT_FOR_CLOCKWORK.fill(lang, &[]),
        Reason::NoSuchMatter(_) => CHECK_NUMBER.fill(lang, &[]),
        Reason::WrongStage(_) => SEE_STAGE.fill(lang, &[]),
        Reason::Changed { .. } => LOOK_AGAIN.fill(lang, &[]),
        Reason::Missing(name) => FILL_IN.fill(lang, &[&field(name)]),
        Reason::TooLong(name, _) => SHORTEN.fill(lang, &[&field(name)]),
        Reason::BadCharacters(name) => RETYPE.fill(lang, &[&field(name)]),
        Reason::BadCode(_) => WRITE_CODE.fill(lang, &[]),
        Reason::OutOfRange(_, least, most) => WITHIN.fill(lang, &[least, most]),
        Reason::NotOnItsWay(_) => NAME_PAPER.get(lang).to_owned(),
        Reason::NotSigned(_) => LET_SIGN.fill(lang, &[]),
        Reason::NothingToSign(_) => NAME_DRAFT.fill(lang, &[]),
        Reason::BadDigest(_) => COMPUTE_DIGEST.fill(lang, &[]),
        Reason::EnclosedAlready(_) => OTHER_FILE.fill(lang, &[]),
        Reason::EnoughEnclosures(_) => SEND_FIRST.fill(lang, &[]),
        Reason::NoSuchEnclosure(_) => SEE_ENCLOSURES.fill(lang, &[]),
        Reason::QuantityZero(_) => RAISE_OR_REMOVE.fill(lang, &[]),
        Reason::QuantityAbove { line, most } => LOWER.fill(lang, &[line, most]),
        Reason::QuantityCount { lines, .. } => ONE_EACH.fill(lang, &[lines]),
        Reason::NothingLeft => REFUSE_INSTEAD.fill(lang, &[]),
        Reason::NoLines => ADD_LINE.fill(lang, &[]),
        Reason::NoGround(line) => GIVE_GROUND.fill(lang, &[line]),
        Reason::NoNearestItem(line) => NAME_NEAREST.fill(lang, &[line]),
        Reason::NotDeclared => DECLARE.fill(lang, &[]),
        Reason::Unknown(RecordKind::Proposal, _) => CHECK_PROPOSAL.fill(lang, &[]),
        Reason::Unknown(RecordKind::MeasuresChange, _) => CHECK_CHANGE.fill(lang, &[]),
        Reason::Unknown(RecordKind::Resource, _) => CHECK_RESOURCE.fill(lang, &[]),
        Reason::Unknown(kind, _) => {
            let keepers = register::keeping(*kind).rule().posts;
            let kind = domain::record_kind(*kind).get(lang);
            REGISTER_OR_CHECK.fill(lang, &[&kind, &posts(lang, keepers)])
        }
        Reason::Taken(kind, _) => ANOTHER_CODE.fill(lang, &[&domain::record_kind(*kind).get(lang)]),
        Reason::NoSoleParty(kind) => {
            REGISTER_SOLE.fill(lang, &[&domain::party_kind(*kind).get(lang)])
        }
        Reason::SolePartyTaken(kind) => {
            CHANGE_SOLE.fill(lang, &[&domain::party_kind(*kind).get(lang)])
        }
        Reason::NoContract => RECORD_CONTRACT.fill(lang, &[]),
        Reason::PartyWanted { kind, .. } => {
            NAME_PARTY.fill(lang, &[&domain::party_kind(*kind).get(lang)])
        }
        Reason::NotYet(_) => NOW_OR_EARLIER.fill(lang, &[]),
        Reason::TooEarly(_, earliest) => NOT_EARLIER.fill(lang, &[&date::instant(lang, *earliest)]),
        Reason::InFuture(_) => TODAY_OR_EARLIER.fill(lang, &[]),
        Reason::Before(_, earliest) => NOT_EARLIER.fill(lang, &[&date::date_long(lang, *earliest)]),
        Reason::NotClaimed { holder: None } => JUST_DO_IT.fill(lang, &[]),
        Reason::NotClaimed {
            holder: Some(holder),
        } => TAKE_FROM.fill(lang, &[&naming::coded(lang, names, holder)]),
        Reason::NoSuchHold => SEE_HOLDS.fill(lang, &[]),
        Reason::NotYourHold(_) => LEAVE_HOLD.fill(lang, &[]),
        Reason::WhichHold(_) => NAME_HOLD.fill(lang, &[]),
        Reason::BuiltTooLate(..) => PURCHASE.fill(lang, &[]),
        Reason::BadPaperWord => LETTERS_ONLY.fill(lang, &[]),
        Reason::PaperWordTaken(_) => ANOTHER_WORD.fill(lang, &[]),
        Reason::NotOverdue => WAIT_DUE.fill(lang, &[]),
        Reason::AlreadyDone | Reason::EnoughObjections | Reason::NoObjection => {
            NOTHING_TO_DO.fill(lang, &[])
        }
        Reason::BadParameter(id, _) => SEE_PARAMETER.fill(lang, &[id]),
        Reason::Retroactive(_) => TODAY_OR_LATER.fill(lang, &[]),
        Reason::Founded => USE_LEDGER.fill(lang, &[]),
        Reason::OwnKeeping => ANOTHER_KEEPER.fill(lang, &[]),
        Reason::InCatalogue(_, item) => {
            OR_AN_EXCEPTION.fill(lang, &[&naming::coded(lang, names, item)])
        }
        Reason::BadInstances(_) => LINE_THEN_NAMES.fill(lang, &[]),
        Reason::InstanceCount { .. } => NAME_EACH_OR_NONE.fill(lang, &[]),
        Reason::ResourceTwice(_) => RESOURCE_ONCE.fill(lang, &[]),
        Reason::ResourceElsewhere(_) => RESOURCE_APART.fill(lang, &[]),
        Reason::ResourceNotRunning(..) => RESOURCE_RUNS_FIRST.fill(lang, &[]),
        Reason::ResourceClaimed(..) => RESOURCE_FREE_FIRST.fill(lang, &[]),
        Reason::InstanceTwice(_) => NAME_ONCE.fill(lang, &[]),
        Reason::NobodyWatched(_) => ANOTHER_WATCHES.fill(lang, &[]),
        Reason::NotAskedFor(name) => leave_empty(lang, verb, name),
        Reason::StillBlocked(_) => LIFT_OR_LAY_ANEW.fill(lang, &[]),
        Reason::Succeeded(by) => AT_THE_SUCCESSOR.fill(lang, &[by]),
        Reason::Calendar(_) => CORRECT_NOTICE.fill(lang, &[]),
        Reason::SameNotice(_) => KEEP_NOTICE.fill(lang, &[]),
        Reason::NoticeLoaded(_) => SAY_HOW.fill(lang, &[]),
        Reason::NothingToAddTo(_) => LOAD_WHOLE.fill(lang, &[]),
        Reason::Blocked(by) if by.is_passed_by_override() => {
            OVERRIDE.fill(lang, &[&field("override_reason")])
        }
        Reason::Blocked(by) => match by.deed {
            Deed::Apply => ANOTHER_POOL.fill(lang, &[]),
            Deed::Approve | Deed::Issue => REJECT_OR_WAIT.fill(lang, &[]),
            Deed::Order | Deed::Build
                if by.ground == Ground::Exit || by.ground == Ground::Closing =>
            {
                ABANDON_FOR_ANOTHER.fill(lang, &[])
            }
            Deed::Increase => WITHOUT_INCREASES.fill(lang, &[]),
            Deed::Order | Deed::Build | Deed::Execute | Deed::Clear => WAIT_LIFTED.fill(lang, &[]),
        },
        Reason::WrongSubject(ground) => match ground {
            Ground::Stop => ON_STOP.fill(lang, &[]),
            Ground::Freeze => ON_FREEZE.fill(lang, &[]),
            Ground::Dishonesty => ON_PROVIDER.fill(lang, &[]),
            Ground::Evaluation | Ground::Capacity | Ground::Closing => ON_POOL.fill(lang, &[]),
            Ground::Contract => ON_EITHER_PARTY.fill(lang, &[]),
            Ground::Exit => ON_PROVIDER_OR_POOL.fill(lang, &[]),
            Ground::LegalHold => ON_UNIT_OR_SYSTEM.fill(lang, &[]),
        },
        Reason::EnoughBlocks => LIFT_FIRST.fill(lang, &[]),
        Reason::MeasuresOver(_) => {
            let acts = [
                register::Verb::GroundMeasures,
                register::Verb::ProposeMeasures,
            ];
            let [ground, change] = acts.map(|act| verb::verb(act.into()).get(lang));
            ASK_FOR_GROUND.fill(lang, &[&ground, &change])
        }
        Reason::NoDetermination => SEE_PAPERS.fill(lang, &[]),
        Reason::EnoughRecords(..) => ONLY_WHAT_CONTROLS.fill(lang, &[]),
        Reason::CountyPool(_) => A_POOL_OF_THE_CITY.fill(lang, &[]),
        Reason::BadMeasurement(_) => LIKE_A_MEASUREMENT.fill(lang, &[]),
        Reason::NoRoom(_) => LESS_OR_REJECT.fill(lang, &[]),
        Reason::BadShare(_) => LIKE_A_PERCENTAGE.fill(lang, &[]),
        Reason::Affiliated(_) => ANOTHER_COMPANY.fill(lang, &[]),
        Reason::Kind(reason) => matter::mend(lang, reason),
    }
}

/// A field is left empty, but for what another one says that asks for it.
fn leave_empty(lang: Lang, verb: Verb, name: &str) -> String {
    let declared = verb.fields().iter().find(|known| known.name == name);
    let Some(when) = declared.and_then(|field| field.when) else {
        return LEAVE_EMPTY.fill(lang, &[]);
    };
    let words = when
        .words
        .iter()
        .map(|word| verb::choice(verb, when.field, word).get(lang));
    let words = joined(lang, words);
    LEAVE_EMPTY_UNLESS.fill(lang, &[&field(lang, verb, when.field), &words])
}
