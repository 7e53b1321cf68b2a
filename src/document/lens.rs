//! How are lessons read across activities?
//!
//! Builds one document of a section of many activities, under headings by activity or by theme.

use std::collections::BTreeSet;

use super::block::{Anchor, AnnotatedText, Block, BlockKind, Document, language_tags, legend};
use super::sheet::lesson_blocks;
use crate::catalogue::{Activity, Catalogue, Field, Section};
use crate::lang::Lang;

/// Headings under which passages are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// One heading for each activity.
    #[default]
    Activity,
    /// One heading for each theme. A passage is repeated under each theme of its activity.
    Theme,
}

impl Grouping {
    /// Returns the identifier used on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Grouping::Activity => "activity",
            Grouping::Theme => "theme",
        }
    }

    /// Returns the other grouping.
    pub fn other(self) -> Self {
        match self {
            Grouping::Activity => Grouping::Theme,
            Grouping::Theme => Grouping::Activity,
        }
    }
}

/// A part of a lens that is built separately: the passages of one activity, under a heading if it is the first in its
/// group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Record index of the activity.
    pub record: usize,
    group: Group,
    is_first: bool,
}

/// The group to which a unit belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    /// The activity itself.
    Activity,
    /// A theme; `None` for activities without one.
    Theme(Option<usize>),
    /// Activities whose sources are silent, and their number. Each is a passage, so that it can be opened.
    Silent(usize),
    /// Activities whose author has not given the section, and their number.
    NotGiven(usize),
}

/// What a lens shows.
#[derive(Clone, Copy, Debug)]
pub struct LensView<'a> {
    /// Catalogue of the activities.
    pub catalogue: &'a Catalogue,
    /// Section that is read.
    pub section: Section,
    /// Grouping of the passages.
    pub grouping: Grouping,
    /// Whether each passage names its activity, even under the heading of the activity.
    pub names_activities: bool,
}

impl Unit {
    /// Returns whether the block with an anchor belongs to the unit.
    pub fn contains(&self, anchor: &Anchor) -> bool {
        (Some(self.record), self.theme()) == (anchor.activity, anchor.theme)
    }

    /// Returns the theme of its group; `None` if it has none.
    pub fn theme(&self) -> Option<usize> {
        if let Group::Theme(theme) = self.group { theme } else { None }
    }
}

impl LensView<'_> {
    /// Returns the units of a lens over some activities, in reading order.
    pub fn units(self, rows: &[usize]) -> Vec<Unit> {
        match self.grouping {
            Grouping::Activity => {
                rows.iter().map(|&record| Unit { record, group: Group::Activity, is_first: true }).collect()
            }
            Grouping::Theme => self.units_by_theme(rows),
        }
    }

    fn units_by_theme(self, rows: &[usize]) -> Vec<Unit> {
        let terms = &self.catalogue.vocabularies.themes;
        // Activities with text, under each theme; those without a theme come last.
        let mut by_theme: Vec<Vec<usize>> = vec![Vec::new(); terms.len() + 1];
        let [mut silent, mut not_given] = [const { Vec::new() }; 2];
        for (record, activity) in rows.iter().filter_map(|&it| Some((it, self.catalogue.activities.get(it)?))) {
            if !activity.has(self.section) {
                let is_silent = activity.silent.contains(&self.section);
                if is_silent { &mut silent } else { &mut not_given }.push(record);
                continue;
            }
            let no_theme = activity.themes.is_empty().then_some(terms.len());
            for theme in activity.themes.iter().copied().chain(no_theme) {
                if let Some(members) = by_theme.get_mut(theme) {
                    members.push(record);
                }
            }
        }
        let group = |theme| Group::Theme(Some(theme).filter(|it| *it < terms.len()));
        let themes = by_theme.into_iter().enumerate().map(|(theme, members)| (group(theme), members));
        let without_text = [(Group::Silent(silent.len()), silent), (Group::NotGiven(not_given.len()), not_given)];
        let units = |(group, members): (Group, Vec<usize>)| {
            members.into_iter().enumerate().map(move |(at, record)| Unit { record, group, is_first: at == 0 })
        };
        themes.chain(without_text).flat_map(units).collect()
    }

    /// Returns some units as a document, with the legend of its language tags if it is the beginning of the lens.
    pub fn document(self, units: &[Unit], lang: Lang, is_beginning: bool) -> Document {
        let mut blocks = self.blocks(units, lang, is_beginning);
        if let Some(legend) = legend(language_tags(&blocks), lang).filter(|_| is_beginning) {
            blocks.insert(0, legend);
        }
        Document { blocks }
    }

    /// Returns some units of a lens that is written part by part. A legend explains the language tags of a unit that are
    /// not among `known_tags`, to which they are added.
    pub fn part(self, units: &[Unit], lang: Lang, known_tags: &mut BTreeSet<String>, is_beginning: bool) -> Document {
        let mut builder = LensBuilder { view: self, lang, is_beginning, blocks: Vec::new() };
        for unit in units {
            let first = builder.blocks.len();
            builder.unit(unit);
            builder.explain_tags(first, known_tags);
        }
        Document { blocks: builder.blocks }
    }

    /// Returns some units in two languages, side by side.
    pub fn side_by_side(self, units: &[Unit], langs: [Lang; 2], is_beginning: bool) -> Document {
        let sides = langs.map(|lang| self.blocks(units, lang, is_beginning));
        Document::side_by_side(sides, langs, is_beginning)
    }

    fn blocks(self, units: &[Unit], lang: Lang, is_beginning: bool) -> Vec<Block> {
        let mut builder = LensBuilder { view: self, lang, is_beginning, blocks: Vec::new() };
        units.iter().for_each(|it| builder.unit(it));
        builder.blocks
    }
}

struct LensBuilder<'a> {
    view: LensView<'a>,
    lang: Lang,
    /// Whether the blocks are the first of the lens.
    is_beginning: bool,
    blocks: Vec<Block>,
}

impl LensBuilder<'_> {
    fn unit(&mut self, unit: &Unit) {
        let Some(activity) = self.view.catalogue.activities.get(unit.record) else { return };
        let first = self.blocks.len();
        match unit.group {
            Group::Activity => self.activity(activity),
            Group::Theme(theme) => {
                if unit.is_first {
                    let name = theme.and_then(|it| self.view.catalogue.vocabularies.themes.get(it));
                    let name = name.map(|it| AnnotatedText::localized(&it.name, self.lang));
                    let name = name.unwrap_or_else(|| self.lang.words().not_stated_value.into());
                    self.blocks.push(
                        Block::new(BlockKind::Heading, name).with_space_above(self.space()).in_field(Field::Theme),
                    );
                }
                self.passages(activity, Some(&self.label(activity)));
            }
            Group::Silent(count) => self.missing_entry(unit, activity, (self.lang.words().silent_in)(count)),
            Group::NotGiven(count) => self.missing_entry(unit, activity, (self.lang.words().not_given_in)(count)),
        }
        // A heading belongs to the unit below it. The theme distinguishes a passage listed under several.
        for block in &mut self.blocks[first..] {
            (block.anchor.activity, block.anchor.theme) = (Some(unit.record), unit.theme());
        }
    }

    /// Inserts a legend of the language tags before the blocks from `first` on, unless all are known.
    fn explain_tags(&mut self, first: usize, known_tags: &mut BTreeSet<String>) {
        let tags = language_tags(&self.blocks[first..]).filter(|it| !known_tags.contains(*it));
        if let Some(legend) = legend(tags, self.lang) {
            known_tags.extend(language_tags(&self.blocks[first..]).map(str::to_owned));
            let space = std::mem::replace(&mut self.blocks[first].space, 1);
            self.blocks.insert(first, legend.with_space_above(space));
        }
    }

    /// Returns the number of empty lines above a heading.
    fn space(&self) -> usize {
        if self.is_beginning && self.blocks.is_empty() { 0 } else { 2 }
    }

    fn activity(&mut self, activity: &Activity) {
        let anchor = Anchor { section: Some(self.view.section), ..Anchor::default() };
        let places = activity.places().map(|it| AnnotatedText::place(it, self.lang).in_field(Field::Place));
        let heading = Block::new(BlockKind::Heading, AnnotatedText::list(places));
        self.blocks.push(heading.with_space_above(self.space()).with_anchor(anchor));
        self.blocks.push(
            Block::localized(BlockKind::Subtitle, &activity.title, self.lang)
                .with_anchor(anchor)
                .in_field(Field::Title),
        );
        let label = self.view.names_activities.then(|| self.label(activity));
        self.passages(activity, label.as_deref());
    }

    fn missing_entry(&mut self, unit: &Unit, activity: &Activity, heading: String) {
        if unit.is_first {
            self.blocks.push(Block::new(BlockKind::Heading, heading).with_space_above(self.space()));
        }
        let mut place = AnnotatedText::place(&activity.place, self.lang);
        if self.view.catalogue.shares_place(activity) {
            place = place.with(" – ").with(AnnotatedText::localized(&activity.title, self.lang));
        }
        let anchor = Anchor { section: Some(self.view.section), is_passage: true, ..Anchor::default() };
        let block = Block::new(BlockKind::Remark, place).with_marker("· ").with_space_above(usize::from(unit.is_first));
        self.blocks.push(block.with_anchor(anchor).in_field(Field::Place));
    }

    /// Returns the label of an activity: the name of its place, with its title if others share the place.
    fn label(&self, activity: &Activity) -> String {
        let place = activity.place.name.get(self.lang);
        match self.view.catalogue.shares_place(activity) {
            true => format!("{place} – {}", activity.title.get(self.lang)),
            false => place.to_owned(),
        }
    }

    /// Appends the passages of one activity, under a label if one is given.
    fn passages(&mut self, activity: &Activity, label: Option<&str>) {
        let (section, lang) = (self.view.section, self.lang);
        let anchor = |item, is_passage| Anchor { section: Some(section), item, is_passage, ..Anchor::default() };
        let mut space = 1;
        if section == Section::Lessons {
            for (item, lesson) in activity.lessons.iter().enumerate() {
                let [mut provenance, text] = lesson_blocks(lesson, lang);
                if let Some(place) = label {
                    provenance.text = format!("{place} · {}", provenance.text);
                }
                self.blocks.push(provenance.with_space_above(space).with_anchor(anchor(item, false)));
                self.blocks.push(text.with_anchor(anchor(item, true)));
            }
        } else {
            if let Some(place) = label {
                let label = Block::new(BlockKind::Label, place).with_marker("· ").with_space_above(space);
                self.blocks.push(label.with_anchor(anchor(0, false)));
                space = 0;
            }
            // Items are indented below a label; a single one needs no bullet there.
            let marker = match (label, activity.texts(section).nth(1)) {
                (Some(_), None) => "  ",
                (Some(_), Some(_)) => "  • ",
                (None, _) => "• ",
            };
            for (item, text) in activity.texts(section).enumerate() {
                let block = Block::localized(BlockKind::Body, text, lang).with_marker(marker).with_space_above(space);
                self.blocks.push(block.in_field(section).with_anchor(anchor(item, true)));
                space = 0;
            }
        }
        if !activity.has(section) {
            let words = lang.words();
            let remark = if activity.silent.contains(&section) { words.source_silent } else { words.not_given_here };
            let remark = Block::new(BlockKind::Remark, remark).with_space_above(space);
            self.blocks.push(remark.with_anchor(anchor(0, true)));
        }
    }
}
