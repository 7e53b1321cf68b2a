//! How is a problem worded?
//!
//! Formats the message of each kind of problem in the language of the interface, quoting the source text.

use super::period::{names_impossible_day, normalised_period};
use super::problem::{ForeignFormat, ProblemKind};
use super::rules;
use super::rules::MAX_TEXT_BYTES;
use crate::catalogue::{ACTIVITY, CATALOGUE, Country, FORMAT, LESSON, RecordType, Vocabulary};
use crate::lang::{Lang, ProblemTexts};
use crate::text::{excerpt, most_similar, readable, slug};

impl ProblemKind {
    /// Returns a message of one or two sentences: what is wrong, and how to correct it.
    pub fn message(&self, lang: Lang) -> String {
        let words = &lang.words().problems;
        let did_you_mean = |it: &Option<&str>| it.map(words.did_you_mean).unwrap_or_default();
        match self {
            ProblemKind::Unreadable(reason) => (words.unreadable)(&reason.in_words(lang)),
            ProblemKind::TooLarge(bytes) => (words.too_large)(*bytes),
            ProblemKind::NotACatalogue(ForeignFormat::TextBefore) => words.text_before.to_owned(),
            ProblemKind::NotACatalogue(foreign) => {
                let message = (words.not_a_catalogue)(words.foreign[*foreign as usize]);
                if foreign.can_be_imported() { format!("{message} {}", words.import_reads) } else { message }
            }
            ProblemKind::NewerFormat(found) => (words.newer_format)(found, FORMAT),
            ProblemKind::BadFormat(found) => (words.bad_format)(found, FORMAT),
            ProblemKind::Missing(token) => (words.missing)(*token),
            ProblemKind::NotARecord(example) => (words.not_a_record)(example),
            ProblemKind::SeveralRecords(field, record) => (words.several_records)(field, record),
            ProblemKind::WrongType(expected) => (words.wrong_type)(words.expected[*expected as usize]),
            ProblemKind::Stray(character) => (words.unexpected_character)(&excerpt(&character.to_string())),
            ProblemKind::Invisible(code) => (words.invisible)(*code),
            ProblemKind::WrongQuotes(mark) => (words.wrong_quotes)(*mark),
            ProblemKind::BadEscape(written) => (words.bad_escape)(written),
            ProblemKind::JsonEscape(written, corrected) => (words.json_escape)(written, corrected),
            ProblemKind::UnknownField { found, record } => {
                (words.unknown_field)(found) + &suggestion(found, record, words)
            }
            ProblemKind::MissingListStart(field) => (words.missing_list_start)(field),
            ProblemKind::MissingField(field) => (words.missing_field)(field),
            ProblemKind::DuplicateField(field) => (words.duplicate_field)(field),
            ProblemKind::LateField(field) => (words.late_field)(field),
            ProblemKind::UnknownWord { found, expected } => {
                let nearest = most_similar(found, expected.iter().copied());
                (words.unknown_word)(found, &expected.join(", ")) + &did_you_mean(&nearest)
            }
            ProblemKind::WrongName { found, expected } => (words.wrong_name)(found, expected),
            ProblemKind::BadId(found) => {
                let hint = Some(slug(found)).filter(|it| !it.is_empty());
                (words.bad_id)(found) + &hint.map(|it| (words.write)(&format!("\"{it}\""))).unwrap_or_default()
            }
            ProblemKind::BadCountry(found) => {
                let hint = Country::suggest(found).map(|it| (words.write)(it.code())).unwrap_or_default();
                (words.bad_country)(found) + &hint
            }
            ProblemKind::BadPeriod(found) => date_message(found, words.bad_period, |_| true, words),
            ProblemKind::ReversedPeriod(found, swapped) => {
                (words.reversed_period)(found) + &(words.write)(&format!("\"{swapped}\""))
            }
            ProblemKind::BadDoi(found) => (words.bad_doi)(found),
            ProblemKind::BothFields(first, second) => (words.exclusive_fields)(first, second),
            ProblemKind::SilentText(section) => (words.silent_text)(section),
            ProblemKind::NearId(found, nearest) => (words.near_id)(found, nearest),
            ProblemKind::BadDate(found) => date_message(found, words.bad_date, |it| rules::date(it).is_ok(), words),
            ProblemKind::BadAddress(found) if has_web_scheme(found) => (words.bad_letters)(found),
            ProblemKind::BadAddress(found) => (words.bad_address)(found),
            ProblemKind::BadLanguage(found) => (words.bad_language)(found),
            ProblemKind::LongText(bytes) => (words.long_text)(*bytes, MAX_TEXT_BYTES),
            ProblemKind::TooMany(count, max) => (words.too_many)(*count, *max),
            ProblemKind::DuplicateKey(key) => (words.duplicate_key)(key),
            ProblemKind::DuplicateId(id, first) => (words.duplicate_id)(id, first),
            ProblemKind::UnknownTerm { vocabulary, found, nearest: None } if !rules::is_id(found) => {
                (words.unlisted_term)(found, vocabulary.name(), &vocabulary_entry(*vocabulary, found))
            }
            // Several, which stand in one text.
            ProblemKind::UnknownTerm { vocabulary, found, nearest: Some(nearest) } if nearest.contains(", ") => {
                (words.unknown_term)(found, vocabulary.name()) + &(words.write)(nearest)
            }
            ProblemKind::UnknownTerm { vocabulary, found, nearest } => {
                (words.unknown_term)(found, vocabulary.name()) + &did_you_mean(&nearest.as_deref())
            }
            ProblemKind::RedefinedTerm(id, first) => (words.other_term)(id, first),
            ProblemKind::CountryAlias(found, country) => (words.country_alias)(found, country.code()),
            ProblemKind::MissingTranslation(language, count) => (words.missing_translation)(language, *count),
            ProblemKind::TemplateText => words.template_text.to_owned(),
            ProblemKind::NearDuplicate(found, other) => (words.near_duplicate)(found, other),
            ProblemKind::Hidden(code) => (words.hidden)(*code),
            ProblemKind::NoBasis(count) => (words.no_basis)(*count),
            ProblemKind::NoSource(count) => (words.no_source)(*count),
            ProblemKind::FrenchSpaces(count) => (words.french_spaces)(*count),
            ProblemKind::Unused(vocabulary) => (words.unused)(vocabulary.name()),
            ProblemKind::SeveralCountries => words.several_countries.to_owned(),
            ProblemKind::NotFound => words.not_found.to_owned(),
            ProblemKind::Forbidden => words.permission_denied.to_owned(),
            ProblemKind::NotAFile => words.not_a_file.to_owned(),
            ProblemKind::EmptyFolder => words.empty_folder.to_owned(),
            ProblemKind::Empty => words.empty.to_owned(),
            ProblemKind::NotUtf8 => words.not_utf8.to_owned(),
            ProblemKind::CutShort => words.cut_short.to_owned(),
            ProblemKind::Trailing => words.trailing.to_owned(),
            ProblemKind::AfterList => words.after_list.to_owned(),
            ProblemKind::SecondList => words.second_list.to_owned(),
            ProblemKind::UnclosedText => words.unclosed_text.to_owned(),
            ProblemKind::UnclosedComment => words.unclosed_comment.to_owned(),
            ProblemKind::QuoteInText => words.quote_in_text.to_owned(),
            ProblemKind::HashComment => words.hash_comment.to_owned(),
            ProblemKind::ConflictMarker => words.conflict.to_owned(),
            ProblemKind::BadAttribute => words.bad_attribute.to_owned(),
            ProblemKind::QuotedName => words.quoted_name.to_owned(),
            ProblemKind::ClosedEarly => words.closed_early.to_owned(),
            ProblemKind::TooDeep => words.too_deep.to_owned(),
            ProblemKind::BadCoordinates => words.bad_coordinates.to_owned(),
            ProblemKind::NoText => words.no_text.to_owned(),
            ProblemKind::CombiningMarks => words.hidden_marks.to_owned(),
            ProblemKind::Table => words.table.to_owned(),
            ProblemKind::RejectedByRon => words.rejected.to_owned(),
        }
    }
}

/// Returns the message about a date or period: how to write it if that is known and valid, else what is wrong with it,
/// in `general` words if need be.
fn date_message(found: &str, general: fn(&str) -> String, is_valid: fn(&str) -> bool, words: &ProblemTexts) -> String {
    match normalised_period(found).filter(|it| is_valid(it)) {
        Some(valid) => (words.date_otherwise)(found, &valid),
        None if names_impossible_day(found) => (words.no_such_day)(found),
        None => general(found),
    }
}

/// Returns a hint at what to write in place of a field that a record does not have; empty if there is none.
fn suggestion(found: &str, record: &RecordType, words: &ProblemTexts) -> String {
    let found = found.trim_matches('␣');
    let languages = record.translation_example(found).map(|it| (words.use_languages)(&it));
    let intended = || record.intended_field(found).map(|it| (words.did_you_mean)(it.name));
    let other = || [&ACTIVITY, &CATALOGUE, &LESSON].into_iter().find(|it| it.field(found).is_some());
    let nested = || record.nested_example(found).or_else(|| Some(format!("{}(…)", other()?.name)));
    let within = || nested().map(|it| (words.use_within)(&it));
    let extra = || record.field("extra").map(|_| (words.use_extra)(&readable(found)));
    languages.or_else(intended).or_else(within).or_else(extra).unwrap_or_default()
}

/// Returns an example of the entry of a vocabulary for a term that was written instead of its identifier.
fn vocabulary_entry(vocabulary: Vocabulary, written: &str) -> String {
    let id = slug(written.rsplit("://").next().unwrap_or_default());
    let id = if id.is_empty() { "…" } else { &id };
    // What has been cut, or would need escapes, is not repeated.
    let is_complete = !written.contains(['"', '\\']) && !written.ends_with('…');
    let written = if is_complete { written } else { "…" };
    match vocabulary {
        Vocabulary::Sources if has_web_scheme(written) => {
            format!("\"{id}\": Source(title: \"…\", url: \"{written}\")")
        }
        Vocabulary::Sources => format!("\"{id}\": Source(title: \"{written}\")"),
        _ => format!("\"{id}\": \"{written}\""),
    }
}

fn has_web_scheme(written: &str) -> bool {
    let rest = |scheme: &str| written.split_at_checked(scheme.len()).filter(|it| it.0.eq_ignore_ascii_case(scheme));
    ["https://", "http://"].into_iter().find_map(rest).is_some_and(|it| !it.1.is_empty())
}
