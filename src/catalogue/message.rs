//! How is a problem said? One or two sentences in each language: what is wrong, what would be right.

use super::nearest;
use super::problem::{Fault, Sort};
use super::stream::FORMAT;
use super::syntax;
use crate::lang::Lang;

/// Returns what is wrong and what to do, in a language.
pub(super) fn message(fault: &Fault, lang: Lang) -> String {
    match lang {
        Lang::Fr => french(fault),
        Lang::En => english(fault),
    }
}

fn english(fault: &Fault) -> String {
    match fault {
        Fault::Unreadable(reason) => format!("this file cannot be read: {}.", reason.in_words(Lang::En)),
        Fault::NotFound => "there is no such file or folder: check the name.".into(),
        Fault::Forbidden => "reading it is not allowed: check its permissions.".into(),
        Fault::NotAFile => {
            "this is neither a file nor a folder: name a .ron file, a folder of them, or - for standard input.".into()
        }
        Fault::EmptyFolder => "this folder holds no .ron file.".into(),
        Fault::TooLarge(bytes) => format!("this file is too large ({bytes} bytes): split it into a folder of several files."),
        Fault::NotUtf8 => "the text is not UTF-8 here: save the file as UTF-8.".into(),
        Fault::Empty => "this file is empty: a catalogue begins with Catalogue(format: 1, title: \"…\", …).".into(),
        Fault::NewerFormat(format) => {
            format!(
                "this file is written in format {format}, but this program reads format {FORMAT}: a newer version of the program is needed."
            )
        }
        Fault::BadFormat(found) => format!("{found} is not a version of the format: write format: {FORMAT}."),
        Fault::Syntax(error) => syntax::english(error),
        Fault::Invisible(code) => {
            format!("an invisible character (U+{code:04X}) stands here: remove it, or write a plain space instead.")
        }
        Fault::ClosedEarly => {
            "this bracket closes the activity, but more of it follows: there is a bracket too many here or before.".into()
        }
        Fault::More => "there may be more that is wrong here: correct these first, then check again.".into(),
        Fault::UnknownField { found, nearest } => format!("there is no field “{found}” here.{}", did_you_mean(nearest)),
        Fault::MissingField(field) => format!("the field “{field}” is missing: it is required."),
        Fault::DuplicateField(field) => format!("the field “{field}” appears twice: keep one."),
        Fault::UnknownWord { found, expected } => {
            let nearest = nearest(found, expected.iter().copied()).map(str::to_owned);
            format!(
                "“{found}” is not allowed here: one of {} is expected.{}",
                expected.join(", "),
                did_you_mean(&nearest)
            )
        }
        Fault::WrongName { found, expected } => format!("{expected}(…) is expected here, not “{found}”."),
        Fault::WrongSort(sort) => format!("{} is expected here.", sort_english(*sort)),
        Fault::LateVocabulary => {
            "this comes after the activities: move it before “activities”, so that a long file can be read as it arrives."
                .into()
        }
        Fault::BadId(found) => format!("“{found}” is not an identifier: only a-z, 0-9 and hyphens are allowed, at most 100."),
        Fault::BadCountry { found, nearest } => {
            let nearest = nearest.map(|it| format!("{} ({})", it.code(), it.name(Lang::En)));
            format!("“{found}” is not a country code (ISO 3166-1, two capital letters).{}", did_you_mean(&nearest))
        }
        Fault::BadPeriod(found) => {
            format!("“{found}” is not a period: write “2019”, “2019-05” or “2018-03/2019-05”.")
        }
        Fault::BadDate(found) => format!("“{found}” is not a date: write “2019-05-31”."),
        Fault::BadCoordinates => {
            "this is not a place on Earth: latitude −90 to 90 first, then longitude −180 to 180.".into()
        }
        Fault::BadAddress(found) if begins_as_address(found) => format!(
            "in the address “{found}” neither spaces nor letters beyond a-z may stand: é, for one, is written %C3%A9."
        ),
        Fault::BadAddress(found) => format!("“{found}” is not a web address: it must begin with https:// or http://."),
        Fault::BadLanguage(found) => format!("“{found}” is not a language tag (BCP 47): write “fr”, “en” or “pt-BR”."),
        Fault::NoText => "there is no text here: write it, or leave the field out.".into(),
        Fault::LongText(bytes) => format!("the text is too long ({bytes} bytes, at most 1048576)."),
        Fault::OtherTerm { id, first } => {
            format!(
                "“{id}” is described otherwise in another file, as “{first}”, which is used: choose another identifier."
            )
        }
        Fault::TooMany(count, most) => format!("there are {count} here: at most {most} are read, keep the main ones."),
        Fault::DuplicateKey(key) => format!("“{key}” appears twice in this map: keep one."),
        Fault::DuplicateId { id, first } => {
            let first = first.address();
            format!("the identifier “{id}” is already taken, at {}.", first.trim_end_matches(':'))
        }
        Fault::MissingTranslation(language) => {
            format!("this text is missing in “{language}”, which other texts have.")
        }
        Fault::NearDuplicate { found, other } => {
            format!("“{found}” reads nearly like “{other}”: one of the two may be enough.")
        }
        Fault::NoBasis => "the lesson does not say who says so: add basis: Stated or basis: Drawn.".into(),
        Fault::NoSource => "the lesson names no source: add sources: [\"…\"].".into(),
        Fault::Hidden(code) => {
            format!("there are hidden or control characters here (U+{code:04X}): remove them; they are not shown.")
        }
        Fault::Marks => "accents stand here without a letter, or too many on one: not all of them are shown.".into(),
        Fault::FrenchSpace('«') => "a no-break space (U+00A0) belongs after “«” in French.".into(),
        Fault::FrenchSpace(sign) => format!("a no-break space (U+00A0) belongs before “{sign}” in French."),
        Fault::Unused(vocabulary) => format!("no activity uses this one of the “{vocabulary}”."),
        Fault::UnknownTerm { vocabulary, found, nearest } => {
            format!("“{found}” is not among the “{vocabulary}” of this catalogue.{}", did_you_mean(nearest))
        }
    }
}

fn french(fault: &Fault) -> String {
    match fault {
        Fault::Unreadable(reason) => format!("ce fichier ne peut pas être lu\u{a0}: {}.", reason.in_words(Lang::Fr)),
        Fault::NotFound => "aucun fichier ni dossier ne porte ce nom\u{a0}: vérifiez-le.".into(),
        Fault::Forbidden => "ce fichier ne peut pas être lu\u{a0}: vérifiez vos droits d’accès.".into(),
        Fault::NotAFile => {
            "ce n’est ni un fichier ni un dossier\u{a0}: nommez un fichier .ron, un dossier de tels fichiers, ou - pour l’entrée standard.".into()
        }
        Fault::EmptyFolder => "ce dossier ne contient aucun fichier .ron.".into(),
        Fault::TooLarge(bytes) => {
            format!("ce fichier est trop grand ({bytes} octets)\u{a0}: répartissez-le dans un dossier de plusieurs fichiers.")
        }
        Fault::NotUtf8 => "le texte n’est pas en UTF-8 ici\u{a0}: enregistrez le fichier en UTF-8.".into(),
        Fault::Empty => "ce fichier est vide\u{a0}: un catalogue commence par Catalogue(format: 1, title: \"…\", …).".into(),
        Fault::NewerFormat(format) => {
            format!("ce fichier est écrit au format {format}, mais ce programme lit le format {FORMAT}\u{a0}: il en faut une version plus récente.")
        }
        Fault::BadFormat(found) => {
            format!("{found} n’est pas une version du format\u{a0}: écrivez format: {FORMAT}.")
        }
        Fault::Syntax(error) => syntax::french(error),
        Fault::Invisible(code) => {
            format!("un caractère invisible (U+{code:04X}) se trouve ici\u{a0}: retirez-le, ou écrivez une espace ordinaire à la place.")
        }
        Fault::ClosedEarly => {
            "ce signe ferme la fiche, mais la suite vient après\u{a0}: il y a un signe fermant de trop, ici ou avant.".into()
        }
        Fault::More => "il y a peut-être d’autres erreurs ici\u{a0}: corrigez celles-ci, puis vérifiez à nouveau.".into(),
        Fault::UnknownField { found, nearest } => {
            format!("il n’y a pas de champ «\u{a0}{found}\u{a0}» ici.{}", vouliez_vous(nearest))
        }
        Fault::MissingField(field) => format!("il manque le champ «\u{a0}{field}\u{a0}», qui est obligatoire."),
        Fault::DuplicateField(field) => format!("le champ «\u{a0}{field}\u{a0}» figure deux fois\u{a0}: n’en gardez qu’un."),
        Fault::UnknownWord { found, expected } => {
            let nearest = nearest(found, expected.iter().copied()).map(str::to_owned);
            format!(
                "«\u{a0}{found}\u{a0}» ne convient pas ici\u{a0}; mots possibles\u{a0}: {}.{}",
                expected.join(", "),
                vouliez_vous(&nearest)
            )
        }
        Fault::WrongName { found, expected } => {
            format!("{expected}(…) est attendu ici, et non «\u{a0}{found}\u{a0}».")
        }
        Fault::WrongSort(sort) => format!("valeur attendue ici\u{a0}: {}.", sort_french(*sort)),
        Fault::LateVocabulary => {
            "ce champ vient après les activités\u{a0}: placez-le avant «\u{a0}activities\u{a0}», pour qu’un long fichier se lise au fil de son arrivée.".into()
        }
        Fault::BadId(found) => {
            format!("«\u{a0}{found}\u{a0}» n’est pas un identifiant\u{a0}: seuls a-z, 0-9 et le trait d’union sont permis, 100 au plus.")
        }
        Fault::BadCountry { found, nearest } => {
            let nearest = nearest.map(|it| format!("{} ({})", it.code(), it.name(Lang::Fr)));
            format!(
                "«\u{a0}{found}\u{a0}» n’est pas un code de pays (ISO 3166-1, deux lettres majuscules).{}",
                vouliez_vous(&nearest)
            )
        }
        Fault::BadPeriod(found) => format!(
            "«\u{a0}{found}\u{a0}» n’est pas une période\u{a0}: écrivez «\u{a0}2019\u{a0}», «\u{a0}2019-05\u{a0}» ou «\u{a0}2018-03/2019-05\u{a0}»."
        ),
        Fault::BadDate(found) => {
            format!("«\u{a0}{found}\u{a0}» n’est pas une date\u{a0}: écrivez «\u{a0}2019-05-31\u{a0}».")
        }
        Fault::BadCoordinates => {
            "ce n’est pas un lieu de la Terre\u{a0}: d’abord la latitude, de −90 à 90, puis la longitude, de −180 à 180.".into()
        }
        Fault::BadAddress(found) if begins_as_address(found) => format!(
            "dans l’adresse «\u{a0}{found}\u{a0}», il ne faut ni espace ni lettre hors de a-z\u{a0}: é, par exemple, s’écrit %C3%A9."
        ),
        Fault::BadAddress(found) => format!(
            "«\u{a0}{found}\u{a0}» n’est pas une adresse web\u{a0}: elle doit commencer par https:// ou http://."
        ),
        Fault::BadLanguage(found) => format!(
            "«\u{a0}{found}\u{a0}» n’est pas un code de langue (BCP 47)\u{a0}: écrivez «\u{a0}fr\u{a0}», «\u{a0}en\u{a0}» ou «\u{a0}pt-BR\u{a0}»."
        ),
        Fault::NoText => "il n’y a pas de texte ici\u{a0}: écrivez-le, ou retirez le champ.".into(),
        Fault::LongText(bytes) => format!("le texte est trop long ({bytes} octets, 1048576 au plus)."),
        Fault::OtherTerm { id, first } => format!(
            "«\u{a0}{id}\u{a0}» est décrit autrement dans un autre fichier, comme «\u{a0}{first}\u{a0}», qui est retenu\u{a0}: choisissez un autre identifiant."
        ),
        Fault::TooMany(count, most) => format!("il y en a {count} ici, et {most} au plus sont lus\u{a0}: gardez les principaux."),
        Fault::DuplicateKey(key) => format!("«\u{a0}{key}\u{a0}» figure deux fois ici\u{a0}: n’en gardez qu’un."),
        Fault::DuplicateId { id, first } => {
            let first = first.address();
            format!("l’identifiant «\u{a0}{id}\u{a0}» est déjà pris, à {}.", first.trim_end_matches(':'))
        }
        Fault::MissingTranslation(language) => {
            format!("ce texte manque en «\u{a0}{language}\u{a0}», que d’autres textes ont.")
        }
        Fault::NearDuplicate { found, other } => {
            format!("«\u{a0}{found}\u{a0}» se lit presque comme «\u{a0}{other}\u{a0}»\u{a0}: l’un des deux suffit peut-être.")
        }
        Fault::NoBasis => {
            "l’enseignement ne dit pas qui l’énonce\u{a0}: ajoutez basis: Stated ou basis: Drawn.".into()
        }
        Fault::NoSource => "l’enseignement ne nomme aucune source\u{a0}: ajoutez sources: [\"…\"].".into(),
        Fault::Hidden(code) => format!(
            "il y a ici des caractères cachés ou de commande (U+{code:04X})\u{a0}: retirez-les\u{a0}; ils ne sont pas montrés."
        ),
        Fault::Marks => "il y a ici des accents sans lettre, ou trop sur une seule\u{a0}: ils ne sont pas tous montrés.".into(),
        Fault::FrenchSpace('«') => {
            "en français, une espace insécable (U+00A0) se place après «\u{a0}«\u{a0}».".into()
        }
        Fault::FrenchSpace(sign) => {
            format!("en français, une espace insécable (U+00A0) se place avant «\u{a0}{sign}\u{a0}».")
        }
        Fault::Unused(vocabulary) => format!("aucune activité n’utilise cet élément de «\u{a0}{vocabulary}\u{a0}»."),
        Fault::UnknownTerm { vocabulary, found, nearest } => format!(
            "«\u{a0}{found}\u{a0}» n’est pas parmi les «\u{a0}{vocabulary}\u{a0}» de ce catalogue.{}",
            vouliez_vous(nearest)
        ),
    }
}

fn begins_as_address(written: &str) -> bool {
    ["https://", "http://"].iter().any(|it| written.get(..it.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(it)))
}

fn did_you_mean(nearest: &Option<String>) -> String {
    nearest.as_ref().map_or(String::new(), |it| format!(" Did you mean “{it}”?"))
}

fn vouliez_vous(nearest: &Option<String>) -> String {
    nearest.as_ref().map_or(String::new(), |it| format!(" Vouliez-vous dire «\u{a0}{it}\u{a0}»\u{a0}?"))
}

fn sort_english(sort: Sort) -> &'static str {
    match sort {
        Sort::String => "text in straight quotes",
        Sort::Text => "text in straight quotes, or a map such as { \"fr\": \"…\", \"en\": \"…\" },",
        Sort::List => "a list, in [ ],",
        Sort::Map => "a map, in { },",
        Sort::Integer => "a whole number such as 2019",
        Sort::Number => "a number",
        Sort::Record => "a record, in ( ),",
        Sort::Pair => "a pair of numbers such as (52.08, 4.30)",
    }
}

fn sort_french(sort: Sort) -> &'static str {
    match sort {
        Sort::String => "un texte entre guillemets droits",
        Sort::Text => "un texte entre guillemets droits, ou une table { \"fr\": \"…\", \"en\": \"…\" }",
        Sort::List => "une liste, entre [ ]",
        Sort::Map => "une table, entre { }",
        Sort::Integer => "un nombre entier comme 2019",
        Sort::Number => "un nombre",
        Sort::Record => "une fiche, entre ( )",
        Sort::Pair => "une paire de nombres comme (52.08, 4.30)",
    }
}
