//! Money is whole fen; people and files read yuan.

/// An amount in yuan with two decimals: `5400.00`.
#[must_use]
pub fn yuan(fen: u64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

/// The same with its thousands parted, for whoever adds it up by eye: `5,400.00`.
#[must_use]
pub fn parted(fen: u64) -> String {
    let whole = yuan(fen);
    let (digits, decimals) = whole.split_at(whole.len() - 3);
    let mut text = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + decimals
}

/// A difference with its sign: `−355.07`, `+12.00`.
#[must_use]
pub fn signed(fen: i64) -> String {
    let sign = if fen < 0 { '−' } else { '+' };
    format!("{sign}{}", parted(fen.unsigned_abs()))
}

/// An amount in yuan as people write it, `5400`, `5,400.00`, in fen: with two decimals at most, and none that are rounded.
#[must_use]
pub fn read(text: &str) -> Option<u64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "00"));
    let whole = whole.replace([',', '，'], "");
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(&whole) || !digits(decimals) {
        return None;
    }
    let decimals: u64 = match decimals.len() {
        1 => decimals.parse::<u64>().ok()? * 10,
        2 => decimals.parse().ok()?,
        _ => return None,
    };
    whole
        .parse::<u64>()
        .ok()?
        .checked_mul(100)?
        .checked_add(decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yuan_are_read_as_people_write_them() {
        for (text, fen) in [
            ("5400", Some(540_000)),
            ("5,400.00", Some(540_000)),
            ("0.5", Some(50)),
            ("0.05", Some(5)),
            ("", None),
            (".5", None),
            ("5.", None),
            ("5.001", None),
            ("-5", None),
            ("五", None),
            ("184467440737095517", None),
        ] {
            assert_eq!(read(text), fen, "{text}");
        }
    }

    #[test]
    fn fen_are_told_in_yuan() {
        let cases = [
            (0, "0.00"),
            (7, "0.07"),
            (99_999, "999.99"),
            (100_000, "1,000.00"),
            (123_456_789, "1,234,567.89"),
        ];
        for (fen, told) in cases {
            assert_eq!(parted(fen), told);
            assert_eq!(yuan(fen), told.replace(',', ""));
        }
        assert_eq!(
            (signed(-35_507), signed(100)),
            ("−355.07".to_owned(), "+1.00".to_owned())
        );
    }
}
