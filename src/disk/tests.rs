//! Are files saved completely and in the right order, and is every change noticed?
//!
//! Tests saving against a disk that records its calls and can fail, and stamps against real files.

#![allow(clippy::disallowed_methods)]

use std::cell::RefCell;
use std::fs;

use super::*;

#[test]
fn content_is_synced_before_the_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f");
    let calls = RefCell::new(Vec::new());
    let disk = TestDisk(|call| {
        calls.borrow_mut().push(call);
        Ok(())
    });
    save(&disk, &path, b"new", Existing::Keep).unwrap();
    assert_eq!(*calls.borrow(), ["target", "device", "write", "sync", "persist", "sync folder"]);
    assert_eq!(fs::read(&path).unwrap(), b"new");
    crate::figure("calls of a save, in order", "6: synced before it is named");
}

/// `/dev/null` cannot be synced: the error shows that the system call was made.
#[cfg(target_os = "linux")]
#[test]
fn sync_errors_of_the_system_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f");
    let mut new = SystemDisk.write_new(&path, &mut |out| out.write_all(b"new")).unwrap();
    SystemDisk.sync(&new).unwrap();
    new.file = fs::OpenOptions::new().write(true).open("/dev/null").unwrap();
    assert_eq!(SystemDisk.sync(&new).unwrap_err().kind(), io::ErrorKind::InvalidInput);
    assert!(SystemDisk.sync_folder(&folder.path().join("gone").join("f")).is_err());
    assert!(SystemDisk.sync_folder(&folder.path().join("f")).is_ok());
}

/// Returns a disk on which one operation fails.
fn failing_at(operation: &str) -> TestDisk<impl Fn(&'static str) -> io::Result<()>> {
    TestDisk(move |call| if call == operation { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) })
}

#[test]
fn any_failing_call_leaves_only_the_old_file() {
    for failing in ["target", "device", "write", "sync", "persist"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f");
        fs::write(&path, "old").unwrap();
        let error = save(&failing_at(failing), &path, b"new", Existing::Replace).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull, "{failing}");
        assert_eq!(fs::read(&path).unwrap(), b"old", "{failing}");
        assert_eq!(folder_entries(folder.path()).0, [path], "{failing}: nothing is left beside it");
    }
    crate::figure("failing calls of an export", "5 of 5 leave only the old file, intact");
    // By then the file has its name; not every folder can be synced.
    let folder = tempfile::tempdir().unwrap();
    assert!(save(&failing_at("sync folder"), &folder.path().join("f"), b"new", Existing::Keep).is_ok());
}

#[test]
fn existing_file_is_kept_if_asked_or_if_writing_fails() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f");
    fs::write(&path, "old").unwrap();
    let refused = save(&SystemDisk, &path, b"new", Existing::Keep).unwrap_err();
    assert_eq!((refused.kind(), fs::read(&path).unwrap()), (io::ErrorKind::AlreadyExists, b"old".to_vec()));
    // The file may have appeared while the new one was being written.
    let new = SystemDisk.write_new(&path, &mut |out| out.write_all(b"new")).unwrap();
    let late = SystemDisk.persist(new, &path, Existing::Keep).unwrap_err();
    assert_eq!((late.kind(), fs::read(&path).unwrap()), (io::ErrorKind::AlreadyExists, b"old".to_vec()));
    let mut half = |out: &mut dyn Write| out.write_all(b"ne").and(Err(io::ErrorKind::StorageFull.into()));
    assert!(save_with(&SystemDisk, &path, Existing::Replace, &mut half).is_err());
    assert_eq!(fs::read(&path).unwrap(), b"old");
    save(&SystemDisk, &path, b"new", Existing::Replace).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(folder_entries(folder.path()).0, [path]);
}

#[test]
#[cfg(unix)]
fn dangling_symlinks_are_followed_but_loops_refused() {
    let folder = tempfile::tempdir().unwrap();
    let [link, round] = ["link", "round"].map(|it| folder.path().join(it));
    std::os::unix::fs::symlink("not-there-yet", &link).unwrap();
    assert_eq!(SystemDisk.target(&link).unwrap(), folder.path().join("not-there-yet"));
    let chain = folder.path().join("chain");
    std::os::unix::fs::symlink("link", &chain).unwrap();
    assert_eq!(SystemDisk.target(&chain).unwrap(), folder.path().join("not-there-yet"), "one after the other");
    std::os::unix::fs::symlink("round", &round).unwrap();
    assert!(SystemDisk.target(&round).is_err(), "it leads to itself");
    assert!(save(&SystemDisk, &round, b"new", Existing::Replace).is_err());
    assert!(fs::read_link(&round).is_ok(), "the link stays");
}

#[test]
#[cfg(unix)]
fn devices_are_written_in_place_and_own_files_never_via_link() {
    use std::os::unix::fs::FileTypeExt;

    let mut written = 0;
    let is_device = SystemDisk.write_device(Path::new("/dev/null"), &mut |out| {
        written += 1;
        out.write_all(b"x")
    });
    assert!(is_device.unwrap() && written == 1);
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    let folder = tempfile::tempdir().unwrap();
    let [file, link] = ["file", "link"].map(|it| folder.path().join(it));
    fs::write(&file, "x").unwrap();
    std::os::unix::fs::symlink("file", &link).unwrap();
    assert!(super::open::nofollow_options().read(true).open(&file).is_ok());
    assert!(super::open::nofollow_options().read(true).open(&link).is_err());
}

#[test]
fn stamp_of_no_paths_is_empty() {
    assert!(Stamp::of([]).is_empty() && !Stamp::of([PathBuf::from("x")]).is_empty());
}

#[test]
fn read_accepts_at_most_16_mib() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f");
    for (length, is_read) in [(16 << 20, true), ((16 << 20) + 1, false)] {
        fs::File::create(&path).unwrap().set_len(length).unwrap();
        assert_eq!(SystemDisk.read(&path).is_ok(), is_read, "{length} bytes");
    }
}

#[test]
#[cfg(unix)]
fn changes_of_the_same_length_and_time_are_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f");
    let time = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let write = |text: &str| {
        let file = fs::File::create(&path).unwrap();
        (&file).write_all(text.as_bytes()).unwrap();
        file.set_modified(time).unwrap();
    };
    let stamp = || Stamp::of([path.clone()]);
    write("one");
    let first = stamp();
    assert_eq!((&first, first.bytes()), (&stamp(), 3), "nothing has changed");
    // Written in place: only the inode change time reveals it, which cannot be set.
    std::thread::sleep(std::time::Duration::from_millis(20));
    write("two");
    assert_ne!(stamp(), first);
    // Another file takes the name; the first one is kept so that its inode number is not reused.
    let second = stamp();
    fs::rename(&path, folder.path().join("g")).unwrap();
    assert_ne!(stamp(), second, "it is gone");
    write("two");
    assert_ne!(stamp(), second);
    crate::figure("changes of the same length and time", "3 of 3 noticed");
}

#[cfg(target_os = "linux")]
#[test]
fn unnamed_temporary_file_until_complete() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f");
    let names = || fs::read_dir(folder.path()).unwrap().count();
    for (existing, before) in [(Existing::Keep, 0), (Existing::Replace, 1)] {
        let mut seen = None;
        save_with(&SystemDisk, &path, existing, &mut |out| {
            seen = Some(names());
            out.write_all(b"new")
        })
        .unwrap();
        assert_eq!((seen, names()), (Some(before), 1));
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }
    crate::figure("names of incomplete files", "0 of 2");
}
