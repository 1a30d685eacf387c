//! A small city in a real ledger, and tables of given, when, then over it.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]
#![expect(clippy::panic, reason = "tests may stop at once")]

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use serde_json::{Value, json};

use yunguan::domain::kinds::owed;
use yunguan::domain::law::act::Verb;
use yunguan::domain::law::article::Citation;
use yunguan::domain::law::clock::{beijing, civil_date};
use yunguan::domain::law::code::{Login, PartyCode};
use yunguan::domain::law::command::Command;
use yunguan::domain::law::duty::{Duty, DutyKey};
use yunguan::domain::law::matter::{Matter, MatterId, Past};
use yunguan::domain::law::paper::{Paper, Signing};
use yunguan::domain::law::party::{Account, Actor, CLOCKWORK, Party, Person};
use yunguan::domain::law::refusal::{Reason, Refusal};
use yunguan::domain::law::world::World;
use yunguan::domain::r#use::materials::{DataHeld, MaterialKind};
use yunguan::ledger::Ledger;
use yunguan::ledger::batch::{Act, Ended, Receipt};
use yunguan::ledger::entry::Realm;

/// The moment every story starts at: a Monday.
pub const START: &str = "2026-11-09 10:00";

/// Every party: code, kind, word of its papers, region, whether on the municipal budget.
const PARTIES: [(&str, &str, &str, &str, bool); 9] = [
    ("shuju", "authority", "益数云", "municipal", true),
    ("jishu", "support", "益智云", "municipal", true),
    ("yun-a", "provider", "甲云", "municipal", false),
    ("yun-b", "provider", "乙云", "municipal", false),
    ("edu", "unit", "益教", "municipal", true),
    ("health", "unit", "益卫", "municipal", true),
    ("heshan", "unit", "赫政", "heshan", false),
    ("zonghe", "agency", "综服", "municipal", false),
    ("caizheng", "finance", "益财", "municipal", true),
];

/// Every person: code, party, posts. Each has a login of the same name.
const PERSONS: [(&str, &str, &[&str]); 15] = [
    ("keeper", "shuju", &["administrator"]),
    ("acceptor", "shuju", &["handler"]),
    ("acceptor2", "shuju", &["handler"]),
    ("reviewer", "shuju", &["reviewer"]),
    ("reviewer2", "shuju", &["reviewer"]),
    ("alone", "shuju", &["handler", "reviewer"]),
    ("builder", "jishu", &["handler"]),
    ("checker", "jishu", &["reviewer"]),
    ("host-a", "yun-a", &["handler"]),
    ("host-b", "yun-b", &["handler"]),
    ("edu", "edu", &["handler"]),
    ("looker", "edu", &["reader"]),
    ("health", "health", &["handler"]),
    ("heshan", "heshan", &["handler"]),
    ("helper", "zonghe", &["handler"]),
];

/// The city.
pub struct City {
    /// The ledger.
    pub ledger: Ledger,
    /// Now.
    pub now: DateTime<Utc>,
    keys: u32,
}

/// A Beijing time as an instant.
pub fn time(text: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M")
        .unwrap()
        .and_local_timezone(beijing())
        .unwrap()
        .to_utc()
}

/// A command from its verb and fields.
pub fn command(verb: &str, fields: &Value) -> Command {
    let mut whole = fields.clone();
    whole["verb"] = json!(verb);
    serde_json::from_value(whole.clone()).unwrap_or_else(|error| panic!("{error}: {whole}"))
}

/// A line of the catalogue.
pub fn item(code: &str, quantity: u32) -> Value {
    json!({"item": code, "quantity": quantity, "purpose": "考试报名"})
}

/// A line off the catalogue.
pub fn product(name: &str, nearest: &str) -> Value {
    json!({"item": name, "quantity": 1, "purpose": "阅卷", "ground": "目录无此项", "nearest": nearest})
}

/// The fields of an application.
pub fn application(system: &str, pool: &str, lines: &[Value]) -> Value {
    json!({
        "title": "报名系统扩容", "system": system, "pool": pool, "lines": lines,
        "contact_name": "联系人", "contact_telephone": "0737-1234567", "non_classified": true,
    })
}

/// The fields of an emergency.
pub fn emergency(system: &str, pool: &str, ground: &str, document: &str) -> Value {
    let mut fields = json!({
        "title": "防汛会商扩容", "system": system, "pool": pool, "lines": [item("vm", 8)],
        "ground": ground, "document": document, "urgency": "今晚会商",
        "contact_name": "联系人", "contact_telephone": "0737-1234567", "non_classified": true,
    });
    if ground == "other_special" {
        fields["special_reason"] = json!("跨市抢险");
    }
    fields
}

/// The fields of a document that serves as these materials.
pub fn supply(materials: &[&str]) -> Value {
    let mut fields = json!({
        "materials": materials, "document": "益发改〔2026〕12号", "dated": "2026-10-12", "sha256": "0f".repeat(32),
    });
    if materials.contains(&"grading_record") {
        fields["level"] = json!(3);
    }
    if materials.contains(&"data_inventory") {
        fields["data"] = json!("personal");
        fields["stays_in_country"] = json!(true);
    }
    fields
}

/// The fields of a certificate of clearing, all of it done on one day.
pub fn certified(on: &str) -> Value {
    json!({"method": "三次覆写", "standard": "GB/T 37988", "media": "盘2块，快照3个，镜像1个", "done_by": "李工",
        "witness": "王工", "check": "抽3块，均不可读", "from": on, "until": on, "no_copy": true})
}

/// `base` with one field set.
pub fn with(mut base: Value, field: &str, value: Value) -> Value {
    base[field] = value;
    base
}

impl City {
    /// The founded city.
    pub fn new() -> Self {
        Self::on(redb::backends::InMemoryBackend::new())
    }

    /// The same on any backend.
    pub fn on(backend: impl redb::StorageBackend) -> Self {
        Self::founded_in(Ledger::create_on(backend, &Realm::Sandbox).unwrap())
    }

    /// The same in an empty ledger.
    pub fn founded_in(ledger: Ledger) -> Self {
        Self::founded_at(ledger, "2026-11-01 09:00", START)
    }

    /// The same founded at one time, at another.
    pub fn founded_at(ledger: Ledger, founded: &str, start: &str) -> Self {
        let mut city = Self {
            ledger,
            now: time(founded),
            keys: 0,
        };
        let acts: Vec<_> = founding()
            .into_iter()
            .map(|(actor, command)| city.wrap(actor, command))
            .collect();
        let now = city.now;
        city.ledger
            .write(|batch| {
                for act in &acts {
                    let ended = batch.act(act, now)?;
                    assert!(
                        matches!(ended, Ended::Done(_)),
                        "{:?}: {ended:?}",
                        act.command
                    );
                }
                Ok(())
            })
            .unwrap();
        city.at(start);
        city
    }

    /// Sets the time, in Beijing.
    pub fn at(&mut self, text: &str) {
        self.now = time(text);
    }

    /// Lets days pass.
    pub fn wait_days(&mut self, days: i64) {
        self.now += Duration::days(days);
    }

    fn wrap(&mut self, actor: Actor, command: Command) -> Act {
        self.keys += 1;
        Act {
            actor,
            key: format!("key-{}", self.keys),
            expected: None,
            command,
        }
    }

    /// Who a login is now.
    pub fn actor(&self, login: &str) -> Actor {
        if login == CLOCKWORK {
            return Actor::clockwork();
        }
        let snapshot = self.ledger.snapshot().unwrap();
        let view = snapshot.view();
        let world: &dyn World = &view;
        let account: Account = world.find(login).unwrap();
        let person: Person = world.find(account.person.as_str()).unwrap();
        let party: Party = world.find(person.party.as_str()).unwrap();
        view.settle().unwrap();
        Actor {
            login: account.login,
            person: person.code,
            name: person.name,
            party: party.code,
            kind: party.kind,
            posts: person.posts,
            clockwork: false,
        }
    }

    /// One act, as it ended.
    pub fn end(&mut self, act: &Act) -> Ended {
        let now = self.now;
        let ended = self.ledger.write(|batch| batch.act(act, now)).unwrap();
        if let Ended::Done(Receipt {
            matter: Some(id), ..
        }) = &ended
        {
            holds_together(&self.matter(*id));
        }
        ended
    }

    /// One act with its own request key.
    pub fn act(&mut self, login: &str, command: Command) -> Result<Receipt, Refusal> {
        let actor = self.actor(login);
        let act = self.wrap(actor, command);
        match self.end(&act) {
            Ended::Done(receipt) => Ok(receipt),
            Ended::Refused(refusal) => Err(refusal),
            other => panic!("{other:?}"),
        }
    }

    /// One act by verb and fields.
    pub fn send(&mut self, login: &str, verb: &str, fields: &Value) -> Result<Receipt, Refusal> {
        self.act(login, command(verb, fields))
    }

    /// One act on a matter.
    pub fn on_matter(
        &mut self,
        login: &str,
        verb: &str,
        id: MatterId,
        fields: &Value,
    ) -> Result<Receipt, Refusal> {
        self.send(login, verb, &with(fields.clone(), "matter", json!(id)))
    }

    /// Opens a matter.
    pub fn open(&mut self, login: &str, verb: &str, fields: &Value) -> MatterId {
        self.send(login, verb, fields).unwrap().matter.unwrap()
    }

    /// A matter as it stands.
    pub fn matter(&self, id: MatterId) -> Matter {
        let snapshot = self.ledger.snapshot().unwrap();
        let found = snapshot.view().matter(id);
        found.unwrap().as_ref().clone()
    }

    /// The duties of a matter that ended, and the papers that went out on it.
    pub fn past(&self, id: MatterId) -> (Vec<Duty>, Vec<Paper>) {
        let (mut ended, mut papers) = (Vec::new(), Vec::new());
        for (_, past) in self.ledger.snapshot().unwrap().past(id).unwrap() {
            match past {
                Past::Duty(duty) => ended.push(duty),
                Past::Paper(paper) => papers.push(paper),
                Past::Signed(number, signature) => {
                    let mut signed = papers
                        .iter_mut()
                        .filter(|one: &&mut Paper| one.number == number);
                    signed.next().unwrap().signing = Some(Signing::Signed(signature));
                }
            }
        }
        (ended, papers)
    }

    /// A paper of a matter by its position, as it is written from the matter as it stood by the paper's own entry.
    pub fn written(&self, id: MatterId, position: usize, lang: yunguan::locale::Lang) -> String {
        let snapshot = self.ledger.snapshot().unwrap();
        let past = snapshot.past(id).unwrap();
        let mut papers = past
            .iter()
            .filter(|(_, past)| matches!(past, Past::Paper(_)));
        let by = papers.nth(position).unwrap().0;
        let (matter, ended) = snapshot.stood(id, by).unwrap().unwrap();
        let papers = self.past(id).1;
        let (earlier, paper) = (&papers[..position], &papers[position]);
        yunguan::paper::document::render(&matter, &ended, earlier, paper, lang).to_text(100)
    }

    /// A registered record.
    pub fn record_of<R: yunguan::domain::record::Registered>(&self, key: &str) -> R {
        let snapshot = self.ledger.snapshot().unwrap();
        let view = snapshot.view();
        let world: &dyn World = &view;
        let found = world.find(key).unwrap();
        view.settle().unwrap();
        found
    }

    /// Of which kind a party is.
    pub fn kind_of(&self, party: &PartyCode) -> yunguan::domain::law::party::PartyKind {
        let snapshot = self.ledger.snapshot().unwrap();
        let view = snapshot.view();
        let world: &dyn World = &view;
        let party: Party = world.find(party.as_str()).unwrap();
        view.settle().unwrap();
        party.kind
    }

    /// The entries of a matter, oldest first.
    pub fn entries_of(&self, id: MatterId) -> Vec<u64> {
        let snapshot = self.ledger.snapshot().unwrap();
        let mut entries = snapshot.entries_of(id, u64::MAX, usize::MAX).unwrap();
        entries.reverse();
        entries
    }

    /// Every duty that a matter ever had, in the order in which they began.
    pub fn duties(&self, id: MatterId) -> Vec<Duty> {
        let mut duties = self.past(id).0;
        let head = self.matter(id).head;
        duties.extend(head.undetermined);
        duties.extend(head.duties);
        duties.sort_by_key(|duty| duty.opened_at);
        duties
    }

    /// What a matter looks like in a table: its stage, and who owes what by when.
    pub fn look(&self, id: MatterId) -> String {
        look(&self.matter(id))
    }

    /// The day it is in Beijing.
    pub fn today(&self) -> String {
        civil_date(self.now).to_string()
    }

    /// Brings about what a few words say: a pool, a stage, and what is special about it.
    ///
    /// Applications: `pa approved`, `own testing`, `pa accepted level4`, `pa filed heshan`, `pa approved mixed`,
    /// `own self_procuring off`. Emergencies: `emergency handed_over`. Procurements: `procurement awarded`, and of an agency
    /// `assistance awarded`. Editions of the catalogue: `catalogue approved`. Cancellations: `cancellation offline`.
    /// Pools: `pool built`, and of more of the self-built one `pool built own`.
    pub fn given(&mut self, words: &str) -> Option<MatterId> {
        let words: Vec<_> = words.split(' ').collect();
        match words[..] {
            ["nothing"] => None,
            [object @ ("procurement" | "assistance"), stage] => {
                Some(crate::rules_procurement::given(self, object, stage))
            }
            ["change", stage, ref own @ ..] => Some(crate::rules_resource_change::given(
                self,
                stage,
                own == ["own"],
            )),
            ["cancellation", stage] => Some(crate::rules_cancellation::given(self, stage)),
            ["pool", stage, ref own @ ..] => Some(crate::rules_resource_pool::given(
                self,
                stage,
                own == ["own"],
            )),
            ["catalogue", stage] => Some(crate::rules_catalogue_edition::given(self, stage)),
            ["emergency", stage] => Some(crate::rules_emergency::given(self, stage)),
            [pool, stage, ref special @ ..] => {
                let special = special.first().copied().unwrap_or("");
                Some(crate::rules_application::given(self, pool, stage, special))
            }
            _ => panic!("{words:?}"),
        }
    }

    /// Files the formal application of an emergency, and has it accepted and approved.
    pub fn formal_approved(&mut self, emergency: MatterId) -> MatterId {
        let id = self.formal(emergency);
        let approve = json!({"decision": "approve", "opinion": "同意"});
        self.on_matter("acceptor", "application.accept", id, &json!({}))
            .unwrap();
        self.on_matter("reviewer", "application.review", id, &approve)
            .unwrap();
        id
    }

    /// Files the formal application of an emergency.
    pub fn formal(&mut self, emergency: MatterId) -> MatterId {
        let fields = with(
            application("flood", "pa", &[item("vm", 8)]),
            "emergency",
            json!(emergency),
        );
        self.open("health", "application.submit", &fields)
    }

    /// A city in which something of every event type happened, and of whatever an event can hold.
    pub fn tour() -> Self {
        let mut city = Self::new();
        for words in [
            "pa running",
            "own running",
            "pa accepted level4",
            "pa withdrawn",
            "pa abandoned",
            "pa rejected",
            "emergency withdrawn",
            "emergency rejected",
            "emergency regularised",
        ] {
            city.given(words);
        }
        crate::rules_cancellation::tour(&mut city);
        city.answered();
        city.failed();
        city.product_deployed();
        crate::rules_resource_change::tour(&mut city);
        crate::inventory::tour(&mut city);
        city.of_every_ground();
        city.served_and_objected();
        city.of_the_night();
        city.overdue();
        city.held_over_the_year();
        city.registered();
        city.merged();
        city.excepted();
        city.blocked();
        city.over_the_end();
        city.signed();
        city.held();
        let pool = crate::rules_resource_pool::begin(&mut city);
        city.procured();
        city.catalogued();
        city.measured();
        crate::rules_resource_pool::tour(&mut city, pool);
        city
    }

    /// What befalls the Measures: they lapse, a ground lets a matter begin, an extension comes late.
    fn over_the_end(&mut self) {
        self.at("2027-09-25 10:00");
        let lapse = json!({"last_day": "2027-09-24"});
        self.send(CLOCKWORK, "measures.lapse", &lapse).unwrap();
        let ground = crate::rules_register::ground("2027-12-31");
        self.send("reviewer", "measures.ground", &ground).unwrap();
        self.given("pa submitted");
        let change = crate::rules_register::change("extension", "2028-09-24");
        self.send("reviewer", "measures.propose", &change).unwrap();
        self.send("reviewer2", "measures.sign", &json!({"proposal": 2}))
            .unwrap();
    }

    /// A product that has arrived.
    fn arrived(&mut self) -> Option<MatterId> {
        let id = self.given("own self_procuring off")?;
        let arrival = json!({"line": 1, "arrived_on": self.today(), "evidence": "一台"});
        self.on_matter("edu", "application.report-arrival", id, &arrival)
            .unwrap();
        Some(id)
    }

    fn failed(&mut self) {
        let product = self.arrived().unwrap();
        let check = json!({"line": 1, "result": "failed", "evidence": "有漏洞"});
        self.on_matter("checker", "application.check-product", product, &check)
            .unwrap();
        let test = self.given("pa testing").unwrap();
        let report = json!({"result": "failed", "report": "超时"});
        self.on_matter("edu", "application.report-test", test, &report)
            .unwrap();
    }

    /// What begins at a service, what is delivered in parts, what is objected to, what is given up.
    fn served_and_objected(&mut self) {
        let declined = self.given("pa not_accepted").unwrap();
        self.on_matter(
            "acceptor",
            "serve",
            declined,
            &json!({"received_by": "收发员"}),
        )
        .unwrap();
        let abandoned = self.given("pa testing").unwrap();
        let why = json!({"reason": "项目取消"});
        self.on_matter("edu", "application.abandon", abandoned, &why)
            .unwrap();
        let clear = certified(&self.today());
        self.on_matter("host-a", "application.clear-environment", abandoned, &clear)
            .unwrap();
        let tested = self.given("pa testing").unwrap();
        let delivered = self.given("pa delivered").unwrap();
        self.on_matter("edu", "application.object-delivery", delivered, &why)
            .unwrap();
        let first = self.today();
        self.on_matter(
            "host-a",
            "application.deliver",
            delivered,
            &json!({ "completed_on": first }),
        )
        .unwrap();
        let determined = self.given("pa delivered").unwrap();
        let changed = self.given("change done own").unwrap();
        self.wait_days(40);
        for id in [tested, determined, changed] {
            self.wake_late(id);
        }
        let evidence = json!({"completed_on": self.today(), "evidence": "云管平台记录"});
        self.on_matter("reviewer", "change.determine", changed, &evidence)
            .unwrap();
        self.on_matter("builder", "application.end-test", tested, &why)
            .unwrap();
        let raise = json!({"quantities": [6, 2], "reason": "峰值超出"});
        let less = json!({"quantities": [3, 2], "reason": "按测试"});
        let clear = certified(&self.today());
        for (login, verb, fields) in [
            ("reviewer", "application.supplement", &raise),
            ("builder", "application.propose", &less),
            ("acceptor", "application.receive-filing", &json!({})),
            ("host-a", "application.clear-environment", &clear),
        ] {
            self.on_matter(login, verb, tested, fields).unwrap();
        }
        let later = json!({"completed_on": self.today(), "reason": "才接通"});
        self.on_matter("edu", "application.confirm", delivered, &later)
            .unwrap();
        self.on_matter(
            "builder",
            "application.check-attestation",
            delivered,
            &json!({}),
        )
        .unwrap();
        let day = json!({"completed_on": first, "evidence": "监控显示已使用"});
        self.on_matter(
            "reviewer",
            "application.determine-completion",
            determined,
            &day,
        )
        .unwrap();
        self.on_matter("edu", "application.object", determined, &why)
            .unwrap();
        let upheld =
            json!({"decision": "approve", "opinion": "属实", "completed_on": self.today()});
        self.on_matter(
            "reviewer",
            "application.decide-objection",
            determined,
            &upheld,
        )
        .unwrap();
    }

    /// Emergencies that go another way than from grant to confirmation.
    fn of_the_night(&mut self) {
        let why = json!({"reason": "险情解除"});
        let recalled = self.given("emergency issued").unwrap();
        self.formal(recalled);
        self.on_matter("checker", "emergency.recall", recalled, &why)
            .unwrap();
        let oral = with(
            emergency("flood", "pa", "provincial_requirement", ""),
            "ordered_by",
            json!("省防指"),
        );
        let oral = with(oral, "ordered_at", json!(self.now));
        let oral = with(oral, "received_by", json!("值班员"));
        let id = self.open("health", "emergency.apply", &oral);
        let approve = json!({"decision": "approve"});
        self.on_matter("checker", "emergency.review", id, &approve)
            .unwrap();
        let handed_over = json!({ "handed_over_at": self.now });
        self.wait_days(1);
        self.on_matter("host-a", "emergency.hand-over", id, &handed_over)
            .unwrap();
        self.on_matter("health", "emergency.acknowledge", id, &json!({}))
            .unwrap();
        let document = json!({"document": "湘防指〔2026〕7号"});
        self.on_matter("health", "emergency.supply-document", id, &document)
            .unwrap();
        let later = json!({"completed_on": self.today(), "reason": "次日才接通"});
        self.on_matter("health", "emergency.confirm", id, &later)
            .unwrap();
        self.on_matter("builder", "emergency.check-attestation", id, &json!({}))
            .unwrap();
        let formal = self.formal(id);
        let decline = json!({"objections": ["缺报告"]});
        self.on_matter("acceptor", "application.decline", formal, &decline)
            .unwrap();
        self.on_matter(
            "acceptor",
            "serve",
            formal,
            &json!({"received_by": "收发员"}),
        )
        .unwrap();
        let never = self.given("emergency handed_over").unwrap();
        let day = json!({"completed_on": self.today(), "evidence": "监控显示已使用"});
        self.wait_days(7);
        self.wake_late(never);
        self.on_matter("reviewer", "emergency.determine-completion", never, &day)
            .unwrap();
        self.on_matter("health", "emergency.object", never, &why)
            .unwrap();
        let upheld =
            json!({"decision": "approve", "opinion": "属实", "completed_on": self.today()});
        self.on_matter("reviewer", "emergency.decide-objection", never, &upheld)
            .unwrap();
    }

    fn of_every_ground(&mut self) {
        for ground in yunguan::domain::r#use::emergency::Ground::ALL {
            let document = if ground.needs_proof() {
                "湘防指〔2026〕7号"
            } else {
                ""
            };
            let fields = emergency("flood", "pa", ground.word(), document);
            self.open("health", "emergency.apply", &fields);
        }
    }

    fn registered(&mut self) {
        for (kind, short_name) in [("audit", Some("审计局")), ("cyber", None)] {
            let party = json!({"code": kind, "kind": kind, "name": format!("{kind}单位"), "short_name": short_name,
                "paper_word": kind, "region": "municipal", "municipal_budget": true});
            self.send("keeper", "party.register", &party).unwrap();
        }
        self.employs("auditor", "audit", &["reader"]);
        let looked_at = self.given("pa submitted");
        let reveal = json!({ "of_matter": looked_at });
        self.send("auditor", "telephone.reveal", &reveal).unwrap();
        let system = json!({"code": "toured", "name": "某系统", "unit": "edu", "protection_level": 2,
            "funding": "joint"});
        self.send("edu", "system.register", &system).unwrap();
        self.send("reviewer", "system.confirm", &json!({"system": "toured"}))
            .unwrap();
        for scope in [json!("city"), json!({"party": "edu"})] {
            let ruling = json!({"ruling": "R16", "values": {"deliver_working_days": {"number": 9}},
                "effective": self.today(), "reason": "从严", "scope": scope});
            self.send("reviewer", "ruling.propose", &ruling).unwrap();
        }
    }

    /// Somebody new of a party, with a login of the same name and a number of their own.
    pub fn employs(&mut self, code: &str, party: &str, posts: &[&str]) {
        let number = code.bytes().map(u32::from).sum::<u32>();
        let person = json!({"code": code, "name": format!("{code}君"), "party": party, "posts": posts,
            "telephone": format!("138{number:08}"), "active": true});
        let account = json!({"login": code, "person": code, "active": true});
        self.send("keeper", "person.register", &person).unwrap();
        self.send("keeper", "account.bind", &account).unwrap();
    }

    fn excepted(&mut self) {
        for (kind, field, subject) in [("purchase", "item", "vm"), ("room", "room", "机房")] {
            let exception = json!({"unit": "edu", "kind": kind, "ground": "专网隔离"});
            let exception = with(exception, field, json!(subject));
            self.send("edu", "exception.register", &exception).unwrap();
            let named = json!({"unit": "edu", "kind": kind});
            let named = with(named, field, json!(subject));
            self.send("reviewer", "exception.approve", &named).unwrap();
        }
        let wanted = application("exam", "pa", &[product("云主机 4核16G", "disk")]);
        self.open("edu", "application.submit", &wanted);
    }

    /// What the State alone holds, and a deal that makes a provider and the agency affiliates, and ends again.
    fn held(&mut self) {
        for deal in [
            "guozi>yun-a 70*",
            "guozi>zonghe 60*",
            "yun-b>mid 60",
            "mid>zonghe 5!",
            "mid>zonghe 0",
        ] {
            let fields = crate::affiliates::deal(deal);
            self.send("reviewer", "holding.record", &fields).unwrap();
        }
    }

    /// Procurements on every road, a contract on which everything happened, and a deal that is cured again.
    fn procured(&mut self) {
        for words in [
            "procurement rejected",
            "procurement cancelled",
            "procurement ended",
        ] {
            self.given(words);
        }
        let older = self.given("procurement awarded_before").unwrap();
        let contract = crate::rules_procurement::older();
        self.on_matter("checker", "procurement.sign", older, &contract)
            .unwrap();
        for (words, verb, fields) in crate::rules_procurement::ends() {
            let id = self.given(words).unwrap();
            let login = if verb == "procurement.arrange" {
                "acceptor"
            } else {
                "checker"
            };
            self.on_matter(login, verb, id, &fields).unwrap();
        }
        let id = self.given("procurement performing").unwrap();
        for (login, verb, fields) in crate::rules_procurement::performance() {
            self.on_matter(login, verb, id, &fields).unwrap();
        }
        let agency = self.given("assistance performing").unwrap();
        for deal in ["yun-a>zonghe 51", "yun-a>zonghe 0"] {
            let fields = crate::affiliates::deal(deal);
            self.send("reviewer", "holding.record", &fields).unwrap();
        }
        let evidence = json!({"evidence": "工商变更"});
        self.on_matter("helper", "procurement.report-cure", agency, &evidence)
            .unwrap();
    }

    /// A pool that is measured, and measured again.
    fn measured(&mut self) {
        for lines in [
            json!(["vcpu 64", "memory_gib 256 1.5 20%", "gpu 2"]),
            json!(["vcpu 128 2 10%", "bandwidth_mbps 100", "addresses 14"]),
        ] {
            let fields = json!({"pool": "own", "dimensions": lines, "basis": "盘点记录"});
            self.send("checker", "pool.measure", &fields).unwrap();
        }
    }

    /// Editions on every road: given up, and in force with a supplement that is sent back, and superseded by the next.
    fn catalogued(&mut self) {
        self.given("catalogue given_up");
        crate::rules_catalogue_edition::tour(self);
    }

    fn merged(&mut self) {
        let fields = application("portal", "pa", &[item("vm", 1)]);
        let id = self.open("heshan", "application.submit", &fields);
        let merger = json!({"party": "heshan", "successor": "edu", "document": "益编〔2026〕9号"});
        self.send("keeper", "party.succeed", &merger).unwrap();
        self.on_matter(CLOCKWORK, "wake", id, &json!({"why": "succession"}))
            .unwrap();
    }

    /// A block of every ground and on everything a block can lie on; an emergency that passes one, lateness that one excuses.
    fn blocked(&mut self) {
        let waits = self.given("pa approved").unwrap();
        let urgent = self.given("emergency applied").unwrap();
        let blocks = [
            ("stop", "party", "edu"),
            ("stop", "party", "health"),
            ("freeze", "system", "exam"),
            ("dishonesty", "party", "yun-b"),
            ("evaluation", "pool", "pb"),
            ("contract", "party", "heshan"),
            ("exit", "pool", "pb"),
        ];
        for (number, (ground, field, code)) in (1..).zip(blocks) {
            let fields = json!({"ground": ground, "from": self.today(), "reason": "未整改",
                "paper": format!("益数云〔2027〕{number}号")});
            let fields = with(fields, field, json!(code));
            self.send("reviewer", "block.record", &fields).unwrap();
        }
        let freeze = json!({"ground": "freeze", "from": "2027-06-01", "until": "2027-06-10", "paper": "益数云〔2027〕8号",
            "reason": "考试保障"});
        self.send("reviewer", "block.record", &freeze).unwrap();
        let short = json!({"ground": "capacity", "pool": "own", "from": self.today(), "paper": "益智云〔2027〕1号",
            "reason": "内存不足"});
        self.send("checker", "block.record", &short).unwrap();
        let pass = json!({"decision": "approve", "override_reason": "人命关天"});
        self.on_matter("checker", "emergency.review", urgent, &pass)
            .unwrap();
        self.wait_days(20);
        for number in [1, 2, 3] {
            let lift = json!({"block": number, "paper": "益数云〔2027〕9号", "reason": "已整改"});
            self.send("reviewer", "block.lift", &lift).unwrap();
        }
        self.on_matter("builder", "application.order-test", waits, &json!({}))
            .unwrap();
    }

    fn answered(&mut self) {
        let old = self.given("pa not_accepted");
        let mut fields = application("exam", "pa", &[item("vm", 4)]);
        fields["previous"] = json!(old);
        fields["answers"] = json!(["1 已补", "2 已减"]);
        let id = self.open("edu", "application.submit", &fields);
        let all = supply(&MaterialKind::WORDS);
        for held in DataHeld::WORDS {
            let fields = with(all.clone(), "data", json!(held));
            self.on_matter("edu", "application.supply", id, &fields)
                .unwrap();
        }
    }

    fn product_deployed(&mut self) {
        let id = self.arrived().unwrap();
        let check = json!({"line": 1, "result": "passed", "evidence": "检测报告"});
        let deploy = json!({"line": 1, "deployed_on": self.today()});
        self.on_matter("checker", "application.check-product", id, &check)
            .unwrap();
        self.on_matter("edu", "application.deploy-product", id, &deploy)
            .unwrap();
    }

    fn overdue(&mut self) {
        let emergency = self.given("emergency handed_over").unwrap();
        let delivered = self.given("pa delivered").unwrap();
        let waiting = self.given("pa submitted").unwrap();
        self.wait_days(7);
        self.on_matter("builder", "emergency.remind", emergency, &json!({}))
            .unwrap();
        for id in [emergency, delivered] {
            self.wake_late(id);
        }
        let day = json!({"completed_on": self.today(), "evidence": "监控显示已使用"});
        self.on_matter(
            "reviewer",
            "application.determine-completion",
            delivered,
            &day,
        )
        .unwrap();
        let formal = self.formal(emergency);
        let reject = json!({"decision": "reject", "opinion": "不属应急"});
        self.on_matter("acceptor", "application.accept", formal, &json!({}))
            .unwrap();
        self.on_matter("reviewer", "application.review", formal, &reject)
            .unwrap();
        self.wait_days(21);
        self.wake_late(waiting);
    }

    fn held_over_the_year(&mut self) {
        self.at("2026-12-24 10:00");
        let id = self.given("pa submitted").unwrap();
        let reason = json!({"reason": "等会议"});
        self.on_matter("acceptor", "hold", id, &reason).unwrap();
        self.on_matter("acceptor", "resume", id, &json!({}))
            .unwrap();
        self.enclosed(id);
        let from = json!({"from": "acceptor", "remark": "出差"});
        self.on_matter("acceptor2", "take-over", id, &from).unwrap();
        self.at("2026-12-30 10:00");
        let waits = self.given("emergency handed_over").unwrap();
        self.at("2027-01-06 10:00");
        let confirm = json!({"completed_on": "2026-12-30"});
        self.on_matter("health", "emergency.confirm", waits, &confirm)
            .unwrap();
        let mut notice = crate::rules_register::notice(2027, "2027-01-04");
        notice["notice"]["papers"] = json!(["国办发明电"]);
        self.load_notice(&notice);
        for id in [id, waits] {
            self.on_matter(CLOCKWORK, "wake", id, &json!({"why": "notice"}))
                .unwrap();
        }
        let contract = json!({"unit": "heshan", "provider": "yun-a", "number": "赫合-1",
            "signed_on": self.today()});
        self.send("heshan", "contract.record", &contract).unwrap();
        self.send("host-a", "contract.countersign", &json!({"unit": "heshan"}))
            .unwrap();
        let ruling = json!({"ruling": "R1", "values": {"starts_at": {"word": "issuance"}},
            "effective": self.today(), "reason": "从严", "scope": {"pool": "pa"}});
        self.send("reviewer", "ruling.propose", &ruling).unwrap();
        self.send("reviewer2", "ruling.sign", &json!({"proposal": 1}))
            .unwrap();
        let articles: std::collections::BTreeMap<_, _> = (1..=42)
            .map(|number: u8| (number.to_string(), format!("第{number}条的正文")))
            .collect();
        let measures = json!({"articles": articles, "source": "市政府网站"});
        self.send("keeper", "measures.load", &measures).unwrap();
    }

    /// A person who signs the papers of a party.
    pub fn keeps_signatory(&mut self, party: &str, person: &str, posts: &[&str]) {
        let fields = json!({"code": person, "name": format!("{person}君"), "party": party, "posts": posts,
            "telephone": "", "active": true});
        self.send("keeper", "person.register", &fields).unwrap();
        let account = json!({"login": person, "person": person, "active": true});
        self.send("keeper", "account.bind", &account).unwrap();
    }

    /// Papers of two offices that keep signatories, one of them signed.
    fn signed(&mut self) {
        self.keeps_signatory("shuju", "signer", &["signatory"]);
        self.keeps_signatory("jishu", "chief", &["signatory"]);
        let accepted = self.given("pa accepted").unwrap();
        self.on_matter("signer", "sign-paper", accepted, &json!({}))
            .unwrap();
        self.given("emergency issued").unwrap();
    }

    /// Files that wait for a paper of their party, and one that was taken out again.
    pub fn enclosed(&mut self, id: MatterId) {
        for (login, name) in [
            ("acceptor", "清单.pdf"),
            ("edu", "说明.docx"),
            ("edu", "误传.txt"),
        ] {
            let file = json!({"name": name, "size": 20_480, "sha256": "0f".repeat(32)});
            self.on_matter(login, "enclose", id, &file).unwrap();
        }
        self.on_matter("edu", "take-out", id, &json!({"name": "误传.txt"}))
            .unwrap();
    }

    /// An application that was delivered, and whose day the authority determined at that time.
    pub fn determined(&mut self, at: &str, day: &str) -> MatterId {
        let id = self.given("pa delivered").unwrap();
        self.at(at);
        self.wake_late(id);
        let day = json!({"completed_on": day, "evidence": "监控显示已使用"});
        self.on_matter("reviewer", "application.determine-completion", id, &day)
            .unwrap();
        id
    }

    /// Serves the last paper of a matter on a party; somebody there receives it.
    pub fn serve_last(&mut self, login: &str, id: MatterId, party: &str) -> String {
        let number = self.past(id).1.last().unwrap().number.to_string();
        let served = json!({"paper": number, "party": party, "received_by": "收发员"});
        self.on_matter(login, "serve", id, &served).unwrap();
        self.look(id)
    }

    /// Wakes a matter for its late duties, as the clockwork does: once for each whose lateness is reported.
    pub fn wake_late(&mut self, id: MatterId) {
        let late = |duty: &&Duty| {
            let report = duty.next_report();
            report.is_some_and(|report| *report.from <= self.now)
        };
        let matter = self.matter(id);
        let keys: Vec<DutyKey> = matter
            .head
            .duties
            .iter()
            .filter(late)
            .map(|duty| duty.key)
            .collect();
        for key in keys {
            let why = json!({"why": {"late": key}});
            let woken = self.on_matter(CLOCKWORK, "wake", id, &why);
            assert!(
                woken.is_ok()
                    || self
                        .matter(id)
                        .head
                        .duty(key)
                        .is_none_or(|duty| duty.escalated_at().is_some()),
                "{woken:?}"
            );
        }
    }

    /// Loads a holiday notice: one proposes it, another signs it.
    pub fn load_notice(&mut self, fields: &Value) {
        self.send("reviewer", "calendar.load", fields).unwrap();
        let proposal = self.proposed_notices();
        self.send(
            "reviewer2",
            "calendar.sign",
            &json!({ "proposal": proposal }),
        )
        .unwrap();
    }

    /// How many holiday notices were proposed.
    pub fn proposed_notices(&self) -> usize {
        let snapshot = self.ledger.snapshot().unwrap();
        let all: Vec<yunguan::domain::law::calendar::NoticeProposal> =
            yunguan::ledger::register::all(&snapshot.tables.register).unwrap();
        all.len()
    }

    /// The name of a matter's stage.
    pub fn stage(&self, id: MatterId) -> String {
        self.matter(id).head.stage.word().to_owned()
    }
}

/// Everything the city is founded with.
fn founding() -> Vec<(Actor, Command)> {
    let person = |(code, party, posts): (&str, &str, &[&str])| {
        // Everybody has a number of their own.
        let number = PERSONS.iter().position(|one| one.0 == code).unwrap();
        json!({"code": code, "name": format!("{code}君"), "party": party, "posts": posts,
            "telephone": format!("139{number:04}0000"), "active": true})
    };
    let party = |(code, kind, word, region, municipal): (&str, &str, &str, &str, bool)| {
        json!({"code": code, "kind": kind, "name": format!("{code}单位"), "paper_word": word,
            "region": region, "municipal_budget": municipal})
    };
    let founder = Actor {
        login: Login::new("keeper"),
        person: "keeper".into(),
        name: "keeper君".to_owned(),
        party: "shuju".into(),
        kind: yunguan::domain::law::party::PartyKind::Authority,
        posts: BTreeSet::from([yunguan::domain::law::party::Post::Administrator]),
        clockwork: false,
    };
    let mut all = vec![(
        "found",
        json!({"party": party(PARTIES[0]), "person": person(PERSONS[0]), "login": "keeper"}),
    )];
    all.extend(
        PARTIES[1..]
            .iter()
            .map(|one| ("party.register", party(*one))),
    );
    all.extend(
        PERSONS[1..]
            .iter()
            .map(|one| ("person.register", person(*one))),
    );
    let logins = PERSONS[1..].iter().map(|(code, ..)| (*code, *code));
    for (login, person) in logins.chain([("alone2", "alone")]) {
        all.push((
            "account.bind",
            json!({"login": login, "person": person, "active": true}),
        ));
    }
    for (code, mode, operator) in [
        ("pa", "purchased", "yun-a"),
        ("pb", "purchased", "yun-b"),
        ("own", "self_built", "jishu"),
    ] {
        all.push((
            "pool.register",
            json!({"code": code, "name": format!("{code}池"), "mode": mode, "operator": operator,
                "built_on": "2023-06-01"}),
        ));
    }
    for (code, name, unit) in [("vm", "云主机 4核16G", "台"), ("disk", "云硬盘", "TB")] {
        all.push((
            "item.register",
            json!({"code": code, "family": "计算", "name": name, "specification": "标准",
                "unit": unit, "basis": "year", "price_fen": 120_000}),
        ));
    }
    let mut acts: Vec<_> = all
        .into_iter()
        .map(|(verb, fields)| (founder.clone(), command(verb, &fields)))
        .collect();
    for (code, unit, level) in [
        ("exam", "edu", 3),
        ("tax4", "edu", 4),
        ("flood", "health", 3),
        ("portal", "heshan", 2),
    ] {
        let system = json!({"code": code, "name": format!("{code}系统"), "unit": unit,
            "protection_level": level, "funding": "government"});
        acts.push((founder.clone(), command("system.register", &system)));
    }
    acts
}

/// What holds for every matter at every moment.
pub fn holds_together(matter: &Matter) {
    let head = &matter.head;
    let mut open: Vec<DutyKey> = head.duties.iter().map(|duty| duty.key).collect();
    let mut owed: Vec<DutyKey> = owed(matter).iter().map(|owed| owed.key).collect();
    open.sort();
    owed.sort();
    assert_eq!(open, owed, "{} {:?}", head.id, head.stage);
    for (part, person) in &head.parts {
        let mut others = head.parts.iter();
        let twice = others.any(|(other, by)| other != part && by == person);
        assert!(!twice, "{} {person} wore two hats", head.id);
    }
}

/// A matter in a table: `accepted; review shuju 2026-11-23`.
pub fn look(matter: &Matter) -> String {
    let mut parts = vec![matter.head.stage.word().to_owned()];
    parts.extend(matter.head.duties.iter().map(|duty| {
        let due = duty.deadline.due();
        format!("{} {} {due}", duty.key, duty.party)
    }));
    parts.join("; ")
}

/// The name of a reason.
pub fn reason_name(reason: &Reason) -> String {
    match json!(reason) {
        Value::String(name) => name,
        Value::Object(map) => map.keys().next().unwrap().clone(),
        other => panic!("{other}"),
    }
}

/// A citation in a table: `19(2)`, `23`, `R22`.
pub fn cited(citation: Citation) -> String {
    match citation {
        Citation::Article(article) => match article.paragraph {
            Some(paragraph) => format!("{}({paragraph})", article.number),
            None => article.number.to_string(),
        },
        Citation::Ruling(ruling) => ruling.to_string(),
    }
}

/// A line of a table: given, who does what, then what.
pub type Row = (
    &'static str,
    &'static str,
    &'static str,
    Value,
    &'static str,
);

/// Lines of `given, who, verb, fields => then;`.
macro_rules! table {
    ($($given:literal, $login:literal, $verb:literal, $fields:expr => $then:literal;)*) => {
        vec![$(($given, $login, $verb, $fields, $then)),*]
    };
}
pub(crate) use table;

/// Checks a table, every line in a city of its own, and shows every line that is wrong. `then` is what the matter
/// looks like, `done` where there is none, or `refused REASON under ARTICLE`.
pub fn check(rows: &[Row]) {
    let wrong: Vec<_> = rows.iter().filter_map(difference).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What comes of a line.
fn seen((given, login, verb, fields, _): &Row) -> String {
    let mut city = City::new();
    let id = city.given(given);
    told(&mut city, login, verb, &aimed(verb, fields, id))
}

fn difference(row: &Row) -> Option<String> {
    let (given, login, verb, fields, then) = row;
    let seen = seen(row);
    let fields: String = fields.to_string().chars().take(200).collect();
    (seen != *then).then(|| {
        format!("given {given}, when {login} {verb} {fields}\n  {seen}\n  should be {then}")
    })
}

/// The fields with the matter in them: as `matter` where the verb is done on one, and wherever a table says `@`.
fn aimed(verb: &str, fields: &Value, id: Option<MatterId>) -> Value {
    let Some(id) = id else {
        return fields.clone();
    };
    let mut aimed = fields.clone();
    for value in aimed.as_object_mut().unwrap().values_mut() {
        if value == "@" {
            *value = json!(id);
        }
    }
    if Verb::find(verb).unwrap().is_on_matter() {
        aimed["matter"] = json!(id);
    }
    aimed
}

/// Acts in a row on one matter, each with what it is answered.
pub fn story(city: &mut City, id: MatterId, acts: &[(&str, &str, Value, &str)]) {
    for (login, verb, fields, then) in acts {
        let mut fields = fields.clone();
        fields["matter"] = json!(id);
        assert_eq!(answer(city, login, verb, &fields), *then, "{verb} {fields}");
    }
}

/// How an act ended: what the matter looks like then, or why it was refused.
pub fn answer(city: &mut City, login: &str, verb: &str, fields: &Value) -> String {
    let told = told(city, login, verb, fields);
    let end = told.find(" | ").or(told.find(" ~ ")).unwrap_or(told.len());
    told[..end].to_owned()
}

/// The same as a table writes it: with `| PAPER to PARTY` for every paper that went out, and `~ FIELD` for everything else
/// on the matter that is not as it was.
fn told(city: &mut City, login: &str, verb: &str, fields: &Value) -> String {
    let id = fields["matter"].as_str().map(|id| id.parse().unwrap());
    let before = id.map(|id| (city.matter(id), city.past(id).1.len()));
    match city.send(login, verb, fields) {
        Ok(Receipt {
            matter: Some(id), ..
        }) => {
            let known = before.as_ref().map_or(0, |(_, papers)| *papers);
            let papers = &city.past(id).1[known..];
            let sent = papers.iter().map(|paper| {
                let readers: Vec<&str> = paper.readers().map(PartyCode::as_str).collect();
                format!(" | {} to {}", paper.kind.word(), readers.join("+"))
            });
            let changed = before.map_or_else(Vec::new, |(old, _)| changed(&old, &city.matter(id)));
            let changed = changed.iter().map(|path| format!(" ~ {path}"));
            std::iter::once(city.look(id))
                .chain(sent)
                .chain(changed)
                .collect()
        }
        Ok(_) => "done".to_owned(),
        Err(refusal) => refused(&refusal),
    }
}

/// The fields of a matter that an act changed, beside what the table tells otherwise and what every act changes.
fn changed(before: &Matter, after: &Matter) -> Vec<String> {
    let fields = |matter: &Matter| {
        let mut all = json!(matter.head);
        let all = all.as_object_mut().unwrap();
        for known in [
            "id",
            "version",
            "stage",
            "updated_at",
            "updated_by",
            "duties",
            // What is on its way is said by the papers.
            "services",
        ] {
            all.remove(known);
        }
        // The body stands under the name of its kind.
        let body = json!(matter.body);
        all.extend(
            body.as_object()
                .unwrap()
                .values()
                .next()
                .unwrap()
                .as_object()
                .unwrap()
                .clone(),
        );
        Value::Object(all.clone())
    };
    let mut paths = BTreeSet::new();
    differing("", &fields(before), &fields(after), &mut paths);
    paths.into_iter().collect()
}

/// The paths at which two values differ, without the numbers of elements.
fn differing(path: &str, old: &Value, new: &Value, paths: &mut BTreeSet<String>) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (name, value) in new {
                let deeper = match path {
                    "" => name.clone(),
                    path => format!("{path}.{name}"),
                };
                differing(&deeper, old.get(name).unwrap_or(&Value::Null), value, paths);
            }
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (old, new) in old.iter().zip(new) {
                differing(path, old, new, paths);
            }
        }
        (old, new) if old == new => {}
        _ => {
            paths.insert(path.to_owned());
        }
    }
}

/// A refusal, as a table writes it.
pub fn refused(refusal: &Refusal) -> String {
    let name = reason_name(&refusal.reason);
    format!("refused {name} under {}", cited(refusal.citation))
}

/// The lines of a matter that asks for resources.
pub fn lines(matter: &Matter) -> &[yunguan::domain::r#use::line::Line] {
    matter.body.asked().map_or(&[], |asked| &asked.lines)
}
