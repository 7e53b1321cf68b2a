//! How is one activity read? Title, facts, then its sections in a fixed order.

use super::block::{Anchor, Block, Document, Role};
use crate::catalogue::{Activity, Basis, Catalogue, Lesson, LessonKind, Section, Source, Text};
use crate::lang::Lang;
use crate::text::{pad, width};

/// The widest name that is kept on one line, in columns.
const SHORT: usize = 28;

/// Returns the sheet of an activity: every section, silent ones included.
pub fn sheet(catalogue: &Catalogue, record: usize, lang: Lang) -> Document {
    let Some(activity) = catalogue.activities.get(record) else { return Document::default() };
    let mut sheet = Sheet { catalogue, activity, record, lang, blocks: Vec::new() };
    sheet.title();
    sheet.facts();
    Section::ALL.into_iter().for_each(|it| sheet.section(it));
    Document { blocks: sheet.blocks }
}

/// Returns the sheet of an activity in two languages, block beside block.
pub fn side_by_side(catalogue: &Catalogue, record: usize, left: Lang) -> Document {
    let columns = [left, left.other()].map(|lang| sheet(catalogue, record, lang).blocks);
    let [left, right] = columns;
    let right = right.into_iter().map(|block| Block { column: 1, ..block });
    Document { blocks: left.into_iter().zip(right).flat_map(|(one, other)| [one, other]).collect() }
}

struct Sheet<'a> {
    catalogue: &'a Catalogue,
    activity: &'a Activity,
    record: usize,
    lang: Lang,
    blocks: Vec<Block>,
}

impl Sheet<'_> {
    fn push(&mut self, block: Block, section: Option<Section>, item: usize) {
        let anchor = Anchor { activity: Some(self.record), section, item, is_passage: false };
        self.blocks.push(block.at(anchor));
    }

    fn title(&mut self) {
        let place = &self.activity.place;
        let subtitle = format!("{}, {}", spoken(&place.name, self.lang), place.country.name(self.lang));
        self.push(Block::localized(Role::Title, &self.activity.title, self.lang), None, 0);
        self.push(Block::new(Role::Subtitle, subtitle), None, 0);
    }

    fn facts(&mut self) {
        let (lang, words, terms) = (self.lang, self.lang.words(), &self.catalogue.vocabularies);
        let named = |texts: Vec<&Text>| texts.iter().map(|it| whole(&spoken(it, lang))).collect::<Vec<_>>().join(" · ");
        let activity = self.activity;
        let kinds = named(activity.kinds.iter().filter_map(|&at| terms.kinds.get(at)).collect());
        let themes = named(activity.themes.iter().filter_map(|&at| terms.themes.get(at)).collect());
        let experts = activity.experts.iter().filter_map(|&at| terms.organisations.get(at)).map(|it| {
            let name = spoken(&it.name, lang);
            whole(&it.country.map_or(name.clone(), |country| format!("{name} ({})", country.code())))
        });
        let facts = [
            (words.kind, kinds),
            (words.themes, themes),
            (words.lead, named(activity.lead.iter().collect())),
            (words.experts, experts.collect::<Vec<_>>().join(" · ")),
            (words.partners, named(activity.partners.iter().collect())),
            (words.period, activity.period.map(|it| it.in_words(lang)).unwrap_or_default()),
        ];
        for (at, (name, fact)) in facts.into_iter().enumerate() {
            let fact = if fact.is_empty() { words.not_stated } else { &fact };
            let block = Block::new(Role::Fact, fact).marked(pad(name, words.fact_width));
            self.push(block.below(usize::from(at == 0)), None, at);
        }
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
                    let colon = self.lang.words().colon;
                    let block = Block::localized(Role::Body, text, self.lang).marked(format!("{name}{colon} "));
                    self.push(block, Some(section), at);
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
            self.push(Block::localized(Role::Body, text, self.lang).marked(marker), Some(section), at);
        }
        if texts.is_empty() {
            self.push(Block::new(Role::Silence, self.lang.words().source_silent), Some(section), 0);
        }
    }

    fn lessons(&mut self) {
        self.heading(Section::Lessons);
        for (at, lesson) in self.activity.lessons.iter().enumerate() {
            let space = usize::from(at > 0);
            let [provenance, text] = lesson_blocks(lesson, self.lang);
            self.push(provenance.below(space), Some(Section::Lessons), at);
            self.push(text, Some(Section::Lessons), at);
        }
        if self.activity.lessons.is_empty() {
            self.push(Block::new(Role::Silence, self.lang.words().source_silent), Some(Section::Lessons), 0);
        }
    }

    fn sources(&mut self) {
        self.heading(Section::Sources);
        let terms = &self.catalogue.vocabularies;
        let sources: Vec<&Source> = self.activity.sources.iter().filter_map(|&at| terms.sources.get(at)).collect();
        for (at, source) in sources.iter().enumerate() {
            self.push(Block::new(Role::Body, reference(source, self.lang)).marked("• "), Some(Section::Sources), at);
        }
        if sources.is_empty() {
            self.push(Block::new(Role::Silence, self.lang.words().not_stated), Some(Section::Sources), 0);
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
        Block::localized(Role::Body, &lesson.text, lang).marked("  "),
    ]
}

/// Returns a text in the reader's language, or in another with a remark that says so.
fn spoken(text: &Text, lang: Lang) -> String {
    let version = text.version(lang);
    match version.instead {
        Some(tag) => format!("{} {}", version.text, (lang.words().text_instead)(tag)),
        None => version.text.to_owned(),
    }
}

/// Returns a name that stands among others, kept on one line where it is short.
fn whole(name: &str) -> String {
    if width(name) <= SHORT { name.replace(' ', "\u{a0}") } else { name.to_owned() }
}

/// Returns a source as one line: title, publisher, year, ISBN, address.
fn reference(source: &Source, lang: Lang) -> String {
    let year = source.year.map(|it| it.to_string());
    let isbn = source.isbn.as_ref().map(|it| format!("ISBN\u{a0}{it}"));
    let parts = [source.publisher.as_deref(), year.as_deref(), isbn.as_deref(), source.url.as_deref()];
    let mut reference = spoken(&source.title, lang);
    for part in parts.into_iter().flatten() {
        reference.push_str(", ");
        reference.push_str(part);
    }
    reference
}
