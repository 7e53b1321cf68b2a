//! What are the names of the identifiers in an export?
//!
//! Takes the name of each identifier from the columns of names beside it, by majority over all rows.

use hashbrown::{HashMap, HashSet};
use indexmap::IndexMap;

use super::builder::{CatalogueBuilder, first_text};
use super::column_names::Target;
use super::layout::Layout;
use super::row::Row;
use super::terms::text;
use crate::catalogue::record::TextRecord;
use crate::catalogue::{Section, Vocabulary};
use crate::text::{clean_line, fold, slug};

/// Identifiers and names that a row lists for one vocabulary.
struct RowNames {
    row: usize,
    ids: Vec<String>,
    names: Vec<TextRecord<'static>>,
}

/// Names by identifier.
type Names = HashMap<String, TextRecord<'static>>;

/// Adds the names that an export lists beside its identifiers. The names of an edited row may differ or not be as many:
/// such a row only names identifiers that no other row names, and its unmatched names are kept in `extra`.
pub(super) fn define_names(builder: &mut CatalogueBuilder<'_>, layout: &Layout, rows: &[(usize, Vec<String>)]) {
    for vocabulary in Vocabulary::ALL {
        let target = Target::NamesOf(vocabulary);
        if !layout.columns.iter().any(|it| it.target == target) {
            continue;
        }
        let rows = rows.iter().map(|(number, cells)| Row { number: *number, cells, layout });
        let rows: Vec<RowNames> = rows.filter_map(|it| row_names(it, vocabulary)).collect();
        let (majority, all_rows) = (most_frequent_names(rows.iter()), rows.iter());
        let (mismatched, matching): (Vec<&RowNames>, Vec<&RowNames>) =
            all_rows.partition(|it| !it.is_paired() || it.contradicts(&majority));
        let mut names = most_frequent_names(matching.into_iter());
        mismatched.iter().for_each(|it| it.add_remaining(&mut names));
        let with_unused = mismatched.iter().filter(|it| !it.unused(&names).is_empty()).map(|it| (it.row, vocabulary));
        builder.mismatched_names.extend(with_unused);
        // In order of first occurrence.
        for id in rows.iter().flat_map(|it| &it.ids) {
            if let Some(name) = names.remove(id) {
                builder.define(vocabulary, id, name);
            }
        }
    }
}

/// Returns the identifiers and names of a row; `None` if it lists no names.
fn row_names(row: Row<'_>, vocabulary: Vocabulary) -> Option<RowNames> {
    let target = match vocabulary {
        Vocabulary::Themes => Target::Themes,
        Vocabulary::Kinds => Target::Kinds,
        Vocabulary::Groups => Target::Groups,
        Vocabulary::Organisations => Target::Experts,
        Vocabulary::Sources => return source_names(row),
    };
    let ids = row.texts(target, row.layout.split_names);
    let ids = ids.iter().filter_map(first_text).map(str::to_owned).collect();
    let names = row.texts(Target::NamesOf(vocabulary), row.layout.split_names);
    (!names.is_empty()).then_some(RowNames { row: row.number, ids, names })
}

/// Returns the identifiers and titles of the sources of a row, which are lines of the form `id: title`, merged into one
/// in TSV; `None` if there are none, or if they cannot be separated.
fn source_names(row: Row<'_>) -> Option<RowNames> {
    let mut ids: Vec<&str> = row.cell(Target::Section(Section::Sources)).split(';').collect();
    ids.extend(row.cell(Target::LessonSources).split([';', ',']));
    let ids: HashSet<&str> = ids.into_iter().filter(|it| !it.is_empty()).collect();
    let lines: Vec<&str> = row.cell(Target::NamesOf(Vocabulary::Sources)).lines().collect();
    let is_merged = lines.len() == 1 && ids.len() > 1 && ids.iter().all(|it| lines[0].contains(&format!("{it}: ")));
    let lines = if is_merged { split_before(lines[0], &ids)? } else { lines };
    let (ids, names) =
        lines.iter().map(|line| line.split_once(": ").unwrap_or(("", line))).unzip::<_, _, Vec<_>, Vec<_>>();
    let names = names.into_iter().map(|it| text("", &clean_line(it))).collect::<Vec<_>>();
    (!names.is_empty()).then_some(RowNames {
        row: row.number,
        ids: ids.into_iter().map(str::to_owned).collect(),
        names,
    })
}

/// Splits a text before each `id: `, of which the first is at its start; `None` if it cannot be split that way.
fn split_before<'a>(text: &'a str, ids: &HashSet<&str>) -> Option<Vec<&'a str>> {
    let is_start = |at: &usize| *at == 0 || text[..*at].ends_with(' ');
    let start = |id: &&str| text.match_indices(&format!("{id}: ")).map(|it| it.0).find(is_start);
    let mut bounds = ids.iter().map(start).collect::<Option<Vec<usize>>>()?;
    bounds.push(text.len());
    bounds.sort_unstable();
    (bounds[0] == 0).then(|| bounds.windows(2).map(|it| text[it[0]..it[1]].trim_end()).collect())
}

/// Returns the most frequent name of each identifier; the first one if tied.
fn most_frequent_names<'a>(rows: impl Iterator<Item = &'a RowNames>) -> Names {
    let mut counts: HashMap<&str, IndexMap<String, (usize, &TextRecord<'static>)>> = HashMap::new();
    for (id, name) in rows.filter(|it| it.is_paired()).flat_map(RowNames::pairs) {
        counts.entry(id).or_default().entry(key(name)).or_insert((0, name)).0 += 1;
    }
    let most_frequent_name = |names: IndexMap<String, (usize, &TextRecord<'static>)>| {
        // `max_by_key` returns the last of several equal maxima.
        names.into_values().rev().max_by_key(|it| it.0).map(|it| it.1.clone())
    };
    counts.into_iter().filter_map(|(id, names)| Some((id.to_owned(), most_frequent_name(names)?))).collect()
}

/// Returns the key by which names are compared.
fn key(name: &TextRecord<'_>) -> String {
    fold(first_text(name).unwrap_or_default())
}

impl RowNames {
    fn is_paired(&self) -> bool {
        self.ids.len() == self.names.len() && self.ids.iter().all(|it| !it.is_empty())
    }

    fn pairs(&self) -> impl Iterator<Item = (&str, &TextRecord<'static>)> {
        self.ids.iter().map(String::as_str).zip(&self.names)
    }

    fn contradicts(&self, names: &Names) -> bool {
        self.pairs().any(|(id, name)| names.get(id).is_some_and(|it| key(it) != key(name)))
    }

    /// Returns the names that belong to none of its identifiers.
    fn unused<'a>(&'a self, names: &Names) -> Vec<&'a TextRecord<'static>> {
        let known: HashSet<String> = self.ids.iter().filter_map(|it| names.get(it)).map(key).collect();
        self.names.iter().filter(|it| !known.contains(&key(it))).collect()
    }

    /// Names the identifiers that no other row names: by the name whose slug is the identifier; then, if as many names
    /// as identifiers remain, in order.
    fn add_remaining(&self, names: &mut Names) {
        let mut remaining: Vec<TextRecord<'static>> = self.unused(names).into_iter().cloned().collect();
        let mut unnamed: Vec<&String> = self.ids.iter().filter(|it| !names.contains_key(*it)).collect();
        unnamed.retain(|id| {
            let position = remaining.iter().position(|it| slug(first_text(it).unwrap_or_default()) == **id);
            let name = position.map(|at| remaining.remove(at));
            name.is_none_or(|name| names.insert((*id).clone(), name).is_some())
        });
        if remaining.len() == unnamed.len() {
            names.extend(unnamed.into_iter().cloned().zip(remaining));
        }
    }
}
