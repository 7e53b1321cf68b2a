//! Which words of a text show that it was found?
//!
//! Finds the first hit of a search in a sheet, and cuts a snippet around it.

use std::borrow::Borrow;
use std::ops::Range;

use super::block::{Block, BlockKind, Document};
use super::find::{Hit, Needle, find, is_in_own_text};
use crate::catalogue::{Activity, Field, Labelled, Section, Vocabularies, Vocabulary};
use crate::lang::Lang;
use crate::text::width;

/// Where words occur in a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nowhere.
    Nowhere,
    /// In its title or place, which are visible anyway.
    InHeadline,
    /// Elsewhere.
    InBody(Snippet),
}

impl Found {
    /// Returns the snippet, if the words occur where the list does not show them.
    pub fn in_body(self) -> Option<Snippet> {
        if let Found::InBody(snippet) = self { Some(snippet) } else { None }
    }
}

/// A few words around a hit, after the name of the section or fact in which they occur.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The line to show.
    pub text: String,
    /// Byte ranges of the hits in it.
    pub hits: Vec<Range<usize>>,
}

/// Returns where words occur in a sheet, given in parts; the snippet is about `columns` columns wide. `tag` is the
/// language of the sheet if it is not the user's; only texts in this language count then.
pub fn found_in(
    sheet: impl IntoIterator<Item = Document>,
    needles: &[Needle],
    columns: usize,
    lang: Lang,
    tag: Option<&str>,
) -> Found {
    // A title or place in another language is not visible, nor is any place but the first.
    let is_visible = |block: &Block, hit: &Hit| {
        let field = block.field_of(&hit.range).filter(|_| tag.is_none());
        let first_place = block.fields.iter().find(|it| it.1 == Field::Place);
        field.is_some_and(|it| it.1 == Field::Title || Some(it) == first_place)
    };
    for part in sheet {
        let mut hits = find(&part, needles);
        hits.retain(|it| tag.is_none() || is_in_own_text(&part, it));
        let Some(block) = hits.first().map(|it| it.block) else { continue };
        if hits.iter().any(|it| is_visible(&part.blocks[it.block], it)) {
            return Found::InHeadline;
        }
        let hits: Vec<&Hit> = hits.iter().filter(|it| it.block == block).collect();
        return Found::InBody(snippet(&part.blocks[block], &hits, columns, lang, tag));
    }
    Found::Nowhere
}

/// Returns the needles of the groups of which no part of a sheet contains any.
pub fn missing<D: Borrow<Document>>(sheet: impl IntoIterator<Item = D>, groups: &[Vec<Needle>]) -> Vec<Needle> {
    let mut missing: Vec<&Vec<Needle>> = groups.iter().collect();
    for part in sheet {
        missing.retain(|it| find(part.borrow(), it).is_empty());
        if missing.is_empty() {
            break;
        }
    }
    missing.into_iter().flatten().cloned().collect()
}

/// Returns a snippet of the first text in which words occur, of those that are searched but that a sheet does not show:
/// the other names of places and terms, the dates as written, the identifier; `None` if there is none.
pub fn found_in_names(
    activity: &Activity,
    terms: &Vocabularies,
    needles: &[Needle],
    columns: usize,
    lang: Lang,
) -> Option<Snippet> {
    let places = activity.places().flat_map(|it| &it.aliases).map(|it| (Field::Place, it.to_string()));
    let term_names = |(vocabulary, field): (Vocabulary, Field)| {
        let indices = activity.indices(vocabulary).into_owned().into_iter();
        let entries = indices.filter_map(move |at| terms.term(vocabulary, at));
        entries.flat_map(Labelled::other_names).map(move |it| (field, it.to_string()))
    };
    let vocabularies =
        [(Vocabulary::Themes, Field::Theme), (Vocabulary::Kinds, Field::Kind), (Vocabulary::Groups, Field::Group)];
    let period = activity.period.map(|it| (Field::Date, it.to_string()));
    let id = (Field::Section(Section::Other), activity.id.to_string());
    let texts = places.chain(vocabularies.into_iter().flat_map(term_names)).chain(period).chain([id]);
    let blocks = texts.map(|(field, text)| Block::new(BlockKind::Fact, text).in_field(field)).collect();
    let document = Document { blocks };
    let hits = find(&document, needles);
    let first = hits.first()?;
    let hits: Vec<&Hit> = hits.iter().filter(|it| it.block == first.block).collect();
    Some(snippet(&document.blocks[first.block], &hits, columns, lang, None))
}

fn snippet(block: &Block, hits: &[&Hit], columns: usize, lang: Lang, tag: Option<&str>) -> Snippet {
    let hit = &hits[0].range;
    let (mut field_range, field) = block.field_of(hit).cloned().unwrap_or((0..block.text.len(), Section::Other.into()));
    // Words in another language are shown alone, without the remark that states the language.
    let foreign = block.foreign.iter().find(|(it, _)| it.start <= hit.start && hit.end <= it.end);
    if let Some((foreign_range, _)) = foreign {
        field_range = field_range.start.max(foreign_range.start)..field_range.end.min(foreign_range.end);
    }
    let name = block.anchor.section.map_or_else(|| fact_name(field, &block.marker, lang), |it| it.name(lang));
    let tag = tag.or(foreign.map(|it| it.1.as_str())).map(|it| format!("\u{a0}[{it}]")).unwrap_or_default();
    let [open, close] = lang.words().quotes;
    let head = if name.is_empty() { String::new() } else { format!("{name}{tag}{} ", lang.words().colon) };
    let room = columns.saturating_sub(width(&head) + width(open) + width(close));
    let visible = window(&block.text, &field_range, hit, room);
    let start = head.len() + open.len() + if visible.start > field_range.start { "…".len() } else { 0 };
    let words = with_ellipses(&block.text, &field_range, &visible);
    let text = format!("{head}{open}{}{close}", words.replace('\n', " "));
    let visible_hits = hits.iter().map(|it| &it.range).filter(|it| visible.start <= it.start && it.end <= visible.end);
    let shifted = |it: &Range<usize>| it.start - visible.start + start..it.end - visible.start + start;
    Snippet { text, hits: visible_hits.map(shifted).collect() }
}

/// Returns whole words around a hit in a part of a text, in about `columns` columns, with an ellipsis at each end that
/// is cut.
pub fn words_around(text: &str, part: &Range<usize>, hit: &Range<usize>, columns: usize) -> String {
    with_ellipses(text, part, &window(text, part, hit, columns))
}

fn with_ellipses(text: &str, part: &Range<usize>, visible: &Range<usize>) -> String {
    let [before, after] = [visible.start > part.start, visible.end < part.end].map(|it| if it { "…" } else { "" });
    format!("{before}{}{after}", &text[visible.clone()])
}

/// Returns the name of the fact for a field. `marker` is its label in the sheet, which distinguishes experts from
/// partners.
fn fact_name(field: Field, marker: &str, lang: Lang) -> &'static str {
    let words = lang.words();
    let are_experts = Lang::ALL.iter().any(|it| it.words().roles[1] == marker.trim_end());
    match field {
        Field::Title => words.title,
        Field::Theme => words.themes,
        Field::Kind => words.kind,
        Field::Group => words.groups,
        Field::Lead => words.roles[0],
        Field::Partner => words.roles[if are_experts { 1 } else { 2 }],
        Field::Place => words.place,
        Field::Date => words.period,
        _ => "",
    }
}

/// Returns the byte range of a part of a text that is shown around a hit in about `room` columns: whole words, with
/// half as much before the hit as after it.
fn window(text: &str, part: &Range<usize>, hit: &Range<usize>, room: usize) -> Range<usize> {
    let start_of_word = |at: usize| {
        let space = text[part.start..at].char_indices().rfind(|(_, it)| it.is_whitespace());
        space.map_or(part.start, |(before, it)| part.start + before + it.len_utf8())
    };
    let end_of_word = |at: usize| text[at..part.end].find(char::is_whitespace).map_or(part.end, |it| at + it);
    let earlier = |at: usize| start_of_word(part.start + text[part.start..at].trim_end().len());
    let later = |at: usize| end_of_word(part.end - text[at..part.end].trim_start().len());
    // Text much longer than the room is not measured.
    let fits = |range: &Range<usize>| {
        let ellipses = usize::from(range.start > part.start) + usize::from(range.end < part.end);
        range.len() <= 32 * room && width(&text[range.clone()]) + ellipses <= room
    };
    let word = start_of_word(hit.start)..end_of_word(hit.end);
    // A word that does not fit is shown by single characters around the hit.
    let is_whole = fits(&word);
    let before = |at: usize| if is_whole { earlier(at) } else { text.floor_char_boundary(at.saturating_sub(1)) };
    let after = |at: usize| if is_whole { later(at) } else { text.ceil_char_boundary(at + 1) };
    let mut shown = if is_whole { word } else { hit.clone() };
    loop {
        let mut wider = [before(shown.start).max(part.start)..shown.end, shown.start..after(shown.end).min(part.end)];
        if 2 * width(&text[shown.start..hit.start]) > width(&text[hit.end..shown.end]) {
            wider.reverse();
        }
        match wider.into_iter().find(|it| *it != shown && fits(it)) {
            Some(it) => shown = it,
            None => break,
        }
    }
    if shown.end < part.end {
        // Punctuation before the ellipsis would look like a mistake.
        let words = text[shown.clone()].trim_end_matches([',', ';', ':', '.', '·', ' ', '\u{a0}', '\u{202f}']);
        shown.end = hit.end.max(shown.start + words.len());
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snippet(text: &str, word: &str, columns: usize) -> (String, Vec<String>) {
        let block = Block::new(crate::document::BlockKind::Body, text).in_field(Section::Actions);
        let document = Document { blocks: vec![block] };
        let needles = [Needle { text: word.to_owned(), scope: crate::document::Scope::Record }];
        match found_in([document], &needles, columns, Lang::EN, None) {
            Found::InBody(it) => (it.text.clone(), it.hits.into_iter().map(|hit| it.text[hit].to_owned()).collect()),
            _ => Default::default(),
        }
    }

    #[test]
    fn snippet_shows_whole_words_around_the_hit() {
        assert_eq!(snippet("a incomprehensibilities b", "hens", 16).0, "“…prehensibili…”");
        let text = "one two three four five six seven eight nine ten";
        assert_eq!(snippet(text, "five", 24), ("“…four five six seven…”".into(), vec!["five".to_owned()]));
        assert_eq!(snippet(text, "one", 18).0, "“one two three…”");
        assert_eq!(snippet(text, "ten", 20).0, "“…eight nine ten”");
        assert_eq!(snippet("one, two: three four", "one", 14).0, "“one, two…”");
        assert_eq!(snippet("one, two: three four", "two:", 14).0, "“one, two:…”");
        assert_eq!(snippet(text, "e", 99), (format!("“{text}”"), vec!["e".to_owned(); 9]));
        assert_eq!(snippet(text, "eleven", 20).0, "");
        // Half as much before the hit as after it, where there is room.
        let around = [12, 14, 16, 19, 21, 25, 30, 33, 40].map(|it| snippet(text, "five", it).0);
        let expected = [
            "“…five six…”",
            "“…four five…”",
            "“…four five…”",
            "“…four five six…”",
            "“…four five six…”",
            "“…four five six seven…”",
            "“…three four five six seven…”",
            "“…two three four five six seven…”",
            "“…three four five six seven eight nine…”",
        ];
        assert_eq!(around, expected);
        // Hits outside the snippet are left out.
        let far = format!("five {text} five");
        assert_eq!(snippet(&far, "five", 24).1, ["five"]);
    }
}
