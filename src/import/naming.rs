//! What are the things called that an export names by their identifiers? What most of its rows say beside them.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::building::{Building, said};
use super::names::Target;
use super::row::Row;
use super::terms::text;
use crate::catalogue::record::TextRecord;
use crate::catalogue::{Section, Vocabulary};
use crate::text::{clean_line, fold, slug};

/// What a row says of the names of a vocabulary.
struct Named {
    row: usize,
    ids: Vec<String>,
    names: Vec<TextRecord<'static>>,
}

/// A name, by its identifier.
type Names = HashMap<String, TextRecord<'static>>;

/// Takes the names that an export has beside identifiers. A row that was edited may have others, or not as many: it counts
/// for what no other row names, and what of it fits nothing is kept there.
pub(super) fn take_names(building: &mut Building<'_>, rows: &[(usize, Vec<String>)]) {
    for vocabulary in Vocabulary::ALL {
        let target = Target::NamesOf(vocabulary);
        if !building.columns.iter().any(|it| it.target == target) {
            continue;
        }
        let rows = rows.iter().map(|(number, cells)| Row { number: *number, cells });
        let rows: Vec<Named> = rows.filter_map(|it| named(it, building, vocabulary)).collect();
        let (first, all) = (most_said(rows.iter()), rows.iter());
        let (odd, even): (Vec<&Named>, Vec<&Named>) = all.partition(|it| !it.is_even() || it.contradicts(&first));
        let mut names = most_said(even.into_iter());
        odd.iter().for_each(|it| it.add_what_is_left(&mut names));
        let unfit = odd.iter().filter(|it| !it.unused(&names).is_empty()).map(|it| (it.row, vocabulary));
        building.unfit.extend(unfit);
        // In the order in which they are named first.
        for id in rows.iter().flat_map(|it| &it.ids) {
            if let Some(name) = names.remove(id) {
                building.learn(vocabulary, id, name);
            }
        }
    }
}

/// Returns what a row says; nothing where it names nothing.
fn named(row: Row<'_>, building: &Building<'_>, vocabulary: Vocabulary) -> Option<Named> {
    let target = match vocabulary {
        Vocabulary::Themes => Target::Themes,
        Vocabulary::Kinds => Target::Kinds,
        Vocabulary::Groups => Target::Groups,
        Vocabulary::Organisations => Target::Experts,
        Vocabulary::Sources => return sources(row, building),
    };
    let ids = row.texts(building, &target, building.values);
    let ids = ids.iter().filter_map(said).map(str::to_owned).collect();
    let names = row.texts(building, &Target::NamesOf(vocabulary), building.values);
    (!names.is_empty()).then_some(Named { row: row.number, ids, names })
}

/// The same of sources, whose titles stand on lines behind their identifiers. Lines that have run into one another, as in
/// TSV, cannot be told apart.
fn sources(row: Row<'_>, building: &Building<'_>) -> Option<Named> {
    let mut ids: Vec<&str> = row.cell(building, &Target::Section(Section::Sources)).split(';').collect();
    ids.extend(row.cell(building, &Target::LessonSources).split([';', ',']));
    let ids: HashSet<&str> = ids.into_iter().filter(|it| !it.is_empty()).collect();
    let lines: Vec<&str> = row.cell(building, &Target::NamesOf(Vocabulary::Sources)).lines().collect();
    let is_run_together = lines.len() == 1 && ids.iter().all(|it| lines[0].contains(&format!("{it}: ")));
    if is_run_together && ids.len() > 1 {
        return None;
    }
    let (ids, names) =
        lines.iter().map(|line| line.split_once(": ").unwrap_or(("", line))).unzip::<_, _, Vec<_>, Vec<_>>();
    let names = names.into_iter().map(|it| text("", &clean_line(it))).collect::<Vec<_>>();
    (!names.is_empty()).then_some(Named { row: row.number, ids: ids.into_iter().map(str::to_owned).collect(), names })
}

/// Returns the name of each identifier that most rows say, of as many the first.
fn most_said<'a>(rows: impl Iterator<Item = &'a Named>) -> Names {
    let mut counts: HashMap<&str, IndexMap<String, (usize, &TextRecord<'static>)>> = HashMap::new();
    for (id, name) in rows.filter(|it| it.is_even()).flat_map(Named::pairs) {
        counts.entry(id).or_default().entry(key(name)).or_insert((0, name)).0 += 1;
    }
    let most = |names: IndexMap<String, (usize, &TextRecord<'static>)>| {
        // The last of several as great is what `max_by_key` returns.
        names.into_values().rev().max_by_key(|it| it.0).map(|it| it.1.clone())
    };
    counts.into_iter().filter_map(|(id, names)| Some((id.to_owned(), most(names)?))).collect()
}

/// Returns by what a name is compared.
fn key(name: &TextRecord<'_>) -> String {
    fold(said(name).unwrap_or_default())
}

impl Named {
    fn is_even(&self) -> bool {
        self.ids.len() == self.names.len() && self.ids.iter().all(|it| !it.is_empty())
    }

    fn pairs(&self) -> impl Iterator<Item = (&str, &TextRecord<'static>)> {
        self.ids.iter().map(String::as_str).zip(&self.names)
    }

    fn contradicts(&self, names: &Names) -> bool {
        self.pairs().any(|(id, name)| names.get(id).is_some_and(|it| key(it) != key(name)))
    }

    /// Returns the names that are not those of its identifiers.
    fn unused<'a>(&'a self, names: &Names) -> Vec<&'a TextRecord<'static>> {
        let known: HashSet<String> = self.ids.iter().filter_map(|it| names.get(it)).map(key).collect();
        self.names.iter().filter(|it| !known.contains(&key(it))).collect()
    }

    /// Names what no other row does: by the name of which an identifier was made, else where as many names are left as
    /// identifiers.
    fn add_what_is_left(&self, names: &mut Names) {
        let mut left: Vec<TextRecord<'static>> = self.unused(names).into_iter().cloned().collect();
        let mut nameless: Vec<&String> = self.ids.iter().filter(|it| !names.contains_key(*it)).collect();
        nameless.retain(|id| {
            let its = left.iter().position(|it| slug(said(it).unwrap_or_default()) == **id);
            let name = its.map(|at| left.remove(at));
            name.is_none_or(|name| names.insert((*id).clone(), name).is_some())
        });
        if left.len() == nameless.len() {
            names.extend(nameless.into_iter().cloned().zip(left));
        }
    }
}
