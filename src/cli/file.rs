//! Texts from files and standard input, bounded.

use std::io::Read;
use std::path::Path;

use crate::feed::table;
use crate::locale::Lang;
use crate::locale::cli as words;
use crate::locale::cli::table as table_words;

use super::context::Context;
use super::failure::Failure;

/// The most bytes of a text that is read whole: a calendar, the Measures, one input.
const TEXT_LIMIT: usize = 1 << 20;

impl Context {
    /// The text of a regular file: UTF-8, or GB18030 as offices save it.
    pub(super) fn text_of(&self, path: &Path) -> Result<String, Failure> {
        let bytes = table::load(path).map_err(|problems| {
            let said = table_words::problems(self.lang, &problems);
            Failure::Trouble(words::FILE.fill(self.lang, &[&path.display(), &said]))
        })?;
        if bytes.len() > TEXT_LIMIT {
            let text = words::FILE_TOO_LARGE.fill(self.lang, &[&path.display(), &TEXT_LIMIT]);
            return Err(Failure::Trouble(text));
        }
        decode(&bytes).ok_or_else(|| {
            Failure::Trouble(words::FILE_NO_TEXT.fill(self.lang, &[&path.display()]))
        })
    }
}

fn decode(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => encoding_rs::GB18030
            .decode_without_bom_handling_and_without_replacement(bytes)
            .map(std::borrow::Cow::into_owned),
    }
}

/// Standard input whole.
pub(super) fn standard_input(lang: Lang) -> Result<String, Failure> {
    let mut text = String::new();
    let limit = u64::try_from(TEXT_LIMIT).unwrap_or(u64::MAX);
    let read = std::io::stdin()
        .lock()
        .take(limit + 1)
        .read_to_string(&mut text);
    match read {
        Ok(count) if count > TEXT_LIMIT => Err(Failure::Usage(
            words::FILE_TOO_LARGE.fill(lang, &[&"-", &TEXT_LIMIT]),
        )),
        Ok(_) => Ok(text),
        Err(_) => Err(Failure::Usage(words::FILE_NO_TEXT.fill(lang, &[&"-"]))),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn texts_come_in_both_encodings() {
        let (bytes, ..) = encoding_rs::GB18030.encode("第一条");
        for bytes in ["第一条".as_bytes(), "\u{feff}第一条".as_bytes(), &bytes] {
            assert_eq!(decode(bytes).as_deref(), Some("第一条"));
        }
        assert_eq!(decode(&[0x81, 0x20, 0xff]), None);
    }
}
