//! What has been built from the rows so far?
//!
//! Holds the catalogue under construction, the identifiers already in use, and what rows have in common.

use hashbrown::{HashMap, HashSet};

use super::ImportOptions;
use super::column_names::Target;
use super::columns::Column;
use super::draft::{Draft, source_record};
use super::table::Table;
use super::terms::{Ids, text, unique};
use super::values::{address, addresses_in};
use crate::catalogue::record::{CatalogueRecord, PlaceRecord, Str, TextRecord};
use crate::catalogue::{FORMAT, Vocabulary};
use crate::diagnose::is_id;
use crate::text::{clean_line, fold, slug};

/// A catalogue under construction from the rows of a table.
pub(super) struct CatalogueBuilder<'a> {
    pub(super) options: &'a ImportOptions,
    pub(super) draft: Draft,
    activity_ids: Ids,
    /// Identifiers reserved for the rows that state one, by row number.
    reserved_ids: HashMap<usize, String>,
    /// Codes of the countries of the last row that names any; `None` if there is none, or they were not recognised.
    pub(super) countries_above: Option<String>,
    /// Number of rows that name no place, so that their country stands for it.
    pub(super) rows_without_place: usize,
    /// Rows with the beginning of a period and no end: the number of the first, its period, and how many there are.
    pub(super) rows_without_end: Option<(usize, String, usize)>,
    /// Indices of the columns of header fields in which all rows have the same value.
    header_columns: Vec<usize>,
    /// Rows whose names of a vocabulary do not match their identifiers.
    pub(super) mismatched_names: HashSet<(usize, Vocabulary)>,
}

impl<'a> CatalogueBuilder<'a> {
    pub(super) fn new(options: &'a ImportOptions, language: &str) -> Self {
        let string = |it: &str| Some(Str(it.to_owned().into())).filter(|it| !it.is_empty());
        let title = if options.name.is_empty() { "Catalogue" } else { &options.name };
        let record = CatalogueRecord {
            format: Some(FORMAT),
            id: string(&slug(title)),
            language: string(language),
            title: Some(text("", title)),
            ..CatalogueRecord::default()
        };
        Self {
            options,
            draft: Draft::new(record),
            activity_ids: Ids::default(),
            reserved_ids: HashMap::new(),
            countries_above: None,
            rows_without_place: 0,
            rows_without_end: None,
            header_columns: Vec::new(),
            mismatched_names: HashSet::new(),
        }
    }

    /// Moves header fields for which all rows have the same value into the header.
    pub(super) fn move_common_to_header(&mut self, columns: &[Column], rows: &[(usize, Vec<String>)]) {
        let (mut titles, mut attributions) = (Vec::new(), Vec::new());
        for (at, column) in columns.iter().enumerate().filter(|(_, it)| it.target.is_header_field()) {
            let mut cells = rows.iter().map(|(_, row)| Table::cell(row, at));
            let first = cells.next().unwrap_or_default();
            if first.is_empty() || cells.any(|it| it != first) {
                continue;
            }
            let [tag, value] = [column.tag.clone(), clean_line(first)].map(|it| Str(it.into()));
            match column.target {
                Target::Licence => self.draft.record.licence = Some(value),
                Target::Attribution => attributions.push((tag, value)),
                _ => titles.push((tag, value)),
            }
            self.header_columns.push(at);
        }
        let record = &mut self.draft.record;
        for (field, versions) in [(&mut record.title, titles), (&mut record.attribution, attributions)] {
            if !versions.is_empty() {
                *field = Some(TextRecord::of(versions));
            }
        }
    }

    /// Reserves the identifiers that rows state, so that no generated identifier takes one of them.
    pub(super) fn reserve_ids(&mut self, columns: &[Column], rows: &[(usize, Vec<String>)]) {
        let Some(column) = columns.iter().position(|it| it.target == Target::Id) else { return };
        for (number, row) in rows {
            // On the command line, an identifier with a leading dash would be parsed as an option.
            let stated = Table::cell(row, column).trim_start_matches('-');
            if is_id(stated) {
                self.reserved_ids.insert(*number, self.activity_ids.assign(stated, "", ""));
            }
        }
    }

    /// Returns the identifier of an activity: the one reserved for its row, otherwise one made of `written` or of the
    /// title.
    pub(super) fn id(&mut self, number: usize, written: &str, title: &str) -> String {
        let stated = self.reserved_ids.remove(&number);
        stated.unwrap_or_else(|| self.activity_ids.assign(written, title, &format!("activity-{number}")))
    }

    /// Remembers the countries of a row that names any, for the rows below.
    pub(super) fn remember_countries(&mut self, places: &[PlaceRecord<'static>], is_named: bool) {
        if is_named {
            let codes = unique(places.iter().map(|it| it.country.clone()));
            // If the country of this row is unknown, it is unknown for the rows below as well.
            self.countries_above =
                Some(codes.iter().map(|it| &**it).collect::<Vec<_>>().join(", ")).filter(|it| !it.is_empty());
        }
    }

    /// Returns whether the cells of a column go to `extra`: they have no field of their own and are not in the header.
    pub(super) fn is_extra(&self, at: usize, target: Target) -> bool {
        target == Target::Extra || target.is_header_field() && !self.header_columns.contains(&at)
    }

    /// Adds the entry of an identifier that rows refer to: a term with this name, or a source with this title.
    /// Invalid identifiers are ignored.
    pub(super) fn define(&mut self, vocabulary: Vocabulary, id: &str, name: TextRecord<'static>) {
        // An export writes the address last; the title may contain another one.
        let split_last = |written: &str| {
            let (title, url) = written.rsplit_once(' ').filter(|it| addresses_in(it.0).next().is_some())?;
            Some((text("", title), address(url)?))
        };
        let split = |it: &str| split_last(it).or_else(|| split_address(it));
        let source = |it: TextRecord<'static>| match first_text(&it).and_then(split) {
            Some((title, url)) => source_record(title, Some(url)),
            None => source_record(it, None),
        };
        if is_id(id) {
            self.draft.define(vocabulary, id, name, source);
        }
    }

    /// Returns the identifier of a term or an organisation with this name, which is added to its vocabulary if new;
    /// `None` if the name is empty.
    pub(super) fn reference(&mut self, vocabulary: Vocabulary, name: TextRecord<'static>) -> Option<Str<'static>> {
        let written = first_text(&name)?.to_owned();
        Some(self.draft.reference(vocabulary, &written, name).0)
    }

    /// Returns the identifier of a source, which is added if new; `None` if the title is empty. The address is taken
    /// from the title if that contains one, otherwise it is `fallback_url`.
    pub(super) fn source(&mut self, title: TextRecord<'static>, fallback_url: Option<String>) -> Option<Str<'static>> {
        let (title, url) = match split_address(first_text(&title)?) {
            Some((title, url)) => (title, Some(url)),
            None => (title, fallback_url),
        };
        // Two works may have the same title, so the address is part of the key.
        let name = first_text(&title)?.to_owned();
        let key = url.as_ref().map_or_else(|| name.clone(), |it| format!("{name} {it}"));
        Some(self.draft.source(&key, &name, || source_record(title, url)).0)
    }
}

/// Words that announce a web address; folded.
const LINK_WORDS: [&str; 12] =
    ["cf", "voir", "see", "site", "site web", "site internet", "website", "web", "lien", "link", "url", "page"];

/// Splits a source into its title and the web address in it; `None` if there is no valid address. If no text precedes
/// the address, the title is the address without its scheme, with any text after it.
fn split_address(written: &str) -> Option<(TextRecord<'static>, String)> {
    let at = addresses_in(written).next()?;
    if let Some(title) = anchor_text(&written[..at], &written[at..]) {
        return Some((text("", title), address(&written[at..])?));
    }
    let (before, shown, url) = (&written[..at], &written[at..], address(&written[at..])?);
    let before = before.trim_end_matches([' ', '\u{a0}', ',', ':', '(', '-', '–', '<', ']']).trim_start_matches('[');
    // Such a word announces the address and is no title.
    let before = if LINK_WORDS.contains(&fold(before).trim_end_matches('.')) { "" } else { before };
    let shown = shown.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches(['/', '>']);
    let after = shown.split_once(char::is_whitespace).map_or("", |it| it.1.trim());
    let name = match (before, after) {
        ("", _) => shown,
        (before, "") => before,
        // With text on both sides of the address, the whole is the title.
        _ => written,
    };
    Some((text("", name), url))
}

/// Returns the link text of an HTML anchor, given the text before and from its address; `None` if it is no anchor or
/// the link text is empty.
fn anchor_text<'a>(before: &str, after: &'a str) -> Option<&'a str> {
    let shown = after.split_once('>').filter(|_| before.contains("<a "))?.1;
    shown.split('<').next().map(str::trim).filter(|it| !it.is_empty())
}

/// Returns the text in its first language; `None` if it is empty.
pub(super) fn first_text<'a>(text: &'a TextRecord<'_>) -> Option<&'a str> {
    let first_version = match text {
        TextRecord::Plain(text) => &**text,
        TextRecord::ByLanguage(versions) => &*versions.first()?.1,
    };
    (!first_version.is_empty()).then_some(first_version)
}
