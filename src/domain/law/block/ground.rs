//! The grounds of blocks: under which article each stands, on what it can lie, which deeds it stops, who records it, and
//! whether an emergency passes it.

use serde::{Deserialize, Serialize};

use crate::domain::law::article::{Article, article, paragraph};
use crate::domain::law::code::{PartyCode, PoolCode, SystemCode};
use crate::domain::law::names::words;
use crate::domain::law::party::PartyKind;

words! {
    /// Why something is blocked.
    pub enum Ground {
        /// 停止发放: issuance to a unit, or for a system, is stopped (Art. 22(4), R7, R28).
        Stop = "stop",
        /// 变更冻结: nothing on the platform is changed in a key period (Art. 35).
        Freeze = "freeze",
        /// 严重失信: the provider is listed as seriously dishonest, which bars it from procurement (Art. 12).
        Dishonesty = "dishonesty",
        /// 测评过期: the platform's evaluation lapsed, or was not passed (Art. 32, R38).
        Evaluation = "evaluation",
        /// 合同终止: the contract to order under has ended (Art. 40).
        Contract = "contract",
        /// 退出: the provider gave notice of its exit (Art. 17, R34).
        Exit = "exit",
        /// 容量不足: the pool is short of room (Art. 14, R30).
        Capacity = "capacity",
        /// 依法保全: evidence of an incident, an inspection or an audit is kept (Art. 21(2)).
        LegalHold = "legal_hold",
        /// 资源池关闭: the pool is being closed (Art. 14).
        Closing = "closing",
    }
}

words! {
    /// What of a matter a block may stop.
    pub enum Deed {
        /// A unit applies, naming the pool.
        Apply = "apply",
        /// An application is approved, which takes room in the pool (R30).
        Approve = "approve",
        /// An emergency is approved, which issues at once.
        Issue = "issue",
        /// An order is placed with the provider.
        Order = "order",
        /// Support begins in a self-built pool, where nothing is ordered.
        Build = "build",
        /// What was ordered, or begun, is carried out.
        Execute = "execute",
        /// A unit asks for more of what it has (Art. 20).
        Increase = "increase",
        /// What has left is cleared, with no way back (Art. 21).
        Clear = "clear",
    }
}

impl Deed {
    /// Whether whoever owes it can do nothing but wait while it is blocked, so that the wait is no fault of theirs (R51).
    /// Of a decision the other answer is always open, and whoever applies may name another pool.
    #[must_use]
    pub fn waits(self) -> bool {
        match self {
            Self::Order | Self::Build | Self::Execute | Self::Clear => true,
            Self::Apply | Self::Approve | Self::Issue | Self::Increase => false,
        }
    }
}

impl Ground {
    /// The article that it rests on; its refusals cite it.
    #[must_use]
    pub fn article(self) -> Article {
        match self {
            Self::Stop => paragraph(22, 4),
            Self::Freeze => article(35),
            Self::Dishonesty => article(12),
            Self::Evaluation => article(32),
            Self::Contract => article(40),
            Self::Exit => article(17),
            Self::Capacity | Self::Closing => article(14),
            Self::LegalHold => paragraph(21, 2),
        }
    }

    /// Whether an emergency passes it by the recorded override of support's reviewer. There is no room to override, and
    /// what a provider that leaves would issue leaves with it.
    #[must_use]
    pub fn is_overridable(self) -> bool {
        match self {
            Self::Stop | Self::Freeze | Self::Dishonesty | Self::Evaluation | Self::Contract => {
                true
            }
            Self::Exit | Self::Capacity | Self::LegalHold | Self::Closing => false,
        }
    }

    /// Who records and lifts it: the room in a pool is support's to know (Art. 6), all else the authority's to order.
    #[must_use]
    pub fn belongs_to(self) -> PartyKind {
        match self {
            Self::Capacity => PartyKind::Support,
            Self::Stop
            | Self::Freeze
            | Self::Dishonesty
            | Self::Evaluation
            | Self::Contract
            | Self::Exit
            | Self::LegalHold
            | Self::Closing => PartyKind::Authority,
        }
    }

    /// Whether it stops a deed.
    ///
    /// - A freeze binds whoever runs the pool (Art. 35): it stops what changes the platform, also what was ordered
    ///   before, and no paper.
    /// - An exit bars new applications from the notice on: what cannot be issued there must go to another pool (R34).
    /// - Room is taken by the opinion, so that a pool that is short stops that and nothing that has its room (R30).
    /// - A pool that is being closed takes nothing new at any stage: what is under way goes to another one (14).
    /// - What is kept as evidence is not cleared; all else about it goes on (Art. 21(2)).
    /// - Every other ground stops what is new: a provider that is listed as dishonest must not *become* the provider of
    ///   anything more (Art. 12), and remains that of what it was ordered before. An agency issues nothing: no deed is
    ///   its own, and none of a block on it would be.
    #[must_use]
    pub fn stops(self, deed: Deed) -> bool {
        let is_new = match deed {
            Deed::Issue | Deed::Order | Deed::Build | Deed::Increase => true,
            Deed::Apply | Deed::Approve | Deed::Execute | Deed::Clear => false,
        };
        match self {
            Self::Stop | Self::Dishonesty | Self::Evaluation | Self::Contract => is_new,
            Self::Exit => is_new || deed == Deed::Apply,
            Self::Freeze => match deed {
                Deed::Issue | Deed::Build | Deed::Execute => true,
                Deed::Apply | Deed::Approve | Deed::Order | Deed::Increase | Deed::Clear => false,
            },
            Self::Capacity => match deed {
                Deed::Approve | Deed::Issue => true,
                Deed::Apply
                | Deed::Order
                | Deed::Build
                | Deed::Execute
                | Deed::Increase
                | Deed::Clear => false,
            },
            Self::Closing => is_new || deed == Deed::Apply || deed == Deed::Approve,
            Self::LegalHold => deed == Deed::Clear,
        }
    }

    /// Whether it can be about such a subject. Of a stop R28 says which of its two it hits.
    #[must_use]
    pub fn is_about(self, subject: &Subject) -> bool {
        match subject {
            Subject::City => self == Self::Freeze,
            Subject::Pool(_) => match self {
                Self::Freeze | Self::Evaluation | Self::Exit | Self::Capacity | Self::Closing => {
                    true
                }
                Self::Stop | Self::Dishonesty | Self::Contract | Self::LegalHold => false,
            },
            Subject::Provider(_) => match self {
                Self::Dishonesty | Self::Contract | Self::Exit => true,
                Self::Stop
                | Self::Freeze
                | Self::Evaluation
                | Self::Capacity
                | Self::LegalHold
                | Self::Closing => false,
            },
            Subject::Unit(_) => match self {
                Self::Stop | Self::Contract | Self::LegalHold => true,
                Self::Freeze
                | Self::Dishonesty
                | Self::Evaluation
                | Self::Exit
                | Self::Capacity
                | Self::Closing => false,
            },
            Subject::System(_) => match self {
                Self::Stop | Self::Freeze | Self::LegalHold => true,
                Self::Dishonesty
                | Self::Evaluation
                | Self::Contract
                | Self::Exit
                | Self::Capacity
                | Self::Closing => false,
            },
        }
    }
}

/// On what a block lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The whole city.
    City,
    /// One resource pool.
    Pool(PoolCode),
    /// One provider, and all its pools.
    Provider(PartyCode),
    /// One unit, and all its systems.
    Unit(PartyCode),
    /// One system.
    System(SystemCode),
}
