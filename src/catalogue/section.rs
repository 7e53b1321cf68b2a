//! Which sections has an activity? One table, in reading order: screens, search, exports, options and the rules of a
//! file read it.

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// A section of an activity, in reading order. The names of those that hold texts are the words of `silent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum Section {
    /// What it was, in a few sentences.
    Summary,
    /// What it was meant to reach.
    Aims,
    /// What was done.
    Actions,
    /// What came of it.
    Results,
    /// What was learnt.
    Lessons,
    /// What is planned or hoped for next.
    Outlook,
    /// Whether and how it was evaluated.
    Evaluation,
    /// Who paid for it, and how much.
    Funding,
    /// Which prizes and labels it has.
    Awards,
    /// Whom to ask.
    Contact,
    /// What its author has besides.
    #[serde(skip)]
    Other,
    /// Where the facts come from.
    #[serde(skip)]
    Sources,
}

/// What a section holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// One text.
    Text,
    /// One text, or several.
    TextOrList,
    /// Texts.
    List,
    /// Lessons, sources, or what has names of its own.
    Records,
}

/// What is known of a section.
struct Row {
    section: Section,
    /// The field of the format, and the word of the command line and of JSON.
    field: &'static str,
    /// Other words for it, folded.
    words: &'static [&'static str],
    /// The number by which it is gone to.
    number: usize,
    content: Content,
    /// Whether readers expect it: where it is left out, the sheet says so.
    is_expected: bool,
}

#[rustfmt::skip]
static TABLE: [Row; Section::ALL.len()] = [
    Row { section: Section::Summary, field: "summary", words: &["resume"], number: 1, content: Content::Text, is_expected: true },
    Row { section: Section::Aims, field: "aims", words: &["objectifs"], number: 2, content: Content::TextOrList, is_expected: true },
    Row { section: Section::Actions, field: "actions", words: &[], number: 3, content: Content::List, is_expected: true },
    Row { section: Section::Results, field: "results", words: &["resultats"], number: 4, content: Content::List, is_expected: true },
    Row { section: Section::Lessons, field: "lessons", words: &["lesson", "enseignement", "enseignements"], number: 5, content: Content::Records, is_expected: true },
    Row { section: Section::Outlook, field: "outlook", words: &["perspectives"], number: 6, content: Content::List, is_expected: true },
    Row { section: Section::Evaluation, field: "evaluation", words: &[], number: 7, content: Content::TextOrList, is_expected: false },
    Row { section: Section::Funding, field: "funding", words: &["financement"], number: 7, content: Content::TextOrList, is_expected: false },
    Row { section: Section::Awards, field: "awards", words: &["distinctions", "prix"], number: 8, content: Content::TextOrList, is_expected: false },
    Row { section: Section::Contact, field: "contact", words: &[], number: 8, content: Content::TextOrList, is_expected: false },
    Row { section: Section::Other, field: "extra", words: &["other", "autres"], number: 8, content: Content::Records, is_expected: false },
    Row { section: Section::Sources, field: "sources", words: &["source"], number: 9, content: Content::Records, is_expected: true },
];

impl Section {
    /// Every section, in reading order.
    pub const ALL: [Section; 12] = [
        Section::Summary,
        Section::Aims,
        Section::Actions,
        Section::Results,
        Section::Lessons,
        Section::Outlook,
        Section::Evaluation,
        Section::Funding,
        Section::Awards,
        Section::Contact,
        Section::Other,
        Section::Sources,
    ];

    /// The sections that may be read across activities.
    pub const LENSES: [Section; 3] = [Section::Lessons, Section::Results, Section::Outlook];

    fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// Returns the number by which it is gone to in a sheet: always the same, whatever the sheet has. Sections of which
    /// few sheets have one share a number.
    pub fn number(self) -> usize {
        self.row().number
    }

    /// Returns the sections of a number.
    pub fn of_number(number: usize) -> impl Iterator<Item = Self> + Clone {
        TABLE.iter().filter(move |it| it.number == number).map(|it| it.section)
    }

    /// Returns its name in a language.
    pub fn name(self, lang: Lang) -> &'static str {
        lang.words().sections[self as usize]
    }

    /// Returns the name of its field in the format, which is its word on the command line and in JSON, too.
    pub fn field(self) -> &'static str {
        self.row().field
    }

    /// Returns the section of a folded word, in French or English.
    pub fn from_word(folded: &str) -> Option<Self> {
        TABLE.iter().find(|it| it.field == folded || it.words.contains(&folded)).map(|it| it.section)
    }

    /// Returns what it holds.
    pub fn content(self) -> Content {
        self.row().content
    }

    /// Returns whether readers expect it in every sheet.
    pub fn is_expected(self) -> bool {
        self.row().is_expected
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_reading_order() {
        assert!(TABLE.iter().map(|it| it.section).eq(Section::ALL));
        assert!(TABLE.is_sorted_by_key(|it| (it.number, it.section)));
    }
}
