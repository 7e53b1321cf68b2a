//! What was learnt, and which sections are silent?
//!
//! Reads the lessons of a row, and the sections of which it states that nothing is known.

use super::column_names::Target;
use super::row_importer::RowImporter;
use super::terms::unique;
use super::values::names;
use super::words::FromWord;
use crate::catalogue::record::{ActivityRecord, LessonRecord, Str, TextRecord};
use crate::catalogue::{Basis, LessonKind, Section};

impl RowImporter<'_, '_> {
    /// Returns the lessons of a row: those whose kind and basis are in columns of their own, and those from columns for
    /// one kind of lesson.
    pub(super) fn lessons(&mut self) -> Vec<LessonRecord<'static>> {
        let lessons = self.row.texts(Target::Section(Section::Lessons), self.row.layout.split_texts);
        let mut values_of = |target: Target, is_known: fn(&str) -> bool| {
            let written: Vec<&str> = self.row.cell(target).split(';').map(str::trim).collect();
            // If their number differs from that of the lessons, they cannot be matched to them.
            let is_one_per_lesson = written == [""] || written.len() == lessons.len();
            if !is_one_per_lesson || !written.iter().all(|it| it.is_empty() || is_known(it)) {
                self.keep_unknown(&[target]);
            }
            if is_one_per_lesson { written } else { Vec::new() }
        };
        let bases = values_of(Target::LessonBasis, |it| Basis::read(it).is_some());
        let kinds = values_of(Target::LessonKinds, |it| LessonKind::read(it).is_some());
        let mut sources = self.lesson_sources(lessons.len()).into_iter();
        if sources.len() == 0 {
            self.keep_unknown(&[Target::LessonSources]);
        }
        let lesson = |(at, text): (usize, TextRecord<'static>)| LessonRecord {
            basis: bases.get(at).and_then(|it| Basis::read(it)),
            kind: kinds.get(at).and_then(|it| LessonKind::read(it)),
            text,
            sources: sources.next().unwrap_or_default(),
        };
        let lessons_of_kind = |kind: LessonKind| {
            let texts = self.row.texts(Target::LessonsOf(kind), self.row.layout.split_texts).into_iter();
            texts.map(move |text| LessonRecord { basis: None, kind: Some(kind), text, sources: Vec::new() })
        };
        lessons
            .into_iter()
            .enumerate()
            .map(lesson)
            .chain(LessonKind::ALL.into_iter().flat_map(lessons_of_kind))
            .collect()
    }

    /// Returns the sources of each of `count` lessons; empty if their number differs or a source is unknown.
    fn lesson_sources(&self, count: usize) -> Vec<Vec<Str<'static>>> {
        let ids = |it: &str| it.split(',').filter(|it| !it.is_empty()).map(|it| Str(it.to_owned().into())).collect();
        let sources_by_lesson: Vec<Vec<Str<'static>>> =
            self.row.cell(Target::LessonSources).split(';').map(ids).collect();
        let are_known = sources_by_lesson.len() == count
            && sources_by_lesson.iter().flatten().all(|it| self.builder.draft.has_source(it));
        if are_known { sources_by_lesson } else { Vec::new() }
    }

    /// Returns the sections that the row states to be silent and that have no text.
    pub(super) fn silent_sections(&mut self, record: &ActivityRecord<'_>) -> Vec<Section> {
        let written = names(self.row.cell(Target::Silent));
        let is_silent = |it: &Section| match it {
            Section::Lessons => record.lessons.is_empty(),
            Section::Other | Section::Sources => false,
            section => record.texts(*section).is_empty(),
        };
        // The cell names an unknown section, or one that has texts.
        if written.iter().any(|it| !Section::read(it).is_some_and(|it| is_silent(&it))) {
            self.keep_unknown(&[Target::Silent]);
        }
        unique(written.iter().filter_map(|it| Section::read(it)).filter(is_silent))
    }
}
