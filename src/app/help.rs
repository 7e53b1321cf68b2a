//! What can be done here?
//!
//! Lists the key bindings of a context, filtered by what the user types.

use super::keymap::{Binding, Context, bindings};
use super::message::{Action, Motion};
use crate::lang::{Lang, Words};
use crate::text::{Input, fold};

/// The help: the key bindings of a context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// Context whose bindings are listed.
    pub context: Context,
    /// Text that filters the bindings.
    pub input: Input,
    /// Index of the selected row.
    pub selected: usize,
}

impl Help {
    /// Opens the help on a context.
    pub(super) fn new(context: Context) -> Self {
        Self { context, input: Input::default(), selected: 0 }
    }

    /// Returns the bindings that match the typed text, by key name or by description in either language, best first.
    pub fn rows(&self) -> Vec<&'static Binding> {
        let typed = self.input.text().trim();
        let matching = bindings(self.context).filter_map(|it| Some((match_rank(it, typed)?, it)));
        let mut rows: Vec<(usize, &Binding)> = matching.collect();
        rows.sort_by_key(|it| it.0);
        rows.into_iter().map(|it| it.1).collect()
    }

    pub(super) fn go(&mut self, motion: Motion, page: usize) {
        self.selected = motion.apply(self.selected, self.rows().len(), page);
    }

    /// Returns the action of the selected row; `None` if no binding matches.
    pub(super) fn action(&self) -> Option<Action> {
        self.rows().get(self.selected).map(|it| it.action)
    }
}

/// Returns how well the typed text matches a binding: 0 for the exact name of a key, 1 for its name ignoring case, 2 for
/// a prefix of it, 3 for a part of it or for words of the description; `None` if it does not match.
fn match_rank(binding: &Binding, typed: &str) -> Option<usize> {
    let folded = fold(typed);
    let all_words = || Lang::ALL.iter().map(|it| it.words());
    let is_exact =
        |words: &Words| binding.keys.iter().any(|key| [false, true].iter().any(|it| key.name(words, *it) == typed));
    // A single letter would be a part of most names.
    let has_names = folded.chars().count() > 1;
    let names_in = |words| [false, true].into_iter().flat_map(move |it| binding.names(words, it));
    let names: Vec<String> = all_words().filter(|_| has_names).flat_map(names_in).map(|it| fold(&it)).collect();
    let is_described = |words: &'static Words| {
        // The short labels of the hints and the synonyms match too.
        let label = binding.label(words);
        let description = fold(&[label.long, label.short, label.also].join(" "));
        folded.split(' ').all(|word| description.contains(word))
    };
    match () {
        () if all_words().any(is_exact) => Some(0),
        () if names.contains(&folded) => Some(1),
        () if names.iter().any(|it| it.starts_with(&folded)) => Some(2),
        () => (names.iter().any(|it| it.contains(&folded)) || all_words().any(is_described)).then_some(3),
    }
}
