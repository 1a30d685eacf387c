//! Which columns of a list fit a width, and how wide each is.

use crate::hub::list::column::Column;
use crate::locale::{Lang, date};

/// What a column wants.
struct Wish {
    /// The fewest cells that are of use.
    least: usize,
    /// The cells that hold nearly everything.
    wanted: usize,
    /// How much of what is left it takes.
    grows: usize,
    /// What matters most has place first: 0 before 9.
    rank: u8,
}

/// The widths of columns in cells, with the cell of air behind each; 0 leaves one out.
pub fn widths(columns: &[Column], width: usize, lang: Lang) -> Vec<usize> {
    let of_duties = columns.contains(&Column::Duty);
    let wishes: Vec<Wish> = columns
        .iter()
        .map(|column| wish(*column, lang, of_duties))
        .collect();
    let mut widths = vec![0; wishes.len()];
    let mut left = width;
    let mut by_rank: Vec<usize> = (0..wishes.len()).collect();
    by_rank.sort_by_key(|at| wishes.get(*at).map(|wish| (wish.rank, *at)));
    // What matters more is whole before what matters less is there at all.
    for at in &by_rank {
        if let (Some(wish), Some(cells)) = (wishes.get(*at), widths.get_mut(*at))
            && left >= wish.least
        {
            *cells = wish.wanted.min(left);
            left -= *cells;
        }
    }
    let is_there = |at: &usize| widths.get(*at).is_some_and(|cells| *cells > 0);
    let growing: Vec<usize> = (0..wishes.len()).filter(is_there).collect();
    let all: usize = growing
        .iter()
        .filter_map(|at| wishes.get(*at))
        .map(|wish| wish.grows)
        .sum();
    let mut rest = left;
    for at in &growing {
        if let (Some(wish), Some(cells)) = (wishes.get(*at), widths.get_mut(*at))
            && all > 0
        {
            let share = (left * wish.grows / all).min(rest);
            *cells += share;
            rest -= share;
        }
    }
    // What nobody else can use goes to the last, or a list would end before the screen does.
    if let Some(cells) = growing.last().and_then(|at| widths.get_mut(*at)) {
        *cells += rest;
    }
    widths
}

const fn fixed(cells: usize, rank: u8) -> Wish {
    Wish {
        least: cells,
        wanted: cells,
        grows: 0,
        rank,
    }
}

const fn between(least: usize, wanted: usize, grows: usize, rank: u8) -> Wish {
    Wish {
        least,
        wanted,
        grows,
        rank,
    }
}

fn wish(column: Column, lang: Lang, of_duties: bool) -> Wish {
    let (day, matter, what) = match (lang, of_duties) {
        // The longest word of a duty, or of a stage, behind the sign of a block.
        (Lang::Zh, true) => (11, 19, 14),
        (Lang::Zh, false) => (11, 19, 16),
        (Lang::En, true) => (10, 18, 18),
        (Lang::En, false) => (10, 18, 23),
    };
    match column {
        Column::Matter => fixed(matter, 0),
        Column::Resource => fixed(matter + 2, 0),
        Column::InWork => fixed(matter, 5),
        Column::Code | Column::Login | Column::Ruling | Column::Seq | Column::Number => {
            between(7, if column_is_short(column) { 8 } else { 18 }, 0, 0)
        }
        // Beside the articles stand the words of what befell all of them.
        Column::Article => between(7, 9, 0, 0),
        Column::Day => fixed(16, 0),
        Column::Left => fixed(date::COMPACT_CELLS + 1, 1),
        Column::Due => fixed(day, 3),
        Column::Duty => between(8, what, 0, 2),
        Column::Stage => between(8, what, 0, if of_duties { 7 } else { 2 }),
        Column::Unit => between(8, 11, 1, 4),
        Column::Party
        | Column::Affiliation
        | Column::Operator
        | Column::Provider
        | Column::Contractor
        | Column::Person
        | Column::Holder
        | Column::Held => between(8, 12, 1, 4),
        Column::Basis => fixed(11, 5),
        // After the unit, so that a column that was chosen is there.
        Column::Title => between(10, 15, 4, 5),
        Column::System | Column::Pool => between(8, 14, 1, 4),
        Column::Name | Column::Subject | Column::What | Column::Question => between(10, 16, 4, 1),
        Column::Values => between(8, 14, 2, 2),
        Column::Time => fixed(17, 2),
        Column::Who | Column::By | Column::AskedBy => between(7, 10, 1, 3),
        Column::Kind => between(9, if matches!(lang, Lang::Zh) { 15 } else { 18 }, 0, 3),
        Column::State
        | Column::DayKind
        | Column::Room
        | Column::Countersigned
        | Column::Budget
        | Column::Funding
        | Column::PriceBasis => between(9, 14, 0, 3),
        // Who delivers from a pool tells how it is run.
        Column::Mode | Column::Region => between(9, 14, 0, 5),
        Column::Cap | Column::Amount => between(11, 16, 0, 3),
        Column::CapBefore => between(10, 16, 0, 3),
        Column::Planned
        | Column::Quantity
        | Column::Used
        | Column::Cleared
        | Column::Unknown
        | Column::Severity => between(6, 10, 0, 3),
        Column::Edition => between(8, 10, 0, 3),
        Column::Price
        | Column::Delay
        | Column::Billed
        | Column::Vcpu
        | Column::Memory
        | Column::FastDisk
        | Column::OrdinaryDisk
        | Column::Bandwidth
        | Column::Gpu
        | Column::Addresses => fixed(13, 2),
        Column::Share => fixed(7, 2),
        Column::Confirmed => between(9, 18, 0, 3),
        Column::Term => fixed(25, 4),
        Column::Since | Column::Until | Column::BuiltOn | Column::SignedOn | Column::FirstCycle => {
            fixed(16, 5)
        }
        Column::Posts | Column::Post => between(8, 20, 0, 5),
        Column::Instance | Column::Certificate => between(8, 18, 1, 2),
        Column::PaperWord
        | Column::ShortName
        | Column::Family
        | Column::Specification
        | Column::CountedIn
        | Column::Paper
        | Column::Lifted
        | Column::Source
        | Column::Telephone => between(8, 14, 1, 6),
        Column::Ground | Column::Deadline => between(12, 30, 2, 7),
    }
}

/// Whether what stands in it is a number of a few digits.
const fn column_is_short(column: Column) -> bool {
    matches!(column, Column::Ruling | Column::Seq)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hub::list::{List, REGISTERS};

    #[test]
    fn widths_fill_a_screen_and_never_more() {
        let mut lists = vec![
            List::Mine,
            List::Matters(None),
            List::Journal,
            List::Rulings,
            List::Calendar(2026),
            List::Measures,
        ];
        lists.extend(REGISTERS.iter().copied().map(List::Register));
        for lang in [Lang::Zh, Lang::En] {
            for list in &lists {
                for columns in [list.shown(), list.columns()] {
                    for width in 0..240 {
                        let sum: usize = widths(columns, width, lang).iter().sum();
                        assert!(sum <= width, "{list:?} {width}");
                    }
                    let first = widths(columns, 78, lang);
                    assert_eq!(first.iter().sum::<usize>(), 78, "{list:?} {first:?}");
                }
            }
        }
    }

    #[test]
    fn what_matters_most_has_place_first() {
        let columns = List::Mine.shown();
        let there = |width| -> Vec<Column> {
            let widths = widths(columns, width, Lang::Zh);
            let shown = columns.iter().zip(widths).filter(|(_, cells)| *cells > 0);
            shown.map(|(column, _)| *column).collect()
        };
        assert_eq!(there(20), [Column::Matter]);
        assert_eq!(there(38), [Column::Left, Column::Matter, Column::Duty]);
        assert!(!there(60).contains(&Column::Title));
        assert_eq!(there(78), columns);
    }
}
