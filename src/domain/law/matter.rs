//! Matters (事项): what is handled. Every matter has a lean [`Head`] of one form, and a body that belongs to its kind.
//!
//! The head knows whom the matter concerns, what is owed on it now, and who wore which hat. What is over (duties that
//! ended, papers that went out, the entries that made it) stands beside it, so that a row does not grow with every event.

use chrono::{Datelike, NaiveDate};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::clock::Moment;
use super::code::{PartyCode, PersonCode};
use super::duty::{Duty, DutyKey};
use super::names::words;
use super::paper::{
    Attachment, Draft, Enclosure, Paper, PaperKind, PaperNumber, Served, Service, Signature,
    Signing,
};
use super::party::{Actor, PartyKind};
use super::sight::Eyes;
use super::step::Case;
use super::validity::RuleSet;
use crate::domain::r#use::named_instance::Wiped;

pub use crate::domain::kinds::{Body, MatterKind, Stage};

/// `申请-20261109-0007`, in ASCII `APP-20261109-0007`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MatterId {
    /// The kind.
    pub kind: MatterKind,
    /// The Beijing day on which it was allocated.
    pub date: NaiveDate,
    /// Its number on that day, from 1.
    pub number: u32,
}

impl MatterId {
    /// The id as people read it.
    #[must_use]
    pub fn label(self) -> String {
        self.written(self.kind.word())
    }

    fn written(self, kind: &str) -> String {
        let (year, month, day) = (self.date.year(), self.date.month(), self.date.day());
        format!("{kind}-{year:04}{month:02}{day:02}-{:04}", self.number)
    }
}

impl std::fmt::Display for MatterId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.written(self.kind.alias()))
    }
}

impl std::str::FromStr for MatterId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let mut parts = text.trim().split('-');
            let (word, day, number) = (parts.next()?, parts.next()?, parts.next()?);
            let kind = MatterKind::ALL
                .into_iter()
                .find(|kind| kind.word() == word || kind.alias().eq_ignore_ascii_case(word))?;
            let plain = |digits: &str| digits.chars().all(|digit| digit.is_ascii_digit());
            if parts.next().is_some() || day.len() != 8 || number.len() < 4 || !plain(number) {
                return None;
            }
            let date = NaiveDate::parse_from_str(day, "%Y%m%d").ok()?;
            let number = number.parse().ok().filter(|number| *number > 0)?;
            Some(Self { kind, date, number })
        };
        read().ok_or_else(|| format!("not a matter's number: {text}"))
    }
}

impl Serialize for MatterId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            (self.kind.tag(), self.date.num_days_from_ce(), self.number).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for MatterId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return String::deserialize(deserializer)?
                .parse()
                .map_err(D::Error::custom);
        }
        let (tag, days, number) = <(u8, i32, u32)>::deserialize(deserializer)?;
        let kind = MatterKind::from_tag(tag);
        let date = NaiveDate::from_num_days_from_ce_opt(days);
        match (kind, date) {
            (Some(kind), Some(date)) => Ok(Self { kind, date, number }),
            (None, _) | (_, None) => Err(D::Error::custom("not a matter's id")),
        }
    }
}

words! {
    /// A hat that a person wore on a matter; separation of duties (R22) is about these.
    pub enum Part {
        /// Applied.
        Applicant = "applicant",
        /// Accepted or did not accept.
        Acceptor = "acceptor",
        /// Gave the review opinion.
        Reviewer = "reviewer",
        /// Proposed a ruling.
        Proposer = "proposer",
        /// Drafted the paper: it is signed by somebody else.
        Drafter = "drafter",
    }
}

words! {
    /// In what way a party is concerned by a matter.
    pub enum Role {
        /// Whose matter it is.
        Unit = "unit",
        /// Who delivers: support or the provider.
        Operator = "operator",
        /// Who delivers, once the order went to them: the matter is theirs to see from then on (R49).
        Ordered = "ordered",
        /// Who won a procurement, and so has the contract.
        Contractor = "contractor",
        /// Who is kept informed of a matter that is not theirs.
        Informed = "informed",
    }
}

impl Role {
    /// Whether whoever is concerned so sees the matter. Who will deliver does not before the order.
    #[must_use]
    pub fn sees(self) -> bool {
        match self {
            Self::Unit | Self::Ordered | Self::Contractor | Self::Informed => true,
            Self::Operator => false,
        }
    }
}

/// A hold that was recorded; the Measures know no pause, so the clocks keep running.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Its number on the matter, from 1, never given again.
    pub number: u32,
    /// The party for which it was recorded, which lifts it; so may the authority.
    pub party: PartyCode,
    /// Since when.
    pub since: Moment,
    /// Who recorded it.
    pub by: PersonCode,
    /// Why.
    pub reason: String,
}

/// The most parties that one matter may concern; a campaign over the city opens a matter for each.
pub const CONCERNED_LIMIT: usize = 64;

/// What matters of every kind have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Its id.
    pub id: MatterId,
    /// How many acts it has seen; an act may name the version it expects.
    pub version: u32,
    /// What it is about, in one line.
    pub title: String,
    /// Where it stands.
    pub stage: Stage,
    /// Whom it concerns beside those who see everything, the one whose matter it is first; not all of them see it yet.
    pub concerned: Vec<(Role, PartyCode)>,
    /// When it was opened.
    pub opened_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
    /// Who changed it last.
    pub updated_by: PersonCode,
    /// What is owed on it now, in the order in which it began.
    pub duties: Vec<Duty>,
    /// What ended after a provisional end, and waits for the notice that says how (R43).
    pub undetermined: Vec<Duty>,
    /// Who wore which hat.
    pub parts: Vec<(Part, PersonCode)>,
    /// The holds that are recorded, in the order in which they were.
    pub holds: Vec<Hold>,
    /// How many holds it ever had.
    pub holds_given: u32,
    /// Papers whose service is not on record yet, and those by whose service something began: the newest of a kind to a
    /// party.
    pub services: Vec<Service>,
    /// What goes with the next paper of each party, in the order in which it was enclosed.
    pub enclosures: Vec<Enclosure>,
    /// The papers that are not signed yet, in the order in which they were drafted.
    pub unsigned: Vec<Draft>,
    /// How many papers that were to be signed it ever had.
    pub drafts_given: u32,
    /// When lateness on it was first reported to the authority.
    pub escalated_at: Option<Moment>,
    /// The rule set that it began under, and ends under (Art. 42).
    pub rules: RuleSet,
}

impl Head {
    /// That of a matter which is opened now and concerns nobody yet.
    #[must_use]
    pub fn begun(case: &Case, kind: MatterKind, title: String, stage: impl Into<Stage>) -> Self {
        Self {
            id: case.next_id(kind),
            version: 1,
            title,
            stage: stage.into(),
            concerned: Vec::new(),
            opened_at: case.now.into(),
            updated_at: case.now.into(),
            updated_by: case.actor.person.clone(),
            duties: Vec::new(),
            undetermined: Vec::new(),
            parts: Vec::new(),
            holds: Vec::new(),
            holds_given: 0,
            services: Vec::new(),
            enclosures: Vec::new(),
            unsigned: Vec::new(),
            drafts_given: 0,
            escalated_at: None,
            rules: case.validity().rule_set(),
        }
    }

    /// The same, of which the one party of a kind is kept informed that the city has once.
    #[must_use]
    pub fn informing(mut self, case: &Case, kind: PartyKind) -> Self {
        let informed = case.world.sole_party(kind);
        let informed = informed.map(|party| (Role::Informed, party.code));
        self.concerned.extend(informed);
        self
    }

    /// The party that is concerned in that way.
    #[must_use]
    pub fn party(&self, role: Role) -> Option<&PartyCode> {
        self.concerned
            .iter()
            .find(|(known, _)| *known == role)
            .map(|(_, party)| party)
    }

    /// When a paper of that kind was served on a party, if it was.
    #[must_use]
    pub fn served_at(&self, kind: impl Into<PaperKind>, party: &PartyCode) -> Option<Moment> {
        let kind = kind.into();
        self.services
            .iter()
            .find(|service| service.kind == kind && service.holder() == party)
            .and_then(|service| service.served.as_ref())
            .map(|served| served.at)
    }

    /// The party whose matter it is: the unit's, or of a contract the contractor's; nobody's, before there is one.
    #[must_use]
    pub fn owner(&self) -> Option<&PartyCode> {
        let unit = self.party(Role::Unit);
        unit.or_else(|| self.party(Role::Contractor))
    }

    /// What a party has enclosed that did not go out yet.
    pub fn enclosed_by<'h>(&'h self, party: &'h PartyCode) -> impl Iterator<Item = &'h Attachment> {
        self.enclosures
            .iter()
            .filter(move |enclosure| enclosure.party == *party)
            .map(|enclosure| &enclosure.file)
    }

    /// Takes in that a paper went out: what it carries waits no longer, and it is to be served on each of its recipients.
    /// The first one to who delivers is the order.
    pub fn send(&mut self, paper: &Paper) {
        let operator = self.party(Role::Operator).cloned();
        let ordered = operator.filter(|operator| paper.readers().any(|reader| reader == operator));
        if let Some(operator) = ordered
            && self.party(Role::Ordered).is_none()
        {
            self.concerned.push((Role::Ordered, operator));
        }
        self.enclosures.retain(|enclosure| {
            enclosure.party != paper.issuer || !paper.attachments.contains(&enclosure.file)
        });
        let at_once = match &paper.signing {
            None | Some(Signing::Signed(_)) => None,
            Some(Signing::Awaited) => Some(false),
            Some(Signing::Afterwards) => Some(true),
        };
        if let Some(at_once) = at_once {
            self.drafts_given = self.drafts_given.saturating_add(1);
            self.unsigned.push(Draft {
                subject: self.drafts_given,
                kind: paper.kind,
                number: paper.number.clone(),
                issuer: paper.issuer.clone(),
                drafted_by: paper.drafted_by.clone(),
                at_once,
            });
        }
        for party in &paper.recipients {
            self.services
                .retain(|known| known.kind != paper.kind || known.holder() != party);
            self.services.push(Service {
                kind: paper.kind,
                number: paper.number.clone(),
                sent_at: paper.at,
                party: party.clone(),
                served: None,
                passed_to: None,
            });
        }
    }

    /// Takes in that a paper was signed: what waited for it goes out only now.
    pub fn sign(&mut self, number: &PaperNumber, signature: &Signature) {
        let is_it = |known: &Draft| known.number == *number;
        let waited = self.unsigned.iter().any(|one| is_it(one) && !one.at_once);
        self.unsigned.retain(|known| !is_it(known));
        let services = self.services.iter_mut().filter(|_| waited);
        for service in services.filter(|known| known.number == *number) {
            service.sent_at = signature.at;
        }
    }

    /// Takes in that a paper was served. By the service of most papers nothing begins: they need not be kept.
    pub fn serve(&mut self, number: &PaperNumber, party: &PartyCode, served: &Served) {
        let is_it = |known: &Service| known.number == *number && known.party == *party;
        for service in self.services.iter_mut().filter(|known| is_it(known)) {
            service.served = Some(served.clone());
        }
        self.services
            .retain(|known| known.served.is_none() || known.kind.begins_something());
    }

    /// Takes in that what was one party's is another's: its part, its duties, its holds, what it enclosed, the papers that
    /// are on their way to it, and what began by the service of others. What is over stays on record as it was.
    pub fn pass(&mut self, party: &PartyCode, by: &PartyCode) {
        let concerned = self.concerned.iter_mut().map(|(_, known)| known);
        let duties = self.duties.iter_mut().map(|duty| &mut duty.party);
        let holds = self.holds.iter_mut().map(|hold| &mut hold.party);
        let enclosures = self.enclosures.iter_mut().map(|file| &mut file.party);
        let unsigned = self.unsigned.iter_mut().map(|draft| &mut draft.issuer);
        let theirs = concerned.chain(duties).chain(holds);
        for service in &mut self.services {
            service.pass(party, by);
        }
        for known in theirs.chain(enclosures).chain(unsigned) {
            if known == party {
                known.clone_from(by);
            }
        }
    }

    /// The duty of that key, if it is owed.
    #[must_use]
    pub fn duty(&self, key: DutyKey) -> Option<&Duty> {
        self.duties.iter().find(|duty| duty.key == key)
    }

    /// Whether a person wore that hat.
    #[must_use]
    pub fn wore(&self, part: Part, person: &PersonCode) -> bool {
        self.parts
            .iter()
            .any(|(worn, by)| *worn == part && by == person)
    }

    /// Who sees it beside those who see everything.
    pub fn seen_by(&self) -> impl Iterator<Item = &PartyCode> {
        self.concerned
            .iter()
            .filter(|(role, _)| role.sees())
            .map(|(_, party)| party)
    }

    /// Whether it concerns a party so that it sees it.
    #[must_use]
    pub fn concerns(&self, party: &PartyCode) -> bool {
        self.seen_by().any(|known| known == party)
    }

    /// Whether an actor may see it: who sees everything, and those it concerns (R49).
    #[must_use]
    pub fn is_seen_by(&self, actor: &Actor) -> bool {
        actor.clockwork || actor.kind.sees_all() || self.concerns(&actor.party)
    }
}

/// A matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// What every matter has.
    pub head: Head,
    /// What belongs to its kind.
    pub body: Body,
}

impl Matter {
    /// The instances that were cleared by it, once that is certified.
    #[must_use]
    pub fn wiped(&self) -> Option<Wiped<'_>> {
        self.body.wiped(&self.head)
    }

    /// Covers what is not open to whoever looks.
    pub fn cover(&mut self, eyes: &Eyes) {
        let owner = self.head.party(Role::Unit);
        self.body.cover(owner, eyes);
        self.head
            .enclosures
            .retain(|file| eyes.see_all() || eyes.own(&file.party));
    }
}

/// What is over on a matter, and kept beside its row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Past {
    /// A duty that ended.
    Duty(Duty),
    /// A paper that went out.
    Paper(Paper),
    /// A paper that was signed since.
    Signed(PaperNumber, Signature),
}
