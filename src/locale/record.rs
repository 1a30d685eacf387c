//! A record of a register in full, a label and a value each: what stands, since when and on whose word, what waits, and
//! what stood before.

use std::fmt::Display;

mod catalogue;
pub mod inventory;

use super::matter::procurement::contract;
use super::{
    Lang, T, block, date, domain, event, joined, list, matter, naming, price, register, resource,
};
use crate::domain::build::measure::{Capacity, Measured, Measurement};
use crate::domain::build::pool::Operation;
use crate::domain::build::system::Grading;
use crate::domain::kinds;
use crate::domain::law::block::Block;
use crate::domain::law::code::{Code, PartyCode, PersonCode};
use crate::domain::law::dated::Dates;
use crate::domain::law::money::parted;
use crate::domain::law::naming::Names;
use crate::domain::law::party::{Party, Person};
use crate::domain::purchase::agreement::{Agreement, Pricing};
use crate::domain::purchase::catalogue::{Contract, Terms};
use crate::domain::purchase::exception::{Exception, Grant};
use crate::domain::purchase::holding::{Holding, Stake};
use crate::domain::purchase::price::Version;
use crate::domain::record::Record;
use crate::domain::register::{measured, share};
use crate::domain::r#use::resource::Resource;
use crate::hub::list::column::Column;

messages! {
    STANDS = "现状", "Stands";
    WAITS = "待确认", "Waits";
    BEFORE = "此前", "Before";
    SUCCEEDED = "撤并", "Succession";
    LIFTED = "解除", "Lifted";
    RECORDED = "登记", "Registered";
    SINCE = "自 {0} 起，{1} 登记", "since {0}, registered by {1}";
    APPROVED = "{0}，{1} 确认", "{0}, confirmed by {1}";
    UNAPPROVED = "{0}，尚未确认", "{0}, not confirmed yet";
    PROPOSED = "{0}（自 {1} 起，{2} 登记）", "{0} (from {1}, registered by {2})";
    FORMER = "{0}（{1} 至 {2}）", "{0} ({1} to {2})";
    SUCCESSION = "{0} 由 {1} 承接，依据 {2}，{3} 记录", "{1} took over on {0}, by {2}, recorded by {3}";
    LIFT = "{0}，依据 {1}：{2}（{3}）", "{0}, by {1}: {2} ({3})";
    AT = "{0}，{1}", "{0}, {1}";
    LEVEL = "等保{0}级", "level {0}";
    YUAN = "{0} 元，{1}", "{0} yuan {1}";
    OPEN = "未定", "open";
    AGREED = "自 {0}：{1}（{2}）", "from {0}: {1} ({2})";
    BLOCK = "第{0}号限制", "Block no. {0}";
    INVENTORY = "第{0}号清单", "Inventory no. {0}";
    FINDING = "第{0}号发现", "Finding no. {0}";
    AMOUNT = "一年 {0} 元", "{0} yuan a year";
    PRICED = "{0} {1}", "{0} {1}";
    MORE = "另有{0}项", "{0} more";
}

/// Lines of a record as they are gathered.
struct Lines<'r> {
    lang: Lang,
    names: &'r Names,
    verb: kinds::Verb,
    told: Vec<(&'static str, String)>,
}

impl Lines<'_> {
    /// The record's field of that name; nothing where it says nothing.
    fn field(&mut self, name: &str, value: impl Display) {
        self.say(matter::field(self.verb, name), value);
    }

    /// The same, of a field that may not be filled in.
    fn optional(&mut self, name: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.field(name, value);
        }
    }

    fn say(&mut self, label: T, value: impl Display) {
        let value = value.to_string();
        if !value.is_empty() {
            self.told.push((label.get(self.lang), value));
        }
    }

    /// The record's field of that name, which says whom or what a code stands for.
    fn named(&mut self, name: &str, code: impl Into<Code>) {
        let called = self.called(code);
        self.field(name, called);
    }

    fn called(&self, code: impl Into<Code>) -> String {
        naming::called(self.lang, self.names, code)
    }

    /// Since when a value stands, what waits beside it, and what stood before.
    fn dates<V>(&mut self, dates: &Dates<V>, worded: impl Fn(Lang, &V) -> String) {
        let lang = self.lang;
        let day = |day| date::date_long(lang, day);
        let by = self.called(&dates.entered_by);
        let since = SINCE.fill(lang, &[&day(dates.from), &by]);
        self.say(STANDS, self.approved(&since, dates.approved_by.as_ref()));
        if let Some(waits) = &dates.waiting {
            let value = worded(lang, &waits.value);
            self.say(
                WAITS,
                PROPOSED.fill(lang, &[&value, &day(waits.from), &self.called(&waits.by)]),
            );
        }
        for former in dates.former.iter().rev() {
            let value = worded(lang, &former.value);
            let span = FORMER.fill(lang, &[&value, &day(former.from), &day(former.until)]);
            self.say(BEFORE, self.approved(&span, former.approved_by.as_ref()));
        }
    }

    fn approved(&self, what: &str, by: Option<&PersonCode>) -> String {
        match by {
            Some(by) => APPROVED.fill(self.lang, &[&what, &self.called(by)]),
            None => UNAPPROVED.fill(self.lang, &[&what]),
        }
    }
}

/// What a record is called where it is told in full: by its name with its code behind it, or by what else it is.
#[must_use]
pub fn title(lang: Lang, names: &Names, record: &Record) -> String {
    let called = |code: Code| naming::called(lang, names, code);
    let coded = |name: &str| naming::with_code(lang, name, &record.key());
    match record {
        Record::Party(party) => coded(&party.name),
        Record::Person(person) => coded(&person.name),
        Record::Account(account) => coded(&called((&account.person).into())),
        Record::Pool(pool) => coded(&pool.name),
        Record::System(system) => coded(&system.name),
        Record::Item(item) => coded(&item.name),
        Record::Contract(contract) => {
            let parties = [&contract.unit, &contract.provider];
            parties.map(|party| called(party.into())).join(" · ")
        }
        Record::Exception(exception) => {
            let kind = domain::exception(exception.kind).get(lang);
            format!("{} · {kind}", called((&exception.unit).into()))
        }
        Record::Block(block) => BLOCK.fill(lang, &[&block.number]),
        Record::Inventory(inventory) => INVENTORY.fill(lang, &[&inventory.number]),
        Record::Finding(finding) => FINDING.fill(lang, &[&finding.number]),
        Record::Holding(holding) => format!("{}→{}", holding.holder_name, holding.held_name),
        Record::Agreement(agreement) => {
            let contractor = called((&agreement.contractor).into());
            format!("{} · {contractor}", agreement.number)
        }
        Record::Pricing(pricing) => {
            let contractor = called((&pricing.contractor).into());
            format!("{} · {contractor}", called((&pricing.item).into()))
        }
        Record::Capacity(capacity) => called((&capacity.pool).into()),
        Record::Listing(listing) => naming::with_code(lang, &listing.name, listing.item.as_str()),
        Record::Resource(one) => format!("{} · {}", one.used.name, resource::id(lang, one.id)),
        Record::Proposal(_)
        | Record::Notice(_)
        | Record::NoticeProposal(_)
        | Record::MeasuresChange(_)
        | Record::MeasuresGround(_)
        | Record::ArticleText(_) => record.key(),
    }
}

/// A record in full, a label and a value each; nothing of what has a page of its own.
#[must_use]
pub fn told(lang: Lang, names: &Names, record: &Record) -> Vec<(&'static str, String)> {
    let mut lines = Lines {
        lang,
        names,
        verb: crate::domain::register::keeping(record.kind()),
        told: Vec::new(),
    };
    let out = &mut lines;
    match record {
        Record::Party(found) => party(out, found),
        Record::Person(found) => person(out, found),
        Record::Account(account) => {
            out.field("login", &account.login);
            out.named("person", &account.person);
            out.field("active", domain::yes_or_no(account.active).get(lang));
        }
        Record::Pool(pool) => {
            out.field("code", &pool.code);
            out.field("name", &pool.name);
            out.field("mode", domain::cloud_mode(pool.mode).get(lang));
            out.named("operator", &pool.operator);
            out.optional(
                "built_on",
                pool.built_on.map(|day| date::date_long(lang, day)),
            );
            out.field("region", domain::region(pool.region).get(lang));
            out.optional("ground", pool.ground.as_ref());
            out.dates(&pool.operation, |lang, value| operation(lang, names, value));
        }
        Record::System(system) => {
            out.field("code", &system.code);
            out.field("name", &system.name);
            out.named("unit", &system.unit);
            out.field("protection_level", system.protection_level);
            out.optional("filing", system.filing.as_ref());
            out.field("funding", domain::funding(system.funding).get(lang));
            out.dates(&system.grading, grading);
        }
        Record::Item(found) => catalogue::item(out, found),
        Record::Contract(found) => contract(out, found),
        Record::Exception(found) => exception(out, found),
        Record::Block(found) => block_lines(out, found),
        Record::Inventory(found) => inventory::inventory(out, found),
        Record::Finding(found) => inventory::finding(out, found),
        Record::Holding(found) => holding(out, found),
        Record::Agreement(found) => agreement(out, found),
        Record::Pricing(found) => pricing(out, found),
        Record::Capacity(found) => capacity(out, found),
        Record::Listing(found) => catalogue::listing(out, found),
        Record::Resource(found) => resource_lines(out, found),
        Record::Proposal(_)
        | Record::Notice(_)
        | Record::NoticeProposal(_)
        | Record::MeasuresChange(_)
        | Record::MeasuresGround(_)
        | Record::ArticleText(_) => {}
    }
    lines.told
}

fn party(out: &mut Lines, party: &Party) {
    let lang = out.lang;
    out.field("code", &party.code);
    out.field("kind", domain::party_kind(party.kind).get(lang));
    out.field("name", &party.name);
    out.optional("short_name", party.short_name.as_ref());
    out.field("paper_word", &party.paper_word);
    out.field("region", domain::region(party.region).get(lang));
    out.field(
        "municipal_budget",
        domain::yes_or_no(party.municipal_budget).get(lang),
    );
    out.dates(&party.budget, |lang, own| {
        domain::budget(*own).get(lang).to_owned()
    });
    if let Some(succession) = &party.succeeded {
        let from = date::date_long(lang, succession.from);
        let by = out.called(&succession.by);
        let recorded_by = out.called(&succession.recorded_by);
        let told = SUCCESSION.fill(lang, &[&from, &by, &succession.document, &recorded_by]);
        out.say(SUCCEEDED, told);
    }
}

fn person(out: &mut Lines, person: &Person) {
    let lang = out.lang;
    let posts = person
        .posts
        .iter()
        .map(|post| domain::post(*post).get(lang));
    let posts = joined(lang, posts);
    out.field("code", &person.code);
    out.field("name", &person.name);
    out.named("party", &person.party);
    out.field("posts", posts);
    out.field("telephone", domain::masked(&person.telephone));
    out.field("active", domain::yes_or_no(person.active).get(lang));
}

fn operation(lang: Lang, names: &Names, value: &Operation) -> String {
    let mode = domain::cloud_mode(value.mode).get(lang);
    AT.fill(
        lang,
        &[&mode, &naming::called(lang, names, &value.operator)],
    )
}

fn grading(lang: Lang, value: &Grading) -> String {
    let level = LEVEL.fill(lang, &[&value.protection_level]);
    let funding = domain::funding(value.funding).get(lang);
    let told = AT.fill(lang, &[&level, &funding]);
    match &value.filing {
        Some(filing) => AT.fill(lang, &[&told, filing]),
        None => told,
    }
}

fn contract(out: &mut Lines, contract: &Contract) {
    out.named("unit", &contract.unit);
    out.named("provider", &contract.provider);
    let terms = contract.says();
    out.field("number", &terms.number);
    out.field("signed_on", date::date_long(out.lang, terms.signed_on));
    out.field("starts_on", date::date_long(out.lang, terms.starts_on));
    let last = terms.ends_on.map(|day| date::date_long(out.lang, day));
    out.field(
        "ends_on",
        last.unwrap_or_else(|| OPEN.get(out.lang).to_owned()),
    );
    out.optional("amount", terms.amount_fen.map(parted));
    let names = out.names;
    out.field("prices", own_prices(out.lang, names, &terms.prices));
    out.dates(&contract.terms, |lang, terms: &Terms| {
        let term = block::span(lang, terms.starts_on, terms.ends_on);
        let told = AT.fill(lang, &[&terms.number, &term]);
        let amount = terms.amount_fen.map(parted);
        let amount = amount.map(|sum| AMOUNT.fill(lang, &[&sum]));
        let prices = Some(own_prices(lang, names, &terms.prices));
        let prices = prices.filter(|told| !told.is_empty());
        let parts = [amount, prices].into_iter().flatten();
        parts.fold(told, |told, part| AT.fill(lang, &[&told, &part]))
    });
}

/// What a unit's own contract prices, the first of it item by item and the rest counted.
fn own_prices(lang: Lang, names: &Names, prices: &[Version]) -> String {
    let told = prices.iter().take(contract::PRICES).map(|version| {
        let item = naming::called(lang, names, &version.item);
        let price = price::rate(lang, &version.rate());
        PRICED.fill(lang, &[&item, &price])
    });
    let left = prices.len().saturating_sub(contract::PRICES);
    let more = (left > 0).then(|| MORE.fill(lang, &[&left]));
    let told: Vec<String> = told.chain(more).collect();
    joined(lang, told.iter().map(String::as_str))
}

fn exception(out: &mut Lines, exception: &Exception) {
    let lang = out.lang;
    out.named("unit", &exception.unit);
    out.field("kind", domain::exception(exception.kind).get(lang));
    match exception.item() {
        Some(item) => out.named("item", item),
        None => out.field("room", &exception.subject),
    }
    out.field("ground", &exception.ground);
    out.optional(
        "until",
        exception.until.map(|day| date::date_long(lang, day)),
    );
    out.dates(&exception.granted, |lang, grant: &Grant| {
        let last = grant.until.map(|day| date::date_long(lang, day));
        match last {
            Some(last) => AT.fill(lang, &[&grant.ground, &last]),
            None => grant.ground.clone(),
        }
    });
}

fn agreement(out: &mut Lines, agreement: &Agreement) {
    let lang = out.lang;
    for (label, said) in contract::told(lang, agreement) {
        out.say(label, said);
    }
    let contractor = out.called(&agreement.contractor);
    out.say(list::column(Column::Contractor), contractor);
    out.say(
        list::column(Column::Kind),
        domain::object(agreement.object).get(lang),
    );
    let (label, matter) = contract::came_of(lang, agreement);
    out.say(label, matter);
}

fn resource_lines(out: &mut Lines, found: &Resource) {
    let lang = out.lang;
    let day = |day| date::date_long(lang, day);
    out.say(resource::RESOURCE, resource::used(lang, &found.used));
    out.say(resource::STATE, resource::state(found.state).get(lang));
    out.say(list::column(Column::Unit), out.called(&found.unit));
    out.say(list::column(Column::System), out.called(&found.system));
    out.say(list::column(Column::Pool), out.called(&found.pool));
    out.say(list::column(Column::Operator), out.called(&found.operator));
    out.say(resource::REPORTED_ON, day(found.reported_on));
    out.say(
        resource::ATTESTED_ON,
        found.attested_on.map(day).unwrap_or_default(),
    );
    out.say(
        resource::ENDED_ON,
        found.ended_on.map(day).unwrap_or_default(),
    );
    let claimed = found.claimed_by.map(|by| domain::matter_id(lang, by));
    out.say(resource::CLAIMED, claimed.unwrap_or_default());
    out.say(resource::PURPOSE, &found.used.purpose);
}

/// Every price that an item has or had with a contractor, the last agreed first.
fn pricing(out: &mut Lines, pricing: &Pricing) {
    let lang = out.lang;
    let contractor = out.called(&pricing.contractor);
    out.say(list::column(Column::Contractor), contractor);
    let item = out.called(&pricing.item);
    out.say(list::column(Column::Name), item);
    for agreed in pricing.agreed.iter().rev() {
        let version = &agreed.version;
        let from = date::date_long(lang, version.from);
        let rate = price::rate(lang, &version.rate());
        let matter = domain::matter_id(lang, agreed.matter);
        out.say(register::PRICE, AGREED.fill(lang, &[&from, &rate, &matter]));
    }
}

fn capacity(out: &mut Lines, capacity: &Capacity) {
    let lang = out.lang;
    out.named("pool", &capacity.pool);
    let names = out.names;
    let has = |dimensions: &[Measured]| {
        let told = dimensions.iter();
        let told = told.map(|one| event::worded(lang, names, &measured(one)));
        let told: Vec<String> = told.collect();
        joined(lang, told.iter().map(String::as_str))
    };
    out.field("dimensions", has(&capacity.dimensions));
    out.field("basis", &capacity.basis);
    out.dates(&capacity.measured, |lang, before: &Measurement| {
        AT.fill(lang, &[&has(&before.dimensions), &before.basis])
    });
}

fn holding(out: &mut Lines, holding: &Holding) {
    let lang = out.lang;
    // A company that is no party is found nowhere else: its code stands behind its name.
    let coded = |name: &str, code: &PartyCode| naming::with_code(lang, name, code.as_str());
    out.field("holder", coded(&holding.holder_name, &holding.holder));
    out.field("held", coded(&holding.held_name, &holding.held));
    out.field("share", holding.share);
    out.field("control", domain::yes_or_no(holding.control).get(lang));
    out.field("state", domain::yes_or_no(holding.state).get(lang));
    out.field("source", &holding.source);
    out.field("evidence", &holding.evidence);
    let names = out.names;
    out.dates(&holding.stakes, |lang, stake: &Stake| {
        let share = event::worded(lang, names, &share(stake.share, stake.control));
        AT.fill(lang, &[&share, &stake.source])
    });
}

fn block_lines(out: &mut Lines, found: &Block) {
    let lang = out.lang;
    out.say(register::NUMBER, found.number);
    out.field("ground", block::grounded(lang, found.ground));
    out.say(
        register::BLOCK_SUBJECT,
        event::worded(lang, out.names, &found.subject.said()),
    );
    out.say(STANDS, block::span(lang, found.from, found.until));
    out.field("paper", &found.paper);
    out.field("reason", &found.reason);
    let at = date::moment(lang, *found.recorded_at);
    let by = out.called(&found.recorded_by);
    out.say(RECORDED, AT.fill(lang, &[&at, &by]));
    if let Some(lift) = &found.lifted {
        let at = date::moment(lang, *lift.at);
        let by = out.called(&lift.by);
        let told = LIFT.fill(lang, &[&at, &lift.paper, &lift.reason, &by]);
        out.say(LIFTED, told);
    }
}
