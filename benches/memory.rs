//! How much memory has a process used?
//!
//! Reads the peak resident set size of a process from `/proc`.

use std::fs;

/// Returns the peak resident set size of a process so far, in bytes; `None` once it has ended, and on systems without
/// `/proc`.
pub(crate) fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|it| it << 10)
}
