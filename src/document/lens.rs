//! How are lessons read across activities? As one text, under headings.

use super::block::{Anchor, Block, Document, Role, Words, legend};
use super::sheet::lesson_blocks;
use crate::catalogue::{Activity, Catalogue, Field, Section, Text};
use crate::lang::Lang;

/// Under which headings the passages stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// One heading for each activity.
    #[default]
    Activity,
    /// One heading for each theme; a passage stands under each theme of its activity.
    Theme,
}

impl Grouping {
    /// Returns the other grouping.
    pub fn other(self) -> Self {
        match self {
            Grouping::Activity => Grouping::Theme,
            Grouping::Theme => Grouping::Activity,
        }
    }
}

/// Returns one section of many activities as a continuous text.
pub fn lens(catalogue: &Catalogue, rows: &[usize], section: Section, grouping: Grouping, lang: Lang) -> Document {
    let mut blocks = blocks(catalogue, rows, section, grouping, lang);
    if let Some(legend) = legend(&blocks, lang) {
        blocks.insert(0, legend);
    }
    Document { blocks }
}

/// Returns the same in two languages, passage beside passage.
pub fn lens_side_by_side(
    catalogue: &Catalogue,
    rows: &[usize],
    section: Section,
    grouping: Grouping,
    left: Lang,
) -> Document {
    let sides = [left, left.other()].map(|lang| blocks(catalogue, rows, section, grouping, lang));
    Document::side_by_side(sides, left)
}

fn blocks(catalogue: &Catalogue, rows: &[usize], section: Section, grouping: Grouping, lang: Lang) -> Vec<Block> {
    let mut lens = Lens { catalogue, section, lang, blocks: Vec::new() };
    match grouping {
        Grouping::Activity => rows.iter().for_each(|&record| lens.activity(record)),
        Grouping::Theme => lens.themes(rows),
    }
    lens.blocks
}

struct Lens<'a> {
    catalogue: &'a Catalogue,
    section: Section,
    lang: Lang,
    blocks: Vec<Block>,
}

impl Lens<'_> {
    fn activity(&mut self, record: usize) {
        let Some(activity) = self.catalogue.activities.get(record) else { return };
        let anchor = Anchor { activity: Some(record), section: Some(self.section), ..Anchor::default() };
        let place = &activity.place;
        let heading = Words::of(&place.name, self.lang).with(", ").with(place.country.name(self.lang));
        let space = if self.blocks.is_empty() { 0 } else { 2 };
        self.blocks.push(Block::new(Role::Heading, heading).below(space).at(anchor).of(Field::Place));
        self.blocks.push(Block::localized(Role::Subtitle, &activity.title, self.lang).at(anchor).of(Field::Title));
        self.passages(record, activity, None);
    }

    fn themes(&mut self, rows: &[usize]) {
        let terms = &self.catalogue.vocabularies.themes;
        // Who says something, under each theme; those without any come last.
        let mut members: Vec<Vec<(usize, &Activity)>> = vec![Vec::new(); terms.len() + 1];
        for (record, activity) in rows.iter().filter_map(|&it| Some((it, self.catalogue.activities.get(it)?))) {
            if self.is_silent(activity) {
                continue;
            }
            let none = activity.themes.is_empty().then_some(terms.len());
            for theme in activity.themes.iter().copied().chain(none) {
                if let Some(members) = members.get_mut(theme) {
                    members.push((record, activity));
                }
            }
        }
        for (theme, members) in members.into_iter().enumerate().filter(|(_, it)| !it.is_empty()) {
            let name = terms.get(theme).map(|it| Words::of(it, self.lang));
            let name = name.unwrap_or_else(|| self.lang.words().not_stated_value.into());
            let space = if self.blocks.is_empty() { 0 } else { 2 };
            self.blocks.push(Block::new(Role::Heading, name).below(space).of(Field::Theme));
            for (record, activity) in members {
                let place = activity.place.name.get(self.lang);
                self.passages(record, activity, Some(place));
            }
        }
        self.silent(rows);
    }

    /// Names the activities that have nothing to say: each is a passage, so that it can be opened.
    fn silent(&mut self, rows: &[usize]) {
        let members = rows.iter().filter_map(|&record| Some((record, self.catalogue.activities.get(record)?)));
        let silent: Vec<(usize, &Activity)> = members.filter(|(_, it)| self.is_silent(it)).collect();
        let words = self.lang.words();
        let heading = match silent.len() {
            0 => return,
            1 => words.one_silent.to_owned(),
            count => (words.many_silent)(count),
        };
        let space = if self.blocks.is_empty() { 0 } else { 2 };
        self.blocks.push(Block::new(Role::Heading, heading).below(space));
        for (at, (record, activity)) in silent.into_iter().enumerate() {
            let place = Words::of(&activity.place.name, self.lang);
            let place = place.with(", ").with(activity.place.country.name(self.lang));
            let anchor = Anchor { activity: Some(record), section: Some(self.section), item: 0, is_passage: true };
            let block = Block::new(Role::Silence, place).marked("· ").below(usize::from(at == 0));
            self.blocks.push(block.at(anchor).of(Field::Place));
        }
    }

    /// Pushes the passages of one activity, each under the name of its place where one is given.
    fn passages(&mut self, record: usize, activity: &Activity, place: Option<&str>) {
        let (section, lang) = (self.section, self.lang);
        let anchor = |item, is_passage| Anchor { activity: Some(record), section: Some(section), item, is_passage };
        let mut space = 1;
        if section == Section::Lessons {
            for (item, lesson) in activity.lessons.iter().enumerate() {
                let [mut provenance, text] = lesson_blocks(lesson, lang);
                if let Some(place) = place {
                    provenance.text = format!("{place} · {}", provenance.text);
                }
                self.blocks.push(provenance.below(space).at(anchor(item, false)));
                self.blocks.push(text.at(anchor(item, true)));
            }
            space = 1;
        } else {
            if let Some(place) = place {
                self.blocks.push(Block::new(Role::Provenance, place).marked("· ").below(space).at(anchor(0, false)));
                space = 0;
            }
            for (item, text) in self.texts(activity).iter().enumerate() {
                let marker = if place.is_some() { "  " } else { "• " };
                let block = Block::localized(Role::Body, text, lang).marked(marker).below(space);
                self.blocks.push(block.of(section).at(anchor(item, true)));
                space = 0;
            }
        }
        if self.is_silent(activity) {
            let silence = Block::new(Role::Silence, lang.words().source_silent).below(space);
            self.blocks.push(silence.at(anchor(0, true)));
        }
    }

    fn texts<'b>(&self, activity: &'b Activity) -> &'b [Text] {
        match self.section {
            Section::Results => &activity.results,
            Section::Outlook => &activity.outlook,
            _ => &[],
        }
    }

    fn is_silent(&self, activity: &Activity) -> bool {
        match self.section {
            Section::Lessons => activity.lessons.is_empty(),
            _ => self.texts(activity).is_empty(),
        }
    }
}
