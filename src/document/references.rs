//! Where do facts come from? Sources, each with the number by which it is named.

use std::collections::HashMap;
use std::ops::Range;

use super::block::{Block, Document, Role, Words};
use crate::catalogue::{Catalogue, Section, Source};
use crate::lang::Lang;

/// The sources of a document, each numbered where it is named first, from 1.
#[derive(Clone, Debug, Default)]
pub struct References {
    order: Vec<usize>,
    numbers: HashMap<usize, usize>,
}

impl References {
    /// Numbers some sources, those that have no number yet.
    pub fn add(&mut self, sources: &[usize]) {
        for &source in sources {
            if !self.numbers.contains_key(&source) {
                self.order.push(source);
                self.numbers.insert(source, self.order.len());
            }
        }
    }

    /// Returns the numbers of sources, as they stand before them in the list: ` [1, 3]`; those that have none are left
    /// out.
    pub fn numbers(&self, sources: &[usize]) -> String {
        let numbers: Vec<String> = sources.iter().filter_map(|it| Some(self.numbers.get(it)?.to_string())).collect();
        if numbers.is_empty() { String::new() } else { format!(" [{}]", numbers.join(",\u{a0}")) }
    }

    /// Returns each source as a block, its number before it.
    pub(super) fn blocks(&self, catalogue: &Catalogue, lang: Lang) -> impl Iterator<Item = Block> {
        let terms = &catalogue.vocabularies.sources;
        let sources = self.order.iter().zip(1..).filter_map(|(&at, number)| Some((terms.get(at)?, number)));
        sources.map(move |(source, number): (&Source, usize)| {
            reference(source, lang).marked(format!("[{number}] ")).of(Section::Sources)
        })
    }

    /// Returns the list of the sources under its heading; nothing where there is none.
    pub fn document(&self, catalogue: &Catalogue, lang: Lang) -> Document {
        let heading = Block::new(Role::Heading, Section::Sources.name(lang)).below(2);
        let mut blocks: Vec<Block> = self.blocks(catalogue, lang).collect();
        if !blocks.is_empty() {
            blocks.insert(0, heading);
        }
        Document { blocks }
    }
}

/// Returns a source in one paragraph: authors, title, publisher, city, year, DOI, ISBN, address, when it was consulted.
fn reference(source: &Source, lang: Lang) -> Block {
    let authors: Vec<String> = source.authors.iter().map(|it| given_first(it)).collect();
    let authors = if authors.is_empty() { String::new() } else { authors.join(", ") + ", " };
    // Who published it goes by its own name, whatever the language.
    let publisher = source.publisher.as_ref().map(|it| it.get(lang).to_owned());
    let city = source.city.as_ref().map(|it| it.to_string());
    let year = source.year.map(|it| it.to_string());
    let doi = source.doi.as_ref().map(|it| format!("DOI\u{a0}{it}"));
    let isbn = source.isbn.as_ref().map(|it| format!("ISBN\u{a0}{it}"));
    let more = |reference: Words, part: String| reference.with(", ").with(part);
    let title = Words::from(authors).with(Words::of(&source.title, lang));
    let mut reference = [publisher, city, year, doi, isbn].into_iter().flatten().fold(title, more);
    let mut link = None;
    if let Some(url) = &source.url {
        reference = more(reference, url.to_string());
        link = Some(reference.len() - url.len()..reference.len());
    }
    if let Some(date) = source.accessed {
        reference = more(reference, format!("{} {}", lang.words().cite.accessed, date.in_words(lang)));
    }
    Block { link, ..Block::new(Role::Body, reference) }
}

/// Returns a name that has the family name first as it is said: `Konradi, Moritz` as “Moritz Konradi”.
fn given_first(name: &str) -> String {
    name.split_once(", ").map_or_else(|| name.to_owned(), |(family, given)| format!("{given} {family}"))
}

/// Returns the bytes of the first web address in a text, if there is one.
pub(super) fn address(text: &str) -> Option<Range<usize>> {
    let start = ["https://", "http://"].iter().filter_map(|it| text.find(it)).min()?;
    let end =
        text[start..].find(|it: char| it.is_whitespace() || "<>\"»”)".contains(it)).map_or(text.len(), |it| start + it);
    let end = start + text[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?']).len();
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_before_what_is_no_part_of_it() {
        for (text, expected) in [
            ("See https://example.org/a?b=1, or ask.", "https://example.org/a?b=1"),
            ("(https://example.org/a) and http://other.org", "https://example.org/a"),
            ("«https://example.org»", "https://example.org"),
            ("http://example.org/a.", "http://example.org/a"),
        ] {
            assert_eq!(address(text).map(|it| &text[it]), Some(expected), "{text}");
        }
        assert_eq!(address("no address"), None);
    }
}
