//! Helpers: the reader without a terminal (keys in, drawn buffer out) and the program as a process (arguments in, text
//! out).

use std::ffi::{OsStr, OsString};
use std::fmt::Write;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use passerelle::app::{App, Effect, Message, Start, message_for};
use passerelle::lang::Lang;
use passerelle::load::Origin;
use passerelle::query::Library;
use passerelle::terminal::paint;
use passerelle::text::Clean;
use passerelle::view::{FrameInfo, Theme, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

/// A session of the reader without a terminal: an [`App`] that is sent keys and drawn into a buffer.
pub(crate) struct Session {
    pub(crate) app: App,
    pub(crate) theme: Theme,
    /// Whether an effect has asked the program to quit.
    pub(crate) has_quit: bool,
}

impl Session {
    /// Opens a session on the built-in catalogue; `size` is in columns and lines.
    pub(crate) fn new(lang: Lang, size: (u16, u16)) -> Self {
        Self::on(Library::load(vec![Origin::BuiltIn]), Start::in_language(lang), size)
    }

    pub(crate) fn on(library: Library, start: Start, size: (u16, u16)) -> Self {
        Self { app: App::new(library, start, size), theme: Theme::colours(), has_quit: false }
    }

    /// Presses keys, separated by spaces: each word is the name of a key (`Enter`, `Esc`, `Space`, `Down`, `C-f` …) or
    /// is typed character by character.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for word in keys.split(' ').filter(|it| !it.is_empty()) {
            match named_key(word) {
                Some(event) => self.press(event),
                None => {
                    word.chars().for_each(|it| self.press(KeyEvent::new(KeyCode::Char(it), KeyModifiers::NONE)));
                }
            }
        }
        self
    }

    pub(crate) fn press(&mut self, key: KeyEvent) {
        let message = message_for(Event::Key(key), self.app.context());
        message.into_iter().for_each(|it| self.send(it));
    }

    pub(crate) fn send(&mut self, message: Message) {
        self.has_quit |= self.app.update(message) == Some(Effect::Quit);
    }

    /// Draws the screen; returns its cells, and the frame with the cursor and the click targets.
    pub(crate) fn draw(&self) -> (Buffer, FrameInfo) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.app.display().size.0, self.app.display().size.1));
        let frame = draw(&self.app, &self.theme, &mut buffer);
        (buffer, frame)
    }

    /// Clicks at a column and a line, both counted from 0.
    pub(crate) fn click(&mut self, column: u16, line: u16) -> &mut Self {
        let target = self.draw().1.target(column, line);
        target.into_iter().for_each(|it| self.send(Message::Click(it)));
        self
    }

    /// Clicks on the first character of the first occurrence of a text on the screen.
    ///
    /// # Panics
    /// If the text is not on the screen.
    pub(crate) fn click_on(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        let found = screen.lines().enumerate().find_map(|(line, shown)| Some((line, shown.find(text)?, shown)));
        let (line, at, shown) = found.unwrap_or_else(|| panic!("{text} is not shown: {screen}"));
        let column = passerelle::text::width(&shown[..at]);
        self.click(u16::try_from(column).unwrap(), u16::try_from(line).unwrap())
    }

    /// Returns the bytes that draw the whole frame on a terminal.
    pub(crate) fn frame(&self) -> Vec<u8> {
        let (next, frame) = self.draw();
        let mut bytes = Vec::new();
        paint(None, &next, frame.links(), &mut bytes).unwrap();
        bytes
    }

    /// Returns the screen as text.
    pub(crate) fn screen(&self) -> String {
        text(&self.draw().0)
    }

    /// Returns the screen line with the cursor; empty if the cursor is hidden.
    pub(crate) fn cursor_line(&self) -> String {
        let (buffer, frame) = self.draw();
        let Some(cursor) = frame.cursor else { return String::new() };
        text(&buffer).lines().nth(usize::from(cursor.y)).unwrap_or_default().to_owned()
    }

    /// Returns the identifiers of the listed activities, in order.
    pub(crate) fn ids(&self) -> Vec<&str> {
        let activities = &self.app.library().catalogue.activities;
        self.app.list().answer.rows.iter().map(|&row| activities[row].id.as_str()).collect()
    }

    /// Returns the identifier of the selected activity; empty if the list is empty.
    pub(crate) fn selected(&self) -> &str {
        self.app.list().record().map_or("", |record| &self.app.library().catalogue.activities[record].id)
    }
}

fn named_key(word: &str) -> Option<KeyEvent> {
    let (code, modifiers) = match word {
        "Enter" => (KeyCode::Enter, KeyModifiers::NONE),
        "Esc" => (KeyCode::Esc, KeyModifiers::NONE),
        "Tab" => (KeyCode::Tab, KeyModifiers::NONE),
        "BackTab" => (KeyCode::BackTab, KeyModifiers::SHIFT),
        "Space" => (KeyCode::Char(' '), KeyModifiers::NONE),
        "Up" => (KeyCode::Up, KeyModifiers::NONE),
        "Down" => (KeyCode::Down, KeyModifiers::NONE),
        "Left" => (KeyCode::Left, KeyModifiers::NONE),
        "Right" => (KeyCode::Right, KeyModifiers::NONE),
        "PgUp" => (KeyCode::PageUp, KeyModifiers::NONE),
        "PgDn" => (KeyCode::PageDown, KeyModifiers::NONE),
        "Home" => (KeyCode::Home, KeyModifiers::NONE),
        "End" => (KeyCode::End, KeyModifiers::NONE),
        "Backspace" => (KeyCode::Backspace, KeyModifiers::NONE),
        "F1" => (KeyCode::F(1), KeyModifiers::NONE),
        "F5" => (KeyCode::F(5), KeyModifiers::NONE),
        "F7" => (KeyCode::F(7), KeyModifiers::NONE),
        "F3" => (KeyCode::F(3), KeyModifiers::NONE),
        _ => {
            let letter = word.strip_prefix("C-")?.chars().next()?;
            (KeyCode::Char(letter), KeyModifiers::CONTROL)
        }
    };
    Some(KeyEvent::new(code, modifiers))
}

/// Returns a buffer as lines of text, without trailing spaces.
pub(crate) fn text(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            skip = passerelle::text::width(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Returns the runs of styled cells, line by line: `3: 0-41 reversed`.
pub(crate) fn styles(buffer: &Buffer) -> String {
    let mut styles = String::new();
    for y in 0..buffer.area.height {
        let mut runs: Vec<(u16, u16, String)> = Vec::new();
        for x in 0..buffer.area.width {
            let name = style_name(buffer, x, y);
            match runs.last_mut() {
                Some((_, end, last)) if *last == name => *end = x,
                _ => runs.push((x, x, name)),
            }
        }
        runs.retain(|(_, _, name)| !name.is_empty());
        if !runs.is_empty() {
            let runs: Vec<String> = runs.iter().map(|(start, end, name)| format!("{start}-{end} {name}")).collect();
            let _ = writeln!(styles, "{y}: {}", runs.join(", "));
        }
    }
    styles
}

fn style_name(buffer: &Buffer, x: u16, y: u16) -> String {
    let cell = &buffer[(x, y)];
    let mut name: Vec<String> = Vec::new();
    if cell.fg != Color::Reset {
        name.push(format!("{:?}", cell.fg).to_lowercase());
    }
    if cell.bg != Color::Reset {
        name.push(format!("on-{:?}", cell.bg).to_lowercase());
    }
    for (modifier, word) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
    ] {
        if cell.modifier.contains(modifier) {
            name.push(word.to_owned());
        }
    }
    name.join(" ")
}

/// Returns a catalogue of an activity in France, “alpha”, and one in Belgium, “beta”; `id` begins their identifiers.
pub(crate) fn pair_of_activities(id: &str) -> Origin {
    let text = format!(
        "Catalogue(format: 1, id: \"c{id}\", title: \"T\", activities: [
            (id: \"{id}1\", title: \"alpha\", place: (name: \"P\", country: \"FR\")),
            (id: \"{id}2\", title: \"beta\", place: (name: \"P\", country: \"BE\"))])"
    );
    Origin::Text(Clean::line("c.ron"), text)
}

/// Prints a figure that a test has measured; `cargo test -- --nocapture` shows it.
#[allow(clippy::print_stdout, clippy::disallowed_macros)]
pub(crate) fn figure(name: &str, result: impl std::fmt::Display) {
    println!("figure: {name}: {result}");
}

/// Prints the figure of a property test when its last case ends.
pub(crate) fn figure_of_cases(ended: &AtomicU32, cases: u32, name: &str, result: &str) {
    if ended.fetch_add(1, Ordering::Relaxed) + 1 == cases {
        figure(name, format!("{cases} {result}"));
    }
}

/// Returns whether `PASSERELLE_THOROUGH=1` requests the tests at their largest.
pub(crate) fn is_thorough() -> bool {
    std::env::var_os("PASSERELLE_THOROUGH").is_some_and(|it| it == "1")
}

/// Quotes a text as a RON string.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            it if it.is_control() => quoted.push_str(&format!("\\u{{{:x}}}", u32::from(it))),
            it => quoted.push(it),
        }
    }
    quoted.push('"');
    quoted
}

/// Returns the environment variables of every process that a test starts. Others, such as those for language, colours
/// and the width of the screen, would make its output depend on who runs the tests.
pub(crate) fn environment() -> impl Iterator<Item = (&'static str, OsString)> {
    let inherited = ["PATH", "HOME", "TMPDIR", "SYSTEMROOT", "USERPROFILE", "APPDATA", "LOCALAPPDATA"];
    let inherited = inherited.into_iter().filter_map(|it| Some((it, std::env::var_os(it)?)));
    inherited.chain([("LANG", "C".into()), ("TERM", "xterm-256color".into())])
}

/// Returns a command that runs a program in the [`environment`] of the tests.
pub(crate) fn command_of(program: &str) -> Command {
    let mut command = Command::new(program);
    command.env_clear().envs(environment());
    command
}

/// Returns a command that runs the program with some arguments, in English.
pub(crate) fn command(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = command_of(env!("CARGO_BIN_EXE_passerelle"));
    command.args(arguments);
    command
}

/// Runs the program; returns its standard output, its standard error and its exit code.
pub(crate) fn run(arguments: &[&str]) -> (String, String, i32) {
    outcome(command(arguments).output().unwrap())
}

/// Runs the program with some text as its standard input; returns its standard output, its standard error and its exit
/// code.
pub(crate) fn run_with_input(arguments: &[&str], input: &str) -> (String, String, i32) {
    let mut command = command(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    outcome(child.wait_with_output().unwrap())
}

/// Returns the standard output, the standard error and the exit code of a process.
pub(crate) fn outcome(output: Output) -> (String, String, i32) {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}
