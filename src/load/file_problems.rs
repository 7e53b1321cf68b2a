//! What is wrong with a file?
//!
//! Collects the problems in the header, the records and the end of a file, and reports them in the order of its lines.

use std::ops::Range;

use hashbrown::{HashMap, HashSet};

use super::report::Report;
use super::terms::FileTerms;
use crate::catalogue::{Activity, Vocabulary};
use crate::diagnose::{Cursor, Explanation, Location, Position, Problem, ProblemKind, SpannedProblem};
use crate::text::{Clean, excerpt, most_similar};

/// Maximum number of problems of a file for which a similar term is suggested.
const MAX_SUGGESTIONS: usize = 20;

/// Maximum number of texts whose missing translation into a language is reported for each of them.
const MAX_MISSING_TRANSLATIONS: usize = 50;

/// Maximum number of terms of a vocabulary among which a similar one is searched for.
const MAX_CANDIDATES: usize = 2000;

/// The problems of a file, and what remarks on the whole file depend on.
#[derive(Default)]
pub(super) struct FileProblems {
    /// Name of the file.
    name: Clean,
    /// The report so far.
    pub(super) report: Report,
    /// Indices of the terms that its activities use, by vocabulary.
    used: [HashSet<usize>; Vocabulary::ALL.len()],
    /// Whether any lesson has a basis.
    has_basis: bool,
    /// Whether any lesson has a source.
    has_source: bool,
    /// Whether the file is used: its header is valid.
    pub(super) is_used: bool,
    /// Its terms, once it has been read.
    pub(super) terms: FileTerms,
    /// Whether reading stops here: the file ends or cannot be read any further.
    pub(super) has_ended: bool,
}

impl FileProblems {
    pub(super) fn new(name: Clean) -> Self {
        Self { name, ..Self::default() }
    }

    /// Adds a problem of the whole file.
    pub(super) fn add_file_problem(&mut self, kind: ProblemKind) {
        self.report.problems.push(Problem { location: Location::whole(&self.name), kind });
    }

    /// Adds what was found in a part of the file that begins at a position.
    pub(super) fn add_problems(&mut self, text: &str, start: Position, mut problems: Vec<SpannedProblem>) {
        problems.sort_by_key(|it| it.0.start);
        problems.dedup();
        let mut cursor = Cursor::new(text.as_bytes(), start);
        let problem = |(span, kind)| Problem { location: Location::of(&self.name, text, &mut cursor, span), kind };
        self.report.problems.extend(problems.into_iter().map(problem));
    }

    /// Adds the explanation of a part of the file. Returns whether the file cannot be used at all.
    pub(super) fn add_explanation(&mut self, text: &str, start: Position, explanation: Explanation) -> bool {
        self.has_ended |= explanation.found.iter().any(|it| it.1 == ProblemKind::CutShort);
        self.add_problems(text, start, explanation.found);
        explanation.is_rejected
    }

    /// Records which terms activities use, and whether their lessons have a basis and sources.
    pub(super) fn record_usage(&mut self, activities: &[Activity]) {
        for activity in activities {
            for vocabulary in [Vocabulary::Themes, Vocabulary::Kinds, Vocabulary::Groups] {
                self.used[vocabulary as usize].extend(&*activity.indices(vocabulary));
            }
            self.has_basis |= activity.lessons.iter().any(|it| it.basis.is_some());
            self.has_source |= activity.lessons.iter().any(|it| !it.sources.is_empty());
        }
    }

    /// Remarks on the terms that no activity uses; `keys` are the identifiers of the terms with their spans.
    pub(super) fn remark_on_unused(&mut self, header: &str, keys: Vec<(Vocabulary, String, Range<usize>)>) {
        if self.report.left_out > 0 || self.has_ended {
            return;
        }
        // A source that no activity refers to may be meant as further reading.
        let must_be_used = |it: Vocabulary| !matches!(it, Vocabulary::Organisations | Vocabulary::Sources);
        let is_unused = |(vocabulary, id, _): &(Vocabulary, String, Range<usize>)| {
            let index = self.terms.index(*vocabulary, id).filter(|_| must_be_used(*vocabulary));
            index.is_some_and(|it| !self.used[*vocabulary as usize].contains(&it))
        };
        let unused = keys.into_iter().filter(is_unused).map(|(it, _, span)| (span, ProblemKind::Unused(it))).collect();
        self.add_problems(header, Position::default(), unused);
    }

    /// Merges the problems selected by `count` into the first one, with the sum of their counts.
    fn merge_counted(&mut self, count: impl Fn(&mut ProblemKind) -> Option<&mut usize>) {
        let total = self.report.problems.iter_mut().filter_map(|it| count(&mut it.kind).copied()).sum();
        let mut is_first = true;
        self.report.problems.retain_mut(|it| match count(&mut it.kind) {
            Some(count) => {
                *count = total;
                std::mem::replace(&mut is_first, false)
            }
            None => true,
        });
    }

    /// Merges the missing translations into a language that many texts lack into the first of them, with their number.
    fn merge_missing_translations(&mut self) {
        let mut totals: HashMap<Clean, usize> = HashMap::new();
        for problem in &self.report.problems {
            if let ProblemKind::MissingTranslation(language, _) = &problem.kind {
                *totals.entry(language.clone()).or_default() += 1;
            }
        }
        totals.retain(|_, total| *total > MAX_MISSING_TRANSLATIONS);
        self.report.problems.retain_mut(|it| {
            let ProblemKind::MissingTranslation(language, count) = &mut it.kind else { return true };
            match totals.get_mut(language) {
                None => true,
                Some(0) => false,
                Some(total) => {
                    *count = std::mem::take(total);
                    true
                }
            }
        });
    }

    /// Suggests similar terms for unknown ones.
    fn suggest(&mut self) {
        let nearest_term = |vocabulary, found: &Clean| {
            let ids = self.terms.ids(vocabulary);
            // Several terms in one text.
            let parts: Vec<&str> = found.split([',', ';']).map(str::trim).collect();
            if parts.len() > 1 && parts.iter().all(|it| self.terms.is_known(vocabulary, it)) {
                return Some(Clean::line(&parts.iter().map(|it| format!("\"{it}\"")).collect::<Vec<_>>().join(", ")));
            }
            (ids.len() <= MAX_CANDIDATES).then(|| most_similar(found, ids)).flatten().map(excerpt)
        };
        let kinds = self.report.problems.iter_mut().map(|it| &mut it.kind);
        let is_near = |it: &&mut ProblemKind| matches!(it, ProblemKind::UnknownTerm { .. } | ProblemKind::NearId(..));
        for kind in kinds.filter(is_near).take(MAX_SUGGESTIONS) {
            match kind {
                ProblemKind::UnknownTerm { vocabulary, found, nearest } => *nearest = nearest_term(*vocabulary, found),
                ProblemKind::NearId(found, suggestion) => {
                    *suggestion = nearest_term(Vocabulary::Organisations, found).unwrap_or_default();
                }
                _ => {}
            }
        }
        self.report
            .problems
            .retain(|it| !matches!(&it.kind, ProblemKind::NearId(_, suggestion) if suggestion.is_empty()));
    }

    /// Returns the report on the file: without missing fields and unknown terms that are due to a field after the list,
    /// with remarks merged that apply to the whole file, and with suggestions.
    pub(super) fn finish(mut self) -> Report {
        let is_truncated = self.report.problems.iter().any(|it| it.kind == ProblemKind::CutShort);
        let late_field = |it: &Problem| if let ProblemKind::LateField(name) = it.kind { Some(name) } else { None };
        let late_fields: HashSet<&str> = self.report.problems.iter().filter_map(late_field).collect();
        self.report.problems.retain(|it| match &it.kind {
            ProblemKind::UnknownTerm { vocabulary, .. } => !late_fields.contains(vocabulary.name()),
            ProblemKind::MissingField(name) => {
                let is_header_field = ["format", "title"].contains(name) && !self.is_used;
                !is_header_field || !is_truncated && !late_fields.contains(*name)
            }
            _ => true,
        });
        self.report.problems.sort_by_key(|it| (it.location.line, it.location.column));
        self.merge_counted(|it| if let ProblemKind::FrenchSpaces(count) = it { Some(count) } else { None });
        self.merge_missing_translations();
        // What every lesson lacks, as after an import, is one remark on the file; what one lacks is a remark on that
        // lesson. Lessons of records that are left out do not count.
        if !self.has_basis {
            self.merge_counted(|it| if let ProblemKind::NoBasis(count) = it { Some(count) } else { None });
        }
        if !self.has_source {
            self.merge_counted(|it| if let ProblemKind::NoSource(count) = it { Some(count) } else { None });
        }
        self.suggest();
        let cuts_file_short = |it: &&Problem| it.kind.is_incomplete() || it.kind.is_unreadable();
        let incomplete = self.report.problems.iter().find(cuts_file_short).filter(|_| self.is_used);
        self.report.incomplete = incomplete.cloned().map(Box::new);
        self.report.files_left_out = usize::from(!self.is_used);
        self.report
    }
}
