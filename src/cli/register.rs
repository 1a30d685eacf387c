//! The registers: thin over `act` and the hub's records.

use serde_json::{Value, json};

use crate::detail::{beside, of_record};
use crate::domain::record::{Record, RecordKind};
use crate::hub::request::{Answer, Found, List, Look, Request, Row, RowOf};
use crate::locale::Lang;
use crate::locale::cli as words;

use super::act;
use super::context::{Context, Seated};
use super::failure::Failure;
use super::fields::{self, RegisterLine, RegisterTask};
use super::list;
use super::output;
use super::plain;

/// One verb of one register.
pub(super) fn run(context: &Context, line: &RegisterLine) -> Result<(), Failure> {
    let kind = line.registry.kind;
    match &line.task {
        RegisterTask::List => list(context, kind),
        RegisterTask::Show(code) => show(context, kind, code),
        RegisterTask::Add(verb, matches) => {
            let verb = *verb;
            let given = fields::read(context.lang, verb, matches, &fields::DEFAULTS)?;
            let login = given
                .get("login")
                .and_then(Value::as_str)
                .map(str::to_owned);
            act::with_fields(context, verb, matches, given)?;
            if let (RecordKind::Account, Some(login)) = (kind, login) {
                note_unknown(context, &login)?;
            }
            Ok(())
        }
    }
}

/// Says of a login that this machine does not know it, in a live store: it may come later, or from elsewhere.
fn note_unknown(context: &Context, login: &str) -> Result<(), Failure> {
    let lang = context.lang;
    let answer = context.seated()?.ask(lang, Request::Whoami)?;
    let is_live = matches!(answer, Answer::Standing(standing) if standing.realm.is_live());
    if is_live && uzers::get_user_by_name(login).is_none() {
        output::complain(&words::NO_UNIX_ACCOUNT.fill(lang, &[&login]));
    }
    Ok(())
}

/// The whole register, with all of its columns.
fn list(context: &Context, kind: RecordKind) -> Result<(), Failure> {
    let lang = context.lang;
    let seated = context.seated()?;
    let of = List::Register(kind);
    let look = Look {
        columns: of.columns().to_vec(),
        ..Look::at(of, 0)
    };
    let window = list::gather(context, &seated, &look, usize::MAX)?;
    let document = Answer::Window(Box::new(window));
    context.show(&document, || match &document {
        Answer::Window(window) => list::text(lang, window, words::NO_RECORDS.get(lang)),
        _ => String::new(),
    })
}

/// One record in full, a label and a value a line. What has several names is asked for by any of them.
fn show(context: &Context, kind: RecordKind, code: &str) -> Result<(), Failure> {
    let lang = context.lang;
    let seated = context.seated()?;
    let mut found = Vec::new();
    for key in keys(context, &seated, kind, code)? {
        if let Answer::Record(Some(one)) = seated.ask(lang, Request::Record { kind, key })? {
            found.push(*one);
        }
    }
    found.retain(|one: &Found| is_called(&one.record, code));
    if found.is_empty() {
        return Err(Failure::Trouble(words::NO_SUCH.fill(lang, &[&code])));
    }
    let records: Vec<&Record> = found.iter().map(|one| &one.record).collect();
    let document = json!({"answer": "records", "result": records});
    context.show(&document, || in_full(lang, &found))
}

/// The keys of the records that may be called so.
fn keys(
    context: &Context,
    seated: &Seated,
    kind: RecordKind,
    code: &str,
) -> Result<Vec<String>, Failure> {
    let is_found_by_code = match kind {
        RecordKind::Contract
        | RecordKind::Agreement
        | RecordKind::Exception
        | RecordKind::Block
        | RecordKind::Inventory
        | RecordKind::Finding
        | RecordKind::Holding => false,
        RecordKind::Party
        | RecordKind::Person
        | RecordKind::Account
        | RecordKind::Pool
        | RecordKind::System
        | RecordKind::Item
        | RecordKind::Proposal
        | RecordKind::Notice
        | RecordKind::NoticeProposal
        | RecordKind::MeasuresChange
        | RecordKind::MeasuresGround
        | RecordKind::Pricing
        | RecordKind::Listing
        | RecordKind::Resource
        | RecordKind::Capacity
        | RecordKind::ArticleText => true,
    };
    if is_found_by_code {
        return Ok(vec![code.to_owned()]);
    }
    let look = Look::at(List::Register(kind), 0);
    let window = list::gather(context, seated, &look, usize::MAX)?;
    let of = |row: Row| match row.of {
        RowOf::Record { key, .. } => Some(key),
        _ => None,
    };
    Ok(window.rows.into_iter().filter_map(of).collect())
}

/// Records in full, each as its detail.
fn in_full(lang: Lang, found: &[Found]) -> String {
    let told = found.iter().map(|one| {
        let record = plain::block(lang, &of_record(&one.record, &one.names, lang), "");
        let beside = beside(one, lang).map(|section| plain::section(lang, &section));
        [record].into_iter().chain(beside).collect::<String>()
    });
    told.collect::<Vec<_>>().join("\n")
}

/// Whether `code` names that record: a contract by its number, or a unit's own by the unit, a block by its number, a holding by either company.
fn is_called(record: &Record, code: &str) -> bool {
    match record {
        Record::Contract(contract) => {
            [contract.number.as_str(), contract.unit.as_str()].contains(&code)
        }
        Record::Agreement(agreement) => agreement.number == code || record.key() == code,
        Record::Exception(exception) => {
            [exception.subject.as_str(), exception.unit.as_str()].contains(&code)
        }
        Record::Block(block) => block.number.to_string() == code,
        Record::Inventory(inventory) => inventory.number.to_string() == code,
        Record::Finding(finding) => finding.number.to_string() == code || finding.instance == code,
        Record::Holding(holding) => {
            [holding.holder.as_str(), holding.held.as_str()].contains(&code)
        }
        other => other.key() == code,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    #[test]
    fn every_registry_keeps_something_else() {
        let kinds: BTreeSet<_> = fields::registries().map(|registry| registry.kind).collect();
        assert_eq!(kinds.len(), fields::registries().count());
        let adding = || fields::registries().filter_map(|registry| registry.add);
        let verbs: BTreeSet<_> = adding().collect();
        assert_eq!(verbs.len(), adding().count());
    }
}
