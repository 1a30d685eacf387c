//! What keeps the registers, and who may.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::build::measure::CapacityEntry;
use crate::domain::build::pool::PoolEntry;
use crate::domain::build::system::SystemEntry;
use crate::domain::law::act::acts;
use crate::domain::law::article::{Articles, article, paragraph};
use crate::domain::law::authority::{
    AUTHORITY, EITHER, HANDLER, KEEPER, NO_POST, OFFICES, REVIEWER, SIGNER, SUPPORT, Whose, by,
};
use crate::domain::law::block::Ground;
use crate::domain::law::calendar::{CalendarYear, Loading};
use crate::domain::law::code::{Login, PartyCode, PoolCode, SystemCode};
use crate::domain::law::field::{FieldKind, Paragraph};
use crate::domain::law::matter::MatterId;
use crate::domain::law::party::{Account, PartyEntry, PartyKind, Person, Post};
use crate::domain::law::ruling::{RulingId, RulingValue, Scope};
use crate::domain::law::validity::{Change, PROPOSED};
use crate::domain::purchase::catalogue::{ContractEntry, ItemEntry};
use crate::domain::purchase::exception::{ExceptionEntry, ExceptionNamed};
use crate::domain::purchase::holding::HoldingEntry;
use crate::domain::r#use::inventory::InventoryEntry;

/// The posts that record what belongs to a unit, and the kinds of party that do.
const RECORDERS: Whose = Whose::Kinds(&[PartyKind::Authority, PartyKind::Support, PartyKind::Unit]);
/// Who asks for an exception.
const EXCEPTION_ASKERS: Whose = Whose::Kinds(&[PartyKind::Authority, PartyKind::Unit]);
const AUDITORS: Whose = Whose::Kinds(&[PartyKind::Audit]);
const PROVIDERS: Whose = Whose::Kinds(&[PartyKind::Provider]);
/// What only a successor has.
const SUCCESSOR: &[&str] = &[Change::Successor.word()];
const RECORDING: &[Post] = &[Post::Handler, Post::Administrator];

acts! {
    /// What keeps the registers.
    Register Act {
        /// The ledger is founded.
        Found = "found", article(5), by(Whose::Founder, NO_POST) => {
            /// The authority.
            party: PartyEntry,
            /// Its first administrator.
            person: Person,
            /// The login that founds.
            login: Login,
        };
        /// A party is registered or changed.
        RegisterParty = "party.register", article(5), by(OFFICES, KEEPER) => (PartyEntry);
        /// A unit was dissolved or merged: another takes over its matters, systems and duties.
        SucceedParty = "party.succeed", article(7), by(AUTHORITY, KEEPER) => {
            /// The unit that is no more.
            party: PartyCode,
            /// The unit that takes over.
            successor: PartyCode,
            /// The document that says so.
            document: String,
            /// From which day; none is today.
            since: Option<NaiveDate>,
        };
        /// A person is registered or changed.
        RegisterPerson = "person.register", article(5), by(OFFICES, KEEPER) => (Person);
        /// An account is bound to a person, or closed.
        BindAccount = "account.bind", article(5), by(OFFICES, KEEPER) => (Account);
        /// A pool is registered or changed.
        RegisterPool = "pool.register", article(14), by(OFFICES, KEEPER) => (PoolEntry);
        /// What a pool has is measured: by support, which does not leave it to who runs the pool.
        MeasurePool = "pool.measure", article(14), by(SUPPORT, REVIEWER) => (CapacityEntry);
        /// An inventory of what a pool runs or keeps is taken; what of it was cleared is a finding.
        TakeInventory = "inventory.take", paragraph(21, 2), by(SUPPORT, HANDLER) => (InventoryEntry);
        /// A finding is settled with what was found out; no act brings back what was cleared.
        SettleFinding = "finding.settle", paragraph(21, 2), by(AUTHORITY, REVIEWER) => {
            /// Its number.
            number: u32,
            /// What was found out, and what was done.
            outcome: Paragraph,
            /// The paper that says so.
            paper: String,
        };
        /// A system is registered or changed.
        RegisterSystem = "system.register", article(3), by(RECORDERS, RECORDING) => (SystemEntry);
        /// The authority confirms the level and funding that a unit entered for its system.
        ConfirmSystem = "system.confirm", article(3), by(AUTHORITY, REVIEWER) => {
            /// The system.
            system: SystemCode,
        };
        /// A catalogue item is registered or changed.
        RegisterItem = "item.register", article(11), by(OFFICES, KEEPER) => (ItemEntry);
        /// The authority is asked for what the Measures allow in principle only: by the unit, or by somebody of its own.
        RegisterException = "exception.register", article(11), by(EXCEPTION_ASKERS, EITHER) => (ExceptionEntry);
        /// Another person of the authority allows it (R22).
        ApproveException = "exception.approve", article(11), by(AUTHORITY, REVIEWER) => (ExceptionNamed);
        /// A unit's own contract with a provider is recorded.
        RecordContract = "contract.record", article(40), by(RECORDERS, RECORDING) => (ContractEntry);
        /// A provider countersigns the contract that a unit recorded with it.
        CountersignContract = "contract.countersign", article(40), by(PROVIDERS, EITHER) => {
            /// The unit.
            unit: PartyCode,
        };
        /// A holding is recorded, or what became of it. It is the authority's to know, which determines providers and
        /// agency (Art. 12); whoever registers parties does not also say who is affiliated with whom.
        RecordHolding = "holding.record", article(13), by(AUTHORITY, REVIEWER) => (HoldingEntry);
        /// A block is recorded by a reviewer of whom its ground belongs to, on the paper that orders it.
        RecordBlock = "block.record", article(5), by(OFFICES, REVIEWER) => {
            /// Why.
            ground: Ground,
            /// The pool it lies on.
            pool: Option<PoolCode>,
            /// The unit or provider it lies on.
            party: Option<PartyCode>,
            /// The system it lies on; with neither it is the city.
            system: Option<SystemCode>,
            /// Its first day.
            from: NaiveDate,
            /// Its last day; none lasts until it is lifted.
            until: Option<NaiveDate>,
            /// The number of the paper that orders it.
            paper: String,
            /// The facts.
            reason: Paragraph,
        };
        /// A block is lifted, on the paper that says so.
        LiftBlock = "block.lift", article(5), by(OFFICES, REVIEWER) => {
            /// Its number.
            block: u32,
            /// The number of the paper that lifts it.
            paper: String,
            /// Why.
            reason: Paragraph,
        };
        /// A ruling is proposed.
        ProposeRuling = "ruling.propose", article(5), by(OFFICES, REVIEWER) => {
            /// Which ruling.
            ruling: RulingId,
            /// The parameters it sets.
            values: BTreeMap<String, RulingValue>,
            /// From when.
            effective: NaiveDate,
            /// Why.
            reason: Paragraph,
            /// Where; the city if none.
            scope: Option<Scope>,
        };
        /// A proposed ruling is signed by a second person of the authority: it binds the city.
        SignRuling = "ruling.sign", article(5), by(AUTHORITY, REVIEWER) => {
            /// The number of the proposal.
            proposal: u32,
        };
        /// A year's holiday notice, or a supplement to it, is proposed.
        LoadCalendar = "calendar.load", paragraph(19, 2), by(OFFICES, SIGNER) => {
            /// The notice.
            notice: CalendarYear,
            /// How it goes onto a year that is loaded already.
            how: Option<Loading>,
        };
        /// A proposed notice is signed by a second person, and acts.
        SignCalendar = "calendar.sign", paragraph(19, 2), by(OFFICES, SIGNER) => {
            /// The number of the proposal.
            proposal: u32,
        };
        /// The official text of the Measures is loaded.
        LoadMeasures = "measures.load", article(42), by(OFFICES, KEEPER) => {
            /// The text of every article.
            articles: Articles,
            /// Where it comes from.
            source: String,
        };
        /// A notice that extends, repeals or replaces the Measures is proposed.
        ProposeMeasures = "measures.propose", article(42), by(AUTHORITY, SIGNER) => {
            /// What it does.
            change: Change [kind(FieldKind::Word(PROPOSED))],
            /// Of an extension the last day; of a repeal the first day out of force, of a successor its first in force.
            day: NaiveDate,
            /// The number of the document.
            paper: String,
            /// Its unified registration number.
            registration: Option<String>,
            /// The day of the document.
            issued_on: NaiveDate,
            /// The successor's title.
            title: Option<String> [asked_when("change", SUCCESSOR), needed_when("change", SUCCESSOR)],
        };
        /// A proposed notice is signed by a second person of the authority, and acts.
        SignMeasures = "measures.sign", article(42), by(AUTHORITY, SIGNER) => {
            /// The number of the proposal.
            proposal: u32,
        };
        /// The clockwork writes down that the last day passed.
        LapseMeasures = "measures.lapse", article(42), by(Whose::Clockwork, NO_POST) => {
            /// The last day.
            last_day: NaiveDate,
        };
        /// Audit, which is nobody's counterparty, calls up the telephone number of a matter's contact: the entry is what
        /// it is done for, the number is the hub's answer.
        RevealTelephone = "telephone.reveal", article(22), by(AUDITORS, &Post::ALL) => {
            /// The matter whose contact it is.
            of_matter: MatterId,
        };
        /// The authority gives the written ground for new matters after the last day.
        GroundMeasures = "measures.ground", article(42), by(AUTHORITY, REVIEWER) => {
            /// The ground.
            ground: Paragraph,
            /// The last day on which it lets a matter begin.
            until: NaiveDate,
            /// For which unit; none is the whole city.
            unit: Option<PartyCode>,
        };
    }
}
