//! Medians, percentiles and the table they are printed in.

use std::time::Duration;

/// How long each of many things took.
pub struct Tally(Vec<Duration>);

impl Tally {
    /// Of these.
    pub fn of(mut taken: Vec<Duration>) -> Self {
        taken.sort_unstable();
        Self(taken)
    }

    /// Does it so many times.
    pub fn time(times: u32, mut work: impl FnMut()) -> Self {
        Self::of(
            (0..times)
                .map(|_| {
                    let begun = std::time::Instant::now();
                    work();
                    begun.elapsed()
                })
                .collect(),
        )
    }

    /// All of it together.
    pub fn total(&self) -> Duration {
        self.0.iter().sum()
    }

    /// What so many of a hundred stayed within.
    pub fn percent(&self, percent: usize) -> Duration {
        let at = self.0.len() * percent / 100;
        self.0[at.min(self.0.len() - 1)]
    }
}

/// The median of some figures.
pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// A duration in the unit that suits it.
pub fn short(taken: Duration) -> String {
    let micros = taken.as_secs_f64() * 1e6;
    if micros < 1_000.0 {
        format!("{micros:.0} µs")
    } else if micros < 1e6 {
        format!("{:.1} ms", micros / 1e3)
    } else {
        format!("{:.1} s", micros / 1e6)
    }
}

/// A row of a table, columns of one width.
pub fn row(cells: &[String]) {
    print!("|");
    for cell in cells {
        print!(" {cell:>16} |");
    }
    println!();
}

/// A table's head.
pub fn head(cells: &[&str]) {
    row(&cells
        .iter()
        .map(|&cell| cell.to_owned())
        .collect::<Vec<_>>());
    row(&cells.iter().map(|_| "---:".to_owned()).collect::<Vec<_>>());
}
