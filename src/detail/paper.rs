//! Papers: those that went out, those that wait for a signature, and what goes with the next one.

use crate::domain::law::code::PartyCode;
use crate::domain::law::paper::{Paper, Service, Signing};
use crate::hub::request::Shown;
use crate::locale::detail as words;
use crate::locale::naming::called;
use crate::locale::paper::{attachment, hands, marked, readers};
use crate::locale::{Lang, date, domain};

use super::{Block, Depth, Link, Note, Section};

/// A paper: which, its number, to whom.
pub(super) fn line(lang: Lang, paper: &Paper, name: &dyn Fn(&PartyCode) -> String) -> String {
    let kind = domain::paper_kind(paper.kind).get(lang);
    let readers = readers(lang, paper, name);
    let line = words::PAPER_TO.fill(lang, &[&kind, &paper.number, &readers]);
    marked(lang, paper, line)
}

/// Papers by the number that opens them, and what they say beyond the matter.
pub(super) fn issued(shown: &Shown, lang: Lang) -> Section {
    let papers = shown.papers.iter().zip(1_u32..);
    let told = papers.map(|(paper, number)| {
        let at = date::moment(lang, *paper.at);
        let from = words::ISSUED_BY.fill(lang, &[&shown.party(&paper.issuer), &at]);
        let signed = paper.signing.as_ref().and_then(|signing| match signing {
            Signing::Signed(signature) => Some(date::moment(lang, *signature.at)),
            Signing::Awaited | Signing::Afterwards => None,
        });
        let hands = std::iter::once(from)
            .chain(hands(lang, paper))
            .chain(signed);
        let hands: Vec<_> = hands.collect();
        let remark = Some(paper.remark.clone()).filter(|remark| !remark.is_empty());
        let attached = paper.attachments.iter().map(|file| {
            let file = attachment(lang, file);
            words::ATTACHED.fill(lang, &[&file])
        });
        let services = shown.matter.head.services.iter();
        let services = services
            .filter(|service| service.number == paper.number)
            .map(|service| serviced(lang, shown, service));
        let notes = std::iter::once(hands.join(" · "))
            .chain(remark)
            .chain(attached);
        Link {
            key: number.to_string(),
            what: line(lang, paper, &|party| shown.party(party)),
            under: notes.chain(services).map(Note::new).collect(),
            depth: Depth::Pane,
        }
    });
    Section::of(words::PAPERS.get(lang), Block::Links(told.collect()))
}

/// The papers that are not signed yet, by the number that the duty to sign has.
pub(super) fn unsigned(shown: &Shown, lang: Lang) -> Section {
    let drafts = shown.matter.head.unsigned.iter().map(|draft| {
        let kind = domain::paper_kind(draft.kind).get(lang);
        let issuer = shown.party(&draft.issuer);
        let (subject, drafter) = (draft.subject, called(lang, &shown.names, &draft.drafted_by));
        let message = if draft.at_once {
            words::AT_ONCE
        } else {
            words::UNSIGNED_PAPER
        };
        message.fill(lang, &[&subject, &kind, &draft.number, &issuer, &drafter])
    });
    let drafts: Vec<_> = drafts.collect();
    Section::of(words::UNSIGNED.get(lang), Block::Text(drafts.join("\n")))
}

/// What goes with the next paper of each party: whose, and who enclosed it when.
pub(super) fn enclosed(shown: &Shown, lang: Lang) -> Section {
    let enclosures = shown.matter.head.enclosures.iter().map(|enclosure| {
        let party = shown.party(&enclosure.party);
        let file = attachment(lang, &enclosure.file);
        let at = date::moment(lang, *enclosure.at);
        let by = called(lang, &shown.names, &enclosure.by);
        words::ENCLOSED_BY.fill(lang, &[&party, &file, &at, &by])
    });
    let enclosures: Vec<_> = enclosures.collect();
    Section::of(
        words::ENCLOSED.get(lang),
        Block::Text(enclosures.join("\n")),
    )
}

/// Whether a paper reached a party: when, and who received it.
fn serviced(lang: Lang, shown: &Shown, service: &Service) -> String {
    let party = shown.party(&service.party);
    match &service.served {
        Some(served) => {
            let at = date::moment(lang, *served.at);
            let served = words::SERVED_ON.fill(lang, &[&party, &at, &served.received_by]);
            match &service.passed_to {
                Some(by) => words::PASSED_TO.fill(lang, &[&served, &shown.party(by)]),
                None => served,
            }
        }
        None => words::ON_ITS_WAY.fill(lang, &[&party]),
    }
}
