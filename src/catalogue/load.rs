//! How do files become a catalogue? In one pass where all is well; place by place where it is not.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::activity::Activity;
use super::admit::{self, Finding, is_id};
use super::diagnose::{self, Located};
use super::effort::Effort;
use super::locate::{Places, Step};
use super::mend::NO_ID;
use super::node::Node;
use super::origin::Origin;
use super::place::{Lines, Place};
use super::problem::{Fault, Problem};
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
    /// The file of the last header turned out not to be a catalogue: nothing of it is to be used. The
    /// vocabularies without it.
    Withdrawn(Arc<Vocabularies>),
    /// What is wrong with the file, never empty, and whether nothing of the file is used.
    Problems(Vec<Problem>, bool),
}

/// Loads catalogues one after the other and delivers their parts as they are read.
///
/// `deliver` returns `false` to stop the loading.
pub fn load(origins: Vec<Origin>, deliver: &mut dyn FnMut(Arrival) -> bool) {
    let mut loader = Loader {
        vocabularies: Vocabularies::default(),
        before: Arc::default(),
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
            Err(problem) => loader.problems(vec![*problem], true),
        }
    }
}

struct Loader<'a> {
    vocabularies: Vocabularies,
    /// The vocabularies before the file that is being read.
    before: Arc<Vocabularies>,
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
    /// The vocabularies with those of the file.
    vocabularies: Arc<Vocabularies>,
    /// What may still be spent on suggestions.
    effort: Effort,
}

impl Loader<'_> {
    fn file(&mut self, origin: &Origin) {
        if !self.is_wanted {
            return;
        }
        match origin.read() {
            Ok(text) if text.trim().is_empty() => self.problems(vec![*origin.problem(Fault::Empty)], true),
            Ok(text) => self.text(origin.name(), text),
            Err(problem) => self.problems(vec![*problem], true),
        }
    }

    fn text(&mut self, name: Clean, text: String) {
        let file = self.texts.len();
        let before = Arc::clone(&self.before);
        let mut reading = Reading {
            loader: self,
            file,
            language: None,
            batch: Vec::new(),
            count: 0,
            faulty: Vec::new(),
            header_is_faulty: false,
            vocabularies: before,
            effort: Effort::to_suggest(text.len()),
        };
        let is_read = stream(&text, &mut reading).is_ok();
        let is_good = is_read && reading.faulty.is_empty() && !reading.header_is_faulty;
        let problems = if is_good || !reading.loader.is_wanted { Vec::new() } else { reading.diagnose(&name, &text) };
        reading.flush();
        let is_used = reading.language.is_some();
        if is_used {
            reading.loader.before = reading.vocabularies;
        }
        self.texts.push((name, text));
        if !problems.is_empty() {
            self.problems(problems, !is_used);
        }
    }

    fn problems(&mut self, problems: Vec<Problem>, is_left_out: bool) {
        self.is_wanted &= (self.deliver)(Arrival::Problems(problems, is_left_out));
    }
}

impl Sink for Reading<'_, '_> {
    fn header(&mut self, record: HeaderRecord) {
        self.admit_header(record);
    }

    fn record(&mut self, record: ActivityRecord) -> bool {
        let number = self.count;
        self.count += 1;
        match self.admit(number, record) {
            Ok(activity) => self.keep(activity),
            Err(_) => self.faulty.push(number),
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
            self.vocabularies = Arc::clone(&vocabularies);
            self.loader.is_wanted &= (self.loader.deliver)(Arrival::Header(header, vocabularies));
        }
        findings
    }

    /// Checks a record; whatever else is wrong with it, its identifier is taken.
    fn admit(&mut self, number: usize, record: ActivityRecord) -> Result<Activity, Vec<Finding>> {
        let Some(language) = &self.language else { return Err(Vec::new()) };
        let header = self.loader.headers - 1;
        let id = is_id(&record.id).then(|| Clean::line(&record.id));
        let admitted = admit::activity(record, header, language, &self.loader.vocabularies, &self.effort);
        let Some(id) = id else { return admitted };
        let first = self.loader.ids.get(&id).copied().filter(|it| *it != (self.file, number));
        if let Some(first) = first.filter(|_| *id != *NO_ID) {
            let fault = Fault::DuplicateId { id, first: Box::new(self.id_place(first)) };
            let mut findings = admitted.err().unwrap_or_default();
            findings.push((vec![Step::Field("id")], fault));
            return Err(findings);
        }
        self.loader.ids.insert(id, (self.file, number));
        admitted
    }

    fn keep(&mut self, activity: Activity) {
        self.batch.push(activity);
        if self.batch.len() >= BATCH {
            self.flush();
        }
    }

    /// Takes back everything that has been delivered of the file.
    fn withdraw(&mut self) {
        self.batch.clear();
        if self.language.take().is_none() {
            // There was no header to be used; its terms are not, either.
            self.loader.vocabularies = (*self.loader.before).clone();
            return;
        }
        let (loader, file) = (&mut *self.loader, self.file);
        loader.headers -= 1;
        loader.ids.retain(|_, it| it.0 != file);
        loader.vocabularies = (*loader.before).clone();
        loader.is_wanted &= (loader.deliver)(Arrival::Withdrawn(Arc::clone(&loader.before)));
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
    fn diagnose(&mut self, name: &Clean, text: &str) -> Vec<Problem> {
        let parts = match diagnose::take_apart(text) {
            Ok(parts) => parts,
            Err((bytes, fault)) => {
                self.withdraw();
                return vec![Problem { place: Place::of(name, text, &Lines::new(text), bytes), record: None, fault }];
            }
        };
        if parts.broken.is_some() {
            // Everything in it is looked at anew, and nothing of it is used.
            self.withdraw();
            (self.count, self.faulty) = (0, Vec::new());
        }
        let outline = Outline::new(text);
        let mut problems = Vec::new();
        let mut told: Vec<Range<usize>> = Vec::new();
        let mut note = |record, (bytes, fault): Located| {
            told.push(bytes.clone());
            problems.push(Problem { place: Place::of(name, text, &outline.lines, bytes), record, fault });
        };
        let mut header = parts.header;
        let findings = match header.take() {
            Some(record) if self.language.is_some() => admit::header(record, &mut (*self.loader.before).clone()).1,
            Some(record) => self.admit_header(record),
            None => Vec::new(),
        };
        header.placed(findings).into_iter().chain(header.faults()).for_each(|it| note(None, it));
        for (number, mut part) in parts.activities.enumerate() {
            if number < self.count && self.faulty.binary_search(&number).is_err() {
                continue;
            }
            let is_whole = part.is_whole();
            let findings = match part.take().map(|record| self.admit(number, record)) {
                Some(Err(findings)) => findings,
                Some(Ok(activity)) if is_whole => {
                    self.keep(activity);
                    Vec::new()
                }
                _ => Vec::new(),
            };
            let findings =
                findings.into_iter().map(|(path, fault)| (path, self.with_place(name, text, &outline, fault)));
            let found = part.placed(findings.collect());
            found.into_iter().chain(part.faults()).for_each(|it| note(Some(number), it));
        }
        if let Some(broken) = parts.broken {
            broken.between.into_iter().for_each(|it| note(None, it));
            if let Some((bytes, fault)) = broken.first
                && !problems.iter().any(|it| it.fault.is_of_writing())
                && !told.iter().any(|it| it.start <= bytes.start && bytes.start <= it.end)
            {
                problems.push(Problem { place: Place::of(name, text, &outline.lines, bytes), record: None, fault });
            }
            // No record is left out: nothing of the file is used.
            problems.iter_mut().for_each(|it| it.record = None);
            self.withdraw();
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
    /// Where identifiers stand, of those that have been asked for.
    ids: RefCell<HashMap<usize, Place>>,
}

impl Outline {
    fn new(text: &str) -> Self {
        let root = Node::new(text, 0..text.len());
        let records = match diagnose::activities(&root).filter(|_| diagnose::is_trusted(text, &root)) {
            Some(list) => Node::new(text, list.value.clone()).parts.into_iter().map(|it| it.value).collect(),
            None => diagnose::records(text),
        };
        Self { lines: Lines::new(text), records, ids: RefCell::default() }
    }

    /// Returns where the identifier of a record stands.
    fn id(&self, name: &Clean, text: &str, number: usize) -> Place {
        if let Some(place) = self.ids.borrow().get(&number) {
            return place.clone();
        }
        let Some(record) = self.records.get(number).cloned() else { return Place::whole(name) };
        let id = Places::new(&text[record.clone()]).of(&[Step::Field("id")]);
        let place = Place::of(name, text, &self.lines, record.start + id.start..record.start + id.end);
        self.ids.borrow_mut().insert(number, place.clone());
        place
    }
}
