use super::*;

/// The commonest word of all is still one that the hub takes, and nothing of it is left out.
#[test]
fn no_word_stands_for_more_than_a_filter_holds() {
    for lang in [Lang::Zh, Lang::En] {
        let said = terms().map(|one| term(lang, one)).collect::<String>();
        let letters: std::collections::BTreeSet<char> = said
            .chars()
            .chain("0123456789第条款项日天时分逾".chars())
            .filter(|letter| !letter.is_whitespace())
            .collect();
        for letter in letters {
            let asked = filter(lang, &letter.to_string(), NaiveDate::MIN);
            assert_eq!(asked.beyond(), None, "{letter}");
        }
    }
}
