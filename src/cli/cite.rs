//! How is an activity cited, with the sources its facts come from?
//!
//! The sheet and each of its sources are works of their own: each has an entry of its own, with
//! nothing in it that is said of another one.

use std::collections::HashSet;

use super::failure::Failure;
use super::reader::position;
use super::values::CiteStyle;
use crate::catalogue::{Activity, Catalogue, Header, Source};
use crate::lang::Lang;
use crate::query::Library;

/// Returns citations of activities in a style: the sheets, each with the attribution and the licence
/// that the catalogue asks for, then their sources, each once.
pub(super) fn cite(library: &Library, ids: &[String], style: CiteStyle, lang: Lang) -> Result<String, Failure> {
    let catalogue = &library.catalogue;
    let rows: Vec<usize> = ids.iter().map(|id| position(library, id)).collect::<Result<_, _>>()?;
    let cited: Vec<&Activity> = once(rows).filter_map(|row| catalogue.activities.get(row)).collect();
    let mut entries: Vec<Entry<'_>> = cited.iter().map(|it| Entry::sheet(catalogue, it, lang)).collect();
    let sources = once(cited.iter().flat_map(|it| it.all_sources()));
    let terms = &catalogue.vocabularies.sources;
    entries.extend(sources.filter_map(|at| Some(Entry::source(terms.id(at), terms.get(at)?, lang))));
    let line_end = if let CiteStyle::Ris = style { "\r\n" } else { "\n" };
    Ok(entries.iter().map(|it| it.write(style)).collect::<Vec<_>>().join(line_end))
}

/// Returns each of some numbers once.
fn once(numbers: impl IntoIterator<Item = usize>) -> impl Iterator<Item = usize> {
    let mut seen = HashSet::new();
    numbers.into_iter().filter(move |it| seen.insert(*it))
}

/// A work that is cited.
struct Entry<'a> {
    key: String,
    title: String,
    /// The catalogue that a sheet is a part of.
    host: Option<&'a str>,
    publisher: Option<&'a str>,
    year: Option<String>,
    isbn: Option<&'a str>,
    url: Option<&'a str>,
    accessed: Option<&'a str>,
    /// What is to be said with it: attribution, licence.
    notes: Vec<String>,
    /// The language of what is cited, where it is known.
    language: Option<&'a str>,
    lang: Lang,
}

impl<'a> Entry<'a> {
    fn sheet(catalogue: &'a Catalogue, activity: &'a Activity, lang: Lang) -> Self {
        let header: Option<&Header> = catalogue.headers.get(activity.header);
        let place = &activity.place;
        let (words, colon) = (lang.words(), lang.words().colon);
        let attribution = header.and_then(|it| it.attribution.as_ref()).map(|it| it.get(lang).to_owned());
        let licence = header.and_then(|it| it.licence.as_ref()).map(|it| format!("{}{colon} {it}", words.licence));
        Self {
            key: activity.id.to_string(),
            title: format!("{} ({}, {})", activity.title.get(lang), place.name.get(lang), place.country.name(lang)),
            host: header.map(|it| it.title.get(lang)),
            publisher: None,
            year: None,
            isbn: None,
            url: None,
            accessed: None,
            notes: attribution.into_iter().chain(licence).collect(),
            language: activity.title.version(lang).tag,
            lang,
        }
    }

    fn source(id: &'a str, source: &'a Source, lang: Lang) -> Self {
        Self {
            // A source may have the identifier of an activity.
            key: format!("source-{id}"),
            title: source.title.get(lang).to_owned(),
            host: None,
            publisher: source.publisher.as_ref().map(|it| it.get(lang)),
            year: source.year.map(|it| it.to_string()),
            isbn: source.isbn.as_deref(),
            url: source.url.as_deref(),
            accessed: source.accessed.as_deref(),
            notes: Vec::new(),
            // A source's title may be a translation: its own language is not stated.
            language: None,
            lang,
        }
    }

    fn write(&self, style: CiteStyle) -> String {
        match style {
            CiteStyle::Plain => self.plain(),
            CiteStyle::Iso690 => self.iso690(),
            CiteStyle::Bibtex => self.bibtex(),
            CiteStyle::Ris => self.ris(),
        }
    }

    fn plain(&self) -> String {
        let isbn = self.isbn.map(|it| format!("ISBN\u{a0}{it}"));
        let parts = [self.host, self.publisher, self.year.as_deref(), isbn.as_deref()];
        let about = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let title = match self.host {
            Some(_) => self.lang.words().quoted(&self.title),
            None => self.title.clone(),
        };
        let first = if about.is_empty() { title } else { format!("{title}. {about}") };
        let lines = std::iter::once(format!("{first}.")).chain(self.url.map(str::to_owned));
        lines.chain(self.notes.iter().cloned()).map(|line| line + "\n").collect()
    }

    /// ISO 690: title, in: host item, publisher, year, date of access, number, address, notes.
    fn iso690(&self) -> String {
        let (words, colon) = (&self.lang.words().cite, self.lang.words().colon);
        let title = match self.url {
            Some(_) => format!("{} [{}]", self.title, words.online),
            None => self.title.clone(),
        };
        let publication: Vec<&str> = self.publisher.into_iter().chain(self.year.as_deref()).collect();
        let accessed = self.accessed.map(|it| format!(" [{} {it}]", words.accessed)).unwrap_or_default();
        let publication = format!("{}{accessed}", publication.join(", "));
        let mut parts = vec![title];
        parts.extend(self.host.map(|it| format!("{}{colon} {it}", words.host)));
        parts.extend(Some(publication.trim_start().to_owned()).filter(|it| !it.is_empty()));
        parts.extend(self.isbn.map(|it| format!("ISBN\u{a0}{it}")));
        parts.extend(self.url.map(|it| format!("{}{colon} {it}", words.available)));
        parts.extend(self.notes.iter().map(|it| it.trim_end_matches('.').to_owned()));
        parts.join(". ") + ".\n"
    }

    fn bibtex(&self) -> String {
        let kind = if self.isbn.is_some() { "book" } else { "misc" };
        let notes = self.notes.join(" ");
        let fields = [
            ("title", Some(self.title.as_str())),
            ("howpublished", self.host),
            ("publisher", self.publisher),
            ("year", self.year.as_deref()),
            ("isbn", self.isbn),
            ("url", self.url),
            ("urldate", self.accessed),
            ("note", Some(notes.as_str()).filter(|it| !it.is_empty())),
            ("language", self.language),
        ];
        let fields = fields.into_iter().filter_map(|(name, value)| Some((name, value?)));
        let fields: Vec<String> = fields.map(|(name, it)| format!("  {name} = {{{}}}", tex(name, it))).collect();
        // An identifier with a fault in it is used all the same; a key ends at the first odd sign.
        let key: String = self.key.chars().filter(|it| it.is_ascii_alphanumeric() || *it == '-').collect();
        format!("@{kind}{{{key},\n{}\n}}\n", fields.join(",\n"))
    }

    /// RIS: a tag and a value a line. The catalogue is electronic, like whatever has an address.
    fn ris(&self) -> String {
        let kind = match (self.isbn, self.host.or(self.url)) {
            (Some(_), _) => "BOOK",
            (None, Some(_)) => "ELEC",
            (None, None) => "GEN",
        };
        let accessed = self.accessed.map(|it| it.replace('-', "/"));
        let fields = [
            ("TY", Some(kind)),
            ("ID", Some(self.key.as_str())),
            ("TI", Some(self.title.as_str())),
            ("T2", self.host),
            ("PB", self.publisher),
            ("PY", self.year.as_deref()),
            ("SN", self.isbn),
            ("UR", self.url),
            ("Y2", accessed.as_deref()),
        ];
        let notes = self.notes.iter().map(|it| ("N1", it.as_str()));
        let ending = [("LA", self.language), ("ER", Some(""))].into_iter().filter_map(|(tag, it)| Some((tag, it?)));
        let fields = fields.into_iter().filter_map(|(tag, value)| Some((tag, value?))).chain(notes).chain(ending);
        // A value is one line; what goes on below a paragraph would be read as another tag.
        fields.map(|(tag, value)| format!("{tag}  - {}\r\n", value.replace('\n', " "))).collect()
    }
}

/// Escapes what BibTeX and TeX would obey. BibTeX counts braces even behind a backslash, so they are
/// named; in an address, which TeX takes as it is, they are encoded.
fn tex(name: &str, value: &str) -> String {
    if name == "url" {
        return value.replace('{', "%7B").replace('}', "%7D");
    }
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '$' | '&' | '#' | '%' | '_' => escaped.extend(['\\', character]),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            _ => escaped.push(character),
        }
    }
    escaped
}
