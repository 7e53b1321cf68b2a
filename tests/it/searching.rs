//! What do searching and finding match, in which order, and what is reported if nothing matches?

use passerelle::app::{Message, Start, View};
use passerelle::catalogue::{Country, Field};
use passerelle::lang::Lang;
use passerelle::load::Origin;
use passerelle::query::{Facet, IndexLevel, Library, Value};
use passerelle::text::Clean;

use crate::support::{Session, pair_of_activities, run};

fn session() -> Session {
    Session::new(Lang::EN, (120, 40))
}

fn on(text: &str, lang: Lang) -> Session {
    let library = Library::load(vec![Origin::Text(Clean::line("c.ron"), text.to_owned())]);
    assert_eq!(library.report.problems, []);
    Session::on(library, Start::in_language(lang), (120, 40))
}

#[test]
fn hits_at_the_start_of_title_place_or_date_rank_first() {
    for lang in Lang::ALL {
        for (word, id) in [
            ("sa", "sarcelles"),
            ("v", "vilvoorde"),
            ("may", "the-hague"),
            ("mai", "the-hague"),
            ("2019", "the-hague"),
            ("rot", "rotterdam"),
        ] {
            let mut session = Session::new(lang, (120, 40));
            assert_eq!(session.keys("/").keys(word).selected(), id, "{word}");
        }
    }
}

#[test]
fn alternatives_rank_by_field_whatever_their_order() {
    let activity = |id: &str, title: &str, fields: &str| {
        format!("Activity(id: \"{id}\", title: \"{title}\", place: Place(name: \"X\", country: \"FR\"), {fields}),")
    };
    let catalogue = |one: &str, other: &str| {
        let lesson = format!("summary: \"{one}\", lessons: [Lesson(basis: Drawn, kind: Advice, text: \"{other}\")]");
        let all =
            [activity("c", "x", &format!("summary: \"{one}\"")), activity("a", "x", &lesson), activity("b", other, "")];
        format!("Catalogue(format: 1, title: \"T\", language: \"en\", activities: [{}])", all.concat())
    };
    let alpha = catalogue("alpha", "beta");
    for words in ["alpha | beta", "beta | alpha", "summary:alpha | beta | lessons:beta"] {
        assert_eq!(on(&alpha, Lang::EN).keys("/").keys(words).ids(), ["b", "a", "c"], "{words}");
    }
    // Two spellings of one word.
    let cologne = catalogue("Koln", "Koeln");
    for words in ["Köln", "koln | koeln"] {
        assert_eq!(on(&cologne, Lang::EN).keys("/").keys(words).ids(), ["b", "a", "c"], "{words}");
    }
}

#[test]
fn whole_words_rank_before_prefixes_before_infixes() {
    let activity = |id: &str, title: &str, summary: &str| {
        format!(
            "Activity(id: \"{id}\", title: \"{title}\", place: Place(name: \"P\", country: \"FR\"), summary: \"{summary}\"),"
        )
    };
    let activities = [
        activity("body", "One", "Art"),
        activity("inside", "Smart towns", "x"),
        activity("begins", "Artists", "x"),
        activity("whole", "On art", "x"),
        activity("inside-too", "Party", "Art"),
    ];
    let text = format!("Catalogue(format: 1, title: \"T\", activities: [{}])", activities.concat());
    let mut session = on(&text, Lang::EN);
    assert_eq!(session.keys("/ art").ids(), ["whole", "begins", "inside", "inside-too", "body"]);
}

#[test]
fn enter_opens_the_sheet_at_the_first_hit() {
    let mut session = session();
    session.keys("/ sa Enter Enter");
    assert_eq!(session.selected(), "sarcelles");
    let count = session.app.browse().sheet.hits.len();
    assert!(session.screen().contains(&format!("1 of {count} · n next")), "{}", session.screen());
    assert!(session.screen().contains(&format!("hit 1/{count} ━")));
    session.keys("n");
    assert!(session.screen().contains(&format!("2 of {count}")));
    let mut session = self::session();
    session.keys("/ probation Enter Right");
    assert!(session.screen().contains("1 of ") && session.cursor_line().contains("probation"), "→ does the same");
    session.keys("Left n n Enter");
    assert!(session.screen().contains("hit 3/"), "a hit that has been gone to stays gone to");
}

#[test]
fn previous_hit_wraps_round_to_the_last() {
    let mut session = session();
    session.keys("/ probation Enter");
    let count = session.app.pager().hits.len();
    assert!(count > 2 && session.app.pager().current_hit.is_none());
    session.keys("N");
    assert_eq!(session.app.pager().current_hit, Some(count - 1), "before the first one comes the last one");
}

#[test]
fn next_hit_is_the_first_hint_while_there_are_hits() {
    let mut session = session();
    session.keys("/ probation Enter");
    assert!(session.screen().lines().last().unwrap().starts_with(" n next hit  Enter read"), "{}", session.screen());
    assert!(session.screen().contains(" 3 hits ─"), "{}", session.screen());
}

#[test]
fn hit_in_the_body_shows_a_snippet() {
    let mut session = session();
    session.keys("/ volunteering Enter");
    assert!(session.screen().contains("Actions: “…"), "{}", session.screen());
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("/ évaluation Enter");
    assert!(
        session.screen().contains("Themes\u{a0}[fr]: “Évaluation"),
        "in another language as well: {}",
        session.screen()
    );
}

#[test]
fn old_search_is_selected_so_that_typing_replaces_it() {
    let mut session = session();
    session.keys("/ training Enter / police Enter");
    assert!(session.screen().contains(" “police” "), "{}", session.screen());
    session.keys("/ Right s Enter");
    assert!(session.screen().contains(" “polices” "), "→ keeps them");
    session.keys("/ Backspace");
    assert_eq!(session.ids().len(), 9, "Backspace empties the line");
    session.keys("Esc Enter / prison Enter / release");
    assert_eq!(session.app.pager().find_text.as_deref(), Some("release"), "in a text likewise");
    session.keys("Enter / Left x");
    assert_eq!(session.app.pager().find_text.as_deref(), Some("xrelease"));
}

#[test]
fn up_recalls_earlier_searches() {
    let mut session = session();
    session.keys("/ training Enter / police Enter / Up");
    assert!(session.screen().contains("Search the list: training"), "what is there already is passed over");
    session.keys("Down");
    assert!(session.screen().contains("Search the list: police"));
    session.keys("Up Up Up Enter");
    assert!(session.screen().contains(" “training” "));
    session.keys("Enter / Up Enter");
    assert_eq!(session.app.pager().find_text.as_deref(), Some("training"), "finding has the same words");
}

#[test]
fn f3_opens_search_and_find() {
    assert!(session().keys("F3").screen().contains("Search the list:"));
    assert!(session().keys("Enter F3").screen().contains("Find in the text:"));
}

#[test]
fn find_starts_from_the_same_place_after_corrections() {
    let at = |keys: &str| {
        let mut session = session();
        session.keys("Enter").keys(keys);
        (session.app.pager().current_hit, session.app.pager().line)
    };
    let plain = at("/ prison");
    for detour in
        ["/ zz Backspace Backspace prison", "/ release C-u prison", "/ release C-w prison", "/ prisonx Backspace"]
    {
        assert_eq!(at(detour), plain, "{detour}");
    }
    let in_lens = |keys: &str| {
        let mut session = session();
        session.keys("L Down Down").keys(keys);
        (session.app.pager().current_hit, session.app.pager().line)
    };
    assert_eq!(in_lens("/ zz Backspace Backspace police"), in_lens("/ police"));
}

#[test]
fn failed_find_keeps_the_position() {
    let mut session = session();
    session.keys("Enter PgDn");
    let before = (session.app.pager().line, session.app.pager().top);
    session.keys("/ prison");
    session.keys("zzz");
    assert_eq!((session.app.pager().line, session.app.pager().top), before);
    assert!(session.screen().contains("Not found in this text."));
    let mut session = self::session();
    session.keys("L Down Down");
    let before = session.cursor_line();
    session.keys("/ policezzz Enter");
    assert_eq!(session.cursor_line(), before);
}

#[test]
fn find_ends_when_another_text_is_selected() {
    let mut session = session();
    session.keys("/ prison Enter Enter C-f Exit Enter h j");
    let screen = session.screen();
    assert!(screen.contains("n next hit") && !screen.contains("0 hits"), "the hits of the search: {screen}");
    assert!(session.keys("n").screen().contains("hit 1/"), "{}", session.screen());
    // No invisible find is left for Esc to close.
    session.keys("Esc Esc");
    assert!(!session.screen().contains("“prison”"), "{}", session.screen());
    let mut session = self::session();
    session.keys("Enter C-f zzzz Enter");
    assert!(session.screen().contains("Not found"));
    session.keys("h j l Esc");
    assert!(session.screen().contains("Enter read"), "the text is left: {}", session.screen());
}

#[test]
fn unknown_search_field_lists_the_known_ones() {
    let mut session = session();
    session.keys("/ regions:lyon");
    let screen = session.screen();
    assert!(screen.contains("There is no field “regions”. Fields: title, place, country, date, theme"), "{screen}");
    session.keys("Enter");
    assert!(session.screen().contains("There is no field “regions”"), "and goes on being said where nothing is left");
    session.keys("/ results:");
    assert!(session.screen().contains("“results” needs a word after its colon"), "{}", session.screen());
    for lang in Lang::ALL {
        let message = (lang.words().unknown_field)("x");
        let fields = message.rsplit(": ").next().unwrap().trim_end_matches('.');
        let named = |it: &str| Field::from_word(&passerelle::text::fold(it)).unwrap_or_else(|| panic!("{it}"));
        let named: Vec<Field> = fields.split(", ").map(named).collect();
        assert!(Field::ALL.iter().all(|it| named.contains(it)), "{fields}");
    }
}

#[test]
fn misspelt_word_suggests_the_nearest_known_word() {
    let mut session = session();
    session.keys("/ probatoin");
    assert!(session.screen().contains("1 “probation” instead of “probatoin”:"), "as one types: {}", session.screen());
    session.keys("Enter");
    assert!(session.screen().contains("▌1 “probation” instead of “probatoin”:"), "{}", session.screen());
    session.keys("Enter");
    assert!(session.screen().contains(" “probation” ") && !session.ids().is_empty(), "Enter takes it");
    let mut session = Session::new(Lang::FR, (80, 24));
    session.keys("/ evaluatoin Enter");
    assert!(session.screen().contains("«\u{a0}évaluation\u{a0}» au lieu de"), "with its accents: {}", session.screen());
}

#[test]
fn ways_out_are_chosen_with_arrows_digits_and_enter() {
    let mut session = session();
    session.keys("c Enter t formers Enter");
    assert!(session.cursor_line().starts_with("▌1 with Theme: Formers removed: 3"), "{}", session.cursor_line());
    session.keys("Down");
    assert!(session.cursor_line().starts_with("▌2 with Country: FR removed: 1"));
    session.keys("1 2 Enter");
    assert_eq!(session.ids(), ["vilvoorde"]);
    let mut session = self::session();
    session.keys("c Enter t formers Enter L Down Enter");
    assert_eq!(session.ids(), ["vilvoorde"], "the lens helps as the list does");
}

#[test]
fn umlauts_and_greek_are_found_in_every_spelling() {
    let text = r#"Catalogue(format: 1, title: "T", activities: [
        Activity(id: "at", title: "Österreich", place: Place(name: "Wien", country: "AT")),
        Activity(id: "at2", title: "Oesterreich", place: Place(name: "Linz", country: "AT")),
        Activity(id: "dk", title: "Århus", place: Place(name: "Århus", country: "DK")),
        Activity(id: "gr", title: "Πειραιάς", place: Place(name: "Πειραιάς", country: "GR")),
    ])"#;
    for (words, ids) in [
        ("oesterreich", &["at", "at2"][..]),
        ("österreich", &["at", "at2"]),
        ("osterreich", &["at"]),
        ("aarhus", &["dk"]),
        ("arhus", &["dk"]),
        ("ΠΕΙΡΑΙΑΣ", &["gr"]),
        ("πειραιασ", &["gr"]),
        ("wien | århus", &["at", "dk"]),
    ] {
        let mut session = on(text, Lang::EN);
        let mut found = session.keys("/").keys(words).ids();
        found.sort_unstable();
        assert_eq!(found, ids, "{words}");
        assert!(words.contains('|') || !session.app.browse().sheet.hits.is_empty(), "{words} is highlighted");
    }
}

#[test]
fn the_titles_of_sources_are_searched() {
    let mut session = session();
    session.keys("/ presentation Enter Enter");
    assert!(!session.ids().is_empty() && session.cursor_line().contains("Presentation sheet"), "{}", session.screen());
}

#[test]
fn open_prompt_hints_no_keys_that_would_be_typed() {
    let mut session = session();
    session.keys("Enter / prison");
    let line = session.screen().lines().last().unwrap().to_owned();
    assert!(line.contains("1 of 2") && !line.contains("n next"), "{line}");
    session.keys("Enter");
    assert!(session.screen().contains("1 of 2 · n next · N previous · Esc ends"));
}

#[test]
fn failed_find_mentions_hits_in_the_other_language() {
    let mut session = session();
    session.keys("Enter / délinquants");
    assert!(session.screen().contains("Not here, but in French."), "{}", session.screen());
    session.keys("Enter");
    assert!(session.screen().contains("Not here, but in French: i changes the language."));
    session.keys("i");
    assert!(session.screen().contains("6 occurrences"), "{}", session.screen());
}

#[test]
fn snippet_tags_only_hits_in_another_language() {
    let text = r#"Catalogue(format: 1, language: "fr", title: { "en": "T", "fr": "T" }, activities: [Activity(id: "x",
        title: { "en": "X", "fr": "X" }, place: Place(name: "Nice", country: "FR"), partners: ["École", { "en": "Needle", "fr": "Aiguille" },
        "Mairie"])])"#;
    let mut session = on(text, Lang::EN);
    for (word, snippet) in
        [("needle", "Partners: “…· Needle"), ("mairie", "Partners [fr]: “Mairie”"), ("ecole", "Partners [fr]: “École”")]
    {
        session.keys("Esc /").keys(word).keys("Enter");
        let screen = session.screen().replace('\u{a0}', " ");
        assert!(screen.contains(snippet), "{word}: {screen}");
    }
}

#[test]
fn each_activity_is_found_by_its_own_date() {
    let sheet = |(id, period): (&str, &str)| {
        format!("(id: \"{id}\", title: \"T\", place: (name: \"P\", country: \"FR\"), period: \"{period}\"),")
    };
    let dates = [("a", "2017"), ("b", "2018"), ("c", "2019-05"), ("d", "2018-06"), ("e", "2019")];
    let sheets: String = dates.map(sheet).concat();
    let mut session = on(&format!("Catalogue(format: 1, title: \"T\", activities: [{sheets}])"), Lang::EN);
    for (words, ids) in
        [("2017", &["a"][..]), ("2018", &["b", "d"]), ("2019", &["c", "e"]), ("june", &["d"]), ("may", &["c"])]
    {
        session.keys("r / date:").keys(words).keys("Enter");
        assert_eq!(session.ids(), ids, "{words}");
    }
}

#[test]
fn snippet_shows_the_whole_word_with_context() {
    for (columns, word) in [(120, "sa"), (120, "prison"), (150, "prison")] {
        let mut session = Session::new(Lang::EN, (columns, 40));
        session.keys("/").keys(word);
        let screen = session.screen();
        let snippets: Vec<&str> = screen.lines().filter(|it| it.contains(": “")).collect();
        assert!(!snippets.is_empty(), "{screen}");
        for line in snippets {
            let inside = line.split('“').nth(1).unwrap().split('”').next().unwrap();
            let words: Vec<&str> = inside.trim_matches('…').split_whitespace().collect();
            assert!(words.len() > 1 || words[0].chars().count() > 12, "{word}: {line}");
            assert!(inside.to_lowercase().contains(word), "{line}");
        }
    }
}

#[test]
fn snippet_shows_the_matching_alias_of_place_or_partner() {
    let mut session = session();
    session.keys("/ place:\"den Space haag\"");
    assert_eq!(session.ids(), ["the-hague"]);
    assert!(session.screen().contains("Place: “Den Haag”"), "{}", session.screen());
    session.keys("Esc r / partner:efus");
    assert!(session.screen().contains("(Efus, FR)”"), "{}", session.screen());
}

#[test]
fn search_field_without_a_word_is_reported_on_enter() {
    let mut session = session();
    session.keys("/ results: Enter");
    assert!(session.screen().contains("“results” needs a word after its colon"), "{}", session.screen());
}

#[test]
fn one_word_of_several_can_be_dropped() {
    let mut session = session();
    session.keys("/ young Space france Space xyzzyq Enter");
    assert!(session.ids().is_empty());
    let screen = session.screen();
    assert!(screen.contains("without “xyzzyq”: 2"), "{screen}");
    session.keys("Enter");
    assert_eq!(session.app.query().search, "young france");
    assert_eq!(session.ids().len(), 2);
}

#[test]
fn new_search_resets_the_current_hit() {
    let mut session = session();
    session.keys("c be Enter / formers Enter Enter n n n q / vilvoorde Enter Enter");
    let pager = session.app.pager();
    assert_eq!(pager.current_hit, Some(0), "{}", session.screen());
    let line = session.cursor_line().to_lowercase();
    assert!(line.contains("vilvoorde"), "{line}");
}

#[test]
fn new_search_ends_a_find() {
    let mut session = session();
    session.keys("Enter / city Enter q / probation Enter Enter");
    assert_eq!(session.app.pager().find_text, None);
    assert!(session.screen().contains("1 of "), "{}", session.screen());
    session.keys("/ zzzzzz Enter q / délinquants Enter Esc");
    assert_eq!(session.ids().len(), 9, "{}", session.screen());
}

#[test]
fn word_with_an_umlaut_gets_one_suggestion() {
    let mut session = session();
    session.keys("/ vilvöördd Enter");
    assert_eq!(session.screen().matches("instead of").count(), 1, "{}", session.screen());
}

#[test]
fn find_is_unavailable_in_an_empty_list() {
    let mut session = session();
    session.keys("/ zzzzq Enter C-f");
    assert!(session.app.overlay().is_none(), "{}", session.screen());
}

#[test]
fn reopening_a_find_keeps_the_current_hit() {
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("Enter / a Enter n n n");
    let before = session.app.pager().current_hit;
    session.keys("/");
    assert_eq!(session.app.pager().current_hit, before);
}

#[test]
fn cycling_leaves_a_sort_order_that_is_not_offered() {
    use passerelle::query::{Query, Sort};

    for (sort, marked_only) in [(Sort::Relevance, false), (Sort::Marks, false), (Sort::Relevance, true)] {
        let mut query = Query::default();
        (query.sort, query.marked_only) = (Some(sort), marked_only);
        let library = Library::load(vec![Origin::BuiltIn]);
        let mut session = Session::on(
            library,
            Start { view: View { lang: Lang::EN, query, ..View::default() }, ..Start::default() },
            (120, 40),
        );
        let mut seen = Vec::new();
        for _ in 0..8 {
            seen.push(session.app.query().order());
            session.keys("s");
        }
        assert!(seen.contains(&Sort::Catalogue) && seen.contains(&Sort::Date), "{sort:?}: {seen:?}");
        assert!(!seen[1..].contains(&sort), "{sort:?} is not offered any more: {seen:?}");
    }
}

#[test]
fn search_history_is_browsed_with_up_and_down() {
    let mut session = Session::new(Lang::EN, (100, 30));
    for word in ["prison", "police", "training"] {
        session.keys("/").keys(word).keys("Enter");
    }
    session.keys("r /");
    for (key, shown) in [
        ("Up", "training"),
        ("Up", "police"),
        ("Up", "prison"),
        ("Up", "prison"),
        ("Down", "police"),
        ("Down", "training"),
    ] {
        session.keys(key);
        let line = session.cursor_line();
        assert!(line.contains(shown), "{key} {shown}: {line}");
    }
}

#[test]
fn best_of_several_matches_determines_the_rank() {
    let titles = ["xlab", "collab", "labour", "xlab-xlabour", "xlab-labour", "collab-lab", "collab lab"];
    let sheet = |title: &&str| {
        let id = title.replace(' ', "-and-");
        format!("Activity(id: \"{id}\", title: \"{title}\", place: Place(name: \"P\", country: \"FR\")),\n")
    };
    let sheets: String = titles.iter().map(sheet).collect();
    let catalogue = format!("Catalogue(format: 1, title: \"T\", activities: [\n{sheets}])");
    let mut session = on(&catalogue, Lang::EN);
    session.keys("/ lab Enter");
    // Whole word, then beginning of a word, then inside a word.
    let ranked = ["collab-lab", "collab-and-lab", "labour", "xlab-labour", "xlab", "collab", "xlab-xlabour"];
    assert_eq!(session.ids(), ranked);
}

#[test]
fn hits_rank_by_field() {
    let sheet = |id: &str, rest: &str| {
        let title = if id == "title" { "needle" } else { "T" };
        format!("Activity(id: \"{id}\", title: \"{title}\", place: Place(name: \"P\", country: \"FR\"), {rest}),\n")
    };
    // In ascending order of rank; fields of equal rank keep their order.
    let sheets = [
        sheet("summary", "summary: \"needle\""),
        sheet("outlook", "outlook: [\"needle\"]"),
        sheet("extra", "extra: { \"e\": \"needle\" }"),
        sheet("lesson", "lessons: [Lesson(text: \"needle\")]"),
        sheet("theme", "themes: [\"t\"]"),
        sheet("partner", "partners: [\"needle\"]"),
        sheet("title", ""),
    ];
    let catalogue = format!(
        "Catalogue(format: 1, title: \"T\", themes: {{ \"t\": \"needle\" }}, activities: [\n{}])",
        sheets.concat()
    );
    let mut session = on(&catalogue, Lang::EN);
    session.keys("/ needle Enter");
    assert_eq!(session.ids(), ["title", "theme", "partner", "lesson", "summary", "outlook", "extra"]);
}

#[test]
fn hit_is_announced_in_a_language_that_has_it() {
    let text = r#"Catalogue(format: 1, title: {"de": "T", "en": "T"}, language: "de", activities: [
        Activity(id: "a", title: {"de": "Schule", "en": "School"}, place: Place(name: "Ulm", country: "DE"),
            summary: {"de": "Über die Straße.", "en": "Across the street."})])"#;
    let mut session = on(text, Lang::FR.with_texts("de"));
    for (word, found) in [("school", "Titre\u{a0}[en]"), ("street", "Résumé\u{a0}[en]")] {
        let screen = session.keys("/").keys(word).screen();
        assert!(screen.contains(found) && !screen.contains("[fr]"), "{word}: {screen}");
        assert!(screen.contains("trouvé en anglais"), "{word}: {screen}");
        session.keys("Enter i");
        assert_eq!(session.app.lang().tag(), "en", "{word}");
        session.send(passerelle::app::Message::View(Box::new(View {
            lang: Lang::FR.with_texts("de"),
            ..View::default()
        })));
    }
    // The word is only in what the reader itself says about languages.
    let text = r#"Catalogue(format: 1, title: "T", language: "en", activities: [
        Activity(id: "a", title: {"en": "Walk"}, place: Place(name: {"en": "Leeds"}, country: "GB"))])"#;
    let mut session = on(text, Lang::EN);
    let screen = session.keys("C-f x t e Enter").screen();
    assert!(!screen.contains("Found in"), "{screen}");
}

#[test]
fn phrases_and_alternatives_are_offered_to_be_dropped() {
    for (search, expected) in [
        ("rotterdam \"northern ireland\"", &["without “northern ireland”", "without “rotterdam”"][..]),
        ("place:rotterdam \"exit strategies\"", &["without “place:rotterdam”"]),
        ("rotterdam | sollentuna malaga", &["without “rotterdam | sollentuna”", "without “malaga”"]),
        ("probation -prison \"northern irelnd\"", &["“ireland” instead of “irelnd”"]),
    ] {
        let mut query = passerelle::query::Query::default();
        query.search = search.to_owned();
        let start = Start { view: View { lang: Lang::EN, query, ..View::default() }, ..Start::default() };
        let session = Session::on(Library::load(vec![Origin::BuiltIn]), start, (120, 40));
        let screen = session.screen();
        for words in expected {
            assert!(screen.contains(words), "{search}: {words}\n{screen}");
        }
    }
}

#[test]
fn way_out_selects_the_best_hit() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("4 / probtion Enter Enter");
    assert_eq!(session.app.query().search, "probation");
    assert_eq!(session.app.list().selected, 0, "{}", session.screen());
}

#[test]
fn any_of_several_words_is_a_way_out_and_phrases_stay_quoted() {
    let mut session = session();
    session.keys("/ Rotterdam Space Vilvoorde Enter");
    let screen = session.screen();
    assert!(screen.contains("with at least one of the words: 2"), "{screen}");
    session.keys("End");
    while !session.cursor_line().contains("at least one") {
        session.keys("Up");
    }
    session.keys("Enter");
    assert_eq!(session.ids(), ["rotterdam", "vilvoorde"], "{}", session.screen());
    session.keys("r / place:\"the Space hague\" Space zebra Enter");
    assert!(session.screen().contains("without “zebra”: 1"), "{}", session.screen());
    session.keys("r / place:\"the Space hague\" Space -rotterdam Space -netherlands Enter");
    assert!(!session.screen().contains("hague”: "), "a phrase keeps its closing quotation mark: {}", session.screen());
}

#[test]
fn question_is_searched_by_its_words() {
    let mut session = session();
    session.keys("/ Rotterdam? Space probation, Enter");
    let with_marks = session.ids().iter().map(|&it| it.to_owned()).collect::<Vec<_>>();
    session.keys("r / Rotterdam Space probation Enter");
    assert_eq!(with_marks, session.ids());
    assert_eq!(session.ids().len(), 1, "{}", session.screen());
}

#[test]
fn words_of_an_address_are_not_taken_for_a_hit() {
    let mut session = session();
    session.keys("/ activites Enter");
    let screen = session.screen();
    assert!(!screen.contains("activites-local"), "addresses are not searched: {screen}");
}

#[test]
fn selected_way_out_stays_selected_while_the_catalogue_is_being_loaded() {
    let mut start = Start { is_loading: true, ..Start::in_language(Lang::EN) };
    start.view.query.search = "beta".to_owned();
    start.view.query.toggle(Facet::Country, Value::Country(Country::from_code("FR").unwrap()));
    let mut session = Session::on(Library::default(), start, (120, 40));
    let mut lines = Vec::new();
    Library::stream(vec![pair_of_activities("a"), pair_of_activities("b")], IndexLevel::Words, &mut |delivery| {
        session.send(Message::Deliver(vec![delivery]));
        lines.push(session.cursor_line());
        session.keys("End");
        true
    });
    assert!(lines.len() > 3 && lines[2..].iter().all(|it| it.contains("with “beta”")), "{lines:?}");
}

#[test]
fn word_of_another_language_is_announced_beside_words_of_the_text() {
    let mut session = Session::new(Lang::EN, (80, 24));
    // "la" occurs in "Ireland" and "Netherlands", "haye" in French alone.
    session.keys("/ la Space haye Enter");
    let screen = session.screen().replace('\u{a0}', " ");
    assert!(screen.contains("Place [fr]: “La Haye, Pays-Bas”"), "{screen}");
    assert!(screen.contains("7 hits · others in French"), "{screen}");
    assert!(session.keys("i").screen().contains("La Haye"));
    // Of alternatives, none is missed.
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("/ netherlands Space | Space haye Enter");
    assert!(!session.screen().contains("others in French"), "{}", session.screen());
}

#[test]
fn list_that_scrolls_shows_where_the_words_are() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("/ prison Space | Space police Enter");
    let shown =
        |session: &Session| session.app.list().visible.iter().map(|it| (it.row, it.snippet.is_some())).collect();
    let rows: Vec<(usize, bool)> = shown(&session);
    assert_eq!(rows, [(0, false), (1, true), (2, true), (3, true)], "{}", session.screen());
    session.keys("End");
    let rows: Vec<(usize, bool)> = shown(&session);
    assert!(rows.len() >= 3 && rows.last().map(|it| it.0) == Some(5), "{rows:?}");
    session.keys("Up Up Up Up Up");
    assert_eq!(session.app.list().visible[0].row, 0);
}

#[test]
fn hits_in_what_the_list_leaves_out_are_shown_there() {
    let text = r#"Catalogue(format: 1, language: "en", title: "T", sources: { "s": Source(authors: ["Konradi, Moritz"], title: "Book") },
        activities: [Activity(id: "abc-def", title: "X", places: [Place(name: "Paris", country: "FR"), Place(name: "Lyon", country: "FR"),
        Place(name: "Genève", country: "CH")], period: "2019-05", sources: ["s"])])"#;
    let mut session = on(text, Lang::EN);
    for (keys, snippet) in [
        ("lyon", "Place: “Lyon, France”"),
        ("suisse", "Place [fr]"),
        ("date:2019-05", "Dates: “2019-05”"),
        ("abc-def", "“abc-def”"),
        ("\"moritz Space konradi\"", "Sources: “Moritz Konradi"),
    ] {
        session.keys("Esc Esc /").keys(keys).keys("Enter");
        let screen = session.screen().replace('\u{a0}', " ");
        assert!(screen.contains(snippet) || keys == "suisse" && session.ids().len() == 1, "{keys}: {screen}");
    }
    session.keys("Esc Esc / paris Enter");
    assert!(!session.screen().contains("“Paris"), "the place that the row shows: {}", session.screen());
    session.keys("Esc L");
    assert!(session.screen().contains("Paris, France · Lyon, France · Genève, Switzerland"), "{}", session.screen());
}

#[test]
fn find_covers_both_spellings_of_an_umlaut() {
    let text = r#"Catalogue(format: 1, language: "de", title: "T", activities: [Activity(id: "a", title: "X",
        place: Place(name: "P", country: "DE"), summary: "Goettingen und Göttingen.")])"#;
    let mut session = on(text, Lang::EN);
    session.keys("C-f göttingen Enter");
    assert!(session.screen().contains("1 of 2"), "{}", session.screen());
}

#[test]
fn first_way_out_is_selected_after_typing_and_says_what_it_drops() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("/ trainning Space -police Enter");
    assert!(session.cursor_line().contains("1 “training” instead of “trainning”"), "{}", session.screen());
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("/ zzzz Enter Enter");
    assert!(session.screen().contains("Dropped (“zzzz”) · u brings it back"), "{}", session.screen());
    session.keys("n");
    assert!(session.screen().contains("No search yet · / searches"), "{}", session.screen());
    session.keys("Enter n");
    assert!(session.screen().contains("No search yet · / finds in this text"), "{}", session.screen());
}

#[test]
fn country_field_takes_codes_and_other_names() {
    for lang in Lang::ALL {
        for (text, count) in
            [("country:NL", 2), ("pays:holland", 2), ("country:pays-bas", 2), ("-country:nl", 7), ("country:nether", 2)]
        {
            let mut session = Session::new(lang, (120, 40));
            session.keys("/").keys(text).keys("Enter");
            assert_eq!(session.ids().len(), count, "{text}");
            assert!(!session.screen().contains("others in"), "one of its names is enough: {}", session.screen());
        }
    }
    let text = r#"Catalogue(format: 1, language: "en", title: "T", activities: [
        Activity(id: "a", title: "X", place: Place(name: "P", country: "FI"))])"#;
    let mut session = on(text, Lang::EN);
    assert!(session.keys("/ country:nl Enter").ids().is_empty(), "Finland is another country");
}

#[test]
fn snippets_follow_the_search_when_alternatives_become_requirements() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("/ netherlands Space | Space haye Enter");
    assert!(!session.screen().contains("La Haye"), "{}", session.screen());
    session.keys("/ netherlands Space haye Enter");
    assert!(session.screen().contains("La Haye"), "{}", session.screen());
}

#[test]
fn words_of_other_languages_do_not_hold_the_language_key() {
    let text = r#"Catalogue(format: 1, language: "en", title: "T", activities: [Activity(id: "a", place: Place(name: "P", country: "BE"),
        title: { "en": "Alpha", "fr": "Omega", "nl": "Games" })])"#;
    let mut session = on(text, Lang::EN);
    session.keys("/ alpha Space omega Enter Enter");
    let mut seen = Vec::new();
    for _ in 0..3 {
        session.keys("i");
        seen.push(session.app.lang().tag().to_owned());
    }
    seen.sort();
    assert_eq!(seen, ["en", "fr", "nl"]);
}

#[test]
fn cut_title_shows_its_first_hit() {
    let activity = |at: usize| {
        format!(
            "(id: \"a{at}\", title: \"Meetings of case managers and families, and training\", \
             place: (name: \"Place {at}\", country: \"FR\")),"
        )
    };
    let activities: String = (0..40).map(activity).collect();
    let text = format!("Catalogue(format: 1, language: \"en\", title: \"T\", activities: [{activities}])");
    let mut session = on(&text, Lang::EN);
    for (size, word, shown, hits) in [
        ((120, 20), "famil", "…and families, and…", 17),
        ((120, 20), "training", "…and training ", 17),
        ((120, 20), "meet", "Meetings of case m…", 17),
        ((40, 12), "training", "…families, and training", 9),
    ] {
        session.send(Message::Resize(size.0, size.1));
        session.keys("/").keys(word).keys("Enter");
        let screen = session.screen();
        assert_eq!(screen.lines().filter(|it| it.contains(shown)).count(), hits, "{word}: {screen}");
    }
    let library = Library::load(vec![Origin::Text(Clean::line("c.ron"), text)]);
    let mut session = Session::on(library, Start { is_ascii: true, ..Start::in_language(Lang::EN) }, (120, 20));
    session.keys("/ training Enter");
    assert_eq!(session.screen().matches("...and training").count(), 17, "{}", session.screen());
}

#[test]
fn name_that_no_activity_has_is_answered_with_the_known_ones() {
    for (lang, search, answer) in [
        (Lang::EN, "place:foo", "There is no place “foo”. There are: Avignon (FR) · Catalonia (ES) ·"),
        (Lang::FR, "lieu:foo", "Il n’y a pas de lieu «\u{a0}foo\u{a0}». Il y a\u{a0}: Avignon (FR) · Catalogne (ES) ·"),
        (Lang::EN, "country:germany", "There is no place “germany”. There are: Avignon (FR)"),
        (Lang::EN, "theme:foo", "There is no theme “foo”. There are: Risk assessment · Multi-agency work ·"),
        (Lang::EN, "kind:foo", "There is no kind “foo”. There are: Working group"),
        (Lang::EN, "group:foo", "There is no target group “foo”. There are: Young offenders ·"),
        (Lang::EN, "lead:foo", "There is no partner “foo”. There are: City of Avignon"),
        (Lang::EN, "partner:foo", "There is no partner “foo”. There are: City of Avignon"),
    ] {
        let (_, err, status) = run(&["list", "-q", search, "--lang", lang.tag()]);
        assert!(status == 1 && err.contains(answer), "{err}");
        assert_eq!(err.matches(answer.split('.').next().unwrap()).count(), 1, "{err}");
        let mut session = Session::new(lang, (220, 40));
        session.keys("/").send(Message::Paste(search.to_owned()));
        assert!(session.screen().contains(answer), "{}", session.screen());
        assert!(session.keys("Enter").screen().contains(answer), "{}", session.screen());
    }
    // Names that some activity has, excluded names and other fields have no such answer.
    for search in ["place:sarcelles country:sweden", "-place:foo zzz", "lessons:zzz", "title:zzz"] {
        let err = run(&["list", "-q", search, "--lang", "en"]).1;
        assert!(err.contains("No activities match") && !err.contains("There is no"), "{search}: {err}");
    }
}
