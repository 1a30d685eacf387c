//! What a matter's lines cost in the present cycle, and why.

use chrono::NaiveDate;

use crate::domain::law::money::parted;
use crate::domain::law::naming::Names;
use crate::domain::settle::charge::{Charge, Charges};
use crate::hub::request::Shown;
use crate::locale::detail as words;
use crate::locale::explain::bill;
use crate::locale::naming::called;
use crate::locale::{Lang, date};

use super::{Block, Depth, Field, Section, Tone};

/// What each line comes to, and how, a line of text each; nothing where nothing is billed or it is not told.
pub(super) fn charges(shown: &Shown, lang: Lang) -> Section {
    let fields = shown.charges.iter().flat_map(|charges| {
        let lines = charges.lines.iter();
        lines.flat_map(move |charge| {
            // As the line calls it: the specification stands above, with the lines.
            let at = usize::try_from(charge.line.saturating_sub(1)).ok();
            let asked = shown.matter.body.asked();
            let line = at.and_then(|at| asked?.lines.get(at));
            let item = line.map_or_else(
                || called(lang, &shown.names, &charge.item),
                |line| line.name().to_owned(),
            );
            let turn = asked.and_then(|asked| asked.turns_of(charge.line).next_back());
            let ended = turn.filter(|turn| turn.into.is_none());
            let of = Of {
                item: &item,
                ended_on: ended.map(|turn| turn.from),
                names: &shown.names,
            };
            fields(charges, charge, &of, lang)
        })
    });
    Section::of(words::CHARGES.get(lang), Block::Fields(fields.collect()))
}

/// What a line is of.
pub(super) struct Of<'a> {
    /// What it is called.
    pub(super) item: &'a str,
    /// The first day on which nothing of it is used any more, once it ended.
    pub(super) ended_on: Option<NaiveDate>,
    /// The names of whom it speaks.
    pub(super) names: &'a Names,
}

/// What one line comes to, and how.
pub(super) fn fields(charges: &Charges, charge: &Charge, of: &Of, lang: Lang) -> Vec<Field> {
    let line = words::CHARGED_LINE.fill(lang, &[&charge.line, &of.item, &charge.quantity]);
    let label = words::CHARGED.get(lang);
    if !charges.attested {
        let daily = charge.daily_fen.map(parted);
        let waits = match daily {
            Some(daily) => words::UNATTESTED_DAILY.fill(lang, &[&line, &daily]),
            None => words::UNATTESTED.fill(lang, &[&line]),
        };
        return vec![Field::new(label, waits).toned(Tone::Warns)];
    }
    let amount = charge.account.amount_fen();
    let until = date::date_long(lang, charges.cycle.end());
    let told = match (amount, charge.daily_fen) {
        (Some(fen), Some(daily)) => {
            words::CHARGED_DAILY.fill(lang, &[&line, &parted(fen), &until, &parted(daily)])
        }
        (Some(fen), None) => match of.ended_on {
            Some(ended_on) => {
                let on = date::date_long(lang, ended_on);
                words::CHARGED_ENDED.fill(lang, &[&line, &parted(fen), &on])
            }
            None => words::CHARGED_AMOUNT.fill(lang, &[&line, &parted(fen), &until]),
        },
        (None, _) => {
            let parts = charge.account.parts.iter();
            let why = parts.flat_map(|part| &part.billed.unpriced);
            let why: Vec<String> = why.map(|days| bill::unpriced(lang, days)).collect();
            words::UNPRICED.fill(lang, &[&line, &why.join(" · ")])
        }
    };
    let tone = if amount.is_some() {
        Tone::Plain
    } else {
        Tone::Warns
    };
    let why = bill::account(
        lang,
        charges.cycle,
        &charge.account,
        (&charge.terms, of.names),
        charges.conventions,
    );
    vec![
        Field::new(label, told).toned(tone),
        Field::new(words::CHARGED_HOW.get(lang), why.join("\n")).from(Depth::Whole),
    ]
}
