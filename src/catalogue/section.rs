//! Which sections does an activity have?
//!
//! One table of the sections in reading order, with the names, numbers and content that screens, search, exports and
//! the command line use.

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// A section of an activity, in reading order. The names of those that serde does not skip are the words of `silent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum Section {
    /// What it was, in a few sentences.
    Summary,
    /// What it was meant to achieve.
    Aims,
    /// What was done.
    Actions,
    /// What was achieved.
    Results,
    /// What was learnt.
    Lessons,
    /// What is planned or hoped for next.
    Outlook,
    /// Whether and how it was evaluated.
    Evaluation,
    /// Who paid for it, and how much.
    Funding,
    /// Prizes and labels that it has received.
    Awards,
    /// Whom to contact.
    Contact,
    /// Further texts, under names chosen by the author.
    #[serde(skip)]
    Other,
    /// Bibliographic sources.
    #[serde(skip)]
    Sources,
}

/// Kind of content of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// One text.
    Text,
    /// One text, or several.
    TextOrList,
    /// A list of texts.
    List,
    /// Lessons, sources, or named texts.
    Records,
}

/// Row of the table: the properties of a section.
struct Row {
    section: Section,
    /// Name of the field in the format, also used on the command line and in JSON.
    field: &'static str,
    /// Other words that name it, folded.
    words: &'static [&'static str],
    /// Number of the key that jumps to it.
    number: usize,
    content: Content,
    /// Whether users expect it: if it is missing, the sheet mentions that.
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

    /// Sections that can be read across activities.
    pub const LENSES: [Section; 3] = [Section::Lessons, Section::Results, Section::Outlook];

    fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// Returns the number of the key that jumps to it in a sheet: always the same, whatever the sheet contains. Rarely
    /// used sections share a number.
    pub fn number(self) -> usize {
        self.row().number
    }

    /// Returns the sections with a number.
    pub fn of_number(number: usize) -> impl Iterator<Item = Self> + Clone {
        TABLE.iter().filter(move |it| it.number == number).map(|it| it.section)
    }

    /// Returns its localised name.
    pub fn name(self, lang: Lang) -> &'static str {
        lang.words().sections[self as usize]
    }

    /// Returns the name of its field in the format, also used on the command line and in JSON.
    pub fn field(self) -> &'static str {
        self.row().field
    }

    /// Returns the section named by a folded French or English word; `None` if there is none.
    pub fn from_word(folded: &str) -> Option<Self> {
        TABLE.iter().find(|it| it.field == folded || it.words.contains(&folded)).map(|it| it.section)
    }

    /// Returns the kind of its content.
    pub fn content(self) -> Content {
        self.row().content
    }

    /// Returns whether users expect it in every sheet.
    pub fn is_expected(self) -> bool {
        self.row().is_expected
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn section_table_is_in_reading_order() {
        assert!(TABLE.iter().map(|it| it.section).eq(Section::ALL));
        assert!(TABLE.is_sorted_by_key(|it| (it.number, it.section)));
    }
}
