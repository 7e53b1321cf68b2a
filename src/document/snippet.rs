//! Which words of a text show that it was found?

use std::ops::Range;

use super::block::{Block, Document};
use super::find::{Hit, Needle, find};
use crate::catalogue::Field;
use crate::lang::Lang;
use crate::text::width;

/// Where words stand in a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nowhere.
    Nowhere,
    /// In its title or its place, which are seen anyway.
    InHeadline,
    /// Elsewhere.
    InBody(Snippet),
}

/// A few words around a hit, after the name of the section in which they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The line.
    pub text: String,
    /// Which bytes of it are hits.
    pub hits: Vec<Range<usize>>,
}

/// Returns where words stand in a sheet; what shows it is a line of about `columns` columns. `tag` is the language of
/// the sheet where the reader's is another.
pub fn found_in(sheet: &Document, needles: &[Needle], columns: usize, lang: Lang, tag: Option<&str>) -> Found {
    let hits = find(sheet, needles);
    let is_seen = |hit: &Hit| {
        let block = sheet.blocks.get(hit.block);
        block.and_then(|it| it.field_of(&hit.range)).is_some_and(|it| matches!(it.1, Field::Title | Field::Place))
    };
    match hits.first() {
        None => Found::Nowhere,
        Some(_) if hits.iter().any(is_seen) => Found::InHeadline,
        Some(first) => {
            let hits: Vec<&Hit> = hits.iter().filter(|it| it.block == first.block).collect();
            Found::InBody(snippet(&sheet.blocks[first.block], &hits, columns, lang, tag))
        }
    }
}

fn snippet(block: &Block, hits: &[&Hit], columns: usize, lang: Lang, tag: Option<&str>) -> Snippet {
    let hit = &hits[0].range;
    let (part, field) = block.field_of(hit).cloned().unwrap_or((0..block.text.len(), Field::Other));
    let name = block.anchor.section.map_or_else(|| fact(field, lang), |it| it.name(lang));
    let tag = tag.map(|it| format!("\u{a0}[{it}]")).unwrap_or_default();
    let [open, close] = lang.words().quotes;
    let head = if name.is_empty() { String::new() } else { format!("{name}{tag}{} ", lang.words().colon) };
    let room = columns.saturating_sub(width(&head) + width(open) + width(close));
    let shown = window(&block.text, &part, hit, room);
    let [before, after] = [shown.start > part.start, shown.end < part.end].map(|it| if it { "…" } else { "" });
    let start = head.len() + open.len() + before.len();
    let text = format!("{head}{open}{before}{}{after}{close}", block.text[shown.clone()].replace('\n', " "));
    let inside = hits.iter().map(|it| &it.range).filter(|it| shown.start <= it.start && it.end <= shown.end);
    let moved = |it: &Range<usize>| it.start - shown.start + start..it.end - shown.start + start;
    Snippet { text, hits: inside.map(moved).collect() }
}

/// Returns the name of the fact that a part of the record is.
fn fact(field: Field, lang: Lang) -> &'static str {
    let words = lang.words();
    match field {
        Field::Theme => words.themes,
        Field::Kind => words.kind,
        Field::Lead => words.lead,
        Field::Partner => words.partners,
        Field::Date => words.period,
        _ => "",
    }
}

/// Returns the bytes of a part of a text that are shown around a hit in about `room` columns: whole words, with a little
/// of what stands before it.
fn window(text: &str, part: &Range<usize>, hit: &Range<usize>, room: usize) -> Range<usize> {
    let spare = room.saturating_sub(width(&text[hit.clone()]) + 2);
    // A third of the room stands before the hit; more where nothing is left to stand after it.
    let before = (spare / 3).max(spare.saturating_sub(width(&text[hit.end..part.end])));
    let spaces = |range: Range<usize>| text[range.clone()].match_indices(' ').map(move |(at, _)| range.start + at);
    let mut starts = std::iter::once(part.start).chain(spaces(part.start..hit.start).map(|at| at + 1));
    let start = starts.find(|&at| width(&text[at..hit.start]) <= before).unwrap_or(hit.start);
    let left = spare.saturating_sub(width(&text[start..hit.start]));
    let ends = spaces(hit.end..part.end).chain([part.end]);
    let end = ends.take_while(|&at| width(&text[hit.end..at]) <= left).last().unwrap_or(hit.end);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snippet(text: &str, word: &str, columns: usize) -> (String, Vec<String>) {
        let block = Block::new(crate::document::Role::Body, text).of(Field::Actions);
        let document = Document { blocks: vec![block] };
        let needles = [Needle { text: word.to_owned(), scope: crate::document::Scope::Record }];
        match found_in(&document, &needles, columns, Lang::En, None) {
            Found::InBody(it) => (it.text.clone(), it.hits.into_iter().map(|hit| it.text[hit].to_owned()).collect()),
            _ => Default::default(),
        }
    }

    #[test]
    fn whole_words_stand_around_the_hit() {
        let text = "one two three four five six seven eight nine ten";
        assert_eq!(snippet(text, "five", 24), ("“…four five six seven…”".into(), vec!["five".to_owned()]));
        assert_eq!(snippet(text, "one", 18).0, "“one two three…”");
        assert_eq!(snippet(text, "ten", 20).0, "“…eight nine ten”");
        assert_eq!(snippet(text, "e", 99), (format!("“{text}”"), vec!["e".to_owned(); 9]));
        assert_eq!(snippet(text, "eleven", 20).0, "");
    }
}
