//! Is the terminal restored, whatever panics?
//!
//! Runs each case in a process of its own, in a pseudo-terminal.

use std::io::{Read, Write};
use std::thread;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::guard::{Guard, install_panic_hook, restore_terminal, write};
use super::screen::Screen;
use crate::app::{App, Start};
use crate::lang::Lang;
use crate::load::Origin;
use crate::query::Library;
use crate::view::Theme;

/// Environment variable that names the case a child process is to run.
const CASE: &str = "PASSERELLE_TEST_CASE";

/// Runs the case named by the environment in a child process; does nothing in the test process.
#[test]
fn case() {
    let Ok(case) = std::env::var(CASE) else { return };
    install_panic_hook();
    let guard = Guard::enter(true, false).unwrap();
    write(b"\x1b[2J\x1b[20;1Htaken").unwrap();
    match case.as_str() {
        "main" => panic!("the main thread panics"),
        "worker" => {
            let worker = thread::spawn(|| panic!("a \u{1b}[2J worker panics"));
            assert!(worker.join().is_err());
            write(b" and goes on").unwrap();
        }
        "drawing" => {
            let library = Library::load(vec![Origin::BuiltIn]);
            let app = App::new(library, Start::in_language(Lang::EN), (80, 24));
            let mut screen = Screen::new(
                Theme::colours(),
                |_, _, buffer| {
                    crate::view::draw_error(Lang::FR, &Theme::colours(), buffer);
                    panic!("drawing panics")
                },
                false,
            );
            screen.draw(&app).unwrap();
            screen.draw(&app).unwrap();
        }
        "late" => {
            restore_terminal();
            write(b"a frame that comes too late").unwrap();
        }
        _ => {}
    }
    drop(guard);
}

#[test]
fn unsaved_mark_is_saved_with_the_next_one_or_at_exit() {
    use super::SessionEvent;
    use super::store_thread::{Request, StoreThread};
    use crate::app::Message;
    use crate::disk::SystemDisk;
    use crate::store::{Change, Ids, Store, StoreProblem};
    use std::sync::mpsc::channel;

    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path().to_owned(), SystemDisk);
    let (sender, receiver) = channel();
    let mut store_thread = StoreThread::new(Some(store.clone()), sender);
    let lock = std::fs::File::create(folder.path().join("marks-c.lock")).unwrap();
    lock.lock().unwrap();
    let ids_of = |ids: &[&str]| -> Ids { ids.iter().map(|&it| it.to_owned()).collect() };
    let change = |change, shown| Request::Change { catalogue: "c".to_owned(), changes: vec![change], shown };
    store_thread.send(change(Change::Mark("a".to_owned()), ids_of(&["a"])));
    let Ok(SessionEvent::Message(Message::MarksLoaded { marks: first, acknowledged: 1, .. })) = receiver.recv() else {
        panic!("no answer")
    };
    assert!(matches!(first.problem, Some(StoreProblem::Busy(_))) && first.marks == ids_of(&["a"]));
    lock.unlock().unwrap();
    store_thread.send(change(Change::Mark("b".to_owned()), ids_of(&["a", "b"])));
    let Ok(SessionEvent::Message(Message::MarksLoaded { marks: second, acknowledged: 1, .. })) = receiver.recv() else {
        panic!("no answer")
    };
    assert_eq!((second.problem, second.marks), (None, ids_of(&["a", "b"])));
    // Loading the marks again, as after a reload, must not drop one that is not saved yet.
    let lock_of_other = std::fs::File::create(folder.path().join("marks-d.lock")).unwrap();
    lock_of_other.lock().unwrap();
    let (mark, shown) = (Change::Mark("x".to_owned()), ids_of(&["x"]));
    store_thread.send(Request::Change { catalogue: "d".to_owned(), changes: vec![mark], shown });
    assert!(receiver.recv().is_ok());
    lock_of_other.unlock().unwrap();
    store_thread.send(Request::LoadMarks("d".to_owned()));
    let Ok(SessionEvent::Message(Message::MarksLoaded { marks: reloaded, .. })) = receiver.recv() else {
        panic!("no answer")
    };
    assert_eq!((reloaded.problem, reloaded.marks), (None, ids_of(&["x"])));
    // Marks that cannot be read are reported, and not taken for none.
    let mut foreign = std::fs::File::create(folder.path().join("marks-e.json")).unwrap();
    foreign.write_all(b"{\"another\": 1}").unwrap();
    store_thread.send(Request::LoadMarks("e".to_owned()));
    let answer = receiver.recv();
    assert!(matches!(answer, Ok(SessionEvent::Message(Message::StoreFailed(StoreProblem::Foreign(_))))), "{answer:?}");
    // Saved changes are not saved again: another process may have undone them.
    store.change("c", &[Change::Unmark("b".to_owned())], &ids_of(&["a", "b"]));
    store_thread.send(change(Change::Mark("d".to_owned()), ids_of(&["a", "b", "d"])));
    let Ok(SessionEvent::Message(Message::MarksLoaded { marks: third, acknowledged: 1, .. })) = receiver.recv() else {
        panic!("no answer")
    };
    assert_eq!((third.problem, third.marks), (None, ids_of(&["a", "d"])));
    // Changes still unsaved at the end are tried once more.
    lock.lock().unwrap();
    store_thread.send(change(Change::Unmark("a".to_owned()), ids_of(&["d"])));
    assert!(receiver.recv().is_ok());
    lock.unlock().unwrap();
    assert_eq!(store_thread.finish(), None);
    assert_eq!(store.marks("c").marks, ids_of(&["d"]));
    crate::figure("marks that could not be saved at once", "2 of 2 saved with the next one or at the end");
}

/// Runs a case; returns its output and whether it succeeded, after checking that the terminal was restored.
fn run(case: &str) -> (String, bool) {
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
    let before = format!("{:?}", pair.master.get_termios());
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "terminal::tests::case", "--nocapture", "--test-threads=1"]);
    command.env(CASE, case);
    command.env("TERM", "xterm-256color");
    // The default is the home folder, which need not exist.
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    let mut child = pair.slave.spawn_command(command).unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let output = thread::spawn(move || {
        let mut bytes = Vec::new();
        // Some systems report the end of a pseudo-terminal as an error.
        let _ = reader.read_to_end(&mut bytes);
        bytes
    });
    let success = child.wait().unwrap().success();
    assert_eq!(format!("{:?}", pair.master.get_termios()), before, "{case}: the settings are others");
    drop(pair);
    let bytes = output.join().unwrap();
    let mut screen = vt100::Parser::new(24, 80, 0);
    screen.process(&bytes);
    let screen = screen.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste(), "{case}");
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "{case}");
    (String::from_utf8_lossy(&bytes).into_owned(), success)
}

/// Returns what was on the screen just before the terminal was restored.
fn shown(written: &str) -> String {
    let mut screen = vt100::Parser::new(24, 80, 0);
    screen.process(written.split("\u{1b}[2J\u{1b}[?1049l").next().unwrap_or_default().as_bytes());
    screen.screen().contents()
}

/// Returns what was written after the terminal was restored.
fn afterwards(written: &str) -> &str {
    written.rsplit("\u{1b}[?1049l").next().unwrap_or_default()
}

#[test]
fn main_thread_panic_restores_terminal_before_message() {
    let (written, success) = run("main");
    assert!(!success && afterwards(&written).contains("the main thread panics"), "{written}");
}

#[test]
fn worker_panic_is_reported_at_exit_without_escapes() {
    let (written, success) = run("worker");
    assert!(success && written.contains("and goes on"), "{written}");
    assert!(afterwards(&written).contains("a ␛[2J worker panics"), "{written}");
}

#[test]
fn panic_while_drawing_does_not_end_the_session() {
    let (written, success) = run("drawing");
    assert!(success, "{written}");
    assert!(shown(&written).contains("This screen cannot be shown"), "{}", shown(&written));
    assert!(!written.contains("Cet"), "half a frame is not shown");
    assert!(afterwards(&written).contains("drawing panics"), "{written}");
}

#[test]
fn late_frame_is_not_written_after_restore() {
    let (written, success) = run("late");
    assert!(success && !written.contains("too late"), "{written}");
    // `run` has asserted this for each case.
    crate::figure("restored terminals", "4 of 4 cases: two panics, one while drawing, a late frame");
}
