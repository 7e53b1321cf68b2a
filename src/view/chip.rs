//! How are the values of a filter shortened?
//!
//! Shortens the values in the filter bar, so that each kind of them, included and excluded, keeps a name.

use crate::text::{truncate_with, width};

/// Minimum number of columns to which a name is cut.
pub(super) const MIN_NAME_COLUMNS: usize = 4;

/// The values of a filter: those included, and those excluded.
pub(super) struct Chip {
    pub(super) values: [Vec<String>; 2],
    /// Word before an excluded value.
    pub(super) not: &'static str,
    /// Mark shown where a name is cut.
    pub(super) ellipsis: &'static str,
}

impl Chip {
    /// Returns the values in at most `columns` columns if possible. First the names are cut; then only the first of the
    /// included and of the excluded values are named, and the others counted: `Diseng… +2, not Staff…`.
    pub(super) fn text(&self, columns: usize) -> String {
        let all = self.values.each_ref().map(Vec::len);
        let fits = |text: &String| width(text) <= columns;
        let whole = self.written(all, usize::MAX);
        if fits(&whole) {
            return whole;
        }
        // No name that fits is shorter than a column and the separator.
        let mut shown = all.map(|it| it.min(columns / 3 + 1));
        if shown == all {
            let max_columns = (MIN_NAME_COLUMNS..columns).collect::<Vec<_>>();
            let at = max_columns.partition_point(|it| fits(&self.written(all, *it)));
            if let Some(max) = at.checked_sub(1).and_then(|it| max_columns.get(it)) {
                return self.written(all, *max);
            }
        }
        loop {
            let text = self.written(shown, MIN_NAME_COLUMNS);
            match shown.iter_mut().find(|it| **it > 1) {
                Some(count) if !fits(&text) => *count -= 1,
                _ => return text,
            }
        }
    }

    /// Returns the first `shown` values of each kind, cut to `max` columns each, and the number of the others.
    fn written(&self, shown: [usize; 2], max: usize) -> String {
        let groups = self.values.iter().zip(shown).zip(["", self.not]).filter(|((values, _), _)| !values.is_empty());
        let groups = groups.map(|((values, shown), not)| {
            let gap = if not.is_empty() { "" } else { " " };
            let name = |it: &String| format!("{not}{gap}{}", truncate_with(it, max, self.ellipsis));
            let names = values.iter().take(shown).map(name).collect::<Vec<_>>().join(", ");
            if shown < values.len() { format!("{names} +{}", values.len() - shown) } else { names }
        });
        groups.collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(included: &[&str], excluded: &[&str], columns: usize) -> String {
        let values = [included, excluded].map(|it| it.iter().map(|it| (*it).to_owned()).collect());
        Chip { values, not: "not", ellipsis: "…" }.text(columns)
    }

    #[test]
    fn every_kind_of_value_keeps_a_name() {
        let (included, excluded) = (["Disengagement", "Case management"], ["Multi-agency work", "Staff training"]);
        for (columns, expected) in [
            (80, "Disengagement, Case management, not Multi-agency work, not Staff training"),
            (60, "Disengagem…, Case manag…, not Multi-agen…, not Staff trai…"),
            (34, "Dise…, Case…, not Mult…, not Staf…"),
            (24, "Dis… +1, not Mul… +1"),
            (4, "Dis… +1, not Mul… +1"),
        ] {
            assert_eq!(text(&included, &excluded, columns), expected, "{columns}");
        }
        assert_eq!(text(&["FR", "ES", "SE", "NL"], &[], 9), "FR, ES +2");
        assert_eq!(text(&[], &["Staff training"], 10), "not Staff…");
        assert_eq!(text(&[], &[], 10), "");
    }

    #[test]
    fn many_values_are_counted() {
        let names: Vec<String> = (0..5_000).map(|it| format!("Theme {it}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(text(&names, &names[..1], 28), "The…, The… +4998, not The…");
    }
}
