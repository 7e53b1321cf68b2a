//! What can be done here? The keys of a context, narrowed by typing.

use super::Overlay;
use super::keymap::{Binding, Context, bindings, label};
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
    /// What the help lies over and gives way to again.
    pub(super) under: Option<Box<Overlay>>,
}

impl Help {
    /// Opens the help on a context.
    pub(super) fn new(context: Context, under: Option<Box<Overlay>>) -> Self {
        Self { context, input: Input::default(), selected: 0, under }
    }

    /// Returns the bindings that the typed text leaves: by key, or by word in either language.
    pub fn rows(&self) -> Vec<&'static Binding> {
        let typed = self.input.text().trim();
        let mut rows = actions(self.context);
        rows.retain(|it| is_about(it, self.context, typed));
        rows.sort_by_key(|it| !is_key(it, typed));
        rows
    }

    pub(super) fn go(&mut self, motion: Motion, page: usize) {
        self.selected = motion.apply(self.selected, self.rows().len(), page);
    }

    pub(super) fn edit(&mut self, edit: impl FnOnce(&mut Input)) {
        edit(&mut self.input);
        self.selected = 0;
    }

    /// Returns the selected action.
    pub(super) fn action(&self) -> Option<Action> {
        self.rows().get(self.selected).map(|it| it.action)
    }
}

/// Returns what can be done in a context, in the order of the key table.
pub fn actions(context: Context) -> Vec<&'static Binding> {
    bindings(context).collect()
}

fn is_about(binding: &Binding, context: Context, typed: &str) -> bool {
    let folded = fold(typed);
    let says = |words: &Words| {
        let label = label(binding.action, context, words);
        let names = binding.keys.iter().map(|key| fold(&key.name(words)));
        let said = fold(label.long);
        folded.split(' ').all(|word| said.contains(word))
            || folded.chars().count() > 1 && names.into_iter().any(|it| it.contains(&folded))
    };
    typed.is_empty() || is_key(binding, typed) || Lang::ALL.iter().any(|lang| says(lang.words()))
}

/// Returns whether this is the very name of one of the keys.
fn is_key(binding: &Binding, typed: &str) -> bool {
    Lang::ALL.iter().any(|lang| binding.keys.iter().any(|key| key.name(lang.words()) == typed))
}
