//! How is one activity read?
//!
//! Builds the sheet of an activity: title, facts, its sections in a fixed order, and what is not given.

use std::borrow::Cow;

use super::block::{Anchor, AnnotatedText, Block, BlockKind, Document, language_tags, legend};
use super::references::{References, address};
use crate::catalogue::{
    Activity, Basis, Catalogue, Content, Field, Header, Labelled, Lesson, Participant, Role, Section, Text,
};
use crate::lang::Lang;
use crate::text::pad;

/// Returns the sheet of an activity, with the sections on which its sources are silent, and the colophon of its
/// catalogue; empty if there is no such record.
pub fn sheet(catalogue: &Catalogue, record: usize, lang: Lang) -> Document {
    complete(catalogue, record, lang).map(SheetBuilder::finish).unwrap_or_default()
}

/// Like [`sheet`] without the colophon, as one of several sheets that are exported together. In a document with a list of
/// sources at its end, it cites only their numbers in `references`, which contains all of them.
pub fn sheet_without_colophon(
    catalogue: &Catalogue,
    record: usize,
    lang: Lang,
    references: Option<&References>,
) -> Document {
    let sheet = SheetBuilder::new(catalogue, record, lang, references);
    sheet.map(|it| it.body().finish()).unwrap_or_default()
}

/// Returns the title of an activity and some of its sections, without the legend of language tags.
pub fn sheet_of_sections(catalogue: &Catalogue, record: usize, lang: Lang, sections: &[Section]) -> Document {
    let Some(mut sheet) = SheetBuilder::new(catalogue, record, lang, None) else { return Document::default() };
    sheet.title();
    let requested = || Section::ALL.into_iter().filter(|it| sections.contains(it));
    requested().for_each(|it| sheet.section(it));
    let is_missing = |it: &Section| !sheet.blocks.iter().any(|block| block.anchor.section == Some(*it));
    let missing: Vec<Section> = requested().filter(is_missing).collect();
    sheet.not_given(missing);
    Document { blocks: sheet.blocks }
}

/// Returns the sheet of an activity in two languages, side by side.
pub fn side_by_side(catalogue: &Catalogue, record: usize, left: Lang, right: Lang) -> Document {
    let blocks = |lang| complete(catalogue, record, lang).map(|it| it.blocks).unwrap_or_default();
    Document::side_by_side([left, right].map(blocks), [left, right], true)
}

/// Returns the parts of a sheet in which a search finds words, in their order: title and facts, then each section. Each
/// is built only when it is asked for.
pub fn searchable_parts(catalogue: &Catalogue, record: usize, lang: Lang) -> impl Iterator<Item = Document> {
    let mut sheet = SheetBuilder::new(catalogue, record, lang, None);
    [None].into_iter().chain(Section::ALL.map(Some)).filter_map(move |section| {
        let sheet = sheet.as_mut()?;
        match section {
            Some(section) => sheet.section(section),
            None => {
                sheet.title();
                sheet.facts();
            }
        }
        Some(Document { blocks: std::mem::take(&mut sheet.blocks) })
    })
}

/// Returns the complete sheet of a record, unless there is no such record.
fn complete(catalogue: &Catalogue, record: usize, lang: Lang) -> Option<SheetBuilder<'_>> {
    SheetBuilder::new(catalogue, record, lang, None).map(|it| it.body().colophon())
}

/// Number of blocks of the title.
const TITLE_BLOCKS: usize = 2;

struct SheetBuilder<'a> {
    catalogue: &'a Catalogue,
    activity: &'a Activity,
    record: usize,
    lang: Lang,
    /// Its sources, then those cited only by a lesson.
    sources: Vec<usize>,
    /// Numbers of the sources; borrowed if the sources are listed at the end of the whole document.
    references: Cow<'a, References>,
    blocks: Vec<Block>,
}

impl<'a> SheetBuilder<'a> {
    fn new(catalogue: &'a Catalogue, record: usize, lang: Lang, shared: Option<&'a References>) -> Option<Self> {
        let activity = catalogue.activities.get(record)?;
        let sources = activity.all_sources();
        let references = shared.map_or_else(|| Cow::Owned(References::of(&sources)), Cow::Borrowed);
        Some(Self { catalogue, activity, record, lang, sources, references, blocks: Vec::with_capacity(32) })
    }

    /// Returns the document, with the legend of its language tags below the title.
    fn finish(self) -> Document {
        let mut blocks = self.blocks;
        if let Some(legend) = legend(language_tags(&blocks), self.lang) {
            blocks.insert(TITLE_BLOCKS, legend);
        }
        Document { blocks }
    }

    fn body(mut self) -> Self {
        self.title();
        self.facts();
        Section::ALL.into_iter().for_each(|it| self.section(it));
        let is_left_out = |it: &Section| {
            let has = self.activity.has(*it) || *it == Section::Sources && !self.sources.is_empty();
            it.is_expected() && !has && !self.activity.silent.contains(it)
        };
        let left_out = Section::ALL.into_iter().filter(is_left_out).collect();
        self.not_given(left_out);
        self
    }

    fn push(&mut self, block: Block, section: Option<Section>, item: usize) {
        let anchor = Anchor { activity: Some(self.record), section, item, ..Anchor::default() };
        self.blocks.push(block.with_anchor(anchor));
    }

    /// Appends the title, and one line with places, countries and kinds.
    fn title(&mut self) {
        let (activity, lang) = (self.activity, self.lang);
        let places = activity.places().map(|it| AnnotatedText::place(it, lang).in_field(Field::Place));
        let terms = &self.catalogue.vocabularies.kinds;
        let kinds = activity.kinds.iter().filter_map(|&at| terms.get(at));
        let kinds = kinds.map(|it| AnnotatedText::name(&it.name, lang).in_field(Field::Kind));
        let subtitle = AnnotatedText::list(places.chain(kinds));
        self.push(Block::localized(BlockKind::Title, &activity.title, lang).in_field(Field::Title), None, 0);
        self.push(Block::new(BlockKind::Subtitle, subtitle), None, 0);
    }

    /// Appends the facts that have a value, each with its name.
    fn facts(&mut self) {
        let (lang, words, terms) = (self.lang, self.lang.words(), &self.catalogue.vocabularies);
        let activity = self.activity;
        let themes = activity.themes.iter().filter_map(|&at| terms.themes.get(at)).map(Labelled::name);
        let groups = activity.groups.iter().filter_map(|&at| terms.groups.get(at)).map(Labelled::name);
        let names =
            |texts: &mut dyn Iterator<Item = &Text>| AnnotatedText::list(texts.map(|it| AnnotatedText::name(it, lang)));
        let role = |role: Role, field| {
            let participants = activity.in_role(role).map(|it| self.participant_name(it));
            (words.roles[role as usize], AnnotatedText::list(participants), field)
        };
        let period = activity.period.map(|it| it.in_words(lang)).unwrap_or_default().into();
        let facts = [
            (words.themes, names(&mut themes.into_iter()), Field::Theme),
            role(Role::Lead, Field::Lead),
            role(Role::Expert, Field::Partner),
            role(Role::Partner, Field::Partner),
            (words.groups, names(&mut groups.into_iter()), Field::Group),
            (words.period, period, Field::Date),
        ];
        let blocks: Vec<Block> = facts
            .into_iter()
            .filter(|(_, value, _)| !value.is_empty())
            .map(|(name, it, field)| fact(name, it, lang).in_field(field))
            .collect();
        for (at, block) in blocks.into_iter().enumerate() {
            self.push(block.with_space_above(usize::from(at == 0)), None, at);
        }
    }

    /// Returns the name of a participant; that of an organisation is followed by its country code.
    fn participant_name(&self, participant: &Participant) -> AnnotatedText {
        let terms = &self.catalogue.vocabularies.organisations;
        match participant {
            Participant::Named(name) => AnnotatedText::name(name, self.lang),
            Participant::Organisation(at) => terms.get(*at).map_or_else(AnnotatedText::default, |it| {
                let name = AnnotatedText::name(&it.name, self.lang);
                // A short name that is a part of the name says nothing more.
                let short = it.short.as_deref().filter(|short| !name.text().contains(short));
                let notes: Vec<&str> = short.into_iter().chain(it.country.map(|it| it.code())).collect();
                let notes = if notes.is_empty() { String::new() } else { format!("\u{a0}({})", notes.join(", ")) };
                name.with(notes)
            }),
        }
    }

    fn section(&mut self, section: Section) {
        let activity = self.activity;
        if !activity.has(section) && (section != Section::Sources || self.sources.is_empty()) {
            if activity.silent.contains(&section) {
                self.heading(section);
                self.push(Block::new(BlockKind::Remark, self.lang.words().source_silent), Some(section), 0);
            }
            return;
        }
        if section == Section::Sources && matches!(self.references, Cow::Borrowed(_)) {
            let (name, colon) = (section.name(self.lang), self.lang.words().colon);
            let numbers = format!("{name}{colon}{}", self.references.numbers(&self.sources));
            return self.push(Block::new(BlockKind::Remark, numbers).with_space_above(1), Some(section), 0);
        }
        self.heading(section);
        match section {
            Section::Lessons => self.lessons(),
            Section::Sources => self.sources(),
            Section::Other => self.extra(),
            section => self.texts(section),
        }
    }

    fn heading(&mut self, section: Section) {
        let heading = Block::new(BlockKind::Heading, section.name(self.lang)).with_space_above(1);
        self.push(heading, Some(section), 0);
    }

    fn texts(&mut self, section: Section) {
        let texts = self.activity.texts(section);
        // A single item needs no bullet.
        let marker = if texts.len() > 1 && section.content() != Content::Text { "• " } else { "" };
        for (at, text) in texts.enumerate() {
            let block = Block::localized(BlockKind::Body, text, self.lang).with_marker(marker);
            self.push(block.in_field(section), Some(section), at);
        }
    }

    fn extra(&mut self) {
        let section = Section::Other;
        for (at, (name, text)) in self.activity.extra.iter().enumerate() {
            let name = Block::new(BlockKind::Label, name.as_str()).with_space_above(usize::from(at > 0));
            self.push(name.in_field(section), Some(section), at);
            let text =
                Block { link: address(text.get(self.lang)), ..Block::localized(BlockKind::Body, text, self.lang) };
            self.push(text.with_marker("  ").in_field(section), Some(section), at);
        }
    }

    fn lessons(&mut self) {
        for (at, lesson) in self.activity.lessons.iter().enumerate() {
            let space = usize::from(at > 0);
            let [mut provenance, text] = lesson_blocks(lesson, self.lang);
            provenance.text.push_str(&self.references.numbers(&lesson.sources));
            self.push(provenance.with_space_above(space), Some(Section::Lessons), at);
            self.push(text, Some(Section::Lessons), at);
        }
    }

    fn sources(&mut self) {
        let sources: Vec<Block> = self.references.blocks(self.catalogue, self.lang).collect();
        for (at, source) in sources.into_iter().enumerate() {
            self.push(source, Some(Section::Sources), at);
        }
    }

    /// Appends a remark that some sections are not given, if there are any.
    fn not_given(&mut self, sections: Vec<Section>) {
        let names: Vec<String> = sections.into_iter().map(|it| it.name(self.lang).to_lowercase()).collect();
        if !names.is_empty() {
            let remark = (self.lang.words().not_given)(&names.join(", "));
            self.push(Block::new(BlockKind::Remark, remark).with_space_above(1), None, 0);
        }
    }

    /// Appends the colophon: what the header of the catalogue states, such as attribution and licence.
    fn colophon(mut self) -> Self {
        let (catalogue, lang) = (self.catalogue, self.lang);
        let header = catalogue.headers.get(self.activity.header).into_iter();
        for (at, block) in header.flat_map(|it| header_facts(it, lang)).enumerate() {
            // Items continue after those of the sources, so that every anchor stays unique.
            self.push(block, Some(Section::Sources), self.sources.len() + at);
        }
        self
    }
}

/// Returns the colophon of the catalogues of some activities, each catalogue once.
pub fn colophon(catalogue: &Catalogue, rows: &[usize], lang: Lang) -> Document {
    let headers = catalogue.headers_of(rows).into_iter();
    Document { blocks: headers.flat_map(|it| header_facts(it, lang)).collect() }
}

fn header_facts(header: &Header, lang: Lang) -> Vec<Block> {
    let words = lang.words();
    let localized = |text: &Option<Text>| text.as_ref().map(|it| AnnotatedText::localized(it, lang));
    let facts = [
        (words.catalogue, Some(AnnotatedText::localized(&header.title, lang))),
        (words.about, localized(&header.about)),
        (words.attribution, localized(&header.attribution)),
        (words.licence, header.licence.as_ref().map(|it| AnnotatedText::from(it.as_str()))),
    ];
    let facts = facts.into_iter().filter_map(|(name, it)| Some(fact(name, it?, lang)));
    facts.enumerate().map(|(at, it)| it.with_space_above(usize::from(at == 0))).collect()
}

fn fact(name: &str, value: impl Into<AnnotatedText>, lang: Lang) -> Block {
    Block::new(BlockKind::Fact, value).with_marker(pad(name, lang.words().fact_width))
}

/// Returns the kind and the basis of a lesson in words.
pub fn provenance(lesson: &Lesson, lang: Lang) -> String {
    let basis = lesson.basis.map_or(lang.words().basis_unknown, |it| it.name(lang));
    lesson.kind.map(|it| it.name(lang)).into_iter().chain([basis]).collect::<Vec<_>>().join(" · ")
}

/// Returns the label of a lesson, with its kind and basis, then its text.
pub(super) fn lesson_blocks(lesson: &Lesson, lang: Lang) -> [Block; 2] {
    let marker = match lesson.basis {
        Some(Basis::Stated) => "◆ ",
        Some(Basis::Drawn) => "◇ ",
        None => "· ",
    };
    [
        Block::new(BlockKind::Label, provenance(lesson, lang)).with_marker(marker),
        Block::localized(BlockKind::Body, &lesson.text, lang).with_marker("  ").in_field(Section::Lessons),
    ]
}
