//! What many kinds of cells and tables become in an import, with the messages about them, as snapshots.

use std::fmt::Write;

use insta::assert_snapshot;

use crate::support::run_with_input;

/// Column names, each with cells as people write them.
const CELLS: &[(&str, &[&str])] = &[
    (
        "dates",
        &[
            "2019",
            "2019-05",
            "2019-05-31",
            "31/05/2019",
            "31.5.19",
            "05/2019",
            "May 2019",
            "mai 2019",
            "since 2012",
            "depuis 2012",
            "2011-2020",
            "2011–2020",
            "2011/2020",
            "2011 to 2020",
            "de 2011 à 2020",
            "43586",
            "spring 2019",
            "2019 (pilot)",
            "2019 et 2020",
            "TBC",
            "-",
            "n/a",
            "19",
            "2020-2019",
            "1er mai 2019 - 31 mai 2019",
            "2019;2020",
            "",
        ],
    ),
    (
        "country",
        &[
            "FR",
            "fr",
            "France",
            "FRA",
            "Francia",
            "Royaume-Uni",
            "UK",
            "GB",
            "United Kingdom",
            "U.S.A.",
            "Pays Bas",
            "The Netherlands",
            "Frnace",
            "France, Belgium",
            "France; Belgique",
            "FR/BE",
            "EU",
            "Europe",
            "International",
            "XX",
            "",
        ],
    ),
    (
        "place",
        &["Lille", "Lille, Roubaix", "Lille; Roubaix", "Lille (FR)", "Gent (BE)", "Lille / Gent", "National", "", " "],
    ),
    ("city", &["Lille", "Lille; Gent"]),
    ("région", &["Hauts-de-France"]),
    (
        "coordinates",
        &[
            "50.63, 3.06",
            "50,63; 3,06",
            "50.63 3.06",
            "(50.63, 3.06)",
            "50°38'N 3°03'E",
            "3.06",
            "91, 3",
            "50.63/3.06",
            "a, b",
        ],
    ),
    ("latitude", &["50.63"]),
    (
        "themes",
        &[
            "Prevention",
            "Prevention; Exit",
            "Prevention, Exit",
            "Prevention / Exit",
            "Prevention\nExit",
            "- Prevention\n- Exit",
            "exit",
            "EXIT",
            "Prévention; prevention",
            "Prevention;;Exit",
            "Research and evaluation",
            "",
            "-",
            "n/a",
            "#N/A",
            "1",
        ],
    ),
    (
        "partners",
        &[
            "Efus",
            "City of Ghent; Police",
            "City of Ghent, Police",
            "A and B",
            "Police (lead)",
            "1. Police 2. Probation",
            "Police\nProbation",
            "- Police\n- Probation",
            "Smith, John",
            "Company, Inc.; Other",
            "N/A",
        ],
    ),
    ("lead", &["City of Ghent", "City of Ghent; Police", "City of Ghent, Police"]),
    (
        "summary",
        &[
            "One.",
            "One.\nTwo.",
            "One.\n\nTwo.",
            "- one\n- two",
            "• one\n• two",
            "1. one\n2. two",
            "=SUM(A1)",
            "'=SUM(A1)",
            "+33 1 02",
            "-12 %",
            "@home",
            "  spaces  ",
            "tab\there",
            "\u{7}bell\u{1b}[31m",
            "a\u{202e}b",
            "“quoted”",
            "He said \"so\"",
            "\\",
            "é",
            "e\u{301}",
        ],
    ),
    (
        "lessons",
        &[
            "One lesson.",
            "First.\nSecond.",
            "First.\n\nSecond.",
            "- First\n- Second",
            "First; second",
            "1. First\n2. Second",
            "Stated: first",
            "Success: it works",
            "",
        ],
    ),
    ("results", &["One.", "- one\n- two", "n/a", "None", "not stated", "non précisé", "?", "0"]),
    (
        "sources",
        &[
            "https://example.org/a",
            "www.example.org",
            "example.org",
            "Report 2019, https://example.org/a",
            "Report 2019",
            "https://a.org https://b.org",
            "https://a.org; https://b.org",
            "[1] Report",
            "doi:10.1000/182",
            "https://doi.org/10.1000/182",
            "javascript:alert(1)",
            "See https://example.org/a (in French).",
        ],
    ),
    ("website", &["https://example.org", "www.example.org", "example.org/page", "none"]),
    ("contact", &["jean@example.org", "Jean, +33 1 02 03 04 05"]),
    ("id", &["a-b", "A B", "é", "1", "", "-", "a/b", "x y z"]),
    ("kind", &["Training", "Training; Workshop"]),
    ("for whom", &["Young people; Staff"]),
    ("language", &["fr", "French"]),
    ("budget", &["10 000 €", "12,5", "0.5", "=1+1", ""]),
    ("title_fr", &["Titre", ""]),
    ("summary_fr", &["Résumé"]),
    ("summary (fr)", &["Résumé"]),
    ("résumé", &["Résumé"]),
    ("objectifs", &["Un; deux", "- un\n- deux"]),
    ("start", &["2019", "31/05/2019"]),
    ("end", &["2020"]),
];

/// Lines that occur in the catalogue or the messages of nearly every import.
const COMMON_LINES: &[&str] = &[
    "",
    "Catalogue(",
    "format: 1,",
    "id: \"catalogue\",",
    "language: \"en\",",
    "title: \"Catalogue\",",
    "activities: [",
    "Activity(",
    "title: \"T\",",
    "),",
    "],",
    ")",
    "Values are separated by “,”.",
    "title → title (1)",
    "country → country (1)",
    "Activities: 1.",
];

/// Returns a catalogue on one line, without the lines of every import, which say nothing about a cell. `⏎` stands for a
/// line break in a text: only lines within texts are not indented.
fn on_one_line(ron: &str) -> String {
    let lines = ron.lines().filter(|it| it.is_empty() || !COMMON_LINES.contains(&it.trim()));
    let joined: String =
        lines.map(|it| if it.starts_with(' ') { format!(" {}", it.trim()) } else { format!("⏎{it}") }).collect();
    joined.trim_start().to_owned()
}

#[test]
fn each_cell_is_imported_as_in_snapshot() {
    let quoted = |it: &str| format!("\"{}\"", it.replace('"', "\"\""));
    let mut table = String::new();
    for (column, cells) in CELLS {
        for cell in *cells {
            let country = if *column == "country" { "" } else { "country," };
            let of = if *column == "country" { "" } else { "FR," };
            let csv = format!("title,{country}{}\nT,{of}{}\n", quoted(column), quoted(cell));
            let (ron, message, status) = run_with_input(&["import", "-", "--lang", "en"], &csv);
            let message: Vec<&str> = message.lines().filter(|it| !COMMON_LINES.contains(it)).collect();
            let _ = writeln!(table, "{column} {cell:?}: {status} {} ¦ {}", on_one_line(&ron), message.join(" / "));
        }
    }
    assert_snapshot!(table);
}

/// Languages (`--lang`), each with a table whose columns must be interpreted together.
const TABLES: &[(&str, &str)] = &[
    ("en", "title,country,title_en,title_fr\nA,FR,A,B"),
    ("fr", "titre;pays;Titre (fr);Titre (en)\nA;FR;A;B\nC;FR;;D"),
    ("fr", "title,country,title_fr\nNight walks,BE,Marches"),
    ("en", "title,country,place,place_en,place_fr\nT,BE,Ghent,Ghent,Gand\nU,BE,Ghent,Ghent,"),
    ("fr", "title,country,place,place_en\nT,FR,Paris,Paris"),
    (
        "en",
        "title,country,lead,lead_en,lessons,lessons_en,lessons_fr\nT,FR,City,City,Walk; Run,Walk; Run,Marcher; Courir",
    ),
    ("en", "title,country,lessons,lessons_en\nT,FR,Walk,Run"),
    ("en", "title,country,summary,summary_en,themes,themes_en,themes_fr\nT,FR,S.,S.,Streets,Streets,Rues"),
    ("fr", "titre,pays,résumé (anglais),Summary EN\nT,FR,one,three"),
    ("en", "title,titre,country\nT,U,FR"),
    ("en", "title,country,start\nT,FR,2015-2017"),
    ("en", "title,country,start,end\nT,FR,2015-2017,2018"),
    ("en", "title,country,date,start\nT,FR,2014,2015-2017"),
    ("en", "title,country,source,link to source\nT,FR,R,https://a.org"),
    ("en", "title,country,Sources,Sources (URL)\nT,FR,R; S,https://a.org; https://b.org"),
    ("fr", "titre,pays,source,lien vers la source\nT,FR,R,https://a.org"),
    ("en", "title,country\nT,NA\nU,Belgim"),
    ("en", "title,country,funding\nT,FR,5\nTotals,,5\nTotal (2 actions),,10\nSum:,,7\nSummer,,7"),
    (
        "fr",
        "titre;pays;budget\nA;FR;5\nTotal des subventions;;5\nSous-total 2023;;5\nTotal respect;FR;7\nTotal des voix;FR;",
    ),
    // A separator in a text without quotation marks.
    ("fr", "titre;pays;résumé;partenaires;contact\nA;FR;Ils sont venus; puis les parents;CAF;\nB;FR;Oui;MJC;b@x.fr"),
    ("en", "title,country,summary\nA,FR,We met, walked, talked\nB,BE,Ok"),
    ("en", "title,country,\nA,FR,,\nB,BE,,"),
    ("en", "title,country,place\nA,FR,Lyon,\nB,BE,Ghent,"),
    // Years of a school year or a season.
    ("en", "title,country,year\nA,BE,2009–10\nB,BE,2012–13\nC,BE,2011 — 12\nD,BE,2010‑11"),
    // Dates with the month first, whatever follows them.
    (
        "en",
        "title,country,period\nA,FR,05/13/2020\nB,FR,03/04/2020\u{a0}\nC,FR,\"03/04/2020\n\"\nD,FR,03/04/2020\u{a0}- 06/14/2020",
    ),
    // Several countries for one place.
    (
        "en",
        "title,country,place\nA,\"France, Germany\",\"Kehl, Strasbourg\"\nB,FR/IT,Chamonix / Aosta\nC,\"Georgia, USA\",Atlanta",
    ),
    ("en", "title,country,place\nA,The United Kingdom,Leeds\nB,Britain,\nC,the Netherlands,n/a"),
    // Words for nothing.
    (
        "fr",
        "titre,pays,partenaires,freins,résultats,thèmes\nA,FR,Aucun,RAS,néant,Non renseigné\nB,FR,(non précisé),?,Rien de neuf,s.o.",
    ),
    ("en", "title,country,groups,obstacles\nA,FR,45,None\nB,FR,Youth; 120,unknown\nC,FR,Young people (45),N.A."),
    (
        "fr",
        "titre,pays,lien\nA,FR,cf. https://a.org/1\nB,FR,Site : https://b.org\nC,FR,voir www.c.org\nD,FR,Rapport https://d.org\nE,FR,à venir\nF,FR,n.c.",
    ),
    (
        "fr",
        "titre,pays,résultats_fr,résultats_en,freins_fr,freins_en\nA,FR,un; deux,one,a; b,c; d\nB,FR,un; deux,one; two,a,\nC,FR,,one,a; b,c",
    ),
    // One activity in several rows, and one title in several places.
    ("en", "title,country,place,actions\nA,FR,Lyon,One\nA,FR,Lyon,Two\nB,FR,Lyon,One\nB,FR,Lille,One"),
];

#[test]
fn each_table_is_imported_as_in_snapshot() {
    let mut table = String::new();
    for (lang, csv) in TABLES {
        let (ron, message, status) = run_with_input(&["import", "-", "--lang", lang], csv);
        let message: Vec<&str> = message.lines().filter(|it| !COMMON_LINES.contains(it)).collect();
        let _ = writeln!(table, "{lang} {csv:?}: {status} {}\n    {}", on_one_line(&ron), message.join(" / "));
    }
    assert_snapshot!(table);
}
