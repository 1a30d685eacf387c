//! What whoever asks is not told (R49), taken out of what the hub answers: the one place where answers are covered.
//!
//! What a class of [`Sight`](crate::domain::law::sight::Sight) hides says so where it stood, by
//! [`HIDDEN`](crate::domain::law::sight::HIDDEN); a telephone number is masked; a paper that is not theirs is not there.

use std::collections::HashSet;

use crate::domain::law::matter::{Head, Matter};
use crate::domain::law::paper::{Paper, PaperNumber};
use crate::domain::law::sight::{Eyes, Hide, Sight};
use crate::domain::record::Record;
use crate::ledger::entry::Entry;

use super::request::{Issued, Preview, Shown};

/// An entry of the journal. To who does not see all of it the digest of what was asked could be tried against guesses.
pub fn entry(eyes: &Eyes, entry: &mut Entry) {
    entry.event.cover(eyes);
    if !eyes.see_all() && !eyes.are(&entry.actor.person) {
        entry.digest.hide();
    }
}

/// A record of a register that they may see.
pub fn record(eyes: &Eyes, record: &mut Record) {
    match record {
        Record::Person(person) => person.cover(eyes),
        Record::Resource(resource) => Sight::Grounds.cover(eyes, &mut resource.used.purpose),
        Record::Party(_)
        | Record::Account(_)
        | Record::Pool(_)
        | Record::System(_)
        | Record::Item(_)
        | Record::Contract(_)
        | Record::Exception(_)
        | Record::Proposal(_)
        | Record::Notice(_)
        | Record::Block(_)
        | Record::NoticeProposal(_)
        | Record::MeasuresChange(_)
        | Record::MeasuresGround(_)
        | Record::Holding(_)
        | Record::Agreement(_)
        | Record::Pricing(_)
        | Record::Listing(_)
        | Record::Capacity(_)
        | Record::Inventory(_)
        | Record::Finding(_)
        | Record::ArticleText(_) => {}
    }
}

/// A matter that they see, of which these papers went out.
pub fn matter(eyes: &Eyes, matter: &mut Matter, papers: &[Paper]) {
    matter.cover(eyes);
    if !eyes.see_all() {
        let read: HashSet<&PaperNumber> = papers
            .iter()
            .filter(|paper| eyes.read(paper))
            .map(|paper| &paper.number)
            .collect();
        only(&mut matter.head, &read);
    }
}

/// Of the papers on their way, and of those to be signed, only these.
fn only(head: &mut Head, read: &HashSet<&PaperNumber>) {
    head.services.retain(|paper| read.contains(&paper.number));
    head.unsigned.retain(|paper| read.contains(&paper.number));
}

/// All that is shown of a matter. What stands beside the papers falls out with them.
pub fn shown(eyes: &Eyes, shown: &mut Shown) {
    matter(eyes, &mut shown.matter, &shown.papers);
    let mut kept = shown.papers.iter().map(|paper| eyes.read(paper));
    shown.anchors.retain(|_| kept.next().unwrap_or(false));
    eyes.leave(&mut shown.papers);
    shown.charges = shown.charges.take().filter(|_| eyes.are_told_of_money());
    shown.delays.retain(|_| eyes.are_told_of_money());
    for happening in &mut shown.history {
        entry(eyes, &mut happening.entry);
    }
}

/// A paper that they read, with all that its text is written from.
pub fn issued(eyes: &Eyes, issued: &mut Issued) {
    let paper = std::slice::from_ref(&issued.paper);
    let known: Vec<Paper> = issued.earlier.iter().chain(paper).cloned().collect();
    matter(eyes, &mut issued.matter, &known);
    eyes.leave(&mut issued.earlier);
    if !eyes.own(&issued.paper.issuer) {
        let sight = issued.paper.kind.sight();
        sight.cover(eyes, &mut issued.paper.remark);
    }
}

/// What would happen: what they do themselves as they wrote it, and of what follows from it what they will be told.
pub fn preview(eyes: &Eyes, preview: &mut Preview) {
    for event in &mut preview.events {
        event.cover(eyes);
    }
}
