//! Every reason for a refusal is provoked somewhere: a new one cannot come in untested.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::BTreeSet;

use serde_json::{Value, json};

use yunguan::domain::build::capacity::{Dimension, Portion};
use yunguan::domain::build::resource_pool;
use yunguan::domain::kinds::KindReason;
use yunguan::domain::law::article::{ARTICLE_COUNT, article};
use yunguan::domain::law::block::{Blocked, Deed, Ground, Subject};
use yunguan::domain::law::calendar::CalendarProblem;
use yunguan::domain::law::matter::Part;
use yunguan::domain::law::party::{PartyKind, Post};
use yunguan::domain::law::refusal::{NoRoom, Reason, Refusal};
use yunguan::domain::law::ruling::R16;
use yunguan::domain::purchase::affiliate::{
    AffiliateFinding, Association, Company, Link, Relation,
};
use yunguan::domain::purchase::holding::Share;
use yunguan::domain::purchase::{catalogue_edition, procurement};
use yunguan::domain::record::RecordKind;
use yunguan::domain::r#use::resource::{ResourceId, ResourceState};
use yunguan::domain::r#use::{application, cancellation, emergency, resource_change};

use crate::support::city::{cited, reason_name, time};
use crate::{
    rules_application, rules_cancellation, rules_catalogue_edition, rules_emergency,
    rules_procurement, rules_register, rules_resource_change, rules_resource_pool,
};

/// One family of reasons: of each a pattern, its name in the journal, and an example.
macro_rules! reasons {
    ($all:ident, $name:ident, $type:ty { $($pattern:pat => $word:literal, $example:expr;)* }) => {
        /// Every reason of the family, by name, with an example.
        fn $all() -> Vec<(&'static str, Reason)> {
            vec![$(($word, $example.into())),*]
        }

        /// Exhaustive, so that a new reason stops the build until it stands here and in a table.
        const fn $name(reason: &$type) -> &'static str {
            match reason {
                $($pattern => $word,)*
            }
        }
    };
}

reasons! { of_all, name_of_all, Reason {
    Reason::PartyNeeded(_) => "party_needed", Reason::PartyNeeded(vec![PartyKind::Unit]);
    Reason::PostNeeded(_) => "post_needed", Reason::PostNeeded(vec![Post::Handler, Post::Reviewer]);
    Reason::SamePerson(_) => "same_person", Reason::SamePerson(Part::Acceptor);
    Reason::NotYourMatter => "not_your_matter", Reason::NotYourMatter;
    Reason::ClockworkOnly => "clockwork_only", Reason::ClockworkOnly;
    Reason::NoSuchMatter(_) => "no_such_matter", Reason::NoSuchMatter(id());
    Reason::WrongStage(_) => "wrong_stage", Reason::WrongStage(application::Stage::Filed.into());
    Reason::Changed { .. } => "changed", Reason::Changed {
        expected: 1,
        actual: 2,
        by: "acceptor".into(),
        at: time("2026-11-09 10:00"),
    };
    Reason::Missing(_) => "missing", Reason::Missing("title".to_owned());
    Reason::TooLong(..) => "too_long", Reason::TooLong("title".to_owned(), 120);
    Reason::BadCharacters(_) => "bad_characters", Reason::BadCharacters("title".to_owned());
    Reason::BadCode(_) => "bad_code", Reason::BadCode("code".to_owned());
    Reason::OutOfRange(..) => "out_of_range", Reason::OutOfRange("protection_level".to_owned(), 1, 5);
    Reason::NotSigned(_) => "not_signed", Reason::NotSigned("益数云〔2026〕1号".to_owned());
    Reason::NothingToSign(_) => "nothing_to_sign", Reason::NothingToSign("益数云〔2026〕9号".to_owned());
    Reason::BadDigest(_) => "bad_digest", Reason::BadDigest("sha256".to_owned());
    Reason::EnclosedAlready(_) => "enclosed_already", Reason::EnclosedAlready("plan.pdf".to_owned());
    Reason::EnoughEnclosures(_) => "enough_enclosures", Reason::EnoughEnclosures(32);
    Reason::NoSuchEnclosure(_) => "no_such_enclosure", Reason::NoSuchEnclosure("plan.pdf".to_owned());
    Reason::NotOnItsWay(_) => "not_on_its_way", Reason::NotOnItsWay("1".to_owned());
    Reason::QuantityZero(_) => "quantity_zero", Reason::QuantityZero(1);
    Reason::QuantityAbove { .. } => "quantity_above", Reason::QuantityAbove { line: 1, most: 4 };
    Reason::QuantityCount { .. } => "quantity_count", Reason::QuantityCount { lines: 2, given: 1 };
    Reason::NothingLeft => "nothing_left", Reason::NothingLeft;
    Reason::NoLines => "no_lines", Reason::NoLines;
    Reason::NoGround(_) => "no_ground", Reason::NoGround(1);
    Reason::NoNearestItem(_) => "no_nearest_item", Reason::NoNearestItem(1);
    Reason::NotDeclared => "not_declared", Reason::NotDeclared;
    Reason::Unknown(..) => "unknown", Reason::Unknown(RecordKind::Pool, "pc".to_owned());
    Reason::Taken(..) => "taken", Reason::Taken(RecordKind::Account, "edu".to_owned());
    Reason::NoSoleParty(_) => "no_sole_party", Reason::NoSoleParty(PartyKind::Support);
    Reason::SolePartyTaken(_) => "sole_party_taken", Reason::SolePartyTaken(PartyKind::Authority);
    Reason::NoContract => "no_contract", Reason::NoContract;
    Reason::InFuture(_) => "in_future", Reason::InFuture(day());
    Reason::NotYet(_) => "not_yet", Reason::NotYet(time("2026-11-09 18:00"));
    Reason::TooEarly(..) => "too_early", Reason::TooEarly(time("2026-11-09 09:00"), time("2026-11-09 10:00"));
    Reason::PartyWanted { .. } => "party_wanted", Reason::PartyWanted { field: "successor".to_owned(), code: "yun-a".into(), kind: PartyKind::Unit };
    Reason::Before(..) => "before", Reason::Before(day(), day());
    Reason::NotClaimed { .. } => "not_claimed", Reason::NotClaimed { holder: Some("reviewer".into()) };
    Reason::NoSuchHold => "no_such_hold", Reason::NoSuchHold;
    Reason::NotYourHold(_) => "not_your_hold", Reason::NotYourHold("edu".into());
    Reason::WhichHold(_) => "which_hold", Reason::WhichHold(vec![1, 3]);
    Reason::BuiltTooLate(..) => "built_too_late", Reason::BuiltTooLate(day(), day());
    Reason::BadPaperWord => "bad_paper_word", Reason::BadPaperWord;
    Reason::PaperWordTaken(_) => "paper_word_taken", Reason::PaperWordTaken("edu".into());
    Reason::NotOverdue => "not_overdue", Reason::NotOverdue;
    Reason::AlreadyDone => "already_done", Reason::AlreadyDone;
    Reason::BadParameter(..) => "bad_parameter", Reason::BadParameter(R16, "nap".to_owned());
    Reason::Retroactive(_) => "retroactive", Reason::Retroactive(day());
    Reason::Founded => "founded", Reason::Founded;
    Reason::OwnKeeping => "own_keeping", Reason::OwnKeeping;
    Reason::InCatalogue(..) => "in_catalogue", Reason::InCatalogue(1, "vm".into());
    Reason::BadInstances(_) => "bad_instances", Reason::BadInstances("i-1".to_owned());
    Reason::InstanceCount { .. } => "instance_count", Reason::InstanceCount { line: 1, wanted: 8, given: 2 };
    Reason::ResourceTwice(_) => "resource_twice", Reason::ResourceTwice(resource());
    Reason::ResourceElsewhere(_) => "resource_elsewhere", Reason::ResourceElsewhere(resource());
    Reason::ResourceNotRunning(..) => "resource_not_running", Reason::ResourceNotRunning(resource(), ResourceState::Ended);
    Reason::ResourceClaimed(..) => "resource_claimed", Reason::ResourceClaimed(resource(), id());
    Reason::NobodyWatched(_) => "nobody_watched", Reason::NobodyWatched("张工".to_owned());
    Reason::InstanceTwice(_) => "instance_twice", Reason::InstanceTwice("i-1".to_owned());
    Reason::NotAskedFor(_) => "not_asked_for", Reason::NotAskedFor("room".to_owned());
    Reason::StillBlocked(_) => "still_blocked", Reason::StillBlocked(3);
    Reason::Succeeded(_) => "succeeded", Reason::Succeeded("edu".into());
    Reason::Calendar(_) => "calendar", Reason::Calendar(CalendarProblem::Year(1));
    Reason::SameNotice(_) => "same_notice", Reason::SameNotice(2027);
    Reason::NoticeLoaded(_) => "notice_loaded", Reason::NoticeLoaded(2027);
    Reason::NothingToAddTo(_) => "nothing_to_add_to", Reason::NothingToAddTo(2027);
    Reason::Blocked(_) => "blocked", Reason::Blocked(Box::new(blocked()));
    Reason::WrongSubject(_) => "wrong_subject", Reason::WrongSubject(Ground::Exit);
    Reason::EnoughBlocks => "enough_blocks", Reason::EnoughBlocks;
    Reason::MeasuresOver(_) => "measures_over", Reason::MeasuresOver(day());
    Reason::NoDetermination => "no_determination", Reason::NoDetermination;
    Reason::EnoughObjections => "enough_objections", Reason::EnoughObjections;
    Reason::NoObjection => "no_objection", Reason::NoObjection;
    Reason::EnoughRecords(..) => "enough_records", Reason::EnoughRecords(RecordKind::Holding, 256);
    Reason::BadShare(_) => "bad_share", Reason::BadShare("share".to_owned());
    Reason::Affiliated(_) => "affiliated", Reason::Affiliated(Box::new(affiliated()));
    Reason::BadMeasurement(_) => "bad_measurement", Reason::BadMeasurement("vcpu".to_owned());
    Reason::CountyPool(_) => "county_pool", Reason::CountyPool("pa".into());
    Reason::NoRoom(_) => "no_room", Reason::NoRoom(Box::new(no_room()));
    // Named by its own family below; the example stands for all of them.
    Reason::Kind(_) => "kind", application::Reason::Regularising;
}}

reasons! { of_applications, name_of_applications, application::Reason {
    application::Reason::GroundNeeded(_) => "ground_needed", application::Reason::GroundNeeded(application::Outside::Level4);
    application::Reason::OutsideRefused(_) => "outside_refused", application::Reason::OutsideRefused(application::Outside::Level4);
    application::Reason::SelfBuilt => "self_built", application::Reason::SelfBuilt;
    application::Reason::NotChecked(_) => "not_checked", application::Reason::NotChecked(1);
    application::Reason::NotSelfProcured(_) => "not_self_procured", application::Reason::NotSelfProcured(1);
    application::Reason::NotReapplicable(_) => "not_reapplicable", application::Reason::NotReapplicable(id());
    application::Reason::NoAnswer(_) => "no_answer", application::Reason::NoAnswer(2);
    application::Reason::OtherPlace(_) => "other_place", application::Reason::OtherPlace(id());
    application::Reason::TestNotOver => "test_not_over", application::Reason::TestNotOver;
    application::Reason::NotArrived(_) => "not_arrived", application::Reason::NotArrived(2);
    application::Reason::AboveApproved(..) => "above_approved", application::Reason::AboveApproved(1, 4);
    application::Reason::NotRaised(_) => "not_raised", application::Reason::NotRaised(vec![4, 2]);
    application::Reason::NothingToClear => "nothing_to_clear", application::Reason::NothingToClear;
    application::Reason::Regularising => "regularising", application::Reason::Regularising;
    application::Reason::AlreadyDelivered => "already_delivered", application::Reason::AlreadyDelivered;
    application::Reason::NotYetEscalated => "not_yet_escalated", application::Reason::NotYetEscalated;
    application::Reason::NotYetFiled(_) => "not_yet_filed", application::Reason::NotYetFiled(day());
}}

reasons! { of_emergencies, name_of_emergencies, emergency::Reason {
    emergency::Reason::NoProof => "no_proof", emergency::Reason::NoProof;
    emergency::Reason::OralRefused => "oral_refused", emergency::Reason::OralRefused;
    emergency::Reason::NoSpecialReason => "no_special_reason", emergency::Reason::NoSpecialReason;
    emergency::Reason::NoDocumentOwed => "no_document_owed", emergency::Reason::NoDocumentOwed;
    emergency::Reason::NotAcknowledged => "not_acknowledged", emergency::Reason::NotAcknowledged;
    emergency::Reason::OffCatalogueEmergency(_) => "off_catalogue_emergency", emergency::Reason::OffCatalogueEmergency(1);
    emergency::Reason::BeforeIssuance(_) => "before_issuance", emergency::Reason::BeforeIssuance(time("2026-11-09 10:00"));
    emergency::Reason::NotRegularisable(_) => "not_regularisable", emergency::Reason::NotRegularisable(id());
    emergency::Reason::NotCovering => "not_covering", emergency::Reason::NotCovering;
}}

reasons! { of_cancellations, name_of_cancellations, cancellation::Reason {
    cancellation::Reason::SeveralPools => "several_pools", cancellation::Reason::SeveralPools;
    cancellation::Reason::NothingRuns => "nothing_runs", cancellation::Reason::NothingRuns;
    cancellation::Reason::EndNotEscalated => "end_not_escalated", cancellation::Reason::EndNotEscalated;
}}

reasons! { of_changes, name_of_changes, resource_change::Reason {
    resource_change::Reason::BadLine(_) => "bad_line", resource_change::Reason::BadLine(1);
    resource_change::Reason::NothingChanges => "nothing_changes", resource_change::Reason::NothingChanges;
    resource_change::Reason::WouldEnd(_) => "would_end", resource_change::Reason::WouldEnd(resource());
    resource_change::Reason::Increases(..) => "increases", resource_change::Reason::Increases(1, Box::new(blocked()));
    resource_change::Reason::NoSuchInstance(..) => "no_such_instance", resource_change::Reason::NoSuchInstance(1, "i-9".to_owned());
    resource_change::Reason::NoBackup(_) => "no_backup", resource_change::Reason::NoBackup(2);
    resource_change::Reason::NoAdvice => "no_advice", resource_change::Reason::NoAdvice;
    resource_change::Reason::NotYetReported => "not_yet_reported", resource_change::Reason::NotYetReported;
}}

reasons! { of_pools, name_of_pools, resource_pool::Reason {
    resource_pool::Reason::NewSelfBuilt => "new_self_built", resource_pool::Reason::NewSelfBuilt;
    resource_pool::Reason::PoolExists(_) => "pool_exists", resource_pool::Reason::PoolExists("pa".into());
    resource_pool::Reason::PoolUnderWay(..) => "pool_under_way", resource_pool::Reason::PoolUnderWay("pa".into(), "POL-20261109-0001".parse().unwrap());
    resource_pool::Reason::RunByAnother(_) => "run_by_another", resource_pool::Reason::RunByAnother("yun-a".into());
    resource_pool::Reason::NotContracted(_) => "not_contracted", resource_pool::Reason::NotContracted("HT-9".to_owned());
    resource_pool::Reason::BadComponent(_) => "bad_component", resource_pool::Reason::BadComponent("x".to_owned());
    resource_pool::Reason::NotEvaluated(_) => "not_evaluated", resource_pool::Reason::NotEvaluated(vec![resource_pool::EvaluationKind::Mlps]);
    resource_pool::Reason::StillUsed(_) => "still_used", resource_pool::Reason::StillUsed(2);
    resource_pool::Reason::StillPromised => "still_promised", resource_pool::Reason::StillPromised;
}}

fn resource() -> ResourceId {
    "APP-20261109-0001/1".parse().unwrap()
}

reasons! { of_editions, name_of_editions, catalogue_edition::Reason {
    catalogue_edition::Reason::BadRate(..) => "bad_rate", catalogue_edition::Reason::BadRate("cap".to_owned(), "x".to_owned());
    catalogue_edition::Reason::EditionExists(_) => "edition_exists", catalogue_edition::Reason::EditionExists("CAT-20261109-0001".parse().unwrap());
    catalogue_edition::Reason::NothingToSupplement(_) => "nothing_to_supplement", catalogue_edition::Reason::NothingToSupplement(2026);
    catalogue_edition::Reason::AboveControl { .. } => "above_control", catalogue_edition::Reason::AboveControl { item: "vm".into(), quantity: 1, cap_fen: 2, control_fen: 1 };
    catalogue_edition::Reason::AboveTotal { .. } => "above_total", catalogue_edition::Reason::AboveTotal { sum_fen: 2, control_fen: 1 };
    catalogue_edition::Reason::Uncontrolled(_) => "uncontrolled", catalogue_edition::Reason::Uncontrolled(1);
    catalogue_edition::Reason::NotIndependent => "not_independent", catalogue_edition::Reason::NotIndependent;
    catalogue_edition::Reason::ItemNotListed(_) => "item_not_listed", catalogue_edition::Reason::ItemNotListed("vm".into());
    catalogue_edition::Reason::OutsideYear(_) => "outside_year", catalogue_edition::Reason::OutsideYear(2026);
    catalogue_edition::Reason::NothingListed => "nothing_listed", catalogue_edition::Reason::NothingListed;
    catalogue_edition::Reason::NothingToCarry => "nothing_to_carry", catalogue_edition::Reason::NothingToCarry;
    catalogue_edition::Reason::EnoughItems(_) => "enough_items", catalogue_edition::Reason::EnoughItems(10_000);
    catalogue_edition::Reason::BadSuccessor(_) => "bad_successor", catalogue_edition::Reason::BadSuccessor("vm".into());
    catalogue_edition::Reason::ItemEnded(..) => "item_ended", catalogue_edition::Reason::ItemEnded("vm".into(), day());
    catalogue_edition::Reason::KeptByEditions(_) => "kept_by_editions", catalogue_edition::Reason::KeptByEditions("2026".to_owned());
    catalogue_edition::Reason::AboveCap { .. } => "above_cap", catalogue_edition::Reason::AboveCap { item: "vm".into(), quantity: 1, price_fen: 2, cap_fen: 1, edition: "2026".to_owned(), report: "9".to_owned() };
}}

reasons! { of_procurements, name_of_procurements, procurement::Reason {
    procurement::Reason::BadNeed(_) => "bad_need", procurement::Reason::BadNeed("vm".to_owned());
    procurement::Reason::BadPrice(_) => "bad_price", procurement::Reason::BadPrice("vm".to_owned());
    procurement::Reason::BadAmount(_) => "bad_amount", procurement::Reason::BadAmount("x".to_owned());
    procurement::Reason::PricedTwice(_) => "priced_twice", procurement::Reason::PricedTwice("vm".into());
    procurement::Reason::Listed(..) => "listed", procurement::Reason::Listed("yun-a".into(), day());
    procurement::Reason::ListedOnRecord(..) => "listed_on_record", procurement::Reason::ListedOnRecord("yun-a".into(), 3);
    procurement::Reason::LacksClauses(_) => "lacks_clauses", procurement::Reason::LacksClauses(vec![procurement::Clause::Access]);
    procurement::Reason::NumberOfCity(..) => "number_of_city", procurement::Reason::NumberOfCity("HT-1".to_owned(), id());
    procurement::Reason::NumberOfUnit(..) => "number_of_unit", procurement::Reason::NumberOfUnit("HT-1".to_owned(), "edu".into(), "yun-a".into());
    procurement::Reason::ReachesBack(..) => "reaches_back", procurement::Reason::ReachesBack(8, 0);
    procurement::Reason::StillAffiliated => "still_affiliated", procurement::Reason::StillAffiliated;
    procurement::Reason::EnoughAmendments(_) => "enough_amendments", procurement::Reason::EnoughAmendments(100);
    procurement::Reason::NothingAmended => "nothing_amended", procurement::Reason::NothingAmended;
    procurement::Reason::NotListed => "not_listed", procurement::Reason::NotListed;
}}

fn id() -> yunguan::domain::law::matter::MatterId {
    "APP-20261109-0001".parse().unwrap()
}

fn no_room() -> NoRoom {
    let cores = Portion {
        dimension: Dimension::Vcpu,
        amount: 8,
    };
    NoRoom {
        pool: "pa".into(),
        short: vec![cores],
        coming: Vec::new(),
    }
}

fn blocked() -> Blocked {
    Blocked {
        number: 3,
        ground: Ground::Stop,
        subject: Subject::Unit("edu".into()),
        paper: "益数云〔2026〕5号".to_owned(),
        from: day(),
        until: None,
        deed: Deed::Order,
    }
}

fn affiliated() -> AffiliateFinding {
    let company = |code: &str| Company {
        code: code.into(),
        name: format!("{code}单位"),
    };
    AffiliateFinding {
        provider: company("yun-a"),
        agency: company("zonghe"),
        association: Association {
            relation: Relation::Controls,
            to_first: vec![],
            to_second: vec![Link {
                holder: company("yun-a"),
                held: company("zonghe"),
                share: Share::WHOLE,
                control: false,
                state: false,
            }],
        },
        rulings: vec![],
    }
}

fn day() -> chrono::NaiveDate {
    "2026-11-09".parse().unwrap()
}

/// The name of a reason of any family.
const fn name(reason: &Reason) -> &'static str {
    match reason {
        Reason::Kind(kind) => match kind {
            KindReason::Application(reason) => name_of_applications(reason),
            KindReason::Emergency(reason) => name_of_emergencies(reason),
            KindReason::Procurement(reason) => name_of_procurements(reason),
            KindReason::CatalogueEdition(reason) => name_of_editions(reason),
            KindReason::Cancellation(reason) => name_of_cancellations(reason),
            KindReason::ResourceChange(reason) => name_of_changes(reason),
            KindReason::ResourcePool(reason) => name_of_pools(reason),
        },
        other => name_of_all(other),
    }
}

/// Every reason of every family, by name, with an example.
pub fn all() -> Vec<(&'static str, Reason)> {
    of_all()
        .into_iter()
        .filter(|(name, _)| *name != "kind")
        .chain(of_editions())
        .chain(of_applications())
        .chain(of_emergencies())
        .chain(of_procurements())
        .chain(of_cancellations())
        .chain(of_changes())
        .chain(of_pools())
        .collect()
}

/// Reasons that a story provokes rather than a line of a table, and where.
const IN_STORIES: [(&str, &str); 42] = [
    (
        "still_used",
        "rules_resource_pool: a_pool_that_is_closed_issues_nothing_and_ends_empty",
    ),
    (
        "still_promised",
        "rules_resource_pool: a_pool_that_is_closed_issues_nothing_and_ends_empty",
    ),
    (
        "several_pools",
        "rules_cancellation: resources_of_two_pools_are_two_cancellations",
    ),
    (
        "enough_items",
        "rules_catalogue_edition: ten_thousand_items_come_into_force_at_once_and_no_more",
    ),
    (
        "above_cap",
        "rules_catalogue_edition: no_contract_prices_above_the_cap",
    ),
    (
        "uncontrolled",
        "rules_catalogue_edition: a_city_may_hold_every_cap_by_the_total",
    ),
    (
        "nothing_to_carry",
        "rules_catalogue_edition: a_supplement_ends_nothing_but_what_it_replaces",
    ),
    (
        "number_of_city",
        "rules_procurement: a_contract_number_is_used_once",
    ),
    (
        "number_of_unit",
        "rules_procurement: a_contract_number_is_used_once",
    ),
    (
        "listed_on_record",
        "rules_procurement: a_provider_that_is_listed_gets_no_new_order_and_what_runs_goes_on",
    ),
    (
        "still_affiliated",
        "rules_procurement: a_share_deal_during_the_term_is_to_be_cured_within_thirty_days",
    ),
    (
        "enough_amendments",
        "rules_procurement: a_contract_takes_so_many_amendments_and_no_more",
    ),
    (
        "affiliated",
        "affiliates: no_affiliate_of_a_provider_becomes_the_agency_nor_the_other_way_round",
    ),
    (
        "enough_records",
        "affiliates: what_is_looked_at_for_one_answer_is_bounded",
    ),
    (
        "still_blocked",
        "dated: a_stop_does_not_end_by_the_units_end",
    ),
    (
        "bad_instances",
        "instances: ordinals_run_on_over_partial_deliveries_and_names_are_given_once",
    ),
    (
        "instance_count",
        "instances: ordinals_run_on_over_partial_deliveries_and_names_are_given_once",
    ),
    (
        "instance_twice",
        "instances: ordinals_run_on_over_partial_deliveries_and_names_are_given_once",
    ),
    (
        "succeeded",
        "dated: what_was_a_dissolved_units_is_its_successors",
    ),
    (
        "blocked",
        "blocks: what_is_not_yet_ordered_waits_and_all_else_goes_on",
    ),
    (
        "wrong_subject",
        "blocks: blocks_are_recorded_and_lifted_by_whom_they_belong_to",
    ),
    (
        "enough_blocks",
        "blocks: a_subject_bears_so_many_blocks_and_no_more",
    ),
    (
        "not_signed",
        "papers: where_a_signatory_is_kept_nothing_is_served_unsigned",
    ),
    (
        "nothing_to_sign",
        "papers: where_a_signatory_is_kept_nothing_is_served_unsigned",
    ),
    (
        "enclosed_already",
        "papers: what_is_enclosed_goes_with_the_next_paper_of_its_party",
    ),
    (
        "no_such_enclosure",
        "papers: what_is_enclosed_goes_with_the_next_paper_of_its_party",
    ),
    (
        "enough_enclosures",
        "papers: what_a_party_encloses_is_bounded",
    ),
    (
        "measures_over",
        "measures: after_the_last_day_new_matters_need_the_authoritys_ground_and_nothing_else_does",
    ),
    (
        "not_acknowledged",
        "rules_emergency: the_three_days_count_from_the_hand_over_as_it_was",
    ),
    (
        "oral_refused",
        "rules_emergency: an_oral_orders_document_follows_within_the_three_days",
    ),
    (
        "not_yet_filed",
        "rules_application: a_filing_is_complete_two_working_days_after_its_proven_service",
    ),
    (
        "enough_objections",
        "rules_application: a_determination_bills_at_once_and_is_corrected_if_an_objection_is_upheld",
    ),
    (
        "no_such_hold",
        "people: holds_stand_beside_each_other_and_are_lifted_one_by_one",
    ),
    (
        "increases",
        "rules_resource_change: a_stop_hits_what_increases_and_nothing_else",
    ),
    (
        "not_your_hold",
        "people: holds_stand_beside_each_other_and_are_lifted_one_by_one",
    ),
    (
        "which_hold",
        "people: holds_stand_beside_each_other_and_are_lifted_one_by_one",
    ),
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
    (
        "outside_refused",
        "rulings: a_city_may_refuse_what_needs_a_ground",
    ),
];

#[test]
fn every_reason_is_provoked() {
    let tables = [
        rules_application::refusals(),
        rules_emergency::refusals(),
        rules_procurement::refusals(),
        rules_catalogue_edition::refusals(),
        rules_cancellation::refusals(),
        rules_resource_change::refusals(),
        rules_resource_pool::refusals(),
        rules_register::refusals(),
    ];
    let provoked: BTreeSet<_> = tables
        .iter()
        .flatten()
        .filter_map(|(.., then)| then.split(' ').nth(1))
        .chain(IN_STORIES.map(|(name, _)| name))
        .collect();
    let all: BTreeSet<_> = all().into_iter().map(|(name, _)| name).collect();
    assert_eq!(provoked, all);
}

#[test]
fn a_story_that_provokes_a_reason_is_there() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    for (reason, place) in IN_STORIES {
        let (file, test) = place.split_once(": ").unwrap();
        let source = std::fs::read_to_string(folder.join(format!("{file}.rs"))).unwrap();
        let (_, from) = source.split_once(&format!("fn {test}()")).unwrap();
        let story = from.split("\n#[test]").next().unwrap();
        let variant: String = reason
            .split('_')
            .map(|part| part[..1].to_uppercase() + &part[1..])
            .collect();
        let said = [format!("refused {reason} "), format!("Reason::{variant}")];
        assert!(said.iter().any(|said| story.contains(said)), "{place}");
    }
}

#[test]
fn names_are_those_of_the_journal_and_stand_once() {
    let mut names = BTreeSet::new();
    for (word, reason) in all() {
        assert_eq!(name(&reason), word);
        assert_eq!(reason_name(&reason), word);
        assert!(names.insert(word), "two reasons are called {word}");
    }
    assert_eq!(names.len(), 80 + 17 + 9 + 14 + 16 + 3 + 8 + 9);
}

/// A reason goes over the wire inside a refusal, by its own name whichever kind it is of.
#[test]
fn every_reason_is_written_by_its_name_and_read_again() {
    for (word, reason) in all() {
        let inner = json!(reason);
        match &inner {
            Value::String(written) => assert_eq!(written, word),
            Value::Object(written) => {
                assert_eq!(written.len(), 1, "{inner}");
                assert_eq!(written.keys().next().unwrap(), word);
            }
            other => unreachable!("{other}"),
        }
        for number in 1..=ARTICLE_COUNT {
            let refusal = reason.clone().under(article(number));
            assert_eq!(cited(refusal.citation), number.to_string());
            let text = serde_json::to_string(&refusal).unwrap();
            assert_eq!(serde_json::from_str::<Refusal>(&text).unwrap(), refusal);
        }
    }
    for wrong in [
        json!("napping"),
        json!({"application": "no_proof"}),
        json!({"emergency": "regularising"}),
        json!({"application": {}}),
        Value::Null,
    ] {
        let read = serde_json::from_value::<Reason>(wrong.clone());
        assert!(read.is_err(), "{wrong} {read:?}");
    }
}
