//! How is an activity cited, with the sources of its facts?
//!
//! Collects the entries of a citation list. An activity's sheet and each of its sources are works in their own right,
//! so each has a separate entry with its own data only.

use hashbrown::HashSet;

use crate::catalogue::{Activity, Catalogue, Header, PartialDate, Place, Source};
use crate::lang::Lang;
use crate::text::{Clean, UniqueNames};

/// Citation styles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CiteStyle {
    /// Informal, as in a message.
    Plain,
    /// ISO 690.
    Iso690,
    /// BibTeX entries.
    Bibtex,
    /// RIS entries.
    Ris,
}

impl CiteStyle {
    /// Every style.
    pub const ALL: [CiteStyle; 4] = [CiteStyle::Plain, CiteStyle::Iso690, CiteStyle::Bibtex, CiteStyle::Ris];
}

/// What is cited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cited {
    /// Records of the activities.
    pub rows: Vec<usize>,
    /// Indices of sources that are cited in addition to those of the activities.
    pub sources: Vec<usize>,
}

/// Returns citations in a style: first the sheets, each with the attribution and licence that its catalogue asks for,
/// then their sources, each once.
pub fn cite(catalogue: &Catalogue, cited: &Cited, style: CiteStyle, lang: Lang) -> String {
    let terms = &catalogue.vocabularies.sources;
    let rows = without_duplicates(cited.rows.iter().copied());
    let activities: Vec<&Activity> = rows.filter_map(|row| catalogue.activities.get(row)).collect();
    let mut entries: Vec<Entry<'_>> = activities.iter().map(|it| Entry::sheet(catalogue, it, lang)).collect();
    let sources =
        without_duplicates(activities.iter().flat_map(|it| it.all_sources()).chain(cited.sources.iter().copied()));
    entries.extend(sources.filter_map(|at| Some(Entry::source(terms.id(at), terms.get(at)?, lang))));
    let mut keys = UniqueNames::default();
    entries.iter_mut().for_each(|it| it.key = unique_key(&it.key, &mut keys));
    // In BibTeX and RIS every entry keeps its notes, as it may be copied without the others.
    let is_prose = matches!(style, CiteStyle::Plain | CiteStyle::Iso690);
    let notes = if is_prose && activities.len() > 1 { common_notes(&mut entries) } else { String::new() };
    let line_end = if let CiteStyle::Ris = style { "\r\n" } else { "\n" };
    let mut written: Vec<String> = entries.iter().map(|it| it.write(style)).collect();
    written.insert(activities.len(), notes);
    written.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(line_end)
}

/// Removes the notes from the entries and returns each distinct note once, on a line of its own, with the title of its
/// catalogue if there are several catalogues.
fn common_notes(entries: &mut [Entry<'_>]) -> String {
    let (mut seen, host_count) =
        (HashSet::new(), entries.iter().filter_map(|it| it.host).collect::<HashSet<_>>().len());
    let note = |host: Option<&str>, it: String| match host.filter(|_| host_count > 1) {
        Some(host) => format!("{host} – {it}\n"),
        None => it + "\n",
    };
    let notes = entries.iter_mut().flat_map(|entry| {
        let host = entry.host;
        std::mem::take(&mut entry.notes).into_iter().map(move |it| note(host, it))
    });
    notes.filter(|it| seen.insert(it.clone())).collect()
}

/// Removes duplicates, and keeps the first occurrence of each number.
fn without_duplicates(numbers: impl IntoIterator<Item = usize>) -> impl Iterator<Item = usize> {
    let mut seen = HashSet::new();
    numbers.into_iter().filter(move |it| seen.insert(*it))
}

/// Returns a key that no other entry has: the given one, with a number appended if it is taken. A malformed identifier
/// is used nevertheless, so other characters are removed: a BibTeX key ends at the first invalid one.
fn unique_key(key: &str, taken: &mut UniqueNames) -> String {
    let key: String = key.chars().filter(|it| it.is_ascii_alphanumeric() || *it == '-').collect();
    taken.insert_unique(&key, '-')
}

/// A cited work.
#[derive(Default)]
pub(super) struct Entry<'a> {
    pub(super) key: String,
    pub(super) authors: &'a [Clean],
    pub(super) title: String,
    /// Title of the catalogue that contains a sheet.
    pub(super) host: Option<&'a str>,
    pub(super) city: Option<&'a str>,
    pub(super) publisher: Option<&'a str>,
    pub(super) year: Option<String>,
    pub(super) doi: Option<&'a str>,
    pub(super) isbn: Option<&'a str>,
    pub(super) url: Option<&'a str>,
    pub(super) accessed: Option<PartialDate>,
    /// Attribution and licence, which are printed with the entry.
    pub(super) notes: Vec<String>,
    /// Language tag of the work, if known.
    pub(super) language: Option<&'a str>,
    pub(super) lang: Lang,
}

impl<'a> Entry<'a> {
    fn sheet(catalogue: &'a Catalogue, activity: &'a Activity, lang: Lang) -> Self {
        let header: Option<&Header> = catalogue.headers.get(activity.header);
        let location = |it: &Place| {
            let name = std::iter::once(it.name.get(lang));
            name.chain(it.country_if_different(lang)).collect::<Vec<_>>().join(", ")
        };
        let locations: Vec<String> = activity.places().map(location).collect();
        let (words, colon) = (lang.words(), lang.words().colon);
        let attribution = header.and_then(|it| it.attribution.as_ref()).map(|it| it.get(lang).to_owned());
        let licence = header.and_then(|it| it.licence.as_ref()).map(|it| format!("{}{colon} {it}", words.licence));
        Self {
            key: activity.id.to_string(),
            title: format!("{} ({})", activity.title.get(lang), locations.join(lang.words().semicolon)),
            host: header.map(|it| it.title.get(lang)),
            notes: attribution.into_iter().chain(licence).collect(),
            language: activity.title.version(lang).tag,
            lang,
            ..Self::default()
        }
    }

    fn source(id: &'a str, source: &'a Source, lang: Lang) -> Self {
        Self {
            // A source may have the same identifier as an activity.
            key: format!("source-{id}"),
            authors: &source.authors,
            title: source.title.get(lang).to_owned(),
            host: None,
            city: source.city.as_deref(),
            publisher: source.publisher.as_ref().map(|it| it.get(lang)),
            year: source.year.map(|it| it.to_string()),
            doi: source.doi.as_deref(),
            isbn: source.isbn.as_deref(),
            url: source.url.as_deref(),
            accessed: source.accessed,
            notes: Vec::new(),
            // The title of a source may be a translation, so the language of the work is not known.
            language: None,
            lang,
        }
    }
}
