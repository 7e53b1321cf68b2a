//! How is an activity written for other programs? The same fields in every format, stable.

use std::collections::BTreeMap;

use serde::Serialize;

use super::values::Languages;
use crate::catalogue::{Activity, Basis, Catalogue, Lesson, LessonKind, Section, Text};

/// A text in the chosen language, or in every language that it has.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Written {
    One(String),
    All(BTreeMap<String, String>),
}

/// An activity as JSON has it. A fact that the source does not state is `null`, or an empty list.
#[derive(Debug, Serialize)]
pub(super) struct Record<'a> {
    id: &'a str,
    title: Written,
    country: &'a str,
    place: Written,
    kinds: Vec<&'a str>,
    themes: Vec<&'a str>,
    experts: Vec<&'a str>,
    period: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<Option<Written>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aims: Option<Option<Written>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actions: Option<Vec<Written>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    results: Option<Vec<Written>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lessons: Option<Vec<LessonRecord>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlook: Option<Vec<Written>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sources: Option<Vec<&'a str>>,
}

#[derive(Debug, Serialize)]
struct LessonRecord {
    basis: Option<&'static str>,
    kind: Option<&'static str>,
    text: Written,
}

impl<'a> Record<'a> {
    /// Returns what is written of an activity; of its sections only those asked for, all of them where
    /// none is.
    pub(super) fn new(
        catalogue: &'a Catalogue,
        activity: &'a Activity,
        sections: &[Section],
        languages: Languages,
    ) -> Self {
        let terms = &catalogue.vocabularies;
        let wants = |section| sections.is_empty() || sections.contains(&section);
        let written = |text: &Text| write(text, languages);
        let all = |texts: &[Text]| texts.iter().map(written).collect::<Vec<_>>();
        let lesson = |it: &Lesson| LessonRecord::new(it, languages);
        Self {
            id: &activity.id,
            title: written(&activity.title),
            country: activity.place.country.code(),
            place: written(&activity.place.name),
            kinds: activity.kinds.iter().map(|&at| terms.kinds.id(at)).collect(),
            themes: activity.themes.iter().map(|&at| terms.themes.id(at)).collect(),
            experts: activity.experts.iter().map(|&at| terms.organisations.id(at)).collect(),
            period: activity.period.map(|it| it.to_string()),
            summary: wants(Section::Summary).then(|| activity.summary.as_ref().map(written)),
            aims: wants(Section::Aims).then(|| activity.aims.as_ref().map(written)),
            actions: wants(Section::Actions).then(|| all(&activity.actions)),
            results: wants(Section::Results).then(|| all(&activity.results)),
            lessons: wants(Section::Lessons).then(|| activity.lessons.iter().map(lesson).collect()),
            outlook: wants(Section::Outlook).then(|| all(&activity.outlook)),
            sources: wants(Section::Sources).then(|| activity.sources.iter().map(|&at| terms.sources.id(at)).collect()),
        }
    }

    /// The names of the columns of a table.
    pub(super) const COLUMNS: [&'static str; 8] =
        ["id", "title", "place", "country", "themes", "kinds", "experts", "period"];

    /// Returns the cells of a table, lists joined by `;`. A cell that a spreadsheet would take for a
    /// formula is defused by an apostrophe before it.
    pub(super) fn cells(&self) -> [String; 8] {
        let cells = [
            self.id.to_owned(),
            self.title.plain(),
            self.place.plain(),
            self.country.to_owned(),
            self.themes.join(";"),
            self.kinds.join(";"),
            self.experts.join(";"),
            self.period.clone().unwrap_or_default(),
        ];
        // Some spreadsheets take the wide signs for the others.
        let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];
        cells.map(|cell| if cell.starts_with(signs) { format!("'{cell}") } else { cell })
    }
}

impl LessonRecord {
    fn new(lesson: &Lesson, languages: Languages) -> Self {
        Self {
            basis: lesson.basis.map(|it| match it {
                Basis::Stated => "stated",
                Basis::Drawn => "drawn",
            }),
            kind: lesson.kind.map(|it| match it {
                LessonKind::Success => "success",
                LessonKind::Obstacle => "obstacle",
                LessonKind::Advice => "advice",
                LessonKind::Question => "question",
            }),
            text: write(&lesson.text, languages),
        }
    }
}

impl Written {
    /// Returns the text on one line; of several languages, each with its tag.
    fn plain(&self) -> String {
        match self {
            Written::One(text) => text.clone(),
            Written::All(texts) => texts.iter().map(|(tag, it)| format!("{tag}={it}")).collect::<Vec<_>>().join(";"),
        }
    }
}

fn write(text: &Text, languages: Languages) -> Written {
    match languages {
        Languages::One(lang) => Written::One(text.get(lang).to_owned()),
        Languages::All => {
            let versions = text.versions().map(|(tag, text)| (tag.to_owned(), text.to_owned()));
            Written::All(versions.collect())
        }
    }
}
