//! How are problems described in English?
//!
//! Defines the English descriptions of the problems of a file.

use super::{ProblemTexts, Token};
use crate::lang::words::grouped;

/// The descriptions of problems in English.
pub(in crate::lang) static ENGLISH: ProblemTexts = ProblemTexts {
    unreadable: |reason| format!("this file cannot be read: {reason}."),
    not_found: "there is no such file or folder: check the name.",
    permission_denied: "reading it is not allowed: check its permissions.",
    not_a_file: "this is neither a file nor a folder: name a .ron file, a folder of them, or - for standard input.",
    empty_folder: "this folder holds no .ron file; “passerelle import” makes one of a spreadsheet or table.",
    too_large: |bytes| {
        format!("this file is too large (over {} GiB): split it into a folder of several files.", bytes >> 30)
    },
    empty: "this file is empty: a catalogue begins with Catalogue(format: 1, title: \"…\", …).",
    not_a_catalogue: |kind| {
        format!("this is {kind}, not a catalogue in RON, which begins with Catalogue(format: 1, title: \"…\", …).")
    },
    foreign: [
        "JSON",
        "YAML",
        "TOML",
        "XML or HTML",
        "a table with separators (CSV)",
        "something other than text",
        "another RON value",
        "some other text",
        "a spreadsheet",
        "a spreadsheet in the format of before 2007 (.xls)",
        "a document of a word processor, or slides",
        "a PDF document",
        "a picture",
        "a document with a password",
        "a catalogue after some text",
        "the inside of a catalogue",
        "Markdown",
    ],
    import_reads: "passerelle import FILE -o NEW.ron makes a catalogue of it.",
    not_utf8: "the text is not UTF-8 here: save the file as UTF-8.",
    cut_short: "the file is cut off: its last part is missing. Copy or save it again; if only closing brackets are missing, add them.",
    after_list: "this activity comes after the list of activities: remove the “]” before it.",
    second_list: "this is a second list of activities: move its activities into the first one.",
    trailing: "something follows the end of the catalogue: remove it, or the brackets before it if it is a part of it.",
    newer_format: |format, read| {
        format!(
            "this file is written in format {format}, but this program reads format {read}: install a newer version of Passerelle."
        )
    },
    bad_format: |found, read| format!("{found} is not a version of the format: write format: {read}."),
    missing: |token| match token {
        Token::Comma => "a comma belongs here.".to_owned(),
        Token::CommaFor(mark) => format!("a comma belongs here instead of “{mark}”."),
        Token::Colon => "a colon belongs here, between a name and its value.".to_owned(),
        Token::Open(bracket) => format!("an opening {bracket} is missing here."),
        Token::Close(bracket) => format!("a closing {bracket} is missing here."),
        Token::Quote => "the quotation mark before this text is missing.".to_owned(),
        Token::Value => "a value is missing here.".to_owned(),
        Token::Name => "the name of a field is missing here, as in title: \"…\".".to_owned(),
        Token::Key => "a name in quotation marks is missing here, as in \"fr\": \"…\".".to_owned(),
    },
    wrong_type: |expected| format!("{expected} is expected here."),
    not_a_record: |example| format!("a record is expected here: write it like {example}."),
    several_records: |field, record| {
        format!("a single record is expected here; several are written {field}: [{record}(…), {record}(…)].")
    },
    expected: [
        "text in straight quotes",
        "text in straight quotes, or one for each language, as in { \"fr\": \"…\", \"en\": \"…\" },",
        "a list, in [ ],",
        "a list of names with their values, in { \"name\": … },",
        "a whole number such as 2019",
        "a record, in ( ),",
        "text in straight quotes, or a list of such texts, in [ ],",
        "a pair of numbers such as (52.08, 4.30)",
        "a word without quotation marks",
    ],
    unexpected_character: |character| format!("the character “{character}” does not belong here."),
    invisible: |code| {
        format!("there is an invisible character (U+{code:04X}) here: remove it, or write a plain space instead.")
    },
    unclosed_text: "this text is never closed: the quotation mark at its end is missing.",
    unclosed_comment: "this comment is never closed: */ is missing.",
    quote_in_text: r##"a quotation mark inside a text is written \" (or the whole text as r#"…"#)."##,
    wrong_quotes: |mark| {
        format!("the character {mark} does not belong here: texts are written in straight quotation marks, \"…\".")
    },
    bad_escape: |written| {
        format!(r#"{written} is not a valid escape: a backslash is written \\, a quotation mark \", a line break \n."#)
    },
    json_escape: |written, right| format!("{written} is how JSON writes it: write {right}, or the character itself."),
    conflict: "a merge of two versions has left this line: keep one of the two, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>.",
    hash_comment: "comments begin with //, not with #.",
    bad_attribute: "only a line such as #![enable(implicit_some)] may begin with #! here.",
    quoted_name: "the names of fields are written without quotation marks, as in title: \"…\".",
    closed_early: "this bracket closes the record, but more of it follows: there is a bracket too many here or before.",
    too_deep: "brackets are nested too deeply here.",
    rejected: "something else is expected here: a text in quotation marks, a number, or a value in brackets.",
    unknown_field: |found| format!("there is no field “{found}” here."),
    did_you_mean: |nearest| format!(" Did you mean “{nearest}”?"),
    use_languages: |written| format!(" The languages go inside the text: {written}."),
    use_within: |written| format!(" It belongs in {written}."),
    use_extra: |name| format!(" Anything without a field of its own goes into extra: {{ \"{name}\": \"…\" }}."),
    missing_field: |field| format!("the field “{field}” is missing: it is required."),
    duplicate_field: |field| format!("the field “{field}” appears twice: keep one."),
    late_field: |field| format!("the field “{field}” comes after the activities: move it before “activities”."),
    unknown_word: |found, expected| format!("“{found}” is not allowed here: one of {expected} is expected."),
    wrong_name: |found, expected| format!("{expected}(…) is expected here, not “{found}”."),
    bad_id: |found| {
        format!("“{found}” is not an identifier: only a-z, 0-9 and hyphens are allowed, at most 100 characters.")
    },
    bad_country: |found| format!("“{found}” is not a country code: two capital letters, as in FR (ISO 3166-1)."),
    write: |right| format!(" Write {right}."),
    bad_period: |found| {
        format!("“{found}” is not a period: write “2019”, “2019-05”, “2019-05-31”, “2018-03/2019-05” or “2012/..”.")
    },
    date_otherwise: |found, right| format!("“{found}” is not how dates are written here: write \"{right}\"."),
    no_such_day: |found| format!("the calendar has no such day: “{found}”. Write the right one, as in “2019-05-31”."),
    reversed_period: |found| format!("the period “{found}” ends before it begins."),
    bad_doi: |found| format!("“{found}” is not a DOI: write it as in “10.1000/182”, without an address."),
    exclusive_fields: |one, other| format!("“{one}” and “{other}” are both there: keep one."),
    silent_text: |section| format!("the section “{section}” has text: remove it from silent, or remove the text."),
    near_id: |found, meant| format!("“{found}” is taken as a name; is the organisation “{meant}” meant?"),
    bad_date: |found| format!("“{found}” is not a date: write year, month and day, as in “2019-05-31”."),
    bad_coordinates: "this is not a place on Earth: latitude −90 to 90 first, then longitude −180 to 180.",
    bad_address: |found| {
        format!(
            "“{found}” is not a web address: write it in full, with https:// or http://, as in https://example.org."
        )
    },
    bad_letters: |found| {
        format!(
            "in the address “{found}” spaces and letters other than a-z are not allowed: é, for example, is written %C3%A9."
        )
    },
    bad_language: |found| format!("“{found}” is not a language tag (BCP 47): write “fr”, “en” or “pt-BR”."),
    no_text: "there is no text here: write it, or leave the field out if it is not required.",
    long_text: |bytes, most| {
        format!("the text is too long ({} bytes, at most {} MiB).", grouped(bytes, ","), most >> 20)
    },
    too_many: |count, most| format!("there are {count} here: at most {most} are read, keep the main ones."),
    duplicate_key: |key| format!("“{key}” appears twice here: keep one."),
    duplicate_id: |id, first| format!("the identifier “{id}” is already taken, at {first}."),
    unknown_term: |found, vocabulary| {
        format!("“{found}” is not in “{vocabulary}”: write an identifier that is, or add this one there.")
    },
    unlisted_term: |found, vocabulary, entry| {
        format!("“{found}” is not an identifier in “{vocabulary}”: write {entry} there, and that identifier here.")
    },
    text_before: "a catalogue begins with Catalogue(…): remove what stands before it, or put // before each line of it.",
    missing_list_start: |field| format!("{field}: [ is missing before this."),
    several_countries: "a place has one country: several places are written places: [Place(name: \"…\", country: \"…\"), Place(…)].",
    other_term: |id, first| format!("“{id}” is “{first}” in another file: choose another identifier."),
    country_alias: |found, code| format!("“{found}” is read as {code}: write {code} (ISO 3166-1)."),
    missing_translation: |language, count| match count {
        1 => format!("this text is missing in “{language}”, which other texts have."),
        _ => format!(
            "{} texts of this file are missing in “{language}”, which other texts have; this is the first.",
            grouped(count, ",")
        ),
    },
    template_text: "this is still the text of the template: write your own, or remove it.",
    near_duplicate: |found, other| match found == other {
        true => format!("“{found}” appears twice: one of the two may be enough."),
        false => format!("“{found}” is nearly the same as “{other}”: one of the two may be enough."),
    },
    no_basis: |count| {
        match count {
        1 => "the lesson does not say who states it: add basis: Stated (the source says it) or basis: Drawn (you conclude it).".into(),
        _ => format!(
            "{count} lessons of this file do not say who states them: add to each basis: Stated (the source says it) or basis: Drawn (you conclude it)."
        ),
    }
    },
    no_source: |count| match count {
        1 => "the lesson names no source: add sources: [\"…\"].".into(),
        _ => format!("{count} lessons of this file name no source: add sources: [\"…\"] to each."),
    },
    hidden: |code| {
        format!("there are hidden or control characters here (U+{code:04X}): remove them; they are not shown.")
    },
    hidden_marks: "there are accents here without a letter, or too many on one: not all of them are shown.",
    table: "the lines of this table run together: write them as a list, a line each beginning with “- ”.",
    french_spaces: |count| match count {
        1 => "this should be a no-break space (U+00A0), as in French before : ; ? ! % and inside guillemets.".into(),
        _ => format!(
            "{} spaces in this file should be no-break spaces (U+00A0), as in French before : ; ? ! % and inside guillemets.",
            grouped(count, ",")
        ),
    },
    unused: |vocabulary| format!("no activity uses this entry of “{vocabulary}”."),
};
