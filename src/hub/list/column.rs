//! Columns: what a cell of a list says. One vocabulary for all lists, so that a word on the screen, in a filter and in an
//! export means the same everywhere.

use crate::domain::law::names::words;
use crate::domain::law::sight::Sight;

words! {
    /// A column of a list.
    pub enum Column {
        /// When the duty ends.
        Due = "due",
        /// What remains until then.
        Left = "left",
        /// The whole deadline, with all that it follows from.
        Deadline = "deadline",
        /// The matter's number.
        Matter = "matter",
        /// What it is about.
        Title = "title",
        /// Whose matter it is.
        Unit = "unit",
        /// Where the matter stands.
        Stage = "stage",
        /// What is to be done.
        Duty = "duty",
        /// What every day of delay costs, where money depends on when it is done.
        Delay = "delay",
        /// What its lines come to in the present settlement cycle.
        Billed = "billed",
        /// Who must do it.
        Party = "party",
        /// The party that a person belongs to.
        Affiliation = "affiliation",
        /// At which post.
        Post = "post",
        /// Under which article.
        Basis = "basis",
        /// A code.
        Code = "code",
        /// What kind it is of.
        Kind = "kind",
        /// What it is called.
        Name = "name",
        /// The word that its papers carry.
        PaperWord = "paper_word",
        /// A short name.
        ShortName = "short_name",
        /// Where it belongs (Art. 41).
        Region = "region",
        /// Whose budget it is in (Art. 40).
        Budget = "budget",
        /// The posts of a person.
        Posts = "posts",
        /// A telephone number.
        Telephone = "telephone",
        /// Whether it is in use, in force, or over.
        State = "state",
        /// A login.
        Login = "login",
        /// A person.
        Person = "person",
        /// How a pool came to the city.
        Mode = "mode",
        /// Who runs a pool.
        Operator = "operator",
        /// The day on which a pool was built.
        BuiltOn = "built_on",
        /// Who pays.
        Funding = "funding",
        /// The protection level, and whether the authority confirmed it.
        Confirmed = "confirmed",
        /// The family of an item.
        Family = "family",
        /// What an item is exactly.
        Specification = "specification",
        /// What an item is counted in.
        CountedIn = "counted_in",
        /// A price.
        Price = "price",
        /// What a price is for.
        PriceBasis = "price_basis",
        /// An edition of the catalogue.
        Edition = "edition",
        /// The highest price of the first one a year.
        Cap = "cap",
        /// The same before.
        CapBefore = "cap_before",
        /// How many are planned.
        Planned = "planned",
        /// A number that papers carry.
        Number = "number",
        /// A provider.
        Provider = "provider",
        /// Who has a contract with the city.
        Contractor = "contractor",
        /// When the first settlement cycle begins.
        FirstCycle = "first_cycle",
        /// What may be bought by a contract a year.
        Amount = "amount",
        /// When a contract was signed.
        SignedOn = "signed_on",
        /// From when until when.
        Term = "term",
        /// Who countersigned it.
        Countersigned = "countersigned",
        /// What it is about, or lies on.
        Subject = "subject",
        /// Its ground.
        Ground = "ground",
        /// Who granted or recorded it.
        By = "by",
        /// Whether a pool is short of anything.
        Room = "room",
        /// Who asked for it.
        AskedBy = "asked_by",
        /// The paper that it rests on.
        Paper = "paper",
        /// The paper by which it was lifted.
        Lifted = "lifted",
        /// The number of an entry.
        Seq = "seq",
        /// When.
        Time = "time",
        /// Who did it.
        Who = "who",
        /// What happened.
        What = "what",
        /// A ruling.
        Ruling = "ruling",
        /// What holds by a ruling today, in the whole city.
        Values = "values",
        /// From when a ruling's value holds that is not the usual one.
        Since = "since",
        /// What a ruling answers, what an article says.
        Question = "question",
        /// A day.
        Day = "day",
        /// How the day counts.
        DayKind = "day_kind",
        /// An article.
        Article = "article",
        /// Who holds a company.
        Holder = "holder",
        /// The company that is held.
        Held = "held",
        /// How much of it.
        Share = "share",
        /// Where it is to be read.
        Source = "source",
        /// A resource: the matter that issued it, and its line.
        Resource = "resource",
        /// A system.
        System = "system",
        /// A resource pool.
        Pool = "pool",
        /// How many.
        Quantity = "quantity",
        /// Up to this day, which is no longer one of them.
        Until = "until",
        /// Virtual processors that can be given out.
        Vcpu = "vcpu",
        /// Memory that can be given out, in GiB.
        Memory = "memory",
        /// Fast disk that can be given out, in GiB.
        FastDisk = "fast_disk",
        /// Ordinary disk that can be given out, in GiB.
        OrdinaryDisk = "ordinary_disk",
        /// Bandwidth that can be given out, in Mbit/s.
        Bandwidth = "bandwidth",
        /// Graphics processors that can be given out.
        Gpu = "gpu",
        /// Public addresses that can be given out.
        Addresses = "addresses",
        /// How many resources are used.
        Used = "used",
        /// The matter that is about it.
        InWork = "in_work",
        /// How many were cleared.
        Cleared = "cleared",
        /// How many nobody knows.
        Unknown = "unknown",
        /// What whoever delivers calls an instance.
        Instance = "instance",
        /// The certificate of its clearing.
        Certificate = "certificate",
        /// How bad it is.
        Severity = "severity",
    }
}

impl Column {
    /// To whom it is open (R49). What is masked is neither filtered nor ordered by: either would tell it.
    #[must_use]
    pub const fn sight(self) -> Sight {
        match self {
            Self::Telephone => Sight::Telephone,
            Self::Due
            | Self::Left
            | Self::Deadline
            | Self::Matter
            | Self::Title
            | Self::Unit
            | Self::Stage
            | Self::Duty
            | Self::Delay
            | Self::Billed
            | Self::Party
            | Self::Affiliation
            | Self::Post
            | Self::Basis
            | Self::Code
            | Self::Kind
            | Self::Name
            | Self::PaperWord
            | Self::ShortName
            | Self::Region
            | Self::Budget
            | Self::Posts
            | Self::State
            | Self::Login
            | Self::Person
            | Self::Mode
            | Self::Operator
            | Self::BuiltOn
            | Self::Funding
            | Self::Confirmed
            | Self::Family
            | Self::Specification
            | Self::CountedIn
            | Self::Price
            | Self::PriceBasis
            | Self::Edition
            | Self::Cap
            | Self::CapBefore
            | Self::Planned
            | Self::Number
            | Self::Provider
            | Self::Contractor
            | Self::FirstCycle
            | Self::Amount
            | Self::SignedOn
            | Self::Term
            | Self::Countersigned
            | Self::Subject
            | Self::Ground
            | Self::By
            | Self::AskedBy
            | Self::Room
            | Self::Paper
            | Self::Lifted
            | Self::Seq
            | Self::Time
            | Self::Who
            | Self::What
            | Self::Ruling
            | Self::Values
            | Self::Since
            | Self::Question
            | Self::Day
            | Self::DayKind
            | Self::Article
            | Self::Holder
            | Self::Held
            | Self::Share
            | Self::Source
            | Self::Resource
            | Self::System
            | Self::Pool
            | Self::Quantity
            | Self::Until
            | Self::Vcpu
            | Self::Memory
            | Self::FastDisk
            | Self::OrdinaryDisk
            | Self::Bandwidth
            | Self::Gpu
            | Self::Addresses
            | Self::Used
            | Self::InWork
            | Self::Cleared
            | Self::Unknown
            | Self::Instance
            | Self::Certificate
            | Self::Severity => Sight::Everybody,
        }
    }

    /// Whether rows may be filtered and ordered by it: what is masked would be told by either.
    #[must_use]
    pub const fn is_searched(self) -> bool {
        match self.sight() {
            Sight::Everybody => true,
            Sight::Grounds | Sight::Opinion | Sight::Telephone => false,
        }
    }
}
