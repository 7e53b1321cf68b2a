//! What do packagers need? Completions and a manual page, from the definitions that the program itself uses.

use std::fmt::Write;

use clap_complete::Shell;

use super::arguments::command;
use crate::app::{Context, actions, label};
use crate::lang::Lang;

/// Returns the completion script of a shell.
pub(super) fn completions(shell: Shell, lang: Lang) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(lang), "passerelle", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// Returns the manual page (roff), with the table of keys.
pub(super) fn man(lang: Lang) -> String {
    let words = lang.words();
    let mut page = Vec::new();
    // Writing to a buffer cannot fail.
    let _ = clap_mangen::Man::new(command(lang)).render(&mut page);
    let mut page = String::from_utf8_lossy(&page).into_owned();
    for (context, name) in [
        (Context::List, words.contexts[0]),
        (Context::Text, words.contexts[1]),
        (Context::Lens, words.contexts[2]),
        (Context::Picker, words.contexts[3]),
        (Context::Prompt, words.contexts[4]),
    ] {
        let _ = writeln!(page, ".SH {}", roff(&name.to_uppercase()));
        for binding in actions(context) {
            let keys: Vec<String> = binding.keys.iter().map(|key| key.name(words)).collect();
            let _ = writeln!(
                page,
                ".TP\n\\fB{}\\fR\n{}",
                roff(&keys.join(", ")),
                roff(label(binding.action, context, words).long)
            );
        }
    }
    page
}

/// Escapes what roff would obey.
fn roff(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}
