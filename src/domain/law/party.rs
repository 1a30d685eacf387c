//! Who acts: parties (Art. 5 to 10, 22, 29, 41), the persons in them, and the accounts they sign in with.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::code::{Login, PartyCode, PersonCode};
use super::dated::Dates;
use super::field::{Begins, FieldKind, fields};
use super::names::words;
use super::sight::{Eyes, Sight, masked};
use super::succession::Succession;

words! {
/// What a party is under the Measures.
pub enum PartyKind {
    /// 云主管部门 (Art. 5).
    Authority = "authority",
    /// 云技术保障部门 (Art. 6).
    Support = "support",
    /// 云使用单位 (Art. 7).
    Unit = "unit",
    /// 云服务商 (Art. 9).
    Provider = "provider",
    /// 综合服务机构 (Art. 8).
    Agency = "agency",
    /// 市财政局 (Art. 10, 22).
    Finance = "finance",
    /// 市审计局 (Art. 22).
    Audit = "audit",
    /// 网络安全职能部门 (Art. 29).
    Cyber = "cyber",
}
}

impl PartyKind {
    /// Whether the city has exactly one of them. Several bodies look after network security (Art. 29).
    #[must_use]
    pub fn is_sole(self) -> bool {
        match self {
            Self::Authority | Self::Support | Self::Finance | Self::Audit => true,
            Self::Unit | Self::Provider | Self::Agency | Self::Cyber => false,
        }
    }

    /// Whether it runs the cloud for the city: the authority, and technical support (Art. 5, 6).
    #[must_use]
    pub fn is_office(self) -> bool {
        match self {
            Self::Authority | Self::Support => true,
            Self::Unit
            | Self::Provider
            | Self::Agency
            | Self::Finance
            | Self::Audit
            | Self::Cyber => false,
        }
    }

    /// Whether the party sees every matter (R49). All others see what concerns them: a unit its own, a provider what it has
    /// the order for; agency, finance and network security nothing of applications and emergencies.
    #[must_use]
    pub fn sees_all(self) -> bool {
        match self {
            Self::Authority | Self::Support | Self::Audit => true,
            Self::Unit | Self::Provider | Self::Agency | Self::Finance | Self::Cyber => false,
        }
    }
}

words! {
/// Where a unit belongs (Art. 41).
pub enum Region {
    /// 市本级.
    Municipal = "municipal",
    /// 赫山区.
    Heshan = "heshan",
    /// 资阳区.
    Ziyang = "ziyang",
    /// Another county.
    OtherCounty = "other_county",
}
}

impl Region {
    /// Whether it builds no new cloud in principle (Art. 41).
    #[must_use]
    pub const fn builds_none(self) -> bool {
        match self {
            Self::Heshan | Self::Ziyang => true,
            Self::Municipal | Self::OtherCounty => false,
        }
    }
}

/// The most characters of a short name: more would not be one.
pub const SHORT_NAME: usize = 20;

fields! {
/// A party, as it is entered.
pub struct PartyEntry {
    /// Its short name.
    code: PartyCode [kind(FieldKind::Text)],
    /// What it is.
    kind: PartyKind [begins(Begins::Text("unit"))],
    /// Its full name.
    name: String,
    /// 简称: what it is called where there is little room; without one, by its name.
    short_name: Option<String>,
    /// 机关代字: the word in front of its papers' numbers.
    paper_word: String,
    /// Where it belongs (Art. 41).
    region: Region,
    /// Whether it is a budget unit of the city itself (Art. 40).
    municipal_budget: bool,
    /// Since when that is so; none is today.
    since: Option<NaiveDate>,
}
}

/// A party as it is registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Its short name.
    pub code: PartyCode,
    /// What it is.
    pub kind: PartyKind,
    /// Its full name.
    pub name: String,
    /// 简称: what it is called where there is little room; without one, by its name.
    pub short_name: Option<String>,
    /// 机关代字: the word in front of its papers' numbers.
    pub paper_word: String,
    /// Where it belongs (Art. 41).
    pub region: Region,
    /// Whether it is a budget unit of the city itself (Art. 40).
    pub municipal_budget: bool,
    /// Since when that is so, and what was before.
    pub budget: Dates<bool>,
    /// What became of it, if it was dissolved or merged.
    pub succeeded: Option<Succession>,
}

words! {
/// What a person may do within the party.
pub enum Post {
    /// 经办: prepares and handles.
    Handler = "handler",
    /// 审核: decides.
    Reviewer = "reviewer",
    /// 签发: signs the party's papers. Where nobody has this post, papers go out without.
    Signatory = "signatory",
    /// 管理员: keeps parties, persons and accounts.
    Administrator = "administrator",
    /// 只读: looks.
    Reader = "reader",
}
}

fields! {
/// A person, bound to one party.
pub struct Person {
    /// The short name.
    code: PersonCode [kind(FieldKind::Text)],
    /// The name as written on papers.
    name: String,
    /// The one party.
    party: PartyCode,
    /// The posts held.
    posts: BTreeSet<Post>,
    /// A telephone number; masked to everybody else.
    telephone: String [sight(Sight::Telephone)],
    /// Whether the person still acts. One who left stays in the history.
    active: bool [begins(Begins::Text("yes"))],
}
}

words! {
/// In what a person of one party is like a person of another.
pub enum Likeness {
    /// The name is the same.
    Name = "name",
    /// The telephone number is the same.
    Telephone = "telephone",
    /// Both are.
    Both = "both",
}
}

/// A person of another party who may be the same person. It is pointed out and refused to nobody: names repeat, and a
/// desk's telephone is shared; but one person under two codes could decide on what they applied for (R22).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alike {
    /// The other's code.
    pub person: PersonCode,
    /// The other's party.
    pub party: PartyCode,
    /// In what they are alike.
    pub by: Likeness,
}

impl Person {
    /// The digits of the telephone number: what makes two numbers one however they are grouped. Empty if none was given.
    #[must_use]
    pub fn reached_at(&self) -> String {
        let digits = self.telephone.chars().filter(char::is_ascii_digit);
        digits.collect()
    }

    /// Masks the number, which only its owner sees in clear.
    pub fn cover(&mut self, eyes: &Eyes) {
        if !eyes.are(&self.code) {
            self.telephone = masked(&self.telephone);
        }
    }

    /// In what another person is like this one; none if they are of one party, left, or are not alike.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> Option<Likeness> {
        if self.party == other.party || !self.active || !other.active {
            return None;
        }
        let number = self.reached_at();
        let telephone = !number.is_empty() && number == other.reached_at();
        if self.name == other.name {
            Some(if telephone {
                Likeness::Both
            } else {
                Likeness::Name
            })
        } else {
            telephone.then_some(Likeness::Telephone)
        }
    }
}

fields! {
/// A Unix login bound to a person.
pub struct Account {
    /// The login.
    login: Login,
    /// Whose it is.
    person: PersonCode,
    /// Whether it may still be used.
    active: bool [begins(Begins::Text("yes"))],
}
}

/// Who acts now: resolved when the act is done, from the account's binding at that moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The login that sent the act.
    pub login: Login,
    /// The person, or none for the clockwork.
    pub person: PersonCode,
    /// The person's name, as it stood then.
    pub name: String,
    /// The party.
    pub party: PartyCode,
    /// What the party is.
    pub kind: PartyKind,
    /// The posts held.
    pub posts: BTreeSet<Post>,
    /// True only for the program's own clockwork, which escalates and recomputes and decides nothing.
    pub clockwork: bool,
}

impl Actor {
    /// Whoever acts under an account, for the party of its person; none unless both are active.
    #[must_use]
    pub fn under(account: &Account, person: Person, party: &Party) -> Option<Self> {
        (account.active && person.active).then(|| Self {
            login: account.login.clone(),
            person: person.code,
            name: person.name,
            party: party.code.clone(),
            kind: party.kind,
            posts: person.posts,
            clockwork: false,
        })
    }

    /// The program's own clockwork.
    #[must_use]
    pub fn clockwork() -> Self {
        Self {
            login: Login::new(CLOCKWORK),
            person: PersonCode::new(CLOCKWORK),
            name: CLOCKWORK.to_owned(),
            party: PartyCode::new(CLOCKWORK),
            kind: PartyKind::Support,
            posts: BTreeSet::new(),
            clockwork: true,
        }
    }

    /// Whether the actor holds a post.
    #[must_use]
    pub fn holds(&self, post: Post) -> bool {
        self.posts.contains(&post)
    }
}

/// The reserved code of the clockwork; no person or account may take it.
pub const CLOCKWORK: &str = "clockwork";
