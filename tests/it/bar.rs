//! The filter bar: always visible, and shortened in a fixed order where columns are scarce.

use passerelle::app::Start;
use passerelle::lang::Lang;
use passerelle::load::Origin;
use passerelle::query::Library;

use crate::support::Session;

fn bar(lang: Lang, columns: u16, keys: &str) -> String {
    Session::new(lang, (columns, 30)).keys(keys).screen().lines().next().unwrap().to_owned()
}

#[test]
fn bar_shows_used_and_unused_slots() {
    assert_eq!(
        bar(Lang::EN, 120, "").split_whitespace().collect::<Vec<_>>().join(" "),
        "c Country any t Theme any p Partner any / Search any word 9 of 9"
    );
    assert_eq!(
        bar(Lang::FR, 120, "").split_whitespace().collect::<Vec<_>>().join(" "),
        "c Pays tous t Thème tous p Partenaire tous / Mots à chercher 9 sur 9"
    );
    let used = "c NL Tab SE Tab ES Tab Esc t staff C-x Esc / “probation” Enter";
    assert!(
        bar(Lang::EN, 120, used)
            .starts_with(" c Country  NL, SE, ES   t Theme  not Staff training   p Partner any  / ")
    );
}

#[test]
fn narrow_bar_drops_labels_and_slots_in_order() {
    let used = "c fr Tab es Tab Esc t staff C-x Esc";
    let count = format!(" {}", Session::new(Lang::EN, (120, 30)).keys(used).ids().len());
    let mut seen: Vec<String> = Vec::new();
    for columns in (40..=120).rev() {
        let shown = bar(Lang::EN, columns, used);
        let slots = shown.rsplit_once(&count).unwrap().0.trim().to_owned();
        if seen.last() != Some(&slots) {
            seen.push(slots);
        }
    }
    let expected = [
        "c Country  FR, ES   t Theme  not Staff training   p Partner any  / Search any word",
        "c Country  FR, ES   t Theme  not Staff training   p Partner  / Search",
        "c Country  FR, ES   t Theme  not Staff training   / Search",
        "c Country  FR, ES   t Theme  not Staff training   /",
        "c Country  FR, ES   t  not Staff training   /",
        "c  FR, ES   t  not Staff training   /",
        "c  FR, ES   t  not Staff traini…   /",
    ];
    assert_eq!(seen[..expected.len()], expected);
    assert!(seen.iter().all(|it| it.starts_with('c') && it.contains(" t ")));
}

#[test]
fn bar_shows_country_theme_and_count_at_every_width() {
    let everything =
        "c fr Tab es Tab Esc t staff C-x Esc p efus Enter / prison Enter a training Enter d 2019 Enter Space m";
    for lang in Lang::ALL {
        for keys in ["", "c Enter", "c fr Tab es Tab Esc t staff C-x Esc", everything] {
            for columns in 20..=120 {
                let shown = bar(lang, columns, keys);
                assert!(shown.starts_with(" c ") && shown.contains(" t "), "{columns} {keys}: {shown}");
                let count = shown.rsplit(' ').next().unwrap();
                assert!(count.ends_with('9'), "{columns} {keys}: {shown}");
                assert!(shown.chars().count() < usize::from(columns), "{columns} {keys}: {shown}");
            }
            assert!(bar(lang, 40, keys).ends_with("/9"), "{}", bar(lang, 40, keys));
        }
        assert!(bar(lang, 40, everything).contains('+'), "{}", bar(lang, 40, everything));
    }
}

#[test]
fn kind_dates_and_marks_appear_once_they_are_used() {
    assert!(!bar(Lang::EN, 120, "").contains("Kind"));
    assert!(bar(Lang::EN, 120, "a course Enter").contains("a Kind  Course "));
    assert!(bar(Lang::EN, 120, "d Enter").contains("d Dates  2019 "));
    assert!(bar(Lang::EN, 120, "Space m").contains(" ✓ marked "));
}

#[test]
fn number_of_omitted_activities_is_shown_at_start() {
    let good = "Activity(id: \"a\", title: \"A\", place: Place(name: \"P\", country: \"FR\"))";
    let text = format!("Catalogue(format: 1, title: \"T\", activities: [\n{good},\n{}\n])", good.replace("FR", "FRA"));
    let library = Library::load(vec![Origin::Text(passerelle::text::Clean::line("x.ron"), text)]);
    let session = Session::on(library, Start::in_language(Lang::EN), (100, 20));
    let screen = session.screen();
    assert!(screen.contains("1 activity left out. x.ron:3:") && !screen.contains("0 "), "{screen}");
}

#[test]
fn omitted_files_stay_visible_in_the_bar() {
    let folder = tempfile::tempdir().unwrap();
    let good = "Catalogue(format: 1, title: \"Good\", activities: [Activity(id: \"a\", title: \"A\", place: Place(name: \"P\", country: \"FR\"))])";
    std::fs::write(folder.path().join("a.ron"), good).unwrap();
    std::fs::write(folder.path().join("b.ron"), b"Catalogue(format: 1, title: \"Activit\xe9s\")").unwrap();
    let library = || Library::load(vec![Origin::Path(folder.path().to_owned())]);
    let on = |columns| Session::on(library(), Start::in_language(Lang::EN), (columns, 20));
    let mut session = on(100);
    let screen = session.screen();
    assert!(screen.contains("1 file left out. ") && !screen.contains("No activity"), "{screen}");
    session.keys("Down Down");
    assert!(session.screen().lines().next().unwrap().ends_with("! 1 file left out · 1 of 1"), "{}", session.screen());
    session.keys("Esc");
    assert!(session.screen().contains("b.ron:1:37: "), "Esc tells the reason again: {}", session.screen());
    session.keys("Down").click_on("1 file left out");
    assert!(session.screen().contains("b.ron:1:37: "), "and so does a click");
    assert!(on(40).keys("Down").screen().lines().next().unwrap().ends_with("!1 1/1"));
    let report = library().report;
    assert_eq!((report.files_left_out, report.left_out), (1, 0));
}

#[test]
fn count_above_ten_thousand_is_abbreviated_when_narrow() {
    let mut file = String::from("Catalogue(format: 1, title: \"T\", activities: [\n");
    for number in 0..12_345 {
        file.push_str(&format!(
            "Activity(id: \"a{number}\", title: \"T\", place: Place(name: \"P\", country: \"FR\")),\n"
        ));
    }
    file.push_str("])");
    let library = Library::load(vec![Origin::Text(passerelle::text::Clean::line("c"), file)]);
    let session = Session::on(library, Start::default(), (40, 12));
    assert!(session.screen().lines().next().unwrap().ends_with(" 12k/12k"));
}

#[test]
fn country_label_stays_with_five_filters_in_use() {
    let bar = bar(Lang::EN, 120, "c spain Enter c france Enter t staff Enter p efus Enter d 2019 Enter");
    assert!(bar.contains("c Country  ES, FR   t Theme  Staff training   p Partner  Efus"), "{bar}");
}

#[test]
fn large_numbers_are_grouped() {
    assert_eq!((Lang::EN.words().n_of_n)(1000, 20_000), "1,000 of 20,000");
    assert_eq!((Lang::FR.words().n_of_n)(999, 1_234_567), "999 sur 1\u{202f}234\u{202f}567");
}
