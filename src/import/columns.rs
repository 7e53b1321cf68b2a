//! What does a column hold? Its name tells, in French or in English, with a language or a number behind it.

use super::language::split_language;
use crate::catalogue::{ACTIVITY, Section};
use crate::lang::Lang;
use crate::text::fold;

/// What a column holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    Id,
    Title,
    Place,
    Country,
    Latitude,
    Longitude,
    Coordinates,
    PlaceKinds,
    Aliases,
    Lead,
    Experts,
    Partners,
    Themes,
    Kinds,
    Groups,
    Period,
    Start,
    End,
    /// A section that holds texts, the lessons, the sources, or entries of `extra`.
    Section(Section),
    LessonBasis,
    LessonKinds,
    Address,
    Silent,
    Catalogue,
    Licence,
    Attribution,
    /// Whatever else, under the name of the column.
    Extra(String),
}

/// A column that is understood.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    pub(super) target: Target,
    /// The language (BCP 47) of its texts, empty where it names none.
    pub(super) tag: String,
}

/// What people call columns: folded, without spaces and hyphens. Names that a record of the format has are known anyway.
const NAMES: &[(Target, &[&str])] = &[
    (Target::Id, &["id", "identifiant", "identifier"]),
    (
        Target::Title,
        &[
            "titre",
            "nom",
            "name",
            "intitule",
            "activite",
            "projet",
            "project",
            "practice",
            "pratique",
            "goodpractice",
            "bonnepratique",
            "nomduprojet",
            "projectname",
            "projecttitle",
            "titreduprojet",
            "nomdelaction",
            "titredelaction",
            "titredelactivite",
            "activityname",
            "activitytitle",
            "intituleduprojet",
            "intituledelaction",
            "initiative", "action", "activity", "dispositif", "libelle", "denomination", "practicename", "nameofthepractice", "titleofpractice", "titleofthepractice", "titretitle", "titletitre", "programme", "nomdudispositif",
        ],
    ),
    (
        Target::Place,
        &[
            "places",
            "lieux",
            "commune",
            "municipality",
            "localite",
            "site",
            "region",
            "territoire",
            "territory",
            "implantation", "localisation",
            "villes",
            "cities",
            "locality",
        ],
    ),
    (Target::Country, &["country", "countries", "pays", "countrycode", "codepays", "codedupays", "countryoforigin", "countrypays", "payscountry"]),
    (Target::Latitude, &["latitude", "lat"]),
    (Target::Longitude, &["longitude", "long", "lon", "lng"]),
    (Target::Coordinates, &["coordinates", "coordonneesgps", "gps", "latlong", "latlon", "at"]),
    (Target::PlaceKinds, &["placekinds", "placekind", "typedelieu"]),
    (Target::Aliases, &["aliases", "alias", "othernames", "autresnoms"]),
    (
        Target::Lead,
        &[
            "pilotage",
            "porteur",
            "porteurs",
            "porteurduprojet",
            "structureporteuse",
            "organisateur",
            "coordinator",
            "coordinateur",
            "coordination",
            "leadorganisation",
            "leadorganization",
            "leadauthority",
            "chefdefile", "porteurdelaction", "operateur", "structure",
        ],
    ),
    (Target::Experts, &["expert", "organisationexperte", "expertorganisation"]),
    (Target::Partners, &["partner", "partenaire", "partenaires", "partnership", "partenariat", "partnersinvolved", "partenairesassocies", "associatedpartners", "partenairesimpliques"]),
    (Target::Themes, &["theme", "thematique", "thematiques", "topic", "sujet", "sujets", "subject", "subjects", "tag"]),
    (Target::Kinds, &["kind", "typedaction", "typedactivite", "typeofactivity", "categorie", "nature", "typeofaction"]),
    (
        Target::Groups,
        &[
            "group",
            "publiccible",
            "publicscibles",
            "groupecible",
            "beneficiaires",
            "forwhom",
            "pourqui",
            "targetaudience",
            "publicvise",
        ],
    ),
    (Target::Period, &["annee", "annees", "years", "when", "quand"]),
    (
        Target::Start,
        &["start", "startdate", "begin", "beginning", "debut", "datededebut", "datedebut", "startyear", "anneededebut"],
    ),
    (Target::End, &["end", "enddate", "fin", "datedefin", "datefin", "endyear", "anneedefin"]),
    (Target::Section(Section::Summary), &["presentation", "contexte", "context", "synthese", "shortdescription", "descriptif", "background"]),
    (Target::Section(Section::Aims), &["aim", "objectif", "objective", "but"]),
    (
        Target::Section(Section::Actions),
        &[
            "action",
            "activities",
            "activites",
            "methode",
            "method",
            "methodology",
            "methodologie",
            "deroulement",
            "whatwasdone",
            "cequiaetefait",
            "implementation",
            "miseenoeuvre",
            "actionsmenees",
        ],
    ),
    (Target::Section(Section::Results), &["result", "resultat", "effets", "effects", "impacts", "bilan", "bilandelaction", "resultatsobtenus", "resultatsattendus"]),
    (
        Target::Section(Section::Lessons),
        &[
            "lesson",
            "enseignement",
            "lecons",
            "lecon",
            "leconsapprises",
            "learning",
            "lessonlearnt",
            "lessonlearned",
            "enseignementstires",
            "keylessons",
        ],
    ),
    (Target::Section(Section::Outlook), &["perspective", "suites", "avenir", "nextstep", "followup"]),
    (Target::Section(Section::Evaluation), &["evaluations"]),
    (Target::Section(Section::Funding), &["financements", "financeur", "financeurs", "budgettotal", "couttotal", "totalcost"]),
    (Target::Section(Section::Contact), &["mail", "courriel", "personne", "contactperson", "personneacontacter", "contactmail", "contactemail"]),
    (Target::Section(Section::Sources), &["source", "references", "bibliography", "bibliographie"]),
    (Target::Section(Section::Other), &["extra", "autres", "other"]),
    (Target::LessonBasis, &["lessonbasis"]),
    (Target::LessonKinds, &["lessonkinds", "lessonkind"]),
    (Target::Address, &["url", "link", "lien", "links", "liens", "website", "siteweb", "web", "adresseweb", "webpage"]),
    (Target::Silent, &["silent"]),
    (Target::Catalogue, &["catalogue"]),
    (Target::Licence, &["licence", "license"]),
    (Target::Attribution, &["attribution"]),
];

/// Names of a record's fields that are themselves, or other names for them.
const FIELDS: &[(&str, Target)] = &[
    ("id", Target::Id),
    ("title", Target::Title),
    ("place", Target::Place),
    ("lead", Target::Lead),
    ("experts", Target::Experts),
    ("partners", Target::Partners),
    ("themes", Target::Themes),
    ("kinds", Target::Kinds),
    ("groups", Target::Groups),
    ("period", Target::Period),
    ("silent", Target::Silent),
];

impl Column {
    /// Returns what a column of a name holds.
    pub(super) fn of(name: &str) -> Self {
        let (base, tag) = split_language(name);
        match (target(base), tag) {
            (Some(target), tag) if tag.is_empty() || target.has_language() => Self { target, tag },
            // What looked like a language was a part of the name.
            _ => Self { target: target(name).unwrap_or_else(|| Target::Extra(name.to_owned())), tag: String::new() },
        }
    }
}

fn target(name: &str) -> Option<Target> {
    // What is numbered has several columns: `Lesson 1`, `Partner n° 2`.
    let bare = name.trim_end_matches(|it: char| it.is_ascii_digit() || " _.-#°".contains(it));
    let name = fold(if bare.len() < name.len() { bare.strip_suffix(" n").unwrap_or(bare) } else { name });
    let name: String = name.chars().filter(|it| it.is_alphanumeric()).collect();
    let named = NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(target, _)| target.clone());
    let section = || Section::from_word(&name).map(Target::Section);
    let field = || {
        let field = ACTIVITY.field(&name).map(|it| it.name).or_else(|| ACTIVITY.meant(&name))?;
        let of_record = FIELDS.iter().find(|(it, _)| *it == field).map(|(_, target)| target.clone());
        of_record.or_else(|| Section::from_word(field).map(Target::Section))
    };
    let shown = || {
        let is_it = |shown: &str| fold(shown).chars().filter(|it| it.is_alphanumeric()).eq(name.chars());
        Lang::ALL.iter().find_map(|lang| {
            let words = lang.words();
            let facts = [
                (words.themes, Target::Themes),
                (words.kind, Target::Kinds),
                (words.groups, Target::Groups),
                (words.place, Target::Place),
                (words.period, Target::Period),
                (words.roles[0], Target::Lead),
                (words.roles[1], Target::Experts),
                (words.roles[2], Target::Partners),
            ];
            let fact = facts.into_iter().find(|(it, _)| is_it(it)).map(|(_, target)| target);
            fact.or_else(|| Section::ALL.into_iter().find(|it| is_it(it.name(*lang))).map(Target::Section))
        })
    };
    if name.is_empty() { None } else { named.or_else(section).or_else(field).or_else(shown) }
}

impl Target {
    /// Returns whether texts in it are in a language.
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
                | Target::Address
                | Target::Silent
                | Target::Licence
        )
    }

    /// Returns whether it is of the whole catalogue.
    pub(super) fn is_of_header(&self) -> bool {
        matches!(self, Target::Catalogue | Target::Licence | Target::Attribution)
    }

    /// Returns what it is called in a language.
    pub(super) fn name(&self, lang: Lang) -> String {
        let words = lang.words();
        let name = match self {
            Target::Section(section) => section.name(lang),
            Target::Place | Target::Aliases | Target::PlaceKinds => words.place,
            Target::Lead => words.roles[0],
            Target::Experts => words.roles[1],
            Target::Partners => words.roles[2],
            Target::Themes => words.themes,
            Target::Kinds => words.kind,
            Target::Groups => words.groups,
            Target::Period | Target::Start | Target::End => words.period,
            Target::Catalogue => words.catalogue,
            Target::Licence => words.licence,
            Target::Attribution => words.attribution,
            Target::Address => Section::Sources.name(lang),
            Target::LessonBasis | Target::LessonKinds => Section::Lessons.name(lang),
            Target::Extra(name) => return words.quoted(name),
            other => return words.import.targets[other.number()].to_owned(),
        };
        name.to_owned()
    }

    /// Returns which of the names of their own it has.
    fn number(&self) -> usize {
        match self {
            Target::Id => 0,
            Target::Title => 1,
            Target::Country => 2,
            Target::Latitude | Target::Longitude | Target::Coordinates => 3,
            _ => 4,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_their_names_in_french_and_in_english() {
        let of = |name: &str| {
            let Column { target, tag } = Column::of(name);
            (target, tag)
        };
        let none = String::new;
        assert_eq!(of("Titre"), (Target::Title, none()));
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
        assert_eq!(of("Number of staff"), (Target::Extra("Number of staff".into()), none()));
        assert_eq!(of("Référence interne"), (Target::Extra("Référence interne".into()), none()));
    }
}
