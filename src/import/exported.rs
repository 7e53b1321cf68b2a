//! How is a JSON export read back?
//!
//! Converts the deserialised shapes of an export into a catalogue record, and completes references that were edited by
//! hand.

use indexmap::IndexMap;

use super::ImportOptions;
use super::builder::first_text;
use super::countries::country_name;
use super::note::Note;
use super::references::References;
use super::shapes::{ActivityShape, Header, Lesson, Organisation, Participant, Place, Source, Term, Text};
use super::terms::{Ids, readable, text};
use crate::catalogue::record::{
    ActivityRecord, CatalogueRecord, Entries, LessonRecord, OrganisationRecord, PlaceRecord, SourceRecord, Str,
    TermRecord, TextRecord,
};
use crate::catalogue::{Country, FORMAT, Vocabulary};
use crate::text::slug;

fn string(text: String) -> Str<'static> {
    Str(text.into())
}

fn strings(texts: Vec<String>) -> Vec<Str<'static>> {
    texts.into_iter().map(string).collect()
}

/// Returns the catalogue of a header and its activities, without those that have no place.
pub(super) fn record(
    header: Header,
    mut sheets: Vec<ActivityShape>,
    given: &ImportOptions,
    notes: &mut Vec<Note>,
) -> CatalogueRecord<'static> {
    if header.format.is_some_and(|it| it > FORMAT) {
        notes.push(Note::KeyLeftOut("catalogue.format".to_owned()));
    }
    let (mut ids, mut number) = (Ids::default(), 0);
    sheets.retain_mut(|sheet| {
        number += 1;
        let has_place = has_place(sheet, given, number, notes);
        if has_place {
            assign_id(sheet, number, &mut ids, notes);
            note_contradictions(sheet, &header, notes);
        }
        has_place
    });
    let mut record = CatalogueRecord::from(header);
    let mut additions = ReferenceResolver { references: References::of(&record), record: &mut record, notes };
    let activities = sheets.into_iter().map(|it| additions.activity(it)).collect();
    record.activities = activities;
    record
}

impl From<Header> for CatalogueRecord<'static> {
    fn from(header: Header) -> Self {
        fn entries<A, B>(of: IndexMap<String, A>, made: fn(A) -> B) -> Entries<'static, B> {
            Entries(of.into_iter().map(|(id, it)| (string(id), made(it))).collect())
        }
        let term = |Term { name, synonyms }| TermRecord { name: name.into(), synonyms: strings(synonyms) };
        Self {
            format: FORMAT,
            id: header.id.map(string),
            language: header.language.map(string),
            title: header.title.map_or_else(|| TextRecord::Plain(string("Catalogue".to_owned())), Into::into),
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
fn assign_id(sheet: &mut ActivityShape, number: usize, ids: &mut Ids, notes: &mut Vec<Note>) {
    let title = TextRecord::from(sheet.title.clone());
    let written = std::mem::take(&mut sheet.id);
    let name = if written.is_empty() { first_text(&title).unwrap_or_default() } else { &written };
    sheet.id = ids.stated(&written, name, &format!("activity-{number}"));
    if !written.is_empty() && sheet.id != written {
        notes.push(Note::Renamed(number, written, sheet.id.clone()));
    }
}

/// Gives an activity without `places` the place of its short form (`place` and `country`), or one in the given country.
/// Reports the activity and returns `false` if its country is missing or unknown.
fn has_place(sheet: &mut ActivityShape, given: &ImportOptions, number: usize, notes: &mut Vec<Note>) -> bool {
    if !sheet.places.is_empty() {
        return true;
    }
    let written = sheet.country.clone().or_else(|| given.country.map(|it| it.code().to_owned())).unwrap_or_default();
    let Some(country) = Country::from_name_or_code(&written) else {
        notes.push(Note::NoCountry(number, written));
        return false;
    };
    let tag = given.language.as_deref().unwrap_or_default();
    let name = sheet.place.clone().unwrap_or_else(|| Text::Plain(country_name(country, tag)));
    sheet.places.push(Place { name, country: country.code().to_owned(), kind: None, at: None, aliases: Vec::new() });
    true
}

/// Reports values of an activity that contradict its places or the header, which take precedence.
fn note_contradictions(sheet: &ActivityShape, header: &Header, notes: &mut Vec<Note>) {
    let first = sheet.places.first();
    let country = |it: &str| Country::from_name_or_code(it).map(Country::code);
    let mut note = |key: &str| notes.push(Note::KeyLeftOut(format!("{}.{key}", sheet.id)));
    let in_other_country = |it: &String| first.is_some_and(|place| country(it) != country(&place.country));
    let in_other_place = |it: &Text| first.is_some_and(|place| *it != place.name);
    let differing = [
        ("country", sheet.country.as_ref().is_some_and(in_other_country)),
        ("place", sheet.place.as_ref().is_some_and(in_other_place)),
        ("licence", sheet.licence.is_some() && sheet.licence != header.licence),
        ("attribution", sheet.attribution.is_some() && sheet.attribution != header.attribution),
        ("catalogue", sheet.catalogue.is_some() && sheet.catalogue != header.title),
    ];
    differing.iter().filter(|it| it.1).for_each(|it| note(it.0));
    for (key, who) in [("lead", &sheet.lead), ("experts", &sheet.experts), ("partners", &sheet.partners)] {
        let known = |it: &Participant| it.id.as_ref().and_then(|id| header.organisations.get(id));
        let is_other =
            |it: &&Participant| known(it).zip(it.name.as_ref()).is_some_and(|(known, name)| known.name != *name);
        who.iter().filter(is_other).for_each(|_| note(key));
    }
    let is_other = |it: &&Source| header.sources.get(&it.id).is_some_and(|known| !known.is_same(it));
    sheet.sources.iter().filter(is_other).for_each(|_| note("sources"));
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

fn lesson(it: Lesson) -> LessonRecord<'static> {
    let (basis, kind) = (it.basis.map(|it| it.0), it.kind.map(|it| it.0));
    LessonRecord { basis, kind, text: it.text.into(), sources: strings(it.sources) }
}

/// Resolves the references of activities and adds missing ones to the header.
struct ReferenceResolver<'a> {
    record: &'a mut CatalogueRecord<'static>,
    references: References,
    notes: &'a mut Vec<Note>,
}

impl ReferenceResolver<'_> {
    fn activity(&mut self, mut sheet: ActivityShape) -> ActivityRecord<'static> {
        let [themes, kinds, groups] = self.terms(&mut sheet);
        let [leads, experts, mut partners] = [&mut sheet.lead, &mut sheet.experts, &mut sheet.partners]
            .map(|it| std::mem::take(it).into_iter().filter_map(|it| self.who(it)).collect::<Vec<_>>());
        // An activity has one lead; further ones become partners.
        let mut leads = leads.into_iter();
        let lead = leads.next();
        partners.splice(0..0, leads);
        let sections = sheet.sections();
        let sources = self.sources(std::mem::take(&mut sheet.sources));
        let mut activity = ActivityRecord {
            id: string(sheet.id),
            title: sheet.title.into(),
            lead,
            experts,
            partners,
            themes,
            kinds,
            groups,
            period: sheet.period.map(string),
            lessons: sheet.lessons.into_iter().map(lesson).collect(),
            sources,
            extra: Entries(sheet.extra.into_iter().map(|(name, text)| (string(name), text.into())).collect()),
            silent: sheet.silent.into_iter().map(|it| it.0).collect(),
            ..ActivityRecord::default()
        };
        activity.put_places(sheet.places.into_iter().map(place).collect());
        sections.into_iter().for_each(|(section, texts)| activity.put(section, texts));
        activity
    }

    /// Returns the themes, kinds and groups of an activity.
    fn terms(&mut self, sheet: &mut ActivityShape) -> [Vec<Str<'static>>; 3] {
        [
            (Vocabulary::Themes, &mut sheet.themes),
            (Vocabulary::Kinds, &mut sheet.kinds),
            (Vocabulary::Groups, &mut sheet.groups),
        ]
        .map(|(vocabulary, ids)| std::mem::take(ids).into_iter().map(|it| self.term(vocabulary, &it)).collect())
    }

    /// Returns the identifier of a term, which is added and reported if new: only its identifier is known.
    fn term(&mut self, vocabulary: Vocabulary, written: &str) -> Str<'static> {
        let name = text("", &readable(written));
        let (id, is_new) = self.references.term(self.record, vocabulary, written, name);
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
            let (id, _) = self.references.source(self.record, &key, &key, || source(it));
            ids.extend(is_own.then_some(id));
        }
        ids
    }

    /// Returns a participant, whose organisation is added to the header if new; `None` if it has neither identifier nor
    /// name.
    fn who(&mut self, it: Participant) -> Option<TextRecord<'static>> {
        let name = it.name.map(TextRecord::from);
        let Some(id) = it.id else { return name };
        let name = name.unwrap_or_else(|| TextRecord::Plain(string(readable(&id))));
        Some(TextRecord::Plain(self.references.organisation(self.record, &id, name)))
    }
}

impl Header {
    /// Returns a header for a list of activities exported without one, made of the file name and of what all activities
    /// share.
    pub(super) fn of_file(given: &ImportOptions, sheets: &mut [ActivityShape]) -> Self {
        let id = Some(slug(&given.name)).filter(|it| !it.is_empty());
        let is_one =
            |same: fn(&ActivityShape, &ActivityShape) -> bool| sheets.windows(2).all(|it| same(&it[0], &it[1]));
        let (one_licence, one_attribution, one_catalogue) = (
            is_one(|one, other| one.licence == other.licence),
            is_one(|one, other| one.attribution == other.attribution),
            is_one(|one, other| one.catalogue == other.catalogue),
        );
        let first = sheets.first();
        let licence = first.filter(|_| one_licence).and_then(|it| it.licence.clone());
        let attribution = first.filter(|_| one_attribution).and_then(|it| it.attribution.clone());
        let title = first.filter(|_| one_catalogue).and_then(|it| it.catalogue.clone());
        let title = title.or_else(|| Some(given.name.clone()).filter(|it| !it.is_empty()).map(Text::Plain));
        // Activities of several catalogues keep these values in `extra`.
        for sheet in sheets.iter_mut() {
            let licence = sheet.licence.take().filter(|_| !one_licence).map(Text::Plain);
            let attribution = sheet.attribution.take().filter(|_| !one_attribution);
            let catalogue = sheet.catalogue.take().filter(|_| !one_catalogue);
            let named = [("catalogue", catalogue), ("licence", licence), ("attribution", attribution)];
            sheet.extra.extend(named.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?))));
        }
        let language = given.language.clone();
        Self { id, language, title, licence, attribution, ..Self::default() }
    }
}
