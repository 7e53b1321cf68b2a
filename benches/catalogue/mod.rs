//! A catalogue of invented activities, the same for the same numbers.
//!
//! A sheet has about 3 kB of French and English prose. Countries, themes and organisations are as unevenly spread as in
//! the catalogues of European programmes: a few of them have most of the sheets.

use std::io::{self, Write};
use std::ops::Range;

use fastrand::Rng;
use passerelle::catalogue::Country;

mod words;
use words::{ENGLISH, FRENCH, Language, THEME_CASES, THEMES, TOWNS};

/// What is written of an activity.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sheet {
    /// As much as a real sheet has.
    Full,
    /// What it must have.
    #[allow(dead_code)]
    Minimal,
}

/// Writes a catalogue with the activities of some numbers, and so many themes.
///
/// # Errors
/// What writing fails with.
pub(crate) fn write(
    out: &mut impl Write,
    activities: Range<u64>,
    themes: usize,
    kind: Sheet,
    seed: u64,
) -> io::Result<()> {
    header(out, seed, themes, kind)?;
    for number in activities {
        // Each by a seed of its own: the first thousand of a million are those of a thousand.
        let mut rng = Rng::with_seed(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(number));
        match kind {
            Sheet::Full => sheet(out, &mut rng, number, themes)?,
            Sheet::Minimal => minimal(out, &mut rng, number)?,
        }
    }
    writeln!(out, "    ],\n)")?;
    out.flush()
}

/// How many organisations a catalogue names.
const ORGANISATIONS: usize = 1200;

fn header(out: &mut impl Write, seed: u64, themes: usize, kind: Sheet) -> io::Result<()> {
    writeln!(
        out,
        "#![enable(implicit_some)]\nCatalogue(\n    format: 1,\n    id: \"invented\",\n    language: \"fr\","
    )?;
    let (fr, en) = ("Activités inventées", "Invented activities");
    writeln!(out, "    title: {{ \"fr\": \"{fr}\", \"en\": \"{en}\" }},\n    licence: \"CC0-1.0\",")?;
    if kind == Sheet::Full {
        sources_and_organisations(out, seed)?;
    }
    writeln!(out, "    themes: {{")?;
    for number in 0..themes {
        let ((fr, en), (case_fr, case_en)) =
            (THEMES[number % THEMES.len()], THEME_CASES[number / THEMES.len() % THEME_CASES.len()]);
        let turn = match number / (THEMES.len() * THEME_CASES.len()) {
            0 => String::new(),
            turn => format!(" ({turn})"),
        };
        writeln!(
            out,
            "        \"theme-{number}\": {{ \"fr\": \"{fr} {case_fr}{turn}\", \"en\": \"{en} {case_en}{turn}\" }},"
        )?;
    }
    writeln!(out, "    }},\n    kinds: {{\n        \"training\": {{ \"fr\": \"Formation\", \"en\": \"Training\" }},")?;
    writeln!(out, "        \"workshop\": {{ \"fr\": \"Atelier\", \"en\": \"Workshop\" }},\n    }},\n    activities: [")
}

fn sources_and_organisations(out: &mut impl Write, seed: u64) -> io::Result<()> {
    writeln!(out, "    sources: {{")?;
    for number in 0..40 {
        let year = 2005 + number % 20;
        writeln!(
            out,
            "        \"report-{number}\": Source(title: {{ \"fr\": \"Rapport d’activité n°\u{a0}{number}\", \"en\": \"Activity report no. {number}\" }}, year: {year}),"
        )?;
    }
    writeln!(out, "    }},\n    organisations: {{")?;
    let mut rng = Rng::with_seed(seed);
    for number in 0..ORGANISATIONS {
        let town = TOWNS[skewed(&mut rng, TOWNS.len())];
        let (name, name_en) = (FRENCH.organisation(&mut rng, town), ENGLISH.organisation(&mut rng, town));
        writeln!(
            out,
            "        \"org-{number}\": Organisation(name: {{ \"fr\": \"{name} {number}\", \"en\": \"{name_en} {number}\" }}, short: \"O{number}\"),"
        )?;
    }
    writeln!(out, "    }},")
}

fn minimal(out: &mut impl Write, rng: &mut Rng, number: u64) -> io::Result<()> {
    let town = TOWNS[skewed(rng, TOWNS.len())];
    let country = country(rng);
    writeln!(
        out,
        "Activity(id: \"a{number}\", title: \"{town} {number}\", place: Place(name: \"{town}\", country: \"{country}\")),"
    )
}

fn sheet(out: &mut impl Write, rng: &mut Rng, number: u64, themes: usize) -> io::Result<()> {
    let town = TOWNS[skewed(rng, TOWNS.len())];
    let country = country(rng);
    writeln!(out, "        Activity(\n            id: \"a{number}\",")?;
    text(out, "title", &|it, rng| it.title(rng), rng)?;
    writeln!(
        out,
        "            place: Place(name: {{ \"fr\": \"{town}\", \"en\": \"{town}\" }}, country: \"{country}\", kind: City),"
    )?;
    text(out, "lead", &|it, rng| it.organisation(rng, town), rng)?;
    let count = rng.usize(0..3);
    list(out, "experts", "org", ORGANISATIONS, count, rng)?;
    let count = rng.usize(1..4);
    list(out, "themes", "theme", themes, count, rng)?;
    if rng.bool() {
        writeln!(out, "            kinds: [\"{}\"],", if rng.bool() { "training" } else { "workshop" })?;
    }
    if rng.u8(0..10) < 8 {
        let (year, month) = (2004 + skewed(rng, 20), rng.u8(1..13));
        writeln!(out, "            period: \"{year}-{month:02}/{}-{month:02}\",", year + rng.usize(1..3))?;
    }
    let sentences = rng.usize(1..5);
    text(out, "summary", &|it, rng| (0..sentences).map(|_| it.sentence(rng)).collect::<Vec<_>>().join(" "), rng)?;
    text(out, "aims", &Language::sentence, rng)?;
    for (name, most) in [("actions", 4), ("results", 3)] {
        writeln!(out, "            {name}: [")?;
        for _ in 0..rng.usize(1..most) {
            item(out, rng)?;
        }
        writeln!(out, "            ],")?;
    }
    writeln!(out, "            lessons: [")?;
    for _ in 0..rng.usize(1..4) {
        let basis = if rng.bool() { "Stated" } else { "Drawn" };
        let kind = ["Success", "Obstacle", "Advice", "Question"][rng.usize(0..4)];
        writeln!(out, "                Lesson(basis: {basis}, kind: {kind}, text:")?;
        item(out, rng)?;
        writeln!(out, "                sources: [\"report-{}\"]),", rng.u8(0..40))?;
    }
    writeln!(out, "            ],\n            sources: [\"report-{}\"],\n        ),", rng.u8(0..40))
}

/// Writes a list of terms, each once.
fn list(out: &mut impl Write, name: &str, prefix: &str, of: usize, count: usize, rng: &mut Rng) -> io::Result<()> {
    let mut numbers: Vec<usize> = (0..count).map(|_| skewed(rng, of)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let terms: Vec<String> = numbers.iter().map(|it| format!("\"{prefix}-{it}\"")).collect();
    if terms.is_empty() { Ok(()) } else { writeln!(out, "            {name}: [{}],", terms.join(", ")) }
}

/// Something that is said in either language.
type Prose<'a> = &'a dyn Fn(&Language, &mut Rng) -> String;

fn text(out: &mut impl Write, name: &str, prose: Prose<'_>, rng: &mut Rng) -> io::Result<()> {
    writeln!(out, "            {name}: {{")?;
    for (tag, language) in [("fr", &FRENCH), ("en", &ENGLISH)] {
        writeln!(out, "                \"{tag}\": \"{}\",", prose(language, rng))?;
    }
    writeln!(out, "            }},")
}

fn item(out: &mut impl Write, rng: &mut Rng) -> io::Result<()> {
    let (fr, en) = (FRENCH.sentence(rng), ENGLISH.sentence(rng));
    writeln!(out, "                {{ \"fr\": \"{fr}\", \"en\": \"{en}\" }},")
}

fn country(rng: &mut Rng) -> &'static str {
    let count = Country::all().count();
    // Steps through the alphabet, so that the countries with the most sheets are not all in A.
    Country::all().nth(skewed(rng, 60) * 37 % count).map_or("FR", Country::code)
}

/// Returns a number below `count`: each about as likely as one over its place (Zipf's law).
fn skewed(rng: &mut Rng, count: usize) -> usize {
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let number = ((count as f64 + 1.0).powf(rng.f64()) - 1.0) as usize;
    number.min(count - 1)
}
