//! What can be done here? The keys of a context, narrowed by typing.

use super::keymap::{Binding, Context, bindings};
use super::message::{Action, Motion};
use crate::lang::{Lang, Words};
use crate::text::{Input, fold};

/// The keys of a context, with what they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// Whose keys.
    pub context: Context,
    /// What narrows them.
    pub input: Input,
    /// Which one is selected.
    pub selected: usize,
}

impl Help {
    /// Opens the help on a context.
    pub(super) fn new(context: Context) -> Self {
        Self { context, input: Input::default(), selected: 0 }
    }

    /// Returns the bindings that the typed text leaves: by key, or by word in either language.
    pub fn rows(&self) -> Vec<&'static Binding> {
        let typed = self.input.text().trim();
        let mut rows: Vec<&Binding> = bindings(self.context).filter(|it| is_about(it, typed)).collect();
        rows.sort_by_key(|it| nearness(it, typed));
        rows
    }

    pub(super) fn go(&mut self, motion: Motion, page: usize) {
        self.selected = motion.apply(self.selected, self.rows().len(), page);
    }

    /// Returns the selected action.
    pub(super) fn action(&self) -> Option<Action> {
        self.rows().get(self.selected).map(|it| it.action)
    }
}

fn is_about(binding: &Binding, typed: &str) -> bool {
    let folded = fold(typed);
    let says = |words: &'static Words| {
        // Also by the word that hints have for it, and by others that people have.
        let label = binding.label(words);
        let said = fold(&[label.long, label.short, label.also].join(" "));
        folded.split(' ').all(|word| said.contains(word))
            || folded.chars().count() > 1 && names(binding, words).any(|it| fold(&it).contains(&folded))
    };
    typed.is_empty() || is_key(binding, typed) || Lang::ALL.iter().any(|lang| says(lang.words()))
}

/// Returns how near the name of one of the keys is to what is typed, from 0: the very name, in whatever case, its beginning.
fn nearness(binding: &Binding, typed: &str) -> usize {
    let folded = fold(typed);
    let is_word = folded.chars().count() > 1;
    let names: Vec<String> =
        Lang::ALL.iter().flat_map(|lang| names(binding, lang.words())).map(|it| fold(&it)).collect();
    match () {
        () if is_key(binding, typed) => 0,
        () if is_word && names.contains(&folded) => 1,
        () if is_word && names.iter().any(|it| it.starts_with(&folded)) => 2,
        () => 3,
    }
}

/// Returns whether this is the very name of one of the keys.
fn is_key(binding: &Binding, typed: &str) -> bool {
    Lang::ALL.iter().any(|lang| {
        binding.keys.iter().any(|key| [false, true].map(|it| key.name(lang.words(), it)).iter().any(|it| it == typed))
    })
}

/// Returns the names of the keys, with those that they have in ASCII.
fn names(binding: &Binding, words: &Words) -> impl Iterator<Item = String> {
    [false, true].into_iter().flat_map(|it| binding.names(words, it))
}
