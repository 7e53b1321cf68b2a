//! Are files saved completely and in the right order, and is every change noticed?
//!
//! Tests saving against a disk that records its calls and can fail, and stamps against real files.

#![allow(clippy::disallowed_methods)]

use std::cell::RefCell;
use std::fs;

use super::*;

/// A disk that records its calls; the call named by `failing` fails.
#[derive(Default)]
struct Recording {
    calls: RefCell<Vec<&'static str>>,
    failing: &'static str,
}

impl Recording {
    fn call<T>(&self, name: &'static str, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        self.calls.borrow_mut().push(name);
        if self.failing == name { Err(io::ErrorKind::StorageFull.into()) } else { act() }
    }
}

impl Disk for Recording {
    type Lock = fs::File;
    type New = <SystemDisk as Disk>::New;

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.call("create folder", || SystemDisk.create_folder(path))
    }
    fn lock(&self, path: &Path) -> io::Result<fs::File> {
        self.call("lock", || SystemDisk.lock(path))
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.call("read", || SystemDisk.read(path))
    }
    fn target(&self, path: &Path) -> io::Result<PathBuf> {
        self.call("target", || SystemDisk.target(path))
    }
    fn write_new(&self, target: &Path, write: Writing<'_>) -> io::Result<Self::New> {
        self.call("write", || SystemDisk.write_new(target, write))
    }
    fn sync(&self, new: &Self::New) -> io::Result<()> {
        self.call("sync", || SystemDisk.sync(new))
    }
    fn persist(&self, new: Self::New, target: &Path, existing: Existing) -> io::Result<()> {
        self.call("persist", || SystemDisk.persist(new, target, existing))
    }
    fn write_device(&self, target: &Path, write: Writing<'_>) -> io::Result<bool> {
        self.call("device", || SystemDisk.write_device(target, write))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("rename", || SystemDisk.rename(from, to))
    }
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.call("sync folder", || SystemDisk.sync_folder(path))
    }
    fn is_there(&self, path: &Path) -> bool {
        SystemDisk.is_there(path)
    }
}

#[test]
fn a_file_is_on_the_disk_before_it_has_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f");
    let disk = Recording::default();
    save(&disk, &path, b"new", Existing::Keep).unwrap();
    assert_eq!(*disk.calls.borrow(), ["target", "device", "write", "sync", "persist", "sync folder"]);
    assert_eq!(fs::read(&path).unwrap(), b"new");
    crate::figure("calls of a save, in order", "6: on the disk before it has its name");
}

/// `/dev/null` cannot be synced: the error shows that the system call was made.
#[cfg(target_os = "linux")]
#[test]
fn the_system_is_asked_whether_it_is_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f");
    let mut new = SystemDisk.write_new(&path, &mut |out| out.write_all(b"new")).unwrap();
    SystemDisk.sync(&new).unwrap();
    new.locked = fs::OpenOptions::new().write(true).open("/dev/null").unwrap();
    assert_eq!(SystemDisk.sync(&new).unwrap_err().kind(), io::ErrorKind::InvalidInput);
    assert!(SystemDisk.sync_folder(&folder.path().join("gone").join("f")).is_err());
    assert!(SystemDisk.sync_folder(&folder.path().join("f")).is_ok());
}

#[test]
fn whichever_call_fails_the_old_file_stays_whole_and_alone() {
    for failing in ["target", "device", "write", "sync", "persist"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f");
        fs::write(&path, "old").unwrap();
        let disk = Recording { failing, ..Recording::default() };
        let error = save(&disk, &path, b"new", Existing::Replace).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull, "{failing}");
        assert_eq!(fs::read(&path).unwrap(), b"old", "{failing}");
        assert_eq!(files(folder.path()).0, [path], "{failing}: nothing is left beside it");
    }
    crate::figure("failing calls of an export", "5 of 5 leave the old file, whole and alone");
    // By then the file has its name; not every folder can be synced.
    let folder = tempfile::tempdir().unwrap();
    let disk = Recording { failing: "sync folder", ..Recording::default() };
    assert!(save(&disk, &folder.path().join("f"), b"new", Existing::Keep).is_ok());
}

#[test]
fn what_is_to_stay_stays_and_what_cannot_be_written_whole_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f");
    fs::write(&path, "old").unwrap();
    let kept = save(&SystemDisk, &path, b"new", Existing::Keep).unwrap_err();
    assert_eq!((kept.kind(), fs::read(&path).unwrap()), (io::ErrorKind::AlreadyExists, b"old".to_vec()));
    // The file may have appeared while the new one was being written.
    let new = SystemDisk.write_new(&path, &mut |out| out.write_all(b"new")).unwrap();
    let late = SystemDisk.persist(new, &path, Existing::Keep).unwrap_err();
    assert_eq!((late.kind(), fs::read(&path).unwrap()), (io::ErrorKind::AlreadyExists, b"old".to_vec()));
    let mut half = |out: &mut dyn Write| out.write_all(b"ne").and(Err(io::ErrorKind::StorageFull.into()));
    assert!(save_with(&SystemDisk, &path, Existing::Replace, &mut half).is_err());
    assert_eq!(fs::read(&path).unwrap(), b"old");
    save(&SystemDisk, &path, b"new", Existing::Replace).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(files(folder.path()).0, [path]);
}

#[test]
#[cfg(unix)]
fn a_link_is_followed_to_where_a_file_may_be_and_no_further() {
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
fn a_device_is_written_to_and_stays_one_and_a_link_is_not_opened_as_a_file_of_ours() {
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
    assert!(super::open::own_file().read(true).open(&file).is_ok());
    assert!(super::open::own_file().read(true).open(&link).is_err());
}

#[test]
fn a_stamp_of_nothing_is_empty() {
    assert!(Stamp::of([]).is_empty() && !Stamp::of([PathBuf::from("x")]).is_empty());
}

#[test]
fn a_file_may_be_so_large_and_no_larger() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f");
    for (length, is_read) in [(16 << 20, true), ((16 << 20) + 1, false)] {
        fs::File::create(&path).unwrap().set_len(length).unwrap();
        assert_eq!(SystemDisk.read(&path).is_ok(), is_read, "{length} bytes");
    }
}

#[test]
#[cfg(unix)]
fn every_change_of_a_file_is_seen_even_one_of_the_same_length_and_time() {
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
    crate::figure("changes of the same length and time", "3 of 3 seen");
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_being_written_has_no_name_until_it_is_whole() {
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
    crate::figure("names of files that are not whole", "0 of 2");
}
