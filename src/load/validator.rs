//! Is a record valid?
//!
//! Parses records with RON and serde, validates them, resolves their references, and converts them to
//! activities and terms.

use std::sync::Arc;

use hashbrown::HashSet;
use ron::Options;

use super::terms::FileTerms;
use crate::catalogue::record::{
    ActivityRecord, Entries, LessonRecord, OrganisationRecord, PlaceRecord, SourceRecord, Str, TermRecord, TextRecord,
};
use crate::catalogue::{
    Activity, ArenaBuilder, Lesson, Organisation, Participant, Partner, Place, Role, Section, Source, Term, Text,
    Vocabularies, Vocabulary,
};
use crate::diagnose::{MAX_TERMS, ProblemKind, Remarks, is_id, rules};
use crate::text::{Clean, Cleaned};

/// The value, or the first problem found; [`diagnose`](crate::diagnose) explains the record in full.
pub(super) type Validated<T> = Result<T, ProblemKind>;

/// Number of items up to which comparing each with each is faster than a hash set.
const HASHING_THRESHOLD: usize = 8;

/// The state shared by all batches of a file.
#[derive(Default)]
pub(super) struct FileContext<'a> {
    /// RON options of the file.
    pub(super) options: Options,
    /// Language of plain texts; empty if the file states none.
    pub(super) language: Box<str>,
    /// Index of the file's header.
    pub(super) header: usize,
    /// Terms of the file.
    pub(super) terms: FileTerms,
    /// Terms of all files.
    pub(super) vocabularies: Arc<Vocabularies>,
    /// The settings of remarks; `None` if no remarks are wanted.
    pub(super) remarks: Option<Remarks<'a>>,
    /// Whether the header can be used. If not, records are explained but not used.
    pub(super) is_usable: bool,
}

/// A validator for the records of a file.
pub(super) struct Validator<'a> {
    pub(super) file: &'a FileContext<'a>,
    /// Arena that the texts are added to.
    pub(super) texts: ArenaBuilder,
}

impl Validator<'_> {
    /// Parses and validates a record.
    pub(super) fn activity(&mut self, text: &str) -> Validated<Activity> {
        if text.starts_with('#') {
            return Err(ProblemKind::RejectedByRon);
        }
        let mut record: ActivityRecord<'_> =
            self.file.options.from_str(text).map_err(|_| ProblemKind::RejectedByRon)?;
        let texts = self.section_texts(&mut record)?;
        let extra = record.extra.0.into_iter();
        let extra = extra.map(|(name, text)| Ok((rules::words(&name, Cleaned::line)?.into(), self.prose(text)?)));
        let extra: Vec<(Clean, Text)> = extra.collect::<Validated<_>>()?;
        if extra.iter().map(|it| &it.0).collect::<HashSet<_>>().len() < extra.len() {
            return Err(ProblemKind::RejectedByRon);
        }
        let mut places = match (record.place, record.places) {
            (Some(place), None) => vec![place],
            (None, Some(places)) => places,
            _ => return Err(ProblemKind::RejectedByRon),
        }
        .into_iter();
        let activity = Activity {
            header: self.file.header,
            id: rules::id(&record.id)?,
            title: self.line(record.title)?,
            place: self.place(places.next().ok_or(ProblemKind::RejectedByRon)?)?,
            other_places: places.map(|it| self.place(it)).collect::<Validated<_>>()?,
            partners: self.partners(record.lead, record.experts, record.partners)?,
            themes: self.limited_references(Vocabulary::Themes, &record.themes)?,
            kinds: self.limited_references(Vocabulary::Kinds, &record.kinds)?,
            groups: self.limited_references(Vocabulary::Groups, &record.groups)?,
            period: record.period.as_deref().map(rules::period).transpose()?,
            texts,
            lessons: record.lessons.into_iter().map(|it| self.lesson(it)).collect::<Validated<_>>()?,
            sources: self.references(Vocabulary::Sources, &record.sources)?,
            extra,
            silent: record.silent,
        };
        // A section listed as silent must have no text.
        if activity.silent.iter().any(|it| activity.has(*it)) { Err(ProblemKind::RejectedByRon) } else { Ok(activity) }
    }

    /// Validates the texts of all sections, in reading order.
    fn section_texts(&mut self, record: &mut ActivityRecord<'_>) -> Validated<Vec<(Section, Text)>> {
        let mut texts = Vec::new();
        for section in Section::ALL {
            for text in record.take_texts(section) {
                texts.push((section, self.prose(text)?));
            }
        }
        Ok(texts)
    }

    /// Validates the participants; an organisation counts once per role.
    fn partners(
        &mut self,
        lead: Option<TextRecord<'_>>,
        experts: Vec<TextRecord<'_>>,
        others: Vec<TextRecord<'_>>,
    ) -> Validated<Vec<Partner>> {
        let mut partners: Vec<Partner> = Vec::with_capacity(experts.len() + others.len() + usize::from(lead.is_some()));
        let mut seen = HashSet::new();
        for (role, names) in Role::ALL.into_iter().zip([Vec::from_iter(lead), experts, others]) {
            for name in names {
                let who = self.participant(name, role)?;
                if !matches!(who, Participant::Organisation(at) if !seen.insert((role, at))) {
                    partners.push(Partner { role, who });
                }
            }
        }
        Ok(partners)
    }

    /// Validates a participant: an organisation by its identifier, or a name.
    fn participant(&mut self, name: TextRecord<'_>, role: Role) -> Validated<Participant> {
        if let TextRecord::Plain(id) = &name {
            match self.file.terms.index(Vocabulary::Organisations, id) {
                Some(index) => return Ok(Participant::Organisation(index)),
                // An organisation whose definition is invalid invalidates the record, as any invalid term does.
                None if self.file.terms.is_known(Vocabulary::Organisations, id)
                    || role == Role::Expert && is_id(id) =>
                {
                    return Err(ProblemKind::unknown_term(Vocabulary::Organisations, id));
                }
                None => {}
            }
        }
        self.line(name).map(Participant::Named)
    }

    fn lesson(&mut self, record: LessonRecord<'_>) -> Validated<Lesson> {
        Ok(Lesson {
            basis: record.basis,
            kind: record.kind,
            text: self.prose(record.text)?,
            sources: self.references(Vocabulary::Sources, &record.sources)?,
        })
    }

    fn place(&mut self, record: PlaceRecord<'_>) -> Validated<Place> {
        Ok(Place {
            name: self.line(record.name)?,
            aliases: clean_names(&record.aliases),
            country: rules::country(&record.country)?,
            kind: record.kind,
            at: record.at.map(rules::coordinates).transpose()?,
        })
    }

    /// Validates an organisation of the header.
    pub(super) fn organisation(&mut self, record: OrganisationRecord<'_>) -> Validated<Organisation> {
        Ok(Organisation {
            name: self.line(record.name)?,
            short: record.short.as_deref().map(Clean::line),
            country: record.country.as_deref().map(rules::country).transpose()?,
        })
    }

    /// Validates a source of the header.
    pub(super) fn source(&mut self, record: SourceRecord<'_>) -> Validated<Source> {
        Ok(Source {
            authors: clean_names(&record.authors),
            title: self.line(record.title)?,
            city: record.city.as_deref().map(Clean::line),
            publisher: record.publisher.map(|it| self.line(it)).transpose()?,
            year: record.year,
            url: record.url.as_deref().map(rules::address).transpose()?,
            doi: record.doi.as_deref().map(rules::doi).transpose()?,
            isbn: record.isbn.as_deref().map(Clean::line),
            accessed: record.accessed.as_deref().map(rules::date).transpose()?,
        })
    }

    /// Validates a term of the header.
    pub(super) fn term(&mut self, record: TermRecord<'_>) -> Validated<Term> {
        Ok(Term { name: self.line(record.name)?, synonyms: clean_names(&record.synonyms) })
    }

    /// Validates a text of one paragraph.
    pub(super) fn line(&mut self, text: TextRecord<'_>) -> Validated<Text> {
        self.text(&text, Cleaned::line)
    }

    /// Validates a text of several paragraphs.
    pub(super) fn prose(&mut self, text: TextRecord<'_>) -> Validated<Text> {
        self.text(&text, Cleaned::prose)
    }

    fn text<'t>(&mut self, text: &'t TextRecord<'_>, clean: fn(&'t str) -> Cleaned<'t>) -> Validated<Text> {
        let first = self.texts.begin();
        match text {
            TextRecord::Plain(text) => self.texts.push(&self.file.language, &rules::words(text, clean)?),
            TextRecord::ByLanguage(versions) => {
                for (tag, text) in versions {
                    self.texts.push(&rules::language(tag)?, &rules::words(text, clean)?);
                }
                if has_duplicate_tag(versions) {
                    return Err(ProblemKind::RejectedByRon);
                }
            }
        }
        self.texts.end(first).ok_or(ProblemKind::NoText)
    }

    /// Resolves references of which an activity may have [`MAX_TERMS`] at most.
    fn limited_references(&self, vocabulary: Vocabulary, ids: &[Str<'_>]) -> Validated<Vec<usize>> {
        if ids.len() > MAX_TERMS { Err(ProblemKind::RejectedByRon) } else { self.references(vocabulary, ids) }
    }

    fn references(&self, vocabulary: Vocabulary, ids: &[Str<'_>]) -> Validated<Vec<usize>> {
        // Repeated terms are ignored.
        let mut seen = HashSet::new();
        let mut indices = Vec::with_capacity(ids.len());
        for id in ids {
            let index =
                self.file.terms.index(vocabulary, id).ok_or_else(|| ProblemKind::unknown_term(vocabulary, id))?;
            if if ids.len() > HASHING_THRESHOLD { seen.insert(index) } else { !indices.contains(&index) } {
                indices.push(index);
            }
        }
        Ok(indices)
    }
}

/// Cleans names that are in no language; empty ones are left out.
fn clean_names(names: &[Str<'_>]) -> Vec<Clean> {
    names.iter().map(|it| Clean::line(it)).filter(|it| !it.is_empty()).collect()
}

/// Returns whether two versions of a text have the same language tag.
fn has_duplicate_tag(versions: &[(Str<'_>, Str<'_>)]) -> bool {
    if versions.len() > HASHING_THRESHOLD {
        let mut tags = HashSet::new();
        return !versions.iter().all(|(tag, _)| tags.insert(tag.to_ascii_lowercase()));
    }
    let is_repeated = |(at, (tag, _)): (usize, &(Str<'_>, Str<'_>))| {
        versions[..at].iter().any(|(before, _)| before.eq_ignore_ascii_case(tag))
    };
    versions.iter().enumerate().any(is_repeated)
}

impl<'a, T> Entries<'a, T> {
    /// Validates each entry with `validate`.
    pub(super) fn validated<U>(self, mut validate: impl FnMut(T) -> Validated<U>) -> Vec<(Str<'a>, Validated<U>)> {
        self.0.into_iter().map(|(id, it)| (id, validate(it))).collect()
    }
}
