//! What was learnt, and which sections are silent?
//!
//! Reads the lessons of a row, and the sections of which it states that nothing is known.

use super::building::Building;
use super::names::Target;
use super::row::{Kept, Row};
use super::terms::unique;
use super::values::names;
use super::words::FromWord;
use crate::catalogue::record::{ActivityRecord, LessonRecord, Str, TextRecord};
use crate::catalogue::{Basis, LessonKind, Section};

impl Row<'_> {
    /// Returns the lessons of a row: those whose kind and basis are in columns of their own, and those from columns for
    /// one kind of lesson.
    pub(super) fn lessons(self, building: &Building<'_>, kept: &mut Kept<'_>) -> Vec<LessonRecord<'static>> {
        let lessons = self.texts(building, &Target::Section(Section::Lessons), building.texts);
        let mut words = |target: Target| {
            let written: Vec<&str> = self.cell(building, &target).split(';').map(str::trim).collect();
            let is_known = |it: &&str| it.is_empty() || Basis::read(it).is_some() || LessonKind::read(it).is_some();
            // If their number differs from that of the lessons, they cannot be matched to them.
            let is_one_each = written == [""] || written.len() == lessons.len();
            if !is_one_each || !written.iter().all(is_known) {
                self.keep_unknown(building, &[target], kept);
            }
            if is_one_each { written } else { Vec::new() }
        };
        let [bases, kinds] = [Target::LessonBasis, Target::LessonKinds].map(&mut words);
        let mut sources = self.lesson_sources(building, lessons.len()).into_iter();
        if sources.len() == 0 {
            self.keep_unknown(building, &[Target::LessonSources], kept);
        }
        let lesson = |(at, text): (usize, TextRecord<'static>)| LessonRecord {
            basis: bases.get(at).and_then(|it| Basis::read(it)),
            kind: kinds.get(at).and_then(|it| LessonKind::read(it)),
            text,
            sources: sources.next().unwrap_or_default(),
        };
        let of_kind = |kind: LessonKind| {
            let texts = self.texts(building, &Target::LessonsOf(kind), building.texts).into_iter();
            texts.map(move |text| LessonRecord { basis: None, kind: Some(kind), text, sources: Vec::new() })
        };
        lessons.into_iter().enumerate().map(lesson).chain(LessonKind::ALL.into_iter().flat_map(of_kind)).collect()
    }

    /// Returns the sources of each of `count` lessons; empty if their number differs or a source is unknown.
    fn lesson_sources(self, building: &Building<'_>, count: usize) -> Vec<Vec<Str<'static>>> {
        let ids = |it: &str| it.split(',').filter(|it| !it.is_empty()).map(|it| Str(it.to_owned().into())).collect();
        let of_each: Vec<Vec<Str<'static>>> = self.cell(building, &Target::LessonSources).split(';').map(ids).collect();
        let are_known = of_each.len() == count && of_each.iter().flatten().all(|it| building.references.has_source(it));
        if are_known { of_each } else { Vec::new() }
    }

    /// Returns the sections stated to be silent that are indeed empty.
    pub(super) fn silent(
        self,
        building: &Building<'_>,
        record: &ActivityRecord<'_>,
        kept: &mut Kept<'_>,
    ) -> Vec<Section> {
        let written = names(self.cell(building, &Target::Silent));
        let is_silent = |it: &Section| match it {
            Section::Lessons => record.lessons.is_empty(),
            Section::Other | Section::Sources => false,
            section => record.texts(*section).is_empty(),
        };
        // The column names an unknown section, or one that has texts.
        if written.iter().any(|it| !Section::read(it).is_some_and(|it| is_silent(&it))) {
            self.keep_unknown(building, &[Target::Silent], kept);
        }
        unique(written.iter().filter_map(|it| Section::read(it)).filter(is_silent))
    }
}
