//! How are problems described in French?
//!
//! Defines the French descriptions of the problems of a file.

use super::{ProblemTexts, Token};
use crate::lang::words::grouped;

/// The descriptions of problems in French.
pub(in crate::lang) static FRENCH: ProblemTexts = ProblemTexts {
    unreadable: |reason| format!("ce fichier ne peut pas être lu\u{a0}: {reason}."),
    not_found: "aucun fichier ni dossier ne porte ce nom\u{a0}: vérifiez-le.",
    permission_denied: "ce fichier ne peut pas être lu\u{a0}: vérifiez vos droits d’accès.",
    not_a_file: "ce n’est ni un fichier ni un dossier\u{a0}: nommez un fichier .ron, un dossier de tels fichiers, ou - pour l’entrée standard.",
    empty_folder: "ce dossier ne contient aucun fichier .ron\u{a0}; «\u{a0}passerelle import\u{a0}» en fait un à partir d’un tableau.",
    too_large: |bytes| {
        format!(
            "ce fichier est trop grand (plus de {} Gio)\u{a0}: répartissez-le dans un dossier de plusieurs fichiers.",
            bytes >> 30
        )
    },
    empty: "ce fichier est vide\u{a0}: un catalogue commence par Catalogue(format: 1, title: \"…\", …).",
    not_a_catalogue: |kind| {
        format!("c’est {kind}, et non un catalogue en RON, qui commence par Catalogue(format: 1, title: \"…\", …).")
    },
    foreign: [
        "du JSON",
        "du YAML",
        "du TOML",
        "du XML ou du HTML",
        "un tableau à séparateurs (CSV)",
        "autre chose que du texte",
        "une autre valeur en RON",
        "un tout autre texte",
        "un classeur de tableur",
        "un classeur au format d’avant 2007 (.xls)",
        "un document de traitement de texte, ou des diapositives",
        "un document PDF",
        "une image",
        "un document protégé par un mot de passe",
        "un catalogue après un texte",
        "l’intérieur d’un catalogue",
        "du Markdown",
    ],
    import_reads: "passerelle import FICHIER -o NOUVEAU.ron en fait un catalogue.",
    not_utf8: "le texte n’est pas en UTF-8 ici\u{a0}: enregistrez le fichier en UTF-8.",
    cut_short: "le fichier s’arrête au milieu\u{a0}: il en manque la fin. Copiez-le ou enregistrez-le à nouveau\u{a0}; s’il n’y manque que des crochets ou des parenthèses, écrivez-les.",
    after_list: "cette activité se trouve après la liste des activités\u{a0}: retirez le «\u{a0}]\u{a0}» qui la précède.",
    second_list: "c’est une deuxième liste d’activités\u{a0}: déplacez dans la première ce qui s’y trouve.",
    trailing: "quelque chose suit la fin du catalogue\u{a0}: retirez cette suite ou, si elle en fait partie, les crochets et parenthèses qui la précèdent.",
    newer_format: |format, read| {
        format!(
            "ce fichier est écrit au format {format}, mais ce programme lit le format {read}\u{a0}: installez une version plus récente de Passerelle."
        )
    },
    bad_format: |found, read| format!("{found} n’est pas une version du format\u{a0}: écrivez format: {read}."),
    missing: |token| match token {
        Token::Comma => "une virgule doit se trouver ici.".to_owned(),
        Token::CommaFor(mark) => format!("une virgule est attendue ici, à la place de «\u{a0}{mark}\u{a0}»."),
        Token::Colon => "un deux-points doit se trouver ici, entre un nom et sa valeur.".to_owned(),
        Token::Open(bracket) => format!("il manque ici le signe ouvrant {bracket}."),
        Token::Close(bracket) => format!("il manque ici le signe fermant {bracket}."),
        Token::Quote => "il manque le guillemet avant ce texte.".to_owned(),
        Token::Value => "il manque une valeur ici.".to_owned(),
        Token::Name => "il manque ici le nom d’un champ, comme dans title: \"…\".".to_owned(),
        Token::Key => "il manque ici un nom entre guillemets, comme dans \"fr\": \"…\".".to_owned(),
    },
    wrong_type: |expected| format!("valeur attendue ici\u{a0}: {expected}."),
    not_a_record: |example| format!("un bloc entre ( ) est attendu ici\u{a0}: écrivez-le comme {example}."),
    several_records: |field, record| {
        format!("un seul bloc est attendu ici\u{a0}; plusieurs s’écrivent {field}: [{record}(…), {record}(…)].")
    },
    expected: [
        "un texte entre guillemets droits",
        "un texte entre guillemets droits, ou un par langue, comme { \"fr\": \"…\", \"en\": \"…\" }",
        "une liste, entre [ ]",
        "une liste de noms avec leurs valeurs, entre { \"nom\": … }",
        "un nombre entier comme 2019",
        "un bloc, entre ( )",
        "un texte entre guillemets droits, ou une liste de tels textes, entre [ ]",
        "une paire de nombres comme (52.08, 4.30)",
        "un mot sans guillemets",
    ],
    unexpected_character: |character| format!("le caractère «\u{a0}{character}\u{a0}» n’a rien à faire ici."),
    invisible: |code| {
        format!(
            "un caractère invisible (U+{code:04X}) se trouve ici\u{a0}: retirez-le, ou écrivez une espace ordinaire à la place."
        )
    },
    unclosed_text: "ce texte n’est jamais fermé\u{a0}: il manque le guillemet à la fin.",
    unclosed_comment: "ce commentaire n’est jamais fermé\u{a0}: il manque */.",
    quote_in_text: r##"un guillemet droit dans un texte s’écrit \" (ou bien tout le texte r#"…"#)."##,
    wrong_quotes: |mark| {
        format!("le caractère {mark} n’a rien à faire ici\u{a0}: les textes se mettent entre guillemets droits, \"…\".")
    },
    bad_escape: |written| {
        format!(
            "{written} ne désigne aucun caractère\u{a0}: une barre oblique inverse s’écrit \\\\, un guillemet \\\", un passage à la ligne \\n."
        )
    },
    json_escape: |written, right| {
        format!("{written} est l’écriture du JSON\u{a0}: écrivez {right}, ou le caractère lui-même.")
    },
    conflict: "une fusion de deux versions a laissé cette ligne\u{a0}: gardez l’une des deux, et enlevez les lignes qui commencent par <<<<<<<, ======= et >>>>>>>.",
    hash_comment: "les commentaires commencent par //, et non par #.",
    bad_attribute: "seule une ligne comme #![enable(implicit_some)] peut commencer ici par #!.",
    quoted_name: "les noms des champs s’écrivent sans guillemets, comme dans title: \"…\".",
    closed_early: "ce signe ferme le bloc, mais la suite vient après\u{a0}: il y a un signe fermant de trop, ici ou avant.",
    too_deep: "trop de niveaux sont imbriqués ici.",
    rejected: "autre chose est attendu ici\u{a0}: un texte entre guillemets, un nombre, ou une valeur entre parenthèses ou crochets.",
    unknown_field: |found| format!("il n’y a pas de champ «\u{a0}{found}\u{a0}» ici."),
    did_you_mean: |nearest| format!(" Vouliez-vous dire «\u{a0}{nearest}\u{a0}»\u{a0}?"),
    use_languages: |written| format!(" Les langues se mettent dans le texte\u{a0}: {written}."),
    use_within: |written| format!(" Il a sa place dans {written}."),
    use_extra: |name| format!(" Ce qui n’a pas de champ se met dans extra: {{ \"{name}\": \"…\" }}."),
    missing_field: |field| format!("il manque le champ «\u{a0}{field}\u{a0}», qui est obligatoire."),
    duplicate_field: |field| format!("le champ «\u{a0}{field}\u{a0}» figure deux fois\u{a0}: n’en gardez qu’un."),
    late_field: |field| {
        format!(
            "le champ «\u{a0}{field}\u{a0}» vient après les activités\u{a0}: placez-le avant «\u{a0}activities\u{a0}»."
        )
    },
    unknown_word: |found, expected| {
        format!("«\u{a0}{found}\u{a0}» ne convient pas ici\u{a0}; mots possibles\u{a0}: {expected}.")
    },
    wrong_name: |found, expected| format!("{expected}(…) est attendu ici, et non «\u{a0}{found}\u{a0}»."),
    bad_id: |found| {
        format!(
            "«\u{a0}{found}\u{a0}» n’est pas un identifiant\u{a0}: seuls a-z, 0-9 et le trait d’union sont permis, 100 caractères au plus."
        )
    },
    bad_country: |found| {
        format!(
            "«\u{a0}{found}\u{a0}» n’est pas un code de pays\u{a0}: deux lettres majuscules, comme FR (ISO 3166-1)."
        )
    },
    write: |right| format!(" Écrivez {right}."),
    bad_period: |found| {
        format!(
            "«\u{a0}{found}\u{a0}» n’est pas une période\u{a0}: écrivez «\u{a0}2019\u{a0}», «\u{a0}2019-05\u{a0}», «\u{a0}2019-05-31\u{a0}», «\u{a0}2018-03/2019-05\u{a0}» ou «\u{a0}2012/..\u{a0}»."
        )
    },
    date_otherwise: |found, right| {
        format!("«\u{a0}{found}\u{a0}» ne s’écrit pas ainsi ici\u{a0}: écrivez \"{right}\".")
    },
    no_such_day: |found| {
        format!(
            "le calendrier n’a pas ce jour\u{a0}: «\u{a0}{found}\u{a0}». Écrivez le bon, comme «\u{a0}2019-05-31\u{a0}»."
        )
    },
    reversed_period: |found| format!("la période «\u{a0}{found}\u{a0}» finit avant de commencer."),
    bad_doi: |found| {
        format!(
            "«\u{a0}{found}\u{a0}» n’est pas un DOI\u{a0}: écrivez-le comme «\u{a0}10.1000/182\u{a0}», sans adresse."
        )
    },
    exclusive_fields: |one, other| {
        format!("«\u{a0}{one}\u{a0}» et «\u{a0}{other}\u{a0}» sont là tous les deux\u{a0}: n’en gardez qu’un.")
    },
    silent_text: |section| {
        format!("la rubrique «\u{a0}{section}\u{a0}» a un texte\u{a0}: retirez-la de silent, ou retirez le texte.")
    },
    near_id: |found, meant| {
        format!(
            "«\u{a0}{found}\u{a0}» est pris comme un nom\u{a0}; s’agit-il de l’organisation «\u{a0}{meant}\u{a0}»\u{a0}?"
        )
    },
    bad_date: |found| {
        format!(
            "«\u{a0}{found}\u{a0}» n’est pas une date\u{a0}: écrivez année, mois et jour, comme «\u{a0}2019-05-31\u{a0}»."
        )
    },
    bad_coordinates: "ces coordonnées ne désignent aucun point de la Terre\u{a0}: d’abord la latitude, de −90 à 90, puis la longitude, de −180 à 180.",
    bad_address: |found| {
        format!(
            "«\u{a0}{found}\u{a0}» n’est pas une adresse web\u{a0}: écrivez-la en entier, avec https:// ou http://, comme https://example.org."
        )
    },
    bad_letters: |found| {
        format!(
            "dans l’adresse «\u{a0}{found}\u{a0}», il ne faut ni espace ni lettre hors de a-z\u{a0}: é, par exemple, s’écrit %C3%A9."
        )
    },
    bad_language: |found| {
        format!(
            "«\u{a0}{found}\u{a0}» n’est pas un code de langue (BCP 47)\u{a0}: écrivez «\u{a0}fr\u{a0}», «\u{a0}en\u{a0}» ou «\u{a0}pt-BR\u{a0}»."
        )
    },
    no_text: "il n’y a pas de texte ici\u{a0}: écrivez-le, ou retirez le champ s’il n’est pas obligatoire.",
    long_text: |bytes, most| {
        format!("le texte est trop long ({} octets, {} Mio au plus).", grouped(bytes, "\u{202f}"), most >> 20)
    },
    too_many: |count, most| format!("il y en a {count} ici, et {most} au plus sont lus\u{a0}: gardez les principaux."),
    duplicate_key: |key| format!("«\u{a0}{key}\u{a0}» figure deux fois ici\u{a0}: n’en gardez qu’un."),
    duplicate_id: |id, first| format!("l’identifiant «\u{a0}{id}\u{a0}» est déjà pris, à {first}."),
    unknown_term: |found, vocabulary| {
        format!(
            "«\u{a0}{found}\u{a0}» ne figure pas dans «\u{a0}{vocabulary}\u{a0}»\u{a0}: écrivez un identifiant qui s’y trouve, ou ajoutez-y celui-ci."
        )
    },
    unlisted_term: |found, vocabulary, entry| {
        format!(
            "«\u{a0}{found}\u{a0}» n’est pas un identifiant de «\u{a0}{vocabulary}\u{a0}»\u{a0}: écrivez-y {entry}, et ici cet identifiant."
        )
    },
    text_before: "un catalogue commence par Catalogue(…)\u{a0}: retirez ce qui se trouve devant, ou mettez // au début de chacune de ces lignes.",
    missing_list_start: |field| format!("il manque {field}: [ devant ceci."),
    several_countries: "un lieu a un seul pays\u{a0}; plusieurs lieux s’écrivent places: [Place(name: \"…\", country: \"…\"), Place(…)].",
    other_term: |id, first| {
        format!(
            "«\u{a0}{id}\u{a0}» désigne «\u{a0}{first}\u{a0}» dans un autre fichier\u{a0}: choisissez un autre identifiant."
        )
    },
    country_alias: |found, code| {
        format!("«\u{a0}{found}\u{a0}» est lu comme {code}\u{a0}: écrivez {code} (ISO 3166-1).")
    },
    missing_translation: |language, count| match count {
        1 => format!("ce texte n’est pas traduit en «\u{a0}{language}\u{a0}», alors que d’autres le sont."),
        _ => format!(
            "{} textes de ce fichier ne sont pas traduits en «\u{a0}{language}\u{a0}», alors que d’autres le sont\u{a0}; voici le premier.",
            grouped(count, "\u{202f}")
        ),
    },
    template_text: "ce texte est encore celui du modèle\u{a0}: écrivez le vôtre, ou retirez-le.",
    near_duplicate: |found, other| match found == other {
        true => format!("«\u{a0}{found}\u{a0}» est là deux fois\u{a0}: l’un des deux suffit peut-être."),
        false => format!(
            "«\u{a0}{found}\u{a0}» se lit presque comme «\u{a0}{other}\u{a0}»\u{a0}: l’un des deux suffit peut-être."
        ),
    },
    no_basis: |count| {
        match count {
        1 => "l’enseignement ne dit pas qui l’énonce\u{a0}: ajoutez basis: Stated (la source le dit) ou basis: Drawn (vous le concluez).".into(),
        _ => format!(
            "{count} enseignements de ce fichier ne disent pas qui les énonce\u{a0}: ajoutez à chacun basis: Stated (la source le dit) ou basis: Drawn (vous le concluez)."
        ),
    }
    },
    no_source: |count| match count {
        1 => "l’enseignement ne nomme aucune source\u{a0}: ajoutez sources: [\"…\"].".into(),
        _ => format!(
            "{count} enseignements de ce fichier ne nomment aucune source\u{a0}: ajoutez à chacun sources: [\"…\"]."
        ),
    },
    hidden: |code| {
        format!(
            "il y a ici des caractères cachés ou de commande (U+{code:04X})\u{a0}: retirez-les\u{a0}; ils ne sont pas montrés."
        )
    },
    hidden_marks: "il y a ici des accents sans lettre, ou trop d’accents sur une même lettre\u{a0}: ils ne sont pas tous montrés.",
    table: "les lignes de ce tableau se suivent sans retour à la ligne\u{a0}: écrivez-les en liste, chacune après «\u{a0}- \u{a0}».",
    french_spaces: |count| {
        match count {
        1 => "cette espace devrait être insécable (U+00A0), comme en français devant la ponctuation double et %, et à l’intérieur des guillemets.".into(),
        _ => format!(
            "{} espaces de ce fichier devraient être insécables (U+00A0), comme en français devant la ponctuation double et %, et à l’intérieur des guillemets.", grouped(count, "\u{202f}")
        ),
    }
    },
    unused: |vocabulary| format!("aucune activité n’utilise cet élément de «\u{a0}{vocabulary}\u{a0}»."),
};
