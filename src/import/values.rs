//! What is written in a cell? Several values, a date, a country, a place on earth.

use crate::catalogue::Period;
use crate::diagnose::{meant_period, rules};
use crate::text::{clean_line, clean_prose, list_marker, written};

/// Returns the parts of a cell between some characters, but for those in brackets.
fn parted<'a>(cell: &'a str, separators: &[char]) -> Vec<&'a str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    // Where brackets do not match they mean nothing.
    let is_even = cell.matches('(').count() == cell.matches(')').count();
    for (at, character) in cell.char_indices() {
        match character {
            '(' if is_even => depth += 1,
            ')' if is_even => depth = depth.saturating_sub(1),
            it if separators.contains(&it)
                && depth == 0
                && !(it == ';' && is_of_part(&cell[start..at], &cell[at + 1..])) =>
            {
                parts.push(&cell[start..at]);
                start = at + it.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&cell[start..]);
    parts
}

/// Returns whether a `;` between two texts parts nothing.
fn is_of_part(before: &str, behind: &str) -> bool {
    ends_entity(before) || is_in_address(before, behind)
}

/// Returns whether a `;` behind a text ends a letter that is written as in HTML: `R&amp;D`, `caf&#233;`.
fn ends_entity(before: &str) -> bool {
    let name = before.rsplit_once('&').map_or("", |it| it.1.trim_start_matches('#'));
    (2..9).contains(&name.len()) && name.bytes().all(|it| it.is_ascii_alphanumeric())
}

/// Returns whether a `;` between two texts is one of an address (RFC 3986): it goes on behind it, and no other one begins.
fn is_in_address(before: &str, behind: &str) -> bool {
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default().trim_start_matches(['<', '(']);
    begins_address(last) && !begins_anew(behind) && !behind.starts_with(';')
}

fn begins_address(text: &str) -> bool {
    addresses_in(text).next() == Some(0)
}

/// Returns whether what stands behind a sign is no part of an address before it: another one, a space, nothing.
fn begins_anew(behind: &str) -> bool {
    behind.is_empty() || behind.starts_with(char::is_whitespace) || begins_address(behind)
}

/// What lines of lists begin with, and may be a minus as well.
const DASHES: [char; 3] = ['-', '–', '—'];

/// Returns lines without the signs with which lines of a list begin. A dash is one before a word; not before a number, as
/// in `- 20 %` and `- de 25 ans`, nor where it touches the word and other lines have none.
fn without_bullets<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let is_list = lines.len() > 1 && lines.iter().all(|it| it.starts_with(DASHES));
    let bare = |line: &&'a str| {
        let line = line.trim_start_matches(['•', '▪', '*', ' ']);
        let behind = line.trim_start_matches(DASHES);
        let word = behind.trim_start();
        let is_of_number = |it: &str| it.starts_with(|it: char| it.is_numeric() || it == '−' || DASHES.contains(&it));
        let is_minus = is_of_number(word) || word.strip_prefix("de ").is_some_and(is_of_number);
        let is_bullet = is_list || word.len() < behind.len() || word.is_empty();
        if is_bullet && !is_minus { word } else { line }
    };
    lines.iter().map(bare).collect()
}

/// Parts a cell into values.
pub(super) type Split = fn(&str) -> Vec<String>;

/// Returns the names in a cell: parted by `;`, `|` or line breaks.
pub(super) fn names(cell: &str) -> Vec<String> {
    let parts: Vec<_> = parted(cell, &[';', '|', '\n']).into_iter().map(clean_line).collect();
    bare_lines(parts.iter().map(|it| &**it))
}

/// Returns the texts in a cell that may hold several: a line is one, or what stands between two `|`; where there is but one
/// line, also what stands between two `;`: not inside of sentences.
pub(super) fn texts(cell: &str) -> Vec<String> {
    let lines: Vec<&str> = cell.split(['\n', '|']).filter(|it| !it.trim().is_empty()).collect();
    let parts = match lines.as_slice() {
        [only] => {
            Some(parted(only, &[';'])).filter(|parts| !has_sentence(cell) || parts.iter().all(|it| ends_sentence(it)))
        }
        _ => None,
    };
    bare_lines(parts.unwrap_or(lines).into_iter()).iter().map(|it| clean_line(it)).collect()
}

fn ends_sentence(text: &str) -> bool {
    text.trim().ends_with(['.', '?', '!'])
}

fn has_sentence(text: &str) -> bool {
    ends_sentence(text) || [". ", "? ", "! "].iter().any(|it| text.contains(it))
}

/// Returns the lines that hold something, without the signs of lists.
fn bare_lines<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let lines: Vec<&str> = lines.map(str::trim).filter(|it| !it.is_empty()).collect();
    without_bullets(&lines).into_iter().filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// Returns the names in a cell of an export of this program: parted by `;`.
pub(super) fn exported_names(cell: &str) -> Vec<String> {
    parted(cell, &[';']).into_iter().map(clean_line).filter(|it| !it.is_empty()).collect()
}

/// Returns the names of places in a cell, without the addresses among them: those are sources.
pub(super) fn places(cell: &str) -> Vec<String> {
    match addresses_in(cell).next() {
        Some(_) => links(cell).iter().filter(|it| address(it).is_none()).flat_map(|it| names(it)).collect(),
        None => names(cell),
    }
}

/// Returns the texts in a cell of an export of this program: a line is one, an empty line parts its paragraphs, and the
/// items of a list in it are set in.
pub(super) fn exported_texts(cell: &str) -> Vec<String> {
    let (mut texts, mut goes_on): (Vec<String>, bool) = (Vec::new(), false);
    for line in cell.lines() {
        match texts.last_mut() {
            _ if line.is_empty() => goes_on = true,
            Some(text) if line.starts_with(' ') && list_marker(line.trim_start()).is_some() => {
                text.push('\n');
                text.push_str(line.trim_start());
                goes_on = false;
            }
            Some(text) if goes_on => {
                text.push_str("\n\n");
                text.push_str(line);
                goes_on = false;
            }
            _ => texts.push(line.to_owned()),
        }
    }
    texts.iter().map(|it| written(&clean_prose(it)).into_owned()).filter(|it| !it.is_empty()).collect()
}

/// Returns a text of several paragraphs, as it is written in a catalogue.
pub(super) fn prose(cell: &str) -> String {
    // In a spreadsheet a line break begins a paragraph.
    let lines = cell.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\n\n");
    written(&clean_prose(&lines)).into_owned()
}

/// Returns a period as the format has it.
pub(super) fn period(cell: &str) -> Option<String> {
    // The time of a day says nothing of the day.
    let has_time = |it: &str| it.get(10..11).is_some_and(|it| matches!(it, "T" | " ")) && it.contains(':');
    let cell = cell.trim();
    let cell = if has_time(cell) { &cell[..10] } else { cell };
    if Period::parse(cell).is_some() { Some(cell.to_owned()) } else { meant_period(cell) }
}

/// Returns the period between two dates; without an end no more is known than that it began, and where there is a word
/// for that it goes on, it does.
pub(super) fn span(start: &str, end: &str) -> Option<String> {
    let start = period(start)?;
    if end.trim().is_empty() {
        return Some(start);
    }
    // A span, as a school year is one, starts and ends with its own.
    let (first, own_end) = start.split_once('/').unwrap_or((&start, &start));
    let whole = period(end).filter(|it| !it.ends_with(".."));
    let Some(last) = whole.as_deref().and_then(|it| it.rsplit('/').next()) else {
        let open = || period(&format!("{start} - {}", end.trim())).filter(|it| it.ends_with(".."));
        return (first == start).then(open).flatten();
    };
    let is_later = own_end == ".." || Period::parse(&format!("{own_end}/{last}")).is_some();
    let span = if start == last { last.to_owned() } else { format!("{first}/{last}") };
    Period::parse(&span).filter(|_| is_later).map(|_| span)
}

/// Returns latitude and longitude.
pub(super) fn coordinates(latitude: &str, longitude: &str) -> Option<(f64, f64)> {
    let degrees = |it: &str| it.trim().trim_end_matches('°').replace(',', ".").parse::<f64>().ok();
    degrees(latitude).zip(degrees(longitude)).filter(|it| rules::coordinates(*it).is_ok())
}

/// Returns the same of one cell: `52.08, 4.30`.
pub(super) fn pair(cell: &str) -> Option<(f64, f64)> {
    let cell = cell.trim().trim_start_matches('(').trim_end_matches(')');
    // `48,85` is one number.
    if cell.bytes().all(|it| it.is_ascii_digit() || matches!(it, b',' | b'-')) {
        return None;
    }
    let (latitude, longitude) =
        cell.split_once(';').or_else(|| cell.split_once(", ")).or_else(|| cell.split_once(','))?;
    coordinates(latitude, longitude)
}

/// Returns where addresses begin in a text.
pub(super) fn addresses_in(written: &str) -> impl Iterator<Item = usize> {
    let begins = |it: &str| ["https://", "http://", "www."].iter().any(|start| it.starts_with(start));
    let is_after = |at: usize| {
        written[..at].chars().next_back().is_none_or(|it| !it.is_alphanumeric() && !"/=?&#%-_.+~".contains(it))
    };
    written.char_indices().map(|it| it.0).filter(move |&at| begins(&written[at..]) && is_after(at))
}

/// Returns what stands in a cell of addresses: parted by line breaks, and by `;` or `|` behind which another one begins, or
/// a space. Elsewhere these are a part of an address.
pub(super) fn links(cell: &str) -> Vec<String> {
    let parts =
        |at: usize, sign: char| sign == '\n' || matches!(sign, ';' | '|') && begins_anew(&cell[at + sign.len_utf8()..]);
    let (mut found, mut start) = (Vec::new(), 0);
    for (at, sign) in cell.char_indices().filter(|it| parts(it.0, it.1)) {
        found.push(clean_line(&cell[start..at]));
        start = at + sign.len_utf8();
    }
    found.push(clean_line(&cell[start..]));
    bare_lines(found.iter().map(String::as_str)).iter().flat_map(|it| addresses(it)).collect()
}

/// Returns the parts of a text that hold an address each; all of it where it holds one or none.
fn addresses(written: &str) -> Vec<String> {
    let starts = addresses_in(written).skip(1).chain([written.len()]);
    let parts = starts.scan(0, |from, to| Some(&written[std::mem::replace(from, to)..to]));
    parts.map(|it| it.trim().trim_end_matches([',', ';']).to_owned()).collect()
}

/// Returns a web address as it is opened.
pub(super) fn address(cell: &str) -> Option<String> {
    let cell = cell.split(|it: char| it.is_whitespace() || matches!(it, '"' | '<' | '>')).next()?;
    // What stands behind it ends a sentence, or a bracket that does not begin in it.
    let is_end = |it: char| matches!(it, '.' | ',' | ';' | ':' | '»' | '”') || it == ')' && !cell.contains('(');
    let cell = cell.trim_end_matches(is_end);
    let whole = if cell.starts_with("www.") { format!("https://{cell}") } else { cell.to_owned() };
    // Letters beyond ASCII are opened by their bytes (RFC 3987).
    let byte = |it: u8| if it.is_ascii() { char::from(it).to_string() } else { format!("%{it:02X}") };
    let encoded: String = whole.bytes().map(byte).collect();
    rules::address(&encoded).is_ok().then_some(encoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_values_stand_in_a_cell() {
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
    fn dates_and_places_on_earth_are_read_as_people_write_them() {
        assert_eq!(period("since 2012").as_deref(), Some("2012/.."));
        assert_eq!(period("2015-2017").as_deref(), Some("2015/2017"));
        assert_eq!(span("2019-05-31", "").as_deref(), Some("2019-05-31"));
        assert_eq!(span("2019", "en cours").as_deref(), Some("2019/.."));
        assert_eq!(period("2019-05-31 14:30").as_deref(), Some("2019-05-31"));
        assert_eq!(names("12 000 € (État ; Ville)"), ["12 000 € (État ; Ville)"]);
        assert_eq!(span("01/09/2014", "31/05/2015").as_deref(), Some("2014-09-01/2015-05-31"));
        assert_eq!(pair("52.08, 4.30"), Some((52.08, 4.30)));
        assert_eq!(coordinates("52,08", "4,3"), Some((52.08, 4.3)));
        assert_eq!(coordinates("152", "4"), None);
        assert_eq!(addresses("a http://c.fr, http://d.fr"), ["a http://c.fr", "http://d.fr"]);
        assert_eq!(
            links("https://a.b/c;d=1?x|y; www.e.fr;http://f.fr"),
            ["https://a.b/c;d=1?x|y", "www.e.fr", "http://f.fr"]
        );
        assert_eq!(addresses("http://c.fr?u=http://d.fr"), ["http://c.fr?u=http://d.fr"]);
        assert_eq!(span("2018-2019", "2020").as_deref(), Some("2018/2020"));
        assert_eq!(span("2015/16", "2018/19").as_deref(), Some("2015/2019"));
        assert_eq!(span("since 2012", "2015").as_deref(), Some("2012/2015"));
        assert_eq!(span("2019/2020", "2018"), None);
        assert_eq!(address("www.example.org").as_deref(), Some("https://www.example.org"));
        assert_eq!(address("https://example.org/a).").as_deref(), Some("https://example.org/a"));
        assert_eq!(address("https://example.org/Laon_(Aisne).").as_deref(), Some("https://example.org/Laon_(Aisne)"));
    }
}
