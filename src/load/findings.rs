//! What is wrong with one file? Gathered from its header, its records and its end, in the order of their lines.

use std::collections::HashSet;
use std::ops::Range;

use super::report::Report;
use super::terms::FileTerms;
use crate::catalogue::{Activity, Vocabulary};
use crate::diagnose::{Explained, Found, Lines, Location, Problem, ProblemKind};
use crate::text::{Clean, nearest, short};

/// The most problems of a file for which a term is looked for that may have been meant, and the most terms among which
/// it is.
const SUGGESTED: (usize, usize) = (20, 2000);

/// What has been found of a file.
pub(super) struct Findings {
    /// The name of the file.
    name: Clean,
    problems: Vec<Problem>,
    /// How many of its records are left out.
    pub(super) left_out: usize,
    /// The numbers of the terms that its activities use.
    used: [HashSet<usize>; Vocabulary::ALL.len()],
    /// Whether a lesson says who states it, and whether one names a source.
    is_borne: [bool; 2],
    /// The fields that stand after the list.
    late: HashSet<String>,
    /// Whether it cannot be read on from where it is.
    pub(super) is_broken_off: bool,
}

impl Findings {
    pub(super) fn new(name: Clean) -> Self {
        let used = Default::default();
        let (problems, late) = Default::default();
        Self { name, problems, left_out: 0, used, is_borne: [false; 2], late, is_broken_off: false }
    }

    /// Adds a problem with the whole file.
    pub(super) fn whole(&mut self, kind: ProblemKind) {
        self.problems.push(Problem { location: Location::whole(&self.name), kind });
    }

    /// Adds what was found in a text.
    pub(super) fn found(&mut self, text: &str, lines: &Lines, found: impl IntoIterator<Item = Found>) {
        let problem = |(span, kind)| Problem { location: Location::of(&self.name, text, lines, span), kind };
        self.problems.extend(found.into_iter().map(problem));
    }

    /// Adds what is known of a part of the file in which it may end.
    pub(super) fn explained(&mut self, text: &str, lines: &Lines, explained: Explained) {
        self.late.extend(explained.late);
        self.found(text, lines, explained.found);
        if explained.is_cut {
            let end = text.trim_end().len();
            self.found(text, lines, [(end..end, ProblemKind::CutShort)]);
            self.is_broken_off = true;
        }
    }

    /// Notes which terms activities use, and what is stated of their lessons.
    pub(super) fn note(&mut self, activities: &[Activity]) {
        for activity in activities {
            let of_lessons = activity.lessons.iter().flat_map(|it| &it.sources);
            self.used[Vocabulary::Themes as usize].extend(&activity.themes);
            self.used[Vocabulary::Kinds as usize].extend(&activity.kinds);
            self.used[Vocabulary::Groups as usize].extend(&activity.groups);
            self.used[Vocabulary::Sources as usize].extend(activity.sources.iter().chain(of_lessons));
            self.is_borne[0] |= activity.lessons.iter().any(|it| it.basis.is_some());
            self.is_borne[1] |= activity.lessons.iter().any(|it| !it.sources.is_empty());
        }
    }

    /// Remarks on the terms that no activity uses; `keys` says where each of them stands.
    pub(super) fn unused(
        &mut self,
        text: &str,
        lines: &Lines,
        keys: Vec<(Vocabulary, String, Range<usize>)>,
        terms: &FileTerms,
    ) {
        if self.left_out > 0 || self.is_broken_off {
            return;
        }
        // A source that no activity names is for further reading.
        let is_for_use = |it: Vocabulary| !matches!(it, Vocabulary::Organisations | Vocabulary::Sources);
        for (vocabulary, id, span) in keys.into_iter().filter(|it| is_for_use(it.0)) {
            let index = terms.index(vocabulary, &id);
            if index.is_some_and(|it| !self.used[vocabulary as usize].contains(&it)) {
                self.found(text, lines, [(span, ProblemKind::Unused(vocabulary))]);
            }
        }
    }

    /// Keeps of the problems that bear a count the first only, with how many there are.
    fn tell_once(&mut self, count: impl Fn(&mut ProblemKind) -> Option<&mut usize>) {
        let total = self.problems.iter_mut().filter_map(|it| count(&mut it.kind).copied()).sum();
        let mut is_first = true;
        self.problems.retain_mut(|it| match count(&mut it.kind) {
            Some(count) => {
                *count = total;
                std::mem::replace(&mut is_first, false)
            }
            None => true,
        });
    }

    /// Looks for the terms that may have been meant.
    fn suggest(&mut self, terms: &FileTerms) {
        let near = |vocabulary, found: &Clean| {
            let ids = terms.ids(vocabulary);
            (ids.len() <= SUGGESTED.1).then(|| nearest(found, ids)).flatten().map(short)
        };
        let kinds = self.problems.iter_mut().map(|it| &mut it.kind);
        let is_near = |it: &&mut ProblemKind| matches!(it, ProblemKind::UnknownTerm { .. } | ProblemKind::NearId(..));
        for kind in kinds.filter(is_near).take(SUGGESTED.0) {
            match kind {
                ProblemKind::UnknownTerm { vocabulary, found, nearest } => *nearest = near(*vocabulary, found),
                ProblemKind::NearId(found, meant) => {
                    *meant = near(Vocabulary::Organisations, found).unwrap_or_default();
                }
                _ => {}
            }
        }
        self.problems.retain(|it| !matches!(&it.kind, ProblemKind::NearId(_, meant) if meant.is_empty()));
    }

    /// Ends the file: what stands too late is not missing, what is remarked on in every text is remarked on once, and
    /// what may have been meant is looked for.
    pub(super) fn report(mut self, terms: &FileTerms, is_left_out: bool) -> Report {
        let is_cut = self.problems.iter().any(|it| it.kind == ProblemKind::CutShort);
        self.problems.retain(|it| match &it.kind {
            ProblemKind::UnknownTerm { vocabulary, .. } => !self.late.contains(vocabulary.name()),
            ProblemKind::MissingField(name) => {
                let is_of_header = ["format", "title"].contains(name) && is_left_out;
                !is_of_header || !is_cut && !self.late.contains(*name)
            }
            _ => true,
        });
        self.problems.sort_by_key(|it| (it.location.line, it.location.column));
        self.tell_once(|it| if let ProblemKind::FrenchSpaces(count) = it { Some(count) } else { None });
        // What no lesson has is a question to the whole file, as after an import; what one lacks is its own.
        let [has_basis, has_source] = self.is_borne.map(|it| it || self.left_out > 0);
        if !has_basis {
            self.tell_once(|it| if let ProblemKind::NoBasis(count) = it { Some(count) } else { None });
        }
        if !has_source {
            self.tell_once(|it| if let ProblemKind::NoSource(count) = it { Some(count) } else { None });
        }
        self.suggest(terms);
        let incomplete = self.problems.iter().find(|it| it.kind.is_incomplete() && !is_left_out);
        let incomplete = incomplete.cloned().map(Box::new);
        Report {
            problems: self.problems,
            left_out: self.left_out,
            files_left_out: usize::from(is_left_out),
            incomplete,
        }
    }
}
