//! What does each step cost?
//!
//! Measures loading, text, queries and drawing on ten thousand generated activities, without a terminal:
//!
//! ```sh
//! cargo bench --bench engine
//! ```

// `criterion_group!` generates undocumented items.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use passerelle::app::{Action, App, Message, Motion, Start};
use passerelle::catalogue::Section;
use passerelle::document::{Page, sheet};
use passerelle::lang::Lang;
use passerelle::load::{Loaded, Origin, check};
use passerelle::query::{Answer, Facet, Library, Query, counts, has_few_words, ways_out};
use passerelle::text::{Clean, fold, wrap};
use passerelle::view::{Theme, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

mod catalogue;
mod plain;

/// Size of the screen, in columns and lines.
const SIZE: (u16, u16) = (200, 60);

fn origins() -> Vec<Origin> {
    origins_with(10_000)
}

fn origins_with(sheets: u64) -> Vec<Origin> {
    let mut bytes = Vec::new();
    // Writing to memory cannot fail.
    let _ = catalogue::write(&mut bytes, 0..sheets, 90, catalogue::Sheet::Full, 1);
    vec![Origin::Text(Clean::line("invented.ron"), String::from_utf8_lossy(&bytes).into_owned())]
}

fn throughput_of(origins: &[Origin]) -> Throughput {
    let bytes = origins.iter().map(|it| if let Origin::Text(_, text) = it { text.len() } else { 0 }).sum::<usize>();
    Throughput::Bytes(bytes as u64)
}

fn search_query(search: &str) -> Query {
    let mut query = Query::default();
    query.search = search.to_owned();
    query
}

fn loading(criterion: &mut Criterion) {
    let origins = origins();
    let mut group = criterion.benchmark_group("loading");
    group.sample_size(10).throughput(throughput_of(&origins));
    group.bench_function("RON alone, into plain structs, on one thread", |it| {
        let Some(Origin::Text(_, text)) = origins.first() else { return };
        it.iter(|| ron::from_str::<plain::Catalogue>(black_box(text)).is_ok_and(|it| black_box(it).has_activities()));
    });
    group.bench_function("load", |it| it.iter(|| Loaded::of(origins.clone())));
    group.bench_function("load and index", |it| it.iter(|| Library::load(origins.clone())));
    group.bench_function("explain all of it", |it| it.iter(|| check(origins.clone())));
    group.finish();
}

fn texts(criterion: &mut Criterion) {
    let library = Library::load(origins());
    let summaries: Vec<&str> = library
        .catalogue
        .activities
        .iter()
        .filter_map(|it| Some(it.texts(Section::Summary).next()?.get(Lang::FR)))
        .collect();
    let text: String = summaries.iter().take(300).copied().collect::<Vec<_>>().join(" ");
    let mut group = criterion.benchmark_group("texts");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("fold", |it| it.iter(|| fold(black_box(&text))));
    group.bench_function("wrap", |it| it.iter(|| wrap(black_box(&text), 72)));
    group.throughput(Throughput::Elements(1));
    group.bench_function("lay out a sheet", |it| {
        it.iter(|| Page::new(&sheet(&library.catalogue, black_box(17), Lang::FR), 72));
    });
    group.finish();
}

fn queries(criterion: &mut Criterion) {
    let library = Library::load(origins());
    let answer = |query: &Query, before| Answer::new(&library, query, Lang::FR, before);
    let mut group = criterion.benchmark_group("queries");
    for word in ["e", "pr", "prison", "kraków", "formation prison", "nowhere"] {
        let query = search_query(word);
        group.bench_function(format!("search {word:?}"), |it| it.iter(|| answer(&query, None)));
    }
    let (all, words) = (Query::default(), search_query("prison"));
    let (whole, found) = (answer(&all, None), answer(&words, None));
    group.bench_function("a letter more, \"priso\" to \"prison\"", |it| {
        let before = answer(&search_query("priso"), None);
        it.iter(|| answer(&words, Some(before.clone())));
    });
    group
        .bench_function("facet counts", |it| it.iter(|| Facet::ALL.map(|facet| counts(&library, &all, &whole, facet))));
    group.bench_function("facet counts of a search", |it| {
        it.iter(|| Facet::ALL.map(|facet| counts(&library, &words, &found, facet)));
    });
    // Few enough words that the interface computes suggestions on every keystroke.
    let (library, misspelt) = (Library::load(origins_with(350)), search_query("prisno"));
    assert!(has_few_words(&library));
    let empty_answer = Answer::new(&library, &misspelt, Lang::FR, None);
    group.bench_function("what a misspelt word may have meant, 350 sheets", |it| {
        it.iter(|| ways_out(&library, &misspelt, &empty_answer, true));
    });
    group.finish();
}

fn screens(criterion: &mut Criterion) {
    let mut app = App::new(Library::load(origins()), Start::default(), SIZE);
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
    let mut group = criterion.benchmark_group("screens");
    group.bench_function("draw", |it| it.iter(|| draw(&app, &Theme::colours(), &mut buffer)));
    group
        .bench_function("a move down, laid out", |it| it.iter(|| app.update(Message::Act(Action::Move(Motion::Down)))));
    group.bench_function("open the lens", |it| {
        it.iter(|| {
            app.update(Message::Act(Action::Lens));
            app.update(Message::Act(Action::Close));
        });
    });
    group.bench_function("open the themes", |it| {
        it.iter(|| {
            app.update(Message::Act(Action::Pick(Some(Facet::Theme))));
            app.update(Message::Act(Action::Close));
        });
    });
    group.finish();
}

criterion_group!(benches, loading, texts, queries, screens);
criterion_main!(benches);
