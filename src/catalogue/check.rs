//! What could be better in a catalogue? Everything that is wrong, and remarks on what is not.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::diagnose::{self, Located, Part};
use super::locate::Step;
use super::origin::Origin;
use super::place::{Lines, Place};
use super::problem::{Fault, Problem, short};
use super::record::{ActivityRecord, Entries, HeaderRecord, LessonRecord, TextRecord};
use super::{Arrival, load};
use crate::text::{Clean, first_pile, fold, is_shown};

/// Returns every problem of some catalogues: errors, then remarks, file by file in the order of their
/// lines.
pub fn check(origins: Vec<Origin>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut texts = Vec::new();
    // Each file is read once: it might change, and standard input can be read only once.
    for origin in origins {
        for file in origin.files().unwrap_or_else(|problem| {
            problems.push(*problem);
            Vec::new()
        }) {
            match file.read() {
                Ok(text) => texts.push(Origin::Text(file.name(), text)),
                Err(problem) => problems.push(*problem),
            }
        }
    }
    for text in &texts {
        if let Origin::Text(name, text) = text {
            problems.extend(remarks(name, text));
        }
    }
    load(texts, &mut |arrival| {
        if let Arrival::Problems(more, _) = arrival {
            problems.extend(more);
        }
        true
    });
    problems.sort_by(|one, other| {
        let key = |it: &Problem| (it.place.file.clone(), it.place.line, it.place.column, it.fault.is_warning());
        key(one).cmp(&key(other))
    });
    problems
}

/// Returns remarks on a file, as far as its parts can be told from one another.
fn remarks(name: &Clean, text: &str) -> Vec<Problem> {
    let Ok(parts) = diagnose::take_apart(text) else { return Vec::new() };
    let activities: Vec<Part<ActivityRecord>> = parts.activities.collect();
    let Some(header) = parts.header.record() else { return Vec::new() };
    let languages = languages(header);
    let mut inspection = Inspection::new(&languages, header.language.as_deref());
    inspection.header(header);
    if parts.broken.is_none() && activities.iter().all(Part::is_whole) {
        inspection.unused(header, activities.iter().filter_map(Part::record));
    }
    let mut found: Vec<(Option<usize>, Located)> = Vec::new();
    found.extend(parts.header.placed(inspection.findings).into_iter().map(|it| (None, it)));
    for (number, part) in activities.iter().enumerate() {
        let Some(record) = part.record() else { continue };
        let mut inspection = Inspection::new(&languages, header.language.as_deref());
        inspection.activity(record);
        found.extend(part.placed(inspection.findings).into_iter().map(|it| (Some(number), it)));
    }
    let lines = Lines::new(text);
    let problem = |(record, (bytes, fault))| Problem { place: Place::of(name, text, &lines, bytes), record, fault };
    found.into_iter().map(problem).collect()
}

/// Returns the languages that texts are expected in: those of the catalogue's title.
fn languages(header: &HeaderRecord) -> BTreeSet<String> {
    match &header.title {
        Some(TextRecord::ByLanguage(versions)) => versions.iter().map(|(tag, _)| tag.to_ascii_lowercase()).collect(),
        _ => BTreeSet::new(),
    }
}

/// Collects remarks with the paths that lead to them.
struct Inspection<'a> {
    languages: &'a BTreeSet<String>,
    plain: &'a str,
    path: Vec<Step>,
    findings: Vec<(Vec<Step>, Fault)>,
}

impl<'a> Inspection<'a> {
    fn new(languages: &'a BTreeSet<String>, plain: Option<&'a str>) -> Self {
        Self { languages, plain: plain.unwrap_or_default(), path: Vec::new(), findings: Vec::new() }
    }

    fn fault(&mut self, fault: Fault) {
        self.findings.push((self.path.clone(), fault));
    }

    fn inside(&mut self, step: Step, look: impl FnOnce(&mut Self)) {
        self.path.push(step);
        look(self);
        self.path.pop();
    }

    fn field(&mut self, name: &'static str, text: Option<&TextRecord>) {
        if let Some(text) = text {
            self.inside(Step::Field(name), |it| it.text(text));
        }
    }

    fn list<T>(&mut self, name: &'static str, items: &[T], mut look: impl FnMut(&mut Self, &T)) {
        self.inside(Step::Field(name), |it| {
            for (at, item) in items.iter().enumerate() {
                it.inside(Step::Item(at), |it| look(it, item));
            }
        });
    }

    fn header(&mut self, header: &HeaderRecord) {
        self.field("title", header.title.as_ref());
        self.field("about", header.about.as_ref());
        self.field("attribution", header.attribution.as_ref());
        self.line("licence", header.licence.as_deref());
        self.vocabulary("themes", &header.themes, |it| (None, it), |_, _| {});
        self.vocabulary("kinds", &header.kinds, |it| (None, it), |_, _| {});
        self.vocabulary(
            "sources",
            &header.sources,
            |it| (Some("title"), &it.title),
            |it, source| {
                if let Some(publisher) = &source.publisher {
                    // A name needs no translation.
                    it.inside(Step::Field("publisher"), |it| it.words_of(publisher));
                }
                it.line("isbn", source.isbn.as_deref());
            },
        );
        self.vocabulary(
            "organisations",
            &header.organisations,
            |it| (Some("name"), &it.name),
            |it, organisation| it.line("short", organisation.short.as_deref()),
        );
    }

    /// Looks at a text that has no language of its own.
    fn line(&mut self, name: &'static str, text: Option<&str>) {
        if let Some(text) = text {
            self.inside(Step::Field(name), |it| it.words(text, ""));
        }
    }

    /// Looks at the terms of a vocabulary; `label` says in which field each one's name stands, and gives it.
    fn vocabulary<T>(
        &mut self,
        name: &'static str,
        entries: &Entries<T>,
        label: impl Fn(&T) -> (Option<&'static str>, &TextRecord),
        look: impl Fn(&mut Self, &T),
    ) {
        let mut before: HashMap<String, &str> = HashMap::new();
        for (at, (_, term)) in entries.0.iter().enumerate() {
            let (field, label) = label(term);
            let texts = versions(label);
            self.path.extend([Step::Field(name), Step::Entry(at)]);
            look(self, term);
            self.path.extend(field.map(Step::Field));
            if let Some((text, other)) = texts.iter().find_map(|(_, it)| Some((it, before.get(&near_key(it))?))) {
                let (found, other) = (short(text), short(other));
                self.fault(Fault::NearDuplicate { found, other });
            }
            self.text(label);
            self.path.clear();
            for (_, text) in texts {
                let key = near_key(text);
                if !key.is_empty() {
                    before.entry(key).or_insert(text);
                }
            }
        }
    }

    fn activity(&mut self, record: &ActivityRecord) {
        self.field("title", Some(&record.title));
        self.inside(Step::Field("place"), |it| {
            it.field("name", Some(&record.place.name));
            it.list("aliases", &record.place.aliases, |it, alias| it.words(alias, ""));
        });
        self.field("lead", record.lead.as_ref());
        self.field("summary", record.summary.as_ref());
        self.field("aims", record.aims.as_ref());
        self.list("partners", &record.partners, |it, text| it.text(text));
        self.list("actions", &record.actions, |it, text| it.text(text));
        self.list("results", &record.results, |it, text| it.text(text));
        self.list("outlook", &record.outlook, |it, text| it.text(text));
        self.list("lessons", &record.lessons, Self::lesson);
        self.inside(Step::Field("extra"), |it| {
            for (at, (name, text)) in record.extra.0.iter().enumerate() {
                it.inside(Step::Key(at), |it| it.words(name, ""));
                it.inside(Step::Entry(at), |it| it.text(text));
            }
        });
    }

    fn lesson(&mut self, lesson: &LessonRecord) {
        self.field("text", Some(&lesson.text));
        if lesson.basis.is_none() {
            self.fault(Fault::NoBasis);
        }
        if lesson.sources.is_empty() {
            self.fault(Fault::NoSource);
        }
    }

    fn text(&mut self, text: &TextRecord) {
        self.words_of(text);
        if let Some(missing) = self.missing(text) {
            self.fault(Fault::MissingTranslation(missing));
        }
    }

    /// Looks at what a text says in each of its languages.
    fn words_of(&mut self, text: &TextRecord) {
        match text {
            TextRecord::Plain(text) => self.words(text, self.plain),
            TextRecord::ByLanguage(versions) => {
                for (at, (tag, text)) in versions.iter().enumerate() {
                    self.inside(Step::Entry(at), |it| it.words(text, tag));
                }
            }
        }
    }

    /// Looks at words in a language: each character that is hidden, once; each plain space where French
    /// has a no-break space.
    fn words(&mut self, text: &str, language: &str) {
        for (hidden, at) in hidden(text) {
            self.inside(Step::Char(at), |it| it.fault(Fault::Hidden(u32::from(hidden))));
        }
        if let Some(at) = first_pile(text) {
            self.inside(Step::Char(at), |it| it.fault(Fault::Marks));
        }
        if !language.split('-').next().is_some_and(|it| it.eq_ignore_ascii_case("fr")) {
            return;
        }
        let characters: Vec<char> = text.chars().collect();
        for (at, pair) in characters.windows(2).enumerate() {
            let sign = match pair {
                [' ', sign @ (':' | ';' | '?' | '!' | '»')] | [sign @ '«', ' '] => *sign,
                _ => continue,
            };
            self.inside(Step::Char(at + usize::from(sign == '«')), |it| it.fault(Fault::FrenchSpace(sign)));
        }
    }

    /// Returns a language that a text is expected in and is missing in.
    fn missing(&self, text: &TextRecord) -> Option<Clean> {
        let written: HashSet<String> = match text {
            TextRecord::Plain(_) if self.plain.is_empty() => return None,
            TextRecord::Plain(_) => HashSet::from([self.plain.to_ascii_lowercase()]),
            TextRecord::ByLanguage(versions) => versions.iter().map(|(tag, _)| tag.to_ascii_lowercase()).collect(),
        };
        self.languages.iter().find(|it| !written.contains(*it)).map(|it| short(it))
    }

    fn unused<'b>(&mut self, header: &HeaderRecord, activities: impl Iterator<Item = &'b ActivityRecord>) {
        let mut used: [BTreeSet<&str>; 3] = Default::default();
        for activity in activities {
            let of_lessons = activity.lessons.iter().flat_map(|it| &it.sources);
            used[0].extend(activity.themes.iter().map(String::as_str));
            used[1].extend(activity.kinds.iter().map(String::as_str));
            used[2].extend(activity.sources.iter().chain(of_lessons).map(String::as_str));
        }
        let vocabularies = [
            ("themes", keys(&header.themes), &used[0]),
            ("kinds", keys(&header.kinds), &used[1]),
            ("sources", keys(&header.sources), &used[2]),
        ];
        for (name, ids, used) in vocabularies {
            for (at, _) in ids.iter().enumerate().filter(|(_, id)| !used.contains(*id)) {
                self.findings.push((vec![Step::Field(name), Step::Key(at)], Fault::Unused(name)));
            }
        }
    }
}

/// Returns the characters of a text that a terminal would obey or hide, each once, with the number of
/// the first of its kind.
fn hidden(text: &str) -> Vec<(char, usize)> {
    let mut seen = HashSet::new();
    let is_hidden = |it: char| !matches!(it, '\n' | '\r' | '\t') && !is_shown(it);
    let hidden = text.chars().enumerate().filter(|&(_, it)| is_hidden(it) && seen.insert(it));
    hidden.map(|(at, it)| (it, at)).collect()
}

fn keys<T>(entries: &Entries<T>) -> Vec<&str> {
    entries.0.iter().map(|(id, _)| id.as_str()).collect()
}

/// Returns the versions of a text with their languages; a plain one has none.
fn versions(text: &TextRecord) -> Vec<(&str, &str)> {
    match text {
        TextRecord::Plain(text) => vec![("", text)],
        TextRecord::ByLanguage(versions) => versions.iter().map(|(tag, it)| (tag.as_str(), it.as_str())).collect(),
    }
}

/// Returns what two terms share that differ by case, accents, hyphens, spaces or a plural only.
fn near_key(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.map(|it| it.trim_end_matches(['s', 'x'])).collect::<Vec<_>>().join(" ")
}
