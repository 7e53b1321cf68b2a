//! How does one row become an activity?
//!
//! Builds an activity from the cells of a row, field by field, and keeps what has no field in `extra`.

use std::collections::HashSet;

use super::builder::{CatalogueBuilder, first_text};
use super::column_names::Target;
use super::columns::Column;
use super::note::{KeepReason, Note};
use super::table::Table;
use super::terms::{join_texts, text, unique};
use super::values::{Split, address, addresses_in, links, names, prose};
use crate::catalogue::record::{ActivityRecord, Entries, Str, TextRecord};
use crate::catalogue::{Content, Section, Vocabulary};
use crate::diagnose::{is_id, rules};
use crate::text::{UniqueNames, clean_line};

/// A row and its number in the file, from 1.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) number: usize,
    pub(super) cells: &'a [String],
}

/// What a row contributes to `extra`, and the notes on it.
pub(super) struct RowExtras<'n> {
    pub(super) extra: Entries<'static, TextRecord<'static>>,
    pub(super) notes: &'n mut Vec<Note>,
}

impl Row<'_> {
    /// Returns the activity of a row; `None` if it has no title or no country.
    pub(super) fn activity(
        self,
        builder: &mut CatalogueBuilder<'_>,
        notes: &mut Vec<Note>,
    ) -> Option<ActivityRecord<'static>> {
        let single_line = |cell: &str| Some(clean_line(cell)).filter(|it| !it.is_empty()).into_iter().collect();
        let mut titles = self.texts(builder, &Target::Title, single_line).into_iter();
        let Some(title) = titles.next() else {
            self.report_untitled(builder, notes);
            return None;
        };
        let mut extras = RowExtras { extra: Entries::default(), notes };
        // `Titre` and `Titre_fr` may be two titles in the same language.
        if titles.next().is_some() {
            self.keep_because(builder, &[Target::Title], KeepReason::SecondTitle, &mut extras);
        }
        let places = self.places(builder, &mut extras)?;
        self.keep_mismatched_names(builder, &mut extras);
        let id = self.id(builder, &title, &mut extras);
        let mut record = ActivityRecord { id, title, ..ActivityRecord::default() };
        record.set_places(places);
        self.set_participants(builder, &mut record);
        self.set_terms(builder, &mut record, &mut extras);
        record.period = self.period(builder, &mut extras);
        self.add_extra(builder, &mut extras.extra);
        for section in Section::ALL {
            let is_single_text = section.content() == Content::Text;
            let split: Split = if is_single_text { |it| vec![prose(it)] } else { builder.split_texts };
            let texts = self.texts(builder, &Target::Section(section), split);
            record.set_texts(section, if is_single_text { join_texts(texts, &builder.language) } else { texts });
        }
        record.lessons = self.lessons(builder, &mut extras);
        record.sources = self.sources(builder);
        record.silent = self.silent_sections(builder, &record, &mut extras);
        record.extra = extras.extra;
        Some(record)
    }

    /// Reports a row without a title. Its countries are remembered nonetheless, as rows below may refer to them.
    fn report_untitled(self, builder: &mut CatalogueBuilder<'_>, notes: &mut Vec<Note>) {
        notes.push(Note::NoTitle(self.number));
        let _ = self.places(builder, &mut RowExtras { extra: Entries::default(), notes: &mut Vec::new() });
    }

    /// Returns the non-empty cells of a field, each with its language tag.
    pub(super) fn cells<'t>(&'t self, builder: &CatalogueBuilder<'_>, target: &Target) -> Vec<(String, &'t str)> {
        let columns = builder.columns.iter().enumerate().filter(|(_, it)| it.target == *target);
        let cells = columns.map(|(at, column)| (column.tag.clone(), Table::cell(self.cells, at)));
        cells.filter(|(_, cell)| !cell.is_empty()).collect()
    }

    pub(super) fn cell<'t>(&'t self, builder: &CatalogueBuilder<'_>, target: &Target) -> &'t str {
        self.cells(builder, target).first().map_or("", |it| it.1)
    }

    /// Returns the texts of a field. Texts in different languages are versions of one another, in the order of their
    /// columns.
    pub(super) fn texts(
        self,
        builder: &CatalogueBuilder<'_>,
        target: &Target,
        split: Split,
    ) -> Vec<TextRecord<'static>> {
        let by_tag = self.values_by_tag(builder, target, split);
        let count = by_tag.iter().map(|it| it.1.len()).max().unwrap_or(0);
        // Lists of different lengths are not versions of one another, except for places, of which there is one for each
        // country.
        if by_tag.iter().any(|it| it.1.len() != count && !it.1.is_empty()) && *target != Target::Place {
            let separate_texts =
                |(tag, values): (String, Vec<String>)| values.into_iter().map(move |it| text(&tag, &it));
            return by_tag.into_iter().flat_map(separate_texts).collect();
        }
        let version = |at: usize, (tag, values): &(String, Vec<String>)| {
            Some((Str(tag.clone().into()), Str(values.get(at)?.clone().into())))
        };
        let text_at = |at: usize| {
            let versions: Vec<_> = by_tag.iter().filter_map(|it| version(at, it)).collect();
            match versions.as_slice() {
                [(tag, only)] if tag.is_empty() => TextRecord::Plain(only.clone()),
                _ => TextRecord::ByLanguage(versions),
            }
        };
        (0..count).map(text_at).collect()
    }

    /// Returns the values of the cells of a target, by language tag.
    fn values_by_tag(
        self,
        builder: &CatalogueBuilder<'_>,
        target: &Target,
        split: Split,
    ) -> Vec<(String, Vec<String>)> {
        let mut by_tag: Vec<(String, Vec<String>)> = Vec::new();
        for (tag, cell) in self.cells(builder, target) {
            let values = split(cell);
            match by_tag.iter_mut().find(|it| it.0 == tag) {
                Some((_, all)) => all.extend(values),
                None => by_tag.push((tag, values)),
            }
        }
        // Beside tagged texts, untagged ones are in the language of the catalogue.
        if by_tag.len() > 1
            && let Some(at) = by_tag.iter().position(|it| it.0.is_empty())
        {
            let (_, values) = by_tag.remove(at);
            let is_repetition = by_tag.iter().any(|it| it.1 == values);
            match by_tag.iter_mut().find(|it| it.0 == builder.language) {
                // `title` may merely repeat `title_en` or `title_fr`.
                Some(_) if is_repetition => {}
                Some((_, all)) => all.splice(0..0, values).for_each(drop),
                None => by_tag.insert(at, (builder.language.clone(), values)),
            }
        }
        by_tag
    }

    /// Returns the identifier of the activity: the stated one if valid, otherwise one made of the title.
    fn id(
        self,
        builder: &mut CatalogueBuilder<'_>,
        title: &TextRecord<'_>,
        extras: &mut RowExtras<'_>,
    ) -> Str<'static> {
        // A lone dash means no identifier.
        let written = self.cell(builder, &Target::Id).to_owned();
        let stated = written.trim_start_matches('-');
        let name = first_text(title).unwrap_or_default();
        if !is_id(stated) {
            self.keep(builder, &[Target::Id], extras);
        }
        let id = builder.id(self.number, stated, name);
        if !stated.is_empty() && written != id {
            extras.notes.push(Note::Renamed(self.number, clean_line(&written), id.clone()));
        }
        Str(id.into())
    }

    /// Keeps the cells of some fields in `extra` under their column names; returns the names and values that were
    /// added.
    pub(super) fn keep(
        self,
        builder: &CatalogueBuilder<'_>,
        targets: &[Target],
        extras: &mut RowExtras<'_>,
    ) -> Vec<(String, String)> {
        let mut added = Vec::new();
        for (at, _) in builder.columns.iter().enumerate().filter(|(_, it)| targets.contains(&it.target)) {
            let (name, cell) = (clean_line(&builder.names[at]), Table::cell(self.cells, at));
            if !cell.is_empty() && !extras.extra.0.iter().any(|(it, _)| **it == *name) {
                extras.extra.0.push((Str(name.clone().into()), text("", &prose(cell))));
                added.push((name, clean_line(cell)));
            }
        }
        added
    }

    /// Keeps cells that are not understood, and reports them.
    pub(super) fn keep_unknown(self, builder: &CatalogueBuilder<'_>, targets: &[Target], extras: &mut RowExtras<'_>) {
        self.keep_because(builder, targets, KeepReason::NotUnderstood, extras);
    }

    /// Keeps cells that do not fit their field, and reports why.
    pub(super) fn keep_because(
        self,
        builder: &CatalogueBuilder<'_>,
        targets: &[Target],
        reason: KeepReason,
        extras: &mut RowExtras<'_>,
    ) {
        let found = self.keep(builder, targets, extras);
        extras.notes.extend(found.into_iter().map(|(name, cell)| Note::Kept(self.number, name, cell, reason)));
    }

    /// Keeps names that do not match the identifiers beside them.
    fn keep_mismatched_names(self, builder: &CatalogueBuilder<'_>, extras: &mut RowExtras<'_>) {
        let mismatched =
            Vocabulary::ALL.into_iter().filter(|it| builder.mismatched_names.contains(&(self.number, *it)));
        let targets: Vec<Target> = mismatched.map(Target::NamesOf).collect();
        self.keep_because(builder, &targets, KeepReason::Unfit, extras);
    }

    fn set_participants(self, builder: &mut CatalogueBuilder<'_>, record: &mut ActivityRecord<'static>) {
        let mut leads = self.texts(builder, &Target::Lead, builder.split_names).into_iter();
        record.lead = leads.next();
        record.partners = leads.chain(self.texts(builder, &Target::Partners, builder.split_names)).collect();
        let experts = self.texts(builder, &Target::Experts, builder.split_names);
        record.experts = experts.into_iter().filter_map(|it| builder.organisation(it)).map(TextRecord::Plain).collect();
    }

    /// Adds terms to their vocabularies. If there are more than an activity may have, the cell is kept as is.
    fn set_terms(
        self,
        builder: &mut CatalogueBuilder<'_>,
        record: &mut ActivityRecord<'static>,
        extras: &mut RowExtras<'_>,
    ) {
        for (target, vocabulary) in [
            (Target::Themes, Vocabulary::Themes),
            (Target::Kinds, Vocabulary::Kinds),
            (Target::Groups, Vocabulary::Groups),
        ] {
            let names = self.texts(builder, &target, builder.split_names);
            let distinct: HashSet<&str> = names.iter().filter_map(first_text).collect();
            if distinct.len() > rules::MAX_TERMS {
                self.keep_because(builder, &[target], KeepReason::TooMany, extras);
                continue;
            }
            let ids = unique(names.into_iter().filter_map(|it| builder.term(vocabulary, it)));
            match vocabulary {
                Vocabulary::Kinds => record.kinds = ids,
                Vocabulary::Groups => record.groups = ids,
                _ => record.themes = ids,
            }
        }
    }

    fn sources(self, builder: &mut CatalogueBuilder<'_>) -> Vec<Str<'static>> {
        let titles = self.texts(builder, &Target::Section(Section::Sources), names);
        let titles: Vec<TextRecord<'static>> = titles.into_iter().flat_map(split_versions_with_address).collect();
        let links_in = |target| self.cells(builder, target).into_iter().flat_map(|it| links(it.1));
        let place_links = links_in(&Target::Place).filter(|it| address(it).is_some());
        let addresses: Vec<String> = links_in(&Target::Address).chain(place_links).collect();
        // Titles and addresses are paired if their columns are adjacent and they are equal in number; otherwise an
        // address may be of anything.
        let are_title_and_address = |it: &[Column]| {
            let is_title = |it: &Column| it.target == Target::Section(Section::Sources);
            let is_address = |it: &Column| it.target == Target::Address;
            is_title(&it[0]) && is_address(&it[1]) || is_address(&it[0]) && is_title(&it[1])
        };
        let has_no_address = |it: &TextRecord<'_>| first_text(it).is_none_or(|it| addresses_in(it).next().is_none());
        let is_paired = builder.columns.windows(2).any(are_title_and_address)
            && titles.len() == addresses.len()
            && titles.iter().all(has_no_address)
            && addresses.iter().all(|it| !it.contains(' ') && address(it).is_some());
        let paired_address = |at: usize| addresses.get(at).filter(|_| is_paired).and_then(|it| address(it));
        let titles_with_address = titles.into_iter().enumerate().map(|(at, title)| (title, paired_address(at)));
        let unpaired_addresses = addresses.iter().filter(|_| !is_paired).map(|it| (text("", it), None));
        let all: Vec<_> = titles_with_address.chain(unpaired_addresses).collect();
        unique(all.into_iter().filter_map(|(title, url)| builder.source(title, url)))
    }

    /// Adds the cells without a field of their own under their column names.
    fn add_extra(self, builder: &CatalogueBuilder<'_>, entries: &mut Entries<'static, TextRecord<'static>>) {
        let Entries(extra) = entries;
        let mut names = UniqueNames::default();
        for (name, _) in &*extra {
            names.insert(name);
        }
        let mut push = |name: String, written: String| {
            extra.push((Str(names.insert_unique(&name, ' ').into()), text("", &written)));
        };
        for (at, column) in builder.columns.iter().enumerate() {
            let cell = Table::cell(self.cells, at);
            match &column.target {
                _ if cell.is_empty() => {}
                // Values that all rows share are in the header.
                target if builder.is_extra(target) => push(clean_line(&builder.names[at]), prose(cell)),
                Target::Section(Section::Other) => {
                    for line in cell.lines().filter(|it| !it.trim().is_empty()) {
                        let (name, written) = line.split_once(": ").unwrap_or((builder.names[at].as_str(), line));
                        push(clean_line(name), prose(written));
                    }
                }
                _ => {}
            }
        }
    }
}

/// Splits a source title in several languages into one title per language if one contains an address: the sources may
/// differ.
fn split_versions_with_address(title: TextRecord<'static>) -> Vec<TextRecord<'static>> {
    match title {
        TextRecord::ByLanguage(versions) if versions.iter().any(|it| addresses_in(&it.1).next().is_some()) => {
            versions.into_iter().map(|it| TextRecord::ByLanguage(vec![it])).collect()
        }
        title => vec![title],
    }
}
