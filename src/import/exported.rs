//! How is a JSON export read back?
//!
//! Converts the deserialised shapes of an export into a catalogue record, and completes references that were edited by
//! hand.

use indexmap::IndexMap;

use super::ImportOptions;
use super::builder::first_text;
use super::countries::country_name;
use super::draft::{Draft, source_record};
use super::note::Note;
use super::shapes::{
    ActivityShape, Header, Lesson, Organisation, Participant, Place, PlaceOrName, Source, Term, Text, UnknownKeys,
};
use super::terms::{Ids, text};
use crate::catalogue::record::{
    ActivityRecord, CatalogueRecord, Entries, LessonRecord, OrganisationRecord, PlaceRecord, SourceRecord, Str,
    TermRecord, TextRecord,
};
use crate::catalogue::{Country, FORMAT, Vocabulary};
use crate::text::{readable, slug};

fn string(text: String) -> Str<'static> {
    Str(text.into())
}

fn strings(texts: Vec<String>) -> Vec<Str<'static>> {
    texts.into_iter().map(string).collect()
}

/// Returns the catalogue of a header and its activities, without those that have no place.
pub(super) fn record(
    header: Header,
    mut shapes: Vec<ActivityShape>,
    options: &ImportOptions,
    notes: &mut Vec<Note>,
) -> CatalogueRecord<'static> {
    let (mut ids, mut number) = (Ids::default(), 0);
    note_unknown_keys_of_terms(&header, notes);
    let language = header.language.as_ref().or(options.language.as_ref()).cloned().unwrap_or_default();
    shapes.retain_mut(|shape| {
        number += 1;
        let unknown = place_of_short_form(shape);
        let has_place = ensure_place(shape, (options.country, &language), number, notes);
        if has_place {
            assign_id(shape, number, &mut ids, notes);
            let path = |key: String| Note::KeyLeftOut(format!("{}.place.{key}", shape.id));
            notes.extend(unknown.into_keys().map(path));
            note_contradictions(shape, &header, notes);
        }
        has_place
    });
    let mut resolver = ReferenceResolver { draft: Draft::new(header.into()), notes };
    let activities = shapes.into_iter().map(|it| resolver.activity(it)).collect();
    CatalogueRecord { activities, ..resolver.draft.finish() }
}

impl From<Header> for CatalogueRecord<'static> {
    fn from(header: Header) -> Self {
        fn entries<A, B>(items: IndexMap<String, A>, convert: fn(A) -> B) -> Entries<'static, B> {
            Entries(items.into_iter().map(|(id, it)| (string(id), convert(it))).collect())
        }
        let term = |it| match it {
            Term::Record { name, synonyms, .. } => TermRecord { name: name.into(), synonyms: strings(synonyms) },
            Term::Name(name) => TermRecord::from(TextRecord::from(name)),
        };
        Self {
            format: Some(FORMAT),
            id: header.id.map(string),
            language: header.language.map(string),
            title: Some(header.title.map_or_else(|| text("", "Catalogue"), Into::into)),
            about: header.about.map(Into::into),
            licence: header.licence.map(string),
            attribution: header.attribution.map(Into::into),
            sources: entries(header.sources, source),
            organisations: entries(header.organisations, organisation),
            themes: entries(header.themes, term),
            kinds: entries(header.kinds, term),
            groups: entries(header.groups, term),
            activities: Vec::new(),
        }
    }
}

/// Assigns an identifier to an activity whose own is missing, invalid or already used; reports one that was replaced.
fn assign_id(shape: &mut ActivityShape, number: usize, ids: &mut Ids, notes: &mut Vec<Note>) {
    let title = TextRecord::from(shape.title.clone());
    let written = std::mem::take(&mut shape.id);
    let name = if written.is_empty() { first_text(&title).unwrap_or_default() } else { &written };
    shape.id = ids.assign(&written, name, &format!("activity-{number}"));
    if !written.is_empty() && shape.id != written {
        notes.push(Note::Renamed(number, written, shape.id.clone()));
    }
}

/// Reports the keys of terms that are not known.
fn note_unknown_keys_of_terms(header: &Header, notes: &mut Vec<Note>) {
    let vocabularies = [
        (Vocabulary::Themes, &header.themes),
        (Vocabulary::Kinds, &header.kinds),
        (Vocabulary::Groups, &header.groups),
    ];
    for (vocabulary, terms) in vocabularies {
        for (id, term) in terms {
            let unknown = if let Term::Record { unknown, .. } = term { unknown } else { continue };
            let path = |key: &String| Note::KeyLeftOut(format!("catalogue.{}.{id}.{key}", vocabulary.name()));
            notes.extend(unknown.keys().map(path));
        }
    }
}

/// Moves a `place` that is a record to the places of an activity; returns its unknown keys.
fn place_of_short_form(shape: &mut ActivityShape) -> UnknownKeys {
    match shape.place.take_if(|it| matches!(it, PlaceOrName::Place { .. })) {
        Some(PlaceOrName::Place { place, unknown }) => {
            shape.places.insert(0, place);
            unknown
        }
        _ => UnknownKeys::default(),
    }
}

/// Gives an activity without places the one that `place` names in `country`, or else one in the default country, named
/// in a language. Reports the activity and returns `false` if its country is missing or unknown.
fn ensure_place(
    shape: &mut ActivityShape,
    (default_country, tag): (Option<Country>, &str),
    number: usize,
    notes: &mut Vec<Note>,
) -> bool {
    if !shape.places.is_empty() {
        return true;
    }
    let written = shape.country.clone().or_else(|| default_country.map(|it| it.code().to_owned())).unwrap_or_default();
    let Some(country) = Country::from_name_or_code(&written) else {
        notes.push(Note::NoCountry(number, written));
        return false;
    };
    let name = match shape.place.take() {
        Some(PlaceOrName::Name(name)) => name,
        _ => Text::Plain(country_name(country, tag)),
    };
    shape.places.push(Place { name, country: country.code().to_owned(), kind: None, at: None, aliases: Vec::new() });
    true
}

/// Reports values of an activity that contradict its places or the header, which take precedence.
fn note_contradictions(shape: &ActivityShape, header: &Header, notes: &mut Vec<Note>) {
    let first_place = shape.places.first();
    let country_code = |it: &str| Country::from_name_or_code(it).map(Country::code);
    let mut note = |key: &str| notes.push(Note::KeyLeftOut(format!("{}.{key}", shape.id)));
    let in_other_country =
        |it: &String| first_place.is_some_and(|place| country_code(it) != country_code(&place.country));
    let in_other_place = |it: &PlaceOrName| matches!(it, PlaceOrName::Name(name) if first_place.is_some_and(|place| *name != place.name));
    let differing = [
        ("country", shape.country.as_ref().is_some_and(in_other_country)),
        ("place", shape.place.as_ref().is_some_and(in_other_place)),
        ("licence", shape.licence.is_some() && shape.licence != header.licence),
        ("attribution", shape.attribution.is_some() && shape.attribution != header.attribution),
        ("catalogue", shape.catalogue.is_some() && shape.catalogue != header.title),
    ];
    differing.iter().filter(|it| it.1).for_each(|it| note(it.0));
    for (key, participants) in [("lead", &shape.lead), ("experts", &shape.experts), ("partners", &shape.partners)] {
        let known = |it: &Participant| it.id.as_ref().and_then(|id| header.organisations.get(id));
        let is_renamed =
            |it: &&Participant| known(it).zip(it.name.as_ref()).is_some_and(|(known, name)| known.name != *name);
        participants.iter().filter(is_renamed).for_each(|_| note(key));
    }
    let is_changed =
        |it: &&Source| !it.is_reference && header.sources.get(&it.id).is_some_and(|known| !known.is_same_work(it));
    shape.sources.iter().filter(is_changed).for_each(|_| note("sources"));
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
    let country = Country::from_name_or_code(&it.country).map_or(it.country, |it| it.code().to_owned());
    let kind = it.kind.map(|it| it.0);
    PlaceRecord { name: it.name.into(), aliases: strings(it.aliases), country: string(country), kind, at: it.at }
}

/// Resolves the references of activities and adds missing ones to the header.
struct ReferenceResolver<'a> {
    draft: Draft,
    notes: &'a mut Vec<Note>,
}

impl ReferenceResolver<'_> {
    fn activity(&mut self, mut shape: ActivityShape) -> ActivityRecord<'static> {
        let [themes, kinds, groups] = self.terms(&mut shape);
        let [leads, experts, partners] = [&mut shape.lead, &mut shape.experts, &mut shape.partners]
            .map(|it| std::mem::take(it).into_iter().filter_map(|it| self.participant(it)).collect::<Vec<_>>());
        let sections = shape.take_sections();
        let sources = self.sources(std::mem::take(&mut shape.sources));
        let mut activity = ActivityRecord {
            id: string(shape.id),
            title: shape.title.into(),
            experts,
            themes,
            kinds,
            groups,
            period: shape.period.map(string),
            lessons: shape.lessons.into_iter().map(|it| self.lesson(it)).collect(),
            sources,
            extra: Entries(shape.extra.into_iter().map(|(name, text)| (string(name), text.into())).collect()),
            silent: shape.silent.into_iter().map(|it| it.0).collect(),
            ..ActivityRecord::default()
        };
        activity.set_leads(leads, partners);
        activity.set_places(shape.places.into_iter().map(place).collect());
        sections.into_iter().for_each(|(section, texts)| activity.set_texts(section, texts));
        activity
    }

    /// Returns the themes, kinds and groups of an activity.
    fn terms(&mut self, shape: &mut ActivityShape) -> [Vec<Str<'static>>; 3] {
        [
            (Vocabulary::Themes, &mut shape.themes),
            (Vocabulary::Kinds, &mut shape.kinds),
            (Vocabulary::Groups, &mut shape.groups),
        ]
        .map(|(vocabulary, ids)| std::mem::take(ids).into_iter().map(|it| self.term(vocabulary, &it)).collect())
    }

    /// Returns the identifier of a term, which is added and reported if new: only its identifier is known.
    fn term(&mut self, vocabulary: Vocabulary, written: &str) -> Str<'static> {
        let name = text("", &readable(written));
        let (id, is_new) = self.draft.reference(vocabulary, written, name);
        if is_new {
            self.notes.push(Note::AddedKey(format!("catalogue.{}", vocabulary.name()), written.to_owned()));
        }
        id
    }

    /// Returns the sources of the activity itself, and adds these and those of its lessons to the header.
    fn sources(&mut self, sources: Vec<Source>) -> Vec<Str<'static>> {
        let mut ids = Vec::new();
        for it in sources {
            let is_own = !it.only_in_lessons;
            let title = TextRecord::from(it.title.clone());
            let key = if it.id.is_empty() { first_text(&title).unwrap_or_default().to_owned() } else { it.id.clone() };
            let (id, _) = self.draft.source(&key, &key, || source(it));
            ids.extend(is_own.then_some(id));
        }
        ids
    }

    /// Returns a lesson. Its sources have been added with those of the activity; any other is added and reported: only
    /// its identifier is known.
    fn lesson(&mut self, it: Lesson) -> LessonRecord<'static> {
        let mut source = |written: String| {
            let make = || source_record(text("", &readable(&written)), None);
            let (id, is_new) = self.draft.source(&written, &written, make);
            if is_new {
                self.notes.push(Note::AddedKey("catalogue.sources".to_owned(), written));
            }
            id
        };
        let sources = it.sources.into_iter().map(&mut source).collect();
        LessonRecord { basis: it.basis.map(|it| it.0), kind: it.kind.map(|it| it.0), text: it.text.into(), sources }
    }

    /// Returns a participant, whose organisation is added to the header if new; `None` if it has neither identifier nor
    /// name.
    fn participant(&mut self, it: Participant) -> Option<TextRecord<'static>> {
        let name = it.name.map(TextRecord::from);
        let Some(id) = it.id else { return name };
        let name = name.unwrap_or_else(|| TextRecord::Plain(string(readable(&id))));
        Some(TextRecord::Plain(self.draft.reference(Vocabulary::Organisations, &id, name).0))
    }
}

impl Header {
    /// Returns a header for a list of activities exported without one, made of the file name and of what all activities
    /// share.
    pub(super) fn of_file(options: &ImportOptions, shapes: &mut [ActivityShape]) -> Self {
        let id = Some(slug(&options.name)).filter(|it| !it.is_empty());
        let all_share =
            |same: fn(&ActivityShape, &ActivityShape) -> bool| shapes.windows(2).all(|it| same(&it[0], &it[1]));
        let (has_one_licence, has_one_attribution, has_one_catalogue) = (
            all_share(|one, other| one.licence == other.licence),
            all_share(|one, other| one.attribution == other.attribution),
            all_share(|one, other| one.catalogue == other.catalogue),
        );
        let first = shapes.first();
        let licence = first.filter(|_| has_one_licence).and_then(|it| it.licence.clone());
        let attribution = first.filter(|_| has_one_attribution).and_then(|it| it.attribution.clone());
        let title = first.filter(|_| has_one_catalogue).and_then(|it| it.catalogue.clone());
        let title = title.or_else(|| Some(options.name.clone()).filter(|it| !it.is_empty()).map(Text::Plain));
        // Activities of several catalogues keep these values in `extra`.
        for shape in shapes.iter_mut() {
            let licence = shape.licence.take().filter(|_| !has_one_licence).map(Text::Plain);
            let attribution = shape.attribution.take().filter(|_| !has_one_attribution);
            let catalogue = shape.catalogue.take().filter(|_| !has_one_catalogue);
            let differing = [("catalogue", catalogue), ("licence", licence), ("attribution", attribution)];
            shape.extra.extend(differing.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?))));
        }
        let language = options.language.clone();
        Self { id, language, title, licence, attribution, ..Self::default() }
    }
}
