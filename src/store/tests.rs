//! Is anything ever lost?
//!
//! Makes each operation of the disk fail in turn, and puts other things in place of the files.

#![allow(clippy::disallowed_methods)]

use std::cell::Cell;
use std::fs;
use std::path::Path;

use super::*;
use crate::disk::TestDisk;

fn mark(id: &str) -> Change {
    Change::Mark(id.to_owned())
}

fn set(ids: &[&str]) -> Ids {
    ids.iter().map(|&it| it.to_owned()).collect()
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn marks_are_stored_and_removed_per_catalogue() {
    let folder = folder();
    let store = Store::new(folder.path().join("a/b"), SystemDisk);
    assert_eq!(store.marks("one"), StoredMarks::default(), "an empty store has no problem");
    assert!(!folder.path().join("a").exists(), "reading writes nothing");
    assert_eq!(store.change("one", &[mark("x"), mark("y")], &set(&["x", "y"])).marks, set(&["x", "y"]));
    store.change("two", &[mark("z")], &set(&["z"]));
    assert_eq!(store.change("one", &[Change::Unmark("x".into())], &set(&["y"])).marks, set(&["y"]));
    assert_eq!(store.marks("one"), StoredMarks { marks: set(&["y"]), problem: None });
    assert_eq!(store.marks("two").marks, set(&["z"]));
}

#[test]
fn any_failing_call_leaves_old_or_new_marks() {
    let mut calls = 0;
    for kind in [io::ErrorKind::StorageFull, io::ErrorKind::PermissionDenied, io::ErrorKind::ReadOnlyFilesystem] {
        for once in [false, true] {
            for failing in 0.. {
                let folder = folder();
                let working = Store::new(folder.path().to_owned(), SystemDisk);
                working.change("c", &[mark("old")], &set(&["old"]));
                let made = Cell::new(0);
                // A certain call fails, and all calls after it unless only one does.
                let disk = TestDisk(|_| {
                    let call = made.replace(made.get() + 1);
                    let fails = call == failing || !once && call > failing;
                    if fails { Err(kind.into()) } else { Ok(()) }
                });
                let store = Store::new(folder.path().to_owned(), disk);
                let after = store.change("c", &[mark("new")], &set(&["old", "new"]));
                assert_eq!(after.marks, set(&["old", "new"]), "what is shown goes on: call {failing}");
                let on_disk = working.marks("c");
                assert_eq!(on_disk.problem, None, "call {failing}");
                assert!([set(&["old"]), set(&["old", "new"])].contains(&on_disk.marks), "call {failing}: {on_disk:?}");
                let is_ours = |it: &String| ["marks-c.json", "marks-c.lock"].contains(&it.as_str());
                assert!(names(folder.path()).iter().all(is_ours), "call {failing} leaves nothing");
                let again = working.change("c", &[mark("later")], &set(&["later"]));
                assert!(again.problem.is_none() && again.marks.contains("later"), "call {failing}");
                // An error of the disk must not be mistaken for a file of another program.
                assert!(
                    !matches!(after.problem, Some(StoreProblem::Foreign(_))),
                    "call {failing}: {:?}",
                    after.problem
                );
                if after.problem.is_none() {
                    assert_eq!(on_disk.marks, after.marks);
                    break;
                }
                assert!(after.problem.unwrap().in_words(Lang::FR).ends_with('.'));
                calls += 1;
            }
        }
    }
    assert!(calls >= 6 * 6, "{calls} failing calls were tried");
    crate::figure("failing calls of a save", format!("{calls}, 0 lost"));
}

#[test]
#[cfg(unix)]
fn permissions_are_kept_and_marks_outlive_the_file() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder();
    let store = Store::new(folder.path().to_owned(), SystemDisk);
    let path = folder.path().join("marks-c.json");
    store.change("c", &[mark("a")], &set(&["a"]));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    store.change("c", &[mark("b")], &set(&["a", "b"]));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    fs::write(&path, "{").unwrap();
    assert_eq!(store.change("c", &[mark("c")], &set(&["a", "b", "c"])).marks, set(&["a", "b", "c"]));
    fs::remove_file(&path).unwrap();
    assert_eq!(store.change("c", &[Change::Unmark("a".into())], &set(&["b", "c"])).marks, set(&["b", "c"]));
}

#[test]
fn damaged_files_are_set_aside_and_foreign_left_alone() {
    for (number, damage) in
        [&b""[..], b"{", b"\xff\xfe", b"{\"passerelle\":1,\"catalogue\":\"c\",\"marks\":[\"a\""].into_iter().enumerate()
    {
        let folder = folder();
        let store = Store::new(folder.path().to_owned(), SystemDisk);
        let path = folder.path().join("marks-c.json");
        fs::write(&path, damage).unwrap();
        assert!(matches!(store.marks("c").problem, Some(StoreProblem::Damaged(_))), "{number}");
        assert_eq!(fs::read(&path).unwrap(), damage, "reading changes nothing");
        let after = store.change("c", &[mark("x")], &set(&["x"]));
        assert_eq!(after.marks, set(&["x"]));
        let Some(StoreProblem::BackedUp(aside)) = after.problem else { panic!("{number}: nothing was reported") };
        assert_eq!(fs::read(aside.as_str()).unwrap(), damage);
        fs::write(&path, damage).unwrap();
        let again = store.change("c", &[mark("y")], &set(&["x", "y"])).problem;
        assert_ne!(again, Some(StoreProblem::BackedUp(aside)), "another name each time");
    }
    for foreign in [
        "[1, 2]",
        "{\"passerelle\":2,\"catalogue\":\"c\",\"marks\":[]}",
        "{\"passerelle\":1,\"catalogue\":\"other\",\"marks\":[]}",
        "{\"passerelle\":1,\"catalogue\":\"c\",\"marks\":[],\"more\":1}",
    ] {
        let folder = folder();
        let store = Store::new(folder.path().to_owned(), SystemDisk);
        let path = folder.path().join("marks-c.json");
        fs::write(&path, foreign).unwrap();
        let after = store.change("c", &[mark("x")], &set(&["y", "x"]));
        assert!(matches!(after.problem, Some(StoreProblem::Foreign(_))), "{foreign}");
        assert_eq!(after.marks, set(&["y", "x"]), "the session goes on");
        assert_eq!(fs::read_to_string(&path).unwrap(), foreign);
    }
    crate::figure("damaged or foreign files of marks", "4 set aside, 4 left alone");
}

#[test]
#[cfg(unix)]
fn symlinks_are_followed_and_special_files_refused() {
    use std::os::unix::fs::symlink;

    let (folder, elsewhere) = (folder(), folder());
    let store = Store::new(folder.path().to_owned(), SystemDisk);
    let (link, target) = (folder.path().join("marks-c.json"), elsewhere.path().join("mine.json"));
    fs::write(&target, to_bytes(&MarksFile::new("c", set(&["a"])))).unwrap();
    symlink(&target, &link).unwrap();
    assert_eq!(store.change("c", &[mark("b")], &set(&["a", "b"])).marks, set(&["a", "b"]));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&target).unwrap().contains("\"b\""));
    // A dangling link was put there by its owner: it is followed, not replaced.
    fs::remove_file(&target).unwrap();
    assert_eq!(store.change("c", &[mark("b")], &set(&["a", "b"])).problem, None);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink() && target.exists());
    // A link with the name of a temporary file is left alone, and so is its target.
    let precious = elsewhere.path().join("precious");
    fs::write(&precious, "precious").unwrap();
    symlink(&precious, folder.path().join(".passerelle-linked.tmp")).unwrap();
    assert_eq!(store.change("d", &[mark("x")], &set(&["x"])).problem, None);
    assert_eq!(fs::read_to_string(&precious).unwrap(), "precious");
    for name in ["marks-e.json", "marks-f.lock", ".passerelle-aaaaaa.tmp"] {
        let path = folder.path().join(name);
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        let catalogue = if name.starts_with('.') { "g" } else { &name[6..7] };
        let after = store.change(catalogue, &[mark("x")], &set(&["x"]));
        assert_eq!(after.marks, set(&["x"]), "{name}: it does not wait for ever");
    }
    // Other programs may have files next to the target of a link.
    let other = elsewhere.path().join("mine.json.new");
    fs::write(&other, "precious").unwrap();
    fs::write(&target, to_bytes(&MarksFile::new("c", set(&["a"])))).unwrap();
    assert_eq!(store.change("c", &[mark("b")], &set(&["a", "b"])).problem, None);
    assert_eq!(fs::read_to_string(&other).unwrap(), "precious");
    // A link in place of the lock file must not create its target.
    symlink(elsewhere.path().join("born"), folder.path().join("marks-i.lock")).unwrap();
    assert!(matches!(store.change("i", &[mark("x")], &set(&["x"])).problem, Some(StoreProblem::Foreign(_))));
    assert!(!elsewhere.path().join("born").exists());
    fs::create_dir(folder.path().join("marks-h.json")).unwrap();
    // A folder or a pipe in place of the file is reported, not waited for.
    assert!(matches!(store.marks("h").problem, Some(StoreProblem::Foreign(_) | StoreProblem::Unreadable(..))));
    assert!(matches!(store.marks("e").problem, Some(StoreProblem::Foreign(_))));
    crate::figure("links and pipes in place of marks", "8 of 8 unchanged");
}

#[test]
fn moved_mark_precedes_the_given_one_or_is_last() {
    let moved = |id: &str, before: Option<&str>| {
        let mut marks: Ids = ["a", "b", "c"].map(str::to_owned).into_iter().collect();
        Change::Move { id: id.to_owned(), before: before.map(str::to_owned) }.apply(&mut marks);
        marks.into_iter().collect::<String>()
    };
    let all = ["a", "b", "c"].map(|id| [None, Some("a"), Some("b"), Some("c")].map(|before| moved(id, before)));
    assert_eq!(all[0], ["bca", "abc", "abc", "bac"]);
    assert_eq!(all[1], ["acb", "bac", "abc", "abc"]);
    assert_eq!(all[2], ["abc", "cab", "acb", "abc"]);
    assert_eq!(moved("d", Some("a")), "abc");
}

#[test]
fn unsaved_changes_are_not_applied_again_to_the_marks_on_the_screen() {
    let folder = folder();
    std::fs::write(folder.path().join("marks-c.json"), "[1, 2]").unwrap();
    let store = Store::new(folder.path().to_owned(), SystemDisk);
    let moved = |id: &str, before: Option<&str>| Change::Move { id: id.to_owned(), before: before.map(str::to_owned) };
    let changes = [mark("a"), mark("b"), mark("c"), moved("b", Some("a")), moved("a", None)];
    let shown = set(&["b", "c", "a"]);
    let after = store.change("c", &changes, &shown).marks;
    assert_eq!(after.iter().collect::<Vec<_>>(), ["b", "c", "a"]);
}

#[test]
fn file_in_place_of_state_folder_is_kept_and_reported() {
    let folder = folder();
    let path = folder.path().join("state");
    fs::write(&path, "mine").unwrap();
    let after = Store::new(path.clone(), SystemDisk).change("c", &[mark("x")], &set(&["x"]));
    assert!(after.problem.unwrap().in_words(Lang::EN).contains("a part of the path is not a folder"));
    assert_eq!((after.marks, fs::read_to_string(&path).unwrap()), (set(&["x"]), "mine".to_owned()));
}
