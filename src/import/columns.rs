//! What does a column hold?
//!
//! Recognises the target of a column from its name in French or English, which may end in a language or a number.

use std::iter::successors;

use super::column_names::{BY_NAME, Target, without_qualifier, without_subject};
use super::language::split_language;
use super::questions::target_of_question;
use crate::catalogue::{ACTIVITY, Section, Vocabulary};
use crate::lang::Lang;
use crate::text::fold;

/// The interpretation of a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    pub(super) target: Target,
    /// Language tag (BCP 47) of its texts, empty if the name states none.
    pub(super) tag: String,
}

/// Length in bytes above which a text is not the name of a known column, but prose in the first row.
const MAX_NAME_BYTES: usize = 1_000;

impl Column {
    /// Returns the interpretation of a column name.
    pub(super) fn of(name: &str) -> Self {
        if name.len() > MAX_NAME_BYTES {
            return Self::UNKNOWN;
        }
        let (base, tag) = split_language(name);
        match (target(base), tag) {
            (Some(Target::Extra), _) => Self::UNKNOWN,
            (Some(target), tag) if tag.is_empty() || target.has_language() => Self { target, tag },
            // What looked like a language is part of the name.
            _ => target(name).map_or(Self::UNKNOWN, Self::holding),
        }
    }

    /// A column whose cells are kept in `extra` under its name.
    pub(super) const UNKNOWN: Self = Self::holding(Target::Extra);

    /// Returns a column with this target and no language.
    pub(super) const fn holding(target: Target) -> Self {
        Self { target, tag: String::new() }
    }
}

/// Prefixes of remarks in brackets that do not change the meaning of a column name; folded.
const NEUTRAL_REMARKS: [&str; 32] = [
    "obligatoire",
    "facultatif",
    "required",
    "mandatory",
    "optional",
    "max",
    "si ",
    "if ",
    "le cas",
    "par ex",
    "siege",
    "select",
    "choisir",
    "choose",
    "seat",
    "jj/mm",
    "dd/mm",
    "mm/dd",
    "aaaa",
    "yyyy",
    "format",
    "un par",
    "one per",
    "separ",
    "iso",
    "code iso",
    "2 letters",
    "2 lettres",
    "deux lettres",
    "two letters",
    "en toutes lettres",
    "in full",
];

/// Words of remarks in brackets on the length of a text: `500 caractères`; folded.
const LENGTHS: [&str; 8] = ["caracteres", "car.", "signes", "mots", "characters", "chars", "words", "max"];

/// Plural endings in brackets: `Source(s)`.
const PLURALS: [&str; 5] = ["s", "x", "es", "e", "ies"];

fn target(name: &str) -> Option<Target> {
    // In `Country/ies` the slash does not separate two names.
    let name = ["/ies", "/es", "/s", "/x"].iter().find_map(|it| name.trim_end().strip_suffix(it)).unwrap_or(name);
    let Some((bare, inside)) = without_brackets(name) else { return target_of_parts(name) };
    let inside = fold(inside.trim());
    let is_plural = PLURALS.contains(&&*inside);
    let is_length = inside.starts_with(|it: char| it.is_ascii_digit()) && LENGTHS.iter().any(|it| inside.contains(it));
    // The field itself may have its name in the plural only: `Award(s)`.
    let in_plural = || is_plural.then(|| target(&name.replacen(['(', ')'], "", 2))).flatten();
    let found = target_of_parts(&bare).or_else(in_plural);
    // `Ville (commune)` has two names of one field.
    let is_synonym = found.is_some() && found == target_of_parts(&inside);
    let is_remark = NEUTRAL_REMARKS.iter().any(|it| inside.starts_with(it));
    let is_neutral = is_plural || is_length || is_synonym || is_remark;
    // Currencies are appended to the amounts, see `append_units`.
    let is_unit = found == Some(Target::Section(Section::Funding)) && is_currency(&inside);
    match is_neutral || is_unit {
        true => found,
        // Brackets that contain only symbols, such as `(%)`, change the meaning.
        false => inside.contains(char::is_alphanumeric).then(|| target_of_words(name))?,
    }
}

/// Returns the target of a name, or the common target of several names separated by slashes; `None` if they do not
/// combine.
fn target_of_parts(name: &str) -> Option<Target> {
    let targets: Option<Vec<Target>> = name.split('/').map(target_of_words).collect();
    targets.and_then(|it| it.into_iter().map(Some).reduce(|first, second| combine(first?, second?))?)
}

/// Combines the targets of a column that holds two things; `None` if they do not belong together.
fn combine(first: Target, second: Target) -> Option<Target> {
    use Target::{Address, Country, End, LessonsOf, Place, Start};
    let (lessons, sources) = (Target::Section(Section::Lessons), Target::Section(Section::Sources));
    let holds_lessons = |it: &Target| matches!(it, LessonsOf(_)) || *it == lessons;
    match (&first, &second) {
        _ if first == second => Some(first),
        (Start, End) => Some(Target::Period),
        // The name of a place may be followed by its country in the same cell.
        (Place, Country) | (Country, Place) => Some(Place),
        (Address, it) | (it, Address) if *it == sources => Some(sources),
        _ if holds_lessons(&first) && holds_lessons(&second) => Some(lessons),
        _ => None,
    }
}

/// Returns whether a text contains a currency symbol, code or name.
pub(super) fn is_currency(written: &str) -> bool {
    let written = fold(written);
    let is_word = |it: &str| matches!(it, "euro" | "euros" | "eur" | "keur" | "usd" | "gbp" | "chf" | "dollars");
    written.contains(['€', '$', '£']) || written.split(' ').any(is_word)
}

/// Splits a name into the part outside its first brackets and the part inside them; `None` if it has no brackets.
pub(super) fn without_brackets(name: &str) -> Option<(String, &str)> {
    let (before, rest) = name.split_once('(')?;
    let (inside, after) = rest.split_once(')')?;
    Some((format!("{before}{after}"), inside))
}

fn target_of_words(name: &str) -> Option<Target> {
    // Numbered columns repeat a field: `Lesson 1`, `Partner n° 2`.
    let name = without_number(name);
    let bare = name.trim_end_matches(|it: char| it.is_ascii_digit() || " _.-#°".contains(it));
    // A trailing year is not the number of a column.
    let is_year = |it: &str| it.len() == 4 && (it.starts_with("19") || it.starts_with("20"));
    let bare = if is_year(name[bare.len()..].trim_matches(|it: char| !it.is_ascii_digit())) { name } else { bare };
    let name = fold(if bare.len() < name.len() { bare.strip_suffix(" n").unwrap_or(bare) } else { name });
    let words: Vec<&str> = name.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let lookup = |name: &str| {
        let name = name.replace("organization", "organisation");
        successors(Some(&*name), |&it| without_subject(it).or_else(|| without_qualifier(it))).find_map(target_by_name)
    };
    lookup(&words.concat()).or_else(|| target_of_question(&words, &lookup))
}

/// Removes a number before a name: `2.1 Results`, `a) Results`, `Q5 - Results`, `G01Q02. Results`, `IV. Results`.
fn without_number(name: &str) -> &str {
    let after_digits = name.trim_start_matches(|it: char| it.is_ascii_digit() || " .)".contains(it));
    // A leading year is part of the meaning.
    let is_year = |it: &str| it.len() == 4 && it.bytes().all(|it| it.is_ascii_digit());
    if is_year(name[..name.len() - after_digits.len()].trim()) {
        return name;
    }
    let name = after_digits;
    let Some(end) = name.find([')', '.', '-', '–', ':']) else { return name };
    let (number, rest) = (name[..end].trim(), name[end..].trim_start_matches([')', '.', '-', '–', ':']));
    let is_roman = |it: &str| it.chars().all(|it| "IVX".contains(it));
    // Question codes of survey tools: `G01Q02` is the second question of the first group.
    let is_question_code =
        |it: &str| it.starts_with(['G', 'Q']) && it.chars().all(|it| it.is_ascii_digit() || "GQ".contains(it));
    let is_number = number.len() == 1 || number.len() < 9 && (is_roman(number) || is_question_code(number));
    // A number is followed by a space, unlike the first letter of `E-mail`.
    if is_number && rest.starts_with(' ') { rest.trim_start() } else { name }
}

/// Returns the target of a name that is folded and has no spaces.
fn target_by_name(name: &str) -> Option<Target> {
    let by_name = BY_NAME.get(name).copied();
    let by_section = || Section::from_word(name).map(Target::Section);
    let by_field = || {
        let field_name = ACTIVITY.field(name).map(|it| it.name).or_else(|| ACTIVITY.field_for_alias(name))?;
        let of_record = BY_NAME.get(field_name).copied();
        of_record.or_else(|| Section::from_word(field_name).map(Target::Section))
    };
    if name.is_empty() { None } else { by_name.or_else(by_section).or_else(by_field) }
}

/// Returns whether a column name is recognised.
pub(super) fn is_known(name: &str) -> bool {
    !name.trim().is_empty() && Column::of(name).target != Target::Extra
}

impl Target {
    /// Returns whether it is the start or the end of a period.
    pub(super) fn is_start_or_end(&self) -> bool {
        matches!(self, Target::Start | Target::End)
    }

    /// Returns whether it holds days, months, years or periods.
    pub(super) fn holds_dates(&self) -> bool {
        *self == Target::Period || self.is_start_or_end()
    }

    /// Returns whether only one column can have this target; further ones are kept in `extra`.
    pub(super) fn is_single(&self) -> bool {
        match self {
            Target::Country | Target::Address => false,
            Target::Title | Target::NamesOf(_) | Target::Catalogue | Target::Attribution => true,
            other => !other.has_language(),
        }
    }

    /// Returns whether its texts can have a language.
    pub(super) fn has_language(&self) -> bool {
        !matches!(
            self,
            Target::Id
                | Target::Country
                | Target::Latitude
                | Target::Longitude
                | Target::Coordinates
                | Target::PlaceKinds
                | Target::Period
                | Target::Start
                | Target::End
                | Target::LessonBasis
                | Target::LessonKinds
                | Target::LessonSources
                | Target::Address
                | Target::Silent
                | Target::Licence
        )
    }

    /// Returns whether it describes the catalogue as a whole.
    pub(super) fn is_header_field(&self) -> bool {
        matches!(self, Target::Catalogue | Target::Licence | Target::Attribution)
    }

    /// Returns its display name in a language.
    pub(super) fn name(&self, lang: Lang) -> String {
        let words = lang.words();
        let name = match self {
            Target::Section(section) => section.name(lang),
            Target::Place | Target::Aliases | Target::PlaceKinds => words.place,
            Target::Lead => words.roles[0],
            Target::Experts | Target::NamesOf(Vocabulary::Organisations) => words.roles[1],
            Target::Partners => words.roles[2],
            Target::Themes | Target::NamesOf(Vocabulary::Themes) => words.themes,
            Target::Kinds | Target::NamesOf(Vocabulary::Kinds) => words.kind,
            Target::Groups | Target::NamesOf(Vocabulary::Groups) => words.groups,
            Target::Period | Target::Start | Target::End => words.period,
            Target::Catalogue => words.catalogue,
            Target::Licence => words.licence,
            Target::Attribution => words.attribution,
            Target::Address | Target::NamesOf(Vocabulary::Sources) => Section::Sources.name(lang),
            Target::LessonsOf(kind) => {
                return format!("{} ({})", Section::Lessons.name(lang), kind.name(lang).to_lowercase());
            }
            Target::LessonBasis | Target::LessonKinds | Target::LessonSources => Section::Lessons.name(lang),
            Target::Extra => words.import.extra,
            Target::Id => words.import.targets[0],
            Target::Title => words.import.targets[1],
            Target::Country => words.import.targets[2],
            Target::Latitude | Target::Longitude | Target::Coordinates => words.import.targets[3],
            Target::Silent => words.import.targets[4],
        };
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::LessonKind;

    #[test]
    fn labels_of_the_reader_are_column_names() {
        for lang in Lang::ALL {
            let words = lang.words();
            let facts = [words.themes, words.kind, words.groups, words.place, words.period];
            let sections = Section::ALL.into_iter().map(|it| it.name(lang));
            for label in facts.into_iter().chain(words.roles).chain(sections) {
                assert!(is_known(label), "{label}");
            }
        }
    }

    #[test]
    fn prose_in_the_first_row_is_no_column_name() {
        let prose = format!("x{}", "(s)".repeat(45_000));
        assert_eq!(Column::of(&prose), Column::UNKNOWN);
    }

    #[test]
    fn columns_are_recognised_by_french_and_english_names() {
        let of = |name: &str| {
            let Column { target, tag } = Column::of(name);
            (target, tag)
        };
        let none = String::new;
        assert_eq!(of("Titre"), (Target::Title, none()));
        for name in
            ["Nom de la pratique", "Intitulé de l’action", "Titre de la fiche", "Nom de l'initiative", "Désignation"]
        {
            assert_eq!(of(name), (Target::Title, none()), "{name}");
        }
        assert_eq!(of("Porteur de projet"), (Target::Lead, none()));
        assert_eq!(of("Description de l’action"), (Target::Section(Section::Summary), none()));
        assert_eq!(of("Objectifs du projet"), (Target::Section(Section::Aims), none()));
        assert_eq!(of("Project results"), (Target::Section(Section::Results), none()));
        assert_eq!(of("Date de début du projet"), (Target::Start, none()));
        assert_eq!(of("Date de démarrage"), (Target::Start, none()));
        assert_eq!(of("Partenaires mobilisés"), (Target::Partners, none()));
        assert_eq!(of("Points de vigilance"), (Target::LessonsOf(LessonKind::Obstacle), none()));
        assert_eq!(of("Site internet"), (Target::Address, none()));
        for name in ["Ville / Commune", "Lieu de réalisation", "Ville (siège)", "Commune(s)"] {
            assert_eq!(of(name), (Target::Place, none()), "{name}");
        }
        for name in ["Ville (commune)", "Place (city)", "Commune d'intervention", "City of intervention"] {
            assert_eq!(of(name), (Target::Place, none()), "{name}");
        }
        for name in ["Date (jj/mm/aaaa)", "Date (dd/mm/yyyy)", "Year (yyyy)"] {
            assert_eq!(of(name), (Target::Period, none()), "{name}");
        }
        assert_eq!(of("Award(s)"), (Target::Section(Section::Awards), none()));
        assert_eq!(of("Public(s) cible(s)"), (Target::Groups, none()));
        assert_eq!(of("Partenaires (un par ligne)"), (Target::Partners, none()));
        assert_eq!(of("Résumé (500 caractères max)"), (Target::Section(Section::Summary), none()));
        assert_eq!(of("Program Name"), (Target::Title, none()));
        assert_eq!(of("PAYS (obligatoire)"), (Target::Country, none()));
        assert_eq!(of("1. Titre"), (Target::Title, none()));
        assert_eq!(of("Résumé (max. 500 car.)"), (Target::Section(Section::Summary), none()));
        assert_eq!(of("Budget (en euros)"), (Target::Section(Section::Funding), none()));
        assert_eq!(of("Objectifs généraux du projet"), (Target::Section(Section::Aims), none()));
        assert_eq!(of("Activités réalisées"), (Target::Section(Section::Actions), none()));
        assert_eq!(of("Source(s) de financement"), (Target::Section(Section::Funding), none()));
        assert_eq!(of("Thème principal"), (Target::Themes, none()));
        for (target, names) in [
            (
                Target::Section(Section::Results),
                "What were the results?|Quels sont les résultats obtenus ?|a) Results|Q5. Results|G01Q02. Results",
            ),
            (
                Target::Section(Section::Results),
                "Main results|Résultats observés|Evidence of success (results achieved)",
            ),
            (Target::Section(Section::Aims), "I - Objectifs|Objectifs poursuivis|Main aims|Quels objectifs ?"),
            (
                Target::Section(Section::Lessons),
                "Strengths / Weaknesses|What did you learn?|Qu’avez-vous appris ?|Freins et leviers",
            ),
            (
                Target::LessonsOf(LessonKind::Obstacle),
                "Quelles difficultés avez-vous rencontrées ?|Problèmes rencontrés|Challenge",
            ),
            (Target::LessonsOf(LessonKind::Success), "Point fort 1|What worked well?|Clés de réussite"),
            (Target::Section(Section::Outlook), "Future plans|Suites à donner|Et après ?"),
            (Target::Section(Section::Funding), "Total budget|Budget prévisionnel|Overall budget|Quel budget ?"),
            (Target::Section(Section::Contact), "Nom du contact|E-mail|Tél.|Contact person (name)|Personne ressource"),
            (Target::Section(Section::Awards), "Récompenses|Distinction"),
            (Target::Section(Section::Sources), "Sources / links|Sources et liens"),
            (Target::Country, "Member State|Country(ies)|Country/ies|Pays (code)|Country (select one)"),
            (Target::Place, "Country/region|Pays / Ville"),
            (
                Target::Title,
                "Best practice|Name of the good practice|Pratique inspirante|Title of your practice|Nom de l’opération",
            ),
            (Target::Lead, "Leading organization|Implementing organisation|Nom de la structure|Organisme pilote"),
            (Target::Partners, "Stakeholders involved|Acteurs mobilisés|Quels partenaires avez-vous mobilisés ?"),
            (Target::Groups, "Final beneficiaries|Public touché|Bénéficiaires directs"),
            (Target::Period, "Start/Completion dates|Timeframe|Période de réalisation"),
            (Target::Start, "Date started"),
            (Target::End, "Completion date"),
        ] {
            names.split('|').for_each(|it| assert_eq!(of(it), (target, none()), "{it}"));
        }
        for name in [
            "Short name of it",
            "Number of beneficiaries reached",
            "2019 results",
            "2019 - Résultats",
            "Key Action",
            "Objectifs atteints ?",
            "Goals achieved",
            "Budget / participant",
            "Résultats (non atteints)",
            "Résultat (%)",
            "Lieu (code INSEE)",
            "Pays (porteur)",
            "Budget (2019)",
            "Budget 2018",
            "Prix (€)",
            "Titre / Résumé",
            "Public (nombre)",
            "Résultats attendus",
            "Chef de projet",
            "Plan d’action",
            "Rapport d’activité",
            "Projet pilote",
            "Moyens",
        ] {
            assert_eq!(of(name), (Target::Extra, none()), "{name}");
        }
        assert_eq!(of("title_fr"), (Target::Title, "fr".into()));
        assert_eq!(of("Titre (en)"), (Target::Title, "en".into()));
        assert_eq!(of("Titre [français]"), (Target::Title, "fr".into()));
        assert_eq!(of("Summary EN"), (Target::Section(Section::Summary), "en".into()));
        assert_eq!(of("Résumé"), (Target::Section(Section::Summary), none()));
        assert_eq!(of("Enseignement 2"), (Target::Section(Section::Lessons), none()));
        assert_eq!(of("Lessons learned"), (Target::Section(Section::Lessons), none()));
        assert_eq!(of("Ville"), (Target::Place, none()));
        assert_eq!(of("Pays"), (Target::Country, none()));
        assert_eq!(of("Target group"), (Target::Groups, none()));
        assert_eq!(of("Date de début"), (Target::Start, none()));
        assert_eq!(of("Date de fin"), (Target::End, none()));
        assert_eq!(of("Partenaire n° 2"), (Target::Partners, none()));
        assert_eq!(of("Lien"), (Target::Address, none()));
        assert_eq!(of("Porteur du projet"), (Target::Lead, none()));
        assert_eq!(of("Budget"), (Target::Section(Section::Funding), none()));
        assert_eq!(of("Number of staff"), (Target::Extra, none()));
        let of_tag = |title: &str| {
            crate::import::header_columns::columns(&[title, "Partenaires (nb)"].map(str::to_owned)).remove(1)
        };
        assert_eq!(of_tag("Titre").target, Target::Extra);
        assert_eq!(of_tag("Titre (nb)"), Column { target: Target::Partners, tag: "nb".into() });
        assert_eq!(of("Référence interne"), (Target::Extra, none()));
    }
}
