//! The official text of the Measures (Art. 42).

use std::collections::BTreeMap;

use super::{ARTICLE_TEXT_LIMIT, Fact};
use crate::domain::law::article::{ARTICLE_COUNT, Articles};
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;

/// Loads the official text, article by article.
///
/// # Errors
/// If an article is missing, beyond the last, or too long.
pub(super) fn load(
    case: &Case,
    articles: &BTreeMap<u8, String>,
    source: &str,
) -> Result<Fact, Refusal> {
    for number in 1..=ARTICLE_COUNT {
        if !articles.contains_key(&number) {
            return Err(case.refuse(Reason::Missing(number.to_string())));
        }
    }
    if let Some(number) = articles
        .keys()
        .find(|number| !(1..=ARTICLE_COUNT).contains(*number))
    {
        return Err(case.refuse(Reason::OutOfRange(
            number.to_string(),
            1,
            u64::from(ARTICLE_COUNT),
        )));
    }
    let articles = articles
        .iter()
        .map(|(number, official)| {
            let official = text::required(case, &number.to_string(), official, ARTICLE_TEXT_LIMIT)?;
            Ok((*number, official))
        })
        .collect::<Result<_, Refusal>>()?;
    Ok(Fact::MeasuresLoaded {
        source: text::required(case, "source", source, text::LINE)?,
        articles: Articles(articles),
    })
}
