//! How much memory has a process had?

use std::fs;

/// Returns the bytes of memory that a process has at most had so far, where the system tells: Linux does, until it ends.
pub(crate) fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|it| it << 10)
}
