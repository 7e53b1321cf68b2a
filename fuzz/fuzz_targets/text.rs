//! Do the text functions keep their invariants?
//!
//! Cleaning and folding must be idempotent, hits must contain their needle, truncated and padded text must fit its
//! width, and wrapping must lose nothing but spaces and line breaks.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passerelle::text::{
    Edit, Input, clean_line, clean_prose, find_all, fold, fold_second_form, pad, truncate, width, wrap,
};

fuzz_target!(|input: (&str, &str, u8)| {
    let (raw, needle, columns) = input;
    let columns = usize::from(columns);
    let line = clean_line(raw);
    assert_eq!(clean_line(&line), line);
    assert!(!line.contains(char::is_control));
    let prose = clean_prose(raw);
    let folded = fold(raw);
    assert_eq!(fold(&folded), folded);
    let needle = fold(needle);
    for hit in find_all(&prose, &needle) {
        let hit = &prose[hit];
        assert!(fold(hit).contains(&needle) || fold_second_form(hit).is_some_and(|it| it.contains(&needle)));
    }
    assert!(width(&truncate(&line, columns)) <= columns);
    assert_eq!(width(&pad(&line, columns)), columns);
    let mut end = 0;
    for range in wrap(&prose, columns) {
        assert!(prose[end..range.start].chars().all(|it| it == ' ' || it == '\n'));
        end = range.end;
    }
    assert!(prose[end..].trim().is_empty());
    let mut typed = Input::default();
    typed.insert(raw);
    typed.edit(Edit::Left);
    typed.insert(&needle);
    typed.edit(Edit::Erase);
    assert!(typed.text().starts_with(typed.before_cursor()));
});
