//! Which message do the last lines show, and how many lines does it take?
//!
//! Wraps the current notice, or the text above a prompt, and places the keys at the right end of the last line.

use std::ops::Range;

use super::keymap::bindings;
use super::message::Action;
use super::notice::Topic;
use super::overlay::Overlay;
use super::prompt::{Prompt, Purpose};
use super::state::App;
use crate::query::Search;
use crate::text::{width, wrap_words};

/// Maximum number of lines of a message; half of the screen if that is less.
const MAX_LINES: usize = 6;
/// Maximum number of lines of a notice about the catalogue.
const MAX_LASTING_LINES: usize = 9;
/// Screen width, in columns, from which the keys at the right end have labels.
const MIN_LABELLED_COLUMNS: u16 = 60;

/// The message in the last lines: a notice, or the text above a prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusText {
    /// The whole text.
    pub text: String,
    /// Byte range of the text on each line. If the text takes too many lines, the last range extends to its end, and is
    /// cut off when drawn.
    pub lines: Vec<Range<usize>>,
    /// Columns available to the text on the last line.
    pub columns: usize,
}

/// The keys for help and for leaving, at the right end of the last line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusKeys {
    /// Each key, its label (empty if there is no room for labels), and its action.
    pub keys: Vec<(&'static str, &'static str, Action)>,
    /// Column of the last line where the first key starts.
    pub start: u16,
    /// Columns between a key and its label.
    pub label_gap: u16,
    /// Columns between one key with its label and the next.
    pub key_gap: u16,
}

impl StatusText {
    /// Wraps a text to `columns` columns and at most `max_lines` lines. The last line has only `last` columns, because
    /// keys follow it.
    fn new(text: String, [columns, last]: [u16; 2], max_lines: usize) -> Self {
        let [full_columns, columns] = [columns, last].map(|it| usize::from(it.saturating_sub(2)).max(1));
        let mut lines = wrap_words(&text, full_columns);
        if let Some(last_line) = lines.pop_if(|it| width(&text[it.clone()]) > columns) {
            let rest = wrap_words(&text[last_line.clone()], columns).into_iter();
            lines.extend(rest.map(|it| last_line.start + it.start..last_line.start + it.end));
        }
        if lines.len() > max_lines {
            lines.truncate(max_lines);
            lines.last_mut().into_iter().for_each(|it| it.end = text.len());
        }
        Self { text, lines, columns }
    }
}

impl App {
    /// Returns the message in the last lines, if there is one.
    pub fn status_text(&self) -> Option<StatusText> {
        let (columns, height) = self.display.size;
        let max_lines = MAX_LINES.min(usize::from(height) / 2);
        if let Some(prompt) = self.open_prompt() {
            let text = self.text_above_prompt(prompt);
            return (!text.is_empty()).then(|| StatusText::new(text, [columns; 2], max_lines));
        }
        let (notice, room) = (self.notice.as_ref()?, self.status_keys().start);
        let is_lasting = notice.is_about(Topic::Catalogue);
        let is_too_long = width(notice.text()) + 3 > usize::from(room);
        let is_narrow = columns < MIN_LABELLED_COLUMNS;
        let short = notice.short().filter(|_| is_too_long && (is_narrow || !is_lasting));
        // What is wrong with the catalogue cannot be read elsewhere: it may take most of a small screen.
        let max_lines = match is_lasting {
            true => max_lines.max(MAX_LASTING_LINES.min(usize::from(height).saturating_sub(4))),
            false => max_lines,
        };
        Some(StatusText::new(short.unwrap_or(notice.text()).to_owned(), [columns, room.saturating_sub(1)], max_lines))
    }

    /// Returns the number of lines that the prompt, the notice or the keys take.
    pub(super) fn status_height(&self) -> usize {
        let lines = self.status_text().map_or(0, |it| it.lines.len());
        (lines + usize::from(self.open_prompt().is_some())).max(1)
    }

    /// Returns the open prompt, unless the help covers it.
    pub fn open_prompt(&self) -> Option<&Prompt> {
        match &self.overlay {
            Some(Overlay::Prompt(prompt)) if self.help.is_none() => Some(prompt),
            _ => None,
        }
    }

    /// Returns the text above a prompt: parts of the search text without meaning, why a file could not be saved, or a
    /// label that does not fit on the line.
    fn text_above_prompt(&self, prompt: &Prompt) -> String {
        let (words, columns) = (self.lang().words(), self.display.size.0);
        match (prompt.purpose, &self.notice) {
            (Purpose::Search, _) => self.remarks().join(" "),
            (Purpose::Save { .. }, Some(notice)) => notice.text().to_owned(),
            (Purpose::Save { .. }, None) if !prompt.has_room(words, columns) => {
                prompt.label(words).trim_end_matches([':', '\u{a0}']).to_owned()
            }
            (Purpose::Save { .. } | Purpose::Find, _) => String::new(),
        }
    }

    /// Returns the remarks on parts of the search text that have no meaning, and on its names that no activity has.
    pub fn remarks(&self) -> Vec<String> {
        let remarks = Search::new(&self.query().search).remarks;
        remarks.iter().chain(&self.browse.ways_out.unknown_names).map(|it| it.in_words(self.lang())).collect()
    }

    /// Returns the keys for help and for leaving; empty if no pane has the focus.
    pub fn status_keys(&self) -> StatusKeys {
        let (columns, context, words) = (self.display.size.0, self.context(), self.lang().words());
        let has_labels = columns >= MIN_LABELLED_COLUMNS;
        let (label_gap, key_gap) = if has_labels { (1, 2) } else { (0, 1) };
        // These keys do nothing while a file is being saved.
        let is_saving = self.notice.as_ref().is_some_and(|it| it.is_about(Topic::Saving));
        if is_saving || !context.is_pane() {
            return StatusKeys { keys: Vec::new(), start: columns, label_gap, key_gap };
        }
        let label = |action| match bindings(context).find(|it| it.action == action).filter(|_| has_labels) {
            // With one pane zoomed, the key first restores the other pane.
            Some(_) if action == Action::Back && self.is_zoomed_in_session() => words.keys.back_once.short,
            binding => binding.map_or("", |it| it.label(words).short),
        };
        let keys = [("?", label(Action::Help), Action::Help), ("q", label(Action::Back), Action::Back)];
        let key_width = |(key, label, _): &(&str, &str, Action)| width(key) + usize::from(label_gap) + width(label);
        let needed = keys.iter().map(key_width).sum::<usize>() + usize::from(key_gap) + 1;
        let start = columns.saturating_sub(u16::try_from(needed).unwrap_or(u16::MAX));
        StatusKeys { keys: keys.to_vec(), start, label_gap, key_gap }
    }
}
