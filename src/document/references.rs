//! Where do facts come from?
//!
//! Numbers the sources that a document cites, and formats them as references.

use std::ops::Range;

use hashbrown::DefaultHashBuilder;
use indexmap::IndexSet;

use super::block::{AnnotatedText, Block, BlockKind, Document};
use crate::catalogue::{Catalogue, Section, Source};
use crate::lang::Lang;

/// The sources of a document, numbered from 1 in order of first citation.
#[derive(Clone, Debug, Default)]
pub struct References(IndexSet<usize, DefaultHashBuilder>);

impl References {
    /// Numbers some sources.
    pub(super) fn of(sources: &[usize]) -> Self {
        Self(sources.iter().copied().collect())
    }

    /// Numbers the sources that have no number yet.
    pub fn add(&mut self, sources: &[usize]) {
        self.0.extend(sources);
    }

    /// Returns the numbers of sources as they are cited: ` [1, 3]`. Sources without a number are left out; the result
    /// is empty if none has one.
    pub fn numbers(&self, sources: &[usize]) -> String {
        let mut cited = String::new();
        for number in sources.iter().filter_map(|it| self.0.get_index_of(it)) {
            cited.push_str(if cited.is_empty() { " [" } else { ",\u{a0}" });
            cited.push_str(&(number + 1).to_string());
        }
        cited.push_str(if cited.is_empty() { "" } else { "]" });
        cited
    }

    /// Returns each source as a block, with its number as the marker.
    pub(super) fn blocks(&self, catalogue: &Catalogue, lang: Lang) -> impl Iterator<Item = Block> {
        let terms = &catalogue.vocabularies.sources;
        let sources = self.0.iter().zip(1..).filter_map(|(&at, number)| Some((terms.get(at)?, number)));
        sources
            .map(move |(source, number): (&Source, usize)| reference(source, lang).with_marker(format!("[{number}] ")))
    }

    /// Returns the list of the sources under its heading; an empty document if there are none.
    pub fn document(&self, catalogue: &Catalogue, lang: Lang) -> Document {
        let heading = Block::new(BlockKind::Heading, Section::Sources.name(lang)).with_space_above(2);
        let mut blocks: Vec<Block> = self.blocks(catalogue, lang).collect();
        if !blocks.is_empty() {
            blocks.insert(0, heading);
        }
        Document { blocks }
    }
}

/// Returns a source as one paragraph: authors, title, publisher, city, year, DOI, ISBN, address, date of access. All but
/// city, year, address and date, which many sources share, can be searched.
fn reference(source: &Source, lang: Lang) -> Block {
    let searched = |it: AnnotatedText| it.in_field(Section::Sources.into());
    let authors: Vec<String> = source.authors_given_first().collect();
    let authors = Some(authors.join(", ")).filter(|it| !it.is_empty()).map(|it| searched(it.into()));
    let title = searched(AnnotatedText::localized(&source.title, lang));
    // The name of a publisher is not translated, so no language tag follows it.
    let publisher = source.publisher.as_ref().map(|it| searched(it.get(lang).into()));
    let city = source.city.as_ref().map(|it| it.to_string());
    let year = source.year.map(|it| it.to_string());
    let labelled = |label: &str, it: &str| AnnotatedText::from(format!("{label}\u{a0}")).with(searched(it.into()));
    let doi = source.doi.as_ref().map(|it| labelled("DOI", it));
    let isbn = source.isbn.as_ref().map(|it| labelled("ISBN", it));
    let append = |reference: AnnotatedText, part: AnnotatedText| reference.with(", ").with(part);
    let title = authors.into_iter().chain([title]).reduce(append).unwrap_or_default();
    let details = [city, year].map(|it| it.map(AnnotatedText::from)).into_iter().chain([doi, isbn]).flatten();
    let mut reference = publisher.into_iter().chain(details).fold(title, append);
    let mut link = None;
    if let Some(url) = &source.url {
        reference = append(reference, url.as_str().into());
        link = Some(reference.len() - url.len()..reference.len());
    }
    if let Some(date) = source.accessed {
        reference = append(reference, format!("{} {}", lang.words().cite.accessed, date.in_words(lang)).into());
    }
    Block { link, ..Block::new(BlockKind::Body, reference) }
}

/// Returns the byte range of the first web address in a text; `None` if there is none.
pub(super) fn address(text: &str) -> Option<Range<usize>> {
    let (start, scheme) = ["https://", "http://"].iter().filter_map(|it| Some((text.find(it)?, it.len()))).min()?;
    // A closing parenthesis belongs to it if the opening one does.
    let mut depth = 0usize;
    let is_end = |it: char| match it {
        '(' => {
            depth += 1;
            false
        }
        ')' if depth > 0 => {
            depth -= 1;
            false
        }
        it => it.is_whitespace() || "<>\"»”)".contains(it),
    };
    let end = text[start..].find(is_end).map_or(text.len(), |it| start + it);
    let end = start + text[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?']).len();
    (end > start + scheme).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_excludes_surrounding_punctuation() {
        for (text, expected) in [
            ("See https://example.org/a?b=1, or ask.", "https://example.org/a?b=1"),
            ("(https://example.org/a) and http://other.org", "https://example.org/a"),
            ("«https://example.org»", "https://example.org"),
            ("http://example.org/a.", "http://example.org/a"),
            ("(see https://example.org/Bridge_(nautical))", "https://example.org/Bridge_(nautical)"),
        ] {
            assert_eq!(address(text).map(|it| &text[it]), Some(expected), "{text}");
        }
        assert_eq!(address("no address"), None);
    }
}
