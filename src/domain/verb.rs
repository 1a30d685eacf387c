//! Verbs: everything a party can do, by name, with the fields each needs.
//!
//! Forms, scripts and documentation all come from this one table. The fields of a verb are the JSON fields of its
//! command; a test holds the two together.

use serde::{Deserialize, Serialize};

use super::article::{Article, article, paragraph};
use super::matter::MatterKind;

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of text.
    Text,
    /// Several lines of text.
    Paragraph,
    /// A whole number.
    Number,
    /// A day.
    Date,
    /// An instant in Beijing time.
    Time,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Yes or no.
    Flag,
    /// Several texts, one a line.
    List,
    /// A quantity for every line of the matter.
    Quantities,
    /// Lines of an application.
    Lines,
    /// The code of a registered record.
    Code(Lookup),
    /// Another matter's id.
    Matter(MatterKind),
    /// Structured JSON, typed by hand only in scripts.
    Json,
}

/// What a code field is looked up in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lookup {
    /// Parties.
    Party,
    /// Persons.
    Person,
    /// Pools.
    Pool,
    /// Systems.
    System,
    /// Catalogue items.
    Item,
}

/// A field of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in JSON.
    pub name: &'static str,
    /// What it takes.
    pub kind: FieldKind,
    /// Whether it must be given.
    pub required: bool,
}

const fn needed(name: &'static str, kind: FieldKind) -> Field {
    Field {
        name,
        kind,
        required: true,
    }
}

const fn optional(name: &'static str, kind: FieldKind) -> Field {
    Field {
        name,
        kind,
        required: false,
    }
}

macro_rules! verbs {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $on:expr, $article:expr, [$($field:expr),* $(,)?];)*) => {
        /// Everything a party can do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Verb {
            $($(#[$doc])* #[serde(rename = $text)] $name,)*
        }

        impl Verb {
            /// Every verb.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its name in the journal, in scripts and on the command line.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The article that it serves; refusals for want of a better one cite it.
            #[must_use]
            pub const fn article(self) -> Article {
                match self { $(Self::$name => $article,)* }
            }

            /// Whether it is done on an existing matter, and of which kinds.
            #[must_use]
            pub const fn on(self) -> &'static [MatterKind] {
                match self { $(Self::$name => $on,)* }
            }

            /// Its fields, without the matter's id.
            #[must_use]
            pub const fn fields(self) -> &'static [Field] {
                match self { $(Self::$name => const { &[$($field),*] },)* }
            }
        }
    };
}

const APPLICATION: &[MatterKind] = &[MatterKind::Application];
const EMERGENCY: &[MatterKind] = &[MatterKind::Emergency];
const ANY: &[MatterKind] = &MatterKind::ALL;
const NONE: &[MatterKind] = &[];

/// The decisions of a review.
pub const DECISIONS: &[&str] = &["approve", "reject"];
/// The grounds of an emergency (Art. 23).
pub const GROUNDS: &[&str] = &[
    "municipal_requirement",
    "provincial_requirement",
    "central_requirement",
    "national_strategy",
    "national_security",
];
const RESULTS: &[&str] = &["passed", "failed"];
// Most parties are units; the first is what a form begins with.
const PARTY_KINDS: &[&str] = &[
    "unit",
    "authority",
    "support",
    "provider",
    "agency",
    "finance",
    "audit",
    "cyber",
];
const REGIONS: &[&str] = &["municipal", "heshan", "ziyang", "other_county"];
const MODES: &[&str] = &["purchased", "self_built"];
const FUNDINGS: &[&str] = &[
    "government",
    "joint",
    "purchased_service",
    "fiscal_operation",
    "private",
];
const BASES: &[&str] = &["year", "month"];

verbs! {
    /// A unit applies for resources.
    Submit = "application.submit", NONE, paragraph(19, 1), [
        needed("title", FieldKind::Text),
        needed("system", FieldKind::Code(Lookup::System)),
        needed("pool", FieldKind::Code(Lookup::Pool)),
        needed("lines", FieldKind::Lines),
        needed("contact_name", FieldKind::Text),
        needed("contact_telephone", FieldKind::Text),
        needed("non_classified", FieldKind::Flag),
        optional("emergency", FieldKind::Matter(MatterKind::Emergency)),
        optional("previous", FieldKind::Matter(MatterKind::Application)),
        optional("answers", FieldKind::List),
    ];
    /// The authority accepts.
    Accept = "application.accept", APPLICATION, paragraph(19, 2), [optional("remark", FieldKind::Paragraph)];
    /// The authority does not accept, with its written opinion.
    Decline = "application.decline", APPLICATION, paragraph(19, 2), [needed("objections", FieldKind::List)];
    /// The authority gives its review opinion.
    Review = "application.review", APPLICATION, paragraph(19, 2), [
        needed("decision", FieldKind::Word(DECISIONS)),
        needed("opinion", FieldKind::Paragraph),
        optional("quantities", FieldKind::Quantities),
        optional("ground", FieldKind::Paragraph),
    ];
    /// Support orders the test environment from the provider.
    OrderTest = "application.order-test", APPLICATION, paragraph(19, 3), [optional("remark", FieldKind::Paragraph)];
    /// Who runs the pool hands the test environment over.
    HandOverTest = "application.hand-over-test", APPLICATION, paragraph(19, 3), [
        needed("environment", FieldKind::Paragraph),
    ];
    /// The unit reports its test.
    ReportTest = "application.report-test", APPLICATION, paragraph(19, 3), [
        needed("result", FieldKind::Word(RESULTS)),
        needed("report", FieldKind::Paragraph),
    ];
    /// Support proposes the adjustment and files it with the authority.
    Propose = "application.propose", APPLICATION, paragraph(19, 4), [
        optional("quantities", FieldKind::Quantities),
        needed("reason", FieldKind::Paragraph),
    ];
    /// The authority records the receipt of the filing.
    ReceiveFiling = "application.receive-filing", APPLICATION, paragraph(19, 4), [
        optional("remark", FieldKind::Paragraph),
    ];
    /// Support orders the delivery from the provider.
    OrderDelivery = "application.order-delivery", APPLICATION, paragraph(19, 4), [
        optional("remark", FieldKind::Paragraph),
    ];
    /// Who runs the pool delivers.
    Deliver = "application.deliver", APPLICATION, paragraph(19, 4), [
        needed("completed_on", FieldKind::Date),
        optional("quantities", FieldKind::Quantities),
    ];
    /// The unit confirms and attests the completion day.
    Confirm = "application.confirm", APPLICATION, article(39), [needed("completed_on", FieldKind::Date)];
    /// The authority determines the completion day of a unit that uses but never attests.
    DetermineCompletion = "application.determine-completion", APPLICATION, article(39), [
        needed("completed_on", FieldKind::Date),
        needed("evidence", FieldKind::Paragraph),
    ];
    /// The result of a self-procured product's security check.
    CheckProduct = "application.check-product", APPLICATION, article(28), [
        needed("line", FieldKind::Number),
        needed("result", FieldKind::Word(RESULTS)),
        needed("evidence", FieldKind::Paragraph),
    ];
    /// The unit deploys a self-procured product that passed.
    DeployProduct = "application.deploy-product", APPLICATION, article(28), [
        needed("line", FieldKind::Number),
        needed("deployed_on", FieldKind::Date),
    ];
    /// The unit withdraws before the opinion.
    Withdraw = "withdraw", ANY, paragraph(19, 1), [needed("reason", FieldKind::Paragraph)];
    /// The unit abandons after the opinion, or after non-acceptance.
    Abandon = "application.abandon", APPLICATION, paragraph(19, 1), [needed("reason", FieldKind::Paragraph)];
    /// A hold is recorded; no clock stops.
    Hold = "hold", ANY, paragraph(19, 2), [needed("reason", FieldKind::Paragraph)];
    /// The hold is over.
    Resume = "resume", ANY, paragraph(19, 2), [];
    /// A matter that somebody else is at is taken over from them; nothing else about it changes.
    TakeOver = "take-over", ANY, article(5), [
        needed("from", FieldKind::Code(Lookup::Person)),
        optional("remark", FieldKind::Paragraph),
    ];
    /// A unit applies for emergency issuance.
    Apply = "emergency.apply", NONE, article(23), [
        needed("title", FieldKind::Text),
        needed("system", FieldKind::Code(Lookup::System)),
        needed("pool", FieldKind::Code(Lookup::Pool)),
        needed("lines", FieldKind::Lines),
        needed("ground", FieldKind::Word(GROUNDS)),
        optional("document", FieldKind::Text),
        needed("urgency", FieldKind::Paragraph),
        needed("contact_name", FieldKind::Text),
        needed("contact_telephone", FieldKind::Text),
    ];
    /// Support reviews; approval issues at once.
    ReviewEmergency = "emergency.review", EMERGENCY, article(23), [
        needed("decision", FieldKind::Word(DECISIONS)),
        optional("opinion", FieldKind::Paragraph),
    ];
    /// The issued resources are handed over to the unit.
    HandOver = "emergency.hand-over", EMERGENCY, article(23), [optional("handed_over_at", FieldKind::Time)];
    /// The unit confirms the emergency issuance and attests the completion day.
    ConfirmIssuance = "emergency.confirm", EMERGENCY, article(23), [needed("completed_on", FieldKind::Date)];
    /// Support reminds the unit of an overdue regularisation.
    Remind = "emergency.remind", EMERGENCY, article(23), [optional("remark", FieldKind::Paragraph)];
    /// Lateness is reported to the authority; by support, or by the clockwork.
    Escalate = "escalate", ANY, article(23), [optional("remark", FieldKind::Paragraph)];
    /// The clockwork recomputes open deadlines under a new calendar.
    Recompute = "recompute", ANY, paragraph(19, 2), [];
    /// The ledger is founded.
    Found = "found", NONE, article(5), [
        needed("party", FieldKind::Json),
        needed("person", FieldKind::Json),
        needed("login", FieldKind::Text),
    ];
    /// A party is registered or changed.
    RegisterParty = "party.register", NONE, article(5), [
        needed("code", FieldKind::Text),
        needed("kind", FieldKind::Word(PARTY_KINDS)),
        needed("name", FieldKind::Text),
        needed("paper_word", FieldKind::Text),
        needed("region", FieldKind::Word(REGIONS)),
        needed("municipal_budget", FieldKind::Flag),
    ];
    /// A person is registered or changed.
    RegisterPerson = "person.register", NONE, article(5), [
        needed("code", FieldKind::Text),
        needed("name", FieldKind::Text),
        needed("party", FieldKind::Code(Lookup::Party)),
        needed("posts", FieldKind::List),
        needed("telephone", FieldKind::Text),
        needed("active", FieldKind::Flag),
    ];
    /// An account is bound to a person, or closed.
    BindAccount = "account.bind", NONE, article(5), [
        needed("login", FieldKind::Text),
        needed("person", FieldKind::Code(Lookup::Person)),
        needed("active", FieldKind::Flag),
    ];
    /// A pool is registered or changed.
    RegisterPool = "pool.register", NONE, article(14), [
        needed("code", FieldKind::Text),
        needed("name", FieldKind::Text),
        needed("mode", FieldKind::Word(MODES)),
        needed("operator", FieldKind::Code(Lookup::Party)),
    ];
    /// A system is registered or changed.
    RegisterSystem = "system.register", NONE, article(3), [
        needed("code", FieldKind::Text),
        needed("name", FieldKind::Text),
        needed("unit", FieldKind::Code(Lookup::Party)),
        needed("protection_level", FieldKind::Number),
        needed("funding", FieldKind::Word(FUNDINGS)),
    ];
    /// A catalogue item is registered or changed.
    RegisterItem = "item.register", NONE, article(11), [
        needed("code", FieldKind::Text),
        needed("family", FieldKind::Text),
        needed("name", FieldKind::Text),
        needed("specification", FieldKind::Text),
        needed("unit", FieldKind::Text),
        needed("basis", FieldKind::Word(BASES)),
        needed("price_fen", FieldKind::Number),
    ];
    /// A unit's own contract with a provider is recorded.
    RecordContract = "contract.record", NONE, article(40), [
        needed("unit", FieldKind::Code(Lookup::Party)),
        needed("provider", FieldKind::Code(Lookup::Party)),
        needed("number", FieldKind::Text),
        needed("signed_on", FieldKind::Date),
    ];
    /// A ruling is proposed.
    ProposeRuling = "ruling.propose", NONE, article(5), [
        needed("ruling", FieldKind::Text),
        needed("values", FieldKind::Json),
        needed("effective", FieldKind::Date),
        needed("reason", FieldKind::Paragraph),
        optional("scope", FieldKind::Json),
    ];
    /// A proposed ruling is signed by a second person.
    SignRuling = "ruling.sign", NONE, article(5), [needed("proposal", FieldKind::Number)];
    /// A year's holiday notice is loaded.
    LoadCalendar = "calendar.load", NONE, paragraph(19, 2), [needed("notice", FieldKind::Json)];
    /// The official text of the Measures is loaded.
    LoadMeasures = "measures.load", NONE, article(42), [
        needed("articles", FieldKind::Json),
        needed("source", FieldKind::Text),
    ];
}

impl Verb {
    /// The verb of that name, or the only one that ends in it after a dot.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let exact = Self::ALL.iter().find(|verb| verb.name() == name);
        let mut ending = Self::ALL.iter().filter(|verb| {
            verb.name()
                .rsplit_once('.')
                .is_some_and(|(_, end)| end == name)
        });
        exact
            .or_else(|| ending.next().filter(|_| ending.next().is_none()))
            .copied()
    }
}
