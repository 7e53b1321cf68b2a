//! Every word of the interface, as a field: a word missing in one language does not compile.

/// The words of the interface in one language.
#[derive(Debug)]
pub struct Words {
    /// Names of the months.
    pub months: [&'static str; 12],
    /// A colon as it is written after a word, with the space it needs before.
    pub colon: &'static str,
    /// What a missing fact reads.
    pub not_stated: &'static str,
    /// The name of the value of those that state none.
    pub not_stated_value: &'static str,
    /// What an empty section reads.
    pub source_silent: &'static str,
    /// That a text is shown in the language of a tag instead.
    pub text_instead: fn(&str) -> String,
    /// Columns of the names of facts.
    pub fact_width: usize,
    /// Kind of activity.
    pub kind: &'static str,
    /// Themes.
    pub themes: &'static str,
    /// Authority in charge.
    pub lead: &'static str,
    /// Expert organisations.
    pub experts: &'static str,
    /// Partners.
    pub partners: &'static str,
    /// Dates.
    pub period: &'static str,
    /// Names of the sections, in reading order.
    pub sections: [&'static str; 8],
    /// Lesson: something that worked.
    pub success: &'static str,
    /// Lesson: something that stood in the way.
    pub obstacle: &'static str,
    /// Lesson: something to do.
    pub advice: &'static str,
    /// Lesson: something open.
    pub question: &'static str,
    /// That the source states a lesson.
    pub stated: &'static str,
    /// That the catalogue draws a lesson from the facts.
    pub drawn: &'static str,
    /// That it is not said who states a lesson.
    pub basis_unknown: &'static str,
    /// The name of the list.
    pub activities: &'static str,
    /// How many of how many.
    pub n_of_n: fn(usize, usize) -> String,
    /// That more is being read, after how many.
    pub loading: fn(usize) -> String,
    /// Names of the facets: country, theme, kind, partner.
    pub facets: [&'static str; 4],
    /// The name of all facets together.
    pub all_facets: &'static str,
    /// A quotation.
    pub quoted: fn(&str) -> String,
    /// What the prompt of the search says.
    pub search_prompt: &'static str,
    /// What the prompt of the find says.
    pub find_prompt: &'static str,
    /// The hit gone to, of how many.
    pub hit_of: fn(usize, usize) -> String,
    /// That nothing is found.
    pub no_hits: &'static str,
    /// That nothing is left in the list.
    pub nothing_left: &'static str,
    /// That the catalogue is empty.
    pub nothing_at_all: &'static str,
    /// What dropping a filter would give.
    pub without: fn(&str, usize) -> String,
    /// Which keys help when nothing is left.
    pub drop_keys: &'static str,
    /// Which keys help when dropping one filter is not enough.
    pub reset_keys: &'static str,
    /// Grouped by activity.
    pub by_activity: &'static str,
    /// Grouped by theme.
    pub by_theme: &'static str,
    /// Names of the orders: source, place, country, title, relevance.
    pub orders: [&'static str; 5],
    /// Turned round.
    pub reversed: &'static str,
    /// Notice: nothing to undo.
    pub nothing_to_undo: &'static str,
    /// Notice: undone.
    pub undone: &'static str,
    /// Notice: no filters.
    pub no_filters: &'static str,
    /// Notice: nothing to close.
    pub nothing_to_close: &'static str,
    /// Notice: not wide enough for both languages; how many columns are needed.
    pub too_narrow: fn(usize) -> String,
    /// Notice: how many records were left out.
    pub left_out: fn(usize) -> String,
    /// Notice: nothing is sought.
    pub nothing_sought: &'static str,
    /// Which keys go from hit to hit.
    pub hit_keys: &'static str,
    /// What the numbers in a picker mean.
    pub count_hint: &'static str,
    /// An example of what can be searched.
    pub search_example: &'static str,
    /// How many records were left out, where room is scarce.
    pub left_out_short: fn(usize) -> String,
    /// Names of the orders, where room is scarce.
    pub orders_short: [&'static str; 5],
    /// The screen is too small, in one word.
    pub too_small: &'static str,
    /// The name of the help.
    pub help_title: &'static str,
    /// What can be typed in the help.
    pub help_hint: &'static str,
    /// What can be typed in a picker.
    pub picker_hint: &'static str,
    /// That no value has this name.
    pub no_value: &'static str,
    /// Names of keys.
    pub key_names: KeyNames,
    /// What keys do.
    pub keys: Keys,
    /// Sentences of the command line.
    pub command: Command,
    /// Help of the command line.
    pub options: Options,
}

/// Help of the command line.
#[derive(Debug)]
pub struct Options {
    /// What the program is.
    pub about: &'static str,
    /// In which order clap prints its parts, under which headings.
    pub template: &'static str,
    /// What stands after the options.
    pub after: &'static str,
    /// What each argument is for.
    pub help: &'static [(&'static str, &'static str)],
}

/// Names of keys that are no letters.
#[derive(Debug)]
pub struct KeyNames {
    /// Page up.
    pub page_up: &'static str,
    /// Page down.
    pub page_down: &'static str,
    /// Home.
    pub home: &'static str,
    /// End.
    pub end: &'static str,
    /// Enter.
    pub enter: &'static str,
    /// Escape.
    pub escape: &'static str,
    /// Tabulator.
    pub tab: &'static str,
    /// Shift and tabulator.
    pub back_tab: &'static str,
    /// Backspace.
    pub backspace: &'static str,
    /// Delete.
    pub delete: &'static str,
    /// Space.
    pub space: &'static str,
}

/// What a key does: a word or two for the line of hints, none where it is not hinted at, and a
/// sentence for the help.
#[derive(Debug)]
pub struct Label {
    /// For the line of hints; empty where the key is not shown there.
    pub short: &'static str,
    /// For the help.
    pub long: &'static str,
}

macro_rules! keys {
    ($($name:ident),* $(,)?) => {
        /// What the keys do.
        #[derive(Debug)]
        pub struct Keys {
            $(
                #[doc = concat!("The label of `", stringify!($name), "`.")]
                pub $name: Label,
            )*
        }
    };
}

keys!(
    drop,
    down,
    up,
    next_passage,
    previous_passage,
    scroll_down,
    scroll_up,
    page_down,
    page_up,
    half_down,
    half_up,
    first,
    last,
    back_once,
    next_pane,
    previous_pane,
    read,
    open_activity,
    close,
    close_one,
    back,
    quit,
    search,
    find,
    next_hit,
    previous_hit,
    pick_country,
    pick_theme,
    pick_kind,
    pick_partner,
    pick_any,
    reset,
    undo,
    sort,
    reverse,
    lens,
    next_section,
    previous_section,
    regroup,
    other_language,
    bilingual,
    zoom,
    help,
    redraw,
    suspend,
    run,
    accept,
    include,
    exclude,
    erase,
    delete,
    erase_word,
    erase_line,
    cursor_left,
    cursor_right,
    cursor_start,
    cursor_end,
);

/// Sentences of the command line.
#[derive(Debug)]
pub struct Command {
    /// Before an error.
    pub error: &'static str,
    /// That a value of a filter is unknown: filter, value.
    pub unknown_value: fn(&str, &str) -> String,
    /// What may have been meant.
    pub did_you_mean: fn(&str) -> String,
    /// How to see what values there are.
    pub see_values: fn(&str) -> String,
    /// That there is no such option.
    pub unknown_option: fn(&str) -> String,
    /// That an option needs a value.
    pub missing_value: fn(&str) -> String,
    /// That an option does not take this value.
    pub bad_value: fn(&str, &str) -> String,
    /// That an option can be given once only.
    pub repeated_option: fn(&str) -> String,
    /// Where help is.
    pub see_help: &'static str,
    /// That standard input is read from the keyboard.
    pub reading_keyboard: &'static str,
    /// That no activity has an identifier.
    pub unknown_activity: fn(&str) -> String,
    /// That nothing passes the filters.
    pub nothing_passes: &'static str,
    /// That the terminal cannot be used; why.
    pub no_terminal: fn(&str) -> String,
    /// That cannot write to standard output; why.
    pub cannot_write: fn(&str) -> String,
    /// That there are more problems than are printed.
    pub more_problems: fn(usize) -> String,
    /// That catalogues could not be opened.
    pub not_opened: &'static str,
}

const fn label(short: &'static str, long: &'static str) -> Label {
    Label { short, long }
}

/// The interface in French.
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
    not_stated: "non précisé",
    not_stated_value: "(non précisé)",
    source_silent: "La source n’en dit rien.",
    text_instead: |tag| format!("(en {}, faute de texte en français)", language_in_french(tag)),
    fact_width: 13,
    kind: "Type",
    themes: "Thèmes",
    lead: "Pilotage",
    experts: "Experts",
    partners: "Avec",
    period: "Dates",
    sections: ["Résumé", "Objectifs", "Actions", "Résultats", "Enseignements", "Perspectives", "Autres", "Sources"],
    success: "Réussite",
    obstacle: "Obstacle",
    advice: "Conseil",
    question: "Question ouverte",
    stated: "énoncé par la source",
    drawn: "déduit par le catalogue",
    basis_unknown: "provenance non précisée",
    activities: "Activités",
    n_of_n: |n, total| format!("{n} sur {total}"),
    loading: |n| format!("lecture… {n}"),
    facets: ["Pays", "Thème", "Type", "Partenaire expert"],
    all_facets: "Tous les filtres",
    quoted: |text| format!("«\u{a0}{text}\u{a0}»"),
    search_prompt: "Chercher dans la liste\u{a0}:",
    find_prompt: "Trouver dans le texte\u{a0}:",
    hit_of: |at, count| format!("{at} sur {count}"),
    no_hits: "Introuvable dans ce texte.",
    nothing_left: "Aucune activité ne correspond à ces filtres.",
    nothing_at_all: "Ce catalogue ne contient aucune activité.",
    without: |filter, count| match count {
        1 => format!("sans {filter}\u{a0}: 1 activité"),
        _ => format!("sans {filter}\u{a0}: {count} activités"),
    },
    drop_keys: "Entrée retire le premier · u annule · r retire tout",
    reset_keys: "u annule le dernier filtre · r les retire tous",
    by_activity: "par activité",
    by_theme: "par thème",
    orders: ["Ordre du catalogue", "Trié par lieu", "Trié par pays", "Trié par titre", "Trié par pertinence"],
    reversed: "en sens inverse",
    nothing_to_undo: "Aucun changement de filtre à annuler.",
    undone: "Dernier changement annulé.",
    no_filters: "Aucun filtre n’est actif.",
    nothing_to_close: "Rien à fermer\u{a0}: q pour quitter, ? pour l’aide.",
    too_narrow: |columns| format!("Deux langues\u{a0}: il faut {columns} colonnes."),
    left_out: |count| match count {
        1 => "1 activité écartée.".into(),
        _ => format!("{count} activités écartées."),
    },
    nothing_sought: "Rien n’est cherché\u{a0}: / ou Ctrl-F.",
    hit_keys: "n suivante · N précédente · Échap termine",
    count_hint: "nombre\u{a0}: la liste après Espace",
    search_example: "mot · \"une phrase\" · -mot · lieu:paris",
    left_out_short: |count| format!("{count} écartées"),
    orders_short: ["catalogue", "lieu", "pays", "titre", "pertinence"],
    too_small: "Agrandissez",
    help_title: "Aide",
    help_hint: "tapez une touche ou un mot",
    picker_hint: "tapez un nom",
    no_value: "Aucune valeur ne porte ce nom.",
    key_names: KeyNames {
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
    keys: Keys {
        drop: label("retirer un filtre", "retirer le filtre proposé"),
        down: label("choisir", "descendre d’une ligne"),
        up: label("", "monter d’une ligne"),
        next_passage: label("passage", "aller au passage suivant"),
        previous_passage: label("", "aller au passage précédent"),
        scroll_down: label("défiler", "faire défiler le texte vers le bas"),
        scroll_up: label("", "faire défiler le texte vers le haut"),
        page_down: label("", "descendre d’une page"),
        page_up: label("", "monter d’une page"),
        half_down: label("", "descendre d’une demi-page"),
        half_up: label("", "monter d’une demi-page"),
        first: label("", "aller au début"),
        last: label("", "aller à la fin"),
        next_pane: label("volet", "passer au volet suivant"),
        previous_pane: label("", "passer au volet précédent"),
        read: label("lire", "lire l’activité choisie"),
        open_activity: label("ouvrir", "ouvrir l’activité du passage"),
        close: label("fermer", "fermer"),
        close_one: label("", "fermer une seule chose\u{a0}: mots trouvés, volet agrandi, enseignements, puis filtres"),
        back: label("quitter", "quitter"),
        back_once: label("retour", "revenir à l’écran précédent"),
        quit: label("", "quitter"),
        search: label("chercher", "chercher dans toutes les activités\u{a0}: mot, \"une phrase\", -mot, lieu:mot"),
        find: label("trouver", "trouver des mots dans le texte"),
        next_hit: label("", "aller à l’occurrence suivante"),
        previous_hit: label("", "aller à l’occurrence précédente"),
        pick_country: label("pays", "filtrer par pays"),
        pick_theme: label("thème", "filtrer par thème"),
        pick_kind: label("type", "filtrer par type"),
        pick_partner: label("partenaire", "filtrer par partenaire expert"),
        pick_any: label("filtres", "tous les filtres"),
        reset: label("", "retirer tous les filtres"),
        undo: label("", "annuler le dernier changement de filtre"),
        sort: label("", "trier autrement"),
        reverse: label("", "inverser l’ordre"),
        lens: label("enseignements", "lire les enseignements de toutes les activités retenues"),
        next_section: label("rubrique", "rubrique suivante\u{a0}: enseignements, résultats, perspectives"),
        previous_section: label("", "rubrique précédente"),
        regroup: label("regrouper", "regrouper par thème ou par activité"),
        other_language: label("English", "changer de langue\u{a0}: passer à l’anglais, au même endroit"),
        bilingual: label("", "montrer les deux langues côte à côte"),
        zoom: label("", "agrandir le volet à tout l’écran, ou le réduire"),
        help: label("aide", "montrer les touches et lancer toute action"),
        redraw: label("", "redessiner l’écran"),
        suspend: label("", "suspendre le programme (fg pour y revenir)"),
        run: label("exécuter", "exécuter l’action choisie"),
        accept: label("valider", "valider et fermer\u{a0}; un nom tapé est inclus"),
        include: label("inclure", "inclure la valeur, ou la retirer"),
        exclude: label("exclure", "exclure la valeur, ou la retirer"),
        erase: label("", "effacer le caractère précédent"),
        delete: label("", "effacer le caractère suivant"),
        erase_word: label("", "effacer le mot précédent"),
        erase_line: label("", "effacer toute la ligne"),
        cursor_left: label("", "déplacer le curseur à gauche"),
        cursor_right: label("", "déplacer le curseur à droite"),
        cursor_start: label("", "déplacer le curseur au début"),
        cursor_end: label("", "déplacer le curseur à la fin"),
    },
    command: Command {
        error: "erreur\u{a0}:",
        unknown_value: |filter, value| format!("{filter}\u{a0}: «\u{a0}{value}\u{a0}» est inconnu."),
        did_you_mean: |nearest| format!("Vouliez-vous dire «\u{a0}{nearest}\u{a0}»\u{a0}?"),
        see_values: |values| format!("Valeurs possibles\u{a0}: {values}."),
        unknown_option: |option| format!("il n’y a pas d’option {option}."),
        missing_value: |option| format!("{option} attend une valeur."),
        bad_value: |option, value| format!("{option} n’accepte pas «\u{a0}{value}\u{a0}»."),
        repeated_option: |option| format!("{option} ne se donne qu’une fois."),
        see_help: "Aide\u{a0}: passerelle --help",
        reading_keyboard: "Lecture du catalogue au clavier\u{a0}; Ctrl-D termine, Ctrl-C abandonne.",
        unknown_activity: |id| format!("aucune activité n’a l’identifiant «\u{a0}{id}\u{a0}»."),
        nothing_passes: "Aucune activité ne correspond à ces filtres.",
        no_terminal: |reason| {
            format!("le terminal ne peut pas être utilisé ({reason}). Pour imprimer la liste\u{a0}: passerelle | cat")
        },
        cannot_write: |reason| format!("impossible d’écrire sur la sortie standard\u{a0}: {reason}."),
        not_opened: "le catalogue ne peut pas être ouvert. Corrigez les erreurs ci-dessus, puis relancez.",
        more_problems: |count| match count {
            1 => "… et 1 autre problème.".into(),
            _ => format!("… et {count} autres problèmes."),
        },
    },
    options: Options {
        about: "Lire, filtrer et comparer des catalogues d’activités locales, hors ligne.",
        template: "{about}\n\nUsage\u{a0}: passerelle [OPTIONS] [PATH]…\n\nArguments\u{a0}:\n{positionals}\n\nOptions\u{a0}:\n{options}{after-help}",
        after: "Dans le lecteur, ? montre toutes les touches et q quitte.",
        help: &[
            (
                "paths",
                "Un fichier .ron, un dossier de tels fichiers, ou - pour l’entrée standard\u{a0}; sans rien, le catalogue intégré",
            ),
            ("country", "Garder ce pays (code ou nom)\u{a0}; peut se répéter"),
            ("theme", "Garder ce thème (identifiant ou nom)\u{a0}; peut se répéter"),
            ("kind", "Garder ce type d’activité\u{a0}; peut se répéter"),
            ("partner", "Garder ce partenaire (organisation experte)\u{a0}; peut se répéter"),
            ("not_country", "Écarter ce pays\u{a0}; peut se répéter"),
            ("not_theme", "Écarter ce thème\u{a0}; peut se répéter"),
            ("not_kind", "Écarter ce type\u{a0}; peut se répéter"),
            ("not_partner", "Écarter ce partenaire\u{a0}; peut se répéter"),
            ("search", "Chercher des mots\u{a0}: mot, \"une expression\", -mot, champ:mot"),
            ("sort", "Trier\u{a0}: source, place, country, title, relevance"),
            ("reverse", "Inverser l’ordre"),
            ("lang", "Langue de l’interface et des textes\u{a0}; sinon celle du système"),
            ("open", "Ouvrir l’activité de cet identifiant"),
            ("lens", "Lire d’une activité à l’autre\u{a0}: lessons, results ou outlook"),
            ("color", "Couleurs\u{a0}: auto, always ou never\u{a0}; NO_COLOR est respecté"),
            ("no_mouse", "Ne pas utiliser la souris"),
            ("help", "Afficher cette aide"),
            ("version", "Afficher la version"),
        ],
    },
};

/// The interface in English.
pub(super) static ENGLISH: Words = Words {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    colon: ":",
    not_stated: "not stated",
    not_stated_value: "(not stated)",
    source_silent: "The source does not say.",
    text_instead: |tag| format!("(in {}, for want of an English text)", language_in_english(tag)),
    fact_width: 10,
    kind: "Kind",
    themes: "Themes",
    lead: "Lead",
    experts: "Experts",
    partners: "With",
    period: "Dates",
    sections: ["Summary", "Aims", "Actions", "Results", "Lessons", "Outlook", "Other", "Sources"],
    success: "Success",
    obstacle: "Obstacle",
    advice: "Advice",
    question: "Open question",
    stated: "stated by the source",
    drawn: "drawn by the catalogue",
    basis_unknown: "provenance not stated",
    activities: "Activities",
    n_of_n: |n, total| format!("{n} of {total}"),
    loading: |n| format!("reading… {n}"),
    facets: ["Country", "Theme", "Kind", "Expert partner"],
    all_facets: "All filters",
    quoted: |text| format!("“{text}”"),
    search_prompt: "Search the list:",
    find_prompt: "Find in the text:",
    hit_of: |at, count| format!("{at} of {count}"),
    no_hits: "Not found in this text.",
    nothing_left: "No activities match these filters.",
    nothing_at_all: "This catalogue holds no activity.",
    without: |filter, count| match count {
        1 => format!("without {filter}: 1 activity"),
        _ => format!("without {filter}: {count} activities"),
    },
    drop_keys: "Enter drops the first · u undoes · r drops all",
    reset_keys: "u undoes the last filter · r drops all",
    by_activity: "by activity",
    by_theme: "by theme",
    orders: ["Catalogue order", "Sorted by place", "Sorted by country", "Sorted by title", "Sorted by relevance"],
    reversed: "reversed",
    nothing_to_undo: "No filter change to undo.",
    undone: "Last change undone.",
    no_filters: "No filter is active.",
    nothing_to_close: "Nothing to close: q to quit, ? for help.",
    too_narrow: |columns| format!("Both languages need {columns} columns."),
    left_out: |count| match count {
        1 => "1 activity left out.".into(),
        _ => format!("{count} activities left out."),
    },
    nothing_sought: "Nothing is sought: / or Ctrl-F.",
    hit_keys: "n next · N previous · Esc ends",
    count_hint: "number: the list after Space",
    search_example: "word · \"a phrase\" · -word · place:paris",
    left_out_short: |count| format!("{count} left out"),
    orders_short: ["catalogue", "place", "country", "title", "relevance"],
    too_small: "Enlarge",
    help_title: "Help",
    help_hint: "type a key or a word",
    picker_hint: "type a name",
    no_value: "No value has this name.",
    key_names: KeyNames {
        page_up: "PgUp",
        page_down: "PgDn",
        home: "Home",
        end: "End",
        enter: "Enter",
        escape: "Esc",
        tab: "Tab",
        back_tab: "Shift-Tab",
        backspace: "Backspace",
        delete: "Del",
        space: "Space",
    },
    keys: Keys {
        drop: label("drop a filter", "drop the proposed filter"),
        down: label("choose", "one line down"),
        up: label("", "one line up"),
        next_passage: label("passage", "go to the next passage"),
        previous_passage: label("", "go to the previous passage"),
        scroll_down: label("scroll", "scroll the text down"),
        scroll_up: label("", "scroll the text up"),
        page_down: label("", "one page down"),
        page_up: label("", "one page up"),
        half_down: label("", "half a page down"),
        half_up: label("", "half a page up"),
        first: label("", "go to the beginning"),
        last: label("", "go to the end"),
        next_pane: label("pane", "go to the next pane"),
        previous_pane: label("", "go to the previous pane"),
        read: label("read", "read the selected activity"),
        open_activity: label("open", "open the activity of the passage"),
        close: label("close", "close"),
        close_one: label("", "close just one thing: found words, enlarged pane, lessons, then filters"),
        back: label("quit", "quit"),
        back_once: label("back", "go back to the previous screen"),
        quit: label("", "quit"),
        search: label("search", "search all activities: word, \"a phrase\", -word, place:word"),
        find: label("find", "find words in the text"),
        next_hit: label("", "go to the next hit"),
        previous_hit: label("", "go to the previous hit"),
        pick_country: label("country", "filter by country"),
        pick_theme: label("theme", "filter by theme"),
        pick_kind: label("kind", "filter by kind"),
        pick_partner: label("partner", "filter by expert partner"),
        pick_any: label("filters", "all filters"),
        reset: label("", "drop all filters"),
        undo: label("", "undo the last filter change"),
        sort: label("", "sort in another order"),
        reverse: label("", "reverse the order"),
        lens: label("lessons", "read the lessons of all listed activities"),
        next_section: label("section", "next section: lessons, results, outlook"),
        previous_section: label("", "previous section"),
        regroup: label("regroup", "group by theme or by activity"),
        other_language: label("français", "change the language: switch to French, keeping your place"),
        bilingual: label("", "show both languages side by side"),
        zoom: label("", "enlarge the pane to the whole screen, or restore it"),
        help: label("help", "show the keys; run any action"),
        redraw: label("", "redraw the screen"),
        suspend: label("", "suspend the program (fg to come back)"),
        run: label("run", "run the selected action"),
        accept: label("done", "accept and close; a typed name is included"),
        include: label("include", "include the value, or take it back"),
        exclude: label("exclude", "exclude the value, or take it back"),
        erase: label("", "erase the character before"),
        delete: label("", "erase the character after"),
        erase_word: label("", "erase the word before"),
        erase_line: label("", "erase the line"),
        cursor_left: label("", "move the cursor left"),
        cursor_right: label("", "move the cursor right"),
        cursor_start: label("", "move the cursor to the beginning"),
        cursor_end: label("", "move the cursor to the end"),
    },
    command: Command {
        error: "error:",
        unknown_value: |filter, value| format!("{filter}: “{value}” is unknown."),
        did_you_mean: |nearest| format!("Did you mean “{nearest}”?"),
        see_values: |values| format!("Possible values: {values}."),
        unknown_option: |option| format!("there is no option {option}."),
        missing_value: |option| format!("{option} needs a value."),
        bad_value: |option, value| format!("{option} does not take “{value}”."),
        repeated_option: |option| format!("{option} can be given once only."),
        see_help: "Help: passerelle --help",
        reading_keyboard: "Reading the catalogue from the keyboard; Ctrl-D ends it, Ctrl-C gives up.",
        unknown_activity: |id| format!("no activity has the identifier “{id}”."),
        nothing_passes: "No activities match these filters.",
        no_terminal: |reason| format!("the terminal cannot be used ({reason}). To print the list: passerelle | cat"),
        cannot_write: |reason| format!("cannot write to standard output: {reason}."),
        not_opened: "the catalogue cannot be opened. Correct the errors above, then try again.",
        more_problems: |count| match count {
            1 => "… and 1 more problem.".into(),
            _ => format!("… and {count} more problems."),
        },
    },
    options: Options {
        about: "Read, filter and compare catalogues of local activities, offline.",
        template: "{about}\n\nUsage: passerelle [OPTIONS] [PATH]…\n\nArguments:\n{positionals}\n\nOptions:\n{options}{after-help}",
        after: "In the reader, ? shows every key and q quits.",
        help: &[
            ("paths", "A .ron file, a folder of them, or - for standard input; without any, the built-in catalogue"),
            ("country", "Keep this country (code or name); may be repeated"),
            ("theme", "Keep this theme (identifier or name); may be repeated"),
            ("kind", "Keep this kind of activity; may be repeated"),
            ("partner", "Keep this partner (expert organisation); may be repeated"),
            ("not_country", "Leave this country out; may be repeated"),
            ("not_theme", "Leave this theme out; may be repeated"),
            ("not_kind", "Leave this kind out; may be repeated"),
            ("not_partner", "Leave this partner out; may be repeated"),
            ("search", "Search for words: word, \"a phrase\", -word, field:word"),
            ("sort", "Sort by: source, place, country, title, relevance"),
            ("reverse", "Reverse the order"),
            ("lang", "Language of the interface and the texts; else the system’s"),
            ("open", "Open the activity with this identifier"),
            ("lens", "Read across activities: lessons, results or outlook"),
            ("color", "Colours: auto, always or never; NO_COLOR is honoured"),
            ("no_mouse", "Do not use the mouse"),
            ("help", "Print this help"),
            ("version", "Print the version"),
        ],
    },
};

/// Returns the French name of a language, or its tag.
fn language_in_french(tag: &str) -> &str {
    match tag.split('-').next().unwrap_or_default() {
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

/// Returns the English name of a language, or its tag.
fn language_in_english(tag: &str) -> &str {
    match tag.split('-').next().unwrap_or_default() {
        "ar" => "Arabic",
        "bg" => "Bulgarian",
        "ca" => "Catalan",
        "cs" => "Czech",
        "da" => "Danish",
        "de" => "German",
        "el" => "Greek",
        "en" => "English",
        "es" => "Spanish",
        "et" => "Estonian",
        "fi" => "Finnish",
        "fr" => "French",
        "ga" => "Irish",
        "hr" => "Croatian",
        "hu" => "Hungarian",
        "it" => "Italian",
        "lt" => "Lithuanian",
        "lv" => "Latvian",
        "mt" => "Maltese",
        "nl" => "Dutch",
        "no" | "nb" | "nn" => "Norwegian",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "ro" => "Romanian",
        "ru" => "Russian",
        "sk" => "Slovak",
        "sl" => "Slovene",
        "sv" => "Swedish",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        _ => tag,
    }
}
