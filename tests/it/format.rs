//! Can the format represent real sheets, and does the program show, find and write all of it?

use passerelle::catalogue::{Activity, Participant, Section, Text, to_ron};
use passerelle::diagnose::Problem;
use passerelle::document::{Document, markdown, plain, sheet};
use passerelle::lang::Lang;
use passerelle::load::{Loaded, Origin, check};
use passerelle::query::{Answer, Facet, Library, Query, resolve};
use passerelle::text::Clean;

use crate::support::Session;

const SHEETS: &str = include_str!("sheets.ron");

fn origin(text: &str) -> Vec<Origin> {
    vec![Origin::Text(Clean::line("a.ron"), text.to_owned())]
}

fn library(text: &str) -> Library {
    Library::load(origin(text))
}

/// Returns a catalogue with one activity that has the given additional fields.
fn catalogue_with(fields: &str) -> String {
    format!(
        "Catalogue(format: 1, language: \"en\", title: \"T\", organisations: {{ \"kpmg\": (name: \"KPMG\") }}, activities: [\n\
         (id: \"a\", title: \"A\", {fields})])"
    )
}

fn catalogue_with_place_and(fields: &str) -> String {
    catalogue_with(&format!("place: (name: \"P\", country: \"FR\"), {fields}"))
}

fn messages(problems: &[Problem]) -> String {
    problems.iter().map(|it| it.one_line(Lang::EN)).collect::<Vec<_>>().join("\n")
}

/// Returns the ids of the activities that match a search and, if given, a value of a facet.
fn matching_ids(library: &Library, search: &str, value: Option<(Facet, &str)>) -> Vec<String> {
    let mut query = Query::default();
    query.search = search.to_owned();
    if let Some((facet, name)) = value {
        resolve(library, facet, name).unwrap().into_iter().for_each(|it| query.toggle(facet, it));
    }
    let rows = Answer::new(library, &query, Lang::EN, None).rows;
    rows.into_iter().map(|row| library.catalogue.activities[row].id.to_string()).collect()
}

/// Returns the texts of an activity: title, places, named partners, sections, lessons and extra fields.
fn texts(activity: &Activity) -> Vec<&Text> {
    let names = activity
        .partners
        .iter()
        .filter_map(|it| if let Participant::Named(name) = &it.who { Some(name) } else { None });
    let sections = activity.texts.iter().map(|(_, it)| it).chain(activity.lessons.iter().map(|it| &it.text));
    let extra = activity.extra.iter().map(|(_, it)| it);
    let places = activity.places().map(|it| &it.name);
    std::iter::once(&activity.title).chain(places).chain(names).chain(sections).chain(extra).collect()
}

#[test]
fn sheets_of_other_collections_round_trip() {
    assert_eq!(messages(&check(origin(SHEETS))), "");
    let library = library(SHEETS);
    let rows: Vec<usize> = (0..library.catalogue.activities.len()).collect();
    assert_eq!(rows.len(), 7);
    for (row, activity) in library.catalogue.activities.iter().enumerate() {
        for text in texts(activity) {
            for (tag, version) in text.versions() {
                let words = version.replace(['"', '\n'], " ");
                let phrase = words.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
                let ids = matching_ids(&library, &format!("\"{phrase}\""), None);
                assert!(ids.iter().any(|id| *id == *activity.id), "{phrase}: {ids:?}");
                let shown: String = sheet(&library.catalogue, row, Lang::EN.with_texts(tag))
                    .blocks
                    .iter()
                    .map(|it| it.text.replace('\u{a0}', " ") + "\n")
                    .collect();
                assert!(shown.contains(&version.replace('\u{a0}', " ")), "{version}: {shown}");
            }
        }
    }
    let written = to_ron(&library.catalogue, &rows).unwrap();
    let again = Loaded::of(origin(&written));
    assert_eq!(messages(&again.report.problems), "");
    assert_eq!(again.catalogue.activities, library.catalogue.activities);
    assert_eq!(to_ron(&again.catalogue, &rows).unwrap(), written);
}

#[test]
fn activities_are_found_by_any_of_their_places() {
    let library = library(SHEETS);
    for country in ["BD", "Thailand", "vietnam"] {
        assert_eq!(matching_ids(&library, "", Some((Facet::Country, country))), ["seven-countries"]);
    }
    assert_eq!(matching_ids(&library, "place:nepal", None), ["seven-countries"]);
    assert_eq!(matching_ids(&library, "oberoesterreich", None), ["linz"]);
}

#[test]
fn exactly_one_of_place_and_places_is_required() {
    let place = "(name: \"P\", country: \"FR\")";
    let problems = |fields: &str| messages(&check(origin(&catalogue_with(fields))));
    assert_eq!(problems(&format!("places: [{place}]")), "");
    assert!(problems("").contains("the field “place” is missing"));
    assert!(problems("places: []").contains("the field “place” is missing"), "{}", problems("places: []"));
    assert!(problems(&format!("place: {place}, places: [{place}]")).contains("“place” and “places” are both there"));
}

#[test]
fn lead_experts_and_partners_are_all_partners() {
    let text = catalogue_with_place_and(
        "lead: \"City of P\", experts: [\"kpmg\"], partners: [\"The police\", { \"en\": \"Firms\" }]",
    );
    let library = library(&text);
    for name in ["kpmg", "KPMG", "city of p", "The Police", "the-police", "firms"] {
        assert_eq!(matching_ids(&library, "", Some((Facet::Partner, name))), ["a"], "{name}");
    }
    assert!(resolve(&library, Facet::Partner, "nobody").is_err());
    assert_eq!(matching_ids(&library, "lead:city", None), ["a"]);
    let errors = |fields: &str| messages(&check(origin(&catalogue_with_place_and(fields))));
    assert!(errors("experts: [\"kpgm\"]").contains("“kpgm” is not in “organisations”"));
    assert!(errors("partners: [\"kpgm\"]").contains("is the organisation “kpmg” meant?"));
    assert_eq!(errors("partners: [\"Someone else\"], experts: [\"An office\"]"), "");
}

#[test]
fn open_periods_end_with_the_latest_year_of_the_catalogue() {
    let text = "Catalogue(format: 1, title: \"T\", sources: { \"s\": (title: \"S\", year: 2015) }, activities: [
        (id: \"open\", title: \"A\", place: (name: \"P\", country: \"FR\"), period: \"2012/..\"),
        (id: \"days\", title: \"B\", place: (name: \"P\", country: \"FR\"), period: \"2014-09-01/2017-05-31\"),
        (id: \"old\", title: \"C\", place: (name: \"P\", country: \"FR\"), period: \"1998\")])";
    let library = library(text);
    for (year, ids) in
        [("2012", &["open"][..]), ("2016", &["open", "days"]), ("2017", &["open", "days"]), ("1998", &["old"])]
    {
        assert_eq!(matching_ids(&library, "", Some((Facet::Date, year))), ids, "{year}");
    }
    assert!(matching_ids(&library, "", Some((Facet::Date, "2018"))).is_empty());
    assert_eq!(matching_ids(&library, "\"since 2012\"", None), ["open"]);
    assert_eq!(matching_ids(&library, "date:septembre", None), ["days"]);
}

#[test]
fn invalid_periods_get_a_suggestion() {
    let problems = |period: &str| messages(&check(origin(&catalogue_with_place_and(&format!("period: \"{period}\"")))));
    for (written, right) in [
        ("since 2012", "write \"2012/..\"."),
        ("2012/", "write \"2012/..\"."),
        ("2011-2020", "write \"2011/2020\"."),
        ("2015/2014", "ends before it begins. Write \"2014/2015\"."),
        ("mai 2019", "write \"2019-05\"."),
    ] {
        assert!(problems(written).contains(right), "{}", problems(written));
    }
    for right in ["2012/..", "2014-09/2015-05-31", "2014-09-01/2015-05-31", "2019-05-31"] {
        assert_eq!(problems(right), "");
    }
}

#[test]
fn unknown_fields_get_a_suggestion() {
    for (written, right) in [
        ("budget: \"1\"", "Did you mean “funding”?"),
        ("target_group: []", "Did you mean “groups”?"),
        ("location: (name: \"P\", country: \"FR\")", "Did you mean “place”?"),
        ("shoe_size: \"1\"", "extra: { \"Shoe size\": \"…\" }"),
    ] {
        let problems = messages(&check(origin(&catalogue_with_place_and(written))));
        assert!(problems.contains(right), "{problems}");
    }
}

#[test]
fn source_silence_is_shown_only_where_declared() {
    let shown = |fields: &str| {
        let library = library(&catalogue_with_place_and(fields));
        plain(&sheet(&library.catalogue, 0, Lang::EN), 80)
    };
    let silent = shown("silent: [Results]");
    assert!(silent.contains("Results\n-------\nThe source does not say."), "{silent}");
    assert!(silent.contains("Not given here: summary, aims, actions, lessons, outlook, sources."), "{silent}");
    let text = catalogue_with_place_and("results: [\"R\"], silent: [Results, Aims]");
    let problems = check(origin(&text));
    assert!(messages(&problems).contains("the section “results” has text"), "{}", messages(&problems));
    assert_eq!(problems.len(), 1);
    assert!(library(&text).index.is_empty(), "what contradicts itself is left out");
    assert_eq!(messages(&check(origin(&catalogue_with_place_and("results: [], silent: [Results]")))), "");
}

#[test]
fn lists_in_text_are_preserved() {
    let library = library(&catalogue_with_place_and(
        "summary: \"Three:\\n- one\\n  and a half\\n* two\\n1. three\\n\\nEnd\\nof it.\"",
    ));
    let document = sheet(&library.catalogue, 0, Lang::EN);
    let summary = &library.catalogue.activities[0].texts(Section::Summary).next().unwrap().get(Lang::EN).to_owned();
    assert_eq!(summary, "Three:\n- one and a half\n* two\n1. three\nEnd of it.");
    let shown = plain(&document, 80);
    assert!(shown.contains("Three:\n- one and a half\n* two\n1. three\n\nEnd of it.\n"), "{shown}");
    let of_summary = |it: &&passerelle::document::Block| it.anchor.section == Some(Section::Summary);
    let blocks = document.blocks.iter().filter(of_summary).cloned().collect();
    let text = markdown(&Document { blocks }, Lang::EN);
    assert!(text.contains("Three:\n\n- one and a half\n* two\n1. three\n\nEnd of it.\n"), "{text}");
    let table = check(origin(&catalogue_with_place_and("summary: \"Figures:\\n| a | b |\\n|---|---|\"")));
    assert!(messages(&table).contains("the lines of this table run together"), "{}", messages(&table));
}

#[test]
fn reading_language_cycles_through_all_languages() {
    let text = "Catalogue(format: 1, language: \"en\", title: \"T\", activities: [
        (id: \"a\", title: { \"en\": \"Games\", \"it\": \"Giochi\", \"pl\": \"Gry\" }, place: (name: \"Udine\", country: \"IT\"),
         summary: { \"en\": \"Seven cities.\", \"it\": \"Sette città.\" })])";
    let mut session = Session::on(library(text), passerelle::app::Start::default(), (100, 24));
    let last = |session: &Session| session.screen().lines().last().unwrap().to_owned();
    assert!(last(&session).contains("i Italian"), "{}", last(&session));
    let mut seen = Vec::new();
    for _ in 0..4 {
        session.keys("i");
        let screen = session.screen();
        seen.push(["Giochi", "Gry", "Games [en]", "Games"].into_iter().find(|it| screen.contains(it)).unwrap());
    }
    assert_eq!(seen, ["Giochi", "Gry", "Games", "Games"], "Italian, Polish, a French interface, English again");
    session.keys("/ sette Enter");
    assert!(session.screen().contains("[it]: “Sette"), "{}", session.screen());
    session.keys("Enter");
    assert!(session.screen().contains("Not here, but in Italian: i changes the language."), "{}", session.screen());
}

#[test]
fn missing_reading_language_is_reported_after_loading() {
    use passerelle::app::{Message, Start};
    let mut session = Session::on(library(SHEETS), Start::in_language(Lang::FR.with_texts("sv")), (100, 24));
    session.send(Message::Loaded);
    assert!(session.screen().contains("Il n’y a pas de texte en suédois."), "{}", session.screen());
}

#[test]
fn authors_and_synonyms_are_found_and_dois_checked() {
    let text = "Catalogue(format: 1, language: \"en\", title: \"T\",
        sources: { \"s\": Source(authors: [\"Konradi, Moritz\"], title: \"S\", city: \"Paris\", doi: \"10.1000/182\") },
        themes: { \"t\": Term(name: { \"en\": \"Restorative justice\" }, synonyms: [\"réparation\"]) }, activities: [
        (id: \"a\", title: \"A\", place: (name: \"P\", country: \"FR\"), themes: [\"t\"], sources: [\"s\"])])";
    assert_eq!(messages(&check(origin(text))), "");
    let library = library(text);
    assert_eq!(matching_ids(&library, "theme:reparation", None), ["a"]);
    assert_eq!(matching_ids(&library, "konradi", None), ["a"]);
    assert_eq!(matching_ids(&library, "", Some((Facet::Theme, "Réparation"))), ["a"]);
    let shown = plain(&sheet(&library.catalogue, 0, Lang::EN), 80);
    assert!(shown.contains("[1] Moritz Konradi, S, Paris, DOI\u{a0}10.1000/182"), "{shown}");
    let wrong = text.replace("10.1000/182", "https://doi.org/10.1000/182");
    assert!(messages(&check(origin(&wrong))).contains("is not a DOI"));
}

#[test]
fn sections_sharing_a_number_are_visited_in_turn() {
    let text = catalogue_with_place_and("evaluation: \"E\", funding: \"F\", summary: \"S\", contact: \"C\"");
    let mut session = Session::on(library(&text), passerelle::app::Start::default(), (80, 24));
    for (key, heading, tabs) in [
        ("Enter 7", "Evaluation", "1 Summary · [7 Evaluation] · 8 Contact"),
        ("7", "Funding", "1 Summary · [7 Funding] · 8 Contact"),
        ("7", "Evaluation", "1 Summary · [7 Evaluation] · 8 Contact"),
        ("8", "Contact", "1 Summary · 7 Evaluation · [8 Contact]"),
    ] {
        session.keys(key);
        assert!(session.cursor_line().contains(heading), "{}", session.screen());
        assert!(session.screen().contains(tabs), "{}", session.screen());
    }
}

#[test]
fn right_to_left_text_is_exported_with_its_direction() {
    let text = "Catalogue(format: 1, language: \"ar\", title: \"T\", activities: [
        (id: \"a\", title: { \"ar\": \"مرحبا\", \"en\": \"Hello\" }, place: (name: \"P\", country: \"EG\"), actions: [\"أولا\", \"ثانيا\"])])";
    let library = library(text);
    let arabic = Lang::EN.with_texts("ar");
    let mut page = String::new();
    passerelle::document::write_article(&sheet(&library.catalogue, 0, arabic), arabic, &mut page);
    assert!(
        page.contains("<h2 dir=\"auto\" lang=\"ar\">مرحبا</h2>")
            && page.contains("<li dir=\"auto\" lang=\"ar\">أولا</li>"),
        "{page}"
    );
}
