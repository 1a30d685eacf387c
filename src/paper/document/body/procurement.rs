//! The papers of procurements.
use super::super::Writer;
use crate::domain::law::article::article;
use crate::domain::law::code::PartyCode;
use crate::domain::law::duty::DutyKind as AnyDuty;
use crate::domain::law::matter::Body;
use crate::domain::purchase::agreement::Object;
use crate::domain::purchase::procurement::{DutyKind, PaperKind, Procurement};
use crate::locale::T;
use crate::locale::matter::procurement::{self as matter_words, contract, paper as words};
use crate::locale::{event, paper as shared};

/// Writes the text of a paper of that kind.
pub(super) fn write(writer: &mut Writer, kind: PaperKind) {
    let Body::Procurement(body) = &writer.matter.body else {
        return;
    };
    match kind {
        PaperKind::ProcurementNeed => need(writer, body),
        PaperKind::AwardRegistration => awarded(writer, body),
        PaperKind::ContractRegistration => signed(writer, body),
        PaperKind::AmendmentRegistration => amended(writer, body),
        PaperKind::DishonestyRecord => listed(writer, body),
        PaperKind::ListingDecision => decided(writer, body),
        PaperKind::AffiliationNotice => affiliated(writer, body),
        PaperKind::TerminationNotice => ended(writer, body),
    }
}

fn winner(writer: &Writer, body: &Procurement) -> String {
    let won = body.award.as_ref().map(|award| &award.winner);
    won.map_or_else(String::new, |party: &PartyCode| {
        writer.paper.called.party(party)
    })
}

/// By when something is to be done that this paper begins, if it begins it.
fn by_when(writer: &mut Writer, kind: impl Into<AnyDuty>, message: T) {
    if let Some((duty, deadline)) = writer.opened(kind) {
        let (due, nature) = (writer.due(deadline), writer.nature(duty));
        writer.say(message, &[&due, &nature]);
    }
}

fn need(writer: &mut Writer, body: &Procurement) {
    let cited = writer.cite(article(12));
    writer.say(words::NEED, &[&cited]);
    writer.about();
    let lang = writer.lang;
    let object = matter_words::object(body.object).get(lang);
    writer.say(words::NEED_OBJECT, &[&object]);
    let needs = body.needs.iter();
    let needs =
        needs.map(|need| words::NEED_ITEM.fill(lang, &[&need.name, &need.quantity, &need.unit]));
    writer.number(needs.collect::<Vec<_>>());
    writer.quote(words::BASIS, &body.basis);
    writer.quote(shared::OPINION, &writer.paper.remark);
}

fn awarded(writer: &mut Writer, body: &Procurement) {
    if let Some(award) = &body.award {
        let day = shared::date(writer.lang, award.notified_on);
        let (winner, cited) = (winner(writer, body), writer.cite(article(12)));
        writer.say(words::AWARDED, &[&winner, &day, &cited]);
    }
    writer.about();
    if let Some(check) = &body.check {
        let day = shared::date(writer.lang, check.checked_on);
        writer.say(words::CHECKED, &[&day, &check.source]);
    }
    by_when(writer, DutyKind::SignContract, words::SIGN_BY);
}

fn signed(writer: &mut Writer, body: &Procurement) {
    let (winner, cited) = (winner(writer, body), writer.cite(article(13)));
    writer.say(words::SIGNED, &[&winner, &cited]);
    writer.about();
    let lang = writer.lang;
    if let Some(agreement) = &body.agreement {
        for (label, said) in contract::told(lang, agreement) {
            writer.say(words::FIELD, &[&label.get(lang), &said]);
        }
    }
    if body.priced > 0 {
        writer.say(words::PRICED, &[&body.priced]);
        writer.number(contract::prices(lang, &body.given));
    }
    let clauses = if body.gaps.is_empty() {
        words::CLAUSES
    } else {
        words::GAPS
    };
    writer.say(clauses, &[]);
    writer.number(contract::checklist(lang, body));
    by_when(writer, DutyKind::PublishContract, words::PUBLISH_BY);
    by_when(writer, DutyKind::FileContract, words::FILE_BY);
    writer.say(words::NATIONAL, &[]);
}

fn amended(writer: &mut Writer, body: &Procurement) {
    if let Some(amendment) = body.amendments.last() {
        let day = shared::date(writer.lang, amendment.effective_on);
        let agreement = body.agreement.as_ref();
        let number = agreement.map_or("", |agreement| agreement.number.as_str());
        let cited = writer.cite(article(13));
        writer.say(words::AMENDED, &[&amendment.number, &day, &number, &cited]);
        writer.about();
        if amendment.priced > 0 {
            writer.say(words::AMENDED_PRICES, &[&amendment.priced]);
            writer.number(contract::prices(writer.lang, &amendment.given));
        }
        if let Some(back) = &amendment.retroactive {
            let back = contract::back(writer.lang, back);
            writer.say(words::AMENDED_BACK, &[&back]);
        }
    }
    if let Some(agreement) = &body.agreement {
        let term = contract::term(writer.lang, agreement);
        let label = matter_words::DETAIL_TERM.get(writer.lang);
        writer.say(words::FIELD, &[&label, &term]);
    }
    writer.number(contract::checklist(writer.lang, body));
    writer.quote(words::REASON, &writer.paper.remark);
}

fn listed(writer: &mut Writer, body: &Procurement) {
    if let Some(check) = &body.check
        && let Some(since) = check.listed_on
    {
        let day = shared::date(writer.lang, since);
        let (winner, cited) = (winner(writer, body), writer.cite(article(12)));
        let said = match body.object {
            Object::Cloud => words::LISTED,
            Object::Assistance => words::LISTED_AGENCY,
        };
        writer.say(said, &[&winner, &day, &check.source, &cited]);
        let looked = shared::date(writer.lang, check.checked_on);
        writer.say(words::CHECKED, &[&looked, &check.source]);
    }
    writer.about();
    writer.quote(words::EVIDENCE, &writer.paper.remark);
}

fn decided(writer: &mut Writer, body: &Procurement) {
    if let Some(decided) = body.consequence {
        let decided = matter_words::consequence(decided).get(writer.lang);
        let (winner, cited) = (winner(writer, body), writer.cite(article(12)));
        writer.say(words::DECIDED, &[&winner, &decided, &cited]);
    }
    writer.about();
    writer.quote(shared::OPINION, &writer.paper.remark);
}

fn affiliated(writer: &mut Writer, body: &Procurement) {
    if let Some(finding) = &body.affiliated {
        let cited = writer.cite(article(13));
        let (agency, provider) = (&finding.agency.name, &finding.provider.name);
        writer.say(words::AFFILIATED, &[agency, provider, &cited]);
        let names = writer.paper.called.names(writer.matter);
        let way = event::worded(writer.lang, &names, &finding.said());
        writer.body.push(way);
    }
    writer.about();
    by_when(writer, DutyKind::CureAffiliation, words::CURE_BY);
}

fn ended(writer: &mut Writer, body: &Procurement) {
    if let Some(ending) = &body.ending {
        let day = shared::date(writer.lang, ending.terminated_on);
        let (winner, cited) = (winner(writer, body), writer.cite(article(13)));
        writer.say(words::ENDED, &[&winner, &day, &cited]);
        if let Some(exit) = &ending.exit {
            let last = shared::date(writer.lang, exit.last_free_day);
            let (leaves, owns) = (writer.cite(article(17)), writer.cite(article(18)));
            writer.say(words::FREE, &[&last, &leaves]);
            if exit.provisional {
                writer.say(words::FREE_PROVISIONAL, &[]);
            }
            writer.say(words::EXIT_PLAN, &[&leaves]);
            writer.say(words::OWNERS, &[&owns]);
        }
    } else {
        let cited = writer.cite(article(12));
        writer.say(words::CANCELLED, &[&cited]);
    }
    writer.about();
    writer.quote(words::REASON, &writer.paper.remark);
}
