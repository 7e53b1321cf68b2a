//! Which calls does saving make, and what if one fails?
//!
//! Defines a disk for tests that calls a function before each operation of the file system.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::{Disk, Existing, NewFile, SystemDisk, WriteContent};

/// The file system, with a function that is called with the name of each operation before it. If it fails, so does the
/// operation; writing fails after half of the content.
pub(crate) struct TestDisk<F>(pub(crate) F);

impl<F: Fn(&'static str) -> io::Result<()>> Disk for TestDisk<F> {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        (self.0)("create folder").and_then(|()| SystemDisk.create_folder(path))
    }
    fn lock(&self, path: &Path) -> io::Result<File> {
        (self.0)("lock").and_then(|()| SystemDisk.lock(path))
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        (self.0)("read").and_then(|()| SystemDisk.read(path))
    }
    fn target(&self, path: &Path) -> io::Result<PathBuf> {
        (self.0)("target").and_then(|()| SystemDisk.target(path))
    }
    fn write_new(&self, target: &Path, write: WriteContent<'_>) -> io::Result<NewFile> {
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        let result = (self.0)("write");
        let part = if result.is_err() { &bytes[..bytes.len() / 2] } else { &bytes };
        let new = SystemDisk.write_new(target, &mut |out| out.write_all(part));
        result.and(new)
    }
    fn sync(&self, new: &NewFile) -> io::Result<()> {
        (self.0)("sync").and_then(|()| SystemDisk.sync(new))
    }
    fn persist(&self, new: NewFile, target: &Path, existing: Existing) -> io::Result<()> {
        (self.0)("persist").and_then(|()| SystemDisk.persist(new, target, existing))
    }
    fn write_device(&self, target: &Path, write: WriteContent<'_>) -> io::Result<bool> {
        (self.0)("device").and_then(|()| SystemDisk.write_device(target, write))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        (self.0)("rename").and_then(|()| SystemDisk.rename(from, to))
    }
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        (self.0)("sync folder").and_then(|()| SystemDisk.sync_folder(path))
    }
    fn exists(&self, path: &Path) -> bool {
        SystemDisk.exists(path)
    }
}
