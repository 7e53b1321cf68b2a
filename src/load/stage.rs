//! In which order are results delivered?
//!
//! A single stage on the calling thread processes the results of all threads in file order, so that its decisions do
//! not depend on scheduling.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use hashbrown::HashMap;

use super::cut::{Cutter, Head};
use super::findings::Findings;
use super::header::{HeaderRecord, Judgement};
use super::origin::Origin;
use super::report::Report;
use super::terms::FileTerms;
use super::threads;
use super::worker::{File, IndexFn, JudgedBatch, Record};
use crate::catalogue::{Activity, Catalogue, Header, Vocabularies};
use crate::diagnose::{
    Context, HeaderTree, Lines, Problem, ProblemKind, Remarks, SpannedProblem, Start, explain_end, file_type,
};
use crate::text::Clean;

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
                Delivery::Activities(activities, (), _) => loaded.catalogue.activities.extend(activities),
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
    Stage::new(index, deliver, false).files(origins);
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
    Stage::new(&|_, _| (), &mut deliver, true).files(origins);
    problems
}

struct Stage<'a, I> {
    /// Terms of all files.
    all: Arc<Vocabularies>,
    headers: usize,
    files: Vec<Clean>,
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
        let (all, files, ids) = (Arc::default(), Vec::new(), HashMap::new());
        Self { all, headers: 0, files, ids, index, deliver, is_wanted: true, is_check }
    }

    fn files(&mut self, origins: Vec<Origin>) {
        for origin in origins {
            let (files, problems) = origin.files();
            for problem in problems {
                self.report(Report { problems: vec![problem], files_left_out: 1, ..Report::default() });
            }
            files.iter().for_each(|file| self.file(file));
        }
    }

    fn report(&mut self, report: Report) {
        if !report.problems.is_empty() {
            self.is_wanted &= (self.deliver)(Delivery::Report(report));
        }
    }

    /// Loads a file.
    fn file(&mut self, origin: &Origin) {
        if !self.is_wanted {
            return;
        }
        self.files.push(origin.name());
        let mut findings = Findings::new(origin.name());
        let mut read = || -> io::Result<(bool, FileTerms)> {
            let mut cutter = Cutter::new(origin.open()?, *origin == Origin::Stdin);
            let head = cutter.head()?;
            self.read(head, &mut cutter, &mut findings)
        };
        let (is_used, terms) = read().unwrap_or_else(|error| {
            findings.whole(Origin::unreadable(&error));
            (false, FileTerms::default())
        });
        self.report(findings.report(&terms, !is_used));
    }

    /// Reads a file after its head; returns whether it is used, and its terms.
    fn read(&mut self, head: Head, cutter: &mut Cutter, findings: &mut Findings) -> io::Result<(bool, FileTerms)> {
        let Some(text) = utf8(head.bytes, head.start, findings) else { return Ok(Default::default()) };
        let lines = Lines::new(head.start);
        let closed = HeaderRecord::closed(&text, head.has_list);
        let (record, options, tree) = HeaderRecord::read(&text, &closed);
        let Judgement { header, terms, new, redefined: others, is_good } = record.judge(&mut self.all);
        let (language, languages) = header.as_ref().map_or_else(Default::default, Header::languages);
        let remarks = self.is_check.then_some(Remarks { languages, plain: &language });
        let mut keys = Vec::new();
        let is_explained = !is_good || self.is_check;
        if let Some(tree) = tree.or_else(|| is_explained.then(|| HeaderTree::read(&text, head.has_list))) {
            let other = |vocabulary, id: &str| others.get(&(vocabulary, id.to_owned())).cloned();
            let context = Context { is_known: &|_, _| true, redefined_term: &other, remarks: remarks.as_ref() };
            keys = tree.terms();
            let explained = tree.explain(&context);
            let is_refused = explained.is_refused;
            findings.explained(&text, &lines, explained);
            if is_refused {
                return Ok(Default::default());
            }
        }
        let is_usable = header.is_some();
        if let Some(header) = header {
            self.headers += 1;
            self.is_wanted &= (self.deliver)(Delivery::Header(Box::new(header), Box::new(new)));
        }
        let (header, all) = (self.headers.saturating_sub(1), Arc::clone(&self.all));
        let file = File { options, language: language.clone(), header, terms, all, remarks, is_usable };
        if head.has_list {
            threads::judge(cutter, &file, self.index, &mut |judged| self.accept(judged, findings))?;
            self.tail(cutter, &file, findings)?;
        }
        if self.is_check {
            findings.unused(&text, &lines, keys, &file.terms);
        }
        Ok((is_usable, file.terms))
    }

    /// Processes a batch: decides which identifiers are taken, and delivers the activities. Returns whether to continue
    /// with the file.
    fn accept(&mut self, judged: JudgedBatch<I>, findings: &mut Findings) -> bool {
        let JudgedBatch { bytes, lines, records, mut activities, mut index, found, not_utf8, end } = judged;
        let (are_taken, duplicates) = self.take_ids(&bytes, lines.start, &records);
        // The bytes are known to be UTF-8; they are converted again only if something in them is reported.
        let is_reported = !duplicates.is_empty() || !found.is_empty() || not_utf8.is_some() || end.is_some();
        let text = if is_reported { simdutf8::basic::from_utf8(&bytes).unwrap_or_default() } else { "" };
        let mut is_kept = Vec::with_capacity(activities.len());
        for (record, is_taken) in records.iter().zip(are_taken) {
            findings.left_out += if record.is_good { usize::from(is_taken) } else { record.count };
            is_kept.extend(record.is_good.then_some(!is_taken));
        }
        if is_kept.contains(&false) {
            let mut is_kept = is_kept.into_iter();
            activities.retain(|_| is_kept.next().unwrap_or(true));
            index = (self.index)(&activities, &self.all);
        }
        // Only `check` needs this.
        findings.record_usage(if self.is_check { &activities } else { &[] });
        findings.found(text, &lines, duplicates);
        findings.found(text, &lines, found);
        if let Some(at) = not_utf8 {
            findings.found(text, &lines, [(at..at, ProblemKind::NotUtf8)]);
            findings.is_broken_off = true;
        }
        if let Some(end) = end {
            findings.explained(text, &lines, end);
            findings.is_broken_off = true;
        }
        if !activities.is_empty() {
            self.is_wanted &= (self.deliver)(Delivery::Activities(activities, index, bytes.len() as u64));
        }
        self.is_wanted && !findings.is_broken_off
    }

    /// Registers the identifiers of records. Returns for each record whether one of its identifiers was taken already,
    /// and the problems with those.
    fn take_ids(&mut self, bytes: &[u8], start: Start, records: &[Record]) -> (Vec<bool>, Vec<SpannedProblem>) {
        let (file, mut duplicates, mut place, mut read) = (self.files.len() - 1, Vec::new(), start, 0);
        let mut is_taken = |(id, span): &(Clean, Range<usize>)| {
            if span.start < read {
                (place, read) = (start, 0);
            }
            place.advance(&bytes[read..span.start]);
            read = span.start;
            let here = (file, place.line, place.column + 1);
            let first = *self.ids.entry(id.clone()).or_insert(here);
            if first != here {
                let first = format!("{}:{}:{}", self.files[first.0], first.1, first.2);
                duplicates.push((span.clone(), ProblemKind::DuplicateId(id.clone(), first)));
            }
            first != here
        };
        // Counting, unlike `any`, registers every identifier of a record, even after a duplicate.
        let are_taken = records.iter().map(|it| it.ids.iter().filter(|it| is_taken(it)).count() > 0).collect();
        (are_taken, duplicates)
    }

    /// Explains the text after the list.
    fn tail(&mut self, cutter: &mut Cutter, file: &File<'_>, findings: &mut Findings) -> io::Result<()> {
        if findings.is_broken_off || !self.is_wanted {
            return Ok(());
        }
        let (bytes, start) = cutter.tail()?;
        let text = String::from_utf8_lossy(&bytes);
        let context = Context { is_known: &|_, _| true, redefined_term: &|_, _| None, remarks: file.remarks.as_ref() };
        let explained = explain_end(&text, &context);
        findings.explained(&text, &Lines::new(start), explained);
        Ok(())
    }
}

/// Returns the text of a header; reports the problem and returns `None` if it is not UTF-8.
fn utf8(bytes: Vec<u8>, start: Start, findings: &mut Findings) -> Option<String> {
    let text = String::from_utf8(bytes).or_else(|error| {
        // An incomplete character at the end results from a truncated file, which is reported as such.
        let (end, is_cut) = (error.utf8_error().valid_up_to(), error.utf8_error().error_len().is_none());
        let mut bytes = error.into_bytes();
        bytes.truncate(if is_cut { end } else { bytes.len() });
        String::from_utf8(bytes)
    });
    let text = text.map_err(|error| {
        if let Some(kind) = file_type(error.as_bytes()) {
            return findings.whole(ProblemKind::NotACatalogue(kind));
        }
        let (at, text) = (error.utf8_error().valid_up_to(), String::from_utf8_lossy(error.as_bytes()));
        findings.found(&text, &Lines::new(start), [(at..at + 1, ProblemKind::NotUtf8)]);
    });
    text.ok()
}
