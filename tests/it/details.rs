//! Details that no other test covers: a mutation of each once passed all tests.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use passerelle::app::{Message, Start};
use passerelle::diagnose::{Expected, ForeignFormat, Problem, ProblemKind, Token};
use passerelle::lang::Lang;
use passerelle::load::{Loaded, Origin, check};
use passerelle::query::Library;
use passerelle::text::Clean;

use crate::support::Session;
#[cfg(unix)]
use crate::terminal::{Terminal, command_in_terminal};

pub(crate) fn origin(text: &str) -> Vec<Origin> {
    vec![Origin::Text(Clean::line("c.ron"), text.to_owned())]
}

/// Returns a catalogue with one activity per item of `activities`: its fields, with a place in Paris if it has none.
fn catalogue(header: &str, activities: &[&str]) -> String {
    let activity = |(at, fields): (usize, &&str)| {
        let has_place = fields.contains("place:");
        let place = if has_place { "" } else { "place: (name: \"Paris\", country: \"FR\")," };
        format!("Activity(id: \"a{at}\", title: \"Title {at}\", {place} {fields}),\n")
    };
    let activities: String = activities.iter().enumerate().map(activity).collect();
    format!("Catalogue(format: 1, language: \"en\", title: \"T\", {header} activities: [\n{activities}])")
}

fn session(text: &str, size: (u16, u16)) -> Session {
    let library = Library::load(origin(text));
    assert_eq!(library.report.problems, []);
    Session::on(library, Start::in_language(Lang::EN), size)
}

fn built_in() -> Session {
    Session::new(Lang::EN, (120, 40))
}

fn kinds(text: &str) -> Vec<ProblemKind> {
    check(origin(text)).into_iter().map(|it: Problem| it.kind).collect()
}

/// Searches for `words`, which may contain spaces; [`Session::keys`] would split them.
fn search(session: &mut Session, words: &str) {
    session.keys("/");
    session.send(Message::Paste(words.to_owned()));
    session.keys("Enter");
}

#[test]
fn next_sheet_starts_at_top_and_language_keeps_position() {
    let mut session = built_in();
    session.keys("Enter PgDn PgDn");
    assert!(session.app.pager().line > 0);
    session.keys("q Down Enter");
    assert_eq!(session.app.pager().line, 0);
    for steps in 0..60 {
        let mut session = built_in();
        session.keys("Enter");
        session.keys(&"Down ".repeat(steps));
        let before = (session.app.pager().line, session.app.pager().extent().0);
        session.keys("i i");
        assert_eq!((session.app.pager().line, session.app.pager().extent().0), before, "after {steps} lines");
    }
}

#[test]
fn reordering_a_lens_keeps_the_selected_passage() {
    for steps in 0..12 {
        let mut session = built_in();
        session.keys("L");
        session.keys(&"Down ".repeat(steps));
        let anchor =
            |session: &Session| session.app.mode().lens().and_then(|it| it.anchor()).map(|it| (it.activity, it.item));
        let before = anchor(&session);
        session.keys("Tab");
        assert_eq!(anchor(&session), before, "passage {steps}");
    }
}

#[test]
fn marks_can_be_moved_only_in_mark_order() {
    let mut session = built_in();
    session.keys("Space Down Space m S");
    let before = session.ids().join(" ");
    session.press(KeyEvent::new(KeyCode::Down, KeyModifiers::ALT));
    assert_eq!(session.ids().join(" "), before);
    assert!(session.screen().contains("To move marked activities, show only those (m)"), "{}", session.screen());
}

#[test]
fn reload_keeps_the_highlighted_picker_row() {
    let mut session = built_in();
    session.keys("c e Down Down");
    let highlighted = |session: &Session| session.cursor_line();
    let before = highlighted(&session);
    session.send(Message::Reload(Box::new(Library::load(vec![Origin::BuiltIn]))));
    assert_eq!(highlighted(&session), before);
}

#[test]
fn dropping_a_word_is_offered_for_up_to_eight_words() {
    let text = catalogue("", &["summary: \"alpha beta gamma delta epsilon zeta eta theta\""]);
    for (words, is_offered) in [
        ("alpha beta gamma delta epsilon zeta eta zzzz", true),
        ("alpha beta gamma delta epsilon zeta eta theta zzzz", false),
    ] {
        let mut session = session(&text, (120, 40));
        search(&mut session, words);
        assert_eq!(session.screen().contains("without “zzzz”"), is_offered, "{}", session.screen());
    }
}

#[test]
fn whole_word_phrase_ranks_before_prefix_phrase() {
    let text = catalogue("", &["summary: \"Good practices here.\"", "summary: \"Good practice here.\""]);
    let mut session = session(&text, (120, 40));
    search(&mut session, "\"good practice\"");
    assert_eq!(session.ids(), ["a1", "a0"]);
}

#[test]
fn undefined_partner_can_be_filtered_in_any_script() {
    let text = catalogue("", &["partners: [\"甲乙 丙\"]", "partners: [\"Other\"]"]);
    let mut session = session(&text, (120, 40));
    session.keys("p");
    session.send(Message::Paste("甲乙".to_owned()));
    session.keys("Enter");
    assert_eq!(session.ids(), ["a0"], "{}", session.screen());
}

#[test]
fn last_of_9000_records_is_found() {
    let activities: Vec<&str> = vec!["summary: \"hay\""; 9000];
    let text = catalogue("", &activities).replace("\"Title 8999\"", "\"Needle\"");
    let mut session = session(&text, (80, 24));
    session.keys("/ needle Enter");
    assert_eq!(session.ids(), ["a8999"]);
}

#[test]
fn snippet_of_a_group_hit_has_the_groups_label() {
    let text = catalogue("groups: { \"y\": \"Youngsters\" },", &["groups: [\"y\"]"]);
    let mut session = session(&text, (120, 40));
    session.keys("/ youngsters Enter");
    let groups = Lang::EN.words().groups;
    assert!(session.screen().contains(&format!("{groups}: ")), "{}", session.screen());
}

#[test]
fn missing_sections_are_listed_even_with_sources() {
    let text = catalogue("sources: { \"s\": Source(title: \"S\") },", &["summary: \"One.\", sources: [\"s\"]"]);
    let mut session = session(&text, (120, 40));
    session.keys("Enter");
    let screen = session.screen();
    assert!(screen.contains("Not given here: ") && screen.contains("lessons"), "{screen}");
}

#[test]
fn extra_fields_are_separated_and_their_urls_linked() {
    let text = catalogue("", &["extra: { \"Web\": \"https://example.org/page\", \"Phone\": \"123\" }"]);
    let mut session = session(&text, (120, 40));
    session.keys("Enter");
    let lines: Vec<String> = session.screen().lines().map(str::to_owned).collect();
    let phone = lines.iter().position(|it| it.contains("Phone")).unwrap();
    assert!(!lines[phone - 1].contains("example.org") && lines[phone - 2].contains("example.org"), "{lines:#?}");
    let frame = String::from_utf8_lossy(&session.frame()).into_owned();
    assert!(frame.contains("https://example.org/page"), "{frame}");
    let links: Vec<String> = session
        .app
        .pager()
        .document
        .blocks
        .iter()
        .filter_map(|it| it.link.clone().map(|link| it.text[link].to_owned()))
        .collect();
    assert_eq!(links, ["https://example.org/page"]);
}

#[test]
fn wrong_values_are_reported_by_expected_type() {
    let of = |fields: &str| kinds(&catalogue("", &[fields]));
    assert!(matches!(of("period: \"2012/2010\"")[..], [ProblemKind::ReversedPeriod(..)]));
    assert!(
        matches!(of("period: \"../2010\"")[..], [ProblemKind::BadPeriod(_)]),
        "it has no beginning, and ends after it"
    );
    let [ProblemKind::NotARecord(example)] = &of("place: \"Paris\"")[..] else { panic!("a record is expected") };
    assert_eq!(example, "Place(name: \"…\", country: \"FR\")");
    assert_eq!(
        of("place: [(name: \"n\", country: \"FR\"), (name: \"m\", country: \"FR\")]"),
        [ProblemKind::SeveralRecords("places", "Place")]
    );
    let [ProblemKind::NotARecord(example)] = &of("place: (name: \"n\", country: \"FR\"), lessons: [\"a\"]")[..] else {
        panic!("a record is expected")
    };
    assert_eq!(example, "Lesson(text: \"…\")");
    let empty = of("places: [], place: (name: \"n\", country: \"FR\")");
    assert_eq!(empty, [ProblemKind::BothFields("place", "places")], "and no other problem that contradicts it");
    let of_contact = of("place: (name: \"n\", country: \"FR\"), contact: Contact(name: \"N\", email: \"e\")");
    assert_eq!(of_contact, [ProblemKind::WrongType(Expected::Text)], "no key is a language");
    let pair = of("place: (name: \"n\", country: \"FR\", at: 52.1, 4.3)");
    assert_eq!(pair[0], ProblemKind::Missing(Token::Open('(')));
    assert!(pair.len() <= 2 && !pair.contains(&ProblemKind::Stray(',')), "{pair:?}");
}

#[test]
fn yaml_is_recognised_as_yaml() {
    for text in ["---\n- a\n- b\n", "name: x\nitems: y\n", "---\nname x\n"] {
        assert_eq!(kinds(text), [ProblemKind::NotACatalogue(ForeignFormat::Yaml)], "{text:?}");
    }
}

#[test]
fn remarks_avoid_false_positives() {
    let themes = "themes: { \"a\": \"Prison\", \"b\": \"prison\", \"c\": \"Other\" },";
    let found = kinds(&catalogue(themes, &["themes: [\"a\", \"b\"]"]));
    assert!(found.iter().any(|it| matches!(it, ProblemKind::NearDuplicate(..))), "{found:?}");
    assert!(found.iter().any(|it| matches!(it, ProblemKind::Unused(_))), "{found:?}");
    // A rejected record may use the term.
    let found =
        kinds(&catalogue(themes, &["themes: [\"a\"]", "themes: [\"c\"], place: (name: \"n\", country: \"XX\")"]));
    assert!(!found.iter().any(|it| matches!(it, ProblemKind::Unused(_))), "{found:?}");
    let french =
        catalogue("", &["summary: \"Quoi ? Non ! Si : oui\"", "summary: \"Non !\""]).replace("\"en\"", "\"fr\"");
    assert!(kinds(&french).contains(&ProblemKind::FrenchSpaces(4)), "those of the whole file: {:?}", kinds(&french));
}

#[test]
fn field_missing_in_all_lessons_is_one_remark() {
    let of = |lessons: &[&str]| {
        let lessons: Vec<String> = lessons.iter().map(|it| format!("lessons: [(text: \"L\"{it})]")).collect();
        let lessons: Vec<&str> = lessons.iter().map(String::as_str).collect();
        kinds(&catalogue("sources: { \"s\": (title: \"S\") },", &lessons))
    };
    let source = ", sources: [\"s\"]";
    assert_eq!(of(&["", "", ""]), [ProblemKind::NoBasis(3), ProblemKind::NoSource(3)], "as after an import");
    assert_eq!(of(&[source, source]), [ProblemKind::NoBasis(2)]);
    let each = [ProblemKind::NoBasis(1), ProblemKind::NoBasis(1)];
    assert_eq!(of(&[", sources: [\"s\"], basis: Stated", source, source]), each);
    // A mistake elsewhere must not be buried under a remark for each lesson.
    let found = of(&["", "", ", basis: Stated, kind: Wrong"]);
    assert_eq!(found.iter().filter(|it| **it == ProblemKind::NoBasis(2)).count(), 1, "{found:?}");
}

#[test]
fn at_most_20_unknown_terms_get_a_suggestion() {
    let names: Vec<String> = (0..25).map(|_| "themes: [\"restorative-justise\"]".to_owned()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let found = kinds(&catalogue("themes: { \"restorative-justice\": \"R\" },", &names));
    let guessed = found.iter().filter(|it| matches!(it, ProblemKind::UnknownTerm { nearest: Some(_), .. })).count();
    assert_eq!(guessed, 20);
}

#[test]
fn trailing_text_is_found_at_any_distance() {
    let text = catalogue("", &["summary: \"One.\""]).trim_end_matches(')').to_owned()
        + "\n"
        + &"// blank\n".repeat(80_000)
        + ") and more";
    assert_eq!(kinds(&text), [ProblemKind::Trailing]);
    let bracket = catalogue("", &["summary: \"One.\""]).replace("])", ")");
    let loaded = Loaded::of(origin(&bracket));
    assert_eq!((loaded.catalogue.activities.len(), loaded.report.problems.len()), (1, 1));
}

#[test]
#[cfg(unix)]
fn keyboard_input_is_announced_and_progress_erased() {
    let mut terminal = Terminal::open(&["list", "-f", "-", "--lang", "en"]);
    terminal.wait_for("Reading from the keyboard");
    terminal.type_in("\u{4}");
    terminal.end();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    std::fs::write(&path, catalogue("", &vec![""; 70_000])).unwrap();
    let mut terminal = Terminal::open(&["facets", "country", "-f", path.to_str().unwrap(), "--lang", "en"]);
    terminal.end();
    let screen = terminal.parser.screen().contents();
    assert!(screen.contains("70000") && !screen.contains('…'), "what was told on the way is wiped away: {screen}");
}

#[test]
#[cfg(unix)]
fn command_line_filters_apply_in_the_reader() {
    let mut terminal = Terminal::open(&["--lang", "en", "--country", "FR"]);
    terminal.wait_for("3 of 9");
    terminal.type_in("Q");
    terminal.end();
}

#[test]
#[cfg(unix)]
fn reader_can_be_quit_while_reading_an_invalid_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    // Every quotation mark is a problem of its own.
    let text = "Catalogue(format: 1, title: \"T\", activities: [\n".to_owned() + &"\"".repeat(3_000_000);
    std::fs::write(&path, text).unwrap();
    let mut terminal = Terminal::open(&[path.to_str().unwrap(), "--lang", "en"]);
    terminal.wait(|screen| screen.alternate_screen());
    terminal.type_in("Q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
    crate::support::figure("a file of problems only", "3,000,000 problems: a screen that can be quit");
}

#[test]
fn substring_in_place_ranks_before_whole_word_in_theme() {
    let themes = "themes: {\"pol\": \"Pol\"},";
    let place = "place: (name: \"Xpola\", country: \"FR\")";
    let text = catalogue(themes, &["themes: [\"pol\"]", place]);
    let mut session = session(&text, (120, 40));
    search(&mut session, "pol");
    assert_eq!(session.ids(), ["a1", "a0"]);
}

#[test]
fn multilingual_terms_and_plain_partners_are_valid() {
    let text = catalogue("themes: {\"a\": (fr: \"Un\", en: \"One\")},", &["themes: [\"a\"], partners: [\"police\"]"]);
    assert_eq!(Library::load(origin(&text)).report.problems, []);
}

#[test]
fn colon_inside_a_phrase_is_no_field_prefix() {
    use passerelle::query::Search;
    assert_eq!(Search::new("\"titel:x\"").remarks, []);
}

#[test]
fn csv_and_plain_text_are_told_apart_by_separators() {
    let foreign = |it| vec![ProblemKind::NotACatalogue(it)];
    assert_eq!(kinds("a;b;c;d\n1;2;3;4\n"), foreign(ForeignFormat::Csv));
    assert_eq!(kinds("one, two\nthree\n"), foreign(ForeignFormat::Text));
}

#[test]
fn files_in_other_encodings_are_told_by_their_format() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    let utf16: Vec<u8> = "Catalogue(".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, expected) in [
        (&b"Titre;Pays;Th\xe8me\nCaf\xe9;France;jeunes\n"[..], ProblemKind::NotACatalogue(ForeignFormat::Csv)),
        (b"{\"title\": \"\xe9\"}", ProblemKind::NotACatalogue(ForeignFormat::Json)),
        (b"Catalogue(format: 1, title: \"\xe9\")", ProblemKind::NotUtf8),
        (&[b"\xff\xfe", utf16.as_slice()].concat(), ProblemKind::NotUtf8),
    ] {
        std::fs::write(&path, bytes).unwrap();
        let kinds: Vec<_> = check(vec![Origin::Path(path.clone())]).into_iter().map(|it| it.kind).collect();
        assert_eq!(kinds, [expected], "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_title_of_several_lines_is_underlined_once() {
    let title = "word ".repeat(40);
    let text = format!(
        "Catalogue(format: 1, language: \"en\", title: \"T\", activities: [Activity(id: \"a\", title: \"{title}\", \
         place: (name: \"P\", country: \"FR\"))])"
    );
    let library = Library::load(origin(&text));
    let sheet = passerelle::document::sheet(&library.catalogue, 0, Lang::EN);
    let plain = passerelle::document::plain(&sheet, 60);
    assert_eq!(plain.lines().filter(|it| it.starts_with("==")).count(), 1, "{plain}");
}

#[test]
fn unknown_ron_attribute_is_reported() {
    let found = check(origin("#![nonsense]\nCatalogue(format: 1, title: \"T\", activities: [])"));
    assert!(found[0].one_line(Lang::EN).contains("may begin with #! here"), "{found:?}");
}

#[test]
fn clicking_an_absent_section_stays_in_the_list() {
    use passerelle::app::Target;
    use passerelle::catalogue::Section;
    let mut session = session(&catalogue("", &["summary: \"x\""]), (120, 40));
    session.send(Message::Click(Target::Section(Section::Funding)));
    assert!(session.app.mode().is_list());
    session.send(Message::Click(Target::Section(Section::Summary)));
    assert!(!session.app.mode().is_list());
}

#[test]
fn leading_combining_mark_gets_a_dotted_circle() {
    use passerelle::text::Input;
    let typed = |texts: &[&str]| {
        let mut input = Input::default();
        texts.iter().for_each(|it| input.insert(it));
        input.text().to_owned()
    };
    assert_eq!([typed(&["\u{301}"]), typed(&["e", "\u{301}"])], ["\u{25cc}\u{301}", "e\u{301}"]);
}

#[test]
fn previous_hit_key_goes_back_one_hit() {
    let mut session = session(&catalogue("", &["summary: \"prison a prison b prison c prison\""]), (120, 40));
    search(&mut session, "prison");
    session.keys("Enter n n");
    let at = session.app.pager().current_hit;
    session.keys("N");
    assert_eq!(session.app.pager().current_hit, at.map(|it| it - 1));
}

#[test]
fn hit_in_a_lens_shows_the_start_of_its_passage() {
    let lesson = format!("lessons: [(text: \"{}needle\", sources: [])]", "word ".repeat(60));
    let mut session = session(&catalogue("", &[&lesson]), (60, 24));
    session.keys("L");
    search(&mut session, "needle");
    assert!(session.screen().contains("word word") && session.screen().contains("needle"));
    let line = session.app.pager().line;
    assert!(!session.screen().lines().nth(line).is_some_and(|it| it.contains("needle")), "{}", session.screen());
}

#[test]
fn stray_character_in_place_of_a_value_is_named() {
    let text = "Catalogue(format: 1, title: \"T\", activities: [Activity(id: \"a\", title: @, place: (name: \"P\", country: \"FR\"))])";
    assert!(kinds(text).contains(&ProblemKind::Stray('@')), "{:?}", kinds(text));
}

#[test]
fn heading_of_a_passage_scrolls_into_view_with_it() {
    let lesson = |text: &str| format!("lessons: [(text: \"{}\", sources: [])]", text.repeat(30));
    let place = |name: &str| format!("place: (name: \"{name}\", country: \"FR\"), {}", lesson("word "));
    let activities = ["Avignon", "Brest", "Caen", "Dax"].map(place);
    let mut session = session(&catalogue("", &activities.each_ref().map(String::as_str)), (60, 14));
    session.keys("L");
    for name in ["Avignon", "Brest", "Caen", "Dax"] {
        assert!(session.screen().contains(&format!("{name}, France")), "{name}\n{}", session.screen());
        session.keys("Down");
    }
    for name in ["Caen", "Brest", "Avignon"] {
        session.keys("Up");
        assert!(session.screen().contains(&format!("{name}, France")), "{name}\n{}", session.screen());
    }
}

#[test]
fn url_without_a_host_is_reported() {
    let of = |url: &str| {
        kinds(&catalogue(&format!("sources: {{\"s\": (title: \"S\", url: \"{url}\")}},"), &["sources: [\"s\"]"]))
    };
    assert!(matches!(of("https://")[..], [ProblemKind::BadAddress(_)]), "{:?}", of("https://"));
    assert!(of("https://example.org").is_empty());
}

#[test]
fn closing_a_lens_returns_to_where_it_was_opened() {
    let mut session = built_in();
    session.keys("Enter L q");
    assert!(!session.app.mode().is_list() && session.app.mode().lens().is_none());
    session.keys("q L q");
    assert!(session.app.mode().is_list());
}

#[test]
fn sources_menu_shows_how_to_copy() {
    let mut session = built_in();
    session.keys("o");
    assert!(session.screen().contains("a click copies"), "{}", session.screen());
}

#[test]
fn partner_resolves_by_name_in_any_language() {
    use passerelle::query::{Facet, resolve};
    let text = catalogue("", &["partners: [{\"it\": \"Comune di X\", \"en\": \"Town of X\"}]"]);
    let library = Library::load(origin(&text));
    assert_eq!(resolve(&library, Facet::Partner, "comune di x").map(|it| it.len()), Ok(1));
}

#[test]
fn best_match_within_a_word_determines_rank() {
    let text = catalogue(
        "",
        &["summary: \"x\", aims: \"a party\"", "summary: \"x\", aims: \"smart-art\"", "summary: \"artful\""],
    );
    let mut session = session(&text, (120, 40));
    search(&mut session, "art");
    assert_eq!(session.ids(), ["a1", "a2", "a0"], "a whole word, a beginning, an inside");
}

#[test]
fn beyond_2000_terms_there_are_no_suggestions() {
    for (count, guessed) in [(2000, 1), (2001, 0)] {
        let terms = |name: &dyn Fn(usize) -> String| (0..count).map(name).collect::<String>();
        let themes = terms(&|it| format!("\"theme-{it}\": \"T\","));
        let organisations = terms(&|it| format!("\"organisation-{it}\": (name: \"O\"),"));
        let header = format!("themes: {{ {themes} }}, organisations: {{ {organisations} }},");
        let found = kinds(&catalogue(&header, &["themes: [\"teme-7\"], partners: [\"organisatoin-7\"]"]));
        let terms = found.iter().filter(|it| matches!(it, ProblemKind::UnknownTerm { nearest: Some(_), .. }));
        let names = found.iter().filter(|it| matches!(it, ProblemKind::NearId(..)));
        assert_eq!((terms.count(), names.count()), (guessed, guessed), "{count}");
    }
    let activities = vec!["partners: [\"organisatoin\"]"; 25];
    let found = kinds(&catalogue("organisations: { \"organisation\": (name: \"O\") },", &activities));
    assert_eq!(found.iter().filter(|it| matches!(it, ProblemKind::NearId(..))).count(), 20);
}

#[test]
fn snippet_starts_with_the_label_of_its_fact() {
    let header = "themes: { \"t\": \"Wtheme\" }, kinds: { \"k\": \"Wkind\" }, groups: { \"g\": \"Wgroup\" },";
    let fields = "themes: [\"t\"], kinds: [\"k\"], groups: [\"g\"], lead: \"Wlead\", experts: [\"Wexpert\"], partners: [\"Wpartner\"], period: \"2011\",
        place: Place(name: \"P\", country: \"FR\", aliases: [\"Walias\"])";
    for (word, shown) in [
        ("wtheme", "Themes: “Wtheme"),
        ("wkind", "Kind: “Wkind"),
        ("wgroup", "For whom: “Wgroup"),
        ("wlead", "Lead: “Wlead"),
        ("wexpert", "Experts: “Wexpert"),
        ("wpartner", "Partners: “Wpartner"),
        ("walias", "Place: “Walias"),
        ("2011", "Dates: “2011"),
    ] {
        let mut session = session(&catalogue(header, &[fields, "summary: \"x\""]), (120, 40));
        search(&mut session, word);
        assert!(session.screen().contains(shown), "{word}: {}", session.screen());
    }
}

#[test]
fn switching_language_keeps_the_paragraph() {
    let paragraphs =
        |word: &str| (1..6).map(|it| format!("{word} {it}. {}", "mot ".repeat(60))).collect::<Vec<_>>().join("\\n\\n");
    let text = catalogue(
        "",
        &[&format!("summary: {{ \"en\": \"{}\", \"fr\": \"{}\" }}", paragraphs("Part"), paragraphs("Partie"))],
    );
    let mut session = session(&text, (60, 16));
    session.keys("Enter");
    for number in 2..6 {
        while !session.cursor_line().contains(&format!("Part {number}.")) {
            session.keys("Down");
        }
        session.keys("i");
        assert!(session.cursor_line().contains(&format!("Partie {number}.")), "{}", session.screen());
        session.keys("i");
    }
}

#[test]
fn text_replaced_by_typing_is_shown_as_selected() {
    let mut session = built_in();
    session.keys("/ pri Enter /");
    let selected = |session: &Session| {
        let (buffer, frame) = session.draw();
        let cursor = frame.cursor.unwrap();
        buffer[(cursor.x - 1, cursor.y)].modifier.contains(ratatui::style::Modifier::REVERSED)
    };
    assert!(selected(&session), "{}", session.screen());
    session.keys("Right");
    assert!(!selected(&session));
}

#[test]
#[cfg(unix)]
fn lens_option_opens_the_lens() {
    let mut terminal = Terminal::open(&["--lens", "results", "--lang", "en"]);
    terminal.wait_for("[Results]");
    terminal.type_in("Q");
    assert!(terminal.end().success());
}

#[test]
fn missing_language_notice_needs_an_explicit_choice() {
    let text = catalogue("", &["summary: \"One.\""]);
    let library = Library::load(origin(&text));
    for (lang, lacks) in [(Lang::FR, false), (Lang::FR.with_texts("de"), true)] {
        let mut session = Session::on(library.clone(), Start::in_language(lang), (80, 24));
        session.send(Message::Loaded);
        assert_eq!(session.screen().contains("Il n’y a pas de texte"), lacks, "{}", session.screen());
    }
}

#[test]
fn markdown_escapes_list_numbers_but_no_leading_dot() {
    let text = catalogue("", &["summary: \".net and 1. one\", aims: \"2. two\""]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    std::fs::write(&path, text).unwrap();
    let (markdown, ..) = crate::support::run(&["show", "-f", path.to_str().unwrap(), "--format", "markdown"]);
    assert!(markdown.contains("\n.net and 1. one") && markdown.contains("2\\. two"), "{markdown}");
}

/// Returns the index of the current block in the document of the pager.
fn block(session: &Session) -> usize {
    let pager = session.app.pager();
    let here = pager.block().unwrap();
    pager.document.blocks.iter().position(|it| std::ptr::eq(it, here)).unwrap()
}

#[test]
fn switching_language_keeps_the_block() {
    let mut session = built_in();
    session.keys("Enter");
    let count = session.app.pager().document.blocks.len();
    for _ in 0..80 {
        session.keys("Down");
        let before = block(&session);
        session.keys("i");
        assert_eq!(session.app.pager().document.blocks.len(), count);
        assert_eq!(block(&session), before);
        session.keys("i");
    }
}

#[test]
fn digit_selects_first_passage_of_the_nth_visible_group() {
    for lines in 7..30 {
        for pages in 0..5 {
            let mut session = Session::new(Lang::EN, (70, lines));
            session.keys("L");
            session.keys(&"PgDn ".repeat(pages));
            let lens = session.app.mode().lens().unwrap();
            let groups: Vec<usize> = lens.visible_headings(session.app.panes().text_height()).map(|it| it.1).collect();
            for (number, heading) in (1..10).zip(groups) {
                let mut session = Session::new(Lang::EN, (70, lines));
                session.keys("L");
                session.keys(&"PgDn ".repeat(pages));
                session.keys(&number.to_string());
                let blocks = &session.app.pager().document.blocks;
                let selected = session.app.mode().lens().unwrap().selected_lines();
                let at = session.app.pager().page.anchor(selected.end - 1).0;
                let passages = blocks[heading + 1..=at].iter().filter(|it| it.anchor.is_passage).count();
                assert_eq!((passages, at > heading), (1, true), "{lines} lines, {pages} pages, {number}");
                let top = session.app.pager().top;
                assert!((top..top + session.app.panes().text_height()).contains(&selected.start));
            }
        }
    }
}

#[test]
fn enter_in_a_lens_opens_that_passage_at_every_size() {
    for lines in [6, 7, 8, 10, 14, 20, 40] {
        for (steps, section) in (0..30).flat_map(|it| [(it, ""), (it, "Right "), (it, "Left ")]) {
            let mut session = Session::new(Lang::EN, (50, lines));
            session.keys("L");
            session.keys(section);
            session.keys(&"Down ".repeat(steps));
            let anchor = session.app.mode().lens().unwrap().anchor().unwrap();
            session.keys("Enter");
            let read = session.app.pager().block().unwrap().anchor;
            assert_eq!(
                (read.activity, read.section),
                (anchor.activity, anchor.section),
                "{lines} lines, {steps} steps"
            );
            if read.item != anchor.item {
                panic!("{lines} lines, {steps} steps: {read:?} {anchor:?}");
            }
            let (line, top) = (session.app.pager().line, session.app.pager().top);
            assert!((top..top + session.app.panes().text_height()).contains(&line));
        }
    }
}

#[test]
fn copy_menu_offers_a_passage_of_the_current_section() {
    use passerelle::document::BlockKind;
    let mut session = built_in();
    session.keys("Enter");
    let of_top = |session: &Session| match session.app.overlay() {
        Some(passerelle::app::Overlay::Menu(menu)) => menu.rows[0].text.clone(),
        _ => panic!("no menu"),
    };
    session.keys("y");
    let first = session.app.pager().document.blocks.iter().find(|it| it.kind == BlockKind::Body).unwrap().text.clone();
    assert!(of_top(&session).contains(first.trim()), "at the title it is the first passage of all");
    session.keys("Esc");
    for digit in ["1", "2", "3", "4", "5", "6"] {
        session.keys(digit).keys("y");
        let copied = of_top(&session);
        session.keys("Esc");
        let section = session.app.pager().block().unwrap().anchor.section;
        let mut blocks = session.app.pager().document.blocks.iter();
        // A section about which the source is silent has nothing to copy.
        let Some(first) = blocks.find(|it| it.anchor.section == section && it.kind == BlockKind::Body) else {
            continue;
        };
        let end = first.remarks.first().map_or(first.text.len(), |it| it.start);
        assert!(copied.contains(first.text[..end].trim()), "{digit}: {copied}");
    }
}

#[test]
fn only_the_left_of_two_languages_has_passages() {
    let mut session = Session::new(Lang::EN, (200, 50));
    session.keys("L I");
    let blocks = &session.app.pager().document.blocks;
    assert!(blocks.iter().any(|it| it.anchor.is_passage) && blocks.iter().any(|it| it.column == 1));
    assert!(blocks.iter().all(|it| it.column == 0 || !it.anchor.is_passage));
}

#[test]
fn colophon_items_are_numbered_after_the_sources() {
    let session = built_in();
    let blocks = &session.app.browse().sheet.document.blocks;
    let section = Some(passerelle::catalogue::Section::Sources);
    let of_sources: Vec<_> = blocks.iter().filter(|it| it.anchor.section == section).collect();
    let items: Vec<_> = of_sources.iter().map(|it| it.anchor.item).collect();
    // After the heading, each block has an item number of its own, those of the colophon included.
    assert_eq!(items[1..], (0..items.len() - 1).collect::<Vec<_>>(), "{of_sources:?}");
}

#[test]
fn no_notice_for_a_language_that_the_catalogue_has() {
    for lang in [Lang::EN, Lang::FR] {
        let library = Library::load(vec![Origin::BuiltIn]);
        let mut session = Session::on(library, Start { is_loading: true, ..Start::in_language(lang) }, (120, 40));
        session.send(Message::Loaded);
        assert_eq!((session.app.notice(), session.app.lang()), (None, lang));
    }
}

#[test]
fn empty_find_has_no_effect() {
    let mut session = built_in();
    session.keys("Enter C-f Enter");
    assert_eq!((session.app.notice(), session.app.pager().find_text.clone()), (None, None));
}

#[test]
fn words_of_the_catalogue_are_not_corrected() {
    let mut session = built_in();
    search(&mut session, "sarcelles vilvoorde");
    assert!(session.screen().contains("No activities match"), "{}", session.screen());
    assert!(!session.screen().contains("instead of"), "{}", session.screen());
}

#[test]
fn lens_headings_are_anchored_to_their_activities() {
    use passerelle::document::BlockKind;
    let mut session = built_in();
    session.keys("L");
    let blocks = &session.app.pager().document.blocks;
    let of_activity: Vec<_> =
        blocks.iter().filter(|it| matches!(it.kind, BlockKind::Heading | BlockKind::Subtitle)).collect();
    assert!(of_activity.len() > 16 && of_activity.iter().all(|it| it.anchor.activity.is_some()));
}

#[test]
fn forgetting_activities_changes_the_revision() {
    let mut library = Library::load(vec![Origin::BuiltIn]);
    let before = library.revision;
    library.clear_activities();
    assert!(library.revision != before && library.catalogue.activities.is_empty());
}

#[test]
fn long_comment_between_records_is_skipped() {
    let activity = |id: &str| format!("(id: \"{id}\", title: \"T\", place: (name: \"P\", country: \"FR\"))");
    let comment = format!("/* {} */", "a comment, ".repeat(300_000));
    let text =
        format!("Catalogue(format: 1, title: \"T\", activities: [{},\n{comment}\n{}])", activity("a"), activity("b"));
    let library = Library::load(origin(&text));
    assert_eq!((library.catalogue.activities.len(), library.report.problems), (2, vec![]));
}

#[test]
#[cfg(unix)]
fn start_options_determine_the_first_screen() {
    for (arguments, shown) in [
        (["--open", "sarcelles", "--one-pane"], "Sarcelles, France"),
        (["--select", "vilvoorde", "--no-mouse"], "Vilvoorde, Belgium"),
        (["--lens", "results", "--no-mouse"], "[Results]"),
        (["--lens", "outlook", "--by=theme"], "Tab by activity"),
    ] {
        let mut command = command_in_terminal(env!("CARGO_BIN_EXE_passerelle"));
        command.args(["--no-state", "--lang", "en"]);
        command.args(arguments);
        let mut terminal = Terminal::start(command);
        terminal.wait_for(shown);
        terminal.type_in("Q");
        assert!(terminal.end().success());
    }
}

#[test]
fn record_before_a_truncated_character_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    let mut text = b"Catalogue(format: 1, title: \"T\", activities: [\n\
        (id: \"a\", title: \"T\", place: (name: \"P\", country: \"FR\"))"
        .to_vec();
    text.push(0xc3);
    std::fs::write(&path, text).unwrap();
    let (ids, message, status) = crate::support::run(&["list", "-f", path.to_str().unwrap(), "--format", "ids"]);
    assert_eq!((ids.as_str(), status), ("a\n", 2), "{message}");
}

#[test]
fn terms_after_the_activities_are_reported_only_there() {
    let text = "Catalogue(format: 1, title: \"T\", activities: [(id: \"a\", title: \"T\", themes: [\"t\"], \
        place: (name: \"P\", country: \"FR\"))], themes: {\"t\": \"Theme\"})";
    let kinds = kinds(text);
    assert!(!kinds.iter().any(|it| matches!(it, ProblemKind::UnknownTerm { .. })), "{kinds:?}");
    assert!(!kinds.is_empty());
}

#[cfg(unix)]
#[test]
fn non_unicode_search_is_reported() {
    use std::os::unix::ffi::OsStrExt;
    let mut command = crate::support::command(["list", "--search"]);
    let output = command.arg(std::ffi::OsStr::from_bytes(b"a\xff")).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && message.contains(Lang::EN.words().command.not_unicode), "{message}");
}

#[test]
fn best_match_within_a_hyphenated_word_determines_rank() {
    let activities = ["title: \"prisons\"", "title: \"xprison-xprison-prison-xprison\"", "title: \"xprison-xprisonx\""];
    let text = catalogue("", &activities.map(|it| it.replace("title", "summary")).each_ref().map(String::as_str));
    let mut session = session(&text, (80, 24));
    search(&mut session, "prison");
    assert_eq!(session.ids(), ["a1", "a0", "a2"]);
}

#[test]
fn lens_shows_the_heading_of_its_first_passage() {
    for (lang, size, keys) in [(Lang::FR, (40, 12), "L G g"), (Lang::EN, (40, 8), "L G g"), (Lang::FR, (40, 12), "L")] {
        let mut session = Session::new(lang, size);
        let heading = session.keys("L").screen();
        let heading = heading.lines().find(|it| it.trim_start().starts_with("1 Avignon")).unwrap().to_owned();
        session.keys("Esc").keys(keys);
        for _ in 0..3 {
            assert!(session.screen().contains(heading.trim_end()), "{keys}: {}", session.screen());
            session.keys("Up");
        }
    }
}

#[test]
fn hits_of_a_lens_over_a_few_hundred_activities_are_counted() {
    let activities: String = (0..300)
        .map(|at| {
            format!(
                "Activity(id: \"a{at}\", title: \"T\", place: Place(name: \"P\", country: \"FR\"), lessons: [Lesson(text: \"In prison.\")]),"
            )
        })
        .collect();
    let text = format!("Catalogue(format: 1, title: \"T\", language: \"en\", activities: [{activities}])");
    let library = Library::load(vec![Origin::Text(Clean::line("c.ron"), text)]);
    let mut session = Session::on(library, Start::in_language(Lang::EN), (80, 24));
    let screen = session.keys("L / prison Enter n n").screen();
    assert!(screen.contains("3 of 300"), "{screen}");
}

#[test]
fn marks_are_shown_at_each_passage_by_theme_and_where_sources_are_silent() {
    for keys in ["L Tab Space", "L Tab Right Right G Space"] {
        let mut session = Session::new(Lang::EN, (120, 40));
        let selected = session.keys(keys).cursor_line();
        assert!(selected.chars().take(4).any(|it| it == '✓'), "{keys}: {}", session.screen());
        let marks = session.screen().lines().filter(|it| it.chars().take(5).any(|it| it == '✓')).count();
        assert_eq!(marks > 1, !keys.contains("Right"), "{}", session.screen());
    }
}

#[test]
fn excluded_value_is_never_cut_to_the_word_for_exclusion() {
    for (lang, not) in [(Lang::FR, "sauf "), (Lang::EN, "not ")] {
        let mut session = Session::new(lang, (40, 12));
        session.keys("c f r Enter t Down - Esc p e f u s Enter");
        let bar = session.screen().lines().next().unwrap().to_owned();
        let value = bar.split(not).nth(1).unwrap_or_else(|| panic!("{bar}"));
        assert!(value.starts_with(char::is_alphabetic), "{bar}");
    }
}

#[test]
fn character_under_the_cursor_of_a_prompt_is_visible() {
    let typed = "alpha beta gamma delta epsilon zeta";
    for back in 1..typed.len() {
        let mut session = Session::new(Lang::EN, (40, 12));
        session.keys("/");
        typed.chars().for_each(|it| session.press(KeyEvent::new(KeyCode::Char(it), KeyModifiers::NONE)));
        session.keys(&"Left ".repeat(back));
        let cursor = session.draw().1.cursor.unwrap();
        let line = session.screen().lines().nth(usize::from(cursor.y)).unwrap().to_owned();
        let under_cursor = line.chars().nth(usize::from(cursor.x)).unwrap();
        assert_eq!(under_cursor, typed.chars().rev().nth(back - 1).unwrap(), "{back}: {line}");
    }
}

#[test]
fn second_language_is_offered_only_if_texts_have_one() {
    let text = r#"Catalogue(format: 1, title: "T", language: "fr", activities: [
        Activity(id: "a", title: "Une marche", place: Place(name: "Lens", country: "FR"))])"#;
    let library = Library::load(vec![Origin::Text(Clean::line("c.ron"), text.to_owned())]);
    for (lang, notice) in
        [(Lang::FR, "dans une seule langue"), (Lang::EN, "All texts of this catalogue are in one language.")]
    {
        let mut session = Session::on(library.clone(), Start::in_language(lang), (120, 40));
        let before = session.screen().matches("Une marche").count();
        let screen = session.keys("I").screen();
        assert!(screen.contains(notice) && screen.matches("Une marche").count() == before, "{screen}");
    }
    let text = text.replace("\"Une marche\"", "{ \"fr\": \"Une marche\", \"de\": \"Ein Gang\" }");
    let library = Library::load(vec![Origin::Text(Clean::line("c.ron"), text)]);
    let mut session = Session::on(library, Start::in_language(Lang::EN.with_texts("de")), (120, 40));
    let screen = session.keys("I").screen();
    assert!(screen.contains("Une marche") && !screen.contains("as there is no text in English"), "{screen}");
}

#[test]
fn search_that_is_closed_unchanged_is_not_reported_as_dropped() {
    let mut session = Session::new(Lang::EN, (100, 30));
    session.keys("/ p r i s o n Space Enter / Esc");
    assert!(!session.screen().contains("Dropped"), "{}", session.screen());
    assert!(!session.app.query().search.is_empty());
}

#[test]
fn reading_position_stays_where_messages_cover_the_text() {
    let mut session = Session::new(Lang::EN, (30, 6));
    session.keys("Enter e Down Enter");
    let typed = "x.foo";
    session.keys("C-u");
    typed.chars().for_each(|it| session.press(KeyEvent::new(KeyCode::Char(it), KeyModifiers::NONE)));
    let line = session.app.browse().sheet.line;
    for _ in 0..5 {
        session.keys("Enter");
        assert_eq!(session.app.browse().sheet.line, line, "{}", session.screen());
    }
}
