//! What do the columns of a table hold, one beside the other? Which is the title, which the country, which say the same?

use super::columns::Column;
use super::language::spoken;
use super::names::{OF_EXPORT, Target};
use crate::text::fold;

/// What titles are called where nothing else is one, the likelier first.
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

/// What countries are called where nothing else is one: those of who leads rather than of where it was.
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

/// Names beside which a name is that of a person.
const OF_PERSONS: &[&str] =
    &["prenom", "first name", "firstname", "surname", "last name", "start time", "heure de debut", "civilite"];

/// Columns that only tools for surveys write; beside them [`OF_ANSWER`] are of the answer, not of the activity.
const OF_SURVEY: &[&str] = &[
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

/// Names of when an answer was begun and ended.
const OF_ANSWER: &[&str] = &["startdate", "enddate", "datestarted", "start", "end"];

/// Returns how likely a column called so holds titles, from 0.
fn likelihood(name: &str, is_of_persons: bool) -> usize {
    let name: String = fold(name).chars().filter(|it| it.is_alphanumeric()).collect();
    let has = |words: &[&str]| words.iter().any(|it| name.contains(it));
    match () {
        () if has(&["titre", "title", "intitule", "libelle", "designation"]) => 5,
        () if has(&["programme", "program", "dispositif"]) => 2,
        () if ["nom", "name"].contains(&&*name) && is_of_persons => 0,
        () if ["nom", "name"].contains(&&*name) => 3,
        () => 4,
    }
}

/// Leaves the title to those of the columns that are most likely it; to another one where none is called so.
fn choose_title(columns: &mut [Column], names: &[String]) {
    let is_of_persons = names.iter().any(|it| OF_PERSONS.contains(&&*fold(it)));
    let titles: Vec<(usize, usize)> = (0..names.len())
        .filter(|at| columns[*at].target == Target::Title)
        .map(|at| (likelihood(&names[at], is_of_persons), at))
        .collect();
    let most = titles.iter().map(|it| it.0).max().unwrap_or_default();
    // A title in one language may be called otherwise in another.
    let is_better = |(likely, at): (usize, usize), other: &(usize, usize)| {
        other.0 > likely && columns[other.1].tag == columns[at].tag
    };
    let is_weak = |it: &(usize, usize)| it.0 < most.clamp(1, 4) || titles.iter().any(|other| is_better(*it, other));
    let weak: Vec<usize> = titles.iter().filter(|it| is_weak(it)).map(|it| it.1).collect();
    for at in weak {
        columns[at] = Column::unknown(&names[at]);
    }
    choose(columns, names, Target::Title, TITLES);
}

/// Leaves the country to a column that is called so without a number; to another one where none is.
fn choose_country(columns: &mut [Column], names: &[String]) {
    let is_numbered = |name: &str| name.trim_end().ends_with(|it: char| it.is_ascii_digit());
    let is_country = |it: &Column| it.target == Target::Country;
    if columns.iter().zip(names).any(|(column, name)| is_country(column) && !is_numbered(name)) {
        for (column, name) in columns.iter_mut().zip(names).filter(|(it, name)| is_country(it) && is_numbered(name)) {
            *column = Column::unknown(name);
        }
    }
    choose(columns, names, Target::Country, COUNTRIES);
}

/// Gives a target that no column has to the one that is called by the first of some names.
fn choose(columns: &mut [Column], names: &[String], target: Target, called: &[&str]) {
    let at = || called.iter().find_map(|it| names.iter().position(|name| fold(name.trim()) == fold(it)));
    if !columns.iter().any(|it| it.target == target)
        && let Some(at) = at()
    {
        columns[at] = Column::holding(target);
    }
}

/// Leaves when an answer to a survey was begun and ended under its name.
fn drop_times_of_answers(columns: &mut [Column], names: &[String]) {
    let is_called = |name: &str, called: &[&str]| called.contains(&&*fold(&name.replace([' ', '_'], "")));
    if !names.iter().any(|it| is_called(it, OF_SURVEY)) {
        return;
    }
    // The tools write theirs first; what is asked may be called so as well.
    for called in OF_ANSWER {
        if let Some(at) = names.iter().position(|it| is_called(it, &[called])) {
            columns[at] = Column::unknown(&names[at]);
        }
    }
}

/// Tags of languages that are words as well: `nb` and `no` for a number, `LT` for a long term, `EU` for the Union.
const WORDS_TOO: [&str; 8] = ["nb", "no", "lt", "mt", "eu", "is", "so", "to"];

/// Returns whether a table is an export of the program: no other has these columns.
pub(super) fn is_export(columns: &[String]) -> bool {
    ["lesson_basis", "lesson_kinds"].iter().all(|name| columns.iter().any(|it| it == name))
}

/// Returns a name without the group of questions before it, where others are of it as well: `practice/country`.
fn without_group<'n>(name: &'n str, names: &[String]) -> &'n str {
    let Some((group, rest)) = name.rsplit_once('/').filter(|it| !it.0.contains(' ')) else { return name };
    let is_of_it = |it: &&String| it.rsplit_once('/').is_some_and(|it| it.0 == group);
    if names.iter().filter(is_of_it).count() > 1 { rest } else { name }
}

fn is_dated(name: &str) -> bool {
    fold(name).contains("date")
}

/// Returns what the columns of a table hold, by their names: of those that may hold one value only, the first one.
pub(super) fn columns(names: &[String]) -> Vec<Column> {
    let own = OF_EXPORT.iter().filter(|_| is_export(names));
    let of_export = |name: &String| own.clone().find(|it| it.0 == name).map(|it| Column::holding(it.1.clone()));
    let mut columns: Vec<Column> =
        names.iter().map(|it| of_export(it).unwrap_or_else(|| Column::of(without_group(it, names)))).collect();
    // Where no title is in it, it is no language.
    let titles: Vec<String> = columns.iter().filter(|it| it.target == Target::Title).map(|it| it.tag.clone()).collect();
    for (column, name) in columns.iter_mut().zip(names) {
        if WORDS_TOO.contains(&&*column.tag) && !titles.contains(&column.tag) {
            *column = Column::unknown(name);
        }
    }
    drop_times_of_answers(&mut columns, names);
    choose_title(&mut columns, names);
    choose_country(&mut columns, names);
    for at in 0..columns.len() {
        let is_same = |it: &Column| it.target == columns[at].target && it.tag == columns[at].tag;
        let Some(before) = columns[..at].iter().position(is_same) else { continue };
        let spoken = [before, at].map(|it| spoken(&names[it..=it]));
        match spoken {
            // `Title` and `Titre` are one thing in two languages.
            [Some(one), Some(other)]
                if one != other && columns[at].tag.is_empty() && columns[at].target.has_language() =>
            {
                columns[before].tag = one.to_owned();
                columns[at].tag = other.to_owned();
            }
            // `start` and `end` of a form are when it was filled in, where dates stand beside them.
            _ if columns[at].target.is_of_span() && is_dated(&names[at]) && !is_dated(&names[before]) => {
                columns[before].target = Target::Extra(names[before].clone());
            }
            _ if columns[at].target.is_single() => columns[at].target = Target::Extra(names[at].clone()),
            _ => {}
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_columns_that_may_be_it_the_likeliest_is_the_title_and_the_country() {
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
    fn when_a_survey_was_answered_is_not_when_something_was_done() {
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
