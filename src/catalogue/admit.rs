//! Is a record what it should be? The way from what was written to what is known.

use std::collections::HashSet;

use super::activity::{Activity, Lesson, Place};
use super::effort::Effort;
use super::localized::{Text, is_tag};
use super::locate::Step;
use super::problem::{Fault, short};
use super::record::{
    ActivityRecord, Entries, HeaderRecord, LessonRecord, OrganisationRecord, PlaceRecord, SourceRecord, TextRecord,
};
use super::vocabulary::{Header, Organisation, Source, Term, Terms, Vocabularies};
use super::{Country, Period, nearest};
use crate::text::Clean;

/// The longest text that is read, in bytes.
const LONGEST_TEXT: usize = 1 << 20;

/// The most themes, kinds or experts of one activity.
const MOST_TERMS: usize = 64;

/// A fault with the path to it from the record.
pub(super) type Finding = (Vec<Step>, Fault);

/// Checks one record, or one header: collects what is wrong and where.
struct Inspection<'a> {
    language: &'a str,
    path: Vec<Step>,
    findings: Vec<Finding>,
    /// What may still be spent on suggestions; nothing where there are none to make.
    effort: Option<&'a Effort>,
}

/// Checks a header and adds its terms to the vocabularies.
///
/// A header without a title is left out.
pub(super) fn header(record: HeaderRecord, vocabularies: &mut Vocabularies) -> (Option<Header>, Vec<Finding>) {
    let language = record.language.as_deref().map(str::to_ascii_lowercase).unwrap_or_default();
    let mut check = Inspection::new(if is_tag(&language) { &language } else { "" });
    if let Some(tag) = record.language.as_deref().filter(|it| !is_tag(it)) {
        check.inside(Step::Field("language"), |check| check.fault::<()>(Fault::BadLanguage(short(tag))));
    }
    let id = record.id.as_deref().and_then(|id| check.inside(Step::Field("id"), |check| check.id(id)));
    check.vocabulary("themes", record.themes, &mut vocabularies.themes, Inspection::line);
    check.vocabulary("kinds", record.kinds, &mut vocabularies.kinds, Inspection::line);
    check.vocabulary("sources", record.sources, &mut vocabularies.sources, Inspection::source);
    let organisations = &mut vocabularies.organisations;
    check.vocabulary("organisations", record.organisations, organisations, Inspection::organisation);
    let title = match record.title {
        Some(title) => check.inside(Step::Field("title"), |check| check.line(title)),
        None => check.fault(Fault::MissingField("title")),
    };
    let about = check.optional("about", record.about);
    let attribution = check.optional("attribution", record.attribution);
    let licence = record.licence.as_deref().map(Clean::line);
    let header = title.map(|title| Header {
        id: id.unwrap_or_default(),
        language: check.language.into(),
        title,
        about,
        licence,
        attribution,
    });
    (header, check.findings)
}

/// Checks a record and finds its terms in the vocabularies.
///
/// # Errors
/// Everything that is wrong with it.
pub(super) fn activity(
    record: ActivityRecord,
    header: usize,
    language: &str,
    terms: &Vocabularies,
    effort: &Effort,
) -> Result<Activity, Vec<Finding>> {
    let mut check = Inspection { effort: Some(effort), ..Inspection::new(language) };
    let id = check.inside(Step::Field("id"), |check| check.id(&record.id));
    let title = check.inside(Step::Field("title"), |check| check.line(record.title));
    let place = check.inside(Step::Field("place"), |check| check.place(record.place));
    let period = record.period.and_then(|written| {
        check.inside(Step::Field("period"), |check| match Period::parse(&written) {
            Some(period) => Some(period),
            None => check.fault(Fault::BadPeriod(short(&written))),
        })
    });
    let lead = record.lead.and_then(|it| check.inside(Step::Field("lead"), |check| check.line(it)));
    check.number("experts", &record.experts);
    check.number("themes", &record.themes);
    check.number("kinds", &record.kinds);
    let experts = check.references("experts", &record.experts, "organisations", &terms.organisations);
    let themes = check.references("themes", &record.themes, "themes", &terms.themes);
    let kinds = check.references("kinds", &record.kinds, "kinds", &terms.kinds);
    let sources = check.references("sources", &record.sources, "sources", &terms.sources);
    let lessons = check.list("lessons", record.lessons, |check, it| check.lesson(it, &terms.sources));
    let extra = check.entries("extra", record.extra, |check, (at, name), text| {
        let name = check.inside(Step::Key(at), |check| check.words(name, Clean::line));
        let text = check.inside(Step::Entry(at), |check| check.prose(text));
        Some((name?, text?))
    });
    let summary = check.optional("summary", record.summary);
    let aims = check.optional("aims", record.aims);
    let partners = check.list("partners", record.partners, Inspection::line);
    let actions = check.list("actions", record.actions, Inspection::prose);
    let results = check.list("results", record.results, Inspection::prose);
    let outlook = check.list("outlook", record.outlook, Inspection::prose);
    match (id, title, place) {
        (Some(id), Some(title), Some(place)) if check.findings.is_empty() => Ok(Activity {
            header,
            id,
            title,
            place,
            lead,
            experts,
            partners,
            themes,
            kinds,
            period,
            summary,
            aims,
            actions,
            results,
            lessons,
            outlook,
            sources,
            extra,
        }),
        _ => Err(check.findings),
    }
}

impl<'a> Inspection<'a> {
    fn new(language: &'a str) -> Self {
        Self { language, path: Vec::new(), findings: Vec::new(), effort: None }
    }

    /// Notes a fault here.
    fn fault<T>(&mut self, fault: Fault) -> Option<T> {
        self.findings.push((self.path.clone(), fault));
        None
    }

    /// Checks something one step further in.
    fn inside<T>(&mut self, step: Step, check: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let result = check(self);
        self.path.pop();
        result
    }

    fn optional(&mut self, field: &'static str, text: Option<TextRecord>) -> Option<Text> {
        text.and_then(|it| self.inside(Step::Field(field), |check| check.prose(it)))
    }

    fn list<T, U>(
        &mut self,
        field: &'static str,
        items: Vec<T>,
        mut check_item: impl FnMut(&mut Self, T) -> Option<U>,
    ) -> Vec<U> {
        self.inside(Step::Field(field), |check| {
            let items = items.into_iter().enumerate();
            items.filter_map(|(at, it)| check.inside(Step::Item(at), |check| check_item(check, it))).collect()
        })
    }

    fn entries<T, U>(
        &mut self,
        field: &'static str,
        entries: Entries<T>,
        mut check_entry: impl FnMut(&mut Self, (usize, &str), T) -> Option<U>,
    ) -> Vec<U> {
        // As they are shown: two that look the same are the same.
        let mut keys: HashSet<Clean> = HashSet::new();
        let mut good = Vec::new();
        self.path.push(Step::Field(field));
        for (at, (key, value)) in entries.0.into_iter().enumerate() {
            if keys.insert(Clean::line(&key)) {
                good.extend(check_entry(self, (at, &key), value));
            } else {
                self.inside(Step::Key(at), |check| check.fault::<()>(Fault::DuplicateKey(short(&key))));
            }
        }
        self.path.pop();
        good
    }

    /// Checks terms and adds them to a vocabulary. One with something wrong in it goes by its
    /// identifier: the activities that use it are not at fault. Of two with one identifier the first
    /// one, from another file, stays.
    fn vocabulary<T, U: Term>(
        &mut self,
        field: &'static str,
        entries: Entries<T>,
        terms: &mut Terms<U>,
        mut check_term: impl FnMut(&mut Self, T) -> Option<U>,
    ) {
        self.entries(field, entries, |check, (at, id), term| {
            check.inside(Step::Key(at), |check| check.id(id));
            let checked = check.inside(Step::Entry(at), |check| check_term(check, term));
            if let (Some(first), Some(term)) = (terms.index(id).and_then(|at| terms.get(at)), &checked)
                && first != term
            {
                let first = first.name().versions().next().map_or("", |(_, name)| name);
                let fault = Fault::OtherTerm { id: short(id), first: short(first) };
                check.inside(Step::Key(at), |check| check.fault::<()>(fault));
            }
            let name = Text::new(vec![(check.language.into(), Clean::line(id))], check.language);
            if let Some(term) = checked.or_else(|| name.map(U::named)) {
                terms.insert(Clean::line(id), term);
            }
            Some(())
        });
    }

    fn references<T>(
        &mut self,
        field: &'static str,
        ids: &[String],
        vocabulary: &'static str,
        terms: &Terms<T>,
    ) -> Vec<usize> {
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let found: Vec<usize> = self.list(field, ids, |check, id| match terms.index(id) {
            Some(index) => Some(index),
            None => check.fault(Fault::UnknownTerm {
                vocabulary,
                found: short(id),
                nearest: check.nearest(id, terms).map(str::to_owned),
            }),
        });
        // The same term twice says nothing more than once.
        let mut seen = HashSet::new();
        found.into_iter().filter(|it| seen.insert(*it)).collect()
    }

    /// Returns the term that may have been meant, as long as looking for it does not take too long.
    fn nearest<'b, T>(&self, id: &str, terms: &'b Terms<T>) -> Option<&'b str> {
        // Each comparison takes about as many steps as a letter of one has letters of the other.
        let work = terms.len() * id.len() * id.len() / 4;
        let has_effort = self.effort.is_some_and(|it| it.spend(work));
        if has_effort { nearest(id, terms.iter().map(|(it, _)| it)) } else { None }
    }

    /// Checks how many terms there are: each is a heading under which an activity is read once more.
    fn number(&mut self, field: &'static str, ids: &[String]) {
        if ids.len() > MOST_TERMS {
            self.inside(Step::Field(field), |check| check.fault::<()>(Fault::TooMany(ids.len(), MOST_TERMS)));
        }
    }

    fn id(&mut self, written: &str) -> Option<Clean> {
        if !is_id(written) {
            return self.fault(Fault::BadId(short(written)));
        }
        Some(Clean::line(written))
    }

    fn line(&mut self, text: TextRecord) -> Option<Text> {
        self.text(text, Clean::line)
    }

    fn prose(&mut self, text: TextRecord) -> Option<Text> {
        self.text(text, Clean::prose)
    }

    fn text(&mut self, text: TextRecord, clean: impl Fn(&str) -> Clean) -> Option<Text> {
        let findings = self.findings.len();
        let mut versions: Vec<(Box<str>, Clean)> = Vec::new();
        let mut tags: HashSet<String> = HashSet::new();
        match text {
            TextRecord::Plain(text) => {
                let text = self.words(&text, clean)?;
                versions.push((self.language.into(), text));
            }
            TextRecord::ByLanguage(entries) => {
                for (at, (tag, text)) in entries.into_iter().enumerate() {
                    let lower = tag.to_ascii_lowercase();
                    if !is_tag(&tag) {
                        self.inside(Step::Key(at), |it| it.fault::<()>(Fault::BadLanguage(short(&tag))));
                    } else if !tags.insert(lower.clone()) {
                        self.inside(Step::Key(at), |it| it.fault::<()>(Fault::DuplicateKey(short(&tag))));
                    } else if let Some(text) = self.inside(Step::Entry(at), |it| it.words(&text, &clean)) {
                        versions.push((lower.into(), text));
                    }
                }
            }
        }
        let is_missing = versions.is_empty() && self.findings.len() == findings;
        match Text::new(versions, self.language) {
            None if is_missing => self.fault(Fault::NoText),
            text => text,
        }
    }

    fn words(&mut self, text: &str, clean: impl Fn(&str) -> Clean) -> Option<Clean> {
        if text.len() > LONGEST_TEXT {
            return self.fault(Fault::LongText(text.len()));
        }
        let cleaned = clean(text);
        if cleaned.is_empty() {
            return self.fault(Fault::NoText);
        }
        Some(cleaned)
    }

    fn country(&mut self, code: &str) -> Option<Country> {
        match Country::from_code(code) {
            Some(country) => Some(country),
            None => self.fault(Fault::BadCountry { found: short(code), nearest: Country::nearest(code) }),
        }
    }

    fn place(&mut self, record: PlaceRecord) -> Option<Place> {
        let name = self.inside(Step::Field("name"), |check| check.line(record.name));
        let country = self.inside(Step::Field("country"), |check| check.country(&record.country));
        let on_earth = |(north, east): (f64, f64)| north.abs() <= 90.0 && east.abs() <= 180.0;
        if !record.at.is_none_or(on_earth) {
            self.inside(Step::Field("at"), |check| check.fault::<()>(Fault::BadCoordinates));
        }
        let aliases = record.aliases.iter().map(|it| Clean::line(it)).filter(|it| !it.is_empty()).collect();
        Some(Place { name: name?, aliases, country: country?, kind: record.kind, at: record.at })
    }

    fn lesson(&mut self, record: LessonRecord, sources: &Terms<Source>) -> Option<Lesson> {
        let text = self.inside(Step::Field("text"), |check| check.prose(record.text));
        let sources = self.references("sources", &record.sources, "sources", sources);
        Some(Lesson { basis: record.basis, kind: record.kind, text: text?, sources })
    }

    fn organisation(&mut self, record: OrganisationRecord) -> Option<Organisation> {
        let name = self.inside(Step::Field("name"), |check| check.line(record.name));
        let code = record.country;
        let country = code.and_then(|code| self.inside(Step::Field("country"), |check| check.country(&code)));
        Some(Organisation { name: name?, short: record.short.as_deref().map(Clean::line), country })
    }

    fn source(&mut self, record: SourceRecord) -> Option<Source> {
        let title = self.inside(Step::Field("title"), |check| check.line(record.title));
        let publisher = record.publisher.and_then(|it| self.inside(Step::Field("publisher"), |check| check.line(it)));
        let is_address = |it: &str| {
            let (scheme, rest) = it.split_once("://").unwrap_or_default();
            let is_web = ["https", "http"].iter().any(|it| scheme.eq_ignore_ascii_case(it));
            is_web && !rest.is_empty() && it.bytes().all(|byte| byte.is_ascii_graphic())
        };
        if let Some(url) = record.url.as_deref().filter(|it| !is_address(it)) {
            self.inside(Step::Field("url"), |check| check.fault::<()>(Fault::BadAddress(short(url))));
        }
        if let Some(date) = record.accessed.as_deref().filter(|it| !is_date(it)) {
            self.inside(Step::Field("accessed"), |check| check.fault::<()>(Fault::BadDate(short(date))));
        }
        Some(Source {
            title: title?,
            publisher,
            year: record.year,
            url: record.url.as_deref().filter(|it| is_address(it)).map(Clean::line),
            isbn: record.isbn.as_deref().map(Clean::line),
            accessed: record.accessed.as_deref().filter(|it| is_date(it)).map(Clean::line),
        })
    }
}

/// Returns whether this can be an identifier: `a` to `z`, `0` to `9` and hyphens, at most 100 of them.
pub fn is_id(written: &str) -> bool {
    let is_allowed = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    (1..=100).contains(&written.len()) && written.bytes().all(is_allowed)
}

/// Returns whether this is a calendar date, `2019-05-31` (ISO 8601).
fn is_date(written: &str) -> bool {
    let number = |range| written.get(range).filter(|it: &&str| it.bytes().all(|it| it.is_ascii_digit()));
    let [Some(year), Some(month), Some(day)] =
        [number(0..4), number(5..7), number(8..10)].map(|it| it?.parse::<u16>().ok())
    else {
        return false;
    };
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let days = match month {
        2 => 28 + u16::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let has_form = written.len() == 10 && written.as_bytes()[4] == b'-' && written.as_bytes()[7] == b'-';
    has_form && (1..=12).contains(&month) && (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        assert!(["2019-05-31", "2020-02-29", "2000-02-29"].into_iter().all(is_date));
        let wrong = [
            "2019-02-29",
            "1900-02-29",
            "2019-04-31",
            "2019-13-01",
            "2019-05-+1",
            "2019-05-1",
            "20190531",
            "é019-05-1",
        ];
        assert!(!wrong.into_iter().any(is_date));
    }
}
