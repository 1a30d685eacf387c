//! Every reason for a refusal is provoked somewhere: a new one cannot come in untested.

use std::collections::BTreeSet;

use yunguan::domain::refusal::Reason;

use crate::{rules_application, rules_emergency, rules_register};

macro_rules! reasons {
    ($($pattern:pat => $name:literal,)*) => {
        const ALL: &[&str] = &[$($name),*];

        /// Exhaustive, so that a new reason stops the build until it stands here and in a table.
        const fn name(reason: &Reason) -> &'static str {
            match reason {
                $($pattern => $name,)*
            }
        }
    };
}

reasons! {
    Reason::PartyNeeded(_) => "party_needed",
    Reason::PostNeeded(_) => "post_needed",
    Reason::SamePerson(_) => "same_person",
    Reason::NotYourMatter => "not_your_matter",
    Reason::ClockworkOnly => "clockwork_only",
    Reason::NoSuchMatter(_) => "no_such_matter",
    Reason::WrongStage(_) => "wrong_stage",
    Reason::Changed { .. } => "changed",
    Reason::Missing(_) => "missing",
    Reason::TooLong(..) => "too_long",
    Reason::BadCharacters(_) => "bad_characters",
    Reason::BadCode(_) => "bad_code",
    Reason::OutOfRange(..) => "out_of_range",
    Reason::QuantityZero(_) => "quantity_zero",
    Reason::QuantityAbove { .. } => "quantity_above",
    Reason::QuantityCount { .. } => "quantity_count",
    Reason::NothingLeft => "nothing_left",
    Reason::NoLines => "no_lines",
    Reason::NoGround(_) => "no_ground",
    Reason::NoNearestItem(_) => "no_nearest_item",
    Reason::NotDeclared => "not_declared",
    Reason::Unknown(..) => "unknown",
    Reason::Taken(..) => "taken",
    Reason::NoSoleParty(_) => "no_sole_party",
    Reason::SolePartyTaken(_) => "sole_party_taken",
    Reason::GroundForLevel(_) => "ground_for_level",
    Reason::LevelRefused(_) => "level_refused",
    Reason::NoContract => "no_contract",
    Reason::NotChecked(_) => "not_checked",
    Reason::NotSelfProcured(_) => "not_self_procured",
    Reason::InFuture(_) => "in_future",
    Reason::Before(..) => "before",
    Reason::BeforeIssuance(_) => "before_issuance",
    Reason::NotReapplicable(_) => "not_reapplicable",
    Reason::NoAnswer(_) => "no_answer",
    Reason::NotRegularisable(_) => "not_regularisable",
    Reason::NotCovering => "not_covering",
    Reason::Regularising => "regularising",
    Reason::AlreadyDelivered => "already_delivered",
    Reason::NoDocument => "no_document",
    Reason::OffCatalogueEmergency(_) => "off_catalogue_emergency",
    Reason::NotClaimed { .. } => "not_claimed",
    Reason::NotOverdue => "not_overdue",
    Reason::AlreadyDone => "already_done",
    Reason::NotYetEscalated => "not_yet_escalated",
    Reason::BadParameter(..) => "bad_parameter",
    Reason::Retroactive(_) => "retroactive",
    Reason::Founded => "founded",
    Reason::OwnKeeping => "own_keeping",
    Reason::Calendar(_) => "calendar",
    Reason::SameNotice(_) => "same_notice",
}

/// Reasons that a story provokes rather than a line of a table, and where.
const IN_STORIES: [(&str, &str); 6] = [
    (
        "same_person",
        "rules_application: one_person_with_two_accounts_is_one_person",
    ),
    (
        "changed",
        "rules_register: a_conflict_says_who_changed_it_and_when",
    ),
    (
        "no_sole_party",
        "rules_register: a_city_without_support_takes_no_emergency",
    ),
    (
        "regularising",
        "rules_emergency: a_formal_application_is_neither_withdrawn_nor_abandoned",
    ),
    (
        "not_claimed",
        "claims: only_what_somebody_is_at_is_taken_over",
    ),
    ("level_refused", "rulings: a_city_may_refuse_level_4"),
];

#[test]
fn every_reason_is_provoked() {
    let tables = [
        rules_application::refusals(),
        rules_emergency::refusals(),
        rules_register::refusals(),
    ];
    let provoked: BTreeSet<_> = tables
        .iter()
        .flatten()
        .filter_map(|(.., then)| then.split(' ').nth(1))
        .chain(IN_STORIES.map(|(name, _)| name))
        .collect();
    let all: BTreeSet<_> = ALL.iter().copied().collect();
    assert_eq!(provoked, all);
}

#[test]
fn names_are_those_of_the_journal() {
    assert_eq!(name(&Reason::NoLines), "no_lines");
    for reason in [
        Reason::NoGround(1),
        Reason::Founded,
        Reason::SameNotice(2027),
    ] {
        assert_eq!(crate::support::city::reason_name(&reason), name(&reason));
    }
}
