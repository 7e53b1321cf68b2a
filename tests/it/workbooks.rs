//! How are peculiarities of workbooks and tables imported? Distant cells, damaged parts, formulas, merged cells, times.

use crate::exchange::{Folder, document, document_cells, document_row, opendocument, write_xlsx};
use crate::support::{figure, run};

/// Returns the header row of a hand-written workbook, and a second row with the given cells.
fn rows(cells: &str) -> String {
    format!(
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>\
         <c r=\"C1\" t=\"inlineStr\"><is><t>Summary</t></is></c></row><row r=\"2\">{cells}</row>"
    )
}

const VALID_CELLS: &str = "<c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\" t=\"s\"><v>3</v></c>";

#[test]
fn invalid_shared_string_reference_is_reported_as_damage() {
    let folder = Folder::new();
    for (name, value) in [("word", "abc"), ("negative", "-1"), ("decimal", "3.0"), ("line", "\n3"), ("none", "")] {
        let cells = format!("<c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\" t=\"s\"><v>{value}</v></c>");
        let path = write_xlsx(&folder, &format!("{name}.xlsx"), &rows(&cells), "4");
        let (ron, message, status) = run(&["import", &path]);
        assert!(status == 2 && message.contains("damaged"), "{name}: {ron}{message}");
    }
    let path = write_xlsx(&folder, "good.xlsx", &rows(VALID_CELLS), "4");
    assert_eq!(run(&["import", &path]).2, 0);
    figure("ambiguous texts of a workbook", "5 of 5 damaged");
}

#[test]
fn changed_byte_in_a_workbook_is_reported_as_damage() {
    let folder = Folder::new();
    let cells = format!("{VALID_CELLS}<c r=\"C2\" t=\"inlineStr\"><is><t>Ville de Lyon</t></is></c>");
    let path = write_xlsx(&folder, "flipped.xlsx", &rows(&cells), "4");
    assert_eq!(run(&["import", &path]).2, 0);
    let mut bytes = std::fs::read(&path).unwrap();
    let at = bytes.windows(4).position(|it| it == b"Lyon").unwrap();
    bytes[at + 3] = b'z';
    std::fs::write(&path, bytes).unwrap();
    let (ron, message, status) = run(&["import", &path]);
    assert!(status == 2 && message.contains("damaged"), "{ron}{message}");
    figure("changed bytes of a workbook", "1 of 1 damaged");
}

#[test]
fn workbook_that_expands_beyond_the_limits_is_refused() {
    let folder = Folder::new();
    let far = format!("{VALID_CELLS}<c r=\"ZZZZZ2\"><v>1</v></c>");
    let far = write_xlsx(&folder, "far.xlsx", &rows(&far), "4");
    let repeated = |rows: usize| {
        let head = document_row(1, &document_cells(&["Title", "Country"]));
        sheet(&(head + &document_row(rows, &document_cells(&["A", "FR"]))))
    };
    let many = opendocument(&folder, "many.ods", &repeated(1_048_576), 0);
    let wide = document_cells(&["A", "FR"])
        + "<table:table-cell table:number-columns-repeated=\"16000\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
    let wide = document_row(1, &document_cells(&["Title", "Country"])) + &document_row(1000, &wide);
    let wide = opendocument(&folder, "wide.ods", &sheet(&wide), 0);
    for path in [far, many, wide] {
        let (_, message, status) = run(&["import", &path]);
        assert!(status == 2 && message.contains("more than can be imported"), "{path}: {message:.300}");
    }
    let some = opendocument(&folder, "some.ods", &repeated(10_000), 0);
    assert_eq!(run(&["import", &some]).2, 0);
}

#[test]
fn formula_without_a_result_is_reported() {
    let folder = Folder::new();
    let cells = format!("{VALID_CELLS}<c r=\"C2\"><f>CONCATENATE(\"a\",\"b\")</f><v></v></c>");
    let path = write_xlsx(&folder, "formula.xlsx", &rows(&cells), "4");
    let (_, message, status) = run(&["import", &path]);
    assert!(
        status == 1 && message.contains("1 formula has no result in this file, so its cell is empty."),
        "{message}"
    );
    // A formula whose result is an empty text does have a result.
    let cells = format!("{VALID_CELLS}<c r=\"C2\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"D2\"><f>1+1</f><v>2</v></c>");
    let path = write_xlsx(&folder, "empty.xlsx", &rows(&cells), "4");
    let (_, message, status) = run(&["import", &path]);
    assert!(status == 0 && !message.contains("formula"), "{message}");
}

/// Returns an OpenDocument spreadsheet of one sheet with the given rows.
fn sheet(rows: &str) -> String {
    document(&format!("<table:table table:name=\"A &amp; B\">{rows}</table:table>"))
}

#[test]
fn merged_cells_apply_to_all_their_rows() {
    let row = |cells: &[&str], more: &str| document_row(1, &(document_cells(cells) + more));
    let theme = "<table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>Logement</text:p></table:table-cell>";
    let time = "<table:table-cell office:value-type=\"time\" office:time-value=\"PT13H05M00S\"><text:p>13:05</text:p></table:table-cell>";
    let rows = [
        row(&["Title", "Country", "Theme", "Starts at"], ""),
        row(&["A", "FR"], &format!("{theme}{time}")),
        row(&["B", "BE"], "<table:covered-table-cell/>"),
        row(&["C", "BE"], ""),
    ];
    let folder = Folder::new();
    let (ron, message, status) = run(&["import", &opendocument(&folder, "merged.ods", &sheet(&rows.concat()), 0)]);
    assert_eq!(status, 0, "{message}");
    assert_eq!(ron.matches("\"logement\",").count(), 2, "{ron}");
    assert!(ron.contains("\"Starts at\": \"13:05\""), "{ron}");
}

#[test]
fn unusual_table_notations_are_preserved() {
    let folder = Folder::new();
    let table = "Titre;PAYS (obligatoire);Budget (€);Résultats;Public;Points forts\n\
        A;Écosse;12500,5;- 20 % de récidive;- de 25 ans;– 15 % d’incidents\n\
        B;France;5 000 €;- un\n";
    let (ron, message, status) = run(&["import", &folder.write("own.csv", table), "--lang", "fr"]);
    assert_eq!(status, 0, "{message}");
    for expected in [
        "name: \"Écosse\",\n                country: \"GB\",\n            )",
        "name: \"France\",\n                country: \"FR\",\n                kind: Country,",
        "funding: \"12500,5\u{a0}€\"",
        "funding: \"5 000 €\"",
        "\"- 20 % de récidive\"",
        "\"un\"",
        "\"- de 25 ans\"",
        "text: \"– 15 % d’incidents\"",
    ] {
        assert!(ron.contains(expected), "{expected}\n{ron}");
    }
    // A country that is the whole place is shown once.
    let path = folder.write("own.ron", &ron);
    let (shown, _, _) = run(&["show", "-f", &path, "b", "--lang", "fr"]);
    assert!(shown.contains("\nFrance\n"), "{shown}");
}

#[test]
fn problem_in_imported_json_is_reported_with_its_path() {
    let folder = Folder::new();
    let (json, _, _) = run(&["export", "--format", "json"]);
    let wrong = folder.write("wrong.json", json.replacen("\"lessons\": [", "\"lessons\": [5, ", 1));
    let (_, message, status) = run(&["import", &wrong, "--lang", "fr"]);
    assert!(status == 2 && message.contains("à activities[0].lessons[0] n’y a pas sa place (ligne "), "{message}");
}

#[test]
fn country_in_two_columns_is_one_place() {
    let folder = Folder::new();
    for (name, table) in [
        ("code.csv", "Title,Country,Country code,City\nA,Belgium,BE,Ghent\n"),
        ("both.csv", "Titre,Pays,Country,Ville\nA,Belgique,Belgium,Gand\n"),
    ] {
        let (ron, message, status) = run(&["import", &folder.write(name, table), "--lang", "en"]);
        assert!(
            status == 0 && ron.matches("country: \"BE\"").count() == 1 && !ron.contains("places:"),
            "{ron}{message}"
        );
    }
}

#[test]
fn column_names_with_qualifiers_are_not_misread() {
    let folder = Folder::new();
    let table = "Titre;Pays;Points forts / points faibles;Résultats (non atteints);Budget 2018;Budget (€);Date\n\
        A;FR;manque de moyens;moins de récidive;1000;1000;10-12/2018\n\
        B;FR;;;;85 %;\n\
        C;FR;;;;-;\n\
        D;FR;;;;1;\n";
    let (ron, message, status) = run(&["import", &folder.write("round.csv", table), "--lang", "fr"]);
    assert_eq!(status, 0, "{message}");
    for kept in [
        "text: \"manque de moyens\",\n",
        "\"Résultats (non atteints)\": \"moins de récidive\"",
        "\"Budget 2018\": \"1000\"",
        "\"Date\": \"10-12/2018\"",
        "funding: \"1000\u{a0}€\"",
        "funding: \"85 %\"",
    ] {
        assert!(ron.contains(kept), "{kept}\n{ron}{message}");
    }
    assert!(
        !ron.contains("kind: Success")
            && !ron.contains("kind: Obstacle")
            && !ron.contains("results:")
            && !ron.contains("period:"),
        "{ron}"
    );
}

#[test]
fn sheets_with_a_distant_last_row_exceed_the_limit() {
    let row = |cells: &[&str]| document_row(1, &document_cells(cells));
    let gap = document_row(1_048_573, "<table:table-cell table:number-columns-repeated=\"16384\"/>");
    let table = |end: &str| {
        let rows = [&*row(&["Titre", "Pays"]), &row(&["A", "FR"]), &gap, end].concat();
        format!("<table:table table:name=\"A\">{rows}</table:table>")
    };
    let folder = Folder::new();
    let path = opendocument(&folder, "far.ods", &document(&table(&row(&["Fin", "FR"])).repeat(60)), 0);
    let (_, message, status) = run(&["import", &path, "--lang", "en"]);
    assert!(status == 2 && message.contains("more than can be imported"), "{message:.300}");
    // Spreadsheet programs write empty rows up to the end of a sheet.
    let path = opendocument(&folder, "blank.ods", &document(&table("")), 0);
    let (ron, message, status) = run(&["import", &path, "--lang", "en"]);
    assert!(status == 0 && ron.matches("Activity(").count() == 1, "{message}");
}

#[test]
fn chart_sheet_before_the_data_is_skipped() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let chart_sheet = workbook.add_chartsheet().set_name("Graph").unwrap();
    let mut chart = rust_xlsxwriter::Chart::new(rust_xlsxwriter::ChartType::Bar);
    chart.add_series().set_values("Data!$C$1:$C$2");
    chart_sheet.insert_chart(0, 0, &chart).unwrap();
    let sheet = workbook.add_worksheet().set_name("Data").unwrap();
    for (row, cells) in [["Title", "Country"], ["A", "FR"]].iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), *cell).unwrap();
        }
    }
    let folder = Folder::new();
    let path = folder.path("chart.xlsx");
    workbook.save(&path).unwrap();
    let (ron, message, status) = run(&["import", &path, "--lang", "en"]);
    assert!(ron.contains("title: \"A\"") && message.contains("not read: Graph"), "{status} {ron}{message}");
}
