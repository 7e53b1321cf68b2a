//! What do the columns of a table hold, taken together?
//!
//! Assigns a target to each column, and resolves conflicts between columns: which is the title, which the country,
//! which repeat another one.

use super::column_names::{EXPORT_COLUMNS, Target};
use super::columns::Column;
use super::language::language_of_names;
use crate::text::fold;

/// Names of title columns if no other column is the title, the likeliest first.
const TITLES: &[&str] = &[
    "action",
    "activity",
    "activite",
    "intervention",
    "practices",
    "initiatives",
    "projets",
    "projects",
    "dispositif",
    "measure",
    "mesure",
    "case study",
    "etude de cas",
    "experience",
    "experimentation",
    "fiche action",
    "fiche-action",
    "fiche",
    "example",
    "exemple",
    "objet",
    "acronym",
    "acronyme",
    "what",
    "quoi",
    "programme",
    "program",
];

/// Names of country columns if no other column is the country: the country of the lead rather than that of the place.
const COUNTRIES: &[&str] = &[
    "pays du porteur",
    "pays porteur",
    "pays (porteur)",
    "pays du projet",
    "lead partner country",
    "lead country",
    "coordinator’s country",
    "country of coordinator",
    "country of origin",
    "pays d’origine",
];

/// Names of columns for an area that contains the place; folded.
const AREAS: &[&str] = &["region", "regions", "territoire", "territory"];

/// Column names beside which `Name` is that of a person.
const PERSON_COLUMNS: &[&str] =
    &["prenom", "first name", "firstname", "surname", "last name", "start time", "heure de debut", "civilite"];

/// Columns that only survey tools write; beside them, [`RESPONSE_COLUMNS`] describe the response, not the activity.
const SURVEY_COLUMNS: &[&str] = &[
    "responseid",
    "recordeddate",
    "submitdate",
    "datesubmitted",
    "startlanguage",
    "lastpage",
    "seed",
    "uuid",
    "submissiontime",
];

/// Names of the columns for when a response was started and submitted.
const RESPONSE_COLUMNS: &[&str] = &["startdate", "enddate", "datestarted", "start", "end"];

/// Returns how likely a column of this name holds the title: the higher, the likelier. `Name` beside the name of a person
/// is not one.
fn title_likelihood(name: &str, has_person_columns: bool) -> usize {
    let name: String = fold(name).chars().filter(|it| it.is_alphanumeric()).collect();
    let has = |words: &[&str]| words.iter().any(|it| name.contains(it));
    match () {
        () if has(&["titre", "title", "intitule", "libelle", "designation"]) => 5,
        () if has(&["programme", "program", "dispositif"]) => 2,
        () if ["nom", "name"].contains(&&*name) && has_person_columns => 0,
        () if ["nom", "name"].contains(&&*name) => 3,
        () => 4,
    }
}

/// Keeps the title on the likeliest columns only; if no column is called a title, chooses one by [`TITLES`].
fn choose_title(columns: &mut [Column], names: &[String]) {
    let has_person_columns = names.iter().any(|it| PERSON_COLUMNS.contains(&&*fold(it)));
    let titles: Vec<(usize, usize)> = (0..names.len())
        .filter(|at| columns[*at].target == Target::Title)
        .map(|at| (title_likelihood(&names[at], has_person_columns), at))
        .collect();
    let best = titles.iter().map(|it| it.0).max().unwrap_or_default();
    // Columns in different languages do not compete, even if they are called differently.
    let is_better = |(likely, at): (usize, usize), other: &(usize, usize)| {
        other.0 > likely && columns[other.1].tag == columns[at].tag
    };
    let is_weak = |it: &(usize, usize)| it.0 < best.clamp(1, 4) || titles.iter().any(|other| is_better(*it, other));
    let weak: Vec<usize> = titles.iter().filter(|it| is_weak(it)).map(|it| it.1).collect();
    for at in weak {
        columns[at] = Column::UNKNOWN;
    }
    choose(columns, names, Target::Title, TITLES);
}

/// Drops numbered country columns beside one without a number; if no column is a country, chooses one by [`COUNTRIES`].
fn choose_country(columns: &mut [Column], names: &[String]) {
    drop_weaker(columns, names, Target::Country, |name| name.trim_end().ends_with(|it: char| it.is_ascii_digit()));
    choose(columns, names, Target::Country, COUNTRIES);
}

/// Drops the columns with a target whose names are weaker, if there is another one.
fn drop_weaker(columns: &mut [Column], names: &[String], target: Target, is_weaker: impl Fn(&str) -> bool) {
    if columns.iter().zip(names).any(|(it, name)| it.target == target && !is_weaker(name)) {
        for (column, _) in columns.iter_mut().zip(names).filter(|(it, name)| it.target == target && is_weaker(name)) {
            *column = Column::UNKNOWN;
        }
    }
}

/// Assigns a target that no column has yet to the column that matches the earliest possible of the `candidates`.
fn choose(columns: &mut [Column], names: &[String], target: Target, candidates: &[&str]) {
    let at = || candidates.iter().find_map(|it| names.iter().position(|name| fold(name.trim()) == fold(it)));
    if !columns.iter().any(|it| it.target == target)
        && let Some(at) = at()
    {
        columns[at] = Column::holding(target);
    }
}

/// Keeps the start and submission times of survey responses in `extra`.
fn drop_response_times(columns: &mut [Column], names: &[String]) {
    let is_called = |name: &str, called: &[&str]| called.contains(&&*fold(&name.replace([' ', '_'], "")));
    if !names.iter().any(|it| is_called(it, SURVEY_COLUMNS)) {
        return;
    }
    // Survey tools write their own columns first; a question may have the same name.
    for candidate in RESPONSE_COLUMNS {
        if let Some(at) = names.iter().position(|it| is_called(it, &[candidate])) {
            columns[at] = Column::UNKNOWN;
        }
    }
}

/// Language tags that are also words or abbreviations: `nb` and `no` for a number, `LT` for long term, `EU` for the
/// Union.
const AMBIGUOUS_TAGS: [&str; 8] = ["nb", "no", "lt", "mt", "eu", "is", "so", "to"];

/// Returns whether a table is an export of this program: no other table has these columns.
pub(super) fn is_export(columns: &[String]) -> bool {
    ["lesson_basis", "lesson_kinds"].iter().all(|name| columns.iter().any(|it| it == name))
}

/// Removes the question group from a name if several columns belong to it: `practice/country`.
fn without_group<'n>(name: &'n str, names: &[String]) -> &'n str {
    let Some((group, rest)) = name.rsplit_once('/').filter(|it| !it.0.contains(' ')) else { return name };
    let is_in_group = |it: &&String| it.rsplit_once('/').is_some_and(|it| it.0 == group);
    if names.iter().filter(is_in_group).count() > 1 { rest } else { name }
}

fn is_dated(name: &str) -> bool {
    fold(name).contains("date")
}

/// Returns the interpretation of each column, given their names. Of the columns for a single value, only the first is
/// used.
pub(super) fn columns(names: &[String]) -> Vec<Column> {
    let export_columns = if is_export(names) { &EXPORT_COLUMNS[..] } else { &[] };
    let exported = |name: &String| export_columns.iter().find(|it| it.0 == name).map(|it| Column::holding(it.1));
    let mut columns: Vec<Column> =
        names.iter().map(|it| exported(it).unwrap_or_else(|| Column::of(without_group(it, names)))).collect();
    // Such a tag is a language only if a title has it, too.
    let title_tags: Vec<String> =
        columns.iter().filter(|it| it.target == Target::Title).map(|it| it.tag.clone()).collect();
    for column in &mut columns {
        if AMBIGUOUS_TAGS.contains(&&*column.tag) && !title_tags.contains(&column.tag) {
            *column = Column::UNKNOWN;
        }
    }
    drop_response_times(&mut columns, names);
    choose_title(&mut columns, names);
    choose_country(&mut columns, names);
    // Beside the town, the area around it is no place of its own.
    drop_weaker(&mut columns, names, Target::Place, |name| AREAS.contains(&&*fold(name.trim())));
    for at in 0..columns.len() {
        if columns[at].target == Target::Extra {
            continue;
        }
        let is_same = |it: &Column| it.target == columns[at].target && it.tag == columns[at].tag;
        let Some(earlier) = columns[..at].iter().position(is_same) else { continue };
        let languages = [earlier, at].map(|it| language_of_names(&names[it..=it]));
        match languages {
            // `Title` and `Titre` are the same field in two languages.
            [Some(earlier_tag), Some(later_tag)]
                if earlier_tag != later_tag && columns[at].tag.is_empty() && columns[at].target.has_language() =>
            {
                columns[earlier].tag = earlier_tag.to_owned();
                columns[at].tag = later_tag.to_owned();
            }
            // If there are date columns, `start` and `end` are the times at which a form was filled in.
            _ if columns[at].target.is_start_or_end() && is_dated(&names[at]) && !is_dated(&names[earlier]) => {
                columns[earlier].target = Target::Extra;
            }
            _ if columns[at].target.is_single() => columns[at].target = Target::Extra,
            _ => {}
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn best_candidates_become_title_and_country_columns() {
        for (names, title, country) in [
            ("Nom;Prénom;Courriel;Pays;Projet", "Projet", "Pays"),
            ("Programme;Projet;Pays", "Projet", "Pays"),
            ("Nom du programme;Nom du projet;Pays", "Nom du projet", "Pays"),
            ("Programme;Acronym;Country", "Acronym", "Country"),
            ("Initiative;Title;Country", "Title", "Country"),
            ("Mesure;Action;Pays", "Action", "Pays"),
            ("Fiche;Action;Pays", "Action", "Pays"),
            ("Dispositif;Pays", "Dispositif", "Pays"),
            (
                "Project acronym;Project name (Eng);Programme name;Lead partner country",
                "Project name (Eng)",
                "Lead partner country",
            ),
            (
                "ID;Start time;Email;Name;What is the name of your practice?;Country",
                "What is the name of your practice?",
                "Country",
            ),
            ("Nom;Quel est le nom de votre action ?;Heure de début;Pays", "Quel est le nom de votre action ?", "Pays"),
            ("Titre;Pays du porteur;Pays partenaires", "Titre", "Pays du porteur"),
            ("Titre;Pays;Pays d'origine", "Titre", "Pays"),
            ("Title;Country;Country 1;Country 2", "Title", "Country"),
            ("Nom;Pays", "Nom", "Pays"),
        ] {
            let names: Vec<String> = names.split(';').map(str::to_owned).collect();
            let columns = columns(&names);
            let of = |target: Target| {
                let found = columns.iter().zip(&names).filter(|(it, _)| it.target == target);
                found.map(|it| it.1.as_str()).collect::<Vec<_>>().join(" + ")
            };
            assert_eq!((&*of(Target::Title), &*of(Target::Country)), (title, country), "{names:?}");
        }
    }

    #[test]
    fn survey_response_dates_are_not_activity_dates() {
        for (names, start) in [
            ("StartDate;EndDate;IPAddress;RecordedDate;ResponseId;Title;Country", None),
            ("id;submitdate;startlanguage;startdate;Title;When did it start?", Some("When did it start?")),
            ("StartDate;EndDate;RecordedDate;Title;Country;Start date;End date", Some("Start date")),
            ("start;end;_uuid;Title;When did it start?;When did it end?", Some("When did it start?")),
            ("Title;Country;StartDate;EndDate", Some("StartDate")),
        ] {
            let names: Vec<String> = names.split(';').map(str::to_owned).collect();
            let columns = columns(&names);
            let found = columns.iter().position(|it| it.target == Target::Start).map(|at| &*names[at]);
            assert_eq!(found, start, "{names:?}");
        }
    }
}
