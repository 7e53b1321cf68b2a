//! Can anything in a catalogue send a command to the terminal?
//!
//! All output is parsed as a terminal would parse it.

use std::collections::BTreeSet;
use std::path::Path;

use passerelle::app::Start;
use passerelle::lang::Lang;
use passerelle::load::Origin;
use passerelle::query::Library;
use passerelle::text::Clean;

use crate::support::{Session, command, figure, is_thorough, quoted};

/// Collects everything in the output that is not allowed.
#[derive(Default)]
struct Violations {
    /// Descriptions of the disallowed sequences and characters, without duplicates.
    found: BTreeSet<String>,
    /// Kind of output that is parsed.
    kind: OutputKind,
}

/// Kind of output, which determines what it may contain besides printable characters.
#[derive(Clone, Copy, Default, PartialEq)]
enum OutputKind {
    /// Output of a command: line ends and tabs.
    #[default]
    Command,
    /// Output of a command in colour: SGR sequences as well.
    Coloured,
    /// Frames of a screen: cursor positions, SGR, erasing, and private modes (such as cursor visibility), but no
    /// control characters.
    Screen,
}

/// Returns whether a character is a C1 control, changes how others are displayed, is invisible, or is for private use.
fn is_harmful(character: char) -> bool {
    matches!(character,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}')
}

impl vte::Perform for Violations {
    fn print(&mut self, character: char) {
        if is_harmful(character) {
            self.found.insert(format!("shows U+{:04X}", u32::from(character)));
        }
    }
    fn execute(&mut self, byte: u8) {
        if self.kind == OutputKind::Screen || !matches!(byte, b'\n' | b'\t' | b'\r') {
            self.found.insert(format!("control {byte:#04x}"));
        }
    }
    fn csi_dispatch(&mut self, _: &vte::Params, between: &[u8], _: bool, action: char) {
        let is_allowed = match self.kind {
            OutputKind::Command => false,
            OutputKind::Coloured => matches!((between, action), ([], 'm')),
            OutputKind::Screen => matches!((between, action), ([], 'H' | 'm' | 'J' | 'K') | ([b'?'], 'h' | 'l')),
        };
        if !is_allowed {
            self.found.insert(format!("CSI {between:?} {action}"));
        }
    }
    fn esc_dispatch(&mut self, between: &[u8], _: bool, byte: u8) {
        self.found.insert(format!("ESC {between:?} {byte:#04x}"));
    }
    fn osc_dispatch(&mut self, _: &[&[u8]], _: bool) {
        self.found.insert("OSC".to_owned());
    }
    fn hook(&mut self, _: &vte::Params, _: &[u8], _: bool, action: char) {
        self.found.insert(format!("DCS {action}"));
    }
}

fn violations(bytes: &[u8], kind: OutputKind) -> BTreeSet<String> {
    let mut violations = Violations { kind, ..Violations::default() };
    vte::Parser::new().advance(&mut violations, bytes);
    violations.found.into_iter().take(5).collect()
}

/// Returns the scalar values to try: all of them in thorough mode, otherwise those below U+3100, the last few, and one
/// in 61 of the others.
fn scalars() -> Vec<char> {
    let is_tried = |it: &char| is_thorough() || *it < '\u{3100}' || u32::from(*it) % 61 == 0 || *it > '\u{10fff0}';
    ('\0'..=char::MAX).filter(is_tried).collect()
}

/// Returns the header of a catalogue, and appends an activity to `activities`; every text of both contains the given
/// scalar values.
fn catalogue(scalars: &[char], activities: &mut String, number: usize) -> String {
    let raw: String = scalars.iter().flat_map(|&it| [it, 'x']).collect();
    let text = quoted(&format!("x{raw}"));
    activities.push_str(&format!(
        "Activity(id: \"a{number}\", title: {text}, place: Place(name: {text}, aliases: [{text}], country: \"FR\"),
            lead: {text}, experts: [\"o\"], partners: [{text}], themes: [\"t\"], kinds: [\"k\"], summary: {text}, aims: {text},
            actions: [{text}], results: [{text}], lessons: [Lesson(text: {text}, sources: [\"s\"])], outlook: [{text}],
            sources: [\"s\"], extra: {{ {text}: {text} }}),\n"
    ));
    format!(
        "Catalogue(format: 1, id: \"c\", title: {text}, about: {text}, licence: {text}, attribution: {text},
            themes: {{ \"t\": {text} }}, kinds: {{ \"k\": {text} }}, organisations: {{ \"o\": Organisation(name: {text}, short: {text}) }},
            sources: {{ \"s\": Source(title: {text}, publisher: {text}, isbn: {text}) }},\n"
    )
}

#[test]
fn screens_emit_only_allowed_sequences() {
    let scalars = scalars();
    let mut screens = 0;
    for part in scalars.chunks(400) {
        let mut activity = String::new();
        let header = catalogue(part, &mut activity, 0);
        let text = format!("{header} activities: [{activity}])");
        let origin = Origin::Text(Clean::line("scalars"), text);
        let library = Library::load(vec![origin]);
        assert_eq!(library.catalogue.activities.len(), 1, "{:?}", library.report.problems);
        let mut session = Session::on(library, Start::in_language(Lang::EN), (200, 160));
        for keys in ["", "Enter", "Esc L", "Tab", "Esc f", "Esc / x Enter"] {
            session.keys(keys);
            let written = session.frame();
            assert!(written.len() > 400);
            assert_eq!(violations(&written, OutputKind::Screen), BTreeSet::new(), "from {:?}: {keys}", part.first());
            screens += 1;
        }
    }
    figure("escapes on screens", format!("{} scalars, {screens} frames, 0 violations", scalars.len()));
}

#[test]
fn commands_emit_only_allowed_sequences() {
    let scalars = scalars();
    let folder = tempfile::tempdir().unwrap();
    let (good, bad) = (folder.path().join("good.ron"), folder.path().join("bad.ron"));
    let mut activities = String::new();
    let parts: Vec<&[char]> = scalars.chunks(2000).collect();
    let header = catalogue(parts[0], &mut String::new(), 0);
    parts.iter().enumerate().for_each(|(number, part)| drop(catalogue(part, &mut activities, number)));
    std::fs::write(&good, format!("{header} activities: [{activities}])")).unwrap();
    // The same scalar values in invalid country codes, which messages quote.
    let faults: Vec<String> = parts
        .iter()
        .flat_map(|part| part.chunks(50))
        .enumerate()
        .map(|(number, part)| {
            let raw: String = part.iter().filter(|it| !it.is_control()).flat_map(|&it| [it, 'x']).collect();
            let country = quoted(&raw);
            format!("Activity(id: \"a{number}\", title: \"T\", place: Place(name: \"P\", country: {country})),\n")
        })
        .collect();
    std::fs::write(&bad, format!("Catalogue(format: 1, title: \"T\", activities: [{}])", faults.concat())).unwrap();
    let (good, bad) = (good.to_str().unwrap(), bad.to_str().unwrap());
    let ids: Vec<String> = (0..parts.len()).map(|it| format!("a{it}")).collect();
    let mut tried = 0;
    let mut try_out = |arguments: &[&str]| {
        let output = command(arguments).output().unwrap();
        let kind = if arguments.contains(&"always") { OutputKind::Coloured } else { OutputKind::Command };
        for bytes in [&output.stdout, &output.stderr] {
            assert_eq!(violations(bytes, kind), BTreeSet::new(), "{arguments:?}");
        }
        assert!(kind == OutputKind::Command || output.stdout.contains(&b'\x1b'), "{arguments:?} has colours");
        assert!(output.stdout.len() + output.stderr.len() > 20, "{arguments:?}");
        tried += 1;
    };
    for format in ["table", "tsv", "csv", "json", "ndjson"] {
        try_out(&["list", "-f", good, "--format", format, "--lang", "en"]);
    }
    for format in ["markdown", "html", "ron"] {
        try_out(&["export", "-f", good, "--format", format, "--lang", "fr"]);
    }
    let all: Vec<&str> = ids.iter().map(String::as_str).collect();
    for format in ["text", "markdown", "json"] {
        try_out(&[&["show", "-f", good, "--format", format], &all[..]].concat());
    }
    for style in ["plain", "iso690", "bibtex", "ris"] {
        try_out(&[&["cite", "-f", good, "--style", style], &all[..]].concat());
    }
    try_out(&["lessons", "-f", good, "--by", "theme"]);
    try_out(&["facets", "-f", good]);
    try_out(&["check", good]);
    try_out(&["check", bad, "--lang", "fr"]);
    try_out(&["check", bad, "--format", "json"]);
    try_out(&[bad]);
    try_out(&["check", bad, "--color", "always"]);
    try_out(&["export", "-f", good, "--format", "csv"]);
    try_out(&["lessons", "-f", good, "--format", "markdown"]);
    try_out(&["lessons", "-f", good, "--format", "html"]);
    try_out(&["import", bad]);
    // On a terminal, output is laid out in its width and coloured.
    for (columns, arguments) in [
        (80, ["list", good]),
        (33, ["list", good]),
        (80, ["lessons", good]),
        (33, ["facets", good]),
        (80, ["check", bad]),
    ] {
        let shown = run_in_terminal(&[arguments[0], "-f", arguments[1]], columns);
        assert_eq!(violations(&shown, OutputKind::Coloured), BTreeSet::new(), "{arguments:?} at {columns} columns");
        assert!(shown.len() > 400, "{arguments:?}");
        tried += 1;
    }
    figure("escapes from commands", format!("{} scalars, {tried} outputs, 0 violations", scalars.len()));
}

/// Returns what a command writes to a terminal that is `columns` wide.
fn run_in_terminal(arguments: &[&str], columns: u16) -> Vec<u8> {
    use portable_pty::{PtySize, native_pty_system};

    let size = PtySize { rows: 40, cols: columns, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = crate::terminal::command_in_terminal(env!("CARGO_BIN_EXE_passerelle"));
    command.args(arguments);
    command.cwd(env!("CARGO_TARGET_TMPDIR"));
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut shown = Vec::new();
    // On some systems, reading at the end of a pseudo-terminal is an error.
    let _ = std::io::Read::read_to_end(&mut pair.master.try_clone_reader().unwrap(), &mut shown);
    child.wait().unwrap();
    shown
}

#[test]
fn cleaners_remove_every_harmful_character() {
    use passerelle::text::{clean_line, clean_prose, sanitised};

    let mut count = 0;
    for scalar in '\0'..=char::MAX {
        let text = format!("x{scalar}x");
        for cleaned in [clean_line(&text), clean_prose(&text), sanitised(&text, false).into_owned()] {
            let is_bad = |it: char| is_harmful(it) || (it.is_control() && it != '\n');
            assert!(!cleaned.contains(is_bad), "U+{:04X} gives {cleaned:?}", u32::from(scalar));
            assert!(cleaned.starts_with('x') && cleaned.ends_with('x'), "U+{:04X}", u32::from(scalar));
        }
        count += 1;
    }
    figure("scalars passing the cleaner", format!("{count}, 0 that affect others"));
}

#[test]
#[cfg(unix)]
fn file_names_and_arguments_emit_no_control_sequences() {
    use std::os::unix::ffi::OsStrExt;

    let folder = tempfile::tempdir().unwrap();
    let hostile: Vec<String> =
        scalars().chunks(60).map(|it| it.iter().filter(|it| !matches!(it, '\0' | '/')).collect()).collect();
    let mut tried = 0;
    for text in hostile.iter().step_by(if is_thorough() { 1 } else { 4 }) {
        let name: String = text.chars().take(60).collect();
        let path = folder.path().join(Path::new(&name));
        let _ = std::fs::write(&path, b"Catalogue(");
        let bytes = std::ffi::OsStr::from_bytes(path.as_os_str().as_bytes());
        // One option or command per round, with the hostile text as its value or argument.
        let words: [&[&str]; 12] = [
            &["list", "--country"],
            &["list", "--theme"],
            &["list", "--partner"],
            &["list", "--search"],
            &["list", "--sort"],
            &["list", "--lang"],
            &["export", "--format"],
            &["--open"],
            &["new"],
            &["cite"],
            &["facets"],
            &["import"],
        ];
        let of_turn = words[tried / 3 % words.len()].iter().map(AsRef::as_ref).chain([name.as_ref()]).collect();
        for arguments in [vec![bytes], of_turn, vec!["show".as_ref(), name.as_ref()]] {
            let output = command(&arguments).output().unwrap();
            for bytes in [&output.stdout, &output.stderr] {
                assert_eq!(violations(bytes, OutputKind::Command), BTreeSet::new(), "{arguments:?}");
            }
            tried += 1;
        }
    }
    figure("escapes from arguments", format!("{tried} commands, 0 violations"));
}

#[test]
fn floods_of_combining_characters_stay_below_64_kib() {
    let mut largest = 0;
    for flood in [
        "e\u{301}",
        "👩\u{200d}",
        "🇫🇷",
        "\u{1100}\u{1161}",
        "\u{0e33}",
        "a\u{20e3}",
        "\u{fdfd}",
        "©\u{fe0f}\u{200d}",
        "®\u{200d}",
    ] {
        let pile = format!("{}{}", flood, "\u{301}".repeat(40));
        let text: String = flood.repeat(500) + &pile.repeat(2000) + &"\u{301}".repeat(20_000);
        let mut activity = String::new();
        let characters: Vec<char> = text.chars().collect();
        let header = catalogue(&characters, &mut activity, 0);
        let text = format!("{header} activities: [{activity}])");
        let library = Library::load(vec![Origin::Text(Clean::line("flood"), text)]);
        let mut session = Session::on(library, Start::in_language(Lang::EN), (200, 60));
        for keys in ["", "Enter PgDn", "Esc L", "Esc f"] {
            session.keys(keys);
            largest = largest.max(session.frame().len());
        }
    }
    figure("largest frame of a flood", format!("{largest} bytes at 200×60"));
    assert!(largest < 64 << 10, "{largest}");
}
