//! A workbook's package, weighed before calamine reads it.
//!
//! calamine reserves memory for as many shared texts as a part claims to have, and copies a font into every cell format
//! that uses it. Such an allocation ends the process and cannot be caught, so the parts concerned are looked through
//! here first, with the same zip and XML crates: what they see is what calamine will see.
use std::io::{self, BufRead, BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::problem::printable;
use super::{MAX_CELLS, MAX_UNPACKED_BYTES, TableProblem};

/// The most parts in a package; ordinary workbooks have a few dozen.
const MAX_PARTS: usize = 10_000;
/// The most shared texts: no table that is read has more cells.
const MAX_SHARED_TEXTS: usize = MAX_CELLS;
/// The most elements in the styles; Excel itself stops at 65,490 cell formats.
const MAX_STYLE_ELEMENTS: usize = 200_000;
/// The longest start tag in the styles, in bytes; number formats, the longest of them, have 255 characters.
const MAX_STYLE_TAG: usize = 2_000;

/// Unpacks every part into nothing, and refuses what is too much.
pub(super) fn weigh(bytes: &[u8]) -> Result<(), TableProblem> {
    let too_large = || TableProblem::WorkbookTooLarge {
        limit: MAX_UNPACKED_BYTES,
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > MAX_PARTS {
        return Err(too_large());
    }
    // Streamed packages declare no sizes, which is no lie.
    if archive
        .decompressed_size()
        .is_some_and(|declared| declared > u128::from(MAX_UNPACKED_BYTES))
    {
        return Err(too_large());
    }
    let mut left = MAX_UNPACKED_BYTES;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| broken(&error))?;
        let name = part.name().map_err(|error| broken(&error))?.into_owned();
        let mut part = BufReader::new(part.take(left + 1));
        // calamine finds parts whatever their case, and in whatever folder the package names.
        let lower = name.to_lowercase();
        if lower.ends_with("sharedstrings.xml") {
            look_through(&mut part, SharedTexts::default(), &name)?;
        } else if lower.ends_with("styles.xml") {
            look_through(&mut part, Styles::default(), &name)?;
        }
        io::copy(&mut part, &mut io::sink()).map_err(|error| broken(&error))?;
        // The allowance is one byte more than a workbook may unpack to: if that byte was used too, it is too large.
        let unused = part.into_inner().limit();
        if unused == 0 {
            return Err(too_large());
        }
        left = unused - 1;
    }
    Ok(())
}

pub(super) fn broken(error: &dyn std::error::Error) -> TableProblem {
    TableProblem::BrokenWorkbook {
        detail: printable(&error.to_string()),
    }
}

/// What is counted in a part.
trait Look {
    /// Whether this start tag is still within the bounds.
    fn allows(&mut self, tag: &BytesStart<'_>) -> bool;
}

#[derive(Default)]
struct SharedTexts(usize);

impl Look for SharedTexts {
    fn allows(&mut self, tag: &BytesStart<'_>) -> bool {
        self.0 += usize::from(tag.local_name().as_ref() == "si");
        let raw: &str = tag.as_ref();
        // The count is sought in the letters of the tag, not among its attributes: so it is found whatever spelling
        // calamine accepts.
        let claims_allowed = raw.split("uniqueCount").skip(1).all(|rest| {
            let digits: String = rest
                .chars()
                .skip_while(|character| !character.is_ascii_digit())
                .take_while(char::is_ascii_digit)
                .collect();
            digits.is_empty()
                || digits
                    .parse()
                    .is_ok_and(|count: usize| count <= MAX_SHARED_TEXTS)
        });
        claims_allowed && self.0 <= MAX_SHARED_TEXTS
    }
}

#[derive(Default)]
struct Styles(usize);

impl Look for Styles {
    fn allows(&mut self, tag: &BytesStart<'_>) -> bool {
        self.0 += 1;
        let raw: &str = tag.as_ref();
        self.0 <= MAX_STYLE_ELEMENTS && raw.len() <= MAX_STYLE_TAG
    }
}

fn look_through(
    part: &mut impl BufRead,
    mut look: impl Look,
    name: &str,
) -> Result<(), TableProblem> {
    let mut reader = Reader::from_reader(part);
    // The settings that calamine reads with, so that both see the same elements.
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) if !look.allows(&tag) => {
                return Err(TableProblem::PartTooLarge {
                    part: printable(name),
                });
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(broken(&error)),
        }
    }
}
