//! How does one row become an activity? Field by field.

use super::building::{Building, said};
use super::columns::Target;
use super::note::Note;
use super::table::Table;
use super::terms::text;
use super::values::{address, coordinates, country, names, pair, period, prose, span, texts};
use crate::catalogue::record::{ActivityRecord, Entries, LessonRecord, PlaceRecord, Str, TextRecord};
use crate::catalogue::{Basis, Content, Country, LessonKind, PlaceKind, Section, Vocabulary};
use crate::diagnose::is_id;
use crate::text::clean_line;

/// A row, with its number in the file, from 1.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) number: usize,
    pub(super) cells: &'a [String],
}

/// Values of one field: each with its language.
type Split = fn(&str) -> Vec<String>;

impl Row<'_> {
    /// Returns the activity; nothing where it has no title, or is in no country.
    pub(super) fn activity(
        self,
        building: &mut Building<'_>,
        notes: &mut Vec<Note>,
    ) -> Option<ActivityRecord<'static>> {
        let one = |cell: &str| Some(clean_line(cell)).filter(|it| !it.is_empty()).into_iter().collect();
        let Some(title) = self.texts(building, &Target::Title, one).into_iter().next() else {
            notes.push(Note::NoTitle(self.number));
            return None;
        };
        let places = self.places(building, notes)?;
        let id = self.id(building, &title);
        let mut record = ActivityRecord { id, title, ..ActivityRecord::default() };
        let mut places = places.into_iter();
        match (places.next(), places.len()) {
            (first, 0) => record.place = first,
            (first, _) => record.places = Some(first.into_iter().chain(places).collect()),
        }
        self.who(building, &mut record);
        record.themes = self.terms(building, &Target::Themes, Vocabulary::Themes);
        record.kinds = self.terms(building, &Target::Kinds, Vocabulary::Kinds);
        record.groups = self.terms(building, &Target::Groups, Vocabulary::Groups);
        record.extra = self.extra(building);
        record.period = self.period(building, &mut record.extra, notes);
        for section in Section::ALL {
            let split: Split = if section.content() == Content::Text { |it| vec![prose(it)] } else { texts };
            record.put(section, self.texts(building, &Target::Section(section), split));
        }
        record.lessons = self.lessons(building);
        record.sources = self.sources(building);
        record.silent = self.silent(building, &record);
        Some(record)
    }

    /// Returns the cells of a field that are not empty, each with its language.
    fn cells<'t>(&'t self, building: &Building<'_>, target: &Target) -> Vec<(String, &'t str)> {
        let columns = building.columns.iter().enumerate().filter(|(_, it)| it.target == *target);
        let cells = columns.map(|(at, column)| (column.tag.clone(), Table::cell(self.cells, at)));
        cells.filter(|(_, cell)| !cell.is_empty()).collect()
    }

    fn cell<'t>(&'t self, building: &Building<'_>, target: &Target) -> &'t str {
        self.cells(building, target).first().map_or("", |it| it.1)
    }

    /// Returns the texts of a field: those in several languages are versions of one another, in the order in which they
    /// stand.
    fn texts(self, building: &Building<'_>, target: &Target, split: Split) -> Vec<TextRecord<'static>> {
        let mut by_tag: Vec<(String, Vec<String>)> = Vec::new();
        for (tag, cell) in self.cells(building, target) {
            let values = split(cell);
            match by_tag.iter_mut().find(|it| it.0 == tag) {
                Some((_, all)) => all.extend(values),
                None => by_tag.push((tag, values)),
            }
        }
        // What has no language is in that of the catalogue, where others say theirs.
        if by_tag.len() > 1 {
            by_tag.iter_mut().filter(|it| it.0.is_empty()).for_each(|it| it.0.clone_from(&building.language));
        }
        let count = by_tag.iter().map(|it| it.1.len()).max().unwrap_or(0);
        let version = |at: usize, (tag, values): &(String, Vec<String>)| {
            Some((Str(tag.clone().into()), Str(values.get(at)?.clone().into())))
        };
        let text_at = |at: usize| {
            let versions: Vec<_> = by_tag.iter().filter_map(|it| version(at, it)).collect();
            match versions.as_slice() {
                [(tag, only)] if tag.is_empty() => TextRecord::Plain(only.clone()),
                _ => TextRecord::ByLanguage(versions),
            }
        };
        (0..count).map(text_at).collect()
    }

    fn id(self, building: &mut Building<'_>, title: &TextRecord<'_>) -> Str<'static> {
        let stated = self.cell(building, &Target::Id).to_owned();
        let name = if is_id(&stated) { &stated } else { said(title).unwrap_or_default() };
        Str(building.activities.free(name, &format!("activity-{}", self.number)).into())
    }

    /// Returns the countries that are named; nothing where one is unknown.
    fn countries(self, building: &Building<'_>, notes: &mut Vec<Note>) -> Option<Vec<Country>> {
        let mut countries: Vec<Country> = Vec::new();
        let cells = self.cells(building, &Target::Country);
        for written in cells.iter().flat_map(|it| names(&it.1.replace([',', '/'], ";"))) {
            match country(&written) {
                Some((found, is_exact)) => {
                    if !is_exact {
                        notes.push(Note::Country(self.number, written, found.code()));
                    }
                    countries.push(found);
                }
                None => {
                    notes.push(Note::NoCountry(self.number, written));
                    return None;
                }
            }
        }
        Some(countries)
    }

    /// Returns where it was; nothing where no country is known.
    fn places(self, building: &Building<'_>, notes: &mut Vec<Note>) -> Option<Vec<PlaceRecord<'static>>> {
        let mut names_of = self.texts(building, &Target::Place, names);
        let mut countries = self.countries(building, notes)?;
        // A country may stand behind a place: `Lyon, France`, `Lyon (FR)`.
        if countries.is_empty() {
            for name in &mut names_of {
                if let Some((place, found)) = said(name).and_then(behind) {
                    countries.push(found);
                    *name = text("", &place);
                }
            }
        }
        if countries.is_empty() {
            countries.extend(building.given.country);
        }
        let Some(last) = countries.last().copied() else {
            notes.push(Note::NoCountry(self.number, String::new()));
            return None;
        };
        let count = names_of.len().max(countries.len());
        let mut names_of = names_of.into_iter();
        let positions = self.positions(building);
        let aliases = names(self.cell(building, &Target::Aliases));
        let kinds = self.place_kinds(building);
        let places = (0..count).map(|number| {
            let country = countries.get(number).copied().unwrap_or(last);
            let name = names_of.next().unwrap_or_else(|| self.country_name(building, country));
            let aliases =
                if number == 0 { aliases.iter().map(|it| Str(it.clone().into())).collect() } else { Vec::new() };
            let at = positions.get(number).copied().flatten();
            PlaceRecord {
                name,
                aliases,
                country: Str(country.code().into()),
                kind: kinds.get(number).copied().flatten(),
                at,
            }
        });
        Some(places.collect())
    }

    fn place_kinds(self, building: &Building<'_>) -> Vec<Option<PlaceKind>> {
        let words = self.cell(building, &Target::PlaceKinds).split(';').map(str::trim);
        words.map(|word| PlaceKind::ALL.into_iter().find(|it| it.id() == word)).collect()
    }

    /// Where no place is named, the country is the place.
    fn country_name(self, building: &Building<'_>, country: Country) -> TextRecord<'static> {
        let lang = crate::lang::Lang::from_tag(&building.language).unwrap_or_default();
        text("", country.name(lang))
    }

    fn positions(self, building: &Building<'_>) -> Vec<Option<(f64, f64)>> {
        let degrees = |target| self.cell(building, target).split(';').map(str::to_owned).collect::<Vec<_>>();
        let both = self.cell(building, &Target::Coordinates);
        if !both.is_empty() {
            return vec![pair(both)];
        }
        let [latitudes, longitudes] = [degrees(&Target::Latitude), degrees(&Target::Longitude)];
        latitudes.iter().zip(&longitudes).map(|(latitude, longitude)| coordinates(latitude, longitude)).collect()
    }

    fn who(self, building: &mut Building<'_>, record: &mut ActivityRecord<'static>) {
        let mut leads = self.texts(building, &Target::Lead, names).into_iter();
        record.lead = leads.next();
        record.partners = leads.chain(self.texts(building, &Target::Partners, names)).collect();
        let experts = self.texts(building, &Target::Experts, names);
        record.experts =
            experts.into_iter().filter_map(|it| building.organisation(it)).map(TextRecord::Plain).collect();
    }

    fn terms(self, building: &mut Building<'_>, target: &Target, vocabulary: Vocabulary) -> Vec<Str<'static>> {
        let mut ids: Vec<Str<'static>> = Vec::new();
        for name in self.texts(building, target, names) {
            ids.extend(building.term(vocabulary, name).filter(|it| !ids.contains(it)));
        }
        ids
    }

    fn period(
        self,
        building: &Building<'_>,
        extra: &mut Entries<'static, TextRecord<'static>>,
        notes: &mut Vec<Note>,
    ) -> Option<Str<'static>> {
        let cell = |target: &Target| self.cell(building, target);
        let [stated, start, end] = [cell(&Target::Period), cell(&Target::Start), cell(&Target::End)];
        let found = if stated.is_empty() { span(start, end) } else { period(stated) };
        if found.is_none() {
            // What is no date is kept in words.
            for (target, cell) in [(Target::Period, stated), (Target::Start, start), (Target::End, end)] {
                let at = building.columns.iter().position(|it| it.target == target);
                if let Some(name) = at.and_then(|it| building.names.get(it)).filter(|_| !cell.is_empty()) {
                    notes.push(Note::Kept(self.number, name.clone(), clean_line(cell)));
                    extra.0.push((Str(clean_line(name).into()), text("", &clean_line(cell))));
                }
            }
        }
        found.map(|it| Str(it.into()))
    }

    fn lessons(self, building: &Building<'_>) -> Vec<LessonRecord<'static>> {
        let words = |target: &Target| {
            self.cell(building, target).split(';').map(|it| it.trim().to_lowercase()).collect::<Vec<_>>()
        };
        let [bases, kinds] = [words(&Target::LessonBasis), words(&Target::LessonKinds)];
        let lesson = |(at, text): (usize, TextRecord<'static>)| LessonRecord {
            basis: [Basis::Stated, Basis::Drawn]
                .into_iter()
                .find(|it| bases.get(at).is_some_and(|word| word == it.id())),
            kind: LessonKind::ALL.into_iter().find(|it| kinds.get(at).is_some_and(|word| word == it.id())),
            text,
            sources: Vec::new(),
        };
        let lessons = self.texts(building, &Target::Section(Section::Lessons), texts);
        lessons.into_iter().enumerate().map(lesson).collect()
    }

    fn sources(self, building: &mut Building<'_>) -> Vec<Str<'static>> {
        let titles = self.texts(building, &Target::Section(Section::Sources), names);
        let addresses: Vec<String> = names(self.cell(building, &Target::Address));
        // As many titles as addresses: each has its own.
        let is_paired = titles.len() == addresses.len();
        let beside = |at: usize| addresses.get(at).filter(|_| is_paired).and_then(|it| address(it));
        let titled = titles.into_iter().enumerate().map(|(at, title)| (title, beside(at)));
        let others = addresses.iter().filter(|_| !is_paired).map(|it| (text("", it), None));
        let mut ids: Vec<Str<'static>> = Vec::new();
        for (title, url) in titled.chain(others).collect::<Vec<_>>() {
            ids.extend(building.source(title, url).filter(|it| !ids.contains(it)));
        }
        ids
    }

    /// Returns what has no field of its own, under the name of its column.
    fn extra(self, building: &Building<'_>) -> Entries<'static, TextRecord<'static>> {
        let mut extra: Vec<(Str<'static>, TextRecord<'static>)> = Vec::new();
        let mut push = |name: String, written: String| {
            let others = (2_usize..).map(|it| format!("{name} {it}"));
            let is_free = |it: &String| !extra.iter().any(|(name, _)| **name == **it);
            let free = std::iter::once(name.clone()).chain(others).find(is_free).unwrap_or(name);
            extra.push((Str(free.into()), text("", &written)));
        };
        for (at, column) in building.columns.iter().enumerate() {
            let cell = Table::cell(self.cells, at);
            match &column.target {
                _ if cell.is_empty() => {}
                // What every row says alike stands in the header.
                target if target.is_of_header() && !building.has_common(target) => {
                    push(clean_line(&building.names[at]), prose(cell));
                }
                Target::Extra(_) => push(clean_line(&building.names[at]), prose(cell)),
                Target::Section(Section::Other) => {
                    for line in cell.lines().filter(|it| !it.trim().is_empty()) {
                        let (name, written) = line.split_once(": ").unwrap_or((building.names[at].as_str(), line));
                        push(clean_line(name), prose(written));
                    }
                }
                _ => {}
            }
        }
        Entries(extra)
    }

    fn silent(self, building: &Building<'_>, record: &ActivityRecord<'_>) -> Vec<Section> {
        let named = names(self.cell(building, &Target::Silent)).into_iter();
        let sections = named.filter_map(|it| Section::from_word(&it.to_lowercase()));
        let is_silent = |it: &Section| match it {
            Section::Lessons => record.lessons.is_empty(),
            Section::Other | Section::Sources => false,
            section => record.texts(*section).is_empty(),
        };
        sections.filter(is_silent).collect()
    }
}

/// Returns a place and the country that stands behind it.
fn behind(written: &str) -> Option<(String, Country)> {
    let (place, found) =
        written.strip_suffix(')').and_then(|it| it.rsplit_once('(')).or_else(|| written.rsplit_once(','))?;
    let (found, is_exact) = country(found)?;
    (is_exact && !place.trim().is_empty()).then(|| (place.trim().to_owned(), found))
}
