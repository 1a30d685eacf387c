//! Where what is free of a pool comes from (R30): what is there, times what, less what is given out, promised and kept.

use super::{Emphasis, ExplainLine, piece};
use crate::domain::build::measure::{Capacity, Measured};
use crate::domain::build::room::Room;
use crate::domain::law::matter::Matter;
use crate::domain::law::naming::Names;
use crate::domain::law::refusal::Coming;
use crate::domain::law::ruling::R30;
use crate::locale::detail::MATTERS;
use crate::locale::matter::standing;
use crate::locale::refusal::why;
use crate::locale::{Lang, date, domain, naming};

messages! {
    TITLE = "{0}的余量从哪里来？", "Where does what is free of {0} come from?";
    MEASURED = "{0}起，{1}登记：{2}", "since {0}, registered by {1}: {2}";
    BEFORE = "{0}至{1} {2}", "{0} to {1}: {2}";
    RULING = "裁定 {0}", "ruling {0}";
    FREE = "{0} 可用 {1}", "{0}: {1} free";
    OVER = "{0} 超出 {1}", "{0}: {1} too many";
    EFFECTIVE = "物理 {0} × {1} = 有效 {2}（取整）", "{0} there × {1} = {2} effective, rounded down";
    NOTHING = "没有登记，即没有", "none on record, so none";
    LESS = "{0} − 已发放 {1} − 应急发放 {2} − 已预留 {3} − 应急预留余 {4} = {5}", "{0} − {1} issued − {2} in emergencies − {3} reserved − {4} left of the emergency reserve = {5}";
    KEPT = "应急预留 {0}：{1} 中已动用 {2}", "emergency reserve {0}: {2} of {1} drawn";
    KEPT_SHORT = "应急预留 {0}，余量只够 {1}", "emergency reserve {0}, of which only {1} is there";
}

/// The question that the lines answer.
#[must_use]
pub fn title(lang: Lang, names: &Names, capacity: &Capacity) -> String {
    TITLE.fill(lang, &[&naming::called(lang, names, &capacity.pool)])
}

/// The answer, dimension by dimension, with what will be given back and what the pool had before.
#[must_use]
pub fn lines(
    lang: Lang,
    names: &Names,
    capacity: &Capacity,
    rooms: &[Room],
    coming: &[Coming],
) -> Vec<ExplainLine> {
    let measured = &capacity.measured;
    let by = naming::called(lang, names, &measured.entered_by);
    let since = date::date_long(lang, measured.from);
    let basis = MEASURED.fill(lang, &[&since, &by, &capacity.basis]);
    let ruling = RULING.fill(lang, &[&R30]);
    let mut lines = vec![ExplainLine::of(vec![
        piece(Emphasis::Strong, ruling),
        piece(Emphasis::Plain, basis),
    ])];
    let shown = rooms.iter().filter(|room| room.is_there());
    lines.extend(shown.flat_map(|room| dimension(lang, room, capacity)));
    lines.extend(
        coming
            .iter()
            .map(|coming| ExplainLine::one(Emphasis::Plain, why::gives_back(lang, coming))),
    );
    lines.extend(measured.former.iter().map(|former| {
        let had = former.value.dimensions.iter().map(ToString::to_string);
        let had: Vec<String> = had.collect();
        let told = BEFORE.fill(lang, &[&former.from, &former.until, &had.join("; ")]);
        ExplainLine::one(Emphasis::Quiet, told)
    }));
    lines
}

/// The matters by which a pool came into service: where each stands, and its evaluations.
#[must_use]
pub fn matters(lang: Lang, matters: &[Matter]) -> Vec<ExplainLine> {
    let heading = ExplainLine::one(Emphasis::Strong, MATTERS.get(lang).to_owned());
    let told = matters.iter().flat_map(|matter| standing(lang, matter));
    let told = told.map(|line| ExplainLine::one(Emphasis::Plain, line));
    let heading = (!matters.is_empty()).then_some(heading);
    heading.into_iter().chain(told).collect()
}

fn dimension(lang: Lang, room: &Room, capacity: &Capacity) -> [ExplainLine; 3] {
    let label = domain::dimension(room.dimension).get(lang);
    let general = room.general();
    let head = if general < 0 {
        let over = OVER.fill(lang, &[&label, &general.unsigned_abs()]);
        ExplainLine::one(Emphasis::Alarm, over)
    } else {
        ExplainLine::one(Emphasis::Strong, FREE.fill(lang, &[&label, &general]))
    };
    let effective = match capacity.of_dimension(room.dimension) {
        Some(Measured {
            physical, ratio, ..
        }) => EFFECTIVE.fill(lang, &[physical, ratio, &room.effective]),
        None => NOTHING.get(lang).to_owned(),
    };
    let kept = room.reserve.saturating_sub(room.drawn);
    let less = LESS.fill(
        lang,
        &[
            &room.effective,
            &room.issued,
            &room.drawn,
            &room.reserved,
            &kept,
            &general,
        ],
    );
    let reserve = if room.left_of_reserve() < kept {
        KEPT_SHORT.fill(lang, &[&room.reserve, &room.left_of_reserve()])
    } else {
        let drawn = room.drawn.min(room.reserve);
        KEPT.fill(lang, &[&room.reserve, &room.reserve, &drawn])
    };
    let under = |text| ExplainLine::under(vec![piece(Emphasis::Plain, text)]);
    let effective = ExplainLine::under(vec![
        piece(Emphasis::Plain, effective),
        piece(Emphasis::Plain, reserve),
    ]);
    [head, effective, under(less)]
}
