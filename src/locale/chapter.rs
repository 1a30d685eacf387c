//! The titles of the ten chapters of the Measures.
use super::{T, numbered};

messages! {
    CHAPTER_1 = "总则", "General provisions";
    CHAPTER_2 = "职责分工", "Division of responsibilities";
    CHAPTER_3 = "采购管理", "Procurement";
    CHAPTER_4 = "建设管理", "Construction";
    CHAPTER_5 = "使用管理", "Use";
    CHAPTER_6 = "运维管理", "Operation and maintenance";
    CHAPTER_7 = "安全管理", "Security";
    CHAPTER_8 = "监督考核", "Supervision and appraisal";
    CHAPTER_9 = "结算管理", "Settlement";
    CHAPTER_10 = "附则", "Supplementary provisions";
}

/// The title of chapter 1 to 10, without its number; `None` for any other number.
#[must_use]
pub fn title(number: u8) -> Option<T> {
    numbered(ALL, number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_has_its_title() {
        for (number, (name, message)) in (1_u8..).zip(ALL) {
            assert_eq!(*name, format!("CHAPTER_{number}"));
            assert_eq!(title(number), Some(*message));
        }
        assert_eq!(title(10), Some(CHAPTER_10));
        assert_eq!((title(0), title(11)), (None, None));
    }
}
