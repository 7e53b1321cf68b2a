//! How is an export in JSON read back? As what it was written from.

use indexmap::IndexMap;
use serde::Deserialize;

use super::Given;
use super::known::{Known, add};
use super::terms::readable;
use crate::catalogue::record::{
    ActivityRecord, CatalogueRecord, Entries, LessonRecord, OrganisationRecord, PlaceRecord, SourceRecord, Str,
    TermRecord, TextRecord,
};
use crate::catalogue::{Basis, FORMAT, LessonKind, PlaceKind, Section};
use crate::text::slug;

/// An export: what a catalogue says of itself, and its activities.
#[derive(Deserialize)]
pub(super) struct Export {
    pub(super) catalogue: Header,
    pub(super) activities: Vec<Sheet>,
}

/// A text in no language, or in several, by their tags.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Plain(String),
    ByLanguage(IndexMap<String, String>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Texts {
    One(Text),
    Several(Vec<Text>),
}

impl From<Text> for TextRecord<'static> {
    fn from(text: Text) -> Self {
        match text {
            Text::Plain(text) => TextRecord::Plain(string(text)),
            Text::ByLanguage(versions) => {
                TextRecord::ByLanguage(versions.into_iter().map(|(tag, it)| (string(tag), string(it))).collect())
            }
        }
    }
}

impl From<Texts> for Vec<TextRecord<'static>> {
    fn from(texts: Texts) -> Self {
        match texts {
            Texts::One(text) => vec![text.into()],
            Texts::Several(texts) => texts.into_iter().map(Into::into).collect(),
        }
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Header {
    id: Option<String>,
    language: Option<String>,
    title: Option<Text>,
    about: Option<Text>,
    licence: Option<String>,
    attribution: Option<Text>,
    sources: IndexMap<String, Source>,
    organisations: IndexMap<String, Organisation>,
    themes: IndexMap<String, Term>,
    kinds: IndexMap<String, Term>,
    groups: IndexMap<String, Term>,
}

#[derive(Deserialize)]
struct Term {
    name: Text,
    #[serde(default)]
    synonyms: Vec<String>,
}

#[derive(Deserialize)]
struct Organisation {
    name: Text,
    short: Option<String>,
    country: Option<String>,
}

#[derive(Deserialize)]
struct Source {
    #[serde(default)]
    id: String,
    #[serde(default)]
    authors: Vec<String>,
    title: Text,
    publisher: Option<Text>,
    city: Option<String>,
    year: Option<u16>,
    url: Option<String>,
    doi: Option<String>,
    isbn: Option<String>,
    accessed: Option<String>,
    #[serde(default)]
    only_in_lessons: bool,
}

#[derive(Deserialize)]
struct Place {
    name: Text,
    country: String,
    kind: Option<String>,
    at: Option<(f64, f64)>,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Deserialize)]
struct Who {
    id: Option<String>,
    name: Option<Text>,
}

#[derive(Deserialize)]
struct Lesson {
    basis: Option<String>,
    kind: Option<String>,
    text: Text,
    #[serde(default)]
    sources: Vec<String>,
}

/// An activity of an export.
#[derive(Deserialize)]
pub(super) struct Sheet {
    id: String,
    title: Text,
    places: Vec<Place>,
    #[serde(default)]
    themes: Vec<String>,
    #[serde(default)]
    kinds: Vec<String>,
    #[serde(default)]
    groups: Vec<String>,
    #[serde(default)]
    lead: Vec<Who>,
    #[serde(default)]
    experts: Vec<Who>,
    #[serde(default)]
    partners: Vec<Who>,
    period: Option<String>,
    summary: Option<Texts>,
    aims: Option<Texts>,
    actions: Option<Texts>,
    results: Option<Texts>,
    #[serde(default)]
    lessons: Vec<Lesson>,
    outlook: Option<Texts>,
    evaluation: Option<Texts>,
    funding: Option<Texts>,
    awards: Option<Texts>,
    contact: Option<Texts>,
    #[serde(default)]
    extra: IndexMap<String, Text>,
    #[serde(default)]
    sources: Vec<Source>,
    #[serde(default)]
    silent: Vec<String>,
    catalogue: Option<Text>,
    licence: Option<String>,
    attribution: Option<Text>,
}

fn string(text: String) -> Str<'static> {
    Str(text.into())
}

fn strings(texts: Vec<String>) -> Vec<Str<'static>> {
    texts.into_iter().map(string).collect()
}

/// Returns the catalogue of a header and some activities.
pub(super) fn record(header: Header, sheets: Vec<Sheet>) -> CatalogueRecord<'static> {
    let term =
        |(id, Term { name, synonyms })| (string(id), TermRecord { name: name.into(), synonyms: strings(synonyms) });
    let mut record = CatalogueRecord {
        format: FORMAT,
        id: header.id.map(string),
        language: header.language.map(string),
        title: header.title.map_or_else(|| TextRecord::Plain(string("Catalogue".to_owned())), Into::into),
        about: header.about.map(Into::into),
        licence: header.licence.map(string),
        attribution: header.attribution.map(Into::into),
        sources: Entries(header.sources.into_iter().map(|(id, it)| (string(id), source(it))).collect()),
        organisations: Entries(
            header.organisations.into_iter().map(|(id, it)| (string(id), organisation(it))).collect(),
        ),
        themes: Entries(header.themes.into_iter().map(term).collect()),
        kinds: Entries(header.kinds.into_iter().map(term).collect()),
        groups: Entries(header.groups.into_iter().map(term).collect()),
        activities: Vec::new(),
    };
    let mut known = Known::of(&record);
    for sheet in sheets {
        let activity = activity(sheet, &mut record, &mut known);
        record.activities.push(activity);
    }
    record
}

fn source(it: Source) -> SourceRecord<'static> {
    SourceRecord {
        authors: strings(it.authors),
        title: it.title.into(),
        city: it.city.map(string),
        publisher: it.publisher.map(Into::into),
        year: it.year,
        url: it.url.map(string),
        doi: it.doi.map(string),
        isbn: it.isbn.map(string),
        accessed: it.accessed.map(string),
    }
}

fn organisation(it: Organisation) -> OrganisationRecord<'static> {
    OrganisationRecord { name: it.name.into(), short: it.short.map(string), country: it.country.map(string) }
}

fn place(it: Place) -> PlaceRecord<'static> {
    let kind = it.kind.as_deref().and_then(PlaceKind::from_id);
    PlaceRecord { name: it.name.into(), aliases: strings(it.aliases), country: string(it.country), kind, at: it.at }
}

fn lesson(it: Lesson) -> LessonRecord<'static> {
    let basis = it.basis.as_deref().and_then(Basis::from_id);
    let kind = it.kind.as_deref().and_then(LessonKind::from_id);
    LessonRecord { basis, kind, text: it.text.into(), sources: strings(it.sources) }
}

/// Returns an activity; what it names and the header does not have is added there.
fn activity(mut sheet: Sheet, record: &mut CatalogueRecord<'static>, known: &mut Known) -> ActivityRecord<'static> {
    name_terms(&sheet, record, known);
    let [leads, experts, partners] = [&mut sheet.lead, &mut sheet.experts, &mut sheet.partners]
        .map(|it| std::mem::take(it).into_iter().filter_map(|it| who(it, record, known)).collect::<Vec<_>>());
    let sections = sheet.sections();
    let mut sources = Vec::new();
    for it in sheet.sources {
        let (id, is_own) = (it.id.clone(), !it.only_in_lessons);
        add(&mut record.sources, &mut known.sources, &id, || source(it));
        sources.extend(is_own.then(|| string(id)));
    }
    let mut places: Vec<_> = sheet.places.into_iter().map(place).collect();
    let is_one = places.len() < 2;
    let mut activity = ActivityRecord {
        id: string(sheet.id),
        title: sheet.title.into(),
        place: if is_one { places.pop() } else { None },
        places: if is_one { None } else { Some(places) },
        lead: leads.into_iter().next(),
        experts,
        partners,
        themes: strings(sheet.themes),
        kinds: strings(sheet.kinds),
        groups: strings(sheet.groups),
        period: sheet.period.map(string),
        lessons: sheet.lessons.into_iter().map(lesson).collect(),
        sources,
        extra: Entries(sheet.extra.into_iter().map(|(name, text)| (string(name), text.into())).collect()),
        silent: sheet.silent.iter().filter_map(|it| Section::from_word(it)).collect(),
        ..ActivityRecord::default()
    };
    sections.into_iter().for_each(|(section, texts)| activity.put(section, texts));
    activity
}

/// Adds the terms of an activity that the header does not have.
fn name_terms(sheet: &Sheet, record: &mut CatalogueRecord<'static>, known: &mut Known) {
    let vocabularies = [
        (&mut record.themes, &mut known.themes, &sheet.themes),
        (&mut record.kinds, &mut known.kinds, &sheet.kinds),
        (&mut record.groups, &mut known.groups, &sheet.groups),
    ];
    for (terms, known, ids) in vocabularies {
        ids.iter().for_each(|id| add(terms, known, id, || TextRecord::Plain(string(readable(id))).into()));
    }
}

/// Returns someone who takes part; an organisation that the header does not have is added there.
fn who(it: Who, record: &mut CatalogueRecord<'static>, known: &mut Known) -> Option<TextRecord<'static>> {
    let name = it.name.map(TextRecord::from);
    let Some(id) = it.id else { return name };
    let name = name.unwrap_or_else(|| TextRecord::Plain(string(readable(&id))));
    add(&mut record.organisations, &mut known.organisations, &id, || OrganisationRecord {
        name,
        short: None,
        country: None,
    });
    Some(TextRecord::Plain(string(id)))
}

impl Header {
    /// Returns what is said of a list of which no more is known than its file.
    pub(super) fn of_file(given: &Given, sheets: &mut [Sheet]) -> Self {
        let id = Some(slug(&given.name)).filter(|it| !it.is_empty());
        let first = sheets.first_mut();
        let (licence, attribution) = first.map_or((None, None), |it| (it.licence.take(), it.attribution.take()));
        let title = Some(given.name.clone()).filter(|it| !it.is_empty()).map(Text::Plain);
        let title = title.or_else(|| sheets.first_mut().and_then(|it| it.catalogue.take()));
        let language = given.language.clone();
        Self { id, language, title, licence, attribution, ..Self::default() }
    }
}

impl Sheet {
    /// Takes the texts of the sections that hold texts.
    fn sections(&mut self) -> [(Section, Vec<TextRecord<'static>>); 9] {
        [
            (Section::Summary, &mut self.summary),
            (Section::Aims, &mut self.aims),
            (Section::Actions, &mut self.actions),
            (Section::Results, &mut self.results),
            (Section::Outlook, &mut self.outlook),
            (Section::Evaluation, &mut self.evaluation),
            (Section::Funding, &mut self.funding),
            (Section::Awards, &mut self.awards),
            (Section::Contact, &mut self.contact),
        ]
        .map(|(section, texts)| (section, texts.take().map(Into::into).unwrap_or_default()))
    }
}
