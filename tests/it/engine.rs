//! Does the query engine give the same answers as a naive scan?

use passerelle::catalogue::{Activity, Participant};
use passerelle::document::{Needle, Page, Scope, find, sheet};
use passerelle::lang::Lang;
use passerelle::load::{Delivery, Origin, load};
use passerelle::query::{
    Answer, Criterion, Facet, Library, Query, Search, Sort, Value, Word, count_after, counts, ways_out,
};
use passerelle::text::{fold, width};
use proptest::prelude::*;

fn library() -> Library {
    Library::load(vec![Origin::BuiltIn])
}

/// Returns a value of a facet, chosen by a number modulo the number of values.
fn value(library: &Library, facet: Facet, number: usize) -> Value {
    let answer = Answer::new(library, &Query::default(), Lang::FR, None);
    let values = counts(library, &Query::default(), &answer, facet);
    values[number % values.len()].value
}

/// Builds a query from choices: the numbers of a facet and of its value, and whether the value is excluded.
fn query(library: &Library, choices: &[(usize, usize, bool)], search: &str) -> Query {
    let mut query = Query::default();
    query.search = search.to_owned();
    for &(facet, number, excluded) in choices {
        let facet = Facet::ALL[facet % Facet::ALL.len()];
        let value = value(library, facet, number);
        if excluded { query.toggle_exclusion(facet, value) } else { query.toggle(facet, value) }
    }
    query
}

/// Returns every searchable text of an activity, folded.
fn texts(library: &Library, activity: &Activity) -> Vec<String> {
    let terms = library.terms();
    let mut texts: Vec<String> = Vec::new();
    let mut all = |text: &passerelle::catalogue::Text| texts.extend(text.versions().map(|(_, it)| fold(it)));
    all(&activity.title);
    activity.places().for_each(|it| all(&it.name));
    activity.texts.iter().for_each(|(_, it)| all(it));
    activity.lessons.iter().for_each(|it| all(&it.text));
    activity.partners.iter().filter_map(|it| it.who.name(terms)).for_each(&mut all);
    let of_themes = activity.themes.iter().map(|&at| terms.themes.get(at).unwrap());
    let of_kinds = activity.kinds.iter().map(|&at| terms.kinds.get(at).unwrap());
    let of_groups = activity.groups.iter().map(|&at| terms.groups.get(at).unwrap());
    for term in of_themes.chain(of_kinds).chain(of_groups) {
        texts.extend(term.name.versions().map(|(_, it)| fold(it)));
        texts.extend(term.synonyms.iter().map(|it| fold(it)));
    }
    for partner in &activity.partners {
        if let Participant::Organisation(at) = partner.who {
            texts.extend(terms.organisations.get(at).unwrap().short.iter().map(|it| fold(it)));
        }
    }
    for place in activity.places() {
        texts.extend(place.aliases.iter().map(|it| fold(it)));
        texts.extend(Lang::ALL.map(|lang| fold(place.country.name(lang))));
    }
    let sources = activity.all_sources().into_iter().filter_map(|at| terms.sources.get(at));
    sources.flat_map(|it| std::iter::once(&it.title).chain(&it.publisher)).for_each(|it| {
        texts.extend(it.versions().map(|(_, it)| fold(it)));
    });
    texts.extend(
        activity.all_sources().iter().flat_map(|&at| &terms.sources.get(at).unwrap().authors).map(|it| fold(it)),
    );
    for (name, text) in &activity.extra {
        texts.push(fold(name));
        texts.extend(text.versions().map(|(_, it)| fold(it)));
    }
    texts.push(fold(&activity.id));
    if let Some(period) = activity.period {
        texts.push(period.to_string());
        texts.extend(Lang::ALL.map(|lang| fold(&period.in_words(lang))));
    }
    texts
}

/// Returns whether an activity matches the facets of a query: OR within a facet, AND across facets; an excluded value
/// rejects it.
fn passes(query: &Query, activity: &Activity) -> bool {
    Facet::ALL.into_iter().all(|facet| {
        let (values, chosen) = (facet.values(activity), query.selection(facet));
        (chosen.included.is_empty() || values.iter().any(|it| chosen.included.contains(it)))
            && !values.iter().any(|it| chosen.excluded.contains(it))
    })
}

const WORDS: &[&str] = &[
    "probation",
    "PRISON",
    "jeunes",
    "évaluation",
    "E\u{301}VALUATION",
    "\"cas par cas\"",
    "-police",
    "haag",
    "Suède",
    "l'emploi",
    "l’emploi",
    "-",
    "\"",
    "xyz",
    "a",
    "mise en œuvre",
    "OEUVRE",
    "«\u{a0}anciens\u{a0}»",
    "2019",
    "prison | foyer",
    "-police|gendarmes",
    "prison | -police | -foyer",
    "perspectives",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn answers_equal_a_naive_scan(
        choices in proptest::collection::vec((0usize..5, 0usize..12, any::<bool>()), 0..4),
        words in proptest::collection::vec(proptest::sample::select(WORDS), 0..3),
    ) {
        let library = library();
        let query = query(&library, &choices, &words.join(" "));
        let clauses = Search::new(&query.search).clauses;
        let expected: Vec<usize> = library.catalogue.activities.iter().enumerate().filter(|(_, it)| {
            let texts = texts(&library, it);
            passes(&query, it) && clauses.iter().all(|clause| {
                let holds = |word: &Word| texts.iter().any(|text| text.contains(&word.text));
                clause.words.iter().any(holds) || clause.excluded.iter().any(|it| !it.iter().any(holds))
            })
        }).map(|(at, _)| at).collect();
        let mut rows = Answer::new(&library, &query, Lang::FR, None).rows;
        rows.sort_unstable();
        prop_assert_eq!(rows, expected);
    }

    #[test]
    fn substring_search_equals_a_naive_scan(
        record in 0usize..9, text in any::<usize>(), start in any::<usize>(), length in 1usize..40,
    ) {
        let library = library();
        let all: Vec<Vec<String>> = library.catalogue.activities.iter().map(|it| texts(&library, it)).collect();
        let text = &all[record][text % all[record].len()];
        let part: String = text.chars().skip(start % text.chars().count()).take(length).collect();
        let query = query(&library, &[], &format!("\"{}\"", part.replace('"', " ")));
        let Some(word) = Search::new(&query.search).clauses.into_iter().next() else { return Ok(()) };
        let holds = |texts: &Vec<String>| texts.iter().any(|it| word.words.iter().any(|word| it.contains(&word.text)));
        let expected: Vec<usize> = (0..all.len()).filter(|&it| holds(&all[it])).collect();
        let mut rows = Answer::new(&library, &query, Lang::FR, None).rows;
        rows.sort_unstable();
        prop_assert_eq!(rows, expected, "{:?}", query.search);
    }

    #[test]
    fn facet_counts_equal_a_naive_count(
        choices in proptest::collection::vec((0usize..5, 0usize..12, any::<bool>()), 0..5),
    ) {
        let library = library();
        let asked = query(&library, &choices, "");
        let answer = Answer::new(&library, &asked, Lang::FR, None);
        for facet in Facet::ALL {
            let mut others = asked.clone();
            others.drop(Criterion::Facet(facet));
            for count in counts(&library, &asked, &answer, facet) {
                let has = |it: &&Activity| passes(&others, it) && facet.values(it).contains(&count.value);
                let expected = library.catalogue.activities.iter().filter(has).count();
                prop_assert_eq!(count.count, expected, "{:?} {:?}", facet, count.value);
                let mut toggled = asked.clone();
                toggled.toggle(facet, count.value);
                let list = Answer::new(&library, &toggled, Lang::FR, None);
                let after = count_after(&library, &asked, &answer, |query| query.toggle(facet, count.value));
                prop_assert_eq!(after, list.rows.len(), "{:?} {:?}", facet, count.value);
            }
        }
    }

    #[test]
    fn ways_out_lead_to_the_promised_number_of_activities(
        choices in proptest::collection::vec((0usize..5, 0usize..12, any::<bool>()), 0..4),
        word in proptest::sample::select([WORDS, &["probatoin", "évaluatoin prisn"]].concat()),
    ) {
        let library = library();
        let asked = query(&library, &choices, word);
        let answer = Answer::new(&library, &asked, Lang::FR, None);
        if answer.rows.is_empty() {
            let ways_out = ways_out(&library, &asked, &answer, true);
            prop_assert!(!ways_out.is_empty());
            for way_out in ways_out {
                let mut changed = asked.clone();
                way_out.change.apply(&mut changed);
                prop_assert_eq!(Answer::new(&library, &changed, Lang::FR, None).rows.len(), way_out.count);
                prop_assert!(way_out.count > 0);
            }
        }
    }

    #[test]
    fn answer_refined_from_an_earlier_one_is_the_same(
        one in proptest::sample::select(WORDS), other in proptest::sample::select(WORDS),
        choices in proptest::collection::vec((0usize..5, 0usize..12, any::<bool>()), 0..3),
    ) {
        let library = library();
        let before = Answer::new(&library, &query(&library, &[], one), Lang::FR, None);
        let asked = query(&library, &choices, other);
        let fresh = Answer::new(&library, &asked, Lang::FR, None);
        prop_assert_eq!(Answer::new(&library, &asked, Lang::FR, Some(before)).rows, fresh.rows);
    }

    #[test]
    fn the_command_line_lists_what_the_screen_lists(
        choices in proptest::collection::vec((0usize..5, 0usize..12, any::<bool>()), 0..3),
        word in proptest::sample::select(&["", "prison", "-police", "lieu:suède", "formation"][..]),
    ) {
        let library = library();
        let asked = query(&library, &choices, word);
        let mut arguments = vec!["list".to_owned(), "--format".to_owned(), "ids".to_owned(), format!("--search={word}")];
        for facet in Facet::ALL {
            let selection = asked.selection(facet);
            let chosen = selection.included.iter().map(|it| ("", it)).chain(selection.excluded.iter().map(|it| ("not-", it)));
            for (not, value) in chosen {
                arguments.push(format!("--{not}{}={}", facet.id(), value.id(facet, library.terms())));
            }
        }
        let output = crate::support::command(&arguments).output().unwrap();
        let listed: Vec<String> = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
        let start = passerelle::app::Start { view: passerelle::app::View { query: asked, ..Default::default() }, ..Default::default() };
        let screen = crate::support::Session::on(library, start, (80, 24));
        prop_assert_eq!(listed, screen.ids(), "{:?}", arguments);
    }

    #[test]
    fn every_sort_order_holds_the_same_activities(sort in proptest::sample::select(&Sort::ALL[..]), reversed: bool) {
        let library = library();
        let mut asked = Query::default();
        (asked.sort, asked.reversed) = (Some(sort), reversed);
        let mut rows = Answer::new(&library, &asked, Lang::EN, None).rows;
        rows.sort_unstable();
        prop_assert_eq!(rows, (0..9).collect::<Vec<_>>());
    }

    #[test]
    fn pages_lose_no_text_and_keep_to_their_width(record in 0usize..9, columns in 12usize..160) {
        let library = library();
        let document = sheet(&library.catalogue, record, Lang::FR);
        let page = Page::new(&document, columns);
        let mut seen = vec![String::new(); document.blocks.len()];
        for line in 0..page.len() {
            for part in page.line(line) {
                let text = &document.blocks[part.block].text[part.range.clone()];
                prop_assert!(part.column + part.indent + width(text) <= columns, "{}", text);
                seen[part.block].push_str(text);
            }
        }
        for (block, seen) in document.blocks.iter().zip(seen) {
            let bare = |text: &str| text.chars().filter(|it| !it.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&block.text), bare(&seen));
        }
    }
}

#[test]
fn not_stated_can_be_chosen_as_a_value() {
    let file = r#"Catalogue(format: 1, title: "t", themes: { "a": "A" }, activities: [
        Activity(id: "one", title: "One", place: Place(name: "P", country: "FR"), themes: ["a"]),
        Activity(id: "two", title: "Two", place: Place(name: "P", country: "FR")),
    ])"#;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    std::fs::write(&path, file).unwrap();
    let library = Library::load(vec![Origin::Path(path)]);
    let mut asked = Query::default();
    asked.toggle(Facet::Theme, Value::NotStated);
    assert_eq!(Answer::new(&library, &asked, Lang::EN, None).rows, [1]);
    asked.toggle(Facet::Theme, Value::NotStated);
    asked.toggle_exclusion(Facet::Theme, Value::Term(0));
    assert_eq!(Answer::new(&library, &asked, Lang::EN, None).rows, [1], "exclusion keeps what bears none");
}

#[test]
fn records_arrive_in_batches_before_the_file_has_been_read() {
    let mut file = String::from("Catalogue(format: 1, title: \"t\", activities: [\n");
    for number in 0..2000 {
        file.push_str(&format!(
            "Activity(id: \"a{number}\", title: \"T\", place: Place(name: \"P\", country: \"FR\")),\n"
        ));
    }
    file.push_str("])");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    std::fs::write(&path, file).unwrap();
    let mut sizes = Vec::new();
    load(vec![Origin::Path(path)], &|_, _| (), &mut |delivery| {
        if let Delivery::Activities(batch, (), _) = delivery {
            sizes.push(batch.len());
        }
        sizes.len() < 2
    });
    assert_eq!(sizes.len(), 2, "nothing is read any more once nobody wants it");
    assert!(sizes[0] < 512 && sizes[0] < sizes[1], "the first ones come soon: {sizes:?}");
}

#[test]
fn hits_are_ranges_of_the_original_characters() {
    let library = library();
    let document = sheet(&library.catalogue, 0, Lang::FR);
    let hits = find(&document, &[Needle { text: fold("EVALU"), scope: Scope::Everything }]);
    assert!(!hits.is_empty());
    for hit in hits {
        let text = &document.blocks[hit.block].text[hit.range];
        assert!(["Évalu", "évalu"].contains(&text), "{text}");
    }
}

#[test]
fn a_name_of_up_to_28_columns_stays_on_one_line() {
    let (short, long) = ("a ".repeat(13) + "bc", "a ".repeat(13) + "bcd");
    let text = format!(
        r#"Catalogue(format: 1, title: "T", activities: [(id: "x", title: "X", place: (name: "P", country: "FR"), partners: ["{short}", "{long}"])])"#
    );
    let origin = passerelle::load::Origin::Text(passerelle::text::Clean::line("x"), text);
    let catalogue = passerelle::load::Loaded::of(vec![origin]).catalogue;
    let sheet = passerelle::document::sheet(&catalogue, 0, Lang::EN);
    let whole = format!("{} · {long}", short.replace(' ', "\u{a0}"));
    assert!(sheet.blocks.iter().any(|it| it.text == whole), "{:?}", sheet.blocks);
}

#[test]
fn facts_in_another_language_are_tagged() {
    let text = r#"Catalogue(format: 1, language: "fr", title: "T",
        sources: { "s": Source(title: "Guide") }, organisations: { "o": Organisation(name: "Forum") },
        themes: { "t": "Logement" }, kinds: { "k": "Atelier" },
        activities: [Activity(id: "x", title: "X", place: Place(name: "Nice", country: "FR"), lead: "Ville",
            experts: ["o"], partners: ["École"], themes: ["t"], kinds: ["k"], sources: ["s"])])"#;
    let origin = passerelle::load::Origin::Text(passerelle::text::Clean::line("x"), text.to_owned());
    let catalogue = passerelle::load::Loaded::of(vec![origin]).catalogue;
    let message = |lang: Lang| -> Vec<String> {
        let sheet = passerelle::document::sheet(&catalogue, 0, lang);
        sheet.blocks.into_iter().map(|it| it.text.replace('\u{a0}', " ")).collect()
    };
    let (english, french) = (message(Lang::EN), message(Lang::FR));
    for name in ["Nice", "Ville", "Forum", "École", "Logement", "Atelier", "Guide"] {
        let remark = format!("{name} [fr]");
        assert!(english.iter().any(|it| it.contains(&remark)), "{name}: {english:?}");
    }
    assert_eq!(english[2], "[fr] = in French, as there is no text in English.");
    assert!(french.iter().all(|it| !it.contains("[fr]") && !it.contains("faute de")), "{french:?}");
}
