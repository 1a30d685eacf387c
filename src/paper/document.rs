//! What each kind of paper says: title, number, recipient, text citing its article, issuer and date.
//!
//! A paper is written again whenever it is read, and says for ever what it said when it went out: it is written from the
//! matter as it stood by the entry that issued it, with the names that the paper itself keeps.
use std::fmt::Display;

use crate::domain::law::article::Article;
use crate::domain::law::clock::Deadline;
use crate::domain::law::code::PartyCode;
use crate::domain::law::duty::{Duty, DutyKind};
use crate::domain::law::matter::{Matter, Role};
use crate::domain::law::paper::Paper;
use crate::domain::r#use::line::{Line, Quantity, Subject};
use crate::hub::request::Issued;
use crate::locale::matter::asked as asked_words;
use crate::locale::{Lang, T, article, domain, joined, paper as words, sight};

mod body;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests;

/// A paper, ready to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The language it is written in.
    pub lang: Lang,
    /// Its title (标题).
    pub title: String,
    /// Its number (编号).
    pub number: String,
    /// To whom it goes (主送).
    pub recipients: String,
    /// Who has a copy (抄送); empty if nobody has.
    pub copies: String,
    /// Its text (正文), a paragraph each, without indentation or breaks.
    pub body: Vec<String>,
    /// What goes with it (附件), a line each with size and digest; empty if nothing does.
    pub attachments: Vec<String>,
    /// Who issues it (落款).
    pub issuer: String,
    /// Its date (成文日期).
    pub date: String,
    /// Who drafted it (拟稿) and, of a party that keeps a signatory, who signed it (签发).
    pub hands: String,
    /// The entry of the journal before the one that issued it; empty while that is not known.
    pub foot: String,
}

impl Document {
    /// The same, with the entry that issued it, and the number and the digest of the one before, at its foot.
    #[must_use]
    pub fn anchored(mut self, seq: u64, hash: &str) -> Self {
        let own = seq.saturating_add(1);
        self.foot = words::FOOT.fill(self.lang, &[&own, &seq, &hash]);
        self
    }
}

/// A paper as it went out, anchored at its foot.
#[must_use]
pub fn issued(issued: &Issued, lang: Lang) -> Document {
    let Issued {
        matter,
        ended,
        earlier,
        paper,
        anchor,
    } = issued;
    render(matter, ended, earlier, paper, lang).anchored(anchor.seq, &anchor.hash)
}

/// Writes a paper of a matter as it stood when the paper went out; `ended` are the duties of it that were over then,
/// `earlier` the papers that had gone out on it.
#[must_use]
pub fn render(
    matter: &Matter,
    ended: &[Duty],
    earlier: &[Paper],
    paper: &Paper,
    lang: Lang,
) -> Document {
    let mut writer = Writer {
        matter,
        ended,
        earlier,
        paper,
        lang,
        body: Vec::new(),
    };
    body::write(&mut writer);
    let called = |parties: &[PartyCode]| {
        let called: Vec<String> = parties
            .iter()
            .map(|party| paper.called.party(party))
            .collect();
        called.join(words::BETWEEN.get(lang))
    };
    Document {
        lang,
        title: capitalised(domain::paper_kind(paper.kind).get(lang)),
        number: words::NUMBER.fill(lang, &[&paper.number]),
        recipients: words::TO.fill(lang, &[&called(&paper.recipients)]),
        copies: if paper.copies.is_empty() {
            String::new()
        } else {
            words::COPIES.fill(lang, &[&called(&paper.copies)])
        },
        body: writer
            .body
            .iter()
            .map(|said| sight::worded(lang, said))
            .collect(),
        attachments: attachments(paper, lang),
        issuer: paper.called.party(&paper.issuer),
        date: words::date(lang, paper.at.day()),
        hands: words::hands(lang, paper).join("    "),
        foot: String::new(),
    }
}

/// What goes with a paper, under its heading; several are numbered.
fn attachments(paper: &Paper, lang: Lang) -> Vec<String> {
    if paper.attachments.is_empty() {
        return Vec::new();
    }
    let files = (1..).zip(&paper.attachments).map(|(number, file)| {
        let file = words::attachment(lang, file);
        words::ITEM.fill(lang, &[&number, &file])
    });
    let heading = words::ATTACHMENTS.get(lang).to_owned();
    std::iter::once(heading).chain(files).collect()
}

/// A paper in progress.
struct Writer<'a> {
    matter: &'a Matter,
    ended: &'a [Duty],
    earlier: &'a [Paper],
    paper: &'a Paper,
    lang: Lang,
    body: Vec<String>,
}

impl Writer<'_> {
    /// Adds a paragraph.
    fn say(&mut self, message: T, values: &[&dyn Display]) {
        self.body.push(message.fill(self.lang, values));
    }

    /// Adds what somebody wrote, a paragraph a line, the first one led by the message; nothing if nothing was written.
    fn quote(&mut self, message: T, text: &str) {
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        if let Some(first) = lines.next() {
            self.say(message, &[&first.trim()]);
            self.body.extend(lines.map(|line| line.trim().to_owned()));
        }
    }

    /// Adds numbered paragraphs; what somebody wrote in several lines goes on below its number.
    fn number(&mut self, items: impl IntoIterator<Item = String>) {
        for (number, item) in (1..).zip(items) {
            let mut lines = item.lines();
            self.say(words::ITEM, &[&number, &lines.next().unwrap_or_default()]);
            self.body.extend(lines.map(str::to_owned));
        }
    }

    /// What the matter is about, and where.
    fn about(&mut self) {
        let head = &self.matter.head;
        let id = domain::matter_id(self.lang, head.id);
        self.say(words::ABOUT, &[&id, &head.title]);
        let Some(mode) = body::mode(&self.matter.body) else {
            return;
        };
        let mode = domain::cloud_mode(mode).get(self.lang);
        let called = &self.paper.called;
        self.say(words::PLACE, &[&called.system, &called.pool, &mode]);
    }

    /// Whom to call about it.
    fn contact(&mut self) {
        if let Some(asked) = self.matter.body.asked() {
            let contact = &asked.contact;
            self.say(words::CONTACT, &[&contact.name, &contact.telephone]);
        }
    }

    /// Every duty that the matter has or had.
    fn duties(&self) -> impl Iterator<Item = &'_ Duty> {
        self.ended.iter().chain(&self.matter.head.duties)
    }

    /// The lines with these of their quantities; `wanted` tells which lines the paper is about.
    fn lines(&mut self, quantities: &[Quantity], wanted: impl Fn(&Line) -> bool) {
        let asked = self.matter.body.asked();
        let items: Vec<_> = asked
            .map_or(&[][..], |asked| &asked.lines)
            .iter()
            .filter(|line| wanted(line))
            .map(|line| self.line(line, quantities))
            .collect();
        if !items.is_empty() {
            self.say(words::LINES, &[]);
            self.number(items);
        }
    }

    fn line(&self, line: &Line, quantities: &[Quantity]) -> String {
        let unit = match &line.subject {
            Subject::Item { unit, .. } => unit.as_str(),
            Subject::OffCatalogue { .. } => "",
        };
        let amounts: Vec<_> = quantities
            .iter()
            .filter_map(|which| Some((asked_words::quantity(*which), amount(line, *which)?)))
            .map(|(label, amount)| {
                let label = label.get(self.lang);
                if unit.is_empty() {
                    words::AMOUNT_BARE.fill(self.lang, &[&label, &amount])
                } else {
                    words::AMOUNT.fill(self.lang, &[&label, &amount, &unit])
                }
            })
            .collect();
        let amounts = joined(self.lang, amounts.iter().map(String::as_str));
        match &line.subject {
            Subject::Item {
                name,
                specification,
                ..
            } => words::LINE.fill(self.lang, &[&name, &specification, &amounts, &line.purpose]),
            Subject::OffCatalogue { name, .. } => {
                words::LINE_OFF_CATALOGUE.fill(self.lang, &[&name, &amounts, &line.purpose])
            }
        }
    }

    /// The duty that the paper opened, with its deadline as it stood then.
    fn opened(&self, kind: impl Into<DutyKind>) -> Option<(&Duty, &Deadline)> {
        let kind = kind.into();
        let duty = self
            .duties()
            .find(|duty| duty.kind() == kind && duty.opened_at == self.paper.at)?;
        Some((duty, duty.moved.first().unwrap_or(&duty.deadline)))
    }

    /// What is owed next, if the paper opened that: by whom and until when.
    fn next(&mut self, kind: impl Into<DutyKind>) {
        let kind = kind.into();
        if let Some((duty, deadline)) = self.opened(kind) {
            let (due, nature) = (self.due(deadline), self.nature(duty));
            let deed = domain::duty(kind).get(self.lang);
            let by = self.paper.called.party(&duty.party);
            self.say(words::NEXT, &[&deed, &by, &due, &nature]);
        }
    }

    /// What the paper says of the matter, each with its label.
    fn fields(&mut self, told: impl IntoIterator<Item = (T, String)>) {
        for (label, said) in told {
            let label = label.get(self.lang);
            self.say(words::FIELD, &[&label, &said]);
        }
    }

    fn due(&self, deadline: &Deadline) -> String {
        words::due(self.lang, deadline)
    }

    fn nature(&self, duty: &Duty) -> &'static str {
        domain::nature(duty.nature).get(self.lang)
    }

    fn cite(&self, cited: Article) -> String {
        article::cite(self.lang, cited.number, cited.paragraph)
    }

    fn unit(&self) -> String {
        let unit = self.matter.head.party(Role::Unit);
        unit.map_or_else(String::new, |unit| self.paper.called.party(unit))
    }

    fn opened_on(&self) -> String {
        words::date(self.lang, self.matter.head.opened_at.day())
    }
}

/// A label as a title has it; Chinese has no capitals.
fn capitalised(label: &str) -> String {
    let mut letters = label.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

fn amount(line: &Line, which: Quantity) -> Option<u32> {
    match which {
        Quantity::Applied => Some(line.applied),
        Quantity::Approved => line.approved,
        Quantity::Adjusted => line.adjusted,
        Quantity::Issued => line.issued,
    }
}
