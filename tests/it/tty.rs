//! What does the real binary show in a pseudo-terminal, and how does it leave it?

use std::io::{Read, Write};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{PtySize, native_pty_system};
use vt100::Parser;

use crate::support::{command, command_of, figure, is_thorough};
use crate::terminal::{TIMEOUT, Terminal, command_in_terminal, kill, settings};

#[test]
fn session_restores_the_terminal() {
    let mut terminal = Terminal::open(&["--lang", "fr"]);
    terminal.wait_for("9 sur 9");
    assert!(terminal.parser.screen().alternate_screen());
    assert_ne!(settings(&*terminal.master), terminal.before, "raw mode is another setting");
    terminal.type_in("c");
    terminal.wait_for("Belgique  BE");
    terminal.type_in("fr\r");
    terminal.wait_for("3 sur 9");
    terminal.type_in("L");
    terminal.wait_for("Des groupes de travail communs");
    terminal.type_in("i");
    terminal.wait_for("Joint working groups");
    terminal.type_in("qq");
    assert!(terminal.end().success());
    terminal.assert_restored();
    assert_eq!(terminal.parser.screen().contents().trim(), "", "and nothing is said");
}

#[test]
fn catalogue_typed_on_stdin_is_read_before_keys() {
    let mut terminal = Terminal::open(&["--lang", "en", "-"]);
    terminal.wait_for("Ctrl-D ends it");
    assert!(!terminal.parser.screen().alternate_screen());
    for line in ["Catalogue(format: 1, title: \"Typed\",", "activities: [Activity(id: \"q\", title: \"Quays\","] {
        terminal.type_in(&format!("{line}\n"));
    }
    terminal.type_in("place: Place(name: \"Quay\", country: \"FR\"))])\n\u{4}");
    terminal.wait_for("1 of 1");
    terminal.type_in("q");
    assert!(terminal.end().success());
    terminal.assert_restored();
}

#[test]
fn huge_terminal_size_is_survived() {
    let mut terminal = Terminal::open(&["--lang", "en"]);
    terminal.wait_for("9 of 9");
    terminal.master.resize(PtySize { rows: u16::MAX, cols: u16::MAX, ..PtySize::default() }).unwrap();
    thread::sleep(Duration::from_millis(500));
    terminal.master.resize(PtySize { rows: 24, cols: 80, ..PtySize::default() }).unwrap();
    terminal.type_in("q");
    assert!(terminal.end().success());
    terminal.assert_restored();
}

#[test]
fn cursor_follows_the_selection_and_the_prompt() {
    let mut terminal = Terminal::open(&["--lang", "en"]);
    terminal.wait_for("9 of 9");
    terminal.type_in("jj");
    terminal.wait(|screen| {
        screen.contents().lines().nth(usize::from(screen.cursor_position().0)).is_some_and(|it| it.contains("Clichy"))
    });
    terminal.type_in("/haag");
    terminal.wait(|screen| screen.cursor_position() == (39, 22) && screen.contents().contains("1 of 9"));
    terminal.type_in("\u{3}");
    assert!(terminal.end().success());
    terminal.assert_restored();
}

#[test]
fn signals_end_the_program_and_restore_the_terminal() {
    // Each signal with the system's description of it.
    let everywhere = [
        ("TERM", "Terminated"),
        ("HUP", "Hangup"),
        ("INT", "Interrupt"),
        ("QUIT", "Quit"),
        ("USR1", "User defined signal 1"),
        ("USR2", "User defined signal 2"),
        ("ALRM", "Alarm clock"),
        ("VTALRM", "Virtual timer expired"),
        ("PROF", "Profiling timer expired"),
        ("XCPU", "CPU time limit exceeded"),
        ("SYS", "Bad system call"),
        ("ABRT", "Aborted"),
        ("TRAP", "Trace/breakpoint trap"),
    ];
    let on_linux: &[(&str, &str)] = match cfg!(target_os = "linux") {
        true => &[
            // For these the exit code is 128 plus the number of the signal, as in a shell.
            ("IO", "157"),
            ("PWR", "158"),
            ("16", "144"),
            ("34", "162"),
            ("39", "167"),
            ("64", "192"),
        ],
        false => &[],
    };
    let mut count = 0;
    for (name, end) in everywhere.iter().chain(on_linux) {
        let mut terminal = Terminal::open(&[]);
        terminal.wait_for("Avignon");
        terminal.signal(name);
        let status = terminal.end();
        // The status is that of the signal's default action. Descriptions of signals differ between systems.
        let reported = status.signal().map_or_else(|| status.exit_code().to_string(), str::to_owned);
        let is_so = if cfg!(target_os = "linux") { reported == *end } else { status.signal().is_some() };
        assert!(is_so, "{name}: {status:?}");
        terminal.assert_restored();
        count += 1;
    }
    figure("terminating signals", format!("{count} of {count} restored, with the right status"));
}

#[test]
fn stopping_while_marking_releases_the_lock() {
    let folder = tempfile::tempdir().unwrap();
    let home = [("XDG_DATA_HOME", folder.path().to_str().unwrap()), ("HOME", folder.path().to_str().unwrap())];
    let rounds = if is_thorough() { 60 } else { 15 };
    let mut terminal = Terminal::open_with(&["--lang", "en"], &home);
    terminal.wait_for("9 of 9");
    let store = passerelle::store::Store::new(folder.path().join("passerelle"), passerelle::disk::SystemDisk);
    for round in 0..rounds {
        // Mark an activity and stop the program some milliseconds later, about when it holds the lock.
        terminal.type_in(" ");
        thread::sleep(Duration::from_millis(round % 12));
        terminal.stop();
        let other = format!("other-{round}");
        // The marks of this other session are saved as they are if the program has not saved any yet.
        let shown = [other.clone()].into_iter().collect();
        let after = store.change("prepare", &[passerelle::store::Change::Mark(other)], &shown);
        assert_eq!(after.problem, None, "round {round}");
        // A key that had not been read when the program was stopped is read now.
        terminal.signal("CONT");
        let sign = if round % 2 == 0 { "✓" } else { "1 Avignon" };
        terminal.wait(|screen| screen.alternate_screen() && screen.contents().contains(sign));
        terminal.settle();
    }
    terminal.type_in("Q");
    assert!(terminal.end().success());
    let marks = store.marks("prepare").marks;
    assert_eq!(marks.contains("avignon"), rounds % 2 == 1, "each of the marks was kept");
    assert!((0..rounds).all(|round| marks.contains(&format!("other-{round}"))), "{marks:?}");
    figure("stopped while saving a mark", format!("{rounds} of {rounds} saved, 0 locks held"));
}

#[test]
fn stop_restores_and_continue_retakes_the_terminal() {
    let mut terminal = Terminal::open(&["--lang", "en"]);
    terminal.wait_for("9 of 9");
    terminal.type_in("jj");
    let taken = settings(&*terminal.master);
    terminal.stop();
    assert_eq!(settings(&*terminal.master), terminal.before);
    assert!(!terminal.parser.screen().hide_cursor() && !terminal.parser.screen().bracketed_paste());
    terminal.signal("CONT");
    terminal.wait(|screen| screen.alternate_screen() && screen.contents().contains("Clichy-sous-Bois"));
    // The program restores the modes once more before it sets its own, because another program may have changed them.
    terminal.wait_for_settings(&taken);
    terminal.type_in("Q");
    assert!(terminal.end().success());
    terminal.assert_restored();
    figure("stopped and continued", "restored, then as before");
}

/// The ids of the session and of the process group are 0 where their leader is in another PID namespace, as in some
/// containers.
#[cfg(target_os = "linux")]
#[test]
fn reader_opens_where_the_session_leader_is_in_another_pid_namespace() {
    let namespace = ["--user", "--map-root-user", "--pid", "--fork"];
    if !command_of("unshare").args(namespace).arg("true").output().is_ok_and(|it| it.status.success()) {
        // Namespaces are not available here.
        return;
    }
    let mut command = command_in_terminal("unshare");
    command.args(namespace);
    command.args([env!("CARGO_BIN_EXE_passerelle"), "--no-state", "--lang", "en"]);
    let mut terminal = Terminal::start(command);
    terminal.wait_for("9 of 9");
    // Ctrl-Z: nothing could ever continue the program.
    terminal.type_in("\u{1a}");
    terminal.wait_for("Ctrl-Z");
    terminal.type_in("Q");
    assert!(terminal.end().success());
    terminal.assert_restored();
}

#[test]
fn storm_of_resizes_ends_with_a_correct_screen() {
    let mut terminal = Terminal::open(&["--lang", "en"]);
    terminal.wait_for("9 of 9");
    let storm = if is_thorough() { 2000 } else { 200 };
    for number in 0..storm {
        let (rows, cols) = (1 + (number * 7) % 60, 1 + (number * 13) % 200);
        terminal.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        if number % 5 == 0 {
            terminal.type_in(["j", "L", "\u{1b}[Z", "?", "\u{1b}[B"][usize::from(number / 5 % 5)]);
        }
        if number % 50 == 0 {
            thread::sleep(Duration::from_millis(20));
        }
    }
    terminal.master.resize(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
    // Discard what was drawn for earlier sizes; only the frame for the last one is examined.
    while terminal.output.recv_timeout(Duration::from_millis(300)).is_ok() {}
    terminal.master.resize(PtySize { rows: 25, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
    terminal.parser = Parser::new(25, 80, 0);
    terminal.parser.process(b"\x1b[?1049h");
    // Close whatever the storm has opened; one more key dismisses the notice about it.
    for keys in ["\u{1b}", "\u{1b}", "\u{1b}", "j", "?", "\u{1b}", "L", "\u{1b}", "c", "\u{1b}"] {
        terminal.type_in(keys);
        terminal.settle();
        if keys != "\u{1b}" {
            terminal.assert_equals_full_redraw(keys);
        }
    }
    terminal.wait(|screen| screen.contents().contains("9 of 9"));
    figure("storm of resizes", format!("{storm} resizes, 0 panics"));
    terminal.type_in("\u{3}");
    assert!(terminal.end().success());
    terminal.assert_restored();
}

#[test]
fn resize_signal_without_a_new_size_redraws() {
    let mut terminal = Terminal::open(&["--lang", "en"]);
    terminal.wait_for("9 of 9");
    terminal.settle();
    let (rows, columns) = terminal.parser.screen().size();
    // The terminal may have truncated its lines: start from an empty one.
    terminal.parser = Parser::new(rows, columns, 0);
    terminal.parser.process(b"\x1b[?1049h");
    terminal.signal("WINCH");
    terminal.wait_for("9 of 9");
    terminal.assert_equals_full_redraw("the same size");
    terminal.type_in("q");
    assert!(terminal.end().success());
}

/// Opens the reader on a copy of the built-in catalogue; returns the temporary folder of the copy, its path, its text,
/// and the terminal.
fn open_on_copy() -> (tempfile::TempDir, std::path::PathBuf, String, Terminal) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    let whole = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/prepare.ron")).unwrap();
    std::fs::write(&path, &whole).unwrap();
    let mut terminal = Terminal::open(&["--lang", "en", path.to_str().unwrap()]);
    terminal.wait_for("9 of 9");
    (folder, path, whole, terminal)
}

#[test]
fn repeatedly_written_file_never_blanks_the_screen() {
    let (_folder, path, whole, mut terminal) = open_on_copy();
    let rounds = if is_thorough() { 40 } else { 3 };
    let mut looks = 0;
    for round in 0..rounds {
        // In place and in pieces, as some editors write; then complete, with a comment added.
        for part in [0, 1, 2] {
            std::fs::write(&path, &whole[..whole.floor_char_boundary(whole.len() * part / 3)]).unwrap();
            let until = Instant::now() + Duration::from_millis(400);
            while Instant::now() < until {
                if let Ok(bytes) = terminal.output.recv_timeout(Duration::from_millis(20)) {
                    terminal.parser.process(&bytes);
                }
                assert!(terminal.parser.screen().contents().contains("Avignon"), "round {round}: a blank");
                looks += 1;
            }
        }
        std::fs::write(&path, format!("{whole}// {round}\n")).unwrap();
        terminal.wait_for("read again. Activities: 9.");
        terminal.type_in("\u{1b}[A");
        terminal.wait(|screen| !screen.contents().contains("read again"));
    }
    figure("files written while open", format!("{rounds} reloads, {looks} looks, 0 blank screens"));
    terminal.type_in("Q");
    assert!(terminal.end().success());
}

#[test]
fn file_written_piece_by_piece_is_read_once_complete() {
    let (_folder, path, whole, mut terminal) = open_on_copy();
    // Longer than the polling interval, with pauses shorter than the time for which the file must stay unchanged. On a
    // busy machine a pause may become longer; then a part of the file is read rightly, and the attempt says nothing.
    let (pieces, pause, longest) = (40, Duration::from_millis(50), Duration::from_millis(100));
    for attempt in 0..5 {
        let new = format!("{whole}// {attempt}\n");
        let mut file = std::fs::File::create(&path).unwrap();
        let mut is_calm = true;
        for at in 0..pieces {
            let start = Instant::now();
            let [from, to] = [at, at + 1].map(|it| new.floor_char_boundary(new.len() * it / pieces));
            file.write_all(&new.as_bytes()[from..to]).unwrap();
            thread::sleep(pause);
            while let Ok(bytes) = terminal.output.try_recv() {
                terminal.parser.process(&bytes);
            }
            is_calm &= start.elapsed() < longest;
            let shown = terminal.parser.screen().contents();
            let is_read = shown.contains("stays") || shown.contains("read again");
            assert!(!is_calm || !is_read, "half of it was read: {shown}");
        }
        terminal.wait_for("read again. Activities: 9.");
        // Redrawing dismisses the notice.
        terminal.type_in("\u{c}");
        terminal.wait(|screen| !screen.contents().contains("read again"));
        if is_calm {
            break;
        }
    }
    terminal.type_in("Q");
    assert!(terminal.end().success());
    figure("file written in pieces", "2 seconds long, read once");
}

#[test]
#[cfg(target_os = "linux")]
fn temporarily_unreadable_file_is_read_once_readable() {
    use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit};
    let limit = |terminal: &Terminal, files: u64| {
        let id = Pid::from_raw(terminal.child.process_id().unwrap().try_into().unwrap());
        let before = getrlimit(Resource::Nofile);
        prlimit(id, Resource::Nofile, Rlimit { current: Some(files), maximum: before.maximum }).unwrap();
    };
    let (_folder, path, whole, mut terminal) = open_on_copy();
    // With a limit of 3 it cannot open any more files.
    limit(&terminal, 3);
    std::fs::write(&path, format!("{whole}// once more\n")).unwrap();
    terminal.wait_for("the previous version stays");
    // The file itself does not change again.
    limit(&terminal, getrlimit(Resource::Nofile).current.unwrap_or(1024));
    terminal.wait_for("read again. Activities: 9.");
    terminal.type_in("Q");
    assert!(terminal.end().success());
    figure("temporarily unreadable file", "read as soon as it was readable, unchanged");
}

#[test]
fn continuously_replaced_file_is_still_reloaded() {
    let (_folder, path, whole, mut terminal) = open_on_copy();
    let (stop, stopped) = std::sync::mpsc::channel::<()>();
    let writer = thread::spawn(move || {
        let new = path.with_extension("new");
        for round in 0.. {
            std::fs::write(&new, format!("{whole}// {round}\n")).unwrap();
            std::fs::rename(&new, &path).unwrap();
            if stopped.recv_timeout(Duration::from_millis(100)) != Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                break;
            }
        }
    });
    terminal.wait_for("read again. Activities: 9.");
    drop(stop);
    writer.join().unwrap();
    terminal.type_in("Q");
    assert!(terminal.end().success());
}

#[test]
fn unusable_terminal_is_reported_in_one_message() {
    for (term, message) in [
        ("dumb", "TERM=dumb names"),
        ("", "the variable TERM does not say"),
        ("frobnicator", "set TERM to yours, such as xterm-256color"),
        ("../../etc", "TERM=../../etc"),
    ] {
        let mut terminal = Terminal::open_with(&["--lang", "en"], &[("TERM", term)]);
        assert_eq!(terminal.end().exit_code(), 2);
        let shown = terminal.parser.screen().contents();
        assert!(shown.replace('\n', "").contains(message) && shown.contains("passerelle | cat"), "{shown}");
        terminal.assert_restored();
    }
    figure("terminals that cannot be drawn on", "4 of 4 explained");
}

#[test]
fn early_terminals_receive_no_unsupported_sequences() {
    for term in ["vt220", "ansi", "vt100", "xterm"] {
        let mut terminal = Terminal::open_with(&["--lang", "en", "--no-state"], &[("TERM", term)]);
        let (start, mut bytes) = (Instant::now(), Vec::new());
        while !String::from_utf8_lossy(&bytes).contains("Vilvoorde") {
            assert!(start.elapsed() < TIMEOUT);
            bytes.extend(terminal.output.recv_timeout(Duration::from_millis(50)).unwrap_or_default());
        }
        // Jump to the sources, which have addresses.
        terminal.type_in("\r");
        thread::sleep(Duration::from_millis(200));
        terminal.type_in("9");
        while !String::from_utf8_lossy(&bytes).contains("https://efus.eu") {
            assert!(start.elapsed() < TIMEOUT);
            bytes.extend(terminal.output.recv_timeout(Duration::from_millis(50)).unwrap_or_default());
        }
        terminal.type_in("Q");
        while let Ok(more) = terminal.output.recv_timeout(Duration::from_millis(300)) {
            bytes.extend(more);
        }
        if term == "xterm" {
            let text = String::from_utf8_lossy(&bytes);
            assert!(["?2004", "?1000", "]8;id="].iter().all(|it| text.contains(it)), "others are sent them");
            continue;
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for sequence in ["?2004", "?1000", "?1002", "?1003", "?1006", "?1015", "?2026", "]8;", "]52;"] {
            assert!(!text.contains(sequence), "{term}: {sequence}");
        }
    }
    figure("early terminals", "3 terminals, 9 sequences, 0 sent");
}

/// Starts the program on a catalogue that is piped in: its first 30,000 bytes at once, the rest after some seconds.
fn open_slow_pipe(seconds: u32, arguments: &str) -> Terminal {
    let mut command = command_in_terminal("sh");
    let script = format!(
        "(head -c 30000 '{0}'; sleep {seconds}; tail -c +30001 '{0}') | '{1}' --no-state --lang en {arguments} -",
        concat!(env!("CARGO_MANIFEST_DIR"), "/data/prepare.ron"),
        env!("CARGO_BIN_EXE_passerelle")
    );
    command.args(["-c", &script]);
    Terminal::start(command)
}

#[test]
fn slow_pipe_is_shown_as_it_arrives() {
    let start = Instant::now();
    let mut terminal = open_slow_pipe(4, "");
    terminal.wait_for("reading…");
    terminal.wait_for("Avignon");
    assert!(start.elapsed() < Duration::from_secs(4), "before the pipe ends");
    figure("first records of a slow pipe", format!("{} ms", start.elapsed().as_millis()));
    terminal.wait_for("9 of 9");
    assert!(!terminal.parser.screen().contents().contains("Standard input is not read"));
    terminal.type_in("Q");
    terminal.wait(|screen| !screen.alternate_screen());
}

#[test]
fn mouse_is_enabled_unless_no_mouse_is_given() {
    for (arguments, is_asked_for) in [(&["--lang", "en"][..], true), (&["--lang", "en", "--no-mouse"], false)] {
        let mut terminal = Terminal::open(arguments);
        terminal.wait_for("9 of 9");
        let mode = terminal.parser.screen().mouse_protocol_mode();
        assert_eq!(mode != vt100::MouseProtocolMode::None, is_asked_for, "{arguments:?}: {mode:?}");
        terminal.type_in("q");
        assert!(terminal.end().success());
        assert_eq!(terminal.parser.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    }
}

#[test]
fn unread_standard_input_is_reported() {
    let mut command = command_in_terminal("sh");
    command.args(["-c", &format!("echo x | '{}' --no-state --lang en", env!("CARGO_BIN_EXE_passerelle"))]);
    let mut terminal = Terminal::start(command);
    terminal.wait_for("Standard input is not read here: passerelle - reads it.");
    terminal.type_in("Q");
    terminal.wait(|screen| !screen.alternate_screen());
}

#[test]
fn filtered_slow_pipe_shows_matches_or_a_waiting_message() {
    // Whether a country is known is clear at once, whether a partner is unknown only at the end of the input.
    for (filter, is_on_screen, end) in
        [("--country NL", true, "The Hague"), ("--partner xyz", false, "“xyz” is unknown")]
    {
        let start = Instant::now();
        let mut terminal = open_slow_pipe(3, filter);
        terminal.wait_for("reading…");
        assert_eq!(terminal.parser.screen().alternate_screen(), is_on_screen);
        if is_on_screen {
            terminal.wait_for("Nothing that has been read so far");
        }
        assert!(start.elapsed() < Duration::from_secs(3), "before the pipe ends");
        terminal.wait_for(end);
        terminal.type_in("Q");
        terminal.wait(|screen| !screen.alternate_screen());
        assert!(!terminal.parser.screen().contents().contains("reading…"), "what was told is taken away");
    }
}

#[test]
fn broken_catalogue_is_reported_without_a_screen() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/broken/unknown-field.ron");
    let mut terminal = Terminal::open(&["--lang", "en", sample]);
    assert_eq!(terminal.end().exit_code(), 2);
    assert!(terminal.parser.screen().contents().contains("Did you mean “title”?"));
    terminal.assert_restored();
}

#[test]
fn pastes_are_text_and_resizes_are_handled() {
    let mut terminal = Terminal::open(&["--lang", "en"]);
    terminal.wait_for("9 of 9");
    terminal.type_in("\u{1b}[200~qQ\u{1b}[201~/");
    terminal.wait_for("Search the list");
    terminal.type_in("\u{1b}[200~den haag\u{1b}[201~");
    terminal.wait_for("1 of 9");
    terminal.master.resize(PtySize { rows: 12, cols: 40, pixel_width: 0, pixel_height: 0 }).unwrap();
    terminal.parser.screen_mut().set_size(12, 40);
    terminal.wait(|screen| screen.cursor_position().0 == 11);
    terminal.type_in("\rQ");
    assert!(terminal.end().success());
    terminal.assert_restored();
}

#[test]
fn marks_persist_between_sessions() {
    let folder = tempfile::tempdir().unwrap();
    let home = [("XDG_DATA_HOME", folder.path().to_str().unwrap()), ("HOME", folder.path().to_str().unwrap())];
    let mut terminal = Terminal::open_with(&["--lang", "en"], &home);
    terminal.wait_for("9 of 9");
    assert!(std::fs::read_dir(&folder).unwrap().next().is_none(), "looking writes nothing");
    terminal.type_in("j jjj m");
    terminal.wait_for("2 of 9");
    terminal.type_in("Q");
    assert!(terminal.end().success());
    terminal.assert_restored();
    let mut terminal = Terminal::open_with(&["--lang", "en"], &home);
    terminal.wait_for("✓Catalonia");
    terminal.type_in("m");
    terminal.wait_for("2 of 9");
    assert!(terminal.parser.screen().contents().contains("✓Rotterdam"));
    terminal.type_in("Q");
    assert!(terminal.end().success());
    let mut terminal = Terminal::open_with(&["--lang", "en", "--no-state"], &home);
    terminal.wait_for("9 of 9");
    terminal.type_in("m");
    terminal.wait_for("Nothing is marked");
    terminal.type_in("Q");
    assert!(terminal.end().success());
}

#[test]
fn marks_that_cannot_be_saved_give_exit_code_2() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("no folder");
    std::fs::write(&home, "a file").unwrap();
    let home = home.to_str().unwrap();
    for (keys, is_saved) in [(" Q", false), ("Q", true)] {
        let mut terminal = Terminal::open_with(
            &["--lang", "en"],
            &[("XDG_DATA_HOME", home), ("XDG_STATE_HOME", home), ("HOME", folder.path().to_str().unwrap())],
        );
        terminal.wait_for("9 of 9");
        terminal.type_in(keys);
        let status = terminal.end();
        assert_eq!(status.exit_code(), if is_saved { 0 } else { 2 }, "{keys}: {}", terminal.parser.screen().contents());
        terminal.assert_restored();
    }
}

#[test]
fn changed_catalogue_is_reloaded_unless_broken_or_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    let sheet = |title: &str, count: usize| {
        let activity = |at| {
            format!("Activity(id: \"a{at}\", title: \"{title} {at}\", place: Place(name: \"P{at}\", country: \"FR\")),")
        };
        format!("Catalogue(format: 1, title: \"T\", activities: [{}])", (0..count).map(activity).collect::<String>())
    };
    std::fs::write(&path, sheet("First", 3)).unwrap();
    let mut terminal = Terminal::open(&["--lang", "en", path.to_str().unwrap()]);
    terminal.wait_for("3 of 3");
    terminal.type_in("j");
    // As many editors do: another file is renamed to its name.
    let new = folder.path().join("c.ron.new");
    std::fs::write(&new, sheet("Second", 4)).unwrap();
    std::fs::rename(&new, &path).unwrap();
    terminal.wait_for("4 of 4");
    terminal.wait_for("Second 1");
    terminal.wait(|screen| {
        screen.contents().lines().nth(usize::from(screen.cursor_position().0)).is_some_and(|it| it.contains("P1"))
    });
    // In place, first only half of it.
    let whole = sheet("Third", 5);
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    terminal.wait_for("The file has changed; the previous version stays.");
    assert!(terminal.parser.screen().contents().contains("Second 1"));
    std::fs::write(&path, &whole).unwrap();
    terminal.wait_for("5 of 5");
    std::fs::remove_file(&path).unwrap();
    terminal.wait_for("is no longer there; what was read of it is kept.");
    assert!(terminal.parser.screen().contents().contains("Third 1"));
    terminal.type_in("Q");
    assert!(terminal.end().success());
    terminal.assert_restored();
}

#[test]
#[cfg(target_os = "linux")]
fn program_ends_without_spinning_when_terminal_vanishes() {
    for ignores_hang_up in [false, true] {
        let mut command = command_in_terminal("sh");
        let trap = if ignores_hang_up { "trap '' HUP; " } else { "" };
        command.args(["-c", &format!("{trap}exec \"$0\" --no-state"), env!("CARGO_BIN_EXE_passerelle")]);
        let mut terminal = Terminal::start(command);
        terminal.wait_for("Avignon");
        let id = terminal.child.process_id().unwrap();
        let Terminal { master, writer, mut child, output, .. } = terminal;
        // Drop the receiver first: the reading thread keeps the master open until it fails to send.
        drop(output);
        drop((master, writer));
        let start = Instant::now();
        let mut ticks = 0;
        while child.try_wait().unwrap().is_none() {
            assert!(start.elapsed() < TIMEOUT, "it does not end");
            ticks = cpu_ticks(id).unwrap_or(ticks);
            thread::sleep(Duration::from_millis(20));
        }
        // A busy machine may be slow; what matters is that the program does not spin.
        figure("disappeared terminal", format!("ended after {:?}, {ticks} ticks of processor time", start.elapsed()));
        assert!(ticks < 150, "{ticks} ticks of processor time");
    }
}

/// Returns the processor time of a process in clock ticks, usually of 10 ms; `None` if it is gone.
#[cfg(target_os = "linux")]
fn cpu_ticks(id: u32) -> Option<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
}

#[test]
fn idle_program_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/data/prepare.ron"), &path).unwrap();
    let mut terminal = Terminal::open(&["--lang", "en", path.to_str().unwrap()]);
    terminal.wait_for("9 of 9");
    while terminal.output.recv_timeout(Duration::from_millis(300)).is_ok() {}
    let seconds = if is_thorough() { 20 } else { 4 };
    assert!(terminal.output.recv_timeout(Duration::from_secs(seconds)).is_err(), "something was written");
    figure("idle", format!("{seconds} seconds, 0 bytes"));
    terminal.type_in("Q");
    assert!(terminal.end().success());
}

#[test]
fn garbage_from_the_terminal_is_survived() {
    let mut terminal = Terminal::open(&["--lang", "en"]);
    terminal.wait_for("9 of 9");
    let mut garbage: Vec<u8> = Vec::new();
    let mut seed: u32 = 1;
    for _ in 0..if is_thorough() { 2_000_000 } else { 40_000 } {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        // Anything but what quits, stops or pauses: q, Q, Ctrl-C, Ctrl-Z, Ctrl-S, Ctrl-Q, Ctrl-\.
        let byte = (seed >> 24) as u8;
        garbage.push(if matches!(byte, b'q' | b'Q' | 3 | 26 | 19 | 17 | 28) { 27 } else { byte });
    }
    for half in
        [&b"\x1b["[..], b"\x1b]52;c;", b"\xe2\x82", b"\x1bP", b"\x1b[200~", b"\x1b[<0;99999;99999M", b"\x1b[?1;2c"]
    {
        garbage.extend(half);
    }
    for piece in garbage.chunks(997) {
        terminal.writer.write_all(piece).unwrap();
        while let Ok(bytes) = terminal.output.try_recv() {
            terminal.parser.process(&bytes);
        }
    }
    assert!(terminal.child.try_wait().unwrap().is_none(), "it has survived");
    figure("garbage from the terminal", format!("{} bytes, 0 exits", garbage.len()));
    let start = Instant::now();
    while terminal.child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < TIMEOUT, "it does not end");
        // Pause before Ctrl-C, as a person would. The program, and its terminal, may be gone by now.
        thread::sleep(Duration::from_millis(400));
        let _ = terminal.writer.write_all(b"\x03");
    }
    assert!(terminal.end().success());
    terminal.assert_restored();
}

#[test]
fn half_a_sequence_in_a_session_swallows_no_key() {
    for half in ["\u{1b}[<0;1", "\u{1b}[?1;", "\u{1b}[97;", "\u{1b}[200", "\u{1b}]0;x", "\u{1b}P1"] {
        let mut terminal = Terminal::open(&["--lang", "en"]);
        terminal.wait_for("9 of 9");
        terminal.type_in(half);
        thread::sleep(Duration::from_millis(200));
        terminal.settle();
        terminal.type_in("c");
        terminal.wait_for("Belgium      BE");
        terminal.type_in("\u{1b}");
        terminal.wait(|screen| !screen.contents().contains("Belgium      BE"));
        terminal.type_in("\u{3}");
        assert!(terminal.end().success(), "{half:?}");
    }
    figure("incomplete sequences", "6 of 6 swallow no key");
}

#[test]
#[cfg(unix)]
fn signal_ends_the_program_when_output_is_blocked() {
    let size = PtySize { rows: 60, cols: 200, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let before = settings(&*pair.master);
    let mut command = command_in_terminal(env!("CARGO_BIN_EXE_passerelle"));
    command.cwd(env!("CARGO_TARGET_TMPDIR"));
    command.arg("--no-state");
    let mut child = pair.slave.spawn_command(command).unwrap();
    // Nothing reads the output: redraws fill the buffer of the pseudo-terminal until the program blocks.
    let mut writer = pair.master.take_writer().unwrap();
    let start = Instant::now();
    while settings(&*pair.master) == before {
        assert!(start.elapsed() < TIMEOUT, "the terminal was never taken");
        thread::sleep(Duration::from_millis(20));
    }
    for _ in 0..60 {
        writer.write_all(b"\x0c").unwrap();
        thread::sleep(Duration::from_millis(20));
    }
    assert!(child.try_wait().unwrap().is_none());
    kill(child.process_id().unwrap(), "TERM");
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < TIMEOUT, "the signal did not end it");
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(settings(&*pair.master), before);
    // Once the output is read again, it restores the modes.
    let mut reader = pair.master.try_clone_reader().unwrap();
    drop(pair.slave);
    let (sender, output) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = reader.read_to_end(&mut bytes);
        sender.send(bytes)
    });
    drop((pair.master, writer));
    let mut parser = Parser::new(60, 200, 0);
    parser.process(b"\x1b[?1049h\x1b[?2004h\x1b[?1000h\x1b[?25l");
    parser.process(&output.recv_timeout(TIMEOUT).unwrap());
    let screen = parser.screen();
    assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    figure("terminal that accepts no output", "ended, settings and modes restored");
}

#[test]
#[cfg(unix)]
fn signals_in_the_background_end_it_unless_ignored() {
    let shell = |script: &str| {
        let mut command = command_in_terminal("bash");
        command.args(["-c", &script.replace("READER", &format!("'{}' --no-state", env!("CARGO_BIN_EXE_passerelle")))]);
        Terminal::start(command)
    };
    for signal in ["TERM", "HUP"] {
        let mut terminal = shell(&format!(
            "set -m; READER & sleep 0.5; kill -{signal} $!; kill -CONT $!; sleep 1; wait $!; \
             s=$?; [ $s = 150 ] && {{ wait $!; s=$?; }}; echo ended $s"
        ));
        terminal.end();
        let screen = terminal.parser.screen().contents();
        assert!(screen.contains(if signal == "TERM" { "ended 143" } else { "ended 129" }), "{screen}");
        terminal.assert_restored();
    }
    figure("signals in the background", "2 of 2 end the program, restored");
    let mut terminal = shell("trap '' TERM; exec READER --lang en");
    terminal.wait_for("9 of 9");
    terminal.signal("TERM");
    terminal.type_in("c");
    terminal.wait_for("Belgium      BE");
    terminal.type_in("\u{3}");
    assert!(terminal.end().success());
    terminal.assert_restored();
}

#[test]
fn last_language_is_remembered_by_the_reader_only() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().to_str().unwrap();
    let environment = [("XDG_DATA_HOME", home), ("LANG", "en_US.UTF-8"), ("LANGUAGE", ""), ("LC_ALL", "")];
    let mut terminal = Terminal::open_with(&[], &environment);
    terminal.wait_for("9 of 9");
    terminal.type_in("i");
    terminal.wait_for("9 sur 9");
    terminal.type_in("Q");
    assert!(terminal.end().success());
    let kept = std::fs::read_to_string(folder.path().join("passerelle/reader.json")).unwrap();
    assert_eq!(kept, "{\n  \"passerelle\": 1,\n  \"language\": \"fr\"\n}\n");
    for (arguments, message) in [(&[][..], "9 sur 9"), (&["--lang", "en"], "9 of 9"), (&["--no-state"], "9 of 9")] {
        let mut terminal = Terminal::open_with(arguments, &environment);
        terminal.wait_for(message);
        terminal.type_in("Q");
        assert!(terminal.end().success());
    }
    let mut command = command(["list", "--country", "NL"]);
    let output = command.envs(environment).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("The Hague"), "a command never reads it");
    // A file that another program has put there is left alone, and that is reported.
    std::fs::write(folder.path().join("passerelle/reader.json"), "[]").unwrap();
    let mut terminal = Terminal::open_with(&[], &environment);
    terminal.wait_for("9 of 9");
    terminal.type_in("i");
    terminal.wait_for("n’a pas été écrit par cette version");
    terminal.type_in("Q");
    assert!(terminal.end().success());
    assert_eq!(std::fs::read_to_string(folder.path().join("passerelle/reader.json")).unwrap(), "[]");
}

#[test]
fn ascii_symbols_if_terminal_or_locale_requires_them() {
    for (environment, is_plain) in [
        (&[("TERM", "linux")][..], true),
        (&[("TERM", "vt100")], true),
        (&[("LC_ALL", "en_US.ISO-8859-1")], true),
        (&[("LC_ALL", "C")], false),
        (&[("LC_ALL", "en_US.utf8"), ("TERM", "xterm")], false),
    ] {
        let mut terminal = Terminal::open_with(&["--no-state", "--lang", "en"], environment);
        terminal.wait_for("9 of 9");
        terminal.wait_for("Avignon");
        assert_eq!(terminal.parser.screen().contents().contains(">1 Avignon"), is_plain, "{environment:?}");
        terminal.type_in("Q");
        assert!(terminal.end().success());
    }
}

#[test]
fn without_colour_only_text_attributes_are_written() {
    for (arguments, environment) in
        [(&["--no-state", "--color", "never"][..], ("COLORTERM", "truecolor")), (&["--no-state"], ("NO_COLOR", "1"))]
    {
        let mut terminal = Terminal::open_with(arguments, &[environment]);
        assert_without_colours(&mut terminal);
    }
    // Without either switch there are colours.
    let mut terminal = Terminal::open_with(&["--no-state"], &[("COLORTERM", "truecolor")]);
    terminal.wait_for("Avignon");
    terminal.settle();
    let screen = terminal.parser.screen();
    let mut cells = (0..40).flat_map(|row| (0..120).map(move |column| (row, column)));
    assert!(cells.any(|(row, column)| screen.cell(row, column).unwrap().fgcolor() != vt100::Color::Default
        || screen.cell(row, column).unwrap().bgcolor() != vt100::Color::Default));
    terminal.type_in("Q");
    assert!(terminal.end().success());
    figure("sessions without colours", "2 of 2: NO_COLOR, --color never");
}

fn assert_without_colours(terminal: &mut Terminal) {
    terminal.wait_for("Avignon");
    terminal.settle();
    let screen = terminal.parser.screen();
    let cells = (0..40).flat_map(|row| (0..120).map(move |column| (row, column)));
    for (row, column) in cells {
        let cell = screen.cell(row, column).unwrap();
        assert_eq!((cell.fgcolor(), cell.bgcolor()), (vt100::Color::Default, vt100::Color::Default));
    }
    assert!(screen.cell(2, 5).unwrap().inverse(), "the selection is seen");
    terminal.type_in("Q");
    assert!(terminal.end().success());
}

#[test]
fn saving_over_the_open_catalogue_is_refused() {
    let (_folder, path, text, mut terminal) = open_on_copy();
    terminal.type_in(&format!("e\r\u{15}{}\r", path.display()));
    terminal.wait_for("is read here, or would be");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn copying_saving_and_pasting_in_a_real_session() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = command_in_terminal(env!("CARGO_BIN_EXE_passerelle"));
    command.args(["--no-state", "--lang", "en"]);
    command.cwd(folder.path());
    let mut terminal = Terminal::start(command);
    terminal.wait_for("9 of 9");
    terminal.type_in("7y");
    terminal.wait_for("━ Copy ━");
    terminal.type_in("\r");
    let (start, mut bytes) = (Instant::now(), Vec::new());
    let sent = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let (_, rest) = text.split_once("\u{1b}]52;c;")?;
        rest.split_once("\u{1b}\\").map(|(encoded, _)| encoded.to_owned())
    };
    while sent(&bytes).is_none() {
        assert!(start.elapsed() < TIMEOUT, "{bytes:?}");
        if let Ok(more) = terminal.output.recv_timeout(Duration::from_millis(50)) {
            terminal.parser.process(&more);
            bytes.extend(more);
        }
    }
    let encoded = sent(&bytes).unwrap();
    assert!(encoded.bytes().all(|it| it.is_ascii_alphanumeric() || b"+/=".contains(&it)), "{encoded}");
    // Base64 of `“Bringing`, the quotation mark and the first word.
    assert!(encoded.starts_with("4oCcQnJpbmdpbm"), "{encoded}");
    terminal.wait_for("Sent to the terminal");
    terminal.type_in("e");
    terminal.wait_for("━ Export 9 activities ━");
    terminal.type_in("\r\r");
    terminal.wait_for("/prepare.html (9 activities).");
    let page = std::fs::read_to_string(folder.path().join("prepare.html")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>"));
    terminal.type_in("e\r\r");
    terminal.wait_for("Enter replaces it");
    assert_eq!(std::fs::read_to_string(folder.path().join("prepare.html")).unwrap(), page);
    terminal.type_in("\r");
    terminal.wait_for("/prepare.html (9 activities).");
    // Given a folder, it saves there under the suggested name.
    std::fs::create_dir(folder.path().join("docs")).unwrap();
    terminal.type_in("e2\u{15}docs\r");
    terminal.wait_for("/docs/prepare.md (9 activities).");
    assert!(!folder.path().join("docs.md").exists());
    // A pipe is not a file, and no replacement is offered.
    let pipe = folder.path().join("pipe.md");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    terminal.type_in("e2\u{15}pipe.md\r");
    terminal.wait_for("pipe.md already exists and is not a file.");
    terminal.type_in("\u{1b}");
    // A missing folder is an error, and the typed name stays in the prompt.
    terminal.type_in("e2\u{15}nowhere/x.md\r");
    terminal.wait_for("nowhere/x.md cannot be written");
    terminal.wait_for("Save as: nowhere/x.md");
    terminal.type_in("\u{1b}");
    terminal.wait_for("all keys");
    // Pasting a command line opens its view.
    terminal.type_in("\u{1b}[200~passerelle --country FR --open sarcelles\n\u{1b}[201~");
    terminal.wait_for("3 of 9");
    terminal.wait_for("Sarcelles, France");
    terminal.type_in("\u{1b}[200~passerelle --country Franse\u{1b}[201~");
    terminal.wait_for("Did you mean “France”?");
    terminal.type_in("Q");
    assert!(terminal.end().success());
    terminal.assert_restored();
    figure("copied and saved from a session", "0 bytes beyond BASE64; 1 of 1 file kept, 1 of 1 refusal told");
}

#[test]
fn zero_terminal_size_uses_the_default() {
    let mut command = command_in_terminal(env!("CARGO_BIN_EXE_passerelle"));
    command.args(["--no-state", "--lang", "en"]);
    let mut terminal = Terminal::start(command);
    terminal.wait_for("9 of 9");
    terminal.master.resize(PtySize { rows: 0, cols: 0, ..PtySize::default() }).unwrap();
    terminal.type_in("6");
    terminal.wait_for("Sarcelles, France");
    terminal.type_in("q");
    assert!(terminal.end().success());
}
