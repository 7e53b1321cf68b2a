//! How do files become a catalogue? In one pass where all is well; place by place where it is not.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::activity::Activity;
use super::admit::{self, Finding};
use super::diagnose::{self, Part};
use super::locate::{Node, Step, locate, node, offset};
use super::origin::Origin;
use super::problem::{Fault, Lines, Place, Problem};
use super::record::{ActivityRecord, HeaderRecord};
use super::stream::{Sink, stream};
use super::vocabulary::{Header, Vocabularies};
use crate::text::Clean;

/// Activities that travel together from the loader to whoever takes them.
const BATCH: usize = 512;

/// What a loader delivers, in this order for each file: a header, batches of activities, problems.
#[derive(Debug)]
pub enum Arrival {
    /// A file's header, and every vocabulary so far.
    Header(Header, Arc<Vocabularies>),
    /// Some of its activities.
    Activities(Vec<Activity>),
    /// What is wrong with the file; never empty.
    Problems(Vec<Problem>),
}

/// Loads catalogues one after the other and delivers their parts as they are read.
///
/// `deliver` returns `false` to stop the loading.
pub fn load(origins: Vec<Origin>, deliver: &mut dyn FnMut(Arrival) -> bool) {
    let mut loader = Loader {
        vocabularies: Vocabularies::default(),
        headers: 0,
        ids: HashMap::new(),
        texts: Vec::new(),
        outlines: HashMap::new(),
        deliver,
        is_wanted: true,
    };
    for origin in origins {
        match origin.files() {
            Ok(files) => files.into_iter().for_each(|file| loader.file(&file)),
            Err(problem) => loader.problems(vec![*problem]),
        }
    }
}

struct Loader<'a> {
    vocabularies: Vocabularies,
    headers: usize,
    /// Where each identifier stands: the file and the record.
    ids: HashMap<Clean, (usize, usize)>,
    /// Every text read so far: a problem in one may have to name a place in another.
    texts: Vec<(Clean, String)>,
    /// Where the records of these texts stand, for those that had to be looked at.
    outlines: HashMap<usize, Outline>,
    deliver: &'a mut dyn FnMut(Arrival) -> bool,
    is_wanted: bool,
}

/// One file as it is read.
struct Reading<'a, 'b> {
    loader: &'a mut Loader<'b>,
    file: usize,
    /// The language of plain texts, once the header is there and good.
    language: Option<Box<str>>,
    batch: Vec<Activity>,
    /// Records read so far.
    count: usize,
    /// Which of them, by their number, had something wrong.
    faulty: Vec<usize>,
    header_is_faulty: bool,
}

impl Loader<'_> {
    fn file(&mut self, origin: &Origin) {
        if !self.is_wanted {
            return;
        }
        match origin.read() {
            Ok(text) if text.trim().is_empty() => self.problems(vec![*origin.problem(Fault::Empty)]),
            Ok(text) => self.text(origin.name(), text),
            Err(problem) => self.problems(vec![*problem]),
        }
    }

    fn text(&mut self, name: Clean, text: String) {
        let file = self.texts.len();
        let mut reading = Reading {
            loader: self,
            file,
            language: None,
            batch: Vec::new(),
            count: 0,
            faulty: Vec::new(),
            header_is_faulty: false,
        };
        let outcome = stream(&text, &mut reading);
        let is_good = outcome.is_ok() && reading.faulty.is_empty() && !reading.header_is_faulty;
        let problems = match outcome {
            _ if is_good || !reading.loader.is_wanted => Vec::new(),
            outcome => reading.diagnose(&name, &text, outcome.err()),
        };
        reading.flush();
        self.texts.push((name, text));
        if !problems.is_empty() {
            self.problems(problems);
        }
    }

    fn problems(&mut self, problems: Vec<Problem>) {
        self.is_wanted &= (self.deliver)(Arrival::Problems(problems));
    }
}

impl Sink for Reading<'_, '_> {
    fn header(&mut self, record: HeaderRecord) {
        self.admit_header(record);
    }

    fn record(&mut self, record: ActivityRecord) -> bool {
        let number = self.count;
        self.count += 1;
        if self.admit(number, record).is_err() {
            self.faulty.push(number);
        }
        self.loader.is_wanted
    }
}

impl Reading<'_, '_> {
    fn admit_header(&mut self, record: HeaderRecord) -> Vec<Finding> {
        let (header, findings) = admit::header(record, &mut self.loader.vocabularies);
        self.header_is_faulty = !findings.is_empty();
        if let Some(header) = header {
            self.language = Some(header.language.clone());
            self.loader.headers += 1;
            let vocabularies = Arc::new(self.loader.vocabularies.clone());
            self.loader.is_wanted &= (self.loader.deliver)(Arrival::Header(header, vocabularies));
        }
        findings
    }

    fn admit(&mut self, number: usize, record: ActivityRecord) -> Result<(), Vec<Finding>> {
        let Some(language) = &self.language else { return Err(Vec::new()) };
        let header = self.loader.headers - 1;
        let activity = admit::activity(record, header, language, &self.loader.vocabularies)?;
        if let Some(&first) = self.loader.ids.get(&activity.id) {
            let fault = Fault::DuplicateId { id: activity.id, first: Box::new(self.id_place(first)) };
            return Err(vec![(vec![Step::Field("id")], fault)]);
        }
        self.loader.ids.insert(activity.id.clone(), (self.file, number));
        self.batch.push(activity);
        if self.batch.len() >= BATCH {
            self.flush();
        }
        Ok(())
    }

    fn flush(&mut self) {
        if !self.batch.is_empty() {
            let batch = std::mem::take(&mut self.batch);
            self.loader.is_wanted &= (self.loader.deliver)(Arrival::Activities(batch));
        }
    }

    /// Returns where the identifier of a record stands, in a file read before this one.
    fn id_place(&mut self, (file, number): (usize, usize)) -> Place {
        let Some((name, text)) = self.loader.texts.get(file) else { return Place::default() };
        self.loader.outlines.entry(file).or_insert_with(|| Outline::new(text)).id(name, text, number)
    }

    /// Finds everything that is wrong with a file, each with its place, and admits the good records
    /// that have not been yet.
    fn diagnose(&mut self, name: &Clean, text: &str, error: Option<ron::error::SpannedError>) -> Vec<Problem> {
        let parts = match diagnose::take_apart(text, error) {
            Ok(parts) => parts,
            Err((bytes, fault)) => {
                self.batch.clear();
                return vec![Problem { place: Place::of(name, text, &Lines::new(text), bytes), record: None, fault }];
            }
        };
        let outline = Outline::new(text);
        let mut problems = Vec::new();
        let mut note = |record, bytes, fault| {
            problems.push(Problem { place: Place::of(name, text, &outline.lines, bytes), record, fault });
        };
        let Part { start, source, record, mut faults } = parts.header;
        if let Some(record) = record {
            let had_header = self.language.is_some();
            let findings = if had_header {
                admit::header(record, &mut Vocabularies::default()).1
            } else {
                self.admit_header(record)
            };
            diagnose::place_findings(source, start, findings, &mut faults);
        }
        faults.into_iter().for_each(|(bytes, fault)| note(None, bytes, fault));
        for (number, part) in parts.activities.enumerate() {
            if number < self.count && !self.faulty.contains(&number) {
                continue;
            }
            let Part { start, source, record, mut faults } = part;
            if let Some(record) = record {
                let findings = if faults.is_empty() {
                    self.admit(number, record).err().unwrap_or_default()
                } else {
                    let language = self.language.as_deref().unwrap_or_default();
                    admit::activity(record, 0, language, &self.loader.vocabularies).err().unwrap_or_default()
                };
                let findings =
                    findings.into_iter().map(|(path, fault)| (path, self.with_place(name, text, &outline, fault)));
                diagnose::place_findings(source, start, findings.collect(), &mut faults);
            }
            faults.into_iter().for_each(|(bytes, fault)| note(Some(number), bytes, fault));
        }
        problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
        problems
    }

    /// Completes a repeated identifier with its first place, where that is in this very file.
    fn with_place(&self, name: &Clean, text: &str, outline: &Outline, fault: Fault) -> Fault {
        match fault {
            Fault::DuplicateId { id, first } if first.line == 0 => {
                let number = self.loader.ids.get(&id).map_or(0, |&(_, number)| number);
                Fault::DuplicateId { id, first: Box::new(outline.id(name, text, number)) }
            }
            fault => fault,
        }
    }
}

/// Where the lines and the records of a text stand.
struct Outline {
    lines: Lines,
    records: Vec<Range<usize>>,
}

impl Outline {
    fn new(text: &str) -> Self {
        let list = match node(text) {
            Node::Fields(fields) => fields.into_iter().find(|(name, _)| name == "activities").map(|(_, list)| list),
            _ => None,
        };
        let records = match list.map(node) {
            Some(Node::Items(items)) => items,
            _ => Vec::new(),
        };
        let range = |record: &str| offset(text, record)..offset(text, record) + record.len();
        Self { lines: Lines::new(text), records: records.into_iter().map(range).collect() }
    }

    /// Returns where the identifier of a record stands.
    fn id(&self, name: &Clean, text: &str, number: usize) -> Place {
        let Some(record) = self.records.get(number).cloned() else { return Place::whole(name) };
        let id = locate(&text[record.clone()], &[Step::Field("id")]);
        Place::of(name, text, &self.lines, record.start + id.start..record.start + id.end)
    }
}
