//! Is a record one? RON and serde say yes or no, the rules do, and what is known comes out: an activity.

use std::collections::HashSet;

use ron::Options;

use super::terms::FileTerms;
use crate::catalogue::record::{
    ActivityRecord, Entries, LessonRecord, OrganisationRecord, PlaceRecord, SourceRecord, TextRecord,
};
use crate::catalogue::{Activity, Lesson, Organisation, Place, Source, Text, Vocabulary};
use crate::diagnose::{MOST_TERMS, ProblemKind, rules};
use crate::text::{Clean, short};

/// What is read, or the first thing that is wrong with it. It is explained elsewhere.
pub(super) type Judged<T> = Result<T, ProblemKind>;

/// Judges the records of a file.
pub(super) struct Judge<'a> {
    /// How the file is read.
    pub(super) options: &'a Options,
    /// The language of its plain texts; empty where none is stated.
    pub(super) language: &'a str,
    /// The number of its header.
    pub(super) header: usize,
    /// Its vocabularies.
    pub(super) terms: &'a FileTerms,
}

impl Judge<'_> {
    /// Returns whether a text is a record to RON.
    pub(super) fn reads(&self, text: &str) -> bool {
        self.options.from_str::<ActivityRecord>(text).is_ok()
    }

    /// Judges the text of a record.
    pub(super) fn activity(&self, text: &str) -> Judged<Activity> {
        if text.starts_with('#') {
            return Err(ProblemKind::Refused);
        }
        let record: ActivityRecord = self.options.from_str(text).map_err(|_| ProblemKind::Refused)?;
        let lesson = |it: LessonRecord| {
            Ok(Lesson {
                basis: it.basis,
                kind: it.kind,
                text: self.prose(it.text)?,
                sources: self.sources(&it.sources)?,
            })
        };
        let extra = |(name, text): (String, TextRecord)| Ok((rules::words(&name, Clean::line)?, self.prose(text)?));
        let extra = record.extra.0.into_iter().map(extra).collect::<Judged<Vec<_>>>()?;
        let mut names = HashSet::new();
        if !extra.iter().all(|(name, _)| names.insert(name)) {
            return Err(ProblemKind::Refused);
        }
        Ok(Activity {
            header: self.header,
            id: rules::id(&record.id)?,
            title: self.line(record.title)?,
            place: self.place(record.place)?,
            lead: record.lead.map(|it| self.line(it)).transpose()?,
            experts: self.few(Vocabulary::Organisations, &record.experts)?,
            partners: record.partners.into_iter().map(|it| self.line(it)).collect::<Judged<_>>()?,
            themes: self.few(Vocabulary::Themes, &record.themes)?,
            kinds: self.few(Vocabulary::Kinds, &record.kinds)?,
            period: record.period.as_deref().map(rules::period).transpose()?,
            summary: record.summary.map(|it| self.prose(it)).transpose()?,
            aims: record.aims.map(|it| self.prose(it)).transpose()?,
            actions: self.proses(record.actions)?,
            results: self.proses(record.results)?,
            lessons: record.lessons.into_iter().map(lesson).collect::<Judged<_>>()?,
            outlook: self.proses(record.outlook)?,
            sources: self.sources(&record.sources)?,
            extra,
        })
    }

    fn place(&self, record: PlaceRecord) -> Judged<Place> {
        Ok(Place {
            name: self.line(record.name)?,
            aliases: record.aliases.iter().map(|it| Clean::line(it)).filter(|it| !it.is_empty()).collect(),
            country: rules::country(&record.country)?,
            kind: record.kind,
            at: record.at.map(rules::coordinates).transpose()?,
        })
    }

    /// Judges an organisation of the header.
    pub(super) fn organisation(&self, record: OrganisationRecord) -> Judged<Organisation> {
        Ok(Organisation {
            name: self.line(record.name)?,
            short: record.short.as_deref().map(Clean::line),
            country: record.country.as_deref().map(rules::country).transpose()?,
        })
    }

    /// Judges a source of the header.
    pub(super) fn source(&self, record: SourceRecord) -> Judged<Source> {
        Ok(Source {
            title: self.line(record.title)?,
            publisher: record.publisher.map(|it| self.line(it)).transpose()?,
            year: record.year,
            url: record.url.as_deref().map(rules::address).transpose()?,
            isbn: record.isbn.as_deref().map(Clean::line),
            accessed: record.accessed.as_deref().map(rules::date).transpose()?,
        })
    }

    /// Judges a text of one paragraph.
    pub(super) fn line(&self, text: TextRecord) -> Judged<Text> {
        self.text(text, Clean::line)
    }

    /// Judges a text of paragraphs.
    pub(super) fn prose(&self, text: TextRecord) -> Judged<Text> {
        self.text(text, Clean::prose)
    }

    fn proses(&self, texts: Vec<TextRecord>) -> Judged<Vec<Text>> {
        texts.into_iter().map(|it| self.prose(it)).collect()
    }

    fn text(&self, text: TextRecord, clean: fn(&str) -> Clean) -> Judged<Text> {
        let versions = match text {
            TextRecord::Plain(text) => vec![(self.language.into(), rules::words(&text, clean)?)],
            TextRecord::ByLanguage(entries) => {
                let mut tags = HashSet::new();
                let mut versions = Vec::with_capacity(entries.len());
                for (tag, text) in entries {
                    let tag = rules::language(&tag)?;
                    if !tags.insert(tag.clone()) {
                        return Err(ProblemKind::Refused);
                    }
                    versions.push((tag, rules::words(&text, clean)?));
                }
                versions
            }
        };
        Text::new(versions, self.language).ok_or(ProblemKind::NoText)
    }

    /// Finds references to terms under each of which an activity is listed once more.
    fn few(&self, vocabulary: Vocabulary, ids: &[String]) -> Judged<Vec<usize>> {
        if ids.len() > MOST_TERMS { Err(ProblemKind::Refused) } else { self.references(vocabulary, ids) }
    }

    fn sources(&self, ids: &[String]) -> Judged<Vec<usize>> {
        self.references(Vocabulary::Sources, ids)
    }

    fn references(&self, vocabulary: Vocabulary, ids: &[String]) -> Judged<Vec<usize>> {
        // The same term twice says nothing more than once.
        let mut seen = HashSet::new();
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            let index = self.terms.index(vocabulary, id).ok_or_else(|| unknown(vocabulary, id))?;
            if seen.insert(index) {
                found.push(index);
            }
        }
        Ok(found)
    }
}

fn unknown(vocabulary: Vocabulary, id: &str) -> ProblemKind {
    ProblemKind::UnknownTerm { vocabulary, found: short(id), nearest: None }
}

impl<T> Entries<T> {
    /// Judges each entry by itself.
    pub(super) fn judged<U>(self, judge: impl Fn(T) -> Judged<U>) -> Vec<(String, Judged<U>)> {
        self.0.into_iter().map(|(id, it)| (id, judge(it))).collect()
    }
}
