//! The parameters of the rulings: what each may be, and its default.

use super::{RULING_COUNT, RulingId, RulingValue};

/// What a parameter may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A whole number between two bounds, both allowed.
    Number {
        /// The least.
        least: u32,
        /// The most.
        most: u32,
    },
    /// One of these words; the first is the default.
    Word(&'static [&'static str]),
    /// Any date.
    Date,
}

/// One named parameter of a ruling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, as the journal and the verbs write it; the unit is in the name.
    pub name: &'static str,
    /// What it may be.
    pub shape: Shape,
    /// Its default: a number, or a word or date as text.
    pub default: &'static str,
}

const fn number(name: &'static str, default: &'static str, least: u32, most: u32) -> Parameter {
    Parameter {
        name,
        shape: Shape::Number { least, most },
        default,
    }
}

const fn word(name: &'static str, words: &'static [&'static str]) -> Parameter {
    Parameter {
        name,
        shape: Shape::Word(words),
        default: words[0],
    }
}

/// Every ruling's parameters, in the order of their numbers.
const PARAMETERS: [&[Parameter]; RULING_COUNT as usize] = [
    &[word("starts_at", &["hand_over", "issuance"])],
    &[word("billing_day", &["attested", "confirmed"])],
    &[word("divisor", &["days_in_cycle", "fixed_365"])],
    &[word("segment_end", &["half_open", "closed"])],
    &[word("rounding", &["half_up", "half_even"])],
    &[word("order", &["sequential", "from_submission"])],
    &[word("emergency", &["recorded_override", "blocked"])],
    &[
        number("cpu_peak_percent", "30", 1, 100),
        number("memory_peak_percent", "30", 1, 100),
        number("storage_percent", "40", 1, 100),
        number("months", "3", 1, 24),
    ],
    &[
        number("off_days", "30", 1, 365),
        number("cpu_mean_percent", "5", 1, 100),
        number("network_kbit_per_second", "10", 0, 100_000),
    ],
    &[
        number("oversized_below_percent", "20", 1, 100),
        number("undersized_above_percent", "85", 1, 100),
        number("target_percent", "70", 1, 100),
        number("days", "30", 1, 365),
    ],
    &[number("working_days", "20", 1, 250)],
    &[
        number("critical_days", "3", 1, 365),
        number("high_days", "15", 1, 365),
        number("medium_days", "30", 1, 365),
        number("low_days", "90", 1, 365),
        number("key_period_critical_days", "1", 1, 365),
        number("key_period_high_days", "3", 1, 365),
    ],
    &[
        number("pass_score", "90", 1, 100),
        number("ordinary_score", "80", 1, 100),
    ],
    &[
        number("month_working_day", "5", 1, 20),
        number("quarter_working_day", "10", 1, 60),
        number("year_working_day", "20", 1, 120),
    ],
    &[
        number("level_3_months", "12", 1, 60),
        number("level_4_months", "6", 1, 60),
        number("cryptography_months", "12", 1, 60),
        number("level_2_months", "24", 1, 60),
    ],
    &[
        number("resubmit_working_days", "10", 1, 250),
        number("order_test_working_days", "3", 1, 250),
        number("build_test_working_days", "5", 1, 250),
        number("propose_working_days", "5", 1, 250),
        number("receive_filing_working_days", "2", 1, 250),
        number("order_delivery_working_days", "3", 1, 250),
        number("deliver_working_days", "10", 1, 250),
        number("confirm_working_days", "3", 1, 250),
        number("supervise_working_days", "3", 1, 250),
        number("check_product_working_days", "10", 1, 250),
        number("deploy_product_working_days", "60", 1, 250),
        number("cancel_working_days", "10", 1, 250),
        number("sign_paper_working_days", "2", 1, 250),
        number("review_emergency_days", "1", 1, 30),
        number("hand_over_emergency_days", "1", 1, 30),
        number("acknowledge_hand_over_days", "1", 1, 30),
        number("supply_document_working_days", "3", 1, 250),
        number("refile_working_days", "3", 1, 250),
        number("check_attestation_working_days", "5", 1, 250),
        number("serve_working_days", "2", 1, 250),
        number("clear_working_days", "5", 1, 250),
        number("decide_objection_working_days", "10", 1, 250),
        number("report_arrival_working_days", "60", 1, 250),
        number("mend_product_working_days", "20", 1, 250),
        number("review_need_working_days", "10", 1, 250),
        number("award_working_days", "60", 1, 250),
        number("check_standing_days", "90", 1, 366),
        number("decide_listing_working_days", "10", 1, 250),
        number("cure_affiliation_days", "30", 1, 366),
        number("hand_in_catalogue_working_days", "10", 1, 250),
        number("review_catalogue_working_days", "10", 1, 250),
        number("advise_change_working_days", "5", 1, 250),
        number("order_change_working_days", "2", 1, 250),
        number("announce_catalogue_working_days", "10", 1, 250),
        number("revise_catalogue_days", "91", 1, 366),
        number("arrange_end_days", "90", 1, 366),
        number("review_cancellation_working_days", "5", 1, 250),
        number("back_up_working_days", "10", 1, 250),
        number("take_offline_working_days", "5", 1, 250),
        number("attest_end_working_days", "3", 1, 250),
        number("countersign_working_days", "2", 1, 250),
        number("reclaim_working_days", "3", 1, 250),
        number("approve_pool_plan_working_days", "10", 1, 250),
        number("contract_pool_working_days", "60", 1, 250),
        number("build_pool_working_days", "120", 1, 250),
        number("connect_pool_working_days", "10", 1, 250),
        number("evaluate_pool_working_days", "60", 1, 250),
        number("commission_pool_working_days", "10", 1, 250),
        number("measure_pool_working_days", "10", 1, 250),
    ],
    &[number("longest_months", "12", 1, 60)],
    &[number("minute_of_day", "1440", 1, 1440)],
    &[
        number("bulletin_months", "1", 1, 24),
        number("inspection_months", "6", 1, 24),
        number("plan_months", "12", 1, 36),
    ],
    &[word("level_4", &["written_ground", "refused"])],
    &[Parameter {
        name: "published",
        shape: Shape::Date,
        default: "2025-09-25",
    }],
    &[word("separation", &["by_person"])],
    &[
        word("early_end", &["reason", "refused"]),
        number("end_overrun_working_days", "3", 1, 250),
    ],
    &[word(
        "above_approved",
        &["supplementary_opinion", "refused"],
    )],
    &[
        word("filing", &["receipt_or_service", "receipt"]),
        number("served_working_days", "2", 1, 250),
    ],
    &[word("billing_ends", &["attested", "reclaimed"])],
    &[word("proof", &["document_or_oral_order", "document"])],
    &[word("stop_covers", &["unit", "system"])],
    &[number("known_percent", "90", 1, 100)],
    &[number("emergency_reserve_percent", "10", 0, 100)],
    &[word("tiers", &["graduated", "all_units"])],
    &[word("figure", &["item_then_total", "total"])],
    &[
        number("control_above_percent", "50", 1, 100),
        word("state_holder", &["no_sisters", "sisters"]),
    ],
    &[number("months", "6", 6, 60)],
    &[word("year", &["calendar", "settlement"])],
    &[word("internal_end", &["as_counted", "next_working_day"])],
    &[
        number("critical_infrastructure_hours", "1", 1, 72),
        number("others_hours", "4", 1, 72),
    ],
    &[
        number("first_notice_days", "90", 1, 365),
        number("second_notice_days", "30", 1, 365),
    ],
    &[word("period", &["settlement", "calendar"])],
    &[number("determine_working_days", "3", 1, 250)],
    &[word("late_decrease", &["claim", "no_claim"])],
    &[word(
        "off_budget_self_built",
        &["written_ground", "refused"],
    )],
    &[word("provisional", &["undetermined", "as_computed"])],
    &[number("months", "24", 1, 120)],
    &[word("other_counties", &["written_ground", "refused"])],
    &[word("running_lines", &["contract_amendment", "catalogue"])],
    &[word("own_use", &["same_body", "refused"])],
    &[word("same_day", &["no_day", "one_day"])],
    &[word("sight", &["by_party"])],
    &[number("hours", "4", 1, 72)],
    &[word("excused", &["left_out", "counted"])],
    &[word("procures_agency", &["authority", "support"])],
];

/// The parameters of a ruling.
#[must_use]
pub fn parameters(id: RulingId) -> &'static [Parameter] {
    PARAMETERS
        .get(usize::from(id.number()) - 1)
        .copied()
        .unwrap_or_default()
}

/// Whether a value fits its parameter.
#[must_use]
pub fn fits(shape: Shape, value: &RulingValue) -> bool {
    match value {
        RulingValue::Number(number) => match shape {
            Shape::Number { least, most } => (least..=most).contains(number),
            Shape::Word(_) | Shape::Date => false,
        },
        RulingValue::Word(word) => match shape {
            Shape::Word(words) => words.contains(&word.as_str()),
            Shape::Number { .. } | Shape::Date => false,
        },
        RulingValue::Date(_) => match shape {
            Shape::Date => true,
            Shape::Number { .. } | Shape::Word(_) => false,
        },
    }
}

/// Reads a value from text, as a form or a verb gives it.
#[must_use]
pub fn read_value(shape: Shape, text: &str) -> Option<RulingValue> {
    let value = match shape {
        Shape::Number { .. } => RulingValue::Number(text.trim().parse().ok()?),
        Shape::Word(_) => RulingValue::Word(text.trim().to_owned()),
        Shape::Date => RulingValue::Date(text.trim().parse().ok()?),
    };
    fits(shape, &value).then_some(value)
}

/// The default of a parameter; a word for one that does not exist, which a test rules out for every use.
#[must_use]
pub fn default_value(id: RulingId, parameter: &str) -> RulingValue {
    parameters(id)
        .iter()
        .find(|candidate| candidate.name == parameter)
        .and_then(|found| read_value(found.shape, found.default))
        .unwrap_or_else(|| RulingValue::Word(String::new()))
}
