//! What does a row contain?
//!
//! Reads the cells of a row by the field that their columns belong to.

use super::column_names::Target;
use super::layout::Layout;
use super::table::Table;
use super::terms::text;
use super::values::Split;
use crate::catalogue::record::{Str, TextRecord};

/// A row and its number in the file, from 1.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) number: usize,
    pub(super) cells: &'a [String],
    pub(super) layout: &'a Layout,
}

impl<'a> Row<'a> {
    /// Returns the non-empty cells of a field, each with its language tag.
    pub(super) fn cells(self, target: Target) -> Vec<(String, &'a str)> {
        let columns = self.layout.columns.iter().enumerate().filter(|(_, it)| it.target == target);
        let cells = columns.map(|(at, column)| (column.tag.clone(), Table::cell(self.cells, at)));
        cells.filter(|(_, cell)| !cell.is_empty()).collect()
    }

    /// Returns the first non-empty cell of a field; empty if there is none.
    pub(super) fn cell(self, target: Target) -> &'a str {
        self.cells(target).first().map_or("", |it| it.1)
    }

    /// Returns the texts of a field. Texts in different languages are versions of one another, in the order of their
    /// columns.
    pub(super) fn texts(self, target: Target, split: Split) -> Vec<TextRecord<'static>> {
        let by_tag = self.values_by_tag(target, split);
        let count = by_tag.iter().map(|it| it.1.len()).max().unwrap_or(0);
        // Lists of different lengths are not versions of one another, except for places, of which there is one for each
        // country.
        if by_tag.iter().any(|it| it.1.len() != count && !it.1.is_empty()) && target != Target::Place {
            let separate_texts =
                |(tag, values): (String, Vec<String>)| values.into_iter().map(move |it| text(&tag, &it));
            return by_tag.into_iter().flat_map(separate_texts).collect();
        }
        let version = |at: usize, (tag, values): &(String, Vec<String>)| {
            Some((Str(tag.clone().into()), Str(values.get(at)?.clone().into())))
        };
        let text_at = |at: usize| TextRecord::of(by_tag.iter().filter_map(|it| version(at, it)).collect());
        (0..count).map(text_at).collect()
    }

    /// Returns whether the languages of a field have different numbers of texts, so that none is a version of another.
    pub(super) fn is_uneven(self, target: Target, split: Split) -> bool {
        let by_tag = self.values_by_tag(target, split);
        let mut counts = by_tag.iter().map(|it| it.1.len()).filter(|it| *it > 0);
        let first = counts.next();
        counts.any(|it| Some(it) != first)
    }

    /// Returns the values of the cells of a target, by language tag.
    fn values_by_tag(self, target: Target, split: Split) -> Vec<(String, Vec<String>)> {
        let mut by_tag: Vec<(String, Vec<String>)> = Vec::new();
        for (tag, cell) in self.cells(target) {
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
            match by_tag.iter_mut().find(|it| it.0 == self.layout.language) {
                // `title` may merely repeat `title_en` or `title_fr`.
                Some(_) if is_repetition => {}
                Some((_, all)) => all.splice(0..0, values).for_each(drop),
                None => by_tag.insert(at, (self.layout.language.clone(), values)),
            }
        }
        by_tag
    }
}
