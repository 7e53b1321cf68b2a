//! How is an activity written as a row of a table?
//!
//! Converts a record to one cell per field, for CSV and TSV; several names or texts are joined within their cell.

use super::record::Record;
use crate::catalogue::record::TextRecord;
use crate::catalogue::{Participant, Role, Section, Text, Vocabulary};
use crate::text::list_marker;

/// Columns before the sections.
const LEADING_COLUMNS: [&str; 11] =
    ["id", "title", "place", "country", "themes", "kinds", "experts", "period", "lead", "partners", "groups"];

/// Columns after the sections.
const TRAILING_COLUMNS: [&str; 16] = [
    "place_kinds",
    "aliases",
    "latitude",
    "longitude",
    "lesson_basis",
    "lesson_kinds",
    "silent",
    "catalogue",
    "licence",
    "attribution",
    "theme_names",
    "kind_names",
    "group_names",
    "expert_names",
    "lesson_sources",
    "source_titles",
];

/// Returns a text in quotation marks; those within it are doubled.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

impl Record<'_> {
    /// Returns the names of the columns.
    pub(super) fn columns() -> Vec<&'static str> {
        LEADING_COLUMNS.into_iter().chain(Section::ALL.map(Section::field)).chain(TRAILING_COLUMNS).collect()
    }

    /// Returns the cells of the row: names joined by `;`, texts on lines of their own. Cells that a spreadsheet would
    /// take for a formula have yet to be [escaped](crate::text::escape_formula).
    pub(super) fn cells(self) -> impl Iterator<Item = String> {
        let sections = Section::ALL.map(|it| self.section_cell(it));
        self.leading_cells().into_iter().chain(sections).chain(self.trailing_cells())
    }

    fn leading_cells(self) -> [String; LEADING_COLUMNS.len()] {
        let activity = self.activity;
        let mut countries: Vec<&str> = activity.places().map(|it| it.country.code()).collect();
        // If all places are in one country, it is written once.
        if countries.iter().all(|it| *it == countries[0]) {
            countries.truncate(1);
        }
        let experts: Vec<&str> = activity.in_role(Role::Expert).filter_map(|it| self.id_of(it)).collect();
        let have_all_ids = experts.len() == activity.in_role(Role::Expert).count();
        [
            activity.id.to_string(),
            self.plain(&activity.title),
            activity.places().map(|it| self.plain(&it.name)).collect::<Vec<_>>().join(";"),
            countries.join(";"),
            self.terms(Vocabulary::Themes).join(";"),
            self.terms(Vocabulary::Kinds).join(";"),
            if have_all_ids { experts.join(";") } else { self.names_in(Role::Expert) },
            activity.period.map(|it| it.to_string()).unwrap_or_default(),
            self.names_in(Role::Lead),
            self.names_in(Role::Partner),
            self.terms(Vocabulary::Groups).join(";"),
        ]
    }

    fn trailing_cells(self) -> [String; TRAILING_COLUMNS.len()] {
        let (activity, header) = (self.activity, self.catalogue.headers.get(self.activity.header));
        let aliases = activity.places().flat_map(|it| &it.aliases).map(|it| it.as_str());
        let positions = || activity.places().map(|it| it.at);
        let has_position = positions().any(|it| it.is_some());
        let degrees = |axis: fn((f64, f64)) -> f64| {
            let degrees = positions().map(|it| it.map(|it| axis(it).to_string()).unwrap_or_default());
            if has_position { degrees.collect::<Vec<_>>().join(";") } else { String::new() }
        };
        let lessons = |word: fn(&crate::catalogue::Lesson) -> &'static str| {
            activity.lessons.iter().map(word).collect::<Vec<_>>().join(";")
        };
        let plain = |text: Option<&Text>| text.map(|it| self.plain(it)).unwrap_or_default();
        let kinds = || activity.places().map(|it| it.kind.map_or("", |it| it.id()));
        let has_kind = kinds().any(|it| !it.is_empty());
        [
            if has_kind { kinds().collect::<Vec<_>>().join(";") } else { String::new() },
            aliases.collect::<Vec<_>>().join(";"),
            degrees(|it| it.0),
            degrees(|it| it.1),
            lessons(|it| it.basis.map_or("", |it| it.id())),
            lessons(|it| it.kind.map_or("", |it| it.id())),
            activity.silent.iter().map(|it| it.field()).collect::<Vec<_>>().join(";"),
            plain(header.map(|it| &it.title)),
            header.and_then(|it| it.licence.as_ref()).map(|it| it.to_string()).unwrap_or_default(),
            plain(header.and_then(|it| it.attribution.as_ref())),
            self.names_of(Vocabulary::Themes),
            self.names_of(Vocabulary::Kinds),
            self.names_of(Vocabulary::Groups),
            self.names_in(Role::Expert),
            self.lesson_sources(),
            self.source_titles(),
        ]
    }

    /// Returns the names of the participants in a role.
    fn names_in(self, role: Role) -> String {
        let terms = &self.catalogue.vocabularies;
        let name = |it: &Participant| it.name(terms).map(|it| self.plain(it)).unwrap_or_default();
        self.activity.in_role(role).map(name).collect::<Vec<_>>().join(";")
    }

    /// Returns the names of the activity's terms in a vocabulary.
    fn names_of(self, vocabulary: Vocabulary) -> String {
        let terms = &self.catalogue.vocabularies;
        let name = |at: &usize| terms.term(vocabulary, *at).map(|it| self.plain(it.name())).unwrap_or_default();
        self.activity.indices(vocabulary).iter().map(name).collect::<Vec<_>>().join(";")
    }

    /// Returns the identifiers of the sources of each lesson, joined by `,`; empty if no lesson has a source.
    fn lesson_sources(self) -> String {
        let lessons = &self.activity.lessons;
        let joined = || lessons.iter().map(|it| self.ids(&it.sources).join(",")).collect::<Vec<_>>().join(";");
        if lessons.iter().any(|it| !it.sources.is_empty()) { joined() } else { String::new() }
    }

    /// Returns a line with identifier, title and address for each source, including those of the lessons.
    fn source_titles(self) -> String {
        let sources = &self.catalogue.vocabularies.sources;
        let line = |at: usize| {
            let source = sources.get(at)?;
            let address = source.url.as_deref().map(|it| format!(" {it}")).unwrap_or_default();
            Some(format!("{}: {}{address}", sources.id(at), self.plain(&source.title)))
        };
        self.activity.all_sources().into_iter().filter_map(line).collect::<Vec<_>>().join("\n")
    }

    fn section_cell(self, section: Section) -> String {
        let activity = self.activity;
        // A cell has one text per line, so the list items within a text are indented.
        let indented = |text: &Text| {
            let indent = |at: usize, it: &str| if at > 0 && list_marker(it).is_some() { "  " } else { "" };
            let plain = self.plain(text);
            let lines = plain.split('\n').enumerate().map(|(at, it)| format!("{}{it}", indent(at, it)));
            lines.collect::<Vec<_>>().join("\n")
        };
        let lines: Vec<String> = match section {
            Section::Lessons => activity.lessons.iter().map(|it| indented(&it.text)).collect(),
            Section::Sources => return self.ids(&activity.sources).join(";"),
            Section::Other => {
                // A name that contains a colon is quoted, so that the text can be told from it.
                let name = |it: &str| match it.contains(": ") || it.starts_with('"') {
                    true => quoted(it),
                    false => it.to_owned(),
                };
                activity.extra.iter().map(|(it, text)| format!("{}: {}", name(it), indented(text))).collect()
            }
            section => activity.texts(section).map(indented).collect(),
        };
        lines.join("\n")
    }

    /// Returns a text; if it is in several languages, each version with its tag.
    fn plain(self, text: &Text) -> String {
        match self.languages.write(text) {
            TextRecord::Plain(text) => text.to_string(),
            TextRecord::ByLanguage(versions) => {
                versions.iter().map(|(tag, it)| format!("{}={}", &**tag, &**it)).collect::<Vec<_>>().join(";")
            }
        }
    }
}
