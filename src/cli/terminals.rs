//! What can a terminal do, by its type (`TERM`)?
//!
//! Classifies terminals by name: colours, characters, control sequences.

/// Families of terminals, as prefixes of their names.
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

/// Returns whether a terminal has no colours.
pub(super) fn is_colourless(term: &str) -> bool {
    term.starts_with("vt") || matches!(term, "ansi" | "dumb") || ["-m", "-mono"].iter().any(|it| term.ends_with(it))
}

/// Returns whether a terminal is a legacy one: a video terminal (`vt…`), or a type that promises no more (`ansi`,
/// `dumb`).
pub(super) fn is_legacy(term: &str) -> bool {
    has_limited_charset(term) && !is_linux(term) || term.starts_with("vt")
}

/// Returns whether a terminal can display few characters beyond ASCII.
pub(super) fn has_limited_charset(term: &str) -> bool {
    matches!(term, "vt100" | "ansi" | "dumb") || is_linux(term)
}

/// Returns whether a terminal is the Linux console.
fn is_linux(term: &str) -> bool {
    term == "linux" || term.starts_with("linux-")
}

/// Returns whether a terminal belongs to a known family.
pub(super) fn is_known_family(term: &str) -> bool {
    let is_end = |it: char| it.is_ascii_digit() || matches!(it, '-' | '.' | '+');
    let is_of_family =
        |family: &&str| term.strip_prefix(family).is_some_and(|rest| rest.chars().next().is_none_or(is_end));
    FAMILIES.iter().any(is_of_family) || term.ends_with("color")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_are_classified_by_term_name() {
        let classify =
            |term: &str| [is_colourless(term), is_legacy(term), has_limited_charset(term), is_known_family(term)];
        let (yes, no) = (true, false);
        for (term, expected) in [
            ("xterm", [no, no, no, yes]),
            ("xterm-256color", [no, no, no, yes]),
            ("xterm-mono", [yes, no, no, yes]),
            ("xterm1", [no, no, no, yes]),
            ("xtermal", [no; 4]),
            ("vt100", [yes; 4]),
            ("vt220", [yes, yes, no, yes]),
            ("ansi", [yes; 4]),
            ("dumb", [yes, yes, yes, no]),
            ("linux", [no, no, yes, yes]),
            ("linux-m", [yes, no, yes, yes]),
            ("linuxoid", [no; 4]),
            ("screen.xterm", [no, no, no, yes]),
            ("acme+color", [no, no, no, yes]),
            ("acme", [no; 4]),
            ("", [no; 4]),
        ] {
            assert_eq!(classify(term), expected, "{term}");
        }
    }
}
