//! What does the interface say in French?
//!
//! Defines the French texts of the interface.

use super::tag::primary;
use super::words::{Cite, Command, CopyExport, Export, Import, KeyNames, Keys, Options, Store, Words, grouped, label};

/// The texts of the interface in French.
pub(super) static FRENCH: Words = Words {
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    colon: "\u{a0}:",
    semicolon: "\u{a0}; ",
    not_stated_value: "(non précisé)",
    source_silent: "La source n’en dit rien.",
    text_instead: |tags, wanted| {
        let tags: Vec<String> = tags.iter().map(|it| format!("[{it}] = en {}", language_in_french(it))).collect();
        format!("{}, à défaut d’un texte en {}.", tags.join(", "), language_in_french(wanted))
    },
    no_text_in: |tag| format!("Il n’y a pas de texte en {}.", language_in_french(tag)),
    language: language_in_french,
    own_name: "français",
    day: |day| if day == 1 { "1er".into() } else { day.to_string() },
    since: |date, has_day| format!("depuis {}{date}", if has_day { "le " } else { "" }),
    not_given: |names| format!("Non renseigné ici\u{a0}: {names}."),
    not_given_here: "Non renseigné ici.",
    silent_in: |count| format!("La source n’en dit rien\u{a0}: {}", activities(count)),
    not_given_in: |count| format!("Non renseigné ici\u{a0}: {}", activities(count)),
    catalogue: "Catalogue",
    about: "Présentation",
    attribution: "Attribution",
    licence: "Licence",
    place: "Lieu",
    fact_width: 13,
    kind: "Type",
    themes: "Thèmes",
    roles: ["Pilotage", "Experts", "Partenaires"],
    groups: "Public",
    period: "Dates",
    sections: [
        "Résumé",
        "Objectifs",
        "Actions",
        "Résultats",
        "Enseignements",
        "Perspectives",
        "Évaluation",
        "Financement",
        "Distinctions",
        "Contact",
        "Autres",
        "Sources",
    ],
    lesson_kinds: ["Réussite", "Obstacle", "Conseil", "Question ouverte"],
    stated: "selon la source",
    drawn: "conclusion du catalogue",
    basis_unknown: "provenance non précisée",
    n_of_n: |n, total| format!("{} sur {}", number(n), number(total)),
    loading: |n, share| {
        let share = share.map_or(String::new(), |it| format!(" ({it}\u{a0}%)"));
        format!("lecture… {}{share}", number(n))
    },
    stopped: |n| match n {
        1 => "Lecture arrêtée\u{a0}: 1\u{a0}activité est là, le fichier en contient davantage.".into(),
        _ => format!("Lecture arrêtée\u{a0}: {} activités sont là, le fichier en contient davantage.", number(n)),
    },
    stopped_short: "lecture arrêtée",
    stop_loading: "arrêter la lecture",
    facets: ["Pays", "Thème", "Partenaire", "Type", "Public", "Dates", "Provenance", "Enseignement", "Rubrique"],
    all_facets: "Tous les filtres",
    quotes: ["«\u{a0}", "\u{a0}»"],
    inner_quotes: ["“", "”"],
    not: "sauf",
    any: "tous",
    any_word: "à chercher",
    search_slot: "Mots",
    search_prompt: "Rechercher dans la liste\u{a0}:",
    find_prompt: "Chercher dans ce texte\u{a0}:",
    number,
    hit_of: |at, count| format!("{} sur {}", number(at), number(count)),
    no_hits: "Introuvable dans ce texte.",
    list_searches: "Dans la liste, / cherche partout.",
    nothing_left: "Aucune activité ne correspond à ces filtres.",
    nothing_yet: "Rien de ce qui a été lu jusqu’ici ne correspond à ces filtres.",
    nothing_at_all: "Ce catalogue ne contient aucune activité.",
    without: |filter, count| format!("en retirant {filter}\u{a0}: {}", activities(count)),
    without_word: |word, count| format!("sans {word}\u{a0}: {}", activities(count)),
    with_any_word: |count| format!("avec au moins un des mots\u{a0}: {}", activities(count)),
    instead_of: |by, word, count| format!("{by} au lieu de {word}\u{a0}: {}", activities(count)),
    and: " et ",
    way_out_keys: "Entrée applique la ligne choisie · u annule · r retire tous les filtres",
    unknown_field: |name| format!("Il n’y a pas de champ «\u{a0}{name}\u{a0}». Champs\u{a0}: {SEARCH_FIELDS}."),
    nouns: ["lieu", "thème", "type", "public", "partenaire"],
    unknown_name: |noun, name, known| format!("Il n’y a pas de {noun} «\u{a0}{name}\u{a0}». Il y a\u{a0}: {known}"),
    field_alone: |name| format!("«\u{a0}{name}\u{a0}» attend un mot après le deux-points, comme dans lieu:paris."),
    lone_minus: |word| format!("Pour exclure «\u{a0}{word}\u{a0}», écrivez le moins juste devant\u{a0}: -{word}."),
    by_activity: "par activité",
    by_theme: "par thème",
    orders: [
        "Ordre du catalogue",
        "Tri par lieu",
        "Tri par pays",
        "Tri par titre",
        "Tri par date",
        "Tri par pertinence",
        "Ordre des marques",
    ],
    reversed: "en sens inverse",
    nothing_to_undo: "Aucun changement de filtre à annuler.",
    found_in_name: |snippet| format!("{snippet} correspond, pas le texte."),
    paused: "Passerelle est en pause\u{a0}: tapez fg pour y revenir.",
    undone: "Dernier changement annulé.",
    no_filters: "Aucun filtre n’est actif.",
    dropped: |filters| format!("Retiré ({filters})"),
    replaced: |by, before| format!("{by} au lieu de {before}"),
    undo_restores: "u rétablit",
    no_section: |names| match names {
        [name] => format!("Cette fiche n’a pas de rubrique {name}."),
        _ => format!("Cette fiche n’a de rubrique ni {}.", names.join(" ni ")),
    },
    press_digit: "Tapez un chiffre de 1 à 9.",
    marked_now: |place| format!("Marquée\u{a0}: {place}."),
    shows_marked: "m montre les marquées.",
    unmarked_now: |place| format!("Marque retirée\u{a0}: {place}."),
    nothing_listed: "Aucune activité n’est retenue\u{a0}: il n’y a rien à lire ni à marquer.",
    not_listed: |place| format!("Les filtres écartent {place}. r les retire."),
    no_number: |number| format!("Rien de ce qui est affiché ici ne porte le numéro {number}."),
    unbound: |key| format!("{key} ne fait rien ici"),
    shows_keys: |key| format!("{key} touches"),
    slash_searches: "/ cherche",
    slash_finds: "/ cherche dans ce texte",
    not_typed: "On ne peut rien taper ici\u{a0}: le texte collé est ignoré",
    single_pane: "Cette vue occupe déjà tout l’écran.",
    text_unseen: "Le texte n’est pas affiché ici\u{a0}: Entrée l’affiche.",
    caps_lock: |key, does| format!("verrouillage des majuscules\u{a0}? {key}\u{a0}: {does}"),
    other_layout: "le clavier écrit dans un autre alphabet\u{a0}: passez aux lettres latines",
    unread_input: "L’entrée standard n’est pas lue ici\u{a0}: passerelle - la lit.",
    nothing_to_close: "Rien à fermer\u{a0}: q pour quitter, ? pour l’aide.",
    too_narrow_beside: |columns| {
        format!(
            "À côté de la liste, deux langues demandent {columns}\u{a0}colonnes. Ouvrez le texte seul (Entrée, z), puis I."
        )
    },
    too_narrow: |columns| format!("Deux langues\u{a0}: il faut {columns} colonnes."),
    marked: "✓ marquées",
    marks_for_session: "Pour cette session seulement.",
    no_marks_to_move: "Pour déplacer les activités marquées, n’affichez qu’elles (m), dans l’ordre des marques (s).",
    first_marked: "C’est déjà la première des activités marquées.",
    last_marked: "C’est déjà la dernière des activités marquées.",
    marks_apart: "L’activité voisine vient d’un autre catalogue\u{a0}: une activité ne se déplace que dans le sien.",
    nothing_marked: "Rien n’est marqué\u{a0}: Espace marque une activité.",
    reloaded: |count| format!("Le catalogue a changé et vient d’être relu. Activités\u{a0}: {}.", number(count)),
    is_gone: |place| format!("{place} n’y figure plus."),
    not_reloaded: "Le fichier a changé, la version précédente reste affichée.",
    file_gone: |file| format!("{file} n’est plus là\u{a0}; ce qui en a été lu reste affiché."),
    left_out: |count| match count {
        0 => "Aucune activité écartée.".into(),
        1 => "1 activité écartée.".into(),
        _ => format!("{} activités écartées.", number(count)),
    },
    files_left_out: |count| match count {
        1 => "1 fichier écarté.".into(),
        _ => format!("{} fichiers écartés.", number(count)),
    },
    no_search_terms: "Aucune recherche en cours",
    one_language: "Tous les textes de ce catalogue sont dans une seule langue.",
    hit_keys: "n suivante · N précédente",
    find_ends: "Échap termine",
    hit_short: |at, count| format!("occurrence {}/{}", number(at), number(count)),
    hits_short: |count| {
        if count < 2 { format!("{count} occurrence") } else { format!("{} occurrences", number(count)) }
    },
    found_in: |tag| format!("Pas ici, mais en {}\u{a0}: i change de langue.", language_in_french(tag)),
    others_in: |tag| format!("d’autres en {}", language_in_french(tag)),
    found_in_short: |tag| format!("trouvé en {}\u{a0}: i", language_in_french(tag)),
    found_only_in: |tag| format!("Pas ici, mais en {}.", language_in_french(tag)),
    chosen: |count| if count == 1 { "1 valeur choisie".into() } else { format!("{} valeurs choisies", number(count)) },
    includes: |key, name, count, is_included| {
        let verb = if is_included { "garde" } else { "inclut" };
        match count {
            0 => format!("{key} {verb} {name}\u{a0}: il ne reste rien"),
            1 => format!("{key} {verb} {name}\u{a0}: 1 affichée"),
            _ => format!("{key} {verb} {name}\u{a0}: {} affichées", number(count)),
        }
    },
    takes_out: |key, name, count, grows| match count {
        0 => format!("{key} retire {name}\u{a0}: il ne reste rien"),
        _ if grows => format!("{key} retire {name}\u{a0}: {} affichées", number(count)),
        1 => format!("{key} retire {name}\u{a0}: il en reste 1"),
        _ => format!("{key} retire {name}\u{a0}: il en reste {}", number(count)),
    },
    search_examples: |place| {
        let short = format!("\"une expression\" · -mot · lieu:{place}");
        let shortest = "\"une expression\" · -mot".to_owned();
        [format!("mot · \"une expression\" · -mot · ceci | cela · lieu:{place}"), short, shortest]
    },
    left_out_short: |count| {
        if count == 1 { "1 activité écartée".into() } else { format!("{} activités écartées", number(count)) }
    },
    incomplete_short: "fichier incomplet",
    problems_short: |count| if count == 1 { "1 problème".into() } else { format!("{} problèmes", number(count)) },
    files_left_out_short: |count| {
        if count == 1 { "1 fichier écarté".into() } else { format!("{} fichiers écartés", number(count)) }
    },
    stale_short: "version précédente",
    orders_short: [
        "ordre du catalogue",
        "par lieu",
        "par pays",
        "par titre",
        "par date",
        "par pertinence",
        "ordre des marques",
    ],
    too_small: "Agrandir",
    not_drawn: "Cet écran ne peut pas être montré\u{a0}: c’est une erreur du programme. Échap ou q en sort, Q quitte.",
    help_title: "Aide",
    title: "Titre",
    help_hint: "tapez une touche ou un mot",
    mouse_help: "Souris\u{a0}: cliquez, ou tournez la molette. Pour sélectionner du texte à copier, faites glisser la souris en tenant Maj, dans la plupart des terminaux.",
    mouse_left: "Souris\u{a0}: laissée au terminal, pour sélectionner du texte.",
    lessons_of: |count, is_all| match (count, is_all) {
        (1, _) => "ses enseignements".into(),
        (count, true) => format!("enseignements des {}", number(count)),
        (count, false) => format!("enseignements de ces {}", number(count)),
    },
    unmark: "démarquer",
    both_panes: "liste et texte",
    one_column: "une langue",
    end_find: "terminer",
    picker_hint: "tapez un nom",
    year_hint: "tapez une année",
    no_values_at_all: "Aucune activité n’indique de valeur.",
    no_value: "Aucune valeur ne porte ce nom. F3 cherche dans les textes.",
    no_key: "Aucune touche ne fait cela. Commandes hors du lecteur\u{a0}: passerelle --help",
    percent: "\u{a0}%",
    contexts: [
        "Dans la liste",
        "Dans un texte",
        "Dans les enseignements",
        "Choisir des valeurs",
        "Choisir des valeurs, après avoir tapé",
        "Dans une ligne de saisie",
        "Dans un menu",
    ],
    new_sheet: include_str!("new-fr.ron"),
    key_names: KeyNames {
        digits: "1-9",
        up: ["↑", "Haut"],
        down: ["↓", "Bas"],
        left: ["←", "Gauche"],
        right: ["→", "Droite"],
        insert: "Inser",
        page_up: "PgPréc",
        page_down: "PgSuiv",
        home: "Début",
        end: "Fin",
        enter: "Entrée",
        escape: "Échap",
        tab: "Tab",
        back_tab: "Maj-Tab",
        backspace: "Retour arrière",
        delete: "Suppr",
        space: "Espace",
    },
    problems: &super::problems::FRENCH,
    keys: Keys {
        drop: label("appliquer", "appliquer la ligne sélectionnée"),
        down: label("choisir", "descendre d’une ligne").also("flèche"),
        up: label("", "monter d’une ligne"),
        next_passage: label("suivant", "aller au passage suivant\u{a0}: un enseignement, un résultat, une perspective"),
        previous_passage: label("", "aller au passage précédent"),
        scroll_down: label("défiler", "faire défiler le texte vers le bas"),
        scroll_up: label("", "faire défiler le texte vers le haut"),
        page_down: label("", "descendre d’une page").also("page suivante"),
        page_up: label("", "monter d’une page").also("page précédente"),
        half_down: label("", "descendre d’une demi-page"),
        half_up: label("", "monter d’une demi-page"),
        first: label("", "aller au début"),
        last: label("", "aller à la fin"),
        other_pane: label("", "passer de la liste au texte, et retour"),
        to_text: label("texte", "aller au texte"),
        to_list: label("liste", "aller à la liste"),
        number_row: label("ligne", "choisir la ligne de ce numéro"),
        number_section: label(
            "rubrique",
            "aller à une rubrique, toujours le même numéro\u{a0}: 1 résumé … 5 enseignements … 9 sources",
        ),
        number_group: label("groupe", "aller au lieu ou au thème de ce numéro"),
        read: label("lire", "lire l’activité sélectionnée").also("ouvrir voir return"),
        open_activity: label("ouvrir", "ouvrir l’activité du passage"),
        close: label("fermer", "fermer"),
        close_one: label("", "fermer ce qui est ouvert, puis retirer le dernier filtre").also("escape annuler sortir"),
        back: label("quitter", "quitter (ailleurs\u{a0}: revenir en arrière)")
            .also("sortir partir terminer fin retour"),
        back_once: label("retour", "revenir à l’écran précédent"),
        quit: label("", "quitter, où que l’on soit").also("sortir partir terminer fin"),
        search: label(
            "",
            "rechercher dans toutes les activités\u{a0}: mot, \"une expression\", -mot, ceci | cela, lieu:mot",
        )
        .also("find chercher trouver filter"),
        find: label("chercher ici", "chercher des mots dans le texte"),
        next_hit: label("suivante", "aller à l’occurrence suivante"),
        previous_hit: label("", "aller à l’occurrence précédente"),
        pick_country: label("", "filtrer par pays"),
        pick_theme: label("", "filtrer par thème"),
        pick_partner: label("", "filtrer par partenaire"),
        pick_kind: label("", "filtrer par type d’activité"),
        pick_date: label("", "filtrer par date"),
        pick_any: label("tous les filtres", "tous les filtres"),
        reset: label("tout montrer", "retirer tous les filtres").also("effacer supprimer tout remettre"),
        undo: label("", "annuler le dernier changement de filtre, ou remettre la dernière marque retirée")
            .also("défaire retour revenir"),
        sort: label("trier", "trier autrement"),
        reverse: label("", "inverser l’ordre"),
        mark: label("marquer", "marquer l’activité, ou retirer sa marque")
            .also("favori favoris étoile retenir signet cocher"),
        mark_up: label("monter", "monter l’activité marquée, parmi les marquées"),
        mark_down: label("descendre", "descendre l’activité marquée, parmi les marquées"),
        copies: label("copier", "copier une référence, le passage, une adresse ou la vue")
            .also("coller presse-papiers citer"),
        show_command: label("commande", "montrer la commande qui ouvre cette vue"),
        exports: label("exporter", "enregistrer ce qui est montré\u{a0}: document, classeur, données, références")
            .also("imprimer pdf excel word sauver sauvegarder télécharger fichier mail courriel envoyer"),
        links: label("sources", "ouvrir ou copier l’adresse d’une source")
            .also("lien liens internet web url site navigateur"),
        take: label("ouvrir", "choisir ce qui est sélectionné"),
        number_choice: label("", "choisir la ligne de ce numéro"),
        copy_row: label("copier", "copier ce qui est affiché sous les lignes"),
        marked_only: label("marquées", "ne montrer que les activités marquées, ou toutes"),
        lens: label("enseignements", "lire les enseignements de toutes les activités retenues"),
        next_section: label("", "rubrique suivante\u{a0}: enseignements, résultats, perspectives"),
        previous_section: label("", "rubrique précédente"),
        regroup: label("", "regrouper par thème ou par activité"),
        other_language: label("English", "passer à la langue suivante, au même endroit")
            .also("français anglais traduction"),
        bilingual: label("", "montrer deux langues côte à côte"),
        zoom: label("agrandir", "montrer la liste ou le texte seuls, ou les deux").also("zoom plein ecran"),
        help: label("touches", "montrer les touches et lancer toute action").also("aide raccourcis touches"),
        redraw: label("", "redessiner l’écran"),
        suspend: label("", "suspendre le programme (fg pour y revenir)"),
        run: label("exécuter", "exécuter l’action sélectionnée"),
        accept: label("valider", "garder les mots, ou enregistrer sous le nom, et fermer"),
        include: label("inclure", "inclure la valeur, si aucune n’a été cochée depuis l’ouverture, et fermer"),
        include_typed: label("inclure", "inclure la valeur, et fermer"),
        toggle: label("cocher", "inclure la valeur, ou la retirer"),
        untoggle: label("décocher", "retirer la valeur"),
        exclude: label("sauf", "exclure la valeur, ou la retirer"),
        erase: label("", "effacer le caractère précédent"),
        delete: label("", "effacer le caractère suivant"),
        erase_word: label("", "effacer le mot précédent"),
        erase_line: label("", "effacer toute la ligne"),
        cursor_left: label("", "déplacer le curseur à gauche"),
        cursor_right: label("", "déplacer le curseur à droite"),
        cursor_start: label("", "déplacer le curseur au début"),
        cursor_end: label("", "déplacer le curseur à la fin"),
        recall_earlier: label("", "reprendre ce qui a été tapé avant"),
        recall_later: label("", "revenir à ce qui a été tapé après"),
    },
    cite: Cite { host: "In", online: "en ligne", accessed: "consulté le", available: "Disponible à l’adresse" },
    copy_export: CopyExport {
        copy_title: "Copier",
        copy_hint: "Entrée, un chiffre ou un clic copie.",
        export_title: |count| format!("Exporter {}", activities(count)),
        export_sheet_title: "Exporter cette activité",
        export_hint: "Entrée, un chiffre ou un clic choisit\u{a0}; vient ensuite le nom du fichier.",
        links_title: "Sources",
        open_hint: "Entrée, un chiffre ou un clic ouvre l’adresse affichée en bas\u{a0}; y la copie.",
        copied_hint: "À coller où vous en avez besoin. Si rien ne vient, sélectionnez le texte ici à la souris en tenant Maj, puis copiez-le par Ctrl-Maj-C.",
        word_hint: "Word et les navigateurs ouvrent le .html\u{a0}; un navigateur l’imprime aussi en PDF.",
        shown_hint: "Entrée copie. Si le terminal refuse, sélectionnez à la souris en tenant Maj, puis Ctrl-Maj-C.",
        passage: "Ce passage, avec sa référence",
        styles: ["Référence", "Référence (ISO 690)", "Référence (BibTeX)", "Référence (RIS)"],
        link: "Adresse de la première source",
        view: "Cette vue, sous forme de commande",
        view_unmarked: "Cette vue, sans vos marques",
        formats: [
            "Document pour Word, le navigateur ou l’impression (HTML)",
            "Document (Markdown)",
            "Texte simple",
            "Classeur Excel (XLSX)\u{a0}: tout, dans toutes les langues",
            "Tableau (CSV)",
            "Données (JSON)\u{a0}: tout, dans toutes les langues",
            "Catalogue autonome (RON)",
            "Bibliographie (BibTeX)",
            "Bibliographie (RIS)",
        ],
        save: "enregistrer",
        save_prompt: "Enregistrer sous\u{a0}:",
        replace_prompt: "Ce fichier existe déjà. Entrée le remplace, Échap le garde\u{a0}:",
        sent: |what| format!("Transmis au presse-papiers du terminal\u{a0}: {what}."),
        too_long: |thousands| {
            format!("C’est trop long pour le presse-papiers d’un terminal (plus de {thousands}\u{a0}ko). e l’exporte.")
        },
        opened: |address| format!("Adresse transmise au système\u{a0}: {address}"),
        not_opened: |reason| {
            format!("Le système n’a pas pu l’ouvrir\u{a0}: {reason}. Dans le menu de o, y copie l’adresse.")
        },
        no_links: "Aucune source de cette activité n’a d’adresse.",
        no_name: "Tapez un nom de fichier.",
        no_format: |name, endings| {
            format!("Aucun format n’a l’extension de {name}. Extensions possibles\u{a0}: {endings}.")
        },
        is_no_file: |name| format!("{name} existe déjà et n’est pas un fichier. Choisissez un autre nom."),
        nothing_to_export: "Rien n’est retenu\u{a0}: il n’y a rien à exporter.",
        not_saved: "Rien n’a été enregistré.",
        saving: |name| format!("Enregistrement de {name}… Échap l’arrête."),
        saved: |name, count| format!("Enregistré\u{a0}: {name} ({}).", activities(count)),
        saved_part: "Les activités qui ne sont pas encore lues, ou qui manquent, n’y figurent pas.",
        no_view: "Cette commande n’ouvre aucune vue ici.",
    },
    import: Import {
        not_a_table: |kind| {
            format!("c’est {kind}\u{a0}; cela ne s’importe pas. Enregistrez son tableau en xlsx, ods, csv ou json.")
        },
        already_a_catalogue: "c’est déjà un catalogue\u{a0}: passerelle l’ouvre tel quel.",
        is_empty: "ce fichier est vide.",
        no_activities: "aucune ligne n’est devenue une activité\u{a0}: il faut à chacune un titre et un pays. Un pays pour toutes\u{a0}: --country FR.",
        no_title: |columns| {
            format!("aucune colonne ne s’appelle titre (ou nom, projet, pratique…). Colonnes\u{a0}: {columns}.")
        },
        unreadable: |reason| format!("le fichier ne peut pas être lu\u{a0}: {reason}."),
        no_sheet: |name, others| format!("il n’y a pas de feuille «\u{a0}{name}\u{a0}». Feuilles\u{a0}: {others}."),
        damaged: "ce classeur est endommagé ou incomplet\u{a0}: copiez-le à nouveau, ou enregistrez-le à nouveau dans le tableur.",
        encrypted: "ce document demande un mot de passe\u{a0}: enregistrez-le sans mot de passe.",
        no_sheets: "ce fichier n’a pas de feuilles\u{a0}: --sheet sert aux classeurs (xlsx, ods). Retirez l’option.",
        too_large: "c’est plus que ce qui peut être importé\u{a0}: au plus un fichier de 1\u{a0}Gio, 16\u{202f}384\u{a0}colonnes, 20\u{a0}millions de cellules avec celles qui sont vides entre elles, et 256\u{a0}Mo de texte\u{a0}; un petit classeur qui représente un tableau immense n’est pas lu non plus. Enlevez ce qui est vide ou répété, ou divisez-le.",
        targets: ["Identifiant", "Titre", "Pays", "Coordonnées", "Rubriques sur lesquelles les sources se taisent"],
        encoding: |name| format!("Le texte n’est pas en UTF-8\u{a0}; il a été lu comme {name}."),
        separator: |separator| format!("Les valeurs sont séparées par {separator}."),
        tab: "une tabulation",
        open_quote: |line| {
            format!(
                "ligne {line}\u{a0}: un guillemet n’est pas fermé, ou un guillemet à l’intérieur de la valeur n’est pas doublé, si bien que des lignes suivantes peuvent en faire partie."
            )
        },
        overlong_row: |row, values, columns| {
            format!(
                "ligne {row}\u{a0}: elle a {values} valeurs pour {columns} colonnes. Si un texte contient le séparateur, mettez-le entre guillemets\u{a0}: ce qui le suit est dans les mauvaises colonnes."
            )
        },
        sheet: |name| format!("Feuille lue\u{a0}: {name}."),
        other_sheets: |name, others| {
            format!("Feuille lue\u{a0}: {name}\u{a0}; non lues\u{a0}: {others}. Une autre\u{a0}: --sheet NOM.")
        },
        export: "C’est un export de Passerelle.",
        sheets_left_out: |names| format!("Feuilles non lues\u{a0}: {names}."),
        row_left_out: |sheet, row, column, value| match value {
            "" => format!("feuille {sheet}, ligne {row}\u{a0}: écartée, {column} est vide."),
            _ => {
                format!("feuille {sheet}, ligne {row}\u{a0}: écartée, {column} «\u{a0}{value}\u{a0}» n’est pas connu.")
            }
        },
        cell_left_out: |sheet, row, column, value| {
            format!(
                "feuille {sheet}, ligne {row}\u{a0}: {column} «\u{a0}{value}\u{a0}» n’est pas compris et est laissé de côté."
            )
        },
        text_left_out: |sheet, row, column, value| {
            format!(
                "feuille {sheet}, ligne {row}\u{a0}: «\u{a0}{value}\u{a0}» dans {column} est laissé de côté\u{a0}: les colonnes voisines donnent déjà ce texte par langue. Mettez-le dans l’une d’elles, comme {column}_fr."
            )
        },
        column_kept: |sheet, column| {
            format!("feuille {sheet}\u{a0}: la colonne {column} est gardée sous son nom, dans Autres.")
        },
        column_left_out: |sheet, column| {
            format!("feuille {sheet}\u{a0}: la colonne {column} n’est pas connue et est écartée.")
        },
        key_left_out: |path| {
            format!(
                "{path} n’est pas connu, ou contredit la valeur qu’il devrait répéter\u{a0}: il est laissé de côté."
            )
        },
        duplicate_key: |path| {
            format!("{path} est écrit deux fois\u{a0}: la dernière valeur est lue, ce qui précède est laissé de côté.")
        },
        added_key: |path, value| format!("{path}\u{a0}: «\u{a0}{value}\u{a0}» n’était pas connu et a été ajouté."),
        sheet_missing: |name| format!("Il n’y a pas de feuille {name}\u{a0}: ce qu’un export y met manque."),
        added: |sheet, row, column, value| {
            format!(
                "feuille {sheet}, ligne {row}\u{a0}: {column} «\u{a0}{value}\u{a0}» n’était pas connu et a été ajouté."
            )
        },
        placeholders: |signs, count| match count {
            1 => format!("1 cellule indique une absence de valeur ({signs})\u{a0}: lue comme vide."),
            _ => {
                format!("{} cellules indiquent une absence de valeur ({signs})\u{a0}: lues comme vides.", number(count))
            }
        },
        text_above_header: |text| format!("Au-dessus des noms des colonnes, non lu\u{a0}: «\u{a0}{text}\u{a0}»."),
        unnamed_column: |number| format!("colonne {number}"),
        invalid_json: |line, column| format!("ce n’est plus du JSON à partir de la ligne {line}, colonne {column}."),
        languages_in_cells: "chaque cellule de ce tableau contient des textes en plusieurs langues (--lang all), qu’on ne peut pas séparer. Pour l’importer, exportez en xlsx ou en json, ou dans une seule langue.",
        several_exports: |count| {
            format!("ce sont {count} exports à la suite. Importez-les séparément, un fichier par export.")
        },
        unexpected_json: |path, missing, line, column| {
            let place = match missing {
                Some(field) => format!("{path} n’a pas de «\u{a0}{field}\u{a0}»"),
                None => format!("ce qui est à {path} n’y a pas sa place"),
            };
            format!(
                "ce JSON n’a pas la forme d’un export de Passerelle\u{a0}: {place} (ligne {line}, colonne {column}). Pour voir la forme attendue\u{a0}: passerelle export --format json."
            )
        },
        not_a_file: "ce n’est pas un fichier\u{a0}: nommez le classeur, le tableau ou l’export lui-même.",
        not_ron: "un catalogue s’écrit en RON\u{a0}: choisissez un nom qui finit par .ron.",
        renamed_at: |sheet, row, written, id| {
            format!("feuille {sheet}, ligne {row}\u{a0}: l’identifiant «\u{a0}{written}\u{a0}» est devenu {id}.")
        },
        renamed: |row, written, id| {
            format!("ligne {row}\u{a0}: l’identifiant «\u{a0}{written}\u{a0}» est devenu {id}.")
        },
        day_first: |row, written, day| {
            format!(
                "ligne {row}\u{a0}: {written} est lu {day}, le jour d’abord\u{a0}; rien dans le tableau ne dit si le jour ou le mois vient d’abord."
            )
        },
        month_first: |written| {
            format!("Les jours sont lus avec le mois d’abord, car {written} ne peut se lire qu’ainsi.")
        },
        column: |name, target, count| format!("{name} → {target} ({})", number(count)),
        extra: "gardée sous son nom, dans Autres",
        language: |name, tag| {
            format!(
                "Les textes sont supposés en {name}, comme les noms des colonnes\u{a0}; pour l’indiquer vous-même\u{a0}: --lang {tag}, ou une autre langue."
            )
        },
        row_without_title: |row| format!("ligne {row}\u{a0}: écartée, elle n’a pas de titre."),
        row_without_country: |row| {
            format!(
                "ligne {row}\u{a0}: écartée, elle n’a pas de pays. Un pays pour toutes celles qui n’en ont pas\u{a0}: --country FR."
            )
        },
        unknown_country: |row, written| {
            format!(
                "ligne {row}\u{a0}: écartée, «\u{a0}{written}\u{a0}» n’est pas un pays. Écrivez son nom ou son code, comme FR."
            )
        },
        country_recognised: |row, written, code| {
            format!("ligne {row}\u{a0}: le pays «\u{a0}{written}\u{a0}» a été lu comme {code}.")
        },
        kept: |row, column, value, why| {
            format!("ligne {row}\u{a0}: {column} «\u{a0}{value}\u{a0}» est gardé tel quel\u{a0}: {why}.")
        },
        not_understood: "cette valeur n’est pas comprise",
        reversed: "la fin précède le début",
        no_start: "c’est la fin d’une période dont le début n’est pas connu",
        too_many: |most| format!("une activité en a {most} au plus"),
        second_title: "il y a plusieurs titres dans la même langue, le premier est retenu",
        mismatched_names: "ces noms ne vont pas avec les identifiants de la ligne, ou avec ceux d’autres lignes",
        uneven: "il n’y a pas un pays par lieu, vérifiez dans lequel se trouve chacun",
        no_country_below: |row, code| {
            format!(
                "ligne {row}\u{a0}: écartée, elle n’a pas de pays. Si c’est celui du dessus ({code}), écrivez-le à chaque ligne."
            )
        },
        country_given: |row, code| {
            format!("ligne {row}\u{a0}: elle ne nomme pas de pays, {code} est pris, d’après --country.")
        },
        same_title: |title, count| {
            format!(
                "{count} lignes décrivent «\u{a0}{title}\u{a0}» au même lieu\u{a0}: chacune est une activité. Si elles n’en font qu’une, réunissez-les en une ligne."
            )
        },
        more_same_titles: |count| match count {
            1 => "1 autre titre figure dans plusieurs lignes.".into(),
            _ => format!("{} autres titres figurent dans plusieurs lignes.", number(count)),
        },
        uneven_versions: |row, field| {
            format!(
                "ligne {row}\u{a0}: «\u{a0}{field}\u{a0}» n’a pas autant d’éléments dans chaque langue, et aucun n’est pris pour la traduction d’un autre."
            )
        },
        country_as_place: |count| match count {
            1 => "1 ligne n’indique pas de lieu\u{a0}: son pays en tient lieu.".into(),
            _ => format!("{} lignes n’indiquent pas de lieu\u{a0}: leur pays en tient lieu.", number(count)),
        },
        start_as_period: |row, start, count| match count {
            1 => format!(
                "ligne {row}\u{a0}: elle a un début sans fin, seul {start} est donc gardé. Si cela dure encore, écrivez-y {start}/.."
            ),
            _ => format!(
                "{} lignes, la première étant la ligne {row}, ont un début sans fin\u{a0}: seul le début est gardé. Là où cela dure encore, écrivez-le ainsi\u{a0}: {start}/..",
                number(count)
            ),
        },
        only_title: |row, title| {
            format!(
                "ligne {row}\u{a0}: elle ne contient que «\u{a0}{title}\u{a0}»\u{a0}; retirez-la si ce n’est pas une activité."
            )
        },
        repeated_header: |row| {
            format!("ligne {row}\u{a0}: elle répète les noms des colonnes, ce n’est pas une activité.")
        },
        transposed: "Les noms sont l’un sous l’autre\u{a0}: chaque colonne est lue comme une activité, et numérotée comme une ligne.",
        commas_split: |column, count| {
            let cells = if count == 1 { "1\u{a0}cellule".into() } else { format!("{}\u{a0}cellules", number(count)) };
            format!(
                "{column}\u{a0}: les virgules ont été prises pour des séparateurs, dans {cells}. Si elles font partie du texte, séparez les valeurs par «\u{a0};\u{a0}»."
            )
        },
        commas_kept: |column, count| {
            let cells = if count == 1 {
                "1\u{a0}cellule contient".into()
            } else {
                format!("{}\u{a0}cellules contiennent", number(count))
            };
            format!(
                "{column}\u{a0}: {cells} des virgules, qui font partie du texte. Si elles séparent des valeurs, écrivez «\u{a0};\u{a0}» à la place."
            )
        },
        language_of_texts: |name, tag| {
            format!(
                "Les textes semblent être en {name}\u{a0}; pour l’indiquer vous-même\u{a0}: --lang {tag}, ou une autre langue."
            )
        },
        totals: |row| format!("ligne {row}\u{a0}: elle contient des totaux, ce n’est pas une activité."),
        formulas_without_result: |count| {
            let formulas = if count == 1 {
                "1 formule n’a pas de résultat dans ce fichier et est lue comme vide.".into()
            } else {
                format!("{count} formules n’ont pas de résultat dans ce fichier et sont lues comme vides.")
            };
            format!("{formulas} Ouvrez-le dans un tableur, enregistrez-le, puis importez-le de nouveau.")
        },
        summary: |count, left_out| {
            let rows = match left_out {
                0 => String::new(),
                1 => " 1\u{a0}ligne a été écartée.".into(),
                _ => format!(" {left_out}\u{a0}lignes ont été écartées."),
            };
            format!("Activités\u{a0}: {}.{rows}", number(count))
        },
        saved: |file, argument| format!("Enregistré\u{a0}: {file}. Pour le lire\u{a0}: passerelle {argument}"),
        only_printed: "Rien n’a été enregistré. Pour l’enregistrer\u{a0}: -o NOM.ron",
        problems: |count| format!("Le catalogue contient des erreurs\u{a0}: {}.", number(count)),
    },
    export: Export {
        stopped: "Enregistrement arrêté, aucun fichier n’a été écrit.",
        several_catalogues: "ces activités viennent de catalogues dont la langue, la licence, l’attribution ou la présentation diffèrent, et ce format contient un seul catalogue. Exportez-les un par un, avec -f.",
        long_text: |id| {
            format!(
                "un texte de «\u{a0}{id}\u{a0}» est plus long que ce que contient une cellule de tableur (32\u{202f}767\u{a0}caractères). Exportez en JSON, qui n’a pas cette limite."
            )
        },
        many_rows: |sheet| {
            format!(
                "la feuille «\u{a0}{sheet}\u{a0}» aurait plus de lignes qu’un tableur n’en permet (1\u{202f}048\u{202f}576). Exportez en JSON, qui n’a pas cette limite, ou moins d’activités."
            )
        },
        marks: "◆ selon la source · ◇ conclusion du catalogue",
        choice: |filters| format!("Activités présentées ({filters})"),
        selection: "une sélection",
    },
    store: Store {
        damaged: |path| format!("{path} est endommagé\u{a0}: le prochain changement mettra ce fichier de côté."),
        set_aside: |path| format!("Un fichier était endommagé\u{a0}; il est mis de côté sous le nom {path}."),
        foreign: |path| {
            format!(
                "{path} n’a pas été écrit par cette version du programme\u{a0}: il reste tel quel, et rien n’y est enregistré."
            )
        },
        busy: |path| {
            format!("Passerelle est ouvert dans une autre fenêtre et utilise {path}\u{a0}: rien n’y est enregistré.")
        },
        unreadable: |path, reason| {
            format!("{path} ne peut pas être lu\u{a0}: {reason}. Les marques durent le temps de cette session.")
        },
        not_saved: |path, reason| {
            format!(
                "{path} ne peut pas être enregistré\u{a0}: {reason}. Ce qui est nouveau ne survit pas à cette session."
            )
        },
    },
    command: Command {
        error: "erreur\u{a0}:",
        unknown_value: |filter, value| format!("{filter}\u{a0}: «\u{a0}{value}\u{a0}» est inconnu."),
        did_you_mean: |nearest| format!("Vouliez-vous dire «\u{a0}{nearest}\u{a0}»\u{a0}?"),
        see_values: |values| format!("Valeurs possibles\u{a0}: {values}."),
        unknown_option: |option| format!("il n’y a pas d’option {option}."),
        reader_option: |option| {
            format!("{option} ne s’emploie qu’avec le lecteur, sans commande (passerelle {option}).")
        },
        command_not_first: |command| {
            format!(
                "«\u{a0}{command}\u{a0}» est une commande, et il n’y a pas de fichier de ce nom. La commande vient en \
                 premier\u{a0}: passerelle {command} --help"
            )
        },
        no_command: |name, commands| {
            format!("il n’y a ni commande ni fichier «\u{a0}{name}\u{a0}». Commandes\u{a0}: {commands}.")
        },
        other_ending: |path, command| {
            format!("{path} est d’un format qu’écrit une autre commande\u{a0}: passerelle {command}.")
        },
        unknown_ending: |path, option, names| {
            format!(
                "l’extension de {path} n’est celle d’aucun format connu. Changez-la, ou ajoutez {option}\u{a0}: {names}."
            )
        },
        spaces_in_name: |name, quoted| {
            format!("le nom du fichier «\u{a0}{name}\u{a0}» a des espaces\u{a0}: écrivez-le {quoted}.")
        },
        unknown_word: |word| format!("«\u{a0}{word}\u{a0}» est un mot de trop."),
        missing_argument: |name| format!("il manque {name}."),
        other_catalogue: |files| {
            format!("elle est pour un autre catalogue, {files}. Lancez le programme avec celui-là.")
        },
        not_understood: "ces arguments n’ont pas été compris.",
        prints: "elle affiche quelque chose\u{a0}; lancez-la hors du lecteur.",
        not_unicode: "un argument n’est pas du texte Unicode.",
        missing_value: |option| format!("{option} attend une valeur."),
        bad_value: |option, value| format!("{option} n’accepte pas «\u{a0}{value}\u{a0}»."),
        repeated_option: |option| format!("{option} ne se donne qu’une fois."),
        left_out: |problems, count| {
            let problems = if problems == 1 { "1 problème".into() } else { format!("{problems} problèmes") };
            match count {
                0 => format!("{problems}."),
                1 => format!("{problems}\u{a0}: 1 activité est écartée."),
                _ => format!("{problems}\u{a0}: {} activités sont écartées.", number(count)),
            }
        },
        see_check: |files| format!("Tout voir\u{a0}: passerelle check{files}"),
        nor: " ni ",
        without: |option, count| match count {
            1 => format!("Sans {option}, il y en a 1."),
            _ => format!("Sans {option}, il y en a {}.", number(count)),
        },
        any_word: |count| match count {
            1 => "Avec | entre les mots, il y en a 1.".into(),
            _ => format!("Avec | entre les mots, il y en a {}.", number(count)),
        },
        see_help: |command| format!("Aide\u{a0}: {command}"),
        reading_keyboard: "Lecture au clavier\u{a0}; Ctrl-D termine, Ctrl-C abandonne.",
        unknown_activity: |id| format!("aucune activité n’a l’identifiant «\u{a0}{id}\u{a0}»."),
        filtered_out: |ids| format!("Les filtres écartent\u{a0}: {ids}."),
        no_output: |option, save| {
            format!("{option} ne sert pas à cette commande, qui affiche. Pour enregistrer\u{a0}: {save} FICHIER.")
        },
        other_option: |option| format!("{option} ne sert pas à cette commande."),
        see_list: "La commande list les montre toutes.",
        no_marks: |path, reason| format!("les marques de {path} ne peuvent pas être lues\u{a0}: {reason}."),
        marks_unread: "Avec --no-state, aucune marque n’est lue.",
        several_sections: "une seule rubrique peut être exigée ici\u{a0}: gardez un seul --not-missing, ou --stated.",
        only_csv: "--separator et --bom servent au CSV\u{a0}: ajoutez --format csv, ou retirez-les.",
        not_saved_in_part: |path| {
            format!(
                "{path} n’est pas enregistré\u{a0}: il y manquerait ce qui n’a pas pu être lu. Réparez le fichier illisible, \
                 ou ne le donnez pas."
            )
        },
        same_file: |path| {
            format!(
                "{path} est lu ici, ou serait dans le dossier lu\u{a0}: rien n’y est écrit. Choisissez un autre nom."
            )
        },
        file_exists: |path| format!("{path} existe déjà. Choisissez un autre nom, ou ajoutez --force."),
        input_lost: "le terminal ne transmet plus aucune touche.",
        not_a_file: |path| {
            format!("{path} n’est ni un fichier ni un périphérique. Choisissez un autre nom, ou omettez -o.")
        },
        stdin_twice: "l’entrée standard ne se lit qu’une fois. Écrivez «\u{a0}-\u{a0}» une seule fois.",
        not_text: "un classeur ne peut pas s’afficher ici. Indiquez un fichier\u{a0}: -o FICHIER.xlsx",
        manual_source: "voici la source de la page de manuel. Pour la lire\u{a0}: passerelle man | man -l -. Pour la garder\u{a0}: passerelle man > passerelle.1",
        template_saved: |file, argument| {
            format!("Enregistré\u{a0}: {file}. Remplissez-le dans un éditeur, puis\u{a0}: passerelle check {argument}")
        },
        no_folder: |path, folder| {
            format!(
                "{path} ne peut pas être écrit\u{a0}: il n’y a pas de dossier {folder}. Créez-le, ou choisissez un autre nom."
            )
        },
        cannot_save: |path, reason| {
            format!("{path} ne peut pas être écrit\u{a0}: {reason}. Choisissez un autre emplacement.")
        },
        remark: "remarque\u{a0}:",
        checked: |errors, remarks| match (errors, remarks) {
            (0, 0) => "Rien à signaler.".into(),
            _ => format!("Erreurs\u{a0}: {errors}\u{a0}; remarques\u{a0}: {remarks}."),
        },
        none_in_country: |country| format!("Aucune activité dans le pays «\u{a0}{country}\u{a0}»."),
        bad_id: |id| {
            format!(
                "«\u{a0}{id}\u{a0}» n’est pas un identifiant\u{a0}: seuls a-z, 0-9 et le trait d’union sont permis, 100 caractères au plus."
            )
        },
        unusable_terminal_type: |term| {
            format!(
                "TERM={term} désigne un terminal inconnu, ou sans les fonctions nécessaires\u{a0}; indiquez le vôtre, comme xterm-256color"
            )
        },
        terminal_type_unset: "la variable TERM ne dit pas ce qu’il sait faire",
        no_terminal: |reason| {
            format!("le terminal ne peut pas être utilisé ({reason}). Pour afficher la liste\u{a0}: passerelle | cat")
        },
        cannot_write: |reason| format!("impossible d’écrire sur la sortie standard\u{a0}: {reason}."),
        not_opened: "le catalogue ne peut pas être ouvert. Corrigez les erreurs ci-dessus, puis relancez.",
        more_problems: |count| match count {
            1 => "… et 1 autre problème.".into(),
            _ => format!("… et {} autres problèmes.", number(count)),
        },
    },
    options: Options {
        about: "Lire et filtrer des catalogues d’activités locales, hors ligne.",
        template: "{about}\n\nUsage\u{a0}: passerelle [OPTIONS] [CHEMIN]…\n        passerelle COMMANDE …\n\n{all-args}{after-help}",
        after: "Dans le lecteur, ? montre toutes les touches et q quitte.\n\n\
            Environnement\u{a0}: PASSERELLE_CATALOGUE nomme le catalogue à lire quand aucun argument ne le fait\u{a0}; NO_COLOR \
            supprime les couleurs\u{a0}; LANGUAGE, LC_ALL, LC_MESSAGES et LANG choisissent la langue.\n\
            Statut de sortie\u{a0}: 0 tout va bien\u{a0}; 1 la réponse est non (rien trouvé, problèmes trouvés)\u{a0}; 2 impossible.",
        values: &[
            ("PATH", "CHEMIN"),
            ("TEXT", "TEXTE"),
            ("ORDER", "ORDRE"),
            ("SECTION", "RUBRIQUE"),
            ("WHEN", "QUAND"),
            ("SHELL", "INTERPRÉTEUR"),
            ("FILE", "FICHIER"),
            ("GROUP", "GROUPE"),
            ("YEAR", "ANNÉE"),
            ("FACET", "FILTRE"),
            ("SIGN", "SIGNE"),
            ("COUNTRY", "PAYS"),
            ("NAME", "NOM"),
            ("TAG", "CODE"),
        ],
        manual: ["NOM", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDE", "NOTES"],
        arguments: "Arguments\u{a0}",
        options: "Options\u{a0}",
        filters: "Filtres, répétables\u{a0}; --not-… écarte\u{a0}",
        keep: |what| format!("Garder {what}"),
        leave_out: |what| format!("Écarter {what}"),
        facets: [
            ("PAYS", "un pays (code ou nom)"),
            ("THÈME", "un thème (identifiant ou nom)"),
            ("NOM", "un partenaire, quel que soit son rôle (identifiant ou nom)"),
            ("TYPE", "un type d’activité (identifiant ou nom)"),
            ("PUBLIC", "un public (identifiant ou nom)"),
            ("ANNÉE", "une année, comme 2019"),
            (
                "MOT",
                "les activités dont un enseignement est énoncé par la source (stated) ou conclu par le catalogue (drawn)",
            ),
            ("MOT", "une sorte d’enseignement\u{a0}: success, obstacle, advice ou question"),
            ("RUBRIQUE", "les activités qui ont cette rubrique, comme results"),
        ],
        missing: "Garder les activités où cette rubrique manque",
        command_heading: "Commandes\u{a0}",
        command_template: "{about}\n\nUsage\u{a0}: {usage}\n\n{all-args}",
        commands: &[
            ("list", "Afficher les activités retenues"),
            ("show", "Afficher des activités en entier"),
            ("lessons", "Afficher les enseignements comme un seul texte"),
            ("facets", "Afficher les valeurs des filtres, avec le nombre d’activités de chacune"),
            ("export", "Exporter les activités retenues\u{a0}: Markdown, HTML, XLSX, CSV, JSON, NDJSON, RON"),
            ("import", "Faire un catalogue à partir d’un classeur, d’un fichier CSV, TSV ou JSON"),
            ("cite", "Citer des activités avec leurs sources, ou une source"),
            ("check", "Vérifier un catalogue\u{a0}: chaque problème, et où il se trouve"),
            ("new", "Afficher une fiche commentée à remplir"),
            ("completions", "Afficher le script de complétion d’un interpréteur de commandes"),
            ("man", "Afficher la page de manuel"),
        ],
        help: &[
            ("files", "Catalogue à lire\u{a0}: fichier, dossier ou -\u{a0}; peut se répéter"),
            ("list_format", "Format\u{a0}: table (par défaut), ids, tsv, csv, json ou ndjson"),
            ("show_format", "Format\u{a0}: text (par défaut), markdown ou json"),
            ("facets_format", "Format\u{a0}: table (par défaut) ou json"),
            (
                "export_format",
                "Format\u{a0}: markdown, html, xlsx, csv, json, ndjson ou ron\u{a0}; sinon d’après l’extension de -o FICHIER, sinon markdown",
            ),
            (
                "lessons_format",
                "Format\u{a0}: text, markdown, html ou json\u{a0}; sinon d’après l’extension de -o FICHIER, sinon text",
            ),
            ("separator", "Ce qui sépare les valeurs de CSV\u{a0}: comma (par défaut), semicolon, tab ou |"),
            (
                "bom",
                "Mettre en tête de CSV la marque d’ordre des octets que les tableurs attendent\u{a0}; FICHIER.csv l’a toujours",
            ),
            ("output", "Fichier à écrire\u{a0}; sinon la sortie standard"),
            ("force", "Remplacer le fichier s’il existe"),
            (
                "style",
                "Style\u{a0}: plain, iso690, bibtex ou ris\u{a0}; sinon d’après l’extension de -o FICHIER (.bib, .ris), sinon plain",
            ),
            ("check_format", "Format\u{a0}: text (par défaut) ou json"),
            ("strict", "Compter les remarques comme des erreurs"),
            ("ids", "Identifiants d’activités, ou noms de lieux ou titres\u{a0}; sans rien, celles retenues"),
            (
                "section",
                "Ne garder que cette rubrique\u{a0}: summary, aims, actions, results, lessons, outlook, evaluation, funding, awards, contact, extra ou sources\u{a0}; peut se répéter",
            ),
            ("lens_section", "Rubrique\u{a0}: lessons (par défaut), outlook ou results"),
            ("by", "Regrouper par activity (par défaut) ou par theme"),
            (
                "facet",
                "Filtre\u{a0}: country, theme, partner, kind, group, date, basis, lesson-kind ou stated\u{a0}; sans rien, tous",
            ),
            (
                "import_file",
                "Classeur ou export\u{a0}: .xlsx, .ods, .csv, .tsv, .json ou .ndjson\u{a0}; - pour l’entrée standard",
            ),
            ("import_country", "Pays des lignes qui n’en nomment pas (code ou nom)"),
            ("sheet", "Feuille du classeur à importer\u{a0}; sans elle, la première qui a des titres"),
            ("new_id", "Identifiant de la nouvelle activité"),
            ("shell", "bash, zsh, fish, powershell ou elvish"),
            (
                "paths",
                "Un fichier .ron, un dossier de tels fichiers, ou - pour l’entrée standard\u{a0}; sans rien, le catalogue intégré",
            ),
            ("search", "Rechercher des mots\u{a0}: mot, \"une expression\", -mot, ceci | cela, champ:mot"),
            ("sort", "Trier\u{a0}: catalogue, place, country, title, date, relevance, marks"),
            ("reverse", "Inverser l’ordre"),
            ("marked", "Garder les activités marquées dans le lecteur, dans l’ordre qu’elles y ont"),
            (
                "lang",
                "Langue des textes, comme fr, en ou it\u{a0}; l’interface suit en français et en anglais. Sinon celle du système\u{a0}; dans le lecteur, celle qui y a été choisie en dernier\u{a0}; pour import, celle des noms de colonnes. all\u{a0}: toutes (JSON, CSV, TSV)",
            ),
            ("open", "Ouvrir l’activité de cet identifiant"),
            ("select", "Sélectionner l’activité de cet identifiant"),
            ("lens", "Lire une même rubrique dans toutes les activités\u{a0}: lessons, results ou outlook"),
            ("color", "Couleurs du lecteur et de check\u{a0}: auto, always ou never\u{a0}; NO_COLOR est respecté"),
            (
                "one_pane",
                "Montrer la liste ou le texte, l’un à la fois\u{a0}: pour les lecteurs d’écran et les petits écrans",
            ),
            ("ascii", "Dessiner les lignes et les signes avec les caractères que tout terminal possède"),
            ("no_state", "Ne lire ni enregistrer les marques ni la langue choisie"),
            ("no_mouse", "Laisser la souris au terminal, dans le lecteur"),
            ("help", "Afficher cette aide"),
            ("version", "Afficher la version"),
        ],
    },
};

/// Names of the search fields, for messages.
const SEARCH_FIELDS: &str = "titre, lieu, pays, date, thème, type, pilotage, public, partenaire, enseignements, résumé, \
    objectifs, actions, résultats, perspectives, évaluation, financement, distinctions, contact, sources, autres";

/// Returns the French name of a tag's primary language, or the tag itself where the name is unknown.
fn language_in_french(tag: &str) -> &str {
    match primary(tag) {
        "fa" => "persan",
        "he" => "hébreu",
        "hi" => "hindi",
        "is" => "islandais",
        "ja" => "japonais",
        "ko" => "coréen",
        "lb" => "luxembourgeois",
        "mk" => "macédonien",
        "sq" => "albanais",
        "sr" => "serbe",
        "be" => "biélorusse",
        "bs" => "bosnien",
        "cy" => "gallois",
        "hy" => "arménien",
        "ka" => "géorgien",
        "ku" => "kurde",
        "so" => "somali",
        "th" => "thaï",
        "ur" => "ourdou",
        "vi" => "vietnamien",
        "zh" => "chinois",
        "eu" => "basque",
        "gl" => "galicien",
        "oc" => "occitan",
        "ar" => "arabe",
        "bg" => "bulgare",
        "ca" => "catalan",
        "cs" => "tchèque",
        "da" => "danois",
        "de" => "allemand",
        "el" => "grec",
        "en" => "anglais",
        "es" => "espagnol",
        "et" => "estonien",
        "fi" => "finnois",
        "fr" => "français",
        "ga" => "irlandais",
        "hr" => "croate",
        "hu" => "hongrois",
        "it" => "italien",
        "lt" => "lituanien",
        "lv" => "letton",
        "mt" => "maltais",
        "nl" => "néerlandais",
        "no" | "nb" | "nn" => "norvégien",
        "pl" => "polonais",
        "pt" => "portugais",
        "ro" => "roumain",
        "ru" => "russe",
        "sk" => "slovaque",
        "sl" => "slovène",
        "sv" => "suédois",
        "tr" => "turc",
        "uk" => "ukrainien",
        _ => tag,
    }
}

/// Returns a number of activities in words.
fn activities(count: usize) -> String {
    format!("{}\u{a0}{}", number(count), if count < 2 { "activité" } else { "activités" })
}

/// Formats a number with a narrow no-break space (U+202F) between groups of thousands.
fn number(number: usize) -> String {
    grouped(number, "\u{202f}")
}
