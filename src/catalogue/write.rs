//! How is a catalogue written back?
//!
//! Converts activities to records and serialises them as RON that loads as the same catalogue.

use ron::Options;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Serialize;

use super::activity::{Activity, Lesson, Participant, Place, Role};
use super::record::{
    ActivityRecord, CatalogueRecord, Entries, LessonRecord, OrganisationRecord, PlaceRecord, SourceRecord, Str,
    TermRecord, TextRecord,
};
use super::vocabulary::{Header, Organisation, Source, Term, Terms};
use super::{Catalogue, FORMAT, Section, Subset, Text, Vocabulary};

/// Why activities cannot be written as one catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwritable {
    /// They come from catalogues that differ in description, language, licence or attribution.
    IncompatibleHeaders,
    /// The RON serialiser has failed, with this message.
    Ron(String),
}

/// Returns activities as a catalogue of their own in RON, with the terms that belong to them.
///
/// # Errors
/// If the headers of their catalogues differ too much to be merged, or serialisation fails.
pub fn to_ron(catalogue: &Catalogue, rows: &[usize]) -> Result<String, Unwritable> {
    Ok(ron_start(catalogue, &Subset::of(catalogue, rows))? + &ron_activities(catalogue, rows)? + RON_END)
}

/// End of a catalogue in RON, after the last activity.
pub(crate) const RON_END: &str = "    ],\n)\n";

/// Returns the beginning of a catalogue in RON, before the first activity: its header and vocabularies.
///
/// # Errors
/// If the headers of the subset differ too much to be merged, or serialisation fails.
pub(crate) fn ron_start(catalogue: &Catalogue, subset: &Subset) -> Result<String, Unwritable> {
    let whole = write_ron(&header(catalogue, subset)?)?;
    Ok(whole.strip_suffix("[],\n)\n").unwrap_or(&whole).to_owned() + "[\n")
}

/// Returns activities in RON, as they are between [`ron_start`] and [`RON_END`].
///
/// # Errors
/// If serialisation fails.
pub(crate) fn ron_activities(catalogue: &Catalogue, rows: &[usize]) -> Result<String, Unwritable> {
    /// A catalogue without a header, so that the activities are indented as in one.
    #[derive(Serialize)]
    struct Activities<'a> {
        activities: Vec<ActivityRecord<'a>>,
    }
    let whole = write_ron(&Activities { activities: activities(catalogue, rows) })?;
    let list = whole.split_once("[\n").and_then(|it| it.1.strip_suffix(RON_END));
    Ok(list.unwrap_or_default().to_owned())
}

/// Serialises a catalogue, or a part of one, as RON that reads back as the same.
///
/// # Errors
/// If serialisation fails.
pub(crate) fn write_ron(record: &impl Serialize) -> Result<String, Unwritable> {
    let config = PrettyConfig::new()
        .struct_names(true)
        .extensions(Extensions::IMPLICIT_SOME)
        .new_line("\n")
        .escape_strings(false)
        .compact_structs(false);
    Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .to_string_pretty(record, config)
        .map(|text| text + "\n")
        .map_err(|error| Unwritable::Ron(error.to_string()))
}

/// Returns activities as a catalogue of their own, with the terms that belong to them. If they come from several
/// catalogues, the titles are joined.
///
/// # Errors
/// If the headers of their catalogues differ too much to be merged.
pub(crate) fn to_record<'a>(catalogue: &'a Catalogue, rows: &[usize]) -> Result<CatalogueRecord<'a>, Unwritable> {
    let header = header(catalogue, &Subset::of(catalogue, rows))?;
    Ok(CatalogueRecord { activities: activities(catalogue, rows), ..header })
}

fn activities<'a>(catalogue: &'a Catalogue, rows: &[usize]) -> Vec<ActivityRecord<'a>> {
    rows.iter().filter_map(|&row| catalogue.activities.get(row)).map(|it| activity(catalogue, it)).collect()
}

/// Returns a subset of a catalogue without its activities.
///
/// # Errors
/// If the headers of the subset differ too much to be merged.
fn header<'a>(catalogue: &'a Catalogue, subset: &Subset) -> Result<CatalogueRecord<'a>, Unwritable> {
    let terms = &catalogue.vocabularies;
    let headers = subset.headers(catalogue);
    let metadata = |it: &&Header| (it.language.clone(), it.about.clone(), it.licence.clone(), it.attribution.clone());
    if headers.iter().any(|it| metadata(it) != metadata(&headers[0])) {
        return Err(Unwritable::IncompatibleHeaders);
    }
    let header = headers.first();
    Ok(CatalogueRecord {
        format: Some(FORMAT),
        // Several merged catalogues have no common identifier.
        id: header.filter(|_| headers.len() == 1).map(|it| borrowed(&it.id)).filter(|it| !it.is_empty()),
        language: header.map(|it| borrowed(&it.language)).filter(|it| !it.is_empty()),
        title: Some(title(&headers)),
        about: header.and_then(|it| it.about.as_ref()).map(TextRecord::from),
        licence: header.and_then(|it| it.licence.as_deref()).map(borrowed),
        attribution: header.and_then(|it| it.attribution.as_ref()).map(TextRecord::from),
        sources: entries(&terms.sources, (subset, Vocabulary::Sources), |(_, it)| source(it, TextRecord::from)),
        organisations: entries(&terms.organisations, (subset, Vocabulary::Organisations), |(_, it)| {
            organisation(it, TextRecord::from)
        }),
        themes: entries(&terms.themes, (subset, Vocabulary::Themes), |(_, it)| term(it)),
        kinds: entries(&terms.kinds, (subset, Vocabulary::Kinds), |(_, it)| term(it)),
        groups: entries(&terms.groups, (subset, Vocabulary::Groups), |(_, it)| term(it)),
        activities: Vec::new(),
    })
}

fn title<'a>(headers: &[&'a Header]) -> TextRecord<'a> {
    match headers {
        [only] => TextRecord::from(&only.title),
        several => {
            let titles = several.iter().filter_map(|it| it.title.versions().next()).map(|(_, title)| title);
            TextRecord::Plain(Str(titles.collect::<Vec<_>>().join(" · ").into()))
        }
    }
}

/// Converts the terms of a vocabulary that belong to a subset.
pub(crate) fn entries<'a, T, U>(
    terms: &'a Terms<T>,
    (subset, vocabulary): (&Subset, Vocabulary),
    convert: impl Fn((&'a str, &'a T)) -> U,
) -> Entries<'a, U> {
    let included = terms.iter().enumerate().filter(|(at, _)| subset.has(vocabulary, *at));
    Entries(included.map(|(_, it)| (borrowed(it.0), convert(it))).collect())
}

fn term(term: &Term) -> TermRecord<'_> {
    TermRecord { name: TextRecord::from(&term.name), synonyms: term.synonyms.iter().map(|it| borrowed(it)).collect() }
}

/// Converts a source, and its texts with `write`.
pub(crate) fn source<'a>(source: &'a Source, write: impl Fn(&'a Text) -> TextRecord<'a>) -> SourceRecord<'a> {
    SourceRecord {
        authors: source.authors.iter().map(|it| borrowed(it)).collect(),
        title: write(&source.title),
        city: source.city.as_deref().map(borrowed),
        publisher: source.publisher.as_ref().map(write),
        year: source.year,
        url: source.url.as_deref().map(borrowed),
        doi: source.doi.as_deref().map(borrowed),
        isbn: source.isbn.as_deref().map(borrowed),
        accessed: source.accessed.map(|it| Str(it.to_string().into())),
    }
}

/// Converts an organisation, and its name with `write`.
pub(crate) fn organisation<'a>(
    organisation: &'a Organisation,
    write: impl Fn(&'a Text) -> TextRecord<'a>,
) -> OrganisationRecord<'a> {
    OrganisationRecord {
        name: write(&organisation.name),
        short: organisation.short.as_deref().map(borrowed),
        country: organisation.country.map(|it| borrowed(it.code())),
    }
}

fn activity<'a>(catalogue: &'a Catalogue, activity: &'a Activity) -> ActivityRecord<'a> {
    let terms = &catalogue.vocabularies;
    let lesson = |it: &'a Lesson| LessonRecord {
        basis: it.basis,
        kind: it.kind,
        text: TextRecord::from(&it.text),
        sources: ids(&terms.sources, &it.sources),
    };
    let participant = |it: &'a Participant| match it {
        Participant::Organisation(at) => TextRecord::Plain(borrowed(terms.organisations.id(*at))),
        Participant::Named(name) => TextRecord::from(name),
    };
    let mut record = ActivityRecord {
        id: borrowed(&activity.id),
        title: TextRecord::from(&activity.title),
        place: activity.other_places.is_empty().then(|| place(&activity.place)),
        places: (!activity.other_places.is_empty()).then(|| activity.places().map(place).collect()),
        lead: activity.in_role(Role::Lead).next().map(participant),
        experts: activity.in_role(Role::Expert).map(participant).collect(),
        partners: activity.in_role(Role::Partner).map(participant).collect(),
        themes: ids(&terms.themes, &activity.themes),
        kinds: ids(&terms.kinds, &activity.kinds),
        groups: ids(&terms.groups, &activity.groups),
        period: activity.period.map(|it| Str(it.to_string().into())),
        lessons: activity.lessons.iter().map(lesson).collect(),
        sources: ids(&terms.sources, &activity.sources),
        extra: Entries(activity.extra.iter().map(|(name, it)| (borrowed(name), TextRecord::from(it))).collect()),
        silent: activity.silent.clone(),
        ..ActivityRecord::default()
    };
    Section::ALL
        .into_iter()
        .for_each(|section| record.set_texts(section, activity.texts(section).map(TextRecord::from).collect()));
    record
}

fn place(place: &Place) -> PlaceRecord<'_> {
    PlaceRecord {
        name: TextRecord::from(&place.name),
        aliases: place.aliases.iter().map(|it| borrowed(it)).collect(),
        country: borrowed(place.country.code()),
        kind: place.kind,
        at: place.at,
    }
}

fn ids<'a, T>(terms: &'a Terms<T>, indices: &[usize]) -> Vec<Str<'a>> {
    indices.iter().map(|&at| borrowed(terms.id(at))).collect()
}

fn borrowed(text: &str) -> Str<'_> {
    Str(text.into())
}
