//! Bytes to text, in the encodings that offices here save.
use encoding_rs::{Encoding, GB18030, UTF_8};

use super::TableProblem;

/// Text in UTF-8 (with or without a byte order mark), UTF-16 with one (Excel's "Unicode text"), or else GB18030, which
/// includes GBK and GB 2312; line ends become line feeds.
pub(super) fn decode(bytes: &[u8]) -> Result<String, TableProblem> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => bytes
            .get(mark..)
            .and_then(|rest| encoding.decode_without_bom_handling_and_without_replacement(rest)),
        // Text that is valid UTF-8 by accident is very rare, the other way round it is common.
        None => UTF_8
            .decode_without_bom_handling_and_without_replacement(bytes)
            .or_else(|| GB18030.decode_without_bom_handling_and_without_replacement(bytes)),
    };
    let text = text.ok_or(TableProblem::UnknownEncoding)?;
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}
