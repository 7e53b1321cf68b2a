//! What does the environment determine, where the arguments leave it open?
//!
//! Derives the language, the colours, the character repertoire, the capabilities of the terminal and the default
//! catalogue from environment variables.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::terminals::{has_limited_charset, is_colourless, is_known_family, is_legacy};
use super::values::{Color, language_tag};
use crate::app::Host;
use crate::lang::Lang;
use crate::load::Origin;

/// Environment variable that names the catalogue if no argument does.
const CATALOGUE: &str = "PASSERELLE_CATALOGUE";

/// Directories of the terminfo database.
const TERMINFO: [&str; 5] =
    ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo", "/usr/local/share/terminfo"];

/// Returns where catalogues are read from: the given paths, else the one named by [`CATALOGUE`], else the built-in one.
///
/// # Errors
/// If standard input is given more than once.
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

/// An environment, as a function from the names of variables to their values.
pub(super) struct Environment<F>(F);

/// Returns the environment of the process.
pub(super) fn environment() -> Environment<impl Fn(&str) -> Option<String>> {
    Environment(|name: &str| std::env::var_os(name).map(|it| it.to_string_lossy().into_owned()))
}

impl<F: Fn(&str) -> Option<String>> Environment<F> {
    /// Returns the value of a variable, or `None` if it is unset or empty.
    fn variable(&self, name: &str) -> Option<String> {
        (self.0)(name).filter(|it| !it.is_empty())
    }

    fn has(&self, name: &str) -> bool {
        self.variable(name).is_some()
    }

    /// Returns the locale of a category (POSIX): the value of `LC_ALL`, else of the category's own variable, else of
    /// `LANG`.
    fn locale(&self, category: &str) -> Option<String> {
        ["LC_ALL", category, "LANG"].into_iter().find_map(|it| self.variable(it))
    }

    /// Returns whether `TERM` is set and satisfies a predicate.
    fn term_satisfies(&self, predicate: impl Fn(&str) -> bool) -> bool {
        self.variable("TERM").is_some_and(|it| predicate(&it))
    }

    /// Returns whether colours are wanted, according to `--color`, else `NO_COLOR`, else `CLICOLOR_FORCE`, else both
    /// `TERM` and `CLICOLOR`.
    pub(super) fn wants_colour(&self, option: Color) -> bool {
        match option {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if self.has("NO_COLOR") => false,
            Color::Auto if self.has("CLICOLOR_FORCE") => true,
            // A terminal without colours may interpret their codes as something else, such as blinking.
            Color::Auto => !self.term_satisfies(is_colourless) && self.variable("CLICOLOR").is_none_or(|it| it != "0"),
        }
    }

    /// Returns whether a command prints colours: if they are wanted and standard output is a terminal, or with
    /// `--color=always`.
    pub(super) fn prints_colour(&self, option: Color) -> bool {
        matches!(option, Color::Always) || self.wants_colour(option) && crate::terminal::is_terminal()
    }

    /// Returns whether the interface is restricted to ASCII: on terminals with few characters, or if the locale names a
    /// character set other than UTF-8.
    pub(super) fn wants_ascii(&self) -> bool {
        let charset = |it: String| Some(it.split_once('.')?.1.split('@').next()?.to_lowercase());
        let has_other_charset =
            self.locale("LC_CTYPE").and_then(charset).is_some_and(|it| it.replace('-', "") != "utf8");
        self.term_satisfies(has_limited_charset) || has_other_charset
    }

    /// Returns the language of the interface and of texts: that of `--lang`, else the first of the system's preferred
    /// locales that the interface supports. `--lang` is searched for before the arguments are parsed, so that errors
    /// are in this language too.
    pub(super) fn language(&self, arguments: &[OsString], locales: impl Iterator<Item = String>) -> Lang {
        let words: Vec<&str> = arguments.iter().filter_map(|it| it.to_str()).take_while(|it| *it != "--").collect();
        let separate = words.iter().position(|it| *it == "--lang").and_then(|at| words.get(at + 1)).copied();
        let joined = words.iter().find_map(|it| it.strip_prefix("--lang="));
        let requested = separate.or(joined).filter(|it| *it != "all").and_then(language_tag);
        // POSIX: `LC_ALL` overrides the other variables, and the locale `C` stands for no language. GNU's `LANGUAGE`
        // takes precedence over all of them.
        let is_posix_name = |it: String| it == "POSIX" || it.split('.').next() == Some("C");
        let is_posix = !self.has("LANGUAGE") && self.locale("LC_MESSAGES").is_some_and(is_posix_name);
        let preferred = if is_posix { Lang::default() } else { Lang::from_locales(locales) };
        requested.map_or(preferred, |it| preferred.with_texts(&it))
    }

    /// Returns whether the terminal is on another machine (SSH).
    pub(super) fn is_remote(&self) -> bool {
        self.has("SSH_CONNECTION") || self.has("SSH_TTY")
    }

    /// Returns the surroundings of the reader: the paths of its catalogues, and what the desktop and the terminal can
    /// do.
    pub(super) fn host(&self, origins: &[Origin]) -> Host {
        let has_desktop = cfg!(any(windows, target_os = "macos")) || self.has("DISPLAY") || self.has("WAYLAND_DISPLAY");
        // By default these do not let programs set the clipboard.
        let blocks_clipboard = ["TMUX", "STY", "VTE_VERSION", "ConEmuPID"].iter().any(|it| self.has(it));
        let is_apple_terminal = self.variable("TERM_PROGRAM").is_some_and(|it| it == "Apple_Terminal");
        let is_limited = self.variable("TERM").is_none_or(|it| has_limited_charset(&it) || is_legacy(&it));
        Host {
            origin_names: origins.iter().filter(|it| **it != Origin::BuiltIn).map(Origin::argument).collect(),
            can_suspend: crate::terminal::has_job_control(),
            can_open: has_desktop && !self.is_remote(),
            has_clipboard: !(blocks_clipboard || is_apple_terminal || is_limited),
            is_mouse_disabled: self.is_legacy_terminal(),
            has_unread_input: false,
        }
    }

    /// Returns whether the terminal supports hyperlinks (OSC 8), or at least ignores them.
    pub(super) fn supports_links(&self) -> bool {
        self.term_satisfies(|it| !is_legacy(it) && !it.starts_with("screen"))
    }

    /// Returns whether the terminal is a legacy one, which would print the sequences for bracketed paste, mouse and
    /// synchronised output.
    pub(super) fn is_legacy_terminal(&self) -> bool {
        self.term_satisfies(is_legacy)
    }

    /// Returns `None` if the terminal can be drawn on, else the reason: `Some(None)` if `TERM` is unset, or its value
    /// if it is `dumb` or neither of a known family nor in the terminfo database.
    pub(super) fn unusable_terminal(&self) -> Option<Option<String>> {
        if cfg!(windows) {
            return None;
        }
        let Some(term) = self.variable("TERM") else { return Some(None) };
        let is_usable = term != "dumb" && (is_known_family(&term) || self.is_in_terminfo(&term));
        (!is_usable).then_some(Some(term))
    }

    /// Returns whether the terminfo database has an entry for a terminal.
    fn is_in_terminfo(&self, term: &str) -> bool {
        let Some(first) = term.chars().next().filter(char::is_ascii_alphanumeric) else { return false };
        if term.contains(['/', '\0']) {
            return false;
        }
        let home = self.variable("HOME").map(|it| format!("{it}/.terminfo"));
        let custom = ["TERMINFO", "TERMINFO_DIRS"].into_iter().filter_map(|it| self.variable(it)).chain(home);
        let custom_paths = custom.collect::<Vec<_>>().join(":");
        let mut folders = custom_paths.split(':').chain(TERMINFO).filter(|it| !it.is_empty());
        // Some systems name the subdirectories by the letter's code in hexadecimal.
        let letters = [first.to_string(), format!("{:x}", u32::from(first))];
        folders.any(|it| letters.iter().any(|letter| Path::new(it).join(letter).join(term).exists()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns an environment with variables such as `TERM=xterm`, separated by spaces or, if a value may contain spaces,
    /// by line breaks.
    fn environment_with(variables: &str) -> Environment<impl Fn(&str) -> Option<String> + use<>> {
        let separator = if variables.contains('\n') { '\n' } else { ' ' };
        let pairs: Vec<(String, String)> =
            variables.split(separator).filter_map(|it| it.split_once('=')).map(|(a, b)| (a.into(), b.into())).collect();
        Environment(move |name: &str| pairs.iter().find(|it| it.0 == name).map(|it| it.1.clone()))
    }

    #[test]
    fn colours_follow_option_else_environment() {
        for (variables, expected) in [
            ("TERM=xterm", true),
            ("", true),
            ("TERM=xterm NO_COLOR=", true),
            ("TERM=xterm NO_COLOR=1", false),
            ("TERM=xterm NO_COLOR=1 CLICOLOR_FORCE=1", false),
            ("TERM=vt100", false),
            ("TERM=vt100 CLICOLOR_FORCE=1", true),
            ("TERM=xterm CLICOLOR=0", false),
            ("TERM=xterm CLICOLOR=0 CLICOLOR_FORCE=1", true),
            ("TERM=xterm CLICOLOR=1", true),
            ("TERM=vt100 CLICOLOR=1", false),
        ] {
            assert_eq!(environment_with(variables).wants_colour(Color::Auto), expected, "{variables}");
            assert!(
                environment_with(variables).wants_colour(Color::Always)
                    && !environment_with(variables).wants_colour(Color::Never)
            );
            assert!(
                environment_with(variables).prints_colour(Color::Always)
                    && !environment_with(variables).prints_colour(Color::Never)
            );
        }
    }

    #[test]
    fn ascii_is_used_on_poor_terminals_or_in_non_utf8_locales() {
        for (variables, expected) in [
            ("TERM=xterm", false),
            ("TERM=linux", true),
            ("TERM=xterm LANG=fr_FR.UTF-8", false),
            ("TERM=xterm LANG=fr_FR.utf8@euro", false),
            ("TERM=xterm LANG=fr_FR.ISO-8859-1", true),
            ("TERM=xterm LANG=fr_FR", false),
            ("TERM=xterm LANG=C", false),
            ("TERM=xterm LANG=fr_FR.UTF-8 LC_CTYPE=fr_FR.ISO-8859-15@euro", true),
            ("TERM=xterm LANG=fr_FR.ISO-8859-1 LC_ALL=C.UTF-8", false),
            ("LANG=fr_FR.UTF-8", false),
        ] {
            assert_eq!(environment_with(variables).wants_ascii(), expected, "{variables}");
        }
    }

    #[test]
    fn language_follows_option_else_locale() {
        let french = || ["fr-FR".to_owned(), "en-GB".to_owned()].into_iter();
        for (variables, arguments, expected) in [
            ("", "", "fr"),
            ("LANG=fr_FR.UTF-8", "", "fr"),
            ("LANG=C", "", "en"),
            ("LANG=C.UTF-8", "", "en"),
            ("LANG=POSIX", "", "en"),
            ("LANG=Cxx", "", "fr"),
            ("LANG=C LANGUAGE=fr", "", "fr"),
            ("LANG=fr_FR LC_MESSAGES=C", "", "en"),
            ("LANG=C LC_ALL=fr_FR", "", "fr"),
            ("", "list --lang en", "en"),
            ("", "list --lang=en", "en"),
            ("LANG=C", "--lang fr list", "fr"),
            ("", "--lang all", "fr"),
            ("", "--lang", "fr"),
            ("", "list -- --lang en", "fr"),
            ("LANG=C", "--lang de", "en"),
        ] {
            let words: Vec<OsString> = arguments.split(' ').map(OsString::from).collect();
            let lang = environment_with(variables).language(&words, french());
            assert_eq!(lang.interface_tag(), expected, "{variables} {arguments}");
            assert_eq!(lang.tag() == "de", arguments.ends_with("de"), "{arguments}");
        }
    }

    #[test]
    fn desktop_capabilities_follow_environment_variables() {
        let host_of =
            |variables: &str| environment_with(variables).host(&[Origin::BuiltIn, Origin::Path("a.ron".into())]);
        for (variables, can_open, has_clipboard) in [
            ("TERM=xterm DISPLAY=:0", true, true),
            ("TERM=xterm WAYLAND_DISPLAY=w", true, true),
            ("TERM=xterm", false, true),
            ("TERM=xterm DISPLAY=:0 SSH_TTY=/dev/pts/1", false, true),
            ("TERM=xterm DISPLAY=:0 SSH_CONNECTION=a", false, true),
            ("TERM=screen DISPLAY=:0 TMUX=a", true, false),
            ("TERM=screen STY=a", false, false),
            ("TERM=xterm VTE_VERSION=6", false, false),
            ("TERM=xterm ConEmuPID=6", false, false),
            ("TERM=xterm TERM_PROGRAM=Apple_Terminal", false, false),
            ("TERM=xterm TERM_PROGRAM=iTerm.app", false, true),
            ("TERM=linux", false, false),
            ("TERM=vt220", false, false),
            ("", false, false),
        ] {
            let host = host_of(variables);
            let is_unix = !cfg!(any(windows, target_os = "macos"));
            assert!(!is_unix || host.can_open == can_open, "{variables}");
            assert_eq!(host.has_clipboard, has_clipboard, "{variables}");
            assert_eq!(host.origin_names, ["a.ron"], "the one built in needs no name");
        }
    }

    #[test]
    fn hyperlinks_and_plain_terminals_depend_on_term() {
        for (term, links, legacy) in [
            ("xterm", true, false),
            ("screen", false, false),
            ("tmux-256color", true, false),
            ("linux", true, false),
            ("vt220", false, true),
            ("ansi", false, true),
            ("dumb", false, true),
            ("", false, false),
        ] {
            let environment = environment_with(&format!("TERM={term}"));
            assert_eq!((environment.supports_links(), environment.is_legacy_terminal()), (links, legacy), "{term}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn terminals_are_known_by_family_or_terminfo_entry() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for (subfolder, name) in [("home/.terminfo/q", "qx"), ("a/7a", "zx"), ("b/y", "yx")] {
            std::fs::create_dir_all(root.join(subfolder)).unwrap();
            std::fs::File::create(root.join(subfolder).join(name)).unwrap();
        }
        let path = root.display();
        let unusable = |term: &str| {
            environment_with(&format!(
                "TERM={term}\nHOME={path}/home\nTERMINFO={path}/a\nTERMINFO_DIRS=/none::{path}/b"
            ))
            .unusable_terminal()
        };
        for known in ["xterm", "qx", "zx", "yx"] {
            assert_eq!(unusable(known), None, "{known}");
        }
        for unknown in ["dumb", "qy", "-qx", "q/../qx", "é"] {
            assert_eq!(unusable(unknown), Some(Some(unknown.to_owned())));
        }
        assert_eq!(unusable(""), Some(None));
    }
}
