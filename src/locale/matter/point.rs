//! The words of points: what whoever decides must have before them.
use super::super::{Lang, T, block, date, event, joined, listing};
use super::{asked, materials};
use crate::domain::law::block::Blocked;
use crate::domain::law::naming::Names;
use crate::domain::r#use::point::{Bearing, Cover, Point};

messages! {
    CONTRACT = "自签合同", "Own contract";
    UNNEEDED = "不须", "none needed";
    COUNTS = "{0}，{1}", "{0}, {1}";
    OPEN = "没有生效的（第40条）：不挡发放，列为未了事项", "none counts (Art. 40): an open point, nothing is stopped";
    OWED = "没有生效的（第40条）：发放之前须有", "none counts (Art. 40): one must before anything is issued";
    BLOCK = "限制", "Block";
    OVERRIDE = "{0}：须写明越过限制的理由", "{0}: needs an override reason";
    BARS = "{0}：不能越过，不能通过", "{0}: cannot be passed, nothing can be approved";
    LATER = "{0}：不挡本项决定，挡以后的{1}", "{0}: not this decision, but later {1}";
    ON = "第{0}号 {1} {2}", "no. {0}, {1}, {2}";
    SINCE = "提交之后", "Since submission";
}

/// A point, with its label.
#[must_use]
pub fn told(lang: Lang, names: &Names, point: &Point) -> (T, String) {
    match point {
        Point::Stood(stood) => asked::stood(lang, stood),
        Point::Contract(cover) => (CONTRACT, contract(lang, cover)),
        Point::Materials(of) => materials::completeness(lang, of),
        Point::Block { block, bearing } => (BLOCK, blocked(lang, names, block, *bearing)),
        Point::Since(since) => {
            let said: Vec<_> = since
                .iter()
                .map(|one| asked::since(lang, names, one))
                .collect();
            (SINCE, joined(lang, said.iter().map(String::as_str)))
        }
        Point::Changes(changes) => (listing::CHANGES, listing::changed_briefly(lang, changes)),
        Point::Candidates(known) => (listing::CANDIDATES, listing::candidates(lang, known)),
    }
}

fn contract(lang: Lang, cover: &Cover) -> String {
    match cover {
        Cover::Unneeded => UNNEEDED.get(lang).to_owned(),
        Cover::Counts(terms) => {
            let term = date::from_to(lang, terms.starts_on, terms.ends_on);
            COUNTS.fill(lang, &[&terms.number, &term])
        }
        Cover::Open => OPEN.get(lang).to_owned(),
        Cover::Owed => OWED.get(lang).to_owned(),
    }
}

fn blocked(lang: Lang, names: &Names, by: &Blocked, bearing: Bearing) -> String {
    let ground = block::grounded(lang, by.ground);
    let on = event::worded(lang, names, &by.subject.said());
    let what = ON.fill(lang, &[&by.number, &ground, &on]);
    match bearing {
        Bearing::Override => OVERRIDE.fill(lang, &[&what]),
        Bearing::Bars => BARS.fill(lang, &[&what]),
        Bearing::Later => LATER.fill(lang, &[&what, &block::deed(by.deed).get(lang)]),
    }
}
