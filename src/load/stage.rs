//! In which order are results delivered?
//!
//! A single stage on the calling thread processes the results of all threads in file order, so that its decisions do
//! not depend on scheduling.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::batch::Head;
use super::cut::Cutter;
use super::file_problems::FileProblems;
use super::header::{HeaderRecord, ValidatedHeader};
use super::origin::Origin;
use super::report::Report;
use super::threads;
use super::validator::FileContext;
use super::worker::{IndexFn, Record, ValidatedBatch};
use crate::catalogue::{Activity, Catalogue, Header, Vocabularies, Vocabulary};
use crate::diagnose::{
    Context, Cursor, ForeignFormat, HeaderTree, Position, Problem, ProblemKind, Remarks, SpannedProblem,
    explain_records, file_type,
};
use crate::text::{Clean, excerpt};

/// A part of a catalogue as the loader delivers it: for each file a header, batches of activities and a report, in this
/// order and as far as there are any.
#[derive(Debug)]
pub enum Delivery<I> {
    /// The header of a file, and the terms that no earlier file has.
    Header(Box<Header>, Box<Vocabularies>),
    /// A batch of activities, their index, and the size of the batch in bytes of the file.
    Activities(Vec<Activity>, I, u64),
    /// Problems with a file or a folder.
    Report(Report),
}

/// A catalogue that has been loaded completely, without an index.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The catalogue.
    pub catalogue: Catalogue,
    /// The problems with it.
    pub report: Report,
}

impl Loaded {
    /// Loads catalogues completely.
    pub fn of(origins: Vec<Origin>) -> Self {
        let mut loaded = Loaded::default();
        load(origins, &|_, _| (), &mut |delivery| {
            match delivery {
                Delivery::Header(header, terms) => loaded.catalogue.add_header(*header, *terms),
                Delivery::Activities(activities, (), _) => loaded.catalogue.add_activities(activities),
                Delivery::Report(report) => loaded.report.add(report),
            }
            true
        });
        loaded
    }
}

/// Loads catalogues one after the other, and delivers their parts as they are read. `index` is called for each batch of
/// activities, on several threads.
///
/// `deliver` returns `false` to stop loading.
pub fn load<I: Send>(origins: Vec<Origin>, index: &IndexFn<'_, I>, deliver: &mut dyn FnMut(Delivery<I>) -> bool) {
    Stage::new(index, deliver, false).load_all(origins);
}

/// Returns all problems and remarks of some catalogues, file by file in the order of their lines.
pub fn check(origins: Vec<Origin>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut deliver = |delivery| {
        if let Delivery::Report(report) = delivery {
            problems.extend(report.problems);
        }
        true
    };
    Stage::new(&|_, _| (), &mut deliver, true).load_all(origins);
    problems
}

struct Stage<'a, I> {
    /// Terms of all files.
    vocabularies: Arc<Vocabularies>,
    header_count: usize,
    file_names: Vec<Clean>,
    /// Identifiers in use, and where each occurs first: index of the file, line, column.
    ids: HashMap<Clean, (usize, usize, usize)>,
    index: &'a IndexFn<'a, I>,
    deliver: &'a mut dyn FnMut(Delivery<I>) -> bool,
    is_wanted: bool,
    /// Whether every record is explained and remarked on.
    is_check: bool,
}

impl<'a, I: Send> Stage<'a, I> {
    fn new(index: &'a IndexFn<'a, I>, deliver: &'a mut dyn FnMut(Delivery<I>) -> bool, is_check: bool) -> Self {
        let (vocabularies, file_names, ids) = (Arc::default(), Vec::new(), HashMap::new());
        Self { vocabularies, header_count: 0, file_names, ids, index, deliver, is_wanted: true, is_check }
    }

    fn load_all(&mut self, origins: Vec<Origin>) {
        // A file that is named twice, perhaps by its folder, is read once.
        let mut paths = HashSet::new();
        for origin in origins {
            let (files, problems) = origin.files();
            for problem in problems {
                self.report(Report { problems: vec![problem], files_left_out: 1, ..Report::default() });
            }
            let mut is_new = |it: &Origin| it.canonical_path().is_none_or(|path| paths.insert(path));
            for file in files.iter().filter(|it| is_new(it)) {
                self.load_file(file);
            }
        }
    }

    fn report(&mut self, report: Report) {
        if !report.problems.is_empty() {
            self.is_wanted &= (self.deliver)(Delivery::Report(report));
        }
    }

    /// Loads a file.
    fn load_file(&mut self, origin: &Origin) {
        if !self.is_wanted {
            return;
        }
        self.file_names.push(origin.name());
        let mut problems = FileProblems::new(origin.name());
        let mut read = || -> io::Result<()> {
            let mut cutter = Cutter::new(origin.open()?, *origin == Origin::Stdin);
            let head = cutter.head()?;
            self.read_rest(head, &mut cutter, &mut problems)
        };
        if let Err(error) = read() {
            problems.add_file_problem(Origin::unreadable(&error));
        }
        self.report(problems.finish());
    }

    /// Reads a file after its head.
    fn read_rest(&mut self, head: Head, cutter: &mut Cutter, problems: &mut FileProblems) -> io::Result<()> {
        let Some(text) = decode_header(head.bytes, head.has_list, problems) else { return Ok(()) };
        let closed = HeaderRecord::closed(&text, head.has_list);
        let (record, options, tree) = HeaderRecord::read(&text, &closed);
        // What is no catalogue must not add to the terms of the other files.
        let is_catalogue = tree.as_ref().is_none_or(|it| it.rejection().is_none());
        let ValidatedHeader { header, mut terms, new, redefined, is_valid } =
            record.validate(&mut self.vocabularies, is_catalogue);
        let (language, languages) = header.as_ref().map_or_else(Default::default, Header::languages);
        let remarks = self.is_check.then_some(Remarks { languages, plain_language: &language });
        let mut keys = Vec::new();
        let is_explained = !is_valid || self.is_check;
        if let Some(tree) = tree.or_else(|| is_explained.then(|| HeaderTree::read(&text, head.has_list))) {
            let context = Context { is_known: &|_, _| true, remarks: remarks.as_ref(), is_valid: false };
            keys = tree.terms();
            // A reference to a term that cannot be read is no problem of its own.
            keys.iter().for_each(|(vocabulary, id, _)| terms.insert(*vocabulary, id, None));
            if problems.add_explanation(&text, Position::default(), tree.explain(&context)) {
                return Ok(());
            }
            let problem = |(vocabulary, id, span): &(Vocabulary, String, Range<usize>)| {
                let earlier_name = redefined.get(&(*vocabulary, id.clone()))?.clone();
                Some((span.clone(), ProblemKind::RedefinedTerm(excerpt(id), earlier_name)))
            };
            problems.add_problems(&text, Position::default(), keys.iter().filter_map(problem).collect());
        }
        // What has been delivered stays, whatever happens to the rest of the file.
        let is_usable = header.is_some();
        problems.is_used = is_usable;
        self.deliver_header(header, new);
        let (header, vocabularies) = (self.header_count.saturating_sub(1), Arc::clone(&self.vocabularies));
        let file = FileContext { options, language: language.clone(), header, terms, vocabularies, remarks, is_usable };
        if head.has_list {
            threads::validate(cutter, &file, self.index, &mut |batch| self.accept(batch, problems))?;
            self.explain_tail(cutter, &file, problems)?;
        }
        problems.terms = file.terms;
        if self.is_check {
            problems.remark_on_unused(&text, keys);
        }
        Ok(())
    }

    fn deliver_header(&mut self, header: Option<Header>, new: Vocabularies) {
        if let Some(header) = header {
            self.header_count += 1;
            self.is_wanted &= (self.deliver)(Delivery::Header(Box::new(header), Box::new(new)));
        }
    }

    /// Processes a batch: decides which identifiers are taken, and delivers the activities. Returns whether to continue
    /// with the file.
    fn accept(&mut self, batch: ValidatedBatch<I>, problems: &mut FileProblems) -> bool {
        let ValidatedBatch { bytes, start, records, mut activities, mut index, found, is_last } = batch;
        let (taken, duplicates) = self.register_ids(&bytes, start, &records);
        // The bytes are known to be UTF-8; they are converted again only if something in them is reported.
        let is_reported = !duplicates.is_empty() || !found.is_empty();
        let text = if is_reported { simdutf8::basic::from_utf8(&bytes).unwrap_or_default() } else { "" };
        let mut retained = Vec::with_capacity(activities.len());
        for (record, is_taken) in records.iter().zip(taken) {
            problems.report.left_out += if record.is_valid { usize::from(is_taken) } else { record.count };
            let wrong_ids = record.ids.iter().filter(|_| !record.is_valid);
            problems.report.left_out_ids.extend(wrong_ids.map(|it| it.0.clone()));
            retained.extend(record.is_valid.then_some(!is_taken));
        }
        if retained.contains(&false) {
            let mut retained = retained.into_iter();
            activities.retain(|_| retained.next().unwrap_or(true));
            index = (self.index)(&activities, &self.vocabularies);
        }
        // Only `check` needs this.
        problems.record_usage(if self.is_check { &activities } else { &[] });
        problems.add_problems(text, start, duplicates.into_iter().chain(found).collect());
        problems.has_ended |= is_last;
        if !activities.is_empty() {
            self.is_wanted &= (self.deliver)(Delivery::Activities(activities, index, bytes.len() as u64));
        }
        self.is_wanted && !problems.has_ended
    }

    /// Registers the identifiers of records. Returns for each record whether one of its identifiers was taken already,
    /// and the problems with those.
    fn register_ids(&mut self, bytes: &[u8], start: Position, records: &[Record]) -> (Vec<bool>, Vec<SpannedProblem>) {
        let (file, mut duplicates, mut cursor) = (self.file_names.len() - 1, Vec::new(), Cursor::new(bytes, start));
        let mut is_taken = |(id, span): &(Clean, Range<usize>)| {
            let position = cursor.position(span.start);
            let here = (file, position.line, position.column + 1);
            let first = *self.ids.entry(id.clone()).or_insert(here);
            if first != here {
                let first = format!("{}:{}:{}", self.file_names[first.0], first.1, first.2);
                duplicates.push((span.clone(), ProblemKind::DuplicateId(id.clone(), first)));
            }
            first != here
        };
        // Counting, unlike `any`, registers every identifier of a record, even after a duplicate.
        let taken = records.iter().map(|it| it.ids.iter().filter(|it| is_taken(it)).count() > 0).collect();
        (taken, duplicates)
    }

    /// Explains the text after the list.
    fn explain_tail(
        &mut self,
        cutter: &mut Cutter,
        file: &FileContext<'_>,
        problems: &mut FileProblems,
    ) -> io::Result<()> {
        if problems.has_ended || !self.is_wanted {
            return Ok(());
        }
        let (bytes, start) = cutter.tail()?;
        let text = String::from_utf8_lossy(&bytes);
        let context = Context { is_known: &|_, _| true, remarks: file.remarks.as_ref(), is_valid: false };
        let explanation = explain_records(&text, true, &context);
        problems.add_explanation(&text, start, explanation);
        Ok(())
    }
}

/// Returns the text of a header; reports the problem and returns `None` if it is not UTF-8.
fn decode_header(bytes: Vec<u8>, has_list: bool, problems: &mut FileProblems) -> Option<String> {
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Some(text),
        Err(error) => error,
    };
    let (end, is_cut) = (error.utf8_error().valid_up_to(), error.utf8_error().error_len().is_none());
    let mut bytes = error.into_bytes();
    if is_cut {
        // An incomplete character at the end results from a truncated file, which is reported as such.
        bytes.truncate(end);
        return String::from_utf8(bytes).ok();
    }
    match file_type(&bytes) {
        Some(kind) => problems.add_file_problem(ProblemKind::NotACatalogue(kind)),
        None => {
            let text = String::from_utf8_lossy(&bytes);
            // What matters more about a table or the like is that it is one. UTF-16 looks like binary data.
            let found = match HeaderTree::read(&text, has_list).rejection() {
                Some((span, ProblemKind::NotACatalogue(foreign))) if foreign != ForeignFormat::Binary => {
                    (span, ProblemKind::NotACatalogue(foreign))
                }
                _ => (end..end + 1, ProblemKind::NotUtf8),
            };
            problems.add_problems(&text, Position::default(), vec![found]);
        }
    }
    None
}
