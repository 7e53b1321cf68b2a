//! What is being typed? One line of text with a cursor that moves by grapheme.

use unicode_segmentation::UnicodeSegmentation;

use super::clean_line;

/// A line of text under edit, with its cursor as a byte offset on a grapheme boundary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
    cursor: usize,
    /// Whether all of the text is selected: what is typed takes its place.
    is_selected: bool,
}

/// Characters an input holds at most: more is no search anyone types.
const LONGEST: usize = 400;

impl Input {
    /// Returns an input that holds `text`, the cursor after it.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.len(), is_selected: false }
    }

    /// Returns an input that holds `text`, all of it selected.
    pub fn selected(text: &str) -> Self {
        Self { is_selected: !text.is_empty(), ..Self::new(text) }
    }

    /// Returns whether all of the text is selected.
    pub fn is_selected(&self) -> bool {
        self.is_selected
    }

    /// Returns what has been typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns what stands before the cursor.
    pub fn before_cursor(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// Inserts text at the cursor, cleaned of everything that is not to be seen.
    pub fn insert(&mut self, text: &str) {
        self.clear_selected();
        let core = clean_line(text);
        let is_blank = |it: Option<char>| it.is_some_and(char::is_whitespace);
        let space = |is_there: bool| if is_there { " " } else { "" };
        let cleaned = match core.as_str() {
            "" => space(is_blank(text.chars().next())).to_owned(),
            _ => {
                let (before, after) = (is_blank(text.chars().next()), is_blank(text.chars().next_back()));
                let has_space = core.starts_with('\u{a0}') || core.starts_with('\u{202f}');
                format!("{}{core}{}", space(before && !has_space), space(after && !core.ends_with(char::is_whitespace)))
            }
        };
        // An accent typed after its letter needs no other carrier.
        let joins = self.cursor > 0 && !text.starts_with('\u{25cc}');
        let cleaned = cleaned.strip_prefix('\u{25cc}').filter(|_| joins).unwrap_or(&cleaned);
        let room = LONGEST.saturating_sub(self.text.chars().count());
        let cleaned: String = cleaned.chars().take(room).collect();
        self.text.insert_str(self.cursor, &cleaned);
        self.cursor += cleaned.len();
        self.cursor = self.boundary_from(self.cursor);
    }

    /// Removes everything where everything is selected; returns whether it was.
    fn clear_selected(&mut self) -> bool {
        let was_selected = self.is_selected;
        if was_selected {
            self.clear();
        }
        was_selected
    }

    /// Removes the grapheme before the cursor, or what is selected.
    pub fn erase(&mut self) {
        if self.clear_selected() {
            return;
        }
        let start = self.previous();
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Removes the grapheme under the cursor, or what is selected.
    pub fn delete(&mut self) {
        if self.clear_selected() {
            return;
        }
        let end = self.next();
        self.text.replace_range(self.cursor..end, "");
    }

    /// Removes the word before the cursor, or what is selected.
    pub fn erase_word(&mut self) {
        if self.clear_selected() {
            return;
        }
        let kept = self.before_cursor().trim_end();
        let start = kept.rfind(' ').map_or(0, |at| at + 1);
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Moves the cursor one grapheme to the left, or before what is selected.
    pub fn left(&mut self) {
        self.move_to(if self.is_selected { 0 } else { self.previous() });
    }

    /// Moves the cursor one grapheme to the right, or after what is selected.
    pub fn right(&mut self) {
        self.move_to(self.next());
    }

    /// Moves the cursor to the beginning.
    pub fn home(&mut self) {
        self.move_to(0);
    }

    /// Moves the cursor to the end.
    pub fn end(&mut self) {
        self.move_to(self.text.len());
    }

    fn move_to(&mut self, cursor: usize) {
        (self.cursor, self.is_selected) = (cursor, false);
    }

    fn previous(&self) -> usize {
        self.before_cursor().grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn next(&self) -> usize {
        let after = self.text[self.cursor..].graphemes(true).next();
        self.cursor + after.map_or(0, str::len)
    }

    /// Returns the first grapheme boundary at or after `at`: a mark typed after a letter joins it.
    fn boundary_from(&self, at: usize) -> usize {
        let mut starts = self.text.grapheme_indices(true).map(|(start, _)| start);
        starts.find(|&start| start >= at).unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn editing_goes_by_grapheme_and_by_word() {
        let mut input = Input::new("den haag");
        input.erase_word();
        assert_eq!(input.text(), "den ");
        input.insert("e\u{301}");
        input.erase();
        assert_eq!(input.text(), "den ");
        input.home();
        input.delete();
        assert_eq!((input.text(), input.before_cursor()), ("en ", ""));
    }

    #[test]
    fn what_is_selected_gives_way_to_what_is_typed_and_stays_where_the_cursor_moves() {
        let mut input = Input::selected("prison");
        input.insert("p");
        assert_eq!((input.text(), input.is_selected()), ("p", false));
        for (edit, text, before) in [
            (Input::right as fn(&mut Input), "prison", "prison"),
            (Input::left, "prison", ""),
            (Input::erase, "", ""),
            (Input::erase_word, "", ""),
        ] {
            let mut input = Input::selected("prison");
            edit(&mut input);
            assert_eq!((input.text(), input.before_cursor(), input.is_selected()), (text, before, false));
        }
        assert!(!Input::selected("").is_selected());
    }

    #[test]
    fn a_paste_keeps_the_spaces_around_it() {
        let mut input = Input::new("den");
        input.insert(" haag\n");
        input.insert(" ");
        input.insert("a");
        assert_eq!(input.text(), "den haag  a");
    }

    #[test]
    fn a_paste_is_text() {
        let mut input = Input::default();
        input.insert("a\u{1b}[31m\nb");
        assert_eq!(input.text(), "a␛[31m b");
    }

    proptest! {
        #[test]
        fn any_keys_leave_a_valid_cursor(keys in proptest::collection::vec((0u8..9, "\\PC{0,3}"), 0..60)) {
            let mut input = Input::default();
            for (key, text) in keys {
                match key {
                    0 => input.erase(),
                    1 => input.delete(),
                    2 => input.erase_word(),
                    3 => input.left(),
                    4 => input.right(),
                    5 => input.home(),
                    6 => input.end(),
                    _ => input.insert(&text),
                }
                prop_assert!(input.text().starts_with(input.before_cursor()));
            }
        }
    }
}
