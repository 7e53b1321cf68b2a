//! What is being typed?
//!
//! Implements a single-line text editor whose cursor moves by grapheme.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::clean_line;

/// An editable line of text, with its cursor as a byte offset on a grapheme boundary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
    cursor: usize,
    /// Whether the whole text is selected, so that typing replaces it.
    is_selected: bool,
}

/// An editing or cursor command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Remove the grapheme before the cursor, or the selection.
    Erase,
    /// Remove the grapheme after the cursor, or the selection.
    Delete,
    /// Remove the word before the cursor, or the selection.
    EraseWord,
    /// Remove everything.
    EraseLine,
    /// Move the cursor one grapheme to the left, or to the start of the selection.
    Left,
    /// Move the cursor one grapheme to the right, or to the end of the selection.
    Right,
    /// Move the cursor to the beginning.
    Start,
    /// Move the cursor to the end.
    End,
}

/// Maximum number of characters in an input: more than any search or file name needs.
const MAX_CHARS: usize = 400;

impl Input {
    /// Returns an input that contains `text`, with the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.len(), is_selected: false }
    }

    /// Returns an input that contains `text`, all of it selected.
    pub fn selected(text: &str) -> Self {
        Self { is_selected: !text.is_empty(), ..Self::new(text) }
    }

    /// Returns whether the whole text is selected.
    pub fn is_selected(&self) -> bool {
        self.is_selected
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text before the cursor.
    pub fn before_cursor(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// Inserts text at the cursor, or in place of the selection: cleaned, but with a space kept at either end, and cut
    /// to the maximum length of the input.
    pub fn insert(&mut self, text: &str) {
        self.clear_selected();
        let core = clean_line(text);
        let space = |is_needed: bool| if is_needed { " " } else { "" };
        let has_leading = text.starts_with(char::is_whitespace) && !core.starts_with(['\u{a0}', '\u{202f}']);
        let has_trailing =
            !core.is_empty() && text.ends_with(char::is_whitespace) && !core.ends_with(char::is_whitespace);
        let cleaned = format!("{}{core}{}", space(has_leading), space(has_trailing));
        // A combining mark typed after a letter joins it, and needs no dotted circle.
        let may_join = self.cursor > 0 && !text.starts_with('\u{25cc}');
        let cleaned = cleaned.strip_prefix('\u{25cc}').filter(|_| may_join).unwrap_or(&cleaned);
        let room = MAX_CHARS.saturating_sub(self.text.chars().count());
        let cleaned: String = cleaned.chars().take(room).collect();
        self.text.insert_str(self.cursor, &cleaned);
        self.cursor += cleaned.len();
        self.cursor = self.boundary_from(self.cursor);
    }

    /// Removes the selection, if there is one; returns whether there was.
    fn clear_selected(&mut self) -> bool {
        let was_selected = self.is_selected;
        if was_selected {
            self.clear();
        }
        was_selected
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Executes an editing or cursor command.
    pub fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::Erase => self.erase(self.previous_boundary()..self.cursor),
            Edit::Delete => self.erase(self.cursor..self.next_boundary()),
            Edit::EraseWord => {
                let trimmed = self.before_cursor().trim_end();
                self.erase(trimmed.rfind(' ').map_or(0, |at| at + 1)..self.cursor);
            }
            Edit::EraseLine => self.clear(),
            Edit::Left => self.move_to(if self.is_selected { 0 } else { self.previous_boundary() }),
            Edit::Right => self.move_to(self.next_boundary()),
            Edit::Start => self.move_to(0),
            Edit::End => self.move_to(self.text.len()),
        }
    }

    /// Removes a range of bytes, or the selection instead if there is one.
    fn erase(&mut self, range: Range<usize>) {
        if !self.clear_selected() {
            self.cursor = range.start;
            self.text.replace_range(range, "");
        }
    }

    fn move_to(&mut self, cursor: usize) {
        (self.cursor, self.is_selected) = (cursor, false);
    }

    fn previous_boundary(&self) -> usize {
        self.before_cursor().grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn next_boundary(&self) -> usize {
        let after = self.text[self.cursor..].graphemes(true).next();
        self.cursor + after.map_or(0, str::len)
    }

    /// Returns the first grapheme boundary at or after `at`: inserted text may join with what follows it.
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
    fn erasing_works_by_grapheme_and_word() {
        let mut input = Input::new("den haag");
        input.edit(Edit::EraseWord);
        assert_eq!(input.text(), "den ");
        input.insert("e\u{301}");
        input.edit(Edit::Erase);
        assert_eq!(input.text(), "den ");
        input.edit(Edit::Start);
        input.edit(Edit::Delete);
        assert_eq!((input.text(), input.before_cursor()), ("en ", ""));
    }

    #[test]
    fn leading_whitespace_of_insertion_is_kept_once() {
        for (inserted, text) in [
            (" b", "a b"),
            ("  b ", "a b "),
            ("\u{a0}b", "a\u{a0}b"),
            ("\u{202f}b", "a\u{202f}b"),
            (" ", "a "),
            ("", "a"),
        ] {
            let mut input = Input::new("a");
            input.insert(inserted);
            assert_eq!(input.text(), text, "{inserted:?}");
        }
    }

    #[test]
    fn typing_replaces_selected_text_and_moving_keeps_it() {
        let mut input = Input::selected("prison");
        input.insert("p");
        assert_eq!((input.text(), input.is_selected()), ("p", false));
        for (edit, text, before) in [
            (Edit::Right, "prison", "prison"),
            (Edit::Left, "prison", ""),
            (Edit::Erase, "", ""),
            (Edit::EraseWord, "", ""),
        ] {
            let mut input = Input::selected("prison");
            input.edit(edit);
            assert_eq!((input.text(), input.before_cursor(), input.is_selected()), (text, before, false));
        }
        assert!(!Input::selected("").is_selected());
    }

    #[test]
    fn pasted_text_keeps_surrounding_spaces() {
        let mut input = Input::new("den");
        input.insert(" haag\n");
        input.insert(" ");
        input.insert("a");
        assert_eq!(input.text(), "den haag  a");
    }

    #[test]
    fn input_length_is_limited() {
        let mut input = Input::default();
        input.insert(&"é".repeat(MAX_CHARS + 100));
        input.insert("a");
        assert_eq!(input.text(), "é".repeat(MAX_CHARS));
    }

    #[test]
    fn paste_is_text_without_control_characters() {
        let mut input = Input::default();
        input.insert("a\u{1b}[31m\nb");
        assert_eq!(input.text(), "a␛[31m b");
    }

    proptest! {
        #[test]
        fn cursor_stays_valid_under_any_edits(keys in proptest::collection::vec((0u8..9, "\\PC{0,3}"), 0..60)) {
            let edits =
                [Edit::Erase, Edit::Delete, Edit::EraseWord, Edit::Left, Edit::Right, Edit::Start, Edit::End];
            let mut input = Input::default();
            for (key, text) in keys {
                match edits.get(usize::from(key)) {
                    Some(edit) => input.edit(*edit),
                    None => input.insert(&text),
                }
                prop_assert!(input.text().starts_with(input.before_cursor()));
            }
        }
    }
}
