//! What is a file that is not a catalogue?
//!
//! Detects other formats, by magic numbers in bytes and by heuristics in text, so that the message can name them.

use memchr::memmem;

use super::problem::ForeignFormat;
use super::tree::Value;

/// Returns the type of a file by its magic number; `None` if it has no known one.
pub(crate) fn file_type(bytes: &[u8]) -> Option<ForeignFormat> {
    // The names of the first entries tell the formats apart that are ZIP archives.
    let contains = |name: &str| memmem::find(&bytes[..bytes.len().min(1 << 16)], name.as_bytes()).is_some();
    let begins_with = |starts: &[&[u8]]| starts.iter().any(|it| bytes.starts_with(it));
    Some(match bytes {
        _ if begins_with(&[b"PK\x03\x04", b"PK\x05\x06"]) => match () {
            () if contains("xl/") || contains("opendocument.spreadsheet") => ForeignFormat::Spreadsheet,
            () if contains("word/") || contains("ppt/") || contains("opendocument.") => ForeignFormat::Document,
            () => ForeignFormat::Binary,
        },
        // OLE compound files (older Office formats, encrypted documents): the UTF-16 names of their streams tell them
        // apart.
        _ if begins_with(&[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]) => {
            let has = |name: &str| {
                let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
                memmem::find(bytes, &name).is_some()
            };
            if has("EncryptedPackage") {
                return Some(ForeignFormat::Encrypted);
            }
            if has("Workbook") || has("Book") { ForeignFormat::OldSpreadsheet } else { ForeignFormat::Document }
        }
        _ if begins_with(&[b"{\\rtf"]) => ForeignFormat::Document,
        _ if begins_with(&[b"%PDF-"]) => ForeignFormat::Pdf,
        // gzip, xz, 7-Zip, an ELF executable.
        _ if begins_with(&[b"\x1f\x8b", b"\xfd7zXZ", b"7z\xbc\xaf", b"\x7fELF"]) => ForeignFormat::Binary,
        _ if begins_with(&[b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*"]) && !is_text(bytes) => {
            ForeignFormat::Picture
        }
        _ if begins_with(&[b"RIFF"]) && bytes.get(8..12) == Some(b"WEBP") => ForeignFormat::Picture,
        _ => return None,
    })
}

fn is_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|it| !it.contains('\0'))
}

/// Guesses the format of a text that is probably not a catalogue. `start` is the offset after the leading blanks,
/// comments and attributes, and `root` is what the tolerant parser has read there.
pub(super) fn guess_format(whole: &str, start: usize, root: &Value) -> ForeignFormat {
    let text = whole[start..].trim_start();
    let first = text.lines().next().unwrap_or_default().trim_end();
    let lines = || text.lines().map(str::trim).filter(|it| !it.is_empty() && !it.starts_with('#')).take(5);
    let is_key = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || "_-. \"'".contains(it));
    let has_keys = |separator: char| {
        lines().filter(|it| it.split_once(separator).is_some_and(|(key, _)| is_key(key))).count() * 2 > lines().count()
    };
    let separators = |line: &str| [';', ',', '\t'].map(|it| line.matches(it).count()).into_iter().max().unwrap_or(0);
    // Two columns are a table only if no line looks like a sentence and every line has exactly one separator.
    let is_table = || {
        let is_row = |it: &str| separators(it) == 1 && !it.ends_with(['.', ',', ';', '!', '?']);
        lines().count() > 1 && lines().all(is_row)
    };
    // A catalogue begins on a later line.
    let is_before_catalogue = || text.lines().skip(1).any(|it| it.starts_with("Catalogue("));
    match text.chars().next() {
        _ if text.starts_with("%PDF-") => ForeignFormat::Pdf,
        _ if text.contains('\0') => ForeignFormat::Binary,
        _ if text.starts_with("{\\rtf") => ForeignFormat::Document,
        _ if is_before_catalogue() => ForeignFormat::TextBefore,
        Some('{' | '[') if text.contains("\":") || text.contains("\" :") => ForeignFormat::Json,
        Some('<') => ForeignFormat::Xml,
        Some('[') if first.ends_with(']') && has_keys('=') => ForeignFormat::Toml,
        // A catalogue with other text before or around it.
        _ if text.contains("Catalogue(") => ForeignFormat::Text,
        _ if text.contains("Activity(") => ForeignFormat::Fragment,
        // The parser has skipped Markdown headings as comments, so the whole text is searched.
        _ if first != "---" && whole.lines().any(|it| it.starts_with("## ")) => ForeignFormat::Markdown,
        _ if first == "---" || has_keys(':') => ForeignFormat::Yaml,
        _ if has_keys('=') => ForeignFormat::Toml,
        Some('(' | '[' | '{') if matches!(root, Value::Record(..) | Value::Map(_) | Value::List(_)) => {
            ForeignFormat::Ron
        }
        _ if separators(first) > 1 && lines().all(|it| separators(it) > 0) => ForeignFormat::Csv,
        _ if is_table() => ForeignFormat::Csv,
        _ if matches!(root, Value::Text(..) | Value::Number | Value::Map(_) | Value::List(_)) => ForeignFormat::Ron,
        _ => ForeignFormat::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_types_are_detected_by_leading_bytes() {
        for (bytes, kind) in [
            (&b"BMW is a word"[..], None),
            (b"BM\0\0\0", Some(ForeignFormat::Picture)),
            (b"GIF89a and more", None),
            (b"GIF89a\x01\0\xff", Some(ForeignFormat::Picture)),
            (b"RIFF\0\0\0\0WEBP", Some(ForeignFormat::Picture)),
            (b"RIFF\0\0\0\0WAVE", None),
            (b"%PDF-1.7", Some(ForeignFormat::Pdf)),
            (b"{\\rtf1", Some(ForeignFormat::Document)),
            (b"\x7fELF", Some(ForeignFormat::Binary)),
            (b"PK\x05\x06xl/", Some(ForeignFormat::Spreadsheet)),
            (b"PK\x05\x06word/", Some(ForeignFormat::Document)),
            (b"PK\x05\x06", Some(ForeignFormat::Binary)),
            (b"", None),
        ] {
            assert_eq!(file_type(bytes), kind, "{bytes:?}");
        }
    }
}
