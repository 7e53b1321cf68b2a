//! What is a file that is no catalogue?

use super::problem::Foreign;
use super::tree::Value;

/// Returns what a text seems to be that was read as something else than a record.
pub(super) fn foreign(text: &str, root: &Value) -> Foreign {
    let text = text.trim_start();
    let first = text.lines().next().unwrap_or_default().trim_end();
    let lines = || text.lines().map(str::trim).filter(|it| !it.is_empty() && !it.starts_with('#')).take(5);
    let is_key = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || "_-. \"'".contains(it));
    let has_keys = |separator: char| {
        lines().filter(|it| it.split_once(separator).is_some_and(|(key, _)| is_key(key))).count() * 2 > lines().count()
    };
    let separators = |line: &str| [';', ',', '\t'].map(|it| line.matches(it).count()).into_iter().max().unwrap_or(0);
    match text.chars().next() {
        _ if text.contains('\0') => Foreign::Binary,
        Some('{' | '[') if text.contains("\":") || text.contains("\" :") => Foreign::Json,
        Some('<') => Foreign::Xml,
        Some('[') if first.ends_with(']') && has_keys('=') => Foreign::Toml,
        _ if first == "---" || has_keys(':') => Foreign::Yaml,
        _ if has_keys('=') => Foreign::Toml,
        _ if separators(first) > 1 && lines().all(|it| separators(it) > 0) => Foreign::Csv,
        _ if matches!(root, Value::Text(..) | Value::Number | Value::Map(_) | Value::List(_)) => Foreign::Ron,
        _ => Foreign::Text,
    }
}
