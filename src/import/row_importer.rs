//! How does one row become an activity?
//!
//! Builds an activity from the cells of a row, field by field, and keeps what has no field in `extra`.

use hashbrown::HashSet;

use super::builder::{CatalogueBuilder, first_text};
use super::column_names::Target;
use super::columns::Column;
use super::note::{ImportedField, KeepReason, Note};
use super::row::Row;
use super::table::Table;
use super::terms::{join_texts, text, unique};
use super::values::{Split, address, addresses_in, exported_texts, links, prose, sources};
use crate::catalogue::record::{ActivityRecord, Entries, Str, TextRecord};
use crate::catalogue::{Content, LessonKind, Section, Vocabulary};
use crate::diagnose::{is_id, rules};
use crate::text::{UniqueNames, clean_line};

/// A row, what it has contributed to `extra` so far, and where its catalogue is built.
pub(super) struct RowImporter<'a, 'b> {
    pub(super) row: Row<'a>,
    pub(super) builder: &'a mut CatalogueBuilder<'b>,
    pub(super) extra: Entries<'static, TextRecord<'static>>,
    pub(super) notes: &'a mut Vec<Note>,
}

impl Row<'_> {
    /// Returns the activity of a row; `None` if it has no title or no country.
    pub(super) fn activity(
        self,
        builder: &mut CatalogueBuilder<'_>,
        notes: &mut Vec<Note>,
    ) -> Option<ActivityRecord<'static>> {
        let single_line = |cell: &str| Some(clean_line(cell)).filter(|it| !it.is_empty()).into_iter().collect();
        let mut titles = self.texts(Target::Title, single_line).into_iter();
        let Some(title) = titles.next() else {
            notes.push(Note::NoTitle(self.number));
            // Its countries are remembered nonetheless, as rows below may refer to them.
            let _ = RowImporter { row: self, builder, extra: Entries::default(), notes: &mut Vec::new() }.places();
            return None;
        };
        let mut importer = RowImporter { row: self, builder, extra: Entries::default(), notes };
        // `Titre` and `Titre_fr` may be two titles in the same language.
        if titles.next().is_some() {
            importer.keep_because(&[Target::Title], KeepReason::SecondTitle);
        }
        importer.activity(title)
    }
}

impl RowImporter<'_, '_> {
    /// Returns the activity with this title; `None` if the row has no country.
    fn activity(mut self, title: TextRecord<'static>) -> Option<ActivityRecord<'static>> {
        let layout = self.row.layout;
        let places = self.places()?;
        self.builder.rows_without_place += usize::from(self.is_without_place(&places));
        self.keep_mismatched_names();
        let id = self.id(&title);
        let mut record = ActivityRecord { id, title, ..ActivityRecord::default() };
        record.set_places(places);
        self.set_participants(&mut record);
        self.set_terms(&mut record);
        record.period = self.period();
        self.add_extra();
        for section in Section::ALL {
            let is_single_text = section.content() == Content::Text;
            let split: Split = if is_single_text { |it| vec![prose(it)] } else { layout.split_texts };
            let texts = self.row.texts(Target::Section(section), split);
            record.set_texts(section, if is_single_text { join_texts(texts, &layout.language) } else { texts });
        }
        self.note_uneven();
        record.lessons = self.lessons();
        record.sources = self.sources();
        record.silent = self.silent_sections(&record);
        record.extra = self.extra;
        Some(record)
    }

    /// Reports fields with different numbers of texts in their languages.
    fn note_uneven(&mut self) {
        let lists = Section::ALL.into_iter().filter(|it| it.content() != Content::Text && *it != Section::Sources);
        let targets = lists.map(Target::Section).chain(LessonKind::ALL.map(Target::LessonsOf));
        let uneven = targets.filter(|it| self.row.is_uneven(*it, self.row.layout.split_texts));
        self.notes.extend(uneven.map(|it| Note::UnevenVersions(self.row.number, ImportedField(it))));
    }

    /// Returns the identifier of the activity: the stated one if valid, otherwise one made of the title.
    fn id(&mut self, title: &TextRecord<'_>) -> Str<'static> {
        // A lone dash means no identifier.
        let written = self.row.cell(Target::Id).to_owned();
        let stated = written.trim_start_matches('-');
        let name = first_text(title).unwrap_or_default();
        if !is_id(stated) {
            self.keep(&[Target::Id]);
        }
        let id = self.builder.id(self.row.number, stated, name);
        if !stated.is_empty() && written != id {
            self.notes.push(Note::Renamed(self.row.number, clean_line(&written), id.clone()));
        }
        Str(id.into())
    }

    /// Keeps the cells of some fields in `extra` under their column names; returns the names and values that were
    /// added.
    pub(super) fn keep(&mut self, targets: &[Target]) -> Vec<(String, String)> {
        let mut added = Vec::new();
        for (at, _) in self.row.layout.columns.iter().enumerate().filter(|(_, it)| targets.contains(&it.target)) {
            let (name, cell) = (clean_line(&self.row.layout.names[at]), Table::cell(self.row.cells, at));
            if !cell.is_empty() && !self.extra.0.iter().any(|(it, _)| **it == *name) {
                self.extra.0.push((Str(name.clone().into()), text("", &prose(cell))));
                added.push((name, clean_line(cell)));
            }
        }
        added
    }

    /// Keeps cells that are not understood, and reports them.
    pub(super) fn keep_unknown(&mut self, targets: &[Target]) {
        self.keep_because(targets, KeepReason::NotUnderstood);
    }

    /// Keeps cells that do not fit their field, and reports why.
    pub(super) fn keep_because(&mut self, targets: &[Target], reason: KeepReason) {
        let found = self.keep(targets);
        self.notes.extend(found.into_iter().map(|(name, cell)| Note::Kept(self.row.number, name, cell, reason)));
    }

    /// Keeps names that do not match the identifiers beside them.
    fn keep_mismatched_names(&mut self) {
        let mismatched =
            Vocabulary::ALL.into_iter().filter(|it| self.builder.mismatched_names.contains(&(self.row.number, *it)));
        let targets: Vec<Target> = mismatched.map(Target::NamesOf).collect();
        self.keep_because(&targets, KeepReason::MismatchedNames);
    }

    fn set_participants(&mut self, record: &mut ActivityRecord<'static>) {
        let [leads, partners, experts] =
            [Target::Lead, Target::Partners, Target::Experts].map(|it| self.row.texts(it, self.row.layout.split_names));
        record.set_leads(leads, partners);
        record.experts = experts
            .into_iter()
            .filter_map(|it| self.builder.reference(Vocabulary::Organisations, it))
            .map(TextRecord::Plain)
            .collect();
    }

    /// Adds terms to their vocabularies. If there are more than an activity may have, the cell is kept as is.
    fn set_terms(&mut self, record: &mut ActivityRecord<'static>) {
        for (target, vocabulary) in [
            (Target::Themes, Vocabulary::Themes),
            (Target::Kinds, Vocabulary::Kinds),
            (Target::Groups, Vocabulary::Groups),
        ] {
            let mut names = self.row.texts(target, self.row.layout.split_names);
            // A number of persons is no group. In an export, it is an identifier.
            let is_export = self.row.layout.is_export;
            let is_number =
                |it: &TextRecord<'_>| !is_export && first_text(it).is_some_and(|it| !it.contains(char::is_alphabetic));
            if names.iter().any(is_number) {
                self.keep_unknown(&[target]);
                names.retain(|it| !is_number(it));
            }
            let distinct_count = names.iter().filter_map(first_text).collect::<HashSet<_>>().len();
            if distinct_count > rules::MAX_TERMS {
                self.keep_because(&[target], KeepReason::TooMany);
                continue;
            }
            let ids = unique(names.into_iter().filter_map(|it| self.builder.reference(vocabulary, it)));
            match vocabulary {
                Vocabulary::Kinds => record.kinds = ids,
                Vocabulary::Groups => record.groups = ids,
                _ => record.themes = ids,
            }
        }
    }

    fn sources(&mut self) -> Vec<Str<'static>> {
        let titles = self.row.texts(Target::Section(Section::Sources), sources);
        let titles: Vec<TextRecord<'static>> = titles.into_iter().flat_map(split_versions_with_address).collect();
        let links_in = |target| self.row.cells(target).into_iter().flat_map(|it| links(it.1));
        let place_links = links_in(Target::Place).filter(|it| address(it).is_some());
        let addresses: Vec<String> = links_in(Target::Address).chain(place_links).collect();
        // Titles and addresses are paired if their columns are adjacent and they are equal in number; otherwise an
        // address may be of anything.
        let are_title_and_address = |it: &[Column]| {
            let is_title = |it: &Column| it.target == Target::Section(Section::Sources);
            let is_address = |it: &Column| it.target == Target::Address;
            is_title(&it[0]) && is_address(&it[1]) || is_address(&it[0]) && is_title(&it[1])
        };
        let has_no_address = |it: &TextRecord<'_>| first_text(it).is_none_or(|it| addresses_in(it).next().is_none());
        let is_paired = self.row.layout.columns.windows(2).any(are_title_and_address)
            && titles.len() == addresses.len()
            && titles.iter().all(has_no_address)
            && addresses.iter().all(|it| !it.contains(' ') && address(it).is_some());
        let paired_address = |at: usize| addresses.get(at).filter(|_| is_paired).and_then(|it| address(it));
        let titles_with_address = titles.into_iter().enumerate().map(|(at, title)| (title, paired_address(at)));
        let unpaired_addresses = addresses.iter().filter(|_| !is_paired).map(|it| (text("", it), None));
        let all: Vec<_> = titles_with_address.chain(unpaired_addresses).collect();
        unique(all.into_iter().filter_map(|(title, url)| self.builder.source(title, url)))
    }

    /// Adds the cells without a field of their own under their column names.
    fn add_extra(&mut self) {
        let Row { cells, layout, .. } = self.row;
        let mut names = UniqueNames::default();
        for (name, _) in &self.extra.0 {
            names.insert(name);
        }
        let mut push = |name: String, written: String| {
            // A text without words is not allowed.
            if written.trim().is_empty() {
                return;
            }
            self.extra.0.push((Str(names.insert_unique(&name, ' ').into()), text("", &written)));
        };
        for (at, column) in layout.columns.iter().enumerate() {
            let cell = Table::cell(cells, at);
            match column.target {
                _ if cell.is_empty() => {}
                // Values that all rows share are in the header.
                target if self.builder.is_extra(at, target) => push(clean_line(&layout.names[at]), prose(cell)),
                Target::Section(Section::Other) => {
                    let lines = || cell.lines().map(prose).collect();
                    for entry in if layout.is_export { exported_texts(cell) } else { lines() } {
                        let (name, written) = named_text(&entry).unwrap_or((layout.names[at].clone(), &entry));
                        push(clean_line(&name), written.to_owned());
                    }
                }
                _ => {}
            }
        }
    }
}

/// Splits an entry of other information into its name and its text; a name that contains a colon is quoted. `None` if it
/// has no name.
fn named_text(entry: &str) -> Option<(String, &str)> {
    let quoted = entry.strip_prefix('"').and_then(|it| it.split_once("\": "));
    let plain = || entry.split_once(": ").map(|(name, text)| (name.to_owned(), text));
    quoted.map(|(name, text)| (name.replace("\"\"", "\""), text)).or_else(plain)
}

/// Splits a source title in several languages into one title per language if one contains an address: the sources may
/// differ.
fn split_versions_with_address(title: TextRecord<'static>) -> Vec<TextRecord<'static>> {
    match title {
        TextRecord::ByLanguage(versions) if versions.iter().any(|it| addresses_in(&it.1).next().is_some()) => {
            versions.into_iter().map(|it| TextRecord::ByLanguage(vec![it])).collect()
        }
        title => vec![title],
    }
}
