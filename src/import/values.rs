//! Which values does a cell contain?
//!
//! Splits cells into names, texts and links, and parses periods, coordinates and web addresses.

use crate::catalogue::Period;
use crate::diagnose::{normalised_period, rules};
use crate::text::{clean_line, clean_prose, list_marker, to_source};

/// Splits a cell at separators, except inside brackets and at a `;` that belongs to an HTML entity or an address.
fn split_outside_brackets<'a>(cell: &'a str, separators: &[char]) -> Vec<&'a str> {
    let (mut parts, mut start, mut word, mut depth) = (Vec::new(), 0, 0, 0_usize);
    // Unbalanced brackets are ignored.
    let is_balanced = cell.matches('(').count() == cell.matches(')').count();
    for (at, character) in cell.char_indices() {
        match character {
            '(' if is_balanced => depth += 1,
            ')' if is_balanced => depth = depth.saturating_sub(1),
            it if separators.contains(&it)
                && depth == 0
                && !(it == ';' && is_literal_semicolon(&cell[word..at], &cell[at + 1..])) =>
            {
                parts.push(&cell[start..at]);
                start = at + it.len_utf8();
                word = start;
            }
            it if it.is_whitespace() => word = at + it.len_utf8(),
            _ => {}
        }
    }
    parts.push(&cell[start..]);
    parts
}

/// Returns whether a `;` between a word and a text is not a separator.
fn is_literal_semicolon(word: &str, after: &str) -> bool {
    ends_entity(word) || is_in_address(word, after)
}

/// Returns whether a `;` after a word ends an HTML character reference: `R&amp;D`, `caf&#233;`.
fn ends_entity(word: &str) -> bool {
    // The names are short; a word may be as long as its cell.
    let end = &word[word.ceil_char_boundary(word.len().saturating_sub(10))..];
    let name = end.rsplit_once('&').map_or("", |it| it.1.trim_start_matches('#'));
    (2..9).contains(&name.len()) && name.bytes().all(|it| it.is_ascii_alphanumeric())
}

/// Returns whether a `;` between a word and a text belongs to an address (RFC 3986): the address continues, and no
/// other begins.
fn is_in_address(word: &str, after: &str) -> bool {
    begins_address(word.trim_start_matches(['<', '('])) && !ends_address(after) && !after.starts_with(';')
}

/// Returns whether a text begins with a web address.
fn begins_address(text: &str) -> bool {
    ["https://", "http://", "www."].iter().any(|it| text.starts_with(it))
}

/// Returns whether a text cannot continue an address: it is empty, or begins with whitespace or another address.
fn ends_address(after: &str) -> bool {
    after.is_empty() || after.starts_with(char::is_whitespace) || begins_address(after)
}

/// Dashes, which are either bullets or minus signs.
const DASHES: [char; 3] = ['-', '–', '—'];

/// Removes bullets from lines. A dash is a bullet before a word, but not before a number, as in `- 20 %` and
/// `- de 25 ans`, nor if it touches the word, unless all lines begin with a dash.
fn without_bullets<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let is_list = lines.len() > 1 && lines.iter().all(|it| it.starts_with(DASHES));
    let without_bullet = |line: &&'a str| {
        let line = line.trim_start_matches(['•', '▪', '*', ' ']);
        let after_dashes = line.trim_start_matches(DASHES);
        let word = after_dashes.trim_start();
        let begins_number = |it: &str| it.starts_with(|it: char| it.is_numeric() || it == '−' || DASHES.contains(&it));
        let is_minus = begins_number(word) || word.strip_prefix("de ").is_some_and(begins_number);
        let is_bullet = is_list || word.len() < after_dashes.len() || word.is_empty();
        if is_bullet && !is_minus { word } else { line }
    };
    lines.iter().map(without_bullet).collect()
}

/// A function that splits a cell into values.
pub(super) type Split = fn(&str) -> Vec<String>;

/// Splits a cell into names, separated by `;`, `|` or line breaks.
pub(super) fn names(cell: &str) -> Vec<String> {
    let parts: Vec<_> = split_outside_brackets(cell, &[';', '|', '\n']).into_iter().map(clean_line).collect();
    lines_without_bullets(parts.iter().map(|it| &**it))
}

/// Splits a cell into texts, separated by line breaks or `|`. A single line is also split at `;`, unless it contains
/// sentences; parts that are all whole sentences are split nevertheless.
pub(super) fn texts(cell: &str) -> Vec<String> {
    let lines: Vec<&str> = cell.split(['\n', '|']).filter(|it| !it.trim().is_empty()).collect();
    let parts = match lines.as_slice() {
        [only] => Some(split_outside_brackets(only, &[';']))
            .filter(|parts| !has_sentence(cell) || parts.iter().all(|it| ends_sentence(it))),
        _ => None,
    };
    lines_without_bullets(parts.unwrap_or(lines).into_iter()).iter().map(|it| clean_line(it)).collect()
}

fn ends_sentence(text: &str) -> bool {
    text.trim().ends_with(['.', '?', '!'])
}

fn has_sentence(text: &str) -> bool {
    ends_sentence(text) || [". ", "? ", "! "].iter().any(|it| text.contains(it))
}

/// Returns the non-empty lines, without bullets.
fn lines_without_bullets<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let lines: Vec<&str> = lines.map(str::trim).filter(|it| !it.is_empty()).collect();
    without_bullets(&lines).into_iter().filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// Splits a cell of an export into names, separated by `;`.
pub(super) fn exported_names(cell: &str) -> Vec<String> {
    split_outside_brackets(cell, &[';']).into_iter().map(clean_line).filter(|it| !it.trim().is_empty()).collect()
}

/// Returns the names of places in a cell, without web addresses, which are sources.
pub(super) fn places(cell: &str) -> Vec<String> {
    match addresses_in(cell).next() {
        Some(_) => links(cell).iter().filter(|it| address(it).is_none()).flat_map(|it| names(it)).collect(),
        None => names(cell),
    }
}

/// Splits a cell of an export into texts, one per line. A blank line separates the paragraphs of a text, and indented
/// list items continue it.
pub(super) fn exported_texts(cell: &str) -> Vec<String> {
    let (mut texts, mut is_after_blank): (Vec<String>, bool) = (Vec::new(), false);
    for line in cell.lines() {
        match texts.last_mut() {
            _ if line.is_empty() => is_after_blank = true,
            Some(text) if line.starts_with(' ') && list_marker(line.trim_start()).is_some() => {
                text.push('\n');
                text.push_str(line.trim_start());
                is_after_blank = false;
            }
            Some(text) if is_after_blank => {
                text.push_str("\n\n");
                text.push_str(line);
                is_after_blank = false;
            }
            _ => texts.push(line.to_owned()),
        }
    }
    texts.iter().map(|it| to_source(&clean_prose(it)).into_owned()).filter(|it| !it.trim().is_empty()).collect()
}

/// Returns a text of several paragraphs in the notation of a catalogue.
pub(super) fn prose(cell: &str) -> String {
    // In a spreadsheet, a line break begins a paragraph.
    let lines = cell.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\n\n");
    to_source(&clean_prose(&lines)).into_owned()
}

/// Returns a period in the notation of a catalogue; `None` if it is not understood.
pub(super) fn period(cell: &str) -> Option<String> {
    // The time of day is dropped.
    let has_time = |it: &str| it.get(10..11).is_some_and(|it| matches!(it, "T" | " ")) && it.contains(':');
    let cell = cell.trim();
    let cell = if has_time(cell) { &cell[..10] } else { cell };
    if Period::parse(cell).is_some() { Some(cell.to_owned()) } else { normalised_period(cell) }
}

/// Returns the period from one date to another; `None` if it is not valid. Without an end, it is the start alone; a
/// word for “ongoing” as the end makes it open.
pub(super) fn span(start: &str, end: &str) -> Option<String> {
    let start = period(start)?;
    if end.trim().is_empty() {
        return Some(start);
    }
    // Start and end may be spans themselves, such as school years.
    let (first, end_of_start) = start.split_once('/').unwrap_or((&start, &start));
    let end_period = period(end).filter(|it| !it.ends_with(".."));
    let Some(last) = end_period.as_deref().and_then(|it| it.rsplit('/').next()) else {
        let open = || period(&format!("{start} - {}", end.trim())).filter(|it| it.ends_with(".."));
        return (first == start).then(open).flatten();
    };
    let is_later = end_of_start == ".." || Period::parse(&format!("{end_of_start}/{last}")).is_some();
    let span = if start == last { last.to_owned() } else { format!("{first}/{last}") };
    Period::parse(&span).filter(|_| is_later).map(|_| span)
}

/// Parses latitude and longitude in degrees; `None` if they are invalid.
pub(super) fn coordinates(latitude: &str, longitude: &str) -> Option<(f64, f64)> {
    let degrees = |it: &str| it.trim().trim_end_matches('°').replace(',', ".").parse::<f64>().ok();
    degrees(latitude).zip(degrees(longitude)).filter(|it| rules::coordinates(*it).is_ok())
}

/// Parses latitude and longitude from one cell: `52.08, 4.30`. Returns `None` if they are invalid.
pub(super) fn coordinate_pair(cell: &str) -> Option<(f64, f64)> {
    let cell = cell.trim().trim_start_matches('(').trim_end_matches(')');
    // `48,85` is a single number with a decimal comma.
    if cell.bytes().all(|it| it.is_ascii_digit() || matches!(it, b',' | b'-')) {
        return None;
    }
    let (latitude, longitude) =
        cell.split_once(';').or_else(|| cell.split_once(", ")).or_else(|| cell.split_once(','))?;
    coordinates(latitude, longitude)
}

/// Returns the byte offsets at which web addresses begin in a text.
pub(super) fn addresses_in(written: &str) -> impl Iterator<Item = usize> {
    let is_at_boundary = |at: usize| {
        written[..at].chars().next_back().is_none_or(|it| !it.is_alphanumeric() && !"/=?&#%-_.+~".contains(it))
    };
    written.char_indices().map(|it| it.0).filter(move |&at| begins_address(&written[at..]) && is_at_boundary(at))
}

/// Splits a cell of web addresses at line breaks, and at `;` or `|` if followed by whitespace or another address.
/// Elsewhere, these are part of an address.
pub(super) fn links(cell: &str) -> Vec<String> {
    let is_separator = |at: usize, separator: char| {
        separator == '\n' || matches!(separator, ';' | '|') && ends_address(&cell[at + separator.len_utf8()..])
    };
    let (mut found, mut start) = (Vec::new(), 0);
    for (at, separator) in cell.char_indices().filter(|it| is_separator(it.0, it.1)) {
        found.push(clean_line(&cell[start..at]));
        start = at + separator.len_utf8();
    }
    found.push(clean_line(&cell[start..]));
    lines_without_bullets(found.iter().map(String::as_str)).iter().flat_map(|it| split_before_addresses(it)).collect()
}

/// Splits a text before each address but the first.
fn split_before_addresses(written: &str) -> Vec<String> {
    let starts = addresses_in(written).skip(1).chain([written.len()]);
    let parts = starts.scan(0, |from, to| Some(&written[std::mem::replace(from, to)..to]));
    parts.map(|it| it.trim().trim_end_matches([',', ';']).to_owned()).collect()
}

/// Splits a cell into sources as [`names`] does, and what consists of addresses alone into these.
pub(super) fn sources(cell: &str) -> Vec<String> {
    let is_address = |it: &String| !it.contains(char::is_whitespace) && address(it).is_some();
    let split = |name: String| {
        let parts = split_before_addresses(&name);
        if parts.iter().all(is_address) { parts } else { vec![name] }
    };
    names(cell).into_iter().flat_map(split).collect()
}

/// Returns the web address at the start of a text, with a scheme and percent-encoded; `None` if it is not valid.
pub(super) fn address(cell: &str) -> Option<String> {
    let cell = cell.split(|it: char| it.is_whitespace() || matches!(it, '"' | '<' | '>')).next()?;
    // Trailing punctuation is not part of the address, nor is a closing bracket without an opening one.
    let is_end = |it: char| matches!(it, '.' | ',' | ';' | ':' | '»' | '”') || it == ')' && !cell.contains('(');
    let cell = cell.trim_end_matches(is_end);
    let whole = if cell.starts_with("www.") { format!("https://{cell}") } else { cell.to_owned() };
    // Characters beyond ASCII are percent-encoded as UTF-8 (RFC 3987).
    let encode = |it: u8| if it.is_ascii() { char::from(it).to_string() } else { format!("%{it:02X}") };
    let encoded: String = whole.bytes().map(encode).collect();
    rules::address(&encoded).is_ok().then_some(encoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_split_into_values() {
        assert_eq!(names("Police; Ville d’Évry |  ONG\n- École"), ["Police", "Ville d’Évry", "ONG", "École"]);
        assert_eq!(texts("- one; two\n- three"), ["one; two", "three"]);
        assert_eq!(texts("One.; Two, too!"), ["One.", "Two, too!"]);
        assert_eq!(texts("One; two. And three."), ["One; two. And three."]);
        assert_eq!(texts("train staff; visit prisons"), ["train staff", "visit prisons"]);
        assert_eq!(texts("They came; they saw."), ["They came; they saw."]);
        assert_eq!(texts("They came; they saw. They left."), ["They came; they saw. They left."]);
        assert_eq!(
            texts("-10 °C at night\n- −3\n- -5 %\n-train\n—\n• 12"),
            ["-10 °C at night", "- −3", "- -5 %", "-train", "12"]
        );
        assert_eq!(texts("- 20 % de récidive"), ["- 20 % de récidive"]);
        assert_eq!(texts("– train staff"), ["train staff"]);
        assert_eq!(texts("-train\n-visit"), ["train", "visit"]);
        assert_eq!(names("- de 25 ans; Police"), ["- de 25 ans", "Police"]);
        assert_eq!(names("-tiret"), ["-tiret"]);
        assert_eq!(names("- Police; -12; •ONG"), ["Police", "-12", "ONG"]);
        assert_eq!(prose("one\ntwo\n\nthree"), "one\n\ntwo\n\nthree");
    }

    #[test]
    fn separators_of_long_cells_are_read_in_linear_time() {
        let items = "a;".repeat(200_000);
        assert_eq!(names(&items).len(), 200_000);
        assert_eq!(links(&items).len(), 1, "a `;` before a letter may be part of an address");
        assert_eq!(names(&format!("https://a.fr/{items}")).len(), 1);
        assert_eq!(names(&"R&amp;".repeat(100_000)).len(), 1);
    }

    #[test]
    fn dates_coordinates_and_addresses_are_parsed() {
        assert_eq!(period("since 2012").as_deref(), Some("2012/.."));
        assert_eq!(period("2015-2017").as_deref(), Some("2015/2017"));
        assert_eq!(span("2019-05-31", "").as_deref(), Some("2019-05-31"));
        assert_eq!(span("2019", "en cours").as_deref(), Some("2019/.."));
        assert_eq!(period("2019-05-31 14:30").as_deref(), Some("2019-05-31"));
        assert_eq!(names("12 000 € (État ; Ville)"), ["12 000 € (État ; Ville)"]);
        assert_eq!(span("01/09/2014", "31/05/2015").as_deref(), Some("2014-09-01/2015-05-31"));
        assert_eq!(coordinate_pair("52.08, 4.30"), Some((52.08, 4.30)));
        assert_eq!(coordinates("52,08", "4,3"), Some((52.08, 4.3)));
        assert_eq!(coordinates("152", "4"), None);
        assert_eq!(split_before_addresses("a http://c.fr, http://d.fr"), ["a http://c.fr", "http://d.fr"]);
        assert_eq!(
            links("https://a.b/c;d=1?x|y; www.e.fr;http://f.fr"),
            ["https://a.b/c;d=1?x|y", "www.e.fr", "http://f.fr"]
        );
        assert_eq!(split_before_addresses("http://c.fr?u=http://d.fr"), ["http://c.fr?u=http://d.fr"]);
        assert_eq!(span("2018-2019", "2020").as_deref(), Some("2018/2020"));
        assert_eq!(span("2015/16", "2018/19").as_deref(), Some("2015/2019"));
        assert_eq!(span("since 2012", "2015").as_deref(), Some("2012/2015"));
        assert_eq!(span("2019/2020", "2018"), None);
        assert_eq!(address("www.example.org").as_deref(), Some("https://www.example.org"));
        assert_eq!(address("https://a.fr/x see page 3").as_deref(), Some("https://a.fr/x"));
        assert_eq!(sources("https://a.fr/x, https://b.fr/y"), ["https://a.fr/x", "https://b.fr/y"]);
        assert_eq!(sources("Report: https://a.fr/x"), ["Report: https://a.fr/x"]);
        assert_eq!(address("https://example.org/a).").as_deref(), Some("https://example.org/a"));
        assert_eq!(address("https://example.org/Laon_(Aisne).").as_deref(), Some("https://example.org/Laon_(Aisne)"));
    }
}
