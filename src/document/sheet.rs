//! How is one activity read? Title, facts, then its sections in a fixed order.

use super::block::{Anchor, Block, Document, Role, Words, legend};
use crate::catalogue::{Activity, Basis, Catalogue, Field, Lesson, LessonKind, Section, Source, Text};
use crate::lang::Lang;
use crate::text::pad;

/// Returns the sheet of an activity: every section, silent ones included, then what the catalogue says
/// of itself.
pub fn sheet(catalogue: &Catalogue, record: usize, lang: Lang) -> Document {
    let Some(mut sheet) = Sheet::new(catalogue, record, lang) else { return Document::default() };
    sheet.body();
    sheet.colophon();
    sheet.told()
}

/// Returns the sheet of an activity without what the catalogue says of itself, as one of many that are
/// taken along together.
pub fn leaf(catalogue: &Catalogue, record: usize, lang: Lang) -> Document {
    let Some(mut sheet) = Sheet::new(catalogue, record, lang) else { return Document::default() };
    sheet.body();
    sheet.told()
}

/// Returns the sheet of an activity in two languages, block beside block.
pub fn side_by_side(catalogue: &Catalogue, record: usize, left: Lang) -> Document {
    let blocks = |lang| {
        let mut sheet = Sheet::new(catalogue, record, lang)?;
        sheet.body();
        sheet.colophon();
        Some(sheet.blocks)
    };
    Document::side_by_side([left, left.other()].map(|lang| blocks(lang).unwrap_or_default()), left, true)
}

/// How many blocks the title takes.
const TITLE: usize = 2;

struct Sheet<'a> {
    catalogue: &'a Catalogue,
    activity: &'a Activity,
    record: usize,
    lang: Lang,
    /// Its sources, then those that only a lesson names: their places are their numbers.
    sources: Vec<usize>,
    blocks: Vec<Block>,
}

impl<'a> Sheet<'a> {
    fn new(catalogue: &'a Catalogue, record: usize, lang: Lang) -> Option<Self> {
        let activity = catalogue.activities.get(record)?;
        Some(Self { catalogue, activity, record, lang, sources: activity.all_sources(), blocks: Vec::new() })
    }

    /// Returns the sheet with what its tags of languages mean, under the title.
    fn told(self) -> Document {
        let mut blocks = self.blocks;
        if let Some(legend) = legend(&blocks, self.lang) {
            blocks.insert(TITLE, legend);
        }
        Document { blocks }
    }

    fn body(&mut self) {
        self.title();
        self.facts();
        Section::ALL.into_iter().for_each(|it| self.section(it));
    }

    fn push(&mut self, block: Block, section: Option<Section>, item: usize) {
        let anchor = Anchor { activity: Some(self.record), section, item, ..Anchor::default() };
        self.blocks.push(block.at(anchor));
    }

    /// The title, then place, country and kinds on one line.
    fn title(&mut self) {
        let (activity, lang) = (self.activity, self.lang);
        let place = Words::of(&activity.place.name, lang).with(", ").with(activity.place.country.name(lang));
        let terms = &self.catalogue.vocabularies.kinds;
        let kinds =
            activity.kinds.iter().filter_map(|&at| terms.get(at)).map(|it| Words::name(it, lang).in_field(Field::Kind));
        let subtitle = Words::list(std::iter::once(place.in_field(Field::Place)).chain(kinds));
        self.push(Block::localized(Role::Title, &activity.title, lang).of(Field::Title), None, 0);
        self.push(Block::new(Role::Subtitle, subtitle), None, 0);
    }

    fn facts(&mut self) {
        let (lang, words, terms) = (self.lang, self.lang.words(), &self.catalogue.vocabularies);
        let named = |texts: Vec<&Text>| Words::list(texts.into_iter().map(|it| Words::name(it, lang)));
        let activity = self.activity;
        let themes = named(activity.themes.iter().filter_map(|&at| terms.themes.get(at)).collect());
        let experts = activity.experts.iter().filter_map(|&at| terms.organisations.get(at)).map(|it| {
            let country = it.country.map_or(String::new(), |country| format!("\u{a0}({})", country.code()));
            Words::name(&it.name, lang).with(country)
        });
        let facts = [
            (words.themes, themes, Field::Theme),
            (words.lead, named(activity.lead.iter().collect()), Field::Lead),
            (words.experts, Words::list(experts), Field::Partner),
            (words.partners, named(activity.partners.iter().collect()), Field::Partner),
            (words.period, activity.period.map(|it| it.in_words(lang)).unwrap_or_default().into(), Field::Date),
        ];
        for (at, (name, fact, field)) in facts.into_iter().enumerate() {
            let block = match fact.is_empty() {
                true => self.fact(name, words.not_stated),
                false => self.fact(name, fact).of(field),
            };
            self.push(block.below(usize::from(at == 0)), None, at);
        }
    }

    fn fact(&self, name: &str, fact: impl Into<Words>) -> Block {
        Block::new(Role::Fact, fact).marked(pad(name, self.lang.words().fact_width))
    }

    fn section(&mut self, section: Section) {
        let activity = self.activity;
        let one = |text: &Option<Text>| text.clone().into_iter().collect::<Vec<_>>();
        match section {
            Section::Summary => self.prose(section, &one(&activity.summary)),
            Section::Aims => self.prose(section, &one(&activity.aims)),
            Section::Actions => self.prose(section, &activity.actions),
            Section::Results => self.prose(section, &activity.results),
            Section::Outlook => self.prose(section, &activity.outlook),
            Section::Lessons => self.lessons(),
            Section::Sources => self.sources(),
            Section::Other if activity.extra.is_empty() => {}
            Section::Other => {
                self.heading(section);
                for (at, (name, text)) in activity.extra.iter().enumerate() {
                    let name = Block::new(Role::Provenance, name.as_str()).below(usize::from(at > 0));
                    self.push(name.of(section), Some(section), at);
                    let text = Block::localized(Role::Body, text, self.lang).marked("  ");
                    self.push(text.of(section), Some(section), at);
                }
            }
        }
    }

    fn heading(&mut self, section: Section) {
        let heading = Block::new(Role::Heading, section.name(self.lang)).below(1);
        self.push(heading, Some(section), 0);
    }

    fn prose(&mut self, section: Section, texts: &[Text]) {
        self.heading(section);
        let marker = if texts.len() > 1 { "• " } else { "" };
        for (at, text) in texts.iter().enumerate() {
            let block = Block::localized(Role::Body, text, self.lang).marked(marker);
            self.push(block.of(section), Some(section), at);
        }
        if texts.is_empty() {
            self.push(Block::new(Role::Silence, self.lang.words().source_silent), Some(section), 0);
        }
    }

    fn lessons(&mut self) {
        self.heading(Section::Lessons);
        for (at, lesson) in self.activity.lessons.iter().enumerate() {
            let space = usize::from(at > 0);
            let [mut provenance, text] = lesson_blocks(lesson, self.lang);
            provenance.text.push_str(&self.numbers(&lesson.sources));
            self.push(provenance.below(space), Some(Section::Lessons), at);
            self.push(text, Some(Section::Lessons), at);
        }
        if self.activity.lessons.is_empty() {
            self.push(Block::new(Role::Silence, self.lang.words().source_silent), Some(Section::Lessons), 0);
        }
    }

    fn sources(&mut self) {
        let section = Section::Sources;
        self.heading(section);
        let terms = &self.catalogue.vocabularies;
        let sources: Vec<&Source> = self.sources.iter().filter_map(|&at| terms.sources.get(at)).collect();
        for (at, source) in sources.iter().enumerate() {
            let block = reference(source, self.lang).marked(format!("[{}] ", at + 1));
            self.push(block.of(section), Some(section), at);
        }
        if sources.is_empty() {
            self.push(Block::new(Role::Silence, self.lang.words().not_stated), Some(section), 0);
        }
    }

    /// Returns the numbers of sources, as they stand before them in the list: ` [1, 3]`.
    fn numbers(&self, sources: &[usize]) -> String {
        let number = |source| self.sources.iter().position(|it| it == source).map(|at| (at + 1).to_string());
        let numbers: Vec<String> = sources.iter().filter_map(number).collect();
        if numbers.is_empty() { String::new() } else { format!(" [{}]", numbers.join(",\u{a0}")) }
    }

    /// What the catalogue says of itself: who is to be named, and under which licence one may use it.
    fn colophon(&mut self) {
        let (words, lang) = (self.lang.words(), self.lang);
        let Some(header) = self.catalogue.headers.get(self.activity.header) else { return };
        let said = |text: &Option<Text>| text.as_ref().map(|it| Words::of(it, lang));
        let facts = [
            (words.catalogue, Some(Words::of(&header.title, lang))),
            (words.about, said(&header.about)),
            (words.attribution, said(&header.attribution)),
            (words.licence, header.licence.as_ref().map(|it| Words::from(it.as_str()))),
        ];
        let facts = facts.into_iter().filter_map(|(name, fact)| Some((name, fact?)));
        for (at, (name, fact)) in facts.enumerate() {
            let block = self.fact(name, fact).below(usize::from(at == 0));
            // Behind the sources, and none of them.
            self.push(block, Some(Section::Sources), self.sources.len() + at);
        }
    }
}

/// Returns who says a lesson and what it is, then the lesson.
pub(super) fn lesson_blocks(lesson: &Lesson, lang: Lang) -> [Block; 2] {
    let words = lang.words();
    let kind = lesson.kind.map(|it| match it {
        LessonKind::Success => words.success,
        LessonKind::Obstacle => words.obstacle,
        LessonKind::Advice => words.advice,
        LessonKind::Question => words.question,
    });
    let (mark, basis) = match lesson.basis {
        Some(Basis::Stated) => ("◆ ", words.stated),
        Some(Basis::Drawn) => ("◇ ", words.drawn),
        None => ("· ", words.basis_unknown),
    };
    let provenance = kind.into_iter().chain([basis]).collect::<Vec<_>>().join(" · ");
    [
        Block::new(Role::Provenance, provenance).marked(mark),
        Block::localized(Role::Body, &lesson.text, lang).marked("  ").of(Section::Lessons),
    ]
}

/// Returns a source in one paragraph: title, publisher, year, ISBN, address, when it was consulted.
fn reference(source: &Source, lang: Lang) -> Block {
    // Who published it goes by its own name, whatever the language.
    let publisher = source.publisher.as_ref().map(|it| it.get(lang).to_owned());
    let year = source.year.map(|it| it.to_string());
    let isbn = source.isbn.as_ref().map(|it| format!("ISBN\u{a0}{it}"));
    let more = |reference: Words, part: String| reference.with(", ").with(part);
    let mut reference = [publisher, year, isbn].into_iter().flatten().fold(Words::of(&source.title, lang), more);
    let mut link = None;
    if let Some(url) = &source.url {
        reference = more(reference, url.to_string());
        link = Some(reference.len() - url.len()..reference.len());
    }
    if let Some(date) = &source.accessed {
        reference = more(reference, format!("{} {date}", lang.words().cite.accessed));
    }
    Block { link, ..Block::new(Role::Body, reference) }
}
