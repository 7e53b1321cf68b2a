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
        let mut rows: Vec<&Binding> = bindings(self.context).filter(|it| matches_typed(it, typed)).collect();
        rows.sort_by_key(|it| key_match_rank(it, typed));
        rows
    }

    pub(super) fn go(&mut self, motion: Motion, page: usize) {
        self.selected = motion.apply(self.selected, self.rows().len(), page);
    }

    /// Returns the action of the selected row; `None` if no binding matches.
    pub(super) fn action(&self) -> Option<Action> {
        self.rows().get(self.selected).map(|it| it.action)
    }
}

fn matches_typed(binding: &Binding, typed: &str) -> bool {
    let folded = fold(typed);
    let matches_in = |words: &'static Words| {
        // The short labels of the hints and the synonyms match too.
        let label = binding.label(words);
        let description = fold(&[label.long, label.short, label.also].join(" "));
        folded.split(' ').all(|word| description.contains(word))
            || folded.chars().count() > 1 && all_key_names(binding, words).any(|it| fold(&it).contains(&folded))
    };
    typed.is_empty() || is_exact_key_name(binding, typed) || Lang::ALL.iter().any(|lang| matches_in(lang.words()))
}

/// Returns how well the typed text matches the name of one of the keys: 0 for the exact name, 1 for the name ignoring
/// case, 2 for a prefix, 3 otherwise.
fn key_match_rank(binding: &Binding, typed: &str) -> usize {
    let folded = fold(typed);
    let is_word = folded.chars().count() > 1;
    let names: Vec<String> =
        Lang::ALL.iter().flat_map(|lang| all_key_names(binding, lang.words())).map(|it| fold(&it)).collect();
    match () {
        () if is_exact_key_name(binding, typed) => 0,
        () if is_word && names.contains(&folded) => 1,
        () if is_word && names.iter().any(|it| it.starts_with(&folded)) => 2,
        () => 3,
    }
}

/// Returns whether the typed text is exactly the name of one of the keys.
fn is_exact_key_name(binding: &Binding, typed: &str) -> bool {
    Lang::ALL.iter().any(|lang| {
        binding.keys.iter().any(|key| [false, true].map(|it| key.name(lang.words(), it)).iter().any(|it| it == typed))
    })
}

/// Returns the names of the keys, including their ASCII variants.
fn all_key_names(binding: &Binding, words: &Words) -> impl Iterator<Item = String> {
    [false, true].into_iter().flat_map(|it| binding.names(words, it))
}
