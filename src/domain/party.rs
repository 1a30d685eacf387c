//! Who acts: parties (Art. 5 to 10, 22, 29, 41), the persons in them, and the accounts they sign in with.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::code::{Login, PartyCode, PersonCode};

/// What a party is under the Measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// 云主管部门 (Art. 5).
    Authority,
    /// 云技术保障部门 (Art. 6).
    Support,
    /// 云使用单位 (Art. 7).
    Unit,
    /// 云服务商 (Art. 9).
    Provider,
    /// 综合服务机构 (Art. 8).
    Agency,
    /// 市财政局 (Art. 10, 22).
    Finance,
    /// 市审计局 (Art. 22).
    Audit,
    /// 网络安全职能部门 (Art. 29).
    Cyber,
}

impl PartyKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Authority,
        Self::Support,
        Self::Unit,
        Self::Provider,
        Self::Agency,
        Self::Finance,
        Self::Audit,
        Self::Cyber,
    ];

    /// Whether the city has exactly one of them.
    #[must_use]
    pub fn is_sole(self) -> bool {
        matches!(
            self,
            Self::Authority | Self::Support | Self::Finance | Self::Audit | Self::Cyber
        )
    }

    /// Whether the party sees every matter; units and providers see their own.
    #[must_use]
    pub fn sees_all(self) -> bool {
        !matches!(self, Self::Unit | Self::Provider)
    }
}

/// Where a unit belongs (Art. 41).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Region {
    /// 市本级.
    #[default]
    Municipal,
    /// 赫山区.
    Heshan,
    /// 资阳区.
    Ziyang,
    /// Another county.
    OtherCounty,
}

/// A party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Its short name.
    pub code: PartyCode,
    /// What it is.
    pub kind: PartyKind,
    /// Its full name.
    pub name: String,
    /// 机关代字: the word in front of its papers' numbers.
    pub paper_word: String,
    /// Where it belongs (Art. 41).
    pub region: Region,
    /// Whether it is a budget unit of the city itself (Art. 40).
    pub municipal_budget: bool,
}

/// What a person may do within the party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Post {
    /// 经办: prepares and handles.
    Handler,
    /// 审核: decides.
    Reviewer,
    /// 管理员: keeps parties, persons and accounts.
    Administrator,
    /// 只读: looks.
    Reader,
}

impl Post {
    /// Every post.
    pub const ALL: [Self; 4] = [
        Self::Handler,
        Self::Reviewer,
        Self::Administrator,
        Self::Reader,
    ];
}

/// A person, bound to one party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The short name.
    pub code: PersonCode,
    /// The name as written on papers.
    pub name: String,
    /// The one party.
    pub party: PartyCode,
    /// The posts held.
    pub posts: BTreeSet<Post>,
    /// A telephone number; shown masked in lists.
    pub telephone: String,
    /// Whether the person still acts. One who left stays in the history.
    pub active: bool,
}

/// A Unix login bound to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// The login.
    pub login: Login,
    /// Whose it is.
    pub person: PersonCode,
    /// Whether it may still be used.
    pub active: bool,
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
