//! The bare disk: what no store can be faster than, one act at a time.

use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use super::tally::Tally;

/// Writes of 4 KiB, each flushed before the next, over a file that is already there.
pub fn writes(folder: &Path, times: u32) -> Tally {
    let mut file = std::fs::File::create(folder.join("bare")).unwrap();
    let block = [1; 4096];
    for _ in 0..256 {
        file.write_all(&block).unwrap();
    }
    file.sync_all().unwrap();
    let mut at = 0;
    Tally::time(times, || {
        file.seek(SeekFrom::Start(at % 256 * 4096)).unwrap();
        file.write_all(&block).unwrap();
        file.sync_data().unwrap();
        at += 1;
    })
}
