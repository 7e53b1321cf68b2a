//! What does the environment ask for, where the arguments leave it open? Language, colours, signs, the catalogue.

use std::ffi::OsString;
use std::path::PathBuf;

use super::arguments::Arguments;
use super::failure::Failure;
use super::values::{Color, language_tag};
use crate::app::Desktop;
use crate::lang::Lang;
use crate::load::Origin;

/// The variable that names the catalogue where no argument does.
const CATALOGUE: &str = "PASSERELLE_CATALOGUE";

impl Arguments {
    /// Returns whether colours are wanted: `--color`, else `NO_COLOR`, `CLICOLOR_FORCE`, `CLICOLOR`.
    pub(super) fn wants_colour(&self) -> bool {
        let is_set = |name| std::env::var_os(name).is_some_and(|it| !it.is_empty());
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if is_set("NO_COLOR") => false,
            Color::Auto if is_set("CLICOLOR_FORCE") => true,
            // What has no colours may take their codes for something else, such as blinking.
            Color::Auto if std::env::var("TERM").is_ok_and(|it| is_colourless(&it)) => false,
            Color::Auto => std::env::var_os("CLICOLOR").is_none_or(|it| it != "0"),
        }
    }
}

/// Returns whether a terminal, by the name of its kind, has no colours.
fn is_colourless(term: &str) -> bool {
    term.starts_with("vt") || term == "ansi" || ["-m", "-mono"].iter().any(|it| term.ends_with(it))
}

impl Arguments {
    /// Returns whether a command prints in colours: where colours are wanted and there is a terminal to
    /// show them, or where they are asked for in so many words.
    pub(super) fn prints_colour(&self) -> bool {
        matches!(self.color, Color::Always) || self.wants_colour() && crate::terminal::is_terminal()
    }
}

/// Returns where catalogues are read from: the named paths, else what the environment names, else the
/// one built in.
///
/// # Errors
/// Where standard input is named more than once.
pub(super) fn origins(paths: &[PathBuf]) -> Result<Vec<Origin>, Failure> {
    let origins: Vec<Origin> = paths.iter().map(|path| Origin::from_argument(path.as_os_str())).collect();
    if origins.iter().filter(|it| **it == Origin::Stdin).count() > 1 {
        return Err(Failure::StdinTwice);
    }
    if !origins.is_empty() {
        return Ok(origins);
    }
    Ok(match std::env::var_os(CATALOGUE).filter(|it| !it.is_empty()) {
        Some(path) => vec![Origin::from_argument(&path)],
        None => vec![Origin::BuiltIn],
    })
}

/// Returns the language to speak and that of texts: `--lang`, looked for before anything else is understood, so that
/// errors speak it too; else the locale's.
pub(super) fn language(arguments: &[OsString]) -> Lang {
    let texts: Vec<&str> = arguments.iter().filter_map(|it| it.to_str()).take_while(|it| *it != "--").collect();
    let after = texts.iter().position(|it| *it == "--lang").and_then(|at| texts.get(at + 1)).copied();
    let joined = texts.iter().find_map(|it| it.strip_prefix("--lang="));
    let stated = after.or(joined).filter(|it| *it != "all").and_then(language_tag);
    // POSIX: `LC_ALL` overrides the rest, and `C` means no language at all; GNU's `LANGUAGE` comes first.
    let is_posix = |it: &String| it == "POSIX" || it.split('.').next() == Some("C");
    let is_posix = locale("LC_MESSAGES").as_ref().is_some_and(is_posix);
    let is_posix = variable("LANGUAGE").is_none() && is_posix;
    let spoken = if is_posix { Lang::default() } else { Lang::from_locales(sys_locale::get_locales()) };
    stated.map_or(spoken, |it| spoken.reading(&it))
}

/// Returns what stands around the screen: what the catalogue is named by, and what can be done with what is shown.
pub(super) fn desktop(origins: &[Origin]) -> Desktop {
    let is_set = |name| variable(name).is_some();
    let is_remote = is_set("SSH_CONNECTION") || is_set("SSH_TTY");
    let has_desktop = cfg!(any(windows, target_os = "macos")) || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
    // These keep texts from the clipboard, unless they have been told otherwise.
    let keeps = is_set("TMUX") || is_set("STY") || is_set("VTE_VERSION") || is_set("ConEmuPID");
    let is_apple = variable("TERM_PROGRAM").is_some_and(|it| it == "Apple_Terminal");
    let is_poor = variable("TERM").is_none_or(|it| is_poor(&it) || it.starts_with("vt"));
    Desktop {
        paths: origins.iter().filter(|it| **it != Origin::BuiltIn).map(|it| it.name().to_string()).collect(),
        can_open: has_desktop && !is_remote,
        has_clipboard: !(keeps || is_apple || is_poor),
    }
}

/// Returns whether the terminal knows what an address is (OSC 8), or leaves what tells it alone.
pub(super) fn knows_links() -> bool {
    !variable("TERM").is_none_or(|it| is_old(&it) || it.starts_with("screen"))
}

/// Returns whether a terminal is one of the first ones, or has no more than they had.
fn is_old(term: &str) -> bool {
    is_poor(term) && !term.starts_with("linux") || term.starts_with("vt")
}

/// Returns whether a terminal has no more signs than the first ones had.
fn is_poor(term: &str) -> bool {
    matches!(term, "linux" | "vt100" | "ansi" | "dumb") || term.starts_with("linux-")
}

/// Returns whether the terminal is one of the first ones: it shows what switches pastes, mice and whole frames on.
pub(super) fn is_plain_terminal() -> bool {
    variable("TERM").is_some_and(|it| is_old(&it))
}

/// Returns why the terminal cannot be drawn on, by its name: it has none, can do nothing, or is none that anybody knows.
pub(super) fn unusable_terminal() -> Option<Option<String>> {
    if cfg!(windows) {
        return None;
    }
    let Some(term) = variable("TERM") else { return Some(None) };
    let is_usable = term != "dumb" && is_known(&term);
    (!is_usable).then_some(Some(term))
}

/// Names of families of terminals, by which their names begin.
const FAMILIES: [&str; 24] = [
    "xterm",
    "screen",
    "tmux",
    "rxvt",
    "linux",
    "vt",
    "ansi",
    "alacritty",
    "foot",
    "kitty",
    "wezterm",
    "ghostty",
    "st",
    "konsole",
    "gnome",
    "putty",
    "iterm",
    "Eterm",
    "cygwin",
    "mintty",
    "dtterm",
    "contour",
    "rio",
    "nsterm",
];

/// Where systems keep what they know of terminals.
const TERMINFO: [&str; 5] =
    ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo", "/usr/local/share/terminfo"];

/// Returns whether a terminal is known, by its name: by what others of its kind are called, else from what stands in the
/// system about terminals.
fn is_known(term: &str) -> bool {
    let is_end = |it: char| it.is_ascii_digit() || matches!(it, '-' | '.' | '+');
    let is_of = |family: &&str| term.strip_prefix(family).is_some_and(|rest| rest.chars().next().is_none_or(is_end));
    FAMILIES.iter().any(is_of) || term.ends_with("color") || is_in_terminfo(term)
}

fn is_in_terminfo(term: &str) -> bool {
    let first = term.chars().next().unwrap_or_default();
    if term.contains(['/', '\0']) || !first.is_ascii_alphanumeric() {
        return false;
    }
    let home = variable("HOME").map(|it| format!("{it}/.terminfo"));
    let stated =
        ["TERMINFO", "TERMINFO_DIRS"].into_iter().filter_map(variable).chain(home).collect::<Vec<_>>().join(":");
    let mut folders = stated.split(':').chain(TERMINFO).filter(|it| !it.is_empty());
    // Some systems name the folders by the number of the letter.
    let number = format!("{:x}", u32::from(first));
    let is_in = |folder: &str, letter: &str| PathBuf::from(format!("{folder}/{letter}/{term}")).exists();
    folders.any(|it| is_in(it, &first.to_string()) || is_in(it, &number))
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|it| !it.is_empty())
}

/// Returns the locale of a category (POSIX): `LC_ALL`, else the category's own variable, else `LANG`.
fn locale(category: &str) -> Option<String> {
    ["LC_ALL", category, "LANG"].into_iter().find_map(variable)
}

impl Arguments {
    /// Returns whether signs are to be those of ASCII: where that is asked for, where the terminal has no others, or
    /// where the locale names another character set than UTF-8.
    pub(super) fn wants_ascii(&self) -> bool {
        let charset = locale("LC_CTYPE").and_then(|it| Some(it.split_once('.')?.1.split('@').next()?.to_lowercase()));
        let is_other = charset.is_some_and(|it| it.replace('-', "") != "utf8");
        self.ascii || variable("TERM").is_some_and(|it| is_poor(&it)) || is_other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_without_colours_are_known_by_their_names() {
        let colourless = ["vt100", "vt220", "ansi", "xterm-mono", "linux-m"];
        assert_eq!(colourless.map(is_colourless), [true; 5]);
        assert_eq!(["xterm", "linux", "xterm-256color"].map(is_colourless), [false; 3]);
    }
}
