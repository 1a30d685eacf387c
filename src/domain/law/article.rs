//! Citations as values: an article of the Measures, or a ruling on what they leave open.

use std::collections::BTreeMap;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::ruling::RulingId;

/// An article of the Measures, with the paragraph in brackets where it has numbered ones: Art. 19(2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Article {
    /// 1 to 42.
    pub number: u8,
    /// The numbered paragraph, (一) being 1.
    pub paragraph: Option<u8>,
}

/// How many articles the Measures have.
pub const ARTICLE_COUNT: u8 = 42;

/// A whole article.
#[must_use]
pub const fn article(number: u8) -> Article {
    Article {
        number,
        paragraph: None,
    }
}

/// One numbered paragraph of an article.
#[must_use]
pub const fn paragraph(number: u8, paragraph: u8) -> Article {
    Article {
        number,
        paragraph: Some(paragraph),
    }
}

/// Reads texts by article number. JSON writes the numbers as text, and inside a tagged enum they arrive as text too.
///
/// # Errors
/// If a key is no number, or is padded.
fn by_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<u8, String>, D::Error> {
    BTreeMap::<String, String>::deserialize(deserializer)?
        .into_iter()
        .map(|(key, text)| match key.parse::<u8>() {
            Ok(number) if number.to_string() == key => Ok((number, text)),
            _ => Err(D::Error::custom(format!("not an article's number: {key}"))),
        })
        .collect()
}

/// Official texts by article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Articles(pub BTreeMap<u8, String>);

impl<'de> Deserialize<'de> for Articles {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        by_number(deserializer).map(Self)
    }
}

/// The official text of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleText {
    /// The article.
    pub number: u8,
    /// Its text.
    pub text: String,
}

/// What a refusal, a deadline or a block rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Citation {
    /// An article of the Measures.
    Article(Article),
    /// A ruling of the city.
    Ruling(RulingId),
}

impl From<Article> for Citation {
    fn from(article: Article) -> Self {
        Self::Article(article)
    }
}

impl From<RulingId> for Citation {
    fn from(ruling: RulingId) -> Self {
        Self::Ruling(ruling)
    }
}
