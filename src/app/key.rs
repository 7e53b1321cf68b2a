//! What is a key, and what is its name?
//!
//! Contains keys with their modifiers, and their names in the help.

use crossterm::event::KeyCode;

use crate::lang::Words;
use crate::text::width;

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key itself.
    pub code: KeyCode,
    /// Whether Ctrl is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
}

pub(super) const UP: Key = plain(KeyCode::Up);
pub(super) const DOWN: Key = plain(KeyCode::Down);
pub(super) const LEFT: Key = plain(KeyCode::Left);
pub(super) const RIGHT: Key = plain(KeyCode::Right);
pub(super) const PAGE_UP: Key = plain(KeyCode::PageUp);
pub(super) const PAGE_DOWN: Key = plain(KeyCode::PageDown);
pub(super) const HOME: Key = plain(KeyCode::Home);
pub(super) const END: Key = plain(KeyCode::End);
pub(super) const ENTER: Key = plain(KeyCode::Enter);
pub(super) const ESC: Key = plain(KeyCode::Esc);
pub(super) const TAB: Key = plain(KeyCode::Tab);
pub(super) const BACK_TAB: Key = plain(KeyCode::BackTab);

/// Ctrl-Z, which elsewhere often undoes.
pub(super) const SUSPEND_KEY: Key = ctrl('z');

pub(super) const fn key(character: char) -> Key {
    Key { code: KeyCode::Char(character), ctrl: false, alt: false }
}

pub(super) const fn ctrl(character: char) -> Key {
    Key { code: KeyCode::Char(character), ctrl: true, alt: false }
}

pub(super) const fn plain(code: KeyCode) -> Key {
    Key { code, ctrl: false, alt: false }
}

pub(super) const fn alt(code: KeyCode) -> Key {
    Key { code, ctrl: false, alt: true }
}

impl Key {
    /// Returns the name of the key for the help; arrow keys are symbols unless `is_ascii`.
    pub fn name(self, words: &Words, is_ascii: bool) -> String {
        let names = &words.key_names;
        let function;
        let name = match self.code {
            KeyCode::Up => names.up[usize::from(is_ascii)],
            KeyCode::Down => names.down[usize::from(is_ascii)],
            KeyCode::Left => names.left[usize::from(is_ascii)],
            KeyCode::Right => names.right[usize::from(is_ascii)],
            KeyCode::PageUp => names.page_up,
            KeyCode::PageDown => names.page_down,
            KeyCode::Home => names.home,
            KeyCode::End => names.end,
            KeyCode::Enter => names.enter,
            KeyCode::Esc => names.escape,
            KeyCode::Tab => names.tab,
            KeyCode::BackTab => names.back_tab,
            KeyCode::Backspace => names.backspace,
            KeyCode::Delete => names.delete,
            KeyCode::Insert => names.insert,
            KeyCode::Char(' ') => names.space,
            KeyCode::Char(character) if self.ctrl => return format!("Ctrl-{}", character.to_ascii_uppercase()),
            KeyCode::Char(character) if self.alt => return format!("Alt-{character}"),
            // A combining character is not visible on its own.
            KeyCode::Char(character) if width(character.encode_utf8(&mut [0; 4])) == 0 => {
                return format!("U+{:04X}", u32::from(character));
            }
            KeyCode::Char(character) => return character.to_string(),
            KeyCode::F(number) => {
                function = format!("F{number}");
                &function
            }
            _ => "",
        };
        let ctrl_prefix = if self.ctrl { "Ctrl-" } else { "" };
        if self.alt { format!("Alt-{ctrl_prefix}{name}") } else { format!("{ctrl_prefix}{name}") }
    }
}
