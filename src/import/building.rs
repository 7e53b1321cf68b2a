//! What has been made of the rows so far? The catalogue, and the identifiers that are taken in it.

use std::collections::{HashMap, HashSet};

use super::Given;
use super::columns::Column;
use super::heads::is_export;
use super::names::Target;
use super::references::{References, titled};
use super::table::Table;
use super::terms::{Ids, text, unique};
use super::values::{Split, address, addresses_in, exported_names, exported_texts, names as names_in, places, texts};
use crate::catalogue::record::{CatalogueRecord, PlaceRecord, Str, TextRecord};
use crate::catalogue::{FORMAT, Vocabulary};
use crate::diagnose::is_id;
use crate::text::{clean_line, slug};

/// A catalogue that is being made of a table.
pub(super) struct Building<'a> {
    pub(super) given: &'a Given,
    /// The language of what is in none.
    pub(super) language: String,
    pub(super) columns: Vec<Column>,
    pub(super) names: Vec<String>,
    /// How cells are parted that may hold several names, several places, and several texts.
    pub(super) values: Split,
    pub(super) places: Split,
    pub(super) texts: Split,
    pub(super) record: CatalogueRecord<'static>,
    activities: Ids,
    /// Identifiers that rows state, by the number of the row.
    stated: HashMap<usize, String>,
    /// The country that was named last.
    pub(super) above: Option<String>,
    /// What every row says alike.
    common: Vec<Target>,
    pub(super) references: References,
    /// Rows whose names of a vocabulary do not fit its identifiers.
    pub(super) unfit: HashSet<(usize, Vocabulary)>,
}

impl<'a> Building<'a> {
    pub(super) fn new(given: &'a Given, language: String, columns: Vec<Column>, names: Vec<String>) -> Self {
        let string = |it: &str| Some(Str(it.to_owned().into())).filter(|it| !it.is_empty());
        let title = if given.name.is_empty() { "Catalogue" } else { &given.name };
        let record = CatalogueRecord {
            format: FORMAT,
            id: string(&slug(title)),
            language: string(&language),
            title: text("", title),
            ..CatalogueRecord::default()
        };
        let is_export = is_export(&names);
        Self {
            given,
            language,
            columns,
            names,
            values: if is_export { exported_names } else { names_in },
            places: if is_export { exported_names } else { places },
            texts: if is_export { exported_texts } else { texts },
            record,
            activities: Ids::default(),
            stated: HashMap::new(),
            above: None,
            common: Vec::new(),
            references: References::default(),
            unfit: HashSet::new(),
        }
    }

    /// Takes what every row of a table says alike of the whole catalogue.
    pub(super) fn take_common(&mut self, rows: &[(usize, Vec<String>)]) {
        for (at, column) in self.columns.iter().enumerate().filter(|(_, it)| it.target.is_of_header()) {
            let mut cells = rows.iter().map(|(_, row)| Table::cell(row, at));
            let first = cells.next().unwrap_or_default();
            if first.is_empty() || cells.any(|it| it != first) {
                continue;
            }
            match column.target {
                Target::Licence => self.record.licence = Some(Str(clean_line(first).into())),
                Target::Attribution => self.record.attribution = Some(text(&column.tag, &clean_line(first))),
                _ => self.record.title = text(&column.tag, &clean_line(first)),
            }
            self.common.push(column.target.clone());
        }
    }

    /// Takes the identifiers that rows state: none of them goes to a row that states none.
    pub(super) fn take_ids(&mut self, rows: &[(usize, Vec<String>)]) {
        let Some(column) = self.columns.iter().position(|it| it.target == Target::Id) else { return };
        for (number, row) in rows {
            // What begins with a dash is taken for an option.
            let stated = Table::cell(row, column).trim_start_matches('-');
            if is_id(stated) {
                self.stated.insert(*number, self.activities.stated(stated, "", ""));
            }
        }
    }

    /// Returns the identifier of an activity: the one that its row states, else one like it, or made of its title.
    pub(super) fn id(&mut self, number: usize, written: &str, title: &str) -> String {
        let stated = self.stated.remove(&number);
        stated.unwrap_or_else(|| self.activities.stated(written, title, &format!("activity-{number}")))
    }

    /// Notes the country of a row that names one.
    pub(super) fn note_country(&mut self, places: &[PlaceRecord<'static>], is_named: bool) {
        if is_named {
            let codes = unique(places.iter().map(|it| it.country.clone()));
            // What is not known of one row is not known of those below.
            self.above = Some(codes.iter().map(|it| &**it).collect::<Vec<_>>().join(", ")).filter(|it| !it.is_empty());
        }
    }

    /// Returns whether what a column holds has no field of its own, and does not stand in the header.
    pub(super) fn is_extra(&self, target: &Target) -> bool {
        matches!(target, Target::Extra(_)) || target.is_of_header() && !self.common.contains(target)
    }

    /// Takes the name of a term, or the title of a source with its address, that is named by its identifier elsewhere.
    pub(super) fn learn(&mut self, vocabulary: Vocabulary, id: &str, name: TextRecord<'static>) {
        let source = |it: TextRecord<'static>| match said(&it).and_then(with_address) {
            Some((title, url)) => titled(title, Some(url)),
            None => titled(it, None),
        };
        if is_id(id) {
            self.references.learn(&mut self.record, vocabulary, id, name, source);
        }
    }

    /// Returns the identifier of a term by its name in one or several languages, added to its vocabulary where it is new.
    pub(super) fn term(&mut self, vocabulary: Vocabulary, name: TextRecord<'static>) -> Option<Str<'static>> {
        let written = said(&name)?.to_owned();
        Some(self.references.term(&mut self.record, vocabulary, &written, name).0)
    }

    /// The same of an organisation.
    pub(super) fn organisation(&mut self, name: TextRecord<'static>) -> Option<Str<'static>> {
        let written = said(&name)?.to_owned();
        Some(self.references.organisation(&mut self.record, &written, name))
    }

    /// The same of a source: a title, an address behind it or in its place, or beside it.
    pub(super) fn source(&mut self, title: TextRecord<'static>, beside: Option<String>) -> Option<Str<'static>> {
        let (title, url) = match with_address(said(&title)?) {
            Some((title, url)) => (title, Some(url)),
            None => (title, beside),
        };
        // Two works may have one title.
        let name = said(&title)?.to_owned();
        let key = url.as_ref().map_or_else(|| name.clone(), |it| format!("{name} {it}"));
        Some(self.references.source(&mut self.record, &key, &name, || titled(title, url)).0)
    }
}

/// Returns the title of a source, and its address that stands in it.
fn with_address(written: &str) -> Option<(TextRecord<'static>, String)> {
    let at = addresses_in(written).next()?;
    if let Some(title) = of_anchor(&written[..at], &written[at..]) {
        return Some((text("", title), address(&written[at..])?));
    }
    let (before, shown, url) = (&written[..at], &written[at..], address(&written[at..])?);
    let before = before.trim_end_matches([' ', ',', ':', '(', '-', '–', '<', ']']).trim_start_matches('[');
    let shown = shown.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches(['/', '>']);
    let behind = shown.split_once(char::is_whitespace).map_or("", |it| it.1.trim());
    let name = match (before, behind) {
        ("", _) => shown,
        (before, "") => before,
        // What stands around the address belongs together.
        _ => written,
    };
    Some((text("", name), url))
}

/// Returns what is shown of a link as HTML has it, of what stands before its address and from there on.
fn of_anchor<'a>(before: &str, behind: &'a str) -> Option<&'a str> {
    let shown = behind.split_once('>').filter(|_| before.contains("<a "))?.1;
    shown.split('<').next().map(str::trim).filter(|it| !it.is_empty())
}

/// Returns what a text says, in the first language that it has.
pub(super) fn said<'a>(text: &'a TextRecord<'_>) -> Option<&'a str> {
    let said = match text {
        TextRecord::Plain(text) => &**text,
        TextRecord::ByLanguage(versions) => &*versions.first()?.1,
    };
    (!said.is_empty()).then_some(said)
}
