//! How is the user told what an action has done, or why it does nothing?
//!
//! Shows notices that several actions give, and the hints of those about keys.

use crossterm::event::KeyCode;

use super::key::{Key, SUSPEND_KEY, ctrl};
use super::keymap::{Context, bindings};
use super::message::Action;
use super::notice::{Notice, Topic};
use super::state::App;
use crate::lang::Words;

impl App {
    /// Shows a notice.
    pub(super) fn report(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice::new(text));
    }

    /// Reports that the filters leave out the activity at a place.
    pub(super) fn report_not_listed(&mut self, record: usize) {
        if let Some(activity) = self.library().catalogue.activities.get(record) {
            let place = activity.place.name.get(self.lang());
            self.report((self.lang().words().not_listed)(place));
        }
    }

    /// Reports that a key is not bound, with what may help.
    pub(super) fn report_unbound(&mut self, key: Key) {
        let (context, words, is_ascii) = (self.context(), self.lang().words(), self.display.is_ascii);
        let typo = typo_hint(key, context, words);
        let search = search_hint(context, words).filter(|_| typo.is_none());
        let message = || Notice::new((words.unbound)(&key.name(words, is_ascii)));
        // The key that shows the help stands beside the notice of a pane.
        let short = message().with_hints(typo.iter().chain(&search).cloned());
        let notice = message().with_hints(typo.into_iter().chain(help_hint(context, words, is_ascii)).chain(search));
        self.notice = Some(if context.is_pane() { notice.or_short(short.text().to_owned()) } else { notice });
    }

    /// Shows a notice about the size of the screen.
    pub(super) fn report_screen_size(&mut self, text: &str) {
        self.notice = Some(Notice::new(text).about(Topic::ScreenSize));
    }

    /// Reports that nothing can be typed here, or that there is nothing to find yet; names the key that searches.
    pub(super) fn report_with_search_hint(&mut self, text: &str) {
        self.notice = Some(Notice::new(text).with_hints(search_hint(self.context(), self.lang().words())));
    }
}

/// Returns the hint about the key that shows the help, or `None` in the help itself.
fn help_hint(context: Context, words: &'static Words, is_ascii: bool) -> Option<String> {
    let help = bindings(context).find(|it| it.action == Action::Help).filter(|_| context != Context::Help)?;
    help.names(words, is_ascii).first().map(|key| (words.shows_keys)(key))
}

/// Returns the hint about the search key of a pane, or `None` elsewhere.
fn search_hint(context: Context, words: &Words) -> Option<String> {
    let message = if context == Context::List { words.slash_searches } else { words.slash_finds };
    context.is_pane().then(|| message.to_owned())
}

/// Keys of other programs, and the actions that they have there.
const FOREIGN_KEYS: [(Key, Action); 2] = [(SUSPEND_KEY, Action::Undo), (ctrl('s'), Action::ExportMenu)];

/// Returns a hint about what may be wrong with an unbound key (Caps Lock, another keyboard layout, a key of other
/// programs), or `None`.
fn typo_hint(key: Key, context: Context, words: &'static Words) -> Option<String> {
    if let Some((_, action)) = FOREIGN_KEYS.iter().find(|it| it.0 == key) {
        let binding = bindings(context).find(|it| it.action == *action)?;
        let label = binding.label(words);
        let label = if label.short.is_empty() { label.long } else { label.short };
        return Some(format!("{}{} {label}", binding.names(words, false).first()?, words.colon));
    }
    let KeyCode::Char(character) = key.code else { return None };
    let lower = character.to_lowercase().next().unwrap_or(character);
    let is_lowercase_key = |it: &Key| it.code == KeyCode::Char(lower) && !it.ctrl && !key.alt;
    match bindings(context).find(|it| it.keys.iter().any(is_lowercase_key)) {
        Some(binding) if lower != character => {
            let name = lower.to_string();
            Some((words.caps_lock)(&name, binding.label(words).long))
        }
        _ if character.is_alphabetic() && character > '\u{24f}' => Some(words.other_layout.to_owned()),
        _ => None,
    }
}
