//! Is the built-in catalogue complete and correct?

use std::fs;

use passerelle::catalogue::{Basis, Catalogue, Participant, Role, Section, Text};
use passerelle::lang::Lang;
use passerelle::load::{Loaded, Origin};

fn catalogue() -> Catalogue {
    let Loaded { catalogue, report } = Loaded::of(vec![Origin::BuiltIn]);
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    catalogue
}

/// Returns the texts of the catalogue that must be translated: of its headers, terms, sources and activities.
fn texts(catalogue: &Catalogue) -> Vec<&Text> {
    let terms = &catalogue.vocabularies;
    let mut texts: Vec<&Text> = Vec::new();
    for header in &catalogue.headers {
        texts.push(&header.title);
        texts.extend(header.about.iter().chain(&header.attribution));
    }
    texts.extend(terms.themes.iter().chain(terms.kinds.iter()).chain(terms.groups.iter()).map(|(_, it)| &it.name));
    texts.extend(terms.sources.iter().map(|(_, it)| &it.title));
    for it in &catalogue.activities {
        texts.extend([&it.title, &it.place.name]);
        texts.extend(it.partners.iter().filter_map(|it| it.who.name(terms)));
        texts.extend(it.texts.iter().map(|(_, it)| it));
        texts.extend(it.lessons.iter().map(|it| &it.text));
    }
    texts
}

#[test]
fn built_in_activities_have_the_expected_facets() {
    let expected = "\
avignon | FR | face | risk-assessment, multi-agency, young-offenders | working-group
catalonia | ES | violence-prevention-network | case-management, multi-agency, reintegration | platform, protocol
clichy-sous-bois | FR | efus | staff-training, disengagement | training
malaga | ES | denkzeit | staff-training, disengagement, multi-agency | training, meeting
rotterdam | NL | fryshuset | case-management, staff-training, disengagement | training
sarcelles | FR | efus | reintegration, young-offenders, citizenship | course
sollentuna | SE | fryshuset | case-management, disengagement | workshop
the-hague | NL | efrj | restorative-justice, reintegration | meeting
vilvoorde | BE | fryshuset | case-management, formers, disengagement | working-session, study-visit, training";
    let catalogue = catalogue();
    let terms = &catalogue.vocabularies;
    let rows: Vec<String> = catalogue
        .activities
        .iter()
        .map(|it| {
            let id = |it: &Participant| {
                if let Participant::Organisation(at) = it { terms.organisations.id(*at).to_owned() } else { "?".into() }
            };
            let experts: Vec<String> = it.in_role(Role::Expert).map(id).collect();
            let themes: Vec<&str> = it.themes.iter().map(|&at| terms.themes.id(at)).collect();
            let kinds: Vec<&str> = it.kinds.iter().map(|&at| terms.kinds.id(at)).collect();
            let country = it.place.country.code();
            format!("{} | {country} | {} | {} | {}", it.id, experts.join(", "), themes.join(", "), kinds.join(", "))
        })
        .collect();
    assert_eq!(rows.join("\n"), expected);
}

#[test]
fn every_text_is_in_french_and_english() {
    let catalogue = catalogue();
    for text in texts(&catalogue) {
        let tags: Vec<&str> = text.versions().map(|(tag, _)| tag).collect();
        assert_eq!(tags, ["fr", "en"], "{text:?}");
    }
}

#[test]
fn every_lesson_has_basis_kind_and_sources() {
    let catalogue = catalogue();
    for activity in &catalogue.activities {
        assert!((2..=4).contains(&activity.lessons.len()), "{}", activity.id);
        for lesson in &activity.lessons {
            assert!(lesson.basis.is_some() && lesson.kind.is_some() && !lesson.sources.is_empty(), "{}", activity.id);
            // A lesson stated by a source implies that the source reports results.
            assert!(lesson.basis != Some(Basis::Stated) || activity.has(Section::Results), "{}", activity.id);
        }
    }
}

#[test]
fn french_texts_follow_french_typography() {
    let catalogue = catalogue();
    let french = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lang/french.rs")).unwrap();
    let french = french.replace("\\\"", "”").replace("\\u{a0}", "\u{a0}");
    let strings = french.split('"').skip(1).step_by(2).map(str::to_owned);
    let texts = texts(&catalogue);
    let texts = texts.iter().map(|it| it.get(Lang::FR).to_owned()).filter(|it| !it.contains("http"));
    for text in texts.chain(strings) {
        assert!(!text.contains('\''), "a straight apostrophe: {text}");
        for sign in [':', ';', '?', '!', '»'] {
            for (at, _) in text.match_indices(sign) {
                let before = text[..at].chars().next_back();
                let alone = before.is_none_or(|it| it == '{' || it == ' ' && sign == '?');
                let is_key = text[at..].starts_with(":mot")
                    || text[at..].starts_with(":paris")
                    || text[at..].starts_with(":{place}")
                    || text.starts_with('?');
                assert!(alone || is_key || before == Some('\u{a0}') || before == Some('}'), "before {sign}: {text:?}");
            }
        }
        for (at, _) in text.match_indices('«') {
            assert!(text[at + '«'.len_utf8()..].starts_with('\u{a0}'), "after «: {text}");
        }
    }
}

#[test]
fn english_texts_follow_english_typography() {
    for text in texts(&catalogue()) {
        let text = text.get(Lang::EN);
        assert!(!text.contains(['\'', '"', '«', '»']), "{text}");
        assert!(![" :", " ;", " ?", " !", "\u{a0}:"].iter().any(|it| text.contains(it)), "{text}");
    }
}

/// Facts stated by the sources: the identifier of the activity, then a phrase of its record in French and in English.
const FACTS: &[(&str, &str, &str)] = &[
    ("avignon", "organisé des groupes de travail communs", "organised joint working groups"),
    ("avignon", "les jeunes délinquants exposés à un risque", "young offenders at risk of radicalisation"),
    ("avignon", "Protection judiciaire de la jeunesse", "Protection judiciaire de la jeunesse"),
    ("catalonia", "Mossos d’Esquadra", "Mossos d’Esquadra"),
    ("catalonia", "Terrassa", "L’Hospitalet de Llobregat"),
    ("catalonia", "consigner méthodiquement cette première expérience", "record this first experiment methodically"),
    ("catalonia", "à partir du terrain", "from the ground up"),
    ("catalonia", "notamment après une condamnation pour terrorisme", "notably after a conviction for terrorism"),
    ("catalonia", "en libération conditionnelle ou en fin de peine", "either conditional or at the end"),
    (
        "clichy-sous-bois",
        "entre autres, l’histoire des extrémismes",
        "Among other topics, the programme dealt with the history of",
    ),
    ("clichy-sous-bois", "À l’étude en 2019", "Under consideration in 2019"),
    ("malaga", "la source ne précise pas s’il s’agit du plan national", "whether this means the national plan"),
    ("malaga", "a adopté en 2015", "In 2015 the Spanish government adopted"),
    ("rotterdam", "Deux formations d’une demi-journée", "Two half-day training sessions"),
    ("rotterdam", "pour prévenir la radicalisation en probation", "for preventing radicalisation on probation"),
    ("sarcelles", "quinze jeunes auteurs de petits délits", "fifteen young petty offenders"),
    ("sarcelles", "16\u{a0}à\u{a0}25\u{a0}ans", "16\u{a0}to\u{a0}25"),
    ("sarcelles", "35\u{a0}heures de travail d’intérêt général", "35\u{a0}hours of community service"),
    ("sarcelles", "l’importance de la culture", "the importance of culture"),
    ("sarcelles", "Parmi les organisations", "Among the organisations"),
    ("sollentuna", "plus de vingt agents de probation et personnels", "more than twenty probation and prison"),
    ("sollentuna", "expert international venu de Belgique", "international expert from Belgium"),
    ("the-hague", "mai\u{a0}2019", "May\u{a0}2019"),
    ("the-hague", "ex-combattants unionistes", "unionist ex-combatants"),
    ("the-hague", "réponses autres que punitives et sécuritaires", "other than punishment and security measures"),
    (
        "vilvoorde",
        "une personne de retour à Vilvorde («\u{a0}returnee\u{a0}») devenue un «\u{a0}ancien\u{a0}»",
        "a returnee from Vilvoorde who had become a “former”",
    ),
    ("vilvoorde", "au cas par cas", "case by case"),
];

/// Phrases that no source supports, or that no native speaker would write.
const FORBIDDEN_PHRASES: [&str; 17] = [
    "animés par",
    "ran joint",
    "ceux qui font",
    "systématique",
    "systematic",
    "de la base vers le haut",
    "bottom up",
    "Former, c’est aussi",
    "at release",
    "in probation and on",
    "front-line workers",
    "gave it",
    "anciens combattants",
    "ex-convicts",
    "stratégies de sortie",
    "decision making",
    "retour dans la communauté",
];

#[test]
fn records_state_the_facts_of_their_sources() {
    let catalogue = catalogue();
    let message = |id: &str, lang: Lang| {
        let row = catalogue.position(id).unwrap();
        let blocks = passerelle::document::sheet_without_colophon(&catalogue, row, lang, None).blocks;
        blocks.iter().map(|it| it.text.clone() + "\n").collect::<String>()
    };
    for (id, french, english) in FACTS {
        for (lang, fact) in [(Lang::FR, french), (Lang::EN, english)] {
            assert!(message(id, lang).contains(fact), "{id}: {fact}");
        }
    }
    for text in texts(&catalogue) {
        for (_, version) in text.versions() {
            assert!(!FORBIDDEN_PHRASES.iter().any(|it| version.contains(it)), "{version}");
        }
    }
}

#[test]
fn records_have_a_lead_and_declare_silent_sections() {
    let catalogue = catalogue();
    let silences = [
        ("avignon", "outlook"),
        ("catalonia", "outlook"),
        ("clichy-sous-bois", "aims results"),
        ("malaga", "results outlook"),
        ("rotterdam", ""),
        ("sarcelles", "results outlook"),
        ("sollentuna", "results outlook"),
        ("the-hague", "outlook"),
        ("vilvoorde", "results outlook"),
    ];
    let terms = &catalogue.vocabularies;
    let guidebook = terms.sources.index_of("guidebook").unwrap();
    assert_eq!(terms.sources.get(guidebook).unwrap().authors.len(), 2);
    for (activity, (id, silent)) in catalogue.activities.iter().zip(silences) {
        assert_eq!(&*activity.id, id);
        assert_eq!(activity.silent.iter().map(|it| it.field()).collect::<Vec<_>>().join(" "), silent, "{id}");
        assert_eq!(activity.in_role(Role::Lead).count(), 1, "{id}");
        assert!(!activity.all_sources().contains(&guidebook), "{id}: it is for further reading");
        // Every expected section has a text or is declared as silent.
        let is_told = |it: &Section| activity.has(*it) || activity.silent.contains(it);
        assert!(Section::ALL.into_iter().filter(|it| it.is_expected()).all(|it| is_told(&it)), "{id}");
    }
}
