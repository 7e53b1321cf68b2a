//! Which activities do the sheets of an export hold?
//!
//! Collects the rows of the sheet `activities`, then adds to each activity its rows of the other sheets.

use hashbrown::HashMap;

use super::ImportOptions;
use super::builder::first_text;
use super::countries::country_name;
use super::draft::{Draft, source_record};
use super::note::Note;
use super::sheet_row::SheetRow;
use super::table::Table;
use super::terms::{Ids, join_texts, text, unique};
use super::words::FromWord;
use crate::catalogue::record::{ActivityRecord, CatalogueRecord, LessonRecord, PlaceRecord, Str, TextRecord};
use crate::catalogue::{Content, Country, Section, Vocabulary};
use crate::diagnose::{is_id, rules};
use crate::text::{UniqueNames, readable, slug};

/// The activities of a catalogue under construction.
pub(super) struct Activities<'a> {
    draft: Draft,
    options: &'a ImportOptions,
    activities: Vec<Activity<'a>>,
    ids: Ids,
    /// Index of each activity, by its identifier as written in the file and as assigned.
    by_id: HashMap<String, usize>,
}

struct Activity<'a> {
    row: SheetRow<'a>,
    record: ActivityRecord<'static>,
    places: Vec<PlaceRecord<'static>>,
    texts: Vec<(Section, TextRecord<'static>)>,
    /// Names taken in `extra`.
    extra_names: UniqueNames,
}

impl Activity<'_> {
    /// Adds a text to `extra` under a unique name.
    fn push_extra(&mut self, name: &str, text: TextRecord<'static>) {
        self.record.extra.0.push((Str(self.extra_names.insert_unique(name, ' ').into()), text));
    }
}

impl<'a> Activities<'a> {
    pub(super) fn new(draft: Draft, options: &'a ImportOptions) -> Self {
        Self { draft, options, activities: Vec::new(), ids: Ids::default(), by_id: HashMap::new() }
    }

    /// Adds an activity; reports the row as left out if it has no title.
    pub(super) fn add(&mut self, row: SheetRow<'a>, notes: &mut Vec<Note>) {
        let title = row.text("title", notes).unwrap_or_default();
        let Some(id) = row.id(first_text(&title).unwrap_or_default(), &mut self.ids, notes) else { return };
        let written = Some(row.cell("id")).filter(|it| !it.is_empty()).unwrap_or(&id).to_owned();
        for key in [written, id.to_string()] {
            self.by_id.entry(key).or_insert(self.activities.len());
        }
        let mut silent = Vec::new();
        for word in row.items("silent") {
            match Section::read(word) {
                Some(section) => silent.push(section),
                None => notes.push(Note::CellLeftOut(row.location("silent", word))),
            }
        }
        let mut record = ActivityRecord { id, title, silent, period: row.period(notes), ..ActivityRecord::default() };
        record.themes = self.terms(row, Vocabulary::Themes, notes);
        record.kinds = self.terms(row, Vocabulary::Kinds, notes);
        record.groups = self.terms(row, Vocabulary::Groups, notes);
        record.experts = self.participants("experts", notes, row);
        let leads = self.participants("lead", notes, row);
        record.set_leads(leads, self.participants("partners", notes, row));
        record.sources = self.sources(row, notes);
        let names = UniqueNames::default();
        let mut activity = Activity { row, record, places: Vec::new(), texts: Vec::new(), extra_names: names };
        for (column, name) in row.sheet.unknown_columns(row.table) {
            let written = Table::cell(row.cells, column);
            if !written.is_empty() {
                activity.push_extra(&name, text("", written));
            }
        }
        self.activities.push(activity);
    }

    fn terms(&mut self, row: SheetRow<'_>, vocabulary: Vocabulary, notes: &mut Vec<Note>) -> Vec<Str<'static>> {
        let mut term = |written: &str| {
            let name = text("", &reference_name(written));
            let (id, is_new) = self.draft.reference(vocabulary, written, name);
            notes.extend(is_new.then(|| Note::Added(row.location(vocabulary.name(), written))));
            id
        };
        unique(row.items(vocabulary.name()).into_iter().map(&mut term))
    }

    /// Returns the participants listed in a column: organisations by identifier, or by name if it has several words;
    /// anyone else as plain text. Experts must be organisations: identifiers that are not in the vocabulary are added
    /// to it.
    fn participants(&mut self, column: &str, notes: &mut Vec<Note>, row: SheetRow<'_>) -> Vec<TextRecord<'static>> {
        let mut participant = |it: &str| match self.draft.known_organisation(it) {
            Some(id) if it.contains(' ') => TextRecord::Plain(id),
            None if is_id(it) && column == "experts" => {
                notes.push(Note::Added(row.location("organisations", it)));
                TextRecord::Plain(self.draft.reference(Vocabulary::Organisations, it, text("", &readable(it))).0)
            }
            _ => text("", it),
        };
        row.items(column).into_iter().map(&mut participant).collect()
    }

    fn sources(&mut self, row: SheetRow<'_>, notes: &mut Vec<Note>) -> Vec<Str<'static>> {
        let mut source = |written: &str| {
            let make = || source_record(text("", &reference_name(written)), None);
            let (id, is_new) = self.draft.source(written, written, make);
            notes.extend(is_new.then(|| Note::Added(row.location("sources", written))));
            id
        };
        unique(row.items("sources").into_iter().map(&mut source))
    }

    /// Returns the activity that a row belongs to; reports the row and returns `None` if there is no such activity.
    fn activity_of(&mut self, row: SheetRow<'_>, notes: &mut Vec<Note>) -> Option<&mut Activity<'a>> {
        let at = self.index_of(row, notes)?;
        self.activities.get_mut(at)
    }

    /// Returns the index of the activity that a row belongs to, as [`Self::activity_of`].
    fn index_of(&self, row: SheetRow<'_>, notes: &mut Vec<Note>) -> Option<usize> {
        let written = row.cell("activity");
        let found = self.by_id.get(written).or_else(|| self.by_id.get(&slug(written))).copied();
        if found.is_none() {
            notes.push(Note::RowLeftOut(row.location("activity", written)));
        }
        found
    }

    pub(super) fn add_place(&mut self, row: SheetRow<'_>, notes: &mut Vec<Note>) {
        let default_country = self.options.country;
        let language = self.draft.record.language.clone().unwrap_or_default();
        let Some(activity) = self.activity_of(row, notes) else { return };
        let stated_or_default = row
            .country(&mut Vec::new())
            .or_else(|| default_country.filter(|_| row.cell("country").is_empty()).map(|it| Str(it.code().into())));
        let Some(country) = stated_or_default else {
            notes.push(Note::RowLeftOut(row.location("country", row.cell("country"))));
            return;
        };
        let country_as_name =
            || text("", &Country::from_code(&country).map_or_else(String::new, |it| country_name(it, &language)));
        let kind = row.parse_cell("kind", notes, FromWord::read);
        let position = row.number("latitude").zip(row.number("longitude")).filter(|it| rules::coordinates(*it).is_ok());
        let columns = ["latitude", "longitude"];
        if position.is_none() && columns.iter().any(|it| !row.cell(it).is_empty()) {
            let column = columns.into_iter().find(|it| row.number(it).is_none()).unwrap_or(columns[0]);
            notes.push(Note::CellLeftOut(row.location(column, row.cell(column))));
        }
        let name = row.text("name", notes).unwrap_or_else(country_as_name);
        activity.places.push(PlaceRecord { name, aliases: row.lines("aliases"), country, kind, at: position });
    }

    pub(super) fn add_passage(&mut self, row: SheetRow<'_>, notes: &mut Vec<Note>) {
        let Some(activity) = self.activity_of(row, notes) else { return };
        let Some(text) = row.text("text", notes) else { return };
        let number = row.number("number").map_or(usize::MAX, |it| it.max(1.0) as usize);
        let record = &mut activity.record;
        // Participants that are in no vocabulary are listed here, with their position among those that are.
        let insert = |list: &mut Vec<TextRecord<'static>>, text| list.insert((number - 1).min(list.len()), text);
        let written = row.cell("section");
        match (written.to_lowercase().as_str(), Section::read(written)) {
            ("lead", _) if record.lead.is_none() => record.lead = Some(text),
            ("lead" | "partners", _) => insert(&mut record.partners, text),
            ("experts", _) => insert(&mut record.experts, text),
            (_, Some(section)) if section.content() != Content::Records => activity.texts.push((section, text)),
            _ => notes.push(Note::RowLeftOut(row.location("section", written))),
        }
    }

    pub(super) fn add_lesson(&mut self, row: SheetRow<'_>, notes: &mut Vec<Note>) {
        // A row that is left out must not add sources to the vocabulary.
        let Some(at) = self.index_of(row, notes) else { return };
        let Some(text) = row.text("text", notes) else {
            notes.push(Note::RowLeftOut(row.location("text", "")));
            return;
        };
        let sources = self.sources(row, notes);
        let (basis, kind) =
            (row.parse_cell("basis", notes, FromWord::read), row.parse_cell("kind", notes, FromWord::read));
        self.activities[at].record.lessons.push(LessonRecord { basis, kind, text, sources });
    }

    pub(super) fn add_extra(&mut self, row: SheetRow<'_>, notes: &mut Vec<Note>) {
        let Some(activity) = self.activity_of(row, notes) else { return };
        let Some(text) = row.text("text", notes) else { return };
        match row.optional("name") {
            Some(name) => activity.push_extra(&name, text),
            None => notes.push(Note::RowLeftOut(row.location("name", ""))),
        }
    }

    /// Returns the catalogue. An activity without a place is placed in the given country, or left out if none is given.
    pub(super) fn finish(self, notes: &mut Vec<Note>) -> CatalogueRecord<'static> {
        let Self { draft, options, activities, .. } = self;
        let mut record = draft.finish();
        let language = record.language.clone().unwrap_or_default();
        for Activity { row, record: mut activity, mut places, texts, .. } in activities {
            if let (true, Some(country)) = (places.is_empty(), options.country) {
                let name = text("", &country_name(country, &language));
                places.push(PlaceRecord { name, country: Str(country.code().into()), ..PlaceRecord::default() });
            }
            if places.is_empty() {
                notes.push(Note::RowLeftOut(row.location("places", "")));
                continue;
            }
            activity.set_places(places);
            put_texts(texts, &mut activity, &language);
            record.activities.push(activity);
        }
        record
    }
}

/// Puts texts into their sections, in the order of the rows.
fn put_texts(mut texts: Vec<(Section, TextRecord<'static>)>, activity: &mut ActivityRecord<'static>, language: &str) {
    for section in Section::ALL {
        let section_texts = texts.extract_if(.., |it| it.0 == section).map(|it| it.1).collect();
        activity.set_texts(
            section,
            if section.content() == Content::Text { join_texts(section_texts, language) } else { section_texts },
        );
    }
}

/// Returns a name for a reference: an identifier is made readable, anything else is returned unchanged.
fn reference_name(written: &str) -> String {
    if is_id(written) { readable(written) } else { written.to_owned() }
}
