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
        // GB18030 text is hardly ever valid UTF-8 by accident, but UTF-8 text is often valid GB18030: UTF-8 is tried
        // first.
        None => UTF_8
            .decode_without_bom_handling_and_without_replacement(bytes)
            .or_else(|| GB18030.decode_without_bom_handling_and_without_replacement(bytes)),
    };
    let text = text.ok_or(TableProblem::UnknownEncoding)?;
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}
