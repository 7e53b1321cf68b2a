//! Do real processes lose marks when they are killed while writing, or write at the same time?

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command};
use std::thread;
use std::time::Duration;

use passerelle::disk::SystemDisk;
use passerelle::store::{Change, Ids, Store, StoreProblem};

use crate::support::{figure, is_thorough};

/// Environment variables that turn a test process into a writer of marks: its state folder and the prefix of its marks.
const FOLDER: &str = "PASSERELLE_TEST_FOLDER";
const NAME: &str = "PASSERELLE_TEST_NAME";

/// Marks activities one after another if the process was started as a writer; otherwise does nothing.
#[test]
#[allow(clippy::disallowed_macros, clippy::print_stdout)]
fn writer() {
    let (Ok(folder), Ok(name)) = (std::env::var(FOLDER), std::env::var(NAME)) else { return };
    let store = Store::new(folder.into(), SystemDisk);
    for number in 0..250 {
        let id = || format!("{name}-{number}");
        let change = || store.change("c", &[Change::Mark(id())], &Ids::from([id()])).problem;
        // On a busy machine other writers may hold the lock for too long; that is reported, and the change is retried.
        let reported = std::iter::repeat_with(change).find(|it| !matches!(it, Some(StoreProblem::Busy(_))));
        assert_eq!(reported, Some(None));
        // What has been reported as saved must survive whatever follows.
        println!("{SAVED_PREFIX}{name}-{number}");
    }
}

/// Prefix of each line with which a writer reports a saved mark.
const SAVED_PREFIX: &str = "saved: ";

fn start(folder: &std::path::Path, name: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::writer", "--nocapture"])
        .env(FOLDER, folder)
        .env(NAME, name)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn four_writers_at_once_lose_no_mark() {
    let folder = tempfile::tempdir().unwrap();
    let writers: Vec<Child> = (0..4).map(|it| start(folder.path(), &format!("w{it}"))).collect();
    assert!(writers.into_iter().all(|it| it.wait_with_output().unwrap().status.success()));
    let marks = Store::new(folder.path().to_owned(), SystemDisk).marks("c").marks;
    figure("marks of four concurrent writers", format!("{} of 1000 kept", marks.len()));
    assert_eq!(marks.len(), 1000);
}

#[test]
fn killed_writer_leaves_the_old_or_the_new_state() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path().to_owned(), SystemDisk);
    store.change("c", &[Change::Mark("kept".to_owned())], &Ids::from(["kept".to_owned()]));
    let (kills, mut acknowledged) = (if is_thorough() { 200 } else { 25 }, Vec::new());
    for number in 0..kills {
        let mut child = start(folder.path(), &format!("k{number}"));
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut reported = String::new();
        // On a busy machine the process takes some time to start.
        while !reported.contains(SAVED_PREFIX) && output.read_line(&mut reported).unwrap() > 0 {}
        thread::sleep(Duration::from_millis(number * 7 % 40));
        // SIGKILL leaves no chance to clean up.
        child.kill().unwrap();
        output.read_to_string(&mut reported).unwrap();
        child.wait().unwrap();
        acknowledged.extend(reported.lines().filter_map(|it| it.split_once(SAVED_PREFIX)).map(|it| it.1.to_owned()));
        let after = store.marks("c");
        assert_eq!(after.problem, None, "kill {number}");
        let lost: Vec<_> = acknowledged.iter().filter(|it| !after.marks.contains(*it)).collect();
        assert!(after.marks.contains("kept") && lost.is_empty(), "kill {number}: {lost:?}");
    }
    assert!(acknowledged.len() >= usize::try_from(kills).unwrap(), "they were killed in the midst of saving");
    let names = || -> Ids {
        std::fs::read_dir(&folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect()
    };
    assert!(names().len() <= 3, "nothing piles up: {:?}", names());
    let last = store.change("c", &[Change::Mark("last".to_owned())], &Ids::from(["last".to_owned()]));
    assert!(last.problem.is_none() && last.marks.contains("last"));
    assert_eq!(names(), ["marks-c.json", "marks-c.lock"].map(str::to_owned).into(), "what the last kill left is gone");
    figure(
        "kills while saving",
        format!("{kills} kills, {} marks reported as saved before, 0 files damaged, 0 marks lost", acknowledged.len()),
    );
}

#[test]
#[cfg(target_os = "linux")]
fn unwritable_state_folder_keeps_the_session_marks() {
    // `/dev/full` is not a directory, so nothing can be created below it, not even by root.
    let store = Store::new("/dev/full/passerelle".into(), SystemDisk);
    let shown: Ids = ["a".to_owned(), "b".to_owned()].into();
    let after = store.change("c", &[Change::Mark("b".to_owned())], &shown);
    assert_eq!(after.marks.len(), 2, "the marks of the session stay");
    assert!(after.problem.is_some());
    assert_eq!(store.marks("c").marks.len(), 0);
}
